"""What stands above a clause and may burden it: its headings, and the sentences that tell somebody to do what follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.body_functions import below_functions, functions_of, stated_in
from phancap.indexer.burdened import OF_BODY, heading_bearers
from phancap.indexer.duty_heads import carried_head, heads_of, lead_in
from phancap.indexer.function_headings import lists_tasks_of_nobody
from phancap.indexer.going_on import goes_on_from, goes_on_in_letter, last_burdened, unnumbered
from phancap.indexer.handed_down import delegated_to, lists_what_is_delegated, title_hands_to
from phancap.indexer.model import Clause, Document, anchored
from phancap.indexer.short_names import titles_of

Heading = tuple[str, str]
"""(eId, words) of a heading."""


# sections in which a text says why, or how things stand, and orders nothing
_NO_ORDERS = re.compile(
    r"mục (?:đích|tiêu)|yêu cầu|quan điểm|tình hình|kết quả|đánh giá|căn cứ|sự cần thiết|kinh phí|phạm vi|đối tượng", re.I
)


@dataclass
class _Starred:
    """A line "* Sở Y tế:" above dashes: its mark, what stands above those, and whether they follow it at once.

    ``bare``: no colon ends it, so that only dashes with another mark are below it.
    """

    anchor: str
    mark: str
    above: tuple[Heading, ...]
    bare: bool
    alone: bool = True


@dataclass
class Above:
    """The headings above each clause of one document, which is read from the top."""

    document: Document
    index: AgencyIndex
    _headings: dict[str, tuple[Heading, ...]] = field(default_factory=dict)
    _numbered: dict[str, str] = field(default_factory=dict)  # by what stands around: the last point or paragraph
    _led: dict[str, Heading] = field(default_factory=dict)  # by what stands around: the sentence that orders what follows
    _ordered: dict[str, Heading] = field(default_factory=dict)  # by what stands around: such a sentence above sections
    _starred: dict[str, _Starred] = field(default_factory=dict)  # by what stands around: the last dash that only names somebody
    _between: dict[str, tuple[Heading, ...]] = field(default_factory=dict)  # by what stands around: what stood above before such a line
    _last: dict[str, Heading] = field(default_factory=dict)  # by what stands around: whom the paragraph before burdened last
    _functions: str = ""  # of which body the text lays down the functions
    _stated: dict[str, Heading] = field(
        default_factory=dict
    )  # by what stands around: which body ("": no other) was said to be what, and where
    _positions: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # by what stands around and its words: the last heading above such a saying
    _delegated: Heading | None = None  # to whom the decision delegates, and where it says so

    def headings(self, clause: Clause) -> tuple[Heading, ...]:
        """(eId, heading) of what stands above the clause and of its own heads, outermost first. Its agencies are known."""
        around = clause.around
        inherited = above = self._above(clause.component, clause.parent)
        if clause.kind in ("point", "paragraph"):
            if around in self._between and clause.number not in ("a", "1"):
                above = self._headings[around] = self._between.pop(around)
            self._numbered[around] = clause.eid
        elif clause.kind == "indent" and around in self._numbered:
            # "b) Sở Xây dựng / - … / Khi đánh giá … / - …": dashes behind an unmarked paragraph still stand under the point
            above = self._above(clause.component, self._numbered[around])
        if around in self._led and clause.kind in ("paragraph", "point", "indent") and not (clause.number or "").startswith("nn"):
            above = (*above, self._led[around])  # "…, UBND tỉnh yêu cầu các sở, ban, ngành:" stands above the numbers that follow it
        if self._goes_on(clause, around):
            above = (
                *above,
                self._last[around],
            )  # "Đồng thời, phối hợp với UBND các huyện …" goes on with whom the paragraph before burdened
        heads = heads_of(clause) or ([clause.text] if clause.text in self.index.of_nobody else [])
        if around in self._numbered and clause.kind == "wrapup" and self._names_bodies(clause, heads):
            # "Ủy ban nhân dân các tỉnh:" between two points: the dashes behind it are theirs, the next point is not
            del self._numbered[around]
            self._between.setdefault(around, above)
        self._star_of_line(clause, heads)
        if clause.kind == "indent":
            above = self._below_star(clause, around, above, heads)
        elif (
            starred := self._starred.get(anchored(clause.component, (clause.parent or "").rpartition("__")[0]))
        ) and starred.anchor == around:
            starred.alone = False  # it has a list of its own
        elif clause.kind == "wrapup":
            self._starred.pop(around, None)
        above = self._with_functions(clause, above)
        if to := delegated_to(clause, self.document.jurisdiction or "vn"):
            self._delegated = (clause.eid, f"ủy quyền cho {to}:")
        elif self._delegated and lists_what_is_delegated(clause):
            above = (*above, self._delegated)
        found = (*above, *((clause.eid, head) for head in heads)) if heads else above
        if found is not inherited:
            self._headings[clause.anchor] = found
        if clause.parent and (clause.kind == "intro" or (clause.kind == "wrapup" and heads)):
            if last := self._numbered.get(around):  # but not above the dashes that go on with the point before it
                self._headings[anchored(clause.component, last)] = self._above(clause.component, last)
            self._headings[around] = found  # "Sở Tư pháp thực hiện các nhiệm vụ sau:" stands above what follows it
        if sentence := lead_in(clause):
            self._led[around] = (clause.eid, sentence)
            outer = clause.parent
            while clause.kind == "wrapup" and outer:  # what closes a list stands before the next number
                outer = outer.rpartition("__")[0]
                self._led[anchored(clause.component, outer)] = (clause.eid, sentence)
        elif clause.kind in ("section", "article", "chapter", "part"):
            if (led := self._led.pop(around, None)) and clause.kind == "section" and heading_bearers([led], self.document, self.index):
                self._ordered[around] = led
            # "…, Thủ tướng Chính phủ yêu cầu các Bộ trưởng thực hiện các nhiệm vụ sau:" above "I. NHIỆM VỤ CHUNG"
            if (ordered := self._ordered.get(around)) and not _NO_ORDERS.search(clause.heading):
                self._headings[clause.anchor] = found = (*above, ordered, *((clause.eid, head) for head in heads))
        return found

    def _with_functions(self, clause: Clause, above: tuple[Heading, ...]) -> tuple[Heading, ...]:
        """What stands above, with the body whose functions the text lays down where nothing else says whose they are."""
        if clause.kind == "preamble":
            self._read_title(clause)
        if (whose := self._whose(clause)) and not heading_bearers([*above], self.document, self.index):
            return (*above, whose)
        return above

    def _goes_on(self, clause: Clause, around: str) -> bool:
        """Whether the paragraph goes on with whom the one before it burdened."""
        if around not in self._last or not unnumbered(clause):
            return False
        alone = around not in self._led and not self._above(clause.component, clause.parent)
        return goes_on_from(clause.text) or (alone and goes_on_in_letter(clause.text, self.document.type))

    def _read_title(self, preamble: Clause) -> None:
        """Whose functions a text lays down, and to whom it delegates, as its title says it."""
        title, place = self.document.title or "", self.document.jurisdiction or "vn"
        self._functions = next(filter(None, (functions_of(t, self.document, self.index) for t in titles_of(preamble, title))), "")
        if to := title_hands_to(title, self.index.all_mentions(title, place), place):
            self._delegated = ("preamble", f"ủy quyền cho {to}:")

    def _above(self, component: str, eid: str | None) -> tuple[Heading, ...]:
        """What stands above what the clause holds: kept where it is more than stands above the clause itself."""
        while eid:
            found = self._headings.get(anchored(component, eid))
            if found is not None:
                return found
            eid = eid.rpartition("__")[0]
        return ()

    def _whose(self, clause: Clause) -> Heading | None:
        """Whose functions the clause lists, where it names nobody itself: the body that was said to be what right before, else the title's."""
        if said := stated_in(clause):
            around = anchored(clause.component, said.around)
            # "Vị trí và chức năng" a second time speaks of a second unit: where it names none, what follows is nobody's
            if said.who or self._positions.get((around, said.heading), said.position) != said.position:
                self._stated[around] = clause.eid, f"{OF_BODY}{said.who}:" if said.who else ""
            self._positions[around, said.heading] = said.position
        if not (self._stated or self._functions) or not below_functions(clause):
            return None
        if stated := self._stated.get(anchored(clause.component, clause.parent or "")):
            return stated if stated[1] else None
        return ("preamble", f"{self._functions}:") if self._functions else None

    def _names_bodies(self, clause: Clause, heads: list[str]) -> bool:
        if heads and heads[-1].strip(" .:") in self.index.of_nobody:
            return True  # "Kinh phí thực hiện:" between "Sở Nội vụ:" and "Sở Tài chính:" ends what the one before owes
        return bool(heads) and bool(heading_bearers([(clause.eid, heads[-1])], self.document, self.index))

    def _star_of_line(self, clause: Clause, heads: list[str]) -> None:
        """ "Sở Nội vụ" between the dashes of a text that lost its numbers: the dashes behind that line are its own."""
        outer, _, last = (clause.parent or "").rpartition("__")
        if clause.kind == "wrapup" and last.startswith("indent") and self._names_bodies(clause, heads):
            above = (*self._above(clause.component, outer), (clause.eid, heads[-1]))
            self._starred[anchored(clause.component, outer)] = _Starred(clause.anchor, "", above, False)

    def _below_star(self, clause: Clause, around: str, above: tuple[Heading, ...], heads: list[str]) -> tuple[Heading, ...]:
        """What stands above a dash: with it "* Sở Y tế:" where that line stands before it among its equals, up to the next such line."""
        mark = self.document.text[slice(*clause.source)].lstrip()[:1]
        bare = bool(heads) and not clause.text.endswith(":") and heads[-1] == clause.text and self._names_bodies(clause, heads)
        if (heads and clause.text.endswith(":")) or bare:
            self._starred[around] = _Starred(clause.anchor, mark, (*above, *((clause.eid, head) for head in heads)), bare)
        elif (
            (starred := self._starred.get(around))
            and starred.alone
            and (mark != starred.mark or (not starred.bare and heading_bearers([starred.above[-1]], self.document, self.index)))
        ):
            return starred.above
        return above

    def carry(self, clause: Clause) -> None:
        """Whom the clause's sentences burden stands above its dashes, where it has no heads, and above a paragraph that goes on with it. Its duties are
        known.
        """
        around, last = clause.around, last_burdened(clause)
        if last and unnumbered(clause):
            self._last[around] = (clause.eid, last)
        elif not self._goes_on(clause, around):
            self._last.pop(around, None)
        if last:
            self._last[clause.anchor] = (clause.eid, last)
        if last and clause.kind == "intro" and clause.trail and lists_tasks_of_nobody(clause.trail[-1].strip(" .:")):
            # "2. Nhiệm vụ và quyền hạn:" / "Trung tâm thực hiện nhiệm vụ theo Thông tư số …" / "- Tham mưu …": the dashes are that body's
            self._headings[around] = (*self._above(clause.component, clause.parent), (clause.eid, last))
        above = self._above(clause.component, clause.eid)
        headed = bool(above) and above[-1][0] == clause.eid
        if not headed and (head := carried_head(clause)):
            self._headings[clause.anchor] = (*above, (clause.eid, head))


def without_mere_heads(clauses: list[Clause]) -> list[Clause]:
    """The clauses; a point that only heads lines which say themselves who does what has no duty of its own.

    "Các bộ, địa phương thực hiện các nhiệm vụ sau: … b) Hoàn thiện hạ tầng / - Bộ Xây dựng hướng dẫn … / - Bộ Tài chính …".
    """
    below: dict[str, list[Clause]] = {}
    for clause in clauses:
        if clause.kind == "indent" and clause.parent:
            below.setdefault(anchored(clause.component, clause.parent), []).append(clause)
    return [msgspec.structs.replace(c, duties=()) if _only_heads(c, below.get(c.anchor, [])) else c for c in clauses]


def _only_heads(clause: Clause, below: list[Clause]) -> bool:
    if not clause.duties or not below or clause.kind not in ("point", "paragraph") or clause.text[-1:] in ".;:/,":
        return False
    if any(duty.because["bearer"] != "heading" for duty in clause.duties):
        return False
    return all(heads_of(line) if not line.duties else all(d.because["bearer"] == "subject" for d in line.duties) for line in below)
