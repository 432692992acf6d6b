"""Documents: the list, one document with its duties beside it, one clause, the text as received."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Blueprint, Response, abort, redirect, render_template
from markupsafe import Markup
from phancap.indexer.model import Clause, Document
from phancap.indexer.store import CitedBy
from phancap.site import sheets, wording
from phancap.site.linked_data import FILES, legislation
from phancap.site.views.held import Held, Line, Note, address, anchor, held, link, note_anchor, where
from werkzeug.wrappers import Response as AnyResponse

pages = Blueprint("documents", __name__, url_prefix="/van-ban")


@dataclass
class Row:
    """A clause as the document's page shows it. ``level`` is its heading's level, 0 when it has none."""

    clause: Clause
    depth: int
    level: int
    label: str
    heading: str
    words: Markup
    text_lines: list[Markup]
    lines: list[Line]
    notes: list[Note]
    anchor: str
    note_anchor: str
    quiet: bool = False
    unnamed: str = ""
    below: list[Row] = field(default_factory=list)


@pages.get("/")
def index() -> str:
    """All documents: those held, those only cited."""
    here = held()
    documents = list(here.documents.values())
    return render_template(
        "van-ban-danh-sach.html", here=here, sizes=here.sizes, cited=here.cited,
        held_ones=[d for d in documents if d.id in here.generation.held], known=[d for d in documents if d.id not in here.generation.held],
    )  # fmt: skip


def _moved(document: str, endpoint: str, **values: str) -> AnyResponse | None:
    """The redirect of a former id, None for a present one. (The export writes a copy of the page in its place.)"""
    former, mark, component = document.partition("!")
    present = held().generation.aliases.get(former)
    return redirect(link(endpoint, document=present + mark + component, **values), 301) if present else None


@pages.get("/<document>/")
def one(document: str) -> str | AnyResponse:
    """One document."""
    if moved := _moved(document, "documents.one"):
        return moved
    here = held()
    found = here.document_or_404(document) if "!" not in document else abort(404)
    clauses = here.generation.clauses(found.id)
    roots = _tree(here, clauses)
    rows = [row for root in roots for row in _flat(root)]
    cites = _cites(here, clauses)
    preamble = next((r for r in rows if r.clause.kind == "preamble"), None)
    cited_by = here.generation.cited_by(found.id)
    return render_template(
        "van-ban.html", here=here, document=found, rows=rows, roots=roots, preamble=preamble, outline=[r for r in roots if r.heading],
        issuer=here.ref(found.issuer) if found.issuer else None, carries_out=[here.documents[d] for d in found.carries_out if d in here.documents],
        carried_out_by=[d for d in here.documents.values() if found.id in d.carries_out], cited_by=cited_by,
        changes=_changes(here, clauses, cited_by), cites=cites, files=FILES, data=legislation(here, found, [d for d, _ in cites]), size=here.sizes[found.id], where=where,
    )  # fmt: skip


def _changes(here: Held, clauses: list[Clause], cited_by: list[CitedBy]) -> list[tuple[str, list[tuple[str, str | None, list[str]]]]]:
    """What the document changes in others, and which ones change it: (title, [(name, address or None, what is done)])."""
    own = clauses[0].document if clauses else ""
    does = [(x.target or x.cited or "", x.relation) for c in clauses for x in c.all_citations if x.relation and x.target != own]
    done = [(x.clause.document, x.citation.relation) for x in cited_by if x.citation.relation]
    found = []
    for title, pairs in (("Sửa đổi, bổ sung, bãi bỏ", does), ("Được sửa đổi, bổ sung, bãi bỏ bởi", done)):
        kinds: dict[str, list[str]] = {}
        for other, relation in pairs:
            words = wording.RELATIONS[relation or ""]
            if other and words not in kinds.setdefault(other, []):
                kinds[other].append(words)
        rows = []
        for other, told in kinds.items():
            known = here.documents.get(other)
            rows.append((known.short if known else other, link("documents.one", document=other) if known else None, told))
        found.append((title, rows))
    return found


def _cites(here: Held, clauses: list[Clause]) -> list[tuple[Document, int]]:
    counts: dict[str, int] = {}
    for clause in clauses:
        for cited in clause.all_citations:
            if cited.target and cited.target != clause.document and cited.status == "resolved":
                counts[cited.target] = counts.get(cited.target, 0) + 1
    return [(here.documents[d], n) for d, n in counts.items() if d in here.documents]


def _tree(here: Held, clauses: list[Clause]) -> list[Row]:
    rows: dict[tuple[str, str], Row] = {}
    roots: list[Row] = []
    for clause in clauses:
        document = where(clause)["document"]
        parent = rows.get((document, clause.parent or ""))
        depth = parent.depth + 1 if parent else 0
        level = 0 if not clause.heading or clause.kind == "preamble" else min(6, (parent.level or 1) + 1 if parent else 2)
        listed = clause.kind in ("recipients", "signature")
        row = Row(
            clause, depth, level, wording.label(clause), here.heading(clause), here.words(clause, here=True),
            here.lines_of_text(clause, here=True) if listed else [], here.lines(clause), here.notes(clause), anchor(clause), note_anchor(clause),
        )  # fmt: skip
        rows[document, clause.eid] = row
        (parent.below if parent else roots).append(row)
    for root in roots:
        _say_unnamed_once(root)
    return roots


def _flat(row: Row) -> list[Row]:
    return [row, *(r for child in row.below for r in _flat(child))]


def _say_unnamed_once(root: Row) -> None:
    """Where a section's tasks name nobody, the section says it once and its lines keep quiet."""
    lines = [line for row in _flat(root) for line in row.lines]
    unnamed = sum(line.who is None for line in lines)
    if unnamed < 2 or not root.below:
        return
    whole = unnamed == len(lines)
    root.unnamed = (
        f"{wording.capital(wording.number(unnamed))} nhiệm vụ ở {wording.short_label(root.clause)} {'đều ' if whole else ''}không nêu cơ quan thực hiện"
        + ("." if whole else f" (trong tổng số {wording.number(len(lines))} nhiệm vụ).")
    )
    for row in _flat(root):
        row.quiet = True


