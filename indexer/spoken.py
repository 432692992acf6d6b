"""Whose words a quotation holds, where a text that amends nothing quotes another one.

"Điều 26 Nghị định số 103/2024/NĐ-CP quy định: “1. … theo khoản 2 Điều này …”" in a letter: Điều này is Điều 26 of that decree.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace
from phancap.indexer.cited_documents import DocumentWords
from phancap.indexer.provision_words import THIS
from phancap.indexer.provisions import Provision, Step, find_provisions

_OPENS = re.compile(r"“|:\s*[\"”]")  # "quy định: ”5. Sửa đổi …": whoever typed it took the other mark
# "“Điều 106. …” “Điều 107. …”": the same one says both
_GOES_ON = re.compile(r"\s*[“\"](?=(?:Điều )?\d{1,3}[a-zđ]?\.\s|[a-zđ]\)\s|…|\.\.\.)")
_SENTENCE = re.compile(r"\n|[.;”]\s+(?=(?:\d{1,3}\s)?[A-ZĐ])")
_FAR_BACK = 4_000  # characters of the sentence that introduces a quotation
_LONGEST_PROVISION = 80
_AMENDING = re.compile(r"(?:[^.;:“”]|\.(?=\S))*(?:sửa đổi|bổ sung|thay thế|bãi bỏ)(?:[^.;:“”]|\.(?=\S))*")
_INTRODUCED = re.compile(r"(?:[^.;:“”]|\.(?=\S)){0,600}(?:quy định|nêu|hướng dẫn|ghi|như sau|có nội dung)[^.;“”]{0,80}$")
_ARTICLE = re.compile(r"(?:^|[“\"\n])\s*Điều (\d+[a-zđ]?)\s*[.:]")
_PARAGRAPH = re.compile(r"(?:^|[“\"\n.;:…])\s*(\d{1,2}[a-zđ]?)\.\s")
_NUMBERED = re.compile(
    r"\n(\d{1,2})\.\s|(?:[“\n]|\s)Điều \d+[a-zđ]?\.\s(?:[^\n]{1,120}?\s1\.\s)?"
)  # khoản 1, or a new article, which counts anew
_LEVELS = ("điều", "khoản")
_MARKS = re.compile('[“”"]')
_BEFORE_OPENING = " \n(:*_"  # what stands before a straight mark that opens; one behind a letter or a full stop closes
_LONGEST_QUOTATION = 40  # clauses; a mark that nobody closed ends there
# "Căn cứ Thông tư 156/2013/TT-BTC ngày 06/11/2013:" / "+ Tại Khoản 1 Điều 33 quy định: “…”"
_LEADS = re.compile(r"\W*(?:Căn cứ|Tại|Theo|Thực hiện)(?:\s+(?:quy định|hướng dẫn))?(?:\s+(?:tại|của))?\s+")
# "“3. Khoản 1 Điều 106 được sửa đổi, bổ sung như sau: “1. …", quoted from a law that amends others
_AMENDED_BEHIND = re.compile(r"(?:\s+(?:của\s+)?(?:Luật|Nghị|Thông)[^:;“”]{0,80})?\s+được\s+(?:sửa đổi|bổ sung|thay thế)")
_AMENDED_BEFORE = re.compile(r"(?:[Ss]ửa đổi|[Bb]ổ sung|[Bb]ãi bỏ)\s+(?:các\s+)?$")
_NEW_WORDING = re.compile(r"như sau\s*:\s*[“\"]")
ABOVE = -1
"""The place of a document that a clause above names, in whose words a quotation goes on."""
MIXED = -2
"""The place where a quotation may have ended: a note goes on below the next page, and the text's own khoản 1 stands between."""


class Spoken(msgspec.Struct, frozen=True, gc=False):
    """The quotation ``text[start:end]`` (characters) of the document at ``place`` in the words; ``steps`` are what was named of it."""

    start: int
    end: int
    place: int
    steps: tuple[Step, ...]


