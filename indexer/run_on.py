"""Lines in which a page or a crawler ran several lines together, taken apart before the tree is drawn.

"Quyết định 4750/QĐ-BYT năm 2023. Điều 4. Các Ông, Bà …": a site repeats what the document is called before each of its parts, which is
furniture. "KT. BỘ TRƯỞNG THỨ TRƯỞNG Trần Văn A KẾ HOẠCH … (Ban hành kèm theo Quyết định số …)": behind who signed, the text that is issued.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from phancap.indexer.components import KIND
from phancap.indexer.lines import is_signature
from phancap.indexer.one_line import on_lines_of_their_own
from phancap.indexer.sources.markdown import Line
from phancap.indexer.vietnamese import LOWER, UPPER

_TYPES = "Quyết định|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Luật|Pháp lệnh|Hướng dẫn|Quy định|Quy chế|Công điện|Thông báo"
_NAMED = rf"(?:{_TYPES}) (?:liên tịch |số )?\d[\w/–-]*"
_CRUMB = re.compile(rf"{_NAMED}(?: năm \d{{4}})?(?=\.?(?:\s|$))")
_PART = re.compile(r"(?:Điều|Chương|Mục|Phần|Tiểu mục) (?:\d|[IVXL])|[IVXL]{1,5}\. |\d{1,2}\. |PHỤ LỤC|[A-Z]\. ")
_CRUMB_BEFORE_PART = re.compile(rf"({_NAMED}(?: [^.]{{0,200}})?)\. (?={_PART.pattern})")
_TITLE_BEFORE_PART = re.compile(rf"([{UPPER} ,\d/–-]{{8,}})\. (?={_PART.pattern})")
_LEFT_BEHIND = re.compile(r"(?<=\w) (\d{1,2}\.1\.)$")
_INITIALS = frozenset(name[0] for name in _TYPES.split("|"))
_NAME = rf"[{UPPER}][^\W\d_{UPPER}]+(?: [{UPPER}][^\W\d_{UPPER}]*){{1,4}}"
_SIGNED = re.compile(rf"(?:TM|KT|TL|TUQ|Q)\. ?[{UPPER} .,]{{3,90}} {_NAME}(?= (?:{KIND.upper()}) [{UPPER}]{{2}})")
_ISSUED_WITH = re.compile(r"(?<=\w) (?=\((?:Ban hành|Kèm theo|ban hành|kèm theo) )")
_ENOUGH = 40  # characters of a piece, by which its place in the source is found


def taken_apart(source: str, lines: list[Line]) -> list[Line]:
    """The lines, those that were run together as lines of their own; ``start`` of a new one is where its words begin in ``source``."""
    if not lines:
        return lines
    first = _CRUMB.match(lines[0].text)
    said = Counter(m.group(1) for line in lines if line.text[0] in _INITIALS and (m := _CRUMB_BEFORE_PART.match(line.text)))
    crumbs = [name for name, times in said.items() if times > 1]
    for crumb in dict.fromkeys([*crumbs, *([first.group()] if first else [])]):
        _without_crumbs(lines, crumb)
    _with_their_numbers(source, lines)
    if any(line.text[0] in "TKQ" and _SIGNED.match(line.text) for line in lines):
        lines = [piece for line in lines for piece in _pieces(source, line)]
    if any(line.row >= 0 and _FOOT.match(line.text) for line in lines):
        lines = [piece for line in lines for piece in _foot(source, line)]
    return on_lines_of_their_own(source, lines)


def _without_crumbs(lines: list[Line], crumb: str) -> None:
    """Take away what a site says before each part: the document's name, and the name of the text issued with it where that has been told."""
    told: set[str] = set()
    for at in range(len(lines) - 1, 0, -1):
        if lines[at].text.rstrip(". ") == crumb and at + 1 < len(lines) and _PART.match(lines[at + 1].text):
            del lines[at]  # alone on its line, before "Chương III"
    for line in lines[1:]:
        if not line.text.startswith(f"{crumb}. "):
            continue
        rest = line.text[len(crumb) + 2 :].strip()
        title = _TITLE_BEFORE_PART.match(rest)
        if title and title.group(1) in told:
            rest = rest[title.end() :]
        told.add(rest.partition(". ")[0])
        line.text = rest or "."


def _with_their_numbers(source: str, lines: list[Line]) -> None:
    """ "2. Nâng cao năng lực quản lý 2.1." above "Rà soát, kiến nghị …": the number that ends a line is the next one's."""
    for line, following in pairwise(lines):
        left = _LEFT_BEHIND.search(line.text) if line.text.endswith(".1.") and line.row < 0 and following.row < 0 else None
        if left is None or _PART.match(following.text) or not following.text[0].isupper():
            continue
        place = source.rfind(left.group(1), line.start, following.start)
        if place > line.start and line.text.startswith(left.group(1).partition(".")[0]):
            line.text = line.text[: left.start()]
            following.text, following.start = f"{left.group(1)} {following.text}", place


