"""Clauses that somebody who reads one should know of, each with the reason in words; found from the store's own tables, nothing is guessed.

Three relations, in this order: the provision that a clause above this one carries out or refers to; clauses that refer to the same
provision; duties whose words begin alike, of the same bearer or, where more of them are the same, of another one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import takewhile
from typing import NamedTuple

from phancap.indexer.model import Clause, Duty
from phancap.site import wording
from phancap.site.views.held import Held

MOST = 5
_LOOKED_AT = 25  # places of one relation that are looked at: a provision that hundreds refer to relates nothing
_DUTIES = 4  # of a clause; further ones of a long list say the same
_ALIKE = 5  # syllables with which both begin: "thẩm định các nội dung"
_ALIKE_OF_OTHERS = 9  # where another body has it: "báo cáo kết quả thực hiện các nội dung phân cấp"
_KEY = 32  # characters of an action that the store's index holds (indexer/database.py)
_SYLLABLE = re.compile(r"\w+")
# "Thực hiện các nhiệm vụ khác khi được cấp có thẩm quyền giao" stands in every plan and relates nothing
_EMPTY = re.compile(r"(?:thực hiện )?(?:các |những )?(?:nhiệm vụ|công việc|nội dung) khác", re.I)
# "Chỉ đạo và tổ chức thực hiện các …", "tổ chức triển khai thực hiện nghiêm túc Quy chế này": how, and no word of what
_HOW = re.compile(
    r"(?:(?:chỉ đạo|tổ chức|triển khai|thực hiện|hướng dẫn|theo dõi|đôn đốc|phối hợp|chủ trì|tăng cường|nghiêm túc|kịp thời|đầy đủ|có hiệu quả|hiệu quả"
    r"|thường xuyên|và|các|những|việc|công tác|nội dung|nhiệm vụ|theo|tại)\b[\s,]*|(?:quy chế|quy định|quyết định|kế hoạch|nghị quyết|thông tư|nghị định|chỉ thị|luật)"
    r" này\b[\s,]*)+", re.I,
)  # fmt: skip
_WHAT = 2  # syllables behind them from which on they say what is to be done


class Related(NamedTuple):
    """A clause and why it is related."""

    clause: Clause
    reason: str


def related(here: Held, clause: Clause, trail: list[Clause], shown: Collection[str]) -> list[Related]:
    """At most ``MOST`` related clauses; ``shown`` are the ids that the page names anyway. Time is bounded, whatever the store holds."""
    found: dict[str, Related] = {}
    left_out = {clause.id, *(c.id for c in trail), *shown}
    for one in _all(here, clause, trail):
        if one.clause.id not in left_out:
            found.setdefault(one.clause.id, one)
        if len(found) == MOST:
            break
    return list(found.values())


def _all(here: Held, clause: Clause, trail: list[Clause]) -> Iterator[Related]:
    yield from _carried_out(here, clause, trail)
    yield from _same_provision(here, clause)
    yield from _same_words(here, clause)


def _carried_out(here: Held, clause: Clause, trail: list[Clause]) -> Iterator[Related]:
    """The two nearest clauses above speak for the numbered clauses in them; a loose line far down in a list is not what they are about."""
    for above in [] if clause.number.startswith("nn") or clause.kind == "row" else reversed(trail[-2:]):
        for target, eid in _provisions(above):
            if provision := here.generation.clause(target, eid):
                yield Related(provision, f"{wording.capital(wording.short_label(above))} chứa điều khoản này và dẫn chiếu đến quy định này")


def _same_provision(here: Held, clause: Clause) -> Iterator[Related]:
    query = "SELECT DISTINCT clause, at FROM citations WHERE target = ? AND eid = ? ORDER BY at LIMIT ?"
    for target, eid in _provisions(clause):
        others = [row[0] for row in here.generation.rows(query, target, eid, _LOOKED_AT)]
        provision = here.generation.clause(target, eid)
        if len(others) == _LOOKED_AT or provision is None or target not in here.documents:
            continue
        document = "" if target == clause.document else f" {here.documents[target].short}"
        others.sort(key=lambda other: other.startswith((f"{clause.document}/", f"{clause.document}!")))  # other documents' first
        for other in _clauses(here, clause, others):
            yield Related(other, f"Cùng dẫn chiếu {provision.citation}{document}")


def _clauses(here: Held, clause: Clause, ids: list[str]) -> list[Clause]:
    """The clauses of some ids but this one, in that order; no more than are needed."""
    first = [other for other in ids if other != clause.id][: 2 * MOST]
    known = {c.id: c for c in here.generation.by_ids(first)}
    return [known[other] for other in first]


def _same_words(here: Held, clause: Clause) -> Iterator[Related]:
    """Duties that begin with the same words: of the same bearer first; of another body only where they go on alike."""
    alike: dict[str, tuple[bool, int, str]] = {}
    for duty in clause.duties[:_DUTIES]:
        opening = _opening(duty)
        rows = _beginning_so(here, opening) if duty.bearer and opening else []
        shared = {action: _shared(duty.action, action) for action in {action for _, _, action in rows}}
        sizes = {words: _telling(here, words, (duty.bearer or "").partition("/")[0]) for words in set(shared.values())}
        for other, bearer, action in rows:
            same, words = bearer == duty.bearer, shared[action]
            size = sizes[words]
            if bearer and size >= (_ALIKE if same else _ALIKE_OF_OTHERS) and (same, size) > alike.get(other, (False, 0, ""))[:2]:
                alike[other] = same, size, f"{'Cùng giao' if same else 'Việc như vậy, giao'} {here.name(bearer)}: “{words}”"
    closest = sorted(alike, key=lambda other: (not alike[other][0], -alike[other][1]))
    yield from (Related(other, alike[other.id][2]) for other in _clauses(here, clause, closest))


def _provisions(clause: Clause) -> dict[tuple[str, str], None]:
    """(document, clause in it) of what a clause refers to with certainty, in the order of its words."""
    return {(c.target, c.eid): None for c in clause.all_citations if c.status == "resolved" and c.target and c.eid}


def _opening(duty: Duty) -> str:
    """The first syllables of what is to be done, as they stand; empty where they say nothing or are too few."""
    ends = [m.end() for m in _SYLLABLE.finditer(duty.action)][:_ALIKE]
    return "" if len(ends) < _ALIKE or _EMPTY.match(duty.action) else duty.action[: ends[-1]]


def _beginning_so(here: Held, opening: str) -> list[tuple[str, str | None, str]]:
    """(clause, bearer, action) of duties which begin so, with a small or a capital letter."""
    query = (
        "SELECT clause, bearer, action FROM duties WHERE substr(action, 1, 32) BETWEEN ? AND ? ORDER BY substr(action, 1, 32), at LIMIT ?"
    )
    found: list[tuple[str, str | None, str]] = []
    for first in dict.fromkeys((opening[0], opening[0].lower(), opening[0].upper())):
        key = (first + opening[1:])[:_KEY]
        found += here.generation.rows(query, key, key + "\U0010ffff", 2 * _LOOKED_AT)
    return found


def _telling(here: Held, words: str, place: str) -> int:
    """How many syllables say what is to be done: "tham mưu Ủy ban nhân dân tỉnh" has two, the others name a body; none where they only
    say how.
    """
    how = _HOW.match(words)
    if how and len(_SYLLABLE.findall(words[how.end() :])) < _WHAT:
        return 0
    names = [(m.start, m.end) for m in here.generation.agencies.mentions(words, place)]
    return sum(not any(start <= m.start() < end for start, end in names) for m in _SYLLABLE.finditer(words))


def _shared(one: str, other: str) -> str:
    """The syllables with which both begin, in the letters of the first: "thẩm định các nội dung"."""
    pairs = zip(_SYLLABLE.finditer(one), _SYLLABLE.finditer(other), strict=False)
    same = list(takewhile(lambda pair: pair[0].group().lower() == pair[1].group().lower(), pairs))
    return re.sub(r"\s+", " ", one[: same[-1][0].end()]) if same else ""
