"""The forms in which people type numbers, places, roles and times: the tables behind ``understand.py`` and its ``typed_*.py``.

Patterns run over folded text (lower case, no marks), which has the same length as what was typed.
"""

from __future__ import annotations

import re

from phancap.indexer.model import Role
from phancap.indexer.vietnamese import fold

ROLE_NAMES: dict[Role, str] = {"lead": "Chủ trì", "perform": "Thực hiện", "advise": "Tham mưu", "coordinate": "Phối hợp"}
ROLE_WORDS: dict[str, Role] = {"chu_tri": "lead", "tham_muu": "advise", "phoi_hop": "coordinate", "thuc_hien": "perform"}
RHYTHM_NAMES = {
    "continuous": "Thường xuyên", "weekly": "Hằng tuần", "monthly": "Hằng tháng", "quarterly": "Hằng quý",
    "half-yearly": "6 tháng", "yearly": "Hằng năm", "on-request": "Đột xuất",
}  # fmt: skip
# An agency behind these is not the one that acts: "báo cáo UBND tỉnh", "phối hợp với Sở Nội vụ", "gửi về Sở Nội vụ".
OBJECT_WORDS = frozenset({"voi", "gui", "ve", "cho", "giup", "trinh", "toi", "den", "giao", "don_doc"})
OBJECT_PAIRS = frozenset({"tham_muu", "bao_cao", "doi_voi", "don_doc", "de_xuat", "kien_nghi", "phoi_hop", "theo_doi", "de_nghi"})

# How an exam or a letter asks, saying nothing about the clause: "…, đúng hay sai?", "trường hợp nào sau đây", "là một trong những".
FRAMES = tuple(
    tuple(frame.split())
    for frame in (
        "la dung hay sai", "dung hay sai", "nao sau day", "nao duoi day", "sau day", "duoi day", "mot trong nhung", "mot trong cac", "cho hoi",
        "xin hoi", "hay cho biet", "nhu the nao", "la bao nhieu", "bao nhieu", "dung khong", "phai khong", "dieu nao", "phat bieu nao",
        "nhan dinh nao", "khang dinh nao", "y nao", "dap an nao", "la dung ve", "la khong dung ve", "la sai ve",
        "duoc khong", "hay khong", "bao lau", "lam the nao", "lam sao", "ra sao", "thi sao",
    )
)  # fmt: skip
# Known though no clause need hold them: how people ask ("khi nào", "hạn chót", "bao nhiêu") and name places ("gạch đầu dòng cuối").
ASKING_WORDS = frozenset(word for frame in FRAMES for word in frame) | frozenset(
    {"khi", "bao", "gio", "han", "chot", "cuoi", "muon", "gach", "dong", "diem", "khoan", "muc", "dieu", "chuong", "viec", "gom"}
)
ASKED_TIME = frozenset({"thoi_han", "han_chot", "han_cuoi", "khi_nao", "bao_gio"})
LIMITS = frozenset({"gui", "nop", "hoan", "bao", "xong"})  # "hạn gửi", "hạn nộp", "hạn hoàn thành": the time until which
# Words of every day that a small corpus need not hold and that are no slips: "vài" is not "vải", "hay" not "hai".
_EVERY_DAY = """
    anh chị em ông bà cô chú bác dì cậu mẹ má bố ba cha tôi mình họ bạn cháu trai gái con cái chiếc hay vài mấy luôn xin vậy thế mà nên nếu rồi
    đã đang sẽ vẫn cũng chỉ rất quá lắm nữa chưa đó đây kia ấy sao đâu ạ ơi nhé nhỉ hả chứ à dạ vâng tay chân nhà xe tiền đi đến ra vào lên xuống
    mua bán ăn uống nói hỏi biết thấy muốn cần nhờ giúp gặp mất bỏ vứt lấy đưa trả xong hết nhiều ít lớn nhỏ cũ mới tốt xấu hôm mai qua sáng
    trưa chiều tối lúc lần
"""
COMMON_WORDS = frozenset(_EVERY_DAY.split())
MEANING = re.compile(r"(?<!\w)(?:la|dinh nghia|khai niem|duoc hieu|nghia la|bao gom)(?!\w)")  # "X là gì", "X được định nghĩa …"
DEFINES = re.compile(
    r"(?<!\w)(?:la gi|dinh nghia|khai niem|duoc hieu(?: la)? (?:gi|(?:nhu )?the nao))(?!\w)"
)  # surely asks what something is
ASKS = re.compile(r"\?|(?<!\w)(?:nao|gi|ai|bao nhieu|bao lau|dung hay sai|dung khong|phai khong)(?!\w)")  # a question, not some words

