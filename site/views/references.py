"""Cross-references between documents, drawn and as a table, and everything that a person should look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from flask import Blueprint, render_template
from phancap.indexer.model import Citation, Clause, Document, Finding
from phancap.site import wording
from phancap.site.views.held import Held, anchor, held, where

pages = Blueprint("references", __name__)
_WIDTH, _BOX, _STEP, _TALL = 760, 300, 84, 56


@dataclass
class Edge:
    """One document citing another: every place where it does."""

    source: Document
    target: Document
    places: list[tuple[Clause, Citation]] = field(default_factory=list)

    @property
    def clauses(self) -> list[tuple[Clause, int]]:
        """The clauses that cite, each with how often it does."""
        counts: dict[str, int] = {}
        for clause, _ in self.places:
            counts[clause.id] = counts.get(clause.id, 0) + 1
        return [(clause, counts.pop(clause.id)) for clause, _ in self.places if clause.id in counts]


@dataclass(frozen=True)
class Box:
    """A document in the drawing."""

    document: Document
    x: int
    y: int
    lines: list[str]
    held: bool


@dataclass(frozen=True)
class Drawing:
    """Citing documents at the left, cited ones at the right, a line for each pair."""

    width: int
    height: int
    boxes: list[Box]
    lines: list[tuple[int, int, int, int, int, int]]
    box: int = _BOX
    tall: int = _TALL


@pages.get("/tham-chieu/")
def index() -> str:
    """The references page."""
    here = held()
    edges = _edges(here)
    groups: dict[str, list[tuple[Finding, Clause | None]]] = {}
    for found in here.generation.findings():
        clause = here.generation.clause(found.document, found.eid) if found.document and found.eid else None
        groups.setdefault(found.kind, []).append((found, clause))
    order = list(wording.FINDINGS)
    kinds = sorted(groups, key=lambda k: order.index(k) if k in order else len(order))
    return render_template(
        "tham-chieu.html", here=here, edges=edges, drawing=_drawing(here, edges), where=where, anchor=anchor,
        groups=[(k, wording.FINDINGS.get(k, "Điểm khác cần xem"), groups[k]) for k in kinds], total=sum(map(len, groups.values())),
        inside=_inside(here),
    )  # fmt: skip


@lru_cache(maxsize=2)
def _edges(here: Held) -> list[Edge]:
    edges: dict[tuple[str, str], Edge] = {}
    for clause in here.generation.all_clauses():
        for cited in clause.all_citations:
            target = here.documents.get(cited.target or "")
            if target and cited.status == "resolved" and target.id != clause.document:
                edge = edges.setdefault((clause.document, target.id), Edge(here.documents[clause.document], target))
                edge.places.append((clause, cited))
    return sorted(edges.values(), key=lambda e: (e.source.id, -len(e.places)))


@lru_cache(maxsize=2)
def _inside(here: Held) -> int:
    """How many references stay within their own document."""
    return sum(x.target == c.document and x.status == "resolved" for c in here.generation.all_clauses() for x in c.all_citations)


def _drawing(here: Held, edges: list[Edge]) -> Drawing | None:
    """A drawing while it can be read; a table alone serves when documents are many."""
    sources, targets = _unique([e.source for e in edges]), _unique([e.target for e in edges])
    if not edges or len(sources) > 12 or len(targets) > 12:
        return None
    rows = max(len(sources), len(targets))
    height = rows * _STEP

    def place(documents: list[Document], x: int) -> dict[str, Box]:
        top = (height - len(documents) * _STEP) // 2 + (_STEP - _TALL) // 2
        return {d.id: Box(d, x, top + i * _STEP, _wrapped(d.short), d.id in here.generation.held) for i, d in enumerate(documents)}

    left, right = place(sources, 0), place(targets, _WIDTH - _BOX)
    lines = []
    for edge in edges:
        a, b = left[edge.source.id], right[edge.target.id]
        y1, y2 = a.y + _TALL // 2, b.y + _TALL // 2
        lines.append((_BOX, y1, _WIDTH - _BOX - 8, y2, len(edge.places), (y1 + 2 * y2) // 3))
    return Drawing(_WIDTH, height, [*left.values(), *right.values()], lines)


def _unique(documents: list[Document]) -> list[Document]:
    return list({d.id: d for d in documents}.values())


def _wrapped(words: str, width: int = 34) -> list[str]:
    """The words on at most two lines."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) < 3 else [lines[0], lines[1] + " …"]
