"""What the columns of a table hold, told from its head row: "TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from phancap.indexer.duty_verbs import HANDING
from phancap.indexer.model import Clause
from phancap.indexer.vietnamese import exact

BAR = re.compile(r" ?\| ?")
Column = Literal["number", "task", "lead", "perform", "partners", "time", "product", "submit", "other"]
_OTHER: Column = "other"
_SIDE = r"^(?:cơ quan|đơn vị|cấp|người|chủ thể|bên|sở|tổ chức|nơi|đối tượng)(?:(?:, |/| và )(?:cơ quan|đơn vị|người|tổ chức|cá nhân|địa phương))*"
_WHO = r"\b(?:cơ quan|đơn vị|phân công|tổ chức|trách nhiệm|sở|ngành|địa phương|bộ phận|người|phòng|ban)"
_RECEIVES = re.compile(
    rf"{_SIDE} (?:được nhận|được|nhận) (?:{HANDING}|chuyển giao|bàn giao)|^{HANDING}(?:(?:,| và) {HANDING})* cho(?: (?:cơ quan|đơn vị|cấp|người|chức danh)(?: nào)?)?$"
)
_COLUMNS: tuple[tuple[re.Pattern[str], Column], ...] = (
    (re.compile(r"(?:tt|stt|số tt|số thứ tự)\.?$"), "number"),
    (re.compile(r"^cấp trình(?!\w)|^trình cấp(?: có thẩm quyền)?$"), "submit"),
    # "Cơ quan thực hiện trước khi phân cấp" beside "Cơ quan thực hiện sau khi phân cấp": who did it is not who is to do it
    (
        re.compile(rf"{_SIDE}.* (?:trước (?:khi )?(?:thực hiện )?(?:{HANDING}|sắp xếp|sáp nhập|điều chỉnh)|hiện (?:nay|hành|tại))(?!\w)"),
        "other",
    ),
    # "Nhiệm vụ | Cơ quan phân cấp | Cơ quan được phân cấp", "Nội dung | Cơ quan ủy quyền | Cơ quan nhận ủy quyền": who receives it is to do it;
    # of "Phân cấp cho Sở Xây dựng | Phân cấp cho UBND cấp xã" the head says who (``handed_columns``)
    (_RECEIVES, "perform"),
    (
        re.compile(
            rf"{_SIDE} {HANDING}|^thẩm quyền(?: hiện (?:hành|nay)| theo quy định)|^(?:thời hạn|thời gian) {HANDING}|{_SIDE} (?:đang|hiện) (?:thực hiện|quản lý)"
        ),
        "other",
    ),
    (
        re.compile(
            r"(?:lãnh đạo|người(?!, (?:đơn vị|cơ quan|bộ phận))|cấp|đồng chí)\b.{0,40}\b(?:chỉ đạo|phụ trách|phê duyệt|ký|trình|theo dõi)\b|^cấp (?:trình|phê duyệt|ban hành)"
        ),
        "other",
    ),
    # "Cơ quan chủ trì, phối hợp": one column for both; the cells say who leads
    (re.compile(r"\bchủ trì\b.{1,20}\bphối hợp\b"), "perform"),
    (
        re.compile(
            rf"\bphối hợp\b|{_WHO}\b.{{0,30}}\b(?:tham gia|hỗ trợ|liên quan)\b|\bcùng (?:thực hiện|triển khai)$|^(?:cùng )?tham gia(?: thực hiện)?$"
        ),
        "partners",
    ),
    (re.compile(r"\b(?:chủ trì|đầu mối)\b|\btrách nhiệm chính\b|^(?:cơ quan|đơn vị) chính$"), "lead"),
    (
        re.compile(
            rf"{_WHO}.{{0,25}}\b(?:thực hiện|triển khai|tham mưu|chịu trách nhiệm|phụ trách|đảm nhiệm|soạn thảo|xử lý|giải quyết|báo cáo|theo dõi|quản lý (?:ngành|lĩnh vực))\b"
            # "Bộ phụ trách tiếp nhận, xử lý", "Các bộ, ngành quản lý lĩnh vực", "Trách nhiệm giải quyết"
            r"|^(?:các )?bộ(?:, ngành)? (?:phụ trách|quản lý|xử lý|thực hiện|tiếp nhận)\b|^(?:chịu )?trách nhiệm(?: (?:thực hiện|giải quyết|xử lý))?$|^giao$|^phụ trách(?: chính| thực hiện)?$|^tham mưu(?: thực hiện)?$"
            r"|^phân công\b|^giao (?:cho )?(?:cơ quan|đơn vị)|^(?:cơ quan|đơn vị)(?:, đơn vị)?(?: được giao(?: nhiệm vụ)?)?$"
            r"|^trách nhiệm (?:của )?(?:các )?(?:sở|cơ quan|đơn vị|ngành|cấp)\b"
        ),
        "perform",
    ),
    (
        re.compile(
            r"\b(?:thời gian|thời hạn|tiến độ|thời điểm|lộ trình|(?<!quyền )hạn)\b|^(?:năm|thời kỳ|ngày|tháng|quý) (?:thực hiện|hoàn thành|trình|ban hành|kết thúc)"
            r"|^(?:mốc |dự kiến )?(?:hoàn thành|kết thúc)|^deadline$|^đến ngày$|^(?:t\.? ?gian|tg|thời gian)(?: (?:hoàn thành|thực hiện|ht|th))?$"
        ),
        "time",
    ),
    (re.compile(r"\b(?:sản phẩm|kết quả|đầu ra)\b"), "product"),
    (
        re.compile(
            r"\b(?:nhiệm vụ|nội dung|công việc|giải pháp|hoạt động|chỉ tiêu|đầu việc|đề án|tên văn bản|hạng mục|phần việc)\b"
            # "Việc cần làm"; "Tỉnh kiến nghị | Thông tin đề xuất | Bộ phụ trách tiếp nhận, xử lý": what is asked for is what the ministry is to settle
            r"|^(?:việc|các việc)(?: (?:cần làm|phải làm))?$|^(?:thông tin )?(?:đề xuất|kiến nghị)(?:,? (?:đề xuất|kiến nghị))?$"
            r"|^(?:tên )?(?:công tác|chuyên đề|sự kiện|danh mục (?:văn bản|đề án|công việc))\b"
        ),
        "task",
    ),
)
# "Nhóm nhiệm vụ | Nhiệm vụ cụ thể": the narrower of two columns is what is to be done
_GROUPS = re.compile(r"(?:nhóm|lĩnh vực|mục tiêu|chỉ tiêu|chương trình)\b")
_STARTS = re.compile(r"(?:bắt đầu|từ(?: ngày| tháng)?)$")  # "Thời gian" over "Bắt đầu | Hoàn thành"
_BEGINS = re.compile(r"(?:thời gian|thời điểm|ngày) bắt đầu$")  # beside "Thời gian kết thúc"
# "Phân công thực hiện" over "Chủ trì | Phối hợp": a cell of the head that a second row parts
_PARTED = re.compile(r"^(?:phân công|cơ quan|đơn vị|trách nhiệm|tổ chức)\b")
# "STT | Mã TTHC | Tên thủ tục hành chính | Lĩnh vực | Cơ quan thực hiện", "Trình tự | Nội dung | Trách nhiệm | Thời gian" with its rows "Bước 1 | …":
# how a procedure runs for whoever asks for it, no task that is given out
_PROCEDURE = re.compile(r"\b(?:tthc|thủ tục hành chính|thủ tục)\b")
_HANDED_OVER = re.compile(rf"^(?:tên )?(?:tthc|thủ tục hành chính|thủ tục)\b|\b(?:thẩm quyền|quyền hạn)\b(?!.*\b{HANDING} cho)")
_OF_PROCEDURES = re.compile(r"^mã\b|lĩnh vực|\bphí\b|địa điểm|cách thức|căn cứ pháp lý|thời hạn giải quyết")
_STEPS = re.compile(r"(?:các )?bước(?: thực hiện| công việc)?$|(?:trình tự|thứ tự)(?: thực hiện| công việc| các bước)*$")
STEP = re.compile(r"(?:bước|b)\s?\d", re.I)
_LONG_WORD = re.compile(r"[^\W\d_]{8,}")
_GLUED = re.compile(
    r"[ \t]*(đơn|cơ|chủ|phối|thời|thực|nhiệm|nội|hoàn|sản|kết|dự|tiến|trách)[ \t]?(vị|quan|trì|hợp|gian|hạn|hiện|vụ|dung|thành|phẩm|quả|kiến|độ|nhiệm)[ \t]*"
)
# "8. Nhân lực, truyền thông, theo dõi và đánh giá | Chủ trì: Sở Công Thương | … | Nhiệm vụ thường xuyên | …": a task, whatever its cells say
_COUNTS = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})*[.)]?\s+[^\W\d_]")
NO_HEAD = re.compile(r"col\d+$", re.I)
"""What a converter calls the columns of a table that goes on from the page before: "Col1 | Col2 | …"."""


class Head(NamedTuple):
    """What the columns of a table hold, in their order."""

    columns: tuple[Column, ...]

    def at(self, column: Column) -> int | None:
        """The column's place; None when the table has none."""
        return self.columns.index(column) if column in self.columns else None

    @property
    def ruling(self) -> Column | None:
        """The column that says who bears: the one who leads before the one who does it."""
        return "lead" if "lead" in self.columns else "perform" if "perform" in self.columns else None


