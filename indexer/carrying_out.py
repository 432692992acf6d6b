"""Who is to carry out a decision: the long list that closes it."""

from __future__ import annotations

import re

from phancap.indexer.bodies import Bodies, Body, bodies_at
from phancap.indexer.model import Mention

# "Chánh Văn phòng …, Giám đốc các Sở …, Công ty … và các cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này."
CARRY_OUT = re.compile(
    r"(?:chịu trách nhiệm|có trách nhiệm)(?: tổ chức)?(?: triển khai)?(?:,)? (?:thi hành|thực hiện) (?:Quyết định|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Kế hoạch|Luật|Quy định|Quy chế) này"
    r"|chịu trách nhiệm(?: tổ chức)? thi hành(?=[\s./]*$)|căn cứ (?:Quyết định|Nghị quyết|Chỉ thị)(?: này)? (?:chịu trách nhiệm )?(?:tổ chức )?(?:thi hành(?!\w)|thực hiện(?=[\s./]*$))"
)
_MADE_BY = re.compile(r"[^;.:]{0,80}?\sdo\s[^;.:]{3,120}?\s(?:thành lập|quản lý|cấp phép|quyết định thành lập)(?!\w)")
_NEXT = re.compile(r"[,;]\s+|\s+và\s+")
_ANY_OF = re.compile(r"(?:Giám đốc|Thủ trưởng|Người đứng đầu|Trưởng) các (?=[^A-ZĐỦ]+$)")
_NAMELY = re.compile(r"\s*:\s+(?=[A-ZĐỦ])")  # "Giám đốc các sở, ngành, đơn vị, địa phương: Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh, …"


def carrying_out(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> Bodies | None:
    """All bodies of the long list that closes a decision, whatever else stands between them, ending where the verb stands; None elsewhere."""
    closing = CARRY_OUT.search(text, start, end)
    if closing is None:
        return None
    found: list[Body] = []
    at, end = start, closing.start()
    while at < end:
        bodies = bodies_at(text, at, mentions, end, place)
        if bodies.items and (namely := _NAMELY.match(text, bodies.end, end)) and bodies_at(text, namely.end(), mentions, end, place).items:
            found += bodies.items
            while found and (not found[-1].named or _ANY_OF.match(found[-1].words)):
                found.pop()
            at = namely.end()
            continue
        found += bodies.items
        if not bodies.items and (made := _MADE_BY.match(text, at, end)):
            at = made.end()  # "tổ chức do Chính phủ, Thủ tướng Chính phủ thành lập": neither of the two is meant
        joint = _NEXT.search(text, max(bodies.end, at), end)
        if joint is None:
            break
        at = joint.end()
    return Bodies(tuple(found), end) if found else None
