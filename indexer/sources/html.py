"""HTML pages → blocks: pages saved from the sites where people read law, Word's "save as HTML", plain pages.

A saved page is mostly the site; where the law stands in it is known for the sites below. Elsewhere it is all that is
neither menu, head nor foot of the page. A page whose words are mostly links is a list, no document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree
from phancap.indexer.sources.blocks import Block, clean, has_letters
from phancap.indexer.sources.html_blocks import blocks_of, words_of
from phancap.indexer.sources.refusal import Refused

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.I)
_LEAST = 40  # letters
_SHORT = 600  # letters: a text below this that asks for a login, and has no article of law, is a teaser
_LINK_SHARE = 0.5  # of the letters of a page: gazette lists have 0.6 and more, documents below 0.1
_LOGIN = re.compile(r"(?i)đăng nhập|đăng ký thành viên|tài khoản|thành viên basic|thành viên pro")
_LAW = re.compile(r"(?m)^[^\w\n]{0,20}(?:Điều\s+\d+[.:\s]|(?:I|II|1)[.)]\s|Căn cứ\s|Kính gửi|CỘNG H[OÒ]À?)")
_FURNITURE_TAGS = frozenset(["nav", "aside", "footer", "header", "form", "dialog", "button", "select", "menu", "iframe"])
_FURNITURE_NAMES = re.compile(r"(?i)\b(menu|nav|navbar|breadcrumbs?|sidebar|footer|header|banner|toolbar|comments?|share|social|popup|modal|advert\w*|related|login|cookie\w*)\b")  # fmt: skip
_FEW_LINKS = 10  # a list has more
_MOST_LOOKED_INTO = 500  # parts of a page; each is read whole, and a hostile page nests them
_NOT_HELD = "trang này không có toàn văn (chỉ có phần giới thiệu); hãy đăng nhập vào trang nguồn, mở toàn văn rồi lưu lại"
_NO_TEXT = "trang này không có văn bản để đọc; hãy mở đúng trang toàn văn rồi lưu lại"
_A_LIST = "trang này là danh sách liên kết, không phải một văn bản; hãy mở từng văn bản rồi lưu lại"


class Page(NamedTuple):
    """What a page holds: the law's blocks, the site's attribute block (label → value), and the site's name or ""."""

    blocks: list[Block]
    attributes: dict[str, str]
    site: str


def read_html(content: bytes) -> Page:
    """The law in a saved page. Raises Refused for a teaser, a list of links and a page without text."""
    root = parse(content)
    for site, find in _SITES:
        found = find(root)
        if found is not None:
            element, attributes = found
            blocks = blocks_of(element) if element is not None else []
            if _is_teaser("\n".join(words_of(blocks))):
                raise Refused(_NOT_HELD)
            return Page(blocks, attributes, site)
    body = _body(root)
    if not _is_word(content) and _link_share(body) > _LINK_SHARE:
        raise Refused(_A_LIST)
    links = sum(1 for _ in root.iter("a"))
    _without_furniture(body, is_word=_is_word(content))
    blocks = blocks_of(body)
    words = "\n".join(words_of(blocks))
    if not has_letters(words, _LEAST):
        raise Refused(_NOT_HELD if _LOGIN.search(words) else _A_LIST if links > 20 else _NO_TEXT)
    if _is_teaser(words):
        raise Refused(_NOT_HELD)
    return Page(blocks, {}, "")


# -- the bytes -----------------------------------------------------------------------------------------------------


def parse(content: bytes) -> etree._Element:
    """The page as a tree; any bytes give one. Raises Refused where nothing at all is in it."""
    text = decode(content)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise Refused(_NO_TEXT)
    return root


def decode(content: bytes) -> str:
    """The page's characters: by its byte order mark, by UTF-8 where the bytes are such, by what it declares."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace")
    declared = _CHARSET.search(content[:8192])
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if name in ("iso-8859-1", "latin1", "us-ascii", "ascii"):
        name = "windows-1252"  # what browsers read under these names (WHATWG encoding standard)
    for candidate in dict.fromkeys(["utf-8", name] if name != "utf-8" else ["utf-8", "windows-1252"]):
        try:
            return content.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("windows-1252", "replace")


def _is_word(content: bytes) -> bool:
    head = content[:4096]
    return b"urn:schemas-microsoft-com:office:word" in head or b"Microsoft Word" in head or b"LibreOffice" in head


# -- where the law stands ------------------------------------------------------------------------------------------

_Found = tuple[etree._Element | None, dict[str, str]]


def _thuvienphapluat(root: etree._Element) -> _Found | None:
    """Body: the first ``.content1`` in ``#tab1`` (a second one is a translation); attributes: ``#divThuocTinh table``."""
    attributes = next(_named(root, "id", "divThuocTinh"), None)
    tab = next(_named(root, "id", "tab1"), None)
    if attributes is None and tab is None:
        return None
    body = next(_classed(tab, "content1"), None) if tab is not None else None
    if body is None and attributes is None:
        return None
    return body, _pairs(attributes)


