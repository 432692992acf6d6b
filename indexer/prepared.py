"""A clause → the terms it is found by; the same for every engine, for the ranking and for the browser."""

from __future__ import annotations

import re
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


class Prepared(msgspec.Struct, frozen=True, array_like=True, gc=False):
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


def _skips(skips: Iterable[str]) -> str:
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


class Held(msgspec.Struct, gc=False):
    """The different syllables and pairs of a clause's own text and heading, and of the headings above it, as they stand there."""

    words: dict[str, None]
    pairs: dict[str, None]
    above: dict[str, None]
    above_pairs: dict[str, None]


class _Above(msgspec.Struct, gc=False):
    """What stands above a clause: as ``Prepared`` has it, and the different syllables and pairs of it."""

    line: str
    skips: str
    words: dict[str, None]
    pairs: dict[str, None]


@lru_cache(maxsize=256)
def _held_above(line: str, skips: str) -> _Above:
    return _Above(line, skips, words_in(line), pairs_in(line, skips))


class Apart(msgspec.Struct, gc=False):
    """A clause taken apart: as the ranking sees it, what it holds, and the lines of its heading and text with marks."""

    clause: Prepared
    held: Held
    letters: tuple[Sequence[str], Sequence[str]]


class _Line(msgspec.Struct, gc=False):
    """A line of syllables, without and with marks: as they stand in a row; what of them there is; and the pairs of neighbours,
    beside them those that a stop word parts.
    """

    folded: Sequence[str]
    letters: Sequence[str]
    line: str
    letter_line: str
    words: dict[str, None]
    pairs: dict[str, None]
    skips: dict[str, None]
    letter_skips: dict[str, None]
    numbers: list[str]


def _lined(written: Written) -> _Line:
    folded, letters = written.folded, written.letters
    words: dict[str, None] = {}
    pairs: dict[str, None] = {}
    skips: dict[str, None] = {}
    letter_skips: dict[str, None] = {}
    before = last = marked_before = marked_last = ""
    for word, marked in zip(folded, letters, strict=True):  # one loop for all takes a quarter less than each by itself
        words[word] = None
        pairs[f"{last}_{word}"] = None
        if last in STOP_WORDS and before:
            skips[f"{before}_{word}"] = None
            letter_skips[f"{marked_before}_{marked}"] = None
        before, last = last, word
        marked_before, marked_last = marked_last, marked
    pairs.pop(f"_{folded[0]}" if folded else "", None)
    line = " ".join(folded)
    numbers = [term for word in folded if "/" in word for term in number_terms(word)] if "/" in line else []
    return _Line(folded, letters, line, " ".join(letters), words, pairs, skips, letter_skips, numbers)


@lru_cache(maxsize=1024)
def _heading_line(heading: str, lexicon: Lexicon) -> _Line:
    return _lined(lexicon.heading_words(heading))


