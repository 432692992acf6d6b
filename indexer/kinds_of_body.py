"""Kinds of bodies that are told as a whole: "các trường Mầm non, Tiểu học", "Hội đồng nhân dân các cấp", "cơ quan báo chí", "cơ quan thuế"."""

from __future__ import annotations

import re

from phancap.indexer.alternatives import any_of
from phancap.indexer.duty_verbs import STRONG_VERBS

# "cơ quan bảo hiểm xã hội", "cơ quan Thuế": a kind of agency, whichever is meant
_BRANCH = re.compile(
    r"Thanh tra (?:tài chính|lao động(?: ?[-–,] ?thương binh và xã hội)?|xây dựng|giao thông(?: vận tải)?|y tế|giáo dục|chuyên ngành [^\W\d_]+ [^\W\d_]+)(?= (?:có trách nhiệm|thực hiện chức năng|chủ trì|phối hợp|lập|kiểm tra|xử lý|xử phạt|tham mưu|báo cáo|phải)(?!\w))|"
    # "phối hợp với ngành công thương, ngành giáo dục": small letters only where a body is due; "phát triển ngành y tế" names a field
    r"(?:(?<=với )|(?<=, )|(?<=và ))ngành (?-i:công an|thuế|hải quan|y tế|giáo dục(?: và đào tạo)?|nội vụ|tài chính|thống kê|nông nghiệp(?: và môi trường)?|văn hóa(?:, thể thao và du lịch)?|công thương|xây dựng|tư pháp|"
    r"tòa án|kiểm sát|ngân hàng|bảo hiểm xã hội|kho bạc(?: nhà nước)?|giao thông(?: vận tải)?|điện lực|khoa học và công nghệ|điện|quân sự)(?!\w)(?! (?:phát triển|tăng|giảm|đạt|đã|có (?!trách)|là|được (?!giao|phân)|đóng góp|tiếp tục|đang|chiếm)(?!\w))|"
    r"ngành (?-i:Công an|Thuế|Hải quan|Y tế|Giáo dục(?: và Đào tạo)?|Nội vụ|Tài chính|Thống kê|Nông nghiệp(?: và (?:Môi trường|PTNT|Phát triển nông thôn))?|Văn hóa(?:, Thể thao và Du lịch)?|Công [Tt]hương|Xây dựng|"
    r"Tư pháp|Tòa án|Kiểm sát|Ngân hàng|Bảo hiểm xã hội|Kho bạc(?: Nhà nước)?|Kế hoạch và Đầu tư|Kế hoạch, Đầu tư và Thống kê|Lao động - Thương binh và Xã hội|Giao thông vận tải|Quân đội|Điện lực)(?!\w)(?: (?:các cấp|tỉnh|thành phố))?(?! (?:phát triển|tăng|giảm|đạt|đã|có (?!trách)|là|được (?!giao|phân)|đóng góp|tiếp tục|đang|chiếm)(?!\w))|"
    r"(?:các )?(?:bộ phận|tổ) (?:tiếp nhận(?: và (?:trả|hoàn trả|giao trả) kết quả)?|một cửa(?: liên thông)?)(?: hồ sơ)?(?!\w)(?: (?:cấp (?:tỉnh|huyện|xã)|của (?:Sở|UBND cấp (?:huyện|xã)))(?!\w))?|(?:các )?cơ sở giam giữ(?: phạm nhân)?(?!\w)|trại giam, trại tạm giam(?!\w)|bảo hiểm xã hội (?:cấp (?:cơ sở|tỉnh|huyện)|cơ sở)(?!\w)|công an cấp (?:tỉnh|huyện|xã)(?!\w)|"
    r"(?:các )?(?:lực lượng chuyên trách bảo vệ an ninh mạng|cơ quan (?:thuế|hải quan|công an|kiểm lâm|bảo hiểm xã hội|tài chính|thanh tra|thi hành án(?: dân sự)?|tư pháp|nội vụ|đăng ký (?:kinh doanh|đầu tư|đất đai)|"
    r"kho bạc nhà nước|thống kê|kiểm tra đảng|quân sự|y tế|báo chí|đại diện(?: chủ sở hữu| ngoại giao| lãnh sự)?(?:(?: của)?(?: nước Cộng hòa xã hội chủ nghĩa)? Việt Nam)?(?: ở nước ngoài)?|chủ quản|công tố|điều tra|tiến hành tố tụng|xây dựng|nông nghiệp và môi trường|giáo dục|văn hóa|khoa học và công nghệ|công thương|ngoại vụ|dân tộc|tiếp nhận(?: hồ sơ)?|tổ chức cán bộ))(?!\w)"
    r"(?: (?:các cấp|cùng cấp|cấp (?:tỉnh|huyện|xã|trên|dưới|quân khu)|địa phương|có thẩm quyền|trực tiếp quản lý|quản lý trực tiếp|thuộc Bộ (?:Công an|Quốc phòng)))?", re.I
)  # fmt: skip
# "Nhiệm vụ, quyền hạn của ban thường vụ đảng ủy": the Party writes its organs small
_PARTY_ORGAN = r"(?:(?:[Bb]an thường vụ|[Bb]an chấp hành|[Tt]hường trực|[ỦủUu][ỷy] ban kiểm tra|[Vv]ăn phòng|[Bb]an (?:tổ chức|tuyên giáo(?: và dân vận)?|xây dựng [Đđ]ảng|nội chính|dân vận)) (?:của )?)"
_PARTY = rf"(?:{_PARTY_ORGAN}(?:Tỉnh|Thành|Huyện|Thị|Quận) (?:ủy|uỷ)|{_PARTY_ORGAN}?(?:tỉnh|thành|[Đđ]ảng|huyện|thị|quận|[Cc]hi) (?:ủy|uỷ)|[Đđ]ảng bộ|[Cc]hi bộ|ban đảng|ban cán sự đảng|đảng đoàn)"
# "Các trường Mầm non, Tiểu học, THCS"
_LEVEL = r"(?:[Mm]ầm non|[Mm]ẫu giáo|[Tt]iểu học|THCS|THPT|[Tt]rung học cơ sở|[Tt]rung học phổ thông|PTDTBT|PTDTNT)"
SCHOOLS = re.compile(rf"(?:[Cc]ác )?[Tt]rường {_LEVEL}(?:(?:, | và |, và ){_LEVEL})+(?!\w)")
# "Giao Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân, các Tổ đại biểu và các đại biểu Hội đồng nhân dân Thành phố giám sát …"
_ELECTED = re.compile(
    r"(?:Báo|Đài|Điện lực|Viễn thông|Bưu điện|Công an|Quân sự)(?:(?:, | và )(?:Báo|Đài|Điện lực|Viễn thông|Bưu điện|Quân sự|Biên phòng)(?!\w)){1,2} (?:tỉnh|thành phố|xã|phường)(?!\w)|"
    r"(?:[Cc]ác )?Ban (?:của (?:Hội đồng nhân dân|HĐND) )?được (?:phân công|giao)(?: (?:chủ trì )?thẩm tra)?(?=\s+(?:gửi|thẩm tra|báo cáo|tổ chức|có trách nhiệm|chịu trách nhiệm|xem xét|trình|chủ trì|phối hợp)(?!\w))|Công an(?=(?:,| và) (?:Viện kiểm sát|Tòa án|Kiểm sát|Viện Kiểm sát|Tòa Án)(?!\w))|"  # "Công an, Viện kiểm sát, Tòa án cùng cấp"
    # "người đứng đầu tổ chức do Chính phủ, Thủ tướng Chính phủ thành lập mà không phải là đơn vị sự nghiệp công lập"
    r"(?:(?<=gười đứng đầu )|(?<=hủ trưởng ))(?:(?:cơ quan|đơn vị), )?tổ chức (?:hành chính )?do Chính phủ, Thủ tướng Chính phủ thành lập(?: mà không phải là đơn vị sự nghiệp công lập)?(?!\w)|"
    # "Tổ chức pháp chế ở Bộ, cơ quan ngang Bộ cho ý kiến …"
    r"(?:[Cc]ác )?[Tt]ổ chức pháp chế(?:(?: (?:ở|của|thuộc))?(?: các)? [Bb]ộ(?:, cơ quan ngang [Bb]ộ)?)?(?!\w)|"
    # "Giám thị trại giam, Giám thị trại tạm giam quyết định …", "Bộ quản lý công trình xây dựng chuyên ngành chủ trì …"
    r"(?:Phó )?Giám thị trại (?:tạm giam|giam)(?!\w)|(?:[Cc]ác )?(?:[Bb]ộ|[Ss]ở) quản lý (?:(?!chuyên)[^\W\d_]+ ){0,5}chuyên ngành(?= (?:có|chủ|phối|tổ|chịu|thẩm|quy|hướng|kiểm)\s|\s*[,;:])|"
    # "Cơ sở giáo dục đại học ban hành quy định …", "Trường trung cấp phối hợp với …": what kind of house, and its verb
    rf"(?:Cơ sở giáo dục(?: đại học| nghề nghiệp| mầm non| phổ thông| thường xuyên)?|Trường (?:trung cấp|cao đẳng|đại học|tiểu học|trung học cơ sở|trung học phổ thông)|Cơ sở khám bệnh, chữa bệnh|Hội đồng trường)"
    rf"(?=\s+(?:{any_of(STRONG_VERBS)}|tổ chức(?! và)|thực hiện|xây dựng|công bố|công khai|bảo đảm|lập|cấp|gửi|thông báo|xác định|quản lý|đăng ký|xét|rà soát|thành lập|cung cấp)(?!\w))|"
    # "Người đứng đầu cơ quan được phân công, phân cấp quản lý công chức cần gặp gỡ …", "Các trường trung cấp, trường cao đẳng"
    r"[Cc]ơ quan (?:có thẩm quyền )?(?:quản lý|sử dụng|tuyển dụng|được phân công, phân cấp quản lý|được phân cấp quản lý) (?:cán bộ, )?(?:công chức|viên chức)(?: khác)?(?!\w)|"
    r"[Cc]ác [Tt]rường (?:[Tt]rung cấp|[Cc]ao đẳng|[Đđ]ại học|[Dd]ạy nghề)(?:(?:,| và) (?:các )?(?:[Tt]rường )?(?:[Tt]rung cấp|[Cc]ao đẳng|[Đđ]ại học|[Hh]ọc viện)(?!\w))*(?: (?:nghề|du lịch|sư phạm|y tế|nghệ thuật))?(?!\w)|"
    r"(?:[Cc]ác )?(?:trạm y tế|trung tâm y tế|ban chỉ huy quân sự)(?: (?:các )?(?:xã|phường|huyện|khu vực|cấp xã|cấp huyện)(?:, (?:xã|phường|đặc khu|thị trấn)(?!\w))*(?!\w))|"
    r"(?:[Cc]ác )?[Đđ]ảng (?:ủy|uỷ) (?:các )?(?:xã|phường|đặc khu)(?:(?:,| và) (?:xã|phường|đặc khu)(?!\w)){0,2}|"
    # "phản ánh về Đảng ủy và UBND xã"
    r"Đảng (?:ủy|uỷ)(?=(?:,| và) (?:HĐND|UBND|Hội đồng nhân dân|Ủy ban nhân dân|Uỷ ban nhân dân)(?!\w))|"
    r"[Cc]ác tỉnh(?=\s*[;.]?\s*$)|[Cc]ác tỉnh(?:,| và) thành phố(?: trực thuộc [Tt]rung ương)?(?: (?:trong|trên) (?:cả|toàn) (?:nước|quốc))?(?! (?:về|của|có (?!trách|nhiệm)|là|được (?!giao|phân)|đã|từ)(?!\w))|"
    r"(?:[Cc]ác )?(?:[Bb]an (?:của )?(?:Hội đồng nhân dân|HĐND)|[Tt]ổ (?:đại biểu|ĐB)(?: (?:Hội đồng nhân dân|HĐND|Quốc hội))?|[Đđ]ại biểu (?:Hội đồng nhân dân|HĐND|Quốc hội)|"
    rf"[Đđ]oàn [Đđ]ại biểu Quốc hội|{_PARTY}(?:(?:\s*,| và) (?:các )?{_PARTY})*(?: đơn vị sự nghiệp(?: ở [Tt]rung ương)?(?!\w))?(?: (?:cơ sở |trực )?(?:trực thuộc|thuộc) (?:[Tt]ỉnh(?: (?:ủy|uỷ))?|[Tt]hành (?:ủy|uỷ|phố)|(?:[Hh]uyện|[Tt]hị|[Qq]uận) (?:ủy|uỷ)|[Tt]rung ương|[Đđ]ảng (?:ủy|uỷ|bộ)(?: (?:xã|phường|Sở|Bộ)(?!\w))?)| trực thuộc(?=\s*[:;,.]|\s*$| (?:định kỳ|chủ động|tổ chức|có trách nhiệm|căn cứ|xây dựng|quán triệt|lãnh đạo|báo cáo|đăng ký|thực hiện|phối hợp|tham mưu|đưa|phân công|rà soát|phát động|tuyên truyền|chỉ đạo|triển khai|nghiêm túc|tập trung|tiếp tục|tăng cường|đẩy mạnh|phải|gửi|lập|cụ thể hóa)(?!\w)))?|(?:Ủy ban|Uỷ ban) của Quốc hội|Hội đồng [Dd]ân tộc|(?:Hội đồng nhân dân|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|ủy ban nhân dân|UBND)(?= (?:các cấp|cùng cấp|cấp trên|cấp dưới|cấp có thẩm quyền|các địa phương)(?!\w))|"
    # "Hội đồng nhân dân, Ủy ban nhân dân các cấp có trách nhiệm …"; a law's "Hội đồng nhân dân quyết định …"
    r"(?:Hội đồng nhân dân|HĐND)(?=(?:,| và) (?:Ủy ban nhân dân|Uỷ ban nhân dân|ủy ban nhân dân|UBND) (?:các cấp|cùng cấp|các địa phương)|(?:,| và) (?:Thường trực|[Cc]ác (?:Ban|Tổ đại biểu)|Ban của|Đoàn đại biểu)(?!\w)| (?:có trách nhiệm|quyết định|ban hành|giám sát|xem xét|phân bổ|phê chuẩn|bãi bỏ|bầu|miễn nhiệm)(?!\w)))(?!\w)"
    r"(?: (?:các cấp|cùng cấp|các địa phương|cấp trên(?: trực tiếp)?|cấp dưới|cấp có thẩm quyền(?: thu hồi đất| giao đất)?|cấp (?:tỉnh|huyện|xã)|(?:tỉnh|[Tt]hành phố)(?: [A-ZĐ][^\W\d_]*){0,4}|của Quốc hội))?"
)
# "Các cơ quan thông tấn, báo chí trên địa bàn tỉnh"
_MEDIA = re.compile(
    r"(?:[Cc]ác )?[Cc]ơ quan (?:thông tấn(?: báo chí(?!\w))?|báo chí|[Bb]áo,? [Đđ]ài|truyền thông|thông tin đại chúng|thông tin)(?:(?:, | và |, và )(?:báo chí|truyền thông|phát thanh|truyền hình|báo đài|tuyên truyền))*(?!\w)(?: trung ương và (?:địa phương|Thành phố|thành phố|tỉnh)(?!\w))?"
    r"(?: (?:trên|trong) địa bàn(?: (?:tỉnh|thành phố|Thành phố|địa phương)(?: [A-ZĐ][^\W\d_]*){0,3})?| của (?:(?:tỉnh|thành phố|Thành phố|địa phương)(?: [A-ZĐ][^\W\d_]*){0,3}|(?:Bộ|Sở|ngành)(?!\w)|(?!Bộ|Sở|UBND|Ủy|Ban|Đảng|Trung|Nhà|Chính)[A-ZĐ][^\W\d_]*(?: [A-ZĐ][^\W\d_]*){0,2}(?=\s+[^\W\d_A-ZĐ]|\s*[,;:.]))| địa phương)?"
)
# "Hội doanh nghiệp nhỏ và vừa, các hội nghề nghiệp, đoàn thể nhân dân": associations by what they are of
_UNIONS = re.compile(
    r"(?:[Cc]ác )?(?:[Hh]iệp hội|[Hh]ội)(?:, (?:hiệp hội|hội))? (?:[Dd]oanh nghiệp(?: nhỏ và vừa)?|[Dd]oanh nhân(?: trẻ)?|nghề nghiệp|ngành nghề|ngành hàng)(?!\w)"
    r"(?: (?:tỉnh|[Tt]hành phố|Việt Nam)(?!\w)(?! [A-ZĐ]))?(?= (?:có|chủ|phối|tuyên|vận|tham|tổ|thực|tăng|tiếp|đẩy)(?!\w)|\s*[,;:.]| và |$)|"
    r"(?:[Cc]ác )?hiệp hội(?= (?:phối hợp|chủ động|có trách nhiệm|tuyên truyền|vận động|tham gia)(?!\w))|"  # "…, hiệp hội phối hợp với ngành y tế"
    r"(?:[Cc]ác )?đoàn thể (?:nhân dân|quần chúng)(?!\w)(?! các cấp)|"
    r"(?:[Cc]ác )?tổ chức [Mm]ặt trận(?:,| và) (?:các )?đoàn thể(?: (?:chính trị - xã hội|nhân dân|quần chúng))?(?!\w)|"
    r"(?:[Cc]ác )?[Hh]ội,? đoàn thể(?: (?:từ [^\W\d_]+ đến cơ sở|các cấp|(?:chính trị - )?xã hội))?(?: (?:huyện|xã|phường|tỉnh)(?!\w))?|"  # "các hội đoàn thể từ huyện đến cơ sở"
    r"UB\.? ?MTTQ(?: ?(?:VN|Việt Nam))?(?!\w)(?: (?:các cấp|huyện|xã|phường|tỉnh|thành phố)(?!\w))?|"  # no level said: "UBMTTQVN và các đoàn thể huyện"
    # "Các chi, đảng bộ cơ sở trực thuộc", "Các huyện, thị, thành đoàn và đoàn trực thuộc", "Các cấp hội phụ nữ trong tỉnh"
    r"(?:(?:[Cc]ác )?[Cc]hi(?:,| và) đảng (?:bộ|ủy|uỷ)|[Cc]ác (?:huyện|quận|thị|thành)(?:(?:,| và) (?:thị|thành|quận))+ (?:ủy|uỷ|đoàn|hội)(?: và (?:đảng ủy|đoàn|hội) trực thuộc)?"
    r"|[Cc]ác cấp (?:bộ )?(?:[Hh]ội(?! nghị| thảo| đồng)(?: (?:[Pp]hụ nữ|[Nn]ông dân|[Cc]ựu chiến binh|[Cc]hữ thập đỏ|[Nn]gười cao tuổi|[Ll]iên hiệp [Pp]hụ nữ))?|[Cc]ông đoàn|[Đđ]oàn(?! thể)))(?!\w)"
    r"(?: (?:cơ sở |trực )?(?:trực thuộc|cơ sở)(?: (?:[Đđ]ảng (?:ủy|uỷ|bộ)|(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Tt]hị|[Qq]uận) (?:ủy|uỷ|đoàn))(?: (?:xã|phường)(?!\w))?)?)?(?: trong (?:tỉnh|thành phố|xã|phường|toàn tỉnh)(?!\w))?|"
    # "Các cơ quan tham mưu, giúp việc Tỉnh ủy", "các ban tham mưu, giúp việc Đảng ủy xã"
    r"(?:[Cc]ác )?(?:[Cc]ơ quan|[Bb]an) (?:chuyên trách )?tham mưu(?:,| và|, và)? giúp việc(?: của)? (?:(?:[Tt]ỉnh|[Tt]hành|[Đđ]ảng) (?:ủy|uỷ)|cấp (?:ủy|uỷ))(?: (?:xã|phường|tỉnh)(?!\w))?|"
    # "các ban Đảng tham mưu …", "các ban xây dựng Đảng Tỉnh ủy"
    r"[Cc]ác ban (?:xây dựng )?(?:của )?Đảng(?! (?:viên|phí|bộ|ủy|uỷ|Cộng)(?!\w))(?: (?:xã|phường|tỉnh|huyện|thành phố|(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Đđ]ảng) (?:ủy|uỷ)(?: (?:xã|phường))?)(?!\w))?"
)


def kind_at(text: str, at: int, stop: int) -> re.Match[str] | None:
    """The words of such a kind that begin here; None where none do."""
    return next((m for kind in (SCHOOLS, _ELECTED, _MEDIA, _UNIONS, _BRANCH) if (m := kind.match(text, at, stop))), None)


def is_branch(text: str, at: int) -> bool:
    """Whether a kind of agency stands here, whichever of them is meant: "cơ quan tài chính", "cơ quan thuế"."""
    return _BRANCH.match(text, at) is not None
