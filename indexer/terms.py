"""A clause → the terms it is found by; the same for every engine, for the ranking and for the browser.

Text becomes *tokens* in one written form: no marks beside marks, short forms written out ("UBND" → "ủy ban nhân dân"),
equal spellings made one ("đảm bảo" → "bảo đảm"), a document's number kept whole ("57/NQ-HĐND"). Clauses and queries go
through the same door, so both ways of writing meet without any expansion at search time.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.model import Clause, Document
from phancap.indexer.registers import Vocabulary, names_of
from phancap.indexer.vietnamese import exact, exact_syllables, fold, nfc, syllables
from phancap.indexer.wanted import FACETS, Row

# A number of a document, over folded text: "57/nq-hdnd", "41/2022/nq-hdnd", "57 /nq-hdnd", "36-nq/tw", "2231/snv-cchc&pc", "202/2025/qh15".
NUMBER = re.compile(
    r"(?<![\w/])(\d{1,5}[a-z]?)\s?(?:/\s?\d{4}\s?)?(?:/\s?|-)([a-z][a-z&]{0,9}\d{0,2}(?:\s?[-/]\s?[a-z][a-z&]{0,9}\d{0,2}){0,3})(?![\w/])"
)
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx")  # fmt: skip
ROMAN = {letters: value for value, letters in enumerate(_NUMERALS, 1)}
STOP_WORDS = frozenset(
    ("va", "voi", "cua", "cac", "cho", "la", "nhung", "nao", "gi", "ai", "phai", "duoc", "trong", "mot", "nay", "tai", "ve", "thi", "gio", "lam")
)  # fmt: skip
HEAD = 7  # syllables at the beginning of a task that say what it is about: "thẩm định các nội dung, nhiệm vụ"
_QUARTERS = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}
_RHYTHM_UNITS = {"quy": "quarterly", "nam": "yearly", "thang": "monthly", "tuan": "weekly"}
_EVERY = re.compile(r" hang (?=(quy|nam|thang|tuan) )")
_HALF = re.compile(r" (?:6|06|sau) thang ")
_QUARTER = re.compile(r" quy (i|ii|iii|iv)(?: nam)?(?: (20\d\d))? ")
_DEADLINE = re.compile(r" (?:thoi han|han chot|han cuoi|cham nhat|muon nhat|khi nao|bao gio) ")
_PARAGRAPH = re.compile(r"(\n\s*)(?=\d{1,2}[a-zđ]?\.\s)")
_NAMED_TYPES = frozenset({"luat", "bo luat", "phap lenh", "hien phap"})  # are cited by name, without a number
_YEAR = re.compile(r"(?:,? năm)? \d{4}$")
_LONGEST_NAME = 24
_DAYS = re.compile(r" ([0-9]{1,3}) ngay ")


class Token(NamedTuple):
    """One syllable in its written form; ``start`` and ``end`` count characters of the NFC text it stands for."""

    folded: str
    exact: str
    start: int
    end: int


class Counts(msgspec.Struct, frozen=True):
    """What the corpus's own words are: in how many clauses a folded syllable or pair stands, and how it is written there.

    Kept beside an index, made by the build. ``places`` is the jurisdiction of each document, ``documents`` tells which held
    documents are so named or numbered ("luat vien chuc", "30/nd-cp").
    """

    clauses: int
    words: dict[str, int]
    pairs: dict[str, int]
    agencies: dict[str, int]
    numbers: list[str]
    shown: dict[str, str]
    shown_pairs: dict[str, str]
    exact: list[str]
    places: dict[str, str]
    documents: dict[str, list[str]] = {}


EMPTY_COUNTS = Counts(0, {}, {}, {}, [], {}, {}, [], {})


def _folds(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word, _, _ in syllables(nfc(name)))


def _fold_all(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(fold, words))


def _spoken(name: list[str]) -> list[tuple[str, ...]]:
    """The name and what people say for it: "UBND cấp huyện" is also "UBND huyện" and "UBND các huyện";
    "các Sở, Ban, ngành" is also "các sở".
    """
    if name[:3] == ["các", "sở", "ban"] and len(name) == 4:
        return [tuple(name), ("các", "sở")]
    if "cấp" not in name[1:]:
        return [tuple(name)]
    at = name.index("cấp", 1)
    return [tuple(name), (*name[:at], *name[at + 1 :]), (*name[:at], "các", *name[at + 1 :])]


@dataclass(eq=False)
class Lexicon:
    """How things are written: short forms, equal spellings, agency names; and the corpus's own words."""

    vocabulary: Vocabulary
    agency_index: AgencyIndex
    counts: Counts = EMPTY_COUNTS

    @cached_property
    def rewrites(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Folded syllables of a short form → syllables of its long form, marks kept."""
        table = {_folds(short): tuple(exact_syllables(longs[0])) for short, longs in self.vocabulary.abbreviations.items() if longs}
        for entry in self.agency_index.entries.values():
            for short in entry.short:
                key = _folds(short)
                if len(key) == 1 and key not in table:
                    table[key] = tuple(w for syllable in exact_syllables(entry.name) for w in table.get(_folds(syllable), (syllable,)))
                elif key and key[0] == "tt":  # "TT HĐND tỉnh": "TT" is short for too much to stand alone
                    table[key] = tuple(exact_syllables(entry.name))
        return table

    @cached_property
    def spellings(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Other spelling → the one we keep, both with marks and of the same number of syllables."""
        return {
            tuple(exact_syllables(other)): tuple(exact_syllables(kept))
            for kept, others in self.vocabulary.synonyms.items()
            for other in others
            if len(exact_syllables(other)) == len(exact_syllables(kept))
        }

    @cached_property
    def folded_spellings(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The same without marks, for what was typed without them."""
        pairs = (((tuple(map(fold, o))), tuple(map(fold, k))) for o, k in self.spellings.items())
        return {other: kept for other, kept in pairs if other != kept}

    @cached_property
    def names(self) -> dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
        """Folded syllables of an agency's name, written out → (key in the register, syllables with marks)."""
        table: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
        for key, entry in self.agency_index.entries.items():
            for name in (*names_of(entry), *entry.slips):
                tokens = tokens_of(name, self)
                for cut in (0, 1) if tokens[:1] and tokens[0].exact == "các" and len(tokens) > 3 else (0,):
                    for words in _spoken([t.exact for t in tokens[cut:]]):
                        table.setdefault(_fold_all(words), []).append((key, words))
        return table

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """First folded syllable of a short form or other spelling → how many syllables those have, longest first."""
        found: dict[str, set[int]] = {}
        for key in (*self.rewrites, *map(_fold_all, self.spellings)):
            if key:
                found.setdefault(key[0], set()).add(len(key))
        return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}

    @cache  # noqa: B019 - one lexicon lives as long as its generation
    def name_tokens(self, key: str) -> list[Token]:
        """The proper name of an agency of the register."""
        return tokens_of(self.agency_index.entries[key].name, self)

    @lru_cache(maxsize=1024)  # noqa: B019 - the same headings stand above many clauses, one behind the other
    def heading_tokens(self, heading: str) -> list[Token]:
        """The tokens of a heading."""
        return tokens_of(heading, self)

    @cached_property
    def longest_name(self) -> int:
        """Syllables of the longest agency name."""
        return max(map(len, self.names), default=1)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Folded syllables of agency names, short forms and other spellings: known words, never slips."""
        written = (*self.names, *self.rewrites, *map(_fold_all, self.rewrites.values()), *map(_fold_all, self.spellings))
        return frozenset(word for key in written for word in key)

    @cached_property
    def exact_words(self) -> frozenset[str]:
        """Syllables with marks that the corpus holds."""
        return frozenset(self.counts.exact)

    @cached_property
    def longest_document(self) -> int:
        """Syllables of the longest name of a held document."""
        return max((name.count(" ") + 1 for name in self.counts.documents), default=0)

    @cached_property
    def _pairs_by_first(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for pair in self.counts.pairs:
            table.setdefault(pair.partition("_")[0], []).append(pair)
        return table

    def pairs_like(self, first: str) -> list[str]:
        """The corpus's pairs whose first syllable is, or begins with, the letters ("tha" of "tham dinh")."""
        return [pair for word, pairs in self._pairs_by_first.items() if word.startswith(first) for pair in pairs]

    @cached_property
    def named_by(self) -> dict[str, list[tuple[str, float]]]:
        """Pair of syllables → held laws in whose names it stands, each with the pair's share of the name's rarity:
        "trong_tai" says a third of "Luật Trọng tài thương mại".
        """
        table: dict[str, list[tuple[str, float]]] = {}
        for name, ids in self.counts.documents.items():
            words = name.split()
            pairs = pairs_of(words[words.index("luat") + 1 :] if "luat" in words[:2] else words)
            rarities = {pair: rarity(self.counts.clauses, self.counts.pairs.get(pair, 0)) for pair in pairs}
            total = sum(rarities.values())
            for pair, value in rarities.items():
                table.setdefault(pair, []).extend((document, value / total) for document in ids)
        return table

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Document numbers that the corpus names, and their beginnings: "57/nq-hdnd", "57/nq"."""
        return frozenset(self.counts.numbers)


def rarity(total: int, holding: int) -> float:
    """BM25's inverse document frequency, never below 0.1."""
    return max(0.1, math.log(1 + (total - holding + 0.5) / (holding + 0.5)))


# -- text to tokens ----------------------------------------------------------------------------------------------


def number_key(match: re.Match[str]) -> str:
    """The written form of a number: "57 /nq - hdnd" → "57/nq-hdnd", the year inside left out."""
    return f"{match.group(1).lstrip('0') or '0'}/" + re.sub(r"[\s/-]+", "-", match.group(2))


def number_terms(key: str) -> list[str]:
    """A number and its beginning: 57/nq-hdnd, 57/nq."""
    short = key.partition("-")[0]
    return [key, short] if short != key else [key]


def tokens_of(text: str, lexicon: Lexicon) -> list[Token]:
    """The text's tokens in order. A short form of one word counts only in capitals ("UBND"; "tt" is none)."""
    text = nfc(text)
    folded, marked = fold(text), exact(text)
    raw: list[Token] = []
    numbers = {m.start(): m for m in NUMBER.finditer(folded)}
    skip = -1
    for word, start, end in syllables(text):
        if start in numbers:
            skip = numbers[start].end()
            raw.append(Token(number_key(numbers[start]), number_key(numbers[start]), start, skip))
        elif start >= skip:
            short = not (word.islower() or word[1:].islower()) and sum(c.isupper() for c in word) > 1
            raw.append(Token(folded[start:end] if short else " " + folded[start:end], marked[start:end], start, end))
    return rewrite(raw, lexicon)


def rewrite(raw: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Short forms written out, other spellings made the kept one. A leading space in ``folded`` forbids the first."""
    result: list[Token] = []
    at = 0
    while at < len(raw):
        for count in lexicon.lengths.get(raw[at].folded.strip(), ()):
            if count > len(raw) - at:
                continue
            part = raw[at : at + count]
            long = lexicon.rewrites.get(tuple(t.folded for t in part))
            if long is None and count > 1 and not part[0].folded.startswith(" "):
                long = lexicon.rewrites.get(tuple(t.folded.strip() for t in part))
            if long:
                result += [Token(fold(w), w, part[0].start, part[-1].end) for w in long]
                break
            kept = lexicon.spellings.get(tuple(t.exact for t in part))
            if kept is None and all(t.exact == t.folded.strip() for t in part):
                kept = lexicon.folded_spellings.get(tuple(t.exact for t in part))
            if kept:
                # "đảm bảo" is kept as "bảo đảm": each syllable stands for both
                result += [Token(fold(w), w, part[0].start, part[-1].end) for w in kept]
                break
        else:
            count = 1
            token = raw[at]
            word = token.folded.strip()
            if result and result[-1].folded == "quy" and word in _QUARTERS:  # "quý 1" is "quý I"
                result.append(Token(_QUARTERS[word], _QUARTERS[word], token.start, token.end))
            else:
                result.append(Token(word, token.exact, token.start, token.end))
        at += count
    return result


def pairs_of(words: Sequence[str]) -> list[str]:
    """Neighbouring syllables, joined by "_"; also those with one stop word between ("bỏ các quy định" holds "bỏ_quy")."""
    near = [f"{a}_{b}" for a, b in pairwise(words)]
    return near + [f"{a}_{c}" for a, b, c in zip(words, words[1:], words[2:], strict=False) if _stops(b)]


@lru_cache(maxsize=65536)
def _stops(word: str) -> bool:
    return fold(word) in STOP_WORDS


def when_terms(words: Sequence[str]) -> list[str]:
    """Rhythms and times that folded words say: "hang quy" → r:quarterly, "20 ngay" → t:20d, "quy i nam 2024" → t:2024-Q1, t:Q1,
    "thoi han" → t:deadline.
    """
    line = " " + " ".join(words) + " "
    found = [f"r:{_RHYTHM_UNITS[m.group(1)]}" for m in _EVERY.finditer(line)]
    if " thuong xuyen " in line:
        found.append("r:continuous")
    if " dot xuat " in line:
        found.append("r:on-request")
    if _DEADLINE.search(line):
        found.append("t:deadline")
    if " dinh ky " in line and _HALF.search(line):
        found.append("r:half-yearly")
    for match in _QUARTER.finditer(line):
        quarter = f"Q{ROMAN[match.group(1)]}"
        found += [f"t:{match.group(2)}-{quarter}", f"t:{quarter}"] if match.group(2) else [f"t:{quarter}"]
    found += [f"t:{m.group(1)}d" for m in _DAYS.finditer(line)]
    return list(dict.fromkeys(found))


def step_key(abbreviation: str, number: str) -> str:
    """A step of an address for comparing: section III and section 3 are the same, đ and d are not."""
    number = number.lower()
    if abbreviation in ("sec", "part", "chp", "subsec") and number in ROMAN:
        number = str(ROMAN[number])
    return f"{abbreviation}_{number}" if number else abbreviation


def path_of(eid: str) -> tuple[str, ...]:
    """The steps of an eId: sec_III__para_2 → ("sec_3", "para_2"). "para_nn_1" stays whole."""
    steps = []
    for part in eid.split("__"):
        abbreviation, _, number = part.partition("_")
        steps.append(step_key(abbreviation, number))
    return tuple(steps)


# -- a clause, ready -----------------------------------------------------------------------------------------------


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
        found.update(f"{a}_{b}" for a, b in pairwise(part.split()))
    return found


def _line(*parts: Sequence[str]) -> str:
    return f" {' | '.join(map(' '.join, parts))} "


def _skips(*parts: Sequence[str]) -> str:
    found = {f"{a}_{c}": None for words in parts for a, b, c in zip(words, words[1:], words[2:], strict=False) if _stops(b)}
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
    for mention in index.mentions(clause.heading, place):
        add(mention.agency, "h")
    for heading in () if any("h" in r for r in found.values()) else reversed(clause.trail):
        if under := index.mentions(heading, place):
            for mention in under:
                add(mention.agency, "u")
            break
    return found, ids


def prepare(clause: Clause, lexicon: Lexicon, place: int = 0, size: int = 1) -> Prepared:
    """The clause's terms, by field; it stands at ``place`` (from 0) among the ``size`` clauses of its article."""
    text, heading = tokens_of(clause.text, lexicon), tokens_of(clause.heading, lexicon)
    trail = [lexicon.heading_tokens(words) for words in clause.trail]
    own, own_exact = [t.folded for t in text], [t.exact for t in text]
    head, head_exact = [t.folded for t in heading], [t.exact for t in heading]
    relations, ids = relations_of(clause, lexicon)
    # a slip in the source ("Sở Nội", "UBNDTTQVN tỉnh") is found by the name it was read as
    trail += [lexicon.name_tokens(key) for key in sorted(relations) if key in lexicon.agency_index.entries]
    when = when_terms(own)
    for duty in clause.duties:
        rhythms = (duty.recurrence,) if isinstance(duty.recurrence, str) else duty.recurrence or ()
        when += [f"r:{rhythm}" for rhythm in rhythms]
        when += ["t:deadline"] if duty.deadline else []
    numbers = [term for t in (*text, *heading) if "/" in t.folded for term in number_terms(t.folded)]
    starts = [tokens_of(duty.action, lexicon) for duty in clause.duties] or [text]
    heads = [pair for start in starts for pair in pairs_of([t.folded for t in start[:HEAD]])]
    above, head_pairs = [[t.folded for t in words] for words in trail], pairs_of(head)
    return Prepared(
        clause.id, clause.document, clause.eid, clause.kind, clause.order, path_of(clause.eid),
        line=_line(head, own), letters=_line(head_exact, own_exact), skips=_skips(head, own), letter_skips=_skips(head_exact, own_exact),
        above=_line(*above), above_skips=_skips(*above), heads=_line(list(dict.fromkeys((*heads, *head_pairs)))),
        when=tuple(dict.fromkeys(when)), numbers=tuple(dict.fromkeys(numbers)),
        heading_numbers=tuple(n for t in heading if "/" in t.folded for n in number_terms(t.folded)),
        relations={key: tuple(sorted(values)) for key, values in sorted(relations.items())}, agencies=tuple(sorted(ids)),
        roles=tuple(sorted({duty.role for duty in clause.duties})),
        size=len(own) + len(head), container=not clause.text.strip(), deadlines=_deadlines(clause), reviews=_reviews(clause),
        places=array("I", [place for t in text for place in (t.start, t.end)]).tobytes(),
        parts=_parts(clause.text, text), before=place, after=size - 1 - place,
    )  # fmt: skip


def _parts(text: str, tokens: Sequence[Token]) -> tuple[int, ...]:
    """The tokens that begin a numbered paragraph inside a text that is kept whole ("\\n2. Người …"), the first one included."""
    starts = {match.end(1) for match in _PARAGRAPH.finditer(text)}
    return (0, *(at for at, token in enumerate(tokens) if at and token.start in starts)) if starts else ()


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


def row_of(clause: Prepared, order: int, article: Sequence[Prepared] = ()) -> Row:
    """The clause as an engine holds it; ``order`` is its place in the whole corpus, ``article`` all clauses of the article that it heads."""
    terms = {*(f"g:{key}" for key in clause.relations), *clause.when, *(f"n:{n}" for n in clause.numbers), *(f"a:{s}" for s in clause.path)}
    terms.add(f"d:{clause.document}")
    fields = {
        "words": words_in(clause.line), "pairs": pairs_in(clause.line, clause.skips), "above": words_in(clause.above), "terms": terms,
        "whole": set().union(*(words_in(c.line) for c in article)),
        "whole_pairs": set().union(*(pairs_in(c.line, c.skips) for c in article)),
    }  # fmt: skip
    facets = {name: tuple(sorted(facet_values(clause, name))) for name in FACETS}
    return Row(order, clause.id, {name: tuple(sorted(values)) for name, values in fields.items()}, facets)


def document_names(documents: Iterable[Document], lexicon: Lexicon) -> dict[str, list[str]]:
    """Folded names and number keys of the held documents → their ids: laws and codes by name ("luat vien chuc"), all by number."""
    found: dict[str, set[str]] = {}
    for document in documents:
        if not document.held:
            continue
        if document.number and (match := NUMBER.search(fold(nfc(document.number)))):
            for key in number_terms(number_key(match)):
                found.setdefault(key, set()).add(document.id)
        if fold(document.type) in _NAMED_TYPES:
            for name in (document.title, document.name, *document.names):
                words = [t.folded for t in tokens_of(_YEAR.sub("", name), lexicon)]
                if " ".join(words[:2]) not in _NAMED_TYPES and words[:1] != ["luat"]:
                    words = [*fold(document.type).split(), *words]
                if 2 <= len(words) <= _LONGEST_NAME:
                    found.setdefault(" ".join(words), set()).add(document.id)
    return {name: sorted(ids) for name, ids in sorted(found.items())}


class Counting:
    """Counts the corpus's own words while its clauses stream by."""

    def __init__(self) -> None:
        self.total = 0
        self.words: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self.agencies: Counter[str] = Counter()
        self.numbers: set[str] = set()
        self.written: Counter[tuple[str, str]] = Counter()
        self.written_pairs: Counter[tuple[str, str]] = Counter()
        self.above: set[str] = set()
        self.above_pairs: set[str] = set()

    def add(self, clause: Prepared) -> None:
        """One clause more."""
        self.total += 1
        folded, letters = clause.line.split(), clause.letters.split()
        pairs = pairs_in(clause.line, clause.skips)
        self.words.update(words_in(clause.line))
        self.pairs.update(pairs)
        self.agencies.update(clause.relations.keys())
        self.numbers.update(clause.numbers)
        self.above.update(words_in(clause.above))
        self.above_pairs.update(pairs_in(clause.above, clause.above_skips))
        self.written.update(zip(folded, letters, strict=True))
        self.written_pairs.update(zip(pairs_of(folded), pairs_of(letters), strict=True))

    def counts(self, places: Mapping[str, str], documents: dict[str, list[str]]) -> Counts:
        """What was counted, with the jurisdiction of each document and what documents are called."""
        self.words.update(self.above - self.words.keys())
        self.pairs.update(self.above_pairs - self.pairs.keys())
        return Counts(
            self.total, dict(sorted(self.words.items())), dict(sorted(self.pairs.items())), dict(sorted(self.agencies.items())),
            sorted(self.numbers), _commonest(self.written), _commonest(self.written_pairs), sorted({letters for _, letters in self.written}), dict(sorted(places.items())),
            documents,
        )  # fmt: skip


def _commonest(written: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Folded → how it is written most often; of equals the first by letters."""
    best: dict[str, tuple[int, str]] = {}
    for (folded, letters), number in written.items():
        if folded not in best or (-number, letters) < best[folded]:
            best[folded] = (-number, letters)
    return {folded: letters for folded, (_, letters) in sorted(best.items())}
