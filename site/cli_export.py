"""``phancap export``: the site as files, and the check of what was uploaded."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from phancap.site.speech import Misuse, say

if TYPE_CHECKING:
    from phancap.site.upload import Checked

_LISTED = 20  # files that a check names; a person mends by kind, not one by one
_FAULTS = {
    "missing": ("không có trên máy chủ", "missing on the server"),
    "different": ("khác bản đã xuất", "different from the export"),
    "line-ends": ("bị đổi dấu xuống dòng khi tải lên (hãy tải lên ở chế độ nhị phân)", "line ends changed in the upload (use binary mode)"),
    "refused": ("máy chủ không cho đọc", "refused by the server"),
    "changed-here": ("trong thư mục này đã bị sửa sau khi xuất", "edited in this folder after the export"),
}


def write_export(
    store: Path, folder: Path | None, base_url: str | None, gzipped: bool, zip_file: Path | None, iis: bool, frame_from: tuple[str, ...]
) -> None:
    """Make the export and say what was done. Raises ClickException when it was not made."""
    from phancap.site.export import export_site
    from phancap.site.placing import ExportError, Misused

    try:
        with _bar(say("Đang ghi trang", "Writing pages")) as progress:
            done = export_site(
                store, folder, base_url, gzipped=gzipped, zip_file=zip_file, iis=iis, frame_from=frame_from, progress=progress
            )
    except Misused as error:
        raise Misuse(str(error)) from None
    except ExportError as error:
        raise click.ClickException(str(error)) from None
    if folder:
        written = f"{done.files} tệp trong {folder}: {done.written} tệp mới hoặc đổi, {done.removed} tệp bỏ đi"
        click.echo(
            say(f"Đã ghi xong {written}.", f"Exported {done.files} files to {folder}: {done.written} written, {done.removed} removed.")
        )
        _told_gone(done.gone)
    if zip_file:
        click.echo(say(f"Đã nén {done.files} tệp vào {zip_file}.", f"Packed {done.files} files into {zip_file}."))
    for path in done.wide:
        vietnamese = f"Thư mục {path} có quá nhiều mục cho ổ FAT32 (thẻ nhớ, USB); hãy chép bằng ổ NTFS hoặc bằng tệp nén (--zip)."
        click.echo(say(vietnamese, f"Folder {path} has too many entries for a FAT32 disk; copy it on NTFS or as a zip (--zip)."))
    if not base_url:
        vietnamese = "Chưa có --base-url nên bản này không có sơ đồ trang (sitemap.xml), liên kết chuẩn và trang 404 có liên kết."
        click.echo(say(vietnamese, "Without --base-url there is no sitemap.xml, no canonical link and no link on 404.html."))


def _told_gone(gone: tuple[str, ...]) -> None:
    """Who uploads files over older ones must know which to delete there: what was withdrawn would be read on."""
    if gone:
        click.echo(say("Nếu tải đè lên máy chủ, hãy xóa ở đó những mục đã bỏ đi:", "If you upload over an older export, delete there:"))
        for path in gone[:_LISTED]:
            click.echo(f"  {path}")
        if len(gone) > _LISTED:
            click.echo(say(f"  … và {len(gone) - _LISTED} mục nữa.", f"  … and {len(gone) - _LISTED} more."))


def check_export(folder: Path, url: str) -> int:
    """Compare an upload with the export and say what differs; 0 when nothing does, else 1. Raises ClickException."""
    from phancap.site.placing import ExportError, Misused
    from phancap.site.upload import check_upload

    try:
        with _bar(say("Đang so từng tệp", "Comparing files")) as progress:
            found = check_upload(folder, url, progress)
    except Misused as error:
        raise Misuse(str(error)) from None
    except ExportError as error:
        raise click.ClickException(str(error)) from None
    return _told(found, url)


def _told(found: Checked, url: str) -> int:
    for note in found.notes:
        click.echo(say("Lưu ý: ", "Note: ") + note)
    if not found.faults:
        click.echo(say(f"Khớp: cả {found.files} tệp tại {url} đúng như bản đã xuất.", f"All {found.files} files at {url} are as exported."))
        return 0
    if found.there and found.there != found.here:
        vietnamese = f"Trên máy chủ đang là bản {found.there}, thư mục này là bản {found.here}; hãy tải lên lại."
        click.echo(say(vietnamese, f"The server holds generation {found.there}, this folder {found.here}; upload again."))
    for fault in found.faults[:_LISTED]:
        words = say(*_FAULTS[fault.fault])
        click.echo(f"{fault.path}: {words}" + (f" ({fault.status})" if fault.status and fault.fault == "refused" else ""))
    if len(found.faults) > _LISTED:
        click.echo(say(f"… và {len(found.faults) - _LISTED} tệp nữa.", f"… and {len(found.faults) - _LISTED} more."))
    counts = "; ".join(f"{n} {say(*_FAULTS[kind])}" for kind, n in Counter(f.fault for f in found.faults).most_common())
    click.echo(say(f"Không khớp: {counts} (trong {found.files} tệp).", f"Not as exported: {counts} (of {found.files} files)."))
    return 1


@contextlib.contextmanager
def _bar(words: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar where a person looks on."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
