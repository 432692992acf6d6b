"""The whole site as plain files: the same app, walked by Frozen-Flask with relative links.

The files are made aside and checked (every internal link and anchor, names on every file system) before anything in the target
folder changes. Only files that an earlier export of ours wrote are ever replaced or removed there.
"""

from __future__ import annotations

import contextlib
import html
import os
import posixpath
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
from flask import Flask
from phancap.indexer.store import Generation, current_name
from phancap.site import workers
from phancap.site.file_names import too_wide_for_fat, unusual_names, use_names
from phancap.site.links import Looked, broken_links, files_below, same_but_for_case
from phancap.site.packing import zip_of
from phancap.site.placing import MANIFEST, Exported, ExportError, Misused, bring_over, digest_of, manifest_bytes, read_manifest, workshop
from phancap.site.web_config import NAME as WEB_CONFIG
from phancap.site.web_config import web_config

__all__ = ["MANIFEST", "ExportError", "Exported", "broken_links", "export_site"]

Progress = Callable[[int, int], None]
_BY_DOCUMENT = ("van-ban/", "nhiem-vu/van-ban/", "tham-chieu/", "api/v1/documents/")  # what comes next in an address is a document's id


def export_site(
    store: Path,
    folder: Path | None,
    base_url: str | None = None,
    *,
    gzipped: bool = False,
    zip_file: Path | None = None,
    iis: bool = False,
    frame_from: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> Exported:
    """Write the current generation's site to ``folder``, to ``zip_file``, or to both.

    ``base_url`` is the public place (for canonical links, the site map and a 404 page that works at any depth); ``gzipped`` adds
    a compressed twin of every file; ``iis`` a web.config that lets the sites of ``frame_from`` frame the pages; ``progress(done, of)``
    counts addresses and files. Raises ExportError when the folder holds
    something else or a link leads nowhere, OSError when it cannot be written; in all cases what was there stays whole.
    """
    name = current_name(store)
    if name is None:
        raise ExportError('Chưa có dữ liệu; hãy chạy "phancap build" trước.')
    base_url = checked_base(base_url)
    if zip_file and not os.access(os.path.dirname(os.path.abspath(zip_file)), os.W_OK):  # told at once, not after minutes of work
        raise ExportError(f"Không ghi được tệp nén {zip_file}: không có thư mục chứa tệp, hoặc thư mục không cho ghi.")
    with _place_of(folder) as place:
        before = read_manifest(folder) if folder else None
        made = place / "moi"
        try:
            files = _make(store, made, base_url, Generation(store / "generations" / name), gzipped, progress or (lambda done, of: None))
        except ExportError:
            _still_current(store, name)  # pages of two generations do not fit together: that is told, not what is wrong with them
            raise
        _still_current(store, name)
        if iis:
            content = web_config(files, frame_from)
            (made / WEB_CONFIG).write_bytes(content)
            files[WEB_CONFIG] = digest_of(content)
        manifest = manifest_bytes(name, base_url, files)
        if zip_file:
            (made / MANIFEST).write_bytes(manifest)
            zip_of(made, [*files, MANIFEST], zip_file)
        done = bring_over(place, folder, before, manifest) if folder else Exported(len(files), len(files), 0)
        return msgspec.structs.replace(done, wide=tuple(too_wide_for_fat(files)))


def _still_current(store: Path, name: str) -> None:
    if current_name(store) != name:
        raise ExportError("Dữ liệu vừa được dựng lại trong khi xuất, chưa ghi gì; hãy chạy lại.")


def checked_base(base_url: str | None) -> str | None:
    """The public address without its last slash. Raises Misused for what is no address of a web site."""
    if not base_url:
        return None
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise Misused(f"Địa chỉ công khai {base_url} không dùng được; hãy ghi đầy đủ, ví dụ https://quangnam.gov.vn/phan-cap/.")
    return base_url.rstrip("/")


@contextlib.contextmanager
def _place_of(folder: Path | None) -> Iterator[Path]:
    if folder:
        with workshop(folder) as place:
            yield place
    else:
        with tempfile.TemporaryDirectory(prefix="phancap-") as temporary:
            yield Path(temporary)


def _make(store: Path, made: Path, base_url: str | None, generation: Generation, gzipped: bool, progress: Progress) -> dict[str, str]:
    """Make and check every file in ``made``; path → digest."""
    from phancap.site.app import create_app

    app = create_app(store, exporting=True, base_url=base_url)
    names = unusual_names(generation.all_clauses())
    if names:
        use_names(app, names)
    pages = len(workers.pages_of(app))
    made.mkdir(parents=True)
    with workers.workers(workers.Site(store, made, base_url, names), pages) as run:
        done, steps = 0, pages
        try:
            for count in run(workers.make_share, [(0, 0), *workers.stretches(pages)]):
                done += count
                progress(done, 2 * steps)
        except ValueError as error:
            raise ExportError(f"Có trang không tạo được, chưa ghi gì: {error}") from None
        (made / "404.html").write_bytes(_missing_page(app, base_url))
        _former_ids(made, generation)
        files = files_below(made)
        for one, other in same_but_for_case(files):
            raise ExportError(f"Hai địa chỉ chỉ khác nhau chữ hoa, chữ thường nên không cùng ghi ra tệp được: {one}, {other}.")
        looked = Looked({}, [], {})
        for part in run(workers.look_at_share, workers.shares(files)):
            looked.take(part)
            progress(steps + steps * len(looked.digests) // len(files), 2 * steps)
        for lost in run(workers.lost_anchors_of, workers.shares(list(looked.wanted.items()))):
            looked.broken += lost
        if looked.broken:
            listed = "; ".join(f"{page} → {link}" for page, link in sorted(looked.broken)[:5])
            raise ExportError(f"Có {len(looked.broken)} liên kết không dẫn tới đâu, chưa ghi gì: {listed}")
        for twins in run(workers.gzip_share, workers.shares(files)) if gzipped else ():
            looked.digests.update(twins)
    return looked.digests


def _missing_page(app: Flask, base_url: str | None) -> bytes:
    """404.html: a server shows it at any depth, so its links start at the site's root, or, where that is not known, there are none."""
    from flask import render_template, url_for

    if base_url is None:
        with app.test_request_context("/404.html"):
            return render_template("loi-roi.html").encode()
    root = urlsplit(base_url).path

    def rooted(endpoint: str, **values: Any) -> str:
        path, mark, query = url_for(endpoint, **values).partition("?")
        return root + path + ("index.html" if path.endswith("/") else "") + mark + query

    with app.test_request_context("/404.html"):
        from phancap.site.app import failure_page

        relative = app.jinja_env.globals["url_for"]
        app.jinja_env.globals["url_for"] = rooted
        try:
            return failure_page(404).encode()
        finally:
            app.jinja_env.globals["url_for"] = relative


def _former_ids(made: Path, generation: Generation) -> None:
    """A document that was renamed keeps its old addresses, in every area that has its id in them: pages lead on to the new ones, downloads
    are there as well.
    """
    former: dict[str, list[str]] = {}
    for alias, document in generation.aliases.items():
        former.setdefault(document, []).append(alias)
    for name in files_below(made) if former else ():
        area = next((area for area in _BY_DOCUMENT if name.startswith(area)), None)
        if area is None:
            continue
        place, slash, rest = name[len(area) :].partition("/")
        document = place.partition("!")[0] if slash else place.removesuffix(".json")
        for alias in former.get(document, ()):
            path, old = made / name, made / (area + alias + place[len(document) :] + slash + rest)
            old.parent.mkdir(parents=True, exist_ok=True)
            old.write_bytes(_leading_on(made, old, path) if path.suffix == ".html" else path.read_bytes())


def _leading_on(made: Path, former: Path, present: Path) -> bytes:
    """A page that leads to another one, its anchor kept where a script may run, and with a link to click on."""

    def relative(target: Path) -> str:
        return html.escape(quote(posixpath.relpath(target.as_posix(), former.parent.as_posix()), safe="/!~"))

    to, script = relative(present), relative(made / "static" / "chuyen-tiep.js")
    policy = "default-src 'none'; script-src 'self'; base-uri 'none'"
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<title>Văn bản đã đổi địa chỉ</title>\n<link rel="canonical" href="{to}">\n<script src="{script}" defer></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>\n</head>\n<body>\n'
        f'<p>Văn bản này đã đổi địa chỉ: <a id="den" href="{to}">mở địa chỉ hiện nay</a>.</p>\n</body>\n</html>\n'
    ).encode()
