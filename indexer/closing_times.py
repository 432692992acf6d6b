"""A line that closes a list of tasks and says when they are to be done: "Thời gian hoàn tất: trước ngày 27 tháng 6 năm 2014."

The tasks before it in the same clause take the time where they have none of their own, back to the line that closed the list before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from phancap.indexer.deadlines import cell_time
from phancap.indexer.model import Clause, Deadline, Document, Duty

_CLOSES = re.compile(
    r"(?:Thời gian|Thời hạn|Tiến độ)(?: thực hiện| hoàn thành| hoàn tất| triển khai)*\s*:\s*"
    r"(?P<time>(?:trước|trong|chậm nhất|muộn nhất|đến|hết|xong|từ|quý|tháng|ngày|năm|h[ằà]ng)\s[^;:()]{2,90}?)[\s.;/]*",
    re.I,
)
_LINES = frozenset({"indent", "subindent", "wrapup"})


def with_closing_times(clauses: Sequence[Clause], document: Document) -> list[Clause]:
    """The clauses, the duties of those that a closing line follows with its deadline."""
    found = [*clauses]
    open_since: dict[tuple[str, str], list[int]] = {}  # by component and parent: the places of the siblings since the last closing line
    for at, clause in enumerate(clauses):
        siblings = open_since.setdefault((clause.component, clause.parent or ""), [])
        unnumbered = clause.kind in _LINES or clause.eid.rpartition("__")[2].startswith("para_nn")
        closes = _CLOSES.fullmatch(clause.text) if unnumbered else None  # "5. Thời gian thực hiện: …" is a part of the plan by itself
        if closes is None:
            siblings.append(at)
            continue
        deadline, rhythms, _ = cell_time(closes["time"], document)
        if deadline and not rhythms:
            for place in siblings:
                duties = tuple(with_deadline(d, deadline, clause.eid) for d in found[place].duties)
                found[place] = msgspec.structs.replace(found[place], duties=duties)
        siblings.clear()
    return found


def with_deadline(duty: Duty, deadline: Deadline, eid: str | None) -> Duty:
    """A duty without a time of its own, with a deadline that the text says elsewhere: in the clause ``eid``, or (None) in its own."""
    if duty.deadline or duty.recurrence:
        return duty
    because = {**duty.because, "deadline": deadline.words} | ({"deadline_clause": eid} if eid else {})
    return msgspec.structs.replace(duty, deadline=deadline, because=because)
