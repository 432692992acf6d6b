"""What stands on the page but is no text of the law: running heads, page numbers, signature stamps, a site's notices.

Lines go whole or stay whole, and only lines that were seen in real files go; the original keeps them all.
"""

from __future__ import annotations

import re

# "CÔNG BÁO/Số 987 + 988/Ngày 03-10-2025", the page's number before, behind or on the lines around it.
_HEAD = re.compile(r"\W*(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số[\s\d+&,–-]*/\s*Ngày\s*[\d\s/.-]+?(?:\s+\d{1,4})?\W*$")
_PAGE = re.compile(r"\W*\d{1,4}\W*$|\W*Trang\s+\d+(?:\s*/\s*\d+)?\W*$")
# The signature that a portal puts on every page's foot, as Acrobat shows it: three or four lines.
_STAMP = re.compile(r"(?:Ký bởi|Người ký)\s*:\s*\S.*$")
_STAMP_MORE = re.compile(
    r"(?:Email|Cơ quan|Thời gian ký|Ngày ký|Chức vụ|Tổ chức|Đơn vị)\s*:.*$|\d{1,2}[./-]\d{1,2}[./-]\d{4}\s+\d{1,2}:\d{2}"
)
_STAMP_TIME = re.compile(r"(?:Thời gian ký|Ngày ký)\s*:\s*\d|Email\s*:\s*\S+@\S+|Cơ quan\s*:\s*\S")
_CONTINUED = re.compile(r"\W*\(?\s*(?:Xem tiếp|Tiếp theo)\s+Công báo\s+số[\s\d+&,–-]*\)?\W*$", re.I)
_GAZETTE_PART = re.compile(r"(?:PHẦN\s+)?VĂN BẢN (?:QUY PHẠM PHÁP LUẬT|KHÁC|HỢP NHẤT)$")
_SOURCE_LINE = re.compile(r"\W*Nguồn\s*:\s*Cổng thông tin vbpl\.vn\W.*$")
_ENDED = re.compile(r"[.;:!?…]['\")”»\]]*\s*$|/\.?\s*$")
_MARK_UP = re.compile(r"[*_#\\]+")
_LONGEST = 200  # characters: no head or stamp is longer

# A page of thuvienphapluat.vn as text: notices and the attribute block above the law, the comparison tool and the shop below it.
_SITE = "THƯ VIỆN PHÁP LUẬT"
_LOADING = re.compile(r"\W*Đang tải văn bản\W*$")
_LABEL = re.compile(
    r"\W*(Số hiệu|Loại văn bản|Nơi ban hành|Người ký|Ngày ban hành|Ngày hiệu lực|Ngày công báo|Số công báo|Tình trạng|Lĩnh vực[^:]*)\s*:\W*$"
)
# Below the law stand, in every one of 125 such pages: its title, the first of these lines, its full title, lists, the shop.
_TAIL = (
    re.compile(r"\W*Văn bản này chưa cập nhật nội dung Tiếng Anh\W*$"),
    re.compile(r"#+\s*Văn bản liên quan\s*$"),
    re.compile(r"\W*FILE ĐƯỢC ĐÍNH KÈM THEO VĂN BẢN\W*$"),
)


def without_page_furniture(text: str) -> str:
    """The text without running heads, page numbers beside them, signature stamps and the gazette's own part titles.

    A sentence that a page's end cut in two goes on in the next line, as if the page did not end there.
    """
    if "CÔNG BÁO" not in text and "ông báo số" not in text and not re.search(r"(?m)^[ \t]*(?:Ký bởi|Người ký)\s*:|vbpl\.vn", text):
        return text
    lines = text.split("\n")
    gone = [False] * len(lines)
    for index, raw in enumerate(lines):
        line = raw.strip()
        if len(line) > _LONGEST:
            continue
        if "CÔNG BÁO" in line and _HEAD.match(line):
            _take_head(lines, gone, index)
        elif _STAMP.match(line):
            _take_stamp(lines, gone, index)
        elif _CONTINUED.match(line) or _SOURCE_LINE.match(_MARK_UP.sub("", line)):
            gone[index] = True
    _take_part_title(lines, gone)
    return "\n".join(_joined(lines, gone))


def continued_in(text: str) -> str | None:
    """The words "(Xem tiếp Công báo số 331 + 332)" where the file holds only the first part of the document."""
    match = re.search(r"\(Xem tiếp Công báo số[^)\n]*\)", text)
    return match.group().strip("()") if match else None


