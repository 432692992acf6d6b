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


TWO_ROWS = """I. NHIỆM VỤ

| STT | Nội dung công việc | Phân công thực hiện | | Hạn hoàn thành | Sản phẩm |
|---|---|---|---|---|---|
| | | Chủ trì | Phối hợp | | |
| (1) | (2) | (3) | (4) | (5) | (6) |
| 1 | Xây dựng kế hoạch | Sở Nội vụ | Sở Tư pháp Sở Tài chính | 31/12/2025 | Kế hoạch |
| 2 | Rà soát văn bản | nt | - Thanh tra tỉnh - Sở Y tế | Quý I/2026 | |
| II | Nhóm nhiệm vụ về hạ tầng | | | | |
| 3 | Đầu tư thiết bị | | Sở Tài chính | Năm 2026 | |
"""


def test_a_head_in_two_rows_and_lists_without_marks(read_text: Callable[..., Reading]) -> None:
    rows = [c for c in read_text(TWO_ROWS).clauses if c.kind == "row"]
    (plan,) = rows[3].duties
    assert (plan.bearer, plan.role, plan.partners) == ("quang-nam/so-noi-vu", "lead", ("quang-nam/so-tu-phap", "quang-nam/so-tai-chinh"))
    assert plan.deadline is not None and plan.deadline.date == "2025-12-31" and plan.product == "Kế hoạch"


def test_the_same_as_above_only_where_the_table_says_so(read_text: Callable[..., Reading]) -> None:
    rows = [c for c in read_text(TWO_ROWS).clauses if c.kind == "row"]
    (same,) = rows[4].duties
    assert same.bearer == "quang-nam/so-noi-vu" and same.because["bearer_clause"] == rows[3].eid
    assert same.partners == ("quang-nam/thanh-tra-tinh", "quang-nam/so-y-te")
    assert rows[5].duties == ()
    (empty,) = rows[6].duties
    assert empty.bearer is None and empty.deadline is not None and empty.deadline.period == "2026"


LOST = """I. NHIỆM VỤ

| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Kết quả | Kinh phí |
|---|---|---|---|---|---|---|
| 1 | Xây dựng kế hoạch | Sở Tài chính | Sở Tư pháp | Quý IV/2025 | Quyết định | Ngân sách |
| 2 | Rà soát quy hoạch | Sở Xây dựng | Sở Nội vụ | Quý I/2026 | Báo cáo |
| 3 | Chia sẻ dữ liệu | Sở Y tế | Sở Tài chính | Năm 2026 |
| Sao lưu dữ liệu | Sở Khoa học và Công nghệ | Sở Tài chính |
| Đào tạo cán bộ | Sở Nội vụ |
"""


def test_a_cell_that_is_lost_leaves_what_is_sure(read_text: Callable[..., Reading]) -> None:
    rows = [c for c in read_text(LOST).clauses if c.kind == "row"]
    read = [[(d.bearer, d.partners, d.deadline.period if d.deadline else None) for d in row.duties] for row in rows[2:]]
    assert read[0] == [("quang-nam/so-xay-dung", ("quang-nam/so-noi-vu",), "2026-Q1")]
    assert read[1] == [("quang-nam/so-y-te", ("quang-nam/so-tai-chinh",), "2026")]
    assert read[2] == [("quang-nam/so-khoa-hoc-va-cong-nghe", ("quang-nam/so-tai-chinh",), None)]
    assert read[3] == []  # one body: it may be the one who leads or the one who helps


OTHERS = """I. NHIỆM VỤ

| TT | Nhiệm vụ | Đơn vị thực hiện | Tiến độ |
|---|---|---|---|
| 1 | Rà soát thủ tục | Chủ trì: Sở Tư pháp; phối hợp: Sở Nội vụ | Tháng 3/2026 |
| 2 | Tham mưu, báo cáo Bộ Nội vụ, phối hợp với Sở Y tế | Sở Nội vụ | Thường xuyên |

| TT | Tên xã | Cơ quan quản lý |
|---|---|---|
| 1 | Xã Hoa Lộc | Sở Y tế |
"""


