"""One body has one id, whether its field is written in letters or in words."""

from __future__ import annotations

import pytest
from phancap.indexer.unknown_bodies import unknown_id


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("Phòng GD&ĐT", "Phòng Giáo dục và Đào tạo"),
        ("Phòng LĐ-TB&XH", "Phòng Lao động - Thương binh và Xã hội"),
        ("Phòng TC-KH", "Phòng Tài chính - Kế hoạch"),
        ("Ban CHQS xã", "Ban Chỉ huy Quân sự xã"),
        ("BCH Quân sự xã", "Ban Chỉ huy Quân sự xã"),
        ("Hội LHPN xã", "Hội Liên hiệp Phụ nữ xã"),
        ("VP HĐND&UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ],
)
def test_letters_and_words_are_the_same_body(written: str, whole: str) -> None:
    assert unknown_id(written, "vn") == unknown_id(whole, "vn")


def test_letters_that_may_mean_several_things_stay() -> None:
    assert unknown_id("Phòng VHTT&TT", "vn") == "vn/phong-vhtt-tt"
