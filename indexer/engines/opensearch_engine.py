"""OpenSearch as the engine: for more than one machine and many sites.

``PHANCAP_SEARCH_URL`` says where it is: one or more addresses of nodes, separated by commas; the path of the first names the site
(``https://tra-cuu@a:9200/quang-nam,https://tra-cuu@b:9200``; without a path "phancap"). Every generation is an index of its own,
``{site}-{name}``; the alias ``{site}`` leads to the one that is served. All text comes folded by us, so no plug-in is needed.
"""

from __future__ import annotations

import logging
import os
import re
import time
from base64 import b64encode
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import msgspec
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import NotFoundError, OpenSearchException, RequestError, TransportError
from phancap.indexer.wanted import FACETS, FIELDS, EngineDown, Found, Row, Term, Wanted

URL = "PHANCAP_SEARCH_URL"
PASSWORD = "PHANCAP_SEARCH_PASSWORD"  # noqa: S105 - the variable's name; it may also stand in the address
CERTIFICATES = "PHANCAP_SEARCH_CA"  # file with the authority's certificate, where the machine's own are not enough
COPIES = "PHANCAP_SEARCH_REPLICAS"  # copies of each shard beside the first; 1 when nothing is said
SHARDS = "PHANCAP_SEARCH_SHARDS"  # parts of an index; 1 when nothing is said, enough for some millions of clauses
NAME_FILE = "opensearch.json"
_CHUNK = 2_000  # rows sent at once, about 2 MB
_VALUES = 10_000  # of a facet that are counted
_SECONDS = 5  # an answer that takes longer is none
_PATIENCE = 4  # seconds in which a question is asked again: as long as a cluster takes to see that a node is gone
_LOADING = 120  # seconds that a step of the loading may take
logging.getLogger("opensearch").setLevel(logging.ERROR)  # a node that is passed over is no news; who gets no answer is told
_BUSY = (429, 500, 502, 503, 504)  # 500: a node that is just closing says so, and another one answers
_PASSING = (*_BUSY, 404)  # 404: a node that has just come back opens its door before it knows what the others hold
_GONE = "Máy chủ tìm kiếm chưa trả lời"
T = TypeVar("T")


class Server(msgspec.Struct, frozen=True):
    """Where the nodes are, and what the site is called there."""

    hosts: tuple[str, ...]
    user: str | None
    password: str | None
    site: str


def server() -> Server:
    """What the environment says. Raises EngineDown when it says nothing or something that is no address."""
    typed = os.environ.get(URL, "").strip()
    parts = [urlsplit(one.strip()) for one in typed.split(",") if one.strip()]
    if not parts or any(p.scheme not in ("http", "https") or not p.hostname for p in parts):
        raise EngineDown(f"Biến {URL} phải ghi địa chỉ của OpenSearch, ví dụ https://tra-cuu@may-chu:9200/quang-nam.")
    site = parts[0].path.strip("/") or "phancap"
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", site):
        raise EngineDown(f'Tên "{site}" trong {URL} chỉ được gồm chữ thường không dấu, chữ số và dấu gạch ngang.')
    hosts = tuple(f"{p.scheme}://{p.hostname if ':' not in str(p.hostname) else f'[{p.hostname}]'}:{p.port or 9200}" for p in parts)
    user = unquote(parts[0].username) if parts[0].username else None
    password = unquote(parts[0].password) if parts[0].password else os.environ.get(PASSWORD)
    return Server(hosts, user, password, site)


def place() -> str:
    """Names the server, for a generation's digest: another server needs its own loading."""
    where = server()
    return " ".join((*sorted(where.hosts), where.site))


def client(where: Server) -> OpenSearch:
    """A client that asks the nodes in turn, passes over one that does not answer, and tries again three times."""
    pair = f"{where.user}:{where.password or ''}".encode()  # the library itself would take Latin letters alone
    return OpenSearch(
        hosts=list(where.hosts), headers={"authorization": f"Basic {b64encode(pair).decode()}"} if where.user else None, ca_certs=os.environ.get(CERTIFICATES) or None,
        timeout=_SECONDS, max_retries=3, retry_on_timeout=True, retry_on_status=_BUSY, pool_maxsize=16,
    )  # fmt: skip


# -- building ---------------------------------------------------------------------------------------------------------


