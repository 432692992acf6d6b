"""A text → its syllables in their written form, and where each stands in it.

A text is read in *pieces*, which stand between spaces. Each is read once and remembered: a corpus says millions of them and has some ten
thousand different ones. What a number or a short form joins over a space ("57 /NQ-HĐND", "TT HĐND tỉnh") is one piece.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar

from phancap.indexer.terms import NUMBER, number_key
from phancap.indexer.vietnamese import SYLLABLE, exact, fold, nfc

_QUARTERS = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}
_MAY_BE_NUMBER = re.compile(r"\d[^\W_]?\s?[/-]")  # how every NUMBER begins
_LONGEST_NUMBER = 100  # characters of one
_PARTS = re.compile(f"({SYLLABLE.pattern})")
_LONGEST_PIECE = 64  # characters of a piece that is remembered
_MOST_FORMS = 1 << 16
_JOINS = frozenset("/-")
_WORD, _MORE = 0x80, 0xFF  # see ``_steps``


class Token(NamedTuple):
    """One syllable in its written form; ``start`` and ``end`` count characters of the NFC text it stands for."""

    folded: str
    exact: str
    start: int
    end: int


class Written(NamedTuple):
    """A text's syllables in their written form, without and with marks; and where each stands in the NFC text (see ``places_of``)."""

    folded: list[str]
    letters: list[str]
    steps: bytes


class _Read(NamedTuple):
    """Syllables, and where each starts and ends (characters)."""

    folded: list[str]
    letters: list[str]
    starts: list[int]
    ends: list[int]


_Piece = tuple[tuple[str, ...], tuple[str, ...], bytes, bool]
"""A piece that was read: its syllables in their written form, without and with marks, its steps, and whether what comes next may belong to it.
A plain tuple, since one with names is taken apart three times as slowly."""


F = TypeVar("F")


class Forms(dict[str, F]):
    """What is asked of every syllable met so far, as it stands in a text; a corpus has some ten thousand."""

    def __init__(self, form: Callable[[str], F]) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, word: str) -> F:
        if len(self) > _MOST_FORMS:
            self.clear()
        form = self[word] = self._form(word)
        return form


def _may_be_short(word: str) -> bool:
    return sum(c.isupper() for c in word) > 1


def bare_number(word: str) -> str:
    """ "05 ngày" and "5 ngày" are the same."""
    return word[1:] if len(word) == 2 and word[0] == "0" and word[1].isdigit() else word


_folded, _letters = Forms(lambda word: bare_number(fold(word))), Forms(lambda word: bare_number(exact(word)))
_short = Forms(_may_be_short)
_raw = Forms(lambda piece: tuple(_syllables(piece)[0].folded))  # a piece's syllables as they stand there


@dataclass(eq=False)
class Rewriting:
    """What is written otherwise than it stands in a text: ``shorts`` are folded syllables of a short form → syllables of its long form,
    marks kept; ``spellings`` another spelling → the one we keep, both with marks and of the same number of syllables.
    """

    shorts: Mapping[tuple[str, ...], tuple[str, ...]]
    spellings: Mapping[tuple[str, ...], tuple[str, ...]]
    opens: dict[str, dict[str, list[tuple[str, ...]]]] = field(default_factory=dict)
    """Piece read so far that the next syllables may belong to → what of them would, by the first one."""

    @cached_property
    def folded_spellings(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The spellings without marks, for what was typed without them."""
        pairs = (((tuple(map(fold, o))), tuple(map(fold, k))) for o, k in self.spellings.items())
        return {other: kept for other, kept in pairs if other != kept}

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """First folded syllable of a short form or other spelling → how many syllables those have, longest first."""
        found: dict[str, set[int]] = {}
        for key in (*self.shorts, *(tuple(map(fold, other)) for other in self.spellings)):
            if key:
                found.setdefault(key[0], set()).add(len(key))
        return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Every folded syllable that something rewritten may begin with."""
        return frozenset((*self.lengths, *_QUARTERS))

    @cached_property
    def pieces(self) -> _Pieces:
        """The pieces read so far."""
        return _Pieces(self)

    def read(self, piece: str) -> _Piece:
        """A piece of a text that is NFC."""
        raw, words = _syllables(piece)
        found = _rewritten(raw, words, self)
        opens: dict[str, list[tuple[str, ...]]] = {}
        for missing in (*self._missing(raw, words), *([(number,) for number in _QUARTERS] if found.folded[-1:] == ["quy"] else ())):
            opens.setdefault(missing[0], []).append(missing)
        if opens:
            self.opens[piece] = opens
        folded, letters = tuple(found.folded), tuple(found.letters)
        loose = bool(opens) or _at_a_join(piece)
        # most pieces take little room: thousands are looked up all the time
        return folded, folded if letters == folded else letters, _steps(found, len(piece) + 1), loose

    @cached_property
    def _longer(self) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...] | None]]]:
        """What is rewritten and has more than one syllable, by the first of them: its folded syllables, and of another spelling those with marks."""
        found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...] | None]]] = {}
        spelt = [(tuple(map(fold, other)), other) for other in self.spellings]
        for key, other in (*((short, None) for short in self.shorts), *spelt):
            if len(key) > 1:
                found.setdefault(key[0], []).append((key, other))
        return found

    @cached_property
    def _longest(self) -> int:
        return max((len(key) for keys in self._longer.values() for key, _ in keys), default=1)

    def _missing(self, raw: _Read, words: list[str]) -> list[tuple[str, ...]]:
        """What is missing of everything rewritten that begins with the last syllables."""
        found = []
        size = len(words)
        for at in range(max(0, size - self._longest + 1), size):
            have = size - at
            for key, other in self._longer.get(raw.folded[at], ()):
                if len(key) > have and key[:have] == tuple(raw.folded[at:]):
                    begun = _short[words[at]] if other is None else tuple(raw.letters[at:]) in (key[:have], other[:have])
                    found += [key[have:]] if begun else []
        return found


