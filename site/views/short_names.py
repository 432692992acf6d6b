"""The documents' short names, told apart: "Luật Tổ chức chính quyền địa phương năm 2015", "QĐ 123/QĐ-UBND (Huế)"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from msgspec.structs import replace
from phancap.indexer.model import Document
from phancap.indexer.registers import Jurisdiction


def told_apart(known: Mapping[str, Document], held: Collection[str], places: Mapping[str, Jurisdiction]) -> dict[str, Document]:
    """The documents with short names of their own: with their year, or number, where several would have the same.

    Where texts (``held``) of several provinces are there, each document of a province tells its own: its short name stands beside the
    duties of bodies that every province has, and "QĐ 123/QĐ-UBND" is a number that every province gives.
    """
    documents = dict(known)
    if len({known[d].jurisdiction for d in held} - {"vn", "", None}) > 1:
        documents = {name: _with_place(d, places) for name, d in known.items()}
    shorts = Counter(d.short for d in documents.values())
    years = Counter((d.short, (d.issued or "")[:4]) for d in documents.values())
    return {name: replace(d, short=_with_year(d, years)) if shorts[d.short] > 1 else d for name, d in documents.items()}


def _with_place(document: Document, places: Mapping[str, Jurisdiction]) -> Document:
    place = places.get(document.jurisdiction or "")
    if place is None or place.id == "vn" or place.name in document.short:
        return document
    return replace(document, short=f"{document.short} ({place.name})")


def _with_year(document: Document, years: Counter[tuple[str, str]]) -> str:
    year = (document.issued or "")[:4]
    if year and years[document.short, year] == 1:
        return document.short if year in document.short else f"{document.short} năm {year}"
    return (
        f"{document.short} ({document.number or document.id})" if (document.number or document.id) not in document.short else document.short
    )
