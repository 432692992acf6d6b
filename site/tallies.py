"""Counts and short lists straight from the store's tables: pages that say "how many" need not read a single record."""

from __future__ import annotations

from phancap.indexer.store import Generation


def sizes(generation: Generation) -> dict[str, tuple[int, int, int]]:
    """Document → (clauses, duties, duties that a person has reviewed)."""
    clauses = {d: int(n) for d, n in generation.rows("SELECT document, count(*) FROM clauses GROUP BY document")}
    duties = {
        d: (int(n), int(reviewed or 0))
        for d, n, reviewed in generation.rows("SELECT document, count(*), sum(review <> 'machine') FROM duties GROUP BY document")
    }
    return {d: (clauses.get(d, 0), *duties.get(d, (0, 0))) for d in generation.documents}


def own_duties(generation: Generation) -> dict[str, int]:
    """Agency → how many duties the texts give to itself, most first."""
    query = "SELECT bearer, count(*) FROM duties WHERE bearer IS NOT NULL GROUP BY bearer ORDER BY count(*) DESC, bearer"
    return {agency: int(n) for agency, n in generation.rows(query)}


def between(generation: Generation) -> list[tuple[str, str, int]]:
    """(citing document, cited document, how often) of every pair with certain references, in the order of the documents."""
    query = "SELECT document, target, count(*) FROM citations WHERE status = 'resolved' AND target <> document GROUP BY document, target"
    order = {d: i for i, d in enumerate(generation.documents)}
    found = [(source, target, int(n)) for source, target, n in generation.rows(query) if target in order]
    return sorted(found, key=lambda e: (order[e[0]], -e[2], order[e[1]]))


def cited(generation: Generation) -> dict[str, int]:
    """Document → how often other documents cite it with certainty; 0 for the rest."""
    counts = dict.fromkeys(generation.documents, 0)
    for _, target, n in between(generation):
        counts[target] += n
    return counts


def inside(generation: Generation) -> int:
    """How many certain references stay within their own document."""
    return int(generation.rows("SELECT count(*) FROM citations WHERE status = 'resolved' AND target = document")[0][0])


def findings(generation: Generation) -> dict[str, dict[str, int]]:
    """Kind of finding → document (empty: the corpus's own files) → how many."""
    counts: dict[str, dict[str, int]] = {}
    for kind, document, n in generation.rows("SELECT kind, coalesce(document, ''), count(*) FROM findings GROUP BY 1, 2"):
        counts.setdefault(kind, {})[document] = int(n)
    return counts
