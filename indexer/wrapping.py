"""Which line breaks a person made, and which only the width of the page.

A gazette's text layer has no blank lines: "Điều 1. Phạm vi điều chỉnh" / "Nghị định này quy định …" are a heading and its text,
"Điều 3. … trong cơ quan" / "hành chính và đơn vị …" one heading. The first word of the second line would have found room on the
first one there, and not here. Pages saved from sites break their first lines anywhere; a text that does so tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from phancap.indexer.markers import Marker
from phancap.indexer.sources.markdown import Line

_SURE = frozenset({"article", "paragraph", "point"})
_NEAR = 0.75  # of the usual length: a line shorter than this did not end for want of room
_USUAL = 0.9  # of the wrapped lines are no longer than the page is wide: the lines of a table's cells are many and short
_LEAST_WIDE = 0.01  # share of wrapped lines that are left out as the shortest, proportional letters being of many widths
_MOST_SHORT = 0.35  # share of wrapped lines that end early: nearly none in a gazette, nearly all in saved pages
_CELL = 30  # characters: a cell of a table is shorter
_ENOUGH = 8  # first lines of clauses that tell how wide a text is set whose tables have more lines than its clauses
_FEWEST = 4  # wrapped lines: of fewer only the shortest tells something, and not much
_LEAST_FEW = 0.9  # of it
_MOST_UNEVEN = 0.01
ALWAYS = 1_000_000  # characters
_WIDE = 150  # characters: no page is set so wide, so that a longer line is a whole paragraph
# of the lines outside tables: wrapped texts have up to 0.034 (rows without bars), texts of whole paragraphs 0.06 and more
_MOST_WIDE = 0.05
_ENDS = ".;:/-"


def room(lines: Sequence[Line], markers: Sequence[Marker | None]) -> int:
    """Characters that a line surely had room for, 0 where the breaks of this text tell nothing.

    Counted on the first lines of paragraphs that go on in a line that begins small. Where no line goes on with another one, every
    line is a paragraph.
    """
    first: list[int] = []
    every: list[int] = []
    marked: list[int] = []  # the first lines of clauses, which are never the cells of a table
    for at in range(1, len(lines)):
        above, line = lines[at - 1], lines[at]
        if line.after_blank or line.after_page or line.row >= 0 or above.joined or not line.text[0].islower() or above.text[-1] in _ENDS:
            continue
        if markers[at] is not None:
            continue  # "1.2. Camera an ninh" / "a) Lắp đặt" goes on with nothing
        length = needed(above.text, line.text)
        every.append(length)
        mark = markers[at - 1]
        if mark and mark.kind in _SURE and len(above.text) > _CELL:
            marked.append(length)
        if (mark and mark.kind in _SURE) or above.after_blank or (at > 1 and lines[at - 2].text[-1] in ".;"):
            first.append(length)
    if not every:
        return ALWAYS
    near = _NEAR * sorted(every)[int(_USUAL * len(every))]
    full = sorted(length for length in first if length >= near)
    if not full or len(full) < (1 - _MOST_SHORT) * len(first):
        full = sorted(length for length in marked if length >= near)
        return full[int(_LEAST_WIDE * len(full))] if len(marked) >= _ENOUGH and len(full) >= (1 - _MOST_SHORT) * len(marked) else 0
    return int(_LEAST_FEW * full[0]) if len(first) < _FEWEST else full[int(_LEAST_WIDE * len(full))]


def even(lines: Sequence[Line], room: int) -> bool:
    """Whether the lines that surely go on, in one that begins small, had no room for its first word, but for one in a hundred.

    So it is in a text copied from a page or an editor; the cells of a table, and what a PDF's letters are measured by, leave more.
    """
    if not 0 < room < ALWAYS:
        return False
    above = pairwise(lines)
    lengths = [
        needed(a.text, b.text) for a, b in above if b.row < 0 and not b.after_blank and b.text[0].islower() and a.text[-1] not in _ENDS
    ]
    return sum(length < room for length in lengths) <= _MOST_UNEVEN * len(lengths)


def unwrapped(lines: Sequence[Line]) -> bool:
    """Whether every line is a paragraph, as in text copied out of a browser: no blank lines, and many longer than any page is wide."""
    free = wide = tight = 0
    for line in lines:
        if line.row < 0:
            free += 1
            wide += len(line.text) > _WIDE
            tight += not line.after_blank
    return wide >= _FEWEST and wide >= _MOST_WIDE * free and 2 * tight > free


def needed(above: str, line: str) -> int:
    """How long the line above would be with the first word of the line."""
    space = line.find(" ")
    return len(above) + 1 + (space if space >= 0 else len(line))
