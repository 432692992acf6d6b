"""Marks that a page or a converter has loosened from the words that they number: alone on a line, or behind a list's own dash."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol


class Words(Protocol):
    """A line, as far as it is needed here."""

    text: str
    row: int


# "Điều" / "1. Ban hành …", "Điều 2" / ": Sở Địa chính …": a page's bold word and what stands behind it, each on a line of its own
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU)(?: \d{1,3}[a-zđ]?)?")
_NUMBER_BEHIND, _MARK_BEHIND = re.compile(r"\d{1,3}[a-zđ]?\s?[.:]"), re.compile(r"[.:]\s?[^\W\d_]")
# "2.1." / "Rà soát, kiến nghị …", "a)" / "Sở Y tế …": the number of an automatic list, which a page keeps in a box of its own
_LONE = re.compile(r"\**(?:\d{1,2}(?:\.\d{1,2}){0,3}\.|\d{1,2}\)|[a-zđ]\)|[IVX]{1,5}\.|[-–+•])\**")
LONGEST = len("Điều 123a")
_MARKED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]\)|[IVXL]+\.|[-–+•*])(?:\s|$)|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+[\dIVX]")
_HABIT = 3  # times: what comes less often is no habit of the one who converted the text

# "- 1. Sở Nội vụ", "* a) Rà soát", "- - Như Điều 3;": a converter to Markdown makes an item of its own list out of each; a tariff's "- - Loại khác"
# is no such item
_LISTED = re.compile(r"[-*•·]\s+(?=(?:\d{1,2}(?:\.\d{1,2}){0,3}\.|[a-zđ]\)|[IVX]{1,5}\.|(?:Điều|Chương|Mục)\s[\dIVX]+\b)\s*[^\W\d_“\"]?)")
_TWICE = re.compile(r"[-*•·]\s+(?=[-–+•]\s)")
_FIRST = re.compile(r"[-*•·]\s+(?:1\.|a\)|I\.|Điều 1\b)")


def hangs(text: str) -> bool:
    """Whether a line, no longer than LONGEST, holds nothing but "Điều", "Điều 2" or a mark, so that what it numbers may stand on the next one."""
    return _ARTICLE.fullmatch(text) is not None or _LONE.fullmatch(text) is not None


def goes_on(head: str, text: str) -> bool:
    """Whether the line below one that hangs goes on with it."""
    if head[0] not in "ĐD" or len(head) < len("Điều"):
        return _MARKED.match(text) is None and (text[0].isalnum() or text[0] in "“\"'(")
    return (_MARK_BEHIND if head[-1].isdigit() else _NUMBER_BEHIND).match(text) is not None


def alone_over_blank(raws: Sequence[str]) -> bool:
    """Whether marks stand alone between blank lines throughout a text: "a)", a blank line, "Sở Y tế chủ trì …"."""
    lone = [at for at, raw in enumerate(raws) if 0 < len(raw) <= LONGEST and _LONE.fullmatch(raw.strip())]
    return len(lone) >= _HABIT and sum(at + 1 < len(raws) and not raws[at + 1].strip() for at in lone) >= _HABIT


def without_list_dashes(lines: Sequence[Words]) -> None:
    """Take the dash of a converter's list away from before the marks of the text, where it stands before them throughout."""
    listed = [line for line in lines if line.text[0] in "-*•·" and line.row < 0 and _LISTED.match(line.text)]
    if len(listed) < _HABIT or not any(_FIRST.match(line.text) for line in listed):
        return
    for line in lines:
        if line.text[0] in "-*•·" and line.row < 0 and (mark := _LISTED.match(line.text) or _TWICE.match(line.text)):
            line.text = line.text[mark.end() :]
