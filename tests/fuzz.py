"""What atheris runs: ``python tests/fuzz.py reader|structure|citations -runs=2000 …`` (libFuzzer's options follow)."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["phancap.indexer"]):
    from phancap.indexer import corpus as corpora
    from phancap.indexer.citations import Reader
    from phancap.indexer.model import Clause, Document
    from phancap.indexer.outline import clauses_of
    from phancap.indexer.read import library_of
    from phancap.indexer.sources.reader import read
    from phancap.indexer.sources.refusal import Refused

CORPUS = corpora.load(Path(__file__).parents[1] / "corpus")
LIBRARY = library_of(CORPUS)
NAMES = ("van-ban", "a.txt", "a.md", "a.html")


def reader(data: bytes) -> None:
    """A file of any bytes is read or refused. Old Word files are left out: LibreOffice takes seconds for each."""
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return
    try:
        read(data, NAMES[len(data) % len(NAMES)])
    except Refused as refused:
        assert refused.sentence


def structure(data: bytes) -> tuple[Document, list[Clause]]:
    """The clauses part the text, whatever it is."""
    text = data.decode("utf-8", "replace")
    document = Document(
        id="thu", file="thu.md", first_line=1, type="Quyết định", title="", name="thử", short="thử", jurisdiction="vn", text=text
    )
    clauses, _ = clauses_of(document)
    assert "".join(text[slice(*c.source)] for c in clauses) == text
    assert len({c.id for c in clauses}) == len(clauses)
    return document, clauses


def citations(data: bytes) -> None:
    """Every citation's words stand where it says."""
    document, clauses = structure(data)
    finder = Reader(document, LIBRARY, clauses)
    for clause in clauses:
        in_heading, in_text = finder.read(clause)
        assert all(clause.heading[c.start : c.end] == c.words for c in in_heading)
        assert all(clause.text[c.start : c.end] == c.words for c in in_text)


def main() -> None:
    """Run one part under libFuzzer."""
    part = {"reader": reader, "structure": structure, "citations": citations}[sys.argv.pop(1)]

    def one(data: bytes) -> None:
        part(data)

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
