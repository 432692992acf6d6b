"""Whether the words behind a mark head what follows, or are its text."""

from __future__ import annotations

import re

from phancap.indexer.lines import Lines, ended
from phancap.indexer.markers import Marker, marker_of
from phancap.indexer.sources.markdown import Line

_MAX_HEADING = 220  # characters: the longest heading of the shared plans has 176
_MAX_TITLE = 600  # an article's heading that names what it amends: "Sửa đổi, bổ sung một số điều của Nghị định số …"
_SHORT_LABEL = 5  # syllables: "Mục tiêu cụ thể:" heads what follows, "Quy chế này áp dụng cho:" opens a list
BODY_LABEL = re.compile(
    r"(?:Trách nhiệm|Nhiệm vụ của|Đối với|(?:(?:Đề nghị|Giao|Yêu cầu)\s+)?(?:[Cc]ác\s+)?(?:[Ss]ở|Ban|Bộ|Ủy ban|Uỷ ban|UBND|HĐND|Hội|Công an|Văn phòng|"
    r"Thanh tra|Cục|Chi cục|Tổng cục|Đài|Báo|Kho bạc|Ngân hàng|Bảo hiểm|Liên đoàn|Liên minh|Mặt trận|Trung tâm|Trường|Viện|Tòa án|Đoàn|[Cc]ơ quan|"
    r"[Đđ]ơn vị|[Đđ]ịa phương)\b)(?!.*\b(?:thực hiện|áp dụng|chỉ đạo|có trách nhiệm|bao gồm|gồm|như sau|sau đây)\b)"
)
HEADED = frozenset({"part", "chapter", "section", "subsection", "article", "paragraph", "point"})


def longest_heading(marker: Marker) -> int:
    """Characters of the longest heading that such a mark has."""
    return _MAX_TITLE if marker.kind == "article" else _MAX_HEADING


def reads_as_heading(page: Lines, index: int, marker: Marker, words: str, whole: str, following: Line | None) -> bool:
    """Whether a clause's first paragraph is its heading.

    ``words`` stand behind the mark on its own line, ``whole`` is the paragraph that they begin, ``following`` the line behind it.
    """
    # "… của Ủy ban nhân dân thành" / "phố Cần Thơ …": a sentence that a blank line cuts
    cut = following is not None and page.goes_on(following, whole) and marker_of(following.text) is None
    # "a)" on a line of its own, its words on the next
    if (
        not words
        and not (cut and whole and marker.kind == "article")
        and (not whole or page.lines[index + 1].emphasis or (marker.kind == "article" and not ended(whole)))
    ):
        return True
    if following is None or len(whole) > longest_heading(marker):
        return bool(whole.isupper() and following)
    if whole.isupper():
        return True
    if cut:
        return False
    if whole.endswith(":"):
        return len(whole.split()) <= _SHORT_LABEL or (len(whole) <= 120 and BODY_LABEL.match(whole) is not None)
    titled = marker.kind != "point" or (whole == words and page.titled(index))
    return titled and not ended(whole) and whole[-1:] != ","


def titles(line: Line) -> bool:
    """Whether the line goes on with an attachment's title: "PHỤ LỤC I" / "DANH MỤC THỦ TỤC …", "Phụ" / "lục I"."""
    return line.emphasis or line.text.isupper() or (line.text[0].islower() and not line.after_blank)


def leaves_capitals(heading: str, text: str) -> bool:
    """Whether a heading in capitals is over and a sentence begins: "I. TÌNH HÌNH" / "Du lịch phát triển nhanh …"."""
    return heading.isupper() and " " in heading and text[0].isupper() and not text.isupper() and text[1:2].islower()


def in_capitals(words: str) -> bool:
    """ "NHỮNG QUY ĐỊNH CHUNG" behind "Phần thứ nhất:", not "CDNĐT." behind "Mục 31.1"."""
    return words.isupper() and words[0].isalpha() and " " in words
