"""Markdown and plain text → lines with their place in the source.

Regulations saved as Markdown are Markdown only by accident: heading levels mean nothing, one "1." is a list item
and the next a bold paragraph. So lines are kept, and a line's own words decide what it is (``indexer/markers.py``).
"""

from __future__ import annotations

import re
import unicodedata

import msgspec
from phancap.indexer.sources.loose_marks import LONGEST, alone_over_blank, goes_on, hangs, without_list_dashes
from phancap.indexer.sources.page_marks import furniture
from phancap.indexer.sources.stacked_tables import stacked_cells
from phancap.indexer.vietnamese import nfc

_HEADING = re.compile(r"\s{0,3}(#{1,6})(?=\s)")
_WHOLLY_BOLD = re.compile(r"\*\*(?!\s)(?:(?!\*\*).)+\*\*[:.]?$")
_STAR = re.compile(r"\*")
_KEPT_STAR = "\ue000"  # stands for "\\*" until the stars that mark emphasis are gone
_BEFORE_EMPHASIS = "(“\"'[-–,.;:/|"
GOES_ON = "^^"
"""What a cell of a kept table holds where the one above reaches down over it, as MultiMarkdown writes it: a mark, no words of the law."""
BREAK = "<br>"
"""Between two paragraphs of a cell of a kept table, as Markdown's tables write it; in the text that is read they stand on lines of their own."""
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)
_COVERED = re.compile(r"(?<=\|)\s*\^\^\s*(?=\|)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
# What only looks like the letter, or is a space, or nothing at all: Icelandic "Ð" for "Đ" in texts of old fonts, Word's spaces.
_ALIKE = {
    0xD0: "Đ", 0xF0: "đ", 0x189: "Đ", **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF)),
}  # fmt: skip
_ODD = re.compile("[" + "".join(map(chr, _ALIKE)) + "]")
_SPACES = re.compile(r"[ \t]+")
_MARKS = ("|", "#", "*", "<br", "\\")  # a text without any of them is read as it stands
_OUTSIDE_TABLES = (-1, 0)
_WORD = re.compile(r"\w")  # a line of rules, bars and stars ("---", "|", "** **") holds no words of the law
_ARTICLE_NUMBER, _UPPER_NUMBER = re.compile(r"(\d{1,3}[a-zđ]?\s?[.:])(?!\d)"), re.compile(r"((?:[IVXLC]+|\d{1,2})(?![\w.]\w)\.?)")
_PARTED = {
    **dict.fromkeys(("Điều", "ĐIỀU"), _ARTICLE_NUMBER),
    **dict.fromkeys(("Chương", "CHƯƠNG", "Mục", "MỤC", "Phần", "PHẦN", "Tiểu mục"), _UPPER_NUMBER),
    "Nơi": re.compile(r"(nhận:.*)"),
    "Kính": re.compile(r"(gửi:.*)"),  # "**Kính" / "gửi:** Thuế tỉnh Hà Nội"
}
_DASHES = frozenset("-–+•")
_EMPTY_BOLD = re.compile(r"\*\*\s*\*\*")


class Line(msgspec.Struct, gc=False):
    """A line that holds something: ``start`` is where it begins in the source.

    ``number`` counts from 1. ``text`` is the readable text: NFC, Markdown marks gone. ``emphasis`` tells
    that the source shows the line as a heading or wholly in bold, ``after_blank`` that a blank line stands
    before it, ``hard_break`` that the source asks for a line break after it. ``row`` numbers the table rows of the
    whole source (-1 outside tables), ``cell`` the cells of a row; a row that stands on one line is one Line.
    ``after_page`` tells that a page ended before the line, so that a blank line there means nothing, ``joined`` is the number of the line
    that it ends on where its mark stood on a line of its own, 0 elsewhere.
    """

    start: int
    number: int
    text: str
    emphasis: bool
    after_blank: bool
    hard_break: bool
    row: int = -1
    cell: int = 0
    after_page: bool = False
    joined: int = 0