TYPES = (
    "nq|nd|qd|kh|ttr|ttlt|nqlt|tt|ct|cd|tb|kl|bc|cv|hd|vbhn|nghi quyet lien tich|nghi quyet|nghi dinh|quyet dinh|ke hoach|to trinh|thong tu lien tich|"
    "thong tu|chi thi|cong dien|cong van|van ban hop nhat|thong bao so|ket luan so|huong dan so"
)
TYPE_CODES = {
    "nghi quyet": "nq", "nghi dinh": "nd", "quyet dinh": "qd", "ke hoach": "kh", "to trinh": "ttr", "thong tu": "tt", "chi thi": "ct",
    "cong dien": "cd", "cong van": "cv", "van ban hop nhat": "vbhn", "nghi quyet lien tich": "nqlt", "thong tu lien tich": "ttlt",
    "thong bao so": "tb", "ket luan so": "kl", "huong dan so": "hd",
}  # fmt: skip
# "công văn 5443" is 5443/CT-CS: a letter's number says who wrote it, of other kinds it says the kind
NO_LETTER = re.compile(r"\d+[a-z]?/(?:(?:nq|nd|qd|kh|ttr|tt|tb|kl|bc|hd|cd|vbhn|nqlt|ttlt|qh\d*)-|ct-(?:ubnd|ttg)(?!\w))")
LAW = re.compile(
    r"(?<!\w)(?:bo luat|luat|phap lenh)\s+(?:so\s+)?(\d{1,3})\s?/\s?((?:19|20)\d\d)(?!\s*/)(?!\w)"
)  # "luật 134/2025": 134/2025/QH15
LEAD_IN = re.compile(
    rf"(?<!\w)(?:(?:{TYPES}|bo luat|luat|phap lenh|thong bao|ket luan|huong dan|bao cao|quy che|quy dinh|van ban)\s+)?(?:so\s*:?\s+)?$"
)
# "khoản 2 điều 37 nghị định 170/2026" names no decree 37: a number behind the name of a step is the step's; nor does "điều 5.2 nghị định
# 152/2026", "phụ lục 1 quyết định 2859" one that has its number behind it
NUMBER_FIRST = re.compile(
    rf"(?<!\w)(?<![\divx][.,])(?<!dieu )(?<!khoan )(?<!diem )(?<!muc )(?<!chuong )(?<!phan )(?<!thang )(?<!quy )(?P<number>\d{{1,5}})(?:/(?P<year>(?:19|20)\d\d)(?=[\s/-]))?\s*[-/]?\s*(?P<type>{TYPES})"
    r"(?!\s*(?:so\s*:?\s*)?(?!(?:19|20)\d\d(?!\d))\d)(?:\s*[-/]?\s*(?P<issuer>[a-z]{2,6}))?(?!\w)"
)
TYPE_FIRST = re.compile(
    rf"(?<!\w)(?P<type>{TYPES})(?:\s?-\s?(?P<of>[a-z]{{2,6}})(?=\s))?\s*(?:so\s*:?\s*)?(?P<number>\d{{1,5}})(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?:\s?/\s?\1(?=\s?-))?)?(?:\s*[-/]?\s*(?P<issuer>[a-z]{{2,6}}))?(?!\w)(?!\s*(?:ngay|thang|nam|quy)\b)"
)
# "2859/QĐ-UBND ngày 3/12/2025": the day says which decision it is, and no time that is asked for
ITS_DAY = re.compile(
    r"\s*,?\s*(?:ban hanh |ky )?ngay \d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}| thang \d{1,2}(?: nam |\s?/\s?)\d{4})(?!\w)"
)

