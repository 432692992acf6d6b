"""Whom a heading burdens: "Trách nhiệm của Sở Tư pháp", "Sở Nội vụ có trách nhiệm:", "6. Văn phòng Ban Chỉ đạo" below "TỔ CHỨC THỰC HIỆN"."""

from __future__ import annotations

import re
from functools import lru_cache

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.bearers import Bearer, bearers_of
from phancap.indexer.bodies import Bodies, bodies_at
from phancap.indexer.duty_heads import BELOW, ORDERED_BELOW, RESPONSIBLE
from phancap.indexer.duty_subjects import subject_of
from phancap.indexer.function_headings import HAS_TASKS
from phancap.indexer.handed_down import IS_HANDED, handed_to
from phancap.indexer.leading_below import leading_below
from phancap.indexer.model import Document, Mention
from phancap.indexer.named_elsewhere import in_brackets
from phancap.indexer.predicates import VERB_INSIDE, opens_duty
from phancap.indexer.private_parties import outsider_at
from phancap.indexer.unnamed_bodies import begins_body, generic_end
from phancap.indexer.vietnamese import UPPER, slug

# not "Bộ Y tế có thẩm quyền cấp giấy phép đối với các cơ sở sau đây:": below stands for whom, and nothing to do
_LEAD_IN = re.compile(
    r"(?:,\s*)?(?:trong phạm vi|là (?:cơ quan|đơn vị|đầu mối)|được (?:phân cấp|phân quyền|[uủ][ỷy] quyền|quyền(?=$| quyết định))|(?:có thẩm quyền|(?:có|giữ) (?:thẩm )?quyền quyết định)(?!.{2,300}\s(?:đối với|cho)\s.{2,160}$)|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ động|tập trung|quan tâm|đề cao|tổ chức|triển khai|thực hiện|chủ trì|phối hợp|căn cứ|theo chức năng)\b"
)
_IS_TO = re.compile(
    rf"(?:có|chịu) trách nhiệm(?: sau(?: đây)?)?|có (?:các |những )?quyền hạn và (?:nhiệm vụ|trách nhiệm)(?: sau(?: đây)?)?|{HAS_TASKS}"
    r"|được quy định(?: cụ thể)? như sau"
)
# "Giám đốc các Sở và Chủ tịch Ủy ban nhân dân các huyện liên quan có trách nhiệm:"
_THOSE_CONCERNED = re.compile(r"^(?:có )?liên quan(?=\s+(?:có|chịu) trách nhiệm)\s+")
# "8. Sở Khoa học và Công nghệ - Cơ quan thường trực Tổ công tác Đề án 06": what the body is beside
_STANDING = re.compile(
    r"[-–,]\s+(?:[Ll]à )?(?:[Cc]ơ quan|[Đđ]ơn vị)\s+(?:thường trực|đầu mối|chủ trì|tham mưu|(?:được|nhận) (?:phân cấp|[uủ][ỷy] quyền))[^;:]{0,90}"
)
# "2. Đồng chí Giám đốc Sở Y tế - Phó Trưởng Ban Thường trực": which post the one who heads the body has on a board
_POST = re.compile(
    r"[-–,(]\s*(?:là |làm )?(?:Phó )?(?:Trưởng [Bb]an|Trưởng [Tt]iểu ban|Tổ trưởng|Tổ phó|Trưởng [Đđ]oàn|Phó [Đđ]oàn|Chủ tịch Hội đồng|[Ủủ]y viên|[Tt]hành viên|[Tt]hư ký)[^;:]{0,80}"
)
# "Văn phòng Đảng ủy, Ban Xây dựng Đảng và Phòng Kinh tế": where a heading that lists names parts
_BETWEEN_NAMES = re.compile(rf"\s*[,;]\s*(?=[{UPPER}])|\s+và\s+(?=[{UPPER}])")
_ASIDE = re.compile(r"\([^()]{5,200}\)[\s.:]*$")
_ASIDE_LABEL = re.compile(r"\(\s*(?:(?:cơ quan |đơn vị )?(?:chủ trì|thực hiện|chịu trách nhiệm)|trách nhiệm|phân công)\s*:\s*", re.I)
_IS_TO_DO = re.compile(r",?\s+(?:có|thực hiện) (?:các |những )?(?:trách nhiệm|nhiệm vụ|quyền hạn)\b|\s+chịu trách nhiệm\b")
_OF_WHOM_HEADING = re.compile(
    r"(?:trách nhiệm|nhiệm vụ|nghĩa vụ|quyền hạn|thẩm quyền)[^.;:]{0,40}? của |đề nghị |giao |ủy quyền |phân cấp ", re.I
)
# "Thẩm quyền phê duyệt của Chủ tịch Ủy ban nhân dân cấp xã", "Trách nhiệm thực hiện của cơ quan được phân cấp": to do what stands before whose it is
_FOR_DOING = re.compile(
    r"(?:trách nhiệm|nhiệm vụ|thẩm quyền)\s(?:(?:tổ chức )?thực hiện|quyết định|phê duyệt|giải quyết|xem xét|thẩm định|phối hợp|thi hành|triển khai|kiểm tra|quản lý(?: nhà nước)?|cụ thể|chung|chủ yếu|chính)"
    r"(?:(?:,| và) (?:tổ chức thực hiện|quyết định|phê duyệt|giải quyết|thẩm định|phối hợp|triển khai|kiểm tra))* của\s+"
    # a working rule's "Trách nhiệm, phạm vi và cách thức giải quyết công việc của Chủ tịch Ủy ban nhân dân phường"
    r"|(?:trách nhiệm|phạm vi|cách thức)(?:(?:,| và) (?:trách nhiệm|phạm vi|cách thức|quyền hạn))* giải quyết công việc của\s+", re.I
)  # fmt: skip
# "Trách nhiệm của các cơ quan, đơn vị trong quản lý, sử dụng hệ thống": in what they are responsible is no part of who they are.
_IN_WHAT = re.compile(
    r"(?<!quản lý)(?<!nhà nước)(?<!Nhà nước)(?:^|\s)(?:trong (?:phạm vi|chỉ đạo|điều hành|bảo vệ|phối hợp|giám sát|thi hành|phòng|xử lý|giải quyết|việc|công tác|quản lý|quá trình|hoạt động|thực hiện|lĩnh vực|tổ chức|xây dựng)|khi|đối với|về|theo|tại|liên quan đến|được quy định)(?=[\s,])"
)
_ANY_BODY = re.compile(
    r"(?:(?:các|những) )?(?:kế toán trưởng|cơ sở (?!dữ liệu|hạ tầng|vật chất|sản xuất|kinh doanh|nuôi trồng|để|của)[^\W\d_]+|nhà trường|trường(?! hợp)|cơ quan|đơn vị|tổ chức (?!,? ?cá nhân)|quỹ|hội|phó trưởng|trưởng|chánh|thủ trưởng|người đứng đầu|phó giám đốc|thường trực|ủy viên|thành viên|giám đốc|chủ tịch|trưởng ban|tổ trưởng)\b",
    re.I,
)
_ANYBODY = re.compile(
    r"(?:Các |Mọi )?[Tt]ổ chức,? (?:và |hoặc )?cá nhân(?!\w)"
)  # "Tổ chức, cá nhân cho thuê chỗ lưu trữ thông tin số có trách nhiệm:"
_NOTE = re.compile(r"(?<=[^\W\d_])\d{1,2}$")  # "Tổng cục Giáo dục nghề nghiệp33": a footnote's number
_LONGEST_NAME = 110  # characters
# "Giám đốc Sở Tài chính quyết định:", "Ủy ban nhân dân cấp xã quyết định cho đơn vị mình … đối với các nội dung sau:" above what is decided on
_THESE = r"\s(?:[^:;]{0,200}?\s)?(?:nội dung|việc|vấn đề|nhiệm vụ|công việc|văn bản)(?: cụ thể| chủ yếu)? (?:sau|sau đây|dưới đây|như sau)"
DECIDES = re.compile(
    rf"\s*,?\s*(?:có quyền |có thẩm quyền |xem xét, )?(?:(?:quyết định|phê duyệt|cho phép|chấp thuận|quy định|ban hành|thẩm định)(?:{_THESE})?|thực hiện{_THESE})\s*:$"
)
# "Giao Ban Quản lý các khu công nghiệp chỉ đạo các đơn vị kinh doanh hạ tầng có trách nhiệm:": those units are to do what stands below
_MORE_NAMES = re.compile(r"(?:và|,|;)\s")
_AND_MORE = re.compile(
    r"(?:và|,|;)\s+((?:các |những )?(?:hệ thống|mạng lưới|đội ngũ|lực lượng|bộ phận|nhóm|tổ|đội|ban|câu lạc bộ)\s[^,;:.()]{3,60}|các [Hh]iệp hội)(?: và doanh nghiệp)?$"
)
_DIRECTS_OTHERS = re.compile(r"\s(?:chỉ đạo|yêu cầu|đôn đốc)\s[^:]{5,}(?:có|chịu) trách nhiệm\s*:\s*$")
_DIRECTS = re.compile(r"(?:\s+(?:chỉ đạo|giao|phân công|yêu cầu)|Chỉ đạo)\s+")
_DOES_BELOW = re.compile(r"\s*,?\s*(?:chủ trì|phối hợp|triển khai|tổ chức|thực hiện)\b|\s*:\s*$")
_SOME_BODIES = re.compile(r"\bmột số (?:sở|ban|ngành|đơn vị|cơ quan|địa phương)", re.I)
_EACH_OF_THEM = re.compile(
    r"(?:từng|mỗi) (?:cơ quan|đơn vị|sở|ngành|thành viên|bên)(?:, (?:cơ quan|đơn vị|ngành|địa phương))*(?: (?:liên quan|phối hợp|có liên quan))*",
    re.I,
)
# "3. Các cơ quan, đơn vị có sử dụng người nước ngoài": which ones, and all of it a name
_WHICH_ONES = re.compile(r"(?:có (?!trách nhiệm|nhiệm vụ|thẩm quyền quyết)|được |đang |sử dụng |quản lý |thuộc |trên địa bàn)[^.;:]{3,80}")
_SOME = re.compile(r"\bmột số\s*$", re.I)
# "12. Tổ đảng ở Thường trực Ủy ban Pháp luật" below "TỔ CHỨC THỰC HIỆN": a heading there that begins as a body does names one
_ORGANISES = re.compile(
    r"(?:[\w.]+\s)?\W*(?:tổ chức (?:triển khai )?thực hiện|phân công(?: nhiệm vụ| trách nhiệm| thực hiện| tổ chức thực hiện)?|trách nhiệm(?: tổ chức)? (?:thực hiện|của các cơ quan|thi hành)|nhiệm vụ của các cơ quan)(?!\w)",
    re.I,
)
_KINDS_OF_HEADINGS = re.compile(
    r"(?:Các )?(?:[Bb]ộ phận|[Tt]ổ (?:chuyên môn|công tác|giúp việc)|[Tt]iểu ban|Công chức|Viên chức|Giáo viên|[Tt]ổng phụ trách|Hiệu trưởng|Tổ đảng|Đảng ủy|Lãnh đạo|Thường trực|Đảng đoàn|Ban Chỉ đạo|Văn phòng Ban|Đoàn đại biểu)(?!\w)"
)
# "6. Phó Chủ tịch phụ trách lĩnh vực văn hóa", "Kế toán ngân sách xã", "Cán bộ, công chức, viên chức và người lao động" there: persons by their post
_POSTS_BELOW = re.compile(
    r"(?:Các |Toàn thể )?(?:[Đđ]ồng chí |[Đđ]/c )?(?:[Cc]án bộ|[Cc]ông chức|[Vv]iên chức|[Cc]huyên viên|[Nn]hân viên|[Kk]ế toán|[Vv]ăn thư|[Tt]hủ quỹ|[Gg]iáo viên|Giáo dục viên"
    r"|[Pp]hó (?:[Cc]hủ tịch|[Gg]iám đốc|[Tt]rưởng|[Hh]iệu trưởng|[Bb]í thư|[Cc]ục trưởng|[Vv]iện trưởng)|[Cc]hủ tịch|[Gg]iám đốc|[Bb]í thư|[Hh]iệu trưởng|[Tt]ổ trưởng|[Tt]rưởng (?:phòng|ban|thôn|bản|khu|bộ phận|các|khoa|trạm)|[Uu]ỷ viên|[Ủủ]y viên)(?!\w)(?P<charged>(?! (?:do|được bầu)\s)[^.;:]*?\s(?:phụ trách|được (?:giao|phân công)|chuyên trách)(?!\w))?"
)

