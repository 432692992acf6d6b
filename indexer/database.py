"""Readings → one SQLite file, document by document, so that memory holds one document at a time.

Clauses are numbered through the whole store (``clauses.number``, 1 first, in the order of documents and texts). The other tables
name a clause by its id, for people, and by that number (``at``), for order and for asking in parts. What a page would have to
count over everything is counted here once: the totals of a document, what each agency owes, who cites whom, what the texts leave open.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from phancap.indexer.agencies import AgencyIndex, bodies_of
from phancap.indexer.days import Times
from phancap.indexer.gaps import deadline_end, gaps_of
from phancap.indexer.model import Clause, Document, Duty, Reading, in_range
from phancap.indexer.owed import SCHEMA as OWED
from phancap.indexer.owed import counts_of, write_owed
from phancap.indexer.record import record_of
from phancap.indexer.registers import Register, Vocabulary
from phancap.indexer.standing import ended_by
from phancap.indexer.tasks import WRITE_SHELVES, shelf_of, task_numbers
from phancap.indexer.vietnamese import folded_syllables

DATABASE = "records.sqlite"
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, held INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  clauses INTEGER NOT NULL, duties INTEGER NOT NULL, reviewed INTEGER NOT NULL, tasks INTEGER NOT NULL, timed INTEGER NOT NULL, plain TEXT NOT NULL, counts TEXT NOT NULL,
  told TEXT NOT NULL, record TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE clauses (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL, eid TEXT NOT NULL, parent TEXT, position INTEGER NOT NULL, line INTEGER NOT NULL,
  kind TEXT NOT NULL, heading TEXT NOT NULL, citation TEXT NOT NULL, before INTEGER NOT NULL, text TEXT NOT NULL, duties INTEGER NOT NULL, record TEXT NOT NULL
);
CREATE TABLE duties (
  at INTEGER NOT NULL, number INTEGER NOT NULL, task INTEGER NOT NULL, clause TEXT NOT NULL, document TEXT NOT NULL, bearer TEXT, role TEXT NOT NULL,
  partners INTEGER NOT NULL, told INTEGER NOT NULL, action TEXT NOT NULL, recurrence TEXT, deadline TEXT, deadline_date TEXT, deadline_period TEXT,
  deadline_end TEXT, shelf TEXT, review TEXT NOT NULL,
  PRIMARY KEY (at, number)
) WITHOUT ROWID;
CREATE TABLE duty_agencies (
  agency TEXT NOT NULL, relation TEXT NOT NULL, at INTEGER NOT NULL, number INTEGER NOT NULL, clause TEXT NOT NULL,
  PRIMARY KEY (agency, relation, at, number)
) WITHOUT ROWID;
CREATE TABLE duty_rhythms (
  rhythm TEXT NOT NULL, at INTEGER NOT NULL, number INTEGER NOT NULL, task INTEGER NOT NULL, PRIMARY KEY (rhythm, at, number)
) WITHOUT ROWID;
CREATE TABLE shelves (shelf TEXT PRIMARY KEY, rhythm INTEGER NOT NULL, last TEXT, tasks INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE mentions (
  agency TEXT NOT NULL, at INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, clause TEXT NOT NULL, words TEXT NOT NULL,
  inferred INTEGER NOT NULL, PRIMARY KEY (agency, at, start)
) WITHOUT ROWID;
CREATE TABLE citations (
  at INTEGER NOT NULL, place TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, clause TEXT NOT NULL, document TEXT NOT NULL,
  words TEXT NOT NULL, target TEXT, eid TEXT, through TEXT, cited TEXT, provision TEXT, status TEXT NOT NULL, reason TEXT,
  relation TEXT,
  PRIMARY KEY (at, place, start)
) WITHOUT ROWID;
CREATE TABLE cited_in_ranges (target TEXT NOT NULL, eid TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (target, eid, at)) WITHOUT ROWID;
CREATE TABLE findings (
  position INTEGER PRIMARY KEY, kind TEXT NOT NULL, severity TEXT NOT NULL, document TEXT, eid TEXT, record TEXT NOT NULL
);
CREATE TABLE gaps (
  position INTEGER PRIMARY KEY, kind TEXT NOT NULL, document TEXT NOT NULL, due TEXT, record TEXT NOT NULL
);
CREATE TABLE edges (source TEXT NOT NULL, target TEXT NOT NULL, resolved INTEGER NOT NULL, places INTEGER NOT NULL, PRIMARY KEY (source, target)) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX documents_by_words ON documents (plain, duties, held, id);
CREATE UNIQUE INDEX clauses_by_id ON clauses (id);
CREATE INDEX clauses_in_order ON clauses (document, position);
CREATE INDEX clauses_headed ON clauses (document, position, before, eid) WHERE heading <> '';
CREATE INDEX clauses_below ON clauses (document, parent);
CREATE INDEX clauses_of_kind ON clauses (kind);
CREATE INDEX duties_by_bearer ON duties (bearer, document);
CREATE INDEX duties_by_words ON duties (substr(action, 1, 32));
CREATE INDEX duties_by_document ON duties (document, review);
CREATE INDEX duties_by_role ON duties (role);
CREATE INDEX duties_by_review ON duties (review);
CREATE INDEX tasks_by_end ON duties (deadline_end) WHERE deadline_end IS NOT NULL AND number = task;
CREATE INDEX duties_by_shelf ON duties (shelf, at, number, task, role, bearer, partners, told, recurrence, deadline, deadline_end) WHERE shelf IS NOT NULL;
CREATE INDEX duties_chosen ON duties (at, number, task, role, bearer, partners, told, recurrence, deadline, deadline_end, review);
CREATE INDEX citations_by_target ON citations (target, status, at);
CREATE INDEX citations_by_place ON citations (target, eid, at);
CREATE INDEX citations_by_status ON citations (status, document, target);
CREATE INDEX citations_by_document ON citations (document, target);
CREATE INDEX changes_by_document ON citations (document) WHERE relation IS NOT NULL;
CREATE INDEX changes_by_target ON citations (target) WHERE relation IS NOT NULL;
CREATE INDEX edges_by_target ON edges (target, source);
CREATE INDEX findings_by_kind ON findings (kind, document);
CREATE INDEX findings_by_severity ON findings (severity);
CREATE INDEX findings_by_document ON findings (document);
CREATE INDEX gaps_by_kind ON gaps (kind, due);
CREATE INDEX gaps_by_document ON gaps (document);
"""

