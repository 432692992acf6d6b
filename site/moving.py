"""From the old state of a folder to the new one in as few moves as can be, each told beforehand and each to be taken back.

A folder below the export in which all is ours changes as a whole: the new one is made ready aside, down to the files that stay as they
are (second names of those that stand there, so that nothing is written again), and two renames put it into the old one's place. That makes some twenty
moves of 35,000 files: they take a millisecond or two, where file by file took four seconds. Beside something of others (a file, a folder, a link) our
folders and files move each by itself, and what is not ours stays where it is. The export's own folder is never exchanged, though that would be one
move: it may be a disk, a server may have opened it, and it may have rights of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from pathlib import Path

import msgspec

MADE, KEPT = "moi", "cu"  # in the workshop: what comes, and what it takes the place of
_LINK = "ten-khac"


class Move(msgspec.Struct, frozen=True):
    """One place below the folder, a file or a whole folder: whether something of ours stood there, whether something new comes."""

    path: str
    had: bool
    has: bool
    whole: bool


def with_folders(files: Iterable[str]) -> set[str]:
    """The files, and each folder above one (with a "/" behind it)."""
    return {name for path in files for name in (path, *(f"{folder}/" for folder in _above(path)))}


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def strangers(folder: Path, ours: Set[str], inside: str = "") -> Iterator[str]:
    """What below ``folder`` is not ours: files, links, folders (as a whole)."""
    with os.scandir(folder / inside) as entries:
        for entry in entries:
            path = inside + entry.name
            if entry.is_dir(follow_symlinks=False) and not getattr(entry, "is_junction", bool)():
                yield from strangers(folder, ours, path + "/") if path + "/" in ours else (path,)
            elif path not in ours or not entry.is_file(follow_symlinks=False):
                yield path


def planned(place: Path, folder: Path, changing: Collection[str], ours: Set[str], last: str, *, whole: bool) -> list[Move]:
    """The moves that bring ``changing`` over: of whole folders, or of each file. ``last`` is the file that comes when all is done.

    Styles and scripts come first, what is new before what leads to it, pages before the lists above them; what is gone goes at the end.
    """
    if whole and not os.path.lexists(folder):
        return [Move("", False, True, True)]
    shared = {above for path in strangers(folder, ours) for above in _above(path)} if whole and folder.is_dir() else set()
    places = {next((a for a in reversed([*_above(path)]) if a not in shared), path) if whole else path for path in changing}

    def move(path: str) -> Move:
        new, old = place / MADE / path, folder / path
        return Move(path, os.path.lexists(old), os.path.lexists(new), new.is_dir() or (old.is_dir() and not old.is_symlink()))

    def order(one: Move) -> tuple[object, ...]:
        return not one.has, not f"{one.path}/".startswith("static/"), one.had, -one.path.count("/"), not one.whole, one.path

    return [*sorted(map(move, places), key=order), move(last)]


def make_ready(place: Path, folder: Path, moves: Sequence[Move], files: Iterable[str], changed: Set[str]) -> None:
    """Put the files that stay as they are into the new folders, and keep a second name of each file that is replaced."""
    tops = tuple(f"{m.path}/" for m in moves if m.whole and m.had and m.has)
    inside = [path for path in files if path.startswith(tops)] if tops else []
    for path in inside:
        if path not in changed:
            _as_it_stands(folder / path, place / MADE / path, place / _LINK)
    for above in {above for path in inside for above in _above(path)}:
        if (folder / above).is_dir():  # a web server's user may have been let in
            shutil.copystat(folder / above, place / MADE / above)
    for move in moves:
        kept = place / KEPT / move.path
        kept.parent.mkdir(parents=True, exist_ok=True)
        if move.had and move.has and not move.whole:
            _second_name(folder / move.path, kept)


def _as_it_stands(old: Path, new: Path, between: Path) -> None:
    """Make the file the very one that stands there; where the disk knows no second names its times and rights do."""
    try:
        os.link(old, between)
        os.replace(between, new)
    except OSError:
        shutil.copystat(old, new)


def _second_name(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, kept, follow_symlinks=False)


def carry_out(place: Path, folder: Path, moves: Iterable[Move]) -> None:
    """Make the moves, all of them made ready."""
    for move in moves:
        if move.had and (move.whole or not move.has):
            _move(folder / move.path, place / KEPT / move.path, move.whole)
        if move.has:
            _move(place / MADE / move.path, folder / move.path, move.whole)


def take_back(place: Path, folder: Path, moves: Sequence[Move]) -> None:
    """Undo the moves, as far as they were made; may itself be cut off and begun anew."""
    for move in reversed(moves):
        new, old, there = place / MADE / move.path, place / KEPT / move.path, folder / move.path
        if move.has and not os.path.lexists(new) and os.path.lexists(there):
            _move(there, new, move.whole)
        if move.had and os.path.lexists(old) and not os.path.lexists(there):
            _move(old, there, move.whole)


def give_back(place: Path, folder: Path, ours: Set[str]) -> None:
    """What others put into a folder while it changed places goes where they put it."""
    for aside in (place / MADE, place / KEPT):
        for path in list(strangers(aside, ours)) if aside.is_dir() else ():
            if not os.path.lexists(folder / path):
                _move(aside / path, folder / path, (aside / path).is_dir())


def _move(source: Path, target: Path, whole: bool) -> None:
    """A rename. Windows promises to replace files alone, so a folder, whose place is free, is moved by the call that replaces nothing."""
    rename = os.rename if whole else os.replace
    try:
        rename(source, target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        rename(source, target)
