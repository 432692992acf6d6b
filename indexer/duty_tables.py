"""Duties in the rows of a table: the columns say who leads, who helps and until when.

"TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành" over "1 | Xây dựng … | Sở Tư pháp | …".
A row with fewer cells than its head is read only where what the cells hold leaves one way to lay them under the columns: a cell that
is merged or lost would pin a duty on the wrong agency.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, NamedTuple

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.bearers import Bearer
from phancap.indexer.bodies import Bodies, Body
from phancap.indexer.burdened import heading_bearers
from phancap.indexer.cell_bodies import NUMBER, TIMES, bodies_in, led_with, roles_aside
from phancap.indexer.deadlines import cell_time
from phancap.indexer.duty_verbs import HANDING
from phancap.indexer.handed_down import hands_over
from phancap.indexer.model import Clause, Deadline, Document, Duty
from phancap.indexer.named_elsewhere import partners_of
from phancap.indexer.rhythms import recurrence_of
from phancap.indexer.sources.markdown import covered_cells
from phancap.indexer.table_heads import BAR, NO_HEAD, STEP, Column, Head, head_of, other_head, second_head
from phancap.indexer.targets import targets_of
from phancap.indexer.vietnamese import exact

_SAME = re.compile(r"(?:-\s*)?(?:nt|như trên|như mục trên|như nhiệm vụ trên|cùng trên|″|”|\"|'')(?:\s*-)?\.?$", re.I)
_TIME_OPENS = re.compile(
    r"(?:sau khi|khi có|ngay|thường xuyên|định kỳ|h[ằà]ng (?:năm|quý|tháng)|trước|trong|từ|đến|quý|tháng|năm)(?!\w)", re.I
)
_LONGEST_TIME = 90  # characters
_LEADS = re.compile(r"(?<!\w)chủ trì\s*:?\s*", re.I)
_HELPS = re.compile(r"(?<!\w)phối hợp\s*:?\s*", re.I)
_DASH = re.compile(
    r"^\s*(?:[-–•+*]|\d{1,2}(?:\.\d{1,2})*[.)])\s+"
)  # "- Rà soát phương án", "1. Kiểm kê nguồn nguyên liệu": a cell that counts by itself
_DIGITS = re.compile(r"\d")
_HANDED_TO = re.compile(
    rf"\s*(?:(?:Nội dung|Nhiệm vụ|Thẩm quyền)(?: được)? )?{HANDING}(?:(?:,| và) {HANDING})*(?: thẩm quyền)?(?: thực hiện)? cho\s+", re.I
)
_NOTHING = re.compile(r"\s*(?:[-–0]|không)?\s*", re.I)  # a cell below "Phân cấp cho Sở Xây dựng": nothing of it is theirs
_MOST_MORE = 4  # pieces of cells beyond the columns
_WIDEST = 12  # columns of a table whose short rows are laid out


def cells_of(text: str) -> list[tuple[int, int]]:
    """The ranges (characters) of a row's cells."""
    bars = [m.span() for m in BAR.finditer(text)]
    starts = [0, *(end for _, end in bars)]
    ends = [*(start for start, _ in bars), len(text)]
    return list(zip(starts, ends, strict=True))


class _Time(NamedTuple):
    """What a cell says of when."""

    deadline: Deadline | None = None
    rhythms: Sequence[str] = ()
    rhythm_words: Sequence[str] = ()


class _Row(NamedTuple):
    """A row that was read: who its cells name, in which role, and when."""

    clause: Clause
    lists: dict[Column, Bodies]
    role: str
    time: _Time


@dataclass
class _Table:
    """The head of a table, the last row read below it (where "nt" points to), and the row that names who bears those below it."""

    head: Head
    first: Clause
    before: _Row | None = None
    group: tuple[Clause, Bodies] | None = None
    told: tuple[Bearer, ...] = ()  # whom what stands above the table burdens with all of its rows
    handed: dict[int, Bodies] = field(default_factory=dict)  # by place: to whom a column hands power ("Phân cấp cho Sở Xây dựng")


