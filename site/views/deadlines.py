"""When duties are due: by date, by period, by rhythm, and those that have only words."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, current_app, render_template
from phancap.indexer.deadlines import period_end
from phancap.site import wording
from phancap.site.views.held import Held, Line, held

pages = Blueprint("deadlines", __name__)


@dataclass(frozen=True)
class Shelf:
    """The duty lines that share a date, a period or a rhythm. ``end`` is the last day (ISO) when there is one."""

    title: str
    end: str | None
    past: bool
    lines: list[Line]


def _today() -> str:
    """Today (ISO); an export tells no day, its pages must hold whenever they are read."""
    return "" if current_app.config["EXPORTING"] else str(current_app.config["TODAY"]().isoformat())


def _shelves(here: Held) -> tuple[list[Shelf], list[Shelf], list[Shelf], list[Line]]:
    """(by date, by period, by rhythm, words only)."""
    dated: dict[str, list[Line]] = {}
    periods: dict[str, list[Line]] = {}
    rhythms: dict[str, list[Line]] = {}
    words: list[Line] = []
    for found in here.duties:
        deadline, line = found.duty.deadline, None
        if deadline or found.duty.recurrence:
            line = here.line(found.clause, found.duty, found.number)
        if line and deadline:
            if deadline.date:
                dated.setdefault(deadline.date, []).append(line)
            elif deadline.period:
                periods.setdefault(deadline.period, []).append(line)
            else:
                words.append(line)
        for rhythm in wording.rhythms(found.duty):
            if line:
                rhythms.setdefault(rhythm, []).append(line)
    today = _today()
    by_date = [Shelf(wording.date(d), d, d < today, lines) for d, lines in sorted(dated.items())]
    ends = {p: period_end(p) or "" for p in periods}
    by_period = [
        Shelf(wording.capital(wording.period(p)), ends[p] or None, bool(ends[p]) and ends[p] < today, periods[p])
        for p in sorted(periods, key=lambda p: (ends[p], p))
    ]
    by_rhythm = [Shelf(wording.capital(words_of), None, False, rhythms[r]) for r, words_of in wording.RHYTHMS.items() if r in rhythms]
    return by_date, by_period, by_rhythm, words


def coming(here: Held, limit: int) -> list[tuple[Shelf, Line]]:
    """What is due next: dates and periods that are not over first, then what recurs at a set rhythm."""
    by_date, by_period, by_rhythm, _ = _shelves(here)
    due = sorted((s for s in [*by_date, *by_period] if s.end and not s.past), key=lambda s: s.end or "")
    set_rhythms = [s for s in by_rhythm if s.title not in ("Thường xuyên", "Đột xuất khi có yêu cầu")]
    return [(shelf, line) for shelf in [*due, *set_rhythms] for line in shelf.lines][:limit]


@pages.get("/thoi-han/")
def index() -> str:
    """All deadlines and rhythms."""
    by_date, by_period, by_rhythm, words = _shelves(held())
    return render_template("thoi-han.html", by_date=by_date, by_period=by_period, by_rhythm=by_rhythm, words=words, today=_today())
