"""What helps in reading: suggestions while typing, long texts on several pages, two texts beside one another."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from phancap.indexer import corpus as corpora
from phancap.indexer.build import build
from phancap.indexer.model import Clause, Reading
from phancap.indexer.versions import compared
from phancap.site.app import create_app
from phancap.site.comparing import changed_words
from phancap.site.suggestions import phrases
from phancap.site.views import parts, printing

PLAN = "/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/"


@pytest.fixture(scope="module")
def client(store: Path) -> FlaskClient:
    """Asks the site over the shared store."""
    app = create_app(store)
    app.testing = True
    return app.test_client()


# -- suggestions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("so tu ph", "agency", "Sở Tư pháp"), ("tư pháp", "agency", "Sở Tư pháp"), ("SỞ TƯ", "agency", "Sở Tư pháp"),
        ("57/nq", "document", "57/NQ-HĐND"), ("trach nhiem cua so tai", "clause", "Trách nhiệm của Sở Tài chính"),
        ("to chuc thuc h", "clause", "Tổ chức thực hiện"), ("snv", "agency", "Sở Nội vụ"), ("nghị quyết 57", "document", "57/NQ-HĐND"),
        ("ubnd cap h", "agency", "Ủy ban nhân dân cấp huyện"), ("so tu phap quang n", "agency", "Sở Tư pháp"), ("ubnd tỉnh quảng nam", "agency", "Ủy ban nhân dân tỉnh"),
    ],
)  # fmt: skip
def test_suggested(client: FlaskClient, typed: str, kind: str, label: str) -> None:
    """With or without marks, from any word of a name on; each suggestion leads to a page."""
    found = client.get("/api/v1/suggest.json", query_string={"q": typed}).get_json()["suggestions"]
    assert any(s["kind"] == kind and label in s["label"] for s in found), found
    assert [s["url"] for s in found if client.get(s["url"]).status_code != 200] == []


def test_different_names_first(client: FlaskClient) -> None:
    """Three of one name are one answer; the others of that name come behind."""
    found = client.get("/api/v1/suggest.json", query_string={"q": "so"}).get_json()["suggestions"]
    for kind in ("agency", "clause"):
        labels = [s["label"] for s in found if s["kind"] == kind]
        assert len(set(labels)) == len(labels) > 1


def test_phrases_are_whole() -> None:
    """Not cut where nearly all go on ("báo cáo hội đồng nhân"), nor behind a word that binds ("báo cáo về")."""
    actions = [(f"báo cáo Hội đồng nhân dân {what}",) for what in ("tỉnh", "xã", "phường", "về giá", "về đất", "khóa mới")]
    assert [phrase for phrase, _ in phrases(actions)] == ["báo cáo hội đồng nhân dân"]


def test_each_thing_is_suggested_once(client: FlaskClient) -> None:
    """The plan's name and its title both have a "57": one document, once."""
    for typed in ("57", "57/nq", "so", "đề án", "triển khai"):
        urls = [s["url"] for s in client.get("/api/v1/suggest.json", query_string={"q": typed}).get_json()["suggestions"]]
        assert urls and len(urls) == len(set(urls)), typed


@pytest.mark.parametrize("typed", ["", "a", "   ", "\x00", "zzqqzz", "' OR 1=1", "%", "<script>", "sở " * 500, "\ud7ff", "🙂🙂"])
def test_nothing_to_suggest(client: FlaskClient, typed: str) -> None:
    """Anything may be typed; what begins nothing gives nothing, and no more than a few are ever given."""
    answer = client.get("/api/v1/suggest.json", query_string={"q": typed})
    assert answer.status_code == 200 and len(answer.get_json()["suggestions"]) <= 13


def test_phrase_goes_on(client: FlaskClient) -> None:
    """Where the whole begins nothing, its last words are continued behind its first ones: "sở nội vụ tham mưu …"."""
    found = client.get("/api/v1/suggest.json", query_string={"q": "so noi vu tham muu u"}).get_json()["suggestions"]
    assert any(s["kind"] == "phrase" and s["label"].startswith("so noi vu tham mưu") for s in found)
    assert [s["label"] for s in found if s["kind"] == "agency"] == ["Sở Nội vụ"]


