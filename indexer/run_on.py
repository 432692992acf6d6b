"""Lines in which a page or a crawler ran several lines together, taken apart before the tree is drawn.

"Quyết định 4750/QĐ-BYT năm 2023. Điều 4. Các Ông, Bà …": a site repeats what the document is called before each of its parts, which is
furniture. "KT. BỘ TRƯỞNG THỨ TRƯỞNG Trần Văn A KẾ HOẠCH … (Ban hành kèm theo Quyết định số …)": behind who signed, the text that is issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from phancap.indexer.components import KIND
from phancap.indexer.sources.markdown import Line
from phancap.indexer.vietnamese import UPPER

_TYPES = "Quyết định|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Luật|Pháp lệnh|Hướng dẫn|Quy định|Quy chế|Công điện|Thông báo"
_CRUMB = re.compile(rf"(?:{_TYPES}) (?:liên tịch |số )?\d[\w/.–-]*(?: năm \d{{4}})?(?=\.?(?:\s|$))")
_PART = re.compile(r"(?:Điều|Chương|Mục|Phần|Tiểu mục) (?:\d|[IVXL])|[IVXL]{1,5}\. |\d{1,2}\. |PHỤ LỤC|[A-Z]\. ")
_TITLE_BEFORE_PART = re.compile(rf"([{UPPER} ,\d/–-]{{8,}})\. (?={_PART.pattern})")
_NAME = rf"[{UPPER}][^\W\d_{UPPER}]+(?: [{UPPER}][^\W\d_{UPPER}]*){{1,4}}"
_SIGNED = re.compile(rf"(?:TM|KT|TL|TUQ|Q)\. ?[{UPPER} .,]{{3,90}} {_NAME}(?= (?:{KIND.upper()}) [{UPPER}]{{2}})")
_ISSUED_WITH = re.compile(r"(?<=\w) (?=\((?:Ban hành|Kèm theo|ban hành|kèm theo) )")
_ENOUGH = 40  # characters of a piece, by which its place in the source is found


def taken_apart(source: str, lines: list[Line]) -> list[Line]:
    """The lines, those that were run together as lines of their own; ``start`` of a new one is where its words begin in ``source``."""
    if not lines:
        return lines
    if crumb := _CRUMB.match(lines[0].text):
        _without_crumbs(lines, f"{crumb.group()}. ")
    if not any(line.text[0] in "TKQ" and _SIGNED.match(line.text) for line in lines):
        return lines
    return [piece for line in lines for piece in _pieces(source, line)]


def _without_crumbs(lines: list[Line], crumb: str) -> None:
    """Take away what a site says before each part: the document's name, and the name of the text issued with it where that has been told."""
    told: set[str] = set()
    for line in lines[1:]:
        if not line.text.startswith(crumb):
            continue
        rest = line.text[len(crumb) :].strip()
        title = _TITLE_BEFORE_PART.match(rest)
        if title and title.group(1) in told:
            rest = rest[title.end() :]
        told.add(rest.partition(". ")[0])
        line.text = rest or "."


def _pieces(source: str, line: Line) -> Iterator[Line]:
    signed = _SIGNED.match(line.text) if line.row < 0 else None
    if signed is None:
        yield line
        return
    title = line.text[signed.end() :].strip()
    issued = _ISSUED_WITH.search(title)
    words = [line.text[: signed.end()], *((title[: issued.start()], title[issued.end() :]) if issued else (title,))]
    end = source.find("\n", line.start)
    starts = [line.start]
    for piece in words[1:]:
        at = source.find(piece[:_ENOUGH], starts[-1] + 1, end if end >= 0 else len(source))
        if at < 0:
            yield line  # its letters stand otherwise in the source
            return
        starts.append(at)
    for n, (piece, start) in enumerate(zip(words, starts, strict=True)):
        yield Line(
            start,
            line.number,
            piece,
            line.emphasis,
            line.after_blank or n > 0,
            n < len(words) - 1 or line.hard_break,
            after_page=line.after_page,
        )
