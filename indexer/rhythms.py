"""How often: the rhythm of a duty ("định kỳ 6 tháng và hằng năm", "thường xuyên", "khi có yêu cầu"), with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNIT = r"(?:0?6(?: \(sáu\))? tháng|0?9 tháng|sáu tháng|nửa năm|0?1 năm|một năm|tuần(?! (?:\d|thứ|đầu|cuối|lễ|này|sau|trước)(?!\w))|tháng(?! ?\d| (?:đầu|cuối|ba|tư|sáu|bảy|tám|chín|mười|giêng|chạp)(?!\w))|quý(?! (?:I{1,3}|IV|\d|khách|vị|cơ quan|đơn vị|ông|bà)(?!\w)|[^\W\d_])|(?<!thứ )năm(?! \d))"
_EACH = rf"(?:(?:h[ằà]ng|mỗi|từng|cả) )?{_UNIT}(?:/lần| một lần| đầu năm)?(?: \([^()]{{0,60}}\))?"
_EVERY = r"(?:h[ằà]ng|mỗi) (?:tuần|tháng|quý|năm)"
_MONTHS = r"(?:0?3|ba|12|mười hai) tháng(?: một lần)?"  # "Định kỳ 03 tháng hoặc 06 tháng hoặc 12 tháng một lần"
_LIST = rf"{_EACH}(?:(?:,| và| hoặc| hay|, và)(?: báo cáo)?(?: định kỳ)? {_EACH})*"
# Each of these holds one or more units.
_RHYTHMS: tuple[re.Pattern[str], ...] = (
    # "tổng hợp, báo cáo UBND tỉnh hằng quý, 6 tháng và cả năm"
    re.compile(rf"{_EVERY}(?:(?:,| và|, và| hoặc) {_EACH})+(?!\w)", re.I),
    # "Báo cáo kết quả 6 tháng đầu năm trước ngày 15/6 và báo cáo năm trước ngày 15/12"
    re.compile(
        r"báo cáo (?:[^\W\d_]+ ){0,4}(?:0?6|sáu) tháng(?: đầu năm)?(?! \d)[^.;]{0,60}?(?:,| và) báo cáo (?:[^\W\d_]+ ){0,3}năm(?! \d)", re.I
    ),
    # "định kỳ hằng quý, năm", "Định kỳ 06 tháng (trước ngày 20 tháng 6 hằng năm) và 01 năm", "báo cáo tháng, quý, năm"
    re.compile(rf"(?:định kỳ|chế độ báo cáo|báo cáo)(?: [^\W\d_]+,)? \(?(?:vào )?(?:trước ngày \d{{1,2}} )?{_LIST}", re.I),
    re.compile(
        r"báo cáo (?:(?:kết quả|sơ kết|tổng kết|tình hình) )?(?:thực hiện )?(?:0?6|sáu) tháng(?! đầu| cuối| kể)(?: \([^()]{0,60}\))?"
        + rf"(?:(?:,| và|, và) {_EACH})*",
        re.I,
    ),
    re.compile(rf"định kỳ {_MONTHS}(?:(?:,| và| hoặc)? (?:{_MONTHS}|{_EACH}))*", re.I),
    # "Tháng 12 hằng năm, quyết toán …", "Trong 15 ngày đầu mỗi quý", "trước ngày cuối cùng của tháng đầu mỗi quý", "ngày 25 tháng cuối quý"
    re.compile(r"(?:tháng \d{1,2}|quý (?:IV|I{1,3}|\d))(?: của)? (?:h[ằà]ng|mỗi) năm", re.I),
    re.compile(
        r"(?:ngày|tháng|ngày làm việc) (?:đầu|cuối)(?: tiên| cùng)?(?: của)?(?: tháng (?:đầu|cuối))?(?: của)? (?:mỗi|h[ằà]ng|từng) (?:tuần|tháng|quý|năm)",
        re.I,
    ),
    # "báo cáo tình hình dịch hằng tuần (trước 14 giờ thứ Năm) về …", "tổ chức vệ sinh môi trường hằng tuần."
    re.compile(
        r"(?<!\w)(?:báo cáo|vệ sinh|giao ban|họp|ra quân|tuần tra|thu gom|phun)(?: (?!trợ|phụ|lương|chế|theo)[^\W\d_]+){0,7} h[ằà]ng (?:tuần|tháng|quý|năm)(?= ?(?:\([^()]{3,40}\) ?)?(?:[./;]*\s*$|(?:về|gửi|cho|vào|trước|theo quy định)(?!\w)))",
        re.I,
    ),
    # "phát động chiến dịch diệt lăng quăng hằng tuần."; not "hưởng trợ cấp hằng tháng"
    re.compile(
        r"(?<!cấp )(?<!lương )(?<!phí )(?<!hoạch )(?<!hưu )(?<!cáo )(?<!trình )(?<!sách )(?<!dưỡng )h[ằà]ng (?:tuần|quý)(?=[./;]*\s*$)",
        re.I,
    ),
    # "vào chiều thứ Sáu hàng tuần", "giao ban mỗi tháng 01 lần", "(báo cáo 6 tháng) … (báo cáo năm)"
    re.compile(r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật) (?:h[ằà]ng|mỗi) tuần", re.I),
    re.compile(
        r"(?:h[ằà]ng|mỗi|một) (?:tuần|tháng|quý|năm)(?: ít nhất| tối thiểu)? (?:0?\d|một|hai) (?:\(\w+\) )?(?:lần|ngày|phiên|đợt|cuộc|buổi|kỳ)(?!\w)",
        re.I,
    ),
    # "tiếp công dân ít nhất 02 ngày trong 01 tháng"
    re.compile(r"(?:0?\d|một|hai) (?:ngày|buổi) (?:trong|mỗi) (?:0?1 |một )?(?:tuần|tháng|quý)(?! \d)", re.I),
    re.compile(
        r"(?<=\()(?:đối với )?báo cáo (?:tháng|quý|0?6 tháng|năm)(?=\)).{3,60}\((?:đối với )?báo cáo (?:tháng|quý|0?6 tháng|năm)(?=\))",
        re.I,
    ),
    # "Sở Y tế hằng năm xây dựng dự toán …": behind who does it
    re.compile(
        rf"(?<=[^\W\d_])(?<!hoạch)(?<!toán)(?<!phí)(?<!sách)(?<!cáo)(?<!cấp)(?<!giá)(?<!nghĩa) {_EVERY},? (?=(?:xây dựng|lập|tổng hợp|rà soát|tổ chức|đánh giá|tham mưu|chủ trì|phối hợp|cập nhật|công bố|báo cáo|kiểm tra|bố trí|cân đối)(?!\w))",
        re.I,
    ),
    # "báo cáo Chính phủ hằng năm trước ngày 31 tháng 3 năm sau"
    re.compile(rf"{_EVERY},? (?:trước|vào|chậm nhất(?: là| đến)?|đến|muộn nhất(?: là)?) ngày(?= \d)", re.I),
    re.compile(rf"tuần (?:thứ (?:nhất|hai|ba|tư)|đầu(?: tiên)?|cuối(?: cùng)?) (?:của )?{_EVERY}", re.I),  # "vào tuần thứ hai hàng tháng"
    re.compile(
        r"(?:đầu|cuối) (?:mỗi|h[ằà]ng) (?:tuần|tháng|quý|năm)|(?<=\w tuần )(?:đầu|cuối)(?: tiên| cùng)? (?:của|trong) tháng(?! ?\d| (?:cao điểm|hành động)(?!\w))",
        re.I,
    ),
    re.compile(r"ngày \d{1,2}(?: của)? tháng (?:đầu|cuối)(?: của)?(?: mỗi| h[ằà]ng)? quý", re.I),
    re.compile(rf"định kỳ[^.;,()]{{0,40}}(?:\d{{1,2}}(?:/| tháng )\d{{1,2}}|ngày \d{{1,2}})(?: của)? {_EVERY}", re.I),
    re.compile(
        rf"(?:(?:trước|vào|đến|chậm nhất(?: là)?)(?: ngày)?|(?<=\s)ngày) \d{{1,2}}(?:/\d{{1,2}}| tháng \d{{1,2}})?(?:(?:,| và)(?: trước)?(?: ngày)? \d{{1,2}}(?:/\d{{1,2}})?)?,? (?:của )?{_EVERY}",
        re.I,
    ),
    re.compile(rf"^\W*(?:\d{{1,2}}\W+)?(?:vào )?{_LIST}(?=\W|$)(?<=\w)", re.I),
    # What is drawn up anew each year: "lập dự toán kinh phí hằng năm", "kế hoạch phát triển kinh tế - xã hội hằng năm"; not what is only gone
    # by: "xây dựng chuyên mục theo kế hoạch hằng năm", "phù hợp khả năng cân đối ngân sách hằng năm"
    re.compile(
        rf"(?<!theo )(?<!cân đối )(?:kế hoạch|dự toán|kinh phí|ngân sách|phương án|mức trích|chương trình (?:công tác|giám sát|hoạt động))(?: (?!được )(?:-|[^\W\d_]+,?)){{0,14}}?(?: \d{{1,2}} năm(?:,| và))? (?<!trợ cấp )(?<!phụ cấp )(?<!lương )(?<!hưu )(?<!hoạt phí )(?<!hưởng ){_EVERY}",
        re.I,
    ),
    # "báo cáo Chính phủ … kết quả thực hiện trong báo cáo cải cách thủ tục hành chính hằng tháng"
    re.compile(rf"(?:trong|vào) báo cáo [^;.]{{0,80}}?{_EVERY}", re.I),
    re.compile(
        rf"(?<!\w)(?:đánh giá|rà soát|kiểm tra|kiểm kê|tổng kết|sơ kết|thống kê|cập nhật|công bố|công khai|quyết toán|tập huấn|khảo sát) {_EVERY}",
        re.I,
    ),
    re.compile(
        rf"(?<!\w)(?:0?3|0?6|12|ba|sáu) tháng(?:/lần| một lần)|(?<!\w)(?:0?1|một) (?:tuần|tháng|quý|năm)/lần|(?<!\w)(?<!\d ){_UNIT}(?:/lần| một lần)|(?<!quá )(?<!\w)(?:\d{{1,2}}|một|hai)(?: \(\w+\))? lần(?:/| trong | mỗi | một )(?:tuần|tháng|quý|năm)(?! \d)",
        re.I,
    ),
    re.compile(
        r",\s+h[ằà]ng (?:tuần|tháng|quý|năm),? (?=tổng hợp|báo cáo|gửi|rà soát|tổ chức|đánh giá|lập|xây dựng|phối hợp|tham mưu|cập nhật|chuyển|kiểm tra|(?-i:[A-ZĐỦ]))",
        re.I,
    ),
)
_UNITS = re.compile(
    rf"(?P<times>\d{{1,2}}|một|hai) lần(?:/| trong | mỗi | một )(?P<per>tuần|tháng|quý|năm)|(?P<quarter>(?:0?3|ba) tháng)|(?P<year>(?:12|mười hai) tháng)|(?P<unit>{_UNIT})",
    re.I,
)
_ASIDE = re.compile(r"\([^()]*\)")
_SO_OFTEN = re.compile(r"(?: ít nhất| tối thiểu)? (?:0?1|một) (?:\(\w+\) )?lần$", re.I)  # "mỗi tháng 01 lần": no month of January
_DAY_OF = re.compile(r"\d{1,2} tháng \d{1,2}|tháng (?:đầu|cuối)(?: tiên| cùng)?(?!\w)|tháng \d{1,2}", re.I)
_TWICE = re.compile(r"(?:mỗi|một|h[ằà]ng) năm(?: ít nhất| tối thiểu)? (?:0?2|hai)(?: \(\w+\))? lần", re.I)  # "mỗi năm 02 lần"
_HALF_OF = re.compile(r"(?<=tháng) (?:đầu|cuối) năm", re.I)  # "6 tháng đầu năm, năm": the first is half a year's
_NAMES = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly"}
_LONG = {"6 tháng": "half-yearly", "06 tháng": "half-yearly", "sáu tháng": "half-yearly", "nửa năm": "half-yearly"}
# "khi có yêu cầu của cơ quan cấp trên"; "hồ sơ … khi có yêu cầu dẫn độ", "khi có yêu cầu sửa lỗi kỹ thuật" say in which case
_ON_REQUEST = re.compile(
    r"(?:(?:hoặc|và|hay) )?(?:báo cáo )?đột xuất,? \(?(?:khi (?:có|được)|theo) (?:yêu cầu|chỉ đạo|đề nghị)|(?:hoặc|và|hay) (?:thực hiện )?báo cáo đột xuất|theo yêu cầu đột xuất|(?:tháng|quý|năm)\W[^;.]{0,40}, ?đột xuất(?: [^\W\d_]+){1,14} theo yêu cầu"
    r"|khi (?:có|được|nhận được) yêu cầu(?= (?:của|về|và|hoặc|để|thì|từ|tại|bằng|báo cáo|cung cấp|phối hợp|đột xuất)(?!\w)|[^\w\s]|\s*$)|(?:cung cấp|báo cáo|giải trình)[^.;,]{0,90} theo yêu cầu của",
    re.I,
)
_CONTINUOUS = re.compile(
    r"^\W*(?:chủ động |tiếp tục )?thường xuyên\b|\b(?<!cá nhân phải )thường xuyên(?=,? (?:kiểm tra|theo dõi|rà soát|tổ chức|nhắc nhở|đôn đốc|hướng dẫn|cập nhật|tuyên truyền|phối hợp|giám sát|thanh tra|trao đổi|báo cáo))"
    # "Sở Y tế cập nhật dữ liệu thường xuyên."; not "kinh phí thường xuyên", "nhiệm vụ thường xuyên"
    r"|\b(?<!chi )(?<!không )(?<!vụ )(?<!tác )(?<!phí )(?<!sách )(?<!việc )(?<!toán )(?<!động )(?<!nguồn )(?<!vốn )(?<!đầu tư )thường xuyên(?=[.;)]*\s*$)"
    # "báo cáo thường xuyên về UBND tỉnh"; not "chế độ báo cáo thường xuyên"
    r"|(?<!chế độ )báo cáo thường xuyên(?= (?:về|cho|với|đến|tình hình)(?!\w))|\bthường xuyên(?:,| và) liên tục\b|\b(?:cập nhật|thông tin|tuyên truyền)(?: (?:kịp thời|đầy đủ|liên tục),)? thường xuyên(?!\w)", re.I
)  # fmt: skip


def find_recurrence(text: str) -> tuple[list[str], list[str]]:
    """(rhythms, the words that say them) of one duty's text.

    "hằng năm" at the end of a noun ("Chỉ số cải cách hành chính hằng năm") is the name of a thing, no rhythm of the
    duty; only a leading one, one with "định kỳ" or a day, or that of a plan or an estimate of costs counts.
    """
    rhythms: list[str] = []
    words: list[str] = []
    small = text.lower()  # most texts have none of the words that every pattern wants, and are looked through once
    if "thường xuyên" in small and (match := _CONTINUOUS.search(text)):
        rhythms.append("continuous")
        words.append(match.group().strip())
    for pattern in _RHYTHMS if any(unit in small for unit in _NAMES) else ():
        if match := pattern.search(text):
            new = [r for r in _units(match.group()) if r not in rhythms]
            if new:
                rhythms += new
                words.append(match.group().strip(" ,"))
    if ("yêu cầu" in small or "đột xuất" in small) and (match := _ON_REQUEST.search(text)):
        rhythms.append("on-request")
        words.append(match.group().strip())
    return rhythms, words


def recurrence_of(rhythms: Sequence[str]) -> str | tuple[str, ...] | None:
    """The rhythms as a duty's record has them: one by itself, several together, None for none."""
    return None if not rhythms else rhythms[0] if len(rhythms) == 1 else tuple(rhythms)


def _units(words: str) -> list[str]:
    found: list[str] = []
    for match in _UNITS.finditer(
        _DAY_OF.sub("", _HALF_OF.sub("", re.sub(r"\s+", " ", _ASIDE.sub("", _SO_OFTEN.sub("", _TWICE.sub("2 lần/năm", words))))))
    ):
        if match.group("per"):
            twice = match.group("times").lower().lstrip("0") in ("2", "hai") and match.group("per").lower() == "năm"
            rhythm = "half-yearly" if twice else _NAMES[match.group("per").lower()]
        elif match.group("quarter"):
            rhythm = "quarterly"
        elif match.group("year"):
            rhythm = "yearly"
        else:
            unit = match.group("unit").lower()
            if unit.endswith("9 tháng"):  # "quý, 6 tháng, 9 tháng và năm": what the first three quarters hold is no rhythm
                continue
            rhythm = _LONG.get(unit) or _NAMES[unit.rpartition(" ")[2]]
        if rhythm not in found:
            found.append(rhythm)
    return found
