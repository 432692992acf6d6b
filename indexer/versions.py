"""What a document said before a newer file came: read once at the build, kept beside the records, for comparing.

A corpus keeps the older files as ``versions/{id}/{digest}.md`` (see ``add``). A generation keeps their clauses, without agencies,
citations and duties, as ``versions/{id}/{digest}.json``; nothing of them is searched or counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import msgspec
from phancap.indexer.atomic import write_whole
from phancap.indexer.corpus import FrontMatter, split_front_matter
from phancap.indexer.model import Clause, Document
from phancap.indexer.toml_source import CorpusError, decode

FOLDER = "versions"
_ALIKE = 0.45  # share of common words from which two texts count as one clause that was reworded
_MOST = 300  # clauses on a side of one changed stretch that are paired by their words; longer stretches go by address
_WORD = re.compile(r"\w+")


class Version(msgspec.Struct, frozen=True):
    """An earlier text of a document: ``digest`` names its file, ``source`` tells where that came from."""

    document: str
    digest: str
    name: str
    source: str | None
    clauses: tuple[Clause, ...]


class Change(msgspec.Struct, frozen=True):
    """A clause as it was and as it is; one of them is None where it is new or gone."""

    before: Clause | None
    after: Clause | None


def files_of(corpus: Path) -> list[Path]:
    """The earlier files of a corpus, in a fixed order."""
    return sorted((corpus / FOLDER).glob("*/*.md"))


def keep_versions(corpus: Path, generation: Path, documents: set[str]) -> None:
    """Read every earlier file into the generation's folder. What cannot be read any more is left out: it burdens nobody.

    Raises OSError when the folder cannot be written.
    """
    for path in files_of(corpus):
        if path.parent.name in documents and (version := _read(path)):
            write_whole(generation / FOLDER / version.document / f"{version.digest}.json", msgspec.json.encode(version))


def _read(path: Path) -> Version | None:
    from phancap.indexer.outline import clauses_of  # the site reads what is written, and opens without the reader

    try:
        front, text, first_line = split_front_matter(path.read_bytes().decode("utf-8-sig"), path.name)
        known = decode(front, FrontMatter, path.name)
    except (CorpusError, UnicodeDecodeError):
        return None
    document = Document(known.id, path.name, first_line, known.type, known.title, known.name, known.short, text=text)
    return Version(path.parent.name, path.stem, known.name, known.source, tuple(clauses_of(document)[0]))


def versions_of(generation: Path, document: str) -> list[str]:
    """The digests of a document's earlier texts, in a fixed order (the store knows no dates of them)."""
    return sorted(path.stem for path in (generation / FOLDER / document).glob("*.json"))


def version_of(generation: Path, document: str, digest: str) -> Version | None:
    """One earlier text, None when there is none of that name."""
    if digest not in versions_of(generation, document):
        return None
    return msgspec.json.decode((generation / FOLDER / document / f"{digest}.json").read_bytes(), type=Version)


def compared(before: list[Clause], after: list[Clause]) -> list[Change]:
    """What changed between two texts, in the order of the newer one. Clauses are paired by their words, not by their numbers:
    one that only moved down because another came before it is no change.
    """
    old, new = ([(c.kind, c.heading, c.text) for c in side] for side in (before, after))
    found: list[Change] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            found += _stretch(before[a:b], after[c:d])
    return found


def _stretch(old: list[Clause], new: list[Clause]) -> Iterator[Change]:
    if len(old) > _MOST or len(new) > _MOST:
        pairs = {c.anchor: c for c in new}
        partner = {o.anchor: pairs[o.anchor] for o in old if o.anchor in pairs}
    else:
        partner = _partners(old, new)
    reached = {n.anchor: o for o in old if (n := partner.get(o.anchor))}
    left = iter(old)
    for clause in new:
        was = reached.get(clause.anchor)
        if was is not None:
            for gone in left:
                if gone is was:
                    break
                if gone.anchor not in partner:
                    yield Change(gone, None)
        yield Change(was, clause)
    yield from (Change(gone, None) for gone in left if gone.anchor not in partner)


def _partners(old: list[Clause], new: list[Clause]) -> dict[str, Clause]:
    """Old anchor → the new clause that says most of the same, in order on both sides."""
    words = {c.id: set(_WORD.findall(f"{c.heading} {c.text}".lower())) for c in old}
    fresh = [set(_WORD.findall(f"{c.heading} {c.text}".lower())) for c in new]
    partner: dict[str, Clause] = {}
    at = 0
    for clause in old:
        mine = words[clause.id]
        best, where = 0.0, -1
        for number in range(at, len(new)):
            other = fresh[number]
            share = len(mine & other) / (len(mine | other) or 1)
            if share > best and new[number].kind == clause.kind:
                best, where = share, number
        if best >= _ALIKE:
            partner[clause.anchor] = new[where]
            at = where + 1
    return partner
