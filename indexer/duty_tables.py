"""Duties in the rows of a table: the columns say who leads, who helps and until when.

"TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành" over "1 | Xây dựng … | Sở Tư pháp | …".
A row with fewer cells than its head is read only where what the cells hold leaves one way to lay them under the columns: a cell that
is merged or lost would pin a duty on the wrong agency.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from phancap.indexer.bodies import Bodies, Body, bodies_at
from phancap.indexer.deadlines import cell_time
from phancap.indexer.model import Clause, Document, Duty
from phancap.indexer.named_elsewhere import partners_of
from phancap.indexer.targets import targets_of
from phancap.indexer.vietnamese import exact

_BAR = re.compile(r" ?\| ?")
Column = Literal["number", "task", "lead", "perform", "partners", "time", "product", "submit", "other"]
_OTHER: Column = "other"
_COLUMNS: tuple[tuple[re.Pattern[str], Column], ...] = (
    (re.compile(r"(?:tt|stt|số tt|số thứ tự)\.?$"), "number"),
    (re.compile(r"^cấp trình(?!\w)|^trình cấp(?: có thẩm quyền)?$"), "submit"),
    (
        re.compile(
            r"(?:lãnh đạo|người|cấp|đồng chí)\b.{0,40}\b(?:chỉ đạo|phụ trách|phê duyệt|ký|trình|theo dõi)\b|^cấp (?:trình|phê duyệt|ban hành)"
        ),
        "other",
    ),
    (re.compile(r"\bphối hợp\b"), "partners"),
    (re.compile(r"\b(?:chủ trì|đầu mối)\b"), "lead"),
    (
        re.compile(
            r"(?:cơ quan|đơn vị|phân công|tổ chức|trách nhiệm|sở|địa phương|bộ phận|người).{0,25}\b(?:thực hiện|tham mưu|chịu trách nhiệm|xử lý|giải quyết|báo cáo)\b|^phân công\b|^(?:cơ quan|đơn vị)(?:, đơn vị)?(?: được giao)?$"
        ),
        "perform",
    ),
    (
        re.compile(r"\b(?:thời gian|thời hạn|tiến độ|thời điểm|lộ trình|hạn)\b|^(?:năm|thời kỳ) (?:thực hiện|hoàn thành)|^hoàn thành"),
        "time",
    ),
    (re.compile(r"\b(?:sản phẩm|kết quả|đầu ra)\b"), "product"),
    (re.compile(r"\b(?:nhiệm vụ|nội dung|công việc|giải pháp|hoạt động|chỉ tiêu|đầu việc|đề án|tên văn bản)\b"), "task"),
)
# "Phân công thực hiện" over "Chủ trì | Phối hợp": a cell of the head that a second row parts
_PARTED = re.compile(r"^(?:phân công|cơ quan|đơn vị|trách nhiệm|tổ chức)\b")
# "STT | Mã TTHC | Tên thủ tục hành chính | Lĩnh vực | Cơ quan thực hiện", "Trình tự | Nội dung | Trách nhiệm | Thời gian" with its rows "Bước 1 | …":
# how a procedure runs for whoever asks for it, no task that is given out
_PROCEDURE = re.compile(r"\b(?:tthc|thủ tục hành chính|thủ tục)\b")
_OF_PROCEDURES = re.compile(r"^mã\b|lĩnh vực|\bphí\b|địa điểm|cách thức|căn cứ pháp lý|thời hạn giải quyết")
_STEPS = re.compile(r"(?:các )?bước(?: thực hiện| công việc)?$|(?:trình tự|thứ tự)(?: thực hiện| công việc| các bước)*$")
_STEP = re.compile(r"(?:bước|b)\s?\d", re.I)
_SAME = re.compile(r"(?:-\s*)?(?:nt|như trên|như mục trên|như nhiệm vụ trên|cùng trên|″|”|\"|'')(?:\s*-)?\.?$", re.I)
_NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[IVXLC]{1,6}|[A-Za-zĐđ]|[ivx]{1,5})[.)]?\)?|\d{1,2}(?:\.\d{1,2}){1,3}\.?)$")
_TIMES = re.compile(
    r"(?:(?:trước|trong|đến|hết|hoàn thành|chậm nhất|từ|ngày|quý|tháng|năm|giai đoạn|đầu|cuối|và|hàng|hằng|thường xuyên|định kỳ|tuần|sau|khi|theo|yêu cầu|dự kiến|các năm|[IVX]+|\d{1,4})(?!\w)[\s/,;:.–-]*)+$",
    re.I,
)
_TIME_OPENS = re.compile(
    r"(?:sau khi|khi có|ngay|thường xuyên|định kỳ|h[ằà]ng (?:năm|quý|tháng)|trước|trong|từ|đến|quý|tháng|năm)(?!\w)", re.I
)
_LONGEST_TIME = 90  # characters
_LEADS, _HELPS = re.compile(r"(?<!\w)chủ trì\s*:?\s*", re.I), re.compile(r"(?<!\w)phối hợp\s*:?\s*", re.I)
_LISTED = re.compile(r"[\s,;.•+–-]*(?:\d{1,2}[.)]\s*)?")
_WIDEST = 12  # columns of a table whose short rows are laid out


class Head(NamedTuple):
    """What the columns of a table hold, in their order."""

    columns: tuple[Column, ...]

    def at(self, column: Column) -> int | None:
        """The column's place; None when the table has none."""
        return self.columns.index(column) if column in self.columns else None

    @property
    def ruling(self) -> Column | None:
        """The column that says who bears: the one who leads before the one who does it."""
        return "lead" if "lead" in self.columns else "perform" if "perform" in self.columns else None


