"""References that lead nowhere yet: the documents that are cited and not held, most often first, and what else could not be resolved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from phancap.indexer.model import Clause
from phancap.site.views.held import Held

MOST = 300  # places that a document's page tells; its data file has them all
_LISTED = 40  # documents that the first page names
_READ = 3_000  # references of a document that are looked through

Place = tuple[Clause, list[str]]  # a clause, the cited words in it, each once


@dataclass(frozen=True)
class Missing:
    """A document that is not held, named as the citing words name it: how often it is cited, in how many documents, the places."""

    name: str
    count: int
    documents: int
    places: list[Place]


@lru_cache(maxsize=2)
def wanted(here: Held) -> tuple[list[Missing], int]:
    """(the documents that are cited most and not held, how many there are in all)."""
    query = (
        "SELECT cited, count(*), count(DISTINCT document) FROM citations WHERE status = 'unresolved' AND cited IS NOT NULL"
        " AND (target IS NULL OR target NOT IN (SELECT id FROM documents WHERE held)) GROUP BY cited"
    )
    rows = sorted(here.generation.rows(query), key=lambda row: (-row[2], -row[1], row[0]))
    return [Missing(name, count, documents, []) for name, count, documents in rows[:_LISTED]], len(rows)


def unresolved(here: Held, document: str) -> tuple[list[Missing], list[tuple[Clause, str, str]]]:
    """(what a document cites that is not held, most often first, with the places; (clause, words, reason) of what else is not resolved, such as
    a provision that was not found in a text that is held).
    """
    query = (
        "SELECT clause, words, cited, reason, target FROM citations"
        " WHERE status = 'unresolved' AND document = ? ORDER BY at, place, start LIMIT ?"
    )
    rows = here.generation.rows(query, document, _READ)
    clauses = {c.id: c for c in here.generation.by_ids(list({row[0] for row in rows}))}
    named: dict[str, list[tuple[str, str]]] = {}
    other: list[tuple[Clause, str, str]] = []
    for clause, words, cited, reason, target in rows:
        if cited and target not in here.generation.held:  # a provision that a held text does not have is another matter
            named.setdefault(cited, []).append((clause, words))
        elif len(other) < MOST:
            other.append((clauses[clause], words, reason or ""))
    missing, left = [], MOST
    for name, found in sorted(named.items(), key=lambda item: -len(item[1])):
        places: dict[str, list[str]] = {}
        for clause, words in found:
            places.setdefault(clause, []).append(words)
        told = [(clauses[c], list(dict.fromkeys(words))) for c, words in list(places.items())[:left]]
        left -= len(told)
        missing.append(Missing(name, len(found), 1, told))
    return missing, other
