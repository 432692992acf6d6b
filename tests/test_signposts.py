"""What programs read: site map, robots, the search box's description, canonical addresses, conditional requests."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree
from phancap.indexer.store import Generation
from phancap.site.app import create_app
from phancap.site.export import export_site
from phancap.site.views import signposts

PLAN = "/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/"
CLAUSE = PLAN + "sec_III__para_2__point_a__indent_3/"
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
BASE = "https://example.gov.vn/phan-cap"


@pytest.fixture(scope="module")
def client(store: Path) -> FlaskClient:
    """The served site."""
    return create_app(store).test_client()


def addresses(content: bytes) -> list[str]:
    """What a site map lists."""
    return [str(e.text) for e in etree.fromstring(content).iterfind(".//m:loc", MAP)]


def head_link(client: FlaskClient, url: str, rel: str) -> str | None:
    """A link of a page's head."""
    found = BeautifulSoup(client.get(url).data, "html.parser").select_one(f'head link[rel="{rel}"]')
    return str(found["href"]) if found else None


def test_the_site_map_lists_every_page_once(client: FlaskClient, generation: Generation) -> None:
    listed = addresses(client.get("/sitemap.xml").data)
    assert len(listed) == len(set(listed)) > 100
    clauses = sum(1 for _ in generation.all_clauses())
    assert len(listed) == len(signposts._LISTS) + len(generation.documents) + clauses + len(generation.agency_ids)
    assert "http://localhost" + CLAUSE in listed
    for url in listed[::9]:
        assert client.get(urlsplit(url).path).mimetype == "text/html", url
        assert head_link(client, urlsplit(url).path, "canonical") == url


