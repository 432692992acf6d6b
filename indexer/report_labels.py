"""The rules of one report, label by label, as texts on reporting lay them down since Nghị định 09/2019/NĐ-CP.

    Điều 7. Báo cáo công tác cải cách hành chính
    1. Đối tượng thực hiện báo cáo: Các sở, ban, ngành; Ủy ban nhân dân cấp xã.
    2. Cơ quan nhận báo cáo: Sở Nội vụ.
    3. Thời hạn gửi báo cáo: Báo cáo quý trước ngày 15 của tháng cuối quý; báo cáo năm trước ngày 15/12.
    4. Tần suất thực hiện báo cáo: Hằng quý, hằng năm.

The task is the report that the heading or "Tên báo cáo: …" names; what else the labels tell ("Nội dung yêu cầu báo cáo") is no task of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from phancap.indexer.bodies import Body
from phancap.indexer.cell_bodies import bodies_in
from phancap.indexer.deadlines import cell_time, find_deadline
from phancap.indexer.model import Clause, Deadline, Document, Duty, anchored
from phancap.indexer.rhythms import recurrence_of

_WHOSE = r"(?:(?:các )?(?:cơ quan|đơn vị)(?:,? (?:và )?(?:cơ quan|đơn vị|tổ chức|địa phương|cá nhân))*)"
_LABEL = re.compile(
    rf"(?:(?P<name>tên(?: của)? báo cáo)|(?P<who>(?:đối tượng|{_WHOSE})(?: phải| có trách nhiệm)? (?:thực hiện|gửi|lập|xây dựng)(?: chế độ)? báo cáo)|(?P<to>(?:nơi|{_WHOSE})(?: tiếp)? nhận báo cáo)"
    r"|(?P<when>thời (?:hạn|gian)(?: thực hiện)?(?: gửi| nộp| hoàn thành)?(?: chế độ)? báo cáo)|(?P<often>(?:tần suất|kỳ)(?: thực hiện)? báo cáo)"
    r"|(?P<told>(?:nội dung(?: yêu cầu)?|phương thức(?: gửi(?:, nhận)?)?|hình thức(?: gửi)?|mẫu(?: đề cương)?|đề cương|thời gian chốt số liệu|quy trình(?: thực hiện)?)(?: của)? báo cáo))(?: định kỳ)?\s*(?::|$)\s*",
    re.I,
)
_Label = Literal["name", "who", "to", "when", "often", "told"]
_PIECES = re.compile(r";\s+|\n")


class _Value(NamedTuple):
    """Where what a label says stands: characters of a clause's text."""

    clause: Clause
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.clause.text[self.start : self.end].strip(' .;“”"')


class Reported(NamedTuple):
    """The duties of reports, by the anchor of the clause that names the report, and the anchors of the lines that only tell of it."""

    duties: dict[str, list[Duty]]
    lines: frozenset[str]


def reported(clauses: Sequence[Clause], document: Document) -> Reported:
    """The reports that a text asks for label by label. ``clauses`` are in document order, with their agencies."""
    labels: dict[str, list[tuple[_Label, Clause, int]]] = {}
    for clause in clauses:
        if clause.kind in ("paragraph", "point", "indent") and (label := _LABEL.match(clause.heading or clause.text)):
            labels.setdefault(anchored(clause.component, clause.parent or ""), []).append(
                (label.lastgroup, clause, 0 if clause.heading else label.end())  # type: ignore[arg-type]
            )
    groups = [(above, found) for above, told in labels.items() for found in _reports(told) if {"who"} < {name for name, *_ in found}]
    duties: dict[str, list[Duty]] = {}
    # "Cơ quan thực hiện báo cáo:" above sentences burdens nobody itself
    lines = {clause.anchor for found in labels.values() for _, clause, start in found if start == len(clause.text)}
    if groups:
        below = _below(clauses)
        by_anchor = {c.anchor: c for c in clauses}
        for above, found in groups:
            task = next((clause for name, clause, _ in found if name == "name"), by_anchor.get(above))
            if task and (read := _duties(task, found, below, document)):
                duties[task.anchor] = read
                lines |= {c.anchor for _, clause, _ in found if clause is not task for c in (clause, *below.get(clause.anchor, ()))}
    return Reported(duties, frozenset(lines))


