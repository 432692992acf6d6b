"""Every internal link and anchor of a folder of pages, feeds and styles, checked against the files that are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

_STYLE_LINK = re.compile(rb"url\(\s*['\"]?([^'\")]+)")
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=(.+)", re.I)
_LINKS = {"href", "src", "action", "data"}


class Page(NamedTuple):
    """What a file says about links: the anchors that it has, the links that it makes."""

    anchors: frozenset[str]
    links: tuple[str, ...]


def broken_links(made: Path, base_url: str | None = None) -> list[tuple[str, str]]:
    """(file, link) of every link of the pages, styles, drawings and feeds below ``made`` that leads to no file or no anchor there.

    With ``base_url`` links to that place (whole, or from the server's root) are checked like relative ones. An address of another
    host is no matter of ours; of schemes only http, https, mailto, tel and data are let pass. Time is linear in the files' size.
    """
    files = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    pages = {name: _read(made / name) for name in sorted(files) if name.endswith((".html", ".xml", ".svg", ".css"))}
    return [
        (name, link) for name, page in pages.items() for link in dict.fromkeys(page.links) if not _leads(name, link, files, pages, base_url)
    ]


def _read(path: Path) -> Page:
    content = path.read_bytes()
    if path.suffix == ".css":
        return Page(frozenset(), tuple(m.decode("utf-8", "replace") for m in _STYLE_LINK.findall(content)))
    reader: etree.HTMLParser | etree.XMLParser
    if path.suffix == ".html":
        reader = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    else:
        reader = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(content, reader)
    if path.suffix == ".xml" and "legaldocml" in str(root.tag):
        return Page(frozenset(), ())  # Akoma Ntoso: its references are names in an ontology, not addresses of files
    anchors, links = set(), []
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            words = str(value)
            if key in ("id", "name"):
                anchors.add(words)
            elif key in _LINKS:
                links.append(words)
            elif key == "srcset":
                links += [part.split()[0] for part in words.split(",") if part.strip()]
            elif key == "content" and (found := _REFRESH.fullmatch(words)):
                links.append(found.group(1).strip("'\" "))
        if str(element.tag).rpartition("}")[2] == "loc" and element.text:
            links.append(element.text.strip())
    return Page(frozenset(anchors), tuple(links))


def _leads(name: str, link: str, files: set[str], pages: dict[str, Page], base_url: str | None) -> bool:
    if base_url:
        base = base_url.rstrip("/") + "/"
        path = urlsplit(base).path
        if link.startswith(base) or link + "/" == base:
            return _held("", link[len(base) :], files, pages)
        if link.startswith("/") and not link.startswith("//"):
            return link.startswith(path) and _held("", link[len(path) :], files, pages)
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in ("http", "https", "mailto", "tel", "data")
    return not link.startswith("/") and _held(name, link, files, pages)


def _held(name: str, link: str, files: set[str], pages: dict[str, Page]) -> bool:
    """Whether a link of the file ``name`` (of the root, when that is empty) leads to a file, and to an anchor in it."""
    parts = urlsplit(link)
    path = unquote(parts.path)
    if not path and name:
        target: str | None = name
    else:
        target = _joined(PurePosixPath(name).parent.parts if name else (), path)
    if target is None or target not in files:
        return False
    fragment = unquote(parts.fragment)
    return not fragment or target not in pages or fragment in pages[target].anchors


def _joined(folder: Iterable[str], path: str) -> str | None:
    """The file that a relative address names; a folder's is its index.html; None above the root."""
    steps = list(folder)
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    if path.endswith("/") or path in ("", ".", "..") or path.endswith("/.."):
        steps.append("index.html")
    return "/".join(steps)


def same_but_for_case(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names (folders count, too) that a file system without letter cases cannot keep apart."""
    seen: dict[str, str] = {}
    for name in names:
        whole = PurePosixPath(name)
        for path in (*reversed(whole.parents[:-1]), whole):
            other = seen.setdefault(path.as_posix().casefold(), path.as_posix())
            if other != path.as_posix():
                yield other, path.as_posix()
