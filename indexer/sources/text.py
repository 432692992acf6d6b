"""Plain text and Markdown: kept line for line as received; only the encoding, HTML's tags and what is no law are dealt with."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from phancap.indexer.sources.blocks import has_letters
from phancap.indexer.sources.drawn_tables import without_drawn_tables
from phancap.indexer.sources.furniture import without_page_furniture, without_site_notices
from phancap.indexer.sources.legacy import text_to_unicode
from phancap.indexer.sources.markdown_html import without_html
from phancap.indexer.sources.refusal import Refused
from phancap.indexer.vietnamese import FOLD_LETTERS

_LEAST = 40  # letters
_FEWEST_ENDS = 4
# "---", "title: …", "url: …", "---"; "---json", "{", "\"slug\": …", "}", "---"
_SITE_MATTER = re.compile(
    r"\ufeff?---(?:json|yaml)?\n(?:[ \t]*(?:[\w-]{1,40}\s*:|\"[\w-]{1,40}\"\s*:|[{}\]]|-\s)[^\n]{0,2000}\n){1,80}---[ \t]*\n"
)
_QUOTED, _MOSTLY = re.compile(r"[ \t]*(?:>[ \t]?)+"), 0.9
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKED = frozenset(FOLD_LETTERS)


class Text(NamedTuple):
    """A text, the site's attribute block (label → value), and the old encodings that it was in."""

    text: str
    attributes: dict[str, str]
    encodings: tuple[str, ...]


def read_text(content: bytes) -> Text:
    """The text of a .txt or .md file. Raises Refused for what is no text or holds next to none."""
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    text = _unquoted(_with_line_ends(text.replace("\x0c", "\n")))
    text, encodings = text_to_unicode(text)
    text, attributes = without_site_notices(without_html(without_drawn_tables(without_front_matter(text))))
    text = _CONTROL.sub("", without_page_furniture(text))  # none is a letter by now; XML cannot hold them
    if not has_letters(text, _LEAST):
        raise Refused("tệp hầu như không có chữ nào để đọc (có thể là bản quét); hãy lấy bản có chữ")
    return Text(text if text.endswith("\n") else text + "\n", attributes, encodings)


def _with_line_ends(text: str) -> str:
    """A text out of a data set in which "\\n" is written where its lines ended, with its lines."""
    if text.count("\\n") <= max(_FEWEST_ENDS, text.count("\n")):
        return text
    for written, meant in (("\\r", ""), ("\\n", "\n"), ("\\t", "\t"), ('\\"', '"'), ("\\u00a0", " ")):
        text = text.replace(written, meant)
    return text


def _unquoted(text: str) -> str:
    """A message that was forwarded has ">" before all of its lines."""
    if not text.lstrip().startswith(">"):
        return text
    lines = text.split("\n")
    quoted = sum(line.lstrip().startswith(">") for line in lines)
    return "\n".join(_QUOTED.sub("", line) for line in lines) if quoted > _MOSTLY * sum(bool(line.strip()) for line in lines) else text


def without_front_matter(text: str) -> str:
    """A file out of a corpus, or out of a site's generator, brings its own front matter; only the document's text is wanted here."""
    match = re.match(r"\ufeff?\+\+\+\n.*?^\+\+\+(?:\n|\Z)", text, re.S | re.M) or _SITE_MATTER.match(text)
    return text[match.end() :] if match else text.removeprefix("\ufeff")


def decode(content: bytes) -> str:
    """The characters of a text file: Unicode where it is, otherwise the byte encodings that Vietnamese files have.

    Raises Refused for what is no text at all.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace")
    if b"\0" in content[:4096]:
        for name in ("utf-16-le", "utf-16-be"):  # without a mark: every second byte of Latin text is zero
            decoded = content.decode(name, "replace")
            if "\ufffd" not in decoded[:2000] and sum(c.isalpha() or c.isspace() for c in decoded[:2000]) > len(decoded[:2000]) / 2:
                return decoded
        raise Refused("tệp không phải văn bản (có dữ liệu nhị phân); hãy lưu lại dạng Word, PDF hoặc văn bản UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # One byte a letter. Windows-1258 writes the tones as marks of their own, so its text is full of them when it is that.
    # The old fonts' bytes are read as Latin letters, which is what their conversion tables start from.
    windows = unicodedata.normalize("NFC", content.decode("cp1258", "replace"))
    latin = content.decode("cp1252", "replace") if b"\x81" not in content else content.decode("latin-1")
    converted, encodings = text_to_unicode(latin)
    if encodings:
        return latin
    if "\ufffd" not in windows and sum(c in _MARKED for c in windows) * 8 > sum(c.isalpha() for c in windows):
        return windows
    if sum(unicodedata.category(c) == "Cc" and c not in "\n\r\t\x0c" for c in latin) * 50 > len(latin):
        raise Refused("tệp không phải văn bản (có dữ liệu nhị phân); hãy lưu lại dạng Word, PDF hoặc văn bản UTF-8")
    if not any(c in _MARKED for c in converted) and not latin.isascii():
        raise Refused("không nhận ra bảng mã của tệp; hãy mở bằng Word rồi lưu lại với bảng mã UTF-8")
    return latin
