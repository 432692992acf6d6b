"""How well and how fast real documents are read, folder by folder: ``python tests/measure.py real``.

``structure + citations`` is what the clauses and their citations alone take, ``all`` every verb, both in seconds of one processor. eyecite, the citation finder that
this project learns from, reads American text of the same size in the same run; it is installed by hand for that (``pip install eyecite``).
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from making import marked_letters
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.citations import Reader
from phancap.indexer.corpus import Corpus
from phancap.indexer.identity.identify import Identity, identify
from phancap.indexer.library import Library
from phancap.indexer.model import Clause, Document
from phancap.indexer.outline import clauses_of
from phancap.indexer.read import library_of, read_document
from phancap.indexer.sources.office import convert_ahead
from phancap.indexer.sources.reader import Received, read
from phancap.indexer.sources.refusal import Refused

FOLDERS = ("plans", "decisions", "gazette_text", "html", "docx", "doc", "pdf")
_FIELDS = ("number", "issued", "issuer", "title")
_ARTICLE = re.compile(r"(?m)^[\s*#|]*Điều\s+(\d{1,3}[a-zđ]?)\s?[.:](?!\d)")
_LONGEST = 200_000  # characters
_AMERICAN = (
    "In Smith v. Jones, 410 U.S. 113, 93 S. Ct. 705 (1973), the court followed Brown v. Board of Education, 347 U.S. 483, and the statute "
    "at 42 U.S.C. § 1983; see also id. at 120. The parties shall file their reports within thirty days of the order of the court, and the "
    "clerk shall send a copy to every agency that has asked for one in writing before the hearing. "
)


@dataclass
class Folder:
    """What was counted in one folder."""

    documents: int = 0
    refused: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    clauses: int = 0
    findings: int = 0
    lost: int = 0
    size: int = 0
    reading: float = 0.0
    structure: float = 0.0
    everything: float = 0.0
    slowest: tuple[float, str] = (0.0, "")
    in_order: int = 0
    out_of_order: list[str] = field(default_factory=list)
    blocks: int = 0
    differing: list[str] = field(default_factory=list)
    same: Counter[str] = field(default_factory=Counter)
    letters: tuple[int, int] = (0, 0)


def reading_table(real: Path, corpus: Corpus, index: AgencyIndex) -> Iterator[str]:
    """The table's lines, then what needs a look: refusals, exceptions, articles out of order, differences from attribute blocks."""
    library = library_of(corpus)
    yield (
        f"{'thư mục':<14}{'văn bản':>8}{'từ chối':>8}{'lỗi':>5}{'điều khoản':>11}{'cần xem':>9}{'mất chữ':>8}{'đọc tệp':>9}"
        f"{'cấu trúc+dẫn chiếu':>20}{'tất cả':>11}{'chậm nhất':>11}{'điều đúng thứ tự':>18}"
    )
    counted = []
    for name in FOLDERS:
        folder = Folder()
        paths = sorted(p for p in (real / name).iterdir() if p.is_file())
        _convert(folder, paths)
        for path in paths:
            _count(folder, path, corpus, index, library)
        counted.append(folder)
        ordered = folder.in_order + len(folder.out_of_order)
        yield (
            f"{name:<14}{folder.documents:>8}{len(folder.refused):>8}{len(folder.failed):>5}{folder.clauses:>11}{folder.findings:>9}"
            f"{folder.lost:>8}{folder.reading:>7.1f} s{folder.size / 1e6 / (folder.structure or 1):>13.2f} MB/s"
            f"{folder.size / 1e6 / (folder.everything or 1):>6.2f} MB/s{folder.slowest[0]:>9.2f} s{folder.in_order:>12}/{ordered}"
        )
    size, structure = sum(f.size for f in counted), sum(f.structure for f in counted)
    yield f"{'cộng':<14}{sum(f.documents for f in counted):>8}   cấu trúc + dẫn chiếu {size / 1e6 / structure:.2f} MB/giây trên {size / 1e6:.1f} MB"
    yield from _differences(counted)
    yield _eyecite(size)


def _differences(counted: list[Folder]) -> Iterator[str]:
    blocks = sum(f.blocks for f in counted)
    same = sum((f.same for f in counted), Counter[str]())
    if blocks:
        yield f"so với bảng thuộc tính của {blocks} trang: " + ", ".join(f"{name} {same[name] / blocks:.1%}" for name in _FIELDS)
    right, letters = sum(f.letters[0] for f in counted), sum(f.letters[1] for f in counted)
    if letters:
        yield f"chữ có dấu của tệp bảng mã cũ: đúng {right / letters:.4f} trên {letters} chữ"
    for name, folder in zip(FOLDERS, counted, strict=True):
        yield f"{name}: tệp chậm nhất {folder.slowest[1]}"
        yield from (f"  từ chối {line}" for line in folder.refused)
        yield from (f"  LỖI {line}" for line in folder.failed)
        yield from (f"  điều không đúng thứ tự: {line}" for line in folder.out_of_order)
        yield from (f"  khác bảng thuộc tính: {line}" for line in folder.differing)


