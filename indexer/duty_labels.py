"""Label lines beneath a task: "Đơn vị chủ trì: Sở Tư pháp", "Đơn vị phối hợp: …", "Thời gian thực hiện: Quý IV năm 2025".

They belong to the task above them: the text that they follow, or the numbered task whose list they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from phancap.indexer.bodies import Bodies, Body, bodies_at
from phancap.indexer.cell_bodies import bodies_in, led_with, roles_aside
from phancap.indexer.deadlines import cell_time, find_deadline
from phancap.indexer.label_blocks import Label, Value, blocks_of
from phancap.indexer.model import Clause, Document, Duty, Role, anchored
from phancap.indexer.predicates import opens_with_verb
from phancap.indexer.rhythms import find_recurrence, recurrence_of
from phancap.indexer.vietnamese import slug

_WHO = r"(?:(?:các\s+)?(?:cơ quan|đơn vị|sở|tổ chức|bộ phận|địa phương)(?:\s*,\s*(?:cơ quan|đơn vị|địa phương|tổ chức|ngành|ban))*\s+(?:được giao\s+)?)"
# "- Hoàn thành trước 30/6/2026." among label lines: a time, and nothing else
_BY = r"(?<=oàn thành)\s+(?=(?:(?:xong|trước|trong|chậm nhất|vào|ngày|tháng|quý|năm|hết|cuối|đầu|IV|I{1,3}|\d{1,4})(?!\w)[\s/.-]*)+;?\s*(?:\n|$))"
# a label opens a line, or stands behind the end of what comes before: "… Đơn vị chủ trì: Sở KH&CN; Đơn vị phối hợp: Công an tỉnh", "… (Chủ trì: …)",
# "a) Cơ quan chủ trì: Sở Nội vụ; b) Thời gian: quý I", "Đơn vị chủ trì: Phòng Kinh tế, phối hợp: Trạm Y tế phường"
_LINE = re.compile(
    rf"(?:^|(?<=\n)|(?<=[.;])\s+(?:[b-eđ]\)\s+)?|(?<=,)\s+(?=(?:đơn vị |cơ quan )?phối hợp(?: thực hiện)?\s*:)|(?<=\()|(?<=\s)(?=[-–*•](?:\s|(?:Thời (?:gian|hạn)|Cơ quan|Đơn vị)(?!\w))))[-–+*•\s]*(?:(?P<lead>{_WHO}?(?:được giao )?(?:chủ trì|đầu mối)(?:,? (?:thực hiện|tham mưu|xây dựng|soạn thảo)){{0,2}})"
    rf"|(?P<partners>{_WHO}?(?:tham gia )?phối hợp(?: thực hiện)?|{_WHO}tham gia(?: thực hiện)?)"
    rf"|(?P<perform>{_WHO}(?:thực hiện|chịu trách nhiệm|phụ trách|tham mưu|được giao|triển khai|chịu trách nhiệm thực hiện)|phân công(?: thực hiện)?|trách nhiệm(?: thực hiện)?|thực hiện)"
    rf"|(?P<time>(?:(?:thời gian |ngày )?bắt đầu\s*:[^:;\n]{{3,40}}[;,]\s*)?(?:dự kiến )?(?:thời gian|thời hạn|tiến độ|lộ trình)(?: (?:tổ chức |triển khai )?thực hiện| tổ chức| triển khai| tiến hành| hoàn thành| trình(?: (?:Chính phủ|Thủ tướng Chính phủ|Quốc hội|Ủy ban nhân dân(?: tỉnh)?|UBND(?: tỉnh)?|Bộ|cấp có thẩm quyền|ban hành|ký))?| ban hành| kết thúc| dự kiến)?|(?:ngày |hạn |thời điểm )?hoàn thành)|(?P<submit>cấp trình|trình cấp(?: có thẩm quyền)?)|(?P<product>(?:kết quả|sản phẩm)(?: đạt được| dự kiến| đầu ra)?))(?:\s*:\s*(?=\S)|{_BY})",
    re.I,
)
_SAYS_WHO = re.compile(r"(?:cơ quan|đơn vị),?\s", re.I)  # "Đơn vị phối hợp: Các doanh nghiệp viễn thông": a label, whoever it names
# "Đơn vị chủ trì: Đồng chí Phó Chủ tịch Thường trực, phụ trách lĩnh vực …": a person, kept in words
_PERSON = re.compile(
    r"(?:(?:các|Các) )?(?:Đồng chí|đồng chí|Đ/c|đ/c|Ông|Bà)\s+[^,;.:()\n]{3,80}(?:, (?:được phân công )?phụ trách [^,;.:()\n]{3,80})?"
)
# "Thời gian: tháng 10/2017. Kinh phí: Ngân sách tỉnh": another label, of no duty
_OTHER_LABEL = re.compile(
    r"[.;]\s+(?=(?:Kinh phí|Nguồn kinh phí|Nguồn vốn|Địa điểm|Thành phần|Nội dung|Hình thức|Số lượng|Đối tượng|Ghi chú)[^.;:]{0,30}:)"
)
_DUE = re.compile(r"hoàn thành|trước|chậm nhất|muộn nhất", re.I)  # not "Giải quyết việc làm cho 2.500 người trong năm 2026"
_LONGEST_WORDS = 100  # characters of who helps, where no body is known
_TASKS_ABOVE = frozenset({"paragraph", "point", "indent", "subindent", "article"})


# "a) Hoạt động 1 / - Nội dung: Triển khai Tháng hành động … / - Cơ quan thực hiện: Sở Nội vụ": the task is what "Nội dung:" says
_MERE_NUMBER = re.compile(r"(?:Hoạt động|Nhiệm vụ|Nội dung|Giải pháp|Công việc|Mô hình)(?: số)? (?:\d{1,2}|[IVX]{1,4})")
_TASK = r"(?:Nhiệm vụ(?: cụ thể)?|Công việc)"
_TASK_SAID = re.compile(rf"{_TASK}\s*:\s*\w")
_CONTENT = re.compile(rf"^(?:Nội dung(?: hoạt động| thực hiện| công việc| nhiệm vụ)?|{_TASK})\s*:\s*")


@dataclass
class _Task:
    """A task and the labels that were found for it, each with the clause and the range of its value."""

    clause: Clause
    action: str
    labels: dict[Label, list[Value]] = field(default_factory=dict)


class Labelled(NamedTuple):
    """What label lines say: ``duties`` of the tasks that they assign, and the anchors of the lines themselves.

    ``told`` are the anchors of what else stands in a list with label lines: it tells more of the same task, and has no bearer of its own.
    """

    duties: dict[str, list[Duty]]
    lines: frozenset[str]
    told: frozenset[str]


def labelled(clauses: Sequence[Clause], document: Document) -> Labelled:
    """The tasks that label lines assign. ``clauses`` are in document order with their agencies; a task whose labels name nobody is left alone."""
    tasks: list[_Task] = []
    silent: list[str] = []
    by_anchor = {c.anchor: c for c in clauses}
    below = _children(clauses)
    current: _Task | None = None
    before: Clause | None = None
    run: list[Clause] = []  # equals without labels since the last label line
    more = _continued(clauses, document)
    continued = {clause.anchor for rest in more.values() for clause in rest}
    blocks = blocks_of(clauses)
    told_apart = {anchor for block in blocks for anchor in block.lines}
    for block in blocks:
        silent += block.lines
        tasks += [_Task(c, _words(c.text or c.heading), {**block.labels}) for c in block.tasks if not any(d.bearer for d in c.duties)]
    for clause in clauses:
        lines = _labels_of(clause) if clause.anchor not in told_apart else []
        if clause.anchor in continued:
            continue
        if not lines:
            if clause.text or clause.heading:
                if run and (run[-1].kind, run[-1].parent) != (clause.kind, clause.parent):
                    run = []
                run.append(clause)
                before = clause
            continue
        first = lines[0][1] if clause.text[: lines[0][1]].strip(" (") else 0  # "(Cơ quan chủ trì: Sở Du lịch; …)" in a line of its own
        if first > 0 or (clause.heading and clause.kind in _TASKS_ABOVE):
            owner: Clause | None = clause  # "Rà soát quy định. / Đơn vị chủ trì: Sở Tư pháp": all in one clause
        else:
            owner = _task_above(clause, before, by_anchor)
            silent.append(clause.anchor)
        if owner is None:
            continue
        contents = _content_of(owner, below)
        owner = contents[0] if contents else owner
        if current is None or current.clause is not owner:
            text = owner.text[:first] if owner is clause else owner.text
            current = _Task(owner, _words(text or owner.heading))
            tasks.append(current)
            tasks += [_Task(c, _words(c.text), current.labels) for c in contents[1:]]
            if owner is before and owner is not clause and run[-1:] == [owner]:
                # "- Tăng cường … / - Nâng cao … / Đơn vị thực hiện: …": dashes before it without labels are of the same block
                tasks += [_Task(c, c.text.strip().rstrip(" .;:("), current.labels) for c in run[:-1] if _waits(c)]
        run = []
        for label, _, start, end in lines:
            rest = more.get(clause.anchor, ()) if end == len(clause.text) else ()
            current.labels.setdefault(label, [(clause, start, end), *((c, 0, len(c.text)) for c in rest)])
    found: dict[str, list[Duty]] = {}
    for task in tasks:
        if duties := _duties(task, document):
            found.setdefault(task.clause.anchor, []).extend(duties)
    if not found:
        return Labelled({}, frozenset(), frozenset())
    return Labelled(found, frozenset((*silent, *continued)), _told_more(clauses, tasks, found) - {*silent, *continued})


def _children(clauses: Sequence[Clause]) -> dict[str, list[Clause]]:
    below: dict[str, list[Clause]] = {}
    for clause in clauses:
        if clause.parent:
            below.setdefault(anchored(clause.component, clause.parent), []).append(clause)
    return below


def _told_more(clauses: Sequence[Clause], tasks: Sequence[_Task], found: dict[str, list[Duty]]) -> frozenset[str]:
    """The anchors of what else stands in the lists with label lines: it tells more of the same task."""
    lists = {
        t.clause.anchor
        for t in tasks
        if t.clause.anchor in found and all(h is not t.clause for told in t.labels.values() for h, _, _ in told)
    }
    return frozenset(
        c.anchor
        for c in clauses
        if (c.kind in ("indent", "subindent") or _CONTENT.match(c.text))
        and c.parent
        and anchored(c.component, c.parent) in lists
        and c.anchor not in found
    )


def _words(text: str) -> str:
    """A task's words without the label before them and the stops behind them."""
    return _CONTENT.sub("", text.strip(), count=1).rstrip(" .;:(")


