"""Two texts beside one another, with the words that differ marked: ``del`` in the older, ``ins`` in the newer."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from markupsafe import Markup
from phancap.site.marking import Span, mark

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 4_000_000  # products of two lengths (words) up to which words are compared one by one


def changed_words(before: str, after: str) -> tuple[Markup, Markup]:
    """The two texts, each with the words that the other has not. Our mark-up taken off, they are what was given.

    >>> [str(side) for side in changed_words("báo cáo hằng quý", "báo cáo hằng năm")]
    ['báo cáo hằng <del>quý</del>', 'báo cáo hằng <ins>năm</ins>']
    """
    old, new = [m.span() for m in _TOKEN.finditer(before)], [m.span() for m in _TOKEN.finditer(after)]
    if len(old) * len(new) > _MOST:
        return mark(before, [Span(0, len(before), "del")]), mark(after, [Span(0, len(after), "ins")])
    words = [before[a:b] for a, b in old], [after[a:b] for a, b in new]
    gone, come = [], []
    for what, a, b, c, d in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if what != "equal":
            gone += [Span(old[a][0], old[b - 1][1], "del")] if a < b else []
            come += [Span(new[c][0], new[d - 1][1], "ins")] if c < d else []
    return mark(before, gone), mark(after, come)
