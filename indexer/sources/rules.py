"""Ruled lines on a page of a PDF → the grids that they draw: where the tables are and which cells are joined."""

from __future__ import annotations

from typing import NamedTuple

_NEAR = 3.0  # points: lines of one table meet this closely
_LEAST_CELL = 6.0  # points
_MAX_LINES = 4000  # a drawing, not tables


class Stroke(NamedTuple):
    """A line: level when ``level``, at ``at`` (y of a level one, x of an upright one), from ``start`` to ``end``, in points."""

    level: bool
    at: float
    start: float
    end: float


class Cell(NamedTuple):
    """A cell's place: row and column counted from the top left, its box, and the columns it spans."""

    row: int
    column: int
    left: float
    bottom: float
    right: float
    top: float


class Grid(NamedTuple):
    """A table: its box, its cells (joined ones once, at their top left), how many rows and columns, and the places (row, column) below
    a cell that reaches down over them.
    """

    left: float
    bottom: float
    right: float
    top: float
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    covered: tuple[tuple[int, int], ...] = ()


def strokes_of(left: float, bottom: float, right: float, top: float) -> list[Stroke]:
    """What a drawn path with this box looks like: a line, or the four sides of a frame."""
    wide, high = right - left, top - bottom
    if high <= _NEAR and wide > _LEAST_CELL:
        return [Stroke(True, (bottom + top) / 2, left, right)]
    if wide <= _NEAR and high > _LEAST_CELL:
        return [Stroke(False, (left + right) / 2, bottom, top)]
    if wide > _LEAST_CELL and high > _LEAST_CELL:
        level = [Stroke(True, y, left, right) for y in (bottom, top)]
        return level + [Stroke(False, x, bottom, top) for x in (left, right)]
    return []


def grids_of(strokes: list[Stroke]) -> list[Grid]:
    """The tables that the lines draw, from the top of the page to its foot."""
    if len(strokes) > _MAX_LINES:
        return []
    strokes = _merged(strokes)
    grids = [grid for group in _groups(strokes) if (grid := _grid(group)) is not None]
    grids.sort(key=lambda g: -g.top)
    outer: list[Grid] = []
    for grid in grids:  # a grid inside a cell of another is read as that cell's words
        if not any(
            o.left <= grid.left + _NEAR and o.right >= grid.right - _NEAR and o.bottom <= grid.bottom + _NEAR and o.top >= grid.top - _NEAR
            for o in outer
        ):
            outer.append(grid)
    return outer


def _merged(strokes: list[Stroke]) -> list[Stroke]:
    """Pieces of one line joined: Word draws a border cell by cell."""
    merged: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: (s.level, round(s.at / 1.5), s.start)):
        last = merged[-1] if merged else None
        if last and last.level == stroke.level and abs(last.at - stroke.at) <= 1.6 and stroke.start <= last.end + _NEAR:
            merged[-1] = last._replace(end=max(last.end, stroke.end))
        else:
            merged.append(stroke)
    return merged


def _groups(strokes: list[Stroke]) -> list[list[Stroke]]:
    """Lines that touch each other, directly or through others."""
    parent = list(range(len(strokes)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    level = [i for i, s in enumerate(strokes) if s.level]
    upright = [i for i, s in enumerate(strokes) if not s.level]
    for i in level:
        a = strokes[i]
        for j in upright:
            b = strokes[j]
            if b.start - _NEAR <= a.at <= b.end + _NEAR and a.start - _NEAR <= b.at <= a.end + _NEAR:
                parent[find(i)] = find(j)
    groups: dict[int, list[Stroke]] = {}
    for i, stroke in enumerate(strokes):
        groups.setdefault(find(i), []).append(stroke)
    return list(groups.values())


def _grid(group: list[Stroke]) -> Grid | None:
    xs = _places([s.at for s in group if not s.level])
    ys = _places([s.at for s in group if s.level])[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}
    upright = [s for s in group if not s.level]
    level = [s for s in group if s.level]
    for r in range(rows):
        middle = (ys[r] + ys[r + 1]) / 2
        for c in range(columns):
            if c and not any(abs(s.at - xs[c]) <= _NEAR and s.start <= middle <= s.end for s in upright):
                owner[r, c] = owner[r, c - 1]
            center = (xs[c] + xs[c + 1]) / 2
            if r and owner[r, c] == (r, c) and not any(abs(s.at - ys[r]) <= _NEAR and s.start <= center <= s.end for s in level):
                owner[r, c] = owner[r - 1, c]
    cells = []
    for place in dict.fromkeys(owner.values()):
        mine = [key for key, value in owner.items() if value == place]
        last_row, last_column = max(k[0] for k in mine), max(k[1] for k in mine)
        cells.append(Cell(*place, xs[place[1]], ys[last_row + 1], xs[last_column + 1], ys[place[0]]))
    covered = tuple((r, c) for (r, c), (top, left) in owner.items() if r > top and c == left)
    return Grid(xs[0], ys[-1], xs[-1], ys[0], tuple(cells), rows, columns, covered)


def _places(values: list[float]) -> list[float]:
    """The different places, those within a few points of each other as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _LEAST_CELL / 2:
            places.append(value)
    return places
