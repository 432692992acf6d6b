"""Where each term stands, written small: the part of the browser's index that is read block by block.

A *term* is a folded syllable ("tham"), a pair ("tham_dinh"), or a mark of another kind ("#g:so-tu-phap" agency, "#r:" "#t:" times, "#n:" number,
"#a:" step of an address, "#l:" role, "#k:" kind, "#e:" deadline, "#v:" review, "#p:" a kind of step, "#i:" an agency's full id). Clauses are numbered from 0 in the order of the answers.
Numbers are written in 64 signs, five bits a sign, the smallest part last; a list holds gaps, a list of runs gaps and lengths.

    block  := line (";" line)*                 sorted by term
    line   := shared suffix " " lists [" " runs]   "shared" letters are those of the line before; the runs are headings above
    lists  := [name] "=" list ("," …)*         name: how the syllable is written with marks, or what the list is about
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from phancap.indexer.prepared import Prepared, pairs_in, words_in
from phancap.indexer.terms import pairs_of

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BLOCK = 24_000  # characters; a question reads some eight blocks
_EDGE = "|"  # stands between a heading and the text in a clause's list of syllables

Runs = array  # "I": start, end (past the last), start, end, …


def digits(number: int) -> str:
    """A number of 0 or more in the 64 signs."""
    written = SIGNS[number & 31]
    while number := number >> 5:
        written = SIGNS[32 + (number & 31)] + written
    return written


def list_of(numbers: Iterable[int], flags: Iterable[int] | None = None) -> str:
    """A growing list of numbers as gaps; with ``flags`` (0 or 1 for each) the gaps are doubled and carry the flag."""
    written, last = [], -1
    if flags is None:
        for number in numbers:
            written.append(digits(number - last - 1))
            last = number
    else:
        for number, flag in zip(numbers, flags, strict=True):
            written.append(digits(2 * (number - last - 1) + flag))
            last = number
    return "".join(written)


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
    """Every term of the clauses added so far; some 300 bytes a term and four a place."""

    def __init__(self) -> None:
        self.clauses = 0
        self._words: dict[str, dict[str, array[int]]] = {}
        self._pairs: dict[str, dict[str, array[int]]] = {}
        self._heads: dict[str, array[int]] = {}
        self._above: dict[str, array[int]] = {}
        self._marks: dict[str, dict[str, array[int]]] = {}
        self._shown: dict[str, dict[str, int]] = {}

    def add(self, clause: Prepared) -> None:
        """The next clause."""
        here = self.clauses
        self.clauses += 1
        line, letters = clause.line.split(), clause.letters.split()
        for folded, written in zip(line, letters, strict=True):
            if folded != _EDGE:
                forms = self._shown.setdefault(folded, {})
                forms[written] = forms.get(written, 0) + 1
        for folded, written in set(zip(line, letters, strict=True)):
            if folded != _EDGE:
                _place(self._words, folded, written).append(here)
        heads = words_in(clause.heads)
        for pair, written in set(zip(pairs_of(line), pairs_of(letters), strict=True)):
            if _EDGE not in pair:
                _place(self._pairs, pair, written).append(here)
                if pair in heads:
                    self._heads.setdefault(pair, array("I")).append(here)
        for term in (*words_in(clause.above), *pairs_in(clause.above, clause.above_skips)):
            add_to(self._above.setdefault(term, array("I")), here)
        for term, name in marks_of(clause):
            add_to(_place(self._marks, term, name), here)

    def holding(self, term: str) -> int:
        """The clauses that hold a syllable or a pair, 1 for one in headings above only, 0 for none."""
        found = self._pairs.get(term) if "_" in term else self._words.get(term)
        return len(set().union(*found.values())) if found else int(term in self._above)

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
        return ",".join(f"{'' if form == term else form}={list_of(found[form])}" for form in forms[term])

    def _pairs_line(self, term: str, forms: Mapping[str, list[str]]) -> str:
        found, heads = self._pairs.get(term, {}), set(self._heads.get(term, ()))
        if not found:
            return ""
        first, second = term.split("_")
        lists = []
        for letters in sorted(found, key=lambda form: (-len(found[form]), form)):
            a, b = letters.split("_")
            name = SIGNS[min(63, forms[first].index(a))] + SIGNS[min(63, forms[second].index(b))]
            lists.append(f"{name}={list_of(found[letters], [here in heads for here in found[letters]])}")
        return ",".join(lists)


def _place(table: dict[str, dict[str, array[int]]], term: str, name: str) -> array[int]:
    return table.setdefault(term, {}).setdefault(name, array("I"))


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
    last = len(clause.path) - 1
    for step in set(clause.path):  # how far below that step the clause stands
        yield f"#a:{step}", str(0 if clause.path[-1] == step else last - clause.path.index(step))


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
