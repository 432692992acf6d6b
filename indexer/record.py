"""A clause as it is written down, in ``phancap records``, the store and the API: the record of DESIGN.md.

In memory a clause does without what follows from the rest (``model.Clause``): with its id and its whole citation, the records of a text
of very short clauses took a sixth more room.
"""

from __future__ import annotations

import msgspec
from phancap.indexer import model
from phancap.indexer.model import Citation, Duty, Extent, Kind, Mention


class Clause(msgspec.Struct, frozen=True, gc=False):
    """One line of ``phancap records``; read again as ``model.Clause``, whose fields these are."""

    id: str
    document: str
    eid: str
    kind: Kind
    number: str
    parent: str | None
    order: int
    heading: str
    trail: tuple[str, ...]
    citation: str
    text: str
    component: str
    source: Extent
    lines: Extent
    agencies: tuple[Mention, ...] = ()
    citations: tuple[Citation, ...] = ()
    heading_citations: tuple[Citation, ...] = ()
    duties: tuple[Duty, ...] = ()


def record_of(clause: model.Clause) -> Clause:
    """The clause as it is written down."""
    return Clause(*(getattr(clause, name) for name in Clause.__struct_fields__))
