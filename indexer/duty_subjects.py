"""Who a sentence burdens: the agencies that are its subject, or those that it assigns a task to."""

from __future__ import annotations

import re

from phancap.indexer.bearers import Bearer, bearers_of
from phancap.indexer.between import BY_RIGHT, behind_right
from phancap.indexer.bodies import Bodies, Body, bodies_at
from phancap.indexer.called_by_part import called_by_part
from phancap.indexer.carrying_out import carrying_out
from phancap.indexer.done_by import done_by
from phancap.indexer.function_headings import HAS_TASKS
from phancap.indexer.handed_down import HAS_POWER
from phancap.indexer.kinds_of_body import is_branch
from phancap.indexer.model import Mention
from phancap.indexer.orders import ASSIGNS, BARE_TELLER, ORDERS, behind_order, given_to
from phancap.indexer.passed_on import passed_on
from phancap.indexer.predicates import TERM, VERB_INSIDE, line_verb, mention_at, opens_duty, opens_with_verb, unlisted_verb
from phancap.indexer.private_parties import PRIVATE, outsider_at
from phancap.indexer.subject_places import THEN, by_whose_word, subject_places
from phancap.indexer.unnamed_bodies import begins_body
from phancap.indexer.vietnamese import UPPER, slug

_OF_WHOM_DOES = re.compile(r"(?:Trách nhiệm|Nhiệm vụ) của\s+")
# "Cục Thuế tỉnh giao chỉ tiêu thu cho các Chi cục Thuế": what is given out is no order
_GIVES_OUT = re.compile(
    r"\s+giao (?:công chức|viên chức|cán bộ|chỉ tiêu|kế hoạch|dự toán|nhiệm vụ|biên chế|đất|rừng|vốn|kinh phí|quyền|mặt bằng)(?!\w)|\s+phân công (?:các )?(?:giáo viên|nhân viên|chuyên viên|đảng viên|đoàn viên|chỉ huy|thành viên|cán bộ|công chức|đồng chí|lực lượng|nhiệm vụ|người|trách nhiệm|lãnh đạo|cá nhân|đầu mối|một|ít nhất|tối thiểu|\d{1,2})(?!\w)"
)
# "Chủ tịch UBND tỉnh có ý kiến như sau: Giao Sở Xây dựng …", "UBND tỉnh sao gửi Công văn trên và giao Sở Tài chính …": by whose word, and then the order
_ORDERED = r"(?:Sở|UBND|Ủy ban|Công an|các|Thanh tra|Chủ tịch|Giám đốc|Văn phòng|Phòng|Ban|Bộ|Trung tâm|Thủ trưởng)(?!\w)"
_OPINION = re.compile(
    r"(?:(?:Phó |Thường trực |Lãnh đạo )?(?:Chủ tịch|Ủy ban|Uỷ ban|UBND|Bộ|Sở|Văn phòng|Ban|Giám đốc|Thủ tướng)\s[^;.:]{0,90}?\s(?:(?:có|cho) ý kiến(?: chỉ đạo)?(?: như sau)?:\s+|(?:sao gửi|sao chuyển|gửi kèm)\s[^;.:]{3,160}?\svà\s))"
    rf"(?=(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s{_ORDERED})"
    rf"|(?:Chủ tịch (?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố)|(?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố)|Thủ tướng Chính phủ) (?:chỉ đạo|yêu cầu|đề nghị|kết luận)(?: như sau)?:\s+(?={_ORDERED})"
    # "Theo ý kiến chỉ đạo của Chủ tịch UBND tỉnh, Văn phòng UBND tỉnh kính chuyển Sở Tài chính xem xét, giải quyết …"
    r"|(?:(?:Theo|Thực hiện|[Tt]hừa lệnh)\s[^;.:]{3,120}?,\s+)?(?:Văn phòng|VP)\s[^;.:,]{0,60}?\s(?:kính )?chuyển\s(?:[^;.:,]{3,120}?\s(?:đến|tới|cho)\s)?(?=(?:Sở|UBND|Ủy ban|Công an|Thanh tra|Phòng|Ban)\s[^;.:]{1,90}?\s(?:nghiên cứu|xem xét|xử lý|giải quyết|kiểm tra|tham mưu|thẩm định)(?!\w))"
)
_GIVEN = re.compile(rf"Giao(?: nhiệm vụ)?(?: cho)?\s+(?:ông|bà|đồng chí|[{UPPER}])")
_APART = re.compile(
    r"(?:[Rr]iêng|Ngược lại|Mặt khác|Song song đó|Trước mắt|Ngoài ra|(?:Bên )?[Cc]ạnh đó|[Tt]rong đó|Theo đó|[Đđ]ồng thời|Trước hết),?\s+"
)
# "Đối với các Bộ: Thực hiện tiết kiệm …", "Chỉ đạo Sở Tài nguyên và Môi trường: Thường xuyên kiểm tra …; rà soát …"
_AS_TO = re.compile(r"(?:[Đđ]ối với|Về phía|Phía|Chỉ đạo)\s+")
# "Tổ xung kích diệt lăng quăng: kiểm tra …": a team by kind, whatever name it goes on with; "Các doanh nghiệp kinh doanh hạ tầng khu công nghiệp: bố trí …"
_TEAM_LABEL = re.compile(
    rf"((?:Các (?:{PRIVATE}|hiệp hội)(?! (?:sau|gồm))"
    # "Văn phòng - Thống kê: Chuẩn bị giấy mời": a commune's posts
    r"|(?:Văn phòng|Tư pháp|Địa chính|Tài chính|Văn h[óo][aá])\s*[-–](?=\s*(?:[Tt]hống kê|[Hh]ộ tịch|[Nn]ông nghiệp|[Xx]ây dựng|[Kk]ế toán|[Xx]ã hội)(?!\w))"
    r"|(?:Công chức|Viên chức|Cán bộ)(?= )|Tổ(?! chức)|Đội(?! ngũ)|Đoàn(?! kết)|Bộ phận|Tiểu ban|Câu lạc bộ)(?:\s[^:;.()]{2,80})?(?<!gồm)(?<!sau)):\s+"
)
# "Đối với phòng GDĐT: chỉ đạo các trường …": behind "đối với" houses and offices are told by kind in small letters, too
_HOUSE_LABEL = re.compile(
    r"((?:các )?(?:[Pp]hòng(?! (?:bệnh|dịch|cháy|ngừa|chống))|[Tt]rường(?! hợp)|[Tt]rạm|[Tt]rung tâm|[Bb]ệnh viện|[Cc]hi cục)(?!\w)[^:;.()]{0,60}):\s+(?!hỗ trợ)"
)
# "Trường hợp vật chứng không đúng với biên bản thì cơ quan, tổ chức đang bảo quản phải giải trình": neither the heading's body nor the last one
_IN_CASE = re.compile(r"(?:đối với|trường hợp|trong trường hợp|khi|nếu)\s", re.I)
# "Sau khi Bộ trưởng Bộ Y tế, Bộ trưởng Bộ Công an quy định …, Sở Y tế rà soát": the second minister is of the case, too
_CASE_OF = re.compile(
    r"(?:Ngay )?(?:[Ss]au khi|[Tt]rước khi|[Kk]hi|[Nn]ếu|(?:Trong )?[Tt]rường hợp)\s+(?=[A-ZĐỦ]|(?:các|cơ quan|đơn vị|người|bên)\s)"
)
_SEVERAL = re.compile(r"[A-ZĐỦ]|các\s")  # not so "Trường hợp đơn vị có quyết định giải thể, đơn vị phải khóa sổ": the one that is to do it
# "Căn cứ đề nghị của Bộ Công an, các bộ, ngành liên quan, chủ trì cân đối …" below "Bộ Tài chính": whose proposal it is
_OF_LIST = re.compile(r"(?:[Cc]ăn cứ|[Tt]heo|[Tt]rên cơ sở)\s[^,;.:]{2,80} của [^,;.:]{2,80}, $")
_THEN_OWES = re.compile(
    r"thì(?<= thì)\s+(?=(?:phải|(?:có|chịu) trách nhiệm|báo cáo|gửi|trình|thông báo|có văn bản|đề nghị|kiến nghị|phản ánh|đề xuất)\s)"
)
_SOMEBODY_ELSE = re.compile(
    r"(?:(?:các|những)\s+)?(?:cơ quan|đơn vị|tổ chức(?= (?:được|có|bị|phải|đó|này|đang)(?!\w))|cá nhân|chủ đầu tư|nhà đầu tư|nhà thầu|doanh nghiệp|người|đại diện|việc|toàn bộ|số)\s"
)
# "Sở Nội vụ: Chủ trì …", "Công an tỉnh (qua Phòng …): …", "Sở Tài chính có trách nhiệm: Tham mưu bố trí kinh phí …"
_LABEL = re.compile(rf"\s*(?:\([^()]*\)\s*)?(?:\s+(?:thực hiện|(?:có|chịu) trách nhiệm|có (?:các )?chức năng|{HAS_TASKS}))?:\s*(?=\S)")
# "… báo cáo người đứng đầu cơ quan, đơn vị có thẩm quyền tổ chức kỳ thi phê duyệt": what stands behind the comma is of the same list
_SAME_LIST = re.compile(r"(?<!\w)(?:cơ quan|đơn vị|tổ chức|sở|ban|(?<!chuyên )(?<!liên )ngành|địa phương|doanh nghiệp),\s+$")
# "Trường hợp vượt thẩm quyền báo cáo Chính phủ, Thủ tướng Chính phủ xem xét, quyết định": to whom it is reported; not so "Sau khi báo cáo …, Sở …"
_REPORTED_TO = re.compile(
    r"(?:[Tt]rường hợp|[Nn]ếu|[Kk]hi)\s[^,;.:]{2,90}(?<!khi)(?<!trước)(?<!sau)(?<!tờ) (?:báo cáo|trình|kiến nghị|đề xuất|xin ý kiến)(?: với| lên| đến)?\s[^,;.:]{2,90},\s+"
)
_DECIDES_ON_IT = re.compile(r"\s+(?:xem xét|cho ý kiến|quyết định)(?!\w)")
# "Sở Tư pháp có chức năng tham mưu, giúp Ủy ban nhân dân tỉnh …"
_HAS_FUNCTION = re.compile(
    r"\s+có (?:các )?chức năng(?:,? nhiệm vụ)? (?=tham mưu|giúp|quản lý|tổ chức|thực hiện|kiểm tra|giám sát|tư vấn|xây dựng|hướng dẫn)"
)
# "Trường hợp từ chối, cơ quan có thẩm quyền cấp phép trả lời …", "…, cơ quan chuyên môn về văn hóa gửi hồ sơ …"
_BY_KIND = re.compile(
    r"cơ quan (?:nhà nước )?(?:có thẩm quyền|chuyên môn|được|tiếp nhận|giải quyết|chủ trì|tham mưu|quản lý|thường trực|thi hành án|bảo hiểm xã hội|thẩm định|cử đi học|kiểm tra|cấp (?:phép|giấy))(?!\w)|đơn vị (?:kiểm tra|kiểm định|thẩm định|đăng kiểm)(?!\w)"
)
_BARE = re.compile(r"(?:cơ quan|đơn vị|tổ chức|bộ phận)(?:, (?:cơ quan|đơn vị|tổ chức|bộ phận|cá nhân))*", re.I)
_SURELY, _MUST = (
    re.compile(
        r"[Cc]ác\s|Đảng (?:ủy|bộ) các\s|(?:Chủ tịch )?(?:Ủy ban nhân dân|UBND) (?:các cấp|cùng cấp|các địa phương)(?!\w)|(?:[Tt]hủ trưởng|[Gg]iám đốc|[Cc]hủ tịch|[Ll]ãnh đạo|Trưởng|[Hh]iệu trưởng) các\s|người đứng đầu (?:cơ quan|đơn vị)(?!\w)"
        r"|(?:[Đđ]ồng chí )?(?:Phó Thủ tướng|Thứ trưởng|Phó Chủ tịch (?:UBND|Ủy ban nhân dân))(?!\w)"
        r"|(?:(?:[Mm]ột )?Phó )?(?:Giám đốc|Bộ trưởng|Cục trưởng|Vụ trưởng|Viện trưởng|Chi cục trưởng|Trưởng phòng|Hiệu trưởng|Chủ tịch(?! (?:Hội|Ủy|UBND))|Văn phòng)(?!\w)"
    ),
    re.compile(r"\s+(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải)\b"),
)


