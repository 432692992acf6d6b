"""A query taken apart into *units* with weights.

A unit is a word, a pair of neighbouring words, an agency, a time, a number, an address; it weighs what its rarity in the
corpus says.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import msgspec
from phancap.indexer.alternatives import any_of
from phancap.indexer.held_words import rarity
from phancap.indexer.lexicon import Lexicon
from phancap.indexer.periods import is_period
from phancap.indexer.query import STOP_WEIGHT, AskedAgency, Query, Word
from phancap.indexer.terms import STOP_WORDS
from phancap.indexer.typed_focus import NUMERAL
from phancap.indexer.vietnamese import fold

TRAIL = 0.5  # a word in a heading above says less than one in the clause itself
TITLE = 0.3  # one in its document's title less: "hồ sơ xét tặng công dân thủ đô ưu tú" asks for a clause that need not say whose
PAIR = 1.2  # neighbours say more than their two words (349 exam questions over 2,249 articles: hit@1 .782 → .834 with LENGTH)
TRIPLE = 0.6
LONG = 3  # different telling syllables of a question ("từ bao nhiêu tuổi thì được thi tuyển viên chức?") …
LONG_WORDS = 8  # … and of words that are typed one behind the other: one clause then often holds them all
OTHER_WORDS = 0.5  # the law's word for an everyday one that was typed ("bồi thường" for "phải đền")
TITLED = 0.7  # "nq 26/2026 hài cốt liệt sĩ vướng mắc báo cáo ai": all of that resolution is about the dead; asked is what stands in the way
STRANGE = 0.3  # words that never stand beside each other in the corpus
PERIOD = 2.0  # a day, a month, a quarter, in weights of a telling unit
SAID_PLACE = 0.7  # a text that names the province beside one of its own documents
TERRITORY = 3.0  # a province's documents, in weights of a telling unit
CROSSING = 0.5  # "tỉnh ban" of "UBND tỉnh ban hành"
_ASKING = frozenset({"trach", "nhiem", "vu", "co", "viec", "quyen", "han", "gom"})  # what people ask an agency's name for
_ROLE = frozenset({"chu", "tri", "tham", "muu", "phoi", "hop", "thuc", "hien"})  # which role it has


@dataclass(frozen=True)
class Unit:
    """A word or a pair asked for: its letters, whether marks count, its weight, whether it says something by itself and was typed."""

    folded: str
    exact: str
    marks: bool
    weight: float
    telling: bool

    @cached_property
    def near(self) -> str:
        """As it stands in a line, a space at both ends."""
        return f" {self.folded.replace('_', ' ')} "

    @cached_property
    def near_exact(self) -> str:
        """The same with marks."""
        return f" {self.exact.replace('_', ' ')} "

    @cached_property
    def parted(self) -> str:
        """A pair as it stands among the skips."""
        return f" {self.folded} "

    @cached_property
    def parted_exact(self) -> str:
        """The same with marks."""
        return f" {self.exact} "


@dataclass(frozen=True)
class Asked:
    """A query made ready for many clauses."""

    query: Query
    lexicon: Lexicon

    @cached_property
    def words(self) -> list[Unit]:
        """Syllables that the corpus holds, each once."""
        counts, exact_words = self.lexicon.counts, self.lexicon.exact_words
        found: dict[str, Unit] = {}
        for typed, run in self.runs:
            for word in run:
                if word.weight and not self.bare_agency and word.folded in counts.words and word.folded not in found:
                    marks = self.query.marked and word.marked and word.exact in exact_words
                    weight = rarity(counts.clauses, counts.words[word.folded]) * word.weight
                    if word.folded in self.titled:
                        weight *= TITLED
                    found[word.folded] = Unit(word.folded, word.exact, marks, weight, typed and word.folded not in STOP_WORDS)
        return list(found.values())

    @cached_property
    def runs(self) -> list[tuple[bool, tuple[Word, ...]]]:
        """The words typed (True), and those that are looked for besides, each row by itself."""
        others = (
            tuple(
                Word(fold(w), w, w != fold(w), OTHER_WORDS * (STOP_WEIGHT if fold(w) in STOP_WORDS else 1.0), n > 0)
                for n, w in enumerate(o.words)
            )
            for o in self.query.others
        )
        return [(True, self.query.words), *((False, run) for run in others)]

    @cached_property
    def titled(self) -> frozenset[str]:
        """Words that stand in the title of the document that is named: they say which it is, and little of which clause."""
        titles = [set(self.lexicon.counts.titles.get(document, "").split()) for document in self.query.documents]
        return frozenset(set.intersection(*titles)) if titles else frozenset()

    @cached_property
    def stand_ins(self) -> dict[str, tuple[str, ...]]:
        """A word typed → terms that are as good as it: of what the law says for it the rarest pair ("boi_thuong" for "den"), or its one word."""
        counts, found = self.lexicon.counts, dict[str, tuple[str, ...]]()
        for other in self.query.others:
            words = tuple(map(fold, other.words))
            pairs = [(counts.pairs[p], p) for p in (f"{a}_{b}" for a, b in pairwise(words)) if p in counts.pairs]
            term = min(pairs)[1] if pairs else words[0]
            for word in other.typed:
                found[word] = (*found.get(word, ()), term)
        return found

    @cached_property
    def pairs(self) -> list[Unit]:
        """Neighbouring syllables that stand so in the corpus too."""
        counts, exact_words = self.lexicon.counts, self.lexicon.exact_words
        found: dict[str, Unit] = {}
        for first, second in self._neighbours():
            key = f"{first.folded}_{second.folded}"
            if self.bare_agency or not (first.weight or second.weight):
                continue  # inside an agency's name: the agency counts by itself
            if key in counts.pairs and key not in found:
                marks = (first.marked or second.marked) and first.exact in exact_words and second.exact in exact_words
                share = min(first.weight, second.weight) or CROSSING
                if self.titled.issuperset((first.folded, second.folded)):
                    share *= TITLED
                weight = rarity(counts.clauses, counts.pairs[key]) * PAIR * share
                found[key] = Unit(key, f"{first.exact}_{second.exact}", marks, weight, True)
        return list(found.values())

    @cached_property
    def full(self) -> float:
        """What words and pairs weigh together."""
        return sum(unit.weight for unit in self.words) + sum(unit.weight for unit in self.pairs)

    @cached_property
    def telling(self) -> int:
        """The number of words that say something by themselves."""
        return sum(unit.telling for unit in self.words)

    def _neighbours(self) -> Iterator[tuple[Word, Word]]:
        """Words typed one behind the other, a stop word between them left out or not."""
        for _, words in self.runs:
            for at in range(1, len(words)):
                if words[at].glued:
                    yield words[at - 1], words[at]
                    if at + 1 < len(words) and words[at + 1].glued and words[at].folded in STOP_WORDS:
                        yield words[at - 1], words[at + 1]

    @cached_property
    def unknown_weight(self) -> float:
        """Words, and neighbours, that no clause holds are missed by all: they tell a good answer from a poor one, not
        one clause from another.
        """
        pairs = self.lexicon.counts.pairs
        strange = sum(
            b.glued and a.weight == b.weight == 1 and f"{a.folded}_{b.folded}" not in pairs for a, b in pairwise(self.query.words)
        )
        return rarity(self.lexicon.counts.clauses, 0) * (len(self.query.unknown) + STRANGE * strange)

    def agency_weight(self, agency: AskedAgency) -> float:
        """An agency's name says more than any single word; the rarer it is, the more."""
        return 2.5 + rarity(self.lexicon.counts.clauses, self.lexicon.counts.agencies.get(agency.key, 0))

    def when_weight(self, term: str) -> float:
        """A day or a quarter says as much as two words: it is asked for in two or more."""
        return (PERIOD if is_period(term) else 1.0) * self.base

    @cached_property
    def territory_weight(self) -> float:
        """What a province weighs that is said by itself: its two syllables say nothing any more."""
        return TERRITORY * self.base

    @cached_property
    def names(self) -> list[tuple[str, ...]]:
        """All ways of writing the agencies asked for, folded."""
        keys = {key for a in self.query.agencies for key in (a.key, *a.also)}
        return [name for name, owners in self.lexicon.names.items() if any(key in keys for key, _ in owners)] if keys else []

    @cached_property
    def base(self) -> float:
        """The weight of a telling unit, for what has no rarity of its own."""
        return rarity(self.lexicon.counts.clauses, max(1, self.lexicon.counts.clauses // 20))

    @cached_property
    def bare_agency(self) -> bool:
        """Only an agency, perhaps with a role, is asked for: "Sở Nội vụ có trách nhiệm gì"."""
        query = self.query
        others = query.around or query.when or query.numbers or query.address or query.phrases or query.unknown
        acting = bool(query.agencies) and all(agency.acts for agency in query.agencies)
        return (
            acting
            and not others
            and all(w.weight <= STOP_WEIGHT or w.folded in _ASKING or (w.weight < 1 and w.folded in _ROLE) for w in query.words)
        )

    @cached_property
    def bare_document(self) -> bool:
        """Only documents are asked for, held or not: "2890/QĐ-UBND"."""
        query = self.query
        others = query.agencies or query.when or query.address or query.phrases or query.unknown
        return bool(query.documents or query.numbers) and not others and not any(unit.telling for unit in self.words)

    @cached_property
    def heading_asked(self) -> bool:
        """Nothing but an address or words: a container may be the answer."""
        return not self.query.agencies and not self.query.when

    @cached_property
    def triples(self) -> list[Unit]:
        """Three neighbouring syllables, none a number of its own; only looked at in long questions."""
        found: dict[str, Unit] = {}
        pairs = self.lexicon.counts.pairs
        total = self.lexicon.counts.clauses
        for typed, words in self.runs:
            for a, b, c in zip(words, words[1:], words[2:], strict=False):
                key = f"{a.folded}_{b.folded}_{c.folded}"
                near = f"{a.folded}_{b.folded}", f"{b.folded}_{c.folded}"
                if b.glued and c.glued and key not in found and all(pair in pairs for pair in near):
                    weight = TRIPLE * max(rarity(total, pairs[pair]) for pair in near)
                    found[key] = Unit(key, key, False, weight if typed else weight * OTHER_WORDS, True)
        return list(found.values())

    @cached_property
    def line(self) -> str:
        """The folded words in a row, a space at both ends; behind them those that are looked for besides."""
        return " ".join(["", *(word.folded for _, run in self.runs for word in run), ""])

    @cached_property
    def telling_words(self) -> frozenset[str]:
        """The words that say something by themselves."""
        return frozenset(unit.folded for unit in self.words if unit.folded not in STOP_WORDS)

    @cached_property
    def telling_near(self) -> list[tuple[str, str]]:
        """The same words, each also as it stands in a line."""
        return [(word, f" {word} ") for word in self.telling_words]

    @cached_property
    def finder(self) -> re.Pattern[str]:
        """Finds the words asked for in a line, each with the space before it; the word is its group."""
        return re.compile(f" ({any_of(unit.folded for unit in self.words)})(?= )")

    @cached_property
    def letters_finder(self) -> re.Pattern[str]:
        """The same with marks."""
        return re.compile(f" ({any_of(unit.exact for unit in self.words)})(?= )")

    @cached_property
    def amount(self) -> re.Pattern[str] | None:
        """Finds a number of what is counted in a line: "15 ngày" where "mấy ngày" is asked."""
        units = self.query.amounts
        return re.compile(f" {NUMERAL} (?:{'|'.join(units)})(?= )") if units else None

    def weigh(self, words: Iterable[str]) -> float:
        """The rarities of folded words together; stop words weigh nothing."""
        return math.fsum(map(self.rarity_of, words))  # the order of a set must not show

    def rarity_of(self, word: str) -> float:
        """The rarity of a folded word, 0 for a stop word."""
        found = self._rarities.get(word)
        if found is None:
            counts = self.lexicon.counts
            found = self._rarities[word] = 0.0 if word in STOP_WORDS else rarity(counts.clauses, counts.words.get(word, 0))
        return found

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {}

    @cached_property
    def laws(self) -> dict[str, float]:
        """Held documents that the question may be about: 1 where one is named, or else its province; else the share of a law's name that is
        typed.
        """
        found: dict[str, float] = {}
        for unit in self.pairs:
            for document, share in self.lexicon.named_by.get(unit.folded, ()):
                found[document] = found.get(document, 0.0) + share
        around = {place.key for place in self.query.around}
        if around and not self.query.documents:  # "qđ 209/2025 hải phòng hiệu lực từ ngày nào" asks one of Hải Phòng's decisions
            found |= {document: 1.0 for document, place in self.lexicon.counts.places.items() if place in around}
        return found | dict.fromkeys(self.query.documents, 1.0)

    @cached_property
    def telling_weight(self) -> float:
        """The rarities of the telling words together."""
        return self.weigh(self.telling_words)

    @cached_property
    def as_words(self) -> Asked:
        """The same with every name and time that was understood taken as words again: for an article's text, which says "Chủ tịch nước
        do Quốc hội bầu" whoever bears what in it.
        """
        words = tuple(msgspec.structs.replace(word, weight=word.weight or 1.0) for word in self.query.words)
        return Asked(msgspec.structs.replace(self.query, words=words, agencies=()), self.lexicon)

    @cached_property
    def long(self) -> bool:
        """A question of many words: no single clause need hold most of them, an article may."""
        letters = sum(unit.telling and len(unit.folded) == 1 and unit.folded.isalpha() for unit in self.words)  # the "y" of "thú y"
        return self.telling - letters > (LONG if self.query.asks else LONG_WORDS)
