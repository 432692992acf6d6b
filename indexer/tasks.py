"""Duties that are one task: the same words of one clause, given to several bodies."""

from __future__ import annotations

from phancap.indexer.model import Clause


def task_numbers(clause: Clause) -> list[int]:
    """Of each duty of the clause the first one that says the same task: the same words, due at the same time."""
    first: dict[tuple[object, ...], int] = {}
    found = []
    for number, duty in enumerate(clause.duties):
        due = duty.deadline.words if duty.deadline else None
        found.append(first.setdefault((duty.start, duty.end, duty.action, due, duty.recurrence), number))
    return found
