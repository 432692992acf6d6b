"""Agencies, matrix, deadlines and gaps in a real browser, over a corpus with a plan for many departments: axe, no scripts, hover, paper.

Needs playwright and a Chromium, as tests/browser/test_pages.py does; left out without them, a failure with ``CI=true``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from phancap.indexer.build import build
from phancap.indexer.corpus import bundled

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DEPARTMENTS = (
    "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Xây dựng", "Sở Y tế", "Sở Công Thương", "Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ",
    "Sở Kế hoạch và Đầu tư", "Sở Giao thông vận tải", "Sở Tài nguyên và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "Thanh tra tỉnh", "Sở Ngoại vụ",
)  # fmt: skip
PLAN = "12-kh-ubnd-quang-nam-2026"
HEAD = (
    f'+++\nid = "{PLAN}"\ntype = "Kế hoạch"\nnumber = "12/KH-UBND"\ntitle = "Phân cấp năm 2026"\nname = "Kế hoạch số 12/KH-UBND"\n'
    'short = "KH 12/KH-UBND"\nissuer = "quang-nam/uy-ban-nhan-dan-tinh"\njurisdiction = "quang-nam"\nissued = 2026-01-15\n+++\n'
)
PAGES = [
    "/co-quan/", "/co-quan/quang-nam/so-tai-chinh/", "/co-quan/quang-nam/so-noi-vu/?vai-tro=lead&han=co", "/co-quan/quang-nam/so-tai-chinh/?ten=van-ban", "/co-quan/quang-nam/so-tai-chinh/in/",
    "/nhiem-vu/", f"/nhiem-vu/van-ban/{PLAN}/", f"/nhiem-vu/van-ban/{PLAN}/ma-tran/", f"/nhiem-vu/?van-ban={PLAN}&co-quan=quang-nam/so-y-te",
    "/nhiem-vu/?han=co", "/thoi-han/", "/thoi-han/monthly/1/", "/thoi-han/?co-quan=quang-nam/so-noi-vu", "/thieu-sot/", "/thieu-sot/no-bearer/1/",
]  # fmt: skip


def _plan() -> str:
    """Tasks enough for a matrix that needs upright names, with days, periods and rhythms."""
    lines = ["II. NHIỆM VỤ", ""]
    tails = (
        "hoàn thành trước ngày 15/{m}/2026",
        "báo cáo Ủy ban nhân dân tỉnh trước ngày 20 hằng tháng",
        "hoàn thành trong quý IV năm 2026",
        "theo quy định",
    )
    for at in range(42):
        lead, partner = DEPARTMENTS[at % 14], DEPARTMENTS[(at * 5 + 3) % 14]
        helped = f", phối hợp với {partner}" if partner != lead else ""
        lines += [f"- {lead} chủ trì{helped} rà soát nội dung thứ {at + 1}, {tails[at % 4].format(m=at % 12 + 1)}.", ""]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serving: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    """The site over the bundled corpus and that plan, served on a free port."""
    corpus, store = tmp_path_factory.mktemp("kho") / "kho", tmp_path_factory.mktemp("store")
    shutil.copytree(bundled(), corpus, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (corpus / "documents" / f"{PLAN}.md").write_text(HEAD + _plan(), encoding="utf-8")
    build(corpus, store)
    with serving(store) as address:
        yield address


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "light"), (1280, "dark")])
def test_axe_and_width(browser: Browser, address: str, axe: Any, width: int, scheme: Any) -> None:
    """axe finds nothing, and below the site's head nothing reaches beyond the screen; nothing is refused by the content policy."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    options = {"runOnly": ["color-contrast", "link-in-text-block"]} if scheme == "dark" else {}
    for url in PAGES:
        answer = page.goto(address + url)
        assert answer and answer.status == 200, url
        found = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in axe.run(page, options=options)["violations"]]
        assert found == [], (url, width, scheme)
        beyond = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => !e.closest('.cuon') && e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)"
            ".map(e => e.outerHTML.slice(0, 120))"
        )
        assert beyond == [], (url, width)
    assert complaints == []
    page.close()