def read_lines(source: str) -> list[Line]:
    """All lines of the source that hold more than white space and marks, in order."""
    lines = _lines(source)
    if "*" in source:
        _take_stars(lines)
    without_list_dashes(lines)
    parted = [at for at, line in enumerate(lines) if line.text in _PARTED and at + 1 < len(lines)]
    for at in reversed(parted):
        line, following = lines[at], lines[at + 1]
        number = _PARTED[line.text].match(following.text) if not following.after_blank else None
        if number is None:
            continue
        # "**Điều" / "16. Trách nhiệm của …**", "**Chương" / "II**": the number stays with the word that it belongs to
        line.text, following.text = f"{line.text} {number.group(1)}", following.text[number.end() :].strip()
        if not following.text:
            del lines[at + 1]
    return lines


def _take_stars(lines: list[Line]) -> None:
    """Take away the stars of emphasis, which may go over several lines: "*(trừ công trình bí mật / nhà nước).*"."""
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and (line.after_blank or (line.row, line.cell) != (paragraph[-1].row, paragraph[-1].cell)):
            _take_stars_of(paragraph)
            paragraph = []
        if paragraph or "*" in line.text or _KEPT_STAR in line.text:
            paragraph.append(line)
    _take_stars_of(paragraph)


def _take_stars_of(paragraph: list[Line]) -> None:
    for line, text in zip(paragraph, _without_stars([line.text for line in paragraph]), strict=True):
        line.text = text or "."


def _without_stars(texts: list[str]) -> list[str]:
    """The lines of one paragraph without the stars that mark emphasis: "*a) Chi đầu tư phát triển: *Ước thực hiện …".

    A star opens where a word begins behind it, and the next one closes, wherever the spaces stand; "(*)", "* một" and "5*3" stay.
    """
    gone: list[list[int]] = [[] for _ in texts]
    opened: tuple[int, int] | None = None
    for n, text in enumerate(texts):
        for match in _STAR.finditer(text) if "*" in text else ():
            at = match.start()
            before, after = text[at - 1 : at], text[at + 1 : at + 2]
            if (before, after) == ("(", ")"):
                continue
            if opened is None:
                if after.strip() and (not before.strip() or before in _BEFORE_EMPHASIS):
                    opened = n, at
            else:
                gone[opened[0]].append(opened[1])
                gone[n].append(at)
                opened = None
    for n, places in enumerate(gone):
        for at in reversed(places):
            texts[n] = texts[n][:at] + texts[n][at + 1 :]
        if places:
            texts[n] = re.sub("  +", " ", texts[n]).strip()
        texts[n] = texts[n].replace(_KEPT_STAR, "*")
    return texts


def _lines(source: str) -> list[Line]:
    lines: list[Line] = []
    start, after_blank, after_page, bold = 0, False, False, _Bold(source)
    # a mark alone on the line above: where it begins, its line, whether a blank one is above
    dash: tuple[str, tuple[int, int, bool]] | None = None
    hanging: Line | None = None  # the line above, where it is an "Điều" or a mark that what it numbers has left
    raws = source.split("\n")
    loose = alone_over_blank(raws)
    composed, marked = unicodedata.is_normalized("NFC", source), "**" in source or "#" in source
    odd = _ODD.search(source) is not None
    bare = composed and not odd and not any(mark in source for mark in _MARKS)
    plain = [_usual(nfc(raw)) for raw in raws] if odd or not composed else raws
    cells = cells_of(plain) if "|" in source else {}
    tabs = _tab_rows(plain, len(cells)) if "\t" in source else {}
    cells |= {at: (row, 0) for at, row in tabs.items()}
    if "TT" in source:
        cells = stacked_cells(plain, 1 + max((row for row, _ in cells.values()), default=-1)) | cells
    left_out = furniture(plain)
    del plain
    for at, raw in enumerate(raws):
        raws[at] = ""  # given up line by line, so that a text of 50 MB is not held twice
        end = start + len(raw)
        if at in left_out:
            after_page, start = True, end + 1
            continue
        stripped = raw.strip()
        if not stripped:
            bold.open = False  # a pair of marks does not reach over a blank line
            after_blank, start = True, end + 1
            if not loose:
                dash = hanging = None
            continue
        emphasis = marked and (bold.shows(stripped, end) or (stripped.startswith("#") and _HEADING.match(stripped) is not None))
        row_words = " | ".join(raw.rstrip().split("\t")) if at in tabs else stripped
        text = _one_space(row_words).strip() if bare else _bare(row_words, composed, odd)
        line, joined = (start, at + 1, after_blank), 0
        if dash and text and not text.isupper() and _WORD.match(text) and at not in cells:
            text, line = f"{dash[0]} {text}", dash[1]  # "-" / "Thực hiện nghiêm túc …"
        dash = (text, line) if text in _DASHES else None
        if hanging and text and at not in cells and goes_on(hanging.text, text):
            lines.pop()
            text, line = f"{hanging.text}{'' if text[0] in '.:' else ' '}{text}", (hanging.start, hanging.number, hanging.after_blank)
            joined = at + 1
        if text and (text[0].isalnum() or _WORD.search(text)):
            row, cell = cells.get(at, _OUTSIDE_TABLES)
            hard_break = raw[-1] in " \\\r" and raw.removesuffix("\r").endswith(("  ", "\\"))
            found = Line(line[0], line[1], text, emphasis, line[2], hard_break, row, cell, after_page, joined)
            lines.append(found)
            after_blank = after_page = False
            hanging = found if row < 0 and len(text) <= LONGEST and hangs(text) else None
        else:
            after_blank, hanging = True, None
        start = end + 1
    return lines


