"""What a gazette prints around the law: running heads, page numbers, signature stamps. No words of the law.

Such lines stay in the source and in their clause's range; they give no readable text, and a sentence goes on across them.
"""

from __future__ import annotations

import re

_HEAD = re.compile(r"\d{0,4}\s*CÔNG BÁO\s*/\s*Số\b.*$")
_STAMP = re.compile(
    r"(?:Ký bởi:\s*(?:CÔNG BÁO|CỔNG THÔNG TIN)|Người ký:\s*(?:CỔNG|Cổng) |Cơ quan:\s*(?:VĂN PHÒNG CHÍNH PHỦ|Văn phòng Chính phủ)\s*$|"
    r"Email:\s*\S+@\S+\s*$|(?:Thời gian ký|Ngày ký):\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\s+\d{1,2}:\d{2})"
)
_NUMBER = re.compile(r"\d{1,4}$")
# "3", "- 3 -", "Trang 3/12" between two blank lines
_LONE = re.compile(r"(?:Trang\s+)?[-–—]?\s*(\d{1,3})\s*(?:[-–—]|/\s*\d{1,3})?$")
_OPEN = re.compile(r"[^\W\d_][,–-]?$")  # what a page's end cuts ends with a word
_NEAR = 2  # lines between a running head and its page number
_PAGE = 15  # lines: no page is shorter
_LONGEST_LONE = 14  # characters


def furniture(raws: list[str]) -> frozenset[int]:
    """The lines (indexes from 0) that are running heads, page numbers next to one or in a row with them, or stamps."""
    heads = {
        at for at, raw in enumerate(raws) if ("CÔNG BÁO" in raw and _HEAD.match(raw.strip())) or (":" in raw and _STAMP.match(raw.strip()))
    }
    if not heads:
        return _lone_numbers(raws)
    found = set(heads)
    page, page_at = -1, -_PAGE
    for at, raw in enumerate(raws):
        stripped = raw.strip()
        if len(stripped) > 4 or not _NUMBER.match(stripped):
            continue
        near = any(at + step in heads for step in range(-_NEAR, _NEAR + 1))
        if near or (int(stripped) == page + 1 and at - page_at >= _PAGE):
            found.add(at)
            page, page_at = int(stripped), at
    return frozenset(found)


def _lone_numbers(raws: list[str]) -> frozenset[int]:
    """Page numbers that stand alone in a text without running heads: the sentence above goes on behind them, or they count on page by page."""
    found: set[int] = set()
    page, page_at = 1, -_PAGE
    for at, raw in enumerate(raws):
        if not 0 < len(raw) <= _LONGEST_LONE or (at and raws[at - 1].strip()) or (at + 1 < len(raws) and raws[at + 1].strip()):
            continue
        number = _LONE.match(raw.strip())
        if number is None or not page < int(number.group(1)):
            continue
        above = next((line.strip() for line in reversed(raws[max(0, at - _NEAR - 1) : at]) if line.strip()), "")
        below = next((line.strip() for line in raws[at + 1 : at + _NEAR + 2] if line.strip()), "")
        in_table = all(
            len(line) > 1 and line[0] == line[-1] == "|" for line in (above, below)
        )  # "| 4 | Sơ kết | … |" / "3" / "| 5 | Tổng kết | … |"
        cut = in_table or (_OPEN.search(above) is not None and not above.isupper() and above[0] not in "#*|")
        if cut or (found and int(number.group(1)) == page + 1 and at - page_at >= _PAGE):
            found.add(at)
            page, page_at = int(number.group(1)), at
    return frozenset(found)
