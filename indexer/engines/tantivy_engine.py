"""tantivy as the engine: for 50,000 to some millions of clauses on one machine.

The index lies in parts of consecutive clauses, each written by one thread into one segment, so that a clause's number inside a
part is its order less the part's first. tantivy breaks ties by that number, which makes the answers of all engines equal.

What is counted stands in columns of numbers (``_Columns``): six columns of words take twice as long as three of numbers, and a column
with several numbers for a clause twice as long as one with a number for them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from heapq import nsmallest
from itertools import accumulate, chain, combinations, islice
from math import comb
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import tantivy
from phancap.indexer.wanted import FACETS, FIELDS, MOST_DOCUMENTS, Begun, Found, Row, Term, Wanted
from tantivy import Occur, Query

PART = 500_000  # clauses of a part; of a million in four parts the slowest answers took a seventh longer than in two
_HEAP = 2_000_000_000  # bytes that a part may take while it is written; only what is needed is taken (some 300 bytes a clause)
_FACETS = "facets"  # values that are narrowed by, "kind:point", in one field: a clause costs less with few
_EITHER = "either"  # what stands in words or above: most groups ask for just that, and one list is read faster than two
# Columns, a number each; the second stands for all agencies of a clause (22,525 real clauses name 1,387, in 1,735 combinations), the last for
# the values of _OTHERS together.
_DOCUMENT, _AGENCY, _REST = "document_number", "agencies_number", "rest_number"
# The clause that is an article by itself holds the words of the whole article once; three in five clauses are such.
_ALONE, _OWN = "alone", {"whole": "words", "whole_pairs": "pairs"}
_OTHERS = tuple(name for name in FACETS if name not in ("document", "agency"))  # 106,612 real clauses have 172 combinations of these
_others_of = itemgetter(*_OTHERS)
_VALUES = 60_000  # of a column that are counted in a part; tantivy itself stops at 65,000
_WAYS = 6  # ways of choosing as many groups as must be met up to which each is asked for by itself
_HALVED = 8  # groups up to which so many of them are asked for half by half
_SHORT = 4_000  # entries of all lists of a question's terms together up to which the best are found at once
_QUESTION = 16  # terms beyond which a question is so long that no few of them decide
_DEARER = 2  # how many times a match that is looked up in a list costs what walking past it does
_SMALL = 50_000  # clauses up to which starting threads takes longer than the work
_THREADS = 4


class _Columns(msgspec.Struct):
    """What the numbers in the columns stand for: values in the order of their numbers (while the index is written, with them)."""

    documents: dict[str, int] = msgspec.field(default_factory=dict)
    agencies: dict[tuple[str, ...], int] = msgspec.field(default_factory=dict)
    others: dict[tuple[tuple[str, ...], ...], int] = msgspec.field(default_factory=dict)


_COLUMNS_FILE = "columns.json"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (*FIELDS, _EITHER):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field(_FACETS, tokenizer_name="raw", index_option="basic")
    for name in (_DOCUMENT, _AGENCY, _REST):
        builder.add_integer_field(name, fast=True)
    return builder.build()


_SCHEMA = _schema()


def _opened(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def index(rows: Iterable[Row], folder: Path, name: str = "", part: int = PART) -> None:
    """Writes a fresh index of the rows into the folder, at most ``part`` of them into each of its parts."""
    waiting, columns = iter(rows), _Columns()
    for number in range(1 << 30):
        some = islice(waiting, part)
        first = next(some, None)
        if first is None and number:
            break
        place = folder / f"part-{number:03d}-{first.order if first else 0}"
        place.mkdir()
        _write(_opened(tantivy.Index(_SCHEMA, str(place))), chain([first] if first else (), some), columns)
        if first is None:
            break
    known = [list(columns.documents), list(columns.agencies), list(columns.others)]
    (folder / _COLUMNS_FILE).write_bytes(msgspec.json.encode(known))


def _write(made: tantivy.Index, rows: Iterator[Row], columns: _Columns) -> None:
    writer = made.writer(_HEAP, 1)
    for row in rows:
        writer.add_document(tantivy.Document(**_values(row, columns)))
    writer.commit()
    writer.wait_merging_threads()
    made.reload()
    if made.searcher().num_segments > 1:
        raise OSError("Chỉ mục tantivy không nằm trọn trong một đoạn; hãy đặt số điều khoản mỗi phần nhỏ hơn.")


def _values(row: Row, columns: _Columns) -> dict[str, Any]:
    fields, facets = row.fields, row.facets
    values: dict[str, Any] = {**fields, _EITHER: f"{fields['words']} {fields['above']}"}
    alone = fields["whole"] and fields["whole"] == fields["words"] and fields["whole_pairs"] == fields["pairs"]
    if alone:
        values["terms"] = f"{fields['terms']} {_ALONE}"
    if alone or not fields["whole"]:  # no article begins here, or none with other clauses
        del values["whole"], values["whole_pairs"]
    values[_FACETS] = [f"{name}:{value}" for name, some in facets.items() for value in some]
    values[_DOCUMENT] = [columns.documents.setdefault(value, len(columns.documents)) for value in facets["document"]]
    values[_AGENCY] = columns.agencies.setdefault(facets["agency"], len(columns.agencies))
    values[_REST] = columns.others.setdefault(_others_of(facets), len(columns.others))
    return values


def held_in(folder: Path, field: str) -> dict[str, int]:
    """Each value of one of FIELDS in an index folder that is written, with the number of clauses that hold it. Not for what ``_OWN`` tells."""
    found: dict[str, int] = {}
    for _, searcher in _parts_of(folder):
        _added(found, dict(searcher.terms_with_prefix(field, "")))
    return found


def _parts_of(folder: Path) -> list[tuple[int, tantivy.Searcher]]:
    """(order of the first clause, the part) of each part."""
    places = sorted(path for path in folder.iterdir() if path.name.startswith("part-"))
    return [(int(path.name.rpartition("-")[2]), _opened(tantivy.Index.open(str(path))).searcher()) for path in places]


def open_index(folder: Path) -> TantivyEngine:
    """The engine over a folder that ``index`` wrote."""
    return TantivyEngine(folder)


class TantivyEngine:
    """An index folder, opened read only."""

    def __init__(self, folder: Path) -> None:
        self._parts = _parts_of(folder)
        known = (folder / _COLUMNS_FILE).read_bytes()
        self._documents, self._agencies, others = msgspec.json.decode(
            known, type=tuple[list[str], list[tuple[str, ...]], list[tuple[tuple[str, ...], ...]]]
        )
        # the values of each combination, (name, value) by (name, value)
        self._others = [[(name, value) for name, some in zip(_OTHERS, one, strict=True) for value in some] for one in others]
        large = sum(searcher.num_docs for _, searcher in self._parts) > _SMALL
        self._pool = ThreadPoolExecutor(_THREADS) if large else None

    def close(self) -> None:
        """Lets the files go."""
        self._parts.clear()
        if self._pool:
            self._pool.shutdown()

    def answer(self, wanted: Wanted, limit: int, facets: tuple[str, ...]) -> Found:
        """See ``wanted.Engine``."""
        return self.begin(wanted, limit, facets).whole()

    def begin(self, wanted: Wanted, limit: int, facets: tuple[str, ...]) -> Begun:
        """See ``wanted.Engine``."""
        matching = self._matching(wanted)
        besides = self._matching(msgspec.structs.replace(wanted, groups=())) if wanted.must or wanted.must_not or wanted.filters else None
        best, count = partial(_best, _Asked(wanted, matching, besides), limit), partial(_counted, matching, facets)
        if self._pool is None:
            found, counting = list(map(best, self._parts)), None
        else:
            counting = self._pool.map(count, self._parts)  # begins here, and the search of the first part beside it, without a thread
            others = self._pool.map(best, self._parts[1:])
            found = [best(self._parts[0]), *others]
        hits = tuple(found[0] if len(found) == 1 else nsmallest(limit, chain.from_iterable(found), key=lambda hit: (-hit[1], hit[0])))

        def whole() -> Found:
            total, counts = self._named(list(counting or map(count, self._parts)), facets)
            return Found(hits, total, counts)

        return Begun(hits, whole)

    def _named(self, counted: Sequence[dict[str, Any]], facets: tuple[str, ...]) -> tuple[int, dict[str, dict[str, int]]]:
        """(matches of all parts, the counts of the facets under the values that the numbers stand for)."""
        counts: dict[str, dict[str, int]] = {name: {} for name in facets}
        total = 0
        for part in counted:
            if "document" in counts:
                documents = {self._documents[bucket["key"]]: bucket["doc_count"] for bucket in part["document"]["buckets"]}
                counts["document"] = _added(counts["document"], documents) if counts["document"] else documents
            for bucket in part["agency"]["buckets"] if "agency" in counts else ():
                for agency in self._agencies[bucket["key"]]:
                    counts["agency"][agency] = counts["agency"].get(agency, 0) + bucket["doc_count"]
            for bucket in part[_REST]["buckets"]:
                number: int = bucket["doc_count"]
                total += number
                for name, value in self._others[bucket["key"]]:
                    if name in counts:
                        counts[name][value] = counts[name].get(value, 0) + number
        return total, counts

    # -- the value as tantivy's queries -----------------------------------------------------------------------

    def _matching(self, wanted: Wanted) -> Query:
        needed = [_term(_FACETS, f"{name}:{value}") for name, value in wanted.filters]
        needed += [self._any(group) for group in wanted.must]
        if wanted.groups:
            needed.append(_at_least([self._any(group) for group in wanted.groups], max(1, wanted.at_least)))
        if len(needed) == 1 and not wanted.must_not:
            return needed[0]
        parts = [(Occur.Must, query) for query in needed or [Query.all_query()]]
        parts += [(Occur.MustNot, _term(term.field, term.value)) for term in wanted.must_not]
        return Query.boolean_query(parts)

    def _any(self, group: tuple[Term, ...]) -> Query:
        if len(group) == 1:
            return _term(group[0].field, group[0].value)
        fields, value = {term.field for term in group}, group[0].value
        if {"words", "above"} <= fields <= {"words", "above", "whole"} and all(term.value == value for term in group):
            either = _plain(_EITHER, value)
            return _either([either, _plain("whole", value)]) if "whole" in fields else either
        return _either([_term(term.field, term.value) for term in group])


def _plain(field: str, value: str) -> Query:
    return Query.term_query(_SCHEMA, field, value, "basic")


def _term(field: str, value: str) -> Query:
    """What holds the value in the field."""
    own = _OWN.get(field)
    return _either([_plain(field, value), _all([_plain(own, value), _plain("terms", _ALONE)])]) if own else _plain(field, value)


def _added(counts: dict[str, int], more: dict[str, int]) -> dict[str, int]:
    for value, number in more.items():
        counts[value] = counts.get(value, 0) + number
    return counts


def _either(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def _at_least(queries: Sequence[Query], number: int) -> Query:
    """What meets ``number`` of the queries. tantivy walks through all lists to count what is met; where few choices of that many queries
    are there, it is three times faster to ask for each choice, since lists that must meet are skipped through; where some more are, to
    part the queries in two and to ask for so many of the one half and so many of the other.
    """
    size = len(queries)
    if comb(size, number) <= _WAYS or number == 1:
        return _either([_all(some) for some in combinations(queries, number)])
    if size > _HALVED:
        return Query.boolean_query([(Occur.Should, query) for query in queries], minimum_number_should_match=number)
    one, other = queries[: size // 2], queries[size // 2 :]
    ways = range(max(0, number - len(other)), min(number, len(one)) + 1)
    return _either([_all([_at_least(half, n) for half, n in ((one, n), (other, number - n)) if n]) for n in ways])


class _Weighed(NamedTuple):
    """A term of the score, and how many clauses of the part hold it."""

    term: Term
    holding: int

    @property
    def query(self) -> Query:
        return _term(self.term.field, self.term.value)

    @property
    def weight(self) -> int:
        return self.term.weight


class _Asked(NamedTuple):
    """What is looked for, as a query; and what of it does not ask for the groups, where there is any."""

    wanted: Wanted
    matching: Query
    besides: Query | None


def _best(asked: _Asked, limit: int, part: tuple[int, tantivy.Searcher]) -> list[tuple[int, int]]:
    """(order, score) of the best of one part.

    Nothing comes before the clauses that hold all terms: where there are enough of them ("Ủy ban nhân dân cấp"), the lists are skipped
    through for these alone, in a fifth of the time. Most else that matches holds only the light terms, which stand in many clauses. So
    those that hold the heaviest are asked for first: when so many of them are found that the last scores more than all other terms weigh
    together, no other clause can come before it.
    """
    first, searcher = part
    most = max(1, limit)
    held = [_Weighed(term, _holding(searcher, term)) for term in asked.wanted.score if term.weight]
    held = [one for one in held if one.holding]
    lists = sum(one.holding for one in held)
    at_once = lists <= _SHORT or not 1 <= len(held) <= _QUESTION or any(one.term.field in _OWN for one in held)
    hits = None if at_once else _among_all_held(searcher, asked, held, most) or _among_few(searcher, asked.matching, held, lists, most)
    if hits is None:
        hits = _asked(searcher, _together(asked.matching, held), most)
    return [(first + place, score) for place, score in hits[:limit]]


def _holding(searcher: tantivy.Searcher, term: Term) -> int:
    """How many clauses hold the term, or a few more."""
    own = _OWN.get(term.field)
    return searcher.doc_freq(term.field, term.value) + (searcher.doc_freq(own, term.value) if own else 0)


def _among_all_held(searcher: tantivy.Searcher, asked: _Asked, held: list[_Weighed], most: int) -> list[tuple[int, int]] | None:
    """The best, where enough clauses hold all terms of the score; None where they do not."""
    if min(one.holding for one in held) < most:
        return None
    terms = {(one.term.field, one.term.value) for one in held}
    met = sum(any((term.field, term.value) in terms for term in group) for group in asked.wanted.groups)
    needed = [one.query for one in held]
    if not asked.wanted.groups or met < max(1, asked.wanted.at_least):
        needed.append(asked.matching)
    elif asked.besides:  # what holds all terms meets enough of the groups by that
        needed.append(asked.besides)
    hits = _asked(searcher, Query.const_score_query(_all(needed), float(sum(one.weight for one in held))), most)
    return hits if len(hits) == most else None


def _among_few(searcher: tantivy.Searcher, matching: Query, held: list[_Weighed], lists: int, most: int) -> list[tuple[int, int]] | None:
    """The best, where they are sure to be among the few that hold one of the heaviest terms; None where they may not be."""
    held = sorted(held, key=lambda one: -one.weight)
    holding = list(accumulate(one.holding for one in held))
    total = sum(one.weight for one in held)
    without = [total - weight for weight in accumulate(one.weight for one in held)]  # the most that a clause scores that holds none of them
    at = next((at for at, number in enumerate(holding) if number >= most), len(held))
    while at < len(held) - 1 and _DEARER * len(held) * holding[at] < lists:
        few = _all([matching, _either([one.query for one in held[: at + 1]])])
        hits = _asked(searcher, _one_by_one(few, held), most)
        if len(hits) == most:
            least = hits[-1][1]
            if least > without[at]:
                return hits
            at = next((further for further, weight in enumerate(without) if weight < least), len(held))
        else:
            at += 1
    return None


def _together(matching: Query, held: Sequence[_Weighed]) -> Query:
    """The matches, with the sum of the weights as their score; all the terms' lists are walked through side by side."""
    plain = [_weighed(_plain(one.term.field, one.term.value), one) for one in held]
    # of all that stand alone at once, rather than term by term: four times as fast for a question of twenty words
    own = [_weighed(_plain(_OWN[one.term.field], one.term.value), one) for one in held if one.term.field in _OWN]
    if own:
        plain.append((Occur.Should, Query.boolean_query([(Occur.Must, Query.const_score_query(_plain("terms", _ALONE), 0.0)), *own])))
    return Query.boolean_query([(Occur.Must, Query.const_score_query(matching, 0.0)), *plain])


