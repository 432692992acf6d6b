"""The duty line as HTML, the same on every page: role, who, what, with whom, to whom, when, where it is written; a task of several bodies; the
rows of a table for paper.

Pages hold hundreds of these, so they are written here and not in templates: a template calls and checks for every word. Every word that is
not ours goes through ``safe``, and what is ``Markup`` is safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from markupsafe import Markup
from phancap.indexer.model import Duty
from phancap.site import wording
from phancap.site.badges import review_badge, role_badge
from phancap.site.marking import safe
from phancap.site.views.grouping import Task
from phancap.site.views.held import Line
from phancap.site.views.page_links import Ref, named

_ACTION = 72  # characters of a duty's words beside a clause that has several

Group = tuple[
    object, Sequence[tuple[int, Line]], int
]  # (who: words, an agency, or nobody; the numbered lines of the page; how many in all)


def _item(name: str, words: str, kinds: str = "muc") -> str:
    return f'<span class="{kinds}"><span class="ten-muc">{name}:</span> {words}</span>'


def _helpers(partners: Iterable[Ref], others: Iterable[str]) -> str:
    return ", ".join(filter(None, (named(partners), safe(", ".join(others)))))


def helped(line: Line) -> Markup:
    """With whom it is done."""
    words = _helpers(line.partners, line.duty.others)
    return Markup(_item("phối hợp", words)) if words else Markup("")  # noqa: S704 - escaped


def addressed(line: Line) -> Markup:
    """To whom something goes, and through whom."""
    told = (("gửi về", line.recipients), ("báo cáo", line.report_to), ("trình", line.submit_to), ("qua", line.channels))
    return Markup(" ".join([_item(name, named(refs)) for name, refs in told if refs]))  # noqa: S704 - escaped


def _aside(duty: Duty, known: str, unknown: str) -> str:
    """What follows from the deadline's words, in brackets; ``data-het`` lets a page that is read later say that the day is past."""
    deadline = duty.deadline
    end, note = (wording.deadline_end(deadline) if deadline else None), wording.deadline_aside(duty)
    mark = f' data-het="{end}"></span>' if end else ""
    if note:
        kind = known if wording.deadline_known(duty) else unknown
        return f' <span class="{kind}">({safe(note)}{f"<span{mark}" if mark else ""})</span>'
    return f' <span class="tinh-trang"{mark}' if mark else ""


def due(duty: Duty) -> Markup:
    """The deadline of a duty line; empty where there is none."""
    if not duty.deadline:
        return Markup("")
    return Markup(_item("thời hạn", safe(duty.deadline.words) + _aside(duty, "ghi-chu", "canh-bao"), "muc muc-han"))  # noqa: S704 - escaped


def when(duty: Duty, again: str = "") -> Markup:
    """For a table's cell: "Hằng quý; trước ngày 15/12/2026 (…)"; ``again`` is the day (ISO) on which it comes next."""
    told = safe(wording.capital(wording.rhythm_words(duty)))
    if duty.deadline:
        words = duty.deadline.words
        told += "; " + safe(words) if duty.recurrence else safe(wording.capital(words))
        told += "" if again else _aside(duty, "phu", "phu canh-bao")
    return Markup(told + (f' <span class="phu">(lần tới: {wording.date(again)})</span>' if again else ""))  # noqa: S704 - escaped


def duty_html(line: Line, compact: bool = False, cite: bool = True, through: bool = True, who: bool = True) -> Markup:
    """The duty line. ``compact``: beside the clause's words, which need not be said again; ``cite``: where it is written; ``through``: as a
    member of which group; ``who``: who has to do it, where that is not whose page it is.
    """
    duty, told = line.duty, [role_badge(line.role)]
    if who:
        bearers = f'<strong class="ai">{line.bearers}</strong>' if line.who else f'<span class="ai canh-bao">{wording.NO_BEARER}</span>'
        told.append(Markup(bearers))  # noqa: S704 - escaped
    if not compact or line.several:
        told.append(Markup(f'<span class="viec">{safe(wording.cut(duty.action, _ACTION, 4) if compact else duty.action)}</span>'))  # noqa: S704
    more = [*_more(line, through, who)]
    review = review_badge(duty) if compact or not cite else ""
    beside = f'<p class="dong-phu">{" ".join(filter(None, (*more, review)))}</p>' if more or (not compact and not cite) else ""
    first = " ".join([*told, review] if compact and not more else told)
    place = _place(line) if cite and not compact else ""
    return Markup(f'<div class="nhiem-vu{" gon" * compact}"><p class="dong-chinh">{first}</p>{beside}{place}</div>')  # noqa: S704 - escaped


def _more(line: Line, through: bool, who: bool) -> Iterator[str]:
    """What is told beside the duty itself."""
    duty = line.duty
    if line.role != duty.role:
        yield _item("vai trò của cơ quan thực hiện", wording.ROLES[duty.role].lower())
    if line.also and not who:
        yield _item("cùng được giao", named(line.also))
    yield from filter(None, (helped(line), addressed(line)))
    if duty.product:
        yield _item("sản phẩm", safe(duty.product))
    if duty.recurrence:
        yield _item("định kỳ", safe(wording.rhythm_words(duty)))
    if duty.deadline:
        yield due(duty)
    if through and line.through:
        yield _item("với tư cách thành viên", safe(wording.group_name(line.through)))


