"""Real documents with their faults: nothing fails, nothing is lost, every address is unique. Time is printed, not judged."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from phancap.indexer.model import Clause, Reading

REAL = Path(__file__).parents[2] / "shared" / "real"
SAMPLE = 40  # of the gazette's 204 texts, every fifth, so that the run stays short

pytestmark = pytest.mark.skipif(not REAL.is_dir() and os.environ.get("CI") != "true", reason=f"không có thư mục văn bản thật {REAL}")


def texts(folder: str, limit: int | None = None) -> list[tuple[str, str]]:
    """(name, text) of a folder's files, a spread sample when there are more than the limit."""
    paths = sorted(p for p in (REAL / folder).iterdir() if p.suffix in (".md", ".txt"))
    if limit and len(paths) > limit:
        paths = paths[:: len(paths) // limit][:limit]
    return [(p.name, p.read_bytes().decode("utf-8")) for p in paths]


def faults(text: str, reading: Reading) -> list[str]:
    """What is wrong with a reading, in a few words each."""
    found: list[str] = []
    clauses: tuple[Clause, ...] = reading.clauses
    if "".join(text[slice(*c.source)] for c in clauses) != text:
        found.append("characters lost")
    if [c.source[0] for c in clauses[1:]] != [c.source[1] for c in clauses[:-1]]:
        found.append("a gap or an overlap")
    found += [f"twice: {i}" for i, n in Counter(c.id for c in clauses).items() if n > 1][:3]
    known = {(c.component, c.eid) for c in clauses}
    found += [f"no parent: {c.eid}" for c in clauses if c.parent and (c.component, c.parent) not in known][:3]
    for clause in clauses:
        spans = [(m.start, m.end, m.words) for m in clause.agencies] + [(c.start, c.end, c.words) for c in clause.citations]
        if any(clause.text[start:end] != words for start, end, words in spans):
            found.append(f"a span that is not exact: {clause.eid}")
        said = [(d.start, d.end) for d in clause.duties]  # a heading's task has no range in a text that is not there
        if any(not (0 <= start < end <= len(clause.text) or start == end == len(clause.text) == 0) for start, end in said):
            found.append(f"a duty outside its text: {clause.eid}")
        if not clause.eid.isascii():
            found.append(f"no ASCII: {clause.eid}")
    return found


@pytest.mark.parametrize(("folder", "limit"), [("plans", None), ("decisions", None), ("gazette_text", SAMPLE)])
def test_real_texts(folder: str, limit: int | None, read_text: Callable[..., Reading], capsys: pytest.CaptureFixture[str]) -> None:
    started, size, wrong, clauses = time.perf_counter(), 0, {}, 0
    held = texts(folder, limit)
    assert held, f"{REAL / folder} is empty"
    for name, text in held:
        reading = read_text(text)
        size += len(text.encode())
        clauses += len(reading.clauses)
        if fault := faults(text, reading):
            wrong[name] = fault
    took = time.perf_counter() - started
    with capsys.disabled():
        print(
            f"\n{folder}: {len(held)} texts, {clauses} clauses, {size / 1e6:.1f} MB in {took:.1f} s ({size / 1e6 / took:.1f} MB/s)", end=" "
        )
    assert wrong == {}


def test_every_real_text_is_split_into_clauses(read_text: Callable[..., Reading]) -> None:
    poor = [name for name, text in texts("plans") if len(read_text(text).clauses) < 10]
    assert poor == []


def test_the_same_again(read_text: Callable[..., Reading]) -> None:
    for _, text in texts("plans"):
        assert msgspec.json.encode(read_text(text).clauses) == msgspec.json.encode(read_text(text).clauses)
