"""A corpus → a new generation, made current by replacing one small file.

The generation is written aside and renamed when it is whole, so a build that dies leaves the last good one serving.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from phancap.indexer import corpus as corpora
from phancap.indexer import engines
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.changes import history, remember
from phancap.indexer.corpus import Corpus
from phancap.indexer.database import DATABASE, Written, write_database
from phancap.indexer.engines.rows import Records
from phancap.indexer.model import Reading
from phancap.indexer.store import NAME, POINTER, SEARCH_FOLDER, Generation, current_name
from phancap.indexer.versions import files_of as earlier_files
from phancap.indexer.versions import keep_versions
from phancap.indexer.wanted import ENGINE_VARIABLE

_KEEP = 2  # generations beside the current one: a server may still be answering from the last


class Built(msgspec.Struct, frozen=True):
    """What a build did: the generation's name, whether it was new, how much it holds."""

    digest: str
    new: bool
    documents: int
    clauses: int
    findings: int


def build(
    corpus_folder: Path, store: Path, progress: Callable[[int, int, str], None] | None = None, *, engine: str | None = None,
    processes: int = 1,
) -> Built:  # fmt: skip
    """Bring the store up to the corpus; an unchanged corpus builds nothing.

    ``progress(done, of, what)`` is called as documents go by; ``engine`` is the search engine (see ``engine_of``),
    ``processes`` how many may read and work on its index (see ``readings``, ``engines.rows``). Raises
    CorpusError when the corpus cannot be used, OSError when the store cannot be written, EngineDown when the engine is not
    there; in all cases the store is as it was.
    """
    engine = engine_of(store, engine)
    digest = inputs_digest(corpus_folder, engine)
    target = store / "generations" / digest
    if target.is_dir():
        if current_name(store) != digest:
            engines.tell(target / SEARCH_FOLDER, "made_current")
        _point(store, digest, corpus_folder)
        return Built(digest, False, *_size(Generation(target)))
    corpus = corpora.load(corpus_folder)
    if inputs_digest(corpus_folder, engine) != digest:  # somebody saved a file while we read: begin again with what is there now
        return build(corpus_folder, store, progress, engine=engine, processes=processes)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".building-", dir=target.parent))
    try:
        written = write_database(
            aside / DATABASE, _readings(corpus, progress, processes), corpus.register, corpus.vocabulary, digest, engine
        )
        made = Generation(aside)
        agencies = AgencyIndex(corpus.register)
        served = current_name(store)
        engines.index_records(
            (Records(document, clauses) for document, clauses in made.records_for_search()), aside / SEARCH_FOLDER, corpus.documents,
            corpus.vocabulary, agencies, engine=engine, generation=digest, standings=made.standings, program=program_digest(),
            earlier=store / "generations" / served / SEARCH_FOLDER if served else None, processes=processes,
        )  # fmt: skip
        keep_versions(corpus_folder, aside, {d.id for d in corpus.documents})
        aside.chmod(0o755)
        try:
            aside.rename(target)
        except OSError:
            if not target.is_dir():  # another build of the same corpus may have been quicker
                raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _point(store, digest, corpus_folder)
    engines.tell(target / SEARCH_FOLDER, "made_current")
    _sweep(store, digest)
    return Built(digest, True, *written)


def _readings(corpus: Corpus, progress: Callable[[int, int, str], None] | None, processes: int) -> Iterator[Reading]:
    from phancap.indexer.readings import readings_of  # its hundreds of patterns are made ready only where something has to be read

    for number, reading in enumerate(readings_of(corpus, processes), 1):
        yield reading
        if progress:
            progress(number, len(corpus.documents), reading.document.short)


def _size(generation: Generation) -> Written:
    clauses = sum(size[0] for size in generation.sizes().values())
    return Written(len(generation.sizes()), clauses, sum(generation.finding_counts.values()))


def engine_of(store: Path, asked: str | None = None) -> str:
    """The engine of a store: the one asked for, or named by the environment, or that of what is served, or Whoosh."""
    name = current_name(store)
    served = store / "generations" / name / SEARCH_FOLDER if name else None
    if not asked and not os.environ.get(ENGINE_VARIABLE) and served and (served / engines.ENGINE_FILE).is_file():
        asked = engines.made_in(served)
    return engines.engine_name(asked)


def inputs_digest(corpus_folder: Path, engine: str | None = None) -> str:
    """The name of the generation that the corpus, this program and the search engine give (16 hex digits)."""
    total = hashlib.sha256(corpora.digest_of(corpus_folder).encode())
    for path in earlier_files(corpus_folder):
        total.update(path.relative_to(corpus_folder).as_posix().encode() + path.read_bytes())
    total.update(program_digest().encode())
    total.update(engines.needs_of(engines.engine_name(engine)).encode())
    return total.hexdigest()[:16]


def program_digest() -> str:
    """The digest of this program's own files (hex): another program may read the same text otherwise."""
    here, total = Path(__file__).parent, hashlib.sha256()
    for path in sorted(here.rglob("*.py")):
        total.update(path.relative_to(here).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def _point(store: Path, digest: str, corpus_folder: Path) -> None:
    previous = current_name(store)
    if previous != digest or not history(store):
        remember(store, previous, digest, corpora.digest_of(corpus_folder))
    if previous == digest:
        return
    handle, name = tempfile.mkstemp(prefix=".current-", dir=store)
    with os.fdopen(handle, "w") as file:
        file.write(digest + "\n")
    Path(name).chmod(0o644)
    Path(name).replace(store / POINTER)


def _sweep(store: Path, digest: str) -> None:
    """Old generations go; the newest few stay, since a server may still read them."""
    others = [p for p in (store / "generations").iterdir() if p.name != digest and NAME.fullmatch(p.name)]
    for path in sorted(others, key=lambda p: p.stat().st_mtime, reverse=True)[_KEEP:]:
        engines.tell(path / SEARCH_FOLDER, "dropped")
        shutil.rmtree(path, ignore_errors=True)
