"""atheris, bounded by a number of runs: whatever comes, the reader, the structure and the citations answer, and lose nothing.

It instruments the interpreter, so it has one of its own. CI must have it; elsewhere its absence is told.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
RUNS = 2_000
SECONDS = 60


@pytest.mark.slow
@pytest.mark.parametrize("part", ["reader", "structure", "citations"])
def test_bytes_of_any_kind(part: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        assert os.environ.get("CI") != "true", "atheris phải có trong CI: pip install atheris"
        pytest.skip("chưa cài atheris (pip install atheris)")
    corpus = tmp_path / "seeds"
    corpus.mkdir()
    for number, seed in enumerate(SEEDS):
        (corpus / str(number)).write_bytes(seed)
    command = [
        sys.executable, str(HERE / "fuzz.py"), part, f"-runs={RUNS}", f"-max_total_time={SECONDS}", "-max_len=4000", "-seed=1",
        f"-artifact_prefix={tmp_path}/", "-verbosity=0", str(corpus),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS * 5, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]


SEEDS = [
    "Điều 1. Phạm vi\n\n1. Rà soát theo khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP;\n\na) một;\n\n- hai\n".encode(),
    "I. MỤC ĐÍCH\n\n**1. Sở Tư pháp:** báo cáo.\n\nNơi nhận:\n- Như trên;\n\nTM. ỦY BAN NHÂN DÂN\n\nPHỤ LỤC I\n(Kèm theo Quyết định số 1/QĐ-UBND)\n".encode(),
    "Điều 1. Sửa đổi\n\n1. Sửa đổi khoản 1 như sau:\n\n“1. Điều này”.\n\n| a | b |\n|---|---|\n| 1 | Sở |\n".encode(),
    "<html><body><table><tr><td>Điều 1.</td></tr></table><ol start=3><li>ba</li></ol></body></html>".encode(),
    b"{\\rtf1\\ansi\\ansicpg1258 \\u272?i\\u7873?u 1. }",
    b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n",
    b"PK\x03\x04" + b"\0" * 40,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
    "C\xe9ng b\xb8o".encode("latin-1"),
]
