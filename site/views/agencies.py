"""Agencies: the list, one agency with all that it owes and is owed, the same as a spreadsheet and as a calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request
from phancap.indexer.agencies import Holder
from phancap.indexer.model import Clause
from phancap.indexer.obligations import KINDS, Obligation, ObligationKind, Predecessor, predecessors
from phancap.indexer.registers import Group, Merger
from phancap.site import calendars, sheets, wording, workbooks
from phancap.site.drawings import report_picture, year_strip
from phancap.site.views.held import Held, Line, Ref, held, link, where
from phancap.site.views.sifting import DUES, Choice, asked, documents_of, page_of, today

pages = Blueprint("agencies", __name__, url_prefix="/co-quan")
MOST_LINES = 40  # duty lines of one group on one page
MOST_MENTIONS = 40
MOST_ROWS = 400  # of one page of the table for paper
_ROLES = {"partner": "coordinate", "recipient": "receive", "report_to": "receive"}


@dataclass(frozen=True)
class Block:
    """The duties of one kind, through one group, or those that came from a ``former`` agency, as the sentences of ``source`` say."""

    number: int
    kind: ObligationKind | None
    through: Ref | None
    title: str
    found: list[Obligation]
    former: Ref | None = None
    source: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The name of the group on the page."""
        return f"nhom-{self.number}"


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
    places: dict[str, list[tuple[Ref, dict[str, int], bool, bool]]] = {}
    idle: dict[str, list[Ref]] = {}
    for agency in here.generation.agency_ids:
        place, counts = agency.partition("/")[0], here.counts[agency]
        if counts:
            entry = index.entry(agency)
            places.setdefault(place, []).append((here.ref(agency), counts, isinstance(entry, Group), entry is not None))
        else:
            idle.setdefault(place, []).append(here.ref(agency))
    for rows in places.values():
        rows.sort(key=lambda r: (-sum(r[1].values()), r[0].name))
    ordered = sorted({*places, *idle}, key=lambda p: (-len(places.get(p, ())), p))
    named = [(_place_name(here, p), p, places.get(p, []), sorted(idle.get(p, []), key=lambda r: wording.capital(r.name))) for p in ordered]
    return render_template("co-quan-danh-sach.html", places=named, total=len(here.generation.agency_ids))


def _place_name(here: Held, place: str) -> str:
    found = here.generation.agencies.jurisdictions.get(place)
    return f"{wording.capital(found.kind)} {found.name}".strip() if found else place


@pages.get("/<jurisdiction>/<agency>/")
def one(jurisdiction: str, agency: str) -> str:
    """One agency."""
    here = held()
    name = _known(here, jurisdiction, agency)
    index, choice, by_text = here.generation.agencies, asked(here), _by_text()
    blocks = blocks_of(here, name, choice, by_text)
    everything = blocks_of(here, name) if choice.active or by_text else blocks
    entry = index.entry(name)
    mentions, elsewhere = _mentions(here, name)
    burdens = [o for b in blocks for o in b.found if o.kind in ("own", "inherited")]
    former = [here.ref(p.agency) for p in predecessors(name, index) if p.agency in here.pages]
    return render_template(
        "co-quan.html", here=here, agency=here.ref(name), full=index.name(name, full=True), blocks=blocks, most=MOST_LINES,
        sentence=_sentence(here, name, everything), holders=[_successor(here, name, h) for h in index.holders(name)], former=former,
        unknown=entry is None, group=entry if isinstance(entry, Group) else None, members=[here.ref(m) for m in index.members_of(name)],
        groups=[here.ref(x) for x in index.groups_of(name)], mentions=mentions, elsewhere=elsewhere, where=where, place=_place_name(here, jurisdiction),
        strip=year_strip([(o.clause, o.duty, here.documents[o.clause.document]) for o in burdens], today()), report=_report(here, name, blocks),
        choice=choice, by_text=by_text, dues=DUES, documents=documents_of(here, {o.clause.document for b in everything for o in b.found}),
        shown=sum(len(b.found) for b in blocks), total=sum(len(b.found) for b in everything), lines=_lines, place_key=jurisdiction, key=agency,
        query=choice.query | ({"ten": "van-ban"} if by_text else {}), line_of=lambda o: line_of(here, o), anything=bool(everything),
    )  # fmt: skip


