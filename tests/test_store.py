"""Generations: built once, replaced whole, never half; the same inputs give the same records; any SQLite tool opens them."""

from __future__ import annotations

import os
import sqlite3
import threading
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import request, url_for
from phancap.indexer import build as building
from phancap.indexer import engines, readings
from phancap.indexer.build import build, current_name, inputs_digest
from phancap.indexer.model import Reading
from phancap.indexer.store import ANY, DATABASE, SEARCH_FOLDER, Condition, Generation
from phancap.site.app import all_urls, create_app

PLAN = "ke-hoach-57-nq-hdnd-quang-nam-2022"


def add_words(corpus: Path) -> None:
    """Change one word of the copied corpus."""
    path = corpus / "vocabulary.toml"
    path.write_text(path.read_text("utf-8") + '"thử nghiệm" = ["thí điểm"]\n', "utf-8")


def files_below(folder: Path) -> list[str]:
    """All files below a folder, hidden ones too."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_build_from_nothing(copied_corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    seen: list[tuple[int, int, str]] = []
    built = build(copied_corpus, store, lambda done, of, what: seen.append((done, of, what)))
    assert built.new and built.documents == 5 and built.clauses == 50
    assert built.digest == inputs_digest(copied_corpus) == current_name(store)
    assert [done for done, _, _ in seen] == [1, 2, 3, 4, 5] and {of for _, of, _ in seen} == {5}
    folder = store / "generations" / built.digest
    assert (folder / DATABASE).is_file() and any((folder / SEARCH_FOLDER).iterdir())
    assert sorted(p.name for p in store.iterdir()) == ["current", "generations", "history"]


def test_an_unchanged_corpus_builds_nothing(copied_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store"
    first = build(copied_corpus, store)
    before = {p: p.stat().st_mtime_ns for p in store.rglob("*")}

    def never(*_: object) -> None:
        raise AssertionError("nothing must be written")

    monkeypatch.setattr(building, "write_database", never)
    monkeypatch.setattr(readings, "read_document", never)
    again = build(copied_corpus, store)
    assert again == msgspec.structs.replace(first, new=False)
    assert {p: p.stat().st_mtime_ns for p in store.rglob("*")} == before


def test_a_changed_corpus_gives_a_new_generation(copied_corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = build(copied_corpus, store)
    old = Generation(store / "generations" / first.digest)
    add_words(copied_corpus)
    second = build(copied_corpus, store)
    assert second.new and second.digest != first.digest and current_name(store) == second.digest
    assert old.clause(PLAN, "sec_I__indent_1"), "a server that still reads the former generation is not disturbed"


def test_old_generations_go(copied_corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    names = []
    for age in range(5):
        names.append(build(copied_corpus, store).digest)
        os.utime(store / "generations" / names[-1], (1_000_000 + age, 1_000_000 + age))
        add_words_numbered(copied_corpus, age)
    kept = {p.name for p in (store / "generations").iterdir()}
    assert names[-1] in kept and len(kept) == 3 and names[0] not in kept


def add_words_numbered(corpus: Path, number: int) -> None:
    """Change one word, another one each time."""
    path = corpus / "vocabulary.toml"
    path.write_text(path.read_text("utf-8") + f'"thử {number}" = ["thí điểm {number}"]\n', "utf-8")


def test_going_back_needs_no_build(copied_corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    former = (copied_corpus / "vocabulary.toml").read_bytes()
    first = build(copied_corpus, store)
    add_words(copied_corpus)
    build(copied_corpus, store)
    (copied_corpus / "vocabulary.toml").write_bytes(former)
    back = build(copied_corpus, store)
    assert not back.new and current_name(store) == first.digest


@pytest.mark.parametrize("step", ["database", "index", "rename"])
def test_a_build_that_dies_leaves_the_last_good_one(
    step: str, copied_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    good = build(copied_corpus, store)
    before = files_below(store)
    add_words(copied_corpus)

    def dies(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        if step == "database":
            patched.setattr(building, "write_database", dies)
        elif step == "index":
            patched.setattr(engines, "index_records", dies)
        else:
            patched.setattr(Path, "rename", dies)
        with pytest.raises(OSError, match="No space"):
            build(copied_corpus, store)
    assert current_name(store) == good.digest
    assert files_below(store) == before
    assert Generation(store / "generations" / good.digest).clause(PLAN, "sec_III")
    assert build(copied_corpus, store).new, "the next build succeeds"


def test_an_interrupted_first_build_leaves_nothing(copied_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store"

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engines, "index_records", stopped)
    with pytest.raises(KeyboardInterrupt):
        build(copied_corpus, store)
    assert current_name(store) is None
    assert files_below(store) == []


def test_two_builds_at_once_agree(copied_corpus: Path, tmp_path: Path) -> None:
    store, errors = tmp_path / "store", []

    def run() -> None:
        try:
            build(copied_corpus, store)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [p.name for p in (store / "generations").iterdir()] == [current_name(store)]


@pytest.mark.parametrize("words", ["", "../../etc", "nothing", "0123456789abcdef", "\x00", "0123456789abcdef/../x", "đ" * 16])
def test_a_pointer_to_nowhere_is_no_generation(words: str, tmp_path: Path) -> None:
    (tmp_path / "current").write_text(words, "utf-8")
    assert current_name(tmp_path) is None


def test_same_inputs_same_records(copied_corpus: Path, tmp_path: Path) -> None:
    def rows(store: Path) -> dict[str, list[tuple[object, ...]]]:
        with sqlite3.connect(store / "generations" / build(copied_corpus, store).digest / DATABASE) as database:
            tables = [r[0] for r in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
            return {t: database.execute(f"SELECT * FROM {t}").fetchall() for t in tables}  # noqa: S608 - the names are the file's own

    first, second = tmp_path / "a", tmp_path / "b"
    assert rows(first) == rows(second)
    names = [next((s / "generations").iterdir()) for s in (first, second)]
    assert names[0].name == names[1].name
    assert (names[0] / DATABASE).read_bytes() == (names[1] / DATABASE).read_bytes()


def test_any_sqlite_tool_opens_it(generation: Generation) -> None:
    with sqlite3.connect(generation.folder / DATABASE) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM clauses").fetchone() == (50,)
        led = database.execute("SELECT clause FROM duties WHERE bearer = 'quang-nam/so-tu-phap' AND role = 'lead'").fetchall()
        assert led == [(f"{PLAN}/sec_III__para_2__point_a__indent_3",)]
        partners = database.execute(
            "SELECT DISTINCT agency FROM duty_agencies WHERE relation = 'partner' AND clause = ?", led[0]
        ).fetchall()
        assert partners == [("quang-nam/so-noi-vu",)]
        assert database.execute("SELECT deadline_period FROM duties WHERE deadline_period IS NOT NULL").fetchall() == [("2024-Q1",)]


def test_the_records_come_back_as_they_were(generation: Generation, plan: Reading) -> None:
    assert generation.clauses(PLAN) == list(plan.clauses)
    assert generation.text(PLAN) == plan.document.text
    assert [f for f in generation.findings() if f.document == PLAN] == list(plan.findings)


def test_what_is_not_there_is_none(generation: Generation) -> None:
    assert generation.clause(PLAN, "sec_IX") is None
    assert generation.by_id("' OR 1=1 --") is None
    assert generation.clauses("khong-co") == [] and generation.text("khong-co") == ""


def test_neighbours_children_and_citers(generation: Generation) -> None:
    clause = generation.clause(PLAN, "sec_III__para_2__point_a__indent_3")
    assert clause is not None
    before, after = generation.neighbours(clause)
    assert before and after and (before.order, after.order) == (30, 32)
    heading = generation.clause(PLAN, "sec_III__para_2")
    assert heading is not None
    children = [c.eid.rsplit("__", 1)[1] for c in generation.children(heading)]
    assert children == ["intro", "point_a", "point_b", "point_c", "point_d", "point_e"]
    assert [c.clause.eid for c in generation.cited_by(PLAN, "sec_III__para_1")] == ["sec_III__para_2__intro"]
    assert [c.clause.eid for c in generation.cited_by("06-ttr-snv-quang-nam-2023")] == ["preamble"]
    assert generation.cited_by(PLAN) == [], "a text that names itself is no citer"


def test_each_article_of_a_range_knows_who_cites_it(copied_corpus: Path, tmp_path: Path) -> None:
    path = copied_corpus / "documents" / "04-nq-cp-2022.md"
    articles = "\n\n".join(f"Điều {n}. Nội dung\n\nCơ quan thực hiện." for n in (1, 2, 3, 4)).replace(
        "Điều 3", "Chương II\n\nRIÊNG\n\nĐiều 3"
    )
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\nChương I\n\nCHUNG\n\n{articles}\n\nĐiều 5. Dẫn\n\nTheo Điều 1 đến Điều 4 Nghị quyết này.\n")
    store = tmp_path / "store"
    generation = Generation(store / "generations" / build(copied_corpus, store).digest)
    cited = ("chp_I__art_1", "chp_I__art_2", "chp_II__art_3", "chp_II__art_4")
    citers = {eid: [c.clause.eid for c in generation.cited_by("04-nq-cp-2022", eid)] for eid in (*cited, "chp_II")}
    assert citers == {eid: ["chp_II__art_5"] for eid in cited} | {"chp_II": []}, "articles count on through chapters"


def test_what_an_agency_owes(generation: Generation) -> None:
    owed = generation.obligations("quang-nam/so-tu-phap")
    count = {kind: sum(o.kind == kind for o in owed) for kind in ("own", "inherited", "partner", "recipient", "report_to")}
    assert count == {"own": 3, "inherited": 15, "partner": 1, "recipient": 0, "report_to": 0}
    inherited = {o.through for o in owed if o.kind == "inherited"}
    assert inherited == {"quang-nam/cac-so-ban-nganh", "quang-nam/cac-co-quan-don-vi-dia-phuong"}
    named = [o for o in owed if o.kind == "partner" and o.through is None]
    assert [o.clause.eid for o in named] == ["sec_III__para_2__point_e__indent_2"]


def test_who_gets_the_reports(generation: Generation) -> None:
    got = [o.clause.eid for o in generation.obligations("quang-nam/so-noi-vu") if o.kind == "recipient"]
    assert got == ["sec_III__para_1__indent_1", "sec_III__para_1__indent_8", "sec_III__para_3__indent_5", "sec_III__wrapup"]
    reported = [o.clause.eid for o in generation.obligations("quang-nam/uy-ban-nhan-dan-tinh") if o.kind == "report_to"]
    assert reported == [
        "sec_III__para_1__indent_1", "sec_III__para_1__indent_8", "sec_III__para_2__point_e__indent_1",
        "sec_III__para_3__indent_5", "sec_III__wrapup",
    ]  # fmt: skip


def test_several_threads_read_at_once(generation: Generation) -> None:
    found: list[int] = []

    def read() -> None:
        found.append(len(generation.clauses(PLAN)))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [50] * 8


BIG = {
    "a",
    "d",
    "r",
    "x",
    "m",
    "owed",
    "only_named",
    "clauses",
    "duties",
    "duty_agencies",
    "duty_rhythms",
    "mentions",
    "citations",
    "cited_in_ranges",
    "findings",
    "gaps",
}
BOUNDED = {  # what reads a whole table or index, and why it may
    "SELECT kind, count(*) FROM findings GROUP BY kind": "counted once for a generation, from the index alone",
    "SELECT kind, document, count(*) FROM findings GROUP BY kind, document": "counted once for a generation, from the index alone",
    "SELECT kind, count(*) FROM gaps WHERE (due IS NULL OR due < ?) GROUP BY kind": "from the index alone",
    "SELECT count(*) FROM citations": "counted once for a generation",
    "SELECT at, place, start FROM citations ORDER BY at, place, start LIMIT ? OFFSET ?": "in the table's own order, so that it ends at the limit",
    "SELECT at, number FROM duties ORDER BY at, number LIMIT ? OFFSET ?": "in the table's own order, so that it ends at the limit",
    "SELECT action FROM duties LIMIT ?": "in the table's own order, so that it ends at the limit",
    "SELECT clause FROM (SELECT clause, recurrence, told, action FROM duties LIMIT ?)"
    " WHERE recurrence IS NOT NULL AND told > 0 AND action LIKE '%báo cáo%' LIMIT 50": "the same, once for a generation",
    "SELECT record FROM findings ORDER BY position LIMIT ? OFFSET ?": "in the table's own order, so that it ends at the limit",
}


# What somebody chooses among all duties ("có định kỳ, thời hạn mới có bằng chữ") is read from one of these, a few bytes a duty.
NARROW = ("duties_chosen", "duties_by_shelf")


def asked_of(generation: Generation) -> list[tuple[str, tuple[object, ...]]]:
    """Every query that the generation's own methods and all pages of the site issue, once each."""
    asked: dict[str, tuple[object, ...]] = {}
    rows = Generation._rows

    def noting(self: Generation, query: str, *values: object) -> list[tuple[Any, ...]]:
        asked.setdefault(" ".join(query.split()), values)
        return rows(self, query, *values)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Generation, "_rows", noting)
        fresh = Generation(generation.folder)
        fresh_condition = Condition("d.role = ?", ("lead",))
        clause = fresh.clauses(PLAN)[30]
        bodies = ("quang-nam/so-tu-phap", "quang-nam/cac-so-ban-nganh")
        for document, kind, agency in product((None, PLAN), (None, "indent"), (None, bodies[0])):
            fresh.some_clauses(document, kind, agency)
        for document, agency, bearer, role, review in product(
            (None, PLAN), (None, bodies[0]), (None, bodies[1]), (None, "lead"), (None, "machine")
        ):
            fresh.some_duties(document, agency, bearer, role, review)
        for document, kind, severity in product((None, PLAN), (None, "slip"), (None, "warning")):
            fresh.findings(document, kind, severity, limit=10)
            fresh.gaps("2026-01-01", document), fresh.gap_counts("2026-01-01", document)
        for document, target, status in product((None, PLAN), (None, "04-nq-cp-2022"), (None, "resolved")):
            fresh.some_citations(document, target, status)
        for body in bodies:
            fresh.obligations(body), fresh.only_named(body)
        fresh.cited_by(PLAN), fresh.cited_by(PLAN, "sec_III__para_1"), fresh.references(PLAN, "04-nq-cp-2022")
        fresh.children(clause), fresh.neighbours(clause), fresh.by_numbers([1, 2]), fresh.by_ids([clause.id]), fresh.text(PLAN)
        (
            fresh.due("2024-01-01"),
            fresh.shelf("quarterly", limit=5),
            list(fresh.tasks(fresh_condition, limit=5)),
            fresh.task_count(fresh_condition),
            fresh.duties(PLAN),
        )
        _ = fresh.edges, fresh.agency_counts, fresh.finding_counts, fresh.gap_counts("2026-01-01"), fresh.held, list(fresh.all_clauses())
        app = create_app(generation.folder.parent.parent)
        client = app.test_client()
        for endpoint, values in all_urls(app):
            with app.test_request_context():
                address = url_for(endpoint, **values)
            client.get(address)
        for query in (
            "vai-tro=lead",
            "dinh-ky=quarterly",
            "han=chu",
            f"van-ban={PLAN}&vai-tro=receive",
            "co-quan=quang-nam/so-noi-vu&vai-tro=coordinate",
        ):
            for path in (
                "/nhiem-vu/",
                "/thoi-han/",
                "/thoi-han/quarterly/1/",
                "/co-quan/quang-nam/so-tu-phap/",
                "/co-quan/quang-nam/so-tu-phap/in/",
            ):
                client.get(f"{path}?{query}")
    return list(asked.items())


