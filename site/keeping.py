"""What a server made last, ready to be sent again: pages and files as they are, and compressed."""

from __future__ import annotations

import gzip
import hashlib
import threading
from typing import NamedTuple

from flask import Response

MOST, MOST_BYTES = 256, 64_000_000  # answers, and what they may take together: a store's workbook has some megabytes
_TOLD = ("Content-Type", "Content-Disposition")  # what an answer says of itself; the rest is put on every answer


class Answer(NamedTuple):
    """A page or a file, with what is told of it."""

    content: bytes
    told: tuple[tuple[str, str], ...] = ()

    def response(self) -> Response:
        """The answer to be sent."""
        return Response(self.content, headers=[*self.told])


def answer_of(response: Response) -> Answer:
    """What is to be kept of a response."""
    return Answer(response.get_data(), tuple((name, response.headers[name]) for name in _TOLD if name in response.headers))


class Pages:
    """The answers made last; a new generation or a new day has new keys."""

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._kept: dict[tuple[str, ...], Answer] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[str, ...]) -> Answer | None:
        """The answer, or None."""
        return self._kept.get(key)

    def keep(self, key: tuple[str, ...], answer: Answer) -> None:
        """Remember an answer; the oldest ones go when there are too many, or too heavy ones. What takes a quarter of all alone is not kept."""
        if len(answer.content) > self._most_bytes // 4:
            return
        with self._lock:
            self._bytes += len(answer.content) - len(self._kept.pop(key, Answer(b"")).content)
            self._kept[key] = answer
            while len(self._kept) > self._most or self._bytes > self._most_bytes:
                self._bytes -= len(self._kept.pop(next(iter(self._kept))).content)


class Packed:
    """What was compressed last, by its digest: a page that is asked for again is not compressed again."""

    def __init__(self) -> None:
        self._kept = Pages()

    def packed(self, content: bytes) -> bytes:
        """The content as gzip; the same content gives the same bytes."""
        key = (hashlib.sha256(content).hexdigest(),)
        found = self._kept.get(key)
        if found is None:
            found = Answer(gzip.compress(content, 6, mtime=0))
            self._kept.keep(key, found)
        return found.content
