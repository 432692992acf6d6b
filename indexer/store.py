"""A generation on disk, opened for reading: one SQLite file that any tool opens, beside the search index.

A store is a folder: ``generations/{digest}/`` and the small file ``current`` that names one of them. Nothing in a
generation is ever changed; a server looks at ``current`` and opens what it names. Every question here is answered from an
index of the file or from a total that the build counted, and what could be long is asked in parts (``limit``, ``offset``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec
from phancap.indexer.database import DATABASE
from phancap.indexer.days import Times
from phancap.indexer.gaps import KINDS as GAP_KINDS
from phancap.indexer.gaps import Gap
from phancap.indexer.model import Clause, Duty, Finding
from phancap.indexer.owed import Counts
from phancap.indexer.owing import ANY, Condition, Owing, Part
from phancap.indexer.tasks import task_numbers
from phancap.indexer.texts import ALL, CitedBy, Edge

__all__ = [
    "ALL", "ANY", "DATABASE", "NAME", "POINTER", "SEARCH_FOLDER", "CitedBy", "Condition", "Edge", "Generation", "Located", "Part", "current_name",
]  # fmt: skip

SEARCH_FOLDER, POINTER = "search", "current"
NAME = re.compile(r"[0-9a-f]{16}")  # of a generation


def current_name(store: Path) -> str | None:
    """The name of the generation that is served, None when nothing was built."""
    try:
        name = (store / POINTER).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if NAME.fullmatch(name) and (store / "generations" / name / DATABASE).is_file() else None


class Located(msgspec.Struct, frozen=True):
    """A duty with its clause and its place in it (from 0)."""

    clause: Clause
    duty: Duty
    number: int


class Shelved(NamedTuple):
    """A shelf of tasks: whether it is a rhythm's, its last day (ISO) where it has one, how many tasks stand on it."""

    rhythm: int
    last: str | None
    tasks: int


def _asked(condition: Condition) -> str:
    return f"WHERE {condition.sql}" if condition.sql else ""


