"""What of a clause stands above what is below it: its heading, a text that announces tasks ("Sở Nội vụ có trách nhiệm:"), whom its sentences burden."""

from __future__ import annotations

import re

from phancap.indexer.bodies import bodies_at
from phancap.indexer.carrying_out import CARRY_OUT
from phancap.indexer.duty_subjects import subject_of
from phancap.indexer.duty_verbs import HANDING
from phancap.indexer.function_headings import HAS_TASKS
from phancap.indexer.handed_down import HANDS_OVER
from phancap.indexer.model import Clause
from phancap.indexer.predicates import VERB_INSIDE, opens_duty
from phancap.indexer.private_parties import outsider_at
from phancap.indexer.report_times import tells_times_below
from phancap.indexer.run_in_heads import OF_WHOM, run_in_head
from phancap.indexer.vietnamese import UPPER

RESPONSIBLE = re.compile(
    r"^(?:trách nhiệm|nhiệm vụ|nghĩa vụ|quyền(?:,| và) (?:nghĩa vụ|trách nhiệm)|quyền hạn|thẩm quyền|phân công nhiệm vụ|giao nhiệm vụ|đề nghị|yêu cầu|giao|ủy quyền|uỷ quyền|phân cấp(?: thẩm quyền)?|đối với|về phía)"
    r"(?:\s*(?:,|và)\s*(?:trách nhiệm|nhiệm vụ|quyền hạn|quyền|nghĩa vụ|thẩm quyền))*\s*(?:của|đối với|cho)?\s*:?\s*", re.I
)  # fmt: skip
_LONGEST_LEAD_IN = 400  # characters
_LONGEST_OUTSIDER = 60  # characters
_LONGEST_CARRYING = 700  # characters
_NO_HEADS = frozenset({"row", "recipients", "signature", "preamble"})
# "Để nâng cao hiệu lực …, các Sở, ngành, UBND cấp xã triển khai thực hiện những nội dung sau:"
BELOW = re.compile(
    r"(?:thực hiện|triển khai|làm tốt|tập trung)(?:(?! với các )[^.;:]){0,120}?(?:nhiệm vụ(?:(?:,| và) quyền hạn)?|nội dung|công việc|việc|giải pháp|biện pháp|công tác)(?: [^\W\d_]+){0,7} (?:như sau|sau đây|sau|dưới đây)\s*:\s*$"
    rf"|(?:có|chịu) trách nhiệm(?: sau(?: đây)?)?\s*:\s*$|{HAS_TASKS}\s*:\s*$|,[^,;:]{{4,80}}\s(?:quyết định|phải)\s*:\s*$"
    # "Sau khi ban hành Thông báo, cơ quan thuế thực hiện:", not "… yêu cầu công ty quản lý quỹ, nhà đầu tư thực hiện:"
    r"|(?:^|,\s)(?=[A-ZĐỦ]|(?:các )?(?:cơ quan|đơn vị)\s)(?:(?!\s(?:yêu cầu|chỉ đạo|hướng dẫn|đề nghị|giao|để|do|cho)\s)[^;:]){4,160}\sthực hiện\s*:\s*$"
    # "Ủy ban nhân dân tỉnh chỉ đạo:", "Hội đồng nhân dân tỉnh giám sát tại các kỳ họp:": how it does all that stands below
    r"|^(?=[A-ZĐỦ])(?:(?!\s(?:yêu cầu|đề nghị|giao|để|do|cho|sự|theo|của)\s)[^;:.]){4,120}?\s(?:(?:lãnh đạo|tập trung|tăng cường|trực tiếp|tổ chức|thường xuyên)(?:,| và)? )*"
    r"(?:chỉ đạo(?:(?:,| và) (?:điều hành|lãnh đạo|đôn đốc|tổ chức thực hiện|tổ chức|triển khai(?: thực hiện)?|hướng dẫn|kiểm tra))*|tổ chức(?: triển khai)? thực hiện|(?:thực hiện )?giám sát (?:tại|thông qua|bằng|qua)(?: [^;:.]{3,60})?)\s*:\s*$"
)
# "…, Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành thực hiện:", "Đề nghị Sở Y tế:": who is told to do what stands below
ORDERED_BELOW = re.compile(
    r"(?:^|[\s,;])(?:[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao(?: nhiệm vụ)?(?: cho)?|[Pp]hân công|chỉ thị(?: cho)?|[Pp]hân cấp cho|[ỦUủu][ỷy] quyền cho)\s+(?=\S)[^:]{5,}(?<!có ý kiến)(?<!trả lời)(?<!sau đây)(?:\s+(?:như sau|sau đây|sau))?\s*:\s*$"
)
_EXCEPT_THESE = ("trừ các trường hợp sau:", "trừ các trường hợp sau đây:")  # duties are not looked for below it at all
# "tổ chức cho phạm nhân học tập theo các giai đoạn sau:", "… trong các trường hợp sau:": what stands below is no list of tasks
_NO_TASKS = re.compile(
    r"(?:các|những|đáp ứng|đủ) (?:giai đoạn|hình thức|nguyên tắc|trường hợp|mức|tiêu chí|tiêu chuẩn|điều kiện|thành phần|tài liệu|giấy tờ|đối tượng|loại|dự án|khoản)(?: [^\W\d_]+){0,6} (?:như sau|sau đây|sau)\s*:$"
)


