"""Where in a sentence its subject may stand."""

from __future__ import annotations

import re

from phancap.indexer.predicates import ADVERBIAL, TERM, TIME, goes_on, opens_duty, opens_with_verb
from phancap.indexer.semicolons import BY_PAPERS
from phancap.indexer.vietnamese import UPPER

_PLACES = re.compile(r",\s+|\bthì\s+|:\s+")
# "Phong trào thi đua “Dân vận khéo” - giao Sở Nội vụ chủ trì …"
_BY_WORD = re.compile(
    r"(?:Thực hiện|Triển khai(?: thực hiện)?) (?:các )?(?:ý kiến )?(?:sự )?(?:chỉ đạo|kết luận|yêu cầu|đề nghị|hướng dẫn|phân công)(?: [^\W\d_]+){0,3} (?:của|tại)\s"
)
_BEHIND_PAPER = re.compile(rf",\s+(?=[{UPPER}]|các (?:[Ss]ở|[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Bb]ộ)(?!\w))")
_ORDER_FOLLOWS = re.compile(r"(?::|[”\"]\s+[-–])\s+(?=(?:Giao|Đề nghị|Yêu cầu|Phân công|đề nghị|giao|yêu cầu)\s)")
# "2. Về đề nghị Bộ Nội vụ tham mưu …: Bộ Nội vụ nghiên cứu đề xuất của …"
_BEHIND_TOPIC = re.compile(
    r":\s+(?=[A-ZĐỦ]|(?:phòng|chi cục|trung tâm|công an|trạm) [A-ZĐ]|các (?:sở|cơ quan|đơn vị|xã|địa phương)(?!\w)|(?:thống nhất |đồng ý )?giao )"
)
# "Đối tượng kiểm tra: Ban Thường trực … tiến hành kiểm tra …", "Việc thu thập thông tin … thực hiện như sau: Ban Chỉ đạo …"
_TOPIC = re.compile(
    r"(?!(?:Ví dụ|Ghi chú|Chú thích|Trong đó|Thí dụ|Căn cứ|Nơi nhận|Kính gửi|Mục tiêu|Mục đích|Kết quả|Sản phẩm|Thành phần|Cơ cấu|Điều kiện|Khái niệm|Thời điểm"
    r"|Chỉ đạo|Chủ trì|Phối hợp|Giao|Yêu cầu|Đề nghị)(?!\w))[A-ZĐỞ][^;.:()]{2,70}(?:\([^();]{3,50}\))?(?<!gồm)(?<!gồm có):\s+(?=[A-ZĐỦ])|Việc [^;.]{3,300}? (?:thực hiện|tiến hành|quy định) như sau:\s+(?=[A-ZĐỦ])"
    r"|(?:Chế độ|Thời hạn|Công tác) (?:thông tin,? )?báo cáo[^;.:()]{0,40}:\s+(?=các\s)"
)
# "nếu có vướng mắc các cơ quan, đơn vị phản ánh về …", "nếu có phát sinh vướng mắc yêu cầu các Sở … phản ánh …": no comma ends the case
_TROUBLE = re.compile(
    r"(?:(?:vướng mắc|khó khăn)(?: vượt (?:quá )?thẩm quyền(?: giải quyết)?)?|phát sinh|vấn đề mới|sửa đổi, bổ sung|điều chỉnh, bổ sung)\s+(?=[Cc]ác\s|yêu cầu\s|đề nghị\s|Ủy ban|UBND|Sở\s|cơ quan, đơn vị)"
)
# "Các cơ quan phụ trách lĩnh vực: Văn phòng UBND tỉnh, Sở Tư pháp … xây dựng báo cáo …": those behind the colon
_NAMED_BEHIND = re.compile(rf"(?:Các|Những)\s+(?:cơ quan|đơn vị|địa phương|sở, ngành)\s[^:;.,]{{3,80}}:\s+(?=[{UPPER}])")
# "Nội dung nêu trên giao Sở …", "Việc bố trí trụ sở làm việc giao Sở Tài chính chủ trì …"
# "Kết quả thực hiện các sở, ngành, địa phương báo cáo về Ủy ban nhân dân tỉnh …": who reports stands behind what
_RESULTS_GO = re.compile(
    r"Kết quả(?: (?:thực hiện|triển khai|xử lý|giải quyết|rà soát))?,? (?=(?:đề nghị |yêu cầu )?(?:các |Sở |UBND |Ủy ban |Công an ))"
)
_GIVEN_TOPIC = re.compile(
    r"(?:Nội dung|Nhiệm vụ|Công việc|Việc|Phần việc) (?:này|trên|nêu trên|còn lại)[^;.:,]{0,40}?\s(?=giao )"
    r"|(?:Nội dung|Việc|Công tác) [^;.:]{3,140}?(?<!tỉnh)(?<!phủ)(?<!phố)(?<!xã)(?<!Bộ)(?<!được),?\s(?=giao (?:cho )?(?:Sở|Ủy ban|UBND|Giám đốc|Chủ tịch|Công an|Phòng|Văn phòng|Thanh tra|Trung tâm|Bộ|Cục|Ban) )"
)
# "Trên đây là Chỉ thị về …, yêu cầu Thủ trưởng các sở, ban, ngành nghiêm túc triển khai thực hiện"
_CLOSING_ORDER = re.compile(r"[,.;]\s+(?=(?:[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao)\s+(?:các|Thủ trưởng|Giám đốc|Sở|Ủy ban|UBND|Chủ tịch))")
# "Thực hiện Công văn số …, Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở …": by whose word stands before who tells whom
_OPENING = re.compile(
    r"(?:(?:Vì vậy|Vì thế|Do vậy|Do đó|Tuy nhiên|Ngoài ra),|Thực hiện|Hưởng ứng|Hướng ứng|Triển khai(?: thực hiện)?|Tiếp theo|Tiếp tục thực hiện|Xét|Phúc đáp|Trả lời|Ngay sau|Trước(?! hết| mắt| ngày| khi)|Qua|Thời gian|Hiện nay|Vừa qua|Đồng thời|Sau)\s",
)
# "Trong thời hạn 15 ngày, kể từ ngày cấp, gia hạn, cấp lại, thu hồi Giấy chứng nhận, các Bộ thông báo …": what the time runs from
_SINCE = re.compile(r"kể từ (?:ngày|khi|thời điểm)(?: [^\W\d_]+){1,3}(?:, [^\W\d_]+(?: [^\W\d_]+){0,2})*, $")
_TELLER = re.compile(
    r"[,;]\s+(?:trong đó,?\s+)?(?="
    r"(?:(?:đồng chí |ông |bà )?(?:Phó |Thường trực |Lãnh đạo )*(?:Chủ tịch|Bí thư|Bộ trưởng|Giám đốc|Thủ tướng|Tổng cục|Cục|Chi cục|Ủy ban|Uỷ ban|UBND|Bộ|Sở|Văn phòng|Ban|Phòng|Bảo hiểm xã hội|Hội đồng|Chính phủ|Tỉnh ủy|Thành ủy)\s[^,;:]{0,90}?\s)?(?:trân trọng )?(?:yêu cầu|đề nghị|chỉ thị|giao)(?:\s*:)?\s+(?:các\s|Sở|Bộ|Ủy ban|Uỷ ban|UBND|Chủ tịch|Thủ trưởng|Giám đốc|Cục|Chi cục|Ban|Công an|Văn phòng|Phòng|Trung tâm|Thanh tra|Bảo hiểm|Kho bạc|Hội|Đài|Trưởng|Chánh|Tỉnh đoàn|Thành đoàn|Đoàn|Liên đoàn|Báo|Mặt trận|cơ quan|đơn vị|đồng chí)"
    # "Cập nhật cơ sở dữ liệu, phân công Chi cục Thủy lợi thực hiện trong quý II"
    r"|phân công\s+(?:Chi cục|Phòng|Văn phòng|Công an|Trung tâm|Ban|Sở|Hội|Đoàn|Trạm|Đội|Tổ)\s[^;.:,]{2,80}? (?:thực hiện|chủ trì|phụ trách|đảm nhiệm|tham mưu|theo dõi)(?!\w))"
)
# "Kết luận hội nghị đồng chí Chủ tịch UBND tỉnh yêu cầu các ngành …"
_SPEECH = re.compile(
    r"(?:Phát biểu|Kết luận|Chỉ đạo)(?:,? (?:chỉ đạo|kết luận))?(?: tại)? (?:hội nghị|cuộc họp|buổi làm việc|phiên họp)[^,;.:]{0,40}?,? (?=(?:đồng chí|ông|bà) )"
)
# "trường hợp phức tạp Cục Thuế tỉnh báo cáo …", "Trường hợp vượt thẩm quyền Ủy ban nhân dân cấp xã trình …": no comma ends the case
_SHORT_CASE = re.compile(
    r"(?:(?:trong )?trường hợp|nếu|khi) (?:phức tạp|cần(?: thiết)?|đặc biệt|khẩn cấp|đột xuất|vượt (?:quá )?thẩm quyền|có thay đổi|có phát sinh|phát sinh|không thống nhất|có ý kiến khác nhau)\s+(?-i:(?=[A-ZĐỦ]))",
    re.I,
)
# "Trong thời gian không quá 10 ngày làm việc Ủy ban nhân dân cấp xã ký quyết định …": no comma ends the term
_SHORT_TERM = re.compile(
    r"(?:Trong (?:thời hạn|thời gian|vòng)|Chậm nhất)(?: (?:không quá|tối đa|là))? \d{1,3} (?:\([^()]{2,20}\) )?(?:ngày|giờ|tháng)(?: làm việc)?"
    r"(?:,? kể từ (?:ngày|khi) nhận (?:được |đủ )?(?:hồ sơ|văn bản|đề nghị|báo cáo)(?: hợp lệ| đầy đủ)?)?\s+(?=(?:Ủy ban|Uỷ ban|UBND|Sở|Bộ|Cục|Chi cục|Chủ tịch|Giám đốc|Phòng|Công an|Văn phòng|Trung tâm|Thanh tra|Ban)\s)"
)
# "Chậm nhất 20 ngày trước khi …, Điều tra viên phải phối hợp … theo Thông tư liên tịch của …, Bộ Quốc phòng quy định về …"
# "Trong thời hạn 05 ngày, bộ phận tiếp nhận đơn phải có đề xuất với Bộ trưởng, Thủ trưởng các đơn vị …": nor behind who is burdened
_OTHERS_TOLD = re.compile(
    r"(?:viên|cá nhân|nghiệp|người|nhà thầu|chủ đầu tư)\s+(?:phải|(?:có|chịu) trách nhiệm)\s|,\s+(?:bộ phận|đơn vị|cơ quan)\s[^,;:.]{3,90}?\s(?:phải|(?:có|chịu) trách nhiệm)\s"
)
# "Đối với 12 dự án đang tồn đọng yêu cầu Chủ tịch Ủy ban nhân dân các phường, xã đề xuất cụ thể": no comma ends what it is about; not so
# "Đối với nội dung đề nghị Sở Tài chính bố trí kinh phí, giao …"
_ORDERED_AS_TO = re.compile(
    r"(?:Đối với|Riêng)\s[^,;.:]{4,120}?(?<!nội dung)(?<! việc)(?<!văn bản)(?<!ông văn)(?<!ờ trình)(?<!hồ sơ)(?<!ý kiến)(?<!có)(?<!được)(?<!theo)"
    r"\s(?=(?:yêu cầu|đề nghị|giao)\s(?:các (?:sở|cơ quan|đơn vị|xã|phường|địa phương)|Sở|Ủy ban|UBND|Chủ tịch|Thủ trưởng|Giám đốc|Đảng ủy|Văn phòng|Công an|Phòng|Trung tâm|Ban)(?!\w))"
    r"(?![^;.:]*(?:\sthì\s|,\s+(?:(?:yêu cầu|đề nghị|giao)\s|(?:Sở|UBND|Ủy ban|Chủ tịch)\s)))"
)
# "Với vai trò là cơ quan thường trực, Sở Y tế có trách nhiệm …", "Là đơn vị chủ trì, Sở Y tế tổng hợp, báo cáo …": as what somebody does it
_AS_WHAT = re.compile(
    r"(?:Với (?:vai trò|tư cách|chức năng|trách nhiệm|nhiệm vụ|cương vị)|Là (?:cơ quan|đơn vị|tổ chức|trung tâm|đầu mối))\s[^;.:]{2,200}?,\s+"
    rf"(?=[{UPPER}][^,;.:]{{2,90}}? (?:có (?:trách nhiệm|nhiệm vụ)|phải|chủ trì|chịu trách nhiệm|tổng hợp|tham mưu|phối hợp)[\s:,])"
)
THEN = re.compile(r"thì(?<!\wthì)\s+")
# behind it, bodies are partners: "…, chủ trì, phối hợp với các sở, ban, ngành"
_RULED = re.compile(r",\s+(?:chủ động\s+)?(?:chủ trì|phối hợp)\b")


