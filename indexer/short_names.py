"""What a text calls a body for short: "(sau đây gọi tắt là Quỹ)", and "Trung tâm" in the rules of one centre.

Such a word is a body of its own text only. It is kept as it is written there: "Quỹ" is no agency of the register.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.alternatives import any_of
from phancap.indexer.duty_verbs import NAME_ENDS, VERBS
from phancap.indexer.function_headings import RULES_OF
from phancap.indexer.model import Clause, Document, Mention
from phancap.indexer.names_set_up import IS_CALLED
from phancap.indexer.unknown_bodies import unknown_mentions
from phancap.indexer.vietnamese import UPPER, slug

_HEADS = (
    r"(?:Quỹ|Trung tâm|Ban(?! (?:hành|đầu)(?!\w))|Hội đồng(?! (?:quản trị|thành viên|nhân dân))|Tổ(?! (?:chức|trưởng|hợp tác)(?!\w))|Nhóm|Tiểu ban|Đoàn (?:kiểm tra|thanh tra|giám sát|công tác)|Sở(?! hữu)|Cục|Chi cục|Tổng cục|Vụ(?! (?:việc|án))"
    r"|Viện|Trường(?! hợp)|Học viện|Bệnh viện|Văn phòng|Trạm|Hạt|Chi nhánh|Bộ(?! (?:luật|tiêu|thủ|phận|máy))|Cơ quan thường trực|Bộ phận)"
)
# "… (sau đây gọi tắt là Quỹ)", "(dưới đây viết tắt là “Ban Quản lý”)"
# "đơn vị được giao sửa chữa công trình (sau đây gọi là đơn vị thực hiện sửa chữa công trình)": what it is called, all of it
_KIND_CALLED = r"(?:[Cc]ơ quan|[Đđ]ơn vị|[Tt]ổ chức)(?! (?:này|trên|đó|khác|cung cấp|kinh tế|kinh doanh|tín dụng|nước ngoài|phát hành|niêm yết|được)(?!\w))(?:\s(?!cá nhân|doanh nghiệp|hộ|người)[^\W\d_]+){2,9}"
_CALLED = re.compile(rf"{IS_CALLED}(?P<name>{_HEADS}(?:\s[^()“”\":;,.]{{2,50}})?|{_KIND_CALLED})[”\"]?\s*\)")
# "Quỹ đầu tư chứng khoán (sau đây gọi là Quỹ)": no public body
_PRIVATE = re.compile(r"(?:quỹ (?:đầu tư|mở|đóng|thành viên|đại chúng|xã hội|từ thiện)|công ty|doanh nghiệp|tập đoàn)[^.;()]{0,80}$", re.I)
# "Điều 4. Thành lập Nhóm giúp việc cho Ban Chỉ đạo", "Thành lập Tổ công tác để …"
_SET_UP = re.compile(
    r"(?:^|\n)(?:Quyết định )?[Tt]hành lập (?P<name>(?:Nhóm|Tổ|Ban|Hội đồng|Tiểu ban)(?: [^\W\d_]+){1,3}?)(?= (?:cho|để|do|gồm|của|nhằm|thực hiện)(?!\w)|\s*[,(.])"
)
_ORGANS_OF_FUNDS = ("Ban kiểm soát Quỹ", "Ban Kiểm soát Quỹ", "Ban kiểm soát", "Ban Kiểm soát")
_HEAD_OF_NAME = re.compile(rf"(?:Ban [Cc]hỉ đạo|Ban [Qq]uản lý|Tổ (?:công tác|giúp việc|thư ký)|Hội đồng|{_HEADS})(?!\w)")
# what a head alone is not: "Quỹ đất", "Ban hành", "Hội đồng nhân dân", "Sở hữu", "Bộ trưởng"
_NO_BODY = re.compile(
    r"\s+(?:đất|lương|tiền|nhà|thời gian|trưởng|hành|đầu|hữu|luật|tiêu chí|thủ tục|phận|máy|chức|viên|hợp|việc|án|phí|nhân dân|quản trị|thành viên|số \d|chuyên ngành|ban|ngành|quy định (?:tại|ở|trong))(?!\w)"
    rf"|\s+[{UPPER}]|[-/]"
)
# behind a kind that a text gives a name, where no more of another name follows: "cơ quan cấp giấy phép" is not "cơ quan cấp giấy phép hoạt động điện lực"
_KIND_ENDS = re.compile(rf"\s*[,;:.()“”\"]|\s*$|\s+(?:{any_of((*NAME_ENDS, *VERBS))}|và|hoặc|cùng|đã|sẽ|đang|nơi|cho)(?!\w)")
_KIND = re.compile(r"cơ quan|đơn vị|tổ chức", re.I)


class ShortNames:
    """The short names of one document, learnt as it is read from the top."""

    def __init__(self, document: Document, index: AgencyIndex) -> None:
        self._title = document.title or ""
        self._names: set[str] = set()
        self._base = self._index = index

    def index_at(self, clause: Clause) -> AgencyIndex:
        """The index as the text uses it from this clause on: it knows the bodies that the text calls by a short name."""
        if learnt := {*self._learnt(clause)} - self._names:
            self._names |= learnt
            self._index = _TextIndex(self._base, self._names)
        return self._index

    def _learnt(self, clause: Clause) -> Iterator[str]:
        titles = titles_of(clause, self._title) if clause.kind == "preamble" else ()
        if head := next(filter(None, map(_head_of_rules, titles)), ""):
            yield head
            if head == "Quỹ":
                yield from _ORGANS_OF_FUNDS
        if "đây" in clause.text or "gọi" in clause.text:
            for called in _CALLED.finditer(clause.text):
                if not _PRIVATE.search(clause.text, 0, called.start()):
                    yield called.group("name").strip()
        if "hành lập" in clause.text and (made := _SET_UP.search(clause.text)):
            yield made.group("name")


class _TextIndex(AgencyIndex):
    """The index of one text, with the bodies that it calls by short names."""

    def __init__(self, base: AgencyIndex, names: set[str]) -> None:
        self.__dict__.update(base.__dict__)
        self._base = base
        self._short = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))})(?!\w)")

    def all_mentions(self, text: str, jurisdiction: str) -> tuple[Mention, ...]:
        """The mentions, the short names among them, in order."""
        known = self._base.all_mentions(text, jurisdiction)
        more = [*_found(self._short, text, known, jurisdiction)]
        if not more:
            return known
        left = [m for m in known if not any(n.start <= m.start and m.end <= n.end for n in more)]
        return tuple(sorted([*left, *more], key=lambda m: m.start))


_LONGEST_TITLE = 400  # characters
_LONGEST_SHORT = 3  # spaces: "Trung tâm phục vụ hành chính công tỉnh" is a name of the register


@lru_cache(maxsize=2_048)
def is_short(words: str) -> bool:
    """Whether words are a kind of body alone, which only its own text calls so: "Quỹ", "Nhóm giúp việc"; not "Hội đồng thẩm định"."""
    return words.count(" ") <= _LONGEST_SHORT and _HEAD_OF_NAME.match(words) is not None and not unknown_mentions(words, (), "vn")


def titles_of(clause: Clause, title: str) -> tuple[str, ...]:
    """Where the title may stand of what a preamble begins: its heading, else its text ("QUY ĐỊNH" / "Chức năng, nhiệm vụ … của Sở Y tế" that is not
    bold), else the decision's ``title``, with which it is issued. A page without a letterhead has no title but what it begins with.
    """
    page = len(clause.text) <= _LONGEST_TITLE and "Căn cứ" not in clause.text
    return (clause.heading, clause.text[:_LONGEST_TITLE] if clause.component != "main" or page else "", title)


def _head_of_rules(title: str) -> str:
    """ "Quỹ" of the charter of a fund; "" where a title is of no rules of one body."""
    of = RULES_OF.search(title)
    head = _HEAD_OF_NAME.match(title, of.end()) if of else None
    return head.group() if head else ""


def _found(pattern: re.Pattern[str], text: str, known: Sequence[Mention], place: str) -> Iterator[Mention]:
    for match in pattern.finditer(text):
        # "Ban Chỉ đạo Hội nghị WEF Đông Á 2010", as a whole called so: what is read of it otherwise is a part of the name
        overlap = [m for m in known if m.start < match.end() and match.start() < m.end]
        if _NO_BODY.match(text, match.end()) or not all(m.start == match.start() and m.end < match.end() for m in overlap):
            continue
        if _KIND.match(match.group()) and not _KIND_ENDS.match(text, match.end()):
            continue
        yield Mention(f"{place}/{slug(match.group())}", match.start(), match.end(), match.group())
