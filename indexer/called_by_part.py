"""Bodies that a text calls by their part in what it rules, and not by name: "cơ quan chủ trì", "người được ủy quyền", "đơn vị làm nhiệm vụ bồi thường"."""

from __future__ import annotations

import re

from phancap.indexer.duty_verbs import HANDING
from phancap.indexer.names_set_up import IS_CALLED

# "Bên nhận ủy quyền", "Người được ủy quyền", "Cơ quan, tổ chức, cá nhân nhận phân cấp", "Thủ trưởng các đơn vị được phân cấp, ủy quyền": to whom
# a decision hands power down, and who hands it down ("Cơ quan ủy quyền"), whatever verb follows; not "Cơ quan được ủy quyền cấp giấy phép"
_HANDED = re.compile(
    rf"(?:(?:các|những) )?(?:bên|người|cá nhân|cơ quan|tổ chức|đơn vị|chủ thể)(?:(?:,| và| hoặc|/) ?(?:người|cá nhân|cơ quan|tổ chức|đơn vị))*"
    rf"(?: đã)?(?: được nhận| được| nhận)? {HANDING}(?:(?:,| và| hoặc) (?:được |nhận )?{HANDING})*(?=\s*(?:[:,;.]|$)| (?:và|phải|có|chịu|không|thực hiện|báo cáo|tổ chức|chủ động|căn cứ|khi|trong|định kỳ|sử dụng|gửi|tiếp tục|kịp thời|thường xuyên|nghiêm túc|bố trí|xây dựng)(?!\w))",
    re.I,
)
# "Cơ quan chủ trì có văn bản gửi đến các cơ quan phối hợp, cơ quan phối hợp trả lời …": called by their part in the work; no verb of it stands
# there, as it does in "Các cơ quan phối hợp tổ chức …"
_BY_PART = re.compile(
    r"(?:(?:các|mỗi|từng) )?(?:cơ quan|đơn vị)(?:(?:,| và) (?:cơ quan|đơn vị))? (?:chủ trì|phối hợp)"
    r"(?= (?:(?:có|chịu) trách nhiệm|có (?:văn bản|ý kiến|nhiệm vụ|thông báo)|phải|trả lời|phản hồi|gửi|chưa|không|thông báo|cung cấp|cử|tự|tham gia|tổng hợp|chủ động|xem xét|báo cáo|tiếp thu|giải trình|lập|mời)(?!\w))"
    # "Cơ quan chủ trì cụ thể hóa tiến độ theo tháng …, gửi Sở Công Thương": of the one who leads other verbs tell nothing else
    r"|(?:(?:các|mỗi|từng) )?(?:cơ quan|đơn vị)(?:(?:,| và) (?:cơ quan|đơn vị))? chủ trì"
    r"(?= (?:cụ thể hóa|xây dựng kế hoạch|hoàn thiện|theo dõi|đôn đốc|hướng dẫn|căn cứ|chịu|rà soát|tiến hành)(?!\w))",
    re.I,
)
# "Đơn vị chủ trì, đơn vị phối hợp thực hiện dịch vụ tự kiểm tra …", "Thủ trưởng cơ quan chủ trì và cơ quan phối hợp có trách nhiệm …": both parts side by side
_BOTH_PARTS = re.compile(
    r"(?:các )?(?:cơ quan|đơn vị) chủ trì(?=(?:,| và|, và| hoặc) (?:các )?(?:cơ quan|đơn vị) phối hợp(?!\w))"
    r"|(?:(?<=chủ trì, )|(?<=chủ trì và )|(?<=chủ trì, và )|(?<=chủ trì hoặc )|(?<=và các )|(?<=, các ))(?:các )?(?:cơ quan|đơn vị) phối hợp(?: thực hiện(?: (?:nhiệm vụ|dịch vụ|đề tài|dự án|đề án|kế hoạch|chương trình))?)?(?= (?:tự|(?:có|chịu) trách nhiệm|phải|căn cứ|tổ chức|báo cáo|thường xuyên|chủ động|kịp thời|lập|gửi|xây dựng)(?!\w))",
    re.I,
)
# "Đơn vị, tổ chức thực hiện nhiệm vụ bồi thường, hỗ trợ, tái định cư lập phương án …": called by what they are for, which is a list
_FOR_LAND = re.compile(
    r"(?:(?:các|mỗi|từng) )?(?:cơ quan|đơn vị|tổ chức)(?:(?:,| và) (?:cơ quan|đơn vị|tổ chức))* (?:(?:được giao )?(?:làm|thực hiện)|được giao) nhiệm vụ"
    r" bồi thường(?:, hỗ trợ)?(?:(?:,| và) tái định cư)?(?:(?:,| và)? giải phóng mặt bằng)?(?!\w)",
    re.I,
)
# "cơ quan, đơn vị quản lý, sử dụng công trình hoặc đơn vị được giao sửa chữa công trình (sau đây gọi là đơn vị thực hiện sửa chữa công trình)": whom
# a text gives a short name, all up to the bracket
_GIVEN_A_NAME = re.compile(
    r"(?:(?:các|mỗi|từng) )?(?:cơ quan|đơn vị|tổ chức)(?!,? cá nhân)(?=[\s,])(?:(?! (?:có trách nhiệm|chủ trì|lập|gửi|phối hợp|báo cáo) )[^;:.()]){3,160}?"
    rf"(?=\s*{IS_CALLED}(?:cơ quan|đơn vị|tổ chức)\s)",
    re.I,
)
_CALLED_BY_PART = (_HANDED, _BOTH_PARTS, _BY_PART, _FOR_LAND)
_NAMED_WITHIN = 190  # characters


def called_by_part(text: str, at: int, stop: int) -> int | None:
    """Where the body that begins at ``at`` ends, when it is called by its part (characters); None where none is."""
    kinds = (_GIVEN_A_NAME, *_CALLED_BY_PART) if text.find(" đây ", at, at + _NAMED_WITHIN) > 0 else _CALLED_BY_PART
    called = next(filter(None, (kind.match(text, at, stop) for kind in kinds)), None)
    return called.end() if called else None
