"""What is no document, or not safe to open: one Vietnamese sentence, and limits that hold for every form of file.

Files come from anybody: a 42 KB archive can hold 4 GB, an XML file can define an entity of an entity of an entity.
Every reader asks here before it opens anything.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from phancap.indexer.atomic import reason
from phancap.indexer.vietnamese import slug

MAX_BYTES = 100 * 1024 * 1024
"""The largest file that is opened at all, in bytes."""
MAX_UNPACKED = 300 * 1024 * 1024
"""The most that the parts of an archive may unpack to, together, in bytes."""
MAX_PART = 80 * 1024 * 1024
MAX_PARTS = 5000
MAX_TEXT = 60 * 1024 * 1024
"""The largest text kept, in bytes of UTF-8: a corpus file may have 64 MB (``corpus.MAX_FILE_BYTES``)."""

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class Refused(Exception):
    """The file is not taken; ``sentence`` says in Vietnamese what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises Refused for what is no file, is empty, too large or not readable."""
    try:
        if path.is_dir():
            raise Refused("đây là một thư mục; hãy chỉ rõ từng tệp")
        if not path.exists():
            raise Refused("không có tệp này; hãy xem lại đường dẫn")
        if not path.is_file():  # a pipe or a device would be read for ever
            raise Refused("đây không phải là tệp thường; hãy lưu thành tệp rồi thêm lại")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Refused(too_large(size))
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)  # the file may have grown since it was asked
    except OSError as error:
        raise Refused(f"không mở được tệp ({reason(error)}); hãy xem lại đường dẫn và quyền đọc") from None
    if len(content) > MAX_BYTES:
        raise Refused(too_large(len(content)))
    if not content.strip():
        raise Refused("tệp trống, không có gì để đọc; hãy lấy lại tệp")
    return content


def too_large(size: int) -> str:
    """The sentence for a file of ``size`` bytes."""
    return f"tệp quá lớn ({size // (1024 * 1024)} MB, tối đa {MAX_BYTES // (1024 * 1024)} MB); hãy tách riêng phần văn bản"


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive, after its directory was looked at: few parts, none encrypted, not too much when unpacked.

    The sizes that the directory declares may lie, so ``read_part`` counts again while it unpacks.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Refused("tệp hỏng, không mở được; hãy mở bằng Word rồi lưu lại, hoặc lấy lại tệp") from None
    if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED:
        raise Refused("tệp nén giải ra lớn bất thường nên không được mở; hãy lấy tệp từ nguồn tin cậy")
    if any(p.flag_bits & 1 for p in parts):
        raise Refused("tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi thêm lại")
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """One part of the archive, None where it has none of that name. Raises Refused when it unpacks to too much."""
    try:
        with archive.open(name) as part:
            content = part.read(MAX_PART + 1)
    except KeyError:
        return None
    except Exception:  # zlib, bad CRC, unknown method, truncated: all mean that the file is broken
        raise Refused("tệp hỏng, không mở được; hãy mở bằng Word rồi lưu lại, hoặc lấy lại tệp") from None
    if len(content) > MAX_PART:
        raise Refused("tệp nén giải ra lớn bất thường nên không được mở; hãy lấy tệp từ nguồn tin cậy")
    return content


def safe_name(name: str) -> str:
    """A file name that is safe on every system, made from one that a stranger chose: at most 80 ASCII characters.

    >>> safe_name("../../Kế hoạch (số 5).DOCX")
    'ke-hoach-so-5.docx'
    """
    name = re.split(r"[/\\]", name.strip())[-1]
    stem, dot, ending = name.rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,5}", ending):
        stem, ending = name, ""
    stem = slug(stem)[:70].strip("-") or "tep"
    safe = f"{stem}.{ending.lower()}" if ending else stem
    return f"tep-{safe}" if _RESERVED.match(safe) else safe
