"""Which verb rules a duty's words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from phancap.indexer.alternatives import any_of
from phancap.indexer.duty_verbs import ADVERBS, MORE_VERBS, STRONG_VERBS, VERBS
from phancap.indexer.model import Mention, Role
from phancap.indexer.noun_words import goes_on_listing, is_noun, others_told
from phancap.indexer.vietnamese import UPPER

# "Sở Y tế nhận được công văn số …", "Ủy ban nhân dân tỉnh nhận thấy …": what came to them is no task
_NO_TASK = re.compile(
    r"(?:(?-i:Lãnh đạo(?= (?:Sở|Bộ|Ban|Cục|Chi cục|Trung tâm|Văn phòng|Phòng|Vụ|Viện|Hội|Quỹ)(?!\w)[^;.:]{0,60} (?:có|gồm)(?!\w))|Thống Nhất|xây dựng(?=, [A-ZĐỦ]))|trình (?:tự|độ)|hợp tác xã|tính (?:chất|năng|mạng|khả thi|pháp lý|chính xác|hợp lệ|đầy đủ|trung thực)|tổ chức(?=, (?:nhiệm vụ|chức năng|biên chế|cá nhân)| (?:và|hoặc) cá nhân| và hoạt động của| pháp chế| ở (?:trung ương|địa phương))|có (?:công )?văn bản số|(?:đề xuất|kiến nghị|đề nghị|chỉ đạo|yêu cầu|kết luận|hướng dẫn|quyết định|quy định|báo cáo|tổ chức) của|trích (?:(?:từ )?(?:Quyết định|Nghị định|Thông tư|Luật|Nghị quyết)(?!\w))|chấm dứt hoạt động(?=[,;.])|đánh giá cao|(?:biểu dương|ghi nhận|hoan nghênh)(?=[^;.]{2,160} đã | (?:và (?:đánh giá cao|biểu dương|ghi nhận) )?(?:những |các |sự )?(?:nỗ lực|cố gắng|tinh thần|quan tâm|vào cuộc|chủ động))|phê bình(?= (?:UBND|Ủy ban|Sở|các|Chủ tịch|Giám đốc|Ban)(?!\w))|cam kết (?:các|mọi|những|toàn bộ) thông tin|cấp (?:cao|nước(?! cho)|thoát nước|điện(?! cho)|ban đầu|cơ bản|chuyên sâu|quân khu|xã|huyện|tỉnh|trên|dưới|mình|ủy|cơ sở|có thẩm quyền)|nhận (?:được|đủ|thấy|định)|thống nhất (?:chỉ có|rằng))(?!\w)",
    re.I,
)
VERB = re.compile(rf"(?!{_NO_TASK.pattern}){any_of((*VERBS, *MORE_VERBS))}(?!\w)", re.I)
_OPENS = re.compile(
    rf"[\s,]*(?:cũng\s+(?=cần|phải|có trách nhiệm|chủ động|tăng cường))?(?!{_NO_TASK.pattern}){any_of((*VERBS, *MORE_VERBS, *ADVERBS))}(?!\w)",
    re.I,
)
# words that no name of a body holds
VERB_INSIDE = re.compile(
    rf"\s(?:{any_of((*STRONG_VERBS, 'thực hiện', 'triển khai', 'xây dựng kế hoạch', 'để', 'theo', 'khi', 'nếu', 'được'))})(?!\w)"
)
_LONGEST_VERB = 40  # characters
_ENDS_WITH_VERB = re.compile(rf"(?<!\w){any_of(VERBS)}$", re.I)
ADVERBIAL = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Thông qua|Qua|Theo(?! dõi)|Trong quá trình|Trong|Khi|Nếu|Để|Nhằm|Ngoài|Sau khi|Sau thời (?:điểm|hạn|gian)|(?:Hết|Quá) thời (?:hạn|gian)|Quá \d+|Trước khi|Đối với|Từ(?! chối)|Định kỳ|Hằng|Hàng(?! hóa| hoá| không| hải)|"
    r"Trường hợp|Chậm nhất|Muộn nhất|Trước ngày|Trước \d+|Đến|Tại|Vào|Kể từ|Cùng với|Bên cạnh|Cạnh đó|Song song|Mặt khác|Trước (?:mắt|hết)(?=,)|Ngay (?:sau )?(?:khi|từ|trong)|Nhận được(?= [^,.;:]{3,160},)|Quá trình (?=[^,.;:]{3,90},)|(?:Địa phương|Cơ quan, đơn vị|Đơn vị|Cơ quan) nào(?= [^,.;:]{3,120}(?:,| thì))|Kết thúc|Sau \d+|Sau thời|Cuối|Giữa(?= (?:hai |các )?kỳ họp)|Đầu(?! tư| mối)|Mỗi (?:năm|quý|tháng|tuần)|Tháng \d+|(?:\d{1,2}|[Hh]ai|[Bb]a|[Ss]áu) tháng (?:một|0?1) lần|Ít nhất(?= (?:mỗi|một|\d))|Ngày(?= \d{1,2}(?:[/.]\d{1,4})*(?: tháng \d{1,2})?(?: năm \d{4})?:)|Quý|Riêng đối với|Không quá|Tối đa)\b",
    re.I,
)
# "định kỳ trước ngày 30 tháng 11 hàng năm báo cáo …": a time, and the verb right behind it
TIME = re.compile(
    r"(?:(?:định kỳ|(?:vào |trước )?(?:sáng |chiều )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?= h[ằà]ng tuần)|(?:hoặc |và )?đột xuất|khi (?:có (?:yêu cầu|vụ việc|sự cố|tình huống|dịch)|phát sinh)(?: phát sinh| xảy ra)?|(?:trước |chậm nhất(?: là| đến| vào)? )?\d{1,2}(?: giờ|h)(?: ?\d{2}(?: phút)?)?(?= (?:ngày|thứ)\s)|(?:trước |vào |chậm nhất(?: là| đến| vào)? |đến )?ngày \d{1,2}(?:/\d{1,2}(?:/\d{4})?| tháng \d{1,2}(?: năm \d{4})?)?|(?:và|hoặc) (?:trước )?(?:ngày )?\d{1,2}(?:/\d{1,2}| tháng \d{1,2})|(?:\d{1,2}|sáu|ba) tháng(?:/lần)?|(?:(?:ít nhất|tối thiểu|không quá) )?(?:một|hai|ba|0?[1-9])(?: \(\w+\))? (?:lần|buổi|đợt|phiên|kỳ)(?:/(?:tuần|tháng|quý|năm))?|"
    r"(?:của |và )?(?:h[ằà]ng|mỗi) (?:năm|quý|tháng|tuần|ngày)|(?:vào )?(?:quý|tháng) (?:\d{1,2}|[ivx]{1,3}|giêng|chạp|này|sau|trước|tiếp theo|đầu|cuối)(?!\w)|(?:của )?tháng (?:đầu|cuối)(?: của)? quý(?: tiếp theo| sau)?|(?:và |hoặc )?(?:quý|năm|tháng|tuần)(?=,| và | hoặc | báo cáo| xây dựng| lập| tổng hợp| gửi| đánh giá| rà soát| kiểm tra| tổ chức)|(?<=\) )và 0?1 năm|(?<=\w )\([^()]{3,60}\))[\s,:]+)+", re.I
)  # fmt: skip
_STRONG = re.compile(
    r"(?:,\s+|\bđể\s+)(?=(?:chủ động |thường xuyên |kịp thời |định kỳ )*(?:chủ trì|phối hợp với|phối hợp cùng|tham mưu)\b)", re.I
)
_PAIRED = re.compile(
    r"mục đích, yêu cầu|tiến độ, yêu cầu|thi đua, khen thưởng|tiêu chuẩn, quy định|sửa đổi, bổ sung|thanh tra, kiểm tra|kiểm tra, giám sát|khám bệnh, chữa bệnh|bổ nhiệm, miễn nhiệm"
)
_OWES = re.compile(r"\scó trách nhiệm\s")
# "Căn cứ chức năng, nhiệm vụ được giao, phối hợp …", "… vượt dự toán đã được Quốc hội phê duyệt, báo cáo Thủ tướng Chính phủ"
_PASSIVE = re.compile(
    rf"quá trình (?:triển khai |tổ chức )?(?:thực hiện|triển khai)$|được (?:giao|phân công|phân cấp|ủy quyền)$|đã được (?:[{UPPER}]|cấp )[^,;.:()]{{2,30}} (?:giao|phê duyệt|ban hành|thông qua|quyết định|quy định)$"
)
_MARK = re.compile(
    r"\s*[“\"]?\(?(?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s+|\s*Lưu ý:\s+|\s*[“\"](?:[-–+]\s+)?(?!Căn cứ|Theo|Xét|Thực hiện)(?=[A-ZĐỦ][^\W\d_]*\s+[^\W\d_]+\s)"
)
# "… căn cứ nhiệm vụ được giao tại Chương trình này chủ động xây dựng Kế hoạch …"
_PLACE = re.compile(
    r",\s+|\bđể\s+|\bthì\s+|(?<=\d):\s+|(?<=\s)(?<!trường hợp )(?=phải\s)|(?:(?<=\bnày)|(?<=\bmình))\s+(?=(?:chủ động |kịp thời |nghiêm túc )?(?:xây dựng|triển khai|tổ chức|chỉ đạo|ban hành|báo cáo)(?!\w))"
    # "Căn cứ chức năng, nhiệm vụ của đơn vị mình chủ trì, phối hợp với …"
    r"|(?<=\bmình)\s+(?=(?:chủ động |kịp thời |nghiêm túc )?(?:chủ trì|phối hợp|tham mưu)(?!\w))"
    # "Trường hợp vượt thẩm quyền báo cáo Chính phủ …", "Trường hợp có khó khăn về kinh phí đề nghị báo cáo Bộ Y tế …": no comma ends the case
    r"|(?:(?<=vượt thẩm quyền)|(?<=quá thẩm quyền)|(?<=vướng mắc)|(?<=khó khăn))\s+(?=(?:kịp thời )?(?:báo cáo|phản ánh|trình|gửi|kiến nghị|đề xuất)[\s,])"
    r"|\sđề nghị\s+(?=(?:kịp thời )?(?:báo cáo|phản ánh|gửi|liên hệ|trao đổi|có văn bản)\s)"
)
# "Đối với các dự án đã được phê duyệt chủ trương: Khẩn trương lập …", "Đối với các xã còn diện tích đất lúa: cần tập trung …"
_AS_TO = re.compile(rf"(?:Đối với|Riêng đối với|Về)\s[^:;.]{{3,300}}:\s+(?:cần\s+|phải\s+|(?=[{UPPER}]))")
# "Trường hợp không phê duyệt có văn bản trả lời nêu rõ lý do": no comma ends the case
_REFUSED = re.compile(
    r"Trường hợp (?:không|từ chối)[^,;.:]{0,80}?\s+(?=(?:phải )?(?:có văn bản|thông báo bằng văn bản|trả lời bằng văn bản)(?!\w))"
)
TERM = re.compile(r"(?:Trong (?:vòng|thời hạn|thời gian|\d)|Chậm nhất|Trước ngày|Hằng|Hàng|Định kỳ|Sau \d)", re.I)
# "Tổ chức nghiên cứu, tham mưu cấp có thẩm quyền …", "Tăng cường tham mưu …", "tiếp tục nghiên cứu tham mưu Chính phủ …"
_ADVISE = re.compile(
    r"(?:(?:tổ chức )?[^\W\d_]+(?: [^\W\d_]+){0,2},\s+){0,3}(?:(?:chủ động|tăng cường|nghiên cứu|thực hiện chức năng)\s+)?tham mưu\b", re.I
)
_QUALIFIED = re.compile(
    r"\s*(?:(?:cũng(?= cần| phải| có trách nhiệm| chủ động| tăng cường)|chủ động|kịp thời|sớm(?! nhất)|nghiêm chỉnh|chính thức|tiếp tục|thường xuyên|tích cực|khẩn trương|nghiêm túc|quyết liệt|có (?:trách nhiệm|nhiệm vụ)(?: trong (?:việc|công tác))?|chịu trách nhiệm(?: trước (?:[^\W\d_]+ ){1,8}?trong việc)?(?= chủ trì| tham mưu| phối hợp)|phải|cần|(?<!, )sẽ(?! (?:không|được|bị|là|có|chịu|phải|do|tự)(?!\w))|"
    r"định kỳ(?: h[ằà]ng \w+| \d+ tháng)?(?: hoặc đột xuất(?: (?:khi có|theo) yêu cầu)?)?|đồng thời|mỗi (?:trường|đơn vị|cơ quan|xã|phường|huyện|sở|ngành|địa phương|thôn|chi bộ|lớp|đoàn thể)|còn(?= có trách nhiệm| phải)|hoặc đột xuất|h[ằà]ng (?:năm|quý|tháng|tuần|ngày))[\s,]+)*",
    re.I,
)


# "Quỹ có trách nhiệm ứng vốn", "… có trách nhiệm hoàn trả chi phí": whatever verb follows, these words say that it is owed
_BURDENED = re.compile(
    r"(?:có|chịu) trách nhiệm(?! (?:trước|trong|về|của|liên đới|chính)(?!\w))|phải(?! (?:được|bị|là|có|đủ|đáp|bảo|đảm|tuân|phù|thuộc|nằm|đạt|do|trên|theo|ghi|mang|chịu)(?!\w))|(?:tiếp tục|khẩn trương|kịp thời|tích cực|nghiêm túc|quyết liệt)(?!\s+(?:sẽ|không|được|bị|thì|là)(?!\w))",
    re.I,
)
# "Công an tỉnh chủ động phương án, lực lượng": no verb behind the word, so it is the verb itself
_READY = re.compile(r"\s*chủ động(?= (?:các )?(?:phương án|lực lượng|kinh phí|nguồn (?:lực|vốn|kinh phí))(?!\w))", re.I)


class Predicate(NamedTuple):
    """The ruling verb: role, its words, where it starts and where the action starts (characters)."""

    role: Role
    words: str
    start: int
    action_at: int


def behind_mark(text: str, at: int) -> int:
    """Behind the number of an item within a sentence: "(1) trình Thủ tướng Chính phủ …; (2) chủ trì …"."""
    mark = _MARK.match(text, at)
    return mark.end() if mark else at


_BRACKET = re.compile(r"[()]")


def depth(text: str, start: int, end: int, deep: int = 0) -> int:
    """How many brackets are open at ``end``, when ``deep`` are at ``start``; the mark of an item closes none: "⏎ b) Cấp phép tại 01 (một) tỉnh"."""
    if deep or text.find("(", start, end) >= 0:
        for bracket in _BRACKET.finditer(text, start, end):
            deep = deep + 1 if bracket.group() == "(" else max(0, deep - 1)
    return deep


def start_of(mention: Mention) -> int:
    return mention.start


def mention_at(mentions: Sequence[Mention], at: int) -> Mention | None:
    """The mention (of some that are in order) that begins at a place, or None; found by halving."""
    place = bisect_left(mentions, at, key=start_of)
    return mentions[place] if place < len(mentions) and mentions[place].start == at else None


def opens_duty(text: str, at: int, end: int) -> bool:
    """Whether a verb or an adverb of time opens the words at ``at``."""
    return _OPENS.match(text, at, end) is not None


def goes_on(text: str, start: int, comma: int) -> bool:
    """Whether a verb behind the comma only goes on with the one before it: "hồ sơ sửa đổi, bổ sung"."""
    return _PAIRED.search(text, max(start, comma - _LONGEST_VERB), comma + _LONGEST_VERB) is not None


def opens_with_verb(text: str, at: int, end: int) -> bool:
    """Whether a verb (no adverb of time) opens the words at ``at``."""
    return VERB.match(text, at, end) is not None


# "- Là cơ quan thường trực, tham mưu Ủy ban nhân dân xã chỉ đạo …": what it is there for stands behind what it is
_STANDING = re.compile(
    r"(?:làm|là) (?:cơ quan|đơn vị|bộ phận) (?:thường trực|đầu mối)[^,;.:]{0,60}?,? (?:có (?:trách nhiệm|nhiệm vụ) )?(?=tham mưu|giúp)",
    re.I,
)


def main_verb(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Predicate | None:
    """The verb that rules the segment from ``start``; None when no duty can be told."""
    at = start
    while at < end and text[at] in " ,:":
        at += 1
    at = min(behind_mark(text, at), end)  # "Sở Tư pháp: (1)" at the end of a line: the space behind the mark is the line's end
    if is_noun(text, at, end):
        return None
    time = TIME.match(text, at, end)
    if time and VERB.match(text, _QUALIFIED.match(text, time.end(), end).end(), end):  # type: ignore[union-attr]
        at = time.end()
    elif ADVERBIAL.match(text, at):
        at = _behind_adverbial(text, at, end)
    begin = at
    at = _QUALIFIED.match(text, at, end).end()  # type: ignore[union-attr]
    head = text[at:end]
    lead = re.match(
        r"(?:(?:làm |là )?(?:cơ quan|đơn vị) (?:thường trực|đầu mối)[^,;.:]{0,60},? )?(?:làm |là |tổ chức (?=chủ trì, phối hợp))?(?:cơ quan |đơn vị )?(?:đầu mối,? )?chủ trì(?: tham mưu(?=,? (?:và )?phối hợp))?\b,?(?: và)?\s*",
        head,
        re.I,
    )
    if lead:
        return Predicate("lead", head[: lead.end()].strip(" ,") if "thường trực" in lead.group() else head[:7], at, at + lead.end())
    if match := re.match(r"phối hợp\b", head, re.I):
        return Predicate("coordinate", match.group(), at, at)
    standing = _STANDING.match(head)
    if match := _ADVISE.match(head) or (_ADVISE.match(head, standing.end()) if standing else None):
        return Predicate("advise", match.group().split(", ")[-1], at, at)
    if match := VERB.match(text, at, end):
        return None if match.group().lower() == "có quyền" else Predicate("perform", match.group(), at, at)  # a right is no duty
    if match := _READY.match(text, begin, end):
        return Predicate("perform", match.group(), begin, begin)
    if at > begin and (owes := _BURDENED.search(text, begin)) and owes.end() <= at:
        return Predicate("perform", owes.group(), at, at)
    return None


# what may follow a name that an order gives, and is no verb
_NO_ORDER = (
    "về", "theo", "tại", "trong", "của", "để", "với", "là", "được", "đã", "đang", "và", "các", "những", "số", "nêu", "trên", "khi", "nếu", "do", "từ", "có",
    "mà", "thì", "như", "cùng", "trước", "sau", "đến", "tới", "cho", "vào", "ra", "bằng", "này", "đó", "liên", "thuộc", "ở", "không", "chưa", "bị", "hoặc",
    "tỉnh", "thành", "huyện", "quận", "xã", "phường", "thị", "cấp", "việc", "làm", "trực", "nơi", "đối", "căn",
)  # fmt: skip
_ANY_VERB = re.compile(rf"\s*(?!{any_of(_NO_ORDER)}(?!\w))([^\W\d_A-ZĐ]+)(?!\w)(?=\s)")


def ordered_verb(text: str, at: int, end: int) -> Predicate | None:
    """Whatever word follows who is told by "Giao …", "Đề nghị …", as the verb: "Giao Sở Y tế túc trực …"; None where it can be none."""
    word = _ANY_VERB.match(text, at, end)
    return Predicate("perform", word.group(1), word.start(1), word.start(1)) if word else None


# what may follow the name of a body that begins a sentence, and is no verb: "Bộ Công an liên quan đến …", "Tổng cục Thống kê kết quả …"
_NO_ACT = (
    *_NO_ORDER, "dành", "hoạt động", "nhiệm kỳ", "xin", "trân trọng", "tương", "mới", "cũ", "khác", "chuyên", "loại", "nhà", "nước", "người", "thành viên",
    "phó", "thư ký", "kết quả", "hồ sơ", "sinh", "ngày", "quý", "năm", "tháng", "thứ", "vì", "còn", "đều", "cũng", "lại", "chỉ", "rất", "tùy", "tuỳ", "mỗi", "từng",
    "hàng", "hằng", "trước", "lĩnh vực", "câu", "quỹ", "ngành", "khu", "vùng", "miền", "địa", "gồm", "bao gồm", "thông dụng", "ký tên", "hay", "bởi", "nhưng", "cả",
    "nữ", "nam", "chính thức", "đi vào", "sở", "ban", "bộ", "phòng", "đơn vị", "cơ quan", "tổ", "đội", "trưởng", "cán bộ", "công chức", "viên chức", "dự kiến", "vẫn", "luôn", "càng",
    "trung", "cao", "hiện", "nay", "nhận",
    "phải", "sẽ", "cần", "đang", "ghi", "đánh giá cao", "biểu dương", "ghi nhận", "hoan nghênh", "phê bình", "tiếp", "nhân danh", "chịu", "nên", "chủ yếu", "trực tiếp", "cho biết", "chủ nghĩa", "nhận thấy", "thấy", "tự giải thể",
)  # fmt: skip
_ACTS = re.compile(
    rf"\s+(?!{any_of(_NO_ACT)}(?!\w))([^\W\d_A-ZĐ]+ [^\W\d_A-ZĐ]+)(?!\w)(?=\s+[^\W\d_]+\s+\w)(?![^;.:]{{0,30}}\s(?:là|được|bị|có)\s)"
)


_ACTS_AND = re.compile(rf"\s+(?!{any_of(_NO_ACT)}(?!\w))([^\W\d_A-ZĐ]+ [^\W\d_A-ZĐ]+), (?={any_of((*VERBS, *MORE_VERBS))}(?!\w))")


def unlisted_verb(text: str, at: int, end: int, paired: bool = False) -> Predicate | None:
    """Whatever words follow a body that begins a sentence, as its verb: "Sở Văn hóa và Thể thao chụp ảnh lưu niệm …"; None where they can be none.

    ``paired``: only where a verb that is listed goes on with it: "Trường hợp …, Sở Y tế thuyết minh, giải trình …".
    """
    word = _ACTS_AND.match(text, at, end) or (None if paired else _ACTS.match(text, at, end))
    return Predicate("perform", word.group(1), word.start(1), word.start(1)) if word else None


# What an item below the head of a body begins with: "- Phát thẻ …", "- Ghép hồ sơ …"; elsewhere these words are mostly parts of others.
_ITEM_VERBS = (
    "phát", "ghép", "chụp", "dán", "treo", "rút", "mua", "đón", "viết", "đặt", "tặng", "soạn", "thăm", "sao", "in", "khám", "ghi", "tìm", "gọi",
)  # fmt: skip
_ITEM = re.compile(rf"({any_of(_ITEM_VERBS)}) (?!(?:chú|triển|thanh|sinh|ấn|vấn|nhận|tên|lại|cho)(?!\w))[a-zà-ỹđ]+(?!\w)(?=\s+\w)", re.I)


def item_verb(text: str, at: int, end: int) -> Predicate | None:
    """The verb of an item below the head of a body, of those that no other place may begin with; None where there is none."""
    word = _ITEM.match(text, at, end)
    return Predicate("perform", word.group(1), at, at) if word else None


# what opens a line that tells something, and no task
_NO_TASK_OPENS = (
    "các", "những", "một", "hai", "ba", "mọi", "mỗi", "từng", "tất", "toàn", "số", "tổng", "mức", "tỷ", "khoảng", "ước", "dự", "kinh", "nguồn", "thời", "thành",
    "nội", "đối", "địa", "kết", "sản", "hồ", "trường", "cơ", "đơn", "người", "việc", "danh", "nhiệm", "hình", "mục", "tài", "trên", "dưới", "theo", "từ", "tại",
    "trong", "khi", "nếu", "do", "vì", "để", "là", "được", "chưa", "đã", "đang", "sẽ", "công", "lực", "phương", "chế", "giai", "quy", "chỉ", "ngoài", "riêng",
    "cấp", "tổ", "ban", "đội", "hội", "đoàn", "lãnh", "chủ", "giám", "trưởng", "phó", "đồng", "ông", "bà", "cán", "học", "giáo", "chương", "kế", "đề", "sở", "ủy",
    "uỷ", "bộ", "phòng", "trung", "văn", "ngày", "tháng", "quý", "năm", "tuần", "lần", "đây", "đó", "này", "tuy", "nhưng", "và", "hoặc", "với", "sau", "trước",
    "cuối", "đầu", "như", "quyền", "quyết", "nghị", "thông", "luật", "điều", "khoản", "điểm", "phụ", "biểu", "mẫu", "bảng", "ghi", "chi", "thu", "lý", "căn", "cùng",
    "có", "hoạt", "tình", "doanh", "chính", "thủ", "hiệu", "chánh", "bí", "cục", "viện", "mặt", "cá", "hộ", "cộng", "nhà", "khu", "vùng", "xã", "phường", "thôn", "tuyến", "đường", "chất", "hệ", "dữ", "phần", "máy", "xe",
    "lợi", "rủi", "thị", "vị", "tờ", "bản", "hành", "mã", "xuất xứ", "lãi", "chứng", "nghĩa", "đại", "phiên", "thư", "tiền", "tùy",
    "trụ", "bạn", "hiện", "xin", "quý khách", "nay", "biên chế", "biên bản", "biên lai", "thẩm quyền", "định mức", "trách", "mối", "quan hệ", "con", "giấy", "phiếu", "thẻ", "sổ", "lệ", "phí", "nguyên", "phạm", "tiêu chuẩn", "tiêu chí", "mô", "ý", "vai", "tên", "ngành", "lĩnh", "loại", "nhóm", "khối", "cờ", "trình tự",
    "đất", "rừng", "nước", "môi", "giá", "hàng", "sự", "dân", "vốn", "ngân", "nợ", "án", "vụ", "tội", "bệnh", "dịch", "trẻ", "quân", "khách", "thuế", "hải", "thống",
)  # fmt: skip
_PLAIN_VERB = re.compile(
    rf"(?!(?i:{any_of(_NO_TASK_OPENS)})(?!\w))([^\W\d_][^\W\d_A-ZĐ]*)(?= [^\W\d_A-ZĐ])(?![^.;]{{0,60}}(?::| là | gồm | được | bao gồm | đạt | thuộc | phải ))"
)


def line_verb(text: str, at: int, end: int) -> Predicate | None:
    """The first word of a line of tasks as its verb, whatever it is: "Treo băng rôn", "Phủ sóng vùng lõm"; None where the line may be none."""
    at += len(text[at:end]) - len(text[at:end].lstrip())
    word = _PLAIN_VERB.match(text, at, end)
    return Predicate("perform", word.group(1), at, at) if word else None


def _behind_adverbial(text: str, start: int, end: int) -> int:
    """Where the main verb stands behind "Căn cứ …," or "Thông qua …,".

    "Thông qua công tác theo dõi, kiểm tra và công tác xây dựng, thi hành văn bản …, phối hợp với": a verb behind a comma
    whose left neighbour is a verb goes on with a list of nouns.
    """
    if strong := _STRONG.search(text, start, end):
        first = first_place(text, start, strong.start())
        return first if first is not None else strong.end()
    place = first_place(text, start, end)
    if place is None and (owes := _OWES.search(text, start, end)):
        if text[text.rfind(",", start, owes.start()) + 1 : owes.start()].strip() and "," in text[start : owes.start()]:
            return start  # "Kết thúc cuộc họp, các thành viên dự họp có trách nhiệm ký biên bản": somebody else is to
        return owes.start() + 1  # "Bộ Nội vụ: Trong thời gian không quá 05 ngày … có trách nhiệm bổ sung dự toán"
    return start if place is None else place


def first_place(text: str, start: int, end: int) -> int | None:
    if (case := _AS_TO.match(text, start, end)) and opens_duty(text, case.end(), end):
        return case.end()
    if refused := _REFUSED.match(text, start, end):
        return refused.end()
    term = TERM.match(
        text, start
    )  # "Trong thời hạn 02 ngày kể từ ngày có kết quả giải quyết, gửi …": no list of verbs goes on behind a term
    deep, at = 0, start
    for match in _PLACE.finditer(text, start, end):
        deep = depth(text, at, match.start(), deep)
        at = match.start()
        if deep > 0:
            continue
        before = text[max(start, at - _LONGEST_VERB) : at].rstrip()
        if goes_on_listing(text, match.end(), end, match.group().startswith(",")):
            continue
        if text.startswith("phải", match.end()) and others_told(before):
            return start
        ends_with_verb = _ENDS_WITH_VERB.search(before) and not _PASSIVE.search(before)
        if opens_duty(text, match.end(), len(text)) and (term or not match.group().startswith(",") or not ends_with_verb):
            return match.end()
    return None
