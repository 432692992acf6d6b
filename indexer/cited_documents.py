"""Words that name a document: by number, by a law's name, as "Nghị định này", or by what the text agreed to call it.

Only the words are read here; which document is meant is settled in ``citations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import msgspec
from phancap.indexer.alternatives import LETTER, any_of
from phancap.indexer.components import with_y
from phancap.indexer.law_names import (
    AMENDING_BEFORE,
    CAREFUL,
    CODES,
    LAW,
    LONGEST_AMENDING,
    NUMBER_OF_LAW,
    amending_law,
    law_name,
    of_amended,
    written_out,
)
from phancap.indexer.vietnamese import exact

DOCUMENT_TYPES = (
    "Nghị quyết liên tịch", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư liên tịch", "Thông tư liên bộ", "Thông tư", "Tờ trình", "Kế hoạch",
    "Công văn", "Công điện", "Chỉ thị", "Thông tri", "Quy chế", "Thông báo", "Báo cáo", "Kết luận", "Hướng dẫn", "Chương trình", "Bộ luật", "Luật",
    "Pháp lệnh", "Hiến pháp", "Quy định", "Văn bản hợp nhất", "Văn bản", "Đề án", "Phương án", "Biên bản",
    "Lệnh", "Sắc lệnh",
)  # fmt: skip
CONSOLIDATED_TYPES = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Thông tư liên tịch"})
_TYPES = frozenset(DOCUMENT_TYPES)
_UNSPACED_TYPES = {t.replace(" ", "").lower(): t for t in DOCUMENT_TYPES}
# "tại tờ trình số 623/TTr-SNV", "Thông tư liên Bộ số 12/TT-LB"; a law's name would begin anywhere in small letters
_TYPE = "|".join(
    (t if t in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Lệnh") else f"[{t[0]}{t[0].lower()}]{t[1:]}")
    .replace("ghị", "gh[ịi]")
    .replace("liên bộ", "[lL]iên [bB]ộ")
    .replace("liên tịch", "[lL]iên tịch")
    .replace(" ", r"\s?")
    for t in DOCUMENT_TYPES
)
# "KẾ HOẠCH THỰC HIỆN CHỈ THỊ SỐ 19/CT-TTG NGÀY 16 THÁNG 7 NĂM 2021 …"
_CAPITAL_TYPE = "|".join(
    t.upper().replace(" ", r"\s") for t in DOCUMENT_TYPES if t not in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Lệnh")
)
_ISSUER = (
    r"(?:Hội\ đồng\ nhân\ dân|HĐND|Ủy\ ban\ nhân\ dân|Uỷ\ ban\ nhân\ dân|UBND|Chính\ phủ|Thủ\ tướng\ Chính\ phủ|Quốc\ hội|"
    r"[UỦ][ỷy]\ ban\ [Tt]hường\ vụ\ Quốc\ hội|Ban\ Bí\ thư|Bộ\ Chính\ trị|Ban\ Chấp\ hành\ Trung\ ương|Tỉnh\ ủy|Thành\ ủy|"
    r"Chủ\ tịch\ (?:UBND|Ủy\ ban\ nhân\ dân)|(?:(?:Bộ\ trưởng\ )?Bộ|Sở)\ [A-ZĐ][^\W\d_]+(?:\ [^\W\d_]+)?"
    # "Bộ Nông nghiệp và Môi trường", "Bộ Văn hóa, Thể thao và Du lịch"
    r"(?:(?:\s-\sThương\ binh|,\ Thể\ thao)?\s+và\s(?:Môi\ trường|Phát\ triển\ nông\ thôn|Đầu\ tư|Đào\ tạo|Công\ nghệ|Truyền\ thông|Du\ lịch|Xã\ hội|Tôn\ giáo))?)"
    # "Ủy ban nhân dân tỉnh Đồng Nai Quy định về …": the title goes on behind the province
    r"(?:\ (?:tỉnh|thành\ phố)(?:\ (?!(?:Quy|Sửa|Bổ|Ban|Về|Phê|Bãi|Tách|Hướng|Triển|Điều|Công|Thực|Theo|Xét|Căn|Để)\ )[A-ZĐ][^\W\d_]+){0,3})?"
)
_DAY = r"(?:ngày|NGÀY)\s*(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}\s+(?:tháng|THÁNG)\s+\d{1,2}\s+(?:năm|NĂM)\s+\d{4})"
# "Nghị định số 40/2026/NĐ-СР" was typed with Cyrillic letters, which look the same, "296‑QĐ/TW" with a hyphen that keeps a line together
_CYRILLIC = str.maketrans("АВЕКМНОРСТХ‑‐–", "ABEKMHOPCTX---")
_CODE = r"(?!ngày)[A-Za-zĐđƯưÔôƠơ&0-9АВЕКМНОРСТХ]"  # "Thông báo số 70-TB/TWngày 06 tháng 01" of a page that lost its spaces
# Types as the Party, the Front and the Youth Union write them: "24-QĐ/TW", "09-QC/TW", "23-TT/MTTW", "1836 QĐ/TWĐTN"; "999-TC/QĐ-CĐKT" of 1996
# ("459-KHHĐ/TU": with the Party's own bodies behind, any type)
_PARTY = r"NQ|CT|KL|QĐ|QĐi|QyĐ|QC|CTr|CTrHĐ|CTHĐ|TB|TBKL|HD|KH|BC|CV|ĐA|TTr|TT|NQLT|QCPH|PA|GM|ĐL|TC|LB|[A-ZĐ][A-ZĐa-z]{1,6}(?=\s?/\s?(?:TW|TU|ThU|HU|QU|ĐU)(?![A-ZĐ]))"
# "19-LĐTBXH/TT", "17-LCT/HĐNN8": ministries and the Council of State until about 1995
_PARTY += r"|[A-ZĐ]{2,8}(?=/(?:TT|QĐ|CT|NĐ|NQ|LB|HĐNN\d)(?![A-ZĐ]))"
# What cannot be a number is seen at once; "số142/2018/NĐ-CP" is one, though a letter stands before it.
_NUMBER = re.compile(
    rf"""(?<![/.,\-0-9A-Za-zÀ-ỐỒ-ỹ])(?<!(?<!_)_)(?=\d[\d.]*[a-zđA-EĐ]?\s?[-–‑‐/]|\d+\s[A-ZĐ])(?P<number>(?:\d{{1,3}}\.)?\d{{1,5}}(?:[a-zđ]|[A-EĐ](?=/\d{{4}}/))?\s?(?:/\s?\d{{4}}\s?)?//?\s?(?=[A-ZĐ])(?:{_CODE})+(?:(?:\s?[-–‑‐/&]\s?|\.(?=[A-ZĐ]{{2}}))[A-ZĐС](?:{_CODE})*\d{{0,2}})*
      |(?=\d{{1,5}}[\s–‑‐-]{{1,3}}[A-ZĐ])(?:\d{{1,5}}(?:\s?[-–‑‐]\s?|\s)(?:{_PARTY})\s?/\s?[A-ZĐƯ]{{2}}(?:{_CODE})*(?:\s?[-–‑‐./]\s?[A-ZĐ]{{2}}(?:{_CODE})*)*
      |\d{{1,4}}\s?[-–‑‐]\s?(?:HĐBT|TTg|NĐ/CP|CP|CT|SL)(?!-)))(?!(?!ngày)[A-Za-z0-9/])
    (?:_*\s*,?\s*(?:ban\s+hành\s+|ký\s+)?(?P<date>{_DAY}))?
    (?:\s+của\s+(?P<issuer>{_ISSUER}))?""",
    re.X,
)
_NUMBER_BEGINS = re.compile(r"[0-9](?:[0-9.]*+[a-zđA-EĐ]?\s?[-–‑‐/]|[0-9]*+\s[A-ZĐ])")
# The codes that a number may begin with when no type stands before it; "Mẫu 01/ĐK" and "km 5/QL1A" have none of them.
_KNOWN_CODE = re.compile(
    r"/\s?(?:\d{4}\s?/\s?)?(?:NQ|NĐ|QĐ|QH\d|(?:HS|DS|HC|LĐ|HNGĐ|KDTM)(?:ST|PT|GĐT)|TT|CT|CV|KH|TTr|BC|TB|KL|HD|CTr|CĐ|VBHN|PL|L|LCT|UBTVQH|ĐA|SL|L/CTN|CP|TTg|HĐBT|HĐND|UBND|UB)(?![a-z])|[-‑]\s?\w+$|[-‑]\s?\w+\s?/\s?\w+$"
)
# "in và ký mẫu cam kết giấy 08/CK-TNCN"
_FORM_BEFORE = re.compile(
    r"[Mm]ẫu(?:\s+[a-zà-ỹđ]+){1,4}\s+(?:số\s*)?$|(?:[Mm]ẫu|[Bb]iểu|[Pp]hụ lục|[Bb]iên lai|[Hh]ợp đồng|[Tt]hụ lý|QCVN|TCVN)(?:\s+số)?\s*:?\s*$"
)
# "khoản 2 Điều 5 NĐ 13/2023/NĐ-CP", "QĐ số 749/QĐ-TTg"
_SHORT_FOR = {
    "NĐ": "Nghị định", "QĐ": "Quyết định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "NQ": "Nghị quyết", "CT": "Chỉ thị", "CV": "Công văn",
    "KH": "Kế hoạch", "TB": "Thông báo", "KL": "Kết luận", "HD": "Hướng dẫn", "TTr": "Tờ trình",
}  # fmt: skip
_BEFORE_NUMBER = re.compile(
    rf"(?:(?<!\w)(?P<type>{_TYPE}|{_CAPITAL_TYPE}|{'|'.join(_SHORT_FOR)})\s+(?:(?:hành\ động|phối\ hợp|thẩm\ định|thẩm\ tra|kết\ luận|đưa\ vụ\ án\ ra\ xét\ xử(?:\ [a-zơú]+\ thẩm)?)\s+)?)?(?:(?:số|Số|SỐ)\s*:?[\s_]*){{0,2}}\Z",
    re.X,
)
# "khoản 2 Điều 5 Nghị định của Chính phủ số 12/2020/NĐ-CP", "Thông tư của Bộ Tài chính số 34/2020/TT-BTC"
_ISSUED_BEFORE = re.compile(
    rf"(?<!\w)(?P<type>{_TYPE})\s+của\s+(?:(?:Bộ trưởng|Chủ tịch)\s+)?(?:Bộ|Chính|Thủ|Ủy|Uỷ|UBND|HĐND|Hội|Quốc|Ngân|Thanh|Ban|Tổng|Tòa|Viện)\s(?!luật)(?:(?!\bsố\b)[^.;:,()\d]){{0,55}}(?<=\s)số\s*:?\s*$"
)
_FARTHEST_TYPE = 100
_LONGEST_BEFORE = 50  # characters: "Quyết định đưa vụ án ra xét xử phúc thẩm số: " and some space
# "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15": a law's name stands between its type and its number.
_LAW_BEFORE = re.compile(
    r"(?<!\w)(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[^\W\d_])(?:(?!\b(?:(?:Luật|Nghị|Căn cứ|Bộ luật|Pháp lệnh)\s|số\s*:?\s*\d))[^.;()\n]){2,110}?\s+(?P<so>số\s*:?\s*)?$"
)
_LAW_CODE = re.compile(
    r"/\s?(?:QH|PL|LCT|UBTVQH|L/CTN)"
)  # with these, the name may begin small: "Pháp lệnh phát hành công trái số 12/1999/PL-UBTVQH10"
_NO_LAW_NAME = re.compile(
    r"\d|\b(?:theo|tại|được|ngày|năm|bởi|do|trong|và)\s"
)  # "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15" has none of them
_LONGEST_LAW = 135
# "công văn số 2025-005/SAV-CHQ ngày 10/11/2025 của Công ty …", "công văn số 09/HDTLMM/2025 ngày 06/11/2025",
# "công văn số USABC-HN-20251121-01 ngày 21/11/2025": a firm numbers as it likes
_LETTER = re.compile(
    rf"(?<!\w)(?P<type>[Cc]ông văn|[Vv]ăn bản|[Tt]ờ trình)\s+số\s*:?\s*(?P<number>\d[\w.&-]*/[\w./&-]*\w|\d[\w.&]*-[\w.&-]*\w|[A-Z]{{2,}}[\w.&]*[-/][\w./&-]*\d[\w./&-]*(?<=\w))(?:\s*,?\s+(?:đề\s+)?(?P<date>{_DAY})|(?=\s+của\s))"
)
# "Nghị định này"; "Nghị quyết nêu trên"; "Nghị định 30/2020", where the code is left away.
_BY_TYPE = re.compile(
    r"(?P<type>Kế hoạch|Nghị ?quyết|Nghị ?định|Quyết ?định|Thông ?tư [lL]iên tịch|Thông ?tư|Chỉ ?thị|Bộ luật|Luật|Pháp lệnh|Chương trình|Qu[yi] ?chế|"
    r"Qu[yi] ?định|Đề án|Điều lệ|Hướng dẫn|Công văn|Qu[yi] trình|Nội quy|Danh mục|Tờ trình|Thông báo|Công điện|Kết luận|Chiến lược|Quy tắc|Bộ Quy tắc|Phương án|Văn bản hợp nhất|Văn bản)"
    r"\s+(?:(?:số )?(?P<self>này)(?!\w)"
    r"|(?P<above>(?:đã\s+)?nêu\s+trên|nói\s+trên|trên\s+đây|vừa\s+nêu|trên(?=\s*(?:[,.;:)]|$)|\s+(?:và|hoặc|thì|được|có|đã|để|theo)\s))"
    r"|(?:số\s+)?(?P<short>\d{1,4}(?:/(?:19|20)\d{2})?)(?![\w/.,-]*\w|\s?%)"
    # "Kế hoạch 05 năm", "Nghị quyết 3 nhiệm kỳ": a number that counts
    r"(?!\s+(?:năm|tháng|ngày(?!\s+\d{1,2}[/.\s-])|tuần|quý|giờ|đợt|kỳ|nhiệm|nội dung|mục|chỉ tiêu|nhóm|loại|cấp|bước|bậc|người|đối tượng|trường hợp|cơ quan|đơn vị|địa phương|điều|khoản|điểm|"
    r"triệu|tỷ|đồng)\b|\s+số\s+\d))"  # "Thông tư 73 số 04/2024/TT-BLĐTBXH": a line's number between
)
# "quy định tại Điều 6 Pháp lệnh và theo …", "khoản 2 Điều 16 của Luật": the one that is named before
_BARE = re.compile(
    r"\s+(?:của\s+)?(?P<type>Bộ luật|Luật|Pháp lệnh|Nghị định|Thông tư|Nghị quyết|Quyết định)"
    r"(?=\s*(?:[,;)]|\.(?:\s|$)|$)|\s+(?:và|hoặc|thì|được|có|đã|để|theo|là|phải|không)\s)"
)
_SMALL = (
    "kế hoạch, nghị quyết, nghị định, quyết định, thông tư liên tịch, thông tư, chỉ thị, luật, quy chế, quy định, qui chế, qui định, văn bản, hướng dẫn, "
    "công văn, công điện, tờ trình, thông báo, kết luận, báo cáo, đề án, phương án, chương trình"
)
_IN_SMALL = re.compile(rf"{any_of(_SMALL.split(', '), behind=LETTER)}\Z")  # what stands before " này"
_LONGEST_SMALL = 20
_SHORT_TYPES = frozenset(
    {"Nghị định", "Nghị quyết", "Quyết định", "Thông tư", "Thông tư liên tịch", "Chỉ thị", "Luật", "Kế hoạch", "Kết luận"}
)
# "Quy định 22", "Công văn 5263" when the text has named them in full; "Quy định 5 nhóm", "Thông báo 3 lần" number nothing
LATER_SHORT = frozenset({"Quy định", "Công văn", "Tờ trình", "Thông báo", "Hướng dẫn", "Chương trình", "Quy chế", "Công điện"})
_LAW_IN_SMALL = re.compile(
    r"(?:của|và|theo|thi hành|tại|trong|ăn cứ|[Đđ]iều \d{1,3}[a-z]?,?)\s+$"
)  # "của luật an toàn thực phẩm", but "kỷ luật viên chức"
# "Điều 70 của Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013"
_OF_THE_STATE = re.compile(r"\s+(?:của\s+)?nước\s+(?:CHXHCN|[Cc]ộng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa)\s+Việt\s+Nam")
_GIVES_NAME = re.compile(r"\((?:[^()]{0,30}(?:gọi|viết) (?:tắt |gọn )?là:? [“\"]?)?$")
_AMENDS_BEFORE = re.compile(r"một\s+số\s+(?:[đĐ]iều|nội\s+dung)\s+của\s+$")
_NUMBER_BEHIND = re.compile(r"\s+số\s*:?\s*\d")
# "dự thảo Luật Đất đai", "Trường Đại học Luật Hà Nội" are no laws
_DRAFT_BEFORE = re.compile(r"(?:[Dd]ự án|[Dd]ự thảo|xây dựng|[Đđ]ại học)\s+$")
# "Căn cứ Luật Tổ chức Hội đồng nhân dân, Ủy ban nhân dân ngày 26/11/2003": the name goes on to the date, over a comma and "và"
_FOUNDED_ON = re.compile(r"(?:[Cc]ăn cứ(?: vào)?|;)\s+$")
_TO_DATE = re.compile(
    r"(?:(?!(?<!\w)(?:(?<!Hội đồng )Bộ|thông qua|của [UuỦủ][yỷ] ban [Tt]hường vụ|Luật|Nghị|Thông|Quyết|Căn|Pháp lệnh|được|đã|số|quy|theo|từ|kể|đến|trước|sau|có|là|thì|hướng|về|tại|do|Điều|khoản)(?!\w))[^.;:()\n\d]){2,90}?"
    rf"(?=\s+(?:\(sửa đổi\)\s+)?{_DAY})"
)
# "Căn cứ Luật tổ chức HĐND, UBND ngày 26/11/2003": a small name that no list knows; "Luật năm 2013": the one of that year named before
_DATED = re.compile(rf"{_TO_DATE.pattern}|(?=\s+năm\s+(?:19|20)\d\d(?!\d))")
_LAW_YEAR = re.compile(
    rf"\s*,?\s*(?:\((?:(?:đã )?sửa đổi|[A-ZĐ]{{2,8}})\)\s+)?(?:(?P<day>{_DAY})|(?:sửa đổi\s+)?(?P<open>\()?năm\s+(?P<year>(?:19|20)\d{{2}})(?(open)\))|(?P<bare>(?:19|20)\d{{2}})(?![\w/]))"
)
_OLD_DECREE = re.compile(
    r"(?<!\w)[Ss]ắc lệnh\s+(?:số\s+)?(?P<number>\d{1,3})\s+"
    rf"(?:ngày\s+(?P<day>\d{{1,2}})[/-](?P<month>\d{{1,2}})[/-](?P<year>\d\d)(?!\d)|(?P<date>{_DAY}))"
)
_SPACES = re.compile(r"\s+")
_DATE = re.compile(r"(\d{1,2})\s?(?:[/.-]|\s+(?:tháng|THÁNG)\s+)\s?(\d{1,2})\s?(?:[/.-]|\s+(?:năm|NĂM)\s+)\s?(\d{4})")

How = Literal["number", "short", "name", "self", "self in small", "above", "bare", "called"]


class DocumentWords(msgspec.Struct, frozen=True, gc=False):
    """Words ``text[start:end]`` (characters) that name a document.

    ``how`` tells by what; ``number``, ``type``, ``day`` (ISO), ``year``, ``issuer`` and ``name`` are what the words say.
    """

    start: int
    end: int
    how: How
    type: str | None = None
    number: str | None = None
    name: str | None = None
    day: str | None = None
    year: str | None = None
    issuer: str | None = None


def iso_date(words: str) -> str | None:
    """The date in "ngày 09/12/2022" or "ngày 9 tháng 12 năm 2022" as ISO, None where there is none."""
    match = _DATE.search(words)
    return f"{match.group(3)}-{int(match.group(2)):02d}-{int(match.group(1)):02d}" if match else None


@lru_cache(maxsize=8)
def names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """All names, of two that fit the longer one, as one pattern over ``exact`` text; a page may have lost spaces ("Hội đồngnhân dân")."""
    return re.compile(any_of(map(exact, names), behind=LETTER).replace(r"\ ", " ?") + r"(?:(?!\w)|(?=ngày|năm))")


def find_documents(text: str, laws: re.Pattern[str] | None, called: Iterable[str] = ()) -> list[DocumentWords]:
    """All words that name a document, in order, without overlap; ``laws`` are known names, ``called`` what this text set up."""
    found: list[DocumentWords] = []
    if "/" in text or "-" in text or "‑" in text:
        found += _numbered(text)
    if "ắc lệnh" in text:
        found += _old_decrees(text)
    if " số" in text and ("ông văn số" in text or "ăn bản số" in text or "ờ trình số" in text):
        found += _letters(text)
    if first := LAW.search(text):
        found += _laws(text, first, laws)
    if first := _BY_TYPE.search(text):
        found += _by_type(text, first)
    if " này" in text:
        found += _by_type_in_small(text)
    for name in called:
        if name in text:
            found += [DocumentWords(at, at + len(name), "called", name=name) for at in _whole_words(name, text)]
    return apart(found) if found else found


def bare_types(text: str, ends: Iterable[int]) -> list[DocumentWords]:
    """The types of documents alone right behind provisions that end at these places: "Điều 6 Pháp lệnh", "khoản 2 Điều 16 của Luật"."""
    named = (_BARE.match(text, end) for end in ends)
    return [DocumentWords(m.start("type"), m.end(), "bare", type=m.group("type")) for m in named if m]


def _whole_words(name: str, text: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (_is_word(text[at - 1 : at]) or _is_word(text[end : end + 1])):
            yield at
            at = text.find(name, end)
        else:
            at = text.find(name, at + 1)


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _words_found(text: str, first: re.Match[str]) -> Iterator[re.Match[str]]:
    """Of a pattern's ``first`` match and the others those that begin a word.

    A pattern that looks back itself is tried at every letter, this one only at its first letters.
    """
    match: re.Match[str] | None = first
    while match:
        start = match.start()
        before = text[start - 1] if start else " "
        # "kèm theoQuyết định này", "- 9Luật Tổ chức Hội đồng nhân dân …" of a list on a page
        begins = not (before.isalnum() or before == "_") or (text[start].isupper() and not before.isupper())
        if begins:
            yield match
        match = first.re.search(text, match.end() if begins else start + 1)


def _by_type(text: str, first: re.Match[str]) -> Iterator[DocumentWords]:
    for match in _words_found(text, first):
        kind, number = _type_of(match.group("type")), match.group("short")
        if number and kind not in _SHORT_TYPES and kind not in LATER_SHORT:
            continue
        how: How = "self" if match.group("self") else "short" if number else "above"
        yield DocumentWords(match.start(), match.end(), how, type=kind, number=number)


def _by_type_in_small(text: str) -> Iterator[DocumentWords]:
    at = text.find(" này")
    while at >= 0:
        end = at + len(" này")
        if not _is_word(text[end : end + 1]) and (small := _IN_SMALL.search(text, max(0, at - _LONGEST_SMALL), at)):
            yield DocumentWords(small.start(), end, "self in small", type=with_y(small.group().capitalize()))
        at = text.find(" này", end)


def _type_of(words: str) -> str:
    """The type as it is spelt: "Qui chế" until about 2005, "Thông tư Liên tịch", "Quyếtđịnh" of a page that lost its spaces."""
    kind = with_y(words).replace("Nghi ", "Nghị ")
    return kind if kind in _TYPES else _UNSPACED_TYPES.get(kind.replace(" ", "").lower(), kind)


def _numbered(text: str) -> Iterator[DocumentWords]:
    for match in _numbers(text):
        before = _BEFORE_NUMBER.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start())
        if before and not before["type"] and before.group().startswith(("s", "S")):
            far = max(0, match.start() - _FARTHEST_TYPE)
            issued = _ISSUED_BEFORE.search(text, far, match.start()) if text.find("của", far, match.start()) > 0 else None
            before = issued or before
        kind = before.group("type") if before else None
        kind = kind and (_SHORT_FOR.get(kind) or kind[0].upper() + (kind[1:].lower() if kind.isupper() else kind[1:]))
        if not kind:
            code = _LAW_CODE.search(match.group("number"))
            told = before is not None and before.group().strip() != ""
            law = _LAW_BEFORE.search(text, max(0, match.start() - _LONGEST_LAW), match.start()) if told or code else None
            named = law and (code or law.group("name").isupper()) and (told or not _NO_LAW_NAME.search(law.group()))
            before, kind = (law, law.group("type")) if law and named else (before, None)
            dated = before and before.group().strip() and match.group("date")  # "số 4104/SNV-XDCQ&TCBC ngày 28/8/2025"
            if not kind and ((not dated and not _KNOWN_CODE.search(match.group("number"))) or _FORM_BEFORE.search(text, 0, match.start())):
                continue
        start = before.start() if before else match.start()
        day = iso_date(match.group("date") or "")
        name = None
        if kind in ("Luật", "Bộ luật", "Pháp lệnh"):
            name = _named_by_number(text, start, match.start())
            far = max(0, start - LONGEST_AMENDING)
            if text.find("ửa đổi", far, start) > 0 and (amending := AMENDING_BEFORE.search(text, far, start)):
                own = of_amended(text, match.group("number"), amending.start(), match.end("number"))
                name, start = (_named_by_number(text, start, match.start(), own), start) if own else (None, amending.start())
        yield DocumentWords(
            start, match.end(), "number", _type_of(_SPACES.sub(" ", kind)) if kind else None, match.group("number").translate(_CYRILLIC).replace("//", "/"), name, day, day[:4] if day else None, match.group("issuer")
        )  # fmt: skip


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """The matches of ``_NUMBER``, which looks back at every letter of a text; what a number may begin with is found faster."""
    hint = _NUMBER_BEGINS.search(text)
    while hint:
        match = _NUMBER.match(text, hint.start())
        if match:
            yield match
        hint = _NUMBER_BEGINS.search(text, (match or hint).end())


def _letters(text: str) -> Iterator[DocumentWords]:
    for match in _LETTER.finditer(text):
        day, kind = iso_date(match["date"] or ""), match["type"]
        yield DocumentWords(
            match.start(), match.end(), "number", kind[0].upper() + kind[1:], match["number"], None, day, day[:4] if day else None
        )


def _old_decrees(text: str) -> Iterator[DocumentWords]:
    """ "Sắc lệnh số 63 ngày 23-11-46": the first had no letters in their numbers, which others give them ("63-SL")."""
    for match in _OLD_DECREE.finditer(text):
        day = iso_date(match["date"] or f"{match['day']}/{match['month']}/19{match['year']}")
        yield DocumentWords(match.start(), match.end(), "number", "Sắc lệnh", f"{match['number']}-SL", None, day, day[:4] if day else None)


def _named_by_number(text: str, start: int, number: int, own: bool = False) -> str | None:
    """ "Luật Thủ đô" of "Luật Thủ đô số 39/2024/QH15"; None where the number may be another law's ("Luật sửa đổi … của Luật A số …").

    ``own`` tells that it is not: "Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật điện lực số 28/2004/QH11."
    """
    name = re.sub(r"\s+", " ", re.sub(r"\s+số\s*:?\s*$", "", text[start:number])).strip()
    return name if " " in name and (own or not _AMENDS_BEFORE.search(text, max(0, start - 60), start)) else None


def _laws(text: str, first: re.Match[str], known: re.Pattern[str] | None) -> Iterator[DocumentWords]:
    """Laws by name: known names first, then a name that runs to where the sentence goes on."""
    at = 0
    for match in _words_found(text, first):
        kind = match.group()
        if match.start() < at or (kind.islower() and not _LAW_IN_SMALL.search(text, max(0, match.start() - 12), match.start())):
            continue
        if _DRAFT_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            continue
        if kind in CODES and text[match.end() : match.end() + 1] == ")" and _GIVES_NAME.search(text, 0, match.start()):
            continue  # "Bộ luật Tố tụng hình sự (BLTTHS)", "(sau đây viết tắt là BLTTHS)"
        if kind in ("Hiến pháp", "Hiến Pháp"):
            end: int | None = (_OF_THE_STATE.match(text, match.end()) or match).end()
        else:
            end = law_name(text, match, known) if kind not in CODES else match.end()
        if kind not in CAREFUL and (amending := amending_law(text, match.end(), known)):
            end = at = amending
            if _NUMBER_BEHIND.match(text, end):
                continue  # "… của Luật A số 87/2025/QH15": found by its number
        if end is None and kind in ("Luật", "Pháp lệnh") and (dated := _DATED.match(text, match.end())):
            founded = _FOUNDED_ON.search(text, max(0, match.start() - 12), match.start())
            end = dated.end() if founded or dated.group() == "" else None
        if end is None:
            continue
        if _FOUNDED_ON.search(text, max(0, match.start() - 12), match.start()) and (whole := _TO_DATE.match(text, end)):
            end = whole.end()
        when = _LAW_YEAR.match(text, end)
        day = iso_date(when.group("day") or "") if when else None
        year = (when.group("year") or when.group("bare") or (day or "")[:4] or None) if when else None
        name = CODES.get(kind) or written_out(_SPACES.sub(" ", NUMBER_OF_LAW.sub("", text[match.start() : end])))
        name = name.capitalize() if name.isupper() else name[0].upper() + name[1:]
        kind = kind if kind in CODES else kind.capitalize()
        name = kind if kind == "Hiến pháp" else name
        if not when and text.startswith(" này", end) and not _is_word(text[end + len(" này") : end + len(" này") + 1]):
            yield DocumentWords(match.start(), end + len(" này"), "self", kind, None, name)  # "Điều 5 Luật Đất đai này"
            continue
        yield DocumentWords(match.start(), when.end() if when else end, "name", kind, None, name, day, year)


def apart(found: list[DocumentWords]) -> list[DocumentWords]:
    """In order; of two that overlap the one that starts first, then the longer one, stays."""
    kept: list[DocumentWords] = []
    for words in sorted(found, key=lambda w: (w.start, -w.end, w.how == "name")):
        if not kept or words.start >= kept[-1].end:
            kept.append(words)
    return kept
