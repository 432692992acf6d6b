"""Every document in every form: nothing lost, nothing added, a link to each, the same in the export."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from phancap.indexer.store import Generation
from phancap.site.app import create_app
from phancap.site.linked_data import FILES
from phancap.site.markdown_file import escaped

PLAN = "ke-hoach-57-nq-hdnd-quang-nam-2022"


@pytest.fixture(scope="module")
def client(store: Path) -> FlaskClient:
    """The served site."""
    return create_app(store).test_client()


def shown(markdown: str) -> str:
    """What a reader of Markdown sees, white space evened out."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


@given(st.text(alphabet=st.sampled_from(list("ab 1.)-+*_`[]()<>#&|~\\!=:đ\"'")), min_size=1, max_size=40))
def test_any_words_stay_words(words: str) -> None:
    """Whatever a line holds, Markdown shows it and makes nothing of it."""
    line = " ".join(words.split())
    if line:
        html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escaped(line))
        soup = BeautifulSoup(html, "html.parser")
        assert [tag.name for tag in soup.find_all(True)] == ["p"], html
        assert soup.get_text().strip() == line


def test_markdown_holds_every_clause(client: FlaskClient, generation: Generation) -> None:
    """In order, the law's own words; the head says what is unknown, and what this copy is worth."""
    answer = client.get(f"/van-ban/{PLAN}/van-ban.md.txt")
    assert answer.mimetype == "text/plain" and answer.headers["Content-Disposition"].endswith(f'{PLAN}.md"')
    text = shown(answer.text)
    at = 0
    for clause in generation.clauses(PLAN):
        for words in (clause.heading, *clause.text.split("\n")):
            found = text.find(" ".join(words.split()), at)
            assert found >= at, (clause.eid, words)
            at = found
    assert "Số: chưa rõ" in text and "không thay thế văn bản gốc" in text
    assert "## III\\. " in answer.text or "## III. " in answer.text


def test_a_sheet_of_clauses(client: FlaskClient, generation: Generation) -> None:
    answer = client.get(f"/van-ban/{PLAN}/dieu-khoan.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    clauses = generation.clauses(PLAN)
    assert answer.mimetype == "text/csv" and [r["Mã điều khoản"] for r in rows] == [c.id for c in clauses]
    for row, clause in zip(rows, clauses, strict=True):
        assert row["Nội dung"].lstrip("'") == clause.text.replace("\r", "") and row["Số nhiệm vụ"] == str(len(clause.duties))
    third = next(r for r in rows if r["Mã điều khoản"].endswith("point_a__indent_3"))
    assert (third["Loại"], third["Dòng"]) == ("Gạch đầu dòng", "71") and "Sở Nội vụ" in third["Cơ quan được nêu"]


def test_a_sheet_of_duties(client: FlaskClient, generation: Generation) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/van-ban/{PLAN}/nhiem-vu.csv").data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(generation.duties(PLAN)) > 30


def test_each_form_is_linked_and_there(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get(f"/van-ban/{PLAN}/").data, "html.parser")
    alternates = {str(a["href"]) for a in soup.select('link[rel="alternate"]') if a["type"] != "application/atom+xml"}
    links = {str(a["href"]) for a in soup.select("main a")}
    assert len(alternates) == len(FILES)
    for url in alternates:
        assert client.get(url).status_code == 200 and len(client.get(url).data) > 1000, url
    assert alternates - links <= {f"/van-ban/{PLAN}/nguyen-van.txt"}, "which its page offers"


@pytest.mark.parametrize("name", ["van-ban.md.txt", "dieu-khoan.csv", "nhiem-vu.csv"])
def test_what_is_not_held_has_no_form(client: FlaskClient, name: str) -> None:
    assert client.get(f"/van-ban/04-nq-cp-2022/{name}").status_code == 404
    assert client.get(f"/van-ban/khong-co/{name}").status_code == 404
    assert client.get(f"/van-ban/{PLAN}!x/{name}").status_code == 404