def _place(line: Line) -> str:
    return (
        f'<p class="noi-ghi"><a href="{safe(line.url)}">{safe(line.clause.citation)}</a> <span class="van-ban-ten">{safe(line.document)}</span>'
        f" {review_badge(line.duty)}</p>"
    )


def task_html(task: Task, cite: bool = True, most: int = 0) -> Markup:
    """One task of several bodies: who, each with the role; then the same lines as a duty has. ``most``: characters of its words, 0 for all."""
    duty, line = task.duty, task.lines[0]
    bearers = [
        f"{role_badge(role)} "
        + (f'<strong class="ai">{named(refs)}</strong>' if refs else f'<span class="ai canh-bao">{wording.NO_BEARER}</span>')
        for role, refs in task.bearers
    ]
    partners = dict.fromkeys(chain.from_iterable(one.partners for one in task.lines))
    helpers = _helpers(partners, duty.others)
    more = [
        _item("phối hợp", helpers) if helpers else "", addressed(line), _item("sản phẩm", safe(duty.product)) if duty.product else "",
        _item("định kỳ", safe(wording.rhythm_words(duty))) if duty.recurrence else "", due(duty),
    ]  # fmt: skip
    beside = f'<p class="dong-phu">{" ".join(filter(None, more))}</p>' if any(more) else ""
    action = safe(wording.cut(duty.action, most, 12) if most else duty.action)
    where = _place(line) if cite else ""
    told = f'<div class="nhiem-vu"><p class="dong-chinh">{" ".join(bearers)} <span class="viec">{action}</span></p>{beside}{where}</div>'
    return Markup(told)  # noqa: S704 - every word above is escaped


@dataclass(frozen=True)
class Columns:
    """The columns of a table for paper; what no duty of the page has (partners, a day) is no column. ``agency`` is whose table it is, empty for
    a document's; ``bearers`` tells who has to do what that agency has not to do itself.
    """

    agency: str
    bearers: bool
    partners: bool
    told: bool
    due: bool
    products: bool

    @property
    def count(self) -> int:
        """How many there are."""
        return 4 + self.bearers + self.partners + self.told + self.due + self.products


def columns_of(groups: Iterable[Group], products: bool, agency: str) -> Columns:
    """The columns that the lines of a page need."""
    lines = [line for _, some, _ in groups for _, line in some]
    return Columns(
        agency, bool(agency) and not all(line.who and line.who.id == agency for line in lines), any(line.partners or line.duty.others for line in lines), any(map(_told, lines)),
        any(line.duty.deadline or line.duty.recurrence for line in lines), products,
    )  # fmt: skip


def _told(line: Line) -> bool:
    return bool(line.recipients or line.report_to or line.submit_to or line.channels)


def paper_rows(groups: Iterable[Group], columns: Columns) -> Markup:
    """The body of a table for paper."""
    return Markup("\n".join([_group(group, columns) for group in groups]))  # noqa: S704 - escaped


def _group(group: Group, columns: Columns) -> str:
    who, lines, every = group
    if isinstance(who, Ref):
        head: str = replace(who, name=wording.capital(who.name)).html
    else:
        head = safe(who) if isinstance(who, str) else f'<span class="canh-bao">{wording.capital(wording.NO_BEARER)}</span>'
    rows = "\n".join([f"<tr>{''.join(_cells(number, line, columns))}</tr>" for number, line in lines])
    return (
        f'<tbody><tr class="muc-bang"><th scope="rowgroup" colspan="{columns.count}">{head} <span class="dem">{wording.number(every)}</span></th></tr>\n'
        f"{rows}</tbody>"
    )


def _cells(number: int, line: Line, columns: Columns) -> Iterator[str]:
    duty = line.duty
    yield f'<td class="tt">{wording.number(number)}</td><td class="viec">{safe(duty.action)}</td><td data-cot="Vai trò">{role_badge(line.role)}</td>'
    if columns.bearers:
        same = line.who is not None and line.who.id == columns.agency  # told by the table's title
        yield f'<td data-cot="Cơ quan thực hiện"{" class=khong" * same}>{"" if same else line.who.html if line.who else wording.NO_BEARER}</td>'
    if columns.partners:
        helpers = _helpers(line.partners, duty.others)
        yield f'<td class="rong{"" if helpers else " khong"}" data-cot="Phối hợp">{helpers}</td>'
    if columns.told:
        yield f'<td class="rong{"" if _told(line) else " khong"}">{addressed(line)}</td>'
    if columns.due:
        yield f'<td class="rong{"" if duty.deadline or duty.recurrence else " khong"}" data-cot="Thời hạn">{when(duty)}</td>'
    if columns.products:
        yield f'<td data-cot="Sản phẩm"{"" if duty.product else " class=" + chr(34) + "khong" + chr(34)}>{safe(duty.product or "")}</td>'
    place = f"{safe(line.document)} · " if columns.agency else ""
    yield (
        f'<td data-cot="Ghi tại"><a href="{safe(line.url)}">{safe(line.clause.citation)}</a>'
        f' <span class="phu khoi">{place}{review_badge(duty)}</span></td>'
    )
