"""Word's .docx → blocks, with the numbers that only its format holds.

Word keeps "1.", "a)" and "Điều 3." of a list in numbering.xml and not in the paragraph, so a reader of the words alone
loses the law's own numbering. Headers and footers of pages are running heads and are not read; what a tracked change
removed is not text any more; a footnote stands as [1] in the sentence and its words stand at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree
from phancap.indexer.sources.blocks import COVERED, Block, Paragraph, Piece, Table
from phancap.indexer.sources.legacy import encoding_of
from phancap.indexer.sources.numbering import Numbering, W, on
from phancap.indexer.sources.refusal import Refused, open_archive, read_part
from phancap.indexer.sources.styles import Styles

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same format under its ISO name ("strict")
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BOX = f"{W}txbxContent"
_HOLDERS = frozenset(f"{W}{n}" for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple"))
_GONE = frozenset([f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr", _MC_FALLBACK])
_MAX_SPAN = 60  # columns; Word itself allows 63
# What the fonts Symbol and Wingdings draw at a letter's place, as far as legal texts use it.
_SYMBOLS = dict(zip("abgdepsmlrfDWS", "αβγδεπσμλρφΔΩΣ", strict=True)) | {
    "\xa3": "≤", "\xb3": "≥", "\xb4": "×", "\xae": "→", "\xb1": "±", "\xb0": "°", "\xe5": "∑", "\xb9": "≠", "\xa5": "∞",
}  # fmt: skip
_BOXES = frozenset("\xa8\x6f\x71\x72\xfe\x78\xfd\x2a")
_TOC = re.compile(r"(?i)(?:toc|table of (?:contents|figures)|mục lục)\s*\d*$")


def read_docx(content: bytes) -> list[Block]:
    """The blocks of a .docx. Raises Refused for what is broken, has a password or is no Word file."""
    archive = open_archive(content)
    document = _part(archive_part(archive, "word/document.xml"))
    if document is None:
        raise Refused("tệp này không phải văn bản Word (.docx); hãy mở bằng Word rồi lưu lại dạng .docx")
    body = document.find(f"{W}body")
    if body is None:
        raise Refused("tệp Word không có nội dung; hãy mở bằng Word rồi lưu lại")
    reader = _Reader(
        Numbering(_part(archive_part(archive, "word/numbering.xml"))),
        Styles(_part(archive_part(archive, "word/styles.xml"))),
    )
    blocks = list(reader.blocks(body))
    for name, kind in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = _part(archive_part(archive, f"word/{name}.xml")) if reader.notes[kind] else None
        if notes is not None:
            blocks += reader.note_blocks(notes, kind)
    return blocks


def archive_part(archive: ZipFile, name: str) -> bytes | None:
    """A part by its name, whatever the case and the slashes that a careless program wrote ("word\\document.xml")."""
    content = read_part(archive, name)
    if content is None:
        for other in archive.namelist():
            if other.replace("\\", "/").lower() == name:
                return read_part(archive, other)
    return content


def _part(content: bytes | None) -> etree._Element | None:
    """XML that a stranger wrote: no entities, no network, no depth beyond the parser's own limits."""
    if content is None:
        return None
    if _STRICT in content[:20_000]:
        content = content.replace(_STRICT, W[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("tệp Word hỏng, không đọc được; hãy mở bằng Word rồi lưu lại") from None
    if root.getroottree().docinfo.internalDTD is not None:  # Word never writes one; an entity bomb needs one
        raise Refused("tệp Word chứa khai báo lạ nên không được mở; hãy mở bằng Word rồi lưu lại")
    return root


class _Reader:
    """Walks the body once: lists count as paragraphs go by."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self.numbering, self.styles = numbering, styles
        self.notes: dict[str, dict[str, int]] = {"footnote": {}, "endnote": {}}

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The blocks of a body, a cell, a box or a note."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield self._table(child)
            elif child.tag in _HOLDERS and not _is_contents(child):
                yield from self.blocks(child)

    # -- paragraphs -------------------------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        style = _value(properties, "pStyle")
        if _TOC.match(self.styles.name(style)):
            return  # the table of contents repeats the headings
        number = self._number(properties, style)
        boxes: list[etree._Element] = []
        pieces = list(self._pieces(element, style, boxes))
        if number:
            text = "".join(p.text for p in pieces).lstrip()
            bold = all(p.bold for p in pieces if p.text.strip())
            # "Điều 1" in the list and ". Phạm vi" in the text belong together without a space.
            number = number.rstrip() if text[:1] in (".", ":", ")") else number
            first = next((i for i, p in enumerate(pieces) if p.text.strip()), len(pieces))
            pieces = [Piece(number, None, bold and bool(text)), *pieces[first:]]
            if first + 1 < len(pieces) or len(pieces) > 1:
                pieces[1] = pieces[1]._replace(text=pieces[1].text.lstrip())
        for box in boxes:
            yield from self.blocks(box)
        if any(p.text.strip() for p in pieces):
            yield Paragraph(tuple(pieces))

    def _number(self, properties: etree._Element | None, style: str | None) -> str:
        found = properties.find(f"{W}numPr") if properties is not None else None
        list_name, level = _value(found, "numId"), _value(found, "ilvl")
        if list_name is None:
            by_style = self.styles.list_of(style)
            if by_style is None:
                return ""
            list_name = by_style[0]
            linked = self.numbering.styles.get(style or "")
            level = level if level is not None else str(linked[1] if linked and linked[0] == list_name else by_style[1])
        return self.numbering.next(list_name, int(level) if level and level.isdigit() else 0)

    def _pieces(self, parent: etree._Element, style: str | None, boxes: list[etree._Element]) -> Iterator[Piece]:
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child, style, boxes)
            elif child.tag in _GONE:
                continue
            elif child.tag == _MATH_TEXT:
                yield Piece(child.text or "")
            elif len(child) and child.tag != _BOX:
                yield from self._pieces(child, style, boxes)

    def _run(self, run: etree._Element, style: str | None, boxes: list[etree._Element]) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        if properties is not None and on(properties.find(f"{W}vanish")):
            return
        font, bold, capitals = self.styles.look(properties, style)
        text = "".join(self._letters(run, font, boxes))
        if capitals and not (font and encoding_of(font)):
            text = text.upper()  # as a reader sees it: "Nơi nhận" stays, "Quy chế" is the title "QUY CHẾ"
        if text:
            yield Piece(text, font, bool(bold))

    def _letters(self, run: etree._Element, font: str | None, boxes: list[etree._Element]) -> Iterator[str]:
        for node in run:
            name = str(node.tag).rpartition("}")[2]
            if node.tag in _GONE:
                continue
            if name == "t":
                yield _drawn(node.text or "", font)
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "softHyphen":
                yield "\u00ad"  # in the old encoding TCVN3 this is the letter ư: "®\u00adîc" is "được"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield _drawn(_character(node.get(f"{W}char")), "Symbol" if node.get(f"{W}font") == "Symbol" else "Wingdings")
            elif name in ("footnoteReference", "endnoteReference"):
                kind = name.removesuffix("Reference")
                known = self.notes[kind]
                yield f" [{known.setdefault(node.get(f'{W}id', ''), sum(map(len, self.notes.values())) + 1)}]"
            elif len(node):
                boxes += [b for b in node.iter(_BOX) if not any(a.tag in (_MC_FALLBACK, _BOX) for a in b.iterancestors())]

    def note_blocks(self, root: etree._Element, kind: str) -> Iterator[Block]:
        """The notes that the text refers to, in the order of their numbers."""
        elements = {e.get(f"{W}id", ""): e for e in root.iter(f"{W}{kind}")}
        for name, number in self.notes[kind].items():
            blocks = list(self.blocks(elements[name])) if name in elements else []
            if blocks and isinstance(blocks[0], Paragraph):
                blocks[0] = Paragraph((Piece(f"[{number}] "), *blocks[0].pieces))
            yield from blocks

    # -- tables -----------------------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> Table:
        rows = []
        for row in _descend(element, f"{W}tr"):
            cells: list[tuple[Block, ...]] = []
            for cell in _descend(row, f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                merged = properties.find(f"{W}vMerge") if properties is not None else None
                goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
                blocks = tuple(self.blocks(cell))
                cells.append(COVERED if goes_on else blocks)
                span = _value(properties, "gridSpan") or "1"
                cells += [()] * (min(int(span), _MAX_SPAN) - 1 if span.isdigit() else 0)
            rows.append(tuple(cells))
        return Table(tuple(rows))


def _descend(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those inside a content control."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from _descend(child, tag)


def _is_contents(element: etree._Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _value(parent: etree._Element | None, name: str) -> str | None:
    child = parent.find(f"{W}{name}") if parent is not None else None
    return None if child is None else child.get(f"{W}val")


def _character(code: str | None) -> str:
    try:
        return chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""


def _drawn(text: str, font: str | None) -> str:
    """The signs that a reader sees where a font draws other things than letters."""
    if font is None or not re.match(r"(?i)symbol$|wingdings|webdings", font):
        return text
    plain = [chr(ord(c) - 0xF000) if "\uf020" <= c <= "\uf0ff" else c for c in text]
    if font.lower() == "symbol":
        return "".join(_SYMBOLS.get(c, "•" if c == "\xb7" else c) for c in plain)
    return "".join(c if c.isspace() else "☐" if c in _BOXES else "•" for c in plain)
