"""How the names of bodies begin: the words for a kind of body, and the fields behind those that are written with a small letter."""

from __future__ import annotations

import re

from phancap.indexer.alternatives import LETTER, branches
from phancap.indexer.vietnamese import UPPER

# bodies whose names go on with a small letter
SMALL_HEADS = (
    "Hội đồng bầu cử", "Hội đồng giám định", "Hội đồng giám khảo", "Hội đồng phối hợp", "Hội đồng Phối hợp", "Hội đồng tư vấn", "Hội đồng nghiệm thu", "Hội đồng xét duyệt", "Hội đồng xét xử", "Hội đồng xét tuyển", "Hội đồng xét thăng hạng", "Hội đồng xét tặng", "Hội đồng xét chọn", "Hội đồng tuyển dụng", "Hội đồng thi đua", "Hội đồng bồi thường", "Phòng công chứng", "Ban quản lý chợ", "Ban Quản lý chợ", "Trung tâm xúc tiến", "Trung tâm phục vụ hành chính công", "Trung tâm hành chính công",
    "Hội đồng khoa học", "Hội đồng đánh giá", "Hội đồng đấu giá", "Hội đồng nghĩa vụ quân sự", "Tổ giúp việc", "Tiểu ban giúp việc", "Bộ phận giúp việc", "Tổ thẩm định", "Tổ chuyên gia", "Tổ thư ký", "Tổ biên tập", "Tổ công nghệ số", "Tổ chuyển đổi số", "Tổ hòa giải", "Tổ liên gia", "Tổ bảo vệ an ninh",
    "Ban tổ chức", "Ban giám sát", "Ban thanh tra", "Ban vận động", "Ban điều hành", "Ban biên tập", "Ban soạn thảo", "Ban giám hiệu",
    "Thuế cơ sở", "Thuế khu vực", "Bệnh viện đa khoa", "Trung tâm y tế", "Trạm y tế", "Ban vì sự tiến bộ", "Đài truyền thanh", "Đài Truyền thanh cơ sở", "Trung tâm kiểm soát bệnh tật", "Trung tâm dịch vụ", "Trung tâm văn hóa", "Trung tâm khuyến nông",
    "Phòng kinh tế", "Phòng văn hóa", "Phòng tài chính", "Phòng giáo dục", "Phòng nội vụ", "Phòng tư pháp", "Chi cục thủy lợi", "Chi cục kiểm lâm", "Chi cục trồng trọt", "Chi cục chăn nuôi",
    "Chi cục dân số", "Hội người cao tuổi", "Hội chữ thập đỏ", "Kiểm toán khu vực", "Kiểm toán nhà nước khu vực", "Kiểm toán Nhà nước khu vực", "Hải quan khu vực", "Hải quan cửa khẩu", "Bảo hiểm xã hội khu vực", "Bảo hiểm xã hội cơ sở", "Đoàn khối", "Đoàn Khối", "Đoàn trường", "Đảng ủy khối", "Đảng ủy Khối", "Đảng bộ khối", "Công đoàn ngành", "Công đoàn cơ sở", "Công đoàn cơ quan", "Công đoàn viên chức", "Công đoàn các", "Công đoàn cấp trên", "Thống kê cơ sở", "Thi hành án dân sự khu vực", "Cơ quan Thường trực", "Cơ quan thường trực", "Bộ phận Thường trực", "Bộ phận thường trực", "Bộ phận tiếp nhận", "Văn phòng thường trực",
    "Phòng lao động - thương binh và xã hội", "Phòng lao động thương binh và xã hội", "Phòng lao động, thương binh và xã hội", "Phòng nông nghiệp và phát triển nông thôn", "Phòng nông nghiệp và môi trường",
    "Phòng tài nguyên và môi trường", "Phòng giáo dục và đào tạo", "Phòng văn hóa và thông tin", "Phòng văn hóa - xã hội", "Phòng tài chính - kế hoạch", "Phòng kinh tế và hạ tầng", "Phòng kinh tế, hạ tầng và đô thị",
    "Trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên", "Trung tâm văn hóa, thông tin và thể thao", "Hội nông dân", "Hội liên hiệp phụ nữ", "Hội phụ nữ", "Hội cựu chiến binh", "Hội khuyến học", "Hội người mù", "Hội luật gia", "Hội cựu thanh niên xung phong", "Đoàn thanh niên", "Liên đoàn lao động",
    "Phòng y tế", "Phòng lao động", "Phòng nông nghiệp", "Phòng tài nguyên", "Phòng quản lý đô thị", "Phòng dân tộc", "Phòng công thương", "Phòng hạ tầng", "Chi cục thuế", "Chi cục thống kê", "Chi cục hải quan",
    "Chi cục thi hành án", "Đội quản lý thị trường", "Đội quản lý trật tự", "Đội thanh tra", "Đội thuế", "Hạt kiểm lâm", "Trung tâm giáo dục", "Trung tâm bồi dưỡng", "Trung tâm phát triển quỹ đất", "Trung tâm học tập cộng đồng", "Ngân hàng chính sách",
    "Đài truyền thanh - truyền hình", "Đài truyền thanh – truyền hình", "Đài phát thanh - truyền hình", "Đài phát thanh – truyền hình", "Đài phát thanh", "Ủy ban Quốc gia tìm kiếm cứu nạn",
)  # fmt: skip
HEADS = (
    *SMALL_HEADS,
    "Sở", "Cục", "Chi cục", "Chi Cục", "Tổng cục", "Tổng Cục", "Vụ", "Viện", "Trung tâm", "Chi nhánh", "Phòng", "Văn phòng", "VP", "Hội", "Liên đoàn", "Liên minh", "Liên hiệp các hội", "Liên hiệp các Hội", "Liên hiệp các tổ chức", "Liên hiệp", "Hiệp hội", "Công đoàn", "Câu lạc bộ", "Khu Bảo tồn", "Agribank", "BIDV", "Vietcombank", "VietinBank", "Đài",
    "Báo và Phát thanh", "Báo và Đài", "Báo", "Tạp chí", "Bộ đội", "Kho bạc", "Ngân hàng", "Bảo hiểm xã hội", "Bảo hiểm tiền gửi", "Công an", "Bộ Chỉ huy", "Bộ Tư lệnh", "Ban Chỉ huy", "Trường", "Học viện", "Đại học", "Bệnh viện",
    "Tòa án", "Viện kiểm sát", "Mặt trận", "Đoàn", "Văn phòng đăng ký đất đai", "Chi nhánh Văn phòng đăng ký đất đai", "Thi hành án", "Hội đồng", "Thanh tra", "Cảng vụ", "Kiểm toán", "Ban", "Bộ", "Ủy ban",
    "Uỷ ban", "Đảng ủy", "Đảng uỷ", "Đảng đoàn", "Đảng bộ", "Chi bộ", "Ban Cán sự đảng", "Ban cán sự đảng", "Ban Cán sự Đảng", "Ban cán sự Đảng", "Cảnh sát", "Lực lượng", "Ban đại diện", "Ban Đại diện", "Viễn thông", "VNPT", "Viettel", "MobiFone", "Mobifone", "Bưu điện", "Điện lực", "Bảo tàng", "Thư viện", "Nhà hát", "Nhà xuất bản", "Trạm", "Đội", "Vườn quốc gia", "Vườn Quốc gia", "Khu Quản lý", "Khu quản lý", "Quân khu", "Quân ủy", "Quân chủng", "BTL", "BCH Quân sự", "KBNN", "BQLDA", "Tổ công tác", "Tổ Công tác", "Tổ đảng", "Hạt", "Khối", "Nhà Thiếu nhi", "Nhà thiếu nhi", "Tiểu đoàn", "Trung đoàn", "Lữ đoàn", "Sư đoàn", "Hải đội", "Bến xe", "BQL", "Ban quản lý", "Ban công tác", "Ban chỉ đạo", "Ban chỉ huy", "Hội đồng thẩm định", "Hội đồng quản lý", "Thuế", "Hải quan", "Quỹ",
    "Bộ phận", "Sở giao dịch", "Sở Giao dịch", "Tổng công ty", "Tổng Công ty", "Công ty", "Tập đoàn", "Đồn", "Tiểu ban", "Ủy ban bầu cử", "Uỷ ban bầu cử", "Ban bầu cử", "Tổ bầu cử", "Thường trực", "Công chức", "Trung ương Hội", "Trung ương Đoàn", "Trang thông tin điện tử", "Trang Thông tin điện tử", "Cổng thông tin điện tử", "Cổng Thông tin điện tử",
)  # fmt: skip
_LAND_OFFICES = tuple(
    f"{of}ăn phòng đăng ký {what}" for what in ("đất đai", "quyền sử dụng đất") for of in ("V", "Chi nhánh V", "Chi nhánh v")
)
_FIELD_NAMED = (
    r"(?:Y tế|Văn h[óo][aá]|Dịch vụ|Khuyến nông|Giáo dục|Kiểm soát bệnh|Phục vụ [Hh]ành chính|Phát triển [Qq]uỹ|Nông (?:dân|nghiệp)|Liên hiệp [Pp]hụ nữ|Phụ nữ|Cựu chiến binh|Chữ thập đỏ"
    r"|Khuyến học|Người cao tuổi|Truyền thanh|Phát thanh|Thú y|Tài (?:chính|nguyên)|Nội vụ|Xây dựng|Tư pháp|Khoa học và Công nghệ|Công [Tt]hương|Kế hoạch và Đầu tư|Lao động|Thông tin|Du lịch|Ngoại vụ|Giao thông)"
)
HEAD = re.compile(
    r"T(?<![\w-]T)huế cơ sở(?=\s+\d{1,2}(?!\d))|"  # "Thuế cơ sở 5 tỉnh Sơn La", since July 2025
    # "gửi về Huyện ủy (qua Ban Tuyên giáo Huyện ủy)", "BTV Huyện Đoàn": names that are whole
    r"[HQTX](?<![\w-].)(?:(?:uyện|uận|hị|hành) (?:[ủu][ỷy]|[Đđ]oàn)|ã [Đđ]oàn)(?!\w)(?! (?:viên|thể|kết|kiểm|công|thanh))|"
    + branches(_LAND_OFFICES, behind=LETTER, then=r"(?!\w)")
    + "|"
    + branches(("Hội đồng quản lý", "Hội đồng thẩm định", *SMALL_HEADS), behind=LETTER, then=r"(?=\s*[,;.:()]|\s*$)")
    + "|"
    + branches(HEADS, behind=rf"[{UPPER}\d_-]", then=r"(?=,?\s+[^\W\d_])")
    + "|"
    # "Trưởng khoa Công nghệ thông tin", "Hiệu trưởng trường Mầm non Phú Đức"
    + rf"k(?<=rưởng k)hoa(?=\s+[{UPPER}])|"
    + rf"t(?<![\w-]t)rường(?=\s+(?:Mầm non|Mẫu giáo|Tiểu học|Trung học|THCS|THPT|PTDT\w*|Phổ thông)\s+[{UPPER}])|"
    + branches(("phòng", "chi cục"), behind=r"[\w-]", then=rf"(?<!ác phòng)(?<!ác chi cục)(?=\s+[{UPPER}][^\W\d_]+\s)")
    # "…, phòng Lao động - Thương binh và Xã hội cấp huyện"
    + "|"
    + branches(
        ("sở", "trung tâm", "trạm", "hội", "đài"),
        behind=r"[\w-]",
        then=rf"(?<!ơ sở)(?<!rụ sở)(?<!xã hội)(?<!ác hội)(?=\s+{_FIELD_NAMED}(?!\w))",
    )
    # "…; trạm Y tế các xã trực cấp cứu", "giao sở Xây dựng tổng hợp": the kind in a small letter, the field in a capital
)
