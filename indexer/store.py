"""A generation on disk, opened for reading: one SQLite file that any tool opens, beside the search index.

A store is a folder: ``generations/{digest}/`` and the small file ``current`` that names one of them. Nothing in a
generation is ever changed; a server looks at ``current`` and opens what it names. Every question here is answered from an
index of the file or from a total that the build counted, and what could be long is asked in parts (``limit``, ``offset``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec
from phancap.indexer.database import DATABASE
from phancap.indexer.gaps import KINDS as GAP_KINDS
from phancap.indexer.gaps import Gap
from phancap.indexer.model import Clause, Duty, Finding
from phancap.indexer.owing import ANY, Condition, Owing, Part
from phancap.indexer.texts import ALL, CitedBy, Edge

__all__ = ["ALL", "ANY", "DATABASE", "SEARCH_FOLDER", "CitedBy", "Condition", "Edge", "Generation", "Located", "Part"]

SEARCH_FOLDER = "search"

class Located(msgspec.Struct, frozen=True):
    """A duty with its clause and its place in it (from 0)."""

    clause: Clause
    duty: Duty
    number: int


class Generation(Owing):
    """One generation: its texts, its duties, what agencies owe, what a person should look at."""

    # -- duties -----------------------------------------------------------------------------------------------

    def duties(self, document: str | None = None) -> list[Located]:
        """All duties (of one document) in order; for the whole store ask ``each_duty``, which keeps one document in memory."""
        return list(self.each_duty([document] if document else None))

    def each_duty(self, documents: Iterable[str] | None = None) -> Iterator[Located]:
        """The duties of all (or some) documents, document by document."""
        for document in self._spans if documents is None else documents:
            if self._sizes.get(document, (0, 0, 0))[1]:
                for clause in self._clauses("WHERE number BETWEEN ? AND ? AND duties > 0 ORDER BY number", *self.span(document)):
                    yield from (Located(clause, duty, number) for number, duty in enumerate(clause.duties))

    def some_duties(
        self, document: str | None = None, agency: str | None = None, bearer: str | None = None, role: str | None = None,
        review: str | None = None, *, limit: int = 100, offset: int = 0,
    ) -> tuple[int, list[Located]]:  # fmt: skip
        """(how many there are, those from ``offset`` on, at most ``limit``): duties of a document, that name an agency, that it bears,
        in a role, as reviewed.
        """
        asked: list[tuple[str, tuple[object, ...]]] = [("at BETWEEN ? AND ?", self.span(document))] if document else []
        asked += [(f"{column} = ?", (value,)) for column, value in (("bearer", bearer), ("role", role), ("review", review)) if value]
        asked += [("(at, number) IN (SELECT at, number FROM duty_agencies WHERE agency = ?)", (agency,))] if agency else []
        values = [value for _, some in asked for value in some]
        where = "WHERE " + " AND ".join(condition for condition, _ in asked) if asked else ""
        total = (
            self._rows(f"SELECT count(*) FROM duties {where}", *values)[0][0] if asked  # noqa: S608 - the conditions are this file's own
            else sum(size[1] for size in self._sizes.values())
        )  # fmt: skip
        query = f"SELECT at, number FROM duties {where} ORDER BY at, number LIMIT ? OFFSET ?"  # noqa: S608
        return int(total), self._located(self._rows(query, *values, limit, offset))

    def due(self, first: str | None = None, last: str | None = None, *, limit: int = 100, offset: int = 0) -> list[Located]:
        """Duties whose last day (ISO) lies in this half-open range, the nearest first."""
        query = """SELECT at, number FROM duties WHERE deadline_end >= ? AND deadline_end < ?
            ORDER BY deadline_end, at, number LIMIT ? OFFSET ?"""
        return self._located(self._rows(query, first or "", last or "~", limit, offset))

    def recurring(self, rhythm: str, *, limit: int = 100, offset: int = 0) -> list[Located]:
        """Duties of a rhythm ("quarterly"), in the order of the texts."""
        query = "SELECT at, number FROM duty_rhythms WHERE rhythm = ? ORDER BY at, number LIMIT ? OFFSET ?"
        return self._located(self._rows(query, rhythm, limit, offset))

    def timed(self, *, limit: int = ALL, offset: int = 0) -> list[Located]:
        """Duties that say when: those with a deadline or a rhythm, in the order of the texts."""
        query = "SELECT at, number FROM duties WHERE deadline IS NOT NULL OR recurrence IS NOT NULL ORDER BY at, number LIMIT ? OFFSET ?"
        return self._located(self._rows(query, limit, offset))

    def beside(self, agency: str) -> Iterator[Located]:
        """All duties of the clauses in which an agency has a part, in the order of the texts."""
        rows = self._rows("SELECT DISTINCT at FROM duty_agencies WHERE agency = ? ORDER BY at", agency)
        for at in range(0, len(rows), 500):
            for clause in self.by_numbers([row[0] for row in rows[at : at + 500]]):
                yield from (Located(clause, duty, number) for number, duty in enumerate(clause.duties))

    def _located(self, places: Sequence[tuple[int, int]]) -> list[Located]:
        """The duties at these places (clause's number, place in it), in the same order."""
        known = self._numbered([clause for clause, _ in places])
        return [Located(known[clause], known[clause].duties[number], number) for clause, number in places]

    # -- agencies ---------------------------------------------------------------------------------------------

    def mentioned_in(self, agency: str, *, limit: int = ALL, offset: int = 0) -> list[Clause]:
        """The clauses whose text names the agency."""
        query = "SELECT DISTINCT at FROM mentions WHERE agency = ? ORDER BY at LIMIT ? OFFSET ?"
        return self.by_numbers([row[0] for row in self._rows(query, agency, limit, offset)])

    # -- what a person should look at -------------------------------------------------------------------------

    def findings(
        self, document: str | None = None, kind: str | None = None, severity: str | None = None, *, limit: int = ALL, offset: int = 0
    ) -> list[Finding]:
        """What a person should look at (in one document, of one kind, of one severity), in the order of the texts."""
        return self.some_findings(document, kind, severity, limit=limit, offset=offset)[1]

    def some_findings(
        self, document: str | None = None, kind: str | None = None, severity: str | None = None, *, limit: int = 100, offset: int = 0
    ) -> tuple[int, list[Finding]]:
        """(how many there are, those from ``offset`` on, at most ``limit``)."""
        asked = [(column, value) for column, value in (("document", document), ("kind", kind), ("severity", severity)) if value]
        where = "WHERE " + " AND ".join(f"{column} = ?" for column, _ in asked) if asked else ""
        values = [value for _, value in asked]
        total = (
            self._rows(f"SELECT count(*) FROM findings {where}", *values)[0][0] if asked  # noqa: S608 - the conditions are this file's own
            else sum(self.finding_counts.values())
        )  # fmt: skip
        query = f"SELECT record FROM findings {where} ORDER BY position LIMIT ? OFFSET ?"  # noqa: S608 - the conditions are this file's own
        rows = self._rows(query, *values, limit, offset)
        return int(total), [msgspec.json.decode(row[0], type=Finding) for row in rows]

    @cached_property
    def finding_counts(self) -> dict[str, int]:
        """Kind of finding → how many there are."""
        return {row[0]: row[1] for row in self._rows("SELECT kind, count(*) FROM findings GROUP BY kind")}

    def gaps(
        self, today: str | None, document: str | None = None, *, kind: str | None = None, limit: int = ALL, offset: int = 0
    ) -> list[Gap]:
        """What the texts leave open (``limit`` of each kind), by kind, then in order. Without ``today`` (ISO) no deadline has passed."""
        found: list[Gap] = []
        for one in (kind,) if kind else GAP_KINDS:
            where = "kind = ? AND " + ("due < ?" if one == "passed" else "due IS NULL")
            values = [one, *([today or ""] if one == "passed" else []), *([document] if document else [])]
            query = f"SELECT record FROM gaps WHERE {where} {'AND document = ?' if document else ''} ORDER BY position LIMIT ? OFFSET ?"  # noqa: S608
            found += [msgspec.json.decode(row[0], type=Gap) for row in self._rows(query, *values, limit, offset)]
        return found

    def gap_counts(self, today: str | None, document: str | None = None) -> dict[str, int]:
        """Kind of gap → how many there are (in one document)."""
        where = "AND document = ?" if document else ""
        query = f"SELECT kind, count(*) FROM gaps WHERE (due IS NULL OR due < ?) {where} GROUP BY kind"  # noqa: S608
        return {row[0]: row[1] for row in self._rows(query, today or "", *([document] if document else []))}
