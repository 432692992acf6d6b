"""What tells programs the way: the site map, robots.txt, the description of the search box for browsers.

All of these need whole addresses. The served site knows its own; the export has them when it was told its public place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for
from lxml import etree
from phancap.site.views.held import Held, held
from phancap.site.views.page_links import agency_path, clause_path, site_root
from phancap.site.views.parts import starts

pages = Blueprint("signposts", __name__)
MOST = 40_000  # addresses in one file; the protocol (sitemaps.org) allows 50,000 and 50 MB
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_SEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_LISTS = (
    "home.index", "documents.index", "agencies.index", "tasks.index", "deadlines.index", "references.index", "gaps.index", "changes.index", "guide.index", "api.index", "api.reference",
)  # fmt: skip


def signpost_urls(app: Flask, here: Held) -> Iterator[tuple[str, dict[str, Any]]]:
    """(endpoint, values) of the files of this area that an export can have."""
    base: str = app.config["BASE_URL"]
    at_root = not base.partition("://")[2].partition("/")[2]
    if at_root:
        yield "signposts.icon", {}
    if base:
        yield "signposts.site_map", {}
        yield "signposts.search_box", {}
        size = _count(here)
        if size > MOST:
            yield from (("signposts.part", {"number": n}) for n in range(1, -(-size // MOST) + 1))
        if at_root:  # robots are told only at the root of a domain
            yield "signposts.robots", {}


def _count(here: Held) -> int:
    """How many pages ``_pages`` tells."""
    documents = sum(len(starts(here, document)) + here.sizes[document][0] for document in here.documents)
    return len(_LISTS) + documents + len(here.generation.agency_ids)


def _pages(here: Held) -> Iterator[str]:
    """The address (without the site's root) of every page that a person reads; downloads are found from these."""
    for endpoint in _LISTS:
        yield url_for(endpoint)
    for document in here.documents:
        yield url_for("documents.one", document=document)
        for number in range(2, len(starts(here, document)) + 1):
            yield url_for("documents.part", document=document, number=number)
        query = "SELECT id FROM clauses WHERE number BETWEEN ? AND ? ORDER BY number"
        for (clause,) in here.generation.rows(query, *here.generation.span(document)):
            yield clause_path(clause)
    yield from map(agency_path, here.generation.agency_ids)


@pages.get("/sitemap.xml")
def site_map() -> Response:
    """Every page; where they are too many for one file, the list of such files. No dates: the store knows none."""
    here = held()
    count = _count(here)
    if count <= MOST:
        return _listed("urlset", "url", _pages(here))
    return _listed("sitemapindex", "sitemap", (url_for("signposts.part", number=n) for n in range(1, -(-count // MOST) + 1)))


@pages.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """One file of a large site map, from 1."""
    addresses = list(islice(_pages(held()), (number - 1) * MOST, number * MOST)) if number else []
    return _listed("urlset", "url", addresses) if addresses else abort(404)


def _listed(name: str, item: str, addresses: Iterable[str]) -> Response:
    root = site_root()
    rows = escape("\n".join([root + address for address in addresses])).replace("\n", f"</loc></{item}><{item}><loc>")
    told = f"<?xml version='1.0' encoding='utf-8'?>\n<{name} xmlns=\"{_MAP}\"><{item}><loc>{rows}</loc></{item}></{name}>\n"
    return Response(told, mimetype="application/xml")


def _xml(root: etree._Element) -> Response:
    return Response(etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n", mimetype="application/xml")


@pages.get("/favicon.ico")
def icon() -> Response:
    """The site's sign where browsers look for it if a page names none: a piece of HTML that is opened by itself, a sheet, a calendar. The
    piece cannot name it: the sign would become that of the portal's page.
    """
    content = (Path(current_app.static_folder or "") / "favicon.ico").read_bytes()
    return Response(content, mimetype="image/x-icon")


@pages.get("/robots.txt")
def robots() -> Response:
    """Everything may be read but the answers of searches, of which there is no end."""
    page = "index.html" if current_app.config["EXPORTING"] else ""
    lines = [
        "User-agent: *",
        f"Disallow: {url_for('search.index')}{page}?q=",
        f"Disallow: {url_for('api.index')}search.json",
        f"Sitemap: {site_root()}{url_for('signposts.site_map')}",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@pages.get("/opensearch.xml")
def search_box() -> Response:
    """The search box as browsers take it into their own (OpenSearch 1.1)."""
    root = etree.Element(f"{{{_SEARCH}}}OpenSearchDescription", nsmap={None: _SEARCH})

    def add(name: str, text: str = "", /, **attributes: str) -> None:
        etree.SubElement(root, f"{{{_SEARCH}}}{name}", attributes).text = text or None

    add("ShortName", "Phân cấp")
    add("LongName", "Tra cứu phân cấp, ủy quyền")
    add("Description", "Tìm điều khoản giao nhiệm vụ trong các văn bản phân cấp, ủy quyền; gõ có dấu hoặc không dấu.")
    add("Language", "vi")
    add("InputEncoding", "UTF-8")
    add("Image", site_root() + url_for("static", filename="bieu-tuong.svg"), width="16", height="16", type="image/svg+xml")
    page = url_for("search.index") + ("index.html" if current_app.config["EXPORTING"] else "")
    add("Url", type="text/html", method="get", template=f"{site_root()}{page}?q={{searchTerms}}")
    add("Url", type="application/opensearchdescription+xml", rel="self", template=site_root() + request.path)
    response = _xml(root)
    response.mimetype = "application/opensearchdescription+xml"
    return response
