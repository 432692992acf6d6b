"""Who must do what: one clause's text → its duties, each with the words that say so.

The wordings are those that FACTS.md lists; so far: the heading names the agency, the sentence's subject is one,
the sentence assigns ("Giao …", "Đề nghị …", "Yêu cầu …"). A mention is no duty: "Căn cứ Kế hoạch của Ủy ban nhân
dân tỉnh và các Sở" burdens nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

import msgspec
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.bodies import Bodies, Body, bodies_at
from phancap.indexer.deadlines import find_deadline, find_recurrence
from phancap.indexer.model import Clause, Document, Duty, Mention
from phancap.indexer.predicates import ADVERBIAL, TERM, TIME, Predicate, main_verb, opens_duty, opens_with_verb, segments
from phancap.indexer.targets import targets_of
from phancap.indexer.unknown_bodies import begins_body, generic_end
from phancap.indexer.vietnamese import exact, slug

_NO_DUTIES = frozenset({"preamble", "recipients", "signature"})
_PURPOSE = re.compile(
    r"(?:mục đích|yêu cầu|quan điểm|nguyên tắc|căn cứ|phạm vi(?: điều chỉnh| áp dụng|,|$)|đối tượng|mục tiêu|giải thích từ ngữ|cơ sở pháp lý|sự cần thiết)\b|.*\bmục đích, yêu cầu"
)
_TASKS = re.compile(r"\b(?:nhiệm vụ|giải pháp|tổ chức thực hiện|trách nhiệm|phân công|nội dung)\b")
_ANNOUNCES = re.compile(r"(?:như sau|sau đây|cụ thể sau|sau)\s*:\s*$")
# "chủ trì thẩm định … đối với các loại dự án sau:" is a duty; "thực hiện các nhiệm vụ sau:" only announces some.
_ANNOUNCES_TASKS = re.compile(
    r"(?:nhiệm vụ|nội dung|công việc|việc|giải pháp|biện pháp|yêu cầu|công tác)(?: [^\W\d_]+){0,4} (?:như sau|sau đây|sau)\s*:\s*$|cụ thể (?:như )?sau\s*:\s*$"
)
_ITEMS_FOLLOW = re.compile(
    r"(?:các|những) (?:thủ tục(?: hành chính)?|trường hợp|loại|hồ sơ|giấy tờ|đối tượng|dự án|công trình|lĩnh vực|thông tin|tài liệu)(?: [^\W\d_]+){0,5}\s*:$"
)
_RESPONSIBLE = re.compile(
    r"^(?:trách nhiệm|nhiệm vụ|nghĩa vụ|quyền(?:,| và) (?:nghĩa vụ|trách nhiệm)|quyền hạn|thẩm quyền|phân công nhiệm vụ|giao nhiệm vụ|đề nghị|yêu cầu|giao|ủy quyền|uỷ quyền|phân cấp(?: thẩm quyền)?|đối với)"
    r"(?:\s*(?:,|và)\s*(?:trách nhiệm|nhiệm vụ|quyền hạn|quyền|nghĩa vụ|thẩm quyền))*\s*(?:của|đối với|cho)?\s*:?\s*", re.I
)  # fmt: skip
# "Bộ Nội vụ theo chức năng, nhiệm vụ được giao khẩn trương nghiên cứu …": by what right stands between who and what.
_BY_RIGHT = re.compile(
    r"\s*,?\s*(?:(?:căn cứ|theo|trong|trên cơ sở|tùy theo|bằng)\s+(?:vào\s+)?(?:phạm vi\s+)?(?:chức năng|nhiệm vụ|quyền hạn|thẩm quyền|phạm vi|lĩnh vực|trách nhiệm|tình hình|ngành)"
    r"(?:(?:\s*,\s*|\s+và\s+|\s+)(?:chức năng|nhiệm vụ|quyền hạn|thẩm quyền|trách nhiệm|quản lý(?: nhà nước)?|lĩnh vực|ngành|địa bàn|phạm vi|được giao|được phân công|được phân cấp|"
    r"của (?:mình|ngành|đơn vị|địa phương|cơ quan|cơ quan, đơn vị)|phụ trách|thực tế|cụ thể|quy định))*)\s*,?"
)
_LEAD_IN = re.compile(
    r"(?:,\s*)?(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ động|tập trung|tổ chức|triển khai|thực hiện|chủ trì|phối hợp|căn cứ|theo chức năng)\b"
)
_IS_TO = re.compile(r"(?:có|chịu) trách nhiệm(?: sau(?: đây)?)?|có (?:các |những )?nhiệm vụ(?:(?:,| và) quyền hạn)?(?: sau(?: đây)?)?")
_IS_TO_DO = re.compile(r"\s+(?:có|thực hiện) (?:các |những )?(?:trách nhiệm|nhiệm vụ|quyền hạn)\b|\s+chịu trách nhiệm\b")
_OF_WHOM_HEADING = re.compile(
    r"(?:trách nhiệm|nhiệm vụ|nghĩa vụ|quyền hạn|thẩm quyền)[^.;:]{0,40}? của |đề nghị |giao |ủy quyền |phân cấp ", re.I
)
# "Trách nhiệm của các cơ quan, đơn vị trong quản lý, sử dụng hệ thống": in what they are responsible is no part of who they are.
_IN_WHAT = re.compile(
    r"(?<!quản lý)(?<!nhà nước)(?:^|\s)(?:trong (?:việc|công tác|quản lý|quá trình|hoạt động|thực hiện|lĩnh vực|tổ chức|xây dựng)|khi|đối với|về|theo|tại|liên quan đến)(?=\s)"
)
_ANY_BODY = re.compile(
    r"(?:(?:các|những) )?(?:cơ sở (?:giáo dục|đào tạo|y tế|khám bệnh)|nhà trường|trường|cơ quan|đơn vị|tổ chức (?!,? ?cá nhân)|ủy viên|thành viên|giám đốc|chủ tịch|trưởng ban|tổ trưởng)\b",
    re.I,
)
_NOTE = re.compile(r"(?<=[^\W\d_])\d{1,2}$")  # "Tổng cục Giáo dục nghề nghiệp33": a footnote's number
_LONGEST_NAME = 110  # characters
_LONGEST_LEAD_IN = 400  # characters
_OF = re.compile(r"Trách nhiệm(?:, quyền hạn| và quyền hạn| và nghĩa vụ)? của\s")
_SOME = re.compile(r"\bmột số\s*$", re.I)
_DELEGATES = r"(?:ủy quyền|uỷ quyền|phân cấp)(?: thẩm quyền)?(?: cho)?"
_ASSIGNS = re.compile(rf"^(?:giao(?: nhiệm vụ)?(?: cho)?|đề nghị|yêu cầu|phân công|chỉ đạo|{_DELEGATES})\s+", re.I)
# "Chánh Văn phòng …, Giám đốc các Sở …, Công ty … và các cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này."
_CARRY_OUT = re.compile(
    r"(?:chịu trách nhiệm|có trách nhiệm)(?: tổ chức)?(?: triển khai)?(?:,)? (?:thi hành|thực hiện) (?:Quyết định|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Kế hoạch|Luật|Quy định|Quy chế) này"
)
_NEXT = re.compile(r"[,;]\s+|\s+và\s+")
_SURELY, _MUST = re.compile(r"[Cc]ác\s"), re.compile(r"\s+(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải)\b")
_OWES = re.compile(r"\b(?:(?:chịu|có) trách nhiệm|có nhiệm vụ|phải)(?! được)\b")
_PLACES = re.compile(r",\s+|\bthì\s+|:\s+")
_THEN = re.compile(r"\bthì\s+")
# "Các cơ quan liên quan khi nhận được yêu cầu phối hợp thì phải …": when, between who and what
_MEANWHILE = re.compile(
    r"\s*,?\s*(?:ngay )?(?:khi|sau khi|nếu|trong thời hạn|trong vòng|chậm nhất|căn cứ|trên cơ sở)\s[^.;:]{3,150}?(?:,\s+(?:thì\s+)?|\s+thì\s+|\s+(?=phải\s))"
)
_RULED = re.compile(
    r",\s+(?:chủ động\s+)?(?:chủ trì|phối hợp)\b"
)  # behind it, bodies are partners: "…, chủ trì, phối hợp với các sở, ban, ngành"
_ORDERS = re.compile(rf"\s*(?:yêu cầu|đề nghị|giao(?: nhiệm vụ)?(?: cho)?|phân công|{_DELEGATES})\s+", re.I)
_LABEL = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:\s+thực hiện)?:\s*(?=\S)")  # "Sở Nội vụ: Chủ trì …", "Công an tỉnh (qua Phòng …): …"
_OF_WHOM = re.compile(r"^(?:tăng cường|đẩy mạnh|nâng cao)[^;.]*?\bcủa\s+$", re.I)
_PARTNERS = re.compile(r"\b[Pp]hối hợp(?: chặt chẽ)?(?: với| cùng)?\s+")
_TRAILING = re.compile(r"[\s.;:,/]+$")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears the duties of a clause, and where that is written: ``eid`` of the heading, or None."""

    agency: str
    words: str
    eid: str | None


