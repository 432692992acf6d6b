"""What a PDF's page ends cut: a table that goes on, a row of it, a sentence."""

from __future__ import annotations

import re

from phancap.indexer.sources.blocks import COVERED, Block, Paragraph, Table, plain
from phancap.indexer.sources.pdf_paragraphs import Shown, joined

_ENDS = (".", ";", ":", "!", "?", "…")


def tables_joined(above: Table, below: Table) -> Table:
    """One table of two that a page's end parts: Word prints its head again on each page, and a row may go on over the end.

    "| 9 | Rà soát quy hoạch, tổng hợp ý kiến | … |", a new page, "|  | và đề xuất phương án điều chỉnh |  |".
    """
    rows = below.rows
    if len(rows) > 1 and plain((Table(rows[:1]),)).split() == plain((Table(above.rows[:1]),)).split():
        rows = rows[1:]
    last, first = above.rows[-1], rows[0]
    words = [[plain(cell).strip() for cell in row] for row in (last, first)]
    cut = [bool(a) and b[:1].islower() and a[-1] not in _ENDS for a, b in zip(*words, strict=True)]
    if not words[1][0] and words[0][0] and any(cut) and all(a or not b for a, b in zip(*words, strict=True)):
        whole = tuple((*a, *(b if b != COVERED else ())) for a, b in zip(last, first, strict=True))
        return Table((*above.rows[:-1], whole, *rows[1:]))
    return Table(above.rows + rows)


def join_pages(blocks: list[Block], page: list[Block], on: bool | None, shown: Shown) -> None:
    """Add a page's blocks: a table that the page's end cut goes on, and so does a sentence. ``on``: what the places of the lines say."""
    if blocks and page:
        last, first = blocks[-1], page[0]
        if (
            isinstance(last, Table)
            and isinstance(first, Table)
            and len(last.rows[-1:] and last.rows[-1]) == len(first.rows[:1] and first.rows[0])
        ):
            blocks[-1] = tables_joined(last, first)
            page = page[1:]
        elif isinstance(last, Paragraph) and isinstance(first, Paragraph):
            before = "".join(p.text for p in last.pieces).rstrip()
            after = "".join(p.text for p in first.pieces).lstrip()
            small = after[:1].islower()
            open_ended = before[-1:] not in (*".;:!?/", "") and (small or (on is None and (before[-1].islower() or before[-1] == ",")))
            if on and (whole := joined(last, first, shown)):
                blocks[-1], page = whole, page[1:]
            elif after and (on or open_ended or (small and before[-1:] == ";")):
                page[0] = first._replace(
                    tight=not re.match(r"(?:[a-zđ]|[IVX]+|\d+(?:\.\d+)*)[.)]\s|[-+•]\s|(?:Điều|Chương|Mục|Phần|Phụ lục)\s", after)
                )
    blocks += page
