"""The long work of an export, done by as many processes as the machine has cores; a small site is made in this one.

A process makes the app once and then does its shares: pages of a stretch of the list of addresses, the index of the search, files to be
looked at. Nothing is shared but the folder that they write to; what comes back is small.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from flask import Flask
from phancap.indexer.store import current_name
from phancap.site.links import Looked, files_below, look_at, lost_anchors
from phancap.site.packing import gzip_beside
from phancap.site.relative import relative_url_for

SHARE = 100  # addresses, or files, that a process is given at a time
SMALL = 1_500  # addresses below which starting processes takes longer than the pages
_MOST = 4  # each holds the counts of the whole site

T = TypeVar("T")
R = TypeVar("R")
Run = Callable[[Callable[[T], R], Iterable[T]], Iterator[R]]


class Site(msgspec.Struct, frozen=True):
    """What is exported: the store, the folder where the files are made, the public place, unusual folder names (clause id → name)."""

    store: Path
    made: Path
    base_url: str | None
    names: dict[str, str]


class _Desk:
    """What a process keeps from one share to the next."""

    def __init__(self, site: Site) -> None:
        from flask_frozen import Freezer
        from phancap.site.app import create_app
        from phancap.site.file_names import use_names

        self.site = site
        self.app = create_app(site.store, exporting=True, base_url=site.base_url)
        if site.names:
            use_names(self.app, site.names)
        self.app.config.update(
            FREEZER_DESTINATION=str(site.made),
            FREEZER_REMOVE_EXTRA_FILES=False,
            FREEZER_REDIRECT_POLICY="error",
            FREEZER_IGNORE_MIMETYPE_WARNINGS=True,  # what a machine takes an ending for differs from one to the next
        )
        self.app.jinja_env.globals["url_for"] = relative_url_for
        self.pages = pages_of(self.app)
        self.share: Iterable[Any] = ()
        self.known: frozenset[str] = frozenset()
        self.freezer = Freezer(self.app, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
        self.freezer.register_generator(lambda: self.share)


def pages_of(app: Flask) -> list[tuple[str, dict[str, Any]]]:
    """(endpoint, values) of every page; a former id answers with a redirect, which a file cannot do."""
    from phancap.site.views.addresses import all_urls

    aliases = app.config["SHELF"].current().generation.aliases
    return [page for page in all_urls(app) if page[1].get("document", "").split("!")[0] not in aliases]


_desk: _Desk | None = None


def _sit_down(site: Site) -> None:
    global _desk  # noqa: PLW0603 - one desk for each process, made once
    _desk = _Desk(site)


def _start(site: Site) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends the others
    _sit_down(site)


def desk() -> _Desk:
    """This process's desk."""
    assert _desk is not None
    return _desk


@contextmanager
def workers(site: Site, pages: int) -> Iterator[Run[Any, Any]]:
    """Gives ``run(function, shares)``: the function done for each share, answers as they come, in one process or in several."""
    processes = min(_MOST, os.cpu_count() or 1)
    if pages < SMALL or processes < 2:
        _sit_down(site)
        yield map
        return
    # Fresh processes everywhere: a copy of this one would share open databases with it.
    with multiprocessing.get_context("spawn").Pool(processes, _start, (site,)) as pool:
        yield pool.imap_unordered


def make_pages(stretch: tuple[int, int]) -> int:
    """Write the pages from one place in the list to another (the files of ``static/`` with the first); says how many addresses these were.

    Raises ValueError for a page that does not answer.
    """
    from flask_frozen import MissingURLGeneratorWarning

    here = desk()
    first, last = stretch
    here.share = [*(here.freezer.static_files_urls() if first == 0 else ()), *here.pages[first:last]]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # What needs a server (the search of the API) is no part of the export.
        warnings.simplefilter("ignore", MissingURLGeneratorWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        for _ in here.freezer.freeze_yield():
            pass
    return last - first


def make_index(_: tuple[int, int]) -> int:
    """Write the index of the browser's search, and what it suggests."""
    from phancap.site.browser_index import FOLDER, write_browser_index
    from phancap.site.browser_suggestions import write_suggestions
    from phancap.site.suggestions import Suggestions
    from phancap.site.views.held import Held

    site = desk().site
    held = Held(site.store / "generations" / str(current_name(site.store)))
    generation = held.generation
    folder = site.made / "static" / FOLDER

    def write(name: str, text: str) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")

    write_browser_index(
        generation.clauses_for_search(), held.documents, generation.vocabulary, generation.agencies, site.names, write,
        generation.agency_counts, generation.standings,
    )  # fmt: skip
    write_suggestions(Suggestions(held), site.names, write)
    return 0


def make_share(stretch: tuple[int, int]) -> int:
    """A share of the making: an empty stretch stands for the index."""
    return make_index(stretch) if stretch[0] == stretch[1] else make_pages(stretch)


def look_at_share(names: list[str]) -> Looked:
    """Look at some of the files that were made."""
    here = desk()
    here.known = here.known or frozenset(files_below(here.site.made))
    return look_at(here.site.made, names, here.known, here.site.base_url)


def gzip_share(names: list[str]) -> dict[str, str]:
    """Write the compressed twins of some of the files; path → digest of each."""
    made = desk().site.made
    return {name + ".gz": twin for name in names if (twin := gzip_beside(made / name))}


def lost_anchors_of(wanted: list[tuple[str, dict[str, tuple[str, str]]]]) -> list[tuple[str, str]]:
    """The links whose anchors are not there, of some pages."""
    return lost_anchors(desk().site.made, wanted)


def stretches(length: int) -> list[tuple[int, int]]:
    """(first, past the last) of the shares of a list of that length."""
    return [(at, min(length, at + SHARE)) for at in range(0, length, SHARE)]


def shares(things: list[T]) -> list[list[T]]:
    """The list in shares."""
    return [things[first:last] for first, last in stretches(len(things))]
