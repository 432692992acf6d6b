"""Who must do what: one clause's text → its duties, each with the words that say so.

The wordings are those that FACTS.md lists; so far: the heading names the agency, the sentence's subject is one,
the sentence assigns ("Giao …", "Đề nghị …", "Yêu cầu …"). A mention is no duty: "Căn cứ Kế hoạch của Ủy ban nhân
dân tỉnh và các Sở" burdens nobody.
"""

from __future__ import annotations

import re

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.announcing import SUBMITS, only_announces, said_up_to
from phancap.indexer.bearers import Bearer, bearers_of
from phancap.indexer.between import behind_own_right
from phancap.indexer.bodies import Bodies, bodies_at
from phancap.indexer.burdened import DECIDES, heading_bearers
from phancap.indexer.carrying_out import CARRY_OUT
from phancap.indexer.closing_times import due_by, timed_by, with_deadline
from phancap.indexer.duty_build import Build, done_as_said
from phancap.indexer.duty_subjects import OTHERS_OWE, subject_of
from phancap.indexer.handed_down import gives_power, hands_over
from phancap.indexer.lead_roles import as_the_lead_in_says
from phancap.indexer.model import Clause, Deadline, Document, Duty, Mention
from phancap.indexer.named_elsewhere import in_brackets, named_behind, of_whom, who_it_is, work_done_by
from phancap.indexer.predicates import (
    Predicate,
    item_verb,
    line_verb,
    main_verb,
    mention_at,
    opens_duty,
    ordered_verb,
    unlisted_verb,
)
from phancap.indexer.principles import burdens_yet, exact_heading, lists_own_acts, states
from phancap.indexer.private_parties import MEMBERS_OWE, NOBODY_OWES, outsider_at
from phancap.indexer.quoted_heads import pieces_of
from phancap.indexer.task_texts import lays_down_tasks

