"""What readers are told of a reference that leads to no held text."""

from __future__ import annotations

import re

from phancap.indexer.document_keys import known_name, number_key
from phancap.indexer.model import Citation

NOT_HELD = "văn bản này chưa có trong kho"
_YEAR = re.compile(r" (?:19|20)\d\d$")


def doubt(citation: Citation) -> str:
    """What is to be told of a reference that leads to no held text, as a sentence that begins small.

    A document that the words name is told from one that they do not: "khoản 2" of a list, or "Luật Bầu cử" for a longer name.
    """
    cited, reason = citation.cited, citation.reason or "chưa rõ lý do"
    if reason == NOT_HELD:
        return (
            f"dẫn đến {cited}, văn bản chưa có trong kho"
            if cited and not _names(citation.words, cited)
            else "dẫn đến văn bản chưa có trong kho"
        )
    return f"{'có nhiều cách hiểu' if citation.status == 'ambiguous' else 'chưa xác định được'}: {reason}"


def _names(words: str, cited: str) -> bool:
    """Whether the words themselves say the number, or the name without its year."""
    if any(letter.isdigit() for letter in cited.partition("/")[0].partition("-")[0]) and " " not in cited:
        return number_key(cited) in number_key(words)
    return known_name(_YEAR.sub("", cited)) in known_name(" ".join(words.split()))
