"""To whom power is handed down: in a heading, in the sentence that a decision opens with, above "Nội dung phân cấp"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from phancap.indexer.bodies import Bodies, bodies_at
from phancap.indexer.duty_verbs import HANDING
from phancap.indexer.model import Clause, Mention

# "Phân cấp cho Sở Y tế", "ủy quyền … cho Giám đốc Sở Y tế", "Phân cấp, ủy quyền cho …"; without "cho" the receiver follows at once:
# "Chủ tịch Ủy ban nhân dân tỉnh ủy quyền Giám đốc Sở Nội vụ quyết định". "Nhiệm vụ của cấp huyện chuyển giao cho cấp xã" hands on.
_TO = re.compile(
    rf"{HANDING}(?:[^.;:]{{0,160}}?\s|\s)(?:cho|để)\s+(?:(?-i:GIÁM ĐỐC|THỦ TRƯỞNG|CHÁNH|TRƯỞNG BAN|TRƯỞNG PHÒNG)\s+)?|{HANDING}\s+(?-i:(?=[A-ZĐỦ]))"
    r"|(?:chuyển|bàn) giao(?: [^.;:]{0,160}?)? (?:cho|sang|về)\s+|chuyển (?:cho|sang|về)\s+",
    re.I,
)
# "Nhiệm vụ của Chủ tịch Ủy ban nhân dân cấp huyện do Chủ tịch Ủy ban nhân dân cấp xã thực hiện"
_DONE_BY = re.compile(r"(?:các |những )?(?:nhiệm vụ|thẩm quyền|nội dung|công việc|trách nhiệm|quyền hạn)(?!\w)[^.;:]{0,160}?\sdo\s+", re.I)
_DONE = re.compile(
    r"(?:trực tiếp )?(?:thực hiện|quyết định|giải quyết|quản lý|đảm nhiệm|tiếp nhận|phê duyệt|chịu trách nhiệm)(?:,? (?:cụ thể|(?:bao )?gồm)(?: như sau| sau đây)?)?"
)
# "Những nhiệm vụ không ủy quyền cho Giám đốc Sở Tư pháp", "Điều kiện phân cấp cho Ủy ban nhân dân cấp xã", "Sửa đổi … Quyết định … phân cấp cho …"
_NOT_HANDED = re.compile(
    rf"(?:sửa đổi|bổ sung|bãi bỏ|chấm dứt|thu hồi|gia hạn|điều kiện|nguyên tắc|căn cứ|thời hạn|thời gian|hiệu lực|phạm vi|đối tượng|trình tự|quy trình|hồ sơ|tiêu chí|mục đích|hình thức|phương thức)(?!\w)"
    rf"|[^.;:]{{0,120}}?(?<!\w)(?:không|chưa)(?: được)? {HANDING}", re.I
)  # fmt: skip
# "Ủy ban nhân dân tỉnh phân cấp thẩm quyền cho Sở Tư pháp ký quyết định … đối với các trường hợp sau:": who it is for is said here
HANDS_OVER = re.compile(rf"{HANDING}\s(?:[^.;:]{{0,160}}?\s)?cho\s", re.I)
# "Trách nhiệm của Chủ tịch Ủy ban nhân dân cấp xã được ủy quyền", "… sau khi được phân cấp": what was handed to them is no part of the name
IS_HANDED = re.compile(rf"(?:sau khi |khi )?được (?:nhận )?{HANDING}(?:(?:,| và) (?:được )?{HANDING})*(?! [^.;:]* cho\s)", re.I)
_POWER_FOLLOWS = re.compile(
    r"(?:được )?(?:thực hiện|quyết định|quản lý|giải quyết|phê duyệt|thẩm định|ban hành|tổ chức|cấp|xử lý|trong|về|đối với|một số|các|những|sau|như sau)(?!\w)"
)


# "Quy định phân cấp, ủy quyền quản lý …", "Điều 5. Thẩm quyền của Thủ trưởng cơ quan": below it "được quyền quyết định" hands a power to a body;
# below "Thẩm quyền xử phạt", "Thẩm quyền cấp Giấy chứng nhận" of a decree and "Quyền của người khiếu nại" it is no task
_GIVES_POWER = re.compile(
    rf"{HANDING}|^(?:phân định )?thẩm quyền (?:quyết định|phê duyệt)(?!\w)(?!.*xử phạt)|thẩm quyền(?! xử phạt| xử lý)[^.;:]{{0,60}}? của (?!người|tổ chức)(?!.*xử phạt)",
    re.I,
)
HAS_POWER = re.compile(
    # "Chủ tịch Ủy ban nhân dân cấp huyện được quyết định đầu tư các dự án thuộc ngân sách huyện"
    r"\s+được\s+(?=(?:quyết định|phê duyệt|ban hành|chấp thuận|ký)(?!\w)(?! (?:theo|tại|từ|bởi|phân bổ|giao|thành lập) ))|"
    r"\s*,?\s*(?:được|có|giữ) (?:toàn )?(?:thẩm quyền|quyền)(?: trong việc)?\s+(?!hạn(?!\w)|lợi(?!\w)|và(?!\w)|khiếu nại|khởi kiện|tố cáo|từ chối|yêu cầu)",
    re.I,
)


def gives_power(title: str, headings: Sequence[tuple[str, str]]) -> bool:
    """Whether a document of this title, or what stands below these headings ((eId, words)), hands powers to bodies."""
    return re.search(HANDING, title, re.I) is not None or any(_GIVES_POWER.search(words) for _, words in headings)


def _receivers(text: str, mentions: Sequence[Mention], place: str) -> Iterator[tuple[int, Bodies]]:
    """The lists of bodies to which a text hands something, in their order, and where each begins."""
    for to in _TO.finditer(text):
        bodies = bodies_at(text, to.end(), mentions, place=place)
        if bodies.items:
            yield to.end(), bodies


def hands_over(heading: str) -> bool:
    """Whether what stands below a heading is handed to somebody: "Ủy quyền cho Giám đốc Sở Y tế …:", "Nhiệm vụ của Sở Tài chính do Sở Công Thương thực hiện:"."""
    return HANDS_OVER.search(heading) is not None or (heading.endswith(":") and _DONE_BY.match(heading) is not None)


def handed_to(heading: str, mentions: Sequence[Mention], place: str) -> Bodies | None:
    """To whom a heading hands power down: "Thẩm quyền của Ủy ban nhân dân cấp tỉnh phân cấp cho Chủ tịch Ủy ban nhân dân cấp xã",
    "Phân cấp cho Sở Y tế thực hiện một số nhiệm vụ, quyền hạn sau"; None where it names nobody.
    """
    if heading.endswith(".") or _NOT_HANDED.match(heading):
        return None
    for _, bodies in _receivers(heading, mentions, place):
        rest = heading[bodies.end :].strip(" :;")
        return bodies if bodies.items[0].named and (not rest or _POWER_FOLLOWS.match(rest)) else None
    if by := _DONE_BY.match(heading):
        bodies = bodies_at(heading, by.end(), mentions, place=place)
        return bodies if bodies.items and bodies.items[0].named and _DONE.fullmatch(heading[bodies.end :].strip(" :;")) else None
    return None


_TO_WHOM = re.compile(
    rf"(?:Đối tượng|Cơ quan|Đơn vị|Người|Chủ thể|Bên)(?: được| nhận)+ {HANDING}\s*:\s*"
)  # a line above "Nội dung phân cấp:"
# "Quyết định này quy định việc phân cấp cho Sở Công Thương thực hiện …", "… ban hành Quyết định về việc ủy quyền … cho Giám đốc Sở Y tế"
_LAYS_DOWN = re.compile(r"(?:Phạm vi điều chỉnh\W+)?(?:Quyết định|Quy định|Nghị quyết|Thông tư) này (?:quy định|ban hành)", re.I)
_ISSUES = re.compile(r"ban hành (?:Quyết định|Nghị quyết|Quy định)", re.I)
_WHAT_IS_HANDED = re.compile(
    rf"(?:các )?(?:nội dung|nhiệm vụ|lĩnh vực|thẩm quyền|công việc|điều kiện|trách nhiệm)(?:, (?:nhiệm vụ|quyền hạn|thẩm quyền|điều kiện|trách nhiệm))*(?: (?:được )?(?:thực hiện )?)?{HANDING}(?: thực hiện| quản lý)?",
    re.I,
)


def delegated_to(clause: Clause, place: str) -> str:
    """The one body to which a decision delegates, as its preamble, its Điều 1 or a line of its own says it; "" where none or several are named.

    The clause's agencies are known; ``place`` is the jurisdiction of the decision.
    """
    text = clause.text
    if clause.kind not in ("preamble", "article", "paragraph"):
        return ""
    if (whom := _TO_WHOM.match(text)) and (bodies := bodies_at(text, whom.end(), clause.agencies, place=place)).items:
        return text[whom.end() : bodies.end]
    if not (_LAYS_DOWN.match(text) or _ISSUES.search(text)):
        return ""
    found = [*_receivers(text, clause.agencies, place)]
    if not found:
        return ""
    begin, last = found[-1]
    return text[begin : last.end] if len(last.items) == 1 and last.items[0].named else ""


def title_hands_to(title: str, mentions: Sequence[Mention], place: str) -> str:
    """The one body to which a decision hands power by its title: "Về việc ủy quyền cho Giám đốc Sở Công Thương cấp giấy phép …"; "" elsewhere."""
    found = [] if _NOT_HANDED.match(title) else [*_receivers(title, mentions, place)]
    if len(found) != 1 or len(found[0][1].items) != 1 or not found[0][1].items[0].named:
        return ""
    return title[found[0][0] : found[0][1].end]


_LIST_OF_HANDED = re.compile(
    rf"(?:danh mục|nhiệm vụ|nội dung|thẩm quyền|thủ tục hành chính|công việc)(?!\w)[^.;:]*?(?<!\w){HANDING}(?:(?:,| và) {HANDING})*(?: (?:giải quyết|thực hiện|quyết định))?\W*$",
    re.I,
)


def lists_what_is_delegated(clause: Clause) -> bool:
    """Whether the clause is headed "Nội dung phân cấp", or an appendix "Danh mục nhiệm vụ ủy quyền", and names nobody itself."""
    if clause.kind == "preamble" and clause.component != "main":
        return _LIST_OF_HANDED.search(clause.heading) is not None
    return clause.kind in ("article", "section", "paragraph") and _WHAT_IS_HANDED.fullmatch(clause.heading.strip(" .:")) is not None