def head_of(row: Clause) -> Head | None:
    """What a table's columns say, read from its head row; None when the row is no head of a table of duties."""
    head = Head(_named(_BAR.split(exact(row.text))))
    return head if "task" in head.columns and head.ruling else None


def _named(cells: Sequence[str]) -> tuple[Column, ...]:
    if any(_STEPS.match(c.strip()) for c in cells) or (any(map(_PROCEDURE.search, cells)) and any(map(_OF_PROCEDURES.search, cells))):
        return tuple(_OTHER for _ in cells)
    found: list[Column] = []
    for cell in cells:
        column: Column = "other"
        if len(cell) <= 70:
            column = next((name for pattern, name in _COLUMNS if pattern.search(cell.strip())), column)
        found.append("other" if column != "number" and column in found else column)
    return tuple(found)


def cells_of(text: str) -> list[tuple[int, int]]:
    """The ranges (characters) of a row's cells."""
    bars = [m.span() for m in _BAR.finditer(text)]
    starts = [0, *(end for _, end in bars)]
    ends = [*(start for start, _ in bars), len(text)]
    return list(zip(starts, ends, strict=True))


_AND_LEADS = re.compile(r"\s*,?\s*(?:làm (?:cơ quan |đơn vị )?)?chủ trì(?!\w)(?P<with>,?\s*(?:và\s+)?phối hợp(?: với| cùng)?\s+)?", re.I)


_ALSO, _HELP = re.compile(r"\s*[;,]\s+(?:và\s+)?"), re.compile(r"\s*(?:cùng )?phối hợp(?!\w)")


@dataclass
class _Table:
    """The head of a table and the last row read below it: where "nt" points to."""

    head: Head
    first: Clause
    before: tuple[Clause, dict[Column, Bodies]] | None = None


