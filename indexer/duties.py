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
from phancap.indexer.bodies import bodies_at
from phancap.indexer.burdened import DECIDES, heading_bearers
from phancap.indexer.carrying_out import CARRY_OUT
from phancap.indexer.closing_times import done_every, due_by, timed_by, with_deadline
from phancap.indexer.duty_build import Build, done_as_said
from phancap.indexer.duty_subjects import OTHERS_OWE
from phancap.indexer.handed_down import gives_power, hands_over
from phancap.indexer.lead_roles import as_the_lead_in_says
from phancap.indexer.model import Clause, Deadline, Document, Duty, Mention
from phancap.indexer.predicates import (
    Predicate,
    main_verb,
    opens_duty,
)
from phancap.indexer.principles import burdens_yet, exact_heading, lists_own_acts, states
from phancap.indexer.private_parties import NOBODY_OWES, outsider_at
from phancap.indexer.quoted_heads import pieces_of
from phancap.indexer.stretches import duties_of_stretch
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
# "…, hoàn thành trong tháng 11 năm 2025, cụ thể:"
_ALL_DONE_BY = re.compile(r"\b((?:hoàn thành|xong) (?:trước|trong|chậm nhất)\s[^;:]{3,50}?)(?:,[^,;:]{0,40})?:\s*$")
# "Sở Y tế: Trong thời hạn không quá 05 (năm) ngày làm việc, kể từ ngày nhận đủ hồ sơ, Sở Y tế có trách nhiệm:": the term of all that stands below
_IN_TERM = re.compile(r"(?:^|:\s+|,\s+)((?:Trong|Chậm nhất|Muộn nhất|Trước ngày)\s(?:[^\W\d_]+ ){0,4}\d[^;]*)", re.I)
# "Hằng năm, Sở Tài chính chủ trì, phối hợp với các sở, ngành:": how often all that stands below is done
_EACH_TIME = re.compile(r"((?:Định kỳ,? )?(?:H[ằà]ng|Mỗi|h[ằà]ng|mỗi) (?:năm|quý|tháng|tuần)|Định kỳ (?:0?6|sáu) tháng),?\s")
_TERM_OPENS = re.compile(r"\s*(?P<term>(?:Trong (?:thời hạn|thời gian|vòng)|Chậm nhất|Trước ngày)\s)")
# behind the last item of a letter or a plan, "Trong quá trình thực hiện, có vướng mắc đề nghị liên hệ Sở Nội vụ" is said to all, not to that item's body
_CLOSES = re.compile(
    r"(?:Trong quá trình (?:tổ chức |triển khai )*thực hiện|Quá trình (?:tổ chức |triển khai )*thực hiện|Mọi vướng mắc|Nếu có vướng mắc|Rất mong|Trên đây là)(?!\w)"
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
# "Dự thảo quyết định thành lập …; phối hợp với Sở Nội vụ trình Chủ tịch … dự thảo quyết định xếp hạng …": what it does besides
_OWN_PART = re.compile(r"(?:phối hợp|tham gia)(?: (?:chặt chẽ|thường xuyên))* (?:với|cùng)\s")
_DRAFT = re.compile(r"(?:Các )?(?:[Dd]ự thảo|[Qq]uy hoạch|[Kk]ế hoạch|[Cc]hương trình|[Đđ]ề án|[Dd]ự án|[Vv]ăn bản)\s")  # what is submitted
# "4. Về chính sách dân tộc:", "Trong lĩnh vực thủy lợi" above some of a body's tasks
_FIELD = re.compile(
    r"(?:Về|Trong (?:lĩnh vực|công tác)|Công tác|Lĩnh vực|Đối với (?:lĩnh vực|công tác)|Nhiệm vụ|Quyền hạn|Trách nhiệm)(?!\w)[^.;]{0,150}$"
)
_LISTS = re.compile(r"phu-luc|mau|bieu|dinh-kem")  # components of which a line may be an item of whatever is listed


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
        found, after = duties_of_stretch(
            clause, _order_begins(text, sentence_start, start, end, clause.agencies), end, above or before, carried, document, tasks, right_below, asks, powers
        )  # fmt: skip
        # "… và giao Sở Y tế chủ trì thực hiện; trường hợp không đồng ý thì trả lời": who is handed it ends the stretch before, too, and goes on with nothing
        carried, stopped = (carried if start < stopped else after), stop
        duties, found = done_as_said(text, duties, found, earlier)
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
        duties = _submitted(clause, duties, bearers, lead[0], submits.group(1), document, index)
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
    if duties and lead and lead[1].endswith(":") and (often := _EACH_TIME.match(lead[1])):
        duties = [done_every(duty, often.group(1), document, lead[0]) for duty in duties]
    return [as_the_lead_in_says(duty, headings, document, index) for duty in duties]


def _submitted(
    clause: Clause, said: list[Duty], bearers: list[Bearer], eid: str, to: str, document: Document, index: AgencyIndex
) -> list[Duty]:
    """What stands below "1.1. Trình Ủy ban nhân dân tỉnh": "a) Dự thảo nghị quyết …" is to be submitted by the body of the headings above, up to what of
    the duties ``said`` is its own part.
    """
    own = [d for d in said if _OWN_PART.match(clause.text, d.start)]
    place = document.jurisdiction or "vn"
    whom = bodies_at(to, 0, index.all_mentions(to, place), place=place).agencies
    build = Build(clause, 0, own[0].start if own else len(clause.text), document, Predicate("perform", "Trình", 0, 0))
    duties = build.duties(bearers, "heading")
    because = {"role": "heading", "submit_clause": eid}
    return [*(msgspec.structs.replace(d, submit_to=whom, because={**d.because, **because}) for d in duties), *own]


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
