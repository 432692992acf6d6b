"""What stands between who and what: by what right, when, on what ground ("Sở Xây dựng theo lĩnh vực quản lý hướng dẫn …")."""

from __future__ import annotations

import re
from itertools import takewhile

from phancap.indexer.handed_down import HAS_POWER
from phancap.indexer.predicates import TIME, opens_duty

# "Bộ Nội vụ theo chức năng, nhiệm vụ được giao khẩn trương nghiên cứu …": by what right stands between who and what.
BY_RIGHT = re.compile(
    r"\s*,?\s*(?:(?:[Cc]ăn cứ|[Tt]heo|[Tt]rong|[Tt]rên cơ sở|[Tt]ùy theo|[Bb]ằng)\s+(?:vào\s+)?(?:phạm vi\s+)?(?:chức năng|nhiệm vụ|quyền hạn|thẩm quyền|phạm vi|lĩnh vực|trách nhiệm|tình hình|tính chất|ngành|dự toán|địa bàn)"
    r"(?:(?:\s*,\s*|\s+và\s+|\s+)(?:chức năng|nhiệm vụ|quyền hạn|thẩm quyền|trách nhiệm|quản lý(?: nhà nước)?|lĩnh vực|ngành|địa bàn|phạm vi|được giao|được phân công|được phân cấp|"
    r"của (?:(?:từng )?(?:ngành|đơn vị|địa phương|cơ quan|tổ chức|cấp)(?:, (?:ngành|đơn vị|địa phương|tổ chức))*(?: mình)?|mình)|phụ trách|thực tế|cụ thể|quy định(?! (?:việc|về|chi tiết|cụ thể|mức|chế độ))|(?:đã )?(?:được|do) (?:pháp )?luật quy định|theo (?:luật định|quy định(?: của pháp luật)?(?= [^\W\d_]))|yêu cầu|tính chất|điều kiện))*(?:\s+(?:tại|trong|theo) (?:Quyết định|Kế hoạch|Chỉ thị|Chương trình|Nghị quyết|Đề án|văn bản) (?:này|kèm theo|trên))?)\s*,?"
)
# "Các cơ quan liên quan khi nhận được yêu cầu phối hợp thì phải …": when, between who and what
_MEANWHILE = re.compile(
    r"\s*,?\s*(?:ngay )?(?:khi|sau khi|nếu|trong (?:thời hạn|thời gian|vòng|\d{1,3} ngày|quý|tháng|năm \d|tuần)|chậm nhất|căn cứ|trên cơ sở|ngoài (?:việc|các|những|nhiệm vụ|báo cáo|nội dung|phần))\s[^.;:]{3,150}?(?:,\s+(?:thì\s+)?|\s+thì\s+|\s+(?=phải\s)|\s+(?=(?:có|chịu) trách nhiệm\s))"
)
# "Cơ quan điều tra sau khi thụ lý tố giác, tin báo về tội phạm thì thông báo …": whatever commas stand before "thì"
_MEANWHILE_THEN = re.compile(r"\s*,?\s*(?:ngay )?(?:khi|sau khi|nếu|trong quá trình)\s[^.;:]{3,260}?\s+thì\s+")
# "Ủy ban nhân dân cấp xã trong thời gian 05 ngày kể từ ngày nhận đủ hồ sơ, giấy tờ theo quy định tại khoản 1 Điều này, có trách nhiệm …", "… căn cứ tình
# trạng sức khỏe để lập danh sách": up to the words that burden, whatever commas stand between
_IN_TERM = re.compile(
    r"\s*,?\s*(?:trong (?:thời hạn|thời gian|vòng)|chậm nhất|căn cứ|trên cơ sở)\s[^.;:]{3,260}?,?\s+(?:(?=(?:có|chịu) trách nhiệm\s)|(?<!hồ sơ )để\s+(?=lập|lãnh đạo|chỉ đạo|triển khai|cụ thể hóa|ra|ban hành|phê duyệt|quyết định|xem xét|cấp|xây dựng|tổ chức|thực hiện))"
)
_IS_CHARGED = re.compile(
    r"\s+được (?:(?:giao|phân công|ủy quyền|uỷ quyền|phân cấp(?! thẩm quyền quản lý)|phân quyền|chỉ định)(?: (?:nhiệm vụ|trách nhiệm|thẩm quyền))?|quyền(?= quyết định))\s+"
)  # "Tỉnh Đoàn được giao tổ chức …", "Chủ tịch Ủy ban nhân dân cấp xã được phân cấp cấp giấy phép …"
# "Sở Y tế được Ủy ban nhân dân tỉnh giao chủ trì …"; "Cơ quan được Ủy ban nhân dân cấp tỉnh giao giải quyết thủ tục hành chính" is only called so
_CHARGED_BY = re.compile(
    r"\s+được (?=[CHUBTSỦĐG])[^,;.:()]{3,70}? (?:giao|phân công|[uủ][ỷy] quyền|[uủ][ỷy] nhiệm|phân cấp)(?: (?:nhiệm vụ|trách nhiệm|thẩm quyền))?(?: thay(?: mặt)? Giám đốc(?: \w+)?)?\s+"
)
# "Ủy ban nhân dân cấp xã được phân cấp thẩm quyền … căn cứ chức năng, nhiệm vụ được giao có trách nhiệm …", "… nếu thấy … thì có văn bản …"
_WHO_IS = re.compile(
    r"\s*,?\s*(?:được (?:giao|phân cấp|phân công|ủy quyền)|(?:tham gia [^.;:,]{3,60}? )?là (?:cơ quan|đơn vị|tổ chức)|theo|căn cứ|trên cơ sở|trong phạm vi)\s[^.;:]{3,420}?(?:,\s*)?(?=\s*(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)(?!\w))"
    # "… được phân cấp thẩm quyền quyết định thanh lý …; xử lý … căn cứ chức năng, nhiệm vụ được giao có trách nhiệm …": the powers are a list
    r"|\s+được (?:phân cấp|ủy quyền|giao) (?:thẩm quyền|nhiệm vụ)\s[^.:]{3,420}?(?:,\s*)?(?=\s*(?:có trách nhiệm|chịu trách nhiệm)(?!\w))"
    r"|\s+nếu (?:thấy|xét thấy|có)\s[^.;:]{3,200}?\s+thì\s+"
)
# "các sở, ngành và UBND các xã, phường được phân công chủ trì thực hiện nhiệm vụ được giao tại Kế hoạch này có trách nhiệm xây dựng …"
_CHARGED_HERE = re.compile(
    r"\s+được (?:giao|phân công)\s[^,.;:]{3,120}?\s(?:tại|theo|trong) (?:Kế hoạch|Quyết định|Chỉ thị|Chương trình|Đề án|Nghị quyết|Phụ lục) (?:này|kèm theo)\s+(?=(?:có|chịu) trách nhiệm\s)"
)
# "Sở Tài chính, trên cơ sở đề xuất của các cơ quan, đơn vị, địa phương, chủ trì tổng hợp trình …": whatever commas stand in the ground
_ON_GROUND = re.compile(
    # "Sở Tài chính trên cơ sở đề xuất của Sở Y tế, khả năng cân đối ngân sách tham mưu UBND tỉnh …"
    r"\s*,?\s+(?:trên cơ sở|căn cứ(?: vào)?)\s[^.;:]{3,200}?\s+(?=tham mưu (?:cho )?(?:UBND|Ủy ban|Chủ tịch|cấp có thẩm quyền)(?!\w))|"
    r"\s*,\s+(?:trên cơ sở|căn cứ(?: vào)?)\s[^.;:]{3,200}?,\s+(?=(?:chủ trì,?|phối hợp|tham mưu|tổng hợp|có trách nhiệm|chịu trách nhiệm|hướng dẫn|bố trí|cân đối|rà soát)\s)"
)
# "Ban công tác Mặt trận căn cứ Kế hoạch này, khi có thông báo chủ động phối hợp …": by which paper stands between who and what
_BY_PAPER = re.compile(
    r"\s*,?\s+(?:căn cứ|trên cơ sở)\s+[^.;:,]{3,120}?(?<!\w)(?:này|nêu trên|kèm theo)(?:,? và (?:tình hình|điều kiện|đặc điểm|yêu cầu|chức năng|nhiệm vụ)[^.;:]{0,70}?)?,?\s+(?:(?:khi|nếu) có [^.;:,]{3,40}?\s+)?"
    r"(?=(?:chủ động|nghiêm túc|tích cực|quán triệt|chủ trì|phối hợp|tham mưu|khẩn trương|kịp thời|tổ chức|xây dựng|triển khai|báo cáo|rà soát|cụ thể hóa|ban hành|lập|hướng dẫn|chỉ đạo)(?!\w))"
)
# "Ủy ban nhân dân cấp xã theo phân cấp của Ủy ban nhân dân cấp tỉnh quản lý hoạt động cấp nước trên địa bàn"
_AS_HANDED = re.compile(
    # "Giám đốc Sở Nội vụ, theo ủy quyền của Chủ tịch Ủy ban nhân dân tỉnh, công nhận điều lệ": a comma ends it before any verb
    r",?\s+(?:theo|được) (?:sự )?(?:phân cấp|ủy quyền|phân công|chỉ đạo|hướng dẫn)(?:(?:,| và) (?:ủy quyền|phân công|chỉ đạo))?(?: của [^,;.:()]{3,70}?)?(?:,\s+|,?\s+"
    r"(?=(?:quản lý|tổ chức|thực hiện|quyết định|phê duyệt|chủ trì|phối hợp|kiểm tra|triển khai|xây dựng|cấp(?! tỉnh| huyện| xã| trên)|thẩm định|ban hành|hướng dẫn|(?:có|chịu) trách nhiệm)(?!\w)))"
)

