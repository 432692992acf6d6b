"""A line that says no more than who leads, and with whom: "Hằng năm, Sở Tài chính chủ trì, phối hợp với Sở Y tế và các đơn vị liên quan:". What is led stands below it."""

from __future__ import annotations

import re
from typing import NamedTuple

from phancap.indexer.bearers import Bearer, bearers_of
from phancap.indexer.bodies import Bodies, bodies_at
from phancap.indexer.duty_subjects import subject_of
from phancap.indexer.model import Mention

_LEADS = re.compile(
    r"(?:\s*:\s*|\s+|,\s+)?(?:có trách nhiệm\s+)?(?:(?:chủ động|tích cực|thường xuyên),? )?"
    r"(?:(?P<lead>(?:làm )?chủ trì(?: thực hiện)?(?:,| và)? )?phối hợp(?: chặt chẽ)?(?: (?:với|cùng(?: với)?))? |(?P<joins>chủ trì,? cùng(?: với)? )|(?P<alone>chủ trì)(?=\s*:\s*$))",
    re.I,
)
_THEN_LISTED = re.compile(
    r"(?:,? (?:căn cứ|theo)(?: vào)? chức năng,? nhiệm vụ(?:, quyền hạn)?(?: được giao)?)?(?: (?:(?:khẩn trương|tập trung|tổ chức|tiếp tục) )*(?:thực hiện|triển khai)[^.;:]{0,80}| có trách nhiệm)?\s*:\s*$"
)
_LONGEST = 400  # characters
_NONE = Bodies((), 0)


class Leading(NamedTuple):
    """Whose the list below is, in which role, and who helps."""

    bearers: list[Bearer]
    role: str
    partners: Bodies


def leading_below(text: str, at: int, mentions: tuple[Mention, ...], place: str) -> Leading | None:
    """Who leads what stands below a text, read from ``at`` (characters) on; None where it says something to do by itself."""
    if not text.endswith(":") or len(text) > _LONGEST:
        return None
    bodies = bodies_at(text, at, mentions, place=place)
    bearers, end = bearers_of(bodies), bodies.end
    if not bodies.items:
        bearers, end, why = subject_of(text, at, len(text), mentions, False, place)
        if why not in ("subject", "assigned", "label"):
            return None
    leads = _LEADS.match(text, end)
    if leads is None or not bearers:
        return None
    if leads["alone"]:
        return Leading(bearers, "lead", _NONE)
    partners = bodies_at(text, leads.end(), mentions, place=place)
    listed = _THEN_LISTED.search(text, leads.end())
    if listed and partners.end > listed.start():  # "… phối hợp với các đơn vị thực hiện các nhiệm vụ sau:" may name them by what they do
        partners = bodies_at(text, leads.end(), mentions, listed.start(), place)
    if not partners.items or listed is None or partners.end < listed.start():
        return None
    return Leading(bearers, "lead" if leads["lead"] or leads["joins"] else "coordinate", partners)
