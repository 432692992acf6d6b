"""Every form of file → text: numbers of Word, sites' pages, old encodings, running heads; and what is refused."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from phancap.indexer.sources.furniture import continued_in, without_page_furniture, without_site_notices
from phancap.indexer.sources.mojibake import wrongly_decoded
from phancap.indexer.sources.numbering import shown
from phancap.indexer.sources.reader import read
from phancap.indexer.sources.refusal import Refused

sys.path.insert(0, str(Path(__file__).parent))  # pytest's importlib mode leaves this folder out
from making import BODY, cell, docx, level, p, plan

if TYPE_CHECKING:
    from conftest import Case


@pytest.mark.cases("mojibake")
def test_mojibake(case: Case) -> None:
    assert (" | ".join(wrongly_decoded(case.value("câu"))) or "không có") == case.wanted[0], case.where


def lines_of(content: bytes, name: str = "") -> list[str]:
    return [line for line in read(content, name).text.split("\n") if line]


# -- Word ------------------------------------------------------------------------------------------------------


def test_automatic_numbers_come_out_as_a_reader_sees_them() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "decimal", "%2.%3.") + level(3, "lowerLetter", "%4)")
        + level(4, "bullet", "-") + "</w:abstractNum>"
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )  # fmt: skip
    body = p(BODY) + "".join(
        p(text, number=number)
        for text, number in [
            ("MỤC ĐÍCH", (7, 0)), ("một", (7, 1)), ("một một", (7, 2)), ("điểm", (7, 3)), ("điểm nữa", (7, 3)), ("gạch", (7, 4)), ("hai", (7, 1)),
            ("hai một", (7, 2)), ("điểm", (7, 3)), ("NHIỆM VỤ", (7, 0)), ("lại từ một", (7, 1)), ("không đánh số", (0, 0)), ("PHẦN KHÁC", (8, 0)),
        ]
    )  # fmt: skip
    assert lines_of(docx(body, numbering))[1:] == [
        "I. MỤC ĐÍCH", "1. một", "1.1. một một", "a) điểm", "b) điểm nữa", "- gạch", "2. hai", "2.1. hai một", "a) điểm", "II. NHIỆM VỤ",
        "1. lại từ một", "không đánh số", "I. PHẦN KHÁC",
    ]  # fmt: skip


def test_numbers_of_a_style_and_of_articles() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="3">' + level(0, "decimal", "Điều %1.") + level(1, "decimal", "%2.", '<w:pStyle w:val="Khoan"/>')
        + '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
    )  # fmt: skip
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Dieu"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Khoan"><w:name w:val="Khoan"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        p(BODY)
        + p("Phạm vi", style="Dieu")
        + p("Quyết định này", style="Khoan")
        + p("Đối tượng", style="Dieu")
        + p("Cơ quan", style="Khoan")
    )
    assert lines_of(docx(body, numbering, styles))[1:] == [
        "**Điều 1. Phạm vi**",
        "1. Quyết định này",
        "**Điều 2. Đối tượng**",
        "1. Cơ quan",
    ]


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (26, "lowerLetter", "z"),
        (27, "upperLetter", "AA"),
        (3, "decimalZero", "03"),
        (5, "cardinalText", "5"),
    ],
)
def test_forms_of_numbers(number: int, form: str, words: str) -> None:
    assert shown(number, form) == words


def test_what_a_reader_does_not_see_is_no_text() -> None:
    body = (
        p(BODY)
        + '<w:p><w:del><w:r><w:delText>bỏ đi</w:delText></w:r></w:del><w:ins><w:r><w:t>thêm vào</w:t></w:r></w:ins></w:p>'
        + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>thấy</w:t></w:r></w:p>"
        + '<w:p><w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r><w:r><w:t>một</w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t></w:r></w:p>'
    )  # fmt: skip
    assert lines_of(docx(body))[1:] == ["thêm vào", "thấy", "một", "hai ba"]


def test_footnotes_stand_at_the_end() -> None:
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="0" w:type="separator"/>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Khoản này được sửa đổi.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = p(BODY) + '<w:p><w:r><w:t>Điều 5.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> Hiệu lực</w:t></w:r></w:p>'
    assert lines_of(docx(body, footnotes=notes))[1:] == ["Điều 5. [1] Hiệu lực", "[1] Khoản này được sửa đổi."]


def test_tables_become_pipe_tables_and_heads_become_lines() -> None:
    head = f"<w:tbl><w:tr>{cell('ỦY BAN NHÂN DÂN', 'TỈNH QUẢNG NAM')}{cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}</w:tr></w:tbl>"
    down, more, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    table = (
        f"<w:tbl><w:tr>{cell('TT')}{cell('Nhiệm vụ')}{cell('Cơ quan | chủ trì')}</w:tr>"
        f"<w:tr>{cell('1', more=down)}{cell('Rà soát', 'quy định')}{cell('Sở Nội vụ')}</w:tr>"
        f"<w:tr>{cell(more=more)}{cell('Báo cáo', more=wide)}</w:tr></w:tbl>"
    )
    assert lines_of(docx(head + p(BODY) + table)) == [
        "ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BODY,
        "| TT | Nhiệm vụ | Cơ quan \\| chủ trì |", "| --- | --- | --- |", "| 1 | Rà soát<br>quy định | Sở Nội vụ |", "| ^^ | Báo cáo |  |",
    ]  # fmt: skip


def test_marks_that_markdown_would_read_are_kept_as_letters() -> None:
    from phancap.indexer.sources.markdown import readable

    words = "Mức *tối đa* 2**3, # và \\* | cột"
    line = lines_of(docx(p(BODY) + p(words)))[1]
    assert readable(line) == words


# -- old encodings ---------------------------------------------------------------------------------------------


def test_old_fonts_become_unicode() -> None:
    tcvn3, vni = "B¸o c¸o cña Uû ban nh©n d©n tØnh vÒ ph©n cÊp", "Baùo caùo cuûa UÛy ban nhaân daân tænh veà phaân caáp"
    body = p(tcvn3, font=".VnTime") + p(vni, font="VNI-Times") + p("Ủy ban ® nhân dân", font="Times New Roman")
    received = read(docx(body))
    assert received.text.split("\n\n") == [
        "Báo cáo của Uỷ ban nhân dân tỉnh về phân cấp",
        "Báo cáo của Ủy ban nhân dân tỉnh về phân cấp",
        "Ủy ban ® nhân dân\n",
    ]
    assert set(received.encodings) == {"tcvn3", "vni"}


def test_the_letter_u_with_horn_is_a_soft_hyphen_in_tcvn3() -> None:
    run = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    body = f"<w:p><w:r>{run}<w:t>C¬ quan ®</w:t><w:softHyphen/><w:t>îc giao nhiÖm vô b¸o c¸o Thñ t</w:t></w:r><w:r>{run}<w:softHyphen/><w:t>íng</w:t></w:r></w:p>"
    assert lines_of(docx(p(BODY) + body))[1:] == ["Cơ quan được giao nhiệm vụ báo cáo Thủ tướng"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_encodings_of_text_files(encoding: str) -> None:
    import unicodedata

    words = plan()
    if encoding == "cp1258":  # tones are letters of their own there; đ, ă, â, ê, ô, ơ, ư are not taken apart
        words = "".join(c if c in "ĐđĂăÂâÊêÔôƠơƯư" else _parted(c) for c in unicodedata.normalize("NFC", words))
    assert "Ủy ban nhân dân tỉnh ban hành Kế hoạch" in read(words.encode(encoding), "a.txt").text


def _parted(letter: str) -> str:
    import unicodedata

    parts = unicodedata.normalize("NFD", letter)
    if len(parts) < 2:
        return letter
    return unicodedata.normalize("NFC", parts[:-1]) + parts[-1] if parts[-1] in "\u0300\u0301\u0303\u0309\u0323" else (
        parts[:1] + parts[1] if len(parts) == 2 else unicodedata.normalize("NFC", parts[0] + parts[2]) + parts[1]
    )  # fmt: skip


def test_tcvn3_in_a_text_file() -> None:
    words = "Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc. Uû ban nh©n d©n tØnh b¸o c¸o vÒ ph©n cÊp qu¶n lý."
    received = read(words.encode("latin-1"), "a.txt")
    assert received.encodings == ("tcvn3",)
    assert received.text.startswith("Cộng hoà xã hội chủ nghĩa Việt Nam, Độc lập")


def test_icelandic_letters_of_old_converters_become_vietnamese() -> None:
    got = read(("Số: 12/QÐ-UBND\n\n" + BODY + "\n\nÐiều 1. Ủy ban nhân dân tỉnh giao Sở Tư pháp ðôn ðốc.\n").encode(), "a.txt")
    assert "12/QĐ-UBND" in got.text and "Điều 1. Ủy ban nhân dân tỉnh giao Sở Tư pháp đôn đốc." in got.text
    assert got.encodings == ("Ð",)


def test_another_language_is_left_alone() -> None:
    words = "El señor Muñoz presentó la resolución número 12 sobre la administración pública de España en el año 2020."
    assert read(words.encode(), "a.txt").text.strip() == words


# -- pages -----------------------------------------------------------------------------------------------------

TVPL = f"""<html><head><meta charset="utf-8"><title>Quyết định</title></head><body><div id="menu"><a href="/">Trang chủ</a></div>
<div id="divThuocTinh"><table><tr><td>Số hiệu:</td><td>12/QĐ-UBND</td><td></td><td>Loại văn bản:</td><td>Quyết định</td></tr>
<tr><td>Ngày ban hành:</td><td>05/03/2024</td><td></td><td>Người ký:</td><td>Nguyễn Văn A</td></tr></table></div>
<div id="tab1"><div class="content1"><p><b>QUYẾT ĐỊNH</b></p><p><a name="dieu_1"></a><b>Điều 1.</b> {BODY}</p><p>1. Sở Nội
vụ chủ trì.</p></div><div class="content1"><p>Article 1. Translation</p></div></div></body></html>"""


def test_thuvienphapluat() -> None:
    received = read(TVPL.encode(), "trang.html")
    assert received.text == f"**QUYẾT ĐỊNH**\n\nĐiều 1. {BODY}\n\n1. Sở Nội vụ chủ trì.\n"
    assert received.attributes == {
        "Số hiệu": "12/QĐ-UBND",
        "Loại văn bản": "Quyết định",
        "Ngày ban hành": "05/03/2024",
        "Người ký": "Nguyễn Văn A",
    }


@pytest.mark.parametrize(
    "page",
    [
        f'<body><ul><li>menu</li></ul><div id="toanvancontent"><p>{BODY}</p><p>1. Một</p></div><div>Văn bản liên quan</div></body>',
        f'<body><nav>menu</nav><div><section><p class="prov-article">{BODY}</p><p class="prov-clause">1. Một</p></section></div><p>chân trang</p></body>',
        f'<body><div>menu</div><div class="the-document-body"><p class="docitem-5">{BODY}</p><div class="docitem-binhluan">Bình luận</div><p>1. Một</p></div></body>',
        f"<body><header>menu</header><main><p>{BODY}</p><ol><li>Một</li></ol></main><footer>chân trang</footer></body>",
    ],
)
def test_other_sites(page: str) -> None:
    assert read(f"<!doctype html><html>{page}</html>".encode(), "a.html").text == f"{BODY}\n\n1. Một\n"


def test_words_save_as_html() -> None:
    entities = "".join(c if c.isascii() else f"&#{ord(c)};" for c in BODY)
    page = (
        '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type content="text/html; charset=windows-1252">'
        f"<style>p {{}}</style></head><body><p class=MsoNormal><b style='mso-bidi-font-weight:normal'>K&#7870; HO&#7840;CH</b></p><p>{entities}</p>"
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>X\xe3 &#150; ph&#432;\xf2ng</p>"
        "<p style='display:none'>ẩn</p></body></html>"
    )
    assert read(page.encode("cp1252", "replace"), "a.htm").text == f"**KẾ HOẠCH**\n\n{BODY}\n\n1. Xã – phưòng\n"


def test_spans_of_html_tables() -> None:
    page = f"<html><body><p>{BODY}</p><table><tr><td rowspan=2>1<td colspan=2>A</tr><tr><td>b<td>c</tr><tr><td>2<td>d<td>e</tr></table></body></html>"
    assert lines_of(page.encode(), "a.html")[1:] == ["| 1 | A |  |", "| --- | --- | --- |", "| ^^ | b | c |", "| 2 | d | e |"]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<html><body><div id="divThuocTinh"><table><tr><td>Số hiệu:</td><td>1/QĐ</td></tr></table></div><div id="tab1"><p>Vui lòng đăng nhập</p></div></body></html>', "đăng nhập"),
        ("<html><body><p>Bạn phải đăng nhập để xem toàn văn.</p></body></html>", "đăng nhập"),
        ("<html><body>" + "<p><a href='/v'>Quyết định số 12/QĐ-UBND về việc giao nhiệm vụ</a></p>" * 40 + "</body></html>", "danh sách"),
        ("<html><body><script>var a = 'x'</script></body></html>", "không có văn bản"),
    ],
)  # fmt: skip
def test_pages_that_are_no_document(page: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(page.encode(), "a.html")


def test_a_page_of_nested_elements_is_read() -> None:
    page = "<html><body>" + "<div>" * 1500 + f"<p>{BODY}</p>" + "</div>" * 1500 + "</body></html>"
    assert BODY in read(page.encode(), "a.html").text


def test_a_cell_of_a_pdf_table_that_reaches_down() -> None:
    """Two columns, three rows; no line parts the second column's last two rows."""
    from phancap.indexer.sources.rules import Stroke, grids_of

    level = [Stroke(True, y, 0, 200) for y in (300, 250, 150)] + [Stroke(True, 200, 0, 100)]
    grid = grids_of(level + [Stroke(False, x, 150, 300) for x in (0, 100, 200)])[0]
    assert (grid.rows, grid.columns, grid.covered) == (3, 2, ((2, 1),))


