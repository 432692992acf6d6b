"""When duties are due: by date and period, by rhythm, and those that have only words; as pages and as a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, render_template
from phancap.indexer.days import rhythms_of
from phancap.indexer.deadlines import period_end
from phancap.indexer.owed import counts_of
from phancap.indexer.store import Located
from phancap.site import wording
from phancap.site.drawings import Strip, year_strip
from phancap.site.views.grouping import task_of, together
from phancap.site.views.held import Held, Line, held
from phancap.site.views.sifting import DUES, Choice, asked, candidates, documents_of, page_of, today

pages = Blueprint("deadlines", __name__)
MOST_TASKS = 10  # of one day, period or rhythm on the first page
MOST_COMING, MOST_PAST = 40, 10  # tasks on the first page in all; further days are told with how many there are
PAGE = 60
_WORDS = "bang-chu"


@dataclass(frozen=True)
class Shelf:
    """The tasks that share a date, a period or a rhythm; ``key`` names it in an address, ``end`` is its last day (ISO) when there is one."""

    key: str
    title: str
    end: str | None
    past: bool
    tasks: list[list[Located]]


@dataclass(frozen=True)
class Shelves:
    """All of them: what has a last day in the order of the days, rhythms, words alone."""

    due: list[Shelf]
    rhythms: list[Shelf]
    words: Shelf

    def all(self) -> Iterator[Shelf]:
        """Every shelf."""
        yield from (*self.due, *self.rhythms, self.words)


def shelves_of(duties: Iterable[Located], now: str) -> Shelves:
    """Sort duties by when they are due. ``now`` is today (ISO), or empty where no day is known."""
    due: dict[tuple[str, str], list[Located]] = {}
    rhythms: dict[str, list[Located]] = {}
    words: list[Located] = []
    for found in duties:
        deadline = found.duty.deadline
        if deadline:
            end = deadline.date or (period_end(deadline.period) if deadline.period else None)
            if end:
                due.setdefault((end, "" if deadline.date else deadline.period or ""), []).append(found)
            else:
                words.append(found)
        for rhythm in rhythms_of(found.duty):
            rhythms.setdefault(rhythm, []).append(found)
    return Shelves(
        [
            Shelf(
                (period or end).replace("/", "_"), wording.capital(wording.period(period)) if period else wording.date(end), end, bool(now) and end < now, together(some)
            )
            for (end, period), some in sorted(due.items())
        ],
        [Shelf(r, wording.capital(name), None, False, together(rhythms[r])) for r, name in wording.RHYTHMS.items() if r in rhythms],
        Shelf(_WORDS, "Mới chỉ có bằng chữ", None, False, together(words)),
    )  # fmt: skip


@lru_cache(maxsize=4)
def _shelves(here: Held, now: str) -> Shelves:
    return shelves_of(here.generation.timed(), now)


def coming(here: Held, limit: int) -> list[tuple[Shelf, Line]]:
    """What is due next: dates and periods that are not over first, then what recurs at a set rhythm."""
    now, many = today(), 10 * limit  # a task of many bodies is one row
    due = [(shelf, task[0]) for shelf in shelves_of(here.generation.due(now, limit=many), now).due for task in shelf.tasks]
    found = due if now else []
    for rhythm in wording.RHYTHMS:
        if len(found) < limit and rhythm not in ("continuous", "on-request"):
            shelves = shelves_of(here.generation.recurring(rhythm, limit=many), now).rhythms
            found += [(shelf, task[0]) for shelf in shelves if shelf.key == rhythm for task in shelf.tasks]
    found += [] if now else due  # an export does not know the day on which it is read: what recurs holds on any
    return [(shelf, here.line(one.clause, one.duty, one.number)) for shelf, one in found[:limit]]


def _chosen(here: Held, choice: Choice) -> Shelves:
    if not choice.active:
        return _shelves(here, choice.today)
    among = candidates(here, choice) if choice.documents or choice.agency else here.generation.timed()
    timed = (d for d in among if d.duty.deadline or d.duty.recurrence)
    return shelves_of((d for d in timed if choice.lets(d.clause, d.duty)), choice.today)


@pages.get("/thoi-han/")
def index() -> str:
    """All deadlines and rhythms."""
    here = held()
    choice = asked(here)
    shelves = _chosen(here, choice)
    ahead, later = _first([s for s in shelves.due if not s.past], MOST_COMING)
    past, earlier = _first([s for s in shelves.due if s.past][::-1], MOST_PAST)
    documents, agencies = _named(here, choice.today)
    return render_template(
        "thoi-han.html", here=here, ahead=ahead, later=later, past=past, earlier=earlier, rhythms=shelves.rhythms, words=shelves.words, today=choice.today,
        most=MOST_TASKS, task_of=lambda found: task_of(here, found), strip=_strip(here, choice.today) if not choice.active else _drawn(here, shelves, choice.today),
        choice=choice, dues={k: v for k, v in DUES.items() if k != "khong"}, documents=documents_of(here, documents), agencies=agencies,
        counts={name: sum(len(s.tasks) for s in some) for name, some in (("ahead", [*ahead, *later]), ("past", [*past, *earlier]), ("rhythms", shelves.rhythms))},
    )  # fmt: skip


def _first(shelves: list[Shelf], most: int) -> tuple[list[Shelf], list[Shelf]]:
    """(the shelves that a page shows, the others)."""
    shown = 0
    for number, shelf in enumerate(shelves):
        if shown >= most:
            return shelves[:number], shelves[number:]
        shown += min(len(shelf.tasks), MOST_TASKS)
    return shelves, []


def _drawn(here: Held, shelves: Shelves, now: str) -> Strip | None:
    """The strip of the year; each task once, though one with two rhythms stands on two shelves."""
    duties = {(x.clause.id, x.duty.start, x.duty.end): x for s in shelves.all() for task in s.tasks for x in task[:1]}
    return year_strip(counts_of((x.clause, x.duty) for x in duties.values()).times, now)


@lru_cache(maxsize=4)
def _strip(here: Held, now: str) -> Strip | None:
    return _drawn(here, _shelves(here, now), now)


@lru_cache(maxsize=4)
def _named(here: Held, now: str) -> tuple[frozenset[str], list[str]]:
    """(documents, bearers in the order of their names) that have anything with a time."""
    timed = [x for s in _shelves(here, now).all() for task in s.tasks for x in task]
    bearers = {x.duty.bearer for x in timed if x.duty.bearer}
    return frozenset(x.clause.document for x in timed), sorted(bearers, key=lambda a: (a.partition("/")[0], here.name(a)))


@pages.get("/thoi-han/<key>/<int:page>/")
def further(key: str, page: int) -> str:
    """All tasks of one day, period or rhythm, page by page."""
    here = held()
    choice = asked(here)
    shelf = next((s for s in _chosen(here, choice).all() if s.key == key and s.tasks), None)
    if shelf is None:
        abort(404)
    tasks, count = page_of(shelf.tasks, page, PAGE)
    return render_template(
        "thoi-han-tiep.html", shelf=shelf, tasks=[task_of(here, t) for t in tasks], page=page, pages=count, choice=choice
    )


def further_urls(here: Held) -> Iterator[dict[str, Any]]:
    """What ``further`` can be asked for, for the export."""
    for shelf in _shelves(here, "").all():
        pages_of = -(-len(shelf.tasks) // PAGE)
        yield from ({"key": shelf.key, "page": page} for page in range(1, pages_of + 1))