# "Trong 03 ngày kể từ ngày có kết quả đánh giá, thẩm định và hồ sơ bổ sung, Ban Quản lý ban hành quyết định": what the time runs from is a list,
# and nobody does anything in it; "…, gửi Sở Tài chính, Sở Nội vụ" sends
_SINCE_WHEN = re.compile(
    r"[^;.]{5,60}? kể từ (?:ngày|khi|thời điểm) (?:(?!(?:gửi|báo cáo|trình|đến|tới|cho|với)\s+(?:các\s)?[A-ZĐỦ]|,\s+(?:gửi|trình|báo cáo|thông báo|xem xét|ra|ban hành|lập|chủ trì|phối hợp|phải)\s)[^;.:])+,\s+"
)
# "Căn cứ kết quả thí điểm, trong năm 2019 Bộ sẽ tổng kết": what the writer of a letter will do is no task of those it tells
_WE_WILL = re.compile(r"(?:^|[\s,])(?:Bộ|Sở|Cục|Tổng cục|Tỉnh) sẽ\s")
# "Các chủ rừng nhà nước (các Ban Quản lý rừng phòng hộ …) có trách nhiệm tuần tra" below whoever is told to carry out all of it: it is theirs
OTHERS_OWE = re.compile(
    r"(?:Các|Mọi|Mỗi|Từng)\s[^,;:.()]{3,60}(?:\s*\([^()]*\))?,?\s+(?:(?:có|chịu) trách nhiệm|có nghĩa vụ)\s(?!của|trong|với)"
)
# "Các thành viên Ban Chỉ đạo, Tổ trưởng Tổ đảng, Lãnh đạo các cơ quan có trách nhiệm lãnh đạo …"
_ALL_OWE = re.compile(r"\s+(?:(?:có|chịu) trách nhiệm|phải)\s")
_PART_OF_LIST = re.compile(rf"\s*(?:[,;]|\s+và)\s+(?=(?:các )?[{UPPER}])")
_LEADERS = re.compile(
    r"(?:[Cc]ác )?(?:[Tt]hành viên|[Tt]hủ trưởng|[Tt]ổ trưởng|[Tt]rưởng|[Ll]ãnh đạo|[Ủủ]y viên|[Cc]hủ nhiệm|[Đđ]oàn|[Tt]ổ đảng|[Đđ]ảng)\s"
)
# "…, căn cứ điều kiện thực tế, các địa phương có thể hỗ trợ thêm …": what others may do is no duty of the heading's body
_ONLY_MAY = re.compile(r"\s+(?:có thể|được phép)\s")
_LONGEST_LIST, _LONGEST_PART = 420, 90  # characters


