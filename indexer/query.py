"""What was asked, as a small value free of any engine: words, phrases, agencies, roles, times, numbers, an address; and filters."""

from __future__ import annotations

from typing import Literal

import msgspec
from phancap.indexer.model import Role

STOP_WEIGHT = 0.25  # of a word that says nothing by itself, beside one that does
UnderstoodKind = Literal[
    "agency", "place", "role", "recurrence", "time", "address", "number", "document", "phrase", "excluded", "correction"
]


class Understood(msgspec.Struct, frozen=True):
    """One thing read out of what was typed. ``without`` is the query that takes it back."""

    kind: UnderstoodKind
    label_vi: str
    words: str
    value: str
    without: str


class Word(msgspec.Struct, frozen=True):
    """A syllable asked for. ``weight`` is below 1 where it says little; ``glued``: it stands right behind the one before."""

    folded: str
    exact: str
    marked: bool
    weight: float
    glued: bool


class OtherWords(msgspec.Struct, frozen=True):
    """What is looked for beside words that were typed: "bồi thường thiệt hại" for "phải đền". Typed syllables folded, the others with marks."""

    typed: tuple[str, ...]
    words: tuple[str, ...]


class AskedAgency(msgspec.Struct, frozen=True):
    """An agency asked for, as the register's key; ``acts``: it is asked for as the one that does the work; ``also``: what central texts call
    those of its kind in all provinces, and the other way round.
    """

    key: str
    name: str
    acts: bool
    groups: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class AskedPlace(msgspec.Struct, frozen=True):
    """A province named by itself: its documents are preferred, and what a text says of it ("hà tĩnh", folded) counts as well."""

    key: str
    words: tuple[str, ...]


class Query(msgspec.Struct, frozen=True):
    """What was typed, understood. ``address`` holds steps such as "sec_3", each with the readings it allows; ``address_pairs``
    are the same steps, one by one, as words of a text ("muc_3", empty where there are none), for a text that itself says "nêu tại Mục 3". ``documents`` are ids of
    held documents asked for by name or number; ``places`` those jurisdictions that are said behind an agency ("Sở Tư pháp Hà Tĩnh"):
    the answer is in their documents; ``around`` provinces that are said by themselves; ``meaning``: it may be asked what
    something is, ``defines``: it surely is; ``asks``: it is put as a question, not as some words; ``focus``: what it asks for, as headings name it; ``amounts``: the
    units of the number that it asks for; ``missing``: documents that are named and not held.
    """

    typed: str
    words: tuple[Word, ...] = ()
    others: tuple[OtherWords, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    agencies: tuple[AskedAgency, ...] = ()
    roles: tuple[Role, ...] = ()
    when: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    around: tuple[AskedPlace, ...] = ()
    meaning: bool = False
    defines: bool = False
    asks: bool = False
    focus: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    address: tuple[tuple[str, ...], ...] = ()
    address_pairs: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    did_you_mean: str | None = None
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    cut: bool = False
    marked: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.words or self.phrases or self.agencies or self.when or self.numbers or self.address or self.documents)


class Filters(msgspec.Struct, frozen=True):
    """What the page's address narrows the answer to; ``agency`` is a full id."""

    document: str | None = None
    kind: str | None = None
    agency: str | None = None
    role: str | None = None
    deadline: str | None = None
    review: str | None = None


NO_FILTERS = Filters()
