"""Bodies that a task names behind its verb: who does it ("(Sở Nội vụ chủ trì)", ": Do Sở Tư pháp thực hiện"), with whom."""

from __future__ import annotations

import re
from bisect import bisect_left

from phancap.indexer.bearers import Bearer, bearers_of
from phancap.indexer.bodies import bodies_at
from phancap.indexer.model import Clause, Mention, Role
from phancap.indexer.predicates import Predicate, opens_with_verb

PARTNERS = re.compile(
    r"\b[Pp]hối (?:kết )?hợp(?:(?:,| và)? (?:chặt chẽ|đồng bộ|thường xuyên|kịp thời|(?:có )?hiệu quả|quyết liệt|nhịp nhàng|tích cực))*(?:(?:,| và) hỗ trợ)?(?: với| cùng(?: với)?)?\s+|(?<=[Cc]hủ trì),? cùng(?: với)?\s+"
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


# "Tổ chức họp báo do Sở Văn hóa, Thể thao và Du lịch chủ trì.", "Rà soát phương án ứng phó do Sở Xây dựng chủ trì thực hiện, hoàn thành trước ngày …"; not
# "Cập nhật kế hoạch do Sở Y tế chủ trì xây dựng", whose plan it is
_DONE_BY = re.compile(
    r"(?<!nhiệm vụ)(?<!hoạt động)(?<!nội dung)(?<!hội nghị)(?<!cuộc họp)(?<!dự án)(?<!đề tài)\s[Dd]o\s+(?=[A-ZĐỦ][^;.]{3,90} "
    r"(?:chủ trì(?:,? (?:tổ chức|triển khai) thực hiện|,? thực hiện|,? triển khai)?|đảm nhiệm|chịu trách nhiệm(?: thực hiện)?)(?:[\s./;]*$|[,;] (?:các|[A-ZĐỦ]|phối hợp|hoàn thành|xong|trước|trong)|\s(?:trong|trước) (?:ngày|tháng|quý|năm)))"
)
_OTHERS_WORK = re.compile(
    r"\W*(?:Tham gia|Tham dự|Phối hợp|Thực hiện|Cử|Góp ý|Theo dõi|Hỗ trợ|Kiểm tra|Giám sát|Đánh giá|Nghiệm thu|Báo cáo)(?!\w)", re.I
)
# "Rà soát các nhiệm vụ do Sở Y tế chủ trì": which ones they are
_SOME_OF_THEM = re.compile(r"(?<!\w)(?:các|những|một số|tiến độ|kết quả)\s[^,;.]{0,60}$")
# "Chuẩn bị nội dung: Ban Xây dựng Đảng.", "Diễn tập phòng thủ: UBND các huyện: Đại Lộc, Quế Sơn.", "Xây dựng bản đồ ngập lụt - Sở Nông nghiệp và Môi trường."
_NAME_ALONE = re.compile(r":\s+|\s[–-]\s+(?=[A-ZĐỦ])")
_TO_WHOM = re.compile(
    r"\W*(?:Gửi|Báo cáo|Trình|Mời|Chuyển|Phối hợp|Tham gia|Giao|Đề nghị|Yêu cầu|Kiến nghị|Làm việc|Liên hệ|Phê duyệt|Thẩm định|Công nhận|Khen thưởng|Kiểm tra|Giám sát|Thanh tra|Kiểm toán|Ký kết|Ký|Hỗ trợ|Thành lập|Hợp nhất|Sáp nhập|Giải thể|Sắp xếp|Kiện toàn|Tổ chức lại|Bàn giao|Tiếp nhận|Chia tách|Đổi tên|Chuyển giao)(?!\w)"
    r"|[^:–]*(?:cơ quan|đơn vị|sở|ngành|phòng|ban|địa phương|tổ chức|cấp|đối tượng|điểm)(?: sau(?: đây)?)?\s*$"
    r"|[^:–]*(?<!\w)(?:gồm|giữa|sau|tại|với|cho|đến|về|gửi|trình|báo cáo|phối hợp|liên ngành|hợp tác|thành phần|thành viên)(?: [^\s:]+){0,3}\s*$",
    re.I,
)


def named_behind(
    text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str, alone: bool = False
) -> tuple[list[Bearer], Predicate | None]:
    """Who a task says behind it that it is done by: "…: Do Sở Tư pháp thực hiện"; the task begins with a verb.

    ``alone``: a name alone says so, too, where it ends the task: "Chuẩn bị nội dung: Ban Xây dựng Đảng."
    """
    if not opens_with_verb(text, start, end):
        return [], None
    found = _doing(_DO, text, start, end, mentions, place)
    if not found[1] and not _OTHERS_WORK.match(text, start):
        done = _DONE_BY.search(text, start, end)
        if done and not _SOME_OF_THEM.search(text, start, done.start()):
            found = _doing(_DONE_BY, text, start, end, mentions, place)
    return _alone(text, start, end, mentions, place) if alone and not found[1] else found


def _alone(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> tuple[list[Bearer], Predicate | None]:
    """The bodies that end a task and nothing else: "Chuẩn bị nội dung: Ban Xây dựng Đảng." """
    opened = _NAME_ALONE.search(text, start, end)
    if opened is None or _TO_WHOM.match(text[start : opened.start()]) or any(start <= m.start < opened.start() for m in mentions):
        return [], None
    bodies = bodies_at(text, opened.end(), mentions, end, place)
    if not bodies.items or not bodies.items[0].named or text[bodies.end : end].strip(" ./;"):
        return [], None
    return bearers_of(bodies), Predicate("perform", text[opened.end() : bodies.end], start, start)


# "Lễ phát động cấp tỉnh do Sở Nội vụ tham mưu tổ chức trong tháng 10/2025.", "Trên Cổng thông tin: do Văn phòng UBND tỉnh thực hiện.": below tasks an
# event or a field of work is one, and who does it stands behind it. Not "Cuộc thi do Bộ Tư pháp phát động được đông đảo người dân hưởng ứng"
_WORK = (
    r"(?:Công tác|Lễ|Hội nghị|Hội thảo|Hội thi|Hội trại|Hội diễn|Hội thao|Liên hoan|Cuộc thi|Ngày hội|Tuần lễ|Giải|Chuyên mục|Lớp|Phần việc|Phần|Khâu|Việc|(?:Các )?(?:[Nn]ội dung|[Hh]oạt động|[Nn]hiệm vụ|[Pp]hần việc|[Ll]ớp|[Cc]ông việc)"
    r"|Kinh phí|Khánh tiết|Hậu cần|Lễ tân|Âm thanh|Trang trí|Bảo vệ|Y tế|An ninh)"
)
_WORK_BY = re.compile(
    rf"(?:{_WORK}(?!\w)(?:(?! (?:là|phải|được|đã|có|sẽ|đang|gồm|theo|khi|nếu|của|tại)\s)[^;:.()]){{0,140}}?|[A-ZĐỦ][^;:.()]{{2,60}}:)\s[Dd]o\s+(?=[A-ZĐỦ]|các\s)"
)
_DOES_WORK = re.compile(
    r"\s+(?P<verb>chủ trì|tham mưu|thực hiện|đảm nhiệm|phụ trách|chịu trách nhiệm|tổ chức|triển khai|bố trí|tổng hợp|chuẩn bị|bảo đảm|đảm bảo|biên soạn|xây dựng|trực tiếp|quyết định|hướng dẫn|cung cấp|lập)(?!\w)(?![^;.]* (?:đã|là|được|rất|sẽ)(?!\w))"
)


def work_done_by(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> tuple[list[Bearer], Predicate | None]:
    """Who is to do a work that stands before them without a verb: "Lễ phát động do Sở Nội vụ tham mưu tổ chức". Asked below tasks only."""
    work = _WORK_BY.match(text, start, end)
    bodies = bodies_at(text, work.end(), mentions, end, place) if work else None
    does = _DOES_WORK.match(text, bodies.end, end) if bodies and bodies.items else None
    if bodies is None or does is None or "đã " in text[start : bodies.end]:
        return [], None
    return bearers_of(bodies), Predicate(_role_of(does.group("verb")), does.group("verb"), start, start)


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
_CLOSING_BRACKET = re.compile(r"\(\s*(?:(?:giao|phân công)\s+(?:cho\s+)?)?(?=(?:[A-ZĐỦ]|các\s)[^()]{3,160}\)[\s./;]*$)")
_WHOSE_NAME = re.compile(
    r"(?<!\w)(?:cơ quan|đơn vị|bộ phận|ban|phòng|trung tâm|gửi|về|đến|tới|qua|với|cho|của|tại|(?<!ương )trình|báo cáo|cùng)(?!\w)[^,;.]{0,60}$",
    re.I,
)


# "Công khai thủ tục về đăng ký kinh doanh (các sở, ban, ngành; UBND các huyện)": several are no name of what stands right before
_TO_THESE = re.compile(
    r"(?<!\w)(?:cơ quan|đơn vị|địa phương|ngành|phòng|ban|gửi|đến|tới|với|cho|của|trình|báo cáo|cùng|giữa)(?!\w)[^,;.]{0,20}$", re.I
)


def in_brackets(
    text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str, alone: bool = False
) -> tuple[list[Bearer], Predicate | None]:
    """Who the brackets behind a task say: "Tổ chức hội nghị sơ kết (Sở Nội vụ chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh)".

    ``alone``: a name alone says so, too, where brackets close the task.
    """
    who, told = _doing(_BRACKET, text, start, end, mentions, place)
    closing = None if told or not alone else _CLOSING_BRACKET.search(text, start, end)
    if closing is None:
        return who, told
    bodies = bodies_at(text, closing.end(), mentions, end, place)
    whose = _TO_THESE if len(bodies.items) > 1 else _WHOSE_NAME
    if closing.group().strip("( ") == "" and whose.search(text, start, closing.start()):
        return who, told
    if bodies.items and all(body.named for body in bodies.items) and text[bodies.end : end].strip(" ./;") == ")":
        return bearers_of(bodies), Predicate("perform", text[closing.end() : bodies.end], start, start)
    return [], None


# "Giám đốc Sở là Ủy viên Ủy ban nhân dân tỉnh do Hội đồng nhân dân tỉnh bầu; chịu trách nhiệm trước Ủy ban nhân dân tỉnh …"
# "Trung tâm Văn hóa tỉnh có tư cách pháp nhân, có con dấu và tài khoản riêng; có trách nhiệm quản lý …"
_IS = re.compile(r"\s+(?:là\s|có tư cách pháp nhân(?!\w)(?=[^;.]*;\s+(?:có trách nhiệm|thực hiện)\s))")


def who_it_is(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> list[Bearer]:
    """Of whom a stretch only says who they are: what the sentence goes on with is theirs."""
    if not _IS.search(text, start, end):
        return []
    bodies = bodies_at(text, start, mentions, end, place)
    return bearers_of(bodies) if bodies.items and _IS.match(text, bodies.end, end) else []
