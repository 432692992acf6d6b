"""How well a clause answers a query: our own figure, the same for every engine and for the browser.

A query is taken apart into *units* (words, neighbouring words, agencies, roles, times, numbers, an address). A unit weighs
what its rarity says and is met between 0 and 1; the score is the weighed share that is met, corrected by how many units
are met at all, by where the clause stands (leaf or container) and, mildly, by its length. Equal scores fall back on
document and order, so an answer is always the same.
"""

from __future__ import annotations

import math

from phancap.indexer.asked import SAID_PLACE, TITLE, TRAIL, Asked, Unit
from phancap.indexer.periods import time_quality
from phancap.indexer.prepared import Prepared, facet_values
from phancap.indexer.query import NO_FILTERS, AskedAgency, AskedPlace, Filters, Query

FOLDED = 0.7  # typed with marks, found only with others ("phân" typed, "phẩn" found)
INSIDE = 0.85  # a pair in the middle of a long task says less than one that the task begins with
FRAME = 0.85  # "Căn cứ Luật …", "Nơi nhận": names much and rules nothing
FRAME_KINDS = frozenset({"preamble", "recipients", "signature"})
STRANGER = 0.6  # a clause that has nothing to do with the agency named: "sở y tế báo cáo quý" met "Kỳ báo cáo: kỳ báo cáo quý …" first
GENERAL = 0.9  # "Ủy ban nhân dân cấp tỉnh" where "UBND tỉnh" is asked for
HELPS = 0.85  # "sở tư pháp phối hợp": a partner rather than a bearer of another role
FURTHER = 0.02  # how far the clauses of a document that is asked for by itself are set back, one behind the other
LENGTH = 0.12  # how far a long clause is set back: one of 43 syllables counts 1/1.12


def admitted(clause: Prepared, query: Query, filters: Filters) -> bool:
    """Whether the clause passes the filters and holds no word left out, and its words the quoted phrases one behind the other: an
    engine only knows the pairs of a phrase, and hands on whole articles.
    """
    if filters != NO_FILTERS:
        for name, values in facet_values(clause).items():
            wanted = getattr(filters, name)
            if wanted and wanted not in values:
                return False
    if not (query.excluded or query.phrases):
        return True
    return not any(f" {word} " in clause.line for word in query.excluded) and all(
        f" {' '.join(phrase)} " in clause.line for phrase in query.phrases
    )


def explain(clause: Prepared, asked: Asked) -> dict[str, float]:
    """The parts of the score and the score itself under "score" (0 to about 100)."""
    query = asked.query
    parts: dict[str, float] = {}
    words, pairs, met_units = _words_met(clause, asked)
    units = asked.telling
    if words:
        parts["words"] = words
    if pairs:
        parts["pairs"] = pairs
    met, full = words + pairs, asked.full

    def add(name: str, weight: float, quality: float, telling: bool = True) -> None:
        nonlocal met, full, units, met_units
        met += weight * quality
        full += weight
        if telling:
            units += 1
            met_units += quality > 0
        if quality:
            parts[name] = parts.get(name, 0.0) + weight * quality

    for agency in query.agencies:
        add("agency", asked.agency_weight(agency), agency_quality(agency, clause, query))
    if not query.agencies:
        for role in query.roles:
            add("role", asked.base * 0.6, 1.0 if role in clause.roles else 0.0, False)
    for place in query.around:
        add("territory", asked.territory_weight, territory_quality(place, clause, asked))
    for term in query.when:
        add("when", asked.when_weight(term), time_quality(term, clause.when))
    for number in query.numbers:
        own = number in clause.heading_numbers or clause.document in query.documents
        add("number", asked.base, 1.0 if own else 0.9 if number in clause.numbers else 0.0)
    if query.documents and not query.numbers:
        add("document", 2 * asked.base, 1.0 if clause.document in query.documents else 0.0)
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
    parts["length"] = _length(clause, asked)
    score = 100 * share * (0.6 + 0.4 * coverage) * parts["place"] * parts["length"]
    if query.agencies and "agency" not in parts and not asked.long:
        score *= STRANGER
        parts["stranger"] = STRANGER
    parts["score"] = round(score * told_standing(parts, clause, asked), 6)
    return parts


def _length(clause: Prepared, asked: Asked) -> float:
    """What a clause's length makes of its score; of a document that is asked for by itself ("2890/QĐ-UBND") its place in the text, or the
    shortest rows of its tables stood first. So does of those that speak of one that is not held what names it first, in full ("Nghị quyết số 57/NQ-HĐND ngày … của …
    (sau đây gọi tắt là …)").
    """
    if asked.bare_document and (not asked.query.documents or clause.document in asked.query.documents):
        return 1 / (1 + FURTHER * math.log1p(clause.order))
    return 1.0 if asked.bare_agency else 1 / (1 + LENGTH * math.log1p(clause.size / 25))


