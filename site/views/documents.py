"""Documents: the list, one document with its duties beside it, the text as received."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request
from phancap.indexer.model import Clause, Document
from phancap.indexer.versions import versions_of
from phancap.site import wording
from phancap.site.linked_data import FILES, legislation
from phancap.site.views.grouping import cited_once, duty_lines
from phancap.site.views.held import LISTED, Held, anchor, held, where
from phancap.site.views.lists import PAGE, documents_by_place, documents_named, documents_not_held, pages_of_place, shortened
from phancap.site.views.outlines import outline_of, written
from phancap.site.views.page_links import link
from phancap.site.views.parts import first_lines, lines_url, part_url, starts
from phancap.site.views.rows import Row, chunks_of, lines_of
from phancap.site.views.sifting import pages_of
from phancap.site.views.tables import places
from werkzeug.wrappers import Response as AnyResponse

pages = Blueprint("documents", __name__, url_prefix="/van-ban")
FIRST_KNOWN = 30  # documents that are only cited, on the first page
MOST_AT_A_GLANCE = 20  # documents that are found in a list without looking for them by name
_CHANGES = 2_000  # places at which others change a document that are looked at
_CITED_BY = 40  # clauses that cite a document, told on its page; its references have a page of their own


@pages.get("/")
def index() -> str:
    """The documents: those held, place by place, and those only cited; or those that were looked for by name."""
    here = held()
    typed = "" if current_app.config["EXPORTING"] else request.args.get("loc", "").strip()
    total, found = documents_named(here, typed) if typed else (0, [])
    places, known = documents_by_place(here), documents_not_held(here)
    return render_template(
        "van-ban-danh-sach.html", here=here, sizes=here.sizes, cited=here.cited, held_count=len(here.generation.held), places=shortened(places),
        known_count=len(known), known=known if len(known) <= FIRST_KNOWN + 10 else known[:FIRST_KNOWN], typed=typed, total=total, found=found,
        several=len(here.documents) > MOST_AT_A_GLANCE,
    )  # fmt: skip


@pages.get("/dia-ban/<place>/<int:page>/")
def of_place(place: str, page: int) -> str:
    """All documents of a territory, newest first, page by page."""
    here = held()
    known = next((p for p in documents_by_place(here) if p.key == place), None) or abort(404)
    return _listed(here, known.name, known.rows, page, True, lambda n: link("documents.of_place", place=place, page=n))


@pages.get("/chua-co/<int:page>/")
def not_held(page: int) -> str:
    """The documents that are only cited, page by page."""
    here = held()
    return _listed(here, "Chưa có toàn văn", documents_not_held(here), page, False, lambda n: link("documents.not_held", page=n))


def _listed(here: Held, title: str, rows: Sequence[Document], page: int, full: bool, place: Callable[[int], str]) -> str:
    count = pages_of(len(rows), page, PAGE)
    return render_template(
        "van-ban-dia-ban.html", sizes=here.sizes, cited=here.cited, title=title, total=len(rows), rows=rows[(page - 1) * PAGE : page * PAGE], full=full,
        page=page, pages=count, place=place,
    )  # fmt: skip


def list_urls(here: Held) -> Iterator[tuple[str, dict[str, Any]]]:
    """The further pages of the list, for the export."""
    shown = {place.key: len(place.rows) for place in shortened(documents_by_place(here))}
    for place in documents_by_place(here):
        yield from (("documents.of_place", values) for values in pages_of_place(place) if place.total > shown[place.key])
    known = len(documents_not_held(here))
    yield from (("documents.not_held", {"page": n}) for n in range(1, -(-known // PAGE) + 1 if known > FIRST_KNOWN + 10 else 1))


def moved_to(document: str, endpoint: str, **values: str | int) -> AnyResponse | None:
    """The redirect of a former id, None for a present one. (The export writes a copy of the page in its place.)"""
    former, mark, component = document.partition("!")
    present = held().generation.aliases.get(former)
    return redirect(link(endpoint, document=present + mark + component, **values), 301) if present else None


@pages.get("/<document>/")
def one(document: str) -> str | AnyResponse:
    """One document; of a very long text its first part."""
    return moved_to(document, "documents.one") or _page(document, 1)


@pages.get("/<document>/phan/<int:number>/")
def part(document: str, number: int) -> str | AnyResponse:
    """A further part of a very long text, from 2."""
    return moved_to(document, "documents.part", number=number) or (_page(document, number) if number > 1 else abort(404))


def _page(document: str, number: int) -> str:
    """A part (from 1) of a document's text."""
    here = held()
    found = here.document_or_404(document) if "!" not in document else abort(404)
    firsts = starts(here, found.id)
    if number > len(firsts):
        abort(404)
    last = firsts[number] if number < len(firsts) else here.sizes[found.id][0] + 1
    clauses = between(here, found.id, firsts[number - 1], last) if len(firsts) > 1 else here.generation.clauses(found.id)
    here.look_up(clauses)
    outline = outline_of(here, found.id)
    rows = [_row(here, clause, outline.level(clause)) for clause in clauses]
    if clauses and len(rows) == here.sizes[found.id][0]:
        _say_unnamed_once(rows)
    placed = places(clauses)
    for row in rows if placed else ():
        row.table = placed.get(row.clause.id)
    cites = [(here.documents[b], n) for b, n in here.cites.get(found.id, ())]
    preamble = next((c for c in clauses if c.kind == "preamble"), None)
    cited_by = here.generation.cited_by(found.id, limit=_CITED_BY) if number == 1 else []
    urls = [part_url(found.id, n) for n in range(1, len(firsts) + 1)]
    return render_template(
        "van-ban.html", here=here, document=found, chunks=chunks_of(rows), preamble=preamble, outline=written(outline.roots, number, urls, firsts) if outline.roots else "",
        issuer=here.ref(found.issuer) if found.issuer else None, carries_out=[here.documents[d] for d in found.carries_out if d in here.documents],
        carried_out_by=here.carried_out_by.get(found.id, []), cited_by=cited_once(cited_by[:_CITED_BY]), cited_all=len(cited_by[:_CITED_BY]), cited_by_count=here.generation.cited_by_count(found.id),
        changes=_changes(here, found.id) if number == 1 else [], cites=cites, files=FILES, data=legislation(here, found, [d for d, _ in cites]), size=here.sizes[found.id], where=where,
        doubts=sum(counts.get(found.id, 0) for counts in here.doubts.values()), versions=versions_of(here.generation.folder, found.id),
        number=number, urls=urls, above=outline.above(clauses[0]) if number > 1 else [],
        reviewed=any(line.duty.review != "machine" for row in rows for line in row.lines),
    )  # fmt: skip


