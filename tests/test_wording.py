"""How headings, names, numbers and days are written on the screen."""

from __future__ import annotations

import pytest
from phancap.indexer.store import Generation
from phancap.site import wording


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", "Mục đích, yêu cầu"), ("TỔ CHỨC THỰC HIỆN", "Tổ chức thực hiện"), ("Trách nhiệm của Sở Tư pháp", "Trách nhiệm của Sở Tư pháp"),
        ("KẾ HOẠCH Triển khai", "Kế hoạch Triển khai"), ("UBND CẤP HUYỆN", "UBND cấp huyện"), ("I", "I"), ("", ""), ("57/NQ-HĐND", "57/NQ-HĐND"),
        ("Phụ lục I DANH MỤC THỦ TỤC", "Phụ lục I Danh mục thủ tục"), ("PHỤ LỤC II.4 BẢN MÔ TẢ CÔNG VIỆC", "Phụ lục II.4 Bản mô tả công việc"),
        ("Phụ lục CÁC BIỂU MẪU", "Phụ lục Các biểu mẫu"), ("Mẫu biểu số 02 BIỂU TỔNG HỢP THU", "Mẫu biểu số 02 Biểu tổng hợp thu"), ("Mẫu số 13/Phụ lục I TÊN DOANH NGHIỆP", "Mẫu số 13/Phụ lục I Tên doanh nghiệp"), ("MẪU ĐƠN XIN NGHỈ", "Mẫu đơn xin nghỉ"),
        ("QUY ĐỊNH CỦA CHƯƠNG IV VÀ MỤC VI PHẠM", "Quy định của chương IV và mục vi phạm"), ("Phụ lục I", "Phụ lục I"), ("DỰ ÁN BT, QUỸ BHXH", "Dự án BT, quỹ BHXH"), ("ĐỔI THẺ/CẤP LẠI", "Đổi thẻ/cấp lại"),
        ("QUỐC HỘI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quốc hội Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ],
)  # fmt: skip
def test_sentence_case(given: str, wanted: str) -> None:
    """Headings in capitals are read as sentences."""
    assert wording.sentence_case(given) == wanted


def test_names_keep_their_capitals(generation: Generation) -> None:
    """In a heading that was all in capitals bodies and places are written as the register has them."""
    shown = wording.sentence_case("THỦ TỤC CỦA BỘ KHOA HỌC VÀ CÔNG NGHỆ, SỞ TƯ PHÁP TỈNH QUẢNG NAM TRÌNH CHÍNH PHỦ", generation.agencies)
    assert shown == "Thủ tục của Bộ Khoa học và Công nghệ, Sở Tư pháp tỉnh Quảng Nam trình Chính phủ"


def test_numbers_and_dates() -> None:
    """1.234,5 and 03/01/2023."""
    assert wording.number(1234.5, 1) == "1.234,5" and wording.number(1234567) == "1.234.567"
    assert wording.date("2023-01-03") == "03/01/2023" and wording.date(None) == "chưa rõ"
    assert wording.moment("2026-11-25T18:30:00+00:00") == ("26/11/2026", "01:30")
    assert wording.period("2024-Q1") == "quý I năm 2024" and wording.period("2025-11") == "tháng 11 năm 2025"


def test_how_much_is_reviewed() -> None:
    """Nobody reads that 0 of 57 are reviewed and "the others" are not."""
    assert wording.reviewed(3, 57) == "Đã rà soát 3 trên 57 nhiệm vụ; những nhiệm vụ khác do máy đọc."
    assert wording.reviewed(0, 57) == "Cả 57 nhiệm vụ do máy đọc, chưa được rà soát."
    assert wording.reviewed(57, 57) == "Mọi nhiệm vụ đã được rà soát."
