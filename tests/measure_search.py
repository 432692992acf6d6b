"""The figures of search over real texts, beside plain peers in the same run: ``python tests/measure_search.py retrieval|queries|both``
(or ``store DIR``, short queries over a store of all the texts of ``../shared/real``).

``retrieval``: exam questions over the articles of 17 laws, each article read by our outline into its clauses (rolled up to the
article) and, in a second index, kept as one clause. Nothing is trained on the questions; the last columns are the two halves of
the questions, so that a choice that only fits one half shows. Without ``../shared/real`` nothing can be measured.
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from phancap.indexer import corpus as corpora
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.asked import Asked
from phancap.indexer.engine_terms import wanted_of
from phancap.indexer.engines import Searcher, index
from phancap.indexer.model import Clause, Document
from phancap.indexer.outline import clauses_of
from phancap.indexer.query import Filters
from phancap.indexer.read import read_document
from phancap.indexer.search import open_searcher
from phancap.indexer.store import Generation
from phancap.indexer.understand import understand
from phancap.indexer.vietnamese import exact_syllables, fold, folded_syllables, slug

HERE = Path(__file__).parent
REAL = Path(__file__).parents[2] / "shared" / "real"
Question = tuple[str, frozenset[str]]  # the words, the articles that answer


class Article(msgspec.Struct):
    """One article of ``articles.jsonl``."""

    id: str
    law_id: str
    article_id: str
    title: str
    text: str

    @property
    def parts(self) -> tuple[str, str]:
        """(heading, text without it); the constitution's articles have no heading, their "title" is the first sentence."""
        text, title = self.text.strip(), self.title.strip()
        rest = text.removeprefix(title).strip()
        return (title, rest) if title and rest and rest != text and not title.endswith(".") else ("", text)

    @property
    def key(self) -> str:
        """The id of the article as our records name it."""
        return f"{slug(self.law_id)}/art_{self.article_id}"


def articles() -> list[Article]:
    """The articles, law by law."""
    lines = (REAL / "retrieval" / "articles.jsonl").read_text("utf-8").splitlines()
    return [msgspec.json.decode(line, type=Article) for line in lines]


def questions(held: Iterable[Article]) -> list[Question]:
    """The questions with the articles that answer them, as keys."""
    keys = {a.id: a.key for a in held}
    rows = [json.loads(line) for line in (REAL / "retrieval" / "questions.jsonl").read_text("utf-8").splitlines()]
    return [(row["text"].strip(), frozenset(keys[i] for i in row["relevant"])) for row in rows]


def own_questions(name: str = "law_questions.tsv") -> list[Question]:
    """Our own questions (``law_questions.tsv``, later ones in ``law_questions_2.tsv`` to ``_8``), over articles that the other questions do not ask for."""
    lines = (HERE / "cases" / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [(text, frozenset([key])) for key, text in rows]


def laws(held: Iterable[Article]) -> list[Document]:
    """The laws as documents, their articles written as a text."""
    texts: dict[str, list[str]] = defaultdict(list)
    for article in held:
        heading, rest = article.parts
        texts[article.law_id].append(f"Điều {article.article_id}. {heading}\n\n{rest}\n")
    return [
        Document(id=slug(name), file="", first_line=1, type="Luật", title=name, name=name, short=name, text="\n".join(parts))
        for name, parts in texts.items()
    ]


def whole_clauses(held: Iterable[Article]) -> list[Clause]:
    """Each article as one clause."""
    found = []
    for order, article in enumerate(held):
        heading, rest = article.parts
        document, _, eid = article.key.partition("/")
        found.append(
            Clause(document, eid, "article", article.article_id, None, order, heading, (), f"Điều {article.article_id}", rest, "main", (0, 0), (1, 1))
        )  # fmt: skip
    return found


def searcher_of(clauses: Iterable[Clause], documents: list[Document], folder: Path) -> Searcher:
    """An index of the clauses in the folder, opened."""
    corpus = corpora.load(corpora.bundled())
    register = AgencyIndex(corpus.register)
    named = (msgspec.structs.replace(c, agencies=c.agencies or tuple(register.mentions(c.text, "vn"))) for c in clauses)
    index(named, folder, documents, corpus.vocabulary, register)
    return Searcher(folder, corpus.vocabulary, register)


def rolled_up(searcher: Searcher, text: str) -> list[str]:
    """The first ten articles of an answer."""
    hits = searcher.search(text, limit=100, spans=False).hits
    return list(dict.fromkeys(f"{h.document}/{step}" for h in hits for step in h.eid.split("__") if step.startswith("art_")))[:10]


def deep(searcher: Searcher, text: str, most: int) -> list[str]:
    """The first ``most`` articles as the engine alone orders them, before the ranking."""
    wanted = wanted_of(Asked(understand(text, searcher.lexicon), searcher.lexicon), Filters())
    clauses = searcher.shelf.some([order for order, _ in searcher.engine.answer(wanted, 5 * most, ()).hits])
    found = (f"{c.document}/{step}" for c in clauses for step in c.eid.split("__") if step.startswith("art_"))
    return list(dict.fromkeys(found))[:most]


# -- peers ---------------------------------------------------------------------------------------------------------


def bm25(held: list[Article], words_of: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
    """Plain BM25 (k1 1.2, b 0.75) over the articles' words."""
    texts = [words_of(a.text) for a in held]
    average = sum(map(len, texts)) / len(texts)
    lists: dict[str, dict[int, int]] = defaultdict(dict)
    for number, words in enumerate(texts):
        for word, times in Counter(words).items():
            lists[word][number] = times

    def search(text: str) -> list[str]:
        scores: dict[int, float] = defaultdict(float)
        for word in set(words_of(text)):
            holding = lists.get(word, {})
            rarity = math.log(1 + (len(texts) - len(holding) + 0.5) / (len(holding) + 0.5))
            for number, times in holding.items():
                scores[number] += rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * len(texts[number]) / average))
        return [held[n].key for n in sorted(scores, key=lambda n: (-scores[n], n))[:10]]

    return search


