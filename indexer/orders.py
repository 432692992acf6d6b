"""Orders: the words that tell somebody to do something or hand him the power to, whom they tell, and where the verb of the task stands."""

from __future__ import annotations

import re

from phancap.indexer.between import behind_right
from phancap.indexer.bodies import Bodies, bodies_at
from phancap.indexer.duty_verbs import HANDING
from phancap.indexer.model import Mention
from phancap.indexer.predicates import opens_duty

_DELEGATES = rf"{HANDING}(?: thẩm quyền)?(?: cho| để)?"
ASSIGNS = re.compile(
    rf"(?:nay )?(?:(?:cơ bản )?(?:thống nhất|đồng ý|nhất trí)(?: và)?,? (?=giao\s))?(?:giao(?: thêm)?(?: nhiệm vụ| trách nhiệm)?(?: cho)?|(?:kính |trân trọng )?đề nghị|(?:kính |rất )?mong|yêu cầu|phân công|chỉ đạo|kiến nghị|{_DELEGATES}"
    r"|(?-i:Chuyển)(?= (?:Sở|UBND|Ủy ban|Công an|Thanh tra|Phòng|Ban) [^;.:]{3,90}? (?:nghiên cứu|xem xét|xử lý|giải quyết|kiểm tra|tham mưu|thẩm định)(?!\w)))(?:\s*:)?\s+",
    re.I,
)
# "Để bảo đảm thời hạn, Bộ yêu cầu các đồng chí Giám đốc Sở …", "Phó Thủ tướng … yêu cầu Bộ Tư pháp …": who tells has no full name here
# "đồng chí Trần Ngọc Bình – Phó Chủ tịch UBND huyện yêu cầu …", "đồng chí Phó Bí thư Thường trực Huyện ủy cũng giao nhiệm vụ cho …"
_POST = r"(?:(?:Phó |Quyền |Ủy viên )?(?:[Cc]hủ tịch|Bí thư|Ban (?:Thường vụ|Chấp hành)|Trưởng (?:[Bb]an|[Đđ]oàn))(?: (?:[Tt]hường trực|(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân|(?:Tỉnh|Thành|Huyện|Đảng) (?:ủy|uỷ)|Ban [Cc]hỉ đạo)(?: (?:tỉnh|thành phố|huyện|xã|phường))?))*)"
BARE_TELLER = re.compile(
    rf"(?:[Đđ]ồng chí(?: [A-ZĐÁÀẢÂẤẦĂẮÉÊÍÓÔƠÚƯÝỐỒ]\w*){{0,5}}(?:(?:\s*[-–,]\s*| ){_POST})*|(?:Bộ|Sở|Cục|Tổng cục|Tỉnh)|Lãnh đạo (?:Bộ|Sở|Cục|[Tt]ỉnh|[Tt]hành phố|TP|[Hh]uyện|(?:UBND|Ủy ban nhân dân) (?:tỉnh|[Tt]hành phố|huyện))|(?:Phó )?Thủ tướng(?: Chính phủ)?|(?:Phó|Quyền) [Cc]hủ tịch(?: [Tt]hường trực)? (?:UBND|Ủy ban nhân dân) (?:tỉnh|[Tt]hành phố|huyện|xã|phường)|(?:Phó )?(?:Thủ tướng(?: Chính phủ)?|Bộ trưởng|Chủ tịch)(?:,? Trưởng Ban)?(?: [A-ZĐÁÀẢÂẤẦĂẮÉÊÍÓÔƠÚƯÝỐỒ]\w*){{1,5}})(?<!Bộ Ngoại)(?<!Sở Ngoại)\s+(?:cũng |đã |tiếp tục )?(?=(?:yêu cầu|đề nghị|giao(?! dịch| thông)|phân công|chỉ đạo(?= (?:[A-ZĐỦ]|các\s)))\s)"
)
ORDERS = re.compile(
    rf"(?:\s*|,\s+(?=(?:giao|yêu cầu|đề nghị)\s+(?:các|Thủ trưởng|Giám đốc|Chủ tịch|Sở|Ủy ban|UBND)\s))(?:(?:thống nhất|đồng ý|nhất trí)(?: và)?\s+|trân trọng\s+|kính\s+|rất\s+|cũng\s+|đã\s+|thông báo(?:,| và)?\s+(?=(?:đề nghị|yêu cầu|giao)\s)|(?:vừa|đã)\s+(?:có|ban hành)\s+(?:văn bản|công văn|công điện)(?:\s+[^,;.:]{{2,60}}?)?\s+(?:chỉ đạo,\s+)?)?(?:yêu cầu|đề nghị|mong|chỉ thị(?: cho)?|giao(?: nhiệm vụ)?(?: cho)?|phân công|{_DELEGATES})(?:\s*:|,(?= (?:các )?(?-i:[A-ZĐ])))?\s+",
    re.I,
)
_DELEGATING = re.compile(_DELEGATES, re.I)
_TO_WHOM = re.compile(r"\scho\s+(?:các cơ quan, đơn vị sau:?\s+)?")
_IN_DOING = re.compile(r"\s*(?:thẩm quyền\s+)?(?:trong\s+)?(?:việc|công tác)\s+")


def given_to(text: str, order: re.Match[str], end: int, mentions: tuple[Mention, ...], place: str) -> Bodies | None:
    """ "Ủy ban nhân dân tỉnh phân cấp thẩm quyền quyết định thanh lý … cho Sở Nông nghiệp và Môi trường": who is given the power, behind it.

    They end where the verb stands behind "phân cấp thẩm quyền": "quyết định thanh lý …", "trong việc phê duyệt …".
    """
    if not _DELEGATING.search(order.group()):
        return None
    for to in _TO_WHOM.finditer(text, order.end(), end):
        bodies = bodies_at(text, to.end(), mentions, end, place)
        if bodies.items and all(body.named for body in bodies.items):
            aside = _IN_DOING.match(text, order.end(), end)
            return Bodies(bodies.items, aside.end() if aside else order.end())
    return None


# "Ủy quyền cho Giám đốc Sở Xây dựng được cấp chứng chỉ quy hoạch và …"
_MAY = re.compile(
    r"\s+được (?:quyền )?(?=(?:quyết định|phê duyệt|cấp|ký|thẩm định|tổ chức|ban hành|thực hiện|thành lập|bổ nhiệm|tuyển dụng|chấp thuận|xem xét|thay mặt|giải quyết)(?! (?:theo|tại|từ|bởi)(?!\w))(?!\w))"
)
# "giao Đảng ủy Mặt trận Tổ quốc một số nhiệm vụ là: Chủ trì, phối hợp với …"
_SOME_TASKS = re.compile(r"\s+(?:thực hiện )?(?:một số |các |những )?(?:nhiệm vụ|nội dung|việc)(?: sau(?: đây)?| như sau| là)?:\s+")


def behind_order(text: str, order: re.Match[str], at: int, end: int) -> int:
    """Where the verb may stand behind who is told, or is given the power to: "Ủy quyền cho Giám đốc Sở Xây dựng được cấp …"."""
    if (tasks := _SOME_TASKS.match(text, at, end)) and opens_duty(text, tasks.end(), end):
        return tasks.end()
    may = _MAY.match(text, at, end) if _DELEGATING.search(order.group()) else None
    return may.end() if may else behind_right(text, at, end)
