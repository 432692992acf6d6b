"""Paragraphs and tables as a format gives them, and the one way they become text.

Every reader of a rich format (Word, HTML, PDF) gives these blocks; ``render`` writes them as the text that is kept:
paragraphs parted by blank lines, a table as a Markdown pipe table, a line that is wholly bold between ``**``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple, TypeAlias

from phancap.indexer.sources.markdown import BREAK, GOES_ON
from phancap.indexer.vietnamese import UPPER, nfc


class Piece(NamedTuple):
    """Characters in one font; a line break inside a paragraph is "\\n". ``font`` is None where it is not known."""

    text: str
    font: str | None = None
    bold: bool = False


class Paragraph(NamedTuple):
    """A paragraph: its pieces in order. ``tight`` tells that it follows the one before without a blank line."""

    pieces: tuple[Piece, ...]
    tight: bool = False


class Table(NamedTuple):
    """Rows of cells; a cell holds blocks. A cell that spans others is followed by empty ones; below one that reaches down stands COVERED."""

    rows: tuple[tuple[tuple[Block, ...], ...], ...]


Block: TypeAlias = Paragraph | Table

COVERED: tuple[Block, ...] = (Paragraph((Piece(GOES_ON),)),)
"""The cell below one that reaches down over it: "Sở Tư pháp" beside three tasks."""

_SPACE = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})
_MARK_UP = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|>~-])|\*")
# A table that only places words on the page: the head (issuer | motto), the foot (recipients | signature), a box.
_HEAD = re.compile(r"(?i)c[ộôoọ]ng\s+h[oòöóa][aàà]?\s+x[aã]\s+h[oôộ]i|độc lập\s*[-–—]\s*tự do|đảng cộng sản việt nam")
_FOOT = re.compile(
    rf"(?im)^\W*nơi nhận\s*:?|^\W*(?:TM|KT|TL|TUQ|T/M|K/T)\s*\.?\s+[{UPPER}]{{2}}|\(?ký,?\s+(?:ghi\s+rõ|và\s+ghi|đóng\s+dấu|tên)"
)
_NUMBER_HEAD = re.compile(r"(?i)^\W*số\s*:\s*[\d.…]*\s*/")


def plain(blocks: Iterable[Block]) -> str:
    """All words of the blocks, one line a paragraph, without mark-up."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append("".join(p.text for p in block.pieces))
        else:
            parts += [plain(cell) for row in block.rows for cell in row if cell != COVERED]
    return "\n".join(parts)


def render(blocks: Iterable[Block]) -> str:
    """The blocks as the text that is kept: NFC, "\\n" at the ends of lines, one "\\n" at its end."""
    out: list[str] = []
    _render(blocks, out)
    text = "".join(out).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text) + "\n" if text.strip() else ""


def _render(blocks: Iterable[Block], out: list[str]) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            lines = [line for line in _lines(block) if line]
            if lines:
                out.append(("\n" if block.tight and out and out[-1] and not out[-1].endswith("|") else "\n\n") + "\n".join(lines))
        elif is_layout(block):
            for row in block.rows:
                for cell in row:
                    _render(() if cell == COVERED else cell, out)
        else:
            _render_table(block, out)


def is_layout(table: Table) -> bool:
    """Whether the table only places words on the page, so that its cells read as paragraphs, one after the other.

    A document's head and foot are drawn as tables of one to four rows; a table of one row or one column is a box or a signature.
    """
    if len(table.rows) <= 1 or max(len(row) for row in table.rows) <= 1:
        return True
    if len(table.rows) > 6 or max(len(row) for row in table.rows) > 4:
        return False
    words = nfc(plain((table,)))
    if len(words) > 4000:
        return False
    return bool(_HEAD.search(words) or _FOOT.search(words) or _NUMBER_HEAD.search(words))


def _render_table(table: Table, out: list[str]) -> None:
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    rows = [row for row in rows if any(cell not in ("", GOES_ON) for cell in row)]
    width = max((len(row) for row in rows), default=0)
    while width > 1 and all(len(row) < width or row[width - 1] in ("", GOES_ON) for row in rows):
        rows, width = [row[: width - 1] for row in rows], width - 1
    if not rows:
        return
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    out.append("\n\n" + "\n".join(lines) + "\n")


def _cell(cell: tuple[Block, ...]) -> str:
    """A cell on one line: its paragraphs and its own line breaks parted by BREAK, lines that only the cell's width broke by a space."""
    text = ""
    for block in cell:
        if isinstance(block, Paragraph):
            words = BREAK.join(line.replace("**", "") for line in _lines(block) if line)
        else:
            words = BREAK.join(inner for row in block.rows for c in row if (inner := _cell(c)))
        joint = " " if isinstance(block, Paragraph) and block.tight else BREAK
        text += (joint if text and words else "") + words
    return text.replace("|", "\\|").replace("\\\\|", "\\|")


def _lines(paragraph: Paragraph) -> list[str]:
    """The paragraph's lines, escaped, a line that is bold from end to end between ``**``."""
    lines: list[list[Piece]] = [[]]
    for piece in paragraph.pieces:
        first, *rest = piece.text.translate(_BREAKS).split("\n")
        lines[-1].append(piece._replace(text=first))
        lines += [[piece._replace(text=part)] for part in rest]
    return [_line(pieces) for pieces in lines]


def _line(pieces: list[Piece]) -> str:
    text = nfc(clean("".join(p.text for p in pieces)))
    if not text:
        return ""
    text = _MARK_UP.sub(lambda m: "\\" + m.group(), text)
    if text[0] in "#|" or text.startswith("+++"):
        text = "\\" + text
    lettered = [p for p in pieces if any(c.isalnum() for c in p.text)]
    return f"**{text}**" if lettered and all(p.bold for p in lettered) else text


def has_letters(text: str, least: int) -> bool:
    """Whether the text holds at least so many letters; reads no further than it must."""
    return sum(1 for _ in islice(filter(str.isalpha, text), least)) >= least


def clean(text: str) -> str:
    """Words with single spaces between them and none at the ends; what cannot be seen goes."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()