def _content_of(task: Clause, below: dict[str, list[Clause]]) -> list[Clause]:
    """Where a task that is only counted ("Hoạt động 1") says what is to be done: the line "Nội dung: …", or the lines below "Nội dung:"."""
    if not _MERE_NUMBER.fullmatch((task.text or task.heading).strip(" .:")):
        return []
    for line in below.get(task.anchor, []):
        if label := _CONTENT.match(line.text):
            return [line] if label.end() < len(line.text) else [c for c in below.get(line.anchor, []) if c.text]
    return []


def _continued(clauses: Sequence[Clause], document: Document) -> dict[str, list[Clause]]:
    """The lines in which the list of a label goes on, by the anchor of its line: "Đơn vị phối hợp: Văn phòng UBND tỉnh;" above "Các sở, ban, ngành;"."""
    found: dict[str, list[Clause]] = {}
    head: Clause | None = None
    before: Clause | None = None
    for clause in clauses:
        if head and before and _lists_on(clause, before, document):
            found.setdefault(head.anchor, []).append(clause)
        else:
            lines = _labels_of(clause) if clause.text.endswith((";", ",")) else []
            head = clause if lines and lines[-1][0] in ("lead", "perform", "partners") else None
        before = clause if clause.text.endswith((";", ",")) else None
    return found


