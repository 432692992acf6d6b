"""One stretch of a clause: who bears what it says, where that is written, and its duties."""

from __future__ import annotations

import re

from phancap.indexer.bearers import Bearer, bearers_of
from phancap.indexer.between import behind_own_kind, behind_own_right
from phancap.indexer.bodies import Bodies, bodies_at
from phancap.indexer.duty_build import Build
from phancap.indexer.duty_subjects import subject_of
from phancap.indexer.model import Clause, Document, Duty, Mention
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
from phancap.indexer.private_parties import MEMBERS_OWE
from phancap.indexer.report_times import report_at

_ITEMS = frozenset({"indent", "subindent", "point"})
_TOLD = re.compile(
    r"\b(?:ước|vượt|tăng|giảm|bằng|đạt)(?: khoảng| gần| trên| hơn)? \d|\bước (?:đạt|vượt)\b|^(?:dự kiến|dự báo|dự ước)\b|^[^,;.]{1,25}:",
    re.I,
)
_ANNOUNCES = re.compile(r"(?:như sau|sau đây|cụ thể sau|sau)\s*:\s*$")
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
    r"(?:[,;]\s+(?:và\s+)?|\s+và\s+(?=(?:chịu|có) trách nhiệm(?!\w)))(?:(?:có|thực hiện) (?:các )?chức năng(?:,? nhiệm vụ)?\s+)?(?=(?:thực hiện|có|chịu trách nhiệm|giúp|tham mưu|tổ chức)(?!\w))"
)
_BASIS = re.compile(r"Căn cứ (?:Luật|Bộ luật|Nghị định|Thông tư|Pháp lệnh|Quyết định số|Biên bản)(?!\w)")  # of a form's contract: no task
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


def duties_of_stretch(
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
    """The duties of one stretch, and who is carried on to the next one of the same sentence."""
    text, mentions = clause.text, clause.agencies
    place = document.jurisdiction or "vn"
    due = report_at(text, start, end)  # "Thời hạn gửi báo cáo: báo cáo tháng trước ngày 20 …": a report of those who were named
    if due is not None and (owe := carried or bearers):
        build = Build(clause, due, end, document, Predicate("perform", "báo cáo", due, due))
        return build.duties(owe, "carried" if carried else "heading"), owe
    said = _said(text, start, end, mentions, bearers, carried, place, tasks, asks, powers)
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


def _said(
    text: str,
    start: int,
    end: int,
    mentions: tuple[Mention, ...],
    bearers: list[Bearer],
    carried: list[Bearer],
    place: str,
    tasks: bool,
    asks: bool,
    powers: bool,
) -> tuple[list[Bearer], int, str]:
    """Whom the stretch itself names, where the predicate starts, and where that is written (``subject_of``)."""
    if tasks and (watching := _watching(text, start, end, mentions, place)):
        return watching
    if (bearers or carried) and (verb := behind_own_right(text, start, end, powers)):
        return [], verb, ""
    owners = carried or bearers
    # "1. Sở Y tế" above "Sở Tài chính phối hợp. Sở thẩm định dự toán.": whose kind alone is meant nobody can tell
    unclear = carried and bearers and carried[0].agency != bearers[0].agency
    if len(owners) == 1 and not unclear and (verb := behind_own_kind(text, start, end, owners[0].words)):
        name = text[start : start + len(owners[0].words)]
        if name.lower() == owners[0].words.lower():
            return [Bearer(owners[0].agency, name, None)], verb, "subject"  # "Hội đồng kiểm tra họp đánh giá kết quả": all of the name
        told = bodies_at(text, start, mentions, end, place).items
        if not told or (len(told) == 1 and owners[0].words.lower().startswith(f"{told[0].words.lower()} ")):
            return [], verb, ""  # not "Hội đồng thẩm định gửi kết quả" below "Hội đồng nhân dân tỉnh"
    return subject_of(text, start, end, mentions, bool(bearers or carried), place, asks, powers)


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
