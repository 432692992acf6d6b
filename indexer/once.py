"""Equal words as one string: "Sở Tư pháp", "x", "Phạm vi điều chỉnh" are said in clause after clause, and take room once."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4_096)
def once(words: str) -> str:
    """The words, as the one string that all places which have said them of late share."""
    return words
