"""What a question asks for, as the headings of articles name it: "có trách nhiệm gì" → trách nhiệm, "trong bao lâu" → thời hạn, thời hiệu."""

from __future__ import annotations

import re

from phancap.indexer.vietnamese import folded_syllables

_NAMED = (  # by what laws call their articles
    "dieu kien", "nguyen tac", "trach nhiem", "nghia vu", "quyen", "nhiem vu", "ho so", "thu tuc", "trinh tu", "noi dung", "hinh thuc", "thoi han", "thoi hieu",
    "thoi diem", "chinh sach", "tieu chuan", "tieu chi", "doi tuong", "bien phap", "phuong thuc", "can cu", "yeu cau",
)  # fmt: skip
FOCI: tuple[tuple[str, tuple[str, ...]], ...] = (  # over folded words
    (r"(?<!\w)(?:bao lau|may ngay|may thang|bao nhieu (?:ngay|thang))(?!\w)", ("thoi han", "thoi hieu", "thoi gian")),
    (r"(?<!\w)dieu chinh (?:nhung |ve )?(?:van de|gi|dieu gi)(?!\w)", ("pham vi dieu chinh",)),
    (r"(?<!\w)giay to (?:gi|nao)(?!\w)", ("ho so",)),
    (r"(?<!\w)(?:bon phan|phai lam (?:nhung )?gi)(?!\w)", ("trach nhiem", "nghia vu")),
    (r"(?<!\w)(?:luc|thoi diem) nao(?!\w)", ("thoi diem",)),
    *((rf"(?<!\w){name} (?:gi|nao|the nao|nhu the nao|ra sao)(?!\w)", (name,)) for name in _NAMED),
)


def focus_in(typed: str) -> tuple[str, ...]:
    """The words, folded, that the heading of the article asked for is likely to have."""
    line = " ".join(folded_syllables(typed))
    return tuple(dict.fromkeys(name for pattern, names in FOCI if re.search(pattern, line) for name in names))
