"""Related clauses on a clause's page: each with its reason in words, few, and nothing where nothing is related."""

from __future__ import annotations

import shutil

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from phancap.indexer.build import build
from phancap.indexer.corpus import bundled
from phancap.site.app import create_app

PLANS = {
    "7-kh-ubnd-quang-nam-2024": (
        "- Sở Tư pháp thẩm định các nội dung đề nghị phân cấp về đất đai.\n\n- Sở Nội vụ rà soát theo khoản 2 Điều 1 Nghị định số 1/2024/NĐ-CP của Chính phủ.\n\n"
        "- Sở Y tế thực hiện các nhiệm vụ khác khi được cấp có thẩm quyền giao.\n\n"
        "1. Thực hiện khoản 2 Điều 1 Nghị định số 1/2024/NĐ-CP của Chính phủ:\n\na) Sở Xây dựng lập đề án.\n\n"
        "2. Sở Y tế chỉ đạo và tổ chức thực hiện các biện pháp phòng bệnh.\n\n3. Sở Y tế chỉ đạo và tổ chức thực hiện các kỳ thi.\n"
    ),
    "8-kh-ubnd-quang-nam-2024": (
        "- Sở Tư pháp thẩm định các nội dung đề nghị phân cấp về đầu tư.\n\n- Sở Tài chính bố trí kinh phí theo khoản 2 Điều 1 Nghị định số 1/2024/NĐ-CP của Chính phủ.\n\n"
        "- Sở Y tế thực hiện các nhiệm vụ khác khi được cấp có thẩm quyền giao.\n\n- Sở Tài chính thẩm định các nội dung đề nghị phân cấp về ngân sách.\n"
    ),
}  # fmt: skip


def _front(name: str, number: str, type_: str, issuer: str, place: str) -> str:
    return (
        f'+++\nid = "{name}"\ntype = "{type_}"\nnumber = "{number}"\nname = "{type_} số {number}"\nshort = "{number}"\n'
        f'issuer = "{issuer}"\njurisdiction = "{place}"\nissued = 2024-02-01\n+++\n'
    )


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The site over the bundled corpus, a decree and two plans that carry it out in much the same words."""
    folder = tmp_path_factory.mktemp("lien-quan")
    corpus = folder / "kho"
    shutil.copytree(bundled(), corpus, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    decree = "Điều 1. Phân cấp\n\n1. Khoản một.\n\n2. Việc phân cấp phải có đề án.\n"
    (corpus / "documents" / "1-nd-cp-2024.md").write_text(
        _front("1-nd-cp-2024", "1/2024/NĐ-CP", "Nghị định", "vn/chinh-phu", "vn") + decree, "utf-8"
    )
    for name, text in PLANS.items():
        front = _front(name, f"{name.partition('-')[0]}/KH-UBND", "Kế hoạch", "quang-nam/uy-ban-nhan-dan-tinh", "quang-nam")
        (corpus / "documents" / f"{name}.md").write_text(f"{front}II. NHIỆM VỤ\n\n{text}", "utf-8")
    build(corpus, folder / "store")
    return create_app(folder / "store").test_client()


def told(client: FlaskClient, url: str) -> list[str]:
    """The related clauses of a page, as words."""
    page = BeautifulSoup(client.get(url).data, "html.parser")
    return [" ".join(li.get_text(" ").split()) for li in page.select("#lien-quan + ul li")]


def test_the_same_words_to_the_same_agency(client: FlaskClient) -> None:
    """Sở Tư pháp appraises in three plans, the closest words first; then another body that has the same to do."""
    assert told(client, "/van-ban/7-kh-ubnd-quang-nam-2024/sec_II__indent_1/") == [
        "Gạch đầu dòng thứ 1, Mục II , 8/KH-UBND Cùng giao Sở Tư pháp: “thẩm định các nội dung đề nghị phân cấp về”",
        "Gạch đầu dòng thứ 3, điểm a khoản 2 Mục III , Kế hoạch triển khai NQ 57/NQ-HĐND Cùng giao Sở Tư pháp: “thẩm định các nội dung”",
        "Gạch đầu dòng thứ 4, Mục II , 8/KH-UBND Việc như vậy, giao Sở Tài chính: “thẩm định các nội dung đề nghị phân cấp về”",
    ]


def test_the_same_task_of_another_body(client: FlaskClient) -> None:
    """The plan has departments and districts report in the same words; "tham mưu Ủy ban nhân dân tỉnh …" alone is no likeness."""
    plan = "/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/sec_III__para_1__"
    (one,) = told(client, plan + "indent_8/")
    assert one == (
        "Gạch đầu dòng thứ 5, khoản 3 Mục III Việc như vậy, giao Ủy ban nhân dân cấp huyện: "
        "“báo cáo kết quả thực hiện các nội dung phân cấp, ủy quyền, gửi về Sở Nội”"
    )
    assert told(client, plan + "indent_3/") == []


def test_the_same_provision(client: FlaskClient) -> None:
    """Another document's clause goes before one of the same document."""
    assert told(client, "/van-ban/7-kh-ubnd-quang-nam-2024/sec_II__indent_2/") == [
        "Gạch đầu dòng thứ 2, Mục II , 8/KH-UBND Cùng dẫn chiếu khoản 2 Điều 1 1/2024/NĐ-CP",
        "Khoản 1 Mục II Cùng dẫn chiếu khoản 2 Điều 1 1/2024/NĐ-CP",
    ]


def test_the_provision_that_the_clause_above_carries_out(client: FlaskClient) -> None:
    (one,) = told(client, "/van-ban/7-kh-ubnd-quang-nam-2024/sec_II__para_1__point_a/")
    assert one == "Khoản 2 Điều 1 , 1/2024/NĐ-CP Khoản 1 chứa điều khoản này và dẫn chiếu đến quy định này"


def test_what_stands_in_every_plan_relates_nothing(client: FlaskClient) -> None:
    assert told(client, "/van-ban/7-kh-ubnd-quang-nam-2024/sec_II__indent_3/") == []
    assert told(client, "/van-ban/1-nd-cp-2024/art_1__para_1/") == []
    assert told(client, "/van-ban/7-kh-ubnd-quang-nam-2024/sec_II__para_2/") == []  # "chỉ đạo và tổ chức thực hiện các" says only how


def test_never_more_than_five(client: FlaskClient) -> None:
    """Nor anything that the page names anyway."""
    urls = [f"/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/sec_III__para_{p}/" for p in (1, 2, 3)]
    assert all(len(told(client, url)) <= 5 for url in urls)
