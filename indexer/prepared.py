"""A clause → the terms it is found by; the same for every engine, for the ranking and for the browser."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import msgspec
from phancap.indexer.lexicon import Lexicon, written
from phancap.indexer.model import Clause
from phancap.indexer.terms import STOP_WORDS, number_terms, pairs_of, path_of, when_terms
from phancap.indexer.wanted import FACETS, Row

HEAD = 7  # syllables at the beginning of a task that say what it is about: "thẩm định các nội dung, nhiệm vụ"
BEGINNING = 240  # characters
_PARAGRAPH = re.compile(r"(\n\s*)(?=\d{1,2}[a-zđ]?\.\s)")


class Prepared(msgspec.Struct, frozen=True, array_like=True):
    """A clause as the ranking sees it; made by the build and kept beside the index, small and quick to read back.

    ``line`` is " heading | text " as folded syllables, ``letters`` the same with marks, ``above`` the headings above (" one | other ");
    ``skips`` hold the pairs that a stop word parts (" bo_quy "), which the lines do not show. ``heads`` are the pairs that a heading
    or a task begins with. ``relations`` tells what an agency (key of the register) is to the clause: "b:lead" bearer with that role,
    "h" named by its own heading, "u" under such a heading, "p" partner, "r" recipient, "m" mentioned. ``before`` and ``after`` count
    the clauses of the same article (see ``articles_of``) that stand before and behind it, ``parts`` are the tokens where numbered
    paragraphs of its text begin, ``places`` where its tokens start and end in the text (unsigned ints, packed).
    """

    id: str
    document: str
    eid: str
    kind: str
    order: int
    path: tuple[str, ...]
    line: str
    letters: str
    skips: str
    letter_skips: str
    above: str
    above_skips: str
    heads: str
    when: tuple[str, ...]
    numbers: tuple[str, ...]
    heading_numbers: tuple[str, ...]
    relations: dict[str, tuple[str, ...]]
    agencies: tuple[str, ...]
    roles: tuple[str, ...]
    size: int
    container: bool
    deadlines: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    places: bytes = b""
    parts: tuple[int, ...] = ()
    before: int = 0
    after: int = 0

    @property
    def heading(self) -> str:
        """The folded heading, a space at both ends."""
        return self.line.partition("|")[0]

    @property
    def text(self) -> list[str]:
        """The folded syllables of the text."""
        return self.line.partition("|")[2].split()


def words_in(line: str) -> set[str]:
    """The different syllables of a line of ``Prepared``."""
    found = set(line.split())
    found.discard("|")
    return found


def pairs_in(line: str, skips: str) -> set[str]:
    """The different pairs of a line of ``Prepared``, those parted by a stop word included."""
    found = set(skips.split())
    for part in line.split("|"):
        found.update([f"{a}_{b}" for a, b in pairwise(part.split())])
    return found


def _line(*parts: Sequence[str]) -> str:
    return f" {' | '.join(map(' '.join, parts))} "


def _skips(*parts: tuple[Sequence[str], Sequence[str]]) -> str:
    """The pairs that a stop word parts, of parts (words to be joined, the same words without marks)."""
    found = {
        f"{words[at - 1]}_{words[at + 1]}": None for words, folded in parts for at in range(1, len(words) - 1) if folded[at] in STOP_WORDS
    }
    return f" {' '.join(found)} " if found else ""


def relations_of(clause: Clause, lexicon: Lexicon) -> tuple[dict[str, set[str]], set[str]]:
    """(what each agency is to the clause, their full ids)."""
    index, place = lexicon.agency_index, lexicon.counts.places.get(clause.document, "vn")
    found: dict[str, set[str]] = {}
    ids: set[str] = set()

    def add(agency: str, relation: str) -> None:
        ids.add(agency)
        found.setdefault(agency.partition("/")[2], set()).add(relation)

    for duty in clause.duties:
        if duty.bearer:
            add(duty.bearer, f"b:{duty.role}")
        for agency in duty.partners:
            add(agency, "p")
        for agency in (*duty.recipients, *duty.report_to):
            add(agency, "r")
    for mention in clause.agencies or index.mentions(clause.text, place):
        add(mention.agency, "m")
    for agency in lexicon.heading_mentions(clause.heading, place):
        add(agency, "h")
    for heading in () if any("h" in r for r in found.values()) else reversed(clause.trail):
        if under := lexicon.heading_mentions(heading, place):
            for agency in under:
                add(agency, "u")
            break
    return found, ids


def prepare(clause: Clause, lexicon: Lexicon, place: int = 0, size: int = 1) -> Prepared:
    """The clause's terms, by field; it stands at ``place`` (from 0) among the ``size`` clauses of its article."""
    text, heading = written(clause.text, lexicon), lexicon.heading_words(clause.heading)
    own, head = text.folded, heading.folded
    above = [lexicon.heading_words(words).folded for words in clause.trail]
    relations, ids = relations_of(clause, lexicon)
    # a slip in the source ("Sở Nội", "UBNDTTQVN tỉnh") is found by the name it was read as
    above += [lexicon.proper_name(key).folded for key in sorted(relations) if key in lexicon.agency_index.entries]
    when = when_terms(own)
    for duty in clause.duties:
        rhythms = (duty.recurrence,) if isinstance(duty.recurrence, str) else duty.recurrence or ()
        when += [f"r:{rhythm}" for rhythm in rhythms]
        when += ["t:deadline"] if duty.deadline else []
    heading_numbers = [term for word in head if "/" in word for term in number_terms(word)]
    numbers = [term for word in own if "/" in word for term in number_terms(word)] + heading_numbers
    starts = [written(_beginning(duty.action), lexicon).folded for duty in clause.duties] or [own]
    heads = [pair for start in starts for pair in pairs_of(start[:HEAD])]
    return Prepared(
        clause.id, clause.document, clause.eid, clause.kind, clause.order, path_of(clause.eid),
        line=_line(head, own), letters=_line(heading.letters, text.letters), skips=_skips((head, head), (own, own)),
        letter_skips=_skips((heading.letters, head), (text.letters, own)),
        above=_line(*above), above_skips=_skips(*((words, words) for words in above)), heads=_line(list(dict.fromkeys((*heads, *pairs_of(head))))),
        when=tuple(dict.fromkeys(when)), numbers=tuple(dict.fromkeys(numbers)),
        heading_numbers=tuple(heading_numbers),
        relations={key: tuple(sorted(values)) for key, values in sorted(relations.items())}, agencies=tuple(sorted(ids)),
        roles=tuple(sorted({duty.role for duty in clause.duties})),
        size=len(own) + len(head), container=not clause.text.strip(), deadlines=_deadlines(clause), reviews=_reviews(clause),
        places=array("I", chain.from_iterable(text.places)).tobytes(),
        parts=_parts(clause.text, text.places), before=place, after=size - 1 - place,
    )  # fmt: skip


