"""What an engine is asked for of a query: the terms that a clause must hold, and what each of them adds to its score."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise, zip_longest

from phancap.indexer.asked import SAID_PLACE, TRAIL, Asked, Unit
from phancap.indexer.periods import EACH, answers
from phancap.indexer.query import AskedPlace, Filters
from phancap.indexer.wanted import FACETS, MAX_GROUPS, MAX_SCORE, Term, Wanted

_LONGEST_LEFT_OUT = 2  # words to leave out that an engine can tell from their pair; longer phrases are sorted out of the first answers
_SCALE = 10  # weights of an engine's terms are whole numbers, in tenths
_MOST_NEEDED = 4  # groups that an article must meet of a long question, however many it has: a case told in 24 words is answered by an article with six


def wanted_of(asked: Asked, filters: Filters, strict: bool = True, inside: bool = False) -> Wanted:
    """What an engine is asked for. Strictly most of what was typed must be met; else a third is enough. ``inside``: only in the documents
    that are named, or in what speaks of their numbers.
    """
    groups = _groups(asked)
    number = len(groups)
    share = 0.7 if strict and not asked.long else 0.34
    at_least = number if number <= 2 and strict else max(1, math.ceil(share * number))
    if asked.long:
        at_least = min(at_least, _MOST_NEEDED)
    query = asked.query
    steps = list(zip_longest(query.address, query.address_pairs, fillvalue=""))
    if not strict and query.documents and len(steps) > 1:
        steps.pop()  # "điểm đ khoản 2 Điều 5 nghị định 152/2026" where khoản 2 has no points
    must = tuple(
        (*(Term("terms", f"a:{r}") for r in readings), *([Term("pairs", said)] if said else []))  # "nêu tại Mục 1" in a text
        for readings, said in steps
    )
    must += tuple((term,) for phrase in query.phrases for term in _phrase_terms(phrase))
    if query.places:
        must += (tuple(Term("terms", f"p:{place}") for place in query.places),)
    if query.address and query.documents:  # "Điều 6 của Luật Tiếp cận thông tin đề cập đến …": the place says it all
        must += (tuple(Term("terms", f"d:{document}") for document in query.documents),)
        groups, at_least = (), 0
    elif inside:  # "phụ lục 1 quyết định 2859": of 111,650 clauses 100 that say "phụ lục 1" weighed more than any of that decision
        must += ((*(Term("terms", f"d:{d}") for d in query.documents), *(Term("terms", f"n:{n}") for n in query.numbers)),)
    left_out = tuple(_phrase_terms(tuple(words.split()))[0] for words in query.excluded if words.count(" ") < _LONGEST_LEFT_OUT)
    narrowed = tuple((name, value) for name in FACETS if (value := getattr(filters, name, None)))
    return Wanted(_scored(asked), groups, min(at_least, len(groups)), must[:MAX_GROUPS], left_out[:MAX_GROUPS], narrowed)


def _groups(asked: Asked) -> tuple[tuple[Term, ...], ...]:
    """What a clause must meet most of, each in any of its forms; the heaviest of too many."""
    query = asked.query
    groups: list[tuple[float, tuple[Term, ...]]] = []
    for agency in query.agencies:
        keys = (agency.key, *agency.also, *(agency.groups if agency.acts else ()))
        groups.append((asked.agency_weight(agency), tuple(Term("terms", f"g:{key}") for key in keys)))
    groups += [(asked.territory_weight, _territory(place)) for place in _telling_places(asked)]
    groups += [(asked.when_weight(term), tuple(Term("terms", other) for other, _ in answers(term))) for term in query.when]
    named = tuple(Term("terms", f"d:{document}") for document in query.documents)
    groups += [(asked.base, (Term("terms", f"n:{number}"), *named)) for number in query.numbers]
    telling = [unit for unit in asked.words if unit.telling] or asked.words
    fields = ("words", "above", "whole") if asked.long else ("words", "above")
    groups += [(u.weight, (*(Term(field, u.folded) for field in fields), *_standing_for(asked, u))) for u in telling]
    groups.sort(key=lambda group: -group[0])
    return tuple(group for _, group in groups[:MAX_GROUPS])


def _standing_for(asked: Asked, unit: Unit) -> list[Term]:
    whole = asked.long
    return [
        Term(("whole_pairs" if whole else "pairs") if "_" in term else "whole" if whole else "words", term)
        for term in asked.stand_ins.get(unit.folded, ())
    ]


def _telling_places(asked: Asked) -> list[AskedPlace]:
    """Provinces asked for that do not hold most documents: where all are of Quảng Nam, "quảng nam" tells none from another."""
    held = Counter(asked.lexicon.counts.places.values())
    return [place for place in asked.query.around if 2 * held[place.key] <= held.total()]


def _territory(place: AskedPlace) -> tuple[Term, Term]:
    """The province's documents, and the texts that name it."""
    words = place.words
    return Term("terms", f"p:{place.key}"), Term("pairs", f"{words[0]}_{words[1]}") if len(words) > 1 else Term("words", words[0])


def _scored(asked: Asked) -> tuple[Term, ...]:
    query = asked.query
    scored: list[tuple[str, str, float]] = []
    for agency in query.agencies:
        weight = asked.agency_weight(agency)
        scored += [("terms", f"g:{key}", weight) for key in (agency.key, *agency.also)]
        scored += [("terms", f"g:{group}", 0.3 * weight) for group in agency.groups if agency.acts]
    for place in _telling_places(asked):
        own, said = _territory(place)
        scored += [(own.field, own.value, asked.territory_weight), (said.field, said.value, SAID_PLACE * asked.territory_weight)]
    scored += [("terms", other, worth * asked.when_weight(term)) for term in query.when for other, worth in answers(term) if worth >= EACH]
    scored += [("terms", f"n:{number}", asked.base) for number in query.numbers]
    scored += [("terms", f"a:{reading}", 3 * asked.base) for readings in query.address for reading in readings]
    scored += [("terms", f"d:{document}", 2 * asked.base) for document in query.documents]
    if asked.long:
        scored += [("whole", unit.folded, unit.weight) for unit in asked.words]
        scored += [("whole_pairs", unit.folded, unit.weight) for unit in asked.pairs]
    else:
        scored += [("words", unit.folded, unit.weight) for unit in asked.words]
        scored += [("pairs", unit.folded, unit.weight) for unit in asked.pairs]
        scored += [("above", unit.folded, unit.weight * TRAIL) for unit in asked.words if unit.telling]
    scored.sort(key=lambda term: -term[2])
    return tuple(Term(field, value, max(1, min(1000, round(weight * _SCALE)))) for field, value, weight in scored[:MAX_SCORE])


def _phrase_terms(phrase: tuple[str, ...]) -> list[Term]:
    """The pairs of a quoted phrase: all must be there; whether they stand in a row is looked at afterwards."""
    return [Term("pairs", f"{a}_{b}") for a, b in pairwise(phrase)] or [Term("words", phrase[0])]
