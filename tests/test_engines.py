"""One suite for all engines: each must find, order and count what a plain walk over all rows finds, orders and counts."""

from __future__ import annotations

import base64
import importlib.util
import json
import os
import random
import shutil
import ssl
import subprocess
import sys
import threading
from array import array
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
from phancap.indexer import engines
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.asked import Asked
from phancap.indexer.build import build, current_name
from phancap.indexer.corpus import Corpus
from phancap.indexer.engine_terms import wanted_of
from phancap.indexer.engines import Searcher
from phancap.indexer.library import Library
from phancap.indexer.model import Clause, Document, Reading
from phancap.indexer.query import Filters
from phancap.indexer.read import read_document
from phancap.indexer.store import SEARCH_FOLDER, Generation
from phancap.indexer.understand import understand
from phancap.indexer.wanted import ENGINES, FACETS, Engine, EngineDown, Found, Row, Term, Wanted

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "shared" / "real" / "decisions"
CI = os.environ.get("CI") == "true"
OTHERS = ("tantivy", "opensearch")
ONE_HIT = {"timed_out": False, "hits": {"total": {"value": 1}, "hits": [{"_id": "7", "_score": 3.0}]}}  # as a node answers
HOSTILE = ("*", "a~9", "NOT AND OR", "((((" * 500, "x" * 10_000, "sở " * 3_000, "\0\ud800", "text:*", "{\"match_all\": {}}", "' OR 1=1 --", "/.*/", "[a TO z]")  # fmt: skip


