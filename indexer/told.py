"""What is told about an answer, in a sentence or two: what was asked for and is not held."""

from __future__ import annotations

from collections.abc import Iterable

from phancap.indexer.query import Query
from phancap.indexer.understand import MAX_CHARACTERS

MOST_TOLD = 5
LONGEST_TOLD = 40  # characters of a word that nobody knows: 400 times "x" would fill the page
NOTHING_TYPED = "Xin nhập từ cần tìm, ví dụ: sở tư pháp thẩm định."


def sentence_on(query: Query, found: bool) -> str | None:
    """What is told about the answer to a query; None where nothing need be."""
    told: list[str] = []
    if found and query.cut:
        told.append(f"Câu hỏi quá dài; đã tìm theo {MAX_CHARACTERS} ký tự đầu.")
    if query.missing:  # another text's Điều 33 must not look like that of the law that was named
        behind = "; kết quả lấy từ văn bản khác." if found else "."
        told.append(f"Kho chưa có văn bản {_quoted(query.missing)}{behind}")
    if query.unknown:
        behind = "; kết quả theo các từ còn lại." if found else "."
        told.append(f"Không có điều khoản nào chứa {_quoted(query.unknown)}{behind}")
    if not found:
        if query.empty:
            return NOTHING_TYPED
        if query.missing and not query.unknown:
            return told[0]
        told = [*(told or ["Không tìm thấy điều khoản phù hợp."]), "Xin thử ít từ hơn hoặc viết đầy đủ từ viết tắt."]
    return " ".join(told) or None


def _quoted(words: Iterable[str]) -> str:
    """
    >>> _quoted(["script", "alert", "script", "x" * 50])
    '“script”, “alert”, “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”'
    """
    shown = (word if len(word) <= LONGEST_TOLD else word[:LONGEST_TOLD] + "…" for word in dict.fromkeys(words))
    return ", ".join(f"“{word}”" for word in [*shown][:MOST_TOLD])