def test_a_large_site_map_is_parted(store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No file holds more than the protocol allows; the parts hold all pages in order; the export has the same files."""
    whole = addresses(create_app(store, base_url=BASE).test_client().get("/sitemap.xml").data)
    monkeypatch.setattr(signposts, "MOST", 50)
    client = create_app(store, base_url=BASE).test_client()
    parts = addresses(client.get("/sitemap.xml").data)
    assert parts == [f"{BASE}/sitemap-{n}.xml" for n in range(1, -(-len(whole) // 50) + 1)]
    answers = [client.get(part.removeprefix(BASE)) for part in parts]
    assert [url for answer in answers for url in addresses(answer.data)] == whole
    assert client.get("/sitemap-0.xml").status_code == client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    export_site(store, tmp_path / "ra", BASE)
    assert len(list((tmp_path / "ra").glob("sitemap-*.xml"))) == len(parts)


def test_robots_may_read_all_but_answers(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    reader = RobotFileParser()
    reader.parse(answer.text.splitlines())
    assert answer.mimetype == "text/plain" and reader.site_maps() == ["http://localhost/sitemap.xml"]
    allowed = [
        reader.can_fetch("bot", "http://localhost" + path)
        for path in ("/", CLAUSE, "/tim-kiem/", "/tim-kiem/?q=x", "/api/v1/search.json?q=x")
    ]
    assert allowed == [True, True, True, False, False]


def test_browsers_can_take_the_search_box(client: FlaskClient) -> None:
    assert head_link(client, CLAUSE, "search") == "/opensearch.xml"
    answer = client.get("/opensearch.xml")
    root = etree.fromstring(answer.data)
    name = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert answer.mimetype == "application/opensearchdescription+xml"
    assert len(root.findtext("o:ShortName", namespaces=name) or "") <= 16 and root.findtext("o:InputEncoding", namespaces=name) == "UTF-8"
    template = root.find("o:Url[@type='text/html']", name).get("template")  # type: ignore[union-attr]
    asked = client.get(str(template).replace("{searchTerms}", "so+tu+phap+tham+dinh"))
    assert "điểm a khoản 2 Mục III" in asked.text


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("/", "/"), (CLAUSE, CLAUSE), (PLAN + "?x=1", PLAN), ("/nhiem-vu/?van-ban=ke-hoach-57-nq-hdnd-quang-nam-2022", "/nhiem-vu/?van-ban=ke-hoach-57-nq-hdnd-quang-nam-2022"),
        ("/tim-kiem/", "/tim-kiem/"), ("/tim-kiem/?q=so", None), ("/khong-co/", None), ("/van-ban/khong-co/", None),
    ],
)  # fmt: skip
def test_one_address_a_page(store: Path, client: FlaskClient, url: str, wanted: str | None) -> None:
    """The page's own address, at the public place when that is known; an answer to a search and a missing page have none."""
    assert head_link(client, url, "canonical") == (wanted and "http://localhost" + wanted)
    placed = create_app(store, base_url=BASE + "/").test_client()
    assert head_link(placed, url, "canonical") == (wanted and BASE + wanted)
    unplaced = create_app(store, exporting=True).test_client()
    assert head_link(unplaced, url, "canonical") is None and head_link(unplaced, url, "search") is None


def test_answers_to_searches_are_not_indexed(client: FlaskClient) -> None:
    def told(url: str) -> bool:
        return BeautifulSoup(client.get(url).data, "html.parser").select_one('meta[name="robots"][content="noindex"]') is not None

    assert [told(url) for url in ("/tim-kiem/?q=so", "/khong-co/", "/tim-kiem/", CLAUSE)] == [True, True, False, False]


def test_conditional_requests(client: FlaskClient) -> None:
    """The mark is that of one address in one generation; compressed by a proxy it is weak and still holds."""
    for url in (CLAUSE, "/sitemap.xml", "/api/v1/duties.json", "/tim-kiem/?q=so+tu+phap"):
        first = client.get(url)
        etag = first.headers["ETag"]
        for sent in (etag, f"W/{etag}", f'"khac", {etag}'):
            again = client.get(url, headers={"If-None-Match": sent})
            assert again.status_code == 304 and again.headers["ETag"] == etag and again.headers["Cache-Control"] == "no-cache", sent
        assert client.head(url).headers["ETag"] == etag
        assert client.get(url, headers={"If-None-Match": '"khac"'}).status_code == 200
    assert client.get("/tim-kiem/?q=a").headers["ETag"] != client.get("/tim-kiem/?q=b").headers["ETag"]
    held = client.get(PLAN).headers["ETag"]
    assert client.get("/van-ban/khong-co/", headers={"If-None-Match": held}).status_code == 404


def test_what_counts_from_today_changes_with_the_day(store: Path) -> None:
    import datetime

    app = create_app(store)
    client = app.test_client()
    marks = []
    for day in (1, 2):
        app.config["TODAY"] = lambda day=day: datetime.date(2024, 4, day)
        marks.append([client.get(url).headers["ETag"] for url in ("/thoi-han/", "/api/v1/duties.json")])
    assert marks[0][0] != marks[1][0] and marks[0][1] == marks[1][1]


def test_the_export_has_signposts_when_it_knows_its_place(store: Path, tmp_path: Path) -> None:
    """Under a path there is no robots.txt, which counts only at the root of a domain."""
    for base, names in (
        (None, set()),
        (BASE, {"sitemap.xml", "opensearch.xml"}),
        ("https://example.gov.vn", {"sitemap.xml", "opensearch.xml", "robots.txt"}),
    ):
        folder = tmp_path / str(len(base or ""))
        export_site(store, folder, base)
        assert {p.name for p in folder.iterdir() if p.suffix in (".xml", ".txt")} == names
    listed = addresses((tmp_path / str(len(BASE)) / "sitemap.xml").read_bytes())
    assert BASE + CLAUSE in listed and all(
        (tmp_path / str(len(BASE)) / u.removeprefix(BASE + "/") / "index.html").is_file() for u in listed
    )
    page = (tmp_path / str(len(BASE)) / CLAUSE[1:] / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{BASE}{CLAUSE}">' in page
