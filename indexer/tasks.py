"""Duties that are one task: the same words of one clause, given to several bodies; and the shelves on which tasks stand by when they are due.

A shelf is a day, a period, a rhythm, or "bang-chu": a deadline that is told in words alone.
"""

from __future__ import annotations

from operator import attrgetter

from phancap.indexer.gaps import deadline_end
from phancap.indexer.model import Clause, Deadline, Duty

WORDS = "bang-chu"
WRITE_SHELVES = """
INSERT INTO shelves SELECT shelf, 0, max(deadline_end), count(*) FROM duties WHERE shelf IS NOT NULL AND number = task GROUP BY shelf;
INSERT INTO shelves SELECT rhythm, 1, NULL, count(*) FROM duty_rhythms WHERE number = task GROUP BY rhythm;
"""
_told = attrgetter(*(name for name in Duty.__struct_fields__ if name not in ("bearer", "because")))


def task_numbers(clause: Clause) -> list[int]:
    """Of each duty of the clause the first one that says the same task: the same words, due at the same time."""
    first: dict[tuple[object, ...], int] = {}
    found = []
    for number, duty in enumerate(clause.duties):
        due = duty.deadline.words if duty.deadline else None
        found.append(first.setdefault((duty.start, duty.end, duty.action, due, duty.recurrence), number))
    return found


def shared(clause: Clause) -> list[list[int]]:
    """The clause's duties, those in one list that differ in who bears them alone: "Đề nghị Ủy ban Mặt trận …, Thủ trưởng sở, ban, ngành …
    và Chủ tịch UBND xã, phường tổ chức quán triệt …" is one thing to be done and three duties.
    """
    found: dict[tuple[object, ...], list[int]] = {}
    for number, duty in enumerate(clause.duties):
        found.setdefault((*_told(duty), "" if duty.bearer else number, duty.because.get("review")), []).append(number)
    return list(found.values())


def shelf_of(deadline: Deadline | None) -> str | None:
    """The shelf of a deadline, as an address names it: "2026-11-15", "2024-Q1", "2026_2030"; None without one."""
    if deadline is None:
        return None
    end = deadline_end(deadline)
    return WORDS if end is None else deadline.date or (deadline.period or end).replace("/", "_")
