"""What a question asks for: as the headings of articles name it ("có trách nhiệm gì" → trách nhiệm, "trong bao lâu" → thời hạn, thời hiệu),
and of what the answer has a number ("mấy ngày", "bao nhiêu tuổi").
"""

from __future__ import annotations

import re
from itertools import pairwise

from phancap.indexer.vietnamese import exact_syllables, fold, folded_syllables

_NAMED = (  # by what laws call their articles
    "dieu kien", "nguyen tac", "trach nhiem", "nghia vu", "quyen", "nhiem vu", "ho so", "thu tuc", "trinh tu", "noi dung", "hinh thuc", "thoi han", "thoi hieu",
    "thoi diem", "chinh sach", "tieu chuan", "tieu chi", "doi tuong", "bien phap", "phuong thuc", "can cu", "yeu cau",
)  # fmt: skip
FOCI: tuple[tuple[str, tuple[str, ...]], ...] = (  # over folded words
    (r"(?<!\w)(?:bao lau|may ngay|may thang|bao nhieu (?:ngay|thang))(?!\w)", ("thoi han", "thoi hieu", "thoi gian")),
    (r"(?<!\w)dieu chinh (?:nhung |ve )?(?:van de|gi|dieu gi)(?!\w)", ("pham vi dieu chinh",)),
    (r"(?<!\w)giay to (?:gi|nao)(?!\w)", ("ho so",)),
    (r"(?<!\w)(?:bon phan|(?<!de )lam (?:nhung )?(?:viec )?gi)(?!\w)", ("trach nhiem", "nghia vu", "nhiem vu")),
    (r"(?<!\w)luat cu(?!\w)", ("chuyen tiep",)),
    (r"(?<!\w)(?:luc|thoi diem) nao(?!\w)", ("thoi diem",)),
    # "luật tiếp cận thông tin áp dụng cho ai", a law's name at the beginning
    (
        r"^(?:(?:theo|hoi) )?(?:bo luat|luat|nghi dinh|nghi quyet|thong tu|quyet dinh|quy che|quy dinh)(?: (?!nao|gi)\w+){0,12} ap dung (?:cho|doi voi|voi)(?!\w)",
        ("pham vi dieu chinh", "doi tuong ap dung"),
    ),
    *((rf"(?<!\w){name} (?:gi|nao|the nao|nhu the nao|ra sao)(?!\w)", (name,)) for name in _NAMED),
)


def focus_in(typed: str) -> tuple[str, ...]:
    """The words, folded, that the heading of the article asked for is likely to have."""
    line = " ".join(folded_syllables(typed))
    return tuple(dict.fromkeys(name for pattern, names in FOCI if re.search(pattern, line) for name in names))


NUMERAL = r"(?:\d+|mot|hai|ba|bon|nam|bay|tam|chin|muoi|lam|tram|nghin|trieu|sau(?= thang))"  # "sáu tháng", but "sau ngày"
TIMES = ("ngay", "thang", "nam", "gio", "tuan", "phut")
MONEY = ("dong", "trieu dong", "ty dong", "lan muc")
COUNTED = frozenset((*TIMES, "tuoi", "nguoi"))  # "may nguoi" is "mấy người"; without its marks "may tinh" is "máy tính"
# what has no number in the answer: "mấy lần một năm" is answered by "hằng năm", "bao nhiêu phần trăm" by "%"
UNCOUNTED = frozenset(("lan", "phan", "trong", "la", "thi", "do", "va", "o", "cho", "duoc", "se", "moi", "de", "vay", "khi"))


def amounts_in(typed: str) -> tuple[str, ...]:
    """The units, folded, of the number that is asked for.

    >>> amounts_in("phải trả lời trong mấy ngày"), amounts_in("bao nhiêu tuổi"), amounts_in("đất máy tính")
    (('ngay',), ('tuoi',), ())
    """
    words = exact_syllables(typed)
    found: list[str] = []
    for before, (word, after) in zip(["", *words], pairwise(words), strict=False):
        unit = fold(after)
        if (fold(before), fold(word)) == ("bao", "nhieu") or word == "mấy" or (word == "may" and unit in COUNTED):
            # "phạt bao nhiêu tiền": the sum stands in the khoản above the act; any other khoản with a sum came first
            fine = not {"phạt", "phat"}.isdisjoint(words)
            found += (() if fine else MONEY) if unit in ("tien", "dong") else () if unit in UNCOUNTED else (unit,)
        elif (fold(word), unit) == ("bao", "lau"):
            found += TIMES
    return tuple(dict.fromkeys(found))
