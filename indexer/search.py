"""A generation's search, opened: the one place where store and engines meet."""

from __future__ import annotations

from phancap.indexer.engines import Searcher
from phancap.indexer.store import SEARCH_FOLDER, Generation


def open_searcher(generation: Generation) -> Searcher:
    """The searcher of a generation; keep it as long as the generation serves (opening costs some milliseconds)."""
    return Searcher(generation.folder / SEARCH_FOLDER, generation.vocabulary, generation.agencies)
