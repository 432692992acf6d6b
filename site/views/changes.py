"""What changed from one build to the next: a page, and Atom feeds of the site, of each document and of each agency.

The store tells it (indexer/changes.py); it remembers only what was built in it, and every list says since when.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap

import msgspec
from flask import Blueprint, Response, abort, current_app, render_template, request
from lxml import etree
from phancap.indexer.changes import Change, DutyChange, Step, What, history
from phancap.site import wording
from phancap.site.views.held import Held, held, where
from phancap.site.views.page_links import address, link, site_root

pages = Blueprint("changes", __name__)
ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
MOST_ENTRIES = 100  # of a feed; a reader keeps what it has seen
MOST_LINES = 60  # told one by one below an entry
MOST_DOCUMENTS, MOST_TOLD = 15, 20  # documents of a step on the page, and what is told of each; its feed tells more
_SENTENCES: dict[What, str] = {
    "added": "mới", "removed": "không còn", "words": "sửa chữ", "duties": "đọc lại nhiệm vụ", "reading": "đọc lại cơ quan hoặc dẫn chiếu",
    "record": "sửa thông tin về văn bản", "held": "nay có toàn văn",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One line of an entry: a clause or the document itself, what happened, the duties that came (+) or went (-)."""

    name: str
    url: str
    what: str
    duties: list[tuple[str, str]]


@dataclass(frozen=True)
class Entry:
    """One document's changes in one step, ready to be shown. ``when`` is UTC, ISO."""

    id: str
    title: str
    url: str
    when: str
    note: str
    lines: list[Told]
    more: int


@pages.get("/thay-doi/")
def index() -> str:
    """The page of changes, newest first."""
    here = held()
    steps = _steps(here)
    return render_template(
        "thay-doi.html", steps=[(s, _note(s), *_first_entries(here, s)) for s in steps[:20]], first=steps[-1] if steps else None
    )


@pages.get("/thay-doi/atom.xml")
def feed() -> Response:
    """The changes of the whole site."""
    return _feed(held(), "", "Thay đổi của kho văn bản phân cấp, ủy quyền", "changes.index", {}, _all)


@pages.get("/van-ban/<document>/atom.xml")
def document_feed(document: str) -> Response:
    """The changes of one document, under its former ids, too."""
    here = held()
    found = here.document_or_404(here.generation.aliases.get(document, document)) if "!" not in document else abort(404)
    names = {found.id, *found.aliases}
    return _feed(
        here, found.id, f"Thay đổi: {found.short}", "documents.one", {"document": found.id}, lambda c: c if c.document in names else None
    )


@pages.get("/co-quan/<jurisdiction>/<agency>/atom.xml")
def agency_feed(jurisdiction: str, agency: str) -> Response:
    """The duties that came to an agency or left it: its own, those of its groups, those in which it has another part."""
    here = held()
    name = f"{jurisdiction}/{agency}"
    if name not in here.pages:
        abort(404)
    concerned = {name, *here.generation.agencies.groups_of(name)}
    values = {"jurisdiction": jurisdiction, "agency": agency}
    return _feed(here, name, f"Thay đổi nhiệm vụ: {here.name(name)}", "agencies.one", values, lambda c: _of_agency(c, concerned))


def _all(change: Change) -> Change:
    return change


def _of_agency(change: Change, concerned: set[str]) -> Change | None:
    """The part of a change that concerns one of these agencies."""
    duties = tuple(d for d in change.duties if concerned.intersection(d.agencies))
    return Change(change.document, change.clause, change.what, change.name, duties) if duties else None


Choice = Callable[[Change], Change | None]


def _steps(here: Held) -> list[Step]:
    return history(here.generation.folder.parent.parent)


def _note(step: Step) -> str:
    if step.previous is None:
        return "Lần dựng đầu tiên còn ghi lại được ở kho này; chưa có bản trước để so sánh."
    if step.same_corpus:
        return "Văn bản giữ nguyên; chương trình đọc lại theo cách mới."
    return ""


def _first_entries(here: Held, step: Step) -> tuple[list[Entry], int]:
    """(the entries of the first documents, how many further ones there are)."""
    groups: dict[str, list[Change]] = {}
    for change in step.changes:
        groups.setdefault(change.document, []).append(change)
    some = list(groups.items())[:MOST_DOCUMENTS]
    return [_entry(here, step, "", document, changes, MOST_TOLD) for document, changes in some], len(groups) - len(some)


def _entries(here: Held, step: Step, scope: str, chosen: Choice) -> list[Entry]:
    """One entry for each document that changed in the step, in the step's order."""
    groups: dict[str, list[Change]] = {}
    for change in step.changes:
        if found := chosen(change):
            groups.setdefault(found.document, []).append(found)
    return [_entry(here, step, scope, document, changes) for document, changes in groups.items()]


