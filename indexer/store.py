"""A generation on disk, opened for reading: one SQLite file that any tool opens, beside the search index.

A store is a folder: ``generations/{digest}/`` and the small file ``current`` that names one of them. Nothing in a
generation is ever changed; a server looks at ``current`` and opens what it names.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.model import Citation, Clause, Document, Duty, Finding, Reading, clause_id
from phancap.indexer.obligations import Obligation, obligations_of
from phancap.indexer.registers import Register, Vocabulary

DATABASE = "records.sqlite"
SEARCH_FOLDER = "search"
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (id TEXT PRIMARY KEY, position INTEGER NOT NULL, held INTEGER NOT NULL, record TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE clauses (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, eid TEXT NOT NULL, parent TEXT, position INTEGER NOT NULL, kind TEXT NOT NULL,
  heading TEXT NOT NULL, citation TEXT NOT NULL, text TEXT NOT NULL, duties INTEGER NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX clauses_in_order ON clauses (document, position);
CREATE TABLE duties (
  clause TEXT NOT NULL, number INTEGER NOT NULL, document TEXT NOT NULL, bearer TEXT, role TEXT NOT NULL, action TEXT NOT NULL,
  recurrence TEXT, deadline TEXT, deadline_date TEXT, deadline_period TEXT, review TEXT NOT NULL, PRIMARY KEY (clause, number)
) WITHOUT ROWID;
CREATE INDEX duties_by_bearer ON duties (bearer, document);
CREATE INDEX duties_by_document ON duties (document);
CREATE TABLE duty_agencies (
  clause TEXT NOT NULL, number INTEGER NOT NULL, agency TEXT NOT NULL, relation TEXT NOT NULL, PRIMARY KEY (agency, relation, clause, number)
) WITHOUT ROWID;
CREATE TABLE mentions (
  clause TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, agency TEXT NOT NULL, words TEXT NOT NULL, inferred INTEGER NOT NULL,
  PRIMARY KEY (clause, start)
) WITHOUT ROWID;
CREATE INDEX mentions_by_agency ON mentions (agency);
CREATE TABLE citations (
  clause TEXT NOT NULL, place TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, document TEXT NOT NULL, words TEXT NOT NULL,
  target TEXT, eid TEXT, through TEXT, cited TEXT, provision TEXT, status TEXT NOT NULL, reason TEXT, PRIMARY KEY (clause, place, start)
) WITHOUT ROWID;
CREATE INDEX citations_by_target ON citations (target, eid);
CREATE TABLE cited_in_ranges (target TEXT NOT NULL, eid TEXT NOT NULL, clause TEXT NOT NULL, PRIMARY KEY (target, eid, clause)) WITHOUT ROWID;
CREATE INDEX citations_by_document ON citations (document);
CREATE TABLE findings (position INTEGER PRIMARY KEY, kind TEXT NOT NULL, severity TEXT NOT NULL, document TEXT, eid TEXT, record TEXT NOT NULL);
"""

_encode = msgspec.json.Encoder().encode


class CitedBy(msgspec.Struct, frozen=True):
    """A clause that cites something, and the citation in it."""

    clause: Clause
    citation: Citation


class Located(msgspec.Struct, frozen=True):
    """A duty with its clause and its place in it (from 0)."""

    clause: Clause
    duty: Duty
    number: int


def write_database(path: Path, readings: Iterable[Reading], register: Register, vocabulary: Vocabulary, digest: str) -> None:
    """Write the readings as a new SQLite file; the same readings give the same bytes of records."""
    with sqlite3.connect(path) as database:
        database.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        meta = {"digest": digest, "register": _json(register), "vocabulary": _json(vocabulary)}
        database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        known = set(AgencyIndex(register).entries)
        unknown: dict[str, str] = {}
        for position, reading in enumerate(readings):
            _write_reading(database, position, reading)
            for agency, words in _bodies_of(reading):
                if agency.partition("/")[2] not in known:
                    unknown.setdefault(agency, words)
        database.execute("INSERT INTO meta VALUES ('unknown', ?)", (_json(unknown),))
    database.close()


def _bodies_of(reading: Reading) -> Iterator[tuple[str, str]]:
    """(id, words) of every body that a reading's clauses name or burden."""
    for clause in reading.clauses:
        yield from ((m.agency, m.words) for m in clause.agencies)
        yield from ((d.bearer, d.because["bearer_words"]) for d in clause.duties if d.bearer and "bearer_words" in d.because)


def _json(value: object) -> str:
    return _encode(value).decode()