class Tables:
    """Follows a document's rows: the last head row rules those below it in the same clause."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}
        self._handed: dict[str, tuple[Bearer, ...]] = {}  # by what the rows stand below: to whom that hands power over

    def duties(self, row: Clause, document: Document, headings: Sequence[tuple[str, str]], index: AgencyIndex) -> list[Duty]:
        """The duties of the next row; ``headings`` are (eId, words) of what stands above it."""
        name = f"{row.component}!{row.parent}"
        table = self._tables.get(name)
        if table and (parted := second_head(table.head, table.first, row)):
            table.head = parted
            return []
        cells = BAR.split(exact(row.text))
        # "64. | Xây dựng và triển khai các Đề án … | … | Đề án được ban hành và hoàn thành triển khai |": a row that counts on is no head, whatever it says
        counted = table is not None and table.head.columns[0] == "number" and _DIGITS.match(cells[0])
        if not counted and (new := self._begins(name, row, document, headings, index)):
            self._tables[name] = new
            return []
        if STEP.match(cells[0].strip()) or NO_HEAD.match(cells[0].strip()):
            return []
        if (head := other_head(cells)) is not None:
            self._tables[name] = _Table(head, row)
            return []
        if table is None or "task" not in table.head.columns:
            return []
        if table.handed:
            return _handed_duties(row, table, document)
        return _row_duties(row, table, document) if table.head.ruling else _grouped_duties(row, table, document)

    def _begins(self, name: str, row: Clause, document: Document, headings: Sequence[tuple[str, str]], index: AgencyIndex) -> _Table | None:
        """The table whose head the row is; None where it is none."""
        handed = handed_columns(row, document.jurisdiction or "vn")
        if (head := head_of(row, bool(handed))) and (head.ruling or handed):
            return _Table(head, row, handed={} if head.ruling else handed)
        if name not in self._handed:
            told = tuple(heading_bearers([*headings], document, index))
            over = any(eid in {b.eid for b in told} and hands_over(words) for eid, words in headings)
            self._handed[name] = told if over else ()
        if bool(handed) != bool(self._handed[name]):
            head = head_of(row, bool(self._handed[name]))
        return _Table(head, row, told=self._handed[name]) if head else None


def handed_columns(row: Clause, place: str) -> dict[int, Bodies]:
    """To whom the columns of a head row hand power, by place: "Nội dung | Phân cấp cho Sở Xây dựng | Phân cấp cho Ủy ban nhân dân cấp xã"."""
    found: dict[int, Bodies] = {}
    for at, (start, end) in enumerate(cells_of(row.text)):
        to = _HANDED_TO.match(row.text, start, end)
        who = bodies_in(row, to.end(), end, place) if to else None
        if who and who.items and all(body.named for body in who.items) and not row.text[who.end : end].strip(" .:;"):
            found[at] = who
    return found


def _handed_duties(row: Clause, table: _Table, document: Document) -> list[Duty]:
    """The duties of a row below columns that hand power to somebody: "Cấp giấy phép xây dựng | công trình cấp I | nhà ở riêng lẻ", "… | x | "."""
    cells = cells_of(row.text)
    if len(cells) != len(table.head.columns):
        return []
    start, end = cells[table.head.columns.index("task")]
    if not row.text[start:end].strip():
        return []
    place: dict[Column, tuple[int, int]] = {"task": (start, end)}
    because = {"bearer": "column", "role": "column", "role_words": "perform"}
    found = (body for at, who in table.handed.items() if not _NOTHING.fullmatch(row.text[slice(*cells[at])]) for body in who.items)
    return [_duty(row, body, place, Bodies((), 0), _Time(), because, document, start, end) for body in found]


def _grouped_duties(row: Clause, table: _Table, document: Document) -> list[Duty]:
    """The duties of a row below one that names who bears them: "I | Sở Tư pháp | |" above "1 | Rà soát văn bản | Quý I/2026 |"."""
    cells = cells_of(row.text)
    if len(cells) != len(table.head.columns):
        return []
    place = {column: cell for column, cell in zip(table.head.columns, cells, strict=True) if column not in ("other", "number")}
    start, end = place["task"]
    task, number = row.text[start:end].strip(" .:;"), row.text[slice(*cells[0])].strip()
    if not task:
        return []
    if not any(row.text[slice(*cell)].strip() for cell in cells if cell != (start, end) and cell != cells[0]):
        named = bodies_in(row, start, end, document.jurisdiction or "vn")
        if named.items and named.end >= start + len(row.text[start:end].rstrip(" .:;")):
            table.group = row, named
            return []
        if table.group and bool(_DIGITS.match(number)) == bool(_DIGITS.match(BAR.split(table.group[0].text)[0])):
            table.group = None  # "II | Nhiệm vụ chung | |": the next group, of nobody
            return []
        if table.told and not _DIGITS.match(number):
            return []  # "I | Lĩnh vực chăn nuôi | |": what the rows below it are about
    who = table.group[1].items if table.group else tuple(Body(b.agency, b.words, True, b.excepted) for b in table.told)
    if not who or not number:
        return []
    helpers = bodies_in(row, *place["partners"], document.jurisdiction or "vn") if "partners" in place else Bodies((), 0)
    leads = "lead" if _LEADS.match(row.text, start, end) else "perform"
    because = {
        "bearer": "heading",
        "bearer_clause": table.group[0].eid if table.group else table.told[0].eid or "",
        "role": "verb" if leads == "lead" else "heading",
        "role_words": leads,
    }
    time = _time_of(row, place, document)
    return [_duty(row, body, place, helpers, time, because, document, start, end) for body in dict.fromkeys(who)]


def _row_duties(row: Clause, table: _Table, document: Document) -> list[Duty]:
    head, text = table.head, row.text
    ruling = head.ruling
    cells = cells_of(text)
    place = _laid_out(row, cells, head)
    if place is None or ruling is None or not (task := text[slice(*place["task"])].strip()):
        return []
    if task == text[slice(*place[ruling])].strip():
        return []  # a heading over all columns, which a converter wrote into each of them
    if not any(map(str.isalpha, text[slice(*place["task"])])):  # "Nhiệm vụ của Chính phủ" with numbers alone, what they mean stands first
        taken = [place[column] for column in (ruling, "partners", "time") if column in place]
        place["task"] = next((c for c in cells if c not in taken and any(map(str.isalpha, text[slice(*c)]))), place["task"])
    lists: dict[Column, Bodies] = {}
    because = {"bearer": "column", "role": "column", "role_words": ruling}
    covered = _covered(row, head, document)
    for column in (ruling, "partners"):
        if column in place:
            lists[column], same = _listed(row, place[column], table, column, column in covered, document)
            if same and column == ruling:
                because["bearer_clause"] = same.clause.eid
                if "partners" not in place:  # "Sở Y tế (chủ trì), Sở Tài chính (phối hợp)" for this row, too
                    lists |= same.lists
                    because["role_words"] = same.role
    parted = _parted_cell(row, place[ruling], document) if "partners" not in place else None
    if parted:
        lists[ruling], lists["partners"] = parted
        because["role_words"] = "lead"
    above = table.before
    time = above.time if above and "time" in covered else _time_of(row, place, document)
    table.before = _Row(row, lists, because["role_words"], time)
    who, helpers = lists[ruling], lists.get("partners", Bodies((), 0))
    start, end = place["task"]
    if not who.items:
        others = any(text[slice(*place[c])].strip() for c in ("partners", "time") if c in place)
        if text[slice(*place[ruling])].strip() or not others:
            return []  # a heading within the table, or words that name nobody
        return [_duty(row, None, place, helpers, time, {**because, "bearer": "none"}, document, start, end)]
    return [
        _duty(row, body, place, helpers, time, because, document, start, end)
        for body in {b.agency: b for b in reversed(who.items)}.values()
    ][::-1]


def _duty(
    row: Clause,
    body: Body | None,
    place: dict[Column, tuple[int, int]],
    helpers: Bodies,
    time: _Time,
    because: dict[str, str],
    document: Document,
    start: int,
    end: int,
) -> Duty:
    text = row.text
    own = body.agency if body else None
    deadline, rhythms, rhythm_words = time
    partners, others = partners_of(row, start, end)
    targets = targets_of(row, start, end)
    at_time = targets_of(row, *place["time"]) if "time" in place else targets
    submit = bodies_in(row, *place["submit"], document.jurisdiction or "vn").agencies if "submit" in place else ()
    product = text[slice(*place["product"])].strip(" .;-") if "product" in place else ""
    why = {
        **{key: words for key, words in because.items() if key != "role_words"},  # a column's kind is no word of the text
        **({"bearer_words": body.words} if body else {}),
        **({"except": " ".join(body.excepted)} if body and body.excepted else {}),
    }
    if rhythm_words:
        why["recurrence"] = "; ".join(rhythm_words)
    if deadline:
        why["deadline"] = deadline.words
    return Duty(
        bearer=own,
        role="lead" if because["role_words"] == "lead" else "perform",
        action=_DASH.sub("", text[start:end]).strip(" .;"),
        partners=tuple(a for a in dict.fromkeys((*helpers.agencies, *partners)) if a != own),
        others=tuple(dict.fromkeys((*helpers.others, *others))),
        recipients=tuple(a for a in dict.fromkeys((*targets.recipients, *at_time.recipients)) if a != own),
        report_to=tuple(a for a in dict.fromkeys((*targets.report_to, *at_time.report_to)) if a != own),
        recurrence=recurrence_of(rhythms),
        deadline=deadline,
        start=start,
        end=end,
        because=why,
        submit_to=tuple(a for a in dict.fromkeys((*targets.submit_to, *submit)) if a != own),
        channels=targets.channels,
        product=product or None,
    )


def _time_of(row: Clause, place: dict[Column, tuple[int, int]], document: Document) -> _Time:
    return _Time(*cell_time(row.text[slice(*place["time"])], document)) if "time" in place else _Time()


def _covered(row: Clause, head: Head, document: Document) -> frozenset[Column]:
    """The columns in which one cell reaches down from the row above over this one, as the text that is kept of a Word file or a page tells."""
    cells = covered_cells(document.text[slice(*row.source)])
    return frozenset(column for at, column in enumerate(head.columns) if at in cells)


def _listed(
    row: Clause, cell: tuple[int, int], table: _Table, column: Column, covered: bool, document: Document
) -> tuple[Bodies, _Row | None]:
    """The bodies that a cell lists, whatever parts them, and the row above when the cell says "nt" or goes on from there."""
    words = row.text[slice(*cell)].strip()
    goes_on = not words and (covered or (column == table.head.ruling and _goes_on(row, table.head)))
    if (goes_on or _SAME.match(words)) and table.before:
        return table.before.lists.get(column, Bodies((), 0)), table.before
    return bodies_in(row, *cell, document.jurisdiction or "vn", True), None


def _goes_on(row: Clause, head: Head) -> bool:
    """Whether the row's empty cell of who bears is one with the cell above: the agencies stand in a column before the tasks, or the row has no number
    of its own and yet more than a heading's words."""
    if head.columns.index(head.ruling or "lead") < head.columns.index("task"):
        return True
    cells = [cell.strip() for cell in BAR.split(row.text)]
    return len(cells) == len(head.columns) and head.columns[0] == "number" and not cells[0] and sum(map(bool, cells)) > 1