def _entry(here: Held, step: Step, scope: str, document: str, changes: list[Change], most: int = MOST_LINES) -> Entry:
    known = here.documents.get(here.generation.aliases.get(document, document))
    name = known.short if known else next((c.name for c in changes if c.clause is None), document)
    lines = [_line(here, c) for c in changes[:most]]
    url = _url("documents.one", document=known.id) if known else ""
    return Entry(
        _urn(scope, step, document), f"{name}: {_summary(changes)}", url, step.built, _note(step), lines, len(changes) - len(lines)
    )


def _summary(changes: list[Change]) -> str:
    """ "2 điều khoản sửa chữ, 1 điều khoản mới; thêm 3 nhiệm vụ, bớt 1 nhiệm vụ".

    Of a document that is new or gone as a whole only the clauses that burden somebody are told (indexer/changes.py): they are where its
    duties stand, not all that it has.
    """
    whole = [_SENTENCES[c.what] if c.what == "record" else f"văn bản {_SENTENCES[c.what]}" for c in changes if c.clause is None]
    counts = Counter(c.what for c in changes if c.clause is not None)
    at = ""
    if any(c.clause is None and c.what in ("added", "removed", "held") for c in changes) and counts:
        at, counts = f" tại {wording.number(counts.total())} điều khoản", Counter()
    counts["duties"] -= sum(c.what == "duties" and all(starmap(_only_reviewed, _paired(c.duties))) for c in changes if c.clause is not None)
    parts = whole + [f"{wording.number(counts[what])} điều khoản {words}" for what, words in _SENTENCES.items() if counts[what] > 0]
    came = Counter("rà soát" if _only_reviewed(*pair) else _sign(*pair) for c in changes for pair in _paired(c.duties))
    tail = [f"{sign} {wording.number(came[sign])} nhiệm vụ" for sign in ("thêm", "bớt", "sửa", "rà soát") if came[sign]]
    return "; ".join(filter(None, (", ".join(parts), ", ".join(tail) + at if tail else "")))


def _line(here: Held, change: Change) -> Told:
    clause = here.generation.by_id(change.clause) if change.clause else None
    url = _url("documents.clause", **where(clause)) if clause else ""
    pairs = _paired(change.duties)
    reviewed = sum(starmap(_only_reviewed, pairs))
    what = f"đã rà soát {wording.number(reviewed)} nhiệm vụ"
    if change.what != "duties" or reviewed < len(pairs):
        what = _SENTENCES[change.what] + f", {what}" * bool(reviewed)
    return Told(wording.capital(change.name), url, what, _duties(here, [pair for pair in pairs if not _only_reviewed(*pair)]))


Pair = tuple[DutyChange | None, DutyChange | None]  # what went, what came


def _paired(duties: Sequence[DutyChange]) -> list[Pair]:
    """A duty that went and one that came are one that changed where who does what in which role is the same."""
    came = [d for d in duties if d.new]
    pairs: list[Pair] = []
    for gone in (d for d in duties if not d.new):
        same = next((d for d in came if (d.bearer, d.role, d.action) == (gone.bearer, gone.role, gone.action)), None)
        came = [d for d in came if d is not same]
        pairs.append((gone, same))
    return pairs + [(None, d) for d in came]


def _sign(gone: DutyChange | None, came: DutyChange | None) -> str:
    return "sửa" if gone and came else "thêm" if came else "bớt"


def _only_reviewed(gone: DutyChange | None, came: DutyChange | None) -> bool:
    """Whether a person has looked at the duty, and nothing else of what is told of it changed."""
    return bool(gone and came and came.review != "machine" and gone == msgspec.structs.replace(came, new=False, review=gone.review))


def _duties(here: Held, pairs: list[Pair]) -> list[tuple[str, str]]:
    """(what happened, the duty); of several bodies in the same words, and with the same change, one line names them all."""
    found: dict[tuple[str, ...], list[str]] = {}
    for gone, came in pairs:
        duty = came or gone
        assert duty
        difference = f" ({_difference(here, gone, came)})" if gone and came else ""
        names = found.setdefault((_sign(gone, came), duty.role, duty.action, difference), [])
        names.append(_name(here, duty.bearer, duty.who) if duty.bearer else wording.NO_BEARER)
    return [
        (sign, f"{wording.capital(', '.join(dict.fromkeys(names)))} – {wording.ROLES[role].lower()}: {action}{difference}")
        for (sign, role, action, difference), names in found.items()
    ]


