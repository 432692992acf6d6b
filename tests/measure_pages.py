"""Prints the server's time and the weight of every kind of page over a store; no test, timings are for people.

    python tests/measure_pages.py STORE          (a folder that "phancap build --store" wrote)
    python tests/measure_pages.py STORE KIND…    (only kinds that begin so: "cơ quan")

"lần đầu" is every page's first view, "sau" the later ones.

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
from phancap.site.views.agencies import further_urls
from phancap.site.views.clauses import comparable
from phancap.site.views.held import Held, where
from phancap.site.views.lists import agencies_by_place, documents_by_place
from phancap.site.views.parts import starts

QUERIES = (
    "so noi vu chu tri", "báo cáo quý", "thẩm định hồ sơ", "bảo hiểm y tế", "57/NQ-HĐND", "so tu phap", "phân cấp", "điểm a khoản 2 mục III kế hoạch", "zzqqzz",
)  # fmt: skip
TYPED = ("so no", "bao hi", "57", "ban h", "tham dinh", "chu tri", "so noi vu bao c")


class Nothing(Pages):
    """Keeps no page, so that each is made anew."""

    def keep(self, key: tuple[str, ...], page: bytes) -> None:
        """Forgets the page."""


def kinds(here: Held) -> dict[str, list[str]]:
    """Kind of page → addresses of it: a fair sample of documents, clauses and agencies, and the largest of them beside it."""
    chance = random.Random(1)  # noqa: S311 - the same sample every time
    generation = here.generation
    documents = [d for d in here.documents if d in generation.held]
    some = chance.sample(documents, min(20, len(documents)))
    giving = [d for d in some if here.sizes[d][1]]
    long = sorted(documents, key=lambda d: -here.sizes[d][0])[:8]
    burdened = sorted(documents, key=lambda d: -here.sizes[d][1])[:4]
    clauses = [chance.choice(of) for of in map(generation.clauses, some) for _ in range(4)]
    of_clauses = [f"/van-ban/{p['document']}/{p['eid']}/" for p in map(where, clauses)]
    beside = [f"{url}doi-chieu/" for url, c in zip(of_clauses, clauses, strict=True) if comparable(c)]
    agencies = chance.sample(generation.agency_ids, min(20, len(generation.agency_ids)))
    busy = sorted(generation.agency_ids, key=lambda a: -sum(here.counts[a].values()))[:6]
    lists = [
        f"/co-quan/{v['jurisdiction']}/{v['agency']}/nhom/{v['number']}/{v['page']}/"
        for a in busy
        for e, v in further_urls(here, a)
        if e == "agencies.further"
    ]
    shelves = sorted(generation.shelves, key=lambda s: -generation.shelves[s].tasks)[:6]
    gaps = {k: n for k, n in generation.gap_counts(None).items() if n}
    parts = [f"/van-ban/{d}/phan/{n}/" for d in long for n in range(2, len(starts(here, d)) + 1)]
    found = {
        "trang chủ": ["/"], "văn bản": ["/van-ban/"], "văn bản, lọc": ["/van-ban/?loc=nghi dinh", "/van-ban/?loc=57"],
        "văn bản, địa bàn": [f"/van-ban/dia-ban/{p.key}/1/" for p in documents_by_place(here)][:20],
        "một văn bản": [f"/van-ban/{d}/" for d in some], "văn bản dài nhất": [f"/van-ban/{d}/" for d in long], "phần sau": chance.sample(parts, min(20, len(parts))),
        "điều khoản": of_clauses, "đối chiếu": beside,
        "nguyên văn": [f"/van-ban/{d}/nguyen-van/" for d in some], "nguyên văn dài": [f"/van-ban/{d}/nguyen-van/" for d in long],
        "ds cơ quan": ["/co-quan/"], "ds cơ quan, tiếp": [f"/co-quan/dia-ban/{p.key}/1/" for p in agencies_by_place(here)][:20],
        "cơ quan": [f"/co-quan/{a}/" for a in agencies], "cơ quan lớn nhất": [f"/co-quan/{a}/" for a in busy], "cơ quan, tiếp": chance.sample(lists, min(20, len(lists))),
        "cơ quan, lọc": [f"/co-quan/{a}/?{q}" for a in busy[:3] for q in ("vai-tro=lead", "dinh-ky=yearly&han=khong", f"van-ban={some[0]}")],
        "cơ quan, in": [f"/co-quan/{a}/in/" for a in busy], "cơ quan, nêu tên": [f"/co-quan/{a}/neu-ten/1/" for a in busy if generation.only_named(a, limit=0)[0]],
        "nhiệm vụ": ["/nhiem-vu/"], "nhiệm vụ, lọc": ["/nhiem-vu/?vai-tro=advise", "/nhiem-vu/?dinh-ky=quarterly", f"/nhiem-vu/?co-quan={busy[0]}", "/nhiem-vu/?han=chu"],
        "ma trận": [f"/nhiem-vu/van-ban/{d}/ma-tran/" for d in (*giving, *burdened)], "phân công": [f"/nhiem-vu/van-ban/{d}/" for d in (*giving, *burdened)],
        "thời hạn": ["/thoi-han/"], "thời hạn, tiếp": [f"/thoi-han/{s}/1/" for s in shelves], "thời hạn, lọc": ["/thoi-han/?vai-tro=lead", f"/thoi-han/?co-quan={busy[0]}"],
        "thiếu sót": ["/thieu-sot/"], "thiếu sót, tiếp": [f"/thieu-sot/{k}/1/" for k in gaps], "tham chiếu": ["/tham-chieu/"],
        "tham chiếu một": [f"/tham-chieu/{d}/" for d in some], "tìm kiếm": [f"/tim-kiem/?q={q}" for q in QUERIES],
        "gợi ý": [f"/api/v1/suggest.json?q={q}" for q in TYPED], "thay đổi": ["/thay-doi/"], "hướng dẫn": ["/huong-dan/"],
        "nhúng": ["/nhung/"], "nhúng, mảnh": [f"/co-quan/{a}/nhung.html" for a in busy], "tin Atom": [f"/co-quan/{a}/atom.xml" for a in busy],
        "API": ["/api/v1/duties.json", "/api/v1/documents.json", "/api/v1/agencies.json", "/api/v1/citations.json", "/api/v1/gaps.json", f"/api/v1/agencies/{busy[0]}.json"],
        "API, 20": ["/api/v1/duties.json?limit=20&offset=500", f"/api/v1/duties.json?limit=20&agency={busy[0]}", "/api/v1/clauses.json?limit=20&kind=point", "/api/v1/citations.json?limit=20&status=unresolved", f"/api/v1/agencies/{busy[0]}.json?limit=20"],
    }  # fmt: skip
    return {kind: urls for kind, urls in found.items() if urls}


def weight(client: FlaskClient, page: bytes, known: dict[str, int]) -> int:
    """Bytes on the way: the page with what it loads."""
    files = set(re.findall(rb'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page))
    for file in {f.decode() for f in files} - known.keys():
        known[file] = len(gzip.compress(client.get(file).data, 6))
    return len(gzip.compress(page, 6)) + sum(known[f.decode()] for f in files)


def main(store: Path, only: tuple[str, ...] = ()) -> None:
    """Measure and print."""
    app = create_app(store)
    app.config["PAGES"] = Nothing()
    client = app.test_client()
    client.get("/huong-dan/")
    here: Held = app.config["SHELF"].current()
    print(f"{sum(size[0] for size in here.sizes.values())} điều khoản, {len(here.documents)} văn bản")
    print(f"{'':17} lần đầu: p50     p95 | sau: p50     p95 ms CPU  nặng nhất, kB  số trang")
    known: dict[str, int] = {}
    for kind, urls in kinds(here).items():
        if only and not kind.startswith(only):
            continue
        firsts: list[float] = []
        times: list[float] = []
        heaviest, heavy = 0, ""
        for turn in range(max(2, 20 // len(urls))):
            for url in urls:
                begin = time.thread_time()
                answer = client.get(url)
                (times if turn else firsts).append((time.thread_time() - begin) * 1_000)
                if turn == 0:
                    assert answer.status_code == 200, (url, answer.status_code)
                    if (weighs := weight(client, answer.data, known)) > heaviest:
                        heaviest, heavy = weighs, url
        slowest = urls[firsts.index(max(firsts))]
        firsts.sort()
        times.sort()
        print(
            f"{kind:17} {firsts[len(firsts) // 2]:8.1f} {firsts[int(len(firsts) * 0.95)]:7.1f} | {times[len(times) // 2]:7.1f} {times[int(len(times) * 0.95)]:7.1f}"
            f"  {heaviest / 1_000:9.1f}   {len(firsts):3}  {slowest if firsts[-1] > 20 else ''} {heavy if heaviest > 60_000 else ''}", flush=True
        )  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]))
