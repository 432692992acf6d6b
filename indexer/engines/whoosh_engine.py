"""Whoosh as the engine: it keeps the lists of clauses that hold a term; adding up and counting is done here, on sets of bits.

A set of clauses is one whole number whose bit n is the clause of order n, so that joining, meeting and counting cost
microseconds. A folder holds pickled data: it is made by our own build and never accepted from elsewhere.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress, islice
from operator import sub
from pathlib import Path
from pickle import dumps
from threading import Lock
from typing import Any

from phancap.indexer.wanted import FACETS, FIELDS, Found, Row, Term, Wanted
from whoosh import fields, formats
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3TermInfo
from whoosh.filedb.filestore import FileStorage
from whoosh.index import create_in
from whoosh.reading import TermNotFound
from whoosh.system import _INT_SIZE, pack_int, pack_long, pack_ushort

_KEPT_BYTES = 48_000_000  # of sets that are kept for the next query
_BLOCK = 4_096  # postings read at once
_FEW = 64  # values of a facet up to which each is counted by its set, however few clauses match
_SETS = 4  # clauses that are looked at one by one in the time in which a set of 16,384 clauses is met
_NO_LENGTH = 0  # as a byte: nothing is scored by length
_SET_BYTE = re.compile(rb"[^\0]", re.DOTALL)
_SIGNS = bytes(byte & 1 for byte in range(256))  # "0" and "1" → 0 and 1
_BITS = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]


class _NoPool:
    """Takes the place of Whoosh's pool while an index is written: the lists are written by ``_write``."""

    def iter_postings(self) -> Iterator[Any]:
        return iter(())

    def cleanup(self) -> None:
        pass


def index(rows: Iterable[Row], folder: Path, name: str = "") -> None:
    """Writes a fresh index of the rows into the folder; the lists are gathered in memory (about 600 bytes a row)."""
    schema = fields.Schema()
    for field_name in (*FIELDS, *FACETS):
        field = fields.KEYWORD(scorable=False)
        field.format = formats.Existence()
        schema.add(field_name, field)
    codec = W3Codec(blocklimit=_BLOCK, compression=0)
    codec.length_stats = False  # nothing is scored by length; asking for it costs a look at the disk for each posting
    writer = create_in(str(folder), schema).writer(codec=codec)
    writer.pool.cleanup()
    writer.pool = _NoPool()
    gathered: dict[str, dict[str, array[int]]] = {name: {} for name in (*FIELDS, *FACETS)}
    for row in rows:
        # Whoosh's own way through analysers and sorted files takes six times as long
        writer.perdocwriter.start_doc(row.order)
        writer.perdocwriter.finish_doc()
        writer.docnum = row.order + 1
        writer._added = True
        held = ((name, values.split()) for name, values in row.fields.items())
        for field_name, values in chain(held, row.facets.items()):
            lists = gathered[field_name]
            for value in values:
                found = lists.get(value)
                if found is None:
                    found = lists[value] = array("I")
                found.append(row.order)
    _write(writer.fieldwriter, schema, gathered)
    writer.commit()


def _write(to: Any, schema: Any, gathered: dict[str, dict[str, array[int]]]) -> None:
    """Writes the lists as Whoosh's codec does: long ones with it, a block at once, those of one block (nearly all) in its words."""
    ones = array("f", [1.0]) * _BLOCK
    for name in sorted(gathered):
        lists = gathered[name]
        if not lists:
            continue
        to.start_field(name, schema[name])
        block = to._postwriter
        for term, value in sorted((value.encode(), value) for value in lists):
            orders = lists[value]
            if len(orders) <= _BLOCK:
                _write_short(to, term, orders)
                continue
            to.start_term(term)
            for at in range(0, len(orders), _BLOCK):
                if at:
                    block._write_block()
                part = orders[at : at + _BLOCK]
                block._ids, block._weights, block._maxweight = part, ones[: len(part)], 1.0
            to.finish_term()
        to.finish_field()


