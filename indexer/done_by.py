"""What is named before who does it: "Việc điều tiết mực nước do Sở … hướng dẫn", "nhiệm vụ … chuyển giao cho Ủy ban nhân dân cấp xã thực hiện"."""

from __future__ import annotations

import re

from phancap.indexer.bodies import Bodies, bodies_at
from phancap.indexer.model import Mention

_DOER = r"(?=(?:Chủ tịch|Giám đốc|Bộ trưởng|Thủ tướng|Cục trưởng|Thủ trưởng|Ủy ban|UBND|Sở|Bộ|Cục|Ban|Công an|Chính phủ|Hội đồng|Văn phòng|Thanh tra|Tòa|Trung tâm|Chi cục|Phòng|Chánh|Trưởng|các|cơ quan)\s)"
# "Việc điều tiết mực nước … do Sở Nông nghiệp và Môi trường hướng dẫn.", "Thẩm quyền cho phép thành lập trường … do Ủy ban nhân dân cấp xã thực hiện",
# "Các trường hợp còn lại do Chủ tịch Ủy ban nhân dân cấp xã quyết định"
_DONE_BY = re.compile(
    r"(?:(?:Nhiệm vụ|Nội dung|Công việc|Phần việc|Hoạt động) (?:này|trên|nêu trên|còn lại),? |(?:[Vv]iệc|Kinh phí|Mức|Thời gian|Trình tự|(?:Mọi|Các) (?:khiếu nại|tranh chấp|vướng mắc|kiến nghị)|(?:Kế hoạch|Danh mục|Phương án|Số lượng|Cơ cấu|Chế độ|Tài sản|Dự án|Công trình|Đề án|Quy hoạch|Gói thầu|Định mức|Tiêu chuẩn|Kết quả|Thiết kế|Dự toán|Giấy phép|Đơn giá|Giá|Nội quy|Quy chế|Hội đồng|Ban Chỉ đạo|Tổ công tác|Đoàn kiểm tra)(?=[^;.:]{0,200} do [^;.:,]{3,80} (?:xem xét, )?(?:quyết định|phê duyệt|thẩm định|công bố|(?:quyết định )?thành lập)(?: (?:trước khi|theo đề nghị của) [^;.]{3,80})?[./;\s]*$)|(?:Thẩm quyền|Nhiệm vụ(?:, quyền hạn)?)(?=[^;.:]{0,200}? quy định tại | (?:cho phép|quyết định|phê duyệt|cấp|công nhận|thu hồi|thẩm định|thành lập|ban hành|giải quyết)(?!\w)))"
    r"\s(?:(?!(?:là|phải|được|theo|có|qua)\s)[^\s;:.]+\s){1,45}?|(?:Các )?(?:[Tt]rường hợp|[Dd]ự án|[Cc]ông trình|[Tt]ài sản|[Gg]ói thầu|[Nn]ội dung|[Hh]ồ sơ) (?:còn lại|khác)\s(?:[^\s;:.]+\s){0,12}?)do\s+"
    + _DOER
)
# "Nhiệm vụ của Ủy ban nhân dân cấp huyện … chuyển giao cho Ủy ban nhân dân cấp xã thực hiện", "Việc bán đấu giá … được ủy quyền cho Trung tâm … thực hiện",
# "các trường hợp còn lại giao Giám đốc Sở Nội vụ quyết định"
_PASSED_TO = re.compile(
    r"(?:(?:các|những)\s+)?(?:(?:việc(?=[^;:.]{8,300}? được )|nhiệm vụ|thẩm quyền|trách nhiệm|chức năng|công việc)\s|(?:trường hợp|dự án|công trình|hồ sơ|nội dung)\s(?=(?:còn lại|khác)\s))"
    r"(?:(?!(?:là|phải|theo|có|qua|do|khi|nếu|thì|sau)\s)[^\s;:.]+\s){2,60}?(?:được\s)?(?:chuyển giao|bàn giao|giao|[uủ][ỷy] quyền|phân cấp|phân quyền|phân công|chuyển)\s(?:về |cho |sang |để )?"
    + _DOER,
    re.I,
)
# "Công tác thông tin, tuyên truyền được giao cho Sở Khoa học và Công nghệ.", "Phần việc còn lại được phân công cho Công an tỉnh, hoàn thành trước ngày …"
_GIVEN_TO = re.compile(
    r"(?:Công tác|Việc|Nội dung|Nhiệm vụ|Phần việc|Phần|Khâu|Các (?:nội dung|nhiệm vụ|phần việc|công việc))(?!\w)(?:(?! (?:đã|là|phải|khi|nếu|do|theo)\s)[^;:.()]){2,160}? được (?:giao|phân công)(?: cho)?\s+"
    + _DOER
)
_IN_TIME = re.compile(
    r"(?: (?:tổ chức )?(?:thực hiện|đảm nhiệm|phụ trách|chủ trì))?(?:[\s./;]*$|, (?:mỗi|h[ằà]ng)\s|,?\s+(?:hoàn thành|xong|trong|trước|chậm nhất)\s)"
)
# "Đối với đơn vị còn lại, thẩm quyền tuyển dụng thuộc Thủ trưởng cơ quan quản lý trực tiếp."
_BELONGS_TO = re.compile(
    r"(?:^|[,;:]\s+)(?:việc|thẩm quyền|trách nhiệm|quyền)\s+(?:quyết định|phê duyệt|tuyển dụng|bổ nhiệm|cấp|ban hành|thẩm định|giải quyết|quản lý|xử lý|thu hồi|điều chỉnh|gia hạn|cho phép|chấp thuận|công nhận|thành lập|sửa đổi)[^,;:.]{0,120}?\s+thuộc\s+(?:về\s+|thẩm quyền (?:của\s+)?)?", re.I
)  # fmt: skip
# "Hồ sơ được Sở Y tế thẩm định trong thời hạn 15 ngày": whose time is told does it
_WITHIN = re.compile(
    r"(?:Hồ sơ|Đơn|Đề nghị|Báo cáo|Kế hoạch|Dự án|Phương án|Việc|Yêu cầu|Kiến nghị|Phản ánh|Tờ trình|Dự thảo)\s(?:(?!(?:được|thì|phải|do|khi|nếu)\s)[^\s,;.:]+\s){0,14}?(?:phải )?được\s"
    + _DOER
)
_IN_DAYS = re.compile(
    r"\s+(?:thẩm định|xem xét|giải quyết|phê duyệt|kiểm tra|xử lý|tiếp nhận|trả lời|thẩm tra|chấp thuận)(?!\w)[^;.]{0,60}?\s(?:trong (?:thời hạn|thời gian|vòng|\d{1,2} (?:ngày|giờ))|chậm nhất)(?!\w)"
)
_AS_TO = re.compile(r"\s+(?:đối với|trong trường hợp)\s[^;.:]{3,160}(?:[.;]|$)")
_BY_KIND = re.compile(r"cơ quan (?:chuyên môn|đăng ký|quản lý) \w")  # "Việc kiểm tra do cơ quan chuyên môn về xây dựng thực hiện"
_THEN_THE = re.compile(r"thì(?<= thì) (?=việc )")
_DOES_ALL = re.compile(
    r"\s+(?:xem xét, )?(?:quyết định|thành lập|quy định|hướng dẫn|thực hiện|chủ trì|tham mưu|ban hành|phê duyệt|tổ chức|công bố|trình|báo cáo|đề xuất|đề nghị|bảo đảm|đảm bảo|bố trí|phân bổ|thẩm định|giải quyết|xử lý|tiếp nhận|kiểm tra|cấp|chi trả|xác định|xem xét|(?:hoàn toàn )?chịu trách nhiệm|đảm nhiệm|đảm nhận|phụ trách)(?!(?:(?! đối với )[^;.])*\s(?:thì|là|phải|được|bao gồm|có)\s)[^;.:]{0,160}[./;]*\s*$"
)


