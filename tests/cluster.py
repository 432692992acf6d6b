"""A real OpenSearch of three nodes for the tests: one Java process, its libraries from Maven Central (tests/opensearch/pom.xml)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent / "opensearch"
NODES = 3


class Cluster:
    """The running nodes; ``urls`` are their addresses."""

    def __init__(self, process: subprocess.Popen[str], told: Path, urls: list[str]) -> None:
        self._process, self._told, self.urls = process, told, urls
        self._heard = 0

    def stop(self, node: int) -> None:
        """Ends a node (from 1) without a word to the others."""
        self._order(f"stop {node}")

    def start(self, node: int) -> None:
        """Starts a node that was stopped."""
        self._order(f"start {node}")

    def _order(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        self._wait(f"done {line}")

    def _wait(self, line: str) -> None:
        while self._process.poll() is None:
            said = self._told.read_text().splitlines() if self._told.is_file() else []
            if line in said[self._heard :]:
                self._heard = len(said)
                return
            time.sleep(0.1)
        raise RuntimeError(f"OpenSearch ended before it said {line!r}")


def missing() -> str | None:
    """What the machine lacks to run it, or None."""
    lacking = [name for name in ("java", "javac", "mvn") if shutil.which(name) is None]
    return f"OpenSearch cần {', '.join(lacking)}" if lacking else None


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Three nodes on free ports of 127.0.0.1, started in the folder; ended with the block. Takes some 15 seconds."""
    ports = _free_ports(2 * NODES)
    http, transport = ports[:NODES], ports[NODES:]
    command = [
        "java", "-Xms512m", "-Xmx1g", "-cp", f"{_libraries()}/*", str(HERE / "Cluster.java"), str(folder / "nodes"),
        ",".join(map(str, http)), ",".join(map(str, transport)), str(folder / "told.txt"),
    ]  # fmt: skip
    with (folder / "output.txt").open("w") as errors:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=errors, stderr=errors, text=True)  # noqa: S603
    try:
        running = Cluster(process, folder / "told.txt", [f"http://127.0.0.1:{port}" for port in http])
        running._wait("ready")
        yield running
    finally:
        process.kill()
        process.wait()


def _libraries() -> Path:
    """The folder of the libraries, brought by Maven once and kept beside its own."""
    from hashlib import sha256

    pom = HERE / "pom.xml"
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "phancap-tests" / sha256(pom.read_bytes()).hexdigest()[:12]
    if not (folder / "whole").is_file():
        command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
        subprocess.run(command, check=True, timeout=600, stdout=subprocess.DEVNULL)  # noqa: S603
        (folder / "whole").touch()
    return folder


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