def _reports(labels: list[tuple[_Label, Clause, int]]) -> list[list[tuple[_Label, Clause, int]]]:
    """The labels of each report, where several are asked for one after the other: "1. Tên báo cáo: A", "2. Đối tượng …", "5. Tên báo cáo: B", …"""
    begins = [n for n, (name, *_) in enumerate(labels) if name == "name"]
    if len(begins) < 2:
        return [labels]
    return [labels[at:end] for at, end in pairwise([*begins, len(labels)])] if begins[0] == 0 else []


def _below(clauses: Sequence[Clause]) -> dict[str, list[Clause]]:
    below: dict[str, list[Clause]] = {}
    for clause in clauses:
        if clause.parent:
            below.setdefault(anchored(clause.component, clause.parent), []).append(clause)
    return below


def _duties(task: Clause, labels: list[tuple[_Label, Clause, int]], below: dict[str, list[Clause]], document: Document) -> list[Duty]:
    place = document.jurisdiction or "vn"
    said: dict[_Label, list[_Value]] = {}
    for name, clause, start in labels:
        lines = [_Value(clause, start, len(clause.text)), *(_Value(c, 0, len(c.text)) for c in below.get(clause.anchor, ()))]
        said.setdefault(name, []).extend(line for line in lines if line.words)
    action = said["name"][0].words if said.get("name") else (task.heading or task.text).strip(" .:")
    who = _bodies(said.get("who", []), place)
    if not action or not who:
        return []
    to = _bodies(said.get("to", []), place) or []
    deadline, rhythms, words = _time([line.words for name in ("when", "often") for line in said.get(name, [])], document)
    holder = said["who"][0]
    because = {"bearer": "label", "bearer_clause": holder.clause.eid, "role": "label", "role_words": "báo cáo"}
    because |= ({"recurrence": "; ".join(words)} if words else {}) | ({"deadline": deadline.words} if deadline else {})
    at = max(task.text.find(action), 0)
    return [
        Duty(
            bearer=body.agency,
            role="perform",
            action=action,
            partners=(),
            others=(),
            recipients=tuple(dict.fromkeys(b.agency for b in to if b.named and b.agency != body.agency)),
            report_to=(),
            recurrence=recurrence_of(rhythms),
            deadline=deadline,
            start=at,
            end=at + len(action) if action in task.text else at,
            because={**because, "bearer_words": body.words},
        )
        for body in dict.fromkeys(who)
    ]


def _bodies(values: list[_Value], place: str) -> list[Body] | None:
    """The bodies that the lines of a label list; None where a line holds anything else: "Công an cấp xã báo cáo Công an tỉnh"."""
    found: list[Body] = []
    for clause, start, end in values:
        bodies = bodies_in(clause, start, end, place)
        if not bodies.items or clause.text[bodies.end : end].strip(" .;"):
            return None
        found += bodies.items
    return found


def _time(lines: list[str], document: Document) -> tuple[Deadline | None, list[str], list[str]]:
    """The first deadline, all rhythms and the words that say them, of lines that say when and how often."""
    deadline: Deadline | None = None
    rhythms: list[str] = []
    words: list[str] = []
    for piece in (piece for line in lines for piece in _PIECES.split(line)):
        due, often, said = cell_time(piece, document)
        found = find_deadline(piece, document)  # of "Báo cáo quý gửi trước ngày 15 của tháng cuối quý" the words that say when
        deadline = deadline or (found.deadline if found else due)
        new = [rhythm for rhythm in often if rhythm not in rhythms]
        rhythms += new
        words += said if new else ()
    return deadline, rhythms, words
