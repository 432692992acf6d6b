"""Who takes over a task from another body, or gets a letter to deal with."""

from __future__ import annotations

import re

from phancap.indexer.bodies import Bodies, bodies_at
from phancap.indexer.model import Mention

# "Chuyển giao nhiệm vụ quản lý trung tâm … từ Ủy ban nhân dân cấp huyện sang Sở Giáo dục và Đào tạo quản lý": who takes over does it from now on
_PASSES_ON = re.compile(
    r"(?:Chuyển giao|Bàn giao|Điều chuyển|Chuyển)\s+(?:(?:các|toàn bộ|những|một số)\s+)*(?:chức năng|nhiệm vụ|thẩm quyền|quyền hạn|công tác|trách nhiệm)"
    r"(?:(?:,| và)\s+(?:chức năng|nhiệm vụ|thẩm quyền|quyền hạn|tổ chức))*\s+(?=[^;.:]{3,300}?\s(?:cho|sang|về)\s)"
)
# "Chuyển Công văn nêu trên đến Sở Tài chính để nghiên cứu, tham mưu …": who gets the letter is told what to do with it
_SENDS_ON = re.compile(
    r"(?:Giao )?[Cc]huyển\s(?:Công văn|Văn bản|Tờ trình|Báo cáo|Đơn|văn bản|công văn|đơn)(?!\w)[^;.:]{0,160}?\s(?:đến|tới|cho)\s+"
)
_TO_DO = re.compile(
    r",?\s+(?:để\s+)?(?=(?:nghiên cứu|xem xét|giải quyết|xử lý|chủ trì|rà soát|tham mưu|kiểm tra|thẩm định|thực hiện|tổng hợp)(?!\w))"
)
_TAKES_OVER = re.compile(r"\s(?:cho|sang|về)\s+")
_TAKEN = re.compile(
    r"(?:\s+(?:tiếp nhận|thực hiện|quản lý|giải quyết|phụ trách|tiếp tục thực hiện))*(?:\s+(?:theo quy định|kể từ ngày)[^;.:]*)?[\s./;]*$"
)


def passed_on(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> tuple[Bodies, int] | None:
    """Who takes over a task or gets a letter to deal with, and where the verb stands; None where nothing is passed on."""
    if (passed := _PASSES_ON.match(text, start, end)) and (taker := _taking_over(text, passed.end(), end, mentions, place)):
        return taker, passed.end()
    if sent := _SENDS_ON.match(text, start, end):
        bodies = bodies_at(text, sent.end(), mentions, end, place)
        if bodies.items and (task := _TO_DO.match(text, bodies.end, end)):
            return bodies, task.end()
    return None


def _taking_over(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> Bodies | None:
    """To whom a task is handed on, named at the end: "… từ Ủy ban nhân dân cấp huyện về Ủy ban nhân dân cấp xã"; None where none is."""
    for to in _TAKES_OVER.finditer(text, start, end):
        bodies = bodies_at(text, to.end(), mentions, end, place)
        if bodies.items and all(body.named for body in bodies.items) and _TAKEN.match(text[bodies.end : end]):
            return bodies
    return None
