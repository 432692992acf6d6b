"""Marks that a scan misread where a line begins: "©)" for "c)", "C)" behind "b)", "16 b)", "l." for "1.", "I1." for "II.".

A mark is mended only where it counts on from the mark above it, or is counted on from below; the text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from phancap.indexer.markers import Marker, marker_of, ordinal, roman_value
from phancap.indexer.sources.markdown import Line
from phancap.indexer.vietnamese import UPPER

_DASHES, _DIGIT, _LETTERS, _BEHIND = frozenset("-–•*"), frozenset("0123456789"), frozenset("ABCDĐEabcdđe"), frozenset(")}]. ")
_OPENS = _DASHES | _DIGIT | frozenset("©@¢€IVXHlOSZz|")
_MISREAD = re.compile(
    rf"""(?:
      (?P<sign>[©@¢€])\s?\)?(?=\s)                                        # "©) Cơ quan phối hợp"
    | (?P<capital>[A-EĐ])[)}}\]](?=\s)                                    # "C) Thời gian thực hiện" behind "b)"
    | \d{{1,2}}\s+(?P<behind>[a-eđ])\)(?=\s)                                 # "16 b) Cơ quan phối hợp"
    | [-–•*]\s+(?P<listed>[a-eđ])\)(?=\s)                                 # "- a) Cơ quan chủ trì" out of a converter's list
    | (?P<twice>[a-eđ])\)\s+(?P=twice)\)(?=\s)                            # "a) a) Cơ quan chủ trì"
    | (?P<loose>[a-eđ])(?:\.\)|\s\)|[}}\]])(?=\s+[^\W\d_]|$)               # "b.) Rà soát", "b ) Rà soát", "b}} Rà soát"
    | (?P<roman>[IVX1l|H]{{2,4}})[.](?=\s+[{UPPER}])                      # "I1. NỘI DUNG", "1V. TỔ CHỨC THỰC HIỆN"
    | (?P<number>[\dlI|OSZz]{{1,2}})(?P<dot>\s?\.|,)(?=\s+[{UPPER}]|$)     # "l. Sở Nội vụ", "Z. Tổ chức", "3 . Sở Y tế", "2, Sở Y tế"
    )\s*""",
    re.X,
)
_STROKES = str.maketrans({"1": "I", "l": "I", "|": "I", "H": "II"})
_MEANT = {"l": "1", "I": "1", "|": "1", "O": "0", "S": "58", "Z": "27", "z": "27"}
_NEAR, _FAR = 60, 400  # lines in which the next mark of a list or the one before is looked for; the sections before
_NEXT_POINT = re.compile(r"(?:\d{1,2}\s+|[-–•*]\s+)?[bB]\)\s")
_SECOND = re.compile(r"(?:2\s?[.,]|[Zz]\.)\s")
_BARE = frozenset({"section", "subsection", "article", "chapter", "part"})


def mend(lines: Sequence[Line], markers: list[Marker | None]) -> None:
    """Put the marks that are meant in the place of misread ones, in order, so that each may count on from a mended one."""
    for at, line in enumerate(lines):
        text = line.text
        first = text[0]
        if first in _LETTERS:
            if text[1:2] not in _BEHIND:
                continue
        elif first not in _OPENS or (first in _DASHES and text[3:4] != ")") or (first in _DIGIT and markers[at] and text[:2] != "11"):
            continue
        if line.row < 0 and (match := _MISREAD.match(text)) and (meant := _meant(match, lines, markers, at)):
            markers[at] = meant


def _meant(match: re.Match[str], lines: Sequence[Line], markers: Sequence[Marker | None], at: int) -> Marker | None:
    kind = match.lastgroup
    if kind in ("twice", "loose") or (kind == "listed" and match.group(kind) == "a"):
        return _mark(f"{match.group(kind)})", match.end())
    if kind in ("sign", "capital", "behind", "listed"):
        letter = "c" if kind == "sign" else match.group(kind).lower()
        before = _last(markers, at, "point")
        meant = _mark(f"{letter})", match.end())
        counts = before is not None and meant is not None and 0 < (ordinal(meant) or 0) - before < 3
        first = letter == "a" and any(_NEXT_POINT.match(below.text) for below in lines[at + 1 : at + _NEAR])
        return meant if counts or first else None
    if kind == "roman":
        if match.group(kind).translate(_STROKES) == match.group(kind):
            return None  # "II. NHIỆM VỤ" behind "10." is no 11
        return _roman(match, markers, at) or _number(match.group("roman"), ".", match.end(), lines, markers, at)
    return _number(match.group("number"), match.group("dot"), match.end(), lines, markers, at)


@lru_cache(maxsize=256)
def _mark(written: str, words_at: int) -> Marker | None:
    """The mark that is ``written`` so in a clean text, as one that the words follow at ``words_at``."""
    marker = marker_of(f"{written} x" if written.endswith(")") else f"{written} X")
    return marker and msgspec.structs.replace(marker, words_at=words_at)


def _roman(match: re.Match[str], markers: Sequence[Marker | None], at: int) -> Marker | None:
    written = match.group("roman")
    meant = written.translate(_STROKES)
    last = _last(markers, at, "roman")
    if last is None or not 0 < (roman_value(meant) or 0) - last < 3:
        return None
    if not re.search("[VX]", written) and not match.string[match.end() : match.end() + 2].isupper():
        return None  # "ll. Sở Y tế" may be 11
    if written.isdigit() and _last(markers, at, "number") == int(written) - 1:
        return None  # "11." behind "10."
    return _mark(f"{meant}.", match.end())


def _number(written: str, dot: str, words_at: int, lines: Sequence[Line], markers: Sequence[Marker | None], at: int) -> Marker | None:
    if written.isdigit() and dot != ",":
        return _mark(f"{written}.", words_at) if dot != "." else None
    last = _last(markers, at, "number")
    if dot == "," and not (lines[at].after_blank or lines[at].emphasis or (at and lines[at - 1].text[-1] in ".;:/")):
        return None  # "… quy định tại khoản 1," / "2, Điều 5"
    for value in _values(written) if len(written) < 3 else ():
        counts = last is not None and value == last + 1
        first = (
            value == 1 and last is None and _next(lines, markers, at) == 2 and (written != "I" or _last(markers, at, "roman") is not None)
        )
        if counts or first:
            return _mark(f"{value}.", words_at)
    return None


def _values(written: str) -> list[int]:
    values = [""]
    for sign in written:
        values = [value + digit for value in values for digit in _MEANT.get(sign, sign)]
    return [int(value) for value in values if value.isdigit()]


def _last(markers: Sequence[Marker | None], at: int, form: str) -> int | None:
    """The number of the last mark of that form above the line, in the same list: no mark of a higher rank stands between."""
    for above in reversed(markers[max(0, at - (_FAR if form == "roman" else 2 * _NEAR)) : at]):
        if above is None:
            continue
        if above.form == form and above.depth == 1:
            return ordinal(above)
        if form != "roman" and (above.kind in _BARE or (form == "point" and above.form == "number")):
            return None
    return None


def _next(lines: Sequence[Line], markers: Sequence[Marker | None], at: int) -> int | None:
    """The number of the next khoản below the line; None where a section or an article comes first."""
    for line, below in zip(lines[at + 1 : at + 3 * _NEAR], markers[at + 1 : at + 3 * _NEAR], strict=True):
        if below is None:
            if _SECOND.match(line.text):
                return 2
            continue
        if below.form == "number" and below.depth == 1:
            return ordinal(below)
        if below.kind in _BARE:
            return None
    return None
