"""Clauses by the hundred thousand for measuring: real ones again and again, under new ids and with other words in them.

A quarter of the syllables is replaced by others of the same length that follow the same syllable elsewhere in the texts, so that words
and pairs grow about as they do in a growing corpus, and every span still fits its text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
from phancap.indexer import corpus as corpora
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.corpus import Corpus
from phancap.indexer.model import Clause, Document, Reading
from phancap.indexer.read import library_of, read_document
from phancap.indexer.vietnamese import nfc

_SYLLABLE = re.compile(r"[a-zà-ỹđ]{2,7}")
_SHARE = 0.25


def readings_of(corpus_folder: Path, texts: Path | None) -> tuple[Corpus, list[Reading]]:
    """The corpus read, and the plain texts (.md, .txt) of a folder beside it, each as a document of its own."""
    corpus = corpora.load(corpus_folder)
    index, library = AgencyIndex(corpus.register), library_of(corpus)
    documents = [d for d in corpus.documents if d.held]
    place = documents[0].jurisdiction if documents else "vn"
    for path in sorted(texts.rglob("*")) if texts else ():
        if path.suffix in (".md", ".txt") and path.is_file():
            text = nfc(path.read_text("utf-8", errors="replace"))
            documents.append(
                Document(f"mau-{len(documents)}", path.name, 1, "Văn bản", path.stem, path.stem, path.stem, jurisdiction=place, text=text)
            )
    return corpus, [read_document(document, corpus, index, library) for document in documents]


def multiplied(readings: Sequence[Reading], number: int) -> Iterator[Reading]:
    """The readings over and over, until there are ``number`` clauses; the first round is as it was read."""
    chance = random.Random(20)  # noqa: S311 - the same texts in every run
    followers: dict[tuple[str, int], list[str]] = {}
    for reading in readings:
        for clause in reading.clauses:
            words = clause.text.split()
            for before, word in pairwise(words):
                if _SYLLABLE.fullmatch(word):
                    followers.setdefault((before, len(word)), []).append(word)

    def other(text: str) -> str:
        words = text.split(" ")
        for at in range(1, len(words)):
            if chance.random() < _SHARE:
                words[at] = chance.choice(followers.get((words[at - 1], len(words[at])), words[at : at + 1]))
        return " ".join(words)

    made = turn = 0
    while made < number:
        for reading in readings:
            clauses = reading.clauses[: number - made]
            if not clauses:
                continue
            made += len(clauses)
            yield _copy(reading, clauses, turn, other) if turn else msgspec.structs.replace(reading, clauses=clauses)
        turn += 1


def _copy(reading: Reading, clauses: tuple[Clause, ...], turn: int, other: Callable[[str], str]) -> Reading:
    old, new = reading.document.id, f"{reading.document.id}-{turn}"

    def renamed(clause: Clause) -> Clause:
        cited = [
            tuple(msgspec.structs.replace(c, target=new) if c.target == old else c for c in some)
            for some in (clause.citations, clause.heading_citations)
        ]
        text = other(clause.text)
        return msgspec.structs.replace(clause, document=new, text=text, citations=cited[0], heading_citations=cited[1])

    document = msgspec.structs.replace(
        reading.document, id=new, short=f"{reading.document.short} ({turn})", names=(), aliases=(), carries_out=()
    )
    return Reading(document, tuple(map(renamed, clauses)), tuple(msgspec.structs.replace(f, document=new) for f in reading.findings))


def mixed_queries(clauses: Sequence[Clause], number: int) -> list[str]:
    """Queries as people ask: 30 % one word, 50 % two to five, 10 % a phrase, 10 % an address or a document's number."""
    chance = random.Random(3)  # noqa: S311
    long = [c.text.split() for c in clauses if len(c.text.split()) >= 8]
    numbers = [x.cited for c in clauses for x in c.all_citations if x.cited and "/" in x.cited] or ["57/NQ-HĐND"]
    addresses = [c.citation for c in clauses if c.citation]
    found = []
    for at in range(number):
        words = chance.choice(long)
        kind = at % 10
        size = 1 if kind < 3 else chance.randint(2, 5) if kind < 8 else 3
        begin = chance.randrange(len(words) - size)
        run = " ".join(words[begin : begin + size]).strip(',.;:()"“”-').replace('"', "")
        found.append(run if kind < 8 else f'"{run}"' if kind == 8 else chance.choice(numbers if at % 20 == 9 else addresses))
    return found
