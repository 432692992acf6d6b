"""Whoosh as the engine: one searcher kept open, the query tree built by us, fields without positions, only ids stored.

An index folder holds pickled data: it is made by our own build and never accepted from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

from phancap.indexer.query import MAX_TERMS, Filters
from phancap.indexer.ranking import Asked
from phancap.indexer.terms import Prepared
from whoosh import fields
from whoosh import query as tree
from whoosh.filedb.filestore import FileStorage
from whoosh.index import create_in

_COMMON = 0.2  # share of clauses: a syllable in more than that is not looked up where pairs are asked for
_LARGE = 2_000  # clauses: below this every syllable is looked up
_SEPARATOR = " "


def schema() -> fields.Schema:
    """Fields: ``words``, ``pairs`` of text and own heading, ``above`` (words of the headings above), ``terms`` (agencies
    "g:", times "r:" "t:", numbers "n:", steps of the address "a:"), and what filters need.
    """
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        words=fields.KEYWORD(scorable=True, field_boost=1.0),
        pairs=fields.KEYWORD(scorable=True, field_boost=1.5),
        above=fields.KEYWORD(scorable=True, field_boost=0.4),
        terms=fields.KEYWORD(scorable=True, field_boost=2.0),
        document=fields.ID(),
        kind=fields.ID(),
        agency=fields.KEYWORD(scorable=False),
        role=fields.KEYWORD(scorable=False),
    )


def index(clauses: Iterable[Prepared], folder: Path) -> None:
    """Writes a fresh index of the clauses into the folder."""
    writer = create_in(str(folder), schema()).writer(limitmb=512)
    for clause in clauses:
        terms = [
            *(f"g:{key}" for key in clause.relations),
            *clause.when,
            *(f"n:{n}" for n in clause.numbers),
            *(f"a:{s}" for s in clause.path),
        ]
        writer.add_document(
            id=clause.id,
            words=_SEPARATOR.join(sorted(clause.words)),
            pairs=_SEPARATOR.join(sorted(clause.pairs)),
            above=_SEPARATOR.join(sorted(clause.trail)),
            terms=_SEPARATOR.join(sorted(terms)),
            document=clause.document,
            kind=clause.kind,
            agency=_SEPARATOR.join(sorted(clause.agencies)),
            role=_SEPARATOR.join(sorted(clause.roles)),
        )
    writer.commit()


class WhooshEngine:
    """An index folder, opened read only."""

    def __init__(self, folder: Path) -> None:
        storage = FileStorage(str(folder), readonly=True)
        self._lock = Lock()  # Whoosh's readers share their place in the file
        self._searcher: Any = storage.open_index().searcher()

    def close(self) -> None:
        """Lets the files go."""
        self._searcher.close()

    def candidates(self, asked: Asked, filters: Filters, limit: int) -> list[tuple[str, float]]:
        """The clauses that hold any of the rarest terms asked for, narrowed by the filters."""
        narrowed = _filter(filters)
        wanted = _tree(asked)
        if wanted is None:
            if narrowed is None:
                return []
            wanted, narrowed = narrowed, None
        with self._lock:
            found = self._searcher.search(wanted, limit=limit, filter=narrowed)
            return [(hit["id"], float(hit.score or 0.0)) for hit in found]


def _tree(asked: Asked) -> Any:
    """An Or of at most MAX_TERMS terms. Quoted phrases are asked for by their pairs and checked by the ranking."""
    query, counts = asked.query, asked.lexicon.counts
    leaves: list[tuple[float, Any]] = []
    for agency in query.agencies:
        keys = [agency.key, *(g for g in agency.groups if agency.acts)]
        leaves += [(9.0 if key == agency.key else 4.0, tree.Term("terms", f"g:{key}")) for key in keys]
    leaves += [(8.0, tree.Term("terms", term)) for term in query.when]
    leaves += [(9.0, tree.Term("terms", f"n:{number}")) for number in query.numbers]
    leaves += [(9.0, tree.Term("terms", f"a:{reading}")) for readings in query.address for reading in readings]
    for phrase in query.phrases:
        near = [tree.Term("pairs", f"{a}_{b}") for a, b in pairwise(phrase)] or [tree.Term("words", phrase[0])]
        leaves += [(9.0, term) for term in near]
    leaves += [(unit.weight + 1, tree.Term("pairs", unit.folded)) for unit in asked.pairs]
    few = counts.clauses <= _LARGE or not asked.pairs
    for unit in asked.words:
        if few or counts.words[unit.folded] < _COMMON * counts.clauses:
            leaves.append((unit.weight, tree.Term("words", unit.folded)))
    leaves.sort(key=lambda leaf: -leaf[0])
    chosen = [leaf for _, leaf in leaves[:MAX_TERMS]]
    if query.agencies == () and len(chosen) < MAX_TERMS:
        chosen += [tree.Term("above", unit.folded) for unit in asked.words if unit.telling][: MAX_TERMS - len(chosen)]
    return tree.Or(chosen) if chosen else None


def _filter(filters: Filters) -> Any:
    leaves = [tree.Term(name, value) for name in ("document", "kind", "agency", "role") if (value := getattr(filters, name))]
    return tree.And(leaves) if leaves else None
