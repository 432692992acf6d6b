"""Places with which a body's name goes on, and committees whose kind is said once: "Công an các huyện Đại Lộc, Duy Xuyên",
"UBND thành phố Đông Hà, thị xã Quảng Trị và các huyện".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phancap.indexer.alternatives import any_of
from phancap.indexer.body_heads import HEAD
from phancap.indexer.duty_verbs import NAME_ENDS
from phancap.indexer.model import Mention
from phancap.indexer.predicates import mention_at
from phancap.indexer.vietnamese import UPPER, slug

PLACE = rf"(?!(?:Sở|Ban|Bộ|Công an|Chủ|Thủ|Giám|Cục|Hội|Văn phòng|Thanh tra|Ủy|Uỷ|UBND|Đề|Giao|Các|Chi cục|Trung tâm|Kho bạc|Trưởng|Chánh|Lãnh đạo|Đài|Báo|Tòa án|Viện|Hạt|Liên đoàn|Mặt trận|Bảo hiểm|Ngân hàng|Phòng|Người|Hiệu trưởng|Tổng|Quỹ)\s)[{UPPER}][^\W\d_]*(?:\s+[{UPPER}][^\W\d_]*){{0,3}}(?!\w)"
_OF_PLACES = re.compile(
    rf"\scác (?:huyện|quận|xã|phường|thị trấn|đặc khu|tỉnh)(?:, (?:huyện|quận|xã|phường|thị xã|thị trấn|đặc khu|thành phố))*\s+{PLACE}$"
)
_OF_AREAS = re.compile(r"ác\s.*\s(?:khu vực|huyện|quận|xã|phường|tỉnh|thành phố)$")
_PLACES_BEHIND = re.compile(rf":\s+{PLACE}(?:(?:\s*,\s*|\s+và\s+){PLACE})+(?=\s+(?![{UPPER}])[^\W\d_])")
_NEXT_PLACE = re.compile(rf"(?:\s*,\s*|\s+và\s+)(?P<place>{PLACE})(?=\s*[,;:.()]|\s+(?![{UPPER}])[^\W\d_]|\s*$)")

# "UBND thành phố Đông Hà, thị xã Quảng Trị và các huyện": committees of more places, whose kind is said once
_COMMITTEE = re.compile(
    rf"(?:Chủ tịch )?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND) (?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn) {PLACE}$|(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn) {PLACE}$"
)
_OTHER_PLACE = re.compile(
    rf"(?:\s*,\s*|\s+và\s+)(?:(?P<one>(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn) {PLACE})|các (?P<all>huyện|quận|thị xã|xã|phường|thị trấn)(?! {PLACE})(?!\w))"
)


# "các xã Mỹ Đức, Quốc Oai rà soát tiêu chí", "Các tỉnh: Quảng Ninh và Hải Phòng:": places themselves are told what to do
_AREA = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|thôn|bản|buôn|ấp)"
THESE_PLACES = re.compile(
    rf"[Cc]ác {_AREA}(?:, {_AREA})*:? (?![{UPPER}]{{3,}}(?!\w)){PLACE}(?:(?:\s*[,;]\s*|\s+và\s+)(?:{_AREA} )?{PLACE})*(?=\s*:|\s+(?:(?:chủ động|khẩn trương|tiếp tục|tập trung|kịp thời|thường xuyên|nghiêm túc|có trách nhiệm|chịu trách nhiệm|phải|cần)|{any_of(NAME_ENDS)})(?!\w))"
)
# "Cấp huyện tổ chức bồi dưỡng cho đối tượng 4", "cấp xã chịu trách nhiệm …": a level is told what to do, whichever bodies of it are meant
_LEVEL = r"[Cc]ấp (?:tỉnh|thành phố|huyện|xã|cơ sở)"
LEVELS_ACT = re.compile(
    rf"(?<!cấp tỉnh và )(?<!cấp huyện và )(?<!cấp tỉnh, )(?<!cấp huyện, )(?:[Cc]ác )?{_LEVEL}(?:(?:,| và) (?:{_LEVEL}|huyện|xã|cơ sở)(?!\w))*(?=:?\s+(?:(?:chủ động|khẩn trương|tiếp tục|tập trung|kịp thời|thường xuyên|nghiêm túc|có trách nhiệm|chịu trách nhiệm|phải)(?!\w)|(?!quản lý|quyết định|quy định|ban hành|giải quyết|phê duyệt|công nhận|thẩm định|tiếp nhận|trả|giao|đánh giá|đề nghị|triển khai){any_of(NAME_ENDS)}(?!\w)(?! \d)))"
)

# "UBND các huyện, thị xã, thành phố Huế": the last of the towns is the only one of its kind, and has its name
TOWNS = (" thành phố", " thị xã", " thị trấn", " TP")
CITY_BEHIND = re.compile(
    rf"\s+(?!(?i:{any_of(NAME_ENDS)})(?!\w)){PLACE}(?:(?:\s*,\s*|\s+và\s+){PLACE}(?!\s+[{UPPER}]))*(?=\s*[,;:.)]|\s*$|\s+(?![{UPPER}])[^\W\d_])"
)


def more_places(text: str, name: str, at: int, stop: int, mentions: Sequence[Mention]) -> int:
    """Where the places end with which a name goes on that says whose body is meant: "Công an các huyện Đại Lộc" before ", Duy Xuyên và Quế Sơn"."""
    if listed := _PLACES_BEHIND.match(text, at, stop) if _OF_AREAS.search(name) else None:
        return listed.end()  # "các Cục Dự trữ Nhà nước khu vực: Hà Nội, Tây Bắc, Vĩnh Phú tổ chức …"
    if not _OF_PLACES.search(name):
        return at
    while (
        (more := _NEXT_PLACE.match(text, at, stop))
        and not mention_at(mentions, more.start("place"))
        and not HEAD.match(text, more.start("place"))
    ):
        at = more.end()
    return at


def other_committees(text: str, name: str, at: int, stop: int) -> tuple[list[tuple[str, str]], int]:
    """The committees ((key, words)) that a list goes on with behind the one of this name, and where the last one ends."""
    found: list[tuple[str, str]] = []
    named = name
    while _COMMITTEE.match(named) and (other := _OTHER_PLACE.match(text, at, stop)):
        named = other["one"] or f"các {other['all']}"
        key = "cap-xa" if other["all"] in ("xã", "phường", "thị trấn") else "cap-huyen" if other["all"] else slug(named)
        found.append((f"uy-ban-nhan-dan-{key}", named))
        at = other.end()
    return found, at