class Generation(Owing):
    """One generation: its texts, its duties, what agencies owe, what a person should look at."""

    # -- duties -----------------------------------------------------------------------------------------------

    def duties(self, document: str | None = None) -> list[Located]:
        """All duties (of one document) in order; for the whole store ask ``chosen``, which keeps some hundred clauses in memory."""
        return list(self.chosen(Condition("d.at BETWEEN ? AND ?", self.span(document)) if document else ANY))

    def chosen(self, condition: Condition = ANY, *, limit: int = ALL, offset: int = 0) -> Iterator[Located]:
        """The duties that meet a condition, in the order of the texts, one after the other."""
        query = f"SELECT d.at, d.number FROM duties d {_asked(condition)} ORDER BY d.at, d.number LIMIT ? OFFSET ?"  # noqa: S608
        return self._each_located(self._rows(query, *condition.values, limit, offset))

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

    def _each_located(self, places: Sequence[tuple[int, int]]) -> Iterator[Located]:
        for begin in range(0, len(places), 500):
            yield from self._located(places[begin : begin + 500])

    def _located(self, places: Sequence[tuple[int, int]]) -> list[Located]:
        """The duties at these places (clause's number, place in it), in the same order."""
        known = self._numbered([clause for clause, _ in places])
        return [Located(known[clause], known[clause].duties[number], number) for clause, number in places]

    # -- tasks ------------------------------------------------------------------------------------------------

    def tasks(self, condition: Condition, *, limit: int = ALL, offset: int = 0) -> Iterator[list[Located]]:
        """The tasks that have a duty which meets the condition, each with all its duties: those that name anybody in the order of the texts,
        then those for which the text names nobody. (Such a plan begins with pages of them: "II. NỘI DUNG, NHIỆM VỤ VÀ GIẢI PHÁP".)
        """
        query = f"""SELECT d.at, d.task FROM duties d {_asked(condition)} GROUP BY d.at, d.task
            ORDER BY min(d.bearer IS NULL AND NOT d.partners AND NOT d.told), d.at, d.task LIMIT ? OFFSET ?"""  # noqa: S608
        return self._each_task(self._rows(query, *condition.values, limit, offset))

    def task_count(self, condition: Condition) -> int:
        """How many there are."""
        query = f"SELECT count(*) FROM (SELECT DISTINCT d.at, d.task FROM duties d {_asked(condition)})"  # noqa: S608
        return int(self._rows(query, *condition.values)[0][0])

    def task_total(self, document: str) -> int:
        """How many tasks a document gives."""
        return int(self._rows("SELECT tasks FROM documents WHERE id = ?", document)[0][0])

    def assigned(self, document: str, *, limit: int, offset: int = 0) -> list[Located]:
        """The duties of a document by bearer, in the order in which the text first names them, those without one last."""
        query = """SELECT at, number FROM (
            SELECT at, number, bearer IS NULL AS unsaid, min(at * 100000 + number) OVER (PARTITION BY bearer) AS first FROM duties WHERE at BETWEEN ? AND ?
            ) ORDER BY unsaid, first, at, number LIMIT ? OFFSET ?"""
        return self._located(self._rows(query, *self.span(document), limit, offset))

    def bearers(self, document: str) -> dict[str | None, int]:
        """Bearer → how many duties a document gives it."""
        return dict(self._rows("SELECT bearer, count(*) FROM duties WHERE at BETWEEN ? AND ? GROUP BY bearer", *self.span(document)))

    def document_counts(self, document: str) -> tuple[Counts, list[tuple[str, str, int]]]:
        """(a document's tasks, counted; who reports to whom in how many duties, most first)."""
        rows = self._rows("SELECT counts, told FROM documents WHERE id = ?", document)
        return msgspec.json.decode(rows[0][0], type=Counts), msgspec.json.decode(rows[0][1], type=list[tuple[str, str, int]])

    # -- when -------------------------------------------------------------------------------------------------

    @cached_property
    def shelves(self) -> dict[str, Shelved]:
        """Every shelf on which a task stands."""
        return {row[0]: Shelved(*row[1:]) for row in self._rows("SELECT shelf, rhythm, last, tasks FROM shelves ORDER BY shelf")}

    @cached_property
    def times(self) -> Times:
        """When the tasks of the whole store are due."""
        return msgspec.json.decode(self._meta("times"), type=Times)

    def chosen_shelves(self, condition: Condition) -> dict[str, Shelved]:
        """The shelves with the tasks alone that meet a condition."""
        asked = f"SELECT DISTINCT d.at, d.task, {{0}} FROM duties d WHERE {condition.sql} AND d.{{1}} IS NOT NULL"  # noqa: S608
        due, again = asked.format("d.shelf, d.deadline_end", "shelf"), asked.format("d.recurrence", "recurrence")
        rows = self._rows(f"SELECT shelf, max(deadline_end), count(*) FROM ({due}) GROUP BY shelf", *condition.values)  # noqa: S608
        rhythms: Counter[str] = Counter()
        for told, n in self._rows(f"SELECT recurrence, count(*) FROM ({again}) GROUP BY recurrence", *condition.values):  # noqa: S608
            names = msgspec.json.decode(told)
            rhythms.update(dict.fromkeys([names] if isinstance(names, str) else names, n))
        return {**{row[0]: Shelved(0, *row[1:]) for row in rows}, **{name: Shelved(1, None, n) for name, n in rhythms.items()}}

    def shelf(self, name: str, condition: Condition = ANY, *, limit: int, offset: int = 0) -> list[list[Located]]:
        """The tasks of a shelf (that meet a condition) in the order of the texts."""
        rhythm = bool((found := self.shelves.get(name)) and found.rhythm)
        if condition.sql:
            place, name = ("instr(d.recurrence, ?)", f'"{name}"') if rhythm else ("d.shelf = ?", name)
            query = f"SELECT DISTINCT d.at, d.task FROM duties d WHERE {place} AND {condition.sql} ORDER BY d.at, d.task LIMIT ? OFFSET ?"  # noqa: S608
        elif rhythm:
            query = "SELECT at, number FROM duty_rhythms WHERE rhythm = ? AND number = task ORDER BY at, number LIMIT ? OFFSET ?"
        else:
            query = "SELECT at, number FROM duties WHERE shelf = ? AND number = task ORDER BY at, number LIMIT ? OFFSET ?"
        return list(self._each_task(self._rows(query, name, *condition.values, limit, offset)))

    def timed_documents(self, most: int) -> frozenset[str]:
        """The documents, ``most`` of them, that have most tasks with a deadline or a rhythm."""
        return frozenset(
            row[0] for row in self._rows("SELECT id FROM documents WHERE timed > 0 ORDER BY timed DESC, position LIMIT ?", most)
        )

    def timed_bearers(self, most: int) -> list[str]:
        """The agencies, ``most`` of them, that have most duties of their own among which some have a deadline or a rhythm."""
        found: list[str] = []
        for agency, counts in self._rows("SELECT agency, counts FROM parts WHERE kind = 'own' ORDER BY total DESC, agency"):
            counted = msgspec.json.decode(counts, type=Counts)
            if counted.recurring or counted.dated:
                found.append(agency)
            if len(found) == most:
                break
        return found

    def due(self, first: str | None = None, last: str | None = None, *, limit: int = 100, offset: int = 0) -> list[Located]:
        """The first duty of each task whose last day (ISO) lies in this half-open range, the nearest first."""
        query = """SELECT at, number FROM duties WHERE deadline_end >= ? AND deadline_end < ? AND number = task
            ORDER BY deadline_end, at, number LIMIT ? OFFSET ?"""
        return self._located(self._rows(query, first or "", last or "~", limit, offset))

    def _each_task(self, places: Sequence[tuple[int, int]]) -> Iterator[list[Located]]:
        for begin in range(0, len(places), 500):
            some = places[begin : begin + 500]
            known = self._numbered([at for at, _ in some])
            for at, task in some:
                clause = known[at]
                numbers = [number for number, first in enumerate(task_numbers(clause)) if first == task]
                yield [Located(clause, clause.duties[number], number) for number in numbers]

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
