"""The register as an index of names, and the agencies that a text mentions.

A mention is resolved in the jurisdiction of the document that speaks ("Sở Nội vụ" in a plan of Quảng Nam is
Quảng Nam's), unless a jurisdiction stands behind the name ("Ủy ban nhân dân tỉnh Quảng Nam").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind
from phancap.indexer.alternatives import LETTER, any_of
from phancap.indexer.body_heads import HEAD
from phancap.indexer.in_capitals import Capitals, capitals_at, capitals_of, in_capitals
from phancap.indexer.inserted import put_back, short_forms_in, without
from phancap.indexer.lists_of_kind import of_kinds, with_kind
from phancap.indexer.model import Clause, Mention
from phancap.indexer.once import once
from phancap.indexer.proper_names import BUILDS, announced, proper, stands_alone
from phancap.indexer.registers import EVERYWHERE, Agency, Group, Jurisdiction, Merger, Register, Succession, loosely_joined, names_of
from phancap.indexer.side_by_side import councils, with_parents
from phancap.indexer.small_letters import small_mentions
from phancap.indexer.unknown_bodies import unknown_id, unknown_mentions
from phancap.indexer.vietnamese import UPPER, exact, slug

_BRANCH_OF = re.compile(r"\s+(?:[Cc]hi nhánh|[Kk]hu vực)\s")
# "các Sở" are all departments only where nothing says which ones: not "các Sở: Tài chính, Tư pháp", "các Sở quản lý chuyên ngành"
_ALL_OF_THEM = re.compile(rf"\s*(?:[,;.)]|:(?!\s*[{UPPER}])|$)|\s+(?:(?:và|thuộc|trực thuộc)\s|được (?=Ủy ban|UBND|Chủ tịch))")
_CUT_SHORT = re.compile(
    rf"({any_of(('Sở', 'Bộ', 'Ban'), behind=LETTER)}) ([^\W\d_]+)(?= (?:để|về|và|chủ|tổng|xem|theo|trước|phối|thực)\b|[,;.):]|$)"
)


_LIST_OF = re.compile(
    r"(?:C(?<!\wC)ác|c(?<!\wc)ác|Giám đốc(?=\s+Sở\s*:)|Bộ trưởng(?=\s+Bộ\s*:))\s+(Sở|Bộ|sở|bộ)(?:(?:,\s+(?:ban,\s+)?ngành|,\s+cơ quan)?(?:\s+(?:có\s+)?liên quan)?\s*:\s*|\s+(?=[A-ZĐ]))"
)
# "Ủy ban nhân dân các tỉnh: Lào Cai, Đồng Nai và Thái Nguyên"
_COMMITTEES_OF = re.compile(
    r"(?<!\w)((?:Chủ tịch )?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND))\s+(?:các\s+)?(?:tỉnh(?:, thành phố)?|thành phố)\s*:\s*"
)
# "UBND các xã, phường và đặc khu", "Công an xã/phường", "UBND 135 xã, phường": the committees of a level, in whatever order; with a name behind, one of them
_AREAS = {"cấp xã": "xã|phường|thị trấn|đặc khu", "cấp huyện": r"huyện|quận|thị xã|thành phố|tp\.?|tx\.?|thành(?=, thị)|(?<=thành, )thị"}
_AREA_WORDS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thành phố", "tp", "tx")
_CITIES = ("thành phố", "tp", "tp.")
_LOCAL_COMMITTEE = re.compile(r"uy-ban-nhan-dan-(?:(xa|phuong|thi-tran|dac-khu)|huyen|quan|thi-xa|thanh-pho)-(?!thuoc\b|truc\b)")
_NAME = rf"[{UPPER}][^\W\d_]*(?:[ -][{UPPER}][^\W\d_]*){{1,4}}"  # two syllables at least: "UBND các xã, phường: Phối hợp với …" names none
_NAMED_AREA = re.compile(rf"\s+(?:{_NAME}|Vinh|Huế|\d{{1,2}}(?![\w/.]))")
_NAMED_AREAS = re.compile(rf"\s*:?\s*{_NAME}(?:(?:\s*,\s*|\s+và\s+){_NAME})*")
_NAMES, _ONE_KIND = re.compile(_NAME), ("các xã", "các phường", "các thị trấn", "các đặc khu", "các huyện", "các quận", "các thị xã")
# "các Sở: Tư pháp (cơ quan Thường trực Hội đồng), Nội vụ": what one of them is stands in brackets between
_LIST_JOINT = re.compile(r"(?:\s*\([^()]{3,120}\))?(?:\s*[,;]\s*(?=[A-ZĐ])|\s+và\s+(?=[A-ZĐ]))")
# how a name of the register begins: "UBND các xã, phường, Sở Nội vụ" names no commune
_KINDS = ("sở ", "ủy ban", "ubnd", "công an", "ban ", "bộ ", "thủ trưởng", "chủ tịch", "giám đốc", "trung tâm", "hội ", "văn phòng")
_LONGEST_KEPT, _MOST_KEPT = 300, 4_000  # characters of a heading; headings


@dataclass(frozen=True)
class Holder:
    """Who holds an agency's work now: a succession of the register (``entry``) or a merger of jurisdictions."""

    entry: Succession | Merger
    agencies: tuple[str, ...]


