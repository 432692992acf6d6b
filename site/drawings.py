"""Two pictures as plain values, drawn on the server (SVG): what falls due when, and who reports to whom.

Every picture has the same in words beside it; nothing in it is known that the words of a text do not say.
"""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from phancap.indexer.days import DRAWN, Times, period_end
from phancap.site import wording

GUTTER, MONTH, LANE, HEAD = 124, 62, 26, 30  # pixels of the drawing: names at the left, a month, a line, the months' names
END = GUTTER + 12 * MONTH
WIDTH = END + 10
_LETTER = 7.2  # pixels, about
MOST_YEARS, MOST_LANES, MOST_SIDE = 6, 6, 12
_PARTS = {"monthly": 12, "quarterly": 4, "half-yearly": 2, "yearly": 1}


@dataclass(frozen=True)
class Mark:
    """A day (``wide`` is 0) or a stretch, in pixels from the left of the drawing, and its words: where they start, or end."""

    x: float
    wide: float
    count: int
    words: str
    note: str = ""
    past: bool = False

    @property
    def ends(self) -> bool:
        """Whether the words end before the mark, because no room is behind it."""
        return not self.inside and self.x + self.wide + 8 + _LETTER * len(self.words) > WIDTH

    @property
    def inside(self) -> bool:
        """Whether the words stand inside the mark."""
        return self.wide >= 12 + _LETTER * len(self.words)

    @property
    def at(self) -> float:
        """Where the words start, or, where they end before the mark, where they end."""
        return round(self.x - 8 if self.ends else self.x + 6 if self.inside else self.x + self.wide + 8, 1)

    @property
    def reach(self) -> tuple[float, float]:
        """How far mark and words reach to the left and to the right."""
        words = _LETTER * len(self.words)
        left, right = (self.x, self.x + self.wide) if self.wide else (self.x - 5, self.x + 5)
        return (self.at - words, right) if self.ends else (left, max(right, self.at + words))


class Lane(NamedTuple):
    """One line of the drawing. ``name`` is empty where a year needs several lines."""

    name: str
    y: int
    marks: tuple[Mark, ...]
    today: float | None = None


class Strip(NamedTuple):
    """The strip of the year: lines from above, and the same as sentences."""

    height: int
    width: int
    lanes: tuple[Lane, ...]
    months: tuple[tuple[int, str], ...]
    told: tuple[str, ...]
    left_out: int


@dataclass(frozen=True)
class Edge:
    """Who tells whom: ``count`` duties; the places are pixels of the drawing."""

    source: str
    target: str
    count: int
    y1: int
    y2: int


class Report(NamedTuple):
    """Reporting bodies at the left, those who are told at the right; ``left_out`` pairs are only in the words."""

    height: int
    left: tuple[tuple[str, int], ...]
    right: tuple[tuple[str, int], ...]
    edges: tuple[Edge, ...]
    told: tuple[tuple[str, str, int], ...]
    left_out: int


def year_strip(times: Times, today: str) -> Strip | None:
    """What falls due when: a line for each rhythm, then each year that has a day or a period; None when there is nothing to draw.

    A rhythm without a day is drawn as the stretch in which the duty falls due once. ``today`` is ISO, or empty where no day is known.
    """
    lanes, told, left_out = _rhythms(times)
    years, more, over = _years(times, today)
    left_out += over
    for year, marks in years:
        rows, over = _packed(marks)
        left_out += over
        for at, row in enumerate(rows):
            lanes.append((str(year) if at == 0 else "", row, _x(today) if today[:4] == str(year) else None))
    if not lanes:
        return None
    drawn = tuple(Lane(name, HEAD + n * LANE, tuple(marks), here) for n, (name, marks, here) in enumerate(lanes))
    months = tuple((GUTTER + MONTH * n, f"T{n + 1}") for n in range(12))
    return Strip(HEAD + len(drawn) * LANE + 8, WIDTH, drawn, months, (*told, *more), left_out)


def _rhythms(times: Times) -> tuple[list[tuple[str, list[Mark], float | None]], list[str], int]:
    """A line, or several, for each rhythm; the sentences; how many days found no room."""
    left_out = 0
    lanes: list[tuple[str, list[Mark], float | None]] = []
    told: list[str] = []
    for rhythm in DRAWN:
        if rhythm not in times.rhythms:
            continue
        total, undated = times.rhythms[rhythm].total, times.rhythms[rhythm].undated
        days = {(int(day.partition("-")[0]), int(day.partition("-")[2])): n for day, n in times.rhythms[rhythm].days.items()}
        marks: list[Mark] = []
        name = wording.RHYTHMS[rhythm]
        if undated and rhythm == "weekly":
            marks.append(Mark(GUTTER + 3, 12 * MONTH - 6, undated, f"{undated} việc, mỗi tuần một lần"))
        elif undated:
            wide = 12 * MONTH / _PARTS[rhythm]
            marks += [
                Mark(
                    GUTTER + n * wide + 3,
                    wide - 6,
                    undated,
                    f"{undated} việc" if n == 0 else str(undated),
                    f"một lần trong khoảng này, {name}",
                )
                for n in range(_PARTS[rhythm])
            ]
        marks += [
            Mark(_x(_day(2024, m, d)), 0, n, f"{d}/{m}" if rhythm != "monthly" else str(d), f"ngày {d}/{m}, {name}")
            for (m, d), n in sorted(days.items())
        ]
        rows, over = _packed(marks)
        left_out += over
        lanes += [(wording.capital(name) if at == 0 else "", row, None) for at, row in enumerate(rows)]
        sentence = f"{wording.capital(name)}: {wording.number(total)} việc"
        if days and rhythm == "monthly":
            sentence += "; ngày " + ", ".join(str(d) for d in sorted({d for _, d in days}))
        elif days:
            sentence += "; ngày " + ", ".join(f"{d}/{m}" for m, d in sorted(days))
        if undated:
            sentence += f"; {wording.number(undated)} việc không nêu ngày"
        told.append(sentence + ".")
    return lanes, told, left_out


