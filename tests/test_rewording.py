"""The new words of a provision, as the clause that amends it gives them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from phancap.indexer.build import build
from phancap.indexer.corpus import bundled
from phancap.indexer.model import Reading
from phancap.indexer.rewording import new_wording
from phancap.site.app import create_app

TEXT = """
Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 30/2030/NĐ-CP

1. Sửa đổi khoản 2, bổ sung khoản 3 Điều 5 như sau:

“2. Hồ sơ gồm:

a) Đơn “theo mẫu”;

3. Thời hạn là 05 ngày.”.

2. Sửa đổi điểm đ khoản 1 Điều 6 như sau: “đ) Cấp lại.”

3. Thay cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại khoản 4 Điều 7.

Điều 2. Sửa đổi khoản 1 Điều 8 Nghị định số 30/2030/NĐ-CP

"1. Nghị định này có hiệu lực từ ngày ký."
"""


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("art_5__para_2", "2. Hồ sơ gồm:\na) Đơn “theo mẫu”;"),
        ("art_5__para_3", "3. Thời hạn là 05 ngày."),
        ("art_6__para_1__point_dd", "đ) Cấp lại."),
        ("art_7__para_4", None),
        ("art_8__para_1", "1. Nghị định này có hiệu lực từ ngày ký."),
    ],
)
def test_new_wording(read_text: Callable[..., Reading], address: str, words: str | None) -> None:
    reading = read_text(TEXT, type="Nghị định")
    found = [(c, x) for c in reading.clauses for x in c.all_citations if x.provision == address and x.relation]
    assert [new_wording(clause, citation) for clause, citation in found] == [words]


def test_a_whole_document_has_no_new_words(read_text: Callable[..., Reading]) -> None:
    reading = read_text(TEXT, type="Nghị định")
    clause = reading.clauses[1]
    assert [(x.relation, new_wording(clause, x)) for x in clause.all_citations] == [("amends", None)]


def test_the_amended_provision_s_page_shows_them(tmp_path: Path) -> None:
    corpus = tmp_path / "kho"
    shutil.copytree(bundled(), corpus, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    for number, year, text in (
        (30, 2030, "Điều 6. Cấp giấy\n\n1. Cấp mới.\n\n2. Cấp đổi.\n"),
        (31, 2031, "Điều 1. Sửa đổi khoản 2 Điều 6 của Nghị định số 30/2030/NĐ-CP như sau:\n\n“2. Cấp đổi trong 05 ngày.”\n"),
    ):
        front = (
            f'+++\nid = "{number}-nd-cp-{year}"\ntype = "Nghị định"\nnumber = "{number}/{year}/NĐ-CP"\nname = "Nghị định số {number}/{year}/NĐ-CP"\n'
            f'short = "Nghị định {number}"\nissuer = "vn/chinh-phu"\njurisdiction = "vn"\nissued = {year}-02-01\n+++\n'
        )
        (corpus / "documents" / f"{number}-nd-cp-{year}.md").write_text(front + text, "utf-8")
    build(corpus, tmp_path / "store")
    page = BeautifulSoup(create_app(tmp_path / "store").test_client().get("/van-ban/30-nd-cp-2030/art_6__para_2/").data, "html.parser")
    (item,) = page.select("#duoc-sua + ul li")
    assert " ".join(item.get_text(" ").split()).endswith("Nghị định 31: sửa đổi, bổ sung Lời văn mới 2. Cấp đổi trong 05 ngày.")
