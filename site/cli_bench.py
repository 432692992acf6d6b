"""The command that measures: a table for people, a file for programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
import msgspec
from phancap.site.command_line import engine_option, places
from phancap.site.speech import Command, say


@click.command(
    "bench",
    cls=Command,
    help=say("Đo tốc độ, cạnh những chương trình cùng loại trong cùng một lần chạy.", "Measure speed beside named peers."),
)
@click.option(
    "--clauses", default=20_000, show_default=True, type=click.IntRange(1_000, 5_000_000),
    help=say("Số điều khoản để đo tìm kiếm, nhân lên từ kho văn bản.", "How many clauses to search in, made out of the corpus."),
)  # fmt: skip
@click.option(
    "--texts", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="DIR",
    help=say("Thư mục văn bản thuần (.md, .txt) để nhân lên cùng với kho.", "Folder of plain texts to be multiplied beside the corpus."),
)  # fmt: skip
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE",
    help=say("Ghi số liệu dạng JSON vào tệp (dấu - là màn hình).", "Write the figures as JSON (- is the screen)."),
)  # fmt: skip
@engine_option
@places
def bench_command(corpus: Path, store: Path, clauses: int, texts: Path | None, json_file: Path | None, engine: str | None) -> None:
    """Print the figures; ``store`` is left alone."""
    from phancap.indexer.engines import engine_name
    from phancap.indexer.wanted import EngineDown
    from phancap.site.bench import measure

    try:
        name = engine_name(engine)
        figures = measure(corpus, texts, clauses, name)
    except EngineDown as error:
        raise click.ClickException(str(error)) from None
    if json_file:
        told = (
            json.dumps({"clauses": clauses, "engine": name, "figures": msgspec.to_builtins(figures)}, ensure_ascii=False, indent=2) + "\n"
        )
        if str(json_file) == "-":
            click.echo(told, nl=False)
            return
        json_file.write_text(told, "utf-8")
    from rich.console import Console
    from rich.table import Table

    title = say(f"{clauses:,} điều khoản, {name}", f"{clauses:,} clauses, {name}")
    table = Table(*(say(*names) for names in _COLUMNS), title=title)
    for f in figures:
        peer = "" if f.peer_value is None else f"{f.peer_value:.3f} {f.unit}"
        ratio = "" if not f.peer_value else f"{f.value / f.peer_value:.2f}"
        table.add_row(f.name, f"{f.value:.3f} {f.unit}", f.aim, f.peer, peer, ratio)
    Console(width=None if sys.stdout.isatty() else 150).print(table)


_COLUMNS = (("việc", "what"), ("đo được", "measured"), ("mức cần", "aim"), ("so với", "peer"), ("đo được", "measured"), ("tỷ lệ", "ratio"))
