"""Who bears a duty, and where that is written."""

from __future__ import annotations

from dataclasses import dataclass

from phancap.indexer.bodies import Bodies


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears the duties of a clause, and where that is written: ``eid`` of the heading, or None."""

    agency: str
    words: str
    eid: str | None
    excepted: tuple[str, ...] = ()


def bearers_of(bodies: Bodies, eid: str | None = None) -> list[Bearer]:
    """Each body once, by the words with which it is named first; ``eid`` is of the heading that names them."""
    return list({body.agency: Bearer(body.agency, body.words, eid, body.excepted) for body in reversed(bodies.items)}.values())[::-1]
