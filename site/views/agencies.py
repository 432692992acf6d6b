"""Agencies: the list, one agency with all that it owes and is owed, the same as a spreadsheet and as a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request
from phancap.indexer.agencies import Holder
from phancap.indexer.obligations import predecessors
from phancap.indexer.registers import Group, Merger
from phancap.site import calendars, sheets, wording, workbooks
from phancap.site.views.blocks import blocks_of, documents_with, former_name, groups_of, has_days, pictures_of, sentence_of, some_of
from phancap.site.views.grouping import obligation_line
from phancap.site.views.held import Held, Line, held, where
from phancap.site.views.lists import PAGE, agencies_by_place, pages_of_place, place_name, shortened
from phancap.site.views.page_links import Ref
from phancap.site.views.sifting import DUES, Choice, asked, documents_of, pages_of
from phancap.site.views.timed import spans, timed_of

pages = Blueprint("agencies", __name__, url_prefix="/co-quan")
MOST_LINES = 40  # duty lines of one group on one page
MOST_MENTIONS = 40  # clauses on its first page that only name it
MOST_NAMING = 100  # and on a page of their own
MOST_CHOICES = 100  # documents to choose from; more are no choice
MOST_ROWS = 250  # of one page of the table for paper


@dataclass(frozen=True)
class Successor:
    """Who holds an agency's work today, as a sentence with its source."""

    sentence: str
    agencies: list[Ref]
    when: str
    source: str
    sure: str
    note: str


@dataclass(frozen=True)
class Named:
    """An agency of the list: its counts, whether it is a group, whether the register knows it."""

    ref: Ref
    counts: dict[str, int]
    group: bool
    known: bool


@pages.get("/")
def index() -> str:
    """The agencies, by territory."""
    here = held()
    places = shortened(agencies_by_place(here))
    named = [(p, [n for n in found if n.counts], [n for n in found if not n.counts]) for p in places for found in (_named(here, p.rows),)]
    return render_template("co-quan-danh-sach.html", places=named, total=len(here.generation.agency_ids))


@pages.get("/dia-ban/<place>/<int:page>/")
def of_place(place: str, page: int) -> str:
    """All agencies of a territory, those with most to do first, page by page."""
    here = held()
    known = next((p for p in agencies_by_place(here) if p.key == place), None) or abort(404)
    count = pages_of(known.total, page, PAGE)
    rows = _named(here, known.rows[(page - 1) * PAGE : page * PAGE])
    return render_template("co-quan-dia-ban.html", place=known, rows=rows, page=page, pages=count)


def _named(here: Held, agencies: Iterable[str]) -> list[Named]:
    index = here.generation.agencies
    entries = ((a, index.entry(a)) for a in agencies)
    return [Named(here.ref(a), here.counts[a], isinstance(entry, Group), entry is not None) for a, entry in entries]


def list_urls(here: Held) -> Iterator[tuple[str, dict[str, Any]]]:
    """The further pages of the list, for the export."""
    shown = {place.key: len(place.rows) for place in shortened(agencies_by_place(here))}
    for place in agencies_by_place(here):
        yield from (("agencies.of_place", values) for values in pages_of_place(place) if place.total > shown[place.key])


@pages.get("/<jurisdiction>/<agency>/")
def one(jurisdiction: str, agency: str) -> str:
    """One agency."""
    here = held()
    name = _known(here, jurisdiction, agency)
    index, choice, by_text = here.generation.agencies, asked(here), _by_text()
    blocks = blocks_of(here, name, choice, by_text)
    everything = blocks_of(here, name) if choice.active or by_text else blocks
    entry = index.entry(name)
    named, mentions = here.generation.only_named(name, limit=MOST_MENTIONS)
    strip, report = pictures_of(here, name, blocks, choice)
    timed, due = timed_of(here, blocks)
    before = [p.agency for p in predecessors(name, index) if p.agency in here.pages]
    former = [replace(here.ref(a), name=former_name(here, name, a)) for a in before]
    everywhere, local = _of_its_kind(here, name)
    giving = documents_with(here, everything, MOST_CHOICES)
    unplaced = (
        entry is not None
        and entry.level != "vn"
        and jurisdiction == "vn"
        and bool(giving)
        and all(here.documents[d].jurisdiction is None for d in giving)
    )
    return render_template(
        "co-quan.html", everywhere=everywhere, local=local, here=here, agency=here.ref(name), full=index.name(name, full=True), blocks=blocks, most=MOST_LINES,
        sentence=sentence_of(here, name, everything), holders=[_successor(here, name, h) for h in index.holders(name)], former=former,
        unknown=entry is None, group=entry if isinstance(entry, Group) else None, members=[here.ref(m) for m in index.members_of(name)],
        groups=[here.ref(x) for x in index.groups_of(name)], mentions=mentions, named=named, where=where, place="Chưa rõ địa phương" if unplaced else place_name(here, jurisdiction),
        timed=timed, due=[(s.title, s.total, [(obligation_line(here, d.owed), d.again) for d in s.rows]) for s in due], told=sum(len(s.rows) for s in due), strip=strip, report=report, choice=choice, by_text=by_text, dues=DUES, documents=documents_of(here, giving), unplaced=unplaced,
        days=has_days(blocks), spans=spans(choice.today), shown=sum(b.total for b in blocks), total=sum(b.total for b in everything), place_key=jurisdiction, key=agency,
        query=choice.query | ({"ten": "van-ban"} if by_text else {}), anything=bool(everything),
        lines=lambda block: (obligation_line(here, one) for one in block.some(here, MOST_LINES)),
    )  # fmt: skip


