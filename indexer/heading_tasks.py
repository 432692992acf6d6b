"""Tasks that stand in a heading: "4. Tập huấn (Sở Y tế chủ trì, phối hợp với Sở Nội vụ)" without a full stop, "2. Sở Y tế quản lý:".

What a plan numbers without a full stop reads as a heading; where neither text nor list follows, it is the task itself. So is a line that
ends with a colon and says who does what, where below it stands only to what: "a) Cơ sở sản xuất nước uống đóng chai; b) Bếp ăn tập thể".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.burdened import heading_bearers
from phancap.indexer.duties import duties_of
from phancap.indexer.duty_labels import labelled
from phancap.indexer.model import Clause, Document, Duty, anchored
from phancap.indexer.task_texts import lays_down_tasks

_KINDS = frozenset({"paragraph", "point", "section", "subsection"})
_ABOVE_ITEMS = frozenset({"article", "paragraph", "point"})
_WHO = re.compile(r"\s*(?:\([^()]*\)|\s[–-]\s+[^–-]{3,160})[\s.;]*$")  # "(Sở Y tế chủ trì)", " - Sở Nội vụ chủ trì": no words of the task


def with_heading_tasks(clauses: Sequence[Clause], document: Document, index: AgencyIndex) -> list[Clause]:
    """The clauses, those that are headings and nothing else with the duties that their words lay on somebody."""
    holders = {anchored(c.component, c.parent) for c in clauses if c.parent}
    by_anchor = {c.anchor: c for c in clauses}
    busy = _holding_duties(clauses, by_anchor)

    def said_by(c: Clause) -> tuple[Duty, ...]:
        if not c.heading or c.text or c.duties:
            return ()
        if c.anchor not in holders:
            return _duties(c, by_anchor, document, index) if c.kind in _KINDS and lays_down_tasks(c, document) else ()
        announces = c.heading.endswith(":") and c.kind in _ABOVE_ITEMS and c.anchor not in busy
        return _said_above(c, by_anchor, document, index) if announces else ()

    return [msgspec.structs.replace(c, duties=found) if (found := said_by(c)) else c for c in clauses]


def _duties(clause: Clause, by_anchor: dict[str, Clause], document: Document, index: AgencyIndex) -> tuple[Duty, ...]:
    words = clause.heading
    spoken = msgspec.structs.replace(clause, text=words, heading="", agencies=index.all_mentions(words, document.jurisdiction or "vn"))
    found = labelled([spoken], document).duties.get(clause.anchor) or duties_of(spoken, _above(clause, by_anchor), document, index)
    return tuple(
        msgspec.structs.replace(d, start=0, end=0, action=_WHO.sub("", d.action) if d.because["bearer"] in ("brackets", "do") else d.action)
        for d in found
        if d.bearer
    )


def _holding_duties(clauses: Sequence[Clause], by_anchor: dict[str, Clause]) -> set[str]:
    """The anchors of all clauses below which there is a duty."""
    found: set[str] = set()
    for clause in clauses:
        above = clause.parent if clause.duties else None
        while above and (anchor := anchored(clause.component, above)) not in found:
            found.add(anchor)
            above = by_anchor[anchor].parent if anchor in by_anchor else None
    return found


# "e) Cơ quan giải quyết thủ tục hành chính:" is a label
_ANYBODY = re.compile(r"(?:các )?(?:cơ quan|đơn vị|tổ chức|bộ phận|người|cá nhân|bên|cấp)(?!\w)", re.I)


def _said_above(clause: Clause, by_anchor: dict[str, Clause], document: Document, index: AgencyIndex) -> tuple[Duty, ...]:
    """The duties of a heading that says who does what to the things below it: "2. Ủy ban nhân dân cấp xã quản lý các cơ sở sau:"."""
    if heading_bearers([(clause.eid, clause.heading)], document, index):
        return ()
    words = clause.heading.rstrip(" :")
    spoken = msgspec.structs.replace(clause, text=words, heading="", agencies=index.all_mentions(words, document.jurisdiction or "vn"))
    found = duties_of(spoken, _above(clause, by_anchor), document, index)
    named = [d for d in found if d.because["bearer"] in ("subject", "assigned") and not _ANYBODY.match(d.because["bearer_words"])]
    return tuple(msgspec.structs.replace(d, start=0, end=0) for d in named)


def _above(clause: Clause, by_anchor: dict[str, Clause]) -> list[tuple[str, str]]:
    """(eId, heading) of what stands above the clause, outermost first."""
    found: list[tuple[str, str]] = []
    while clause.parent and (holder := by_anchor.get(anchored(clause.component, clause.parent))):
        clause = holder
        found.append((clause.eid, clause.heading or (clause.text if clause.text.endswith(":") else "")))
    return [(eid, heading) for eid, heading in reversed(found) if heading]