def _helper(name: str) -> Any:
    """A module of this folder that is no test."""
    spec = importlib.util.spec_from_file_location(f"phancap_tests_{name}", HERE / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


# -- what all engines are given -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def read_documents(plan: Reading, corpus: Corpus, index: AgencyIndex, library: Library) -> list[Reading]:
    """The plan, and some real decisions where they are at hand."""
    found = [plan]
    for path in sorted(REAL.glob("*.md"))[:15] if REAL.is_dir() else ():
        document = Document(
            id=path.stem, file=path.name, first_line=1, type="Quyết định", title="", name=path.stem, short=path.stem, jurisdiction="quang-nam",
            text=path.read_text("utf-8"),
        )  # fmt: skip
        found.append(read_document(document, corpus, index, library))
    return found


@pytest.fixture(scope="module")
def all_clauses(read_documents: list[Reading]) -> list[Clause]:
    return [clause for reading in read_documents for clause in reading.clauses]


@pytest.fixture(scope="module")
def rows(all_clauses: list[Clause], corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """What every engine is given to hold."""
    found: list[Row] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(engines.module_of("whoosh"), "index", lambda rows, *_: found.extend(rows))
        folder = tmp_path_factory.mktemp("rows")
        engines.index(all_clauses, folder, corpus.documents, corpus.vocabulary, AgencyIndex(corpus.register), engine="whoosh")
    return found


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Three OpenSearch nodes; without Java and Maven the tests are skipped, but never in CI."""
    cluster = _helper("cluster")
    if (lacking := cluster.missing()) and not CI:
        pytest.skip(lacking)
    with cluster.cluster(tmp_path_factory.mktemp("opensearch")) as running, pytest.MonkeyPatch.context() as patched:
        patched.setenv("PHANCAP_SEARCH_URL", ",".join(running.urls))
        yield running


@pytest.fixture(scope="module", params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn; OpenSearch with its nodes."""
    if request.param == "tantivy" and importlib.util.find_spec("tantivy") is None and not CI:
        pytest.skip("chưa cài tantivy")
    if request.param == "opensearch":
        request.getfixturevalue("nodes")
    return str(request.param)


@pytest.fixture(scope="module")
def folder(name: str, all_clauses: list[Clause], corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp(f"search-{name}")
    engines.index(all_clauses, made, corpus.documents, corpus.vocabulary, AgencyIndex(corpus.register), engine=name, generation="suite")
    return made


@pytest.fixture(scope="module")
def searcher(folder: Path, corpus: Corpus) -> Iterator[Searcher]:
    made = Searcher(folder, corpus.vocabulary, AgencyIndex(corpus.register))
    yield made
    made.close()


@pytest.fixture(scope="module")
def reference(all_clauses: list[Clause], corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """The default engine, by which the others are judged where the ranking has its say as well."""
    made = tmp_path_factory.mktemp("search-reference")
    index = AgencyIndex(corpus.register)
    engines.index(all_clauses, made, corpus.documents, corpus.vocabulary, index, engine="whoosh")
    searcher = Searcher(made, corpus.vocabulary, index)
    yield searcher
    searcher.close()


@pytest.fixture(scope="module")
def typed(all_clauses: list[Clause]) -> list[str]:
    """200 queries: those of people, and words, runs of words and phrases out of the texts."""
    lines = (HERE / "cases" / "queries.txt").read_text("utf-8").splitlines()
    found = [line.split("\t")[0] for line in lines if line.strip() and not line.startswith("#")]
    chance = random.Random(5)  # noqa: S311 - the same texts every time
    texts = [clause.text.split() for clause in all_clauses if len(clause.text.split()) > 8]
    while len(found) < 200:
        words = chance.choice(texts)
        size = chance.choice((1, 2, 3, 4, 5))
        at = chance.randrange(len(words) - size)
        some = " ".join(words[at : at + size]).replace('"', "")
        found.append(f'"{some}"' if chance.random() < 0.2 else some)
    return found


# -- the plain walk ---------------------------------------------------------------------------------------------------


def walk(rows: list[Row], wanted: Wanted, limit: int) -> Found:
    """What must come out, worked out row by row."""

    def holds(row: Row, term: Term) -> bool:
        return term.value in row.fields[term.field].split()

    def matches(row: Row) -> bool:
        return (
            all(value in row.facets[name] for name, value in wanted.filters)
            and all(any(holds(row, term) for term in group) for group in wanted.must)
            and not any(holds(row, term) for term in wanted.must_not)
            and (not wanted.groups or sum(any(holds(row, t) for t in group) for group in wanted.groups) >= max(1, wanted.at_least))
        )

    found = [row for row in rows if matches(row)]
    scored = [(row.order, sum(term.weight for term in wanted.score if holds(row, term))) for row in found]
    counts = {name: dict(Counter(value for row in found for value in row.facets[name])) for name in FACETS}
    return Found(tuple(sorted(scored, key=lambda hit: (-hit[1], hit[0]))[:limit]), len(found), counts)


def made_up(rows: list[Row], number: int) -> list[Wanted]:
    """Values that no query of ours would make, too: every part of a value with every other."""
    chance = random.Random(11)  # noqa: S311
    terms = [Term(field, value) for row in chance.sample(rows, 40) for field, values in row.fields.items() for value in values.split()[:20]]
    terms += [Term("words", "khong-co"), Term("terms", "g:nobody")]
    facets = [(name, value) for row in chance.sample(rows, 40) for name, values in row.facets.items() for value in values]

    def some(most: int) -> tuple[Term, ...]:
        return tuple(chance.sample(terms, chance.randint(1, most)))

    found = []
    for _ in range(number):
        groups = tuple(some(3) for _ in range(chance.randint(0, 5)))
        found.append(
            Wanted(
                score=tuple(msgspec.structs.replace(t, weight=chance.randint(1, 1000)) for t in some(20)) if chance.random() < 0.8 else (),
                groups=groups, at_least=chance.randint(0, len(groups)), must=tuple(some(3) for _ in range(chance.choice((0, 0, 1, 2)))),
                must_not=some(2) if chance.random() < 0.3 else (), filters=tuple(chance.sample(facets, chance.choice((0, 0, 1, 2)))),
            )
        )  # fmt: skip
    return found


def test_every_engine_answers_as_the_plain_walk(searcher: Searcher, rows: list[Row], typed: list[str]) -> None:
    """Same matches, same scores, same order with ties, same facets: for 200 queries and 200 made-up values."""
    asked = [wanted_of(Asked(understand(text, searcher.lexicon), searcher.lexicon), Filters()) for text in typed]
    asked = [wanted for wanted in asked if wanted.groups or wanted.must]
    assert len(asked) >= 190
    for wanted in [*asked, *made_up(rows, 200), Wanted()]:
        must = walk(rows, wanted, 200)
        assert searcher.engine.answer(wanted, 200, FACETS) == must, wanted
        assert searcher.engine.answer(wanted, 10, ()).hits == must.hits[:10], wanted


def test_same_first_ten_as_the_default(searcher: Searcher, reference: Searcher, typed: list[str]) -> None:
    """What a reader sees: the same clauses in the same places, the same counts; no tolerance is needed."""
    for text in typed:
        one, other = searcher.search(text, limit=10), reference.search(text, limit=10)
        assert [hit.id for hit in one.hits] == [hit.id for hit in other.hits], text
        assert (one.total, one.facets, one.agencies) == (other.total, other.facets, other.agencies), text


def test_same_words_as_the_default(searcher: Searcher, reference: Searcher) -> None:
    """In how many clauses each word and pair stands, be it counted or told by the engine; by that all weights are worked out."""
    mine, theirs = searcher.lexicon.counts, reference.lexicon.counts
    assert len(mine.words) > 500 and max(mine.pairs.values()) > 1
    assert mine == theirs


def test_narrowing_and_turning_pages(searcher: Searcher, reference: Searcher) -> None:
    for filters in (Filters(role="lead"), Filters(kind="indent"), Filters(agency="quang-nam/so-noi-vu", role="lead")):
        for text in ("", "phân cấp", "sở nội vụ"):
            for offset in (0, 7, 40):
                one, other = (s.search(text, filters, 7, offset) for s in (searcher, reference))
                assert [hit.id for hit in one.hits] == [hit.id for hit in other.hits], (text, filters, offset)
                assert one.facets == other.facets


def test_hostile_queries_are_answered(searcher: Searcher, reference: Searcher) -> None:
    for text in HOSTILE:
        assert [hit.id for hit in searcher.search(text).hits] == [hit.id for hit in reference.search(text).hits]


def test_eight_threads_get_the_same(searcher: Searcher, typed: list[str]) -> None:
    alone = [[hit.id for hit in searcher.search(text).hits] for text in typed[::16]]
    with ThreadPoolExecutor(8) as pool:
        for again in pool.map(lambda _: [[hit.id for hit in searcher.search(text).hits] for text in typed[::16]], range(8)):
            assert again == alone


def test_opened_again_it_says_the_same(folder: Path, corpus: Corpus, searcher: Searcher) -> None:
    again = Searcher(folder, corpus.vocabulary, AgencyIndex(corpus.register))
    try:
        for text in ("sở tư pháp thẩm định", "20 ngày", "57/NQ-HĐND"):
            assert again.search(text) == searcher.search(text)
    finally:
        again.close()


def test_an_empty_corpus_answers_nothing(name: str, corpus: Corpus, tmp_path: Path) -> None:
    index = AgencyIndex(corpus.register)
    engines.index([], tmp_path, corpus.documents, corpus.vocabulary, index, engine=name, generation="empty")
    searcher = Searcher(tmp_path, corpus.vocabulary, index)
    assert searcher.search("phân cấp").total == 0 and searcher.search("", Filters(kind="indent")).total == 0
    searcher.close()


def test_tantivy_in_several_parts(rows: list[Row], tmp_path: Path) -> None:
    """Parts of 100 rows are joined as if they were one, ties included."""
    tantivy_engine = pytest.importorskip("phancap.indexer.engines.tantivy_engine")
    tantivy_engine.index(rows, tmp_path, part=100)
    engine: Engine = tantivy_engine.open_index(tmp_path)
    assert len(list(tmp_path.glob("part-*"))) == -(-len(rows) // 100)
    for wanted in made_up(rows, 60):
        assert engine.answer(wanted, 50, FACETS) == walk(rows, wanted, 50)
    engine.close()


def test_tantivy_counts_the_documents_with_the_most_matches(rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a thousand documents the counts of the first are enough; they are right, and all other counts are whole."""
    tantivy = engines.module_of("tantivy")
    monkeypatch.setattr(tantivy, "MOST_DOCUMENTS", 3)
    tantivy.index(iter(rows), tmp_path)
    found, whole = tantivy.open_index(tmp_path).answer(Wanted(), 10, FACETS), walk(rows, Wanted(), 10)
    most = Counter(whole.facets["document"]).most_common(3)
    assert Counter(found.facets["document"]).most_common() == most
    assert found.total == whole.total
    assert {name: found.facets[name] for name in FACETS[1:]} == {name: whole.facets[name] for name in FACETS[1:]}


@pytest.mark.parametrize("dearer", [0, 2])
def test_tantivy_finds_the_best_among_few(rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dearer: int) -> None:
    """Asked first for what holds the heaviest terms, as for lists that are long, it finds the same; and does not always ask for all."""
    tantivy_engine = pytest.importorskip("phancap.indexer.engines.tantivy_engine")
    monkeypatch.setattr(tantivy_engine, "_SHORT", 0)
    monkeypatch.setattr(tantivy_engine, "_DEARER", dearer)
    asked_all: list[object] = []
    together = tantivy_engine._together
    monkeypatch.setattr(tantivy_engine, "_together", lambda *some: asked_all.append(some) or together(*some))
    hold_all: list[object] = []
    among_all_held = tantivy_engine._among_all_held
    monkeypatch.setattr(tantivy_engine, "_among_all_held", lambda *some: hold_all.append(found := among_all_held(*some)) or found)
    tantivy_engine.index(rows, tmp_path)
    engine: Engine = tantivy_engine.open_index(tmp_path)
    wanted = made_up(rows, 120)
    for one in wanted:
        # the fewer are looked for, the sooner they are sure; and weights that are nearly equal make many ties
        alike = msgspec.structs.replace(one, score=tuple(msgspec.structs.replace(t, weight=t.weight // 500) for t in one.score))
        for limit in (1, 3, 30):
            assert engine.answer(one, limit, ()).hits == walk(rows, one, limit).hits, one
            assert engine.answer(alike, limit, ()).hits == walk(rows, alike, limit).hits, alike
    assert any(hold_all) and not all(hold_all)
    assert len(asked_all) > 0 and (dearer or len(asked_all) < 6 * len(wanted))  # looked for among few where that costs nothing
    engine.close()


# -- building ---------------------------------------------------------------------------------------------------------


def test_what_was_built_is_what_opens(name: str, copied_corpus: Path, tmp_path: Path) -> None:
    """The engine is part of a generation's name; who says nothing gets the engine of what is served."""
    whoosh = build(copied_corpus, tmp_path / "store", engine="whoosh")
    built = build(copied_corpus, tmp_path / "store", engine=name)
    assert (built.digest == whoosh.digest) == (name == "whoosh")
    assert build(copied_corpus, tmp_path / "store").digest == built.digest == current_name(tmp_path / "store")
    generation = Generation(tmp_path / "store" / "generations" / built.digest)
    assert generation.engine == engines.made_in(generation.folder / SEARCH_FOLDER) == name


def test_a_build_that_is_killed_leaves_the_last_good_one(
    name: str, copied_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    good = build(copied_corpus, store, engine=name)
    path = copied_corpus / "vocabulary.toml"
    path.write_text(path.read_text("utf-8") + '"thử nghiệm" = ["thí điểm"]\n', "utf-8")
    records = Generation.records_for_search

    def dies(generation: Generation) -> Iterator[tuple[str, list[bytes]]]:
        yield from ((document, clauses[:20]) for document, clauses in records(generation))
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Generation, "records_for_search", dies)
        with pytest.raises(KeyboardInterrupt):
            build(copied_corpus, store)
    from phancap.indexer.search import open_searcher

    assert current_name(store) == good.digest
    searcher = open_searcher(Generation(store / "generations" / good.digest))
    assert searcher.search("sở tư pháp thẩm định").total > 0
    searcher.close()
    assert build(copied_corpus, store).new, "the next build succeeds"


def test_an_engine_that_is_not_installed_says_so(monkeypatch: pytest.MonkeyPatch, copied_corpus: Path, tmp_path: Path) -> None:
    from importlib import metadata

    def missing(library: str) -> str:
        raise metadata.PackageNotFoundError(library)

    monkeypatch.setattr(engines.metadata, "version", missing)
    with pytest.raises(EngineDown, match=r'pip install "phancap\[tantivy\]"'):
        build(copied_corpus, tmp_path / "store", engine="tantivy")
    assert not (tmp_path / "store").exists()


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(EngineDown, match="hãy chọn một trong: whoosh, tantivy, opensearch"):
        engines.engine_name("lucene")


# -- OpenSearch: more than one machine --------------------------------------------------------------------------------


def test_loading_goes_on_where_it_was(nodes: Any, rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from phancap.indexer.engines import opensearch_engine

    sent: list[int] = []
    load = opensearch_engine._load

    def counted(client: Any, target: str, some: list[Row]) -> None:
        sent.append(some[0].order)
        load(client, target, some)

    def dying(number: int) -> Iterator[Row]:
        yield from rows[:number]
        raise KeyboardInterrupt

    monkeypatch.setattr(opensearch_engine, "_CHUNK", 20)
    monkeypatch.setattr(opensearch_engine, "_load", counted)
    with pytest.raises(KeyboardInterrupt):
        opensearch_engine.index(dying(47), tmp_path, "resumed")
    assert sent == [0, 20], "the third chunk was not whole"
    sent.clear()
    opensearch_engine.index(rows[:50], tmp_path, "resumed")
    assert sent == [20, 40], "what was loaded is not loaded again, but for the last chunk"
    engine = opensearch_engine.open_index(tmp_path)
    assert engine.answer(Wanted(), 100, FACETS) == walk(rows[:50], Wanted(), 100)
    opensearch_engine.made_current(tmp_path)
    opensearch_engine.dropped(tmp_path)
    with pytest.raises(EngineDown, match="hãy dựng lại dữ liệu"):
        engine.answer(Wanted(), 1, ())


def test_the_alias_leads_to_what_is_served(nodes: Any, rows: list[Row], tmp_path: Path) -> None:
    from phancap.indexer.engines import opensearch_engine

    where = opensearch_engine.server()
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        opensearch_engine.index(rows[:20], folder, f"generation-{number}")
        opensearch_engine.made_current(folder)
        assert list(opensearch_engine.client(where).indices.get_alias(name=where.site)) == [f"{where.site}-generation-{number}"]


def test_a_node_that_stops_is_not_noticed(nodes: Any, rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two copies of every shard: while a node goes and comes back, every answer is whole and right."""
    from phancap.indexer.engines import opensearch_engine

    monkeypatch.setenv("PHANCAP_SEARCH_REPLICAS", "2")
    monkeypatch.setenv("PHANCAP_SEARCH_SHARDS", "2")
    opensearch_engine.index(rows, tmp_path, "three-copies")
    opensearch_engine.client(opensearch_engine.server()).cluster.health(wait_for_status="green", timeout="60s", request_timeout=90)
    engine = opensearch_engine.open_index(tmp_path)
    wanted = made_up(rows, 20)
    right = [walk(rows, one, 10) for one in wanted]
    wrong: list[object] = []
    over = threading.Event()
    rounds = [0]

    def ask() -> None:
        while not over.is_set():
            for one, must in zip(wanted, right, strict=True):
                try:
                    if engine.answer(one, 10, FACETS) != must:
                        wrong.append(one)
                except EngineDown as error:
                    wrong.append(error)
            rounds[0] += 1

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        nodes.stop(3)
        nodes.start(3)
    finally:
        over.set()
        for thread in threads:
            thread.join()
        engine.close()
    assert wrong == [] and rounds[0] > 0


def test_a_lost_shard_is_said_and_the_site_stays_up(
    nodes: Any, copied_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One copy only, spread over the nodes: with a node gone an answer would be half of one, so there is none."""
    from phancap.site.app import create_app

    monkeypatch.setenv("PHANCAP_SEARCH_REPLICAS", "0")
    monkeypatch.setenv("PHANCAP_SEARCH_SHARDS", "3")
    monkeypatch.setenv("PHANCAP_SEARCH_URL", os.environ["PHANCAP_SEARCH_URL"].replace(",", "/mot-ban,", 1))
    store = tmp_path / "store"
    build(copied_corpus, store, engine="opensearch")
    client = create_app(store).test_client()
    assert client.get("/tim-kiem/?q=so+tu+phap").status_code == 200
    from phancap.indexer.engines import opensearch_engine

    asked = opensearch_engine.client(opensearch_engine.server())
    node = int(asked.cat.shards(index="mot-ban-*", format="json")[0]["node"].removeprefix("Node "))
    nodes.stop(node)
    try:
        page = client.get("/tim-kiem/?q=so+tu+phap")
        assert page.status_code == 503 and "Tìm kiếm đang tạm ngừng" in page.text and page.headers["Retry-After"] == "30"
        answer = client.get("/api/v1/search.json?q=so+tu+phap")
        assert answer.status_code == 503 and answer.mimetype == "application/problem+json"
        assert answer.json == {"type": "about:blank", "title": "Tìm kiếm đang tạm ngừng", "status": 503, "detail": answer.json["detail"]}
        for address in ("/", "/van-ban/", "/co-quan/quang-nam/so-tu-phap/", "/nhiem-vu/"):
            assert client.get(address).status_code == 200, address
    finally:
        nodes.start(node)
    asked.cluster.health(wait_for_status="green", timeout="60s", request_timeout=90)
    assert client.get("/tim-kiem/?q=so+tu+phap").status_code == 200, "it answers again by itself"


@pytest.mark.parametrize(
    ("url", "words"), [("", "phải ghi địa chỉ"), ("may-chu:9200", "phải ghi địa chỉ"), ("http://a:9200/Quảng Nam", "chữ thường không dấu")]
)
def test_an_address_that_is_none_is_refused(url: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opensearch_engine = pytest.importorskip("phancap.indexer.engines.opensearch_engine")
    monkeypatch.setenv("PHANCAP_SEARCH_URL", url)
    with pytest.raises(EngineDown, match=words):
        opensearch_engine.server()


def test_addresses_users_and_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    opensearch_engine = pytest.importorskip("phancap.indexer.engines.opensearch_engine")
    monkeypatch.setenv("PHANCAP_SEARCH_URL", "https://tra%20cuu@a/quang-nam, https://b:9300")
    monkeypatch.setenv("PHANCAP_SEARCH_PASSWORD", "bí mật")
    found = opensearch_engine.server()
    assert found == opensearch_engine.Server(("https://a:9200", "https://b:9300"), "tra cuu", "bí mật", "quang-nam")
    assert "bí mật" not in opensearch_engine.place(), "a password is no part of a generation's name"


def test_nobody_there_is_said_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opensearch_engine = pytest.importorskip("phancap.indexer.engines.opensearch_engine")
    monkeypatch.setenv("PHANCAP_SEARCH_URL", "http://127.0.0.1:9")
    (tmp_path / opensearch_engine.NAME_FILE).write_text('{"index": "phancap-x"}')
    engine = opensearch_engine.open_index(tmp_path)
    with pytest.raises(EngineDown, match="chưa trả lời"):
        engine.answer(Wanted(), 1, ())


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server behind TLS with a certificate of its own that asks for a name and a password, and knows one answer; its port."""
    if shutil.which("openssl") is None:
        pytest.skip("không có openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "ca.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", str(key), "-out", str(certificate)]  # fmt: skip
    subprocess.run([*command, "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)  # noqa: S603
    right = "Basic " + base64.b64encode("tra cuu:bí mật".encode()).decode()

    class Guard(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            known = self.headers["Authorization"] == right
            body = json.dumps(ONE_HIT if known else {})
            self.send_response(200 if known else 401)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    served = ThreadingHTTPServer(("127.0.0.1", 0), Guard)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    served.socket = context.wrap_socket(served.socket, server_side=True)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    monkeypatch.setenv("PHANCAP_SEARCH_CA", str(certificate))
    (tmp_path / "opensearch.json").write_text('{"index": "phancap-x"}')
    yield served.server_address[1]
    served.shutdown()
    served.server_close()


def test_tls_and_password(guarded: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opensearch_engine = pytest.importorskip("phancap.indexer.engines.opensearch_engine")
    monkeypatch.setenv("PHANCAP_SEARCH_URL", f"https://tra%20cuu@localhost:{guarded}")
    monkeypatch.setenv("PHANCAP_SEARCH_PASSWORD", "bí mật")
    assert opensearch_engine.open_index(tmp_path).answer(Wanted(), 1, ()) == Found(((7, 3),), 1, {})
    monkeypatch.setenv("PHANCAP_SEARCH_PASSWORD", "khác")
    with pytest.raises(EngineDown, match="kiểm tra tên và mật khẩu"):
        opensearch_engine.open_index(tmp_path).answer(Wanted(), 1, ())
    monkeypatch.setenv("PHANCAP_SEARCH_PASSWORD", "bí mật")
    monkeypatch.delenv("PHANCAP_SEARCH_CA")
    with pytest.raises(EngineDown):  # a certificate that nobody vouches for is not believed
        opensearch_engine.open_index(tmp_path).answer(Wanted(), 1, ())


def test_a_node_that_does_not_know_the_index_yet_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that has just come back says 404 until it has heard from the others; an index that all have lost is said to be gone."""
    opensearch_engine = pytest.importorskip("phancap.indexer.engines.opensearch_engine")
    monkeypatch.setattr(opensearch_engine, "_PATIENCE", 0.2)

    class Nodes:
        def __init__(self, unknowing: int) -> None:
            self.left = unknowing

        def search(self, **_: object) -> dict[str, Any]:
            self.left -= 1
            if self.left >= 0:
                raise opensearch_engine.NotFoundError(404, "index_not_found_exception", {})
            return ONE_HIT

    assert opensearch_engine.OpenSearchEngine(Nodes(2), "phancap-x").answer(Wanted(), 1, ()) == Found(((7, 3),), 1, {})
    with pytest.raises(EngineDown, match="không còn chỉ mục"):
        opensearch_engine.OpenSearchEngine(Nodes(10_000), "phancap-x").answer(Wanted(), 1, ())


def test_short_lists_are_written_as_whoosh_writes_them(rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte what the codec itself makes of them."""
    from whoosh.filedb.compound import CompoundStorage
    from whoosh.filedb.filestore import FileStorage

    whoosh_engine = engines.module_of("whoosh")

    def written(folder: Path) -> dict[str, bytes]:
        folder.mkdir()
        whoosh_engine.index(iter(rows), folder)
        parts = CompoundStorage(FileStorage(str(folder)).open_file(next(folder.glob("*.seg")).name))
        return {name.rpartition(".")[2]: parts.open_file(name).read(1 << 30) for name in parts.list()}

    def by_codec(to: Any, term: bytes, orders: Any) -> None:
        to.start_term(term)
        block = to._postwriter
        block._ids, block._weights, block._maxweight = orders, array("f", [1.0]) * len(orders), 1.0
        to.finish_term()

    ours = written(tmp_path / "ours")
    monkeypatch.setattr(whoosh_engine, "_write_short", by_codec)
    assert {"trm", "pst"} <= ours.keys() and ours == written(tmp_path / "theirs")
