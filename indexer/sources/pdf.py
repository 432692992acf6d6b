"""PDF with a text layer → blocks: lines as they stand on the page, tables from their ruled lines.

PDFium (the reader inside Chromium) gives every letter with its box and font; what is a line, a paragraph and a cell
follows from the boxes. A page of pictures has no letters, and a document of such pages is refused.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

from phancap.indexer.markers import marker_of
from phancap.indexer.sources.blocks import COVERED, Block, Paragraph, Piece, Table
from phancap.indexer.sources.notes import Note, notes_of, raised
from phancap.indexer.sources.pdf_lines import Glyph, Line, glyphs_of, lines_of
from phancap.indexer.sources.pdf_pages import join_pages
from phancap.indexer.sources.pdf_paragraphs import DEEPEST, INDENT, Shown, full, joined, shown_in
from phancap.indexer.sources.refusal import Refused
from phancap.indexer.sources.rules import Cell, Grid, Stroke, grids_of, strokes_of

MAX_PAGES = 3000
_NUMBER_LINE = re.compile(r"\W*(?:Trang\s*)?(0|[1-9]\d{0,3})(?:\s*/\s*\d{1,4})?\W*$")
_INDENTED = 0.6  # share of paragraphs that begin further in: then one that does not is no new paragraph
_SPACE = 6  # points: a space, and what the edge of the column is rounded by
_FEWEST_IN_COLUMN = 6  # long lines on either side: a letterhead has fewer
_MOST_IN_COLUMNS = 0.85  # share of the page's long lines
_ENDS = (".", ";", ":", "!", "?", "…")
_LETTERS_A_PAGE = 15  # on average; scans bear a stamp's few words at most


def read_pdf(content: bytes) -> list[Block]:
    """The blocks of a PDF. Raises Refused for a broken or locked file and for one whose pages are pictures."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("tệp PDF được đặt mật khẩu; hãy bỏ mật khẩu rồi thêm lại") from None
        raise Refused("tệp PDF hỏng, không đọc được; hãy lấy lại tệp") from None
    try:
        if not pages:
            raise Refused("tệp PDF không có trang nào; hãy lấy lại tệp")
        if pages > MAX_PAGES:
            raise Refused(f"tệp PDF có {pages} trang (tối đa {MAX_PAGES}); hãy tách riêng phần văn bản")
        read = [_page(document, number) for number in range(pages)]
    finally:
        document.close()
    letters = sum(g.char.isalpha() for page in read for line in page.lines for g in line.glyphs)
    if letters < _LETTERS_A_PAGE * pages or letters < 40:
        raise Refused("tệp PDF là ảnh quét, không có lớp chữ; hãy lấy bản có chữ hoặc nhận dạng chữ (OCR) trước")
    furniture = _running_lines(read)
    columns: list[tuple[list[Line], list[Grid]]] = []
    notes: list[Block] = []
    for number, page in enumerate(read):
        kept = [line for index, line in enumerate(page.lines) if (number, index) not in furniture]
        found = notes_of(kept, page.strokes, _column(kept)[0])
        notes += [_note(note, kept) for note in found]
        in_notes = {index for note in found for index in note.lines}
        kept = _with_marks([line for index, line in enumerate(kept) if index not in in_notes], {note.number for note in found})
        columns.append((kept, page.grids))
    shown = shown_in((body := [li for li in lines if _grid_of(li, grids) is None], *_column(body)) for lines, grids in columns)
    texts = [_text(lines, grids, shown) for lines, grids in columns]
    indented = sum(text.indented for text in texts) > _INDENTED * sum(text.begun for text in texts)
    usual = median(text.right - text.left for text in texts)
    blocks: list[Block] = []
    before: _Text | None = None
    for text in texts:
        join_pages(blocks, list(text.blocks), None if before is None else _runs_on(before, text, usual, indented), shown)
        before = text if text.blocks else before
    return blocks + notes


def _note(note: Note, lines: list[Line]) -> Paragraph:
    """A footnote as a paragraph that begins with its number in brackets."""
    words = " ".join(lines[index].text for index in note.lines)
    return Paragraph((Piece(f"[{note.number}] " + re.sub(rf"^\W*{note.number}\W*?(?=\s|[^\W\d])", "", words).lstrip()),))


