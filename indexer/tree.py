"""The grown tree of clauses → records: eIds, trails, citations in words, ranges in the source."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from phancap.indexer.addresses import citation_words, segment
from phancap.indexer.model import Clause, Document, Kind


@dataclass(slots=True)
class Node:
    """A clause while the tree grows: its lines (indexes into the list of lines) and its paragraphs, each a list of the lines it goes over."""

    kind: Kind
    number: str
    parent: Node | None
    rank: int
    depth: int
    first: int
    form: str = ""
    heading: list[str] = field(default_factory=list)
    paragraphs: list[list[str]] = field(default_factory=list)
    last: int = 0
    children: int = 0
    eid: str = ""
    in_heading: bool = False
    ordinals: dict[str, int] = field(default_factory=dict)
    component: str = "main"
    row: int = -1
    cell: int = 0


def records_of(document: Document, begins: array[int], numbers: array[int], nodes: list[Node]) -> list[Clause]:
    """The grown tree as records in document order: eIds, trails, citations and ranges that part the whole text.

    ``begins`` and ``numbers`` are where each line begins in the text (characters) and its number (from 1). The nodes give
    up their paragraphs on the way, so that a text of 50 MB is held once.
    """
    nodes = _with_intros(nodes)
    clauses: list[Clause] = []
    seen: dict[str, int] = {}
    starts = [0 if i == 0 else (begins[n.first] if n.first < len(begins) else len(document.text)) for i, n in enumerate(nodes)]
    starts.append(len(document.text))
    path: dict[int, tuple[tuple[Kind, str], ...]] = {}
    trails: dict[int, tuple[str, ...]] = {}
    opened = {id(n.parent) for n in nodes if n.kind == "intro"}
    for order, node in enumerate(nodes, 1):
        parent = node.parent
        number = node.number
        own = segment(node.kind, number)
        eid = f"{parent.eid}__{own}" if parent else own
        place = document.id if node.component == "main" else f"{document.id}!{node.component}"
        name = f"{place}/{eid}"
        seen[name] = count = seen.get(name, 0) + 1
        if count > 1:
            if node.kind == "wrapup":
                number = str(count)
            eid, name = f"{eid}_{count}", f"{name}_{count}"
        node.eid = eid
        path[id(node)] = (*(path[id(parent)] if parent else ()), (node.kind, _counted(node, number, opened)))
        heading = " ".join(node.heading) if node.heading else ""
        trails[id(node)] = (*(trails[id(parent)] if parent else ()), *([heading] if heading else []))
        begin, end = starts[order - 1], starts[order]
        after = max(nodes[order].first if order < len(nodes) else len(numbers), node.first + 1)
        span = (numbers[min(node.first, len(numbers) - 1)], numbers[min(after, len(numbers)) - 1]) if numbers else (1, 1)
        text = "\n".join(" ".join(parts) for parts in node.paragraphs)
        clauses.append(
            Clause(
                id=name, document=document.id, eid=eid, kind=node.kind, number=number,
                parent=parent.eid if parent else None, order=order, heading=heading,
                trail=trails[id(parent)] if parent else (), citation=citation_words(path[id(node)]),
                text=text, component=node.component, source=(begin, end), lines=span,
            )
        )  # fmt: skip
        node.paragraphs = node.paragraphs[:0] + [[]] * len(node.paragraphs)
    return clauses


def _counted(node: Node, number: str, opened: set[int]) -> str:
    """The number as a citation counts: what stands behind the first paragraph of "Điều 5. …" is its second, whatever its eId."""
    parent = node.parent
    if not number.startswith("nn_") or parent is None:
        return number
    return f"nn_{int(number[3:]) + (len(parent.paragraphs) or int(id(parent) in opened))}"


def _with_intros(nodes: list[Node]) -> list[Node]:
    """A heading's paragraph that stands before numbered children is an ``intro`` of its own.

    "2. Trách nhiệm của một số Sở, Ban, ngành" + "Ngoài các nhiệm vụ nêu tại mục 1, …" + "a) …".
    """
    result: list[Node] = []
    for node in nodes:
        result.append(node)
        if node.children and node.heading and node.paragraphs and node.last > node.first:
            result.append(Node("intro", "", node, 200, 1, node.last, paragraphs=node.paragraphs, last=node.last, component=node.component))
            node.paragraphs = []
    return result
