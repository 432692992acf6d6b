"""What an agency owes and is owed: its own duties, those of the groups it belongs to, those of others that name it.

Worked out here, never copied into a record: a duty's bearer stays the one that the text names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.model import Clause, Duty
from phancap.indexer.registers import Agency, Group, Merger, Succession
from phancap.indexer.vietnamese import slug

ObligationKind = Literal["own", "inherited", "partner", "recipient", "report_to"]
KINDS: tuple[ObligationKind, ...] = ("own", "inherited", "partner", "recipient", "report_to")
# "các Sở, ban, ngành (trừ Sở Tư pháp, Sở Nội vụ)", "không bao gồm Công an tỉnh"
_EXCEPT = re.compile(r"(?<!\w)(?:ngoại trừ|trừ|không (?:bao )?gồm)(?: các)?\s+", re.I)
_JOINT = re.compile(r"\s*(?:,|;|và|,? cùng)?\s*")


class Obligation(msgspec.Struct, frozen=True):
    """One duty as it concerns one agency; ``through`` is the group by which it does, null when it is named itself.

    ``number`` is the duty's place in its clause (from 0).
    """

    kind: ObligationKind
    through: str | None
    clause: Clause
    duty: Duty
    number: int


class Predecessor(msgspec.Struct, frozen=True):
    """An agency whose work another one holds now, with the successions and mergers between the two, the oldest first."""

    agency: str
    path: tuple[Succession | Merger, ...]


def obligations_of(agency: str, clauses: Iterable[Clause], index: AgencyIndex) -> list[Obligation]:
    """All obligations of the agency among the clauses: by kind, then in the clauses' order."""
    groups = index.groups_of(agency)
    found = [o for clause in clauses for o in obligations_of_clause(agency, groups, clause, index)]
    return sorted(found, key=lambda o: KINDS.index(o.kind))


def predecessors(agency: str, index: AgencyIndex) -> list[Predecessor]:
    """The agencies whose work has come to this one, nearest first, each with the successions that say so (the last one leads here)."""
    found: dict[str, Predecessor] = {}
    waiting: list[tuple[str, tuple[Succession | Merger, ...]]] = [(agency, ())]
    while waiting:
        name, path = waiting.pop(0)
        place, _, key = name.partition("/")
        entry = index.entry(name)
        steps: list[tuple[str, Succession | Merger]] = []
        if isinstance(entry, Agency) and entry.level != "vn":
            steps += [
                (index.agency_id(slug(n), place), s)
                for s in index.register.succession if s.jurisdiction == place and entry.name in s.to
                for n in s.from_ if n != entry.name
            ]  # fmt: skip
            steps += [(f"{p}/{key}", m) for m in index.register.merger if m.to == place for p in m.from_ if p != place]
        for former, step in steps:
            if former != agency and former not in found:
                found[former] = Predecessor(former, (step, *path))
                waiting.append((former, (step, *path)))
    return list(found.values())


def excepted(clause: Clause, place: str, index: AgencyIndex) -> frozenset[str]:
    """The agencies of ``place`` that the clause, or a heading above it, takes out of a group: "các Sở (trừ Sở Tư pháp)"."""
    return _taken_out((clause.text, clause.heading, *clause.trail), place, index)


@lru_cache(maxsize=64)  # asked once for each agency that a clause concerns
def _taken_out(texts: tuple[str, ...], place: str, index: AgencyIndex) -> frozenset[str]:
    found: set[str] = set()
    for words in texts:
        small = words.lower()
        if "trừ" not in small and "gồm" not in small:  # nearly every text: the pattern is not asked
            continue
        for match in _EXCEPT.finditer(words):
            mentions = index.mentions(words, place)
            sentence = max(words.rfind(stop, 0, match.start()) for stop in (".", ";", "\n"))
            if not any(sentence < m.start and m.end <= match.start() and isinstance(index.entry(m.agency), Group) for m in mentions):
                continue
            at = match.end()
            for mention in mentions:
                if mention.start >= at:
                    if _JOINT.fullmatch(words, at, mention.start) is None:
                        break
                    found.add(mention.agency)
                    at = mention.end
    return frozenset(found)


def obligations_of_clause(agency: str, groups: list[str], clause: Clause, index: AgencyIndex) -> Iterator[Obligation]:
    """The agency's obligations in one clause; ``groups`` are those that it belongs to."""
    if groups and agency in excepted(clause, agency.partition("/")[0], index):
        groups = []
    for number, duty in enumerate(clause.duties):
        if duty.bearer == agency:
            yield Obligation("own", None, clause, duty, number)
        elif duty.bearer in groups and agency not in duty.because.get("except", "").split():
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
    if not named:
        return False
    if agency in named:
        return None
    return next((group for group in groups if group in named), False)
