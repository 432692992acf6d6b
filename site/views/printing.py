"""A long text for paper and for the browser's own search: its words alone, as much on a page as 100 kB on the way allow.

What stands beside a clause (duties, doubts, links) has the parts of the text, and paper lists of their own; with it the 372 articles of a
law were 149 kB with style and scripts, of which the law's own words are 71.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from flask import abort, render_template
from markupsafe import Markup
from phancap.indexer.model import Clause
from phancap.site import wording
from phancap.site.letterhead import lead
from phancap.site.marking import safe
from phancap.site.views.documents import between, moved_to, pages
from phancap.site.views.held import Held, anchor, held, lines_in
from phancap.site.views.outlines import Head, outline_of
from phancap.site.views.page_links import link
from phancap.site.views.parts import cut, part_url, starts, weight
from phancap.site.views.tables import Place, places, row_html
from werkzeug.wrappers import Response as AnyResponse

PAGE, _STYLE = 74_000, 12_000  # bytes, compressed; what style and scripts take beside
_CHARACTER, _CLAUSE = 0.16, 8  # what one weighs on the way here (measured on the law of 372 articles and on decrees of 2025)


@lru_cache(maxsize=512)
def volumes(here: Held, document: str) -> tuple[int, ...]:
    """The order of the first clause of every page of the text for paper; nothing for a text that is one page anyway."""
    return cut(here, document, PAGE, _CHARACTER, _CLAUSE) if len(starts(here, document)) > 1 else ()


def volume_url(document: str, number: int) -> str:
    """The address of one of these pages, from 1."""
    return link("documents.volume", document=document, number=number) if number > 1 else link("documents.whole", document=document)


@pages.get("/<document>/toan-van/")
def whole(document: str) -> str | AnyResponse:
    """A long text's words, for printing and for searching in them with the browser; of a very long one the first volume."""
    return moved_to(document, "documents.whole") or _volume(document, 1)


@pages.get("/<document>/toan-van/<int:number>/")
def volume(document: str, number: int) -> str | AnyResponse:
    """A further volume, from 2."""
    return moved_to(document, "documents.volume", number=number) or (_volume(document, number) if number > 1 else abort(404))


@pages.get("/<document>/toan-van/mot-trang/")
def in_one(document: str) -> str | AnyResponse:
    """All volumes on one page, for who prints the whole text; it weighs more than other pages, and the way to it says how much."""
    return moved_to(document, "documents.in_one") or _volume(document, None)


def _volume(document: str, number: int | None) -> str:
    here = held()
    found = here.document_or_404(document)
    firsts = volumes(here, found.id)
    if (number or 2) > len(firsts):
        abort(404)
    last = firsts[number] if number and number < len(firsts) else here.sizes[found.id][0] + 1
    clauses = between(here, found.id, firsts[number - 1] if number else 1, last)
    outline = outline_of(here, found.id)
    return render_template(
        "toan-van.html", document=found, number=number, first=part_url(found.id, 1), above=outline.above(clauses[0]) if number and number > 1 else [],
        one=link("documents.in_one", document=found.id), weight=round((weight(here, found.id, _CHARACTER, _CLAUSE) + _STYLE) / 10_000) * 10, urls=[volume_url(found.id, n) for n in range(1, len(firsts) + 1)],
        text=Markup("\n".join(_words(clauses, outline.by_clause))),  # noqa: S704 - escaped below
    )  # fmt: skip


def _words(clauses: list[Clause], heads: Mapping[str, Head]) -> Iterator[str]:
    """The clauses' words as HTML; rows of a table that follow one another stand in one block, so that a page of paper may end between any two."""
    placed = places(clauses)
    for is_row, some in groupby(clauses, key=lambda c: c.kind == "row"):
        if is_row:
            told = "\n".join([_one(clause, heads, placed.get(clause.id)) for clause in some])
            yield f'<div class="bang-in">{told}</div>'
        else:
            yield from (_one(clause, heads, None) for clause in some)


def _one(clause: Clause, heads: Mapping[str, Head], place: Place | None) -> str:
    label, heading = safe(wording.label(clause)), ""
    if clause.heading:
        head = heads[clause.id]
        words, level = safe(head.heading), head.level
        heading = f'<h{level} id="{safe(anchor(clause))}">{label} {words}</h{level}>' if level else f"<p><b>{words}</b></p>"
        label = "" if level else label
    depth = min(clause.eid.count("__"), 4)
    into = f' class="s{depth}"' if depth > 1 else ""
    if not clause.text:
        return heading
    if clause.kind in ("recipients", "signature"):
        lines = "".join(f"<li>{safe(clause.text[at:end])}</li>" for at, end in lines_in(clause))
        return heading + f'<ul class="{"ky" if clause.kind == "signature" else "noi-nhan"}">{lines}</ul>'
    if clause.kind == "preamble":
        return heading + f'<div class="dau-vb">{lead([Markup(safe(clause.text[at:end])) for at, end in lines_in(clause)])}</div>'  # noqa: S704 - escaped
    words = Markup(safe(clause.text))  # noqa: S704 - escaped
    if place:
        return heading + row_html(clause, words, place)
    return heading + f"<p{into}>{label + ' ' if label else ''}{words}</p>"