def _beginning(text: str) -> str:
    """As much of a text as holds its first HEAD syllables."""
    return text if len(text) <= BEGINNING else text[: text.rfind(" ", 0, BEGINNING)]


def _parts(text: str, places: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The tokens that begin a numbered paragraph inside a text that is kept whole ("\\n2. Người …"), the first one included."""
    starts = {match.end(1) for match in _PARAGRAPH.finditer(text)}
    return (0, *(at for at, (start, _) in enumerate(places) if at and start in starts)) if starts else ()


def _deadlines(clause: Clause) -> tuple[str, ...]:
    """Rhythms of the clause's duties, and "deadline" where one of them is due at a time."""
    found = {r for d in clause.duties for r in ((d.recurrence,) if isinstance(d.recurrence, str) else d.recurrence or ())}
    return tuple(sorted(found | {"deadline" for d in clause.duties if d.deadline}))


def _reviews(clause: Clause) -> tuple[str, ...]:
    return tuple(sorted({duty.review for duty in clause.duties}))


def articles_of(clauses: Sequence[Clause]) -> list[int]:
    """How many clauses each article of a document has, in order; together they are all its clauses.

    A text without articles is parted by its outermost paragraphs or points ("khoản 2 Mục III"); what stands under none is by itself.
    """
    sizes: list[int] = []
    last: tuple[str, str] | None = None
    for clause in clauses:
        steps = clause.eid.split("__")
        kinds = [step.partition("_")[0] for step in steps]
        at = next((kinds.index(kind) for kind in ("art", "para", "point") if kind in kinds), None)
        root = None if at is None else (clause.component, "__".join(steps[: at + 1]))
        if root and root == last:
            sizes[-1] += 1
        else:
            sizes.append(1)
        last = root
    return sizes


def facet_values(clause: Prepared, name: str) -> Collection[str]:
    """The clause's values of one of FACETS."""
    values: dict[str, Collection[str]] = {
        "document": (clause.document,), "kind": (clause.kind,), "agency": clause.agencies, "role": clause.roles,
        "deadline": clause.deadlines, "review": clause.reviews,
    }  # fmt: skip
    return values[name]


class Held(NamedTuple):
    """The different syllables and pairs of a clause's own text and heading, and of the headings above it."""

    words: set[str]
    pairs: set[str]
    above: set[str]
    above_pairs: set[str]


def held_in(clause: Prepared) -> Held:
    """What the clause holds."""
    return Held(
        words_in(clause.line), pairs_in(clause.line, clause.skips), words_in(clause.above), pairs_in(clause.above, clause.above_skips)
    )


def row_of(clause: Prepared, order: int, held: Held, article: Sequence[Held], jurisdiction: str) -> Row:
    """The clause as an engine holds it; ``order`` is its place in the whole corpus, ``held`` what it holds, ``article`` what the clauses of
    the article that it heads hold, itself the first of them; ``jurisdiction`` is the document's.
    """
    terms = {*(f"g:{key}" for key in clause.relations), *clause.when, *(f"n:{n}" for n in clause.numbers), *(f"a:{s}" for s in clause.path)}
    terms.add(f"d:{clause.document}")
    terms.add(f"p:{jurisdiction}")
    fields = {
        "words": held.words, "pairs": held.pairs, "above": held.above, "terms": terms,
        "whole": set().union(*(h.words for h in article)), "whole_pairs": set().union(*(h.pairs for h in article)),
    }  # fmt: skip
    facets = {name: tuple(sorted(facet_values(clause, name))) for name in FACETS}
    return Row(order, clause.id, {name: tuple(sorted(values)) for name, values in fields.items()}, facets)