def duties_of(clause: Clause, headings: list[tuple[str, str]], document: Document, index: AgencyIndex) -> list[Duty]:
    """The duties of a clause whose agencies are known (``clause.agencies``).

    ``headings`` are (eId, heading) of the clause's ancestors and of itself, outermost first.
    """
    text = clause.text
    if not text or clause.kind in _NO_DUTIES or _ANNOUNCES_TASKS.search(text) or text.isupper():
        return []
    # Principles burden nobody, unless they say so: "Người đứng đầu các cơ quan, đơn vị chịu trách nhiệm trước Ủy ban nhân dân …"
    stated = any(_PURPOSE.match(exact(h)) for _, h in headings) and not any(_RESPONSIBLE.match(h) for _, h in headings)
    if headings and headings[-1][0] != clause.eid and _ITEMS_FOLLOW.search(headings[-1][1]):
        return []  # "Chủ trì … khi thực hiện các thủ tục:" is the duty; what stands below tells which ones
    if text.endswith(":") and ". " not in text and heading_bearers([(clause.eid, text)], document, index):
        return []  # "Sở Tài chính có trách nhiệm:" says who; what stands in the lines below
    bearers = heading_bearers(headings, document, index)
    tasks = any(_TASKS.search(exact(h)) for _, h in headings)
    duties: list[Duty] = []
    carried: list[Bearer] = []
    before: list[Bearer] = []  # whom the sentence before burdened: "Sở Nội vụ … . Hằng năm tổng hợp, báo cáo …"
    for sentence_start, start, end in segments(text, clause.agencies, lambda at: bodies_at(text, at, clause.agencies).end):
        if start == sentence_start:
            before, carried = carried, []
        found, carried = _segment(clause, start, end, bearers or before, carried, document, tasks)
        if stated:
            found = [d for d in found if d.because["bearer"] == "subject" and _OWES.search(text, d.start, d.end)]
        if found and not bearers and before and all(d.because["bearer"] == "heading" for d in found):
            carried = before
            found = [msgspec.structs.replace(d, because={**d.because, "bearer": "carried"}) for d in found]
        duties += found
    return duties


