"""Whose words are read: a text that amends another one speaks of that one's provisions, and quotes its new wording.

"Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 30/2020/NĐ-CP / 1. Sửa đổi khoản 2 Điều 5 như sau: “2. … theo Điều này …”":
khoản 2 Điều 5 and, inside the quotation marks, "Điều này" belong to Nghị định 30.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from msgspec.structs import replace
from phancap.indexer.cited_documents import DocumentWords
from phancap.indexer.model import Citation, Clause, Document, anchored
from phancap.indexer.provision_words import THIS
from phancap.indexer.provisions import Provision, Step
from phancap.indexer.vietnamese import UPPER, lower

Amended = tuple[str | None, str | None]  # (document id when held or known, what the words call it)

_ACTS = re.compile(
    r"\W*(?:Điều \d+[.:]\s*)?(?:Sửa đổi|Bổ sung|Bãi bỏ|Hủy bỏ|Huỷ bỏ|Thay thế|Thay (?:cụm )?từ|Thay đổi|Đính chính|Bỏ (?:cụm )?từ|Chuyển|Đánh số lại|Đổi (?:tên|thứ tự|số))(?!\w)"
    r"|\W*(?:Khoản|Điểm|Điều|Mục|Chương|Tên)\s[^:;.“]{1,120}?\sđược\s(?:sửa đổi|bổ sung|thay thế)[^:;.“]{0,80}như sau\s*:",
    re.I,
)
_NEW_WORDING = re.compile(r"như sau\s*:\s*$")
_TITLE_ACTS = re.compile(r"(?i)sửa đổi|bổ sung một số|bãi bỏ|đính chính")
_TITLE_IN_TEXT = re.compile(
    r"(?:NGHỊ ĐỊNH|THÔNG TƯ(?: LIÊN TỊCH)?|QUYẾT ĐỊNH|NGHỊ QUYẾT|LUẬT|PHÁP LỆNH|CHỈ THỊ)\s+(?i:về việc\s+)?(?i:sửa đổi|bổ sung|bãi bỏ|đính chính)"
)
# "Sửa đổi khoản 1 Điều 35 Thông tư số 38/2025/TT-BCT (sửa đổi khoản 1 Điều 5 Thông tư số 10/2018/TT-BCT …)": the new wording amends again
_AMENDS_AGAIN = re.compile(r"\((?:sửa đổi|bổ sung|bãi bỏ|thay thế|đính chính)(?!\w)[^()]{0,200}$")
_BESIDE = re.compile(r"(?:,|;|\bvà|\bcác)\s*$")
_TYPED = re.compile(r"(?P<type>[A-ZĐ]\w+(?: \w+){1,3}) số\b")
_MARKS = re.compile('[“”"]')
_QUOTATION = re.compile("“[^“”]*”")  # "Bỏ cụm từ “đình chỉ quyền tự in hóa đơn …”, “hủy các hóa đơn …” tại khoản 1 Điều 1 Nghị định số …"
_BEFORE_OPENING = " \n(:*_"  # what stands before a straight mark that opens; one behind a letter or a full stop closes
_BEHIND_CLOSING = ("", ";", ".", ",", "\n")  # "… có quyền:";" closes behind a colon
_LEVELS = ("tiết", "điểm", "khoản", "điều", "tiểu mục", "mục", "chương", "phần")
_FAR_BACK = 4_000  # characters of one clause in which a quoted article's own number is looked for
_ARTICLE = re.compile(r"(?:^|[“\"\n])\s*Điều (\d+[a-zđ]?)\s*[.:]")
# "“Điều 28. Thủ tục khám bệnh 1. Người tham gia …": the first paragraph may stand on the line of the title
_PARAGRAPH = re.compile(rf"(?:(?:^|[“\"\n])\s*|(?<=[a-zà-ỹđ])\s(?=1\.\s[{UPPER}]))(\d{{1,2}}[a-zđ]?)\.\s")

_IS_AMENDED = re.compile(
    r"\W*(?:(?:Khoản|Điểm|Điều|Mục|Chương)\s(?:(?!(?:theo|tại|bởi)\s)[^:;.“”]){1,120}?\s)được\s(?P<verb>sửa đổi|bổ sung|thay thế)"
    r"(?:(?!(?:theo|tại|bởi)\s)[^:;.“”]){0,80}như sau\s*:", re.I
)  # fmt: skip
# What an amending clause does to what it names; "thay cụm từ … tại Điều 5", "bãi bỏ từ “thứ tự” tại Điều 18", "bổ sung cụm từ … tại Điều 24"
# and "thay thế Mẫu số 02" change the text that holds them.
_DOES = re.compile(
    r"(?P<passive>được\s+)?(?:(?P<amends>(?:bãi |h[ủu][ỷy] |bổ sung )(?:bỏ )?(?:các )?(?:cụm từ|từ(?=\s[“\"]))|sửa đổi(?:,?\s*(?:và\s*)?bổ sung)?|đính chính"
    r"|đánh số lại|đổi (?:tên|thứ tự|số)|chuyển (?=(?:các )?(?:điểm|khoản|điều|mục|chương)\s)|bỏ (?:cụm )?từ|thay (?:cụm )?từ|thay thế (?=(?:cụm từ|từ|mẫu|phụ lục|biểu)\b))|(?P<adds>bổ sung)"
    r"|(?P<replaces>thay thế)|(?P<abolishes>bãi bỏ|h[ủu][ỷy] bỏ|hết hiệu lực))"
)  # fmt: skip
_REFERS = re.compile(
    r"theo|căn cứ|quy định tại|như sau|:|(?:bằng|thành) (?!cụm từ|từ |“)|vào (?:sau|trước)(?!\s(?:các )?(?:cụm )?từ\s)"
)  # behind it, an address is only referred to
# "Sửa đổi, bổ sung một số điều của Thông tư số … hướng dẫn thực hiện Điều 52 Luật Việc làm": the law stands in what the circular is called
# "… về việc kéo dài thời gian thực hiện Nghị quyết số 18/2022/NQ-HĐND …", "… về thu hồi Quyết định số 06/2009/QĐ-UBND …"
# "Bãi bỏ một số điểm, một số khoản tại một số điều của Nghị định số 126/2020/NĐ-CP như sau:" does not end the decree
_IN_PART = re.compile(r"\s*:?\s*(?:(?:một số|các)\s(?:điểm|khoản|điều|nội dung|quy định|cụm từ|từ|mẫu|biểu|phụ lục)|một phần)(?!\w)", re.I)
# "Sửa đổi, bổ sung, bãi bỏ một số khoản của Điều 2 như sau:"
_SOME_OF = re.compile(r"\s+một số (?:(?:điểm|khoản|nội dung|quy định|cụm từ|từ)(?:,\s|\s(?:và\s)?)){1,3}(?:của|tại)\s+", re.I)
_IN_TITLE = re.compile(r"quy định (?:chi tiết|về|cơ chế|việc)|hướng dẫn|về việc|về (?:thu hồi|kéo dài|ban hành|triển khai|thực hiện)")


# "Thông tư số 37/2016/TT-… đã được sửa đổi tại Thông tư số 04/2018/TT-…": only the first is amended now
_CHANGED_BY = re.compile(r"được\s+(?:sửa đổi|bổ sung|thay thế|đính chính)[^;.“]{0,60}?(?:tại|bởi|theo|bằng)\s+(?:(?:các|những)\s+)?$")
_CHANGED_WITHIN = 140  # characters
# "Bãi bỏ cụm từ “…” tại điểm a khoản 2 Điều 2; bãi bỏ cụm từ “…” tại Điều 20; bãi bỏ điểm b khoản 4 Điều 7 Nghị định số 158/2018/NĐ-CP": all of it
_LAST_ACT = re.compile(r";\s+(?:sửa đổi|bổ sung|bãi bỏ|thay thế|h[ủu][ỷy] bỏ)\s[^;“”]*$")
_COLON = re.compile(r"(?:\s*:)?")  # "Bãi bỏ: Điều 2, khoản 2 Điều 3 Nghị định số …"
_ACTED_ON = re.compile(r"(?:[Ss]ửa đổi|[Bb]ổ sung|[Bb]ãi bỏ)\s+$")
# "Sửa đổi khoản 1 Điều 9 (đã được sửa đổi, bổ sung bởi khoản 16 Điều 1 Thông tư số 38/2015/TT-NHNN) như sau:": that one amended it before
_AMENDED_BY = re.compile(
    r"được\s+(?:sửa đổi|bổ sung|thay thế|đính chính)[^;.“]{0,60}?(?:tại|bởi|theo)\s+(?:(?:các\s+|những\s+)?(?:điểm|khoản|Điều|điều)\s[^;.“”]{0,60}?)?$"
)
_AGAIN = re.compile(r"[;.]|,\s*$|\bvà\s*$")


def related(own: str, text: str, citations: list[Citation], quoted: Callable[[int], bool]) -> list[Citation]:
    """The citations of a text that amends other documents (not its ``own``), each with what it does to it: the verb before it says so.

    Quoted words act on nothing; nor does the title of a cited document ("Nghị định số 12/2018/NĐ-CP … sửa đổi, bổ sung một số điều của …").
    """

    def acts(verb: re.Match[str]) -> bool:
        place = bisect_right(citations, verb.start(), key=lambda c: c.end)
        return not quoted(verb.start()) and (not place or _AGAIN.search(text[citations[place - 1].end : verb.start()]) is not None)

    def with_it(words: re.Match[str], verb: re.Match[str]) -> bool:
        """ "Sửa đổi một số điều của Quy định ban hành kèm theo Nghị quyết số …": what amends the regulation amends the resolution."""
        return bool(verb["amends"]) and text.endswith("kèm ", 0, words.start())

    said = list(_DOES.finditer(lower(text)))
    verbs = [m for m in said if acts(m)]
    refers: dict[int, int] = {}  # behind each verb the end of the first words that only refer
    # "Đính chính Thông tư số A sửa đổi, bổ sung một số điều của Thông tư số B": a verb that does nothing itself is in a title, too
    titles = (
        sorted(
            m.span()
            for m in (
                *_IN_TITLE.finditer(text),
                *(m for m in said if m not in verbs and text[m.start() - 1 : m.start()] != "(" and not quoted(m.start())),
            )
        )
        if verbs
        else []
    )
    # "Khoản 1 Điều 4 được sửa đổi, bổ sung như sau:", as laws said it before 2016
    passive = _IS_AMENDED.match(text) if not verbs else None
    found = []
    told: Citation | None = None  # the last one that stands in the title of another
    by: Citation | None = None  # the last one that has changed another before
    for citation in citations:
        place = bisect_right(verbs, citation.start, key=lambda m: m.end())
        verb = verbs[place - 1] if place else None
        kind = None
        if verb and not verb["passive"] and not quoted(citation.start):
            start = verb.end()
            if start not in refers:
                behind = _COLON.match(text, start).end()  # type: ignore[union-attr]
                refers[start] = next(
                    (m.end() for m in _REFERS.finditer(text, behind) if not quoted(m.start()) and not with_it(m, verb)), len(text) + 1
                )
            # "được sửa đổi, bổ sung bởi Thông tư số A, Thông tư số B và Thông tư số C"
            changed = _CHANGED_BY.search(text, max(0, citation.start - _CHANGED_WITHIN), citation.start) is not None or _with(
                text, by, citation
            )
            by = citation if changed else by
            titled = not changed and _in_title(text, titles, start, citation.start)
            titled = titled and (not _goes_on(text, start, citation) or _with(text, told, citation))
            told = citation if titled else told
            if refers[start] > citation.start and not changed and not titled:
                kind = next(k for k in ("adds", "amends", "replaces", "abolishes") if verb[k])
                part = _SOME_OF.fullmatch(text, start, citation.start) if citation.provision else _IN_PART.match(text, start)
                if kind in ("replaces", "abolishes") and part:
                    kind = "amends"
        elif passive and citation.provision and citation.end <= passive.start("verb") and not quoted(citation.start):
            kind = "adds" if passive["verb"] == "bổ sung" else "amends"
        found.append(replace(citation, relation=kind) if kind else citation)
    return found


def _in_title(text: str, titles: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``text[start:end]``, behind its last semicolon, begins to say what the document before is about, as ``titles`` tell where."""
    place = bisect_right(titles, end, key=lambda span: span[1])
    return place > 0 and titles[place - 1][0] >= max(start, text.rfind(";", start, end))


