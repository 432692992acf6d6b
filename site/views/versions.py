"""A document's earlier texts beside the present one: clause by clause, the changed words marked."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, render_template
from markupsafe import Markup
from phancap.indexer.model import Clause
from phancap.indexer.versions import Change, compared, version_of, versions_of
from phancap.site.comparing import changed_words
from phancap.site.views.documents import moved_to, pages
from phancap.site.views.held import held, where
from werkzeug.wrappers import Response as AnyResponse


@dataclass(frozen=True)
class Pair:
    """One changed clause: what happened ("sửa chữ", "mới", "không còn"), both citations, both texts as marked."""

    what: str
    before: Clause | None
    after: Clause | None
    headings: tuple[Markup, Markup]
    texts: tuple[Markup, Markup]


@pages.get("/<document>/ban-truoc/<digest>/")
def earlier(document: str, digest: str) -> str | AnyResponse:
    """One earlier text against the present one."""
    if moved := moved_to(document, "documents.earlier", digest=digest):
        return moved
    here = held()
    found = here.document_or_404(document) if "!" not in document else abort(404)
    version = version_of(here.generation.folder, found.id, digest) or abort(404)
    clauses = here.generation.clauses(found.id)
    pairs = [_pair(change) for change in compared(list(version.clauses), clauses)]
    return render_template(
        "ban-truoc.html", here=here, document=found, version=version, pairs=pairs, where=where,
        counts=[(words, sum(p.what == words for p in pairs)) for words in ("sửa chữ", "mới", "không còn")],
        sizes=(len(version.clauses), len(clauses)), others=[d for d in versions_of(here.generation.folder, found.id) if d != digest],
    )  # fmt: skip


def _pair(change: Change) -> Pair:
    old, new = change.before, change.after
    what = "sửa chữ" if old and new else "mới" if new else "không còn"
    headings = changed_words(old.heading if old else "", new.heading if new else "")
    texts = changed_words(old.text if old else "", new.text if new else "")
    return Pair(what, old, new, headings, texts)
