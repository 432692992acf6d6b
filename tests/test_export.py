"""The export: whole, linked, repeatable, and careful with folders that are not its own."""

from __future__ import annotations

import codecs
import functools
import gzip
import hashlib
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar
from urllib.parse import urlsplit

import pytest
from flask import Flask, url_for
from markupsafe import Markup
from phancap.indexer.build import build
from phancap.indexer.corpus import bundled
from phancap.indexer.store import Generation
from phancap.site import file_names, placing, workers
from phancap.site.cli_export import check_export
from phancap.site.export import MANIFEST, ExportError, broken_links, export_site
from phancap.site.links import same_but_for_case
from phancap.site.relative import relative
from phancap.site.upload import Compared, check_upload

PLAN = "ke-hoach-57-nq-hdnd-quang-nam-2022"
THIRD_DASH = f"van-ban/{PLAN}/sec_III__para_2__point_a__indent_3/index.html"


@pytest.fixture(scope="module")
def exported(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled corpus's site as files; tests must not change it."""
    folder = tmp_path_factory.mktemp("xuat") / "cong-thong-tin"
    export_site(store, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_clause_and_agency_has_its_page(exported: Path, generation: object) -> None:
    for clause in generation.clauses(PLAN):  # type: ignore[attr-defined]
        assert (exported / "van-ban" / PLAN / clause.eid / "index.html").is_file()
    for agency in generation.agency_ids:  # type: ignore[attr-defined]
        assert (exported / "co-quan" / agency / "index.html").is_file()
    assert "thẩm định các nội dung" in (exported / THIRD_DASH).read_text("utf-8")


def test_no_page_needs_another_host_or_a_root(exported: Path) -> None:
    for page in exported.rglob("*.html"):
        text = page.read_text("utf-8")
        assert 'href="/' not in text and 'src="/' not in text, page
        assert "http://" not in text.replace("http://www.w3.org/", ""), page
    assert broken_links(exported) == []


def test_a_plain_text_tells_its_encoding(exported: Path, generation: Generation) -> None:
    """A plain web server tells none: Chromium showed "Káº¾ HOáº CH" for "KẾ HOẠCH"."""
    for path in exported.rglob("*.txt"):
        assert path.read_bytes().startswith(codecs.BOM_UTF8), path
    assert (exported / "van-ban" / PLAN / "nguyen-van.txt").read_bytes()[3:] == generation.text(PLAN).encode()


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html#x">b</a><a href="c.html">c</a>', "utf-8")
    (tmp_path / "b.html").write_text('<p id="y">y</p>', "utf-8")
    assert broken_links(tmp_path) == [("a.html", "b.html#x"), ("a.html", "c.html")]


def test_the_same_store_gives_the_same_bytes_and_writes_nothing_again(store: Path, exported: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac"
    export_site(store, other)
    assert contents(other) == contents(exported)
    again = export_site(store, other)
    assert (again.written, again.removed) == (0, 0)


def test_what_is_gone_is_removed_and_nothing_else_is_touched(copied_corpus: Path, tmp_path: Path) -> None:
    store, folder = tmp_path / "kho", tmp_path / "ra"
    build(copied_corpus, store)
    export_site(store, folder)
    (folder / "cua-toi.txt").write_text("tệp của cổng thông tin", "utf-8")
    held = folder / "van-ban" / "06-ttr-snv-quang-nam-2023" / "index.html"
    assert held.is_file()
    (copied_corpus / "documents" / "06-ttr-snv-quang-nam-2023.md").unlink()
    build(copied_corpus, store)
    done = export_site(store, folder)
    assert done.removed >= 1 and not held.parent.exists()
    assert done.gone[0] == "van-ban/06-ttr-snv-quang-nam-2023/" and "api/v1/documents/06-ttr-snv-quang-nam-2023.json" in done.gone
    assert (folder / "cua-toi.txt").read_text("utf-8") == "tệp của cổng thông tin"


def test_a_folder_with_other_things_is_refused(store: Path, tmp_path: Path) -> None:
    (tmp_path / "anh.jpg").write_bytes(b"x")
    with pytest.raises(ExportError, match="không trống"):
        export_site(store, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["anh.jpg"]


def test_an_edited_manifest_reaches_no_file_outside(store: Path, tmp_path: Path) -> None:
    outside, folder = tmp_path / "ngoai.txt", tmp_path / "ra"
    outside.write_text("giữ", "utf-8")
    export_site(store, folder)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    manifest["files"].update({"../ngoai.txt": "0", str(outside): "0"})
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    export_site(store, folder)
    assert outside.read_text("utf-8") == "giữ"


def test_nothing_built_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="phancap build"):
        export_site(tmp_path / "trong", tmp_path / "ra")


BASE = "https://example.gov.vn/phan-cap"


@pytest.fixture(scope="module")
def published(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site exported for a public place, with compressed twins; tests must not change it."""
    folder = tmp_path_factory.mktemp("cong-khai") / "ra"
    export_site(store, folder, BASE + "/", gzipped=True)
    return folder


@pytest.fixture
def copied_export(published: Path, tmp_path: Path) -> Path:
    """A copy of that export that a test may spoil."""
    return Path(shutil.copytree(published, tmp_path / "ban-sao"))


def test_a_former_id_keeps_its_pages(copied_corpus: Path, tmp_path: Path) -> None:
    """Pages lead on (with their anchor where a script may run), downloads stand there as well."""
    path = copied_corpus / "documents" / f"{PLAN}.md"
    path.write_text(path.read_text("utf-8").replace('type = "Kế hoạch"', 'type = "Kế hoạch"\naliases = ["ke-hoach-cu"]'), "utf-8")
    build(copied_corpus, tmp_path / "kho")
    export_site(tmp_path / "kho", tmp_path / "ra")
    former, present = tmp_path / "ra" / "van-ban" / "ke-hoach-cu", tmp_path / "ra" / "van-ban" / PLAN
    page = (former / "sec_III__para_2__point_a__indent_3" / "index.html").read_text("utf-8")
    target = f"../../{PLAN}/sec_III__para_2__point_a__indent_3/index.html"
    assert f'content="0; url={target}"' in page and f'<a id="den" href="{target}">' in page and "chuyen-tiep.js" in page
    assert {p.relative_to(former) for p in former.rglob("*")} == {p.relative_to(present) for p in present.rglob("*")}
    assert (former / "nguyen-van.txt").read_bytes() == (present / "nguyen-van.txt").read_bytes()
    for place in (
        "tham-chieu/{}/index.html",
        "nhiem-vu/van-ban/{}/index.html",
        "nhiem-vu/van-ban/{}/phan-cong.xlsx",
        "api/v1/documents/{}.json",
    ):
        assert (tmp_path / "ra" / place.format("ke-hoach-cu")).is_file(), place  # the served site answers there, too
    assert broken_links(tmp_path / "ra") == []


def test_several_processes_write_the_same(store: Path, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SMALL", 0)
    monkeypatch.setattr(workers.os, "cpu_count", lambda: 2)
    export_site(store, tmp_path / "ra")
    assert contents(tmp_path / "ra") == contents(exported)


@pytest.mark.parametrize(
    ("url", "page", "way"),
    [
        ("/", "/", "index.html"), ("/a/", "/", "a/index.html"), ("/", "/a/b/", "../../index.html"), ("/a/b/?q=1#x", "/a/c/", "../b/index.html?q=1#x"),
        ("/a/x.csv", "/a/", "x.csv"), ("/a/", "/a/x.csv", "index.html"), ("/static/a.css", "/a/b/", "../../static/a.css"), ("/a/b/#c", "/a/b/", "index.html#c"),
    ],
)  # fmt: skip
def test_addresses_are_relative_to_the_page(url: str, page: str, way: str) -> None:
    assert relative(url, page) == way


# -- the page for addresses that lead nowhere -----------------------------------------------------------------------


def test_the_missing_page_works_at_any_depth(exported: Path, published: Path) -> None:
    """Its links start at the public place; where that is not known, it has none that could be wrong."""
    page = (published / "404.html").read_text("utf-8")
    links = re.findall(r'(?:href|src|action)="([^"]*)"', page)
    assert len(links) > 8 and all(link.startswith(("/phan-cap/", "#", BASE)) for link in links)
    assert '<meta name="robots" content="noindex">' in page and "Không có trang này" in page
    plain = (exported / "404.html").read_text("utf-8")
    assert not re.search(r"(?:href|src|action)=", plain) and "Không có trang này" in plain and "default-src 'none'" in plain


# -- links ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("b/index.html", True), ("b/index.html#co", True), ("b/index.html#khong", False), ("b/", True), ("b/khong.html", False), ("#day", True), ("#khong", False),
        ("../a.html", False), ("/phan-cap/b/index.html", True), ("/phan-cap/khong/", False), ("/khac/b/index.html", False), (BASE + "/b/#co", True),
        (BASE + "/khong/", False), (BASE, True), ("https://example.gov.vn/khac/", True), ("mailto:a@b.vn", True), ("javascript:alert(1)", False),
        ("b/%C4%91.txt", True), ("b/index.html?q=x", True), ("", True), ("//[", False),
    ],
)  # fmt: skip
def test_links_are_followed(link: str, leads: bool, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "index.html").write_text("<p>đầu</p>", "utf-8")
    (tmp_path / "b" / "index.html").write_text('<p id="co">có</p>', "utf-8")
    (tmp_path / "b" / "đ.txt").write_text("đ", "utf-8")
    (tmp_path / "a.html").write_text(f'<p id="day"><a href="{link}">x</a></p>', "utf-8")
    assert (broken_links(tmp_path, BASE) == []) is leads


def test_links_of_styles_feeds_and_leading_on_are_followed(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { background: url('khong.svg') }", "utf-8")
    (tmp_path / "b.xml").write_text(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{BASE}/khong/</loc></url></urlset>', "utf-8"
    )
    (tmp_path / "c.html").write_text('<noscript><meta http-equiv="refresh" content="0; url=khong.html"></noscript>', "utf-8")
    (tmp_path / "d.html").write_text('<img srcset="khong.png 2x" alt="">', "utf-8")
    assert [name for name, _ in broken_links(tmp_path, BASE)] == ["a.css", "b.xml", "c.html", "d.html"]


def test_a_broken_link_fails_the_export_and_changes_nothing(store: Path, copied_export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from phancap.site.views import guide

    before = contents(copied_export)
    monkeypatch.setattr(guide, "_readme", lambda: Markup('<a href="khong-co.html">x</a>'))
    with pytest.raises(ExportError, match=r"huong-dan/index\.html → khong-co\.html"):
        export_site(store, copied_export, BASE)
    assert contents(copied_export) == before
    assert [p.name for p in copied_export.parent.iterdir()] == [copied_export.name]


# -- whole or not at all --------------------------------------------------------------------------------------------


def test_an_export_that_fails_while_moving_leaves_the_old_one(store: Path, copied_export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full when the last folders come: every file is as it was, no trace of the attempt."""
    before, moved, rename, replace = contents(copied_export), list[Path](), os.rename, os.replace

    def folder(source: Path, target: Path) -> None:
        moved.append(target)
        rename(source, target)

    def file(source: Path, target: Path) -> None:
        if Path(source).name == "404.html":
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "rename", folder)
    monkeypatch.setattr(os, "replace", file)
    with pytest.raises(OSError, match="No space"):
        export_site(store, copied_export)  # without the public place every page is another one
    assert copied_export / "van-ban" in moved and contents(copied_export) == before
    assert [p.name for p in copied_export.parent.iterdir()] == [copied_export.name]


KILLED = """
import os, sys
from pathlib import Path
from phancap.site.export import export_site
folder, rename = Path(sys.argv[2]), os.rename
def dying(source, target):
    if target == folder / "van-ban":
        os._exit(9)
    rename(source, target)
os.rename = dying
export_site(Path(sys.argv[1]), folder)
"""


def test_an_export_that_was_killed_is_taken_back(store: Path, published: Path, copied_export: Path) -> None:
    """Killed between two files: the next export first restores the old state, then does its own work."""
    before = contents(published)
    done = subprocess.run([sys.executable, "-c", KILLED, str(store), str(copied_export)], check=False, timeout=120)  # noqa: S603
    assert done.returncode == 9 and contents(copied_export) != before
    with placing.workshop(copied_export):
        assert contents(copied_export) == before
    assert export_site(store, copied_export, BASE, gzipped=True).written == 0


def test_only_one_export_at_a_time(store: Path, tmp_path: Path) -> None:
    with placing.workshop(tmp_path / "ra"), pytest.raises(ExportError, match="đợi lần đó xong"):
        export_site(store, tmp_path / "ra")


def test_a_file_of_others_in_the_way_is_not_replaced(store: Path, copied_export: Path) -> None:
    (copied_export / "404.html").unlink()
    manifest = json.loads((copied_export / MANIFEST).read_text("utf-8"))
    del manifest["files"]["404.html"]
    (copied_export / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    (copied_export / "404.html").write_text("trang của cổng thông tin", "utf-8")
    before = contents(copied_export)
    with pytest.raises(ExportError, match=r"404\.html không do phancap ghi"):
        export_site(store, copied_export, BASE, gzipped=True)
    assert contents(copied_export) == before


def test_a_folder_that_leads_elsewhere_is_not_followed(store: Path, copied_export: Path, tmp_path: Path) -> None:
    outside = tmp_path / "noi-khac"
    (copied_export / "co-quan").rename(outside)
    (copied_export / "co-quan").symlink_to(outside, target_is_directory=True)
    before = contents(outside)
    with pytest.raises(ExportError, match="không phải thư mục do phancap tạo"):
        export_site(store, copied_export)
    assert contents(outside) == before


# -- packed ---------------------------------------------------------------------------------------------------------


def test_compressed_twins_hold_the_same(published: Path) -> None:
    packed = sorted(published.rglob("*.gz"))
    assert len(packed) > 100
    for path in packed:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes(), path
    listed = json.loads((published / MANIFEST).read_text("utf-8"))["files"]
    assert {p.relative_to(published).as_posix() for p in packed} < set(listed)


def test_a_zip_holds_the_export_and_is_the_same_again(store: Path, exported: Path, tmp_path: Path) -> None:
    target = tmp_path / "ban-xuat.zip"
    export_site(store, None, zip_file=target)
    first = target.read_bytes()
    with zipfile.ZipFile(target) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == contents(exported)
    os.utime(target, (1, 1))
    export_site(store, None, zip_file=target)
    assert target.read_bytes() == first and target.stat().st_mtime == 1
    assert [p.name for p in tmp_path.iterdir()] == ["ban-xuat.zip"]


def test_a_zip_that_cannot_be_written_is_told_at_once(store: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Không ghi được tệp nén"):
        export_site(store, tmp_path / "ra", zip_file=tmp_path / "khong-co" / "x.zip")
    assert not list(tmp_path.iterdir())


def test_the_manifest_tells_every_digest(published: Path) -> None:
    manifest = json.loads((published / MANIFEST).read_text("utf-8"))
    files = {name: hashlib.sha256(content).hexdigest() for name, content in contents(published).items() if name != MANIFEST}
    assert manifest["files"] == files and manifest["base_url"] == BASE and re.fullmatch("[0-9a-f]{16}", manifest["generation"])


# -- names on every file system -------------------------------------------------------------------------------------


def test_names_that_windows_and_iis_take(published: Path) -> None:
    names = list(contents(published))
    assert list(same_but_for_case(names)) == []
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9._!~/-]+", name) and len(name) <= file_names.LONGEST_PATH, name
        assert not any(part.endswith(".") or part.split(".")[0].lower() in file_names._RESERVED for part in name.split("/")), name


def test_a_large_export_of_hard_names(tmp_path: Path) -> None:
    """Long titles, deep numbering, headings that differ in letter case alone, appendices, bodies with the longest names that are read: every
    file can be copied below C:\\inetpub\\wwwroot\\van-ban-phan-cap\\ and has a type that IIS is told; the site map leads to each.
    """
    corpus = tmp_path / "kho"
    shutil.copytree(bundled(), corpus, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    name = "ke-hoach-to-chuc-cac-hoi-nghi-hiep-thuong-va-huong-dan-gioi-thieu-nguoi-2025-f22720"
    deep = "".join(f"{'.'.join(['1'] * n)}. Việc thứ {n} của Sở Tư pháp\n\n" for n in range(1, 12))
    body = "Ban Chỉ đạo quốc gia về tìm kiếm, quy tập và xác định danh tính hài cốt liệt sĩ và chăm lo người có công với cách mạng tỉnh"
    text = f"I. NHIỆM VỤ\n\n{deep}- {body} rà soát hồ sơ.\n\ni. Việc khác\n\n- Sở Nội vụ báo cáo theo Nghị quyết số 57/NQ-HĐND.\n\nPhụ lục 1\nMẪU BÁO CÁO\n\n{deep}"
    head = f'+++\nid = "{name}"\ntype = "Kế hoạch"\nname = "Kế hoạch"\nshort = "Kế hoạch"\nissuer = "quang-nam/uy-ban-nhan-dan-tinh"\njurisdiction = "quang-nam"\n+++\n'
    (corpus / "documents" / f"{name}.md").write_text(head + text, encoding="utf-8")
    build(corpus, tmp_path / "store")
    export_site(tmp_path / "store", tmp_path / "ra", BASE, iis=True)
    names = [p.relative_to(tmp_path / "ra").as_posix() for p in (tmp_path / "ra").rglob("*") if p.is_file()]
    assert len(names) > 500 and list(same_but_for_case(names)) == []
    longest = max(names, key=len)
    assert 190 < len(longest) <= file_names.LONGEST_PATH, longest
    types = (tmp_path / "ra" / "web.config").read_text(encoding="utf-8")
    marked = [path.removesuffix("index.html") for path in names if re.fullmatch(rf"van-ban/{name}[^/]*/[^/]+~[^/]+/index\.html", path)]
    sheet = (tmp_path / "ra" / "van-ban" / name / "dieu-khoan.csv").read_text("utf-8")
    assert marked and all(f"{BASE}/{path}" in sheet for path in marked)
    for path in names:
        assert re.fullmatch(r"[A-Za-z0-9._!~/-]+", path), path  # nothing that IIS or its request filter refuses: no space, +, &, %, :
        parts = path.split("/")
        assert not any(
            part.endswith(".") or part.split(".")[0].lower() in file_names._RESERVED for part in parts if part != "web.config"
        ), path
        assert not any("." in part for part in parts[:-1]) and (f'"{Path(path).suffix}"' in types or path == "web.config"), path


def test_a_folder_too_wide_for_a_stick() -> None:
    """26 letters are two entries, and one more for the short name."""
    names = [f"van-ban/x/chp_I__art_1__para_{n:07}" for n in range(21_844)]
    assert file_names.too_wide_for_fat(names) == []
    assert file_names.too_wide_for_fat([*names, "van-ban/x/chp_I__art_1__para_9999999/a.html"]) == ["van-ban/x"]


def test_unusual_names() -> None:
    """eIds that differ in case alone, device names and over-long ones get a mark; the app reads its own addresses back."""
    eids = ["sec_I", "sec_i", "con", "para_1", "a" * 130]
    names = file_names.unusual_names(SimpleNamespace(id=f"x/{eid}", eid=eid) for eid in eids)  # type: ignore[misc]
    assert set(names) == {"x/sec_i", "x/con", "x/" + "a" * 130}
    assert len({n.casefold() for n in (*names.values(), "sec_I", "para_1")}) == 5 and all(len(n) <= 129 for n in names.values())
    app = Flask(__name__)
    app.add_url_rule("/<document>/<eid>/", "documents.clause", lambda document, eid: eid)
    file_names.use_names(app, names)
    with app.test_request_context():
        urls = [url_for("documents.clause", document="x", eid=eid) for eid in eids]
    assert urls[0] == "/x/sec_I/" and urls[1] != "/x/sec_i/"
    assert [app.test_client().get(url).text for url in urls] == eids
    assert list(same_but_for_case(["a/B/c", "a/b/d"])) == [("a/B", "a/b")]
    long = SimpleNamespace(id=f"{'d' * 75}!phu-luc-1/{'a' * 110}", eid="a" * 110)
    name = file_names.unusual_names([long])[long.id]  # type: ignore[list-item]
    assert name.startswith("a" * 40) and len(f"van-ban/{'d' * 75}!phu-luc-1/{name}/doi-chieu/index.html") == file_names.LONGEST_PATH


# -- what is uploaded -----------------------------------------------------------------------------------------------


class Uploaded(http.server.SimpleHTTPRequestHandler):
    """A plain file server below /phan-cap/."""

    def translate_path(self, path: str) -> str:
        """The file below the folder."""
        return super().translate_path(path.removeprefix("/phan-cap"))

    def log_message(self, *_: object) -> None:
        """Nothing is told."""


@pytest.fixture
def served(copied_export: Path) -> Iterator[tuple[Path, str]]:
    """(what is uploaded, its address)."""
    handler = functools.partial(Uploaded, directory=str(copied_export))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield copied_export, f"http://127.0.0.1:{server.server_port}/phan-cap/"
        server.shutdown()


def test_an_upload_is_as_exported(published: Path, served: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    _, url = served
    assert check_export(published, url) == 0
    assert f"Khớp: cả {len(contents(published)) - 1} tệp" in capsys.readouterr().out
    assert check_upload(published, url + "index.html").faults == ()


def test_an_upload_that_is_not_as_exported(published: Path, served: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    """A file left out, one of an older export, one sent as text: each is told by its name."""
    uploaded, url = served
    (uploaded / "thoi-han" / "index.html").unlink()
    (uploaded / "index.html").write_text("bản cũ", "utf-8")
    page = uploaded / "co-quan" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    manifest = uploaded / MANIFEST
    manifest.write_text(re.sub(r'"generation": "[0-9a-f]+"', '"generation": "0123456789abcdef"', manifest.read_text("utf-8")), "utf-8")
    found = check_upload(published, url)
    assert set(found.faults) == {
        Compared("thoi-han/index.html", "missing", 404), Compared("index.html", "different", 200), Compared("co-quan/index.html", "line-ends", 200),
    }  # fmt: skip
    assert check_export(published, url) == 1
    told = capsys.readouterr().out
    assert "0123456789abcdef" in told and "thoi-han/index.html: không có trên máy chủ" in told and "nhị phân" in told
    assert "khác địa chỉ vừa kiểm tra" in told and urlsplit(url).path == "/phan-cap/"


class Stubborn(http.server.SimpleHTTPRequestHandler):
    """A portal's server: compresses whether asked or not, is busy at each first asking, answers 200 where there is nothing, tells a wrong encoding."""

    asked: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        """One file."""
        path = Path(self.translate_path(self.path))
        busy = self.path not in self.asked and path.suffix == ".csv"
        self.asked.add(self.path)
        body = gzip.compress(path.read_bytes() if path.is_file() else b"<p>Trang chu</p>")
        self.send_response(503 if busy else 200)
        self.send_header("Content-Type", "text/html; charset=windows-1258")
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is told."""


def test_a_server_with_ways_of_its_own(tmp_path: Path) -> None:
    """What comes to a visitor as it was exported is no fault; a file that is not there is one, whatever the server's number says, and so is the list."""
    here, there = tmp_path / "ra", tmp_path / "may-chu"
    files = {
        "index.html": b"<p>a</p>" * 9,
        "b.csv": b"b",
        "c.html": b"c",
        "d.html.gz": gzip.compress(b"d", mtime=0),
        "static/page.js": b"1",
    }
    for name, content in files.items():
        for folder in (here, there):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    (here / MANIFEST).write_bytes(placing.manifest_bytes("0" * 16, None, {name: placing.digest_of(c) for name, c in files.items()}))
    (there / "c.html").unlink()
    (there / "index.html").write_bytes(files["index.html"][:-1])
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Stubborn, directory=str(there))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = check_upload(here, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
    assert set(found.faults) == {
        Compared("index.html", "different", 200), Compared("c.html", "missing", 200), Compared(MANIFEST, "missing", 200),
    }  # fmt: skip
    told = " ".join(found.notes)
    assert (
        "bảng mã của trang là windows-1258" in told and "tệp .js với loại text/html" in told and "trả lời 200 cho địa chỉ không có" in told
    )


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "ftp://a/", "phan-cap"])
def test_an_upload_that_cannot_be_asked_for(published: Path, url: str) -> None:
    with pytest.raises(ExportError, match="hãy"):
        check_upload(published, url)


def test_checking_what_was_never_exported(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="chưa có bản xuất"):
        check_upload(tmp_path, "http://127.0.0.1:1/")


@pytest.mark.parametrize("base", ["example.gov.vn", "ftp://a.vn/", "https://a.vn/?x=1"])
def test_a_public_place_must_be_one(base: str, store: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Địa chỉ công khai"):
        export_site(store, tmp_path / "ra", base)
