"""Paragraphs without a number that go on with the one before them: "Đồng thời, phối hợp với UBND các huyện …" names nobody."""

from __future__ import annotations

import re

from phancap.indexer.alternatives import any_of
from phancap.indexer.carrying_out import CARRY_OUT
from phancap.indexer.duty_verbs import VERBS
from phancap.indexer.model import Clause

_NO_PARAGRAPHS = frozenset({"row", "recipients", "signature", "preamble"})
# "Đồng thời, phối hợp với UBND các huyện …", "Bên cạnh đó, tăng cường …", and what somebody must do with or for others: "Phối hợp với Sở Y tế …"; not
# "Tăng cường sự lãnh đạo của cấp ủy, chính quyền …", which is said to all
_GOES_ON = re.compile(
    r"(?:(?:Đồng thời|Bên cạnh đó|Cạnh đó|Ngoài ra|Cùng với đó|Song song đó|Mặt khác|Trước mắt)(?:,\s+|\s+)(?=[a-zđ])(?!(?:chỉ đạo|yêu cầu|giao|đề nghị|phân công) (?:[A-ZĐỦ]|các\s))|(?:Chủ trì(?:,| và) )?(?:[Pp]hối hợp (?:chặt chẽ )?(?:với|cùng)|[Tt]ham mưu)\s)"
)


# what is said to all, or of a paper: "Tăng cường sự lãnh đạo của cấp ủy …", "Báo cáo kết quả gửi về …"
_TO_ALL = r"(?:Tăng cường|Đẩy mạnh|Nâng cao|Quán triệt|Thực hiện|Phát huy|Tiếp tục|Nghiêm túc|Tập trung|Chấp hành|Căn cứ|Đề nghị|Yêu cầu|Giao|Báo cáo|Thông báo|Thông tin|Kiến nghị|Mời|Gửi)"
# "UBND các huyện theo dõi diễn biến mưa lũ …" / "Triển khai lực lượng xung kích …": in a letter that tells nobody what all are to do, what names nobody
# goes on with the paragraph before it; not what is a lead-in, or said of a paper or of all
_ACTS = re.compile(
    rf"(?:(?:Kịp thời|Chủ động|Thường xuyên|Khẩn trương) )?(?!{_TO_ALL}(?!\w))(?i:{any_of(VERBS)})(?!\w)(?! (?:của|này|số|trên|nêu)(?!\w))[^:]*$"
)


def goes_on_in_letter(text: str, kind: str) -> bool:
    """Whether a letter's paragraph tells somebody to act and names nobody, not even those whom all is said to."""
    return kind == "Công văn" and _ACTS.match(text) is not None


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
