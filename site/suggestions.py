"""What somebody who begins to type may mean: agencies, documents, headings of clauses, frequent phrases; the corpus's own words.

Everything stands in one sorted list of folded endings ("tu phap" of "Sở Tư pháp", too), so that a prefix is two steps of bisection
and an answer takes well under a millisecond at 20,000 clauses.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import msgspec
from phancap.indexer.held_words import as_written
from phancap.indexer.terms import STOP_WORDS
from phancap.indexer.vietnamese import fold, nfc
from phancap.site import wording
from phancap.site.views.held import Held, where
from phancap.site.views.page_links import link

if TYPE_CHECKING:  # searching is read in when somebody searches
    from phancap.indexer.engines import Searcher
    from phancap.indexer.held_words import Counts
    from phancap.indexer.query import Query

Kind = Literal["agency", "document", "clause", "phrase"]
LONGEST = 200  # characters of what was typed that are looked at
_EACH = {"agency": 3, "document": 3, "clause": 3, "phrase": 4}
_SHOWN = 90  # characters of a clause
_SCANNED = 400  # endings looked at for one prefix: "s" fits half of the list
_HEADINGS, _PHRASES = 20_000, 5_000
_LONGEST_PHRASE, _GOES_ON = 8, 0.7
_LONGEST_NAME = 12  # syllables
_SHORT = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"), ("Ủy ban Mặt trận Tổ quốc", "UBMTTQ"))
_SYLLABLE = re.compile(r"\w+")


class Suggestion(msgspec.Struct, frozen=True):
    """One thing that may be meant: its name, a word about it, and the page that it leads to."""

    kind: Kind
    label: str
    note: str
    url: str


class _Entry(msgspec.Struct, frozen=True):
    """A thing that can be suggested; ``key`` is what its address is made of, ``weight`` how much it matters among its kind."""

    kind: Kind
    label: str
    note: str
    key: str
    weight: float
    other: str = ""  # another way of writing the label by which it is found: "UBND cấp xã", "Nghị định 111/2022/NĐ-CP", "SNV"


class Suggestions:
    """The things that one generation can suggest."""

    def __init__(self, here: Held) -> None:
        self._entries = list(_entries(here))
        endings = [(ending, number, True) for number, entry in enumerate(self._entries) for ending in _endings(entry.label)]
        endings += [(ending, number, False) for number, entry in enumerate(self._entries) for ending in _others(entry)]
        endings.sort()
        self._endings = [ending for ending, _, _ in endings]
        self._numbers = [number for _, number, _ in endings]
        self._own = [own for _, _, own in endings]

    def of(self, typed: str) -> list[Suggestion]:
        """What the text may be the beginning of, a few of each kind; nothing for fewer than two letters.

        Where the whole text begins nothing, phrases that continue its last words are added to its first ones.
        """
        words = [fold(w) for w in _SYLLABLE.findall(nfc(typed[:LONGEST]))]
        asked = " ".join(words)
        if len(asked) < 2:
            return []
        chosen: list[_Entry] = []
        begun = self._fitting(asked)
        for kind, most in _EACH.items():
            fitting = [e for e in begun if e.kind == kind]
            fitting.sort(key=lambda e: (not _begins(e, asked), -e.weight, len(e.label), e.label))
            chosen += _different(fitting)[:most]
        found = [_suggestion(e) for e in chosen]
        return found if found else list(self._continued(typed, words))

    def named(self, typed: str) -> list[Suggestion]:
        """The agency that the first words name ("sở tư pháp chủ trì …"): what is left of a whole question where no search is at hand."""
        words = [fold(w) for w in _SYLLABLE.findall(nfc(typed[:LONGEST]))]
        for size in range(min(len(words) - 1, _LONGEST_NAME), 1, -1):
            asked = " ".join(words[:size])
            at = bisect_left(self._endings, asked)
            end = bisect_right(self._endings, asked, lo=at)
            fitting = [e for e in (self._entries[n] for n in dict.fromkeys(self._numbers[at:end])) if e.kind == "agency"]
            if fitting:
                fitting.sort(key=lambda e: (-e.weight, len(e.label), e.label))
                return [_suggestion(e) for e in _different(fitting)[: _EACH["agency"]]]
        return []

    def listed(self) -> Iterator[tuple[str, int | str, int, Kind, str, str, str, float]]:
        """(folded ending, the syllable of the label at which it begins or, where it is another way of writing, itself, number of the thing, its
        kind, label, note, key, weight), in the order of the endings: what the export's browser looks into.
        """
        for ending, number, own in zip(self._endings, self._numbers, self._own, strict=True):
            e = self._entries[number]
            at = len(_SYLLABLE.findall(e.label)[:24]) - len(ending.split()) if own else ending
            yield ending, at, number, e.kind, e.label, e.note, e.key, e.weight

    def _fitting(self, asked: str) -> list[_Entry]:
        at = bisect_left(self._endings, asked)
        numbers: dict[int, None] = {}
        while at < len(self._endings) and self._endings[at].startswith(asked) and len(numbers) < _SCANNED:
            numbers[self._numbers[at]] = None
            at += 1
        return [self._entries[n] for n in numbers]

    def _continued(self, typed: str, words: list[str]) -> Iterator[Suggestion]:
        """ "sở tư pháp thẩm đ" → "sở tư pháp thẩm định các nội dung"."""
        for first in range(1, len(words)):
            asked = " ".join(words[first:])
            fitting = [e for e in self._fitting(asked) if e.kind == "phrase" and fold(e.label).startswith(asked)] if len(asked) > 2 else []
            if fitting:
                said = [m.end() for m in _SYLLABLE.finditer(typed)]
                head = typed[: said[first - 1]].strip()
                for entry in sorted(fitting, key=lambda e: (-e.weight, e.label))[: _EACH["phrase"]]:
                    label = f"{head} {entry.label}"
                    yield Suggestion("phrase", label, "", link("search.index", q=label))
                return


def answering(here: Held, typed: str, searcher: Searcher) -> list[Suggestion]:
    """What a whole question may come to: the agency asked for with what is asked of it ("Sở Tư pháp – thẩm định"), its page, the first clauses."""
    answer = searcher.search(typed[:LONGEST], limit=_EACH["clause"], spans=False)
    found = []
    for agency in answer.agencies[:1]:
        ref = here.ref(agency)
        if rest := _asked_of_it(answer.query, searcher.lexicon.counts):
            label = f"{wording.capital(ref.name)} – {rest}"
            found.append(Suggestion("phrase", label, "", link("search.index", q=f"{ref.name} {rest}")))
        if ref.url:
            found.append(Suggestion("agency", wording.capital(ref.name), _place(here, agency), ref.url))
    known = {clause.id: clause for clause in here.generation.by_ids([hit.id for hit in answer.hits])}
    for clause in (known[hit.id] for hit in answer.hits if hit.id in known):
        words = here.heading(clause) or clause.text
        said = wording.cut(" ".join(words.split()), _SHOWN)
        label = f"{wording.capital(clause.citation)}: {said}" if clause.citation else said
        found.append(Suggestion("clause", label, here.documents[clause.document].short, link("documents.clause", **where(clause))))
    return found


def _asked_of_it(query: Query, counts: Counts) -> str:
    """The words beside the one agency asked for, as the corpus writes them; nothing where they are not its words, one behind the other."""
    words = [word.folded for word in query.words if word.weight and word.folded not in STOP_WORDS]
    if len(query.agencies) != 1 or not words or query.unknown or any(w not in counts.words for w in words):
        return ""
    if any(f"{a}_{b}" not in counts.pairs for a, b in pairwise(words)):
        return ""
    return as_written(words, counts)


def _suggestion(entry: _Entry) -> Suggestion:
    if entry.kind == "agency":
        place, _, key = entry.key.partition("/")
        url = link("agencies.one", jurisdiction=place, agency=key)
    elif entry.kind == "document":
        url = link("documents.one", document=entry.key)
    elif entry.kind == "clause":
        document, _, eid = entry.key.rpartition("/")
        url = link("documents.clause", document=document, eid=eid)
    else:
        url = link("search.index", q=entry.label)
    return Suggestion(entry.kind, entry.label, entry.note, url)


def _begins(entry: _Entry, asked: str) -> bool:
    return fold(entry.label).startswith(asked) or (entry.other != "" and asked in {ending[: len(asked)] for ending in _others(entry)})


def _different(entries: list[_Entry]) -> list[_Entry]:
    """The same in order, each thing once (a document's name and its title may both begin so), those whose name was there already behind:
    "Sở Nội vụ" of three places is one of three answers to "so".
    """
    first: dict[str, _Entry] = {}
    things = {entry.key: entry for entry in reversed(entries)}
    again = [e for e in entries if things[e.key] is e and first.setdefault(e.label, e) is not e]
    return [*first.values(), *again]


def _others(entry: _Entry) -> Iterator[str]:
    """The folded other ways of writing, whole."""
    for other in filter(None, entry.other.split("|")):
        yield " ".join([fold(w) for w in _SYLLABLE.findall(other)][:24])


def _endings(label: str) -> Iterator[str]:
    """The folded label from each of its first twelve syllables on; a prefix is looked for among these."""
    words = [fold(w) for w in _SYLLABLE.findall(label)][:24]
    for at in range(min(12, len(words))):
        yield " ".join(words[at:])


def _entries(here: Held) -> Iterator[_Entry]:
    generation = here.generation
    for agency in generation.agency_ids:
        name, note = wording.capital(here.name(agency)), _place(here, agency)
        count = here.own_duties.get(agency, 0)
        entry = generation.agencies.entries.get(agency.partition("/")[2])
        others = (*(entry.short if entry else ()), *_short(name))
        placed = (f"{way} {note}" for way in (name, *_short(name)) if note)  # "sở tài chính huế"
        yield _Entry("agency", name, note, agency, count, "|".join(dict.fromkeys((*others, *placed))))
    for document in generation.documents.values():
        held = document.id in generation.held
        title = wording.title_beside(document)
        note = "" if held else "chưa có toàn văn"
        unnumbered = document.name.replace(" số ", " ", 1)  # "nghị định 111"
        other = unnumbered if unnumbered != document.name else ""
        yield _Entry("document", document.name, title or note, document.id, 1 + held + here.cited[document.id] / 1000, other)
        if title:
            yield _Entry("document", title, here.documents[document.id].short, document.id, held)
    query = "SELECT heading, document, id FROM clauses WHERE heading <> '' AND kind NOT IN ('preamble', 'signature', 'row') LIMIT ?"
    for heading, of, clause in generation.rows(query, _HEADINGS):
        label = wording.sentence_case(heading, generation.agencies).rstrip(":. ")
        if 6 <= len(label) <= 160:
            yield _Entry("clause", label, here.documents[of].short, clause, 0)
    for phrase, count in phrases(generation.rows("SELECT action FROM duties")):
        yield _Entry("phrase", phrase, "", phrase, count)


def _place(here: Held, agency: str) -> str:
    """The place that is told behind an agency's name; empty where there is none, or where the name has it."""
    place = here.generation.agencies.jurisdictions.get(agency.partition("/")[0])
    return place.name if place and place.kind and place.name not in here.name(agency) else ""


def _short(name: str) -> Iterator[str]:
    """The name with the short form that people type: "UBND cấp xã"."""
    for long, short in _SHORT:
        if name.startswith(long):
            yield name.replace(long, short, 1)


def phrases(actions: Iterable[tuple[str, ...]]) -> list[tuple[str, int]]:
    """The first three to eight syllables of what is to be done, where several duties begin so: "thẩm định hồ sơ"; never cut where nearly all
    go on ("báo cáo hội đồng nhân"), nor behind a word that binds ("đề xuất các").
    """
    counts: Counter[str] = Counter()
    for (action,) in actions:
        words = _SYLLABLE.findall(re.split(r"[,;:.(]", action, maxsplit=1)[0].lower())[
            : _LONGEST_PHRASE + 1
        ]  # the last only tells that the one before goes on
        for size in range(3, len(words) + 1):
            counts[" ".join(words[:size])] += 1
    kept = {p: n for p, n in counts.most_common(_PHRASES) if n > 1}
    # "thẩm định hồ" says no more than "thẩm định hồ sơ" where it hardly goes on otherwise
    halves = {p.rpartition(" ")[0] for p, n in kept.items() if n >= _GOES_ON * kept.get(p.rpartition(" ")[0], n + 1)}
    whole = {p: n for p, n in kept.items() if p not in halves and p.count(" ") < _LONGEST_PHRASE}
    return [(p, n) for p, n in whole.items() if fold(p.rpartition(" ")[2]) not in STOP_WORDS]
