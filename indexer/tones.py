"""Texts of either way of placing tones are read by the same rules: "Đảng uỷ", "hoà giải", "số hoá" as "Đảng ủy", "hòa giải", "số hóa";
"quí I" as "quý I", and what a scan misread as what it surely is ("Sờ Nội vụ").

All take as many characters, so what was read of the one fits the other: offsets stay, words are taken from the text as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
from phancap.indexer.misread import well_read
from phancap.indexer.model import Citation, Clause, Deadline, Duty, Mention
from phancap.indexer.vietnamese import SYLLABLE, new_tones

_QUARTER = re.compile(r"([Qq](?<!\w[Qq])[Uu])([íÍ])(?!\w)")
_LONGEST_WORD = 40  # characters
_Marked = TypeVar("_Marked", Mention, Citation)


def one_spelling(text: str) -> str:
    """The text as the rules know it; as long as it was, and the same object where nothing is written otherwise."""
    placed = new_tones(text)
    return _QUARTER.sub(lambda m: m.group(1) + ("ý" if m.group(2) == "í" else "Ý"), placed) if _QUARTER.search(placed) else placed


def as_the_rules_know(text: str) -> str:
    """The text in one spelling and without what a scan misread; as long as it was, the same object where both change nothing."""
    return well_read(one_spelling(text))


def as_written(read: Sequence[Clause], bare: Sequence[Clause]) -> list[Clause]:
    """The clauses that were ``read`` of a document with its tones placed the new way, in the letters of the document as it stands, whose
    clauses without agencies, citations and duties are ``bare``.
    """
    letters = _letters(bare)
    return [_clause(one, own, letters) for one, own in zip(read, bare, strict=True)]


def in_own_letters(placed: Sequence[Clause], text: str, as_placed: str) -> list[Clause] | None:
    """The bare clauses of ``as_placed`` in the letters of ``text``, word by word; None where a word is not found again.

    "Giao Uy ban nhân dân Thành phố:" is a heading only to who reads "Ủy ban", so that the tree of the text as it stands is another one.
    """
    other = [at for at, (own, meant) in enumerate(zip(text, as_placed, strict=True)) if own != meant]
    found: list[Clause] = []
    headings: dict[str, str] = {}
    for clause in placed:
        begin, end = clause.source
        said = f"{clause.heading}\n{clause.text}"
        changed = said
        for at in other[bisect_left(other, begin) : bisect_left(other, end)]:
            word = next(m for m in SYLLABLE.finditer(as_placed, max(begin, at - _LONGEST_WORD), end) if m.end() > at)
            whole = re.compile(rf"(?<!\w){re.escape(word.group())}(?!\w)")
            there, here = [*whole.finditer(as_placed, begin, end)], [*whole.finditer(said)]
            number = next((n for n, one in enumerate(there) if one.start() == word.start()), -1)
            if number < 0 or len(there) != len(here):
                return None
            one = here[number]
            changed = changed[: one.start()] + text[word.start() : word.end()] + changed[one.end() :]
        heading = headings[clause.heading] = changed[: len(clause.heading)]
        trail = tuple(headings.get(above, above) for above in clause.trail)
        found.append(msgspec.structs.replace(clause, heading=heading, trail=trail, text=changed[len(clause.heading) + 1 :]))
    return found


def same_shape(some: Sequence[Clause], others: Sequence[Clause]) -> bool:
    """Whether both are the same clauses but for their letters, so that every offset in one means the same in the other."""
    return [*map(_shape, some)] == [*map(_shape, others)]


def _shape(clause: Clause) -> tuple[object, ...]:
    return clause.anchor, clause.source, len(clause.heading), len(clause.text)


def _letters(clauses: Iterable[Clause]) -> dict[str, str]:
    """Each syllable with its tone placed the new way → as the document writes it, where it always writes it the old way."""
    found: dict[str, set[str]] = {}
    for word in {word for clause in clauses for word in SYLLABLE.findall(f"{clause.heading} {clause.text}")}:  # each one once
        found.setdefault(one_spelling(word), set()).add(word)
    return {word: other for word, forms in found.items() if len(forms) == 1 and (other := forms.pop()) != word}


def _clause(read: Clause, own: Clause, letters: dict[str, str]) -> Clause:
    def words(said: str, start: int) -> str:
        """The same words in the clause's own text, at ``start`` or soon behind it, or in its heading; what another clause says by the
        document's letters.
        """
        for there, here, begin in ((read.text, own.text, start), (read.heading, own.heading, 0)):
            if (at := there.find(said, begin)) >= 0:
                return here[at : at + len(said)]
        return SYLLABLE.sub(lambda m: letters.get(m.group(), m.group()), said)

    def deadline(one: Deadline | None, start: int) -> Deadline | None:
        return one and msgspec.structs.replace(one, words=words(one.words, start))

    def duty(one: Duty) -> Duty:
        return msgspec.structs.replace(
            one,
            action=words(one.action, one.start),
            others=tuple(words(other, one.start) for other in one.others),
            deadline=deadline(one.deadline, 0),
            because={key: words(said, 0) if key in _WORDS else said for key, said in one.because.items()},
            product=one.product and words(one.product, 0),
        )

    return msgspec.structs.replace(
        own,
        agencies=tuple(_doubted(mark) for mark in _marked(read.agencies, own.text)),
        citations=_marked(read.citations, own.text),
        heading_citations=_marked(read.heading_citations, own.heading),
        duties=tuple(map(duty, read.duties)),
    )


def _marked(marks: Iterable[_Marked], text: str) -> tuple[_Marked, ...]:
    return tuple(msgspec.structs.replace(mark, words=text[mark.start : mark.end]) for mark in marks)


def _doubted(mention: Mention) -> Mention:
    """A mention whose words a scan misread is shown as what it was read as."""
    return mention if well_read(mention.words) is mention.words else msgspec.structs.replace(mention, inferred=True)


_WORDS = frozenset(("bearer_words", "role_words", "recurrence", "deadline"))
