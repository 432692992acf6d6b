"""References: found in a clause's words, then resolved. What is not certain stays unresolved, with the reason.

The key of a document is number + type + issuer + year: "57/NQ-HĐND" alone exists in many provinces, and in many years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec.structs import replace
from phancap.indexer.amending import Amending, acts_on, related
from phancap.indexer.cited import made, without_overlap
from phancap.indexer.cited_documents import (
    LATER_SHORT,
    DocumentWords,
    apart,
    bare_types,
    find_documents,
    names_pattern,
)
from phancap.indexer.document_keys import known_name
from phancap.indexer.doubts import NOT_HELD
from phancap.indexer.ending import Endings
from phancap.indexer.inside import Inside, heads, note_places, noted_at, notes_below
from phancap.indexer.itself import Itself
from phancap.indexer.library import Library
from phancap.indexer.model import Citation, Clause, Document
from phancap.indexer.names_set_up import names_set_up
from phancap.indexer.owners import (
    begins_article,
    is_heading,
    issued_kind,
    listed_of,
    listed_with,
    lists_own,
    note_of,
    of_another,
    opens_list,
    owners_of,
    says_this_fact,
    standard_of,
    with_borrowed,
)
from phancap.indexer.provision_words import THIS
from phancap.indexer.provisions import Provision, Step, find_provisions
from phancap.indexer.said import Said, Target, called_so, names_itself
from phancap.indexer.scope import Scopes
from phancap.indexer.spoken import ABOVE, MIXED, Open, Spoken, absolute, amends_within, leads, led, quotations, spoken_at
from phancap.indexer.vietnamese import slug

_DIVISIONS = frozenset({"part", "chapter", "section", "subsection", "article", "preamble"})
_PLACE = re.compile(r"vào (?:sau|trước)\s+$")  # "Bổ sung Điều 14a vào sau Điều 14": the new wording is not of Điều 14
_slug = lru_cache(maxsize=256)(slug)
_THIS_ARTICLE = Step("điều", THIS)
_NOT_NAMED = "điều khoản này của một văn bản khác, không nêu số"
_QUOTED = "lời văn được trích của văn bản khác"
_NOT_NOTED = "chú thích cuối trang, chưa rõ của điều khoản nào"


@dataclass
class Reader:
    """Finds and resolves the citations of one document, clause by clause in order.

    It remembers what the document has said: "Nghị quyết số 57/NQ-HĐND ngày 09/12/2022 …" once, then "Nghị quyết số 57/NQ-HĐND".
    """

    document: Document
    library: Library
    clauses: Sequence[Clause]
    listed: dict[str, Target] = field(default_factory=dict)
    quotation: Open = field(default_factory=Open)
    speaker: Target | None = None
    lead: Target | None = None  # whose provisions a letter goes on to name
    headed: dict[str, Target] = field(default_factory=dict)  # a clause of a list that a document heads → the document
    articles: dict[str, Target | None] = field(
        default_factory=dict
    )  # the number of another document's article → the document, where one is

    def __post_init__(self) -> None:
        self.said = Said(self.document, self.library)
        self.endings = Endings(self.document)
        self.scopes = Scopes()
        self.note_numbers = notes_below(self.document.text)
        self.inside = Inside(self.clauses, self.note_numbers)
        self.itself = Itself(self.document, self.clauses)
        self.has_articles = any(c.kind == "article" for c in self.clauses)
        self.amending = Amending(self.document)
        self.notes = note_places(self.document.text, self.clauses) if self.note_numbers else {}
        known = (*self.library.laws, *self.library.by_name, *self.library.laws_by_title)
        self.laws = names_pattern(known) if known else None

    def read(self, clause: Clause) -> tuple[list[Citation], list[Citation]]:
        """The citations of the clause's heading and those of its text, each in order and without overlap."""
        in_heading = self._read(clause, clause.heading, True) if clause.heading else []
        if in_heading and heads(clause):  # "PHỤ LỤC I DANH MỤC …", "Mẫu số 01/Phụ lục I" is what it is called
            in_heading = [c for c in in_heading if c.start and clause.heading[c.start - 1] != "/"]
        return in_heading, self._read(clause, clause.text, False) if clause.text else []

    def _read(self, clause: Clause, text: str, heading: bool) -> list[Citation]:
        quoted = self.amending.enter(clause, text, heading, bool(self.quotation.marks) and not self.amending.consolidated)
        named, provisions = find_documents(text, self.laws, self.said.called), find_provisions(text)
        if not named and not provisions and self.lead is None and not (self.quotation.marks or self.quotation.introduced):
            return self.endings.told(clause, text, [], quoted)  # as most clauses: nothing is named, and no quotation can end here
        if provisions and (bare := bare_types(text, {p.last for p in provisions if p.steps[-1].level in ("điều", "khoản")})):
            named = apart([*named, *bare])
        ends = {p.last for p in provisions}
        words = [w for w in named if not self._means_no_document(w, clause, ends)]
        spoken = self._quotations(text, clause, words)  # also where nothing is named: a quotation may end there
        if self.lead and (words or heading or clause.kind in _DIVISIONS):
            self.lead = None if any(not w.how.startswith("self") for w in words) or clause.kind in _DIVISIONS else self.lead
        if self.lead and not spoken and provisions:
            self.speaker, spoken = self.lead, led(text)
        if not words and not provisions:
            return self.endings.told(clause, text, [], quoted)
        amended = self.amending.names(clause, text, heading, words, quoted)
        targets: list[Target] = []
        brackets = names_set_up(text) if words else []
        if clause.kind == "preamble" and not heading:  # the title names the law whose number stands in the legal bases below
            for one in words:
                if one.how == "number" and one.name:
                    self.said.remember(one, self.said.numbered(one, clause))
        for at, one in enumerate(words):
            said = spoken_at(spoken, one.start) if one.how.startswith("self") else None
            within = next(((b, name) for b, end, name in brackets if b < one.start < end), None) if one.how != "number" else None
            called = called_so(text, *within, words[:at]) if within else None
            if called is not None:  # "Bộ luật Hình sự số … đã được sửa đổi theo Luật số … (sau đây gọi là Bộ luật Hình sự năm 2015)"
                target = targets[called]
            else:
                target = self._speaker(said, targets) if said else self._target(one, clause, quoted(one.start), words[:at], targets)
            targets.append(target)
            if (one.how == "number" and one.type) or (one.how == "name" and target.cited):
                self.said.remember(one, target)
            if at + 1 == amended:
                self.amending.amended[clause.anchor] = target.document, target.cited
            elif amended and not quoted(one.start):
                self.amending.amends_again(clause, text, one, (target.document, target.cited))
        if spoken and spoken[-1].place >= 0 and self.quotation.begin(text, spoken[-1]):
            self.speaker = targets[spoken[-1].place]
        elif words and not heading and not self.quotation.marks and (place := self.quotation.introduce(text, words)) is not None:
            self.speaker = targets[place]
        if not self.has_articles and not heading and (leading := leads(text, words)) is not None:
            self.lead = targets[leading]
        if heading and words and words[0].how == "number" and not words[0].start:
            self.headed[clause.anchor] = targets[0]
        if brackets:
            self.said.set_up(text, words, targets)
        found = [
            self._whole(text, w, t) for w, t in zip(words, targets, strict=True) if not names_itself(self.document, clause, text, w, t)
        ]
        found = without_overlap(found + self._provisions(text, provisions, clause, words, targets, quoted, spoken))
        if clause.anchor in self.amending.acting:
            found = related(self.document.id, text, found, quoted)
        return self.endings.told(clause, text, found, quoted)

    def _quotations(self, text: str, clause: Clause, words: list[DocumentWords]) -> list[Spoken]:
        """The quotations whose speaker is named; a text that amends introduces its new wording otherwise, but a consolidated one has notes."""
        if clause.kind in _DIVISIONS and (self.quotation.marks or self.quotation.introduced):
            self.quotation = Open()  # a mark that nobody closed does not reach the text's own next article
        if self.amending.speaks and (not self.amending.consolidated or self.amending.of(clause)):
            self.quotation.introduced = False
            return []
        above = None
        if self.quotation.marks or self.quotation.introduced:
            twice = f"{clause.anchor}_2" in self.inside.anchors  # the note's khoản 1 and the text's own: which is which?
            above = self.quotation.go_on(text, clause.number if clause.kind == "paragraph" else "", twice)
        if above is None and not words:
            return []
        if not words or not ("“" in text or '"' in text or ":”" in text or ": ”" in text):
            return [above] if above else []
        return [*([above] if above else []), *quotations(text, words, above.end if above else 0)]

    def _speaker(self, said: Spoken, targets: list[Target]) -> Target:
        if said.place == MIXED:
            return Target(None, None, _QUOTED)
        return targets[said.place] if said.place != ABOVE else self.speaker or Target(None, None, _QUOTED)

    def _means_no_document(self, words: DocumentWords, clause: Clause, ends: set[int]) -> bool:
        """Whether words that look like a document's name are none; ``ends`` are the ends of provisions, behind which they are one."""
        if words.how == "short":
            later = words.type in LATER_SHORT and ends.isdisjoint(range(words.start - 5, words.start))
            return later and self.said.short(words).cited is None
        if words.how == "bare":  # "quy định tại khoản 1 Điều 2 của Thông tư." in a form of the circular is the circular's
            own = known_name(words.type or "") == known_name(self.document.type)
            return (own and clause.component == "main") or self.amending.of(clause) is not None
        return words.how.startswith("self") and self.itself.means_no_document(words, clause)

    # -- documents --------------------------------------------------------------------------------------------

    def _target(self, words: DocumentWords, clause: Clause, quoted: bool, before: list[DocumentWords], earlier: list[Target]) -> Target:
        match words.how:
            case "self" | "self in small":
                target = self._self(words, clause, quoted)
                if target.reason and not quoted and (clause.component == "main" or words.type != "Quyết định"):  # a form's own decision
                    return self.said.nearest(words, before, earlier) or target
                return target
            case "above":
                return self.said.above(words, before, earlier)
            case "bare" if known_name(words.type or "") == known_name(self.document.type):
                return Target(self.document.id, None, component="main")
            case "bare":
                above = self.said.above(words, before, earlier)
                return replace(above, reason=_NOT_NAMED) if above.reason and not above.cited else above
            case "called":
                return self.said.called[words.name or ""]
            case "short":
                return self.said.short(words)
            case "name":
                return self.said.named(words, clause)
            case _:
                return self.said.numbered(words, clause)

    def _self(self, words: DocumentWords, clause: Clause, quoted: bool) -> Target:
        """ "Nghị định này", "Quy chế này"; inside a quoted amendment the amended document speaks."""
        if quoted and (amended := self.amending.of(clause, True)):
            return Target(*amended, None if amended[0] else NOT_HELD)
        if quoted:
            return Target(None, None, _QUOTED)
        if words.name and known_name(words.name) != self.said.own_name:
            return self.said.named(words, clause)
        return self.itself.meant(words.type or "", clause, self.amending.consolidated)

    # -- provisions -------------------------------------------------------------------------------------------

    def _provisions(
        self,
        text: str,
        provisions: list[Provision],
        clause: Clause,
        words: list[DocumentWords],
        targets: list[Target],
        quoted: Callable[[int], bool],
        spoken: list[Spoken],
    ) -> list[Citation]:
        result = []
        lists = self._lists(text, clause, words, targets)
        scope = self.scopes.at(text, clause, self.amending.of(clause) is not None, words, targets)
        named: tuple[Provision, Target] | None = None  # the last article of another document, which "Điều này" of a letter is
        listed_run = -1  # the end of the run of provisions that begins an item of a list

        def lost(provision: Provision) -> bool:
            return self.inside.find(provision, clause, clause.component)[0] is None

        found = with_borrowed(text, provisions, lost)
        for provision, (owner, direct) in zip(found, owners_of(text, found, words, lost), strict=True):
            said = spoken_at(spoken, provision.start) if spoken else None
            apart = not self.has_articles or clause.component != "main"
            if apart and provision.relative and says_this_fact(text, provision) and lost(provision):
                continue
            if is_heading(text, provision, clause) or begins_article(text, provision, said is not None or quoted(provision.start)):
                continue
            in_quotes = quoted(provision.start)
            ours = owner is None or self.amending.of(clause) == (targets[owner].document, targets[owner].cited)
            if ours and not in_quotes and not _PLACE.search(text, 0, provision.start):
                self.amending.note(provision, clause)
            if owner is not None and provision.steps[-1].level == "điều":
                named = self._articles(provision, targets[owner])
            if owner is not None:
                end = words[owner].end if direct and provision.end == provision.last else provision.end
                result.append(self._of(text, provision, end, self._issued(text, provision, words[owner], targets[owner]), clause))
            elif said and not in_quotes and amends_within(text, provision, said):
                result.append(made(text, provision.start, provision.end, Target(None, None, _QUOTED), None, provision))
            elif said and (said.place >= 0 or (said.place == ABOVE and (provision.relative or not self.has_articles))):
                result.append(self._of(text, absolute(provision, said, text), provision.end, self._speaker(said, targets), clause))
            elif named and not self.has_articles and provision.steps[-1] == _THIS_ARTICLE:
                whole = replace(provision, steps=(*provision.steps[:-1], named[0].steps[-1]))
                result.append(self._of(text, whole, provision.end, named[1], clause))
            elif not provision.relative and (
                law := listed_of(text, provision, lists, listed_run)
                or scope(provision)
                or (self._headed(clause) if self.headed and lost(provision) else None)
            ):
                listed_run = provision.last
                result.append(self._of(text, provision, provision.end, law, clause))
            elif (note := note_of(text, provision)) and note in self.notes:
                result.append(self._noted(text, provision, note, clause))  # though it cuts an instruction of a consolidated text in two
            elif amended := self.amending.of(clause, in_quotes) if in_quotes or acts_on(text, provision) else None:
                result.append(self._amended(text, provision, amended, clause, in_quotes or provision.relative))
            elif said or (in_quotes and self.amending.speaks):
                result.append(made(text, provision.start, provision.end, Target(None, None, _QUOTED), None, provision))
            elif standard := standard_of(text, provision):
                result.append(made(text, provision.start, provision.end, Target(None, standard, NOT_HELD), None, provision))
            elif of_another(text, provision, self.document.type):
                result.append(made(text, provision.start, provision.end, Target(None, None, _NOT_NAMED), None, provision))
            elif listed := self._in_list(text, provision, clause, words, targets):
                result.append(self._of(text, provision, provision.end, listed, clause))
            elif note:
                result.append(self._noted(text, provision, note, clause))
            elif not provision.relative and provision.steps[-1].level == "điều" and (led_by := self._led_by(provision, clause, lost)):
                result.append(self._of(text, provision, provision.end, led_by, clause))
            else:
                result.append(self._own(text, provision, provision.end, clause, clause.component))
        return result

    def _articles(self, provision: Provision, target: Target) -> tuple[Provision, Target]:
        """What is given, kept: two documents whose article was named by one number make it nobody's."""
        again = self.articles.setdefault(provision.steps[-1].number, target)
        if again and (again.document, again.cited) != (target.document, target.cited):
            self.articles[provision.steps[-1].number] = None
        return provision, target

    def _led_by(self, provision: Provision, clause: Clause, lost: Callable[[Provision], bool]) -> Target | None:
        """Whose an article is of which a letter goes on to speak: "Điều 317 Bộ luật Tố tụng hình sự" once, then "Điều 317"."""
        if self.lead and lost(provision):
            return self.lead
        return self.articles.get(provision.steps[-1].number) if not self.has_articles and clause.component == "main" else None

    def _headed(self, clause: Clause) -> Target | None:
        """The document that heads the clause, or one around it, in a list: "3. Nghị định số 147/2024/NĐ-CP" above "Điểm a khoản 12 Điều 9; …"."""
        anchor = clause.anchor
        while anchor and anchor not in self.headed:
            anchor = anchor.rpartition("__")[0]
        return self.headed.get(anchor)

    def _in_list(self, text: str, provision: Provision, clause: Clause, words: list[DocumentWords], targets: list[Target]) -> Target | None:
        """The text whose row in a list of repealed texts names the provision, when the list has no such clause itself."""
        named = listed_with(text, provision, clause, words)
        return targets[named] if named is not None and self.inside.find(provision, clause, clause.component)[0] is None else None

    def _noted(self, text: str, provision: Provision, note: str, clause: Clause) -> Citation:
        """ "5 Điều này được sửa đổi …" below a page: the article whose heading bears the 5, wherever the page ends."""
        place = noted_at(self.notes.get(note, []), clause, provision.steps[0].level)
        if place is None:
            return made(text, provision.start, provision.end, Target(None, None, _NOT_NOTED), None, provision)
        return self._own(text, provision, provision.end, place, place.component)

    def _without_notes(self, provision: Provision, clause: Clause, component: str) -> tuple[Provision, str | None]:
        """ "khoản 240 Điều 10" of a consolidated text, whose note 40 stands behind "khoản 2"; the provision itself where none is found."""
        for at, step in enumerate(provision.steps):
            shortest = 2 if step.level in ("phụ lục", "mẫu số") else 1  # "Phụ lục số 36" has no note 6
            for cut in range(shortest, len(step.number)) if step.number.isdigit() else ():
                if step.number[cut:] in self.note_numbers:
                    steps = (*provision.steps[:at], replace(step, number=step.number[:cut]), *provision.steps[at + 1 :])
                    bare = replace(provision, steps=steps)
                    if eid := self.inside.find(bare, clause, component)[0]:
                        return bare, eid
        return provision, None

    def _lists(self, text: str, clause: Clause, words: list[DocumentWords], targets: list[Target]) -> list[tuple[int, Target]]:
        """Where lists of one document's provisions begin in the text, and whose they are; one may go on from a clause above."""
        found = []
        above = clause.around
        if above in self.listed:
            found.append((0, self.listed[above]))
        for one, target in zip(words, targets, strict=True):
            opens = opens_list(text, one)
            if opens is not None:
                found.append((opens, target))
                if opens == len(text):
                    self.listed[above if clause.kind == "intro" else clause.anchor] = target
        return found

    def _own(self, text: str, provision: Provision, end: int, clause: Clause, component: str) -> Citation:
        eid, through = self.inside.find(provision, clause, component)
        if eid is None and self.note_numbers:
            provision, eid = self._without_notes(provision, clause, component)
        own = clause.component.startswith("phu-luc") and provision.steps[-1].level == "phụ lục"
        if eid and eid.endswith("!preamble") and own and not provision.relative and end == provision.end and lists_own(text, provision):
            eid = None
        provision = provision if eid else self.inside.absolute(provision, clause, component)
        several = eid is None and self.inside.several(provision, clause)
        reason = "nhiều phụ lục hoặc biểu mẫu của văn bản mang số này" if several else "không tìm thấy điều khoản này trong văn bản"
        if component not in self.itself.components:
            reason = "phần ban hành kèm theo, mà văn bản đang đọc chưa có"
        target = Target(self.document.id if eid else None, None, None if eid else reason)
        return made(text, provision.start, end, target, eid, provision, through)

    def _issued(self, text: str, provision: Provision, words: DocumentWords, target: Target) -> Target:
        """ "khoản 1 Điều 3 Quy chế … ban hành kèm theo Quyết định này" is of the regulation, though the decision has an Điều 3, too."""
        kind = issued_kind(text, provision, words)
        inside = self._inside(target.document) if kind and target.document else None
        return replace(target, component=inside.issued(_slug(kind or ""), provision)) if inside else target

    def _inside(self, document: str) -> Inside | None:
        return self.inside if document == self.document.id else self.library.inside(document)

    def _of(self, text: str, provision: Provision, end: int, target: Target, clause: Clause) -> Citation:
        if target.document == self.document.id:
            return self._own(text, provision, end, clause, target.component or clause.component)
        if target.document and (other := self._inside(target.document)):
            eid, through = other.find(provision, None, target.component or "main")
            reason = None if eid else "không tìm thấy điều khoản này trong văn bản được dẫn"
            return made(text, provision.start, end, Target(target.document, target.cited, reason), eid, provision, through)
        return made(text, provision.start, end, target, None, provision)

    def _amended(self, text: str, provision: Provision, amended: tuple[str | None, str | None], clause: Clause, quoted: bool) -> Citation:
        """ "Sửa đổi khoản 2 Điều 5 như sau": of the amended document; "Điều này" inside its quoted words is its article."""
        provision = self.amending.absolute(provision, clause, text) if quoted else self.amending.placed(provision, clause)
        target = Target(*amended, None if amended[0] else NOT_HELD)
        return self._of(text, provision, provision.end, target, clause)

    @staticmethod
    def _whole(text: str, words: DocumentWords, target: Target) -> Citation:
        return made(text, words.start, words.end, target, None, None)
