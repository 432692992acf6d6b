"""Who is no public body and yet is told to do things: "Doanh nghiệp viễn thông", "Chủ đầu tư các dự án", "Tổ chức, cá nhân".

One list for the places where it matters: a bearer kept in words, an item of a list of bodies that is passed over, the subject that keeps a
sentence from the body of the heading above. Each place adds what only it may take.
"""

from __future__ import annotations

import re

from phancap.indexer.alternatives import any_of
from phancap.indexer.vietnamese import UPPER

_PARTIES = (
    "doanh nghiệp", "chủ đầu tư", "nhà đầu tư", "nhà thầu", "hợp tác xã", "hộ gia đình", "hộ dân", "hộ kinh doanh", "người dân", "người lao động", "cá nhân", "tổ chức, cá nhân",
    "chủ sở hữu", "chủ rừng", "chủ cơ sở", "chủ hồ", "chủ phương tiện", "cơ sở sản xuất", "cơ sở kinh doanh", "cơ sở nuôi trồng", "tổ chức tín dụng", "ngân hàng thương mại",
)  # fmt: skip
PEOPLE = (
    *_PARTIES, "gia đình", "người sử dụng", "người có uy tín", "nhân dân", "hộ", "chủ", "nhà cung cấp", "nhà khoa học", "nhà sản xuất", "chuyên gia", "công dân", "cộng đồng",
    "học sinh", "sinh viên", "phụ huynh", "cha mẹ", "tổ chức và cá nhân", "tổ chức cá nhân", "du khách", "đảng viên", "đoàn viên", "hội viên",
)  # fmt: skip
"""Who a heading among those of bodies may name without naming one: people of any kind among them."""
# "công ty cổ phần …" is any of them; "Công ty Điện lực Quảng Nam", "Tập đoàn Viettel" are bodies by name
_KINDS = rf"(?:công ty|tập đoàn|Công ty(?= (?![{UPPER}]))|Tập đoàn(?= (?![{UPPER}])))"
PRIVATE = rf"(?:{any_of((*_PARTIES, *(f'{p[0].upper()}{p[1:]}' for p in _PARTIES)))}|{_KINDS})(?!\w)"
# "Các tổ chức, cá nhân có trách nhiệm bảo vệ cây xanh; kịp thời báo …", "Người dân khi phát hiện … thông báo …; tham gia …": who is no public
# body does what the sentence goes on with, too, whatever heading stands above
NOBODY_OWES = re.compile(
    rf"\s*(?:(?:Các|Mọi|Những|Đối với (?:các )?) ?)?(?:{PRIVATE}|tổ chức (?:và|hoặc) cá nhân|(?:người sử dụng lao động|nhân dân|chủ (?:doanh nghiệp|hộ gia đình)|bên (?:thuê|mua|bán|trúng))(?!\w))[^;.:]{{0,160}}?\s(?:(?:có|chịu) trách nhiệm|có nghĩa vụ|phải|thông báo|báo cáo|lập|nộp|gửi)(?!\w)",
    re.I,
)
# "Kết thúc cuộc họp, các thành viên tham gia có trách nhiệm ký vào biên bản để xác nhận ý kiến": not the body that the sentence before burdened
MEMBERS_OWE = re.compile(
    r"(?:^|,\s)\s*(?:(?:các|những|mỗi)\s)?(?:thành viên|đại biểu|cá nhân|người (?:tham gia|dự họp|được cử))(?: (?!để )[^\W\d_]+){0,5}? (?:có trách nhiệm|phải)(?!\w)",
    re.I,
)
# Who is no public body, yet is told to do things: "Trách nhiệm của doanh nghiệp viễn thông", "Chủ đầu tư các dự án"
_OUTSIDER = re.compile(rf"(?:(?:[Cc]ác|[Nn]hững)\s+)?(?:{PRIVATE}|[Cc]hủ (?:nguồn|hộ|dự án|thể)(?!\w))")


def outsider_at(text: str, at: int) -> bool:
    """Whether somebody who is no public body is named here, by kind: "Doanh nghiệp viễn thông"."""
    return _OUTSIDER.match(text, at) is not None