def _weighed(query: Query, one: _Weighed) -> tuple[Occur, Query]:
    return Occur.Should, Query.const_score_query(query, float(one.weight))


def _one_by_one(matching: Query, held: Sequence[_Weighed]) -> Query:
    """The same, each match looked up in each list: quicker for few matches."""
    found = Query.const_score_query(matching, 0.0)
    for one in held:
        found = Query.boolean_query([(Occur.Must, found), _weighed(one.query, one)])
    return found


def _asked(searcher: tantivy.Searcher, query: Query, most: int) -> list[tuple[int, int]]:
    result: Any = searcher.search(query, limit=most, count=False)
    return [(address.doc, round(score)) for score, address in result.hits]


def _counted(matching: Query, facets: tuple[str, ...], part: tuple[int, tantivy.Searcher]) -> dict[str, Any]:
    """The matches of one part, counted by the numbers in the columns."""
    columns = {_REST: _REST} | {name: column for name, column in (("document", _DOCUMENT), ("agency", _AGENCY)) if name in facets}
    # writing out the counts of some thousand documents took three times as long as counting
    most = {name: MOST_DOCUMENTS if name == "document" else _VALUES for name in columns}
    asked = {name: {"terms": {"field": column, "size": most[name], "segment_size": most[name]}} for name, column in columns.items()}
    return part[1].aggregate(matching, asked)
