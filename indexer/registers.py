"""The registers: jurisdictions, agencies, groups, successions, vocabulary, reviews.

They are data that people write (``corpus/*.toml``); this file gives them types and refuses what contradicts itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec
from phancap.indexer.model import Role
from phancap.indexer.toml_source import CorpusError, decode, table_line
from phancap.indexer.vietnamese import exact, slug

Level = Literal["vn", "province"]
Sure = Literal["certain", "probable", "doubtful"]
Rhythm = Literal["continuous", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "on-request"]


class Jurisdiction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A territory whose bodies issue documents: "quang-nam", or "vn" for the centre."""

    id: str
    name: str
    kind: str = ""
    names: tuple[str, ...] = ()


class Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of agency; ``slips`` are misspellings seen in real texts, read but always flagged."""

    name: str
    level: Level
    short: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    only: str | None = None


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Several agencies named by one phrase ("các Sở, Ban, ngành"); members are agencies or groups."""

    name: str
    level: Level
    members: tuple[str, ...]
    short: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    source: str | None = None
    sure: Sure | None = None
    note: str | None = None
    only: str | None = None


EVERYWHERE = "*"


class Succession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who holds the work of ``from_`` later; ``to`` is empty when it went to several levels, task by task.

    ``jurisdiction`` ``*`` stands for every province of which the register tells nothing of its own.
    """

    jurisdiction: str
    from_: tuple[str, ...] = msgspec.field(name="from")
    to: tuple[str, ...]
    source: str
    sure: Sure
    date: datetime.date | None = None
    year: int | None = None
    date_sure: Sure | None = None
    note: str | None = None


class Merger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Jurisdictions that became one."""

    from_: tuple[str, ...] = msgspec.field(name="from")
    to: str
    source: str
    sure: Sure
    date: datetime.date | None = None
    date_sure: Sure | None = None
    note: str | None = None


class Register(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``agencies.toml`` as a value."""

    jurisdiction: tuple[Jurisdiction, ...]
    agency: tuple[Agency, ...]
    group: tuple[Group, ...] = ()
    succession: tuple[Succession, ...] = ()
    merger: tuple[Merger, ...] = ()

    @property
    def entries(self) -> tuple[Agency | Group, ...]:
        """Everything that has a name and can be mentioned: agencies, then groups."""
        entries: list[Agency | Group] = [*self.agency, *self.group]
        return tuple(entries)


class CitedNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names by which laws are cited without a number; they tell how far a name goes, not which law it is."""

    laws: tuple[str, ...] = ()


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``vocabulary.toml`` as a value: short form → long forms, everyday words → the law's, word → other words, and names of laws."""

    abbreviations: dict[str, tuple[str, ...]] = {}
    everyday: dict[str, str] = {}
    synonyms: dict[str, tuple[str, ...]] = {}
    citations: CitedNames = CitedNames()


class CorrectedDuty(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A duty as a person read it: ``action`` and ``deadline`` in the clause's own words, agencies by id or by a name of the register."""

    action: str
    role: Role
    bearer: str | None = None
    partners: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    report_to: tuple[str, ...] = ()
    submit_to: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    recurrence: tuple[Rhythm, ...] = ()
    deadline: str | None = None
    product: str | None = None


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person has read a clause (whose words had this digest): the machine's duties are right, or ``duty`` is what it gives.

    What was confirmed is kept in ``duty`` as well, so that a later reading of the machine does not pass for what the person saw.
    """

    clause: str
    digest: str
    by: str
    on: datetime.date
    verdict: Literal["confirmed", "corrected"]
    note: str | None = None
    duty: tuple[CorrectedDuty, ...] = ()


class Reviews(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``reviews.toml`` as a value."""

    review: tuple[Review, ...] = ()


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day on which offices are closed, by whose decision; a working day moved to a weekend is not told here."""

    date: datetime.date
    name: str
    source: str


class Holidays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``holidays.toml`` as a value. A corpus may do without; then working days leave out weekends only."""

    holiday: tuple[Holiday, ...] = ()


def names_of(entry: Agency | Group) -> Iterator[str]:
    """Every way the entry may be written, its proper name first; slips are not among them."""
    yield entry.name
    yield from entry.short
    yield from entry.spellings


_FIELDS_OF = ("sở ", "bộ ", "phòng ")


def loosely_joined(name: str) -> Iterator[str]:
    """A name of several fields as offices write it: "Sở Giáo dục Đào tạo", "Sở Khoa học - Công nghệ", "Phòng Văn hóa Thông tin",
    "Sở Văn hóa Thể thao và Du lịch", "Sở Văn hóa, Thể thao, Du lịch", "Sở Kế hoạch & Đầu tư".
    """
    if name.startswith(_FIELDS_OF) and " và " in name:
        for bare in (name, name.replace(",", "")):
            yield from (bare, *(bare.replace(" và ", joint) for joint in (" ", ", ", " - ", " & ")))


def read_register(text: str, file: str) -> Register:
    """The register of agencies. Raises CorpusError on an unknown key, a name used twice, an unknown member."""
    register = decode(text, Register, file)
    owners: dict[str, str] = {}
    declared: set[str] = set()
    entries: list[tuple[str, int, Agency | Group]] = [("agency", i, e) for i, e in enumerate(register.agency)]
    entries += [("group", i, g) for i, g in enumerate(register.group)]
    for table, index, entry in entries:
        for name in (*names_of(entry), *entry.slips):
            owner = owners.setdefault(_key(name), entry.name)
            if owner != entry.name:
                line = table_line(text, table, index)
                raise CorpusError(file, line, f'tên "{name}" của "{entry.name}" đã thuộc về "{owner}"; mỗi tên chỉ một cơ quan')
        if entry.name in declared:
            raise CorpusError(file, table_line(text, table, index), f'"{entry.name}" được khai hai lần')
        declared.add(entry.name)
    slugs: dict[str, str] = {}
    for table, index, entry in entries:
        other = slugs.setdefault(slug(entry.name), entry.name)
        if other != entry.name:
            raise CorpusError(file, table_line(text, table, index), f'"{entry.name}" và "{other}" cho cùng một địa chỉ')
    _check_references(register, text, file)
    return register


def _key(name: str) -> str:
    return " ".join(exact(name).split())


def _check_references(register: Register, text: str, file: str) -> None:
    known = {e.name for e in register.entries}
    places = {j.id for j in register.jurisdiction}
    for index, group in enumerate(register.group):
        for member in group.members:
            if member not in known:
                raise CorpusError(file, table_line(text, "group", index, "members"), f'thành viên "{member}" chưa được khai trong danh mục')
    for index, entry in enumerate(register.succession):
        for name in (*entry.from_, *entry.to):
            if name not in known:
                raise CorpusError(file, table_line(text, "succession", index), f'"{name}" chưa được khai trong danh mục')
        if entry.jurisdiction not in {*places, EVERYWHERE}:
            raise CorpusError(file, table_line(text, "succession", index, "jurisdiction"), f'địa bàn "{entry.jurisdiction}" chưa được khai')
    for index, merger in enumerate(register.merger):
        for place in (*merger.from_, merger.to):
            if place not in places:
                raise CorpusError(file, table_line(text, "merger", index), f'địa bàn "{place}" chưa được khai')
