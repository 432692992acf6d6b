"""Duties as a calendar (iCalendar, RFC 5545): all-day entries on days that the text gives, nothing for what has no day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from flask import Response
from icalendar import Calendar, Event
from phancap.indexer.model import Clause, Document, Duty
from phancap.site import wording
from phancap.site.views.held import Held, address, where

_MONTHLY = re.compile(r"ngày (\d{1,2})(?: của)? h[àằ]ng tháng", re.I)
_YEARLY = re.compile(r"ngày (\d{1,2})(?:/| tháng )(\d{1,2})(?: của)? h[àằ]ng năm", re.I)
_QUARTERLY = re.compile(r"ngày (\d{1,2})(?: của)? tháng cuối (?:của )?(?:mỗi )?quý", re.I)
_STAMP = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  # the same duties give the same bytes
_NO_START = datetime.date(2000, 1, 1)


def calendar_of(here: Held, duties: Iterable[tuple[Clause, Duty, int]], name: str) -> bytes:
    """A calendar of the duties (clause, duty, its number in the clause) that have a day; others are left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//phancap//Tra cuu nhiem vu//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for clause, duty, number in duties:
        document = here.documents[clause.document]
        if when := day_of(duty, clause, document):
            calendar.add_component(_event(here, clause, duty, number, document, *when))
    return bytes(calendar.to_ical())


def day_of(duty: Duty, clause: Clause, document: Document) -> tuple[datetime.date, dict[str, object] | None] | None:
    """(first day, recurrence rule or None) of a duty; None when no day follows from its words.

    "trước ngày 20 hằng tháng" recurs on the 20th, from the first one after the document's day of issue; where that day is not known, no
    first day follows.
    """
    words = clause.text[duty.start : duty.end]
    issued = datetime.date.fromisoformat(document.issued) if document.issued else None
    rules: list[tuple[re.Pattern[str], str]] = [(_YEARLY, "yearly"), (_QUARTERLY, "quarterly"), (_MONTHLY, "monthly")]
    for pattern, rhythm in rules:
        match = pattern.search(words) if rhythm in wording.rhythms(duty) else None
        if match and issued:
            return _recurring(rhythm, [int(g) for g in match.groups()], issued)
    if duty.deadline and duty.deadline.date:
        return datetime.date.fromisoformat(duty.deadline.date), None
    return None


def _recurring(rhythm: str, numbers: list[int], issued: datetime.date) -> tuple[datetime.date, dict[str, object] | None] | None:
    day = numbers[0]
    months = {"yearly": numbers[1:2], "quarterly": [3, 6, 9, 12], "monthly": list(range(1, 13))}[rhythm]
    if not 1 <= day <= 31 or not all(1 <= m <= 12 for m in months):
        return None
    rule: dict[str, object] = {"freq": "monthly" if rhythm == "monthly" else "yearly", "bymonthday": day}
    if rhythm != "monthly":
        rule["bymonth"] = months
    for step in range(25):
        month = issued.month - 1 + step
        year, month = issued.year + month // 12, month % 12 + 1
        try:
            first = datetime.date(year, month, day)
        except ValueError:
            continue
        if month in months and first > issued:
            return first, rule
    return None


def _event(
    here: Held, clause: Clause, duty: Duty, number: int, document: Document, day: datetime.date, rule: dict[str, object] | None
) -> Event:  # fmt: skip
    event = Event()
    who = here.name(duty.bearer) if duty.bearer else wording.NO_BEARER
    event.add("uid", f"{clause.id}/{number}@phancap")
    event.add("dtstamp", _STAMP)
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    action = duty.action if len(duty.action) <= 120 else duty.action[:120].rsplit(" ", 1)[0] + " …"
    event.add("summary", f"{who}: {wording.ROLES[duty.role].lower()} – {action}")
    due = duty.deadline.words if duty.deadline else wording.rhythm_words(duty)
    event.add("description", "\n".join([duty.action, f"Thời hạn theo văn bản: {due}", wording.citation(clause, document)]))
    url = address("documents.clause", **where(clause))
    if url.startswith("http"):
        event.add("url", url)
    if rule:
        event.add("rrule", rule)
    return event


def response(content: bytes, filename: str) -> Response:
    """The calendar as a download."""
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer
