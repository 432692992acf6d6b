"""Start from a clean clone: makes .venv, installs phancap into it, serves the site. Needs only Python 3.11 or newer.

Run as ``python3 site/start.py`` (on Windows ``py site\\start.py``). What follows is handed to ``phancap``; ``--test`` instead
installs what the tests need and runs them.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def installed(extra: str) -> bool:
    """Whether this checkout, with these requirements, is what the environment holds."""
    mark = VENV / f"phancap{extra}.installed"
    return PYTHON.exists() and mark.is_file() and mark.read_text() == wanted()


def wanted() -> str:
    """The digest of what an installation depends on (an editable one follows the sources by itself)."""
    return hashlib.sha256((HERE / "pyproject.toml").read_bytes() + str(HERE).encode()).hexdigest()


def install(extra: str) -> None:
    """Make the environment and install into it. Raises CalledProcessError when a step fails."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)  # noqa: S603
    print("Đang cài đặt (chỉ lần đầu)…", file=sys.stderr, flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", f"{HERE}{extra}"]
    subprocess.run(command, check=True)  # noqa: S603
    (VENV / f"phancap{extra}.installed").write_text(wanted())


def main() -> int:
    """Install when needed, then serve, or run the tests; the exit code is theirs."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file alone may meet an older Python
        print("Cần Python 3.11 trở lên; hãy cài bản mới từ python.org rồi chạy lại.", file=sys.stderr)
        return 1
    arguments = sys.argv[1:]
    testing = arguments[:1] == ["--test"]
    extra = "[test]" if testing else ""
    try:
        if not installed(extra):
            install(extra)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"Chưa cài đặt được ({error}); hãy kiểm tra kết nối mạng và gói python3-venv rồi chạy lại.", file=sys.stderr)
        return 1
    command = (
        [str(PYTHON), "-m", "pytest", *arguments[1:]] if testing else [str(PYTHON), "-m", "phancap.site.cli", *(arguments or ["serve"])]
    )
    try:
        return subprocess.run(command, check=False, cwd=HERE if testing else None).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
