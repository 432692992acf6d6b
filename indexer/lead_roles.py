"""The role and the partners that a lead-in gives to what stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.announcing import ADVISES
from phancap.indexer.bodies import bodies_at
from phancap.indexer.duty_heads import RESPONSIBLE
from phancap.indexer.model import Document, Duty

# "Sở Y tế chủ trì, phối hợp với Sở Nội vụ, các địa phương thực hiện các nhiệm vụ sau:" above dashes: so each of them is to be done
_LEADS_WITH = re.compile(
    r"(?:(?:chủ động|tích cực|thường xuyên),? )?(?:(?P<lead>(?:làm )?chủ trì(?: thực hiện)?(?:,| và)? )?phối hợp(?: chặt chẽ)?(?: với| cùng(?: với)?) |(?P<joins>chủ trì,? cùng(?: với)? ))"
)
_TOPIC = re.compile(
    r"[^.;:]{3,80}:\s+(?=(?:Giao|Đề nghị|Yêu cầu)\s)"
)  # "Về công tác hướng dẫn nghiệp vụ: Giao Sở Nội vụ chủ trì, phối hợp với …:"
_THEN_LISTED = re.compile(
    r"(?:,? (?:căn cứ|theo)(?: vào)? chức năng,? nhiệm vụ(?:, quyền hạn)?(?: được giao)?)?(?: (?:(?:khẩn trương|tập trung|tổ chức|tiếp tục) )*(?:thực hiện|triển khai)[^.;:]{0,80}| có trách nhiệm)?\s*:$"
)


def as_the_lead_in_says(duty: Duty, headings: Sequence[tuple[str, str]], document: Document, index: AgencyIndex) -> Duty:
    """The duty with the role and the partners that the lead-in above it gives, where its own words give neither."""
    if duty.role != "perform" or duty.because["bearer"] != "heading":
        return duty
    if any(ADVISES.fullmatch(words) for _, words in headings):
        return msgspec.structs.replace(duty, role="advise", because={**duty.because, "role": "heading"})
    if duty.partners or duty.others:
        return duty
    written = next((words for eid, words in reversed(headings) if eid == duty.because.get("bearer_clause")), "")
    begins = topic.end() if (topic := _TOPIC.match(written)) else 0
    leads = _LEADS_WITH.search(written, begins) if written.endswith(":") else None
    if leads is None or re.search(r"[.;:]", written[begins : leads.start()]):
        return duty
    place = document.jurisdiction or "vn"
    mentions = index.all_mentions(written, place)
    said = RESPONSIBLE.match(written[begins:])
    bearers = bodies_at(written, begins + (said.end() if said else 0), mentions, place=place)
    listed = _THEN_LISTED.search(written, leads.end())
    partners = bodies_at(written, leads.end(), mentions, listed.start() if listed else None, place)
    if not partners.items or written[bearers.end : leads.start()].strip(" ,") or listed is None or partners.end < listed.start():
        return duty
    return msgspec.structs.replace(
        duty,
        role="lead" if leads.group("lead") or leads.group("joins") else "coordinate",
        partners=tuple(a for a in partners.agencies if a != duty.bearer),
        others=partners.others,
        because={**duty.because, "role": "heading"},
    )
