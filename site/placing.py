"""Bringing made files into a folder that people use: all of them or none, and nothing but our own.

Beside the folder stands a workshop ``.NAME.phancap`` while an export runs: ``moi`` (the new files), ``cu`` (what they replace) and
``so-ghi.json`` (what is being moved, see ``moving.py``). Nothing in the folder changes before all is made and on the disk; whatever cuts the moves
short, the next export first takes back what was begun. So the folder holds the old export whole or the new one whole, but for the millisecond or two
that the moves take.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec
from filelock import FileLock, Timeout
from phancap.site.moving import KEPT, MADE, Move, carry_out, give_back, make_ready, planned, take_back, with_folders

MANIFEST = "phancap-export.json"
_JOURNAL = "so-ghi.json"
_INSIDE = ".phancap"  # the workshop of a folder that is a disk of its own


class ExportError(Exception):
    """The export was not made; the sentence says why and what to do."""


class Misused(ExportError):
    """What was asked for cannot be; it was typed wrongly."""


class Exported(msgspec.Struct, frozen=True):
    """What an export did: files in all, written because new or changed, removed because gone; ``gone`` names those, a folder that went as a whole once;
    ``wide`` names folders that a FAT32 disk cannot hold.
    """

    files: int
    written: int
    removed: int
    gone: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()


class Manifest(msgspec.Struct, frozen=True):
    """The list of an export's files: path → SHA-256 of its bytes; ``generation`` names the data, ``base_url`` its public place."""

    generator: str = "phancap"
    generation: str = ""
    base_url: str | None = None
    files: dict[str, str] = {}


class _Journal(msgspec.Struct, frozen=True):
    """What is being moved, in order, and all that is ours, before and after."""

    moves: tuple[Move, ...]
    ours: tuple[str, ...]


def digest_of(content: bytes) -> str:
    """The digest that the list of files holds (SHA-256, 64 hex digits)."""
    return hashlib.sha256(content).hexdigest()


def manifest_bytes(generation: str, base_url: str | None, files: Mapping[str, str]) -> bytes:
    """The list of files as it is written; the same export gives the same bytes."""
    value = msgspec.to_builtins(Manifest(generation=generation, base_url=base_url, files=dict(sorted(files.items()))))
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(folder: Path) -> Manifest | None:
    """The list of the export that is there, None for a new or empty folder. Raises ExportError for a folder that is not an export."""
    if not folder.exists() or all(path.name == _INSIDE for path in folder.iterdir()):
        return None
    try:
        held = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        held = None
    if held is None or held.generator != "phancap":
        raise ExportError(f"Thư mục {folder} không trống và không phải bản xuất của phancap; hãy chọn thư mục mới hoặc thư mục trống.")
    return msgspec.structs.replace(held, files={path: digest for path, digest in held.files.items() if _inside(path)})


