"""A document's head as it is shown: every character stays, only lines part; what is the letterhead and what the title."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup, escape
from phancap.site.letterhead import head_lines, lead, signature_lines

HEADS = [  # head, lines of the letterhead, lines of the title
    (
        "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NAM\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\nSố: 12/KH-UBND\n"
        "Quảng Nam, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nTriển khai nhiệm vụ phân cấp\nCăn cứ Nghị định số 08/2023/NĐ-CP;\nUBND tỉnh ban hành Kế hoạch như sau:",
        5, 1,
    ),
    ("BỘ NỘI VỤ\nSố: /KH-BNV\nHà Nội, ngày tháng năm 2024\nQUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ\nBỘ TRƯỞNG BỘ NỘI VỤ\nCăn cứ Luật A ngày 01 tháng 7 năm 2023;", 3, 3),
    ("Kế hoạch triển khai\nThực hiện Nghị quyết số 57/NQ-HĐND ngày 09 tháng 12 năm 2022\nUBND tỉnh ban hành Kế hoạch & giao việc", 0, 0),
]  # fmt: skip


@pytest.mark.parametrize(("head", "letterhead", "title"), HEADS)
def test_head(head: str, letterhead: int, title: int) -> None:
    """The letterhead ends with the last of motto, number, place and day; what follows in capitals is the title."""
    page = BeautifulSoup(lead([escape(line) for line in head.split("\n")]), "html.parser")
    assert page.get_text() == head
    assert (len(page.select(".dau")), len(page.select(".ten"))) == (letterhead, title)


@pytest.mark.parametrize("lines", [
    "HÀ TĨNH|QUYẾT ĐỊNH|BÃI BỎ TOÀN BỘ QUYẾT ĐỊNH SỐ 10 CỦA SỞ NGOẠI VỤ|Căn cứ Luật A; Luật B;|Căn cứ Nghị định số 1;|Theo đề nghị của Sở C.",
    "Hà Nội, ngày 02 tháng 12 năm 2025|NGHỊ QUYẾT|VỀ VIỆC TIẾP TỤC|Xét Tờ trình số 5 và Xét nghiệm y tế;",
    "QUYẾT ĐỊNH SỐ 10|QUYẾT ĐỊNH:|Theo Căn cứ đã nêu",
])  # fmt: skip
def test_head_in_one_paragraph(lines: str) -> None:
    """What kind of document it is, its title and each ground have a line of their own where a file wraps them into one paragraph."""
    text = lines.replace("|Căn", " Căn").replace("|BÃI", " BÃI").replace("|VỀ", " VỀ").replace("|Theo đề", " Theo đề").replace("|", "\n")
    assert [text[at:end] for at, end in head_lines(text)] == lines.split("|")


def test_motto_has_a_line() -> None:
    """The state's name and its motto are two lines of the paper."""
    assert re.search(r"VIỆT NAM <br/?>Độc lập", lead([Markup("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc")]))


@pytest.mark.parametrize("lines", [
    "TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH|Lê Thị Thu", "KT. BỘ TRƯỞNG|THỨ TRƯỞNG THƯỜNG TRỰC|Nguyễn Văn A", "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH|Trần B Anh",
    "TL. CỤC TRƯỞNG|TRƯỞNG BAN GIÁM SÁT QUẢN LÝ|Đào Tám", "KT. BỘ TRƯỞNG, CHỦ NHIỆM|PHÓ CHỦ NHIỆM|Lê An", "CHỦ TỊCH|(Đã ký)|Lê Hoà", "GIÁM ĐỐC|LÊ VĂN AN",
    "TM. CHÍNH PHỦ|THỦ TƯỚNG", "Nơi ký",
])  # fmt: skip
def test_signature(lines: str) -> None:
    """For whom, in which office, the name: a line each, where the file has them in one paragraph; nothing but white space between."""
    text = lines.replace("|", " ")
    found = [text[at:end] for at, end in signature_lines(text)]
    assert " ".join(found) == text
    if "LÊ VĂN AN" not in lines:  # a name in capitals cannot be told from an office
        assert found == lines.split("|")
