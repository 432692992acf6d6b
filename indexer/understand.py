"""What was typed → a small query value, free of any engine.

There is no query language: every input is read as words, in this order: numbers of documents, quoted words, words to
leave out, addresses of provisions, then syllables, among which agencies, roles and times are recognised. Each finding is
kept as ``Understood`` so that a page can show it and take it back.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import msgspec
from phancap.indexer.lexicon import Lexicon
from phancap.indexer.query import STOP_WEIGHT, Query, Word
from phancap.indexer.terms import STOP_WORDS
from phancap.indexer.typed_addresses import address_in
from phancap.indexer.typed_agencies import agencies_in, places_in, roles_in, times_in
from phancap.indexer.typed_focus import amounts_in, focus_in
from phancap.indexer.typed_forms import ASKS, DEFINES, MEANING
from phancap.indexer.typed_numbers import documents_in, excluded_in, numbers_in, phrases_in
from phancap.indexer.typed_text import Typed
from phancap.indexer.typed_words import corrected, tokens_in, unframed
from phancap.indexer.vietnamese import exact, fold, nfc
from phancap.indexer.written import Token

SHORT_FORM = 3  # "vay von nhcsxh ha noi": with six words the bank outweighs what is asked of it
MAX_CHARACTERS = 400  # a case told in full ends in what is asked
_WIDE = re.compile("[\uff01-\uff5e\u2160-\u217f]")  # "Điều ５", "Quý Ⅳ", as keyboards and symbol tables of East Asia write them


def clean(text: str) -> tuple[str, bool]:
    """(NFC text without controls, lone surrogates and doubled spaces, cut to the bound; whether it was cut)."""
    head = _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text[: 10 * MAX_CHARACTERS])
    head = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn") else c for c in nfc(_no_surrogates(head)))
    head = nfc(" ".join(head.split()))
    return head[:MAX_CHARACTERS].strip(), len(text) > 10 * MAX_CHARACTERS or len(head) > MAX_CHARACTERS


def _no_surrogates(text: str) -> str:
    return "".join(c for c in text if not "\ud800" <= c <= "\udfff")


def understand(text: str, lexicon: Lexicon, apart: bool = False) -> Query:
    """The query that the text means. Never raises; an input without a word gives an empty query. ``apart``: quoted words need not stand in a
    row.
    """
    typed, cut = clean(text)
    query = _query(Typed(typed, lexicon, apart), cut)
    if query.did_you_mean and not (query.numbers or query.address):  # "quyeets ddinhj 3891": mended, it names a document
        again = _query(Typed(query.did_you_mean, lexicon, apart), cut)
        if again.numbers or again.address or (again.documents and not query.documents):
            mended = tuple(u for u in query.understood if u.kind == "correction")
            kept = tuple(u for u in again.understood if u.kind != "correction")
            return msgspec.structs.replace(again, typed=query.typed, understood=mended + kept, did_you_mean=query.did_you_mean)
    return query


def _told_by(text: Typed, tokens: list[Token]) -> list[float]:
    """What each token weighs: the words of a short form together no more than SHORT_FORM words that are typed one by one."""
    joined = {(start, end) for start, end, _ in text.spelled}  # "uybannhandan" is no short form
    sizes = Counter((t.start, t.end) for t in tokens)
    return [1.0 if (t.start, t.end) in joined else min(1.0, SHORT_FORM / sizes[t.start, t.end]) for t in tokens]


def _query(text: Typed, cut: bool) -> Query:
    marked = exact(text.typed) != fold(text.typed)
    numbers = numbers_in(text)
    phrases, left_out = phrases_in(text)
    excluded = (*left_out, *excluded_in(text))
    address = address_in(text, marked)
    tokens, unknown = tokens_in(text)
    documents, tokens = documents_in(text, tokens, numbers, bool(address))
    tokens = unframed(text, tokens)
    agencies, places, weights = agencies_in(text, tokens)
    around = places_in(text, tokens, weights, bool(agencies or numbers or phrases or address))
    roles = roles_in(text, tokens, weights, agencies)
    when = times_in(text, tokens, weights)
    told = _told_by(text, tokens)
    words = tuple(
        Word(
            t.folded, t.exact, t.exact != t.folded, weights[i] * told[i] * (STOP_WEIGHT if t.folded in STOP_WORDS else 1.0),
            i > 0 and "\0" not in text.left[tokens[i - 1].end : t.start],
        )
        for i, t in enumerate(tokens)
    )  # fmt: skip
    return Query(
        text.typed, words, tuple(text.others), phrases, excluded, agencies, roles, when, numbers, documents, places, around, bool(MEANING.search(fold(text.typed))), bool(DEFINES.search(fold(text.typed))),
        bool(ASKS.search(fold(text.typed)) or amounts_in(text.typed)), focus_in(text.typed), amounts_in(text.typed), address, tuple(text.address_pairs), tuple(text.understood), corrected(text),
        unknown, tuple(dict.fromkeys(text.missing)), cut, marked or text.left_over,
    )  # fmt: skip
