"""A reviewer types a query without marks: into the served site, and into the export opened from a disk."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlencode

import pytest
from phancap.indexer.build import build, current_name
from phancap.indexer.corpus import files_of
from phancap.indexer.store import Generation
from phancap.indexer.vietnamese import fold
from phancap.site.app import create_app
from phancap.site.export import export_site
from phancap.site.suggestions import Suggestions
from phancap.site.views.held import held

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PLAN = "ke-hoach-57-nq-hdnd-quang-nam-2022"
WANTED = "Gạch đầu dòng thứ 3, điểm a khoản 2 Mục III"


@pytest.fixture(scope="module")
def served(store: Path, serving: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    """The site over the bundled corpus."""
    with serving(store) as address:
        yield address


@pytest.fixture(scope="module")
def exported(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as files."""
    folder = tmp_path_factory.mktemp("xuat") / "duong dan co dau cach"
    export_site(store, folder)
    return folder


def first_answer(page: Page) -> str:
    """The heading of the first clause that was found."""
    return page.locator("#noi-dung ol h3, #noi-dung ol h2").first.inner_text()


def ask(page: Page, words: str) -> None:
    """Type into the search box and press Enter."""
    box = page.locator('input[name="q"]').first
    box.fill(words)
    box.press("Enter")
    page.wait_for_selector("#noi-dung ol li mark, #noi-dung ol li a")


def test_typing_without_marks_on_the_served_site(page: Page, served: str) -> None:
    page.goto(served + "/")
    ask(page, "so tu phap tham dinh")
    assert first_answer(page).startswith(WANTED)
    assert "thẩm định" in [m.lower() for m in page.locator("mark").all_inner_texts()]


def test_typing_without_marks_in_the_export_from_a_disk(page: Page, exported: Path) -> None:
    page.goto((exported / "index.html").as_uri())
    ask(page, "so tu phap tham dinh")
    assert page.url.startswith("file://")
    assert page.title().startswith("so tu phap tham dinh · Tìm kiếm")  # as on the served site: what is told apart among bookmarks
    assert first_answer(page).startswith(WANTED)
    assert "thẩm định" in [m.lower() for m in page.locator("mark").all_inner_texts()]
    page.locator("#noi-dung ol li a").first.click()
    assert "thẩm định các nội dung" in page.locator("main").inner_text()


# -- served and exported answer alike -------------------------------------------------------------------------------

REAL = Path(__file__).parents[3] / "shared" / "real"
ASKED = 200
OTHERS = {
    "decisions": ("*.md", 60, 12),
    "plans": ("*.md", 2, 2),
    "gazette_text": ("*.txt", 88, 4),
}  # from the small to the large: pattern, which, how many
LONG = 60  # questions of many words


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory, corpus_folder: Path) -> Path:
    """A store of the bundled corpus and some real documents, where they are at hand."""
    from phancap.indexer.add import add, open_target
    from phancap.indexer.sources.refusal import Refused

    folder = tmp_path_factory.mktemp("lon")
    (folder / "kho" / "documents").mkdir(parents=True)
    for path in files_of(corpus_folder):
        (folder / "kho" / (Path("documents") / path.name if path.suffix == ".md" else Path(path.name))).write_bytes(path.read_bytes())
    target = open_target(folder / "kho")
    for name, (pattern, first, number) in OTHERS.items():
        for path in sorted((REAL / name).glob(pattern), key=lambda p: (p.stat().st_size, p.name))[first : first + number]:
            with contextlib.suppress(Refused):
                add(target, path.read_bytes(), path.name)
    build(folder / "kho", folder / "du-lieu")
    return folder / "du-lieu"


