"""Choosing among duties by what an address asks: documents, agency, role, rhythm, dates. One way for every page, sheet and calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import abort, current_app, redirect, request
from phancap.indexer.model import Document, Duty
from phancap.indexer.store import Condition
from phancap.site import wording
from phancap.site.views.held import Held

_DUE = {
    "co": "d.deadline_end IS NOT NULL", "qua": "d.deadline_end < ?", "con": "d.deadline_end >= ?",
    "chu": "d.deadline IS NOT NULL AND d.deadline_end IS NULL", "khong": "d.deadline IS NULL",
}  # fmt: skip
_RELATIONS = ("bearer", "partner", "recipient", "report_to", "submit_to")  # as ``parts_of`` tells them
MOST_DOCUMENTS = 60  # of one choice; more is no choice
DUES = {
    "co": "có ngày hoặc kỳ hạn",
    "qua": "đã qua hạn",
    "con": "chưa đến hạn",
    "chu": "chưa tính được ngày",
    "khong": "không nêu thời hạn",
}


@dataclass(frozen=True)
class Choice:
    """What was asked for; an empty value asks for nothing. ``since`` and ``until`` are ISO days that a last day lies between;
    ``no_days`` holds what was typed for them ("tu", "den") and is no day.
    """

    documents: tuple[str, ...] = ()
    agency: str = ""
    role: str = ""
    rhythm: str = ""
    due: str = ""
    since: str = ""
    until: str = ""
    today: str = ""
    no_days: tuple[tuple[str, str], ...] = ()

    @property
    def active(self) -> bool:
        """Whether anything is asked for."""
        return any((self.documents, self.agency, self.role, self.rhythm, self.due, self.since, self.until))

    @property
    def query(self) -> dict[str, str | tuple[str, ...]]:
        """The same as parameters of an address, to be handed on to sheets and further pages."""
        values: dict[str, str | tuple[str, ...]] = {
            "van-ban": self.documents, "co-quan": self.agency, "vai-tro": self.role, "dinh-ky": self.rhythm, "han": self.due, "tu": self.since, "den": self.until,
        }  # fmt: skip
        return {key: value for key, value in values.items() if value}


def condition_of(here: Held, choice: Choice, part: str | None = None) -> Condition | None:
    """The choice as a condition on rows of the store's duties; None where none can meet it.

    ``part`` says whose role is asked: that of anybody who is named, or of the agency that is chosen (None), the bearer's (empty), or it is
    the same in all of these duties ("coordinate").
    """
    asked: list[tuple[str, tuple[object, ...]]] = []
    if choice.documents:
        spans = [here.generation.span(document) for document in choice.documents]
        asked.append(("(" + " OR ".join(["d.at BETWEEN ? AND ?"] * len(spans)) + ")", tuple(n for span in spans for n in span)))
    if choice.role and part and part != choice.role:
        return None
    if choice.agency and (not choice.role or part is not None):
        asked.append(_named(choice.agency, *_RELATIONS))
    if choice.role and part is None:
        asked.append(_has_role(choice.agency, choice.role))
    elif choice.role and not part:
        asked.append(("d.role = ?", (choice.role,)))
    if choice.rhythm:
        asked.append(("d.recurrence IS NOT NULL", ()) if choice.rhythm == "co" else ("instr(d.recurrence, ?)", (f'"{choice.rhythm}"',)))
    asked += [("d.deadline_end >= ?", (choice.since,))] if choice.since else []
    asked += [("d.deadline_end <= ?", (choice.until,))] if choice.until else []
    if choice.due:
        asked.append((_DUE[choice.due], (choice.today or "0",) if choice.due in ("qua", "con") else ()))
    return Condition(" AND ".join(sql for sql, _ in asked), tuple(value for _, values in asked for value in values))


def _named(agency: str, *relations: str) -> tuple[str, tuple[object, ...]]:
    marks = ", ".join("?" * len(relations))
    return f"(d.at, d.number) IN (SELECT at, number FROM duty_agencies WHERE agency = ? AND relation IN ({marks}))", (agency, *relations)  # noqa: S608


def _has_role(agency: str, role: str) -> tuple[str, tuple[object, ...]]:
    """That a role is had by the agency, or by anybody where none is meant: what ``parts_of`` tells, asked of the store."""
    named: tuple[str, tuple[object, ...]] = ("", ())
    if role == "coordinate":
        named = _named(agency, "partner") if agency else ("d.partners", ())
    elif role == "receive":
        return _named(agency, "recipient", "report_to", "submit_to") if agency else ("d.told", ())
    bears = ("d.bearer = ? AND d.role = ?", (agency, role)) if agency else ("d.bearer IS NOT NULL AND d.role = ?", (role,))
    return (f"({bears[0]} OR {named[0]})", (*bears[1], *named[1])) if named[0] else bears


def parts_of(duty: Duty) -> dict[str, tuple[str, ...]]:
    """Agency → the parts that it has in a duty, as keys of ``wording.ROLES``, the bearer first."""
    parts: dict[str, list[str]] = {duty.bearer: [duty.role]} if duty.bearer else {}
    for agency in duty.partners:
        parts.setdefault(agency, []).append("coordinate")
    for agency in dict.fromkeys((*duty.recipients, *duty.report_to, *duty.submit_to)):
        parts.setdefault(agency, []).append("receive")
    return {agency: tuple(dict.fromkeys(roles)) for agency, roles in parts.items()}


def today() -> str:
    """Today (ISO); empty in an export, whose pages must hold whenever they are read."""
    return "" if current_app.config["EXPORTING"] else str(current_app.config["TODAY"]().isoformat())


def asked(here: Held) -> Choice:
    """The choice of this request's address. 404 for a document or an agency that is not there; any other value that is none is passed over."""
    documents = [name for name in request.args.getlist("van-ban") if name][:MOST_DOCUMENTS]
    agency = request.args.get("co-quan", "")
    if any(name not in here.documents for name in documents) or (agency and agency not in here.pages):
        abort(404)

    def one_of(key: str, known: object) -> str:
        value = request.args.get(key, "")
        return value if isinstance(known, dict | set) and value in known else ""

    typed = {key: request.args.get(key, "").strip() for key in ("tu", "den")}
    days = {key: day_of(words) for key, words in typed.items()}
    if any(day and day != typed[key] for key, day in days.items()):
        abort(redirect(_with_days(days)))
    return Choice(
        tuple(dict.fromkeys(documents)), agency, one_of("vai-tro", wording.ROLES), one_of("dinh-ky", {*wording.RHYTHMS, "co"}), one_of("han", DUES),
        days["tu"], days["den"], today(), tuple((key, words) for key, words in typed.items() if words and not days[key]),
    )  # fmt: skip