def done_by(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> Bodies | None:
    """ "Việc điều tiết mực nước … do Sở Nông nghiệp và Môi trường hướng dẫn.", also behind "thì": who does all of it; else None.

    So it is below a heading that names another one, too.
    """
    begins = max((m.end() for m in _THEN_THE.finditer(text, start, end)), default=start)
    if "thuộc" in text and (belongs := _BELONGS_TO.search(text, start, end)):
        bodies = bodies_at(text, belongs.end(), mentions, end, place)
        if bodies.items and (not text[bodies.end : end].strip(" ./;") or (bodies.items[0].named and _AS_TO.match(text, bodies.end, end))):
            return bodies
    if within := _WITHIN.match(text, start, end):
        bodies = bodies_at(text, within.end(), mentions, end, place)
        if bodies.items and bodies.items[0].named and _IN_DAYS.match(text, bodies.end, end):
            return bodies
    if given := _GIVEN_TO.match(text, begins, end):
        bodies = bodies_at(text, given.end(), mentions, end, place)
        if bodies.items and bodies.items[0].named and _IN_TIME.match(text, bodies.end, end):
            return bodies
    for done in (m for wording in (_DONE_BY, _PASSED_TO) if (m := wording.match(text, begins, end))):
        bodies = bodies_at(text, done.end(), mentions, end, place)
        told = bodies.items and (bodies.items[0].named or _BY_KIND.match(bodies.items[0].words))
        if told and _DOES_ALL.match(text, bodies.end, end):
            return bodies
    return None