def _with_marks(lines: list[Line], numbers: set[str]) -> list[Line]:
    """The lines with " [1]" where a small raised number of one of the page's footnotes stands; "c)2" must stay a point's mark."""
    if not numbers:
        return lines
    out: list[Line] = []
    for line in lines:
        if line.text in numbers and line.top - line.bottom < 8 and out:  # the number alone: PDFium took it for a line
            out[-1] = out[-1]._replace(glyphs=(*out[-1].glyphs, out[-1].glyphs[-1]._replace(char=f" [{line.text}]")))
            continue
        small = set(raised(line))
        inked = [i for i, g in enumerate(line.glyphs) if not g.char.isspace()]
        places = [inked[i] for i in sorted(small)]
        glyphs = list(line.glyphs)
        if places and "".join(glyphs[i].char for i in places) in numbers and places == list(range(places[0], places[-1] + 1)):
            number = "".join(glyphs[i].char for i in places)
            glyphs[places[0] : places[-1] + 1] = [glyphs[places[0]]._replace(char=f" [{number}]")]
        out.append(line._replace(glyphs=tuple(glyphs)))
    return out


# -- letters and lines of a page -----------------------------------------------------------------------------------


class _Page(NamedTuple):
    lines: list[Line]
    grids: list[Grid]
    strokes: list[Stroke]
    height: float


def _page(document: Any, number: int) -> _Page:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return _Page([], [], [], 0.0)  # one broken page does not take the others with it
    try:
        height = float(page.get_height())
        textpage = page.get_textpage()
        try:
            lines = lines_of(glyphs_of(textpage))
        finally:
            textpage.close()
        strokes: list[Stroke] = []
        fill, stroked = ctypes.c_int(), ctypes.c_int()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
            found = strokes_of(*item.get_bounds())
            if len(found) > 1:  # a filled box without an outline is a background behind words, not a table's frame
                pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroked)
                found = found if stroked.value else []
            strokes += found
        return _Page(lines, grids_of(strokes), strokes, height)
    except pypdfium2.PdfiumError:
        return _Page([], [], [], 0.0)
    finally:
        page.close()


# -- running heads and page numbers --------------------------------------------------------------------------------


def _running_lines(pages: list[_Page]) -> set[tuple[int, int]]:
    """(page, line) of what stands at the page's edge on many pages: page numbers, heads and feet."""
    found: set[tuple[int, int]] = set()
    edges: list[tuple[int, int, str]] = []
    numbered: list[tuple[int, int, int]] = []  # page, line, the number that stands there alone
    for number, (lines, grids, _, height) in enumerate(pages):
        order = sorted(range(len(lines)), key=lambda i: -lines[i].top)
        head = sorted((i for i in order[:4] if lines[i].bottom > height * 0.9), key=lambda i: lines[i].left)
        words = re.sub(r"\s", "", "".join(lines[i].text for i in head))
        if number and "CÔNGBÁO/Số" in words and len(words) < 60:  # also where the text layer breaks it: "CÔNG BÁO/S", "ố 545"
            found.update((number, i) for i in head)
        for index in [*order[:2], *order[2:][-2:]]:
            words = lines[index].text
            edge = lines[index].bottom > height * 0.9 or lines[index].top < height * 0.1
            if edge and len(pages) > 1 and (alone := _NUMBER_LINE.match(words)):
                numbered.append((number, index, int(alone[1])))
            elif len(words) < 120 and "CÔNG BÁO" not in words and _grid_of(lines[index], grids) is None:
                # "Sở Tài chính" is the last cell on three pages of an appendix. The gazette's words stay here: the first one shows that the title under it is the gazette's
                # "10. Quyết định số 73/2000/QĐ-UB ngày …", "22. Quyết định số 58/2002/QĐ-UB ngày …" at the tops of pages are a list's items
                edges.append((number, index, words if marker_of(words) else re.sub(r"\d+", "0", words).strip(" 0-–—")))
    # "06", "13": the first cells of a table's rows; pages are counted from the first one, or on from one to the next
    counted = {(number, value - number) for number, _, value in numbered}
    for number, index, value in numbered:
        ahead = value - number
        if ahead in (0, 1) or any((number + way, ahead) in counted for way in (-2, -1, 1, 2)):
            found.add((number, index))
    counts = Counter(key for _, _, key in {(n, 0, key) for n, _, key in edges} if len(key) > 3)
    often = {key for key, count in counts.items() if count >= 3 and count * 2 > len(pages)}
    return found | {(number, index) for number, index, key in edges if key in often}


