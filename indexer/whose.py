"""Whose a body is, said behind its name: "các sở, ban, ngành Thành phố", "Bảo hiểm xã hội Việt Nam thuộc Bộ Tài chính"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phancap.indexer.alternatives import any_of
from phancap.indexer.duty_verbs import NAME_ENDS, VERBS
from phancap.indexer.model import Mention
from phancap.indexer.predicates import mention_at
from phancap.indexer.vietnamese import UPPER

_UNIT = re.compile(r"(?:Phòng|Ban|Trung tâm|Chi cục|Văn phòng|Thanh tra|Vụ|Viện|Bệnh viện)\s")
_DASH = re.compile(r"\s+[-–]\s+(?=(?:Sở|Bộ|Cục|Tổng cục|Công an)\s)")
_ACTS_BEHIND = re.compile(rf"\s+{any_of(NAME_ENDS)}(?!\w)|\s*:")
_OWNED = re.compile(
    r"các (?:cơ quan|đơn vị|ban|phòng|bộ phận|tổ chức)(?:(?:,| và) (?:các )?(?:cơ quan|đơn vị|ban|phòng|bộ phận))*(?: đảng| chuyên môn| sự nghiệp)?",
    re.I,
)
_OWNED_BY = re.compile(r"\s+của\s+(?=[A-ZĐỦ])")
_PART_OF = re.compile(r"\s+(?:trực )?thuộc\s+")
# "Cục An toàn thực phẩm - Bộ Y tế, Vụ Khoa học và Công nghệ - Bộ Công Thương": the ministry behind a dash is whose it is
_OF_MINISTRY = re.compile(r"(?<!Bộ)\s+[-–]\s+(?=Bộ\s)")
_AREA = r"(?:tỉnh|thành phố|thành|huyện|thị xã|thị trấn|thị|quận|xã|phường|đặc khu|thôn|ấp|bản|buôn|khu phố|tổ dân phố|khu dân cư)(?!\w)"
_KINDS = r"Sở|UBND|Ủy ban|Công an|Chi cục|Cục|Ban|Phòng|Văn phòng|Trung tâm|Hội|Liên đoàn|Ngân hàng|Kho bạc|Bảo hiểm|Thanh tra|Báo|Đài"
# What may stand behind a body's name and says no more than whose it is: "các sở, ban, ngành Thành phố", "… thuộc tỉnh".
WHOSE = re.compile(
    rf"\s+các cấp (?:tỉnh|thành phố|Thành phố)(?:\s+[{UPPER}][^\W\d_]*){{0,4}}(?!\w)|\s*,\s*thành phố(?: trực thuộc [Tt]rung ương|(?=\s*[:;]|\s+[^\W\d_A-ZĐ]))|\s+(?:[{UPPER}][^\W\d_]*)(?:\s+[{UPPER}][^\W\d_]*){{0,3}}(?=\s*(?::|\.?$))|\s+(?:các địa phương|các {_AREA}(?:(?:, ?| và |, và |/| [-–] )(?:các )?{_AREA})*(?!\s+[{UPPER}]))(?:\s+trực thuộc [Tt]rung ương)?(?!\w)|\s+(?:cùng cấp|có tên trên|nêu trên|ven biển|trên biển|tại chỗ|ven sông|biên giới|miền núi|có (?:rừng|biển|biên giới|dịch|dự án|đê)(?: (?:chạy |đi )?qua(?: địa bàn)?)?|đó|của Quốc hội|sau (?:khi )?(?:sắp xếp|sáp nhập|hợp nhất|kiện toàn))(?!\w)|\s+(?:xã|phường)(?=\s*(?:[:;]|,(?! (?:xã|phường|đặc khu|thị trấn))|\.?$))|\s+(?:các\s+)?(?:xã, phường|phường, xã)(?:(?:,| và) (?:thị trấn|đặc khu))?(?!\w)"
    r"|\s+(?:trên|trong)(?: toàn)? địa bàn(?: (?:xã|phường|đặc khu|quản lý|được phân công))?(?!\w)(?! (?:tỉnh|thành phố|Thành phố|huyện)(?!\w))"
    r"|\s+(?:quận\s*[-–]\s*huyện|huyện\s*[-–]\s*quận|(?:phường\s*[-–]\s*xã|xã\s*[-–]\s*phường)(?:(?:,|\s*[-–]) thị trấn)?)(?!\w)"
    rf"|,?\s*(?:\.{{3}}|…|v\.v\.*…?)(?=\s+(?![{UPPER}])[^\W\d_])"  # "Hội Cựu chiến binh, Thành đoàn... phát động các cuộc vận động"
    r"|\s+và tương đương(?!\w)"  # "Chánh án Tòa án quân sự quân khu và tương đương bổ nhiệm …"
    r"|\s+từng địa phương (?:có|nơi)(?: [^\W\d_]+){1,4}?(?=\s+(?:quyết định|có trách nhiệm|chủ trì|phối hợp|chịu trách nhiệm)(?!\w))"
    r"|\s+(?:các ngành, các cấp|các cấp, các ngành|(?:các|hai|02) cấp)(?!\w)"  # "Kho bạc Nhà nước các cấp kiểm soát chi", "Viện kiểm sát nhân dân hai cấp"
    r"|\s+trong (?:toàn )?(?:tỉnh|thành phố|xã|phường|huyện|ngành)(?!\w)(?! và ngoài)"
    r"|\s+nhóm \d(?:(?:,| và) nhóm \d)*(?!\w)"
    r"|\s+(?:nêu|có tên|quy định) tại (?:các )?(?:điểm|khoản|Điều|mục|Mục|Phụ lục)\s[^,;.:()]{1,60}?(?:này|nêu trên|số \d+/\S+)(?=\s+(?:có|chịu|chủ|phối|tổ chức|thực hiện)(?!\w))"
    r"|\s+[-–]\s+(?:[Cc]ơ ?quan|[Đđ]ơn vị)\s+(?:thường trực|đầu mối)[^;.:()]{0,90}?(?=\s*,?\s+(?:chủ trì|có trách nhiệm|tham mưu|phối hợp|tổng hợp|tổ chức|theo dõi|hướng dẫn|báo cáo|thực hiện|chịu|xây dựng|đôn đốc|giúp)(?!\w)|\s*:|\s*$)"
    # "Đồng chí Giám đốc Sở Nội vụ - Phó Trưởng Ban Thường trực chỉ đạo …", "Ông Nguyễn Văn A, Phó Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo: …"
    r"|(?:\s+[-–]|,(?= Phó Trưởng)|,(?= [^:;.,]{4,60}:))\s+(?:Phó )?(?:Trưởng [Bb]an|Trưởng [Tt]iểu ban|Tổ trưởng|Tổ phó|Chủ tịch Hội đồng|[Ủủ]y viên|[Tt]hành viên|[Tt]hư ký)(?: [^\W\d_]+){0,8}?(?=\s+(?:chủ trì|chỉ đạo|chịu trách nhiệm|có trách nhiệm|tham mưu|phối hợp|tổng hợp|trực tiếp|theo dõi|phụ trách)(?!\w)|\s*:)"
    rf"|(?!\s+(?:{_KINDS})\s)(?:\s+[{UPPER}][^\W\d_]*){{2,4}}(?=\s+{any_of(VERBS)}(?!\w)|\s*[,;] (?:các|{_KINDS})\s)"  # "Kho bạc Nhà nước Đông Anh tạo điều kiện"
    r"|(?<=Trung ương) Đảng(?!\w)"  # "Ban Tổ chức Trung ương Đảng"
    r"|\s+của (?:Quốc hội|Chính phủ|Đảng)(?!\w)"
    # "Sở Y tế, Sở Nội vụ mỗi đơn vị cử 01 lãnh đạo", "UBND các xã thuộc vùng dự án bàn giao mặt bằng"
    rf"|(?:,?\s+mỗi (?:đơn vị|cơ quan|sở|ngành|địa phương|xã)|\s+(?:thuộc|trong) (?:vùng|khu vực|phạm vi) (?:dự án|quy hoạch|thiên tai|thực hiện dự án))(?=\s+{any_of(VERBS)}(?!\w))"
    rf"|\s+(?:xã|phường|đặc khu)(?=\s+(?:mỗi (?:đơn vị|tổ chức|hội|đoàn thể) )?{any_of(VERBS)}(?!\w))"  # "Phòng Văn hóa - Xã hội phường chủ trì"
    # "Chủ tịch Ủy ban nhân dân các tỉnh khu vực miền Trung và Tây Nguyên rà soát …"
    r"|\s+(?:thuộc |trong )?(?:khu vực|vùng)(?:,?\s+(?:miền|duyên hải|trung du|đồng bằng|núi|phía|ven biển|và(?=\s+(?:miền|Tây|Đông|Nam|Bắc|[Dd]uyên|[Đđ]ồng|Trung)(?!\w))|(?!Bộ|Sở|UBND|Ủy|Cục|Ban|Chủ|Văn|Công)[A-ZĐ][^\W\d_]*))+"
    r"|,\s+(?:nhất là|trước hết là|đặc biệt là|trực tiếp là)\s[^;.:()]{3,250}?(?=,?\s+(?:quán triệt|lãnh đạo|chỉ đạo|nâng cao|tiếp tục|nghiêm túc|quan tâm|xác định|chấp hành|thường xuyên|rà soát|xây dựng|báo cáo|đẩy mạnh|chủ động|có trách nhiệm|chịu trách nhiệm|tập trung|tổ chức|thực hiện|phối hợp|khẩn trương|tăng cường|cần|phải)(?!\w))"
    r"|,\s+trong đó trọng tâm là\s[^.;]{3,120}?(?=:?\.?$)"
    r"|\s+nơi (?!không )[^,;.:()]{3,80}?(?=\s*:|\s+(?:có trách nhiệm|chịu trách nhiệm|phải|quyết định|xem xét|tổ chức|thực hiện|chủ trì|phối hợp|tiếp nhận|cấp|xác nhận|thông báo|đăng tải|tập trung|khẩn trương|chủ động|kịp thời|tăng cường|phải|tiếp tục|đẩy nhanh|bố trí|rà soát|chỉ đạo|quan tâm|bàn giao|gửi|trả lời|kiểm tra|lập|thành lập|báo cáo|phê duyệt|ban hành(?! kèm)|hướng dẫn|thẩm định)(?!\w))"
    # "Ủy ban nhân dân các địa phương có nông sản xuất khẩu qua biên giới thường xuyên cập nhật …"
    r"|(?<=các địa phương) có (?!trách nhiệm|nhiệm vụ|văn bản|kế hoạch|biện pháp|giải pháp|phương án|ý kiến|báo cáo)[^,;.:()]{3,60}?(?=\s+(?:thường xuyên|chủ động|khẩn trương|tổ chức|chỉ đạo|(?:có|chịu) trách nhiệm|phối hợp|chủ trì|tăng cường|tiếp tục|tập trung|rà soát|xây dựng|báo cáo)(?!\w))"
    r"|\s+(?:trực thuộc|thuộc)\s+(?:Sở|Bộ|Cục|Chi cục)(?=\s+(?:(?:có|chịu) trách nhiệm|chủ trì|phối hợp|thực hiện|tổ chức|tham mưu|kiểm tra|hướng dẫn|báo cáo)(?!\w)|\s*:)"
    rf"|(?<=Ngân hàng Nhà nước Việt Nam)(?:\s+[-–])?\s+[Cc]hi nhánh (?:tỉnh|thành phố)(?:\s+[{UPPER}][^\W\d_]*){{0,4}}(?!\w)"
    r"|\s+nơi có [^,;.:()]{2,40}(?=, (?:UBND|Ủy ban nhân dân|Công an|Chủ tịch)\s)"
    r"|\s+nơi (?:có|không) (?:(?!, (?:UBND|Ủy ban nhân dân|Công an|Chủ tịch)\s)[^;.:()]){3,120}?(?=\s+(?:có|chịu) trách nhiệm(?!\w))"
    r"|\s+(?:trực thuộc|thuộc|của)\s+(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+(?:tỉnh|thành phố|Thành phố|cấp xã|cấp huyện|cấp tỉnh)(?!\w)|\s+(?:(?:của|thuộc|trực thuộc|trên địa bàn|ở|tại)\s+(?:toàn\s+)?)?(?:cấp tỉnh|cấp huyện|cấp xã|cấp thành phố|tỉnh|thành phố|Tỉnh|Thành phố|địa phương|trung ương|Trung ương|mình)(?!\w)(?! ủy)"
)


def behind_whose(text: str, words: str, named: bool, end: int, stop: int, mentions: Sequence[Mention]) -> int:
    """Behind the words that say whose the body of these words is, where it ends at ``end``: "Bảo hiểm xã hội Việt Nam thuộc Bộ Tài chính", "Phòng Nghiệp vụ Y - Sở Y tế làm đầu mối"."""
    # "Văn phòng Tỉnh ủy và các ban của Tỉnh ủy phân công lãnh đạo trực", "các đơn vị của Sở Y tế chuẩn bị thuốc"
    owner = _OWNED_BY.match(text, end, stop) if _OWNED.fullmatch(words) else None
    if owner and (whose := mention_at(mentions, owner.end())) and _ACTS_BEHIND.match(text, whose.end, stop):
        return whose.end
    if not named:
        return end
    of = _PART_OF.match(text, end, stop) or _OF_MINISTRY.match(text, end, stop)
    if of and (whose := mention_at(mentions, of.end())):
        return whose.end
    dash = _DASH.match(text, end, stop) if _UNIT.match(words) else None
    whose = mention_at(mentions, dash.end()) if dash else None
    return whose.end if whose and _ACTS_BEHIND.match(text, whose.end, stop) else end
