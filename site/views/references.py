"""Cross-references between documents, drawn and as a table, and everything that a person should look at.

The first page counts and shows the first of each kind; every document has a page of its own with all of its references and doubts.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, redirect, render_template
from phancap.indexer.model import Citation, Clause, Document, Finding
from phancap.site import tallies, wording
from phancap.site.views.held import Held, held, where
from phancap.site.views.missing import unresolved, wanted
from phancap.site.views.page_links import link
from phancap.site.views.sifting import pages_of
from werkzeug.wrappers import Response as AnyResponse

pages = Blueprint("references", __name__)
_WIDTH, _BOX, _STEP, _TALL = 760, 300, 84, 56
PAGE = 100  # pairs of documents on one page
_CITES, _CITED_BY = (
    1_000,
    100,
)  # documents that a page of one document names: those that it cites (its own text bounds them), that cite it most
_LISTED = 200  # documents that are told for one kind of finding
_FIRST = 5  # findings of a kind on the first page
_MOST = 300  # findings of a kind, places of a pair on a document's page; the data files have them all


@dataclass(frozen=True)
class Edge:
    """One document citing another, and how often."""

    source: Document
    target: Document
    count: int


@dataclass(frozen=True)
class Group:
    """Findings of one kind: some of them, how many there are, which documents have most, how many documents have any."""

    kind: str
    title: str
    total: int
    found: list[tuple[Finding, Clause | None]]
    documents: list[tuple[Document, int]]
    every: int


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
    lines: list[tuple[int, int, int, int, int, int, int]]
    box: int = _BOX
    tall: int = _TALL


@pages.get("/tham-chieu/")
def index() -> str:
    """Who cites whom, and what is doubtful, in figures and examples."""
    here = held()
    edges = [Edge(here.documents[a], here.documents[b], n) for a, b, n in here.between[:PAGE]]
    groups = _groups(here)
    missing, missing_count = wanted(here)
    return render_template(
        "tham-chieu.html", missing=missing, missing_count=missing_count, here=here, edges=edges, count=len(here.between), page=1, pages=pages_of(len(here.between), 1, PAGE), drawing=_drawing(here, edges) if len(here.between) <= PAGE else None, where=where, groups=groups,
        total=sum(g.total for g in groups), inside=tallies.inside(here.generation),
    )  # fmt: skip


@pages.get("/tham-chieu/cap/<int:page>/")
def further(page: int) -> str:
    """More of who cites whom, from 2."""
    here = held()
    count = pages_of(len(here.between), page, PAGE) if page > 1 else abort(404)
    edges = [Edge(here.documents[a], here.documents[b], n) for a, b, n in here.between[(page - 1) * PAGE : page * PAGE]]
    return render_template("tham-chieu-tiep.html", edges=edges, count=len(here.between), page=page, pages=count)


def list_urls(here: Held) -> Iterator[tuple[str, dict[str, Any]]]:
    """The further pages of who cites whom, for the export."""
    yield from (("references.further", {"page": n}) for n in range(2, -(-len(here.between) // PAGE) + 1))


@pages.get("/tham-chieu/<document>/")
def one(document: str) -> str | AnyResponse:
    """One document: where it cites what, where it is cited, what is doubtful in it."""
    here = held()
    if present := here.generation.aliases.get(document):
        return redirect(link("references.one", document=present), 301)
    found = here.document_or_404(document) if "!" not in document else abort(404)
    cites, cites_count = _places(here, found.id, citing=True)
    cited_by, cited_by_count = _places(here, found.id, citing=False)
    groups = [
        _group(here, kind, {found.id: counts[found.id]}, found.id, _MOST)
        for kind, counts in sorted(here.doubts.items(), key=lambda item: _order(item[0])) if found.id in counts
    ]  # fmt: skip
    missing, other = unresolved(here, found.id)
    return render_template(
        "tham-chieu-van-ban.html", missing=missing, other=other, here=here, document=found, cites=cites, cites_count=cites_count, cited_by=cited_by, cited_by_count=cited_by_count, groups=groups, where=where,
        total=sum(g.total for g in groups),
    )  # fmt: skip


@lru_cache(maxsize=2)
def _groups(here: Held) -> list[Group]:
    """The findings of the whole store, by kind; kept, since every document is counted for it."""
    return [_group(here, kind, counts) for kind, counts in sorted(here.doubts.items(), key=lambda item: _order(item[0]))]


def _order(kind: str) -> int:
    order = list(wording.FINDINGS)
    return order.index(kind) if kind in order else len(order)


def _group(here: Held, kind: str, counts: dict[str, int], document: str | None = None, most: int = _FIRST) -> Group:
    findings = here.generation.findings(document, kind, limit=most)
    told = [(f, here.generation.clause(f.document, f.eid) if f.document and f.eid else None) for f in findings]
    listed = heapq.nlargest(_LISTED, counts.items(), key=lambda item: item[1])
    by_document = [(here.documents[d], n) for d, n in listed if d in here.documents]
    title = wording.FINDINGS.get(kind, "Điểm khác cần xem")
    return Group(kind, title, sum(counts.values()), told, by_document, sum(d in here.documents for d in counts))


@dataclass(frozen=True)
class Pair:
    """The other document of a pair, how often, and the clauses that cite: each with how often and the first cited words."""

    document: Document
    count: int
    clauses: list[tuple[Clause, int, Citation | None]]


def _places(here: Held, document: str, *, citing: bool) -> tuple[list[Pair], int]:
    """(the documents that this one cites with certainty, or that cite it, most often first, each with the places; how many documents)."""
    mine, theirs = ("source", "target") if citing else ("target", "source")
    condition = f"FROM edges WHERE {mine} = ? AND source <> target AND resolved > 0"
    rows = here.generation.rows(
        f"SELECT {theirs}, resolved {condition} ORDER BY resolved DESC, {theirs} LIMIT ?", document, _CITES if citing else _CITED_BY
    )
    total = here.generation.rows(f"SELECT count(*) {condition}", document)[0][0]
    pairs = []
    for name, count in rows:
        if name not in here.documents:
            continue
        source, target = (document, name) if citing else (name, document)
        query = "SELECT clause, count(*) FROM citations WHERE document = ? AND target = ? AND status = 'resolved' GROUP BY at ORDER BY at LIMIT ?"
        counts = dict(here.generation.rows(query, source, target, _MOST))
        clauses = sorted(here.generation.by_ids(list(counts)), key=lambda c: c.order)
        cited = [(c, counts[c.id], next((x for x in c.all_citations if x.target == target), None)) for c in clauses]
        pairs.append(Pair(here.documents[name], count, cited))
    return pairs, int(total)


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
        lines.append((_BOX, y1, _WIDTH - _BOX - 8, y2, edge.count, *_on_the_way(y1, y2, 0.42 if a.y // _STEP % 2 else 0.58)))
    return Drawing(_WIDTH, height, [*left.values(), *right.values()], lines)


def _on_the_way(y1: int, y2: int, part: float) -> tuple[int, int]:
    """A point of the line from one box to another, for its number: at an end the numbers of lines that meet would lie on one another."""
    x1, x2, rest = _BOX, _WIDTH - _BOX - 8, 1 - part
    x = rest**3 * x1 + 3 * rest**2 * part * (x1 + 70) + 3 * rest * part**2 * (x2 - 70) + part**3 * x2
    return round(x), round(y1 + (y2 - y1) * (3 * part**2 - 2 * part**3)) + 5


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
