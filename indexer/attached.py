"""Where a text begins that is issued with the document: a regulation, a scheme, an appendix, a form.

"PHỤ LỤC I", "QUY CHẾ", "DANH MỤC THỦ TỤC HÀNH CHÍNH …" behind the signature; the line "(Kèm theo Quyết định số …)" below a title
tells it for certain, whatever the title says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phancap.indexer.components import KIND, with_y
from phancap.indexer.lines import REFERS
from phancap.indexer.markers import Marker, roman_value
from phancap.indexer.sources.markdown import Line
from phancap.indexer.vietnamese import UPPER, slug

_KIND = rf"(?P<kind>{KIND.upper()}|Phụ lục|Mẫu|Biểu)"
_NUMBER = r"(?:\s+(?:SỐ\s+|số\s*:?\s*)?(?P<number>[IVX]+|\d{1,3}|(?:(?<=LỤC\s)|(?<=lục\s))[A-ZĐ]\d{0,2}(?!\w))(?P<more>(?:[.-]\d{1,2}|[.-]?[A-Za-zđ])?)(?:(?<=[IVX])\d{1,2})?(?![\w/]))?"
# The number of a note may stand right behind a Roman one: "Phụ lục IV5" of a consolidated text.
_TITLE = re.compile(rf"{_KIND}(?!\w){_NUMBER}")
# The title alone on its line, or followed by capitals only: "PHỤ LỤC I", "Phụ lục II.", "QUY CHẾ LÀM VIỆC".
_ALONE = re.compile(rf"{_KIND}(?!\w){_NUMBER}(?:\s*[.:]?\s*$|(?=[.:]?\s+[{UPPER}]{{2}})(?=[^a-zđ]*$))")
_FORM = re.compile(r"(?:MẪU|Mẫu|BIỂU|Biểu)(?:\s+(?:SỐ|số))?\s*:?\s+(?P<number>[\w.\-/]{1,14}?)(?:/\s?Phụ lục [IVX\d]+)?[.:]?\s*(?:\(.*)?$")
# "Mẫu số 02B. Văn bản đề nghị cấp giấy chứng nhận", "Mẫu số 01: Báo cáo giám sát giao dịch tuần": the form's name on the line of its number
_TITLED_FORM = re.compile(
    rf"(?:MẪU|Mẫu)(?:\s+(?:SỐ|số))?\s*:?\s+(?P<number>\d{{1,3}}[A-Za-zđ]?(?:[./-][A-Z0-9][\w-]*)*|[IVX]+(?:\.\d{{1,2}})?)\s*[.:]\s+[{UPPER}](?!.*;\s*$)"
)
_FORM_HEAD = re.compile(r"[.…(\[]|C[ỘÔ]NG H(?:ÒA|OÀ) XÃ HỘI|-{3}|_{3}")
_PRINTED = re.compile(r"[.…]{3}|C[ỘÔ]NG H(?:ÒA|OÀ) XÃ HỘI")
_SERIES = re.compile(r"(?i:mẫu|biểu)(?:\s+(?i:số))?\s*:?\s+(?P<before>[\w.\-]*?)(?P<last>\d{1,3})(?![\w.])")
_STAGE = re.compile(r"\([Kk]ý\b.*\)$|.*\bký, ghi rõ họ tên[^()]*\)$|.*đóng dấu[^()]*\)$")  # "(Ký tên, đóng dấu)" ends the form above
_OFFICE = re.compile(r"(?:[ỦU][ỶY] BAN|HỘI ĐỒNG|BỘ|SỞ|CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG|CỤC|TỔNG CỤC|C[ỘÔ]NG H(?:ÒA|OÀ))\b")
_NEAR_LIST = 12  # lines above a form, in which the list of an appendix's forms may stand
_HEAD_BELOW = 10  # lines: a letterhead's, above the title of what it heads
_HEAD_LINES = 4  # below a form's title, in which its own head begins
_FORM_NUMBER = re.compile(r"\d|(?<!\w)[A-Z]{1,3}\b")
_ISSUED_WITH = re.compile(
    r"\W*\(\W*(?:(?:[Đđ]ược\s+)?[Bb]an hành\s+)?(?:[Kk]èm\s+)?theo\s|\W*(?:Ban hành )?[Kk]èm theo (?:\w+ ){1,3}số\b(?!.*\bnày\b)"
)
LETTERHEAD = re.compile(r"C[ỘÔ]NG H(?:ÒA|OÀ) XÃ HỘI(?: CHỦ NGHĨA)?")
"""What a form begins with below its number; no part of what it is called."""
_TITLE_LINES = 14  # the longest title above its "(Kèm theo …)" has ten lines
_LONG_TITLE = 40  # characters: an office that signs is named in fewer
_SIGNING = ("(Ký", "(ký", "(Chữ ký", "Ký tên")
_LIST_LINES = 4  # "Mẫu số 01 | Đơn đề nghị … | Mẫu số 02": forms so near each other are listed, not printed
_SIGNS = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\b|(?:QUYỀN |PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|THỦ TƯỚNG|BỘ TRƯỞNG|CHỦ NHIỆM)|THỨ TRƯỞNG|THỦ TRƯỞNG|TRƯỞNG BAN"
)


def may_begin(line: Line, marker: Marker | None) -> bool:
    """Whether the line may be a title at all, which few are: it begins with a capital, without a number, outside tables."""
    return line.row < 0 and marker is None and (line.text[0].isupper() or line.text[0] in "“[<")


def attachment(
    lines: Sequence[Line], markers: Sequence[Marker | None], at: int,
    *, behind: bool, signed: bool, inside: bool, restarts: bool = False, whole: bool = False, title: str = "",
) -> str | None:  # fmt: skip
    """The name of the text issued with the document whose title begins on line ``at`` (see ``may_begin``), None where none begins.

    ``behind`` tells that the signature or the recipients stand above, ``signed`` that the signer's name does, ``inside`` that the line
    stands in an attached text already, ``restarts`` that articles count from 1 again below: "QUY CHẾ" behind "NỘI QUY" in one appendix,
    ``whole`` that every line of the text is a paragraph, ``title`` is that of the attached text around.
    """
    line = lines[at]
    text = _title(lines, at)
    apart = (
        whole or line.after_blank or line.emphasis or line.after_page or (at > 0 and lines[at - 1].text.isdigit())
    )  # a page's second number
    alone = _ALONE.match(text)
    capital = text.isupper() and " " in text and not _SIGNS.match(text) and (signed or not behind or _issued_next(lines, at))
    headed = (
        _kind_below(lines, markers, at)
        if behind and (LETTERHEAD.match(text) or (signed and text.isupper() and _OFFICE.match(text)))
        else None
    )
    if headed:
        return _name(headed)
    if behind and (alone or (capital and apart and text.count(" ") >= 2 and not _signs_below(lines, at))):
        return None if _listed(lines, at) else _name(text)
    numbered = (behind or inside) and _FORM.match(text) and _FORM_NUMBER.search(text)
    if numbered and (apart or behind or _heads_below(lines, at) or _parted(lines, at, title)):
        return None if _listed(lines, at) else _name(text)
    if (behind or inside) and _TITLED_FORM.match(text) and (apart or behind or _form_below(lines, at)):
        return None if _listed(lines, at) else _name(text)
    if behind and LETTERHEAD.match(text):
        return _name(text)
    if (alone or capital or _TITLE.match(text)) and (below := _issued_with_below(lines, markers, at, capital and not alone)):
        named = next((i for i in range(at, below) if _TITLE.match(_title(lines, i))), at)
        apart_below = named > at and lines[named].after_blank and lines[named].text[:1] == "P"
        if inside and apart_below and not any(_OFFICE.match(_title(lines, i)) for i in range(at, named)):
            return None  # "LÃNH ĐẠO NGÂN HÀNG" ends the form above, a blank line, "PHỤ LỤC II" / "MẪU HỢP ĐỒNG …" / "(Kèm theo …)"
        if any(lines[i].text.startswith(_SIGNING) for i in range(at + 1, named)):
            return None  # "XÁC NHẬN CỦA CẤP TRÌNH" / "(Ký, đóng dấu)" ends the form above "PHỤ LỤC 15" / "(Ban hành kèm theo …)"
        return _name(_title(lines, named))
    if inside and alone and (alone.group("kind").upper() == "PHỤ LỤC" or restarts) and not _listed(lines, at):
        counted = alone.group("number") is not None
        return _name(text) if apart or (counted and (_heads_below(lines, at) or _parted(lines, at, title))) else None
    return None


def _issued_next(lines: Sequence[Line], at: int) -> bool:
    """Whether "(Kèm theo …)" stands right below, so that a title is one for certain, whoever has signed above."""
    return at + 1 < len(lines) and _ISSUED_WITH.match(lines[at + 1].text) is not None


def _title(lines: Sequence[Line], at: int) -> str:
    """The line, with the next one where a word of two syllables is broken: "PHỤ" / "LỤC I"."""
    text = lines[at].text
    if " " not in text and at + 1 < len(lines) and not lines[at + 1].after_blank and lines[at + 1].row < 0:
        return f"{text} {lines[at + 1].text}"
    return text


def _name(text: str) -> str:
    """The name of what a title line heads: "PHỤ LỤC II.A" → "phu-luc-2-a", "QUY CHẾ" → "quy-che", other words → "dinh-kem"."""
    if form := _FORM.match(text) or _TITLED_FORM.match(text):
        return "mau-" + slug(form.group("number"))
    title = _TITLE.match(text)
    if title is None:
        return "dinh-kem"
    number = title.group("number")
    value = str(int(number)) if number and number.isdigit() else number or ""
    value = value if value.strip("IVX") else str(roman_value(value) or "")  # "PHỤ LỤC B" is counted by letters
    return slug(" ".join(filter(None, [with_y(title.group("kind")), value, title.group("more") or ""])).replace(".", " "))


def _issued_with_below(lines: Sequence[Line], markers: Sequence[Marker | None], at: int, capital: bool) -> int | None:
    """The line "(Kèm theo Quyết định số …)" below the title that begins here, None where there is none; a title in capitals stays so."""
    for below in range(at + 1, min(at + _TITLE_LINES, len(lines))):
        text = lines[below].text
        if _ISSUED_WITH.match(text):
            return below
        mark = markers[below]
        if lines[below].row >= 0 or (mark and mark.kind not in ("section", "indent")) or _SIGNS.match(text):
            return None
        if capital and text[0] != "(" and not (text.isupper() or _TITLE.match(text)):
            return None
    return None


def _kind_below(lines: Sequence[Line], markers: Sequence[Marker | None], at: int) -> str | None:
    """What is headed like a document of its own: "ỦY BAN NHÂN DÂN" / "TỈNH …" / "CỘNG HÒA XÃ HỘI …" / "QUY CHẾ" right below the signer's name."""
    stated = LETTERHEAD.match(lines[at].text) is not None
    for below in range(at + 1, min(at + _HEAD_BELOW, len(lines))):
        if markers[below] or lines[below].row >= 0 or _SIGNS.match(lines[below].text):
            return None
        stated = stated or LETTERHEAD.match(lines[below].text) is not None
        if _ALONE.match(_title(lines, below)):
            return _title(lines, below) if stated else None
    return None