OF_BODY = "Nhiệm vụ của "
"""What stands before a body in a heading above what it is there for."""


def heading_bearers(headings: list[tuple[str, str]], document: Document, index: AgencyIndex) -> list[Bearer]:
    """The agencies that the nearest heading burdens: "Trách nhiệm của Sở Tư pháp", "Sở Nội vụ:".

    A heading of "một số Sở, Ban, ngành" burdens no one: those meant are named further down.
    """
    place = document.jurisdiction or "vn"
    functions = next(
        (n for n, (eid, head) in enumerate(headings) if (eid == "preamble" and not _tells(head)) or head.startswith(OF_BODY)), len(headings)
    )
    for number, (eid, written) in reversed([*enumerate(headings)]):
        if written.strip(" .:") in index.of_nobody:
            return []  # "7. Gia đình người học" among bodies: what stands below it is no agency's
        if number > functions and not index.all_mentions(written, place):
            continue  # "5. Tổ chức hành chính, đơn vị sự nghiệp công lập:" below the functions of a ministry: what its tasks are about
        found = _burdened(eid, written, place, index)
        if found is None and any(_ORGANISES.match(above) or (above.endswith(":") and _tells(above)) for _, above in headings[:number]):
            found = _named_below(eid, written, place, index)
        if found is not None:
            return list(found)
    return []