def _words_met(clause: Prepared, asked: Asked) -> tuple[float, float, int]:
    """(What the words met weigh, what the pairs do, how many telling words are met by themselves or by what stands for them)."""
    words = pairs = 0.0
    number = 0
    title = asked.lexicon.counts.titles.get(clause.document, "")
    anywhere, skips = (
        clause.line + clause.above + title,
        clause.skips + clause.above_skips,
    )  # most words stand nowhere, and are looked for once
    for unit in asked.words:
        if unit.near in anywhere and (quality := _place(unit, clause, title)):
            words += unit.weight * quality
            number += unit.telling
        elif unit.telling:
            number += any(
                f" {t.replace('_', ' ')} " in clause.line or f" {t} " in clause.skips for t in asked.stand_ins.get(unit.folded, ())
            )
    for unit in asked.pairs:
        if (unit.near in anywhere or unit.parted in skips) and (quality := _place(unit, clause, title)):
            pairs += unit.weight * (quality if unit.parted in clause.heads else quality * INSIDE)
    return words, pairs, number


def told_standing(parts: dict[str, float], clause: Prepared, asked: Asked) -> float:
    """What the score is multiplied by for the clause's document (see ``standing``), written down under "standing" where it is not 1."""
    factor = asked.lexicon.counts.standings.get(clause.document, 1.0)
    if factor != 1.0:
        parts["standing"] = factor
    return factor


def _place(unit: Unit, clause: Prepared, title: str) -> float:
    if unit.near in clause.line or unit.parted in clause.skips:
        return 1.0 if not unit.marks or unit.near_exact in clause.letters or unit.parted_exact in clause.letter_skips else FOLDED
    if unit.near in clause.above or unit.parted in clause.above_skips:
        return TRAIL
    return TITLE if unit.near in title else 0.0


def agency_quality(agency: AskedAgency, clause: Prepared, query: Query) -> float:
    """How far the clause concerns the agency in the way it was asked for (1: bearer with the role asked, or what was asked)."""
    best = _relation_quality(agency, clause.relations.get(agency.key, ()), clause, query)
    for key in agency.also:
        if key in clause.relations:
            best = max(best, GENERAL * _relation_quality(agency, clause.relations[key], clause, query))
    return best


def _relation_quality(agency: AskedAgency, relations: tuple[str, ...], clause: Prepared, query: Query) -> float:
    if not agency.acts:
        best = 1.0 if "p" in relations or "r" in relations else 0.9 if "m" in relations else 0.35 if relations else 0.0
        return best
    bearer = [r[2:] for r in relations if r.startswith("b:")]
    helps = HELPS if "p" in relations and "coordinate" in query.roles else 0.0
    if bearer:
        return 1.0 if not query.roles or any(role in bearer for role in query.roles) else max(0.75, helps)
    if "h" in relations:
        return 0.9
    if "p" in relations:
        return helps or 0.5
    if "u" in relations:
        return 0.6
    group = max((_group_quality(clause.relations.get(g, ())) for g in agency.groups), default=0.0)
    own = 0.45 if "r" in relations else 0.42 if "m" in relations else 0.0
    return max(own, group)


def _group_quality(relations: tuple[str, ...]) -> float:
    """A duty of "các Sở, Ban, ngành" is a duty of Sở Y tế as well, though a weaker answer than its own."""
    return 0.4 if any(r.startswith("b:") for r in relations) else 0.3 if "h" in relations or "u" in relations else 0.1 if relations else 0.0


def territory_quality(place: AskedPlace, clause: Prepared, asked: Asked) -> float:
    """1 for a clause of the province's own documents, less for one that names it."""
    if asked.lexicon.counts.places.get(clause.document) == place.key:
        return 1.0
    said = f" {' '.join(place.words)} "
    return SAID_PLACE if said in clause.line else SAID_PLACE * TRAIL if said in clause.above else 0.0


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
        return FRAME if clause.kind in FRAME_KINDS else 1.0
    if asked.query.address and address_quality(asked.query.address, clause.path) >= 0.9:
        return 1.0
    if asked.bare_agency and not asked.query.roles and any("h" in clause.relations.get(a.key, ()) for a in asked.query.agencies):
        return 1.12
    telling = [u for u in asked.words if u.telling]
    if telling and asked.heading_asked and all(u.near in clause.heading for u in telling):
        return 1.05
    return 0.85
