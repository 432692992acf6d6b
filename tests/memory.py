"""How much memory reading takes, in times of the text: ``python tests/memory.py articles|dashes|FILE structure|citations|all [MB]``.

How far the process's largest size (Linux: VmHWM) is above its size before the text was read, over the text's bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from phancap.indexer import corpus as corpora
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.citations import Reader
from phancap.indexer.model import Document
from phancap.indexer.outline import clauses_of
from phancap.indexer.read import library_of, read_document

ARTICLE = "Điều {0}. Trách nhiệm\n\n1. Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ rà soát văn bản theo khoản 2 Điều {0}.\n\n2. Báo cáo hằng năm.\n\n"
"""Three clauses of 58 bytes each: texts of shorter ones are seldom written."""


def text_of(kind: str, size: int) -> str:
    """A text of about ``size`` bytes: articles one behind the other, dashes inside dashes, or a file's text again and again."""
    if kind == "articles":
        return "".join(ARTICLE.format(n) for n in range(1, size // len(ARTICLE.encode())))
    if kind == "dashes":
        return "".join(f"{'  ' * (i % 50)}{'-+'[i % 2]} việc thứ {i}\n" for i in range(size // 70))
    text = Path(kind).read_text("utf-8")
    return "\n\n".join([text] * max(1, size // len(text.encode())))


def resident(which: str) -> int:
    """The process's size in bytes: "VmRSS" now, "VmHWM" the largest so far."""
    status = Path("/proc/self/status").read_text("ascii")
    return 1024 * int(next(line for line in status.splitlines() if line.startswith(which)).split()[1])


def times(text: str, verbs: str) -> tuple[float, int]:
    """(how many times the text's bytes the process grows while it is read, how many clauses it has)."""
    corpus = corpora.load(Path(__file__).parents[1] / "corpus")
    index, library = AgencyIndex(corpus.register), library_of(corpus)
    read_document(_document(ARTICLE.format(1)), corpus, index, library)  # patterns are made when they are first wanted
    size, document, before = len(text.encode()), _document(text), resident("VmRSS")
    if verbs == "all":
        clauses = list(read_document(document, corpus, index, library).clauses)
    else:
        clauses, _ = clauses_of(document)
    if verbs == "citations":
        reader = Reader(document, library, clauses)
        for at, clause in enumerate(clauses):
            in_heading, in_text = reader.read(clause)
            clauses[at] = msgspec.structs.replace(clause, citations=tuple(in_text), heading_citations=tuple(in_heading))
    return (resident("VmHWM") - before) / size, len(clauses)


def _document(text: str) -> Document:
    return Document(
        id="thu", file="thu.md", first_line=1, type="Quyết định", title="", name="thử", short="thử", jurisdiction="vn", text=text
    )


if __name__ == "__main__":
    kind, verbs, *size = sys.argv[1:]
    text = text_of(kind, int(float(*size or ["6"]) * 1e6))
    found, count = times(text, verbs)
    print(f"{kind} {verbs}: {len(text.encode()) / 1e6:.1f} MB, {count} điều khoản, {found:.2f} lần văn bản")
