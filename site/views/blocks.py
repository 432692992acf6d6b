"""An agency's duties in the groups in which its page shows them: counted, and read as far as they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phancap.indexer.days import Times
from phancap.indexer.obligations import KINDS, Obligation, ObligationKind, Predecessor, predecessors
from phancap.indexer.owed import counts_of
from phancap.indexer.registers import Merger
from phancap.indexer.store import Part
from phancap.site import wording
from phancap.site.drawings import Report, Strip, report_picture, year_strip
from phancap.site.views.grouping import PARTS
from phancap.site.views.held import Held
from phancap.site.views.page_links import Ref
from phancap.site.views.sifting import Choice, condition_of, today

MOST_DRAWN = 500  # duties of a choice that its pictures are drawn from; what is not chosen from was counted at the build


@dataclass(frozen=True)
class Block:
    """The duties of one kind, through one group, or those that came from a ``former`` agency, as the sentences of ``source`` say."""

    number: int
    kind: ObligationKind | None
    through: Ref | None
    title: str
    parts: tuple[Part, ...]
    former: Ref | None = None
    source: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The name of the group on the page."""
        return f"nhom-{self.number}"

    @property
    def total(self) -> int:
        """How many duties it has."""
        return sum(part.total for part in self.parts)

    def some(self, here: Held, limit: int, offset: int = 0) -> Iterator[Obligation]:
        """Its duties from ``offset`` on, at most ``limit``."""
        for part in self.parts:
            if offset < part.total and limit > 0:
                yield from here.generation.owed(part, limit=limit, offset=offset)
            limit -= max(0, min(limit, part.total - offset))
            offset = max(0, offset - part.total)

    def each(self, here: Held) -> Iterator[Obligation]:
        """All of them, for a file."""
        for part in self.parts:
            yield from here.generation.each_owed(part)


def blocks_of(here: Held, agency: str, choice: Choice | None = None, by_text: bool = False) -> list[Block]:
    """The agency's obligations in groups: its own, those of each group, its parts in others' duties; then what it took over."""
    blocks = []
    for number, (former, parts) in enumerate(groups_of(here, agency, choice or Choice(), by_text), 1):
        if former:
            title = f"Nhiệm vụ văn bản giao cho {former_name(here, agency, former.agency)}"
            blocks.append(Block(number, None, None, title, parts, here.ref(former.agency), _source(here, former)))
        else:
            kind, through = parts[0].kind, parts[0].through
            title = wording.obligation_title(kind, here.name(agency), here.name(through) if through else None)
            blocks.append(Block(number, kind, here.ref(through) if through else None, title, parts))
    return blocks


def former_name(here: Held, agency: str, former: str) -> str:
    """The name of an agency whose work this one took over, with its territory where that is another one."""
    return here.name(former, full=former.partition("/")[0] != agency.partition("/")[0])


def groups_of(here: Held, agency: str, choice: Choice, by_text: bool = False) -> Iterator[tuple[Predecessor | None, tuple[Part, ...]]]:
    """(the agency it came from, if it did, its parts) of every group that has a duty, in the order of the page."""
    for part in _chosen(here, here.generation.parts(agency), choice):
        yield None, (part,)
    formers = [] if by_text else [p for p in predecessors(agency, here.generation.agencies) if p.agency in here.pages]
    for former, taken in zip(formers, here.generation.taken_over(agency, [p.agency for p in formers]), strict=True):
        if parts := tuple(_chosen(here, taken, choice)):
            yield former, parts


def _chosen(here: Held, parts: Sequence[Part], choice: Choice) -> Iterator[Part]:
    for part in parts:
        if not choice.active:
            yield part
        elif (condition := condition_of(here, choice, PARTS.get(part.kind, ""))) and (
            found := here.generation.narrowed(part, condition)
        ).total:
            yield found


def some_of(here: Held, blocks: Sequence[Block], limit: int, offset: int) -> Iterator[tuple[int, Block, Obligation]]:
    """(number through all groups from 1, group, duty) of the duties of all groups from ``offset`` on, at most ``limit``."""
    number = offset
    for block in blocks:
        if offset < block.total and limit > 0:
            for found in block.some(here, limit, offset):
                number += 1
                yield number, block, found
        limit -= max(0, min(limit, block.total - offset))
        offset = max(0, offset - block.total)


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