def index(rows: Iterable[Row], folder: Path, name: str = "") -> None:
    """Loads the rows into an index of their own. ``name`` is the same for the same rows: a loading that died goes on where it was.

    Raises EngineDown when the server cannot be reached or refuses.
    """
    where = server()
    nodes, target = client(where), f"{where.site}-{name or folder.parent.name.strip('.').lower()}"
    done = _asked(lambda: _begun(nodes, target), _LOADING)
    number = 0
    waiting = iter(rows)
    while some := list(islice(waiting, _CHUNK)):
        number += len(some)
        if number > done:
            _load(nodes, target, some)
    _asked(lambda: _finish(nodes, target, number), _LOADING)
    (folder / NAME_FILE).write_bytes(msgspec.json.encode({"index": target}))


def _begun(nodes: OpenSearch, target: str) -> int:
    """How many rows an earlier loading has left whole; a new index has none."""
    if not nodes.indices.exists(index=target, request_timeout=_LOADING):
        try:
            nodes.indices.create(index=target, body=_settings(), request_timeout=_LOADING)
        except RequestError as error:
            if error.error != "resource_already_exists_exception":  # asked again, when only the answer was late
                raise
    nodes.indices.refresh(index=target, request_timeout=_LOADING)
    last = nodes.search(index=target, body={"size": 0, "aggs": {"last": {"max": {"field": "order"}}}}, request_timeout=_LOADING)
    last = last["aggregations"]["last"]["value"]
    # chunks go one after the other, so that all of them but the last are whole
    return int(last) // _CHUNK * _CHUNK if last is not None else 0


def _settings() -> dict[str, Any]:
    found: dict[str, Any] = {name: {"type": "keyword", "doc_values": False} for name in FIELDS}
    found |= {name: {"type": "keyword"} for name in FACETS}
    found["order"] = {"type": "integer", "index": False}
    return {
        "settings": {
            "number_of_shards": int(os.environ.get(SHARDS) or 1), "number_of_replicas": 0, "refresh_interval": "-1", "max_result_window": 10_000,
        },
        "mappings": {"dynamic": "strict", "_source": {"enabled": False}, "properties": found},
    }  # fmt: skip


def _load(nodes: OpenSearch, target: str, rows: list[Row]) -> None:
    """One chunk. A row's id is its order, so that sending it twice changes nothing."""
    lines: list[bytes] = []
    for row in rows:
        lines.append(msgspec.json.encode({"index": {"_id": str(row.order)}}))
        fields = {name: words.split() for name, words in row.fields.items()}
        lines.append(msgspec.json.encode({"order": row.order, **fields, **row.facets}))
    body = b"\n".join(lines) + b"\n"
    waits = iter((1, 2, 4, 8, 16))
    while True:
        answer = _asked(lambda: nodes.bulk(body=body, index=target, request_timeout=_LOADING), _LOADING)
        if not answer["errors"]:
            return
        failed = next(item["index"] for item in answer["items"] if item["index"].get("error"))
        pause = next(waits, None)
        if failed["status"] not in _BUSY or pause is None:
            raise EngineDown(f"OpenSearch không nhận dữ liệu: {failed['error'].get('reason', failed['status'])}.")
        time.sleep(pause)


def _finish(nodes: OpenSearch, target: str, number: int) -> None:
    copies = int(os.environ.get(COPIES) or 1)
    nodes.indices.put_settings(
        index=target, body={"index": {"number_of_replicas": copies, "refresh_interval": "1s"}}, request_timeout=_LOADING
    )
    nodes.indices.refresh(index=target, request_timeout=_LOADING)
    held = nodes.count(index=target, request_timeout=_LOADING)["count"]
    if held != number:
        raise EngineDown(f"OpenSearch đang giữ {held} điều khoản thay vì {number}; hãy xóa chỉ mục {target} rồi dựng lại.")


def made_current(folder: Path) -> None:
    """The alias of the site leads to the folder's index from now on: in one step, so that nobody finds none or two."""
    where, target = server(), _index_of(folder)
    nodes = client(where)

    def switch() -> None:
        try:
            former = [name for name in nodes.indices.get_alias(name=where.site) if name != target]
        except NotFoundError:
            former = []
        actions = [{"remove": {"index": name, "alias": where.site}} for name in former]
        nodes.indices.update_aliases(body={"actions": [*actions, {"add": {"index": target, "alias": where.site}}]})

    _asked(switch)