class Tables:
    """Follows a document's rows: the last head row rules those below it in the same clause."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}

    def duties(self, row: Clause, document: Document) -> list[Duty]:
        """The duties of the next row."""
        name = f"{row.component}!{row.parent}"
        table = self._tables.get(name)
        if table and (parted := _second_head(table, row)):
            table.head = parted
            return []
        if head := head_of(row):
            self._tables[name] = _Table(head, row)
            return []
        cells = _BAR.split(exact(row.text))
        if _STEP.match(cells[0].strip()):
            return []
        if _COLUMNS[0][0].match(cells[0].strip()) or _STEPS.match(cells[0].strip()):
            # "STT | Tên xã | Diện tích": another table's head, or one that a second row makes a table of duties
            self._tables[name] = _Table(Head(_named(cells)), row)
            return []
        return _row_duties(row, table, document) if table and table.head.ruling and "task" in table.head.columns else []


def _second_head(table: _Table, row: Clause) -> Head | None:
    """The whole head when the row is its second half: "Chủ trì | Phối hợp" below "Phân công thực hiện"."""
    cells = [cell.strip() for cell in _BAR.split(exact(row.text))]
    below = _named([cell for cell in cells if cell])
    if row.order != table.first.order + 1 or not below or "other" in below or "number" in below or not ({"lead", "partners"} & set(below)):
        return None
    above = [cell.strip() for cell in _BAR.split(exact(table.first.text))]
    if len(cells) == len(above):
        return Head(_named([low or high for low, high in zip(cells, above, strict=True)]))
    place = next((i for i, cell in enumerate(above) if _PARTED.match(cell) and table.head.columns[i] in ("perform", "lead", "other")), None)
    return None if place is None else Head(_named([*above[:place], *(c for c in cells if c), *above[place + 1 :]]))


def _row_duties(row: Clause, table: _Table, document: Document) -> list[Duty]:
    head, text = table.head, row.text
    ruling = head.ruling
    cells = cells_of(text)
    place = _laid_out(row, cells, head)
    if place is None or ruling is None or not text[slice(*place["task"])].strip():
        return []
    lists: dict[Column, Bodies] = {}
    because = {"bearer": "column", "role": "column", "role_words": ruling}
    for column in (ruling, "partners"):
        if column in place:
            lists[column], same = _listed(row, place[column], table, column, document)
            if same and column == ruling:
                because["bearer_clause"] = same.eid
    parted = _parted_cell(row, place[ruling], document) if "partners" not in place else None
    if parted:
        lists[ruling], lists["partners"] = parted
        because["role_words"] = "lead"
    table.before = row, lists
    who, helpers = lists[ruling], lists.get("partners", Bodies((), 0))
    start, end = place["task"]
    if not who.items:
        others = any(text[slice(*place[c])].strip() for c in ("partners", "time") if c in place)
        if text[slice(*place[ruling])].strip() or not others:
            return []  # a heading within the table, or words that name nobody
        return [_duty(row, None, place, helpers, {**because, "bearer": "none"}, document, start, end)]
    return [
        _duty(row, body, place, helpers, because, document, start, end) for body in {b.agency: b for b in reversed(who.items)}.values()
    ][::-1]


def _duty(
    row: Clause,
    body: Body | None,
    place: dict[Column, tuple[int, int]],
    helpers: Bodies,
    because: dict[str, str],
    document: Document,
    start: int,
    end: int,
) -> Duty:
    text = row.text
    own = body.agency if body else None
    deadline, rhythms, rhythm_words = cell_time(text[slice(*place["time"])], document) if "time" in place else (None, [], [])
    partners, others = partners_of(row, start, end)
    targets = targets_of(row, start, end)
    at_time = targets_of(row, *place["time"]) if "time" in place else targets
    submit = bodies_in(row, *place["submit"], document.jurisdiction or "vn").agencies if "submit" in place else ()
    product = text[slice(*place["product"])].strip(" .;-") if "product" in place else ""
    why = {
        **because,
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
        action=text[start:end].strip(" .;"),
        partners=tuple(a for a in dict.fromkeys((*helpers.agencies, *partners)) if a != own),
        others=tuple(dict.fromkeys((*helpers.others, *others))),
        recipients=tuple(a for a in dict.fromkeys((*targets.recipients, *at_time.recipients)) if a != own),
        report_to=tuple(a for a in dict.fromkeys((*targets.report_to, *at_time.report_to)) if a != own),
        recurrence=None if not rhythms else rhythms[0] if len(rhythms) == 1 else tuple(rhythms),
        deadline=deadline,
        start=start,
        end=end,
        because=why,
        submit_to=tuple(a for a in dict.fromkeys((*targets.submit_to, *submit)) if a != own),
        channels=targets.channels,
        product=product or None,
    )


def _listed(row: Clause, cell: tuple[int, int], table: _Table, column: Column, document: Document) -> tuple[Bodies, Clause | None]:
    """The bodies that a cell lists, whatever parts them, and the row above when the cell says "nt"."""
    if _SAME.match(row.text[slice(*cell)].strip()) and table.before:
        above, lists = table.before
        return lists.get(column, Bodies((), 0)), above
    return bodies_in(row, *cell, document.jurisdiction or "vn"), None


def bodies_in(row: Clause, start: int, end: int, place: str) -> Bodies:
    """All bodies of a cell from its first letter on: "- Sở Tài chính - Sở Tư pháp", "Sở Xây dựng; UBND cấp xã"; none when it does not begin with one."""
    items: list[Body] = []
    at = _LISTED.match(row.text, start, end).end()  # type: ignore[union-attr]
    inside = [m for m in row.agencies if m.end <= end]
    while at < end:
        found = bodies_at(row.text, at, inside, end, place)
        if not found.items:
            break
        items += found.items
        at = max(_LISTED.match(row.text, found.end, end).end(), found.end)  # type: ignore[union-attr]
    return Bodies(tuple(items), at)


def led_with(clause: Clause, who: Bodies, end: int, place: str) -> Bodies | None:
    """With whom the bodies lead: "Sở Y tế chủ trì, phối hợp với Công an tỉnh; các đơn vị có liên quan"; None where they are not said to lead."""
    leads = _AND_LEADS.match(clause.text, who.end, end) if who.items else None
    if leads is None:
        return None
    if leads.group("with"):
        return bodies_in(clause, leads.end(), end, place)
    if also := _ALSO.match(clause.text, leads.end(), end):  # "Sở Tư pháp chủ trì; các cơ quan liên quan phối hợp"
        others = bodies_in(clause, also.end(), end, place)
        return others if _HELP.match(clause.text, others.end, end) else Bodies((), 0)
    return Bodies((), 0)


def _parted_cell(row: Clause, cell: tuple[int, int], document: Document) -> tuple[Bodies, Bodies] | None:
    """ "Chủ trì: Sở Tài chính; phối hợp: Sở Tư pháp" or "Sở Tài chính chủ trì, phối hợp với Sở Tư pháp" in one cell."""
    place = document.jurisdiction or "vn"
    who = bodies_in(row, *cell, place)
    if (partners := led_with(row, who, cell[1], place)) is not None:
        return who, partners
    leads, helps = _LEADS.search(row.text, *cell), _HELPS.search(row.text, *cell)
    if not leads or not helps or leads.start() > helps.start() or row.text[cell[0] : leads.start()].strip():
        return None
    return bodies_in(row, leads.end(), helps.start(), place), bodies_in(row, helps.end(), cell[1], place)


def _laid_out(row: Clause, cells: list[tuple[int, int]], head: Head) -> dict[Column, tuple[int, int]] | None:
    """Which cell stands under which column; None where a lost or merged cell leaves more than one way."""
    width = len(head.columns)
    if len(cells) == width:
        return {column: cell for column, cell in zip(head.columns, cells, strict=True) if column not in ("other", "number")}
    if not 2 < len(cells) < width <= _WIDEST:
        return None
    kinds = [_kind(row, *cell) for cell in cells]
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
    if _NUMBER.fullmatch(words):
        return "number"
    if _TIMES.fullmatch(words) or (len(words) <= _LONGEST_TIME and _TIME_OPENS.match(words)):
        return "time"
    return "bodies" if bodies_in(row, start, end, "vn").end > start + 0.6 * len(words) else "text"
