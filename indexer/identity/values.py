"""The identity of a document as values, and where a site's word about it differs from the document's own."""

from __future__ import annotations

import re

import msgspec
from phancap.indexer.identity.attributes import AttributeBlock
from phancap.indexer.identity.enactment import Relation
from phancap.indexer.identity.view import Found, plain, squeeze
from phancap.indexer.vietnamese import exact


class Reference(msgspec.Struct, frozen=True):
    """Another document as this one names it; the issue date is ISO."""

    type: str
    number: str
    issued: str | None
    start: int
    end: int
    words: str


class Disagreement(msgspec.Struct, frozen=True):
    """The site's block and the text say different things about ``field``; the text's word stands."""

    field: str
    block: str
    text: str


class Identity(msgspec.Struct, frozen=True):
    """What a document says it is. All ranges count in characters of the text that was given.

    ``issuer_name`` is the issuing body in words, ``issuer`` its agency id where that follows with certainty, and
    ``issuer_known``/``jurisdiction_known`` whether the register has them. ``authority`` is who decided where the text
    names it apart ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"). ``effect`` is the statement on effect, ``effective`` its day (ISO) where
    one follows. ``id``, ``name`` and ``short`` are proposals; ``id`` is None where number, place or year is not known.
    """

    type: Found | None = None
    number: Found | None = None
    issuer_name: Found | None = None
    issuer: str | None = None
    issuer_known: bool = False
    parent: Found | None = None
    authority: Found | None = None
    jurisdiction: str | None = None
    jurisdiction_name: str | None = None
    jurisdiction_known: bool = False
    place: Found | None = None
    issued: Found | None = None
    title: Found | None = None
    signer: Found | None = None
    signer_title: Found | None = None
    bases: tuple[Found, ...] = ()
    effect: Found | None = None
    effective: Found | None = None
    relations: tuple[Relation, ...] = ()
    consolidates: Reference | None = None
    carries_out: tuple[Reference, ...] = ()
    id: str | None = None
    name: str | None = None
    short: str | None = None
    block: AttributeBlock | None = None
    disagreements: tuple[Disagreement, ...] = ()


def differences_of(identity: Identity) -> tuple[Disagreement, ...]:
    block = identity.block
    if block is None:
        return ()
    found: list[Disagreement] = []
    for field in ("number", "type", "issued", "signer", "issuer", "title"):
        theirs: Found | None = getattr(block, field)
        ours: Found | None = identity.issuer_name if field == "issuer" else getattr(identity, field)
        if theirs and ours and not same_value(field, theirs.value, ours.value, identity):
            found.append(Disagreement(field, theirs.value, ours.value))
    return tuple(found)


def same_value(field: str, theirs: str, ours: str, identity: Identity) -> bool:
    if field == "number":
        return re.sub(r"\s", "", plain(theirs)) == re.sub(r"\s", "", plain(ours))
    if field == "title":
        return title_agreement(theirs, ours) >= 0.5
    one, other = " ".join(exact(theirs).split()), " ".join(exact(ours).split())
    if field != "issuer" or one == other:
        return one == other
    one = one.replace("ubnd", "ủy ban nhân dân").replace("hđnd", "hội đồng nhân dân")
    territory = plain(identity.jurisdiction_name or "")
    # "Tỉnh Hà Tĩnh" is how a site names whatever body of the province issued
    return (bool(territory) and plain(theirs) in (f"tinh {territory}", f"thanh pho {territory}")) or plain(other).endswith(plain(one))


def title_agreement(theirs: str, ours: str) -> float:
    """How much of a site's caption the title holds, syllable by syllable in order (0 to 1); editors shorten titles.

    The share is of the shorter of the two, so that a caption that drops "sửa đổi, bổ sung một số điều của" still agrees.
    """
    a, b = (re.findall(r"\w+", exact(squeeze(t)))[:300] for t in (theirs, ours))
    if not a or not b:
        return 0.0
    row = [0] * (len(b) + 1)
    for word in a:
        diagonal = 0
        for j, other in enumerate(b, 1):
            diagonal, row[j] = row[j], diagonal + 1 if word == other else max(row[j], row[j - 1])
    return row[-1] / min(len(a), len(b))
