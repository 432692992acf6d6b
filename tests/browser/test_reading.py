"""Reading, searching and comparing in a real browser: suggestions, the outline, copying, cited clauses, long texts, earlier texts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from phancap.indexer import corpus as corpora
from phancap.indexer.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PLAN = "/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/"
DECREE = "/van-ban/1-nd-cp-2024/"
FRONT = """+++
id = "1-nd-cp-2024"
type = "Nghị định"
number = "1/2024/NĐ-CP"
name = "Nghị định số 1/2024/NĐ-CP ngày 02/01/2024 của Chính phủ"
short = "NĐ 1/2024/NĐ-CP"
issuer = "vn/chinh-phu"
jurisdiction = "vn"
issued = 2024-01-02
+++
"""

DECISION = "/van-ban/2-qd-ubnd-quang-nam-2024/"
RULES = """+++
id = "2-qd-ubnd-quang-nam-2024"
type = "Quyết định"
number = "2/QĐ-UBND"
name = "Quyết định số 2/QĐ-UBND ngày 03/01/2024 của UBND tỉnh Quảng Nam"
short = "QĐ 2/QĐ-UBND"
issuer = "quang-nam/uy-ban-nhan-dan-tinh"
jurisdiction = "quang-nam"
issued = 2024-01-03
+++
QUYẾT ĐỊNH

Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp nhận hồ sơ.

Điều 2. Quyết định này có hiệu lực kể từ ngày ký.

QUY CHẾ
Tiếp nhận hồ sơ
(Ban hành kèm theo Quyết định số 2/QĐ-UBND ngày 03/01/2024 của UBND tỉnh Quảng Nam)

Điều 1. Nguyên tắc

1. Sở Nội vụ tiếp nhận hồ sơ.

2. Sở Tư pháp thẩm định hồ sơ.
"""


def decree(articles: int, word: str = "mười lăm ngày") -> str:
    """A made-up decree; Điều 3 cites khoản 2 Điều 1, Điều 4 a text that is not held."""
    text = "CHÍNH PHỦ\n\nNGHỊ ĐỊNH\n\nQuy định về phân cấp\n\n"
    for number in range(1, articles + 1):
        text += f"Điều {number}. Việc phân cấp thứ {number}\n\n1. Bộ Nội vụ chủ trì rà soát việc thứ {number} trong {word}.\n\n"
        text += (
            f"2. Sở Nội vụ báo cáo Bộ Nội vụ về việc thứ {number}. " + ("Nội dung báo cáo gồm kết quả và khó khăn. " * 8).strip() + "\n\n"
        )
        text += "3. Việc báo cáo theo khoản 2 Điều 1 của Nghị định này.\n\n" if number == 3 else ""
        text += "3. Việc thu theo Thông tư liên tịch số 44/2000/TTLT/BTC-BGD&ĐT-BLĐTB&XH.\n\n" if number == 4 else ""  # wider than a phone
    return text


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, corpus_folder: Path, serving: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[str]:
    """The site over the bundled corpus and a long decree that has an earlier text."""
    folder = tmp_path_factory.mktemp("reading")
    (folder / "corpus" / "documents").mkdir(parents=True)
    for path in corpora.files_of(corpus_folder):
        shutil.copy(path, folder / "corpus" / (f"documents/{path.name}" if path.suffix == ".md" else path.name))
    (folder / "corpus" / "documents" / "1-nd-cp-2024.md").write_text(FRONT + decree(900), "utf-8")
    (folder / "corpus" / "documents" / "2-qd-ubnd-quang-nam-2024.md").write_text(RULES, "utf-8")
    earlier = folder / "corpus" / "versions" / "1-nd-cp-2024" / "aaaabbbbcccc.md"
    earlier.parent.mkdir(parents=True)
    earlier.write_text(FRONT + decree(899, "mười ngày").replace("trong mười ngày", "trong mười lăm ngày", 890), "utf-8")
    build(folder / "corpus", folder / "store")
    with serving(folder / "store") as address:
        yield address


def test_suggestions_by_keyboard(page: Page, address: str) -> None:
    """Arrow keys walk the suggestions, Escape closes them, Enter opens the chosen one; the box says what it is to a screen reader."""
    page.goto(address + "/")
    box = page.locator("#q")
    box.press_sequentially("so tu ph")
    options = page.locator("[role=listbox] [role=option]")
    options.first.wait_for()
    assert box.get_attribute("role") == "combobox" and box.get_attribute("aria-expanded") == "true"
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false" and box.input_value() == "so tu ph"
    box.press("ArrowDown")
    options.first.wait_for()
    box.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true" and "Sở Tư pháp" in chosen.inner_text()
    box.press("Enter")
    page.wait_for_url("**/co-quan/quang-nam/so-tu-phap/")


def test_suggestions_that_come_late_do_not_open_again(page: Page, address: str) -> None:
    """Whoever has closed the list, or gone on to the next field, is not asked again what he typed before."""
    page.goto(address + "/")
    box, options = page.locator("#q"), page.locator("[role=listbox] [role=option]")
    box.press_sequentially("so tu ph")
    options.first.wait_for()
    box.press("a")
    box.press("Backspace")  # what was typed is known by now, and would be shown 120 ms later
    box.press("Tab")
    page.wait_for_timeout(400)
    assert box.get_attribute("aria-expanded") == "false" and not options.first.is_visible()


def test_box_is_reached_by_its_key(page: Page, address: str) -> None:
    """Every page has one search box, with the same key."""
    for url in ("/", PLAN, "/tim-kiem/?q=phân+cấp", "/nhiem-vu/", "/khong-co/"):
        page.goto(address + url) if url != "/khong-co/" else page.request.get(address + url)
        assert page.locator("input[name=q][accesskey=s]").count() == 1, url


def test_outline_follows(page: Page, address: str) -> None:
    """The outline marks where the reader is."""
    page.goto(address + PLAN)
    page.evaluate("document.getElementById('sec_III__para_3').scrollIntoView()")
    page.locator(".muc-luc a[aria-current][href^='#sec_III']").wait_for()


def test_outline_opens_where_the_reader_is(browser: Browser, address: str) -> None:
    """On a phone, deep in a long text, the outline that is opened shows the article being read, not its own beginning."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + DECREE)
    last = page.locator(".than-van-ban .dk[id^=art_]:not([id*=__])").last
    last.scroll_into_view_if_needed()
    page.evaluate("id => document.getElementById(id).scrollIntoView()", last.get_attribute("id"))
    page.locator(f".muc-luc a[aria-current][href='#{last.get_attribute('id')}']").wait_for(state="attached")
    page.locator(".muc-luc summary").click()
    page.wait_for_function("() => document.querySelector('.muc-luc ol').scrollTop > 0")
    at, box = page.locator(".muc-luc a[aria-current]").bounding_box(), page.locator(".muc-luc ol").first.bounding_box()
    assert at and box and box["y"] <= at["y"] and at["y"] + at["height"] <= box["y"] + box["height"]
    page.close()


