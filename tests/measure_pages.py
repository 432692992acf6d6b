"""Prints the server's time and the weight of every kind of page over a store; no test, timings are for people.

    python tests/measure_pages.py STORE          (a folder that "phancap build --store" wrote)
    python tests/measure_pages.py STORE WORD…    (only addresses that hold one of these: "/co-quan/", "thoi-han", "nặng")

A kind is an address's shape; every shape of the site is there (what is not is told at the end). Of each up to 200 addresses are asked
for, a fair sample, and the heaviest of a store stand in rows of their own.

"nguội" is a kind's first page in a process that has made nothing ready. Then the site is begun anew and made ready as ``phancap serve`` does
(``warming.py``): "lần đầu" is every page's first view there, "sau" the later ones. Time is what the processor spends on a page, so that
others at work on the machine do not count; no page is kept but the files of the whole store, which are made ready; weight is the page with its own style and scripts, gzip -6.
"""

from __future__ import annotations

import gzip
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from flask import Flask, url_for
from flask.testing import FlaskClient
from phancap.site.app import all_urls, create_app
from phancap.site.keeping import Answer, Pages
from phancap.site.views.held import Held, where
from phancap.site.warming import warm, warm_files

MOST = 200  # addresses of a kind
HEAVIEST = 12  # of each sort
LATER, ENOUGH = 40, 1_000  # later views of a kind, and ms that they may take together
AIM = 20.0  # ms
HEAVY = 60_000  # bytes from which on the address of the heaviest page is told
WORDS = (
    "sở nội vụ", "so tu phap", "chủ trì", "báo cáo", "bảo hiểm y tế", "thẩm định hồ sơ", "phân cấp", "quý", "57/NQ-HĐND", "điều 5", "khoản 2 điều 3",
    "thủ tục hành chính", "ngân sách", "đất đai", "hằng năm", "ủy ban nhân dân cấp xã", "kiểm tra", "cấp giấy phép", "xử phạt", "học phí", "zzqq",
)  # fmt: skip
TYPED = ("so no", "bao hi", "57", "ban h", "tham dinh", "chu tri", "so noi vu bao c", "uy b", "dieu 5", "ngan s", "s")
CHOICES = ("vai-tro=lead", "vai-tro=coordinate", "dinh-ky=yearly&han=khong", "dinh-ky=quarterly", "han=co", "tu=2026-01-01&den=2026-12-31")
_CITED = "SELECT target, eid FROM citations WHERE eid IS NOT NULL GROUP BY target, eid ORDER BY count(*) DESC LIMIT ?"
_LARGE = (
    "SELECT clause FROM duties GROUP BY clause ORDER BY count(*) DESC LIMIT ?", "SELECT clause FROM citations GROUP BY clause ORDER BY count(*) DESC LIMIT ?",
    "SELECT document || '/' || parent FROM clauses WHERE parent <> '' GROUP BY document, parent ORDER BY count(*) DESC LIMIT ?",
    "SELECT id FROM clauses ORDER BY length(text) DESC LIMIT ?",
)  # fmt: skip


class Ready(Pages):
    """Keeps what is made ready before anybody asks, and nothing after that, so that each page is made anew."""

    closed = True

    def keep(self, key: tuple[str, ...], answer: Answer) -> None:
        """Forgets the page."""
        if not self.closed:
            super().keep(key, answer)


def kinds(app: Flask) -> dict[str, list[str]]:
    """Shape of an address → addresses of it."""
    here: Held = app.config["SHELF"].current()
    every: dict[str, list[dict[str, object]]] = {}
    for endpoint, values in all_urls(app):
        if values.get("document") not in here.generation.aliases:
            every.setdefault(endpoint, []).append(values)
    found: dict[str, dict[str, None]] = {}
    chance = random.Random(1)  # noqa: S311 - the same sample every time
    with app.test_request_context():
        for endpoint, some in every.items():
            for values in some if len(some) <= MOST else chance.sample(some, MOST):
                url = url_for(endpoint, **values)  # type: ignore[arg-type]
                found.setdefault(shape(app, url), {})[url] = None
    for url in _asked(here, chance):
        found.setdefault(shape(app, url) + "?…" * ("?" in url), {})[url] = None
    for url in _heaviest(here, every):
        found.setdefault(shape(app, url) + "?…" * ("?" in url) + ", nặng", {})[url] = None
    return {name: list(found[name]) for name in sorted(found)}


