"""How well a clause answers a query: our own figure, the same for every engine and for the browser.

A query is taken apart into *units* (words, neighbouring words, agencies, roles, times, numbers, an address). A unit weighs
what its rarity says and is met between 0 and 1; the score is the weighed share that is met, corrected by how many units
are met at all, by where the clause stands (leaf or container) and, mildly, by its length. Equal scores fall back on
document and order, so an answer is always the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from phancap.indexer.query import AskedAgency, Filters, Query, Word
from phancap.indexer.terms import STOP_WORDS, Lexicon, Prepared, Token

TRAIL = 0.5  # a word in a heading above says less than one in the clause itself
FOLDED = 0.7  # typed with marks, found only with others ("phân" typed, "phẩn" found)
PAIR = 1.2  # neighbours say more than their two words (349 exam questions over 2,249 articles: hit@1 .782 → .834 with LENGTH)
INSIDE = 0.85  # a pair in the middle of a long task says less than one that the task begins with
LENGTH = 0.12  # how far a long clause is set back: one of 43 syllables counts 1/1.12
STRANGE = 0.3  # words that never stand beside each other in the corpus
CROSSING = 0.5  # "tỉnh ban" of "UBND tỉnh ban hành"
NEEDED = 0.28  # share of the units' weight that a clause must meet to be an answer at all
LONG = 12  # different syllables of a question from which on half of NEEDED is enough
BESIDE_BEST = 0.4  # … and share of the best answer's score
_ASKING = frozenset({"trach", "nhiem", "vu", "co", "viec", "quyen", "han", "gom"})  # what people ask an agency's name for


def rarity(total: int, holding: int) -> float:
    """BM25's inverse document frequency, never below 0.1."""
    return max(0.1, math.log(1 + (total - holding + 0.5) / (holding + 0.5)))


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a pair asked for: its letters, whether marks count, its weight, whether it says something by itself."""

    folded: str
    exact: str
    marks: bool
    weight: float
    telling: bool


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
        for word in self.query.words:
            if word.weight and not self.bare_agency and word.folded in counts.words and word.folded not in found:
                marks = self.query.marked and word.marked and word.exact in exact_words
                weight = rarity(counts.clauses, counts.words[word.folded]) * word.weight
                found[word.folded] = Unit(word.folded, word.exact, marks, weight, word.folded not in STOP_WORDS)
        return list(found.values())

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
                weight = rarity(counts.clauses, counts.pairs[key]) * PAIR * share
                found[key] = Unit(key, f"{first.exact}_{second.exact}", marks, weight, True)
        return list(found.values())

    def _neighbours(self) -> Iterator[tuple[Word, Word]]:
        """Words typed one behind the other, a stop word between them left out or not."""
        words = self.query.words
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

    @cached_property
    def names(self) -> list[tuple[str, ...]]:
        """All ways of writing the agencies asked for, folded."""
        keys = {a.key for a in self.query.agencies}
        return [name for name, owners in self.lexicon.names.items() if any(key in keys for key, _ in owners)] if keys else []

    @cached_property
    def base(self) -> float:
        """The weight of a telling unit, for what has no rarity of its own."""
        return rarity(self.lexicon.counts.clauses, max(1, self.lexicon.counts.clauses // 20))

    @cached_property
    def bare_agency(self) -> bool:
        """Only an agency, perhaps with a role, is asked for: "Sở Nội vụ có trách nhiệm gì"."""
        query = self.query
        others = query.when or query.numbers or query.address or query.phrases or query.unknown
        acting = bool(query.agencies) and all(agency.acts for agency in query.agencies)
        return acting and not others and all(w.weight < 1 or w.folded in _ASKING for w in query.words)

    @cached_property
    def heading_asked(self) -> bool:
        """Nothing but an address or words: a container may be the answer."""
        return not self.query.agencies and not self.query.when


def admitted(clause: Prepared, query: Query, filters: Filters) -> bool:
    """Whether filters, quoted phrases and words left out let the clause through."""
    if filters.document and clause.document != filters.document:
        return False
    if filters.kind and clause.kind != filters.kind:
        return False
    if filters.agency and filters.agency not in clause.agencies:
        return False
    if filters.role and filters.role not in clause.roles:
        return False
    if any(word in clause.words for word in query.excluded):
        return False
    return all(f" {' '.join(phrase)} " in clause.line for phrase in query.phrases)


def explain(clause: Prepared, asked: Asked) -> dict[str, float]:
    """The parts of the score and the score itself under "score" (0 to about 100)."""
    query = asked.query
    parts: dict[str, float] = {}
    met = full = 0.0
    units = met_units = 0

    def add(name: str, weight: float, quality: float, telling: bool = True) -> None:
        nonlocal met, full, units, met_units
        met += weight * quality
        full += weight
        if telling:
            units += 1
            met_units += quality > 0
        if quality:
            parts[name] = parts.get(name, 0.0) + weight * quality

    for unit in asked.words:
        quality = _place(unit, clause.words, clause.exact, clause.trail)
        add("words", unit.weight, quality, unit.telling)
    for unit in asked.pairs:
        quality = _place(unit, clause.pairs, clause.exact_pairs, clause.trail_pairs)
        add("pairs", unit.weight, quality if unit.folded in clause.heads else quality * INSIDE, False)
    for agency in query.agencies:
        add("agency", asked.agency_weight(agency), agency_quality(agency, clause, query))
    if not query.agencies:
        for role in query.roles:
            add("role", asked.base * 0.6, 1.0 if role in clause.roles else 0.0, False)
    for term in query.when:
        add("when", asked.base, 1.0 if term in clause.when else 0.0)
    for number in query.numbers:
        add("number", asked.base, 1.0 if number in clause.heading_numbers else 0.9 if number in clause.numbers else 0.0)
    for phrase in query.phrases:
        add("phrase", asked.base * len(phrase), 1.0)
    if query.address:
        add("address", asked.base * 3 * len(query.address), address_quality(query.address, clause.path))
    if not full or not met:
        return {"score": 0.0}
    coverage = met_units / units if units else 1.0
    share = met / (full + asked.unknown_weight)
    parts["share"] = share
    parts["coverage"] = coverage
    parts["place"] = _standing(clause, asked)
    parts["length"] = 1.0 if asked.bare_agency else 1 / (1 + LENGTH * math.log1p(clause.size / 25))
    parts["score"] = round(100 * share * (0.6 + 0.4 * coverage) * parts["place"] * parts["length"], 6)
    return parts


def _place(unit: Unit, own: frozenset[str], own_exact: frozenset[str], trail: frozenset[str]) -> float:
    if unit.folded in own:
        return 1.0 if not unit.marks or unit.exact in own_exact else FOLDED
    return TRAIL if unit.folded in trail else 0.0


def agency_quality(agency: AskedAgency, clause: Prepared, query: Query) -> float:
    """How far the clause concerns the agency in the way it was asked for (1: bearer with the role asked, or what was asked)."""
    relations = clause.relations.get(agency.key, frozenset())
    if not agency.acts:
        best = 1.0 if relations & {"p", "r"} else 0.9 if "m" in relations else 0.35 if relations else 0.0
        return best
    bearer = [r[2:] for r in relations if r.startswith("b:")]
    if bearer:
        return 1.0 if not query.roles or any(role in bearer for role in query.roles) else 0.75
    if "h" in relations:
        return 0.9
    if "p" in relations:
        return 0.7 if "coordinate" in query.roles else 0.5
    if "u" in relations:
        return 0.6
    group = max((_group_quality(clause.relations.get(g, frozenset())) for g in agency.groups), default=0.0)
    own = 0.45 if "r" in relations else 0.42 if "m" in relations else 0.0
    return max(own, group)


def _group_quality(relations: frozenset[str]) -> float:
    """A duty of "các Sở, Ban, ngành" is a duty of Sở Y tế as well, though a weaker answer than its own."""
    return 0.4 if any(r.startswith("b:") for r in relations) else 0.3 if relations & {"h", "u"} else 0.1 if relations else 0.0


def address_quality(steps: tuple[tuple[str, ...], ...], path: tuple[str, ...]) -> float:
    """1 for the very clause, less for those under it, little for one that lacks a step, 0 for another place."""
    missing = 0
    for readings in steps:
        if not any(reading in path for reading in readings):
            kind = readings[0].split("_")[0]
            if any(step.split("_")[0] == kind for step in path):
                return 0.0
            missing += 1
    if missing:
        return 0.25 * (len(steps) - missing) / len(steps) if missing < len(steps) else 0.0
    last = steps[-1]
    if path[-1] == last[0]:
        return 1.0
    if path[-1] in last:
        return 0.9
    deepest = max((path.index(r) for r in last if r in path), default=0)
    return max(0.4, 0.7 - 0.05 * (len(path) - 1 - deepest))


def _standing(clause: Prepared, asked: Asked) -> float:
    """The leaf before its container, unless the container's own heading is what was asked for."""
    if not clause.container:
        return 1.0
    if asked.query.address and address_quality(asked.query.address, clause.path) >= 0.9:
        return 1.0
    if asked.bare_agency and not asked.query.roles and any("h" in clause.relations.get(a.key, ()) for a in asked.query.agencies):
        return 1.12
    telling = [u for u in asked.words if u.telling]
    if telling and asked.heading_asked and all(u.folded in clause.heading for u in telling):
        return 1.05
    return 0.85


