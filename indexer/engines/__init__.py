"""Search: one narrow interface; an engine finds clauses and counts them, our own ranking orders the best of them.

``Searcher`` is what the command line and the site use. It keeps one engine open for one generation; everything in it
is read only and may be used by several threads at once.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module, metadata
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Literal

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.asked import Asked
from phancap.indexer.counting import Counting
from phancap.indexer.document_names import document_names, title_lines
from phancap.indexer.engine_terms import wanted_of
from phancap.indexer.engines.rows import Records, Shop, all_made, key_of, made_by, no_collecting
from phancap.indexer.engines.shelf import EarlierShelf, NewShelf, Shelf, write_shelf
from phancap.indexer.held_words import Counts, rarity
from phancap.indexer.lexicon import Lexicon
from phancap.indexer.matched import Sought, matched_spans, sought
from phancap.indexer.model import Clause, Document
from phancap.indexer.prepared import Prepared, pairs_in
from phancap.indexer.query import NO_FILTERS, Filters, Query
from phancap.indexer.ranking import admitted, explain
from phancap.indexer.ranking_articles import LEADING, rank_long
from phancap.indexer.record import record_of
from phancap.indexer.registers import Vocabulary
from phancap.indexer.told import sentence_on
from phancap.indexer.understand import clean, understand
from phancap.indexer.vietnamese import fold, folded_syllables
from phancap.indexer.wanted import (
    ENGINE_VARIABLE,
    ENGINES,
    FACETS,
    MAX_LIMIT,
    MOST_DOCUMENTS,
    Begun,
    Engine,
    EngineDown,
    Found,
    Row,
    Term,
    Wanted,
)
from phancap.indexer.written import places_of, tokens_of

ARTICLES = 200  # articles that are looked at for a long question (349 exam questions: the right one is among 100 for .971, 200 for .977)
CANDIDATES = 100  # clauses that our own ranking orders; those behind them stay in the engine's order
FEW = 20  # clauses …
WELL = 0.7  # … and the share of what was typed (by weight) that one of them must hold, or a looser question is put
SHORTEST_SUGGESTED = 2  # letters
RELATED_BY, RELATED_LEAST = 16, 3  # pairs that two clauses are compared by, and must share
WORDS_FILE = "words.json"
ENGINE_FILE = "engine"
_LIBRARIES = {"whoosh": "whoosh-reloaded", "tantivy": "tantivy", "opensearch": "opensearch-py"}


def engine_name(asked: str | None = None) -> str:
    """The engine that is asked for, by name or else by the environment; Whoosh when nobody says. Raises EngineDown for an unknown one."""
    name = asked or os.environ.get(ENGINE_VARIABLE) or "whoosh"
    if name not in ENGINES:
        raise EngineDown(f'Không có bộ máy tìm kiếm "{name}"; hãy chọn một trong: {", ".join(ENGINES)}.')
    return name


def needs_of(name: str) -> str:
    """What an engine's index depends on besides the rows: the library's version, and the server that keeps it."""
    try:
        found = f"{name} {metadata.version(_LIBRARIES[name])}"
    except metadata.PackageNotFoundError as error:
        raise EngineDown(_not_installed(name)) from error
    return found + getattr(module_of(name), "place", str)()


def _not_installed(name: str) -> str:
    return f'Chưa cài bộ máy tìm kiếm {name}; hãy chạy: pip install "phancap[{name}]".'


def module_of(name: str) -> ModuleType:
    """The engine's module, read in only when it is asked for. Raises EngineDown when what it needs is not installed."""
    try:
        return import_module(f"phancap.indexer.engines.{name}_engine")
    except ModuleNotFoundError as error:
        raise EngineDown(_not_installed(name)) from error


def made_in(folder: Path) -> str:
    """The name of the engine that a search folder was made with."""
    return (folder / ENGINE_FILE).read_text("utf-8").strip()


def tell(folder: Path, what: Literal["made_current", "dropped"]) -> None:
    """Tells a search folder's engine that its index begins to be served, or goes; most engines need not know."""
    if (folder / ENGINE_FILE).is_file():
        getattr(module_of(made_in(folder)), what, lambda _: None)(folder)


class Hit(msgspec.Struct, frozen=True):
    """A clause found. ``spans`` are the words to mark, in characters of the clause's text; ``parts`` why it stands here."""

    id: str
    document: str
    eid: str
    score: float
    spans: tuple[tuple[int, int], ...]
    parts: dict[str, float]


