"""A page or file from the web: http and https only, with a time-out, a size limit and a report of how much has come."""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable
from email.message import Message
from typing import IO, NamedTuple

from phancap.indexer.sources.refusal import MAX_BYTES, Refused, too_large

SECONDS = 20
"""How long to wait for a server to answer, in seconds."""
SECONDS_IN_ALL = 180
_CHUNK = 64 * 1024
_MOST_REDIRECTS = 8
_ENDINGS = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "application/msword": "doc", "application/rtf": "rtf",
    "text/rtf": "rtf", "text/plain": "txt", "text/markdown": "md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip


class Fetched(NamedTuple):
    """What a server sent, and a name for it."""

    content: bytes
    name: str


def is_url(word: str) -> bool:
    """Whether the word is an address and no file: "https://…"; "C:\\van-ban.docx" is a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", word) is not None


def fetch(
    url: str,
    progress: Callable[[int, int | None], None] | None = None,
    *,
    seconds: float = SECONDS,
    in_all: float = SECONDS_IN_ALL,
    most: int = MAX_BYTES,
) -> Fetched:
    """The content at the address. ``progress(bytes so far, bytes in all or None)`` is called as it comes.

    Raises Refused for another kind of address, a server that does not answer, an error page, and too much content.
    """
    _check(url)
    opener = urllib.request.OpenerDirector()
    handlers: tuple[urllib.request.BaseHandler, ...] = (
        urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(), urllib.request.HTTPErrorProcessor(), _Redirects(),
    )  # fmt: skip
    for handler in handlers:  # none for file: or ftp:, so that no redirect can lead there
        opener.add_handler(handler)
    request = urllib.request.Request(url, headers={"User-Agent": "phancap", "Accept-Encoding": "identity"})  # noqa: S310 - checked above
    until = time.monotonic() + in_all
    try:
        with opener.open(request, timeout=seconds) as answer:
            content = _read(answer, progress, until, most)
            return Fetched(content, _name(answer.geturl(), answer.headers))
    except urllib.error.HTTPError as error:
        error.close()
        raise Refused(f"trang web trả lời mã lỗi {error.code}; hãy mở địa chỉ bằng trình duyệt để kiểm tra") from None
    except TimeoutError:
        raise Refused(f"trang web không trả lời trong {seconds:g} giây; hãy thử lại sau, hoặc tải tệp về rồi thêm") from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise Refused(f"trang web không trả lời trong {seconds:g} giây; hãy thử lại sau, hoặc tải tệp về rồi thêm") from None
        raise Refused("không kết nối được với trang web; hãy xem lại địa chỉ và đường mạng") from None
    except (http.client.HTTPException, OSError, ValueError, zlib.error):
        raise Refused("trang web trả lời dở dang; hãy thử lại, hoặc tải tệp về rồi thêm") from None


def _check(url: str) -> None:
    try:
        parts = urllib.parse.urlsplit(url)
        host = parts.hostname
    except ValueError:
        parts, host = None, None
    if parts is None or parts.scheme.lower() not in ("http", "https") or not host:
        raise Refused("chỉ lấy được địa chỉ bắt đầu bằng http:// hoặc https://; tệp trên máy thì ghi thẳng đường dẫn")


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = _MOST_REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """A redirect may only lead to another web page."""
        _check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _read(answer: http.client.HTTPResponse, progress: Callable[[int, int | None], None] | None, until: float, most: int) -> bytes:
    length = answer.headers.get("Content-Length", "")
    total = int(length) if length.isdigit() else None
    if total is not None and total > most:
        raise Refused(too_large(total))
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise Refused("trang web gửi nội dung nén theo cách lạ; hãy tải tệp về bằng trình duyệt rồi thêm")
    unpack = zlib.decompressobj(47) if packed in ("gzip", "x-gzip", "deflate") else None
    parts: list[bytes] = []
    came = held = 0
    while chunk := answer.read1(_CHUNK):
        came += len(chunk)
        if unpack is not None:
            chunk = unpack.decompress(chunk, most + 1 - held)
        held += len(chunk)
        if held > most or came > most:
            raise Refused(too_large(max(held, came)))
        if time.monotonic() > until:
            raise Refused("tải về quá lâu nên đã dừng; hãy tải tệp về bằng trình duyệt rồi thêm")
        parts.append(chunk)
        if progress:
            progress(came, total)
    if total is not None and came < total:
        raise Refused("trang web trả lời dở dang; hãy thử lại, hoặc tải tệp về rồi thêm")
    content = b"".join(parts)
    if not content.strip():
        raise Refused("trang web trả lời trống; hãy mở địa chỉ bằng trình duyệt để kiểm tra")
    return content


def _name(url: str, headers: Message) -> str:
    """A name for the content: what the server proposes, or the address's last part, with an ending that fits the kind."""
    path = urllib.parse.unquote(urllib.parse.urlsplit(url).path).rstrip("/")
    name = headers.get_filename() or path.rpartition("/")[2] or urllib.parse.urlsplit(url).hostname or "trang"
    ending = _ENDINGS.get(headers.get_content_type(), "")
    return (
        name
        if (re.search(r"\.[A-Za-z0-9]{2,5}$", name) and name != urllib.parse.urlsplit(url).hostname) or not ending
        else f"{name}.{ending}"
    )
