"""Addresses of provisions in running words, as they are written: which words name a level and a number, and which of them hang together.

"khoản 4, 5 và 6 Điều 7" is a run of four items. Words that only look like an address ("tài khoản 5", "thang điểm 10", "khoản 5 triệu
đồng") are none. What the items of a run have to do with each other is told in ``provisions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

THIS = "này"
RANKS = {
    "tiết": 0,
    "điểm": 1,
    "khoản": 2,
    "điều": 3,
    "tiểu mục": 4,
    "mục": 5,
    "chương": 6,
    "phần": 7,
    "mẫu": 8,
    "mẫu số": 8,
    "biểu số": 8,
    "biểu mẫu số": 8,
    "mẫu biểu số": 8,
    "phụ lục": 9,
}
_LEVELS = "tiểu mục|phụ lục|mẫu số|mẫu|biểu số|biểu mẫu số|mẫu biểu số|tiết|điểm|khoản|điều|mục|chương|phần"
_ORDINALS = {"nhất": "1", "hai": "2", "ba": "3", "tư": "4", "năm": "5", "sáu": "6", "bảy": "7"}
# "khoản 5 triệu đồng" is a sum, "phần 10%" a share, "mục 2/3" a fraction.
_ENDS = r"(?![\w/%]|[.,]\d|(?<!\d)-\d|-\d+[.-]|\s*(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|phần trăm)\b)"
_NUMBER = rf"""(?:
    (?P<form>\d{{1,3}}[a-z]?(?:[.-]\d{{1,2}})*(?:(?:\s?[/-]\s?|\.)[A-ZĐ][A-ZĐa-z\d]+)+(?!\w)|\d{{1,3}}[A-ZĐ](?![\w/%-])|[A-ZĐ]{{1,2}}\d{{1,2}}[a-z]?(?:-\d{{1,2}})?(?:\s?[/–-]\s?[A-ZĐ][A-ZĐ\d]+)*(?!\w))
  | (?P<num>\d{{1,4}}(?:\.\d{{1,3}}){{0,4}}(?:[a-zđ]|\.[a-zđ](?=\s))?{_ENDS})
  | (?P<roman>[IVX]{{1,6}}[a-dđA-D]?(?:\.\d{{1,3}}){{0,3}}(?:\.[a-zđ](?=\s))?{_ENDS})
  | (?P<letter>(?:[a-zđ]|aa|bb|cc|dd|đđ)\d?(?:\.\d{{1,2}})?(?:\s?\([ivx]{{1,4}}\))?(?![\w/%]|'))
  | (?P<capital>[A-ZĐ](?:\.(?:\d{{1,3}}|[IVX]{{1,4}}(?!\w))){{0,3}}(?![\w/&-]|\.\w))
  | (?P<this>này)\b
  | (?P<word>thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy))\b
)"""
# "tài khoản 5", "danh mục 16 thủ tục", "hạng mục 2", "nội dung chi tiết 3" are no provisions.
# "loại 130 khoản 133" is a place in the budget's index, "Nguyên tắc chấm điểm 2.6.2. Cách xử lý" two headings
_OTHER_WORD = r"(?!(?<=(?i:tài)\s|\d{3}\s)(?i:khoản)|(?<=(?i:anh|ạng)\s)(?i:mục)|(?<=(?i:chi)\s)(?i:tiết)|(?<=(?i:chấm)\s)(?i:điểm))"
_ITEM = re.compile(
    rf"(?<!\w)(?P<plural>(?i:các|những)\s+)?{_OTHER_WORD}(?P<level>(?i:{_LEVELS.replace(' ', chr(92) + 's+')}))\s+(?:số\s+|từ\s+(?=\d))?{_NUMBER}",
    re.X,
)
# Most texts name no provision; a word's end and the beginning of a number are found faster than the whole, and an end fastest from its rarest letter.
_HINT = re.compile(
    r"(?:ều(?<=iều)|ểm(?<=iểm)|ản(?<=hoản)|ục|ẫu|ểu(?<=iểu)(?=\s+số)|ơng(?<=hương)|ần(?<=hần)|ết(?<=iết)|ỀU(?<=IỀU)|ỂM(?<=IỂM)|ẢN(?<=HOẢN)|ỤC)\s+(?:[\dA-Z]|[a-zđ](?![^\W\d_])|(?:aa|bb|cc|dd|đđ|này|thứ|số|từ)(?![^\W\d_]))"
)
_SHARE_BEFORE = re.compile(r"(?i)(?:toàn|thành|học|cổ|một|phân|hợp)\s$")  # "trọng tải toàn phần 2 tấn"
_MEDAL_BEFORE = re.compile(r"(?:niệm|huy)\s+$")  # "Kỷ niệm chương 01 bộ"
_PIECES = 3  # times that one clause says "Mẫu 01": more than a reference does
# "Căn cứ điểm 13 của Nghị quyết số 142/2024/QH15", "điểm 1, 2 và 3 mục I"; but "thang điểm 10", "(điểm 2, toạ độ …)"
_OF_NUMBERED_POINT = re.compile(
    r"(?:\s*,\s*\d{1,2}(?!\d))*(?:\s+và\s+\d{1,2})?\s*,?\s+(?:(?:của|thuộc|tại)\s+)?"
    r"(?:(?i:khoản|điều)\s+\d|(?i:điểm)\s+[a-zđ](?!\w)|(?:[-–]\s+)?(?i:mục|phần|phụ lục)\s+(?:[\dA-Z]|này)|(?i:phụ lục)\s+(?:ban hành|kèm)|(?:Nghị|Luật|Bộ luật|Thông tư|Quyết định|Công văn|Kết luận|Chỉ thị)(?!\w)"
    r"|(?:công văn|kế hoạch|thông tư|nghị định|nghị quyết|quyết định|hướng dẫn|chỉ thị|thông báo|kết luận) (?:này|số)(?!\w))"
)
_SCALE_BEFORE = re.compile(r"(?i)thang\s+$")
_FORM_BEFORE = re.compile(r"(?i)(?:theo|các|bằng|bởi|biểu)\s+$")
_COMPOUND = re.compile(r"(?i:(?<!\w)(?:thời|địa|quan|ưu|nhược|đặc|luận|trọng|yếu|thí|chính|cao|giao|khuyết|tâm|tài|điều)|\d,\d+)\s+$")
_PARAGRAPH_BEHIND = re.compile(r"\s*,?\s+[Kk]hoản\s+\d")
_HYPHEN = re.compile(r"-\d")
_FORM_BEHIND = re.compile(r"\s+(?:ban hành|quy định|kèm|tại|này|của|[Pp]hụ lục)(?!\w)")
_LONGEST_RUN = 200  # addresses that hang together; the longest lists of real amending laws have some sixty
_REACH = 16  # characters from "các tiểu mục" to its end, and some more
_BRACKET = 120  # characters of a bracket between two items of a list
# "Điều 10, Điều 13 (trừ điểm b.11 khoản 1 Điều 13) và Điều 16 Thông tư số 103/2014/TT-BTC"
ASIDE = re.compile(rf"\s*\((?:ngoại )?trừ (?:(?!Luật|Nghị|Thông tư|Quyết|Pháp lệnh)[^()]){{1,{_BRACKET}}}\)")
_FROM = r"từ\s+(?=(?:các\s+)?(?i:điều|khoản|điểm|mục|chương)\s)"  # "Điều 14, từ Điều 16 đến Điều 26"
_AND_ADDS = r"(?:,\s*|\s+và\s+)(?:sửa đổi|bổ sung)\s+(?=(?:khoản|điểm)\s)"  # "Sửa đổi khoản 4 và bổ sung khoản 6 Điều 19"
_NO_COMMA = r"(?<=\s[a-zđ])\s+(?=[a-zđ],\s[a-zđ](?!\w))"  # "các điểm d, đ, e k, m và n"
_TITLE = r"[^\W\d_][^.;:“”\"\n]{3,160}?"  # of a part or a section
_SEPARATOR = re.compile(
    rf"(?P<range>\s*(?:,\s*)?(?:đến(?:\s+hết)?|tới)\s+|\s?[-–]\s?(?=\d{{1,3}}(?![\w./])))|(?P<list>{_AND_ADDS}|\s*[,;]\s*(?:và\s+|hoặc\s+|hay\s+)?(?:tại\s+|{_FROM})?|\s+(?:và|hoặc|hay)\s+(?:tại\s+|cả\s+|{_FROM})?|{_NO_COMMA})"
    # "khoản 2, khoản 3 quy định tại Điều này"; a level above may stand with its title: "Mục 1 Phần XI của “Phần C. TRÌNH TỰ, …” thuộc Phần V",
    # "Mục II. Mẫu biểu hồ sơ khai thuế – Phụ lục II"
    rf"|(?P<of>\s+(?:được\s+)?quy định\s+tại\s+(?=(?i:khoản|điều)\s)|\s+(?:của|thuộc|tại)\s+[“\"](?=(?:Phần|Mục)\s)"
    rf"|\.\s(?:{_TITLE}[”\"]\s+(?:thuộc|của|tại)\s+|{_TITLE}\s[-–]\s+(?=Phụ lục\s))"
    # "điểm 3 - mục D - phần III - Thông tư 60 TC/CĐKT"
    r"|\s+(?:[-–]\s+(?=(?i:phụ lục|mục|phần|chương)\s))?(?:của\s+|tại\s+|thuộc\s+|trong\s+)?)"
)
_BARE = re.compile(rf"{_NUMBER}", re.X)
# What may follow a number that has no level of its own: "khoản 4, 5 và 6 Điều 7", but not "khoản 4, 5 ngày sau".
_BEHIND_BARE = re.compile(
    rf"\s*(?:$|\((?:ngoại )?trừ\s|[-–]\s?\d|[,;:.)\]”\"|])|\s+[a-zđ],\s[a-zđ](?!\w)|\s+(?:và|hoặc|hay|đến|của|tại|thuộc|này|trên|nêu|nói|quy|được|không|thì|ban|kèm|đối|trong|có|(?:các\s+)?(?:{_LEVELS})|"
    r"luật|bộ|bl(?:hs|ds|tths|ttds|lđ)|nghị|thông|quyết|pháp|hiến|kế|chỉ|thay|như|về|để|là|phải|bằng)\b",
    re.I,
)


@dataclass(slots=True)
class Item:
    level: str
    number: str
    start: int
    end: int
    joint: str = ""  # how it is joined to the item before: "of", "list", "range", or "apart" by a semicolon
    plural: bool = False
    bare: bool = False
    through: str | None = None

    @property
    def rank(self) -> int:
        return RANKS[self.level]


def runs_of(text: str) -> Iterator[list[Item]]:
    """The addresses of the text that hang together, run by run, in order; what a run excepts in brackets is no run of its own."""
    at = 0
    while hint := _HINT.search(text, at):
        match = _ITEM.search(text, max(at, hint.start() - _REACH), hint.end() + _REACH)
        if match and match.end() > hint.end():  # the number may go on behind what was looked at
            match = _ITEM.match(text, match.start())
        first = _item(match) if match else None
        if first is None:
            at = hint.end()
            continue
        run = [first, *islice(_following(text, first), _LONGEST_RUN)]
        aside = ASIDE.match(text, run[-1].end)
        at = aside.end() if aside else run[-1].end
        yield run


def _item(match: re.Match[str], level: str | None = None) -> Item | None:
    """The item of a match, None where the words only look like one ("điểm 10" of a test, "mục a" nobody writes)."""
    own = match.groupdict()
    name = level or " ".join(own["level"].lower().split())
    if "biểu" in name:
        name = "mẫu số"
    if name == "mẫu":
        if not _names_form(match):
            return None
        name = "mẫu số"
    if name == "mục" and own["letter"] and _PARAGRAPH_BEHIND.match(match.string, match.end()):
        name = "điểm"  # "Tại Mục b, Khoản 6, Điều 4"
    if name == "phần" and _SHARE_BEFORE.search(match.string, max(0, match.start() - 8), match.start()):
        return None
    if name == "chương" and _MEDAL_BEFORE.search(match.string, max(0, match.start() - 8), match.start()):
        return None
    if own["this"] and name in ("điểm", "khoản") and _COMPOUND.search(match.string, max(0, match.start() - 10), match.start()):
        return None  # "thời điểm này", "địa điểm này", "điều khoản này"
    if own["num"] and name not in ("điều", "khoản") and _HYPHEN.match(match.string, match.end()):
        return None  # "Mẫu số 05-1" is not 05
    number = own["form"] or own["num"] or own["roman"] or own["letter"] or own["capital"] or (THIS if own["this"] else None)
    if own["letter"]:
        number = own["letter"].partition("(")[0].rstrip()  # "điểm b (iv) khoản 1 Điều 20" is of điểm b
    if own["letter"] == "l" and name in ("khoản", "điều"):
        number = "1"  # "khoản l Điều 5" of a scan
        own = {**own, "letter": None, "num": "1"}
    if own["word"]:
        number = _ORDINALS[own["word"].split()[1]]
    if number is None or not (_fits(name, own) or (name in ("điểm", "tiết") and own["num"] and _numbered_point(match))):
        return None
    if own["letter"] and match.string.startswith(")", match.end()) and not _in_brackets(match.string, match.start()):
        return None  # "điểm" / "a) Tổ chức …": the mark of a point; "(tại điểm c)" names one
    start = match.start("level") if level is None else match.start()
    return Item(name, number, start, match.end(), plural=bool(own.get("plural")) if level is None else False, bare=level is not None)


def _numbered_point(match: re.Match[str]) -> bool:
    return not _SCALE_BEFORE.search(match.string, max(0, match.start() - 8), match.start()) and bool(
        _OF_NUMBERED_POINT.match(match.string, match.end())
    )


def _in_brackets(text: str, at: int) -> bool:
    return text.rfind("(", max(0, at - _BRACKET), at) > text.rfind(")", max(0, at - _BRACKET), at)


def _names_form(match: re.Match[str]) -> bool:
    """ "Mẫu 01", "theo mẫu 16a Phụ lục V"; but "lấy mẫu 01 vị trí" takes one sample.

    "Phù điêu hoa sen | Mẫu | 01 | Phù điêu hoa mai | Mẫu | 01 …" of a list of equipment has one of each.
    """
    text, start = match.string, match.start("level")
    if match.group("form"):
        return True  # "biên bản mẫu 03/HNMT"
    words = text[start : match.end()]
    if match.group("num") and text.count(f"{words} ") >= _PIECES and f"theo {words}" not in text:
        return False
    return text[start].isupper() or bool(_FORM_BEFORE.search(text, max(0, start - 12), start) or _FORM_BEHIND.match(text, match.end()))


def _fits(level: str, own: dict[str, str | None]) -> bool:
    """Which numbers a level has: points letters, articles digits, chapters Roman or digits."""
    if own["form"]:
        return level == "mẫu số" or (level == "phụ lục" and own["form"].isalnum())  # "mẫu số 24/ĐK-TCT", "Phụ lục 1A"
    if own["this"]:
        return level not in ("mẫu số",)
    if own["word"]:
        return level in ("phần", "chương")
    if level in ("điểm", "tiết"):
        return (
            own["letter"] is not None
            or "." in (own["num"] or "")
            or (own["num"] is not None and len(own["num"]) <= 2 and bool(own.get("plural")))
        )
    if level in ("khoản", "điều"):
        return own["num"] is not None
    if level == "chương" and own["num"]:
        return len(own["num"]) < 3  # "chương 402" is one of the budget's index
    return own["letter"] is None


def _following(text: str, first: Item) -> Iterator[Item]:
    last = first
    while joint := _SEPARATOR.match(text, aside.end() if (aside := ASIDE.match(text, last.end)) else last.end):
        kind = joint.lastgroup or ""
        match = _ITEM.match(text, joint.end())
        item = _item(match) if match else None
        if (
            kind == "range"
            and joint.group().strip() in ("-", "–")
            and not (last.rank in (2, 3) and last.number.isdigit() and _counts_up(last, text, joint.end()))
        ):
            return  # "các Điều 30 - 32, 34 – 45"; but "Mục 1 - 2 điểm"
        if item is None and kind in ("list", "range") and last.number != THIS and (match := _BARE.match(text, joint.end())):
            if match.group("this") or not _BEHIND_BARE.match(text, match.end()) or not _same_shape(last.number, match.group()):
                return
            item = _item(match, last.level) if _fits(last.level, {**match.groupdict(), "plural": "các"}) else None
        if item is None:
            return
        item.joint = "apart" if kind == "list" and ";" in joint.group() else kind
        yield item
        last = item


def _counts_up(last: Item, text: str, at: int) -> bool:
    number = re.compile(r"\d+").match(text, at)
    return number is not None and int(number.group()) > int(last.number)


def _same_shape(one: str, other: str) -> bool:
    """A list goes on with numbers of the same make: "a, b", "4, 5", "I, II"."""
    return (one[0].isdigit(), one[0].isupper()) == (other[0].isdigit(), other[0].isupper())
