"""The records: what every other part reads and writes (the contract of DESIGN.md).

All offsets are counted in characters (Unicode code points). ``Clause.source`` counts in the document's
text as kept; every other offset counts in ``Clause.text``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

Kind = Literal[
    "preamble", "part", "chapter", "section", "subsection", "article", "paragraph", "point",
    "indent", "subindent", "intro", "wrapup", "recipients", "signature", "row",
]  # fmt: skip
Role = Literal["lead", "perform", "advise", "coordinate"]
Status = Literal["resolved", "ambiguous", "unresolved"]
Relation = Literal["amends", "adds", "replaces", "abolishes"]
Severity = Literal["error", "warning", "notice"]


class Mention(msgspec.Struct, frozen=True, gc=False, omit_defaults=False):
    """An agency that a clause's text names.

    ``agency`` is the register's id, ``inferred`` tells that the words are a slip that was read as this
    agency ("Sở Nội" for "Sở Nội vụ"): the words stay, a finding is made.
    """

    agency: str
    start: int
    end: int
    words: str
    inferred: bool = False


class Citation(msgspec.Struct, frozen=True, gc=False):
    """A reference to a document, or to a clause of this or another one.

    ``target`` is a document id, ``eid`` a clause's name in it (``Clause.anchor``), ``through`` the last one of a range ("từ khoản 1
    đến khoản 4"; an address like ``provision`` where there is no ``eid``). ``status`` is ``resolved`` when the target is certain, otherwise ``reason`` says in Vietnamese why it is not.
    ``cited`` is the document as the words identify it ("30/2020/NĐ-CP", "Luật Đất đai 2024"), null for the document itself;
    ``provision`` is the address that the words give ("art_5__para_2"), whether or not the document is held.
    ``relation`` tells what the clause does to the target ("Sửa đổi khoản 2 Điều 5 …": ``amends``), null where it only refers to it.
    """

    start: int
    end: int
    words: str
    target: str | None
    eid: str | None
    status: Status
    reason: str | None = None
    cited: str | None = None
    provision: str | None = None
    through: str | None = None
    relation: Relation | None = None


class Deadline(msgspec.Struct, frozen=True, gc=False, rename={"from_": "from"}):
    """When a duty is due. ``date`` (ISO) is filled only when it follows with certainty.

    For working days ``holidays`` says whether the public holidays are left out ("counted") or only weekends ("not-counted").
    """

    words: str
    days: int | None = None
    day_kind: Literal["calendar", "working", "unsaid"] | None = None
    from_: str | None = None
    date: str | None = None
    period: str | None = None
    holidays: Literal["counted", "not-counted"] | None = None


class Duty(msgspec.Struct, frozen=True, gc=False):
    """Who must do what. ``bearer`` is null where the text names nobody.

    ``recipients`` are sent something ("gửi về X"), ``report_to`` is reported to ("báo cáo X"), ``submit_to`` decides on what is put
    before it ("trình X"), ``channels`` pass it on ("qua X"); ``product`` are the words that say what comes of it.
    """

    bearer: str | None
    role: Role
    action: str
    partners: tuple[str, ...]
    others: tuple[str, ...]
    recipients: tuple[str, ...]
    report_to: tuple[str, ...]
    recurrence: str | tuple[str, ...] | None
    deadline: Deadline | None
    start: int
    end: int
    because: dict[str, str]
    review: str = "machine"
    submit_to: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    product: str | None = None


class Extent(msgspec.Struct, frozen=True, gc=False, array_like=True, eq=False):
    """From where to where: a pair of numbers that is read, compared and written like a tuple, and takes half of its room.

    Every clause has two; of the records of very short clauses they were a sixth.
    """

    begin: int
    end: int

    def __iter__(self) -> Iterator[int]:
        return iter((self.begin, self.end))

    def __getitem__(self, at: int) -> int:
        return (self.begin, self.end)[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extent | tuple) and (self.begin, self.end) == tuple(other)

    def __hash__(self) -> int:
        return hash((self.begin, self.end))

    def __lt__(self, other: Extent | tuple[int, int]) -> bool:
        return (self.begin, self.end) < tuple(other)


class Clause(msgspec.Struct, frozen=True, gc=False, eq=False, rename={"own_citation": "citation"}):
    """Any addressable unit of a document, whatever its level, as it is held in memory; ``record.record_of`` gives what is written down.

    ``source`` is the clause's own half-open range in the document's text as kept (a container's own
    range is its heading); the ranges of all clauses part the source without gap or overlap. ``lines``
    are the first and last line (from 1, in that text) that hold something other than white space.
    ``heading_citations`` count in ``heading``; every other offset counts in ``text``. The clause's own step of its citation ("khoản 2 ") is
    kept apart from the outer ones ("Điều 5"), which all clauses beside it share; a record that is read again has all of it in the first.
    """

    document: str
    eid: str
    kind: Kind
    number: str
    parent: str | None
    order: int
    heading: str
    trail: tuple[str, ...]
    own_citation: str
    text: str
    component: str
    source: Extent
    lines: Extent
    agencies: tuple[Mention, ...] = ()
    citations: tuple[Citation, ...] = ()
    heading_citations: tuple[Citation, ...] = ()
    duties: tuple[Duty, ...] = ()
    outer_citation: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Clause) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self.id)

    def _said(self) -> tuple[object, ...]:
        """All that the clause says, wherever its citation is parted."""
        return (
            self.id, self.kind, self.number, self.parent, self.order, self.heading, self.trail, self.citation, self.text,
            self.source, self.lines, self.agencies, self.citations, self.heading_citations, self.duties,
        )  # fmt: skip

    @property
    def id(self) -> str:
        """The clause's name in the whole store: ``216-qd-ubnd-quang-tri-2025!quy-che/art_5``."""
        return _in_store(self.document, self.component, self.eid)

    @property
    def citation(self) -> str:
        """The clause's address as a letter cites it: "khoản 2 Điều 5"."""
        return self.own_citation + self.outer_citation

    @property
    def anchor(self) -> str:
        """The clause's name inside its document, that of its component before it: ``quy-che!art_5``."""
        return anchored(self.component, self.eid)

    @property
    def around(self) -> str:
        """The anchor of what the clause stands in, "" for the outermost ones of the main text."""
        return anchored(self.component, self.parent or "")

    @property
    def unnumbered(self) -> bool:
        """Whether it is a paragraph that no number or mark opens: ``sec_I__para_nn_1``."""
        return self.eid.rpartition("__")[2].startswith("para_nn")

    @property
    def all_citations(self) -> tuple[Citation, ...]:
        """The citations of the heading, then those of the text."""
        return (*self.heading_citations, *self.citations)


