"""What agencies owe and are owed, as the build wrote it down: part by part, counted, and listed from any place on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, get_args

import msgspec
from phancap.indexer.model import Clause, Role
from phancap.indexer.obligations import KINDS, Obligation, ObligationKind
from phancap.indexer.owed import TIMED, Counts
from phancap.indexer.texts import ALL, Texts


class Condition(NamedTuple):
    """What is asked of the duties of a list: SQL over their rows ``d`` of the table of duties (or of what is
    owed, which has what the choices on an agency's page ask for), with its values. Empty asks for nothing."""

    sql: str = ""
    values: tuple[object, ...] = ()


ANY = Condition()


class Part(msgspec.Struct, frozen=True):
    """What an agency owes or is owed in one way, and how much of it meets ``condition``; ``but`` are the numbers of the parts whose duties
    are told elsewhere.
    """

    part: int
    agency: str
    kind: ObligationKind
    through: str | None
    total: int
    counts: Counts
    but: tuple[int, ...] = ()
    condition: Condition = ANY


_TIMED = TIMED.format("d.")
_ROLES = tuple(sorted(get_args(Role)))
_COUNTED = ("d.recurrence IS NOT NULL", "d.deadline IS NOT NULL", _TIMED, "d.review <> 'machine'")


class Owing(Texts):
    """The parts of a generation's agencies."""

    @cached_property
    def agency_counts(self) -> dict[str, Counter[str]]:
        """The agencies that have a page → how many obligations of each kind: those that texts name, the members of named groups,
        and who holds their work.
        """
        rows = self._rows("SELECT id, own, inherited, partner, recipient, report_to FROM agencies ORDER BY id")
        return {row[0]: Counter({kind: n for kind, n in zip(KINDS, row[1:], strict=True) if n}) for row in rows}

    @cached_property
    def agency_ids(self) -> tuple[str, ...]:
        """The ids of the agencies that have a page."""
        return tuple(self.agency_counts)

    def parts(self, agency: str) -> list[Part]:
        """The agency's parts: by kind, what it is named in first, then as the texts go."""
        rows = self._rows("SELECT part, agency, kind, through, total, counts FROM parts WHERE agency = ?", agency)
        found = [
            Part(part, agency, kind, through, total, msgspec.json.decode(counts, type=Counts))
            for part, agency, kind, through, total, counts in rows
        ]
        return sorted(found, key=lambda p: (KINDS.index(p.kind), p.through is not None, p.part))

    def taken_over(self, agency: str, formers: Sequence[str]) -> list[list[Part]]:
        """What each of the former agencies had that neither this one nor those before it in the list have: their parts, empty ones left out."""
        query = "SELECT part, total, counts FROM taken WHERE agency = ?"
        less = {part: (total, msgspec.json.decode(counts, type=Counts)) for part, total, counts in self._rows(query, agency)}
        known, found = self.parts(agency), []
        for former in formers:
            theirs = self.parts(former)
            found.append([
                part if part.part not in less
                else msgspec.structs.replace(
                    part, total=less[part.part][0], counts=less[part.part][1], but=tuple(p.part for p in known if p.kind == part.kind)
                )
                for part in theirs
            ])  # fmt: skip
            known += theirs
        return [[part for part in parts if part.total] for parts in found]

    def owed(self, part: Part, *, limit: int = ALL, offset: int = 0) -> list[Obligation]:
        """The duties of a part, in the order of the texts."""
        return list(self.each_owed(part, limit=limit, offset=offset))

    def each_owed(self, part: Part, *, limit: int = ALL, offset: int = 0) -> Iterator[Obligation]:
        """The same one after the other, with some hundred clauses in memory."""
        where, values = _where(part)
        places = self._rows(f"SELECT d.at, d.number {where} ORDER BY d.at, d.number LIMIT ? OFFSET ?", *values, limit, offset)
        for begin in range(0, len(places), 500):
            some = places[begin : begin + 500]
            known = self._numbered([at for at, _ in some])
            yield from (Obligation(part.kind, part.through, known[at], known[at].duties[number], number) for at, number in some)

    def narrowed(self, part: Part, condition: Condition) -> Part:
        """The duties of a part that meet the condition; of what is counted, products and times are not."""
        if not condition.sql:
            return part
        found = msgspec.structs.replace(part, condition=condition)
        where, values = _where(found)
        asked = ", ".join(f"sum({told})" for told in (*(f"d.role = '{role}'" for role in _ROLES), *_COUNTED))
        (total, *told) = self._rows(f"SELECT count(*), {asked} {where}", *values)[0]
        roles = {role: n for role, n in zip(_ROLES, told, strict=False) if n}
        recurring, dated, timed, reviewed = (n or 0 for n in told[len(_ROLES) :])
        return msgspec.structs.replace(
            found, total=total, counts=Counts(recurring=recurring, dated=dated, timed=timed, reviewed=reviewed, roles=roles)
        )

    def timed(self, part: Part) -> Part:
        """Those duties of a part that have a day, a period or a rhythm; the part knows how many they are."""
        condition = part.condition
        asked = Condition(f"{_TIMED} AND {condition.sql}" if condition.sql else _TIMED, condition.values)
        return msgspec.structs.replace(part, total=part.counts.timed, condition=asked)

    def owed_documents(self, parts: Sequence[Part], most: int) -> list[str]:
        """The first documents, ``most`` of them, that have a duty of some parts, in the order of the texts."""
        query = "SELECT position FROM part_documents WHERE part = ? ORDER BY position LIMIT ?"
        places = sorted({row[0] for part in parts for row in self._rows(query, part.part, most)})[:most]
        return [self._by_position[place] for place in places]

    @cached_property
    def _by_position(self) -> dict[int, str]:
        return {row[0]: row[1] for row in self._rows("SELECT position, id FROM documents")}

    def reports(self, agency: str) -> list[tuple[str, str, int]]:
        """(who reports, to whom, in how many duties) in what the agency owes and is owed, most first."""
        rows = self._rows("SELECT told FROM agencies WHERE id = ?", agency)
        return msgspec.json.decode(rows[0][0], type=list[tuple[str, str, int]]) if rows else []

    def only_named(self, agency: str, *, limit: int = ALL, offset: int = 0) -> tuple[int, list[Clause]]:
        """(how many there are, those from ``offset`` on): clauses that name the agency and neither burden nor address it."""
        rows = self._rows("SELECT named FROM agencies WHERE id = ?", agency)
        places = self._rows("SELECT at FROM only_named WHERE agency = ? ORDER BY at LIMIT ? OFFSET ?", agency, limit, offset)
        known = self._numbered([at for (at,) in places])
        return int(rows[0][0]) if rows else 0, [known[at] for (at,) in places]

    def obligations(self, agency: str, kind: ObligationKind | None = None, *, limit: int = ALL, offset: int = 0) -> list[Obligation]:
        """What the agency owes and is owed (of one kind), by kind, then in the order of the texts."""
        return list(self._obligations(agency, kind, limit, offset))

    def _obligations(self, agency: str, kind: ObligationKind | None, limit: int, offset: int) -> Iterator[Obligation]:
        parts = [part for part in self.parts(agency) if kind in (None, part.kind)]
        for one in KINDS:
            some = {part.part: part for part in parts if part.kind == one}
            total = sum(part.total for part in some.values())
            if offset < total and limit:
                marks = ",".join(map(str, some))
                query = f"SELECT at, number, part FROM owed WHERE part IN ({marks}) ORDER BY at, number LIMIT ? OFFSET ?"  # noqa: S608
                rows = self._rows(query, limit, offset)
                known = self._numbered([at for at, _, _ in rows])
                yield from (Obligation(one, some[part].through, known[at], known[at].duties[number], number) for at, number, part in rows)
                limit = limit - len(rows) if limit != ALL else ALL
            offset = max(0, offset - total)


def _where(part: Part) -> tuple[str, tuple[object, ...]]:
    """The rows ``d`` of a part; the numbers in it are the store's own."""
    condition = part.condition
    but = (
        f" AND NOT EXISTS (SELECT 1 FROM owed k WHERE k.part IN ({','.join(map(str, part.but))}) AND k.at = d.at AND k.number = d.number)"  # noqa: S608
        if part.but else ""
    )  # fmt: skip
    asked = f" AND {condition.sql}" if condition.sql else ""
    return f"FROM owed d WHERE d.part = ?{but}{asked}", (part.part, *condition.values)
