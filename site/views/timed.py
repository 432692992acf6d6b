"""What of an agency's duties has a time, next things first: what its page tells before everything else."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from phancap.indexer.days import DRAWN, Rule, rhythms_of, rules_of
from phancap.indexer.obligations import Obligation
from phancap.site import wording
from phancap.site.views.blocks import Block
from phancap.site.views.held import Held
from phancap.site.views.sifting import today

_QUARTERS, _OPEN, _ALWAYS = ("I", "II", "III", "IV"), "Chưa tính được ngày", "Thường xuyên hoặc khi có yêu cầu"
_MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
MOST_SOON, MOST_TIMED, LEAST_LATER = 40, 12, 4  # rows: of this quarter, of all together where that has few, of the rest in any case
MOST_SORTED = 200  # duties of each group that are looked through


class Due(NamedTuple):
    """One duty with a time, and the day (ISO) on which it is due next where its words give one that comes again."""

    owed: Obligation
    again: str


class Shelf(NamedTuple):
    """Duties that are due in one stretch of time: what is said above them, how many there are, the first of them."""

    title: str
    total: int
    rows: list[Due]


def timed_of(here: Held, blocks: Sequence[Block]) -> tuple[int, list[Shelf]]:
    """(how many of the agency's own and shared duties have a day or a rhythm, the first of them by when they are due): this quarter, later,
    no day known, past. In an export, which knows no day, what recurs comes first: a day that stands there may be long past.
    """
    total, found = 0, list[Obligation]()
    for part in (part for b in blocks for part in b.parts if part.kind in ("own", "inherited")):
        if part.counts.timed:
            total += part.counts.timed
            found += here.generation.owed(here.generation.timed(part), limit=MOST_SORTED)
    return total, list(_cut(_shelves(found, today())))


def _shelves(found: Iterable[Obligation], now: str) -> Iterator[tuple[str, list[Due]]]:
    quarter = period_end("quarterly", now) if now else ""
    soon = f"Từ nay đến hết quý {_QUARTERS[int(quarter[5:7]) // 3 - 1]}/{quarter[:4]}" if now else ""
    titles = (soon, "Sau đó", _OPEN, _ALWAYS, "Đã qua hạn") if now else ("Việc định kỳ", "Có ngày hoặc kỳ hạn", _OPEN, _ALWAYS)
    shelves: dict[str, list[tuple[tuple[object, ...], Due]]] = {title: [] for title in titles}
    for one in found:
        (end, again), often, duty = due_day(one, now), _often(one), one.duty
        quiet = not (duty.recipients or duty.report_to or duty.submit_to)
        if not end and often == len(DRAWN):
            title = _OPEN if duty.deadline else _ALWAYS
        elif now:
            title = titles[-1 if end < now else 0 if end <= quarter else 1]
        else:
            title = titles[0 if often < len(DRAWN) else 1]
        shelves[title].append(((end, quiet, often) if now else (often, end, quiet), Due(one, again)))
    for title, rows in shelves.items():
        if rows:
            yield title, [due for _, due in sorted(rows, key=lambda row: row[0])]


def _cut(shelves: Iterable[tuple[str, list[Due]]]) -> Iterator[Shelf]:
    left = 0
    for number, (title, rows) in enumerate(shelves):
        shown = rows[:MOST_SOON] if number == 0 else rows[:left]
        left = max(LEAST_LATER, MOST_TIMED - len(shown)) if number == 0 else left - len(shown)
        if shown:
            yield Shelf(title, len(rows), shown)


def _often(one: Obligation) -> int:
    return min((DRAWN.index(r) for r in rhythms_of(one.duty) if r in DRAWN), default=len(DRAWN))


def due_day(one: Obligation, now: str) -> tuple[str, str]:
    """(the last day, ISO, on which the duty is due next, the same where the words give a day that comes again); empty where none follows.

    What recurs without a day is due at the end of its period: a quarterly report on the last day of the quarter.
    """
    duty, again = one.duty, ""
    if now:
        again = min(filter(None, (next_day(rule, now) for rule in rules_of(duty, one.clause))), default="")
    if again:
        return again, again
    end = wording.deadline_end(duty.deadline) if duty.deadline else None
    rhythm = _often(one)
    if now and rhythm < len(DRAWN) and not (end and end < now):
        period = period_end(DRAWN[rhythm], now)
        return (min(end, period) if end else period), ""
    return end or "", ""


def next_day(rule: Rule, now: str) -> str:
    """The first day (ISO) of a rule from ``now`` on; empty for one that no calendar has."""
    start = datetime.date.fromisoformat(now)
    if rule.rhythm == "weekly":
        return (start + datetime.timedelta(days=(rule.day - start.weekday()) % 7)).isoformat()
    for step in range(60):
        year, month = start.year + (start.month - 1 + step) // 12, (start.month - 1 + step) % 12 + 1
        if month in rule.months and rule.day <= monthrange(year, month)[1] and (day := datetime.date(year, month, rule.day)) >= start:
            return day.isoformat()
    return ""


def period_end(rhythm: str, now: str) -> str:
    """The last day (ISO) of the week, month, quarter, half-year or year in which ``now`` lies."""
    day = datetime.date.fromisoformat(now)
    if rhythm == "weekly":
        return (day + datetime.timedelta(days=6 - day.weekday())).isoformat()
    size = _MONTHS[rhythm]
    month = -(-day.month // size) * size
    return datetime.date(day.year, month, monthrange(day.year, month)[1]).isoformat()


def spans(now: str) -> list[tuple[str, str, str]]:
    """(words, first day, last day) of the stretches of time that people ask for, all ISO; none where no day is known."""
    if not now:
        return []
    found = []
    for words, rhythm in (("tháng này", "monthly"), ("quý này", "quarterly"), ("năm nay", "yearly")):
        end = period_end(rhythm, now)
        month = int(end[5:7]) - _MONTHS[rhythm] + 1
        found.append((words, f"{end[:4]}-{month:02}-01", end))
    return found