# "2. Các Sở, ngành chủ trì, quản lý, tham gia thực hiện các dự án thuộc Chương trình" above its dashes: those of them that do it
_THOSE_THAT = re.compile(
    r"[Cc]ác (?:[Ss]ở|[Bb]ộ|[Cc]ơ quan|[Đđ]ơn vị)(?:,? (?:ban,? )?(?:ngành|cơ quan|đơn vị|địa phương))*\s+(?:chủ trì|quản lý|được giao|được phân công|tham gia|sử dụng)(?!\w)(?!.*\ssau$)[^.;:]{3,150}"
)


# "2. Đối với Thủ đô Hà Nội", "Đối với huyện Yên Sơn": the place's own authorities
_PLACE_BELOW = re.compile(
    rf"Đối với ((?:Thủ đô|[Tt]hành phố|[Tt]ỉnh|[Hh]uyện|[Tt]hị xã|[Qq]uận|[Xx]ã|[Pp]hường|[Đđ]ặc khu)(?: [{UPPER}][^\W\d_]*){{1,4}}|(?:các )?địa phương|cấp (?:tỉnh|huyện|xã))"
)


def _tells(head: str) -> bool:
    return bool(ORDERED_BELOW.search(head) or BELOW.search(head))


def _named_below(eid: str, heading: str, place: str, index: AgencyIndex) -> tuple[Bearer, ...] | None:
    """Whom a heading below "TỔ CHỨC THỰC HIỆN" names as a whole: "6. Văn phòng Ban Chỉ đạo quốc gia 1237"; None where it names nobody."""
    words = heading.strip(" :.;")
    if _THOSE_THAT.fullmatch(words) and not heading.endswith("."):
        return (Bearer(f"{place}/{slug(words)}", words, eid),)
    if of_place := _PLACE_BELOW.fullmatch(words):
        return (Bearer(f"{place}/{slug(of_place.group(1))}", of_place.group(1), eid),)
    if len(words) > _LONGEST_NAME or heading.endswith(".") or words.isupper():
        return None
    post = _POSTS_BELOW.match(words)
    charged = post is not None and post["charged"] is not None  # its field may hold commas: "phụ trách lĩnh vực Dân tộc, Tôn giáo"
    parts = [words] if charged else [part.strip() for part in _BETWEEN_NAMES.split(words)]
    if not all(part and _may_be_body(part, place, index) for part in parts):
        return None
    return tuple(Bearer(f"{place}/{slug(part)}", part, eid) for part in parts)


