"""What a text ends: the documents, or parts of them, that it says in so many words it replaces or abolishes, in a sentence or as a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec
from phancap.indexer.model import Citation, Clause, Document, Relation
from phancap.indexer.vietnamese import fold

_RULING = frozenset(  # a plan or a proposal to replace a document ends nothing
    ("hien phap", "bo luat", "luat", "phap lenh", "nghi quyet", "nghi dinh", "quyet dinh", "thong tu", "thong tu lien tich", "lenh")
)
_SILENT = frozenset({"preamble", "recipients", "signature"})
# "Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số …", "Điều 1. Bãi bỏ Quyết định số …"; not "bãi bỏ Điều 5 của Quyết
# định số …", nor "tham mưu ban hành Nghị quyết thay thế Nghị quyết số …".
_TAKES_EFFECT = re.compile(r"(?i)có hiệu lực|hiệu lực thi hành|điều khoản thi hành")
_BEGINS = re.compile(
    r"(?i)\W*(?:Điều \d+\W+)?(?:(?:nghị (?:định|quyết)|thông tư|quyết định|luật) này )?(?:(?:nay )?bãi bỏ|h[ủu][ỷy] bỏ|thay thế)(?!\w)"
)
_RIGHT_BEFORE = re.compile(r"(?i)(?<!\w)(?:thay thế|bãi bỏ|h[ủu][ỷy] bỏ)(?:\s+(?:toàn bộ|cho|các|quy định tại))*[\s:]*$")
_RIGHT_BEHIND = re.compile(
    r"(?i)(?:\s+ngày [^,;.:“]{6,40}?)?(?:\s+của [^,;.:“]{3,60}?)?\s+hết hiệu lực(?: thi hành)?(?!\w)(?!\s+(?:một phần|đối với))"
)
# "Nghị định số 75/2024/NĐ-CP điều chỉnh lương hưu … hết hiệu lực thi hành", where the sentence begins with the number.
_TITLE_BEHIND = re.compile(
    r"(?i)(?:(?!(?:khoản|điểm|(?<!một số )điều|phụ lục|mục|không|chưa|khi)\s)[^.;:“]){0,600}?\s+hết hiệu lực(?: thi hành)?(?!\w)(?!\s+(?:một phần|đối với))"
)
_UNTIL = re.compile(r"(?i)(?:khi|nếu|ngày|theo|tại)\s+$")  # "thực hiện cho đến khi Luật Việc làm số … hết hiệu lực"
_JOINED = re.compile(r"(?i)(?:\s+ngày [^,;.:“]{6,40}?)?(?:\s+của [^,;.:“]{3,60}?)?\s*(?:,|;|,?\s*và)\s*(?:các\s+)?$")
_WORDS = ("thay thế", "bãi bỏ", "ủy bỏ", "uỷ bỏ", "hết hiệu lực", "Thay thế", "Bãi bỏ")
# "Bãi bỏ các Quyết định sau đây:", "Các văn bản sau đây hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành:"; not "thay thế cụm từ … như sau:"
_OPENS = re.compile(
    r"(?i)(?:(?P<replaces>thay thế)(?!\s+(?:cụm từ|từ|mẫu|biểu|phụ lục))|bãi bỏ|h[ủu][ỷy] bỏ|hết hiệu lực)"
    r"(?!\s+(?:bởi|bằng|tại|theo)(?!\w)|.*như sau)[^.“”]*:\s*$"
)
_PASSIVE = re.compile(r"(?i)(?<!\w)(?:được|bị)\s[^.;:]*$")  # "Được sửa đổi, bổ sung, thay thế một số nội dung tại:"
# "Nghị quyết A … được sửa đổi bởi Nghị quyết B và Nghị quyết C hết hiệu lực": A ends, not C
_CHANGED_BY = re.compile(r"(?i)(?:sửa đổi|bổ sung|thay thế)[^.;]{0,60}?\s(?:bởi|tại|theo)\s[^.;]*$")
# "Nghị định số 79/2006/NĐ-CP … quy định chi tiết thi hành một số điều của Luật Dược hết hiệu lực": the decree ends, not the law
_IN_TITLE = re.compile(r"(?i)(?:một số (?:điều|nội dung)(?: và biện pháp thi hành)?(?: của)?|thi hành|hướng dẫn)\s+$")
_BESIDE = re.compile(r"(?:,|;|\svà)\s+$")
_TITLE_REACH = 60  # characters
# "theo Nghị định số 60/2021/NĐ-CP và các văn bản sửa đổi, bổ sung, thay thế Nghị định số 60/2021/NĐ-CP"
_OTHER_TEXT = re.compile(r"(?i)văn bản[^.;:]{0,30}?\s(?:sửa đổi|bổ sung|thay thế)[^.;:]{0,40}$|văn bản\s*$")
_ITEM_BEGINS = re.compile(r"\W*(?:(?:toàn bộ|các)\s+)?")


class Endings:
    """What one document says, clause by clause in order, of the documents that it ends; it remembers which lists are of such."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._rules = rules(document)
        self._listed: dict[str, Relation] = {}

    def told(self, clause: Clause, words: str, found: list[Citation], quoted: Callable[[int], bool]) -> list[Citation]:
        """The citations ``found`` in the words, with what these do to documents that they end: "thay thế Quyết định số …", "Bãi bỏ các Quyết định
        sau:" above.
        """
        if not self._rules or clause.kind in _SILENT:
            return found
        if not found and words[-1:] != ":" and not words[-1:].isspace():
            return found  # as most clauses
        opened = opens_list(words) if clause.component == "main" else None
        if opened and not quoted(len(words)):
            self._listed[clause.around if clause.kind == "intro" else clause.anchor] = opened
        others = [c for c in found if c.target != self.document.id]
        if not others:
            return found
        done = {c.start: c for c in _with_ended(words, others, clause, self._listed.get(clause.around), quoted)}
        return [done.get(c.start, c) for c in found]


