"""A reviewer types a query without marks: into the served site, and into the export opened from a disk."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from phancap.site.export import export_site

CHROMIUM = Path("/usr/bin/chromium")
MISSING = "không có Chromium hoặc Playwright; trên Debian: apt-get install chromium"
try:
    from playwright.sync_api import Browser, Page, sync_playwright
except ImportError:  # pragma: no cover - the test extra brings it
    if os.environ.get("CI"):
        raise
    pytest.skip(MISSING, allow_module_level=True)
if not CHROMIUM.exists():
    assert not os.environ.get("CI"), MISSING
    pytest.skip(MISSING, allow_module_level=True)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WANTED = "Gạch đầu dòng thứ 3, điểm a khoản 2 Mục III"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page that fails the test on any script error or refused load."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 800})
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield made
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[str]:
    """The site, served on a free port of this machine."""
    from phancap.site.app import create_app
    from waitress.server import create_server

    server = create_server(create_app(store), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"  # type: ignore[union-attr]
    server.close()


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
    assert first_answer(page).startswith(WANTED)
    assert "thẩm định" in [m.lower() for m in page.locator("mark").all_inner_texts()]
    page.locator("#noi-dung ol li a").first.click()
    assert "thẩm định các nội dung" in page.locator("main").inner_text()


def test_served_and_exported_answer_alike(browser: Browser, served: str, exported: Path, store: Path) -> None:
    """The first answer of every query that people's cases hold is the same in both."""
    cases = (Path(__file__).parent.parent / "cases" / "queries.txt").read_text("utf-8").splitlines()
    queries = [line.split("\t")[0] for line in cases if "\t" in line and not line.startswith("#")][::3]
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto((exported / "tim-kiem" / "index.html").as_uri() + "?q=so+tu+phap")
    page.wait_for_selector("#ket-qua ol li")
    other = context.new_page()
    differing = []
    for query in queries:
        page.locator("#tim input[name=q]").fill(query)
        page.locator("#tim input[name=q]").press("Enter")
        page.wait_for_timeout(30)
        other.goto(f"{served}/tim-kiem/?" + __import__("urllib.parse").parse.urlencode({"q": query}))
        here = [a.split(":")[0] for a in page.locator("#ket-qua ol h3").all_inner_texts()[:1]]
        there = [a.split(":")[0] for a in other.locator("#noi-dung ol h3, #noi-dung ol h2").all_inner_texts()[:1]]
        if here != there:
            differing.append((query, here, there))
    context.close()
    assert len(differing) <= len(queries) // 10, differing
