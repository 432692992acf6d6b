"""What stands above the answers where a document was asked for by its number or its name: the document itself, one step away.

The export does the same (``documentCards`` in static/search-cards.js).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from phancap.indexer.model import Document
from phancap.indexer.query import Query
from phancap.indexer.terms import NUMBER, number_key, number_terms
from phancap.indexer.vietnamese import fold
from phancap.site import wording

MOST = 3
LONGEST = 8  # words besides; in a longer question the document is not what is looked for


class DocumentCard(NamedTuple):
    """A document in a few words."""

    id: str
    name: str
    title: str
    told: str


def card_of(document: Document, clauses: int, duties: int) -> DocumentCard:
    """The card of a document; ``clauses`` is 0 where its text is not held."""
    counts = f"{wording.number(clauses)} điều khoản" + (f", {wording.number(duties)} nhiệm vụ." if duties else ".")
    return DocumentCard(
        document.id, document.name, wording.title_beside(document), counts if clauses else "Kho chưa có toàn văn của văn bản này."
    )


def by_number(documents: Iterable[Document]) -> dict[str, list[str]]:
    """Number, written as a query's numbers are → ids of the documents."""
    found: dict[str, list[str]] = {}
    for document in documents:
        if match := NUMBER.search(fold(document.number or "")):
            for key in number_terms(number_key(match)):
                found.setdefault(key, []).append(document.id)
    return found


def documents_asked_for(query: Query, not_held: dict[str, list[str]], known: Collection[str]) -> list[str]:
    """The documents that a query is about: those of ``known`` that are held and named, or else those not held of a number that was typed."""
    if query.address or len(query.words) > LONGEST:
        return []
    named = [d for d in query.documents if d in known]
    return (named or list(dict.fromkeys(d for number in query.numbers for d in not_held.get(number, ()))))[:MOST]