# -- blocks --------------------------------------------------------------------------------------------------------


class _Text(NamedTuple):
    """A page's blocks; its first and last line where these are no table's; the edges of its column; how many paragraphs begin on it,
    and how many of them are indented.
    """

    blocks: tuple[Block, ...]
    first: Line | None
    last: Line | None
    left: float
    right: float
    begun: int
    indented: int


def _text(lines: list[Line], grids: list[Grid], shown: Shown) -> _Text:
    """Lines and tables in the file's order; a table stands where its first line stands."""
    inside: dict[int, list[Line]] = {}
    free: list[Line | int] = []
    for line in lines:
        owner = _grid_of(line, grids)
        if owner is None:
            free.append(line)
            continue
        if owner not in inside:
            inside[owner] = []
            free.append(owner)
        inside[owner].append(line)
    body = [line for line in free if isinstance(line, Line)]
    left, right = _column(body)
    if columns := _two_columns(body, left, right):
        free = _by_column(free, (left + right) / 2)
    previous: Line | None = None
    blocks: list[Block] = []
    begun = indented = 0
    for item in free:
        if isinstance(item, Line):
            begins, ends = _own_column(item, columns) or (left, right)
            tight = previous is not None and _goes_on(previous, item, begins, ends)
            if columns and previous is not None and not tight and item.bottom > previous.top:
                tight = item.left <= begins + 12 and previous.text[-1:] not in _ENDS and full(previous, item, columns[0][1])
            if not tight and len(item.text) > 30:
                begun += 1
                indented += begins + 12 < item.left < begins + DEEPEST
            paragraph = Paragraph(tuple(_pieces(item)), tight=tight)
            at_edge = previous is not None and item.left <= begins + INDENT and previous.left <= begins + DEEPEST
            begun_here = shown.begins(previous, item) if tight and at_edge and previous else None
            if begun_here is False and (whole := joined(blocks[-1], paragraph, shown)):
                blocks[-1] = whole
            else:
                blocks.append(paragraph._replace(tight=tight and not begun_here))
            previous = item
        else:
            blocks.append(_table(grids[item], inside[item]))
            previous = None
    first, last = (free[0], free[-1]) if free else (None, None)
    return _Text(
        tuple(blocks), first if isinstance(first, Line) else None, last if isinstance(last, Line) else None, left, right, begun, indented
    )


def _grid_of(line: Line, grids: list[Grid]) -> int | None:
    """The table that the line stands in."""
    x, y = (line.left + line.right) / 2, (line.bottom + line.top) / 2
    return next((i for i, g in enumerate(grids) if g.left - 2 <= x <= g.right + 2 and g.bottom - 2 <= y <= g.top + 2), None)


def _runs_on(before: _Text, text: _Text, usual: float, indented: bool) -> bool | None:
    """Whether the first line of a page goes on with the last one of the page before, by their places alone; None where these do not tell.

    Only where both pages are as wide as usual and the second shows how far in its paragraphs begin: a page of few lines tells nothing.
    """
    first, last = text.first, before.last
    if not first or not last or min(before.right - before.left, text.right - text.left) <= 0.9 * usual:
        return None
    if not full(last, first, before.right) and last.left <= before.left + DEEPEST:
        return False  # "Điều 10. Cố ý phạm tội" at the foot, "Cố ý phạm tội là …" on the next page
    return True if indented and text.indented and first.left <= text.left + INDENT and full(last, first, before.right) else None


