"""Search and pages over many clauses, beside SQLite's FTS5 and plain tantivy over the same rows and queries in the same run."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from phancap.indexer import engines
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.asked import Asked
from phancap.indexer.corpus import Corpus
from phancap.indexer.database import DATABASE, write_database
from phancap.indexer.engine_terms import wanted_of
from phancap.indexer.engines.rows import Records, cores
from phancap.indexer.model import Clause, Reading
from phancap.indexer.query import Filters
from phancap.indexer.search import open_searcher
from phancap.indexer.store import POINTER, SEARCH_FOLDER, Generation
from phancap.indexer.understand import understand
from phancap.indexer.vietnamese import fold, folded_syllables
from phancap.indexer.wanted import FACETS, Row, Wanted
from phancap.site.bench import Figure, half, mean, most
from phancap.site.bench_texts import mixed_queries, multiplied

NAME = "0123456789abcdef"  # of the generation that is measured
QUERIES = PAGES = 200
_AIMS = {  # engine, clauses → p50, p95 of a search (ms), building (clauses a second)
    ("whoosh", 20_000): ("≤ 5", "≤ 20", "≥ 1500"), ("tantivy", 200_000): ("", "≤ 10", "≥ 15000"), ("tantivy", 1_000_000): ("", "≤ 30", "≥ 15000"),
}  # fmt: skip
# A process of its own: seconds to the first answer since it was started, and what it takes in memory after some dozen more.
# (Its own peak is asked of /proc where there is one: what getrusage tells a child begins with the size of the parent that started it.)
_SERVING = """
import json, resource, sys, time
from pathlib import Path
from phancap.site.app import create_app
client = create_app(Path(sys.argv[1])).test_client()
addresses = json.loads(sys.argv[2])
status = client.get(addresses[0]).status_code
first = time.time() - float(sys.argv[3])
for address in addresses[1:]:
    client.get(address)
