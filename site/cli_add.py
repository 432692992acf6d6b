"""``phancap add``: put files and pages into a corpus, with a bar, and a table at the end when there were several."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from phancap.site.speech import Command, Misuse, say

if TYPE_CHECKING:
    from phancap.indexer.add import Added, Target

Progress = Callable[[int, int | None], None]
_TOGETHER = 8  # files that are looked at ahead: one that LibreOffice chokes on holds up no more than these

_OUTCOMES = {
    "new": say("đã thêm", "added"),
    "filled": say("đã điền toàn văn", "text filled in"),
    "version": say("đã thêm bản mới, bản cũ được giữ lại", "newer version added, the older one kept"),
    "unchanged": say("đã có, không đổi", "already there, unchanged"),
}


@click.command(
    cls=Command,
    name="add",
    help=say(
        "Thêm văn bản vào kho: tệp Word, PDF, HTML, văn bản thuần, Markdown hoặc địa chỉ web.",
        "Put documents into a corpus: Word, PDF, HTML, text and Markdown files, or web addresses.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar=say("TỆP|ĐỊA_CHỈ…", "FILE|URL…"))
@click.option(
    "--corpus", type=click.Path(path_type=Path, file_okay=False), envvar="PHANCAP_CORPUS", metavar="DIR",
    help=say("Thư mục kho văn bản; thư mục mới hoặc trống sẽ thành một kho.", "Corpus folder; a new or empty one becomes a corpus."),
)  # fmt: skip
@click.option(
    "--id",
    "wanted",
    metavar=say("MÃ", "ID"),
    help=say("Mã văn bản, khi văn bản không cho biết.", "The document's id, where the text tells none."),
)
def add_command(files: tuple[str, ...], corpus: Path | None, wanted: str | None) -> int:
    """Add files and pages to a corpus."""
    from phancap.indexer.add import open_target
    from phancap.indexer.sources.refusal import Refused
    from phancap.indexer.toml_source import CorpusError

    names = list(_expanded(files))
    if wanted and len(names) > 1:
        raise click.UsageError(say("--id chỉ dùng khi thêm một tệp", "--id goes with one file only"))
    if corpus is None:
        raise Misuse(
            say(
                "Hãy chỉ thư mục kho văn bản bằng --corpus; kho đi kèm chương trình không được ghi vào.",
                "Name a corpus folder with --corpus.",
            )
        )
    try:
        target = open_target(corpus)
    except Refused as error:
        raise click.ClickException(_sentence(error.sentence)) from None
    except CorpusError as error:
        raise click.ClickException(say(f"Kho văn bản có lỗi: {error}", f"The corpus is refused: {error}")) from None
    done: list[tuple[str, Added | None, str]] = []
    with _bar(len(names)) as (step, come):
        for number, name in enumerate(names):
            step(_shown(name))
            if number % _TOGETHER == 0:
                _ahead(target, names[number : number + _TOGETHER])
            try:
                done.append((name, _one(target, name, wanted, come), ""))
            except Refused as error:
                done.append((name, None, error.sentence))
    return _report(done, corpus)


def _one(target: Target, name: str, wanted: str | None, come: Progress) -> Added:
    from phancap.indexer.add import add
    from phancap.indexer.sources.fetch import fetch, is_url
    from phancap.indexer.sources.refusal import Refused, read_bytes

    try:
        if is_url(name):
            fetched = fetch(name, come)
            return add(target, fetched.content, fetched.name, wanted, url=name)
        return add(target, read_bytes(Path(name)), Path(name).name, wanted)
    except MemoryError:
        raise Refused("tệp cần nhiều bộ nhớ hơn máy này có; hãy tách riêng phần văn bản") from None
    except (Refused, OSError):
        raise  # told as they are
    except Exception as error:  # a fault of a reader must not stop the other files, nor be shown as a traceback
        raise Refused(f"chương trình đọc gặp lỗi với tệp này ({type(error).__name__}); hãy mở bằng Word rồi lưu lại dạng .docx") from None


def _ahead(target: Target, names: list[str]) -> None:
    """Old Word files among the next ones are converted together: starting LibreOffice takes longer than converting a file."""
    from phancap.indexer.sources.fetch import is_url
    from phancap.indexer.sources.office import convert_ahead
    from phancap.indexer.sources.reader import form_of
    from phancap.indexer.sources.refusal import Refused, read_bytes

    files = []
    for name in names:
        with contextlib.suppress(Refused):
            if is_url(name) or Path(name).suffix.lower() not in (".doc", ".rtf", ".odt", ".dot"):
                continue
            content = read_bytes(Path(name))
            if hashlib.sha256(content).hexdigest() not in target.digests and (form := form_of(content, name)) in ("doc", "rtf", "odt"):
                files.append((content, form))
    if len(files) > 1:
        convert_ahead(files)


def _report(done: list[tuple[str, Added | None, str]], corpus: Path) -> int:
    """Say what became of the files; the exit code is 1 when one was refused."""
    refused = [(name, sentence) for name, added, sentence in done if added is None]
    if len(done) == 1:
        for _, added, _ in done:
            if added:
                click.echo(f"{_OUTCOMES[added.outcome].capitalize()}: {added.id}")
    else:
        _table(done)
    for name, added, _ in done:
        for note in added.notes if added else ():
            click.echo(f"{_shown(name)}: {note}.")
    for name, sentence in refused:
        click.echo(f"{_shown(name)}: {sentence}.", err=True)
    if len(refused) < len(done):
        click.echo(say(f'Để xem trên trang tra cứu: phancap serve --corpus "{corpus}"', f'To see them: phancap serve --corpus "{corpus}"'))
    return 1 if refused else 0


def _table(done: list[tuple[str, Added | None, str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(say("tệp", "file"), say("kết quả", "outcome"), say("mã văn bản", "id"))
    for name, added, _ in done:
        outcome = _OUTCOMES[added.outcome] if added else say("không nhận", "refused")
        table.add_row(Text(_shown(name), overflow="fold"), outcome, Text(added.id if added else "", overflow="fold"))
    Console(file=sys.stdout).print(table)
    taken = sum(1 for _, added, _ in done if added)
    click.echo(
        say(
            f"{len(done)} tệp: nhận {taken}, không nhận {len(done) - taken}.",
            f"{len(done)} files: {taken} taken, {len(done) - taken} refused.",
        )
    )


@contextlib.contextmanager
def _bar(count: int) -> Iterator[tuple[Callable[[str], None], Progress]]:
    """(tell the next file's name, tell how many bytes of a page have come), with a bar where a person looks on."""
    if not sys.stderr.isatty():
        yield (lambda name: None), (lambda came, total: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        files = bar.add_task("", total=count)
        pages = bar.add_task(say("tải về", "fetching"), total=None, visible=False)
        started = -1

        def step(name: str) -> None:
            nonlocal started
            started += 1
            bar.update(files, description=name[:40], completed=started)
            bar.update(pages, visible=False, completed=0)

        def come(came: int, total: int | None) -> None:
            bar.update(pages, visible=True, completed=came, total=total)

        yield step, come


def _expanded(files: tuple[str, ...]) -> Iterator[str]:
    """The files; a pattern such as *.docx that the shell left as it is (Windows does) becomes the files it fits."""
    for name in files:
        found = sorted(glob.glob(name)) if any(c in name for c in "*?[") and "://" not in name and not Path(name).exists() else []
        yield from found or [name]


def _shown(name: str) -> str:
    return name if "://" in name else Path(name).name or name


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")
