"""Whether a ";" parts two duties: "… lập danh sách; Sở Y tế thẩm định", not two agencies of a list, nor two papers that are carried out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from phancap.indexer.alternatives import LETTER, any_of
from phancap.indexer.between import behind_right
from phancap.indexer.duty_verbs import MORE_VERBS, VERBS
from phancap.indexer.model import Mention
from phancap.indexer.noun_words import is_paper
from phancap.indexer.predicates import VERB, behind_mark, first_place, mention_at, opens_duty, start_of, unlisted_verb
from phancap.indexer.private_parties import PRIVATE
from phancap.indexer.report_times import report_at
from phancap.indexer.vietnamese import UPPER

# "Ủy ban nhân dân thành phố phân cấp thẩm quyền quyết định thanh lý …; thẩm quyền quyết định xử lý … cho Sở Nông nghiệp và Môi trường"
_DELEGATES_WHAT = re.compile(r"[^;.,]{0,60}?(?:[Pp]hân cấp|[ỦUủ][ỷy] quyền) thẩm quyền\s+(?!cho\s)")
_WHO_HAS = re.compile(r"[^;.,:]{3,80}? được (?:phân cấp|ủy quyền|giao)(?: thẩm quyền| nhiệm vụ)?\s(?![^;]*(?:có|chịu) trách nhiệm)")
IS_TO = re.compile(r"\s+(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|chủ trì|phải)(?!\w)")
_PAPER = r"(?:Công văn|Văn bản|Kế hoạch|Chỉ thị|Quyết định|Nghị quyết|Nghị định|Thông báo|Thông tư|Luật|Công điện|Kết luận|Chương trình|Tờ trình|Báo cáo)(?!\w)"
BY_PAPERS = re.compile(
    rf"(?:Thực hiện|Căn cứ|Theo|Xét|Tiếp theo|Triển khai(?: thực hiện)?) (?:các |đề nghị của [^;:]{{3,60}}? tại )?{_PAPER}"
)
MORE_PAPERS = re.compile(
    rf"\s*(?:nhằm|để)\s[^;:]*,\s|\s*(?:và )?(?:(?:theo|căn cứ|thực hiện|xét|trên cơ sở|tiếp theo) (?:các |ý kiến |chỉ đạo |đề nghị |nội dung )?(?:{_PAPER}|của|tại|chỉ đạo|ý kiến)|(?:các )?{_PAPER}(?= (?:số|liên tịch|của)))"
)
# "Đối với Sở Công Thương: kiểm tra …; báo cáo …"
_FOR_ONE = re.compile(r"[Đđ]ối với (?:các )?(?:Sở|Ban|Công an|UBND|Ủy ban|Phòng|Văn phòng|Thanh tra)[^;:.()]{2,60}:", re.I)
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
_AIM = re.compile(r"\s*(?:để|nhằm|trên cơ sở)\s[^;.:,]{2,120},\s+")
# "cho phép thành lập; chia, tách; sáp nhập; hợp nhất; giải thể hội": a verb alone waits for the last one's object
_ALONE = re.compile(rf"\s*{any_of((*VERBS, *MORE_VERBS))}(?:(?:,| và) {any_of((*VERBS, *MORE_VERBS))})?\s*", re.I)
# "…; gửi về Sở Nội vụ …" goes on with the same paper, "…; gửi nội dung cụ thể của thủ tục đến Sở Nội vụ …" sends something else
_JOINS_BACK = re.compile(
    rf"\s*(?:[Gg]ửi|[Gg]ởi)\s+(?:(?i:về|cho|đến|tới|lên|qua|kèm|kèm theo|trực tiếp|ngay|kịp thời|bằng|đồng thời|để|các|cơ quan|đơn vị|cấp|từng|cùng|01)(?!\w)|[{UPPER}])",
)
# "…; riêng UBND thành phố Phủ Lý xây dựng mô hình điểm", "Về kinh phí: Sở Tài chính bố trí; về nhân lực: Sở Nội vụ tham mưu"
_ONE_APART = re.compile(r"\s*(?:riêng (?:đối với )?|về [^;:.,]{2,50}:\s+(?=[A-ZĐỦ]))", re.I)
_LONGEST_CASE, FAR = 1_500, 1_500  # characters
GIVEN_AMONG = re.compile(r"(?:trong đó,? )?(?:giao|phân công|đề nghị|yêu cầu)(?: cho)? (?=[A-ZĐỦ])")
_TELLERS = ("hướng dẫn", "chỉ đạo", "đôn đốc", "yêu cầu", "đề nghị")
_TELLS = re.compile(rf"{any_of((*_TELLERS, *map(str.capitalize, _TELLERS)), behind=LETTER)}\s+(?=[SỦUBCsbc])")
# "… báo cáo Bộ Chỉ huy quân sự tỉnh; Công an cấp huyện hoàn thành …": who is reported to ends the first duty
WITH = re.compile(r"[Pp](?<!\w[Pp])hối hợp(?: chặt chẽ)? với\s+")
_TOLD_BEFORE = re.compile(r"(?<!\w)(?:báo cáo|gửi|trình|chuyển)\s[^;:.]{3,160}$")
_NAME_GOES_ON = re.compile(rf",?\s+(?:và\s+)?[{UPPER}“\"]")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
LONGEST_NAME = 130  # characters
# "UBND xã tuyên truyền, vận động; người dân thu gom rác …": who is no body does the rest; not "vận động doanh nghiệp; hộ kinh doanh chấp hành …"
_OTHERS_ACT = re.compile(
    rf"\s*(?:(?:các|những|mỗi|từng)\s+)?(?:{PRIVATE}|học sinh|phụ huynh|đoàn viên|hội viên)(?: (?!và |để |có |được |của )[^\W\d_]+){{0,4}}?"
    rf"\s+(?:{any_of((*VERBS, *MORE_VERBS, 'nộp', 'ký', 'trồng', 'mang theo', 'tự'))})(?!\w)"
)
_OTHERS_TOLD = re.compile(
    rf"(?:{PRIVATE}|học sinh|phụ huynh|nhân dân|Nhân dân|người|các tổ chức|đơn vị|cơ quan|hội viên|đoàn viên|thành viên)(?:\s[^;.:]{{0,60}})?$"
)


def parts_duties(text: str, start: int, semicolon: int, end: int, mentions: Sequence[Mention], list_end: Callable[[int], int]) -> bool:
    after = behind_mark(text, semicolon + 1)
    if BY_PAPERS.match(text, start) and MORE_PAPERS.match(text, after) and not somebody_acts(text, start, semicolon, list_end):
        return False  # "Thực hiện Công văn số … của Bộ Nội vụ; theo chỉ đạo của UBND tỉnh tại …, Sở Nội vụ đề nghị …"
    if _JOINS_BACK.match(text, after):
        return False  # "kịp thời phản ánh bằng văn bản; gửi về Sở Nội vụ …": where the same paper goes
    if _WHO_HAS.match(text, start, semicolon) and "có trách nhiệm" in text[semicolon : min(end, semicolon + FAR)]:
        return False  # "Ủy ban nhân dân cấp xã được phân cấp thẩm quyền quyết định …; xử lý … có trách nhiệm …"
    if (
        _DELEGATES_WHAT.match(text, start, semicolon)
        and " cho " not in text[start:semicolon][:FAR]
        and " cho " in text[semicolon : min(end, semicolon + FAR)]
    ):
        return False
    with_whom = max((m.end() for m in WITH.finditer(text, start, semicolon)), default=semicolon)
    if with_whom < semicolon and (
        (behind := list_end(with_whom)) > semicolon or (behind > with_whom and _name_goes_on(text, behind, semicolon))
    ):
        # "Chủ trì, phối hợp với Ủy ban nhân dân cấp xã; thủ trưởng các ngành tổ chức …": with whom, and not yet what;
        # "… các cơ quan thành viên Ban Chỉ đạo phong trào “Toàn dân đoàn kết”; Ủy ban nhân dân cấp xã tuyên truyền …": so is a name that nobody knows
        return False
    first = trim(text, after, end)[0]
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
        return told or IS_TO.match(text, mention.end) is not None
    if _others_act(text, start, semicolon, end, list_end):
        return True
    if mention and text[first].isupper() and first == mention.start and _else_acts(text, start, semicolon, mention.end, end, list_end):
        return True
    if (given := GIVEN_AMONG.match(text, first, end)) and list_end(given.end()) > given.end():
        return True  # "Biên soạn tài liệu; trong đó giao Sở Tư pháp chủ trì"
    acts_before = opens_duty(text, start, semicolon) or somebody_acts(text, start, semicolon, list_end)
    if (
        acts_before
        and (aim := _AIM.match(text, after, end))
        and (listed := list_end(aim.end())) > aim.end()
        and opens_duty(text, listed, end)
    ):
        return True  # "Sở Y tế lập kế hoạch; để bảo đảm tiến độ, Sở Tài chính bố trí kinh phí"
    if _CASE.match(text, after, end) or _FOR_ONE.match(text, first, end) or report_at(text, first, end) is not None:
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
        and not somebody_acts(text, start, semicolon, list_end)
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


def somebody_acts(text: str, start: int, end: int, list_end: Callable[[int], int]) -> bool:
    """Whether bodies that end before ``end`` do something in the stretch: "Hằng năm, Ủy ban nhân dân cấp xã kiểm kê, …"; no list goes on there."""
    acts = False
    at = start
    while 0 <= at < end:
        if order := GIVEN_AMONG.match(text, at, end):
            at = order.end()  # "Rà soát chính sách, trong đó giao Sở Y tế xây dựng dự thảo, Sở Tư pháp thẩm định"
        if (listed := list_end(at)) > at:
            if listed >= end:
                return False
            acts = acts or opens_duty(text, listed, end)
        comma = text.find(", ", max(at, listed), end)
        at = comma + 2 if comma >= 0 else -1
    return acts


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


def _name_goes_on(text: str, start: int, end: int) -> bool:
    """Whether what stands behind a list of bodies is more of a name, and no verb: " Ban Chỉ đạo phong trào “Toàn dân đoàn kết” tỉnh"."""
    if end - start > LONGEST_NAME or not _NAME_GOES_ON.match(text, start):
        return False
    return not any(verb.group()[0].islower() for verb in VERB.finditer(_QUOTED.sub("", text[start:end])))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
