"""What is no document, or not safe to open, is refused in one sentence; nothing else is ever raised."""

from __future__ import annotations

import os
import random
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phancap.indexer.sources import office
from phancap.indexer.sources.reader import form_of, read
from phancap.indexer.sources.refusal import MAX_BYTES, Refused, read_bytes, safe_name

sys.path.insert(0, str(Path(__file__).parent))  # pytest's importlib mode leaves this folder out
from making import BODY, archive, cell, docx, level, p, plan

# -- what is refused -------------------------------------------------------------------------------------------

BOMB = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (docx(p("x")), "a.docx", "không có chữ|hầu như"),
        (b"PK\x03\x04 broken", "a.docx", "hỏng"),
        (docx(p(BODY))[:200], "a.docx", "hỏng"),
        (archive({"xl/workbook.xml": "x"}), "a.xlsx", "Excel"),
        (archive({"a.pdf": "x"}), "a.zip", "giải nén"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "a.png", "ảnh"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "mật khẩu"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "a.xls", "Word"),
        (b"%PDF-1.7 broken", "a.pdf", "hỏng"),
        (bytes(range(256)) * 20, "a.bin", "nhị phân"),
        (b"Rar!\x1a\x07" + b"x" * 50, "a.rar", "giải nén"),
        (b"abc", "a.txt", "hầu như không có chữ"),
        (archive({"word/document.xml": BOMB + "<d>&i;</d>"}), "a.docx", "hỏng|khai báo lạ"),
        (archive({"word/document.xml": "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>"}), "a.docx", "khai báo lạ"),
        (archive({"word/document.xml": "<d>" * 5000}), "a.docx", "hỏng"),
    ],
)
def test_refused_in_one_sentence(content: bytes, name: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        read(content, name)
    assert "\n" not in refusal.value.sentence


def test_a_zip_bomb_is_refused_without_unpacking_it() -> None:
    bomb = archive({"word/document.xml": b"0" * (400 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    tracemalloc.start()
    with pytest.raises(Refused, match="lớn bất thường"):
        read(bomb, "a.docx")
    assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    tracemalloc.stop()


def test_a_zip_whose_directory_lies_is_refused() -> None:
    bomb = bytearray(archive({"word/document.xml": b"0" * (120 * 1024 * 1024)}))
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(Refused):
        read(bytes(bomb), "a.docx")


def test_a_scan_is_refused() -> None:
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(Refused, match="ảnh quét"):
        read(buffer.getvalue(), "a.pdf")


def test_files_that_are_not_opened(tmp_path: Path) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(2 * 1024**3)
    empty = tmp_path / "empty.md"
    empty.touch()
    for path, words in [(huge, "quá lớn"), (empty, "trống"), (tmp_path, "thư mục"), (tmp_path / "x.md", "không có tệp")]:
        with pytest.raises(Refused, match=words):
            read_bytes(path)
    assert MAX_BYTES < 2 * 1024**3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="hệ điều hành không có ống dẫn có tên")
def test_a_pipe_is_not_read_for_ever(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong")
    with pytest.raises(Refused, match="tệp thường"):
        read_bytes(tmp_path / "ong")


@pytest.mark.parametrize("content", [b"{\\rtf1\\ansi x}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")])
def test_a_missing_libreoffice_is_named(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(Refused, match="LibreOffice"):
        read(content)
    assert BODY in read(docx(p(BODY))).text


@pytest.mark.skipif(office.program() is None, reason="máy này không có LibreOffice")
def test_rtf_by_libreoffice() -> None:
    words = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in BODY)
    assert BODY in read(b"{\\rtf1\\ansi " + words.encode() + b"\\par}", "a.rtf").text


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../Kế hoạch (số 5).DOCX", "ke-hoach-so-5.docx"),
        ("C:\\x\\a.pdf", "a.pdf"),
        ("con.txt", "tep-con.txt"),
        ("", "tep"),
        ("..", "tep"),
        ("a" * 300 + ".md", "a" * 70 + ".md"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_name_is_only_a_hint() -> None:
    assert form_of(b"<html><body><p>QUYET DINH</p></body></html>", "quyet-dinh.doc") == "html"
    assert form_of(docx(p(BODY)), "a.doc") == "docx"
    assert form_of(plan().encode(), "a") == "text"


# -- nothing is raised but a refusal ---------------------------------------------------------------------------


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a.md", "a.mht"]))
def test_any_bytes(content: bytes, name: str) -> None:
    with_heads = [
        content,
        b"<html><body>" + content,
        b"%PDF-1.4\n" + content,
        b"PK\x03\x04" + content,
        b"\xff\xfe" + content,
        b"MIME-Version: 1.0\n" + content,
    ]
    for one in with_heads:
        try:
            read(one, name)
        except Refused as refusal:
            assert refusal.sentence


@pytest.mark.parametrize("seed", range(40))
def test_damaged_word_files(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, no secret
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    table = f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    xml = bytearray(f"<w:body>{p(BODY)}{p('x', number=(1, 0))}{table}</w:body>".encode())
    for _ in range(chance.randrange(1, 6)):
        xml[chance.randrange(len(xml))] = chance.randrange(32, 127)
    content = bytearray(docx(xml.decode("utf-8", "replace").removeprefix("<w:body>").removesuffix("</w:body>"), numbering))
    if seed % 2:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    try:
        read(bytes(content), "a.docx")
    except Refused as refusal:
        assert refusal.sentence
