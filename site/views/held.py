"""What the pages show, made from one generation: names, links, marked texts, duty lines, counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, cast

from flask import abort, g
from markupsafe import Markup
from phancap.indexer.changes import FOLDER as HISTORY
from phancap.indexer.doubts import doubt
from phancap.indexer.model import Citation, Clause, Document, Duty, Mention, clause_id
from phancap.indexer.store import Generation
from phancap.site import tallies, wording
from phancap.site.letterhead import head_lines, signature_lines
from phancap.site.marking import Span, mark, passage, undrawn
from phancap.site.views.page_links import Ref, clause_link, kept, link, named
from phancap.site.views.short_names import told_apart

LISTED = ("preamble", "recipients", "signature")  # kinds of clauses that are shown line by line
_LOOKED_UP = 200_000  # clauses of which it is kept whether they are there


def lines_in(clause: Clause) -> list[tuple[int, int]]:
    """The lines of a clause that is shown line by line, as ranges of its text."""
    if clause.kind == "signature":
        return signature_lines(clause.text)
    if clause.kind == "preamble":
        return head_lines(clause.text)
    ends = [m.start() for m in re.finditer("\n", clause.text)] + [len(clause.text)]
    return list(zip([0, *(end + 1 for end in ends)], ends, strict=False))


class Line(NamedTuple):
    """The duty line: everything a page says about one duty. ``role`` is a key of ``wording.ROLES``."""

    clause: Clause
    duty: Duty
    number: int
    role: str
    who: Ref | None
    through: str | None
    partners: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    report_to: tuple[Ref, ...]
    submit_to: tuple[Ref, ...]
    channels: tuple[Ref, ...]
    url: str
    document: str
    several: bool
    also: tuple[Ref, ...] = ()

    @property
    def bearers(self) -> Markup:
        """All who have it to do: ``who``, and those who share it."""
        return named((self.who, *self.also)) if self.who else Markup("")


@dataclass(frozen=True)
class Note:
    """Something doubtful in a clause, told beside it: the words that it holds for, and what is to be said."""

    words: tuple[str, ...]
    sentence: str


def where(clause: Clause) -> dict[str, str]:
    """The parts of a clause's address: ``document`` carries the component when there is one."""
    document, _, eid = clause.id.rpartition("/")
    return {"document": document, "eid": eid}


def anchor(clause: Clause) -> str:
    """The clause's anchor on its document's page: the eId (with the component before it when it is not the main text)."""
    return clause.eid if clause.component == "main" else f"{clause.component}.{clause.eid}"


def note_anchor(clause: Clause) -> str:
    """The anchor of what is doubtful in the clause."""
    return f"can-xem.{anchor(clause)}"