def _lists_on(clause: Clause, before: Clause, document: Document) -> bool:
    """Whether a line is bodies and nothing else, an equal of the line before it."""
    if clause.heading or (clause.kind, clause.parent) != (before.kind, before.parent):
        return False
    bodies = bodies_at(clause.text, 0, clause.agencies, place=document.jurisdiction or "vn")
    return bool(bodies.items) and not clause.text[bodies.end :].strip(" .;,")


def _waits(clause: Clause) -> bool:
    """Whether a dash is a task that nothing has given to anybody yet."""
    is_task = bool(clause.duties) or opens_with_verb(clause.text, 0, len(clause.text))
    return clause.kind in ("indent", "subindent") and is_task and not any(d.bearer for d in clause.duties)


def _labels_of(clause: Clause) -> list[tuple[Label, int, int, int]]:
    """(label, where its line begins, start and end of its value) of a clause's label lines (characters of its text)."""
    if (":" not in clause.text and not clause.text.startswith(("Hoàn thành ", "hoàn thành "))) or clause.kind in (
        "preamble",
        "row",
        "recipients",
        "signature",
    ):
        return []
    text = clause.text
    found: list[tuple[Label, int, int, int]] = []
    matches = list(_LINE.finditer(text))
    closes = 0  # where the brackets end in which labels stand
    for number, match in enumerate(matches):
        label: Label = match.lastgroup  # type: ignore[assignment]
        value = match.end()
        end = text.find("\n", value)
        end = min(end if end >= 0 else len(text), matches[number + 1].start() if number + 1 < len(matches) else len(text))
        if text.endswith("(", 0, match.start()) and (closes := text.find(")", value)) < 0:
            continue
        if value < closes:
            end = min(end, closes)
        if other := _OTHER_LABEL.search(text, value, end):
            end = other.start()
        if (
            label in ("time", "product")
            or bodies_at(text, value, clause.agencies, end).items
            or _PERSON.match(text, value)
            or _SAYS_WHO.match(match.group().lstrip(" -–+*•"))
        ):
            found.append((label, match.start(), value, end))
    found = [f for f in found if f[0] not in ("time", "product") or not text.endswith("(", 0, f[1]) or len(found) > 1]
    return found if any(label in ("lead", "perform", "partners") for label, *_ in found) or (found and found[0][1] == 0) else []


