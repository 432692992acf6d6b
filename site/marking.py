"""Spans of a text → safe HTML. Our mark-up is taken off again without loss: the characters between the tags are the text's.

What the reader is told beside the words (a slip's reading, why a reference is not resolved) stands in attributes, which the
style sheet shows; so the words that are copied or searched in the page are the law's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup, escape

_NUMBER = re.compile(r"\d+\S*/\S*-\S*\w|ngày \d\d?/\d\d?/\d{4}")
_DRAWN = re.compile(r"(?P<tag><[^>]*+>)|\n?(?:[ \t]++(?=[-_–|]))?(?:(?:[-_–]{4,}+|\|)[ \t]*+)++")
_BAR = re.compile(r" ?\| ?")
_UNSAFE = re.compile("[&<>'\"]")
_PASSAGE = 420  # characters
_BEFORE = 80
_start = itemgetter(0)


class Span(NamedTuple):
    """A range of the text (half-open) and the element to put around it; ``attributes`` are written escaped, unless they are ``Markup``."""

    start: int
    end: int
    tag: str = "mark"
    attributes: Mapping[str, str] | Markup = MappingProxyType({})


def safe(text: str) -> str:
    """Some words as HTML; what is safe stays as it is. Most words have nothing to escape: to look costs less than to escape."""
    return text if isinstance(text, Markup) or not _UNSAFE.search(text) else str(escape(text))


def passage(text: str, highlights: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The range (characters, half-open) of a text that an answer shows: all of a short one, of a long one some 420 characters from a little
    before its first highlight; cut between words. The export's page does the same (``passage`` in static/search-show.js).
    """
    if len(text) <= _PASSAGE:
        return 0, len(text)
    first = highlights[0][0] if highlights else 0
    begin = text.rfind(" ", 0, first - _BEFORE + 1) + 1 if first > 2 * _BEFORE else 0
    end = min(len(text), begin + _PASSAGE)
    return begin, max(text.rfind(" ", 0, end + 1), begin + 1) if end < len(text) else end


def mark(text: str, links: Sequence[Span] = (), highlights: Iterable[tuple[int, int]] = ()) -> Markup:
    """The text with elements around ``links`` and ``<mark>`` around ``highlights``.

    Elements never overlap: of two links that do, the one given first stays. Highlights may lie across links; they are cut
    at the links' borders and stand inside them. A range outside the text is cut to it, an empty one left out.
    """
    if not links and not highlights:  # most clauses
        return Markup(safe(text))  # noqa: S704 - escaped
    size = len(text)
    lit = _merged((max(0, s), min(size, e)) for s, e in highlights)
    plain = not lit and not _UNSAFE.search(text)  # most texts, most of the time: nothing to look for between the links
    out: list[str] = []
    at = 0
    for span in _apart(links, size):
        begin, end, tag, attributes = span
        opening = attributes if isinstance(attributes, str) else "".join([f' {name}="{safe(value)}"' for name, value in attributes.items()])
        if plain:
            out.append(f"{text[at:begin]}<{tag}{opening}>{text[begin:end]}</{tag}>")
        else:
            out += [*_lit(text, at, begin, lit), f"<{tag}{opening}>", *_lit(text, begin, end, lit), f"</{tag}>"]
        at = end
    out += [text[at:]] if plain else _lit(text, at, size, lit)
    return Markup("".join(out))  # noqa: S704 - every part was escaped or is our own tag


def _apart(links: Sequence[Span], size: int) -> list[Span]:
    ordered = sorted(links, key=_start)
    last = 0
    for span in ordered:
        if not last <= span.start < span.end <= size:
            return _first_of(links, size)
        last = span.end
    return ordered


def _first_of(links: Sequence[Span], size: int) -> list[Span]:
    """Of links that overlap the one given first; those outside the text left out."""
    kept: list[Span] = []
    for span in links:
        inside = 0 <= span.start < span.end <= size
        if inside and all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=_start)


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(r for r in ranges if r[0] < r[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _lit(text: str, start: int, end: int, lit: list[tuple[int, int]]) -> list[str]:
    out: list[str] = []
    at = start
    for first, last in lit:
        begin, stop = max(first, start), min(last, end)
        if begin < stop:
            out += (safe(text[at:begin]), "<mark>", safe(text[begin:stop]), "</mark>")
            at = stop
    out.append(safe(text[at:end]))
    return out


def cells(row: Markup, heads: Sequence[str] = ()) -> Markup:
    """A marked row of a table with an element around each cell; the bars between them stay in the text, unseen.

    A bar inside a link stays a bar: only those between elements part cells. ``heads`` are what the columns are called.
    """
    depth, out, number = 0, list[str](), 0

    def cell(bar: re.Match[str] | None = None) -> str:
        nonlocal number
        called = f' data-cot="{safe(heads[number])}"' if number < len(heads) and heads[number] else ""
        number += 1
        return f'</span><span class="vach">{bar[0]}</span><span class="o"{called}>' if bar else f'<span class="o"{called}>'

    out.append(cell())
    for piece in re.split(r"(<[^>]*>)", str(row)):
        if piece.startswith("<"):
            depth += -1 if piece.startswith("</") else 1
        out.append(_BAR.sub(cell, piece) if not depth and not piece.startswith("<") else piece)
    return Markup("".join(out) + "</span>")  # noqa: S704 - the row was marked here, its words are escaped


def undrawn(words: Markup) -> Markup:
    """A document's marked head with what is drawn by letters out of sight: "ỦY BAN NHÂN DÂN … ------- | CỘNG HÒA XÃ HỘI …" are two lines.

    The letters stay in the text, where copying finds them.
    """
    return Markup(_DRAWN.sub(_unseen, str(words)))  # noqa: S704 - marked here, with our own tags


def _unseen(found: re.Match[str]) -> str:
    if found["tag"]:
        return found[0]
    goes_on = found.start() and found.end() < len(found.string) and found.string[found.end()] != "\n"
    return f'<span class="vach">{found[0]}</span>' + "<br>" * bool(goes_on)


def unbroken_numbers(text: str) -> Markup:
    """The text with each document's number ("57/NQ-HĐND") and each day ("ngày 09/12/2022") kept on one line."""
    return mark(text, [Span(m.start(), m.end(), "span", {"class": "lien-dong"}) for m in _NUMBER.finditer(text)])
