"""What a server makes ready for those who come: templates are compiled, lists that a generation's pages share are made, and the search is
opened, by asking for a page of each kind once.

A first view took 20 to 60 ms and the first search 200 ms without it. It begins some time after the start, so that the very first answer, which
may be asked for at once, does not wait for it. A generation that is built meanwhile is noticed and made ready in the same way.

So are the files that hold the whole store (18,900 clauses: 0.24 s for the workbook, 30 to 50 ms for the others). They hold whole addresses,
so they wait until a first reader has come and shown where the site is found.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from itertools import islice

from flask import Flask
from phancap.indexer.model import Document
from phancap.site.views import deadlines, gaps
from phancap.site.views.held import Held, where
from phancap.site.views.lists import Place, agencies_by_place, documents_by_place
from phancap.site.views.page_links import link

_TEXT = ("one", "received", "akn_file", "markdown_file", "clause_sheet", "duty_sheet")
_TASKS = ("assigned", "matrix", "document_workbook", "document_calendar", "document_matrix_sheet")
_AGENCY = (
    "agencies.one", "agencies.paper", "agencies.sheet", "agencies.workbook", "agencies.calendar", "changes.agency_feed", "embedding.piece", "api.agency",
)  # fmt: skip
_AFTER = 1.5  # seconds
_BETWEEN = 1.0  # seconds from one look for a new generation to the next
_WHOLE = ("tasks.sheet", "tasks.workbook", "tasks.calendar", "signposts.site_map")
MOST_DUTIES = 10_000  # of a store whose whole files are made ready; beyond that whoever wants one waits, and nobody else does
_HERE = "http://localhost/"


def warm_later(app: Flask) -> None:
    """Makes ready in the background, and again whenever there is a new generation."""
    threading.Thread(target=_keep_warm, args=(app,), daemon=True).start()


def _keep_warm(app: Flask) -> None:
    time.sleep(_AFTER)
    known, done = None, set[tuple[str | None, str]]()
    while True:
        known = warm_new(app, known)
        for root in [*app.config["ROOTS"]]:
            if (known, root) not in done:
                done = {one for one in done if one[0] == known} | {(known, root)}
                warm_files(app, root)
        time.sleep(_BETWEEN)


def warm_new(app: Flask, known: str | None) -> str | None:
    """Makes ready what is served now, if it is not the generation known; gives its name."""
    here: Held | None = app.config["SHELF"].current()
    if here is None or here.digest == known:
        return known
    warm(app)
    return here.digest


def warm_files(app: Flask, root: str = _HERE) -> None:
    """Makes the files of the whole store ready for who finds the site at ``root``."""
    here: Held | None = app.config["SHELF"].current()
    if here is None or sum(duties for _, duties, _ in here.sizes.values()) > MOST_DUTIES:
        return
    with app.test_request_context():
        addresses = [link(endpoint) for endpoint in _WHOLE]
    client = app.test_client()
    for url in addresses:
        client.get(url, base_url=root)


def warm(app: Flask) -> None:
    """Compiles what pages are written with, then asks for a page of each kind. What is held from then on stays, so the collector need not look
    through it again: that took 40 ms, of whatever page it fell on.
    """
    here: Held | None = app.config["SHELF"].current()
    if here is None:
        return
    gc.unfreeze()  # the last generation goes
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    client = app.test_client()
    for url in _addresses(app, here):
        client.get(url, base_url=_HERE)
    if _HERE in app.config["ROOTS"]:
        app.config["ROOTS"].remove(_HERE)  # nobody came from there yet
    gc.collect()
    gc.freeze()


def _addresses(app: Flask, here: Held) -> list[str]:
    generation = here.generation
    # those with the fewest tasks: a page of each kind is wanted, and no sheet of 100,000 rows
    giving = min((d for d in here.documents if here.sizes[d][1]), key=lambda d: here.sizes[d][1], default=None)
    giving = giving or next(iter(generation.held), None)
    owing = min((a for a in generation.agency_ids if here.counts[a]), key=lambda a: here.counts[a].total(), default=None)
    with app.test_request_context():
        found = [
            link(f"{area}.index")
            for area in ("home", "documents", "agencies", "tasks", "deadlines", "gaps", "references", "changes", "guide", "api")
        ]
        found += [link("search.index", q="so noi vu"), link("api.suggest", q="so"), link("api.reference"), link("embedding.frame")]
        found += [link("embedding.guide"), link("changes.feed")]
        found += [link("deadlines.further", **values) for values in islice(deadlines.further_urls(here), 1)]
        found += [link("gaps.further", **values) for values in islice(gaps.further_urls(here), 1)]
        found += [link(f"{area}.of_place", place=place.key, page=1) for area, place in _places(here)]
        if giving:
            found += [link(f"documents.{page}", document=giving) for page in _TEXT]
            found += [link(f"tasks.{page}", document=giving) for page in _TASKS] if here.sizes[giving][1] else []
            found += [link("references.one", document=giving), link("changes.document_feed", document=giving)]
            found += [link("documents.clause", **where(clause)) for clause in generation.some_clauses(giving, None, None, limit=1)[1]]
        if owing:
            place, _, key = owing.partition("/")
            found += [link(f"{page}", jurisdiction=place, agency=key) for page in _AGENCY]
            found.append(link("agencies.one", jurisdiction=place, agency=key, **{"vai-tro": "lead"}))
    return found


def _places(here: Held) -> Iterator[tuple[str, Place[Document] | Place[str]]]:
    yield from (("documents", place) for place in documents_by_place(here)[:1])
    yield from (("agencies", place) for place in agencies_by_place(here)[:1])
