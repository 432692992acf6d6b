"""Articles that a data set holds on one line each, taken apart before the tree is drawn.

"Điều 3. Nguyên tắc phối hợp 1. Tuân thủ quy định của pháp luật. 2. Bảo đảm kịp thời. a) …": what makes a data set of laws puts an article, or a
khoản with its points, on one line. A mark in a line is one where it counts on from the one before it and a sentence ends above it, and only in
a text in which more of such marks stand inside lines than at their beginnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from phancap.indexer.lines import DASHED_NAME, is_recipients
from phancap.indexer.markers import POINT_LETTERS, marker_of
from phancap.indexer.sources.markdown import Line
from phancap.indexer.vietnamese import UPPER

_MARK = re.compile(
    rf"""(?<=\s)(?:
      (?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})\.(?=\s+[{UPPER}“"\d])
    | (?P<point>[a-zđ])\)(?=\s+\S)
    | (?P<dash>[-–•+])(?=\s+[{UPPER}“"\d])
    )""",
    re.X,
)
_ENDS = frozenset('.;:…”"/)')
_REFERS = re.compile(r"(?:Điều|[Kk]hoản|[Mm]ục|[Bb]ảng|[Bb]iểu|[Mm]ẫu|số|[Qq]uý|[Tt]háng|[Nn]gày|[Nn]ăm|và|hoặc|đến|từ|của|tại|theo)$")
_REFERS_TO_POINT = re.compile(r"[Đđ]iểm$")
_LEAST = 3  # marks inside lines: fewer are a list that the text itself holds in a sentence
_HEADING = 150  # characters: the longest heading before a dash
_LONG = 160  # characters: a shorter line holds no list
_BEFORE = 12  # characters before a mark that tell whether it is referred to
_ENOUGH = 24  # characters of a piece, by which its place in the source is found


def on_lines_of_their_own(source: str, lines: list[Line]) -> list[Line]:
    """The lines, those of articles that stand on one line each taken apart at their khoản, points and dashes."""
    long = [n for n, line in enumerate(lines) if line.row < 0 and len(line.text) > _LONG and _may_hold(line.text)]
    if not long:
        return lines
    found = {n: list(_marks(lines[n].text)) for n in long}
    inside = {form: sum(form == f for marks in found.values() for f, _ in marks) for form in ("number", "point", "dash")}
    wanted = {form for form, times in inside.items() if times > _begin(lines, form)}
    if not any(inside[form] >= _LEAST for form in wanted):
        return lines
    out: list[Line] = []
    for n, line in enumerate(lines):
        end = lines[n + 1].start if n + 1 < len(lines) else len(source)
        out += _pieces(source, line, [at for form, at in found.get(n, ()) if form in wanted], end)
    return out


def _may_hold(text: str) -> bool:
    return (" 2. " in text or " b) " in text or "; - " in text or ". - " in text) and not is_recipients(text)


def _begin(lines: list[Line], form: str) -> int:
    """How many lines begin with such a mark."""
    return sum(marker is not None and marker.form == form for line in lines if line.row < 0 for marker in (marker_of(line.text),))


def _marks(text: str) -> Iterator[tuple[str, int]]:
    """(form, place) of the marks inside a line that count on from each other."""
    own = marker_of(text)
    number = int(own.number) if own and own.form == "number" and own.depth == 1 else 0
    inner, letter = 0, POINT_LETTERS.find(own.number) if own and own.form == "point" else -1
    heading, head_dash = (
        own.words_at if own else 0,
        0,
    )  # where the words behind the last mark begin, and a dash that may end a heading there
    for match in _MARK.finditer(text, own.words_at if own else 0):
        at = match.start()
        before = text[max(0, at - _BEFORE) : at].rstrip()
        ended = before[-1:] in _ENDS or before[-1:] == ","
        if _REFERS.search(before) or _quoted(text, at):
            continue
        form = match.lastgroup or ""
        if form == "point" and _REFERS_TO_POINT.search(before):
            continue
        if form == "dash":
            if before[-1:] in ".;:":
                if head_dash:
                    yield form, head_dash
                yield form, at
                heading = head_dash = 0
            elif heading and not head_dash and at - heading <= _HEADING and not _dashed_name(text, at):
                head_dash = at if text[at + 2 : at + 3].isupper() and not re.search("[.;:]", text[heading:at]) else 0
            continue
        written = match.group(form)
        if form == "point":
            place = POINT_LETTERS.find(written)
            first = place == 0 and text.find(" b) ", at) > 0
            if place < 0 or not (first or (ended and (place == letter + 1 or (written == "e" and letter == POINT_LETTERS.find("d"))))):
                continue
            letter = place
        elif "." in written:
            outer, _, last = written.rpartition(".")
            if outer.split(".")[0] != str(number) or int(last) != inner + 1:
                continue
            inner, letter = int(last), -1
        else:
            value = int(written)
            first = value == 1 and number == 0 and text.find(" 2. ", at) > 0
            if not (first or (value == number + 1 and number and not before[-1:].isdigit())):
                continue
            number, inner, letter = value, 0, -1
        yield form, at
        heading, head_dash = match.end(), 0


def _dashed_name(text: str, at: int) -> bool:
    """Whether the dash is one of a name: "Sở Lao động - Thương binh và Xã hội"."""
    return any(
        name.start() < at - max(0, at - _HEADING) < name.end() for name in DASHED_NAME.finditer(text[max(0, at - _HEADING) : at + 40])
    )


def _quoted(text: str, at: int) -> bool:
    """Whether the place stands in the new words of an amended provision."""
    opened = text.rfind("“", 0, at)
    return opened > text.rfind("”", 0, at) and text.find("”", at) > 0


def _pieces(source: str, line: Line, places: list[int], end: int) -> Iterator[Line]:
    if not places:
        yield line
        return
    begins, starts = [0], [line.start]
    for at in places:
        words = line.text[at : at + _ENOUGH]
        start = source.find(words, starts[-1] + 1, end)
        if start > 0:
            begins.append(at)
            starts.append(start)
    for n, (begin, start) in enumerate(zip(begins, starts, strict=True)):
        stop = begins[n + 1] if n + 1 < len(begins) else len(line.text)
        last = n + 1 == len(begins)
        words = line.text[begin:stop].rstrip()
        yield Line(
            start,
            line.number,
            words,
            line.emphasis and n == 0,
            line.after_blank or n > 0,
            line.hard_break or not last,
            after_page=line.after_page and n == 0,
        )
