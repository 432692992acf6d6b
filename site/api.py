"""The data as JSON, for other programs; the export writes the same files. What needs a question to be asked needs a server."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec
from flask import Blueprint, Flask, Response, abort, current_app, render_template, request
from phancap.indexer.changes import history
from phancap.indexer.gaps import KINDS, Gap
from phancap.indexer.record import record_of
from phancap.indexer.store import ALL
from phancap.indexer.wanted import EngineDown
from phancap.site import openapi, wording
from phancap.site.api_answers import (
    Agencies,
    Changes,
    CitationRow,
    Citations,
    Clauses,
    DocumentClauses,
    Documents,
    Duties,
    Findings,
    Found,
    Gaps,
    HitRow,
    Problem,
    Suggested,
    agency_row,
    document_record,
    duty_row,
    one_agency,
    one_clause,
)
from phancap.site.suggestions import Suggestion, Suggestions, answering
from phancap.site.views.gaps import today
from phancap.site.views.held import Held, held
from phancap.site.views.page_links import site_root

pages = Blueprint("api", __name__, url_prefix="/api/v1")
MOST = 1_000  # rows that one question may ask for
T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


def _json(value: object) -> Response:
    return Response(_encode(value) + b"\n", mimetype="application/json")


def problem(status: int, title: str, detail: str) -> Response:
    """An error that a program can read (RFC 9457)."""
    return Response(_encode(Problem("about:blank", title, status, detail)) + b"\n", status, mimetype="application/problem+json")


def _number(name: str, least: int, most: int) -> int | None:
    """A number of the question; None when it is not asked. Answers 400 for anything else."""
    typed = request.args.get(name)
    if typed is None:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10 and least <= int(typed) <= most):
        abort(problem(400, "Tham số không đúng", f"Tham số {name} phải là số nguyên từ {least} đến {most}."))
    return int(typed)


def _asked_part() -> tuple[int, int]:
    """(how many rows at most, where the part begins); a file of the export holds everything."""
    offset, limit = _number("offset", 0, 10**8) or 0, _number("limit", 0, MOST)
    return (ALL if current_app.config["EXPORTING"] else MOST) if limit is None else limit, offset


def _part_of(rows: Sequence[T]) -> tuple[int, Sequence[T]]:
    """(where the part begins, the rows that are asked for)."""
    limit, offset = _asked_part()
    return offset, rows[offset:] if limit == ALL else rows[offset : offset + limit]


@pages.get("/")
def index() -> str:
    """What data there is, for a person."""
    here = held()
    documents = [d for d in here.documents.values() if d.id in here.generation.held]
    return render_template("du-lieu.html", documents=documents, sizes=here.sizes)


@pages.get("/openapi.json")
def description() -> Response:
    """The description of this API (OpenAPI 3.1)."""
    return _json(openapi.describe(site_root() or "..", current_app.config["EXPORTING"]))


@pages.get("/mo-ta/")
def reference() -> str:
    """The same for a person."""
    described = openapi.describe(site_root() or "..", current_app.config["EXPORTING"])
    return render_template(
        "api-mo-ta.html", api=described, operations=openapi.operations(current_app.config["EXPORTING"]), type_words=openapi.type_words
    )


@pages.get("/documents.json")
def documents() -> Response:
    """Every document, without its text."""
    here = held()
    offset, some = _part_of(list(here.documents.values()))
    return _json(Documents(len(here.documents), offset, [document_record(here, d) for d in some]))


@pages.get("/documents/<document>.json")
def clauses(document: str) -> Response:
    """One document with its clause records in order."""
    here = held()
    found = here.document_or_404(here.generation.aliases.get(document, document)) if "!" not in document else abort(404)
    rows = here.generation.clauses(found.id)
    return _json(DocumentClauses(document_record(here, found), len(rows), [record_of(c) for c in rows]))


@pages.get("/duties.json")
def duties() -> Response:
    """Every duty with its clause's id and citation, or those that are asked for."""
    asked = {name: request.args.get(name) or None for name in ("document", "agency", "bearer", "role", "review")}
    limit, offset = _asked_part()
    total, found = held().generation.some_duties(**asked, limit=limit, offset=offset)
    return _json(Duties(total, offset, [duty_row(d) for d in found]))


@pages.get("/agencies.json")
def agencies() -> Response:
    """Every agency that has a page, with its counts, groups and members."""
    here = held()
    offset, some = _part_of(here.generation.agency_ids)
    return _json(Agencies(len(here.generation.agency_ids), offset, [agency_row(here, a) for a in some]))


