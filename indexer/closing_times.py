"""A line that closes a list of tasks and says when they are to be done: "Thời gian hoàn tất: trước ngày 27 tháng 6 năm 2014."

The tasks before it in the same clause take the time where they have none of their own, back to the line that closed the list before. So does a
stretch of one clause that says nothing but when, or how often: "…; hoàn thành trước ngày 30/11", "…; thực hiện thường xuyên".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from phancap.indexer.deadlines import cell_time, find_deadline
from phancap.indexer.model import Clause, Deadline, Document, Duty
from phancap.indexer.rhythms import recurrence_of

_CLOSES = re.compile(
    r"(?:Thời gian|Thời hạn|Tiến độ)(?: thực hiện| hoàn thành| hoàn tất| triển khai)*\s*:\s*"
    r"(?P<time>(?:trước|trong|chậm nhất|muộn nhất|đến|hết|xong|từ|quý|tháng|ngày|năm|h[ằà]ng)\s[^;:()]{2,90}?)[\s.;/]*",
    re.I,
)
# "Thời gian thực hiện hoàn thành xong trước ngày 05 tháng 12 năm 2025.": a sentence that says when what stands before it is to be done
_WHEN_DONE = re.compile(
    r"(?:(?:Thời gian|Thời hạn|Tiến độ)(?: thực hiện| hoàn thành| báo cáo| gửi| triển khai)*|[Hh]oàn thành|[Xx]ong)(?: xong)?(?:\s*:|\s+là)?\s+"
    r"(?:trước|trong|chậm nhất|muộn nhất|đến|hết|quý|tháng|ngày|năm|từ)\s[^;:()]{2,70}?[\s.;/]*"
)
# "…; thực hiện thường xuyên", "Thời gian: hằng năm."
_HOW_OFTEN = re.compile(
    r"(?:(?:Thời gian|Thời hạn|Tiến độ)(?: thực hiện| báo cáo| triển khai)*(?:\s*:|\s+là)?|[Tt]hực hiện|[Tt]riển khai)\s+"
    r"(?P<time>(?:định kỳ )?(?:thường xuyên|h[ằà]ng (?:năm|quý|tháng|tuần))(?:(?:,| và) (?:thường xuyên|liên tục|h[ằà]ng (?:năm|quý|tháng|tuần)))*)[\s.;/]*"
)
_LINES = frozenset({"indent", "subindent", "wrapup"})


def with_closing_times(clauses: Sequence[Clause], document: Document) -> list[Clause]:
    """The clauses, the duties of those that a closing line follows with its deadline."""
    found = [*clauses]
    open_since: dict[tuple[str, str], list[int]] = {}  # by component and parent: the places of the siblings since the last closing line
    for at, clause in enumerate(clauses):
        siblings = open_since.setdefault((clause.component, clause.parent or ""), [])
        unnumbered = clause.kind in _LINES or clause.unnumbered
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


def done_every(duty: Duty, words: str, document: Document, eid: str | None = None) -> Duty:
    """A duty without a time of its own, with how often the words behind it, or the lead-in (clause ``eid``), say that it is done: "; thực hiện thường xuyên"."""
    _, rhythms, said = cell_time(words, document)
    if duty.deadline or duty.recurrence or not rhythms:
        return duty
    because = {**duty.because, "recurrence": "; ".join(said)} | ({"recurrence_clause": eid} if eid else {})
    return msgspec.structs.replace(duty, recurrence=recurrence_of(rhythms), because=because)


def due_by(duty: Duty, words: str, document: Document, eid: str | None = None) -> Duty:
    """A duty without a deadline of its own, with the one that the next sentence or the lead-in (clause ``eid``) gives."""
    found = find_deadline(words, document)
    return with_deadline(duty, found.deadline, eid) if found else duty


def timed_by(text: str, start: int, end: int, duties: list[Duty], document: Document) -> list[Duty]:
    """The duties with the time that a stretch behind them gives, which says nothing else: "; hoàn thành trước ngày …", "Thời gian: hằng năm."."""
    if duties and (when := _WHEN_DONE.fullmatch(text, start, end)):
        return [due_by(duty, when.group(), document) for duty in duties]
    if duties and (often := _HOW_OFTEN.fullmatch(text, start, end)):
        return [done_every(duty, often["time"], document) for duty in duties]
    return []