class Answer(msgspec.Struct, frozen=True):
    """What a search gives. ``total`` and the facets count all clauses that match: name (of FACETS) → (value, clauses),
    most first, at most MOST_DOCUMENTS documents. ``sentence`` is for the reader, or None.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[tuple[str, int], ...]]
    agencies: tuple[str, ...]
    did_you_mean: str | None = None
    sentence: str | None = None


def highlight_spans(clause: Clause, query: Query, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Half-open ranges (characters) in ``clause.text`` of the words that met the query, in the original letters."""
    tokens = tokens_of(clause.text, lexicon.rewriting)
    return matched_spans([t.folded for t in tokens], [t.start for t in tokens], [t.end for t in tokens], sought(Asked(query, lexicon)))


def _spans(clause: Prepared, what: Sought) -> tuple[tuple[int, int], ...]:
    return tuple(matched_spans(clause.text, *places_of(clause.places), what))


def index(
    clauses: Iterable[Clause], folder: Path, documents: Iterable[Document], vocabulary: Vocabulary, agency_index: AgencyIndex,
    engine: str | None = None, generation: str = "", standings: Mapping[str, float] | None = None,
) -> Counts:  # fmt: skip
    """``index_records`` of clauses that stream, a document's together and in order."""
    encode = msgspec.json.Encoder().encode
    records = (Records(name, [encode(record_of(c)) for c in some]) for name, some in groupby(clauses, key=lambda clause: clause.document))
    return index_records(
        records, folder, documents, vocabulary, agency_index, engine=engine, generation=generation, standings=standings
    )  # fmt: skip


def index_records(
    records: Iterable[Records], folder: Path, documents: Iterable[Document], vocabulary: Vocabulary, agency_index: AgencyIndex, *,
    engine: str | None = None, generation: str = "", standings: Mapping[str, float] | None = None,
    program: str = "", earlier: Path | None = None, processes: int = 1,
) -> Counts:  # fmt: skip
    """Makes the search folder of a generation: the engine's index, the prepared clauses and the corpus's own words.

    The folder must be new. What is kept of the documents in memory grows with the words and not with the clauses, whatever the engine
    itself keeps. ``standings``: see ``standing.standings``; ``processes``: see ``rows.all_made``. Of documents that are as they were
    the clauses are taken over from ``earlier``, the search folder of another build, where ``program``, the program's digest, is the same.
    """
    name = engine_name(engine)
    folder.mkdir(parents=True, exist_ok=True)
    documents = list(documents)
    shop = Shop(vocabulary, agency_index.register, {d.id: d.jurisdiction or "vn" for d in documents})
    lexicon = shop.lexicon()
    module = module_of(name)
    held_in = getattr(module, "held_in", None)
    counted = Counting(words=held_in is None)
    made_of = made_by(program, vocabulary, agency_index.register) if program else ""
    kept = EarlierShelf(earlier if program else None)
    places: dict[str, str] = {}  # of the documents that have clauses

    def known(shelf: NewShelf) -> Iterator[Records]:
        first = 0
        for one in records:
            places[one.document] = shop.places.get(one.document, "vn")
            digest = key_of(one.document, one.clauses, places[one.document], made_of) if made_of else ""
            shelf.note(one.document, digest, first, len(one.clauses))
            found = kept.records(one.document, digest) if digest else None
            first += len(one.clauses)
            yield one if found is None else Records(one.document, found, ready=True)

    def rows() -> Iterator[Row]:
        with write_shelf(folder) as shelf:
            for made in all_made(known(shelf), shop, lexicon, counted, shelf.again, processes):
                shelf.put(made.shelved)
                yield from made.rows
        aside.submit(lambda: counted.shown)  # while the engine writes its last part

    try:
        with no_collecting(), ThreadPoolExecutor(1) as aside:
            module.index(rows(), folder, generation)
    finally:
        kept.close()
    if held_in:
        counted.words, counted.pairs = Counter(held_in(folder, "words")), Counter(held_in(folder, "pairs"))
    held = [document for document in documents if document.held]
    counts = counted.counts(places, document_names(held, lexicon), standings or {})
    counts = msgspec.structs.replace(counts, titles=title_lines(held, lexicon))
    (folder / WORDS_FILE).write_bytes(msgspec.json.encode(counts))
    (folder / ENGINE_FILE).write_text(name + "\n", "utf-8")
    return counts