def _may_be_body(words: str, place: str, index: AgencyIndex) -> bool:
    post = _POSTS_BELOW.match(words)
    named = post or _KINDS_OF_HEADINGS.match(words) or any(m.start == 0 for m in index.all_mentions(words, place)[:1])
    return bool(named) and not VERB_INSIDE.search(words[: post.end()] if post and post["charged"] else words)


# "I. PHÒNG HÀNH CHÍNH – TỔNG HỢP", "II. CHI CỤC TIÊU CHUẨN ĐO LƯỜNG CHẤT LƯỢNG" above what each unit of a department does
_UNIT_IN_CAPITALS = re.compile(
    rf"((?:PHÒNG (?!CHÁY|CHỐNG|NGỪA|BỆNH|DỊCH|TRÁNH|VỆ|HỘ|HỌC)|VĂN PHÒNG |CHI CỤC |TRUNG TÂM |THANH TRA (?=SỞ|TỈNH|THÀNH PHỐ|CỤC)|BAN QUẢN LÝ |HỘI ĐỒNG (?!NHÂN DÂN))[{UPPER}]+(?: (?:[–-] )?[{UPPER}]+){{0,12}}|BAN KIỂM SOÁT(?: QUỸ)?|GIÁM ĐỐC(?: QUỸ)?|(?:CƠ QUAN|BỘ MÁY) ĐIỀU HÀNH(?: QUỸ)?"
    # an operating procedure's "D- CÁC CẤP CHÍNH QUYỀN HUYỆN: NÚI THÀNH, THĂNG BÌNH", "BAN CHỈ HUY PHÒNG, CHỐNG THIÊN TAI TỈNH", "CÁC ĐƠN VỊ CÓ LIÊN QUAN"
    rf"|(?:BAN CHỈ (?:HUY|ĐẠO) |CÁC CẤP CHÍNH QUYỀN|CHÍNH QUYỀN (?=ĐỊA PHƯƠNG|CÁC CẤP|CẤP |HUYỆN|XÃ))[{UPPER}\s,:–-]{{3,110}}?|CÁC (?:CƠ QUAN|ĐƠN VỊ|SỞ)[{UPPER}\s,]{{0,60}} LIÊN QUAN)\s*:?"
)
# "1. Văn phòng:", "2. Thanh tra:" above what those units of a department do
_OWN_UNIT = re.compile(r"(Văn phòng|Thanh tra)\s*:")