def heads_of(clause: Clause) -> list[str]:
    """What stands above a clause's children: its heading, and a text that announces them. The clause's agencies are known.

    "1. Sở Nội vụ có trách nhiệm:" burdens Sở Nội vụ with every dash below, as "1. Sở Nội vụ" does.
    """
    text = clause.text
    announces = (
        len(text) <= _LONGEST_LEAD_IN
        and not tells_times_below(text)
        and (
            text.endswith(":")
            # "Điều 3. Nhiệm vụ và quyền hạn của Chi cục An toàn vệ sinh thực phẩm.": older texts end their headings with a stop
            or (
                OF_WHOM.match(text) is not None
                and (text[-1:] not in ".;" or len(text) <= 120)
                and "\n" not in text
                and not run_in_head(clause)
            )
            or _names_alone(clause)
        )
    )
    said = _last_of_several(clause) or (text if announces else run_in_head(clause) or _who_of_long(clause))
    # a text that hands power over "đối với các trường hợp sau:" is the task itself and stands between its cases and what is above it
    return [
        head
        for head in (clause.heading, said)
        if head and (head.endswith(_EXCEPT_THESE) or not _NO_TASKS.search(head) or (head == text and HANDS_OVER.search(head)))
    ]


# "UBND HUYỆN LỆ THỦY VĂN PHÒNG Số: 15/TB-VP THÔNG BÁO Kết luận của …, Chủ tịch UBND huyện kết luận như sau:": who writes is nobody whom it burdens
_IN_CAPITALS = re.compile(
    rf"(?:[{UPPER}]{{2,}}[\s,–-]+){{2,}}[{UPPER}]{{2,}}(?!\w)|(?:KẾ HOẠCH|THÔNG BÁO|CHỈ THỊ|CÔNG VĂN|CÔNG ĐIỆN|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHƯƠNG TRÌNH|KẾT LUẬN|HƯỚNG DẪN)(?!\w)"
    r"|Số\s*:[^\n:;]{0,30}?/[^\s:]{2,20}"
)


def _letterhead_ends(clause: Clause) -> int:
    """Where (characters) a preamble's letterhead and the kind of document end; 0 for other clauses."""
    return max((m.end() for m in _IN_CAPITALS.finditer(clause.text)), default=0) if clause.kind == "preamble" else 0


def _last_of_several(clause: Clause) -> str:
    """The last sentence of a text that announces tasks, where it names whose they are: "Hội đồng tuyển dụng làm việc theo nguyên tắc tập thể, …. Hội
    đồng tuyển dụng có nhiệm vụ, quyền hạn sau đây:", "… . Hội đồng nhân dân tỉnh đề nghị Ủy ban nhân dân tỉnh thực hiện một số công việc sau:"; "" elsewhere.
    """
    text = clause.text
    begins = _last_begins(text, semicolons=False) if text.endswith(":") else 0
    if not begins or len(text) - begins > _LONGEST_LEAD_IN:
        return ""
    if _OWES_BELOW.search(text, begins):
        return text[begins:] if bodies_at(text, begins, clause.agencies).items else ""
    told = clause.kind in ("article", "paragraph", "point") and any(m.start >= begins for m in clause.agencies)
    return text[begins:] if told and (BELOW.search(text, begins) or ORDERED_BELOW.search(text, begins)) else ""


def _who_of_long(clause: Clause) -> str:
    """Whom a long text that announces tasks burdens: "Ủy ban nhân dân các xã chủ động bố trí kinh phí …, tập trung một số nhiệm vụ cụ thể sau:"."""
    text = clause.text
    if not text.endswith(":") or len(text) > _LONGEST_CARRYING or clause.kind not in ("paragraph", "point") or not BELOW.search(text):
        return ""
    found, _, why = subject_of(text, 0, len(text), clause.agencies, False, "vn")
    return ", ".join(bearer.words for bearer in found) + ":" if found and why in ("subject", "assigned") else ""


_OWES_BELOW = re.compile(rf"(?:(?:có|chịu) trách nhiệm(?: (?:như sau|sau đây|sau))?|{HAS_TASKS})\s*:$")
_LAST_SENTENCE = re.compile(r"(?:[.;]\s+|\n)(?=[^\W\d_])")


