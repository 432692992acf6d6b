"""What changed between two builds: told once, told truly, and readable by feed readers."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import feedparser
import pytest
from flask.testing import FlaskClient
from phancap.indexer.build import build, current_name
from phancap.indexer.changes import Change, Step, history
from phancap.indexer.reviews import entry
from phancap.indexer.store import Generation
from phancap.site.app import create_app
from phancap.site.export import export_site

PLAN = "ke-hoach-57-nq-hdnd-quang-nam-2022"
STP = "/co-quan/quang-nam/so-tu-phap/atom.xml"
BASE = "https://example.gov.vn/phan-cap"


def edit(corpus: Path, old: str, new: str, name: str = PLAN) -> None:
    """Change words of a document of a copied corpus."""
    path = corpus / "documents" / f"{name}.md"
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def first(copied_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in which one generation was built on 01/02/2025."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.datetime(2025, 2, 1, 8, tzinfo=datetime.UTC).timestamp())))
    build(copied_corpus, tmp_path / "kho")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.datetime(2025, 3, 1, 8, tzinfo=datetime.UTC).timestamp())))
    return tmp_path / "kho"


def last(store: Path) -> Step:
    """The newest step of a store."""
    return history(store)[0]


def feed(store: Path, url: str, base: str | None = BASE) -> feedparser.FeedParserDict:
    """A feed as a reader takes it; it must be well made."""
    client: FlaskClient = create_app(store, base_url=base).test_client()
    answer = client.get(url)
    assert answer.status_code == 200 and answer.mimetype == "application/atom+xml"
    found = feedparser.parse(answer.data, response_headers={"content-type": answer.content_type})
    assert not found.bozo, found.bozo_exception
    assert found.feed.id and found.feed.updated and found.feed.author and len({e.id for e in found.entries}) == len(found.entries)
    return found


def test_the_first_build_compares_with_nothing(first: Path) -> None:
    (only,) = history(first)
    assert (only.number, only.previous, only.changes, only.built) == (1, None, (), "2025-02-01T08:00:00Z")
    entries = feed(first, "/thay-doi/atom.xml").entries
    assert [e.title for e in entries] == ["Bắt đầu ghi nhận thay đổi của kho văn bản"] and "chưa có bản trước" in entries[0].content[
        0
    ].value
    assert feed(first, STP).entries == []


def test_an_unchanged_corpus_is_no_step(first: Path, copied_corpus: Path) -> None:
    build(copied_corpus, first)
    assert len(history(first)) == 1


def test_words_that_changed(first: Path, copied_corpus: Path) -> None:
    """A changed word is one change of one clause, with the duty as it was and as it is; lines that only moved are none."""
    before = current_name(first)
    edit(copied_corpus, "thẩm định các nội dung, nhiệm vụ đề xuất", "thẩm định mọi nội dung, nhiệm vụ đề xuất")
    build(copied_corpus, first)
    step = last(first)
    assert (step.number, step.previous, step.digest, step.same_corpus) == (2, before, current_name(first), False)
    (change,) = step.changes
    assert (change.clause, change.what) == (f"{PLAN}/sec_III__para_2__point_a__indent_3", "words")
    assert [(d.new, d.bearer, d.role, d.action[:13]) for d in change.duties] == [
        (False, "quang-nam/so-tu-phap", "lead", "thẩm định các"), (True, "quang-nam/so-tu-phap", "lead", "thẩm định mọi"),
    ]  # fmt: skip
    (entry,) = feed(first, f"/van-ban/{PLAN}/atom.xml").entries
    assert "1 điều khoản sửa chữ; thêm 1 nhiệm vụ, bớt 1 nhiệm vụ" in entry.title and entry.updated == "2025-03-01T08:00:00Z"
    assert (
        entry.link == f"{BASE}/van-ban/{PLAN}/" and f"{BASE}/van-ban/{PLAN}/sec_III__para_2__point_a__indent_3/" in entry.content[0].value
    )
    assert "thêm: Sở Tư pháp – chủ trì: thẩm định mọi" in entry.content[0].value


def test_a_duty_of_which_a_part_changed_is_told_once_with_that_part(first: Path, copied_corpus: Path) -> None:
    """Two lines that read the same ("bớt: …", "thêm: …") told nobody what had changed; a body that is gone keeps its marks."""
    words = "Trưởng các thôn thông báo Kế hoạch này, hoàn thành trước ngày 30/4/2023.\n\n"
    edit(copied_corpus, "Yêu cầu các cơ quan, đơn vị, địa phương nghiêm túc", words + "Yêu cầu các cơ quan, đơn vị, địa phương nghiêm túc")
    build(copied_corpus, first)
    edit(
        copied_corpus,
        "phối hợp với Sở Nội vụ và các cơ quan liên quan thẩm định",
        "phối hợp với Sở Tài chính và các cơ quan liên quan thẩm định",
    )
    edit(copied_corpus, words, "")
    build(copied_corpus, first)
    entry = feed(first, f"/van-ban/{PLAN}/atom.xml").entries[0]
    assert "sửa 1 nhiệm vụ" in entry.title
    assert (
        "đúng quy định (thêm Sở Tài chính; bớt Sở Nội vụ)" in entry.content[0].value and "bớt: Trưởng các thôn – " in entry.content[0].value
    )


def test_what_a_person_looked_at_is_told_as_that(first: Path, copied_corpus: Path) -> None:
    """A review is no other reading of the duty; and what a clause gives to several bodies is one line."""
    clause = Generation(first / "generations" / str(current_name(first))).by_id(f"{PLAN}/sec_III__para_2__point_a__indent_3")
    assert clause
    reviews = copied_corpus / "reviews.toml"
    reviews.write_text(reviews.read_text("utf-8") + entry(clause, "Người rà soát", datetime.date(2025, 2, 2)), "utf-8")
    build(copied_corpus, first)
    told = feed(first, f"/van-ban/{PLAN}/atom.xml").entries[0]
    assert told.title.endswith(": rà soát 1 nhiệm vụ") and "đã rà soát 1 nhiệm vụ" in told.content[0].value
    assert "sửa" not in told.content[0].value and "đọc lại" not in told.content[0].value


def test_an_agency_is_told_what_concerns_it(first: Path, copied_corpus: Path) -> None:
    """Its own duty, a part in another's, a duty of its group; what concerns others it is not told."""
    edit(copied_corpus, "thẩm định các nội dung, nhiệm vụ đề xuất", "thẩm định mọi nội dung, nhiệm vụ đề xuất")
    build(copied_corpus, first)
    told = {
        a: len(feed(first, f"/co-quan/quang-nam/{a}/atom.xml").entries)
        for a in ("so-tu-phap", "so-noi-vu", "so-tai-chinh", "thanh-tra-tinh")
    }
    assert told == {"so-tu-phap": 1, "so-noi-vu": 1, "so-tai-chinh": 0, "thanh-tra-tinh": 0}
    edit(copied_corpus, "rà soát, đánh giá lại các nội dung đã phân cấp cho", "rà soát, đánh giá kỹ các nội dung đã phân cấp cho")
    build(copied_corpus, first)
    assert any(c.what == "words" for c in last(first).changes)
    assert len(feed(first, "/co-quan/quang-nam/so-tai-chinh/atom.xml").entries) == 1, "a member of the group"