def _years(times: Times, today: str) -> tuple[list[tuple[int, list[Mark]]], list[str], int]:
    """Year → its marks; the sentences; how many days and periods are of years that are not drawn."""
    counts = {(day, day, ""): n for day, n in times.dates.items()}
    counts |= {(_period_start(period), period_end(period) or "", period): n for period, n in times.periods.items()}
    wanted = sorted({int(end[:4]) for _, end, _ in counts})
    first = next((n for n, year in enumerate(wanted) if not today or year >= int(today[:4])), len(wanted))
    begin = max(0, min(first - 1, len(wanted) - MOST_YEARS))  # last year's as well, while there is room
    shown: dict[int, list[Mark]] = {year: [] for year in wanted[begin : begin + MOST_YEARS]}
    told: list[str] = []
    left_out = 0
    for (start, end, period), count in sorted(counts.items(), key=lambda c: (c[0][1], c[0][0])):
        past = bool(today) and end < today
        words = wording.period(period).removesuffix(f" năm {end[:4]}") if period else f"{int(end[8:])}/{int(end[5:7])}"
        said = wording.capital(wording.period(period)) if period else f"Ngày {wording.date(end)}"
        told.append(f"{said}: {wording.number(count)} việc" + (", đã qua" if past else "") + ".")
        left = _x(start) if start[:4] == end[:4] else GUTTER + 3
        mark = Mark(left, _x(end) - left if period else 0, count, words if count == 1 else f"{words} ({count})", said, past)
        if int(end[:4]) in shown:
            shown[int(end[:4])].append(mark)
        else:
            left_out += 1
    return list(shown.items()), told, left_out


def _packed(marks: Iterable[Mark]) -> tuple[list[list[Mark]], int]:
    """The marks on as few lines as they can stand on without touching one another, and how many found no room."""
    lanes: list[list[Mark]] = []
    ends: list[float] = []
    left_out = 0
    for left, right, mark in sorted(((*m.reach, m) for m in marks), key=lambda m: m[:2]):
        at = next((n for n, end in enumerate(ends) if end + 5 < left), len(lanes))
        if at == MOST_LANES:
            left_out += 1
        elif at == len(lanes):
            lanes.append([mark])
            ends.append(right)
        else:
            lanes[at].append(mark)
            ends[at] = right
    return lanes, left_out


def _period_start(period: str) -> str:
    """The first day (ISO) of a period in ``Deadline``'s form."""
    if "-Q" in period:
        return f"{period[:4]}-{int(period[6]) * 3 - 2:02d}-01"
    return f"{period}-01" if len(period) == 7 else f"{period[:4]}-01-01"


def _day(year: int, month: int, day: int) -> str:
    return f"{year}-{month:02d}-{min(day, calendar.monthrange(year, month)[1]):02d}"


def _x(iso: str) -> float:
    """Where a day stands: its month, and how far the month has gone."""
    day = datetime.date.fromisoformat(iso)
    return round(GUTTER + MONTH * (day.month - 1 + (day.day - 0.5) / calendar.monthrange(day.year, day.month)[1]), 1)


def report_picture(pairs: Iterable[tuple[str, str]] | Mapping[tuple[str, str], int]) -> Report | None:
    """(who reports, who is told), or how often each → the drawing, the pairs with most duties first; None when there are none."""
    counts = Counter(pairs)
    if not counts:
        return None
    ordered = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    left: dict[str, int] = {}
    right: dict[str, int] = {}
    drawn: list[tuple[str, str, int]] = []
    for (source, target), count in ordered:
        if (source in left or len(left) < MOST_SIDE) and (target in right or len(right) < MOST_SIDE):
            left.setdefault(source, 0)
            right.setdefault(target, 0)
            drawn.append((source, target, count))
    step = 44
    height = max(len(left), len(right)) * step
    for side in (left, right):
        top = (height - len(side) * step) // 2
        side.update({name: top + n * step + step // 2 for n, name in enumerate(side)})
    edges = tuple(Edge(s, t, n, left[s], right[t]) for s, t, n in drawn)
    told = tuple((s, t, n) for (s, t), n in ordered)
    return Report(height, tuple(left.items()), tuple(right.items()), edges, told, len(ordered) - len(drawn))
