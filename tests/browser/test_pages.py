"""The pages in a real browser: axe-core's rules, the keyboard, narrow screens, paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PLAN = "/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/"
PAGES = [
    "/", "/van-ban/", PLAN, PLAN + "sec_III__para_2__point_a__indent_3/", PLAN + "sec_III__para_2/", PLAN + "sec_III__para_1__indent_8/", PLAN + "recipients/",
    "/van-ban/04-nq-cp-2022/", PLAN + "nguyen-van/", "/co-quan/", "/co-quan/quang-nam/so-tu-phap/", "/co-quan/quang-nam/cac-so-ban-nganh/", "/nhiem-vu/",
    "/thoi-han/", "/tim-kiem/", "/tim-kiem/?q=so+tu+phap+chu+tri", "/tim-kiem/?q=zzqqzz", "/tim-kiem/?q=57/NQ-HĐND", "/tham-chieu/", "/huong-dan/", "/api/v1/", "/api/v1/mo-ta/", "/thay-doi/", "/khong-co/", "/huong-dan/nhung/", "/nhung/",
    PLAN + "sec_II__para_1/doi-chieu/", "/tham-chieu/ke-hoach-57-nq-hdnd-quang-nam-2022/",
]  # fmt: skip


@pytest.fixture(scope="module")
def address(store: Path, serving: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    """The site over the bundled corpus."""
    with serving(store) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_and_width(browser: Browser, address: str, axe: Any, width: int, scheme: Any) -> None:
    """axe finds nothing, nothing reaches beyond the screen, nothing is refused by the content policy."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" and "404" not in m.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for url in PAGES:
        page.goto(address + url)
        found = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in axe.run(page)["violations"]]
        assert found == [], (url, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (url, width)
    assert complaints == []
    page.close()


def test_axe_with_everything_open(browser: Browser, address: str, axe: Any) -> None:
    """What is folded away is as readable as the rest: reasons, filters, files, the outline, suggestions; in the dark, on a phone."""
    page = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme="dark")
    for url in (PLAN, PLAN + "sec_III__para_2__point_a__indent_3/", "/tim-kiem/?q=so+tu+phap+chu+tri", "/tim-kiem/?q=so+tu+phpa", "/co-quan/quang-nam/so-tu-phap/", "/thoi-han/"):  # fmt: skip
        page.goto(address + url)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in axe.run(page)["violations"]] == [], url
    page.goto(address + "/")
    page.locator("#q").press_sequentially("so tu")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert axe.run(page)["violations"] == []
    page.close()