class _Pieces(dict[str, _Piece]):
    def __init__(self, rewriting: Rewriting) -> None:
        super().__init__()
        self._read = rewriting.read

    def __missing__(self, piece: str) -> _Piece:
        found = self._read(piece)
        if len(piece) <= _LONGEST_PIECE:
            if len(self) > _MOST_FORMS:
                self.clear()
            self[piece] = found
        return found


def written(text: str, rewriting: Rewriting) -> Written:
    """The text in its written form. A short form of one word counts only in capitals ("UBND"; "tt" is none)."""
    text = nfc(text)
    pieces = text.split(" ")
    found, loose = _behind_one_another(pieces, rewriting.pieces)
    if loose and (joined := _joined(text, pieces, loose, rewriting)):
        found, _ = _behind_one_another(joined, rewriting.pieces)
    return found


def _behind_one_another(pieces: Sequence[str], known: _Pieces) -> tuple[Written, list[int]]:
    """What pieces say together; which of them what comes next may belong to. (Columns that are chained took twice as long as this loop.)"""
    folded: list[str] = []
    letters: list[str] = []
    steps: list[bytes] = []
    loose: list[int] = []
    for piece in pieces:
        some, marked, passed, more = known[piece]
        folded += some
        letters += marked
        steps.append(passed)
        if more:
            loose.append(len(steps) - 1)
    return Written(folded, letters, b"".join(steps)), loose


def _joined(text: str, pieces: Sequence[str], loose: Sequence[int], rewriting: Rewriting) -> list[str]:
    """The pieces of a text, with those in one that belong together; nothing where none do."""
    inside: set[int] = set()  # the spaces that belong to something: 0 is the one behind the first piece
    numbers = False
    for at in loose:
        opens = rewriting.opens.get(pieces[at])
        numbers = numbers or opens is None or _at_a_join(pieces[at])
        after = at + 1
        while opens and after < len(pieces) and not _raw[pieces[after]]:
            after += 1
        for missing in opens.get(_raw[pieces[after]][0], ()) if opens and after < len(pieces) else ():
            inside.update(range(at, _end_of(missing, pieces, at)))
    for start, end, _ in _numbers(text) if numbers else ():
        inside.update(range(text.count(" ", 0, start), text.count(" ", 0, end)))
    if not inside:
        return []
    bounds = [0, *(at + 1 for at in range(len(pieces) - 1) if at not in inside), len(pieces)]
    return [" ".join(pieces[begin:end]) for begin, end in pairwise(bounds)]


def _at_a_join(piece: str) -> bool:
    """Whether a document's number may go on before or behind the piece: one that a space parts has "/" or "-" beside it."""
    return piece[:1] in _JOINS or piece[-1:] in _JOINS


def _end_of(missing: tuple[str, ...], pieces: Sequence[str], at: int) -> int:
    """The piece in which those syllables end that come next behind a piece; that piece where others come."""
    met = 0
    for n in range(at + 1, len(pieces)):
        raw = _raw[pieces[n]][: len(missing) - met]
        if raw != missing[met : met + len(raw)]:
            return at
        met += len(raw)
        if met == len(missing):
            return n
    return at


def tokens_of(text: str, rewriting: Rewriting) -> list[Token]:
    """The text's tokens in order (see ``written``)."""
    folded, letters, steps = written(text, rewriting)
    return list(map(Token, folded, letters, *places_of(steps)))


def rewrite(raw: Sequence[Token], rewriting: Rewriting) -> list[Token]:
    """Short forms written out, other spellings made the kept one; whatever was typed may be a short form."""
    columns = _Read(*(list(column) for column in zip(*raw, strict=True))) if raw else _Read([], [], [], [])
    return list(map(Token, *_rewritten(columns, None, rewriting)))


# -- where syllables stand --------------------------------------------------------------------------------------


