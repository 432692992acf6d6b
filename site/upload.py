"""Whether what a web server gives is what was exported: every file of the list asked for and compared by its digest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

import msgspec
import urllib3
from phancap.site.placing import MANIFEST, ExportError, Manifest, digest_of, read_manifest
from phancap.site.web_config import NAME as WEB_CONFIG

_AT_ONCE = 8  # connections; a portal's server has others to answer
_SECONDS = 20.0
_MISSING_PAGE = "khong-co-trang-nay-0b6f/"

Fault = Literal["missing", "different", "line-ends", "refused", "changed-here"]


class Compared(msgspec.Struct, frozen=True):
    """One file that is not as it was exported. ``status`` is the server's answer, 0 when there was none."""

    path: str
    fault: Fault
    status: int = 0


class Checked(msgspec.Struct, frozen=True):
    """What a check found: files asked for, those that differ, the generation here and there (None: not told), notes for a person."""

    files: int
    faults: tuple[Compared, ...]
    here: str
    there: str | None
    notes: tuple[str, ...]


def check_upload(folder: Path, url: str, progress: Callable[[int, int], None] | None = None) -> Checked:
    """Compare the export in ``folder`` with what the server gives below ``url``.

    Raises ExportError when the folder is no export, the address is none, or the server cannot be reached.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise ExportError(f"Thư mục {folder} chưa có bản xuất; hãy chạy phancap export {folder} trước.")
    root = _root(url)
    with urllib3.PoolManager(maxsize=_AT_ONCE, headers={"User-Agent": "phancap", "Accept-Encoding": "identity"}) as pool:
        there = _generation(pool, root)
        paths = sorted(manifest.files)
        faults: list[Compared] = [Compared(p, "changed-here") for p in paths if _local(folder / p) != manifest.files[p]]
        with ThreadPoolExecutor(_AT_ONCE) as many:
            asked = many.map(lambda path: _compare(pool, root, folder, path, manifest.files[path]), paths)
            for done, fault in enumerate(asked, 1):
                faults += [fault] if fault else []
                if progress:
                    progress(done, len(paths))
        notes = tuple(_notes(pool, root, manifest))
    return Checked(len(paths), tuple(faults), manifest.generation, there, notes)


def _root(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ExportError(f"Địa chỉ {url} không dùng được; hãy ghi đầy đủ, bắt đầu bằng http:// hoặc https://.")
    return url.partition("?")[0].partition("#")[0].removesuffix("index.html").rstrip("/") + "/"


def _local(path: Path) -> str | None:
    return digest_of(path.read_bytes()) if path.is_file() else None


def _get(pool: urllib3.PoolManager, url: str) -> urllib3.BaseHTTPResponse:
    retries = urllib3.Retry(total=3, redirect=3, status=0, backoff_factor=0.2)
    return pool.request("GET", url, timeout=_SECONDS, retries=retries, decode_content=False)


def _generation(pool: urllib3.PoolManager, root: str) -> str | None:
    """The generation of the list of files that the server gives, None when it gives none. Raises ExportError without an answer."""
    try:
        answer = _get(pool, root + MANIFEST)
        return msgspec.json.decode(answer.data, type=Manifest).generation or None if answer.status == 200 else None
    except msgspec.MsgspecError:
        return None
    except urllib3.exceptions.HTTPError:
        raise ExportError(f"Không kết nối được với {root}; hãy xem lại địa chỉ và đường mạng.") from None


def _compare(pool: urllib3.PoolManager, root: str, folder: Path, path: str, digest: str) -> Compared | None:
    try:
        answer = _get(pool, root + quote(path, safe="/!~"))
    except urllib3.exceptions.HTTPError:
        return Compared(path, "refused")
    if path == WEB_CONFIG and answer.status in (403, 404):
        return None  # IIS reads it and shows it to nobody
    if answer.status in (404, 410):
        return Compared(path, "missing", answer.status)
    if answer.status != 200:
        return Compared(path, "refused", answer.status)
    if digest_of(answer.data) == digest:
        return None
    # A program that uploads "as text" rewrites the ends of lines: the page looks right and is not what was exported.
    same = (folder / path).is_file() and answer.data.replace(b"\r\n", b"\n") == (folder / path).read_bytes().replace(b"\r\n", b"\n")
    return Compared(path, "line-ends" if same else "different", 200)


def _notes(pool: urllib3.PoolManager, root: str, manifest: Manifest) -> Iterator[str]:
    """What a visitor would stumble over although every file is there."""
    try:
        if (status := _get(pool, root).status) != 200:
            yield f"Địa chỉ {root} trả lời {status} thay vì mở index.html; hãy đặt index.html làm trang mặc định của thư mục."
        if (status := _get(pool, root + _MISSING_PAGE).status) == 200:
            yield "Máy chủ trả lời 200 cho địa chỉ không có; hãy đặt 404.html làm trang báo lỗi 404."
    except urllib3.exceptions.HTTPError:
        yield "Máy chủ ngừng trả lời giữa chừng; hãy chạy lại."
    if manifest.base_url and manifest.base_url + "/" != root:
        yield f"Bản xuất ghi địa chỉ công khai là {manifest.base_url}/, khác địa chỉ vừa kiểm tra."
