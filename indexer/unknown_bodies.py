"""Bodies that the register does not know, told by how their names are made.

"Chi cục Hải quan khu vực XIX", "Ban Quản lý các khu công nghiệp tỉnh": a kind of body, then a name. Where a name ends is told by the words
that never stand in one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from phancap.indexer.alternatives import any_of
from phancap.indexer.body_heads import HEAD, SMALL_HEADS
from phancap.indexer.duty_verbs import NAME_ENDS, STRONG_VERBS
from phancap.indexer.field_letters import whole_words
from phancap.indexer.model import Mention
from phancap.indexer.once import once
from phancap.indexer.vietnamese import UPPER, slug

# Heads whose name may begin with a small letter: "Ban quản lý các khu công nghiệp"; "Ban hành" and "Hội nghị" are no bodies.
_SMALL = re.compile(
    rf"(?:{'|'.join(SMALL_HEADS)}|Cảnh sát|Khu Bảo tồn|Ban [Đđ]ại diện|(?:Chi nhánh [Vv]|V)ăn phòng đăng ký (?:đất đai|quyền sử dụng đất)|Thi hành án|Tòa án|Viện kiểm sát|Công an|Kho bạc|KBNN|BCH Quân sự|BQLDA|Mặt trận|Liên hiệp các [Hh]ội|Liên hiệp các tổ chức|Ban quản lý|Ban công tác|Ban chỉ đạo|Ban [Cc]hỉ huy|Bộ Chỉ huy|Bộ Tư lệnh|Hội đồng thẩm định|Hội đồng quản lý|Tổ [Cc]ông tác|Tổ đảng|Sở [Gg]iao dịch|Tổng [Cc]ông ty|(?:Ủy ban|Uỷ ban|Ban|Tổ) bầu cử)$"
)
_WHOLE = re.compile(
    rf"{'|'.join(SMALL_HEADS)}|Hội đồng (?:quản lý|thẩm định)|Ban (?:chỉ đạo|quản lý)|Tổ [Cc]ông tác|Tòa án|Viện kiểm sát|Thi hành án|Mặt trận|(?:Ủy ban|Uỷ ban|Ban|Tổ) bầu cử"
)
_FUNDS = (
    "bảo",
    "hỗ",
    "nhà",
    "phát",
    "đầu",
    "quốc",
    "tín",
    "hưu",
    "hợp",
    "khởi",
    "đổi",
    "xã",
    "vì",
)  # "Quỹ bảo lãnh tín dụng", "Quỹ nhà ở quốc gia"
_OTHERS_BEGIN = (
    "Ủy",
    "Uỷ",
    "UBND",
    "Sở",
    "Chủ",
    "Thủ",
    "Giám",
    "Chánh",
    "Trưởng",
    "Bí",
    "Phó",
    "Lãnh",
    "Người",
    "Nhóm",
    "Hiệu",
)  # "… và Thủ trưởng các …"
_NO_NAME = re.compile(
    r"\s+(?:Chủ trì|Tham gia|Tham mưu(?! tổng hợp| ?[,;:]| và)|Phối hợp|Thực hiện|Báo cáo|Trình|Hướng dẫn|Chính sách|Nghị|Luật(?! gia| sư)|Quyết|Điều|Chương|Kế|Đề|Căn|Việt Nam$)"
)
# "Ban Chỉ đạo Chương trình UN-REDD", "Văn phòng Chương trình giảm nghèo": a programme's name is a board's there
_OF_PROGRAMME = re.compile(r"(?:Ban [Cc]hỉ đạo|Ban [Qq]uản lý|Ban [Đđ]iều hành|Văn phòng) Chương trình(?!\w)")
_PLAINHEAD = re.compile(r"(?:Cục|Vụ|Chi cục|Tổng cục|Phòng|Ngân hàng|Trung tâm|Viện|Văn phòng|Sở|Trường)$")
_WORD = re.compile(
    rf"(?P<gap>[^\S\n]+[-–]\s+|[^\S\n]+|[^\S\n]*,\s+)(?P<word>[Cc](?i:ovid) ?- ?19(?!\d)|[{UPPER}]{{1,6}}(?:(?:[-–]|& ?)[{UPPER}]{{1,6}})+(?!\w)|[{UPPER}]{{2,3}}\d{{2}}(?!\w)|[^\W\d_]+(?:&(?=[{UPPER}]{{2}})[^\W\d_]+)*|[IVX]+|&(?= )|\d{{1,2}}(?!\d)|(?:(?<=hỉ đạo )|(?<=uốc gia ))(?!20)\d{{3,4}}(?!\d))"
)  # "Ban Chỉ đạo 389 tỉnh", "Phòng VH-XH", "Phòng KT&ĐBCL"
_STOPS = frozenset((
    "về", "để", "theo", "tại", "trên", "với", "là", "được", "phải", "cần", "sẽ", "đã", "có", "không", "chịu", "trong", "khi", "nếu",
    "cùng", "gửi", "do", "bởi", "vì", "nhằm", "từ", "đến", "cho", "như", "này", "đó", "nêu", "của", "hoặc", "sau", "trước", "ngay",
    "còn", "thì", "mà", "nơi", "bằng", "vào", "ra", "các", "những", "một", "chưa", "thông", "căn", "trình", "bị", "tiếp", "đồng", "kịp", "kèm", "đúng",
    "chậm", "định", "đang", "vẫn", "cũng", "đều", "hằng", "hàng", "chủ", "tổng", "trực", "thuộc", "sang", "tự", "hai",
))  # fmt: skip
STOPPED = re.compile(rf"{any_of(NAME_ENDS)}(?!\w)")
# "báo cáo Hội đồng quản lý kết quả …", "Ban Chỉ đạo làm việc theo …": what is sent or how they work is no part of the name
_WHAT_IS_SENT = re.compile(
    r"(?:(?:làm việc|hoạt động) (?:theo|dưới|trên)|đối với|kết quả|tình hình|danh sách|số liệu|hồ sơ|nội dung|việc(?! làm)|phương án|thông tin về|dự thảo)(?!\w)"
)
_DEPARTMENT = re.compile(r"(?:Sở|Phòng|Bộ) Nông nghiệp$")  # "Phòng Nông nghiệp kiểm tra các cơ sở"
_IN_NAMES = re.compile(
    r"(?:[Vv]ấn đề chung về|[Nn]ghiên cứu|[Nn]ông nghiệp|[Đđ]ầu tư|(?<!Ban )(?<!Hội đồng )[Qq]uản lý|dự án|kỹ thuật|hoạt động|trật tự|xúc tiến|hỗ trợ|công tác|khoa học|[Dd]ịch vụ|cấp|(?<!đô )thị|TNHH|MTV|[Cc]ổ phần)\s+$"
)
# "Ban Quản lý dự án hoàn thiện thủ tục": behind "dự án" only what a project may be called is part of the name
_OF_A_PROJECT = re.compile(
    r"(?:bảo trì|nâng cấp|cải tạo|sửa chữa|xây dựng|tăng cường|hỗ trợ|phát triển|bảo vệ|quản lý|đầu tư|cấp|áp dụng|chuyển đổi|hiện đại)(?!\w)"
)
_BOARD = re.compile(r"Ban [Qq]uản lý (?:[Dd]ự án|[Đđ]ầu tư)[^,;.:]*$")
_KIND_NEXT = re.compile(r"\s+(?:[Ss]ở|[Bb]an|[Bb]ộ|cơ quan|đơn vị|huyện|xã|phường|địa phương|ngành)(?!\w)")
# "Cục Kế hoạch và tài chính có trách nhiệm …": the second field of an office may be written small
_AND_FIELD = re.compile(
    rf" và (?!(?:các|những|cơ quan|đơn vị|địa phương|cá nhân|tổ chức|một|thủ trưởng|giám đốc|người|chính quyền|lãnh đạo|doanh nghiệp|nhà|hộ|công an|chủ|nhân dân|trung tâm|phòng|ban|chi|công chức|cán bộ|thành viên)(?!\w))"
    rf"(?:(?![{UPPER}])[^\W\d_]+ ){{1,4}}?(?=(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|chủ trì|phối hợp với|thuộc Sở|thuộc Bộ)(?!\w))"
)
_OFFICE_OF = re.compile(r"(?:Cục|Chi cục|Vụ|Phòng|Viện|Trung tâm)(?: [^\W\d_]+){1,6}$")
_MORE_FIELDS = re.compile(rf"[^\W\d_]+(?: [^\W\d_]+){{0,2}}(?:, [{UPPER}][^\W\d_]*(?: [^\W\d_]+){{0,2}}){{0,2}} và [{UPPER}]")
# "Vụ Kế hoạch, Tài chính", "Ủy ban Tài chính, Ngân sách": two fields of one office; "các Vụ Pháp chế, Tài chính" are two
_FIRST_FIELD = re.compile(r"(?<!ác )(?<!\w)(?:Vụ|Cục|Ban|Phòng|Ủy ban|Trung tâm|Viện)(?: [^\W\d_]+){1,3}$")
_LAST_FIELD = re.compile(rf"[^\W\d_]+(?: [^\W\d_]+){{0,2}}?(?=\s*(?:[:;.(]|$)|\s+{any_of(NAME_ENDS)}(?!\w))")
_TERRITORY = re.compile(rf"\s+(?:thành phố|tỉnh|Thành phố|Tỉnh|TP\.?)(?:\s+[{UPPER}][^\W\d_]*){{0,4}}$|\s+cấp tỉnh$")
_NO_STOP = re.compile(
    r"(?<=ấn đề chung)\s+về(?!\w)|(?<=Chiến lược)\s+phát triển(?!\w)|(?<=Hậu)\s+cần(?!\w)|(?<=[Tt]rật)\s+tự(?!\w)|(?:(?<=iải tỏa)|(?<=iải toả))\s+đền bù|(?<=nhận và)\s+trả(?= kết quả)|\s+chuyển đổi số|(?<=Ngân)\s+hàng(?!\w)|(?<=Trung)\s+cấp(?!\w)|(?<=ồi thường)\s+giải phóng(?!\w)|(?<=phóng mặt)\s+bằng(?!\w)|(?<=[Pp]hối hợp)\s+phổ biến(?!\w)|(?<=[Nn]gười)\s+có công(?!\w)|(?<=Quỹ Bảo vệ và)\s+phát triển|(?<=Quỹ bảo vệ và)\s+phát triển|(?<=Quỹ Đầu tư và)\s+phát triển|\s+trong nước(?!\w)|(?<= sở)\s+tại(?!\w)|(?<=Viện Quy hoạch)\s+xây dựng(?= (?:tỉnh|và|thuộc)(?!\w)|\s*[,;.])|(?<=[Kk]hu)\s+bảo tồn(?!\w)|(?<=giám sát đầu tư)\s+của(?= cộng đồng)|(?<=Dân)\s+chủ|(?<=[Cc]ông nghệ)\s+thông(?! qua)|(?<=[Aa]n toàn)\s+thông(?! qua)|(?<=[Bb]ầu)\s+[Cc]ử|(?<=Biên tập)\s+Cổng|(?<=Cổng)\s+[Tt]hông(?! qua)|(?<=[Tt]ruyền)\s+thông|(?<=[Pp]hổ)\s+thông|(?<=[Vv]iễn)\s+thông|(?<=[Đđ]ào)\s+tạo|(?<=[Tt]hi đua)\s+khen thưởng|(?<=giao dịch)\s+bảo đảm|(?<=[Kk]ế hoạch)\s+tổng|\s+đồng(?! thời)|\s+giao (?:thông|dịch)(?!\w)|(?<=[Gg]iao)\s+thông|(?<=[Tt]hường)\s+trực|(?<=[Cc]ông)\s+trình|(?<=[Cc]hương)\s+trình|(?<=[Ll]ộ)\s+trình|(?<=[Qq]uy)\s+trình|(?<=Hàng)\s+không|(?<=[Ss]áng)\s+tạo|(?<=Thẩm)\s+định|(?<=Kiểm)\s+định|(?<=Giám)\s+định|(?<=Tạm)\s+giữ|(?<=Trợ)\s+giúp|(?<=Ban)\s+[Cc]hỉ đạo(?!\w)|(?<=Ban [Cc]hỉ đạo)\s+(?:phát triển|phòng,? chống|phòng thủ|thi hành án dân sự|(?:[^\W\d_]+ ){1,5}(?=cấp (?:xã|huyện|tỉnh|cơ sở)(?:\s*[,;.]|\s*$| (?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp|tổng hợp|báo cáo|tổ chức|thực hiện)(?!\w))))"
)  # "Thường trực Hội đồng nhân dân", "Cục Hàng không"
# "Ban Chỉ đạo quốc gia về tìm kiếm, quy tập và xác định danh tính hài cốt liệt sĩ ban hành …": about what it is, up to a verb that no list holds
_BOARDS = re.compile(r"Ban$|Ban [Cc]hỉ đạo$|Hội đồng$|Ủy ban$|Uỷ ban$|Tổ công tác$|Tiểu ban$")
ABOUT = re.compile(
    r"\s+về (?!việc|kết quả|tình hình|các |những |nội dung|tiến độ|kế hoạch)[^;:.()\d]{3,110}?(?<!,)(?<! và)(?=\s+(?:ban hành|có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|tổ chức|phân công|quyết định|báo cáo|hướng dẫn|xem xét|giao|chỉ đạo|thực hiện|theo dõi|rà soát|chủ động|khẩn trương|tiếp tục|tăng cường|thường xuyên|kịp thời|tập trung|đôn đốc|kiểm tra|sẵn sàng|tham mưu)(?!\w))"
)
# "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp có trách nhiệm …", "Thường trực Ủy ban của Quốc hội"
_REST_OF_NAME = re.compile(r" các cấp(?!\w)(?! (?:tỉnh|[Tt]hành phố)(?!\w))|(?<=Ủy ban|Uỷ ban) của Quốc hội(?!\w)")
# "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh", "Ban Quản lý các khu công nghiệp, khu kinh tế": one board for all of them
_ZONE = r"[Kk]hu (?:[Kk]inh tế|[Cc]ông nghiệp|[Cc]hế xuất|[Cc]ông nghệ cao)(?: cửa khẩu)?"
_ZONES_BEFORE = re.compile(rf"Ban [Qq]uản lý (?:các )?{_ZONE}$")
_MORE_ZONES = re.compile(rf"(?:(?:,| và) (?:các )?{_ZONE}(?!\w))+(?: (?:tỉnh|thành phố)(?: [{UPPER}][^\W\d_]*){{1,3}}| tỉnh(?!\w))?")
_TOLD_TO = re.compile(r"(?:báo cáo|gửi|trình|tham mưu|giúp|với|cho)\s$")
# "Bưu điện tỉnh", "Viễn thông thành phố": whose it is is all of the name; "Cục Hải quan các tỉnh, thành phố": each of them
_OWN = re.compile(
    r"(?:Nhà [Tt]hiếu nhi|Bưu điện|Viễn thông|Điện lực|Thư viện|Bảo tàng|Kho bạc|Ngân hàng|Thanh tra|Thuế|Hải quan|(?:Cổng|Trang) [Tt]hông tin điện tử)\s+(?:tỉnh|thành phố|huyện|quận|thị xã|xã(?! hội)|phường|đặc khu)(?!\w)"
)
_PARTY = re.compile(r"Đảng đoàn|Ban [Cc]án sự [Đđ]ảng|Đảng ủy|Đảng bộ|Chi bộ|Văn phòng|Thanh tra|Bảo hiểm xã hội")
_OF_EACH = re.compile(r" (?:tỉnh|huyện|quận|xã|phường|thành phố)(?:,| và)(?= )")
_NEW_HEAD = re.compile(r"(?:Phó|Trưởng|Thành viên|Ủy viên|Trung tâm|Vụ|Cục|Chi cục|Sở|Viện|Công an|Trường|Ban Chỉ huy|Ban CHQS)\s")
# "Tổ công tác Đề án 06 tỉnh", "Ban Chỉ đạo Đề án 06 tỉnh": a plan's name is a body's there
_OF_PROJECT = re.compile(
    r"(?:Tổ [Cc]ông tác|Ban [Cc]hỉ đạo|Tổ giúp việc|Tổ thư ký)(?: (?:triển khai|thực hiện|giúp việc)){0,2} Đề án (?:số )?\d{1,4}(?:/[A-ZĐ-]+)?"
    r"(?: (?:tỉnh|[Tt]hành phố|xã|phường|cấp (?:tỉnh|huyện|xã))(?!\w))?"
)
_FIRM = re.compile(rf"(?:VNPT|Viettel|Mobi[Ff]one|Agribank|BIDV|Vietcombank|VietinBank)(?:\s+[{UPPER}][^\W\d_]*)+$")
_OF_FIRMS = frozenset(("chi", "nhánh", "tỉnh", "thành", "phố", "khu", "vực"))
_WHOLE_NAMES = re.compile(r"(?:Huyện|Quận|Thị|Thành|Xã) (?:[ủu][ỷy]|[Đđ]oàn)")
_PLACE = re.compile(rf"(?: [{UPPER}][^\W\d_]+){{1,3}}(?!\w)")
# "Hội Phụ nữ", "Trạm Y tế": behind a name that is whole only whose it is goes on
_UNION = re.compile(
    r"(?:Hội (?:Liên hiệp )?(?:[Pp]hụ nữ|[Nn]ông dân|[Cc]ựu chiến binh|[Cc]hữ thập đỏ|[Kk]huyến học|[Nn]gười cao tuổi)|Đoàn [Tt]hanh niên|Trạm [Yy] tế)$"
)
_BEHIND_UNION = frozenset(
    [
        "tỉnh",
        "huyện",
        "xã",
        "phường",
        "thành",
        "thị",
        "quận",
        "đặc",
        "cấp",
        "các",
        "cơ",
        "khối",
        "trường",
        "lưu",
        "và",
        "phố",
        "khu",
        "trung",
        "khóm",
        "ấp",
        "thôn",
        "bản",
        "địa",
        "cộng",
        "trực",
        "đóng",
    ]
)
_BEHIND_LEVEL = frozenset(("ủy", "uỷ", "đoàn", "đội", "lỵ", "và", "lộ", "khu", "biên", "miền"))
# "phường Trường Vinh", "đường Hội Bài", "xã Đoàn Kết": a ward's or a street's name that begins like a body's
_OF_PLACES = frozenset(("Trường", "Hội", "Viện", "Đoàn", "Đội", "Đài", "Báo"))
_PLACE_BEFORE = re.compile(r"(?<!\w)(?i:phường|xã|thị trấn|đường|phố|thôn|ấp|khóm|bản|làng) $")
_LONGEST = 22  # syllables behind the head

_STRONG = re.compile(rf"{any_of(STRONG_VERBS)}(?!\w)")


def unknown_mentions(text: str, known: Sequence[Mention], place: str) -> list[Mention]:
    """The bodies that stand by name outside the ``known`` mentions, in order; ids are ``{place}/{slug of the name without its territory}``."""
    found: list[Mention] = []
    starts = [m.start for m in known]
    at = 0
    for match in HEAD.finditer(text):
        behind = bisect_right(starts, match.start())
        if match.start() < at or (behind and match.start() < known[behind - 1].end):
            continue
        if match.group() in _OF_PLACES and _PLACE_BEFORE.search(text, max(0, match.start() - 11), match.start()):
            continue
        limit = starts[behind] if behind < len(starts) else len(text)
        end = _name_end(text, match, limit)
        if end is None:
            continue
        words = text[match.start() : end]
        found.append(Mention(once(unknown_id(words, place)), match.start(), end, once(words)))
        at = end
    return found


def unknown_id(words: str, place: str) -> str:
    """The id of a body that no register knows: its name, without the territory that it stands in."""
    name = _TERRITORY.sub("", words).replace(" & ", " và ")
    return f"{place}/{slug(whole_words(name) if ' ' in name else words)}"


# "Cục Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ", "Phòng Cảnh sát quản lý hành chính về trật tự xã hội": a branch of the police by its field
_POLICE = re.compile(
    r"(?:(?:Cục|Phòng|Đội|Trường|Lực lượng) )?Cảnh sát (?:[Pp]hòng cháy(?:,| và)? chữa cháy(?: và [Cc]ứu nạn,? [Cc]ứu hộ)?|[Qq]uản lý hành chính về trật tự xã hội|[Qq]uản lý trại giam(?:, cơ sở giáo dục bắt buộc, trường giáo dưỡng)?"
    r"|[Tt]hi hành án hình sự(?: và [Hh]ỗ trợ tư pháp)?|[Đđ]iều tra tội phạm về (?:ma túy|trật tự xã hội|kinh tế(?: và chức vụ)?|tham nhũng, kinh tế, buôn lậu(?:, môi trường)?))(?!\w)"
)
# "Đảng ủy các phường, xã", "Đảng bộ các phường, xã: Đông Gia Nghĩa, Nam Gia Nghĩa, Kiến Đức": the Party's bodies of places, told by kind or one by one
_AREA = r"(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|quận)"
_CALLED = rf"[{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*){{1,3}}"
_PARTY_OF_EACH = re.compile(
    rf"(?:Đảng (?:bộ|ủy|uỷ)|Chi bộ) các {_AREA}(?:(?:,| và) {_AREA})*(?: trực thuộc(?: Tỉnh ủy| tỉnh)?)?(?!\w)(?:: ?{_CALLED}(?:(?:,| và) {_CALLED})*(?=[\s,;.:]|$))?"
)
_AND_SUPPORT = re.compile(
    r"(?:(?:,| và) (?:giải phóng mặt bằng|hỗ trợ|tái định cư)(?!\w))+(?: cấp (?:huyện|xã|tỉnh)| (?:huyện|thành phố|tỉnh)(?!\w))?"
)


def _name_end(text: str, head: re.Match[str], limit: int) -> int | None:
    """Where the name behind a head ends; None where none stands there ("Ban hành", "Báo cáo", "Thanh tra, kiểm tra")."""
    at = head.end()
    if _WHOLE_NAMES.fullmatch(head.group()):
        place = _PLACE.match(text, at, limit)  # "Huyện ủy Đức Linh"
        return place.end() if place and not HEAD.match(text, place.start() + 1) else at
    if project := _OF_PROJECT.match(text, head.start(), limit):
        return project.end()
    if limit == at + 1 and _PARTY.fullmatch(head.group()):
        return at  # "Đảng đoàn HĐND tỉnh": the body that it leads follows
    if head.group() == "Hội đồng bồi thường" and (more := _AND_SUPPORT.match(text, at, limit)):
        return more.end()
    whole = head.group().endswith(("đăng ký đất đai", "quyền sử dụng đất")) or (
        _WHOLE.fullmatch(head.group()) is not None and not text[at + 1 : at + 2].isalpha()
    )
    first = _WORD.match(text, at, limit)
    if whole and (first is None or first.group("gap").strip()):
        return at  # a name that is whole
    if first is None or (first.group("gap").strip() and " và " not in head.group()):
        return None
    if _NO_NAME.match(text, at) and not _PLAINHEAD.match(head.group()) and not _OF_PROGRAMME.match(text, head.start(), limit):
        return None  # "Bộ Luật", "Ban Kế hoạch"; but "Vụ Kế hoạch - Tài chính", "Ngân hàng Chính sách xã hội"
    if police := _POLICE.match(text, head.start(), limit):
        return police.end()
    if each := _PARTY_OF_EACH.match(text, head.start()):
        return each.end()
    if own := _OWN.match(text, head.start(), limit):
        return own.end()
    small = _SMALL.match(head.group()) is not None or (head.group() == "Quỹ" and first.group("word") in _FUNDS)
    if not first.group("word")[0].isupper() and not small:
        return None
    if (
        _WHOLE.fullmatch(head.group())
        and not _NO_STOP.match(text, at)
        and (STOPPED.match(text, first.start("word")) or (first.group("word") in _STOPS and first.group("word") not in ("các", "tổng")))
    ):
        return at  # "Hội đồng quản lý xem xét, quyết định …"
    if (
        head.group() == "Công an"
        and first.group("word") != "cấp"
        and not _NO_STOP.match(text, at)
        and STOPPED.match(text, first.start("word"))
    ):
        return None if text.endswith("ơ quan ", 0, head.start()) else at  # "Công an tổ chức kiểm tra"; "cơ quan Công an" is a kind
    if small and first.group("word") in ("có", "là", "được", "này", "theo"):
        return None
    for count in range(_LONGEST):
        step = _WORD.match(text, at, limit)
        if step is None or not _belongs(text, step, at, count + whole, limit):
            break
        at = step.end()
    if text.endswith(" các", 0, at):
        at += 4 if text.startswith(" cấp", at) else -4  # "Ủy ban bầu cử các cấp"
    elif more := _REST_OF_NAME.match(text, at) or (_ZONES_BEFORE.search(text, max(0, at - 60), at) and _MORE_ZONES.match(text, at, limit)):
        at = more.end()
    if _BOARDS.match(head.group()) and (about := ABOUT.match(text, at, limit)) and not _TOLD_TO.search(text, 0, head.start()):
        return about.end()
    return at


def _belongs(text: str, step: re.Match[str], at: int, count: int, limit: int) -> bool:
    word, gap = step.group("word"), step.group("gap")
    upper = word[0].isupper() or word.isdigit()
    if word == "các" and _OF_EACH.match(text, step.end()):
        return False
    if word == "các" and "," not in gap and _BOARD.search(text, max(0, at - 90), at) and not _KIND_NEXT.match(text, step.end()):
        return True  # "Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp"
    if gap.strip() in ("-", "–") and _NEW_HEAD.match(text, step.start("word")):
        return False  # "- Vụ Pháp chế - Trung tâm Thông tin": a list
    if word == "ký" and not text.endswith(("ăng", "ưu", "hữ"), 0, at):
        return False  # "Chánh Văn phòng Bộ ký thừa ủy quyền …"; but "Đăng ký", "Lưu ký", "Chữ ký"
    if not upper and _FIRM.search(text, max(0, at - 60), at) and word not in _OF_FIRMS:
        return False  # "Viettel Cà Mau xóa vùng lõm sóng"
    if not upper and "," not in gap and text.endswith((" tỉnh", " huyện", " phường", " quận"), 0, at) and word not in _BEHIND_LEVEL:
        return False  # "Bộ đội Biên phòng tỉnh kiểm đếm tàu thuyền": whose body it is ends the name
    if not upper and not gap.strip() and word not in _BEHIND_UNION and _UNION.search(text, max(0, at - 40), at):
        return False  # "Hội Phụ nữ lo nước uống", "Trạm Y tế phun khử khuẩn"
    if text.endswith(" Quỹ", 0, at) and word in _FUNDS:
        return True  # "Hội đồng quản lý Quỹ bảo tồn di sản văn hóa Việt Nam"
    if (
        not upper
        and "," not in gap
        and word not in (*_BEHIND_LEVEL, "hội", "viên")
        and text.endswith(" xã", 0, at)
        and not text.endswith("tác xã", 0, at)
    ):
        return False  # "Trung tâm Dịch vụ công xã phát thanh 02 lần/ngày"
    if word == "nhận" and not text.endswith(("iếp", "iao", "hấp"), 0, at):
        return False  # "Ngân hàng Nhà nước nhận được …"; but "Bộ phận Tiếp nhận"
    if "," in gap and word in ("viên", "công") and text.endswith(("Công chức", "Cán bộ"), 0, at) and text.startswith(" chức", step.end()):
        return True  # "Vụ Công chức, viên chức"
    if "," in gap and word == "chống" and text.endswith(("Phòng", "phòng"), 0, at):
        return True  # "Cục Phòng, chống HIV/AIDS"
    if "," in gap and word == "bão" and text.endswith(" lụt", 0, at):
        return True  # "Ban Chỉ huy Phòng, chống lụt, bão thành phố"
    if "," in gap and text.startswith(("giải phóng mặt bằng", "hỗ trợ"), step.start("word")) and text.endswith("Ban Bồi thường", 0, at):
        return True  # "Ban Bồi thường, giải phóng mặt bằng"
    if "," in gap and text.startswith("Viễn thông", step.start("word")) and text.endswith("Sở Bưu chính", 0, at):
        return True
    if "," in gap and text.startswith(("chữa cháy", "chữa bệnh"), step.start("word")):
        return True  # "Sở Cảnh sát Phòng cháy, chữa cháy", "Cục Quản lý Khám, chữa bệnh"
    if "," in gap and text.startswith("giáo dục pháp luật", step.start("word")) and text.endswith("hổ biến", 0, at):
        return True  # "Cục Phổ biến, giáo dục pháp luật"
    if "," in gap:
        # "Phòng Kinh tế, Hạ tầng và Đô thị": another part of the name, not another body
        if not upper or word in _OTHERS_BEGIN or HEAD.match(text, step.start("word")):
            return False
        if _MORE_FIELDS.match(text, step.start("word"), limit):
            return True
        return _LAST_FIELD.match(text, step.start("word"), limit) is not None and _FIRST_FIELD.search(text, max(0, at - 60), at) is not None
    if word in ("và", "&"):
        if text.startswith(" trả kết quả", step.end()) and text.endswith("iếp nhận", 0, at):
            return True  # "Bộ phận tiếp nhận và trả kết quả"
        if text.startswith((" chuyển đổi số", " bù trừ"), step.end()):
            return True  # "Trung tâm Công nghệ thông tin và chuyển đổi số", "Tổng công ty lưu ký và bù trừ chứng khoán Việt Nam"
        if text.startswith(" phát triển", step.end()) and text.endswith(("Quỹ Bảo vệ", "Quỹ bảo vệ", "Quỹ Đầu tư", "Quỹ đầu tư"), 0, at):
            return True  # "Quỹ Bảo vệ và phát triển rừng Việt Nam"
        if text.startswith(" kỹ thuật", step.end()) and text.endswith("hoa học", 0, at):
            return True  # "Liên hiệp các hội khoa học và kỹ thuật tỉnh"
        if text.startswith((" thủy sản", " thuỷ sản"), step.end()) and text.endswith(("lâm sản", "nông sản"), 0, at):
            return True  # "Chi cục Quản lý chất lượng nông lâm sản và thủy sản"
        if text.startswith(" công nghiệp", step.end()) and text.endswith("chế xuất", 0, at):
            return True  # "Ban Quản lý các khu chế xuất và công nghiệp Cần Thơ"
        if text.endswith(("Văn phòng HĐND", "VP HĐND", "Văn phòng Hội đồng nhân dân"), 0, at) and text.startswith(
            (" UBND", " Ủy ban nhân dân"), step.end()
        ):
            return True  # "Văn phòng HĐND và UBND" of whatever level
        joined = _WORD.match(text, step.end(), limit)
        if joined is None or HEAD.match(text, joined.start("word")) or joined.group("word") in _OTHERS_BEGIN:
            return False
        if _AND_FIELD.match(text, at, limit) and _OFFICE_OF.search(text, max(0, at - 60), at):
            return True
        following = joined.group("word")
        # "các xã, phường; Chi cục Kiểm lâm và các tổ chức, cá nhân": no word of a name
        return following[0].isupper() or (count > 0 and following != "các" and f" {following} " in text[max(0, at - 60) : at].lower() + " ")
    if upper:
        return True
    if _WHAT_IS_SENT.match(text, step.start("word")) and not text.endswith(("Trả ", "nhận và trả "), 0, step.start("word")):
        return False  # "báo cáo Hội đồng quản lý Bảo hiểm xã hội kết quả thực hiện"
    if word in _STOPS and not (word in ("các", "tổng") and count <= 2) and not _NO_STOP.match(text, at):
        return False
    if text.endswith(("Tổ quốc các", "Tổ quốc các cấp"), 0, at):
        return word == "cấp"  # "Mặt trận Tổ quốc các cấp tuyên truyền, vận động …"
    whole = count > 0 or text.endswith("Mặt trận", 0, at)  # "… của Mặt trận vận động nhân dân …": the head is a name by itself
    if STOPPED.match(text, step.start("word")) and whole and not _NO_STOP.match(text, at):
        named = _IN_NAMES.search(text[max(0, step.start("word") - 20) : step.start("word")])
        if named and named.group().startswith("dự án") and not _OF_A_PROJECT.match(text, step.start("word")):
            return False
        if (
            named
            and word not in ("phát", "ứng")
            and (named.group().startswith("nông nghiệp") or _DEPARTMENT.search(text, max(0, at - 20), at))
        ):
            return False  # "Trung tâm Dịch vụ nông nghiệp chia sẻ thông tin", not "Khu Nông nghiệp ứng dụng công nghệ cao"
        return named is not None and not _STRONG.match(text, step.start("word"))
    return True
