"""Bodies that a task names behind its verb: who does it ("(Sở Nội vụ chủ trì)", ": Do Sở Tư pháp thực hiện"), with whom."""

from __future__ import annotations

import re
from bisect import bisect_left

from phancap.indexer.bodies import bodies_at
from phancap.indexer.duty_subjects import Bearer, bearers_of
from phancap.indexer.model import Clause, Mention, Role
from phancap.indexer.predicates import Predicate, opens_with_verb

PARTNERS = re.compile(
    r"\b[Pp]hối (?:kết )?hợp(?:,? (?:chặt chẽ|đồng bộ|thường xuyên|kịp thời|hiệu quả))*(?: với| cùng(?: với)?)?\s+|(?<=[Cc]hủ trì),? cùng(?: với)?\s+"
)
# "Sở Y tế chủ trì, các sở, ngành liên quan phối hợp thực hiện", "(Sở Công Thương chủ trì; Sở Tài chính, Hiệp hội Doanh nghiệp tỉnh phối hợp)": with whom, before the word that says so
ALSO_DO = re.compile(r"\([^();]{3,120} chủ trì[;,]\s+(?!phối hợp)|(?<=[Cc]hủ trì)[,;]\s+(?=[A-ZĐỦ]|các\s)")
DO_WITH = re.compile(
    r"\s*(?:cùng |tham gia |là (?:cơ quan|đơn vị) )?phối hợp(?:(?: thực hiện| triển khai)?\s*(?:[);,.]|$)|\s+(?!với|cùng|của)(?=\w))"
)
_BRACKET = re.compile(r"\(\s*(?:giao(?: cho)?|do|phân công)?\s*", re.I)
_DOES_IT = re.compile(r"\s*(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|thực hiện|tham mưu|chịu trách nhiệm|đầu mối)(?!\w)", re.I)
_OF_WHOM = re.compile(r"^(?:tăng cường|đẩy mạnh|nâng cao)[^;.]*?\bcủa\s+$", re.I)


def of_whom(text: str, start: int, end: int, mentions: tuple[Mention, ...]) -> list[Bearer]:
    """ "Tăng cường công tác hướng dẫn, thanh tra, kiểm tra của các Sở, Ban, ngành đối với …": they are to do it."""
    for mention in mentions[bisect_left(mentions, start, key=lambda m: m.start) :]:
        if mention.start >= end:
            break
        if _OF_WHOM.match(text[start : mention.start]) and text[mention.end :].startswith(" đối với"):
            return [Bearer(mention.agency, mention.words, None)]
    return []


def partners_of(clause: Clause, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(agencies, unnamed bodies in words) with whom a stretch of the clause's text says that something is done."""
    agencies: dict[str, None] = {}
    others: dict[str, None] = {}
    for match in PARTNERS.finditer(clause.text, start, end):
        bodies = bodies_at(clause.text, match.end(), clause.agencies, end)
        agencies.update(dict.fromkeys(bodies.agencies))
        others.update(dict.fromkeys(bodies.others))
    return tuple(agencies), tuple(others)


# "Tổ chức Ngày Pháp luật: Do Hội đồng phổ biến, giáo dục pháp luật tỉnh thực hiện", "Thẩm định hồ sơ, do Sở Xây dựng chủ trì"
_DO = re.compile(r"[:;,–-]\s*[Dd]o\s+|\s[–-]\s+(?=[A-ZĐỦ])")  # "Rà soát thủ tục - Sở Nội vụ chủ trì"


_DONE_BY = re.compile(
    r"(?<!nhiệm vụ)(?<!hoạt động)(?<!nội dung)(?<!hội nghị)(?<!cuộc họp)(?<!dự án)(?<!đề tài)\s[Dd]o\s+(?=[A-ZĐỦ][^;.]{3,90} chủ trì(?:[\s./;]*$|[,;] (?:các|[A-ZĐỦ]|phối hợp)))"
)
_OTHERS_WORK = re.compile(r"\W*(?:Tham gia|Tham dự|Phối hợp|Thực hiện|Cử|Góp ý|Theo dõi|Hỗ trợ)(?!\w)", re.I)


def named_behind(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> tuple[list[Bearer], Predicate | None]:
    """Who a task says behind it that it is done by: "…: Do Sở Tư pháp thực hiện"; the task begins with a verb."""
    if not opens_with_verb(text, start, end):
        return [], None
    found = _doing(_DO, text, start, end, mentions, place)
    if not found[1] and not _OTHERS_WORK.match(text, start):
        found = _doing(_DONE_BY, text, start, end, mentions, place)  # "Tổ chức họp báo do Sở Văn hóa, Thể thao và Du lịch chủ trì."
    return found


def _doing(
    opening: re.Pattern[str], text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str
) -> tuple[list[Bearer], Predicate | None]:
    """Who stands by name behind an opening with a verb of doing: "(Sở Nội vụ chủ trì", ": Do Sở Tư pháp thực hiện"."""
    for opened in opening.finditer(text, start, end):
        bodies = bodies_at(text, opened.end(), mentions, end, place)
        verb = _DOES_IT.match(text, bodies.end, end)
        if bodies.items and bodies.items[0].named and verb:
            return bearers_of(bodies), Predicate(_role_of(verb.group()), verb.group().strip(), start, start)
    return [], None


def _role_of(words: str) -> Role:
    return "lead" if "chủ trì" in words.lower() else "advise" if "tham mưu" in words.lower() else "perform"


# "Tổng kết, khen thưởng (Sở Nội vụ)": a name alone at the end of a task; not "gửi về cơ quan thường trực (Sở Nội vụ)"
_CLOSING_BRACKET = re.compile(r"\(\s*(?=[A-ZĐỦ][^()]{3,160}\)[\s./;]*$)")
_WHOSE_NAME = re.compile(
    r"(?<!\w)(?:cơ quan|đơn vị|bộ phận|ban|phòng|trung tâm|gửi|về|đến|tới|qua|với|cho|của|tại|trình|báo cáo|cùng)(?!\w)[^,;.]{0,60}$", re.I
)


def in_brackets(
    text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str, alone: bool = False
) -> tuple[list[Bearer], Predicate | None]:
    """Who the brackets behind a task say: "Tổ chức hội nghị sơ kết (Sở Nội vụ chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh)".

    ``alone``: a name alone says so, too, where brackets close the task.
    """
    who, told = _doing(_BRACKET, text, start, end, mentions, place)
    if told or not alone or not (closing := _CLOSING_BRACKET.search(text, start, end)) or _WHOSE_NAME.search(text, start, closing.start()):
        return who, told
    bodies = bodies_at(text, closing.end(), mentions, end, place)
    if bodies.items and all(body.named for body in bodies.items) and text[bodies.end : end].strip(" ./;") == ")":
        return bearers_of(bodies), Predicate("perform", text[closing.end() : bodies.end], start, start)
    return [], None


# "Giám đốc Sở là Ủy viên Ủy ban nhân dân tỉnh do Hội đồng nhân dân tỉnh bầu; chịu trách nhiệm trước Ủy ban nhân dân tỉnh …"
_IS = re.compile(r"\s+là\s")


def who_it_is(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> list[Bearer]:
    """Of whom a stretch only says who they are: what the sentence goes on with is theirs."""
    if not _IS.search(text, start, end):
        return []
    bodies = bodies_at(text, start, mentions, end, place)
    return bearers_of(bodies) if bodies.items and _IS.match(text, bodies.end, end) else []
