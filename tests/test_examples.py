"""The questions that the first page offers."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from phancap.indexer.build import build
from phancap.site.app import create_app


def test_examples_work(store: Path) -> None:
    """The example queries of the first page find something."""
    client = create_app(store).test_client()
    soup = BeautifulSoup(client.get("/").data, "html.parser")
    examples = [a["href"] for a in soup.select(".vi-du a")]
    assert len(examples) == 3
    for url in examples:
        assert BeautifulSoup(client.get(str(url)).data, "html.parser").select(".ds-ket-qua > li"), url


def test_examples_are_of_what_is_held(copied_corpus: Path, tmp_path: Path) -> None:
    """A corpus without the plan has its own examples, which find something, too; one without duties has none that find nothing."""
    for text, most in (
        ("Điều 1. Trách nhiệm\n\n1. Sở Tài chính chủ trì cấp kinh phí, gửi báo cáo hằng năm về Sở Nội vụ.\n", 3),
        ("Điều 1. Khái niệm\n", 0),
    ):
        for path in (copied_corpus / "documents").glob("*.md"):
            path.unlink()
        head = '+++\nid = "9-qd-ubnd-quang-nam-2025"\ntype = "Quyết định"\nname = "Quyết định số 9"\nshort = "QĐ 9"\nissuer = "quang-nam/uy-ban-nhan-dan-tinh"\njurisdiction = "quang-nam"\n+++\n'
        (copied_corpus / "documents" / "9-qd-ubnd-quang-nam-2025.md").write_text(head + text, "utf-8")
        build(copied_corpus, tmp_path / str(most))
        client = create_app(tmp_path / str(most)).test_client()
        found = [a["href"] for a in BeautifulSoup(client.get("/").data, "html.parser").select(".vi-du a")]
        assert len(found) <= most and (found or not most)
        for url in found:
            assert BeautifulSoup(client.get(str(url)).data, "html.parser").select(".ds-ket-qua > li"), url
