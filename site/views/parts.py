"""A long text on several pages: where it is cut, and on which page a clause stands.

A page with its style and scripts is to stay below 100 kB on the way; a law of 300,000 characters is 60 kB before a single link is
made. Such a text is cut into pages of about the same weight, before the heading nearest to where the cut would fall, a chapter's
rather than an article's. Most plans and decisions are one page; for printing there are the words alone (``printing.py``).
"""

from __future__ import annotations

from functools import lru_cache

from phancap.indexer.model import Clause
from phancap.site.views.held import Held, anchor
from phancap.site.views.page_links import link

PAGE = 24_000  # bytes, compressed, that a page of text is to stay below: the server takes some 12 ms for one
_CHARACTER, _CLAUSE = 0.2, 33  # what one of them weighs on the way (measured on decrees of 2025 and 2026)
_LINES = 140_000  # characters of a page of the text as received
_DEPTH = 0.04  # of a page by which a cut may move for each level that the heading is higher


@lru_cache(maxsize=512)
def starts(here: Held, document: str) -> tuple[int, ...]:
    """The order of the first clause of every page; a text that fits one page gives one."""
    return cut(here, document, PAGE, _CHARACTER, _CLAUSE)


def cut(here: Held, document: str, most: int, character: float, clause: float) -> tuple[int, ...]:
    """The order of the first clause of every page, where a page is to weigh ``most`` and a character and a clause weigh what is told."""
    rows = here.generation.rows(
        "SELECT position, before, eid FROM clauses WHERE document = ? AND heading <> '' AND position > 1 ORDER BY position", document
    )
    places = [(character * letters + clause * (position - 1), int(position), eid.count("__")) for position, letters, eid in rows]
    before = weight(here, document, character, clause)
    pages = int(-(-before // most))
    found = [1]
    for number in range(1, pages):
        ideal, page = before * number / pages, before / pages
        fitting = [(abs(weight - ideal) / page + _DEPTH * depth, position) for weight, position, depth in places if position > found[-1]]
        if fitting and min(fitting)[0] < 1:
            found.append(min(fitting)[1])
    return tuple(found)


def weight(here: Held, document: str, character: float, clause: float) -> float:
    """What all of a document's text weighs where a character and a clause weigh what is told."""
    rows = here.generation.rows(
        "SELECT position, before + length(heading) + length(text) FROM clauses WHERE document = ? ORDER BY position DESC LIMIT 1", document
    )
    return float(sum(character * letters + clause * position for position, letters in rows))


def part_of(here: Held, clause: Clause) -> int:
    """The page (from 1) on which a clause of a document stands."""
    return sum(start <= clause.order for start in starts(here, clause.document))


def part_url(document: str, number: int, fragment: str | None = None) -> str:
    """The address of a page of a document's text."""
    values = {"_anchor": fragment} if fragment else {}
    if number == 1:
        return link("documents.one", document=document, **values)
    return link("documents.part", document=document, number=number, **values)


def reading_url(here: Held, clause: Clause) -> str:
    """Where a clause stands in its document's text."""
    return part_url(clause.document, part_of(here, clause), anchor(clause))


@lru_cache(maxsize=512)
def first_lines(here: Held, document: str) -> tuple[int, ...]:
    """The first line of every page of the text as received."""
    found, size = [1], 0
    for number, line in enumerate(here.generation.text(document).split("\n"), 1):
        if size >= _LINES:
            found.append(number)
            size = 0
        size += len(line) + 20  # a line costs something even when it is empty
    return tuple(found)


def lines_url(document: str, number: int, fragment: str | None = None) -> str:
    """The address of a page of a document's text as received."""
    values = {"_anchor": fragment} if fragment else {}
    if number == 1:
        return link("documents.received", document=document, **values)
    return link("documents.received_part", document=document, number=number, **values)


def line_url(here: Held, clause: Clause) -> str:
    """Where the clause's first line stands in the text as received."""
    number = sum(first <= clause.lines[0] for first in first_lines(here, clause.document))
    return lines_url(clause.document, number, f"d{clause.lines[0]}")
