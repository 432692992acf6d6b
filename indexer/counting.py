"""The corpus's own words, counted while its clauses stream by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from phancap.indexer.lexicon import Counts
from phancap.indexer.prepared import Held, Prepared
from phancap.indexer.vietnamese import fold


class Counting:
    """Counts the corpus's own words while its clauses stream by; what was counted of parts can be joined in any order."""

    def __init__(self) -> None:
        self.total = 0
        self.words: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self.agencies: Counter[str] = Counter()
        self.written: Counter[str] = Counter()
        self.written_pairs: Counter[str] = Counter()
        self.numbers: set[str] = set()
        self.above: set[str] = set()
        self.above_pairs: set[str] = set()

    def add(self, clause: Prepared, held: Held) -> None:
        """One clause more, with what it holds."""
        self.total += 1
        self.words.update(held.words)
        self.pairs.update(held.pairs)
        self.agencies.update(clause.relations.keys())
        self.numbers.update(clause.numbers)
        self.above |= held.above
        self.above_pairs |= held.above_pairs
        for part in clause.letters.split("|"):
            letters = part.split()
            self.written.update(letters)
            self.written_pairs.update([f"{a}_{b}" for a, b in pairwise(letters)])
        self.written_pairs.update(clause.letter_skips.split())

    def join(self, other: Counting) -> None:
        """Add what was counted elsewhere."""
        self.total += other.total
        for mine, theirs in (
            (self.words, other.words), (self.pairs, other.pairs), (self.agencies, other.agencies), (self.written, other.written),
            (self.written_pairs, other.written_pairs),
        ):  # fmt: skip
            mine.update(theirs)
        self.numbers |= other.numbers
        self.above |= other.above
        self.above_pairs |= other.above_pairs

    def counts(self, places: Mapping[str, str], documents: dict[str, list[str]], standings: Mapping[str, float]) -> Counts:
        """What was counted, with the jurisdiction of each document, what documents are called and how they stand."""
        self.words.update(self.above - self.words.keys())
        self.pairs.update(self.above_pairs - self.pairs.keys())
        return Counts(
            self.total, dict(sorted(self.words.items())), dict(sorted(self.pairs.items())), dict(sorted(self.agencies.items())),
            sorted(self.numbers), _commonest(self.written), _commonest(self.written_pairs), sorted(self.written), dict(sorted(places.items())),
            documents, dict(standings),
        )  # fmt: skip


def _commonest(written: Mapping[str, int]) -> dict[str, str]:
    """Folded → how it is written most often; of equals the first by letters."""
    best: dict[str, tuple[int, str]] = {}
    for letters, number in written.items():
        folded = fold(letters)
        if folded not in best or (-number, letters) < best[folded]:
            best[folded] = (-number, letters)
    return {folded: letters for folded, (_, letters) in sorted(best.items())}
