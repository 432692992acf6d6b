"""Two texts beside one another, with the words that differ marked: ``del`` in the older, ``ins`` in the newer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from markupsafe import Markup
from phancap.site.marking import Span, mark

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SENTENCE = re.compile(r"[^.;\n]*[.;\n]|[^.;\n]+")
_MOST = 4_000_000  # products of two lengths (characters) up to which two texts are compared word by word at once


def changed_words(before: str, after: str) -> tuple[Markup, Markup]:
    """The two texts, each with the words that the other has not. Our mark-up taken off, they are what was given.

    >>> [str(side) for side in changed_words("báo cáo hằng quý", "báo cáo hằng năm")]
    ['báo cáo hằng <del>quý</del>', 'báo cáo hằng <ins>năm</ins>']
    """
    gone: list[Span] = []
    come: list[Span] = []
    for a, b, c, d in _differing(before, after):
        gone += [Span(a, b, "del")] if a < b else []
        come += [Span(c, d, "ins")] if c < d else []
    return mark(before, gone), mark(after, come)


def _differing(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """(start, end, start, end) of what differs: word by word; in texts too long for that sentence by sentence first, then the words of those."""
    for a, b, c, d in _pieces(_SENTENCE, before, after) if len(before) * len(after) > _MOST else [(0, len(before), 0, len(after))]:
        words = _pieces(_TOKEN, before[a:b], after[c:d]) if (b - a) * (d - c) <= 4 * _MOST else [(0, b - a, 0, d - c)]
        yield from ((a + w, a + x, c + y, c + z) for w, x, y, z in words)


def _pieces(pattern: re.Pattern[str], before: str, after: str) -> list[tuple[int, int, int, int]]:
    old, new = [m.span() for m in pattern.finditer(before)], [m.span() for m in pattern.finditer(after)]
    found = []
    for what, a, b, c, d in SequenceMatcher(
        None, [before[i:j] for i, j in old], [after[i:j] for i, j in new], autojunk=False
    ).get_opcodes():
        if what != "equal":
            first, second = (
                (old[a][0] if a < b else 0, old[b - 1][1] if a < b else 0),
                (new[c][0] if c < d else 0, new[d - 1][1] if c < d else 0),
            )
            found.append((*first, *second))
    return found
