"""To whom something goes: sent to ("gửi về X"), reported to ("báo cáo X"), put before ("trình X"), and by which way ("qua X")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from phancap.indexer.bodies import bodies_at
from phancap.indexer.model import Clause
from phancap.indexer.predicates import mention_at, opens_duty

# "gửi tại ngân hàng" is a deposit; "kiến nghị được chuyển đến các sở", "không chuyển công việc lên Ủy ban nhân dân tỉnh": nothing is sent by the one who bears
_SENDS = re.compile(
    r"(?<!\w)(?<!được )(?<!đã )(?<!không )(?<!do )(?:gửi(?! (?:tại|tiền|tiết kiệm)(?!\w))|gởi|phản [áả]nh|thông tin(?= (?:(?:kịp thời|đầy đủ|thường xuyên|ngay),? )*(?:cho|đến|tới)\s| về (?:Sở|Văn phòng|Ủy ban|UBND|Bộ|Ban|Phòng|Công an|Trung tâm)\s)|cung cấp|chia sẻ(?![^;.]{0,60}\svới\s)(?=[^;.]{0,220}?\s(?:đến|cho|tới)\s)|luân chuyển|(?<!việc )chuyển(?! (?:các )?(?:chức năng|nhiệm vụ|thẩm quyền|cổ phiếu|trái phiếu|chứng khoán))(?! giao| đổi| biến| dịch| mục đích)|thông báo|phản hồi|(?<!việc )(?:trả lời|bàn giao)|nộp)(?: lại| trả)?(?!\w)",
    re.I,
)
_SENDING = (
    "gửi", "gởi", "phản ánh", "phản ảnh", "thông tin", "cung cấp", "chia sẻ", "chuyển", "thông báo", "phản hồi", "trả lời", "bàn giao", "nộp",
)  # fmt: skip
# "gửi báo cáo về Sở Nội vụ" names where the paper goes, not whom it is a report to.
_REPORTS = re.compile(
    r"(?<!gửi )(?<!gởi )(?<!các )(?<!chế độ )(?<!\w)báo cáo(?:(?:,| và)? (?:tham mưu(?: cho)?|đề xuất|kiến nghị|xin ý kiến(?: chỉ đạo)?(?: của)?))*(?!\w)(?-i:(?!(?:,? (?!để|và|hoặc)[^\W_A-ZĐỦ]+){0,9} gửi\s(?!về)))",
    re.I,
)
_SERVES = re.compile(r"(?:tham mưu|giúp|đề xuất|đề nghị|để)\s+(?:cho\s+)?$", re.I)
_HANDS_ON = re.compile(
    r"(?:tham mưu|giúp|đề xuất|đề nghị|để|báo cáo|gửi)\s+(?:cho\s+)?$", re.I
)  # "báo cáo Ủy ban nhân dân tỉnh trình Hội đồng nhân dân tỉnh"
_SUBMITS = re.compile(
    r"(?<!được )(?<!đã )(?<!trước khi )(?<!sau khi )(?<!nội dung hồ sơ )(?<!trong hồ sơ )(?<!quá )(?<!chương )(?<!công )(?<!lộ )(?<!quy )(?<!để )(?<!\w)trình(?: lên)?\s+(?!tự|độ|bày|diễn)",
    re.I,
)
_TO = re.compile(
    r"\s(?:về|đến|tới|lên|với|gửi|sang)\s+|(?<!đã giao)(?<!được giao)(?<!đã phân bổ)(?<!được phân bổ)(?<!đã cấp)(?<!được cấp)\scho\s+|\s(?:văn bản|công văn|hồ sơ|tờ trình) đề nghị (?=Bộ|Sở|Ủy ban|UBND|Chủ tịch|Giám đốc|Cục|Thủ tướng)|, (?:đề xuất|kiến nghị) (?=Ủy ban|UBND|Chủ tịch|Chính phủ|Thủ tướng|Hội đồng|HĐND)"
)
_WHO_MAY = re.compile(r"(?:cấp|cơ quan|người) có thẩm quyền")
_AT_ONCE = re.compile(r"\s+(?:(?:ngay|kịp thời|trực tiếp|bằng văn bản|đầy đủ|khẩn)(?:,\s*|\s+)(?!cho\s|về\s|đến\s|tới\s|với\s))*")
_THROUGH = re.compile(
    r"\((?:thông )?qua\s+|(?<!\w)(?:thông qua|qua)\s+(?=Sở|Văn phòng|Công an|Ban |Bộ |Phòng |Chi cục|Cục |Vụ |Tổng cục |Trung tâm |Ủy ban|UBND)"
)
_AND_ALSO = re.compile(
    r"(?: (?!để |có |xem |theo |tổng |là )[^\W\d_]+){0,5}(?:,| và) (?=(?:Bộ|Sở|Ủy ban nhân dân|UBND|Công an|Thanh tra|Văn phòng)\s)"
)
_GUIDES = re.compile(r"(?<!\w)(?:hướng dẫn|đôn đốc|nhắc nhở)\s+(?:các |Ủy ban|UBND|Sở |cơ quan|đơn vị)[^;.,:]{0,90}$", re.I)
_HANDED_ON = 110  # characters between "để Bộ Ngoại giao" and what the ministry is to do
_ANEW = re.compile(r"[;.]|, đồng thời|(?<!\w)theo dõi,|, (?=(?:chủ trì|phối hợp|hoàn thành|định kỳ)(?!\w))")
_ASIDE = re.compile(r"\([^()]{0,80}\)")  # "báo cáo định kỳ 06 tháng (trước ngày 20/6), năm (trước ngày 20/12 hàng năm) … về Sở …"
_LONGEST_THING, _LONGEST_REPORT = 220, 120  # characters between "cung cấp" and "đến Sở Tư pháp", "báo cáo" and "về …"


class Targets(NamedTuple):
    """Agencies by id, each kind in the order of the text."""

    recipients: tuple[str, ...]
    report_to: tuple[str, ...]
    submit_to: tuple[str, ...]
    channels: tuple[str, ...]


def targets_of(clause: Clause, start: int, end: int) -> Targets:
    """Who receives what the segment ``start``–``end`` of the clause's text (characters) gives."""
    text = clause.text
    small = text.lower()

    def by_another(at: int, serves: re.Pattern[str]) -> bool:
        """ "tham mưu Ủy ban nhân dân tỉnh trình Hội đồng nhân dân tỉnh": another one does it."""
        place = bisect_left(clause.agencies, at - 1, key=lambda m: m.end)
        named = clause.agencies[place] if place < len(clause.agencies) else None
        if named is not None and named.end == at - 1 and (server := serves.search(text, max(start, named.start - 20), named.start)):
            # "Đề nghị Sở Y tế gửi báo cáo …", "Nếu có vướng mắc, đề nghị Sở Y tế báo cáo …" is the order itself
            ordered = server.start() == start or text.endswith((", ", "vướng mắc ", "khó khăn ", "phát sinh "), 0, server.start())
            return not ordered or not server.group().lower().startswith("đề nghị")
        # "Thẩm định đề án do các bộ, cơ quan ngang bộ trình Thủ tướng Chính phủ"
        done_by = text.rfind(" do ", max(start, at - _HANDED_ON), at)
        # and not "Việc sửa đổi Điều lệ do Hội đồng Quản lý Quỹ trình …": that is the duty itself
        begun = done_by >= 0 and (opens_duty(text, start, done_by) or mention_at(clause.agencies, start) is not None)
        if begun and bodies_at(text, done_by + 4, clause.agencies, at).end >= at - 1:
            return True
        if _GUIDES.search(text, start, at - 1):
            return True  # "Hướng dẫn Ủy ban nhân dân cấp xã lập hồ sơ gửi Sở Nội vụ": those who are guided send it
        # "báo cáo số dư để Bộ Ngoại giao tổng hợp, gửi Bộ Tài chính": the ministry is to send it on
        so_that = text.rfind(" để ", max(start, at - _HANDED_ON), at)
        return so_that >= 0 and mention_at(clause.agencies, so_that + 4) is not None and not _ANEW.search(text, so_that, at)

    def of(
        words: tuple[str, ...], pattern: re.Pattern[str], behind: Callable[[int], tuple[str, ...]], serves: re.Pattern[str] = _SERVES
    ) -> tuple[str, ...]:
        """The agencies behind a verb; the pattern cannot be met without one of the ``words``, which most texts have none of."""
        if not any(word in small for word in words):
            return ()
        return tuple(
            dict.fromkeys(
                a
                for m in pattern.finditer(text, start, end)
                if text[m.start()] == "("
                or not by_another(m.start(), serves)  # "báo cáo, đề xuất UBND tỉnh (qua Sở Y tế)": which way it goes
                for a in behind(m.end())
            )
        )

    def at_once(at: int) -> tuple[str, ...]:
        return bodies_at(text, at, clause.agencies, end).agencies

    channels = of(("qua",), _THROUGH, at_once)
    recipients = of(_SENDING, _SENDS, lambda at: _behind(clause, at, end, _LONGEST_THING))
    return Targets(
        tuple(a for a in recipients if a not in channels),
        of(("báo cáo",), _REPORTS, lambda at: _behind(clause, at, end, _LONGEST_REPORT)),
        of(("trình",), _SUBMITS, at_once, _HANDS_ON),
        channels,
    )


