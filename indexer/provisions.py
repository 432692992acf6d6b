"""Addresses of provisions in running words: "các điểm a, b khoản 2 Điều 5 và Điều 7" → one value for each provision meant.

The words run from the inner level to the outer one ("điểm a khoản 2 Điều 5"); a list shares what stands behind it
("khoản 1 và khoản 3 Điều 5": both of Điều 5); "từ khoản 1 đến khoản 4" is one range. Nothing is resolved here: a step
"này" stays "này".
"""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace
from phancap.indexer.markers import roman_value
from phancap.indexer.provision_words import ASIDE, RANKS, THIS, Item, runs_of

_ASIDE_BEHIND = 3  # characters from an address to the bracket behind it
_INTO = re.compile(r"\s*,?\s*vào (?:(?:sau|trước|cuối)\s+)?")


class Step(msgspec.Struct, frozen=True, gc=False):
    """One level of an address as written: ("khoản", "2"), ("điều", "này")."""

    level: str
    number: str


class Provision(msgspec.Struct, frozen=True, gc=False):
    """One provision meant by the words ``text[start:end]`` (characters); ``steps`` run from the inner level to the outer.

    ``through`` is the last number of a range. ``last`` is the end of the whole run of addresses, behind which the document may
    stand that all of them belong to; ``relative`` tells that a step says "này", so that no document behind is meant.
    """

    start: int
    end: int
    steps: tuple[Step, ...]
    through: str | None
    last: int

    @property
    def relative(self) -> bool:
        """Whether a step says "này"."""
        for step in self.steps:  # noqa: SIM110 - asked of every provision many times, and a generator takes twice as long
            if step.number == THIS:
                return True
        return False


def find_provisions(text: str) -> list[Provision]:
    """All provisions that the text names, in order; their words do not overlap."""
    found: list[Provision] = []
    for items in runs_of(text):
        run = _provisions(_ranges(items))
        found += _with_asides(text, items, run) if "(" in text[items[0].end : items[-1].end + _ASIDE_BEHIND] else run
    if len(found) < 2 or " vào " not in text:
        return found
    return [_placed(text, one, next((p for p in found[at + 1 :] if p.start >= one.last), None)) for at, one in enumerate(found)]


def _with_asides(text: str, items: list[Item], run: list[Provision]) -> list[Provision]:
    """The run with the provisions in its brackets: "Điều 9 (trừ khoản 9 và khoản 10)" has two of Điều 9 in it."""
    found = list(run)
    for item in items:
        aside = ASIDE.match(text, item.end)
        if aside is None:
            continue
        host = max((p for p in run if p.start <= item.start), key=lambda p: p.start)
        for one in find_provisions(aside.group()):
            outer = () if one.relative else tuple(s for s in host.steps if RANKS[s.level] > RANKS[one.steps[-1].level])
            start, end = one.start + aside.start(), one.end + aside.start()
            found.append(replace(one, start=start, end=end, steps=(*one.steps, *outer), last=run[0].last))
    return sorted(found, key=lambda p: p.start)


def _placed(text: str, one: Provision, after: Provision | None) -> Provision:
    """ "Bổ sung khoản 4 vào sau khoản 3 Điều 8", "Bổ sung khoản 3 và khoản 4 vào Điều 8": they will stand in the same Điều 8."""
    if after is None or one.relative or not _INTO.fullmatch(text, one.last, after.start):
        return one
    outer = RANKS[one.steps[-1].level]
    return replace(one, steps=(*one.steps, *(step for step in after.steps if RANKS[step.level] > outer)))


def _ranges(items: list[Item]) -> list[Item]:
    """ "khoản 1 đến khoản 4" as one item; an end of another level is kept apart."""
    joined: list[Item] = []
    for item in items:
        if item.joint == "range" and joined and joined[-1].level == item.level and THIS not in (item.number, joined[-1].number):
            joined[-1].through, joined[-1].end = item.number, item.end
        else:
            joined.append(item)
    return joined


