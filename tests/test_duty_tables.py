"""Duties in a table's columns; a row that does not match the head is left alone."""

from __future__ import annotations

from collections.abc import Callable

from phancap.indexer.model import Reading

TABLE = """I. NHIỆM VỤ

| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |
|---|---|---|---|---|
| 1 | Xây dựng kế hoạch | Sở Tư pháp | Sở Nội vụ; các cơ quan liên quan | Quý IV năm 2025 |
| 2 | Báo cáo kết quả | Sở Nội vụ | | Hằng quý |
| 3 | Ô bị gộp | Sở Tài chính |
| 4 | Không rõ ai | Theo phân công | Sở Nội vụ | Năm 2025 |
"""


def test_columns_say_who_does_what(read_text: Callable[..., Reading]) -> None:
    rows = [c for c in read_text(TABLE).clauses if c.kind == "row"]
    assert [c.number for c in rows] == ["1", "2", "3", "4", "5"]
    first = rows[1].duties[0]
    assert (first.bearer, first.role, first.action) == ("quang-nam/so-tu-phap", "lead", "Xây dựng kế hoạch")
    assert (first.partners, first.others) == (("quang-nam/so-noi-vu",), ("các cơ quan liên quan",))
    assert first.deadline is not None and first.deadline.period == "2025-Q4"
    assert rows[1].text[first.start : first.end] == "Xây dựng kế hoạch"


def test_an_empty_cell_keeps_its_place(read_text: Callable[..., Reading]) -> None:
    second = [c for c in read_text(TABLE).clauses if c.kind == "row"][2].duties[0]
    assert (second.bearer, second.partners, second.recurrence) == ("quang-nam/so-noi-vu", (), "quarterly")


def test_merged_cells_and_unnamed_bodies_burden_nobody(read_text: Callable[..., Reading]) -> None:
    rows = [c for c in read_text(TABLE).clauses if c.kind == "row"]
    assert rows[3].duties == () and rows[4].duties == ()
