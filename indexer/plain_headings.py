"""Headings that no number opens, in texts that number nothing above "1.": a page that tells what an office is for, a plan whose numbers are lost.

"Vị trí và chức năng" alone on its line, then "1. Sở Nội vụ là cơ quan …"; "Nhiệm vụ và quyền hạn", then "1." again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phancap.indexer.function_headings import is_of_functions
from phancap.indexer.lines import wants_more
from phancap.indexer.markers import Marker
from phancap.indexer.sources.markdown import Line

_ABOVE_NUMBERS = frozenset({"part", "chapter", "mục", "subsection", "article", "roman", "capital"})
_LONGEST = 120  # characters
_RANK = 20  # of the outermost; what is numbered stands below
# What such texts have besides, and the sections of a plan
_KNOWN = frozenset(
    (
        "cơ cấu tổ chức", "cơ cấu, tổ chức", "tổ chức bộ máy", "cơ cấu tổ chức và biên chế", "cơ cấu tổ chức, biên chế", "biên chế", "sơ đồ tổ chức", "nhân sự",
        "giới thiệu", "giới thiệu chung", "thông tin chung", "lịch sử hình thành", "quá trình hình thành và phát triển", "lịch sử hình thành và phát triển",
        "lãnh đạo", "ban lãnh đạo", "ban giám đốc", "lãnh đạo sở", "lãnh đạo đơn vị", "các phòng chuyên môn", "các phòng chuyên môn, nghiệp vụ",
        "các đơn vị trực thuộc", "thông tin liên hệ", "liên hệ", "mối quan hệ công tác", "chế độ làm việc", "quy định chung", "những quy định chung", "điều khoản thi hành",
        "mục đích", "yêu cầu", "mục đích, yêu cầu", "mục đích và yêu cầu", "mục tiêu", "mục tiêu chung", "mục tiêu cụ thể", "quan điểm", "quan điểm, mục tiêu",
        "phạm vi, đối tượng", "phạm vi điều chỉnh", "đối tượng áp dụng", "nội dung", "nội dung thực hiện", "nội dung, nhiệm vụ", "giải pháp", "giải pháp thực hiện",
        "nhiệm vụ, giải pháp", "nhiệm vụ và giải pháp", "kinh phí", "kinh phí thực hiện", "nguồn kinh phí", "thời gian thực hiện", "tiến độ thực hiện", "tổ chức thực hiện",
        "phân công thực hiện", "phân công nhiệm vụ", "phân công trách nhiệm", "trách nhiệm thực hiện", "chế độ báo cáo", "chế độ thông tin, báo cáo", "khen thưởng, kỷ luật",
    )
)  # fmt: skip
_ORDERS = re.compile(r"(?:tổ chức thực hiện|phân công|trách nhiệm)", re.I)
_UNIT = re.compile(
    r"(?:phòng(?!,)|văn phòng|trung tâm|chi cục|thanh tra|ban(?! hành)|sở(?! hữu)|viện|trạm|đội(?! ngũ)|tổ(?! chức)|khoa(?! học)|bộ phận|quỹ|hạt)\s+(?!.*\slà\s)[^.;]{3,}",
    re.I,
)
_STAR = re.compile(r"[-–*•►]+\)?\s+|\*\)\s*")
_TWO_PARTS = re.compile(r"(?:vị trí|chức năng|nhiệm vụ)(?:,| và| -| –|, và) (?:chức năng|nhiệm vụ|quyền hạn)[^.;]{0,30}:$", re.I)
_SHARP = re.compile(r"\s{0,3}(#{1,6})\s")


def numbers_above(markers: Sequence[Marker | None]) -> bool:
    """Whether a text numbers anything above "1.": articles, chapters, sections."""
    return any(marker is not None and marker.form in _ABOVE_NUMBERS and not marker.weak for marker in markers)


def plain_headings(source: str, lines: Sequence[Line], markers: Sequence[Marker | None], whole: bool) -> dict[int, Marker]:
    """{line: the mark that it is read with} of the headings without a number, where a text numbers nothing above "1."; else empty.

    ``whole`` tells that every line is a paragraph.
    """
    if numbers_above(markers):
        return {}
    sharp = _sharp(source, lines, markers) if "#" in source else {}
    if sharp:
        return {at: _marker(level) for at, level in sharp.items()}
    known = [at for at in range(len(lines)) if (markers[at] is None or _dashed(lines[at], markers[at])) and _titled(lines, at, whole)]
    if not any(is_of_functions(words := _words(lines[at])) or _ORDERS.match(words) for at in known):
        return {}
    if known[0] == 0 and (known[1:2] == [1] or _names_page([_words(lines[at]).lower() for at in known])):
        del known[0]
    units = {at - 1 for at in known if at and markers[at - 1] is None and _names_unit(lines, at - 1)}
    capitals = any(lines[at].text.isupper() for at in known)
    inner = {at: _marker(bool(units) + (capitals and not lines[at].text.isupper()), _mark(lines[at])) for at in known if at not in units}
    return inner | dict.fromkeys(units, _marker(0))


def _names_page(titles: list[str]) -> bool:
    """Whether the first title is the page's own: "Chức năng, nhiệm vụ" above "Chức năng" and "Nhiệm vụ chủ yếu"."""
    own, *others = titles
    return "chức năng" in own and "nhiệm vụ" in own and any("nhiệm vụ" in other for other in others)