def test_citation_is_copied_beside_its_clause(browser: Browser, address: str) -> None:
    """Standing on a clause's ¶ brings a button that copies the clause's official citation."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    page.goto(address + DECREE)
    page.locator("#art_3__para_3 .lien-ket").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Sao chép trích dẫn"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Đã sao chép").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "khoản 3 Điều 3 Nghị định số 1/2024/NĐ-CP ngày 02/01/2024 của Chính phủ"
    context.close()


def test_what_is_copied_beside_a_clause_is_its_citation_as_on_its_own_page(browser: Browser, address: str) -> None:
    """In what is issued with a document, too: "khoản 2 Điều 1 Quy chế ban hành kèm theo Quyết định …"."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    for at in (".dk[id^='art_1'] .lien-ket", ".dk[id*='quy-che'][id$='para_2'] .lien-ket"):
        page.goto(address + DECISION)
        link = page.locator(at).first
        link.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Đã sao chép").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        link.click()
        page.locator("#trich-dan").wait_for()
        assert copied == page.locator("#trich-dan").inner_text()
    assert copied.startswith("khoản 2 Điều 1 Quy chế ban hành kèm theo Quyết định số 2/QĐ-UBND")
    context.close()


def test_the_copy_button_of_a_piece_s_first_clause_can_be_reached(page: Page, address: str) -> None:
    """The pieces in which a long text is laid out cut nothing off: the button above a first clause is seen whole, and the piece before it stays clickable."""
    page.goto(address + DECREE)
    clause = page.locator(".khuc").nth(1).locator(".dk").first
    clause.evaluate("e => e.scrollIntoView()")
    page.wait_for_timeout(200)
    clause.locator(".chu").hover()
    button = clause.locator(".chep-tai-cho")
    button.wait_for()
    seen = """e => { const b = e.getBoundingClientRect(); return [b.top + 3, b.bottom - 3].every(y => y > 0
        && e.contains(document.elementFromPoint(b.left + b.width / 2, y))); }"""
    assert button.evaluate(seen)
    page.mouse.move(0, 0)
    link = page.locator(".khuc").nth(0).locator(".dk").last.locator(".lien-ket")
    link.evaluate("e => e.scrollIntoView({ block: 'center' })")
    assert link.evaluate(seen)


