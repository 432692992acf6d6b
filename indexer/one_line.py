"""Articles that a data set holds on one line each, taken apart before the tree is drawn.

"Điều 3. Nguyên tắc phối hợp 1. Tuân thủ quy định của pháp luật. 2. Bảo đảm kịp thời. a) …": what makes a data set of laws puts an article, or a
khoản with its points, on one line. A mark in a line is one where it counts on from the one before it and a sentence ends above it, and only in
a text in which more of such marks stand inside lines than at their beginnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from phancap.indexer.lines import DASHED_NAME, is_recipients
from phancap.indexer.markers import POINT_LETTERS, Marker, marker_of, ordinal, roman_value
from phancap.indexer.sources.markdown import Line
from phancap.indexer.vietnamese import UPPER

_MARK = re.compile(
    rf"""(?<=\s)(?:
      (?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})\.(?=\s+[{UPPER}“"\d])
    | (?P<point>[a-zđ])\)(?=\s+\S)
    | (?P<dash>[-–•+])(?=\s+[{UPPER}“"\d])
    | Điều\s(?P<article>\d{{1,3}})[.:](?=\s+\S)
    | (?P<roman>[IVX]{{1,5}})\.(?=\s+[{UPPER}]{{2}})
    | (?P<foot>Nơi\snhận\s*:|(?:TM|KT|TL|TUQ)\.\s?[{UPPER}]{{2}})
    )""",
    re.X,
)
_ENDS = frozenset('.;:…”"/)')
_REFERS = re.compile(r"(?:Điều|[Kk]hoản|[Mm]ục|[Bb]ảng|[Bb]iểu|[Mm]ẫu|[Qq]uý|[Tt]háng|[Nn]gày|[Nn]ăm|và|hoặc|đến|từ|của|tại|theo)$")
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
    inside = {
        form: sum(form == f for marks in found.values() for f, _ in marks) for form in ("article", "roman", "number", "point", "dash")
    }
    wanted = {form for form, times in inside.items() if times > _begin(lines, form)}
    if not any(inside[form] >= _LEAST for form in wanted):
        return lines
    if wanted & {"article", "roman"}:
        wanted.add("foot")
    out: list[Line] = []
    for n, line in enumerate(lines):
        end = lines[n + 1].start if n + 1 < len(lines) else len(source)
        out += _pieces(source, line, [at for form, at in found.get(n, ()) if form in wanted], end)
    return out


def _may_hold(text: str) -> bool:
    listed = any(mark in text for mark in (" 2. ", " b) ", "; - ", ". - ", " II. ", " Điều 2. "))
    # "- Chính phủ; - Các Bộ; - Lưu: HC": recipients whose heading is lost
    return listed and not is_recipients(text) and not (text[0] in "-–" and "- Lưu" in text)


def _begin(lines: list[Line], form: str) -> int:
    """How many lines begin with such a mark."""
    return sum(marker is not None and marker.form == form for line in lines if line.row < 0 for marker in (marker_of(line.text),))


def _marks(text: str) -> Iterator[tuple[str, int]]:
    """(form, place) of the marks inside a line that count on from each other."""
    own = marker_of(text)
    counting = _Counting(text, own)
    for match in _MARK.finditer(text, own.words_at if own else 0):
        before = text[max(0, match.start() - _BEFORE) : match.start()].rstrip()
        if not _REFERS.search(before) and not _quoted(text, match.start()):
            yield from ((match.lastgroup or "", at) for at in counting.takes(match, before))


class _Counting:
    """How far a line has counted, and whether its next mark counts on."""

    def __init__(self, text: str, own: Marker | None) -> None:
        self.text = text
        form, value = (own.form, ordinal(own) or 0) if own and own.depth == 1 else ("", 0)
        self.outer = {"article": value if form == "article" else 0, "roman": value if form == "roman" else 0}
        self.number, self.inner = value if form == "number" else 0, 0
        self.letter = POINT_LETTERS.find(own.number) if own and form == "point" else -1
        self.heading, self.dash = (
            own.words_at if own else 0,
            0,
        )  # where the words behind the last mark begin, and a dash that may end a heading there

    def takes(self, match: re.Match[str], before: str) -> list[int]:
        """The places that the mark opens a clause at: none, its own, or a dash's with that of the one before it."""
        form, at = match.lastgroup or "", match.start()
        ended = before[-1:] in _ENDS
        if form == "foot":
            return [at] if before[-1:] in ".;/" else []
        if form == "dash":
            return self._dash(at, before)
        if form in self.outer:
            opens = self._outer(form, match.group(form), at, ended)
        elif form == "point":
            opens = self._point(match.group(form), at, ended or before[-1:] == ",") and not _REFERS_TO_POINT.search(before)
        else:
            opens = self._number(match.group(form), at, before)
        if opens:
            self.heading, self.dash = match.end(), 0
        return [at] if opens else []

    def _outer(self, form: str, written: str, at: int, ended: bool) -> bool:
        """ "Điều 2." behind Điều 1, "II." behind I; the first one where the second comes, too."""
        value = int(written) if form == "article" else roman_value(written) or 0
        last, second = self.outer[form], " Điều 2." if form == "article" else " II. "
        if value != last + 1 or not (ended if last else self.text.find(second, at) > 0):
            return False
        self.outer[form] = value
        self.number, self.inner, self.letter = 0, 0, -1
        return True

    def _number(self, written: str, at: int, before: str) -> bool:
        outer, _, last = written.rpartition(".")
        if outer:
            if outer.split(".")[0] != str(self.number) or int(last) != self.inner + 1:
                return False
            self.inner = int(last)
        else:
            value = int(written)
            first = value == 1 and self.number == 0 and self.text.find(" 2. ", at) > 0
            if not (first or (value == self.number + 1 and self.number and not before[-1:].isdigit())):
                return False
            self.number, self.inner = value, 0
        self.letter = -1
        return True

    def _point(self, letter: str, at: int, ended: bool) -> bool:
        place = POINT_LETTERS.find(letter)
        first = place == 0 and self.text.find(" b) ", at) > 0
        next_one = place == self.letter + 1 or (letter == "e" and self.letter == POINT_LETTERS.find("d"))
        if place < 0 or not (first or (ended and next_one)):
            return False
        self.letter = place
        return True

    def _dash(self, at: int, before: str) -> list[int]:
        if before[-1:] in ".;:":
            places = [self.dash, at] if self.dash else [at]
            self.heading = self.dash = 0
            return places
        words = self.text[self.heading : at]
        if self.heading and not self.dash and len(words) <= _HEADING and not re.search("[.;:]", words) and not _dashed_name(self.text, at):
            self.dash = at if self.text[at + 2 : at + 3].isupper() else 0  # "4. Sở Nội vụ - Chủ trì …; - Tham mưu …"
        return []


def _dashed_name(text: str, at: int) -> bool:
    """Whether the dash is one of a name: "Sở Lao động - Thương binh và Xã hội"."""
    begin = max(0, at - _HEADING)
    return any(name.start() < at - begin < name.end() for name in DASHED_NAME.finditer(text[begin : at + 40]))


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
        first = line.text[at : at + _ENOUGH].split()
        place = re.compile(r"\s+".join(map(re.escape, first))).search(source, starts[-1] + 1, end)
        if place:
            begins.append(at)
            starts.append(place.start())
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
