"""The API described: OpenAPI 3.1, made from the routes below and from the types of the answers.

What each field means is told once, in ``api_words``; a field without words fails the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
from phancap.indexer.model import Document
from phancap.site import api_answers as answers
from phancap.site.api_words import FIELDS, TYPES
from phancap.site.wording import NOTICE

_REF = "#/components/schemas/{name}"


@dataclass(frozen=True)
class Parameter:
    """One parameter: its place ("path", "query"), its schema, what it is for, an example."""

    name: str
    place: str
    words: str
    schema: dict[str, Any]
    example: str = ""


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked. ``served``: it needs a server and is not in an export."""

    path: str
    name: str
    summary: str
    answer: type
    parameters: tuple[Parameter, ...] = ()
    served: bool = False


_TEXT = {"type": "string"}


def _query(name: str, words: str, example: str = "", **schema: Any) -> Parameter:
    return Parameter(name, "query", words, schema or _TEXT, example)


def _path(name: str, words: str, example: str) -> Parameter:
    return Parameter(name, "path", words, _TEXT, example)


_DOCUMENT = _query("document", "Chỉ lấy trong văn bản có mã này.", "ke-hoach-57-nq-hdnd-quang-nam-2022")
_AGENCY = _query("agency", "Chỉ lấy điều có nêu cơ quan này, với bất kỳ vai trò nào.", "quang-nam/so-tu-phap")
_LIMIT = _query("limit", "Số bản ghi tối đa; không ghi thì 1000.", "20", type="integer", minimum=0, maximum=1000, default=1000)
_OFFSET = _query("offset", "Bỏ qua bấy nhiêu bản ghi đầu.", "0", type="integer", minimum=0)
_ROLE = _query("role", "Vai trò: chủ trì, thực hiện, tham mưu, phối hợp.", "lead", enum=["lead", "perform", "advise", "coordinate"])

_OPERATIONS = (
    Operation("/documents.json", "documents", "Mọi văn bản và điều đã biết về văn bản", answers.Documents, (_LIMIT, _OFFSET)),
    Operation("/documents/{document}.json", "document", "Một văn bản và các điều khoản theo thứ tự", answers.DocumentClauses,
              (_path("document", "Mã văn bản; mã cũ vẫn dùng được.", "ke-hoach-57-nq-hdnd-quang-nam-2022"),)),
    Operation("/clauses.json", "clauses", "Các điều khoản, lọc và lấy từng phần", answers.Clauses,
              (_DOCUMENT, _query("kind", "Chỉ lấy loại điều khoản này (article, paragraph, point, …).", "point"), _AGENCY,
               _query("limit", "Số bản ghi tối đa; không ghi thì 100.", "20", type="integer", minimum=0, maximum=1000, default=100), _OFFSET), True),
    Operation("/clauses/{document}/{eid}.json", "clause", "Một điều khoản, trích dẫn đầy đủ và nơi dẫn chiếu đến", answers.OneClause,
              (_path("document", "Mã văn bản; thành phần ban hành kèm ghi sau dấu !.", "ke-hoach-57-nq-hdnd-quang-nam-2022"),
               _path("eid", "Mã điều khoản trong văn bản.", "sec_III__para_2__point_a__indent_3")), True),
    Operation("/duties.json", "duties", "Mọi nhiệm vụ, kèm mã và trích dẫn của điều khoản", answers.Duties,
              (_DOCUMENT, _AGENCY, _query("bearer", "Chỉ lấy nhiệm vụ của chính cơ quan này.", "quang-nam/so-tu-phap"), _ROLE,
               _query("review", "Tình trạng rà soát.", "machine"), _LIMIT, _OFFSET)),
    Operation("/agencies.json", "agencies", "Mọi cơ quan, nhóm và số nhiệm vụ", answers.Agencies, (_LIMIT, _OFFSET)),
    Operation("/agencies/{jurisdiction}/{agency}.json", "agency", "Một cơ quan: việc phải làm, việc được báo cáo, cơ quan tiếp nhận hiện nay", answers.OneAgency,
              (_path("jurisdiction", "Địa bàn.", "quang-nam"), _path("agency", "Tên cơ quan không dấu.", "so-tu-phap"), _LIMIT, _OFFSET)),
    Operation("/citations.json", "citations", "Mọi dẫn chiếu và điều khoản chứa dẫn chiếu đó", answers.Citations,
              (_DOCUMENT, _query("target", "Chỉ lấy dẫn chiếu đến văn bản này.", "04-nq-cp-2022"),
               _query("status", "Đã xác định, nhiều khả năng, hay chưa xác định được.", "unresolved", enum=["resolved", "ambiguous", "unresolved"]), _LIMIT, _OFFSET)),
    Operation("/findings.json", "findings", "Những điểm cần xem", answers.Findings,
              (_DOCUMENT, _query("kind", "Chỉ lấy loại này.", "slip"),
               _query("severity", "Mức độ.", "warning", enum=["error", "warning", "notice"]), _LIMIT, _OFFSET)),
    Operation("/gaps.json", "gaps", "Những điều văn bản để ngỏ: ai làm, báo cáo ai, thời hạn đã qua", answers.Gaps, (_LIMIT, _OFFSET)),
    Operation("/changes.json", "changes", "Thay đổi giữa các lần dựng dữ liệu, mới nhất trước", answers.Changes),
    Operation("/suggest.json", "suggest", "Gợi ý khi đang gõ: cơ quan, văn bản, tiêu đề điều khoản, cụm từ hay gặp", answers.Suggested,
              (_query("q", "Chữ đang gõ, có dấu hoặc không dấu, từ hai chữ cái.", "tham di"),), True),
    Operation("/search.json", "search", "Tìm điều khoản, có dấu hoặc không dấu, mỗi trang 20 kết quả", answers.Found,
              (_query("q", "Từ cần tìm; tối đa 400 ký tự được xét.", "so tu phap tham dinh"), _query("van-ban", "Chỉ tìm trong văn bản này.", "ke-hoach-57-nq-hdnd-quang-nam-2022"),
               _query("co-quan", "Chỉ tìm điều khoản có cơ quan này.", "quang-nam/so-tu-phap"),
               _query("vai-tro", "Chỉ tìm điều khoản có vai trò này.", "lead", enum=["lead", "perform", "advise", "coordinate"]),
               _query("loai", "Chỉ tìm loại điều khoản này.", "indent"),
               _query("thoi-han", "Chỉ tìm điều khoản có thời hạn (deadline) hoặc định kỳ này.", "quarterly",
                      enum=["deadline", "continuous", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "on-request"]),
               _query("ra-soat", "Chỉ tìm điều khoản có nhiệm vụ ở tình trạng rà soát này.", "machine", enum=["machine", "reviewed", "corrected"]), _query("trang", "Trang kết quả, từ 1.", "1", type="integer", minimum=1, maximum=50)), True),
)  # fmt: skip


