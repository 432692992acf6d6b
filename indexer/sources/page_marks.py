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
# "3", "- 3 -", "3/12" alone on a line
_LONE = re.compile(r"[-–—]?\s*(\d{1,3})\s*(?:[-–—]|/\s*\d{1,3})?$")
# "Trang 3/12", "Page 3 of 12", "--- Page 3 ---", "## Trang 3", "[Trang 3]": a converter's word for a page's end
_NAMED = re.compile(
    r"[-–—=#*_\[({<\s]{0,12}(?:[Tt]rang|TRANG|[Pp]age|PAGE)\s*(?:số\s*)?:?\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—=#*_\])}>\s]{0,12}$"
)
_OPEN = re.compile(r"[^\W\d_][,–-]?$")  # what a page's end cuts ends with a word
_NEAR = 2  # lines between a running head and its page number
_PAGE = 15  # lines: no page is shorter
_LONGEST_LONE, _LONGEST_CENTRED = 30, 120  # characters, without and with the spaces that set it in the middle
_GOES_ON = frozenset(",.;:|")
_WIDE = 40  # characters: a cell of a table is seldom so long


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
        if len(stripped) > 4 or not stripped.isdecimal():
            continue
        near = any(at + step in heads for step in range(-_NEAR, _NEAR + 1))
        if near or (int(stripped) == page + 1 and at - page_at >= _PAGE):
            found.add(at)
            page, page_at = int(stripped), at
    return frozenset(found)


def _lone_numbers(raws: list[str]) -> frozenset[int]:
    """Page numbers that stand alone in a text without running heads: the sentence above goes on behind them, or they count on page by page."""
    found: set[int] = set()
    before: list[tuple[int, int]] = []  # (line, number) of those above the first one that is sure
    page, page_at = 1, -_PAGE
    for at, raw in enumerate(raws):
        if not raw or (len(raw) > _LONGEST_LONE and (raw[0] > " " or len(raw) > _LONGEST_CENTRED)) or raw[-1].isalpha():
            continue
        stripped = raw.strip()
        if not 0 < len(stripped) <= _LONGEST_LONE or stripped[-1] in _GOES_ON:
            continue
        if _NAMED.match(stripped):
            found.add(at)
            continue
        number = _LONE.match(stripped)
        if number is None or not page < int(number.group(1)):
            continue
        value = int(number.group(1))
        if _cut(raws, at) or (page_at >= 0 and value == page + 1 and at - page_at >= _PAGE):
            if page_at < 0:
                found.update(_counted_up_to(before, value, at))
            found.add(at)
            page, page_at = value, at
        elif page_at < 0:
            before.append((at, value))
    return frozenset(found)


def _cut(raws: list[str], at: int) -> bool:
    """Whether a sentence goes on over a number that stands alone."""
    apart = all(not 0 <= near < len(raws) or not raws[near].strip() for near in (at - 1, at + 1))
    above = next((line.strip() for line in reversed(raws[max(0, at - _NEAR - 1) : at]) if line.strip()), "")
    below = next((line.strip() for line in raws[at + 1 : at + _NEAR + 2] if line.strip()), "")
    in_table = all(
        len(line) > 1 and line[0] == line[-1] == "|" for line in (above, below)
    )  # "| 4 | Sơ kết | … |" / "3" / "| 5 | Tổng kết | … |"
    # without blank lines a number may be a cell: "Sở Tài chính" / "2" / "Rà soát …"
    going_on = apart or (below[:1].islower() and len(above) >= _WIDE)
    return in_table or (going_on and _OPEN.search(above) is not None and not above.isupper() and above[0] not in "#*|")


def _counted_up_to(before: list[tuple[int, int]], value: int, at: int) -> list[int]:
    """The lines above the first sure page number that count up to it page by page."""
    lines = []
    for above, number in reversed(before):
        if number == value - 1 and at - above >= _PAGE:
            lines.append(above)
            value, at = number, above
    return lines
