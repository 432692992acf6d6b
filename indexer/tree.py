"""The grown tree of clauses → records: eIds, trails, citations in words, ranges in the source."""

from __future__ import annotations

from array import array
from functools import lru_cache

import msgspec
from phancap.indexer.addresses import citation_words, segment
from phancap.indexer.components import appendix_after, called
from phancap.indexer.model import Clause, Document, Extent, Kind
from phancap.indexer.once import once

_SHORT = 32  # characters: longer words are seldom said twice


class Node(msgspec.Struct, gc=False, eq=False):
    """A clause while the tree grows: its lines (indexes into the list of lines) and its paragraphs, each a list of the lines it goes over.

    Once the next one has begun, it is settled: ``title`` and ``text`` are what it says. A text of very short clauses has as many nodes as
    lines, so that four lists in each would take more room than the text.
    """

    kind: Kind
    number: str
    parent: Node | None
    rank: int
    depth: int
    first: int
    form: str = ""
    own_heading: list[str] | None = None
    own_paragraphs: list[list[str]] | None = None
    title: str = ""
    text: str = ""
    last: int = 0
    children: int = 0
    eid: str = ""
    in_heading: bool = False
    own_ordinals: dict[str, int] | None = None
    component: str = "main"
    row: int = -1
    cell: int = 0
    path: tuple[tuple[Kind, str], ...] = ()
    trail: tuple[str, ...] = ()
    paragraph_count: int = 0
    names: dict[str, int] | None = None
    labels: bool = False  # a point below has a paragraph of its own: the points are labels

    @property
    def heading(self) -> list[str]:
        """The lines of the heading so far."""
        if self.own_heading is None:
            self.own_heading = []
        return self.own_heading

    @property
    def paragraphs(self) -> list[list[str]]:
        """The paragraphs so far, each with its lines."""
        if self.own_paragraphs is None:
            self.own_paragraphs = []
        return self.own_paragraphs

    def settle(self) -> None:
        """Nothing more is said in this clause."""
        if self.own_heading:
            title = " ".join(self.own_heading)
            self.title = once(title) if len(title) <= _SHORT else title
        if self.own_paragraphs:
            text = "\n".join([" ".join(parts) for parts in self.own_paragraphs])
            self.text = once(text) if len(text) <= _SHORT else text
            self.paragraph_count = len(self.own_paragraphs)
        self.own_heading = self.own_paragraphs = None

    @property
    def ordinals(self) -> dict[str, int]:
        """The last number of each form among the children; most clauses have none."""
        if self.own_ordinals is None:
            self.own_ordinals = {}
        return self.own_ordinals


def records_of(document: Document, begins: array[int], numbers: array[int], ends: dict[int, int], nodes: list[Node]) -> list[Clause]:
    """The grown tree as records in document order: eIds, trails, citations and ranges that part the whole text.

    ``begins`` and ``numbers`` are where each line begins in the text (characters) and its number (from 1), ``ends`` the numbers of those
    that end on another one. ``nodes`` is emptied on the way, so that a text of 50 MB is not held as nodes and as records at once.
    """
    left = _with_intros(nodes)
    nodes.clear()
    left.reverse()
    clauses: list[Clause] = []
    tops: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {"main": ""}
    appendix, begin = "", 0
    for order in range(1, len(left) + 1):
        node = left.pop()
        following = left[-1] if left else None
        parent = node.parent
        number = node.number
        own = segment(node.kind, number)
        eid = f"{parent.eid}__{own}" if parent else own
        # Counted below each clause by itself, and given up with it: all names of a long text at once took a tenth of its clauses' room.
        if parent is None:
            seen = tops.setdefault(node.component, {})
        elif parent.names is None:
            seen = parent.names = {}
        else:
            seen = parent.names
        seen[own] = count = seen.get(own, 0) + 1
        if count > 1:
            if node.kind == "wrapup":
                number = str(count)
            eid = f"{eid}_{count}"
        node.eid = eid
        counted = _counted(parent, number) if parent and number.startswith("nn_") and node.kind == "paragraph" else number
        node.path = (*(parent.path if parent else ()), (node.kind, counted))
        heading, text = node.title, node.text
        above = parent.trail if parent else ()
        node.trail = _with(above, heading) if heading else above
        end = begins[following.first] if following and following.first < len(begins) else len(document.text)
        after = max(following.first if following else len(numbers), node.first + 1)
        top = numbers[min(node.first, len(numbers) - 1)] if numbers else 1
        last = min(after, len(numbers)) - 1
        bottom = (ends.get(last) or numbers[last]) if numbers else 1
        lines = Extent(top, top if bottom == top else bottom)  # one number, not two, for the many clauses of one line
        if node.component not in names:
            appendix = appendix_after(appendix, node.component)
            around = names.get(appendix, "")
            names[node.component] = f"{called(heading or text, node.component)} {around}".strip()
        own_citation, outer_citation = citation_words(node.path, names[node.component])
        clauses.append(
            Clause(
                document=document.id, eid=eid, kind=node.kind, number=number,
                parent=parent.eid if parent else None, order=order, heading=heading,
                trail=above, own_citation=own_citation, outer_citation=outer_citation,
                text=text, component=node.component, source=Extent(begin, end), lines=lines,
            )
        )  # fmt: skip
        begin = end
        if node.kind == "intro" and parent:
            parent.paragraph_count = 1
        node.title = node.text = ""
    return clauses


@lru_cache(maxsize=1_024)
def _with(above: tuple[str, ...], heading: str) -> tuple[str, ...]:
    """The headings above a clause's children; "Tổ chức thực hiện" alone stands above many."""
    return (*above, heading)


def _counted(parent: Node, number: str) -> str:
    """The number as a citation counts: what stands behind the first paragraph of "Điều 5. …" is its second, whatever its eId."""
    return f"nn_{int(number[3:]) + parent.paragraph_count}"


def _with_intros(nodes: list[Node]) -> list[Node]:
    """A heading's paragraph that stands before numbered children is an ``intro`` of its own.

    "2. Trách nhiệm của một số Sở, Ban, ngành" + "Ngoài các nhiệm vụ nêu tại mục 1, …" + "a) …".
    """
    result: list[Node] = []
    for node in nodes:
        result.append(node)
        if node.children and node.title and node.paragraph_count and node.last > node.first:
            result.append(Node("intro", "", node, 200, 1, node.last, text=node.text, last=node.last, component=node.component))
            node.text, node.paragraph_count = "", 0
    return result