def heads_of(clause: Clause) -> list[str]:
    """What stands above a clause's children: its heading, and a text that announces them.

    "1. Sở Nội vụ có trách nhiệm:" burdens Sở Nội vụ with every dash below, as "1. Sở Nội vụ" does.
    """
    text = clause.text
    announces = len(text) <= _LONGEST_LEAD_IN and (
        text.endswith(":") or (_OF.match(text) is not None and (text[-1:] not in ".;" or len(text) <= 120) and "\n" not in text)
    )
    return [head for head in (clause.heading, text if announces else "") if head]


def heading_bearers(headings: list[tuple[str, str]], document: Document, index: AgencyIndex) -> list[Bearer]:
    """The agencies that the nearest heading burdens: "Trách nhiệm của Sở Tư pháp", "Sở Nội vụ:".

    A heading of "một số Sở, Ban, ngành" burdens no one: those meant are named further down.
    """
    for eid, written in reversed(headings):
        heading = _NOTE.sub("", written)
        mentions = index.all_mentions(heading, document.jurisdiction or "vn")
        lead = _RESPONSIBLE.match(heading)
        begin = lead.end() if lead else 0
        if mentions and _SOME.search(heading[: mentions[0].start]):
            return []
        bodies = bodies_at(heading, begin, mentions, place=document.jurisdiction or "vn")
        rest = heading[bodies.end :].strip(" :.;")
        responsible = bool(lead and _OF_WHOM_HEADING.match(heading))
        if bodies.items and (
            not rest or _IS_TO.fullmatch(rest) or (heading.endswith(":") and _LEAD_IN.match(rest)) or (responsible and _IN_WHAT.match(rest))
        ):
            return _bearers(bodies, eid)
        if whole := _whole(heading, begin, responsible):
            return [Bearer(f"{document.jurisdiction or 'vn'}/{slug(words)}", words, eid) for words in whole]
        if lead and mentions:
            return []
    return []


