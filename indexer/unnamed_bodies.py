"""Bodies that a text leaves without a name.

"Cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh", "các đơn vị liên quan": only what they are. Where such words end is told by the verbs that
follow, above all by those that burden: "Các cơ quan được giao quản lý hồ, kênh có trách nhiệm …".
"""

from __future__ import annotations

import re

from phancap.indexer.alternatives import any_of
from phancap.indexer.body_heads import HEAD, HEADS
from phancap.indexer.called_by_part import called_by_part
from phancap.indexer.duty_verbs import NAME_ENDS, STRONG_VERBS
from phancap.indexer.kinds_of_body import kind_at
from phancap.indexer.predicates import opens_duty
from phancap.indexer.unknown_bodies import STOPPED
from phancap.indexer.vietnamese import UPPER

# "Thủ trưởng cơ quan ngang bộ ⏎ Tập trung chỉ đạo …": a verb with a capital behind an unnamed body begins the task
_TASK_BEGINS = re.compile(
    r"(?<!Bộ)(?<!Sở)(?<!Phòng)(?<!Ban)(?<!Vụ)(?<!ngành)\s+(?=(?:Tập trung|Khẩn trương|Chỉ đạo|Tổ chức|Tiếp tục|Chủ động|Phối hợp|Tăng cường|Thực hiện|Triển khai|Rà soát|Xây dựng|Báo cáo|Hướng dẫn|Kịp thời|Thường xuyên|Đẩy mạnh|Căn cứ|Tham mưu)(?!\w))"
)
_FIRST = (
    "để", "về", "theo", "tại", "trên", "với", "là", "được", "phải", "cần", "sẽ", "đã", "có", "không", "khi", "nếu", "gửi", "do", "từ",
    "đến", "cho", "này", "của", "trong", "bằng", "trước", "sau", "nhằm", "qua", "thông qua", "cùng", "hoặc", "thì", "mà", "bị", "căn",
    "chưa", "gồm", "vào", "như", "hằng", "hàng",
)  # fmt: skip
_KIND = (
    r"(?:[Cc]ơ quan ngang bộ|[Cc]ơ quan [Đđ]ảng(?! viên)|[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Tt]ổ chức(?: Đảng)?|[Ss]ở|[Bb]an(?: xây dựng Đảng|,? cơ quan tham mưu(?:,? giúp việc)?| tham mưu(?:, giúp việc)?)?|[Nn]gành|[Bb]ộ phận(?= chuyên môn(?:,| và) (?:các )?đơn vị|(?:,| và) (?:các )?đơn vị)|[Bb]ộ|[Pp]hòng|[Cc]ấp (?:ủy|uỷ)(?: [Đđ]ảng)?|[Cc]ấp(?= có thẩm quyền|,)|(?:(?<=ngành, các )|(?<=ngành và các ))cấp(?! (?:tỉnh|huyện|xã|ủy|uỷ|chính quyền|học|trên|dưới))|[Cc]hính quyền|[Đđ]oàn thể|[Hh]ội|(?<=, )hiệp hội|[Cc]ơ sở(?: khám bệnh, chữa bệnh| trợ giúp(?= (?:xã hội|trẻ em)))?|[Bb]ên|"
    r"[Qq]uý (?:[Cc]ơ quan|[Đđ]ơn vị|Bộ|Sở|Ban|Cục|Tổng cục|Ủy ban|UBND|Văn phòng|Viện)|[Cc]á nhân|[Ll]ực lượng|[Uu]BND|[Uu]ỷ ban|[Hh]uyện|[Xx]ã|[Pp]hường|[Đđ]ặc khu|[Tt]hị trấn|[Tt]hị xã|[Tt]rường|[Bb]an quản lý|[Hh]ội đồng|[Tt]rung tâm|[Tt]rạm|[Tt]rại giam|[Đđ]oàn (?:kiểm tra|thanh tra|giám sát|công tác)|[Qq]uận|(?<=, )thành phố(?! trực)|(?<=[Cc]ác )đại học(?=,)|(?<=, )báo, đài(?!\w)|[Tt]hôn(?=, (?:tổ dân phố|bản|ấp|khu phố|buôn|khu dân cư))|(?<=, )(?:thôn|tổ dân phố|khu phố|khu dân cư|bản(?! sao| chính| gốc| đồ| án| cam)|buôn(?! bán)|khóm|ấp(?! ủ)|xóm|quân khu|quân chủng|binh chủng|quân đoàn)(?!\w)|(?:(?<=[Cc]ác )|(?<=[ụcnài], )|(?<=[ụcn] và ))(?:[Bb]ệnh viện|[Vv]iện(?! kiểm| trợ)|[Hh]ọc viện|[Cc]hi cục|[Cc]ục(?! thống kê| trưởng)|[Vv]ụ(?! trưởng| việc| án| mùa| tai| vi| cháy| ngộ)|[Tt]ổng cục(?! trưởng)|[Bb]áo(?! cáo)|[Đđ]ài|[Cc]ụm thi đua|[Kk]hối thi đua|[Nn]hà trường|[Qq]uân khu|[Qq]uân đoàn|[Qq]uân chủng|[Bb]inh chủng|(?:thôn(?: ấp| bản)?|bản(?=, làng|, thôn)|ấp(?! ủ)|buôn(?! bán)|khu phố|khu dân cư|tổ dân phố|khóm|xóm)(?:(?:,| và) (?:thôn|bản|ấp|buôn|khu phố|khu dân cư|tổ dân phố|khóm|xóm)(?!\w))*))"
)
_NO_KIND = re.compile(
    r"(?:(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]ừng|[Mm]ỗi)\s+)?(?:[Bb]an hành|[Bb]an đầu|[Ss]ở hữu|(?:[Đđ]ơn vị|[Cc]ơ quan) nhận báo cáo|[Bb]ộ phận(?! chuyên môn(?:,| và) (?:các )?đơn vị|(?:,| và) (?:các )?đơn vị)|[Bb]ộ máy|[Hh]ội nghị|[Hh]ội thảo|[Hh]ội nhập|[Pp]hòng ngừa|[Pp]hòng,? chống|[Tt]rường hợp|[Cc]ơ sở hạ|[Xx]ã hội|[Bb]ên cạnh|"
    r"[Nn]gành nghề|[Cc]ơ sở dữ liệu|[Bb]ộ tiêu chí|[Bb]ộ thủ tục|[Tt]ổ chức (?:thực hiện|triển khai|các|công|tuyên|thi|lễ|hội(?! (?:có )?liên quan| quần chúng)|kiểm|đánh|sơ|tổng|tập|quán|lấy|rà|xây|quản lý|theo)|[Xx]ã viên|[Bb]ên )"
)
_FIRM = re.compile(
    r"(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]ừng|[Mm]ỗi)\s|[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Cc]ấp (?:ủy|uỷ)(?: [Đđ]ảng)?|[Cc]hính quyền|[Đđ]oàn thể|[Ll]ực lượng|[Qq]uý\s|[^,]*,|[^,]* và "
)
_FIRM_GROUP = re.compile(
    r"[Pp]hòng (?:chuyên môn|chức năng|có chức năng)(?!\w)|(?:[Cc]ác )?[Tt]ổ chức (?:hành chính|chính trị|xã hội(?=[,;] (?:các )?đoàn thể)|thành viên|[Đđ]ảng|đoàn thể|hội(?! họp| nghị| thảo))"
)
_PEOPLE = re.compile(r"(?:(?:[Cc]ác|[Nn]hững)\s+)?(?:tổ chức|cá nhân)(?:(?:\s*,\s*|\s+và\s+)(?:các\s+)?(?:tổ chức|cá nhân))*", re.I)
_SHORT = rf"(?:\s+[{UPPER}]{{2,6}}(?:[-–&][{UPPER}]{{2,6}})*(?!\w))?"  # "các trường THPT", "các phòng GDĐT"
# "các sở, ban, ngành, đoàn thể Thành phố, Ủy ban nhân dân các phường, xã": the place itself, with a capital; "đoàn thể Tỉnh"
_HERE = rf"(?:Thành phố|Tỉnh)(?!\w|\s+[{UPPER}])"
_PRESS = r"(?:các\s+)?cơ quan (?:thông tấn|báo chí|báo đài|truyền thông|thông tin đại chúng)(?!\w)"  # a kind of its own: _MEDIA
_GENERIC = re.compile(
    rf"(?:(?:[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]ừng|[Mm]ỗi)\s+)?{_KIND}(?!\w|\s+(?!Trung ương|{_HERE}|[{UPPER}]{{2}})[{UPPER}]){_SHORT}(?:(?:\s*[,/]\s*|\s+[-–]\s+(?=[Nn]gành|[Bb]an |huyện|quận|phường|xã(?! hội)|thị trấn)|\s+và\s+|\s*,\s*và\s+)(?!{_PRESS})(?:các\s+)?{_KIND}(?!\w|\s+(?!Trung ương|{_HERE}|[{UPPER}]{{2}})[{UPPER}]){_SHORT})*"
)
_CARE = "(?:nuôi dưỡng|điều dưỡng|chăm sóc|khám bệnh|chữa bệnh|điều trị|phục hồi chức năng|giáo dục|đào tạo|dạy nghề|bồi dưỡng|nghiên cứu|bảo trợ xã hội|trợ giúp xã hội|cai nghiện|tư vấn)"
# "các cơ sở nuôi dưỡng, điều dưỡng người có công mở tài khoản …": one kind of house, whatever commas stand in its name
_CARED = "(?:người có công(?: với cách mạng)?|người cao tuổi|người khuyết tật|người tâm thần|trẻ em|thương binh|bệnh binh)"
_HOUSES = re.compile(
    rf"(?:(?:các|những|mỗi|từng) )?cơ sở {_CARE}(?:(?:(?:,| và|, và| hoặc) {_CARE})+(?: {_CARED}(?:(?:,| và) {_CARED})*)?| {_CARED}(?:(?:,| và) {_CARED})*)(?!\w)",
    re.I,
)
# Behind an unnamed body, anything up to the words that burden it says which one: "Đơn vị thoát nước được giao vận hành … có trách nhiệm".
_UP_TO_BURDEN = re.compile(
    r"\s+(?!(?:để|nhằm|và|trước|sau|cùng|thì|mà|là|khi|đã|sẽ|không|phải|cần|bị|theo|căn cứ|với|trong|chỉ đạo)\s)[^,;:.()]{1,100}?(?<!\svà)(?=\s+(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)(?!\w))"
)
# "các tổ chức thành viên của Mặt trận", "… của Ủy ban MTTQ Việt Nam phường"
_OF_FRONT = re.compile(
    r"\s+của (?:(?:Ủy ban |Uỷ ban |UB)?(?:Mặt trận(?: Tổ quốc)?|MTTQ))(?: ?Việt Nam|VN)?(?: (?:tỉnh|thành phố|Thành phố|các cấp|cấp xã|phường|xã))?(?!\w)"
)
_BY_BURDEN = re.compile(
    r"(?:[Cc]ơ sở|Tổ chức|[Hh]ội đồng|[Tt]rung tâm|[Tt]rạm|[Tt]rại giam|[Đđ]oàn (?:kiểm tra|thanh tra|giám sát|công tác))"
)
# "Trạm xử lý nước thải tập trung là trạm có nhiệm vụ xử lý …" says what it is
_BURDENED = re.compile(
    r"\s+(?!(?:để|nhằm|và|trước|sau|cùng|thì|mà|là|khi|đã|sẽ|không|phải|cần|bị|theo|căn cứ|với|trong|dữ liệu|hạ tầng|pháp lý|có)\s)(?:(?! là (?:trạm|công trình|nơi|khu|hệ thống|cơ sở)\s)[^;:.()]){1,110}?(?=\s+(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải)(?!\w))"
)
# "Cơ quan thẩm định", "Đơn vị quản lý, vận hành công trình": what it does is its name when another verb follows, and a label before a colon.
_DOES = re.compile(
    r"\s+(?!báo cáo (?:về|kết quả|kịp thời|ngay|bằng|định kỳ|tình hình|cho|đến|gửi|Giám đốc|Thủ trưởng|Ủy|Uỷ|UBND|Sở|Bộ|Chủ tịch|[Ll]ãnh đạo|cấp trên))(?:trực tiếp |tổ chức )?(?:quản lý|điều hành|nhận|tiếp nhận|chủ trì|chủ quản|soạn thảo|thẩm định|phê duyệt|quyết định|giải quyết|thực hiện|tổng hợp|xét duyệt|cấp|lập|tham mưu|báo cáo|"
    r"ban hành|cung cấp|vận hành|đề nghị|đề xuất|sử dụng|điều tra|cử|đặt hàng|bảo quản|kiểm định|chịu trách nhiệm)(?!\w)"
)
# "Các cơ quan, đơn vị lập dự toán kinh phí gửi Sở Tài chính": of several kinds, what they do is their task
_KINDS_DO = re.compile(r"\s+(?:lập|tổng hợp|báo cáo|ban hành|cử|đề xuất|tham mưu|cung cấp)(?!\w)")
_UP_TO_OTHER_VERB = re.compile(
    _DOES.pattern
    + r"[^;:.()\d]{0,80}?(?<! và)(?<!,)(?=\s+(?:phải|chịu hoàn toàn trách nhiệm|thông báo|gửi|quyết định|xem xét|kiểm tra|có quyền|có văn bản|chủ trì|phối hợp|(?<!công )(?<!chương )(?<!quy )(?<!quá )trình|căn cứ)(?!\w))"
)
# "Đơn vị kiểm tra tiến hành kiểm tra …", "Cơ quan cử đi học (đối với trường hợp …) ra quyết định …": by what it does it is called
_ACTOR = re.compile(
    r"\s+(?:kiểm tra|kiểm định|thanh tra|giám sát|thẩm định|thẩm tra|nghiệm thu|trình (?:nội dung|dự thảo(?: nghị quyết| văn bản)?|đề án|báo cáo)|cử đi học|cử tuyển|tuyển dụng|xét tuyển|đăng kiểm|quản lý trực tiếp)"
    r"(?=\s+(?:\([^()]{3,120}\)\s+)?(?:tiến hành|ban hành|xem xét|quyết định|ra quyết định|tổ chức (?:thực hiện|kiểm tra|tuyển)|gửi|lập|thông báo|yêu cầu|trao đổi|không|kiến nghị|(?:có|chịu) trách nhiệm|(?:và|hoặc) (?:[Cc]ơ quan|[Đđ]ơn vị))(?!\w))"
)
_LABELS = re.compile(_DOES.pattern + r"[^;:.()]{0,60}(?::|\s(?:là|gồm|có Giám đốc)\s)")
_HANGING = re.compile(
    r"\s+(?:hoàn toàn|phải|đồng thời|cần|sẽ|không|chủ động|kịp thời|thường xuyên|tiếp tục|khẩn trương|đều|tự|và|hoặc|và các|nơi|được|gửi)$"
)
_VERB_AND = re.compile(rf"(?:\s+(?:trực tiếp|tự))?\s+{any_of(NAME_ENDS)}\s+và$")  # "cơ quan quản lý cấp trên trực tiếp xác nhận và chịu …"
# "các xã, phường sử dụng kinh phí dự phòng …": what places do is their task, never which of them
_AREA = re.compile(r"(?:xã|phường|huyện|quận|đặc khu|thị trấn|thị xã|địa phương|thôn|bản|ấp|xóm|buôn|khóm|khu phố|tổ dân phố)$")
# "đơn vị cử đi không còn tồn tại thì cơ quan quản lý cấp trên trực tiếp xác nhận …": a sentence, no name
_SENTENCE_LIKE = re.compile(r"\s(?:không|thì|phải)(?:\s|$)")
# "đề nghị các đơn vị thực hiện nghiêm túc một số nội dung như sau:": what they are to do, not which of them
_BEFORE_LIST = re.compile(
    r" (?:(?:khẩn trương|nghiêm túc|tập trung|chủ động|tiếp tục|tăng cường|tổ chức|quan tâm),? )*(?:thực hiện|triển khai|quan tâm)(?! các (?:dự án|chương trình))[^.;:]{0,80}? (?:nội dung|nhiệm vụ|công việc|việc|giải pháp|yêu cầu)(?: [^\W\d_]+){0,4}? (?:như sau|sau đây|sau)\s*:"
    r"| (?:thực hiện|triển khai)(?: [^\W\d_]+){0,2} (?:như sau|sau đây)\s*:"
    # "Yêu cầu các cơ quan, đơn vị thực hiện nghiêm quy định": how it is done
    r"| (?:(?:nghiêm túc|tiếp tục|chủ động|tập trung|khẩn trương|tổ chức) )*(?:thực hiện|triển khai)(?: thực hiện)? (?:đúng|nghiêm|nghiêm túc|nghiêm chỉnh|tốt|đầy đủ|đồng bộ|quyết liệt|kịp thời|ngay|có hiệu quả|hiệu quả)(?!\w)(?![^,.;:]{0,80}? (?:được (?:xét|khen|cộng|tuyên dương|biểu dương|đề nghị|ưu tiên)|thì|bị)(?!\w))"
)
_QUALIFIERS = re.compile(
    # "Các trường có học sinh nội trú chuẩn bị chỗ ở", "Các xã có rừng tổ chức tuần tra"
    r"\s+(?:có (?:học sinh|rừng|dự án|biển|đê|dịch|công trình|hồ|di tích|chợ|lễ hội|người|đối tượng|tên|đông|nhiều)(?: (?!có |phải )[^\W\d_]+){0,7}?(?=\s+(?:chuẩn bị|tổ chức|xây dựng|chủ động|phối hợp|rà soát|thực hiện|bố trí|tăng cường|chỉ đạo|báo cáo|khẩn trương|tập trung|lập|chủ trì|căn cứ|kiểm tra|tuyên truyền|triển khai)(?!\w))|"
    r"(?:chuyên môn|chuyên trách|phụ trách|đầu mối) về(?: [^\W\d_]+){1,6}?(?=\s+(?:kiểm tra|thẩm định|thực hiện|có trách nhiệm|chịu trách nhiệm|trả lời|thông báo|tổ chức|xem xét|gửi|tiếp nhận|phối hợp|ban hành|chủ trì|thuộc|cấp (?:tỉnh|huyện|xã)|cùng cấp|có ý kiến|cho ý kiến|tham mưu)(?!\w)|\s*[,;])|cùng cấp(?!\w)|"
    # "Cơ quan có chức năng quản lý đất đai kiểm tra …", "Cơ quan được Chủ tịch Ủy ban nhân dân cấp tỉnh giao giải quyết thủ tục trả lời …"
    r"có chức năng (?:thanh tra|kiểm tra|giám sát|kiểm soát)(?:(?:,| và) (?:thanh tra|kiểm tra|giám sát|kiểm soát|xử lý(?: vi phạm)?)){1,3}(?=\s+(?:lập|phải|báo cáo|thông báo|có trách nhiệm|chịu trách nhiệm|gửi|phối hợp|chủ trì|thực hiện|tổ chức)(?!\w))|"
    r"có chức năng(?: [^\W\d_]+){1,8}?(?=\s+(?:lập|cung cấp|kiểm tra|thẩm định|có trách nhiệm|chịu trách nhiệm|trả lời|thông báo|tổ chức|xem xét|gửi|tiếp nhận|phối hợp|chủ trì)(?!\w))|"
    r"được [^,;.:()]{3,70}? (?:giao|phân công|ủy quyền|phân cấp)(?: [^\s,;.:()]+){2,14}?(?=\s+(?:chủ trì|có trách nhiệm|chịu trách nhiệm|trả lời|thông báo|gửi|báo cáo|tổng hợp|trình|kiểm tra|thẩm định|xem xét|ban hành|phải|tổ chức (?:thẩm định|kiểm tra|thực hiện|xét|khảo sát))(?!\w))|"
    # "Các cơ sở nuôi dưỡng, điều dưỡng do Bộ Nội vụ quản lý", "Cơ quan có thẩm quyền của Bộ Quốc phòng hoặc Bộ Công an"
    r"do [^,;:()]{3,90}? (?:trực tiếp )?(?:quản lý|thành lập)(?!\w)|"
    r"có thẩm quyền (?:theo quy định )?(?:của|thuộc) (?:Bộ|Sở|Ủy ban|Chính phủ|Thủ tướng)[^,;.:()]{3,60}?(?=\s+(?:có|chịu|quyết|ban|cấp|căn cứ|trong (?:thời|vòng)|xem|chủ trì|phối hợp|thực hiện|tổ chức|gửi|lập)(?!\w))|"
    r"nhà nước có thẩm quyền(?=\s+(?:khai thác|gửi|kiểm tra|thông báo|trả lời|tổ chức|thẩm định|xem xét|quyết định|tiếp nhận|từ chối|yêu cầu|hướng dẫn|chủ trì|phối hợp|thực hiện|ban hành|xử lý)(?!\w)(?! (?:giao|cho) ))|"
    r"có thẩm quyền(?: (?:tuyển dụng|bổ nhiệm|quản lý|xử lý))?(?=\s+(?:khai thác|trong (?:thời|vòng)|chậm nhất|căn cứ|sau khi|quy định tại|thành lập|kiểm tra|thông báo|trả lời|tổ chức|thẩm định|ra quyết định|phối hợp|thỏa thuận|rà soát|yêu cầu|hướng dẫn|từ chối|trả lại|gửi|trình|báo cáo|tiếp nhận|xác minh|có văn bản|xử lý (?:nghiêm|kịp thời|các|hành vi|trường hợp|vi phạm|vụ việc|dứt điểm))(?!\w))|"
    r"chuyên môn|thành viên|(?<=đoàn thể )(?:nhân dân|quần chúng)(?! các cấp)|(?<=ổ chức )hội(?: quần chúng)?(?= (?:có )?liên quan)|chính trị\s*-\s*xã hội|xã hội(?: ?-? ?nghề nghiệp)?|trực thuộc(?! (?:Ủy ban|Uỷ ban|UBND)(?!\w)| (?:Bộ|Sở)(?= \())|chuyên ngành|hành chính(?: khác)?|sự nghiệp(?: công lập)?(?: khác)?|khác|(?:có\s+)?liên quan(?: khác)?|"
    r"có thẩm quyền (?:cấp|quyết định|phê duyệt|ban hành)(?: [^\W\d_]+){1,6}?(?=\s+(?:thực hiện|thẩm định|trả lời|từ chối|quyết định|thông báo|xem xét|gửi|kiểm tra|tổ chức|chủ trì|phối hợp)(?!\w))|có thẩm quyền(?: \w+){0,3}?(?=\s+(?:chủ|quyết|có|thực|ban|chịu|phải|xem)|\s*[,;.:]|$)|"
    r"(?:trong và ngoài |ngoài )công lập|(?<!liên quan )(?<!chức năng )nghiên cứu(?=\s*,)|tuyến (?:tỉnh|huyện|trung ương)|chức năng|ngang bộ|đầu mối|cấp (?:tỉnh|huyện|xã|trên(?: trực tiếp)?|dưới|ban đầu|cơ bản|chuyên sâu)(?: trở lên)?|(?:thuộc, )?(?:trực )?thuộc (?:phạm vi quản lý(?: của (?:tỉnh|thành phố|mình))?|Chính phủ|tỉnh|thành phố|Thành phố|"
    r"(?:Ủy ban nhân(?: dân)?|Uỷ ban nhân dân|UBND)(?: (?:tỉnh|thành phố|Thành phố|cấp xã|cấp tỉnh|cấp huyện))?|cấp tỉnh|cấp xã|ngành mình|Bộ|[^\W\d_]+)|"
    r"nơi [^,;.:()]{3,60}?(?=\s*:|\s+(?:quyết định|có trách nhiệm|chịu trách nhiệm|xem xét|ban hành|chủ trì|phối hợp|tổ chức|thực hiện|báo cáo|phê duyệt|cấp|hoàn trả|thành lập|gửi|thông báo|kiểm tra|lập)(?!\w))|"
    r"(?:của|ở|tại|(?:đóng )?trên địa bàn) (?:tỉnh|thành phố|Thành phố|địa phương|trung ương|Trung ương|cấp tỉnh)(?: [A-ZĐ][^\W\d_]*){0,3}|"
    r"(?:tham mưu,? (?:về )?quản lý nhà nước|quản lý nhà nước|quản lý|tham mưu) về [^,;.:()]{3,40}?(?: ở (?:trung ương|địa phương))?(?=\s+(?:chủ trì|có trách nhiệm|thuộc|quyết định|phối hợp|tham mưu|thực hiện|tổng hợp|báo cáo|cấp|xem xét|thông báo|ban hành|kiểm tra|gửi|trả lời|thành lập|có văn bản|lập|tiếp nhận)(?!\w)|\s*[,;.:])|"
    r"về (?:xây dựng|tài chính|nội vụ|[^\W\d_]+ [^\W\d_]+)(?=\s*[,;]|\s+(?:thuộc|cấp|chủ trì))|"
    r"chịu sự (?:giám sát|kiểm tra|thanh tra|kiểm toán|quản lý)(?=\s)|"  # "Các cơ quan chịu sự giám sát thực hiện nghiêm túc các kiến nghị"
    r"đang (?:thụ lý|giải quyết|xử lý|quản lý)(?: hồ sơ| vụ việc)?(?=\s+(?:tiếp tục|có|phải|chịu|chuyển|bàn giao|thông báo|báo cáo)(?!\w))|"
    r"được (?:kiểm tra|thanh tra|giám sát|yêu cầu(?: cung cấp(?: thông tin)?| phối hợp)?|(?:lấy|hỏi|xin) ý kiến)(?=\s*[:,;]|\s+(?:có|chịu) trách nhiệm(?!\w)|\s+(?:phải|chuẩn bị|báo cáo|gửi|trả lời|có (?:văn bản|ý kiến)|cho ý kiến|góp ý|nghiên cứu)(?!\w))|"
    r"được (?:giao|phân công|phân cấp|ủy quyền) (?:chủ trì|phối hợp|thực hiện|nhiệm vụ)(?=\s+(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|có văn bản|gửi|tổ chức|báo cáo|thực hiện|xây dựng|tập trung|khẩn trương|chủ động|nghiêm túc|kịp thời|tiếp tục)(?!\w))|"
    r"được (?:giao|phân công|phân cấp|ủy quyền|chỉ định)(?: (?!(?:có|chịu) trách nhiệm)[^,;.:()]{1,60}?)?(?=\s+(?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp|thực hiện|tổ chức|báo cáo|phải|gửi|nộp|lập|thông báo|trả lời|có văn bản)|\s*[,;.:]|$)|"
    r"quản lý nhà nước(?=\s+(?:trực )?thuộc)|quy định tại (?:các )?(?:điểm|khoản|Điều|mục)\s[^;:()]{2,60}?(?:này|số \S+)(?=\s+(?:thực hiện|tổ chức|xem xét|quyết định|kiểm tra|chủ trì|phối hợp|có|chịu|phải|thành lập|ban hành|thông báo|trả lời|tiếp nhận|thẩm định)(?!\w))|"
    r"trung ương|Trung ương|địa phương|các cấp|công lập|đào tạo|giáo dục|y tế|Thành phố|thành phố|tỉnh|quản lý|thực hiện|chủ trì|phối hợp|tiếp nhận|sử dụng)(?!\w)"
)
# "Các đơn vị được phân công chủ trì, phối hợp tại mục III xây dựng kế hoạch …": where they are charged is part of who they are
_CHARGED_IN = re.compile(
    rf"\s+được (?:giao|phân công)(?: nhiệm vụ)?(?:(?:,| và)? (?:chủ trì|phối hợp|thực hiện)){{0,2}} (?:tại|trong|theo) (?:[Pp]hụ lục|Kế hoạch|[Mm]ục|[Đđ]iểm|[Kk]hoản|[Bb]ảng"
    rf"|Chương trình|Đề án|Quyết định|Chỉ thị|Danh mục)[^,;.:()]{{0,40}}?(?=\s+{any_of(NAME_ENDS)}(?!\w)|\s*[,:;])"
)
_LISTED = re.compile(
    r"trường|trạm|thôn|tổ dân phố|khu phố|bệnh viện|viện|học viện|trung tâm|huyện|quận|xã|phường|sở|phòng|ban(?! kiểm soát)"
)
_WITH = re.compile(r" (?:(?:chặt chẽ|đồng bộ|kịp thời|thường xuyên|hiệu quả|tốt) )?(?:với|cùng) ")
_PLACES = re.compile(
    r"cơ sở (?:giáo dục|đào tạo|khám|y tế|bảo trợ|trợ giúp|nuôi dưỡng|cai nghiện|dạy nghề|lưu trú|tôn giáo|văn hóa|sản xuất|kinh doanh)(?!\w)"
)
_OF_LEVELS = re.compile(
    r"\s+cấp (?:I{1,3}|[1-3])(?!\w)|\s+các cấp(?!\w)|\s+(?:trên|trong)(?: toàn)? (?:địa bàn|phạm vi)(?: (?:toàn |quản lý)?(?:tỉnh|thành phố|Thành phố|xã|phường|địa phương|quản lý|được giao)(?: [A-ZĐ][^\W\d_]*){0,3})?(?!\w)"
)
_ACTS_AS_NAME = re.compile(r"\s+(?:quản lý|thực hiện|chủ trì|phối hợp|tiếp nhận|sử dụng)$")
_UP_TO_STRONG = re.compile(
    rf"(?:(?!\s(?:hướng dẫn|chỉ đạo|yêu cầu|đôn đốc|hoàn thiện)\s)[^,;:.()]){{0,70}}?(?<!chương)(?<!quy)(?<!quá)(?<!lộ)(?=\s+(?:{any_of(STRONG_VERBS)}|căn cứ|trên cơ sở)(?!\w))"
)
_UP_TO_END = re.compile(
    r"(?:(?! (?:tập trung|thực hiện|triển khai|khẩn trương|chủ động|nghiêm túc) )[^,;:.()]){0,70}(?=,\s*(?:các\s+)?[A-ZĐ]|:|$)"
)  # a heading has no verb
_UP_TO_VERB = re.compile(
    rf"(?:\s+[^\W\d_]+){{1,8}}?(?=(?!(?<=các)\s+cấp(?!\w))(?<!công)(?<!độc)(?<!đúng)(?<!theo)(?<!trái)(?<![Qq]uy)(?<![Cc]hương)(?<!lộ)(?<!quá)\s+{any_of(NAME_ENDS)}(?!\w)|\s*(?:,\s*[A-ZĐ]|:|\.?\s*$))"
)
# "các tổ chức thành viên", "các trường học": a few words of what they are, up to a verb or the end of the item; "và các cơ quan" begins another.
_FEW_WORDS = re.compile(
    rf"(?!\s+và\s+(?:các|những)\s|\s+soạn thảo\s)(?:\s+(?!{any_of(_FIRST)}\b)[^\W\d_]+(?:\s+-\s+[^\W\d_]+)?){{1,5}}?(?=\s*[,;:]|\s+và\s|\s*\.?\s*$|\s+(?:trên|trong)(?: toàn)? (?:địa bàn|phạm vi)(?!\w)|\s+(?:phải|tùy|tuỳ)\s|(?!(?<=các)\s+cấp(?!\w))(?<!công)(?<!độc)(?<!đúng)(?<!theo)(?<!trái)\s+{any_of(NAME_ENDS)}(?!\w))"
)
# Whatever a public body is called, the words that burden it end its name: "Cơ sở khám bệnh, chữa bệnh có trách nhiệm hoàn trả …",
# "Các cơ quan, đơn vị được giao quản lý các sông, hồ, kênh có trách nhiệm …", "Hội đồng giám khảo có nhiệm vụ đánh giá …"
_PUBLIC = re.compile(
    r"(?:(?:các|những|mỗi|từng) )?(?:cơ quan|đơn vị(?! tính)|bộ phận(?! cơ thể)|ban lãnh đạo|cơ sở (?:giáo dục|đào tạo|dạy nghề|nuôi dưỡng|điều dưỡng|khám|y tế|cai nghiện|bảo trợ|trợ giúp|giam(?: giữ(?: phạm nhân)?)?|nghiên cứu|điều trị|lưu trữ|kiểm định|kiểm nghiệm|xét nghiệm|tiêm)"
    r"|trường(?! hợp)|nhà trường|học viện|viện(?! phí)|bệnh viện|trung tâm|trạm(?! thu phí)|trại giam|quỹ(?! đất| lương| tiền| nhà)|hội đồng(?! thành viên| quản trị| nhân dân)|ban (?:tổ chức|quản lý|chỉ đạo|giám|điều hành|vận động|biên tập|công tác)"
    r"|tổ (?:công tác|thẩm định|giúp việc|biên tập|thư ký)|đoàn (?:kiểm tra|thanh tra|giám sát|công tác|đánh giá|thẩm định)|hải quan|kho bạc|công an|tòa án|viện kiểm sát|kiểm lâm|biên phòng|cảng vụ|thanh tra|y tế|sở giao dịch|chi cục"
    r"|phòng(?! chống| ngừa| bệnh| cháy| khi|,)|người đứng đầu|thủ trưởng|chính quyền|lực lượng)(?!\w)",
    re.I,
)
_OWES = re.compile(
    r"(?<!và)(?<!,)(?<!hoặc)(?<!không)(?<!sẽ)(?<!đang)\s+(?=((?:có|chịu) trách nhiệm(?!\w)|có nhiệm vụ(?!\w)|phải(?= (?!(?:được|bị|có(?! (?:văn bản|ý kiến|báo cáo|thông báo|đề xuất|trách nhiệm)(?!\w))|là|đủ|đáp|bảo|đảm|tuân|chịu|phù|thuộc|nằm|đạt|do|trên|theo|ghi(?! (?:sổ|chép|nhận|biên bản))|mang|thi hành án)(?!\w)))))"
)
_NO_WHOLE = re.compile(
    r"[;:.()\n]|(?:^|\s)(?:thì|nếu|phải|không|để|nhằm|khi|sau khi|trước khi|mà|là|đã|sẽ|đồng thời|chủ trì|phối hợp|tham mưu|báo cáo|gửi|trình|(?<!ban )(?<!Ban )chỉ đạo (?=các |[Đđ]ơn vị|Ủy ban|UBND|Sở)|do|xin|cam đoan|cam kết|chúng tôi|có trách nhiệm"
    r"|được (?!giao|phân|ủy|cấp|hỗ|lấy|thanh|kiểm|thành|chỉ|lựa|mời|xếp|công)|tại(?! khoản| điểm| Điều))(?:\s|$)|, người(?! có thẩm quyền)"
)
# another body of the same list: "Hội đồng đánh giá, xếp loại và kỷ luật, Giám đốc cơ sở cai nghiện phải thông báo …"; but "các cơ sở của
# Bộ Quốc phòng, Bộ Công an quản lý" is one
_LISTED_NEXT = re.compile(
    rf"(?:\s*,|\s+và|\s+hoặc|\s+cùng)\s+(?:các\s+)?(?:(?:{any_of(HEADS)}|UBND|HĐND|Chủ tịch|Giám đốc|Hiệu trưởng|Thủ trưởng|Thủ tướng|Trưởng|Người đứng đầu|Chính phủ|Quốc hội)(?!\w)"
    r"|(?:[Cc]ơ quan|[Đđ]ơn vị|địa phương|ủy ban nhân dân|công an|người đứng đầu|thủ trưởng|doanh nghiệp|tổ chức, cá nhân|cá nhân|trường|trung tâm|bệnh viện|hội đồng|cơ sở (?:giáo dục|đào tạo|khám|y tế)|trại (?!tạm giam))(?!\w))"
)
_MORE_KINDS = re.compile(
    r"(?:\s+(?:các\s+)?(?:cơ quan|đơn vị|tổ chức)(?!\w))?(?:(?:\s*,|\s+và)\s+(?:các\s+)?(?:cơ quan|đơn vị|tổ chức|cá nhân|địa phương)(?!\w))*"
)
_RUN_BY = re.compile(
    rf"\s(?:của|thuộc|do)\s+(?:các\s+)?[{UPPER}][^;:.()]*?(?:,|và)\s+[{UPPER}][^,;:.()]*\s(?:quản lý|thành lập|quyết định|ban hành)$"
)
_SAME_KIND = re.compile(
    r"\s(?:của|thuộc)\s+(?:các\s+)?(Bộ|Sở|Tòa án|Công an)\s[^,;]*(?:,|và|hoặc)\s+\1$"
)  # "Trại giam thuộc Bộ Công an, Bộ Quốc phòng"
_BY_WHOSE_RULES = re.compile(r"có thẩm quyền theo quy định của ")  # is part of the name
# by what right, or within what time, stands between who and what
_BY_RIGHT = re.compile(
    r",?\s+(?:(?:trong|theo) (?:phạm vi|chức năng|nhiệm vụ|thẩm quyền|quyền hạn|quy định)|trong (?:thời (?:gian|hạn)|vòng)|chậm nhất|căn cứ(?!\w)|(?:tùy|tuỳ) theo)(?!\w)"
)
_OF_PAPERS = re.compile(r", (?:hồ sơ|văn bản|báo cáo|việc|kết quả|tài liệu|thông tin)(?!\w)|\s(?:chỉ đạo|yêu cầu|có ý kiến|hướng dẫn)\s")
_NO_VERB = re.compile(
    r".{5} cấp (?:tỉnh|huyện|xã|trên|dưới)(?!\w)| đang "
)  # "cơ quan quản lý nhà ở cấp tỉnh phải …", "… đang quản lý tài khoản phải …"
_MUST_BE = re.compile(
    r"(?:\s+(?!(?:và|thì|để|khi|nếu|mà|không|phải)\s)[^\W\d_]+){1,8}?(?=\s+phải (?:được|bị|có|là|đủ|đáp ứng|bảo đảm|đảm bảo|tuân thủ)(?!\w))"
)
# "Đơn vị vận hành hệ thống điện và thị trường điện được ưu tiên …": by what it does it is called, and what it is given is no task
_ONE_BODY = re.compile(r"(?:[Cc]ơ quan|[Đđ]ơn vị|[Tt]ổ chức)(?=\s)")
_IS_GIVEN = re.compile(
    r"\s+(?=(?:vận hành|quản lý|sử dụng|thực hiện|cung cấp|khai thác|tổ chức|bảo quản|tiếp nhận|sản xuất|cấp|sở hữu)(?!\w))[^,;.:()]{3,90}?(?=\s+được (?:ưu tiên|phép|hưởng|thuê|chi|miễn|(?:cơ quan |Nhà nước|Chính phủ)[^,;.:()]{0,40}? (?:xem xét|cấp|hỗ trợ|bảo lãnh))(?!\w))"
)
_BARE = frozenset({"cơ quan", "đơn vị", "bộ phận", "tổ chức", "cơ quan, đơn vị"})
_FARTHEST, _NEAR = 190, 100  # characters of such a name; before "phải"