def _team(
    text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str, label: re.Pattern[str] = _TEAM_LABEL
) -> tuple[list[Bearer], int, str] | None:
    """ "Tổ xung kích diệt lăng quăng: kiểm tra …": who bears, told by kind; None where no such team begins the stretch."""
    team = label.match(text, start, end)
    if team is None or bodies_at(text, start, mentions, end, place).items or VERB_INSIDE.search(team.group(1)):
        return None
    name = team.group(1)
    return ([Bearer(f"{place}/{slug(name)}", name, None)], team.end(), "label") if opens_with_verb(text, team.end(), end) else None


def _as_to(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> tuple[list[Bearer], int, str] | None:
    """ "Đối với các Bộ: Thực hiện tiết kiệm …", among tasks "Đối với Sở Y tế: mua vắc xin", too: who bears; None elsewhere."""
    to = _AS_TO.match(text, start, end)
    if to is None:
        return None
    bodies = bodies_at(text, to.end(), mentions, end, place)
    label = _LABEL.match(text, bodies.end, end) if bodies.items else None
    if label and (opens_with_verb(text, label.end(), end) or (bodies.items[0].named and line_verb(text, label.end(), end))):
        return bearers_of(bodies), label.end(), "label"
    return _team(text, to.end(), end, mentions, place, _HOUSE_LABEL)


def _named_behind_label(text: str, at: int, end: int, mentions: tuple[Mention, ...], place: str) -> Bodies | None:
    """Who is named behind a label and does something: "Các sở, ngành: Sở Y tế, Sở Công Thương kiểm tra …"; None where the label's body does."""
    each = bodies_at(text, at, mentions, end, place)
    return each if each.items and each.items[0].named and opens_duty(text, each.end, end) else None


def _behind_opening(text: str, start: int, end: int, mentions: tuple[Mention, ...]) -> int:
    if said := _OPINION.match(text, start, end):
        start = said.end()
    if (apart := _APART.match(text, start, end)) and (
        mention_at(mentions, apart.end())
        or _SURELY.match(text, apart.end(), end)
        or ASSIGNS.match(text, apart.end(), end)
        or BARE_TELLER.match(text, apart.end(), end)
        or bodies_at(text, apart.end(), mentions, end).items
    ):
        start = apart.end()  # "Riêng Sở Tài chính gửi thêm …", "Đồng thời, giao UBND các địa phương (trừ …) thành lập đoàn thanh tra"
    return start


def subject_of(
    text: str, start: int, end: int, mentions: tuple[Mention, ...], headed: bool, place: str, asks: bool = False, powers: bool = False
) -> tuple[list[Bearer], int, str]:
    """The agencies that are the segment's subject or are assigned, where the predicate starts, and which of the two.

    ``headed``: a heading burdens somebody already. ``asks``: it lists what that body owes, so "Đề nghị Sở Tư pháp cấp tài khoản" is its act.
    ``powers``: powers are handed down here, so "Giám đốc Sở Y tế được quyền quyết định …" is what it is to do.
    """
    if of := _OF_WHOM_DOES.match(text, start, end):
        # "1. Trách nhiệm của Sở Tư pháp hướng dẫn, tổ chức thực hiện, tuyên truyền …"
        bodies = bodies_at(text, of.end(), mentions, end, place)
        if bodies.items and (label := _LABEL.match(text, bodies.end, end)) and opens_with_verb(text, label.end(), end):
            return bearers_of(bodies), label.end(), "label"  # "Trách nhiệm của Sở Tư pháp: Chủ trì rà soát …; hướng dẫn …"
        at = behind_right(text, bodies.end, end)
        if bodies.items and opens_with_verb(text, at + len(text[at:end]) - len(text[at:end].lstrip()), end):
            return bearers_of(bodies), at, "subject"
    start = _behind_opening(text, start, end, mentions)
    if to := _as_to(text, start, end, mentions, place):
        return to
    match = ASSIGNS.match(text, start, end)
    own = ("chỉ đạo", "kiến nghị", *(("đề nghị", "yêu cầu") if asks else ())) if asks or headed else ()
    if match and not match.group().lower().startswith(own):
        bodies = bodies_at(text, match.end(), mentions, end, place)
        # "Phân công Phó Chủ tịch phụ trách …" below "Nhiệm vụ của Chủ tịch": the head's own act;
        # "Giao nhiệm vụ cho các đơn vị sự nghiệp công lập …" below "Chủ tịch Ủy ban nhân dân cấp xã có trách nhiệm:", too
        own_act = headed and ("Phó " in bodies.items[0].words or (asks and not bodies.items[0].named)) if bodies.items else False
        if bodies.items and bodies.end < end and not own_act:
            return bearers_of(bodies), behind_order(text, match, bodies.end, end), "assigned"
        if not bodies.items and (given := given_to(text, match, end, mentions, place)):
            # "Phân cấp thẩm quyền hủy đăng ký dự án của Bộ trưởng cho Chủ tịch Ủy ban nhân dân cấp tỉnh thực hiện"
            return bearers_of(given), given.end, "assigned"
    if not headed and (passed := passed_on(text, start, end, mentions, place)):
        return bearers_of(passed[0]), passed[1], "assigned"
    if closing := carrying_out(text, start, end, mentions, place):
        return bearers_of(closing), closing.end, "subject"
    if _GIVEN.match(text, start, end):
        return [], start, "none"  # "Giao ông Nguyễn Văn A …": whoever that is, it is not whom the heading names
    if team := _team(text, start, end, mentions, place):
        return team
    case_end = _end_of_case_list(text, start, end, mentions, place)
    term = TERM.match(text, start) is not None  # "Trong thời hạn 30 ngày, cơ quan quản lý nhà ở cấp tỉnh phối hợp …"
    for place_of in subject_places(text, start, end, headed):
        teller = BARE_TELLER.match(text, place_of, end)
        begin = teller.end() if teller else place_of
        if begin > start and (order := ASSIGNS.match(text, begin, end)):
            if not teller and order.group().lower().startswith(own):
                continue
            # "Đối với các chi phí …, giao Bảo hiểm xã hội Việt Nam tổ chức thực hiện"
            told = bodies_at(text, order.end(), mentions, end, place)
            if told.items and (any(body.named for body in told.items) or _SURELY.match(text, order.end())) and told.end < end:
                return bearers_of(told), behind_order(text, order, told.end, end), "assigned"
        bodies = bodies_at(text, begin, mentions, end, place)
        if (
            not bodies.items
            or bodies.items[-1].words.endswith(
                " thuộc thẩm quyền"
            )  # "Cơ quan … đối với dự án thuộc thẩm quyền quyết định của Bộ trưởng": no verb
            or begin < case_end
            or (headed and begin > start and text.startswith(",", bodies.end) and _OF_LIST.search(text, start, begin))
            or (begin > start and _of_a_list(text, start, begin, bodies.end))
            or (begin > start and _of_the_paper(text, start, begin, bodies))
            or (
                begin > start
                and not bodies.items[0].named
                and not _SURELY.match(text, begin)
                and called_by_part(text, begin, end) is None
                and not _MUST.match(text, bodies.end)
                and not is_branch(text, begin)
                and (
                    _BARE.fullmatch(bodies.items[0].words)
                    or text.startswith(",", bodies.end)
                    or not (_BY_KIND.match(text, begin) or text.endswith("thì ", start, begin))
                )
                and not (term and bodies.items[0].words.count(" ") > 2 and not text.startswith(" tham mưu về ", bodies.end))
            )
        ):
            continue
        right = BY_RIGHT.match(text, bodies.end, end)  # "Sở Xây dựng theo lĩnh vực quản lý: hướng dẫn …"
        label = _LABEL.match(text, bodies.end, end) or (_LABEL.match(text, right.end(), end) if right else None)
        if label and begin == start and (each := _named_behind_label(text, label.end(), end, mentions, place)):
            return bearers_of(each), each.end, "subject"
        if label and not (begin > start and (text.startswith("Tại ", start) or bodies_at(text, label.end(), mentions, end, place).items)):
            return bearers_of(bodies), behind_right(text, label.end(), end), "label"
        if order := ORDERS.match(text, bodies.end, end):
            # "Ủy ban nhân dân Thành phố yêu cầu các Sở, ban, ngành …": who is told to, not who tells.
            told = bodies_at(text, order.end(), mentions, end, place)
            if not told.items and (given := given_to(text, order, end, mentions, place)):
                return bearers_of(given), given.end, "assigned"
            if not any(body.named for body in told.items) and (
                _GIVES_OUT.match(text, bodies.end, end) or (not told.items and _tells_others(bodies, text, order.end()))
            ):
                return bearers_of(bodies), bodies.end, "subject"
            return bearers_of(told), behind_order(text, order, told.end, end), "assigned" if told.items else "none"
        at = _where_it_acts(text, begin, bodies, end, powers)
        if headed and _ONLY_MAY.match(text, bodies.end, end) and not powers:
            return bearers_of(bodies), at, "may"
        if opens_duty(text, at, end) or (bodies.items[-1].named and unlisted_verb(text, at, end, begin > start)):
            return bearers_of(bodies), at, "subject"
    if doer := done_by(text, start, end, mentions, place):
        return bearers_of(doer), doer.end, "do"
    if TERM.match(text, start) and (behind := _behind_term(text, start, end, mentions, headed, place, powers)):
        return bearers_of(behind), behind.end, "subject"
    if owing := _all_owe(text, start, end, mentions, place) or (None if headed else _case_of(text, start, end, mentions, place)):
        return bearers_of(owing), owing.end, "subject"
    if (" sẽ" in text and _WE_WILL.search(text, start, end)) or (headed and OTHERS_OWE.match(text, start, end)):
        return [], start, "none"
    if (
        (case := _IN_CASE.match(text, start, end))
        and (then := THEN.search(text, case.end(), end))
        and _SOMEBODY_ELSE.match(text, then.end(), end)
    ):
        return [], start, "none"
    return [], start, ""


# "Ban Quản lý dự án yêu cầu nhà thầu tăng ca": who tells those that are no public bodies does so; not the province that writes the letter
_NOT_THE_WRITER = re.compile(
    r"(?:Ban (?:[Qq]uản lý|QLDA)|BQL|Chi cục|Phòng|Trung tâm|Công an|[Cc]hủ đầu tư|(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) (?:các|xã|phường|huyện|cấp)(?!\w))"
)


def _tells_others(bodies: Bodies, text: str, at: int) -> bool:
    return _NOT_THE_WRITER.match(bodies.items[-1].words) is not None and outsider_at(text, at)


def _behind_term(text: str, start: int, end: int, mentions: tuple[Mention, ...], headed: bool, place: str, powers: bool) -> Bodies | None:
    """Who is to do something behind a time limit that has what looks like a verb, ending where the verb stands; None where nobody is.

    "Trong thời gian 03 ngày kể từ ngày nhận được văn bản của doanh nghiệp, tổ chức đề nghị …, Ủy ban nhân dân cấp xã có trách nhiệm …"
    """
    for begin in subject_places(text, start, end, headed, True):
        bodies = bodies_at(text, begin, mentions, end, place)
        if bodies.items and _MUST.match(text, bodies.end):
            return bodies
        told = bodies.items and ((bodies.items[0].named and text[begin].isupper()) or _BY_KIND.match(text, begin))
        if told and _SINCE_WHEN.fullmatch(text, start, begin):
            at = _where_it_acts(text, begin, bodies, end, powers)
            if opens_duty(text, at, end):
                return bodies._replace(end=at)
    return None


def _of_a_list(text: str, start: int, begin: int, end: int) -> bool:
    """Whether the bodies at ``begin`` belong to a list that began before: of the same kinds, or of those it is reported to."""
    same = text[begin].islower() and _SAME_LIST.search(text, start, begin)
    return bool(same or (_DECIDES_ON_IT.match(text, end) and _REPORTED_TO.fullmatch(text, start, begin)))


# "Thực hiện Thông tư số … của Bộ Y tế, Bộ Tài chính hướng dẫn …": what the paper is called
_CENTRAL = re.compile(
    r"(?:Bộ(?! Chỉ huy)|Chính phủ|Thủ tướng|Quốc hội|Ban (?:Bí thư|Chấp hành Trung ương|Tổ chức Trung ương)|Ủy ban Thường vụ)(?!\w)"
)
_PAPER_SAYS = re.compile(r" (?:hướng dẫn|quy định|ban hành|phê duyệt|sửa đổi|giao|về)(?!\w)")
_WHOSE_PAPER = re.compile(r"\scủa\s(?P<kind>\w+)[^,;:.]{1,80}, $")


def _of_the_paper(text: str, start: int, begin: int, bodies: Bodies) -> bool:
    """Whether the bodies at ``begin`` are among those whose paper is carried out: "Thực hiện Quyết định … của Thủ tướng Chính phủ, Bộ Y tế, Sở Y tế …"."""
    whose = _WHOSE_PAPER.search(text, start, begin)
    if whose is None or not by_whose_word(text, start, begin):
        return False
    central = _CENTRAL.match(text, begin)
    if len(bodies.items) == 1:
        return bool(central and _PAPER_SAYS.match(text, bodies.end))
    # "Căn cứ Kế hoạch của UBND tỉnh, Sở Nội vụ và UBND các xã xây dựng …": those who make a paper together are equals
    return central is not None or text[begin:].split(" ", 1)[0] == whose["kind"]


def _where_it_acts(text: str, begin: int, bodies: Bodies, end: int, powers: bool) -> int:
    """Where the verb of the bodies that begin at ``begin`` stands: behind by what right they act, and behind "được quyền" where powers are given."""
    last = bodies.items[-1]
    if last.named and (charged := _HAS_FUNCTION.match(text, bodies.end, end)) and opens_with_verb(text, charged.end(), end):
        return charged.end()  # not "cơ quan có chức năng quản lý đất đai", which is called so
    at = behind_right(text, bodies.end, end, last.named or "Phó " in last.words)
    named = bodies.items[0].named or _SURELY.match(text, begin)  # "Cơ quan có thẩm quyền cấp giấy phép là …": which one it is
    power = HAS_POWER.match(text, at, end) if powers and named else None
    return power.end() if power and opens_with_verb(text, power.end(), end) else at


def _case_of(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> Bodies | None:
    """ "Trường hợp Ủy ban nhân dân cấp xã không đủ điều kiện thực hiện thì báo cáo …": who the case speaks of, ending where the verb stands."""
    case = _CASE_OF.match(text, start, end)
    then = _THEN_OWES.search(text, case.end(), end) if case else None
    bodies = bodies_at(text, case.end(), mentions, end, place) if case and then else None
    known = bodies and bodies.items and (bodies.items[0].named or (case and called_by_part(text, case.end(), end)))
    return Bodies(bodies.items, then.end()) if bodies and then and known else None


def _end_of_case_list(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> int:
    """Where the bodies end whose doing is the case: "Sau khi Bộ trưởng Bộ Y tế, Bộ trưởng Bộ Công an quy định …"; 0 where there are not several."""
    case = _CASE_OF.match(text, start, end)
    bodies = bodies_at(text, case.end(), mentions, end, place) if case and _SEVERAL.match(text, case.end()) else None
    return bodies.end if bodies and len(bodies.items) > 1 else 0


def _all_owe(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> Bodies | None:
    """The bodies of a list that ends with "có trách nhiệm", where it begins with one that nobody knows; None where it is no list."""
    owes = _ALL_OWE.search(text, start, min(end, start + _LONGEST_LIST))
    if owes is None or not text[start].isupper():
        return None
    found: list[Body] = []
    at = start
    for joint in [*(m.start() for m in _PART_OF_LIST.finditer(text, start, owes.start())), owes.start()]:
        if at >= joint:
            continue
        words = text[at:joint].strip(" ,;")
        words = words.removeprefix("và ")
        begin = text.index(words, at)
        bodies = bodies_at(text, begin, mentions, joint, place)
        if bodies.items and bodies.end >= joint:
            found += bodies.items
        elif len(words) <= _LONGEST_PART and (begins_body(words) or _LEADERS.match(words)) and not VERB_INSIDE.search(words):
            found.append(Body(f"{place}/{slug(words)}", words, False))
        else:
            return None
        at = joint
    # "Hội đồng quản trị, Hội đồng thành viên phải thiết lập …": whom nobody knows at all is a firm's
    sure = "trách nhiệm" in owes.group() or any(body.named for body in found)
    return Bodies(tuple(found), owes.start()) if len(found) > 1 and sure else None
