"""``phancap review``: walk the duties that no person has looked at, and write down what is right (``reviews.toml``)."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec
from phancap.site.command_line import open_store, places
from phancap.site.speech import Command, say

if TYPE_CHECKING:
    from phancap.indexer.agencies import AgencyIndex
    from phancap.indexer.model import Clause, Document, Duty
    from phancap.indexer.registers import CorrectedDuty, Review
    from phancap.indexer.store import Generation

_LISTS = (
    ("partners", "phối hợp", "partners"), ("recipients", "gửi về", "sent to"), ("report_to", "báo cáo", "report to"),
    ("submit_to", "trình", "submit to"), ("channels", "qua", "through"),
)  # fmt: skip
_LETTERS = say("Hãy gõ một trong các chữ trong ngoặc vuông.", "Type one of the letters in brackets.")


@click.command(
    cls=Command,
    name="review",
    help=say(
        "Rà soát nhiệm vụ máy đọc của một văn bản: đúng, sửa, hay bỏ qua; ghi vào reviews.toml của kho.",
        "Walk a document's duties that no person has reviewed; writes the corpus's reviews.toml.",
    ),
)
@click.argument("document", metavar=say("MÃ_VĂN_BẢN", "DOCUMENT"))
@click.option("--by", help=say("Họ tên người rà soát.", "The reviewer's name."), metavar=say("HỌ_TÊN", "NAME"))
@click.option(
    "--clause",
    "only",
    help=say("Chỉ xem một điều khoản, đã rà soát hay chưa.", "One clause alone, reviewed or not."),
    metavar=say("MÃ", "EID"),
)
@places
def review_command(corpus: Path, store: Path, document: str, by: str | None, only: str | None) -> None:
    """Review a document's duties."""
    generation = open_store(corpus, store)
    known = generation.documents.get(generation.aliases.get(document, document))
    if known is None:
        listed = ", ".join(generation.documents)
        raise click.ClickException(
            say(f'Không có văn bản "{document}"; các mã đang có: {listed}.', f'No document "{document}"; there are: {listed}.')
        )
    if "site-packages" in corpus.parts:
        raise click.ClickException(
            say(
                "Kho đi kèm chương trình không ghi được; hãy chỉ kho của mình bằng --corpus DIR.",
                "Give a corpus of your own with --corpus DIR.",
            )
        )
    all_clauses = generation.clauses(known.id)
    clauses = [c for c in all_clauses if (only in (c.anchor, c.id) if only else any(d.review == "machine" for d in c.duties))]
    if only and not clauses:
        raise click.ClickException(
            say(
                f'Văn bản này không có điều khoản "{only}"; gõ "phancap show {document}" để xem các mã.',
                f'No clause "{only}" in this document.',
            )
        )
    before = _earlier(corpus)
    citations = {c.anchor: c.citation for c in all_clauses}
    if not clauses:
        click.echo(say("Không còn nhiệm vụ nào chưa rà soát trong văn bản này.", "Nothing left to review in this document."))
        return
    name = (by or click.prompt(say("Họ và tên người rà soát", "Reviewer"), type=str)).strip()
    if not name:
        raise click.UsageError(say("Cần họ tên người rà soát", "A reviewer's name is needed"))
    done = 0
    with contextlib.suppress(click.Abort):  # Ctrl+C, or the window is closed: what is written stands, and that is said
        for number, clause in enumerate(clauses, 1):
            _show(generation, clause, number, len(clauses), before.get(clause.id), citations)
            answer = _choice(say("[đ]úng, [s]ửa, [b]ỏ qua, [t]hoát", "[r]ight, [c]orrect, [s]kip, [q]uit"), say("đsbt", "rcsq"))
            if answer == 3:
                break
            if answer == 2:
                continue
            corrected, note = (None if clause.duties else [], "") if answer == 0 else _correct(generation, known, clause)
            _write(corpus, clause, name, corrected, note)
            done += 1
    left = len(clauses) - done
    if not done:
        click.echo(say(f"Chưa ghi điều khoản nào; còn {left} điều khoản chưa rà soát.", f"Nothing was written; {left} clauses are left."))
        return
    click.echo(
        say(
            f'Đã ghi {done} điều khoản vào reviews.toml, còn {left} điều khoản chưa rà soát; chạy phancap build --corpus "{corpus}" để trang hiện kết quả.',
            f'Wrote {done} clauses to reviews.toml, {left} left; run phancap build --corpus "{corpus}" to show them.',
        )
    )