def test_footnotes_of_a_pdf_page() -> None:
    from phancap.indexer.sources.notes import Note, notes_of
    from phancap.indexer.sources.pdf_lines import Glyph, Line
    from phancap.indexer.sources.rules import Stroke

    def line(words: str, top: float, height: float = 12.0) -> Line:
        glyphs = tuple(Glyph(c, 64 + 6 * i, top - height, 70 + 6 * i, top, "f") for i, c in enumerate(words))
        return Line(glyphs, 64, top - height, 64 + 6 * len(words), top)

    lines = [
        line("một phần câu", 300),
        line("3", 290, 5),
        line("Khoản này được sửa", 280),
        line("đổi.", 268),
        line("4", 255, 5),
        line("Bãi bỏ.", 250),
    ]
    assert notes_of(lines, [Stroke(True, 292, 64, 208)], 64) == [Note("3", (1, 2, 3)), Note("4", (4, 5))]
    assert notes_of(lines, [Stroke(True, 292, 64, 520)], 64) == []
    assert notes_of(lines[2:], [Stroke(True, 292, 64, 208)], 64) == []


def test_letters_of_a_second_font_go_back_into_their_line() -> None:
    from phancap.indexer.sources.pdf_lines import Glyph, lines_of

    def put(words: str, left: float, base: float = 700.0, font: str = "f") -> list[Glyph]:
        """Letters 6 points wide from ``left`` on; "_" is a letter of another font, left out, for which PDFium guesses a space."""
        placed = [Glyph(c, left + 6 * i, base, left + 6 * i + 5.5, base + 9, font, base) for i, c in enumerate(words)]
        return [g._replace(char=" ", right=g.left) if g.char == "_" else g for g in placed]

    end = [Glyph("\r", 0, 0, 0, 0, None), Glyph("\n", 0, 0, 0, 0, None)]
    page = put("S_: 30/2020/N_-CP", 60) + put("ố", 66, font="g") + put("Đ", 138, font="g") + end + put("HÀ NỘI", 300)
    assert [line.text for line in lines_of(page)] == ["Số: 30/2020/NĐ-CP", "HÀ NỘI"]
    far = put("_nh", 60) + put("_ng", 150) + end + put("ả", 60, font="g") + end + put("ô", 150, font="g") + end
    assert [line.text for line in lines_of(far)] == ["ảnh", "ông"]
    stamp = put("Số: 30", 60) + end + put("ĐẾN", 62, font="g")  # a stamp on the number is no part of it
    assert [line.text for line in lines_of(stamp)] == ["Số: 30", "ĐẾN"]
    sideways = [Glyph(c, 60, 700 - 6 * i, 69, 705 - 6 * i, "f", 700.0 - 6 * i) for i, c in enumerate("Biểu")]
    assert [line.text for line in lines_of(sideways + end + put("x", 64))] == ["Biểu", "x"]


