"""What any engine is asked for, what it is given to hold, and what it answers: plain values, free of every engine.

An engine's own scoring is never used. Every term of ``Wanted.score`` has a whole-number weight that we computed, and a
clause's score is the sum of the weights of the terms it holds, so that all engines give the same clauses in the same order:
by score, the higher first, then by the clause's place in the whole corpus.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

ENGINES = ("whoosh", "tantivy", "opensearch")
ENGINE_VARIABLE = "PHANCAP_ENGINE"
FIELDS = ("words", "pairs", "above", "terms", "whole", "whole_pairs")
"""Fields that are searched: folded syllables and neighbouring pairs of text and own heading, syllables of the headings above,
other terms: agencies "g:", rhythms "r:", times "t:", what falls due within a time "u:", numbers "n:", steps of the address "a:", the document "d:", its territory "p:"; and, only in
the clause that stands at the head of an article (or of what takes its place), the words and pairs of the whole article."""
FACETS = ("document", "kind", "agency", "role", "deadline", "review")
"""Fields that are counted and narrowed by; all but document and kind hold any number of values."""
MOST_DOCUMENTS = 200
"""Documents that an answer counts: those with the most matches. Which ones of equally many stand last of so many is the engine's."""
MAX_SCORE = 40
MAX_GROUPS = 24
MAX_LIMIT = 1_000


class Term(msgspec.Struct, frozen=True):
    """A value that a clause may hold in one of FIELDS; ``weight`` (0 to 1,000) is what it adds to the score."""

    field: str
    value: str
    weight: int = 0


class Wanted(msgspec.Struct, frozen=True):
    """What is looked for. A clause matches when it holds a term of each group of ``must``, a term of at least ``at_least``
    of the groups of ``groups``, none of ``must_not``, and every value of ``filters`` (names of FACETS).

    ``score`` (at most MAX_SCORE terms) only orders what matches. With no groups and no must, all that the filters let
    through matches.
    """

    score: tuple[Term, ...] = ()
    groups: tuple[tuple[Term, ...], ...] = ()
    at_least: int = 0
    must: tuple[tuple[Term, ...], ...] = ()
    must_not: tuple[Term, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A clause as an engine holds it: its place in the whole corpus (from 0, without gaps, rising from row to row), its id,
    the values of FIELDS (each once, parted by spaces) and of FACETS (each once).
    """

    order: int
    id: str
    fields: dict[str, str]
    facets: dict[str, tuple[str, ...]]


class Found(msgspec.Struct, frozen=True):
    """``hits``: (order of the row, score), best first. ``total`` and ``facets`` (name → value → clauses) count all matches; of documents
    an engine may leave out those with fewer matches than MOST_DOCUMENTS others."""

    hits: tuple[tuple[int, int], ...]
    total: int
    facets: dict[str, dict[str, int]]


class Begun(msgspec.Struct, frozen=True):
    """A question that is being answered: the hits are there, the rest may still be counted and is there when ``whole`` comes back."""

    hits: tuple[tuple[int, int], ...]
    whole: Callable[[], Found]


class EngineDown(Exception):
    """The engine cannot answer now, or is not there at all; the words say in Vietnamese why and what to do."""


class Engine(Protocol):
    """An opened index. A module of an engine has ``index(rows, folder, name)``, which writes a new one from rows that stream
    (``name`` is the same for the same rows), and ``open_index(folder)``, which gives this. It may have ``made_current(folder)`` and
    ``dropped(folder)``, which are told when the index begins to be served and when its folder goes, and ``held_in(folder, field)``, which
    tells of a new index in how many clauses each value of "words" and "pairs" stands, so that nobody need count it. The index may have ``begin``, which
    asks as ``answer`` does and gives ``Begun``, so that the hits can be put in order while the facets are counted.
    """

    def answer(self, wanted: Wanted, limit: int, facets: tuple[str, ...]) -> Found:
        """The best ``limit`` matches, the number of all, and the counts of the facets named. Safe to call from several threads.
        Raises EngineDown when there is nobody to answer.
        """
        ...

    def close(self) -> None:
        """Lets the files go."""
        ...
