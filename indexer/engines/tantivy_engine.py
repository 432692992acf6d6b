"""tantivy as the engine: for 50,000 to some millions of clauses on one machine.

The index lies in parts of consecutive clauses, each written by one thread into one segment, so that a clause's number inside a
part is its order less the part's first. tantivy breaks ties by that number, which makes the answers of all engines equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from heapq import nsmallest
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy
from phancap.indexer.wanted import FACETS, FIELDS, Found, Row, Term, Wanted
from tantivy import Occur, Query

PART = 250_000  # clauses of a part
_HEAP = 2_000_000_000  # bytes that a part may take while it is written; only what is needed is taken (some 300 bytes a clause)
_GAP = " "
_EITHER = "either"  # what stands in words or above: most groups ask for just that, and one list is read faster than two
_VALUES = 60_000  # of a facet that are counted; tantivy itself stops at 65,000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (*FIELDS, _EITHER):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def _opened(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def index(rows: Iterable[Row], folder: Path, name: str = "", part: int = PART) -> None:
    """Writes a fresh index of the rows into the folder, at most ``part`` of them into each of its parts."""
    schema, waiting = _schema(), iter(rows)
    for number in range(1 << 30):
        some = islice(waiting, part)
        first = next(some, None)
        if first is None and number:
            return
        place = folder / f"part-{number:03d}-{first.order if first else 0}"
        place.mkdir()
        _write(_opened(tantivy.Index(schema, str(place))), first, some)
        if first is None:
            return


def _write(made: tantivy.Index, first: Row | None, rest: Iterator[Row]) -> None:
    writer = made.writer(_HEAP, 1)
    for row in ([first] if first else ()), rest:
        for one in row:
            writer.add_document(tantivy.Document(**_values(one)))
    writer.commit()
    writer.wait_merging_threads()
    made.reload()
    if made.searcher().num_segments > 1:
        raise OSError("Chỉ mục tantivy không nằm trọn trong một đoạn; hãy đặt số điều khoản mỗi phần nhỏ hơn.")


def _values(row: Row) -> dict[str, str | list[str]]:
    values: dict[str, str | list[str]] = {name: _GAP.join(row.fields[name]) for name in FIELDS}
    values[_EITHER] = _GAP.join({*row.fields["words"], *row.fields["above"]})
    for name in FACETS:
        if row.facets[name]:
            values[name] = list(row.facets[name])
    return values


def open_index(folder: Path) -> TantivyEngine:
    """The engine over a folder that ``index`` wrote."""
    return TantivyEngine(folder)


class TantivyEngine:
    """An index folder, opened read only."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        places = sorted(path for path in folder.iterdir() if path.name.startswith("part-"))
        self._parts = [(int(path.name.rpartition("-")[2]), _opened(tantivy.Index.open(str(path))).searcher()) for path in places]
        self._pool = ThreadPoolExecutor(4) if len(self._parts) > 1 else None

    def close(self) -> None:
        """Lets the files go."""
        self._parts.clear()
        if self._pool:
            self._pool.shutdown()

    def answer(self, wanted: Wanted, limit: int, facets: tuple[str, ...]) -> Found:
        """See ``wanted.Engine``."""
        matching = self._matching(wanted)
        scored = self._scored(matching, wanted.score)

        def one(part: tuple[int, tantivy.Searcher]) -> Found:
            return _answer(part[0], part[1], scored, matching, limit, facets)

        found = list(self._pool.map(one, self._parts) if self._pool else map(one, self._parts))
        return found[0] if len(found) == 1 else _joined(found, limit, facets)

    # -- the value as tantivy's queries -----------------------------------------------------------------------

    def _matching(self, wanted: Wanted) -> Query:
        needed = [self._term(name, value) for name, value in wanted.filters]
        needed += [self._any(group) for group in wanted.must]
        if wanted.groups:
            least = max(1, wanted.at_least)
            groups = [self._any(group) for group in wanted.groups]
            if least >= len(groups):
                needed += groups
            else:
                needed.append(Query.boolean_query([(Occur.Should, group) for group in groups], minimum_number_should_match=least))
        if len(needed) == 1 and not wanted.must_not:
            return needed[0]
        parts = [(Occur.Must, query) for query in needed or [Query.all_query()]]
        parts += [(Occur.MustNot, self._term(term.field, term.value)) for term in wanted.must_not]
        return Query.boolean_query(parts)

    def _scored(self, matching: Query, score: tuple[Term, ...]) -> Query:
        """The matches, with the sum of the weights as their score."""
        weighed = [(Occur.Should, Query.const_score_query(self._term(t.field, t.value), float(t.weight))) for t in score]
        return Query.boolean_query([(Occur.Must, Query.const_score_query(matching, 0.0)), *weighed])

    def _any(self, group: tuple[Term, ...]) -> Query:
        if len(group) == 1:
            return self._term(group[0].field, group[0].value)
        if len(group) == 2 and {term.field for term in group} == {"words", "above"} and group[0].value == group[1].value:
            return self._term(_EITHER, group[0].value)
        return Query.boolean_query([(Occur.Should, self._term(term.field, term.value)) for term in group])

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "basic")


def _answer(first: int, searcher: tantivy.Searcher, scored: Query, matching: Query, limit: int, facets: tuple[str, ...]) -> Found:
    """What one part answers; ``first`` is the order of its first clause."""
    result: Any = searcher.search(scored, limit=max(1, limit), count=True)
    hits = tuple((first + address.doc, round(score)) for score, address in result.hits[:limit])
    if not facets or not result.count:
        return Found(hits, result.count, {name: {} for name in facets})
    asked = {name: {"terms": {"field": name, "size": _VALUES, "segment_size": _VALUES}} for name in facets}
    counted = searcher.aggregate(matching, asked)
    return Found(hits, result.count, {name: {b["key"]: b["doc_count"] for b in counted[name]["buckets"]} for name in facets})


def _joined(found: list[Found], limit: int, facets: tuple[str, ...]) -> Found:
    hits = nsmallest(limit, (hit for one in found for hit in one.hits), key=lambda hit: (-hit[1], hit[0]))
    counts: dict[str, dict[str, int]] = {name: {} for name in facets}
    for one in found:
        for name, values in one.facets.items():
            for value, number in values.items():
                counts[name][value] = counts[name].get(value, 0) + number
    return Found(tuple(hits), sum(one.total for one in found), counts)