def test_a_cell_opens_its_duty_without_scripts(browser: Browser, address: str) -> None:
    """The cell is named for whoever cannot see it, and shows the whole task; Esc closes it; the head and the first column stay."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/nhiem-vu/van-ban/{PLAN}/ma-tran/")
    page.get_by_role("button", name="Sở Tư pháp: chủ trì").first.click()
    card = page.locator(".the-viec:popover-open")
    assert card.count() == 1 and "rà soát nội dung thứ 2" in card.inner_text() and "máy đọc" in card.inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".the-viec:popover-open").count() == 0
    frame = page.locator(".ma-tran-khung")
    before = page.locator(".ma-tran .goc-bang").bounding_box()
    frame.hover()
    page.mouse.wheel(250, 500)
    page.wait_for_timeout(300)
    after = page.locator(".ma-tran .goc-bang").bounding_box()
    box = frame.bounding_box()
    assert before and after and box and abs(after["x"] - box["x"]) < 3 and abs(after["y"] - box["y"]) < 3
    context.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 660), (360, 700)])
def test_what_has_the_focus_is_never_covered(browser: Browser, address: str, width: int, height: int) -> None:
    """Not by the bar below a list to choose from, a matrix's head and first column, nor a phone's bar with the outline; forwards and back."""
    covered = (Path(__file__).parent / "covered.js").read_text("utf-8")
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    for url in ("/nhiem-vu/", f"/nhiem-vu/van-ban/{PLAN}/ma-tran/", f"/van-ban/{PLAN}/"):
        page.goto(address + url)
        for key in ("Tab",) * 90 + ("Shift+Tab",) * 70:
            page.keyboard.press(key)
            assert page.evaluate(covered) is None, (url, width, key)
    context.close()


def test_the_row_and_the_column_under_the_pointer_are_lit(browser: Browser, address: str) -> None:
    """By the style sheet alone: the row takes the light ground, a band over the whole column shows through."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/nhiem-vu/van-ban/{PLAN}/ma-tran/")
    cell = page.locator(".ma-tran td", has=page.locator("button")).first
    style = "getComputedStyle(document.querySelectorAll('.ma-tran td')[%d], '::after').content"
    cell.hover()
    number = page.evaluate("[...document.querySelectorAll('.ma-tran td')].findIndex(e => e.matches(':hover'))")
    assert number >= 0 and page.evaluate(style % number) == '""'
    assert page.evaluate(style % (number + 1)) in ("none", "normal")
    rows = page.evaluate(
        "[...document.querySelectorAll('.ma-tran tbody tr')].filter(r => getComputedStyle(r.cells[0]).backgroundColor !== getComputedStyle(document.querySelector('.ma-tran tbody tr:not(.muc-bang):not(:hover) th')).backgroundColor && !r.matches('.muc-bang')).length"
    )
    assert rows == 1
    context.close()


def test_the_matrix_begins_on_a_phones_first_screen(browser: Browser, address: str) -> None:
    """Its head and some tasks are seen before anything is scrolled; what can be loaded of it comes after."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for url in (f"/nhiem-vu/van-ban/{PLAN}/ma-tran/", f"/nhiem-vu/?van-ban={PLAN}&co-quan=quang-nam/so-y-te"):
        page.goto(address + url)
        box = page.locator(".ma-tran-khung").bounding_box()
        assert box and box["y"] < 500, (url, box)
        files = page.locator(".tai-ve").bounding_box()
        assert files and files["y"] > box["y"]
    page.close()


@pytest.mark.parametrize("width", [360, 768])
def test_the_matrix_on_a_phone_is_a_block_for_each_task(browser: Browser, address: str, width: int) -> None:
    """Who leads first, then who helps, in words, by the style sheet alone; nothing has to be pushed sideways; any line opens the task."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 740})
    page = context.new_page()
    for url in (f"/nhiem-vu/van-ban/{PLAN}/ma-tran/", "/nhiem-vu/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/ma-tran/"):
        page.goto(address + url)
        assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.ma-tran-khung'))"), url
        assert page.locator(".ma-tran thead").is_hidden() and page.get_by_text("Mỗi khối là một việc").is_visible()
        shown = page.evaluate(
            "[...document.querySelectorAll('.ma-tran tbody tr')].map(r => [...r.querySelectorAll('.o')].sort((a, b) => a.getBoundingClientRect().y - b.getBoundingClientRect().y)"
            ".map(b => [b.innerText.toLowerCase(), ...['.hinh', '.chu-o', '.ten'].map(c => b.querySelector(c).getBoundingClientRect().left)]))"
        )
        roles = ("chủ trì", "thực hiện", "tham mưu", "phối hợp", "nhận báo cáo")
        for row in shown:
            ranks = [next(n for n, role in enumerate(roles) if role in words) for words, *_ in row]
            assert ranks == sorted(ranks), (url, row)
            assert all(shape < role < name < width for _, shape, role, name in row), (url, row)
    page.goto(f"{address}/nhiem-vu/van-ban/{PLAN}/ma-tran/")
    page.get_by_role("button", name="Sở Tư pháp: chủ trì").first.click()
    assert "rà soát nội dung thứ 2" in page.locator(".the-viec:popover-open").inner_text()
    context.close()


def test_a_matrix_fits_a_usual_screen(browser: Browser, address: str) -> None:
    """At 1440 px neither the plan's nine agencies nor fourteen have to be scrolled sideways, and no name or word is cut off."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for document in ("ke-hoach-57-nq-hdnd-quang-nam-2022", PLAN):
        page.goto(f"{address}/nhiem-vu/van-ban/{document}/ma-tran/")
        assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.ma-tran-khung'))"), document
        assert (
            page.evaluate("[...document.querySelectorAll('.ma-tran thead a')].filter(e => e.scrollWidth > e.clientWidth + 1).length") == 0
        )
    page.close()


def test_the_matrix_on_paper(browser: Browser, address: str) -> None:
    """Landscape, the names at the head of each page, nothing cut off at the right."""
    import io

    import pypdfium2

    page = browser.new_page()
    for url, heads in ((f"/nhiem-vu/van-ban/{PLAN}/ma-tran/", "Nhiệm vụ"), (f"/nhiem-vu/van-ban/{PLAN}/", "Nội dung nhiệm vụ")):
        page.goto(address + url)
        pdf = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(pdf) > 1
        width, height = pdf[0].get_size()
        assert width > height, url
        for sheet in (pdf[0], pdf[1]):
            text = sheet.get_textpage()
            assert heads.replace(" ", "") in "".join(text.get_text_bounded().split()), url
            assert max((text.get_charbox(i)[2] for i in range(text.count_chars())), default=0) < width - 20, url
    page.close()