def _provisions(items: list[Item]) -> list[Provision]:
    """Give every item the levels that stand behind it; what another one uses as its outer level is no provision itself."""
    chains: list[tuple[Item, ...]] = [()] * len(items)
    used = [False] * len(items)
    ends = [item.end for item in items]
    for i in range(len(items) - 1, -1, -1):
        chains[i] = (items[i],)
        if i + 1 == len(items):
            continue
        behind, chain = items[i + 1], chains[i + 1]
        if _outer(items[i], behind):
            # "điểm a khoản này, Điều 6": two
            if behind.joint == "of" or (behind.joint == "list" and items[i].number != THIS and _comma_only(items[i], behind)):
                chains[i] = (items[i], *chain)
                used[i + 1], ends[i] = True, ends[i + 1]
        elif behind.level == "điều" and items[i].level in ("phần", "mục") and (behind.joint == "of" or _of_only_article(items[i], behind)):
            # "Phần III Điều 1 Quyết định này", "khoản 1, mục II, Điều 1 …": a decision's only article holds the sections of what it approves
            chains[i] = (items[i], *chain)
            used[i + 1], ends[i] = True, ends[i + 1]
        elif len(chain) == 1 and behind.rank < items[i].rank and (behind.joint == "of" or _goes_inward(items, i)):
            # "Điều 5 khoản 2 điểm a", "Điều 104, khoản 3, khoản 4 của Bộ luật": the outer level first
            used[i] = True
            for j in range(i + 1, len(items)):
                if items[j].rank >= items[i].rank:
                    break
                if chains[j][-1].level == behind.level:
                    chains[j] = (*chains[j], items[i])
                    items[j].start = items[i].start if not used[j] and used[j - 1] else items[j].start
        elif items[i].number != THIS:  # "khoản này và khoản 1 Điều 2": only the second is of Điều 2
            # "Điều 7 và mẫu số 01/TT Phụ lục II": only the form is of the appendix
            forms = behind.level in ("mẫu số", "phụ lục") and items[i].level != "mẫu số"
            parts = items[i].level == "phần" and any(item.level == "phần" for item in chain)  # "mục II phần B và khoản 3 mục I, Phần B"
            outer = (item for item in chain if item is not behind and not forms and (not parts or item.level == "phụ lục"))
            chains[i] = (items[i], *(item for item in outer if _outer(items[i], item)))
    last = items[-1].end
    found = []
    for i, chain in enumerate(chains):
        if used[i]:
            continue
        steps = tuple(Step(item.level, item.number) for item in chain)
        found.append(Provision(items[i].start, ends[i], steps, items[i].through, last))
    return _shared_list(items, found)


def _outer(inner: Item, outer: Item) -> bool:
    """Whether the second level holds the first; "phần A, Mục III": a lettered part stands inside a Roman section.

    "Điều 20, Mẫu số 02" are two; "Phần XI của “Phần C. …” thuộc Phần V" is one.
    """
    if inner.level == outer.level == "phần" or (inner.level == "mẫu số" and outer.level in ("chương", "phần")):
        return outer.joint == "of"  # "Mẫu số 03 Chương IV" of a bidding document
    if inner.level == "điều" and outer.level in ("mẫu số", "phụ lục") and outer.joint == "list":
        return False
    if inner.level == "phần" and outer.level == "mục":
        return not _is_roman(inner.number) and _is_roman(outer.number)
    return inner.rank < outer.rank


def _goes_inward(items: list[Item], at: int) -> bool:
    """Whether a comma leads from an article to its paragraph: "Điều 104, khoản 3, điểm a"; not of "Điều 5, khoản 2 Điều 6"."""
    outer, inner = items[at], items[at + 1]
    one = inner.joint == "list" and _comma_only(outer, inner) and THIS not in (outer.number, inner.number) and not outer.through
    if not one or outer.rank - inner.rank != 1 or inner.level not in ("khoản", "điểm"):
        return False
    behind = next((n for n in range(at + 1, len(items)) if items[n].rank >= outer.rank), None)
    return behind is None or (items[behind].joint == "list" and not _comma_only(items[behind - 1], items[behind]))


def _is_roman(number: str) -> bool:
    return roman_value(number.split(".", maxsplit=1)[0]) is not None


def _comma_only(inner: Item, outer: Item) -> bool:
    """ "khoản 2, Điều 5" is one address; "khoản 2 và Điều 5" are two. A comma leaves two characters at most between them."""
    return outer.start - inner.end <= 2


def _of_only_article(inner: Item, article: Item) -> bool:
    return article.number == "1" and article.joint == "list" and not inner.number.isdigit() and _comma_only(inner, article)


def _shared_list(items: list[Item], found: list[Provision]) -> list[Provision]:
    """ "khoản 2 các Điều 5, 6 và 7": the point or paragraph of each article of the list.

    Of "khoản 1, 2 các Điều 5, 6 và 7" khoản 1 to 2 of each; of "khoản 1 và 4 các Điều 5 và 6" no more is said of the 6 than its number.
    """
    result: list[Provision] = []
    for place, provision in enumerate(found):
        result.append(provision)
        if len(provision.steps) < 2:
            continue
        head = next((x for x in items if x.end == provision.end and x.plural), None)
        if head is None:
            continue
        shared, through = _shared_by(found[: place + 1])
        for later in found[place + 1 :]:
            item = next((x for x in items if x.end == later.end), None)
            if item is None or not item.bare or len(later.steps) != 1 or item.level != head.level:
                break
            if shared:
                found[found.index(later)] = replace(later, steps=(*shared, later.steps[0]), through=through)
    return result


def _shared_by(found: list[Provision]) -> tuple[tuple[Step, ...], str | None]:
    """(what the last of these provisions is of its article, the last number where a range is): of several one range, or nothing."""
    last = found[-1]
    same = [p for p in found if p.steps[1:] == last.steps[1:] and p.steps[0].level == last.steps[0].level and not p.through]
    numbers = [p.steps[0].number for p in same]
    if len(same) < 2:
        return last.steps[:-1], last.through
    if all(n.isdigit() for n in numbers) and [int(n) for n in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers))):
        return same[0].steps[:-1], numbers[-1]
    return (), None
