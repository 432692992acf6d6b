"""The API: described truly, filtered, paged, and errors that a program can read; the same data in pages for search engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from phancap.indexer.store import Generation
from phancap.site import openapi
from phancap.site.app import create_app
from phancap.site.export import export_site

PLAN = "ke-hoach-57-nq-hdnd-quang-nam-2022"
POINT = "sec_III__para_2__point_a__indent_3"
API = "/api/v1"


@pytest.fixture(scope="module")
def app(store: Path) -> Flask:
    """The served site."""
    return create_app(store)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    """Asks it."""
    return app.test_client()


@pytest.fixture(scope="module")
def described(client: FlaskClient) -> dict[str, Any]:
    """The description as a program gets it."""
    return dict(json.loads(client.get(API + "/openapi.json").data))


def get(client: FlaskClient, path: str, **query: str) -> Any:
    """An answer's value."""
    answer = client.get(API + path, query_string=query)
    assert answer.status_code == 200 and answer.mimetype == "application/json", (path, answer.data[:200])
    return json.loads(answer.data)


def held_to(described: dict[str, Any], name: str, value: object) -> list[str]:
    """What in a value the description does not allow."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    return [f"{list(e.path)}: {e.message}"[:200] for e in Draft202012Validator(schema).iter_errors(value)][:3]


def test_the_description_is_openapi(described: dict[str, Any]) -> None:
    validate(described)
    assert described["openapi"].startswith("3.1") and described["servers"] == [{"url": "http://localhost/api/v1"}]


def test_every_route_is_described(app: Flask, described: dict[str, Any]) -> None:
    """A route that is not told, or told and not there, is a lie."""
    rules = {
        str(r).removeprefix(API).replace("<", "{").replace(">", "}")
        for r in app.url_map.iter_rules()
        if str(r).startswith(API) and str(r).endswith(".json")
    }
    assert rules - {"/openapi.json"} == set(described["paths"])


def test_every_answer_is_as_described(client: FlaskClient, described: dict[str, Any]) -> None:
    """Each operation, asked with its own examples, one by one and all together; nothing undescribed is in the answer."""
    closed = json.loads(json.dumps(described))
    for schema in closed["components"]["schemas"].values():
        schema["additionalProperties"] = False
    for operation in openapi.operations(False):
        path = operation.path.format(**{p.name: p.example for p in operation.parameters if p.place == "path"})
        queries = [{}, *({p.name: p.example} for p in operation.parameters if p.place == "query")]
        for query in queries:
            assert held_to(closed, operation.answer.__name__, get(client, path, **query)) == [], (path, query)


def test_every_field_has_words(described: dict[str, Any]) -> None:
    for name, schema in described["components"]["schemas"].items():
        assert schema["description"].endswith("."), name
        assert all(len(field["description"]) > 2 for field in schema["properties"].values()), name


def test_the_readable_page_tells_all(client: FlaskClient, described: dict[str, Any]) -> None:
    soup = BeautifulSoup(client.get(API + "/mo-ta/").data, "html.parser")
    told = {code.get_text() for code in soup.find_all("code")}
    assert set(described["paths"]) <= told
    assert {p["name"] for o in described["paths"].values() for p in o["get"]["parameters"]} <= told
    assert {h["id"][2:] for h in soup.select("h3[id^=k-]")} == set(described["components"]["schemas"])
    assert all(soup.find(id=str(a["href"])[1:]) for a in soup.select("main a[href^='#']"))


def test_duties_are_filtered(client: FlaskClient, generation: Generation) -> None:
    """By document, by any part an agency has, by the bearer, by the role; together they narrow."""
    everything = get(client, "/duties.json")
    assert everything["total"] == len(everything["duties"]) == len(generation.duties())
    mine = get(client, "/duties.json", bearer="quang-nam/so-tu-phap")["duties"]
    assert {d["duty"]["bearer"] for d in mine} == {"quang-nam/so-tu-phap"} and len(mine) == 3
    assert len(get(client, "/duties.json", agency="quang-nam/so-tu-phap")["duties"]) > 3, "partner of Sở Nội vụ, too"
    led = get(client, "/duties.json", bearer="quang-nam/so-tu-phap", role="lead")["duties"]
    assert [d["id"] for d in led] == [f"{PLAN}/{POINT}"]
    assert get(client, "/duties.json", document="khong-co") == {"total": 0, "offset": 0, "duties": []}


def test_lists_are_read_in_parts(client: FlaskClient) -> None:
    """The parts laid together are the whole, in order; past the end there is nothing."""
    for path, name in (
        ("/duties.json", "duties"),
        ("/citations.json", "citations"),
        ("/findings.json", "findings"),
        ("/clauses.json", "clauses"),
    ):
        whole = get(client, path)
        parts = [get(client, path, limit="7", offset=str(at)) for at in range(0, whole["total"], 7)]
        assert [row for part in parts for row in part[name]] == whole[name] and {p["total"] for p in parts} == {whole["total"]}
        assert get(client, path, limit="7", offset="100000")[name] == []
        assert get(client, path, limit="0")[name] == [] and get(client, path, limit="0")["total"] == whole["total"]


def test_clauses_are_filtered(client: FlaskClient, generation: Generation) -> None:
    points = get(client, "/clauses.json", document=PLAN, kind="point")["clauses"]
    assert [c["eid"] for c in points] == [c.eid for c in generation.clauses(PLAN) if c.kind == "point"] != []
    named = get(client, "/clauses.json", agency="quang-nam/thanh-tra-tinh", kind="point")["clauses"]
    assert [c["eid"] for c in named] == ["sec_III__para_2__point_c"]


def test_one_clause(client: FlaskClient, generation: Generation) -> None:
    found = get(client, f"/clauses/{PLAN}/{POINT}.json")
    assert found["clause"]["text"] == generation.clause(PLAN, POINT).text  # type: ignore[union-attr]
    assert found["full_citation"].endswith("57/NQ-HĐND ngày 09/12/2022 của HĐND tỉnh Quảng Nam")
    assert found["url"] == f"http://localhost/van-ban/{PLAN}/{POINT}/"


def test_one_agency(client: FlaskClient, generation: Generation) -> None:
    found = get(client, "/agencies/quang-nam/so-tu-phap.json")
    assert found["total"] == len(generation.obligations("quang-nam/so-tu-phap")) == sum(found["agency"]["counts"].values())
    assert found["holders"] and all(h["source"] for h in found["holders"])
    through = {o["through"] for o in found["obligations"] if o["kind"] == "inherited"}
    assert through and None not in through


def test_citations_and_findings_are_filtered(client: FlaskClient) -> None:
    cited = get(client, "/citations.json", target="04-nq-cp-2022", document=PLAN)
    assert cited["total"] > 0 and all(
        c["citation"]["target"] == "04-nq-cp-2022" and c["clause"].startswith(PLAN) for c in cited["citations"]
    )
    open_ones = get(client, "/citations.json", status="unresolved")["citations"]
    assert all(c["citation"]["reason"] for c in open_ones)
    assert {f["severity"] for f in get(client, "/findings.json", severity="notice")["findings"]} <= {"notice"}


def test_search_marks_what_met(client: FlaskClient) -> None:
    hit = get(client, "/search.json", q="so tu phap tham dinh")["hits"][0]
    assert hit["id"] == f"{PLAN}/{POINT}"
    assert "thẩm định" in [hit["text"][a:b] for a, b in hit["spans"]]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/documents/khong.json", 404), ("/agencies/quang-nam/khong.json", 404), (f"/clauses/{PLAN}/khong.json", 404), ("/khong.json", 404), ("/documents/a!b.json", 404),
        ("/duties.json?limit=abc", 400), ("/duties.json?limit=-1", 400), ("/duties.json?limit=1001", 400), ("/clauses.json?offset=1e5", 400), ("/clauses.json?limit=²", 400),
    ],
)  # fmt: skip
def test_errors_are_for_programs(client: FlaskClient, described: dict[str, Any], path: str, status: int) -> None:
    answer = client.get(API + path)
    assert answer.status_code == status and answer.mimetype == "application/problem+json"
    value = json.loads(answer.data)
    assert value["status"] == status and held_to(described, "Problem", value) == []
    assert answer.headers["Content-Security-Policy"] and not answer.headers.get("ETag")


def test_nothing_can_be_sent(client: FlaskClient) -> None:
    answer = client.post(API + "/duties.json")
    assert answer.status_code == 405 and answer.mimetype == "application/problem+json"


def test_the_export_has_the_same_files(store: Path, client: FlaskClient, tmp_path: Path) -> None:
    """Whole lists, each document, each agency, and a description of just these."""
    export_site(store, tmp_path / "ra")
    folder = tmp_path / "ra" / "api" / "v1"
    described = json.loads((folder / "openapi.json").read_text("utf-8"))
    validate(described)
    assert (
        not any(p["in"] == "query" for o in described["paths"].values() for p in o["get"]["parameters"])
        and "/search.json" not in described["paths"]
    )
    for name in ("duties", "citations", "findings"):
        assert json.loads((folder / f"{name}.json").read_text("utf-8")) == get(client, f"/{name}.json")
    assert len(list((folder / "documents").iterdir())) == len(get(client, "/documents.json")["documents"])
    assert len(list((folder / "agencies").rglob("*.json"))) == get(client, "/agencies.json")["total"]


def linked(client: FlaskClient, document: str) -> dict[str, Any]:
    """The JSON-LD of a document's page."""
    soup = BeautifulSoup(client.get(f"/van-ban/{document}/").data, "html.parser")
    (block,) = soup.select('script[type="application/ld+json"]')
    return dict(json.loads(str(block.string)))


