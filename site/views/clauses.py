"""One clause: its words large, what it means for whom, what it cites and what cites it, the lines as received; and, side by side,
the provisions that it carries out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flask import abort, render_template
from markupsafe import Markup
from phancap.indexer.model import Citation, Clause, Document
from phancap.indexer.rewording import new_wording
from phancap.indexer.tasks import shared
from phancap.site import wording
from phancap.site.linked_data import provision
from phancap.site.marking import cells
from phancap.site.views.documents import moved_to, pages
from phancap.site.views.grouping import cited_once, duty_lines, shared_line
from phancap.site.views.held import LISTED, Held, Line, held, note_anchor, where
from phancap.site.views.page_links import address, link, site_root
from phancap.site.views.parts import line_url, reading_url
from phancap.site.views.related import related
from phancap.site.views.rows import COVERED, covers
from phancap.site.views.tables import heads_above
from werkzeug.wrappers import Response as AnyResponse

_MOST_BELOW = 200  # clauses shown below one; a chapter of more is read in its document
_MOST_CITED_BY = 60
_MOST_COMPARED = 120


@dataclass(frozen=True)
class Below:
    """A clause below another one as a page shows it; ``inner`` counts what stands below it in turn."""

    clause: Clause
    heading: str
    label: str
    words: Markup
    lines: list[Line]
    inner: int
    depth: int = 0


@dataclass(frozen=True)
class Cited:
    """What a clause cites: the words, the name of the target, its address, the target itself as far as it is known."""

    words: str
    name: str
    url: str | None
    citation: Citation
    document: Document | None
    clause: Clause | None


@pages.get("/<document>/<eid>/")
def clause(document: str, eid: str) -> str | AnyResponse:
    """One clause."""
    if moved := moved_to(document, "documents.clause", eid=eid):
        return moved
    here, of, found = _asked_for(document, eid)
    before, after = here.generation.neighbours(found)
    trail = here.trail(found)
    headings = {c.eid: c.citation for c in trail}
    cited_by = here.generation.cited_by(found.document, found.anchor)
    children = here.children(found)
    cites, received = _resolved(here, found), _received(here, found)
    named = [c.id for c in (*children, *(x.clause for x in cited_by[:_MOST_CITED_BY]), *(x.clause for x in cites if x.clause))]
    permalink = address("documents.clause", **where(found))
    return render_template(
        "dieu-khoan.html", here=here, document=of, clause=found, trail=trail, before=before, after=after,
        words=_words(here, found, here=True), text_lines=here.lines_of_text(found, here=True) if found.kind in LISTED else [], heading=here.heading(found),
        lines=[(shared_line(here, found, numbers), _because(found, numbers, headings)) for numbers in shared(found)], notes=here.notes(found),
        note_anchor=note_anchor(found), below=[_below(here, c) for c in children[:_MOST_BELOW]], more_below=max(0, len(children) - _MOST_BELOW),
        cited_by=cited_by[:_MOST_CITED_BY], cited_once=cited_once(cited_by[:_MOST_CITED_BY]), cited_by_count=len(cited_by), cites=cites, where=where, label=wording.label(found),
        citation=wording.citation(found, of), data=provision(of, wording.citation(found, of), permalink if site_root() else link("documents.clause", **where(found))), permalink=permalink, reading=reading_url(here, found), line_url=line_url(here, found),
        received=received, covered=COVERED if any(covers(line) for _, line in received) else "", related=related(here, found, trail, named), compare=link("documents.compare", **where(found)) if comparable(found) else None,
        new_wording=new_wording,
    )  # fmt: skip


def _because(clause: Clause, numbers: list[int], headings: dict[str, str]) -> list[tuple[str, str, str]]:
    """Why duties that share a line were read so, each reason once."""
    return list(dict.fromkeys(why for n in numbers for why in wording.because(clause.duties[n], clause, headings)))


def _asked_for(document: str, eid: str) -> tuple[Held, Document, Clause]:
    """(what is held, the document, the clause) of an address; 404 where there is none."""
    here = held()
    return here, here.document_or_404(document), here.generation.by_id(f"{document}/{eid}") or abort(404)


@pages.get("/<document>/<eid>/doi-chieu/")
def compare(document: str, eid: str) -> str | AnyResponse:
    """A clause beside what it carries out or refers to in other documents; what is not held is said to be so."""
    if moved := moved_to(document, "documents.compare", eid=eid):
        return moved
    here, of, found = _asked_for(document, eid)
    if not comparable(found):
        abort(404)
    sides = _outside(here, found)
    return render_template(
        "doi-chieu.html", here=here, document=of, clause=found, trail=here.trail(found), where=where, label=wording.label(found),
        words=_words(here, found), heading=here.heading(found), lines=duty_lines(here, found), below=_all_below(here, found),
        sides=[(cited, _all_below(here, cited.clause, own=True) if cited.clause else []) for cited in sides],
        carries_out=[here.documents[d] for d in of.carries_out if d in here.documents and d not in {s.document.id for s in sides if s.document}],
        citation=wording.citation(found, of),
    )  # fmt: skip


def comparable(clause: Clause) -> bool:
    """Whether a clause refers to another document, so that there is something to put beside it."""
    return any(c.target != clause.document and (c.target or c.cited) for c in clause.all_citations)


def _below(here: Held, clause: Clause, depth: int = 0) -> Below:
    inner = len(here.children(clause))
    words = cells(here.words(clause)) if clause.kind == "row" else here.words(clause)
    return Below(clause, here.heading(clause), wording.label(clause), words, duty_lines(here, clause), inner, depth)


def _words(held: Held, clause: Clause, here: bool = False) -> Markup:
    """The clause's words; a row's cell by cell, each with what its column is called."""
    words = held.words(clause, here=here)
    return cells(words, heads_above(held, clause)) if clause.kind == "row" else words


def _all_below(here: Held, clause: Clause, own: bool = False) -> list[Below]:
    """Everything below a clause in the order of the text (the clause itself first with ``own``), not more than a page holds."""
    found: list[Below] = [_below(here, clause)] if own else []
    waiting = [(c, 1) for c in reversed(here.children(clause))]
    while waiting and len(found) < _MOST_COMPARED:
        one, depth = waiting.pop()
        found.append(_below(here, one, depth))
        waiting += [(c, depth + 1) for c in reversed(here.children(one))]
    return found


@lru_cache(maxsize=4)
def _text(here: Held, document: str) -> str:
    """The text as received; clauses of one document are often read one after the other."""
    return here.generation.text(document)


def _received(here: Held, clause: Clause) -> list[tuple[int, str]]:
    """The source lines of the clause as they came: (number, line), character for character."""
    begin, end = clause.source
    lines = _text(here, clause.document)[begin:end].split("\n")
    first = clause.lines[0]
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return list(enumerate(lines, first))


def _resolved(here: Held, clause: Clause) -> list[Cited]:
    """What is cited with certainty, once each."""
    found = {(c.citation.target, c.citation.eid): c for c in reversed(_cited(here, clause)) if c.url}
    return list(reversed(found.values()))


def _outside(here: Held, clause: Clause) -> list[Cited]:
    """What is cited in other documents, once each, whether it is held or not."""
    found: dict[tuple[str | None, ...], Cited] = {}
    for cited in _cited(here, clause):
        c = cited.citation
        if c.target != clause.document and (c.target or c.cited):
            found.setdefault((c.target or c.cited, c.eid or c.provision), cited)
    return list(found.values())


def _cited(here: Held, clause: Clause) -> list[Cited]:
    found = []
    for c in clause.all_citations:
        target = here.documents.get(c.target or "") if c.status == "resolved" else None
        inner = here.generation.clause(target.id, c.eid) if target and c.eid else None
        url = link("documents.clause", **where(inner)) if inner else link("documents.one", document=target.id) if target else None
        name = f"{inner.citation} {target.name}" if inner and target else target.name if target else c.cited or c.words
        found.append(Cited(c.words, name, url, c, target, inner))
    return found
