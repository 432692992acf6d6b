"""How things are written: short forms, equal spellings, names of agencies and laws; a text becomes *tokens* in one written form.

No marks beside marks, short forms written out ("UBND" → "ủy ban nhân dân"), equal spellings made one ("đảm bảo" → "bảo đảm"), a
document's number kept whole ("57/NQ-HĐND"). Clauses and queries go through the same door, so both ways of writing meet without any
expansion at search time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TypeVar

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.held_words import EMPTY_COUNTS, Counts, rarity
from phancap.indexer.place_names import PlaceName, place_names
from phancap.indexer.registers import Vocabulary, names_of
from phancap.indexer.terms import pairs_of
from phancap.indexer.vietnamese import exact_syllables, fold, nfc, syllables
from phancap.indexer.written import Rewriting, Written, tokens_of, written

_WITHOUT_AND = 5  # syllables of a name from which on "và" may be left out
OF_TYPE = "? "  # before a type that stands for all held documents of it ("? ke hoach"); no name that is typed begins so
_Held = TypeVar("_Held")


def _folds(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word, _, _ in syllables(nfc(name)))


def _fold_all(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(fold, words))


def _spoken(name: list[str]) -> list[tuple[str, ...]]:
    """The name and what people say for it: "UBND cấp huyện" is also "UBND huyện" and "UBND các huyện";
    "các Sở, Ban, ngành" is also "các sở", "Sở Dân tộc và Tôn giáo" is also "sở dân tộc tôn giáo".
    """
    if name[:3] == ["các", "sở", "ban"] and len(name) == 4:
        return [tuple(name), ("các", "sở")]
    if "cấp" in name[1:]:
        at = name.index("cấp", 1)
        return [tuple(name), (*name[:at], *name[at + 1 :]), (*name[:at], "các", *name[at + 1 :])]
    if "và" in name and len(name) >= _WITHOUT_AND:
        return [tuple(name), tuple(word for word in name if word != "và")]
    return [tuple(name)]


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
    def short_forms(self) -> dict[str, tuple[str, ...]]:
        """Those short forms that are one word ("ubnd"), folded."""
        return {key[0]: meant for key, meant in self.rewrites.items() if len(key) == 1}

    @cached_property
    def joined_names(self) -> dict[str, tuple[str, ...]]:
        """Agencies' names without spaces, folded ("soyte") → their syllables."""
        return {"".join(words): words for words in self.names if len(words) > 1}

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
    def everyday(self) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
        """Folded first syllable → everyday words that begin so, the longest first, each with the law's word for the same ("sổ đỏ", "giấy
        chứng nhận quyền sử dụng đất"), both with marks.
        """
        table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for said, meant in self.vocabulary.everyday.items():
            words = tuple(exact_syllables(said))
            table.setdefault(fold(words[0]), []).append((words, tuple(exact_syllables(meant))))
        return {first: sorted(ways, key=lambda way: -len(way[0])) for first, ways in table.items()}

    @cached_property
    def rewriting(self) -> Rewriting:
        """Short forms and other spellings, for ``written``."""
        return Rewriting(self.rewrites, self.spellings)

    @cached_property
    def names(self) -> dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
        """Folded syllables of an agency's name, written out → (key in the register, syllables with marks)."""
        table: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
        for key, entry in self.agency_index.entries.items():
            for name in (*names_of(entry), *entry.slips):
                tokens = tokens_of(name, self.rewriting)
                for cut in (0, 1) if tokens[:1] and tokens[0].exact == "các" and len(tokens) > 3 else (0,):
                    for words in _spoken([t.exact for t in tokens[cut:]]):
                        table.setdefault(_fold_all(words), []).append((key, words))
        return table

    @cache  # noqa: B019 - one lexicon lives as long as its generation
    def proper_name(self, key: str) -> Written:
        """The proper name of an agency of the register."""
        return written(self.agency_index.entries[key].name, self.rewriting)

    @lru_cache(maxsize=1024)  # noqa: B019 - the same headings stand above many clauses, one behind the other
    def heading_words(self, heading: str) -> Written:
        """A heading; nobody may change what this gives."""
        return written(heading, self.rewriting)

    @lru_cache(maxsize=4096)  # noqa: B019
    def heading_mentions(self, heading: str, place: str) -> tuple[str, ...]:
        """The ids of the agencies that a heading names, in a document of that jurisdiction."""
        return tuple(mention.agency for mention in self.agency_index.mentions(heading, place))

    @cached_property
    def longest_name(self) -> int:
        """Syllables of the longest agency name."""
        return max(map(len, self.names), default=1)

    @cached_property
    def places(self) -> dict[tuple[str, ...], PlaceName]:
        """The names of the provinces that issued a held document (see ``place_names``)."""
        return place_names(self.agency_index, self.counts.places.values())

    @cached_property
    def cities(self) -> frozenset[str]:
        """Centrally run cities that issued a held document."""
        kinds = self.agency_index.jurisdictions
        return frozenset(place for place in self.counts.places.values() if place in kinds and kinds[place].kind == "thành phố")

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Folded syllables of agency names, short forms, other spellings and everyday words: known words, never slips ("heo", no "mèo")."""
        everyday = (_fold_all(said) for ways in self.everyday.values() for said, _ in ways)
        written = (*self.names, *self.rewrites, *map(_fold_all, self.rewrites.values()), *map(_fold_all, self.spellings), *everyday)
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
        return shares_of(self.counts.documents, lambda pair: rarity(self.counts.clauses, self.counts.pairs.get(pair, 0)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Document numbers that the corpus names, and their beginnings: "57/nq-hdnd", "57/nq"."""
        return frozenset(self.counts.numbers)


def shares_of(names: Mapping[str, Sequence[_Held]], rarity_of: Callable[[str], float]) -> dict[str, list[tuple[_Held, float]]]:
    """Pair of syllables → whatever is held by names in which it stands, each with the pair's share of the name's rarity; see ``named_by``."""
    table: dict[str, list[tuple[_Held, float]]] = {}
    for name, held in names.items():
        if name.startswith(OF_TYPE):
            continue
        words = name.split()
        pairs = pairs_of(words[words.index("luat") + 1 :] if "luat" in words[:2] else words)
        rarities = {pair: rarity_of(pair) for pair in pairs}
        total = sum(rarities.values())
        for pair, value in rarities.items():
            table.setdefault(pair, []).extend((one, value / total) for one in held)
    return table
