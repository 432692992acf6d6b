"""Labels that stand by themselves, with the names in the lines below, for the whole list of tasks before them.

    1. Nội dung, biện pháp
       a) Tổ chức Hội nghị quán triệt …
    2. Cơ quan chủ trì, phối hợp
       a) Cơ quan chủ trì
          - Ban Chỉ đạo quốc gia.
       b) Cơ quan phối hợp: Mặt trận Tổ quốc các cấp.
    3. Thời gian thực hiện: Tháng 12/2013 và thường xuyên.

So plans of the army and of national steering committees are written (Kế hoạch 252/KH-BCĐ1237 of 2013). In the sheet of an administrative
procedure "2. Cơ quan thực hiện:" stands above "- Cơ quan tiếp nhận hồ sơ: …", which names no one's task: there nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from phancap.indexer.bodies import bodies_at
from phancap.indexer.model import Clause, anchored

Label = Literal["lead", "perform", "partners", "time", "product", "submit"]
Value = tuple[Clause, int, int]  # the clause and the range of its text that holds a label's value
_LABEL = re.compile(
    r"(?:(?:các )?(?:cơ quan|đơn vị) )(?:(?P<both>chủ trì(?:,| và)(?: (?:cơ quan|đơn vị))? phối hợp)|(?P<lead>chủ trì)|(?P<partners>phối hợp)|(?P<perform>thực hiện))"
    r"(?: thực hiện)?\s*(?P<colon>:?)\s*",
    re.I,
)
_TIME = re.compile(r"(?:thời gian|thời hạn|tiến độ)(?: thực hiện| hoàn thành| hoàn tất)?\s*:\s*(?=\S)", re.I)
_TASKS = ("paragraph", "point", "indent")
_LINES = ("intro", "wrapup", "paragraph")
_LONGEST_NAMES = 200  # characters


class Block(NamedTuple):
    """The tasks of a list, what its labels say, and the anchors of the clauses that the labels and names fill."""

    tasks: list[Clause]
    labels: dict[Label, list[Value]]
    lines: set[str]


def blocks_of(clauses: Sequence[Clause]) -> list[Block]:
    """The blocks of a document, in order. ``clauses`` are in document order, with their agencies and duties."""
    if not any(_LABEL.fullmatch(c.heading) or _LABEL.fullmatch(c.text) for c in clauses):
        return []
    below: dict[str, list[Clause]] = {}
    for clause in clauses:
        below.setdefault(_parent(clause), []).append(clause)
    by_anchor = {clause.anchor: clause for clause in clauses}
    return [block for above, siblings in [*below.items()] for block in _among(siblings, below, by_anchor.get(above))]


def _parent(clause: Clause) -> str:
    return anchored(clause.component, clause.parent) if clause.parent else ""


def _among(siblings: list[Clause], below: dict[str, list[Clause]], above: Clause | None) -> list[Block]:
    """The blocks among equals; labels with no task before them tell of what stands ``above`` them: "1. Rà soát dữ liệu" / "- Đơn vị thực hiện:"."""
    found: list[Block] = []
    tasks: list[Clause] = []
    block: Block | None = None
    behind: set[str] = set()  # dashes that name whom the label before them tells of
    for at, clause in enumerate(siblings):
        if clause.anchor in behind:
            continue
        words = clause.heading or clause.text
        label, time = _LABEL.match(words), _TIME.match(clause.text)
        if label and (label.end() == len(words) or (label.group("colon") and not clause.heading)):
            if block is None:
                block = Block(tasks or ([above] if above and _is_task(above) else []), {}, set())
                found.append(block)
            dashes = (
                _dashes_behind(siblings[at + 1 :]) if label.end() == len(words) and clause.kind in _LINES and not clause.heading else []
            )
            behind.update(dash.anchor for dash in dashes)
            _fill(block, label, clause, {**below, clause.anchor: dashes} if dashes else below)
        elif time and block:
            block.labels.setdefault("time", []).append((clause, time.end(), len(clause.text)))
            block.lines.add(clause.anchor)
        else:
            if block:
                tasks, block = [], None
            tasks += (c for c in below.get(clause.anchor, [clause]) if c.text)
    return [b for b in found if b.tasks and (b.labels.keys() & {"lead", "perform"})]


def _is_task(above: Clause) -> bool:
    words = above.heading or above.text
    return above.kind in _TASKS and bool(words) and not _LABEL.fullmatch(words)


def _dashes_behind(siblings: list[Clause]) -> list[Clause]:
    """The dashes that stand right behind a label without a value: "Đơn vị thực hiện:" / "- Cục Chuyển đổi số;" / "- Cục Quản lý đất đai."."""
    return [*takewhile(lambda clause: clause.kind == "indent", siblings)]


def _fill(block: Block, label: re.Match[str], clause: Clause, below: dict[str, list[Clause]]) -> None:
    """Put into the block what one label says: in its own line, in the lines below, or in the two labels below it."""
    block.lines.add(clause.anchor)
    lines = below.get(clause.anchor, [])
    if label.lastgroup is None or label.group("both"):
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            words = line.heading or line.text
            if (inner := _LABEL.match(words)) and not inner.group("both") and (inner.end() == len(words) or inner.group("colon")):
                alone = after is not None and after.kind == "wrapup" and inner.end() == len(words) and not below.get(line.anchor)
                _fill(block, inner, line, {**below, line.anchor: [after]} if alone and after else below)
        return
    kind: Label = "lead" if label.group("lead") else "partners" if label.group("partners") else "perform"
    begins = 0 if clause.heading else label.end()
    values: list[Value] = [(clause, begins, len(clause.text))] if begins < len(clause.text) else []
    values += [(line, 0, len(line.text)) for line in lines]
    if values and all(_may_name(*value) for value in values) and any(_only_names(*value) for value in values):
        block.labels.setdefault(kind, []).extend(values)
        block.lines.update(line.anchor for line in lines)


def _only_names(clause: Clause, start: int, end: int) -> bool:
    """Whether the range holds a list of bodies and nothing else."""
    bodies = bodies_at(clause.text, start, clause.agencies, end)
    return bool(bodies.items) and not clause.text[bodies.end : end].strip(" .;")


def _may_name(clause: Clause, start: int, end: int) -> bool:
    """Whether a line between names can be one, too, whatever is known of it: "Các Quân khu", "Các đơn vị thuộc Bộ Quốc phòng; …"."""
    words = clause.text[start:end]
    return ":" not in words and ". " not in words and words[:1].isupper() and len(words) < _LONGEST_NAMES