@pages.get("/<jurisdiction>/<agency>/nhom/<int:number>/<int:page>/")
def further(jurisdiction: str, agency: str, number: int, page: int) -> str:
    """More duty lines of one group than an agency's page holds."""
    here = held()
    name = _known(here, jurisdiction, agency)
    choice, by_text = asked(here), _by_text()
    block = next((b for b in blocks_of(here, name, choice, by_text) if b.number == number), None)
    if block is None:
        abort(404)
    found, count = page_of(block.found, page, MOST_LINES)
    return render_template(
        "co-quan-tiep.html", agency=here.ref(name), full=here.name(name, True), block=block, lines=[line_of(here, o) for o in found], page=page, pages=count,
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
    everything = [(block, found) for block in blocks for found in block.found]
    some, count = page_of(list(enumerate(everything, 1)), page, MOST_ROWS)
    groups: dict[int, tuple[str, list[tuple[int, Line]], int]] = {}
    for number, (block, found) in some:
        title = " ".join((block.title + ".", *block.source)) if block.former else block.title
        groups.setdefault(block.number, (title, [], len(block.found)))[1].append((number, here.obligation_line(found)))
    duties = [found.duty for _, found in everything]
    return render_template(
        "co-quan-in.html", full=here.name(name, True), groups=list(groups.values()), total=len(duties), reviewed=sum(d.review != "machine" for d in duties),
        products=any(d.product for d in duties), sentence=_sentence(here, name, blocks), page=page, pages=count, place_key=jurisdiction, key=agency,
        query=choice.query | ({"ten": "van-ban"} if by_text else {}),
    )  # fmt: skip


def further_urls(here: Held, agency: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The further pages of an agency's lists and its table for paper, for the export."""
    place, _, key = agency.partition("/")
    total = 0
    for number, (*_, found) in enumerate(_groups(here, agency, Choice(), False), 1):
        total += len(found)
        for page in range(1, -(-len(found) // MOST_LINES) + 1 if len(found) > MOST_LINES else 1):
            yield "agencies.further", {"jurisdiction": place, "agency": key, "number": number, "page": page}
    for page in range(1, -(-total // MOST_ROWS) + 1):
        yield "agencies.paper", {"jurisdiction": place, "agency": key, "page": page}


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
    duties = [(o.clause, o.duty, o.number) for b in blocks for o in b.found if o.kind in ("own", "inherited")]
    return calendars.response(calendars.calendar_of(here, duties, f"Thời hạn của {here.name(name)}"), f"lich-{agency}.ics")


def _rows(here: Held, agency: str) -> list[list[str]]:
    blocks = blocks_of(here, agency, asked(here), _by_text())
    return sheets.of_agency(here, [(b.former.name if b.former else "", " ".join(b.source), o) for b in blocks for o in b.found])


def _known(here: Held, jurisdiction: str, agency: str) -> str:
    name = f"{jurisdiction}/{agency}"
    return name if name in here.pages else abort(404)


def _by_text() -> bool:
    """Whether only what the texts say of this very name is asked for ("theo tên trong văn bản")."""
    return request.args.get("ten") == "van-ban" and not current_app.config["EXPORTING"]


def blocks_of(here: Held, agency: str, choice: Choice | None = None, by_text: bool = False) -> list[Block]:
    """The agency's obligations in groups: its own, those of each group, its parts in others' duties; then what it took over."""
    blocks = []
    for number, (kind, through, former, found) in enumerate(_groups(here, agency, choice or Choice(), by_text), 1):
        if former:
            own_place = former.agency.partition("/")[0] == agency.partition("/")[0]
            title = f"Nhiệm vụ văn bản giao cho {here.name(former.agency, not own_place)}"
            blocks.append(Block(number, None, None, title, found, here.ref(former.agency), _source(here, former)))
        elif kind:
            title = wording.obligation_title(kind, here.name(agency), here.name(through) if through else None)
            blocks.append(Block(number, kind, here.ref(through) if through else None, title, found))
    return blocks


_Part = tuple[ObligationKind | None, str | None, Predecessor | None, list[Obligation]]


def _groups(here: Held, agency: str, choice: Choice, by_text: bool) -> Iterator[_Part]:
    """(kind, group by which, agency it came from, obligations), in the order of the page."""
    grouped: dict[tuple[ObligationKind, str | None], list[Obligation]] = {}
    obligations = here.obligations[agency]
    for found in obligations:
        if not choice.active or choice.lets(found.clause, found.duty, (part_of(found),)):
            grouped.setdefault((found.kind, found.through), []).append(found)
    for kind, through in sorted(grouped, key=lambda k: (KINDS.index(k[0]), k[1] is not None)):
        yield kind, through, None, grouped[kind, through]
    known = {(o.kind, o.clause.id, o.number) for o in obligations}
    for former in [] if by_text else predecessors(agency, here.generation.agencies):
        if former.agency not in here.pages:
            continue
        taken = [
            o for o in here.obligations[former.agency]
            if (o.kind, o.clause.id, o.number) not in known and (not choice.active or choice.lets(o.clause, o.duty, (part_of(o),)))
        ]  # fmt: skip
        known.update((o.kind, o.clause.id, o.number) for o in taken)
        if taken:
            yield None, None, former, taken


def _source(here: Held, former: Predecessor) -> tuple[str, ...]:
    """Why these duties are shown on another agency's page: each step with its source and how sure it is."""
    index, told = here.generation.agencies, []
    for step in former.path:
        if isinstance(step, Merger):
            new = index.jurisdictions[step.to]
            old = [index.jurisdictions[p] for p in step.from_ if p != step.to]
            names = ", ".join(f"{p.kind} {p.name}" for p in old)
            told.append(
                f"{wording.capital(names)} đã sáp nhập vào {new.kind} {new.name}, {wording.when_of(step)}, theo {step.source} "
                f"({wording.SURE[step.sure]}); việc cơ quan này tiếp nhận từng nhiệm vụ {wording.SURE['doubtful']}."
            )
        else:
            told.append(
                f"{', '.join(step.from_)} nay là {', '.join(step.to)}, {wording.when_of(step)}, theo {step.source}; độ tin cậy: {wording.SURE[step.sure]}."
                + (f" {step.note}" if step.note else "")
            )
    return tuple(told)


def part_of(found: Obligation) -> str:
    """The part that an agency has in a duty, as a key of ``wording.ROLES``."""
    return _ROLES.get(found.kind, found.duty.role)


def line_of(here: Held, found: Obligation) -> Line:
    """The duty line of what an agency owes or is owed."""
    return here.obligation_line(found)


def _lines(block: Block) -> list[Obligation]:
    """The first duties of a group, as many as the page holds."""
    return block.found[:MOST_LINES]


def _mentions(here: Held, agency: str) -> tuple[list[Clause], list[tuple[Ref, int]]]:
    """(clauses that only name the agency, from as many documents as a page holds; the other documents, each with how many there are)."""
    concerned = {o.clause.id for o in here.obligations[agency]}
    by_document: dict[str, list[str]] = {}
    for clause in here.generation.naming(agency):
        if clause not in concerned:
            by_document.setdefault(clause.partition("/")[0].partition("!")[0], []).append(clause)
    shown: list[str] = []
    elsewhere: list[tuple[Ref, int]] = []
    for document in documents_of(here, set(by_document)):
        clauses = by_document[document.id]
        if len(shown) + len(clauses) <= MOST_MENTIONS:
            shown += clauses
        else:
            elsewhere.append((Ref(document.id, document.short, link("documents.one", document=document.id)), len(clauses)))
    order = {d: i for i, d in enumerate(here.documents)}
    return sorted(here.generation.by_ids(shown), key=lambda c: (order[c.document], c.order)), elsewhere


def _report(here: Held, agency: str, blocks: list[Block]) -> object:
    """Who reports to the agency, and to whom it reports: as the texts name the two."""
    pairs: list[tuple[str, str]] = []
    seen: set[tuple[str, int]] = set()
    for found in (o for b in blocks if not b.former for o in b.found):
        duty = found.duty
        told = (*duty.recipients, *duty.report_to, *duty.submit_to)
        if not told or not duty.bearer or (found.clause.id, found.number) in seen:
            continue
        if found.kind in ("own", "inherited"):
            pairs += [(duty.bearer, t) for t in told if t != duty.bearer]
        elif found.kind in ("recipient", "report_to"):
            named = found.through or agency
            pairs += [(duty.bearer, t) for t in told if t == named]
        else:
            continue
        seen.add((found.clause.id, found.number))
    names = {a: here.name(a) for pair in pairs for a in pair}
    return report_picture([(names[a], names[b]) for a, b in pairs])


def _sentence(here: Held, agency: str, blocks: list[Block]) -> str:
    """ "3 nhiệm vụ của chính Sở Tư pháp (1 chủ trì, 2 phối hợp), 13 nhiệm vụ chung. Trong các nhiệm vụ này có 3 việc định kỳ."."""
    counts = Counter[str]({kind: sum(len(b.found) for b in blocks if b.kind == kind) for kind in KINDS})
    own = [o for b in blocks for o in b.found if b.kind in ("own", "inherited")]
    roles = Counter(str(o.duty.role) for o in own if o.kind == "own")
    recurring, dated = sum(bool(o.duty.recurrence) for o in own), sum(o.duty.deadline is not None for o in own)
    timed = [f"{wording.number(recurring)} việc định kỳ"] * bool(recurring) + [f"{wording.number(dated)} việc có thời hạn"] * bool(dated)
    whose = " và ".join(["nhiệm vụ của chính cơ quan"] * bool(counts["own"]) + ["nhiệm vụ chung"] * bool(counts["inherited"]))
    taken = [f"{wording.number(len(b.found))} nhiệm vụ văn bản giao cho {b.former.name}" for b in blocks if b.former]
    later = f" Nay còn có {', '.join(taken)}." if taken else ""
    told = wording.obligation_counts(counts, here.name(agency), roles)
    if not told:
        return "Chưa có nhiệm vụ nào giao cho cơ quan này trong các văn bản đang có." + later
    return told + "." + (f" Trong {whose} có {', '.join(timed)}." if timed else "") + later


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