def test_search_engines_are_told_what_is_known(client: FlaskClient) -> None:
    """Facts only; our copy has no official standing, and a document without a known date has none."""
    value = linked(client, "04-nq-cp-2022")
    assert (value["@type"], value["legislationIdentifier"], value["legislationDate"]) == ("Legislation", "04/NQ-CP", "2022-01-10")
    assert "encoding" not in value, "its text is not held"
    plan = linked(client, PLAN)
    assert "legislationDate" not in plan and "legislationIdentifier" not in plan
    assert {e["legislationLegalValue"] for e in plan["encoding"]} == {"https://schema.org/UnofficialLegalValue"}
    assert [b["legislationIdentifier"] for b in plan["isBasedOn"]] == ["57/NQ-HĐND"]
    assert "Official" not in json.dumps(plan).replace("UnofficialLegalValue", "") and "Definitive" not in json.dumps(plan)


def test_linked_data_cannot_end_its_block(copied_corpus: Path, tmp_path: Path) -> None:
    """A title that holds mark-up stays data."""
    from phancap.indexer.build import build

    path = copied_corpus / "documents" / "04-nq-cp-2022.md"
    text = path.read_text("utf-8")
    title = text.split('title = "', 1)[1].split('"', 1)[0]
    path.write_text(text.replace(title, "</script><script>alert(1)</script><!--"), "utf-8")
    build(copied_corpus, tmp_path / "kho")
    client = create_app(tmp_path / "kho").test_client()
    assert b"<script>alert" not in client.get("/van-ban/04-nq-cp-2022/").data
    assert linked(client, "04-nq-cp-2022")["description"] == "</script><script>alert(1)</script><!--"