def sentence_of(here: Held, name: str, blocks: Sequence[Block]) -> str:
    """ "3 nhiệm vụ của chính Sở Tư pháp (1 chủ trì, 2 phối hợp), 13 nhiệm vụ chung. Trong các nhiệm vụ này có 3 việc định kỳ."."""
    counts = Counter[str]({kind: sum(b.total for b in blocks if b.kind == kind) for kind in KINDS})
    own = [part for b in blocks for part in b.parts if b.kind in ("own", "inherited")]
    roles = Counter[str]()
    for part in own:
        roles.update(part.counts.roles if part.kind == "own" else {})
    recurring, dated = sum(part.counts.recurring for part in own), sum(part.counts.dated for part in own)
    timed = [f"{wording.number(recurring)} việc định kỳ"] * bool(recurring) + [f"{wording.number(dated)} việc có thời hạn"] * bool(dated)
    whose = " và ".join(["nhiệm vụ của chính cơ quan"] * bool(counts["own"]) + ["nhiệm vụ chung"] * bool(counts["inherited"]))
    taken = [f"{wording.number(b.total)} nhiệm vụ mà văn bản giao cho {former_name(here, name, b.former.id)}" for b in blocks if b.former]
    later = f" Ngoài ra, nay tiếp nhận {', '.join(taken)}." if taken else ""
    told = wording.obligation_counts(counts, here.name(name), roles)
    if not told:
        return "Chưa có nhiệm vụ nào giao cho cơ quan này trong các văn bản đang có." + later
    return told + "." + (f" Trong {whose} có {', '.join(timed)}." if timed else "") + later


def pictures_of(here: Held, agency: str, blocks: Sequence[Block], choice: Choice) -> tuple[Strip | None, Report | None]:
    """What falls due when, and who reports to whom; of a choice that is large there are none."""
    if choice.active:
        if sum(b.total for b in blocks) > MOST_DRAWN:
            return None, None
        found = [(b, o) for b in blocks for o in b.each(here)]
        times = counts_of((o.clause, o.duty) for _, o in found if o.kind in ("own", "inherited")).times
        pairs = Counter(_pairs(agency, [o for b, o in found if not b.former]))
    else:
        times = Times()
        for part in (part for b in blocks for part in b.parts):
            times.add(part.counts.times)
        pairs = Counter({(source, target): n for source, target, n in here.generation.reports(agency)})
    named = Counter[tuple[str, str]]()
    for (source, target), n in pairs.items():
        named[here.name(source), here.name(target)] += n
    return year_strip(times, today()), report_picture(named)


def _pairs(agency: str, found: Sequence[Obligation]) -> Iterator[tuple[str, str]]:
    """Who reports to the agency, and to whom it reports: as the texts name the two, each duty once."""
    seen: set[tuple[str, int]] = set()
    for one in found:
        duty, told = one.duty, (*one.duty.recipients, *one.duty.report_to, *one.duty.submit_to)
        if told and duty.bearer and one.kind != "partner" and (one.clause.id, one.number) not in seen:
            seen.add((one.clause.id, one.number))
            mine = one.kind in ("own", "inherited")
            yield from ((duty.bearer, t) for t in told if (t != duty.bearer if mine else t == (one.through or agency)))


def has_days(blocks: Sequence[Block]) -> bool:
    """Whether the agency's own or shared duties have a day that a calendar could show (of a choice: before it was chosen from)."""
    times = Times()
    for part in (part for b in blocks for part in b.parts if part.kind in ("own", "inherited")):
        times.add(part.counts.times)
    return bool(times.dates or "weekly" in times.rhythms or any(rhythm.days for rhythm in times.rhythms.values()))


def documents_with(here: Held, blocks: Sequence[Block], most: int) -> list[str]:
    """The documents that give the duties of the groups; empty where they are more than ``most``."""
    found = here.generation.owed_documents([part for b in blocks for part in b.parts], most + 1)
    return found if len(found) <= most else []
