"""Where a duty's words begin and end: the stretches of a clause that may hold one duty each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from phancap.indexer.between import behind_right
from phancap.indexer.model import Mention
from phancap.indexer.predicates import ADVERBIAL, VERB, behind_mark, depth, opens_duty, start_of
from phancap.indexer.semicolons import FAR, GIVEN_AMONG, IS_TO, LONGEST_NAME, WITH, parts_duties, somebody_acts, trim
from phancap.indexer.vietnamese import UPPER

_ORDER = re.compile(r"(?:Kính |Trân trọng )?(?:Yêu cầu|[Đđ]ề nghị|Giao(?: nhiệm vụ)?(?: cho)?|Phân công)\s*:?\s+")
_ORDERS = re.compile(
    r"(?:Chủ tịch |Lãnh đạo )?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Bộ|Sở|Thủ tướng)[^;.,:]{3,50}? (?:yêu cầu|đề nghị|giao)\s+(?=Thủ trưởng|Giám đốc|các|Chủ tịch|Bộ|Sở)"
)
_TOPIC = re.compile(r"[^\W\d_][^:;.,()]{2,40}:\s+")
# "Đối với 10 nhiệm vụ cần điều chỉnh thẩm quyền, yêu cầu các Bộ: Xây dựng; Khoa học và Công nghệ xây dựng phương án …"
_TOLD_BEHIND = re.compile(r"[,)]\s+(?:yêu cầu|đề nghị|giao|phân công)\s+(?=[Cc]ác\s|Thủ trưởng|Giám đốc|Chủ tịch|Bộ trưởng)")
_AT_THE_SAME_TIME = re.compile(r",\s+đồng thời,?\s+(?=[A-ZĐỦ]|các )")
# "Ủy ban nhân dân cấp xã tổ chức rà soát, lập danh sách, Sở Nội vụ tổng hợp, báo cáo …": a second body takes up what the first has done
_TAKES = r"(?:(?:có|chịu) trách nhiệm(?! (?:tổ chức )?(?:triển khai )?(?:thi hành|thực hiện (?:Quyết định|Nghị|Kế hoạch|Chỉ thị|Thông tư)))|chủ trì(?:,| và|(?= [^\W\d_]+))|tổng hợp(?:,| và) (?:báo cáo|trình|tham mưu)|thẩm định(?!\w)|(?:bố trí|bảo đảm|đảm bảo) (?:kinh phí|an ninh))"
_NEXT_ONE = re.compile(
    rf",\s+(?=(?:(?:các )?(?:cơ quan|đơn vị)(?= (?!liên quan|khác|có)[^,;:()]{{2,60}} có trách nhiệm)|Sở|Bộ|Cục|Chi cục|Ban|Phòng|Văn phòng|Công an|Thanh tra|Ủy ban|Uỷ ban|UBND|Chủ tịch|Giám đốc|Thủ trưởng|Người đứng đầu|Kho bạc)\s[^,;:()]{{2,90}}?\s{_TAKES})"
)
# "Sở Nông nghiệp và Môi trường có trách nhiệm cung cấp bản đồ cho Ủy ban nhân dân cấp xã và Ủy ban nhân dân cấp xã có trách nhiệm khai thác"
_BOTH_OWE = re.compile(
    r"(?:(?:có|chịu) trách nhiệm|phải) [^;:.]{8,200}? (?P<and>và) (?=(?:Sở|Bộ|Cục|Chi cục|Ban|Phòng|Văn phòng|Công an|Thanh tra|Ủy ban|Uỷ ban|UBND|Chủ tịch|Giám đốc|Kho bạc|cơ quan|đơn vị)\s[^,;:()]{2,90}?\s(?:có|chịu) trách nhiệm(?!\w))"
)
_TAKES_UP = re.compile(rf"\s+{_TAKES}")
# "… lập danh sách gửi Phòng Nội vụ chủ trì, phối hợp với Phòng Tài chính - Kế hoạch xét duyệt": who is sent it is the next to act
_SENT_TO = re.compile(r"(?<!\w)(?:gửi|chuyển|giao)(?: (?:về|đến|tới|cho|sang))?\s+(?=[A-ZĐỦ]|cơ quan|các )")
_GIVEN_BY = re.compile(r"(?<!\w)do\s[^,;.:]{3,90}$")  # "các phần mềm dùng chung khác do UBND tỉnh giao Sở Tài chính chủ trì": which ones
_LEADS = re.compile(r"\s+chủ trì(?:,| và| [^\W\d_])")
# The mark comes first in the pattern, so that a search leaps from mark to mark; "UBND TP. Vinh" goes on.
_SENTENCE = re.compile(
    rf"[.!?…](?<!\bT[PpXx].)(?:(?<=[.!?])(?<!\.\..)(?!\.)(?=\s+[^\W\d_])|(?:(?<=…)|(?<=\.)\.\.)(?=\s+(?:[{UPPER}]|hoàn thành(?!\w))))"
)
_COMMA = re.compile(r",\s+")
_LINE_END, _BRACKET_OR_SEMICOLON = re.compile(r"\n"), re.compile(r"[();]")
# "Trực tiếp phụ trách các lĩnh vực: quốc phòng; tổ chức bộ máy", "quản lý nhà nước về: công tác xây dựng pháp luật, …; kiểm tra, xử lý văn bản …; hộ tịch; …": fields, no duties of their own
_FIELDS = re.compile(
    r"(?:các|những|một số) lĩnh vực(?: [^\W\d_]+){0,3}\s*:|(?:quản lý nhà nước|chức năng)[^.;:]{0,80}\s(?:về|gồm|sau)(?: (?:các )?(?:ngành,? )?lĩnh vực)?(?: sau(?: đây)?)?\s*:"
    r"|(?:phụ trách|theo dõi|chỉ đạo|hướng dẫn|kiểm tra)[^.;:]{0,60}\s(?:(?:các |những )?(?:lĩnh vực|mảng công tác|ngành)|về công tác)(?: công tác)?(?: sau(?: đây)?)?\s*:"
)


def segments(text: str, mentions: Sequence[Mention], list_end: Callable[[int], int]) -> Iterator[tuple[int, int, int]]:
    """(start of the sentence, start, end) of each stretch that may hold one duty.

    A full stop parts sentences. A ";" parts two duties when what follows opens one; in "các Sở, Ban, ngành; Ủy ban
    nhân dân cấp huyện" it parts two agencies of a list, and inside brackets it parts nothing. ``list_end`` tells where the list of
    bodies that begins at a place ends.
    """
    sentence = behind_mark(text, 0)
    cuts = [*_sentence_ends(text), *(m.start() for m in _LINE_END.finditer(text))]
    for cut in [*sorted(cuts), len(text)]:
        start = sentence
        first = trim(text, start, cut)[0]
        if order := _ORDER.match(text, first, cut) or _ORDERS.match(text, first, cut):
            first = order.end()  # "Yêu cầu Giám đốc các sở, ban, ngành; Chủ tịch …; Thủ trưởng …": a list, too
        elif ";" in text[start:cut] and (topic := _TOPIC.match(text, first, cut)) and list_end(first) == first < list_end(topic.end()):
            first = topic.end()  # "Nguồn lực: Sở Tài chính, Kho bạc Nhà nước; các quận, huyện có trách nhiệm …"
        listed = max(list_end(first), _listed_behind_opening(text, first, cut, mentions, list_end)) if ";" in text[start:cut] else start
        if ";" in text[start:cut] and (told := _TOLD_BEHIND.search(text, first, cut)):
            listed = max(listed, list_end(told.end()))
        for semicolon in _semicolons(text, sentence, cut):
            if ":" in text[start:semicolon] and _FIELDS.search(text, start, semicolon):
                break
            if (
                semicolon >= listed
                and not _still_lists(text, first, listed, semicolon)
                and parts_duties(text, start, semicolon, cut, mentions, list_end)
            ):
                yield from _with_others(text, sentence, start, semicolon, mentions, list_end)
                start = behind_mark(text, semicolon + 1)
        if text[start:cut].strip():
            yield from _with_others(text, sentence, start, cut, mentions, list_end)
        sentence = behind_mark(text, cut)


def _listed_behind_opening(text: str, first: int, end: int, mentions: Sequence[Mention], list_end: Callable[[int], int]) -> int:
    """Where the list ends that stands behind an opening which names nobody, and does something: "Căn cứ Kế hoạch này, các sở, ban, ngành; Ủy ban
    nhân dân các xã, phường; các đơn vị trực thuộc xây dựng kế hoạch …"; 0 where there is none.
    """
    semicolon = text.find(";", first, end)
    if not ADVERBIAL.match(text, first, end):
        return 0
    named = bisect_left(mentions, first, key=start_of)
    limit = min(semicolon, mentions[named].start if named < len(mentions) else end)
    for comma in _COMMA.finditer(text, first, min(limit + 1, end)):
        listed = list_end(comma.end())
        if listed > semicolon and opens_duty(text, behind_right(text, listed, end), end):
            return listed
    return 0


def _still_lists(text: str, first: int, listed: int, semicolon: int) -> bool:
    """ "Thủ trưởng các cơ quan, đơn vị, doanh nghiệp, hội quần chúng; Chủ tịch Ủy ban nhân dân cấp xã có trách nhiệm …": so far nobody does anything."""
    return (
        listed > first and text.startswith(",", listed) and semicolon - listed <= LONGEST_NAME and not VERB.search(text, listed, semicolon)
    )


def _with_others(
    text: str, sentence: int, start: int, end: int, mentions: Sequence[Mention], list_end: Callable[[int], int]
) -> Iterator[tuple[int, int, int]]:
    """A stretch, and apart from it what another body is to do at the same time: "…, đồng thời Sở Y tế báo cáo …"."""
    for next_one in _NEXT_ONE.finditer(text, start, end):
        comma, listed = next_one.start(), list_end(next_one.end())
        if listed == next_one.end() or not _TAKES_UP.match(text, listed, end) or not somebody_acts(text, start, comma, list_end):
            continue
        part = text.rfind(", ", start, comma)
        if part > start and ADVERBIAL.match(text, part + 2) and not GIVEN_AMONG.match(text, part + 2):
            yield sentence, *trim(text, start, part)  # "…, trên cơ sở đề xuất của Bộ Y tế, Bộ Tài chính tổng hợp, trình …"
            start = part + 2
        elif not any(m.end == comma for m in mentions):  # "gửi Sở Tài chính, Sở Nội vụ tổng hợp": both are sent to
            yield sentence, *trim(text, start, comma)
            start = next_one.end()
    for comma in _same_again(text, start, end, list_end):
        yield sentence, *trim(text, start, comma)
        start = comma + 1
    if (both := _BOTH_OWE.search(text, start, end)) and IS_TO.match(text, list_end(both.end()), end):
        yield sentence, *trim(text, start, both.start("and"))
        start = both.end()
    for sent in _SENT_TO.finditer(text, start, end):
        listed = list_end(sent.end())
        acts = opens_duty(text, start, sent.start()) or somebody_acts(text, start, sent.start(), list_end)
        given = _GIVEN_BY.search(text, start, sent.start()) is not None
        if acts and not given and listed > sent.end() and _LEADS.match(text, listed, end):
            yield sentence, *trim(text, start, listed)
            start = sent.end()
    for comma, other in _each_told(text, start, end, list_end):
        yield sentence, *trim(text, start, comma)
        start = other
    for also in _AT_THE_SAME_TIME.finditer(text, start, end):
        listed = list_end(also.end())
        if listed > also.end() and opens_duty(text, listed, end):
            yield sentence, *trim(text, start, also.start())
            start = also.end()
    yield sentence, *trim(text, start, end)


_DOES_SO = re.compile(
    r"\s+(?:cấp phép|cấp giấy|phê duyệt|quyết định|quản lý|thẩm định|thẩm tra|kiểm tra|giải quyết|bố trí|hướng dẫn|tuyển dụng|bổ nhiệm)(?= )"
)


def _same_again(text: str, start: int, end: int, list_end: Callable[[int], int]) -> Iterator[int]:
    """The commas behind which another body does the same: "Sở Xây dựng cấp phép đối với đường tỉnh, Ủy ban nhân dân cấp xã cấp phép đối với đường xã"."""
    listed = list_end(start)
    does = _DOES_SO.match(text, listed, end) if listed > start else None
    if not does or text.count(does.group(), does.end(), end) == 0:
        return
    comma = text.find(", ", does.end(), end)
    while comma >= 0:
        other = list_end(comma + 2)
        if other > comma + 2 and text.startswith(does.group(), other) and not WITH.search(text, start, comma):
            yield comma
        comma = text.find(", ", max(other, comma + 2), end)


_IN_WHICH = re.compile(r",\s+trong đó,?\s+(?P<order>giao|phân công|đề nghị|yêu cầu)(?: nhiệm vụ)?(?: cho)?\s+")
_TELLS_SOMEBODY = re.compile(r"(?<!\w)(?:[Hh]ướng dẫn|[Cc]hỉ đạo|[Đđ]ôn đốc|[Vv]ận động|[Kk]huyến khích|[Pp]hối hợp|[Cc]ùng)\s")


def _each_told(text: str, start: int, end: int, list_end: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    """The commas behind which an order goes on with another body and its task, and where that body stands.

    "Đề nghị Ban Tuyên giáo định hướng nội dung, Ủy ban Mặt trận Tổ quốc vận động cử tri", and within a task: "Phòng Kinh tế thành lập đoàn kiểm
    tra, trong đó giao Trạm Y tế lấy mẫu, Hạt Kiểm lâm hỗ trợ phương tiện".
    """
    within = _IN_WHICH.search(text, start, end)
    order = within or _ORDER.match(text, start, end)
    listed = list_end(order.end()) if order else 0
    if not order or listed <= order.end() or not opens_duty(text, listed, end):
        return
    if within:
        yield within.start(), within.start("order")
    since, comma = listed, text.find(", ", listed, end)
    while comma >= 0:
        other = list_end(comma + 2)
        near = max(since, comma - FAR)
        if (
            other > comma + 2
            and text[comma + 2].isupper()
            and opens_duty(text, other, end)
            and not _TELLS_SOMEBODY.search(text, near, comma)
            and not _ENDS_LIST.search(text, near, comma)
        ):
            yield comma, comma + 2
            since = other
        comma = text.find(", ", max(other, comma + 2), end)


# "… báo cáo UBND tỉnh, Bộ Y tế xem xét", "… theo hướng dẫn của Bộ Tài chính, Sở Tài chính …": a body right before the comma may begin a list
_ENDS_LIST = re.compile(
    r"(?<!\w)(?:báo cáo|gửi|trình|với|của|cho|theo|do|tại|về|qua|bởi)\s(?:[^,;.()]{0,80}\s)?(?:[Cc]ác|Sở|UBND|Ủy ban|Uỷ ban|Bộ|Ban|Phòng|Cục|Chi cục|Công an|Chủ tịch|Giám đốc|Hội|Đảng ủy|Huyện ủy|Tỉnh ủy|Thanh tra|Văn phòng|Trung tâm)(?!\w)[^,;.()]*$"
)


def _sentence_ends(text: str) -> Iterator[int]:
    """Where sentences end outside brackets."""
    deep = at = 0
    for match in _SENTENCE.finditer(text):
        deep = depth(text, at, match.start(), deep)
        at = match.start()
        if deep == 0:
            yield match.end()


def _semicolons(text: str, start: int, end: int) -> Iterator[int]:
    deep = 0
    for mark in _BRACKET_OR_SEMICOLON.finditer(text, start, end):
        character = mark.group()
        if character == "(":
            deep += 1
        elif character == ")":
            deep = max(0, deep - 1)
        elif deep == 0:
            yield mark.start()