def fts(held: list[Article]) -> Callable[[str], list[str]]:
    """SQLite FTS5 over folded text, all words joined by OR."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE f USING fts5(id UNINDEXED, text)")
    database.executemany("INSERT INTO f VALUES (?, ?)", [(a.key, fold(a.text)) for a in held])

    def search(text: str) -> list[str]:
        match = " OR ".join(f'"{s}"' for s in dict.fromkeys(folded_syllables(text)))
        return [row[0] for row in database.execute("SELECT id FROM f WHERE f MATCH ? ORDER BY rank LIMIT 10", (match,))]

    return search


def figures(ranked: list[list[str]], asked: list[Question]) -> str:
    """hit@1, hit@10, MRR@10."""
    places = [next((n for n, key in enumerate(found) if key in right), None) for found, (_, right) in zip(ranked, asked, strict=True)]
    found = [p for p in places if p is not None]
    return f"{found.count(0) / len(asked):.3f} {len(found) / len(asked):.3f} {sum(1 / (p + 1) for p in found) / len(asked):.3f}"


def retrieval_own(split: Searcher) -> None:
    """Prints the same figures for our own questions."""
    for name in (
        "law_questions.tsv",
        "law_questions_2.tsv",
        "law_questions_3.tsv",
        "law_questions_4.tsv",
        "law_questions_5.tsv",
        "law_questions_6.tsv",
        "law_questions_7.tsv",
        "law_questions_8.tsv",
    ):
        own = own_questions(name)
        told = [figures([rolled_up(split, words(text)) for text, _ in own], own) for words in (str, fold)]
        print(f"{len(own)} questions of our own: {told[0]} | without marks {told[1]}", flush=True)


def retrieval(show: bool = False) -> None:
    """Prints the table of quality."""
    held = articles()
    asked = questions(held)
    documents = laws(held)
    folders = [Path(tempfile.mkdtemp(prefix="phancap-measure-")) for _ in range(2)]
    split = searcher_of((c for d in documents for c in clauses_of(d)[0]), documents, folders[0])
    whole = searcher_of(whole_clauses(held), documents, folders[1])
    retrieval_own(split)
    ways: dict[str, Callable[[str], list[str]]] = {
        "phancap, clauses rolled up": lambda text: rolled_up(split, text),
        "phancap, articles as clauses": lambda text: rolled_up(whole, text),
        "SQLite FTS5, folded": fts(held),
        "BM25 over syllables": bm25(held, exact_syllables),
        "BM25 over folded syllables": bm25(held, folded_syllables),
    }
    for name, words in (("", lambda text: text), (" without marks", fold)):
        found = [deep(split, words(text), 200) for text, _ in asked]
        shares = [
            sum(bool(right.intersection(some[:n])) for some, (_, right) in zip(found, asked, strict=True)) / len(asked)
            for n in (10, 50, 100, 200)
        ]
        print(f"first pass{name}: the article is among the first 10, 50, 100, 200 for " + ", ".join(f"{s:.3f}" for s in shares))
    print(f"{len(asked)} questions, {len(held)} articles: hit@1 hit@10 MRR@10 | without marks | first half | second half | ms a question")
    for name, way in ways.items():
        start = time.perf_counter()
        ranked = [way(text) for text, _ in asked]
        spent = (time.perf_counter() - start) * 1000 / len(asked)
        bare = [way(fold(text)) for text, _ in asked]
        halves = [figures(ranked[part::2], asked[part::2]) for part in (0, 1)]
        print(f"{name:30} {figures(ranked, asked)} | {figures(bare, asked)} | {halves[0]} | {halves[1]} | {spent:.1f}", flush=True)
        if show and way is ways["phancap, clauses rolled up"]:
            for (text, right), found in zip(asked, ranked, strict=True):
                if found[:1] and found[0] not in right:
                    print(
                        f"  {next((n for n, k in enumerate(found) if k in right), '-')} {text!r}\n     {found[0]} thay vì {sorted(right)}"
                    )


def short_queries() -> tuple[list[tuple[str, str, tuple[str, ...]]], list[Document], list[Clause]]:
    """((query, document, words that the wanted clause holds or its eId), …), the plan and the real documents, their clauses."""
    corpus = corpora.load(corpora.bundled())
    register = AgencyIndex(corpus.register)
    plan = "ke-hoach-57-nq-hdnd-quang-nam-2022"
    lines = (HERE / "cases" / "queries.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    cases = [(query, plan, tuple(wanted.split("|"))) for query, wanted in rows if wanted]
    lines = (HERE / "cases" / "real_queries.tsv").read_text("utf-8").splitlines()
    real = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    cases += [(query, name, tuple(wanted.split("|"))) for query, name, wanted in real]
    documents, clauses = list(corpus.documents), [c for d in corpus.documents if d.held for c in read_document(d, corpus, register).clauses]
    for name in dict.fromkeys(row[1] for row in real):
        text = (REAL / "decisions" / f"{name}.md").read_text("utf-8", errors="replace")
        document = Document(
            id=name, file="", first_line=1, type="Quyết định", title=name, name=name, short=name, jurisdiction="quang-nam", text=text
        )
        documents.append(document)
        clauses += read_document(document, corpus, register).clauses
    return cases, documents, clauses


def queries() -> tuple[float, float]:
    """Prints how often the wanted clause stands first, and among five, for short queries over the plan and twenty real documents;
    gives our two shares.
    """
    cases, documents, clauses = short_queries()
    folder = Path(tempfile.mkdtemp(prefix="phancap-measure-"))
    searcher = searcher_of(clauses, documents, folder)
    known = {c.id: c for c in clauses}
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE f USING fts5(id UNINDEXED, text)")
    database.executemany("INSERT INTO f VALUES (?, ?)", [(c.id, fold(" ".join((*c.trail, c.heading, c.text)))) for c in clauses])

    def peer(text: str) -> list[str]:
        match = " OR ".join(f'"{s}"' for s in dict.fromkeys(folded_syllables(text))) or '""'
        return [row[0] for row in database.execute("SELECT id FROM f WHERE f MATCH ? ORDER BY rank LIMIT 5", (match,))]

    def right(clause: Clause, document: str, wanted: tuple[str, ...]) -> bool:
        words = " ".join(folded_syllables(f"{clause.heading} {clause.text}"))
        return clause.document == document and any(clause.eid == w or " ".join(folded_syllables(w)) in words for w in wanted)

    ways: dict[str, Callable[[str], list[str]]] = {
        "phancap": lambda text: [h.id for h in searcher.search(text, limit=5).hits],
        "SQLite FTS5, folded": peer,
    }
    shares: list[tuple[float, float]] = []
    for name, way in ways.items():
        first, five, missed = 0, 0, []
        for query, document, wanted in cases:
            places = [n for n, found in enumerate(way(query)) if right(known[found], document, wanted)]
            first += places[:1] == [0]
            five += bool(places)
            if places[:1] != [0]:
                missed.append(f"  {places[:1]} {query!r} {document[:12]} {wanted}: {[i[-40:] for i in way(query)[:2]]}")
        print(
            f"{name:30} {len(cases)} queries over {len(clauses)} clauses: first {first / len(cases):.3f}, in five {five / len(cases):.3f}"
        )
        shares.append((first / len(cases), five / len(cases)))
        if name == "phancap":
            print(*missed, sep="\n")
    return shares[0]


def store(folder: Path) -> None:
    """Prints how often the wanted clause stands first, and among five, for the queries of ``store_queries.tsv`` over a store."""
    generation = Generation(folder / "generations" / (folder / "current").read_text("ascii").strip())
    searcher = open_searcher(generation)
    lines = (HERE / "cases" / "store_queries.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    first = five = 0
    for query, document, wanted in rows:
        found = [generation.by_id(hit.id) for hit in searcher.search(query, limit=5).hits]
        hits = [clause for clause in found if clause]
        right = [
            document in ("*", c.document)
            and any(
                w == c.eid or " ".join(folded_syllables(w)) in " ".join(folded_syllables(f"{c.heading} {c.text}"))
                for w in wanted.split("|")
            )
            for c in hits
        ]
        first, five = first + any(right[:1]), five + any(right)
        if not any(right[:1]):
            print(f"  {right.index(True) if True in right else '-'} {query!r} {document} {wanted[:50]!r}: {[c.id for c in hits[:2]]}")
    print(f"{len(rows)} queries: first {first / len(rows):.3f}, in five {five / len(rows):.3f}")


if __name__ == "__main__":
    what = sys.argv[1:] or ["retrieval"]
    if what[0] == "store":
        store(Path(what[1]))
        sys.exit()
    if not REAL.is_dir():
        sys.exit("../shared/real is not here: nothing to measure")
    if what[0] in ("retrieval", "both"):
        retrieval("--show" in what)
    if what[0] in ("queries", "both"):
        queries()
