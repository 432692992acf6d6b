"""The corpus's own words, counted while its clauses stream by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from phancap.indexer.held_words import Counts
from phancap.indexer.prepared import Apart
from phancap.indexer.vietnamese import fold
from phancap.indexer.written import Forms


class Counting:
    """Counts the corpus's own words while its clauses stream by; what was counted of parts can be joined in any order.

    ``words`` says whether to count in how many clauses each word and pair stands: an engine may know it from its own lists.
    """

    def __init__(self, words: bool = True) -> None:
        self.counts_words = words
        self.total = 0
        self.words: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self.agencies: Counter[str] = Counter()
        self.written: Counter[str] = Counter()
        self.written_pairs: Counter[tuple[str, str]] = Counter()
        self.written_skips: Counter[str] = Counter()
        self.numbers: set[str] = set()
        self.above: set[str] = set()
        self.above_pairs: set[str] = set()

    def add(self, clauses: Sequence[Apart]) -> None:
        """More clauses."""
        self.total += len(clauses)
        if self.counts_words:
            self.words.update(chain.from_iterable([one.held.words for one in clauses]))
            self.pairs.update(chain.from_iterable([one.held.pairs for one in clauses]))
        self.agencies.update(chain.from_iterable([one.clause.relations for one in clauses]))
        self.numbers.update(chain.from_iterable([one.clause.numbers for one in clauses]))
        for held in {id(one.held.above): one.held for one in clauses}.values():  # neighbours share it
            self.above.update(held.above)
            self.above_pairs.update(held.above_pairs)
        lines = [letters for one in clauses for letters in one.letters if letters]
        # a syllable is counted as the first of a pair; the last of a line by itself
        self.written.update([letters[-1] for letters in lines])
        self.written_pairs.update(chain.from_iterable(map(pairwise, lines)))
        self.written_skips.update(chain.from_iterable([one.clause.letter_skips.split() for one in clauses if one.clause.letter_skips]))

    def join(self, other: Counting) -> None:
        """Add what was counted elsewhere."""
        self.total += other.total
        for mine, theirs in (
            (self.words, other.words), (self.pairs, other.pairs), (self.agencies, other.agencies), (self.written, other.written),
            (self.written_skips, other.written_skips),
        ):  # fmt: skip
            mine.update(theirs)
        self.written_pairs.update(other.written_pairs)
        self.numbers |= other.numbers
        self.above |= other.above
        self.above_pairs |= other.above_pairs

    @cached_property
    def shown(self) -> Shown:
        """How each word and pair is written, once all has been counted."""
        written: Counter[tuple[str, ...]] = Counter({(word,): number for word, number in self.written.items()})
        pairs: Counter[tuple[str, ...]] = Counter()
        pairs.update(self.written_pairs)
        for (first, _), number in self.written_pairs.items():
            written[first,] += number
        for skip, number in self.written_skips.items():
            first, _, second = skip.partition("_")
            pairs[first, second] += number
        return Shown(_commonest(written), _commonest(pairs), sorted([word for (word,) in written]))

    def counts(self, places: Mapping[str, str], documents: dict[str, list[str]], standings: Mapping[str, float]) -> Counts:
        """What was counted, with the jurisdiction of each document, what documents are called and how they stand."""
        self.words.update(self.above - self.words.keys())
        self.pairs.update(self.above_pairs - self.pairs.keys())
        return Counts(
            self.total, dict(sorted(self.words.items())), dict(sorted(self.pairs.items())), dict(sorted(self.agencies.items())),
            sorted(self.numbers), self.shown.words, self.shown.pairs, self.shown.letters, dict(sorted(places.items())),
            documents, standings=dict(standings),
        )  # fmt: skip


class Shown(NamedTuple):
    """Folded word → how it is written most often, the same for pairs ("a_b"), and all words with their marks."""

    words: dict[str, str]
    pairs: dict[str, str]
    letters: list[str]


def _commonest(written: Mapping[tuple[str, ...], int]) -> dict[str, str]:
    """Folded → how it is written most often; of equals the first by letters."""
    folds = Forms(fold)  # the syllables of the pairs are few
    best: dict[str, tuple[int, str]] = {}
    for words, number in written.items():
        folded, this = "_".join([folds[word] for word in words]), (-number, "_".join(words))
        if folded not in best or this < best[folded]:
            best[folded] = this
    return {folded: letters for folded, (_, letters) in sorted(best.items())}
