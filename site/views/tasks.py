"""The matrix: tasks down, agencies across, a role in each cell."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request
from phancap.indexer.model import Clause, Document, Duty
from phancap.indexer.store import Located
from phancap.site import calendars, sheets, workbooks
from phancap.site.views.held import Held, Line, Ref, held

pages = Blueprint("tasks", __name__, url_prefix="/nhiem-vu")
_MANY = 600  # duties that one table can show and still be read


@dataclass(frozen=True)
class Task:
    """A row of the matrix: one duty and each agency's parts in it, in the order of the columns."""

    line: Line
    cells: list[list[str]]


@dataclass(frozen=True)
class Part:
    """The rows of one section of a document, below one heading."""

    title: str
    clause: Clause | None
    tasks: list[Task]


@dataclass(frozen=True)
class Matrix:
    """One document's matrix."""

    document: Document
    columns: list[Ref]
    parts: list[Part]
    total: int


@pages.get("/")
def index() -> str:
    """The matrix of every document, or of the one asked for."""
    here = held()
    chosen = request.args.get("van-ban", "")
    documents = [d for d in here.documents.values() if here.sizes[d.id][1]]
    if chosen and chosen not in here.documents:
        abort(404)
    shown = [d for d in documents if d.id == chosen] if chosen else _fitting(here, documents)
    return render_template(
        "nhiem-vu.html", here=here, matrices=[_matrix(here, d) for d in shown], documents=documents, chosen=chosen,
        left_out=0 if chosen else len(documents) - len(shown), total=len(here.duties),
    )  # fmt: skip


@pages.get("/nhiem-vu.csv")
def sheet() -> Response:
    """Every duty, for a spreadsheet."""
    here = held()
    return sheets.response(sheets.of_duties(here, here.duties), "nhiem-vu.csv")


@pages.get("/nhiem-vu.xlsx")
def workbook() -> Response:
    """The same as a workbook."""
    here = held()
    return workbooks.response(workbooks.workbook(sheets.of_duties(here, here.duties), "Bảng nhiệm vụ"), "nhiem-vu.xlsx")


@pages.get("/lich.ics")
def calendar() -> Response:
    """Every day on which something is due."""
    here = held()
    duties = [(d.clause, d.duty, d.number) for d in here.duties]
    return calendars.response(calendars.calendar_of(here, duties, "Thời hạn của các nhiệm vụ"), "lich.ics")


@pages.get("/van-ban/<document>/")
def assigned(document: str) -> str:
    """One document's duties agency by agency, to be printed as its "phụ lục phân công nhiệm vụ"."""
    here = held()
    known = _document(here, document)
    duties = [d for d in here.duties if d.clause.document == known.id]
    groups: dict[str | None, list[Line]] = {}
    for found in duties:
        groups.setdefault(found.duty.bearer, []).append(here.line(found.clause, found.duty, found.number))
    named = [(here.ref(agency) if agency else None, lines) for agency, lines in groups.items()]
    return render_template("phan-cong.html", here=here, document=known, groups=named, total=len(duties))


@pages.get("/van-ban/<document>/phan-cong.xlsx")
def document_workbook(document: str) -> Response:
    """One document's duties as a workbook."""
    here = held()
    known = _document(here, document)
    rows = sheets.of_duties(here, [d for d in here.duties if d.clause.document == known.id])
    return workbooks.response(workbooks.workbook(rows, f"Phân công nhiệm vụ: {known.short}"), f"phan-cong-{known.id}.xlsx")


@pages.get("/van-ban/<document>/lich.ics")
def document_calendar(document: str) -> Response:
    """One document's days."""
    here = held()
    known = _document(here, document)
    duties = [(d.clause, d.duty, d.number) for d in here.duties if d.clause.document == known.id]
    return calendars.response(calendars.calendar_of(here, duties, f"Thời hạn: {known.short}"), f"lich-{known.id}.ics")


def _document(here: Held, document: str) -> Document:
    found = here.documents.get(here.generation.aliases.get(document, document))
    return found if found and here.sizes[found.id][1] else abort(404)


def _fitting(here: Held, documents: list[Document]) -> list[Document]:
    """The first documents whose duties one page can hold; in the export a page has no filter, so all of them."""
    from flask import current_app

    shown: list[Document] = []
    size = 0
    for document in documents:
        size += here.sizes[document.id][1]
        if shown and size > _MANY and not current_app.config["EXPORTING"]:
            break
        shown.append(document)
    return shown


def _matrix(here: Held, document: Document) -> Matrix:
    duties = [d for d in here.duties if d.clause.document == document.id]
    columns = _columns(here, duties)
    parts: list[Part] = []
    sections: dict[str | None, Clause | None] = {}
    for found in duties:
        section = _section(here, found.clause, sections)
        if not parts or parts[-1].clause is not section:
            parts.append(Part(_title(here, section, document), section, []))
        line = here.line(found.clause, found.duty, found.number)
        parts[-1].tasks.append(Task(line, [_roles(found.duty, c.id) for c in columns]))
    return Matrix(document, columns, parts, len(duties))


def _columns(here: Held, duties: list[Located]) -> list[Ref]:
    """The agencies that have a part in a duty: those with most duties of their own first, then as the text goes."""
    weights: dict[str, int] = {}
    for found in duties:
        duty = found.duty
        for agency in (duty.bearer, *duty.partners, *duty.recipients, *duty.report_to, *duty.submit_to):
            if agency:
                weights[agency] = weights.get(agency, 0) + (1000 if agency == duty.bearer else 1)
    return [here.ref(a) for a in sorted(weights, key=lambda a: -weights[a])]


def _section(here: Held, clause: Clause, known: dict[str | None, Clause | None]) -> Clause | None:
    if clause.heading:
        return clause
    if clause.parent not in known:
        headed = [c for c in here.trail(clause) if c.heading]
        known[clause.parent] = headed[-1] if headed else None
    return known[clause.parent]


def _title(here: Held, section: Clause | None, document: Document) -> str:
    return f"{section.citation}: {here.heading(section)}" if section else document.short


def _roles(duty: Duty, agency: str) -> list[str]:
    roles: list[str] = [duty.role] if duty.bearer == agency else []
    if agency in duty.partners:
        roles.append("coordinate")
    if agency in (*duty.recipients, *duty.report_to, *duty.submit_to):
        roles.append("receive")
    return roles
