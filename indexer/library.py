"""The documents that citations may lead to: by number, by name, and by the addresses inside the held ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from phancap.indexer.document_keys import YEAR_WITHIN, known_name, short_key
from phancap.indexer.inside import Inside
from phancap.indexer.model import Document
from phancap.indexer.outline import clauses_of
from phancap.indexer.vietnamese import exact, fold

_SURE = re.compile(r"/\d{4}/|/QH\d|/UBTVQH\d")
_SYLLABLE = re.compile(r"\w+")


@dataclass
class Library:
    """Held and known documents, and the names of laws that are cited without a number."""

    documents: Sequence[Document]
    laws: tuple[str, ...] = ()
    _inside: dict[str, Inside | None] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def by_number(self) -> dict[str, list[Document]]:
        """Documents by their number's short key."""
        table: dict[str, list[Document]] = {}
        for document in self.documents:
            if document.number:
                table.setdefault(short_key(document.number), []).append(document)
        return table

    @cached_property
    def by_name(self) -> dict[str, list[Document]]:
        """Documents by the names they are cited by without a number, as ``exact`` text."""
        table: dict[str, list[Document]] = {}
        for document in self.documents:
            for name in document.names:
                table.setdefault(exact(name), []).append(document)
        return table

    @cached_property
    def laws_by_title(self) -> dict[str, list[Document]]:
        """Laws by type and title, as ``exact`` text: "luật hợp tác xã"; of several years, so that none is meant without its year."""
        table: dict[str, list[Document]] = {}
        for document in self.documents:
            for name in _law_names(document):
                table.setdefault(name, []).append(document)
        return table

    @cached_property
    def law_names(self) -> frozenset[str]:
        """All names of laws that are known, held or not, as ``exact`` text."""
        return frozenset([*map(exact, self.laws), *self.by_name, *self.laws_by_title])

    @cached_property
    def _unspaced(self) -> dict[str, str]:
        """Names of known laws without their spaces → the names."""
        return {exact(name).replace(" ", ""): name for name in self.laws}

    def spelled(self, name: str) -> str:
        """The known name of a law that a page has told without all its spaces: "Luật Khiếu nại,tố cáo"; else the name as it stands."""
        key = known_name(name)
        return name if key in self.law_names else self._unspaced.get(key.replace(" ", ""), name)

    @cached_property
    def by_letters(self) -> dict[str, list[str]]:
        """Names of known laws by the first letters of their syllables: "bvdlcn" → "Luật Bảo vệ dữ liệu cá nhân"."""
        table: dict[str, list[str]] = {}
        for name in self.laws:
            table.setdefault(initials(exact(name)), []).append(name)
        return table

    def named(self, name: str, year: str | None) -> list[Document]:
        """The documents of that name; a year that is said ("Luật Đất đai năm 2013") must be the year of issue."""
        same = self.by_name.get(known_name(name), [])
        if year is None:
            return same
        same = [*same, *(d for d in self.laws_by_title.get(known_name(name), []) if d not in same and d.issued)]
        return [d for d in same if d.issued is None or d.issued[:4] == year]

    def inside(self, document: str) -> Inside | None:
        """The addresses inside a held document, None where its text is not held. Read once."""
        if document not in self._inside:
            known = self.by_id.get(document)
            self._inside[document] = Inside(clauses_of(known)[0]) if known and known.held else None
        return self._inside[document]

    def find(
        self, reader: Document, number: str, kind: str | None, day: str | None, issuer: str | None, *, said: bool
    ) -> tuple[str | None, str | None]:
        """(document id, None) when the number is certain for somebody who reads ``reader``, else (None, why not).

        ``said`` tells that the text has named the document in full before.
        """
        same = [d for d in self.by_number.get(short_key(number), []) if not _years_apart(number, d)]
        if not same:
            return None, "văn bản này chưa có trong kho"
        fitting = [d for d in same if _fits(reader, d, number, kind, day, issuer)]
        if not fitting:
            return None, "trong kho có văn bản cùng số nhưng khác ngày, loại hoặc cơ quan ban hành"
        if len(fitting) > 1:
            return None, "nhiều văn bản trong kho cùng mang số này"
        if not (day or said or _SURE.search(number)):
            return None, "số này lặp lại qua các năm mà văn bản không nêu ngày"
        return fitting[0].id, None


def initials(name: str) -> str:
    """What a law's name, as ``exact`` text, is called by the first letters of its syllables: "luật xử lý vi phạm hành chính" → "xlvphc"."""
    return "".join(syllable[0] for syllable in _SYLLABLE.findall(name.removeprefix("bộ "))[1:])


_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")


def _law_names(document: Document) -> list[str]:
    """What a law is cited by, from its type and title: "luật tổ chức chính quyền địa phương"; none for a law that amends others."""
    kind, title = exact(document.type), exact(document.title)
    if document.type not in _LAWS or not title or "sửa đổi" in title:
        return []
    return [title if title.startswith(f"{kind} ") else f"{kind} {title}"]


def _years_apart(number: str, other: Document) -> bool:
    """Whether the year within the number tells another document: "74/2018/NĐ-CP" is not the number of 74/2025/NĐ-CP."""
    year = YEAR_WITHIN.search(number)
    held = YEAR_WITHIN.search(other.number or "")
    theirs = held.group(1) if held else (other.issued or "")[:4]
    return bool(year and theirs and year.group(1) != theirs)


def _fits(reader: Document, other: Document, number: str, kind: str | None, day: str | None, issuer: str | None) -> bool:
    if day and other.issued and day != other.issued:
        return False
    if kind and known_name(kind) != known_name(other.type) and kind != "Văn bản":
        return False
    place = other.jurisdiction
    if place in (None, "vn", reader.jurisdiction):
        return True
    return bool(issuer) and place.replace("-", " ") in fold(issuer or "")
