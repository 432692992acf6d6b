"""Counts that pages tell, from the store's own totals: a page that says "how many" need not read a single record."""

from __future__ import annotations

from phancap.indexer.store import Generation


def own_duties(generation: Generation) -> dict[str, int]:
    """Agency → how many duties the texts give to itself, most first."""
    counts = {agency: counted["own"] for agency, counted in generation.agency_counts.items() if counted["own"]}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def between(generation: Generation) -> list[tuple[str, str, int]]:
    """(citing document, cited document, how often) of every pair with certain references, in the order of the documents."""
    order = {d: i for i, d in enumerate(generation.documents)}
    found = [(e.source, e.target, e.resolved) for e in generation.edges if e.resolved and e.source != e.target and e.target in order]
    return sorted(found, key=lambda e: (order[e[0]], -e[2], order[e[1]]))


def cited(generation: Generation) -> dict[str, int]:
    """Document → how often other documents cite it with certainty; 0 for the rest."""
    counts = dict.fromkeys(generation.documents, 0)
    for _, target, n in between(generation):
        counts[target] += n
    return counts


def inside(generation: Generation) -> int:
    """How many certain references stay within their own document."""
    return sum(e.resolved for e in generation.edges if e.source == e.target)


def findings(generation: Generation) -> dict[str, dict[str, int]]:
    """Kind of finding → document (empty: the corpus's own files) → how many."""
    counts: dict[str, dict[str, int]] = {}
    for kind, document, n in generation.rows("SELECT kind, document, count(*) FROM findings GROUP BY kind, document"):
        counts.setdefault(kind, {})[document or ""] = int(n)
    return counts