def test_a_line_without_room_for_the_next_word_goes_on() -> None:
    from phancap.indexer.sources.pdf import _goes_on
    from phancap.indexer.sources.pdf_lines import Glyph, Line

    def line(words: str, top: float, left: float = 60.0) -> Line:
        glyphs = tuple(Glyph(c, left + 6 * i, top - 9, left + 6 * i + 6, top, "f") for i, c in enumerate(words))
        return Line(glyphs, left, top - 9, left + 6 * len(words), top)

    law = line("theo quy định của Luật Đất đai số", 300)  # ends at 258 of 330 points
    assert _goes_on(law, line("45/2013/QH13 thì được", 285), 60, 330)
    assert not _goes_on(law, line("2. Trường hợp", 285), 60, 330)
    assert _goes_on(line("QUYỀN HẠN CỦA NHÀ NƯỚC, QUYỀN CỦA", 300), line("CÔNG DÂN", 285, 135), 60, 330)


def test_the_items_of_a_list_at_the_tops_of_pages_are_no_running_head() -> None:
    """ "10. Quyết định số …", "22. Quyết định số …" differ in their numbers alone, as "Kế hoạch - trang 1", "Kế hoạch - trang 2" do."""
    from phancap.indexer.sources.pdf import Glyph, Line, _Page, _running_lines

    def line(words: str, top: float) -> Line:
        glyphs = tuple(Glyph(c, 60 + 6 * i, top - 9, 66 + 6 * i, top, "f") for i, c in enumerate(words))
        return Line(glyphs, 60, top - 9, 60 + 6 * len(words), top)

    def pages(head: str) -> list[_Page]:
        body = [[line(f"đoạn {page} {i}", 700 - 20 * i) for i in range(6)] for page in "abcd"]
        return [_Page([line(head.format(n), 800), *lines], [], [], 842) for n, lines in enumerate(body, 11)]

    assert _running_lines(pages("Kế hoạch phân cấp - trang {}")) == {(page, 0) for page in range(4)}
    assert _running_lines(pages("{}. Quyết định số 73/2000/QĐ-UB của Ủy ban")) == set()


