"""The prepared clauses beside an index: what the ranking needs of a clause, read by its place in the whole corpus.

The same for every engine: one SQLite file, one row a clause, written while the engine's rows stream by.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from phancap.indexer.terms import Prepared

SHELF_FILE = "clauses.sqlite"
_KEPT = 20_000  # prepared clauses kept in memory
_SCHEMA = "CREATE TABLE clauses (place INTEGER PRIMARY KEY, id TEXT NOT NULL, record BLOB NOT NULL)"


@contextmanager
def write_shelf(folder: Path) -> Iterator[Callable[[int, Prepared], None]]:
    """Gives the function that puts a clause on a new shelf; the shelf is whole when the block is left."""
    encode = msgspec.msgpack.Encoder(order="deterministic").encode
    database = sqlite3.connect(folder / SHELF_FILE)
    database.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
    waiting: list[tuple[int, str, bytes]] = []

    def put(place: int, clause: Prepared) -> None:
        waiting.append((place, clause.id, encode(clause)))
        if len(waiting) >= 1_000:
            write()

    def write() -> None:
        database.executemany("INSERT INTO clauses VALUES (?, ?, ?)", waiting)
        waiting.clear()

    yield put
    write()
    database.execute("CREATE INDEX clauses_by_id ON clauses (id)")
    database.commit()
    database.close()


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