@lru_cache(maxsize=1_024)  # the same headings stand above clause after clause: of 30,000 questions 2,000 are new
def _burdened(eid: str, written: str, place: str, index: AgencyIndex) -> tuple[Bearer, ...] | None:
    """Whom one heading burdens (nobody: empty); None where the heading above it decides."""
    heading = _NOTE.sub("", written)
    mentions = index.all_mentions(heading, place)
    if not mentions and (unit := _UNIT_IN_CAPITALS.fullmatch(heading) or _OWN_UNIT.fullmatch(heading)):
        return (Bearer(f"{place}/{slug(unit.group(1))}", unit.group(1), eid),)
    lead = RESPONSIBLE.match(heading)
    begin = lead.end() if lead else 0
    if (mentions and _SOME.search(heading[: mentions[0].start])) or (heading.endswith(":") and _SOME_BODIES.search(heading)):
        return ()
    if to := handed_to(heading, mentions, place):
        return tuple(bearers_of(to, eid))
    if heading.startswith("Chỉ đạo ") and heading.endswith(":") and (directed := _directed(heading, 0, mentions, place)):
        return tuple(bearers_of(directed, eid))
    bodies = bodies_at(heading, begin, mentions, place=place)
    if not bodies.items and (doing := _FOR_DOING.match(heading)):
        begin, bodies = doing.end(), bodies_at(heading, doing.end(), mentions, place=place)
    if bodies.items and heading.endswith(":") and (directed := _directed(heading, bodies.end, mentions, place)):
        return tuple(bearers_of(directed, eid))
    rest = _THOSE_CONCERNED.sub("", heading[bodies.end :].strip(" :.;"))
    if _EACH_OF_THEM.fullmatch(heading[begin:].strip(" :.;")):
        return ()  # "Trách nhiệm của từng cơ quan": those meant are named further down
    if (
        bodies.items
        and not bodies.items[-1].named
        and heading.startswith("Các ")
        and not heading.endswith((".", ";"))
        and _WHICH_ONES.fullmatch(rest)
    ):
        words = heading.strip(" :")
        parts = _AND_A_BODY.split(words)  # "Các sở quản lý ngành, lĩnh vực và Ủy ban nhân dân cấp huyện"
        if len(words) > _LONGEST_NAME or VERB_INSIDE.search(words):
            return None
        return tuple(Bearer(index.named(part, place) or f"{place}/{slug(part)}", part, eid) for part in parts)
    responsible = bool(lead and _OF_WHOM_HEADING.match(heading))
    if bodies.items and (
        not rest
        or _IS_TO.fullmatch(rest)
        or (lead and _WORKS.fullmatch(rest))
        or _STANDING.fullmatch(rest)
        or _POST.fullmatch(rest)
        or (heading.endswith(":") and (_LEAD_IN.match(rest) or heading[bodies.end :].lstrip().startswith(":")))
        or (lead and BELOW.search(heading) and opens_duty(rest, 0, len(rest)) and not _DIRECTS_OTHERS.search(heading))
        or (begin == 0 and DECIDES.match(heading, bodies.end))
        or (responsible and (_IN_WHAT.match(rest) or (bodies.items[-1].named and IS_HANDED.match(rest))))
    ):
        return tuple(bearers_of(bodies, eid))
    if whole := _whole(heading, begin, responsible):
        if bodies.items and whole == [heading[begin : bodies.end].strip(" :.;")]:
            return tuple(bearers_of(bodies, eid))
        return tuple(Bearer(index.named(words, place) or f"{place}/{slug(words)}", words, eid) for words in whole)
    words = _IS_TO_DO.split(heading[begin:])[0].strip(" :.;")
    if _ANYBODY.match(heading, begin):
        return ()
    if outsider_at(heading, begin) and len(words) <= _LONGEST_NAME and not opens_duty(heading, begin, len(heading)):
        return (Bearer(f"{place}/{slug(words)}", words, eid),)
    if lead and (mentions or (responsible and words)):
        return ()
    more = _AND_MORE.match(rest)
    if bodies.items and more and (heading.endswith(":") or "iệp hội" in more.group()) and all(body.named for body in bodies.items):
        # "Sở Nội vụ, Báo tỉnh và hệ thống truyền thanh cơ sở:": whoever the last are, the first are meant
        return (*bearers_of(bodies, eid), Bearer(f"{place}/{slug(more.group(1))}", more.group(1), eid))
    if bodies.items and begin == 0 and _MORE_NAMES.match(rest) and not heading.endswith((".", ";")) and len(heading) <= _LONGEST_NAME:
        return ()  # "1. Trung tâm A và bộ phận nào đó": not all that it names is known, and the heading above is not meant
    below = BELOW.search(heading) is not None
    if (below or ORDERED_BELOW.search(heading)) and not _DIRECTS_OTHERS.search(heading) and not _SOME_BODIES.search(heading):
        found, _, why = subject_of(heading, 0, len(heading), mentions, False, place)
        if not found:
            found, why = _told_last(heading, mentions, place), "assigned"
        # "… báo cáo của Sở Y tế, đề nghị Sở Y tế chỉ đạo Chi cục X thực hiện:": told is who is named last
        last = heading.rfind(found[-1].words) if found and why == "assigned" else -1
        if last >= 0 and (directed := _directed(heading, last + len(found[-1].words), mentions, place)):
            return tuple(bearers_of(directed, eid))
        if found and (below or why == "assigned"):
            return tuple(Bearer(bearer.agency, bearer.words, eid, bearer.excepted) for bearer in found)
    if leading := leading_below(heading, begin, mentions, place):
        return tuple(Bearer(b.agency, b.words, eid, b.excepted) for b in leading.bearers)
    if (aside := _ASIDE.search(heading)) and mentions and mentions[-1].start > aside.start():
        # "4. Kiểm tra liên ngành (Đơn vị thực hiện: Sở Công Thương)", "III. TUYÊN TRUYỀN (Sở Y tế chủ trì)" above the tasks
        label = _ASIDE_LABEL.match(heading, aside.start())
        told = bodies_at(heading, label.end(), mentions, place=place) if label else None
        named = bearers_of(told) if told else in_brackets(heading, aside.start(), len(heading), mentions, place)[0]
        return tuple(Bearer(b.agency, b.words, eid, b.excepted) for b in named) or None
    return None