def between(here: Held, document: str, first: int, last: int) -> list[Clause]:
    """The clauses of a part of a long text: those from one place on until before another."""
    where = "WHERE document = ? AND position BETWEEN ? AND ? ORDER BY position"
    return here.generation.clauses_where(where, document, first, last - 1)


def _changes(here: Held, document: str) -> list[tuple[str, list[tuple[str, str | None, list[str]]]]]:
    """What the document changes in others, and which ones change it: (title, [(name, address or None, what is done)])."""
    does = here.generation.rows(
        "SELECT ifnull(target, ifnull(cited, '')), relation, provision FROM citations WHERE document = ? AND relation IS NOT NULL AND target IS NOT ? ORDER BY at, place, start",
        document, document,
    )  # fmt: skip
    done = here.generation.rows(
        "SELECT document, relation, provision FROM citations WHERE target = ? AND relation IS NOT NULL AND document <> ? ORDER BY at, place, start LIMIT ?",
        document, document, _CHANGES,
    )  # fmt: skip
    found = []
    for title, pairs in (("Sửa đổi, bổ sung, bãi bỏ", does), ("Được sửa đổi, bổ sung, bãi bỏ bởi", done)):
        kinds: dict[str, list[str]] = {}
        for other, relation, provision in pairs:
            part = " một phần" if provision and relation in ("replaces", "abolishes") else ""
            words = f"{wording.RELATIONS[relation or '']}{part}"
            if other and words not in kinds.setdefault(other, []):
                kinds[other].append(words)
        rows = []
        for other, told in kinds.items():
            known = here.documents.get(other)
            rows.append((known.short if known else other, link("documents.one", document=other) if known else None, told))
        found.append((title, rows))
    return found


def _row(here: Held, clause: Clause, level: int) -> Row:
    return Row(
        clause, clause.eid.count("__"), level, wording.label(clause), here.heading(clause) if clause.heading else "", here.words(clause, here=True),
        here.lines_of_text(clause, here=True) if clause.kind in LISTED else [],
        duty_lines(here, clause) if clause.duties else [], here.notes(clause) if clause.citations or clause.agencies else [], anchor(clause),
    )  # fmt: skip


def _say_unnamed_once(rows: list[Row]) -> None:
    """Where the tasks of a section (a clause that stands under none, with all below it) name nobody, the section says it once and its lines
    keep quiet. ``rows`` are all of a document.
    """
    begins = [at for at, row in enumerate(rows) if not row.clause.parent]
    for begin, end in pairwise([*begins, len(rows)]):
        section = rows[begin:end]
        lines = [line for row in section for line in row.lines]
        unnamed, total = sum(line.who is None for line in lines), sum(1 + len(line.also) for line in lines)
        if unnamed < 2 or len(section) == 1:
            continue
        whole = unnamed == total
        rows[begin].unnamed = (
            f"{wording.capital(wording.number(unnamed))} nhiệm vụ ở {wording.short_label(rows[begin].clause)} "
            f"{'đều ' if whole else ''}không nêu cơ quan thực hiện"
            + ("." if whole else f" (trong tổng số {wording.number(total)} nhiệm vụ).")
        )
        for row in section:
            row.quiet = True


@pages.get("/<document>/nguyen-van/")
def received(document: str) -> str | AnyResponse:
    """The text as received, with its lines numbered; of a very long one the first lines."""
    return moved_to(document, "documents.received") or _received(document, 1)


@pages.get("/<document>/nguyen-van/<int:number>/")
def received_part(document: str, number: int) -> str | AnyResponse:
    """Further lines of a very long text, from 2."""
    return moved_to(document, "documents.received_part", number=number) or (_received(document, number) if number > 1 else abort(404))


def _received(document: str, number: int) -> str:
    here = held()
    found = here.document_or_404(document)
    text = here.generation.text(found.id)
    firsts = first_lines(here, found.id)
    if not text.strip() or number > len(firsts):
        abort(404)
    all_lines = text.removesuffix("\n").split("\n")
    first = firsts[number - 1]
    last = firsts[number] - 1 if number < len(firsts) else len(all_lines)
    begins = here.generation.beginning(found.id, first, last)
    lines = lines_of((n, all_lines[n - 1], begins.get(n)) for n in range(first, last + 1))
    return render_template(
        "nguyen-van.html", document=found, lines=lines, size=len(text), total=len(all_lines), number=number,
        urls=[lines_url(found.id, n) for n in range(1, len(firsts) + 1)], firsts=[*firsts, len(all_lines) + 1],
    )  # fmt: skip
