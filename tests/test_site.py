"""The pages: every address answers with its facts, nothing is inline, every link leads somewhere."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask, Response, request, url_for
from flask.testing import FlaskClient
from phancap.indexer.build import build
from phancap.indexer.store import Generation
from phancap.site import wording
from phancap.site.app import all_urls, create_app
from phancap.site.views.search import searcher_of
from phancap.site.warming import warm, warm_new

PLAN = "/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/"
CLAUSE = PLAN + "sec_III__para_2__point_a__indent_3/"
HOSTILE = [
    "57/NQ-HĐND", '"phân cấp', "*", "NOT", "AND OR", "🙂", "a" * 10_000, "\x00\x01\x02", "\ud7ff\u202e", "' OR 1=1 --", "<script>alert(1)</script>",
    "sở\u0323 nội vụ", "[", "(", "~", "^3", "field:value", "-", "--", '""', "   ", "đ", "%", "\\", "../../etc/passwd", "tháng tháng tháng " * 40,
]  # fmt: skip


@pytest.fixture(scope="module")
def app(store: Path) -> Flask:
    """The site over the shared store; errors are raised, not dressed as pages."""
    app = create_app(store)
    app.testing = True
    return app


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    """Asks the site."""
    return app.test_client()


@pytest.fixture(scope="module")
def urls(app: Flask) -> list[str]:
    """Every address that ``all_urls`` gives."""
    with app.test_request_context():
        return [url_for(endpoint, **values) for endpoint, values in all_urls(app)]


@pytest.fixture(scope="module")
def soups(client: FlaskClient, urls: list[str]) -> dict[str, BeautifulSoup]:
    """Every page, parsed once."""
    answers = {url: client.get(url) for url in [*urls, "/tim-kiem/?q=so+tu+phap+chu+tri", "/tim-kiem/?q=zzqqzz"]}
    assert {url: a.status_code for url, a in answers.items() if a.status_code != 200} == {}
    return {url: BeautifulSoup(a.data, "html.parser") for url, a in answers.items() if a.mimetype == "text/html"}


def words(client: FlaskClient, url: str) -> str:
    """The words of a page, white space evened out."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return " ".join(BeautifulSoup(answer.data, "html.parser").get_text(" ").split())


@pytest.mark.parametrize(
    ("url", "facts"),
    [
        ("/", ["Văn bản có toàn văn", "50 điều khoản", "Sở Tư pháp", "chưa có nhiệm vụ nào được rà soát"]),
        ("/van-ban/", ["57/NQ-HĐND", "10/01/2022", "chưa rõ", "Chưa có toàn văn"]),
        (
            PLAN,
            [
                "Lê Trí Thanh, Chủ tịch",
                "chưa rõ",
                "Mục lục",
                "Mục đích, yêu cầu",
                "không nêu cơ quan thực hiện",
                "đọc là Sở Nội vụ",
                "Lưu VT, NCKS.",
            ],
        ),
        (
            CLAUSE,
            [
                "Chủ trì, phối hợp với",
                "Sở Tư pháp",
                "các cơ quan liên quan",
                "máy đọc",
                "Căn cứ để đọc như vậy",
                "dòng 71",
                "gạch đầu dòng thứ 3, điểm a khoản 2 Mục III Kế hoạch triển khai thực hiện Nghị quyết số 57/NQ-HĐND ngày 09/12/2022 của HĐND tỉnh Quảng Nam",
            ],
        ),
        (PLAN + "sec_III__para_2/", ["Trách nhiệm của một số Sở, Ban, ngành", "Gồm", "điểm a khoản 2 Mục III"]),
        (PLAN + "sec_II__para_1/", ["văn bản không nêu cơ quan thực hiện"]),
        (PLAN + "sec_III__para_1__indent_1/", ["chậm nhất sau 20 ngày kể từ ngày ban hành Kế hoạch này", "chưa rõ ngày ban hành"]),
        (PLAN + "nguyen-van/", ["như nhận được", "## **KẾ HOẠCH**"]),
        ("/van-ban/04-nq-cp-2022/", ["Chưa có toàn văn", "10/01/2022", "Được dẫn chiếu tại", "phancap add TỆP --id 04-nq-cp-2022"]),
        ("/co-quan/", ["Tỉnh Quảng Nam", "Trung ương", "Sở Tư pháp"]),
        (
            "/co-quan/quang-nam/so-tu-phap/",
            ["3 nhiệm vụ của chính Sở Tư pháp", "Cơ quan tiếp nhận hiện nay", "Đà Nẵng", "“các Sở, Ban, ngành”"],
        ),
        ("/co-quan/quang-nam/so-thong-tin-va-truyen-thong/", ["Nhiệm vụ đã chuyển đến Sở Khoa học và Công nghệ", "năm 2025, chưa rõ ngày"]),
        ("/co-quan/quang-nam/uy-ban-nhan-dan-cap-huyen/", ["Không còn cơ quan này", "từ ngày 01/07/2025"]),
        ("/co-quan/quang-nam/cac-so-ban-nganh/", ["Thành viên của nhóm", "Ban Dân tộc", "nhiều khả năng"]),
        ("/nhiem-vu/", ["Chủ trì", "Sở Nội vụ", "văn bản không nêu cơ quan thực hiện"]),
        ("/thoi-han/", ["Quý I năm 2024", "đã qua", "Hằng quý", "chưa rõ ngày ban hành"]),
        ("/tham-chieu/", ["Giữa các văn bản", "NQ 57/NQ-HĐND", "Chữ viết nhầm hoặc viết thiếu", "được đọc là Sở Nội vụ"]),
        ("/tim-kiem/?q=so+tu+phap+chu+tri", ["Cơ quan: Sở Tư pháp", "gạch đầu dòng thứ 3, điểm a khoản 2 Mục III"]),
        ("/tim-kiem/", ["Xin nhập từ cần tìm", "so tu phap chu tri"]),
        ("/tim-kiem/?q=zzqqzz", ["Không có điều khoản phù hợp", "danh sách văn bản"]),
        ("/huong-dan/", ["Bàn phím", "Đã rà soát"]),
        ("/api/v1/", ["documents.json"]),
    ],
)
def test_facts(client: FlaskClient, url: str, facts: list[str]) -> None:
    """The essential facts stand on the page."""
    text = words(client, url).lower()
    assert [fact for fact in facts if fact.lower() not in text] == []


