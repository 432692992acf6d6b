"""The wheel in an empty environment outside the repository, and Python's own module ``site`` beside our folder of that name."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PARTS = ("indexer", "site", "corpus")
ASK = """
import json, pathlib, sys, tempfile
import phancap.corpus, phancap.indexer, phancap.site
from phancap.indexer.build import build
from phancap.indexer.corpus import bundled
from phancap.site.app import create_app
store = pathlib.Path(tempfile.mkdtemp())
built = build(bundled(), store)
answer = create_app(store).test_client().get("/tim-kiem/?q=so+tu+phap")
print(json.dumps({
    "corpus": str(bundled()), "clauses": built.clauses, "status": answer.status_code, "page": answer.get_data(as_text=True),
}))
"""


def registry_answers() -> bool:
    """Whether pip can reach a package index; the answer of a moment, asked once."""
    if os.environ.get("CI") == "true" or any(os.environ.get(key) for key in ("PIP_INDEX_URL", "PIP_FIND_LINKS", "UV_INDEX_URL")):
        return True
    done = subprocess.run([sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, check=False, timeout=60)
    if done.returncode == 0:
        return True
    try:
        socket.create_connection(("pypi.org", 443), timeout=5).close()
    except OSError:
        return False
    return True


def environment() -> dict[str, str]:
    """A process that sees nothing of this checkout."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PHANCAP", "VIRTUAL_ENV", "LC_", "LANG"))}
    return {**kept, "LANG": "vi_VN.UTF-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(command: list[str], folder: Path, **more: str) -> str:
    """The command's output. The test fails with what it said when it does not succeed."""
    done = subprocess.run(  # noqa: S603
        command, cwd=folder, env={**environment(), **more}, capture_output=True, text=True, encoding="utf-8", timeout=600, check=False
    )
    assert done.returncode == 0, f"{' '.join(command[:5])}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, made from a copy so that nothing is left behind in the checkout."""
    if not registry_answers():
        pytest.skip("không có mạng để lấy gói phần mềm; đặt CI=true để bắt buộc chạy")
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "copy"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, copy / name)
    for part in PARTS:
        shutil.copytree(REPOSITORY / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(copy)], folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an empty environment into which the wheel was installed with what it depends on."""
    folder = tmp_path_factory.mktemp("empty")
    run([sys.executable, "-m", "venv", str(folder / "venv")], folder)
    found = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run([str(found), "-m", "pip", "install", "--quiet", str(wheel)], folder)
    return found


@pytest.mark.slow
def test_the_wheel_holds_all_that_the_folders_hold(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for part in PARTS:
        for path in (REPOSITORY / part).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"phancap/{path.relative_to(REPOSITORY).as_posix()}" in held
    assert {name.split("/")[0] for name in held} <= {"phancap", next(n for n in held if ".dist-info/" in n).split("/")[0]}
    assert "phancap/__init__.py" not in held and "phancap/site/__init__.py" not in held
    assert any(n.startswith("phancap/corpus/documents/") for n in held)
    assert any(n.startswith("phancap/site/templates/") for n in held) and any(n.startswith("phancap/site/static/") for n in held)


@pytest.mark.slow
def test_an_empty_environment_serves_a_search(python: Path, tmp_path: Path) -> None:
    answer = json.loads(run([str(python), "-W", "error::SyntaxWarning", "-c", ASK], tmp_path))
    assert str(REPOSITORY) not in answer["corpus"]
    assert answer["clauses"] == 50
    assert answer["status"] == 200
    assert "Sở Tư pháp" in answer["page"]


@pytest.mark.slow
def test_the_console_script(python: Path, tmp_path: Path) -> None:
    script = python.with_name("phancap.exe" if os.name == "nt" else "phancap")
    said = run([str(script), "search", "--store", str(tmp_path / "store"), "so tu phap tham dinh"], tmp_path)
    assert said.startswith("1. gạch đầu dòng thứ 3, điểm a khoản 2 Mục III")
    assert run([str(script), "--version"], tmp_path).startswith("phancap ")


@pytest.mark.slow
def test_nothing_is_missing_that_pip_would_know(python: Path, tmp_path: Path) -> None:
    assert "No broken requirements" in run([str(python), "-m", "pip", "check"], tmp_path)


@pytest.mark.parametrize("path", ["", str(REPOSITORY)])
@pytest.mark.parametrize("folder", [REPOSITORY, REPOSITORY / "tests"])
def test_the_folder_site_does_not_shadow_pythons_own(path: str, folder: Path) -> None:
    code = "import site, sysconfig; print(site.__file__); print(sysconfig.get_path('stdlib')); site.getsitepackages()"
    more = {"PYTHONPATH": path} if path else {}
    file, stdlib = run([sys.executable, "-c", code], folder, **more).splitlines()
    assert Path(file).parent == Path(stdlib)


def test_both_are_there_at_once() -> None:
    code = "import site, phancap.site.speech as ours; print(site.__file__); print(ours.__file__)"
    theirs, ours = run([sys.executable, "-c", code], REPOSITORY, PYTHONPATH=str(REPOSITORY)).splitlines()
    assert Path(theirs).name == "site.py" and Path(ours).name == "speech.py"