def in_range(first: Clause, last: Clause, one: Clause) -> bool:
    """Whether a range of one document's clauses has this one in it: a khoản of the same article, an article of whatever chapter
    ("Điều 1 đến Điều 11": articles count on through chapters)."""
    beside = one.parent == first.parent or one.kind == first.kind == "article"
    return beside and one.component == first.component and first.order <= one.order <= last.order


def anchored(component: str, eid: str) -> str:
    """The name of a clause inside its document; in the main text it is the eId alone."""
    return eid if component == "main" else f"{component}!{eid}"


def clause_id(document: str, anchor: str) -> str:
    """The id of a clause from its document and its name there.

    >>> clause_id("216-qd-ubnd-quang-tri-2025", "quy-che!art_5")
    '216-qd-ubnd-quang-tri-2025!quy-che/art_5'
    """
    component, _, eid = anchor.rpartition("!")
    return _in_store(document, component or "main", eid)


def _in_store(document: str, component: str, eid: str) -> str:
    return f"{document}/{eid}" if component == "main" else f"{document}!{component}/{eid}"


def document_of(clause: str) -> str:
    """The id of the document that a clause id belongs to.

    >>> document_of("216-qd-ubnd-quang-tri-2025!quy-che/art_5")
    '216-qd-ubnd-quang-tri-2025'
    """
    return clause.partition("/")[0].partition("!")[0]


class Finding(msgspec.Struct, frozen=True, gc=False):
    """Something a person should look at. ``line`` counts in the file, front matter included."""

    kind: str
    severity: Severity
    file: str
    line: int
    sentence: str
    document: str | None = None
    eid: str | None = None
    words: str | None = None


class Document(msgspec.Struct, frozen=True):
    """What is known about a document; ``text`` is empty when the document is only known, not held.

    ``file`` is its path below the corpus folder, ``first_line`` the line of the file on which the text starts. ``namesake`` is the day (ISO) on
    which another document was issued that bears the same ``names``: in a text of after it, the bare name may mean either.
    """

    id: str
    file: str
    first_line: int
    type: str
    title: str
    name: str
    short: str
    number: str | None = None
    issuer: str | None = None
    jurisdiction: str | None = None
    issued: str | None = None
    effective: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    carries_out: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    namesake: str | None = None
    aliases: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None
    text: str = ""

    @property
    def held(self) -> bool:
        """Whether the document's text is in the corpus."""
        return bool(self.text.strip())


class Reading(msgspec.Struct, frozen=True):
    """One document read by all verbs: its clauses in document order, and what a person should look at."""

    document: Document
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]
