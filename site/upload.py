"""Whether what a web server gives is what was exported: every file of the list asked for and compared by its digest."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

import msgspec
import urllib3
from phancap.site.placing import MANIFEST, ExportError, Manifest, Misused, cut_off, digest_of, read_manifest
from phancap.site.web_config import NAME as WEB_CONFIG

_AT_ONCE = 8  # connections; a portal's server has others to answer
_SECONDS = 20.0
_MISSING_PAGE = "khong-co-trang-nay-0b6f/"
_BUSY = (429, 500, 502, 503, 504)  # a server that is asked too much at once says so; it is asked again a little later
_TYPES = (("static/base.css", ("text/css",)), ("static/page.js", ("text/javascript", "application/javascript", "application/x-javascript")))

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
    if cut_off(folder):
        raise ExportError(
            f"Một lần xuất vào {folder} đang chạy hoặc đã bị ngắt khi đang chuyển tệp; hãy đợi xong, hoặc chạy lại phancap export."
        )
    manifest = read_manifest(folder)
    if manifest is None:
        raise ExportError(f"Thư mục {folder} chưa có bản xuất; hãy chạy phancap export {folder} trước.")
    root = _root(url)
    with urllib3.PoolManager(maxsize=_AT_ONCE, headers={"User-Agent": "phancap", "Accept-Encoding": "identity"}) as pool:
        there = _generation(pool, root)
        nothing = _nothing_there(pool, root)
        paths = sorted(manifest.files)
        faults: list[Compared] = [Compared(p, "changed-here") for p in paths if _local(folder / p) != manifest.files[p]]
        if there in (None, manifest.generation):  # of another generation the list is another one: that is told as such
            paths.append(MANIFEST)
        with ThreadPoolExecutor(_AT_ONCE) as many:
            asked = many.map(lambda path: _compare(pool, root, folder, path, manifest.files.get(path), nothing), paths)
            for done, fault in enumerate(asked, 1):
                faults += [fault] if fault else []
                if progress:
                    progress(done, len(paths))
        notes = tuple(_notes(pool, root, manifest, nothing))
    return Checked(len(manifest.files), tuple(faults), manifest.generation, there, notes)


def _root(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise Misused(f"Địa chỉ {url} không dùng được; hãy ghi đầy đủ, bắt đầu bằng http:// hoặc https://.")
    return url.partition("?")[0].partition("#")[0].removesuffix("index.html").rstrip("/") + "/"


def _local(path: Path) -> str | None:
    return digest_of(path.read_bytes()) if path.is_file() else None


def _get(pool: urllib3.PoolManager, url: str) -> urllib3.BaseHTTPResponse:
    retries = urllib3.Retry(
        total=4, redirect=3, backoff_factor=0.3, status_forcelist=_BUSY, raise_on_status=False, respect_retry_after_header=False
    )
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


def _nothing_there(pool: urllib3.PoolManager, root: str) -> bytes | None:
    """What a server says that answers 200 where there is nothing (many a portal's programs do); None for one that answers as it should."""
    try:
        answer = _get(pool, root + _MISSING_PAGE)
    except urllib3.exceptions.HTTPError:
        return None
    return _unpacked(answer) if answer.status == 200 else None


def _unpacked(answer: urllib3.BaseHTTPResponse) -> bytes:
    """The body as a browser takes it: some servers compress although they are told not to."""
    if answer.headers.get("Content-Encoding", "").casefold() in ("gzip", "x-gzip", "deflate"):
        try:
            return zlib.decompress(answer.data, wbits=zlib.MAX_WBITS | 32)
        except zlib.error:
            return answer.data
    return answer.data


def _compare(pool: urllib3.PoolManager, root: str, folder: Path, path: str, digest: str | None, nothing: bytes | None) -> Compared | None:
    """``digest`` is None for the list of files, which does not hold its own."""
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
    content, wanted = _unpacked(answer), digest or _local(folder / path)
    if wanted in (digest_of(answer.data), digest_of(content)):  # our own .gz may come as "compressed": then its bytes are as they were
        return None
    if content == nothing:
        return Compared(path, "missing", 200)
    # A program that uploads "as text" rewrites the ends of lines: the page looks right and is not what was exported.
    same = (folder / path).is_file() and content.replace(b"\r\n", b"\n") == (folder / path).read_bytes().replace(b"\r\n", b"\n")
    return Compared(path, "line-ends" if same else "different", 200)


def _notes(pool: urllib3.PoolManager, root: str, manifest: Manifest, nothing: bytes | None) -> Iterator[str]:
    """What a visitor would stumble over although every file is there."""
    try:
        first = _get(pool, root)
        if first.status != 200:
            yield f"Địa chỉ {root} trả lời {first.status} thay vì mở index.html; hãy đặt index.html làm trang mặc định của thư mục."
        kind, _, more = first.headers.get("Content-Type", "").casefold().partition(";")
        if first.status == 200 and kind.strip() != "text/html":
            yield f"Máy chủ gửi trang với loại {kind.strip() or 'không rõ'} thay vì text/html nên trình duyệt không mở."
        if "charset" in more and "utf-8" not in more and "utf8" not in more:
            yield f"Máy chủ ghi bảng mã của trang là{more.replace('charset=', '')} thay vì utf-8 nên chữ có dấu hiện sai; hãy bỏ hoặc sửa bảng mã đó."
        for path, kinds in _TYPES:
            sent = _get(pool, root + path)
            kind = sent.headers.get("Content-Type", "").casefold().partition(";")[0].strip()
            if sent.status == 200 and kind not in kinds:
                yield f"Máy chủ gửi tệp {Path(path).suffix} với loại {kind or 'không rõ'} thay vì {kinds[0]}, trình duyệt có thể không dùng."
        if nothing is not None:
            yield "Máy chủ trả lời 200 cho địa chỉ không có; hãy đặt 404.html làm trang báo lỗi 404."
    except urllib3.exceptions.HTTPError:
        yield "Máy chủ ngừng trả lời giữa chừng; hãy chạy lại."
    if manifest.base_url and manifest.base_url + "/" != root:
        yield f"Bản xuất ghi địa chỉ công khai là {manifest.base_url}/, khác địa chỉ vừa kiểm tra."
