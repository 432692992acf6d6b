"""Words in which a scan misread a letter's marks: "Uy ban", "Sờ Nội vụ", "phôi hợp", "UBNĐ"; read as what they surely are.

Only words that are none otherwise are mended, each beside the syllable that makes sure ("Sờ" before "Nội vụ"), one letter at a time, to a
letter of the same base: the text is as long as it was. Whoever reads calls what was mended by the text's own letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind
from phancap.indexer.vietnamese import FOLD_LETTERS

# A syllable in brackets may be misread, the others make sure which word it is.
_WORDS = (
    "[Ủy] ban", "[ủy] ban", "ban [nhân] dân", "ban nhân [dân]", "ồng [nhân] dân", "ồng nhân [dân]", "án [nhân] dân", "án nhân [dân]", "sát [nhân] dân", "sát nhân [dân]",
    "đốc [Sở]", "các [Sở]:", "đốc các [Sở]", "Tài [chính]", "Nông [nghiệp]", "Nội [vụ]", "Tư [pháp]", "Giáo [dục]", "[UBND]", "[HĐND]", "[Hội] đồng nhân", "Hội [đồng] nhân",
    "[chủ] trì", "chủ [trì]", "[Chủ] trì", "Chủ [trì]", "[phối] hợp", "phối [hợp]", "[Phối] hợp", "Phối [hợp]", "[tham] mưu", "tham [mưu]", "Tham [mưu]",
    "[trách] nhiệm", "trách [nhiệm]", "[Trách] nhiệm", "Trách [nhiệm]", "[triển] khai", "[Triển] khai", "[tổ] chức", "tổ [chức]", "[Tổ] chức", "Tổ [chức]",
    "thực [hiện]", "[Thực] hiện", "Thực [hiện]", "[hướng] dẫn", "[Hướng] dẫn", "Hướng [dẫn]", "[xây] dựng", "xây [dựng]", "[Xây] dựng", "Xây [dựng]",
    "[kiểm] tra", "[Kiểm] tra", "[tổng] hợp", "tổng [hợp]", "[Tổng] hợp", "Tổng [hợp]", "[Sở], ban", "[sở], ban", "Cơ quan chủ [trì]", "[Công] an tỉnh", "Công [an] tỉnh",
    "đôn [đốc]", "[đôn] đốc", "giám [sát]", "Giám [sát]", "tuyên [truyền]", "Tuyên [truyền]", "rà [soát]", "Rà [soát]", "[Rà] soát", "cập [nhật]", "Cập [nhật]",
    "thẩm [định]", "Thẩm [định]", "theo [dõi]", "Theo [dõi]", "chỉ [đạo]", "Chỉ [đạo]", "[Chỉ] đạo", "cân [đối]", "bố [trí]", "Bố [trí]", "tập [huấn]", "quản [lý]", "[quản] lý", "Quản [lý]",
    "đề [xuất]", "hằng [năm]", "thường [xuyên]", "[thường] xuyên", "Thường [xuyên]", "[Thường] xuyên", "hoàn [thành]", "Hoàn [thành]",
    "[Mặt] trận Tổ", "trận Tổ [quốc]", "trận [Tổ] quốc", "[xã], phường", "xã, [phường]", "Kho [bạc]", "Bảo [hiểm] xã hội",
    "[Văn] phòng", "Văn [phòng]", "[Đề] nghị", "Đề [nghị]", "báo cáo [kết] quả", "các [sở], ngành", "các [Sở], ngành",
)  # fmt: skip
_DEPARTMENTS = (
    "Nội vụ", "Tư pháp", "Tài chính", "Công Thương", "Nông nghiệp", "Xây dựng", "Khoa học", "Văn hóa", "Giáo dục", "Y tế", "Ngoại vụ", "Dân tộc",
    "Du lịch", "Quy hoạch", "Kế hoạch", "Thông tin", "Tài nguyên", "Giao thông", "Lao động",
)  # fmt: skip
# "chứng chỉ đào tạo", "xã, phương án", "hình thức hiện nay", "dự báo cao hơn", "định hướng dân số", "dân chủ trí tuệ", "cấp phúc thẩm đình chỉ": what is said otherwise
_SAID_OTHERWISE = frozenset((
    "thức hiện", "chủ trí", "chủ trị", "chữ trì", "chứ trì", "tổng hộp", "tống hợp", "tự chức", "nhận dân", "kiêm tra", "ban nhãn dân", "tở chức", "chỉ đào",
    "xã, phương",
))  # fmt: skip
_TELLING = 40_000  # characters of a long text that tell whether it comes from a scan
_ALIKE: dict[str, str] = {"D": "Ð", "d": "ð"}  # each letter → the others with the same base and case
for _letter, _base in [*FOLD_LETTERS.items(), *((b, b) for b in set(FOLD_LETTERS.values()))]:
    _ALIKE[_base] = _ALIKE.get(_base, "") + _letter


@lru_cache(maxsize=1)
def _slips() -> tuple[AhoCorasick, list[str]]:
    """What finds misread words, and what each of them means, of the same length."""
    departments = [form for name in _DEPARTMENTS for form in (f"[Sở] {name}", *_bracketed(f"Sở {name}"))]
    found: dict[str, str] = {}
    for word in (*_WORDS, *departments):
        begin, end = word.index("["), word.index("]") - 1
        meant = word.replace("[", "").replace("]", "")
        for at in range(begin, end):
            for other in _ALIKE.get(FOLD_LETTERS.get(meant[at], meant[at]), ""):
                slip = meant[:at] + other + meant[at + 1 :]
                if other != meant[at] and slip.lower() not in _SAID_OTHERWISE:
                    found.setdefault(slip, meant)
    for meant in {*found.values()}:
        found.pop(meant, None)
    return AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest), [*found.values()]


def _bracketed(name: str) -> Iterable[str]:
    """A department's name with each of its syllables misread, one after the other."""
    syllables = name.split(" ")
    for at in range(1, len(syllables)):
        yield " ".join(f"[{syllable}]" if n == at else syllable for n, syllable in enumerate(syllables))


def well_read(text: str) -> str:
    """The text with the words that a scan misread as they are meant; as long as it was, and the same object where there are none.

    >>> well_read("Uy ban giao Sờ Nội vụ chủ trì, phôi hợp với Sở Tài chinh")
    'Ủy ban giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính'
    """
    finder, meant = _slips()
    if len(text) > _TELLING and not finder.find_matches_as_indexes(text[:_TELLING].replace("\n", " ")):
        return text  # a scan misreads on every page
    parts: list[str] = []
    done = 0
    for slip, start, end in finder.find_matches_as_indexes(text.replace("\n", " ")):  # "Sờ" / "Nội vụ", broken over two lines
        if (start and text[start - 1].isalpha()) or text[end : end + 1].isalpha():
            continue
        broken = text.find("\n", start, end)
        words = meant[slip] if broken < 0 else f"{meant[slip][: broken - start]}\n{meant[slip][broken - start + 1 :]}"
        parts += [text[done:start], words]
        done = end
    return "".join((*parts, text[done:])) if parts else text
