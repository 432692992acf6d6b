"""A clause → the terms it is found by; the same for every engine, for the ranking and for the browser."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import add
from typing import NamedTuple

import msgspec
from phancap.indexer.lexicon import Lexicon
from phancap.indexer.model import Clause
from phancap.indexer.periods import due_terms, said_terms
from phancap.indexer.terms import STOP_WORDS, number_terms, path_of, when_terms
from phancap.indexer.wanted import Row
from phancap.indexer.written import Forms, Written, places_of, written

HEAD = 7  # syllables at the beginning of a task that say what it is about: "thẩm định các nội dung, nhiệm vụ"
BEGINNING, SOON = 240, 90  # characters
_PARAGRAPH = re.compile(r"(\n\s*)(?=\d{1,2}[a-zđ]?\.\s)")


class Prepared(msgspec.Struct, frozen=True, array_like=True):
    """A clause as the ranking sees it; made by the build and kept beside the index, small and quick to read back.

    ``line`` is " heading | text " as folded syllables, ``letters`` the same with marks, ``above`` the headings above (" one | other ");
    ``skips`` hold the pairs that a stop word parts (" bo_quy "), which the lines do not show. ``heads`` are the pairs that a heading
    or a task begins with. ``relations`` tells what an agency (key of the register) is to the clause: "b:lead" bearer with that role,
    "h" named by its own heading, "u" under such a heading, "p" partner, "r" recipient, "m" mentioned. ``before`` and ``after`` count
    the clauses of the same article (see ``articles_of``) that stand before and behind it, ``parts`` are the tokens where numbered
    paragraphs of its text begin, ``places`` where its tokens start and end in the text (see ``written.places_of``).
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


def words_in(line: str) -> dict[str, None]:
    """The different syllables of a line of ``Prepared``, in order."""
    found = dict.fromkeys(line.split())
    found.pop("|", None)
    return found


def pairs_in(line: str, skips: str) -> dict[str, None]:
    """The different pairs of a line of ``Prepared``, in order; behind them those parted by a stop word."""
    return dict.fromkeys([*chain.from_iterable([_pairs(part.split()) for part in line.split("|")]), *skips.split()])


def _pairs(words: Sequence[str]) -> list[str]:
    return list(map(add, map(_leading.__getitem__, words), words[1:]))


_leading = Forms(lambda word: word + "_")  # put together with the next word it takes two thirds of the time that "a_b" takes


def _line(*parts: Iterable[str]) -> str:
    return f" {' | '.join(map(' '.join, parts))} "


def _stops(folded: Sequence[str]) -> list[int]:
    """Which of the words are stop words between two others."""
    if STOP_WORDS.isdisjoint(folded):
        return []
    last = len(folded) - 1
    return [at for at, word in enumerate(folded) if word in STOP_WORDS and 0 < at < last]


def _parted(words: Sequence[str], stops: Sequence[int]) -> list[str]:
    """The pairs that a stop word parts."""
    return [f"{words[at - 1]}_{words[at + 1]}" for at in stops]


def _skips(*found: Iterable[str]) -> str:
    skips = dict.fromkeys(chain.from_iterable(found))
    return f" {' '.join(skips)} " if skips else ""


class Relations(NamedTuple):
    """What each agency (key of the register) is to a clause, see ``Prepared``; and their full ids."""

    told: dict[str, tuple[str, ...]]
    ids: tuple[str, ...]


def relations_of(clause: Clause, lexicon: Lexicon) -> Relations:
    """What the agencies are to the clause."""
    place = lexicon.counts.places.get(clause.document, "vn")
    told: list[str] = []  # an agency, what it is, the next agency, …
    for duty in clause.duties:
        if duty.bearer:
            told += (duty.bearer, f"b:{duty.role}")
        for agency in duty.partners:
            told += (agency, "p")
        for agency in (*duty.recipients, *duty.report_to):
            told += (agency, "r")
    # what signs is no mention to the reader, yet it is asked for: "Thông tư do Bộ Công an ký"
    for mention in clause.agencies or (lexicon.agency_index.mentions(clause.text, place) if clause.kind == "signature" else ()):
        told += (mention.agency, "m")
    told += _told_above(clause.heading, clause.trail, place, lexicon)
    return _relations(tuple(told)) if told else _NONE


_NONE = Relations({}, ())


@lru_cache(maxsize=4096)
def _relations(told: tuple[str, ...]) -> Relations:
    found: dict[str, set[str]] = {}
    for agency, relation in zip(told[::2], told[1::2], strict=True):
        found.setdefault(agency.partition("/")[2], set()).add(relation)
    return Relations({key: tuple(sorted(values)) for key, values in sorted(found.items())}, tuple(sorted(set(told[::2]))))


