"""When duties are due: by date and period, by rhythm, and those that have only words; as pages and as a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, render_template
from phancap.indexer.model import Document
from phancap.indexer.owed import counts_of
from phancap.indexer.store import ANY, Condition, Shelved
from phancap.indexer.tasks import WORDS, shared, shelf_of
from phancap.site import wording
from phancap.site.drawings import Strip, year_strip
from phancap.site.views.grouping import Task, full_name, shared_line, task_of
from phancap.site.views.held import Held, Line, held
from phancap.site.views.sifting import DUES, Choice, asked, condition_of, pages_of, today
from phancap.site.views.timed import spans

pages = Blueprint("deadlines", __name__)
MOST_TASKS = 10  # of one day, period or rhythm on the first page
MOST_COMING, MOST_PAST = 40, 10  # tasks on the first page in all; further days are told with how many there are
MOST_DRAWN = 500  # tasks of a choice that the year is drawn from; what is not chosen from was counted at the build
MOST_CHOICES = 100  # documents, and agencies, to choose from
PAGE = 60
_NOTHING = Condition("0")


@dataclass(frozen=True)
class Shelf:
    """The tasks that share a date, a period or a rhythm; ``key`` names it in an address, ``end`` is its last day (ISO) when there is one."""

    key: str
    title: str
    end: str | None
    past: bool
    total: int


def _shelf(key: str, found: Shelved, now: str) -> Shelf:
    """``now`` is today (ISO), or empty where no day is known."""
    if found.rhythm:
        return Shelf(key, wording.capital(wording.RHYTHMS[key]), None, False, found.tasks)
    if key == WORDS:
        return Shelf(key, "Chưa tính được ngày", None, False, found.tasks)
    end, period = found.last, key.replace("_", "/")
    title = wording.date(end) if key == end else wording.capital(wording.period(period))
    return Shelf(key, title, end, bool(now and end and end < now), found.tasks)


@dataclass(frozen=True)
class Shelves:
    """All of them: what has a last day in the order of the days, rhythms, words alone."""

    due: list[Shelf]
    rhythms: list[Shelf]
    words: Shelf


def _shelves(found: Mapping[str, Shelved], now: str) -> Shelves:
    due = sorted((s.last, "" if s.last == key else key, key) for key, s in found.items() if s.last)
    return Shelves(
        [_shelf(key, found[key], now) for _, _, key in due],
        [_shelf(key, found[key], now) for key in wording.RHYTHMS if key in found],
        _shelf(WORDS, found.get(WORDS, Shelved(0, None, 0)), now),
    )


def coming(here: Held, limit: int) -> list[tuple[Shelf, Line]]:
    """What is due next: dates and periods that are not over first, then what recurs at a set rhythm."""
    now, shelves = today(), here.generation.shelves
    due = [(_shelf(key, shelves[key], now), one) for one in here.generation.due(now, limit=limit) if (key := shelf_of(one.duty.deadline))]
    found = due if now else []
    for rhythm in wording.RHYTHMS:
        if len(found) < limit and rhythm in shelves and rhythm not in ("continuous", "on-request"):
            tasks = here.generation.shelf(rhythm, limit=limit)
            found += [(_shelf(rhythm, shelves[rhythm], now), task[0]) for task in tasks]
    found += [] if now else due  # an export does not know the day on which it is read: what recurs holds on any
    return [
        (shelf, shared_line(here, one.clause, next(numbers for numbers in shared(one.clause) if one.number in numbers)))
        for shelf, one in found[:limit]
    ]


def _condition(here: Held, choice: Choice) -> Condition:
    return (condition_of(here, choice) or _NOTHING) if choice.active else ANY


@pages.get("/thoi-han/")
def index() -> str:
    """All deadlines and rhythms."""
    here = held()
    choice = asked(here)
    condition = _condition(here, choice)
    shelves = _shelves(here.generation.chosen_shelves(condition) if choice.active else here.generation.shelves, choice.today)
    ahead, later = _first([s for s in shelves.due if not s.past], MOST_COMING)
    past, earlier = _first([s for s in shelves.due if s.past][::-1], MOST_PAST)
    documents, agencies = _choices(here)
    if choice.agency and choice.agency not in dict(agencies):  # a form that said "Tất cả" would tell of another list than the one below it
        agencies = [(choice.agency, full_name(here, choice.agency)), *agencies]
    documents = [*documents, *(here.documents[d] for d in choice.documents if d not in {one.id for one in documents})]
    return render_template(
        "thoi-han.html", here=here, ahead=ahead, later=later, past=past, earlier=earlier, rhythms=shelves.rhythms, words=shelves.words, today=choice.today,
        most=MOST_TASKS, tasks_of=lambda shelf: _tasks(here, shelf.key, condition, MOST_TASKS), strip=_strip(here, choice, condition),
        full=lambda agency: full_name(here, agency), choice=choice, dues={k: v for k, v in DUES.items() if k != "khong"}, documents=documents, agencies=agencies, most_choices=MOST_CHOICES, spans=spans(choice.today),
        counts={name: sum(s.total for s in some) for name, some in (("ahead", [*ahead, *later]), ("past", [*past, *earlier]), ("rhythms", shelves.rhythms))},
    )  # fmt: skip


def _tasks(here: Held, key: str, condition: Condition, limit: int, offset: int = 0) -> list[Task]:
    return [task_of(here, found) for found in here.generation.shelf(key, condition, limit=limit, offset=offset)]


def _first(shelves: list[Shelf], most: int) -> tuple[list[Shelf], list[Shelf]]:
    """(the shelves that a page shows, the others)."""
    shown = 0
    for number, shelf in enumerate(shelves):
        if shown >= most:
            return shelves[:number], shelves[number:]
        shown += min(shelf.total, MOST_TASKS)
    return shelves, []


def _strip(here: Held, choice: Choice, condition: Condition) -> Strip | None:
    """The strip of the year; of a choice that is large there is none."""
    if not choice.active:
        return year_strip(here.generation.times, choice.today)
    timed = Condition(f"(d.deadline IS NOT NULL OR d.recurrence IS NOT NULL) AND {condition.sql}", condition.values)
    some = list(here.generation.tasks(timed, limit=MOST_DRAWN + 1))
    return year_strip(counts_of((task[0].clause, task[0].duty) for task in some).times, choice.today) if len(some) <= MOST_DRAWN else None


@lru_cache(maxsize=2)
def _choices(here: Held) -> tuple[list[Document], list[tuple[str, str]]]:
    """The documents, and the bearers (id, name) by name, that have most with a time: as many as can be chosen from."""
    documents = here.generation.timed_documents(MOST_CHOICES)
    bearers = here.generation.timed_bearers(MOST_CHOICES)
    return [d for d in here.documents.values() if d.id in documents], [
        (a, full_name(here, a)) for a in sorted(bearers, key=lambda a: (a.partition("/")[0], here.name(a)))
    ]


@pages.get("/thoi-han/<key>/<int:page>/")
def further(key: str, page: int) -> str:
    """All tasks of one day, period or rhythm, page by page."""
    here = held()
    choice = asked(here)
    condition = _condition(here, choice)
    known = (here.generation.chosen_shelves(condition) if choice.active else here.generation.shelves).get(key)
    if known is None:
        abort(404)
    shelf = _shelf(key, known, choice.today)
    count = pages_of(shelf.total, page, PAGE)
    return render_template(
        "thoi-han-tiep.html",
        shelf=shelf,
        tasks=_tasks(here, key, condition, PAGE, (page - 1) * PAGE),
        page=page,
        pages=count,
        choice=choice,
    )


def further_urls(here: Held) -> Iterator[dict[str, Any]]:
    """What ``further`` can be asked for, for the export."""
    for key, shelf in here.generation.shelves.items():
        yield from ({"key": key, "page": page} for page in range(1, -(-shelf.tasks // PAGE) + 1))
