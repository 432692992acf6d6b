"""The days on which a duty comes again, as its words give them, and what falls due when, summed up over many duties."""

from __future__ import annotations

import datetime
import re
from typing import Literal, NamedTuple

import msgspec
from phancap.indexer.model import Clause, Duty

_DAY_MONTH = r"ngày\s+\d{1,2}(?:/|\s+tháng\s+)\d{1,2}"
# "trước ngày 15/6 và ngày 15/12 hằng năm": the rhythm stands once, behind both days
_YEARLY = re.compile(rf"({_DAY_MONTH}(?:\s*(?:,|;|và|hoặc)\s*(?:trước\s+)?{_DAY_MONTH})*)(?:\s+của)?\s+h[àằ]ng\s+năm", re.I)
_EXCEPT = re.compile(r"\briêng\s+(?:đối\s+với\s+)?quý", re.I)
# "ngày 15 tháng cuối mỗi quý"; "ngày 10 của tháng đầu quý", "ngày 30 tháng đầu tiên của quý sau"; but "ngày 10 của tháng đầu quý
# tiếp theo (riêng quý IV là vào ngày 10 tháng 02 năm sau)" is no day that simply comes again
_QUARTERLY = re.compile(
    r"ngày\s+(\d{1,2})(?:\s+của)?\s+tháng\s+(đầu(?:\s+tiên)?|cuối)\s+(?:của\s+)?(?:mỗi\s+|từng\s+|h[àằ]ng\s+)?quý",
    re.I,
)
# "trước ngày 20 hằng tháng", "Hàng tháng, trước ngày 25", "trước ngày 20 của tháng báo cáo"
_MONTHLY = re.compile(
    r"ngày\s+(?P<day>\d{1,2})(?:(?:\s+của)?\s+h[àằ]ng\s+tháng|\s+của\s+tháng(?=\s+báo\s+cáo|\s*[,.;)]|\s*$))"
    r"|h[àằ]ng\s+tháng,?\s+\(?(?:trước|vào|chậm\s+nhất(?:\s+là)?(?:\s+vào)?)\s+ngày\s+(?P<later>\d{1,2})(?!\d|\s?/|\.\d|\s+tháng\s+\d)",
    re.I | re.M,
)
_WEEKLY = re.compile(r"(thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)(?:\s+của)?\s+h[àằ]ng\s+tuần", re.I)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "nhật": 6, **{str(n): n - 2 for n in range(2, 8)}}


def period_end(period: str) -> str | None:
    """The last day (ISO) of "2024-Q1", "2025-11", "2025" or "2026/2030"; None for anything else."""
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        year, month = int(match.group(1)), int(match.group(2)) * 3
    elif match := re.fullmatch(r"(\d{4})-(\d{2})", period):
        year, month = int(match.group(1)), int(match.group(2))
    elif match := re.fullmatch(r"(?:\d{4}/)?(\d{4})", period):
        year, month = int(match.group(1)), 12
    else:
        return None
    if not 1 <= month <= 12 or not 1 <= year < 9999:
        return None
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).isoformat()


def rhythms_of(duty: Duty) -> tuple[str, ...]:
    """The duty's rhythms as keys, none, one or several."""
    value = duty.recurrence
    return () if value is None else (value,) if isinstance(value, str) else value


class Rule(NamedTuple):
    """A day that comes again: the ``day`` of these ``months`` (from 1), or, for a weekly one, the weekday (0 is Monday)."""

    rhythm: Literal["weekly", "monthly", "quarterly", "yearly"]
    day: int
    months: tuple[int, ...] = ()


def rules_of(duty: Duty, clause: Clause) -> list[Rule]:
    """The days on which a duty comes again, as its words give them: "trước ngày 20 hằng tháng"; none where only the rhythm is said."""
    if not duty.recurrence:
        return []
    told = [clause.text[duty.start : duty.end], duty.deadline.words if duty.deadline else "", duty.because.get("recurrence", "")]
    words = " \n ".join(told)
    rhythms = rhythms_of(duty)
    found: list[Rule] = []
    if {"yearly", "half-yearly"}.intersection(rhythms):
        for run in _YEARLY.finditer(words):
            days = re.findall(r"(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})", run.group(1))
            found += [Rule("yearly", int(day), (int(month),)) for day, month in days]
    if "quarterly" in rhythms and not _EXCEPT.search(words):
        months = {"đ": (1, 4, 7, 10), "c": (3, 6, 9, 12)}
        found += [Rule("quarterly", int(m.group(1)), months[m.group(2)[0].lower()]) for m in _QUARTERLY.finditer(words)]
    if "monthly" in rhythms:
        found += [Rule("monthly", int(m["day"] or m["later"]), tuple(range(1, 13))) for m in _MONTHLY.finditer(words)]
    if "weekly" in rhythms:
        found += [Rule("weekly", _WEEKDAYS[m.group(1).split()[-1].lower()]) for m in _WEEKLY.finditer(words)]
    return [r for r in dict.fromkeys(found) if r.rhythm == "weekly" or (1 <= r.day <= 31 and all(1 <= m <= 12 for m in r.months))]


class Rhythm(msgspec.Struct, omit_defaults=True):
    """The duties of one rhythm: how many, how many of them without a day; "month-day" → how many have that day."""

    total: int = 0
    undated: int = 0
    days: dict[str, int] = msgspec.field(default_factory=dict)


class Times(msgspec.Struct, omit_defaults=True):
    """What falls due when, summed up: rhythm → its duties, day (ISO) → how many, period (``Deadline.period``) → how many."""

    rhythms: dict[str, Rhythm] = msgspec.field(default_factory=dict)
    dates: dict[str, int] = msgspec.field(default_factory=dict)
    periods: dict[str, int] = msgspec.field(default_factory=dict)

    def add(self, other: Times, again: int = 1) -> None:
        """Add what was counted elsewhere, as often as it is said."""
        for name, rhythm in other.rhythms.items():
            mine = self.rhythms.setdefault(name, Rhythm())
            mine.total += again * rhythm.total
            mine.undated += again * rhythm.undated
            _add(mine.days, rhythm.days, again)
        _add(self.dates, other.dates, again)
        _add(self.periods, other.periods, again)


def _add(mine: dict[str, int], theirs: dict[str, int], again: int) -> None:
    for key, n in theirs.items():
        mine[key] = mine.get(key, 0) + again * n


DRAWN = ("weekly", "monthly", "quarterly", "half-yearly", "yearly")  # rhythms that have a place in the year


def times_of(clause: Clause, duty: Duty) -> Times:
    """When one duty is due."""
    times = Times()
    for rhythm in rhythms_of(duty):
        if rhythm not in DRAWN:
            continue
        rules = [r for r in rules_of(duty, clause) if r.rhythm == rhythm or (rhythm == "half-yearly" and r.rhythm == "yearly")]
        rules = [] if rhythm == "weekly" or (rhythm == "half-yearly" and len(rules) != 2) else rules
        days = {f"{month}-{rule.day}": 1 for rule in rules for month in rule.months}
        times.rhythms[rhythm] = Rhythm(1, int(not rules), days)
    deadline = duty.deadline
    if deadline and deadline.date:
        times.dates[deadline.date] = 1
    elif deadline and deadline.period and period_end(deadline.period):
        times.periods[deadline.period] = 1
    return times
