"""What the texts leave open: one page for the reviewer, with the words and the place of each gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request
from phancap.indexer.gaps import KINDS, Gap
from phancap.site import wording
from phancap.site.views import sifting
from phancap.site.views.held import Held, Line, held
from phancap.site.views.lists import documents_to_choose

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
    counts = here.generation.gap_counts(today(), chosen or None)
    some = {kind: here.generation.gaps(today(), chosen or None, kind=kind, limit=MOST) for kind in KINDS}
    shelves = [Shelf(k, *wording.GAPS[k], counts.get(k, 0), _lines(here, some[k])) for k in KINDS]
    documents, every = documents_to_choose(here, chosen)
    return render_template(
        "thieu-sot.html", shelves=shelves, total=sum(counts.values()), documents=documents, chosen=chosen, some=len(documents) < every
    )


@pages.get("/thieu-sot/<kind>/<int:page>/")
def further(kind: str, page: int) -> str:
    """All gaps of one kind, page by page."""
    here = held()
    chosen = _chosen(here)
    total = here.generation.gap_counts(today(), chosen or None).get(kind, 0)
    count = -(-total // PAGE)
    if not 1 <= page <= count:
        abort(404)
    some = here.generation.gaps(today(), chosen or None, kind=kind, limit=PAGE, offset=(page - 1) * PAGE)
    shelf = Shelf(kind, *wording.GAPS[kind], total, _lines(here, some))
    return render_template("thieu-sot-tiep.html", shelf=shelf, page=page, pages=count, chosen=chosen)


def further_urls(here: Held) -> Iterator[dict[str, Any]]:
    """What ``further`` can be asked for, for the export."""
    for kind, total in here.generation.gap_counts(None).items():
        yield from ({"kind": kind, "page": page} for page in range(1, -(-total // PAGE) + 1) if total > MOST)