@lru_cache(maxsize=1024)
def _told_above(heading: str, trail: tuple[str, ...], place: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The agencies that a clause's own heading names, or else the next heading above it that names any; each with what it is."""
    if named := lexicon.heading_mentions(heading, place):
        return tuple(chain.from_iterable((agency, "h") for agency in named))
    under = next(filter(None, (lexicon.heading_mentions(one, place) for one in reversed(trail))), ())
    return tuple(chain.from_iterable((agency, "u") for agency in under))


class Held(NamedTuple):
    """The different syllables and pairs of a clause's own text and heading, and of the headings above it, as they stand there."""

    words: dict[str, None]
    pairs: dict[str, None]
    above: dict[str, None]
    above_pairs: dict[str, None]


@lru_cache(maxsize=256)
def _held_above(above: str, skips: str) -> tuple[dict[str, None], dict[str, None]]:
    return words_in(above), pairs_in(above, skips)


class Apart(NamedTuple):
    """A clause taken apart: as the ranking sees it, what it holds, and the lines of its heading and text with marks."""

    clause: Prepared
    held: Held
    letters: tuple[Sequence[str], Sequence[str]]


class _Line(NamedTuple):
    """A line of syllables, without and with marks: as they stand in a row, their neighbouring pairs, the pairs that a stop word parts."""

    folded: Sequence[str]
    letters: Sequence[str]
    line: str
    letter_line: str
    pairs: Sequence[str]
    stops: Sequence[int]
    skips: Sequence[str]
    letter_skips: Sequence[str]


def _lined(words: Written) -> _Line:
    folded, letters = words.folded, words.letters
    stops = _stops(folded)
    skips = (_parted(folded, stops), _parted(letters, stops)) if stops else ((), ())
    return _Line(folded, letters, " ".join(folded), " ".join(letters), _pairs(folded), stops, *skips)


@lru_cache(maxsize=1024)
def _heading_line(heading: str, lexicon: Lexicon) -> _Line:
    return _lined(lexicon.heading_words(heading))


@lru_cache(maxsize=64)  # the same task of several bodies
def _first_pairs(action: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The pairs that a task begins with."""
    start = written(_beginning(action), lexicon.rewriting).folded[:HEAD]
    return (*_pairs(start), *_parted(start, _stops(start)))


def take_apart(clause: Clause, lexicon: Lexicon, place: int = 0, size: int = 1) -> Apart:
    """The clause's terms, by field; it stands at ``place`` (from 0) among the ``size`` clauses of its article."""
    text = written(clause.text, lexicon.rewriting)
    own, head = _lined(text), _heading_line(clause.heading, lexicon)
    relations = relations_of(clause, lexicon)
    # a slip in the source ("Sở Nội", "UBNDTTQVN tỉnh") is found by the name it was read as
    above, above_skips = _above(clause.trail, tuple(relations.told), lexicon)
    when = when_terms(own.folded) + said_terms(own.folded)
    heading_numbers = _numbers_in(head)
    heads: list[str] = []
    roles: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    if clause.duties:
        for duty in clause.duties:
            rhythms = (duty.recurrence,) if isinstance(duty.recurrence, str) else duty.recurrence or ()
            when += [f"r:{rhythm}" for rhythm in rhythms]
            when += ["t:deadline"] if duty.deadline else []
            heads += _first_pairs(duty.action, lexicon)
        when += due_terms(clause)
        roles, deadlines, reviews = tuple(sorted({duty.role for duty in clause.duties})), _deadlines(clause), _reviews(clause)
    else:
        heads += own.pairs[: HEAD - 1]
        heads += own.skips[: bisect_left(own.stops, HEAD - 1)]
    heads += (*head.pairs, *head.skips)
    prepared = Prepared(
        clause.id, clause.document, clause.eid, clause.kind, clause.order, path_of(clause.eid),
        line=f" {head.line} | {own.line} ", letters=f" {head.letter_line} | {own.letter_line} ", skips=_skips(head.skips, own.skips),
        letter_skips=_skips(head.letter_skips, own.letter_skips), above=above, above_skips=above_skips,
        heads=f" {' '.join(dict.fromkeys(heads))} ",
        when=tuple(dict.fromkeys(when)), numbers=tuple(dict.fromkeys(_numbers_in(own) + heading_numbers)),
        heading_numbers=tuple(heading_numbers),
        relations=relations.told, agencies=relations.ids, roles=roles, size=len(own.folded) + len(head.folded),
        container=not clause.text.strip(), deadlines=deadlines, reviews=reviews, places=text.steps, parts=_parts(clause.text, text.steps), before=place, after=size - 1 - place,
    )  # fmt: skip
    if head.folded:
        held = dict.fromkeys([*head.folded, *own.folded]), dict.fromkeys([*head.pairs, *own.pairs, *head.skips, *own.skips])
    else:
        held = dict.fromkeys(own.folded), dict.fromkeys([*own.pairs, *own.skips])
    return Apart(prepared, Held(*held, *_held_above(above, above_skips)), (head.letters, own.letters))


def _numbers_in(line: _Line) -> list[str]:
    return [term for word in line.folded if "/" in word for term in number_terms(word)] if "/" in line.line else []


def prepare(clause: Clause, lexicon: Lexicon, place: int = 0, size: int = 1) -> Prepared:
    """See ``take_apart``."""
    return take_apart(clause, lexicon, place, size).clause


def known_apart(clause: Prepared) -> Apart:
    """The same from a clause that was taken apart before."""
    head, own = (part.split() for part in clause.line.split("|"))
    held = Held(dict.fromkeys([*head, *own]), pairs_in(clause.line, clause.skips), *_held_above(clause.above, clause.above_skips))
    head_letters, own_letters = (part.split() for part in clause.letters.split("|"))
    return Apart(clause, held, (head_letters, own_letters))


@lru_cache(maxsize=1024)
def _above(trail: tuple[str, ...], relations: tuple[str, ...], lexicon: Lexicon) -> tuple[str, str]:
    """The line of the headings above a clause and of the proper names of its agencies, and their skips; the same for many a neighbour."""
    words = [lexicon.heading_words(heading).folded for heading in trail]
    words += [lexicon.proper_name(key).folded for key in relations if key in lexicon.agency_index.entries]
    return _line(*words), _skips(*[_parted(one, _stops(one)) for one in words])


def _beginning(text: str) -> str:
    """As much of a text as holds its first HEAD syllables, and as many behind them as may be one short form with the last."""
    soon = text[: text.rfind(" ", 0, SOON)] if len(text) > SOON else text
    if soon.count(" ") >= 2 * HEAD and "/" not in soon and "-" not in soon:  # a document's number is one syllable, however long
        return soon
    return text if len(text) <= BEGINNING else text[: text.rfind(" ", 0, BEGINNING)]


def _parts(text: str, steps: bytes) -> tuple[int, ...]:
    """The tokens that begin a numbered paragraph inside a text that is kept whole ("\\n2. Người …"), the first one included."""
    starts = {match.end(1) for match in _PARAGRAPH.finditer(text)} if "\n" in text else ()
    return (0, *(at for at, start in enumerate(places_of(steps)[0]) if at and start in starts)) if starts else ()


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
    last: tuple[str | None, str] | None = None
    for clause in clauses:
        at = next((at for kind in _ARTICLES if (at := f"__{clause.eid}_".find(kind)) >= 0), None)
        root = None if at is None else (clause.component, clause.eid[: _end_of_step(clause.eid, at)])
        if root and root == last:
            sizes[-1] += 1
        else:
            sizes.append(1)
        last = root
    return sizes


_ARTICLES = ("__art_", "__para_", "__point_")


def _end_of_step(eid: str, start: int) -> int:
    end = eid.find("__", start)
    return len(eid) if end < 0 else end


def facet_values(clause: Prepared) -> dict[str, tuple[str, ...]]:
    """The clause's values of each of FACETS."""
    return {
        "document": (clause.document,), "kind": (clause.kind,), "agency": clause.agencies, "role": clause.roles,
        "deadline": clause.deadlines, "review": clause.reviews,
    }  # fmt: skip


@lru_cache(maxsize=4096)
def _steps_asked(path: tuple[str, ...]) -> list[str]:
    """The steps of an address as they are asked for."""
    return [f"a:{step}" for step in dict.fromkeys(path)]


def row_of(apart: Apart, order: int, article: Sequence[Held], jurisdiction: str) -> Row:
    """The clause as an engine holds it; ``order`` is its place in the whole corpus, ``article`` what the clauses of its article hold;
    ``jurisdiction`` is the document's.
    """
    clause, held, _ = apart
    terms = [f"g:{key}" for key in clause.relations]
    terms += (*clause.when, *[f"n:{n}" for n in clause.numbers], *_steps_asked(clause.path))
    terms += (f"d:{clause.document}", f"p:{jurisdiction}")
    words, pairs = " ".join(held.words), " ".join(held.pairs)
    if clause.before:
        whole, whole_pairs = "", ""
    elif clause.after:
        whole = " ".join(dict.fromkeys(chain.from_iterable([one.words for one in article])))
        whole_pairs = " ".join(dict.fromkeys(chain.from_iterable([one.pairs for one in article])))
    else:
        whole, whole_pairs = words, pairs
    fields = {
        "words": words, "pairs": pairs, "above": " ".join(held.above), "terms": " ".join(terms), "whole": whole, "whole_pairs": whole_pairs,
    }  # fmt: skip
    return Row(order, clause.id, fields, facet_values(clause))