def _of_its_kind(here: Held, agency: str) -> tuple[tuple[Ref, int] | None, list[tuple[str, Ref, int]]]:
    """(the body of the same kind that documents of the state burden in every place: "Ủy ban nhân dân cấp xã", with its duties; of such a
    body (place, body, duties) where documents of a place burden their own).
    """
    place, _, key = agency.partition("/")
    entry = here.generation.agencies.entry(agency)
    if entry is None or entry.level == "vn":
        return None, []
    of_kind = {a: here.counts[a]["own"] + here.counts[a]["inherited"] for a in _by_key(here).get(key, ())}
    if place != "vn":
        return ((here.ref(f"vn/{key}"), of_kind[f"vn/{key}"]) if of_kind.get(f"vn/{key}") else None), []
    return None, [(place_name(here, a.partition("/")[0]), here.ref(a), n) for a, n in of_kind.items() if n and a != agency]


@lru_cache(maxsize=2)
def _by_key(here: Held) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for agency in here.generation.agency_ids:
        found.setdefault(agency.partition("/")[2], []).append(agency)
    return found


@pages.get("/<jurisdiction>/<agency>/nhom/<int:number>/<int:page>/")
def further(jurisdiction: str, agency: str, number: int, page: int) -> str:
    """More duty lines of one group than an agency's page holds."""
    here = held()
    name = _known(here, jurisdiction, agency)
    choice, by_text = asked(here), _by_text()
    block = next((b for b in blocks_of(here, name, choice, by_text) if b.number == number), None)
    if block is None:
        abort(404)
    count = pages_of(block.total, page, MOST_LINES)
    found = block.some(here, MOST_LINES, (page - 1) * MOST_LINES)
    return render_template(
        "co-quan-tiep.html", agency=here.ref(name), full=here.name(name, True), block=block, lines=[obligation_line(here, one) for one in found], page=page, pages=count,
        place_key=jurisdiction, key=agency, query=choice.query | ({"ten": "van-ban"} if by_text else {}),
    )  # fmt: skip


@pages.get("/<jurisdiction>/<agency>/in/", defaults={"page": 1})
@pages.get("/<jurisdiction>/<agency>/in/<int:page>/")
def paper(jurisdiction: str, agency: str, page: int) -> str:
    """All that the agency owes and is owed as one table, to be printed."""
    here = held()
    name = _known(here, jurisdiction, agency)
    choice, by_text = asked(here), _by_text()
    blocks = blocks_of(here, name, choice, by_text)
    total = sum(block.total for block in blocks)
    count = pages_of(total, page, MOST_ROWS)
    groups: dict[int, tuple[str, list[tuple[int, Line]], int]] = {}
    for number, block, found in some_of(here, blocks, MOST_ROWS, (page - 1) * MOST_ROWS):
        title = " ".join((block.title + ".", *block.source)) if block.former else block.title
        groups.setdefault(block.number, (title, [], block.total))[1].append((number, obligation_line(here, found)))
    counted = [part.counts for block in blocks for part in block.parts]
    return render_template(
        "co-quan-in.html", full=here.name(name, True), groups=list(groups.values()), total=total, reviewed=sum(c.reviewed for c in counted),
        products=any(c.products for c in counted) or any(line.duty.product for _, lines, _ in groups.values() for _, line in lines),
        sentence=sentence_of(here, name, blocks), page=page, pages=count, place_key=jurisdiction, key=agency,
        query=choice.query | ({"ten": "van-ban"} if by_text else {}),
    )  # fmt: skip