def test_documents_that_come_and_go(first: Path, copied_corpus: Path) -> None:
    path = copied_corpus / "documents" / "06-ttr-snv-quang-nam-2023.md"
    text = path.read_bytes()
    path.unlink()
    build(copied_corpus, first)
    assert ("06-ttr-snv-quang-nam-2023", None, "removed") in [(c.document, c.clause, c.what) for c in last(first).changes]
    path.write_bytes(text)
    build(copied_corpus, first)
    step = last(first)
    assert ("06-ttr-snv-quang-nam-2023", None, "added") in [(c.document, c.clause, c.what) for c in step.changes]
    assert step.number == 3 and step.digest == history(first)[2].digest, "back at the first generation, and told"
    titles = [e.title for e in feed(first, "/thay-doi/atom.xml").entries]
    assert [
        bool(re.search(w, t)) for w, t in zip(("văn bản mới$", "văn bản không còn"), [t for t in titles if "06/TTr" in t], strict=True)
    ] == [True, True]


def test_what_is_known_of_a_document(first: Path, copied_corpus: Path) -> None:
    edit(copied_corpus, 'signer = "Lê Trí Thanh"', 'signer = "Lê Văn Thử"')
    build(copied_corpus, first)
    assert [(c.document, c.clause, c.what) for c in last(first).changes] == [(PLAN, None, "record")]


