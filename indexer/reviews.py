"""What a person confirmed or corrected in the machine's reading (``reviews.toml``), laid over it; and how such an entry is written.

A correction holds for the words it was made for: when the clause's text has changed since, or words of the correction are not in the
clause, the machine's reading stays and a finding says so.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Container, Iterable
from typing import NamedTuple, cast

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.deadlines import find_deadline
from phancap.indexer.model import Clause, Deadline, Document, Duty
from phancap.indexer.registers import CorrectedDuty, Review, Rhythm
from phancap.indexer.rhythms import recurrence_of

CHANGED = "Điều khoản đã được rà soát nhưng nội dung nay đã khác; cần rà soát lại."
DIFFERS = "Máy nay đọc điều khoản này khác với điều người rà soát đã xác nhận; giá trị đã xác nhận được giữ, nên xem lại."
GONE = "Điều khoản đã được rà soát nay không còn trong văn bản; cần rà soát lại."


class Applied(NamedTuple):
    """The clause's duties after the review, or the sentence (Vietnamese) that says why it could not be applied."""

    duties: tuple[Duty, ...]
    trouble: str | None = None


def text_digest(text: str) -> str:
    """The short digest of a text (first 16 hex digits of SHA-256); a review written by hand may keep that of the clause's text alone."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def clause_digest(clause: Clause) -> str:
    """The digest that a review keeps: of the clause's words and of the headings that it stands under, which may name who bears its duties."""
    return text_digest("\n".join((*clause.trail, clause.heading, clause.text)))


def apply(review: Review, clause: Clause, document: Document, index: AgencyIndex, met: Container[str] = ()) -> Applied:
    """The clause's duties as the reviewer left them; ``met`` are the ids of the bodies that the document names."""
    if review.digest not in (clause_digest(clause), text_digest(clause.text)):
        return Applied(clause.duties, CHANGED)
    said = f"{review.by}, {review.on:%d/%m/%Y}" + (f": {review.note}" if review.note else "")
    confirmed = review.verdict == "confirmed"
    if confirmed and (not review.duty or review.duty == tuple(map(as_written, clause.duties))):
        return Applied(tuple(msgspec.structs.replace(d, review="reviewed", because={**d.because, "review": said}) for d in clause.duties))
    duties: list[Duty] = []
    for wanted in review.duty:
        made = _corrected(wanted, clause, document, index, said, met)
        if isinstance(made, str):
            return Applied(clause.duties, made)
        duties.append(msgspec.structs.replace(made, review="reviewed") if confirmed else made)
    return Applied(tuple(duties), DIFFERS if confirmed else None)


def _corrected(wanted: CorrectedDuty, clause: Clause, document: Document, index: AgencyIndex, said: str, met: Container[str]) -> Duty | str:
    start = clause.text.find(wanted.action)
    if start < 0 or not wanted.action.strip():
        return f'Bản sửa của người rà soát có chữ "{wanted.action}" không có trong điều khoản; cần sửa lại mục này trong reviews.toml.'
    deadline: Deadline | None = None
    if wanted.deadline:
        if wanted.deadline not in clause.text:
            return f'Thời hạn "{wanted.deadline}" của người rà soát không có trong điều khoản; cần sửa lại mục này trong reviews.toml.'
        found = find_deadline(wanted.deadline, document)
        deadline = found.deadline if found else Deadline(wanted.deadline)
    named: dict[str, tuple[str, ...]] = {}
    for key in ("partners", "recipients", "report_to", "submit_to", "channels"):
        ids = [agency_named(name, document, index, met) for name in getattr(wanted, key)]
        if None in ids:
            unknown = getattr(wanted, key)[ids.index(None)]
            return _unknown(unknown)
        named[key] = tuple(i for i in ids if i)
    bearer = agency_named(wanted.bearer, document, index, met) if wanted.bearer else None
    if wanted.bearer and bearer is None:
        return _unknown(wanted.bearer)
    return Duty(
        bearer=bearer, role=wanted.role, action=wanted.action, others=wanted.others, deadline=deadline,
        recurrence=recurrence_of(wanted.recurrence), start=start, end=start + len(wanted.action),
        because={"bearer": "review", "role": "review", "review": said}, review="corrected", partners=named["partners"],
        recipients=named["recipients"], report_to=named["report_to"], submit_to=named["submit_to"], channels=named["channels"], product=wanted.product,
    )  # fmt: skip


def _unknown(name: str) -> str:
    return f'Cơ quan "{name}" trong bản sửa của người rà soát chưa có trong danh mục; hãy thêm vào agencies.toml hoặc sửa tên.'


def agency_named(name: str, document: Document, index: AgencyIndex, met: Container[str]) -> str | None:
    """The id of an agency that a reviewer wrote by its id or by a name of the register; None when it is neither.

    ``met`` are the ids of bodies that no register knows and that may be meant.
    """
    if "/" in name and (index.entry(name) is not None or name in met):
        return name
    return index.named(name, document.jurisdiction or "vn")


def as_written(duty: Duty) -> CorrectedDuty:
    """A duty of the machine as a reviewer would write it, ready to be changed."""
    rhythms = duty.recurrence
    return CorrectedDuty(
        action=duty.action, role=duty.role, bearer=duty.bearer, partners=duty.partners, others=duty.others, recipients=duty.recipients,
        report_to=duty.report_to, submit_to=duty.submit_to, channels=duty.channels,
        recurrence=cast(tuple[Rhythm, ...], (rhythms,) if isinstance(rhythms, str) else rhythms or ()), deadline=duty.deadline.words if duty.deadline else None,
        product=duty.product,
    )  # fmt: skip


def entry(clause: Clause, by: str, on: datetime.date, duties: Iterable[CorrectedDuty] | None = None, note: str = "") -> str:
    """A ``[[review]]`` block of TOML: what was confirmed, or corrected to ``duties`` (none: the clause gives no duty)."""
    lines = [
        "", "[[review]]", f"clause = {_quoted(clause.id)}", f"digest = {_quoted(clause_digest(clause))}",
        f"by = {_quoted(by)}", f"on = {on.isoformat()}", f'verdict = "{"confirmed" if duties is None else "corrected"}"',
    ]  # fmt: skip
    if note:
        lines.append(f"note = {_quoted(note)}")
    for duty in map(as_written, clause.duties) if duties is None else duties:
        lines += ["", "[[review.duty]]"]
        for key, value in msgspec.to_builtins(duty).items():
            if value:
                lines.append(f"{key} = {_quoted(value) if isinstance(value, str) else '[' + ', '.join(map(_quoted, value)) + ']'}")
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """A TOML basic string; JSON escapes the same characters in the same way."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