def _behind(clause: Clause, at: int, end: int, reach: int) -> tuple[str, ...]:
    """The agencies right behind a verb, or behind the first "về", "đến", "cho" that agencies follow in the same part of the sentence."""
    text = clause.text
    if space := _AT_ONCE.match(text, at, end):
        at_once = bodies_at(text, space.end(), clause.agencies, end)
        if at_once.items or _WHO_MAY.match(text, space.end(), end):
            return at_once.agencies  # "báo cáo cấp có thẩm quyền cấp vốn cho Quỹ": nobody else is reported to
    stop = min(end, at + reach + sum(len(aside) for aside in _ASIDE.findall(text, at, min(end, at + 2 * reach))))
    cut = re.compile(r"[;.](?=\s)|, (?:phối hợp|chủ trì|tham mưu)").search(text, at, stop)
    for to in _TO.finditer(text, at, cut.start() if cut else stop):
        bodies = bodies_at(text, to.end(), clause.agencies, end)
        if bodies.items and not bodies.agencies and (also := _AND_ALSO.match(text, bodies.end, end)):
            return bodies_at(text, also.end(), clause.agencies, end).agencies  # "gửi quyết định cho đơn vị cấp nước và Bộ Xây dựng"
        if bodies.items:
            return bodies.agencies  # "chuyển hồ sơ cho cơ quan có thẩm quyền kiểm tra, trình …": who is unnamed is who it goes to
    return ()