def test_every_page_is_well_made(soups: dict[str, BeautifulSoup]) -> None:
    """Vietnamese, one h1, headings in order, unique ids, the notice, a skip link, nothing inline, nothing from elsewhere."""
    for url, soup in soups.items():
        if url.endswith("/nhung.html"):  # a piece for another portal's page: its headings go on from that page's
            assert wording.NOTICE in soup.get_text() and not soup.find_all(["script", "style", "h1", "h2"]), url
            continue
        assert soup.html and soup.html["lang"] == "vi", url
        levels = [int(h.name[1]) for h in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
        assert levels[0] == 1 and levels.count(1) == 1, url
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), (url, levels)
        ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), url
        assert wording.NOTICE in soup.get_text(), url
        framed = soup.find("nav") is None  # a page for another portal's frame has nothing to skip
        assert framed or soup.select_one("a.bo-qua[href='#noi-dung']"), url
        assert not soup.find_all(style=True) and not soup.find_all("style"), url
        scripts = [s for s in soup.find_all("script") if s.get("type") != "application/ld+json"]  # data, which nothing runs
        assert all(s.get("src") and not s.string for s in scripts), url
        assert not [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)], url
        for tag in soup.find_all(["link", "script", "img", "a", "form"]):
            target = str(tag.get("href") or tag.get("src") or tag.get("action") or "")
            named = tag.name == "a" or "canonical" in (tag.get("rel") or [])  # neither is loaded
            assert not urlsplit(target).netloc or named, (url, target)
        assert "None" not in soup.get_text() and "{{" not in soup.get_text().replace("q={{", ""), url


def test_links_lead_somewhere(client: FlaskClient, soups: dict[str, BeautifulSoup]) -> None:
    """Every internal link and anchor of every page."""
    known: dict[str, set[str] | None] = {url: {str(t["id"]) for t in soup.find_all(id=True)} for url, soup in soups.items()}
    broken = []
    for url, soup in soups.items():
        for tag in soup.find_all(["a", "link", "script", "form"]):
            target = str(tag.get("href") or tag.get("src") or tag.get("action") or "")
            parts = urlsplit(urljoin(url, target))
            if not target or parts.netloc not in ("", "localhost"):
                continue
            page = parts.path + (f"?{parts.query}" if parts.query else "")
            if page not in known:
                answer = client.get(page)
                html = answer.status_code == 200 and answer.mimetype == "text/html"
                found = BeautifulSoup(answer.data, "html.parser") if html else None
                known[page] = {str(t["id"]) for t in found.find_all(id=True)} if found else (set() if answer.status_code == 200 else None)
            anchors = known[page]
            if anchors is None or (parts.fragment and unquote(parts.fragment) not in anchors):
                broken.append((url, target))
    assert broken == []


