"""An HTML element → blocks, as a browser would show them: white space, lists with their numbers, tables, hidden parts.

The walk goes by the tree's events and not by recursion: a page can nest its elements two thousand deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from phancap.indexer.sources.blocks import COVERED, Block, Paragraph, Piece, Table
from phancap.indexer.sources.legacy import encoding_of
from phancap.indexer.sources.numbering import shown

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "noscript",
        "template",
        "svg",
        "canvas",
        "object",
        "embed",
        "audio",
        "video",
        "map",
        "iframe",
        "select",
        "option",
        "button",
        "textarea",
        "input",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "th", "b", "strong"])
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_BOLD = re.compile(r"(?i)(?<![-\w])font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00|lighter)")
_CAPITALS = re.compile(
    r"(?i)(?<![-\w])(?:text-transform\s*:\s*(?P<case>uppercase|none|lowercase|capitalize)|font-variant\s*:\s*(?P<small>small-caps|normal))"
)
_FONT = re.compile(r"(?i)(?<![-\w])font-family\s*:\s*[\"']?([^\"';,]+)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
# "&#150;" means byte 150 of windows-1252 to browsers and to Word, not the control character of that number.
_CONTROL = re.compile("[\x80-\x9f]")
_CONTROLS = {n: bytes([n]).decode("windows-1252", "ignore") or None for n in range(0x80, 0xA0)}
_LIST_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MAX_SPAN = 60


@dataclass(slots=True)
class _Holder:
    """Where blocks are gathered: the page, or one cell."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    prefix: str = ""

    def flush(self) -> None:
        """End the paragraph that is being gathered."""
        pieces, self.pieces = self.pieces, []
        if any(p.text.strip() for p in pieces):
            if self.prefix:
                pieces.insert(0, Piece(self.prefix, None, all(p.bold for p in pieces if p.text.strip())))
                self.prefix = ""
            self.blocks.append(Paragraph(tuple(pieces)))


@dataclass(slots=True)
class _Grid:
    """A table while its rows go by; ``below`` counts, for each column, the rows that a cell above still covers."""

    rows: list[list[tuple[Block, ...]]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    span: tuple[int, int] = (1, 1)

    def fill(self) -> None:
        """What stands where a cell of a row above reaches down."""
        while self.rows and self.below.get(len(self.rows[-1]), 0) > 0:
            self.below[len(self.rows[-1])] -= 1
            self.rows[-1].append(COVERED)

    def add(self, cell: tuple[Block, ...], across: int, down: int) -> None:
        """A cell with its spans."""
        if not self.rows:
            self.rows.append([])
        self.fill()
        for offset in range(across):
            if down > 1:
                self.below[len(self.rows[-1])] = down - 1
            self.rows[-1].append(cell if offset == 0 else ())


def blocks_of(root: etree._Element) -> list[Block]:
    """The blocks of an element, in order."""
    walk = _Walk()
    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            style = element.get("style", "")
            if skipping or tag in _SKIPPED or not tag or "hidden" in element.attrib or (style and _HIDDEN.search(style)):
                skipping += 1
            else:
                walk.start(element, tag, style)
            continue
        if skipping:
            skipping -= 1
        else:
            walk.end(tag)
        if element is not root and not skipping:
            walk.say(element.tail)
    return walk.blocks()


class _Walk:
    """What is open while the elements go by: cells, tables, lists, fonts."""

    def __init__(self) -> None:
        self.holders: list[_Holder] = [_Holder()]
        self.grids: list[_Grid] = []
        self.spans: list[tuple[int, int]] = []
        self.lists: list[tuple[str, int]] = []
        self.bold: list[bool] = [False]
        self.fonts: list[str | None] = [None]
        self.capitals: list[bool] = [False]
        self.preserved = 0

    def blocks(self) -> list[Block]:
        """All blocks, at the end."""
        self.holders[-1].flush()
        return self.holders[0].blocks

    def start(self, element: etree._Element, tag: str, style: str) -> None:
        """An element opens; its first words follow at once."""
        self.bold.append(_is_bold(tag, style, self.bold[-1]))
        self.fonts.append(_font(element, tag, style, self.fonts[-1]))
        seen = _CAPITALS.search(style) if style else None
        self.capitals.append(seen.group("case") == "uppercase" or seen.group("small") == "small-caps" if seen else self.capitals[-1])
        self.preserved += tag == "pre"
        if tag in _BLOCKS:
            self.holders[-1].flush()
        if tag == "br":
            self.holders[-1].pieces.append(Piece("\n", self.fonts[-1], self.bold[-1]))
        elif tag in ("ol", "ul"):
            form = _LIST_FORMS.get(element.get("type", "1"), "decimal") if tag == "ol" else ""
            self.lists.append((form, _int(element.get("start"), 1) - 1))
        elif tag == "li" and self.lists:
            form, count = self.lists[-1]
            self.lists[-1] = (form, _int(element.get("value"), count + 1))
            self.holders[-1].prefix = f"{shown(self.lists[-1][1], form)}. " if form else "- "
        elif tag == "table":
            self.grids.append(_Grid())
        elif tag == "tr" and self.grids:
            self.grids[-1].fill()
            self.grids[-1].rows.append([])
        elif tag in ("td", "th") and self.grids:
            self.spans.append((_span(element, "colspan"), _span(element, "rowspan")))
            self.holders.append(_Holder())
        self.say(element.text)

    def end(self, tag: str) -> None:
        """An element closes."""
        self.bold.pop()
        self.fonts.pop()
        self.capitals.pop()
        self.preserved -= tag == "pre"
        if tag in _BLOCKS:
            self.holders[-1].flush()
        if tag == "li":
            self.holders[-1].prefix = ""
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag in ("td", "th") and self.grids and len(self.holders) > 1:
            self.grids[-1].add(tuple(self.holders.pop().blocks), *self.spans.pop())
        elif tag == "table" and self.grids:
            self.grids[-1].fill()
            self.holders[-1].blocks.append(Table(tuple(tuple(row) for row in self.grids.pop().rows if row)))

    def say(self, text: str | None) -> None:
        """Words in the font that is open."""
        if text:
            text = text.translate(_CONTROLS) if _CONTROL.search(text) else text
            text = text if self.preserved else _SPACE.sub(" ", text)
            if self.capitals[-1] and not (self.fonts[-1] and encoding_of(self.fonts[-1])):
                text = text.upper()  # as a browser shows it
            self.holders[-1].pieces.append(Piece(text, self.fonts[-1], self.bold[-1]))


def words_of(blocks: list[Block]) -> Iterator[str]:
    """Paragraphs and cells as lines, without mark-up."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from "".join(p.text for p in block.pieces).split("\n")
        else:
            for row in block.rows:
                for cell in row:
                    yield from words_of(list(cell)) if cell != COVERED else ()


def _is_bold(tag: str, style: str, inherited: bool) -> bool:
    if style and (match := _BOLD.search(style)):
        return match.group(1).lower() in ("bold", "bolder") or match.group(1)[0] in "6789"
    return inherited or tag in _HEADINGS


def _font(element: etree._Element, tag: str, style: str, inherited: str | None) -> str | None:
    if style and (match := _FONT.search(style)):
        return match.group(1).strip()
    face = element.get("face") if tag == "font" else None
    return face.split(",")[0].strip(" '\"") if face else inherited


def _span(element: etree._Element, name: str) -> int:
    return max(1, min(_int(element.get(name), 1), _MAX_SPAN if name == "colspan" else 1000))


def _int(value: str | None, otherwise: int) -> int:
    try:
        return int((value or "").strip()[:9])
    except ValueError:
        return otherwise
