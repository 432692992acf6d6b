"""What the API answers with: typed records, from which its description is made, so that both cannot part."""

from __future__ import annotations

from typing import Any

import msgspec
from phancap.indexer import record
from phancap.indexer.changes import Step
from phancap.indexer.gaps import Gap
from phancap.indexer.model import Citation, Clause, Document, Duty, Finding
from phancap.indexer.obligations import ObligationKind
from phancap.indexer.record import record_of
from phancap.indexer.registers import Sure
from phancap.indexer.store import Located
from phancap.site.suggestions import Suggestion
from phancap.site.views.held import Held
from phancap.site.views.page_links import address, clause_address


class Documents(msgspec.Struct, frozen=True):
    """The documents that are known."""

    total: int
    offset: int
    documents: list[dict[str, Any]]


class DocumentClauses(msgspec.Struct, frozen=True):
    """One document with its clauses in order."""

    document: dict[str, Any]
    total: int
    clauses: list[record.Clause]


class Clauses(msgspec.Struct, frozen=True):
    """Some of the clauses that were asked for: ``clauses`` begins at ``offset`` of ``total``."""

    total: int
    offset: int
    clauses: list[record.Clause]


class CitedHere(msgspec.Struct, frozen=True):
    """A clause that cites, with its citation."""

    clause: str
    citation: Citation


class OneClause(msgspec.Struct, frozen=True):
    """One clause, with what cites it."""

    clause: record.Clause
    full_citation: str
    url: str
    cited_by: list[CitedHere]


class DutyRow(msgspec.Struct, frozen=True):
    """A duty with its place."""

    id: str
    number: int
    citation: str
    duty: Duty


class Duties(msgspec.Struct, frozen=True):
    """Duties, document by document."""

    total: int
    offset: int
    duties: list[DutyRow]


class AgencyRow(msgspec.Struct, frozen=True):
    """An agency that has a page."""

    id: str
    name: str
    full_name: str
    groups: list[str]
    members: list[str]
    counts: dict[str, int]


class Agencies(msgspec.Struct, frozen=True):
    """The agencies."""

    total: int
    offset: int
    agencies: list[AgencyRow]


class ObligationRow(msgspec.Struct, frozen=True):
    """A duty as it concerns one agency."""

    kind: ObligationKind
    through: str | None
    id: str
    number: int
    citation: str
    duty: Duty


class HolderRow(msgspec.Struct, frozen=True):
    """Who holds an agency's work now."""

    agencies: list[str]
    date: str | None
    source: str
    sure: Sure
    note: str | None


class OneAgency(msgspec.Struct, frozen=True):
    """One agency with what it owes and is owed: ``obligations`` begins at ``offset`` of ``total``."""

    agency: AgencyRow
    total: int
    offset: int
    obligations: list[ObligationRow]
    holders: list[HolderRow]


class CitationRow(msgspec.Struct, frozen=True):
    """A citation and the clause that it stands in."""

    clause: str
    citation: Citation


class Citations(msgspec.Struct, frozen=True):
    """Citations, document by document."""

    total: int
    offset: int
    citations: list[CitationRow]


class Findings(msgspec.Struct, frozen=True):
    """What a person should look at."""

    total: int
    offset: int
    findings: list[Finding]


class Gaps(msgspec.Struct, frozen=True):
    """What the texts leave open."""

    total: int
    offset: int
    gaps: list[Gap]


class Changes(msgspec.Struct, frozen=True):
    """The steps from build to build, newest first."""

    total: int
    steps: list[Step]


class HitRow(msgspec.Struct, frozen=True):
    """A clause that was found; ``spans`` are the words that met the query."""

    id: str
    score: float
    citation: str
    heading: str
    text: str
    spans: list[tuple[int, int]]


class Found(msgspec.Struct, frozen=True):
    """The answer to a search."""

    total: int
    did_you_mean: str | None
    hits: list[HitRow]


class Suggested(msgspec.Struct, frozen=True):
    """What somebody who begins to type may mean."""

    total: int
    suggestions: list[Suggestion]


class Problem(msgspec.Struct, frozen=True):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


def document_record(here: Held, document: Document) -> dict[str, Any]:
    """What is known about a document, without its text, and how much of it is held."""
    record: dict[str, Any] = msgspec.to_builtins(here.generation.documents[document.id])  # as kept, whatever the pages call it
    del record["text"]
    clauses, duties, _ = here.sizes[document.id]
    return {
        **record,
        "held": document.id in here.generation.held,
        "clauses": clauses,
        "duties": duties,
        "url": address("documents.one", document=document.id),
    }


def duty_row(found: Located) -> DutyRow:
    """A duty with its place."""
    return DutyRow(found.clause.id, found.number, found.clause.citation, found.duty)


def agency_row(here: Held, agency: str) -> AgencyRow:
    """An agency with its counts."""
    index = here.generation.agencies
    counts = {kind: n for kind, n in here.counts[agency].items() if n}
    return AgencyRow(
        agency, here.name(agency), here.name(agency, full=True), list(index.groups_of(agency)), list(index.members_of(agency)), counts
    )


def one_agency(here: Held, agency: str, limit: int, offset: int) -> OneAgency:
    """An agency with what it owes and is owed (``limit`` rows from ``offset`` on), and who holds its work now."""
    found = here.generation.obligations(agency, limit=limit, offset=offset)
    rows = [ObligationRow(o.kind, o.through, o.clause.id, o.number, o.clause.citation, o.duty) for o in found]
    holders = [
        HolderRow(list(h.agencies), h.entry.date.isoformat() if h.entry.date else None, h.entry.source, h.entry.sure, h.entry.note)
        for h in here.generation.agencies.holders(agency)
    ]
    return OneAgency(agency_row(here, agency), sum(here.counts[agency].values()), offset, rows, holders)


def one_clause(here: Held, clause: Clause, full: str) -> OneClause:
    """A clause with what cites it."""
    cited = here.generation.cited_by(clause.document, clause.anchor)
    return OneClause(record_of(clause), full, clause_address(clause), [CitedHere(c.clause.id, c.citation) for c in cited])