def _choice(words: str, keys: str) -> int:
    """Which of the keys is typed; the Vietnamese one may be typed without its mark."""
    while True:
        typed = str(click.prompt(words, type=str)).strip().lower()[:1].replace("d", keys[0] if keys[0] == "đ" else "d")
        if typed and typed in keys:
            return keys.index(typed)
        click.echo(_LETTERS)


def _yes(words: str, default: bool) -> bool:
    """Yes or no in the reader's language (click's own question is in English); Enter gives the default."""
    keys, asked = say("ck", "yn"), f"{words} ({say('[c]ó, [k]hông', '[y]es, [n]o')})"
    while True:
        typed = str(click.prompt(asked, default=keys[0 if default else 1], type=str)).strip().lower()[:1]
        if typed and typed in keys:
            return typed == keys[0]
        click.echo(_LETTERS)


def _earlier(corpus: Path) -> dict[str, Review]:
    """Clause → the last review of it; one that still stands in front of a clause that is asked about no longer holds."""
    from phancap.indexer.registers import Reviews
    from phancap.indexer.toml_source import decode

    path = corpus / "reviews.toml"
    return {r.clause: r for r in decode(path.read_bytes().decode("utf-8-sig"), Reviews, "reviews.toml").review} if path.is_file() else {}


def _show(generation: Generation, clause: Clause, number: int, total: int, before: Review | None, citations: dict[str, str]) -> None:
    """The clause's place and words, then each duty with its evidence."""
    from phancap.site.wording import because

    click.echo(f"\n{number}/{total}  {clause.citation}  ({clause.id})")
    for heading in filter(None, (*clause.trail, clause.heading)):
        click.echo(f"  {heading}")
    click.echo(f"\n  {clause.text}\n")
    if before:
        said = f"{before.by}, {before.on:%d/%m/%Y}" + (f": {before.note}" if before.note else "")
        click.echo(say(f"  Lần rà soát trước: {said}.", f"  Reviewed before: {said}."))
    if not clause.duties:
        click.echo(say("  Máy không thấy nhiệm vụ nào ở đây.", "  The machine sees no duty here."))
    for count, duty in enumerate(clause.duties, 1):
        click.echo(f"  {count}. {_told(generation, clause, duty)}")
        what, words, reason = because(duty, clause, citations)[0]
        click.echo(
            "     " + say("căn cứ", "because") + f": {what.lower()}{f' “{words}”' if words else ''}{f' – {reason}' if reason else ''}"
        )


def _told(generation: Generation, clause: Clause, duty: Duty) -> str:
    from phancap.site.wording import NO_BEARER, ROLES, rhythm_words

    def names(agencies: tuple[str, ...]) -> str:
        return ", ".join(generation.agencies.name(a) for a in agencies)

    whole = duty.action.strip(" .;") == clause.text.strip(" .;")
    parts = [f"{ROLES[duty.role]}: {generation.agencies.name(duty.bearer) if duty.bearer else NO_BEARER}"]
    parts.append(say("việc: cả điều khoản", "task: the whole clause") if whole else f"{say('việc', 'task')}: {duty.action}")
    for key, vietnamese, english in _LISTS:
        named = names(getattr(duty, key))
        others = ", ".join(duty.others) if key == "partners" else ""
        if told := ", ".join(filter(None, (named, others))):
            parts.append(f"{say(vietnamese, english)}: {told}")
    if duty.product:
        parts.append(f"{say('sản phẩm', 'product')}: {duty.product}")
    if duty.recurrence:
        parts.append(f"{say('định kỳ', 'recurrence')}: {rhythm_words(duty)}")
    if duty.deadline:
        parts.append(f"{say('thời hạn', 'deadline')}: {duty.deadline.words}")
    return "\n     ".join(parts)