class Held:
    """One generation with what the pages work out of it once and keep."""

    def __init__(self, folder: Path) -> None:
        self.generation = Generation(folder)
        self.digest = folder.name
        self._there: dict[str, bool] = {}

    def steps(self) -> int:
        """How many steps of its history the store remembers; it grows while a generation stays the same (there and back again)."""
        return int(max((p.stem for p in (self.generation.folder.parent.parent / HISTORY).glob("*.json")), default="0"))

    @cached_property
    def documents(self) -> dict[str, Document]:
        """All documents by id, with short names that tell them apart."""
        return told_apart(self.generation.documents, self.generation.held, self.generation.agencies.jurisdictions)

    @cached_property
    def pages(self) -> frozenset[str]:
        """The agencies that have a page."""
        return frozenset(self.generation.agency_ids)

    @cached_property
    def sizes(self) -> dict[str, tuple[int, int, int]]:
        """Document → (clauses, duties, duties that a person has reviewed)."""
        return self.generation.sizes()

    @cached_property
    def own_duties(self) -> dict[str, int]:
        """Agency → how many duties are its own, most first."""
        return tallies.own_duties(self.generation)

    @cached_property
    def between(self) -> list[tuple[str, str, int]]:
        """(citing document, cited document, how often)."""
        return tallies.between(self.generation)

    @cached_property
    def cites(self) -> dict[str, list[tuple[str, int]]]:
        """Document → (document that it cites, how often)."""
        found: dict[str, list[tuple[str, int]]] = {}
        for source, target, n in self.between:
            found.setdefault(source, []).append((target, n))
        return found

    @cached_property
    def carried_out_by(self) -> dict[str, list[Document]]:
        """Document → those that carry it out."""
        found: dict[str, list[Document]] = {}
        for document in self.documents.values():
            for other in document.carries_out:
                found.setdefault(other, []).append(document)
        return found

    @cached_property
    def cited(self) -> dict[str, int]:
        """Document → how often others cite it."""
        return tallies.cited(self.generation)

    @cached_property
    def doubts(self) -> dict[str, dict[str, int]]:
        """Kind of finding → document → how many."""
        return tallies.findings(self.generation)

    @cached_property
    def counts(self) -> Mapping[str, Counter[str]]:
        """Agency → how many obligations of each kind."""
        return self.generation.agency_counts

    # -- names ------------------------------------------------------------------------------------------------

    def name(self, agency: str, full: bool = False) -> str:
        """The agency's name."""
        return self.generation.agencies.name(agency, full)

    def ref(self, agency: str) -> Ref:
        """The agency with the address of its page."""
        refs = kept().refs
        if agency not in refs:
            place, _, key = agency.partition("/")
            url = link("agencies.one", jurisdiction=place, agency=key) if agency in self.pages else ""
            refs[agency] = Ref(agency, self.name(agency), url)
        return refs[agency]

    def heading(self, clause: Clause) -> str:
        """The clause's heading as a sentence."""
        return wording.sentence_case(clause.heading, self.generation.agencies)

    def trail(self, clause: Clause, known: Mapping[str, Clause] | None = None) -> list[Clause]:
        """The clauses above this one, outermost first; ``known`` are those above several, read together (``above``)."""
        found: list[Clause] = []
        above, document = clause.parent, where(clause)["document"]
        known = self.above([clause]) if known is None else known
        while above and len(found) < 32:
            parent = known.get(f"{document}/{above}") or self.generation.by_id(f"{document}/{above}")
            if parent is None:
                break
            found.insert(0, parent)
            above = parent.parent
        return found

    def above(self, clauses: Iterable[Clause]) -> dict[str, Clause]:
        """The clauses above some, by id: an eId begins with its parent's, so one question brings all."""
        likely: dict[str, None] = {}
        for clause in clauses:
            document, steps = where(clause)["document"], clause.parent.split("__") if clause.parent else []
            likely.update(dict.fromkeys(f"{document}/{'__'.join(steps[:n])}" for n in range(1, len(steps) + 1)))
        return {c.id: c for c in self.generation.by_ids(list(likely))}

    def children(self, clause: Clause) -> list[Clause]:
        """The clauses right below one, of the same component."""
        return [c for c in self.generation.children(clause) if where(c)["document"] == where(clause)["document"]]

    def document_or_404(self, name: str) -> Document:
        """The document of an address; 404 when there is none."""
        return self.documents.get(name.partition("!")[0]) or abort(404)

    # -- texts ------------------------------------------------------------------------------------------------

    def words(self, clause: Clause, highlights: Iterable[tuple[int, int]] = (), here: bool = False) -> Markup:
        """The clause's text with agencies and references linked. ``here``: what is doubtful is told on this page."""
        words = mark(clause.text, self._links(clause, here), highlights)
        return undrawn(words) if clause.kind == "preamble" else words

    def passage(self, clause: Clause, highlights: Sequence[tuple[int, int]]) -> Markup:
        """The text as an answer shows it: a long one from a little before its first mark (see ``marking.passage``)."""
        begin, end = passage(clause.text, highlights)
        inside = (s for s in self._links(clause, False) if begin <= s.start and s.end <= end)
        links = [Span(s.start - begin, s.end - begin, s.tag, s.attributes) for s in inside]
        lit = [(a - begin, b - begin) for a, b in highlights if begin <= a and b <= end]
        before, behind = "… " if begin else "", " …" if end < len(clause.text) else ""
        return Markup(before) + mark(clause.text[begin:end], links, lit) + Markup(behind)  # noqa: S704 - two constants

    def lines_of_text(self, clause: Clause, here: bool = False) -> list[Markup]:
        """The text line by line (head, recipients, signature), linked the same way; a link that goes over several is on each."""
        links, found = self._links(clause, here), []
        for at, end in lines_in(clause):
            inside = [Span(max(0, s.start - at), min(s.end, end) - at, s.tag, s.attributes) for s in links if s.start < end and s.end > at]
            found.append(mark(clause.text[at:end], inside))
        return found

    def _links(self, clause: Clause, here: bool) -> list[Span]:
        return [*(self._citation(clause, c, here) for c in clause.citations), *(self._mention(clause, m) for m in clause.agencies)]

    def _citation(self, clause: Clause, cited: Citation, here: bool) -> Span:
        if cited.status == "resolved" and cited.target in self.documents:
            if cited.eid and self._is_there(found := clause_id(cited.target, cited.eid)):
                return Span(cited.start, cited.end, "a", {"class": "dan-chieu", "href": clause_link(found)})
            told = {"class": "dan-chieu", "href": link("documents.one", document=cited.target)}
            if cited.target != clause.document:  # what it is, for a card beside the words (static/van-ban.js)
                other = self.documents[cited.target]
                missing = "" if other.id in self.generation.held else "Kho chưa có toàn văn."
                told |= {"data-ten": other.name, "data-trich": ". ".join(filter(None, (wording.title_beside(other), missing)))}
            return Span(cited.start, cited.end, "a", told)
        href = ("" if here else clause_link(clause.id)) + f"#{note_anchor(clause)}"
        return Span(cited.start, cited.end, "a", {"class": "chua-ro", "href": href, "title": wording.capital(doubt(cited))})

    def look_up(self, clauses: Iterable[Clause]) -> None:
        """Asks at once whether the clauses are there to which the citations in these ones lead."""
        cited = {
            clause_id(x.target, x.eid) for c in clauses for x in c.citations if x.status == "resolved" and x.target and x.eid
        } - self._there.keys()  # fmt: skip
        if cited:
            if len(self._there) > _LOOKED_UP:
                self._there.clear()
            self._there.update(dict.fromkeys(cited, False) | dict.fromkeys(self.generation.ids_among(list(cited)), True))

    def _is_there(self, clause: str) -> bool:
        if clause not in self._there:
            self._there[clause] = bool(self.generation.ids_among([clause]))
        return self._there[clause]

    def _mention(self, clause: Clause, mention: Mention) -> Span:
        ref = self.ref(mention.agency)
        if not mention.inferred:
            return Span(mention.start, mention.end, "a" if ref.url else "span", ref.attributes)
        read = {"class": "co-quan nham", "data-doc": f"đọc là {ref.name}"} | ({"href": ref.url} if ref.url else {})
        return Span(mention.start, mention.end, "a" if ref.url else "span", read)

    def notes(self, clause: Clause) -> list[Note]:
        """What is doubtful in the clause."""
        told: dict[str, list[str]] = {}
        for mention in clause.agencies:
            if mention.inferred:
                told.setdefault(f"đọc là {self.name(mention.agency)}; chữ trong văn bản giữ nguyên", []).append(mention.words)
        for cited in clause.citations:
            if cited.status != "resolved":
                told.setdefault(doubt(cited), []).append(cited.words)
        return [Note(tuple(dict.fromkeys(words)), sentence) for sentence, words in told.items()]

    # -- duty lines -------------------------------------------------------------------------------------------

    def line(self, clause: Clause, duty: Duty, number: int, *, role: str | None = None, through: str | None = None) -> Line:
        """The duty line of one duty; ``role`` replaces the bearer's where another agency's part is shown."""
        return Line(
            clause, duty, number, role or duty.role, self.ref(duty.bearer) if duty.bearer else None, self.name(through) if through else None,
            tuple(map(self.ref, duty.partners)), tuple(map(self.ref, duty.recipients)), tuple(map(self.ref, duty.report_to)),
            tuple(map(self.ref, duty.submit_to)), tuple(map(self.ref, duty.channels)),
            clause_link(clause.id), self.documents[clause.document].short, len(clause.duties) > 1,
        )  # fmt: skip


def held() -> Held:
    """What this request reads from."""
    return cast(Held, g.held)
