"""Tables that a converter wrote one cell a line: "TT" / "Nhiệm vụ" / "Cơ quan chủ trì" / "Thời gian" / "1" / "Rà soát văn bản" / "Sở Tư pháp" / "Quý I".

So Word's and LibreOffice's "save as text" and many a site's copy write a table. Only a head that begins with "TT" and names what is to be done and
by whom tells one, and rows that count on from 1 below it; which cell stands under which column is told where the row is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_COUNTS = re.compile(r"[*_\s]*(?:TT|STT|Số TT|Số thứ tự)[*_.\s]*$", re.I)
_TASK = re.compile(r"(?:tên |danh mục )?(?:các )?(?:nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|đầu việc|hạng mục)(?!\w)", re.I)
_WHO = re.compile(r"(?:chủ trì|thực hiện|phụ trách|đầu mối|phân công|tham mưu)(?!\w)", re.I)
_COLUMN = re.compile(
    r"[*_\s]*(?:(?:tên |danh mục |nhóm )?(?:các )?(?:nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|đầu việc|hạng mục|lĩnh vực)|(?:cơ quan|đơn vị|người|bộ phận|cá nhân)(?:, (?:cơ quan|đơn vị|cá nhân))*(?!\w)"
    r"|chủ trì|phối hợp|phân công|thời (?:gian|hạn|điểm)|tiến độ|hoàn thành|sản phẩm|kết quả|kinh phí|nguồn (?:vốn|kinh phí)|ghi chú|cấp trình|lộ trình|chỉ tiêu|căn cứ)(?!\w)[^.;:]{0,40}$",
    re.I,
)
_PARENT = re.compile(r"[*_\s]*(?:phân công|tổ chức|trách nhiệm|đơn vị|cơ quan)(?: (?:thực hiện|nhiệm vụ))?[*_\s]*$", re.I)
_BELOW_PARENT = re.compile(r"[*_\s]*(?:(?:cơ quan|đơn vị) )?(?:chủ trì|phối hợp)[*_\s]*$", re.I)
_NUMBER = re.compile(r"[*_\s]*(?P<number>\d{1,3}|[IVX]{1,5}|[A-HĐ])[.)]?[*_\s]*$")
_COLUMN_NUMBER = re.compile(r"[*_\s]*\(\d{1,2}\)[*_\s]*$")
_OUTSIDE = re.compile(
    r"[*_\s]*(?:[IVX]{1,4}\.\s+\S|\d{1,2}\.\s+[^\W\d_]|Điều\s+\d|Nơi nhận|Ghi chú|PHỤ LỤC|Phụ lục|Trên đây là|\(Kèm theo|KT\.|TM\.|TL\.|CHỦ TỊCH|GIÁM ĐỐC)"
)
_GROUP = re.compile(r"[*_\s]*(?:[IVX]{1,4}|[A-HĐ])[.)]\s+\S")
_SAME = re.compile(r"(?:-\s*)?(?:nt|n/t|như trên)(?:\s*-)?\.?$", re.I)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_LETTERS = " ABCDĐEGHIK"
_FEWEST_COLUMNS, _MOST_COLUMNS, _FEWEST_ROWS = 4, 10, 2
_LONGEST_NUMBER = 12  # characters with marks of emphasis


def stacked_cells(raws: Sequence[str], first: int) -> dict[int, tuple[int, int]]:
    """(row, cell) of the lines (index from 0) that stand in tables written one cell a line; rows are counted from ``first``."""
    found: dict[int, tuple[int, int]] = {}
    at = 0
    while at < len(raws):
        table, after = _table(raws, at, first) if _COUNTS.match(raws[at]) else ({}, at + 1)
        if table:
            first = max(row for row, _ in table.values()) + 1
            found |= table
        at = max(after, at + 1)
    return found


def _table(raws: Sequence[str], start: int, row: int) -> tuple[dict[int, tuple[int, int]], int]:
    """The cells of the table whose head begins at ``start``, and the line behind it; no cells where none begins."""
    head, at = _head(raws, start)
    if not head:
        return {}, start + 1
    second = _second_row(raws, head)
    found = {line: (row, cell) for cell, line in enumerate(head[: len(head) - len(second)])}
    if second:
        row += 1
        found |= {line: (row, cell) for cell, line in enumerate(second)}
    width = len(head) - (1 if second else 0)
    rows = 0
    spaced = head[1] > head[0] + 1  # a blank line behind every cell tells nothing
    counted: dict[str, int] = {}
    kind = ""
    while at < len(raws):
        if _heads_group(raws, at, (counted, "")):
            row += 1
            found[at] = row, 0
            at, kind = _behind_blanks(raws, at + 1), ""
        number = _next_number(raws[at], counted, kind) if at < len(raws) else None
        if number is None:
            break
        kind, nth = number
        counted[kind] = nth
        row, rows = row + 1, rows + 1
        found[at] = row, 0
        at = _row(raws, at + 1, row, width, (counted, kind), found, spaced)
    return (found, at) if rows >= _FEWEST_ROWS else ({}, start + 1)


def _row(
    raws: Sequence[str],
    at: int,
    row: int,
    width: int,
    counting: tuple[dict[str, int], str],
    found: dict[int, tuple[int, int]],
    spaced: bool,
) -> int:
    """Put the cells of a row behind its number into ``found``; the line behind the row."""
    cell, before, blank = 0, "", False
    while at < len(raws) and not _next_number(raws[at], *counting) and not _OUTSIDE.match(raws[at]):
        words = raws[at].strip()
        if words:
            goes_on = before != "" and _goes_on(before, words)
            if (cell >= width - 1 or (blank and cell > 1 and not spaced)) and not goes_on and not _counts_ahead(raws, at, width, counting):
                return at
            cell += not goes_on
            found[at] = row, cell
            before = words
        blank = not words
        at += 1
    return at


def _goes_on(before: str, words: str) -> bool:
    """Whether a line goes on with the cell of the one before: a list's next dash, a word that begins small, what a comma leaves open."""
    if words[0] in "-–+•" and not _SAME.match(words):
        return before[0] in "-–+•" or before[-1] in ":;,"
    return before[-1] in ",;" or ((words[0].islower() or words[0] == "(") and not _SAME.match(words))


