"""Words that are verbs elsewhere and nouns here: "Báo cáo phải có …", "cơ quan, tổ chức, cá nhân", "thì quyết định … có hiệu lực"."""

from __future__ import annotations

import re

from phancap.indexer.private_parties import PRIVATE

# "Thông tin về cá nhân gồm: …", "Báo cáo phải có …": at the head of a sentence, with a verb of its own behind it, the word is a noun
_AT_HEAD = re.compile(
    r"(?:Thông tin|Báo cáo|Kiến nghị|Đề nghị(?! (?:[A-ZĐỦ]|các ))|Quyết định|Thông báo|Quy định|Kết luận|Giao dịch|Quy hoạch|Đầu tư|Dự toán)"
    r"(?: [^\W\d_]+){0,12}?,? (?:bao gồm|gồm|(?<!tài sản )là|(?<!đã )(?<!chưa )được(?! giao| phân| ủy)|phải(?! được)?|có hiệu lực|có giá trị(?! (?:từ|dưới|trên|đến|nhỏ|lớn|\d))|này|như sau)(?!\w)"
)
# "Quán triệt Chỉ thị số 41-CT/TW …; Kết luận số 01-KL/TW …; Quyết định số 12/QĐ-TTg": papers of a list, nobody concludes or decides
_NUMBERED = re.compile(r"(?:Báo cáo|Thông báo|Quyết định|Quy định|Kết luận|Hướng dẫn|Kế hoạch|Tờ trình) số\s*:?\s*\d", re.I)
# "Đơn vị nhận báo cáo là Cục Việc làm"
_REPORT_IS = re.compile(r"(?:báo cáo|thông tin)(?: (?:đã|được) [^\W\d_]+(?: [^\W\d_]+)?)? (?:là|gồm|bao gồm)(?!\w)")
# "… thì quyết định giải quyết tranh chấp của Chủ tịch … có hiệu lực thi hành"
_BEHIND_THEN = re.compile(
    r"(?:thông tin|báo cáo|kiến nghị|đề nghị|quyết định|thông báo|quy định|kết luận|kỳ báo cáo)(?: [^\W\d_]+){0,14}? (?:bao gồm|gồm|là|được coi|có hiệu lực|có giá trị|tính từ)(?!\w)"
)
_BEHIND_COMMA = re.compile(
    r"tổ chức(?=,| và | hoặc | có liên quan| liên quan| khác| quốc tế| kinh tế| xã hội| chính trị)|hợp tác xã|xây dựng, giao thông", re.I
)
_OTHERS = re.compile(
    rf"(?:^|[,;]\s+|\bthì\s+)(?:các |những )?(?:{PRIVATE}|tổ chức|người)(?! đứng đầu)[^,;]*$",
    re.I,
)


def is_noun(text: str, at: int, end: int) -> bool:
    """Whether the word at the head of what is said is a noun: a paper with its number, or one with a verb of its own behind it."""
    return is_paper(text, at) or any(noun.match(text, at, end) for noun in (_AT_HEAD, _REPORT_IS))


def is_paper(text: str, at: int) -> bool:
    """Whether a paper is told there by kind and number: nobody concludes in "Kết luận số 01-KL/TW"."""
    return _NUMBERED.match(text, at) is not None


def goes_on_listing(text: str, at: int, end: int, comma: bool) -> bool:
    """Whether the word behind a comma, or behind "thì", is a noun of a list, or one with a verb of its own."""
    return (_BEHIND_COMMA if comma else _BEHIND_THEN).match(text, at, end) is not None


def others_told(before: str) -> bool:
    """Whether the words before "phải" name who is no agency: "Trường hợp có điều chỉnh …, doanh nghiệp phải thực hiện …"."""
    return _OTHERS.search(before) is not None
