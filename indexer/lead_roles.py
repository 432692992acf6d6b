"""The role and the partners that a lead-in gives to what stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.announcing import ADVISES
from phancap.indexer.duty_heads import RESPONSIBLE
from phancap.indexer.leading_below import leading_below
from phancap.indexer.model import Document, Duty

_TOPIC = re.compile(
    r"[^.;:]{3,80}:\s+(?=(?:Giao|Đề nghị|Yêu cầu)\s)"
)  # "Về công tác hướng dẫn nghiệp vụ: Giao Sở Nội vụ chủ trì, phối hợp với …:"


def as_the_lead_in_says(duty: Duty, headings: Sequence[tuple[str, str]], document: Document, index: AgencyIndex) -> Duty:
    """The duty with the role and the partners that the lead-in above it gives, where its own words give neither."""
    if duty.role != "perform" or duty.because["bearer"] != "heading":
        return duty
    if any(ADVISES.fullmatch(words) for _, words in headings):
        return msgspec.structs.replace(duty, role="advise", because={**duty.because, "role": "heading"})
    if duty.partners or duty.others:
        return duty
    written = next((words for eid, words in reversed(headings) if eid == duty.because.get("bearer_clause")), "")
    if not written.endswith(":"):
        return duty
    begins = topic.end() if (topic := _TOPIC.match(written)) else 0
    place = document.jurisdiction or "vn"
    said = RESPONSIBLE.match(written[begins:])
    leading = leading_below(written, begins + (said.end() if said else 0), index.all_mentions(written, place), place)
    if leading is None:
        return duty
    return msgspec.structs.replace(
        duty,
        role=leading.role,
        partners=tuple(a for a in leading.partners.agencies if a != duty.bearer),
        others=leading.partners.others,
        because={**duty.because, "role": "heading"},
    )
