"""``web.config``: what IIS must be told about an export; written on request only, since other servers would show it as a file.

IIS refuses (404.3) files whose ending it has no type for; which ones it knows differs from version to version, so all of ours are named,
each taken out first because naming one twice makes the whole folder fail (500.19). So it is with the page for what is not there: without a
row of its own IIS answers with one English line. A row's path is looked for beside this web.config, and where nothing is found the English
line comes again, so it does no harm; "ExecuteURL" would want the path from the domain's root, and answers 200. All of this stands in
sections that IIS lets a folder set itself (of httpErrors all but defaultPath; who locks that section sees 500.19 for missing pages alone).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from lxml import etree
from phancap.site.placing import Misused

NAME = "web.config"
MISSING = "404.html"
_TYPES = {
    ".atom": "application/atom+xml", ".css": "text/css", ".csv": "text/csv; charset=utf-8", ".gz": "application/gzip", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon", ".ics": "text/calendar; charset=utf-8", ".js": "text/javascript",
    ".json": "application/json", ".jsonl": "application/jsonl", ".md": "text/markdown; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xml": "application/xml", ".zip": "application/zip",
}  # fmt: skip


def web_config(files: Collection[str], frame_from: Iterable[str] = ()) -> bytes:
    """The file for an export of those files; ``frame_from`` are the sites that may show its pages in a frame, besides its own.
    Raises Misused for one that is no site ("https://cong.gov.vn").
    """
    allowed = " ".join(["'self'", *map(_site, frame_from)])
    root = etree.Element("configuration")
    server = etree.SubElement(root, "system.webServer")
    first = etree.SubElement(etree.SubElement(server, "defaultDocument", enabled="true"), "files")
    etree.SubElement(first, "remove", value="index.html")
    etree.SubElement(first, "add", value="index.html")
    content = etree.SubElement(server, "staticContent")
    for ending in sorted({PurePosixPath(file).suffix for file in files} & _TYPES.keys()):
        etree.SubElement(content, "remove", fileExtension=ending)
        etree.SubElement(content, "mimeMap", fileExtension=ending, mimeType=_TYPES[ending])
    if MISSING in files:
        errors = etree.SubElement(server, "httpErrors")
        etree.SubElement(errors, "remove", statusCode="404", subStatusCode="-1")
        etree.SubElement(errors, "error", statusCode="404", path=MISSING, responseMode="File")
    headers = etree.SubElement(etree.SubElement(server, "httpProtocol"), "customHeaders")
    for name, value in (("Content-Security-Policy", f"frame-ancestors {allowed}"), ("X-Content-Type-Options", "nosniff")):
        etree.SubElement(headers, "remove", name=name)
        etree.SubElement(headers, "add", name=name, value=value)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _site(typed: str) -> str:
    parts = urlsplit(typed)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query or not parts.netloc.replace("*", "").isascii() or set(typed) & set(" ;,'\""):  # fmt: skip
        raise Misused(f"{typed} không phải địa chỉ của một trang web; hãy ghi dạng https://cong-thong-tin.vn.")
    return f"{parts.scheme}://{parts.netloc}"