def _whole(heading: str, begin: int, responsible: bool) -> list[str]:
    """The names that a heading gives as a whole, whatever they look like: "Trách nhiệm của Văn phòng đăng ký đất đai"."""
    words = re.split(r"\s*:\s*[Ll]à\s", heading[begin:])[0].strip(" :.;")
    if (to := _IS_TO_DO.search(words)) and heading.endswith(":"):
        words = words[: to.start()]
    elif not responsible:
        return []
    if what := _IN_WHAT.search(words):
        words = words[: what.start()].rstrip()
    if generic_end(words, 0, len(words)) or _ANY_BODY.match(words):
        return [words] if len(words) <= _LONGEST_NAME else []
    parts = [part.strip() for part in re.split(r"\s*[,;]\s*(?=[^a-zà-ỹđ])|\s+và\s+(?=[^a-zà-ỹđ])", words)]
    return parts if parts and all(begins_body(part) and len(part) <= _LONGEST_NAME for part in parts) else []


def _segment(
    clause: Clause, start: int, end: int, bearers: list[Bearer], carried: list[Bearer], document: Document, tasks: bool
) -> tuple[list[Duty], list[Bearer]]:
    """The duties of one segment, and who is carried on to the next one of the same sentence."""
    text, mentions = clause.text, clause.agencies
    subject, at, why = _subject(text, start, end, mentions, bool(bearers), document.jurisdiction or "vn")
    predicate = main_verb(text, at, end, mentions)
    if predicate is None:
        return [], carried
    if subject or why == "none":
        who = subject
    elif carried:
        who, why = carried, "carried"
    elif bearers:
        who, why = bearers, "heading"
    else:
        who, why = _of_whom(text, start, end, mentions), "of"
    if not who and not tasks:
        return [], []
    if not who and _ANNOUNCES.search(text[-60:]):
        return [], []
    build = _Build(clause, start, end, document, predicate)
    if not who:
        return [build.duty(None, "none")], []
    return [build.duty(bearer, why) for bearer in who], who if why in ("subject", "label", "assigned", "carried") else []


def _subject(text: str, start: int, end: int, mentions: tuple[Mention, ...], headed: bool, place: str) -> tuple[list[Bearer], int, str]:
    """The agencies that are the segment's subject or are assigned, where the predicate starts, and which of the two."""
    match = _ASSIGNS.match(text[start:end])
    if match and not (headed and match.group().lower().startswith("chỉ đạo")):
        bodies = bodies_at(text, start + match.end(), mentions, end, place)
        if bodies.items and bodies.end < end:
            return _bearers(bodies), _behind_right(text, bodies.end, end), "assigned"
    closing = _CARRY_OUT.search(text, start, end)
    if closing and (listed := _scattered(text, start, closing.start(), mentions, place)):
        return _bearers(Bodies(tuple(listed), closing.start())), closing.start(), "subject"
    for begin in _subject_places(text, start, end):
        if begin > start and (order := _ASSIGNS.match(text[begin:end])):
            # "Đối với các chi phí …, giao Bảo hiểm xã hội Việt Nam tổ chức thực hiện"
            told = bodies_at(text, begin + order.end(), mentions, end, place)
            if told.items and told.items[0].named and told.end < end:
                return _bearers(told), _behind_right(text, told.end, end), "assigned"
        bodies = bodies_at(text, begin, mentions, end, place)
        if not bodies.items or (
            begin > start and not bodies.items[0].named and not _SURELY.match(text, begin) and not _MUST.match(text, bodies.end)
        ):
            continue
        label = _LABEL.match(text, bodies.end, end)
        if label and not (begin > start and bodies_at(text, label.end(), mentions, end, place).items):
            return _bearers(bodies), label.end(), "label"
        if order := _ORDERS.match(text, bodies.end, end):
            # "Ủy ban nhân dân Thành phố yêu cầu các Sở, ban, ngành …": who is told to, not who tells.
            told = bodies_at(text, order.end(), mentions, end, place)
            return _bearers(told), _behind_right(text, told.end, end), "assigned" if told.items else "none"
        at = _behind_right(text, bodies.end, end)
        if opens_duty(text, at, end):
            return _bearers(bodies), at, "subject"
    return [], start, ""