@dataclass
class Open:
    """A quotation that goes on from clause to clause: the marks that are open, and in which article of whose words (``steps``)."""

    marks: str = ""
    clauses: int = 0
    steps: tuple[Step, ...] = ()
    introduced: bool = False
    counted: int = 0  # the last khoản that was quoted
    mixed: bool = False

    def introduce(self, text: str, words: list[DocumentWords]) -> int | None:
        """The place of the document whose words the next clause quotes: "Điều 5 Thông tư số … quy định như sau:", None where none does."""
        ends = len(text.rstrip())
        place = _speaker(text, words, ends) if text[:ends].endswith(":") else None
        if place is not None:
            self.introduced, self.clauses, self.steps = True, 0, _named_before(text, words[place])
            self.counted, self.mixed = 0, False
        return place

    def go_on(self, text: str, number: str, twice: bool) -> Spoken | None:
        """The part of the next clause that is still quoted, None where nothing is; it is a khoản of this ``number``, or of "".

        ``twice`` tells that another one there bears the same number.
        """
        introduced, self.introduced = self.introduced and text.startswith(("“", '"', "”")), False
        if not self.marks and not introduced:
            return None
        if number.isdigit():
            self.mixed = self.mixed or twice or int(number) != self.counted + 1
            self.counted = int(number)
        end, marks = _end(text, 0, self.marks)
        said = Spoken(0, end, MIXED if self.mixed else ABOVE, self.steps)
        self._leave(text, said, marks)
        return said

    def begin(self, text: str, said: Spoken) -> bool:
        """Whether the quotation goes on in the next clause; it is kept then."""
        self.clauses, self.counted, self.mixed = 0, 0, said.place == MIXED
        self._leave(text, said, _end(text, said.start)[1] if said.end == len(text) else "")
        return bool(self.marks)

    def _leave(self, text: str, said: Spoken, marks: str) -> None:
        self.clauses += 1
        self.marks = marks if self.clauses <= _LONGEST_QUOTATION else ""
        articles = _ARTICLE.findall(text, said.start, said.end)
        self.steps = (Step("điều", articles[-1]),) if articles else said.steps
        paragraphs = [n for n in _PARAGRAPH.findall(text, said.start, said.end) if n.isdigit()]
        self.counted = int(paragraphs[-1]) if paragraphs else self.counted


def leads(text: str, words: list[DocumentWords]) -> int | None:
    """The place of the document whose provisions a letter goes on to name below: "Căn cứ Thông tư 156/2013/TT-BTC ngày 06/11/2013:"."""
    begins = _LEADS.match(text) if words and text.rstrip().endswith(":") else None
    return 0 if begins and words[0].start == begins.end() and not words[0].how.startswith("self") else None


def led(text: str) -> list[Spoken]:
    """The quotations of a clause that names no document, said by the one that a clause above leads in."""
    found: list[Spoken] = []
    opening = _OPENS.search(text)
    while opening:
        at = opening.end() - 1
        end, _ = _end(text, at)
        named = [p for p in find_provisions(text[max(0, at - _FAR_BACK) : at]) if p.steps[-1].level == "điều" and not p.relative]
        found.append(Spoken(at, end, ABOVE, named[-1].steps[-1:] if named else ()))
        opening = _OPENS.search(text, end)
    return found


def amends_within(text: str, provision: Provision, spoken: Spoken) -> bool:
    """Whether quoted words amend a third text, which alone the provision is of: "“3. Khoản 1 Điều 106 được sửa đổi như sau: “1. …"."""
    if provision.steps[-1].level == "điều" and not provision.relative:
        before = max(0, provision.start - 20)
        return bool(_AMENDED_BEHIND.match(text, provision.last) or _AMENDED_BEFORE.search(text, before, provision.start))
    return _NEW_WORDING.search(text, spoken.start, provision.start) is not None


def quotations(text: str, words: list[DocumentWords], start: int = 0) -> list[Spoken]:
    """The quotations behind ``start`` that a document's name introduces, in order."""
    found: list[Spoken] = []
    opening = _OPENS.search(text, start)
    while opening:
        at = opening.end() - 1
        end, _ = _end(text, at)
        if (place := _speaker(text, words, at)) is not None:
            named = _named_before(text, words[place])
            sure = _counts_again(text, at, end)
            found.append(Spoken(at, sure, place, named))
            if sure < end:
                found.append(Spoken(sure, end, MIXED, ()))
            while again := _GOES_ON.match(text, end):
                at = again.end() - 1
                end, _ = _end(text, at)
                found.append(Spoken(at, end, place, named))
        opening = _OPENS.search(text, end)
    return found


