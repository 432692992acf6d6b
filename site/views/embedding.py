"""What a portal takes into its own pages: a small page for a frame, and an agency's duties as a piece of HTML.

The piece is put into pages of others, at addresses that we do not know: its links are whole ones, or, where the site's public place is not
known, there are none. It holds no script, no style and no id, and every class begins with "phancap-". Every letter with a mark is written as
its number ("&#7879;"): so the piece reads the same in a page of any encoding, and by itself from a server that tells none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, render_template
from markupsafe import Markup
from phancap.indexer.model import Duty
from phancap.indexer.obligations import Obligation
from phancap.site import wording
from phancap.site.marking import safe
from phancap.site.views.grouping import full_name
from phancap.site.views.held import Held, held
from phancap.site.views.home import newest
from phancap.site.views.page_links import address, clause_address, site_root

pages = Blueprint("embedding", __name__)
_MOST = 8  # agencies that the frame lists
MOST = 200  # duties of one group in the piece


def embedding_urls(here: Held) -> Iterator[tuple[str, dict[str, Any]]]:
    """(endpoint, values) of every page of this area; an agency without duties has no piece."""
    yield "embedding.frame", {}
    yield "embedding.guide", {}
    for agency in here.generation.agency_ids:
        if sum(here.counts[agency].values()):
            place, _, key = agency.partition("/")
            yield "embedding.piece", {"jurisdiction": place, "agency": key}


@pages.get("/nhung/")
def frame() -> str:
    """A small page for a frame: the search box, the agencies with most to do, the newest documents. Links open the whole window."""
    here = held()
    counts = {a: here.counts[a]["own"] for a in here.generation.agency_ids}
    most = sorted((a for a in counts if counts[a]), key=lambda a: (-counts[a], a))[:_MOST]
    documents = [d for d in here.documents.values() if d.id in here.generation.held]
    return render_template(
        "nhung.html",
        agencies=[(replace(here.ref(a), name=full_name(here, a)), counts[a]) for a in most],
        documents=newest(documents)[:_MOST],
        size=len(documents),
    )


@pages.get("/huong-dan/nhung/")
def guide() -> str:
    """How a portal takes these pages in."""
    here = held()
    pieces = [values for endpoint, values in embedding_urls(here) if endpoint == "embedding.piece"]
    best = max(pieces, key=lambda v: here.counts[f"{v['jurisdiction']}/{v['agency']}"]["own"], default=None)
    name = here.name(f"{best['jurisdiction']}/{best['agency']}") if best else ""
    return render_template("huong-dan-nhung.html", base=site_root(), example=best, name=name, count=len(pieces))


@pages.get("/co-quan/<jurisdiction>/<agency>/nhung.html")
def piece(jurisdiction: str, agency: str) -> Response:
    """An agency's duties as a piece of HTML."""
    here = held()
    name = f"{jurisdiction}/{agency}"
    parts = here.generation.parts(name) if name in here.pages else []
    if not parts:
        abort(404)
    blocks = [
        (
            wording.obligation_title(part.kind, here.name(name), here.name(part.through) if part.through else None),
            [_row(here, o) for o in here.generation.owed(part, limit=MOST)], part.total,
        )
        for part in parts
    ]  # fmt: skip
    page = address("agencies.one", jurisdiction=jurisdiction, agency=agency) if site_root() else ""
    html = render_template("nhung-manh.html", name=here.name(name, full=True), blocks=blocks, page=page)
    return Response(html.encode("ascii", "xmlcharrefreplace"), mimetype="text/html")


def _row(here: Held, found: Obligation) -> Markup:
    """One duty; a piece has up to a thousand, for which a template takes four times as long."""
    duty, document = found.duty, here.documents[found.clause.document]
    role = wording.ROLES[duty.role] if found.kind in ("own", "inherited") else ""
    who = "" if found.kind == "own" else here.name(duty.bearer) if duty.bearer else wording.NO_BEARER
    first = f'<strong class="phancap-vai">{role}:</strong> ' if role else ""
    first += f'<span class="phancap-ai">{safe(wording.capital(who))}:</span> ' if who else ""
    more = "".join(f' <span class="phancap-them">{wording.capital(what)}: {safe(words)}.</span>' for what, words in _told(here, duty))
    place = safe(wording.capital(f"{found.clause.citation}, {document.short}"))
    place = f'<a href="{safe(clause_address(found.clause))}">{place}</a>' if site_root() else place
    source = f'<small class="phancap-can-cu">{place} ({wording.REVIEWS[duty.review]})</small>'
    return Markup(f'<li class="phancap-viec">{first}{safe(duty.action)}.{more} {source}</li>')  # noqa: S704 - every word above is escaped


def _told(here: Held, duty: Duty) -> Iterator[tuple[str, str]]:
    def names(agencies: tuple[str, ...]) -> str:
        return ", ".join(map(here.name, agencies))

    told = (
        ("phối hợp", ", ".join(filter(None, (names(duty.partners), *duty.others)))), ("gửi về", names(duty.recipients)), ("báo cáo", names(duty.report_to)),
        ("trình", names(duty.submit_to)), ("định kỳ", wording.rhythm_words(duty)), ("thời hạn", duty.deadline.words if duty.deadline else ""),
    )  # fmt: skip
    yield from ((what, words) for what, words in told if words)
