"""Agencies, roles and times among the tokens of what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.model import Role
from phancap.indexer.periods import periods_said
from phancap.indexer.query import AskedAgency, AskedPlace, UnderstoodKind
from phancap.indexer.terms import STOP_WORDS, reported_rhythms, said_in_months, when_terms
from phancap.indexer.typed_forms import (
    ASKED_TIME,
    BEHIND_CITY,
    BEHIND_CITY_PAIRS,
    CITY,
    LIMITS,
    NO_OFFICES,
    OBJECT_PAIRS,
    OBJECT_WORDS,
    RHYTHM_NAMES,
    ROLE_NAMES,
    ROLE_WORDS,
    WHEN_WORDS,
)
from phancap.indexer.typed_text import Typed
from phancap.indexer.vietnamese import fold, slug
from phancap.indexer.written import Token

OF_ALL = " các tỉnh, thành phố trực thuộc Trung ương"
_CITY_ENDS = frozenset(ending[-1] for ending in CITY)
LONGEST_PLACE = 7  # syllables of "thành phố Bà Rịa - Vũng Tàu"
PERSONS = frozenset({("ho", "chi", "minh")})  # "học tập tư tưởng Hồ Chí Minh": the city says that it is one, or "TPHCM"


def agencies_in(text: Typed, tokens: list[Token]) -> tuple[tuple[AskedAgency, ...], tuple[str, ...], list[float]]:
    """(agencies asked for, provinces named behind them, what each token weighs by itself)."""
    weights = [1.0] * len(tokens)
    found: list[AskedAgency] = []
    places: list[str] = []
    at = 0
    while at < len(tokens):
        for size in range(min(text.lexicon.longest_name, len(tokens) - at), 0, -1):
            part = tokens[at : at + size]
            key, city = _named(text, part), False
            if key is None and part[-1].folded in _CITY_ENDS and (key := _of_city(text, tokens, at, size)):
                city = True
            if key is None or (at and _no_office(tokens[at - 1], part[0], size)):
                continue
            index = text.lexicon.agency_index
            groups = tuple(dict.fromkeys(g.partition("/")[2] for g in index.groups_of(f"x/{key}")))
            name = index.entries[key].name
            found.append(AskedAgency(key, name, _acts(text, tokens, at, found), groups, in_general(index, key)))
            name = name.removesuffix("tỉnh") + "thành phố" if city else name
            place, longer = _place(text, tokens, at + size)
            if place:
                places.append(place)
                name = f"{name} {index.jurisdictions[place].name}"
            end = at + size + longer
            text.note("agency", f"Cơ quan: {name}", (part[0].start, tokens[end - 1].end), key)
            weights[at:end] = [0.0] * (end - at)  # its syllables say nothing one by one ("sở", "tư", "pháp")
            at = end - 1
            break
        at += 1
    return tuple(found), tuple(dict.fromkeys(places)), weights


def _of_city(text: Typed, tokens: Sequence[Token], at: int, size: int) -> str | None:
    """The key of a centrally run city's office, which shares it with a province's: "UBND thành phố Hà Nội", "UBND TP ban hành"."""
    line = tuple(t.folded for t in tokens[at : at + size])
    ending = next((e for e in CITY if size > len(e) and line[-len(e) :] == e), None)
    if ending is None or not text.lexicon.cities:
        return None
    owners = text.lexicon.names.get((*line[: -len(ending)], "tinh"), [])
    before = [t.exact for t in tokens[at : at + size - len(ending)]]
    key = next((key for key, letters in owners if all(t in (w, fold(w)) for t, w in zip(before, letters[:-1], strict=True))), None)
    behind = tokens[at + size : at + size + 2]
    if key is None or not behind:
        return key
    place, longer = _place(text, tokens, at + size)
    told = place in text.lexicon.cities if longer else False
    pair = "_".join(t.folded for t in behind)
    small = text.typed[behind[0].start : behind[0].start + 1].islower() or text.typed.isupper()
    return key if told or (small and not longer and (behind[0].folded in BEHIND_CITY or pair in BEHIND_CITY_PAIRS)) else None


def in_general(index: AgencyIndex, key: str) -> tuple[str, ...]:
    """ "Ủy ban nhân dân tỉnh" → "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", by which a decree means each of them; and back."""
    name = index.entries[key].name
    other = name.removesuffix(OF_ALL) + " tỉnh" if name.endswith(OF_ALL) else name.removesuffix(" tỉnh") + OF_ALL
    return (slug(other),) if slug(other) in index.entries and slug(other) != key else ()


def _no_office(before: Token, first: Token, size: int) -> bool:
    """Whether the name of an office does not begin here: in "các sở xây dựng kế hoạch" there are several, in "cơ sở y tế" none."""
    if before.folded == "cac" and first.folded == "so":
        return size > 1
    letters = NO_OFFICES.get(f"{before.folded} {first.folded}", "").split()
    return bool(letters) and all(t.exact in (t.folded, letter) for t, letter in zip((before, first), letters, strict=True))


def _place(text: Typed, tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """(The province named behind an agency, how many tokens name it): "Sở Tư pháp Hà Tĩnh", "UBND tỉnh Quảng Nam"."""
    names = text.lexicon.places
    begins = at - 1 if tokens[at - 1].folded == "tinh" else at  # "UBND tỉnh" is a name of its own, "tỉnh" then says it of the place
    for first in dict.fromkeys((at, begins)):
        for size in range(min(6, len(tokens) - first), 0, -1):
            place = names.get(tuple(t.folded for t in tokens[first : first + size]))
            if place and first + size > at:
                return place.place, first + size - at
    return None, 0


def places_in(text: Typed, tokens: Sequence[Token], weights: list[float], more: bool) -> tuple[AskedPlace, ...]:
    """Provinces said by themselves ("chi thường xuyên cà mau", "hà tĩnh chất thải rắn"): their syllables say nothing one by one.

    ``more``: something else is asked for besides words. A province alone stays words: nothing is asked of it.
    """
    found: list[tuple[AskedPlace, int, int]] = []
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST_PLACE, len(tokens) - at), 0, -1):
            part = tokens[at : at + size]
            name = text.lexicon.places.get(tuple(t.folded for t in part))
            if name and all(weights[at : at + size]) and _is_place(text, part, name.letters):
                found.append((AskedPlace(name.place, tuple(map(fold, name.letters))), at, at + size))
                at += size - 1
                break
        at += 1
    named = {i for _, start, end in found for i in range(start, end)}
    if not more and all(i in named or t.folded in STOP_WORDS for i, t in enumerate(tokens)):
        return ()
    for place, start, end in found:
        called = text.lexicon.agency_index.jurisdictions[place.key].name
        text.note("place", f"Ưu tiên văn bản của {called}", (tokens[start].start, tokens[end - 1].end), place.key)
        weights[start:end] = [0.0] * (end - start)
    return tuple(dict.fromkeys(place for place, _, _ in found))


def _is_place(text: Typed, part: Sequence[Token], letters: tuple[str, ...]) -> bool:
    """Whether the province is meant: not where the marks say another word ("diễn biến", no Điện Biên), nor, without marks, where
    the corpus mostly writes another. A wrong mark is forgiven that makes no word ("quảng nịnh").
    """
    size, counts = len(letters), text.lexicon.counts
    told, typed = len(part) > size, part[-size:]
    if any(t.exact not in (wanted, t.folded) and t.exact in text.lexicon.exact_words for t, wanted in zip(typed, letters, strict=True)):
        return False
    if told or (part[0].start == part[-1].start != part[-1].end and size > 1):  # "tỉnh Điện Biên"; "TPHCM", written out
        return True
    if tuple(t.folded for t in part) in PERSONS:
        return False
    if any(t.exact != t.folded for t in typed):
        return True
    if size == 1:
        return counts.shown.get(typed[0].folded, letters[0]) == letters[0]
    shown = (counts.shown_pairs.get(f"{a.folded}_{b.folded}") for a, b in pairwise(typed))
    return all(written in (None, "_".join(pair)) for written, pair in zip(shown, pairwise(letters), strict=True))


def _named(text: Typed, part: Sequence[Token]) -> str | None:
    """The register's key of the agency so written; one wrongly marked syllable in three is forgiven ("sờ tư pháp"),
    unless it is a word of its own ("số xây dựng").
    """
    for key, letters in text.lexicon.names.get(tuple(t.folded for t in part), []):
        wrong = [t.exact for t, letter in zip(part, letters, strict=True) if t.exact not in (letter, t.folded)]
        if not wrong or (len(wrong) == 1 and len(part) > 2 and wrong[0] not in text.lexicon.exact_words):
            return key
    return None


def _acts(text: Typed, tokens: Sequence[Token], at: int, found: Sequence[AskedAgency]) -> bool:
    before = [t.folded for t in tokens[max(0, at - 2) : at]]
    if before[-1:] == ["va"] and found:
        return found[-1].acts
    return not (before and (before[-1] in OBJECT_WORDS or "_".join(before) in OBJECT_PAIRS))


def roles_in(text: Typed, tokens: Sequence[Token], weights: list[float], agencies: Sequence[AskedAgency]) -> tuple[Role, ...]:
    """The roles asked for; their words weigh less."""
    found: list[Role] = []
    for at in range(len(tokens) - 1):
        role = ROLE_WORDS.get(f"{tokens[at].folded}_{tokens[at + 1].folded}")
        # "thực hiện" is in every other clause; it is a role only beside an agency ("Sở Tư pháp thực hiện").
        beside = (at > 0 and weights[at - 1] < 1) or (at + 2 < len(weights) and weights[at + 2] < 1)
        if role and role not in found and (role != "perform" or (beside and agencies)):
            found.append(role)
            weights[at] = weights[at + 1] = min(weights[at], 0.6)
            text.note("role", f"Vai trò: {ROLE_NAMES[role]}", (tokens[at].start, tokens[at + 1].end), role)
    return tuple(found)


def times_in(text: Typed, tokens: Sequence[Token], weights: list[float]) -> tuple[str, ...]:
    """Rhythms and times asked for, as terms."""
    for at in range(len(tokens) - 1):
        if f"{tokens[at].folded}_{tokens[at + 1].folded}" in ASKED_TIME:
            weights[at] = weights[at + 1] = 0.0  # asks for a time, in words that the clause need not hold
        elif tokens[at].folded == "han" and tokens[at + 1].folded in LIMITS and (not at or tokens[at - 1].folded != "thoi"):
            weights[at] = 0.0
    line = f" {' '.join([t.folded for t in tokens])} "
    for first, last, _ in said_in_months(line):
        weights[first:last] = [0.0] * (last - first)  # the clause may say "hằng quý"
    terms = list(dict.fromkeys([*when_terms(line), *reported_rhythms([(t.folded, t.exact) for t in tokens])]))
    periods = periods_said(line)
    for said in periods:
        weights[said.first : said.last] = [0.0] * (said.last - said.first)  # a duty of "Quý IV" may say "trước ngày 15/11"
        text.note("time", f"Thời gian: {said.label}", (tokens[said.first].start, tokens[said.last - 1].end), said.term.partition(":")[2])
    for term in terms:
        kind, _, value = term.partition(":")
        if kind == "r":
            _note_when(text, tokens, "recurrence", f"Định kỳ: {RHYTHM_NAMES[value]}", value)
        elif value == "deadline":
            _note_when(text, tokens, "time", "Việc có thời hạn", value)
        else:
            _note_when(text, tokens, "time", f"Thời hạn: {value[:-1]} ngày", value)
    return tuple(dict.fromkeys([*terms, *(said.term for said in periods)]))


def _note_when(text: Typed, tokens: Sequence[Token], kind: UnderstoodKind, label: str, value: str) -> None:
    words = WHEN_WORDS["d" if value.endswith("d") and value[:-1].isdigit() else value]
    if match := re.search(words, fold(text.typed)):
        span = match.span()
    else:  # "quys 1 nam 2024": only among the mended words
        line = " ".join(t.folded for t in tokens)
        match = re.search(words, line)
        first, last = (line.count(" ", 0, place) for place in match.span()) if match else (0, 0)
        span = (tokens[first].start, tokens[last].end) if match else (0, 0)
    text.note(kind, label, span, value, without=None if match else text.typed)
