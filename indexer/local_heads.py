"""Who heads a village, and who holds a post in the Party: people who are told to do things by their posts."""

from __future__ import annotations

import re

from phancap.indexer.alternatives import any_of
from phancap.indexer.duty_verbs import NAME_ENDS, STRONG_VERBS

# "Bí thư Chi bộ, Trưởng thôn, bản, tổ dân phố": who heads a village
VILLAGE_HEADS = re.compile(
    # "Cụm trưởng, Khối trưởng các cụm, khối thi đua chủ trì tổng kết"
    r"(?:[Cc]ụm trưởng|[Kk]hối trưởng|[Cc]ụm phó|[Kk]hối phó)(?:(?:,| và) (?:[Cc]ụm trưởng|[Kk]hối trưởng|[Cc]ụm phó|[Kk]hối phó))*(?: các (?:cụm|khối)(?:(?:,| và) (?:các )?(?:cụm|khối))?(?: thi đua)?)?(?!\w)|"
    r"Ban (?:điều hành|cán sự) (?:các )?(?:thôn|khóm|ấp|khu phố|khu dân cư|tổ dân phố|bản|buôn|xóm)(?:(?:,| và) (?:thôn|khóm|ấp|khu phố|khu dân cư|tổ dân phố|bản|buôn|xóm))*(?!\w)|"
    r"(?:(?:[Cc]ác )?[Bb]í thư (?:các )?(?:[Cc]hi bộ|chi ủy)(?: (?:các )?(?:thôn|khóm|ấp|khu phố|tổ dân phố|bản|buôn|xóm))?(?:,| và) )?(?:[Tt]rưởng|[Tt]ổ trưởng|Ban nhân dân)(?: [Bb]an nhân dân)?(?: các| \d{1,2})? (?:[Tt]hôn(?: ấp)?|[Bb]ản|[Ấấ]p|[Bb]uôn|[Kk]hu phố|[Kk]hóm|[Xx]óm|[Tt]ổ dân phố)(?!\w)"
    r"(?:(?:,| và) (?:[Tt]ổ trưởng |[Tt]rưởng )?(?:các |[Bb]an nhân dân )?(?:[Tt]hôn(?: ấp)?|[Bb]ản|[Ấấ]p|[Bb]uôn|[Kk]hu phố|[Kk]hóm|[Xx]óm|[Tt]ổ dân phố|[Tt]iểu khu)(?!\w))*"
    # "Trưởng thôn, bí thư chi bộ thôn", "trưởng ban công tác mặt trận các khu phố": in small letters, where the list has another one first
    r"|(?:bí thư (?:các )?chi (?:bộ|ủy)|trưởng (?:các )?ban công tác [Mm]ặt trận)(?: (?:các )?(?:thôn|khóm|ấp|khu phố|tổ dân phố|bản|buôn|xóm))?(?!\w)"
)
# "BCH Đoàn các xã, thị trấn", "Ban Thường vụ các huyện, thị, thành đoàn và đoàn trực thuộc": the organs of several bodies of a union or the Party
LOCAL_UNIONS = re.compile(
    r"(?:(?:Ban Thường vụ|Ban Chấp hành|BTV|BCH|Thường trực) )?(?:[Cc]ác (?:huyện|quận|thị|thành)(?:(?:,| và) (?:thị|thành|quận))+ (?:ủy|uỷ|đoàn|hội)(?!\w)"
    r"(?:(?:,| và)(?: các)? (?:đảng ủy|đảng bộ|đoàn|hội|cơ sở đoàn)(?: cơ sở)? trực thuộc(?!\w))?"
    r"|(?:[Cc]ác )?Đoàn (?:các )?(?:xã|phường|thị trấn|trường(?! [A-ZĐ])|cơ sở|trực thuộc)(?!\w)(?:(?:,| và) (?:đoàn )?(?:xã|phường|thị trấn|đặc khu|trường|trực thuộc)(?!\w))*(?: trực thuộc(?!\w))?"
    r"|(?:[Cc]ác )?(?:[Cc]ơ sở|[Cc]hi) [Đđ]oàn(?!\w| (?:thể|kết|viên))(?: trực thuộc(?!\w))?)"
)
# "Các đồng chí Đảng ủy viên phụ trách địa bàn chịu trách nhiệm …", "Phó Bí thư Thường trực Đảng ủy trực tiếp chỉ đạo"
PARTY_POST = (
    r"(?:(?:Đảng|Tỉnh|Thành|Huyện|Cấp|cấp) (?:ủy|uỷ) viên|(?:Ủy|Uỷ) viên Ban (?:Ban )?(?:[Tt]hường vụ|[Cc]hấp hành)(?: Đảng (?:ủy|uỷ|bộ)| (?:Tỉnh|Thành) (?:ủy|uỷ))?(?: (?:tỉnh|xã|phường))?"
    r"|Phó [Bb]í thư(?: [Tt]hường trực)?(?: (?:Đảng|Tỉnh|Thành) (?:ủy|uỷ)| [Cc]hi bộ)?(?: (?:xã|phường))?)"
)
PARTY_HEADS = re.compile(
    rf"{PARTY_POST}(?:(?:,| và) (?:các )?(?:đồng chí )?{PARTY_POST})*(?: (?:được phân công )?phụ trách [^,;:.()]{{3,50}}?)?(?=\s+(?:{any_of(STRONG_VERBS)}|theo dõi|chỉ đạo|trực tiếp|tập trung|giúp|thực hiện|điều hành|thay mặt|phụ trách(?=,| chung)|ký|nghiêm túc|thường xuyên|chủ động|khẩn trương|tăng cường|phải|dự|tham dự|xuống|bám sát|kiểm tra|đôn đốc|hướng dẫn|nắm)(?!\w)|\s*:|\s*$)"
)
# "công chức địa chính - xây dựng", "Kế toán ngân sách xã", "giáo viên chủ nhiệm": who holds a post in a commune or a school
_FIELD = (
    r"(?:[Vv]ăn (?:phòng|h[óo][aá])|[Tt]ư pháp|[Hh]ộ tịch|[Đđ]ịa chính|[Tt]ài chính|[Kk]ế toán|[Tt]hống kê|[Nn]ông nghiệp|[Nn]ông thôn mới|[Mm]ôi trường|[Xx]ây dựng|[Đđ]ô thị"
    r"|[Gg]iao thông|[Tt]hủy lợi|[Ll]âm nghiệp|[Xx]ã hội|[Ll]ao động|[Tt]hương binh|[Cc]hính sách|[Tt]hú y|[Kk]huyến nông|[Dd]ân số|[Tt]ruyền thanh|[Tt]ôn giáo|[Tt]uyên giáo)"
)
_POST = (
    rf"(?:[Cc]ông chức|[Cc]án bộ)(?: phụ trách)? {_FIELD}(?:(?: ?[-–] ?|, (?!{_FIELD}(?: và [^\W\d_]+)? (?:xã|phường|huyện)(?!\w))| và | ){_FIELD})*(?: (?:xã|phường|thị trấn))?"
    r"|[Kk]ế toán(?: ngân sách(?: (?:xã|phường))?| (?:xã|phường|nhà trường|đơn vị))"
    r"|[Gg]iáo viên (?:chủ nhiệm|bộ môn)(?: (?:các )?lớp)?|[Tt]ổng phụ trách(?: [Đđ]ội)?|[Nn]hân viên y tế(?: (?:học đường|trường học|thôn|bản|thôn bản))"
)
# "Chủ tọa kỳ họp điều hành thảo luận", "Văn thư cơ quan vào sổ văn bản": by what they do in a meeting or an office
OFFICERS = re.compile(
    rf"(?:(?:{_POST})(?=\s*[,;:]|\s+và\s|\s+(?:{any_of(NAME_ENDS)})(?!\w))|"
    r"(?:(?:Chủ tọa|Chủ toạ|Thư ký) (?:kỳ họp|phiên họp|cuộc họp)|Văn thư (?:cơ quan|đơn vị|Văn phòng|Sở|UBND)|(?:Chuyên viên|Cán bộ|Công chức) (?:theo dõi|thụ lý|phụ trách)(?: [^\W\d_]+){0,4}?|Kiểm lâm (?:địa bàn|viên)"
    rf")(?=\s+(?:{any_of(STRONG_VERBS)}|theo dõi|điều hành|ghi|vào sổ|thẩm tra|kiểm tra|tham mưu|trình|lập|chuyển|gửi|báo cáo|tiếp nhận|nghiên cứu|phải|tổng hợp|kết luận)(?!\w)))"
    # "Thủ quỹ: quản lý tiền mặt tại quỹ", "Kế toán phải mở sổ sách theo dõi …"; "Kế toán trả kinh phí: …" is about what is booked
    r"|(?:Thủ quỹ|Thủ kho|Văn thư|Kế toán(?: trưởng| viên| đơn vị| ngân sách| xã| phường| tổng hợp| thanh toán)*)(?=:?\s+(?:phải(?! (?:trả|thu|nộp)(?!\w))|(?:có|chịu) trách nhiệm|mở sổ|rút|theo dõi|lập|ghi|vào sổ|kiểm tra|đối chiếu|thực hiện|quản lý)(?!\w))"
)
