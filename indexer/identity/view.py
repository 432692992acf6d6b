"""A stretch of a source made readable, in which every character knows where it came from; and what first pages are made of.

Saved pages, gazettes and Markdown set the same words with different marks. Here the marks are gone, while every value that
is found can still be shown in the source.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from phancap.indexer.vietnamese import FOLD_LETTERS, lower, nfc

_FOLD = str.maketrans(FOLD_LETTERS)
CELL = "\x0b"  # where a table's cell or a drawn line ends: white space for every pattern, but no line's end

TYPES = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Sắc lệnh", "Sắc luật", "Nghị quyết liên tịch", "Nghị quyết", "Nghị định",
    "Thông tư liên tịch", "Thông tư liên bộ", "Thông tư", "Quyết định", "Chỉ thị", "Kế hoạch liên tịch", "Kế hoạch", "Chương trình hành động",
    "Chương trình phối hợp", "Chương trình", "Công điện", "Công văn", "Thông báo", "Báo cáo", "Tờ trình", "Hướng dẫn liên tịch", "Hướng dẫn",
    "Kết luận", "Quy chế phối hợp", "Quy chế", "Quy định", "Đề án", "Phương án", "Điều lệ", "Quy hoạch", "Thông cáo", "Văn bản hợp nhất",
    "Biên bản", "Giấy mời", "Công bố", "Tuyên bố", "Hiệp định", "Quy trình", "Dự án", "Nội quy", "Kiến nghị", "Đề cương",
)  # fmt: skip
"""Names of documents as they stand alone on a line (Luật Ban hành VBQPPL 2025, Điều 4; NĐ 30/2020/NĐ-CP, Điều 7)."""

Plain = str


def plain(text: str) -> Plain:
    """Without marks and in lower case, of the same length whatever the text holds."""
    return lower(text.translate(_FOLD))


PLAIN_TYPES = {plain(t): t for t in TYPES} | {"qui che": "Quy chế", "qui dinh": "Quy định", "qui trinh": "Quy trình"}
TYPE = "|".join(sorted((re.escape(t) for t in PLAIN_TYPES), key=len, reverse=True)).replace(r"\ ", r"\s+")


class Found(msgspec.Struct, frozen=True):
    """A value read from the text and its evidence: ``words`` are ``text[start:end]``, counted in characters."""

    value: str
    start: int
    end: int
    words: str


class Row(NamedTuple):
    """A line of a view, [start, end) in the view's text. ``apart``: a blank line, a cell's border or a rule stands before it."""

    start: int
    end: int
    text: str
    plain: Plain
    bold: bool
    blank: bool
    cell: bool

    @property
    def apart(self) -> bool:
        """Whether the line does not simply continue the one above."""
        return self.blank or self.cell


# A letterhead's two columns, mixed into lines ("TỔNG CỤC THUẾ Độc lập - Tự do - Hạnh phúc"), have their border before the motto. "HIẾN PHÁP
# NƯỚC CỘNG HÒA …" has none.
_TOKEN = re.compile(
    r"""(?P<stars>\*+) | (?P<cell>\|+|\t+|(?<=\S)[ \xa0]{4,}(?=\S)|(?:\\?[-_=]){3,}|—{3,}|<br[ ]?/?>
      |(?<=[^\s|*>–—-])(?<!\bNƯỚC)[ ]+(?=C[ỘO]NG[ ]H[ÒO][AÀ][ ]X[ÃA][ ]H[ỘO]I[ ]CH[ỦU][ ]|Độc[ ]lập[ ]?[-–—][ ]?Tự[ ]do))
    | (?P<drop>[\u200b-\u200f\u2060\ufeff\u00ad\r]+|(?m:^)[ ]{0,3}\#{1,6}(?=\s)|(?m:^)[ \t]*[•▪●◦](?=[ \t]+\w)|(?m:^)-(?=C[ỘO]NG[ ]H|S[ốỐ][ ]?:)|\\(?=[\\`*_{}\[\]()\#+.!|>~-]))
    | (?P<space>[\xa0\u2000-\u200a\u202f\u3000\u2028\u2029\x0b\x0c\x85]) | (?P<cluster>\w[\u0300-\u036f]+) | (?P<alike>[\u00d0\u00f0\u0189])""",
    re.X,
)
_ALIKE = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ"}  # "15/2014/QÐ-UBND" in texts of old fonts
_CLUSTER = re.compile(r"\w[\u0300-\u036f]+")
_BLANK = re.compile(r"\n[ \t\r\xa0]*\n")
WORD = re.compile(r"[^\W_]")


class View:
    """A stretch of a source made readable, in which every character knows where it came from.

    Markdown's stars and escapes are gone, letters are composed, bars, tabs and drawn lines are cell ends.
    """

    def __init__(self, source: str, start: int = 0, end: int | None = None) -> None:
        end = len(source) if end is None else min(end, len(source))
        start = max(0, min(start, end))
        parts: list[str] = []
        self._at: list[int] = []
        self._upto: list[int] = []
        toggles: list[int] = []
        here = start

        def put(words: str, a: int, b: int) -> None:
            parts.append(words)
            if len(words) == b - a:
                self._at.extend(range(a, b))
                self._upto.extend(range(a + 1, b + 1))
            else:
                self._at.extend([a] * len(words))
                self._upto.extend([b] * len(words))

        for token in _TOKEN.finditer(source, start, end):
            put(source[here : token.start()], here, token.start())
            here = token.end()
            if token.lastgroup == "stars":
                toggles.extend([len(self._at)] * (len(token.group()) // 2))
            elif token.lastgroup == "cell":
                put(CELL, token.start(), token.end())
                toggles.append(-len(self._at))  # bold does not reach over a cell's border, whatever a stray "**" says
            elif token.lastgroup == "space":
                put(" ", token.start(), token.end())
            elif token.lastgroup == "alike":
                put(_ALIKE[token.group()], token.start(), token.end())
            elif token.lastgroup == "cluster":
                put(nfc(token.group()), token.start(), token.end())
        put(source[here:end], here, end)
        self.source, self.text = source, "".join(parts)
        self.plain = plain(self.text)
        self.rows = list(self._rows(toggles))

    def _rows(self, toggles: list[int]) -> Iterator[Row]:
        previous, turned, bold = 0, 0, False
        for match in re.finditer(r"[^\n\x0b]+", self.text):
            words = match.group()
            if not WORD.search(words):
                continue
            start = match.start() + len(words) - len(words.lstrip())
            end = match.start() + len(words.rstrip())
            while turned < len(toggles) and abs(toggles[turned]) <= start:
                bold, turned = toggles[turned] >= 0 and not bold, turned + 1
            blank = bool(previous) and _BLANK.search(self.source, self._upto[previous - 1], self._at[start]) is not None
            cell = CELL in self.text[previous:start]
            headed = self.source.startswith("#", self.source.rfind("\n", 0, self._at[start]) + 1)
            yield Row(start, end, self.text[start:end], self.plain[start:end], bold or headed, blank, cell)
            previous = end

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """The range in the source of a range of the view that is not empty."""
        return self._at[start], self._upto[end - 1]

    def found(self, value: str, start: int, end: int) -> Found:
        """A value with its evidence; ``start`` and ``end`` count in the view."""
        a, b = self.source_range(start, end)
        return Found(value, a, b, self.source[a:b])


class Composed:
    """A text in composed letters whose offsets lead back: gazettes' text layers hold "kê\u0309" for "kể" here and there."""

    def __init__(self, text: str) -> None:
        self.source = text
        parts: list[str] = []
        self._new: list[int] = [0]
        self._old: list[int] = [0]
        here = length = 0
        for match in _CLUSTER.finditer(text):
            letter = nfc(match.group())
            parts += (text[here : match.start()], letter)
            length += match.start() - here + len(letter)
            here = match.end()
            self._new.append(length)
            self._old.append(here)
        self.text = "".join((*parts, text[here:]))

    def source_offset(self, offset: int) -> int:
        """The offset in the source of an offset in the composed text."""
        i = bisect_right(self._new, offset) - 1
        return min(len(self.source), self._old[i] + offset - self._new[i])

    def back(self, value: Any) -> Any:
        """A value made of structs with ``start``, ``end`` and ``words``, moved from the composed text to the source."""
        if isinstance(value, tuple):
            if value and all(isinstance(one, int) for one in value):
                return tuple(self.source_offset(one) for one in value)
            return tuple(self.back(one) for one in value)
        if not isinstance(value, msgspec.Struct):
            return value
        fields = {name: self.back(getattr(value, name)) for name in value.__struct_fields__}
        if isinstance(fields.get("start"), int):
            fields["start"], fields["end"] = self.source_offset(fields["start"]), self.source_offset(fields["end"])
            if "words" in fields:
                fields["words"] = self.source[fields["start"] : fields["end"]]
        return type(value)(**fields)


def squeeze(words: str) -> str:
    """Words on one line with single spaces; a number broken behind its hyphen is whole again ("27/NQ- TW")."""
    return re.sub(r"(?<=[A-ZĐ]-) (?=[A-ZĐ]{2})", "", re.sub(r"\s+", " ", words)).strip()


def mostly_capitals(words: str) -> bool:
    """Whether a line is written in capitals ("VỀ QUYẾT ĐỊNH SỐ 06/QĐ-TTg" counts as such)."""
    capitals, small = sum(c.isupper() for c in words), sum(c.islower() for c in words)
    return capitals > 0 and small <= 0.15 * (capitals + small)


# -- what stands on a first page --------------------------------------------------------------------------------------

# "36-NQ/TW", "256 /2004/QĐ-UB", "144 /2002/QĐ/BTC", "473/TTr - NN&PTNT", "66.13/2026/NQ-CP", "27/NQ-⏎TW", "101-SL/L.003"
# "Số: 35    /2024/QĐ-UBND": the number was written into a blank by hand
NUMBER = r"\d[\d.]{0,9}[A-Za-zđĐ]?(?:(?:\s{0,2}[/\-–]|[ \u00a0]{3,14}/(?=\d{4}/|[A-ZĐ]))\s{0,3}[^\W_][\w&.]{0,24}){1,8}"
DAY = r"ngay\s{0,6}(?P<d>\d{1,2})\s{0,6}(?:thang\s{0,6}(?P<m>\d{1,2})\s{0,6}nam|/\s?(?P<m2>\d{1,2})\s?/|[-.](?P<m3>\d{1,2})[-.])\s{0,6}(?P<y>\d{4})"
DATED = re.compile(DAY)
NUMBER_ROW = re.compile(r"(?:(?:" + TYPE + r")\s+)?so\s*[:.]?\s*[\d./…_-]")
NOISE = re.compile(
    r"cong bao\s*/|\d{1,4}$|(?:nguoi ky|ky boi|email|co quan|thoi gian ky|ngay ky)\s*:|van ban quy pham phap luat$|van ban khac$"
    r"|van ban hop nhat\b|phan (?:van ban|i\b)|doc\s*lap\s*[-–—]\s*tu\s*do|.$|du thao|(?:so|ngay|cong van) den\b|(?:hoa toc|khan|thuong khan|mat|toi mat)$|_+|o0o"
)
OPENING = re.compile(r"can\s*cu\b|xet\s|theo de nghi|kinh\s*gui|dieu\s*1\b|chuong\s+[i1]\b|phan\s+(?:thu|[i1])\b")


# "406/NQUBTVQH15", "1961/QĐUBND", "63/2010/NĐCP" of PDFs whose hyphens the text layer has not
LOST_HYPHEN = re.compile(
    r"(?<=/)(?:N[QDĐ](?=CP$)|(?:NQ|Q[DĐ]|CT|KH|BC|TB)(?=UBND|H[DĐ]ND)|Q[DĐ](?=TTG$|TTg$)|NQ(?=UBTVQH|QH\d)|TT(?=B[A-ZĐ]{2,8}$|NHNN$))"
)
"""Where the type's code ends in such a number, as written or as a key."""


def iso_of(match: re.Match[str]) -> str | None:
    """The ISO date of a match of ``DAY``; None for a day that no calendar has."""
    try:
        month = match.group("m") or match.group("m2") or match.group("m3")
        return datetime.date(int(match.group("y")), int(month), int(match.group("d"))).isoformat()
    except ValueError:
        return None


def whole_number(words: str) -> str:
    """A number as it is cited: "9476 /BNNMT-CNTY" → "9476/BNNMT-CNTY", "1961/QĐUBND" → "1961/QĐ-UBND"."""
    number = re.sub(r"\s+", "", words).replace("–", "-").strip("./-")
    return number if "-" in number else LOST_HYPHEN.sub(r"\g<0>-", number)
