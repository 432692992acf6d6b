"""When: deadlines, periods and rhythms, with the words that say so.

A date is worked out only when it follows from the words: "20 ngày kể từ ngày ban hành Kế hoạch này" has one when
the document's date is known, "trong quý I năm 2024" is a period and stays one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from typing import Literal, NamedTuple

import msgspec
from phancap.indexer.days import period_end
from phancap.indexer.model import Deadline, Document
from phancap.indexer.rhythms import find_recurrence

_TYPES = r"(?:Kế hoạch|Nghị quyết|Quyết định|Nghị định|Thông tư|Luật|Chỉ thị|Chương trình|Đề án|Quy định|Quy chế|Công văn|văn bản)".replace(
    " ", r"\ "
)  # _RELATIVE is written in verbose mode
_RELATIVE = re.compile(
    rf"""(?:(?:chậm\ nhất|muộn\ nhất|không\ quá|tối\ đa)\ +)?(?:(?:là|sau|trong\ vòng|trong\ thời\ hạn|trong\ thời\ gian|trong|không\ quá|tối\ đa)\ +)*
    (?P<days>\d{{1,3}})\ (?:\([^)]*\)\ )?ngày(?P<working>\ làm\ việc)?
    (?:,?\ +(?:kể\ +)?(?:từ|sau)\ +(?:ngày|khi)\ +(?P<event>(?:ban\ hành|ký|ký\ ban\ hành|có\ hiệu\ lực|nhận\ được)(?:\ {_TYPES}\ này)?|{_TYPES}\ này\ (?:được\ )?(?:ban\ hành|ký|có\ hiệu\ lực)(?:\ thi\ hành)?|[^,;.()\n]{{3,110}}?)(?=\s*(?:[,;.()\n]|$)|(?<!\ của)(?<!\ các)(?<!Chủ\ tịch)(?<!Giám\ đốc)(?<!\ từ)(?<!\ với)(?<!\ do)(?<!\ tại)\s+(?:để|thì|phải|(?:có|chịu)\ trách\ nhiệm|và\ (?:thông\ báo|gửi|trả|chuyển|báo\ cáo|trình|lập|ra)|các\ [Ss]ở|Sở|Ủy\ ban|UBND|Văn\ phòng|cơ\ quan|đơn\ vị|Bộ|Chủ\ tịch)(?!\w)))?""",
    re.X | re.I,
)
_SHOWN = re.compile(r"(?:niêm yết|đăng tải|công khai)[^;.]*$", re.I)
# "thông báo đầy đủ, sớm trước 05 ngày", "Chậm nhất là 30 ngày, trước ngày khai mạc kỳ họp", "trước khi tổ chức họp tối thiểu 03 ngày làm việc": counted back from what comes
_AHEAD = re.compile(
    r"(?:chậm nhất|muộn nhất|ít nhất|tối thiểu|trước)(?: là)? (?P<days>\d{1,3}) ngày(?P<working> làm việc)?,? (?:trước|tính đến)(?: khi| ngày| thời điểm|(?= (?:phiên|kỳ|cuộc) họp(?!\w))) (?P<event>[^,;.()]{3,60})"
    r"|(?:sớm|ít nhất|tối thiểu|chậm nhất|muộn nhất)(?: là)? trước (?P<days3>\d{1,3}) ngày(?P<working3> làm việc)?(?: so với (?P<event3>[^,;.()]{3,60}))?"
    r"|trước (?:ít nhất|tối thiểu)(?: là)? (?P<days4>\d{1,3}) ngày(?P<working4> làm việc)?(?: so với (?P<event4>[^,;.()]{3,60}))?"
    r"|trước (?:khi|ngày|thời điểm) (?P<event2>[^,;.()\d]{3,60}?) (?:(?:tối thiểu|ít nhất|chậm nhất)(?: là)? )?(?P<days2>\d{1,3}) ngày(?P<working2> làm việc)?",
    re.I,
)
_DAY = r"(?P<d>\d{1,2})\s*(?:[/.-]\s*(?P<m>\d{1,2})(?:\s*[/.-]\s*(?P<y>\d{4}))?(?![\d/])|\s+tháng\s+(?P<m2>\d{1,2})(?:\s*(?:/|năm)\s*(?P<y2>\d{4}))?)"
_YEARLY = r"(?: (?:và|hoặc)(?: trước)?(?: ngày)? \d{1,2}/\d{1,2})?(?P<rhythm>,? (?:của )?(?:(?:h[ằà]ng|mỗi|từng) (?:năm|quý|tháng)|năm (?:sau|tiếp theo|kế tiếp|liền kề|trước (?:liền kề|năm (?:kế hoạch|báo cáo)))))?"
_DATE = re.compile(
    rf"(?:(?:(?:hoàn thành|xong) )?(?:trước|đến hết|đến|chậm nhất(?: là)?(?: đến| vào| trước)?|muộn nhất(?: là)?(?: đến)?|hoàn thành|xong|vào|trong|hết)(?: hết)? (?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? )?ngày (?:(?:lễ )?(?:Quốc khánh|Giải phóng miền Nam|Quốc tế Lao động|Nhà giáo Việt Nam),? )?|(?:hoàn thành |xong )?(?:trước|chậm nhất(?: là)?(?: trước)?) |(?:(?:hoàn thành|xong) )?(?:trước|đến|chậm nhất(?: là)?(?: vào| trước)?) \d{{1,2}} ?(?:giờ(?: \d{{2}}(?: phút)?)?|[gh](?:\d{{2}})?),? (?:ngày )?)"
    rf"{_DAY}{_YEARLY}",
    re.I,
)
# "trước ngày 20 hằng tháng", "trước ngày 25 của tháng cuối quý": a day of each month or quarter
_MONTHLY = re.compile(
    r"(?:trước|(?:trước|vào|chậm nhất(?: là)?(?: vào| đến)?|đến)(?: hết)?(?: \d{1,2} ?(?:giờ(?: \d{2})?(?: phút)?|h(?:\d{2})?))? ngày) \d{1,2}(?: của)? (?:(?:h[ằà]ng|mỗi) (?:tháng|quý|tuần)|tháng (?:cuối|đầu)(?: của)?(?: mỗi| h[ằà]ng)? quý(?: sau| tiếp theo)?|tháng (?:cuối|đầu)(?: cùng)?(?: của| thuộc)? kỳ(?: báo cáo)?|(?:của )?tháng (?:sau|tiếp theo|kế tiếp|liền kề|báo cáo)|của tháng(?=[,.;)]|$))"
    # "trước 15 giờ thứ Sáu hằng tuần", "định kỳ ngày 15 hàng tháng"
    r"|(?:trước|vào|chậm nhất(?: là| đến| vào)?)(?: \d{1,2} ?(?:giờ(?: \d{2})?(?: phút)?|h(?:\d{2})?)(?: ngày)?)? (?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?: h[ằà]ng tuần|(?=\)))"
    r"|(?:trước|vào|chậm nhất(?: là| đến| vào)?) \d{1,2} ?(?:giờ(?: \d{2}(?: phút)?)?|h(?:\d{2})?) (?:h[ằà]ng|mỗi) ngày"
    r"|(?:(?:trước|vào) )?(?<=\s)ngày \d{1,2} (?:h[ằà]ng|mỗi) tháng"
    # "Vào ngày 10 và 25 hằng tháng"
    r"|(?:trước|vào) (?:các )?ngày \d{1,2}(?:,| và| hoặc) (?:ngày )?\d{1,2} (?:của )?(?:h[ằà]ng|mỗi) tháng"
    # "Hàng tháng, trước ngày 25, các cơ quan báo cáo …", "Hằng tháng (trước ngày 25)"
    r"|(?:(?<=ng tháng )|(?<=ng tháng, )|(?<=ng tháng \())(?:trước|vào|chậm nhất(?: là)?(?: vào)?) ngày \d{1,2}(?!\d| ?/|\.\d| tháng \d)"
    r"|(?:trước|vào|đến|trong) ngày (?:cuối cùng|đầu tiên|cuối|đầu)(?: của)? (?:tháng|quý|năm|tuần)(?:(?: đầu| cuối)?(?: của)? (?:mỗi|h[ằà]ng|từng) (?:quý|tháng|năm))?"
    # "tại kỳ họp gần nhất", "tại kỳ họp thường lệ giữa năm 2025", "tại kỳ họp thứ 15"
    r"|(?:tại|vào|trong|đến) (?:các )?(?:kỳ|phiên) họp (?:(?:Hội đồng nhân dân|HĐND|Quốc hội)(?: (?:tỉnh|thành phố|cùng cấp|huyện|xã|phường))? )?"
    r"(?:gần nhất|kế tiếp|tiếp theo|kế cận|liền sau|(?:thường lệ |thường kỳ )?(?:giữa|cuối|đầu)(?: các)? năm(?: \d{4})?|thường lệ(?: (?:gần nhất|tiếp theo|kế tiếp|(?:giữa|cuối|đầu) năm))?(?: năm \d{4})?|thứ (?:\d{1,2}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?!\w))(?: (?:và|hoặc) (?:giữa|cuối) năm)?(?: của (?:Hội đồng nhân dân|HĐND|Quốc hội)(?: (?:tỉnh|thành phố|cùng cấp|huyện|xã|phường))?)?"
    r"|trong (?:vòng |thời hạn )?\d{1,2} ngày(?: làm việc)? (?:đầu|cuối)(?: tiên| cùng)?(?: của)? (?:mỗi |h[ằà]ng |từng )?(?:quý|tháng(?: (?:đầu|cuối)(?: của)? quý)?|năm)(?: \d{1,2})?(?: sau| tiếp theo| kế tiếp| h[ằà]ng năm)?",
    re.I,
)
# "trình Hội đồng nhân dân tỉnh Quy hoạch tại Kỳ họp thứ Sáu"; not "các luật được Quốc hội thông qua tại Kỳ họp thứ 10", "dự thảo Luật trình Quốc hội tại …"
_NUMBERED = re.compile(r" họp (?:[^\W\d_]+ )*?thứ ", re.I)
_PUT_TO = re.compile(
    r"^(?:(?!dự thảo|dự án|tờ trình|thông qua|ban hành)[^;.])*(?<!\w)(?:trình|báo cáo|đề nghị)(?: xin ý kiến)? (?:Hội đồng nhân dân|HĐND|Quốc hội)(?:(?!dự thảo|dự án|thông qua|ban hành)[^;.])*$",
    re.I,
)
_LONG_AGO = "1986-01-01"  # no document that gives out tasks is older
_BEFORE = r"(?P<before>trước )"
_QUARTER_WORD = r"quý\s+"
_QUARTER_NAME = _QUARTER_WORD + r"(?P<q>IV|I{1,3}|0?[1-4])\s*(?:/|-|,?\s*năm)?\s*(?P<y>\d{4})"
_QUARTERS = re.compile(  # "quý II và quý III năm 2025", "Quý I, II/2025"
    r"(?:trong |từ |đến |hết |cuối |đầu )?quý\s+(?:IV|I{1,3}|0?[1-4])(?:\s*(?:/|năm)\s*\d{4})?"
    r"(?:\s*(?:-|–|đến(?: hết)?|và|,)\s*(?:quý\s+)?(?:IV|I{1,3}|0?[1-4])(?!\w)(?!\s*/\s*\d{1,3}(?!\d))){0,2}?"
    rf"\s*(?:-|–|đến(?: hết)?|và|,)\s*(?:quý\s+)?{_QUARTER_NAME.removeprefix(_QUARTER_WORD)}",
    re.I,
)
_QUARTER = re.compile(rf"(?:{_BEFORE}|trong |đến hết |đến |hết |cuối |đầu )?{_QUARTER_NAME}", re.I)
_MONTHS = re.compile(
    r"từ tháng (?:1[0-2]|0?[1-9])(?:\s*(?:/|năm)\s*\d{4})? (?:đến(?: hết)?|-) (?:tháng )?(?P<m>1[0-2]|0?[1-9])\s*(?:/|năm)\s*(?P<y>\d{4})",
    re.I,
)
_MONTH = re.compile(
    rf"(?<!\d )(?:{_BEFORE}|ngay trong |trong |đến hết |đến |hết |cuối |đầu |vào )?tháng\s+(?P<m>1[0-2]|0?[1-9])(?:\s*[/-]\s*|,?\s+năm\s+)(?P<y>\d{{4}})",
    re.I,
)
_YEAR = re.compile(r"(?:trong|hết|cuối) năm (?P<y>\d{4})(?!\s*[-–]\s*\d)", re.I)
_BEFORE_YEAR = re.compile(r"trước năm (?P<y>\d{4})", re.I)
# a month or a start without a year or a day: words, and no date
_LOOSE = re.compile(
    r"(?:trong |vào |trước |cuối |đầu )?tuần (?:thứ )?(?:[1-4]|nhất|hai|ba|tư|đầu|cuối)(?: của)? tháng (?:1[0-2]|0?[1-9])(?: ?/ ?\d{4}| năm \d{4})?|(?:trong|hết|trước|cuối|đầu|hoàn thành) (?:tháng (?:1[0-2]|0?[1-9])|quý (?:IV|I{1,3}|[1-4])(?!\w)(?: của năm(?: (?:sau|tiếp theo|liền kề))?(?!\w))?)(?!\s*[/\d]|,? năm|(?: của)? (?:h[ằà]ng|mỗi))|(?:thực hiện|áp dụng|triển khai) từ (?:đầu |cuối )?(?:năm|tháng|quý) (?:\d{1,2}/)?\d{4}(?: trở đi)?(?: đến (?:hết )?(?:năm )?\d{4})?|trong năm học \d{4} ?[-–] ?\d{4}",
    re.I,
)
_SPAN = re.compile(r"trong (?:giai đoạn|các năm|năm) (?P<a>\d{4})\s*[-–]\s*(?P<b>\d{4})", re.I)
_FROM_TO = re.compile(
    rf"từ ngày \d{{1,2}}(?:/\d{{1,2}}(?:/\d{{4}})?| tháng \d{{1,2}}(?: năm \d{{4}})?) đến(?: hết)?(?: ngày)? {_DAY}", re.I
)
# "báo cáo tháng 11/2025", "số liệu quý I/2025": of which time the thing is, not by when
_OF_A_THING = re.compile(
    r"(?:báo cáo|số liệu|kế hoạch|dự toán|nhiệm vụ|kết quả|chương trình|tình hình|công tác|ngân sách|chỉ tiêu|kỳ họp|phiên họp|thu|chi|của)\s+$",
    re.I,
)

# "(dự kiến tổ chức vào cuối tháng 7 năm 2026)", "(lũy kế trong 9 tháng)": of what is named before, not by when
_ASIDE_TELLS = re.compile(
    r"\((?:l[uũ]y kế|luỹ kế|dự kiến (?:tổ chức|diễn ra|khai mạc|họp)|ước (?:tính|đạt|thực hiện)|tính (?:đến|từ)|số liệu)(?!\w)[^()]*\)",
    re.I,
)
# "từ tháng 11/2025 đến khi kết thúc chiến dịch": from when on is said, up to when only in words
_UNTIL_DONE = re.compile(
    r"từ (?:(?:đầu |cuối )?(?:tháng|quý|năm) |ngày )(?:IV|I{1,3}|\d{1,2})(?:[/.-]\d{1,2})?(?:\s*(?:[/.-]|năm|tháng)\s*\d{1,4}){0,2} (?:cho )?đến khi [^,;.()]{3,60}",
    re.I,
)

_ON_WHAT_GROUND = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Từ) (?:kết quả|tình hình|số liệu|báo cáo)[^,;.]*$", re.I
)  # "Căn cứ kết quả thực hiện trong năm 2026, …"

# "Đối với các nhiệm vụ triển khai trong năm 2025, …": which ones, not by when
_AS_TO_WHICH = re.compile(
    r"đối với (?:các|những) (?:nhiệm vụ|dự án|nội dung|công việc|công trình)(?: [^\W\d_]+){0,8}? (?:được giao|triển khai|thực hiện|phát sinh|đã giao)\s+$",
    re.I,
)
# "tạm dừng đóng bảo hiểm xã hội … đến hết tháng 6", "du lịch theo Chương trình trọn gói đến hết năm 2020": how long it lasts, not by when
_LASTS = re.compile(r"(?<!\w)(?:tạm dừng|miễn|gia hạn|kéo dài|hiệu lực|theo Chương trình)(?!\w)[^,;.:]{0,120}\sđến\s+$", re.I)
# Spans that are not counted in days: words without a date.
_SPANS = re.compile(
    r"(?:chậm nhất|muộn nhất|không quá|tối đa|trong(?<!\d ngày trong)(?<!\d buổi trong)(?: vòng| thời hạn| thời gian)?(?: không quá| tối đa)?)(?: là)?(?: sau)? (?:\d{1,3}(?:[,/]\d)?|một|hai|ba|nửa)(?: \([^)]*\))? (?:giờ|phút|tháng|tuần|buổi)(?! đầu| cuối)(?!(?<=giờ) tới)(?: làm việc)?"
    r"(?:,? (?:(?:kể )?từ|sau) (?:khi|ngày|thời điểm) [^,;.()]{1,170}?(?=\s*[,;.()]|\s*$|\s(?:về|gửi|cho|đến|báo cáo)\s(?:các\s)?(?-i:[A-ZĐỦ])))?|ngay trong ngày(?: làm việc)?|trong ngày làm việc|(?:(?<=\()|(?<=\w: ))(?:0,5|\d{1,2}(?:,5)?) (?:ngày|giờ)(?: làm việc)?(?=\)?[\s./;]*$)|(?:không quá|tối đa|trong) (?:0,5|1/2|½) ngày(?: làm việc)?"
    r"|ngay sau khi [^,;.()]{3,60}? (?:được (?:ban hành|phê duyệt|thông qua|ký)|có hiệu lực)"
    r"|(?:trong |hết )(?:0?6|sáu|0?9|chín) tháng (?:đầu|cuối)(?: của)? năm(?: \d{4})?",
    re.I,
)
# What says when, too, but less firmly than a day or a term beside it.
_WEAK = re.compile(
    # "các cơ quan, đơn vị ngay sau khi tiếp nhận kiến nghị phải …", "báo cáo ngay khi phát hiện sự cố"
    r"ngay (?:sau )?khi (?:tiếp nhận|nhận|có|phát hiện|hoàn thành|kết thúc|hết|xảy ra)(?!\w)[^,;.()]{3,70}?(?=\s*(?:[,;.()]|$)|\s+(?:phải|thì|để)\s)"
    # "Trước khi liên hệ …, Chi nhánh … phải gửi", "gửi … lấy ý kiến trước khi phê duyệt"
    r"|^(?:- )?trước khi (?:(?! có thể )[^;.()]){5,170}?(?=, (?-i:[A-ZĐỦ]|các |cơ quan|đơn vị|chủ |người |tổ chức|doanh nghiệp|phải ))|^(?:- )?trước khi (?:(?! có thể )[^,;.()]){5,110}(?=,)|trước khi (?:thực hiện|phê duyệt|ban hành|triển khai|thi công|quyết định|trình)(?: [^\W\d_]+){0,6}(?=[.;]?\s*$)"
    # "hằng tháng tổng hợp, báo cáo … trước ngày 25."
    r"|trước ngày \d{1,2}(?=[\s./;]*$)"
    # "hoàn thành trước Tết Nguyên đán năm 2027", "trước ngày Quốc khánh 02/9", "trước kỳ họp giữa năm"
    r"|trước (?:Tết|dịp Tết|ngày (?:Quốc khánh|khai giảng|khai mạc|bầu cử)|(?:kỳ|phiên) họp)(?!\w)[^,;.()]{0,50}?(?=\s*[,;.()]|\s*$|\s+(?:để|nhằm)\s)"
    r"|(?:trong |vào |đầu |cuối |hết |trước |chậm nhất )?(?:tháng \d{1,2}|quý (?:IV|I{1,3}|\d))(?: của)? (?:h[ằà]ng|mỗi) năm",
    re.I,
)
# What a cell or a line under "Thời gian" may hold by itself.
_BARE_DATE = re.compile(rf"(?:ngày )?{_DAY}$", re.I)
_PART_OF_YEAR = re.compile(r"(?:trong |hết )?(?:0?6|sáu|0?9|chín) tháng (?:đầu|cuối)(?: của)? năm", re.I)  # when, not how often
_BARE_MONTH = re.compile(r"(?P<m>1[0-2]|0?[1-9])\s*[/-]\s*(?P<y>\d{4})$")
_BARE_YEARS = re.compile(r"(?:từ |giai đoạn |các năm |năm )*(?P<a>\d{4})\s*(?:[-–]|đến(?: năm)?|và|,)\s*(?:năm )?(?P<b>\d{4})$", re.I)
_BARE_YEAR = re.compile(r"(?:trong |hết |cuối |đầu )?(?:năm )?(?P<y>\d{4})$", re.I)
_TO = re.compile(r"\s+(?:-|–|đến(?: hết)?(?: ngày)?)\s+|(?<=\d{4})\s*[-–]\s*(?=\d{1,2}/)")
_ON_REQUEST = re.compile(r"(?:theo|khi có) yêu cầu|đột xuất", re.I)
_EACH_YEAR = re.compile(r"h[ằà]ng năm", re.I)
_DIGIT = re.compile(r"\d")
_UNITS = ("kỳ họp", "phiên họp", "ngày", "tháng", "quý", "năm", "tuần", "giờ", "phút", "buổi", "ngay sau khi")
_EVENTS = ("ngay ", "trước ", "hằng năm", "hàng năm", "mỗi năm")
_ALWAYS = re.compile(r"(?:thường xuyên|liên tục|thường niên)", re.I)


class Found(NamedTuple):
    """A deadline with its range in the text it was found in (characters)."""

    deadline: Deadline
    start: int
    end: int


def find_deadline(text: str, document: Document) -> Found | None:
    """The first deadline that the words give, or None. ``document`` gives the day that "ban hành" counts from."""
    if "(" in text:
        text = _ASIDE_TELLS.sub(lambda aside: " " * len(aside.group()), text)
    issued, small = document.issued or "", text.lower()
    # Most words of duties say nothing of time: what each form of it cannot do without is looked for first.
    numbers, units = _DIGIT.search(text) is not None, any(unit in small for unit in _UNITS)
    told = (
        _relative(text, document) if numbers else None, _ahead(text) if numbers else None, _fixed(text, issued) if numbers else None,
        _worded(text) if units else None, _period(text, issued) if numbers else None, _span(text) if units else None,
    )  # fmt: skip
    if found := [f for f in told if f]:
        return min(found, key=lambda f: (f.start, -f.end))
    weak = _WEAK.search(text) if any(word in small for word in _EVENTS) else None
    return Found(Deadline(weak.group()), weak.start(), weak.end()) if weak else None


_SOME_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def cell_time(text: str, document: Document) -> tuple[Deadline | None, list[str], list[str]]:
    """(deadline, rhythms, the words that say them) of words that hold nothing but a time: "Quý IV/2025", "31/10/2025", "Hằng năm".

    What is no rhythm and no known form of a time stays in words: "Sau khi Nghị quyết được ban hành".
    """
    words = text.strip(" .;:-–\n")
    if not words:
        return None, [], []
    rhythms, said = find_recurrence(words)
    # "Thường xuyên, hằng năm": under "Thời gian" the words can only say how often
    for pattern, rhythm in ((_ALWAYS, "continuous"), (_ON_REQUEST, "on-request"), (_EACH_YEAR, "yearly")):
        if (match := pattern.search(words)) and rhythm not in rhythms:
            rhythms, said = [*rhythms, rhythm], [*said, match.group()]
    if _PART_OF_YEAR.match(words):
        rhythms, said = [], []
    found = _bare(words, document)
    # "Mặt bằng các khai trường hoàn thành năm 2027; điểm nghẽn xử lý hằng quý": not all of it is a rhythm
    parts = ";" in words and _SOME_YEAR.search(words) is not None
    return found if found or (rhythms and not parts) else Deadline(words), rhythms, said


def _bare(words: str, document: Document) -> Deadline | None:
    """The whole words as a deadline; of two times ("từ tháng 12/2025 đến quý I/2026") the last one counts."""
    if match := _BARE_YEARS.match(words):
        return Deadline(words, period=f"{match.group('a')}/{match.group('b')}")
    if match := _BARE_YEAR.match(words):
        return Deadline(words, period=match.group("y"))
    if match := _BARE_DATE.match(_TO.split(words)[-1]):
        return Deadline(words, date=_date(match))
    if match := _BARE_MONTH.match(words):
        return Deadline(words, period=f"{match.group('y')}-{int(match.group('m')):02}")
    last, at = None, 0
    while found := find_deadline(words[at:], document):
        last, at = found.deadline, at + found.end
    return msgspec.structs.replace(last, words=words) if last else None


def counted(deadline: Deadline, document: Document, holidays: Collection[datetime.date]) -> Deadline:
    """A deadline of working days from the document's issue with its date: Saturdays, Sundays and the given holidays are left out.

    ``holidays`` must hold those of each year that is counted through; else the deadline says that they are not counted.
    """
    if deadline.day_kind != "working" or deadline.days is None or not document.issued or not (deadline.from_ or "").startswith("issue of"):
        return deadline
    day, left = datetime.date.fromisoformat(document.issued), deadline.days
    first = day
    while left:
        day += datetime.timedelta(days=1)
        left -= day.weekday() < 5 and day not in holidays
    known = {holiday.year for holiday in holidays} >= set(range(first.year, day.year + 1))
    return msgspec.structs.replace(deadline, date=day.isoformat(), holidays="counted" if known else "not-counted")


def _relative(text: str, document: Document) -> Found | None:
    for match in _RELATIVE.finditer(text):
        event = match.group("event")
        if not event and not re.match(r"(?:chậm|muộn|không|tối|trong|sau)", match.group(), re.I):
            continue
        if not event and _SHOWN.search(text[: match.start()]):
            continue  # how long something stays posted, no time limit
        days = int(match.group("days"))
        kind: Literal["working", "unsaid"] = "working" if match.group("working") else "unsaid"
        said = (event or "").lower()
        issue = "này" in said and ("ban hành" in said or re.search(r"\bký\b", said) is not None)
        effective = "này" in said and "hiệu lực" in said
        start = document.issued if issue else document.effective if effective else None
        date = None
        if start and kind == "unsaid":
            date = (datetime.date.fromisoformat(start) + datetime.timedelta(days=days)).isoformat()
        origin = f"issue of {document.id}" if issue else f"effect of {document.id}" if effective else event
        return Found(Deadline(match.group(), days, kind, origin, date), match.start(), match.end())
    return None


def _ahead(text: str) -> Found | None:
    match = _AHEAD.search(text)
    if match is None:
        return None
    days, event, working = (
        next((g for n in ("", "2", "3", "4") if (g := match.group(name + n))), "") for name in ("days", "event", "working")
    )
    kind: Literal["working", "unsaid"] = "working" if working else "unsaid"
    return Found(Deadline(match.group(), int(days), kind, f"before {event.strip()}".strip()), match.start(), match.end())


def _span(text: str) -> Found | None:
    """ "trong 24 giờ", "không quá 03 tháng kể từ ngày …": the words alone."""
    match = _SPANS.search(text)
    return Found(Deadline(match.group()), match.start(), match.end()) if match else None


def _fixed(text: str, issued: str) -> Found | None:
    for match in sorted((*_DATE.finditer(text), *_FROM_TO.finditer(text)), key=lambda m: m.start()):
        date = _date(match)
        if date and date < _LONG_AGO:
            return None  # "người hoạt động cách mạng trước ngày 01 tháng 01 năm 1945": who they are, no time to come
        if not date or date >= issued:
            return Found(Deadline(match.group(), date=date), match.start(), match.end())
    return None


def _past(deadline: Deadline, issued: str) -> bool:
    """Whether the time was over when the document was issued: "tổng kết công tác thi đua trong năm 2024" of 2025 says which work, not by when."""
    end = deadline.date or (period_end(deadline.period) if deadline.period else None)
    return end is not None and end < issued


def _date(match: re.Match[str]) -> str | None:
    """The day (ISO) that the match names; None without a year, or when there is no such day ("31/02/2025")."""
    groups = match.groupdict()
    year, month = groups["y"] or groups["y2"], groups["m"] or groups["m2"]
    if not year or groups.get("rhythm"):
        return None
    try:
        return datetime.date(int(year), int(month), int(groups["d"])).isoformat()
    except ValueError:
        return None


def _worded(text: str) -> Found | None:
    """ "trước ngày 20 hằng tháng", "trong tháng 12": the words alone."""
    found = [m for m in (_MONTHLY.search(text), _LOOSE.search(text), _UNTIL_DONE.search(text)) if m and not _lasts(text, m.start())]
    match = min(found, key=lambda m: m.start()) if found else None
    if match is None or (_NUMBERED.search(match.group()) and not _PUT_TO.search(text, 0, match.start())):
        return None
    return Found(Deadline(match.group()), match.start(), match.end())


def _lasts(text: str, at: int) -> bool:
    """Whether the words at ``at`` tell how long something lasts."""
    return _LASTS.search(text, 0, at + 4 if text.startswith("đến ", at) else at) is not None


def _period(text: str, issued: str) -> Found | None:
    found: list[Found] = []
    for pattern, form in (
        (_QUARTERS, "q"), (_QUARTER, "q"), (_MONTHS, "m"), (_MONTH, "m"), (_SPAN, "s"), (_YEAR, "y"), (_BEFORE_YEAR, "b"),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            if (
                (
                    pattern in (_QUARTER, _MONTH)
                    and match.group()[:1] in "qQtT"
                    and match.group()[1:2] in "uUhH"
                    and _OF_A_THING.search(text[: match.start()])
                )
                or any(p.search(text[: match.start()]) for p in (_ON_WHAT_GROUND, _AS_TO_WHICH))
                or _lasts(text, match.start())
            ):
                continue
            period = _period_of(match, form)
            if not _past(period, issued):
                found.append(Found(period, match.start(), match.end()))
                break
    return min(found, key=lambda f: (f.start, -f.end)) if found else None


def _period_of(match: re.Match[str], form: str) -> Deadline:
    groups = match.groupdict()
    if form == "q":
        number = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(groups["q"].upper()) or int(groups["q"])
        period = f"{groups['y']}-Q{number}"
    elif form == "m":
        period = f"{groups['y']}-{int(groups['m']):02d}"
    else:
        period = f"{groups['a']}/{groups['b']}" if form == "s" else groups["y"]
    if groups.get("before") or form == "b":
        return Deadline(match.group(), date=_day_before(period))  # "trước tháng 6/2026": by the last day of May
    return Deadline(match.group(), period=period)


def _day_before(period: str) -> str | None:
    end = period_end(period)
    if end is None:
        return None
    last = datetime.date.fromisoformat(end)
    months = 3 if "Q" in period else 1 if "-" in period else 12
    first = datetime.date(last.year, last.month - months + 1, 1)
    return (first - datetime.timedelta(days=1)).isoformat()