_LAST_ORDER = re.compile(r"(?<!\w)(?<!theo )(?<!được )(?<!có )yêu cầu\s+(?=[A-ZĐỦ]|các\s)")


def _told_last(heading: str, mentions: tuple[Mention, ...], place: str) -> list[Bearer]:
    """Whom the last order of a lead-in tells, whatever stands before it: "Thực hiện Kết luận …, Ban chỉ đạo … yêu cầu Chủ tịch Ủy ban nhân dân …:"."""
    for order in reversed([*_LAST_ORDER.finditer(heading)]):
        bodies = bodies_at(heading, order.end(), mentions, place=place)
        if bodies.items and bodies.items[0].named:
            return bearers_of(bodies)
    return []


def _directed(heading: str, at: int, mentions: tuple[Mention, ...], place: str) -> Bodies | None:
    """ "Sở Nông nghiệp và Môi trường chỉ đạo Chi cục Biển đảo và Thủy sản thực hiện các nội dung sau:", "Đề nghị UBND tỉnh chỉ đạo Công an tỉnh:":
    who is told to is to do it.
    """
    told = _DIRECTS.match(heading, at)
    bodies = bodies_at(heading, told.end(), mentions, place=place) if told else None
    return bodies if bodies and bodies.items and all(b.named for b in bodies.items) and _DOES_BELOW.match(heading, bodies.end) else None