def test_anchors_are_eids(soups: dict[str, BeautifulSoup], generation: Generation) -> None:
    """Each clause stands on its document's page under its eId."""
    for clause in generation.clauses("ke-hoach-57-nq-hdnd-quang-nam-2022"):
        assert soups[PLAN].find(id=clause.eid), clause.eid


def test_law_is_untouched(soups: dict[str, BeautifulSoup], generation: Generation) -> None:
    """The words of a clause on its page are the words of the record."""
    for clause in generation.clauses("ke-hoach-57-nq-hdnd-quang-nam-2022"):
        page = soups[f"{PLAN}{clause.eid}/"]
        law = page.select_one(".dieu-khoan .luat")
        if clause.text and clause.kind not in ("recipients", "signature"):
            assert law is not None and law.get_text().endswith(clause.text), clause.eid


def test_text_as_received(client: FlaskClient, generation: Generation) -> None:
    """The download is the text, byte for byte."""
    answer = client.get(PLAN + "nguyen-van.txt")
    assert answer.data.decode() == generation.text("ke-hoach-57-nq-hdnd-quang-nam-2022")


def test_headers(client: FlaskClient) -> None:
    """Nothing inline is allowed, on error pages either."""
    for url in ("/", CLAUSE, "/khong-co/", "/static/base.css"):
        headers = client.get(url).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"]


def test_unchanged(client: FlaskClient) -> None:
    """A page that is held already is not sent again; a missing page never says "unchanged"."""
    for url in ("/", CLAUSE, "/tim-kiem/?q=x", "/nhiem-vu/nhiem-vu.csv"):
        etag = client.get(url).headers["ETag"]
        again = client.get(url, headers={"If-None-Match": etag})
        assert again.status_code == 304 and not again.data and again.headers["ETag"] == etag
    assert client.get("/khong-co/", headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "/khong-co/", "/van-ban/khong-co/", PLAN + "khong-co/", "/van-ban/khong-co/nguyen-van/", "/van-ban/04-nq-cp-2022/nguyen-van/",
        "/van-ban/04-nq-cp-2022/nguyen-van.txt", "/co-quan/quang-nam/khong-co/", "/co-quan/xx/so-tu-phap/", "/co-quan/quang-nam/khong/nhiem-vu.csv",
        "/nhiem-vu/?van-ban=khong-co", "/van-ban/%00/", "/van-ban/..%2f..%2fetc/", "/van-ban/!/", "/van-ban/a!b/c/",
    ],
)  # fmt: skip
def test_missing(client: FlaskClient, url: str) -> None:
    """A page that is not there is said to be so in Vietnamese, with a search box."""
    answer = client.get(url)
    soup = BeautifulSoup(answer.data, "html.parser")
    assert answer.status_code == 404
    assert soup.h1 and soup.h1.get_text() == "Không có trang này"
    assert soup.select_one("main form[role=search] input[name=q]")


def test_slash_is_added(client: FlaskClient) -> None:
    """An address without its last slash leads on."""
    assert client.get(PLAN.rstrip("/")).status_code == 308


def test_only_reading(client: FlaskClient) -> None:
    """Nothing can be sent to a page."""
    answer = client.post("/tim-kiem/")
    assert answer.status_code == 405 and "Thao tác không được hỗ trợ" in answer.text


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_queries(client: FlaskClient, query: str) -> None:
    """Whatever is typed, a page answers; what was typed is never mark-up."""
    for parameter in ("q", "van-ban", "co-quan", "vai-tro", "loai", "trang"):
        answer = client.get("/tim-kiem/", query_string={"q": "phân cấp", parameter: query[:4000]})
        assert answer.status_code == 200, parameter
        assert b"<script>alert" not in answer.data
    assert client.get("/tim-kiem/", query_string={"q": query}).status_code == 200
    assert client.get("/api/v1/search.json", query_string={"q": query}).status_code == 200


