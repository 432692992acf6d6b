"""What every command shares: where corpus and store lie, the store brought up to date, JSON on the screen."""

from __future__ import annotations

import functools
import hashlib
import json
import sqlite3
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec
from phancap.indexer.wanted import ENGINE_VARIABLE, ENGINES
from phancap.site.speech import say

if TYPE_CHECKING:
    from phancap.indexer.build import Built
    from phancap.indexer.store import Generation

F = TypeVar("F", bound=Callable[..., Any])

CORPUS_HELP = say("Thư mục kho văn bản (mặc định: kho đi kèm chương trình).", "Corpus folder (default: the bundled one).")
_CORPUS_FILE = "corpus"  # beside the store's "current"
STORE_HELP = say(
    "Thư mục chứa dữ liệu đã dựng (mặc định: trong bộ nhớ đệm của người dùng).", "Store folder (default: in the user's cache)."
)


def places(function: F) -> F:
    """--corpus and --store, the same everywhere; the store's default depends on the corpus."""

    @click.option(
        "--corpus", type=click.Path(path_type=Path, file_okay=False, exists=True), envvar="PHANCAP_CORPUS", metavar="DIR", help=CORPUS_HELP
    )
    @click.option("--store", type=click.Path(path_type=Path, file_okay=False), envvar="PHANCAP_STORE", metavar="DIR", help=STORE_HELP)
    @functools.wraps(function)
    def wrapped(corpus: Path | None, store: Path | None, **rest: Any) -> Any:
        from phancap.indexer.corpus import bundled

        folder = (corpus or (_built_from(store) if store else None) or bundled()).resolve()
        place = store or default_store(folder)
        try:
            return function(corpus=folder, store=place, **rest)
        except (sqlite3.DatabaseError, FileNotFoundError, EOFError, struct.error) as error:  # a copy that broke off, a disk with faults
            if isinstance(error, FileNotFoundError) and not str(error.filename).startswith(str(place / "generations")):
                raise
            words = say(
                f"Dữ liệu đã dựng ở {place} bị hỏng hoặc thiếu tệp; hãy xóa thư mục này rồi chạy lại lệnh.",
                f"The store {place} is damaged ({error}); delete this folder and run the command again.",
            )
            raise click.ClickException(words) from None

    return wrapped  # type: ignore[return-value]


def _built_from(store: Path) -> Path | None:
    """The corpus that the store was last built from: nobody's documents give way to the bundled ones because --corpus was left out."""
    try:
        corpus = Path((store / _CORPUS_FILE).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return corpus if corpus.is_dir() else None


def default_store(corpus: Path) -> Path:
    """Where the store of a corpus lies when nobody says so: in the user's cache, one folder for each corpus."""
    from platformdirs import user_cache_path

    return user_cache_path("phancap", appauthor=False) / hashlib.sha256(str(corpus).encode()).hexdigest()[:12]


def json_option(function: F) -> F:
    """--json, the same everywhere."""
    return click.option("--json", "as_json", is_flag=True, help=say("In dạng JSON cho chương trình khác đọc.", "Print JSON."))(function)


def refused(error: Exception) -> click.ClickException:
    """What is said when the corpus itself is at fault."""
    return click.ClickException(say("Kho văn bản có lỗi, chưa dựng được: ", "The corpus is refused: ") + str(error))


def engine_option(function: F) -> F:
    """--engine, the same everywhere; what is not said is as it was built."""
    words = say(
        "Bộ máy tìm kiếm (mặc định: như lần dựng trước, lần đầu là whoosh).", "Search engine (default: as built before, whoosh at first)."
    )
    return click.option("--engine", type=click.Choice(list(ENGINES)), envvar=ENGINE_VARIABLE, help=words)(function)


def build_store(corpus: Path, store: Path, quiet: bool = False, engine: str | None = None) -> Built:
    """Bring the store up to the corpus, with a progress bar where a person looks on, and note which corpus that was."""
    from phancap.indexer.atomic import write_whole

    built = _build(corpus, store, quiet, engine)
    if _built_from(store) != corpus:
        write_whole(store / _CORPUS_FILE, str(corpus).encode())
    return built


def _build(corpus: Path, store: Path, quiet: bool, engine: str | None) -> Built:
    from phancap.indexer.build import build, engine_of, inputs_digest
    from phancap.indexer.engines.rows import cores
    from phancap.indexer.store import current_name
    from phancap.indexer.toml_source import CorpusError
    from phancap.indexer.wanted import EngineDown

    try:
        if quiet and current_name(store) and current_name(store) == inputs_digest(corpus, engine_of(store, engine)):
            return build(corpus, store, engine=engine)
        processes = cores()
        if not sys.stderr.isatty():
            return build(corpus, store, engine=engine, processes=processes)
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(say("Đang đọc văn bản", "Reading"), total=None)
            return build(
                corpus, store, lambda done, of, what: bar.update(task, completed=done, total=of), engine=engine, processes=processes
            )
    except CorpusError as error:
        raise refused(error) from None
    except EngineDown as error:
        raise click.ClickException(str(error)) from None


def open_store(corpus: Path, store: Path) -> Generation:
    """The store's present generation, built first when the corpus has changed."""
    from phancap.indexer.store import Generation

    built = build_store(corpus, store, quiet=True)
    return Generation(store / "generations" / built.digest)


def print_json(value: object) -> None:
    """A value as JSON on the screen."""
    click.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2))
