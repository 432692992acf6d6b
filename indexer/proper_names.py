"""Whether letters that spell an agency's name are that name, and no part of another word or of a number."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]")
# what a label, an order or a sentence's beginning announces is a body's name, in whatever letters: "a) Cơ quan chủ trì: sở nội vụ; b) cơ quan
# phối hợp: sở tư pháp, sở y tế", "giao bộ tài chính chủ trì", "thanh tra tỉnh kiểm tra việc thực hiện", in a table's cell, too
_ANNOUNCES = re.compile(
    r"(?:^|[.;:|]|(?<!\w)(?:(?:giao|phân công|ủy quyền)(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|chỉ đạo|phối hợp(?: chặt chẽ)? (?:với|cùng)|gửi(?: về)?|báo cáo|giám đốc|thủ trưởng|chánh)\s)\s*$"
)
_FAR = 40  # characters
# "hằng năm, sở tài chính tổng hợp": a department's whole name can mean nothing else, wherever it stands; not "cơ sở y tế", "trụ sở công an"
_DEPARTMENT = re.compile(r"(?<!cơ )(?<!trụ )sở ")
_MINISTERS = re.compile(r"bộ trưởng(?!\w)", re.I)
_WORDS_OF_BO = ("nội ", "cán ", "toàn ", "đồng ", "chi ", "đảng ")  # "Phòng An ninh chính trị nội bộ Công an tỉnh", "cán bộ Công an"
# "các đơn vị thuộc Bộ xây dựng kế hoạch": no ministry, but what they are to do
BUILDS = re.compile(
    r"(?:[Bb]ộ|[Ss]ở) xây dựng (?:kế hoạch|chương trình|đề án|dự thảo|dự toán|phương án|văn bản|hồ sơ|quy (?:chế|định|trình)|danh mục|cơ sở dữ liệu|tiêu chí|mô hình)(?!\w)"
)


def stands_alone(plain: str, start: int, end: int, written: str) -> bool:
    """Not part of a longer word ("các bộ trưởng"), nor of a number ("CP" in "04/NQ-CP", "SNV" in "06/TTr-SNV").

    ``plain`` is the text ``written`` in small letters, of the same length. A capital behind a small letter begins a word: "củaSở Tư pháp".
    """
    first = written[start - 1 : start + 2]  # "aSở"; "TTgCP" is one word
    joined = first[:1].islower() and first[1:2].isupper() and first[2:].islower()
    before, after = "" if joined else plain[start - 1 : start], plain[end : end + 1]
    return not (
        _MINISTERS.match(plain, max(start, end - 2))
        or _WORD.match(before)
        or _WORD.match(after)
        or before in ("-", "&")
        or after == "&"
        or ("/" in (before, after) and " " not in plain[start:end])  # "thành phố/Ủy ban nhân dân cấp xã" are two bodies
        or (plain.startswith("bộ ", start) and plain.endswith(_WORDS_OF_BO, 0, start))
    )


def announced(plain: str, start: int) -> bool:
    """Whether a name in small letters stands where nothing but a body's name does. ``plain``: the text in small letters."""
    return _DEPARTMENT.match(plain, start) is not None or _ANNOUNCES.search(plain, max(0, start - _FAR), start) is not None


def proper(words: str, name: str) -> bool:
    """A name that is written with capitals counts only with one: "các Sở" names departments, "sở thích" does not; "sở, ban, ngành", "công an cấp xã" and "ủy ban nhân dân cấp tỉnh" can mean nothing else."""
    return (
        name.islower()
        or name.startswith(("Công an ", "Ủy ban nhân dân ", "Hội đồng nhân dân "))
        or any(c.isupper() for c in words)
        or (name.startswith("các ") and (", " in words or words.startswith("các ")))
    )
