"""Where a duty's words begin and end, and which verb rules them.

The list of verbs is closed and was drawn from the tasks of real plans; a verb that is missing costs a duty that a
";" parts, never an invented one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from phancap.indexer.alternatives import any_of
from phancap.indexer.model import Mention, Role
from phancap.indexer.noun_words import goes_on_listing, is_noun, others_told

VERBS = (
    "áp dụng", "ban hành", "bàn giao", "bảo đảm", "đảm bảo", "báo cáo", "biểu dương", "bố trí", "bổ sung", "bồi dưỡng", "cải tiến",
    "căn cứ", "cấp", "cân đối", "chấn chỉnh", "chấp hành", "chỉ đạo", "chịu trách nhiệm", "cho ý kiến", "chủ động", "chủ trì",
    "chuẩn bị", "chuyển giao", "công bố", "công khai", "cung cấp", "cử", "cập nhật", "có trách nhiệm", "có ý kiến", "đánh giá",
    "đào tạo", "đăng tải", "đẩy mạnh", "đẩy nhanh", "đề nghị", "đề ra", "đề xuất", "định hướng", "đôn đốc", "đơn giản hóa", "đưa",
    "giải quyết", "giám sát", "giao", "gắn", "giữ", "góp ý", "hoàn thành", "hoàn thiện", "hỗ trợ", "huy động", "hướng dẫn",
    "kết nối", "khai thác", "khắc phục", "khẩn trương", "khuyến khích", "kiểm soát", "kiểm tra", "kiện toàn", "kiến nghị",
    "kịp thời", "lãnh đạo", "lập", "lồng ghép", "lựa chọn", "mở rộng", "nắm bắt", "nâng cao", "nghiêm túc", "nghiên cứu",
    "phân bổ", "phân cấp", "phân công", "phân định", "phản ánh", "phát động", "phát hiện", "phát huy", "phát triển", "phê duyệt",
    "phổ biến", "phối hợp", "quán triệt", "quản lý", "quyết định", "rà soát", "sắp xếp", "sơ kết", "sửa đổi", "tạo",
    "tăng cường", "tập huấn", "tập trung", "tham gia", "tham mưu", "thanh tra", "thẩm định", "theo dõi", "thi hành", "thông báo",
    "thông tin", "thực hiện", "thường xuyên", "tích cực", "tiếp nhận", "tiếp tục", "tổ chức", "tổng hợp", "tổng kết", "trả lời",
    "triển khai", "trình", "truyền thông", "tuyên truyền", "ưu tiên", "vận động", "vận hành", "xác định", "xây dựng", "xem xét",
    "xử lý", "yêu cầu", "chuyển", "luân chuyển", "đối chiếu", "xin ý kiến", "thông qua", "trả", "nộp", "mời", "lưu", "giúp", "thu hồi", "công nhận", "chấp thuận", "thành lập", "kiểm kê", "điều động", "tuyển dụng", "chi trả", "thanh toán", "quyết toán",
    "xác nhận", "chứng nhận", "kiểm định", "giám định", "khảo sát", "điều tra", "xét duyệt", "ủy quyền", "lấy ý kiến", "trao đổi", "thống nhất", "quan tâm",
    "tiến hành", "thu thập", "gia hạn", "điều chỉnh", "chấm dứt", "đình chỉ", "tạm dừng", "hủy bỏ", "bãi bỏ", "thu hút", "khen thưởng", "quy định",
    "vận hành", "bảo quản", "bảo trì", "bảo vệ", "phòng ngừa", "nhân rộng", "biên soạn", "phát hành", "kê khai", "đăng ký", "đồng bộ", "tích hợp", "chia sẻ",
    "số hóa", "phân tích", "dự báo", "cảnh báo", "nâng cấp", "cải tạo", "mua sắm", "trang bị", "thanh lý", "tiêu hủy", "ứng dụng", "quảng bá", "giới thiệu",
    "động viên", "hoàn tất", "điều hành", "điều phối", "thẩm tra", "xác minh", "khuyến cáo", "giữ gìn", "bảo mật", "trực tiếp", "thiết lập", "có nhiệm vụ",
    "có quyền", "chỉ định", "tự tổ chức", "làm đầu mối", "là cơ quan", "là đơn vị", "ghi nhận", "trả kết quả", "phân loại", "đánh dấu", "kết luận", "tạm ứng", "loại bỏ", "gửi", "bám sát", "củng cố", "duy trì", "niêm yết", "thống kê", "lưu trữ", "tiếp thu",
)  # fmt: skip
# Verbs that also stand inside names of bodies or are rarer: they open a duty, they never end a name.
MORE_VERBS = (
    "biểu quyết", "bàn bạc", "bãi miễn", "bình chọn", "bình ổn", "bảo lãnh", "bồi hoàn", "bồi thường", "bổ nhiệm", "bổ túc", "cam kết",
    "chi tiết hóa", "cho phép", "cho thuê", "cho vay", "chuyển đổi", "chuẩn hóa", "chú trọng", "chế tạo", "chỉnh lý", "chỉnh sửa",
    "chịu sự", "chứng thực", "cung ứng", "có biện pháp", "có báo cáo", "có các giải pháp", "có giải pháp", "có kế hoạch", "có phương án", "có văn bản",
    "công chứng", "cải cách", "cấu hình", "đặt hàng", "thừa ủy quyền", "treo cờ", "ra quyết định", "ra văn bản", "dành thời gian", "thảo luận", "họp", "bỏ phiếu", "tạo điều kiện", "đầu mối", "xuất cấp", "cắt giảm", "dẫn dắt", "dự kiến", "ghi chép", "gia cố", "giao dịch", "giáo dục",
    "giải ngân", "giải phóng", "giải thích", "giải thể", "giải trình", "giảm thiểu", "gương mẫu", "hình thành", "hòa giải", "hạn chế",
    "hợp nhất", "hợp tác", "khai báo", "khuyến nghị", "khôi phục", "khơi dậy", "khởi công", "kéo dài", "kí", "ký", "ký kết", "kế thừa",
    "kết hợp", "liên hệ", "liên kết", "luân phiên", "là chủ quản", "là chủ tài khoản", "là đầu mối", "làm chủ", "làm rõ", "làm tốt",
    "làm việc", "lên kế hoạch", "lập hồ sơ", "lắp đặt", "miễn nhiệm", "mở lớp", "mở tài khoản", "nghiệm thu", "ngăn chặn", "ngăn ngừa",
    "nhận", "nhập", "nêu cao", "nêu gương", "nắm", "phân kỳ", "phân luồng", "phân nhóm", "phòng chống", "phòng, chống", "phối kết hợp",
    "phục hồi", "phục vụ", "quy hoạch", "quyết nghị", "quét", "quản trị", "rút kinh nghiệm", "rút ngắn", "sao gửi", "suy tôn", "sáp nhập",
    "sản xuất", "sử dụng", "sửa chữa", "tham dự", "tham vấn", "thay mặt", "thay thế", "thiết kế", "thoái", "thu", "thu phí", "tháo gỡ",
    "thông suốt", "thúc đẩy", "thả", "thế chấp", "tinh giản", "tiếp công dân", "tiếp cận", "tiếp xúc", "trao", "triệt phá", "triệu tập",
    "truy cứu", "từ chối", "truy thu", "trích lập", "trích lục", "trích đo", "trồng", "trợ giúp", "tu bổ", "truy cập", "tuần tra", "tài trợ", "tái định cư",
    "tìm hiểu", "tìm kiếm", "tích lũy", "tính", "tính toán", "tôn vinh", "tư vấn", "tương trợ", "tạo lập", "tối ưu hóa", "tự kiểm tra",
    "vinh danh", "ấn định", "xoá", "xác lập", "xác thực", "xét", "xét chọn", "xét tuyển", "xét tặng", "xóa", "xúc tiến", "xếp hạng", "xếp loại",
    "xử phạt", "đi đầu", "đo đạc", "đàm phán", "đính chính", "đóng dấu", "đúc kết", "đưa vào",  "đảm nhiệm", "đảm nhận",
    "đổi mới", "vận dụng", "tranh thủ", "phấn đấu", "nhắc nhở", "phê bình", "cụ thể hóa", "bảo tồn", "tôn tạo", "ra quân", "truy quét", "hoạch định",
    "sàng lọc", "cấp phát", "chăm lo", "chăm sóc", "bảo dưỡng", "duy tu", "tận dụng", "tuyển chọn", "lắng nghe", "chỉnh trang", "trưng bày", "phát sóng", "đưa tin", "mở chuyên mục", "cân nhắc", "đồng hành", "chung tay", "hưởng ứng", "thu gom", "đấu nối", "di dời", "giải tỏa", "cưỡng chế", "nhanh chóng",
    "đấu giá", "đấu mối", "đấu thầu", "đấu tranh", "đầu tư", "đề cao", "đền bù", "đối thoại", "ủng hộ", "ủy thác",
    "kiểm điểm", "tuân thủ", "tuyên dương", "huấn luyện", "phê chuẩn", "bãi nhiệm", "giải tán", "sẵn sàng", "thu dung", "cách ly", "sơ tán", "ứng phó",
    "cắm biển", "cắm mốc", "điều tiết", "điều hòa", "dự trữ", "nạo vét", "khơi thông", "trực ban", "ứng trực", "túc trực", "trấn áp", "tấn công",
    "thụ lý", "truy tố", "khởi tố", "xét xử", "niêm phong", "tạm giữ", "tịch thu", "cứu trợ", "tạm hoãn", "tạm ngừng", "tạm ngưng", "đóng cửa", "tháo dỡ", "phá dỡ", "khoanh vùng", "thu mua",
    "cấp phép", "quan trắc", "lấy mẫu", "sao lưu", "đề phòng", "khống chế", "dập dịch", "kiềm chế", "cải thiện", "thăm hỏi", "tặng quà", "đón tiếp", "sưu tầm", "cắt cử",
    "đăng tin", "đăng phát", "soạn thảo", "thể chế hóa", "hiện đại hóa", "xã hội hóa", "hệ thống hóa", "đa dạng hóa", "minh bạch hóa", "lan tỏa", "gìn giữ",
    "lưu ý", "chú ý", "coi trọng", "trình bày", "giải đáp", "phúc đáp", "phúc tra", "hậu kiểm", "thí điểm", "tự đánh giá", "tự rà soát", "tra cứu", "định giá", "siết chặt",
    "tiết kiệm", "tiết giảm", "tinh gọn", "tiếp quản", "hiệp thương", "hiệp đồng", "dành thời lượng", "dành nguồn", "dành kinh phí", "dành diện tích", "tăng thời lượng", "tăng thời gian", "tăng mức", "tăng tần suất", "giảm thời gian", "mở đợt", "mở các", "mở sổ", "mở thêm",
    "chấn hưng", "chuyển tải", "biểu diễn", "phân bố", "rà quét", "kích hoạt", "sơ tuyển", "thi tuyển", "tuyển sinh", "hủy", "dừng", "ngừng", "bắt giữ", "truy nã", "vận chuyển",
    "trích", "chống", "giao ban", "ký cam kết", "ký giao ước", "phụ trách", "tự giác", "nỗ lực", "kiên quyết", "tích trữ", "khử khuẩn", "tiêu độc", "phun thuốc", "tiêm phòng", "chuyển đơn", "đánh số", "tôn trọng", "thấu hiểu", "giảng dạy", "đóng góp", "quyên góp", "bình xét", "kiến tạo",
)  # fmt: skip
# Of those, the ones that names of bodies hold: "Trung tâm Dịch vụ đấu giá tài sản", "Ban Quản lý dự án đầu tư".
_IN_NAMES = frozenset((
    "bảo lãnh", "cải cách", "chuyển đổi", "chứng thực", "công chứng", "dự báo", "đấu giá", "đấu thầu", "đầu tư", "đo đạc", "giáo dục",
    "giao dịch", "hòa giải", "hợp tác", "ký", "nhận", "nhập", "phát triển", "phòng chống", "phòng, chống", "phục hồi", "phục vụ",
    "quản trị", "quét", "quy hoạch", "sản xuất", "sử dụng", "thiết kế", "thu", "tính", "trao", "trợ giúp", "trồng", "tư vấn", "xét",
    "xóa", "xoá", "xúc tiến", "đại diện", "thả", "tái định cư", "đăng ký", "làm việc", "liên kết", "đặt hàng", "đầu mối", "chống", "huấn luyện", "quan trắc", "cứu trợ", "tuyển sinh", "tiêm phòng", "định giá", "tiết kiệm",
    "điều hòa",
))  # fmt: skip
NAME_ENDS = (
    *VERBS,
    *(v for v in MORE_VERBS if v not in _IN_NAMES),
    "kết án",
    "tuyên án",
    "tuyên phạt",
    "xét xử",
)  # "bị Tòa án kết án" names the court alone
# Verbs that open a duty wherever they stand; the others may be part of a name ("Sở quản lý chuyên ngành chủ trì …").
STRONG_VERBS = ("chủ trì", "phối hợp", "có trách nhiệm", "chịu trách nhiệm", "tham mưu", "quyết định", "báo cáo", "ban hành", "có nhiệm vụ")
ADVERBS = (
    "định kỳ",
    "hằng năm",
    "hàng năm",
    "hằng quý",
    "hằng tháng",
    "phải",
    "cần",
    "sẽ",
    "chậm nhất",
    "trước ngày",
    "đồng thời",
    "quyết liệt",
)

# "Sở Y tế nhận được công văn số …", "Ủy ban nhân dân tỉnh nhận thấy …": what came to them is no task
_NO_TASK = re.compile(
    r"(?:cấp (?:xã|huyện|tỉnh|trên|dưới|mình|ủy|cơ sở|có thẩm quyền)|nhận (?:được|đủ|thấy|định)|thống nhất (?:chỉ có|rằng))(?!\w)", re.I
)
_VERB = re.compile(rf"(?!{_NO_TASK.pattern}){any_of((*VERBS, *MORE_VERBS))}(?!\w)", re.I)
_OPENS = re.compile(rf"[\s,]*(?!{_NO_TASK.pattern}){any_of((*VERBS, *MORE_VERBS, *ADVERBS))}(?!\w)", re.I)
# words that no name of a body holds
VERB_INSIDE = re.compile(
    rf"\s(?:{any_of((*STRONG_VERBS, 'thực hiện', 'triển khai', 'xây dựng kế hoạch', 'để', 'theo', 'khi', 'nếu', 'được'))})(?!\w)"
)
_LONGEST_VERB, _LONGEST_CASE, _FAR = 40, 1_500, 1_500  # characters
_ENDS_WITH_VERB = re.compile(rf"(?<!\w){any_of(VERBS)}$", re.I)
ADVERBIAL = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Thông qua|Qua|Theo(?! dõi)|Trong quá trình|Trong|Khi|Nếu|Để|Nhằm|Ngoài|Sau khi|Sau thời (?:điểm|hạn|gian)|Hết thời hạn|Trước khi|Đối với|Từ(?! chối)|Định kỳ|Hằng|Hàng(?! hóa| hoá| không| hải)|"
    r"Trường hợp|Chậm nhất|Muộn nhất|Trước ngày|Trước \d|Đến|Tại|Vào|Kể từ|Cùng với|Bên cạnh|Ngay (?:sau )?(?:khi|từ|trong)|Nhận được(?= [^,.;:]{3,160},)|Quá trình (?=[^,.;:]{3,90},)|Kết thúc|Sau \d|Sau thời|Cuối|Đầu(?! tư| mối)|Mỗi (?:năm|quý|tháng|tuần)|Tháng \d|Quý|Riêng đối với|Không quá|Tối đa)\b",
    re.I,
)
# "định kỳ trước ngày 30 tháng 11 hàng năm báo cáo …": a time, and the verb right behind it
TIME = re.compile(
    r"(?:(?:định kỳ|(?:hoặc |và )?đột xuất|khi có yêu cầu|(?:trước |vào |chậm nhất(?: là| đến| vào)? |đến )?ngày \d{1,2}(?:/\d{1,2}| tháng \d{1,2})?|(?:\d{1,2}|sáu) tháng|"
    r"(?:của |và )?h[ằà]ng (?:năm|quý|tháng|tuần)|(?:vào )?(?:quý|tháng) \w+|(?:của )?tháng (?:đầu|cuối)(?: của)? quý(?: tiếp theo| sau)?|(?:và |hoặc )?(?:quý|năm|tháng|tuần)(?=,| và | hoặc | báo cáo| tổng hợp| gửi| đánh giá| rà soát| kiểm tra| tổ chức)|(?<=\) )và 0?1 năm|(?<=\w )\([^()]{3,60}\))[\s,]+)+", re.I
)  # fmt: skip
_STRONG = re.compile(
    r"(?:,\s+|\bđể\s+)(?=(?:chủ động |thường xuyên |kịp thời |định kỳ )*(?:chủ trì|phối hợp với|phối hợp cùng|tham mưu)\b)", re.I
)
_PAIRED = re.compile(
    r"mục đích, yêu cầu|tiến độ, yêu cầu|thi đua, khen thưởng|tiêu chuẩn, quy định|sửa đổi, bổ sung|thanh tra, kiểm tra|kiểm tra, giám sát|khám bệnh, chữa bệnh|bổ nhiệm, miễn nhiệm"
)
_ORDER = re.compile(r"(?:Yêu cầu|Đề nghị|Giao(?: nhiệm vụ)?(?: cho)?|Phân công)\s+")
_ORDERS = re.compile(
    r"(?:Chủ tịch |Lãnh đạo )?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Bộ|Sở|Thủ tướng)[^;.,:]{3,50}? (?:yêu cầu|đề nghị|giao)\s+(?=Thủ trưởng|Giám đốc|các|Chủ tịch|Bộ|Sở)"
)
# "Ủy ban nhân dân thành phố phân cấp thẩm quyền quyết định thanh lý …; thẩm quyền quyết định xử lý … cho Sở Nông nghiệp và Môi trường"
_DELEGATES_WHAT = re.compile(r"[^;.,]{0,60}?(?:[Pp]hân cấp|[ỦUủ][ỷy] quyền) thẩm quyền\s+(?!cho\s)")
_WHO_HAS = re.compile(r"[^;.,:]{3,80}? được (?:phân cấp|ủy quyền|giao)(?: thẩm quyền| nhiệm vụ)?\s(?![^;]*(?:có|chịu) trách nhiệm)")
_OWES = re.compile(r"\scó trách nhiệm\s")
_PASSIVE = re.compile(r"được (?:giao|phân công|phân cấp|ủy quyền)$")  # "Căn cứ chức năng, nhiệm vụ được giao, phối hợp …"
_AT_THE_SAME_TIME = re.compile(r",\s+đồng thời,?\s+(?=[A-ZĐỦ]|các )")
_MARK = re.compile(r"\s*\(?(?:\d{1,2}|[ivx]{1,4})\)\s+")
# "… căn cứ nhiệm vụ được giao tại Chương trình này chủ động xây dựng Kế hoạch …"
_PLACE = re.compile(
    r",\s+|\bđể\s+|\bthì\s+|(?<=\s)(?=phải\s)|(?<=\bnày)\s+(?=(?:chủ động |kịp thời |nghiêm túc )?(?:xây dựng|triển khai|tổ chức|chỉ đạo|ban hành|báo cáo)(?!\w))"
)
_SENTENCE = re.compile(r"(?<!\bTP)(?<!\bTp)(?<!\bTX)(?<!\bTx)[.!?…](?=\s+[^\W\d_])")  # "UBND TP. Vinh" goes on
_LINE_END, _BRACKET_OR_SEMICOLON = re.compile(r"\n"), re.compile(r"[();]")
_IS_TO = re.compile(r"\s+(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|chủ trì|phải)(?!\w)")
_IN_CASE = re.compile(r"(?:Đối với|Trường hợp|Trong trường hợp|Khi|Nếu)\b", re.I)
TERM = re.compile(r"(?:Trong (?:vòng|thời hạn|thời gian|\d)|Chậm nhất|Trước ngày|Hằng|Hàng|Định kỳ|Sau \d)", re.I)
_CASE = re.compile(r"\s*(?:trường hợp|trong trường hợp|trong quá trình)\s", re.I)
_JOINS_BACK = re.compile(r"\s*(?:gửi|gởi)\b(?! (?:báo cáo|văn bản|danh sách|hồ sơ|số liệu) (?:về|cho|đến|tới)\b)", re.I)
# "Tổ chức nghiên cứu, tham mưu cấp có thẩm quyền …", "Tăng cường tham mưu …", "tiếp tục nghiên cứu tham mưu Chính phủ …"
_ADVISE = re.compile(r"(?:(?:tổ chức )?[^\W\d_]+(?: [^\W\d_]+){0,2},\s+){0,3}(?:(?:chủ động|tăng cường|nghiên cứu)\s+)?tham mưu\b", re.I)
_QUALIFIED = re.compile(
    r"\s*(?:(?:chủ động|kịp thời|tiếp tục|thường xuyên|tích cực|khẩn trương|nghiêm túc|quyết liệt|có trách nhiệm(?: trong (?:việc|công tác))?|chịu trách nhiệm(?: trước (?:[^\W\d_]+ ){1,8}?trong việc)?(?= chủ trì| tham mưu| phối hợp)|phải|cần|"
    r"định kỳ(?: h[ằà]ng \w+| \d+ tháng)?(?: hoặc đột xuất(?: (?:khi có|theo) yêu cầu)?)?|đồng thời|hoặc đột xuất|h[ằà]ng (?:năm|quý|tháng|tuần))[\s,]+)*",
    re.I,
)


# "Quỹ có trách nhiệm ứng vốn", "… có trách nhiệm hoàn trả chi phí": whatever verb follows, these words say that it is owed
_BURDENED = re.compile(
    r"(?:có|chịu) trách nhiệm(?! (?:trước|trong|về|của|liên đới|chính)(?!\w))|phải(?! (?:được|bị|là|có|đủ|đáp|bảo|đảm|tuân|phù|thuộc|nằm|đạt|do|trên|theo|ghi|mang|chịu)(?!\w))|tiếp tục|khẩn trương|kịp thời|tích cực|nghiêm túc|quyết liệt",
    re.I,
)
# "Công an tỉnh chủ động phương án, lực lượng": no verb behind the word, so it is the verb itself
_READY = re.compile(r"\s*chủ động(?= (?:các )?(?:phương án|lực lượng|kinh phí|nguồn (?:lực|vốn|kinh phí))(?!\w))", re.I)


class Predicate(NamedTuple):
    """The ruling verb: role, its words, where it starts and where the action starts (characters)."""

    role: Role
    words: str
    start: int
    action_at: int


# "quản lý nhà nước về: công tác xây dựng pháp luật, …; kiểm tra, xử lý văn bản …; hộ tịch; …": fields, no duties of their own
_FIELDS = re.compile(
    r"(?:quản lý nhà nước|chức năng)[^.;:]{0,80}\s(?:về|gồm|sau)(?: (?:các )?(?:ngành,? )?lĩnh vực)?(?: sau(?: đây)?)?\s*:"
)


def segments(text: str, mentions: Sequence[Mention], list_end: Callable[[int], int]) -> Iterator[tuple[int, int, int]]:
    """(start of the sentence, start, end) of each stretch that may hold one duty.

    A full stop parts sentences. A ";" parts two duties when what follows opens one; in "các Sở, Ban, ngành; Ủy ban
    nhân dân cấp huyện" it parts two agencies of a list, and inside brackets it parts nothing. ``list_end`` tells where the list of
    bodies that begins at a place ends.
    """
    sentence = _behind_mark(text, 0)
    cuts = [*_sentence_ends(text), *(m.start() for m in _LINE_END.finditer(text))]
    for cut in [*sorted(cuts), len(text)]:
        start = sentence
        first = _trim(text, start, cut)[0]
        if order := _ORDER.match(text, first, cut) or _ORDERS.match(text, first, cut):
            first = order.end()  # "Yêu cầu Giám đốc các sở, ban, ngành; Chủ tịch …; Thủ trưởng …": a list, too
        listed = list_end(first) if ";" in text[start:cut] else start
        for semicolon in _semicolons(text, sentence, cut):
            if _FIELDS.search(text, start, semicolon):
                break
            if semicolon >= listed and _parts_duties(text, start, semicolon, cut, mentions, list_end):
                yield from _with_others(text, sentence, start, semicolon, list_end)
                start = _behind_mark(text, semicolon + 1)
        if text[start:cut].strip():
            yield from _with_others(text, sentence, start, cut, list_end)
        sentence = _behind_mark(text, cut)


def _with_others(text: str, sentence: int, start: int, end: int, list_end: Callable[[int], int]) -> Iterator[tuple[int, int, int]]:
    """A stretch, and apart from it what another body is to do at the same time: "…, đồng thời Sở Y tế báo cáo …"."""
    for also in _AT_THE_SAME_TIME.finditer(text, start, end):
        listed = list_end(also.end())
        if listed > also.end() and opens_duty(text, listed, end):
            yield sentence, *_trim(text, start, also.start())
            start = also.end()
    yield sentence, *_trim(text, start, end)


def _behind_mark(text: str, at: int) -> int:
    """Behind the number of an item within a sentence: "(1) trình Thủ tướng Chính phủ …; (2) chủ trì …"."""
    mark = _MARK.match(text, at)
    return mark.end() if mark else at


def _sentence_ends(text: str) -> Iterator[int]:
    """Where sentences end outside brackets."""
    depth = at = 0
    for match in _SENTENCE.finditer(text):
        depth += _depth(text[at : match.start()], match.start() - at)
        at = match.start()
        if depth == 0:
            yield match.end()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _depth(text: str, at: int) -> int:
    return text.count("(", 0, at) - text.count(")", 0, at) if "(" in text else 0


def _semicolons(text: str, start: int, end: int) -> Iterator[int]:
    depth = 0
    for mark in _BRACKET_OR_SEMICOLON.finditer(text, start, end):
        character = mark.group()
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield mark.start()


# "… báo cáo Bộ Chỉ huy quân sự tỉnh; Công an cấp huyện hoàn thành …": who is reported to ends the first duty
_TOLD_BEFORE = re.compile(r"(?<!\w)(?:báo cáo|gửi|trình|chuyển)\s[^;:.]{3,160}$")


def _parts_duties(text: str, start: int, semicolon: int, end: int, mentions: Sequence[Mention], list_end: Callable[[int], int]) -> bool:
    after = _behind_mark(text, semicolon + 1)
    if _JOINS_BACK.match(text, after):
        return False  # "kịp thời phản ánh bằng văn bản; gửi về Sở Nội vụ …": where the same paper goes
    if _WHO_HAS.match(text, start, semicolon) and "có trách nhiệm" in text[semicolon : min(end, semicolon + _FAR)]:
        return False  # "Ủy ban nhân dân cấp xã được phân cấp thẩm quyền quyết định …; xử lý … có trách nhiệm …"
    if (
        _DELEGATES_WHAT.match(text, start, semicolon)
        and " cho " not in text[start:semicolon][:_FAR]
        and " cho " in text[semicolon : min(end, semicolon + _FAR)]
    ):
        return False
    first = _trim(text, after, end)[0]
    mention = mention_at(mentions, first)
    if mention and mentions[max(0, bisect_left(mentions, first, key=_start_of) - 1)].end == semicolon:
        # "… lấy ý kiến các sở, ngành; Ủy ban nhân dân cấp huyện có trách nhiệm …": another one's duty, no more of a list
        told = _TOLD_BEFORE.search(text, start, semicolon) is not None and opens_duty(text, list_end(first), end)
        return told or _IS_TO.match(text, mention.end) is not None
    if _CASE.match(text, after, end):
        return True
    if semicolon - start < _LONGEST_CASE and _IN_CASE.match(text, start) and _first_place(text, start, semicolon) is None:
        return False  # "Đối với kiến nghị về ban hành văn bản; sửa đổi, bổ sung …, Văn phòng … tham mưu": the case goes on
    if opens_duty(text, after, end):
        return not _same_verb(text, start, after)
    listed = list_end(first)
    return (mention is not None and opens_duty(text, mention.end, end)) or (listed > first and opens_duty(text, listed, end))


def _start_of(mention: Mention) -> int:
    return mention.start


def mention_at(mentions: Sequence[Mention], at: int) -> Mention | None:
    """The mention (of some that are in order) that begins at a place, or None; found by halving."""
    place = bisect_left(mentions, at, key=_start_of)
    return mentions[place] if place < len(mentions) and mentions[place].start == at else None


def _same_verb(text: str, start: int, after: int) -> bool:
    """ "Chủ trì, phối hợp với … thanh tra, kiểm tra A; thanh tra, kiểm tra B": one head rules both."""
    verb = _VERB.match(text, after + 1)
    words = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?, [^\W\d_]+(?: [^\W\d_]+)?").match(text, after + 1)
    return bool(verb and words and re.match(r"\s*chủ trì", text[start:after], re.I) and words.group().lower() in text[start:after].lower())


def opens_duty(text: str, at: int, end: int) -> bool:
    """Whether a verb or an adverb of time opens the words at ``at``."""
    return _OPENS.match(text, at, end) is not None


def goes_on(text: str, start: int, comma: int) -> bool:
    """Whether a verb behind the comma only goes on with the one before it: "hồ sơ sửa đổi, bổ sung"."""
    return _PAIRED.search(text, max(start, comma - _LONGEST_VERB), comma + _LONGEST_VERB) is not None


def opens_with_verb(text: str, at: int, end: int) -> bool:
    """Whether a verb (no adverb of time) opens the words at ``at``."""
    return _VERB.match(text, at, end) is not None


def main_verb(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Predicate | None:
    """The verb that rules the segment from ``start``; None when no duty can be told."""
    at = start
    while at < end and text[at] in " ,:":
        at += 1
    at = min(_behind_mark(text, at), end)  # "Sở Tư pháp: (1)" at the end of a line: the space behind the mark is the line's end
    if is_noun(text, at, end):
        return None
    time = TIME.match(text, at, end)
    if time and _VERB.match(text, _QUALIFIED.match(text, time.end(), end).end(), end):  # type: ignore[union-attr]
        at = time.end()
    elif ADVERBIAL.match(text, at):
        at = _behind_adverbial(text, at, end)
    begin = at
    at = _QUALIFIED.match(text, at, end).end()  # type: ignore[union-attr]
    head = text[at:end]
    lead = re.match(
        r"(?:làm |là |tổ chức (?=chủ trì, phối hợp))?(?:cơ quan |đơn vị )?(?:đầu mối,? )?chủ trì(?: tham mưu)?\b,?(?: và)?\s*", head, re.I
    )
    if lead:
        return Predicate("lead", head[:7], at, at + lead.end())
    if match := re.match(r"phối hợp\b", head, re.I):
        return Predicate("coordinate", match.group(), at, at)
    if match := _ADVISE.match(head):
        return Predicate("advise", match.group().split(", ")[-1], at, at)
    if match := _VERB.match(text, at, end):
        return None if match.group().lower() == "có quyền" else Predicate("perform", match.group(), at, at)  # a right is no duty
    if match := _READY.match(text, begin, end):
        return Predicate("perform", match.group(), begin, begin)
    if (owes := _BURDENED.search(text, begin)) and owes.end() <= at:
        return Predicate("perform", owes.group(), at, at)
    return None


# what may follow a name that an order gives, and is no verb
_NO_ORDER = (
    "về", "theo", "tại", "trong", "của", "để", "với", "là", "được", "đã", "đang", "và", "các", "những", "số", "nêu", "trên", "khi", "nếu", "do", "từ", "có",
    "mà", "thì", "như", "cùng", "trước", "sau", "đến", "tới", "cho", "vào", "ra", "bằng", "này", "đó", "liên", "thuộc", "ở", "không", "chưa", "bị", "hoặc",
    "tỉnh", "thành", "huyện", "quận", "xã", "phường", "thị", "cấp", "việc", "làm", "trực", "nơi", "đối", "căn",
)  # fmt: skip
_ANY_VERB = re.compile(rf"\s*(?!{any_of(_NO_ORDER)}(?!\w))([^\W\d_A-ZĐ]+)(?!\w)(?=\s)")


def ordered_verb(text: str, at: int, end: int) -> Predicate | None:
    """Whatever word follows who is told by "Giao …", "Đề nghị …", as the verb: "Giao Sở Y tế túc trực …"; None where it can be none."""
    word = _ANY_VERB.match(text, at, end)
    return Predicate("perform", word.group(1), word.start(1), word.start(1)) if word else None


def _behind_adverbial(text: str, start: int, end: int) -> int:
    """Where the main verb stands behind "Căn cứ …," or "Thông qua …,".

    "Thông qua công tác theo dõi, kiểm tra và công tác xây dựng, thi hành văn bản …, phối hợp với": a verb behind a comma
    whose left neighbour is a verb goes on with a list of nouns.
    """
    if strong := _STRONG.search(text, start, end):
        first = _first_place(text, start, strong.start())
        return first if first is not None else strong.end()
    place = _first_place(text, start, end)
    if place is None and (owes := _OWES.search(text, start, end)):
        if text[text.rfind(",", start, owes.start()) + 1 : owes.start()].strip() and "," in text[start : owes.start()]:
            return start  # "Kết thúc cuộc họp, các thành viên dự họp có trách nhiệm ký biên bản": somebody else is to
        return owes.start() + 1  # "Bộ Nội vụ: Trong thời gian không quá 05 ngày … có trách nhiệm bổ sung dự toán"
    return start if place is None else place


def _first_place(text: str, start: int, end: int) -> int | None:
    term = TERM.match(
        text, start
    )  # "Trong thời hạn 02 ngày kể từ ngày có kết quả giải quyết, gửi …": no list of verbs goes on behind a term
    depth, at = 0, start
    for match in _PLACE.finditer(text, start, end):
        depth += _depth(text[at : match.start()], match.start() - at)
        at = match.start()
        if depth > 0:
            continue
        before = text[max(start, at - _LONGEST_VERB) : at].rstrip()
        if goes_on_listing(text, match.end(), end, match.group().startswith(",")):
            continue
        if text.startswith("phải", match.end()) and others_told(before):
            return start
        ends_with_verb = _ENDS_WITH_VERB.search(before) and not _PASSIVE.search(before)
        if opens_duty(text, match.end(), len(text)) and (term or not match.group().startswith(",") or not ends_with_verb):
            return match.end()
    return None
