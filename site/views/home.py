"""The first page: search, what is held, who has duties, what falls due."""

from __future__ import annotations

from itertools import islice

from flask import Blueprint, render_template
from phancap.indexer.model import Document
from phancap.site import wording
from phancap.site.views.deadlines import coming
from phancap.site.views.examples import examples
from phancap.site.views.held import Held, held

pages = Blueprint("home", __name__)
_SHOWN = 8  # of each list; the whole list has a page of its own


@pages.get("/")
def index() -> str:
    """The first page."""
    here = held()
    documents = [d for d in here.documents.values() if d.id in here.generation.held]
    known = [d for d in here.documents.values() if d.id not in here.generation.held]
    owing = {a: n for a, n in here.own_duties.items() if a in here.pages}
    totals = [sum(size[i] for size in here.sizes.values()) for i in range(3)]
    return render_template(
        "trang-chu.html", examples=examples(here), sizes=here.sizes, documents=newest(documents)[:_SHOWN], held_count=len(documents),
        known=sorted(known, key=lambda d: -here.cited[d.id])[:_SHOWN], known_count=len(known), cited=here.cited, totals=totals,
        owing=[(here.ref(a), n, _place(here, a)) for a, n in islice(owing.items(), 12)], owing_count=len(owing), due=coming(here, 6),
        group=lambda agency: wording.is_group(here.generation.agencies, agency),
    )  # fmt: skip


def newest(documents: list[Document]) -> list[Document]:
    """By day of issue, newest first; those whose day nobody knows behind all others."""
    return sorted(documents, key=lambda d: d.issued or "", reverse=True)


def _place(here: Held, agency: str) -> str:
    """The place's name, where agencies of several places are held."""
    places = {a.partition("/")[0] for a in here.own_duties}
    place = here.generation.agencies.jurisdictions.get(agency.partition("/")[0])
    if len(places) < 2:
        return ""
    entry = here.generation.agencies.entry(agency)
    if agency.startswith("vn/") and entry and entry.level != "vn":
        return "cả nước"  # a law's "Ủy ban nhân dân cấp xã" is that of every place
    return place.name if place and place.kind else ""
