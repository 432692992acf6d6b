"""Titles set in capitals, given back the capitals of a sentence, as the document itself writes those words elsewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from phancap.indexer.identity.view import NUMBER, mostly_capitals
from phancap.indexer.vietnamese import FOLD_LETTERS

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NUMBER = re.compile(rf"(?<![\w/]){NUMBER}", re.I)
_PARAGRAPH = re.compile(r"\n\s*\n|\x0b|(?<=[.;:])\s")
_GAPS = frozenset({" ", "\n", " \n", ", ", ",\n", " - ", "-"})
_VOWELS = frozenset(letter for letter, bare in FOLD_LETTERS.items() if bare in "aeiouy") | frozenset("aeiouy0123456789")
_SAMPLE = 30_000  # characters of the text that are asked how they write a word


def sentence_case(title: str, sample: str) -> str:
    """ "VỀ PHÂN CẤP CHO SỞ NỘI VỤ" → "Về phân cấp cho Sở Nội vụ", where the sample writes "Sở Nội vụ".

    A title that is not in capitals comes back as it is. A word that the sample does not hold is written small. Numbers of
    documents keep the sample's letters ("06/QĐ-TTg"), or their own. Length and place of every character are kept.
    """
    if not mostly_capitals(title) or len(title.lower()) != len(title):
        return title
    letters = list(title.lower())
    tokens = [(m.start(), m.end(), m.group().lower()) for m in _TOKEN.finditer(title)]
    pairs, after, single = _habits(sample[:_SAMPLE], frozenset(word for _, _, word in tokens))
    for i, (start, end, word) in enumerate(tokens):
        before = tokens[i - 1][2] if i and _near(title, tokens[i - 1][1], start) else ""
        following = tokens[i + 1][2] if i + 1 < len(tokens) and _near(title, end, tokens[i + 1][0]) else ""
        seen = pairs.get((before, word)) or after.get((word, following))
        letters[start:end] = _most(seen) if seen else _alone(word, single.get(word))
    seen_numbers = {m.group().lower(): m.group() for m in _NUMBER.finditer(sample[:_SAMPLE])}
    for match in _NUMBER.finditer(title):
        letters[match.start() : match.end()] = seen_numbers.get(match.group().lower(), match.group())
    result = re.sub(r"(?<=“)\w", lambda m: m.group().upper(), "".join(letters))  # what is quoted is a name of its own
    return result[:1].upper() + result[1:]


def _alone(word: str, seen: Counter[str] | None) -> str:
    """A word among others than those the sample sets it among: "Chính phủ" does not make it "hành Chính"; "PTNT" has no vowel and is no word."""
    if not set(word) & _VOWELS:
        return word.upper()
    return written if seen and not (written := _most(seen)).istitle() else word


def _near(text: str, end: int, start: int) -> bool:
    return text[end:start] in _GAPS


def _loud(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _most(seen: Counter[str]) -> str:
    return max(sorted(seen), key=lambda word: seen[word])


Habit = dict[tuple[str, str], Counter[str]]


def _habits(sample: str, wanted: frozenset[str]) -> tuple[Habit, Habit, dict[str, Counter[str]]]:
    """How the sample writes the wanted words behind, and before, another one, and at all.

    Lines in capitals and the first word of a sentence show no habit and do not count.
    """
    pairs: Habit = defaultdict(Counter)
    after: Habit = defaultdict(Counter)
    single: dict[str, Counter[str]] = defaultdict(Counter)
    kept = "\n".join(line for line in sample.split("\n") if not mostly_capitals(line))
    for paragraph in _PARAGRAPH.split(kept):
        tokens = [(m.start(), m.end(), m.group(), m.group().lower()) for m in _TOKEN.finditer(paragraph)]
        for i, (start, end, word, low) in enumerate(tokens):
            if i == 0 or low not in wanted or len(low) != len(word):
                continue
            if _loud(word) and any(_loud(tokens[j][2]) for j in (i - 1, i + 1) if j < len(tokens)):
                continue  # a heading in capitals runs on in the line; a lone "UBND" is an abbreviation
            single[low][word] += 1
            if _near(paragraph, tokens[i - 1][1], start):
                pairs[tokens[i - 1][3], low][word] += 1
            if i + 1 < len(tokens) and _near(paragraph, end, tokens[i + 1][0]):
                after[low, tokens[i + 1][3]][word] += 1
    return pairs, after, single
