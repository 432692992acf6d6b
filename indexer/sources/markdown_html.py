"""HTML inside Markdown, as converters of PDF and Word leave it: tables that pipes cannot draw, "<br>", bold, anchors, pictures.

A table becomes the pipe table of every other reader; of the rest only the words stay. Nothing that holds letters is lost: a
fragment whose table would come out with other letters is kept as it was received.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from phancap.indexer.sources.blocks import render
from phancap.indexer.sources.html import parse
from phancap.indexer.sources.html_blocks import blocks_of
from phancap.indexer.sources.markdown import BREAK
from phancap.indexer.vietnamese import LOWER

_TABLE_TAG = re.compile(r"<(/?)table\b[^<>]{0,400}>", re.I)
_TAG = re.compile(r"<[^<>]{0,1000}>")
_COMMENT = re.compile(r"<!--(?:(?!-->).){0,2000}-->", re.S)
_PICTURE = re.compile(r"(?m)^[ \t]*!\[[^\]\n]{0,300}\]\([^()\n]{0,600}\)[ \t]*$\n?|<img\b[^<>]{0,2000}>", re.I)
_PAGE = re.compile(r"(?m)^[ \t]*(?:\{\d{1,4}\}-{20,}|<page_number>[^<\n]{0,40}</page_number>)[ \t]*$\n?")
_INLINE = re.compile(r"</?(?:u|ins|i|em|sub|sup|small|span|font|a|mark|s|del)(?:\s[^<>]{0,400})?/?>", re.I)
_BOLD = re.compile(r"</?(?:b|strong)(?:\s[^<>]{0,200})?>", re.I)
_BLOCK = re.compile(r"[ \t]*</?(?:p|div|center|section|h[1-6]|ul|ol|li|blockquote)(?:\s[^<>]{0,400})?/?>[ \t]*", re.I)
_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*\n?", re.I)
# What a converter of PDF broke by the width of a cell: "Sở Thông tin và<br>Truyền thông", "UBND các huyện,<br>thành phố"; "phối hợp: …" begins a line
_WRAPPED = re.compile(rf"(?<=[\w,)])\s*(?:(?<=\svà)|(?=<br\s*/?>\s*[{LOWER}]{{2}}[^:<]*<))<br\s*/?>\s*(?=\w)")
_ENTITY = re.compile(
    r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)  # "C&Ocirc;NG V&Agrave; TH&Ocirc;NG TIN", as editors of sites write letters


def without_html(text: str) -> str:
    """The text with HTML's tables as pipe tables and without its other tags; a text without tags comes back as it is."""
    if "<" not in text and "![" not in text and "&" not in text and "}---" not in text:
        return text
    text = _PAGE.sub("", _PICTURE.sub("", _COMMENT.sub("", text) if "<!--" in text else text))
    out: list[str] = []
    at = 0
    for start, end in _tables(text):
        out += (_words(text[at:start]), _drawn(text[start:end]))
        at = end
    return "".join((*out, _words(text[at:])))


def _tables(text: str) -> Iterator[tuple[int, int]]:
    """Where the outermost tables stand; one that is never closed is none."""
    depth, start = 0, 0
    for match in _TABLE_TAG.finditer(text):
        if match.group(1):
            depth -= depth > 0
            if depth == 0 and start >= 0:
                yield start, match.end()
                start = -1
        else:
            if depth == 0:
                start = match.start()
            depth += 1


def _drawn(fragment: str) -> str:
    fragment = _WRAPPED.sub(" ", fragment)
    body = parse(fragment.encode("utf-8", "replace"))
    drawn = render(blocks_of(body))
    same = _letters(drawn.replace(BREAK, " ")) == _letters(html.unescape(_TAG.sub("", fragment)))
    return f"\n\n{drawn}\n" if same else fragment


def _letters(words: str) -> str:
    return "".join(c for c in words if c.isalnum())


def _words(text: str) -> str:
    if "<" in text:
        text = "\n".join(line if line.lstrip().startswith("|") else _BREAK.sub("\n", line) for line in text.split("\n"))
        text = _BOLD.sub("**", _INLINE.sub("", _BLOCK.sub("\n", text)))
    return _ENTITY.sub(lambda m: html.unescape(m.group()), text) if "&" in text else text
