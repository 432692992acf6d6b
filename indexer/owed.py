"""What each agency owes and is owed, written down at the build: listed part by part, and counted as its page tells it.

A part is what an agency has to do in one way: its own duties, those of one group, its share in those of others. A page then reads the rows
that it shows and the counts of the rest. Nothing of this is in a record: it follows from the records and the register.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.days import Times, times_of
from phancap.indexer.gaps import deadline_end
from phancap.indexer.model import Clause, Duty
from phancap.indexer.obligations import KINDS, Obligation, ObligationKind, obligations_of_clause, predecessors

TIMED = "({0}deadline IS NOT NULL OR {0}recurrence IS NOT NULL)"  # of a duty's row: it has a day, a period, or comes again
SCHEMA = """
CREATE TABLE agencies (
  id TEXT PRIMARY KEY, own INTEGER NOT NULL, inherited INTEGER NOT NULL, partner INTEGER NOT NULL, recipient INTEGER NOT NULL,
  report_to INTEGER NOT NULL, named INTEGER NOT NULL, told TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE parts (
  part INTEGER PRIMARY KEY, agency TEXT NOT NULL, kind TEXT NOT NULL, through TEXT, total INTEGER NOT NULL, counts TEXT NOT NULL
);
CREATE TABLE owed (
  part INTEGER NOT NULL, at INTEGER NOT NULL, number INTEGER NOT NULL, role TEXT NOT NULL, recurrence TEXT, deadline INTEGER, deadline_end TEXT,
  review TEXT NOT NULL, PRIMARY KEY (part, at, number)
) WITHOUT ROWID;
CREATE TABLE part_documents (part INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (part, position)) WITHOUT ROWID;
CREATE TABLE taken (agency TEXT NOT NULL, part INTEGER NOT NULL, total INTEGER NOT NULL, counts TEXT NOT NULL, PRIMARY KEY (agency, part)) WITHOUT ROWID;
CREATE TABLE only_named (agency TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (agency, at)) WITHOUT ROWID;
"""
INDEXES = f"""
CREATE INDEX parts_by_agency ON parts (agency);
CREATE INDEX owed_timed ON owed (part, at, number) WHERE {TIMED.format("")};
"""
_BURDENS = ("own", "inherited")
_encode = msgspec.json.Encoder(order="sorted").encode


class Counts(msgspec.Struct, omit_defaults=True):
    """How many of some duties are what; ``times`` and ``roles`` are of those that the agency has to do itself, or as a member."""

    reviewed: int = 0
    products: int = 0
    recurring: int = 0
    dated: int = 0
    timed: int = 0
    roles: dict[str, int] = msgspec.field(default_factory=dict)
    times: Times = msgspec.field(default_factory=Times)


class Growing(msgspec.Struct):
    """Counts while they grow: duties that are alike in all that is counted are counted together."""

    total: int = 0
    alike: Counter[tuple[bool, bool, bool, bool, str, bytes]] = msgspec.field(default_factory=Counter)

    def counts(self) -> Counts:
        """What was counted."""
        found = Counts()
        for (reviewed, product, recurring, dated, role, times), n in self.alike.items():
            found.reviewed += n * reviewed
            found.products += n * product
            found.recurring += n * recurring
            found.dated += n * dated
            found.timed += n * (recurring or dated)
            if role:
                found.roles[role] = found.roles.get(role, 0) + n
            if times:
                found.times.add(msgspec.json.decode(times, type=Times), n)
        return found


class _Books:
    """The parts of all agencies while the clauses stream by."""

    def __init__(self, agencies: Iterable[str], index: AgencyIndex) -> None:
        self.index = index
        self.groups = {agency: index.groups_of(agency) for agency in agencies}
        self.concerned: dict[str, list[str]] = {}
        for agency, above in self.groups.items():
            for name in (agency, *above):
                self.concerned.setdefault(name, []).append(agency)
        self.parts: dict[tuple[str, ObligationKind, str | None], int] = {}
        self.counted: list[Growing] = []
        self.told: dict[str, Counter[tuple[str, str]]] = {}

    def rows(self, clauses: Iterable[tuple[int, Clause]]) -> Iterator[tuple[int, int, int, str, str | None, int | None, str | None, str]]:
        """(part, clause's number, duty's place, what is chosen by) of everything that anybody owes or is owed in the clauses."""
        for at, clause in clauses:
            likes, chosen = [_like(clause, duty) for duty in clause.duties], [_chosen(duty) for duty in clause.duties]
            named = {n for d in clause.duties for n in (d.bearer, *d.partners, *d.recipients, *d.channels, *d.report_to, *d.submit_to) if n}
            for agency in sorted({a for name in named for a in self.concerned.get(name, ())}):
                found = list(obligations_of_clause(agency, self.groups[agency], clause, self.index))
                for one in found:
                    yield self._part(agency, one, likes[one.number]), at, one.number, *chosen[one.number]
                self._tell(agency, found)

    def _part(self, agency: str, found: Obligation, like: tuple[bool, bool, bool, bool, str, bytes]) -> int:
        key = agency, found.kind, found.through
        part = self.parts.get(key)
        if part is None:
            part = self.parts[key] = len(self.parts)
            self.counted.append(Growing())
        counted = self.counted[part]
        counted.total += 1
        counted.alike[like if found.kind in _BURDENS else (*like[:2], False, False, "", b"")] += 1
        return part

    def _tell(self, agency: str, found: list[Obligation]) -> None:
        """Who reports to the agency, and to whom it reports: as the texts name the two, each duty once."""
        seen: set[int] = set()
        for one in sorted(found, key=lambda o: KINDS.index(o.kind)):
            duty, told = one.duty, (*one.duty.recipients, *one.duty.report_to, *one.duty.submit_to)
            if told and duty.bearer and one.kind != "partner" and one.number not in seen:
                seen.add(one.number)
                mine = one.kind in _BURDENS
                pairs = [(duty.bearer, t) for t in told if (t != duty.bearer if mine else t == (one.through or agency))]
                self.told.setdefault(agency, Counter()).update(pairs)


def _like(clause: Clause, duty: Duty) -> tuple[bool, bool, bool, bool, str, bytes]:
    times = times_of(clause, duty) if duty.recurrence or duty.deadline else None
    return (
        duty.review != "machine", bool(duty.product), bool(duty.recurrence), duty.deadline is not None, duty.role,
        _encode(times) if times and (times.rhythms or times.dates or times.periods) else b"",
    )  # fmt: skip


def _chosen(duty: Duty) -> tuple[str, str | None, int | None, str | None, str]:
    """What of a duty people choose by, as the table of duties has it: so a choice among what an agency owes is answered from its own rows."""
    rhythm = _encode(duty.recurrence).decode() if duty.recurrence else None
    return duty.role, rhythm, 1 if duty.deadline else None, deadline_end(duty.deadline), duty.review


def counts_of(duties: Iterable[tuple[Clause, Duty]]) -> Counts:
    """Some duties, counted."""
    return Growing(0, Counter(_like(clause, duty) for clause, duty in duties)).counts()


def write_owed(database: sqlite3.Connection, agencies: Sequence[str], index: AgencyIndex) -> None:
    """Fill the tables of this file for the agencies that have a page; clauses, duties and mentions are written already."""
    decode = msgspec.json.Decoder(Clause).decode
    books = _Books(agencies, index)
    for position, first, last in database.execute("SELECT position, first, last FROM documents WHERE duties ORDER BY position").fetchall():
        rows = database.execute("SELECT number, record FROM clauses WHERE number BETWEEN ? AND ? AND duties ORDER BY number", (first, last))
        found = list(books.rows((at, decode(record)) for at, record in rows))
        database.executemany("INSERT INTO owed VALUES (?, ?, ?, ?, ?, ?, ?, ?)", found)
        database.executemany("INSERT INTO part_documents VALUES (?, ?)", [(part, position) for part in sorted({row[0] for row in found})])
    parts = [(part, *key, counted.total) for (key, part), counted in zip(books.parts.items(), books.counted, strict=True)]
    database.executemany(
        "INSERT INTO parts VALUES (?, ?, ?, ?, ?, ?)",
        [(*part, _encode(c.counts()).decode()) for part, c in zip(parts, books.counted, strict=True)],
    )
    database.executescript(INDEXES)
    database.execute(
        """INSERT INTO only_named SELECT DISTINCT m.agency, m.at FROM mentions m WHERE NOT EXISTS
        (SELECT 1 FROM parts p JOIN owed o ON o.part = p.part WHERE p.agency = m.agency AND o.at = m.at)"""
    )
    of_agency: dict[str, list[tuple[int, ObligationKind, int]]] = {}
    for part, agency, kind, _, total in parts:
        of_agency.setdefault(agency, []).append((part, kind, total))
    named = dict(database.execute("SELECT agency, count(*) FROM only_named GROUP BY agency"))
    database.executemany(
        "INSERT INTO agencies VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                agency, *(sum(t for _, k, t in of_agency.get(agency, ()) if k == kind) for kind in KINDS), named.get(agency, 0),
                _encode([(*pair, n) for pair, n in sorted(books.told.get(agency, Counter()).items(), key=lambda t: (-t[1], t[0]))]).decode(),
            )
            for agency in agencies
        ],
    )  # fmt: skip
    for agency in agencies:
        _write_taken(database, agency, index, of_agency)


def _write_taken(
    database: sqlite3.Connection, agency: str, index: AgencyIndex, of_agency: dict[str, list[tuple[int, ObligationKind, int]]]
) -> None:
    """What an agency took over of a part of another, where it has some of that anyway; the other parts it took over whole."""
    known = list(of_agency.get(agency, ()))
    for former in predecessors(agency, index):
        theirs = of_agency.get(former.agency, [])
        for part, kind, total in theirs:
            others = ",".join(str(p) for p, k, _ in known if k == kind)
            have = f"EXISTS (SELECT 1 FROM owed k WHERE k.part IN ({others}) AND k.at = x.at AND k.number = x.number)"  # noqa: S608 - numbers of ours
            both = database.execute(f"SELECT count(*) FROM owed x WHERE x.part = ? AND {have}", (part,)).fetchone()[0] if others else 0  # noqa: S608
            if both:
                query = f"SELECT c.record, x.number FROM owed x JOIN clauses c ON c.number = x.at WHERE x.part = ? AND NOT {have}"  # noqa: S608
                rest = database.execute(query, (part,))
                clauses = ((msgspec.json.decode(record, type=Clause), number) for record, number in rest)
                counts = counts_of((clause, clause.duties[number]) for clause, number in clauses)
                database.execute("INSERT INTO taken VALUES (?, ?, ?, ?)", (agency, part, total - both, _encode(counts).decode()))
        known += theirs
