"""Search: one narrow interface; an engine finds candidates, our own ranking orders them.

``Searcher`` is what the command line and the site use. It keeps one engine open for one generation; everything in it
is read only and may be used by several threads at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.model import Clause, Document
from phancap.indexer.query import Filters, Query, understand
from phancap.indexer.ranking import Asked, admitted, enough, explain, matched_spans
from phancap.indexer.registers import Vocabulary
from phancap.indexer.terms import Counts, Lexicon, Prepared, Token, count, prepare, tokens_of

CANDIDATES = 200  # clauses that an engine hands to the ranking
WORDS_FILE = "words.json"
KEPT = 20_000  # prepared clauses kept in memory (about 10 kB each)

Loader = Callable[[Sequence[str]], Iterable[Clause]]


class Hit(msgspec.Struct, frozen=True):
    """A clause found. ``spans`` are the words to mark, in characters of the clause's text; ``parts`` why it stands here."""

    id: str
    document: str
    eid: str
    score: float
    spans: tuple[tuple[int, int], ...]
    parts: dict[str, float]


class Answer(msgspec.Struct, frozen=True):
    """What a search gives. ``total`` counts all clauses found among at most CANDIDATES; facets count those, too:
    name ("document", "kind", "agency", "role") → (value, clauses), most first. ``sentence`` is for the reader, or None.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[tuple[str, int], ...]]
    agencies: tuple[str, ...]
    did_you_mean: str | None = None
    sentence: str | None = None


class Engine(Protocol):
    """Finds clauses by terms. Made by ``index`` in a folder, opened by the constructor, then only read."""

    def candidates(self, asked: Asked, filters: Filters, limit: int) -> list[tuple[str, float]]:
        """(clause id, the engine's own score) of the clauses worth ranking, best first, at most ``limit``."""
        ...

    def close(self) -> None:
        """Lets the files go."""
        ...


def highlight_spans(clause: Clause, query: Query, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Half-open ranges (characters) in ``clause.text`` of the words that met the query, in the original letters."""
    return matched_spans(tokens_of(clause.text, lexicon), Asked(query, lexicon))


def index(
    clauses: Iterable[Clause], folder: Path, documents: Iterable[Document], vocabulary: Vocabulary, agency_index: AgencyIndex
) -> Counts:
    """Makes the search folder of a generation: the engine's index and the corpus's own words. The folder must be new."""
    from phancap.indexer.engines import whoosh_engine

    folder.mkdir(parents=True, exist_ok=True)
    places = {d.id: d.jurisdiction or "vn" for d in documents}
    lexicon = Lexicon(vocabulary, agency_index, Counts(0, {}, {}, {}, [], {}, {}, [], places))
    prepared = [prepare(clause, lexicon) for clause in clauses]
    counts = count(prepared, places)
    (folder / WORDS_FILE).write_bytes(msgspec.json.encode(counts))
    whoosh_engine.index(prepared, folder)
    return counts


class Searcher:
    """Search over one generation's folder. ``load`` gives the clauses of some ids (any order)."""

    def __init__(self, folder: Path, load: Loader, vocabulary: Vocabulary, agency_index: AgencyIndex, engine: Engine | None = None) -> None:
        from phancap.indexer.engines.whoosh_engine import WhooshEngine

        counts = msgspec.json.decode((folder / WORDS_FILE).read_bytes(), type=Counts)
        self.lexicon = Lexicon(vocabulary, agency_index, counts)
        self.engine: Engine = engine or WhooshEngine(folder)
        self._load = load
        self._kept: dict[str, tuple[Prepared, list[Token]]] = {}

    def close(self) -> None:
        """Lets the engine's files go."""
        self.engine.close()

    def search(self, text: str, filters: Filters | None = None, limit: int = 20, offset: int = 0, spans: bool = True) -> Answer:
        """The clauses that answer the text, best first. Any text gives an answer, be it an empty one."""
        filters = filters or Filters()
        query = understand(text, self.lexicon)
        asked = Asked(query, self.lexicon)
        if query.empty and filters == Filters():
            return _nothing(query, "Xin nhập từ cần tìm, ví dụ: sở tư pháp thẩm định." if not query.typed else None)
        ids = [found for found, _ in self.engine.candidates(asked, filters, CANDIDATES)]
        ranked = self._ranked(self._prepared(ids), asked, filters)
        hits = tuple(
            Hit(clause.id, clause.document, clause.eid, parts["score"], self._spans(clause.id, asked) if spans else (), parts)
            for clause, parts in ranked[max(0, offset) : max(0, offset) + max(0, limit)]
        )
        found = [clause for clause, _ in ranked]
        if not found:
            return _nothing(query)
        return Answer(query, hits, len(found), _facets(found), self._agencies(query, found), query.did_you_mean, _sentence(query))

    def explain(self, text: str, clause_id: str) -> dict[str, float]:
        """The parts of one clause's score for a text."""
        asked = Asked(understand(text, self.lexicon), self.lexicon)
        return explain(self._prepared([clause_id])[0], asked)

    def _ranked(self, clauses: Iterable[Prepared], asked: Asked, filters: Filters) -> list[tuple[Prepared, dict[str, float]]]:
        passed = [c for c in clauses if admitted(c, asked.query, filters)]
        if asked.query.empty:
            return [(c, {"score": 0.0}) for c in sorted(passed, key=lambda c: (c.document, c.order))]
        scored = [(c, explain(c, asked)) for c in passed]
        best = max((parts["score"] for _, parts in scored), default=0.0)
        kept = [(c, parts) for c, parts in scored if best and enough(best, parts["score"], parts.get("share", 0.0), asked)]
        return sorted(kept, key=lambda item: (-item[1]["score"], item[0].document, item[0].order, item[0].id))

    def _prepared(self, ids: Sequence[str]) -> list[Prepared]:
        return [clause for clause, _ in self._entries(ids)]

    def _entries(self, ids: Sequence[str]) -> list[tuple[Prepared, list[Token]]]:
        """The clauses with the tokens of their text; what was made once is kept."""
        kept = self._kept
        if len(kept) > KEPT:
            kept = self._kept = {}  # threads that still hold the old dictionary are not disturbed
        missing = [found for found in ids if found not in kept]
        for clause in self._load(missing) if missing else ():
            kept[clause.id] = (prepare(clause, self.lexicon), tokens_of(clause.text, self.lexicon))
        return [kept[found] for found in ids if found in kept]

    def _spans(self, clause_id: str, asked: Asked) -> tuple[tuple[int, int], ...]:
        return tuple(span for _, tokens in self._entries([clause_id]) for span in matched_spans(tokens, asked))

    def _agencies(self, query: Query, found: Iterable[Prepared]) -> tuple[str, ...]:
        """Full ids of the agencies asked for, as the clauses found know them ("quang-nam/so-tu-phap")."""
        known = Counter(agency for clause in found for agency in clause.agencies)
        ids = []
        for agency in query.agencies:
            fitting = [a for a in known if a.partition("/")[2] == agency.key]
            ids += sorted(fitting, key=lambda a: (-known[a], a))[:1]
        return tuple(ids)


def _facets(found: Sequence[Prepared]) -> dict[str, tuple[tuple[str, int], ...]]:
    counts: Mapping[str, Counter[str]] = {
        "document": Counter(c.document for c in found),
        "kind": Counter(c.kind for c in found),
        "agency": Counter(a for c in found for a in c.agencies),
        "role": Counter(r for c in found for r in c.roles),
    }
    return {name: tuple(sorted(values.items(), key=lambda v: (-v[1], v[0]))) for name, values in counts.items()}


def _nothing(query: Query, sentence: str | None = None) -> Answer:
    words = ", ".join(f"“{w}”" for w in query.unknown[:5])
    if sentence is None:
        sentence = f"Không có điều khoản nào chứa {words}." if words else "Không tìm thấy điều khoản phù hợp."
        sentence += " Xin thử ít từ hơn hoặc viết đầy đủ từ viết tắt."
    return Answer(query, (), 0, {"document": (), "kind": (), "agency": (), "role": ()}, (), query.did_you_mean, sentence)


def _sentence(query: Query) -> str | None:
    if query.cut:
        return "Câu hỏi quá dài; đã tìm theo 200 ký tự đầu."
    if query.unknown:
        words = ", ".join(f"“{w}”" for w in query.unknown[:5])
        return f"Không có điều khoản nào chứa {words}; kết quả theo các từ còn lại."
    return None
