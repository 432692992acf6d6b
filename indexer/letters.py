"""Letters and notices: texts made of paragraphs without numbers, and texts that are broken into lines by width.

A letter (công văn) says "Kính gửi: …" and goes on in paragraphs; a notice may have no number at all. Where no blank line
parts the paragraphs, the width of the lines tells: a new one begins where a sentence is over and the next word would have
stood on the line before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from phancap.indexer.lines import Lines, ended, is_recipients
from phancap.indexer.markers import Marker
from phancap.indexer.sources.markdown import Line
from phancap.indexer.wrapping import needed

_NUMBERED = frozenset({"part", "chapter", "section", "subsection", "article", "paragraph"})
_ADDRESSED = re.compile(r"Kính gửi\s*:|Kính gửi$")
_STATE_NAME = re.compile(r"CỘNG H(?:OÀ|ÒA|OA) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM")  # the Party's texts have its name there
_NOTICE = re.compile(r"(?:THÔNG BÁO|CÔNG ĐIỆN|CHỈ THỊ|KẾT LUẬN)\s*")  # the title of a notice whose head was not saved
_HEADS = 120  # lines within which a letter says to whom it goes, a site's notices above it counted
_MOST_ADDRESSEES = 30  # lines
_SAMPLE = 2_000  # lines that tell how wide a text is set
LONG = 220  # characters: what is longer is a paragraph, whatever its end
# What stands above the body of a notice and is none of it: "Số: …", "Căn cứ …;", "Về việc treo cờ Tổ quốc"
_ABOVE_BODY = re.compile(r"(?:V/v|Về việc|Số|Căn cứ|Theo đề nghị|Xét đề nghị của .*;$|Độc lập|\w+(?: \w+){0,4} ?, ngày)\b", re.I)

# "Phó Thủ tướng Chính phủ … có ý kiến như sau:" / "Bộ Công Thương chủ trì …"
# "…, Chủ tịch UBND tỉnh yêu cầu Giám đốc các sở, Chủ tịch UBND các xã, phường, triển khai thực hiện như sau:" in a page of news
_SAYS = re.compile(
    r"(?:có ý kiến|chỉ đạo|yêu cầu|thông báo|kết luận|đề nghị)(?: [^\W\d_]+){0,3} như sau\s*:$"
    r"|(?:UBND|Ủy ban nhân dân|Thủ tướng|Bộ trưởng|Bộ|Sở)[^;:.]{0,60} (?:yêu cầu|đề nghị|giao|chỉ đạo) [^:]{5,300}(?:thực hiện|triển khai)[^:;.]{0,60} (?:như sau|sau đây|sau)\s*:$"
)

# "Thư viện tỉnh có trách nhiệm giới thiệu …", "Theo đó, Chủ tịch UBND tỉnh đề nghị Thủ trưởng các sở, ban, ngành …": in a page without head or mark,
# the first paragraph that burdens somebody
_BURDENS = re.compile(
    r"(?:(?:Theo đó|Do đó|Vì vậy), )?(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân)(?: [^\W\d_]+){1,6} (?:yêu cầu|đề nghị|giao) (?:các|Thủ trưởng|Giám đốc|Chủ tịch|Sở|UBND|Ủy ban|Công an|Phòng|Văn phòng) "
    r"|(?:Là [^;.:,]{5,90}, )?(?:UBND|Ủy ban nhân dân|Sở|Phòng|Văn phòng|Trung tâm|Thư viện|Bảo tàng|Ban Quản lý|Chi cục|Công an|Chủ tịch UBND|Giám đốc Sở)(?: [^\W\d_]+| &|&[^\W\d_]+){0,12}? có (?:trách nhiệm|nhiệm vụ) "
)


class Layout(NamedTuple):
    """How a text is set. ``addressed`` is the line (index) that says "Kính gửi", ``body_after`` the one behind which a text without
    numbers begins, None where there is none; ``width`` are the characters that nine in ten lines do not exceed.
    """

    lines: Sequence[Line]
    addressed: int | None
    body_after: int | None
    width: int


def layout_of(page: Lines) -> Layout:
    """How the text is set: a letter, a notice that no number or heading parts before it is signed, or anything else."""
    lengths = sorted(len(line.text) for line in page.lines[:_SAMPLE])
    addressed, body_after = _letter(page.lines, page.markers)
    return Layout(page.lines, addressed, body_after, lengths[len(lengths) * 9 // 10] if lengths else 0)


def _letter(lines: Sequence[Line], markers: Sequence[Marker | None]) -> tuple[int | None, int | None]:
    heads = lines[:_HEADS]
    for at, line in enumerate(heads):
        if _ADDRESSED.match(line.text):
            return at, at
        if _parts(markers[at]):
            return None, None
    for line, marker in zip(lines, markers, strict=True):
        if is_recipients(line.text):
            break
        if _parts(marker):
            return None, None
    state = next((at for at, line in enumerate(heads) if _STATE_NAME.search(line.text)), None)
    if state is None:  # neither head nor title was saved: "UBND tỉnh có ý kiến như sau:" / "Giao Sở Xây dựng …"
        state = next((at for at, line in enumerate(heads) if _NOTICE.fullmatch(line.text)), None)
    if state is None:
        state = next((at for at, line in enumerate(heads) if _SAYS.search(line.text)), None)
    if state is None:
        state = next((at - 1 for at, line in enumerate(heads) if _BURDENS.match(line.text)), None)
    return None, state


def _parts(marker: Marker | None) -> bool:
    return marker is not None and marker.kind in _NUMBERED


def addressees(layout: Layout, index: int) -> bool:
    """Whether the line still says to whom a letter goes: a list under "Kính gửi:" that ends with a full stop, or the name behind
    it over several lines. It is no clause.
    """
    if layout.addressed is None or not 0 < index - layout.addressed < _MOST_ADDRESSEES:
        return False
    listed = layout.lines[layout.addressed].text.endswith((":", "gửi"))
    before = range(layout.addressed, index)
    line = layout.lines[index]
    if listed and line.after_blank and line.text[0] not in "-–+•" and layout.lines[index - 1].text[0] in "-–+•":
        return False  # "- Bảo hiểm xã hội Việt Nam", a blank line, "Bộ Y tế nhận được …"
    return not any(ended(layout.lines[at].text, ".") or (not listed and _fits(layout, at + 1)) for at in before)


def begins_body(layout: Layout, index: int, paragraph: str) -> bool:
    """Whether a letter's or a notice's first paragraph begins with the line: "Ủy ban nhân dân các phường, xã có trách nhiệm …" under
    "Kính gửi: …" or "THÔNG BÁO / Về việc …" is a clause that may burden somebody, not part of what stands above.
    """
    line = layout.lines[index]
    if layout.body_after is None or index <= layout.body_after or line.emphasis or addressees(layout, index):
        return False
    if line.text.isupper() or not line.text[:1].isupper() or (layout.addressed is None and _ABOVE_BODY.match(line.text)):
        return False
    return len(paragraph) > LONG or ended(paragraph)


def breaks(layout: Layout, index: int) -> bool:
    """Whether a letter's paragraph ends with the line before, although no blank line says so."""
    if layout.body_after is None or index <= layout.body_after:
        return False
    before = layout.lines[index - 1].text
    return layout.lines[index].text[:1].isupper() and (_SAYS.search(before) is not None or (ended(before) and _fits(layout, index)))


def wraps(layout: Layout, index: int) -> bool:
    """Whether a dash that no other dash stands above only begins a full line's rest: "… cao tốc Ninh Bình" / "- Hải Phòng, đoạn qua …"."""
    if layout.body_after is None or index <= layout.body_after or ended(layout.lines[index - 1].text):
        return False
    return not _fits(layout, index)


def _fits(layout: Layout, index: int) -> bool:
    """Whether the line's first word would have stood on the line before: it begins there on purpose."""
    return needed(layout.lines[index - 1].text, layout.lines[index].text) <= layout.width