class Searcher:
    """Search over one generation's folder."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, agency_index: AgencyIndex, engine: Engine | None = None) -> None:
        counts = msgspec.json.decode((folder / WORDS_FILE).read_bytes(), type=Counts)
        self.lexicon = Lexicon(vocabulary, agency_index, counts)
        self.engine: Engine = engine or module_of(made_in(folder)).open_index(folder)
        self.shelf = Shelf(folder)

    def close(self) -> None:
        """Lets the engine's files go."""
        self.engine.close()

    def search(self, text: str, filters: Filters | None = None, limit: int = 20, offset: int = 0, spans: bool = True) -> Answer:
        """The clauses that answer the text, best first. Any text gives an answer, be it an empty one."""
        query = understand(text, self.lexicon)
        answer = self._answer(query, filters or Filters(), limit, offset, spans)
        if answer.total or not query.phrases:
            return answer
        loose = self._answer(understand(text, self.lexicon, apart=True), filters or Filters(), limit, offset, spans)
        return loose if loose.total else answer

    def _answer(self, query: Query, filters: Filters, limit: int, offset: int, spans: bool) -> Answer:
        asked = Asked(query, self.lexicon)
        if query.empty and filters == Filters():
            return _nothing(query)
        first, last = max(0, offset), min(MAX_LIMIT, max(0, offset) + max(0, limit))
        begun = self._begun(asked, filters, max(ARTICLES if asked.long else CANDIDATES, last))
        ranked = self._ranked(begun.hits, asked, filters, last)
        if not ranked and first == 0:
            return _nothing(query)
        what = sought(asked)
        hits = tuple(
            Hit(c.id, c.document, c.eid, parts["score"], _spans(c, what) if spans else (), parts) for c, parts in ranked[first:last]
        )
        found = begun.whole()
        return Answer(
            query,
            hits,
            found.total,
            _facets(found.facets),
            _agencies(query, found.facets["agency"]),
            query.did_you_mean,
            sentence_on(query, found=True),
        )

    def explain(self, text: str, clause_id: str) -> dict[str, float]:
        """The parts of one clause's score for a text."""
        asked = Asked(understand(text, self.lexicon), self.lexicon)
        clause = self.shelf.by_id(clause_id)
        if not asked.long:
            return explain(clause, asked)
        hits = self.search(text, Filters(document=clause.document), limit=MAX_LIMIT, spans=False).hits
        return next((hit.parts for hit in hits if hit.id == clause_id), explain(clause, asked))

    def suggest(self, text: str, limit: int = 8) -> list[str]:
        """What the last word typed may go on to, in the corpus's own letters: names of agencies that begin so, then the words that
        stand most often behind the one before.
        """
        typed = clean(text)[0]
        words = folded_syllables(typed)
        if not words or len(fold(typed)) < SHORTEST_SUGGESTED:
            return []
        line, counts = " ".join(words), self.lexicon.counts
        names = {
            self.lexicon.agency_index.entries[key].name: counts.agencies[key]
            for key in counts.agencies
            if key in self.lexicon.agency_index.entries
        }
        found = sorted((n for n in names if " ".join(folded_syllables(n)).startswith(line)), key=lambda n: (-names[n], n))
        head = typed[: len(typed) - len(words[-1])]
        if len(words) > 1:
            start = f"{words[-2]}_{words[-1]}"
            ends = sorted((p for p in self.lexicon.pairs_like(words[-2]) if p.startswith(start)), key=lambda p: (-counts.pairs[p], p))
            found += [head + counts.shown_pairs[p].partition("_")[2] for p in ends if p in counts.shown_pairs]
        else:
            pairs = sorted((p for p in self.lexicon.pairs_like(words[0])), key=lambda p: (-counts.pairs[p], p))
            found += [counts.shown_pairs[p].replace("_", " ") for p in pairs if p in counts.shown_pairs]
        return [words for words in dict.fromkeys(found) if folded_syllables(words) != folded_syllables(typed)][: max(0, limit)]

    def related(self, clause_id: str, limit: int = 5) -> list[str]:
        """Ids of other clauses that share the most of a clause's rarest neighbouring words. Raises KeyError for an unknown id."""
        clause, counts = self.shelf.by_id(clause_id), self.lexicon.counts
        pairs = sorted((p for p in pairs_in(clause.line, "") if counts.pairs.get(p, 0) > 1), key=lambda p: (counts.pairs[p], p))[
            :RELATED_BY
        ]
        terms = tuple(Term("pairs", p, round(10 * rarity(counts.clauses, counts.pairs[p]))) for p in pairs)
        if len(terms) < RELATED_LEAST:
            return []
        wanted = Wanted(terms, tuple((term,) for term in terms), RELATED_LEAST)
        found = self.engine.answer(wanted, max(0, limit) + 1, ()).hits
        return [c.id for c in self.shelf.some([order for order, _ in found]) if c.id != clause_id][: max(0, limit)]

    def _begun(self, asked: Asked, filters: Filters, limit: int) -> Begun:
        """What the engine finds, in a document that is named first; where nothing meets most of what was typed, or FEW do and none of them
        well, what meets a third of it.
        """
        query = asked.query
        if query.documents and not query.address and (query.numbers or not asked.long):
            for strict in (True, False):
                begun = self._asked(wanted_of(asked, filters, strict, inside=True), limit)
                if begun.hits:
                    return begun
        wanted = wanted_of(asked, filters)
        if not (wanted.groups or wanted.must or asked.query.empty):
            return Begun((), lambda: Found((), 0, {name: {} for name in FACETS}))  # no clause holds any of the words
        begun = self._asked(wanted, limit)
        if query.empty or (begun.hits and not self._poor(begun, asked, filters)):
            return begun
        loose = self._asked(wanted_of(asked, filters, strict=False), limit)
        return loose if loose.hits else begun

    def _poor(self, begun: Begun, asked: Asked, filters: Filters) -> bool:
        """Whether few clauses were found, and none of them holds WELL of what was typed: "ai thẩm định dự thảo" met one that has the four
        syllables far from each other, and not the one that tells who appraises.
        """
        query = asked.query
        if len(begun.hits) >= FEW or asked.long or query.address or query.documents or query.phrases or query.excluded:
            return False
        return all(parts.get("share", 0.0) < WELL for _, parts in self._ranked(begun.hits, asked, filters, 0))

    def _asked(self, wanted: Wanted, limit: int) -> Begun:
        if begin := getattr(self.engine, "begin", None):
            begun: Begun = begin(wanted, limit, FACETS)
            return begun
        found = self.engine.answer(wanted, limit, FACETS)
        return Begun(found.hits, lambda: found)

    def _ranked(
        self, hits: Sequence[tuple[int, int]], asked: Asked, filters: Filters, last: int
    ) -> list[tuple[Prepared, dict[str, float]]]:
        """The candidates in our order; behind them, up to ``last``, the rest in the engine's."""
        orders = [order for order, _ in hits]
        if asked.query.empty:
            return [(c, {"score": 0.0}) for c in self.shelf.some(orders[:last])]
        if asked.long:
            articles = self._articles(orders[:ARTICLES])
            leading = {clause.id for clause in self.shelf.some(orders[:LEADING])}
            if filters != NO_FILTERS or asked.query.excluded or asked.query.phrases:
                articles = [[c for c in article if admitted(c, asked.query, filters)] for article in articles]
            scored = rank_long(articles, asked, leading)
            shown = {clause.id for clause, _ in scored}
            rest = [c for c in self.shelf.some(orders) if c.id not in shown] if last > len(scored) else []
        else:
            best = sorted(orders[:CANDIDATES])  # equal scores: the clause that stands first in the corpus
            scored = [(c, explain(c, asked)) for c in self.shelf.some(best) if admitted(c, asked.query, filters)]
            scored.sort(key=lambda item: -item[1]["score"])
            rest = self.shelf.some(orders[CANDIDATES:last])
        return scored + [(c, explain(c, asked)) for c in rest if admitted(c, asked.query, filters)]

    def _articles(self, orders: list[int]) -> list[list[Prepared]]:
        """The articles that the orders belong to, each with all its clauses, in the order of the corpus."""
        ranges = {order - c.before: order + c.after + 1 for order, c in zip(orders, self.shelf.some(orders), strict=True)}
        places = sorted(place for start, end in ranges.items() for place in range(start, end))
        held = dict(zip(places, self.shelf.some(places), strict=True))
        return [[held[place] for place in range(start, end)] for start, end in sorted(ranges.items())]


def _agencies(query: Query, known: Mapping[str, int]) -> tuple[str, ...]:
    """Full ids of the agencies asked for, as the clauses found know them ("quang-nam/so-tu-phap")."""
    ids = []
    for agency in query.agencies:
        fitting = [a for a in known if a.partition("/")[2] == agency.key]
        ids += sorted(fitting, key=lambda a: (-known[a], a))[:1]
    return tuple(ids)


def _facets(counted: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[tuple[str, int], ...]]:
    return {name: _most_first(values)[: MOST_DOCUMENTS if name == "document" else None] for name, values in counted.items()}


def _most_first(values: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    # first the names, then by their numbers, equals left as they stand: a third of the time that sorting pairs takes
    names = sorted(sorted(values), key=values.__getitem__, reverse=True)
    return tuple(zip(names, map(values.__getitem__, names), strict=True))


def _nothing(query: Query) -> Answer:
    return Answer(query, (), 0, dict.fromkeys(FACETS, ()), (), query.did_you_mean, sentence_on(query, found=False))
