"""When: deadlines, periods and rhythms, with the words that say so.

A date is worked out only when it follows from the words: "20 ngày kể từ ngày ban hành Kế hoạch này" has one when
the document's date is known, "trong quý I năm 2024" is a period and stays one.
"""

from __future__ import annotations

import datetime
import re
from typing import Literal, NamedTuple

from phancap.indexer.model import Deadline, Document

_TYPES = r"(?:Kế hoạch|Nghị quyết|Quyết định|Nghị định|Thông tư|Luật|Chỉ thị|Chương trình|Đề án|Quy định|Quy chế|Công văn|văn bản)".replace(
    " ", r"\ "
)  # _RELATIVE is written in verbose mode
_RELATIVE = re.compile(
    rf"""(?:(?:chậm\ nhất|muộn\ nhất|không\ quá|tối\ đa)\ +)?(?:(?:là|sau|trong\ vòng|trong\ thời\ hạn|trong)\ +)*
    (?P<days>\d{{1,3}})\ (?:\([^)]*\)\ )?ngày(?P<working>\ làm\ việc)?
    (?:,?\ +(?:kể\ +)?từ\ +(?:ngày|khi)\ +(?P<event>(?:ban\ hành|ký|ký\ ban\ hành|có\ hiệu\ lực|nhận\ được)(?:\ {_TYPES}\ này)?))?""",
    re.X | re.I,
)
_SHOWN = re.compile(r"(?:niêm yết|đăng tải|công khai)[^;.]*$", re.I)
_DATE = re.compile(
    r"(?:trước|đến|chậm nhất(?: là)?(?: đến| vào)?|hoàn thành(?: trước)?|xong trước|vào)(?: hết)? ngày "
    r"(?P<d>\d{1,2})(?:/(?P<m>\d{1,2})(?:/(?P<y>\d{4}))?|\s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm\s+(?P<y2>\d{4}))?)",
    re.I,
)
_QUARTER = re.compile(r"(?:trong |hết |trước )?quý\s+(?P<q>IV|I{1,3}|[1-4])(?:\s*(?:/|năm)\s*(?P<y>\d{4}))", re.I)
_MONTH = re.compile(r"(?<!\d )(?:trong |hết |trước )?tháng\s+(?P<m>1[0-2]|0?[1-9])(?:/|\s+năm\s+)(?P<y>\d{4})", re.I)
_YEAR = re.compile(r"(?:trong|hết) năm (?P<y>\d{4})(?!\s*-)", re.I)
_SPAN = re.compile(r"(?:trong )?giai đoạn (?P<a>\d{4})\s*[-–]\s*(?P<b>\d{4})", re.I)

# Spans that are not counted in days: words without a date.
_SPANS = re.compile(
    r"(?:chậm nhất|muộn nhất|không quá|tối đa|trong(?: vòng| thời hạn| thời gian)?(?: không quá| tối đa)?)(?: là)?(?: sau)? (?:\d{1,3}(?:[,/]\d)?|một|hai|ba|nửa)(?: \([^)]*\))? (?:giờ|phút|tháng|tuần|buổi)(?: làm việc)?"
    r"(?:,? (?:kể )?từ (?:khi|ngày|thời điểm) [^,;.]{1,40})?|ngay trong ngày(?: làm việc)?|trong ngày làm việc|(?:không quá|tối đa|trong) (?:0,5|1/2|½) ngày(?: làm việc)?",
    re.I,
)
_EVERY = r"h[ằà]ng (?P<unit>tuần|tháng|quý|năm)"
_RHYTHMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"(?:định kỳ|(?:trước|vào) ngày \d{{1,2}}(?:/\d{{1,2}}| tháng \d{{1,2}})?)(?: (?:vào )?(?:ngày \d{{1,2}} )?)? ?(?:của )?{_EVERY}",
            re.I,
        ),
        "unit",
    ),
    (re.compile(rf"^\W*{_EVERY}", re.I), "unit"),
    # What is drawn up anew each year: "lập dự toán kinh phí hằng năm", "kế hoạch phát triển kinh tế - xã hội hằng năm"
    (re.compile(rf"(?:kế hoạch|dự toán|kinh phí|ngân sách|chương trình công tác)(?: (?:-|[^\W\d_]+,?)){{0,10}}? {_EVERY}", re.I), "unit"),
    (re.compile(r"(?:định kỳ )(?:\w+, )?(?:0?6 tháng|sáu tháng|nửa năm)", re.I), "half-yearly"),
    # "định kỳ 6 tháng và hằng năm", "định kỳ hằng quý, năm": the second rhythm leans on the first one's words
    (re.compile(r"định kỳ (?:0?6 tháng|sáu tháng|h[ằà]ng \w+)(?:,| và| hoặc) (?:h[ằà]ng )?(?P<unit>tuần|tháng|quý|năm)\b", re.I), "unit"),
    (re.compile(r"(?:định kỳ|báo cáo) (?P<unit>tuần|tháng|quý|năm)\b", re.I), "unit"),
    (
        re.compile(
            r"(?:(?:hoặc|và|hay) )?(?:báo cáo )?đột xuất(?: khi có yêu cầu| theo yêu cầu)|(?:hoặc|và|hay) báo cáo đột xuất|(?:khi có|theo) yêu cầu của",
            re.I,
        ),
        "on-request",
    ),
)
_CONTINUOUS = re.compile(
    r"^\W*(?:chủ động |tiếp tục )?thường xuyên\b|\bthường xuyên(?=,? (?:kiểm tra|theo dõi|rà soát|tổ chức|nhắc nhở|đôn đốc|hướng dẫn|cập nhật|tuyên truyền|phối hợp|giám sát|thanh tra|trao đổi|báo cáo))", re.I
)  # fmt: skip
_UNITS = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly"}