def test_zoomed(browser: Browser, address: str) -> None:
    """At 200 % (a screen half as wide) nothing is cut off."""
    page = browser.new_page(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    for url in PAGES:
        page.goto(address + url)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), url
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_target_size(browser: Browser, address: str, width: int) -> None:
    """WCAG 2.2, 2.5.8, with everything open: axe's present rules leave it out."""
    measure = (Path(__file__).parent / "target_size.js").read_text("utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content("<p><a href='#a' style='font-size: 9px'>a</a> <a href='#b' style='font-size: 9px'>b</a></p>")
    assert len(page.evaluate(measure)) == 2
    for url in PAGES:
        page.goto(address + url)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert page.evaluate(measure) == [], (url, width)
    page.close()


def test_touch_targets(browser: Browser, address: str) -> None:
    """On a phone, what stands alone to be touched is at least 44 px high (all lines of one task of the matrix open the same card)."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    for url in PAGES:
        page.goto(address + url)
        small = page.evaluate(
            """[...document.querySelectorAll('button, summary, select, input:not([type=hidden]), header a, .lien-ket, .nhan-hieu a')]
            .filter(e => e.checkVisibility({contentVisibilityAuto: true}) && !e.matches('.bo-qua, .ma-tran button')).map(e => [e.className || e.tagName, e.getBoundingClientRect().height])
            .filter(([, h]) => h < 43.5)"""
        )
        assert small == [], url
    page.close()


def tab(page: Page) -> str:
    """One press of Tab; what it reaches, as text."""
    page.keyboard.press("Tab")
    return str(page.evaluate("(document.activeElement.textContent || document.activeElement.name || '').trim()"))


def test_keyboard(browser: Browser, address: str) -> None:
    """The first Tab reaches the skip link, it leads to the content; a search is typed and sent; focus can be seen."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + "/")
    assert tab(page) == "Đến phần nội dung"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#noi-dung"
    assert tab(page) == "q"
    page.keyboard.type("thẩm định nội dung phân cấp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    assert page.locator(".ds-ket-qua > li").count() > 0
    page.go_back()
    assert page.url == address + "/#noi-dung"
    page.goto(address + PLAN)  # a document is searched from its own page: every part of a long law, which Ctrl+F is not
    page.locator("#q-trong").focus()
    page.keyboard.type("sở nội vụ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*&van-ban=ke-hoach-57-nq-hdnd-quang-nam-2022")
    assert "Lọc theo văn bản" in page.locator(".nhan-hieu").inner_text() and page.locator(".ds-ket-qua > li").count() > 0
    page.close()


@pytest.mark.parametrize(
    ("url", "words", "first"), [("/tim-kiem/?q=so+tu+phap", "Đến kết quả", ".ket-qua a"), (PLAN, "Đến nội dung văn bản", ".than-van-ban a")]
)
def test_a_long_list_is_passed_over_by_a_key(browser: Browser, address: str, url: str, words: str, first: str) -> None:
    """Facets and an outline have dozens of links: before them stands one that leads behind them."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + url)
    assert any(tab(page) == words for _ in range(25)), url
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement === document.querySelector('{first}')")
    page.close()


def test_citation_is_copied(browser: Browser, address: str) -> None:
    """The button copies the official citation, letter for letter."""
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    page.goto(address + PLAN + "sec_III__para_2__point_a__indent_3/")
    page.get_by_role("button", name="Sao chép trích dẫn", exact=True).click()
    page.get_by_role("button", name="Đã sao chép").wait_for()
    citation = "gạch đầu dòng thứ 3, điểm a khoản 2 Mục III Kế hoạch triển khai thực hiện Nghị quyết số 57/NQ-HĐND ngày 09/12/2022 của HĐND tỉnh Quảng Nam"
    assert page.evaluate("navigator.clipboard.readText()") == citation
    page.get_by_role("button", name="Sao chép trích dẫn cùng nội dung").click()
    page.get_by_role("button", name="Đã sao chép").last.wait_for()
    page.wait_for_function("navigator.clipboard.readText().then(t => t.endsWith('”'))")
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith(f"{citation}: “Chủ trì, phối hợp với Sở Nội vụ") and words.endswith("theo đúng quy định.”")
    page.goto(address + PLAN)
    page.locator(".dau-van-ban .sao-chep").click()
    page.wait_for_function("navigator.clipboard.readText().then(t => t === document.querySelector('h1').textContent.trim())")
    context.close()


def test_citation_is_copied_where_the_browser_lends_no_clipboard(browser: Browser, address: str) -> None:
    """On a portal without https: the same by way of a field, which leaves nothing behind."""
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'muon', { value: navigator.clipboard }); Object.defineProperty(navigator, 'clipboard', { value: undefined });"
    )
    page.goto(address + PLAN + "sec_III__para_2__point_a__indent_3/")
    page.get_by_role("button", name="Sao chép trích dẫn cùng nội dung").click()
    page.get_by_role("button", name="Đã sao chép").wait_for()
    assert page.evaluate("navigator.muon.readText()").endswith("theo đúng quy định.”")
    assert page.locator("textarea").count() == 0 and page.evaluate("document.activeElement.textContent").strip() == "Đã sao chép"
    context.close()


def test_a_copy_button_that_is_pressed_twice_says_its_own_words_again(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address + PLAN + "sec_III__para_2__point_a__indent_3/")
    button = page.get_by_role("button", name="Sao chép trích dẫn", exact=True).element_handle()
    assert button is not None
    button.click()
    page.wait_for_function("b => !b.textContent.includes('Sao chép')", arg=button)
    page.clock.run_for(1000)
    button.click()
    page.clock.run_for(3000)  # the clipboard may answer only now: then the button's own time passes
    page.wait_for_function("b => b.innerText.trim() === 'Sao chép trích dẫn'", arg=button, timeout=15_000)


def test_copied_law_is_the_law(browser: Browser, address: str) -> None:
    """Selecting a clause with a slip gives the source's words, not our reading of them."""
    page = browser.new_page()
    page.goto(address + PLAN + "sec_III__para_1__indent_8/")
    text = page.evaluate(
        "(() => { const r = document.createRange(); r.selectNodeContents(document.querySelector('.dieu-khoan .luat')); return r.toString(); })()"
    )
    assert "gửi về Sở Nội để tổng hợp" in text
    page.close()


def test_without_scripts(browser: Browser, address: str) -> None:
    """With JavaScript off the outline can be opened, the matrix read and a search made."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address + PLAN)
    page.locator(".muc-luc summary").click()
    assert page.locator(".muc-luc a").first.is_visible()
    page.goto(address + "/tim-kiem/?q=chu+tri")
    assert page.locator(".ds-ket-qua > li").count() > 0
    for path in (PLAN, PLAN + "sec_III__para_2__point_a__indent_3/"):
        page.goto(address + path)
        assert page.locator(".sao-chep").count() and not page.locator(".sao-chep:visible").count(), path
    context.close()


_SHIFTS = """
new PerformanceObserver(list => { for (const e of list.getEntries()) window.shifted = (window.shifted || 0) + e.value; })
  .observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_once_it_stands(browser: Browser, address: str, width: int) -> None:
    """What scripts add has its place before they come: a copy button that appeared late pushed the clauses below it down."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(_SHIFTS)
    for path in ("/", PLAN, PLAN + "sec_III__para_2__point_a__indent_3/", "/co-quan/quang-nam/so-tu-phap/", "/tim-kiem/?q=so+tu+phap"):
        page.goto(address + path)
        page.wait_for_timeout(100)
        assert page.evaluate("window.shifted || 0") == 0, path
    page.close()


def test_paper(browser: Browser, address: str) -> None:
    """On paper: no navigation, nothing folded; in the margin of every sheet what it is of, where that stands, the day and the sheet's number."""
    import io

    import pypdfium2

    page = browser.new_page()
    page.goto(address + PLAN + "sec_III__para_2__point_a__indent_3/")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert not page.locator("header nav").is_visible()
    assert page.locator(".can-cu dl").first.is_visible()
    for script, url, name, place in (
        (True, PLAN, "Kế hoạch triển khai thực hiện Nghị quyết số 57", PLAN),
        (False, PLAN + "sec_III__para_2__point_a__indent_3/", "Gạch đầu dòng thứ 3, điểm a khoản 2 Mục III Kế hoạch", "point_a__indent_3/"),
        (False, "/co-quan/quang-nam/so-tu-phap/", "Sở Tư pháp tỉnh Quảng Nam", "/so-tu-phap/"),
    ):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(address + url)
        sheets = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        for number, sheet in enumerate(sheets, 1):
            words = sheet.get_textpage().get_text_bounded(top=60)
            told = "".join(words.split())
            for wanted in (name, place, "In ngày", f"trang {number}/{len(sheets)}"):
                assert "".join(wanted.split()) in told, (url, number, words)
        context.close()
