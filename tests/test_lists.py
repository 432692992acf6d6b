"""The lists of documents and agencies, page by page and by what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from phancap.indexer.model import Document
from phancap.indexer.registers import Jurisdiction
from phancap.site.app import all_urls, create_app
from phancap.site.views import agencies, documents, lists, tasks
from phancap.site.views.short_names import told_apart


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of which a page holds three rows."""
    for module in (lists, documents, agencies, tasks):
        monkeypatch.setattr(module, "PAGE", 3)
    monkeypatch.setattr(lists, "ALL_TOGETHER", 4)
    monkeypatch.setattr(lists, "_LEAST", 2)
    monkeypatch.setattr(documents, "FIRST_KNOWN", -8)
    monkeypatch.setattr(documents, "MOST_AT_A_GLANCE", 1)


@pytest.fixture
def client(store: Path, short_pages: None) -> FlaskClient:
    """The site with such lists."""
    return create_app(store).test_client()


def names(client: FlaskClient, address: str) -> list[str]:
    """What a list's table leads to, page by page from this address on."""
    found: list[str] = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = BeautifulSoup(answer.data, "html.parser")
        found += [str(a["href"]) for a in page.select("tbody th a")]
        further = page.select_one("a[rel=next]")
        address = str(further["href"]) if further else ""
    return found


def test_every_document_and_agency_is_on_a_page_of_its_territory(client: FlaskClient, store: Path) -> None:
    here = create_app(store).config["SHELF"].current()
    front = BeautifulSoup(client.get("/co-quan/").data, "html.parser")
    links = [str(a["href"]) for a in front.select(".tat-ca a")]
    assert links and all(link.startswith("/co-quan/dia-ban/") for link in links)
    listed = {n for link in links for n in names(client, link)} | {str(a["href"]) for a in front.select("main a")}
    assert {f"/co-quan/{a}/" for a in here.generation.agency_ids} <= listed
    place = next(p for p in lists.agencies_by_place(here) if p.total > 6)
    rows = names(client, f"/co-quan/dia-ban/{place.key}/1/")
    assert rows == [f"/co-quan/{a}/" for a in place.rows] and len(rows) == place.total
    known = names(client, "/van-ban/chua-co/1/")
    assert known == [f"/van-ban/{d.id}/" for d in lists.documents_not_held(here)] and len(known) > 3
    for found in lists.documents_by_place(here):
        assert names(client, f"/van-ban/dia-ban/{found.key}/1/") == [f"/van-ban/{d.id}/" for d in found.rows]


def test_the_export_holds_every_page_of_a_list(store: Path, short_pages: None) -> None:
    app = create_app(store, exporting=True)
    pages = {endpoint for endpoint, _ in all_urls(app)}
    assert {"documents.not_held", "agencies.of_place"} <= pages
    client = app.test_client()
    front = client.get("/van-ban/").data.decode()
    assert "data-loc=" in front and "static/loc.js" in front and "?" not in front.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("57 nq hdnd", "57-nq-hdnd-quang-nam-2022"), ("57/NQ-HĐND", "57-nq-hdnd-quang-nam-2022"), ("ke hoach 57", "ke-hoach-57-nq-hdnd-quang-nam-2022"), ("nghị quyết 04", "04-nq-cp-2022")],
)  # fmt: skip
def test_a_list_is_narrowed_by_typing(client: FlaskClient, typed: str, first: str) -> None:
    page = BeautifulSoup(client.get("/van-ban/", query_string={"loc": typed}).data, "html.parser")
    assert f"/van-ban/{first}/" in [str(a["href"]) for a in page.select("tbody th a")]
    box = page.select_one("input[name=loc]")
    assert box and box["value"] == typed


def test_nothing_found_leads_on(client: FlaskClient) -> None:
    page = client.get("/van-ban/?loc=%3Cb%3Ezz qq").data.decode()
    assert "Không có văn bản nào có đủ những chữ này" in page and "<b>zz" not in page and "/tim-kiem/?q=" in page
    assert "khớp với" in client.get("/nhiem-vu/?loc=zzqq").data.decode()


@pytest.mark.parametrize(
    "address", ["/van-ban/dia-ban/khong-co/1/", "/van-ban/dia-ban/vn/99/", "/van-ban/chua-co/0/", "/co-quan/dia-ban/x/1/", "/co-quan/dia-ban/quang-nam/99/",
                "/nhiem-vu/trang/1/", "/nhiem-vu/trang/9/", "/co-quan/quang-nam/so-tu-phap/neu-ten/99/"],
)  # fmt: skip
def test_a_page_that_a_list_does_not_have(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_where_several_provinces_are_held_a_short_name_tells_its_own() -> None:
    places = {p.id: p for p in (Jurisdiction("vn", "trung ương"), Jurisdiction("hue", "Huế"), Jurisdiction("ha-noi", "Hà Nội"))}
    made = [("1", "QĐ 9/QĐ-UBND", "hue"), ("2", "QĐ 9/QĐ-UBND", "ha-noi"), ("3", "NĐ 9/NĐ-CP", "vn"), ("4", "Quy chế của Huế", "hue")]
    known = {d: Document(d, f"documents/{d}.md", 1, "Quyết định", "", name, name, jurisdiction=place) for d, name, place in made}
    shorts = [d.short for d in told_apart(known, known, places).values()]
    assert shorts == ["QĐ 9/QĐ-UBND (Huế)", "QĐ 9/QĐ-UBND (Hà Nội)", "NĐ 9/NĐ-CP", "Quy chế của Huế"]
    assert [d.short for d in told_apart({"1": known["1"], "3": known["3"]}, ["1", "3"], places).values()] == ["QĐ 9/QĐ-UBND", "NĐ 9/NĐ-CP"]
    only_cited = told_apart(known, ["1", "3"], places)  # of the other province only the name is known
    assert only_cited["3"].short == "NĐ 9/NĐ-CP" and only_cited["1"].short != only_cited["2"].short