_ITEMS = frozenset({"indent", "subindent", "point"})
_LINES = frozenset({*_ITEMS, "paragraph"})
_NO_DUTIES = frozenset({"preamble", "recipients", "signature"})
_TASKS = re.compile(
    r"\b(?:nhiệm vụ|giải pháp|tổ chức thực hiện|trách nhiệm|phân công|nội dung|(?:tiến độ|lộ trình)(?: (?:thực hiện|triển khai))?$)\b"
)
# What was reached or is foreseen is no task that lacks an agency: "Tình hình thực hiện nhiệm vụ … năm 2025", "Thu nội địa ước đạt …".
_TELLS = re.compile(
    r"(?:đánh giá (?:chung|tình hình|kết quả|thực trạng)|(?:một số |những |các )?(?:kết quả|tình hình|thực trạng|dự báo|dự kiến|bối cảnh|tồn tại|hạn chế|nguyên nhân|thuận lợi|khó khăn|(?:nguồn )?kinh phí|chủ đề|đặt vấn đề))\b"
)
_TOLD = re.compile(
    r"\b(?:ước|vượt|tăng|giảm|bằng|đạt)(?: khoảng| gần| trên| hơn)? \d|\bước (?:đạt|vượt)\b|^(?:dự kiến|dự báo|dự ước)\b|^[^,;.]{1,25}:",
    re.I,
)
_ANNOUNCES = re.compile(r"(?:như sau|sau đây|cụ thể sau|sau)\s*:\s*$")
# "…, hoàn thành trong tháng 11 năm 2025, cụ thể:"
_ALL_DONE_BY = re.compile(r"\b((?:hoàn thành|xong) (?:trước|trong|chậm nhất)\s[^;:]{3,50}?)(?:,[^,;:]{0,40})?:\s*$")
# "Sở Y tế: Trong thời hạn không quá 05 (năm) ngày làm việc, kể từ ngày nhận đủ hồ sơ, Sở Y tế có trách nhiệm:": the term of all that stands below
_IN_TERM = re.compile(r"(?:^|:\s+|,\s+)((?:Trong|Chậm nhất|Muộn nhất|Trước ngày)\s(?:[^\W\d_]+ ){0,4}\d[^;]*)", re.I)
_TERM_OPENS = re.compile(r"\s*(?P<term>(?:Trong (?:thời hạn|thời gian|vòng)|Chậm nhất|Trước ngày)\s)")
# A letter's own words are no task: "… có ý kiến chỉ đạo như sau:", "Văn phòng Chính phủ thông báo để các Bộ, cơ quan biết, thực hiện./."
_LETTER_TELLS = re.compile(
    r"(?:xin )?(?:có ý kiến|trả lời|thông báo|thông tin|trao đổi)\b(?:[^.;]*\bnhư sau\s*:?\s*$|[^;]*\bđể\b[^;]*\b(?:biết|thực hiện)\b[^;]*/\.?\s*$)",
    re.S,
)
# "Các Báo cáo trên gửi Bộ Tư pháp trước ngày …", "Kết quả thực hiện báo cáo về Sở Nội vụ …" behind what somebody is to do
_PAPER_GOES = re.compile(
    r"(?:Các |Mọi )?(?:Báo cáo|Kết quả|Văn bản|Kế hoạch|Danh sách|Hồ sơ|Số liệu)(?: [^\W\d_]+){0,6}? (?:xin |đề nghị )?(?=(?:gửi|báo cáo)\s(?!cáo\s))",
    re.I,
)
# behind the last item of a letter or a plan, "Trong quá trình thực hiện, có vướng mắc đề nghị liên hệ Sở Nội vụ" is said to all, not to that item's body
_CLOSES = re.compile(
    r"(?:Trong quá trình (?:tổ chức |triển khai )*thực hiện|Quá trình (?:tổ chức |triển khai )*thực hiện|Mọi vướng mắc|Nếu có vướng mắc|Rất mong|Trên đây là)(?!\w)"
)
_CALL = re.compile(r"[^\W\d_][^:;.,]{2,30}:\s*[(+]?\d[\d\s().+-]{6,}")  # "Hỗ trợ: (024) 3822.0000": whom to call
# "Sở Tư pháp là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh; thực hiện chức năng …": what it is comes before what it does
_STATUS = re.compile(
    r"là (?:cơ quan|đơn vị|tổ chức)(?: (?:chuyên môn|hành chính|hành chính nhà nước|sự nghiệp|sự nghiệp công lập|tương đương|ngang|cấp|tham mưu|tham mưu, giúp việc))*(?:, cơ sở giáo dục [^,;.]{3,40}?)?"
    r",?(?: (?:trực )?thuộc| của) "
    # "…; đồng thời là cơ quan chuyên môn, nghiệp vụ về công tác nội chính"
    r"|là (?:cơ quan|đơn vị) (?:ngang sở|chuyên môn|tham mưu|giúp việc|hành chính|quyền lực|chấp hành|đại diện|lãnh đạo|ngôn luận)(?!\w)"
    # "Hội đồng làm việc theo nguyên tắc tập thể, quyết định theo đa số"
    r"|làm việc theo (?:nguyên tắc|chế độ|quy chế)(?!\w)",
    re.I,
)
_AND_DOES = re.compile(
    r"(?:[,;]\s+(?:và\s+)?|\s+và\s+(?=(?:chịu|có) trách nhiệm(?!\w)))(?:có (?:các )?chức năng(?:,? nhiệm vụ)?\s+)?(?=(?:thực hiện|có|chịu trách nhiệm|giúp|tham mưu|tổ chức)(?!\w))"
)
# "Yêu cầu các cơ quan … triển khai. Yêu cầu các đồng chí …": who orders is the same, who is told is not
_ORDERS = re.compile(r"(?:Yêu cầu|Đề nghị|Giao)\s(?!báo cáo|phê duyệt|bổ sung|xem xét|công nhận|cung cấp)")
# "… ủy quyền cho các cơ quan sau đây cấp giấy phép xây dựng:", "Thẩm quyền quyết định thu hồi tài sản công" above "1. Sở Xây dựng đối với …"
_WHAT_FOR = re.compile(
    r"(?:cơ quan|đơn vị|cấp|người|địa phương)[^:;.]{0,30}?\s(?:sau đây|sau|dưới đây)\s+(?P<what>[^:.;]{4,160}):\s*$|^(?:Phân cấp )?[Tt]hẩm quyền\s+(?P<power>[^:.;]{4,160}?)\s*:?\s*$"
)
_SCOPE = re.compile(r"\s*:?\s*(?P<what>(?:đối với|trong|tại|cho)\s)")
# "3. Việc cấp giấy chứng nhận xuất xứ hàng hóa.", "4. Các nhiệm vụ khác về hóa chất." below "Ủy quyền cho Giám đốc Sở …, cụ thể như sau:"
# "a) Luật Đầu tư số …: điểm k khoản 2 Điều 44;" below "Nhiệm vụ của Bộ Tài chính quy định tại các luật sau do Bộ Công Thương thực hiện, cụ thể:"
_MATTER = re.compile(
    r"(?:Việc|Thẩm quyền|Thủ tục|Công tác|Các (?:nhiệm vụ|thủ tục|công việc|nội dung)|(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)(?= [^;]{3,}:)|(?:Khoản|Điểm|Điều)(?= \w{1,3}[\s,]))\s"
)
_DRAFT = re.compile(r"(?:Các )?(?:[Dd]ự thảo|[Qq]uy hoạch|[Kk]ế hoạch|[Cc]hương trình|[Đđ]ề án|[Dd]ự án|[Vv]ăn bản)\s")  # what is submitted
# "4. Về chính sách dân tộc:", "Trong lĩnh vực thủy lợi" above some of a body's tasks
_FIELD = re.compile(
    r"(?:Về|Trong (?:lĩnh vực|công tác)|Công tác|Lĩnh vực|Đối với (?:lĩnh vực|công tác)|Nhiệm vụ|Quyền hạn|Trách nhiệm)(?!\w)[^.;]{0,150}$"
)
_BASIS = re.compile(r"Căn cứ (?:Luật|Bộ luật|Nghị định|Thông tư|Pháp lệnh|Quyết định số|Biên bản)(?!\w)")  # of a form's contract: no task
_LISTS = re.compile(r"phu-luc|mau|bieu|dinh-kem")  # components of which a line may be an item of whatever is listed
# "Sở Y tế chủ trì; Sở Tài chính phối hợp; báo cáo trước ngày 05/9": who leads reports, not who only helps
_HELP = re.compile(r"\sphối hợp(?: thực hiện| triển khai)?[\s.;]*$")
# "cơ quan sau đây có trách nhiệm cho ý kiến:" says who below
_THESE = re.compile(r"\s(?:sau đây|sau|dưới đây)$")
# "Thống nhất chủ trương theo đề nghị của Sở Y tế.": what the writer decides is nobody's task
_AGREES = re.compile(
    r"(?:Cơ bản )?(?:[Tt]hống nhất|[Đđ]ồng ý|[Nn]hất trí)(?: về)? (?:chủ trương|nội dung|phương án|đề (?:nghị|xuất) (?:của|tại)|(?:với|theo) (?:đề (?:nghị|xuất)|ý kiến|nội dung|báo cáo|kiến nghị|phương án))(?!\w)"
)
# "Đơn vị theo dõi, đôn đốc: Ban Xây dựng Đảng": who has which part in the task above
_WATCHES = re.compile(
    r"(?:Cơ quan|Đơn vị|Bộ phận|Phòng|Người)(?:, (?:cơ quan|đơn vị|bộ phận|cá nhân))? (?:được giao (?:nhiệm vụ )?)?(?P<what>(?:theo dõi|đôn đốc|giám sát|tổng hợp|báo cáo|hướng dẫn|kiểm tra)[^:;.()]{0,60}):\s+(?=[A-ZĐỦ]|các\s)"
)
_LETTERS = frozenset(("công văn", "văn bản", "công điện", "thông báo"))
_DIRECTS = re.compile(r"\s*(?:đã |tiếp tục )?chỉ đạo\s+")
_WRITERS = re.compile(r"(?!vn/)[^/]+/(?:chu-tich-)?uy-ban-nhan-dan-(?:tinh|thanh-pho)|vn/(?:pho-)?thu-tuong-chinh-phu")
_BLANKS = re.compile(r"(?:…|\.{3}){2,}|\.{5,}")


