"""The names of laws: how far one goes, also that of a law that amends others, and whose a number behind it is."""

from __future__ import annotations

import re

from phancap.indexer.vietnamese import LOWER, UPPER, exact

# "khoản 2 Điều 38 BLHS": codes that are said by their letters alone
CODES = {
    "BLDS": "Bộ luật Dân sự", "BLHS": "Bộ luật Hình sự", "BLLĐ": "Bộ luật Lao động", "BLTTDS": "Bộ luật Tố tụng dân sự",
    "BLTTHS": "Bộ luật Tố tụng hình sự",
}  # fmt: skip
# "… một số điều của LuậtKhiếu nại, tố cáo" of a page that lost its spaces; "Điều 104 Hiến Pháp 2013", "khoản 2 Điều 301 BLTTDS:"
LAW = re.compile(
    rf"(?:Bộ luật|Bộ Luật|Luật|Pháp lệnh|Pháp Lệnh|Hiến pháp|Hiến Pháp|BỘ LUẬT|LUẬT|PHÁP LỆNH|bộ luật|luật|pháp lệnh|{'|'.join(CODES)})"
    rf"(?:(?!\w)|(?=[{UPPER}][{LOWER}]))"
)
CAREFUL = frozenset({"bộ luật", "luật", "pháp lệnh", "LUẬT", "BỘ LUẬT", "PHÁP LỆNH"})  # these begin a name only when the name is known
# "Luật sửa đổi, bổ sung một số điều của Luật Quy hoạch, Luật Đầu tư và Luật Đấu thầu ngày 29/11/2024" is one law.
# "… một số điều và Phụ lục Danh mục chỉ tiêu thống kê quốc gia của Luật Thống kê", "… một số điều có liên quan đến quy hoạch của Luật …"
_AMENDING_LAW = re.compile(
    r"\s+[Ss]ửa\s+đổi(?:\s*,?\s*(?:và\s+)?bổ\s+sung)?(?:\s+một\s+số\s*(?:[đĐ]iều|nội\s+dung)(?:(?!Luật|Nghị|Pháp lệnh)[^.;()\d]){0,80}?)?(?:\s+của)?\s+(?:(?<=của )các\s+|(?=(?:Bộ luật|Luật|Pháp lệnh)\s)|(?<=của ))"
)
# "… của 37 Luật có liên quan đến quy hoạch", "… một số điều của các Luật về thuế và sửa đổi, bổ sung một số điều của các Nghị định về thuế"
_SOME_LAWS = re.compile(
    r"(?:\d{1,3}\s+[Ll]uật|(?<=các )[Ll]uật(?=\s(?:về|liên quan|có liên quan)\s))\s+(?:(?!(?:ngày|năm|số|phù hợp|theo|được|đã|để|nhằm|do|trình|tại|bảo đảm|đảm bảo|quy định|và)\b)[^\W\d_]+\s*){1,12}(?<=\w)"
)
_NEXT_LAW = re.compile(r"(?:\s*,\s*|\s*,?\s+và\s+)(?=Bộ luật|Luật|Pháp lệnh|luật\s)")
# A law that no list knows: its name ends where the sentence goes on.
_NAME_GOES_ON = re.compile(
    r"\s+(?!(?:quy định|và|có|được|đã|là|thì|này|để|cho|của|về|tại|theo|do|trong|từ|nếu|không|phải|năm|ngày|số|hoặc|hiện hành|đối với|với|bằng|ở|khi|"
    r"như|trước|sau|đến|sẽ|gồm|bao gồm|nhưng|mà|vào|nêu|trên|áp dụng|thuộc|bởi|ban hành|hướng dẫn|Luật|Bộ luật|Nghị|Thông tư|Căn cứ|còn|những|các|chưa|bị|"
    r"hay|đang|cũng|mới|cũ|nói|cần|nhằm|vẫn|đều|thay|bổ sung|sửa đổi)\b)[^\W\d_]+"
)
_AGAINST = re.compile(r"\s+Phòng\s*,\s+chống(?:\s+các)?(?=\s)")  # "Luật Phòng, chống các bệnh truyền nhiễm": the comma ends no name
# "Luật Tổ chức HĐND và UBND", "Luật Ban hành văn bản quy phạm pháp luật của HĐND, UBND", another law than the one that has the first words only
_COUNCIL = r"(?:HĐND|Hội đồng nhân dân)"
_COMMITTEE = r"(?:UBND|[UuỦủ][yỷ] ban nhân dân)(?!\w)"
_OF_BOTH = re.compile(rf"\s+(?:của\s+)?{_COUNCIL}\s*(?:,|[-–]|,?\s*và)\s*{_COMMITTEE}")
_CAPITAL = re.compile(rf"\s*[{UPPER}][^\W\d_]*")
_TAX = re.compile(rf"\s+thuế\s+[{UPPER}]{{3,6}}(?!\w)")  # "Luật thuế GTGT"
_NO_NAME = re.compile(r"\s+(?:Căn|Nghị|Quyết|Thông|Luật|Bộ luật|Điều|Sửa|Ngày)\b")
_LONGEST_KNOWN = 400  # characters in which a known law's name stands
_LONGEST_NAME = 10  # syllables of a name that no list knows
# "Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu, Luật Hải quan, Luật Đầu tư công số 90/2025/QH15": the number is that of the whole
AMENDING_BEFORE = re.compile(
    r"(?<!\w)(?:Bộ luật|Luật|Pháp lệnh)\s+[Ss]ửa\s+đổi\b(?:(?!Căn cứ|Nghị|Thông tư|Quyết|Pháp lệnh|được|Điều \d)[^.;()\d]){0,500}$"
)
LONGEST_AMENDING = 520
# "Luật Đất đai số 31/2024/QH15 …, được sửa đổi tại Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15":
# a number that was said before, or that stands in a list of numbered laws, is that of the law it follows; the amending one has none
NUMBER_OF_LAW = re.compile(r"\s+số\s*:?\s*(?P<number>\d{1,3}/\d{4}/(?:QH|UBTVQH|PL)\S{0,12}?\d)(?!\w)")
_ISSUED = re.compile(
    r"ban hành\s+$"
)  # "Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Xử lý vi phạm hành chính số 15/2012/QH13 …"
_NEXT_NUMBERED = re.compile(r"\s*(?:,|,?\s+và)\s+(?:Bộ luật|Luật|Pháp lệnh)\s(?![Ss]ửa đổi|số)[^.;:()\d]{2,80}?\s+số\s*:?\s*\d{1,3}/\d{4}/")