def _goes_on(text: str, at: int, citation: Citation) -> bool:
    """Whether the instruction at ``at`` goes on with a text of the first one's type: "bãi bỏ Thông tư số A quy định về …, Thông tư số B quy định về …"."""
    first, other = _TYPED.search(text, at), _TYPED.match(citation.words)
    same = first is not None and other is not None and first["type"] == other["type"]
    return same and _BESIDE.search(text, max(at, citation.start - 6), citation.start) is not None


def _with(text: str, other: Citation | None, citation: Citation) -> bool:
    """Whether the citation stands right beside the other one, a document of the same type: "… thực hiện Nghị quyết số A và Nghị quyết số B"."""
    if other is None or not _BESIDE.fullmatch(text[other.end : citation.start].strip() or "."):
        return False
    one, this = _TYPED.match(other.words), _TYPED.match(citation.words)
    return one is not None and this is not None and one["type"] == this["type"]


def _before_amended(text: str, at: int) -> bool:
    """Whether what stands at ``at`` is told to have amended before what is amended now."""
    return _AMENDED_BY.search(text, max(0, at - _CHANGED_WITHIN), at) is not None


def acts_on(text: str, provision: Provision) -> bool:
    """Whether an instruction may be about the provision: "Bãi bỏ khoản 1 Điều 6 và sửa đổi Điều này như sau", but not "theo Điều này"."""
    return not provision.relative or _ACTED_ON.search(text, max(0, provision.start - 12), provision.start) is not None


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark.group() != '"':
        return mark.group() == "“"
    if text[mark.end() : mark.end() + 1] in _BEHIND_CLOSING:
        return False
    return mark.start() == 0 or text[mark.start() - 1] in _BEFORE_OPENING


