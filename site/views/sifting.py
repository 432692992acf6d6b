"""Choosing among duties by what an address asks: documents, agency, role, rhythm, dates. One way for every page, sheet and calendar."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeVar

from flask import abort, current_app, request
from phancap.indexer.days import rhythms_of
from phancap.indexer.model import Clause, Document, Duty
from phancap.indexer.store import Condition, Located
from phancap.site import wording
from phancap.site.views.held import Held

_NAMED = ("bearer", "partner", "recipient", "report_to", "submit_to")  # as ``parts_of`` tells them
MOST_DOCUMENTS = 60  # of one choice; more is no choice
DUES = {
    "co": "có ngày hoặc kỳ hạn",
    "qua": "đã qua hạn",
    "con": "chưa đến hạn",
    "chu": "mới chỉ có bằng chữ",
    "khong": "không nêu thời hạn",
}
T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """What was asked for; an empty value asks for nothing. ``since`` and ``until`` are ISO days that a last day lies between."""

    documents: tuple[str, ...] = ()
    agency: str = ""
    role: str = ""
    rhythm: str = ""
    due: str = ""
    since: str = ""
    until: str = ""
    today: str = ""

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

    def lets(self, clause: Clause, duty: Duty, roles: tuple[str, ...] | None = None) -> bool:
        """Whether a duty is meant; ``roles`` are the parts that count, the bearer's where none is given."""
        if self.documents and clause.document not in self.documents:
            return False
        if self.agency and self.agency not in parts_of(duty):
            return False
        if self.role:
            own = parts_of(duty).get(self.agency, ()) if self.agency else tuple(r for some in parts_of(duty).values() for r in some)
            if self.role not in (own if roles is None else roles):
                return False
        if self.rhythm and not (self.rhythm in rhythms_of(duty) or (self.rhythm == "co" and duty.recurrence)):
            return False
        end = wording.deadline_end(duty.deadline) if duty.deadline else None
        if (self.since and not (end and end >= self.since)) or (self.until and not (end and end <= self.until)):
            return False
        return (
            not self.due
            or {
                "co": bool(end),
                "qua": bool(end and self.today and end < self.today),
                "con": bool(end and not (self.today and end < self.today)),
                "chu": duty.deadline is not None and end is None,
                "khong": duty.deadline is None,
            }[self.due]
        )


def condition_of(here: Held, choice: Choice, role: str = "") -> Condition | None:
    """The choice as a condition on rows of the store's duties; None where it can be met by none.

    ``role`` is the part that counts, where it is the same in all of them (an agency's "coordinate"); otherwise the bearer's role is asked.
    """
    asked: list[tuple[str, tuple[object, ...]]] = []
    if choice.documents:
        spans = [here.generation.span(document) for document in choice.documents]
        asked.append(("(" + " OR ".join(["d.at BETWEEN ? AND ?"] * len(spans)) + ")", tuple(n for span in spans for n in span)))
    if choice.agency:
        relations = ", ".join(f"'{r}'" for r in _NAMED)
        has = f"EXISTS (SELECT 1 FROM duty_agencies a WHERE a.agency = ? AND a.relation IN ({relations}) AND a.at = d.at AND a.number = d.number)"  # noqa: S608
        asked.append((has, (choice.agency,)))
    if choice.role and role:
        if choice.role != role:
            return None
    elif choice.role:
        asked.append(("d.role = ?", (choice.role,)))
    if choice.rhythm == "co":
        asked.append(("d.recurrence IS NOT NULL", ()))
    elif choice.rhythm:
        asked.append(("EXISTS (SELECT 1 FROM duty_rhythms r WHERE r.rhythm = ? AND r.at = d.at AND r.number = d.number)", (choice.rhythm,)))
    asked += [("d.deadline_end >= ?", (choice.since,))] if choice.since else []
    asked += [("d.deadline_end <= ?", (choice.until,))] if choice.until else []
    over = choice.today or "0"
    asked += {
        "co": [("d.deadline_end IS NOT NULL", ())], "qua": [("d.deadline_end < ?", (over,))], "con": [("d.deadline_end >= ?", (over,))],
        "chu": [("d.deadline IS NOT NULL AND d.deadline_end IS NULL", ())], "khong": [("d.deadline IS NULL", ())], "": [],
    }[choice.due]  # fmt: skip
    return Condition(" AND ".join(sql for sql, _ in asked), tuple(value for _, values in asked for value in values))


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

    return Choice(
        tuple(dict.fromkeys(documents)), agency, one_of("vai-tro", wording.ROLES), one_of("dinh-ky", {*wording.RHYTHMS, "co"}), one_of("han", DUES),
        _day("tu"), _day("den"), today(),
    )  # fmt: skip


def _day(key: str) -> str:
    try:
        return datetime.date.fromisoformat(request.args.get(key, "")[:10]).isoformat()
    except ValueError:
        return ""


def candidates(here: Held, choice: Choice) -> Iterator[Located]:
    """The duties among which a choice is made, in the order of the texts: all of a clause together, and no more than must be looked at."""
    if choice.documents:
        return here.generation.each_duty([d for d in here.documents if d in choice.documents])
    if choice.agency:
        return here.generation.beside(choice.agency)
    if choice.rhythm or choice.since or choice.until or choice.due in DUES.keys() - {"khong"}:
        clauses = {found.clause.id: found.clause for found in here.generation.timed()}
        return (Located(clause, duty, number) for clause in clauses.values() for number, duty in enumerate(clause.duties))
    return here.generation.each_duty()


def documents_of(here: Held, names: Collection[str]) -> list[Document]:
    """The documents of some ids, in the order in which the site lists them."""
    return [d for d in here.documents.values() if d.id in names]


def pages_of(total: int, page: int, size: int) -> int:
    """How many pages a list of that length has; 404 for a page that is not there."""
    pages = max(1, -(-total // size))
    return pages if 1 <= page <= pages else abort(404)


def page_of(rows: list[T], page: int, size: int) -> tuple[list[T], int]:
    """(the rows of a page, how many pages there are); 404 for a page that is not there."""
    pages = max(1, -(-len(rows) // size))
    return (rows[(page - 1) * size : page * size], pages) if 1 <= page <= pages else abort(404)
