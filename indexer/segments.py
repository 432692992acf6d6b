"""Where a duty's words begin and end: the stretches of a clause that may hold one duty each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from phancap.indexer.alternatives import LETTER, any_of
from phancap.indexer.between import behind_right
from phancap.indexer.duty_verbs import MORE_VERBS, VERBS
from phancap.indexer.model import Mention
from phancap.indexer.noun_words import is_paper
from phancap.indexer.predicates import ADVERBIAL, VERB, behind_mark, depth, first_place, mention_at, opens_duty, start_of, unlisted_verb
from phancap.indexer.private_parties import PRIVATE
from phancap.indexer.vietnamese import UPPER

_ORDER = re.compile(r"(?:Kính |Trân trọng )?(?:Yêu cầu|[Đđ]ề nghị|Giao(?: nhiệm vụ)?(?: cho)?|Phân công)\s*:?\s+")
_ORDERS = re.compile(
    r"(?:Chủ tịch |Lãnh đạo )?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Bộ|Sở|Thủ tướng)[^;.,:]{3,50}? (?:yêu cầu|đề nghị|giao)\s+(?=Thủ trưởng|Giám đốc|các|Chủ tịch|Bộ|Sở)"
)
_TOPIC = re.compile(r"[^\W\d_][^:;.,()]{2,40}:\s+")
# "Đối với 10 nhiệm vụ cần điều chỉnh thẩm quyền, yêu cầu các Bộ: Xây dựng; Khoa học và Công nghệ xây dựng phương án …"
_TOLD_BEHIND = re.compile(r"[,)]\s+(?:yêu cầu|đề nghị|giao|phân công)\s+(?=[Cc]ác\s|Thủ trưởng|Giám đốc|Chủ tịch|Bộ trưởng)")
# "Ủy ban nhân dân thành phố phân cấp thẩm quyền quyết định thanh lý …; thẩm quyền quyết định xử lý … cho Sở Nông nghiệp và Môi trường"
_DELEGATES_WHAT = re.compile(r"[^;.,]{0,60}?(?:[Pp]hân cấp|[ỦUủ][ỷy] quyền) thẩm quyền\s+(?!cho\s)")
_WHO_HAS = re.compile(r"[^;.,:]{3,80}? được (?:phân cấp|ủy quyền|giao)(?: thẩm quyền| nhiệm vụ)?\s(?![^;]*(?:có|chịu) trách nhiệm)")
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
_IS_TO = re.compile(r"\s+(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|chủ trì|phải)(?!\w)")
_PAPER = r"(?:Công văn|Văn bản|Kế hoạch|Chỉ thị|Quyết định|Nghị quyết|Nghị định|Thông báo|Thông tư|Luật|Công điện|Kết luận|Chương trình|Tờ trình|Báo cáo)(?!\w)"
BY_PAPERS = re.compile(
    rf"(?:Thực hiện|Căn cứ|Theo|Xét|Tiếp theo|Triển khai(?: thực hiện)?) (?:các |đề nghị của [^;:]{{3,60}}? tại )?{_PAPER}"
)
MORE_PAPERS = re.compile(
    rf"\s*(?:nhằm|để)\s[^;:]*,\s|\s*(?:và )?(?:(?:theo|căn cứ|thực hiện|xét|trên cơ sở|tiếp theo) (?:các |ý kiến |chỉ đạo |đề nghị |nội dung )?(?:{_PAPER}|của|tại|chỉ đạo|ý kiến)|(?:các )?{_PAPER}(?= (?:số|liên tịch|của)))"
)
# "Đối với Sở Công Thương: kiểm tra …; báo cáo …"
_FOR_ONE = re.compile(r"[Đđ]ối với (?:các )?(?:Sở|Ban|Công an|UBND|Ủy ban|Phòng|Văn phòng|Thanh tra)[^;:.()]{2,60}:")
_IN_CASE = re.compile(r"(?:Đối với|Trường hợp|Trong trường hợp|Khi|Nếu)\b", re.I)
# "Trường hợp bàn giao chậm thì khoảng thời gian này không tính vào thời hạn; cơ quan tiếp nhận phải thông báo …": what is so in the case is said
_THEN_IT_IS_SO = re.compile(r"\sthì\s[^;]{3,120}? (?:không|được|phải|là) [^;]{3,}")
_CASE = re.compile(
    r"\s*(?:(?:trường hợp|trong trường hợp|(?:trong )?quá trình (?=thực hiện|triển khai|tổ chức)|trong quá trình|các trường hợp (?:còn lại|khác)|nếu(?=[^;.]{3,120} thì ))\s"
    r"|(?:việc|nội dung)\s(?:nào\s)?(?:chưa|không|còn|vượt)\s[^;.,:]{3,80}?\sthì\s(?=[A-ZĐỦ]))",
    re.I,
)  # "…; việc chưa rõ cơ quan tiếp nhận thì Sở Công Thương chủ trì …"
_OTHER_TERM = re.compile(
    r"\s*(?:trong (?:thời hạn|thời gian|vòng)|(?:quá|hết) (?:thời hạn|thời gian|\d)|chậm nhất|sau \d|trước ngày|định kỳ)[^;.:,]{3,90},\s+"
)
# "cho phép thành lập; chia, tách; sáp nhập; hợp nhất; giải thể hội": a verb alone waits for the last one's object
_ALONE = re.compile(rf"\s*{any_of((*VERBS, *MORE_VERBS))}(?:(?:,| và) {any_of((*VERBS, *MORE_VERBS))})?\s*", re.I)
# "…; gửi về Sở Nội vụ …" goes on with the same paper, "…; gửi nội dung cụ thể của thủ tục đến Sở Nội vụ …" sends something else
_JOINS_BACK = re.compile(
    rf"\s*(?:[Gg]ửi|[Gg]ởi)\s+(?:(?i:về|cho|đến|tới|lên|qua|kèm|kèm theo|trực tiếp|ngay|kịp thời|bằng|đồng thời|để|các|cơ quan|đơn vị|cấp|từng|cùng|01)(?!\w)|[{UPPER}])",
)
# "…; riêng UBND thành phố Phủ Lý xây dựng mô hình điểm", "Về kinh phí: Sở Tài chính bố trí; về nhân lực: Sở Nội vụ tham mưu"
_ONE_APART = re.compile(r"\s*(?:riêng (?:đối với )?|về [^;:.,]{2,50}:\s+(?=[A-ZĐỦ]))", re.I)
_LONGEST_CASE, _FAR = 1_500, 1_500  # characters
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
        first = _trim(text, start, cut)[0]
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
                and _parts_duties(text, start, semicolon, cut, mentions, list_end)
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
        listed > first and text.startswith(",", listed) and semicolon - listed <= _LONGEST_NAME and not VERB.search(text, listed, semicolon)
    )


def _with_others(
    text: str, sentence: int, start: int, end: int, mentions: Sequence[Mention], list_end: Callable[[int], int]
) -> Iterator[tuple[int, int, int]]:
    """A stretch, and apart from it what another body is to do at the same time: "…, đồng thời Sở Y tế báo cáo …"."""
    for next_one in _NEXT_ONE.finditer(text, start, end):
        comma, listed = next_one.start(), list_end(next_one.end())
        if listed == next_one.end() or not _TAKES_UP.match(text, listed, end) or not _somebody_acts(text, start, comma, list_end):
            continue
        part = text.rfind(", ", start, comma)
        if part > start and ADVERBIAL.match(text, part + 2) and not _GIVEN.match(text, part + 2):
            yield sentence, *_trim(text, start, part)  # "…, trên cơ sở đề xuất của Bộ Y tế, Bộ Tài chính tổng hợp, trình …"
            start = part + 2
        elif not any(m.end == comma for m in mentions):  # "gửi Sở Tài chính, Sở Nội vụ tổng hợp": both are sent to
            yield sentence, *_trim(text, start, comma)
            start = next_one.end()
    for comma in _same_again(text, start, end, list_end):
        yield sentence, *_trim(text, start, comma)
        start = comma + 1
    if (both := _BOTH_OWE.search(text, start, end)) and _IS_TO.match(text, list_end(both.end()), end):
        yield sentence, *_trim(text, start, both.start("and"))
        start = both.end()
    for sent in _SENT_TO.finditer(text, start, end):
        listed = list_end(sent.end())
        acts = opens_duty(text, start, sent.start()) or _somebody_acts(text, start, sent.start(), list_end)
        given = _GIVEN_BY.search(text, start, sent.start()) is not None
        if acts and not given and listed > sent.end() and _LEADS.match(text, listed, end):
            yield sentence, *_trim(text, start, listed)
            start = sent.end()
    for comma, other in _each_told(text, start, end, list_end):
        yield sentence, *_trim(text, start, comma)
        start = other
    for also in _AT_THE_SAME_TIME.finditer(text, start, end):
        listed = list_end(also.end())
        if listed > also.end() and opens_duty(text, listed, end):
            yield sentence, *_trim(text, start, also.start())
            start = also.end()
    yield sentence, *_trim(text, start, end)


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
        if other > comma + 2 and text.startswith(does.group(), other) and not _WITH.search(text, start, comma):
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
        near = max(since, comma - _FAR)
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
_GIVEN = re.compile(r"(?:trong đó,? )?(?:giao|phân công|đề nghị|yêu cầu)(?: cho)? (?=[A-ZĐỦ])")


def _somebody_acts(text: str, start: int, end: int, list_end: Callable[[int], int]) -> bool:
    """Whether bodies that end before ``end`` do something in the stretch: "Hằng năm, Ủy ban nhân dân cấp xã kiểm kê, …"; no list goes on there."""
    acts = False
    at = start
    while 0 <= at < end:
        if order := _GIVEN.match(text, at, end):
            at = order.end()  # "Rà soát chính sách, trong đó giao Sở Y tế xây dựng dự thảo, Sở Tư pháp thẩm định"
        if (listed := list_end(at)) > at:
            if listed >= end:
                return False
            acts = acts or opens_duty(text, listed, end)
        comma = text.find(", ", max(at, listed), end)
        at = comma + 2 if comma >= 0 else -1
    return acts


def _sentence_ends(text: str) -> Iterator[int]:
    """Where sentences end outside brackets."""
    deep = at = 0
    for match in _SENTENCE.finditer(text):
        deep = depth(text, at, match.start(), deep)
        at = match.start()
        if deep == 0:
            yield match.end()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


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


_TELLERS = ("hướng dẫn", "chỉ đạo", "đôn đốc", "yêu cầu", "đề nghị")
_TELLS = re.compile(rf"{any_of((*_TELLERS, *map(str.capitalize, _TELLERS)), behind=LETTER)}\s+(?=[SỦUBCsbc])")
# "… báo cáo Bộ Chỉ huy quân sự tỉnh; Công an cấp huyện hoàn thành …": who is reported to ends the first duty
_WITH = re.compile(r"[Pp](?<!\w[Pp])hối hợp(?: chặt chẽ)? với\s+")
_TOLD_BEFORE = re.compile(r"(?<!\w)(?:báo cáo|gửi|trình|chuyển)\s[^;:.]{3,160}$")


_NAME_GOES_ON = re.compile(rf",?\s+(?:và\s+)?[{UPPER}“\"]")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_LONGEST_NAME = 130  # characters


def _name_goes_on(text: str, start: int, end: int) -> bool:
    """Whether what stands behind a list of bodies is more of a name, and no verb: " Ban Chỉ đạo phong trào “Toàn dân đoàn kết” tỉnh"."""
    if end - start > _LONGEST_NAME or not _NAME_GOES_ON.match(text, start):
        return False
    return not any(verb.group()[0].islower() for verb in VERB.finditer(_QUOTED.sub("", text[start:end])))


def _parts_duties(text: str, start: int, semicolon: int, end: int, mentions: Sequence[Mention], list_end: Callable[[int], int]) -> bool:
    after = behind_mark(text, semicolon + 1)
    if BY_PAPERS.match(text, start) and MORE_PAPERS.match(text, after) and not _somebody_acts(text, start, semicolon, list_end):
        return False  # "Thực hiện Công văn số … của Bộ Nội vụ; theo chỉ đạo của UBND tỉnh tại …, Sở Nội vụ đề nghị …"
    if _JOINS_BACK.match(text, after):
        return False  # "kịp thời phản ánh bằng văn bản; gửi về Sở Nội vụ …": where the same paper goes
    if _WHO_HAS.match(text, start, semicolon) and "có trách nhiệm" in text[semicolon : min(end, semicolon + _FAR)]:
        return False  # "Ủy ban nhân dân cấp xã được phân cấp thẩm quyền quyết định …; xử lý … có trách nhiệm …"
    if (
        _DELEGATES_WHAT.match(text, start, semicolon)
        and " cho " not in text[start:semicolon][:_FAR]
        and " cho " in text[semicolon : min(end, semicolon + _FAR)]
    ):
        return False
    with_whom = max((m.end() for m in _WITH.finditer(text, start, semicolon)), default=semicolon)
    if with_whom < semicolon and (
        (behind := list_end(with_whom)) > semicolon or (behind > with_whom and _name_goes_on(text, behind, semicolon))
    ):
        # "Chủ trì, phối hợp với Ủy ban nhân dân cấp xã; thủ trưởng các ngành tổ chức …": with whom, and not yet what;
        # "… các cơ quan thành viên Ban Chỉ đạo phong trào “Toàn dân đoàn kết”; Ủy ban nhân dân cấp xã tuyên truyền …": so is a name that nobody knows
        return False
    first = _trim(text, after, end)[0]
    if is_paper(text, first):
        return False
    if any(list_end(told.end()) > semicolon for told in _TELLS.finditer(text, start, semicolon)):
        return False  # "… hướng dẫn các sở, ban, ngành; các xã, phường tổ chức thực hiện": more of those who are told
    mention = mention_at(mentions, first)
    if mention and text.startswith(":", mention.end) and _TOLD_BEFORE.search(text, start, semicolon):
        return True  # "Sở Nội vụ: …, báo cáo Ủy ban nhân dân tỉnh; Sở Tài chính: bố trí kinh phí"
    if mention and mentions[max(0, bisect_left(mentions, first, key=start_of) - 1)].end == semicolon:
        # "… lấy ý kiến các sở, ngành; Ủy ban nhân dân cấp huyện có trách nhiệm …": another one's duty, no more of a list
        told = _TOLD_BEFORE.search(text, start, semicolon) is not None and opens_duty(text, list_end(first), end)
        return told or _IS_TO.match(text, mention.end) is not None
    if _others_act(text, start, semicolon, end, list_end):
        return True
    if mention and text[first].isupper() and first == mention.start and _else_acts(text, start, semicolon, mention.end, end, list_end):
        return True
    if _CASE.match(text, after, end) or _FOR_ONE.match(text, first, end):
        return True
    if (term := _OTHER_TERM.match(text, after, end)) and (listed := list_end(term.end())) > term.end() and opens_duty(text, listed, end):
        return True  # "…; trong thời hạn 10 ngày, cơ quan được lấy ý kiến có ý kiến bằng văn bản"
    if (
        semicolon - start < _LONGEST_CASE
        and _IN_CASE.match(text, start)
        and not _FOR_ONE.match(text, start)
        and not _THEN_IT_IS_SO.search(text, start, semicolon)
        and first_place(text, start, semicolon) is None
        and not (mention and text[mention.start].isupper() and opens_duty(text, mention.end, end))
        and not _somebody_acts(text, start, semicolon, list_end)
    ):
        return False  # "Đối với kiến nghị về ban hành văn bản; sửa đổi, bổ sung …, Văn phòng … tham mưu": the case goes on
    if _ALONE.fullmatch(text, text.rfind(";", start, semicolon) + 1 or start, semicolon) or _ALONE.fullmatch(
        text, after, max(text.find(";", after, end), after)
    ):
        return False
    if (apart := _ONE_APART.match(text, after, end)) and (listed := list_end(apart.end())) > apart.end():
        return opens_duty(text, behind_right(text, listed, end), end)
    if opens_duty(text, after, end):
        return not _same_verb(text, start, after)
    listed = list_end(first)
    acts = (mention.end, listed) if mention else (listed,)
    if listed > first and text.startswith(":", listed) and opens_duty(text, listed + 1, end):
        return True  # "Giao Công an tỉnh: chủ trì điều tra; Sở Tư pháp: trợ giúp pháp lý"
    return any(at > first and opens_duty(text, behind_right(text, at, end, mention is not None), end) for at in acts)


# "UBND xã tuyên truyền, vận động; người dân thu gom rác …": who is no body does the rest; not "vận động doanh nghiệp; hộ kinh doanh chấp hành …"
_OTHERS_ACT = re.compile(
    rf"\s*(?:(?:các|những|mỗi|từng)\s+)?(?:{PRIVATE}|học sinh|phụ huynh|đoàn viên|hội viên)(?: (?!và |để |có |được |của )[^\W\d_]+){{0,4}}?"
    rf"\s+(?:{any_of((*VERBS, *MORE_VERBS, 'nộp', 'ký', 'trồng', 'mang theo', 'tự'))})(?!\w)"
)
_OTHERS_TOLD = re.compile(
    rf"(?:{PRIVATE}|học sinh|phụ huynh|nhân dân|Nhân dân|người|các tổ chức|đơn vị|cơ quan|hội viên|đoàn viên|thành viên)(?:\s[^;.:]{{0,60}})?$"
)


def _others_act(text: str, start: int, semicolon: int, end: int, list_end: Callable[[int], int]) -> bool:
    """Whether a body acts before the ";" and people or firms behind it."""
    if ":" in text[start:semicolon] or not _OTHERS_ACT.match(text, semicolon + 1, end):
        return False
    listed = max(list_end(start), start)
    return opens_duty(text, listed, semicolon) and not _OTHERS_TOLD.search(text, listed, semicolon)


def _else_acts(text: str, start: int, semicolon: int, at: int, end: int, list_end: Callable[[int], int]) -> bool:
    """Whether one body acts before the ";" and another one behind it, with a verb that no list has: "…; Phòng Văn hóa viết bài tuyên truyền"."""
    listed = list_end(start)
    acts = listed > start and (opens_duty(text, listed, semicolon) or unlisted_verb(text, listed, semicolon) is not None)
    return acts and unlisted_verb(text, at, end) is not None and not _TOLD_BEFORE.search(text, start, semicolon)


def _same_verb(text: str, start: int, after: int) -> bool:
    """ "Chủ trì, phối hợp với … thanh tra, kiểm tra A; thanh tra, kiểm tra B": one head rules both."""
    verb = VERB.match(text, after + 1)
    words = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?, [^\W\d_]+(?: [^\W\d_]+)?").match(text, after + 1)
    return bool(verb and words and re.match(r"\s*chủ trì", text[start:after], re.I) and words.group().lower() in text[start:after].lower())