def _inside(path: str) -> bool:
    """A path of a list may only name a file below the folder (the list could have been edited)."""
    parts = Path(path).parts
    return bool(parts) and not Path(path).is_absolute() and ".." not in parts and "\\" not in path and ":" not in path and path != MANIFEST


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """The place beside ``folder`` where an export is made, gone afterwards; an export that was cut off is taken back first.

    Raises ExportError when another export is at work there.
    """
    folder = Path(os.path.abspath(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = _workshop_of(folder)
    place.mkdir(exist_ok=True)
    lock = FileLock(place / "khoa")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ExportError(f"Một lần xuất khác đang ghi vào {folder}; hãy đợi lần đó xong.") from None
    try:
        _take_back(place, folder)
        _empty(place)
        yield place
    finally:
        _empty(place)
        lock.release()
        shutil.rmtree(place, ignore_errors=True)


def _workshop_of(folder: Path) -> Path:
    parent = folder.parent
    beside = not folder.exists() or (os.access(parent, os.W_OK) and folder.stat().st_dev == parent.stat().st_dev)
    return parent / f".{folder.name}.phancap" if beside else folder / _INSIDE


def cut_off(folder: Path) -> bool:
    """Whether files are being moved into the folder, or an export was killed just then: what stands there may be of two exports."""
    return (_workshop_of(Path(os.path.abspath(folder))) / _JOURNAL).exists()


def _empty(place: Path) -> None:
    for name in (MADE, KEPT):
        shutil.rmtree(place / name, ignore_errors=True)
    (place / _JOURNAL).unlink(missing_ok=True)


def bring_over(place: Path, folder: Path, before: Manifest | None, manifest: bytes) -> Exported:
    """Move what changed from the workshop's ``moi`` into the folder; what is gone goes; the list of files comes last.

    Raises ExportError when a file that is not ours stands in the way; OSError when the disk is full or closed. Then all is as it was.
    """
    files, known = msgspec.json.decode(manifest, type=Manifest).files, before.files if before else {}
    changed = [path for path, digest in files.items() if _digest_at(folder / path) != digest]
    gone = [path for path in known if path not in files and os.path.lexists(folder / path)]
    _refuse_strangers(folder, changed, gone, known)
    if not changed and not gone and _digest_at(folder / MANIFEST) == digest_of(manifest):
        return Exported(len(files), 0, 0)
    (place / MADE / MANIFEST).write_bytes(manifest)
    ours = with_folders((*known, *files, MANIFEST))
    if not _moved(place, folder, (*changed, *gone), ours, files, whole=True):
        _moved(place, folder, (*changed, *gone), ours, files, whole=False)
    give_back(place, folder, ours)
    _remove_empty(folder, gone)
    return Exported(len(files), len(changed), len(gone), _told(_highest_gone(folder, path) for path in gone))


def _moved(place: Path, folder: Path, changing: Collection[str], ours: Set[str], files: Collection[str], *, whole: bool) -> bool:
    """Make the moves. Where whole folders cannot be moved (Windows moves none with a file that somebody has open) all is as it was and the
    answer is False; where single files cannot, all is as it was, too, and the error is raised.
    """
    moves = planned(place, folder, changing, ours, MANIFEST, whole=whole)
    try:
        make_ready(place, folder, moves, files, frozenset(changing))
        if hasattr(os, "sync"):  # a folder moves at once, its files' bytes would follow within half a minute: the power may fail in between
            os.sync()
        with (place / _JOURNAL).open("wb") as file:
            file.write(msgspec.json.encode(_Journal(tuple(moves), tuple(ours))))
            file.flush()
            os.fsync(file.fileno())
        carry_out(place, folder, moves)
    except BaseException as error:
        _take_back(place, folder)
        if not whole or not isinstance(error, OSError):
            raise
        shutil.rmtree(place / KEPT, ignore_errors=True)
        return False
    return True


def _told(gone: Iterable[str]) -> tuple[str, ...]:
    """In order, what people read first."""
    return tuple(sorted(set(gone), key=lambda path: (not path.startswith("van-ban/"), path)))


def _highest_gone(folder: Path, path: str) -> str:
    """The file, or the highest folder above it that is not there any more (with a "/" behind it)."""
    above = [str(place) for place in reversed(PurePosixPath(path).parents[:-1]) if not (folder / place).exists()]
    return above[0] + "/" if above else path


def _digest_at(path: Path) -> str | None:
    return digest_of(path.read_bytes()) if path.is_file() and not path.is_symlink() else None


def _refuse_strangers(folder: Path, changed: Iterable[str], gone: Iterable[str], known: Mapping[str, str]) -> None:
    for path in changed:
        if path not in known and os.path.lexists(folder / path):
            raise ExportError(f"Tệp {folder / path} không do phancap ghi nên không thay; hãy dời tệp đó đi hoặc chọn thư mục khác.")
    for place in {str(above) for path in (*changed, *gone) for above in PurePosixPath(path).parents[:-1]}:
        above = folder / place
        if above.is_symlink() or (above.exists() and not above.is_dir()):
            raise ExportError(f"{above} không phải thư mục do phancap tạo; hãy dời đi hoặc chọn thư mục khác.")


def _take_back(place: Path, folder: Path) -> None:
    """Undo moves that were begun and not ended (the list of files, the last to move, is still in the workshop)."""
    try:
        journal = msgspec.json.decode((place / _JOURNAL).read_bytes(), type=_Journal)
    except (OSError, msgspec.MsgspecError):
        return  # the journal was not whole: nothing had been moved
    if (place / MADE / MANIFEST).exists():
        take_back(place, folder, journal.moves)
    give_back(place, folder, set(journal.ours))
    _remove_empty(folder, (move.path for move in journal.moves if not move.had))
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    (place / _JOURNAL).unlink()


def _remove_empty(folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        for parent in (folder / path).parents:
            if parent == folder or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()