def _write_reading(database: sqlite3.Connection, position: int, reading: Reading) -> None:
    document = reading.document
    bare = msgspec.structs.replace(document, text="")
    database.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", (document.id, position, document.held, _json(bare), document.text))
    for clause in reading.clauses:
        database.execute(
            "INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                clause.id, clause.document, clause.eid, clause.parent, clause.order, clause.kind, clause.heading, clause.citation,
                clause.text, len(clause.duties), _json(clause),
            ),
        )  # fmt: skip
        database.executemany(
            "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?, ?)",
            [(clause.id, m.start, m.end, m.agency, m.words, m.inferred) for m in clause.agencies],
        )
        database.executemany(
            "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    clause.id, place, c.start, c.end, clause.document, c.words, c.target, c.eid, c.through, c.cited, c.provision, c.status, c.reason,
                )
                for place, cited in (("heading", clause.heading_citations), ("text", clause.citations)) for c in cited
            ],
        )  # fmt: skip
        for number, duty in enumerate(clause.duties):
            _write_duty(database, clause, number, duty)
    database.executemany("INSERT OR IGNORE INTO cited_in_ranges VALUES (?, ?, ?)", _in_ranges(reading))
    database.executemany(
        "INSERT INTO findings (kind, severity, document, eid, record) VALUES (?, ?, ?, ?, ?)",
        [(f.kind, f.severity, f.document, f.eid, _json(f)) for f in reading.findings],
    )


def _in_ranges(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """(document, clause inside a cited range, citing clause): "từ khoản 1 đến khoản 4 Điều này" cites khoản 2 and 3, too."""
    ranges = [(clause.id, c) for clause in reading.clauses for c in clause.all_citations if c.through and c.target == reading.document.id]
    places = {clause.anchor: clause for clause in reading.clauses} if ranges else {}
    for citing, cited in ranges:
        first, last = places.get(cited.eid or ""), places.get(cited.through or "")
        if first and last and first.parent == last.parent:
            between = reading.clauses[first.order : last.order]
            yield from (
                (reading.document.id, c.anchor, citing) for c in between if c.parent == first.parent and c.component == first.component
            )


def _write_duty(database: sqlite3.Connection, clause: Clause, number: int, duty: Duty) -> None:
    deadline = duty.deadline
    database.execute(
        "INSERT INTO duties VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            clause.id, number, clause.document, duty.bearer, duty.role, duty.action, _json(duty.recurrence) if duty.recurrence else None,
            deadline.words if deadline else None, deadline.date if deadline else None, deadline.period if deadline else None, duty.review,
        ),
    )  # fmt: skip
    named = [
        ("partner", duty.partners), ("recipient", duty.recipients), ("report_to", duty.report_to), ("submit_to", duty.submit_to), ("channel", duty.channels),
    ]  # fmt: skip
    database.executemany(
        "INSERT INTO duty_agencies VALUES (?, ?, ?, ?)",
        [(clause.id, number, agency, relation) for relation, agencies in named for agency in agencies],
    )


