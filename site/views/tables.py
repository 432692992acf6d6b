"""The rows of a table as a document's pages show them: under one another with all their cells in line, each cell with what its column is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup
from phancap.indexer.model import Clause
from phancap.indexer.table_heads import BAR, head_of, other_head
from phancap.indexer.vietnamese import exact
from phancap.site.marking import cells
from phancap.site.views.held import Held

WIDE = 5  # columns from which a table takes the whole width, and what its rows burden somebody with stands below them
_NUMBER = 6  # letters of a first cell that is a number
_NUMBERED = 12  # letters of a first cell that stands above or among numbers ("Số thứ tự")
_AGAIN = re.compile(r"s?tt\.? ?\||số (?:tt|thứ tự)", re.I)  # what a head begins with; looked for first, since few rows are heads
_ABOVE = 400  # rows that are looked through for the head of a table


class Place(NamedTuple):
    """What a row has of its table: how many columns that has, whether the first one numbers the rows, what the columns are called (empty
    where no head says so, or the row has not one cell for each of them).
    """

    columns: int
    numbered: bool
    heads: tuple[str, ...]


def places(clauses: Iterable[Clause]) -> dict[str, Place]:
    """The place of each clause that is a row of a table; ``clauses`` stand in the order of the text."""
    found: dict[str, Place] = {}
    for (kind, _), run in groupby(clauses, lambda clause: (clause.kind, clause.parent)):
        if kind == "row":
            for table in _tables(list(run)):
                found.update(_places(table))
    return found


def _tables(run: list[Clause]) -> Iterator[list[Clause]]:
    """Tables that stand one behind the other, each with a head of its own."""
    begins = [at for at, row in enumerate(run) if at == 0 or (_AGAIN.match(row.text) and _heads(row))]
    for begin, end in zip(begins, [*begins[1:], len(run)], strict=True):
        yield run[begin:end]


def _places(table: list[Clause]) -> Iterator[tuple[str, Place]]:
    texts = [cells_of(row) for row in table]
    columns, several = max(map(len, texts)), [own for own in texts if len(own) > 1]
    numbered = 2 * sum(len(own[0]) <= _NUMBER for own in several) >= len(several) > 0
    heads = _heads(table[0])
    for at, (row, own) in enumerate(zip(table, texts, strict=True)):
        yield row.id, Place(columns, numbered, heads if at and len(own) == len(heads) else ())


def row_html(clause: Clause, words: Markup, place: Place) -> str:
    """A row with its cells in line with those of the others: where it ends early ("Nguồn kinh phí" told once for all rows), empty ones fill it up.
    A title of the rows below it ("I | Hoàn thiện thể chế") has the whole width.
    """
    own = cells_of(clause)
    numbered = " co-tt" if place.numbered and len(own) > 1 and len(own[0]) <= _NUMBERED else ""
    filled = '<span class="o"></span>' * (place.columns - len(own)) if 2 * len(own) >= place.columns else ""
    return f'<p class="luat hang{numbered}">{cells(words, place.heads)}{filled}</p>'


def cells_of(clause: Clause) -> list[str]:
    """The words of a row's cells."""
    return [cell.strip() for cell in BAR.split(clause.text)]


def _heads(clause: Clause) -> tuple[str, ...]:
    own = cells_of(clause)
    if len(own) < 3 or max(map(len, own)) > 70 or not (other_head([exact(cell) for cell in own]) or head_of(clause)):
        return ()
    return tuple(" ".join(cell.split()) for cell in own)


def heads_above(here: Held, clause: Clause) -> tuple[str, ...]:
    """What the columns of a row's table are called; empty where no head says so, or the row has not one cell for each of them."""
    rows = here.generation.rows(
        "SELECT position, text, id FROM clauses WHERE document = ? AND parent = ? AND kind = 'row' AND position <= "
        "(SELECT position FROM clauses WHERE id = ?) ORDER BY position DESC LIMIT ?",
        clause.document, clause.parent, clause.id, _ABOVE,
    )  # fmt: skip
    above = [row for step, row in enumerate(rows) if row[0] == rows[0][0] - step][1:]  # what stands further off is another table's
    first = next((row for row in above if _AGAIN.match(row[1])), above[-1] if above else None)
    head = here.generation.by_id(first[2]) if first else None
    heads = _heads(head) if head else ()
    return heads if len(heads) == len(cells_of(clause)) else ()
