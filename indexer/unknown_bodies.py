"""Bodies that the register does not know, told by how their names are made; and bodies that a text leaves without a name.

"Chi cục Hải quan khu vực XIX", "Ban Quản lý các khu công nghiệp tỉnh": a kind of body, then a name. "Cơ quan chuyên môn thuộc Ủy ban
nhân dân tỉnh", "các đơn vị liên quan": only what they are. Where a name ends is told by the words that never stand in one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from phancap.indexer.alternatives import LETTER, any_of, branches
from phancap.indexer.model import Mention
from phancap.indexer.predicates import NAME_ENDS, STRONG_VERBS
from phancap.indexer.vietnamese import UPPER, slug

_HEADS = (
    "Sở", "Cục", "Chi cục", "Tổng cục", "Vụ", "Viện", "Trung tâm", "Chi nhánh", "Phòng", "Văn phòng", "Hội", "Liên đoàn", "Liên minh", "Liên hiệp các hội", "Liên hiệp các Hội", "Liên hiệp các tổ chức", "Liên hiệp", "Hiệp hội", "Đài",
    "Báo và Phát thanh", "Báo và Đài", "Báo", "Tạp chí", "Kho bạc", "Ngân hàng", "Bảo hiểm xã hội", "Công an", "Bộ Chỉ huy", "Bộ Tư lệnh", "Ban Chỉ huy", "Trường", "Học viện", "Bệnh viện",
    "Tòa án", "Viện kiểm sát", "Mặt trận", "Đoàn", "Văn phòng đăng ký đất đai", "Chi nhánh Văn phòng đăng ký đất đai", "Chi cục Thuế", "Thi hành án", "Hội đồng", "Thanh tra", "Cảng vụ", "Kiểm toán", "Ban", "Bộ", "Ủy ban",
    "Uỷ ban", "Đảng ủy", "Quân khu", "Tổ công tác", "Hạt", "BQL", "Ban quản lý", "Ban công tác", "Ban chỉ đạo", "Ban chỉ huy", "Hội đồng thẩm định", "Hội đồng quản lý", "Thuế", "Hải quan", "Quỹ",
    "Sở giao dịch", "Sở Giao dịch", "Tổng công ty", "Tổng Công ty", "Công ty", "Tập đoàn", "Đồn", "Tiểu ban", "Thường trực", "Trang thông tin điện tử", "Trang Thông tin điện tử", "Cổng thông tin điện tử", "Cổng Thông tin điện tử",
)  # fmt: skip
_WHOLE_HEADS = ("Văn phòng đăng ký đất đai", "Chi nhánh Văn phòng đăng ký đất đai")  # names that are whole
_HEAD = re.compile(
    branches(_WHOLE_HEADS, behind=LETTER, then=r"(?!\w)") + "|" + branches(_HEADS, behind=r"[\w-]", then=r"(?=,?\s+[^\W\d_])")
)
# Heads whose name may begin with a small letter: "Ban quản lý các khu công nghiệp"; "Ban hành" and "Hội nghị" are no bodies.
_SMALL = re.compile(
    r"(?:Chi nhánh Văn phòng đăng ký đất đai|Văn phòng đăng ký đất đai|Thi hành án|Tòa án|Viện kiểm sát|Công an|Kho bạc|Mặt trận|Liên hiệp các [Hh]ội|Liên hiệp các tổ chức|Ban quản lý|Ban công tác|Ban chỉ đạo|Ban chỉ huy|Hội đồng thẩm định|Hội đồng quản lý|Tổ công tác|Sở [Gg]iao dịch|Tổng [Cc]ông ty)$"
)
_WHOLE = re.compile(r"Hội đồng (?:quản lý|thẩm định)|Ban (?:chỉ đạo|quản lý)|Tổ công tác|Tòa án|Viện kiểm sát|Thi hành án|Mặt trận")
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
_OTHERS_BEGIN = ("Ủy", "Uỷ", "UBND", "Sở", "Chủ", "Thủ", "Giám", "Chánh", "Trưởng", "Bí", "Phó", "Lãnh", "Người")  # "… và Thủ trưởng các …"
_NO_NAME = re.compile(
    r"\s+(?:Chủ trì|Tham gia|Tham mưu|Phối hợp|Thực hiện|Báo cáo|Trình|Hướng dẫn|Chính sách|Nghị|Luật(?! gia| sư)|Quyết|Điều|Chương|Kế|Đề|Căn|Việt Nam$)"
)
_PLAIN_HEAD = re.compile(r"(?:Cục|Vụ|Chi cục|Tổng cục|Phòng|Ngân hàng|Trung tâm|Viện|Văn phòng|Sở|Trường)$")
_WORD = re.compile(r"(?P<gap>\s+-\s+|\s+|\s*,\s+)(?P<word>[^\W\d_]+|[IVX]+|\d{1,2}(?!\d))")
_STOPS = frozenset((
    "về", "để", "theo", "tại", "trên", "với", "là", "được", "phải", "cần", "sẽ", "đã", "có", "không", "chịu", "trong", "khi", "nếu",
    "cùng", "gửi", "do", "bởi", "vì", "nhằm", "từ", "đến", "cho", "như", "này", "đó", "nêu", "của", "hoặc", "sau", "trước", "ngay",
    "còn", "thì", "mà", "bằng", "vào", "ra", "các", "những", "một", "chưa", "thông", "căn", "trình", "bị", "tiếp", "đồng", "kịp",
    "chậm", "định", "đang", "vẫn", "cũng", "đều", "hằng", "hàng", "chủ", "tổng", "trực",
))  # fmt: skip
_STOPPED = re.compile(rf"{any_of(NAME_ENDS)}(?!\w)")
# "báo cáo Hội đồng quản lý kết quả …", "Ban Chỉ đạo làm việc theo …": what is sent or how they work is no part of the name
_WHAT_IS_SENT = re.compile(
    r"(?:(?:làm việc|hoạt động) (?:theo|dưới|trên)|kết quả|tình hình|danh sách|số liệu|hồ sơ|nội dung|việc(?! làm)|phương án|thông tin về|dự thảo)(?!\w)"
)
# "Thủ trưởng cơ quan ngang bộ ⏎ Tập trung chỉ đạo …": a verb with a capital behind an unnamed body begins the task
_TASK_BEGINS = re.compile(
    r"(?<!Bộ)(?<!Sở)(?<!Phòng)(?<!Ban)(?<!Vụ)(?<!ngành)\s+(?=(?:Tập trung|Khẩn trương|Chỉ đạo|Tổ chức|Tiếp tục|Chủ động|Phối hợp|Tăng cường|Thực hiện|Triển khai|Rà soát|Xây dựng|Báo cáo|Hướng dẫn|Kịp thời|Thường xuyên|Đẩy mạnh|Căn cứ|Tham mưu)(?!\w))"
)
_IN_NAMES = re.compile(
    r"(?:[Nn]ghiên cứu|[Nn]ông nghiệp|[Đđ]ầu tư|(?<!Ban )[Qq]uản lý|dự án|kỹ thuật|hoạt động|xúc tiến|hỗ trợ|công tác|khoa học|dịch vụ|cấp|khu vực|thị)\s+$"
)
_BOARD = re.compile(r"Ban [Qq]uản lý (?:[Dd]ự án|[Đđ]ầu tư)[^,;.:]*$")
_KIND_NEXT = re.compile(r"\s+(?:[Ss]ở|[Bb]an|[Bb]ộ|cơ quan|đơn vị|huyện|xã|phường|địa phương|ngành)(?!\w)")
_TERRITORY = re.compile(rf"\s+(?:thành phố|tỉnh|Thành phố|Tỉnh|TP\.?)(?:\s+[{UPPER}][^\W\d_]*){{0,4}}$|\s+cấp tỉnh$")
_NO_STOP = re.compile(
    r"\s+chuyển đổi số|(?<=[Cc]ông nghệ)\s+thông(?! qua)|(?<=[Aa]n toàn)\s+thông(?! qua)|(?<=[Tt]ruyền)\s+thông|(?<=[Vv]iễn)\s+thông|(?<=[Đđ]ào)\s+tạo|(?<=[Tt]hi đua)\s+khen thưởng|(?<=giao dịch)\s+bảo đảm|(?<=[Kk]ế hoạch)\s+tổng|\s+đồng(?! thời)|\s+giao (?:thông|dịch)(?!\w)|(?<=[Gg]iao)\s+thông|(?<=[Tt]hường)\s+trực|(?<=[Cc]ông)\s+trình|(?<=[Cc]hương)\s+trình|(?<=[Ll]ộ)\s+trình|(?<=[Qq]uy)\s+trình|(?<=Hàng)\s+không|(?<=[Ss]áng)\s+tạo|(?<=Thẩm)\s+định|(?<=Kiểm)\s+định|(?<=Giám)\s+định|(?<=Tạm)\s+giữ|(?<=Trợ)\s+giúp|(?<=Ban)\s+[Cc]hỉ đạo(?!\w)|(?<=Ban [Cc]hỉ đạo)\s+(?:phát triển|phòng,? chống|phòng thủ)(?!\w)"
)  # "Thường trực Hội đồng nhân dân", "Cục Hàng không"
_LONGEST = 22  # syllables behind the head

_FIRST = (
    "để", "về", "theo", "tại", "trên", "với", "là", "được", "phải", "cần", "sẽ", "đã", "có", "không", "khi", "nếu", "gửi", "do", "từ",
    "đến", "cho", "này", "của", "trong", "bằng", "trước", "sau", "nhằm", "qua", "thông", "cùng", "hoặc", "thì", "mà", "bị", "căn",
    "chưa", "gồm", "vào", "như", "hằng", "hàng",
)  # fmt: skip
_KIND = (
    r"(?:[Cc]ơ quan ngang bộ|[Cc]ơ quan [Đđ]ảng(?! viên)|[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Tt]ổ chức|[Ss]ở|[Bb]an|[Nn]gành|[Bb]ộ|[Pp]hòng|[Cc]ấp ủy(?: [Đđ]ảng)?|[Cc]ấp(?= có thẩm quyền|,)|[Cc]hính quyền|[Đđ]oàn thể|[Hh]ội|[Cc]ơ sở|[Bb]ên|"
    r"[Cc]á nhân|[Ll]ực lượng|[Uu]BND|[Uu]ỷ ban|[Hh]uyện|[Xx]ã|[Pp]hường|[Đđ]ặc khu|[Tt]hị trấn|[Tt]hị xã|[Tt]rường|[Bb]an quản lý|[Hh]ội đồng|[Tt]rung tâm|[Tt]rạm|[Tt]rại giam|[Đđ]oàn (?:kiểm tra|thanh tra|giám sát|công tác))"
)
_NO_KIND = re.compile(
    r"(?:(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]ừng|[Mm]ỗi)\s+)?(?:[Bb]an hành|[Bb]an đầu|[Ss]ở hữu|[Bb]ộ phận|[Bb]ộ máy|[Hh]ội nghị|[Hh]ội thảo|[Hh]ội nhập|[Pp]hòng ngừa|[Pp]hòng,? chống|[Tt]rường hợp|[Cc]ơ sở hạ|[Xx]ã hội|[Bb]ên cạnh|"
    r"[Nn]gành nghề|[Cc]ơ sở dữ liệu|[Bb]ộ tiêu chí|[Bb]ộ thủ tục|[Tt]ổ chức (?:thực hiện|triển khai|các|công|tuyên|thi|lễ|hội|kiểm|đánh|sơ|tổng|tập|quán|lấy|rà|xây|quản lý|theo)|[Xx]ã viên|[Bb]ên )"
)
_FIRM = re.compile(
    r"(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]ừng|[Mm]ỗi)\s|[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Cc]ấp ủy(?: [Đđ]ảng)?|[Cc]hính quyền|[Đđ]oàn thể|[Ll]ực lượng|[^,]*,|[^,]* và "
)
_FIRM_GROUP = re.compile(r"(?:[Cc]ác )?[Tt]ổ chức (?:hành chính|chính trị|thành viên|đảng|đoàn thể)")
_PEOPLE = re.compile(r"(?:(?:[Cc]ác|[Nn]hững)\s+)?(?:tổ chức|cá nhân)(?:(?:\s*,\s*|\s+và\s+)(?:các\s+)?(?:tổ chức|cá nhân))*", re.I)
_GENERIC = re.compile(
    rf"(?:(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]ừng|[Mm]ỗi)\s+)?{_KIND}(?!\w|\s+(?!Trung ương)[{UPPER}])(?:(?:\s*[,/]\s*|\s+và\s+|\s*,\s*và\s+)(?:các\s+)?{_KIND}(?!\w|\s+(?!Trung ương)[{UPPER}]))*"
)
# "cơ quan bảo hiểm xã hội", "cơ quan Thuế": a kind of agency, whichever is meant
_BRANCH = re.compile(
    r"(?:các )?cơ quan (?:thuế|hải quan|công an|kiểm lâm|bảo hiểm xã hội|tài chính|thanh tra|thi hành án(?: dân sự)?|tư pháp|nội vụ|đăng ký (?:kinh doanh|đầu tư|đất đai)|"
    r"kho bạc nhà nước|thống kê|kiểm tra đảng|quân sự|y tế|báo chí|đại diện(?: chủ sở hữu)?|chủ quản|công tố|điều tra|tiến hành tố tụng|xây dựng|nông nghiệp và môi trường|giáo dục|văn hóa|khoa học và công nghệ|công thương|ngoại vụ|dân tộc|tiếp nhận)(?!\w)"
    r"(?: (?:các cấp|cùng cấp|cấp (?:tỉnh|huyện|xã|trên|dưới)|địa phương|có thẩm quyền|trực tiếp quản lý))?", re.I
)  # fmt: skip
# Behind an unnamed body, anything up to the words that burden it says which one: "Đơn vị thoát nước được giao vận hành … có trách nhiệm".
_UP_TO_BURDEN = re.compile(
    r"\s+(?!(?:để|nhằm|và|trước|sau|cùng|thì|mà|là|khi|đã|sẽ|không|phải|cần|bị|theo|căn cứ|với|trong)\s)[^,;:.()]{1,100}?(?<!\svà)(?=\s+(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)(?!\w))"
)
_BY_BURDEN = re.compile(
    r"(?:[Cc]ơ sở|Tổ chức|[Hh]ội đồng|[Tt]rung tâm|[Tt]rạm|[Tt]rại giam|[Đđ]oàn (?:kiểm tra|thanh tra|giám sát|công tác))"
)
_BURDENED = re.compile(
    r"\s+(?!(?:để|nhằm|và|trước|sau|cùng|thì|mà|là|khi|đã|sẽ|không|phải|cần|bị|theo|căn cứ|với|trong|dữ liệu|hạ tầng|pháp lý|có)\s)[^;:.()]{1,110}?(?=\s+(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải)(?!\w))"
)
# "Cơ quan thẩm định", "Đơn vị quản lý, vận hành công trình": what it does is its name when another verb follows, and a label before a colon.
_DOES = re.compile(
    r"\s+(?!báo cáo (?:Giám đốc|Thủ trưởng|Ủy|Uỷ|UBND|Sở|Bộ|Chủ tịch|[Ll]ãnh đạo|cấp trên))(?:trực tiếp |tổ chức )?(?:quản lý|điều hành|nhận|tiếp nhận|chủ trì|chủ quản|soạn thảo|thẩm định|phê duyệt|quyết định|giải quyết|thực hiện|tổng hợp|xét duyệt|cấp|lập|tham mưu|báo cáo|"
    r"ban hành|cung cấp|vận hành|đề nghị|đề xuất|sử dụng|điều tra|cử|đặt hàng|bảo quản|kiểm định|chịu trách nhiệm)(?!\w)"
)
_UP_TO_OTHER_VERB = re.compile(
    _DOES.pattern
    + r"[^;:.()\d]{0,80}?(?<! và)(?<!,)(?=\s+(?:phải|chịu hoàn toàn trách nhiệm|thông báo|gửi|quyết định|xem xét|kiểm tra|có quyền|có văn bản|chủ trì|phối hợp|trình|căn cứ)(?!\w))"
)
_LABELS = re.compile(_DOES.pattern + r"[^;:.()]{0,60}(?::|\s(?:là|gồm|có Giám đốc)\s)")
_HANGING = re.compile(
    r"\s+(?:hoàn toàn|phải|đồng thời|cần|sẽ|không|chủ động|kịp thời|thường xuyên|tiếp tục|khẩn trương|tự|và|hoặc|và các)$"
)
# "đơn vị cử đi không còn tồn tại thì cơ quan quản lý cấp trên trực tiếp xác nhận …": a sentence, no name
_SENTENCE_LIKE = re.compile(r"\s(?:không|thì|phải)(?:\s|$)")
# "Giao Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân, các Tổ đại biểu và các đại biểu Hội đồng nhân dân Thành phố giám sát …"
_ELECTED = re.compile(
    r"(?:[Cc]ác )?(?:[Bb]an (?:của )?(?:Hội đồng nhân dân|HĐND)|[Tt]ổ (?:đại biểu|ĐB)(?: (?:Hội đồng nhân dân|HĐND|Quốc hội))?|[Đđ]ại biểu (?:Hội đồng nhân dân|HĐND|Quốc hội)|"
    r"[Đđ]oàn đại biểu Quốc hội|(?:tỉnh ủy|thành ủy|đảng ủy)(?:, (?:tỉnh ủy|thành ủy|đảng ủy))*|(?:Ủy ban|Uỷ ban) của Quốc hội|Hội đồng Dân tộc|(?:Hội đồng nhân dân|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|UBND)(?= (?:các cấp|cùng cấp|các địa phương)(?!\w)))(?!\w)"
    r"(?: (?:các cấp|cùng cấp|các địa phương|cấp (?:tỉnh|huyện|xã)|(?:tỉnh|[Tt]hành phố)(?: [A-ZĐ][^\W\d_]*){0,4}))?"
)
# "Các cơ quan thông tấn, báo chí trên địa bàn tỉnh"
_MEDIA = re.compile(
    r"(?:[Cc]ác )?[Cc]ơ quan (?:thông tấn|báo chí|báo đài|truyền thông|thông tin đại chúng|thông tin)(?:(?:, | và |, và )(?:báo chí|truyền thông|phát thanh|truyền hình|báo đài|tuyên truyền))*(?!\w)"
    r"(?: (?:(?:trên|trong) địa bàn|của)(?: (?:tỉnh|thành phố|Thành phố|địa phương)(?: [A-ZĐ][^\W\d_]*){0,3})?| địa phương)?"
)
_QUALIFIERS = re.compile(
    r"\s+(?:chuyên môn|thành viên|chính trị\s*-\s*xã hội|xã hội|trực thuộc|chuyên ngành|hành chính(?: khác)?|sự nghiệp(?: công lập)?(?: khác)?|khác|(?:có\s+)?liên quan(?: khác)?|"
    r"có thẩm quyền (?:cấp|quyết định|phê duyệt|ban hành)(?: [^\W\d_]+){1,6}?(?=\s+(?:thực hiện|thông báo|xem xét|gửi|kiểm tra|tổ chức|chủ trì|phối hợp)(?!\w))|có thẩm quyền(?: \w+){0,3}?(?=\s+(?:chủ|quyết|có|thực|ban|chịu|phải|xem)|\s*[,;.:]|$)|"
    r"chức năng|ngang bộ|đầu mối|cấp (?:tỉnh|huyện|xã|trên|dưới)|(?:thuộc, )?(?:trực )?thuộc (?:phạm vi quản lý(?: của (?:tỉnh|thành phố|mình))?|Chính phủ|tỉnh|thành phố|Thành phố|"
    r"(?:Ủy ban nhân(?: dân)?|Uỷ ban nhân dân|UBND)(?: (?:tỉnh|thành phố|Thành phố|cấp xã|cấp tỉnh|cấp huyện))?|cấp tỉnh|cấp xã|ngành mình|Bộ|[^\W\d_]+)|"
    r"nơi [^,;.:()]{3,60}?(?=\s+(?:quyết định|có trách nhiệm|chịu trách nhiệm|xem xét|ban hành|chủ trì|phối hợp|tổ chức|thực hiện|báo cáo|phê duyệt|cấp)(?!\w))|"
    r"(?:của|ở|tại|(?:đóng )?trên địa bàn) (?:tỉnh|thành phố|Thành phố|địa phương|trung ương|Trung ương|cấp tỉnh)(?: [A-ZĐ][^\W\d_]*){0,3}|"
    r"(?:tham mưu,? (?:về )?quản lý nhà nước|quản lý nhà nước|quản lý|tham mưu) về [^,;.:()]{3,40}?(?: ở (?:trung ương|địa phương))?(?=\s+(?:chủ trì|có trách nhiệm|thuộc|quyết định|phối hợp|tham mưu|thực hiện|cấp|xem xét|thông báo|ban hành|kiểm tra|gửi|trả lời|thành lập)(?!\w)|\s*[,;.:])|"
    r"về (?:xây dựng|tài chính|nội vụ|[^\W\d_]+ [^\W\d_]+)(?=\s*[,;]|\s+(?:thuộc|cấp|chủ trì))|"
    r"được (?:giao|phân công|phân cấp|ủy quyền) (?:chủ trì|phối hợp|thực hiện|nhiệm vụ)(?=\s+(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|có văn bản|gửi|tổ chức|báo cáo|thực hiện|xây dựng)(?!\w))|"
    r"được (?:giao|phân công|phân cấp|ủy quyền|chỉ định)(?: [^,;.:()]{1,60}?)?(?=\s+(?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp|thực hiện|tổ chức|báo cáo|phải)|\s*[,;.:]|$)|"
    r"quản lý nhà nước(?=\s+(?:trực )?thuộc)|quy định tại (?:các )?(?:điểm|khoản|Điều|mục)\s[^;:()]{2,60}?(?:này|số \S+)(?=\s+(?:thực hiện|tổ chức|xem xét|quyết định|kiểm tra|chủ trì|phối hợp|có|chịu|phải)(?!\w))|"
    r"trung ương|Trung ương|địa phương|công lập|đào tạo|giáo dục|y tế|Thành phố|thành phố|tỉnh|quản lý|thực hiện|chủ trì|phối hợp|tiếp nhận|sử dụng)(?!\w)"
)
_ACTS_AS_NAME = re.compile(r"\s+(?:quản lý|thực hiện|chủ trì|phối hợp|tiếp nhận|sử dụng)$")
_UP_TO_STRONG = re.compile(rf"[^,;:.()]{{0,70}}?(?=\s+(?:{'|'.join(map(re.escape, STRONG_VERBS))})(?!\w))")
_UP_TO_END = re.compile(r"[^,;:.()]{0,70}(?=,\s*[A-ZĐ]|:|$)")  # a heading has no verb
_UP_TO_VERB = re.compile(rf"(?:\s+[^\W\d_]+){{1,8}}?(?=\s+{any_of(NAME_ENDS)}(?!\w)|\s*(?:,\s*[A-ZĐ]|:|\.?\s*$))")
# "các tổ chức thành viên", "các trường học": a few words of what they are, up to a verb or the end of the item.
_FEW_WORDS = re.compile(
    rf"(?:\s+(?!{any_of(_FIRST)}\b)[^\W\d_]+(?:\s+-\s+[^\W\d_]+)?){{1,5}}?(?=\s*[,;:]|\s+và\s|\s*\.?\s*$|\s+{any_of(NAME_ENDS)}(?!\w))"
)
_STRONG = re.compile(rf"(?:{'|'.join(map(re.escape, STRONG_VERBS))})(?!\w)")


def begins_body(words: str) -> bool:
    """Whether words begin with a kind of body, whatever name follows: "Văn phòng đăng ký đất đai", "Hội đồng sát hạch"."""
    return _HEAD.match(words) is not None and not _NO_KIND.match(words) and not words.startswith("Thanh tra, kiểm tra")


# Who is no public body, yet is told to do things: "Trách nhiệm của doanh nghiệp viễn thông", "Chủ đầu tư các dự án"
_OUTSIDER = re.compile(
    r"(?:(?:[Cc]ác|[Nn]hững)\s+)?(?:[Dd]oanh nghiệp|[Cc]hủ đầu tư|[Nn]hà đầu tư|[Nn]hà thầu|[Hh]ộ gia đình|[Hh]ộ dân|[Nn]gười dân|[Nn]gười lao động|[Hh]ợp tác xã|[Cc]hủ (?:sở hữu|rừng|cơ sở|nguồn|hộ|dự án|thể)|"
    rf"[Cc]ơ sở (?:sản xuất|kinh doanh|nuôi trồng)|công ty|Công ty(?= (?![{UPPER}]))|[Tt]ổ chức, cá nhân|[Cc]á nhân|[Tt]ập đoàn|[Tt]ổ chức tín dụng|[Nn]gân hàng thương mại)(?!\w)"
)


def outsider_at(text: str, at: int) -> bool:
    """Whether somebody who is no public body is named here, by kind: "Doanh nghiệp viễn thông"."""
    return _OUTSIDER.match(text, at) is not None


def is_branch(text: str, at: int) -> bool:
    """Whether a kind of agency stands here, whichever of them is meant: "cơ quan tài chính", "cơ quan thuế"."""
    return _BRANCH.match(text, at) is not None


def unknown_mentions(text: str, known: Sequence[Mention], place: str) -> list[Mention]:
    """The bodies that stand by name outside the ``known`` mentions, in order; ids are ``{place}/{slug of the name without its territory}``."""
    found: list[Mention] = []
    starts = [m.start for m in known]
    at = 0
    for match in _HEAD.finditer(text):
        behind = bisect_right(starts, match.start())
        if match.start() < at or (behind and match.start() < known[behind - 1].end):
            continue
        limit = starts[behind] if behind < len(starts) else len(text)
        end = _name_end(text, match, limit)
        if end is None:
            continue
        words = text[match.start() : end]
        found.append(Mention(unknown_id(words, place), match.start(), end, words))
        at = end
    return found


def unknown_id(words: str, place: str) -> str:
    """The id of a body that no register knows: its name, without the territory that it stands in."""
    name = _TERRITORY.sub("", words)
    return f"{place}/{slug(name if ' ' in name else words)}"


def _name_end(text: str, head: re.Match[str], limit: int) -> int | None:
    """Where the name behind a head ends; None where none stands there ("Ban hành", "Báo cáo", "Thanh tra, kiểm tra")."""
    at = head.end()
    whole = head.group().endswith("đăng ký đất đai")
    first = _WORD.match(text, at, limit)
    if whole and (first is None or first.group("gap").strip()):
        return at  # a name that is whole
    if first is None or (first.group("gap").strip() and " và " not in head.group()):
        return None
    if _NO_NAME.match(text, at) and not _PLAIN_HEAD.match(head.group()):
        return None  # "Bộ Luật", "Ban Kế hoạch"; but "Vụ Kế hoạch - Tài chính", "Ngân hàng Chính sách xã hội"
    small = _SMALL.match(head.group()) is not None or (head.group() == "Quỹ" and first.group("word") in _FUNDS)
    if not first.group("word")[0].isupper() and not small:
        return None
    if _WHOLE.fullmatch(head.group()) and (
        _STOPPED.match(text, first.start("word")) or (first.group("word") in _STOPS and first.group("word") not in ("các", "tổng"))
    ):
        return at  # "Hội đồng quản lý xem xét, quyết định …"
    if small and first.group("word") in ("có", "là", "được", "này", "theo"):
        return None
    for count in range(_LONGEST):
        step = _WORD.match(text, at, limit)
        if step is None or not _belongs(text, step, at, count + whole, limit):
            break
        at = step.end()
    return at


def _belongs(text: str, step: re.Match[str], at: int, count: int, limit: int) -> bool:
    word, gap = step.group("word"), step.group("gap")
    upper = word[0].isupper() or word.isdigit()
    if word == "các" and _BOARD.search(text, max(0, at - 90), at) and not _KIND_NEXT.match(text, step.end()):
        return True  # "Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp"
    if "," in gap:
        # "Phòng Kinh tế, Hạ tầng và Đô thị": another part of the name, not another body
        behind = text[step.start("word") : limit]
        return (
            upper
            and not _HEAD.match(text, step.start("word"))
            and re.match(rf"[^\W\d_]+(?: [^\W\d_]+){{0,2}}(?:, [{UPPER}][^\W\d_]*(?: [^\W\d_]+){{0,2}}){{0,2}} và [{UPPER}]", behind)
            is not None
        )
    if word == "và":
        if text.startswith((" chuyển đổi số", " bù trừ"), step.end()):
            return True  # "Trung tâm Công nghệ thông tin và chuyển đổi số", "Tổng công ty lưu ký và bù trừ chứng khoán Việt Nam"
        if text.startswith(" công nghiệp", step.end()) and text.endswith("chế xuất", 0, at):
            return True  # "Ban Quản lý các khu chế xuất và công nghiệp Cần Thơ"
        joined = _WORD.match(text, step.end(), limit)
        if joined is None or _HEAD.match(text, joined.start("word")) or joined.group("word") in _OTHERS_BEGIN:
            return False
        following = joined.group("word")
        return following[0].isupper() or (count > 0 and f" {following} " in text[max(0, at - 60) : at] + " ")
    if upper:
        return True
    if _WHAT_IS_SENT.match(text, step.start("word")):
        return False  # "báo cáo Hội đồng quản lý Bảo hiểm xã hội kết quả thực hiện"
    if word in _STOPS and not (word in ("các", "tổng") and count <= 2) and not _NO_STOP.match(text, at):
        return False
    if text.endswith(("Tổ quốc các", "Tổ quốc các cấp"), 0, at):
        return word == "cấp"  # "Mặt trận Tổ quốc các cấp tuyên truyền, vận động …"
    whole = count > 0 or text.endswith("Mặt trận", 0, at)  # "… của Mặt trận vận động nhân dân …": the head is a name by itself
    if _STOPPED.match(text, step.start("word")) and whole and not _NO_STOP.match(text, at):
        return _IN_NAMES.search(text[max(0, step.start("word") - 20) : step.start("word")]) is not None and not _STRONG.match(
            text, step.start("word")
        )
    return True


def generic_end(text: str, at: int, stop: int) -> int | None:
    """Where the unnamed body that begins at ``at`` ends ("các cơ quan, đơn vị có liên quan"); None where none begins."""
    if elected := _ELECTED.match(text, at, stop) or _MEDIA.match(text, at, stop) or _BRANCH.match(text, at, stop):
        burden = _UP_TO_BURDEN.match(text, elected.end(), stop)  # "cơ quan công an đang thụ lý vụ việc có trách nhiệm …"
        return burden.end() if burden else elected.end()
    match = _GENERIC.match(text, at, stop)
    if match is None or _NO_KIND.match(text, at):
        return None
    if not _FIRM_GROUP.match(text, at) and (not _FIRM.match(match.group()) or _PEOPLE.fullmatch(match.group())):
        # "Cơ sở giáo dục đại học có trách nhiệm …": a kind that stands for a body only where the sentence burdens it
        burdened = _BURDENED.match(text, match.end(), stop) if _BY_BURDEN.fullmatch(match.group()) else None
        return burdened.end() if burdened and not _SENTENCE_LIKE.search(burdened.group()) else None
    end = match.end()
    while more := _QUALIFIERS.match(text, end, stop):
        if _ACTS_AS_NAME.search(more.group()) and not more.group().startswith(" được"):
            if end > match.end():
                break
            # "Các Sở quản lý công trình xây dựng chuyên ngành chủ trì …": part of the name when a stronger verb follows
            rest = next((m for p in (_UP_TO_STRONG, _UP_TO_END, _UP_TO_VERB) if (m := p.match(text, more.end(), stop))), None)
            if rest is None:
                break
            return rest.end()
        end = more.end()
    if not text.endswith("liên quan", 0, end) and (few := _FEW_WORDS.match(text, end, stop)) and not _STOPPED.match(text, few.start() + 1):
        end = few.end()
    if not text.endswith("liên quan", 0, end) and (burden := _UP_TO_BURDEN.match(text, end, stop)):
        end = burden.end()
    elif end == match.end() and not match.group().endswith("ịa phương") and _DOES.match(text, end, stop):
        if does := _UP_TO_OTHER_VERB.match(text, end, stop):
            end = does.end()
        elif _LABELS.match(text, end, stop):
            return None
    if task := _TASK_BEGINS.search(text, match.end(), end):
        end = task.start()
    if odd := _SENTENCE_LIKE.search(text, match.end(), end):
        if odd.group().strip() == "thì":
            return None
        end = odd.start()
    return at + len(_HANGING.sub("", text[at:end]))
