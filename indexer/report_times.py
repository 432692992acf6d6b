"""Reports that a text tells one by one with the time of each: "Thời hạn gửi báo cáo: báo cáo tháng trước ngày 20 hằng tháng; báo cáo năm trước ngày 10/12"."""

from __future__ import annotations

import re

_LABEL = r"(?:Thời hạn|Thời gian|Chế độ)(?: (?:gửi|nộp|thực hiện))*(?: báo cáo)?(?: định kỳ)?(?: về [^:;.]{3,60})?(?: như sau| cụ thể)?"
_REPORT = re.compile(
    rf"(?:{_LABEL}\s*:\s*)?(?:(?:riêng )?đối với )?(?P<report>báo cáo (?:định kỳ )?(?:h[ằà]ng )?(?:tuần|tháng|quý|(?:0?6|sáu) tháng(?: đầu năm| cuối năm)?|9 tháng|năm|đột xuất|sơ kết|tổng kết)"
    r"(?: (?!gửi|nộp|trước|chậm|muộn|vào|trong)[^\W\d_]+){0,4})\s*[:,(]?\s*(?:(?:được )?(?:gửi|nộp|hoàn thành)\s[^;.:]{0,80}?)?"
    r"(?:trước|chậm nhất|muộn nhất|vào|trong)(?: (?:là|vào|trước|hết))* (?:ngày|thứ|tuần|\d{1,2})(?!\w)",
    re.I,
)
_TOLD_BELOW = re.compile(rf"(?:^|[.;]\s+){_LABEL}\s*:$")


def report_at(text: str, start: int, end: int) -> int | None:
    """Where (characters) the report stands that a stretch asks for by its time; None where it asks for none."""
    report = _REPORT.match(text, start, end)
    return report.start("report") if report else None


def tells_times_below(text: str) -> bool:
    """Whether a text ends by announcing the times of reports: "… báo cáo về Sở Nội vụ. Thời hạn gửi báo cáo như sau:"."""
    return _TOLD_BELOW.search(text) is not None