def test_search_filters(client: FlaskClient) -> None:
    """A facet narrows the answer, its chip takes it back, the pages of an answer follow one another."""
    soup = BeautifulSoup(client.get("/tim-kiem/?q=phân+cấp").data, "html.parser")
    before = len(soup.select(".ds-ket-qua > li"))
    narrowed = BeautifulSoup(client.get("/tim-kiem/?q=phân+cấp&vai-tro=lead").data, "html.parser")
    assert 0 < len(narrowed.select(".ds-ket-qua > li")) < before
    chip = next(a for a in narrowed.select(".nhan-hieu a") if "vai trò" in a.get_text())
    assert len(BeautifulSoup(client.get(str(chip["href"])).data, "html.parser").select(".ds-ket-qua > li")) == before


def test_sheets(client: FlaskClient, generation: Generation) -> None:
    """The spreadsheets hold every duty, with Vietnamese letters for Excel."""
    for url, size in (("/nhiem-vu/nhiem-vu.csv", len(generation.duties())), ("/co-quan/quang-nam/so-tu-phap/nhiem-vu.csv", None)):
        answer = client.get(url)
        assert answer.mimetype == "text/csv" and answer.data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
        assert len(rows) == (size if size is not None else len(generation.obligations("quang-nam/so-tu-phap")))
        row = next(r for r in rows if r["Mã điều khoản"].endswith("point_a__indent_3"))
        assert (row["Cơ quan thực hiện"], row["Vai trò"], row["Phối hợp"]) == ("Sở Tư pháp", "Chủ trì", "Sở Nội vụ; các cơ quan liên quan")
        assert row["Trích dẫn"] == "gạch đầu dòng thứ 3, điểm a khoản 2 Mục III"


def test_api(client: FlaskClient, generation: Generation) -> None:
    """The data files hold what the pages show."""
    for name in ("documents", "duties", "agencies", "citations", "findings"):
        value = json.loads(client.get(f"/api/v1/{name}.json").data)
        assert value["total"] == len(value[name]) > 0
    clauses = json.loads(client.get("/api/v1/documents/ke-hoach-57-nq-hdnd-quang-nam-2022.json").data)
    assert clauses["total"] == len(generation.clauses("ke-hoach-57-nq-hdnd-quang-nam-2022"))
    hits = json.loads(client.get("/api/v1/search.json?q=so+tu+phap+chu+tri").data)["hits"]
    assert hits[0]["id"].endswith("sec_III__para_2__point_a__indent_3")