def _task_above(clause: Clause, before: Clause | None, by_anchor: dict[str, Clause]) -> Clause | None:
    """The task that a label line belongs to: the numbered one in whose list it stands, else the text before it."""
    parent = by_anchor.get(anchored(clause.component, clause.parent)) if clause.parent else None
    marked = clause.kind in ("indent", "subindent", "point")
    if marked and before and before.parent == clause.parent and _TASK_SAID.match(before.text):
        return before  # "- Nhiệm vụ: Triển khai chi trả qua tài khoản." / "- Đơn vị chủ trì: Sở Nội vụ."
    if marked and parent and parent.kind in _TASKS_ABOVE:
        return parent
    return before


def _duties(task: _Task, document: Document) -> list[Duty]:
    label: Label = "lead" if "lead" in task.labels else "perform"
    if label not in task.labels or not task.action:
        return []
    holder, start, end = task.labels[label][0]
    place = document.jurisdiction or "vn"
    who = _value(task, label, document)
    led = led_with(holder, who, end, place)  # "Cơ quan thực hiện: Sở Y tế chủ trì, phối hợp với Công an tỉnh"
    if not who.items and (person := _PERSON.match(holder.text, start, end)):
        who = Bodies((Body(f"{place}/{slug(person.group())}", person.group(), False),), person.end())
    partners = _value(task, "partners", document)
    if led is not None and not partners.items:
        partners = led
    if led is None and (aside := roles_aside(holder, start, end, place)):  # "Đơn vị thực hiện: Sở Y tế (chủ trì), Sở Tài chính (phối hợp)"
        who, led = aside
        partners = Bodies((*led.items, *partners.items), 0)
    role: Role = "lead" if label == "lead" or led is not None else "perform"
    time = task.labels.get("time")
    words = time[0][0].text[time[0][1] : time[0][2]] if time else ""
    deadline, rhythms, rhythm_words = cell_time(words, document)
    if not rhythms:
        rhythms, rhythm_words = find_recurrence(task.action)  # "Kiểm tra thường xuyên … / Thời gian thực hiện: năm 2025"
    if not time and (found := find_deadline(task.action, document)) and _DUE.search(found.deadline.words):
        deadline = found.deadline  # "Thu ngân sách đạt …, hoàn thành trước ngày 31/12/2026. Đơn vị chủ trì: Phòng Kinh tế"
    product = task.labels.get("product", [None])[0]
    because = {"bearer": "label", "role": "label", "role_words": holder.text[:start].rpartition("\n")[2].strip(" -–+:")}
    if holder is not task.clause:
        because["bearer_clause"] = holder.eid
    if rhythm_words:
        because["recurrence"] = "; ".join(rhythm_words)
    if deadline:
        because["deadline"] = deadline.words
    text = task.clause.text
    at = text.find(task.action) if text else -1
    return [
        Duty(
            bearer=body.agency, role=role, action=task.action, partners=tuple(a for a in partners.agencies if a != body.agency), others=partners.others,
            recipients=(), report_to=(), recurrence=recurrence_of(rhythms),
            deadline=deadline, start=max(at, 0), end=max(at, 0) + len(task.action) if at >= 0 else 0,
            submit_to=_value(task, "submit", document).agencies,
            because={**because, "bearer_words": body.words} | ({"except": " ".join(body.excepted)} if body.excepted else {}), product=product[0].text[product[1] : product[2]].strip(" .;") if product else None,
        )
        for body in dict.fromkeys(who.items)
    ]  # fmt: skip


def _value(task: _Task, label: Label, document: Document) -> Bodies:
    place = document.jurisdiction or "vn"
    values = task.labels.get(label, [])
    found = [bodies_in(*value, place, called=True) for value in values]
    items: list[Body] = []
    for (clause, start, end), bodies in zip(values, found, strict=True):
        words = clause.text[start:end].strip(" .;")
        told = len(values) > 1 or (label == "partners" and len(words) <= _LONGEST_WORDS)
        items += bodies.items or ([Body(f"{place}/{slug(words)}", words, False)] if told else [])
    return Bodies(tuple(items), found[0].end if found else 0)
