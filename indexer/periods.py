"""Days, months, quarters and ends of years: as words say them, as duties fall due in them, and as people ask for them.

A term "t:…" is what words say ("t:2026-Q4", "t:2026-M12", "t:2026-11-15", "t:2026-end"), "u:…" in what a duty falls due. Each stands a
second time without its year ("t:Q4"); where there is none, "each" stands for it: every year has its "trước ngày 15 tháng 11 hằng năm".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from phancap.indexer.days import period_end, rules_of
from phancap.indexer.model import Clause
from phancap.indexer.vietnamese import folded_syllables
from phancap.indexer.written import bare_number

QUARTERS = ("i", "ii", "iii", "iv")
DUE = 0.9  # due on a day within the quarter asked for, beside words that say the quarter itself
EACH = 0.8  # the same day of every year
SOONER = 0.6  # "trước 15/11": due some days before
_YEAR = r"(?: (?:nam )?((?:19|20)\d\d))?"
_DAY = r"(3[01]|[12]\d|[1-9]) (?:thang )?(1[0-2]|[1-9])"
# over folded words: "trước ngày 15 tháng 11 năm 2026", "15/11/2026", "đến 15/11", "trước ngày 15 tháng 01 và 15 tháng 7"; "tháng 12/2026", no "6 tháng 1 lần"; "quý IV năm 2026"; "cuối năm 2026" (in "thu nhập tăng thêm cuối năm" it is no time)
_SAID = re.compile(
    rf" (?:(truoc )?(?:(?<=truoc )|(?:ngay|mung|den|toi|het|han|vao|va) ){_DAY}{_YEAR}|{_DAY} (?:nam )?((?:19|20)\d\d)"
    rf"|(?<!\d )thang (1[0-2]|[1-9])(?! lan ){_YEAR}|(?:quy (iv|i{{1,3}})|q([1-4])){_YEAR}|(?<!thang )cuoi nam (?:nam )?((?:19|20)\d\d))(?= )"
)
# One of these stands in all of them; where none does the rest need not be tried, which takes four times as long.
_MAY_SAY = re.compile(rf" (?:{_DAY} |thang (?:1[0-2]|[1-9]) |q(?:uy i|[1-4] )|cuoi nam )")
_SAYING = frozenset((*QUARTERS, "q1", "q2", "q3", "q4", "cuoi", *map(str, range(1, 32))))
_YEARS = re.compile(r"[\d/]+")


class Said(NamedTuple):
    """A time that words say: the first word, past the last, what ("11-15", "M12", "Q4", "end"), the year or "", whether it is "trước …"."""

    first: int
    last: int
    name: str
    year: str
    before: bool = False

    @property
    def term(self) -> str:
        """As a query asks for it: "t:2026-Q4", "t:Q4", "t:<11-15"."""
        return f"t:{'<' if self.before else ''}{self.year and self.year + '-'}{self.name}"

    @property
    def label(self) -> str:
        """As a reader is told of it."""
        return told(self.term)


def periods_said(line: str, words: Iterable[str] | None = None) -> list[Said]:
    """Every day, month and quarter that a line of folded words says (a space at both ends); ``words`` are those of the line, each once."""
    if _SAYING.isdisjoint(line.split() if words is None else words) or not _MAY_SAY.search(line):
        return []
    found = []
    for match in _SAID.finditer(line):
        before, day, month, year, bare_day, bare_month, bare_year, alone, its_year, quarter, short, quarter_year, end_year = match.groups()
        if day or bare_day:
            name, year = f"{month or bare_month}-{day or bare_day}", year or bare_year
        elif alone:
            name, year = f"M{alone}", its_year
        elif quarter or short:
            name, year = f"Q{short or QUARTERS.index(quarter) + 1}", quarter_year
        else:
            name, year = "end", end_year
        first, last = (line.count(" ", 0, place) for place in match.span())
        found.append(Said(first, last, name, year or "", bool(before)))
    return found


def said_terms(line: str, words: Iterable[str]) -> list[str]:
    """What a text says, as terms; see ``periods_said``."""
    return [term for said in periods_said(line, words) for term in (f"t:{said.year or 'each'}-{said.name}", f"t:{said.name}")]


def due_terms(clause: Clause) -> list[str]:
    """In what the duties of a clause fall due, as terms: the day, and the month and quarter around it. What may be done all year long
    falls due at its end, in no month.
    """
    found: list[str] = []
    for duty in clause.duties:
        deadline = duty.deadline
        if deadline and (day := deadline.date or period_end(deadline.period or "")):
            year, month, number = day.split("-")
            whole = not deadline.date and bool(_YEARS.fullmatch(deadline.period or ""))
            names = ["end"] if whole else _around(int(month), int(number) if deadline.date else 0)
            found += [f"u:{time}{name}" for name in names for time in (f"{year}-", "")]
        elif deadline:  # "báo cáo định kỳ hàng năm trước ngày 15 tháng 12": in no year, or in one that is not said
            said = [one.name for one in periods_said(f" {' '.join(map(bare_number, folded_syllables(deadline.words)))} ") if not one.year]
            names = [name for one in said for name in (_around(*map(int, one.split("-"))) if "-" in one else _month_and_quarter(one))]
            found += [f"u:{time}{name}" for name in names for time in ("each-", "")]
        if duty.recurrence:
            rules = [rule for rule in rules_of(duty, clause) if rule.rhythm == "yearly"]
            names = [name for rule in rules for month in rule.months for name in _around(month, rule.day)]
            found += [f"u:{time}{name}" for name in names for time in ("each-", "")]
    return list(dict.fromkeys(found))


def _month_and_quarter(name: str) -> list[str]:
    return _around(int(name[1:])) if name[0] == "M" else [name]


def _around(month: int, day: int = 0) -> list[str]:
    names = [f"M{month}", f"Q{(month + 2) // 3}", *(["end"] if month == 12 else [])]
    return [f"{month}-{day}", *names] if day else names


@lru_cache(maxsize=256)
def answers(term: str) -> tuple[tuple[str, float], ...]:
    """The terms that answer one that is asked for, each with how well: "t:2026-Q4" is answered by "u:2026-Q4", too."""
    kind, _, value = term.partition(":")
    year, name, before = _apart(term)
    if kind != "t" or not name:
        return ((term, 1.0),)
    value = value.removeprefix("<")
    found = {f"t:{value}": 1.0, f"u:{value}": 1.0 if "-" in name else DUE}
    if year:
        found |= {f"t:each-{name}": EACH, f"u:each-{name}": EACH}
    if before:
        month, day = name.split("-")
        found |= {f"u:{time}{month}-{n}": SOONER for n in range(1, int(day)) for time in ((f"{year}-", "each-") if year else ("",))}
    return tuple(found.items())


def time_quality(term: str, held: Iterable[str]) -> float:
    """How well what a clause holds answers what is asked for, 0 where nothing does."""
    return max((worth for other, worth in answers(term) if other in held), default=0.0)


def _apart(term: str) -> tuple[str, str, bool]:
    """(year or "", the name of the time or "", whether what comes before it is asked for)."""
    match = re.fullmatch(r"t:(<?)(?:(\d{4})-)?(M\d+|Q\d|end|\d{1,2}-\d{1,2})", term)
    return (match[2] or "", match[3], bool(match[1])) if match else ("", "", False)


def is_period(term: str) -> bool:
    """Whether the term is a day, a month, a quarter or the end of a year."""
    return bool(_apart(term)[1])


def told(term: str) -> str:
    """As a reader is told of it: "quý IV/2026", "trước ngày 15/11"; "" where it is no period."""
    year, name, before = _apart(term)
    if name == "end":
        return f"cuối năm {year}".strip()
    if not name:
        return ""
    behind = f"/{year}" if year else ""
    if name[0] == "Q":
        return f"quý {QUARTERS[int(name[1]) - 1].upper()}{behind}"
    if name[0] == "M":
        return f"tháng {name[1:]}{behind}"
    month, day = name.split("-")
    return f"{'trước ' if before else ''}ngày {day}/{month}{behind}"


def written(term: str) -> list[tuple[str, ...]]:
    """How a text writes what is asked for, to be marked there: "15/11" and "15 tháng 11"."""
    year, name, _ = _apart(term)
    if not name:
        return []
    if name == "end":
        return [("cuoi", "nam", *([year] if year else []))]
    if name[0] in "QM":
        return [("quy", QUARTERS[int(name[1]) - 1]) if name[0] == "Q" else ("thang", name[1:])]
    month, day = name.split("-")
    return [(day, month), (day, "thang", month)]
