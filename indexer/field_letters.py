"""The fields and kinds of bodies that offices write in letters: "Phòng GD&ĐT", "Phòng LĐ-TB&XH", "Ban CHQS xã", "Hội LHPN".

A body is the same one however its name is written, so its id is made from the whole words. Letters that stand for several things ("Trung tâm
VH-TT") are left as they are.
"""

from __future__ import annotations

import re

from phancap.indexer.alternatives import any_of

_LETTERS = {
    "GD&ĐT": "Giáo dục và Đào tạo",
    "GDĐT": "Giáo dục và Đào tạo",
    "GD-ĐT": "Giáo dục và Đào tạo",
    "LĐ-TB&XH": "Lao động - Thương binh và Xã hội",
    "LĐTB&XH": "Lao động - Thương binh và Xã hội",
    "LĐTBXH": "Lao động - Thương binh và Xã hội",
    "LĐ-TBXH": "Lao động - Thương binh và Xã hội",
    "TN&MT": "Tài nguyên và Môi trường",
    "TNMT": "Tài nguyên và Môi trường",
    "TN-MT": "Tài nguyên và Môi trường",
    "NN&PTNT": "Nông nghiệp và Phát triển nông thôn",
    "NN-PTNT": "Nông nghiệp và Phát triển nông thôn",
    "NNPTNT": "Nông nghiệp và Phát triển nông thôn",
    "NN&MT": "Nông nghiệp và Môi trường",
    "NNMT": "Nông nghiệp và Môi trường",
    "TC-KH": "Tài chính - Kế hoạch",
    "TCKH": "Tài chính - Kế hoạch",
    "KT&HT": "Kinh tế và Hạ tầng",
    "KTHT": "Kinh tế và Hạ tầng",
    "KT-HT": "Kinh tế và Hạ tầng",
    "QLĐT": "Quản lý đô thị",
    "VH&TT": "Văn hóa và Thông tin",
    "VHTT": "Văn hóa và Thông tin",
    "VH-TT": "Văn hóa và Thông tin",
}
_OF_KIND = {
    "Phòng": _LETTERS,
    "Ban": {"CHQS": "Chỉ huy Quân sự", "QLDA": "Quản lý dự án", "ATGT": "An toàn giao thông"},
    "Hội": {"LHPN": "Liên hiệp Phụ nữ", "CCB": "Cựu chiến binh", "ND": "Nông dân", "CTĐ": "Chữ thập đỏ", "NCT": "Người cao tuổi"},
    "Đoàn": {"TN": "Thanh niên"},
    "Công chức": {
        "VH-XH": "Văn hóa - Xã hội",
        "TP-HT": "Tư pháp - Hộ tịch",
        "TC-KT": "Tài chính - Kế toán",
        "ĐC-XD": "Địa chính - Xây dựng",
        "VP-TK": "Văn phòng - Thống kê",
    },
    "Đội": {"QLTT": "Quản lý thị trường"},
}
_FIELD = re.compile("|".join(rf"(?:{kind}) {any_of(letters)}(?![\w&-])" for kind, letters in _OF_KIND.items()))


_PLAIN = {
    "BCH Quân sự": "Ban Chỉ huy Quân sự",
    "BCH quân sự": "Ban Chỉ huy quân sự",
    "Lao động - TB&XH": "Lao động - Thương binh và Xã hội",
    "Lao động - TBXH": "Lao động - Thương binh và Xã hội",
    "Đoàn TNCS": "Đoàn Thanh niên Cộng sản",
    "HĐND&UBND": "Hội đồng nhân dân và Ủy ban nhân dân",
    "HĐND-UBND": "Hội đồng nhân dân và Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "UBND": "Ủy ban nhân dân",
    "VP": "Văn phòng",
}
_WORDS = re.compile(rf"(?<![\w&-]){any_of(_PLAIN)}(?![\w&-])")


def whole_words(name: str) -> str:
    """The name with its field in words: "Phòng Giáo dục và Đào tạo huyện" for "Phòng GD&ĐT huyện"."""
    return _WORDS.sub(lambda written: _PLAIN[written.group()], _FIELD.sub(_in_words, name))


def _in_words(written: re.Match[str]) -> str:
    kind, letters = written.group().rsplit(" ", 1)
    return f"{kind} {_OF_KIND[kind][letters]}"
