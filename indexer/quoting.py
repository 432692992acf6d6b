"""How far a quotation goes: the new wording of an amended article, a law's words in a letter.

"2. Sửa đổi, bổ sung Điều 2 như sau:" / "“Điều 2. Đối tượng áp dụng" / "1. Người tham gia …" / "3. Dân quân thường trực.”.": what stands
between the marks has numbers of its own, which are no khoản of the text that quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from phancap.indexer.markers import Marker, marker_of, ordinal
from phancap.indexer.sources.markdown import Line

_OPENS_LINE = ("“", '"', "«", "‘‘")
_CURLED = re.compile("[“”]")
_IN_LINE = re.compile(r":\s*([“\"«])")
_CLOSED = re.compile(r"[”\"»]\s*[\])]?\s*[.;,]?\s*[.;,]?(?:/\.)?$")
_LONGEST = 4_000  # lines of one quotation
_LONGEST_DOUBT = 60  # lines behind the number that the quoting clause would go on with
# What an amending text's own next article says, behind a quotation that nobody closed.
_OWN_ARTICLE = re.compile(
    r"(?:Hiệu lực|Điều khoản|Tổ chức thực hiện|Trách nhiệm (?:thi hành|tổ chức)|(?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư) này)\b"
)
# "Sửa đổi Điều 5 như sau:", and as laws said it before 2016: "Điều 73 được sửa đổi, bổ sung như sau:"
ACTS = re.compile(
    r"\W*(?:Sửa đổi|Bổ sung|Bãi bỏ|Hủy bỏ|Huỷ bỏ|Thay thế|Thay (?:cụm )?từ|Thay đổi|Đính chính|Bỏ (?:cụm )?từ)(?!\w)"
    r"|\W*(?:Các |Tên )?(?:[Kk]hoản|[Đđ]iểm|Điều|Mục|Chương|Đoạn|Tên|Cụm từ)\s[^:;.“\"]{0,120}?\sđược\s(?:sửa đổi|bổ sung|thay thế|sửa|thay)\b[^;.“]{0,80}:"
)


def opens(before: str, text: str) -> int | None:
    """Where a quotation opens: 0 behind a colon on the line before or with a mark of its own, else behind a colon in the line itself.

    "Điều 3. Sửa đổi khoản 3 Điều 5" / "“3. Việc ủy quyền …"; a quotation that a line both opens and closes is none there.
    """
    if text.startswith(_OPENS_LINE):
        return 0 if before.endswith(":") or marker_of(text[1:]) else None
    inside = _IN_LINE.search(text) if ":" in text else None
    return inside.start(1) if inside and not _whole(text[inside.start(1) :]) else None


def _whole(text: str) -> bool:
    """Whether the quotation that the words open is closed in them."""
    return _depth(text) <= 0 if text[0] == "“" else text.count('"') % 2 == 0 if text[0] == '"' else "»" in text


def _depth(text: str) -> int:
    return sum(1 if m.group() == "“" else -1 for m in _CURLED.finditer(text))


def end_of_quotation(
    lines: Sequence[Line],
    markers: Sequence[Marker | None],
    at: int,
    column: int,
    own: Marker | None,
    article: int,
    acts: bool,
    over: Callable[[int], bool],
) -> int | None:
    """The last line of the quotation that opens on line ``at``, None where it is closed nowhere.

    ``own`` is the mark of the clause that quotes, ``article`` the number of the last article: the instruction or the article that comes
    after it ends a quotation that nobody closed. ``acts`` tells that the clause amends, so that an article may stand in its quotation.
    ``over`` tells that the text is over on a line (the recipients, the signature).
    """
    mark = lines[at].text[column]
    next_own = ordinal(own) if own else None
    depth = 0
    doubtful = 0  # the line on which the clause that quotes may have gone on: "2. …" of "1. Luật … quy định: “1. … 2. … ”"
    for line in range(at, min(at + _LONGEST, len(lines))):
        text = lines[line].text[column:] if line == at else lines[line].text
        if line > at:
            if over(line):
                return None
            after = markers[line]
            next_one = own and after and after.form == own.form and ordinal(after) == (next_own or 0) + 1
            if next_one and after and (not acts or ACTS.match(lines[line].text, after.words_at)):
                if acts or mark != "“":
                    return line - 1 if acts else None
                doubtful = doubtful or line
            if doubtful and line > doubtful + _LONGEST_DOUBT:
                return None
            next_article = after and after.form == "article" and not after.weak and ordinal(after) == article + 1
            if next_article and after and (not acts or _begins_own_article(lines, line, after)):
                return line - 1 if acts else None
        if mark == "“":
            depth += _depth(text)
            if depth <= 0 and (line == at or _CLOSED.search(text)):
                return line
        elif _CLOSED.search(text) and (line > at or len(text) > 1):
            return line
    return None


def _begins_own_article(lines: Sequence[Line], at: int, mark: Marker) -> bool:
    words = lines[at].text[mark.words_at :] + " " + (lines[at + 1].text if at + 1 < len(lines) else "")
    return ACTS.match(words) is not None or _OWN_ARTICLE.match(words) is not None