def head_of(row: Clause, handed: bool = False) -> Head | None:
    """What a table's columns say, read from its head row; None when the row is no head of a table of duties.

    Without a column of who bears, rows between the others may name those: "I | Sở Tư pháp | | |". ``handed``: what stands above the table, or one
    of its columns, hands power to a body, so that its rows are what is handed over.
    """
    cells = BAR.split(_parted_words(exact(row.text).replace("\n", " ")))
    if _COUNTS.match(cells[0]):
        return None
    head = Head(_named(cells, handed))
    grouped = head.columns[0] == "number" and {"time", "product", "partners"} & set(head.columns)
    return head if "task" in head.columns and (head.ruling or grouped or handed) else None


def _parted_words(text: str) -> str:
    """The words of a head whose spaces a PDF lost: "Đơn vịphốihợp", "Thờigian thựchiện". No syllable has eight letters."""
    return _GLUED.sub(lambda pair: f" {pair[1]} {pair[2]} ", text) if _LONG_WORD.search(text) else text


def _named(cells: Sequence[str], handed: bool = False) -> tuple[Column, ...]:
    handed = handed or any(_RECEIVES.search(c.strip()) for c in cells)
    if any(_STEPS.match(c.strip()) for c in cells):
        return tuple(_OTHER for _ in cells)
    if not handed and any(map(_PROCEDURE.search, cells)) and any(map(_OF_PROCEDURES.search, cells)):
        return tuple(_OTHER for _ in cells)
    found: list[Column] = []
    for cell in cells:
        column: Column = "other"
        if len(cell) <= 70 and not _BEGINS.match(cell.strip()):
            column = next((name for pattern, name in _COLUMNS if pattern.search(cell.strip())), column)
        if column == "task" and column in found and _GROUPS.match(cells[at := found.index("task")].strip()):
            found[at] = "other"
        found.append("other" if column != "number" and column in found else column)
    if handed and "task" not in found:  # "Tên thủ tục hành chính | Cơ quan ủy quyền | Cơ quan được ủy quyền"
        what = next((i for i, cell in enumerate(cells) if found[i] == "other" and _HANDED_OVER.search(cell.strip())), None)
        found = ["task" if i == what else column for i, column in enumerate(found)]
    return tuple(found)