def _difference(here: Held, gone: DutyChange, came: DutyChange) -> str:
    """ "thời hạn: trước ngày 31/3/2026, nay: trước ngày 15/4/2026; thêm Sở Nội vụ"."""
    told = []
    if gone.deadline != came.deadline:
        told.append(f"thời hạn: {gone.deadline or 'không nêu'}, nay: {came.deadline or 'không nêu'}")
    for sign, one, other in (("thêm", came, gone), ("bớt", gone, came)):
        if names := [here.name(a) for a in one.agencies if a not in other.agencies]:
            told.append(f"{sign} {', '.join(names)}")
    if gone.review != came.review:
        told.append(wording.REVIEWS[came.review] if came.review != "machine" else "không còn là đã rà soát")
    return "; ".join(told) or "đọc lại định kỳ, sản phẩm hoặc vai trò của cơ quan khác"


def _name(here: Held, agency: str, words: str) -> str:
    """The agency's name; of one that no text of today names, as the former text wrote it."""
    return words if words and agency not in here.pages and not here.generation.agencies.entry(agency) else here.name(agency)


def _url(endpoint: str, **values: str) -> str:
    """Whole where the site knows its place: a feed is read elsewhere."""
    return address(endpoint, **values) if site_root() else link(endpoint, **values)


def _urn(scope: str, step: Step | None = None, document: str = "") -> str:
    """A name that stays the same for the same feed or entry (RFC 4122, from its own words)."""
    words = f"phancap/{scope}" + (f"/{step.number}/{step.digest}/{step.built}/{document}" if step else "")
    return uuid.uuid5(uuid.NAMESPACE_URL, words).urn


# -- Atom (RFC 4287) -----------------------------------------------------------------------------------------------


def _feed(here: Held, scope: str, title: str, endpoint: str, values: dict[str, str], chosen: Choice) -> Response:
    steps = _steps(here)
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "vi")
    _add(root, "id", _urn(scope))
    _add(root, "title", title)
    _add(root, "subtitle", wording.NOTICE + (f" Ghi nhận từ {_day(steps[-1].built)}." if steps else " Kho này chưa ghi nhận thay đổi nào."))
    # A store that was made before it had a history tells no moment; the feed wants one.
    _add(root, "updated", steps[0].built if steps else "1970-01-01T00:00:00Z")
    _add(_add(root, "author"), "name", "Tra cứu phân cấp, ủy quyền")
    _add(root, "link", rel="alternate", type="text/html", href=_url(endpoint, **values))
    if site_root():
        _add(root, "link", rel="self", type="application/atom+xml", href=site_root() + request.path)
    for entry in _newest(here, steps, scope, chosen):
        _add_entry(root, entry)
    content = etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return Response(content, mimetype="application/xml" if current_app.config["EXPORTING"] else "application/atom+xml")


def _newest(here: Held, steps: list[Step], scope: str, chosen: Choice) -> Iterator[Entry]:
    left = MOST_ENTRIES
    for step in steps:
        found = _entries(here, step, scope, chosen)[:left]
        if step.previous is None and not scope:
            title = "Bắt đầu ghi nhận thay đổi của kho văn bản"
            found = [Entry(_urn(scope, step), title, _url("changes.index"), step.built, _note(step), [], 0)]
        yield from found
        left -= len(found)


def _add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = _safe(text) or None
    return element


def _add_entry(root: etree._Element, entry: Entry) -> None:
    element = _add(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", entry.when)
    if entry.url:
        _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    content = etree.SubElement(_add(element, "content", type="xhtml"), f"{{{XHTML}}}div", nsmap={None: XHTML})
    if entry.note:
        _inside(content, "p", entry.note)
    if entry.lines:
        rows = _inside(content, "ul")
        for line in entry.lines:
            row = _inside(rows, "li")
            name = _inside(row, "a", line.name, href=line.url) if line.url else _inside(row, "span", line.name)
            name.tail = f": {line.what}"
            if line.duties:
                inner = _inside(row, "ul")
                for sign, words in line.duties:
                    _inside(inner, "li", f"{sign}: {words}")
    if entry.more:
        _inside(content, "p", f"… và {wording.number(entry.more)} thay đổi nữa.")
    if not len(content):
        _inside(content, "p", entry.title)


def _inside(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{XHTML}}}{name}", attributes)
    element.text = _safe(text) or None
    return element


def _safe(text: str) -> str:
    """What XML cannot hold is shown as U+FFFD."""
    return "".join(c if c in "\t\n" or " " <= c < "\ud800" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd" for c in text)


def _day(moment: str) -> str:
    return wording.moment(moment)[0]