def _quoted(at: int) -> bool:
    return True


def _not_quoted(at: int) -> bool:
    return False


class Amending:
    """What the document amends, clause by clause in order, and whether a quotation is open."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.amended: dict[str, Amended] = {}
        self.again: dict[str, Amended] = {}
        self.acting: set[str] = set()
        self.rewording: set[str] = set()
        self.done: set[str] = (
            set()
        )  # instructions that end with a full stop: "Bổ sung 04 thủ tục … công bố kèm theo Quyết định số 81/QĐ-UBND."
        self.instruction: dict[str, int] = {}
        self.addresses: dict[str, tuple[Step, ...]] = {}
        self.consolidated = document.type == "Văn bản hợp nhất"  # its notes quote the articles on effect of the amending texts
        self.open = False
        self.article: str | None = None
        self.paragraph: str | None = None

    @property
    def speaks(self) -> bool:
        """Whether the document has amended something so far."""
        return bool(self.acting)

    def enter(self, clause: Clause, text: str, heading: bool, spoken: bool = False) -> Callable[[int], bool]:
        """Read on to a clause's heading or text; gives a function that tells whether a place in it (characters) is quoted.

        ``spoken`` tells that a quotation of another text is open, whose instructions ("a) Sửa đổi khoản 1 như sau:") are not this one's.
        """
        if clause.kind == "article" and (heading or not clause.heading):
            self.open = False  # a quotation that was never closed does not reach the next article
        if clause.kind != "preamble" and _ACTS.match(text) and (self.acting or not spoken):
            above = clause.anchor.rpartition("__")[0]
            if clause.kind == "paragraph" and clause.number.isdigit():
                if above in self.acting and 1 <= int(clause.number) - self.instruction.get(above, 0) <= 3:
                    self.open = False  # the next instruction, whether or not the new wording before it was closed
                self.instruction[above] = int(clause.number)
            self.acting.add(clause.anchor)
            if _NEW_WORDING.search(text):
                self.rewording.add(clause.anchor)
            elif text.endswith("."):
                self.done.add(clause.anchor)
        opened = self.open or self._stray(clause)
        marked = (self.acting or self.consolidated) and ("“" in text or "”" in text or '"' in text)
        marks = [(m.start(), _opens(text, m)) for m in _MARKS.finditer(text)] if marked else []
        if marks:
            self.open = marks[-1][1]

        if not marks:
            return _quoted if opened else _not_quoted

        def quoted(at: int) -> bool:
            place = bisect_left(marks, (at,))
            return marks[place - 1][1] if place else opened

        return quoted

    def _stray(self, clause: Clause) -> bool:
        """Whether the clause is new wording without marks of quotation: it stands among instructions, or below "như sau:", and is none.

        "2. Quỹ bảo hiểm y tế bảo đảm …" behind a mark closed too early; "a) Ưu tiên …" below "2. Sửa đổi điểm a khoản 1 Điều 3 như sau:".
        """
        if not self.acting or clause.anchor in self.acting:
            return False
        above = clause.anchor.rpartition("__")[0]
        while above and above not in self.acting:
            above = above.rpartition("__")[0]
        return bool(above) and (above in self.rewording or ("__" not in above and above in self.amended and above not in self.done))

    def names(self, clause: Clause, text: str, heading: bool, words: list[DocumentWords], quoted: Callable[[int], bool]) -> int:
        """The place (from 1) of the document that this heading or text says it amends, 0 where it names none."""
        if clause.kind == "preamble":
            return self._in_title(text, heading, words)
        acts = _ACTS.match(text) if clause.anchor in self.acting else None
        if not acts:
            return 0
        follows = text.find("như sau", acts.end())
        far = 200 + sum(len(m.group()) for m in _QUOTATION.finditer(text, acts.end(), acts.end() + 800))
        until = min(acts.end() + far, follows if follows >= 0 else len(text))
        named = [
            (at, w)
            for at, w in enumerate(words, 1)
            if w.how not in ("self", "bare") and acts.start() <= w.start and not quoted(w.start) and not _before_amended(text, w.start)
        ]
        if named and named[0][1].start < until:
            return named[0][0]
        last = _LAST_ACT.search(text, acts.end(), named[0][1].start) if named and follows < 0 else None
        return named[0][0] if last and not _REFERS.search(text, last.start(), named[0][1].start) else 0

    def _in_title(self, text: str, heading: bool, words: list[DocumentWords]) -> int:
        """ "Sửa đổi, bổ sung một số điều của Nghị định số 181/2025/NĐ-CP … đã được sửa đổi bởi Nghị định số 359/2025/NĐ-CP": the first.

        Two of one type that stand side by side ("của Nghị định số … và Nghị định số …") are both amended, so that no one is meant alone.
        """
        acts = _TITLE_ACTS.search(text) if heading else _TITLE_IN_TEXT.search(text)
        bases = text.find("Căn cứ", acts.end()) if acts else -1
        until = min(acts.end() + 200, bases if bases >= 0 else len(text)) if acts else 0
        ahead = [at for at, w in enumerate(words, 1) if acts and w.how != "self" and acts.end() <= w.start < until]
        if not ahead:
            return 0
        first = words[ahead[0] - 1]
        for at in ahead[1:]:
            if words[at - 1].type == first.type and _BESIDE.search(text, words[at - 2].end, words[at - 1].start):
                return 0
        return ahead[0]

    def amends_again(self, clause: Clause, text: str, words: DocumentWords, target: Amended) -> None:
        """Keep the document in the bracket behind the one that the clause amends: what is quoted below is an instruction about it."""
        if clause.anchor in self.amended and "(" in text and _AMENDS_AGAIN.search(text, 0, words.start):
            self.again.setdefault(clause.anchor, target)

    def of(self, clause: Clause, quoted: bool = False) -> Amended | None:
        """What the clause amends: as it says itself, or as one above it says, or as the title says; ``quoted`` words may amend again."""
        anchor: str | None = clause.anchor
        acts = False
        while anchor:
            if quoted and anchor in self.again:
                return self.again[anchor]
            if anchor in self.amended:
                return self.amended[anchor]
            acts = acts or anchor in self.acting
            component, _, eid = anchor.rpartition("!")
            above = eid.rpartition("__")[0]
            anchor = anchored(component or "main", above) if above else None
        return self.amended.get("preamble") if acts else None

    def note(self, provision: Provision, clause: Clause) -> None:
        """Keep what "Điều này" and "khoản này" mean in the quotation that follows "Sửa đổi khoản 2 Điều 5 như sau:"."""
        for step in provision.steps:
            if step.level == "điều" and step.number != THIS:
                self.article, self.paragraph = step.number, None
                if clause.anchor in self.acting:
                    self.addresses.setdefault(clause.anchor, provision.steps)
        if clause.anchor in self.acting and not provision.relative:
            # "2. Sửa đổi, bổ sung một số điểm của khoản 2" below "Điều 8. Sửa đổi … của Điều 10"
            whole = self.placed(provision, clause).steps
            if whole[-1].level == "điều":
                self.addresses.setdefault(clause.anchor, whole)
        for step in provision.steps:
            if step.level == "khoản" and step.number != THIS:
                self.paragraph = step.number

    def placed(self, provision: Provision, clause: Clause) -> Provision:
        """ "3. Sửa đổi một số khoản của Điều 6 như sau: / a) Sửa đổi khoản 1": khoản 1 of the Điều 6 that a clause above names."""
        outermost = _LEVELS.index(provision.steps[-1].level) if provision.steps[-1].level in _LEVELS else len(_LEVELS)
        above = clause.anchor.rpartition("__")[0]
        while above and above not in self.addresses:
            above = above.rpartition("__")[0]
        if not above or provision.relative or outermost >= _LEVELS.index("điều"):
            return provision
        outer = tuple(s for s in self.addresses[above] if s.level in _LEVELS and _LEVELS.index(s.level) > outermost)
        return replace(provision, steps=(*provision.steps, *outer))

    def absolute(self, provision: Provision, clause: Clause, text: str) -> Provision:
        """The provision with "này" made into the quoted article's or paragraph's number, where that is known."""
        if not provision.relative:
            return provision
        articles = _ARTICLE.findall(text, max(0, provision.start - _FAR_BACK), provision.start)
        paragraphs = _PARAGRAPH.findall(text, max(0, provision.start - _FAR_BACK), provision.start)
        known = {"điều": articles[-1] if articles else self.article}
        known["khoản"] = paragraphs[-1] if paragraphs else clause.number if clause.kind == "paragraph" and self.open else self.paragraph
        steps = [Step(s.level, known.get(s.level) or s.number) if s.number == THIS else s for s in provision.steps]
        if steps[-1].level == "khoản" and known["điều"]:
            steps.append(Step("điều", known["điều"]))
        return replace(provision, steps=tuple(steps))
