"""Tasks: the documents that give them, the matrix (tasks down, agencies across), a document's list of who does what; as sheets, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request
from phancap.indexer.model import Clause, Document
from phancap.indexer.store import ANY, Condition, Located
from phancap.site import calendars, sheets, wording, workbooks
from phancap.site.drawings import report_picture, year_strip
from phancap.site.views.grouping import Task, task_of, told_apart
from phancap.site.views.held import Held, Line, held
from phancap.site.views.lists import PAGE, documents_named, documents_with_duties
from phancap.site.views.page_links import Ref
from phancap.site.views.sifting import DUES, Choice, asked, condition_of, pages_of, parts_of, today

pages = Blueprint("tasks", __name__, url_prefix="/nhiem-vu")
MOST_ROWS = 100  # tasks of one page of a matrix
MOST_COLUMNS = 60  # agencies across; the others are named in the row
SHEET_COLUMNS = 240  # and in a workbook
NARROW = 9  # with more columns than these, their names stand upright and a cell holds the shape alone
NARROWEST = 23  # with more than these, a pointer's cells are as narrow as they may be (24 px), so that 40 stand on a screen of 1440
MOST_LINES = 300  # duties on one page of a document's list
MOST_LOOKED = 2_000  # duties that are looked through for the agencies to choose from
_TIMED = "(d.deadline IS NOT NULL OR d.recurrence IS NOT NULL)"


@dataclass(frozen=True)
class Row:
    """A row of the matrix: one task, each agency's parts in it in the order of the columns, and the agencies that have no column."""

    task: Task
    cells: list[tuple[str, ...]]
    others: list[tuple[Ref, tuple[str, ...]]]

    @property
    def marked(self) -> bool:
        """Whether any column has something to say."""
        return any(self.cells)


@dataclass(frozen=True)
class Part:
    """The rows of one section of a document, below one heading. ``unnamed``: tasks for which the text names no agency; they come last."""

    title: str
    clause: Clause | None
    document: Document
    rows: list[Row]
    unnamed: bool


@dataclass(frozen=True)
class Matrix:
    """Agencies across, tasks down. ``total`` counts the tasks of all pages."""

    columns: list[Ref]
    parts: list[Part]
    total: int
    page: int
    pages: int

    @property
    def narrow(self) -> bool:
        """Whether the columns are many."""
        return len(self.columns) > NARROW

    @property
    def narrowest(self) -> bool:
        """Whether they are so many that only the narrowest fit a screen together."""
        return len(self.columns) > NARROWEST


@pages.get("/")
def index() -> str:
    """The documents with duties, and the matrix of those that were asked for (of the only one, where there is one)."""
    here = held()
    choice = asked(here)
    documents = documents_with_duties(here)
    alone = len(documents) == 1
    typed = "" if current_app.config["EXPORTING"] else request.args.get("loc", "").strip()
    count, some = documents_named(here, typed, duties=True) if typed else (len(documents), documents[:PAGE])
    only = replace(choice, documents=(documents[0].id,)) if alone else choice
    condition = condition_of(here, only) if only.active else None
    total = here.generation.task_count(condition) if condition else 0
    matrix = matrix_of(here, condition, total, _page()) if condition and total else None
    return render_template(
        "nhiem-vu.html", here=here, documents=some, choice=choice, matrix=matrix, total=_total(here), alone=alone, typed=typed, count=count,
        page=1, pages=1 if typed else pages_of(len(documents), 1, PAGE),
        dues=DUES, bearers=_bearers(here, only.documents) if only.documents else [],
    )  # fmt: skip


@pages.get("/trang/<int:page>/")
def further(page: int) -> str:
    """More documents with duties than the first page lists, from 2."""
    here = held()
    documents = documents_with_duties(here)
    count = pages_of(len(documents), page, PAGE) if page > 1 else abort(404)
    return render_template(
        "nhiem-vu.html", here=here, documents=documents[(page - 1) * PAGE : page * PAGE], choice=Choice(), matrix=None, total=_total(here), alone=False,
        typed="", count=len(documents), page=page, pages=count, dues=DUES, bearers=[],
    )  # fmt: skip


