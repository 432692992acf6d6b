"""The export: whole, linked, repeatable, and careful with folders that are not its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from phancap.indexer.build import build
from phancap.site.export import MANIFEST, ExportError, broken_links, export_site

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


def test_a_former_id_keeps_its_page(copied_corpus: Path, tmp_path: Path) -> None:
    path = copied_corpus / "documents" / "04-nq-cp-2022.md"
    path.write_text(path.read_text("utf-8").replace('type = "Nghị quyết"', 'type = "Nghị quyết"\naliases = ["nghi-quyet-04"]'), "utf-8")
    build(copied_corpus, tmp_path / "kho")
    export_site(tmp_path / "kho", tmp_path / "ra")
    page = (tmp_path / "ra" / "van-ban" / "nghi-quyet-04" / "index.html").read_text("utf-8")
    assert "Nghị quyết số 04/NQ-CP ngày 10/01/2022 của Chính phủ" in page