_LONGEST_CELL = 80  # lines: a bar with none after it for so long opened no table
# The letterhead's last bar and the first one of the signature's table may stand near each other; what stands between them in a
# short decision is its text, not a cell.
_OUTSIDE = re.compile(
    r"[*_\s]*(?:Điều\s+\d{1,3}[a-zđ]?\s*[.:]|Chương\s+[IVX]+\b|Căn\s+cứ\s+(?:Luật|Nghị|Quyết|Hiến|Thông|Kế|Công|Chỉ|Pháp)|Nơi\s+nhận\s*:|Kính\s+gửi\b|"
    r"\(\s*(?:[Bb]an\s+hành\s+)?(?:[Kk]èm\s+)?theo\s|PHỤ\s+LỤC(?:\s+[IVX\d]+)?[*_\s]*$|"
    r"(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|KẾ HOẠCH|THÔNG TƯ|CHỈ THỊ|CHƯƠNG TRÌNH|TỜ TRÌNH|HƯỚNG DẪN|CÔNG ĐIỆN|THÔNG BÁO|BÁO CÁO|LUẬT)\s*:?[*_\s]*$)"
)
_SECTION = re.compile(r"[*_\s]*[IVX]{1,4}\.\s+\S")
# A telegram's text stands between the table of its addressees and that of its signature: "… Thủ tướng Chính phủ yêu / cầu:", "1. Đồng chí …"
_FIRST_TASK, _TOLD_BELOW = (
    re.compile(r"[*_\s]*(?:[1l]\s?[.,]|I\.|a\))[*_\s]*[^\W\d_]"),
    re.compile(r"(?:yêu\s+cầu|như\s+sau|chỉ\s+đạo|nhiệm\s+vụ)\s*:[*_\s]*$"),
)
_LONG_CELL = 8  # lines: "**I. MỤC ĐÍCH**" so far behind a bar is a section of the text, nearer it may head a group of rows


