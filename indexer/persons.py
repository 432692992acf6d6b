"""Who is told to do things by name, by rank, or by the post that answers for a body: "Giám đốc các Sở", "Phó Chủ tịch UBND tỉnh", "đồng chí Nguyễn Văn A"."""

from __future__ import annotations

import re

from phancap.indexer.alternatives import any_of
from phancap.indexer.duty_verbs import NAME_ENDS
from phancap.indexer.local_heads import PARTY_POST
from phancap.indexer.vietnamese import UPPER

_NAME = rf"[{UPPER}][^\W\d_]*(?:\s+[{UPPER}][^\W\d_]*){{1,4}}"
# "Chánh Văn phòng …", "Giám đốc các Sở": who answers for the body that follows. The body bears the duty.
_OFFICES = (
    "PCT", "Thủ trưởng", "thủ trưởng", "Phó Tổng Giám đốc", "Tổng Giám đốc", "Tổng giám đốc", "Giám đốc", "giám đốc", "Chánh án", "Chánh", "Phó Chủ tịch",
    "Chủ tịch", "Trưởng", "Phó Trưởng", "Người đứng đầu", "người đứng đầu", "Bộ trưởng", "Viện trưởng", "Chi cục trưởng", "Tổng cục trưởng", "Cục trưởng",
    "Vụ trưởng", "Chủ nhiệm", "Hiệu trưởng", "Tư lệnh", "Chỉ huy trưởng", "Đội trưởng", "Hạt trưởng", "Trạm trưởng", "Đồn trưởng", "Lãnh đạo", "lãnh đạo", "Thống đốc", "Tổng biên tập", "Tổng Biên tập", "Bí thư",
    "chủ tịch", "trưởng", "Kiểm toán trưởng", "Tổng Kiểm toán", "hiệu trưởng", "tổng giám đốc", "cục trưởng", "viện trưởng", "chi cục trưởng", "bộ trưởng", "bí thư",
)  # fmt: skip
OFFICE = re.compile(
    rf"(?:(?:các\s+)?(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\s+)?(?:(?:các\s+)?{any_of(_OFFICES)}(?: ban(?= Ban\s))?(?:\s*,\s*(?:Thủ trưởng|Giám đốc|Phó Giám đốc))?(?: (?:các )?trường(?= (?:Đại học|Cao đẳng|Trung cấp|Chính trị)\s))?)(?:\s+của)?\s+"
)
PERSON = re.compile(
    rf"(?:[Cc]ác\s+)?(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng(?:\s*(?:,|/|và|\()\s*[Bb]à\)?)?|[Bb]à)\s*:?\s+(?:(?:(?:Đại|Thượng|Trung|Thiếu) (?:tá|tướng)\s+)?{_NAME}\s*[,–-]\s+)?(?:{PARTY_POST},\s+(?=(?:Phó )?(?:Chủ tịch|Giám đốc|Trưởng)\s))?(?=[A-ZĐỦ]|(?:lãnh đạo|thủ trưởng|bí thư|bộ trưởng|chủ tịch|giám đốc|thành viên|ủy viên|hiệu trưởng|trưởng (?:phòng|ban|các))(?!\w))"  # "Các ông (bà): Chánh Văn phòng …"
    # "Trưởng ban - Chủ tịch UBND huyện: Chỉ đạo …": which post on a board stands before who has it
    r"|(?:Phó )?(?:Trưởng [Bb]an|Trưởng [Tt]iểu ban|Tổ trưởng|Tổ phó)(?: [Tt]hường trực)?\s*[-–:]\s+(?:là )?(?:(?:Đ|đ)ồng chí )?(?=(?:Phó )?(?:Chủ tịch|Giám đốc|Trưởng phòng|Chánh Văn phòng|Bí thư|Chỉ huy trưởng)\s)"
)
# "đồng chí Nguyễn Văn A", "Phó Thủ tướng Trần Hồng B": a person, kept in words
SOMEBODY = re.compile(
    rf"(?:(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\s+)?(?:Phó Thủ tướng(?: Chính phủ)?|Phó Chủ tịch(?: Thường trực)?(?: (?:UBND|Ủy ban nhân dân) (?:tỉnh|Thành phố|thành phố|huyện|xã))?|Thứ trưởng)\s+{_NAME}(?!\w)"
    rf"|(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\s+{_NAME}(?=\s+(?![{UPPER}])\w)"
)
# "Đồng chí Thứ trưởng Nguyễn Thị L chỉ đạo …": who begins a task by name
SOMEBODY_ACTS = re.compile(
    rf"(?:{SOMEBODY.pattern})(?=\s+(?:trực tiếp|chỉ đạo|phụ trách|chịu trách nhiệm|chủ trì|giúp|thay mặt|theo dõi)(?!\w))"
)
SOMEBODY_AND = re.compile(
    rf"(?:[Gg]iao|[Pp]hân công|[Đđ]ề nghị|[Yy]êu cầu)\s(?:{SOMEBODY.pattern})(?:,| và)\s$"
)  # "phân công Phó Thủ tướng Trần Hồng B và Phó Thủ tướng …"
# "Phó Chủ tịch UBND tỉnh phụ trách lĩnh vực nội chính chỉ đạo …": a deputy is not the one whose deputy it is
DEPUTY = re.compile(
    rf"(?:[Cc]ác )?Phó (?=Chủ tịch)(?P<of>[^,;.:()]{{8,60}}?(?:tỉnh|[Tt]hành phố|xã|phường|đặc khu|huyện))(?: {_NAME})?(?: phụ trách(?: [^\W\d_]+){{1,7}}?)?(?=\s+{any_of(NAME_ENDS)}(?!\w)|\s+theo (?:lĩnh vực|nhiệm vụ|chức năng)(?!\w)|\s*[,;:]|\s*$)"
)
VICE = re.compile(r"Phó Trưởng [Bb]an [Tt]hường trực(?!\w)(?!\s+(?:Ban|Hội|Ủy|Uỷ|của)\s)")
# "Phó Chủ tịch Hội đồng giám khảo", "một Phó Giám đốc Sở Y tế": nor is the deputy of anybody else who leads a body
VICE_OF = re.compile(r"(?:(?:[Cc]ác|[Mm]ột) )?Phó (?=(?:Chủ tịch|Giám đốc|Trưởng|Chánh|Cục trưởng|Vụ trưởng|Viện trưởng|Tổng Giám đốc)\s)")
_HEAD_ACTS = (
    "quyết định", "quy định", "phê duyệt", "ban hành", "tổ chức", "chỉ đạo", "trình", "báo cáo", "giúp", "thay mặt", "chủ trì", "triệu tập", "phân công", "ký",
    "điều hành", "lãnh đạo", "phụ trách", "chủ động", "khẩn trương", "triển khai", "nghiêm túc", "xem xét", "thành lập", "bổ nhiệm", "đề xuất", "đề nghị",
    "kiến nghị", "xây dựng", "lập", "ủy quyền", "hướng dẫn", "kiểm tra", "đôn đốc", "theo dõi", "tham mưu", "phối hợp", "căn cứ", "bố trí", "cử", "thông báo",
    "chuẩn bị", "giải quyết", "xử lý", "bảo đảm", "đảm bảo", "cho ý kiến", "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "được quyền", "có quyền",
    "được giao", "được ủy quyền", "được phân công", "thừa ủy quyền", "là người", "là Ủy viên", "là ủy viên", "là thành viên", "do Chủ tịch", "do Bộ trưởng", "do Giám đốc", "là đại diện", "là chủ tài khoản", "phải", "rà soát", "quán triệt", "thực hiện", "duyệt",
    "tổng hợp", "gửi", "chủ tọa", "hoàn chỉnh", "tiếp nhận", "dự thảo", "thường xuyên", "giữ", "được ký", "ghi",
)  # fmt: skip
_COUNCIL_ACTS = r"(?:họp(?! ngày)|thống nhất|làm việc|biểu quyết|xem xét|quyết định|(?:có|chịu) trách nhiệm|có nhiệm vụ|kết luận|báo cáo|trình|ban hành|thông báo|nghiên cứu|tham dự|lập|ghi|tổng hợp|chuẩn bị|cho ý kiến|phải)"
# "Phó Giám đốc Sở giúp Giám đốc Sở …", "Giám đốc Quỹ lập kế hoạch", "Bộ trưởng chịu trách nhiệm …", "một Phó Giám đốc được Giám đốc ủy quyền …": whose
# head it is stands in the title of the text
_HEAD_ALONE = (
    r"(?:(?:(?:[Cc]ác|[Mm]ột) )?Phó )?(?:Tổng [Gg]iám đốc|Giám đốc|Cục trưởng|Vụ trưởng|Viện trưởng|Chi cục trưởng|Hạt trưởng|Chánh Văn phòng|Trưởng phòng(?:, ban)?|Trưởng khoa|Hiệu trưởng|Bộ trưởng|Chủ tịch)"
    rf"(?: (?:Sở|sở|Trung tâm|Quỹ|Cục|Chi cục|Ban|Bệnh viện|Viện|Trường|Phòng|Vụ|Chi nhánh))?(?=\s+{any_of(_HEAD_ACTS)}(?!\w)|\s+được (?:Giám đốc|Cục trưởng|Bộ trưởng|Chủ tịch)|\s*:|\s*$)"
    rf"|(?:(?:(?:[Cc]ác )?[Tt]hành viên|Thư ký|Ủy viên) )?(?:Hội đồng|Ban [Cc]hỉ đạo|Ban [Cc]hỉ huy|Tổ công tác)(?=\s+{_COUNCIL_ACTS}(?!\w))"
    # "Các thành viên khác chịu trách nhiệm …", "Thành viên Ban Chỉ huy theo địa bàn được phân công kiểm tra …"
    r"|(?:[Cc]ác )?[Tt]hành viên (?:còn lại|khác|(?:của )?(?:[Bb]an (?:[Cc]hỉ (?:đạo|huy)|[Tt]ổ chức)|[Tt]ổ công tác|[Tt]ổ giúp việc|Đoàn (?:kiểm tra|công tác|giám sát)))"
    rf"(?=\s+(?:{_COUNCIL_ACTS}|theo (?:địa bàn|chức năng|nhiệm vụ|lĩnh vực)|căn cứ|chủ động|tham gia|thực hiện|kiểm tra|đôn đốc|theo dõi|bám sát|được phân công)(?!\w))"
    rf"|Văn phòng(?=\s+{any_of(_HEAD_ACTS)}(?!\w))"  # of the body whose rules these are
)
OFFICE_ALONE = re.compile(
    r"(?:(?:[Cc]ác )?[Bb]ộ trưởng|Bí thư(?=, Chủ tịch)|Bí thư (?:Đảng ủy|đảng ủy|cấp ủy|Chi bộ|chi bộ|Huyện ủy|Tỉnh ủy|Thành ủy)|Hiệu trưởng|Thủ trưởng|Giám đốc Sở|Giám đốc sở|Giám đốc|Chủ tịch|Chánh Văn phòng)(?=\s*[,;:]|\s*$)"
    r"|(?:[Cc]ác )?(?:Vụ trưởng|Cục trưởng|Tổng cục trưởng|Viện trưởng|Chi cục trưởng|Chánh Thanh tra|Trưởng phòng)(?=\s*[,;]|\s*$|\s+(?:quyết định|quy định|phê duyệt|chịu trách nhiệm|có trách nhiệm|ban hành|thực hiện|tổ chức|chỉ đạo|trình|báo cáo)(?!\w))"
    rf"|(?:[Cc]ác )?(?:Phó Thủ tướng(?: Chính phủ)?|Thứ trưởng)(?: phụ trách(?: (?:lĩnh vực|ngành|khối))?)?(?!\w)(?! [{UPPER}])"
    # "Yêu cầu các đồng chí hiệu trưởng nghiêm túc triển khai …"
    r"|(?:[Cc]ác )?(?:hiệu trưởng|trưởng phòng|trưởng ban|trưởng các đoàn thể)(?=\s+(?:nghiêm túc|khẩn trương|chủ động|tập trung|chịu trách nhiệm|có trách nhiệm|căn cứ|tổ chức|chỉ đạo|triển khai|báo cáo|phối hợp)(?!\w))"
    r"|Hiệu trưởng(?=\s+(?:quyết định|quy định|phê duyệt|chịu trách nhiệm|có trách nhiệm|ban hành|tổ chức|chỉ đạo|trình|báo cáo|thành lập|bổ nhiệm|xem xét|phân công|cấp)(?!\w))"
    r"|Giám đốc (?:các )?[Ss]ở(?=\s+(?:chỉ đạo|chủ động|chịu trách nhiệm|có trách nhiệm|tổ chức|khẩn trương|triển khai|báo cáo|nghiêm túc)(?!\w))"
    r"|(?:Phó )?(?:Trưởng [Bb]an|Tổ trưởng|Chủ tịch Hội đồng|Trưởng [Đđ]oàn)(?: [Tt]hường trực)?(?=\s*[,;:]|\s*$|\s+và\s+(?:các\s+)?(?:Chánh|Phó|Trưởng|Giám đốc|Thủ trưởng|Ủy viên|thành viên)\s|\s+(?:(?:chịu|có) trách nhiệm|phụ trách|giúp|thay mặt|chủ trì|triệu tập|quyết định|chỉ đạo|phân công|ký|điều hành|lãnh đạo|phê duyệt)(?!\w))"
    rf"|{_HEAD_ALONE}"
)  # "Bộ trưởng, Thủ trưởng cơ quan ngang bộ"
