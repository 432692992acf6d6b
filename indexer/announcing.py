"""Texts that only announce what stands below them, or name whom or what it is about: the duties are there, not here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.bearers import Bearer
from phancap.indexer.burdened import heading_bearers
from phancap.indexer.duty_heads import RESPONSIBLE
from phancap.indexer.model import Clause, Document
from phancap.indexer.predicates import mention_at
from phancap.indexer.semicolons import BY_PAPERS, MORE_PAPERS

_ASKED = re.compile(r"(?:Đề nghị|Yêu cầu|Giao)\s")
# "chủ trì thẩm định … đối với các loại dự án sau:" is a duty; "thực hiện các nhiệm vụ sau:" only announces some.
_ANNOUNCES_TASKS = re.compile(
    r"(?:nhiệm vụ|quyền hạn|nội dung|công việc|việc|giải pháp|biện pháp|yêu cầu|công tác)(?: [^\W\d_]+){0,4} (?:như sau|sau đây|sau)\s*:\s*$|cụ thể (?:như )?sau\s*:\s*$"
)
# "có Báo cáo tổng hợp, đánh giá … với các nội dung sau:": the report is the duty, what stands below is in it
_CONTENTS = re.compile(
    r"(?:báo cáo|kế hoạch|văn bản|hồ sơ|phương án|đề án|thông báo)\b[^.;]*(?:gồm|với|về|theo|nêu|có|thể hiện|cụ thể)\b(?: rõ)?(?: các| những| một số)? (?:nội dung|thông tin)[^.;]{0,40}:\s*$",
    re.I,
)
# "… Bảo hiểm xã hội Việt Nam thực hiện như sau:" announces; who does what is said below
_ANNOUNCES_HOW = re.compile(
    r"(?:được )?(?:thực hiện|tiến hành|quy định|xử lý|giải quyết|chỉ đạo|có ý kiến|yêu cầu|đề nghị|thông báo|kết luận)(?: theo (?:trình tự|quy định))? (?:như sau|sau đây)\s*:\s*$|(?:yêu cầu|đề nghị|(?<!bàn )giao|phân công)(?: nhiệm vụ)?(?: cho)?\s*:\s*$"
    r"|(?:yêu cầu|đề nghị|giao)\s[^:]{5,300}\s(?:thực hiện|triển khai)(?: ngay)?\s*:\s*$"
)
_ITEMS_FOLLOW = re.compile(
    # "… giám sát nhằm phát hiện các giao dịch có dấu hiệu vi phạm pháp luật, bao gồm:", "… cập nhật các dữ liệu thuộc phạm vi quản lý, gồm:"
    r"(?:các|những) (?:hành vi|dấu hiệu|giao dịch|vi phạm|dữ liệu|thông tin|tài liệu|tài sản|chi phí|sản phẩm)(?!\w)"
    r"(?![^:]*(?<!\w)(?:nhiệm vụ|công việc|nội dung|hoạt động|giải pháp|biện pháp|công tác)(?!\w))[^:;.]{0,160},? (?:bao )?gồm\s*:$"
    r"|(?:các|những) (?:thủ tục(?: hành chính)?|trường hợp|loại|hồ sơ|giấy tờ|đối tượng|dự án|công trình|lĩnh vực|thông tin|tài liệu)(?: [^\W\d_]+){0,5}\s*:$"
)
# "Giao Sở Tài chính chủ trì, phối hợp với … xây dựng quy trình nội bộ …, cụ thể:" is a duty, whatever its parts below
_SAYS_WHAT = re.compile(
    r"chủ trì, phối hợp [^:]{90,}:\s*$|(?:có|chịu) trách nhiệm (?!sau|như sau|thực hiện|triển khai|tập trung)[^:]{60,}(?:bao gồm|gồm|cụ thể)\s*:\s*$"
    r"|[;,] trong đó(?: [^:]{3,30})?:\s*$"
    # "Ủy ban nhân dân cấp tỉnh tổ chức tạo lập, cập nhật các dữ liệu …, bao gồm:", "… tổ chức rà soát, ưu tiên số hóa đối với:" above nouns
    r"|(?:tổ chức|chủ trì|thực hiện)(?! (?:thực hiện|triển khai|tốt|các|những))(?!.*(?<!\w)(?:nhiệm vụ|công việc|nội dung|hoạt động|giải pháp|biện pháp|việc|công tác)(?!\w)(?: (?!được |do )[^\W\d_]+){0,8},? (?:bao )?gồm)(?:[^:]{60,}, (?:bao )?gồm|[^:]{25,} đối với)\s*:\s*$"
    # "Phòng Kinh tế cấp xã chủ trì thẩm định báo cáo nghiên cứu khả thi … đối với các loại dự án sau:"
    r"|(?<!\w)(?:chủ trì|quyết định|thẩm định|phê duyệt|cấp) [^:]{15,}đối với (?:các |những )?(?:loại |trường hợp |dự án|công trình|đối tượng)[^:]{0,80}:\s*$"
    r"|^(?:Giao|Đề nghị|Yêu cầu) [^:]{10,120}? (?:chỉ đạo|đôn đốc|hướng dẫn) [^:]{20,}:\s*$"
)
# "9.2. Đối với các đơn vị thực hiện dịch vụ, thu gom, xử lý chất thải rắn:" above its dashes: whom or what they are about
_HEADS_ITEMS = re.compile(
    r"(?:Đối với|Về phía)\s(?!.*(?<!\w)(?:giao|yêu cầu|đề nghị|chủ trì|(?:có|chịu) trách nhiệm|phối hợp)(?!\w))[^.;:]{3,260}:", re.I
)
# "b) Về hộ tịch, quốc tịch, nuôi con nuôi" above dashes: what they are about
_TOPIC = re.compile(r"Về\s[^.;:]{3,150}:?")
# "1.1. Trình Ủy ban nhân dân tỉnh" above "a) Dự thảo nghị quyết …; b) Dự thảo kế hoạch …"
SUBMITS = re.compile(
    r"[Tt]rình\s+((?:Giám đốc|Ủy ban|Uỷ ban|UBND|Chủ tịch|Hội đồng|HĐND|Bộ trưởng|Bộ|Thủ tướng|Chính phủ)\s[^.;:]{3,90}?)(?: (?:ban hành|phê duyệt|xem xét|quyết định)(?:, (?:ban hành|phê duyệt|quyết định))*)?\s*:?"
)


# "Tham mưu Giám đốc Sở:" above "1. Trình Ủy ban nhân dân tỉnh …": how all of it is done
ADVISES = re.compile(
    r"(?:[Tt]ham mưu|[Gg]iúp)(?:,? (?:giúp|tham mưu|đề xuất|trình))?(?: việc)?(?: cho)? (?:Giám đốc|Ủy ban|Uỷ ban|UBND|Chủ tịch|Bộ trưởng|Cục trưởng|Chi cục trưởng|Lãnh đạo|Ban|Đảng ủy|Hội đồng|HĐND|Tỉnh ủy|Thường trực)(?: [^.;:]{2,90}?)?(?: thực hiện(?: các)?(?: nhiệm vụ| nội dung)?(?: sau(?: đây)?)?)?\s*:"
)


# "Các bộ, ngành … chủ động phối hợp với thành phố Hà Nội …, trong đó tập trung vào một số nội dung cụ thể sau:"
_AMONG_THEM = re.compile(r"[,;]\s+trong đó,? (?:cần )?(?:tập trung|lưu ý|chú trọng|ưu tiên|chú ý|trọng tâm)(?!\w)[^.;]*:\s*$")


def said_up_to(clause: Clause) -> int:
    """Where (characters) a text ends to say more than what it announces: its length mostly, 0 where it announces and nothing else."""
    text = clause.text
    if not _announces(text):
        return len(text)
    if clause.kind not in ("paragraph", "point", "indent"):
        return 0
    if among := _AMONG_THEM.search(text):
        return among.start()
    semicolon, stop = text.rfind("; ", 0, -1), text.rfind(". ", 0, -1)
    if semicolon > stop and BY_PAPERS.match(text, 0 if stop < 0 else stop + 2) and MORE_PAPERS.match(text, semicolon + 1):
        semicolon = -1  # "Thực hiện Công văn số …; theo chỉ đạo của UBND tỉnh …, Sở Nội vụ đề nghị … thực hiện các nội dung sau:"
    return max(0, semicolon, stop)


def only_announces(
    clause: Clause, whole: int, headings: Sequence[tuple[str, str]], bearers: Sequence[Bearer], document: Document, index: AgencyIndex
) -> bool:
    """Whether the duties of a text, said up to ``whole``, stand in the lines below it or in the one above. ``headings`` are (eId, heading) of
    what stands above it and of itself, ``bearers`` whom they burden.
    """
    text = clause.text
    if (_HEADS_ITEMS.fullmatch(text) and not _SAYS_WHAT.search(text)) or (_TOPIC.fullmatch(text) and not clause.agencies):
        return True
    eid, above = headings[-1] if headings else (clause.eid, "")
    if (
        eid != clause.eid
        and clause.kind != "wrapup"
        and above.rstrip().endswith(":")
        and (_ITEMS_FOLLOW.search(above) or _CONTENTS.search(above))
    ):
        return True  # "Chủ trì … khi thực hiện các thủ tục:" is the duty; what stands below tells which ones
    if bearers and headings[-1] == (clause.eid, text) and text[-1] not in ";:":
        if _ASKED.match(text) and text[-1] != ".":
            return True  # "c) Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh": says who; what stands in the dashes below
        lead = RESPONSIBLE.match(text)
        if lead and not mention_at(clause.agencies, lead.end()) and text.endswith((bearers[-1].words, f"{bearers[-1].words}.")):
            return True  # "1. Trách nhiệm của cơ quan quyết định đầu tư.": what looks like a verb is part of the name
    if not text.endswith(":"):
        return False
    if bearers and (SUBMITS.fullmatch(text) or ADVISES.fullmatch(text)):
        return True
    names = whole == len(text) and ". " not in text and not _SAYS_WHAT.search(text)
    return names and bool(heading_bearers([(clause.eid, text)], document, index))  # "Sở Tài chính có trách nhiệm:" says who


def _announces(text: str) -> bool:
    if not text.rstrip().endswith(":"):
        return False
    return bool(_ANNOUNCES_HOW.search(text[-400:])) or (_ANNOUNCES_TASKS.search(text) is not None and not _CONTENTS.search(text))