def _correct(generation: Generation, document: Document, clause: Clause) -> tuple[list[CorrectedDuty], str]:
    """The duties as the reviewer wants them, and why. Enter keeps a value, "-" empties it."""
    from phancap.indexer.registers import CorrectedDuty
    from phancap.indexer.reviews import as_written

    click.echo(say('Gõ Enter để giữ giá trị trong ngoặc, "-" để bỏ trống.', 'Enter keeps the value in brackets, "-" empties it.'))
    found: list[CorrectedDuty] = []
    for duty in clause.duties:
        click.echo(f"\n  → {_told(generation, clause, duty)}")
        if _yes(say("Giữ nhiệm vụ này", "Keep this duty"), default=True):
            found.append(_asked(generation.agencies, document, clause, as_written(duty)))
    while _yes(say("Thêm một nhiệm vụ nữa", "Add another duty"), default=False):
        found.append(_asked(generation.agencies, document, clause, CorrectedDuty(action=clause.text, role="perform")))
    return found, str(click.prompt(say("Vì sao sửa", "Why"), default="", show_default=False)).strip()


def _asked(index: AgencyIndex, document: Document, clause: Clause, duty: CorrectedDuty) -> CorrectedDuty:
    from phancap.site.wording import RHYTHMS, ROLES

    roles = {ROLES[r].lower(): r for r in ("lead", "perform", "advise", "coordinate")}
    rhythms = {words: key for key, words in RHYTHMS.items()}
    values: dict[str, Any] = {}
    values["action"] = _words(say("việc (đúng chữ trong điều khoản)", "task (the clause's own words)"), duty.action, clause) or duty.action
    bearers = _agencies(say("cơ quan thực hiện", "bearer"), (duty.bearer,) if duty.bearer else (), document, index)
    values["bearer"] = bearers[0] if bearers else None
    values["role"] = _one_of(say("vai trò", "role"), next(w for w, r in roles.items() if r == duty.role), roles)[0]
    for key, vietnamese, english in _LISTS:
        values[key] = _agencies(say(vietnamese, english), getattr(duty, key), document, index)
    shown = ", ".join(RHYTHMS[r] for r in duty.recurrence)
    values["recurrence"] = _one_of(say("định kỳ", "recurrence"), shown, rhythms)
    values["deadline"] = _words(say("thời hạn (đúng chữ)", "deadline (own words)"), duty.deadline or "", clause)
    return msgspec.structs.replace(duty, **values)


def _ask(label: str, value: str) -> str:
    typed = str(click.prompt(f"  {label}", default=value, show_default=bool(value))).strip()
    return "" if typed == "-" else typed


def _words(label: str, value: str, clause: Clause) -> str | None:
    while True:
        typed = _ask(label, value)
        if typed in clause.text:
            return typed or None
        click.echo(say("Chữ này không có trong điều khoản; hãy chép đúng chữ.", "These words are not in the clause."))


def _agencies(label: str, values: tuple[str, ...], document: Document, index: AgencyIndex) -> tuple[str, ...]:
    from phancap.indexer.reviews import agency_named

    names = {index.name(a): a for a in values}
    while True:
        typed = [
            t.strip() for t in _ask(f"{label} {say('(cách nhau bằng dấu ;)', '(parted by ;)')}", "; ".join(names)).split(";") if t.strip()
        ]
        ids = [names.get(t) or agency_named(t, document, index, index.unknown) for t in typed]
        if None not in ids:
            return tuple(i for i in ids if i)
        unknown = typed[ids.index(None)]
        click.echo(
            say(f'Danh mục cơ quan chưa có "{unknown}"; hãy gõ tên như trong agencies.toml.', f'The register does not know "{unknown}".')
        )


def _one_of(label: str, value: str, known: dict[str, str]) -> tuple[Any, ...]:
    while True:
        typed = [t.strip().lower() for t in _ask(f"{label} ({', '.join(known)})", value).split(",") if t.strip()]
        if all(t in known for t in typed) and (typed or label not in ("vai trò", "role")):
            return tuple(known[t] for t in typed)
        click.echo(say("Hãy gõ một trong các từ trong ngoặc.", "Type one of the words in brackets."))


def _write(corpus: Path, clause: Clause, by: str, corrected: list[CorrectedDuty] | None, note: str) -> None:
    """Add the entry; the file is checked before it takes the old one's place."""
    from phancap.indexer.atomic import write_whole
    from phancap.indexer.registers import Reviews
    from phancap.indexer.reviews import entry
    from phancap.indexer.toml_source import decode
    from phancap.site.wording import today

    path = corpus / "reviews.toml"
    before = path.read_bytes().decode("utf-8-sig") if path.is_file() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    after = before + entry(clause, by, today(), corrected, note)
    decode(after, Reviews, "reviews.toml")
    write_whole(path, after.encode())