# "Giám đốc Sở là người đứng đầu Sở, chịu trách nhiệm trước Ủy ban nhân dân tỉnh …": who he is comes before what he is to do
# "Phó Giám đốc Sở do Chủ tịch Ủy ban nhân dân tỉnh bổ nhiệm, giúp Giám đốc Sở …"
_WHAT_HE_IS = (
    r"(?:[Ll]à (?:người|đại diện|chủ tài khoản|thủ trưởng)(?: [^.;:,]{3,120})?|do [^.;:,]{5,70} (?:bổ nhiệm|bầu)(?: [^.;:,]{3,80})?)"
)
_IS_HEAD = re.compile(
    rf"\s*{_WHAT_HE_IS}(?:,\s+{_WHAT_HE_IS})?(?:,| và)\s+(?!miễn nhiệm|bãi nhiệm|cách chức|điều động|luân chuyển|phê chuẩn)(?:và )?"
)

# "Đề nghị các thành viên Ban Chỉ đạo với tinh thần trách nhiệm cao nhất, bám sát …": in what spirit
_IN_SPIRIT = re.compile(
    r",?\s+(?:với|trên|bằng|nêu cao|phát huy|đề cao)\s+(?:tinh thần|trách nhiệm|quyết tâm|ý thức)(?!\w)[^;.:]{0,80}?(?:,\s+|\s+(?=(?:tập trung|khẩn trương|chủ động|bám sát|quyết liệt|tích cực)(?!\w)))"
)
# "Trung tâm Phục vụ hành chính công cấp xã quy định tại khoản 3 Điều 7 Nghị định số … tham mưu …": which one
_AS_LAID_DOWN = re.compile(
    r"\s+(?:được )?(?:quy định|nêu) tại (?:điểm|khoản|Điều|Mục|Phụ lục)\s[^;:()]{2,90}?(?<!\slà)\s+(?=(?:tham mưu|chủ trì|phối hợp|có trách nhiệm|thực hiện|tổ chức)\s)"
)
# "Sở Y tế, Sở Tài chính và Sở Tư pháp cùng rà soát văn bản": all of them
_TOGETHER = re.compile(r"\s+(?:cùng(?: nhau)?|đồng thời)\s+(?!với\s)")