@lru_cache(maxsize=64)  # the same task of several bodies
def _first_pairs(action: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The pairs that a task begins with."""
    return _beginning_with(written(_beginning(action), lexicon.rewriting).folded)


def _beginning_with(folded: Sequence[str]) -> tuple[str, ...]:
    start = folded[:HEAD]
    return (*_pairs(start), *_parted(start))


def take_apart(clause: Clause, lexicon: Lexicon, place: int = 0, size: int = 1) -> Apart:
    """The clause's terms, by field; it stands at ``place`` (from 0) among the ``size`` clauses of its article."""
    text = written(clause.text, lexicon.rewriting)
    own, head = _lined(text), _heading_line(clause.heading, lexicon)
    relations = relations_of(clause, lexicon)
    # a slip in the source ("Sở Nội", "UBNDTTQVN tỉnh") is found by the name it was read as
    above = _above(clause.trail, tuple(relations.told), lexicon)
    line = f" {own.line} "
    when = when_terms(line, own.words) + said_terms(line, own.words)
    heads: list[str] = []
    roles: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    if clause.duties:
        for duty in clause.duties:
            heads += _first_pairs(duty.action, lexicon)
        roles, reviews = tuple(sorted({duty.role for duty in clause.duties})), tuple(sorted({duty.review for duty in clause.duties}))
        if any(duty.recurrence or duty.deadline for duty in clause.duties):
            told, deadlines = _due(clause)
            when += told
    else:
        heads += _beginning_with(own.folded)
    heads += (*head.pairs, *head.skips)
    prepared = Prepared(
        clause.id, clause.document, clause.eid, clause.kind, clause.order, path_of(clause.eid),
        line=f" {head.line} |{line}", letters=f" {head.letter_line} | {own.letter_line} ", skips=_skips(head.skips | own.skips if head.skips else own.skips),
        letter_skips=_skips(head.letter_skips | own.letter_skips if head.skips else own.letter_skips), above=above.line, above_skips=above.skips,
        heads=f" {' '.join(dict.fromkeys(heads))} ",
        when=tuple(dict.fromkeys(when)), numbers=tuple(dict.fromkeys(own.numbers + head.numbers)), heading_numbers=tuple(head.numbers),
        relations=relations.told, agencies=relations.ids, roles=roles, size=len(own.folded) + len(head.folded),
        container=not clause.text or clause.text.isspace(), deadlines=deadlines, reviews=reviews, places=text.steps, parts=_parts(clause.text, text.steps), before=place, after=size - 1 - place,
    )  # fmt: skip
    words, pairs = own.words, own.pairs | own.skips
    if head.folded:
        words, pairs = head.words | words, head.pairs | own.pairs | head.skips | own.skips
    return Apart(prepared, Held(words, pairs, above.words, above.pairs), (head.letters, own.letters))


def prepare(clause: Clause, lexicon: Lexicon, place: int = 0, size: int = 1) -> Prepared:
    """See ``take_apart``."""
    return take_apart(clause, lexicon, place, size).clause


def known_apart(clause: Prepared) -> Apart:
    """The same from a clause that was taken apart before."""
    head, own = (part.split() for part in clause.line.split("|"))
    above = _held_above(clause.above, clause.above_skips)
    held = Held(dict.fromkeys([*head, *own]), pairs_in(clause.line, clause.skips), above.words, above.pairs)
    head_letters, own_letters = (part.split() for part in clause.letters.split("|"))
    return Apart(clause, held, (head_letters, own_letters))


@lru_cache(maxsize=1024)
def _above(trail: tuple[str, ...], relations: tuple[str, ...], lexicon: Lexicon) -> _Above:
    """The headings above a clause and the proper names of its agencies; the same for many a neighbour."""
    words = [lexicon.heading_words(heading).folded for heading in trail]
    words += [lexicon.proper_name(key).folded for key in relations if key in lexicon.agency_index.entries]
    return _held_above(_line(*words), _skips(dict.fromkeys(chain.from_iterable([_parted(one) for one in words]))))


def _parted(words: Sequence[str]) -> list[str]:
    """The pairs that a stop word parts."""
    return [f"{before}_{after}" for before, word, after in zip(words, words[1:], words[2:], strict=False) if word in STOP_WORDS]


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


def _due(clause: Clause) -> tuple[list[str], tuple[str, ...]]:
    """When the duties of a clause are due, as terms; and their rhythms, and "deadline" where one of them is due at a time."""
    told: list[str] = []
    found: set[str] = set()
    for duty in clause.duties:
        rhythms = (duty.recurrence,) if isinstance(duty.recurrence, str) else duty.recurrence or ()
        told += [f"r:{rhythm}" for rhythm in rhythms]
        found.update(rhythms)
        if duty.deadline:
            told.append("t:deadline")
            found.add("deadline")
    return told + due_terms(clause), tuple(sorted(found))


def articles_of(clauses: Sequence[Clause]) -> list[int]:
    """How many clauses each article of a document has, in order; together they are all its clauses.

    A text without articles is parted by its outermost paragraphs or points ("khoản 2 Mục III"); what stands under none is by itself.
    """
    sizes: list[int] = []
    last: tuple[str | None, str] | None = None
    for clause in clauses:
        eid = f"__{clause.eid}_"
        kind = "__art_" if "__art_" in eid else "__para_" if "__para_" in eid else "__point_"
        at = eid.find(kind)
        root = None if at < 0 else (clause.component, clause.eid[: _end_of_step(clause.eid, at)])
        if root and root == last:
            sizes[-1] += 1
        else:
            sizes.append(1)
        last = root
    return sizes


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
    clause, held = apart.clause, apart.held
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
