"""Which documents come first where answers are equal: those in force before those that are not, then the plan's family before others.

Both move a score by a hundredth or two and no more, so that they decide only between answers that are as good as equal; documents are
also indexed in this order, since equal scores fall back on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from phancap.indexer.ending import ended, ends_others, opens_list, rules
from phancap.indexer.model import Citation, Document, Reading

FAMILY = 1.01
ENDED = 0.98


def ended_by(reading: Reading) -> Iterator[tuple[str, str]]:
    """(document, clause that says so) for every other document that this one says in so many words it replaces or abolishes whole."""
    if not rules(reading.document):
        return
    listed: set[str] = set()
    for clause in reading.clauses:
        if clause.kind in ("preamble", "recipients", "signature"):
            continue
        above = clause.around
        if clause.component == "main" and (opens_list(clause.text) or opens_list(clause.heading)):
            listed.add(above if clause.kind == "intro" else clause.anchor)
        if above in listed:
            yield from ((c.target, clause.id) for c in clause.citations if c.relation and c.target and _is_whole(c))
            continue
        for words, citations in ((clause.heading, clause.heading_citations), (clause.text, clause.citations)):
            if ends_others(words, clause):
                whole = (c for c, _ in ended(words, citations) if _is_whole(c))
                yield from ((c.target, clause.id) for c in whole if c.target and c.target != reading.document.id)


def _is_whole(citation: Citation) -> bool:
    return citation.status == "resolved" and not (citation.eid or citation.through or citation.provision)


def family_of(documents: Iterable[Document], cited: Mapping[str, Iterable[str]]) -> set[str]:
    """The documents that carry one another out (``carries_out``), as far as that leads, and those that they refer to with certainty.

    ``cited`` tells for a document's id which others it refers to so. Where nobody has said what carries out what, nothing is family.
    """
    known = list(documents)
    family = {d.id for d in known if d.carries_out} | {other for d in known for other in d.carries_out}
    return family.union(*(cited.get(document, ()) for document in family))


def standings(documents: Iterable[Document], cited: Mapping[str, Iterable[str]], ended: Iterable[str]) -> dict[str, float]:
    """Document → what the scores of its clauses are multiplied by, of those for which it is not 1."""
    found: dict[str, float] = dict.fromkeys(sorted(ended), ENDED)
    for document in sorted(family_of(documents, cited)):
        found[document] = round(found.get(document, 1.0) * FAMILY, 4)
    return found