# "| Nơi nhận: - Như Điều 2; - Lưu: VT. | CHỦ TỊCH Nguyễn Văn An |": a table's row holds to whom it goes and who signs
_FOOT = re.compile(r"(?P<head>Nơi nhận\s*:)\s+(?P<who>[^|]*?)\s*\|\s*(?P<signs>[^|]+)$")
_ITEM = re.compile(r"(?<=[;.,])\s+(?=[-–+]\s)")


def _foot(source: str, line: Line) -> Iterator[Line]:
    """A row's recipients, each on a line, and its signature; any other line as it is."""
    foot = _FOOT.match(line.text) if line.row >= 0 else None
    if foot is None or not is_signature(foot["signs"]):
        yield line
        return
    words = [foot["head"], *filter(None, _ITEM.split(foot["who"])), foot["signs"]]
    placed = _placed(source, line, words)
    if not placed:
        yield line
    for n, (piece, start) in enumerate(placed):
        yield Line(start, line.number, piece, False, True, True, after_page=line.after_page and n == 0)


def _pieces(source: str, line: Line) -> Iterator[Line]:
    signed = _SIGNED.match(line.text) if line.row < 0 else None
    if signed is None:
        yield line
        return
    title = line.text[signed.end() :].strip()
    issued = _ISSUED_WITH.search(title)
    words = [line.text[: signed.end()], *((title[: issued.start()], title[issued.end() :]) if issued else (title,))]
    placed = _placed(source, line, words)
    if not placed:
        yield line
    for n, (piece, start) in enumerate(placed):
        yield Line(
            start,
            line.number,
            piece,
            line.emphasis,
            line.after_blank or n > 0,
            n < len(words) - 1 or line.hard_break,
            after_page=line.after_page,
        )


def _placed(source: str, line: Line, pieces: Sequence[str]) -> list[tuple[str, int]]:
    """The pieces of a line, each with where it begins in the source; none where the line's letters stand otherwise there."""
    end = source.find("\n", line.start)
    placed = [(pieces[0], line.start)]
    for piece in pieces[1:]:
        at = source.find(piece[:_ENOUGH], placed[-1][1] + 1, end if end >= 0 else len(source))
        if at < 0:
            return []
        placed.append((piece, at))
    return placed


_HEAD, _LONGEST = 6_000, 3_000_000  # characters in which a document's head stands, and its signatures are looked for
_TYPE = "|".join(name.upper() for name in _TYPES.split("|"))
_AFTER_CRUMB = re.compile(rf"\s*{_NAMED}[^.\n]{{0,200}}\.( )(?=[{UPPER}]{{2}})")
_AFTER_DAY = re.compile(rf"ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+\d{{4}}( )(?:{_TYPE})( )(?=[{UPPER}/]{{2}})")
_WHO_DECIDES = re.compile(
    r"(?<!CỦA)( )(?:BỘ TRƯỞNG|CHỦ TỊCH|THỦ TƯỚNG|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|GIÁM ĐỐC|HỘI ĐỒNG NHÂN DÂN) [^a-zđ\n]{2,60}(?:\n|$)"
)
_SIGNED_LINE = re.compile(rf"^{_SIGNED.pattern}( )", re.M)


# "ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM CỘNG HÒA XÃ HỘI … Hạnh phúc Số: 12/KH-UBND Quảng Nam, ngày 5 tháng 3 năm 2025 KẾ HOẠCH RÀ SOÁT … Thực hiện …": a
# data set holds the whole text on one line
_ONE_LINE_HEAD = re.compile(
    r"\A[^\n]{3,160}?( )C[ỘO]NG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM +Độc lập *[-–] *Tự do *[-–] *Hạnh phúc[ _-]*?( )S[ốỐ] *:? *\S+ *( )"
    rf"[^\d\n]{{2,40}}, *ngày \d{{1,2}} tháng \d{{1,2}} năm \d{{4}} *( )(?:{_TYPE}) *( )[^{LOWER}\n]{{8,600}}( )(?=[{UPPER}][{LOWER}]+ )"
)


def with_breaks(text: str) -> str:
    """The text with a line's end for the space where a head or a signature was run together; of the same length.

    "Hà Nội, ngày 31 tháng 7 năm 2024 QUYẾT ĐỊNH VỀ CƠ CHẾ …": the type and the title stand on lines of their own, as the office set them.
    """
    text = text.replace("\\\n", " \n")  # Markdown's mark for a line that ends
    places: list[int] = []
    if crumb := _AFTER_CRUMB.match(text):
        places.append(crumb.start(1))
    if head := _ONE_LINE_HEAD.match(text, 0, _HEAD):
        text = f"{text[: head.start(6)]}\n{text[head.end(6) :]}"
        places += [head.start(group) for group in range(1, 6)]
        who = _WHO_DECIDES.search(text, head.end(5), head.end(6))
        places += [who.start(1)] if who else []
    elif (day := _AFTER_DAY.search(text, 0, _HEAD)) is not None:
        places += [day.start(1), day.start(2)]
        end = text.find("\n", day.end())
        who = _WHO_DECIDES.search(text, day.end(), end + 1 if end >= 0 else len(text))
        places += [who.start(1)] if who else []
    places += [signed.end() - 1 for signed in _SIGNED_LINE.finditer(text, 0, _LONGEST)]
    for at in places:
        text = f"{text[:at]}\n{text[at + 1 :]}"
    return text
