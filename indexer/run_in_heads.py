"""Headings that stand in the line of what they head: "2. Sở Y tế. Chủ trì tổ chức tiêm vắc xin", "Trách nhiệm của Công an tỉnh. Chỉ đạo lực lượng …"."""

from __future__ import annotations

import re

from phancap.indexer.bodies import bodies_at
from phancap.indexer.model import Clause
from phancap.indexer.predicates import VERB_INSIDE
from phancap.indexer.private_parties import outsider_at
from phancap.indexer.vietnamese import UPPER

OF_WHOM = re.compile(
    r"(?:(?:[Tt]rách nhiệm|[Nn]hiệm vụ|[Qq]uyền hạn|[Tt]hẩm quyền)(?:(?:,| và) (?:trách nhiệm|nhiệm vụ|quyền hạn|nghĩa vụ|quyền))*(?: cụ thể| chung| chủ yếu)? (?:của|đối với)|Đối với|Về phía)\s+"
)
_NO_LINES = frozenset({"row", "recipients", "signature", "preamble"})
_LONGEST = 160  # characters
# "9. Sở Tư pháp - Cơ quan thường trực. Tổng hợp …": what the body is beside
_STANDING = re.compile(r"(?: [-–] |, )(?:là )?(?:[Cc]ơ quan|[Đđ]ơn vị) (?:thường trực|đầu mối|chủ trì|tham mưu)[^.;:]{0,60}")
_NEXT_SENTENCE = re.compile(rf"\.\s+(?=[{UPPER}])")


def run_in_head(clause: Clause) -> str:
    """The first sentence of a text where it is a list of bodies and nothing else, and others follow; "" where it is not."""
    text = clause.text
    stop = _NEXT_SENTENCE.search(text, 0, _LONGEST)
    if stop is None or clause.kind in _NO_LINES:
        return ""
    of = OF_WHOM.match(text, 0, stop.start())
    begin = of.end() if of else 0
    if VERB_INSIDE.search(text, begin, stop.start()) or outsider_at(text, begin):
        return ""  # "Đối với nhà đầu tư độc lập, đơn dự thầu phải được ký tên …. Trường hợp …" is a sentence
    if of is None and not (clause.agencies and clause.agencies[0].start < stop.start()):
        return ""
    bodies = bodies_at(text, begin, clause.agencies)
    beside = _STANDING.match(text, bodies.end, stop.start())
    return text[: stop.start()] if bodies.items and (beside.end() if beside else bodies.end) == stop.start() else ""
