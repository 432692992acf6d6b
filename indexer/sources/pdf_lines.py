"""The letters of a PDF's page → lines as they stand on the page.

A letter that a font lacks comes from another one, and some writers put the letters of each font one behind the other: "S : 30/2020/NĐ-CP",
then "ố"; "C NG HÒA XÃ H I", then "Ộ", "Ộ". What stands on one base line and fills each other's gaps is one line.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

_GAP = 3.2  # letter heights between two words of one line: more parts two columns, "Số: 05/2024   Hà Nội, ngày …"
_TAB = 6  # letter heights between the mark of an automatic list and its words: "1.", a tab, "Mục đích"
_MARK = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|(?:\d{1,2}|[a-zđ])\)|[IVX]{1,5}\.|[-–+•▪o\uf02b-\uf0ff])")
_LONGEST_MARK = 8  # letters
_SPACE = 0.3  # of the usual letter's height between two letters: the room of a space that was left out
_TOUCH = 0.12  # of the line's height: neighbours without a space, "CÔNG BÁO/S" and "ố 545"
_GUESSED = 0.05  # points: the width of a space that PDFium guessed
_LEVEL = 1.0  # points that base lines may differ
_LAP = 0.35  # of the narrower letter's width: two letters that stand on each other, as a stamp's do, are no neighbours
_BACK = 8  # lines looked back at


class Glyph(NamedTuple):
    """A letter with its box in points, counted from the page's foot, its font, and the height of its base line."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    font: str | None
    base: float = 0.0


class Line(NamedTuple):
    """Letters that stand beside each other; ``left`` … ``top`` is their box in points."""

    glyphs: tuple[Glyph, ...]
    left: float
    bottom: float
    right: float
    top: float

    @property
    def text(self) -> str:
        """The line's words."""
        return "".join(g.char for g in self.glyphs).strip()


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that a page's letters make, in the file's own order."""
    out: list[Line] = []
    for line in _lines(glyphs):
        near = [at for at in range(max(0, len(out) - _BACK), len(out)) if _one_line(out[at], line)]
        whole = line
        for at in near:  # a letter that stood far off waits for what comes between: "ượ ả ằ ệ ố", "ệ", "c mô t b ng h th ng ký hi u"
            whole = _together(out[at], whole)
        out[near[0] if near else len(out) :] = [whole, *(o for at, o in enumerate(out) if near and at > near[0] and at not in near)]
    return out


def glyphs_of(textpage: Any) -> Iterator[Glyph]:
    """The letters of a page of PDFium, in the file's own order."""
    import pypdfium2.raw as pdfium

    left, right, bottom, top, along, base = (ctypes.c_double() for _ in range(6))
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    raw = textpage.raw
    high = 0
    font: str | None = None
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a letter beyond the basic plane
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        char = "-" if code == 2 else chr(code)  # PDFium marks a hyphen at a line's end with 2
        pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(raw, index, along, base)
        if char in " \r\n":
            font = None
        elif font is None:  # asked once a word: a font hardly changes inside one, and asking takes time
            length = pdfium.FPDFText_GetFontInfo(raw, index, buffer, 256, flags)
            font = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace") or "?"
        yield Glyph(char, left.value, bottom.value, right.value, top.value, font, base.value)


def _lines(glyphs: Iterable[Glyph]) -> Iterator[Line]:
    """Letters in the file's own order, cut where a line ends or where a wide gap parts two columns."""
    line: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.char in "\r\n":
            if line:
                yield from _line(line)
            line, last = [], None
            continue
        if not glyph.char.isspace():
            if last is not None:
                height = max(last.top - last.bottom, glyph.top - glyph.bottom, 6.0)
                gap = glyph.left - last.right
                listed = 0 < gap < _TAB * height and len(line) <= _LONGEST_MARK and _MARK.fullmatch("".join(g.char for g in line).strip())
                if (gap > _GAP * height and not listed) or glyph.left < last.left - 4 * height:
                    yield from _line(line)
                    line = []
            last = glyph
        line.append(glyph)
    if line:
        yield from _line(line)


def _line(glyphs: list[Glyph]) -> Iterator[Line]:
    """One line, its letters from left to right where those of another font stood behind all others."""
    inked = _inked(glyphs)
    if not inked:
        return
    whole = _boxed(glyphs, inked)
    if any(b.left < a.left for a, b in pairwise(inked)):
        parts = _forward(glyphs)
        first = parts[0]
        for part in parts[1:]:
            if not _one_line(first, part):
                break
            first = _together(first, part)
        else:
            whole = first
    yield whole


def _forward(glyphs: list[Glyph]) -> list[Line]:
    """The letters cut wherever they go back to the left."""
    runs: list[list[Glyph]] = [[]]
    last = glyphs[0].left
    for glyph in glyphs:
        if glyph.right - glyph.left > _GUESSED:
            if glyph.left < last:
                runs.append([])
            last = glyph.left
        runs[-1].append(glyph)
    return [_boxed(run, inked) for run in runs if (inked := _inked(run))]


def _boxed(glyphs: list[Glyph], inked: list[Glyph]) -> Line:
    box = min(g.left for g in inked), min(g.bottom for g in inked), max(g.right for g in inked), max(g.top for g in inked)
    return Line(tuple(glyphs), *box)


def _inked(glyphs: Iterable[Glyph]) -> list[Glyph]:
    return [g for g in glyphs if not g.char.isspace() and g.right > g.left]


# -- letters of several fonts in one line --------------------------------------------------------------------------


def _one_line(above: Line, line: Line) -> bool:
    """Whether the letters of the two fill each other's gaps on one base line, none standing on another."""
    if line.bottom > above.top or line.top < above.bottom:
        return False
    first, second = _inked(above.glyphs), _inked(line.glyphs)
    bases = first[0].base, second[0].base, first[-1].base, second[-1].base  # those of a page set sideways are not level
    if max(bases) - min(bases) > _LEVEL:
        return False
    touch = _TOUCH * min(above.top - above.bottom, line.top - line.bottom)
    if line.left > above.right + touch or above.left > line.right + touch:
        return False
    row = sorted([(g.left, g.right, 0) for g in first] + [(g.left, g.right, 1) for g in second])
    return not any(a[2] != b[2] and a[1] - b[0] > _LAP * min(a[1] - a[0], b[1] - b[0]) for a, b in pairwise(row))


def _together(above: Line, line: Line) -> Line:
    """One line of the letters of both from left to right; the spaces that PDFium guessed at the gaps (without any width) are told anew."""
    wide = [g for part in (above, line) for g in _with_fonts(part) if g.right - g.left > _GUESSED]
    room = _SPACE * median(g.top - g.base for g in wide if not g.char.isspace())
    row: list[Glyph] = []
    for glyph in sorted(wide, key=lambda g: g.left):
        if row and row[-1].char.isspace() and glyph.left < (row[-1].left + row[-1].right) / 2:
            row.pop()  # a gap that was told before the letter came that stands in it
        before = row[-1] if row else None
        if before and not before.char.isspace() and not glyph.char.isspace() and glyph.left - before.right > room:
            row.append(glyph._replace(char=" ", left=before.right, right=glyph.left, font=None))
        row.append(glyph)
    left, right = min(above.left, line.left), max(above.right, line.right)
    return Line(tuple(row), left, min(above.bottom, line.bottom), right, max(above.top, line.top))


def _with_fonts(line: Line) -> Iterator[Glyph]:
    font: str | None = None
    for glyph in line.glyphs:
        font = glyph.font or font
        yield glyph if glyph.char.isspace() else glyph._replace(font=font)