def duties_of(clause: Clause, headings: list[tuple[str, str]], document: Document, index: AgencyIndex) -> list[Duty]:
    """The duties of a clause whose agencies are known (``clause.agencies``).

    ``headings`` are (eId, heading) of the clause's ancestors and of itself, outermost first.
    """
    text = clause.text
    if not text or clause.kind in _NO_DUTIES or text.isupper():
        return []
    whole, bearers = said_up_to(clause), heading_bearers(_but_own_end(headings, clause), document, index)
    if clause.kind == "wrapup" and _CLOSES.match(text):
        bearers = []
    if not whole or only_announces(clause, whole, headings, bearers, document, index):
        return []
    told = {b.eid for b in bearers if b.eid}
    stated = states(headings, told)
    handed = _handed_over(clause, headings, told)
    tasks = handed or (lays_down_tasks(clause, document) and _of_tasks([exact_heading(h) for _, h in headings]))
    asks, powers, right_below = (
        lists_own_acts(text, headings, bearers),
        ("quyền" in text or " được " in text) and gives_power(document.title or "", headings),
        clause.kind in _LINES and (tasks or _stands_right_below(clause, headings, bearers)),
    )
    duties: list[Duty] = []
    carried: list[Bearer] = []
    before: list[Bearer] = []  # whom the sentence before burdened: "Sở Nội vụ … . Hằng năm tổng hợp, báo cáo …"
    # duties before the last sentence that has tasks, of the sentences before this one, of the stretches before the last one
    earlier = spoken = stretch = stopped = 0
    sentence = -1
    for sentence_start, start, stop, above, fresh in pieces_of(clause, bearers, document, index):
        if start >= whole > 0:
            break  # "…; đồng thời tập trung một số nhiệm vụ cụ thể sau:", "…; trong đó lưu ý thực hiện tốt một số nội dung sau:"
        end = min(stop, whole + 1) if stop > whole + 1 else stop
        since = spoken if sentence_start != sentence else stretch  # behind a ";" it is the time of what stands right before it
        if timed := timed_by(text, start, end, duties[since:], document):
            duties[since:] = timed
            continue
        stretch = len(duties)
        said = len(duties) > spoken  # of whom a sentence only says who they are, nothing is carried into the next one
        if sentence_start != sentence:
            earlier, sentence, spoken = spoken if said else earlier, sentence_start, len(duties)
        if start == sentence_start or fresh:  # below a quoted head nothing is carried: "5. Tổ chức, doanh nghiệp nộp hồ sơ …" begins anew
            before, carried = carried if said and not fresh and not _ORDERS.match(text, start) else [], []
        found, after = _segment(
            clause, _order_begins(text, sentence_start, start, end, clause.agencies), end, above or before, carried, document, tasks, right_below, asks, powers
        )  # fmt: skip
        # "… và giao Sở Y tế chủ trì thực hiện; trường hợp không đồng ý thì trả lời": who is handed it ends the stretch before, too, and goes on with nothing
        carried, stopped = (carried if start < stopped else after), stop
        duties, found = done_as_said(duties, found, earlier)
        spoken, stretch = min(spoken, len(duties)), min(stretch, len(duties))
        if found and start > sentence_start and NOBODY_OWES.match(text, sentence_start, start):
            found = [d for d in found if d.because["bearer"] not in ("heading", "none")]
        if stated:
            found = [d for d in found if burdens_yet(d, text, headings, index)]
        if found and not above and before and all(d.because["bearer"] == "heading" for d in found):
            carried = before
            found = [msgspec.structs.replace(d, because={**d.because, "bearer": "carried"}) for d in found]
        if start > sentence_start and len(duties) > spoken and (term := _of_the_sentence(text, sentence_start, duties[spoken])):
            found = [with_deadline(duty, term, None) if duty.because["bearer"] == "subject" else duty for duty in found]
        duties += found
    lead = headings[-1] if headings and headings[-1][0] != clause.eid else None
    submits = SUBMITS.fullmatch(lead[1]) if lead and bearers and not stated else None
    if lead and submits and (_DRAFT.match(text) or not any(d.bearer for d in duties)):
        duties = _submitted(clause, bearers, lead[0], submits.group(1), document, index)
    if not duties and not stated:
        duties = _without_verb(clause, lead, bearers if handed or (text[-1] in ".;" and _decided(bearers, lead)) else [], document)
    return _as_above(duties, lead, headings, document, index)


