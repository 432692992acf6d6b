"""The first page: search, what is held, who has duties, what falls due."""

from __future__ import annotations

from flask import Blueprint, render_template
from phancap.indexer.registers import Group
from phancap.site.views.deadlines import coming
from phancap.site.views.held import held

pages = Blueprint("home", __name__)
EXAMPLES = ("thẩm định nội dung phân cấp", "so tu phap chu tri", "báo cáo hằng quý gửi Sở Nội vụ")


@pages.get("/")
def index() -> str:
    """The first page."""
    here = held()
    known = [d for d in here.documents.values() if d.id not in here.generation.held]
    owing = [
        (here.ref(a), here.counts[a], isinstance(here.generation.agencies.entry(a), Group))
        for a in here.generation.agency_ids
        if here.counts[a]["own"]
    ]
    owing.sort(key=lambda x: (-x[1]["own"], x[0].name))
    return render_template(
        "trang-chu.html", examples=EXAMPLES, sizes=here.sizes, known=known, owing=owing, due=coming(here, 6),
        documents=[d for d in here.documents.values() if d.id in here.generation.held],
        cited={d.id: len(here.generation.cited_by(d.id)) for d in known},
    )  # fmt: skip