def _write_short(to: Any, term: bytes, orders: array[int]) -> None:
    """A term whose list is one block, byte for byte as ``W3PostingsWriter`` and ``W3TermInfo`` write it, in a fifth of the time."""
    number, last = len(orders), orders[-1]
    gaps = (orders[0], *map(sub, orders[1:], orders))
    info = dumps((number, last, 1.0, 0, _NO_LENGTH, _NO_LENGTH), 2)
    data = dumps((gaps, None, None), 2)
    start = to._postfile.tell()
    to._postfile.write(b"".join((WHOOSH3_HEADER_MAGIC, pack_int(-len(info) - len(data)), info, data)))
    length = len(WHOOSH3_HEADER_MAGIC) + _INT_SIZE + len(info) + len(data)
    about = W3TermInfo._struct.pack(False, float(number), number, _NO_LENGTH, _NO_LENGTH, 1.0, orders[0], last)
    to._tindex.add(pack_ushort(to._fieldid) + term, about + pack_long(start) + pack_int(length))


def open_index(folder: Path) -> WhooshEngine:
    """The engine over a folder that ``index`` wrote."""
    return WhooshEngine(folder)


class WhooshEngine:
    """An index folder, opened read only."""

    def __init__(self, folder: Path) -> None:
        self._reader: Any = FileStorage(str(folder), readonly=True).open_index().reader()
        self._lock = Lock()  # Whoosh's readers share their place in the file
        self._size: int = self._reader.doc_count_all()
        self._all: int = (1 << self._size) - 1
        self._most = max(256, _KEPT_BYTES // (self._size // 8 + 64))
        self._kept: dict[tuple[str, str], int] = {}
        self._columns: dict[str, list[tuple[str, ...]]] = {}
        self._values: dict[str, tuple[str, ...]] = {}

    def close(self) -> None:
        """Lets the files go."""
        self._reader.close()

    def answer(self, wanted: Wanted, limit: int, facets: tuple[str, ...]) -> Found:
        """See ``wanted.Engine``."""
        matches = self._matches(wanted)
        total: int = matches.bit_count()
        if not total:
            return Found((), 0, {name: {} for name in facets})
        planes = _Planes()
        for term in wanted.score:
            planes.add(self._set(term.field, term.value) & matches, term.weight)
        return Found(planes.best(matches, limit), total, self._counts(matches, total, facets))

    # -- sets -------------------------------------------------------------------------------------------------

    def _matches(self, wanted: Wanted) -> int:
        found = self._all
        for name, value in wanted.filters:
            found &= self._set(name, value)
        for group in wanted.must:
            found &= self._any(group)
        if wanted.groups:
            sets = [self._any(group) for group in wanted.groups]
            found &= _at_least(sets, max(1, wanted.at_least))
        for term in wanted.must_not:
            found &= ~self._set(term.field, term.value)
        return found

    def _any(self, group: Iterable[Term]) -> int:
        found = 0
        for term in group:
            found |= self._set(term.field, term.value)
        return found

    def _set(self, field: str, value: str) -> int:
        """The clauses that hold the value; read once, kept as long as there is room."""
        key = (field, value)
        kept = self._kept
        found = kept.get(key)
        if found is None:
            if len(kept) >= self._most:
                kept = self._kept = {}  # threads that still hold the old dictionary are not disturbed
            found = kept[key] = _bits(self._orders(field, value), self._size)
        return found

    def _orders(self, field: str, value: str) -> list[int]:
        term = (field, value.encode())
        found: list[int] = []
        with self._lock:
            try:
                block = self._reader.postings(*term)
            except TermNotFound:
                return found
            while block.is_active():  # a block at once: Whoosh's own way asks for one clause after the other
                block._read_data()
                found += accumulate(block._data[0])
                block._next_block()
        return found

    # -- facets -----------------------------------------------------------------------------------------------

    def _counts(self, matches: int, total: int, facets: tuple[str, ...]) -> dict[str, dict[str, int]]:
        counted: dict[str, dict[str, int]] = {}
        orders: list[int] | None = None
        each = _SETS * (1 + self._size // 16_384)  # how many clauses are looked at in the time in which one set is met
        for name in facets:
            values = self._facet_values(name)
            if len(values) <= _FEW or len(values) * each <= total:
                numbers = {value: (self._set(name, value) & matches).bit_count() for value in values}
                counted[name] = {value: number for value, number in numbers.items() if number}
                continue
            if orders is None:
                orders = _positions(matches)
            counted[name] = dict(Counter(chain.from_iterable(map(self._column(name).__getitem__, orders))))
        return counted

    def _facet_values(self, name: str) -> tuple[str, ...]:
        found = self._values.get(name)
        if found is None:
            with self._lock:
                found = self._values[name] = tuple(term.decode() for term in self._reader.lexicon(name))
        return found

    def _column(self, name: str) -> list[tuple[str, ...]]:
        """The values of each clause, made once from the lists."""
        found = self._columns.get(name)
        if found is None:
            gathered: list[list[str]] = [[] for _ in range(self._size)]
            for value in self._facet_values(name):
                for order in self._orders(name, value):
                    gathered[order].append(value)
            found = self._columns[name] = [tuple(values) for values in gathered]
        return found


class _Planes:
    """Sums of weights of all clauses at once: plane n holds bit n of each clause's sum."""

    def __init__(self) -> None:
        self.planes: list[int] = []

    def add(self, members: int, weight: int) -> None:
        """Adds the weight to the sum of each member."""
        planes = self.planes
        place = 0
        while weight and members:
            if weight & 1:
                carry, at = members, place
                while carry:
                    while len(planes) <= at:
                        planes.append(0)
                    planes[at], carry = planes[at] ^ carry, planes[at] & carry
                    at += 1
            weight >>= 1
            place += 1

    def best(self, among: int, limit: int) -> tuple[tuple[int, int], ...]:
        """(order, sum) of the ``limit`` highest, of equal ones the first."""
        chosen, left, room = 0, among, limit
        for plane in reversed(self.planes):
            high = left & plane
            count = high.bit_count()
            if count >= room:
                left = high
            else:
                chosen |= high
                room -= count
                left &= ~plane
        orders = _positions(chosen) + _positions(left, room)
        size = among.bit_length() // 8 + 1
        rows = [(1 << at, plane.to_bytes(size, "little")) for at, plane in enumerate(self.planes)]
        scored = [(order, sum(value for value, row in rows if row[order >> 3] >> (order & 7) & 1)) for order in orders]
        return tuple(sorted(scored, key=lambda hit: (-hit[1], hit[0])))


def _at_least(sets: list[int], number: int) -> int:
    """The clauses that are in at least ``number`` of the sets."""
    if number >= len(sets):
        found = sets[0] if number == len(sets) else 0
        for one in sets[1:]:
            found &= one
        return found
    planes = _Planes()
    either = 0
    for one in sets:
        either |= one
        if number > 1:
            planes.add(one, 1)
    if number == 1:
        return either
    more, equal = 0, either
    for at in range(max(len(planes.planes), number.bit_length()) - 1, -1, -1):
        plane = planes.planes[at] if at < len(planes.planes) else 0
        if number >> at & 1:
            equal &= plane
        else:
            more |= equal & plane
            equal &= ~plane
    return more | equal


def _bits(orders: Sequence[int], size: int) -> int:
    if len(orders) > size >> 5:
        # many: one sign for each clause, the last first, read as a binary number
        signs = bytearray(b"0") * size
        last = size - 1
        for order in orders:
            signs[last - order] = 49
        return int(signs, 2)
    row = bytearray(size // 8 + 1)
    for order in orders:
        row[order >> 3] |= 1 << (order & 7)
    return int.from_bytes(row, "little")


def _positions(members: int, most: int | None = None) -> list[int]:
    """The numbers of the bits that are set, rising; of too many the first ``most``."""
    size = members.bit_length()
    if members.bit_count() > size >> 5:
        return list(islice(compress(range(size), f"{members:b}"[::-1].encode().translate(_SIGNS)), most))
    found: list[int] = []
    for match in _SET_BYTE.finditer(members.to_bytes(size // 8 + 1, "little")):
        base = match.start() << 3
        found += [base + bit for bit in _BITS[match.group()[0]]]
    return found[:most]