def test_a_page_number_is_one_that_the_pages_count() -> None:
    """ "06" and a lone "13" at the top of a page are cells of a list that goes on; "2", and "57" between "56" and "58", are numbers of pages."""
    from phancap.indexer.sources.pdf import Glyph, Line, _Page, _running_lines

    def line(words: str, top: float) -> Line:
        glyphs = tuple(Glyph(c, 60 + 6 * i, top - 9, 66 + 6 * i, top, "f") for i, c in enumerate(words))
        return Line(glyphs, 60, top - 9, 60 + 6 * len(words), top)

    def numbered(*numbers: str) -> set[int]:
        pages = [
            [line(number, 800), *(line(f"đoạn {chr(97 + n)} {i}", 700 - 20 * i) for i in range(6))] for n, number in enumerate(numbers)
        ]
        return {page for page, _ in _running_lines([_Page(lines, [], [], 842) for lines in pages])}

    assert numbered("tên việc", "2", "06", "13") == {1}
    assert numbered("55", "- 56 -", "57", "01") == {0, 1, 2}
    assert numbered("Trang 1/3", "Trang 2/3", "Trang 3/3") == {0, 1, 2}


@pytest.mark.parametrize("by_row", [False, True])
def test_two_columns_of_a_pdf_page(by_row: bool) -> None:
    from phancap.indexer.sources.pdf import Glyph, Line, Shown, _text

    def line(words: str, left: float, top: float) -> Line:
        glyphs = tuple(Glyph(c, left + 5 * i, top - 9, left + 5 * i + 5, top, "f") for i, c in enumerate(words))
        return Line(glyphs, left, top - 9, left + 5 * len(words), top)

    def column(words: str, left: float) -> list[Line]:
        """Lines of the same length; the first of every three begins a paragraph further in."""
        return [line(f"{words} {i} ".ljust(40 if i % 3 else 36, "x"), left + (0 if i % 3 else 20), 700.0 - 12 * i) for i in range(9)]

    first, second = column("trái", 60), column("phải", 300)
    title = line("Một tiêu đề chạy ngang cả trang giấy, dài hơn một cột chữ", 60, 740)
    beside = [one for both in zip(first, second, strict=True) for one in both]
    blocks = _text([title, *(beside if by_row else first + second)], [], Shown()).blocks
    said = [("".join(p.text for p in b.pieces)[:6], b.tight) for b in blocks if hasattr(b, "pieces")]
    expected = [(f"{side} {i}", bool(i % 3)) for side in ("trái", "phải") for i in range(9)]
    assert said == [("Một ti", False), *expected]