def test_roles_within_a_cell_and_what_the_task_itself_says(read_text: Callable[..., Reading]) -> None:
    rows = [c for c in read_text(OTHERS).clauses if c.kind == "row"]
    (first,) = rows[1].duties
    assert (first.bearer, first.role, first.partners) == ("quang-nam/so-tu-phap", "lead", ("quang-nam/so-noi-vu",))
    (second,) = rows[2].duties
    assert (second.report_to, second.partners, second.recurrence) == (("vn/bo-noi-vu",), ("quang-nam/so-y-te",), "continuous")


def test_another_table_is_not_read_by_the_head_before(read_text: Callable[..., Reading]) -> None:
    rows = [c for c in read_text(OTHERS).clauses if c.kind == "row"]
    assert [row.duties for row in rows[3:]] == [(), ()]


MERGED = """I. NHIỆM VỤ

| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |
|---|---|---|---|---|
| 1 | Rà soát văn bản | Sở Tư pháp | Sở Nội vụ | Quý I/2026 |
| 2 | Tổng hợp kết quả | ^^ |  | ^^ |
| 3 | Theo dõi việc thực hiện | ^^ | ^^ | Hằng quý |
"""


def test_a_cell_that_reaches_down_speaks_for_each_row_that_it_covers(read_text: Callable[..., Reading]) -> None:
    rows = [c for c in read_text(MERGED).clauses if c.kind == "row"]
    assert rows[2].text == "2 | Tổng hợp kết quả | | |"
    second, third = rows[2].duties[0], rows[3].duties[0]
    assert (second.bearer, second.partners) == ("quang-nam/so-tu-phap", ())
    assert second.deadline is not None and second.deadline.words == "Quý I/2026"
    assert second.because["bearer_clause"] == rows[1].eid
    # an empty cell above is no cell that reaches down: the third row has no partner
    assert (third.bearer, third.partners, third.deadline, third.recurrence) == ("quang-nam/so-tu-phap", (), None, "quarterly")


def test_what_one_cell_says_of_two_roles_holds_for_the_rows_it_covers(read_text: Callable[..., Reading]) -> None:
    text = MERGED.replace(" Cơ quan chủ trì | Cơ quan phối hợp |", " Cơ quan thực hiện |").replace(
        "|---|---|---|---|---|", "|---|---|---|---|"
    )
    text = (
        text.replace("Sở Tư pháp | Sở Nội vụ |", "Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ |")
        .replace("^^ |  | ^^", "^^ | ^^")
        .replace("^^ | ^^ | H", "^^ | H")
    )
    duty = [c for c in read_text(text).clauses if c.kind == "row"][2].duties[0]
    assert (duty.bearer, duty.role, duty.partners) == ("quang-nam/so-tu-phap", "lead", ("quang-nam/so-noi-vu",))


PARAGRAPHS = """I. NHIỆM VỤ

| TT | Nhiệm vụ | Cơ quan<br>chủ trì | Cơ quan phối hợp | Thời gian |
|---|---|---|---|---|
| 1 | - Rà soát phương án<br>- Diễn tập | Vụ Pháp chế<br>Cục Việc làm | Công an tỉnh<br/>Các sở, ngành | Trước 30/5<br>hằng năm |
| 2 | Rà soát | Sở Nội vụ | - Vụ Pháp chế - Trung tâm Thông tin | 2026 |
"""


def test_paragraphs_of_a_cell_stay_apart(read_text: Callable[..., Reading]) -> None:
    """A line of its own is a body of its own, whatever names no register knows; "<br>" is a mark, no letters of the text."""
    _, first, second = [c for c in read_text(PARAGRAPHS).clauses if c.kind == "row"]
    assert first.text.split(" | ")[1:3] == ["- Rà soát phương án\n- Diễn tập", "Vụ Pháp chế\nCục Việc làm"]
    assert [d.because["bearer_words"] for d in first.duties] == ["Vụ Pháp chế", "Cục Việc làm"]
    assert first.duties[0].partners == ("quang-nam/cong-an-tinh", "quang-nam/cac-so-ban-nganh")
    assert first.duties[0].recurrence == "yearly"
    assert [p.partition("/")[2] for p in second.duties[0].partners] == ["vu-phap-che", "trung-tam-thong-tin"]
