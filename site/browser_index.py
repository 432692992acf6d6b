"""The search of an exported folder: data for ``static/search.js``, which ranks as the server does.

Plain ``.js`` files that assign to a global, since a page opened from a disk may load scripts but read no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.model import Clause, Document, Duty
from phancap.indexer.registers import Vocabulary
from phancap.indexer.terms import HEAD, STOP_WORDS, Counts, Lexicon, relations_of, tokens_of
from phancap.indexer.typed_forms import ASKING_WORDS, OBJECT_PAIRS, OBJECT_WORDS, ROLE_WORDS
from phancap.indexer.vietnamese import FOLD_LETTERS
from phancap.site.wording import NO_BEARER, REVIEWS, ROLES, SHAPES, capital, rhythm_words, sentence_case

GLOBAL = "PHANCAP_TIM"
FIRST_FILE = "tim-kiem.js"
SCRIPTS = ("search-words.js", "search-query.js", "search-ranking.js")  # of static/, read by search.js before the data
LONGEST_ACTION = 72  # characters of a task that are shown beside its clause
CLAUSES_A_FILE = 400  # about 400 kB of script: quick to read from a disk, and a browser shows something soon


def write_browser_index(
    clauses: Iterable[Clause],
    documents: Mapping[str, Document] | Iterable[Document],
    vocabulary: Vocabulary,
    agency_index: AgencyIndex,
    folder_names: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """File name → JavaScript. ``tim-kiem.js`` comes first and names the others; all lie in the folder of ``search.js``.

    ``folder_names`` are the clauses whose folder does not bear their eId (id → name).
    """
    known = dict(documents) if isinstance(documents, Mapping) else {d.id: d for d in documents}
    places = {d.id: d.jurisdiction or "vn" for d in known.values()}
    lexicon = Lexicon(vocabulary, agency_index, Counts(0, {}, {}, {}, [], {}, {}, [], places))
    rows = [_clause(clause, known, lexicon, folder_names or {}) for clause in sorted(clauses, key=lambda c: (c.document, c.order))]
    parts = [rows[at : at + CLAUSES_A_FILE] for at in range(0, len(rows), CLAUSES_A_FILE)]
    names = [f"tim-kiem-{number}.js" for number in range(1, len(parts) + 1)]
    first = {
        "files": names,
        "fold": FOLD_LETTERS,
        "stop": sorted(STOP_WORDS),
        "asking": sorted(ASKING_WORDS),
        "head": HEAD,
        "objectWords": sorted(OBJECT_WORDS),
        "objectPairs": sorted(OBJECT_PAIRS),
        "roles": ROLE_WORDS,
        "rewrites": _table(lexicon.rewrites),
        "spellings": _table(lexicon.spellings),
        "foldedSpellings": _table(lexicon.folded_spellings),
        "names": {" ".join(name): [[key, " ".join(letters)] for key, letters in owners] for name, owners in sorted(lexicon.names.items())},
        "agencies": {
            key: [entry.name, [group.partition("/")[2] for group in agency_index.groups_of(f"x/{key}")]]
            for key, entry in sorted(agency_index.entries.items())
        },
        "shapes": SHAPES,
        "roleNames": ROLES,
        "noBearer": NO_BEARER,
        "clauses": [],
    }
    files = {FIRST_FILE: f"window.{GLOBAL}={_script(first)};\n"}
    for name, part in zip(names, parts, strict=True):
        files[name] = f"window.{GLOBAL}.clauses.push({','.join(_script(row) for row in part)});\n"
    return files


def _table(table: dict[tuple[str, ...], tuple[str, ...]]) -> dict[str, str]:
    return {" ".join(key): " ".join(value) for key, value in sorted(table.items())}


def _clause(clause: Clause, documents: dict[str, Document], lexicon: Lexicon, names: Mapping[str, str]) -> dict[str, object]:
    """One clause's row: i id, u address, d document, e eId, o order, c citation, n document's name, h heading, t trail,
    x text, y duty lines, r relations, w times of its duties, l roles, a how its tasks begin, k trail and heading as they are shown. The terms are made in the browser.
    """
    relations, _ = relations_of(clause, lexicon)
    times = {f"r:{r}" for d in clause.duties for r in ((d.recurrence,) if isinstance(d.recurrence, str) else d.recurrence or ())}
    times |= {"t:deadline" for d in clause.duties if d.deadline}
    document, place = documents.get(clause.document), clause.id.rpartition("/")[0]
    shown = [sentence_case(heading, lexicon.agency_index) for heading in (*clause.trail, clause.heading)]
    return {
        "i": clause.id, "u": f"van-ban/{place}/{names.get(clause.id, clause.eid)}/index.html", "d": clause.document, "e": clause.eid, "o": clause.order,
        "c": clause.citation, "n": document.short if document else clause.document, "h": clause.heading, "t": list(clause.trail),
        "x": clause.text, "r": {key: sorted(values) for key, values in sorted(relations.items())}, "w": sorted(times),
        "l": sorted({d.role for d in clause.duties}), "a": [_beginning(d.action, lexicon) for d in clause.duties],
        "k": shown, "y": [_duty_line(duty, len(clause.duties) > 1, lexicon.agency_index) for duty in clause.duties],
    }  # fmt: skip


def _duty_line(duty: Duty, several: bool, index: AgencyIndex) -> list[object]:
    """The duty line as the page shows it: role, who, what (where a clause has several), [[what is told, words], …]."""

    def names(agencies: tuple[str, ...]) -> str:
        return ", ".join(index.name(agency) for agency in agencies)

    told = [
        ("phối hợp", ", ".join(filter(None, (names(duty.partners), *duty.others)))), ("gửi về", names(duty.recipients)),
        ("báo cáo", names(duty.report_to)), ("định kỳ", rhythm_words(duty)), ("thời hạn", duty.deadline.words if duty.deadline else ""),
    ]  # fmt: skip
    action = (
        (duty.action if len(duty.action) <= LONGEST_ACTION else duty.action[:LONGEST_ACTION].rsplit(" ", 1)[0] + " …") if several else ""
    )
    who = capital(index.name(duty.bearer)) if duty.bearer else ""
    return [duty.role, who, action, [[what, words] for what, words in told if words], REVIEWS[duty.review]]


def _beginning(action: str, lexicon: Lexicon) -> str:
    """The first words of a task, as many as count for its heads."""
    tokens = tokens_of(action, lexicon)
    return action if len(tokens) <= HEAD else action[: tokens[HEAD - 1].end]


def _script(value: object) -> str:
    """JSON that is also JavaScript and may stand inside an HTML page."""
    text = msgspec.json.encode(value).decode()
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
