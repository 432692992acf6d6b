"""Addresses of provisions in running words: "các điểm a, b khoản 2 Điều 5 và Điều 7" → one value for each provision meant.

The words run from the inner level to the outer one ("điểm a khoản 2 Điều 5"); a list shares what stands behind it
("khoản 1 và khoản 3 Điều 5": both of Điều 5); "từ khoản 1 đến khoản 4" is one range. Nothing is resolved here: a step
"này" stays "này".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import msgspec
from msgspec.structs import replace
from phancap.indexer.markers import roman_value

THIS = "này"
_RANKS = {
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
_ASIDE = re.compile(rf"\s*\((?:ngoại )?trừ (?:(?!Luật|Nghị|Thông tư|Quyết|Pháp lệnh)[^()]){{1,{_BRACKET}}}\)")
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
_INTO = re.compile(r"\s*,?\s*vào (?:(?:sau|trước|cuối)\s+)?")
_BARE = re.compile(rf"{_NUMBER}", re.X)
# What may follow a number that has no level of its own: "khoản 4, 5 và 6 Điều 7", but not "khoản 4, 5 ngày sau".
_BEHIND_BARE = re.compile(
    rf"\s*(?:$|\((?:ngoại )?trừ\s|[-–]\s?\d|[,;:.)\]”\"|])|\s+[a-zđ],\s[a-zđ](?!\w)|\s+(?:và|hoặc|hay|đến|của|tại|thuộc|này|trên|nêu|nói|quy|được|không|thì|ban|kèm|đối|trong|có|(?:các\s+)?(?:{_LEVELS})|"
    r"luật|bộ|bl(?:hs|ds|tths|ttds|lđ)|nghị|thông|quyết|pháp|hiến|kế|chỉ|thay|như|về|để|là|phải|bằng)\b",
    re.I,
)


class Step(msgspec.Struct, frozen=True, gc=False):
    """One level of an address as written: ("khoản", "2"), ("điều", "này")."""

    level: str
    number: str


class Provision(msgspec.Struct, frozen=True, gc=False):
    """One provision meant by the words ``text[start:end]`` (characters); ``steps`` run from the inner level to the outer.

    ``through`` is the last number of a range. ``last`` is the end of the whole run of addresses, behind which the document may
    stand that all of them belong to; ``relative`` tells that a step says "này", so that no document behind is meant.
    """

    start: int
    end: int
    steps: tuple[Step, ...]
    through: str | None
    last: int

    @property
    def relative(self) -> bool:
        """Whether a step says "này"."""
        for step in self.steps:  # noqa: SIM110 - asked of every provision many times, and a generator takes twice as long
            if step.number == THIS:
                return True
        return False


@dataclass(slots=True)
class _Item:
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
        return _RANKS[self.level]


def find_provisions(text: str) -> list[Provision]:
    """All provisions that the text names, in order; their words do not overlap."""
    found: list[Provision] = []
    at = 0
    while hint := _HINT.search(text, at):
        match = _ITEM.search(text, max(at, hint.start() - _REACH), hint.end() + _REACH)
        if match and match.end() > hint.end():  # the number may go on behind what was looked at
            match = _ITEM.match(text, match.start())
        first = _item(match) if match else None
        if first is None:
            at = hint.end()
            continue
        items = [first, *islice(_following(text, first), _LONGEST_RUN)]
        at = items[-1].end
        run = _provisions(_ranges(items))
        if "(" in text[first.end : at + 3]:
            at, run = _with_asides(text, items, run)
        found += run
    if len(found) < 2 or " vào " not in text:
        return found
    return [_placed(text, one, next((p for p in found[at + 1 :] if p.start >= one.last), None)) for at, one in enumerate(found)]


def _with_asides(text: str, items: list[_Item], run: list[Provision]) -> tuple[int, list[Provision]]:
    """(where reading goes on, the run with the provisions in its brackets): "Điều 9 (trừ khoản 9 và khoản 10)" has two of Điều 9 in it."""
    at, found = items[-1].end, list(run)
    for item in items:
        aside = _ASIDE.match(text, item.end)
        if aside is None:
            continue
        at = max(at, aside.end())
        host = max((p for p in run if p.start <= item.start), key=lambda p: p.start)
        for one in find_provisions(aside.group()):
            outer = () if one.relative else tuple(s for s in host.steps if _RANKS[s.level] > _RANKS[one.steps[-1].level])
            start, end = one.start + aside.start(), one.end + aside.start()
            found.append(replace(one, start=start, end=end, steps=(*one.steps, *outer), last=run[0].last))
    return at, sorted(found, key=lambda p: p.start)


def _placed(text: str, one: Provision, after: Provision | None) -> Provision:
    """ "Bổ sung khoản 4 vào sau khoản 3 Điều 8", "Bổ sung khoản 3 và khoản 4 vào Điều 8": they will stand in the same Điều 8."""
    if after is None or one.relative or not _INTO.fullmatch(text, one.last, after.start):
        return one
    outer = _RANKS[one.steps[-1].level]
    return replace(one, steps=(*one.steps, *(step for step in after.steps if _RANKS[step.level] > outer)))


def _item(match: re.Match[str], level: str | None = None) -> _Item | None:
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
    return _Item(name, number, start, match.end(), plural=bool(own.get("plural")) if level is None else False, bare=level is not None)


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


def _following(text: str, first: _Item) -> Iterator[_Item]:
    last = first
    while joint := _SEPARATOR.match(text, aside.end() if (aside := _ASIDE.match(text, last.end)) else last.end):
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


def _counts_up(last: _Item, text: str, at: int) -> bool:
    number = re.compile(r"\d+").match(text, at)
    return number is not None and int(number.group()) > int(last.number)


def _same_shape(one: str, other: str) -> bool:
    """A list goes on with numbers of the same make: "a, b", "4, 5", "I, II"."""
    return (one[0].isdigit(), one[0].isupper()) == (other[0].isdigit(), other[0].isupper())


def _ranges(items: list[_Item]) -> list[_Item]:
    """ "khoản 1 đến khoản 4" as one item; an end of another level is kept apart."""
    joined: list[_Item] = []
    for item in items:
        if item.joint == "range" and joined and joined[-1].level == item.level and THIS not in (item.number, joined[-1].number):
            joined[-1].through, joined[-1].end = item.number, item.end
        else:
            joined.append(item)
    return joined


def _provisions(items: list[_Item]) -> list[Provision]:
    """Give every item the levels that stand behind it; what another one uses as its outer level is no provision itself."""
    chains: list[tuple[_Item, ...]] = [()] * len(items)
    used = [False] * len(items)
    ends = [item.end for item in items]
    for i in range(len(items) - 1, -1, -1):
        chains[i] = (items[i],)
        if i + 1 == len(items):
            continue
        behind, chain = items[i + 1], chains[i + 1]
        if _outer(items[i], behind):
            # "điểm a khoản này, Điều 6": two
            if behind.joint == "of" or (behind.joint == "list" and items[i].number != THIS and _comma_only(items[i], behind)):
                chains[i] = (items[i], *chain)
                used[i + 1], ends[i] = True, ends[i + 1]
        elif behind.level == "điều" and items[i].level in ("phần", "mục") and (behind.joint == "of" or _of_only_article(items[i], behind)):
            # "Phần III Điều 1 Quyết định này", "khoản 1, mục II, Điều 1 …": a decision's only article holds the sections of what it approves
            chains[i] = (items[i], *chain)
            used[i + 1], ends[i] = True, ends[i + 1]
        elif len(chain) == 1 and behind.rank < items[i].rank and (behind.joint == "of" or _goes_inward(items, i)):
            # "Điều 5 khoản 2 điểm a", "Điều 104, khoản 3, khoản 4 của Bộ luật": the outer level first
            used[i] = True
            for j in range(i + 1, len(items)):
                if items[j].rank >= items[i].rank:
                    break
                if chains[j][-1].level == behind.level:
                    chains[j] = (*chains[j], items[i])
                    items[j].start = items[i].start if not used[j] and used[j - 1] else items[j].start
        elif items[i].number != THIS:  # "khoản này và khoản 1 Điều 2": only the second is of Điều 2
            # "Điều 7 và mẫu số 01/TT Phụ lục II": only the form is of the appendix
            forms = behind.level in ("mẫu số", "phụ lục") and items[i].level != "mẫu số"
            parts = items[i].level == "phần" and any(item.level == "phần" for item in chain)  # "mục II phần B và khoản 3 mục I, Phần B"
            outer = (item for item in chain if item is not behind and not forms and (not parts or item.level == "phụ lục"))
            chains[i] = (items[i], *(item for item in outer if _outer(items[i], item)))
    last = items[-1].end
    found = []
    for i, chain in enumerate(chains):
        if used[i]:
            continue
        steps = tuple(Step(item.level, item.number) for item in chain)
        found.append(Provision(items[i].start, ends[i], steps, items[i].through, last))
    return _shared_list(items, found)


def _outer(inner: _Item, outer: _Item) -> bool:
    """Whether the second level holds the first; "phần A, Mục III": a lettered part stands inside a Roman section.

    "Điều 20, Mẫu số 02" are two; "Phần XI của “Phần C. …” thuộc Phần V" is one.
    """
    if inner.level == outer.level == "phần" or (inner.level == "mẫu số" and outer.level in ("chương", "phần")):
        return outer.joint == "of"  # "Mẫu số 03 Chương IV" of a bidding document
    if inner.level == "điều" and outer.level in ("mẫu số", "phụ lục") and outer.joint == "list":
        return False
    if inner.level == "phần" and outer.level == "mục":
        return not _is_roman(inner.number) and _is_roman(outer.number)
    return inner.rank < outer.rank


def _goes_inward(items: list[_Item], at: int) -> bool:
    """Whether a comma leads from an article to its paragraph: "Điều 104, khoản 3, điểm a"; not of "Điều 5, khoản 2 Điều 6"."""
    outer, inner = items[at], items[at + 1]
    one = inner.joint == "list" and _comma_only(outer, inner) and THIS not in (outer.number, inner.number) and not outer.through
    if not one or outer.rank - inner.rank != 1 or inner.level not in ("khoản", "điểm"):
        return False
    behind = next((n for n in range(at + 1, len(items)) if items[n].rank >= outer.rank), None)
    return behind is None or (items[behind].joint == "list" and not _comma_only(items[behind - 1], items[behind]))


def _is_roman(number: str) -> bool:
    return roman_value(number.split(".", maxsplit=1)[0]) is not None


def _comma_only(inner: _Item, outer: _Item) -> bool:
    """ "khoản 2, Điều 5" is one address; "khoản 2 và Điều 5" are two. A comma leaves two characters at most between them."""
    return outer.start - inner.end <= 2


def _of_only_article(inner: _Item, article: _Item) -> bool:
    return article.number == "1" and article.joint == "list" and not inner.number.isdigit() and _comma_only(inner, article)


def _shared_list(items: list[_Item], found: list[Provision]) -> list[Provision]:
    """ "khoản 2 các Điều 5, 6 và 7": the point or paragraph of each article of the list.

    Of "khoản 1, 2 các Điều 5, 6 và 7" khoản 1 to 2 of each; of "khoản 1 và 4 các Điều 5 và 6" no more is said of the 6 than its number.
    """
    result: list[Provision] = []
    for place, provision in enumerate(found):
        result.append(provision)
        if len(provision.steps) < 2:
            continue
        head = next((x for x in items if x.end == provision.end and x.plural), None)
        if head is None:
            continue
        shared, through = _shared_by(found[: place + 1])
        for later in found[place + 1 :]:
            item = next((x for x in items if x.end == later.end), None)
            if item is None or not item.bare or len(later.steps) != 1 or item.level != head.level:
                break
            if shared:
                found[found.index(later)] = replace(later, steps=(*shared, later.steps[0]), through=through)
    return result


def _shared_by(found: list[Provision]) -> tuple[tuple[Step, ...], str | None]:
    """(what the last of these provisions is of its article, the last number where a range is): of several one range, or nothing."""
    last = found[-1]
    same = [p for p in found if p.steps[1:] == last.steps[1:] and p.steps[0].level == last.steps[0].level and not p.through]
    numbers = [p.steps[0].number for p in same]
    if len(same) < 2:
        return last.steps[:-1], last.through
    if all(n.isdigit() for n in numbers) and [int(n) for n in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers))):
        return same[0].steps[:-1], numbers[-1]
    return (), None