def _signs_below(lines: Sequence[Line], at: int) -> bool:
    """ "NGƯỜI LẬP BIỂU" above "(Ký, ghi rõ họ tên)" signs a form, "ĐẠI DIỆN LIÊN ĐOÀN LAO ĐỘNG TỈNH" above "CHỦ TỊCH" a joint document."""
    below = [lines[i].text for i in range(at + 1, min(at + 4, len(lines)))]
    return any(text.startswith(_SIGNING) or (_SIGNS.match(text) and len(text) < _LONG_TITLE) for text in below)


def _heads_below(lines: Sequence[Line], at: int) -> bool:
    """Whether the line below begins a form's own head: "Mẫu số 02/Phụ lục I" / "ỦY BAN NHÂN DÂN…", where no blank line parts two forms."""
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    return below.isupper() and " " in below and lines[at + 1].row < 0


def _parted(lines: Sequence[Line], at: int, title: str) -> bool:
    """Whether a number alone on its line begins a form or an appendix where neither a blank line nor capitals say so.

    Somebody has signed above ("(Ký tên, đóng dấu)" / "Mẫu số 14" / "Báo cáo đánh giá đột xuất"), dots to fill in stand below ("Mẫu số 02" /
    "Mã hồ sơ: ….."), it was listed above ("Mẫu số 01. Đề cương …"), or it counts on from the form around; "theo" / "Mẫu số 02" refers.
    """
    above, below = lines[at - 1].text, [line.text for line in lines[at + 1 : at + 1 + _HEAD_LINES]]
    if not below or not at or REFERS.search(above) or above[-1] in "(;" or below[0][0].islower():
        return False
    own = lines[at].text
    listed = any(line.text.startswith(own) and len(line.text) > len(own) for line in lines[max(0, at - _NEAR_LIST) : at])
    if listed or _STAGE.match(above) or any(_PRINTED.search(text) for text in below):
        return True
    one, other = _SERIES.match(title), _SERIES.match(own)
    return bool(one and other) and one["before"] == other["before"] and int(other["last"]) == int(one["last"]) + 1  # type: ignore[index]


