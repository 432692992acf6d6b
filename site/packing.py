"""The export packed: each file compressed beside itself for servers that send such files, or all in one zip."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from phancap.indexer.atomic import write_whole

_WORTH = frozenset((".html", ".css", ".js", ".json", ".xml", ".svg", ".csv", ".txt", ".ics"))
_LEAST = 512  # bytes: below this the packed file is hardly smaller
_MOMENT = (1980, 1, 1, 0, 0, 0)  # a zip wants a date; the same export must give the same bytes


def gzip_beside(made: Path) -> None:
    """Write ``x.gz`` beside every file that compression makes smaller."""
    for path in sorted(p for p in made.rglob("*") if p.is_file() and p.suffix in _WORTH):
        content = path.read_bytes()
        packed = gzip.compress(content, 9, mtime=0) if len(content) >= _LEAST else content
        if len(packed) < len(content):
            path.with_name(path.name + ".gz").write_bytes(packed)


def zip_of(made: Path, paths: Iterable[str], target: Path) -> None:
    """Write the files as one zip; the same files give the same bytes. A zip that is there is replaced when it is whole."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(paths):
            entry = zipfile.ZipInfo(path, _MOMENT)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            packed.writestr(entry, (made / path).read_bytes())
    content = out.getvalue()
    if not target.is_file() or target.read_bytes() != content:
        write_whole(target, content)