def cells_of(raws: list[str]) -> dict[int, tuple[int, int]]:
    """(row, cell) of the lines (index from 0) that stand in tables.

    Three forms are seen: "| a | b |" with a whole row on a line, "a | b | c" in several lines that follow each other, and a bar on a line of
    its own between two cells, two such bars between two rows, as some sites' pages turn out when they are saved as text.
    """
    found: dict[int, tuple[int, int]] = {}
    row, at = -1, 0
    open_rows = _open_rows(raws)
    while at < len(raws):
        line = raws[at].strip()
        if at in open_rows or (line.startswith("|") and line.count("|") > 2 and line.endswith("|")):
            row += 1
            found[at] = (row, 0)
            at += 1
        elif line == "|" and (stop := _table_end(raws, at)) > at:
            row += 1
            cell, bars = 0, 0
            widths: list[int] = []  # cells of the rows that are whole
            for inner in range(at, stop + 1):
                if raws[inner].strip() == "|":
                    bars += 1
                elif raws[inner].strip():
                    if bars > 1 and inner - at > bars:
                        widths.append(cell + 1)
                        row, cell = row + 1, 0
                    elif inner > at and bars:
                        cell += 1
                        whole = len(widths) > _SURE_ROWS and len(set(widths[1:])) == 1 and cell == widths[1] >= _LEAST_CELLS
                        if whole and _BELOW_TABLE.match(raws[inner]):
                            stop = inner - 1  # all rows had five cells: "**2. Các nhiệm vụ về chuyển đổi / số …**" stands below the table
                            break
                    bars = 0
                    found[inner] = (row, cell)
            at = stop + 1
        else:
            at += 1
    return found


def _tab_rows(raws: list[str], first: int) -> dict[int, int]:
    """{line (index from 0): row} of tables whose cells are parted by tabs, as text copied from a page or a sheet has them.

    Two lines or more in a row with the same two tabs or more, and what stands below a head "TT / Nhiệm vụ / …" up to a line without tabs; rows
    are counted from ``first``.
    """
    found: dict[int, int] = {}
    counts = [raw.rstrip().count("\t") if "\t" in raw else 0 for raw in raws]
    below_head = False
    for at, count in enumerate(counts):
        alike = (counts[near] == count for near in (at - 1, at + 1) if 0 <= near < len(counts))
        below_head = count > 0 and (below_head or (count >= _LEAST_CELLS - 1 and _TAB_HEAD.match(raws[at]) is not None))
        if below_head or (count >= _LEAST_CELLS - 1 and any(alike) and "\t\t" not in raws[at].strip()):
            found[at] = first + len(found)
    return found


def _open_rows(raws: list[str]) -> set[int]:
    """The lines (index from 0) of rows without outer bars: "1 | Rà soát quy định | Bộ Tư pháp | 2025", three or more of them, or two of as many cells."""
    found: set[int] = set()
    run: list[int] = []
    for at in [*(n for n, raw in enumerate(raws) if raw.strip()), len(raws)]:
        bars = raws[at].count(" | ") if at < len(raws) else 0
        if bars >= _LEAST_BARS and raws[at].strip()[0] != "|":
            run.append(at)
            continue
        if len(run) > 2 or (len(run) == 2 and raws[run[0]].count(" | ") == raws[run[1]].count(" | ")):
            found.update(run)
        run = []
    return found


_LEAST_BARS = 2
_BELOW_TABLE = re.compile(r"[*_\s]*(?:\d{1,2}(?:\.\d{1,2})*\.|[IVX]{1,4}\.|[A-HĐ]\.|[a-zđ]\))[*_\s]+\w\D")
_SURE_ROWS, _LEAST_CELLS = 2, 3  # rows behind the first one, all of as many cells, show how wide a table is
_BARS = re.compile(r"(?<!\\)\|")
_TAB_HEAD = re.compile(r"[*_\s]*(?:TT|STT|Số TT|Số thứ tự)[*_.\s]*\t")


def covered_cells(row: str) -> frozenset[int]:
    """Which cells (from 0) of a table's row, as it stands in a kept text, lie below one that reaches down over them."""
    row = row.strip()
    if GOES_ON not in row or not (row.startswith("|") and row.endswith("|")):
        return frozenset()
    return frozenset(at for at, cell in enumerate(_BARS.split(row[1:-1])) if cell.strip() == GOES_ON)


_ADDRESSEES = re.compile(r"[*_\s]*Kính\s+gửi\s*:?[*_\s]*(?P<who>\w)?")