@pytest.fixture
def own_store(store: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the store that a test may change."""
    target = tmp_path / "store"
    shutil.copytree(store, target)
    yield target


def test_nothing_built(tmp_path: Path) -> None:
    """Before the first build every page says so."""
    answer = create_app(tmp_path).test_client().get("/")
    assert answer.status_code == 503 and "Chưa có dữ liệu" in answer.text and "Content-Security-Policy" in answer.headers


def test_new_generation_is_noticed(own_store: Path, tmp_path: Path) -> None:
    """A server picks a new generation up without a restart, and keeps the last one while the pointer is gone."""
    client = create_app(own_store).test_client()
    first = client.get("/").headers["ETag"]
    name = (own_store / "current").read_text("ascii").strip()
    other = "0" * 16 if name != "0" * 16 else "1" * 16
    shutil.copytree(own_store / "generations" / name, own_store / "generations" / other)
    aside = own_store / "next"
    aside.write_text(other + "\n")
    aside.replace(own_store / "current")
    second = client.get("/").headers["ETag"]
    assert first != second and other in second
    (own_store / "current").unlink()
    assert client.get("/").headers["ETag"] == second


def test_broken_page_is_said_calmly(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of ours is a Vietnamese page without its innards."""
    app = create_app(store)
    app.logger.disabled = True

    def fail() -> str:
        raise RuntimeError("bí mật")

    app.view_functions["home.index"] = fail
    answer = app.test_client().get("/")
    assert answer.status_code == 500 and "Trang gặp lỗi" in answer.text and "bí mật" not in answer.text


def test_overdue_follows_the_day(store: Path) -> None:
    """A period is over only when its last day is."""
    app = create_app(store)
    for day, over in ((datetime.date(2024, 3, 31), False), (datetime.date(2024, 4, 1), True)):
        app.config["TODAY"] = lambda day=day: day
        soup = BeautifulSoup(app.test_client().get("/thoi-han/").data, "html.parser")
        marks = [m.get_text() for m in soup.select(".tinh-trang")]
        assert ("đã qua" in marks) is over


def test_export_pages_need_no_server(store: Path, urls: list[str]) -> None:
    """In the export no page leads to an address with a question mark, and no day is written down."""
    client = create_app(store, exporting=True, base_url="https://example.gov.vn/phan-cap/").test_client()
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 200
        if answer.mimetype == "text/html":
            soup = BeautifulSoup(answer.data, "html.parser")
            queries = {str(a["href"]) for a in soup.find_all("a", href=True) if "?" in str(a["href"])}
            assert all("/tim-kiem/" in href for href in queries), url
            assert "In ngày" not in soup.get_text(), url
    page = BeautifulSoup(client.get("/tim-kiem/").data, "html.parser")
    place = page.select_one("#ket-qua[data-offline][data-root]")
    assert place and page.select_one("form#tim[role=search] input[name=q]") and page.select_one("script[src$='search.js']")
    assert "https://example.gov.vn/phan-cap" + CLAUSE in words(client, CLAUSE)


def test_a_server_makes_ready_what_a_first_reader_would_wait_for(store: Path) -> None:
    app = create_app(store)
    asked: list[tuple[str, int]] = []

    def note(response: Response) -> Response:
        asked.append((request.endpoint or "", response.status_code))
        return response

    app.after_request(note)
    warm(app)
    assert {status for _, status in asked} == {200}
    assert {name for name, _ in asked} >= {
        "search.index",
        "api.suggest",
        "documents.one",
        "documents.clause",
        "tasks.matrix",
        "agencies.one",
    }


def test_a_generation_that_is_built_meanwhile_is_made_ready_once(copied_corpus: Path, tmp_path: Path) -> None:
    """Its search is open before anybody asks; what is known is not asked for again."""
    first = build(copied_corpus, tmp_path / "store").digest
    app = create_app(tmp_path / "store")
    asked: list[str] = []
    app.before_request(lambda: asked.append(request.path))
    assert warm_new(app, None) == first and asked
    asked.clear()
    assert warm_new(app, first) == first and not asked
    path = copied_corpus / "vocabulary.toml"
    path.write_text(path.read_text("utf-8") + '"thử nghiệm" = ["thí điểm"]\n', "utf-8")
    second = build(copied_corpus, tmp_path / "store").digest
    assert warm_new(app, first) == second != first and "/tim-kiem/" in asked
    opened = searcher_of.cache_info().misses
    assert app.test_client().get("/tim-kiem/?q=so+tu+phap").status_code == 200
    assert searcher_of.cache_info().misses == opened


def test_nothing_built_is_nothing_to_make_ready(tmp_path: Path) -> None:
    assert warm_new(create_app(tmp_path), None) is None


def test_what_is_due_stands_before_the_years_picture(client: FlaskClient) -> None:
    """An officer asks what comes next: the list of it begins on the first screen, the picture of the year stands below it."""
    page = words(client, "/thoi-han/")
    assert page.index("Ngày và kỳ hạn sắp đến") < page.index("Hình thoi: có ngày cụ thể")


def test_why_an_answer_is_first_tells_what_the_body_has_to_do(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/tim-kiem/?q=so+tu+phap+chu+tri").data, "html.parser")
    why = page.select_one(".ds-ket-qua .can-cu")
    assert why and "cơ quan đã hỏi (Sở Tư pháp chủ trì)" in why.get_text()


def test_a_form_shows_what_is_chosen(client: FlaskClient) -> None:
    """A body that has no timed task of its own is none of the most busy ones; chosen, it stands in the form all the same."""
    plain = BeautifulSoup(client.get("/thoi-han/").data, "html.parser")
    offered = {str(o["value"]) for o in plain.select("#t-co-quan option")}
    other = next(a for a in ("quang-nam/hoi-dong-nhan-dan-tinh", "vn/chinh-phu", "quang-nam/so-cong-thuong") if a not in offered)
    page = BeautifulSoup(client.get(f"/thoi-han/?co-quan={other}").data, "html.parser")
    assert [str(o["value"]) for o in page.select("#t-co-quan option[selected]")] == [other]


def test_a_day_is_vietnams(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that counts by UTC is a day behind from 0 to 7 o'clock."""

    class Late(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Late:
            return cls.fromtimestamp(1796069700, tz)  # 30/11/2026, 20:15 UTC

    monkeypatch.setattr(datetime, "datetime", Late)
    assert wording.today() == datetime.date(2026, 12, 1)
