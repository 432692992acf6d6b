"""Tables that a converter drew with lines and spaces, as pandoc does where a cell holds more than a line, as the pipe tables of every other reader.

What does not come out with all its letters is kept as it was received.
"""

from __future__ import annotations

import re
from itertools import pairwise

from phancap.indexer.sources.blocks import Paragraph, Piece, Table, render

_RULE = re.compile(r"\s{0,3}\+[-=+:]{3,}\+\s*$")
_COLUMNS = re.compile(r"\s{0,3}-{2,}(?: +-{2,})+\s*$")
_LONG_RULE = re.compile(r"\s{0,3}-{5,}\s*$")
_HEAD_LINES, _LONGEST = 12, 5_000  # lines of a table's head above its columns; of a table


def without_drawn_tables(text: str) -> str:
    """The text with such tables as pipe tables; a text without any comes back as it is."""
    if "--+" not in text and "-- --" not in text and "--  --" not in text:
        return text
    lines = text.split("\n")
    out: list[str] = []
    at = 0
    while at < len(lines):
        stop, rows = _grid(lines, at) if _RULE.match(lines[at]) else _ruled(lines, at) if _COLUMNS.match(lines[at]) else (at, [])
        if not rows:
            out.append(lines[at])
            at += 1
            continue
        first = _head_begins(lines, at) if _COLUMNS.match(lines[at]) else at
        drawn = render([Table(tuple(tuple((Paragraph((Piece(cell),)),) for cell in row) for row in rows))])
        if _letters(drawn) != _letters("\n".join(lines[first:stop])) or len(rows) < 2:
            out += lines[at:stop]
        else:
            out[len(out) - (at - first) :] = ["", drawn]
        at = stop
    return "\n".join(out)


def _letters(words: str) -> list[str]:
    return sorted(c for c in words if c.isalnum())


def _grid(lines: list[str], at: int) -> tuple[int, list[list[str]]]:
    """(the line behind the table, its rows) of "+---+" / "| a | b |" / "+---+"; a cell that reaches over others is followed by empty ones."""
    stop = at
    while stop < min(len(lines), at + _LONGEST) and lines[stop].strip()[:1] in ("+", "|"):
        stop += 1
    borders = [n for n, sign in enumerate(lines[at]) if sign == "+"]
    rows: list[list[str]] = []
    cells: list[list[str]] = [[] for _ in borders[1:]]
    for line in lines[at + 1 : stop]:
        if _RULE.match(line):
            if any(any(cell) for cell in cells):
                rows.append([" ".join(filter(None, cell)) for cell in cells])
            cells = [[] for _ in borders[1:]]
            continue
        bars = [n for n, sign in enumerate(line) if sign in "|+" and n in borders]
        if len(bars) < 2:
            return stop, []
        for left, right in pairwise(bars):
            cells[borders.index(left)].append(line[left + 1 : right].strip(" -+"))
    return stop, rows


def _head_begins(lines: list[str], at: int) -> int:
    """The long rule above a table's head, or the head's only line."""
    for above in range(at - 1, max(-1, at - _HEAD_LINES), -1):
        if _LONG_RULE.match(lines[above]):
            return above
        if not lines[above].strip():
            break
    return at - 1 if at and lines[at - 1].strip() else at


def _ruled(lines: list[str], at: int) -> tuple[int, list[list[str]]]:
    """(the line behind the table, its rows) of a head, "---- ---------- ------" and rows below, each column as wide as its rule."""
    places = [m.span() for m in re.finditer(r"-{2,}", lines[at])]
    first = _head_begins(lines, at)
    many = _LONG_RULE.match(lines[first]) is not None  # rows of several lines, parted by blank ones
    rows = [_columns(lines[first + many : at], places)] if first < at else []
    row: list[str] = []
    for n in range(at + 1, min(len(lines), at + _LONGEST)):
        line = lines[n]
        if _LONG_RULE.match(line) or (not many and (not line.strip() or _COLUMNS.match(line))):
            return n + bool(line.strip()), [*rows, *([_columns(row, places)] if row else [])]
        if many and line.strip():
            row.append(line)
        elif row or line.strip():
            rows.append(_columns(row or [line], places))
            row = []
    return at, []


def _columns(lines: list[str], places: list[tuple[int, int]]) -> list[str]:
    stops = [*(begin for begin, _ in places[1:]), None]
    return [" ".join(" ".join(line[begin:stop].split()) for line in lines).strip() for (begin, _), stop in zip(places, stops, strict=True)]