def _parted_cell(row: Clause, cell: tuple[int, int], document: Document) -> tuple[Bodies, Bodies] | None:
    """ "Chủ trì: Sở Tài chính; phối hợp: Sở Tư pháp" or "Sở Tài chính chủ trì, phối hợp với Sở Tư pháp" in one cell."""
    place = document.jurisdiction or "vn"
    who = bodies_in(row, *cell, place)
    if (partners := led_with(row, who, cell[1], place)) is not None:
        return who, partners
    if by_roles := roles_aside(row, *cell, place):
        return by_roles
    leads, helps = _LEADS.search(row.text, *cell), _HELPS.search(row.text, *cell)
    if not leads or not helps or leads.start() > helps.start() or row.text[cell[0] : leads.start()].strip(" -–•+*"):
        return None
    return bodies_in(row, leads.end(), helps.start(), place), bodies_in(row, helps.end(), cell[1], place)


def _laid_out(row: Clause, cells: list[tuple[int, int]], head: Head) -> dict[Column, tuple[int, int]] | None:
    """Which cell stands under which column; None where a lost or merged cell leaves more than one way."""
    width = len(head.columns)
    if len(cells) == width:
        return {column: cell for column, cell in zip(head.columns, cells, strict=True) if column not in ("other", "number")}
    if not 2 < len(cells) <= width + _MOST_MORE or width > _WIDEST:
        return None
    kinds = [_kind(row, *cell) for cell in cells]
    if len(cells) > width:
        return _gathered(cells, kinds, head)
    ways: list[dict[Column, tuple[int, int]]] = []
    for chosen in combinations(range(width), len(cells)):
        if all(_holds(head, i, kind) for kind, i in zip(kinds, chosen, strict=True)):
            ways.append(
                {head.columns[i]: cell for cell, i in zip(cells, chosen, strict=True) if head.columns[i] not in ("other", "number")}
            )
    if not ways:
        return None
    sure: dict[Column, tuple[int, int]] = {}
    for column in ("task", head.ruling, "partners", "time", "product", "submit"):
        places = {way.get(column) for way in ways} if column else set()
        if len(places) == 1 and (cell := places.pop()):
            sure[column] = cell  # type: ignore[index]
    return sure if "task" in sure and head.ruling in sure else None


