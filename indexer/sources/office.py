"""Forms that LibreOffice turns into .docx for us: .doc, .rtf, .odt. Without it the other forms still work."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from phancap.indexer.sources.refusal import MAX_BYTES, Refused

_SECONDS = 90
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}


@lru_cache(maxsize=1)
def program() -> str | None:
    """The path of LibreOffice on this machine, None where it is not installed."""
    found = next((p for name in ("soffice", "libreoffice") if (p := shutil.which(name))), None)
    return found or next((p for p in _PLACES if Path(p).is_file()), None)


def to_docx(content: bytes, form: str) -> bytes:
    """The file as .docx. ``form`` is "doc", "rtf" or "odt".

    Raises Refused when LibreOffice is not there, cannot read the file, or needs more than 90 seconds.
    """
    made = _ahead.get(_key(content))
    if made is None:
        made = _converted([(content, form)], _SECONDS).get(_key(content))
    if made is None:
        raise Refused(f"LibreOffice không đọc được tệp .{form} này (tệp hỏng hoặc có mật khẩu); hãy mở bằng Word rồi lưu lại dạng .docx")
    return made


def convert_ahead(files: list[tuple[bytes, str]]) -> None:
    """Convert several files in one start of LibreOffice, which takes longer than a file does; ``to_docx`` then finds them.

    Nothing is raised: a file that fails here is tried, and refused, alone.
    """
    _ahead.clear()  # only the next few are held in memory
    if program() is not None:
        with contextlib.suppress(Refused):
            _ahead.update(_converted(files, _SECONDS + 10 * len(files)))


def _converted(files: list[tuple[bytes, str]], seconds: int) -> dict[str, bytes]:
    """Key of each file → its .docx, for those that LibreOffice could read."""
    form = files[0][1]
    soffice = program()
    if soffice is None:
        raise Refused(f"cần chương trình LibreOffice để đọc tệp .{form} mà máy này chưa có; hãy cài LibreOffice, hoặc lưu lại dạng .docx")
    with tempfile.TemporaryDirectory(prefix="phancap-", ignore_cleanup_errors=True) as folder:
        for content, own_form in files:
            (Path(folder) / f"{_key(content)}.{own_form}").write_bytes(content)
        filters = [f"--infilter={_FILTERS[form]}"] if len({f for _, f in files}) == 1 else []
        # The first start makes a profile, which takes a second; kept for this process, it serves the next file.
        command = [
            soffice, f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
            *filters, "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, *[f"{_key(c)}.{f}" for c, f in files],
        ]  # fmt: skip
        _run(command, folder, seconds)
        made = [path for path in Path(folder).glob("*.docx") if path.is_file() and path.stat().st_size <= MAX_BYTES]
        return {path.stem: path.read_bytes() for path in made}


_ahead: dict[str, bytes] = {}


def _key(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


@lru_cache(maxsize=1)
def _profile() -> Path:
    import atexit

    folder = tempfile.mkdtemp(prefix="phancap-lo-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _run(command: list[str], folder: str, seconds: int) -> None:
    process = subprocess.Popen(  # noqa: S603 - our own command; the file is named by us
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=os.name == "posix"
    )  # fmt: skip
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Refused(f"LibreOffice mở tệp quá {seconds} giây nên đã dừng; hãy mở bằng Word rồi lưu lại dạng .docx") from None
    finally:
        if process.poll() is None:  # also when the person stops the command: soffice starts a child of its own
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