def _stands_right_below(clause: Clause, headings: list[tuple[str, str]], bearers: list[Bearer]) -> bool:
    """Whether a sentence stands below the heading that burdens a body, with nothing between but the field it is in: "4. Về chính sách dân tộc:".

    Not what a form or a report lists of whom it is filled in by ("a) Doanh nghiệp là tổ chức tín dụng" / "- Lợi nhuận khác").
    """
    if clause.text[-1] not in ".;" or _LISTS.match(clause.component) or not bearers or outsider_at(bearers[0].words, 0):
        return False
    whose = max((n for n, (eid, _) in enumerate(headings) if eid == bearers[0].eid), default=-1)
    return whose >= 0 and all(_FIELD.match(head) for eid, head in headings[whose + 1 :] if eid != clause.eid)


def _as_above(
    duties: list[Duty], lead: tuple[str, str] | None, headings: list[tuple[str, str]], document: Document, index: AgencyIndex
) -> list[Duty]:
    """The duties with what the lines above say of all that stands below them: until when it is done, who leads and who helps."""
    if duties and lead and (when := _ALL_DONE_BY.search(lead[1]) or (_IN_TERM.search(lead[1]) if lead[1].endswith(":") else None)):
        duties = [due_by(duty, when.group(1), document, lead[0]) for duty in duties]
    return [as_the_lead_in_says(duty, headings, document, index) for duty in duties]