def law_name(text: str, match: re.Match[str], known: re.Pattern[str] | None) -> int | None:
    """The end of the law's name that begins with this match, None where it begins none."""
    start = match.start()
    words = text[start : start + _LONGEST_KNOWN]
    # not the whole text: that is long, and most of it names no law; "… của Luật Thi đua," / "khen thưởng" goes over two lines of a title,
    # but "LUẬT" / "AN NINH MẠNG" is what the law itself is called
    lowered = exact(words if match.group().isupper() else words.replace("\n", " ")) if known else ""
    name = known.match(lowered) if known and len(lowered) == len(words) else None
    end = start + name.end() if name else None if match.group() in CAREFUL else _unknown_name(text, match.end())
    return both.end() if end and (both := _OF_BOTH.match(text, end)) else end


def amending_law(text: str, at: int, known: re.Pattern[str] | None) -> int | None:
    """The end of "… sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C" behind the first "Luật", None where it does not amend."""
    amends = _AMENDING_LAW.match(text, at)
    if amends is None:
        return None
    if some := _SOME_LAWS.match(text, amends.end()):
        return some.end()
    end, start, numbered = None, amends.end(), False
    while (law := LAW.match(text, start)) and (name := law.end() if law.group() in CODES else law_name(text, law, known)):
        end = name
        number = NUMBER_OF_LAW.match(text, end)
        if number and (numbered or of_amended(text, number["number"], at, number.end("number"))):
            end, numbered = number.end(), True
        joint = _NEXT_LAW.match(text, end)
        if joint is None:
            break
        start = joint.end()
    return end


def _unknown_name(text: str, at: int) -> int | None:
    """The end of a name of one capital syllable and at most nine more; None where no capital follows."""
    first = _CAPITAL.match(text, at) or _TAX.match(text, at)
    if first is None or _NO_NAME.match(first.group()):
        return None
    end = first.end()
    if against := _AGAINST.match(text, at):
        end = against.end()
    for _ in range(_LONGEST_NAME):
        step = _OF_BOTH.match(text, end) or _NAME_GOES_ON.match(text, end)
        if step is None:
            break
        end = step.end()
    return end


def of_amended(text: str, number: str, start: int, end: int) -> bool:
    """Whether the number that ends at ``end`` is of the law that is amended, not of the amending one that begins at ``start``."""
    said = text.find(number, 0, start)
    if _ISSUED.search(text, max(0, start - 12), start):
        return True
    before = said >= 0 and not AMENDING_BEFORE.search(text, max(0, said - LONGEST_AMENDING), said)
    return before or _NEXT_NUMBERED.match(text, end) is not None


# "Luật BHXH năm 2014", "Luật Bảo vệ BMNN": short forms that stand in the names of laws
_SHORT = {
    "ATTP": "An toàn thực phẩm", "BHXH": "Bảo hiểm xã hội", "BHYT": "Bảo hiểm y tế", "BMNN": "bí mật nhà nước", "BVMT": "Bảo vệ môi trường",
    "GTGT": "giá trị gia tăng", "NSNN": "Ngân sách nhà nước", "PCCC": "Phòng cháy và chữa cháy", "PCTN": "Phòng, chống tham nhũng", "QPPL": "quy phạm pháp luật",
    "CQĐP": "chính quyền địa phương", "KBCB": "Khám bệnh, chữa bệnh", "THADS": "Thi hành án dân sự", "TNCN": "thu nhập cá nhân", "TNDN": "thu nhập doanh nghiệp", "TTDS": "Tố tụng dân sự", "TTHS": "Tố tụng hình sự", "TTĐB": "tiêu thụ đặc biệt", "VBQPPL": "văn bản quy phạm pháp luật",
    "VPHC": "vi phạm hành chính", "XLVPHC": "Xử lý vi phạm hành chính",
}  # fmt: skip
_IN_SHORT = re.compile(rf"(?<!\w)(?:{'|'.join(_SHORT)})(?!\w)")


def written_out(name: str) -> str:
    """A law's name with its short forms written out.

    >>> written_out("Luật Bảo vệ BMNN")
    'Luật Bảo vệ bí mật nhà nước'
    """
    return _IN_SHORT.sub(lambda short: _SHORT[short.group()], name)