def test_cited_clause_is_shown_in_place(page: Page, address: str) -> None:
    """Focus on a citation shows the cited clause's words, on the same page and from another one; Escape takes them away."""
    for url in (DECREE, DECREE + "art_3__para_3/"):
        page.goto(address + url)
        page.locator("a.dan-chieu", has_text="khoản 2 Điều 1").first.focus()
        card = page.locator("#the-trich")
        card.wait_for(state="visible")
        assert "Sở Nội vụ báo cáo Bộ Nội vụ về việc thứ 1." in card.inner_text()
        page.keyboard.press("Escape")
        assert not card.is_visible()
    page.goto(address + "/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/")  # a whole document: what it is, and whether it is held
    page.locator("a.dan-chieu", has_text="04/NQ-CP").first.focus()
    card = page.locator("#the-trich")
    card.wait_for(state="visible")
    assert "Chính phủ" in card.inner_text() and "Về đẩy mạnh phân cấp" in card.inner_text() and "Kho chưa có toàn văn." in card.inner_text()


def test_long_text_is_light_and_whole(page: Page, address: str) -> None:
    """A text of 900 articles stands on several pages, each below 100 kB with its style and scripts; the outline leads across them."""
    weights: dict[str, int] = {}
    page.on("response", lambda r: weights.update({r.url: int(r.headers.get("content-length", "0"))}))
    page.goto(address + DECREE)
    assert 0 < sum(weights.values()) < 100_000, weights
    parts = page.locator(".cac-phan").first.locator("a")
    assert parts.count() > 2
    last = page.locator(".muc-luc a").last
    last.click()
    assert page.locator(":target .tieu-de").inner_text().startswith("Điều 900.")  # waits for the page that holds it
    assert "/phan/" in page.url
    page.goto(address + DECREE + "art_900__para_2/")
    page.get_by_role("link", name="Đọc trong toàn văn bản").click()
    assert page.locator(":target").get_attribute("id") == "art_900__para_2"
    page.goto(address + DECREE + "toan-van/")
    articles: list[str] = []
    while True:  # the text for paper stands in volumes, and no article is lost between two
        articles += [head for head in page.locator(".toan-van :is(h2, h3)").all_inner_texts() if head.startswith("Điều ")]
        following = page.locator("a[rel=next]")
        if not following.count():
            break
        following.click()
    assert [int(head.split()[1].rstrip(".")) for head in articles] == list(range(1, 901))


@pytest.mark.parametrize("width", [360, 768, 1280, 1440])
def test_what_is_not_drawn_yet_has_nearly_its_own_height(browser: Browser, address: str, width: int) -> None:
    """So the scroll bar tells the truth, and no undrawn clause is laid over the next piece's."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    for url in (PLAN, DECREE):
        page.goto(address + url)
        before, after = page.evaluate(
            """() => { const pieces = [...document.querySelectorAll('.khuc')], all = () => pieces.reduce((n, e) => n + e.getBoundingClientRect().height, 0);
            const before = all(); pieces.forEach(e => { e.style.contentVisibility = 'visible'; }); return [before, all()]; }"""
        )
        assert 0.93 < before / after < 1.3, (url, before, after)
    page.close()


def test_earlier_text(page: Page, address: str) -> None:
    """Only what differs is listed: nine reworded paragraphs and the three clauses of a new article, changed words marked."""
    page.goto(address + DECREE)
    page.get_by_role("link", name="So với bản trước").click()
    rows = page.locator(".so-ban tbody tr")
    assert rows.count() == 12
    assert page.locator(".so-ban ins").first.inner_text().strip() == "lăm"


def test_paper_and_forced_colours(page: Page, address: str) -> None:
    """The printed text has neither outline nor buttons; with forced colours the current part can still be told."""
    page.goto(address + DECREE)
    page.emulate_media(media="print")
    for hidden in (".muc-luc", ".cac-phan", ".lien-ket", "header nav"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.emulate_media(media="screen", forced_colors="active")
    assert page.locator(".cac-phan a[aria-current]").first.is_visible()


def test_nothing_moves_while_loading(page: Page, address: str) -> None:
    """No layout shift on the pages that people open first."""
    for url in ("/", PLAN, DECREE, "/tim-kiem/?q=phân+cấp", "/tham-chieu/"):
        page.goto(address + url)
        shift: Any = page.evaluate(
            """() => new Promise(done => { let sum = 0;
            new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value; })).observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 300); })"""
        )
        assert shift < 0.01, (url, shift)


def test_axe_on_long_and_earlier(page: Page, address: str, axe: Any) -> None:
    """axe finds nothing on the pages that only such a corpus has, nor with the suggestions open."""
    page.set_viewport_size({"width": 360, "height": 800})
    for url in (DECREE, DECREE + "ban-truoc/aaaabbbbcccc/", DECREE + "nguyen-van/2/", "/tham-chieu/1-nd-cp-2024/"):
        page.goto(address + url)
        found = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in axe.run(page)["violations"]]
        assert found == [], url
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), url
    page.goto(address + "/")
    page.locator("#q").press_sequentially("so tu ph")
    page.locator("[role=option]").first.wait_for()
    assert axe.run(page)["violations"] == []