@pytest.mark.parametrize(("indent", "room", "shown"), [(20, 0, (True, None)), (0, 8, (False, 12.0)), (0, 0, (False, None))])
def test_how_a_pdf_shows_its_paragraphs(indent: int, room: int, shown: tuple[bool, float | None]) -> None:
    """By an indent, by more room above, or not at all; where it does, a line that begins with a capital may go on with the one before."""
    from phancap.indexer.sources.pdf_lines import Glyph, Line
    from phancap.indexer.sources.pdf_paragraphs import Shown, shown_in

    lines, top = [], 800.0
    for i in range(40):
        first = i % 4 == 0
        top -= 12 + (room if first else 0)
        words = "Việt Nam tỉnh ".ljust(30 if i % 4 == 3 else 80 - (4 if first and indent else 0), "x")
        left = 60 + (indent if first else 0)
        glyphs = tuple(Glyph(c, left + 5 * n, top - 9, left + 5 * n + 5, top, "f", top - 7) for n, c in enumerate(words))
        lines.append(Line(glyphs, left, top - 9, left + 5 * len(words), top))
    found = shown_in([(lines, 60.0, 460.0)])
    assert found == Shown(*shown)
    assert found.begins(lines[1], lines[2]) is (None if shown == (False, None) else False)
    assert found.begins(lines[3], lines[4]) is {8: True, 0: False if indent else None}[room]


