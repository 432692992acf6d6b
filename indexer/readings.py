"""The corpus's documents read one behind the other: in this process, or, where there is much to read, in several.

What comes out is the same either way: a document is read from its own text, the registers and the list of all documents, and never from
what was read of another one.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Barrier

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.corpus import Corpus
from phancap.indexer.library import Library
from phancap.indexer.model import Document, Reading
from phancap.indexer.read import library_of, read_document
from phancap.indexer.starting import all_there

MUCH = 2_000_000  # characters of all texts from which on starting processes is worth it: a second's reading is some 600,000
_AHEAD = 8  # documents for each process that are on their way: one may be a hundred times as long as the next

_corpus: Corpus | None = None
_index: AgencyIndex | None = None
_library: Library | None = None


def readings_of(corpus: Corpus, processes: int = 1, much: int = MUCH) -> Iterator[Reading]:
    """The documents read, in order, so that memory holds a few of them.

    ``processes`` is how many may work where there are more than ``much`` characters: more than one only for a program whose main module
    may be read in again (Python's "spawn"). Where none can be started this one reads it all.
    """
    index, library = AgencyIndex(corpus.register), library_of(corpus)
    if processes < 2 or sum(len(document.text) for document in corpus.documents) < much:
        for document in corpus.documents:
            yield read_document(document, corpus, index, library)
        return
    processes, context = min(processes, len(corpus.documents)), multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, _sit_down, (corpus, context.Barrier(processes)))
    try:
        for document, found in _in_order(pool, corpus, _AHEAD * processes):
            yield _reading(found) if found else read_document(document, corpus, index, library)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_reading = msgspec.msgpack.Decoder(Reading).decode


def _sit_down(corpus: Corpus, gate: Barrier) -> None:
    global _corpus, _index, _library  # one of each for each process
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends the others
    _corpus, _index, _library = corpus, AgencyIndex(corpus.register), library_of(corpus)
    all_there(gate)


def _read_here(number: int) -> bytes:
    assert _corpus is not None
    assert _index is not None
    return msgspec.msgpack.encode(read_document(_corpus.documents[number], _corpus, _index, _library))


def _in_order(pool: ProcessPoolExecutor, corpus: Corpus, most: int) -> Iterator[tuple[Document, bytes | None]]:
    """The documents, and what a process read of each: None where it could not be started or was ended."""
    waiting: deque[tuple[Document, Future[bytes] | None]] = deque()
    numbers = iter(range(len(corpus.documents)))
    while True:
        while len(waiting) < most and (number := next(numbers, None)) is not None:
            try:
                waiting.append((corpus.documents[number], pool.submit(_read_here, number)))
            except (BrokenProcessPool, OSError):
                waiting.append((corpus.documents[number], None))
        if not waiting:
            return
        document, future = waiting.popleft()
        try:
            found = future.result() if future else None
        except (BrokenProcessPool, OSError):
            found = None
        yield document, found