def list_urls(here: Held) -> Iterator[tuple[str, dict[str, Any]]]:
    """The further pages of the list of documents, for the export."""
    yield from (("tasks.further", {"page": n}) for n in range(2, -(-len(documents_with_duties(here)) // PAGE) + 1))


def _total(here: Held) -> int:
    return sum(size[1] for size in here.sizes.values())


def _page() -> int:
    page = request.args.get("trang", 1, type=int)
    return page if not current_app.config["EXPORTING"] else 1


def _bearers(here: Held, documents: Sequence[str]) -> list[tuple[str, str]]:
    """(id, name) of the agencies that duties of the documents name."""
    duties = here.generation.chosen(condition_of(here, Choice(documents=tuple(documents))) or ANY, limit=MOST_LOOKED)
    agencies = list(dict.fromkeys(a for d in duties for a in parts_of(d.duty)))
    return sorted(zip(agencies, told_apart(here, agencies), strict=True), key=lambda pair: (pair[1].casefold(), pair[0]))


def _chosen(here: Held) -> Condition:
    return condition_of(here, asked(here)) or ANY


@pages.get("/nhiem-vu.csv")
def sheet() -> Response:
    """Every duty, or those that are asked for, for a spreadsheet."""
    here = held()
    return sheets.response(sheets.of_duties(here, here.generation.chosen(_chosen(here))), "nhiem-vu.csv")


@pages.get("/nhiem-vu.xlsx")
def workbook() -> Response:
    """The same as a workbook."""
    here = held()
    rows = sheets.of_duties(here, here.generation.chosen(_chosen(here)))
    return workbooks.response(workbooks.workbook(rows, "Bảng nhiệm vụ"), "nhiem-vu.xlsx")


@pages.get("/ma-tran.xlsx")
def matrix_workbook() -> Response:
    """The matrix of the documents and agencies that are asked for, as a workbook."""
    here = held()
    found = list(here.generation.tasks(_chosen(here)))
    return workbooks.response(workbooks.workbook([], "Ma trận nhiệm vụ", _grid(here, found)), "ma-tran-nhiem-vu.xlsx")


@pages.get("/ma-tran.csv")
def matrix_sheet() -> Response:
    """The same for any spreadsheet."""
    here = held()
    return sheets.response(_rows(here, list(here.generation.tasks(_chosen(here)))), "ma-tran-nhiem-vu.csv")


@pages.get("/lich.ics")
def calendar() -> Response:
    """Every day on which something is due."""
    here = held()
    asking = _chosen(here)
    timed = Condition(" AND ".join(filter(None, [_TIMED, asking.sql])), asking.values)
    duties = ((d.clause, d.duty, d.number) for d in here.generation.chosen(timed))
    return calendars.response(calendars.calendar_of(here, duties, "Thời hạn của các nhiệm vụ"), "lich.ics")


@pages.get("/van-ban/<document>/", defaults={"page": 1})
@pages.get("/van-ban/<document>/trang/<int:page>/")
def assigned(document: str, page: int) -> str:
    """One document's duties agency by agency, to be printed as its "phụ lục phân công nhiệm vụ"."""
    here = held()
    known = _document(here, document)
    total, pages = here.sizes[known.id][1], pages_of(here.sizes[known.id][1], page, MOST_LINES)
    groups: dict[str | None, list[tuple[int, Line]]] = {}
    begin = (page - 1) * MOST_LINES
    for number, found in enumerate(here.generation.assigned(known.id, limit=MOST_LINES, offset=begin), begin + 1):
        groups.setdefault(found.duty.bearer, []).append((number, here.line(found.clause, found.duty, found.number)))
    counts, told = here.generation.document_counts(known.id)
    by_bearer = here.generation.bearers(known.id)
    pairs = Counter[tuple[str, str]]()
    for source, target, n in told:
        pairs[here.name(source), here.name(target)] += n
    return render_template(
        "phan-cong.html", here=here, document=known, total=total, page=page, pages=pages, reviewed=here.sizes[known.id][2],
        groups=[(here.ref(agency) if agency else None, lines, by_bearer[agency]) for agency, lines in groups.items()],
        strip=year_strip(counts.times, today()), report=report_picture(pairs), products=bool(counts.products),
    )  # fmt: skip


@pages.get("/van-ban/<document>/ma-tran/", defaults={"page": 1})
@pages.get("/van-ban/<document>/ma-tran/<int:page>/")
def matrix(document: str, page: int) -> str:
    """One document's matrix."""
    here = held()
    known = _document(here, document)
    made = matrix_of(here, _of(here, known.id), here.generation.task_total(known.id), page)
    return render_template("nhiem-vu-ma-tran.html", here=here, document=known, matrix=made, reviewed=here.sizes[known.id])


def further_urls(here: Held, document: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages of a document's matrix and list, for the export."""
    for page in range(1, -(-here.generation.task_total(document) // MOST_ROWS) + 1):
        yield "tasks.matrix", {"document": document, "page": page}
    for page in range(1, -(-here.sizes[document][1] // MOST_LINES) + 1):
        yield "tasks.assigned", {"document": document, "page": page}


@pages.get("/van-ban/<document>/phan-cong.xlsx")
def document_workbook(document: str) -> Response:
    """One document's duties as a workbook, its matrix as the second sheet."""
    here = held()
    known = _document(here, document)
    duties = here.generation.chosen(_of(here, known.id))
    made = workbooks.workbook(
        sheets.of_duties(here, duties), f"Phân công nhiệm vụ: {known.short}", _grid(here, list(here.generation.tasks(_of(here, known.id))))
    )
    return workbooks.response(made, f"phan-cong-{known.id}.xlsx")


@pages.get("/van-ban/<document>/ma-tran.csv")
def document_matrix_sheet(document: str) -> Response:
    """One document's matrix for any spreadsheet."""
    here = held()
    known = _document(here, document)
    return sheets.response(_rows(here, list(here.generation.tasks(_of(here, known.id)))), f"ma-tran-{known.id}.csv")


@pages.get("/van-ban/<document>/lich.ics")
def document_calendar(document: str) -> Response:
    """One document's days."""
    here = held()
    known = _document(here, document)
    duties = [(d.clause, d.duty, d.number) for d in here.generation.chosen(_of(here, known.id))]
    return calendars.response(calendars.calendar_of(here, duties, f"Thời hạn: {known.short}"), f"lich-{known.id}.ics")


def _document(here: Held, document: str) -> Document:
    found = here.documents.get(here.generation.aliases.get(document, document))
    return found if found and here.sizes[found.id][1] else abort(404)


def _of(here: Held, document: str) -> Condition:
    return Condition("d.at BETWEEN ? AND ?", here.generation.span(document))


def matrix_of(here: Held, condition: Condition, total: int, page: int) -> Matrix:
    """A page of the matrix of the ``total`` tasks that meet a condition."""
    count = pages_of(total, page, MOST_ROWS)
    some = list(here.generation.tasks(condition, limit=MOST_ROWS, offset=(page - 1) * MOST_ROWS))
    columns = _columns(here, some, MOST_COLUMNS)
    parts: list[Part] = []
    sections: dict[tuple[str, str | None], Clause | None] = {}
    above = here.above(task[0].clause for task in some if not task[0].clause.heading)
    for task in some:
        clause = task[0].clause
        section = _section(here, clause, sections, above)
        roles = _roles(task)
        place = section, clause.document, not roles
        if not parts or (parts[-1].clause, parts[-1].document.id, parts[-1].unnamed) != place:
            title = f"{section.citation}: {here.heading(section)}" if section else ""
            parts.append(Part(title, section, here.documents[clause.document], [], not roles))
        others = [(here.ref(a), r) for a, r in roles.items() if a not in columns]
        parts[-1].rows.append(Row(task_of(here, task), [roles.get(a, ()) for a in columns], others))
    heads = [replace(here.ref(a), name=name) for a, name in zip(columns, told_apart(here, columns), strict=True)]
    return Matrix(heads, parts, total, page, count)


def _columns(here: Held, tasks: Iterable[list[Located]], most: int) -> list[str]:
    """The ``most`` agencies with most duties of their own among those that have a part in a task. Where all fit a screen, groups of
    agencies stand behind the others."""
    weights: dict[str, int] = {}
    for task in tasks:
        for agency, roles in _roles(task).items():
            weights[agency] = weights.get(agency, 0) + (1000 if {"lead", "perform", "advise"}.intersection(roles) else 1)
    heaviest = sorted(weights, key=lambda a: -weights[a])[:most]
    return sorted(heaviest, key=lambda a: len(heaviest) <= NARROWEST and wording.is_group(here.generation.agencies, a))


def _roles(task: list[Located]) -> dict[str, tuple[str, ...]]:
    """Agency → its parts in the task."""
    roles: dict[str, tuple[str, ...]] = {}
    for one in task:
        for agency, parts in parts_of(one.duty).items():
            roles[agency] = tuple(dict.fromkeys((*roles.get(agency, ()), *parts)))
    return roles


def _section(
    here: Held, clause: Clause, known: dict[tuple[str, str | None], Clause | None], above: Mapping[str, Clause]
) -> Clause | None:  # fmt: skip
    if clause.heading:
        return clause
    key = clause.id.rpartition("/")[0], clause.parent
    if key not in known:
        headed = [c for c in here.trail(clause, above) if c.heading]
        known[key] = headed[-1] if headed else None
    return known[key]


def _rows(here: Held, tasks: list[list[Located]]) -> list[list[str]]:
    columns = _columns(here, tasks, SHEET_COLUMNS)
    return sheets.of_matrix(here, [(task[0], _roles(task)) for task in tasks], dict(zip(columns, told_apart(here, columns), strict=True)))


def _grid(here: Held, tasks: list[list[Located]]) -> workbooks.Grid:
    return workbooks.Grid(_rows(here, tasks), sheets.MATRIX_FIXED)