def _steps(read: _Read, size: int) -> bytes:
    """Where syllables stand in a piece of ``size`` characters, in a form in which pieces can be put behind one another.

    A byte below _WORD tells that so many characters stand between, one from it on a syllable of so many more (_MORE: that it goes on), 0 that
    one more stands for the same characters as the one before it ("UBND" is four).
    """
    steps = bytearray()
    at, last = 0, (-1, -1)

    def passed(until: int) -> None:
        while (number := min(until - at, _WORD - 1)) > 0:
            steps.append(number)
            until -= number

    for place in zip(read.starts, read.ends, strict=True):
        start, end = place
        if place == last:
            steps.append(0)
            continue
        passed(start)
        long, rest = divmod(end - start, _MORE - _WORD)
        steps += bytes([_MORE] * long) + bytes([_WORD + rest])
        at, last = end, place
    passed(size)
    return bytes(steps)


def places_of(steps: bytes) -> tuple[list[int], list[int]]:
    """Where each syllable starts and ends (characters)."""
    starts: list[int] = []
    ends: list[int] = []
    at = begun = 0
    for step in steps:
        if step == _MORE:
            at += _MORE - _WORD
        elif step >= _WORD:
            starts.append(begun)
            at += step - _WORD
            ends.append(at)
            begun = at
        elif step:
            at += step
            begun = at
        else:
            starts.append(starts[-1])
            ends.append(ends[-1])
    return starts, ends


# -- a piece ----------------------------------------------------------------------------------------------------


def _syllables(text: str) -> tuple[_Read, list[str]]:
    """(the syllables of a text that is NFC, a document's number being one; each as it stands there)."""
    parts = _PARTS.split(text)  # what stands between syllables, a syllable, what stands between, …
    places = list(accumulate(map(len, parts)))
    words, starts, ends = parts[1::2], places[0:-1:2], places[1::2]
    folded, letters = list(map(_folded.__getitem__, words)), list(map(_letters.__getitem__, words))
    for begin, end, key in reversed(_numbers(text)):
        first, last = bisect_left(starts, begin), bisect_left(starts, end)
        for column, value in ((words, key), (folded, key), (letters, key)):
            column[first:last] = [value]
        starts[first:last], ends[first:last] = [begin], [end]
    return _Read(folded, letters, starts, ends), words


def _numbers(text: str) -> list[tuple[int, int, str]]:
    """(start, end, written form) of the documents' numbers in a text that is NFC. Only where one may be is it looked for, since trying at
    every letter of a text takes a tenth of the time that its words take.
    """
    found: list[tuple[int, int, str]] = []
    end = 0
    for may in _MAY_BE_NUMBER.finditer(text):
        start = may.start()
        while start and text[start - 1].isdigit():
            start -= 1
        if start < end:
            continue
        before = max(0, start - 1)
        match = NUMBER.match(fold(text[before : start + _LONGEST_NUMBER]), start - before)
        if match:
            end = before + match.end()
            found.append((start, end, number_key(match)))
    return found


def _rewritten(read: _Read, words: list[str] | None, rewriting: Rewriting) -> _Read:
    """The syllables rewritten; of ``words``, as they stand in a text, only those in capitals may begin a short form."""
    folded, letters, starts, ends = read
    lengths, number = rewriting.lengths, len(folded)
    if lengths.keys().isdisjoint(folded) and ("quy" not in folded or _QUARTERS.keys().isdisjoint(folded)):
        return read
    result = _Read([], [], [], [])
    done = 0  # syllables that are in the result, or stand for what is

    def copied(until: int) -> None:
        result.folded.extend(folded[done:until])
        result.letters.extend(letters[done:until])
        result.starts.extend(starts[done:until])
        result.ends.extend(ends[done:until])

    shorts, spellings, folded_spellings, beginnings = (
        rewriting.shorts, rewriting.spellings, rewriting.folded_spellings, rewriting.beginnings,
    )  # fmt: skip
    for at in [at for at, word in enumerate(folded) if word in beginnings]:
        if at < done:
            continue
        short = not words or _short[words[at]]
        for count in lengths.get(folded[at], ()):
            if count > number - at:
                continue
            key = tuple(folded[at : at + count])
            long = shorts.get(key) if short else None
            if not long:
                marked = tuple(letters[at : at + count])
                long = spellings.get(marked) or (folded_spellings.get(key) if marked == key else None)
            if long:
                break
        else:
            if folded[at] not in _QUARTERS or (folded[at - 1] if at > done else result.folded[-1] if result.folded else "") != "quy":
                continue
            count, long = 1, (_QUARTERS[folded[at]],)  # "quý 1" is "quý I"
        copied(at)
        # "đảm bảo" is kept as "bảo đảm": each syllable stands for both
        result.folded.extend(map(_folded.__getitem__, long))
        result.letters.extend(long)
        result.starts.extend([starts[at]] * len(long))
        result.ends.extend([ends[at + count - 1]] * len(long))
        done = at + count
    if not done:
        return read
    copied(number)
    return result
