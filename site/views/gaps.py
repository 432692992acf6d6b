"""What the texts leave open: one page for the reviewer, with the words and the place of each gap."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, render_template, request
from phancap.indexer.gaps import KINDS, Gap, gaps_of
from phancap.site import wording
from phancap.site.views.held import Held, Line, held

pages = Blueprint("gaps", __name__)


@dataclass(frozen=True)
class Shelf:
    """The gaps of one kind, each with its duty line."""

    kind: str
    title: str
    explanation: str
    gaps: list[tuple[Gap, Line]]


def today() -> str | None:
    """Today (ISO); an export tells no day, so nothing in it is over."""
    return None if current_app.config["EXPORTING"] else str(current_app.config["TODAY"]().isoformat())


def found_gaps(here: Held, document: str | None = None) -> list[Gap]:
    """The gaps of every document, or of one."""
    names = [document] if document else [d for d in here.documents if d in here.generation.held]
    clauses = (clause for name in names for clause in here.generation.clauses(name))
    return gaps_of(clauses, here.generation.agencies, today())


@pages.get("/thieu-sot/")
def index() -> str:
    """The page of gaps."""
    here = held()
    chosen = request.args.get("van-ban", "")
    if chosen and chosen not in here.documents:
        abort(404)
    gaps = found_gaps(here, chosen or None)
    clauses = {c.id: c for c in here.generation.by_ids(list({g.clause for g in gaps}))}
    lines = [(g, here.line(clauses[g.clause], clauses[g.clause].duties[g.number], g.number)) for g in gaps]
    shelves = [Shelf(k, *wording.GAPS[k], [(g, line) for g, line in lines if g.kind == k]) for k in KINDS]
    documents = [d for d in here.documents.values() if here.sizes[d.id][1]]
    return render_template("thieu-sot.html", shelves=shelves, total=len(gaps), documents=documents, chosen=chosen)