def _convert(folder: Folder, paths: list[Path]) -> None:
    """Old Word files are converted together, as ``phancap add`` does."""
    started = time.perf_counter()
    old = [(path.read_bytes(), "doc") for path in paths if path.suffix == ".doc"]
    if old:
        convert_ahead(old)
    folder.reading += time.perf_counter() - started


def _count(folder: Folder, path: Path, corpus: Corpus, index: AgencyIndex, library: Library) -> None:
    started = time.process_time()
    content = path.read_bytes()
    try:
        received = read(content, path.name)
    except Refused as error:
        folder.refused.append(f"{path.name}: {error.sentence}")
        return
    except Exception as error:  # the table tells what no file may do
        folder.failed.append(f"{path.name}: {type(error).__name__} {error}")
        return
    folder.reading += time.process_time() - started
    block = "".join(f"{label}:\n{value}\n" for label, value in received.attributes.items())
    known = identify(f"{block}\n\n{received.text}" if block else received.text, corpus.register)
    document = _document(path.name, received, known)
    one = time.process_time()
    try:
        clauses, _ = clauses_of(document)
        reader = Reader(document, library, clauses)
        for clause in clauses:
            reader.read(clause)
        folder.structure += time.process_time() - one
        one = time.process_time()
        reading = read_document(document, corpus, index, library)
        folder.everything += time.process_time() - one
    except Exception as error:
        folder.failed.append(f"{path.name}: {type(error).__name__} {error}")
        return
    folder.documents += 1
    folder.clauses += len(clauses)
    folder.findings += len(reading.findings)
    folder.size += len(received.text.encode())
    folder.lost += abs(len(received.text) - sum(b - a for a, b in (c.source for c in clauses)))
    folder.slowest = max(folder.slowest, (time.process_time() - started, path.name))
    _compare_order(folder, path.name, received.text, clauses)
    _compare_block(folder, path.name, block, known)
    transcript = path.parent / "transcripts" / f"{path.stem.removeprefix('viparse_')}.txt"
    if transcript.is_file():
        right, letters = marked_letters(received.text, transcript.read_text("utf-8"))
        folder.letters = folder.letters[0] + right, folder.letters[1] + letters


def _document(name: str, received: Received, known: Identity) -> Document:
    return Document(
        id="read", file=name, first_line=1, type=known.type.value if known.type else "Văn bản", title=known.title.value if known.title else "",
        name="văn bản đang đọc", short="văn bản đang đọc", number=known.number.value if known.number else None,
        issued=known.issued.value if known.issued else None, jurisdiction=known.jurisdiction, text=received.text,
    )  # fmt: skip


def _compare_order(folder: Folder, name: str, text: str, clauses: list[Clause]) -> None:
    """Only texts whose own lines "Điều 1.", "Điều 2.", … count without a hole, once or from 1 again in an attached text."""
    said = _ARTICLE.findall(text)
    if not said or not _counts_on(said):
        return
    read_as = [c.number for c in clauses if c.kind == "article"]
    left = iter(read_as)
    if read_as == said or (_counts_on(read_as) and all(number in left for number in said)):  # "Điều" / "3." is seen by the reader alone
        folder.in_order += 1
    else:
        at = next((i for i, (a, b) in enumerate(zip(said, read_as, strict=False)) if a != b), min(len(said), len(read_as)))
        folder.out_of_order.append(f"{name}: {len(said)} điều, đọc {len(read_as)}, khác từ điều {said[at] if at < len(said) else 'cuối'}")


def _counts_on(numbers: list[str]) -> bool:
    """Whether article numbers count on without a hole: 1, 2, 3, 3a, 4; an attached text begins at 1 again."""
    values = [int(re.sub(r"\D", "", number)) for number in numbers]
    pairs = zip(pairwise(values), numbers[1:], strict=True)
    return values[:1] == [1] and all(b in (a + 1, 1) or (a == b and not name.isdigit()) for (a, b), name in pairs)


def _compare_block(folder: Folder, name: str, block: str, known: Identity) -> None:
    if not block:
        return
    folder.blocks += 1
    differing = {d.field: d for d in known.disagreements}
    for one in _FIELDS:
        if one in differing:
            folder.differing.append(f"{name}: {one}: trang ghi {differing[one].block!r}, văn bản ghi {differing[one].text!r}")
        elif getattr(known, "issuer_name" if one == "issuer" else one) is not None:
            folder.same[one] += 1
        else:
            folder.differing.append(f"{name}: {one}: không đọc được")


def _eyecite(size: int) -> str:
    """How fast eyecite finds citations in as much American text as ``size`` bytes, at most ``_LONGEST`` of it, for it is slow."""
    try:
        from eyecite import get_citations  # type: ignore[import-not-found]
    except ImportError:
        return "eyecite: không có"
    text = _AMERICAN * (min(size, _LONGEST) // len(_AMERICAN))
    started = time.process_time()
    found = get_citations(text)
    took = time.process_time() - started
    return f"eyecite {len(text) / 1e6 / took:.2f} MB/giây ({len(found)} dẫn chiếu trong {len(text) / 1e6:.2f} MB)"
