"""A file that is never seen half-written: made aside, then put in place in one step."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path


def write_whole(target: Path, content: bytes) -> None:
    """Write the file, its folders with it. Raises OSError; then the target is as it was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".", suffix=".moi", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).chmod(0o644)
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


_REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy", errno.EDQUOT: "đã hết dung lượng được cấp", errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền", errno.EPERM: "hệ thống không cho phép", errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "đường dẫn đi qua một tệp không phải thư mục", errno.EISDIR: "đây là một thư mục", errno.EIO: "ổ đĩa bị lỗi",
    errno.EADDRINUSE: "chương trình khác đang dùng cổng này", errno.EADDRNOTAVAIL: "máy này không có địa chỉ ấy", errno.ENAMETOOLONG: "tên quá dài", errno.EMFILE: "mở quá nhiều tệp cùng lúc",
}  # fmt: skip


def reason(error: OSError) -> str:
    """Why a file could not be read or written, in Vietnamese where the system's own word is known."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
