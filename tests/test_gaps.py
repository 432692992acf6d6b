"""What a text leaves open is told with its place, and nothing is called a gap that the words answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.corpus import Corpus
from phancap.indexer.gaps import Gap, gaps_of
from phancap.indexer.model import Document
from phancap.indexer.read import read_document
from phancap.site.cli import program

TEXT = """
III. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ, Sở Tài chính chủ trì xây dựng đề án vị trí việc làm.

2. Sở Tư pháp báo cáo kết quả thực hiện.

3. Sở Y tế báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện.

4. Chi cục Hải quan khu vực XIX rà soát thủ tục, hoàn thành trước ngày 15/11/2025.

5. Rà soát các văn bản đã ban hành.

6. Sở Xây dựng báo cáo cấp có thẩm quyền xem xét.
"""


@pytest.fixture
def gaps(corpus: Corpus) -> Callable[[str | None], list[Gap]]:
    """Reads the text above as a plan of Quảng Nam."""

    def found(today: str | None) -> list[Gap]:
        document = Document(
            id="vb", file="vb.md", first_line=1, type="Kế hoạch", title="", name="Kế hoạch", short="KH", jurisdiction="quang-nam", text=TEXT
        )  # fmt: skip
        index = AgencyIndex(corpus.register)
        return gaps_of(read_document(document, corpus, index).clauses, index, today)

    return found


def test_each_kind_of_gap_is_told_once_with_its_place(gaps: Callable[[str | None], list[Gap]]) -> None:
    told = [(g.kind, g.citation.split(" Mục")[0], g.words) for g in gaps("2026-01-01")]
    assert told == [
        ("no-bearer", "khoản 5", "Rà soát các văn bản đã ban hành"),
        ("unknown-bearer", "khoản 4", "Chi cục Hải quan khu vực XIX"),
        ("two-leads", "khoản 1", "Sở Nội vụ, Sở Tài chính"),
        ("report-to-nobody", "khoản 2", "báo cáo kết quả thực hiện"),
        ("passed", "khoản 4", "hoàn thành trước ngày 15/11/2025"),
    ]


@pytest.mark.parametrize("today", [None, "2025-11-15"])
def test_a_deadline_has_not_passed_on_its_own_day(gaps: Callable[[str | None], list[Gap]], today: str | None) -> None:
    assert "passed" not in {g.kind for g in gaps(today)}


def test_the_command_prints_them(tmp_path: Path) -> None:
    def run(*words: str) -> str:
        return CliRunner().invoke(program, ["gaps", "--store", str(tmp_path), *words]).output

    found = json.loads(run("--json"))
    assert {"no-bearer", "passed"} == {g["kind"] for g in found}
    assert all(g["clause"].startswith(g["document"]) for g in found)
    assert "Việc không nêu cơ quan thực hiện" in run(found[0]["document"])
    assert "Không có văn bản" in run("khong-co")
