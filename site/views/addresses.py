"""Every address of the site, for the export and for whoever counts pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Flask
from phancap.indexer.versions import versions_of
from phancap.site.views import agencies, deadlines, documents, gaps, references, tasks
from phancap.site.views.clauses import comparable
from phancap.site.views.embedding import embedding_urls
from phancap.site.views.held import Held, where
from phancap.site.views.parts import first_lines, starts
from phancap.site.views.printing import volumes
from phancap.site.views.signposts import signpost_urls

Address = tuple[str, dict[str, Any]]
_PLAIN = (
    "home.index", "documents.index", "agencies.index", "tasks.index", "tasks.sheet", "tasks.workbook", "tasks.calendar", "deadlines.index", "search.index", "references.index",
    "gaps.index", "changes.index", "changes.feed", "guide.index", "api.index", "api.documents", "api.agencies", "api.duties", "api.citations", "api.findings", "api.gaps", "api.changes",
    "api.description", "api.reference",
)  # fmt: skip


def all_urls(app: Flask) -> list[Address]:
    """(endpoint, values) of every page and download that the store's present generation gives, former ids included."""
    held: Held | None = app.config["SHELF"].current()
    return [(endpoint, {}) for endpoint in _PLAIN] + ([*_of(held), *embedding_urls(held), *signpost_urls(app, held)] if held else [])


def _of(held: Held) -> Iterator[Address]:
    generation = held.generation
    for document in [*generation.documents, *generation.aliases]:
        yield "documents.one", {"document": document}
        if document in generation.documents:
            yield "changes.document_feed", {"document": document}
            yield "references.one", {"document": document}
            yield "api.clauses", {"document": document}
        real = generation.aliases.get(document, document)
        if real in generation.held:
            yield "documents.received", {"document": document}
            for number in range(2, len(first_lines(held, real)) + 1):
                yield "documents.received_part", {"document": document, "number": number}
            if document == real and held.sizes[real][1]:
                for endpoint in ("tasks.document_workbook", "tasks.document_matrix_sheet", "tasks.document_calendar"):
                    yield endpoint, {"document": document}
                yield from tasks.further_urls(held, document)
            if document == real:
                yield "documents.received_file", {"document": document}
                for endpoint in ("documents.akn_file", "documents.markdown_file", "documents.clause_sheet", "documents.duty_sheet"):
                    yield endpoint, {"document": document}
        if len(volumes(held, real)) > 1:
            yield "documents.in_one", {"document": document}
        for number in range(1, len(volumes(held, real)) + 1):
            yield (
                "documents.volume" if number > 1 else "documents.whole",
                {"document": document} | ({"number": number} if number > 1 else {}),
            )
        for number in range(2, len(starts(held, real)) + 1):
            yield "documents.part", {"document": document, "number": number}
        for digest in versions_of(generation.folder, real):
            yield "documents.earlier", {"document": document, "digest": digest}
        for clause in generation.clauses(real):
            values = where(clause)
            values["document"] = document + values["document"][len(real) :]
            yield "documents.clause", values
            if comparable(clause):
                yield "documents.compare", values
    for agency in generation.agency_ids:
        place, _, key = agency.partition("/")
        for endpoint in ("agencies.one", "agencies.sheet", "agencies.workbook", "agencies.calendar", "changes.agency_feed", "api.agency"):
            yield endpoint, {"jurisdiction": place, "agency": key}
        yield from agencies.further_urls(held, agency)
    for area in (documents, agencies, tasks, references):
        yield from area.list_urls(held)
    yield from (("deadlines.further", values) for values in deadlines.further_urls(held))
    yield from (("gaps.further", values) for values in gaps.further_urls(held))
