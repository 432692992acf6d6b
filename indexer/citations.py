"""References: found in a clause's words, then resolved. What is not certain stays unresolved, with the reason.

The key of a document is number + type + issuer + year: "57/NQ-HĐND" alone exists in many provinces, and in many years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from phancap.indexer.amending import Amending, related
from phancap.indexer.cited_documents import CONSOLIDATED_TYPES, DocumentWords, find_documents, names_pattern, names_set_up
from phancap.indexer.inside import Inside, address_of, heads, note_places
from phancap.indexer.library import Library, number_key, short_key
from phancap.indexer.model import Citation, Clause, Document, anchored
from phancap.indexer.owners import (
    begins_article,
    begins_item,
    is_heading,
    listed_with,
    note_of,
    of_another,
    opens_list,
    owner_of,
    with_borrowed,
)
from phancap.indexer.provisions import Provision, find_provisions
from phancap.indexer.vietnamese import exact, slug

_CALLS_ITSELF = re.compile(
    r"(?P<type>Quy chế|Quy định|Điều lệ|Nội quy|Quy trình|Quy tắc|Hướng dẫn|Thể lệ) này (?:được )?(?:quy định|áp dụng|điều chỉnh|hướng dẫn)\b"
)
_NOTES_BELOW = re.compile(
    r"\n\[?(\d{1,3})\]?\s+(?:(?:(?:Tên|Tiêu đề|Nội dung)\s+)?(?:Điều|Khoản|Điểm|Chương|Mục) này (?:đã )?được |Cụm từ “)"
)
_SPEAK = frozenset({"article", "paragraph", "intro"})
_UNDERTAKINGS = frozenset({"Chương trình", "Đề án", "Chiến lược", "Phương án", "Danh mục", "Quy trình"})
_PLACE = re.compile(r"vào (?:sau|trước)\s+$")  # "Bổ sung Điều 14a vào sau Điều 14": the new wording is not of Điều 14
_NOT_HELD = "văn bản này chưa có trong kho"
_NOT_NAMED = "điều khoản này của một văn bản khác, không nêu số"
_NOT_NOTED = "chú thích cuối trang, chưa rõ của điều khoản nào"


@dataclass(frozen=True, slots=True)
class Target:
    """The document that some words mean: held or known (``document``), else why not; ``cited`` is what the words call it."""

    document: str | None
    cited: str | None
    reason: str | None = None
    component: str | None = None


@dataclass
class Reader:
    """Finds and resolves the citations of one document, clause by clause in order.

    It remembers what the document has said: "Nghị quyết số 57/NQ-HĐND ngày 09/12/2022 …" once, then "Nghị quyết số 57/NQ-HĐND".
    """

    document: Document
    library: Library
    clauses: Sequence[Clause]
    said: dict[str, Target] = field(default_factory=dict)
    called: dict[str, Target] = field(default_factory=dict)
    laws_said: dict[str, Target | None] = field(default_factory=dict)
    recent: list[tuple[str, Target]] = field(default_factory=list)
    listed: dict[str, Target] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.inside = Inside(self.clauses)
        self.components = {c.component for c in self.clauses}
        self.amending = Amending(self.document)
        self.note_numbers = frozenset(_NOTES_BELOW.findall(self.document.text))
        self.notes = note_places(self.document.text, self.clauses) if self.note_numbers else {}
        # A regulation that is headed "QUY ĐỊNH" and begins "Quy chế này quy định về …" means itself by both.
        self.calls_itself = {
            (c.component, slug(m["type"]))
            for c in self.clauses
            if c.kind in _SPEAK and c.text.find(" này ", 0, 120) > 0 and (m := _CALLS_ITSELF.search(c.text, 0, 120))
        }
        self.laws = names_pattern((*self.library.laws, *self.library.by_name)) if self.library.laws or self.library.by_name else None

    def read(self, clause: Clause) -> tuple[list[Citation], list[Citation]]:
        """The citations of the clause's heading and those of its text, each in order and without overlap."""
        in_heading = self._read(clause, clause.heading, True) if clause.heading else []
        if in_heading and in_heading[0].start == 0 and heads(clause):
            in_heading = in_heading[1:]  # "PHỤ LỤC I DANH MỤC …" is what the appendix is called
        return in_heading, self._read(clause, clause.text, False) if clause.text else []

    def _read(self, clause: Clause, text: str, heading: bool) -> list[Citation]:
        quoted = self.amending.enter(clause, text, heading)
        words = [w for w in find_documents(text, self.laws, self.called) if not self._means_no_document(w, clause)]
        amended = self.amending.names(clause, text, heading, words, quoted)
        targets: list[Target] = []
        for at, one in enumerate(words):
            target = self._target(one, clause, text, quoted(one.start), words[:at], targets)
            targets.append(target)
            if one.how == "number" and one.type:
                self._remember(one, target)
            if at + 1 == amended:
                self.amending.amended[clause.anchor] = target.document, target.cited
        self._set_up(text, words, targets)
        found = [self._whole(text, w, t) for w, t in zip(words, targets, strict=True)]
        found = _without_overlap(found + self._provisions(text, clause, words, targets, quoted))
        return related(self.document.id, text, found, quoted) if clause.anchor in self.amending.acting else found

    def _means_no_document(self, words: DocumentWords, clause: Clause) -> bool:
        """ "kế hoạch này" is the text itself only in a plan, and "Chương trình này" a programme unless the text is one or brings one."""
        own = exact(words.type or "") in (exact(self.document.type), exact("Văn bản")) or self._is_called(words.type or "", clause)
        if words.how == "self in small":
            return not own
        return (
            words.how == "self"
            and words.type in _UNDERTAKINGS
            and not own
            and not any(c.startswith(slug(words.type)) for c in self.components)
        )

    # -- documents --------------------------------------------------------------------------------------------

    def _target(
        self, words: DocumentWords, clause: Clause, text: str, quoted: bool, before: list[DocumentWords], earlier: list[Target]
    ) -> Target:
        match words.how:
            case "self" | "self in small":
                return self._self(words, clause, quoted)
            case "above":
                return self._above(words, before, earlier)
            case "called":
                return self.called[words.name or ""]
            case "short":
                return self._short(words)
            case "name":
                return self._named(words)
            case _:
                return self._numbered(words, clause)

    def _numbered(self, words: DocumentWords, clause: Clause) -> Target:
        number, own = re.sub(r"\s", "", words.number or ""), self.document
        sure = words.day == own.issued if words.day else clause.kind == "preamble"
        if sure and own.number and number_key(number) == number_key(own.number) and words.type in (None, own.type):
            # "(Ban hành kèm theo Quyết định số …)" above an attached regulation, and the letterhead itself
            return Target(own.id, None)
        found, reason = self.library.find(own, number, words.type, words.day, words.issuer, said=self._key(number, None) in self.said)
        if found is None and not words.day and not words.issuer:
            said = self.said.get(self._key(number, words.type)) or self.said.get(self._key(number, None))
            if said and said.document:
                return said
        return Target(found, number, reason)

    @staticmethod
    def _key(number: str, kind: str | None) -> str:
        return f"{short_key(number)}|{kind or ''}"

    def _remember(self, words: DocumentWords, target: Target) -> None:
        number = re.sub(r"\s", "", words.number or "")
        if target.document:
            self.said.setdefault(self._key(number, words.type), target)
            self.said.setdefault(self._key(number, None), target)
        if words.name:
            same = self.laws_said.setdefault(exact(words.name), target)
            if same is None or same.cited != target.cited:
                self.laws_said[exact(words.name)] = (
                    None  # "Luật Đất đai số 45/2013/QH13 … Luật Đất đai số 31/2024/QH15": the name tells neither
                )
        self.recent = [*(r for r in self.recent[-40:] if r[1].cited != target.cited), (words.type or "", target)]

    def _set_up(self, text: str, words: list[DocumentWords], targets: list[Target]) -> None:
        """ "Luật A số 25/2008/QH12 được sửa đổi bởi Luật số 46/2014/QH13 (sau đây gọi là Luật A)": the nearest before that is called so."""
        for at, name in names_set_up(text):
            near = [i for i, w in enumerate(words) if w.end <= at and at - w.end < 400]
            said = [i for i in near if exact(text[words[i].start : words[i].end]).startswith(exact(name))]
            kind = [i for i in near if words[i].how != "self" and exact(name).startswith(exact(words[i].type or "?"))]
            # "… Nghị định số 70/2015/NĐ-CP … được sửa đổi bởi Nghị định số 74/2025/NĐ-CP (sau đây gọi là Nghị định số 70/2015/NĐ-CP đã được sửa đổi)"
            bears = [i for i in near if (number := words[i].number) and number in name]
            if owner := bears[-1:] or said[-1:] or kind[-1:]:
                self.called[name] = targets[owner[0]]

    def _named(self, words: DocumentWords) -> Target:
        name = words.name or ""
        if not words.year and (said := self.laws_said.get(exact(name))):
            return said
        cited = f"{name} {words.year}" if words.year else name
        same = self.library.named(name, words.year)
        if len(same) == 1:
            return Target(same[0].id, cited)
        if same:
            return Target(None, cited, "nhiều văn bản trong kho cùng mang tên này")
        return Target(None, cited, _NOT_HELD)

    def _short(self, words: DocumentWords) -> Target:
        """ "Nghị định 30/2020", "Nghị quyết 57": what was cited in full before; "Nghị định …/2020" can only be the Government's."""
        begins = re.compile(rf"{re.escape(words.number or '')}(?:/|$)")
        kinds = {t.cited: t for kind, t in self.recent if kind == words.type and t.cited and begins.match(t.cited)}
        if len(kinds) == 1:
            return next(iter(kinds.values()))
        if len(kinds) > 1:
            return Target(None, None, "nhiều văn bản được nêu ở trên có số này")
        if words.type == "Nghị định" and "/" in (words.number or ""):
            number = f"{words.number}/NĐ-CP"
            found, reason = self.library.find(self.document, number, words.type, None, None, said=False)
            return Target(found, number, reason)
        return Target(None, None, "số văn bản ghi thiếu ký hiệu")

    def _above(self, words: DocumentWords, before: list[DocumentWords], targets: list[Target]) -> Target:
        """ "Nghị quyết nêu trên": the one of that type in the sentence before; else the only one that the text has cited last."""
        here = {
            t.cited or t.document: t
            for w, t in zip(before, targets, strict=True)
            if (w.type or "") == words.type or (w.name or "").startswith(words.type or "?")
        }
        if len(here) == 1:
            return next(iter(here.values()))
        last = [t for kind, t in self.recent if kind == words.type]
        if not here and len({t.cited for t in last[-2:]}) == 1:
            return last[-1]
        return Target(None, None, f'nhiều văn bản có thể là "{words.type} nêu trên"' if here or last else "chưa nêu văn bản nào trước đó")

    def _self(self, words: DocumentWords, clause: Clause, quoted: bool) -> Target:
        """ "Nghị định này", "Quy chế này"; inside a quoted amendment the amended document speaks."""
        kind, own = words.type or "", self.document
        if quoted and (amended := self.amending.of(clause)):
            return Target(*amended, None if amended[0] else _NOT_HELD)
        if quoted:
            return Target(None, None, "lời văn được trích của văn bản khác")
        name = slug(kind)
        for component in (clause.component, *sorted(self.components)):
            if component == name or component.startswith(name + "-"):
                return Target(own.id, None, component=component)
        if exact(kind) == exact(own.type) or "Văn bản" in (kind, own.type) or (self.amending.consolidated and kind in CONSOLIDATED_TYPES):
            return Target(own.id, None, component="main")
        if self._is_called(kind, clause):
            return Target(own.id, None, component=clause.component)
        return Target(None, None, f'văn bản đang đọc là {own.type}, chưa rõ "{kind} này" chỉ văn bản nào')

    def _is_called(self, kind: str, clause: Clause) -> bool:
        return (clause.component, slug(kind)) in self.calls_itself

    # -- provisions -------------------------------------------------------------------------------------------

    def _provisions(
        self, text: str, clause: Clause, words: list[DocumentWords], targets: list[Target], quoted: Callable[[int], bool]
    ) -> list[Citation]:
        result = []
        lists = self._lists(text, clause, words, targets)
        for provision in with_borrowed(text, find_provisions(text), lambda p: self.inside.find(p, clause, clause.component)[0] is None):
            if is_heading(text, provision, clause) or (quoted(provision.start) and begins_article(text, provision)):
                continue
            owner = None if provision.relative else owner_of(text, provision.last, words)
            in_quotes = quoted(provision.start)
            if not in_quotes and not _PLACE.search(text, 0, provision.start):
                self.amending.note(provision, clause)
            if owner is not None:
                end = words[owner].end if provision.end == provision.last else provision.end
                result.append(self._of(text, provision, end, targets[owner], clause))
            elif not provision.relative and (law := _listed_of(text, provision.start, lists)):
                result.append(self._of(text, provision, provision.end, law, clause))
            elif amended := self.amending.of(clause) if in_quotes or not provision.relative else None:
                result.append(self._amended(text, provision, amended, clause, in_quotes))
            elif in_quotes and self.amending.speaks:
                result.append(
                    _citation(
                        text, provision.start, provision.end, Target(None, None, "lời văn được trích của văn bản khác"), None, provision
                    )
                )
            elif of_another(text, provision, self.document.type):
                result.append(_citation(text, provision.start, provision.end, Target(None, None, _NOT_NAMED), None, provision))
            elif listed := self._in_list(text, provision, clause, words, targets):
                result.append(self._of(text, provision, provision.end, listed, clause))
            elif (note := note_of(text, provision)) is not None:
                result.append(self._noted(text, provision, note))
            else:
                result.append(self._own(text, provision, provision.end, clause, clause.component))
        return result

    def _in_list(self, text: str, provision: Provision, clause: Clause, words: list[DocumentWords], targets: list[Target]) -> Target | None:
        """The text whose row in a list of repealed texts names the provision, when the list has no such clause itself."""
        named = listed_with(text, provision, clause, words)
        return targets[named] if named is not None and self.inside.find(provision, clause, clause.component)[0] is None else None

    def _noted(self, text: str, provision: Provision, note: str) -> Citation:
        """ "5 Điều này được sửa đổi …" below a page: the article whose heading bears the 5, wherever the page ends."""
        if note not in self.notes:
            return _citation(text, provision.start, provision.end, Target(None, None, _NOT_NOTED), None, provision)
        return self._own(text, provision, provision.end, self.notes[note], self.notes[note].component)

    def _without_notes(self, provision: Provision, clause: Clause, component: str) -> tuple[Provision, str | None]:
        """ "khoản 240 Điều 10" of a consolidated text, whose note 40 stands behind "khoản 2"; the provision itself where none is found."""
        for at, step in enumerate(provision.steps):
            for cut in range(1, len(step.number)) if step.number.isdigit() else ():
                if step.number[cut:] in self.note_numbers:
                    steps = (*provision.steps[:at], replace(step, number=step.number[:cut]), *provision.steps[at + 1 :])
                    bare = replace(provision, steps=steps)
                    if eid := self.inside.find(bare, clause, component)[0]:
                        return bare, eid
        return provision, None

    def _lists(self, text: str, clause: Clause, words: list[DocumentWords], targets: list[Target]) -> list[tuple[int, Target]]:
        """Where lists of one document's provisions begin in the text, and whose they are; one may go on from a clause above."""
        found = []
        above = anchored(clause.component, clause.parent or "")
        if above in self.listed:
            found.append((0, self.listed[above]))
        for one, target in zip(words, targets, strict=True):
            opens = opens_list(text, one)
            if opens is not None:
                found.append((opens, target))
                if opens == len(text):
                    self.listed[above if clause.kind == "intro" else clause.anchor] = target
        return found

    def _own(self, text: str, provision: Provision, end: int, clause: Clause, component: str) -> Citation:
        eid, through = self.inside.find(provision, clause, component)
        if eid is None and self.note_numbers:
            provision, eid = self._without_notes(provision, clause, component)
        own = clause.component.startswith("phu-luc") and provision.steps[-1].level == "phụ lục"
        if eid and eid.endswith("!preamble") and own and not provision.relative and end == provision.end:
            eid = None  # "Phụ lục V: Danh mục …" inside an appendix may be one of its own
        provision = provision if eid else self.inside.absolute(provision, clause, component)
        several = eid is None and self.inside.several(provision, clause)
        reason = "nhiều phụ lục hoặc biểu mẫu của văn bản mang số này" if several else "không tìm thấy điều khoản này trong văn bản"
        target = Target(self.document.id if eid else None, None, None if eid else reason)
        return _citation(text, provision.start, end, target, eid, provision, through)

    def _of(self, text: str, provision: Provision, end: int, target: Target, clause: Clause) -> Citation:
        if target.document == self.document.id:
            return self._own(text, provision, end, clause, target.component or clause.component)
        if target.document and (other := self.library.inside(target.document)):
            eid, through = other.find(provision, None, "main")
            reason = None if eid else "không tìm thấy điều khoản này trong văn bản được dẫn"
            return _citation(text, provision.start, end, Target(target.document, target.cited, reason), eid, provision, through)
        return _citation(text, provision.start, end, target, None, provision)

    def _amended(self, text: str, provision: Provision, amended: tuple[str | None, str | None], clause: Clause, quoted: bool) -> Citation:
        """ "Sửa đổi khoản 2 Điều 5 như sau": of the amended document; "Điều này" inside its quoted words is its article."""
        provision = self.amending.absolute(provision, clause, text) if quoted else self.amending.placed(provision, clause)
        target = Target(*amended, None if amended[0] else _NOT_HELD)
        return self._of(text, provision, provision.end, target, clause)

    @staticmethod
    def _whole(text: str, words: DocumentWords, target: Target) -> Citation:
        return _citation(text, words.start, words.end, target, None, None)


def _listed_of(text: str, start: int, lists: list[tuple[int, Target]]) -> Target | None:
    """The document whose list the provision at ``start`` begins an item of: "a) Khoản 2 Điều 3 về …"."""
    begun = [target for at, target in lists if at <= start]
    return begun[-1] if begun and begins_item(text, start) else None


def _citation(
    text: str, start: int, end: int, target: Target, eid: str | None, provision: Provision | None, through: str | None = None
) -> Citation:
    reason = target.reason
    status = (
        "ambiguous"
        if reason and (reason.startswith("nhiều ") or "lặp lại" in reason)
        else "unresolved"
        if reason or not target.document
        else "resolved"
    )
    address = address_of(provision) if provision else None
    return Citation(start, end, text[start:end], target.document, eid, status, reason, target.cited, address, through)  # type: ignore[arg-type]


def _without_overlap(found: list[Citation]) -> list[Citation]:
    kept: list[Citation] = []
    for citation in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or citation.start >= kept[-1].end:
            kept.append(citation)
    return kept