@pytest.mark.parametrize(("inside", "parts"), [(20, 1), (0, 2)])
def test_a_dash_at_the_edge_of_a_pdf_page(inside: int, parts: int) -> None:
    """Where all that begins a paragraph is indented, a dash at the edge belongs to a name: "… cao tốc Biên Hòa" / "- Vũng Tàu"."""
    from phancap.indexer.sources.pdf import Shown, _text
    from phancap.indexer.sources.pdf_lines import Glyph, Line
    from phancap.indexer.sources.pdf_paragraphs import shown_in

    def line(words: str, left: float, top: float) -> Line:
        glyphs = tuple(Glyph(c, left + 5 * n, top - 9, left + 5 * n + 5, top, "f", top - 7) for n, c in enumerate(words))
        return Line(glyphs, left, top - 9, left + 5 * len(words), top)

    lines = []
    for i in range(20):
        dash = i % 6 == 1
        lines.append(line(f"{'- Việc' if dash else 'Việc'} {i} ".ljust(76, "x"), 60 + inside if dash else 80, 800 - 30 * i))
        lines.append(line("tiếp theo đoạn trên.", 60, 788 - 30 * i))
    last = [line("Dự án đường cao tốc Biên Hòa".rjust(76, "x"), 80, 188), line("- Vũng Tàu hoàn thành trong năm 2025.", 60, 176)]
    shown = shown_in([([*lines, *last], 60.0, 460.0)])
    assert shown == Shown(indented=True, dashes=bool(inside))
    assert len(_text(last, [], shown).blocks) == parts


def test_tables_nested_too_deep_are_refused() -> None:
    with pytest.raises(Refused, match="lồng nhau"):
        read(f"<html><body><p>{BODY}</p>{'<table><tr><td>' * 900}x".encode(), "a.html")


# -- running heads, stamps, a site's notices -------------------------------------------------------------------

GAZETTE = f""" \n2 \nCÔNG BÁO/Số 317 + 318/Ngày 16-02-2025 \n \nVĂN BẢN QUY PHẠM PHÁP LUẬT \n \nBỘ NỘI VỤ \n \nBỘ NỘI VỤ \n \nTHÔNG TƯ \n{BODY}. \n
Điều 1. Phạm vi \n1. Thông tư này quy định về tiêu chuẩn; lập, \nNgười ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ\nEmail: thongtinchinhphu@chinhphu.vn
Cơ quan: VĂN PHÒNG CHÍNH PHỦ\nThời gian ký: 17.03.2025 15:01:12 +07:00\n\n \n \n     CÔNG BÁO/Số 317 + 318/Ngày 16-02-2025 \n3 \n \ncông bố và đăng tải. \n
CÔNG BÁO/Số 317 + 318/Ngày 16-02-2025                  4\n2. Người ký: ghi rõ họ tên. \n(Xem tiếp Công báo số 319 + 320) \n"""


