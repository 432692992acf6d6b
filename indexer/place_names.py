"""How the names of provinces are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.vietnamese import exact_syllables, fold


class PlaceName(NamedTuple):
    """A way of writing a territory's name: its jurisdiction, the name's syllables with marks, without what it is ("tỉnh")."""

    place: str
    letters: tuple[str, ...]


def place_names(index: AgencyIndex, held: Iterable[str]) -> dict[tuple[str, ...], PlaceName]:
    """Folded syllables of a territory's name, with and without what it is (("ha", "tinh") and ("tinh", "ha", "tinh")), → the name; the
    centre has none of its own.
    """
    found: dict[tuple[str, ...], PlaceName] = {}
    for place in sorted(set(held) & index.jurisdictions.keys() - {"vn"}):
        territory = index.jurisdictions[place]
        for name in (territory.name, *territory.names):
            letters = tuple(exact_syllables(name))
            words = tuple(map(fold, letters))
            bare = 2 if words[:2] == ("thanh", "pho") else 1 if words[:1] == ("tinh",) else 0
            plain = words[bare:]
            for told in (words, plain, ("tinh", *plain), ("thanh", "pho", *plain), ("tp", *plain)):
                found.setdefault(told, PlaceName(place, letters[bare:]))
    return found
