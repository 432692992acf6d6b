"""Gaps: tasks that no one can be held to as they are written, and deadlines that are over.

Nothing is filled in here; a gap says what the words of a clause leave open, so that a reviewer can ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, get_args

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.days import period_end
from phancap.indexer.model import Clause, Deadline, Duty

GapKind = Literal["no-bearer", "unknown-bearer", "two-leads", "report-to-nobody", "passed"]
KINDS: tuple[GapKind, ...] = get_args(GapKind)
# "định kỳ hằng năm báo cáo kết quả thực hiện theo quy định": a report, and nobody to read it
_REPORTS = re.compile(r"(?<!chế độ )(?<!các )(?<!gửi )\b(?:báo cáo(?! viên| tài chính)|lập báo cáo|tổng hợp báo cáo)\b", re.I)
_TO_WHOM = re.compile(r"\b(?:cấp trên|cấp có thẩm quyền|cơ quan(?:, \w+)* có thẩm quyền|theo quy định|cho|với|về|đến|gửi|trình)\b", re.I)


class Gap(msgspec.Struct, frozen=True):
    """One gap: its kind, its duty (``number``: its place in the clause, from 0), and the words it is about."""

    kind: GapKind
    document: str
    clause: str
    eid: str
    citation: str
    number: int
    words: str


def gaps_of(clauses: Iterable[Clause], index: AgencyIndex, today: str | None) -> list[Gap]:
    """The gaps in the clauses, by kind, then in the clauses' order. Without ``today`` (ISO) no deadline has passed.

    A bearer that the register does not know is told once in a document, at its first duty.
    """
    told: set[tuple[str, str]] = set()
    found = [gap for clause in clauses for gap in _of_clause(clause, index, today, told)]
    return sorted(found, key=lambda gap: KINDS.index(gap.kind))


def deadline_end(deadline: Deadline | None) -> str | None:
    """The last day (ISO) on which the duty is in time; None where no day follows from the words."""
    if deadline is None:
        return None
    return deadline.date or (period_end(deadline.period) if deadline.period else None)


def _of_clause(clause: Clause, index: AgencyIndex, today: str | None, told: set[tuple[str, str]]) -> Iterator[Gap]:
    """``told``: the (document, agency) that the register was found not to know; one document says it once."""

    def gap(kind: GapKind, number: int, words: str) -> Gap:
        return Gap(kind, clause.document, clause.id, clause.anchor, clause.citation, number, words)

    for number, duty in enumerate(clause.duties):
        if duty.bearer is None:
            yield gap("no-bearer", number, duty.action)
        elif index.entry(duty.bearer) is None and (clause.document, duty.bearer) not in told:
            told.add((clause.document, duty.bearer))
            yield gap("unknown-bearer", number, duty.because.get("bearer_words") or index.name(duty.bearer))
        if reports_to_nobody(duty):
            yield gap("report-to-nobody", number, duty.action)
        end = deadline_end(duty.deadline)
        if duty.deadline and duty.deadline.holidays != "not-counted" and end and today and end < today:
            yield gap("passed", number, duty.deadline.words)
    for number, names in _rival_leads(clause.duties):
        yield gap("two-leads", number, ", ".join(index.name(name) for name in names))


def reports_to_nobody(duty: Duty) -> bool:
    """Whether a report is the duty itself and its words name no reader, not even "cấp có thẩm quyền"."""
    if duty.recipients or duty.report_to or duty.submit_to or duty.channels:
        return False
    report = _REPORTS.search(duty.action)
    if report is None or (report.start() and not duty.recurrence):
        return False
    return _TO_WHOM.search(duty.action, report.end()) is None


def _rival_leads(duties: tuple[Duty, ...]) -> Iterator[tuple[int, list[str]]]:
    """Tasks (the same words of the clause) that two agencies are to lead: which duty is the first, and who."""
    leads: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for number, duty in enumerate(duties):
        if duty.role == "lead" and duty.bearer:
            leads.setdefault((duty.start, duty.end), []).append((number, duty.bearer))
    for same in leads.values():
        if len({bearer for _, bearer in same}) > 1:
            yield same[0][0], [bearer for _, bearer in same]
