"""A citation as a record, made of the words, the document that they mean and the address that they give."""

from __future__ import annotations

from msgspec.structs import replace
from phancap.indexer.inside import address_of
from phancap.indexer.model import Citation
from phancap.indexer.once import once
from phancap.indexer.provisions import Provision
from phancap.indexer.said import Target


def made(
    text: str, start: int, end: int, target: Target, eid: str | None, provision: Provision | None, through: str | None = None
) -> Citation:
    """The citation of the words ``text[start:end]``; one that several documents can be is ambiguous, one that none is, unresolved."""
    reason = target.reason
    status = (
        "ambiguous"
        if reason and (reason.startswith("nhiều ") or "lặp lại" in reason)
        else "unresolved"
        if reason or not target.document
        else "resolved"
    )
    address = address_of(provision) if provision else None
    address = eid if address == eid else address  # one string for both: in most texts articles stand alone at the top
    if provision and provision.through and not eid:
        through = address_of(replace(provision, steps=(replace(provision.steps[0], number=provision.through), *provision.steps[1:])))
    return Citation(start, end, once(text[start:end]), target.document, eid, status, reason, target.cited, address, through)  # type: ignore[arg-type]


def without_overlap(found: list[Citation]) -> list[Citation]:
    """In order; of two that overlap the one that starts first, then the longer one, stays."""
    kept: list[Citation] = []
    for citation in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or citation.start >= kept[-1].end:
            kept.append(citation)
    return kept