def begins_body(words: str) -> bool:
    """Whether words begin with a kind of body, whatever name follows: "Văn phòng đăng ký đất đai", "Hội đồng sát hạch"."""
    return HEAD.match(words) is not None and not _NO_KIND.match(words) and not words.startswith("Thanh tra, kiểm tra")


def generic_end(text: str, at: int, stop: int, listed: bool = False) -> int | None:
    """Where the unnamed body that begins at ``at`` ends ("các cơ quan, đơn vị có liên quan"); None where none begins.

    ``listed``: another one stands before it, whose "các" is said but once: "Các Viện nghiên cứu, trường thuộc Bộ".
    """
    if (called := called_by_part(text, at, stop)) is not None:
        return called
    end, bare = _generic_end(text, at, stop, listed), _ONE_BODY.match(text, at, stop)
    if end is not None and text[at:end].lower() in _BARE and (must := _MUST_BE.match(text, end, stop)):
        return must.end()  # "Cơ quan tuyển dụng phải có trụ sở": what it does is its name
    if bare and (given := _IS_GIVEN.match(text, at + len(bare.group()), stop)):
        return given.end()
    public = _PUBLIC.match(text, at, stop)
    if public is None or not (end is None or text.startswith((" ", ", "), end)):
        return end
    owes = _OWES.search(text, at, min(stop, at + _FARTHEST))
    if owes is None or (end == owes.start() and _BY_WHOSE_RULES.search(text, at, end)):
        return end
    begin = end if end and end < owes.start() else _MORE_KINDS.match(text, public.end()).end()  # type: ignore[union-attr]
    joints = () if _RUN_BY.search(text, begin, owes.start()) else _LISTED_NEXT.finditer(text, begin, owes.start())
    joint = next((j for j in joints if not _SAME_KIND.search(text, at, j.end())), None)
    whole = _BY_RIGHT.split(text[at : joint.start() if joint else owes.start()])[0]
    if _NO_WHOLE.search(whole):
        return end
    if owes.group(1) == "phải":  # it may stand far behind the verb: "Cơ quan thuế tiếp nhận hồ sơ, lập danh sách các khoản còn phải nộp"
        read = end is not None and opens_duty(text, end, stop) and text[at:end].lower() not in _BARE and not _NO_VERB.match(text, end - 5)
        if read or len(whole) > _NEAR or _OF_PAPERS.search(whole):
            return end
    if whole.lower() in _BARE and ":" in text[owes.end() : owes.end() + 80]:
        return end  # "Cơ quan chịu trách nhiệm thu thập, tổng hợp: Bộ Kế hoạch và Đầu tư": a label
    return at + len(_HANGING.sub("", _VERB_AND.sub("", whole)))


