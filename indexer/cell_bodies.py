"""Which bodies a cell of a table or the value of a label lists, whatever parts them, and who of them leads and who helps."""

from __future__ import annotations

import re

from phancap.indexer.bodies import Bodies, Body, bodies_at
from phancap.indexer.model import Clause
from phancap.indexer.predicates import VERB_INSIDE
from phancap.indexer.vietnamese import UPPER, slug

# "1.", "IV", "2.1": a cell that only counts
NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[IVXLC]{1,6}|[A-Za-zĐđ]|[ivx]{1,5})[.)]?\)?|\d{1,2}(?:\.\d{1,2}){1,3}\.?)$")
# "Quý II/2026", "Trước tháng 6 hằng năm": a cell that only says when
TIMES = re.compile(
    r"(?:(?:trước|trong|đến|hết|hoàn thành|chậm nhất|từ|ngày|quý|tháng|năm|giai đoạn|đầu|cuối|và|hàng|hằng|thường xuyên|định kỳ|tuần|sau|khi|theo|yêu cầu|dự kiến|các năm|[IVX]+|\d{1,4})(?!\w)[\s/,;:.–-]*)+$",
    re.I,
)
_LISTED = re.compile(
    r"[\s,;.•*+–-]*(?:và\s+(?=các\s))?(?:\d{1,2}[.)]\s*)?(?:(?:Đề nghị|Giao|Do|Mời)\s+(?=[A-ZĐỦ]|các ))?"
    # "Đ/c Nguyễn Thị L - Bí thư Đoàn xã": one person, who is told by the post
    rf"(?:(?:Đ/c|Đồng chí|Ông|Bà)\s*:?\s+[{UPPER}][^\W\d_]*(?:\s+[{UPPER}][^\W\d_]*){{1,4}}\s*[-–,]\s+(?=(?:Phó |Quyền )?(?:Bí thư|Chủ tịch|Trưởng|Giám đốc|Chánh|Công chức|Hiệu trưởng|Chỉ huy trưởng)\s))?"
)
# "Sở Y tế (chủ trì); Sở Tài chính, Sở Tư pháp (phối hợp)"
_ROLE_ASIDE = re.compile(
    r"\(\s*(?:là )?(?:cơ quan |đơn vị )?(?:(?P<lead>(?:chủ trì|đầu mối)(?: thực hiện)?)|phối hợp(?: thực hiện)?)\s*\)", re.I
)
# Under "Cơ quan thực hiện" a kind of body that nobody knows is one, whatever it is called: "Đoàn kiểm tra liên ngành", "Tổ công nghệ số cộng đồng"
_ITEM = re.compile(
    rf"(?:[Cc]ác )?(?:Đoàn|Tổ(?! chức)|Đội|Nhóm|Bộ phận|Khoa|Khối|Cụm|Câu lạc bộ|[Đđ]oàn|[Tt]ổ(?! chức)|[Đđ]ội|[Bb]ộ phận|[Kk]hoa|[Kk]hối|[Cc]ụm|Lãnh đạo|Tiểu ban|Ban (?!hành)|Chi đoàn|Liên đội)"
    rf"\s[^;:()<>|\n]{{2,80}}?(?=\s*(?:[;(\n]|$|\.\s|\.?$|\s[-–]\s|,\s+(?:[{UPPER}]|các\s)))"
)
# A column of who leads or helps names bodies, whatever they are called: "TT PVHCC", "Bộ phận Một cửa", "Tư pháp", "Kế toán, chuyên viên"
_CALLED = re.compile(
    rf"(?:[Cc]ác (?:đồng chí |đ/c )?|TT\.\s?)?[{UPPER}][^;,:()<>|\n]{{2,70}}?(?=\s*(?:[;,(]|<br|\.?\s*$|\s[-–]\s|\s\+\s|\.\s|\svà\s+(?:các\s|[{UPPER}])))"
)
_IN_CAPITALS = re.compile(rf"[{UPPER}]{{2,}} [{UPPER}]{{2,}} [{UPPER}]{{2,}}")  # a letterhead
_NOBODY = re.compile(
    r"(?:Không|Có|Theo|Ghi|Như|Nội dung|Cả |Toàn|Tất cả|Hoàn thành|Nhiệm vụ|Kế hoạch|Báo cáo|Quyết định|Văn bản|Tỷ lệ|Đạt|Kinh phí|Ngân sách|Xây dựng|Tổ chức (?:thực|triển|các)|Triển khai|Thực hiện|Phối hợp|Chủ trì|Thường xuyên|Định kỳ|H[ằà]ng|Quý|Tháng|Năm|Trước|Sau|Khi|Từ|Đến|Trong)(?!\w)"
)
_WHICH = re.compile(
    r"(?::\s+|\s+(?![-–(|]))(?!(?:và|hoặc|chủ trì|phối hợp|tham gia|thực hiện)(?!\w))[^;\n|().]{3,160}?(?=\s*(?:[;\n|(]|\.?\s*$))"
)
_AND_LEADS = re.compile(r"\s*,?\s*(?:làm (?:cơ quan |đơn vị )?)?chủ trì(?!\w)(?P<with>,?\s*(?:và\s+)?phối hợp(?: với| cùng)?\s+)?", re.I)
_ALSO = re.compile(r"\s*[;,]\s+(?:và\s+)?")
_HELP = re.compile(r"\s*(?:cùng )?phối hợp(?!\w)")


