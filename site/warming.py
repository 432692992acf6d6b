"""What a server makes ready for those who come: templates are compiled and the search is opened by asking for a page of each kind once.

A first view took 20 to 50 ms and the first search 200 ms without it. It begins some time after the start, so that the very first answer, which
may be asked for at once, does not wait for it. A generation that is built meanwhile is noticed and made ready in the same way.
"""

from __future__ import annotations

import threading
import time

from flask import Flask
from phancap.site.views.held import Held, link, where

_AFTER = 1.5  # seconds
_BETWEEN = 1.0  # seconds from one look for a new generation to the next


def warm_later(app: Flask) -> None:
    """Makes ready in the background, and again whenever there is a new generation."""
    threading.Thread(target=_keep_warm, args=(app,), daemon=True).start()


def _keep_warm(app: Flask) -> None:
    time.sleep(_AFTER)
    known = None
    while True:
        known = warm_new(app, known)
        time.sleep(_BETWEEN)


def warm_new(app: Flask, known: str | None) -> str | None:
    """Makes ready what is served now, if it is not the generation known; gives its name."""
    here: Held | None = app.config["SHELF"].current()
    if here is None or here.digest == known:
        return known
    warm(app)
    return here.digest


def warm(app: Flask) -> None:
    """Asks for a page of each kind."""
    here: Held | None = app.config["SHELF"].current()
    if here is None:
        return
    client = app.test_client()
    for url in _addresses(app, here):
        client.get(url)


def _addresses(app: Flask, here: Held) -> list[str]:
    with app.test_request_context():
        found = [
            link(f"{area}.index")
            for area in ("home", "documents", "agencies", "tasks", "deadlines", "gaps", "references", "changes", "guide")
        ]
        found += [link("search.index", q="so noi vu"), link("api.suggest", q="so")]
        giving = next((d for d in here.documents if here.sizes[d][1]), None) or next(iter(here.generation.held), None)
        if giving:
            found += [link(f"documents.{page}", document=giving) for page in ("one", "received")]
            found += [link(f"tasks.{page}", document=giving) for page in ("assigned", "matrix")] if here.sizes[giving][1] else []
            found += [link("references.one", document=giving)]
            found += [link("documents.clause", **where(clause)) for clause in here.generation.some_clauses(giving, None, None, limit=1)[1]]
        for agency in here.generation.agency_ids[:1]:
            place, _, key = agency.partition("/")
            found += [link(f"agencies.{page}", jurisdiction=place, agency=key) for page in ("one", "paper")]
    return found
