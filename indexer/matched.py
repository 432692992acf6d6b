"""The words of a clause that met the query, to be marked where it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from phancap.indexer.asked import Asked
from phancap.indexer.held_words import rarity
from phancap.indexer.periods import written
from phancap.indexer.terms import STOP_WORDS


@dataclass(frozen=True)
class Sought:
    """What is marked: words by themselves, pairs, whole phrases (quoted ones and names of agencies) by their first
    words, numbers of documents.

    ``parted`` are the rarer syllables of the pairs, marked by themselves only in a text that holds nothing else of the question.
    """

    alone: frozenset[str]
    parted: frozenset[str]
    pairs: frozenset[str]
    phrases: dict[str, list[tuple[str, ...]]]
    numbers: frozenset[str]
    words: frozenset[str]


def sought(asked: Asked) -> Sought:
    """What a query marks. A syllable typed as part of a pair is marked with its neighbour: "thẩm định" was asked, not the "thẩm" of "thẩm quyền"."""
    named = {w.folded for w in asked.query.words if not w.weight}
    pairs = frozenset(u.folded for u in asked.pairs if not named.issuperset(u.folded.split("_")))
    paired = {w for p in pairs for w in p.split("_")}
    common = rarity(asked.lexicon.counts.clauses, asked.lexicon.counts.clauses // 12)
    alone = frozenset(u.folded for u in asked.words if u.telling and u.folded not in paired)
    parted = frozenset(u.folded for u in asked.words if u.telling and u.folded in paired and u.weight >= common)
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*asked.query.phrases, *asked.names, *(words for term in asked.query.when for words in written(term))):
        phrases.setdefault(phrase[0], []).append(phrase)
    words = alone | paired | phrases.keys()
    return Sought(alone, parted, pairs, phrases, frozenset(asked.query.numbers), words)


def matched_spans(folded: Sequence[str], starts: Sequence[int], ends: Sequence[int], what: Sought) -> list[tuple[int, int]]:
    """Half-open ranges (characters of the text) of the words that met the query; the syllables and where each starts and ends."""
    chosen: set[int] = set()
    last = len(folded) - 1
    words = what.words
    for at in [at for at, word in enumerate(folded) if word in words]:
        word = folded[at]
        if word in what.alone:
            chosen.add(at)
        if at < last and f"{word}_{folded[at + 1]}" in what.pairs:
            chosen.update((at, at + 1))
        elif at + 1 < last and folded[at + 1] in STOP_WORDS and f"{word}_{folded[at + 2]}" in what.pairs:
            chosen.update((at, at + 2))
        for phrase in what.phrases.get(word, ()):
            if tuple(folded[at : at + len(phrase)]) == phrase:
                chosen.update(range(at, at + len(phrase)))
    if what.numbers:
        chosen.update(at for at, word in enumerate(folded) if "/" in word and not what.numbers.isdisjoint((word, word.partition("-")[0])))
    if not any(folded[at] not in STOP_WORDS for at in chosen):
        chosen = {at for at, word in enumerate(folded) if word in what.parted}
    spans: list[tuple[int, int]] = []
    last = -2
    for at in sorted(chosen):
        start, end = starts[at], ends[at]
        if spans and at == last + 1:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif not spans or start >= spans[-1][1]:
            spans.append((start, end))
        last = at
    return spans
