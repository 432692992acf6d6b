"""Duties as a workbook (XLSX): typed dates, a head that stays in sight, links to the clauses, ready to print on A4."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

from flask import Response
from phancap.site.sheets import ADDRESS, CITATION, DATE
from xlsxwriter import Workbook

_WIDTHS = {
    "Nhóm": 18, "Với tư cách thành viên": 20, "Cơ quan thực hiện": 24, "Vai trò": 11, "Nội dung": 60, "Phối hợp": 26, "Gửi về": 20, "Báo cáo": 20, "Trình": 20,
    "Qua": 18, "Thời hạn": 22, "Ngày": 12, "Định kỳ": 14, "Trích dẫn": 24, "Văn bản": 34,
}  # fmt: skip
_HIDDEN = ("Mã điều khoản", "Địa chỉ")  # for programs; a reader has the link
_MADE = datetime.datetime(2000, 1, 1)


def workbook(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """Rows, the first of them the head, as a workbook with one sheet; nothing that a text holds becomes a formula."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": title, "created": _MADE})
        sheet = book.add_worksheet("Nhiệm vụ")
        text = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#E8EEF4"})
        link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0B4F8A", "underline": 1})
        names = list(rows[0])
        for column, name in enumerate(names):
            sheet.write_string(0, column, name, head)
            sheet.set_column(column, column, _WIDTHS.get(name, 16), None, {"hidden": name in _HIDDEN})
        for number, row in enumerate(rows[1:], 1):
            target = row[names.index(ADDRESS)]
            for column, (name, cell) in enumerate(zip(names, row, strict=True)):
                if name == DATE and len(cell) == 10 and cell[4] == "-":
                    sheet.write_datetime(number, column, datetime.datetime.fromisoformat(cell), day)
                elif name == CITATION and target.startswith("http") and len(target) < 2_000:
                    sheet.write_url(number, column, target, link, cell)
                else:
                    sheet.write_string(number, column, cell[:32_000], text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(names) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer(f"&L{title.replace('&', '&&')[:200]}&RTrang &P/&N")
    return out.getvalue()


def response(content: bytes, filename: str) -> Response:
    """The workbook as a download."""
    answer = Response(content, mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer
