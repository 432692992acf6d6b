"""The figures that a change is judged by, each beside a named peer in the same run. It prints; it never judges."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from phancap.indexer.corpus import load

PAGES = (
    "/", "/van-ban/", "/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/", "/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/sec_III__para_2__point_b/",
    "/co-quan/", "/co-quan/quang-nam/so-tu-phap/", "/nhiem-vu/", "/thoi-han/", "/tham-chieu/", "/tim-kiem/?q=so+tu+phap+tham+dinh",
)  # fmt: skip


class Figure(msgspec.Struct, frozen=True):
    """One measured figure with its unit, its aim, and the same work by a peer (None where there is none)."""

    name: str
    value: float
    unit: str
    aim: str
    peer: str = ""
    peer_value: float | None = None


def measure(corpus: Path, texts: Path | None, clauses: int, engine: str, rounds: int = 20) -> list[Figure]:
    """All figures: reading and pages over the corpus as it is, then search and pages over ``clauses`` clauses made out of it."""
    figures = [_import_time()]
    with tempfile.TemporaryDirectory(prefix="phancap-bench-") as folder:
        store = Path(folder)
        start = time.perf_counter()
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "phancap.site.cli", "build", "--corpus", str(corpus), "--store", folder], check=True, capture_output=True
        )
        figures.append(Figure("dựng dữ liệu từ đầu, cả tiến trình", time.perf_counter() - start, "s", "< 2"))
        figures.append(_parsing(corpus, rounds))
        figures += _pages(store, rounds)
    from phancap.site.bench_scale import measure_scale
    from phancap.site.bench_texts import readings_of

    with tempfile.TemporaryDirectory(prefix="phancap-bench-") as folder:
        figures += measure_scale(*readings_of(corpus, texts), Path(folder), clauses, engine)
    return figures


def _times(work: Iterable[Callable[[], object]], rounds: int) -> list[float]:
    """Milliseconds of each call, after one round that is not counted."""
    calls = list(work)
    for call in calls:
        call()
    found = []
    for _ in range(rounds):
        for call in calls:
            start = time.perf_counter()
            call()
            found.append((time.perf_counter() - start) * 1000)
    return found


def half(times: list[float]) -> float:
    """The median: half of the calls took no longer."""
    return statistics.median(times)


def mean(times: list[float]) -> float:
    """The average: how many times as long all calls together take shows in the ratio of two."""
    return statistics.fmean(times)


def most(times: list[float]) -> float:
    """The 95th percentile: 19 of 20 calls took no longer."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def _import_time() -> Figure:
    def seconds(module: str) -> float:
        code = f"import time; s = time.perf_counter(); import {module}; print(time.perf_counter() - s)"
        command = [sys.executable, "-c", code]
        runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(5)]  # noqa: S603
        return statistics.median(float(r) for r in runs)

    return Figure("nạp phancap.site.app", seconds("phancap.site.app"), "s", "< 0,4", "flask", seconds("flask"))


def _parsing(corpus: Path, rounds: int) -> Figure:
    from markdown_it import MarkdownIt
    from phancap.indexer.outline import clauses_of

    documents = [d for d in load(corpus).documents if d.held]
    size = sum(len(d.text.encode()) for d in documents) / 1e6
    ours = statistics.median(_times([lambda d=d: clauses_of(d) for d in documents], rounds))  # type: ignore[misc]
    parser = MarkdownIt("commonmark")
    theirs = statistics.median(_times([lambda d=d: parser.parse(d.text) for d in documents], rounds))  # type: ignore[misc]
    each = size / len(documents) * 1000
    return Figure("đọc cấu trúc", each / ours, "MB/s", "≥ 2", "markdown-it-py", each / theirs)


def _pages(store: Path, rounds: int) -> list[Figure]:
    from flask import Flask
    from phancap.site.app import create_app

    client = create_app(store).test_client()
    ours = _times([lambda p=p: client.get(p) for p in PAGES], rounds)  # type: ignore[misc]
    bare = Flask("bare")
    bare.add_url_rule("/", view_func=lambda: "x")
    empty = bare.test_client()
    theirs = _times([lambda: empty.get("/")], rounds * len(PAGES))
    return [
        Figure("một trang, p50", half(ours), "ms", "", "trang Flask rỗng", half(theirs)),
        Figure("một trang, p95", most(ours), "ms", "< 15", "trang Flask rỗng", most(theirs)),
    ]
