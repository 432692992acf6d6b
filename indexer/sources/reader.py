"""Any file or page → the text that is kept: the form is told by the bytes, the name is only a hint.

A ".doc" from a website is often HTML, a ".docx" may be an old .doc renamed, and a page may be served without a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from email import message_from_bytes, policy
from types import MappingProxyType
from typing import NamedTuple

from phancap.indexer.sources import html, text
from phancap.indexer.sources.blocks import Block, has_letters, render
from phancap.indexer.sources.furniture import continued_in, without_page_furniture
from phancap.indexer.sources.legacy import to_unicode
from phancap.indexer.sources.mojibake import wrongly_decoded
from phancap.indexer.sources.office import to_docx
from phancap.indexer.sources.refusal import MAX_TEXT, Refused, open_archive

_HTML = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|div|table|p|meta|title|span|br)[\s>/!]")
# Markdown with HTML's tables and line breaks in it is no page: "**NGHỊ QUYẾT**", "## I. MỤC ĐÍCH", "| :---: | :---: |" on lines of their own
_PAGE = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|meta|title)[\s>/!]")
_MARKDOWN = re.compile(rb"(?m)^(?:#{1,6} \S|\*\*[^*\n]{2,200}\*\*[ \t\r]*$|\|[ \t]*:?-{3,})")
_ETH = re.compile("[Ðð]")  # Icelandic letters that old converters left for "Đ" and "đ": "Ðiều 1", "QÐ-UBND"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_FORMS = {
    "xl/": "bảng tính Excel; hãy chép phần văn bản sang Word rồi thêm lại",
    "ppt/": "bài trình chiếu; hãy chép phần văn bản sang Word rồi thêm lại",
}
_LEAST = 40


class Received(NamedTuple):
    """A document's text as kept, and what was noticed while it was read.

    ``form`` is "docx", "doc", "rtf", "odt", "pdf", "html" or "text". ``attributes`` is a site's attribute block. ``encodings`` are
    the old encodings that were turned into Unicode. ``wrong`` are words that show a wrong decoding. ``continued`` are the
    gazette's words that the rest stands in another issue.
    """

    text: str
    form: str
    attributes: Mapping[str, str] = MappingProxyType({})
    site: str = ""
    encodings: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    continued: str | None = None


def read(content: bytes, name: str = "") -> Received:
    """The text of a file. Raises Refused, with one Vietnamese sentence, for what is no document or cannot be read."""
    try:
        return _read(content, form_of(content, name))
    except RecursionError:
        raise Refused("tệp lồng nhau quá sâu nên không đọc được; hãy mở bằng Word rồi lưu lại") from None


def _read(content: bytes, form: str) -> Received:
    attributes: dict[str, str] = {}
    site = ""
    encodings: tuple[str, ...] = ()
    if form == "text":
        made, attributes, encodings = text.read_text(content)
        continued = continued_in(text.decode(content)) if b"Xem ti" in content else None
    else:
        if form == "html":
            page = html.read_html(_web_archive(content))
            blocks, attributes, site = page.blocks, page.attributes, page.site
        else:
            blocks = _blocks(content, form)
        blocks, encodings = to_unicode(blocks)
        raw = render(blocks)
        made, continued = without_page_furniture(raw), continued_in(raw)
    if not has_letters(made, _LEAST):
        raise Refused("tệp hầu như không có chữ nào để đọc (có thể là bản quét); hãy lấy bản có chữ")
    if len(made.encode("utf-8", "replace")) > MAX_TEXT:
        raise Refused(f"văn bản quá dài (tối đa {MAX_TEXT // (1024 * 1024)} MB chữ); hãy tách thành nhiều văn bản")
    made = made.encode("utf-8", "replace").decode("utf-8")  # half a letter (a lone surrogate) cannot be written to a file
    if _ETH.search(made) and re.search("[ươ]", made):
        made, encodings = made.translate({0xD0: "Đ", 0xF0: "đ"}), (*encodings, "Ð")
    return Received(made, form, attributes, site, encodings, tuple(wrongly_decoded(made)), continued)


def form_of(content: bytes, name: str = "") -> str:
    """The form that the bytes show. Raises Refused for pictures, spreadsheets, archives and other things that hold no document."""
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return _archive_form(content)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused("tệp Word được đặt mật khẩu; hãy bỏ mật khẩu rồi thêm lại")
        if "WordDocument".encode("utf-16-le") in content:
            return "doc"
        raise Refused("tệp này không phải văn bản Word; hãy lưu lại dạng .docx hoặc .pdf rồi thêm lại")
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(_PICTURES):
        raise Refused("tệp là ảnh, không có lớp chữ; hãy lấy bản có chữ hoặc nhận dạng chữ (OCR) trước")
    if content.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        raise Refused("đây là tệp nén; hãy giải nén rồi thêm từng văn bản")
    if head[:13].lower() == b"mime-version:" or (b"multipart/related" in head.lower() and name.lower().endswith((".mht", ".mhtml"))):
        return "html"
    markdown = name.lower().endswith((".md", ".markdown")) or (
        not _PAGE.search(content[:4096]) and _MARKDOWN.search(content[:8192]) is not None
    )
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    seen = content[:8192].replace(b"\0", b"") if wide else content[:8192]
    if not markdown and (name.lower().endswith((".html", ".htm", ".xhtml")) or len(_HTML.findall(seen)) >= 2) and _HTML.search(seen):
        return "html"
    return "text"


def _archive_form(content: bytes) -> str:
    archive = open_archive(content)
    names = [n.replace("\\", "/").lower() for n in archive.namelist()]
    if "word/document.xml" in names:
        return "docx"
    for folder, what in _OPEN_FORMS.items():
        if any(n.startswith(folder) for n in names):
            raise Refused(f"tệp này là {what}")
    if "content.xml" in names and "mimetype" in names and b"opendocument.text" in content[:200]:
        return "odt"
    raise Refused("đây là tệp nén, không phải một văn bản; hãy giải nén rồi thêm từng văn bản")


def _blocks(content: bytes, form: str) -> list[Block]:
    if form == "pdf":
        from phancap.indexer.sources.pdf import read_pdf

        return read_pdf(content)
    from phancap.indexer.sources.word import read_docx

    return read_docx(content if form == "docx" else to_docx(content, form))


def _web_archive(content: bytes) -> bytes:
    """The page inside a single-file web page (.mht), which Word and old browsers write; other content as it is."""
    if (
        not re.match(rb"(?is)\s*(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,20}\s", content[:8192])
        or b"MIME-Version" not in content[:4096]
    ):
        return content
    for part in message_from_bytes(content, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            inner = part.get_payload(decode=True)
            if isinstance(inner, bytes):
                charset = (part.get_content_charset() or "").encode("ascii", "ignore")
                return inner if b"charset" in inner[:4096] or not charset else b"<meta charset=" + charset + b">" + inner
    return content
