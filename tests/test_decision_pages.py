"""The pages of a short decision: articles without headings in the outline, many laws in its grounds, a table whose cells go on."""

from __future__ import annotations

import shutil

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from phancap.indexer.build import build
from phancap.indexer.corpus import bundled
from phancap.site.app import create_app

NAME = "7-qd-ubnd-quang-nam-2026"
LAWS = [f"Nghị định số {n}/2024/NĐ-CP" for n in range(11, 18)]
TEXT = f"""QUYẾT ĐỊNH

{chr(10).join(f"Căn cứ {law};" for law in LAWS)}

Điều 1. Ủy quyền cho Sở Y tế cấp giấy phép hoạt động.

Điều 2. Sở Y tế báo cáo Ủy ban nhân dân tỉnh hằng quý.

Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành Quyết định này.

PHỤ LỤC
DANH MỤC

| TT | Nhiệm vụ | Cơ quan |
|---|---|---|
| 1 | Rà soát danh mục | Sở Y tế |
| 2 | Báo cáo kết quả | ^^ |
| 3 | Công khai danh mục | ^^ |

Ghi chú: giữ chữ a^^b.

PHỤ LỤC II
PHÂN CÔNG

| TT | Nội dung công việc | Cơ quan chủ trì | Thời gian | Sản phẩm |
|---|---|---|---|---|
| I | Hoàn thiện thể chế |
| 1 | Xây dựng quy chế | Sở Y tế | Quý II năm 2026 | Quyết định |
| 2 | Rà soát hồ sơ | | Quý III năm 2026 |
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The site over the bundled corpus and the decision."""
    corpus, folder = tmp_path_factory.mktemp("kho") / "kho", tmp_path_factory.mktemp("store")
    shutil.copytree(bundled(), corpus, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    head = (
        f'+++\nid = "{NAME}"\ntype = "Quyết định"\nnumber = "7/QĐ-UBND"\ntitle = "Ủy quyền"\nname = "Quyết định số 7/QĐ-UBND"\n'
        'short = "QĐ 7/QĐ-UBND"\nissuer = "quang-nam/uy-ban-nhan-dan-tinh"\njurisdiction = "quang-nam"\nissued = 2026-01-15\n+++\n'
    )
    (corpus / "documents" / f"{NAME}.md").write_text(head + TEXT, encoding="utf-8")
    build(corpus, folder)
    return create_app(folder).test_client()


def soup(client: FlaskClient, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.data, "html.parser")


def test_the_outline_names_articles_that_have_no_heading(client: FlaskClient) -> None:
    page = soup(client, f"/van-ban/{NAME}/")
    links = [(a.get_text(), str(a["href"])) for a in page.select(".muc-luc a")]
    assert ("Điều 1. Ủy quyền cho Sở Y tế cấp giấy phép hoạt động.", "#art_1") in links
    assert [href for _, href in links if href.startswith("#art_")] == ["#art_1", "#art_2", "#art_3"]
    assert all(page.find(id=href[1:]) for _, href in links) and not page.select("#art_1 .tieu-de")


def test_many_doubts_of_one_reason_are_told_in_short(client: FlaskClient) -> None:
    """Nothing is lost: each of the seven decrees stands in the margin once, three of them in the open."""
    notes = soup(client, f"/van-ban/{NAME}/").select_one("#preamble .le .can-xem")
    assert notes
    words = [q.get_text() for q in notes.select("q")]
    assert words == LAWS and len(notes.select("details q")) == 4 and "và 4 chỗ khác" in notes.get_text()


def test_what_stands_for_a_covered_cell_is_explained_once_a_table(client: FlaskClient) -> None:
    page = soup(client, f"/van-ban/{NAME}/nguyen-van/")
    (told,) = page.select(".ghi-bang")
    assert told.get_text() == "Ô ghi ^^ gộp với ô ngay phía trên."
    below = told.find_next_sibling("tr")
    assert isinstance(below, Tag) and "Báo cáo kết quả" in below.get_text()
    received = [r.select("td")[1].get_text() for r in page.select("tbody tr[id]")]
    assert "\n".join(received) == TEXT.rstrip("\n")
    rows = [a for a in page.select("tbody a") if "row" in str(a["href"])]
    explained = ["Ô ghi ^^" in soup(client, str(a["href"])).get_text() for a in rows]
    assert sum(explained) == 2 and len(explained) > 2


def test_cells_of_a_table_stand_in_line_and_are_called_by_their_columns(client: FlaskClient) -> None:
    """A row that ends early is filled up, a title of the rows below it is not; a cell is only called by a column where every column has one."""
    page = soup(client, f"/van-ban/{NAME}/")
    head, title, whole, short = page.select(".dk-row.rong .hang")
    told = [[o.get_text() for o in row.select(".o")] for row in (head, title, whole, short)]
    assert told[1:] == [["I", "Hoàn thiện thể chế"], ["1", "Xây dựng quy chế", "Sở Y tế", "Quý II năm 2026", "Quyết định"], ["2", "Rà soát hồ sơ", "", "Quý III năm 2026", ""]]  # fmt: skip
    assert [str(o.get("data-cot")) for o in whole.select(".o")] == told[0]
    assert not head.select("[data-cot]") and not title.select("[data-cot]") and not short.select("[data-cot]")
    link = whole.find_next("a", class_="lien-ket")
    assert isinstance(link, Tag)
    alone = soup(client, str(link["href"])).select_one(".dieu-khoan .hang .chu-goc")
    assert alone and alone.get_text() == "1 | Xây dựng quy chế | Sở Y tế | Quý II năm 2026 | Quyết định"
    assert [str(o.get("data-cot")) for o in alone.select(".o")] == told[0]
    why = soup(client, str(link["href"])).select_one(".can-cu")
    assert why and "Vai trò: Chủ trì theo tên cột của bảng" in " ".join(why.get_text(" ").split())