@pytest.mark.parametrize(
    ("typed", "phrase", "agency", "clause"),
    [
        ("so tu phap tham dinh", "Sở Tư pháp – thẩm định", "Sở Tư pháp", "Gạch đầu dòng thứ 3, điểm a khoản 2 Mục III"),
        ("Sở Nội vụ sơ kết", "Sở Nội vụ – sơ kết", "Sở Nội vụ", ""), ("stc ngan sach", "Sở Tài chính – ngân sách", "Sở Tài chính", ""),
    ],
)  # fmt: skip
def test_a_whole_question(client: FlaskClient, typed: str, phrase: str, agency: str, clause: str) -> None:
    """The agency with what is asked of it, its page, and the first clauses; each leads to a page."""
    found = client.get("/api/v1/suggest.json", query_string={"q": typed}).get_json()["suggestions"]
    assert [s["label"] for s in found if s["kind"] in ("phrase", "agency")][:2] == [phrase, agency]
    clauses = [s["label"] for s in found if s["kind"] == "clause"]
    assert 0 < len(clauses) <= 3 and clauses[0].startswith(clause)
    assert [s["url"] for s in found if client.get(s["url"]).status_code != 200] == []


# -- two texts beside one another ---------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab cđ<&.\n", max_size=60), st.text(alphabet="ab cđ<&.\n", max_size=60))
def test_marks_come_off(before: str, after: str) -> None:
    """Our marks taken off, both texts are what was given; equal texts have none."""
    sides = changed_words(before, after)
    assert [html.unescape(re.sub("<[^>]*>", "", s)) for s in sides] == [before, after]
    assert before != after or not any("<del>" in s or "<ins>" in s for s in sides)


def test_changed_words() -> None:
    """The words that differ, no more."""
    assert [str(s) for s in changed_words("báo cáo hằng quý", "báo cáo hằng năm")] == [
        "báo cáo hằng <del>quý</del>",
        "báo cáo hằng <ins>năm</ins>",
    ]


def test_one_word_of_a_long_text() -> None:
    """A table of 3,000 lines in one clause, of which one word changed: that word is marked, and nothing else."""
    lines = [f"{n} | Xã thứ {n} | {n % 7}0; tỷ lệ vốn" for n in range(3_000)]
    before, after = "\n".join(lines), "\n".join(lines).replace("Xã thứ 1717 ", "Phường thứ 1717 ")
    sides = changed_words(before, after)
    assert [re.findall("<(?:del|ins)>(.*?)<", side) for side in sides] == [["Xã"], ["Phường"]]


def test_what_moved_is_no_change(read_text: Callable[..., Reading]) -> None:
    """A new indent in front moves the numbers of all that follow; only the new one, the reworded and the gone are told."""
    old = "I. VIỆC\n\n- Rà soát quy định về đất đai.\n\n- Báo cáo kết quả hằng quý về Sở Nội vụ.\n\n- Tổ chức hội nghị."
    new = "I. VIỆC\n\n- Kiểm tra việc thi hành.\n\n- Rà soát quy định về đất đai.\n\n- Báo cáo kết quả hằng năm về Sở Nội vụ."
    told = [(c.before and c.before.text, c.after and c.after.text) for c in compared(*(list(read_text(t).clauses) for t in (old, new)))]
    assert told == [
        (None, "Kiểm tra việc thi hành."),
        ("Báo cáo kết quả hằng quý về Sở Nội vụ.", "Báo cáo kết quả hằng năm về Sở Nội vụ."),
        ("Tổ chức hội nghị.", None),
    ]


def test_compared_with_itself(plan: Reading) -> None:
    """A text differs from itself in nothing."""
    assert compared(list(plan.clauses), list(plan.clauses)) == []


def test_beside_what_it_cites(client: FlaskClient) -> None:
    """The clause stands left; each cited document right, said to be not held where it is not. A clause that cites nothing has no such page."""
    page = BeautifulSoup(client.get(PLAN + "sec_II__para_1/doi-chieu/").data, "html.parser")
    assert page.select_one(".ben-trai .luat") and "Đẩy mạnh công tác thông tin" in page.select_one(".ben-trai .luat").get_text()  # type: ignore[union-attr]
    told = [block.get_text(" ", strip=True) for block in page.select(".ben-phai .quy-dinh")]
    assert len(told) == 2 and all("chưa có toàn văn" in t for t in told) and "04/NQ-CP" in told[0]
    assert client.get(PLAN + "sec_III__para_2__point_a__indent_3/doi-chieu/").status_code == 404


# -- the lines as received, long texts -----------------------------------------------------------------------------


