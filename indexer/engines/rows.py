"""Clauses → rows for an engine: in this process, or, where there are many, in several.

What comes out is the same to the byte however many processes made it. A document that is as it was in an earlier build is not taken
apart again: its prepared clauses are read from that build's shelf, if the same program made them out of the same records with the
same registers.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import signal
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import NamedTuple

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.counting import Counting
from phancap.indexer.lexicon import EMPTY_COUNTS, Lexicon
from phancap.indexer.model import Clause
from phancap.indexer.prepared import Prepared, articles_of, held_in, prepare, row_of
from phancap.indexer.registers import Register, Vocabulary
from phancap.indexer.wanted import Row

SHARE = 400  # clauses that a process is given at a time, in whole documents
SMALL = 2_000  # clauses up to which starting processes takes longer than the work
_MOST = 4  # processes; each takes some 80 MB
_AHEAD = 2  # shares for each process that are on their way


class Records(NamedTuple):
    """A document's clauses in order, as JSON; or, where ``ready`` says so, as an earlier shelf holds them."""

    document: str
    clauses: list[bytes]
    ready: bool = False


class Made(NamedTuple):
    """What a share gives: clauses as the shelf holds them, and their rows."""

    shelved: list[bytes]
    rows: list[Row]


class Shop(msgspec.Struct, frozen=True):
    """What is needed to take clauses apart: registers, and the jurisdiction of each document."""

    vocabulary: Vocabulary
    register: Register
    places: dict[str, str]

    def lexicon(self) -> Lexicon:
        """How things are written."""
        return Lexicon(self.vocabulary, AgencyIndex(self.register), msgspec.structs.replace(EMPTY_COUNTS, places=self.places))


_clause = msgspec.json.Decoder(Clause).decode
_prepared = msgspec.msgpack.Decoder(Prepared).decode
_shelved = msgspec.msgpack.Encoder(order="deterministic").encode


def make(first: int, documents: list[Records], lexicon: Lexicon, counted: Counting) -> Made:
    """The documents' rows; ``first`` is the place of their first clause in the whole corpus. Their words are added to ``counted``."""
    made = Made([], [])
    for document in documents:
        if document.ready:
            made.shelved.extend(document.clauses)
            clauses = [_prepared(record) for record in document.clauses]
        else:
            clauses = list(_taken_apart([_clause(record) for record in document.clauses], lexicon))
            made.shelved.extend(map(_shelved, clauses))
        held = [held_in(clause) for clause in clauses]
        counted.add(clauses, held)
        place = lexicon.counts.places.get(document.document, "vn")
        for at, (clause, holds) in enumerate(zip(clauses, held, strict=True)):
            article = held[at : at + 1 + clause.after] if not clause.before else ()
            made.rows.append(row_of(clause, first + len(made.rows), holds, article, place))
    return made


def _taken_apart(clauses: list[Clause], lexicon: Lexicon) -> Iterator[Prepared]:
    done = 0
    for size in articles_of(clauses):
        for at in range(size):
            yield prepare(clauses[done + at], lexicon, at, size)
        done += size


# -- in several processes -----------------------------------------------------------------------------------------

_lexicon: Lexicon | None = None


def _sit_down(shop: bytes) -> None:
    global _lexicon  # noqa: PLW0603 - one for each process, made once
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends the others
    _lexicon = msgspec.msgpack.decode(shop, type=Shop).lexicon()
    gc.disable()  # nothing here refers to itself; looking for it takes a tenth of the time


def _make_here(first: int, documents: list[Records]) -> tuple[bytes, Counting]:
    assert _lexicon is not None
    counted = Counting()
    return msgspec.msgpack.encode(make(first, documents, _lexicon, counted)), counted


_made = msgspec.msgpack.Decoder(Made).decode


@contextmanager
def _processes(number: int, shop: Shop) -> Iterator[ProcessPoolExecutor]:
    # fresh processes everywhere: a copy of this one would share open databases with it
    pool = ProcessPoolExecutor(number, multiprocessing.get_context("spawn"), _sit_down, (msgspec.msgpack.encode(shop),))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def cores() -> int:
    """How many processes are worth starting here."""
    return min(_MOST, os.cpu_count() or 1)


def all_made(
    documents: Iterable[Records], shop: Shop, lexicon: Lexicon, counted: Counting, processes: int = 1, small: int = SMALL
) -> Iterator[Made]:
    """Every share's rows, in order, their words added to ``counted``. ``processes`` is how many may work once there are more than ``small`` clauses: more than one only for
    a program whose main module may be read in again (Python's "spawn"). Where none can be started this one does it all.
    """
    shares = _shares(documents)
    done = 0
    for first, share in shares:
        made = make(first, share, lexicon, counted)
        done += len(made.rows)
        yield made
        if processes > 1 and done >= small:
            break
    else:
        return
    with _processes(processes, shop) as pool:
        yield from _in_order(pool, shares, processes, lexicon, counted)


def _in_order(
    pool: ProcessPoolExecutor, shares: Iterator[tuple[int, list[Records]]], most: int, lexicon: Lexicon, counted: Counting
) -> Iterator[Made]:
    waiting: deque[tuple[int, list[Records], Future[tuple[bytes, Counting]] | None]] = deque()
    while True:
        while len(waiting) < _AHEAD * most and (share := next(shares, None)) is not None:
            waiting.append((*share, _submitted(pool, *share)))
        if not waiting:
            return
        first, documents, future = waiting.popleft()
        found = _awaited(future)
        if found:
            counted.join(found[1])
            yield _made(found[0])
        else:
            yield make(first, documents, lexicon, counted)


def _submitted(pool: ProcessPoolExecutor, first: int, documents: list[Records]) -> Future[tuple[bytes, Counting]] | None:
    try:
        return pool.submit(_make_here, first, documents)
    except (BrokenProcessPool, OSError):
        return None


def _awaited(future: Future[tuple[bytes, Counting]] | None) -> tuple[bytes, Counting] | None:
    """What a process made; None where it could not be started or was ended (by a machine short of memory)."""
    try:
        return future.result() if future else None
    except (BrokenProcessPool, OSError):
        return None


def _shares(documents: Iterable[Records]) -> Iterator[tuple[int, list[Records]]]:
    """(place of the first clause, some documents with about SHARE clauses together)."""
    first = size = 0
    share: list[Records] = []
    for document in documents:
        share.append(document)
        size += len(document.clauses)
        if size >= SHARE:
            yield first, share
            first, size, share = first + size, 0, []
    if share:
        yield first, share


def key_of(document: str, clauses: Iterable[bytes], place: str, made_by: str) -> str:
    """What a document's prepared clauses depend on, as a digest: its records, its jurisdiction, the program and registers (``made_by``)."""
    total = hashlib.sha256(f"{made_by}\0{document}\0{place}".encode())
    for record in clauses:
        total.update(len(record).to_bytes(8, "little") + record)
    return total.hexdigest()


def made_by(program: str, vocabulary: Vocabulary, register: Register) -> str:
    """The digest of what every document's prepared clauses depend on; ``program`` is that of the program."""
    return hashlib.sha256(msgspec.json.encode((program, unicodedata.unidata_version, vocabulary, register))).hexdigest()