def _gathered(cells: list[tuple[int, int]], kinds: list[_Kind], head: Head) -> dict[Column, tuple[int, int]] | None:
    """Which of the pieces stand under which column where a cell may have fallen into several, as in a table written one line of a cell a line.

    What every way of laying them out puts under a column is sure: of "Sở Y tế", "Sở Xây dựng", "Sở Tài chính" under who leads and who helps the
    first leads and the last helps, and nothing is known of the one between.
    """
    width = len(head.columns)
    ways: list[list[tuple[int, int]]] = []  # for each column the first piece, and the one behind its last
    for cuts in combinations(range(1, len(cells)), width - 1):
        bounds = [*zip((0, *cuts), (*cuts, len(cells)), strict=True)]
        if all(all(_holds(head, column, kinds[piece]) for piece in range(*bound)) for column, bound in enumerate(bounds)):
            ways.append(bounds)
    sure: dict[Column, tuple[int, int]] = {}
    for at, column in enumerate(head.columns) if ways else ():
        first, behind = max(way[at][0] for way in ways), min(way[at][1] for way in ways)
        if column not in ("other", "number") and first < behind:
            sure[column] = cells[first][0], cells[behind - 1][1]
    return sure if "task" in sure and head.ruling in sure else None


_Kind = Literal["empty", "number", "time", "bodies", "text"]
_HOLDS: dict[Column, tuple[_Kind, ...]] = {
    "number": ("number", "empty"), "task": ("text",), "lead": ("bodies",), "perform": ("bodies",), "partners": ("bodies", "empty"),
    "time": ("time", "empty"), "product": ("text", "empty"), "submit": ("bodies", "text", "empty"), "other": ("text", "empty", "time", "number"),
}  # fmt: skip


def _holds(head: Head, place: int, kind: _Kind) -> bool:
    """Whether a column may hold such a cell; a time stands under the times where the table has such a column."""
    column = head.columns[place]
    return kind in _HOLDS[column] and not (kind == "time" and column == "other" and "time" in head.columns)


def _kind(row: Clause, start: int, end: int) -> _Kind:
    words = row.text[start:end].strip()
    if not words or words in "-–":
        return "empty"
    if NUMBER.fullmatch(words):
        return "number"
    if TIMES.fullmatch(words) or (len(words) <= _LONGEST_TIME and _TIME_OPENS.match(words)):
        return "time"
    return "bodies" if bodies_in(row, start, end, "vn").end > start + 0.6 * len(words) else "text"
