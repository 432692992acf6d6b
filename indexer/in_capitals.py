"""Departments and ministries by the capitals of their fields, however these are joined: "Sở NN-PTNT", "Sở NN & MT", "Bộ VH, TT và DL"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from phancap.indexer.alternatives import LETTER, any_of
from phancap.indexer.registers import Agency, Group
from phancap.indexer.vietnamese import UPPER

Capitals = Mapping[tuple[str, str], str]
"""{("Sở", "NNMT"): key of the register}."""

_CAPITALS = re.compile(
    rf"({any_of(('Sở', 'Bộ'), behind=LETTER)})\s+((?:[{UPPER}]{{2,7}}|[{UPPER}][A-Za-z]?(?=\s?[&,-]))(?:\s?[&,–-]\s?(?:và\s)?[{UPPER}]{{1,5}}|\s+và\s+[{UPPER}]{{1,5}})*)(?![\w&/])"
)
_JOINTS = re.compile(r"[^A-ZĐ]|\bvà\b")
_LONGEST = 20  # characters


def capitals_of(entries: Mapping[str, Agency | Group]) -> Capitals:
    """What the short forms of a register's entries have; capitals that two entries share name neither."""
    found: dict[tuple[str, str], str] = {}
    shared: set[tuple[str, str]] = set()
    for key, entry in entries.items():
        for name in entry.short:
            kind, _, rest = name.partition(" ")
            capitals = _JOINTS.sub("", rest)
            if kind in ("Sở", "Bộ") and capitals and found.setdefault((kind, capitals), key) != key:
                shared.add((kind, capitals))
    return {capitals: key for capitals, key in found.items() if capitals not in shared}


def in_capitals(text: str, known: Capitals) -> Iterator[tuple[str, int, int]]:
    """(key, start, end) of each such name that a text has."""
    for match in _CAPITALS.finditer(text):
        if key := _key(match, known):
            yield key, *match.span()


def capitals_at(kind: str, text: str, at: int, known: Capitals) -> tuple[str, int] | None:
    """(key, end) of a name whose capitals stand at a place behind its kind, said once for several: "NN-PTNT" behind "các Sở:"."""
    match = _CAPITALS.match(f"{kind.capitalize()} {text[at : at + _LONGEST]}")
    key = _key(match, known) if match else None
    return (key, at + len(match.group(2))) if match and key else None


def _key(match: re.Match[str], known: Capitals) -> str | None:
    return known.get((match.group(1), _JOINTS.sub("", match.group(2))))
