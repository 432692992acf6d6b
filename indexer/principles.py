"""What headings say of the sentences below them: principles ("Nguyên tắc", "Đối tượng áp dụng"), below which a sentence burdens nobody unless it says so; what a body may do ("Quyền hạn")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.bearers import Bearer
from phancap.indexer.duty_heads import RESPONSIBLE
from phancap.indexer.model import Duty
from phancap.indexer.vietnamese import exact

_PURPOSE = re.compile(
    r"(?:mục đích|yêu cầu|quan điểm|nguyên tắc|căn cứ|phạm vi(?: điều chỉnh| áp dụng|,(?! trách nhiệm)|$)|đối tượng(?! (?:(?:thực hiện|gửi|lập) (?:chế độ )?báo cáo|kiểm tra|giám sát|thanh tra|và nội dung (?:được )?(?:phân cấp|ủy quyền)))|mục tiêu|tiêu chí|giải thích từ ngữ|cơ sở pháp lý|sự cần thiết)\b|.*\bmục đích, yêu cầu"
)
# "Căn cứ cơ cấu tổ chức của đơn vị, việc phân công nhiệm vụ được triển khai như sau:" says what stands below, and is no heading "Căn cứ"
_GROUND = re.compile(r"căn cứ [^:]{5,},[^:]{5,}\s(?:như sau|sau đây|sau|cụ thể):$")
_AS_TO = re.compile(r"đối với", re.I)  # "a) Đối với các sở, ban, ngành" below "Tiêu chí thi đua" gives nobody a task
_OWES = re.compile(r"\b(?:(?:chịu|có) trách nhiệm|có nhiệm vụ|phải)(?! được)\b")
_SENTENCE = 60  # characters: a heading that is no sentence is shorter
# "2. Phương thức phối hợp:" below "Điều 2. Nguyên tắc, phương thức phối hợp": how they work together is no principle any more
_HOW = re.compile(
    r"trách nhiệm(?!\w)[^.;]{0,80}$|(?:phương thức|phương pháp|hình thức|cách thức|trình tự|quy trình)(?!\w)[^.;]{0,40}(?:phối hợp|làm việc|xử lý|giải quyết)(?!\w)[^.;]{0,40}$"
)
# what a law lays down among its principles, or of whom it is, burdens who is named: "Chính phủ quy định chi tiết Điều này"
_LAYS_DOWN = re.compile(r"(?:quy định|quyết định|hướng dẫn|ban hành|công bố|thống nhất quản lý|phê duyệt|chủ trì|trình|tổ chức)\s", re.I)
# "Quyền hạn của Ban Chỉ đạo" above "Yêu cầu các Bộ, ngành cung cấp thông tin": what the board may do, no order to the ministries
_WHAT_IS_OWED = re.compile(
    r"(?:trách nhiệm|quyền hạn|thẩm quyền|nhiệm vụ|quyền)(?: (?:của|sau)(?!\w)|\s*:|, quyền)|(?:có|chịu) trách nhiệm|nhiệm vụ(?:,| và) quyền hạn|^quyền hạn\W*$",
    re.I,
)
_MAY_DO = re.compile(r"quyền hạn\W*", re.I)
exact_heading = lru_cache(maxsize=1_024)(exact)  # the same headings stand above clause after clause


def states(headings: Sequence[tuple[str, str]], told: set[str]) -> bool:
    """Whether what stands below the headings ((eId, words)) states principles; ``told``: the headings that burden somebody.

    They burden nobody, unless they say so: "Người đứng đầu các cơ quan, đơn vị chịu trách nhiệm trước Ủy ban nhân dân …"; a sentence that tells
    somebody to do what is below is no principle: "Căn cứ Chỉ thị …, Bộ Tài chính đề nghị các Bộ:".
    """
    articles = _of_articles(headings)
    how = max((n for n, (_, words) in enumerate(headings) if _HOW.match(exact_heading(words))), default=-1)
    headings = headings[how:] if how > 0 else headings
    if any(RESPONSIBLE.match(words) and not _AS_TO.match(words) for _, words in headings):
        return False
    return any(
        _PURPOSE.match(exact_heading(words))
        and not _GROUND.match(exact_heading(words))
        and not (eid in told and words.endswith(":") and len(words) > _SENTENCE)
        # "Chương II CĂN CỨ VÀ PHƯƠNG PHÁP TÍNH THUẾ": a chapter's articles say themselves what they are about
        and not (articles and "art_" not in eid and eid != "preamble")
        for eid, words in headings
    )


# "Điều 4. Nguyên tắc tổ chức và phương thức giám sát": not all that stands there is a principle
_AND_HOW = re.compile(
    r"nguyên tắc[^.;:]*?(?:,| và) (?:phương thức|cơ chế|trách nhiệm|thẩm quyền|quan hệ|chế độ|trình tự|nhiệm vụ)(?!\w)", re.I
)


def burdens_yet(duty: Duty, text: str, headings: Sequence[tuple[str, str]], index: AgencyIndex) -> bool:
    """Whether a sentence among principles burdens who is named in it."""
    if duty.because["bearer"] != "subject":
        return False
    if _OWES.search(text, duty.start, duty.end):
        return True
    if not _of_articles(headings) or index.entry(duty.bearer or "") is None:
        return False
    return _LAYS_DOWN.match(duty.action) is not None or any(_AND_HOW.match(words) for _, words in headings)


def _of_articles(headings: Sequence[tuple[str, str]]) -> bool:
    return any("art_" in eid for eid, _ in headings)


# "7. Đề nghị Ủy ban trung ương Mặt trận Tổ quốc Việt Nam … tham gia" below "Trách nhiệm của các cơ quan liên quan" is no act of theirs
_WHOEVER = re.compile(r".*(?:liên quan|có thẩm quyền|khác)", re.I)


def lists_own_acts(text: str, headings: Sequence[tuple[str, str]], bearers: Sequence[Bearer]) -> bool:
    """Whether "Đề nghị Sở Tư pháp …" is the act of the body that the headings burden, and no order: below its powers, whoever they are of."""
    nearest = [words for _, words in headings[-3:]]
    somebody = not all(_WHOEVER.fullmatch(bearer.words) for bearer in bearers)
    owed = somebody and not text.endswith("/.") and any(_WHAT_IS_OWED.search(words) for words in nearest)
    return owed or any(_MAY_DO.fullmatch(words) for words in nearest)
