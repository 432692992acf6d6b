"""Building the search folder: the same bytes from one process and from several, nothing done again for a document that is as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings, strategies
from phancap.indexer import engines
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.build import build, current_name
from phancap.indexer.corpus import Corpus
from phancap.indexer.engines import rows
from phancap.indexer.engines.rows import Records
from phancap.indexer.engines.shelf import SHELF_FILE, EarlierShelf, Shelf
from phancap.indexer.model import Reading
from phancap.indexer.record import record_of
from phancap.indexer.store import SEARCH_FOLDER
from phancap.indexer.terms import NUMBER, number_key
from phancap.indexer.vietnamese import fold, nfc
from phancap.indexer.written import _numbers

FILES = (SHELF_FILE, engines.WORDS_FILE)


@pytest.fixture(scope="module")
def records(plan: Reading) -> list[Records]:
    """The plan's clauses again and again, each time as another document."""
    encode = msgspec.json.encode
    return [
        Records(f"plan-{turn}", [encode(record_of(msgspec.structs.replace(c, document=f"plan-{turn}"))) for c in plan.clauses])
        for turn in range(40)
    ]  # fmt: skip


def made(records: list[Records], folder: Path, corpus: Corpus, processes: int, **more: object) -> dict[str, bytes]:
    """The bytes of what an index of the records leaves beside the engine's own files."""
    engines.index_records(
        iter(records),
        folder,
        corpus.documents,
        corpus.vocabulary,
        AgencyIndex(corpus.register),
        engine="whoosh",
        processes=processes,
        **more,
    )  # type: ignore[arg-type]
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are started after the first share, and waited for."""
    monkeypatch.setattr(rows.all_made, "__defaults__", (1, 0))
    monkeypatch.setattr(rows, "_started", lambda *_: [])


@pytest.mark.usefixtures("at_once")
def test_any_number_of_processes_gives_the_same_bytes(records: list[Records], corpus: Corpus, tmp_path: Path) -> None:
    alone = made(records, tmp_path / "one", corpus, 1)
    assert made(records, tmp_path / "two", corpus, 2) == alone


def test_what_is_made_while_processes_start_is_the_same(
    records: list[Records], corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = made(records, tmp_path / "one", corpus, 1)
    monkeypatch.setattr(rows.all_made, "__defaults__", (1, 0))
    assert made(records, tmp_path / "two", corpus, 2) == alone


@pytest.mark.usefixtures("at_once")
def test_a_machine_that_starts_no_process_does_it_alone(
    records: list[Records], corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = made(records, tmp_path / "one", corpus, 1)

    def refuse(*_: object) -> None:
        raise BrokenProcessPool("no process")

    monkeypatch.setattr(rows.ProcessPoolExecutor, "submit", refuse)
    assert made(records, tmp_path / "two", corpus, 2) == alone


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("what", ["_make_here", "_counted_here"])
def test_what_a_lost_process_had_counted_is_counted_again(
    records: list[Records], corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A process is ended (by a machine short of memory): while it makes rows, or when all is made and it should tell its counts."""
    alone = made(records, tmp_path / "one", corpus, 1)
    submit = rows.ProcessPoolExecutor.submit
    asked = iter(range(100))

    def breaking(pool: object, work: object, *rest: object) -> object:
        if work is getattr(rows, what) and next(asked) == 1:
            return submit(pool, os._exit, 1)  # type: ignore[arg-type]
        return submit(pool, work, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(rows.ProcessPoolExecutor, "submit", breaking)
    assert made(records, tmp_path / "two", corpus, 2) == alone


def test_a_clause_is_read_by_its_place_and_by_its_id(records: list[Records], corpus: Corpus, tmp_path: Path) -> None:
    made(records[:3], tmp_path, corpus, 1)
    shelf = Shelf(tmp_path)
    ids = [msgspec.json.decode(clause)["id"] for one in records[:3] for clause in one.clauses]
    assert [clause.id for clause in shelf.some(range(len(ids)))] == ids
    assert [clause.id for clause in shelf.some([7, 2, 7])] == [ids[7], ids[2], ids[7]]
    assert [shelf.by_id(one).id for one in ids] == ids
    for unknown in (ids[0][:-1], ids[0] + "x", "plan-9/" + ids[0].partition("/")[2], ""):
        with pytest.raises(KeyError):
            shelf.by_id(unknown)


@pytest.mark.parametrize("left", [0, 10, 5_000, -1])
def test_a_shelf_that_is_cut_off_is_told_from_a_whole_one(records: list[Records], corpus: Corpus, tmp_path: Path, left: int) -> None:
    """Nothing is answered from it, and a later build takes nothing over."""
    whole = made(records[:2], tmp_path / "whole", corpus, 1, program="a")
    (tmp_path / "whole" / SHELF_FILE).write_bytes(whole[SHELF_FILE][:left])
    with pytest.raises(OSError, match="không trọn vẹn"):
        Shelf(tmp_path / "whole")
    assert EarlierShelf(tmp_path / "whole").records("plan-0", "") is None
    assert made(records[:2], tmp_path / "again", corpus, 1, program="a", earlier=tmp_path / "whole") == whole


@pytest.fixture
def taken_apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The documents whose clauses are prepared while the test runs."""
    seen: list[str] = []
    take_apart = rows.take_apart

    def noted(clause: object, *rest: object) -> object:
        seen.append(clause.document)  # type: ignore[attr-defined]
        return take_apart(clause, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(rows, "take_apart", noted)
    yield seen


def test_what_is_as_it_was_is_taken_over(records: list[Records], corpus: Corpus, tmp_path: Path, taken_apart: list[str]) -> None:
    made(records[:5], tmp_path / "old", corpus, 1, program="a")
    taken_apart.clear()
    changed = Records("plan-2", records[2].clauses[:-1])
    now = [records[6], *records[:2], changed, *records[3:5]]
    over = made(now, tmp_path / "new", corpus, 1, program="a", earlier=tmp_path / "old")
    assert set(taken_apart) == {"plan-6", "plan-2"}
    assert over == made(now, tmp_path / "fresh", corpus, 1, program="a")


@pytest.mark.parametrize("what", ["program", "vocabulary", "register", "jurisdiction"])
def test_nothing_stale_is_taken_over(records: list[Records], corpus: Corpus, tmp_path: Path, taken_apart: list[str], what: str) -> None:
    """Another program, another vocabulary, another register, another place: all is done again."""
    made(records[:2], tmp_path / "old", corpus, 1, program="a")
    taken_apart.clear()
    vocabulary, register, documents = corpus.vocabulary, corpus.register, list(corpus.documents)
    if what == "vocabulary":
        vocabulary = msgspec.structs.replace(vocabulary, abbreviations={**vocabulary.abbreviations, "ZZ": ["chữ mới"]})
    if what == "register":
        register = msgspec.structs.replace(register, agency=register.agency[:-1])
    if what == "jurisdiction":
        documents += [msgspec.structs.replace(documents[0], id=f"plan-{n}", jurisdiction="quang-nam") for n in range(2)]
    engines.index_records(
        iter(records[:2]), tmp_path / "new", documents, vocabulary, AgencyIndex(register), engine="whoosh", processes=1,
        program="b" if what == "program" else "a", earlier=tmp_path / "old",
    )  # fmt: skip
    assert set(taken_apart) == {"plan-0", "plan-1"}


def test_adding_a_document_leaves_the_others(copied_corpus: Path, tmp_path: Path, taken_apart: list[str]) -> None:
    """Through the whole build: only the new document's clauses are prepared, and nothing differs from a build from nothing."""
    store = tmp_path / "store"
    build(copied_corpus, store)
    old = next((copied_corpus / "documents").glob("ke-hoach*.md"))
    text = (
        old.read_text("utf-8")
        .replace("ke-hoach-57-nq-hdnd-quang-nam-2022", "ke-hoach-moi")
        .replace("Kế hoạch triển khai", "Kế hoạch mới triển khai")
    )
    (copied_corpus / "documents" / "ke-hoach-moi.md").write_text(text, "utf-8")
    taken_apart.clear()
    build(copied_corpus, store)
    assert set(taken_apart) == {"ke-hoach-moi"}
    build(copied_corpus, tmp_path / "fresh")
    one, other = (s / "generations" / str(current_name(s)) / SEARCH_FOLDER for s in (store, tmp_path / "fresh"))
    assert [(one / name).read_bytes() for name in FILES] == [(other / name).read_bytes() for name in FILES]


# pieces of which numbers of documents are made, and what may stand around them
PIECES = [
    "57",
    "1",
    "123456",
    "Điều 5",
    "/",
    "-",
    " / ",
    " - ",
    "NQ",
    "HĐND",
    "nđ",
    "QH15",
    "2022",
    "/2022/",
    "a",
    "_",
    " ",
    ".",
    "\u0301",
    "&",
    "½",
]


@given(strategies.lists(strategies.sampled_from(PIECES), max_size=14).map("".join).map(nfc))
@settings(max_examples=500)
def test_numbers_are_found_where_one_may_be(text: str) -> None:
    """Trying only there finds what trying at every letter finds."""
    assert _numbers(text) == [(m.start(), m.end(), number_key(m)) for m in NUMBER.finditer(fold(text))]