_encode = msgspec.json.Encoder().encode


class Written(NamedTuple):
    """How much a database holds."""

    documents: int
    clauses: int
    findings: int


def write_database(
    path: Path, readings: Iterable[Reading], register: Register, vocabulary: Vocabulary, digest: str, engine: str = "whoosh"
) -> Written:
    """Write the readings, one after the other, as a new SQLite file; the same readings give the same bytes of records."""
    index = AgencyIndex(register)
    named: set[str] = set()
    ended: dict[str, str] = {}
    clauses = findings = documents = 0
    times = Times()
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.executescript("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA + OWED)
        meta = {"digest": digest, "engine": engine, "register": _json(register), "vocabulary": _json(vocabulary)}
        database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        for reading in readings:
            for agency, words in bodies_of(reading.clauses):
                named.add(agency)
                if agency.partition("/")[2] not in index.entries:
                    index.unknown.setdefault(agency, words)
            named.update(_named(reading))
            for document, clause in ended_by(reading):
                ended.setdefault(document, clause)
            times.add(_write_reading(database, documents, clauses + 1, reading, index))
            documents, clauses, findings = documents + 1, clauses + len(reading.clauses), findings + len(reading.findings)
        database.executemany(
            "INSERT INTO meta VALUES (?, ?)", [("unknown", _json(index.unknown)), ("ended", _json(ended)), ("times", _json(times))]
        )
        database.executescript(INDEXES + WRITE_SHELVES)
        _write_agencies(database, named, index)
    return Written(documents, clauses, findings)


def _named(reading: Reading) -> Iterator[str]:
    """The agencies that a document is issued by or that its duties name."""
    if reading.document.issuer:
        yield reading.document.issuer
    for clause in reading.clauses:
        for duty in clause.duties:
            for agencies in (duty.partners, duty.recipients, duty.report_to, duty.submit_to, duty.channels):
                yield from agencies
            if duty.bearer:
                yield duty.bearer


def _json(value: object) -> str:
    return _encode(value).decode()


def _write_reading(database: sqlite3.Connection, position: int, first: int, reading: Reading, index: AgencyIndex) -> Times:
    """Write one document; when its tasks are due."""
    document, clauses = reading.document, reading.clauses
    duties = [d for c in clauses for d in c.duties]
    tasks = [(c, c.duties[number]) for c in clauses if c.duties for number in sorted(set(task_numbers(c)))]
    counts = counts_of(tasks)
    counts.products = sum(bool(d.product) for d in duties)
    bare = msgspec.structs.replace(document, text="")
    database.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            position, document.id, document.held, first, first + len(clauses) - 1, len(clauses), len(duties),
            sum(d.review != "machine" for d in duties), len(tasks), sum(bool(d.deadline or d.recurrence) for _, d in tasks), _plain(document), _json(counts), _json(_told(duties)), _json(bare), document.text,
        ),
    )  # fmt: skip
    before = 0  # letters of the text above: where a long one is cut into pages
    for at, clause in enumerate(clauses, first):
        _write_clause(database, at, clause, before)
        before += len(clause.heading) + len(clause.text)
    database.executemany("INSERT OR IGNORE INTO cited_in_ranges VALUES (?, ?, ?)", _in_ranges(reading, first))
    database.executemany("INSERT INTO edges VALUES (?, ?, ?, ?)", _edges(reading))
    database.executemany(
        "INSERT INTO findings (kind, severity, document, eid, record) VALUES (?, ?, ?, ?, ?)",
        [(f.kind, f.severity, f.document, f.eid, _json(f)) for f in reading.findings],
    )
    ends = {(c.id, n): deadline_end(d.deadline) for c in clauses for n, d in enumerate(c.duties)}
    database.executemany(
        "INSERT INTO gaps (kind, document, due, record) VALUES (?, ?, ?, ?)",
        [(g.kind, g.document, ends[g.clause, g.number] if g.kind == "passed" else None, _json(g)) for g in gaps_of(clauses, index, _NEVER)],
    )
    return counts.times