def dropped(folder: Path) -> None:
    """The folder's index goes with it; one that is gone already, or a server that does not answer, stops nobody."""
    try:
        _asked(lambda: client(server()).indices.delete(index=_index_of(folder), ignore_unavailable=True))
    except (EngineDown, OSError):
        return


def _index_of(folder: Path) -> str:
    return str(msgspec.json.decode((folder / NAME_FILE).read_bytes())["index"])


# -- answering --------------------------------------------------------------------------------------------------------


def open_index(folder: Path) -> OpenSearchEngine:
    """The engine over the index that the folder names. Nothing is asked of the server yet."""
    return OpenSearchEngine(client(server()), _index_of(folder))


class OpenSearchEngine:
    """One index on a server; safe to ask from several threads."""

    def __init__(self, nodes: OpenSearch, target: str) -> None:
        self._nodes, self._target = nodes, target

    def close(self) -> None:
        """Lets the connections go."""
        self._nodes.close()

    def answer(self, wanted: Wanted, limit: int, facets: tuple[str, ...]) -> Found:
        """See ``wanted.Engine``. Raises EngineDown when the server does not answer, or only in part."""
        body = {
            "size": limit, "track_total_hits": True, "_source": False, "timeout": f"{_SECONDS}s", "query": _query(wanted),
            "sort": [{"_score": "desc"}, {"order": "asc"}], "track_scores": True,
            "aggs": {name: {"terms": {"field": name, "size": _VALUES, "shard_size": _VALUES}} for name in facets},
        }  # fmt: skip
        answer = _asked(
            lambda: self._nodes.search(index=self._target, body=body, params={"allow_partial_search_results": "false"}), _PATIENCE
        )
        if answer["timed_out"]:
            raise EngineDown(f"{_GONE} kịp trong {_SECONDS} giây.")
        hits = tuple((int(hit["_id"]), round(hit["_score"])) for hit in answer["hits"]["hits"])
        counted = answer.get("aggregations", {})
        values = {name: {b["key"]: b["doc_count"] for b in counted[name]["buckets"]} for name in facets}
        return Found(hits, answer["hits"]["total"]["value"], values)


def _query(wanted: Wanted) -> dict[str, Any]:
    needed: list[dict[str, Any]] = [{"term": {name: value}} for name, value in wanted.filters]
    needed += [_any(group) for group in wanted.must]
    if wanted.groups:
        needed.append({"bool": {"should": [_any(group) for group in wanted.groups], "minimum_should_match": max(1, wanted.at_least)}})
    return {
        "bool": {
            "filter": needed or [{"match_all": {}}],
            "must_not": [_term(term) for term in wanted.must_not],
            "should": [{"constant_score": {"filter": _term(term), "boost": term.weight}} for term in wanted.score],
            "minimum_should_match": 0,
        }
    }


def _any(group: tuple[Term, ...]) -> dict[str, Any]:
    return _term(group[0]) if len(group) == 1 else {"bool": {"should": [_term(term) for term in group], "minimum_should_match": 1}}


def _term(term: Term) -> dict[str, Any]:
    return {"term": {term.field: term.value}}


def _asked(work: Callable[[], T], patience: float = 0) -> T:
    """What the server answers; a server that is gone is waited for, ``patience`` seconds in all. Raises EngineDown."""
    end = time.monotonic() + patience
    while True:
        try:
            return work()
        except OpenSearchException as error:
            gone = isinstance(error, NoConnection) or (isinstance(error, TransportError) and error.status_code in _PASSING)
            if not gone or time.monotonic() > end:
                raise EngineDown(_sentence(error)) from error
            time.sleep(min(1, patience / 10))


def _sentence(error: OpenSearchException) -> str:
    if isinstance(error, NoConnection):
        return f"{_GONE}; hãy kiểm tra địa chỉ trong {URL} và máy chủ OpenSearch."
    status = error.status_code if isinstance(error, TransportError) else ""
    if status in (401, 403):
        return f"Máy chủ tìm kiếm từ chối; hãy kiểm tra tên và mật khẩu ({URL}, {PASSWORD})."
    if status == 404:
        return "Máy chủ tìm kiếm không còn chỉ mục này; hãy dựng lại dữ liệu."
    return f"{_GONE} ({status or type(error).__name__})."