def test_every_query_is_answered_from_an_index(generation: Generation) -> None:
    """No question that a page asks reads a big table from end to end, but for those named with their reason."""
    asked = asked_of(generation)
    assert len(asked) > 60
    found: list[str] = []
    with sqlite3.connect(generation.folder / DATABASE) as database:
        for query, values in asked:
            for *_, plan in database.execute("EXPLAIN QUERY PLAN " + query, values):
                table = plan.removeprefix("SCAN ").split(" ")[0]
                narrow = any(f"SCAN d USING COVERING INDEX {name}" in plan for name in NARROW)
                if plan.startswith("SCAN ") and table in BIG and query not in BOUNDED and not narrow:
                    found.append(f"{query}: {plan}")
    assert not found, "\n".join(found)


WHOLE = {  # files that hold everything there is; a page never does
    "tasks.sheet", "tasks.workbook", "tasks.matrix_sheet", "tasks.matrix_workbook",
}  # fmt: skip


def test_no_page_reads_the_whole_store(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = Generation.chosen

    def never(*_: object) -> None:
        raise AssertionError("every clause was asked for")

    def of_some(self: Generation, condition: Condition = ANY, **part: int) -> Any:
        assert condition.sql or part or request.endpoint in WHOLE, f"{request.endpoint} asked for every duty"
        return chosen(self, condition, **part)

    monkeypatch.setattr(Generation, "all_clauses", never)
    monkeypatch.setattr(Generation, "chosen", of_some)
    app = create_app(generation.folder.parent.parent)
    app.testing = True
    client = app.test_client()
    seen = set()
    for endpoint, values in all_urls(app):
        with app.test_request_context():
            address = url_for(endpoint, **values)
        assert client.get(address).status_code == 200, address
        seen.add(endpoint)
    assert len(seen) > 30
    assert client.get("/nhiem-vu/?co-quan=quang-nam/so-noi-vu").status_code == 200
    assert client.get("/api/v1/citations.json?status=resolved&limit=2").json["offset"] == 0  # type: ignore[index]
