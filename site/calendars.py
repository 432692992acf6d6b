"""Duties as a calendar (iCalendar, RFC 5545): all-day entries on days that the text gives, nothing for what has no day."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Response
from phancap.indexer.days import Rule, rules_of
from phancap.indexer.model import Clause, Document, Duty
from phancap.site import wording
from phancap.site.views.held import Held
from phancap.site.views.page_links import clause_address

if TYPE_CHECKING:
    from icalendar import Event

_SUMMARY = 120  # characters of a task in the name of its day
_STAMP = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  # the same duties give the same bytes


def calendar_of(here: Held, duties: Iterable[tuple[Clause, Duty, int]], name: str) -> bytes:
    """A calendar of the duties (clause, duty, its number in the clause) that have a day; others are left out."""
    from icalendar import Calendar  # read in when it is wanted: a server's first answer should not wait for it

    calendar = Calendar()
    calendar.add("prodid", "-//phancap//Tra cuu nhiem vu//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _one_line(name))  # an unknown body's name may hold a line break of its text
    for clause, duty, number in duties:
        document = here.documents[clause.document]
        for again, (day, rule) in enumerate(days_of(duty, clause, document)):
            calendar.add_component(_event(here, clause, duty, f"{number}-{again + 1}" if again else str(number), document, day, rule))
    return bytes(calendar.to_ical())


def days_of(duty: Duty, clause: Clause, document: Document) -> list[tuple[datetime.date, dict[str, object] | None]]:
    """(first day, recurrence rule of RFC 5545 or None) for every day that follows from the duty's words; none where no day does.

    "trước ngày 20 hằng tháng" recurs on the 20th, from the first one after the document's day of issue; where that day is not known, no
    first day follows.
    """
    found: list[tuple[datetime.date, dict[str, object] | None]] = []
    if document.issued:
        issued = datetime.date.fromisoformat(document.issued)
        found = [(first, _rrule(rule)) for rule in rules_of(duty, clause) if (first := _first(rule, issued))]
    if not found and duty.deadline and duty.deadline.date:
        found = [(datetime.date.fromisoformat(duty.deadline.date), None)]
    return found


def _rrule(rule: Rule) -> dict[str, object]:
    if rule.rhythm == "weekly":
        return {"freq": "weekly", "byday": ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[rule.day]}
    if rule.rhythm == "monthly":
        return {"freq": "monthly", "bymonthday": rule.day}
    return {"freq": "yearly", "bymonthday": rule.day, "bymonth": list(rule.months)}


def _first(rule: Rule, issued: datetime.date) -> datetime.date | None:
    """The first such day after the day of issue; None for a day that no calendar has ("ngày 31 tháng 6")."""
    if rule.rhythm == "weekly":
        return issued + datetime.timedelta(days=(rule.day - issued.weekday() - 1) % 7 + 1)
    for step in range(60):
        year, month = issued.year + (issued.month - 1 + step) // 12, (issued.month - 1 + step) % 12 + 1
        if month in rule.months and rule.day <= monthrange(year, month)[1]:
            first = datetime.date(year, month, rule.day)
            if first > issued:
                return first
    return None


def _event(
    here: Held, clause: Clause, duty: Duty, number: str, document: Document, day: datetime.date, rule: dict[str, object] | None
) -> Event:  # fmt: skip
    from icalendar import Event

    event = Event()
    who = here.name(duty.bearer) if duty.bearer else wording.NO_BEARER
    event.add("uid", f"{clause.id}/{number}@phancap")
    event.add("dtstamp", _STAMP)
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", _one_line(f"{who}: {wording.ROLES[duty.role].lower()} – {wording.cut(duty.action, _SUMMARY)}"))
    due = duty.deadline.words if duty.deadline else wording.rhythm_words(duty)
    event.add("description", "\n".join([duty.action, f"Thời hạn theo văn bản: {due}", wording.citation(clause, document)]))
    url = clause_address(clause)
    if url.startswith("http"):
        event.add("url", url)
    if rule:
        event.add("rrule", rule)
    return event


def _one_line(words: str) -> str:
    return " ".join(words.split())


def response(content: bytes, filename: str) -> Response:
    """The calendar as a download."""
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer
