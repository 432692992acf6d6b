"""The register as an index of names, and the agencies that a text mentions.

A mention is resolved in the jurisdiction of the document that speaks ("Sở Nội vụ" in a plan of Quảng Nam is
Quảng Nam's), unless a jurisdiction stands behind the name ("Ủy ban nhân dân tỉnh Quảng Nam").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind
from phancap.indexer.model import Mention
from phancap.indexer.registers import Agency, Group, Jurisdiction, Merger, Register, Succession, names_of
from phancap.indexer.vietnamese import exact, slug

_WORD = re.compile(r"[^\W_]")
_AREA = re.compile(r"(?:\s*,?\s*(?:tỉnh|thành phố|TP\.?))?\s+")
_CUT_SHORT = re.compile(r"\b(Sở|Bộ|Ban) ([^\W\d_]+)(?= (?:để|về|và|chủ|tổng|xem|theo|trước|phối|thực)\b|[,;.):]|$)")


@dataclass(frozen=True)
class Holder:
    """Who holds an agency's work now: a succession of the register (``entry``) or a merger of jurisdictions."""

    entry: Succession | Merger
    agencies: tuple[str, ...]


class AgencyIndex:
    """The register, ready to find names and to answer who belongs to whom. Ids are ``{jurisdiction}/{slug}``."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.entries: dict[str, Agency | Group] = {slug(e.name): e for e in register.entries}
        self.jurisdictions: dict[str, Jurisdiction] = {j.id: j for j in register.jurisdiction}
        self._names: dict[str, tuple[str, bool]] = {}
        for key, entry in self.entries.items():
            for name in names_of(entry):
                self._names[exact(name)] = (key, False)
            for name in entry.slips:
                self._names[exact(name)] = (key, True)
        self._patterns = list(self._names)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def agency_id(self, key: str, jurisdiction: str) -> str:
        """The id of a register entry as a document of ``jurisdiction`` means it."""
        entry = self.entries[key]
        return f"{'vn' if entry.level == 'vn' else entry.only or jurisdiction}/{key}"

    def named(self, name: str, jurisdiction: str) -> str | None:
        """The id of the agency that is written exactly so, or None."""
        found = self._names.get(exact(name).strip())
        return self.agency_id(found[0], jurisdiction) if found else None

    def entry(self, agency: str) -> Agency | Group | None:
        """The register's entry behind an id; None for an agency that the register does not know."""
        return self.entries.get(agency.partition("/")[2])

    def name(self, agency: str, full: bool = False) -> str:
        """The agency's name; ``full`` adds its territory: "Sở Tư pháp tỉnh Quảng Nam"."""
        place, _, key = agency.partition("/")
        entry = self.entries.get(key)
        if entry is None:
            return key.replace("-", " ")
        jurisdiction = self.jurisdictions.get(place)
        name = entry.name
        if jurisdiction is None or jurisdiction.id == "vn":
            return name
        if jurisdiction.kind == "thành phố" and name.endswith(" tỉnh"):
            name = name.removesuffix("tỉnh") + "thành phố"
        if not full or entry.only:
            return name
        territory = jurisdiction.name if name.endswith((" tỉnh", " thành phố")) else f"{jurisdiction.kind} {jurisdiction.name}"
        return f"{name} {territory}"

    def groups_of(self, agency: str) -> list[str]:
        """The groups that the agency belongs to, nearest first, those of its groups included."""
        place, _, key = agency.partition("/")
        found: list[str] = []
        names = [self.entries[key].name] if key in self.entries else []
        while names:
            name = names.pop(0)
            for group in self.register.group:
                group_id = self.agency_id(slug(group.name), place)
                if name in group.members and group_id not in found:
                    found.append(group_id)
                    names.append(group.name)
        return found

    def members_of(self, agency: str) -> list[str]:
        """The members of a group as ids; an empty list for an agency that is none."""
        entry, place = self.entry(agency), agency.partition("/")[0]
        return [self.agency_id(slug(m), place) for m in entry.members] if isinstance(entry, Group) else []

    def holders(self, agency: str) -> list[Holder]:
        """Who holds the agency's work later, as the register tells it with sources."""
        place = agency.partition("/")[0]
        entry = self.entry(agency)
        if entry is None:
            return []
        found = [
            Holder(s, tuple(self.agency_id(slug(n), place) for n in s.to))
            for s in self.register.succession
            if s.jurisdiction == place and entry.name in s.from_
        ]
        key = agency.partition("/")[2]
        return found + [Holder(m, (f"{m.to}/{key}",)) for m in self.register.merger if place in m.from_ and place != m.to]

    # -- mentions ---------------------------------------------------------------------------------------------

    def mentions(self, text: str, jurisdiction: str) -> list[Mention]:
        """The agencies that an NFC text names, in order, without overlap."""
        if not text:
            return []
        plain = exact(text)
        found: list[Mention] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(plain):
            key, slip = self._names[self._patterns[pattern]]
            if not _stands_alone(plain, start, end) or not _proper(text[start:end], self.entries[key].name):
                continue
            place, stop = self._area(text, end, jurisdiction)
            found.append(Mention(self.agency_id(key, place), start, stop, text[start:stop], slip))
        return sorted([*found, *self._cut_short(text, jurisdiction, found)], key=lambda m: m.start)

    def _area(self, text: str, end: int, jurisdiction: str) -> tuple[str, int]:
        """A jurisdiction's name right behind the agency's wins over the document's own."""
        match = _AREA.match(text, end)
        if match:
            for place in self.register.jurisdiction:
                stop = match.end() + len(place.name)
                if place.kind and text[match.end() : stop] == place.name and not _WORD.match(text[stop : stop + 1]):
                    return place.id, stop
        return jurisdiction, end

    def _cut_short(self, text: str, jurisdiction: str, found: list[Mention]) -> list[Mention]:
        """ "Sở Nội" before "để": the beginning of exactly one agency's name is read as that agency, and flagged."""
        taken = {m.start for m in found}
        slips: list[Mention] = []
        for match in _CUT_SHORT.finditer(text):
            words = exact(match.group())
            if match.start() in taken or words in self._names:
                continue
            keys = {key for name, (key, slip) in self._names.items() if not slip and name.startswith(words + " ")}
            if len(keys) == 1:
                slips.append(Mention(self.agency_id(keys.pop(), jurisdiction), match.start(), match.end(), match.group(), True))
        return slips


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Not part of a longer word, nor of a number ("CP" in "04/NQ-CP", "SNV" in "06/TTr-SNV")."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_WORD.match(before) or _WORD.match(after) or before in ("-", "/", "&") or after in ("/", "&"))


def _proper(words: str, name: str) -> bool:
    """A name that is written with capitals counts only with one: "các Sở" names departments, "sở thích" does not."""
    return name.islower() or any(c.isupper() for c in words)