def questions(store: Path) -> list[str]:
    """What people ask of the plan, and beginnings of clauses of all documents, every other one without marks."""
    lines = (Path(__file__).parents[1] / "cases" / "queries.txt").read_text("utf-8").splitlines()
    asked = [line.split("\t")[0] for line in lines if "\t" in line and not line.startswith("#")]
    generation = Generation(store / "generations" / str(current_name(store)))
    texts = [" ".join((c.heading or c.text).split()[at % 3 : at % 3 + 2 + at % 6]) for at, c in enumerate(generation.all_clauses())]
    texts = [text for text in texts if len(text.split()) > 1 and '"' not in text]
    step = max(1, len(texts) // (ASKED - len(asked)))
    asked += [fold(text) if at % 2 else text for at, text in enumerate(texts[::step])]
    return asked[:ASKED]


def long_questions(store: Path) -> list[str]:
    """Questions that are answered by articles: what people ask of laws, and longer pieces of the clauses held; each with or without marks."""
    cases = Path(__file__).parents[1] / "cases"
    law = [
        line.split("\t")[1]
        for path in sorted(cases.glob("law_questions*.tsv"))
        for line in path.read_text("utf-8").splitlines()
        if line[0] != "#"
    ]
    generation = Generation(store / "generations" / str(current_name(store)))
    texts = [" ".join(c.text.replace('"', " ").split()[at % 5 : at % 5 + 10 + at % 9]) for at, c in enumerate(generation.all_clauses())]
    texts = [text for text in texts if len(text.split()) > 9]
    half = LONG // 2
    asked = [some[at * len(some) // half] for some in (law, texts) for at in range(half)]
    return [fold(question) if at % 2 else question for at, question in enumerate(asked)]


def places(page: Page) -> list[str]:
    """The first ten answers of the page, as folders below van-ban/."""
    links = page.locator("#noi-dung ol.ds-ket-qua > li h3 a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    return [unquote(link).split("van-ban/")[1].removesuffix("index.html").rstrip("/") for link in links[:10]]


class Silent(http.server.SimpleHTTPRequestHandler):
    """A plain file server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing is told."""


@pytest.fixture(scope="module")
def below_a_path(larger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The export below a path of a plain file server."""
    folder = tmp_path_factory.mktemp("cong")
    export_site(larger, folder / "van-ban-phan-cap")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/van-ban-phan-cap/"
        server.shutdown()


@pytest.mark.parametrize(("asking", "number"), [(questions, ASKED), (long_questions, LONG)])
def test_served_and_exported_answer_alike(
    page: Page, browser: Browser, larger: Path, below_a_path: str, serving: Callable[[Path], AbstractContextManager[str]],
    asking: Callable[[Path], list[str]], number: int,
) -> None:  # fmt: skip
    """The first ten answers are the same, in the same order, for nineteen of twenty questions."""
    page.goto(below_a_path + "tim-kiem/index.html")
    asked = asking(larger)
    assert len(asked) == number
    served = browser.new_context().new_page()
    differing = []
    with serving(larger) as address:
        for question in asked:
            page.locator("#tim input[name=q]").fill(question)
            page.locator("#tim input[name=q]").press("Enter")
            page.wait_for_selector("#ket-qua:not([aria-busy]) h2")
            served.goto(f"{address}/tim-kiem/?" + urlencode({"q": question}))
            if places(page) != places(served):
                differing.append(question)
        served.context.close()
    print(f"{len(asked) - len(differing)} of {len(asked)} questions give the same ten")
    assert len(differing) <= len(asked) // 20, differing


FACETS = "() => Array.from(document.querySelectorAll('.loc-ket-qua section')).map(s => [s.querySelector('h2').textContent, Array.from(s.querySelectorAll('li a')).map(a => a.textContent.trim())])"


def test_what_narrows_an_answer_is_the_same(
    page: Page, browser: Browser, larger: Path, below_a_path: str, serving: Callable[[Path], AbstractContextManager[str]]
) -> None:
    """The same choices in the same words and order: "Các Sở, Ban, ngành" of three provinces stood there three times without their places."""
    served = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(below_a_path + "tim-kiem/index.html")
    seen = ""
    with serving(larger) as address:
        for question in ("sở tài chính", "báo cáo ủy ban nhân dân tỉnh", "thẩm định nội dung phân cấp"):
            ask(page, question)
            page.wait_for_selector(".loc-ket-qua section")
            served.goto(f"{address}/tim-kiem/?" + urlencode({"q": question}))
            told = served.evaluate(FACETS)
            assert page.evaluate(FACETS) == told, question
            seen += str(told)
    served.context.close()
    assert "Ủy ban nhân dân tỉnh Quảng Nam" in seen and "Thời hạn, định kỳ" in seen


def test_nothing_is_read_until_the_box_is_used(page: Page, below_a_path: str) -> None:
    read: list[str] = []
    page.on("request", lambda request: read.append(request.url))
    page.goto(below_a_path + "tim-kiem/index.html")
    page.wait_for_load_state("networkidle")
    assert not any("/tim/" in url or "search-" in url for url in read)
    page.goto(below_a_path + "van-ban/index.html")
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/tim/tim-kiem.js")):
        page.locator(".tim input[name=q]").press_sequentially(
            "so tu"
        )  # what the search page runs is asked for while somebody types elsewhere
    assert not any("/tim/k-" in url for url in read)
    ask(page, "so tu phap tham dinh")
    assert sum("/tim/k-" in url for url in read) < 10 and sum("/tim/d/" in url for url in read) <= 14
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_export_without_scripts(browser: Browser, exported: Path) -> None:
    """No box that would do nothing stands there; where the search would be, other ways are named."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("index.html", "van-ban/index.html", f"van-ban/{PLAN}/index.html"):
        page.goto((exported / path).as_uri())
        assert page.locator("[hidden]:visible").count() == 0, path
    page.locator("input[name=q]").first.fill("so tu phap")
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_url("**/tim-kiem/index.html?*")
    assert page.locator("noscript a").count() == 3 and page.locator("noscript p").first.is_visible()
    context.close()


TYPED = (
    "so tu ph", "Sở Tư ph", "so", "ủy ban", "57", "57/nq", "nghi dinh", "tham dinh", "thẩm đ", "trach nhiem", "sở tư pháp báo c", "so noi vu chu", "zzqq", "b", "đề án", "“kế hoạch”",
    "snv", "nghi quyet 5", "ubnd cap h", "so tu phap chu tri tham dinh gi", "ubnd cap huyen bao cao gi", "tu phap zzqq",
)  # fmt: skip


def test_the_export_suggests_what_the_server_does(page: Page, larger: Path, below_a_path: str) -> None:
    """The same things in the same order, each leading to the same page; a beginning reads a few small files, and none before the first letter."""
    read: list[str] = []
    page.on("response", lambda response: read.append(response.url))
    page.goto(below_a_path + "van-ban/index.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in read if "/tim/" in url]
    asking = """async typed => (await window.PHANCAP_GOI_Y(typed, document.querySelector('form[data-goi-y]').getAttribute('data-goi-y')))
        .map(s => [s.kind, s.label, s.note, decodeURIComponent(new URL(s.url, location.href).href)])"""
    with create_app(larger).test_request_context("/") as context:
        context.app.preprocess_request()
        suggestions = Suggestions(held())
        for typed in TYPED:
            before = len(read)
            found = page.evaluate(asking, typed)
            told = suggestions.of(typed)
            if len(typed.split()) > 1 and all(s.kind == "phrase" for s in told):  # a whole question: the agency that it names comes first
                told = [*suggestions.named(typed), *told]
            wanted = [[s.kind, s.label, s.note, below_a_path + _file(s.url)] for s in told]
            assert found == wanted, typed
            assert len(read) - before <= 6, (typed, read[before:])
        assert {s.label for s in suggestions.named("so tu phap chu tri")} == {"Sở Tư pháp"} and not suggestions.named("zzqq chu tri")


def _file(url: str) -> str:
    """The export's file behind an address of the served site."""
    path, mark, query = unquote(url.replace("+", " ")).removeprefix("/").partition("?")
    return f"{path}index.html{mark}{query}"


def test_suggestions_and_the_agency_in_the_export_from_a_disk(page: Page, exported: Path, axe: Any) -> None:
    """Arrow keys and Enter as on the served site; an agency that is named stands above the answers, with what it owes and its page."""
    page.goto((exported / "van-ban" / "index.html").as_uri())
    box = page.locator("input[name=q]")
    box.press_sequentially("so tu ph")
    page.locator("[role=listbox] [role=option]").first.wait_for()
    assert axe.run(page)["violations"] == []
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/co-quan/quang-nam/so-tu-phap/index.html")
    page.goto((exported / "tim-kiem" / "index.html").as_uri() + "?q=so+tu+phap+chu+tri")
    card = page.locator(".the-co-quan")
    card.wait_for()
    assert card.count() == 1 and "3 nhiệm vụ của chính Sở Tư pháp" in card.inner_text()
    assert "cơ quan đã hỏi (Sở Tư pháp chủ trì)" in (page.locator(".can-cu").first.text_content() or "")
    assert axe.run(page)["violations"] == []
    card.locator("a").first.click()
    page.wait_for_url("**/co-quan/quang-nam/so-tu-phap/index.html")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("kế hoạch triển khai nghị quyết 57", "Kho chưa có toàn văn của văn bản này."),
        ("57/NQ-HĐND", "Kho chưa có toàn văn của văn bản này."),
        ("06/TTr-SNV", "Kho chưa có toàn văn của văn bản này."),
        ("điểm a khoản 2 mục III kế hoạch", None),
        ("rà soát", None),
    ],
)
def test_a_document_asked_for_by_number_or_name_is_one_step_away(
    page: Page, served: str, exported: Path, typed: str, told: str | None
) -> None:
    """Served and exported say the same of it, above the answers."""
    found = []
    for place in (f"{served}/tim-kiem/", (exported / "tim-kiem" / "index.html").as_uri()):
        page.goto(f"{place}?q={quote(typed)}")
        page.locator(".so-ket-qua").wait_for()
        found.append([card.inner_text().split("\n") for card in page.locator("[aria-label^='Văn bản: ']").all()])
    assert found[0] == found[1]
    assert [card[-1] for card in found[0]] == ([told] if told else [])


@pytest.mark.parametrize(
    "typed", ["so tu phap chu tri", "so tu phap so noi vu", "57/NQ-HĐND tham dinh", "ủy ban nhân dân cấp huyện báo cáo"]
)
def test_the_first_clause_is_on_a_phones_first_screen(browser: Browser, served: str, exported: Path, typed: str) -> None:
    """What was understood and whom it is about take the least; what they do not show opens by the keyboard."""
    page = browser.new_page(viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True)
    for place in (f"{served}/tim-kiem/", (exported / "tim-kiem" / "index.html").as_uri()):
        page.goto(f"{place}?q={quote(typed)}")
        page.locator(".ds-ket-qua h3").first.wait_for()
        named, words = (page.locator(".ds-ket-qua > li").first.locator(part).first.bounding_box() for part in ("h3", ".luat"))
        assert named and words and named["y"] + named["height"] < 480 and words["y"] + 84 < 640, (place, named, words)  # three lines of it
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        for line in page.locator(".the-co-quan summary").all():
            before = page.locator(".the-co-quan").first.bounding_box()
            line.press("Enter")
            assert line.locator("span").evaluate("e => e.scrollWidth <= e.clientWidth + 1"), before
    page.close()


def test_every_file_of_the_suggestions_is_small(exported: Path) -> None:
    """A beginning reads one to three of them."""
    files = list((exported / "static" / "tim").glob("g*.js"))
    assert len(files) > 1 and max(path.stat().st_size for path in files) < 40_000


def test_the_answer_can_be_narrowed_and_taken_back(page: Page, below_a_path: str) -> None:
    """A facet and a chip change the address; back goes back."""
    page.goto(below_a_path + "tim-kiem/index.html?q=so+noi+vu+chu+tri")
    page.wait_for_selector(".loc-ket-qua section li a")
    before = page.locator(".so-ket-qua").inner_text()
    page.locator(".loc-ket-qua section").nth(1).locator("li a").first.click()
    page.wait_for_selector("#ket-qua:not([aria-busy]) [aria-current=true]")
    assert "vai-tro=" in page.url
    page.go_back()
    page.wait_for_function("before => document.querySelector('.so-ket-qua').innerText === before", arg=before)
    page.locator(".nhan-hieu a").first.click()
    page.wait_for_selector("#ket-qua:not([aria-busy]) h2")
    assert "so-noi-vu" not in page.url.replace("+", "-")


def test_the_frame_in_a_page_of_the_portal(page: Page, exported: Path, tmp_path: Path) -> None:
    """The small page shows in a frame; a question opens the search in the whole window."""
    holder = exported.parent / "cong.html"
    holder.write_text(
        '<!doctype html><title>Cổng</title><iframe src="duong dan co dau cach/nhung/index.html" width="400" height="500"></iframe>', "utf-8"
    )
    page.goto(holder.as_uri())
    box = page.frame_locator("iframe").locator("input[name=q]")
    box.fill("sở tư pháp thẩm định")
    box.press("Enter")
    page.wait_for_selector("#ket-qua ol li a")
    assert "tim-kiem" in page.url and first_answer(page).startswith(WANTED)
