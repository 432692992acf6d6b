"""The command line: build, serve, search, show, duties, records, export; the other commands have files of their own."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec
from phancap.indexer.atomic import reason
from phancap.indexer.record import record_of
from phancap.site.cli_add import add_command
from phancap.site.cli_bench import bench_command
from phancap.site.cli_findings import check_command, gaps_command
from phancap.site.cli_review import review_command
from phancap.site.command_line import build_store, engine_option, json_option, open_store, places, print_json
from phancap.site.speech import Command, Group, Misuse, run, say

if TYPE_CHECKING:
    from phancap.indexer.engines import Answer, Searcher
    from phancap.indexer.model import Clause
    from phancap.indexer.store import Generation


@click.group(cls=Group, help=say("Tra cứu nhiệm vụ được phân cấp, ủy quyền.", "Who must do what under delegation regulations."))
@click.version_option(package_name="phancap", message="phancap %(version)s", help=say("Xem phiên bản.", "Show the version."))
def program() -> None:
    """Hold the commands together."""


@program.command(
    cls=Command,
    help=say("Dựng dữ liệu từ kho văn bản; kho không đổi thì không làm gì.", "Build the store; an unchanged corpus builds nothing."),
)
@engine_option
@places
def build(corpus: Path, store: Path, engine: str | None) -> None:
    """Build the store."""
    built = build_store(corpus, store, engine=engine)
    counts = say(f"{built.documents} văn bản, {built.clauses} điều khoản", f"{built.documents} documents, {built.clauses} clauses")
    if built.new:
        click.echo(say(f"Đã dựng xong: {counts}, {built.findings} điểm cần xem.", f"Built: {counts}, {built.findings} findings."))
    else:
        click.echo(say(f"Kho không đổi, không phải dựng lại: {counts}.", f"Unchanged, nothing to build: {counts}."))


@program.command(cls=Command, help=say("Mở trang tra cứu tại máy này.", "Serve the site on this machine."))
@places
@click.option("--host", default="127.0.0.1", show_default=True, help=say("Địa chỉ.", "Address."))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help=say("Cổng.", "Port."))
@click.option("--base-url", metavar="URL", help=say("Địa chỉ công khai, dùng cho liên kết chuẩn.", "Public address, for canonical links."))
@engine_option
def serve(corpus: Path, store: Path, host: str, port: int, base_url: str | None, engine: str | None) -> None:
    """Serve the site."""
    from phancap.site.app import create_app
    from phancap.site.export import checked_base
    from phancap.site.placing import Misused
    from phancap.site.warming import warm_later
    from waitress.server import create_server

    try:
        public = checked_base(base_url)
    except Misused as error:
        raise Misuse(str(error)) from None
    build_store(corpus, store, engine=engine)
    app = create_app(store, base_url=public)
    app.config["SHELF"].current()  # a damaged store is told now, not to the first reader
    try:
        server = create_server(app, host=host, port=port, threads=8, ident=None)
    except (OSError, ValueError) as error:  # ValueError: no machine has that name
        elsewhere = not isinstance(error, OSError) or error.errno == errno.EADDRNOTAVAIL
        option = "--host" if elsewhere else "--port"
        words = say(
            f"Không mở được {host}:{port} ({reason(error) if isinstance(error, OSError) else 'không có máy nào mang tên ấy'}); hãy chọn {'địa chỉ' if elsewhere else 'cổng'} khác bằng {option}.",
            f"Cannot open {host}:{port} ({error}); choose another {option}.",
        )
        raise click.ClickException(words) from None
    address = f"http://{host}:{getattr(server, 'effective_port', port)}"
    click.echo(say(f"Trang tra cứu: {address} (nhấn Ctrl+C để dừng)", f"Serving on {address} (Ctrl+C stops it)"))
    warm_later(app)
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()


@program.command(cls=Command, help=say("Tìm điều khoản; gõ không dấu cũng được.", "Search clauses, with or without marks."))
@click.argument("words", nargs=-1, required=True, metavar=say("TỪ…", "WORDS…"))
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100), help=say("Số kết quả.", "How many results."))
@click.option("--explain", is_flag=True, help=say("Kèm vì sao mỗi kết quả đứng ở đó.", "Tell why each result stands where it does."))
@json_option
@places
def search(corpus: Path, store: Path, words: tuple[str, ...], limit: int, explain: bool, as_json: bool) -> None:
    """Search the store."""
    from phancap.indexer.search import open_searcher
    from phancap.indexer.wanted import EngineDown

    generation = open_store(corpus, store)
    try:
        searcher = open_searcher(generation)
        answer = searcher.search(" ".join(words), limit=limit)
    except EngineDown as error:
        raise click.ClickException(str(error)) from None
    found = [(hit, generation.by_id(hit.id)) for hit in answer.hits]
    if as_json:
        print_json([_hit(hit.score, clause) | ({"parts": hit.parts} if explain else {}) for hit, clause in found if clause])
        return
    if not found:
        click.echo(
            say("Không tìm thấy điều khoản nào; hãy thử ít từ hơn hoặc tên cơ quan.", "Nothing found; try fewer words or an agency's name.")
        )
    if answer.did_you_mean:
        click.echo(say(f"Có phải ý là: {answer.did_you_mean}", f"Did you mean: {answer.did_you_mean}"))
    for number, (_, clause) in enumerate(found, 1):
        if clause:
            click.echo(
                f"{number}. {clause.citation} · {generation.documents[clause.document].short}\n   {clause.id}\n   {clause.text or clause.heading}"
            )
            if explain:
                _explain(searcher, answer, number)
            click.echo()


def _explain(searcher: Searcher, answer: Answer, number: int) -> None:
    """Why the answer of that number (from 1) stands there."""
    from phancap.indexer.asked import Asked
    from phancap.site.reasons import before_the_next, reasons

    hit = answer.hits[number - 1]
    for words in reasons(hit, searcher.shelf.by_id(hit.id), Asked(answer.query, searcher.lexicon)):
        click.echo(f"   · {words}")
    if number < len(answer.hits):
        click.echo(f"   · {before_the_next(hit, answer.hits[number])}")


def _hit(score: float, clause: Clause) -> dict[str, object]:
    return {
        "id": clause.id, "document": clause.document, "eid": clause.eid, "score": round(score, 4),
        "citation": clause.citation, "text": clause.text or clause.heading,
    }  # fmt: skip


@program.command(
    cls=Command,
    help=say("Xem một văn bản hoặc một điều khoản (MÃ là mã văn bản, hoặc mã văn bản/mã điều khoản).", "Show a document or a clause."),
)
@click.argument("name", metavar=say("MÃ", "ID"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "akn"]),
    default="text",
    show_default=True,
    help=say("Dạng in: chữ, hoặc Akoma Ntoso (XML).", "Plain words, or Akoma Ntoso (XML)."),
)
@json_option
@places
def show(corpus: Path, store: Path, name: str, form: str, as_json: bool) -> None:
    """Show a document or a clause."""
    generation = open_store(corpus, store)
    place, _, eid = name.partition("/")
    document, _, component = place.partition("!")
    document = generation.aliases.get(document, document)
    if document not in generation.documents:
        known = ", ".join(generation.documents)
        raise click.ClickException(
            say(f'Không có văn bản "{document}"; các mã đang có: {known}.', f'No document "{document}"; there are: {known}.')
        )
    clauses = generation.clauses(document)
    if eid:
        clauses = [c for c in clauses if c.eid == eid and c.component == (component or "main")]
        if not clauses:
            vietnamese = f'Văn bản này không có điều khoản "{eid}"; gõ "phancap show {document}" để xem các mã.'
            raise click.ClickException(say(vietnamese, f'No clause "{eid}" in it; try "phancap show {document}".'))
    if form == "akn":
        from phancap.indexer.akn import akn_of

        click.echo(akn_of(generation.documents[document], clauses), nl=False)
        return
    if as_json:
        print_json(clauses[0] if eid else {"document": generation.documents[document], "clauses": clauses})
        return
    record = generation.documents[document]
    click.echo(f"{record.name}\n" + ("" if clauses else say("Chưa có toàn văn.\n", "The text is not held.\n")))
    for clause in clauses:
        click.echo(f"[{clause.eid}] {clause.citation}")
        click.echo("\n".join(f"  {line}" for line in (clause.heading, clause.text) if line))
        for duty in clause.duties:
            bearer = generation.agencies.name(duty.bearer) if duty.bearer else say("(không nêu cơ quan)", "(no agency named)")
            click.echo(f"    → {_ROLES[duty.role]}: {bearer}: {duty.action}")


_ROLES = {"lead": "Chủ trì", "perform": "Thực hiện", "advise": "Tham mưu", "coordinate": "Phối hợp"}
_KINDS = {"own": "của chính cơ quan", "inherited": "chung", "partner": "phối hợp", "recipient": "tiếp nhận", "report_to": "nhận báo cáo"}


@program.command(
    cls=Command, help=say("Nhiệm vụ của một cơ quan (tên hoặc mã, gõ không dấu cũng được).", "What an agency owes and is owed.")
)
@click.argument("agency", metavar=say("CƠ_QUAN", "AGENCY"), nargs=-1, required=True)
@json_option
@places
def duties(corpus: Path, store: Path, agency: tuple[str, ...], as_json: bool) -> None:
    """List an agency's obligations."""
    generation = open_store(corpus, store)
    name = _agency(generation, " ".join(agency))
    obligations = generation.obligations(name)
    if as_json:
        print_json([{"id": o.clause.id, "eid": o.clause.eid, "kind": o.kind, "through": o.through, "duty": o.duty} for o in obligations])
        return
    click.echo(say(f"{generation.agencies.name(name, full=True)}: {len(obligations)} nhiệm vụ", f"{name}: {len(obligations)} duties"))
    for o in obligations:
        through = f" ({generation.agencies.name(o.through)})" if o.through else ""
        click.echo(f"- [{_KINDS[o.kind]}{through}] {_ROLES[o.duty.role]}: {o.duty.action}\n  {o.clause.citation} · {o.clause.id}")