class AgencyIndex:
    """The register, ready to find names and to answer who belongs to whom. Ids are ``{jurisdiction}/{slug}``."""

    of_nobody: frozenset[str] = frozenset()
    """The headings of a text that stand among those of bodies and name none: people, or a topic; the register has none."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.unknown: dict[str, str] = {}  # by id: the names of bodies that no register knows, as a store tells them
        self._kept: dict[tuple[str, str], tuple[Mention, ...]] = {}
        self.entries: dict[str, Agency | Group] = {slug(e.name): e for e in register.entries}
        self.jurisdictions: dict[str, Jurisdiction] = {j.id: j for j in register.jurisdiction}
        self._names: dict[str, tuple[str, bool]] = {}
        for key, entry in self.entries.items():
            for name in names_of(entry):
                self._names[exact(name)] = (key, False)
            for name in entry.slips:
                self._names[exact(name)] = (key, True)
        for name, owner in [*self._names.items()]:
            for joint in (" ", "-", " – ", ", ") if " - " in name else ():  # "Sở Lao động Thương binh và Xã hội"
                self._names.setdefault(name.replace(" - ", joint), owner)
        self._loose: set[str] = set()
        for name, owner in [*self._names.items()]:
            for other in loosely_joined(name):
                if self._names.setdefault(other, owner) == (owner[0], True):
                    self._names[other] = owner  # told as a slip, and one that is understood everywhere
                if " và " not in other and " & " not in other:
                    self._loose.add(other)
        # A centrally run city shares the kind with a province: "Ủy ban nhân dân thành phố" (Hà Nội's) is the "…-tinh" of Hà Nội.
        self._city_names = {n.removesuffix("tỉnh") + "thành phố": owner for n, owner in self._names.items() if n.endswith(" tỉnh")}
        self._city_names |= {
            n.removesuffix("tỉnh") + short: owner for n, owner in self._names.items() if n.endswith(" tỉnh") for short in ("tp", "tp.")
        }
        self._city_names |= {n.removesuffix("tỉnh ủy") + "thành ủy": owner for n, owner in self._names.items() if n.endswith("tỉnh ủy")}
        # "UBND TP.HCM", "Công an TPHCM": the one city that is told by its capitals
        self._city_names |= {
            n.removesuffix("tỉnh") + hcm: owner
            for n, owner in self._names.items()
            if n.endswith(" tỉnh")
            for hcm in ("tp.hcm", "tphcm", "tp hcm", "tp. hcm")
        }
        self._patterns = [*self._names, *(n for n in self._city_names if n not in self._names)]
        places = {name: j.id for j in register.jurisdiction if j.kind for name in (j.name, *j.names)}
        self._places = {exact(name): place for name, place in places.items()}
        names = any_of(self._places)
        self._bare_area = re.compile(rf"(?:(?:tỉnh|thành phố|tp\.?)\s+)?({names})(?!\w)")
        self._area_pattern = re.compile(rf"(?:\s*,?\s*(?:(?:tỉnh|thành phố)\s+|tp\.?\s*)|\s+)({names})(?!\w)")

    @cached_property
    def _local_bodies(self) -> re.Pattern[str]:
        """The bodies of communes and of districts: name without its level, then the areas."""
        forms = []
        for level, areas in _AREAS.items():
            stems = {n.removesuffix(f" {level}") for n in self._names if n.endswith(f" {level}")}
            group = level.replace(" ", "_")
            joint = r"(?:\s*,\s*và\s+|\s*[,/]\s*|\s+và\s+|\s*-\s*)"
            forms.append(
                rf"(?P<{group}>{any_of(stems)})\s+(?P<{group}_areas>(?:(?:các|\d{{1,3}})\s+)?(?:{areas})(?:{joint}(?:các\s+)?(?:{areas})(?!\w))*)(?!\w)"
            )
        return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})")

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def agency_id(self, key: str, jurisdiction: str) -> str:
        """The id of a register entry as a document of ``jurisdiction`` means it."""
        entry = self.entries[key]
        return once(f"{'vn' if entry.level == 'vn' else entry.only or jurisdiction}/{key}")

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
            return self.unknown.get(agency) or key.replace("-", " ")
        jurisdiction = self.jurisdictions.get(place)
        name = entry.name
        if jurisdiction is None or jurisdiction.id == "vn":
            return name
        if jurisdiction.kind == "thành phố":
            name = f"{name.removesuffix('tỉnh')}thành phố" if name.endswith(" tỉnh") else re.sub(r"\bTỉnh ủy$", "Thành ủy", name)
        if not full or entry.only:
            return name
        territory = jurisdiction.name if name.endswith((" tỉnh", " thành phố")) else f"{jurisdiction.kind} {jurisdiction.name}"
        return f"{name} {territory}"

    def groups_of(self, agency: str) -> list[str]:
        """The groups that the agency belongs to, nearest first, those of its groups included."""
        place, _, key = agency.partition("/")
        found: list[str] = []
        names = [self.entries[key].name] if key in self.entries else []
        if not names and (local := _LOCAL_COMMITTEE.match(key)):  # "Ủy ban nhân dân xã Hòa Lộc" is one of those of the communes
            level = "cấp xã" if local.group(1) else "cấp huyện"
            names = [f"Ủy ban nhân dân {level}"]
            found += [self.agency_id(slug(name), place) for name in names if slug(name) in self.entries]
        while names:
            name = names.pop(0)
            for group in self._with_member.get(name, ()):
                group_id = self.agency_id(slug(group.name), place)
                if group_id not in found:
                    found.append(group_id)
                    names.append(group.name)
        return found

    @cached_property
    def _with_member(self) -> dict[str, list[Group]]:
        """Name of a member → its groups."""
        found: dict[str, list[Group]] = {}
        for group in self.register.group:
            for member in dict.fromkeys(group.members):
                found.setdefault(member, []).append(group)
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
        told = [s for s in self.register.succession if entry.name in s.from_]
        own = [s for s in told if s.jurisdiction == place]
        if not own and place != "vn":
            own = [s for s in told if s.jurisdiction == EVERYWHERE]
        found = [Holder(s, tuple(self.agency_id(slug(n), place) for n in s.to)) for s in own]
        key = agency.partition("/")[2]
        return found + [Holder(m, (f"{m.to}/{key}",)) for m in self.register.merger if place in m.from_ and place != m.to]

    def all_mentions(self, text: str, jurisdiction: str) -> tuple[Mention, ...]:
        """The mentions, those of bodies that the register does not know among them, in order. Kept for headings that return."""
        key = text, jurisdiction
        if (kept := self._kept.get(key)) is not None:
            return kept
        if "(" in text and (places := short_forms_in(text)):
            return tuple(put_back(self.all_mentions(without(text, places), jurisdiction), text, places))
        known = [*self.mentions(text, jurisdiction)]
        known = sorted([*known, *self._of_lists(text, jurisdiction, known), *councils(text, known)], key=lambda m: m.start)
        if listed := of_kinds(text, known, lambda name: self._id_of(name, jurisdiction)):
            covered = {m.end for m in listed}  # "Tỉnh ủy" of "các Ban: Tổ chức, Nội chính Tỉnh ủy"
            known = sorted([*(m for m in known if m.end not in covered), *listed], key=lambda m: m.start)
        every = sorted([*known, *unknown_mentions(text, known, jurisdiction)], key=lambda m: m.start)
        if small := small_mentions(text, every, jurisdiction):
            every = sorted([*every, *small], key=lambda m: m.start)
        found = tuple(with_parents(text, every, lambda m: self.entry(m.agency) is not None, jurisdiction))
        if len(text) <= _LONGEST_KEPT:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = found
        return found

    def _id_of(self, name: str, jurisdiction: str) -> str:
        """The id of a body by its whole name, known or not."""
        key = exact(name)
        return self.agency_id(self._names[key][0], jurisdiction) if key in self._names else unknown_id(name, jurisdiction)

    # -- mentions ---------------------------------------------------------------------------------------------

    def mentions(self, text: str, jurisdiction: str) -> list[Mention]:
        """The agencies that an NFC text names, in order, without overlap."""
        if not text:
            return []
        plain = exact(text)
        found = self._local(text, plain, jurisdiction)
        local = [(m.start, m.end) for m in found]
        for pattern, start, end in self._automaton.find_matches_as_indexes(plain):
            name = self._patterns[pattern]
            if any(a <= start < b for a, b in local):
                continue
            key, slip = self._names.get(name) or self._city_names[name]
            entry = self.entries[key]
            if not stands_alone(plain, start, end, text) or BUILDS.match(text, start):
                continue
            behind = end + len(" và ")
            if name in self._loose and text[end:behind] == " và " and text[behind : behind + 1].isupper() and not HEAD.match(text, behind):
                continue  # "Bộ Khoa học Công nghệ và Môi trường" was another one
            if not proper(text[start:end], entry.name):
                before = max((m.end for m in found if m.end <= start), default=len(text))  # where the last name ended, in whatever letters
                if not (announced(plain, start) or text[before:start] in (", ", "; ", " và ")):
                    continue
            some = (
                _NAMED_AREAS.match(text, end) if name.endswith(" các tỉnh") else _BRANCH_OF.match(text, end)
            )  # "UBND các tỉnh Lào Cai, Yên Bái"
            if (entry.level == "vn" and some) or (entry.name == "các Sở" and not _ALL_OF_THEM.match(text, end)):
                continue
            # "Bộ Công an Hà Nội": a central body has no province, whatever stands behind it
            place, stop = (jurisdiction, end) if entry.level == "vn" else self._area(plain, end, jurisdiction)
            if name.endswith("hcm") and place == jurisdiction:
                place = self._places.get("hcm", place)
            if name not in self._names and self._kind(place) != "thành phố":
                short = name.removesuffix(".").removesuffix(" tp").removesuffix(" thành phố")
                if short not in self._names:
                    continue  # "UBND thành phố Tam Kỳ" is a district's
                # "các Sở, ban, ngành Thành phố", in a text that does not say of which
                (key, slip), stop = self._names[short], start + len(short)
            found.append(Mention(self.agency_id(key, place), start, stop, once(text[start:stop]), slip))
        taken = {m.start for m in found}
        for key, start, end in in_capitals(text, self._capitals):
            if start not in taken:
                found.append(Mention(self.agency_id(key, jurisdiction), start, end, text[start:end]))
        return sorted([*found, *self._cut_short(text, jurisdiction, found)], key=lambda m: m.start)

    def _local(self, text: str, plain: str, jurisdiction: str) -> list[Mention]:
        """The bodies of communes and districts: all of a level ("UBND các xã, phường"), or the one that is named ("UBND xã Hoa Lộc")."""
        found: list[Mention] = []
        for match in self._local_bodies.finditer(plain) if any(area in plain for area in _AREA_WORDS) else ():
            level = "cấp xã" if match.group("cấp_xã") else "cấp huyện"
            stem, areas = match.group(level.replace(" ", "_")), match.group(f"{level.replace(' ', '_')}_areas")
            key = self._names[f"{stem} {level}"][0]
            start, end = match.span()
            if areas[0].isdigit() and plain.startswith(" trực thuộc", end):
                continue  # "UBND 6 thành phố trực thuộc Trung ương"
            many = areas.startswith("các") or areas[0].isdigit() or len(areas.split()) > 2 or "/" in areas
            named = (_NAMED_AREAS if many else _NAMED_AREA).match(text, end)
            one = _NAMED_AREA.match(text, end) if many and areas.endswith((", đặc khu", "và đặc khu")) else None
            if one and not plain.startswith(_KINDS, end + 1):
                # "Ủy ban nhân dân các xã, phường và đặc khu Hoàng Sa": all of them, of which one bears its name
                found.append(Mention(self.agency_id(key, jurisdiction), start, one.end(), once(text[start : one.end()])))
            elif named and not (many and plain.startswith(_KINDS, named.start() + len(named.group()) - len(named.group().lstrip(" :")))):
                if (
                    areas in _CITIES
                    and (city := self._bare_area.match(plain, end + 1))
                    and self._kind(self._places[city.group(1)]) == "thành phố"
                ):
                    continue  # "UBND thành phố Đà Nẵng" is a province's
                stem = self.entries[key].name.removesuffix(level)
                if each := _each_named(text, plain, end, named, areas):
                    # "UBND các xã Bát Xát, Trịnh Tường": the committee of each of them
                    kind = areas.removeprefix("các ")
                    for number, (begins, ends) in enumerate(each):
                        begin = begins if number else start
                        found.append(Mention(f"{jurisdiction}/{slug(f'{stem}{kind} {text[begins:ends]}')}", begin, ends, text[begin:ends]))
                    continue
                whole = f"{stem}{text[end - len(areas) : named.end()]}"
                found.append(Mention(f"{jurisdiction}/{slug(whole)}", start, named.end(), text[start : named.end()]))
            elif many or areas not in (*_CITIES, "tx", "tx."):
                found.append(Mention(self.agency_id(key, jurisdiction), start, end, once(text[start:end])))
        return found

    def _of_lists(self, text: str, jurisdiction: str, known: list[Mention]) -> list[Mention]:
        """ "các Sở: Tài chính, Tư pháp" and "các Sở Tài chính, Tư pháp": each name behind the kind is one of its bodies."""
        found: list[Mention] = []
        for head in _LIST_OF.finditer(text):
            at = head.end()
            first = next((m for m in known if m.start == head.start(1)), None)
            at = first.end if first else at
            begins: int | None = at if first is None else _behind_joint(text, at)
            plain = exact(text)
            while begins is not None and (
                name := self._longest(head.group(1), plain, begins) or capitals_at(head.group(1), text, begins, self._capitals)
            ):
                key, at = name
                if any(m.start <= begins < m.end for m in known):
                    break
                found.append(Mention(self.agency_id(key, jurisdiction), begins, at, text[begins:at]))
                begins = _behind_joint(text, at)
        for head in _COMMITTEES_OF.finditer(text) if ":" in text else ():
            plain = exact(text)
            key = self._names.get(exact(f"{head.group(1)} tỉnh"), ("", False))[0]
            begins = head.end()
            while key and begins is not None and (area := self._bare_area.match(plain, begins)):
                if any(m.start <= begins < m.end for m in known):
                    break
                found.append(Mention(self.agency_id(key, self._places[area.group(1)]), begins, area.end(), text[begins : area.end()]))
                begins = _behind_joint(text, area.end())
        return found

    def _longest(self, kind: str, plain: str, at: int) -> tuple[str, int] | None:
        """(key, end) of the longest name of that kind whose rest stands at ``at``: "tài chính" behind "các Sở:"."""
        rests = self._rests.get(exact(kind), ())
        return next(
            (
                (key, at + len(rest))
                for rest, key in rests
                if plain.startswith(rest, at) and not plain[at + len(rest) : at + len(rest) + 1].isalnum()
            ),
            None,
        )

    @cached_property
    def _rests(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {"sở": [], "bộ": []}
        for name, (key, slip) in self._names.items():
            kind, _, rest = name.partition(" ")
            if kind in found and rest and not slip:
                found[kind].append((rest, key))
        return {kind: sorted(rests, key=lambda r: (-len(r[0]), r[0])) for kind, rests in found.items()}

    def _area(self, plain: str, end: int, jurisdiction: str) -> tuple[str, int]:
        """A jurisdiction's name right behind the agency's wins over the document's own."""
        match = self._area_pattern.match(plain, end)
        return (self._places[match.group(1)], match.end()) if match else (jurisdiction, end)

    def _kind(self, place: str) -> str:
        return self.jurisdictions[place].kind if place in self.jurisdictions else ""

    @cached_property
    def _capitals(self) -> Capitals:
        return capitals_of(self.entries)

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


def _each_named(text: str, plain: str, end: int, named: re.Match[str], areas: str) -> list[tuple[int, int]]:
    """The places that a list behind one kind of them names, "các xã Bát Xát, Trịnh Tường"; none where there are several kinds, or one name."""
    if areas not in _ONE_KIND:
        return []
    found: list[tuple[int, int]] = []
    for name in _NAMES.finditer(text, end, named.end()):
        if plain.startswith(_KINDS, name.start()):
            break
        found.append(name.span())
    return found if len(found) > 1 else []


def _behind_joint(text: str, at: int) -> int | None:
    joint = _LIST_JOINT.match(text, at)
    return joint.end() if joint else None


def bodies_of(clauses: Iterable[Clause]) -> Iterator[tuple[str, str]]:
    """(id, words) of every body that clauses name or burden, in their order."""
    for clause in clauses:
        yield from ((m.agency, with_kind(m.agency, m.words)) for m in clause.agencies)
        yield from (
            (d.bearer, with_kind(d.bearer, d.because["bearer_words"])) for d in clause.duties if d.bearer and "bearer_words" in d.because
        )
