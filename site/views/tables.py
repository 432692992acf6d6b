"""The rows of a table as a document's pages show them: under one another with all their cells in line, each cell with what its column is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from phancap.indexer.model import Clause
from phancap.indexer.table_heads import BAR, head_of, other_head
from phancap.indexer.vietnamese import exact
from phancap.site.views.held import Held

if TYPE_CHECKING:
    from phancap.site.views.rows import Row

WIDE = 5  # columns from which a table takes the whole width, and what its rows burden somebody with stands below them
_NUMBER = 6  # letters of a first cell that is a number
_ABOVE = 400  # rows that are looked through for the head of a table


class Place(NamedTuple):
    """What a row has of its table: how many columns that has, whether the first one numbers the rows, what the columns are called (empty
    where no head says so, or the row has not one cell for each of them).
    """

    columns: int
    numbered: bool
    heads: tuple[str, ...]


def put_in_tables(rows: Sequence[Row]) -> None:
    """Tells each row of a table its place; ``rows`` are clauses in the order of the text."""
    for (kind, _), run in groupby(rows, lambda row: (row.clause.kind, row.clause.parent)):
        if kind == "row":
            for table in _tables(list(run)):
                _put(table)


def _tables(run: list[Row]) -> Iterator[list[Row]]:
    """Tables that stand one behind the other, each with a head of its own."""
    begins = [at for at, row in enumerate(run) if at == 0 or _heads(row.clause)]
    for begin, end in zip(begins, [*begins[1:], len(run)], strict=True):
        yield run[begin:end]


def _put(table: list[Row]) -> None:
    texts = [cells_of(row.clause) for row in table]
    columns, several = max(map(len, texts)), [cells for cells in texts if len(cells) > 1]
    numbered = 2 * sum(len(cells[0]) <= _NUMBER for cells in several) >= len(several) > 0
    heads = _heads(table[0].clause)
    for at, (row, cells) in enumerate(zip(table, texts, strict=True)):
        row.table = Place(columns, numbered, heads if at and len(cells) == len(heads) else ())


def cells_of(clause: Clause) -> list[str]:
    """The words of a row's cells."""
    return [cell.strip() for cell in BAR.split(clause.text)]


def _heads(clause: Clause) -> tuple[str, ...]:
    cells = cells_of(clause)
    if len(cells) < 3 or max(map(len, cells)) > 70 or not (other_head([exact(cell) for cell in cells]) or head_of(clause)):
        return ()
    return tuple(" ".join(cell.split()) for cell in cells)


def heads_above(here: Held, clause: Clause) -> tuple[str, ...]:
    """What the columns of a row's table are called; empty where no head says so, or the row has not one cell for each of them."""
    rows = here.generation.rows(
        "SELECT position, record FROM clauses WHERE document = ? AND parent = ? AND kind = 'row' AND position <= "
        "(SELECT position FROM clauses WHERE id = ?) ORDER BY position DESC LIMIT ?",
        clause.document, clause.parent, clause.id, _ABOVE,
    )  # fmt: skip
    for step, (position, record) in enumerate(rows[1:], 1):
        if position != rows[0][0] - step:
            break  # another table
        if heads := _heads(here.generation.decode_clause(record)):
            return heads if len(heads) == len(cells_of(clause)) else ()
    return ()
