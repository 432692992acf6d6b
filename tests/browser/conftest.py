"""A Chromium without a window, pages that tell their faults, and the site on a free port, for all tests in a real browser.

Needs playwright and a Chromium (``PHANCAP_CHROMIUM`` names one; otherwise /usr/bin/chromium or playwright's own). Without
them the tests are left out; with ``CI=true`` in the environment that is a failure.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


def left_out(reason: str) -> Any:
    """Leave the tests out, or fail where they must run."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"Không chạy được phép thử trình duyệt: {reason}")
    pytest.skip(f"Bỏ qua phép thử trình duyệt: {reason}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        left_out("chưa cài playwright")
    chromium = os.environ.get("PHANCAP_CHROMIUM") or ("/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None)
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        except Error as error:
            left_out(f"không mở được Chromium ({str(error).splitlines()[0]})")
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page that fails the test on any script error or refused load."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 800})
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield made
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def axe() -> Any:
    """axe-core, from the installed package (nothing is fetched)."""
    try:
        from axe_core_python.sync_playwright import Axe
    except ImportError:
        left_out("chưa cài axe-core-python")
    return Axe()


@pytest.fixture(scope="session")
def serving() -> Callable[[Path], AbstractContextManager[str]]:
    """``with serving(store) as address``: a store's site on a free port of this machine."""

    @contextmanager
    def serve(store: Path) -> Iterator[str]:
        from phancap.site.app import create_app
        from waitress.server import create_server

        server = create_server(create_app(store), host="127.0.0.1", port=0, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{getattr(server, 'effective_port', 0)}"
        server.close()

    return serve