def _plain(document: Document) -> str:
    """The syllables by which a document is looked for in a list, without marks, each with a space before it."""
    words = folded_syllables(" ".join((document.number or "", document.name, document.short, document.title)))
    return "".join(f" {word}" for word in dict.fromkeys(words))


def _told(duties: Iterable[Duty]) -> list[tuple[str, str, int]]:
    """(who reports, to whom, in how many duties) of a document, most first."""
    pairs = Counter(
        (d.bearer, told)
        for d in duties if d.bearer
        for told in dict.fromkeys((*d.recipients, *d.report_to, *d.submit_to)) if told != d.bearer
    )  # fmt: skip
    return [(*pair, n) for pair, n in sorted(pairs.items(), key=lambda p: (-p[1], p[0]))]


_NEVER = "9999-12-31"  # every deadline that has a last day is written down; the reader's day says which are over


def _write_clause(database: sqlite3.Connection, at: int, clause: Clause, before: int) -> None:
    database.execute(
        "INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            at, clause.id, clause.document, clause.eid, clause.parent, clause.order, clause.lines[0], clause.kind, clause.heading, clause.citation,
            before, clause.text, len(clause.duties), _json(record_of(clause)),
        ),
    )  # fmt: skip
    database.executemany(
        "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(m.agency, at, m.start, m.end, clause.id, m.words, m.inferred) for m in clause.agencies],
    )
    database.executemany(
        "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                at, place, c.start, c.end, clause.id, clause.document, c.words, c.target, c.eid, c.through, c.cited, c.provision, c.status, c.reason,
                c.relation,
            )
            for place, cited in (("heading", clause.heading_citations), ("text", clause.citations)) for c in cited
        ],
    )  # fmt: skip
    tasks = task_numbers(clause)
    for number, duty in enumerate(clause.duties):
        _write_duty(database, at, clause, number, tasks[number], duty)


