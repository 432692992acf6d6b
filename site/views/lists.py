"""The lists of documents and agencies: by territory, the first of each on one page, all of them page by page, and by what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from phancap.indexer.model import Document
from phancap.indexer.vietnamese import fold, folded_syllables, nfc
from phancap.site import wording
from phancap.site.views.held import Held

PAGE = 100  # rows of one page of a list
ALL_TOGETHER = 150  # rows that the first page shows in all; where there are more, the first of each territory
_LEAST = 5
CHOICES = 100  # things to choose from in a form; more are no choice
NOWHERE = "chua-ro"  # the territory of documents whose territory is not known, as an address names it
_LONGEST = 200  # characters of what was typed that are looked at

T = TypeVar("T")


@dataclass(frozen=True)
class Place(Generic[T]):
    """The things of one territory; ``key`` is its name in an address, ``total`` how many there are, ``rows`` those that a page shows."""

    key: str
    name: str
    total: int
    rows: Sequence[T]


def shortened(places: Sequence[Place[T]]) -> list[Place[T]]:
    """The territories with as many of their things as one page bears: all of them, or the first of each."""
    if sum(place.total for place in places) <= ALL_TOGETHER:
        return list(places)
    most = max(_LEAST, ALL_TOGETHER // len(places))
    return [Place(p.key, p.name, p.total, p.rows if p.total <= most else p.rows[:most]) for p in places]


def pages_of_place(place: Place[T]) -> Iterator[dict[str, Any]]:
    """The pages of a territory's whole list, as values of an address."""
    yield from ({"place": place.key, "page": page} for page in range(1, -(-place.total // PAGE) + 1))


@lru_cache(maxsize=2)
def documents_by_place(here: Held) -> tuple[Place[Document], ...]:
    """The held documents: the state's first, then the provinces' by name, then those whose place is not known; newest first."""
    groups: dict[str, list[Document]] = {}
    for document in here.documents.values():
        if document.id in here.generation.held:
            groups.setdefault(document.jurisdiction or "", []).append(document)
    names = {place: place_name(here, place) if place else "Chưa rõ địa bàn" for place in groups}
    order = sorted(groups, key=lambda j: (not j, j != "vn", fold(names[j])))
    return tuple(
        Place(
            j or NOWHERE, names[j], len(groups[j]),
            sorted(groups[j], key=lambda d: d.issued or "", reverse=True),
        )
        for j in order
    )  # fmt: skip


@lru_cache(maxsize=2)
def documents_not_held(here: Held) -> tuple[Document, ...]:
    """The documents that are only cited, those that are cited most first."""
    known = (d for d in here.documents.values() if d.id not in here.generation.held)
    return tuple(sorted(known, key=lambda d: (-here.cited[d.id], d.name)))


@lru_cache(maxsize=2)
def documents_with_duties(here: Held) -> tuple[Document, ...]:
    """The documents that give duties, newest first."""
    return tuple(sorted((d for d in here.documents.values() if here.sizes[d.id][1]), key=lambda d: d.issued or "", reverse=True))


def documents_to_choose(here: Held, chosen: str = "") -> tuple[list[Document], int]:
    """(the documents that give most duties, as many as can be chosen from, and the one that is chosen; how many give any)."""
    some, every = _most_burdening(here), len(documents_with_duties(here))
    return [*some, *([here.documents[chosen]] if chosen and here.documents[chosen] not in some else [])], every


@lru_cache(maxsize=2)
def _most_burdening(here: Held) -> tuple[Document, ...]:
    every = documents_with_duties(here)
    most = {d.id for d in sorted(every, key=lambda d: -here.sizes[d.id][1])[:CHOICES]}
    return tuple(d for d in every if d.id in most)


@lru_cache(maxsize=2)
def agencies_by_place(here: Held) -> tuple[Place[str], ...]:
    """The agencies that have a page, by territory: the centre first, then by name; those that have most to do first, those without a duty last."""
    groups: dict[str, list[str]] = {}
    for agency in here.generation.agency_ids:
        groups.setdefault(agency.partition("/")[0], []).append(agency)

    def order(agency: str) -> tuple[int, str]:
        return -sum(here.counts[agency].values()), wording.capital(here.name(agency))

    return tuple(
        Place(place, place_name(here, place), len(groups[place]), sorted(groups[place], key=order))
        for place in sorted(groups, key=lambda p: (p != "vn", fold(place_name(here, p))))
    )


def place_name(here: Held, place: str) -> str:
    """The name of a territory for a heading."""
    found = here.generation.agencies.jurisdictions.get(place)
    return wording.capital(f"{found.kind} {found.name}".strip() if found else place)


def documents_named(here: Held, typed: str, *, duties: bool = False) -> tuple[int, list[Document]]:
    """(how many, the first of them): documents with all the syllables, or beginnings of them, in their number, name or title."""
    words = folded_syllables(nfc(typed[:_LONGEST]))
    total, found = here.generation.documents_named(words, duties=duties, limit=PAGE)
    return total, [here.documents[document] for document in found]