def test_lines_beside_the_clause(client: FlaskClient, clauses: dict[str, Clause]) -> None:
    """A clause's page holds its source lines, character for character."""
    page = BeautifulSoup(client.get(PLAN + "sec_III__para_1__indent_8/").data, "html.parser")
    clause = clauses["sec_III__para_1__indent_8"]
    lines = page.select(".dong-goc li")
    assert int(str(lines[0]["value"])) == clause.lines[0]
    assert "gửi về Sở Nội để tổng hợp" in "\n".join(line.get_text() for line in lines)


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory, corpus_folder: Path) -> Flask:
    """The site over a corpus with one very long text."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "corpus" / "documents").mkdir(parents=True)
    for path in corpora.files_of(corpus_folder):
        target = f"documents/{path.name}" if path.suffix == ".md" else path.name
        (folder / "corpus" / target).write_bytes(path.read_bytes())
    text = "".join(
        f"Chương {n}\nVIỆC THỨ {n}\n\n" * (a == 1) + f"Điều {n * 40 + a}. Tên điều\n\n1. {'Nội dung của khoản này dài. ' * 9}\n\n2. Khoản hai.\n\n"
        for n in range(1, 16) for a in range(1, 41)
    )  # fmt: skip
    front = '+++\nid = "luat-thu-2024"\ntype = "Luật"\nname = "Luật Thử nghiệm"\nshort = "Luật Thử nghiệm"\njurisdiction = "vn"\n+++\n'
    (folder / "corpus" / "documents" / "luat-thu-2024.md").write_text(front + text, "utf-8")
    build(folder / "corpus", folder / "store")
    app = create_app(folder / "store")
    app.testing = True
    return app


def test_every_clause_is_on_one_page(long_site: Flask) -> None:
    """The pages of a long text hold every clause once, in order, and each knows its page; all of it stands on the page for printing."""
    client = long_site.test_client()
    first = client.get("/van-ban/luat-thu-2024/")
    assert len(first.data) > 1000
    here = long_site.config["SHELF"].current()
    firsts = parts.starts(here, "luat-thu-2024")
    assert len(firsts) > 1 and list(firsts) == sorted(set(firsts)) and firsts[0] == 1
    urls = ["/van-ban/luat-thu-2024/", *(f"/van-ban/luat-thu-2024/phan/{n}/" for n in range(2, len(firsts) + 1))]
    pages = [[str(d["id"]) for d in BeautifulSoup(client.get(url).data, "html.parser").select(".dk")] for url in urls]
    clauses = here.generation.clauses("luat-thu-2024")
    assert [anchor for page in pages for anchor in page] == [c.eid for c in clauses]
    assert all(c.eid in pages[parts.part_of(here, c) - 1] for c in clauses)
    for wrong in (
        "phan/1/",
        f"phan/{len(firsts) + 1}/",
        "phan/0/",
        "toan-van/1/",
        "toan-van/9/",
        "toan-van/mot-trang/",
        "ban-truoc/khong/",
    ):
        assert client.get(f"/van-ban/luat-thu-2024/{wrong}").status_code == 404, wrong
    assert client.get(PLAN + "toan-van/").status_code == 404


def test_words_for_paper_are_whole(long_site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages for printing hold every clause's words once, in order, and nothing beside them; each is below 100 kB with style and scripts."""
    client = long_site.test_client()
    here = long_site.config["SHELF"].current()
    assert printing.volumes(here, "luat-thu-2024") == (1,)
    monkeypatch.setattr(printing, "PAGE", 20_000)
    printing.volumes.cache_clear()
    count = len(printing.volumes(here, "luat-thu-2024"))
    assert count > 1
    told = ""
    for number in range(1, count + 1):
        answer = client.get("/van-ban/luat-thu-2024/toan-van/" + (f"{number}/" if number > 1 else "")).data
        page = BeautifulSoup(answer, "html.parser")
        files = {str(x.get("href") or x.get("src")) for x in page.select('link[rel="stylesheet"], script[src]')}
        assert sum(len(gzip.compress(data)) for data in (answer, *(client.get(f).data for f in files))) < 100_000
        words = page.select_one(".toan-van")
        assert words and not words.select("a, .tiep a")
        told += "".join(node.get_text() for node in words.find_all(True, recursive=False) if "tiep" not in node.get("class", []))
    one = BeautifulSoup(client.get("/van-ban/luat-thu-2024/toan-van/mot-trang/").data, "html.parser").select_one(".toan-van")
    assert one and "".join(node.get_text() for node in one.find_all(True, recursive=False)) == told  # printed in one go
    at = 0
    for clause in here.generation.clauses("luat-thu-2024"):
        for words in (here.heading(clause), clause.text):
            assert told.find(words, at) - at < 20, clause.id  # a number stands between
            at = told.index(words, at) + len(words)
    assert len(told) - at < 5
    printing.volumes.cache_clear()


def test_compressed_on_demand(client: FlaskClient) -> None:
    """Who takes gzip gets it, with a mark that still answers "unchanged"; who does not gets the page as it is."""
    plain = client.get(PLAN)
    packed = client.get(PLAN, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data and packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get(PLAN, headers={"Accept-Encoding": "gzip;q=0"}).headers
    again = client.get(PLAN, headers={"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "gzip"})
    assert again.status_code == 304 and not again.data
    assert "Accept-Encoding" in plain.headers["Vary"]
