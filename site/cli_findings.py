"""What a person should look at: ``phancap check`` (what was read doubtfully) and ``phancap gaps`` (what the texts leave open)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from phancap.site.command_line import json_option, open_store, places, print_json
from phancap.site.speech import Command, say

if TYPE_CHECKING:
    from phancap.indexer.model import Finding


@click.command(
    cls=Command,
    name="check",
    help=say("Liệt kê những điểm cần xem; có lỗi thì trả mã 1.", "List findings; exit 1 when there is an error."),
)
@json_option
@places
def check_command(corpus: Path, store: Path, as_json: bool) -> int:
    """Print the findings."""
    from phancap.indexer.corpus import load
    from phancap.indexer.model import Finding
    from phancap.indexer.read import read_all
    from phancap.indexer.toml_source import CorpusError

    try:
        findings = [f for reading in read_all(load(corpus)) for f in reading.findings]
    except CorpusError as error:
        findings = [Finding("corpus", "error", error.file, error.line, error.sentence)]
    if as_json:
        print_json(findings)
    else:
        _print_findings(findings)
    return 1 if any(f.severity == "error" for f in findings) else 0


def _print_findings(findings: list[Finding]) -> None:
    from collections import Counter

    from phancap.site.wording import FINDINGS

    names = {"error": say("lỗi", "error"), "warning": say("lưu ý", "warning"), "notice": say("ghi chú", "notice")}
    for finding in findings:
        click.echo(f"{finding.file}:{finding.line}: {names[finding.severity]}: {finding.sentence}")
    for kind, count in Counter(f.kind for f in findings).most_common():
        click.echo(f"{count:6}  {say(FINDINGS.get(kind, kind), kind)}")
    counts = ", ".join(f"{sum(f.severity == s for f in findings)} {names[s]}" for s in names)
    click.echo(say(f"Tổng số {len(findings)} điểm: {counts}.", f"{len(findings)} findings: {counts}."))


@click.command(
    cls=Command,
    name="gaps",
    help=say(
        "Những chỗ văn bản còn bỏ ngỏ: không rõ ai làm, ai nhận báo cáo, hai cơ quan cùng chủ trì, thời hạn đã qua.",
        "What the texts leave open: no bearer, unknown bearer, two leads, a report to nobody, deadlines that passed.",
    ),
)
@click.argument("document", required=False, metavar=say("[MÃ_VĂN_BẢN]", "[DOCUMENT]"))
@json_option
@places
def gaps_command(corpus: Path, store: Path, document: str | None, as_json: bool) -> None:
    """Print the gaps."""

    from phancap.indexer.gaps import KINDS, gaps_of
    from phancap.site.wording import GAPS, today

    generation = open_store(corpus, store)
    if document and document not in generation.documents:
        raise click.ClickException(say(f'Không có văn bản "{document}".', f'No document "{document}".'))
    clauses = generation.clauses(document) if document else generation.all_clauses()
    found = gaps_of(clauses, generation.agencies, today().isoformat())
    if as_json:
        print_json(found)
        return
    for gap in found:
        click.echo(f"{say(GAPS[gap.kind][0], gap.kind)}: {gap.words}\n  {gap.citation} · {gap.clause}")
    for kind in KINDS:
        click.echo(f"{sum(g.kind == kind for g in found):6}  {say(GAPS[kind][0], kind)}")