def _column(lines: list[Line]) -> tuple[float, float]:
    """The left and right edge of the text on this page: the outermost places where some lines begin and end.

    Not where most begin: on a page of short paragraphs most lines are first ones, and those are indented.
    """
    long = [line for line in lines if len(line.text) > 30]
    if not long:
        return min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)
    some = max(2, len(long) // 10)
    lefts, rights = (Counter(round(getattr(line, side) / 4) for line in long) for side in ("left", "right"))
    left = min((place for place, count in lefts.items() if count >= some), default=min(lefts))
    right = max((place for place, count in rights.items() if count >= some), default=max(rights))
    return left * 4.0, right * 4.0


_Column = tuple[float, float]
"""The left and the right edge of a column."""


def _two_columns(lines: list[Line], left: float, right: float) -> tuple[_Column, _Column] | None:
    """The two columns of a page whose long lines keep to one half or the other, None of a page that is written across."""
    middle = (left + right) / 2
    long = [line for line in lines if len(line.text) > 20]
    first = [line for line in long if line.right <= middle + _SPACE]
    second = [line for line in long if line.left >= middle - _SPACE]
    if min(len(first), len(second)) < _FEWEST_IN_COLUMN or len(first) + len(second) < _MOST_IN_COLUMNS * len(long):
        return None
    return _column(first), _column(second)


def _own_column(line: Line, columns: tuple[_Column, _Column] | None) -> _Column | None:
    """The column that a line stands in, None for one that goes across both."""
    if columns is None or (line.left < columns[0][1] - _SPACE and line.right > columns[1][0] + _SPACE):
        return None
    return columns[1] if line.left >= columns[1][0] - _SPACE else columns[0]


def _by_column(free: list[Line | int], middle: float) -> list[Line | int]:
    """What a page of two columns holds in reading order: a file may be written row by row, so that left and right lines alternate.

    Nothing is moved over a line or a table that goes across.
    """
    out: list[Line | int] = []
    second: list[Line | int] = []
    for item in free:
        if isinstance(item, Line) and item.left >= middle - _SPACE:
            second.append(item)
        elif isinstance(item, Line) and item.right <= middle + _SPACE:
            out.append(item)
        else:
            out += second
            second = []
            out.append(item)
    return out + second


def _goes_on(previous: Line, line: Line, left: float, right: float) -> bool:
    """Whether the line belongs to the paragraph of the one before: no gap, no first-line indent, a full line before it."""
    height = max(line.top - line.bottom, 6.0)
    if previous.bottom - line.top > height * 1.1 or line.top > previous.top:
        return False
    if line.left > left + 24:  # centred lines belong together: a title over two of them
        centred = previous.left > left + 24 or (previous.text.isupper() and line.text.isupper())
        return centred and abs(line.left + line.right - previous.left - previous.right) < 20
    return line.left <= left + 12 and full(previous, line, right)


def _pieces(line: Line) -> Iterator[Piece]:
    text: list[str] = []
    font: str | None = None
    for glyph in line.glyphs:
        if glyph.font is not None and glyph.font != font and text and font is not None:
            yield Piece("".join(text), font, _is_bold(font))
            text = []
        font = glyph.font or font
        text.append(glyph.char)
    if text:
        yield Piece("".join(text), font, _is_bold(font))


def _is_bold(font: str | None) -> bool:
    return bool(font) and re.search(r"(?i)bold|black|heavy|,b\b", font or "") is not None


def _table(grid: Grid, lines: list[Line]) -> Table:
    rows: list[list[tuple[Block, ...]]] = [[() for _ in range(grid.columns)] for _ in range(grid.rows)]
    held: dict[Cell, list[Paragraph]] = {}
    for line in lines:
        for cell, glyphs in _by_cell(line, grid):
            held.setdefault(cell, []).append(Paragraph(tuple(_pieces(Line(tuple(glyphs), 0, 0, 0, 0))), tight=True))
    for cell, paragraphs in held.items():
        rows[cell.row][cell.column] = tuple(paragraphs)
    for row, column in grid.covered:
        if rows[row - 1][column]:
            rows[row][column] = COVERED
    return Table(tuple(tuple(row) for row in rows if any(cell not in ((), COVERED) for cell in row)))


def _by_cell(line: Line, grid: Grid) -> list[tuple[Cell, list[Glyph]]]:
    """The line's letters by cell: neighbours in a row of a table run together in the text layer."""
    parts: list[tuple[Cell, list[Glyph]]] = []
    y = (line.bottom + line.top) / 2
    row = [c for c in grid.cells if c.bottom <= y <= c.top] or list(grid.cells)
    for glyph in line.glyphs:
        x = (glyph.left + glyph.right) / 2
        if glyph.char.isspace() and parts:
            parts[-1][1].append(glyph)
            continue
        cell = next((c for c in row if c.left <= x <= c.right), None)
        if cell is None:
            cell = parts[-1][0] if parts else min(row, key=lambda c: abs((c.left + c.right) / 2 - x))
        if parts and parts[-1][0] == cell:
            parts[-1][1].append(glyph)
        else:
            parts.append((cell, [glyph]))
    return parts