def shape(app: Flask, url: str) -> str:
    """ "/van-ban/{document}/{eid}/": an address with names for what varies."""
    rule, _ = app.url_map.bind("localhost").match(url.partition("?")[0], return_rule=True)
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def _asked(here: Held, chance: random.Random) -> Iterator[str]:
    """Addresses that only a server answers: searches, choices, the data in parts."""
    words = [*WORDS, *(f"{a} {b}" for a, b in product(WORDS, WORDS) if a != b)][:MOST]
    yield from (f"{page}?q={word}" for page in ("/tim-kiem/", "/api/v1/search.json", "/api/v1/suggest.json") for word in words)
    yield from (f"/api/v1/suggest.json?q={typed}" for typed in TYPED)
    yield from (f"/van-ban/?loc={word}" for word in WORDS)
    burdened = [a for a in here.generation.agency_ids if here.counts[a]]
    giving = [d for d in here.documents if here.sizes[d][1]]
    agencies = chance.sample(burdened, min(30, len(burdened)))
    documents = chance.sample(giving, min(30, len(giving)))
    yield from (f"/co-quan/{a}/?{choice}" for a in agencies for choice in CHOICES)
    asked = [*CHOICES, *(f"co-quan={a}" for a in agencies), *(f"van-ban={d}" for d in documents)]
    yield from (f"{page}?{choice}" for page in ("/nhiem-vu/", "/thoi-han/") for choice in asked)
    yield from (f"/thieu-sot/?van-ban={d}" for d in documents)
    yield from ("/sitemap.xml", "/robots.txt", "/opensearch.xml", "/favicon.ico")
    yield from (f"/nhiem-vu/ma-tran.{form}?van-ban={d}" for form in ("csv", "xlsx") for d in documents)
    yield from (f"/api/v1/{of}.json?limit=20&agency={a}" for of in ("duties", "clauses") for a in agencies)
    yield from (f"/api/v1/{of}.json?limit=20&document={d}" for of in ("duties", "clauses", "citations") for d in documents)
    yield from (f"/api/v1/documents/{d}.json?limit=50" for d in documents)
    yield from (f"/api/v1/clauses.json?limit=50&kind={kind}" for kind in ("article", "paragraph", "point"))
    last = sum(size[0] for size in here.sizes.values())
    for clause in here.generation.by_numbers(chance.sample(range(1, last + 1), min(MOST, last))):
        yield f"/api/v1/clauses/{where(clause)['document']}/{where(clause)['eid']}.json"


def _heaviest(here: Held, every: dict[str, list[dict[str, object]]]) -> Iterator[str]:
    """The longest texts, the clauses with most in them or most that cites them, the agencies with most to do."""
    generation = here.generation
    documents = sorted(generation.held, key=lambda d: (-here.sizes[d][0], d))[:HEAVIEST]
    documents += sorted(here.cited, key=lambda d: (-here.cited[d], d))[:HEAVIEST]
    giving = sorted((d for d in generation.held if here.sizes[d][1]), key=lambda d: (-here.sizes[d][1], d))[:HEAVIEST]
    yield from (f"{page.format(d)}" for page in ("/van-ban/{}/", "/tham-chieu/{}/") for d in documents)
    yield from (f"{page.format(d)}" for page in ("/nhiem-vu/van-ban/{}/", "/nhiem-vu/van-ban/{}/ma-tran/") for d in giving)
    ids = [row[0] for query in _LARGE for row in generation.rows(query, HEAVIEST)]
    clauses = {c.id: c for c in generation.by_ids(ids)} | {
        c.id: c for target, eid in generation.rows(_CITED, HEAVIEST) if (c := generation.clause(target, eid))
    }
    besides = {(str(v["document"]), str(v["eid"])) for v in every.get("documents.compare", ())}
    for clause in clauses.values():
        place = where(clause)
        url = f"/van-ban/{place['document']}/{place['eid']}/"
        yield url
        if (place["document"], place["eid"]) in besides:
            yield f"{url}doi-chieu/"
    for agency in sorted(generation.agency_ids, key=lambda a: (-sum(here.counts[a].values()), a))[:HEAVIEST]:
        yield from (f"/co-quan/{agency}/{page}" for page in ("", "in/", "nhung.html", "nhiem-vu.csv", "nhiem-vu.xlsx", "lich.ics"))
        yield from (f"/co-quan/{agency}/?{choice}" for choice in CHOICES)