def bodies_in(row: Clause, start: int, end: int, place: str, called: bool = False) -> Bodies:
    """All bodies of a cell from its first letter on: "- Sở Tài chính - Sở Tư pháp", "Sở Xây dựng; UBND cấp xã"; none when it does not begin with one.

    ``called``: the column names bodies, so that whatever looks like a name is one.
    """
    items: list[Body] = []
    at = _LISTED.match(row.text, start, end).end()  # type: ignore[union-attr]
    inside = [m for m in row.agencies if m.end <= end]
    while at < end:
        found = bodies_at(row.text, at, inside, end, place)
        if not found.items and (item := _ITEM.match(row.text, at, end)) and not VERB_INSIDE.search(item.group()):
            found = Bodies((Body(f"{place}/{slug(item.group())}", item.group(), False),), item.end())
        if not found.items and called and (name := _CALLED.match(row.text, at, end)) and _is_name(name.group()):
            found = Bodies((Body(f"{place}/{slug(name.group())}", name.group(), False),), name.end())
        if not found.items:
            break
        # "Các đơn vị có hệ thống thông tin, cơ sở dữ liệu", "Các đơn vị xây dựng pháp luật, Vụ Pháp chế": all that is said of who it is
        named = next((m.start for m in inside if m.end > found.end), None)
        limit = end if named is None else max(row.text.rfind(",", found.end, named), found.end)
        if not found.items[-1].named and (which := _WHICH.match(row.text, found.end, limit)):
            words = row.text[found.end - len(found.items[-1].words) : which.end()]
            found = Bodies((*found.items[:-1], Body(f"{place}/{slug(words)}", words, False)), which.end())
        items += found.items
        at = max(_LISTED.match(row.text, found.end, end).end(), found.end)  # type: ignore[union-attr]
    return Bodies(tuple(items), at)


def _is_name(words: str) -> bool:
    """Whether words of a cell of bodies name one: no time, no number, no sentence."""
    return not (
        _IN_CAPITALS.match(words) or _NOBODY.match(words) or TIMES.fullmatch(words) or NUMBER.fullmatch(words) or VERB_INSIDE.search(words)
    )


def led_with(clause: Clause, who: Bodies, end: int, place: str) -> Bodies | None:
    """With whom the bodies lead: "Sở Y tế chủ trì, phối hợp với Công an tỉnh; các đơn vị có liên quan"; None where they are not said to lead."""
    leads = _AND_LEADS.match(clause.text, who.end, end) if who.items else None
    if leads is None:
        return None
    if leads.group("with"):
        return bodies_in(clause, leads.end(), end, place)
    if also := _ALSO.match(clause.text, leads.end(), end):  # "Sở Tư pháp chủ trì; các cơ quan liên quan phối hợp"
        others = bodies_in(clause, also.end(), end, place)
        return others if _HELP.match(clause.text, others.end, end) else Bodies((), 0)
    return Bodies((), 0)


def roles_aside(clause: Clause, start: int, end: int, place: str) -> tuple[Bodies, Bodies] | None:
    """Who leads and who helps where brackets say it behind each: "Sở Y tế (chủ trì), Sở Tài chính (phối hợp)"; None where none is said to lead."""
    roles: dict[bool, list[Body]] = {True: [], False: []}
    at = start
    for role in _ROLE_ASIDE.finditer(clause.text, start, end):
        roles[role.group("lead") is not None] += bodies_in(clause, at, role.start(), place).items
        at = role.end()
    roles[False] += bodies_in(clause, at, end, place).items
    return (Bodies(tuple(roles[True]), end), Bodies(tuple(roles[False]), end)) if roles[True] else None
