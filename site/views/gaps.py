"""What the texts leave open: one page for the reviewer, with the words and the place of each gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, render_template, request
from phancap.indexer.gaps import KINDS, Gap, gaps_of
from phancap.site import wording
from phancap.site.views import sifting
from phancap.site.views.held import Held, Line, held
from phancap.site.views.sifting import page_of

pages = Blueprint("gaps", __name__)
MOST = 15  # gaps of one kind on the first page
PAGE = 80


@dataclass(frozen=True)
class Shelf:
    """The gaps of one kind, the first of them with their duty lines."""

    kind: str
    title: str
    explanation: str
    total: int
    gaps: list[tuple[Gap, Line]]


def today() -> str | None:
    """Today (ISO); an export tells no day, so nothing in it is over."""
    return sifting.today() or None


def found_gaps(here: Held, document: str | None = None) -> list[Gap]:
    """The gaps of every document, or of one."""
    return [gap for gap in _gaps(here, today()) if document in (None, gap.document)]


@lru_cache(maxsize=4)
def _gaps(here: Held, now: str | None) -> tuple[Gap, ...]:
    clauses = {found.clause.id: found.clause for found in here.duties}  # in the order of the documents
    return tuple(gaps_of(clauses.values(), here.generation.agencies, now))


def _lines(here: Held, gaps: list[Gap]) -> list[tuple[Gap, Line]]:
    clauses = {c.id: c for c in here.generation.by_ids(list({g.clause for g in gaps}))}
    return [(g, here.line(clauses[g.clause], clauses[g.clause].duties[g.number], g.number)) for g in gaps]


def _chosen(here: Held) -> str:
    chosen = request.args.get("van-ban", "")
    return chosen if not chosen or chosen in here.documents else abort(404)


@pages.get("/thieu-sot/")
def index() -> str:
    """The page of gaps."""
    here = held()
    chosen = _chosen(here)
    gaps = found_gaps(here, chosen or None)
    by_kind = {kind: [g for g in gaps if g.kind == kind] for kind in KINDS}
    shelves = [Shelf(k, *wording.GAPS[k], len(by_kind[k]), _lines(here, by_kind[k][:MOST])) for k in KINDS]
    documents = [d for d in here.documents.values() if here.sizes[d.id][1]]
    return render_template("thieu-sot.html", shelves=shelves, total=len(gaps), documents=documents, chosen=chosen)


@pages.get("/thieu-sot/<kind>/<int:page>/")
def further(kind: str, page: int) -> str:
    """All gaps of one kind, page by page."""
    here = held()
    chosen = _chosen(here)
    gaps = [gap for gap in found_gaps(here, chosen or None) if gap.kind == kind]
    if kind not in KINDS or not gaps:
        abort(404)
    some, count = page_of(gaps, page, PAGE)
    shelf = Shelf(kind, *wording.GAPS[kind], len(gaps), _lines(here, some))
    return render_template("thieu-sot-tiep.html", shelf=shelf, page=page, pages=count, chosen=chosen)


def further_urls(here: Held) -> Iterator[dict[str, Any]]:
    """What ``further`` can be asked for, for the export."""
    for kind in KINDS:
        total = sum(gap.kind == kind for gap in _gaps(here, None))
        yield from ({"kind": kind, "page": page} for page in range(1, -(-total // PAGE) + 1) if total > MOST)
