"""Three questions for the first page that this store can answer: a corpus of others may know no Sở Tư pháp and no "phân cấp"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from phancap.indexer.days import rhythms_of
from phancap.indexer.registers import Agency
from phancap.indexer.vietnamese import fold
from phancap.site import wording
from phancap.site.suggestions import phrases
from phancap.site.views.held import Held

_LOOKED_AT = 2_000  # duties; an example need not be the best one
_MORE = 50_000  # duties among which reports are looked for
_LEADING = 20  # agencies
_WORDS = 4  # syllables that a task needs to tell something


@lru_cache(maxsize=2)
def examples(here: Held) -> tuple[str, ...]:
    """What is to be done, who leads, who reports how often; the second one without marks. Fewer where the store has none of a kind."""
    return tuple(found for kind in (_task, _leader, _report) if (found := next(kind(here), None)))


def _task(here: Held) -> Iterator[str]:
    actions = here.generation.rows("SELECT action FROM duties LIMIT ?", _LOOKED_AT)
    if any("thẩm định" in action and "phân cấp" in action for (action,) in actions):
        yield "thẩm định nội dung phân cấp"
    telling = [(n, p) for p, n in phrases(actions) if p.count(" ") >= _WORDS - 1 and "chịu trách nhiệm" not in p]
    yield from (phrase for _, phrase in sorted(telling, key=lambda one: (-one[0], one[1])))


def _leader(here: Held) -> Iterator[str]:
    index = here.generation.agencies
    # The Sở Tư pháp before others: it opens this first.
    query = """SELECT bearer FROM duties WHERE role = 'lead' AND bearer IS NOT NULL GROUP BY bearer
        ORDER BY bearer LIKE '%/so-tu-phap' DESC, count(*) DESC, bearer LIMIT ?"""
    leading = [str(agency) for (agency,) in here.generation.rows(query, _LEADING)]
    yield from (f"{fold(here.name(agency))} chu tri" for agency in leading if isinstance(index.entry(agency), Agency))
    yield from (fold(here.name(agency)) for agency in here.own_duties if isinstance(index.entry(agency), Agency))


def _report(here: Held) -> Iterator[str]:
    query = (  # the inner limit, so that a store of a million is not read to its end
        "SELECT clause FROM (SELECT clause, recurrence, told, action FROM duties LIMIT ?)"
        " WHERE recurrence IS NOT NULL AND told > 0 AND action LIKE '%báo cáo%' LIMIT 50"
    )
    for clause in here.generation.by_ids([str(clause) for (clause,) in here.generation.rows(query, _MORE)]):
        for duty in clause.duties:
            rhythms = [r for r in rhythms_of(duty) if r in wording.RHYTHMS]
            if rhythms and duty.recipients and "báo cáo" in duty.action:
                yield f"báo cáo {wording.RHYTHMS[rhythms[0]]} gửi {here.name(duty.recipients[0])}"