def day_of(words: str) -> str:
    """The ISO day that somebody typed ("15/1/2026", "15-01-2026", "15.1.2026", "15012026"), or that an address says; empty where it is none."""
    vietnamese = re.fullmatch(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})|(\d\d)(\d\d)(\d{4})", words)
    try:
        if vietnamese:
            day, month, year = (int(part) for part in vietnamese.groups() if part)
            return datetime.date(year, month, day).isoformat()
        return datetime.date.fromisoformat(words).isoformat() if re.fullmatch(r"\d{4}-\d\d-\d\d", words) else ""
    except ValueError:
        return ""


def _with_days(days: dict[str, str]) -> str:
    """This request's address with ISO days in place of what was typed, and without what was left empty: the one to be sent to a colleague."""
    values = {key: [value for value in some if value] for key, some in request.args.lists()}
    values |= {key: [day] for key, day in days.items() if day}
    return f"{request.script_root}{request.path}?{urlencode(values, doseq=True)}"


def documents_of(here: Held, names: Collection[str]) -> list[Document]:
    """The documents of some ids, in the order in which the site lists them."""
    return [d for d in here.documents.values() if d.id in names]


def pages_of(total: int, page: int, size: int) -> int:
    """How many pages a list of that length has; 404 for a page that is not there."""
    pages = max(1, -(-total // size))
    return pages if 1 <= page <= pages else abort(404)