_THEN_IN_TERM = re.compile(
    r"(?:trong (?:thời hạn|thời gian|vòng|\d)|chậm nhất|trước ngày|định kỳ|hằng (?:năm|quý|tháng))[^,;.:()]{0,60},\s+", re.I
)


def behind_right(text: str, at: int, end: int, named: bool = False) -> int:
    """Behind "theo chức năng, nhiệm vụ được giao", "khi nhận được yêu cầu thì" or "được giao", where a verb follows; else ``at``.

    ``named``: a name stands before ``at``, and not only what kind of body acts.
    """
    if named and (charged := _CHARGED_BY.match(text, at, end)) and opens_duty(text, charged.end(), end):
        return charged.end()
    if (charged := _CHARGED_HERE.match(text, at, end)) and opens_duty(text, charged.end(), end):
        return charged.end()
    for aside in (
        _IS_HEAD,
        BY_RIGHT,
        _AS_HANDED,
        _BY_PAPER,
        _MEANWHILE,
        _MEANWHILE_THEN,
        _ON_GROUND,
        _IN_TERM,
        _WHO_IS,
        _IS_CHARGED,
        _IN_SPIRIT,
        _TOGETHER,
        _AS_LAID_DOWN,
    ):
        match = aside.match(text, at, end)
        if match and opens_duty(text, match.end(), end):
            return match.end()
        if match and (term := _THEN_IN_TERM.match(text, match.end(), end)) and opens_duty(text, term.end(), end):
            return term.end()  # "Sở Nội vụ sau khi nhận được báo cáo, trong 05 ngày làm việc, tổng hợp trình …"
    return at


