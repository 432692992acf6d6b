"""Workbooks and calendars: what an office opens in Excel, Thunderbird or Google Calendar."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import vobject
from flask.testing import FlaskClient
from icalendar import Calendar
from phancap.indexer.model import Document, Reading
from phancap.site import workbooks
from phancap.site.app import create_app
from phancap.site.calendars import days_of
from phancap.site.sheets import ADDRESS, CITATION
from phancap.site.workbooks import workbook

AGENCY = "/co-quan/quang-nam/so-noi-vu"
PLAN = "/nhiem-vu/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022"


@pytest.fixture(scope="module")
def client(store: Path) -> FlaskClient:
    """The site over the shared store."""
    return create_app(store).test_client()


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_an_agencys_workbook(client: FlaskClient) -> None:
    answer = client.get(f"{AGENCY}/nhiem-vu.xlsx")
    sheet = sheet_of(answer.data)
    head = [cell.value for cell in sheet[1]]
    assert head[:5] == ["Nhóm", "Với tư cách thành viên", "Cơ quan thực hiện", "Vai trò", "Nội dung"]
    assert sheet.freeze_panes == "A2" and sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$1:$1"
    cited = sheet.cell(2, head.index("Trích dẫn") + 1)
    assert cited.hyperlink.target.startswith("http://localhost/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/")
    assert answer.data == client.get(f"{AGENCY}/nhiem-vu.xlsx").data


@pytest.mark.filterwarnings("error")
def test_ampersands_in_a_title() -> None:
    """An agency's name with "&G" in it is no picture in the foot of the page; it was, and its export failed."""
    content = workbook([["Nội dung", "Địa chỉ"], ["x", ""]], "Nhiệm vụ của Phòng ĐTTĐ&GSĐT")
    assert sheet_of(content).oddFooter.left.text.replace("\N{ZERO WIDTH SPACE}", "") == "Nhiệm vụ của Phòng ĐTTĐ&&GSĐT"


def test_dates_are_dates_and_formulas_are_words() -> None:
    rows = [["Nội dung", "Ngày đến hạn", "Trích dẫn", "Địa chỉ"], ['=HYPERLINK("http://x")', "2025-11-15", "khoản 1", ""]]
    sheet = sheet_of(workbook(rows, "Thử"))
    assert sheet["B2"].value == datetime.datetime(2025, 11, 15) and sheet["B2"].number_format == "dd/mm/yyyy"
    assert sheet["A2"].data_type == "s" and sheet["A2"].value == '=HYPERLINK("http://x")'


def test_a_citation_without_a_link_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel takes 65,530 links in a sheet; the rows behind them lost their citations."""
    monkeypatch.setattr(workbooks, "_MOST_LINKS", 1)
    rows = [[CITATION, ADDRESS], ["khoản 1 Điều 5", "https://vi-du.vn/1"], ["khoản 2 Điều 5", "https://vi-du.vn/2"]]
    sheet = sheet_of(workbook(rows, "Thử"))
    assert [(sheet.cell(n, 1).value, sheet.cell(n, 1).hyperlink is not None) for n in (2, 3)] == [
        ("khoản 1 Điều 5", True),
        ("khoản 2 Điều 5", False),
    ]


def test_a_documents_sheets(client: FlaskClient) -> None:
    page = client.get(f"{PLAN}/").get_data(as_text=True)
    assert "Phân công nhiệm vụ" in page and "Sở Tư pháp" in page
    assert sheet_of(client.get(f"{PLAN}/phan-cong.xlsx").data).max_row == 47  # 46 duties below the head
    assert client.get("/nhiem-vu/van-ban/khong-co/").status_code == 404


@pytest.mark.parametrize("path", [f"{AGENCY}/lich.ics", "/nhiem-vu/lich.ics", f"{PLAN}/lich.ics"])
def test_calendars_are_read_by_two_readers(client: FlaskClient, path: str) -> None:
    content = client.get(path).data
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    mine = Calendar.from_ical(content.decode())
    other = vobject.readOne(content.decode())
    assert len(mine.walk("VEVENT")) == len(list(other.components()))


@pytest.mark.parametrize(
    ("sentence", "first", "rule"),
    [
        ("- Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh trước ngày 15/11/2025.", "2025-11-15", None),
        ("- Sở Nội vụ báo cáo trước ngày 20 hằng tháng.", "2025-02-20", {"freq": "monthly", "bymonthday": 20}),
        ("- Hàng tháng, trước ngày 25, Sở Nội vụ báo cáo Sở Tài chính.", "2025-02-25", {"freq": "monthly", "bymonthday": 25}),
        ("- Sở Nội vụ gửi báo cáo tháng trước ngày 20 của tháng báo cáo.", "2025-02-20", {"freq": "monthly", "bymonthday": 20}),
        ("- Sở Nội vụ báo cáo trước ngày 30 tháng 11 hằng năm.", "2025-11-30", {"freq": "yearly", "bymonthday": 30, "bymonth": [11]}),
        (
            "- Hằng quý, trước ngày 15 của tháng cuối quý, Sở Nội vụ báo cáo Sở Tài chính.",
            "2025-03-15",
            {"freq": "yearly", "bymonthday": 15, "bymonth": [3, 6, 9, 12]},
        ),
        (
            "- Sở Nội vụ gửi dự trù hằng quý về Sở Y tế trước ngày 10 của tháng đầu quý.",
            "2025-04-10",
            {"freq": "yearly", "bymonthday": 10, "bymonth": [1, 4, 7, 10]},
        ),
        ("- Hằng quý, trước ngày 10 của tháng đầu quý sau (riêng quý IV là vào ngày 10 tháng 02 năm sau), Sở Nội vụ báo cáo.", None, None),
        ("- Hằng quý, trước ngày cuối cùng của tháng đầu mỗi quý, Sở Nội vụ báo cáo.", None, None),
        ("- Sở Nội vụ báo cáo trong quý IV năm 2025.", None, None),
        ("- Sở Nội vụ thường xuyên kiểm tra.", None, None),
    ],
)
def test_the_day_in_the_calendar(
    sentence: str, first: str | None, rule: object, read_text: Callable[..., Reading], made_up: Callable[..., Document]
) -> None:
    reading = read_text(f"III. TỔ CHỨC THỰC HIỆN\n\n{sentence}", issued="2025-02-03")
    clause = next(c for c in reading.clauses if c.duties)
    days = days_of(clause.duties[0], clause, reading.document)
    assert [(day.isoformat(), again) for day, again in days] == ([(first, rule)] if first else [])


def test_a_row_is_as_high_as_its_words_and_an_empty_column_is_hidden() -> None:
    """LibreOffice showed only the first line of every cell; a sheet's empty columns made A4 print the others at a third of their size."""
    head = ["Cơ quan thực hiện", "Vai trò", "Nội dung", "Phối hợp", "Thời hạn", CITATION, "Văn bản", ADDRESS]
    rows = [
        head,
        ["Sở Y tế", "Chủ trì", "rà soát " * 30, "", "", "khoản 1", "KH 1", ""],
        ["Sở Y tế", "Chủ trì", "rà soát", "", "", "khoản 2", "KH 1", ""],
    ]
    sheet = sheet_of(workbook(rows, "thử"))
    assert sheet.row_dimensions[2].height > 4 * sheet.row_dimensions[3].height > 50
    hidden = [str(sheet.cell(1, at + 1).value) for at in range(len(head)) if sheet.column_dimensions["ABCDEFGH"[at]].hidden]
    assert hidden == ["Phối hợp", ADDRESS]