def _submitted(clause: Clause, bearers: list[Bearer], eid: str, to: str, document: Document, index: AgencyIndex) -> list[Duty]:
    """What stands below "1.1. Trình Ủy ban nhân dân tỉnh": "a) Dự thảo nghị quyết …" is to be submitted by the body of the headings above."""
    place = document.jurisdiction or "vn"
    whom = bodies_at(to, 0, index.all_mentions(to, place), place=place).agencies
    build = Build(clause, 0, len(clause.text), document, Predicate("perform", "Trình", 0, 0))
    duties = build.duties(bearers, "heading") if whom else []
    return [msgspec.structs.replace(d, submit_to=whom, because={**d.because, "role": "heading", "submit_clause": eid}) for d in duties]


def _decided(bearers: list[Bearer], lead: tuple[str, str] | None) -> bool:
    """Whether the line above says that they decide on what stands below: "Giám đốc Sở Tài chính quyết định các nội dung sau:"."""
    return bool(bearers) and lead is not None and bearers[0].eid == lead[0] and DECIDES.search(lead[1]) is not None


def _without_verb(clause: Clause, lead: tuple[str, str] | None, receivers: list[Bearer], document: Document) -> list[Duty]:
    """The duty of an item whose verb stands in the line above it ("1. Sở Xây dựng đối với công trình cấp I"), or of a matter handed to somebody."""
    text = clause.text
    what = _WHAT_FOR.search(lead[1]) if lead else None
    if lead and what and what.lastgroup and opens_duty(lead[1], what.start(what.lastgroup), len(lead[1])):
        bodies = bodies_at(text, 0, clause.agencies, place=document.jurisdiction or "vn")
        scope = _SCOPE.match(text, bodies.end)
        if bodies.items and bodies.items[0].named and scope:
            build = Build(clause, 0, len(text), document, Predicate("perform", what.group(what.lastgroup), 0, scope.start("what")))
            return [
                msgspec.structs.replace(d, because={**d.because, "role": "heading"}) for d in build.duties(bearers_of(bodies), "subject")
            ]
    if receivers and clause.kind in _LINES and not OTHERS_OWE.match(text) and (_MATTER.match(text) or (lead and DECIDES.search(lead[1]))):
        return Build(clause, 0, len(text), document, Predicate("perform", text.split()[0], 0, 0)).duties(receivers, "heading")
    return []


def _of_the_sentence(text: str, start: int, first: Duty) -> Deadline | None:
    """ "Trong thời hạn 7 ngày kể từ ngày nhận hồ sơ, Công an cấp xã lập danh sách; Sở Y tế thẩm định": the term of all whom the sentence names."""
    opens = _TERM_OPENS.match(text, start)
    return first.deadline if opens and first.deadline and text.startswith(first.deadline.words, opens.start("term")) else None