def _scattered(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> list[Body]:
    """All bodies of the long list that closes a decision, whatever else stands between them."""
    found: list[Body] = []
    at = start
    while at < end:
        bodies = bodies_at(text, at, mentions, end, place)
        found += bodies.items
        joint = _NEXT.search(text, max(bodies.end, at), end)
        if joint is None:
            break
        at = joint.end()
    return found


def _behind_right(text: str, at: int, end: int) -> int:
    """Behind "theo chức năng, nhiệm vụ được giao" or "khi nhận được yêu cầu thì", where a verb follows; else ``at``."""
    for aside in (_BY_RIGHT, _MEANWHILE):
        match = aside.match(text, at, end)
        if match and opens_duty(text, match.end(), end):
            return match.end()
    return at


def _subject_places(text: str, start: int, end: int) -> list[int]:
    """Where a subject may stand: at the beginning, behind the comma that ends an opening adverbial, behind "thì"."""
    if not ADVERBIAL.match(text, start):
        then = [m.end() for m in _THEN.finditer(text, start, end)]
        return [start, *then, *(m.end() for at in then if ADVERBIAL.match(text, at) for m in _PLACES.finditer(text, at, end))]
    if _verb_behind_time(text, start, end):
        return [start]
    ruled = _RULED.search(text, start, end)
    places = [m.end() for m in _PLACES.finditer(text, start, ruled.start() + 1 if ruled else end)]
    if TERM.match(text, start):
        # "Trong thời hạn 02 ngày làm việc, gửi kết quả đến Thường trực HĐND tỉnh, …": behind a verb no subject follows
        verb = next((i for i, place in enumerate(places) if opens_with_verb(text, place, end)), len(places))
        places = places[:verb]
    return [start, *places]


def _verb_behind_time(text: str, start: int, end: int) -> bool:
    """ "Hằng năm lập dự toán …, gửi Sở Tài chính thẩm định": the verb stands right behind the time, so no subject follows."""
    time = TIME.match(text, start, end)
    return time is not None and opens_duty(text, time.end(), end)


def _bearers(bodies: Bodies, eid: str | None = None) -> list[Bearer]:
    return list({body.agency: Bearer(body.agency, body.words, eid) for body in reversed(bodies.items)}.values())[::-1]


def _of_whom(text: str, start: int, end: int, mentions: tuple[Mention, ...]) -> list[Bearer]:
    """ "Tăng cường công tác hướng dẫn, thanh tra, kiểm tra của các Sở, Ban, ngành đối với …": they are to do it."""
    for mention in mentions[bisect_left(mentions, start, key=lambda m: m.start) :]:
        if mention.start >= end:
            break
        if _OF_WHOM.match(text[start : mention.start]) and text[mention.end :].startswith(" đối với"):
            return [Bearer(mention.agency, mention.words, None)]
    return []


@dataclass(frozen=True, slots=True)
class _Build:
    """One segment, ready to be made into a duty for each bearer."""

    clause: Clause
    start: int
    end: int
    document: Document
    predicate: Predicate

    def duty(self, bearer: Bearer | None, why: str) -> Duty:
        text = self.clause.text[self.start : self.end]
        partners, others, action_at = self._partners()
        own = bearer.agency if bearer else None
        targets = targets_of(self.clause, self.start, self.end)
        recurrence, rhythm_words = find_recurrence(text)
        deadline = find_deadline(text, self.document)
        because = {"bearer": why, "role": "verb", "role_words": self.predicate.words}
        if bearer:
            because["bearer_words"] = bearer.words
            if bearer.eid:
                because["bearer_clause"] = bearer.eid
        if rhythm_words:
            because["recurrence"] = "; ".join(rhythm_words)
        if deadline:
            because["deadline"] = deadline.deadline.words
        return Duty(
            bearer=own,
            role=self.predicate.role,
            action=_TRAILING.sub("", self.clause.text[action_at : self.end]),
            partners=tuple(a for a in partners if a != own),
            others=others,
            recipients=targets.recipients,
            report_to=targets.report_to,
            recurrence=None if not recurrence else recurrence[0] if len(recurrence) == 1 else tuple(recurrence),
            deadline=deadline.deadline if deadline else None,
            start=self.start,
            end=self.end,
            because=because,
            submit_to=targets.submit_to,
            channels=targets.channels,
        )

    def _partners(self) -> tuple[tuple[str, ...], tuple[str, ...], int]:
        """(partners, unnamed others in words, where the action starts)."""
        agencies: list[str] = []
        others: list[str] = []
        action_at = self.predicate.action_at
        for match in _PARTNERS.finditer(self.clause.text, self.predicate.start, self.end):
            bodies = bodies_at(self.clause.text, match.end(), self.clause.agencies, self.end)
            agencies += [a for a in bodies.agencies if a not in agencies]
            others += [o for o in bodies.others if o not in others]
            if match.start() <= action_at and (bodies.agencies or bodies.others):
                action_at = bodies.end
        while action_at < self.end and self.clause.text[action_at] in " ,":
            action_at += 1
        return tuple(agencies), tuple(others), action_at
