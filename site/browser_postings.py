"""Where each term stands, written small: the part of the browser's index that is read block by block.

A *term* is a folded syllable ("tham"), a pair ("tham_dinh"), or a mark of another kind ("#g:so-tu-phap" agency, "#r:" "#t:" times, "#n:" number,
"#a:" step of an address, "#l:" role, "#k:" kind, "#e:" deadline, "#v:" review, "#p:" a kind of step, "#i:" an agency's full id, "#c:" what a number
counts, "#f:" what a heading says of its article, "#m:" the term that a clause explains). Clauses are numbered from 0 in the order of the answers.
Numbers are written in 64 signs, five bits a sign, the smallest part last; a list holds gaps, a list of runs gaps and lengths.

    block  := line (";" line)*                 sorted by term
    line   := shared suffix " " lists [" " runs]   "shared" letters are those of the line before; the runs are headings above
    lists  := [name] "=" list ("," …)*         name: how the syllable is written with marks, or what the list is about

A syllable's list holds for each clause twice the gap, one more where it stands there more than once or in the heading: then follow the times less
one, doubled, and one more for the heading. A pair's list holds eight times the gap, 4 more where a heading or a task begins with it, and how it
stands there: 0 once one behind the other, 1 once with a stop word between, 2 otherwise: then follows how often one behind the other and how often
parted. Behind that come two signs for each time: ``sign_of`` the next syllable (NO_SIGN before an end), or of the stop word with its marks.
So the browser counts words, pairs and triples of an article as the server does, without its text.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from phancap.indexer.prepared import Prepared, pairs_in, words_in
from phancap.indexer.ranking_articles import term_of
from phancap.indexer.terms import STOP_WORDS
from phancap.indexer.typed_focus import COUNTED, FOCI, MONEY, NUMERAL

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
NO_SIGN = 2 * SIGNS[63]
BLOCK = 8_000  # characters; a long question reads some 25 blocks (10,448 clauses: 131 kB on the line; with 24,000 19 blocks, 258 kB)
_EDGE = "|"  # stands between a heading and the text in a clause's list of syllables
_HEADED = tuple(dict.fromkeys(name for _, names in FOCI for name in names))
_AMOUNT = re.compile(rf"(?= {NUMERAL} (\w+)(?= ))")

Runs = array  # "I": start, end (past the last), start, end, …


def _digits(number: int) -> str:
    written = SIGNS[number & 31]
    while number := number >> 5:
        written = SIGNS[32 + (number & 31)] + written
    return written


_SMALL = [_digits(number) for number in range(1024)]


def digits(number: int) -> str:
    """A number of 0 or more in the 64 signs."""
    return _SMALL[number] if number < 1024 else _digits(number)


@lru_cache(maxsize=65_536)
def sign_of(word: str) -> str:
    """Two signs for a syllable, of 4,093 kinds; ``signOf`` in search-index.js gives the same. With one sign, of 61 kinds, 5 of 240 answers
    were others than the server's.
    """
    number = 0
    for letter in word:
        number = (number * 31 + ord(letter)) % 4093
    return SIGNS[number >> 6] + SIGNS[number & 63]


class List:
    """A growing list of clauses, written as it grows: some two to four bytes a place."""

    __slots__ = ("last", "number", "written")

    def __init__(self) -> None:
        self.last = -1
        self.number = 0
        self.written = bytearray()

    def add(self, clause: int, times: int, flags: int, more: str = "") -> None:
        """The next clause: its gap, so many times over, with flags (less than ``times``), and what follows it."""
        self.written += (digits(times * (clause - self.last - 1) + flags) + more).encode()
        self.last = clause
        self.number += 1


def runs_of(runs: Sequence[int]) -> str:
    """Runs (start, end, start, end, …) as gaps and lengths less one."""
    written, last = [], 0
    for start, end in zip(runs[::2], runs[1::2], strict=True):
        written.append(digits(start - last) + digits(end - start - 1))
        last = end
    return "".join(written)


def add_to(runs: array[int], number: int) -> None:
    """Put the next number into runs; one that is there already changes nothing."""
    if runs and runs[-1] >= number:
        if runs[-1] == number:
            runs[-1] = number + 1
        return
    runs.extend((number, number + 1))


class Postings:
    """Every term of the clauses added so far; some 300 bytes a term and two to four a place."""

    def __init__(self) -> None:
        self.clauses = 0
        self._held: Counter[str] = Counter()
        self._words: dict[str, dict[str, List]] = {}
        self._pairs: dict[str, dict[str, List]] = {}
        self._above: dict[str, array[int]] = {}
        self._marks: dict[str, dict[str, array[int]]] = {}
        self._shown: dict[str, Counter[str]] = {}

    def add(self, clause: Prepared) -> None:
        """The next clause."""
        here = self.clauses
        self.clauses += 1
        line, letters = clause.line.split(), clause.letters.split()
        heading = set(line[: line.index(_EDGE)])
        times = Counter(zip(line, letters, strict=True))
        times.pop((_EDGE, _EDGE))
        for (folded, written), number in times.items():
            self._shown.setdefault(folded, Counter())[written] += number
            headed = folded in heading
            several = number > 1 or headed
            _list(self._words, folded, written).add(here, 2, several, digits(2 * (number - 1) + headed) if several else "")
        heads = words_in(clause.heads)
        pairs = pairs_at(line, letters)
        for (pair, written), (nexts, middles) in pairs.items():
            how = 2 if len(nexts) + len(middles) > 1 else len(middles)
            more = digits(len(nexts)) + digits(len(middles)) if how == 2 else ""
            _list(self._pairs, pair, written).add(here, 8, 4 * (pair in heads) + how, more + "".join(nexts + middles))
        self._held.update({folded for folded, _ in times})
        self._held.update({pair for pair, _ in pairs})
        for term in (*words_in(clause.above), *pairs_in(clause.above, clause.above_skips)):
            add_to(self._above.setdefault(term, array("I")), here)
        for term, name in marks_of(clause):
            add_to(self._marks.setdefault(term, {}).setdefault(name, array("I")), here)

    def holding(self, term: str) -> int:
        """The clauses that hold a syllable or a pair, 1 for one in headings above only, 0 for none."""
        return self._held[term] or int(term in self._above)

    def words(self) -> Iterator[tuple[str, int]]:
        """(folded syllable, clauses that hold it, 1 for one in headings above only) of every word of letters, for mending slips."""
        for word in sorted(w for w in self._words.keys() | self._above.keys() if w.isalpha()):
            yield word, self.holding(word)

    def lines(self) -> Iterator[tuple[str, str]]:
        """(term, what is written behind it) in the order of the terms."""
        forms = {word: sorted(count, key=lambda form: (-count[form], form)) for word, count in self._shown.items()}
        for term in sorted(self._words.keys() | self._pairs.keys() | self._above.keys() | self._marks.keys()):
            if term in self._marks:
                yield term, ",".join(f"{name}={runs_of(runs)}" for name, runs in sorted(self._marks[term].items()))
            else:
                own = self._words_line(term, forms) if term in self._words else self._pairs_line(term, forms)
                above = runs_of(self._above.get(term, array("I")))
                yield term, f"{own} {above}" if above else own

    def _words_line(self, term: str, forms: Mapping[str, list[str]]) -> str:
        found = self._words[term]
        return ",".join(f"{'' if form == term else form}={found[form].written.decode()}" for form in forms[term])

    def _pairs_line(self, term: str, forms: Mapping[str, list[str]]) -> str:
        found = self._pairs.get(term)
        if not found:
            return ""
        first, second = term.split("_")
        lists = []
        for letters in sorted(found, key=lambda form: (-found[form].number, form)):
            a, b = letters.split("_")
            name = SIGNS[min(63, forms[first].index(a))] + SIGNS[min(63, forms[second].index(b))]
            lists.append(f"{name}={found[letters].written.decode()}")
        return ",".join(lists)


def _list(table: dict[str, dict[str, List]], term: str, name: str) -> List:
    lists = table.get(term)
    if lists is None:
        lists = table[term] = {}
    found = lists.get(name)
    if found is None:
        found = lists[name] = List()
    return found


def pairs_at(line: Sequence[str], letters: Sequence[str]) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """Every pair of a clause, without and with marks → the signs of what follows it each time, and of the stop word that parts it each time."""
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for at in range(len(line) - 1):
        first, second, after = line[at], line[at + 1], line[at + 2] if at + 2 < len(line) else _EDGE
        if _EDGE in (first, second):
            continue
        key = f"{first}_{second}", f"{letters[at]}_{letters[at + 1]}"
        found.setdefault(key, ([], []))[0].append(NO_SIGN if after == _EDGE else sign_of(after))
        if second in STOP_WORDS and after != _EDGE:
            key = f"{first}_{after}", f"{letters[at]}_{letters[at + 2]}"
            found.setdefault(key, ([], []))[1].append(sign_of(letters[at + 1]))
    return found


def marks_of(clause: Prepared) -> Iterator[tuple[str, str]]:
    """(term, list) of what a clause is found by besides its words."""
    for key, relations in clause.relations.items():
        yield f"#g:{key}", "+".join(sorted(relations))
    for agency in clause.agencies:
        yield f"#i:{agency}", ""
    for term in clause.when:
        yield f"#{term}", ""
    for number in clause.numbers:
        yield f"#n:{number}", "h" if number in clause.heading_numbers else "o"
    for role in clause.roles:
        yield f"#l:{role}", ""
    yield f"#k:{clause.kind}", ""
    for deadline in clause.deadlines:
        yield f"#e:{deadline}", ""
    for review in clause.reviews:
        yield f"#v:{review}", ""
    for kind in {step.split("_")[0] for step in clause.path}:
        yield f"#p:{kind}", ""
    for unit in units_of(clause.line):
        yield f"#c:{unit}", ""
    for name in _HEADED:
        if f" {name} " in clause.heading:
            yield f"#f:{name.replace(' ', '_')}", ""
    if explained := term_of(clause):
        yield f"#m:{'_'.join(explained)}", ""
    last = len(clause.path) - 1
    for step in set(clause.path):  # how far below that step the clause stands
        yield f"#a:{step}", str(0 if clause.path[-1] == step else last - clause.path.index(step))


def units_of(line: str) -> set[str]:
    """What the numbers in a line count, as far as the browser asks the index for it: "15 ngày"; for others it reads the texts."""
    found = {match[1] for match in _AMOUNT.finditer(line)} & COUNTED
    return found | {unit.replace(" ", "_") for unit in MONEY if re.search(f" {NUMERAL} {unit}(?= )", line)}


def blocks_of(lines: Iterable[tuple[str, str]], most: int = BLOCK) -> Iterator[tuple[str, str]]:
    """(first term, block) of about ``most`` characters each."""
    block: list[str] = []
    first = last = ""
    size = 0
    for term, written in lines:
        if block and size + len(written) > most:
            yield first, ";".join(block)
            block, size, last = [], 0, ""
        first = first if block else term
        shared = 0
        while shared < min(len(term), len(last), 63) and term[shared] == last[shared]:
            shared += 1
        block.append(f"{SIGNS[shared]}{term[shared:]} {written}")
        size, last = size + len(block[-1]) + 1, term
    if block:
        yield first, ";".join(block)
