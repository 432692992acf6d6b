"""The prepared clauses beside an index: what the ranking needs of a clause, read by its place in the whole corpus.

The same for every engine: one SQLite file, one row a clause, written while the engine's rows stream by.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from phancap.indexer.prepared import Prepared

SHELF_FILE = "clauses.sqlite"
_KEPT = 20_000  # prepared clauses kept in memory
_SCHEMA = """
CREATE TABLE clauses (place INTEGER PRIMARY KEY, id TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE documents (id TEXT PRIMARY KEY, digest TEXT NOT NULL, first INTEGER NOT NULL, clauses INTEGER NOT NULL) WITHOUT ROWID;
"""


class NewShelf:
    """A shelf that is being filled; see ``write_shelf``."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._waiting: list[tuple[int, str, bytes]] = []

    def put(self, place: int, clause: str, record: bytes) -> None:
        """A clause: its place in the whole corpus, its id, ``Prepared`` as msgpack."""
        self._waiting.append((place, clause, record))
        if len(self._waiting) >= 1_000:
            self.write()

    def note(self, document: str, digest: str, first: int, clauses: int) -> None:
        """What a document's clauses were made of, so that a later build can take them over."""
        self._database.execute("INSERT INTO documents VALUES (?, ?, ?, ?)", (document, digest, first, clauses))

    def again(self, first: int, number: int) -> list[bytes]:
        """Clauses that were put, by their places."""
        self.write()
        query = "SELECT record FROM clauses WHERE place BETWEEN ? AND ? ORDER BY place"
        return [row[0] for row in self._database.execute(query, (first, first + number - 1))]

    def write(self) -> None:
        """Write what waits."""
        self._database.executemany("INSERT INTO clauses VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()


@contextmanager
def write_shelf(folder: Path) -> Iterator[NewShelf]:
    """Gives a new shelf to be filled; it is whole when the block is left."""
    database = sqlite3.connect(folder / SHELF_FILE)
    database.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
    shelf = NewShelf(database)
    yield shelf
    shelf.write()
    database.execute("CREATE INDEX clauses_by_id ON clauses (id)")
    database.commit()
    database.close()


class EarlierShelf:
    """The shelf of an earlier build, to take over what has not changed; of a folder without one nothing is taken over."""

    def __init__(self, folder: Path | None) -> None:
        self._database: sqlite3.Connection | None = None
        self._known: dict[str, tuple[str, int, int]] = {}
        if folder and (folder / SHELF_FILE).is_file():
            self._database = sqlite3.connect((folder / SHELF_FILE).absolute().as_uri() + "?mode=ro&immutable=1", uri=True)
            try:
                rows = self._database.execute("SELECT id, digest, first, clauses FROM documents")
                self._known = {row[0]: (row[1], row[2], row[3]) for row in rows}
            except sqlite3.Error:  # an older program kept no digests
                self._known = {}

    def records(self, document: str, digest: str) -> list[bytes] | None:
        """A document's prepared clauses in order, as they were kept; None where they were made of something else."""
        kept, first, number = self._known.get(document, ("", 0, 0))
        if kept != digest or not self._database:
            return None
        query = "SELECT record FROM clauses WHERE place BETWEEN ? AND ? ORDER BY place"
        try:
            found = [row[0] for row in self._database.execute(query, (first, first + number - 1))]
        except sqlite3.Error:
            return None
        return found if len(found) == number else None

    def close(self) -> None:
        """Lets the file go."""
        if self._database:
            self._database.close()


class Shelf:
    """The shelf of a generation, opened for reading; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._uri = (folder / SHELF_FILE).absolute().as_uri() + "?mode=ro&immutable=1"
        self._local = threading.local()
        self._decode = msgspec.msgpack.Decoder(Prepared).decode
        self._kept: dict[int, Prepared] = {}

    @property
    def _database(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = sqlite3.connect(self._uri, uri=True)
        return connection

    def some(self, places: Sequence[int]) -> list[Prepared]:
        """The clauses of some places, in that order; what was read once is kept."""
        kept = self._kept
        if len(kept) > _KEPT:
            kept = self._kept = {}  # threads that still hold the old dictionary are not disturbed
        missing = [place for place in places if place not in kept]
        for at in range(0, len(missing), 500):
            part = missing[at : at + 500]
            marks = ",".join("?" * len(part))
            for place, record in self._database.execute(f"SELECT place, record FROM clauses WHERE place IN ({marks})", part):  # noqa: S608
                kept[place] = self._decode(record)
        return [kept[place] for place in places]

    def by_id(self, clause: str) -> Prepared:
        """One clause by its id. Raises KeyError for an unknown one."""
        found = self._database.execute("SELECT record FROM clauses WHERE id = ?", (clause,)).fetchone()
        if found is None:
            raise KeyError(clause)
        return self._decode(found[0])
