"""What an agency owes and is owed: its own duties, those of the groups it belongs to, those of others that name it.

Worked out here, never copied into a record: a duty's bearer stays the one that the text names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.model import Clause, Duty

ObligationKind = Literal["own", "inherited", "partner", "recipient", "report_to"]
KINDS: tuple[ObligationKind, ...] = ("own", "inherited", "partner", "recipient", "report_to")


class Obligation(msgspec.Struct, frozen=True):
    """One duty as it concerns one agency; ``through`` is the group by which it does, null when it is named itself.

    ``number`` is the duty's place in its clause (from 0).
    """

    kind: ObligationKind
    through: str | None
    clause: Clause
    duty: Duty
    number: int


def obligations_of(agency: str, clauses: Iterable[Clause], index: AgencyIndex) -> list[Obligation]:
    """All obligations of the agency among the clauses: by kind, then in the clauses' order."""
    groups = index.groups_of(agency)
    found = [o for clause in clauses for o in _of_clause(agency, groups, clause)]
    return sorted(found, key=lambda o: KINDS.index(o.kind))


def tally(agencies: Iterable[str], clauses: Iterable[Clause], index: AgencyIndex) -> dict[str, Counter[str]]:
    """Agency → how many obligations of each kind it has; what ``obligations_of`` would list, counted in one pass over the clauses."""
    counts: dict[str, Counter[str]] = {agency: Counter() for agency in agencies}
    groups = {agency: index.groups_of(agency) for agency in counts}
    concerned: dict[str, list[str]] = {}
    for agency, above in groups.items():
        for name in (agency, *above):
            concerned.setdefault(name, []).append(agency)
    for clause in clauses:
        named = {n for d in clause.duties for n in (d.bearer, *d.partners, *d.recipients, *d.channels, *d.report_to, *d.submit_to) if n}
        for agency in {a for name in named for a in concerned.get(name, ())}:
            counts[agency].update(o.kind for o in _of_clause(agency, groups[agency], clause))
    return counts


def _of_clause(agency: str, groups: list[str], clause: Clause) -> Iterator[Obligation]:
    for number, duty in enumerate(clause.duties):
        if duty.bearer == agency:
            yield Obligation("own", None, clause, duty, number)
        elif duty.bearer in groups:
            yield Obligation("inherited", duty.bearer, clause, duty, number)
        if duty.bearer != agency:
            through = _through(agency, groups, duty.partners)
            if through is not False:
                yield Obligation("partner", through, clause, duty, number)
        for kind, targets in (("recipient", (*duty.recipients, *duty.channels)), ("report_to", (*duty.report_to, *duty.submit_to))):
            through = _through(agency, groups, targets)
            if through is not False:
                yield Obligation(kind, through, clause, duty, number)  # type: ignore[arg-type]


def _through(agency: str, groups: list[str], named: tuple[str, ...]) -> str | Literal[False] | None:
    """None when the agency itself is named, the group when one of its groups is, False when neither."""
    if agency in named:
        return None
    return next((group for group in groups if group in named), False)
