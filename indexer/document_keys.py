"""By what the numbers and names of documents are compared, however a text writes them."""

from __future__ import annotations

import re
from functools import lru_cache

from phancap.indexer.identity.view import LOST_HYPHEN
from phancap.indexer.vietnamese import exact, fold

YEAR_WITHIN = re.compile(r"/(\d{4})/")
_NUMBERS = 4_096  # numbers of which the keys are kept: a text cites some again and again

known_name = lru_cache(maxsize=2_048)(exact)
"""``exact`` of types and names of documents, which a text says again and again."""


@lru_cache(maxsize=_NUMBERS)
def number_key(number: str) -> str:
    """A document's number for comparing: no spaces, upper case, no marks: "57 /NQ-HĐND" → "57/NQ-HDND"; a hyphen that a PDF has lost is back."""
    key = fold("".join(number.split())).upper()
    return key if "-" in key else LOST_HYPHEN.sub(r"\g<0>-", key)


@lru_cache(maxsize=_NUMBERS)
def short_key(number: str) -> str:
    """The key without the year inside: "41/2022/NQ-HĐND" is cited elsewhere as "41/NQ-HĐND"."""
    return YEAR_WITHIN.sub("/", number_key(number))
