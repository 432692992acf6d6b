"""Tasks that stand in a heading with nothing below it: "4. Tập huấn (Sở Y tế chủ trì, phối hợp với Sở Nội vụ)" without a full stop.

What a plan numbers without a full stop reads as a heading; where neither text nor list follows, it is the task itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.duties import duties_of
from phancap.indexer.duty_labels import labelled
from phancap.indexer.model import Clause, Document, Duty, anchored
from phancap.indexer.task_texts import lays_down_tasks

_KINDS = frozenset({"paragraph", "point", "section", "subsection"})
_WHO = re.compile(r"\s*(?:\([^()]*\)|\s[–-]\s+[^–-]{3,160})[\s.;]*$")  # "(Sở Y tế chủ trì)", " - Sở Nội vụ chủ trì": no words of the task


def with_heading_tasks(clauses: Sequence[Clause], document: Document, index: AgencyIndex) -> list[Clause]:
    """The clauses, those that are headings and nothing else with the duties that their words lay on somebody."""
    holders = {anchored(c.component, c.parent) for c in clauses if c.parent}
    by_anchor = {c.anchor: c for c in clauses}
    return [
        msgspec.structs.replace(c, duties=found)
        if c.heading
        and not c.text
        and not c.duties
        and c.kind in _KINDS
        and c.anchor not in holders
        and lays_down_tasks(c, document)
        and (found := _duties(c, by_anchor, document, index))
        else c
        for c in clauses
    ]


def _duties(clause: Clause, by_anchor: dict[str, Clause], document: Document, index: AgencyIndex) -> tuple[Duty, ...]:
    words = clause.heading
    spoken = msgspec.structs.replace(clause, text=words, heading="", agencies=index.all_mentions(words, document.jurisdiction or "vn"))
    found = labelled([spoken], document).duties.get(clause.anchor) or duties_of(spoken, _above(clause, by_anchor), document, index)
    return tuple(
        msgspec.structs.replace(d, start=0, end=0, action=_WHO.sub("", d.action) if d.because["bearer"] in ("brackets", "do") else d.action)
        for d in found
        if d.bearer
    )


def _above(clause: Clause, by_anchor: dict[str, Clause]) -> list[tuple[str, str]]:
    """(eId, heading) of what stands above the clause, outermost first."""
    found: list[tuple[str, str]] = []
    while clause.parent and (holder := by_anchor.get(anchored(clause.component, clause.parent))):
        clause = holder
        found.append((clause.eid, clause.heading or (clause.text if clause.text.endswith(":") else "")))
    return [(eid, heading) for eid, heading in reversed(found) if heading]
