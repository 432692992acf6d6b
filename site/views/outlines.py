"""A document's headings: the outline beside its text, and how far down each of them stands.

Worked out once for a document and kept: every page of a long text shows the same outline, and to make it anew was a quarter of such a page's time.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup
from phancap.indexer.model import Clause
from phancap.site import wording
from phancap.site.marking import safe
from phancap.site.views.held import Held, anchor

_HEADING = 130  # characters of a heading in the outline
_FIRST_WORDS, _NO_LEVEL = 60, 7  # characters of an article that has no heading; its level, below all that headings have
_KEPT = 128  # documents; a law of 500 headings takes some 300 kB


@dataclass(frozen=True, slots=True)
class Head:
    """A clause with a heading, under the nearest one that has one, too. ``level`` is the heading's own, 0 for a preamble's.

    ``told`` is the outline's line as HTML.
    """

    order: int
    level: int
    label: str
    heading: str
    told: str
    above: Head | None
    below: list[Head] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """All of a document's headings, by clause; ``roots`` stand under none."""

    by_clause: dict[str, Head]
    roots: list[Head]

    def level(self, clause: Clause) -> int:
        """The level of a clause's heading, 0 when it has none."""
        return self.by_clause[clause.id].level if clause.heading else 0

    def above(self, clause: Clause) -> list[Head]:
        """The headings under which a clause stands, outermost first: a later part of a text begins with them."""
        found: list[Head] = []
        head = self.by_clause[clause.id].above if clause.heading else _over(clause, self.by_clause)
        while head:
            found = [head, *found] if head.level else found
            head = head.above
        return found


@lru_cache(maxsize=_KEPT)
def outline_of(here: Held, document: str) -> Outline:
    """The headings of a document."""
    outline = Outline({}, [])
    for clause in here.generation.clauses_where("WHERE document = ? AND (heading <> '' OR kind = 'article') ORDER BY position", document):
        above = _over(clause, outline.by_clause)
        if not clause.heading:  # "Điều 2." of a decision: in the outline, but no heading of the text
            first = " ".join(clause.text.split())
            told = f'#{safe(anchor(clause))}">{safe(f"{wording.label(clause)} {wording.cut(first, _FIRST_WORDS, 10)}".strip())}</a>'
            (above.below if above else outline.roots).append(Head(clause.order, _NO_LEVEL, wording.label(clause), "", told, above))
            continue
        level = 0 if clause.kind == "preamble" else min(6, (above.level or 1) + 1 if above else 2)
        label, heading = wording.label(clause), here.heading(clause)
        told = f'#{safe(anchor(clause))}">{safe(_told(clause, label, heading))}</a>'
        outline.by_clause[clause.id] = head = Head(clause.order, level, label, heading, told, above)
        (above.below if above else outline.roots).append(head)
    return outline


def _over(clause: Clause, known: dict[str, Head]) -> Head | None:
    """The nearest heading above a clause: that of its parent, or of its parent's (an eId begins with its parent's)."""
    document, parent = clause.id.rpartition("/")[0], clause.parent or ""
    while parent and f"{document}/{parent}" not in known:
        parent = parent.rpartition("__")[0]
    return known.get(f"{document}/{parent}")


def written(heads: list[Head], number: int, urls: list[str], firsts: tuple[int, ...]) -> Markup:
    """Headings as nested lists of links; ``number`` is the page on which they are shown (0: all of the text), ``firsts`` where each page begins."""
    items = []
    for head in heads:
        there = bisect_right(firsts, head.order) if number else 0
        page = safe(urls[there - 1]) if there != number else ""
        below = [one for one in head.below if one.level]
        items.append(f'<li><a href="{page}{head.told}{written(below, number, urls, firsts) if below else ""}</li>')
    return Markup("<ol>\n" + "\n".join(items) + "\n</ol>")  # noqa: S704 - every word above is escaped


def _told(clause: Clause, label: str, heading: str) -> str:
    if clause.kind == "preamble" and (clause.component == "main" or not heading):
        return wording.capital(clause.citation)
    return f"{label} {wording.cut(heading.rstrip(':'), _HEADING, 10)}"