def weight(client: FlaskClient, page: bytes, known: dict[str, int]) -> int:
    """Bytes on the way: the page with what it loads."""
    files = set(re.findall(rb'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page)) if b"<html" in page else set()
    for file in {f.decode() for f in files} - known.keys():
        known[file] = len(gzip.compress(client.get(file).data, 6))
    return len(gzip.compress(page, 6)) + sum(known[f.decode()] for f in files)


def opened(store: Path) -> Flask:
    """The site with nothing made ready."""
    app = create_app(store)
    app.config["PAGES"] = Ready()
    return app


def timed(client: FlaskClient, url: str) -> tuple[float, bytes]:
    """(milliseconds of the processor, the answer)."""
    begin = time.thread_time()
    answer = client.get(url)
    page = answer.data
    took = (time.thread_time() - begin) * 1_000
    assert answer.status_code == 200, (url, answer.status_code)
    return took, page


def unseen(app: Flask, urls: Iterable[str]) -> list[str]:
    """The shapes of the site that no address has."""
    seen = {shape(app, url) for url in urls}
    rules = (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules() if rule.endpoint != "static")
    return sorted(set(rules) - seen)


def at(times: list[float], share: float) -> float:
    """The time that this share of the pages does not go over."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def main(store: Path, only: tuple[str, ...] = ()) -> None:
    """Measure and print."""
    every = kinds(opened(store))
    chosen = {name: urls for name, urls in every.items() if not only or any(word in name for word in only)}
    cold = opened(store).test_client()
    first = {name: timed(cold, urls[0])[0] for name, urls in chosen.items()}
    app = opened(store)
    warm(app)
    app.config["PAGES"].closed = False
    warm_files(app)
    app.config["PAGES"].closed = True
    client, known = app.test_client(), dict[str, int]()
    here: Held = app.config["SHELF"].current()
    print(f"{sum(size[0] for size in here.sizes.values())} điều khoản, {len(here.documents)} văn bản; ms CPU")
    print(f"{'':56} trang  nguội | lần đầu: p50   p95  nhiều nhất | sau: p50   p95 | nặng nhất, kB")
    slow = 0
    for name, urls in chosen.items():
        firsts, later, weights = [], [], []
        for url in urls:
            took, page = timed(client, url)
            firsts.append(took)
            weights.append(weight(client, page, known))
        while len(later) < LATER and (not later or sum(later) < ENOUGH):
            later.append(timed(client, urls[len(later) % len(urls)])[0])
        told = [urls[firsts.index(max(firsts))]] * (max(firsts) > AIM) + [urls[weights.index(max(weights))]] * (max(weights) > HEAVY)
        slow += at(firsts, 0.95) > AIM
        print(
            f"{name:56} {len(urls):5} {first[name]:6.1f} | {at(firsts, 0.5):12.1f} {at(firsts, 0.95):5.1f} {max(firsts):11.1f} |"
            f" {at(later, 0.5):8.1f} {at(later, 0.95):5.1f} | {max(weights) / 1_000:6.1f}  {' '.join(told)}", flush=True
        )  # fmt: skip
    print(f"{slow} loại trang có p95 lần đầu trên {AIM:.0f} ms")
    if missing := [] if only else unseen(app, (url for urls in every.values() for url in urls)):
        print("không có trong kho này:", ", ".join(missing))


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]))