def _generic_end(text: str, at: int, stop: int, listed: bool) -> int | None:
    if kind := kind_at(text, at, stop):
        burden = _UP_TO_BURDEN.match(text, kind.end(), stop)  # "cơ quan công an đang thụ lý vụ việc có trách nhiệm …"
        return burden.end() if burden else kind.end()
    match = _HOUSES.match(text, at, stop) or _GENERIC.match(text, at, stop)
    if match is None or _NO_KIND.match(text, at):
        return None
    if (
        not (listed and (_LISTED.match(match.group()) or _PLACES.match(text, at)))
        and not _FIRM_GROUP.match(text, at)
        and (not _FIRM.match(match.group()) or _PEOPLE.fullmatch(match.group()))
    ):
        # "Cơ sở giáo dục đại học có trách nhiệm …": a kind that stands for a body only where the sentence burdens it
        burdened = _BURDENED.match(text, match.end(), stop) if _BY_BURDEN.fullmatch(match.group()) else None
        if burdened is None or _SENTENCE_LIKE.search(burdened.group()):
            return None
        return match.end() + len(_VERB_AND.sub("", _BY_RIGHT.split(burdened.group())[0]))
    end = match.end()
    if match.group().lower() in _BARE and (actor := _ACTOR.match(text, end, stop)):
        return actor.end()
    while not _BEFORE_LIST.match(text, end) and (more := _CHARGED_IN.match(text, end, stop) or _QUALIFIERS.match(text, end, stop)):
        if _ACTS_AS_NAME.search(more.group()) and not more.group().startswith((" được", " do ")):
            if (
                end > match.end()
                or _AREA.search(match.group())
                or text.startswith(" việc ", more.end())
                or (more.group().endswith("phối hợp") and ((listed and match.group()[1:3] != "ác") or ", " in match.group()))
            ):
                break  # "quận, huyện phối hợp tổ chức …"
            # "Các Sở quản lý công trình xây dựng chuyên ngành chủ trì …": part of the name when a stronger verb follows
            rest = next((m for p in (_UP_TO_STRONG, _UP_TO_END, _UP_TO_VERB) if (m := p.match(text, more.end(), stop))), None)
            if rest is None or _WITH.match(text, more.end()) or rest.group() == " và":
                break  # "các đơn vị sử dụng và quyết toán": what they are to do
            name = _HANGING.sub("", _VERB_AND.sub("", text[at : rest.end()]))
            if more.group().endswith("phối hợp") and text.startswith((".", ";"), at + len(name)):
                break  # "Các thôn phối hợp xử lý vi phạm.": nothing else is done there
            return at + len(name) if " nhưng" not in name else None
        end = more.end()
    if not text.endswith("liên quan", 0, end) and (few := _FEW_WORDS.match(text, end, stop)) and not STOPPED.match(text, few.start() + 1):
        end = few.end() - 4 if text.endswith(" các", 0, few.end()) else few.end()
        while more := _OF_LEVELS.match(text, end, stop):
            end = more.end()  # "các đoàn thể nhân dân các cấp"
    if _BEFORE_LIST.match(text, end):
        return at + len(_HANGING.sub("", text[at:end]))
    if front := _OF_FRONT.match(text, end, stop):
        end = front.end()
    elif not text.endswith("liên quan", 0, end) and (burden := _UP_TO_BURDEN.match(text, end, stop)):
        end = burden.end()
    elif (
        end == match.end()
        and not match.group().endswith("ịa phương")
        and _DOES.match(text, end, stop)
        and not (match.group()[1:4] == "ác " and "," in match.group() and _KINDS_DO.match(text, end, stop))
    ):
        if does := _UP_TO_OTHER_VERB.match(text, end, stop):
            end = does.end()
        elif label := _LABELS.match(text, end, stop):
            if match.group()[1:4] != "ác " or not opens_duty(text, label.end(), stop):
                return None
            end += len(
                re.split(r"[,:]", label.group())[0]
            )  # "Các đơn vị quản lý công trình thủy lợi, chủ hồ: Vận hành …": who, and then what
    if task := _TASK_BEGINS.search(text, match.end(), end):
        end = task.start()
    if (told := text.find(" chỉ đạo các ", match.end(), end)) > 0 and told > match.end():
        end = told  # "Giao các cơ quan chuyên môn chỉ đạo các cơ sở giáo dục … chịu trách nhiệm"
    if odd := _SENTENCE_LIKE.search(text, match.end(), end):
        if odd.group().strip() == "thì":
            return None
        end = odd.start()
    return at + len(_HANGING.sub("", text[at:end]))
