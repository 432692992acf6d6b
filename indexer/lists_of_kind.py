"""Lists that say their kind once: "Các Vụ Pháp chế, Tổ chức cán bộ", "các phòng: Kinh tế; Văn hóa - Xã hội"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from phancap.indexer.alternatives import any_of
from phancap.indexer.body_heads import HEAD, HEADS
from phancap.indexer.duty_verbs import NAME_ENDS
from phancap.indexer.model import Mention
from phancap.indexer.once import once
from phancap.indexer.vietnamese import UPPER, slug

_KINDS = "Vụ|vụ|Cục|cục|Phòng|phòng|Chi cục|chi cục|Trung tâm|trung tâm|Viện|viện|Tổng cục"
_FIELDS_OF_BOARDS = r"Tổ chức|Tuyên giáo|Nội chính|Dân vận|Pháp chế|Kinh tế|Văn hóa - Xã hội|Văn hoá - Xã hội|Dân tộc|Đô thị"  # of the Party's and of councils
_LIST_OF_KIND = re.compile(
    rf"[Cc](?<!\w[Cc])ác\s+(?P<kind>{_KINDS}|[Bb]an(?=\s*:?\s+(?:{_FIELDS_OF_BOARDS})(?!\w)))(?:\s+chuyên môn)?\s*(?P<colon>:)?\s+(?=[{UPPER}])"
)
# names of one body that hold "và" also where a list ends with them
_WITH_AND = any_of(
    ("Khoa học và Công nghệ", "Nông nghiệp và Môi trường", "Nông nghiệp và Phát triển nông thôn", "Giáo dục và Đào tạo", "Tài nguyên và Môi trường",
     "Hạ tầng và Đô thị", "Văn hóa và Thông tin", "Khoa học và Đào tạo", "Kinh tế và Hạ tầng", "Kế hoạch và Đầu tư", "Thương binh và Xã hội", "Tuyên giáo và Dân vận", "Dân tộc và Tôn giáo")
)  # fmt: skip
_PARENT = r"(?:Tỉnh|Thành|Huyện|Đảng) ủy|Hội đồng nhân dân|HĐND"  # "các Ban: Tổ chức, Nội chính Tỉnh ủy"
_BEHIND = re.compile(rf" (?:{_PARENT})(?!\w)")
_FIELD = rf"[{UPPER}][^\W\d_]*(?:(?:\s+[-–]\s+|\s+)(?!và\s)[^\W\d_]+){{0,6}}?"
_MORE = r",\s+(?:chữa bệnh|chữa cháy|chống\s+[^\W\d_]+|giáo dục pháp luật)"  # "các Cục Quản lý Khám, chữa bệnh, …"
_ONE_OF_KIND = re.compile(
    rf"(?:Kinh tế, Hạ tầng và Đô thị|(?:{_FIELD}\s+(?:[-–]\s+)?)?{_WITH_AND}|{_FIELD}\s+và\s+{_FIELD}(?=\s*[,;]\s+(?!{any_of(HEADS)}\s)[{UPPER}])|{_FIELD}(?:{_MORE})?)"
    rf"(?=\s*[,;:.()|\n]|\s+và\s+(?:các\s|[{UPPER}])|\s+{any_of(NAME_ENDS)}(?!\w)|\s+(?:cấp|thuộc|của|theo|căn cứ)\s|\s+(?:{_PARENT})(?!\w)|\s*$)"
)
_OFFICE_NEXT = re.compile(
    r"(?:Thủ trưởng|Giám đốc|Chủ tịch|Trưởng|Chánh|Lãnh đạo|Người đứng đầu|Hiệu trưởng)\s"
)  # "Trưởng các phòng: Nội vụ, Tư pháp, Thủ trưởng …"
_FIELD_LIKE_HEAD = ("Thuế", "Hải quan", "Thanh tra")  # "các Cục Thuế, Hải quan": fields there, not bodies of their own
_NEXT_OF_KIND = re.compile(rf"\s*[,;]\s*(?=[{UPPER}])|\s*,?\s+và\s+(?=[{UPPER}])")


def of_kinds(text: str, known: Sequence[Mention], id_of: Callable[[str], str]) -> list[Mention]:
    """The bodies of lists that say their kind once: "Các Vụ Pháp chế, Tổ chức cán bộ chủ trì …", "các Vụ: Pháp chế; Cục Quản lý giá".

    Without a colon there are two of them or more: "các Vụ Pháp chế" is no list. Where the first is ``known`` by its whole name ("các Cục
    Thuế, Hải quan") only the others are told. Whose they are stands behind the last and is covered by it: "các Ban: Tổ chức, Nội chính
    Tỉnh ủy". ``id_of`` gives the id of a whole name.
    """
    found: list[Mention] = []
    starts = [m.start for m in known]
    for head in _LIST_OF_KIND.finditer(text) if "ác " in text else ():
        kind, at = head.group("kind"), head.end()
        first = bisect_right(starts, head.start("kind")) - 1
        whole = known[first] if first >= 0 and known[first].start == head.start("kind") else None
        spans: list[tuple[int, int]] = []
        joint = _NEXT_OF_KIND.match(text, whole.end) if whole else None
        at = joint.end() if joint else head.end()
        while not (other := HEAD.match(text, at)) or other.group() in _FIELD_LIKE_HEAD:
            one, behind = _ONE_OF_KIND.match(text, at), bisect_right(starts, at)
            if (
                not one
                or _OFFICE_NEXT.match(text, at)
                or (behind and known[behind - 1].end > at)
                or (behind < len(starts) and starts[behind] < one.end())
            ):
                break
            spans.append(one.span())
            joint = _NEXT_OF_KIND.match(text, one.end())
            if joint is None:
                break
            at = joint.end()
        if not spans or not (whole or head.group("colon") or len(spans) > 1):
            continue
        parent = _BEHIND.match(text, spans[-1][1])
        behind = bisect_right(starts, spans[-1][1])
        whose = known[behind] if parent and behind < len(starts) and known[behind].start == parent.start() + 1 else None
        names = [f"{kind[0].upper()}{kind[1:]} {text[a:b]}{f' {whose.words}' if whose else ''}" for a, b in spans]
        if whose:
            spans[-1] = spans[-1][0], whose.end
        for name, (begin, end) in zip(names, spans, strict=True):
            found.append(Mention(once(id_of(name)), begin, end, once(text[begin:end])))
    return found


_AREAS = {
    slug(f"{who} {area}"): f"{who} {area}"
    for who in ("Ủy ban nhân dân", "Công an", "Hội đồng nhân dân")
    for area in ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã")
}
_FIRST_OF_AREAS = re.compile(r"^.* các (?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã)\s*:?\s+")
_KIND_OF_ID = {slug(kind): kind for kind in (*_KINDS.split("|"), "Ban") if kind[0].isupper()}
_OF_A_KIND, _SAYS_KIND = tuple(f"{key}-" for key in _KIND_OF_ID), tuple(_KIND_OF_ID.values())


def with_kind(agency: str, words: str) -> str:
    """The name of a body that a list calls without its kind: "Pháp chế" of the "Vụ Pháp chế", "thị xã Ba Đồn" of the "Ủy ban nhân dân thị xã
    Ba Đồn"; other words as they are.
    """
    name = agency.partition("/")[2]
    if name == f"uy-ban-nhan-dan-{slug(words)}":
        return f"Ủy ban nhân dân {words}"
    alone = _FIRST_OF_AREAS.sub("", words)
    if area := next((area for key, area in _AREAS.items() if name == f"{key}-{slug(alone)}"), None):
        return f"{area} {alone}"  # "UBND các xã Bát Xát" and "Trịnh Tường" of "UBND các xã Bát Xát, Trịnh Tường"
    if not name.startswith(_OF_A_KIND) or words.startswith(_SAYS_KIND):
        return words
    kind = next((kind for key, kind in _KIND_OF_ID.items() if name.startswith(f"{key}-{slug(words)}")), None)
    return f"{kind} {words}" if kind else words