def _marker(level: int, words_at: int = 0) -> Marker:
    return Marker("section", "plain", "nn", _RANK + level, 1, words_at)


def _dashed(line: Line, marker: Marker | None) -> bool:
    """Whether a dash stands before a heading of functions, as before all lines of some pages: "- Vị trí, chức năng:", "- Nhiệm vụ, quyền hạn:"."""
    return marker is not None and marker.form == "dash" and _TWO_PARTS.search(line.text) is not None


def _mark(line: Line) -> int:
    """Where the words begin behind a mark that counts nothing: "*) Nhiệm vụ và quyền hạn:"."""
    mark = _STAR.match(line.text)
    return mark.end() if mark else 0


def _words(line: Line) -> str:
    return line.text[_mark(line) :].rstrip(" :")


def _names_unit(lines: Sequence[Line], at: int) -> bool:
    """Whether the line right above such a title is the name of the unit that it is said of: "Phòng Hành chính - Tổng hợp" above "Chức năng:"."""
    line = lines[at]
    alone = line.row < 0 and len(line.text) <= _LONGEST and line.text[-1] not in ".;," and (line.after_blank or at == 0)
    return alone and _UNIT.match(line.text) is not None


def _titled(lines: Sequence[Line], at: int, whole: bool) -> bool:
    """Whether the line stands alone and is a title that such texts are known to have."""
    line = lines[at]
    words = _words(line)
    if line.row >= 0 or len(line.text) > _LONGEST or not words[:1].isupper() or at + 1 >= len(lines):
        return False
    if not (is_of_functions(words) or words.lower() in _KNOWN):
        return False
    if line.text.endswith(":") and is_of_functions(words, named=False):
        return True
    below = lines[at + 1]
    return whole or line.emphasis or ((line.after_blank or at == 0) and (below.after_blank or line.text.endswith(":")))


def _goes_on(above: str, text: str) -> bool:
    return above.endswith(" Công ty") or wants_more(above, text)


def _sharp(source: str, lines: Sequence[Line], markers: Sequence[Marker | None]) -> dict[int, int]:
    """{line: level} of the headings that Markdown's "#" marks, where several of them say what a text is divided into: "# TỔ CHỨC THỰC HIỆN"."""
    found = {
        at: len(sharp.group(1))
        for at, line in enumerate(lines)
        if line.row < 0
        and line.emphasis
        and markers[at] is None
        and not line.text[0].islower()
        and line.text[-1] not in ".;"
        and (sharp := _SHARP.match(source, line.start))
    }
    titles = [at for at in found if is_of_functions(words := _words(lines[at])) or words.lower() in _KNOWN or _ORDERS.match(words)]
    if not titles:
        return {}
    first = min(titles)  # what stands above is the document's head
    for at in [at for at in found if at - 1 in found and _goes_on(lines[at - 1].text, lines[at].text)]:
        del found[at]  # "## … Xây dựng, Công thương; Công ty" / "### Điện lực Đắk Nông"
    levels = sorted({level for at, level in found.items() if at >= first})
    return {at: levels.index(level) for at, level in found.items() if at >= first}