def enough(best: float, score: float, share: float, asked: Asked) -> bool:
    """Whether a clause is still an answer beside the best one; a long question is never met as fully as a short one."""
    needed = NEEDED if len(asked.words) <= LONG else NEEDED / 2
    return share >= needed and score >= BESIDE_BEST * best


# -- what to mark in the text ---------------------------------------------------------------------------------------


def matched_spans(tokens: list[Token], asked: Asked) -> list[tuple[int, int]]:
    """Half-open ranges (characters of the text) of the words that met the query.

    Where neighbouring words match, a lone common syllable elsewhere is not marked ("cap" of "phân cấp" in "cấp huyện").
    """
    named = {w.folded for w in asked.query.words if not w.weight}
    pairs = {u.folded for u in asked.pairs if not named.issuperset(u.folded.split("_"))}
    paired = {w for p in pairs for w in p.split("_")}
    common = rarity(asked.lexicon.counts.clauses, asked.lexicon.counts.clauses // 12)
    alone = {u.folded for u in asked.words if u.telling and (u.folded not in paired or u.weight >= common)}
    phrases = [*asked.query.phrases, *asked.names]
    numbers = set(asked.query.numbers)
    folded = [t.folded for t in tokens]
    chosen: set[int] = set()
    for at, pair in enumerate(pairwise(folded)):
        if "_".join(pair) in pairs:
            chosen.update((at, at + 1))
        elif at + 2 < len(folded) and pair[1] in STOP_WORDS and f"{pair[0]}_{folded[at + 2]}" in pairs:
            chosen.update((at, at + 2))
    for at, word in enumerate(folded):
        if word in alone or word in numbers or (numbers and word.partition("-")[0] in numbers):
            chosen.add(at)
    for phrase in phrases:
        size = len(phrase)
        for at in range(len(folded) - size + 1):
            if tuple(folded[at : at + size]) == phrase:
                chosen.update(range(at, at + size))
    spans: list[tuple[int, int]] = []
    last = -2
    for at in sorted(chosen):
        start, end = tokens[at].start, tokens[at].end
        if spans and at == last + 1:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif not spans or start >= spans[-1][1]:
            spans.append((start, end))
        last = at
    stop = {at for at in chosen if folded[at] not in STOP_WORDS}
    return spans if stop else []