def rules(document: Document) -> bool:
    """Whether a document of this type can end others."""
    return fold(document.type) in _RULING


def ends_others(words: str, clause: Clause) -> bool:
    """Whether words of the clause may end other documents: they begin with the verb, or speak of taking effect."""
    return bool(_BEGINS.match(words) or _TAKES_EFFECT.search(" ".join((clause.heading, clause.text, *clause.trail[-1:]))))


def opens_list(words: str) -> Relation | None:
    """What happens to the documents that the items below name, None where the words open no such list."""
    opens = _OPENS.search(words) if words.rstrip().endswith(":") and any(w in words for w in _WORDS) else None
    before = words[: opens.start()] if opens else ""
    return (
        None if opens is None or _PASSIVE.search(before) or _OTHER_TEXT.search(before) else "replaces" if opens["replaces"] else "abolishes"
    )


def ended(words: str, citations: Sequence[Citation]) -> Iterator[tuple[Citation, Relation]]:
    """The citations of what the words end, and whether they replace or abolish it."""
    last: Citation | None = None
    kind: Relation = "abolishes"
    beside: set[int] = set()  # where what ends together with the first begins: "Thông tư số A … và Thông tư số B sửa đổi … hết hiệu lực"
    for at, cited in enumerate(citations):
        before = words[: cited.start]
        listed = last is not None and _JOINED.fullmatch(words, last.end, cited.start)
        first = _first_beside(words, citations, at)
        lead = words[: citations[first].start]
        no = _UNTIL.search(lead) or _CHANGED_BY.search(before) or _in_title(words, cited)
        within = bool(cited.provision) and lead.rstrip()[-1:] not in (
            "",
            ".",
            ";",
            ":",
        )  # "Thông tư số A sửa đổi khoản 2 Điều 11 … hết hiệu lực"
        behind = None if no or within else _RIGHT_BEHIND.match(words, cited.end)
        if not behind and not lead.strip() and (titled := _TITLE_BEHIND.match(words, cited.end)):
            others = [o for o in citations if cited.end <= o.start < titled.end() and not _in_title(words, o)]
            if all(_BESIDE.search(words, 0, other.start) and not other.provision for other in others):
                beside, behind = {other.start for other in others}, titled
        verb = None if _OTHER_TEXT.search(before) else _RIGHT_BEFORE.search(before)
        quoted = before.count("“") > before.count("”")
        # "bãi bỏ khoản 2 Điều 4, các điểm a, b khoản 3 …", "Điều 2 Nghị định số 31/2009/NĐ-CP hết hiệu lực kể từ …"
        part = bool(cited.provision) and not (verb or behind or (listed and last and last.provision))
        last = cited if (verb or listed or behind or cited.start in beside) and not quoted and not part else None
        if last and behind:
            # "Quyết định số 60/2015/QĐ-TTg và Quyết định số 38/2019/QĐ-TTg hết hiệu lực": both; so are "Điều 20, Chương V của Nghị định số …"
            for earlier in range(at - 1, first - 1, -1):
                if bool(citations[earlier].provision) != bool(last.provision):
                    break
                yield citations[earlier], "abolishes"
        if last:
            kind = kind if listed and not verb else "replaces" if verb and "thay thế" in verb.group().lower() else "abolishes"
            yield last, kind


def _first_beside(words: str, citations: Sequence[Citation], at: int) -> int:
    """The place of the first of the citations that stand side by side up to this one."""
    while at and _JOINED.fullmatch(words, citations[at - 1].end, citations[at].start):
        at -= 1
    return at


def _in_title(words: str, cited: Citation) -> bool:
    """Whether the citation stands in what another document is called."""
    return _IN_TITLE.search(words, max(0, cited.start - _TITLE_REACH), cited.start) is not None


def _with_ended(
    words: str, citations: list[Citation], clause: Clause, listed: Relation | None, quoted: Callable[[int], bool]
) -> list[Citation]:
    """The citations, those of ended documents with what happens to them; ``listed`` tells it of what an item of a list begins with."""
    told: dict[int, Relation] = {}
    if listed:
        last: Citation | None = None
        for cited in citations:
            begins = _ITEM_BEGINS.fullmatch(words, 0, cited.start) if last is None else _JOINED.fullmatch(words, last.end, cited.start)
            if not begins or quoted(cited.start):
                break
            told[cited.start], last = listed, cited
    elif any(w in words for w in _WORDS) and ends_others(words, clause):
        told = {cited.start: kind for cited, kind in ended(words, citations) if not quoted(cited.start)}
    return [msgspec.structs.replace(c, relation=told[c.start]) if c.start in told and c.relation is None else c for c in citations]