def second_head(head: Head, first: Clause, row: Clause) -> Head | None:
    """The whole head when the row is the second half of ``head``, of the row ``first``: "Chủ trì | Phối hợp" below "Phân công thực hiện"."""
    cells = [cell.strip() for cell in BAR.split(exact(row.text).replace("\n", " "))]
    starts = any(map(_STARTS.match, cells))
    below = _named([cell for cell in cells if cell and not _STARTS.match(cell)])
    if row.order != first.order + 1 or not below or "other" in below or "number" in below:
        return None
    if not {"lead", "partners"} & set(below) and not (starts and below == ("time",)):
        return None
    above = [cell.strip() for cell in BAR.split(exact(first.text).replace("\n", " "))]
    if len(cells) == len(above):
        return Head(_named([low or high for low, high in zip(cells, above, strict=True)]))
    place = next((i for i, cell in enumerate(above) if _PARTED.match(cell) and head.columns[i] in ("perform", "lead", "other")), None)
    return None if place is None else Head(_named([*above[:place], *(c for c in cells if c), *above[place + 1 :]]))


def other_head(cells: Sequence[str]) -> Head | None:
    """The head of another table, or one that a second row makes a table of duties: "STT | Tên xã | Diện tích"; None where the row is no head."""
    first = cells[0].strip()
    return Head(_named(cells)) if _COLUMNS[0][0].match(first) or _STEPS.match(first) else None