def _handed_over(clause: Clause, headings: list[tuple[str, str]], told: set[str]) -> bool:
    """Whether the clause is an item of what is handed to somebody right above it: "Ủy quyền cho Giám đốc Sở Công Thương … cụ thể như sau:"."""
    eid, above = headings[-1] if headings else ("", "")
    return eid != clause.eid and eid in told and clause.text[-1] in ".;" and hands_over(above)


def _but_own_end(headings: list[tuple[str, str]], clause: Clause) -> list[tuple[str, str]]:
    """The headings without the clause's own last sentence: "… đã cắt giảm 12 điều kiện. Thủ tướng Chính phủ yêu cầu các Bộ trưởng thực hiện:"
    burdens them with what stands below, and not with what stands before it.
    """
    return [(eid, head) for eid, head in headings if eid != clause.eid or head == clause.text or not clause.text.endswith(head)]


def _order_begins(text: str, sentence: int, start: int, end: int, mentions: tuple[Mention, ...]) -> int:
    """Where the order that closes a decision begins: "Chánh Văn phòng …; Thủ trưởng …; … chịu trách nhiệm thi hành Quyết định này"."""
    sentence += len(text[sentence:start]) - len(text[sentence:start].lstrip())
    if sentence < start and (order := CARRY_OUT.search(text, start, end)) and main_verb(text, sentence, order.start(), mentions) is None:
        return sentence
    return start


def _of_tasks(headings: list[str]) -> bool:
    """Whether what stands below the headings are tasks; the nearest heading that says so decides."""
    for heading in reversed(headings):
        if _TELLS.match(heading):
            return False
        if _TASKS.search(heading):
            return True
    return False


