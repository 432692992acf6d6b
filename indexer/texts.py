"""The texts of a generation: its documents, their clauses, who cites whom; read from the SQLite file by its indexes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.database import DATABASE
from phancap.indexer.model import Citation, Clause, Document, clause_id, in_range
from phancap.indexer.registers import Register, Vocabulary
from phancap.indexer.standing import standings

ALL = -1  # SQLite's LIMIT for "no limit"
_RECORD = "CAST(record AS BLOB)"  # as text each record was turned into letters and back into bytes to be decoded: half of the time


class CitedBy(msgspec.Struct, frozen=True):
    """A clause that cites something, and the citation in it."""

    clause: Clause
    citation: Citation


class Edge(msgspec.Struct, frozen=True, array_like=True):
    """One document citing another (or itself): how many of its references are certain, how many there are."""

    source: str
    target: str
    resolved: int
    places: int


class Texts:
    """One generation's file, opened for reading; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()
        self._clause = msgspec.json.Decoder(Clause).decode
        self.decode_clause = lru_cache(maxsize=4096)(self._clause)

    @property
    def _database(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            uri = (self.folder / DATABASE).absolute().as_uri() + "?mode=ro&immutable=1"
            connection = self._local.connection = sqlite3.connect(uri, uri=True)
        return connection

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._database.execute(query, values).fetchall()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that a SELECT over this file's tables gives: for counts and lists that need no record."""
        return self._rows(query, *values)

    def clauses_where(self, where: str, *values: object) -> list[Clause]:
        """The clauses that a condition on the table ``clauses`` chooses, in the order that it says."""
        rows = self._rows(f"SELECT {_RECORD} FROM clauses {where}", *values)  # noqa: S608 - the conditions are the program's own
        return [self.decode_clause(row[0]) for row in rows]

    def _meta(self, key: str) -> str:
        return str(self._rows("SELECT value FROM meta WHERE key = ?", key)[0][0])

    @cached_property
    def digest(self) -> str:
        """The name of the generation: the digest of what it was built from."""
        return self._meta("digest")

    @cached_property
    def engine(self) -> str:
        """The search engine that the generation was built for."""
        return self._meta("engine")

    @cached_property
    def agencies(self) -> AgencyIndex:
        """The register as it was at the build, and the names of bodies that it does not know."""
        index = AgencyIndex(msgspec.json.decode(self._meta("register"), type=Register))
        index.unknown.update(msgspec.json.decode(self._meta("unknown"), type=dict[str, str]))
        return index

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary as it was at the build."""
        return msgspec.json.decode(self._meta("vocabulary"), type=Vocabulary)

    # -- documents --------------------------------------------------------------------------------------------

    @cached_property
    def documents(self) -> dict[str, Document]:
        """All documents by id, without their text, held ones first."""
        rows = self._rows("SELECT record FROM documents ORDER BY held DESC, position")
        found = [msgspec.json.decode(row[0], type=Document) for row in rows]
        return {document.id: document for document in found}

    @cached_property
    def held(self) -> frozenset[str]:
        """The ids of the documents whose text is in the corpus."""
        return frozenset(row[0] for row in self._rows("SELECT id FROM documents WHERE held"))

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Former document ids → the present one."""
        return {alias: d.id for d in self.documents.values() for alias in d.aliases}

    def documents_named(self, words: Sequence[str], *, duties: bool = False, limit: int = 100) -> tuple[int, list[str]]:
        """(how many, the first of them): the documents, held ones first, with each of the folded words, or what begins with it, in their
        number, name or title; ``duties``: only those that give any.
        """
        asked = ["instr(plain, ?)"] * len(words) + ["duties > 0"] * duties
        where = f"WHERE {' AND '.join(asked)}" if asked else ""
        values = [f" {word}" for word in words]
        total = self._rows(f"SELECT count(*) FROM documents {where}", *values)[0][0]  # noqa: S608 - the conditions are this file's own
        rows = self._rows(f"SELECT id FROM documents {where} ORDER BY held DESC, plain, id LIMIT ?", *values, limit)  # noqa: S608
        return int(total), [row[0] for row in rows]

    def sizes(self) -> dict[str, tuple[int, int, int]]:
        """Document → (clauses, duties, duties that a person has reviewed)."""
        return self._sizes

    @cached_property
    def _sizes(self) -> dict[str, tuple[int, int, int]]:
        return {row[0]: (row[1], row[2], row[3]) for row in self._rows("SELECT id, clauses, duties, reviewed FROM documents")}

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        """Document → the numbers of its first and last clause (last before first: it has none)."""
        return {row[0]: (row[1], row[2]) for row in self._rows("SELECT id, first, last FROM documents ORDER BY position")}

    def span(self, document: str) -> tuple[int, int]:
        """The numbers of a document's first and last clause; last before first where it has none."""
        return self._spans.get(document, (0, -1))

    def text(self, document: str) -> str:
        """The document's text as received, character for character."""
        rows = self._rows("SELECT text FROM documents WHERE id = ?", document)
        return str(rows[0][0]) if rows else ""

    @cached_property
    def ended(self) -> dict[str, str]:
        """Document that another one replaces or abolishes as a whole → the clause that says so."""
        return msgspec.json.decode(self._meta("ended"), type=dict[str, str])

    @cached_property
    def standings(self) -> dict[str, float]:
        """See ``standing.standings``."""
        cited: dict[str, list[str]] = {}
        for edge in self.edges:
            if edge.resolved:
                cited.setdefault(edge.source, []).append(edge.target)
        return standings(self.documents.values(), cited, self.ended)

    # -- clauses ----------------------------------------------------------------------------------------------

    def clauses(self, document: str) -> list[Clause]:
        """The clauses of a document in order."""
        return self.clauses_where("WHERE number BETWEEN ? AND ? ORDER BY number", *self.span(document))

    def some_clauses(
        self, document: str | None = None, kind: str | None = None, agency: str | None = None, *, limit: int = 100, offset: int = 0
    ) -> tuple[int, list[Clause]]:
        """(how many there are, those from ``offset`` on, at most ``limit``): clauses of a document, of a kind, that name or burden an agency."""
        agencies = "number IN (SELECT at FROM mentions WHERE agency = ? UNION SELECT at FROM duty_agencies WHERE agency = ?)"
        first, last = self.span(document) if document else (1, sum(size[0] for size in self._sizes.values()))
        asked: list[tuple[str, tuple[object, ...]]] = [("number BETWEEN ? AND ?", (first, last))]
        asked += [("kind = ?", (kind,))] if kind else []
        asked += [(agencies, (agency,) * 2)] if agency else []
        if not (kind or agency):  # numbers have no gaps
            begin = first + offset
            return max(0, last - first + 1), self.clauses_where(
                "WHERE number BETWEEN ? AND ? ORDER BY number", begin, min(last, begin + limit - 1)
            )
        where = "WHERE " + " AND ".join(condition for condition, _ in asked)
        values = [value for _, some in asked for value in some]
        total = self._rows(f"SELECT count(*) FROM clauses {where}", *values)[0][0]  # noqa: S608 - the conditions are this file's own
        return int(total), self.clauses_where(f"{where} ORDER BY number LIMIT ? OFFSET ?", *values, limit, offset)

    def all_clauses(self) -> Iterator[Clause]:
        """All clauses, document by document, decoded as they are asked for."""
        for document in self._spans:
            yield from self.clauses(document)

    def documents_for_search(self) -> list[str]:
        """The documents that have clauses, those that stand first where answers are equal first."""
        return sorted((d for d, (first, last) in self._spans.items() if first <= last), key=lambda d: -self.standings.get(d, 1.0))

    def clauses_for_search(self) -> Iterator[Clause]:
        """All clauses in the order of ``documents_for_search``."""
        for document in self.documents_for_search():
            yield from self.clauses(document)

    def records_for_search(self) -> Iterator[tuple[str, list[bytes]]]:
        """(document, its clauses as JSON) in the same order."""
        for document in self.documents_for_search():
            query = f"SELECT {_RECORD} FROM clauses WHERE number BETWEEN ? AND ? ORDER BY number"  # noqa: S608
            yield document, [row[0] for row in self._rows(query, *self.span(document))]

    def clause(self, document: str, anchor: str) -> Clause | None:
        """One clause by its document and its name there (``Clause.anchor``), or None."""
        return self.by_id(clause_id(document, anchor))

    def by_id(self, clause: str) -> Clause | None:
        """One clause by its id, or None."""
        found = self.clauses_where("WHERE id = ?", clause)
        return found[0] if found else None

    def by_ids(self, ids: Sequence[str]) -> list[Clause]:
        """The clauses of some ids, in no order that counts; unknown ids are passed over."""
        return self._among("id", ids)

    def ids_among(self, ids: Sequence[str]) -> list[str]:
        """Those of the ids that a clause has."""
        found: list[str] = []
        for at in range(0, len(ids), 500):
            some = ids[at : at + 500]
            found += [row[0] for row in self._rows(f"SELECT id FROM clauses WHERE id IN ({','.join('?' * len(some))})", *some)]  # noqa: S608
        return found

    def by_numbers(self, numbers: Sequence[int]) -> list[Clause]:
        """The clauses of some numbers (``clauses.number``: 1 is the store's first), in the order of the texts."""
        return sorted(self._among("number", numbers), key=lambda c: (c.document, c.order))

    def _among(self, column: str, values: Sequence[object]) -> list[Clause]:
        found: list[Clause] = []
        for at in range(0, len(values), 500):
            some = values[at : at + 500]
            found += self.clauses_where(f"WHERE {column} IN ({','.join('?' * len(some))})", *some)
        return found

    def beginning(self, document: str, first: int, last: int) -> dict[int, tuple[str, str]]:
        """Line of the text as received (from 1) → (id, citation) of the first clause that begins with it, for a range of lines."""
        query = "SELECT line, id, citation FROM clauses WHERE number BETWEEN ? AND ? AND line BETWEEN ? AND ? ORDER BY number DESC"
        return {line: (clause, citation) for line, clause, citation in self._rows(query, *self.span(document), first, last)}

    def children(self, clause: Clause) -> list[Clause]:
        """The clauses right below one, in order."""
        below = self.clauses_where("WHERE document = ? AND parent = ? ORDER BY number", clause.document, clause.eid)
        return [c for c in below if c.component == clause.component]

    def neighbours(self, clause: Clause) -> tuple[Clause | None, Clause | None]:
        """The clause before and the one after in the document."""
        found = self.clauses_where(
            "WHERE document = ? AND position IN (?, ?) ORDER BY position", clause.document, clause.order - 1, clause.order + 1
        )
        before = next((c for c in found if c.order < clause.order), None)
        return before, next((c for c in found if c.order > clause.order), None)

    # -- references -------------------------------------------------------------------------------------------

    def cited_by(self, document: str, eid: str | None = None, *, limit: int = ALL, offset: int = 0) -> list[CitedBy]:
        """The clauses (``limit`` of them) that cite a document (any of its clauses), or one clause of it; a text citing itself as a
        whole counts not.
        """
        if eid is None:
            query = "SELECT DISTINCT at FROM citations WHERE target = ? AND document <> ? ORDER BY at LIMIT ? OFFSET ?"
            rows = self._rows(query, document, document, limit, offset)
        else:
            query = """SELECT at FROM citations WHERE target = ? AND eid = ?
                UNION SELECT at FROM cited_in_ranges WHERE target = ? AND eid = ? ORDER BY at LIMIT ? OFFSET ?"""
            rows = self._rows(query, document, eid, document, eid, limit, offset)
        return [
            CitedBy(c, x)
            for c in self.by_numbers([row[0] for row in rows]) for x in c.all_citations
            if x.target == document and (eid in (None, x.eid) or (x.through and self._covers(x, eid)))
        ]  # fmt: skip

    def cited_by_count(self, document: str) -> int:
        """How many references other documents make to a document."""
        return int(self._rows("SELECT ifnull(sum(places), 0) FROM edges WHERE target = ? AND source <> ?", document, document)[0][0])

    def _covers(self, cited: Citation, eid: str | None) -> bool:
        """Whether a range of clauses has this one in it."""
        first, last, one = (self.clause(cited.target or "", anchor or "") for anchor in (cited.eid, cited.through, eid))
        return bool(first and last and one and in_range(first, last, one))

    @cached_property
    def edges(self) -> list[Edge]:
        """Who cites whom, by the citing document; references of a document to itself are among them."""
        return [
            Edge(*row) for row in self._rows("SELECT source, target, resolved, places FROM edges ORDER BY source, resolved DESC, target")
        ]

    def references(self, source: str, target: str, *, limit: int = ALL, offset: int = 0) -> list[CitedBy]:
        """Where one document cites another with certainty; ``limit`` counts clauses."""
        query = """SELECT DISTINCT at FROM citations WHERE target = ? AND status = 'resolved' AND at BETWEEN ? AND ?
            ORDER BY at LIMIT ? OFFSET ?"""
        rows = self._rows(query, target, *self.span(source), limit, offset)
        found = self.by_numbers([row[0] for row in rows])
        return [CitedBy(c, x) for c in found for x in c.all_citations if x.target == target and x.status == "resolved"]

    def some_citations(
        self, document: str | None = None, target: str | None = None, status: str | None = None, *, limit: int = 100, offset: int = 0
    ) -> tuple[int, list[CitedBy]]:
        """(how many there are, those from ``offset`` on, at most ``limit``): references in a document, to a document, of a status."""
        asked = [(column, value) for column, value in (("document", document), ("target", target), ("status", status)) if value]
        where = "WHERE " + " AND ".join(f"{column} = ?" for column, _ in asked) if asked else ""
        values = [value for _, value in asked]
        total = self._rows(f"SELECT count(*) FROM citations {where}", *values)[0][0] if asked else self._citations  # noqa: S608
        query = f"SELECT at, place, start FROM citations {where} ORDER BY at, place, start LIMIT ? OFFSET ?"  # noqa: S608
        places = self._rows(query, *values, limit, offset)
        known = self._numbered([at for at, _, _ in places])
        found = []
        for at, place, start in places:
            cited = known[at].heading_citations if place == "heading" else known[at].citations
            found.append(CitedBy(known[at], next(c for c in cited if c.start == start)))
        return int(total), found

    @cached_property
    def _citations(self) -> int:
        return int(self._rows("SELECT count(*) FROM citations")[0][0])

    def _numbered(self, numbers: Sequence[int]) -> dict[int, Clause]:
        """The clauses of some numbers, by number."""
        wanted = list(dict.fromkeys(numbers))
        known: dict[int, Clause] = {}
        for at in range(0, len(wanted), 500):
            some = wanted[at : at + 500]
            rows = self._rows(f"SELECT number, {_RECORD} FROM clauses WHERE number IN ({','.join('?' * len(some))})", *some)  # noqa: S608
            known.update((number, self.decode_clause(record)) for number, record in rows)
        return known
