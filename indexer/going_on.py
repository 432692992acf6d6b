"""Paragraphs without a number that go on with the one before them: "Đồng thời, phối hợp với UBND các huyện …" names nobody."""

from __future__ import annotations

import re

from phancap.indexer.carrying_out import CARRY_OUT
from phancap.indexer.model import Clause

_NO_PARAGRAPHS = frozenset({"row", "recipients", "signature", "preamble"})
# "Đồng thời, phối hợp với UBND các huyện …", "Bên cạnh đó, tăng cường …", and what somebody must do with or for others: "Phối hợp với Sở Y tế …"; not
# "Tăng cường sự lãnh đạo của cấp ủy, chính quyền …", which is said to all
_GOES_ON = re.compile(
    r"(?:(?:Đồng thời|Bên cạnh đó|Cạnh đó|Ngoài ra|Cùng với đó|Song song đó|Mặt khác|Trước mắt)(?:,\s+|\s+)(?=[a-zđ])(?!(?:chỉ đạo|yêu cầu|giao|đề nghị|phân công) (?:[A-ZĐỦ]|các\s))|(?:Chủ trì(?:,| và) )?(?:[Pp]hối hợp (?:chặt chẽ )?(?:với|cùng)|[Tt]ham mưu)\s)"
)


def unnumbered(clause: Clause) -> bool:
    """Whether the clause is a paragraph that no number or mark opens."""
    return clause.kind in ("wrapup", "intro") or clause.unnumbered


def goes_on_from(text: str) -> bool:
    """Whether a paragraph only goes on with what the one before it says somebody is to do."""
    return _GOES_ON.match(text) is not None


def last_burdened(clause: Clause) -> str:
    """Whom the last sentence of a text burdens by name, as a head for a paragraph that goes on with it; "" where it burdens nobody so."""
    last = clause.duties[-1] if clause.duties and clause.kind not in _NO_PARAGRAPHS else None
    if last is None or last.because["bearer"] not in ("subject", "assigned", "label", "carried") or CARRY_OUT.search(clause.text):
        return ""
    words = [duty.because.get("bearer_words", "") for duty in clause.duties if duty.start == last.start and duty.bearer]
    return ", ".join(dict.fromkeys(words)) + ":" if words and all(words) else ""
