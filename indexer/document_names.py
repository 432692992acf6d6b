"""What held documents are called, in the written form of clauses and queries."""

from __future__ import annotations

import re
from collections.abc import Iterable

from phancap.indexer.lexicon import OF_TYPE, Lexicon
from phancap.indexer.model import Document
from phancap.indexer.terms import NUMBER, number_key, number_terms
from phancap.indexer.vietnamese import fold, nfc
from phancap.indexer.written import tokens_of

_NAMED_TYPES = frozenset({"luat", "bo luat", "phap lenh", "hien phap"})  # are cited by name, without a number
_YEAR = re.compile(r"(?:,? năm)? \d{4}$")
_LONGEST_NAME = 24
_FEW = 100  # documents of one type that an address may be looked for in


def title_lines(documents: Iterable[Document], lexicon: Lexicon) -> dict[str, str]:
    """Document → the folded syllables of its title, a space at both ends: " quy che xet tang danh hieu cong dan thu do uu tu "."""
    return {d.id: f" {' '.join(lexicon.heading_words(d.title).folded)} " for d in documents if d.title}


def document_names(documents: Iterable[Document], lexicon: Lexicon) -> dict[str, list[str]]:
    """Folded names and number keys of documents that are held → their ids: laws and codes by name ("luat vien chuc"), all by number.

    A type stands behind ``OF_TYPE`` for all of it: "điểm a khoản 2 mục III kế hoạch" is looked for in the plans.
    """
    documents = list(documents)
    found: dict[str, set[str]] = {}
    for document in documents:
        if document.number and (match := NUMBER.search(fold(nfc(document.number)))):
            for key in number_terms(number_key(match)):
                found.setdefault(key, set()).add(document.id)
        if fold(document.type) in _NAMED_TYPES:
            for name in (document.title, document.name, *document.names):
                words = [t.folded for t in tokens_of(_YEAR.sub("", name), lexicon.rewriting)]
                if " ".join(words[:2]) not in _NAMED_TYPES and words[:1] != ["luat"]:
                    words = [*fold(document.type).split(), *words]
                if 2 <= len(words) <= _LONGEST_NAME:
                    found.setdefault(" ".join(words), set()).add(document.id)
    of_type: dict[str, set[str]] = {}
    for document in documents:
        of_type.setdefault(f"{OF_TYPE}{fold(document.type)}", set()).add(document.id)
    found |= {name: ids for name, ids in of_type.items() if len(ids) <= _FEW}
    return {name: sorted(ids) for name, ids in sorted(found.items())}
