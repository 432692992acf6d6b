"""Markdown and plain text → lines with their place in the source.

Regulations saved as Markdown are Markdown only by accident: heading levels mean nothing, one "1." is a list item
and the next a bold paragraph. So lines are kept, and a line's own words decide what it is (``indexer/markers.py``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from phancap.indexer.vietnamese import nfc

_HEADING = re.compile(r"\s{0,3}(#{1,6})(?=\s)")
_WHOLLY_BOLD = re.compile(r"\*\*(?!\s)(?:(?!\*\*).)+\*\*[:.]?$")
_EMPHASIS = re.compile(r"(?<![\w*(\\])\*(?=[^\s*])([^*\n]*[^\s*\\])\*(?![\w*)])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_WORD = re.compile(r"\w")  # a line of rules, bars and stars ("---", "|", "** **") holds no words of the law
_EMPTY_BOLD = re.compile(r"\*\*\s*\*\*")


class Line(NamedTuple):
    """A line that holds something: its range in the source [start, end) without the line's end.

    ``number`` counts from 1. ``text`` is the readable text: NFC, Markdown marks gone. ``emphasis`` tells
    that the source shows the line as a heading or wholly in bold, ``after_blank`` that a blank line stands
    before it, ``hard_break`` that the source asks for a line break after it.
    """

    start: int
    end: int
    number: int
    text: str
    emphasis: bool
    after_blank: bool
    hard_break: bool


def read_lines(source: str) -> list[Line]:
    """All lines of the source that hold more than white space and marks, in order."""
    lines: list[Line] = []
    start, after_blank, bold = 0, False, _Bold(source)
    for number, raw in enumerate(source.split("\n"), 1):
        end = start + len(raw)
        stripped = raw.strip()
        emphasis = bold.shows(stripped, end) or (stripped.startswith("#") and _HEADING.match(stripped) is not None)
        text = readable(stripped)
        if text and _WORD.search(text):
            lines.append(Line(start, end, number, text, emphasis, after_blank, raw.endswith("  ") or raw.endswith("\\")))
            after_blank = False
        else:
            after_blank = True
        start = end + 1
    return lines


class _Bold:
    """Follows ``**`` from line to line: a heading may be broken over two lines inside one pair of marks."""

    def __init__(self, source: str) -> None:
        self.source, self.open, self.whole = source, False, False

    def shows(self, line: str, end: int) -> bool:
        """Whether the line stands wholly in bold; ``end`` is where it ends in the source."""
        if not line:
            self.open = False  # a pair of marks does not reach over a blank line
            return False
        if "**" not in line:
            return self.open and self.whole
        free = _HEADING.sub("", line).strip()
        was_open, whole_before = self.open, self.whole
        if line.count("**") % 2:
            self.open = not was_open
        if was_open:
            return whole_before and free.rstrip(":.").endswith("**") and free.count("**") == 1
        if self.open:
            self.whole = free.startswith("**") and self._closes_alone(end)
            return self.whole
        return _WHOLLY_BOLD.match(free) is not None

    def _closes_alone(self, end: int) -> bool:
        """Whether nothing stands behind the closing marks: "**3. Sở Văn hóa, Thể thao và / Du lịch:** Phối hợp …" is no heading."""
        stop = self.source.find("\n\n", end)
        close = self.source.find("**", end, stop if stop >= 0 else len(self.source))
        if close < 0:
            return False
        line_end = self.source.find("\n", close)
        return not self.source[close + 2 : line_end if line_end >= 0 else len(self.source)].strip(" .:\t")


def readable(line: str) -> str:
    """A line of the source without Markdown's marks, in NFC; nothing else is changed.

    >>> readable("#### **I. MỤC ĐÍCH**")
    'I. MỤC ĐÍCH'
    """
    if "#" in line and (match := _HEADING.match(line)):
        line = line[match.end() :]
    if "*" in line:
        line = _EMPTY_BOLD.sub(" ", line).replace("**", "")
        line = _EMPHASIS.sub(r"\1", line)
    if "\\" in line:
        line = _ESCAPE.sub(r"\1", line)
    if "\t" in line or "  " in line or "\xa0" in line:
        line = re.sub(r"[ \t\xa0]+", " ", line)
    return nfc(line.strip())