def _agency(generation: Generation, typed: str) -> str:
    """The agency's id from an id or a name, with or without marks. Raises ClickException when it is not certain."""
    from phancap.indexer.registers import names_of
    from phancap.indexer.vietnamese import fold, slug

    ids = generation.agency_ids
    if typed in ids:
        return typed
    found = [a for a in ids if slug(typed) in (a.partition("/")[2], a.replace("/", "-"))]
    found = found or [a for a in ids if (e := generation.agencies.entry(a)) and fold(typed) in {fold(n) for n in names_of(e)}]
    if len(found) == 1:
        return found[0]
    if found:
        raise click.UsageError(say("Tên này chỉ nhiều cơ quan: ", "Several agencies: ") + ", ".join(found))
    vietnamese = f'Không có cơ quan "{typed}" trong các văn bản; hãy ghi đủ tên, ví dụ "so tu phap", hoặc tìm bằng phancap search.'
    raise click.ClickException(say(vietnamese, f'No agency "{typed}" in the texts; write its whole name, or look with phancap search.'))


@program.command(cls=Command, help=say("In mọi điều khoản, mỗi dòng một bản ghi JSON.", "Print every clause, one JSON record a line."))
@click.argument("document", required=False, metavar=say("[MÃ_VĂN_BẢN]", "[DOCUMENT]"))
@places
def records(corpus: Path, store: Path, document: str | None) -> None:
    """Print the records."""
    generation = open_store(corpus, store)
    if document and document not in generation.documents:
        raise click.ClickException(say(f'Không có văn bản "{document}".', f'No document "{document}".'))
    encode = msgspec.json.Encoder().encode
    for clause in generation.clauses(document) if document else generation.all_clauses():
        click.echo(encode(record_of(clause)).decode())