STEP = re.compile(
    r"""(?:(?<!\w)|(?<=\d)(?=(?:[dk]|dieu|khoan|muc)\d))(?P<label>gach\ dau\ dong|gach|dau\ cong|diem|khoan|k\.?(?=\s?\d)|d\.?(?=\d)|dieu|tieu\ muc|muc|chuong|phan|dong)
    (?:\s+(?:(?P<thu>thu)(?:\s+|(?=\d)))?|(?=\d))(?P<number>\d{1,3}(?:\.\d{1,3})*[a-z]?|[ivx]{1,5}|nhat|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|dd(?!\w)|[a-z]\d?)(?:(?!\w)|(?=(?:[dk]|dieu|khoan|muc)\d))
    |(?<!\w)(?P<place>doan\ mo\ dau|doan\ ket(?:\s+thu\s+(?P<nth>\d))?|noi\ nhan|phan\ ky|phan\ mo\ dau
    |(?:ai|nguoi)\ ky(?:\ ban\ hanh)?(?=\W*$|\s*\0|\s+(?:ke\ hoach|quyet\ dinh|nghi\ quyet|nghi\ dinh|thong\ tu|cong\ van|van\ ban)\b))(?!\w)""",
    re.X,
)
# "khoản 1, 2 và 4 Điều 79", "điểm a, b khoản 2", "từ khoản 1 đến khoản 3", "khoản 1-3": what goes on behind a step's number
# (no "khoản 1 Điều 7, 30 ngày")
BEHIND_STEPS = r"(?=[\W\0]*$|\s*[,;\0]|\s+(?:va|hoac|den|khoan|diem|dieu|muc|chuong|phan|cua|tai|trong|bo|luat|nghi|quyet|thong|ke)(?!\w))"
AND_STEP = re.compile(r"(?:\s*(?:,|;)\s*|\s+(?:va|hoac)\s+)(\d{1,3}[a-z]?|[a-z]\d?)(?!\w)" + BEHIND_STEPS)
TO_STEP = re.compile(r"(?:\s*-\s*|\s+den(?:\s+(?:khoan|diem|dieu|muc))?\s+)(\d{1,3})(?!\w)" + BEHIND_STEPS)
# "III.2.a", "Mục III.2a"; not "V.09.03.02", which is a code
DOTTED = re.compile(r"(?<!\w)(?:muc\s+)?([ivx]{1,5})\.(\d{1,2})(?:\.?([a-z]))?(?!\w|\.\d)")
STEP_KINDS = {
    "gach dau dong": "indent", "gach": "indent", "dau cong": "subindent", "diem": "point", "khoan": "para", "dieu": "art",
    "tieu muc": "subsec", "muc": "sec", "chuong": "chp", "phan": "part", "dong": "row",
}  # fmt: skip
STEP_LETTERS = {
    "gach dau dong": "gạch đầu dòng", "diem": "điểm", "khoan": "khoản", "dieu": "điều", "tieu muc": "tiểu mục", "muc": "mục",
    "chuong": "chương", "phan": "phần", "dong": "dòng", "dau cong": "dấu cộng", "gach": "gạch",
}  # fmt: skip
NO_STEPS = {  # words in which a step's name stands: "hợp đồng 111", "lao động 5", "thời điểm 1/7", "định mức 3"; not "tại khoản 3"
    fold(words): words
    for words in (
        "hợp đồng", "lao động", "hoạt động", "cộng đồng", "hành động", "tự động", "thì đóng", "thời điểm", "địa điểm", "quan điểm", "đặc điểm",
        "ưu điểm", "trọng điểm", "thí điểm", "thành phần", "cổ phần", "định mức", "danh mục", "hạng mục", "tài khoản", "điều khoản",
    )
}  # fmt: skip
# "UBND tp ban hành", "UBND thành phố giao": a centrally run city's office; of "ubnd thành phố tam kỳ" the office is a district's
CITY = (("thanh", "pho"), ("tp",))
BEHIND_CITY = frozenset(("giao", "trinh", "co", "ve", "va", "de", "duoc", "phai", "gui", "theo", "khi", "nam", "quy"))
BEHIND_CITY_PAIRS = frozenset(
    ("ban_hanh", "bao_cao", "chu_tri", "phoi_hop", "tham_muu", "thuc_hien", "phe_duyet", "huong_dan", "chi_dao", "to_chuc", "quyet_dinh", "quy_dinh", "xem_xet", "uy_quyen", "phan_cap",
     "phan_cong", "trach_nhiem", "nhiem_vu", "thong_qua", "kiem_tra", "quan_ly", "cong_bo", "cong_khai", "chap_thuan", "thu_hoi")
)  # fmt: skip
NO_OFFICES = {  # words that end like the name of an office begins: "cơ sở y tế" is no Sở Y tế, "cán bộ y tế" no Bộ Y tế
    fold(words): words
    for words in (
        "cơ sở", "trụ sở", "hồ sơ", "mã số", "đổi số", "tổng số", "dân số", "chỉ số", "hệ số", "mẫu số", "thiểu số", "đa số", "tần số", "ký số",
        "nghệ số", "liệu số", "thuật số", "quyền số", "tế số", "hội số", "tảng số", "một số", "điểm số",
        "cán bộ", "nội bộ", "toàn bộ", "đồng bộ", "cục bộ", "sơ bộ", "đảng bộ", "chi bộ", "tiến bộ", "công bố", "tuyên bố", "phân bổ", "phân bố", "bãi bỏ", "hủy bỏ",
    )
}  # fmt: skip
SHORT_PARAGRAPH = re.compile(r"(?<!\w)k\.?\s?\d")  # beside "k1", "d37" is Điều 37, too
PLACES = {"doan mo dau": "intro", "doan ket": "wrapup", "noi nhan": "recipients", "phan ky": "signature", "phan mo dau": "preamble"} | {
    f"{who} ky{what}": "signature" for who in ("ai", "nguoi") for what in ("", " ban hanh")
}
ORDINAL_LETTERS = frozenset(("nhất", "một", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín"))
ORDINALS = {"nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
RANKS = ("part", "chp", "sec", "subsec", "art", "para", "point", "indent", "subindent", "row", "intro", "wrapup")
WHEN_WORDS = {  # where the words of a time stand, to take them back
    "quarterly": r"(?:dinh ky )?(?:hang|moi) qu[yi]|(?<=bao cao )qu[yi]|(?:dinh ky )?(?:3|03|ba) thang(?: (?:mot|1))?(?: lan)?", "yearly": r"(?:dinh ky )?(?:hang|moi) nam|(?<=bao cao )nam",
    "monthly": r"(?:dinh ky )?(?:hang|moi) thang|(?<=bao cao )thang", "weekly": r"(?:dinh ky )?(?:hang|moi) tuan|(?<=bao cao )tuan", "half-yearly": r"dinh ky|(?:6|06|sau) thang", "continuous": r"thuong xuyen",
    "on-request": r"dot xuat", "deadline": r"thoi han|han chot|han cuoi|cham nhat|muon nhat|khi nao|bao gio|han (?=gui|nop|hoan thanh|bao cao|xong)", "d": r"\d{1,3} ngay",
}  # fmt: skip
EID = re.compile(r"(?<!\w)(?:sec|art|chp|part|para|point)_\w+")
QUOTED = re.compile(r'"([^"]{1,200})"|“([^”]{1,200})”|«([^»]{1,200})»')
LEFT_OUT = re.compile(r"(?<=\s)-([^\W_]+)")