def _table_end(raws: list[str], start: int) -> int:
    """The last bar of the table that opens at ``start``; ``start`` itself when no second bar follows.

    A letter's "Kính gửi: …" may be a table of its own; the bar behind the addressees ends it.
    """
    last, bars_left = start, 0
    for at in range(start + 1, len(raws)):
        if raws[at].strip() == "|":
            last = at
            bars_left -= 1
            if not bars_left:
                break
        elif addressees := _ADDRESSEES.match(" ".join(raws[at : at + 2])):  # "**Kính" / "gửi:** Thuế tỉnh Hà"
            if not any(raw.strip() == "|" for raw in raws[at : at + _LONG_CELL]):
                break  # the letterhead's table ended above: what follows is the letter
            bars_left = 1 if addressees["who"] else 2
        elif (
            _OUTSIDE.match(raws[at])
            or (at - last > _LONG_CELL and _SECTION.match(raws[at]))
            or at - last > _LONGEST_CELL
            or (at - last > _LONG_CELL and _FIRST_TASK.match(raws[at]) and _TOLD_BELOW.search(" ".join(raws[at - 3 : at])))
            or (not raws[at].strip() and raws[at - 1].strip() == "|" and at - 1 > start)
        ):
            break
    return last


class _Bold:
    """Follows ``**`` from line to line: a heading may be broken over two lines inside one pair of marks."""

    def __init__(self, source: str) -> None:
        self.source, self.open, self.whole = source, False, False

    def shows(self, line: str, end: int) -> bool:
        """Whether the line, which is not blank, stands wholly in bold; ``end`` is where it ends in the source."""
        if "**" not in line:
            return self.open and self.whole
        free = _HEADING.sub("", line).strip()
        was_open, whole_before = self.open, self.whole
        if line.count("**") % 2:
            self.open = not was_open
        if was_open:
            return whole_before and free.rstrip(":.").endswith("**") and free.count("**") == 1
        if self.open:
            self.whole = free.startswith("**") and self._closes_alone(end)
            return self.whole
        return _WHOLLY_BOLD.match(free) is not None

    def _closes_alone(self, end: int) -> bool:
        """Whether nothing stands behind the closing marks: "**3. Sở Văn hóa, Thể thao và / Du lịch:** Phối hợp …" is no heading."""
        stop = self.source.find("\n\n", end)
        close = self.source.find("**", end, stop if stop >= 0 else len(self.source))
        if close < 0:
            return False
        line_end = self.source.find("\n", close)
        return not self.source[close + 2 : line_end if line_end >= 0 else len(self.source)].strip(" .:\t")


def readable(line: str, composed: bool = False) -> str:
    """A line of the source without Markdown's marks, in NFC; nothing else is changed. ``composed`` tells that it is in NFC.

    >>> readable("#### **I. MỤC ĐÍCH**")
    'I. MỤC ĐÍCH'
    """
    return _without_stars([_bare(line, composed, True)])[0]


def _usual(line: str) -> str:
    """The line with the letters that it seems to hold."""
    return _ODD.sub(lambda letter: _ALIKE[ord(letter.group())] or "", line)


def _one_space(line: str) -> str:
    return _SPACES.sub(" ", line) if "\t" in line or "  " in line else line


def _bare(line: str, composed: bool, odd: bool) -> str:
    """The line without marks but for the single stars, which may belong to ones on other lines; ``odd``: letters may only look right."""
    if line.startswith("|"):
        line = (_COVERED.sub(" ", line) if GOES_ON in line else line).strip("|").strip()
        line = _BREAK.sub("\n", line) if "<" in line else line
    if "#" in line and (match := _HEADING.match(line)):
        line = line[match.end() :]
    if "*" in line:
        line = _EMPTY_BOLD.sub(" ", line).replace("\\*", _KEPT_STAR).replace("**", "")
        if line.startswith("* ") and line.endswith("*") and line.count("*") == 2:
            line = line[2:-1]  # "* (Chi tiết theo Phụ lục đính kèm)*" is no item of a list
    if "<br" in line:
        line = _BREAK.sub(" ", line)
    if "\\" in line:
        line = _ESCAPE.sub(r"\1", line.rstrip("\\"))  # one at the end asks for a break
    if odd:
        line = _usual(line)
    line = _one_space(line).strip()
    return line if composed else nfc(line)
