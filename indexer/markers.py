"""What a line begins with: the number or mark that opens a clause, and what number comes next."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
from phancap.indexer.model import Kind
from phancap.indexer.vietnamese import UPPER

# "được quy định tại / Phần XI của Phụ lục I", broken over a line: a reference opens nothing
_NO_REFERENCE = r"(?!\ +(?:của|thuộc|và|hoặc|này|nêu|trên|Phụ|Phần|Chương|Điều|Nghị|Luật|Quyết|Thông|ban|kèm)\b)"
# The letters of points as drafting rules count them (no f, j, w, z; đ after d); careless texts go d, e.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

BRACKETS = (
    tuple(map(str, range(1, 100))),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
    tuple(POINT_LETTERS),
)
"""What brackets count with: "(1)", "(i)", "(a)"."""

# "Chương thứ nhất", "Phần hai": old laws and some provinces count in words.
_IN_WORDS = {
    "nhất": 1,
    "một": 1,
    "hai": 2,
    "nhì": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_WORDS = rf"(?i:(?:thứ\s+)?(?:{'|'.join(_IN_WORDS)}))(?!\w)"
_END = r"(?:\[\d{1,3}\])?(?=[\s.:\-–—]|$)"  # "MỤC 8[10] (được bãi bỏ)": a consolidated text's note
_BEHIND = r"\s?[.:]?(?:\s?[-–—](?=\s))?"
_MARKER = re.compile(
    rf"""(?:
      (?P<part>Phần|PHẦN)\ +(?P<part_n>(?:thứ|THỨ)\ +\w+|{_WORDS}|[IVXL]+|[A-Z]|\d+){_END}{_NO_REFERENCE}{_BEHIND}
    | (?P<chapter>Chương|CHƯƠNG)\ +(?P<chapter_n>[IVXLC]+|\d+|{_WORDS}){_END}{_NO_REFERENCE}{_BEHIND}
    | (?P<subsection>Tiểu\ +mục|TIỂU\ +MỤC)\ +(?P<subsection_n>\d+|[IVXL]+){_END}{_NO_REFERENCE}{_BEHIND}
    | (?P<mục>Mục|MỤC)\ +(?P<mục_n>\d+|[IVXL]+|[A-HĐ](?=[.:\s]|$)|{_WORDS}){_END}{_NO_REFERENCE}{_BEHIND}
    | (?P<article>[ĐD]iều|[ĐD]IỀU)\ +(?P<article_n>\d+[a-zđ]?|l\d?(?=\s?[.:])|thứ\ +(?:{"|".join(_IN_WORDS)}|\d+))(?:\[\d{{1,3}}\])?
        (?:\s?[.:](?:\s?[-–—](?=\s))?|\s?/(?!\d)|\s?[-–—](?=\s)|(?P<weak>$|(?=\s+[{UPPER}][a-zà-ỹ]*\s+[a-zà-ỹ])))
    | (?P<lettered_n>\d{{1,2}}[a-zđ])\.(?:\d{{1,2}})?(?=\s+[{UPPER}“])
    | Khoản\ +(?P<khoản_n>\d{{1,3}}[a-zđ]?)[.:)](?=\s+[{UPPER}])
    | (?P<roman_n>[IVX]{{1,6}}|i[VX]+|[IVX]+[il])\s?(?:[.)]?[./)]-?|[-–—])(?=\s|$)
    | (?P<capital_n>[A-HĐ])(?:[.)/]|\s?[-–—])(?=\s)
    | (?P<number_n>(?:[IVX]{{1,5}}\.|[A-H]\.)[1-9]\d?(?:\.[1-9]\d?){{0,4}}(?!\d)|\d{{1,3}}(?:\.\d{{1,3}}){{0,5}})
        (?P<number_end>[.)/]-?|(?<=\.\d)|(?<=\.\d\d)|(?<!\d\d\d)\s?[-–—](?=\s*[{UPPER}]))(?=\s|$|(?<=\d\.)[{UPPER}][a-zà-ỹ])
    | (?:Điểm\ +)?(?P<point_n>[a-zđ]|[a-zđ]\d{{1,2}}|[a-zđ](?:\.\d{{1,2}}){{1,3}}|[a-zđ]{{2}}|[ivx]{{2,4}})(?P<point_end>\)(?:\[?\d{{1,3}}\]?)?|(?<=[a-zđ])[./](?=\s+\S)|(?<=[a-zđ])(?<![a-zđ][a-zđ])\s?[-–—](?=\s*[{UPPER}])|(?<=\d)[./])(?=\s|$|(?<=\))[{UPPER}][a-zà-ỹ])
    | \((?P<bracket_n>\d{{1,2}}|[ivx]{{1,5}}|[a-zđ])\)(?=\s+[^\W\d_])
    | (?P<dash>[-–—−‐‑―•●▪■▫♦❖◆▶►·*~_⁃¬‣➢➤✓✔∙»\uf02d\uf076\uf09f\uf0a7\uf0b7\uf0d8\uf0e0\uf0e8\uf0fc](?=\s)|[ØøüvqÜ§](?=\s+[{UPPER}][a-zà-ỹ]+\s)|[-–•](?=[{UPPER}][a-zà-ỹ]+\s))
    | (?P<plus>[+◦○\uf02b](?=\s)|\+(?=[{UPPER}][a-zà-ỹ]+\s)|o(?=\s+[{UPPER}][a-zà-ỹ]*\s))
    )\s*""",
    re.X,
)
_MAY_OPEN = (
    frozenset("PCTMĐDKIVXABEFGHi0123456789-–—−‐‑―•●▪■◦○▫♦❖◆▶►·*~_⁃¬‣➢➤✓✔∙»ØøüÜ§+(")
    | frozenset(
        "\uf02b\uf02d\uf076\uf09f\uf0a7\uf0b7\uf0d8\uf0e0\uf0e8\uf0fc"
    )  # Word's bullets in its fonts of signs; its boxes to tick are none
    | frozenset(POINT_LETTERS)
    | frozenset("fjwz")
)
_BEGIN_WORDS = frozenset(POINT_LETTERS + "fjwz") - frozenset("ivx")  # with two more letters behind, a word and no mark: "được", not "iii)"


class Marker(msgspec.Struct, frozen=True, gc=False):
    """An opening mark: kind and form of clause, its number as written, where the words after it start.

    ``form`` tells apart the marks that share a kind ("roman" and "mục" are both sections); ``depth`` counts
    the levels of a number ("1.2." is 2). ``rank`` grows from the outermost to the innermost level. ``weak`` tells that nothing parts the
    number from the words behind it ("Điều 6 Điều khoản thi hành"), so that it may as well refer to something.
    """

    kind: Kind
    form: str
    number: str
    rank: int
    depth: int
    words_at: int
    weak: bool = False


_RANKS: dict[str, tuple[Kind, int]] = {
    "part": ("part", 0), "chapter": ("chapter", 10), "mục": ("section", 20), "roman": ("section", 22), "capital": ("section", 24),
    "subsection": ("subsection", 30), "article": ("article", 40), "number": ("paragraph", 50), "paren": ("point", 60),
    "point": ("point", 62), "bracket": ("point", 66), "dash": ("indent", 70), "plus": ("subindent", 80),
}  # fmt: skip


_DIGITS = re.compile(r"\d+")
_ABOVE_KHOAN = frozenset({"part", "chapter", "subsection", "mục", "article", "weak"})
_NUMBERED = frozenset({"roman", "capital", "point", "bracket"})
_marker = lru_cache(maxsize=4_096)(Marker)  # "1. ", "a) " and "- " open most clauses: one mark for all of them


def marker_of(text: str) -> Marker | None:
    """The mark a readable line opens with, or None.

    >>> marker_of("1.2. Rà soát").number
    '1.2'
    """
    if not text or text[0] not in _MAY_OPEN or (text[0] in _BEGIN_WORDS and text[1:3].isalpha()):
        return None
    match = _MARKER.match(text)
    if not match:
        return None
    form, _, _ = (match.lastgroup or "").partition("_")  # the last group of a form that took part: "number_end" tells "number"
    if form in _ABOVE_KHOAN:
        form = "article" if form == "weak" else form
        kind, rank = _RANKS[form]
        number = match.group(f"{form}_n")
        if form == "article" and number[0] in "tl":  # "Điều thứ nhất"; "Điều l.", typed with the letter
            number = number.replace("l", "1") if number[0] == "l" else str(in_words(number) or number.split()[-1])
        return _marker(kind, form, number, rank, 1, match.end(), match.group("weak") is not None)
    if form == "number":
        number, end = match.group("number_n", "number_end")
        if not end and match.end() >= len(text):
            return None  # "a) Người cao tuổi từ đủ 60 tuổi:" / "1.5": a factor, not khoản 1.5
        if end[:1] == ")":
            return _marker("point", "paren", number, 60, 1, match.end())
        depth = number.count(".") + 1
        return _marker("paragraph", "number", number, 50 + min(depth, 9), depth, match.end())
    if form in ("khoản", "lettered"):  # "1a. Áp dụng thuế suất …", "1a.15 Áp dụng …" above note 15
        return _marker("paragraph", "number", match.group(f"{form}_n"), 51, 1, match.end())
    kind, rank = _RANKS[form]
    number = match.group(f"{form}_n") if form in _NUMBERED else ""
    depth = number.count(".") + 1 if form == "point" else 1  # "a.1)" stands below "a)"
    return _marker(kind, form, number, rank + depth - 1, depth, match.end())


def in_words(number: str) -> int | None:
    """The value of a number in words: "thứ nhất" → 1, "hai" → 2; None for anything else."""
    return _IN_WORDS.get(number.lower().split()[-1])


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


def letter_after(last: int | None, number: str) -> int | None:
    """The place of a bracket's letter that follows the ``last`` one: "(i)" behind "(h)" is the ninth and no Roman one; None for another."""
    return last + 1 if last and last < len(POINT_LETTERS) and POINT_LETTERS[last] == number else None


def ordinal(marker: Marker) -> int | None:
    """The place of the marker's number in its row: "III" → 3, "đ" → 5, "1.4" → 4; None where it has none."""
    if marker.form in ("roman", "chapter", "mục", "part", "subsection") and not marker.number.isdigit():
        if marker.form == "mục" and marker.number in "ABCDĐEGH":
            return "ABCDĐEGH".find(marker.number) + 1
        return in_words(marker.number) or roman_value(marker.number)
    if marker.form == "bracket" and not marker.number.isdigit():
        row = next((row for row in BRACKETS if marker.number in row), ())
        return row.index(marker.number) + 1 if row else None
    if marker.form == "point":
        letter = marker.number[0]
        if marker.depth > 1:
            return int(marker.number.rpartition(".")[2])
        return POINT_LETTERS.index(letter) + 1 if letter in POINT_LETTERS else None
    if marker.form == "capital":
        return "ABCDĐEGH".find(marker.number) + 1 or None
    if marker.number.isdecimal():
        return int(marker.number)
    digits = _DIGITS.match(marker.number.rsplit(".", 1)[-1])
    return int(digits.group()) if digits else None