@pages.get("/agencies/<jurisdiction>/<agency>.json")
def agency(jurisdiction: str, agency: str) -> Response:
    """One agency with what it owes and is owed."""
    here = held()
    name = f"{jurisdiction}/{agency}"
    limit, offset = _asked_part()
    return _json(one_agency(here, name, limit, offset)) if name in here.pages else abort(404)


@pages.get("/citations.json")
def citations() -> Response:
    """Every reference with the clause it stands in, or those that are asked for."""
    asked = {name: request.args.get(name) or None for name in ("document", "target", "status")}
    limit, offset = _asked_part()
    total, found = held().generation.some_citations(**asked, limit=limit, offset=offset)
    return _json(Citations(total, offset, [CitationRow(c.clause.id, c.citation) for c in found]))


@pages.get("/findings.json")
def findings() -> Response:
    """Everything that a person should look at, or what is asked for."""
    asked = {name: request.args.get(name) or None for name in ("document", "kind", "severity")}
    limit, offset = _asked_part()
    total, found = held().generation.some_findings(**asked, limit=limit, offset=offset)
    return _json(Findings(total, offset, found))


@pages.get("/gaps.json")
def gaps() -> Response:
    """What the texts leave open: who, to whom, and which days are over."""
    generation = held().generation
    limit, offset = _asked_part()
    counts = generation.gap_counts(today())
    rows: list[Gap] = []
    begin = offset
    for kind in KINDS:  # kind by kind, as the page has them
        wanted = limit if limit == ALL else limit - len(rows)
        if begin < counts.get(kind, 0) and wanted:
            rows += generation.gaps(today(), kind=kind, limit=wanted, offset=begin)
        begin = max(0, begin - counts.get(kind, 0))
    return _json(Gaps(sum(counts.values()), offset, rows))


@pages.get("/changes.json")
def changes() -> Response:
    """What changed from build to build, newest first."""
    steps = history(held().generation.folder.parent.parent)
    return _json(Changes(len(steps), steps))


def add_search(app: Flask) -> None:
    """Questions need a server; an export has whole files, and its own index for the browser."""
    app.add_url_rule("/api/v1/search.json", "api.search", _search)
    app.add_url_rule("/api/v1/suggest.json", "api.suggest", _suggest)
    app.add_url_rule("/api/v1/clauses.json", "api.some_clauses", _some_clauses)
    app.add_url_rule("/api/v1/clauses/<document>/<eid>.json", "api.clause", _clause)


def _some_clauses() -> Response:
    limit, offset = _number("limit", 0, MOST), _number("offset", 0, 10**8) or 0
    asked = {name: request.args.get(name) or None for name in ("document", "kind", "agency")}
    total, found = held().generation.some_clauses(**asked, limit=100 if limit is None else limit, offset=offset)
    return _json(Clauses(total, offset, [record_of(c) for c in found]))


def _clause(document: str, eid: str) -> Response:
    here = held()
    former, mark, component = document.partition("!")
    found = here.generation.by_id(f"{here.generation.aliases.get(former, former)}{mark}{component}/{eid}") or abort(404)
    return _json(one_clause(here, found, wording.citation(found, here.documents[found.document])))


def _search() -> Response:
    from phancap.site.views.search import ask

    here = held()
    answer = ask(here, request.args)
    known = {hit.id: here.generation.by_id(hit.id) for hit in answer.hits}
    rows = [
        HitRow(hit.id, round(hit.score, 4), clause.citation, clause.heading, clause.text, list(hit.spans))
        for hit in answer.hits
        if (clause := known[hit.id])
    ]
    return _json(Found(answer.total, answer.did_you_mean, rows))


@lru_cache(maxsize=2)
def _suggestions(here: Held) -> Suggestions:
    return Suggestions(here)


def _answering(here: Held, typed: str) -> list[Suggestion]:
    from phancap.site.views.search import searcher_of

    try:
        return answering(here, typed, searcher_of(here))
    except EngineDown:  # while nobody answers there is less to suggest
        return _suggestions(here).named(typed)


def _suggest() -> Response:
    here, typed = held(), request.args.get("q", "")
    found = _suggestions(here).of(typed)
    if len(typed.split()) > 1 and all(one.kind == "phrase" for one in found):  # a whole question begins nothing
        found = [*_answering(here, typed), *found]
    return _json(Suggested(len(found), found))
