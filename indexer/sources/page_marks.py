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
_NEAR = 2  # lines between a running head and its page number
_PAGE = 15  # lines: no page is shorter


def furniture(raws: list[str]) -> frozenset[int]:
    """The lines (indexes from 0) that are running heads, page numbers next to one or in a row with them, or stamps."""
    heads = {
        at for at, raw in enumerate(raws) if ("CÔNG BÁO" in raw and _HEAD.match(raw.strip())) or (":" in raw and _STAMP.match(raw.strip()))
    }
    if not heads:
        return frozenset()
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
