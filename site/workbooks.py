"""Duties as a workbook (XLSX): typed dates, a head that stays in sight, links to the clauses, ready to print on A4."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from flask import Response
from phancap.site.sheets import ADDRESS, CITATION, CLAUSE, DATE

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# as narrow as words allow: on A4 across, all columns of a department's sheet are then printed at 60 % and more
_WIDTHS = {
    "TT": 5, "Nhóm": 14, "Với tư cách thành viên": 14, "Cơ quan thực hiện": 18, "Vai trò": 10, "Nội dung": 50, "Phối hợp": 22, "Gửi về": 14, "Báo cáo": 14, "Trình": 14,
    "Qua": 14, "Sản phẩm": 14, "Thời hạn": 16, DATE: 12, "Ghi chú thời hạn": 14, "Định kỳ": 11, CITATION: 24, "Văn bản": 28, "Tình trạng": 11,
}  # fmt: skip
_WIDTH, _LINE, _MOST_LINES = 16, 15, 27  # of other columns; points; Excel's rows are at most 409 points high
_HIDDEN = (CLAUSE, ADDRESS)  # for programs; a reader has the link
_ALWAYS = ("Cơ quan thực hiện", "Vai trò", "Nội dung", "Thời hạn", CITATION, "Văn bản")  # other columns are hidden where they are empty
_MADE = datetime.datetime(2000, 1, 1)
_MATRIX = "Ma trận"
_LONGEST = 32_000  # characters that Excel takes in a cell
_MOST_LINKS = 65_530  # of a sheet: Excel takes no more, and without this the citation itself would be lost, too
_A4, _A3 = 9, 8
_AGENCY, _MANY = 7, 20  # how wide an agency's column of a matrix is; from how many on it is printed on A3


class Grid(NamedTuple):
    """A matrix as rows of words: a head, then rows; ``fixed`` columns at the left stay in sight, the others are agencies."""

    rows: Sequence[Sequence[str]]
    fixed: int


def workbook(rows: Sequence[Sequence[str]], title: str, grid: Grid | None = None) -> bytes:
    """Rows, the first of them the head, as a sheet, the matrix as a second one; nothing that a text holds becomes a formula."""
    from xlsxwriter import Workbook  # read in when it is wanted: a server's first answer should not wait for it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": title, "created": _MADE})
        formats = {
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#E8EEF4"}),
            "link": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0B4F8A", "underline": 1}),
            "turned": book.add_format({"bold": True, "rotation": 90, "text_wrap": True, "valign": "bottom", "align": "center", "bottom": 1, "bg_color": "#E8EEF4"}),
            "part": book.add_format({"valign": "top", "align": "center", "font_size": 9, "text_wrap": True}),
        }  # fmt: skip
        if rows:
            _duties(book.add_worksheet("Nhiệm vụ"), rows, formats)
        if grid:
            _matrix(book.add_worksheet(_MATRIX), grid, formats)
        for sheet in book.worksheets():
            sheet.set_landscape()
            sheet.set_paper(_A3 if grid and sheet.name == _MATRIX and len(grid.rows[0]) - grid.fixed > _MANY else _A4)
            sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            sheet.hide_gridlines(0)  # printed, too: a border about each empty cell took longer to write than all words
            sheet.set_footer(f"&L{_printed(title)}&RTrang &P/&N")
    return out.getvalue()


def _printed(title: str) -> str:
    """A title for the foot of a page, where "&" begins a command: "Phòng ĐTTĐ&GSĐT" asked for a picture ("&G"), and xlsxwriter looks for
    that behind a doubled "&", too; a space of no width parts the two.
    """
    return title[:120].replace("&", "&&").replace("&G", "&\N{ZERO WIDTH SPACE}G")


def _duties(sheet: Worksheet, rows: Sequence[Sequence[str]], formats: dict[str, Format]) -> None:
    names = list(rows[0])
    sheet.set_row(0, 2 * _LINE + 2)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, formats["head"])
        empty = name not in _ALWAYS and not any(row[column] for row in rows[1:])
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH), None, {"hidden": name in _HIDDEN or empty})
    widths = [0 if name in _HIDDEN else _WIDTHS.get(name, _WIDTH) for name in names]
    for number, row in enumerate(rows[1:], 1):
        sheet.set_row(number, _height(row, widths))
        target = row[names.index(ADDRESS)]
        for column, (name, cell) in enumerate(zip(names, row, strict=True)):
            if name == DATE and cell:
                sheet.write_datetime(number, column, datetime.datetime.fromisoformat(cell), formats["day"])
            elif name == CITATION and number <= _MOST_LINKS and _whole(target):
                sheet.write_url(number, column, target, formats["link"], cell)
            elif cell:
                sheet.write_string(number, column, cell[:_LONGEST], formats["text"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(names) - 1)


def _matrix(sheet: Worksheet, grid: Grid, formats: dict[str, Format]) -> None:
    names = list(grid.rows[0])
    place = names.index(ADDRESS) if ADDRESS in names else None
    sheet.set_row(0, 150)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, formats["head" if column < grid.fixed else "turned"])
        width = _WIDTHS.get(name, _WIDTH) if column < grid.fixed else _AGENCY
        same = name == "Văn bản" and len({row[column] for row in grid.rows[1:]}) == 1  # the foot of the page tells it
        sheet.set_column(column, column, width, None, {"hidden": name in _HIDDEN or same})
    widths = [0 if name in _HIDDEN else _WIDTHS.get(name, _WIDTH) if column < grid.fixed else 0 for column, name in enumerate(names)]
    for number, row in enumerate(grid.rows[1:], 1):
        sheet.set_row(number, _height(row, widths))
        for column, cell in enumerate(row):
            if names[column] == CITATION and place is not None and number <= _MOST_LINKS and _whole(row[place]):
                sheet.write_url(number, column, row[place], formats["link"], cell)
            elif cell:
                sheet.write_string(number, column, cell[:_LONGEST], formats["text" if column < grid.fixed else "part"])
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(grid.rows) - 1, 1), len(names) - 1)
    sheet.repeat_columns(0, 1)


def _height(row: Sequence[str], widths: Sequence[int]) -> int:
    """How high a row must be for its words. Excel finds out by itself; LibreOffice does not for a file that says it is Excel's, and showed
    the first line alone.
    """
    lines = max([-(-len(cell) // width) for cell, width in zip(row, widths, strict=False) if cell and width], default=1)
    return _LINE * min(lines, _MOST_LINES) + 1


def _whole(target: str) -> bool:
    """Whether an address leads somewhere outside the site, and Excel takes it."""
    return target.startswith("http") and len(target) < 2_000


def response(content: bytes, filename: str) -> Response:
    """The workbook as a download."""
    answer = Response(content, mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer
