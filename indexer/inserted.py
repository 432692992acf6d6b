"""Short forms in brackets within a name: "Ủy ban nhân dân (UBND) tỉnh", "Ủy ban Mặt trận Tổ quốc (MTTQ) Việt Nam tỉnh"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from phancap.indexer.model import Mention
from phancap.indexer.once import once
from phancap.indexer.vietnamese import UPPER, fold

_SHORT = re.compile(rf"(?<=\w) \(([{UPPER}]{{2,6}})\)(?= \w)")
_FAR = 60  # characters before the bracket that hold the words it stands for


def short_forms_in(text: str) -> list[tuple[int, int]]:
    """Where (start, end) short forms stand that are the initials of the words right before them and that more words follow."""
    return [m.span() for m in _SHORT.finditer(text) if _initials(text[max(0, m.start() - _FAR) : m.start()], len(m[1])) == fold(m[1])]


def _initials(before: str, count: int) -> str:
    words = re.findall(r"\w+", before)[-count:]
    return fold("".join(word[0] for word in words))


def without(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text without what stands at these places."""
    begins = [0, *(end for _, end in places)]
    ends = [*(start for start, _ in places), len(text)]
    return "".join(text[begin:end] for begin, end in zip(begins, ends, strict=True))


def put_back(mentions: Sequence[Mention], text: str, places: Sequence[tuple[int, int]]) -> list[Mention]:
    """The mentions of a text without these places as mentions of the whole text."""

    def whole(at: int) -> int:
        for start, end in places:
            if start >= at:
                break
            at += end - start
        return at

    spans = [(whole(m.start), whole(m.end)) for m in mentions]
    return [
        msgspec.structs.replace(m, start=start, end=end, words=once(text[start:end]))
        for m, (start, end) in zip(mentions, spans, strict=True)
    ]