def _form_below(lines: Sequence[Line], at: int) -> bool:
    """Whether the form's own head stands below its title, which may go on: "….(1)….", "CỘNG HÒA XÃ HỘI …", "SỞ GIAO DỊCH CHỨNG KHOÁN"."""
    below = [lines[i].text for i in range(at + 1, min(at + 1 + _HEAD_LINES, len(lines)))]
    return any(_FORM_HEAD.match(text) or (text.isupper() and " " in text) for text in below)


def form_begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a form with its own head begins on the line, even right below the title of the appendix that it is printed in."""
    text = lines[at].text
    alone = (form := _FORM.match(text)) is not None and _FORM_NUMBER.search(form["number"]) is not None
    begins = (alone or _TITLED_FORM.match(text) is not None) and (_form_below(lines, at) or (alone and _parted(lines, at, "")))
    return begins and not _listed(lines, at)


def appendix_begins(lines: Sequence[Line], at: int, around: str, *, counts_on: bool = False) -> bool:
    """Whether a numbered appendix begins right below the title of the one around it.

    It has its own "(Ban hành kèm theo …)" ("Phụ lục 2" right behind "Phụ lục 1 (được bãi bỏ)"), or is a part: "Phụ lục IIa" of "Phụ lục II".
    ``counts_on`` tells that the one around has some text already, so that the next number is enough.
    """
    alone = _ALONE.match(lines[at].text) if lines[at].text[0] == "P" else None
    if alone is None or not alone["number"] or at + 1 >= len(lines):
        return False
    part = alone["more"] != "" and _name(lines[at].text).startswith(f"{around}-")
    last = re.fullmatch(r"phu-luc-(\d+)", around)
    part = part or (counts_on and last is not None and _name(lines[at].text) == f"phu-luc-{int(last[1]) + 1}")
    return alone["kind"].upper() == "PHỤ LỤC" and (part or _ISSUED_WITH.match(lines[at + 1].text) is not None)


def _listed(lines: Sequence[Line], at: int) -> bool:
    """Whether the next title or form of the same make stands so near that both are items of a list."""
    below = [line.text for line in lines[at + 1 : at + 3]]
    if (below and _PRINTED.match(below[0])) or (len(below) > 1 and _PRINTED.match(below[1]) and below[0].isupper()):
        return False  # the form itself, right behind the list of forms: "Mẫu số 1" / "BẢO HIỂM XÃ HỘI…" / "CỘNG HÒA XÃ HỘI …"
    kind = lines[at].text.split(" ", 1)[0]
    near = (*range(max(0, at - _LIST_LINES), at), *range(at + 1, min(at + 1 + _LIST_LINES, len(lines))))
    alike = (lines[i].text for i in near if _alone(lines[i].text) == _alone(lines[at].text))
    gone = (text for text in alike if text.split(" ", 1)[0] == kind)
    return any((text[-1] == ")" and _FORM.match(text)) or ((m := _TITLE.match(text)) and m["number"]) for text in gone)


def _alone(text: str) -> str:
    """How a title stands on its line: its number alone, with the form's name, or else.

    A list's last item ("Mẫu số 36 Quyết định …") does not make the next title an item.
    """
    return "alone" if _FORM.match(text) or _ALONE.match(text) else "titled" if _TITLED_FORM.match(text) else ""