@pages.get("/<document>/<eid>/")
def clause(document: str, eid: str) -> str | AnyResponse:
    """One clause."""
    if moved := _moved(document, "documents.clause", eid=eid):
        return moved
    here = held()
    of = here.document_or_404(document)
    found = here.generation.by_id(f"{document}/{eid}") or abort(404)
    before, after = here.generation.neighbours(found)
    trail = here.trail(found)
    headings = {c.eid: c.citation for c in trail}
    listed = found.kind in ("recipients", "signature")
    cited_by = here.generation.cited_by(found.document, found.eid) if "!" not in document else []
    return render_template(
        "dieu-khoan.html", here=here, document=of, clause=found, trail=trail, before=before, after=after,
        words=here.words(found, here=True), text_lines=here.lines_of_text(found, here=True) if listed else [], heading=here.heading(found),
        lines=[(line, wording.because(line.duty, found, headings)) for line in here.lines(found)], notes=here.notes(found),
        note_anchor=note_anchor(found), below=[(c, here.heading(c), here.words(c), here.lines(c), len(here.children(c))) for c in here.children(found)],
        cited_by=cited_by, cites=_cited_words(here, found), where=where, anchor=anchor(found), label=wording.label(found),
        citation=wording.citation(found, of), permalink=address("documents.clause", **where(found)),
    )  # fmt: skip


def _cited_words(here: Held, clause: Clause) -> list[tuple[str, str, str]]:
    """(cited words, name of the target, its address) of the clause's resolved references."""
    found = []
    for cited in clause.all_citations:
        target = here.documents.get(cited.target or "")
        if target and cited.status == "resolved":
            inner = here.generation.clause(target.id, cited.eid) if cited.eid else None
            url = link("documents.clause", **where(inner)) if inner else link("documents.one", document=target.id)
            found.append((cited.words, f"{inner.citation} {target.name}" if inner else target.name, url))
    return found


@pages.get("/<document>/nguyen-van/")
def received(document: str) -> str | AnyResponse:
    """The text as received, with its lines numbered."""
    if moved := _moved(document, "documents.received"):
        return moved
    here = held()
    found = here.document_or_404(document)
    text = here.generation.text(found.id)
    if not text.strip():
        abort(404)
    starts: dict[int, Clause] = {}
    for clause in here.generation.clauses(found.id):
        starts.setdefault(clause.lines[0], clause)
    lines = [(n, line, starts.get(n)) for n, line in enumerate(text.removesuffix("\n").split("\n"), 1)]
    return render_template("nguyen-van.html", document=found, lines=lines, where=where, size=len(text))


@pages.get("/<document>/akoma-ntoso.xml")
def akn_file(document: str) -> AnyResponse:
    """The document as Akoma Ntoso, for programs of other offices."""
    from phancap.indexer.akn import akn_of

    if moved := _moved(document, "documents.akn_file"):
        return moved
    here = held()
    found = here.document_or_404(document)
    if found.id not in here.generation.held:
        abort(404)
    response = Response(akn_of(found, here.generation.clauses(found.id)), mimetype="application/xml")
    response.headers["Content-Disposition"] = f'inline; filename="{found.id}.xml"'
    return response


@pages.get("/<document>/van-ban.md.txt")
def markdown_file(document: str) -> AnyResponse:
    """The document as Markdown. The name ends in .txt: a web server that knows no .md (IIS) refuses to send such files."""
    from phancap.site.markdown_file import markdown_of

    if moved := _moved(document, "documents.markdown_file"):
        return moved
    here, found = _held_or_404(document)
    response = Response(markdown_of(here, found, here.generation.clauses(found.id)), mimetype="text/plain")
    response.headers["Content-Disposition"] = f'inline; filename="{found.id}.md"'
    return response


@pages.get("/<document>/dieu-khoan.csv")
def clause_sheet(document: str) -> AnyResponse:
    """The document's clauses, for a spreadsheet."""
    if moved := _moved(document, "documents.clause_sheet"):
        return moved
    here, found = _held_or_404(document)
    return sheets.response(sheets.of_clauses(here, here.generation.clauses(found.id)), f"dieu-khoan-{found.id}.csv")


@pages.get("/<document>/nhiem-vu.csv")
def duty_sheet(document: str) -> AnyResponse:
    """The document's duties, for a spreadsheet."""
    if moved := _moved(document, "documents.duty_sheet"):
        return moved
    here, found = _held_or_404(document)
    return sheets.response(sheets.of_duties(here, here.generation.duties(found.id)), f"nhiem-vu-{found.id}.csv")


def _held_or_404(document: str) -> tuple[Held, Document]:
    """The document, when its text is in the corpus."""
    here = held()
    found = here.document_or_404(document) if "!" not in document else abort(404)
    return (here, found) if found.id in here.generation.held else abort(404)


@pages.get("/<document>/nguyen-van.txt")
def received_file(document: str) -> AnyResponse:
    """The text as received, byte for byte."""
    if moved := _moved(document, "documents.received_file"):
        return moved
    here = held()
    found = here.document_or_404(document)
    if found.id not in here.generation.held:
        abort(404)
    response = Response(here.generation.text(found.id).encode(), mimetype="text/plain")
    response.headers["Content-Disposition"] = f'inline; filename="{found.id}.md"'
    return response
