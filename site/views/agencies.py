"""Agencies: the list, one agency with all that it owes and is owed, the same as a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template
from phancap.indexer.agencies import Holder
from phancap.indexer.obligations import KINDS, Obligation, ObligationKind
from phancap.indexer.registers import Group, Merger
from phancap.site import calendars, sheets, wording, workbooks
from phancap.site.views.held import Held, Line, Ref, held, where

pages = Blueprint("agencies", __name__, url_prefix="/co-quan")


@dataclass(frozen=True)
class Block:
    """The duty lines of one kind, through one group."""

    kind: ObligationKind
    through: Ref | None
    title: str
    anchor: str
    lines: list[Line]


@dataclass(frozen=True)
class Successor:
    """Who holds an agency's work today, as a sentence with its source."""

    sentence: str
    agencies: list[Ref]
    when: str
    source: str
    sure: str
    note: str


@pages.get("/")
def index() -> str:
    """All agencies, by territory."""
    here = held()
    index = here.generation.agencies
    places: dict[str, list[tuple[Ref, object, bool]]] = {}
    for agency in here.generation.agency_ids:
        row = (here.ref(agency), here.counts[agency], isinstance(index.entry(agency), Group))
        places.setdefault(agency.partition("/")[0], []).append(row)
    for rows in places.values():
        rows.sort(key=lambda r: (-sum(r[1].values()) if isinstance(r[1], dict) else 0, r[0].name))
    ordered = sorted(places.items(), key=lambda p: (-len(p[1]), p[0]))
    named = [(_place_name(here, place), place, rows) for place, rows in ordered]
    return render_template("co-quan-danh-sach.html", places=named, total=len(here.generation.agency_ids))


def _place_name(here: Held, place: str) -> str:
    found = here.generation.agencies.jurisdictions.get(place)
    return f"{wording.capital(found.kind)} {found.name}".strip() if found else place


@pages.get("/<jurisdiction>/<agency>/")
def one(jurisdiction: str, agency: str) -> str:
    """One agency."""
    here = held()
    name = _known(here, jurisdiction, agency)
    index = here.generation.agencies
    obligations = here.obligations[name]
    entry = index.entry(name)
    concerned = {o.clause.id for o in obligations}
    mentions = [c for c in here.generation.mentioned_in(name) if c.id not in concerned]
    return render_template(
        "co-quan.html", here=here, agency=here.ref(name), full=index.name(name, full=True), blocks=_blocks(here, name, obligations),
        sentence=_sentence(here, name, obligations), holders=[_successor(here, name, h) for h in index.holders(name)],
        group=entry if isinstance(entry, Group) else None, members=[here.ref(m) for m in index.members_of(name)],
        groups=[here.ref(x) for x in index.groups_of(name)], mentions=mentions, where=where, counts=here.counts[name],
        place=_place_name(here, jurisdiction),
    )  # fmt: skip


@pages.get("/<jurisdiction>/<agency>/nhiem-vu.csv")
def sheet(jurisdiction: str, agency: str) -> Response:
    """All that the agency owes and is owed, for a spreadsheet."""
    here = held()
    name = _known(here, jurisdiction, agency)
    return sheets.response(sheets.of_agency(here, here.obligations[name]), f"nhiem-vu-{agency}.csv")


@pages.get("/<jurisdiction>/<agency>/nhiem-vu.xlsx")
def workbook(jurisdiction: str, agency: str) -> Response:
    """The same as a workbook."""
    here = held()
    name = _known(here, jurisdiction, agency)
    rows = sheets.of_agency(here, here.obligations[name])
    return workbooks.response(workbooks.workbook(rows, f"Nhiệm vụ của {here.name(name)}"), f"nhiem-vu-{agency}.xlsx")


@pages.get("/<jurisdiction>/<agency>/lich.ics")
def calendar(jurisdiction: str, agency: str) -> Response:
    """The days on which something of the agency's own or inherited duties is due."""
    here = held()
    name = _known(here, jurisdiction, agency)
    duties = [(o.clause, o.duty, o.number) for o in here.obligations[name] if o.kind in ("own", "inherited")]
    return calendars.response(calendars.calendar_of(here, duties, f"Thời hạn của {here.name(name)}"), f"lich-{agency}.ics")


def _known(here: Held, jurisdiction: str, agency: str) -> str:
    name = f"{jurisdiction}/{agency}"
    return name if name in here.pages else abort(404)


def _blocks(here: Held, agency: str, obligations: list[Obligation]) -> list[Block]:
    grouped: dict[tuple[ObligationKind, str | None], list[Obligation]] = {}
    for found in obligations:
        grouped.setdefault((found.kind, found.through), []).append(found)
    ordered = sorted(grouped, key=lambda k: (KINDS.index(k[0]), k[1] is not None))
    blocks = []
    for number, (kind, through) in enumerate(ordered, 1):
        title = wording.obligation_title(kind, here.name(agency), here.name(through) if through else None)
        lines = [here.obligation_line(o) for o in grouped[kind, through]]
        blocks.append(Block(kind, here.ref(through) if through else None, title, f"nhom-{number}", lines))
    return blocks


def _sentence(here: Held, agency: str, obligations: list[Obligation]) -> str:
    """ "3 nhiệm vụ của chính Sở Tư pháp, 13 nhiệm vụ chung, 1 nhiệm vụ phối hợp; 3 việc định kỳ"."""
    counts, name = here.counts[agency], here.name(agency)
    forms = {
        "own": f"nhiệm vụ của chính {name}", "inherited": "nhiệm vụ chung", "partner": "nhiệm vụ phối hợp",
        "recipient": "đầu mối tiếp nhận", "report_to": "nhiệm vụ báo cáo đến cơ quan này",
    }  # fmt: skip
    parts = [f"{wording.number(counts[kind])} {forms[kind]}" for kind in KINDS if counts[kind]]
    recurring = sum(bool(o.duty.recurrence) for o in obligations if o.kind in ("own", "inherited"))
    dated = sum(o.duty.deadline is not None for o in obligations if o.kind in ("own", "inherited"))
    tail = [f"{wording.number(recurring)} việc định kỳ"] * bool(recurring) + [f"{wording.number(dated)} việc có thời hạn"] * bool(dated)
    if not parts:
        return "Chưa có nhiệm vụ nào của cơ quan này trong các văn bản đang có."
    return ", ".join(parts) + ("; trong đó có " + ", ".join(tail) if tail else "") + "."


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
