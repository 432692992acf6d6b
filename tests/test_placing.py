"""Bringing an export over: killed at whatever move, the folder is made whole again, and what others put there stays."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from phancap.site import moving, placing
from phancap.site.placing import MANIFEST, Exported, ExportError, bring_over, cut_off, read_manifest, workshop
from phancap.site.upload import check_upload

OLD = {
    "index.html": "cũ", "static/a.css": "cũ", "static/b.css": "như cũ", "van-ban/index.html": "như cũ", "van-ban/x/index.html": "cũ", "van-ban/x/e/index.html": "cũ",
    "van-ban/y/index.html": "bỏ đi", "co-quan/index.html": "như cũ", "bo/di/index.html": "bỏ đi", "404.html": "như cũ", "bo-di.html": "bỏ đi",
}  # fmt: skip
NEW = {
    **{path: content.replace("cũ", "mới") if content == "cũ" else content for path, content in OLD.items() if content != "bỏ đi"},
    "van-ban/z/e/index.html": "mới", "moi/index.html": "mới", "moi.html": "mới", "van-ban/x/f/index.html": "mới",
}  # fmt: skip
FOREIGN = ("cua-cong.txt", "van-ban/cua-cong.txt", "van-ban/x/e/cua-cong/a.txt", "bo/di/cua-cong.txt")


class Killed(BaseException):
    """The process is gone."""


def written(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """The files with their list, in the folder; path → digest."""
    digests = {path: placing.digest_of(content.encode()) for path, content in files.items()}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")
    return digests


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(params=[(), FOREIGN], ids=["ours", "shared"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An export, alone or with files of others in it."""
    folder = tmp_path / "ra"
    (folder / MANIFEST).write_bytes(placing.manifest_bytes("0" * 16, None, written(folder, OLD)))
    for path in request.param:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("của cổng", "utf-8")
    return folder


def export(folder: Path) -> Exported:
    """The new files into the folder."""
    with workshop(folder) as place:
        digests = written(place / "moi", NEW)
        return bring_over(place, folder, read_manifest(folder), placing.manifest_bytes("1" * 16, None, digests))