@program.command(
    cls=Command,
    help=say(
        "Ghi cả trang tra cứu thành tệp để đưa lên cổng thông tin; với --check thì so bản đã tải lên tại URL với thư mục DIR.",
        "Write the whole site as files; with --check compare what is uploaded at URL with the folder DIR.",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]", required=False)
@click.argument("url", metavar="[URL]", required=False)
@click.option("--base-url", metavar="URL", help=say("Địa chỉ công khai, dùng cho liên kết chuẩn.", "Public address, for canonical links."))
@click.option(
    "--zip",
    "zip_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=say("Nén cả bản xuất vào một tệp.", "Pack the export into one file."),
)
@click.option("--gzip", "gzipped", is_flag=True, help=say("Kèm bản nén .gz của từng tệp.", "Add a .gz twin of every file."))
@click.option("--iis", is_flag=True, help=say("Kèm web.config cho máy chủ IIS.", "Add a web.config for IIS."))
@click.option(
    "--frame-from", multiple=True, metavar="URL",
    help=say("Với --iis: trang web được đặt các trang này trong khung; ghi được nhiều lần.", "With --iis: a site that may frame the pages; repeatable."),
)  # fmt: skip
@click.option("--check", "checking", is_flag=True, help=say("So bản đã tải lên tại URL với DIR.", "Compare what is at URL with DIR."))
@places
def export(
    corpus: Path,
    store: Path,
    folder: Path | None,
    url: str | None,
    base_url: str | None,
    zip_file: Path | None,
    gzipped: bool,
    iis: bool,
    frame_from: tuple[str, ...],
    checking: bool,
) -> int:
    """Export the site, or check what was uploaded."""
    from phancap.site.cli_export import check_export, write_export

    if checking:
        if folder is None or url is None or zip_file or gzipped or base_url or iis or frame_from:
            raise click.UsageError(
                say("Với --check chỉ ghi thư mục và địa chỉ: phancap export --check DIR URL", "Use: phancap export --check DIR URL")
            )
        return check_export(folder, url)
    if url is not None:
        raise click.UsageError(say(f'Thừa "{url}"; chỉ --check mới cần địa chỉ', f'"{url}" is not wanted; only --check takes an address'))
    if folder is None and zip_file is None:
        raise click.UsageError(say("Thiếu thư mục DIR (hoặc --zip FILE)", "Missing DIR (or --zip FILE)"))
    if frame_from and not iis:
        raise click.UsageError(say("--frame-from chỉ dùng cùng --iis", "--frame-from goes with --iis"))
    build_store(corpus, store)
    write_export(store, folder, base_url, gzipped, zip_file, iis, frame_from)
    return 0


for command in (add_command, bench_command, review_command, check_command, gaps_command):
    program.add_command(command)


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(program))


if __name__ == "__main__":
    main()
