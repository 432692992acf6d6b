"""Prints the server's time and the weight of every kind of page over a store; no test, timings are for people.

    python tests/measure_pages.py STORE          (a folder that "phancap build --store" wrote)

Time is what the processor spends on a page, so that others at work on the machine do not count; no page is kept; weight is HTML with the page's own style and scripts, gzip -6.
"""

from __future__ import annotations

import gzip
import random
import re
import sys
import time
from pathlib import Path

from flask.testing import FlaskClient
from phancap.site.app import Pages, create_app
from phancap.site.views.clauses import comparable
from phancap.site.views.held import Held, where

QUERIES = (
    "so noi vu chu tri", "báo cáo quý", "thẩm định hồ sơ", "bảo hiểm y tế", "57/NQ-HĐND", "so tu phap", "phân cấp", "điểm a khoản 2 mục III kế hoạch", "zzqqzz",
)  # fmt: skip
TYPED = ("so no", "bao hi", "57", "ban h", "tham dinh", "chu tri", "so noi vu bao c")


class Nothing(Pages):
    """Keeps no page, so that each is made anew."""

    def keep(self, key: tuple[str, ...], page: bytes) -> None:
        """Forgets the page."""


def kinds(here: Held) -> dict[str, list[str]]:
    """Kind of page → addresses of it: a fair sample of documents and clauses."""
    chance = random.Random(1)  # noqa: S311 - the same sample every time
    documents = [d for d in here.documents if d in here.generation.held]
    some = chance.sample(documents, min(20, len(documents)))
    clauses = [chance.choice(of) for of in map(here.generation.clauses, some) for _ in range(4)]
    of_clauses = [f"/van-ban/{p['document']}/{p['eid']}/" for p in map(where, clauses)]
    beside = [f"{url}doi-chieu/" for url, c in zip(of_clauses, clauses, strict=True) if comparable(c)]
    agencies = [f"/co-quan/{a}/" for a in chance.sample(here.generation.agency_ids, min(20, len(here.generation.agency_ids)))]
    found = {
        "trang chủ": ["/"], "văn bản": ["/van-ban/"], "một văn bản": [f"/van-ban/{d}/" for d in some], "điều khoản": of_clauses, "đối chiếu": beside,
        "nguyên văn": [f"/van-ban/{d}/nguyen-van/" for d in some[:8]], "cơ quan": agencies, "tham chiếu": ["/tham-chieu/"],
        "tham chiếu một": [f"/tham-chieu/{d}/" for d in some[:8]], "tìm kiếm": [f"/tim-kiem/?q={q}" for q in QUERIES],
        "gợi ý": [f"/api/v1/suggest.json?q={q}" for q in TYPED], "thay đổi": ["/thay-doi/"], "hướng dẫn": ["/huong-dan/"],
    }  # fmt: skip
    return {kind: urls for kind, urls in found.items() if urls}


def weight(client: FlaskClient, page: bytes, known: dict[str, int]) -> int:
    """Bytes on the way: the page with what it loads."""
    files = set(re.findall(rb'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page))
    for file in {f.decode() for f in files} - known.keys():
        known[file] = len(gzip.compress(client.get(file).data, 6))
    return len(gzip.compress(page, 6)) + sum(known[f.decode()] for f in files)


def main(store: Path) -> None:
    """Measure and print."""
    app = create_app(store)
    app.config["PAGES"] = Nothing()
    client = app.test_client()
    client.get("/huong-dan/")
    here: Held = app.config["SHELF"].current()
    print(f"{sum(size[0] for size in here.sizes.values())} điều khoản, {len(here.documents)} văn bản")
    print(f"{'':16} {'lần đầu':>8} {'p50':>7} {'p95':>7} {'lâu nhất':>8} ms CPU  {'nặng nhất':>9} kB   số lần")
    known: dict[str, int] = {}
    for kind, urls in kinds(here).items():
        times, heaviest = [], 0
        for url in [urls[0], *urls * max(1, 20 // len(urls))]:
            begin = time.thread_time()
            answer = client.get(url)
            times.append((time.thread_time() - begin) * 1_000)
            assert answer.status_code == 200, (url, answer.status_code)
            heaviest = max(heaviest, weight(client, answer.data, known))
        first, rest = times[0], sorted(times[1:])
        print(
            f"{kind:16} {first:8.1f} {rest[len(rest) // 2]:7.1f} {rest[int(len(rest) * 0.95)]:7.1f} {rest[-1]:8.1f}      {heaviest / 1_000:9.1f}      {len(rest)}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