# "3. Được Chủ tịch Ủy ban nhân dân tỉnh ủy quyền quyết định nâng bậc lương …" below "Thẩm quyền của Giám đốc Sở Nội vụ"
_BY_GRANT = re.compile(r"Được [^.;:,]{3,80}? (?:[uủ][ỷy] quyền|phân cấp|giao|phân công)(?: nhiệm vụ)?\s+")
# "Căn cứ trách nhiệm kiểm tra hoạt động đấu thầu theo quy định tại …, tăng cường …": the verb right behind says which task is the ground
_BARE_RIGHT = re.compile(r"\s*(?:[Cc]ăn cứ|[Tt]rên cơ sở)(?: vào)?\s+(?:chức năng|nhiệm vụ|quyền hạn|thẩm quyền|trách nhiệm|tình hình)")


def behind_own_right(text: str, start: int, end: int, powers: bool) -> int:
    """Where the verb stands of "Căn cứ chức năng nhiệm vụ, chỉ đạo các cơ sở …, các trường …", whose subject the heading is; 0 elsewhere.

    ``powers``: powers are handed down here: "Được quyền ký hợp đồng lao động".
    """
    right = (
        _IS_HEAD.match(text, start, end)
        or BY_RIGHT.match(text, start, end)
        or _BY_GRANT.match(text, start, end)
        or (HAS_POWER.match(text, start, end) if powers else None)
    )
    if right is None or _BARE_RIGHT.fullmatch(right.group().rstrip()):
        return 0
    verb = right.end() + len(text[right.end() : end]) - len(text[right.end() : end].lstrip())
    if (time := TIME.match(text, verb, end)) and text[time.end() : time.end() + 1].isupper():
        return 0  # "Căn cứ chức năng, nhiệm vụ, hằng năm Sở Xây dựng lập …": somebody is named behind the time
    return right.end() if opens_duty(text, right.end(), end) else 0


# "1. Sở Tài chính" above "Sở bố trí kinh phí …": its kind alone is the heading's body
_KIND_ALONE = re.compile(
    r"(?:Sở|Bộ|Ban(?! (?:quản lý|chỉ đạo|tổ chức))|Tổng cục|Cục|Chi cục|Vụ|Phòng(?! (?:chống|ngừa|cháy|bệnh|dịch|thủ|tránh|trừ|hộ|vệ)(?!\w))|Văn phòng|Thanh tra(?! (?:kiểm tra|việc)(?!\w))|Trung tâm(?! ứng dụng)|Trạm|Viện|Trường|Nhà trường|Hội đồng|Hội|Đoàn(?! (?:kiểm tra|thanh tra|giám sát|công tác|khảo sát))|Tổ(?! (?:chức|công tác|giúp việc|kiểm tra|thẩm định))|Quỹ|Ủy ban|Uỷ ban|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Kho bạc)(?= [^\W\d_A-ZĐ])"
)


def behind_own_kind(text: str, start: int, end: int, owner: str) -> int:
    """Where the verb stands of a stretch whose subject is the kind of the ``owner`` alone: "Sở bố trí kinh phí" below "Sở Tài chính"; 0 elsewhere."""
    kind = _KIND_ALONE.match(text, start, end)
    if kind is None or not owner.startswith(f"{kind.group()} "):
        return 0
    # "Hội đồng kiểm tra họp đánh giá kết quả", "Hội đồng quản lý Quỹ họp bất thường" below "Hội đồng quản lý Quỹ Bảo tồn di sản": as much of the name
    # as stands there, in whatever letters
    said = zip(text[kind.end() : end].split(" ")[1:], owner[len(kind.group()) :].split(" ")[1:], strict=False)
    name = kind.end() + sum(len(word) + 1 for word, _ in takewhile(lambda words: words[0].lower() == words[1].lower(), said))
    verb = behind_right(text, name, end)
    return verb if opens_duty(text, verb, end) else 0