def test_a_program_that_reads_otherwise_says_so(first: Path, copied_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from phancap.indexer import build as building

    monkeypatch.setattr(building, "inputs_digest", lambda *_: "0123456789abcdef")
    build(copied_corpus, first)
    step = last(first)
    assert step.same_corpus and step.changes == ()
    assert "Văn bản giữ nguyên" in create_app(first).test_client().get("/thay-doi/").text


def test_records_of_an_older_program_are_not_compared(first: Path, copied_corpus: Path) -> None:
    """What cannot be read is not guessed at: the step begins anew."""
    import sqlite3

    with sqlite3.connect(first / "generations" / str(current_name(first)) / "records.sqlite") as database:
        database.execute("UPDATE clauses SET record = '{}'")
    database.close()
    edit(copied_corpus, "thẩm định các nội dung, nhiệm vụ đề xuất", "thẩm định mọi nội dung, nhiệm vụ đề xuất")
    build(copied_corpus, first)
    assert last(first).previous is None and last(first).changes == ()


def test_a_spoilt_history_hurts_nobody(first: Path, copied_corpus: Path) -> None:
    (first / "history" / "000001.json").write_text("{", "utf-8")
    assert history(first) == []
    assert feed(first, "/thay-doi/atom.xml").entries == []
    build(copied_corpus, first)
    assert [s.previous for s in history(first)] == [None]


def test_the_page_of_changes_and_its_mark(first: Path, copied_corpus: Path) -> None:
    """The page tells what changed; its mark changes with the history."""
    client = create_app(first).test_client()
    mark = client.get("/thay-doi/").headers["ETag"]
    edit(copied_corpus, "thẩm định các nội dung, nhiệm vụ đề xuất", "thẩm định mọi nội dung, nhiệm vụ đề xuất")
    build(copied_corpus, first)
    page = client.get("/thay-doi/", headers={"If-None-Match": mark})
    assert page.status_code == 200 and "Gạch đầu dòng thứ 3, điểm a khoản 2 Mục III" in page.text and "01/03/2025" in page.text
    assert client.get("/co-quan/quang-nam/khong-co/atom.xml").status_code == client.get("/van-ban/khong-co/atom.xml").status_code == 404


def test_feeds_in_the_export(first: Path, copied_corpus: Path, tmp_path: Path) -> None:
    """The same feeds as files; without a public place their links are relative and hold (the export checks them)."""
    edit(copied_corpus, "thẩm định các nội dung, nhiệm vụ đề xuất", "thẩm định mọi nội dung, nhiệm vụ đề xuất")
    build(copied_corpus, first)
    for base in (None, BASE):
        export_site(first, tmp_path / "ra", base)
        found = feedparser.parse((tmp_path / "ra" / STP[1:]).read_bytes())
        assert not found.bozo and len(found.entries) == 1
        assert found.entries[0].link == (f"{BASE}/van-ban/{PLAN}/" if base else f"../../../van-ban/{PLAN}/index.html")
    assert isinstance(last(first).changes[0], Change) and (tmp_path / "ra" / "thay-doi" / "index.html").is_file()
