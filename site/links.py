"""Every internal link and anchor of a folder of pages, feeds and styles, checked against the files that are there.

Each file is read once: its digest is taken, its links are followed to files, the anchors that they want are noted. Then only the
pages that an anchor is wanted of are read again. So nothing of a page has to be kept, and shares of the files can be looked at apart.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import msgspec
from lxml import etree
from phancap.site.placing import digest_of

_STYLE_LINK = re.compile(rb"url\(\s*['\"]?([^'\")]+)")
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=(.+)", re.I)
_PLAIN = re.compile(r"((?:\.\./)*)([\w~!.-]+(?:/[\w~!.-]+)*)")  # as nearly all of our links are written
_PAGES = (".html", ".xml", ".svg", ".css")

_attributes = etree.XPath("//@href | //@src | //@action | //@data", smart_strings=False)
_sources = etree.XPath("//@srcset", smart_strings=False)
_refreshes = etree.XPath("//meta/@content", smart_strings=False)
_places = etree.XPath("//*[local-name() = 'loc']/text()", smart_strings=False)
_names = etree.XPath("//@id | //@name", smart_strings=False)


class Looked(msgspec.Struct):
    """What was seen in some files: path → digest; (file, link) that leads to no file; target → anchor → a (file, link) that wants it."""

    digests: dict[str, str]
    broken: list[tuple[str, str]]
    wanted: dict[str, dict[str, tuple[str, str]]]

    def take(self, other: Looked) -> None:
        """Add what was seen in other files."""
        self.digests.update(other.digests)
        self.broken += other.broken
        for target, anchors in other.wanted.items():
            self.wanted.setdefault(target, {}).update(anchors)


def files_below(folder: Path) -> list[str]:
    """The paths of all files below a folder, with "/" between names, sorted."""
    found = []
    for above, _, names in os.walk(folder):
        place = Path(above).relative_to(folder).as_posix()
        found += [name if place == "." else f"{place}/{name}" for name in names]
    return sorted(found)


def broken_links(made: Path, base_url: str | None = None) -> list[tuple[str, str]]:
    """(file, link) of every link of the pages, styles, drawings and feeds below ``made`` that leads to no file or no anchor there.

    With ``base_url`` links to that place (whole, or from the server's root) are checked like relative ones. An address of another
    host is no matter of ours; of schemes only http, https, mailto, tel and data are let pass. Time is linear in the files' size.
    """
    files = files_below(made)
    looked = look_at(made, files, set(files), base_url)
    return sorted(looked.broken + lost_anchors(made, looked.wanted.items()))


def look_at(made: Path, names: Iterable[str], files: Set[str], base_url: str | None) -> Looked:
    """Read some of the ``files`` below ``made``."""
    looked = Looked({}, [], {})
    for name in names:
        content = (made / name).read_bytes()
        looked.digests[name] = digest_of(content)
        if not name.endswith(_PAGES):
            continue
        for link in dict.fromkeys(_links(name, content)):
            target, anchor = _followed(name, link, base_url)
            if target is None or (target and target not in files):
                looked.broken.append((name, link))
            elif anchor and target.endswith(_PAGES):
                looked.wanted.setdefault(target, {}).setdefault(anchor, (name, link))
    return looked


def lost_anchors(made: Path, wanted: Iterable[tuple[str, dict[str, tuple[str, str]]]]) -> list[tuple[str, str]]:
    """The (file, link) whose anchor is not on the page it leads to."""
    lost = []
    for target, anchors in wanted:
        root = _parsed(target, (made / target).read_bytes())
        there = set() if root is None else set(map(str, _names(root)))
        lost += [where for anchor, where in anchors.items() if anchor not in there]
    return lost


def _parsed(name: str, content: bytes) -> etree._Element | None:
    """The page as a tree; None for a style and for Akoma Ntoso, whose references are names in an ontology, not addresses of files."""
    if name.endswith(".css"):
        return None
    if name.endswith(".html"):
        return etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    return None if name.endswith(".xml") and "legaldocml" in str(root.tag) else root


def _links(name: str, content: bytes) -> Iterator[str]:
    if name.endswith(".css"):
        yield from (m.decode("utf-8", "replace") for m in _STYLE_LINK.findall(content))
    root = _parsed(name, content)
    if root is None:
        return
    yield from _attributes(root)
    for several in _sources(root):
        yield from (part.split()[0] for part in several.split(",") if part.strip())
    for told in _refreshes(root) if name.endswith(".html") else ():
        if found := _REFRESH.fullmatch(told):
            yield found.group(1).strip("'\" ")
    for place in _places(root) if name.endswith(".xml") else ():
        yield place.strip()


def _followed(name: str, link: str, base_url: str | None) -> tuple[str | None, str]:
    """(the file that a link leads to, its anchor): "" for an address of others, None for one that can lead nowhere."""
    if plain := _PLAIN.fullmatch(link):
        above = name.split("/")[:-1]
        up = len(plain.group(1)) // 3
        rest = plain.group(2)
        if up <= len(above) and not rest.startswith("..") and "/." not in rest and rest != ".":
            return "/".join((*above[: len(above) - up], rest)), ""
    if base_url:
        base = base_url.rstrip("/") + "/"
        path = urlsplit(base).path
        if link.startswith(base) or link + "/" == base:
            return _target("", link[len(base) :])
        if link.startswith("/") and not link.startswith("//"):
            return _target("", link[len(path) :]) if link.startswith(path) else (None, "")
    try:
        parts = urlsplit(link)
    except ValueError:
        return None, ""
    if parts.scheme or parts.netloc:
        return ("" if parts.scheme in ("http", "https", "mailto", "tel", "data") else None), ""
    return (None, "") if link.startswith("/") else _target(name, link)


def _target(name: str, link: str) -> tuple[str | None, str]:
    """The same for a link without a host, as it stands in the file ``name`` (in the root, when that is empty)."""
    parts = urlsplit(link)
    path = unquote(parts.path)
    target = name if not path and name else _joined(PurePosixPath(name).parent.parts if name else (), path)
    return target, unquote(parts.fragment)


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
        at = name.find("/")
        while True:
            path = name if at < 0 else name[:at]
            other = seen.setdefault(path.casefold(), path)
            if other != path:
                yield other, path
            if at < 0:
                break
            at = name.find("/", at + 1)