@pages.get("/<jurisdiction>/<agency>/neu-ten/<int:page>/")
def naming(jurisdiction: str, agency: str, page: int) -> str:
    """The clauses that only name the agency, page by page."""
    here = held()
    name = _known(here, jurisdiction, agency)
    total, found = here.generation.only_named(name, limit=MOST_NAMING, offset=(max(page, 1) - 1) * MOST_NAMING)
    return render_template(
        "co-quan-neu-ten.html", here=here, full=here.name(name, True), mentions=found, named=total, where=where, page=page,
        pages=pages_of(total, page, MOST_NAMING), place_key=jurisdiction, key=agency,
    )  # fmt: skip


def further_urls(here: Held, agency: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The further pages of an agency's lists and its table for paper, for the export."""
    place, _, key = agency.partition("/")
    totals = [sum(part.total for part in parts) for _, parts in groups_of(here, agency, Choice())]
    for number, total in enumerate(totals, 1):
        for page in range(1, -(-total // MOST_LINES) + 1 if total > MOST_LINES else 1):
            yield "agencies.further", {"jurisdiction": place, "agency": key, "number": number, "page": page}
    for page in range(1, -(-sum(totals) // MOST_ROWS) + 1):
        yield "agencies.paper", {"jurisdiction": place, "agency": key, "page": page}
    named, _ = here.generation.only_named(agency, limit=0)
    for page in range(1, -(-named // MOST_NAMING) + 1 if named > MOST_MENTIONS else 1):
        yield "agencies.naming", {"jurisdiction": place, "agency": key, "page": page}


@pages.get("/<jurisdiction>/<agency>/nhiem-vu.csv")
def sheet(jurisdiction: str, agency: str) -> Response:
    """All that the agency owes and is owed, for a spreadsheet; the page's choice holds for it, too."""
    here = held()
    name = _known(here, jurisdiction, agency)
    return sheets.response(_rows(here, name), f"nhiem-vu-{agency}.csv")


@pages.get("/<jurisdiction>/<agency>/nhiem-vu.xlsx")
def workbook(jurisdiction: str, agency: str) -> Response:
    """The same as a workbook."""
    here = held()
    name = _known(here, jurisdiction, agency)
    title = f"Nhiệm vụ của {here.name(name, True)}"
    return workbooks.response(workbooks.workbook(_rows(here, name), title), f"nhiem-vu-{agency}.xlsx")


@pages.get("/<jurisdiction>/<agency>/lich.ics")
def calendar(jurisdiction: str, agency: str) -> Response:
    """The days on which something of the agency's own or inherited duties is due, those that it took over among them."""
    here = held()
    name = _known(here, jurisdiction, agency)
    blocks = blocks_of(here, name, asked(here), _by_text())
    burdens = (part for b in blocks for part in b.parts if part.kind in ("own", "inherited"))
    duties = ((o.clause, o.duty, o.number) for part in burdens for o in here.generation.each_owed(here.generation.timed(part)))
    return calendars.response(calendars.calendar_of(here, duties, f"Thời hạn của {here.name(name)}"), f"lich-{agency}.ics")


def _rows(here: Held, agency: str) -> list[list[str]]:
    blocks = blocks_of(here, agency, asked(here), _by_text())
    return sheets.of_agency(here, [(b.former.name if b.former else "", " ".join(b.source), o) for b in blocks for o in b.each(here)])


def _known(here: Held, jurisdiction: str, agency: str) -> str:
    name = f"{jurisdiction}/{agency}"
    return name if name in here.pages else abort(404)


def _by_text() -> bool:
    """Whether only what the texts say of this very name is asked for ("theo tên trong văn bản")."""
    return request.args.get("ten") == "van-ban" and not current_app.config["EXPORTING"]


def _successor(here: Held, agency: str, holder: Holder) -> Successor:
    entry, refs = holder.entry, [here.ref(a) for a in holder.agencies]
    index, when = here.generation.agencies, wording.when_of(holder.entry)
    if isinstance(entry, Merger):
        place, new = index.jurisdictions[agency.partition("/")[0]], index.jurisdictions[entry.to]
        sentence = f"{wording.capital(place.kind)} {place.name} đã sáp nhập vào {new.kind} {new.name}"
        refs = []
    elif not holder.agencies:
        sentence = "Không còn cơ quan này; nhiệm vụ được chuyển theo từng việc"
    elif agency in holder.agencies:
        others = [n for n in entry.from_ if n != here.name(agency)]
        sentence = f"Nay vẫn là {here.name(agency)}" + (f", tiếp nhận thêm nhiệm vụ của {', '.join(others)}" if others else "")
    else:
        sentence = "Nhiệm vụ đã chuyển đến " + ", ".join(r.name for r in refs)
    return Successor(
        sentence, [r for r in refs if r.id != agency and r.url], when, entry.source, wording.SURE[entry.sure], entry.note or ""
    )
