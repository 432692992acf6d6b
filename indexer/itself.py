"""What a text calls itself and what it brings with it: "Nghị định này", "Quy chế này", "kế hoạch này"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from phancap.indexer.cited_documents import CONSOLIDATED_TYPES, DocumentWords
from phancap.indexer.components import with_y
from phancap.indexer.document_keys import known_name
from phancap.indexer.model import Clause, Document
from phancap.indexer.said import Target
from phancap.indexer.vietnamese import exact, slug

_CALLS_ITSELF = re.compile(
    r"(?P<type>Qu[yi] chế|Qu[yi] định|Điều lệ|Nội quy|Qu[yi] trình|Quy tắc|Hướng dẫn|Thể lệ) này (?:được )?(?:quy định|áp dụng|điều chỉnh|hướng dẫn)\b"
)
# "Ban hành kèm theo Quyết định này Quy định phối hợp …": what the text calls "Quy định này" further on, though it may not hold it
_ISSUES = re.compile(
    r"an hành\s+kèm\s+theo\s+(?:Quyết định|Nghị quyết|Thông tư|Nghị định|quyết định)\s+này\s+(?:bản\s+)?[“\"]?"
    r"(Qu[yi] (?:chế|định|trình|tắc)|Điều lệ|Nội quy|Đề án|Chương trình|Kế hoạch|Phương án|Hướng dẫn)(?!\w)"
)
_SPEAK = frozenset({"article", "paragraph", "intro"})
_SYMBOLS = {"Nghị định": "NĐ", "Thông tư": "TT", "Quyết định": "QĐ", "Nghị quyết": "NQ", "Chỉ thị": "CT"}
_ATTACHED = frozenset(
    {"Quy chế", "Quy định", "Quy tắc", "Quy trình", "Nội quy", "Điều lệ", "Đề án", "Chương trình", "Kế hoạch", "Phương án", "Hướng dẫn"}
)
_NORMATIVE = frozenset(exact(kind) for kind in ("Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Văn bản hợp nhất"))
_UNDERTAKINGS = frozenset({"Chương trình", "Đề án", "Chiến lược", "Phương án", "Danh mục", "Quy trình"})
_slug = lru_cache(maxsize=256)(slug)


class Itself:
    """The names of one document and of its components."""

    def __init__(self, document: Document, clauses: Sequence[Clause]) -> None:
        self.document = document
        self.components = {c.component for c in clauses}
        self.headings = {c.component: with_y(c.heading) for c in clauses if c.kind == "preamble" and c.component != "main"}
        # A regulation that is headed "QUY ĐỊNH" and begins "Quy chế này quy định về …" means itself by both.
        self.calls_itself = {
            (c.component, slug(with_y(m["type"])))
            for c in clauses
            if c.kind in _SPEAK and c.text.find(" này ", 0, 120) > 0 and (m := _CALLS_ITSELF.search(c.text, 0, 120))
        }
        self.issues = {with_y(kind) for kind in _ISSUES.findall(document.text)}

    def means_no_document(self, words: DocumentWords, clause: Clause) -> bool:
        """ "kế hoạch này" is the text itself only in a plan, and "Chương trình này" a programme unless the text is one or brings one."""
        kind = words.type or ""
        own = self._is_of(kind) or kind.lower() == "văn bản" or self._is_called(kind, clause)
        if words.how == "self in small":
            return not own
        rule = kind == "Quy định" and known_name(self.document.type) in _NORMATIVE  # "Quy định này chỉ áp dụng …": a clause does
        thing = kind in _UNDERTAKINGS or rule
        return thing and not own and kind not in self.issues and not any(c.startswith(_slug(kind)) for c in self.components)

    def meant(self, kind: str, clause: Clause, consolidated: bool) -> Target:
        """What "Nghị định này", "Quy chế này" mean in the clause; ``consolidated`` tells of a text that speaks as what it consolidates."""
        own, name = self.document, _slug(kind)
        for component in (clause.component, *sorted(self.components)):
            if component == name or component.startswith(name + "-"):
                return Target(own.id, None, component=component)
        if self._is_of(kind) or "Văn bản" in (kind, own.type) or self._bears(kind) or (consolidated and kind in CONSOLIDATED_TYPES):
            return Target(own.id, None, component="main")
        if self._is_called(kind, clause) or (kind in _ATTACHED and kind.upper() in self.headings.get(clause.component, "")):
            return Target(own.id, None, component=clause.component)
        if kind in self.issues:
            return Target(own.id, None, component=name)
        return Target(None, None, f'văn bản đang đọc là {own.type}, chưa rõ "{kind} này" chỉ văn bản nào')

    def _is_of(self, kind: str) -> bool:
        """Whether the document is of the kind by its type: "Thông tư này" in a "Thông tư liên tịch", "Chương trình này" in a "Chương trình hành động"."""
        return f"{known_name(self.document.type)} ".startswith(f"{known_name(kind)} ")

    def _bears(self, kind: str) -> bool:
        """ "Quyết định này" in a text whose number says QĐ, whatever type its lower-case title was taken for."""
        return kind in _SYMBOLS and _SYMBOLS[kind] in re.split(r"[/-]", self.document.number or "")

    def _is_called(self, kind: str, clause: Clause) -> bool:
        return (clause.component, _slug(kind)) in self.calls_itself
