"""The export packed: each file compressed beside itself for servers that send such files, or all in one zip."""

from __future__ import annotations

import filecmp
import gzip
import os
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from phancap.site.placing import digest_of

_WORTH = frozenset((".html", ".css", ".js", ".json", ".xml", ".svg", ".csv", ".txt", ".ics"))
_LEAST = 512  # bytes: below this the packed file is hardly smaller
_MOMENT = (1980, 1, 1, 0, 0, 0)  # a zip wants a date; the same export must give the same bytes


def gzip_beside(path: Path) -> str | None:
    """Write ``x.gz`` beside a file that compression makes smaller and give its digest; None where there is no gain."""
    if path.suffix not in _WORTH:
        return None
    content = path.read_bytes()
    packed = gzip.compress(content, 9, mtime=0) if len(content) >= _LEAST else content
    if len(packed) >= len(content):
        return None
    path.with_name(path.name + ".gz").write_bytes(packed)
    return digest_of(packed)


def zip_of(made: Path, paths: Iterable[str], target: Path) -> None:
    """Write the files as one zip; the same files give the same bytes. A zip that is there is replaced when the new one is whole."""
    target = Path(os.path.abspath(target))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(paths):
                entry = zipfile.ZipInfo(path, _MOMENT)
                entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
                packed.writestr(entry, (made / path).read_bytes())
        if not target.is_file() or not filecmp.cmp(aside, target, shallow=False):
            aside.chmod(0o644)
            aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