def _take_head(lines: list[str], gone: list[bool], index: int) -> None:
    """A running head, the page's number on the nearest line above or below it, and the blank lines between."""
    gone[index] = True
    for step in (-1, 1):
        near = index + step
        while 0 <= near < len(lines) and not lines[near].strip() and abs(near - index) < 4:
            near += step
        if 0 <= near < len(lines) and _PAGE.match(lines[near]) and not gone[near] and abs(near - index) <= 3:
            gone[near] = True
            break


def _take_stamp(lines: list[str], gone: list[bool], index: int) -> None:
    """ "Ký bởi:" and the lines of the stamp below it; a form's own "Người ký:" has no such lines and stays."""
    last, sure = index, False
    for near in range(index + 1, min(index + 8, len(lines))):
        line = lines[near].strip()
        if not line or len(line) > 80:
            break
        if _STAMP_MORE.match(line):
            last, sure = near, sure or _STAMP_TIME.match(line) is not None
    if sure:
        gone[index : last + 1] = [True] * (last + 1 - index)


def _take_part_title(lines: list[str], gone: list[bool]) -> None:
    """ "VĂN BẢN QUY PHẠM PHÁP LUẬT" and the issuer's name under it are the gazette's titles: the document names its issuer again."""
    held = [i for i, line in enumerate(lines[:60]) if line.strip() and not gone[i]][:8]
    if not held or not any(gone[: held[0]]) or not _GAZETTE_PART.match(lines[held[0]].strip("* ")):
        return
    gone[held[0]] = True
    if len(held) > 2:
        issuer = _letters(lines[held[1]])
        below = ""
        for index in held[2:6]:
            below += _letters(lines[index])
            if below == issuer:
                gone[held[1]] = True
                return


def _letters(line: str) -> str:
    return "".join(c for c in line.upper() if c.isalpha())


def _joined(lines: list[str], gone: list[bool]) -> list[str]:
    """The lines that stay; where lines went, blank ones beside them go too when a sentence runs across."""
    out: list[str] = []
    index = 0
    while index < len(lines):
        if not gone[index]:
            out.append(lines[index])
            index += 1
            continue
        while index < len(lines) and (gone[index] or not lines[index].strip()):
            index += 1
        blank = False
        while out and not out[-1].strip():
            out.pop()
            blank = True
        previous = out[-1] if out else ""
        if out and (_ENDED.search(previous) or (blank and index < len(lines) and previous.isupper())):
            out.append("")
    return out


def without_site_notices(text: str) -> tuple[str, dict[str, str]]:
    """(text without what a site put above and below the law, the site's attribute block) of a page kept as text.

    A text that bears no such notices comes back as it is.
    """
    if _SITE not in text and "Số hiệu:" not in text[:20_000]:
        return text, {}
    lines = text.split("\n")
    attributes: dict[str, str] = {}
    start = 0
    for index, line in enumerate(lines[:200]):
        label = _LABEL.match(_MARK_UP.sub("", line))
        if not label:
            if _LOADING.match(line):
                start = max(start, index + 1)
            continue
        value_at = next((i for i in range(index + 1, min(index + 6, len(lines))) if re.search(r"\w", lines[i])), None)
        if value_at is not None and not _LABEL.match(_MARK_UP.sub("", lines[value_at])):
            attributes.setdefault(label.group(1), _MARK_UP.sub("", lines[value_at]).strip(" |"))
            start = max(start, value_at + 1)
    end = _tail(lines, start) if start or _SITE in text else len(lines)
    return ("\n".join(lines[start:end]).strip("\n") + "\n", attributes) if start or end < len(lines) else (text, attributes)


def _tail(lines: list[str], start: int) -> int:
    """The line on which the site's lists begin, the document's title above them among them."""
    for pattern in _TAIL:
        found = next((i for i in range(start, len(lines)) if pattern.match(lines[i])), None)
        if found is None:
            continue
        words = [i for i in range(max(start, found - 3), found) if re.search(r"\w", lines[i])]
        after = next((line for line in lines[found + 1 : found + 4] if re.search(r"\w", line)), "")
        # the short title above and the full one below begin with the same words: "Quyết định 2666/QĐ-UBND"
        same = bool(words) and lines[words[-1]].split()[:2] == after.split()[:2]
        return words[-1] if same else found
    return len(lines)