def operations(exported: bool) -> list[Operation]:
    """What can be asked: of a server, or of the files of an export (which take no question)."""
    if not exported:
        return list(_OPERATIONS)
    return [_without_questions(o) for o in _OPERATIONS if not o.served]


def _without_questions(operation: Operation) -> Operation:
    """The operation without the parameters that only a server understands."""
    kept = tuple(p for p in operation.parameters if p.place == "path")
    return Operation(operation.path, operation.name, operation.summary, operation.answer, kept)


@lru_cache(maxsize=4)
def describe(root: str, exported: bool) -> dict[str, Any]:
    """The description as OpenAPI 3.1 wants it. ``root`` is where the site stands; do not change what comes back."""
    components = _components()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tra cứu phân cấp, ủy quyền: dữ liệu",
            "version": "1",
            "summary": "Ai phải làm gì, với ai, bao giờ, ghi ở đâu.",
            "description": f"{NOTICE} Vị trí (start, end) đếm theo ký tự Unicode của nội dung điều khoản (text), trừ khi nói khác. Mã đã công bố không đổi.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": f"{root}/api/v1" if "://" in root else "."}],
        "paths": {o.path: {"get": _described(o)} for o in operations(exported)},
        "components": {"schemas": components},
    }


def _described(operation: Operation) -> dict[str, Any]:
    answer = {"$ref": _REF.format(name=operation.answer.__name__)}
    responses: dict[str, Any] = {"200": {"description": operation.summary, "content": {"application/json": {"schema": answer}}}}
    failed = {"schema": {"$ref": _REF.format(name="Problem")}}
    if any(p.place == "path" for p in operation.parameters):
        responses["404"] = {"description": "Không có mã này", "content": {"application/problem+json": failed}}
    if any(p.schema.get("type") == "integer" and p.name != "trang" for p in operation.parameters):
        responses["400"] = {"description": "Tham số không đúng", "content": {"application/problem+json": failed}}
    parameters = [
        {"name": p.name, "in": p.place, "required": p.place == "path", "description": p.words, "schema": p.schema, "example": _example(p)}
        for p in operation.parameters
    ]
    return {"operationId": operation.name, "summary": operation.summary, "parameters": parameters, "responses": responses}


def _example(parameter: Parameter) -> str | int:
    return int(parameter.example) if parameter.schema.get("type") == "integer" else parameter.example


@lru_cache(maxsize=1)
def _components() -> dict[str, Any]:
    """The schemas of all answers, in JSON Schema 2020-12, with what each field means."""
    types = [*(o.answer for o in _OPERATIONS), answers.Problem, Document]
    _, found = msgspec.json.schema_components(types, ref_template=_REF)
    document = found.pop("Document")
    added = {"held": {"type": "boolean"}, "clauses": {"type": "integer"}, "duties": {"type": "integer"}, "url": {"type": "string"}}
    properties = {k: v for k, v in document["properties"].items() if k != "text"} | added
    found["DocumentRecord"] = {"title": "DocumentRecord", "type": "object", "properties": properties, "required": list(properties)}
    del found["Extent"]  # a reader of the answers sees two numbers
    found["Clause"]["properties"] |= dict.fromkeys(("source", "lines"), msgspec.json.schema(tuple[int, int]))
    reference = {"$ref": _REF.format(name="DocumentRecord")}
    found["Documents"]["properties"]["documents"] = {"type": "array", "items": reference}
    found["DocumentClauses"]["properties"]["document"] = reference
    for name, schema in found.items():
        schema["description"] = TYPES.get(name, "")
        for field, value in schema.get("properties", {}).items():
            words = FIELDS.get(f"{name}.{field}") or FIELDS.get(field, "")
            schema["properties"][field] = {"description": words, **value}
    return dict(sorted(found.items()))


def type_words(schema: dict[str, Any]) -> str:
    """A field's type in words: "danh sách Clause", "chữ hoặc để trống"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " hoặc ".join(dict.fromkeys(type_words(s) for s in schema["anyOf"]))
    if "enum" in schema:
        return "một trong: " + ", ".join(str(v) for v in schema["enum"])
    if schema.get("type") == "array":
        inner = schema.get("items")
        return "danh sách " + type_words(inner) if inner else "danh sách " + ", ".join(type_words(s) for s in schema.get("prefixItems", []))
    names = {
        "string": "chữ",
        "integer": "số nguyên",
        "number": "số",
        "boolean": "đúng hoặc sai",
        "null": "để trống",
        "object": "bảng tên và giá trị",
    }
    return names.get(str(schema.get("type")), "bất kỳ")
