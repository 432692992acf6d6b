"""The verbs that say what somebody does.

The list is closed and was drawn from the tasks of real plans; a verb that is missing costs a duty that a ";" parts, never an
invented one.
"""

from __future__ import annotations

VERBS = (
    "áp dụng", "ban hành", "bàn giao", "bảo đảm", "đảm bảo", "báo cáo", "biểu dương", "bố trí", "bổ sung", "bồi dưỡng", "cải tiến",
    "căn cứ", "cấp", "cân đối", "chấn chỉnh", "chấp hành", "chỉ đạo", "chịu trách nhiệm", "cho ý kiến", "chủ động", "chủ trì",
    "chuẩn bị", "chuyển giao", "công bố", "công khai", "cung cấp", "cử", "cập nhật", "có trách nhiệm", "có ý kiến", "đánh giá",
    "đào tạo", "đăng tải", "đẩy mạnh", "đẩy nhanh", "đề nghị", "đề ra", "đề xuất", "định hướng", "đôn đốc", "đơn giản hóa", "đưa",
    "giải quyết", "giám sát", "giao", "gắn", "giữ", "góp ý", "hoàn thành", "hoàn thiện", "hỗ trợ", "huy động", "hướng dẫn",
    "kết nối", "khai thác", "khắc phục", "khẩn trương", "khuyến khích", "kiểm soát", "kiểm tra", "kiện toàn", "kiến nghị",
    "kịp thời", "lãnh đạo", "lập", "lồng ghép", "lựa chọn", "mở rộng", "nắm bắt", "nâng cao", "nghiêm túc", "nghiên cứu",
    "phân bổ", "phân cấp", "phân công", "phân định", "phản ánh", "phản ảnh", "phản hồi", "phát động", "phát hiện", "phát huy", "phát triển", "phê duyệt",
    "phổ biến", "phối hợp", "quán triệt", "quản lý", "quyết định", "rà soát", "sắp xếp", "sơ kết", "sửa đổi", "tạo",
    "tăng cường", "tập huấn", "tập trung", "tham gia", "tham mưu", "thanh tra", "thẩm định", "theo dõi", "thi hành", "thông báo",
    "thông tin", "thực hiện", "thường xuyên", "tích cực", "tiếp nhận", "tiếp tục", "tổ chức", "tổng hợp", "tổng kết", "trả lời",
    "triển khai", "trình", "truyền thông", "tuyên truyền", "ưu tiên", "vận động", "vận hành", "xác định", "xây dựng", "xem xét",
    "xử lý", "yêu cầu", "chuyển", "luân chuyển", "đối chiếu", "xin ý kiến", "thông qua", "trả", "hoàn trả", "nộp", "mời", "lưu", "giúp", "thu hồi", "thu dung", "tăng thời lượng", "công nhận", "chấp thuận", "thành lập", "kiểm kê", "điều động", "tuyển dụng", "chi trả", "thanh toán", "quyết toán",
    "xác nhận", "chứng nhận", "kiểm định", "giám định", "khảo sát", "điều tra", "xét duyệt", "ủy quyền", "lấy ý kiến", "trao đổi", "thống nhất", "quan tâm",
    "tiến hành", "thu thập", "gia hạn", "điều chỉnh", "chấm dứt", "đình chỉ", "tạm dừng", "hủy bỏ", "bãi bỏ", "thu hút", "khen thưởng", "quy định",
    "vận hành", "bảo quản", "bảo trì", "bảo vệ", "phòng ngừa", "nhân rộng", "biên soạn", "phát hành", "kê khai", "đăng ký", "đồng bộ", "tích hợp", "chia sẻ",
    "số hóa", "phân tích", "dự báo", "cảnh báo", "nâng cấp", "cải tạo", "mua sắm", "trang bị", "thanh lý", "tiêu hủy", "ứng dụng", "quảng bá", "giới thiệu",
    "động viên", "hoàn tất", "điều hành", "điều phối", "thẩm tra", "xác minh", "khuyến cáo", "giữ gìn", "bảo mật", "trực tiếp", "thiết lập", "có nhiệm vụ",
    "có quyền", "chỉ định", "tự tổ chức", "làm đầu mối", "làm nòng cốt", "làm cơ quan", "là cơ quan", "là đơn vị", "ghi nhận", "trả kết quả", "phân loại", "đánh dấu", "kết luận", "tạm ứng", "loại bỏ", "gửi", "bám sát", "củng cố", "duy trì", "niêm yết", "thống kê", "lưu trữ", "tiếp thu",
)  # fmt: skip
# Verbs that also stand inside names of bodies or are rarer: they open a duty, they never end a name.
MORE_VERBS = (
    "biểu quyết", "dự tính", "dự trù", "xuống cơ sở", "đi cơ sở", "đóng bảo hiểm", "đóng đủ", "trích đóng", "chủ tọa", "hoàn chỉnh", "bàn bạc", "bãi miễn", "bình chọn", "bình ổn", "bảo lãnh", "bồi hoàn", "bồi thường", "bổ nhiệm", "bổ túc", "cam kết",
    "chi tiết hóa", "cho phép", "cho thuê", "cho vay", "chuyển đổi", "chuẩn hóa", "chú trọng", "chế tạo", "chỉnh lý", "chỉnh sửa",
    "chịu sự", "chứng thực", "cung ứng", "có biện pháp", "có báo cáo", "có đề xuất", "có thông báo", "có tờ trình", "có các giải pháp", "có giải pháp", "có kế hoạch", "có phương án", "có văn bản",
    "công chứng", "cải cách", "cấu hình", "đặt hàng", "thừa ủy quyền", "treo cờ", "treo băng rôn", "treo pano", "treo khẩu hiệu", "ra quyết định", "ra văn bản", "dành thời gian", "thảo luận", "họp", "bỏ phiếu", "tạo điều kiện", "đầu mối", "xuất cấp", "cắt giảm", "dẫn dắt", "dự kiến", "ghi chép", "gia cố", "giao dịch", "giáo dục",
    "giải ngân", "giải phóng", "giải thích", "giải thể", "giải trình", "giảm thiểu", "gương mẫu", "hình thành", "hòa giải", "hạn chế",
    "hợp nhất", "hợp tác", "khai báo", "khuyến nghị", "khôi phục", "khơi dậy", "khởi công", "kéo dài", "kí", "ký", "ký kết", "kế thừa",
    "kết hợp", "liên hệ", "liên kết", "luân phiên", "là chủ quản", "là chủ tài khoản", "là đầu mối", "làm chủ", "làm thường trực", "làm chủ đầu tư", "đi kiểm tra", "kiểm đếm", "chấm thi", "chấm điểm", "làm rõ", "làm tốt",
    "làm việc", "lên kế hoạch", "lập hồ sơ", "lắp đặt", "miễn nhiệm", "mở lớp", "mở tài khoản", "nghiệm thu", "ngăn chặn", "ngăn ngừa",
    "nhận", "nhập", "nêu cao", "nêu gương", "nắm", "phân kỳ", "phân luồng", "phân nhóm", "phòng chống", "phòng, chống", "phối kết hợp",
    "phục hồi", "phục vụ", "quy hoạch", "quyết nghị", "quét", "quản trị", "rút kinh nghiệm", "rút ngắn", "sao gửi", "suy tôn", "sáp nhập",
    "sản xuất", "sử dụng", "sửa chữa", "tham dự", "tham vấn", "thay mặt", "thay thế", "thiết kế", "thoái", "thu", "thu phí", "tháo gỡ",
    "thông suốt", "thúc đẩy", "thả", "thế chấp", "tinh giản", "tiếp công dân", "tiếp cận", "tiếp xúc", "trao", "triệt phá", "triệu tập",
    "truy cứu", "từ chối", "truy thu", "trích lập", "trích lục", "trích đo", "trồng", "trợ giúp", "tu bổ", "truy cập", "tuần tra", "tài trợ", "tái định cư",
    "tìm hiểu", "tìm kiếm", "tìm giải pháp", "tìm biện pháp", "chất vấn", "tích lũy", "tính", "tính toán", "tôn vinh", "tư vấn", "tương trợ", "tạo lập", "tối ưu hóa", "tự kiểm tra",
    "vinh danh", "ấn định", "xoá", "xác lập", "xác thực", "xét", "xét chọn", "xét tuyển", "xét tặng", "xóa", "xúc tiến", "xếp hạng", "xếp loại",
    "xử phạt", "đi đầu", "đo đạc", "đàm phán", "đính chính", "đóng dấu", "đúc kết", "đưa vào",  "đảm nhiệm", "đảm nhận",
    "đổi mới", "vận dụng", "tranh thủ", "phấn đấu", "nhắc nhở", "phê bình", "cụ thể hóa", "bảo tồn", "tôn tạo", "ra quân", "truy quét", "hoạch định",
    "sàng lọc", "khám sức khỏe", "khám sàng lọc", "cấp phát", "chăm lo", "chăm sóc", "bảo dưỡng", "duy tu", "tận dụng", "tuyển chọn", "lắng nghe", "chỉnh trang", "trưng bày", "phát sóng", "đưa tin", "mở chuyên mục", "mở chuyên trang", "cân nhắc", "đồng hành", "chung tay", "hưởng ứng", "thu gom", "đấu nối", "di dời", "giải tỏa", "cưỡng chế", "nhanh chóng",
    "đấu giá", "đấu mối", "đấu thầu", "đấu tranh", "đầu tư", "đề cao", "đền bù", "đối thoại", "ủng hộ", "ủy thác",
    "kê biên", "hạch toán", "chụp ảnh", "kiểm điểm", "tuân thủ", "tuyên dương", "huấn luyện", "phê chuẩn", "bãi nhiệm", "giải tán", "sẵn sàng", "thu dung", "cách ly", "sơ tán", "ứng phó",
    "cắm biển", "cắm mốc", "điều tiết", "điều hòa", "dự trữ", "nạo vét", "khơi thông", "trực 24/24", "trực 24/7", "trực ban", "kêu gọi", "chằng chống", "neo đậu", "trực cấp cứu", "trực gác", "ứng trực", "túc trực", "trấn áp", "tấn công",
    "thụ lý", "truy tố", "khởi tố", "xét xử", "niêm phong", "tạm giữ", "tịch thu", "cứu trợ", "tạm hoãn", "tạm ngừng", "tạm ngưng", "đóng cửa", "tháo dỡ", "phá dỡ", "khoanh vùng", "thu mua",
    "cấp phép", "quan trắc", "lấy mẫu", "sao lưu", "đề phòng", "khống chế", "dập dịch", "kiềm chế", "cải thiện", "thăm hỏi", "tặng quà", "đón tiếp", "sưu tầm", "cắt cử",
    "đăng tin", "đăng phát", "soạn thảo", "thể chế hóa", "hiện đại hóa", "xã hội hóa", "hệ thống hóa", "đa dạng hóa", "minh bạch hóa", "lan tỏa", "gìn giữ",
    "lưu ý", "chú ý", "coi trọng", "trình bày", "giải đáp", "phúc đáp", "phúc tra", "hậu kiểm", "thí điểm", "tự đánh giá", "tự rà soát", "không để", "tuyệt đối không", "kiên quyết không", "tự cân đối", "tự bảo đảm", "tự đảm bảo", "tra cứu", "định giá", "siết chặt",
    "tiết kiệm", "tiết giảm", "tinh gọn", "tiếp quản", "hiệp thương", "hiệp đồng", "dành thời lượng", "dành nguồn", "dành kinh phí", "dành diện tích", "tăng thời lượng", "tăng thời gian", "tăng mức", "tăng tần suất", "giảm thời gian", "mở đợt", "mở các", "mở sổ", "mở thêm",
    "chấn hưng", "chuyển tải", "biểu diễn", "phân bố", "rà quét", "kích hoạt", "sơ tuyển", "thi tuyển", "tuyển sinh", "hủy", "dừng", "ngừng", "bắt giữ", "truy nã", "vận chuyển",
    "trích", "chống", "giao ban", "ghi biên bản", "ký cam kết", "ký giao ước", "phụ trách", "tự giác", "nỗ lực", "kiên quyết", "tích trữ", "khử khuẩn", "tiêu độc", "phun thuốc", "tiêm phòng", "chuyển đơn", "đánh số", "tôn trọng", "thấu hiểu", "giảng dạy", "đóng góp", "quyên góp", "bình xét", "kiến tạo", "đại diện cho", "thu xếp", "có công văn", "nghị án", "tự quyết định",
    "diễn tập", "tổng duyệt", "sơ duyệt", "khai mạc", "bế mạc", "trang trí", "dâng hương", "gặp mặt", "họp mặt", "cắt tỉa", "chốt chặn", "canh gác", "dọn dẹp", "dọn vệ sinh", "hoãn", "tạm hoãn", "cho học sinh", "cho trẻ", "cho nghỉ",
    "phát thanh", "làm thủ tục", "thẩm duyệt", "chứng kiến", "hiệp y", "trưng cầu", "nâng bậc lương", "nâng lương", "nâng ngạch", "biệt phái", "cách chức",
    "cho thôi việc", "tiếp đón", "tạm cấp", "sao chụp", "nhân bản", "dự họp", "đặt tên", "đổi tên", "khoanh nợ", "làm sạch", "ghi sổ", "vào sổ",
    "tu sửa", "đốn hạ", "chia tách", "áp giá", "tuyển quân", "gọi công dân", "rà phá", "bán đấu giá", "in ấn", "đo vẽ", "đối soát", "phân vùng", "hẹn trả",
)  # fmt: skip
# Of those, the ones that names of bodies hold: "Trung tâm Dịch vụ đấu giá tài sản", "Ban Quản lý dự án đầu tư".
_IN_NAMES = frozenset((
    "bảo lãnh", "cải cách", "chuyển đổi", "chứng thực", "công chứng", "dự báo", "đấu giá", "đấu thầu", "đầu tư", "đo đạc", "giáo dục",
    "giao dịch", "hòa giải", "hợp tác", "ký", "nhận", "nhập", "phát triển", "phòng chống", "phòng, chống", "phục hồi", "phục vụ",
    "quản trị", "quét", "quy hoạch", "sản xuất", "sử dụng", "thiết kế", "thu", "tính", "trao", "trợ giúp", "trồng", "tư vấn", "xét",
    "xóa", "xoá", "xúc tiến", "đại diện", "thả", "tái định cư", "đăng ký", "làm việc", "liên kết", "đặt hàng", "đầu mối", "chống", "huấn luyện", "quan trắc", "cứu trợ", "tuyển sinh", "tiêm phòng", "định giá", "tiết kiệm",
    "điều hòa", "phát thanh", "diễn tập", "trang trí", "thẩm duyệt", "nâng lương", "đặt tên", "đổi tên", "bán đấu giá", "in ấn", "đo vẽ", "tu sửa",
))  # fmt: skip
NAME_ENDS = (
    *(v for v in VERBS if v != "tạo"),
    *(v for v in MORE_VERBS if v not in _IN_NAMES and v != "tạo"),  # "Trưởng phòng quản lý đào tạo, khoa học và công nghệ"
    "kết án",
    "tuyên án",
    "tuyên phạt",
    "xét xử",
    "hết hiệu lực",
    "có hiệu lực",
)  # "bị Tòa án kết án" names the court alone
# Verbs that open a duty wherever they stand; the others may be part of a name ("Sở quản lý chuyên ngành chủ trì …").
STRONG_VERBS = ("chủ trì", "phối hợp", "có trách nhiệm", "chịu trách nhiệm", "tham mưu", "quyết định", "báo cáo", "ban hành", "có nhiệm vụ")
# handing power down, as a pattern
HANDING = r"(?:phân cấp|phân quyền|[uủ][ỷy] quyền)"
ADVERBS = (
    "định kỳ",
    "hằng năm",
    "hàng năm",
    "hằng quý",
    "hằng tháng",
    "hàng tháng",
    "hàng quý",
    "hằng tuần",
    "hàng tuần",
    "hằng ngày",
    "hàng ngày",
    "phải",
    "cần",
    "sẽ",
    "chậm nhất",
    "trước ngày",
    "đồng thời",
    "quyết liệt",
    "còn có trách nhiệm",
    "còn phải",
)
