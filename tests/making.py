"""Files made for the tests: Word, HTML and gazette text with the faults that real ones have."""

from __future__ import annotations

import difflib
import io
import re
import zipfile

from phancap.indexer.vietnamese import FOLD_LETTERS, fold, nfc

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "Căn cứ Luật Tổ chức chính quyền địa phương; theo đề nghị của Giám đốc Sở Nội vụ, Ủy ban nhân dân tỉnh ban hành Kế hoạch này như sau"


def docx(body: str, numbering: str = "", styles: str = "", **parts: str | bytes) -> bytes:
    """A Word file with this body (WordprocessingML) and these other parts of the folder "word" (name without ending)."""
    held: dict[str, str | bytes] = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    if numbering:
        held["word/numbering.xml"] = f"<w:numbering {W}>{numbering}</w:numbering>"
    if styles:
        held["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    held |= {f"word/{name}.xml": content for name, content in parts.items()}
    return archive(held)


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def p(text: str, *, number: tuple[int, int] | None = None, style: str = "", bold: bool = False, font: str = "") -> str:
    """A Word paragraph; ``number`` is (list, level)."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    run = ("<w:b/>" if bold else "") + (f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else "")
    return f'<w:p><w:pPr>{inside}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(*paragraphs: str, more: str = "") -> str:
    """A cell of a Word table; ``more`` are its properties."""
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{''.join(p(text) for text in paragraphs)}</w:tc>"


def level(index: int, form: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def plan(number: str = "12/KH-UBND", day: str = "ngày 05 tháng 3 năm 2024", last: str = "Báo cáo kết quả thực hiện.") -> str:
    """A small plan as text, of a province in the register."""
    return f"""ỦY BAN NHÂN DÂN
TỈNH QUẢNG NAM

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}

Quảng Nam, {day}

KẾ HOẠCH

Triển khai nhiệm vụ phân cấp trên địa bàn tỉnh

{BODY}:

I. NHIỆM VỤ

1. Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp rà soát các quy định về phân cấp.

2. {last}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""


def marked_letters(got: str, wanted: str) -> tuple[int, int]:
    """(right, all) marked letters of the words that both texts have, aligned by their bare letters."""
    theirs, ours = (re.findall(r"[^\W_]+", nfc(t)) for t in (wanted, got))
    right = total = 0
    matcher = difflib.SequenceMatcher(None, [fold(w) for w in theirs], [fold(w) for w in ours], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        total += sum(x in FOLD_LETTERS for w in theirs[a:b] for x in w) if what != "delete" else 0
        if what == "equal":
            right += sum(
                x == y for w, v in zip(theirs[a:b], ours[c:d], strict=True) for x, y in zip(w, v, strict=True) if x in FOLD_LETTERS
            )
    return right, total
