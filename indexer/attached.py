"""Where a text begins that is issued with the document: a regulation, a scheme, an appendix, a form.

"PHỤ LỤC I", "QUY CHẾ", "DANH MỤC THỦ TỤC HÀNH CHÍNH …" behind the signature; the line "(Kèm theo Quyết định số …)" below a title
tells it for certain, whatever the title says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phancap.indexer.markers import Marker, roman_value
from phancap.indexer.sources.markdown import Line
from phancap.indexer.vietnamese import UPPER, slug

_KIND = (
    r"(?P<kind>PHỤ LỤC|Phụ lục|QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|DANH MỤC|ĐỀ ÁN|KẾ HOẠCH|CHƯƠNG TRÌNH|QUY TRÌNH|NỘI QUY|BẢNG GIÁ|THỂ LỆ|CHIẾN LƯỢC|"
    r"ĐỊNH MỨC|BẢNG|BIỂU|QUY TẮC|PHƯƠNG ÁN|HƯỚNG DẪN|MẪU|Mẫu|Biểu)"
)
_NUMBER = r"(?:\s+(?:SỐ\s+|số\s*:?\s*)?(?P<number>[IVX]+|\d{1,3})(?P<more>(?:[.-]\d{1,2}|[.-]?[A-Z])?)(?![\w/]))?"
_TITLE = re.compile(rf"{_KIND}(?!\w){_NUMBER}")
# The title alone on its line, or followed by capitals only: "PHỤ LỤC I", "Phụ lục II.", "QUY CHẾ LÀM VIỆC".
_ALONE = re.compile(rf"{_KIND}(?!\w){_NUMBER}(?:\s*[.:]?\s*$|(?=[.:]?\s+[{UPPER}]{{2}})(?=[^a-zđ]*$))")
_FORM = re.compile(r"(?:MẪU|Mẫu|BIỂU|Biểu)(?:\s+(?:SỐ|số))?\s*:?\s+(?P<number>[\w.\-/]{1,14}?)[.:]?\s*(?:\(.*)?$")
_FORM_NUMBER = re.compile(r"\d|[A-Z]{1,3}\b")
_ISSUED_WITH = re.compile(
    r"\W*\(\W*(?:(?:[Đđ]ược\s+)?[Bb]an hành\s+)?(?:[Kk]èm\s+)?theo\s|\W*(?:Ban hành )?[Kk]èm theo (?:\w+ ){1,3}số\b(?!.*\bnày\b)"
)
_LETTERHEAD = re.compile(r"C[ỘÔ]NG H(?:ÒA|OÀ) XÃ HỘI(?: CHỦ NGHĨA)?")
_TITLE_LINES = 14  # the longest title above its "(Kèm theo …)" has ten lines
_LIST_LINES = 4  # "Mẫu số 01 | Đơn đề nghị … | Mẫu số 02": forms so near each other are listed, not printed
_SIGNS = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\b|(?:QUYỀN |PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|THỦ TƯỚNG|BỘ TRƯỞNG|CHỦ NHIỆM)|THỨ TRƯỞNG|TRƯỞNG BAN"
)


def component_name(text: str) -> str:
    """The name of what a title line heads: "PHỤ LỤC II.A" → "phu-luc-2-a", "QUY CHẾ" → "quy-che", other words → "dinh-kem"."""
    if form := _FORM.match(text):
        return "mau-" + slug(form.group("number"))
    title = _TITLE.match(text)
    if title is None:
        return "dinh-kem"
    number = title.group("number")
    value = roman_value(number) if number and not number.isdigit() else int(number) if number else None
    return slug(" ".join(filter(None, [title.group("kind"), str(value) if value else "", title.group("more") or ""])).replace(".", " "))


def heads_attachment(lines: Sequence[Line], markers: Sequence[Marker | None], at: int, *, behind: bool, signed: bool, inside: bool) -> bool:
    """Whether line ``at`` is the first one of a text issued with the document.

    ``behind`` tells that the signature or the recipients stand above, ``signed`` that the signer's name does, ``inside`` that the line
    stands in an attached text already.
    """
    line = lines[at]
    text = line.text
    if line.row >= 0 or not (text[0].isupper() or text[0] in "“[<"):
        return False
    apart = line.after_blank or line.emphasis or line.after_page
    alone = _ALONE.match(text)
    if behind and (alone or (signed and text.isupper() and text.count(" ") >= 2 and not _SIGNS.match(text) and (apart or line.emphasis))):
        return not _listed(lines, at)
    if (behind or inside) and _FORM.match(text) and _FORM_NUMBER.search(text) and (apart or behind):
        return not _listed(lines, at)
    if behind and _LETTERHEAD.match(text):
        return True
    titled = alone or _TITLE.match(text) is not None or (text.isupper() and not _SIGNS.match(text) and (signed or not behind))
    if titled and _issued_with_below(lines, markers, at):
        return True
    return inside and alone is not None and alone.group("kind").upper() == "PHỤ LỤC" and apart and not _listed(lines, at)


def _issued_with_below(lines: Sequence[Line], markers: Sequence[Marker | None], at: int) -> bool:
    """Whether "(Kèm theo Quyết định số …)" stands below the title that begins here."""
    for below in range(at + 1, min(at + _TITLE_LINES, len(lines))):
        if _ISSUED_WITH.match(lines[below].text):
            return True
        mark = markers[below]
        if lines[below].row >= 0 or (mark and mark.kind not in ("section", "indent")) or _SIGNS.match(lines[below].text):
            return False
    return False


def _listed(lines: Sequence[Line], at: int) -> bool:
    """Whether the next title or form of the same make stands so near that both are items of a list."""
    kind = lines[at].text.split(" ", 1)[0]
    near = (*range(max(0, at - _LIST_LINES), at), *range(at + 1, min(at + 1 + _LIST_LINES, len(lines))))
    return any(lines[i].text.split(" ", 1)[0] == kind and _TITLE.match(lines[i].text) for i in near)
