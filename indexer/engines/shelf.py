"""The prepared clauses beside an index: what the ranking needs of a clause, read by its place in the whole corpus.

The same for every engine: one file, written while the engine's rows stream by and read in place. It holds the clauses as msgpack, one
behind the other; where each ends; which clauses are whose; and where those two begin.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedRandom
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
from phancap.indexer.model import document_of
from phancap.indexer.prepared import Prepared

SHELF_FILE = "clauses.shelf"
_SIGN = b"phancap1"  # how a whole file ends
_NUMBER = 8  # bytes of a number, as this machine writes it: an index is built where it is served
_FIELDS = [None] * len(Prepared.__struct_fields__)
_HEAD = len(msgspec.msgpack.encode(_FIELDS)) - len(_FIELDS)  # bytes before a clause's id: that a list of so many values follows
_KEPT = 20_000  # prepared clauses kept in memory


class _Held(NamedTuple):
    """A document's clauses: what they were made of (see ``rows.key_of``; empty where nobody asked), the place of the first, how many."""

    digest: str
    first: int
    clauses: int


class NewShelf:
    """A shelf that is being filled, in the order of the places; see ``write_shelf``."""

    def __init__(self, file: BufferedRandom) -> None:
        self._file = file
        self._ends = array("Q", [0])  # the first clause begins where one of no length would end
        self._documents: dict[str, _Held] = {}

    def put(self, records: Sequence[bytes]) -> None:
        """The next clauses, each ``Prepared`` as msgpack."""
        end = self._ends[-1]
        for record in records:
            end += len(record)
            self._ends.append(end)
        self._file.write(b"".join(records))

    def note(self, document: str, digest: str, first: int, clauses: int) -> None:
        """Which clauses are a document's, and what they were made of, so that a later build can take them over."""
        self._documents[document] = _Held(digest, first, clauses)

    def again(self, first: int, number: int) -> list[bytes]:
        """Clauses that were put, by their places."""
        begin, end = self._ends[first], self._ends[first + number]
        self._file.seek(begin)
        read = self._file.read(end - begin)
        self._file.seek(self._ends[-1])
        return [read[self._ends[at] - begin : self._ends[at + 1] - begin] for at in range(first, first + number)]

    def finish(self) -> None:
        """Write what stands behind the clauses."""
        behind = self._ends[-1]
        # numbers stand at whole multiples of their size, so that they can be read in place
        self._file.write(b"\0" * (-behind % _NUMBER))
        ends = behind + -behind % _NUMBER
        self._ends.tofile(self._file)
        documents = ends + len(self._ends) * _NUMBER
        self._file.write(msgspec.msgpack.encode(self._documents))
        self._file.write(array("Q", [ends, documents]).tobytes() + _SIGN)


@contextmanager
def write_shelf(folder: Path) -> Iterator[NewShelf]:
    """Gives a new shelf to be filled; it is whole when the block is left."""
    with (folder / SHELF_FILE).open("w+b") as file:
        shelf = NewShelf(file)
        yield shelf
        shelf.finish()


class _Opened:
    """The file as it lies there, its numbers read in place. Raises OSError where it is not whole."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            tail = 2 * _NUMBER + len(_SIGN)
            size = file.seek(0, 2)
            if size < tail:
                raise _not_whole(path)
            self.bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self.bytes[-len(_SIGN) :] != _SIGN:
            raise _not_whole(path)
        ends, documents = array("Q", self.bytes[size - tail : size - len(_SIGN)])
        self.ends = memoryview(self.bytes)[ends:documents].cast("Q")
        self.documents = msgspec.msgpack.decode(self.bytes[documents : size - tail], type=dict[str, _Held])

    def records(self, first: int, number: int) -> list[bytes]:
        """Clauses by their places."""
        ends = self.ends[first : first + number + 1].tolist()
        return [self.bytes[begin:end] for begin, end in pairwise(ends)]


def _not_whole(path: Path) -> OSError:
    return OSError(f"{path} không trọn vẹn; hãy dựng lại dữ liệu.")


class EarlierShelf:
    """The shelf of an earlier build, to take over what has not changed; of a folder without one nothing is taken over."""

    def __init__(self, folder: Path | None) -> None:
        self._opened: _Opened | None = None
        if folder:
            try:
                self._opened = _Opened(folder / SHELF_FILE)
            except (OSError, msgspec.DecodeError):  # none, or one that is not whole: everything is made anew
                self._opened = None

    def records(self, document: str, digest: str) -> list[bytes] | None:
        """A document's prepared clauses in order, as they were kept; None where they were made of something else."""
        held = self._opened.documents.get(document) if self._opened else None
        if not held or held.digest != digest or not self._opened:
            return None
        return self._opened.records(held.first, held.clauses)

    def close(self) -> None:
        """Lets the file go."""
        self._opened = None


class Shelf:
    """The shelf of a generation, opened for reading; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._opened = _Opened(folder / SHELF_FILE)
        self._decode = msgspec.msgpack.Decoder(Prepared).decode
        self._kept: dict[int, Prepared] = {}

    def some(self, places: Sequence[int]) -> list[Prepared]:
        """The clauses of some places, in that order; what was read once is kept."""
        kept = self._kept
        if len(kept) > _KEPT:
            kept = self._kept = {}  # threads that still hold the old dictionary are not disturbed
        ends, held, decode = self._opened.ends, self._opened.bytes, self._decode
        for place in places:
            if place not in kept:
                kept[place] = decode(held[ends[place] : ends[place + 1]])
        return [kept[place] for place in places]

    def by_id(self, clause: str) -> Prepared:
        """One clause by its id, looked for among its document's. Raises KeyError for an unknown one."""
        held = self._opened.documents.get(document_of(clause))
        begins = msgspec.msgpack.encode(clause)
        for place in range(held.first, held.first + held.clauses) if held else ():
            begin = self._opened.ends[place] + _HEAD
            if self._opened.bytes[begin : begin + len(begins)] == begins:
                return self.some([place])[0]
        raise KeyError(clause)
