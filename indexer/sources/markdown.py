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
    start, after_blank, bold = 0, False, False
    for number, raw in enumerate(source.split("\n"), 1):
        end = start + len(raw)
        stripped = raw.strip()
        emphasis = False
        if "**" in stripped:
            heading_free = _HEADING.sub("", stripped).strip()
            opens = bold
            bold ^= stripped.count("**") % 2 == 1
            emphasis = bool(_WHOLLY_BOLD.match(heading_free)) or (opens and heading_free.endswith("**")) or (bold and heading_free.startswith("**"))
        elif bold and stripped:
            emphasis = True
        if stripped.startswith("#") and _HEADING.match(stripped):
            emphasis = True
        text = readable(stripped)
        if text:
            lines.append(Line(start, end, number, text, emphasis, after_blank, raw.endswith("  ") or raw.endswith("\\")))
            after_blank = False
        else:
            after_blank = True
            bold = bold and bool(stripped)
        start = end + 1
    return lines


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
