"""Duties in the rows of a table: the columns say who leads, who helps and until when.

"TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành" over "1 | Xây dựng … | Sở Tư pháp | …".
A row whose cells do not match the head's is left alone: a cell that is merged or empty would pin a duty on the wrong agency.
"""

from __future__ import annotations

import re
from typing import Literal

from phancap.indexer.bodies import Bodies, bodies_at
from phancap.indexer.deadlines import find_deadline, find_recurrence
from phancap.indexer.model import Clause, Document, Duty
from phancap.indexer.vietnamese import exact

_BAR = re.compile(r" ?\| ?")
Column = Literal["task", "lead", "perform", "partners", "time"]
_COLUMNS: tuple[tuple[re.Pattern[str], Column], ...] = (
    (re.compile(r"(?:cơ quan|đơn vị|sở, ngành|trách nhiệm)?.{0,20}\bphối hợp\b"), "partners"),
    (re.compile(r"(?:cơ quan|đơn vị|sở, ngành|trách nhiệm)?.{0,20}\bchủ trì\b"), "lead"),
    (re.compile(r"(?:cơ quan|đơn vị|phân công|tổ chức).{0,20}\bthực hiện\b|^phân công\b"), "perform"),
    (re.compile(r"\b(?:thời gian|thời hạn|tiến độ)\b"), "time"),
    (re.compile(r"\b(?:nhiệm vụ|nội dung|công việc|giải pháp|hoạt động|chỉ tiêu)\b"), "task"),
)


def columns_of(head: Clause) -> dict[Column, int] | None:
    """Which column of a table says what, read from its head row; None when the row is no head of a table of duties."""
    found: dict[Column, int] = {}
    for at, cell in enumerate(_BAR.split(exact(head.text))):
        column = next((name for pattern, name in _COLUMNS if pattern.search(cell)), None)
        if column and len(cell) <= 60:
            found.setdefault(column, at)
    return found if "task" in found and ("lead" in found or "perform" in found) else None


def cells_of(text: str) -> list[tuple[int, int]]:
    """The ranges (characters) of a row's cells."""
    bars = [m.span() for m in _BAR.finditer(text)]
    starts = [0, *(end for _, end in bars)]
    ends = [*(start for start, _ in bars), len(text)]
    return list(zip(starts, ends, strict=True))


class Tables:
    """Follows a document's rows: the last head row rules those below it in the same clause."""

    def __init__(self) -> None:
        self._heads: dict[str, tuple[dict[Column, int], int]] = {}

    def duties(self, row: Clause, document: Document) -> list[Duty]:
        """The duties of the next row."""
        table = f"{row.component}!{row.parent}"
        if columns := columns_of(row):
            self._heads[table] = columns, len(cells_of(row.text))
            return []
        return row_duties(row, *self._heads[table], document) if table in self._heads else []


def row_duties(row: Clause, columns: dict[Column, int], width: int, document: Document) -> list[Duty]:
    """The duties of a row whose agencies are known; ``width`` is the number of cells of the head row."""
    cells = cells_of(row.text)
    if len(cells) != width:
        return []
    task_start, task_end = cells[columns["task"]]
    leading: Column = "lead" if "lead" in columns else "perform"
    who = _bodies(row, cells[columns[leading]])
    if who is None or not row.text[task_start:task_end].strip():
        return []
    helpers = _bodies(row, cells[columns["partners"]]) if "partners" in columns else None
    time = row.text[slice(*cells[columns["time"]])] if "time" in columns else ""
    rhythms, rhythm_words = find_recurrence(time)
    deadline = find_deadline(time, document)
    because = {"bearer": "column", "role": "column", "role_words": leading}
    if rhythm_words:
        because["recurrence"] = "; ".join(rhythm_words)
    if deadline:
        because["deadline"] = deadline.deadline.words
    return [
        Duty(
            bearer=agency,
            role="lead" if leading == "lead" else "perform",
            action=row.text[task_start:task_end].strip(" .;"),
            partners=tuple(a for a in helpers.agencies if a != agency) if helpers else (),
            others=(*who.others, *(helpers.others if helpers else ())),
            recipients=(),
            report_to=(),
            recurrence=None if not rhythms else rhythms[0] if len(rhythms) == 1 else tuple(rhythms),
            deadline=deadline.deadline if deadline else None,
            start=task_start,
            end=task_end,
            because=because,
        )
        for agency in who.agencies
    ]


def _bodies(row: Clause, cell: tuple[int, int]) -> Bodies | None:
    """The bodies that a cell lists from its first letter on; None when it does not begin with one."""
    start, end = cell
    while start < end and row.text[start] in " -+":
        start += 1
    bodies = bodies_at(row.text, start, [m for m in row.agencies if m.end <= end], end)
    return bodies if bodies.agencies else None
