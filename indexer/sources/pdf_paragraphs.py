"""How a PDF shows where its paragraphs begin: by an indent or by more room above, as nearly all offices' papers do.

Where it does, a line at the left edge without more room above goes on with the one before, whatever it begins with ("… Ủy ban Mặt trận
Tổ quốc" / "Việt Nam tỉnh"). Told from the lines that surely begin a paragraph: the one before them had room for their first word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from phancap.indexer.markers import marker_of
from phancap.indexer.sources.blocks import Block, Paragraph
from phancap.indexer.sources.pdf_lines import Line

INDENT = 12  # points: what begins further in than the edge of its column
DEEPEST = 80  # points: what begins further in is centred, or stands at the right
_SPACE = 6  # points: a space, and what the edge of the column is rounded by
_MORE = 2.5  # points more than between the lines of a paragraph: Word's smallest room above one is 3
_MOST = 0.8  # of the sure beginnings; measured: 0.87 and more of them are indented in gazettes, all have more room in a printed web page
_FEWEST = 8  # sure beginnings
_FEWEST_DASHES = 3


class Shown(NamedTuple):
    """How paragraphs are shown: whether by an indent (``dashes``: those that begin with a dash too), and the distance of two base
    lines inside one (points) where more room shows them.
    """

    indented: bool = False
    pitch: float | None = None
    dashes: bool = False

    def begins(self, before: Line, line: Line) -> bool | None:
        """Whether a line at the left edge that follows a full one begins a new paragraph, None where this text does not show it."""
        if self.indented:
            return False
        return None if self.pitch is None else base_of(before) - base_of(line) > self.pitch + _MORE


def shown_in(pages: Iterable[tuple[list[Line], float, float]]) -> Shown:
    """How a document shows its paragraphs; each page is its lines outside tables and the left and right edge of its text."""
    pitches: Counter[float] = Counter()
    sure: list[tuple[float, float]] = []  # how far in, and how far below the line before
    dashes: list[float] = []  # how far in those of them begin that begin with a dash
    for lines, left, right in pages:
        for before, line in pairwise(lines):
            if before.left > left + DEEPEST or line.left > left + DEEPEST or len(before.text) <= INDENT:
                continue
            down = base_of(before) - base_of(line)
            if down <= 0:
                continue
            if not full(before, line, right):
                sure.append((line.left - left, down))
                if _is_dash(line.text):
                    dashes.append(line.left - left)
            elif line.left <= left + INDENT:
                pitches[round(down)] += 1
    if len(sure) < _FEWEST or not pitches:
        return Shown()
    pitch = pitches.most_common(1)[0][0]
    if sum(further > INDENT for further, _ in sure) >= _MOST * len(sure):
        return Shown(indented=True, dashes=len(dashes) >= _FEWEST_DASHES and min(dashes) > INDENT)
    return Shown(pitch=pitch) if sum(down > pitch + _MORE for _, down in sure) >= _MOST * len(sure) else Shown()


def base_of(line: Line) -> float:
    """The height of the line's first letter above the page's foot, in points."""
    return next((g.base for g in line.glyphs if not g.char.isspace()), line.bottom)


def full(previous: Line, line: Line, right: float) -> bool:
    """Whether a line reached the edge, or had no room for the word that begins the next one: "… của Luật Đất đai số" / "45/2013/QH13 …"."""
    word = next((a.right for a, b in pairwise(line.glyphs) if b.char == " "), line.right) - line.left
    return previous.right >= right - 24 or previous.right + word > right - _SPACE


def joined(before: Block, line: Paragraph, shown: Shown) -> Paragraph | None:
    """The paragraph with the line that goes on with it; None where words have to decide: at a mark, in capitals, where bold begins or ends.

    A dash is no mark where all that begin a paragraph are indented: "… cao tốc Biên Hòa" / "- Vũng Tàu) trước ngày 30 tháng 11".
    """
    if not isinstance(before, Paragraph):
        return None
    above, text = _words(before), _words(line)
    if not above or not text or above.isupper():
        return None
    cut = shown.dashes and _is_dash(text) and above[-1] not in ".;:"
    if marker_of(text) is not None and not cut:
        return None
    if not text[0].islower() and (_bold(before) != _bold(line) or above[-1] in ";…"):
        return None
    return Paragraph((*before.pieces, line.pieces[0]._replace(text=" "), *line.pieces), tight=before.tight)


def _is_dash(text: str) -> bool:
    return text.lstrip().startswith(("- ", "– "))


def _words(paragraph: Paragraph) -> str:
    return "".join(p.text for p in paragraph.pieces).strip()


def _bold(paragraph: Paragraph) -> bool:
    return all(piece.bold for piece in paragraph.pieces if piece.text.strip())