own = Path("/proc/self/status")
peaks = [line.split()[1] for line in own.read_text().splitlines() if line.startswith("VmHWM")] if own.exists() else []
print(json.dumps([status, first, int(peaks[0] if peaks else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024]))
"""


class Built(NamedTuple):
    """Seconds that the parts of a build took."""

    database: float
    search: float
    rows: float


def measure_scale(corpus: Corpus, readings: list[Reading], folder: Path, number: int, engine: str) -> list[Figure]:
    """All figures at ``number`` clauses; the folder takes some 3 kB a clause."""
    aims = _AIMS.get((engine, number), ("", "", ""))
    generation, built = _build(corpus, readings, folder, number, engine)
    place = generation.folder
    figures = [
        Figure("ghi cơ sở dữ liệu", number / built.database, "điều khoản/s", ""),
        Figure("cơ sở dữ liệu", (place / DATABASE).stat().st_size / number, "byte/điều khoản", ""),
        Figure("dựng chỉ mục, cả tách từ", number / built.search, "điều khoản/s", aims[2]),
        Figure("dựng chỉ mục, riêng bộ máy", number / max(0.001, built.search - built.rows), "điều khoản/s", ""),
        Figure("chỉ mục và bản để xếp hạng", _size(place / SEARCH_FOLDER) / number, "byte/điều khoản", ""),
    ]
    base = [clause for reading in readings for clause in reading.clauses]
    queries = mixed_queries(base, QUERIES)
    figures += _searching(generation, queries, aims, folder)
    figures += _pages(folder / "store", generation)
    figures += _serving(folder / "store", queries, number)
    return figures


def _build(corpus: Corpus, readings: list[Reading], folder: Path, number: int, engine: str) -> tuple[Generation, Built]:
    store = folder / "store"
    place = store / "generations" / NAME
    place.mkdir(parents=True)
    start = time.perf_counter()
    write_database(place / DATABASE, multiplied(readings, number), corpus.register, corpus.vocabulary, NAME, engine)
    database = time.perf_counter() - start - _spent(multiplied(readings, number))
    generation = Generation(place)
    documents = generation.documents.values()
    spent = [0.0]
    module = engines.module_of(engine)
    index = module.index

    def timed(rows: Iterator[Row], into: Path, name: str) -> None:
        index(_counted(rows, spent), into, name)

    start = time.perf_counter()
    try:
        module.index = timed  # type: ignore[attr-defined]
        engines.index_records(
            (Records(document, clauses) for document, clauses in generation.records_for_search()), place / SEARCH_FOLDER, documents,
            corpus.vocabulary, AgencyIndex(corpus.register), engine=engine, generation=NAME, standings=generation.standings,
            processes=cores(),
        )  # fmt: skip
    finally:
        module.index = index  # type: ignore[attr-defined]
    (store / POINTER).write_text(NAME + "\n", "ascii")
    return generation, Built(max(0.001, database), time.perf_counter() - start, spent[0])


def _counted(rows: Iterator[Row], spent: list[float]) -> Iterator[Row]:
    """The rows, with the time that making them takes added to ``spent``."""
    while True:
        start = time.perf_counter()
        row = next(rows, None)
        spent[0] += time.perf_counter() - start
        if row is None:
            return
        yield row


def _spent(readings: Iterable[Reading]) -> float:
    start = time.perf_counter()
    for _ in readings:
        pass
    return time.perf_counter() - start


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _each(calls: Iterable[Callable[[], object]]) -> list[float]:
    """Milliseconds of each call, done once."""
    found = []
    for call in calls:
        start = time.perf_counter()
        call()
        found.append((time.perf_counter() - start) * 1000)
    return found


def _searching(generation: Generation, queries: list[str], aims: tuple[str, str, str], folder: Path) -> list[Figure]:
    searcher = open_searcher(generation)
    lexicon = searcher.lexicon
    for query in queries[::10]:  # what the first questions read in is no part of the others' time
        searcher.search(query[::-1])
    ours = _each(lambda q=q: searcher.search(q, limit=20) for q in queries)  # type: ignore[misc]
    wanted = [wanted_of(Asked(understand(q, lexicon), lexicon), Filters()) for q in queries]
    wanted = [w for w in wanted if w.groups or w.must]
    engine = _each(lambda w=w: searcher.engine.answer(w, 100, FACETS) for w in wanted)  # type: ignore[misc]
    figures = []
    table = _fts(generation.all_clauses(), folder / "fts.sqlite")
    matches = [" ".join(f'"{s}"' for s in folded_syllables(q)) or '""' for q in queries]
    sql = "SELECT id FROM f WHERE f MATCH ? ORDER BY rank LIMIT 20"
    theirs = _each(lambda m=m: table.execute(sql, (m,)).fetchall() for m in matches)  # type: ignore[misc]
    table.close()
    figures += [
        Figure("tìm kiếm trọn vẹn, p50", half(ours), "ms", aims[0], "SQLite FTS5", half(theirs)),
        Figure("tìm kiếm trọn vẹn, p95", most(ours), "ms", aims[1], "SQLite FTS5", most(theirs)),
        Figure("tìm kiếm trọn vẹn, trung bình", mean(ours), "ms", "", "SQLite FTS5", mean(theirs)),
    ]
    plain = _plain_tantivy(searcher.engine, wanted)
    peer = ("tantivy trần", half(plain), most(plain), mean(plain)) if plain else ("", None, None, None)
    figures += [
        Figure("riêng bộ máy, đếm cả mặt lọc, p50", half(engine), "ms", "", peer[0], peer[1]),
        Figure("riêng bộ máy, đếm cả mặt lọc, p95", most(engine), "ms", "", peer[0], peer[2]),
        Figure("riêng bộ máy, đếm cả mặt lọc, trung bình", mean(engine), "ms", "", peer[0], peer[3]),
    ]
    searcher.close()
    return figures


def _fts(clauses: Iterable[Clause], path: Path) -> sqlite3.Connection:
    """FTS5 over the same clauses, folded in Python as ours are."""
    database = sqlite3.connect(path)
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE VIRTUAL TABLE f USING fts5(id UNINDEXED, text);")
    database.executemany("INSERT INTO f VALUES (?, ?)", ((c.id, fold(" ".join((*c.trail, c.heading, c.text)))) for c in clauses))
    database.commit()
    return database


def _plain_tantivy(engine: object, wanted: list[Wanted]) -> list[float]:
    """The same terms by tantivy's own BM25, the best twenty and nothing else; empty where the engine is another."""
    parts = getattr(engine, "_parts", None)
    if parts is None:
        return []
    from phancap.indexer.engines.tantivy_engine import _plain
    from tantivy import Occur, Query

    asked = [Query.boolean_query([(Occur.Should, _plain(t.field, t.value)) for t in w.score]) for w in wanted]

    def ask(query: Query) -> None:
        for _, searcher in parts:
            searcher.search(query, limit=20, count=False)

    return _each(lambda q=q: ask(q) for q in asked)  # type: ignore[misc]


def _pages(store: Path, generation: Generation) -> list[Figure]:
    """Pages of the site, each address once: in a server that has just begun, then, by area, in one that has made itself ready."""
    from phancap.site.app import create_app
    from phancap.site.warming import warm

    cold = create_app(store).test_client()
    lists = (("trang chủ", "/"), ("danh sách văn bản", "/van-ban/"), ("danh sách cơ quan", "/co-quan/"))
    figures = [Figure(f"{name}, máy chủ vừa chạy", _each([lambda a=a: cold.get(a)])[0], "ms", "") for name, a in lists]  # type: ignore[misc]
    app = create_app(store)
    warm(app)
    client = app.test_client()
    held = [d for d in generation.documents if d in generation.held]
    last = sum(s[0] for s in generation.sizes().values())
    clauses = generation.by_numbers(range(1, last + 1, max(1, last // PAGES))[:PAGES])
    areas = {
        "một văn bản": [f"/van-ban/{d}/" for d in held[:: max(1, len(held) // PAGES)][:PAGES]],
        "một điều khoản": [f"/van-ban/{c.id}/" for c in clauses],
        "một cơ quan": [f"/co-quan/{a}/" for a in sorted(generation.agency_ids)[:: max(1, len(generation.agency_ids) // PAGES)][:PAGES]],
    }
    for name, addresses in areas.items():
        times = _each(lambda a=a: client.get(a) for a in addresses)  # type: ignore[misc]
        if times:
            figures += [Figure(f"trang {name}, p50", half(times), "ms", ""), Figure(f"trang {name}, p95", most(times), "ms", "< 20")]
    return figures


def _serving(store: Path, queries: list[str], number: int) -> list[Figure]:
    addresses = [f"/tim-kiem/?q={quote(query)}" for query in queries[:60]]
    command = [sys.executable, "-c", _SERVING, str(store), json.dumps(addresses), str(time.time())]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    _, first, memory = json.loads(told.splitlines()[-1])
    return [
        Figure("câu trả lời đầu tiên kể từ khi chạy", first, "s", "≤ 1" if number <= 20_000 else ""),
        Figure("bộ nhớ của tiến trình phục vụ, sau 60 lượt tìm", memory, "MB", "≤ 250" if number <= 20_000 else ""),
    ]
