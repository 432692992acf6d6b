"""The whole site as plain files: the same app, walked by Frozen-Flask with relative links.

The files are made aside and checked (every internal link and anchor) before anything in the target folder changes. Only
files that an earlier export of ours wrote are ever replaced or removed there.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
from bs4 import BeautifulSoup
from phancap.indexer.build import current_name
from phancap.indexer.store import Generation

MANIFEST = "phancap-export.json"


class ExportError(Exception):
    """The export was not made; the sentence says why and what to do."""


class Exported(msgspec.Struct, frozen=True):
    """What an export did: files in all, written because new or changed, removed because gone."""

    files: int
    written: int
    removed: int


def export_site(store: Path, folder: Path, base_url: str | None = None) -> Exported:
    """Write the current generation's site to ``folder``.

    Raises ExportError when the folder holds something else, or when a link of a page leads nowhere.
    """
    name = current_name(store)
    if name is None:
        raise ExportError('Chưa có dữ liệu; hãy chạy "phancap build" trước.')
    before = _manifest(folder)
    generation = Generation(store / "generations" / name)
    with tempfile.TemporaryDirectory(prefix="phancap-") as temporary:
        made = Path(temporary) / "site"
        _freeze(store, made, base_url, generation)
        _browser_index(generation, made)
        for alias, document in generation.aliases.items():
            # A document that was renamed keeps its old addresses; the links in its pages are relative and hold there, too.
            shutil.copytree(made / "van-ban" / document, made / "van-ban" / alias)
        broken = broken_links(made)
        if broken:
            listed = "; ".join(f"{page} → {link}" for page, link in broken[:5])
            raise ExportError(f"Có {len(broken)} liên kết không dẫn tới đâu, chưa ghi gì: {listed}")
        return _bring_over(made, folder, before, name)


def _manifest(folder: Path) -> dict[str, str]:
    """The files of the export that is there with their digests; empty for a new or empty folder."""
    if not folder.exists() or not any(folder.iterdir()):
        return {}
    try:
        held = json.loads((folder / MANIFEST).read_text("utf-8"))
        files = {str(k): str(v) for k, v in held["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ExportError(
            f"Thư mục {folder} không trống và không phải bản xuất của phancap; hãy chọn thư mục mới hoặc thư mục trống."
        ) from None
    return {path: digest for path, digest in files.items() if _inside(path)}


def _inside(path: str) -> bool:
    """A path of a manifest may only name a file below the folder (a manifest could have been edited)."""
    parts = Path(path).parts
    return bool(parts) and not Path(path).is_absolute() and ".." not in parts and "\\" not in path and ":" not in path


def _freeze(store: Path, made: Path, base_url: str | None, generation: Generation) -> None:
    from flask_frozen import Freezer, MissingURLGeneratorWarning
    from phancap.site.app import create_app
    from phancap.site.views.addresses import all_urls

    app = create_app(store, exporting=True, base_url=base_url)
    app.config.update(
        FREEZER_DESTINATION=str(made),
        FREEZER_RELATIVE_URLS=True,
        FREEZER_REMOVE_EXTRA_FILES=False,
        FREEZER_REDIRECT_POLICY="error",
    )
    freezer = Freezer(app, with_no_argument_rules=False, log_url_for=False)
    # A former id answers with a redirect, which a file cannot do.
    pages = [(endpoint, values) for endpoint, values in all_urls(app) if values.get("document", "").split("!")[0] not in generation.aliases]
    freezer.register_generator(lambda: pages)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # The API and error pages are no part of the export: what they say stands on its pages.
        warnings.simplefilter("ignore", MissingURLGeneratorWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        freezer.freeze()
    response = app.test_client().get("/khong-co-trang-nay/")
    if response.status_code != 404:
        raise ExportError("Trang báo lỗi 404 không tạo được.")


def _browser_index(generation: Generation, made: Path) -> None:
    from phancap.site.browser_index import write_browser_index

    clauses = list(generation.all_clauses())
    files = write_browser_index(clauses, generation.documents, generation.vocabulary, generation.agencies)
    for name, text in files.items():
        path = made / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def broken_links(made: Path) -> list[tuple[str, str]]:
    """(page, link) of every link, script, style or picture of the pages that leads to no file or no anchor there."""
    anchors: dict[Path, set[str]] = {}
    links: list[tuple[Path, str]] = []
    for page in sorted(made.rglob("*.html")):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        anchors[page.resolve()] = {str(tag["id"]) for tag in soup.find_all(id=True)}
        for tag in soup.find_all(["a", "link", "script", "img", "form"]):
            links += [(page, str(tag[key])) for key in ("href", "src", "action") if tag.get(key)]
    return [(page.relative_to(made).as_posix(), link) for page, link in links if not _leads_somewhere(page, link, anchors)]


def _leads_somewhere(page: Path, link: str, anchors: dict[Path, set[str]]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return parts.scheme in ("http", "https", "mailto")
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
    if not target.is_file():
        return False
    return not parts.fragment or target not in anchors or unquote(parts.fragment) in anchors[target]


def _bring_over(made: Path, folder: Path, before: dict[str, str], generation: str) -> Exported:
    files = {p.relative_to(made).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(made.rglob("*")) if p.is_file()}
    folder.mkdir(parents=True, exist_ok=True)
    # An export that is cut off must know its own files at the next try: first the sum of both lists, at the end the new one.
    _write_manifest(folder, {**before, **files}, generation)
    written = 0
    for path, digest in files.items():
        target = folder / path
        if before.get(path) == digest and target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == digest:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, (made / path).read_bytes())
        written += 1
    gone = [path for path in before if path not in files]
    for path in gone:
        (folder / path).unlink(missing_ok=True)
        for parent in (folder / path).parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    _write_manifest(folder, files, generation)
    return Exported(len(files), written, len(gone))


def _write_manifest(folder: Path, files: dict[str, str], generation: str) -> None:
    value = {"generator": "phancap", "generation": generation, "files": dict(sorted(files.items()))}
    _replace(folder / MANIFEST, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def _replace(target: Path, content: bytes) -> None:
    """Write a file so that it is never seen half-written."""
    aside = target.with_name(target.name + ".moi")
    aside.write_bytes(content)
    aside.replace(target)