# "Nhiệm vụ của Tổ tiếp công dân, xử lý khiếu nại, tố cáo:": a team is called by what it does
_TEAM = re.compile(r"(?:Tổ(?! chức| trưởng)|Đội(?! ngũ| trưởng)|Đoàn(?! kết| viên| trưởng)|Tiểu ban|Bộ phận|Nhóm)\s[^\W\d_]")
_AND_A_BODY = re.compile(
    r"\s*,?\s+và\s+(?=(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Sở|Công an|Chi cục|Thanh tra|Văn phòng|Phòng)\s)|\s*,\s+(?=(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Công an)\s)"
)
# "2. Đề nghị Ủy ban nhân dân xã phối hợp" above what that is
_WORKS = re.compile(r"(?:(?:,| và)? ?(?:phối hợp|chủ trì|tham mưu|tổ chức|triển khai|thực hiện|hỗ trợ)){1,3}")


def _whole(heading: str, begin: int, responsible: bool) -> list[str]:
    """The names that a heading gives as a whole, whatever they look like: "Trách nhiệm của Văn phòng đăng ký đất đai"."""
    words = re.split(r"\s*:\s*[Ll]à\s", heading[begin:])[0].strip(" :.;")
    if (to := _IS_TO_DO.search(words)) and heading.endswith(":"):
        words = words[: to.start()]
    elif not responsible:
        return []
    if what := _IN_WHAT.search(words):
        words = words[: what.start()].rstrip()
    if generic_end(words, 0, len(words)) or _ANY_BODY.match(words) or (responsible and _TEAM.match(words)):
        parts = _AND_A_BODY.split(words)
        return parts if all(len(part) <= _LONGEST_NAME for part in parts) else []
    parts = [part.strip() for part in _BETWEEN_NAMES.split(words)]
    return parts if parts and all(begins_body(part) and len(part) <= _LONGEST_NAME for part in parts) else []
