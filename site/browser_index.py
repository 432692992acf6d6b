"""The search of an exported folder: data for ``static/search.js``, which ranks as the server does.

Plain ``.js`` files that call a function, since a page opened from a disk may load scripts but read no files. A question reads
the first file, a few blocks of the index (``browser_postings``), and the clauses that are shown; never the whole.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from types import ModuleType
from typing import Any, TypeVar

import msgspec
from phancap.indexer import asked, engine_terms, engines, ranking, ranking_articles
from phancap.indexer.addresses import KIND_NAMES
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.document_names import document_names, title_lines
from phancap.indexer.held_words import Counts, rarity
from phancap.indexer.keyboard import WHOLE_SYLLABLE
from phancap.indexer.lexicon import Lexicon, shares_of
from phancap.indexer.model import Clause, Document, Duty
from phancap.indexer.place_names import place_names
from phancap.indexer.prepared import Prepared, articles_of, prepare
from phancap.indexer.ranking import FRAME_KINDS
from phancap.indexer.registers import Vocabulary
from phancap.indexer.tasks import shared
from phancap.indexer.terms import STOP_WORDS
from phancap.indexer.typed_agencies import PERSONS, in_general
from phancap.indexer.typed_focus import COUNTED, FOCI, MONEY, NUMERAL, TIMES, UNCOUNTED
from phancap.indexer.typed_forms import (
    ASKING_WORDS,
    BEHIND_CITY,
    BEHIND_CITY_PAIRS,
    CITY,
    COMMON_WORDS,
    FRAMES,
    NO_OFFICES,
    NO_STEPS,
    OBJECT_PAIRS,
    OBJECT_WORDS,
    RHYTHM_NAMES,
    ROLE_WORDS,
    WHEN_WORDS,
)
from phancap.indexer.typed_words import SHORT_UNITS, SLASHED, THOUSANDS
from phancap.indexer.vietnamese import FOLD_LETTERS
from phancap.site.browser_postings import Postings, blocks_of, digits
from phancap.site.document_cards import LONGEST, MOST, DocumentCard, by_number, card_of
from phancap.site.views.grouping import with_territory
from phancap.site.wording import (
    NO_BEARER,
    NO_OBLIGATION,
    REVIEWS,
    RHYTHMS,
    ROLES,
    SHAPES,
    capital,
    cut,
    obligation_counts,
    rhythm_words,
    sentence_case,
)

_T = TypeVar("_T")
GLOBAL = "PHANCAP_TIM"
FOLDER = "tim"  # of static/
FIRST_FILE = "tim-kiem.js"
CARDS_A_FILE = 50  # documents
LONGEST_ACTION = 72  # characters of a task that are shown beside its clause
CLAUSES_A_FILE = 16  # about 16 kB; ten answers are at most ten files
COLUMN = 8_000  # clauses whose lengths stand in one file
_CARDS = 16_000  # characters of what is said of agencies, in one file
HEADING = 100_000  # parts of one in which the rarities of a heading's words are told

Write = Callable[[str, str], None]


def write_browser_index(
    clauses: Iterable[Clause],
    documents: Mapping[str, Document],
    vocabulary: Vocabulary,
    agency_index: AgencyIndex,
    folder_names: Mapping[str, str],
    write: Write,
    counts: Mapping[str, Mapping[str, int]] | None = None,
    standings: Mapping[str, float] | None = None,
) -> None:
    """Hand every file of the index to ``write(name, JavaScript)``; they belong in ``static/tim/``.

    ``clauses`` come document by document, in the order in which equal answers stand; each is looked at once. ``folder_names`` are the
    clauses whose folder does not bear their eId (id → name); ``counts`` are the agencies that have a page, with what each owes and is owed;
    ``standings`` see ``indexer.standing``.
    """
    places = {d.id: d.jurisdiction or "vn" for d in documents.values()}
    lexicon = Lexicon(vocabulary, agency_index, Counts(0, {}, {}, {}, [], {}, {}, [], places))
    postings, agencies = Postings(), set[str]()
    sizes: list[str] = []
    headings: dict[int, tuple[str, ...]] = {}
    held: list[DocumentCard] = []
    firsts: list[tuple[str, int]] = []
    for document, part in groupby(clauses, key=lambda clause: clause.document):
        firsts.append((document, postings.clauses))
        rows: list[object] = []
        number = duties = 0
        together = list(part)
        ready = (prepare(together.pop(0), lexicon, at, size) for size in articles_of(together) for at in range(size))
        for clause, prepared in zip(tuple(together), ready, strict=True):
            postings.add(prepared)
            duties += len(clause.duties)
            agencies.update(prepared.agencies)
            if not prepared.before:
                headings[len(sizes)] = tuple(w for w in set(prepared.heading.split()) if w not in STOP_WORDS)
            sizes.append(_size(prepared))
            rows.append(_row(clause, lexicon, folder_names))
            if len(rows) == CLAUSES_A_FILE:
                write(*_records(document, documents, number, rows))
                number, rows = number + 1, []
        if rows:
            write(*_records(document, documents, number, rows))
        if document in documents:
            held.append(card_of(documents[document], postings.clauses - firsts[-1][1], duties))
    for at, heading in headings.items():
        sizes[at] += digits(round(HEADING * math.fsum(rarity(postings.clauses, postings.holding(word)) for word in heading)))
    blocks = []
    for number, (first, block) in enumerate(blocks_of(postings.lines())):
        blocks.append(first)
        write(f"k-{number}.js", _call("khoi", number, block))
    for number in range(0, -(-len(sizes) // COLUMN)):
        write(f"c-{number}.js", _call("cot", number, "".join(sizes[number * COLUMN : (number + 1) * COLUMN])))
    write("tu.js", _call("tu", " ".join(f"{word} {count}" for word, count in postings.words())))
    titles = title_lines((documents[document] for document, _ in firsts if document in documents), lexicon)
    named = [(document, first, titles.get(document, "")) for document, first in firsts]
    write("van-ban.js", _call("vanBan", named, *_names(documents, lexicon, postings, [document for document, _ in firsts])))
    shorts = [documents[d].short if d in documents else d for d, _ in firsts]
    write("ten.js", _call("ten", shorts, *_agency_names(agency_index, sorted(agencies))))
    cards = list(write_cards(counts or {}, agency_index, write))
    without_text = [d for d in documents.values() if d.id not in {document for document, _ in firsts}]
    document_cards = [*held, *(card_of(d, 0, 0) for d in without_text)]
    for number in range(0, len(document_cards), CARDS_A_FILE):
        write(f"v-{number // CARDS_A_FILE}.js", _call("theVanBan", number // CARDS_A_FILE, document_cards[number : number + CARDS_A_FILE]))
    places_of = {card.id: at for at, card in enumerate(document_cards)}
    known = _first(lexicon, postings.clauses, blocks, -(-len(sizes) // COLUMN)) | {
        "cards": cards,
        "documentCards": {"inFile": CARDS_A_FILE, "most": MOST, "longest": LONGEST},
        "notHeld": {number: [places_of[d] for d in ids] for number, ids in by_number(without_text).items()},
        "documents": len(firsts),
        "held": dict(sorted(Counter(places.get(document, "vn") for document, _ in firsts).items())),
        "cities": sorted(
            {p for p in places.values() if p in agency_index.jurisdictions and agency_index.jurisdictions[p].kind == "thành phố"}
        ),
        "territories": _territories(firsts, places, postings.clauses),
        "placeNames": {
            " ".join(name): [told.place, agency_index.jurisdictions[told.place].name, " ".join(told.letters)]
            for name, told in sorted(place_names(agency_index, (places.get(document, "vn") for document, _ in firsts)).items())
        },
        "standings": _standings(firsts, standings or {}, postings.clauses),
    }
    write(FIRST_FILE, f"window.{GLOBAL}={script_of(known)};\n")


def write_cards(counts: Mapping[str, Mapping[str, int]], index: AgencyIndex, write: Write) -> Iterator[str]:
    """Write what the answers say of an agency that was named, and give the first key of every file.

    A row is [key, id, full name, its place, what it owes and is owed in words], by key ("so-tu-phap" of every place together).
    """
    rows: list[list[str]] = []
    size = number = 0
    for agency in sorted(counts, key=lambda a: (a.partition("/")[2], a)):
        place, _, key = agency.partition("/")
        if size > _CARDS and rows[-1][0] != key:
            yield rows[0][0]
            write(f"q-{number}.js", _call("coQuan", number, rows))
            rows, size, number = [], 0, number + 1
        territory = index.jurisdictions.get(place)
        told = obligation_counts(counts[agency], index.name(agency)) or NO_OBLIGATION
        rows.append([key, agency, capital(index.name(agency, True)), territory.name if territory and territory.kind else "", f"{told}."])
        size += sum(map(len, rows[-1]))
    if rows:
        yield rows[0][0]
        write(f"q-{number}.js", _call("coQuan", number, rows))


def _size(clause: Prepared) -> str:
    """A clause's length, whether numbered paragraphs stand in its text, whether it only introduces or closes a document, whether it is a
    container, whether an article (see ``prepared.articles_of``) begins with it: as one number. Behind an article's first the rarities of
    its heading's words follow.
    """
    flags = 8 * bool(clause.parts) + 4 * (clause.kind in FRAME_KINDS) + 2 * clause.container + (clause.before == 0)
    return digits(16 * clause.size + flags)


def _territories(firsts: list[tuple[str, int]], places: Mapping[str, str], clauses: int) -> dict[str, list[tuple[int, int]]]:
    """Jurisdiction → (first clause, past the last) of its documents."""
    found: dict[str, list[tuple[int, int]]] = {}
    for first, end, place in _runs(firsts, clauses, lambda document: places.get(document, "vn")):
        found.setdefault(place, []).append((first, end))
    return found


def _standings(firsts: list[tuple[str, int]], standings: Mapping[str, float], clauses: int) -> list[tuple[int, int, float]]:
    """(first clause, past the last, what the scores are multiplied by) where that is not 1."""
    return [run for run in _runs(firsts, clauses, lambda document: standings.get(document, 1.0)) if run[2] != 1.0]


def _runs(firsts: list[tuple[str, int]], clauses: int, value_of: Callable[[str], _T]) -> list[tuple[int, int, _T]]:
    """(first clause, past the last, value) of the documents; those of one value that stand side by side as one."""
    found: list[tuple[int, int, _T]] = []
    for (document, first), end in zip(firsts, [*(first for _, first in firsts[1:]), clauses], strict=True):
        value = value_of(document)
        if found and found[-1][2] == value:
            found[-1] = (found[-1][0], end, value)
        else:
            found.append((first, end, value))
    return found


def _names(
    documents: Mapping[str, Document], lexicon: Lexicon, postings: Postings, held: list[str]
) -> tuple[dict[str, list[int]], dict[str, list[list[float]]]]:
    """(name or number → places of documents, pair → [place, its share of the rarity of a law's name]): see ``lexicon.Lexicon.named_by``."""
    places = {document: at for at, document in enumerate(held)}
    known = [documents[document] for document in held if document in documents]  # a store's documents come without their text
    names = {name: [places[d] for d in ids if d in places] for name, ids in document_names(known, lexicon).items()}
    shares = shares_of(names, lambda pair: rarity(postings.clauses, postings.holding(pair)))
    return names, {pair: [[place, round(share, 6)] for place, share in found] for pair, found in shares.items()}


def _first(lexicon: Lexicon, clauses: int, blocks: list[str], columns: int) -> dict[str, object]:
    """What every question needs: how things are written, and which block holds what."""
    index = lexicon.agency_index
    return {
        "clauses": clauses,
        "blocks": blocks,
        "columns": columns,
        "heading": HEADING,
        "weights": {
            "matching": _numbers_of(asked, engine_terms),
            "ranking": _numbers_of(asked, engines, ranking),
            "articles": _numbers_of(asked, engines, ranking_articles),
        },
        "inFile": CLAUSES_A_FILE,
        "fold": FOLD_LETTERS,
        "stop": sorted(STOP_WORDS),
        "asking": sorted(ASKING_WORDS),
        "common": sorted(COMMON_WORDS),
        "objectWords": sorted(OBJECT_WORDS),
        "objectPairs": sorted(OBJECT_PAIRS),
        "roles": ROLE_WORDS,
        "rewrites": _table(lexicon.rewrites),
        "spellings": _table(lexicon.spellings),
        "foldedSpellings": _table(lexicon.rewriting.folded_spellings),
        "names": {" ".join(name): [[key, " ".join(letters)] for key, letters in owners] for name, owners in sorted(lexicon.names.items())},
        "agencies": {
            key: [entry.name, [group.partition("/")[2] for group in index.groups_of(f"x/{key}")], in_general(index, key)]
            for key, entry in sorted(index.entries.items())
        },
        "shapes": SHAPES,
        "roleNames": ROLES,
        "noBearer": NO_BEARER,
        "reviews": {review: capital(words) for review, words in REVIEWS.items()},
        "frames": FRAMES,
        "noOffices": NO_OFFICES,
        "city": {"ends": [" ".join(end) for end in CITY], "behind": sorted(BEHIND_CITY), "pairs": sorted(BEHIND_CITY_PAIRS)},
        "slashed": SLASHED,
        "syllable": WHOLE_SYLLABLE,
        "noSteps": NO_STEPS,
        "persons": sorted(" ".join(name) for name in PERSONS),
        "everyday": {first: [[" ".join(said), " ".join(meant)] for said, meant in words] for first, words in lexicon.everyday.items()},
        "rhythms": RHYTHM_NAMES,
        "rhythmWords": {rhythm: capital(words) for rhythm, words in RHYTHMS.items()},
        "whenWords": WHEN_WORDS,
        "focus": FOCI,
        "amounts": {
            "numeral": NUMERAL,
            "times": TIMES,
            "money": MONEY,
            "told": sorted((*COUNTED, *MONEY)),
            "counted": sorted(COUNTED),
            "uncounted": sorted(UNCOUNTED),
        },
        "measures": {"short": SHORT_UNITS, "thousands": THOUSANDS},
        "kinds": {kind: capital(name) for kind, name in KIND_NAMES.items()},
    }


def _numbers_of(*modules: ModuleType) -> dict[str, float]:
    """The numbers that modules have names for ("TRAIL": 0.5), of one name the last: the browser weighs with the very same."""
    found = {name.lstrip("_"): value for module in modules for name, value in vars(module).items() if name.isupper()}
    return {name: value for name, value in sorted(found.items()) if type(value) in (int, float)}


def _agency_names(index: AgencyIndex, agencies: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Agency → its name; those of one name in several places also with their place."""
    names = {agency: capital(index.name(agency)) for agency in agencies}
    counts = Counter(names.values())
    return names, {agency: capital(with_territory(index, agency)) for agency, name in names.items() if counts[name] > 1}


def _table(table: Mapping[tuple[str, ...], tuple[str, ...]]) -> dict[str, str]:
    return {" ".join(key): " ".join(value) for key, value in sorted(table.items())}


def _records(document: str, documents: Mapping[str, Document], number: int, rows: list[Any]) -> tuple[str, str]:
    """One file of clauses as they are shown; headings that many of them stand under are written once."""
    pool: dict[str, int] = {}
    for row in rows:
        row[2] = [pool.setdefault(heading, len(pool)) for heading in row[2]]
    short = documents[document].short if document in documents else document
    return f"d/{document}-{number}.js", _call("muc", document, number, short, list(pool), rows)


def _row(clause: Clause, lexicon: Lexicon, names: Mapping[str, str]) -> list[object]:
    """A clause as it is shown: [its folder below van-ban/, citation, trail and heading, text, duty lines]."""
    place = clause.id.rpartition("/")[0]
    shown = [sentence_case(heading, lexicon.agency_index) for heading in (*clause.trail, clause.heading)]
    tasks = [[clause.duties[number] for number in numbers] for numbers in shared(clause)]
    lines = [_duty_line(duties, len(tasks) > 1, lexicon.agency_index) for duties in tasks]
    return [f"{place}/{names.get(clause.id, clause.eid)}", clause.citation, shown, clause.text, lines]


def _duty_line(duties: list[Duty], several: bool, index: AgencyIndex) -> list[object]:
    """The one line of duties that several bodies share, as the page shows it: role, who, what (where a clause has several), [[what is told, words], …]."""
    duty = duties[0]

    def names(agencies: Iterable[str]) -> str:
        return ", ".join(index.name(agency) for agency in agencies)

    told = [
        ("phối hợp", ", ".join(filter(None, (names(duty.partners), *duty.others)))), ("gửi về", names(duty.recipients)),
        ("báo cáo", names(duty.report_to)), ("trình", names(duty.submit_to)), ("qua", names(duty.channels)), ("sản phẩm", duty.product or ""),
        ("định kỳ", rhythm_words(duty)), ("thời hạn", duty.deadline.words if duty.deadline else ""),
    ]  # fmt: skip
    action = cut(duty.action, LONGEST_ACTION) if several else ""
    who = capital(names(dict.fromkeys(d.bearer for d in duties if d.bearer)))
    return [duty.role, who, action, [[what, words] for what, words in told if words], REVIEWS[duty.review]]


def _call(name: str, *values: object) -> str:
    return f"{GLOBAL}_NHAN.{name}({','.join(map(script_of, values))});\n"


def script_of(value: object) -> str:
    """JSON that is also JavaScript and may stand inside an HTML page."""
    text = msgspec.json.encode(value).decode()
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
