"""A document's files: as received, as Akoma Ntoso, Markdown and sheets; by link, the same on the site and in the export."""

from __future__ import annotations

import codecs

from flask import Response, abort, current_app
from phancap.indexer.model import Document
from phancap.site import sheets
from phancap.site.views.documents import moved_to, pages
from phancap.site.views.held import Held, held
from werkzeug.wrappers import Response as AnyResponse


@pages.get("/<document>/akoma-ntoso.xml")
def akn_file(document: str) -> AnyResponse:
    """The document as Akoma Ntoso, for programs of other offices."""
    from phancap.indexer.akn import akn_of

    if moved := moved_to(document, "documents.akn_file"):
        return moved
    here, found = _text_or_404(document)
    return _inline(akn_of(found, here.generation.clauses(found.id)), "application/xml", f"{found.id}.xml")


@pages.get("/<document>/van-ban.md.txt")
def markdown_file(document: str) -> AnyResponse:
    """The document as Markdown. The name ends in .txt: a web server that knows no .md (IIS) refuses to send such files."""
    from phancap.site.markdown_file import markdown_of

    if moved := moved_to(document, "documents.markdown_file"):
        return moved
    here, found = _held_or_404(document)
    return _inline(markdown_of(here, found, here.generation.clauses(found.id)), "text/plain", f"{found.id}.md")


@pages.get("/<document>/dieu-khoan.csv")
def clause_sheet(document: str) -> AnyResponse:
    """The document's clauses, for a spreadsheet."""
    if moved := moved_to(document, "documents.clause_sheet"):
        return moved
    here, found = _held_or_404(document)
    return sheets.response(sheets.of_clauses(here, here.generation.clauses(found.id)), f"dieu-khoan-{found.id}.csv")


@pages.get("/<document>/nhiem-vu.csv")
def duty_sheet(document: str) -> AnyResponse:
    """The document's duties, for a spreadsheet."""
    if moved := moved_to(document, "documents.duty_sheet"):
        return moved
    here, found = _held_or_404(document)
    return sheets.response(sheets.of_duties(here, here.generation.duties(found.id)), f"nhiem-vu-{found.id}.csv")


def _held_or_404(document: str) -> tuple[Held, Document]:
    """The document, when its text is in the corpus; what is issued with it has no file of its own."""
    return _text_or_404(document) if "!" not in document else abort(404)


def _text_or_404(document: str) -> tuple[Held, Document]:
    """The document that an address or that of its attachment ("…!quy-che") means, when its text is in the corpus."""
    here = held()
    found = here.document_or_404(document)
    return (here, found) if found.id in here.generation.held else abort(404)


def _inline(content: str | bytes, form: str, name: str) -> Response:
    """A file that a browser shows. Of a file in an export a plain web server tells no encoding: browsers then take Vietnamese for windows-1252,
    unless a plain text begins with the mark of UTF-8.
    """
    if current_app.config["EXPORTING"] and form == "text/plain":
        content = codecs.BOM_UTF8 + (content.encode() if isinstance(content, str) else content)
    response = Response(content, mimetype=form)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@pages.get("/<document>/nguyen-van.txt")
def received_file(document: str) -> AnyResponse:
    """The text as received, byte for byte (in an export behind the mark of UTF-8)."""
    if moved := moved_to(document, "documents.received_file"):
        return moved
    here, found = _text_or_404(document)
    return _inline(here.generation.text(found.id).encode(), "text/plain", f"{found.id}.md")
