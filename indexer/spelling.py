"""A word that the corpus does not hold → the word that was meant: letters of the keyboard left over ("phaan caaps",
"quye6n2"), a missing space ("sotuphap"), one slip of the fingers ("quyn"). Folded words in; out come folded words, or what a keyboard
left over with its marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from itertools import pairwise
from typing import NamedTuple

from phancap.indexer.keyboard import telex, toned, vni
from phancap.indexer.vietnamese import fold

_LETTERS = "abcdeghiklmnopqrstuvxy"
_YEAR = re.compile(r"(?:19|20)\d\d")
_VOWEL = re.compile(r"[aeiouy]")
_LONGEST = 40  # letters of a word without spaces that is still taken apart
_SHORT = 3  # letters of a short form that may be joined to other words
NOTHING: Mapping[str, tuple[str, ...]] = {}
_SYLLABLE = 7  # "nghiêng": no Vietnamese syllable has more letters
_JOINED = 0.9  # less than a piece costs: "thu dien tu" before "thu di en tu", though a scanned text has "di ện" and "en tu"
_OFTEN = 1000  # clauses; beyond that a pair is no more usual
CLOSE = (
    0.02  # of the clauses that hold the rarer of two words so many hold them side by side: of 2,341 slips 2,066 rightly mended, not 1,866
)
CLOSER = 0.05  # … where the word typed is one that the corpus holds

Known = Callable[[str], bool]


class Words(NamedTuple):
    """What the corpus holds: clauses a folded word stands in, the same for pairs, words with their marks; ``known`` also takes names and
    short forms.
    """

    known: Known
    words: Mapping[str, int]
    pairs: Mapping[str, int]
    exact: Container[str]
    short: Mapping[str, tuple[str, ...]] = NOTHING  # short forms of one word → what they are short for
    joined: Mapping[str, tuple[str, ...]] = NOTHING  # names of agencies without spaces ("soyte") → their words


def in_threes(digits: str, corpus: Words) -> list[str] | None:
    """A number as texts write it, where that stands in more clauses; no year.

    >>> in_threes("300000", Words(str.isdigit, {}, {"300_000": 9}, ()))
    ['300', '000']
    """
    if not (len(digits) > 3 and digits.isascii() and digits.isdigit()) or _YEAR.fullmatch(digits):
        return None
    places = [0, *range(len(digits) % 3 or 3, len(digits) + 1, 3)]
    found = [digits[a:b] for a, b in pairwise(places)]
    return found if min(corpus.pairs.get(f"{a}_{b}", 0) for a, b in pairwise(found)) > corpus.words.get(digits, 0) else None


def one_slip(word: str) -> set[str]:
    """All words one letter away: one left out, one too many, a wrong one, two exchanged."""
    parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in parts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    found |= {a + c + b[1:] for a, b in parts if b for c in _LETTERS}
    found |= {a + c + b for a, b in parts for c in _LETTERS}
    found.discard(word)
    return found


def a_slip_away(typed: str, meant: str) -> bool:
    """Whether one slip leads from one word to the other, its marks kept.

    >>> a_slip_away("thẩn", "thẩm"), a_slip_away("túi", "tài"), a_slip_away("địhn", "định")
    (True, False, True)
    """
    head = 0
    while head < min(len(typed), len(meant)) and typed[head] == meant[head]:
        head += 1
    a, b = typed[head:], meant[head:]
    return (a[1:] == b[1:] and _marks(a[:1]) == _marks(b[:1])) or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _marks(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[1:]


def taken_apart(word: str, known: Known, pairs: Mapping[str, int], short: Mapping[str, tuple[str, ...]] = NOTHING) -> list[str] | None:
    """The word as known syllables of two letters or more (or "y"), or short forms of three ("ubndtinh"), the division with the most known pairs; None
    if there is none.

    >>> taken_apart("phancap", {"phan", "cap", "hanca"}.__contains__, {"phan_cap": 9})
    ['phan', 'cap']
    """
    if not 4 <= len(word) <= _LONGEST:
        return None
    best: list[dict[str, tuple[float, list[str]]]] = [{} for _ in range(len(word) + 1)]
    best[0][""] = (0.0, [])
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - _SYLLABLE), end):
            piece = word[start:end]
            if not best[start] or (len(piece) < 2 and piece != "y") or not known(piece):
                continue
            if not (_VOWEL.search(piece) or (len(piece) >= _SHORT and piece in short)):
                continue
            options = [
                (value - 1 + _joined(pairs.get(_joint(last, piece, short), 0)), [*pieces, piece])
                for last, (value, pieces) in best[start].items()
                if "y" not in (last, piece) or f"{last}_{piece}" in pairs
            ]
            if not options:
                continue
            found = max(options, key=lambda option: (option[0], option[1]))
            if piece not in best[end] or found > best[end][piece]:
                best[end][piece] = found
    ends = [option for option in best[len(word)].values() if len(option[1]) > 1]
    if not ends:
        return None
    pieces = max(ends)[1]
    # Without one known pair any noise can be cut into syllables ("anhoangco").
    return pieces if any(_joint(a, b, short) in pairs for a, b in pairwise(pieces)) else None


def _joint(first: str, second: str, short: Mapping[str, tuple[str, ...]]) -> str:
    """The pair that two pieces make where they meet, short forms written out: "dan_tinh" of "ubnd" and "tinh"."""
    return f"{fold(short.get(first, (first,))[-1])}_{fold(short.get(second, (second,))[0])}"


def _joined(clauses: int) -> float:
    """What it is worth that two pieces stand side by side in so many clauses; the more usual of two divisions wins."""
    return _JOINED + min(clauses, _OFTEN) / 20_000 if clauses else 0.0


def meant(word: str, before: str, after: str, corpus: Words, digits_are_marks: bool) -> list[str] | None:
    """What an unknown folded word was meant to be, given its neighbours; None when nothing fits. A digit that is no mark is a
    number ("nhom3"). A word without a vowel ("khkt") is short for others and no slip.
    """
    if name := corpus.joined.get(word):
        return list(name)
    if word[:1].isalpha() and (digits := re.sub(r"\D", "", word)):
        read = vni(word) if digits_are_marks or len(digits) > 1 else None
        if read and corpus.known(fold(read)):
            return [_with_marks(read, corpus)]
        letters = re.sub(r"\d", "", word)
        if len(letters) > 1 and corpus.known(letters):
            return [letters, digits] if word == letters + digits and not read else [letters]
    marked = telex(word)
    plain = fold(marked)
    if marked == "đ" and before == "diem":
        return [marked]
    if plain != word and len(plain) > 1 and corpus.known(plain):
        return [_with_marks(marked, corpus)]
    if not _VOWEL.search(word):
        return None
    if apart := taken_apart(word, corpus.known, corpus.pairs, corpus.short):
        return apart
    if 3 <= len(word) <= _SYLLABLE + 2 and word.isalpha():
        near = [w for w in one_slip(word) if corpus.words.get(w) and w.isalpha() and len(w) > 1]
        if near:
            return [max(near, key=lambda w: _fits(w, word, before, after, corpus))]
    return None


def _with_marks(word: str, corpus: Words) -> str:
    """The word as it was left over, or folded where the corpus has no such word ("dieemr": no "diểm") or its tone may only not have been
    typed ("thee thao").
    """
    return word if word in corpus.exact and toned(word) else fold(word)


def better(word: str, before: str, after: str, corpus: Words) -> str | None:
    """Another word for a *known* one that stands where it never stands: "kiem tar", "giai trinh" typed "giai tinh".

    Only when no neighbour fits the word, and both fit the other, one of them closely: in 100,000 clauses "hóa" has stood behind "thuật" and
    before "cống", but who types "kỹ thuật hào cống" means it (of 445 right queries 1 was mended instead of 22, of 310 slips 70 rightly and
    10 wrongly instead of 50 and 71). With one neighbour only two exchanged letters count.
    """
    if len(word) < 3 or not word.isalpha() or not (before or after) or _neighbours(word, before, after, corpus):
        return None
    near = [
        w
        for w in one_slip(word)
        if corpus.words.get(w)
        and _neighbours(w, before, after, corpus) == (bool(before) + bool(after))
        and ((before and after) or sorted(w) == sorted(word))
        and (_close(before, w, corpus, CLOSER) or _close(w, after, corpus, CLOSER))
    ]
    return max(near, key=lambda w: (_kept(w, word), corpus.words[w], w)) if near else None


def _neighbours(word: str, before: str, after: str, corpus: Words) -> int:
    return (f"{before}_{word}" in corpus.pairs) + (f"{word}_{after}" in corpus.pairs)


def _fits(word: str, typed: str, before: str, after: str, corpus: Words) -> tuple[int, int, int, int, str]:
    """How well a word fits between its neighbours, in place of the one typed."""
    close = _close(before, word, corpus, CLOSE) + _close(word, after, corpus, CLOSE)
    return close, _neighbours(word, before, after, corpus), _kept(word, typed), corpus.words[word], word


def _close(first: str, second: str, corpus: Words, share: float) -> bool:
    """Whether two words stand side by side in that share of the clauses that hold the rarer one."""
    rarer = min(corpus.words.get(first, 0), corpus.words.get(second, 0))
    return corpus.pairs.get(f"{first}_{second}", 0) >= max(1.0, share * rarer)


def _kept(word: str, typed: str) -> int:
    """People rarely miss the first letter, and two exchanged letters are the commonest slip."""
    return 2 * (word[:1] == typed[:1]) + (sorted(word) == sorted(typed))