@contextmanager
def dying(at: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The process dies before that rename and does nothing any more."""
    done: list[Any] = []

    def counted(rename: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
        def renamed(source: Path, target: Path) -> None:
            if len(done) == at:
                raise Killed
            done.append(target)
            rename(source, target)

        return renamed

    with monkeypatch.context() as dead:
        dead.setattr(os, "replace", counted(os.replace))
        dead.setattr(os, "rename", counted(os.rename))
        dead.setattr(placing, "_take_back", lambda place, folder: None)
        dead.setattr(placing, "_empty", lambda place: None)
        dead.setattr(placing.shutil, "rmtree", lambda *_, **__: None)
        yield done


@pytest.mark.parametrize("whole", [True, False])
def test_killed_before_each_rename(there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool) -> None:
    """Whatever had been done, the next export finds the old state again (or the new one, all done), and then does its own work."""
    planned = moving.planned
    monkeypatch.setattr(placing, "planned", lambda *some, **named: planned(*some, whole=whole and named["whole"]))
    before, again = contents(there), tmp_path / "lan" / "ra"
    others = {path: content for path, content in before.items() if path not in OLD and path != MANIFEST}
    number = cut = 0
    while True:
        shutil.rmtree(again.parent, ignore_errors=True)
        shutil.copytree(there, again)
        with dying(number, monkeypatch) as done:
            try:
                export(again)
            except Killed:
                cut += cut_off(again)
        if len(done) < number:
            break
        with workshop(again):
            assert contents(again) == before or (len(done) == number and MANIFEST in str(done[-1]))
        assert export(again).files == len(NEW)
        after = contents(again)
        assert {path: content.decode() for path, content in after.items() if path in NEW} == NEW
        assert after.keys() - NEW.keys() - {MANIFEST} == others.keys() and others.items() <= after.items()
        assert [p.name for p in again.parent.iterdir()] == ["ra"]
        number += 1
    assert cut >= 10


def test_folders_of_ours_move_as_a_whole(there: Path) -> None:
    """A few renames for any number of files; a file that stays as it is is the same file; nothing else is touched."""
    same = {path: (there / path).stat() for path, content in OLD.items() if content == "như cũ"}
    foreign = {path: (there / path).stat() for path in FOREIGN if (there / path).exists()}
    alone = (there / "co-quan").stat().st_ino
    with workshop(there) as place:
        digests = written(place / "moi", NEW)
        changing, ours = (
            [*(p for p in NEW if OLD.get(p) != NEW[p]), *(OLD.keys() - NEW.keys())],
            moving.with_folders((*OLD, *NEW, MANIFEST)),
        )
        moves = [move.path for move in moving.planned(place, there, changing, ours, MANIFEST, whole=True)]
        assert moves == (
            ["static", "van-ban/x/f", "van-ban/z", "moi", "moi.html", "van-ban/x/e/index.html", "van-ban/x/index.html", "index.html", "bo/di/index.html", "van-ban/y", "bo-di.html", MANIFEST]
            if foreign
            else ["static", "moi", "moi.html", "van-ban", "index.html", "bo", "bo-di.html", MANIFEST]
        )  # fmt: skip
        done = bring_over(place, there, read_manifest(there), placing.manifest_bytes("1" * 16, None, digests))
    assert (done.written, done.removed) == (8, 3)
    for path, was in {**same, **foreign}.items():
        now = (there / path).stat()
        assert (now.st_ino, now.st_mtime_ns) == (was.st_ino, was.st_mtime_ns), path
    assert (there / "co-quan").stat().st_ino == alone and not (there / "van-ban/y").exists() and (there / "bo").exists() is bool(foreign)


def test_a_folder_that_cannot_be_moved_is_changed_file_by_file(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses while somebody has a file in it open."""
    rename = os.rename

    def refusing(source: Path, target: Path) -> None:
        if Path(source).name == "van-ban" or Path(source).name == "z":
            raise PermissionError(13, "Access is denied", str(source))
        rename(source, target)

    foreign = {path for path in FOREIGN if (there / path).exists()}
    monkeypatch.setattr(os, "rename", refusing)
    assert export(there).written == 8
    assert contents(there).keys() == {*NEW, MANIFEST, *foreign}


def test_what_comes_while_folders_move_stays(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carry_out = moving.carry_out

    def late(place: Path, folder: Path, moves: list[moving.Move]) -> None:
        (folder / "van-ban" / "vua-den.txt").write_text("của cổng", "utf-8")
        carry_out(place, folder, moves)

    monkeypatch.setattr(placing, "carry_out", late)
    export(there)
    assert (there / "van-ban" / "vua-den.txt").read_text("utf-8") == "của cổng"


def test_a_first_export_is_one_rename(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with dying(1, monkeypatch) as done:
        export(tmp_path / "moi" / "ra")
    assert done == [tmp_path / "moi" / "ra"] and contents(tmp_path / "moi" / "ra").keys() == {*NEW, MANIFEST}


def test_a_folder_between_two_states_is_not_checked(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with dying(5, monkeypatch), pytest.raises(Killed):
        export(there)
    with pytest.raises(ExportError, match="chạy lại phancap export"):
        check_upload(there, "http://127.0.0.1:1/")


def test_a_disk_without_second_names(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory stick (FAT): what stays as it is keeps its time."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    same = [path for path, content in OLD.items() if content == "như cũ"]
    for at, path in enumerate(same):
        os.utime(there / path, ns=(at, 10**18 + at))
    monkeypatch.setattr(os, "link", refused)
    assert export(there).written == 8
    assert [(there / path).stat().st_mtime_ns for path in same] == [10**18 + at for at in range(len(same))]