def test_gazette_heads_and_stamps_go_and_the_sentence_goes_on() -> None:
    received = read(GAZETTE.encode(), "a.txt")
    assert [line.strip() for line in received.text.split("\n") if line.strip()] == [
        "BỘ NỘI VỤ", "THÔNG TƯ", f"{BODY}.", "Điều 1. Phạm vi", "1. Thông tư này quy định về tiêu chuẩn; lập,", "công bố và đăng tải.",
        "2. Người ký: ghi rõ họ tên.",
    ]  # fmt: skip
    assert "lập, \ncông bố" in received.text
    assert received.continued == "Xem tiếp Công báo số 319 + 320" == continued_in(GAZETTE)


def test_text_without_furniture_is_kept_letter_for_letter() -> None:
    words = plan() + "\n\n\n  Người ký: (chữ ký số)\n 12 \n"
    assert without_page_furniture(words) == words
    assert without_site_notices(words) == (words, {})
    assert read(words.encode(), "a.md").text == words


def test_letters_that_only_the_format_makes_capitals() -> None:
    """Word's "all caps" and a page's text-transform: the title is read as it is seen; what turns it off, and an old font, stay as they are."""
    style = '<w:style w:type="paragraph" w:styleId="T"><w:rPr><w:caps/></w:rPr></w:style>'
    off = '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:rPr><w:caps w:val="0"/></w:rPr><w:t>Nơi nhận như trên</w:t></w:r></w:p>'
    word = read(docx(p("Quy chế làm việc", style="T") + off + p(BODY), styles=style)).text
    assert word.startswith("QUY CHẾ LÀM VIỆC\n\nNơi nhận như trên\n")
    page = f'<html><body><p style="text-transform:uppercase">Quy chế <b style="text-transform:none">của tỉnh</b></p><p>{BODY}</p></body></html>'
    assert read(page.encode(), "a.html").text.startswith("QUY CHẾ của tỉnh\n")


MIXED = """<!-- trang 1 -->
![](_page_0_Picture_1.jpeg)
<table>
<tr><td>UBND TỈNH HOA LƯ<br/><b>SỞ BẾN ĐÒ</b></td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>
<tr><td>Số: 33/HD-SBĐ</td><td><i>Hoa Lư, ngày 22 tháng 4 năm 2025</i></td></tr>
</table>

**HƯỚNG DẪN**

<span id="p1"></span>**I. NỘI DUNG**<br>1. Sửa bến &amp; phà, bến có dưới 5 < 10 đò.

| STT | Việc |
|:---|:---|
| 1 | Sửa bến<br>Sơn đò |

<table><tr><th>TT</th><th>Nhiệm vụ</th></tr><tr><td>1</td><td>Vá <b>thuyền</b></td></tr></table>
<table> một bảng không bao giờ đóng
"""


def test_html_inside_markdown() -> None:
    """Converters of PDF leave tables, line breaks and pictures as HTML; the words stay, the tables are drawn with bars, Markdown stays."""
    for name in ("a.md", "a.txt", ""):
        text = read(MIXED.encode(), name).text
        assert "UBND TỈNH HOA LƯ\n**SỞ BẾN ĐÒ**\n" in text
        assert "\n**HƯỚNG DẪN**\n\n**I. NỘI DUNG**\n1. Sửa bến & phà, bến có dưới 5 < 10 đò.\n" in text
        assert "| 1 | Sửa bến<br>Sơn đò |\n" in text
        assert "| TT | Nhiệm vụ |\n| --- | --- |\n| 1 | Vá thuyền |\n" in text
        assert "một bảng không bao giờ đóng" in text
        assert "jpeg" not in text and "trang 1" not in text and "span" not in text
    page = f"<html><body><p>**{BODY}**</p><p>{BODY}</p></body></html>"
    assert read(page.encode(), "").form == "html"