class Found(NamedTuple):
    """A deadline with its range in the text it was found in (characters)."""

    deadline: Deadline
    start: int
    end: int


def find_deadline(text: str, document: Document) -> Found | None:
    """The first deadline that the words give, or None. ``document`` gives the day that "ban hành" counts from."""
    found = [f for f in (_relative(text, document), _fixed(text), _period(text), _span(text)) if f]
    return min(found, key=lambda f: (f.start, -f.end)) if found else None


def _relative(text: str, document: Document) -> Found | None:
    for match in _RELATIVE.finditer(text):
        event = match.group("event")
        if not event and not re.match(r"(?:chậm|muộn|không|tối|trong|sau)", match.group(), re.I):
            continue
        if not event and _SHOWN.search(text[: match.start()]):
            continue  # how long something stays posted, no time limit
        days = int(match.group("days"))
        kind: Literal["working", "unsaid"] = "working" if match.group("working") else "unsaid"
        issue = bool(event) and "ban hành" in event.lower() and event.lower().endswith("này")
        date = None
        if issue and document.issued and kind == "unsaid":
            date = (datetime.date.fromisoformat(document.issued) + datetime.timedelta(days=days)).isoformat()
        origin = f"issue of {document.id}" if issue else event
        return Found(Deadline(match.group(), days, kind, origin, date), match.start(), match.end())
    return None


def _span(text: str) -> Found | None:
    """ "trong 24 giờ", "không quá 03 tháng kể từ ngày …": the words alone."""
    match = _SPANS.search(text)
    return Found(Deadline(match.group()), match.start(), match.end()) if match else None


def _fixed(text: str) -> Found | None:
    for match in _DATE.finditer(text):
        year, month = match.group("y") or match.group("y2"), match.group("m") or match.group("m2")
        date = None
        if year:
            try:
                date = datetime.date(int(year), int(month), int(match.group("d"))).isoformat()
            except ValueError:
                date = None  # "31/02/2025": the words stay, no date follows
        return Found(Deadline(match.group(), date=date), match.start(), match.end())
    return None


def _period(text: str) -> Found | None:
    for pattern, form in ((_QUARTER, "q"), (_MONTH, "m"), (_SPAN, "s"), (_YEAR, "y")):
        if match := pattern.search(text):
            groups = match.groupdict()
            if form == "q":
                number = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(groups["q"].upper()) or int(groups["q"])
                period = f"{groups['y']}-Q{number}"
            elif form == "m":
                period = f"{groups['y']}-{int(groups['m']):02d}"
            elif form == "s":
                period = f"{groups['a']}/{groups['b']}"
            else:
                period = groups["y"]
            return Found(Deadline(match.group(), period=period), match.start(), match.end())
    return None


def find_recurrence(text: str) -> tuple[list[str], list[str]]:
    """(rhythms, the words that say them) of one duty's text.

    "hằng năm" at the end of a noun ("Chỉ số cải cách hành chính hằng năm") is the name of a thing, no rhythm of the
    duty; only a leading one, one with "định kỳ", or that of a plan or an estimate of costs counts.
    """
    rhythms: list[str] = []
    words: list[str] = []
    if match := _CONTINUOUS.search(text):
        rhythms.append("continuous")
        words.append(match.group().strip())
    for pattern, value in _RHYTHMS:
        if match := pattern.search(text):
            rhythm = _UNITS[match.group("unit").lower()] if value == "unit" else value
            if rhythm not in rhythms:
                rhythms.append(rhythm)
                words.append(match.group().strip())
    return rhythms, words


def period_end(period: str) -> str | None:
    """The last day (ISO) of "2024-Q1", "2025-11", "2025" or "2026/2030"; None for anything else."""
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        year, month = int(match.group(1)), int(match.group(2)) * 3
    elif match := re.fullmatch(r"(\d{4})-(\d{2})", period):
        year, month = int(match.group(1)), int(match.group(2))
    elif match := re.fullmatch(r"(?:\d{4}/)?(\d{4})", period):
        year, month = int(match.group(1)), 12
    else:
        return None
    if not 1 <= month <= 12:
        return None
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).isoformat()
