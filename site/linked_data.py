"""A document in the words of schema.org (JSON-LD), for search engines.

Our copy is informative: it is said to be without official standing (``UnofficialLegalValue``), whatever else is known. What is not
known is left out. The block is data, not a script: a browser runs nothing of it, so it stands under the strict policy.
"""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup
from phancap.indexer.model import Document
from phancap.site.views.held import Held
from phancap.site.views.page_links import address, link, site_root

# The forms in which a document can be fetched: endpoint, media type, words for a person.
FILES = (
    ("documents.akn_file", "application/akn+xml", "Akoma Ntoso (XML)"),
    ("documents.markdown_file", "text/markdown", "Markdown"),
    ("documents.clause_sheet", "text/csv", "Bảng điều khoản (CSV)"),
    ("documents.duty_sheet", "text/csv", "Bảng nhiệm vụ (CSV)"),
    ("api.clauses", "application/json", "Dữ liệu (JSON)"),
    ("documents.received_file", "text/plain", "Nguyên văn như nhận được"),
)
_VALUE = "https://schema.org/UnofficialLegalValue"


def legislation(here: Held, document: Document, cites: list[Document]) -> Markup:
    """The JSON-LD of a document's page, safe inside a ``script`` element."""
    place = here.generation.agencies.jurisdictions.get(document.jurisdiction or "")
    files = FILES if document.id in here.generation.held else ()
    value = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": _url("documents.one", document) if site_root() else None,
        "url": _url("documents.one", document),
        "name": document.name,
        "alternateName": document.short if document.short != document.name else None,
        "description": document.title or None,
        "inLanguage": "vi",
        "legislationIdentifier": document.number,
        "legislationType": document.type,
        "legislationDate": document.issued,
        "legislationJurisdiction": {"@type": "AdministrativeArea", "name": f"{place.kind} {place.name}".strip()} if place else None,
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": here.name(document.issuer, full=True)}
        if document.issuer
        else None,
        "isBasedOn": [_named(here.documents[d]) for d in document.carries_out if d in here.documents] or None,
        "citation": [_named(d) for d in cites] or None,
        "encoding": [
            {
                "@type": "LegislationObject",
                "encodingFormat": form,
                "contentUrl": _url(endpoint, document),
                "inLanguage": "vi",
                "legislationLegalValue": _VALUE,
            }
            for endpoint, form, _ in files
        ]
        or None,
    }
    return _safe(value)


def provision(document: Document, citation: str, url: str) -> Markup:
    """The JSON-LD of a clause's page: a part of its document, as informative as that."""
    value = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "url": url,
        "name": citation,
        "inLanguage": "vi",
        "isPartOf": _named(document),
        "encoding": {"@type": "LegislationObject", "encodingFormat": "text/html", "contentUrl": url, "legislationLegalValue": _VALUE},
    }
    return _safe(value)


def _safe(value: dict[str, Any]) -> Markup:
    text = msgspec.json.encode({k: v for k, v in value.items() if v is not None}).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 - no mark-up is left in it


def _url(endpoint: str, document: Document) -> str:
    return address(endpoint, document=document.id) if site_root() else link(endpoint, document=document.id)


def _named(document: Document) -> dict[str, Any]:
    known = {
        "@type": "Legislation",
        "name": document.name,
        "legislationIdentifier": document.number,
        "url": _url("documents.one", document),
    }
    return {k: v for k, v in known.items() if v is not None}