def _watching(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> tuple[list[Bearer], int, str] | None:
    """Who has a part in the task above, and where that part stands: "Đơn vị theo dõi, đôn đốc: Ban Xây dựng Đảng"; None for other lines."""
    watching = _WATCHES.match(text, start, end)
    bodies = bodies_at(text, watching.end(), mentions, end, place) if watching else None
    return (bearers_of(bodies), watching.start("what"), "label") if watching and bodies and bodies.items else None


def _told_to(text: str, at: int, end: int, subject: list[Bearer], mentions: tuple[Mention, ...], document: Document) -> Bodies | None:
    """Whom a letter of the province's, or of the Government's, head tells what to do: "Chủ tịch UBND tỉnh chỉ đạo Ban Chỉ huy các huyện thực hiện ngay …"; None elsewhere."""
    directs = _DIRECTS.match(text, at, end) if document.type.lower() in _LETTERS and len(subject) == 1 else None
    if (
        directs is None
        or not _WRITERS.fullmatch(subject[0].agency or "")
        or not (subject[0].agency or "").startswith(f"{document.jurisdiction or 'vn'}/")
    ):
        return None
    bodies = bodies_at(text, directs.end(), mentions, end)
    return bodies if any(body.named for body in bodies.items) and opens_duty(text, bodies.end, end) else None


def _who(
    clause: Clause,
    start: int,
    end: int,
    said: tuple[list[Bearer], Predicate, str],
    bearers: list[Bearer],
    carried: list[Bearer],
    place: str,
    tasks: bool,
) -> tuple[list[Bearer], Predicate, str]:
    """Who bears a stretch whose verb is known, the verb, and where that is written: in the stretch itself, before it, above it, behind the task."""
    text, mentions = clause.text, clause.agencies
    who, predicate, why = said
    if who or why == "none":
        pass
    elif carried:
        who, why = carried, "carried"
    elif bearers:
        who, why = bearers, "heading"
    else:
        who, why = of_whom(text, start, end, mentions), "of"
    if not who:
        who, told = in_brackets(text, start, end, mentions, place, tasks)
        predicate, why = (told, "brackets") if told else (predicate, why)
    if not who:
        who, told = named_behind(text, start, end, mentions, place, tasks)
        predicate, why = (told, "do") if told else (predicate, why)
    return who, predicate, why


def _segment(
    clause: Clause,
    start: int,
    end: int,
    bearers: list[Bearer],
    carried: list[Bearer],
    document: Document,
    tasks: bool,
    right_below: bool,
    asks: bool,
    powers: bool,
) -> tuple[list[Duty], list[Bearer]]:
    """The duties of one segment, and who is carried on to the next one of the same sentence."""
    text, mentions = clause.text, clause.agencies
    place = document.jurisdiction or "vn"
    said = _watching(text, start, end, mentions, place) if tasks else None
    if said is None and (bearers or carried) and (verb := behind_own_right(text, start, end, powers)):
        said = [], verb, ""
    said = said or subject_of(text, start, end, mentions, bool(bearers or carried), place, asks, powers)
    subject, at, why = said
    if why == "may":
        return [], subject
    if why == "subject" and (directed := _told_to(text, at, end, subject, mentions, document)):
        subject, at, why = bearers_of(directed), directed.end, "assigned"
    predicate = main_verb(text, at, end, mentions)
    if predicate is not None and text.endswith((";", ",")) and _BASIS.match(text, predicate.start):
        predicate = None
    if predicate is None and why == "assigned" and subject and (subject[0].words[:1].isupper() or subject[0].words.startswith("các ")):
        predicate = ordered_verb(text, at, end)
    if predicate is None and why == "do":  # "…, thẩm quyền tuyển dụng thuộc Thủ trưởng cơ quan quản lý trực tiếp"
        predicate = Predicate("perform", "thuộc", start, start)
    if predicate is not None and why == "do":  # "Việc điều tiết mực nước do Sở … hướng dẫn": what is done stands before who does it
        predicate = predicate._replace(start=start, action_at=start)
    if predicate is None and why == "subject" and not opens_duty(text, at, end):
        predicate = unlisted_verb(text, at, end)
    if predicate is None and bearers and not why and start == 0 and clause.kind in _ITEMS:
        predicate = item_verb(text, start, end)
    if predicate is None and (bearers or carried) and not why and (goes := _PAPER_GOES.match(text, start, end)):
        predicate = main_verb(text, goes.end(), end, mentions)
    if (
        predicate is None
    ):  # below "1. Sở Y tế" and behind "Sở Y tế:" every line of a plan is a task, and so is what stands right below in a decision
        alone = not why and bearers and not carried and start == 0 and text[:1].isupper() and not mention_at(mentions, 0)
        if (right_below and alone) or (tasks and why == "label" and subject[0].words[:1].isupper()):
            predicate = line_verb(text, at, end)
    if predicate is None and tasks and not why:
        by, told = work_done_by(text, start, end, mentions, place)
        subject, predicate, why = (by, told, "do") if told else (subject, None, why)
    if predicate is None or _LETTER_TELLS.match(text, predicate.start) or _CALL.match(text, start, end):
        if not why and (who_is := who_it_is(text, start, end, mentions, place)):
            return [], who_is
        return [], subject if why == "label" and subject else carried  # "Sở Y tế: theo lĩnh vực; định kỳ gửi báo cáo …"
    if why == "assigned" and _BLANKS.search(text, start, end):
        return [], []  # a form in an appendix: "Kính đề nghị Ủy ban nhân dân tỉnh …………… xem xét"
    who, predicate, why = _who(clause, start, end, (subject, predicate, why), bearers, carried, place, tasks)
    if who and (_THESE.search(who[0].words) or (why == "carried" and MEMBERS_OWE.search(text[start : predicate.start]))):
        return [], []
    if who and (status := _STATUS.match(text, predicate.start, end)):
        does = _AND_DOES.search(text, status.end(), end)
        predicate = main_verb(text, does.end(), end, mentions) if does else None
        if predicate is None:
            return [], who
    if not who and not tasks:
        return [], []
    if not who and (_AGREES.match(text, predicate.start) or _ANNOUNCES.search(text[-60:]) or _TOLD.search(text[predicate.action_at : end])):
        return [], []
    build = Build(clause, start, end, document, predicate)
    if not who:
        return build.duties([None], "none"), []
    if carried and predicate.role == "coordinate" and _HELP.search(text, start, end):
        return build.duties(who, why), carried
    return build.duties(who, why), who if why in ("subject", "label", "assigned", "carried") else []
