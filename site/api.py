"""The data as JSON files, for other programs; the export writes the same files."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from flask import Blueprint, Flask, Response, render_template, request
from phancap.site.views.gaps import found_gaps
from phancap.site.views.held import held

pages = Blueprint("api", __name__, url_prefix="/api/v1")
_encode = msgspec.json.Encoder().encode


def _json(value: object) -> Response:
    return Response(_encode(value) + b"\n", mimetype="application/json")


def _list(name: str, values: Iterable[object]) -> Response:
    found = list(values)
    return _json({"total": len(found), name: found})


@pages.get("/")
def index() -> str:
    """What data there is, for a person."""
    here = held()
    documents = [d for d in here.documents.values() if d.id in here.generation.held]
    return render_template("du-lieu.html", documents=documents, sizes=here.sizes)


@pages.get("/documents.json")
def documents() -> Response:
    """Every document, without its text."""
    here = held()
    rows = [
        {**msgspec.to_builtins(d), "held": d.id in here.generation.held, "clauses": here.sizes[d.id][0]} for d in here.documents.values()
    ]
    for row in rows:
        del row["text"]
    return _list("documents", rows)


@pages.get("/documents/<document>.json")
def clauses(document: str) -> Response:
    """One document's clause records in order."""
    here = held()
    found = here.document_or_404(here.generation.aliases.get(document, document))
    return _list("clauses", here.generation.clauses(found.id))


@pages.get("/duties.json")
def duties() -> Response:
    """Every duty with its clause's id and citation."""
    rows = [{"id": d.clause.id, "number": d.number, "citation": d.clause.citation, "duty": d.duty} for d in held().duties]
    return _list("duties", rows)


@pages.get("/agencies.json")
def agencies() -> Response:
    """Every agency that has a page, with its counts, groups and members."""
    here = held()
    index = here.generation.agencies
    rows = [
        {
            "id": a,
            "name": here.name(a),
            "full_name": here.name(a, full=True),
            "groups": index.groups_of(a),
            "members": index.members_of(a),
            "counts": here.counts[a],
        }
        for a in here.generation.agency_ids
    ]
    return _list("agencies", rows)


@pages.get("/citations.json")
def citations() -> Response:
    """Every reference with the clause it stands in."""
    rows = [{"clause": c.id, "citation": x} for c in held().generation.all_clauses() for x in c.all_citations]
    return _list("citations", rows)


@pages.get("/findings.json")
def findings() -> Response:
    """Everything that a person should look at."""
    return _list("findings", held().generation.findings())


@pages.get("/gaps.json")
def gaps() -> Response:
    """What the texts leave open: who, to whom, and which days are over."""
    return _list("gaps", found_gaps(held()))


def add_search(app: Flask) -> None:
    """Searching needs a server; an export has its own index for the browser."""
    app.add_url_rule("/api/v1/search.json", "api.search", _search)


def _search() -> Response:
    from phancap.site.views.search import ask

    here = held()
    answer = ask(here, request.args)
    rows = []
    for hit in answer.hits:
        clause = here.generation.by_id(hit.id)
        if clause:
            rows.append(
                {"id": hit.id, "score": round(hit.score, 4), "citation": clause.citation, "text": clause.text, "heading": clause.heading}
            )
    return _json({"total": answer.total, "did_you_mean": answer.did_you_mean, "hits": rows})