def _write_duty(database: sqlite3.Connection, at: int, clause: Clause, number: int, task: int, duty: Duty) -> None:
    deadline = duty.deadline
    database.execute(
        "INSERT INTO duties VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            at, number, task, clause.id, clause.document, duty.bearer, duty.role, bool(duty.partners),
            bool(duty.recipients or duty.report_to or duty.submit_to), duty.action, _json(duty.recurrence) if duty.recurrence else None,
            deadline.words if deadline else None, deadline.date if deadline else None, deadline.period if deadline else None,
            deadline_end(deadline), shelf_of(deadline), duty.review,
        ),
    )  # fmt: skip
    rhythms = (duty.recurrence,) if isinstance(duty.recurrence, str) else duty.recurrence or ()
    database.executemany("INSERT OR IGNORE INTO duty_rhythms VALUES (?, ?, ?, ?)", [(rhythm, at, number, task) for rhythm in rhythms])
    named = [
        ("bearer", (duty.bearer,) if duty.bearer else ()), ("partner", duty.partners), ("recipient", duty.recipients),
        ("report_to", duty.report_to), ("submit_to", duty.submit_to), ("channel", duty.channels),
    ]  # fmt: skip
    database.executemany(
        "INSERT OR IGNORE INTO duty_agencies VALUES (?, ?, ?, ?, ?)",
        [(agency, relation, at, number, clause.id) for relation, agencies in named for agency in agencies],
    )


def _in_ranges(reading: Reading, number: int) -> Iterator[tuple[str, str, int]]:
    """(document, clause inside a cited range, citing clause): "từ khoản 1 đến khoản 4 Điều này" cites khoản 2 and 3, too."""
    ranges = [
        (number + at, c)
        for at, clause in enumerate(reading.clauses)
        for c in clause.all_citations
        if c.through and c.target == reading.document.id
    ]
    places = {clause.anchor: clause for clause in reading.clauses} if ranges else {}
    for citing, cited in ranges:
        first, last = places.get(cited.eid or ""), places.get(cited.through or "")
        if first and last and in_range(first, last, last):
            between = reading.clauses[first.order : last.order]
            yield from ((reading.document.id, c.anchor, citing) for c in between if in_range(first, last, c))


def _edges(reading: Reading) -> list[tuple[str, str, int, int]]:
    """(citing document, cited document, references that are certain, all references); a document's own among them."""
    cited = [x for clause in reading.clauses for x in clause.all_citations if x.target]
    places = Counter(x.target or "" for x in cited)
    resolved = Counter(x.target or "" for x in cited if x.status == "resolved")
    return [(reading.document.id, target, resolved[target], places[target]) for target in places]


def _write_agencies(database: sqlite3.Connection, named: set[str], index: AgencyIndex) -> None:
    """The agencies that have a page, with what they owe: those that texts name, the members of named groups, and who holds their work."""
    found = set(named)
    for agency in sorted(found):
        found.update(index.members_of(agency))
    for agency in sorted(found):
        place = agency.partition("/")[0]
        found.update(a for holder in index.holders(agency) for a in holder.agencies if a.startswith(place + "/"))
    write_owed(database, sorted(found), index)
