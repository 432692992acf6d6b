"""Footnotes of a PDF's page: told by the short rule above them, taken out of the running sentence, put at the text's end.

A consolidated text has them on nearly every page ("1 Khoản này được sửa đổi theo quy định tại …"), between the halves of a
sentence. The mark in the sentence becomes [1], as sites and our Word reader write it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar


class _Glyph(Protocol):
    @property
    def char(self) -> str: ...
    @property
    def bottom(self) -> float: ...
    @property
    def top(self) -> float: ...


class _Line(Protocol):
    @property
    def glyphs(self) -> Sequence[_Glyph]: ...
    @property
    def left(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def text(self) -> str: ...


class _Stroke(Protocol):
    @property
    def level(self) -> bool: ...
    @property
    def at(self) -> float: ...
    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...


LineT = TypeVar("LineT", bound=_Line)
_RULE = (130.0, 160.0)  # points: Word and LibreOffice draw a rule of two inches
_SMALL = 0.72  # of the line's height: a raised number is about 0.6
_NUMBER = re.compile(r"\[?(\d{1,3})\]?$")


class Note(NamedTuple):
    """A footnote: its number, and the lines of its words by their place in the page's list."""

    number: str
    lines: tuple[int, ...]


def notes_of(lines: Sequence[LineT], strokes: Sequence[_Stroke], left: float) -> list[Note]:
    """The footnotes of a page whose text begins at ``left`` (points); empty where no rule stands above numbered lines."""
    rules = [s for s in strokes if s.level and _RULE[0] <= s.end - s.start <= _RULE[1] and abs(s.start - left) < 15]
    for rule in sorted(rules, key=lambda s: -s.at):
        below = [i for i, line in enumerate(lines) if line.top <= rule.at + 2]
        if below and below == list(range(below[0], len(lines))) and _starts(lines[below[0]]):
            return _grouped(lines, below)
    return []


def _grouped(lines: Sequence[LineT], below: list[int]) -> list[Note]:
    notes: list[tuple[str, list[int]]] = []
    for index in below:
        if number := _starts(lines[index]):
            notes.append((number, []))
        notes[-1][1].append(index)
    return [Note(number, tuple(own)) for number, own in notes]


def _starts(line: _Line) -> str:
    """The number that opens a footnote: raised and small, alone on its line or before the words."""
    if match := _NUMBER.match(line.text):
        return match.group(1) if line.top - line.bottom < 8 else ""
    inked = [g for g in line.glyphs if not g.char.isspace()]
    digits = raised(line)
    return "".join(inked[i].char for i in range(len(digits))) if digits and digits[0] == 0 and digits == list(range(len(digits))) else ""


def raised(line: _Line) -> list[int]:
    """Which of the line's inked letters are small raised digits."""
    inked = [g for g in line.glyphs if not g.char.isspace()]
    heights = sorted(g.top - g.bottom for g in inked if g.char.isalnum())
    if len(heights) < 4:
        return []
    tall = heights[len(heights) * 3 // 4]
    floor = sorted(g.bottom for g in inked if g.char.isalnum())[len(heights) // 2]
    return [i for i, g in enumerate(inked) if g.char.isdigit() and g.top - g.bottom < _SMALL * tall and g.bottom > floor + 0.2 * tall]
