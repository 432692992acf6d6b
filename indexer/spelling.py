"""A word that the corpus does not hold → the word that was meant: letters of the keyboard left over ("phaan caaps",
"quye6n2"), a missing space ("sotuphap"), one slip of the fingers ("quyn"). Folded words in, folded words out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import NamedTuple

_LETTERS = "abcdeghiklmnopqrstuvxy"
_TELEX_PAIRS = (("aa", "a"), ("ee", "e"), ("oo", "o"), ("dd", "d"), ("aw", "a"), ("ow", "o"), ("uw", "u"))
_TELEX_TONE = re.compile(r"(?<=[aeiouy])([a-z]*?)[fsrxj](?=[a-z]{0,2}$)")
_LONGEST = 40  # letters of a word without spaces that is still taken apart
_SYLLABLE = 7  # "nghiêng": no Vietnamese syllable has more letters

Known = Callable[[str], bool]


class Words(NamedTuple):
    """What the corpus holds: clauses a folded word stands in, the same for pairs; ``known`` also takes names and short forms."""

    known: Known
    words: Mapping[str, int]
    pairs: Mapping[str, int]


def telex(word: str) -> str:
    """The word without the marks typed as letters: "quyeenf" → "quyen", "ddinhj" → "dinh"."""
    tone = _TELEX_TONE.search(word)
    if tone:
        word = word[: tone.end() - 1] + word[tone.end() :]
    for typed, letter in _TELEX_PAIRS:
        word = word.replace(typed, letter)
    return re.sub(r"(?<=[aou])w|^w", "", word)


def one_slip(word: str) -> set[str]:
    """All words one letter away: one left out, one too many, a wrong one, two exchanged."""
    parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in parts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    found |= {a + c + b[1:] for a, b in parts if b for c in _LETTERS}
    found |= {a + c + b for a, b in parts for c in _LETTERS}
    found.discard(word)
    return found


def taken_apart(word: str, known: Known, pairs: Mapping[str, int]) -> list[str] | None:
    """The word as known syllables of two letters or more, the division with the most known pairs; None if there is none.

    >>> taken_apart("phancap", {"phan", "cap", "hanca"}.__contains__, {"phan_cap": 9})
    ['phan', 'cap']
    """
    if not 4 <= len(word) <= _LONGEST:
        return None
    best: list[dict[str, tuple[float, list[str]]]] = [{} for _ in range(len(word) + 1)]
    best[0][""] = (0.0, [])
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - _SYLLABLE), end - 1):
            piece = word[start:end]
            if not best[start] or not known(piece):
                continue
            options = [
                (value - 1 + (1.5 if f"{last}_{piece}" in pairs else 0), [*pieces, piece]) for last, (value, pieces) in best[start].items()
            ]
            found = max(options, key=lambda option: (option[0], option[1]))
            if piece not in best[end] or found > best[end][piece]:
                best[end][piece] = found
    ends = [option for option in best[len(word)].values() if len(option[1]) > 1]
    if not ends:
        return None
    pieces = max(ends)[1]
    # Without one known pair any noise can be cut into syllables ("anhoangco").
    return pieces if any(f"{a}_{b}" in pairs for a, b in pairwise(pieces)) else None


def meant(word: str, before: str, after: str, corpus: Words) -> list[str] | None:
    """What an unknown folded word was meant to be, given its neighbours; None when nothing fits."""
    for plain in (telex(word), re.sub(r"(?<=[a-z])\d+", "", word) if word[:1].isalpha() else word):
        if plain != word and len(plain) > 1 and corpus.known(plain):
            return [plain]
    if apart := taken_apart(word, corpus.known, corpus.pairs):
        return apart
    if 3 <= len(word) <= _SYLLABLE + 2 and word.isalpha():
        near = [w for w in one_slip(word) if corpus.words.get(w) and w.isalpha() and len(w) > 1]
        if near:
            return [max(near, key=lambda w: (_neighbours(w, before, after, corpus), _kept(w, word), corpus.words[w], w))]
    return None


def better(word: str, before: str, after: str, corpus: Words) -> str | None:
    """Another word for a *known* one that stands where it never stands: "kiem tar", "giai trinh" typed "giai tinh".

    Only when no neighbour fits the word, and both fit the other; with one neighbour only two exchanged letters count.
    """
    if len(word) < 3 or not word.isalpha() or not (before or after) or _neighbours(word, before, after, corpus):
        return None
    near = [
        w
        for w in one_slip(word)
        if corpus.words.get(w)
        and _neighbours(w, before, after, corpus) == (bool(before) + bool(after))
        and ((before and after) or sorted(w) == sorted(word))
    ]
    return max(near, key=lambda w: (_kept(w, word), corpus.words[w], w)) if near else None


def _neighbours(word: str, before: str, after: str, corpus: Words) -> int:
    return (f"{before}_{word}" in corpus.pairs) + (f"{word}_{after}" in corpus.pairs)


def _kept(word: str, typed: str) -> int:
    """People rarely miss the first letter, and two exchanged letters are the commonest slip."""
    return 2 * (word[:1] == typed[:1]) + (sorted(word) == sorted(typed))
