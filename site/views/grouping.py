"""Duties that are one task: the same words of one clause, given to several bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.model import Clause, Duty
from phancap.indexer.obligations import Obligation
from phancap.indexer.store import Located
from phancap.indexer.tasks import shared
from phancap.indexer.texts import CitedBy
from phancap.site.views.held import Held, Line
from phancap.site.views.page_links import Ref

PARTS = {"partner": "coordinate", "recipient": "receive", "report_to": "receive"}  # kind of obligation → the role of who has it


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


def duty_lines(here: Held, clause: Clause) -> list[Line]:
    """The duty lines of a clause: one for what several bodies have to do in the same words."""
    groups = shared(clause)
    return [shared_line(here, clause, numbers, len(groups) > 1) for numbers in groups]


def shared_line(here: Held, clause: Clause, numbers: Sequence[int], several: bool = True) -> Line:
    """The one duty line of duties that differ in their bearers alone."""
    bearers = dict.fromkeys(b for n in numbers if (b := clause.duties[n].bearer))
    line = here.line(clause, clause.duties[numbers[0]], numbers[0])
    return line._replace(also=tuple(map(here.ref, list(bearers)[1:])), several=several)


def obligation_line(here: Held, found: Obligation) -> Line:
    """The duty line of what an agency owes or is owed, with the part that it has in it, and with whom it shares what is its own."""
    line = here.line(found.clause, found.duty, found.number, role=PARTS.get(found.kind), through=found.through)
    if found.kind not in ("own", "inherited") or len(found.clause.duties) == 1:
        return line
    together = next(numbers for numbers in shared(found.clause) if found.number in numbers)
    others = dict.fromkeys(b for n in together if (b := found.clause.duties[n].bearer) and b != found.duty.bearer)
    return line._replace(also=tuple(map(here.ref, others)))


def told_apart(here: Held, agencies: Sequence[str]) -> list[str]:
    """The agencies' names as they stand side by side: with their territory where two have the same name."""
    counts = Counter(here.name(agency) for agency in agencies)
    return [full_name(here, agency) if counts[here.name(agency)] > 1 else here.name(agency) for agency in agencies]


def full_name(here: Held, agency: str) -> str:
    """The agency's name with its territory; behind one that the register does not know it stands in brackets, since it is not part of it."""
    return with_territory(here.generation.agencies, agency)


def with_territory(index: AgencyIndex, agency: str) -> str:
    """The same of a register's index."""
    name, place = index.name(agency, full=True), index.jurisdictions.get(agency.partition("/")[0])
    return name if index.entry(agency) or not place or place.name in name else f"{name} ({place.name})"


def cited_once(found: Sequence[CitedBy]) -> list[tuple[CitedBy, int]]:
    """(a place that refers, how often it does so in the same words): a preamble that names a resolution twice is one line."""
    counts = Counter((one.clause.id, one.citation.words) for one in found)
    first = {(one.clause.id, one.citation.words): one for one in reversed(found)}
    return [(first[key], n) for key, n in counts.items()]
