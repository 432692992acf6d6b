"""The corpus's own words: in how many clauses each stands, how rare that makes it, and how it is written there."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec


class Counts(msgspec.Struct, frozen=True):
    """What the corpus's own words are: in how many clauses a folded syllable or pair stands, and how it is written there.

    Kept beside an index, made by the build. ``places`` is the jurisdiction of each held document, ``documents`` tells which held
    documents are so named or numbered ("luat vien chuc", "30/nd-cp"), ``titles`` what they say they are about (see ``document_names``),
    ``standings`` see ``standing.standings``.
    """

    clauses: int
    words: dict[str, int]
    pairs: dict[str, int]
    agencies: dict[str, int]
    numbers: list[str]
    shown: dict[str, str]
    shown_pairs: dict[str, str]
    exact: list[str]
    places: dict[str, str]
    documents: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    standings: dict[str, float] = {}


EMPTY_COUNTS = Counts(0, {}, {}, {}, [], {}, {}, [], {})


def rarity(total: int, holding: int) -> float:
    """BM25's inverse document frequency, never below 0.1."""
    return max(0.1, math.log(1 + (total - holding + 0.5) / (holding + 0.5)))


def as_written(words: Sequence[str], counts: Counts, before: str = "", after: str = "") -> str:
    """Folded words as the corpus writes them, as in the pair that they make among themselves, else in the more usual of those with the words
    before and after.
    """
    line = [before, *words, after]
    shown: list[str] = []
    for at in range(1, len(line) - 1):
        behind, ahead = f"{line[at - 1]}_{line[at]}", f"{line[at]}_{line[at + 1]}"
        left, right = counts.shown_pairs.get(behind, "_").split("_")[1], counts.shown_pairs.get(ahead, "_").split("_")[0]
        inside = (at == 1) - (at == len(words))  # "thủ đô" of "thudo uutu", not "độ ưu"
        if left and right and (inside, counts.pairs.get(ahead, 0)) > (0, counts.pairs.get(behind, 0)):
            left = right
        shown.append(left or right or counts.shown.get(line[at], line[at]))
    return " ".join(shown)