def _last_begins(text: str, semicolons: bool = True) -> int:
    """Where the last sentence of a text begins, 0 where it has one; ``semicolons``: what stands behind ";" is one, too."""
    return max((m.end() for m in _LAST_SENTENCE.finditer(text) if semicolons or text[m.start()] != ";"), default=0)


# "Căn cứ Khoản 1 Điều 4 Quy chế … có quy định trách nhiệm của Bộ trưởng Bộ Nội vụ đối với công tác văn thư, lưu trữ như sau:"
_LAID_DOWN = re.compile(
    r"(?:quy định|nêu)(?: rõ)?(?: về)?(?: các)? (?P<whose>(?:trách nhiệm|nhiệm vụ|quyền hạn|thẩm quyền)(?:(?:,| và) (?:trách nhiệm|nhiệm vụ|quyền hạn|thẩm quyền))* của [^.;:]{3,160}?)(?: như sau| sau đây| gồm| bao gồm)?\s*:$"
)


def lead_in(clause: Clause) -> str:
    """The sentence at the end of a text that tells somebody to do what stands below it, whatever stands before it; "" where there is none.

    "Thời gian qua …. Để khắc phục, Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành thực hiện các nội dung sau:"
    """
    if not clause.text.endswith(":") or not (clause.kind in ("preamble", "intro", "wrapup") or clause.unnumbered):
        return ""
    letterhead = _letterhead_ends(clause)
    begins = max(_last_begins(clause.text), letterhead)
    if not ORDERED_BELOW.search(
        clause.text, begins
    ):  # "UBND tỉnh yêu cầu các sở, ngành; UBND các xã; Công ty A tập trung thực hiện …:": one list
        begins = max(_last_begins(clause.text, semicolons=False), letterhead)
    sentence = clause.text[begins:].lstrip()
    if laid_down := _LAID_DOWN.search(sentence):
        return laid_down["whose"] + ":"
    told = ORDERED_BELOW.search(sentence) or BELOW.search(sentence)
    if told and len(sentence) > 2 * _LONGEST_LEAD_IN:
        sentence = sentence[told.start() :].lstrip(
            " ,;"
        )  # "Thực hiện Kết luận số … (sau đây viết là …) yêu cầu Chủ tịch Ủy ban nhân dân các tỉnh …:"
    return sentence if told and len(sentence) <= 2 * _LONGEST_LEAD_IN else ""


def _names_alone(clause: Clause) -> bool:
    """Whether the text is a list of bodies and nothing else: "a) Sở Nông nghiệp và Môi trường" above dashes."""
    text = clause.text
    if not text or clause.kind in _NO_HEADS or text[-1] in ".;" or "\n" in text:
        return False
    lead = RESPONSIBLE.match(text)
    begin = lead.end() if lead else 0
    bodies = bodies_at(text, begin, clause.agencies)
    if not bodies.items:  # "Các doanh nghiệp viễn thông", a line above what those are to do
        line = clause.kind == "wrapup" and len(text) <= _LONGEST_OUTSIDER and outsider_at(text, begin)
        return line and not opens_duty(text, begin, len(text)) and not VERB_INSIDE.search(text)
    return bodies.end >= len(text.rstrip(" :"))


_DELEGATES_WHAT = re.compile(rf"{HANDING} (?!cho\s)", re.I)


def carried_head(clause: Clause) -> str:
    """Whom a text's sentences burden, as a head for the dashes below it; "" when it is not one and the same everywhere.

    "1. Các cơ quan, đơn vị, địa phương xây dựng kế hoạch …." above "- Báo cáo Ủy ban nhân dân tỉnh …": the dashes have no other subject.
    """
    ends = clause.text[-1:] in (".", ";") or tells_times_below(clause.text)
    if clause.kind in _NO_HEADS or not ends or len(clause.text) > _LONGEST_CARRYING:
        return ""
    if (what := _DELEGATES_WHAT.match(clause.text)) and not bodies_at(clause.text, what.end(), clause.agencies).items:
        return ""  # "Phân cấp thẩm quyền cấp phép của Bộ trưởng cho Sở Y tế thực hiện": how it is done, by whomever, stands below
    if CARRY_OUT.search(clause.text):
        return ""  # "Điều 3. … chịu trách nhiệm thi hành Quyết định này./." ends the decision; the plan that follows is no part of it
    named = [
        (d.bearer, d.because.get("bearer_words", "")) for d in clause.duties if d.because["bearer"] in ("subject", "assigned", "label")
    ]
    if not named or any(d.bearer not in dict(named) for d in clause.duties):
        return ""
    if len({d.start for d in clause.duties if d.because["bearer"] in ("subject", "assigned", "label")}) > 1:
        return ""  # two sentences with subjects of their own
    return ", ".join(dict.fromkeys(words for _, words in named)) + ":"