def _behind_blanks(raws: Sequence[str], at: int) -> int:
    while at < len(raws) and not raws[at].strip():
        at += 1
    return at


def _heads_group(raws: Sequence[str], at: int, counting: tuple[dict[str, int], str]) -> bool:
    """Whether a line over all columns stands above the next row: "I. Công tác tuyên truyền" / "1"."""
    below = _behind_blanks(raws, at + 1)
    return _GROUP.match(raws[at]) is not None and below < len(raws) and _next_number(raws[below], *counting) is not None


def _counts_ahead(raws: Sequence[str], at: int, width: int, counting: tuple[dict[str, int], str]) -> bool:
    """Whether the table counts on not far below."""
    return any(_next_number(raw, *counting) for raw in raws[at : at + 3 * width])


def _head(raws: Sequence[str], start: int) -> tuple[list[int], int]:
    """The lines of a head, one a column, and the line of the first row; no lines where it is none."""
    head = [start]
    at = start + 1
    while at < len(raws) and len(head) <= _MOST_COLUMNS:
        label = raws[at].strip()
        if label and not _COLUMN.match(label):
            break
        if label:
            head.append(at)
        at += 1
    words = [raws[line].strip() for line in head]
    while at < len(raws) and (not raws[at].strip() or _COLUMN_NUMBER.match(raws[at])):
        at += 1
    tells = any(map(_TASK.search, words)) and any(map(_WHO.search, words))
    first = _NUMBER.match(raws[at]) if at < len(raws) else None
    begins = (first and first["number"] in ("1", "I", "A")) or (at < len(raws) and _heads_group(raws, at, ({}, "")))
    return (head, at) if tells and begins and len(head) >= _FEWEST_COLUMNS else ([], start)


def _second_row(raws: Sequence[str], head: list[int]) -> list[int]:
    """The last labels of a head that part one before them: "STT" / "Nhiệm vụ" / "Phân công thực hiện" / "Thời gian" / "Chủ trì" / "Phối hợp"."""
    parent = next((n for n, line in enumerate(head) if _PARENT.match(raws[line])), None)
    parted = [line for line in head[-2:] if _BELOW_PARENT.match(raws[line])]
    return parted if parent is not None and len(parted) == 2 and parent < len(head) - 3 else []


def _next_number(raw: str, counted: dict[str, int], kind: str) -> tuple[str, int] | None:
    """In which row of numbers the line counts on, and how far; None where it is no number: "3" behind "2", "II" behind "I", "1" behind a group's."""
    number = _NUMBER.match(raw) if len(raw) < _LONGEST_NUMBER else None
    if number is None:
        return None
    words = number["number"]
    if words.isdigit():
        on = counted.get("digits", 0) + 1
        return ("digits", int(words)) if int(words) == on or (words == "1" and kind != "digits") else None
    for numerals, row in (("roman", _ROMAN), ("letters", _LETTERS)):
        nth = counted.get(numerals, 0) + 1
        if nth < len(row) and row[nth] == words:
            return numerals, nth
    return None