def _vbpl_old(root: etree._Element) -> _Found | None:
    body = next(_named(root, "id", "toanvancontent"), None)
    if body is None:
        body = next(_classed(root, "toanvancontent"), None)
    if body is None:
        return None
    attributes: dict[str, str] = {}
    for block in _classed(root, "vbProperties"):
        attributes |= _pairs(block)
    for info in _classed(root, "vbInfo"):
        for item in info.iter("li"):
            label, colon, value = clean("".join(str(t) for t in item.itertext())).partition(":")
            if colon and label:
                attributes[label.strip()] = value.strip()
    return body, attributes


def _vbpl_new(root: etree._Element) -> _Found | None:
    """Since April 2026: paragraphs with the classes prov-…; the element that holds them all is the body."""
    marked = [p for p in root.iter("p", "div") if re.search(r"\bprov-(?:article|clause|item|chapter|section)\b", p.get("class", ""))]
    if not marked:
        return None
    last = set(marked[-1].iterancestors())
    holder = next((a for a in marked[0].iterancestors() if a in last), None)
    return holder, {}


def _luatvietnam(root: etree._Element) -> _Found | None:
    body = next(_classed(root, "the-document-body"), None)
    if body is None:
        return None
    for note in list(_classed(body, "docitem-binhluan")):  # the editors' notes are not the law
        _drop(note)
    return body, {}


_SITES: tuple[tuple[str, Callable[[etree._Element], _Found | None]], ...] = (
    ("thuvienphapluat.vn", _thuvienphapluat),
    ("vbpl.vn", _vbpl_old),
    ("vbpl.vn", _vbpl_new),
    ("luatvietnam.vn", _luatvietnam),
)


def _named(root: etree._Element, attribute: str, value: str) -> Iterator[etree._Element]:
    for element in root.iter(etree.Element):
        if element.get(attribute) == value:
            yield element


def _classed(root: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in root.iter(etree.Element):
        if name in element.get("class", "").split():
            yield element


def _pairs(element: etree._Element | None) -> dict[str, str]:
    """Label → value out of rows of five cells (label, value, gap, label, value) or of two."""
    pairs: dict[str, str] = {}
    if element is None:
        return pairs
    for row in element.iter("tr"):
        cells = [clean(" ".join(str(t) for t in cell.itertext())) for cell in row if cell.tag in ("td", "th")]
        for label, value in [cells[:2], cells[-2:]] if len(cells) >= 4 else [cells[:2]] if len(cells) >= 2 else []:
            if label.endswith(":") and value:
                pairs[label.rstrip(": ")] = value
    return pairs


def _body(root: etree._Element) -> etree._Element:
    for tag in ("article", "main"):
        found = [e for e in root.iter(tag) if sum(c.isalpha() for t in e.itertext() for c in str(t)) > _SHORT]
        if len(found) == 1:
            return found[0]
    body = root.find(".//body")
    return root if body is None else body


def _without_furniture(body: etree._Element, is_word: bool) -> None:
    if is_word:
        return
    looked_into = 0
    for element in list(body.iter(etree.Element)):
        if looked_into > _MOST_LOOKED_INTO:
            break
        names = f"{element.get('id', '')} {element.get('class', '')}"
        furniture = element.tag in _FURNITURE_TAGS or (element.tag in ("div", "ul", "section", "table") and _FURNITURE_NAMES.search(names))
        looked_into += bool(furniture)
        if furniture and element is not body and not _LAW.search("\n".join(str(t).strip() for t in element.itertext())):
            _drop(element)


def _link_share(body: etree._Element) -> float:
    """The share of the page's letters that are links; one that holds articles of a law is never a list."""
    if sum(1 for a in body.iter("a") if a.get("href")) < _FEW_LINKS:
        return 0.0
    words = "\n".join(words_of(blocks_of(body)))
    if len(re.findall(r"(?m)^[ \t]*Điều\s+\d+[.:]", words)) >= 2:
        return 0.0
    linked = sum(sum(c.isalpha() for c in "".join(str(t) for t in a.itertext())) for a in body.iter("a") if a.get("href"))
    return linked / max(1, sum(c.isalpha() for c in words))


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:  # words behind the element are not part of it
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _is_teaser(words: str) -> bool:
    if has_letters(words, _SHORT):
        return False
    return not has_letters(words, _LEAST) or (_LOGIN.search(words) is not None and not _LAW.search(words))
