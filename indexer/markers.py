"""What a line begins with: the number or mark that opens a clause, and what number comes next."""

from __future__ import annotations

import re

import msgspec
from phancap.indexer.model import Kind

# "được quy định tại / Phần XI của Phụ lục I", broken over a line: a reference opens nothing
_NO_REFERENCE = r"(?!\ +(?:của|thuộc|và|hoặc|này|nêu|trên|Phụ|Điều|Nghị|Luật|Quyết|Thông|ban|kèm)\b)"
# The letters of points as drafting rules count them (no f, j, w, z; đ after d); careless texts go d, e.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

_ROMAN = r"(?=[IVXLivxl])[IVX]*[ivx]?[IVXL]*"  # "iV." is seen in real texts
_MARKER = re.compile(
    rf"""(?:
      (?P<part>Phần|PHẦN)\ +(?P<part_n>(?:thứ|THỨ)\ +\w+|[IVXL]+|[A-Z]|\d+)(?=[\s.:]|$){_NO_REFERENCE}[.:]?
    | (?P<chapter>Chương|CHƯƠNG)\ +(?P<chapter_n>[IVXLC]+|\d+)(?=[\s.:]|$){_NO_REFERENCE}[.:]?
    | (?P<subsection>Tiểu\ +mục|TIỂU\ +MỤC)\ +(?P<subsection_n>\d+|[IVXL]+)(?=[\s.:]|$){_NO_REFERENCE}[.:]?
    | (?P<mục>Mục|MỤC)\ +(?P<mục_n>\d+|[IVXL]+)(?=[\s.:]|$){_NO_REFERENCE}[.:]?
    | (?P<article>Điều|ĐIỀU)\ +(?P<article_n>\d+[a-zđ]?)(?P<article_end>[.:]|$)
    | (?P<roman_n>[IVX]{{1,6}}|i[VX]+|[IVX]+[il])\s?[.)]?(?P<roman_end>[./)])(?=\s|$)
    | (?P<capital_n>[A-HĐ])[.](?=\s)
    | (?P<number_n>\d{{1,3}}(?:\.\d{{1,3}}){{0,5}})(?P<number_end>[.)/]|(?<=\.\d)|(?<=\.\d\d))(?=\s|$)
    | (?P<point_n>[a-zđ]|[a-zđ]\d)(?P<point_end>[)])(?=\s|$)
    | (?P<dash>[-–—•*])(?=\s)
    | (?P<plus>\+)(?=\s)
    )\s*""",
    re.X,
)
_MAY_OPEN = frozenset("PCTMĐIVXABDEFGHi0123456789-–—•*+") | frozenset(POINT_LETTERS) | frozenset("fjwz")


class Marker(msgspec.Struct, gc=False):
    """An opening mark: kind and form of clause, its number as written, where the words after it start.

    ``form`` tells apart the marks that share a kind ("roman" and "mục" are both sections); ``depth`` counts
    the levels of a number ("1.2." is 2). ``rank`` grows from the outermost to the innermost level.
    """

    kind: Kind
    form: str
    number: str
    rank: int
    depth: int
    words_at: int


_RANKS: dict[str, tuple[Kind, int]] = {
    "part": ("part", 0), "chapter": ("chapter", 10), "mục": ("section", 20), "roman": ("section", 22), "capital": ("section", 24),
    "subsection": ("subsection", 30), "article": ("article", 40), "number": ("paragraph", 50), "paren": ("point", 60),
    "point": ("point", 62), "dash": ("indent", 70), "plus": ("subindent", 80),
}  # fmt: skip


def marker_of(text: str) -> Marker | None:
    """The mark a readable line opens with, or None.

    >>> marker_of("1.2. Rà soát").number
    '1.2'
    """
    if not text or text[0] not in _MAY_OPEN:
        return None
    match = _MARKER.match(text)
    if not match:
        return None
    name = match.lastgroup or ""
    for form in ("part", "chapter", "subsection", "mục", "article"):
        if match.group(form):
            kind, rank = _RANKS[form]
            return Marker(kind, form, match.group(f"{form}_n"), rank, 1, match.end())
    if number := match.group("number_n"):
        if match.group("number_end") == ")":
            return Marker("point", "paren", number, 60, 1, match.end())
        depth = number.count(".") + 1
        return Marker("paragraph", "number", number, 50 + min(depth, 9), depth, match.end())
    form = {"roman_end": "roman", "capital_n": "capital", "point_end": "point", "dash": "dash", "plus": "plus"}[name]
    kind, rank = _RANKS[form]
    number = match.group(f"{form}_n") if form in ("roman", "capital", "point") else ""
    return Marker(kind, form, number, rank, 1, match.end())


def roman_value(number: str) -> int | None:
    """The value of a Roman number, None for what is none ("iV" counts as IV)."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total, last = 0, 0
    for letter in reversed(number.upper()):
        value = values.get(letter)
        if value is None:
            return None
        total += value if value >= last else -value
        last = max(last, value)
    return total or None


def ordinal(marker: Marker) -> int | None:
    """The place of the marker's number in its row: "III" → 3, "đ" → 5, "1.4" → 4; None where it has none."""
    if marker.form in ("roman", "chapter", "mục", "part", "subsection") and not marker.number.isdigit():
        return roman_value(marker.number)
    if marker.form == "point":
        letter = marker.number[0]
        return POINT_LETTERS.index(letter) + 1 if letter in POINT_LETTERS else None
    if marker.form == "capital":
        return "ABCDĐEGH".find(marker.number) + 1 or None
    digits = re.match(r"\d+", marker.number.rsplit(".", 1)[-1])
    return int(digits.group()) if digits else None
