"""A document's head as it is shown (the letterhead small, its title in bold, each "Căn cứ …" a paragraph of its own), and its signature.

Only where lines part and how large they are is ours; every character stays, in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup
from phancap.indexer.vietnamese import UPPER
from phancap.site.marking import undrawn

_TAG = re.compile(r"<[^>]*>")
# "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 2820/QĐ-UBND", "Thành phố Hồ Chí Minh, ngày 19 tháng 11 năm 2025", "Bắc Cam Ranh, ngày tháng 11 năm 2025"
_LETTERHEAD = re.compile(
    r"\W*(?:cộng ho[àa]|cộng hòa|độc\s*lập\b|(?:luật\s+)?số\s*:)|[^;]{0,40}\bngày\b.{0,8}\btháng\b.{0,8}\bnăm\b\W*\d{0,4}\W*$",
    re.IGNORECASE,
)
_GROUND = re.compile(r"\W*(?:căn cứ|theo|thực hiện|xét|để|nhằm|thi hành|triển khai)\b", re.IGNORECASE)
_MOTTO = re.compile(
    r"(việt nam) (?=độc\s*lập)", re.IGNORECASE
)  # "… CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc": two lines of the paper
# "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Đinh Công Sứ", "TL. CỤC TRƯỞNG TRƯỞNG BAN GIÁM SÁT QUẢN LÝ VỀ HQ Đào Duy Tám": sites and
# Word files have the lines of a signature in one paragraph
_OFFICE = re.compile(
    r"\s+(?=(?:TM|T/M|KT|TL|TUQ|Q)\s*\.|(?:PHÓ|THỨ)\s|\(\s*[Đđ]ã ký)"
    r"|(?<![.,])(?<!\bPHÓ)(?<!\bTHỨ)\s+(?=(?:CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG BAN|GIÁM ĐỐC|CHÁNH VĂN PHÒNG)\b)"
)
# "QUYẾT ĐỊNH BÃI BỎ TOÀN BỘ … CỦA SỞ NGOẠI VỤ Căn cứ Luật …; Căn cứ Nghị định …": what kind it is, its title and each ground, in one paragraph
_HEAD_BREAK = re.compile(
    rf"\n|(?<=;) +(?=(?:Căn cứ|Xét|Theo đề nghị|Trên cơ sở)\s)|(?<=[{UPPER}]{{2}}) +(?=Căn cứ\s)"
    rf"|(?:(?<=^QUYẾT ĐỊNH)|(?<=^NGHỊ QUYẾT)|(?<=^NGHỊ ĐỊNH)|(?<=^THÔNG TƯ)|(?<=^KẾ HOẠCH)|(?<=^CHỈ THỊ)) +(?=[{UPPER}]{{2,}} )(?!SỐ )",
    re.MULTILINE,
)
_NAME = re.compile(r"(?<=\S)\s+(?=(?:[^\W\d_]+[ \t]+){1,4}[^\W\d_]+[ \t]*$)", re.MULTILINE)
_DEEPEST = 14  # lines that a letterhead with its place and day takes at most


def lead(lines: Sequence[Markup]) -> Markup:
    """The lines of a document's head as paragraphs."""
    plain = [_TAG.sub("", str(line)).strip() for line in lines]
    grounds = next((n for n, words in enumerate(plain) if _GROUND.match(words) and words != words.upper()), len(plain))
    of_head = [n for n, words in enumerate(plain[: min(grounds, _DEEPEST)]) if _LETTERHEAD.match(words)]
    last = of_head[-1] if of_head else -1
    told = []
    for n, (line, words) in enumerate(zip(lines, plain, strict=True)):
        shown = str(undrawn(line))
        kind = ""
        if not re.search(r"\w", words):
            kind = ' class="vach"'
        elif n <= last:
            kind, shown = ' class="dau"', _MOTTO.sub(r"\1 <br>", shown)
        elif n < grounds and words == words.upper():
            kind = ' class="ten"'
        told.append(f"<p{kind}>{shown}</p>")
    return Markup("\n".join(told))  # noqa: S704 - lines that were marked, and our own tags


def head_lines(text: str) -> list[tuple[int, int]]:
    """The lines of a document's head as ranges of its text; only white space stands between them."""
    breaks = [m.span() for m in _HEAD_BREAK.finditer(text)]
    return list(zip([0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(text)], strict=True))


def signature_lines(text: str) -> list[tuple[int, int]]:
    """The lines of a signature as ranges of its text: for whom, in which office, the name."""
    breaks = [m.span() for m in re.finditer(r"\n", text)] + [m.span() for m in _OFFICE.finditer(text)]
    breaks += [m.span() for m in _NAME.finditer(text) if _name_begins(text[: m.start()], text[m.end() :].split("\n", 1)[0])]
    found, at = [], 0
    for start, end in sorted(breaks):
        if start > at:
            found.append((at, start))
        at = max(at, end)
    return [*found, (at, len(text))] if at < len(text) else found


def _name_begins(before: str, words: str) -> bool:
    """Whether the words are a person's name, behind an office in capitals or "(Đã ký)"."""
    return words.istitle() and (before.endswith(")") or before.rsplit(maxsplit=1)[-1].isupper())