class Generation:
    """One generation, opened for reading; safe to use from several threads."""

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

    def _rows(self, query: str, *values: object) -> list[tuple[str, ...]]:
        return self._database.execute(query, values).fetchall()

    def _clauses(self, where: str, *values: object) -> list[Clause]:
        rows = self._rows(f"SELECT record FROM clauses {where}", *values)  # noqa: S608 - the conditions are this file's own
        return [self.decode_clause(row[0]) for row in rows]

    def _meta(self, key: str) -> str:
        return self._rows("SELECT value FROM meta WHERE key = ?", key)[0][0]

    @cached_property
    def digest(self) -> str:
        """The name of the generation: the digest of what it was built from."""
        return self._meta("digest")

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

    def text(self, document: str) -> str:
        """The document's text as received, character for character."""
        rows = self._rows("SELECT text FROM documents WHERE id = ?", document)
        return rows[0][0] if rows else ""

    def clauses(self, document: str) -> list[Clause]:
        """The clauses of a document in order."""
        return self._clauses("WHERE document = ? ORDER BY position", document)

    def some_clauses(
        self, document: str | None = None, kind: str | None = None, agency: str | None = None, *, limit: int = 100, offset: int = 0
    ) -> tuple[int, list[Clause]]:
        """(how many there are, those from ``offset`` on, at most ``limit``): clauses of a document, of a kind, that name or burden an agency."""
        agencies = """id IN (SELECT clause FROM mentions WHERE agency = ? UNION SELECT clause FROM duties WHERE bearer = ?
            UNION SELECT clause FROM duty_agencies WHERE agency = ?)"""
        asked: list[tuple[str, tuple[str, ...]]] = []
        asked += [("document = ?", (document,))] if document else []
        asked += [("kind = ?", (kind,))] if kind else []
        asked += [(agencies, (agency,) * 3)] if agency else []
        where = "WHERE " + " AND ".join(condition for condition, _ in asked) if asked else ""
        values = [value for _, some in asked for value in some]
        total = self._rows(f"SELECT count(*) FROM clauses {where}", *values)[0][0]  # noqa: S608 - the conditions are this file's own
        return int(total), self._clauses(f"{where} ORDER BY document, position LIMIT ? OFFSET ?", *values, limit, offset)

    def all_clauses(self) -> Iterator[Clause]:
        """All clauses, document by document."""
        for document in self.documents:
            yield from self.clauses(document)

    def clause(self, document: str, anchor: str) -> Clause | None:
        """One clause by its document and its name there (``Clause.anchor``), or None."""
        return self.by_id(clause_id(document, anchor))

    def by_id(self, clause: str) -> Clause | None:
        """One clause by its id, or None."""
        found = self._clauses("WHERE id = ?", clause)
        return found[0] if found else None

    def by_ids(self, ids: Sequence[str]) -> list[Clause]:
        """The clauses of some ids, in no order that counts; unknown ids are passed over."""
        found: list[Clause] = []
        for at in range(0, len(ids), 500):
            some = ids[at : at + 500]
            found += self._clauses(f"WHERE id IN ({','.join('?' * len(some))})", *some)
        return found

    def children(self, clause: Clause) -> list[Clause]:
        """The clauses right below one, in order."""
        below = self._clauses("WHERE document = ? AND parent = ? ORDER BY position", clause.document, clause.eid)
        return [c for c in below if c.component == clause.component]

    def neighbours(self, clause: Clause) -> tuple[Clause | None, Clause | None]:
        """The clause before and the one after in the document."""
        found = self._clauses(
            "WHERE document = ? AND position IN (?, ?) ORDER BY position", clause.document, clause.order - 1, clause.order + 1
        )
        before = next((c for c in found if c.order < clause.order), None)
        return before, next((c for c in found if c.order > clause.order), None)

    def cited_by(self, document: str, eid: str | None = None) -> list[CitedBy]:
        """The clauses that cite a document (any of its clauses), or one clause of it; a text citing itself as a whole counts not."""
        if eid is None:
            rows = self._rows("SELECT DISTINCT clause FROM citations WHERE target = ? AND document <> ?", document, document)
        else:
            query = "SELECT clause FROM citations WHERE target = ? AND eid = ? UNION SELECT clause FROM cited_in_ranges WHERE target = ? AND eid = ?"
            rows = self._rows(query, document, eid, document, eid)
        found = [self.by_id(row[0]) for row in rows]
        ordered = sorted((c for c in found if c), key=lambda c: (c.document, c.order))
        return [
            CitedBy(c, x)
            for c in ordered for x in c.all_citations
            if x.target == document and (eid in (None, x.eid) or (x.through and self._covers(x, eid)))
        ]  # fmt: skip

    def _covers(self, cited: Citation, eid: str | None) -> bool:
        """Whether a range of clauses has this one in it."""
        first, last, one = (self.clause(cited.target or "", anchor or "") for anchor in (cited.eid, cited.through, eid))
        return bool(first and last and one) and first.order <= one.order <= last.order and one.parent == first.parent  # type: ignore[union-attr]

    def findings(self) -> list[Finding]:
        """Everything that a person should look at, in the order of the texts."""
        return [msgspec.json.decode(row[0], type=Finding) for row in self._rows("SELECT record FROM findings ORDER BY position")]

    def duties(self, document: str | None = None) -> list[Located]:
        """All duties (of one document) in order."""
        where = "WHERE duties > 0" + (" AND document = ?" if document else "")
        found = self._clauses(where + " ORDER BY document, position", *([document] if document else []))
        return [Located(c, d, n) for c in found for n, d in enumerate(c.duties)]

    def obligations(self, agency: str) -> list[Obligation]:
        """What the agency owes and is owed, by kind, then in order."""
        names = [agency, *self.agencies.groups_of(agency)]
        marks = ",".join("?" * len(names))
        ids = self._rows(
            f"SELECT clause FROM duties WHERE bearer IN ({marks}) UNION SELECT clause FROM duty_agencies WHERE agency IN ({marks})",  # noqa: S608
            *names, *names,
        )  # fmt: skip
        found = [c for c in (self.by_id(row[0]) for row in ids) if c]
        return obligations_of(agency, sorted(found, key=lambda c: (c.document, c.order)), self.agencies)

    @cached_property
    def agency_ids(self) -> tuple[str, ...]:
        """The agencies that have a page: those that texts name, the members of named groups, and who holds their work."""
        rows = self._rows(
            "SELECT agency FROM mentions UNION SELECT bearer FROM duties WHERE bearer IS NOT NULL UNION SELECT agency FROM duty_agencies"
        )
        found = {row[0] for row in rows} | {d.issuer for d in self.documents.values() if d.issuer}
        for agency in sorted(found):
            found.update(self.agencies.members_of(agency))
        for agency in sorted(found):
            place = agency.partition("/")[0]
            found.update(a for holder in self.agencies.holders(agency) for a in holder.agencies if a.startswith(place + "/"))
        return tuple(sorted(found))

    def mentioned_in(self, agency: str) -> list[Clause]:
        """The clauses whose text names the agency."""
        return self._clauses("WHERE id IN (SELECT clause FROM mentions WHERE agency = ?) ORDER BY document, position", agency)

    def naming(self, agency: str) -> list[str]:
        """The ids of the clauses whose text names the agency."""
        return [row[0] for row in self._rows("SELECT DISTINCT clause FROM mentions WHERE agency = ?", agency)]
