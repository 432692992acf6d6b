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
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError
from typing import NamedTuple

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.counting import Counting
from phancap.indexer.held_words import EMPTY_COUNTS
from phancap.indexer.lexicon import Lexicon
from phancap.indexer.model import Clause
from phancap.indexer.prepared import Apart, Prepared, articles_of, known_apart, row_of, take_apart
from phancap.indexer.registers import Register, Vocabulary
from phancap.indexer.starting import all_there
from phancap.indexer.wanted import Row

SHARE = 400  # clauses that a process is given at a time, in whole documents
SMALL = 2_000  # clauses up to which starting processes takes longer than the work
_MOST = 4  # processes; each takes some 80 MB
_AHEAD = 2  # shares for each process that are on their way
_PATIENCE = 600  # seconds that a process waits for the others when all has been made

Kept = Callable[[int, int], Iterable[bytes]]
"""(place of the first clause, how many) → clauses as the shelf holds them."""


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
        place = lexicon.counts.places.get(document.document, "vn")
        seen: list[Apart] = []
        for article in _known(document.clauses) if document.ready else _taken_apart(document.clauses, lexicon):
            made.shelved.extend([_shelved(one.clause) for one in article])
            seen += article
            held = [one.held for one in article]
            for one in article:
                made.rows.append(row_of(one, first + len(made.rows), held, place))
        counted.add(seen)
    return made


def _taken_apart(records: list[bytes], lexicon: Lexicon) -> Iterator[list[Apart]]:
    clauses = list(map(_clause, records))
    done = 0
    for size in articles_of(clauses):
        yield [take_apart(clauses[done + at], lexicon, at, size) for at in range(size)]
        done += size


def _known(records: list[bytes]) -> Iterator[list[Apart]]:
    """What was taken apart before, by articles."""
    clauses = list(map(_prepared, records))
    at = 0
    while at < len(clauses):
        size = clauses[at].after + 1
        yield [known_apart(clause) for clause in clauses[at : at + size]]
        at += size


# -- in several processes -----------------------------------------------------------------------------------------

_lexicon: Lexicon | None = None
_counted = Counting()
_gate: Barrier | None = None


def _stand_ready() -> None:
    """What the first thing is that a process is asked for: nothing."""


def _sit_down(shop: bytes, gate: Barrier, words: bool) -> None:
    global _lexicon, _gate, _counted
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends the others
    _lexicon, _gate, _counted = msgspec.msgpack.decode(shop, type=Shop).lexicon(), gate, Counting(words)
    gc.disable()  # see no_collecting
    all_there(gate)


def _make_here(first: int, documents: list[Records]) -> bytes:
    assert _lexicon is not None
    return msgspec.msgpack.encode(make(first, documents, _lexicon, _counted))


def _counted_here() -> Counting:
    """What this process has counted. It waits until all are asked, so that each is asked once."""
    assert _gate is not None
    _gate.wait(_PATIENCE)
    return _counted


_made = msgspec.msgpack.Decoder(Made).decode


@contextmanager
def _processes(number: int, shop: Shop, words: bool) -> Iterator[ProcessPoolExecutor]:
    # fresh processes everywhere: a copy of this one would share open databases with it
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(number, context, _sit_down, (msgspec.msgpack.encode(shop), context.Barrier(number), words))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Python looks for nothing that refers to itself in the meantime: rows and counts never do, and looking takes a tenth of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def cores() -> int:
    """How many processes are worth starting here."""
    return min(_MOST, os.cpu_count() or 1)


def all_made(
    documents: Iterable[Records], shop: Shop, lexicon: Lexicon, counted: Counting, kept: Kept, processes: int = 1, small: int = SMALL
) -> Iterator[Made]:
    """Every share's rows, in order, their words added to ``counted``.

    ``processes`` is how many may work once there are more than ``small`` clauses: more than one only for a program whose main module
    may be read in again (Python's "spawn"). Where none can be started this one does it all. ``kept`` gives back what was made.
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
    with _processes(processes, shop, counted.counts_words) as pool:
        starting = _started(pool, processes)
        while not all(process.done() for process in starting) and (further := next(shares, None)) is not None:
            yield make(*further, lexicon, counted)  # until they stand ready, this process goes on
        elsewhere: list[tuple[int, int]] = []
        for first, some, found in _in_order(pool, shares, processes):
            made = _made(found) if found else make(first, some, lexicon, counted)
            elsewhere += [(first, len(made.rows))] if found else []
            yield made
        # a process counts what it makes and tells it once: joining the counts of every share took a third of this process's time
        for more in _all_counted(pool, processes) or [_counted_again(kept, elsewhere, counted.counts_words)]:
            counted.join(more)


def _started(pool: ProcessPoolExecutor, number: int) -> list[Future[None]]:
    """What is done when the processes stand ready; nothing where none can be started."""
    try:
        return [pool.submit(_stand_ready) for _ in range(number)]
    except (BrokenProcessPool, OSError):
        return []


def _all_counted(pool: ProcessPoolExecutor, number: int) -> list[Counting]:
    """What each process has counted; nothing where one is lost, and with it what it had counted."""
    try:
        return [future.result() for future in [pool.submit(_counted_here) for _ in range(number)]]
    except (BrokenProcessPool, BrokenBarrierError, OSError):
        return []


def _counted_again(kept: Kept, made: Iterable[tuple[int, int]], words: bool) -> Counting:
    counted = Counting(words)
    for first, number in made:
        counted.add([known_apart(_prepared(record)) for record in kept(first, number)])
    return counted


def _in_order(
    pool: ProcessPoolExecutor, shares: Iterator[tuple[int, list[Records]]], most: int
) -> Iterator[tuple[int, list[Records], bytes | None]]:
    """The shares, and what a process made of each."""
    waiting: deque[tuple[int, list[Records], Future[bytes] | None]] = deque()
    while True:
        while len(waiting) < _AHEAD * most and (share := next(shares, None)) is not None:
            waiting.append((*share, _submitted(pool, *share)))
        if not waiting:
            return
        first, documents, future = waiting.popleft()
        yield first, documents, _awaited(future)


def _submitted(pool: ProcessPoolExecutor, first: int, documents: list[Records]) -> Future[bytes] | None:
    try:
        return pool.submit(_make_here, first, documents)
    except (BrokenProcessPool, OSError):
        return None


def _awaited(future: Future[bytes] | None) -> bytes | None:
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
