"""The duties of one stretch whose bearers and whose ruling verb are known: with whom, to whom, when, and in which words that is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from phancap.indexer.bearers import Bearer
from phancap.indexer.bodies import bodies_at
from phancap.indexer.deadlines import find_deadline
from phancap.indexer.model import Clause, Document, Duty
from phancap.indexer.named_elsewhere import ALSO_DO, DO_WITH, PARTNERS
from phancap.indexer.once import once
from phancap.indexer.predicates import Predicate, behind_mark, opens_with_verb
from phancap.indexer.rhythms import find_recurrence, recurrence_of
from phancap.indexer.targets import targets_of

# "Trường hợp nhu cầu chi trong các năm 2020-2022 tăng, Sở Y tế thuyết minh …": in which case, and not by when
_OF_A_CASE = re.compile(r"(?:Trường hợp|Nếu|Đối với|Khi)\s")
_WHICH_TIME = re.compile(r"trong (?:các )?(?:năm|giai đoạn|quý|tháng) |(?:năm|quý|tháng) ", re.I)
# "Công việc … nhưng đến ngày 01 tháng 7 năm 2025 chưa hoàn thành thì Ủy ban nhân dân cấp xã tiếp tục giải quyết": until when it was not done
_NOT_YET = re.compile(r"\s*(?:mà )?(?:vẫn )?(?:chưa|không)\s")
# "Đối với dự án đã được cấp giấy phép trước ngày 01/7/2025, Ủy ban nhân dân cấp tỉnh rà soát …": of which projects, and not by when
_THE_CASE = re.compile(r"(?:Đối với|Trường hợp|Nếu)\s(?:(?:(?!\bthì\s)[^,;])*,\s|[^;.]*?\sthì\s)")
_SENT = re.compile(r"(?<!\w)gửi (?:về|đến|tới|cho)\s")
# "Biên soạn tài liệu; giao Sở Tư pháp chủ trì.", "Cập nhật dữ liệu, phân công Chi cục Thủy lợi thực hiện trong quý II": words that say no more than that it is done
_LONGEST_ORDER = 12  # characters: "Giao cho "
_BARE_DOING = re.compile(
    r"(?:(?:chủ trì|tổ chức|triển khai|tham mưu|trực tiếp)[, ]*)*(?:chủ trì|thực hiện|triển khai|đảm nhiệm|phụ trách|tham mưu|làm đầu mối)(?:,? (?:hoàn thành|xong|trong|trước|chậm nhất|vào)(?: (?:trước|trong|vào|là|tháng|quý|năm|ngày|cuối|đầu)| [IVX\d/.-]+)+)?"
)
_PARTLY = re.compile(r"[,;.]\s+(?:và )?[Tt]rong đó")
_TOPIC = re.compile(r"(?:Công tác|Việc|Nội dung|Nhiệm vụ|Lễ|Hội nghị)\s|[A-ZĐỦ][^;:.()]{2,60}:")
_DIRECTED = re.compile(r"(?<!\w)(?<!sự )[Cc]hỉ đạo\s[^,;]*$")  # before "phối hợp với": who is told to work with somebody
_TRAILING = re.compile(r"(?:[.;,/]\s*[”\"]|[\s.;:,/])+$")


def done_as_said(text: str, duties: list[Duty], found: list[Duty], since: int) -> tuple[list[Duty], list[Duty]]:
    """The duties of a text so far and those of its next stretch, where that only says who does the tasks before it, whom nobody was named for:
    those from ``since`` on, of its own sentence and of the one before it that has tasks.

    "Biên soạn tài liệu; giao Sở Tư pháp chủ trì.", "Tổ chức hội chợ. Sở Công Thương chủ trì.": the task is his.
    """
    if (
        not found
        or found[0].because["bearer"] not in ("assigned", "subject")
        or not all(map(_BARE_DOING.fullmatch, (d.action for d in found)))
    ):
        return duties, found
    # "Biên soạn tài liệu, trong đó giao Sở Y tế biên soạn phần một; giao Sở Nội vụ chủ trì": all of it, whoever does a part
    last = next((n + 1 for n in reversed(range(since, len(duties))) if duties[n].bearer is None), since)
    parts = duties[last:] if last < len(duties) and last and _PARTLY.search(text, duties[last - 1].start, duties[last].start) else []
    tasks = duties[: len(duties) - len(parts)]
    if not tasks or tasks[-1].bearer:
        return duties, found
    since = max((n + 1 for n, duty in enumerate(tasks) if duty.bearer and n >= since), default=since)
    return [*tasks[:since], *parts], [
        msgspec.structs.replace(
            duty,
            action=task.action,
            start=task.start,
            end=task.end if parts or task is not tasks[-1] else duty.end,
            deadline=duty.deadline or task.deadline,
            recurrence=duty.recurrence or task.recurrence,
        )
        for task in tasks[since:]
        for duty in found
    ]


def _says_what(text: str, name: str) -> bool:
    """Whether what is to be done may stand before the name of who does it, and not only who orders it or when it is done."""
    before, _, behind = text.partition(name)
    told = _TOPIC.match(before) is not None or opens_with_verb(before, 0, len(before))
    return bool(behind) and len(before) > _LONGEST_ORDER and told


def _bearer_words(bearer: Bearer | None) -> dict[str, str]:
    """What a duty says of where its bearer is written."""
    if bearer is None:
        return {}
    words = {"bearer_words": once(bearer.words)}
    if bearer.eid:
        words["bearer_clause"] = bearer.eid
    if bearer.excepted:
        words["except"] = " ".join(bearer.excepted)
    return words


@dataclass(frozen=True, slots=True)
class Build:
    """One segment, ready to be made into a duty for each bearer."""

    clause: Clause
    start: int
    end: int
    document: Document
    predicate: Predicate

    def duties(self, bearers: Sequence[Bearer | None], why: str) -> list[Duty]:
        """One duty for each bearer (None: the text names nobody); ``why`` tells where that is written."""
        text = self.clause.text[self.start : self.end]
        partners, others, action_at = self._partners()
        # "Liên quan đến nội dung phản ánh UBND xã …, giao UBND huyện kiểm tra", "Tại Thông báo số 4387/TB-VPQH …, Bộ Xây dựng làm việc với …":
        # what stands before the verb tells on what ground; a channel may stand there ("thông qua Sở Nội vụ"), and what is sent without a comma
        # behind the ground ("Căn cứ Quyết định số 22/2013/QĐ-TTg tổ chức lập Đề án và gửi về Bộ Xây dựng để tổng hợp, báo cáo …")
        targets = whole = targets_of(self.clause, self.start, self.end)
        if self.predicate.start != self.start:
            sent = _SENT.search(self.clause.text, self.start, self.predicate.start)
            targets = targets_of(self.clause, self.predicate.start, self.end)._replace(channels=whole.channels)
            targets = targets._replace(recipients=whole.recipients) if sent else targets
        recurrence, rhythm_words = find_recurrence(text)
        found = find_deadline(text, self.document)
        at = self.predicate.start - self.start
        of_case = found and found.end <= at and _OF_A_CASE.match(text) and _WHICH_TIME.match(found.deadline.words)
        case = _THE_CASE.match(text)
        if of_case or (found and case and found.end < case.end() <= at) or (found and found.end <= at and _NOT_YET.match(text, found.end)):
            found = find_deadline(text[at:], self.document)
        because = {"bearer": why, "role": "verb", "role_words": once(self.predicate.words)}
        later = {"recurrence": "; ".join(rhythm_words)} if rhythm_words else {}
        if found:
            later["deadline"] = found.deadline.words
        # "Sở Y tế chủ trì, phối hợp với các sở."
        action = _TRAILING.sub("", self.clause.text[action_at : self.end]) or _TRAILING.sub(
            "", self.clause.text[self.predicate.start : self.end]
        )
        if why in ("subject", "assigned", "label") and bearers[0] and _BARE_DOING.fullmatch(action) and _says_what(text, bearers[0].words):
            action = _TRAILING.sub("", text)  # "Mua sắm trang thiết bị: Công an tỉnh thực hiện": what is done stands before who does it
        return [
            Duty(
                bearer=bearer.agency if bearer else None,
                role=self.predicate.role,
                action=action,
                partners=tuple(a for a in partners if bearer is None or a != bearer.agency),
                others=others,
                recipients=targets.recipients,
                report_to=targets.report_to,
                recurrence=recurrence_of(recurrence),
                deadline=found.deadline if found else None,
                start=self.start,
                end=self.end,
                because={**because, **_bearer_words(bearer), **later},
                submit_to=targets.submit_to,
                channels=targets.channels,
            )
            for bearer in bearers
        ]

    def _partners(self) -> tuple[tuple[str, ...], tuple[str, ...], int]:
        """(partners, unnamed others in words, where the action starts)."""
        agencies: list[str] = []
        others: list[str] = []
        action_at = self.predicate.action_at
        directs = self.predicate.words.lower() == "chỉ đạo"
        for match in PARTNERS.finditer(self.clause.text, self.predicate.start, self.end):
            alone = directs and self.clause.text[: match.start()].rstrip()[-1:] not in (",", ";")
            if alone or _DIRECTED.search(self.clause.text, self.predicate.start, match.start()):
                continue  # "Chỉ đạo Chi cục Kiểm lâm phối hợp với Ủy ban nhân dân cấp xã …": with whom those who are told work
            bodies = bodies_at(self.clause.text, match.end(), self.clause.agencies, self.end)
            agencies += [a for a in bodies.agencies if a not in agencies]
            others += [o for o in bodies.others if o not in others]
            if match.start() <= action_at and (bodies.agencies or bodies.others) and not self.clause.text.startswith(" và ", bodies.end):
                action_at = bodies.end
        for match in ALSO_DO.finditer(self.clause.text, self.start, self.end):
            bodies = bodies_at(self.clause.text, match.end(), self.clause.agencies, self.end)
            if bodies.items and (helps := DO_WITH.match(self.clause.text, bodies.end, self.end)):
                agencies += [a for a in bodies.agencies if a not in agencies]
                others += [o for o in bodies.others if o not in others]
                if action_at == match.end() and self.clause.text[helps.end() : self.end].strip(" .;,)"):
                    action_at = helps.end()  # "Phòng Kinh tế chủ trì, Công an xã phối hợp kiểm tra …"
        while action_at < self.end and self.clause.text[action_at] in " ,:":
            action_at += 1
        return tuple(agencies), tuple(others), behind_mark(self.clause.text, action_at)
