"""Of which document a text's first article speaks: what it lays down in detail is another text's.

"Điều 1. Phạm vi điều chỉnh / Nghị định này quy định chi tiết khoản 3 Điều 22, Điều 34 và biện pháp thi hành Luật Thi hành án dân sự":
Điều 34 is the law's, though the decree has an Điều 34 of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from phancap.indexer.cited_documents import DocumentWords
from phancap.indexer.model import Clause
from phancap.indexer.provisions import Provision
from phancap.indexer.said import Target

# "Nghị định này quy định chi tiết …", "a) Quy định chi tiết một số điều của Luật …, bao gồm: …"
_DETAILS = re.compile(
    r"(?:\snày\s+|^\W*)(?:quy định|hướng dẫn|Quy định|Hướng dẫn)(?: về)?\s+(?:và hướng dẫn\s+)?"
    r"(?:chi tiết|thi hành|thực hiện|cụ thể|biện pháp|một số (?:điều|nội dung)|các (?:điều|khoản|điểm|nội dung)|khoản|điểm|Điều|nội dung)\b"
)
_SENTENCE = re.compile(r"\.\s+(?=[A-ZĐ])")
_LISTS = re.compile(r"[:,]\s|gồm\s|sau đây\s")
_WHOLE = frozenset({"điều", "chương", "phần"})  # what an item of the list says below names its article; "khoản 1" alone is its own


class Scopes:
    """Of which document a provision is by what the first article says that the text lays down in detail; learnt clause by clause in order."""

    def __init__(self) -> None:
        self._items: dict[str, Target] = {}  # by what holds the items below: whose provisions they name

    def at(
        self, text: str, clause: Clause, amends: bool, words: list[DocumentWords], targets: list[Target]
    ) -> Callable[[Provision], Target | None]:
        """What tells the document of a provision in this text; ``amends``: it is about provisions of a document that it amends."""
        if not self._items and "art_1" not in clause.eid:
            return lambda provision: None
        around = next((target for anchor, target in self._items.items() if clause.anchor.startswith(anchor + "__")), None)
        if _details(text, clause) and not amends:
            if (opens := _opens_items(text, words)) is not None:
                self._items[clause.around if clause.kind == "intro" else clause.anchor] = targets[opens]
            return lambda provision: targets[at] if (at := _detailed(text, provision, words)) is not None else around
        return lambda provision: around if around and _of_items(provision) else None


def _details(text: str, clause: Clause) -> bool:
    """Whether the clause is of the first article and says what the text lays down in detail."""
    return clause.component == "main" and "art_1" in clause.eid.split("__") and _DETAILS.search(text, 0, 400) is not None


def _detailed(text: str, provision: Provision, words: list[DocumentWords]) -> int | None:
    """The place in ``words`` of the document whose provision is laid down in detail: the next one, else the one before whose list it is in."""
    others = [(at, w) for at, w in enumerate(words) if not w.how.startswith("self")]
    after = next(((at, w) for at, w in others if w.start >= provision.last), None)
    if after and not _SENTENCE.search(text, provision.last, after[1].start):
        return after[0]
    before = next(((at, w) for at, w in others if w.end <= provision.start), None)
    return before[0] if before and _LISTS.search(text, before[1].end, provision.start) else None


def _opens_items(text: str, words: list[DocumentWords]) -> int | None:
    """The place of the document whose provisions the items below are: "Thông tư này quy định chi tiết các điều, khoản sau đây của Luật A:"."""
    if not text.rstrip().endswith(":"):
        return None
    return next((at for at, w in enumerate(words) if not w.how.startswith("self")), None)


def _of_items(provision: Provision) -> bool:
    """Whether the provision of an item below is the document's: "1. Hồ sơ chuẩn bị nguồn lao động theo quy định tại khoản 5 Điều 18"."""
    return not provision.relative and provision.steps[-1].level in _WHOLE