def _counts_again(text: str, start: int, end: int) -> int:
    """Where khoản 1 begins a second time in one quoted article, or its ``end``: the text's own may stand between the pages of a note."""
    counted = 0
    for mark in _NUMBERED.finditer(text, start, end):
        number = int(mark.group(1)) if mark.group(1) else 0
        if counted and number == 1:
            return mark.start(1)
        counted = number
    return end


def _speaker(text: str, words: list[DocumentWords], at: int) -> int | None:
    """The place of the document whose words the quotation at ``at`` are: the last one named in the sentence before.

    "Điều 27 của Thông tư số 26/2026/TT-BCT sửa đổi, bổ sung Thông tư số 49/2025/TT-BCT quy định như sau: “…": the first, which amends the other.
    """
    far = max(0, at - _FAR_BACK)
    begins = max((m.end() for m in _SENTENCE.finditer(text, far, far + len(text[far:at].rstrip()))), default=far)
    first, last = bisect_left(words, begins, key=lambda w: w.start), bisect_right(words, at, key=lambda w: w.end) - 1
    if first <= last and _named_before(text, words[first]) and words[first].start - begins < _LONGEST_PROVISION:
        return first  # "16 Điều 16 Thông tư số 08/2026/TT-BTC … sửa đổi, bổ sung một số điều của … quy định như sau:"
    if last < 0 or words[last].how in ("self", "self in small") or not _INTRODUCED.match(text, words[last].end, at):
        return None
    while last and not _named_before(text, words[last]) and _AMENDING.fullmatch(text, words[last - 1].end, words[last].start):
        last -= 1
    return last


def _named_before(text: str, words: DocumentWords) -> tuple[Step, ...]:
    """The provision right before a document's name: "Khoản 2 Điều 5 của Luật …"."""
    start = max(0, words.start - _LONGEST_PROVISION)
    named = find_provisions(text[start : words.start])
    return named[-1].steps if named and not named[-1].relative and words.start - start - named[-1].last <= len(" của ") else ()


def _end(text: str, at: int, marks: str = "") -> tuple[int, str]:
    """(end of the quotation that is open at ``at`` or opens there, the marks that are open at the end of the text).

    A mark that closes may be of another make than the one that opened: "“Điều 60. … phân cấp."", ""Điều 106. … quy định.”".
    """
    for mark in _MARKS.finditer(text, at):
        sign = mark.group()
        before, ends = text[mark.start() - 1] if mark.start() else " ", not text[mark.end() :].strip(" .;,*_")
        opens = sign == "“" or not marks or (sign == '"' and before in _BEFORE_OPENING and not ends)
        if opens:
            marks += sign
        elif sign == "”" or marks[-1] != "“" or ends:  # 27" within curled marks closes nothing
            marks = marks[:-1]
        if not marks:
            return mark.end(), ""
    return len(text), marks


def spoken_at(quotations: list[Spoken], at: int) -> Spoken | None:
    """The quotation that holds the place, None where none does."""
    return next((q for q in quotations if q.start <= at < q.end), None)


def absolute(provision: Provision, spoken: Spoken, text: str) -> Provision:
    """The provision with "này" as the number that the quotation, or the words that introduce it, give."""
    alone = provision.steps[-1].level in ("điểm", "khoản")  # "Sửa đổi, bổ sung khoản 1 như sau" in words of Điều 17
    if not provision.relative and not alone:
        return provision
    known: dict[str, str] = {s.level: s.number for s in spoken.steps if s.level in _LEVELS}
    articles = _ARTICLE.findall(text, spoken.start, provision.start)
    paragraphs = _PARAGRAPH.findall(text, spoken.start, provision.start)
    known |= {"điều": articles[-1]} if articles else {}
    known |= {"khoản": paragraphs[-1]} if paragraphs else {}
    steps = [replace(s, number=known.get(s.level, THIS)) if s.number == THIS else s for s in provision.steps]
    if steps[-1].level == "điểm" and "khoản" in known:
        steps.append(Step("khoản", known["khoản"]))
    if steps[-1].level == "khoản" and "điều" in known:
        steps.append(Step("điều", known["điều"]))
    return replace(provision, steps=tuple(steps))
