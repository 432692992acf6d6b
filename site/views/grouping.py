"""Duties that are one task: the same words of one clause, given to several bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from phancap.indexer.model import Clause, Duty
from phancap.indexer.store import Located
from phancap.site.views.held import Held, Line, Ref


class Task(NamedTuple):
    """One task with the duty lines of all who have it; ``bearers`` are (role, agencies) in the order of the text."""

    lines: tuple[Line, ...]
    bearers: tuple[tuple[str, tuple[Ref, ...]], ...]

    @property
    def clause(self) -> Clause:
        """Where it is written."""
        return self.lines[0].clause

    @property
    def duty(self) -> Duty:
        """Its first duty; deadline and rhythm are those of the words, the same for all."""
        return self.lines[0].duty

    @property
    def name(self) -> str:
        """A name for it inside a page."""
        return f"nv.{self.clause.anchor.replace('!', '.')}.{self.lines[0].number}"


def task_of(here: Held, found: Iterable[Located]) -> Task:
    """One task of ``together``, ready to be shown."""
    lines = tuple(here.line(one.clause, one.duty, one.number) for one in found)
    bearers: dict[str, list[Ref]] = {}
    for line in lines:
        bearers.setdefault(line.role, []).extend([line.who] if line.who else [])
    return Task(lines, tuple((role, tuple(refs)) for role, refs in bearers.items()))


def told_apart(here: Held, agencies: Sequence[str]) -> list[str]:
    """The agencies' names as they stand side by side: with their territory where two have the same name."""
    counts = Counter(here.name(agency) for agency in agencies)
    return [here.name(agency, full=counts[here.name(agency)] > 1) for agency in agencies]