def by_whose_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch opens with what is carried out: "Thực hiện Quyết định số …", "Thực hiện chỉ đạo của Thủ tướng Chính phủ"."""
    return BY_PAPERS.match(text, start, end) is not None or _BY_WORD.match(text, start, end) is not None


def subject_places(text: str, start: int, end: int, headed: bool, behind_verb: bool = False) -> list[int]:
    """Where a subject may stand: at the beginning, behind the comma that ends an opening adverbial, behind "thì".

    ``behind_verb``: only the places behind what looks like the verb of a time limit.
    """
    if not ADVERBIAL.match(text, start):
        if behind_verb:
            return []
        then = [m.end() for m in THEN.finditer(text, start, end)]
        if text.startswith("Trên đây là", start):
            then += [m.end() for m in _CLOSING_ORDER.finditer(text, start, end)]
        if not headed or _OPENING.match(text, start, end):
            then += [m.end() for m in _TELLER.finditer(text, start, end)]
        if not headed and by_whose_word(text, start, end):
            # "Thực hiện Quyết định số …, Sở Y tế lập kế hoạch"; of "…, yêu cầu các sở, UBND các huyện rà soát" the order comes first
            then = sorted([*then, *(m.end() for m in _BEHIND_PAPER.finditer(text, start, end))])
        then += [m.end() for m in _ORDER_FOLLOWS.finditer(text, start, end)]  # "Về việc lồng ghép …: Giao Bộ Y tế nghiên cứu …"
        if ones := _NAMED_BEHIND.match(text, start, end):
            return [ones.end(), start, *then]
        if speech := _SPEECH.match(text, start, end):
            then.append(speech.end())
        if as_what := _AS_WHAT.match(text, start, end):
            then.append(as_what.end())
        if text.startswith(("Về ", "Về: ", "về "), start):
            then += [m.end() for m in _BEHIND_TOPIC.finditer(text, start, end)]
        elif goes := _RESULTS_GO.match(text, start, end):
            then.append(goes.end())
        elif topic := _TOPIC.match(text, start, end) or _GIVEN_TOPIC.match(text, start, end):
            then.append(topic.end())
        return [start, *then, *(m.end() for at in then if ADVERBIAL.match(text, at) for m in _PLACES.finditer(text, at, end))]
    if _verb_behind_time(text, start, end):
        return [] if behind_verb else [start]
    # "Hằng tháng Kho bạc Nhà nước căn cứ …": no comma ends the time
    at_once = [m.end() for pattern in (TIME, _SHORT_CASE, _SHORT_TERM) if (m := pattern.match(text, start, end))]
    ruled = _RULED.search(text, start, end)
    limit = ruled.start() + 1 if ruled else end
    if ordered := _ORDERED_AS_TO.match(text, start, end):
        at_once.append(ordered.end())
    places = sorted([*at_once, *(m.end() for pattern in (_PLACES, _TROUBLE) for m in pattern.finditer(text, start, limit))])
    # "Căn cứ chức năng, nhiệm vụ, hằng năm Sở Xây dựng lập kế hoạch": nor the time behind another opening
    places += [
        m.end()
        for at in places
        if text[at : at + 1].islower() and (m := TIME.match(text, at, end)) and text[m.end() : m.end() + 1].isupper()
    ]
    if TERM.match(text, start):
        if told := _OTHERS_TOLD.search(text, start, end):
            places = [place for place in places if place < told.end()]
        # "Trong thời hạn 02 ngày làm việc, gửi kết quả đến Thường trực HĐND tỉnh, …": behind a verb no subject follows
        stops = (
            i
            for i, at in enumerate(places)
            if text[at : at + 1].islower()
            and not ADVERBIAL.match(text, at)
            and (opens_with_verb(text, at, end) or text.startswith("phải ", at))
            and not goes_on(text, start, text.rfind(",", start, at))
            and not _SINCE.search(text[max(start, at - 200) : at])
        )
        verb = next(stops, len(places))
        if behind_verb:
            return places[verb:]
        places = places[:verb]
    return [] if behind_verb else [start, *places]


def _verb_behind_time(text: str, start: int, end: int) -> bool:
    """ "Hằng năm lập dự toán …, gửi Sở Tài chính thẩm định": the verb stands right behind the time, so no subject follows.

    "Hằng năm, Thanh tra tỉnh tổng hợp …": a capital begins a name; "Hằng năm, căn cứ khả năng ngân sách, Sở Tài chính …": a ground comes first.
    """
    time = TIME.match(text, start, end)
    if time is None or not opens_duty(text, time.end(), end):
        return False
    return text[time.end()].islower() and not ADVERBIAL.match(text, time.end())
