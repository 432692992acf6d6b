"""Texts as converters and data sets hand them on: drawn tables, line ends that are written out, quoted messages, tables that a page's end cuts."""

from __future__ import annotations

from phancap.indexer.model import Document
from phancap.indexer.outline import clauses_of
from phancap.indexer.sources.blocks import COVERED, Block, Paragraph, Piece, Table
from phancap.indexer.sources.pdf_pages import tables_joined
from phancap.indexer.sources.reader import read

HEAD = "ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM\n\nKẾ HOẠCH\n\nTriển khai công tác cải cách hành chính năm 2025\n\n"


def _text(text: str) -> str:
    return read(text.encode(), "ke-hoach.md").text


def test_a_drawn_table_is_a_pipe_table() -> None:
    """pandoc draws a table with lines where a cell holds more than a line."""
    drawn = """+----+--------------------+-----------+
| TT | Nhiệm vụ           | Cơ quan   |
+====+====================+===========+
| 1  | Rà soát quy định   | Sở Tư     |
|    | về phân cấp        | pháp      |
+----+--------------------+-----------+
| 2  | Báo cáo kết quả    | Sở Nội vụ |
+----+--------------------+-----------+
"""
    text = _text(HEAD + drawn)
    assert "| 1 | Rà soát quy định về phân cấp | Sở Tư pháp |" in text
    assert "| 2 | Báo cáo kết quả | Sở Nội vụ |" in text


def test_a_table_with_ruled_columns_is_a_pipe_table() -> None:
    """Columns as wide as their rules; rows of several lines are parted by blank ones."""
    drawn = """  -------------------------------------------
  TT     Nhiệm vụ                Cơ quan
  ------ ----------------------- ------------
  1      Rà soát quy định        Sở Tư pháp
         về phân cấp             

  2      Báo cáo kết quả         Sở Nội vụ
  -------------------------------------------
"""
    text = _text(HEAD + drawn)
    assert "| 1 | Rà soát quy định về phân cấp | Sở Tư pháp |" in text
    assert "| 2 | Báo cáo kết quả | Sở Nội vụ |" in text
    assert "-----" not in text


def test_an_html_table_with_line_breaks_in_its_cells_is_drawn() -> None:
    """The mark between two paragraphs of a cell is no letter that the drawing would have added."""
    table = "<table><tr><td>TT</td><td>Cơ quan</td></tr><tr><td>1</td><td>Sở Tư pháp<br>Sở Nội vụ</td></tr></table>"
    assert "<td>" not in _text(HEAD + table)


def test_a_name_that_the_width_of_a_cell_broke_is_one_again() -> None:
    """ "UBND các huyện,<br>thành phố" is one name, "Sở Tư pháp<br>Sở Nội vụ" two lines, and so is what a label begins."""
    cells = (
        "Sở Thông tin và<br>Truyền thông",
        "UBND các huyện,<br>thành phố",
        "Sở Tư pháp<br>Sở Nội vụ",
        "chủ trì: Sở Y tế<br>phối hợp: Sở Nội vụ",
    )
    text = _text(f"{HEAD}<table><tr><td>TT</td><td>Ai</td></tr>{''.join(f'<tr><td>1</td><td>{cell}</td></tr>' for cell in cells)}</table>")
    for words in (
        "| Sở Thông tin và Truyền thông |",
        "| UBND các huyện, thành phố |",
        "| Sở Tư pháp<br>Sở Nội vụ |",
        "| chủ trì: Sở Y tế<br>phối hợp: Sở Nội vụ |",
    ):
        assert words in text


def test_line_ends_that_are_written_out_end_lines() -> None:
    """A field of a data set: "I. MỤC ĐÍCH\\\\n1. Rà soát …"."""
    text = _text((HEAD + "I. MỤC ĐÍCH\n1. Rà soát văn bản.\n2. Báo cáo.\n").replace("\n", "\\n"))
    assert "\n1. Rà soát văn bản.\n" in text


def test_a_forwarded_message_has_no_quotation_marks() -> None:
    """ "> 1. Rà soát văn bản." """
    text = _text("".join(f"> {line}\n" for line in (HEAD + "1. Rà soát văn bản.").split("\n")))
    assert "\n1. Rà soát văn bản.\n" in text


def test_letters_of_an_editor_and_a_site_s_front_matter() -> None:
    """ "C&Ocirc;NG T&Aacute;C" below "---", "title: …", "---": the letters are read, what the site says of its page is not kept."""
    text = _text('---\ntitle: "Kế hoạch"\nurl: https://x.vn\n---\n\n' + HEAD + "<p>I. C&Ocirc;NG T&Aacute;C TUY&Ecirc;N TRUYỀN</p>\n")
    assert text.lstrip().startswith("ỦY BAN")
    assert "I. CÔNG TÁC TUYÊN TRUYỀN" in text


def _rows(*rows: tuple[str, ...]) -> Table:
    def cell(words: str) -> tuple[Block, ...]:
        return COVERED if words == "^^" else (Paragraph((Piece(words),)),) if words else ()

    return Table(tuple(tuple(cell(words) for words in row) for row in rows))


def test_a_table_goes_on_over_a_page() -> None:
    """Its head is printed again, and the last row of the page goes on below it."""
    above = _rows(("TT", "Nhiệm vụ", "Cơ quan"), ("1", "Rà soát quy hoạch, tổng hợp ý kiến", "Sở Xây dựng"))
    below = _rows(("TT", "Nhiệm vụ", "Cơ quan"), ("", "và đề xuất phương án", ""), ("2", "Báo cáo", "Sở Nội vụ"))
    whole = tables_joined(above, below)
    assert [len(whole.rows), len(whole.rows[1][1])] == [3, 2]
    other = _rows(("", "Tổng hợp chung", ""), ("2", "Báo cáo", "Sở Nội vụ"))
    assert len(tables_joined(above, other).rows) == 4


def test_a_clause_ends_on_the_line_of_its_words() -> None:
    """ "d)" stands on a line of its own, and what it numbers on the next one."""
    text = "Điều 1. Nhiệm vụ\n\na)\nRà soát quy định;\n\nb)\nBáo cáo kết quả.\n"
    document = Document("thu", "thu.md", 1, "Quyết định", "thử", "thử", "thử", text=text)
    assert [(clause.number, tuple(clause.lines)) for clause in clauses_of(document)[0] if clause.kind == "point"] == [
        ("a", (3, 4)),
        ("b", (6, 7)),
    ]
