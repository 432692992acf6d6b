"""Whose a provision is: the document right behind it, the one whose list it stands in, the note's clause, or no document at all.

Only the words around are read here; ``citations`` asks and resolves.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace
from phancap.indexer.cited_documents import DocumentWords
from phancap.indexer.components import with_y
from phancap.indexer.model import Clause
from phancap.indexer.provisions import Provision
from phancap.indexer.said import Target
from phancap.indexer.vietnamese import UPPER, exact

# "Điều 9 (trừ khoản 9 và khoản 10) Nghị định này": a bracket may stand between a provision and its document.
_OF_DOCUMENT = re.compile(
    # "Điều 22[1] Luật Tổ chức Quốc hội" has a note between, "khoản 8 Điều 2 của" / "Luật số 57/2024/QH15" the end of a page
    r"(?:\)(?=\s+ban hành kèm theo ))?(?:\[\d{1,3}\])?\s*(?:\([^()]{0,150}\)\s*)?,?\s*"
    r"(?:(?:tại |của |thuộc )?(?:[Pp]hụ lục|[Dd]anh mục|[Bb]iểu mẫu)\s+(?=ban hành|kèm|của))?"
    r"(?:ban hành )?(?:(?:kèm theo|kèm|của|tại|thuộc|trong)\s)?(?:các )?$"
    # "Điều 12 của Quy định kèm theo Nghị quyết số …", "Điều 54 của Điều lệ bảo hiểm xã hội ban hành kèm theo Nghị định số 12/CP",
    # "khoản 2 Mục A Biểu mức thu phí, lệ phí ban hành kèm theo Thông tư số …", "mục B - Danh mục TTHC ban hành kèm theo Quyết định số …"
    r"|,?\s+(?:[-–]\s+)?(?:của |tại |trong )?(?:Qu[yi] (?:chế|định|trình|tắc)|qu[yi] chế|[Đđ]iều lệ|Nội quy|Chương trình|Đề án|Kế hoạch|Phương án|Hướng dẫn|[Dd]anh mục|"
    r"Biểu|Bảng|Định mức|Chiến lược|Thể lệ|Bộ tiêu chí|Tiêu chí|Hệ thống|phụ lục(?=\s[a-zđ])|Phục lục)"
    r"(?:\s[^.;:()]{1,130})?\s\(?(?:được )?(?:[Bb]an\s+hành (?:kèm )?theo|[Kk]èm theo)\s+$"
    # "mục IV - Lĩnh vực tiêu chuẩn, đo lường, chất lượng tại phụ lục ban hành kèm theo Quyết định số 930/QĐ-UBND"
    r"|\s+[-–]\s+[^.;:()“”]{3,110}?\s(?:tại|thuộc|của)\s+(?:[Pp]hụ lục|[Dd]anh mục)\s(?:[^.;:()“”]{1,60}\s)?(?:ban hành\s+)?kèm theo\s+$"
    # "Phụ lục I: Thông tin về quan hệ liên kết ban hành kèm theo Nghị định số 132/2020/NĐ-CP"
    r"|\s*:\s+[^.;:()“”]{3,150}?\s(?:được )?ban hành (?:kèm )?theo\s+$"
    r"|\s+\((?:được )?ban hành (?:kèm )?theo\s+$"  # "Mẫu số 19 (ban hành kèm theo Nghị định số 151/2025/NĐ-CP)"
    r"|\s*[-–]\s*(?=$)"  # "điều 55 - Pháp lệnh xử lý vi phạm hành chính"
    # "theo quy định tại Điều 71, Điều 75 và quy định khác của Luật Thi hành án dân sự"
    r"|\s+và (?:các )?quy định (?:khác |có liên quan |khác có liên quan )(?:của|tại)\s(?:các )?$"
)
_ASIDE = re.compile(r" ?\([^()]{1,150}\)")
_ISSUED_KIND = re.compile(
    r",?\s+(?:[-–]\s+)?(?:(?:của|tại|trong)\s+)?(?P<kind>Qu[yi] (?:chế|định|trình|tắc)|qu[yi] chế|[Đđ]iều lệ|Nội quy|Chương trình|Đề án|Kế hoạch|Phương án|Hướng dẫn|"
    r"[Dd]anh mục|[Pp]hụ lục|Biểu|Bảng|Định mức|Chiến lược|Thể lệ)\b[^.;:]*?(?:ban hành|kèm)"
)
# "Điều 3 Quy chế làm việc của Chính phủ", "Điều 4, Nội quy của cơ sở cai nghiện", "Điều 9 Hiệp định …": another text's, which has no number here.
_OF_ANOTHER = re.compile(
    r",?\s+(?:của\s+|trong\s+|tại\s+)?"
    r"(?P<type>Qu[yi] chế|Điều lệ|Nội quy|Hiệp định|Nghị định thư|Công ước|Hiệp ước|Hiến chương|Quy chuẩn|Bộ quy tắc|Nghị định|Thông tư|Nghị quyết|Quyết định)"
    r"\s+(?!này|trên|nêu|nói|kèm|ban hành|được|đã|tại|thì|và|hoặc|có|theo|do|để|quy định(?! chi tiết)|không)[^\W\d_]"
    # "điểm 1 Mục III Bản Thỏa thuận.", "khoản 2 Điều 3 Hợp đồng;", "điểm c khoản 2 Mục III Chương trình, Điều 20 Nghị định số …"
    r"|,?\s+(?:của\s+|trong\s+|tại\s+)?(?P<plan>Chương trình|Kế hoạch|Đề án|Chiến lược)(?=\s*[.,;:)]|\s*$)"
    r"|,?\s+(?:của\s+|trong\s+|tại\s+)?(?P<pact>(?:Bản\s+)?(?:[Tt]hỏa thuận|[Gg]hi nhớ)|Hợp đồng|Hiệp định|Công ước|Hiệp ước)(?=\s*[.,;:)]|\s*$|\s+(?!này)[^\W\d_])"
)
# "điểm 2.1.1.5 và 2.1.2 QCVN 02:2019", "khoản 3.2 của TCVN 6905:2001": a standard's own numbers
_OF_STANDARD = re.compile(
    r"(?:(?:,|\s+và|\s+hoặc)\s+\d+(?:\.\d+)+)*,?\s+(?:(?:của|trong|tại)\s+)?(?:(?:Quy|Tiêu) chuẩn[^.;:,\d]{0,60}\s)?(?P<name>(?:QCVN|TCVN|QCXDVN|TCXDVN|TCXD|TCCS|QCĐP)\s*[\w:.-]*\w(?:/[A-ZĐ]+)?)"
)
# "5 Điều này được sửa đổi theo quy định tại …": a note below the page, which speaks of the clause that bears its number.
_NOTE_BEFORE = re.compile(r"(?:^|[\n”]\s?|[.;]\s)\[?(\d{1,3})\]?\s+(?:(?:Tên|Tiêu đề|Nội dung)\s+)?$")
_NOTE_BEHIND = re.compile(r"\s+(?:đã )?được\s")
# "điểm b khoản 2 Điều 24 hoặc quy định tại khoản 6 Điều 24 của Luật Thi hành án dân sự": nothing but joints between the two.
_AND_OF = re.compile(
    r"\s*,?\s+(?:và|hoặc|hay)\s+(?:(?:không\s+)?(?:thuộc|theo|đáp ứng)\s+)?(?:(?:các\s+)?(?:trường hợp|đối tượng|điều kiện|tiêu chuẩn|nội dung)\s+)?"
    r"(?:được\s+)?(?:quy định\s+)?(?:tại|theo)?\s*(?:các\s+)?"
    r"|\s*\([^()]{1,80}\)\s*(?:,|,?\s(?:và|hoặc))\s+(?:tại\s+)?"  # "Điều 16 (khai sai dẫn đến thiếu thuế), Điều 17 (trốn thuế) Nghị định số …"
    r"|\s*,?\s+vào\s+(?:(?:sau|trước|cuối)\s+)?"  # "bổ sung khoản 4 Điều 19a vào sau Điều 19 Thông tư số 40/2011/TT-NHNN"
)
# "tại các điểm a, b khoản 1 Điều 82 và bán theo quy định tại các điểm a, b khoản 2 Điều 83 của Luật Thi hành án dân sự"
_AND_BY = re.compile(r"\s*,?\s+(?:và|hoặc|hay)\s[^.;:“”\"()]{1,60}?\s(?:tại|theo)\s+(?:các\s+)?")
# "từ Điều 28 đến Điều 36 và toàn bộ các mẫu tại Phụ lục ban hành kèm theo của Nghị định số 146/2018/NĐ-CP"
_AND_FORMS = re.compile(
    r"\s*,?\s+(?:và|cùng)\s+(?:(?:toàn bộ|tất cả)\s+)?(?:các\s+)?(?:mẫu|biểu mẫu|phụ lục|Phụ lục|danh mục|Danh mục)(?:\s+tại\s+(?:các\s+)?[Pp]hụ lục)?"
    r"\s+(?:được\s+)?(?:ban hành\s+)?(?:kèm theo\s+)?(?:của\s+)?(?=Luật|Nghị|Thông|Quyết|Pháp lệnh)"
    r"|\s*,?\s+(?:và|cùng)\s+một số\s+(?:nội dung|quy định|điều|khoản)\s+(?:(?:quy định\s+)?tại|của)\s+(?=Luật|Nghị|Thông|Quyết|Pháp lệnh)"
)
# "Khoản 2, Khoản 3 của Điều 1 và loài rùa hộp lưng đen thuộc Quyết định số 03/2014/QĐ-UBND"
_AND_THING = re.compile(r"\s+và\s[^.;:“”\"()]{1,60}?\s(?:thuộc|của|tại)\s+$")
_ENDS_BUT = re.compile(r"hết hiệu lực(?:(?!\btrừ\b)[^.;:]){0,160}\btrừ\s+(?:các\s+)?(?:quy định\s+(?:tại|của)\s+)?(?:các\s+)?$")
_BRACKET_OPENS, _BRACKET_CLOSES = re.compile(r"\s*\((?:(?:tại|các)\s+)*"), re.compile(r"[^().:]{0,60}\)")
_AT = re.compile(r",?\s+tại\s+(?:các\s+)?$")
_ACCORDING_TO = re.compile(r"(?:[Tt]heo|[Cc]ăn cứ|[Tt]hực hiện)\s+(?:quy định (?:của|tại)\s+)?$")
_SENTENCE_BEGINS = re.compile(r"[.;:]\s|[\n“]")
_HEADS = ("phần", "chương", "mục", "tiểu mục", "phụ lục", "mẫu số")
_TITLE_BEHIND = re.compile(rf"[.:]?\s+(?:[{UPPER}]{{2,}}\s+){{2}}")  # "Phụ lục 1.1 CAM KẾT CỦA CÔNG TY"
_HEADED = re.compile(rf"[.:]\s+[{UPPER}]")
_TITLE_IN_CELL = re.compile(rf"[.:]\s+[{UPPER}]{{2,}}\s")
_JOINED = re.compile(r"\s+(?:và|hoặc)\s(?:\w+\s){0,3}(?:theo|tại)\s")
# "ngành, nghề quy định tại khoản 2 và điều kiện ưu đãi về địa bàn quy định tại khoản 3 Điều 18", "khoản 1 và một trong các điểm a, b, c khoản 2 Điều 8"
_PARALLEL = re.compile(
    r"\s*,?\s+(?:và|hoặc)\s(?:[^.;:“”\"()]{1,80}?\s(?:tại|theo)\s+(?:các\s+)?|(?:một trong |một hoặc các |tất cả )(?:các\s+)?)"
)
_CELL_BEHIND = re.compile(r"[\s,;|]*(?:$|\||(?:Được|Bị|Đã|Hết|Bãi bỏ|Thay thế)\s)")
_SENTENCE = re.compile(r"(?:[;.]|theo|tại|của|và)\s+(?:-\s+)?(?:các\s+)?(?=$)")
# "Nghị định này quy định chi tiết các điều, khoản sau đây của Luật Khiếu nại:" / "a) Khoản 2 Điều 3 về …": of that law, all of them.
_CHAINED = re.compile(r"(?:bởi|theo|tại|sửa đổi|bổ sung|thay thế|và|[,;])\s+(?:các\s+)?$")
_LISTED_OF = re.compile(r"(?:[Cc]hương|[Đđ]iều|[Kk]hoản|[Đđ]iểm|nội dung|quy định)(?!\s+này)\b[^.;:\n]{0,60}\scủa\s+$")
_LIST_OPENS = re.compile(r"[^.;:\n]{0,120}:\s*(?:\n|$)")
# "một số nội dung quy định tại Thông tư số 27/2016/TT-BLĐTBXH, gồm: cụm từ “…” tại khoản 7 Điều 3"
_WORDS_OPEN = re.compile(r"\s*,?\s*(?:bao\s+)?gồm\s*:\s+(?=(?:các\s+)?cụm từ )")
_WORDS_AT = re.compile(r"[”\"]\s+tại\s+(?:các\s+)?$")
_ITEM_BEGINS = re.compile(r"(?:\W|\d{1,2}[.)]|[a-zđ]{1,2}\))*$")
_FARTHEST_ISSUED = 160  # "Điều 49 Điều lệ Bảo hiểm xã hội đối với sỹ quan, … Công an nhân dân ban hành kèm theo Nghị định số 45/CP"
_FARTHEST = 100  # characters between a provision and the document that it is of


def opens_list(text: str, words: DocumentWords) -> int | None:
    """Where a list of one document's provisions begins behind the words that name it, None where they open none."""
    if text.find(":", words.end) < 0:
        return None
    listed = _LISTED_OF.search(text, max(0, words.start - 120), words.start)
    opens = _LIST_OPENS.match(text, words.end) if listed else _WORDS_OPEN.match(text, words.end)
    return opens.end() if opens else None


def begins_item(text: str, start: int) -> bool:
    """Whether an item of a list begins at ``start``: "a) Khoản 2 Điều 3 về …", "cụm từ “(hoặc Bộ Tài chính)” tại khoản 3 Điều 20"."""
    return (
        _WORDS_AT.search(text, max(0, start - 12), start) is not None
        or _ITEM_BEGINS.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None
    )


def listed_of(text: str, provision: Provision, lists: list[tuple[int, Target]], run: int) -> Target | None:
    """The document whose list the provision begins an item of: "a) Khoản 2 Điều 3 về …", or goes on with it: "Khoản 1, khoản 2 Điều 42"."""
    begun = [target for at, target in lists if at <= provision.start]
    return begun[-1] if begun and (provision.last == run or begins_item(text, provision.start)) else None


def issued_kind(text: str, provision: Provision, words: DocumentWords) -> str | None:
    """What is issued with the document that the provision is of: "Quy chế" of "Điều 3 Quy chế làm việc ban hành kèm theo Quyết định này"."""
    found = _ISSUED_KIND.match(text, provision.last, words.start) if provision.last < words.start else None
    return with_y(found["kind"]) if found else None


def of_another(text: str, provision: Provision, own_type: str) -> bool:
    """Whether a text without a number stands behind that the provision is of: "Điều 3 Quy chế làm việc của Chính phủ"."""
    other = None if provision.relative or provision.steps[-1].level in ("mẫu số", "phụ lục") else _OF_ANOTHER.match(text, provision.last)
    return other is not None and exact(other["type"] or other["plan"] or other["pact"]) != exact(own_type)


def standard_of(text: str, provision: Provision) -> str | None:
    """The technical standard that the provision is of, which no text here holds: "điểm 2.1.1.5 QCVN 02:2019"."""
    found = None if provision.relative else _OF_STANDARD.match(text, provision.last)
    return found["name"] if found else None


def listed_with(text: str, provision: Provision, clause: Clause, words: list[DocumentWords]) -> int | None:
    """The place in ``words`` of the document beside which a list names the provision in a cell of its own, None where none does.

    "Thông tư số 34/2019/TT-BLĐTBXH … | Điều 4 | Được sửa đổi, bổ sung bởi …": the document is the last one before.
    """
    if provision.relative or (clause.component == "main" and clause.kind != "row") or not _CELL_BEHIND.match(text, provision.last):
        return None
    before = [at for at, w in enumerate(words) if w.end <= provision.start]
    nearest = words[before[-1]] if before else None
    if nearest is None or nearest.how != "number" or not nearest.type or _SENTENCE.search(text, nearest.end, provision.start):
        return None
    if _CHAINED.search(text, max(0, nearest.start - 60), nearest.start):
        return None  # "Nghị định số 79/2023/NĐ-CP được sửa đổi bởi Nghị định số 32/2026/NĐ-CP | Khoản 2 Điều 4": of which of the two?
    return before[-1]


def is_heading(text: str, provision: Provision, clause: Clause) -> bool:
    """ "Chương III" or "PHỤ LỤC I" alone on a line heads what follows, whatever the outline made of it; so does what an attached text begins with."""
    if len(provision.steps) > 1 or provision.relative or provision.steps[0].level not in _HEADS or not text[provision.start].isupper():
        return False
    before, behind = text[: provision.start].rpartition("\n")[2].strip(" ("), text[provision.last :].partition("\n")[0]
    if provision.steps[0].level in ("phụ lục", "mẫu số"):
        first = clause.kind == "preamble" and clause.component != "main" and not text[: provision.start].strip(" (")
        alone = not before and (not behind.strip(" ).:") or behind.strip() == "(được bãi bỏ)")
        return first or alone or _TITLE_BEHIND.match(behind) is not None
    if before.endswith("|") and provision.steps[0].level in ("phần", "chương"):
        return _TITLE_IN_CELL.match(behind) is not None  # "Hợp đồng tài trợ … | Phần II. QUY TRÌNH …" heads what follows in the table
    return not before and (not behind.strip() or _HEADED.match(behind) is not None)  # "Chương II. Bảng dữ liệu" in a table of contents


def says_this_fact(text: str, provision: Provision) -> bool:
    """ "… giảm 35%. Điều này cho thấy …" of a study, which has no articles, "nếu điều này không thể đạt được": this fact."""
    if text.startswith("điều này", provision.start):
        return not _OF_ARTICLE.search(text, max(0, provision.start - 12), provision.start)
    before = text[max(0, provision.start - 2) : provision.start].strip()
    return text.startswith("Điều này", provision.start) and (not before or before[-1] in ".!?…”)")


_OF_ARTICLE = re.compile(r"(?:tại|của|theo|trong|thuộc|với|ở|định|hợp|các|\d|thứ)\s+$")


def note_of(text: str, provision: Provision) -> str | None:
    """The number of the note that begins with the provision: "5 Điều này được sửa đổi, bổ sung theo …"."""
    return begins_note(text, provision) if provision.relative else None


def begins_note(text: str, provision: Provision) -> str | None:
    """The number of a note that says what became of the provision: "33 Phụ lục số 25 được sửa đổi, bổ sung theo …"."""
    behind = _NOTE_BEHIND.match(text, provision.last)
    before = _NOTE_BEFORE.search(text, max(0, provision.start - 20), provision.start) if behind else None
    return before.group(1) if before else None


_TOLD = re.compile(r"(?:theo|tại|trong|ở|xem|của|và|với|từ|các|,|;)\s+$")


def lists_own(text: str, provision: Provision) -> bool:
    """Whether an appendix is named that may be one of the appendix or form around: "Phụ lục V: Danh mục …", not "theo Phụ lục V".

    A note below a page of the appendix ("33 Phụ lục số 25 được sửa đổi …") speaks of the document's own.
    """
    told = _TOLD.search(text, max(0, provision.start - 8), provision.start) and text[provision.last : provision.last + 1] != ":"
    return not told and begins_note(text, provision) is None


_FOOTNOTE = re.compile(r"(?:^|\n)\[\d{1,3}\]\s*$")  # "[2] Điều 37. Những trường hợp không được ứng cử …" quotes an article below the page


def begins_article(text: str, provision: Provision, quoted: bool) -> bool:
    """ "như sau: “Điều 8. Chế độ phụ cấp …", "… tay nghề. Điều 4. Điều khoản thi hành 1. …": the heading of an article refers to nothing."""
    level = provision.steps[0].level
    if len(provision.steps) != 1 or text[provision.last : provision.last + 1] not in (".", ":"):
        return False
    before = text[: provision.start].rstrip(" ")[-1:]
    if level != "điều":  # "Sửa đổi tên Chương II như sau: “Chương II. LƯU TRỮ”"
        return quoted and level in ("chương", "mục") and before in ("", '"', "“", "\n")
    headed = before in (".", ":", "“", "”", '"') or _FOOTNOTE.search(text, 0, provision.start)
    return (quoted and before in ("", '"', "\n")) or (bool(headed) and _HEADED.match(text, provision.last) is not None)


def with_borrowed(text: str, found: list[Provision], lost: Callable[[Provision], bool]) -> list[Provision]:
    """ "đối tượng tại điểm a, b và thân nhân của công nhân tại điểm c khoản 1 Điều 2": points a and b, lost alone, are of Điều 2 too.

    So is what "và" joins at once: "điểm d khoản 1 và thành lập theo quy định tại điểm a khoản 2 Điều 90".
    """
    for at in range(len(found) - 2, -1, -1):
        one, after = found[at], found[at + 1]
        outermost = one.steps[-1].level
        level = next((n for n, step in enumerate(after.steps) if step.level == outermost), None)
        if one.relative or after.relative or outermost not in ("điểm", "khoản") or one.last == after.last:
            continue
        between = text[one.end : after.start]
        if level is None or level + 1 == len(after.steps) or len(between) > _FARTHEST or re.search('[.;:“”"]', between):
            continue
        parallel = len(one.steps) == 1 and outermost == "khoản" and _PARALLEL.fullmatch(between)
        if _JOINED.match(between) or parallel or (len(one.steps) == 1 and level == 0 and lost(one)):
            found[at] = replace(one, steps=(*one.steps, *after.steps[level + 1 :]), last=after.last)
            for earlier in range(at - 1, -1, -1):
                if found[earlier].last != one.last or len(found[earlier].steps) > 1 or found[earlier].steps[0].level != one.steps[0].level:
                    break
                found[earlier] = replace(found[earlier], steps=(*found[earlier].steps, *found[at].steps[1:]), last=after.last)
    return found


def owners_of(
    text: str, found: list[Provision], words: list[DocumentWords], lost: Callable[[Provision], bool]
) -> list[tuple[int | None, bool]]:
    """For each provision the place of the document that it is of, if any, and whether that stands right behind it.

    "tiêu chuẩn quy định tại khoản 1 Điều 7 và không thuộc các trường hợp quy định tại khoản 2 Điều 7 Luật Giám định tư pháp": both are the law's.
    What no clause of the text answers to (``lost``) is joined over more words than what may be the text's own.
    """
    owners = [None if p.relative else owner_of(text, p.last, words) for p in found]
    joined: list[int | None] = list(owners)
    for at in range(len(found) - 1, -1, -1):
        one, after = found[at], found[at + 1] if at + 1 < len(found) else None
        if joined[at] is not None or one.relative:
            continue
        if after and one.last == after.last:
            joined[at] = joined[at + 1]
        elif after and (owner := joined[at + 1]) is not None and words[owner].how not in ("self", "self in small"):
            between = text[one.last : after.start] if after.start - one.last <= _FARTHEST else ""
            if _AND_OF.fullmatch(between) or (_AND_BY.fullmatch(between) and (_same_article(one, after) or lost(one))):
                joined[at] = owner
        if joined[at] is None and (formed := _AND_FORMS.match(text, one.last)):
            joined[at] = next((n for n, w in enumerate(words) if w.start == formed.end()), None)
        if joined[at] is None and (near := next((n for n, w in enumerate(words) if w.start >= one.last), None)) is not None:
            thing = _AND_THING.fullmatch(text, one.last, words[near].start) if words[near].how == "number" else None
            joined[at] = near if thing and lost(one) else None
    for at, one in enumerate(found):
        if joined[at] is None and not one.relative:
            behind = at and found[at - 1].last == one.last
            joined[at] = joined[at - 1] if behind else _in_bracket_of(text, one, words) if "(" in text else None
            joined[at] = _still_in_force(text, one, words) if joined[at] is None and not behind else joined[at]
            if joined[at] is None and words and (told := _told_before(text, one, words)) is not None and lost(one):
                joined[at] = told
    # "Điều 5 (được sửa đổi bởi Nghị định số A) Nghị định số B": the other one stands between
    right_behind = [at is not None and not (at and words[at - 1].start >= p.last) for p, at in zip(found, owners, strict=True)]
    return list(zip(joined, right_behind, strict=True))


def _in_bracket_of(text: str, provision: Provision, words: list[DocumentWords]) -> int | None:
    """ "Nghị định số 101/2024/NĐ-CP (Điều 24, khoản 2 Điều 25)": a bracket right behind a document holds its provisions."""
    before = next((n for n in range(len(words) - 1, -1, -1) if words[n].end <= provision.start), None)
    opens = _BRACKET_OPENS.fullmatch(text, words[before].end, provision.start) if before is not None else None
    return before if opens and _BRACKET_CLOSES.match(text, provision.last) else None


def _told_before(text: str, provision: Provision, words: list[DocumentWords]) -> int | None:
    """ "Theo Luật A được Quốc hội ban hành năm 2005, tại Mục 3 quy định …": of the document that the sentence begins with.

    "Hiến pháp năm 2013 mô tả Quốc huy tại khoản 2 Điều 13 như sau:" begins with it without more.
    """
    at = _AT.search(text, max(0, provision.start - 12), provision.start)
    if at is None:
        return None
    begins = max((m.end() for m in _SENTENCE_BEGINS.finditer(text, 0, provision.start)), default=0)
    named = [n for n, w in enumerate(words) if begins <= w.start and w.end <= provision.start and not w.how.startswith("self")]
    if not named:
        return None
    if (
        len(named) == 1
        and not text[begins : words[named[0]].start].strip()
        and not re.search("[,;]", text[words[named[0]].end : provision.start])
    ):
        return named[0]
    according = _ACCORDING_TO.search(text, max(begins, words[named[0]].start - 20), words[named[0]].start)
    return named[0] if according and at.group().startswith(",") else None


def _still_in_force(text: str, provision: Provision, words: list[DocumentWords]) -> int | None:
    """ "Luật A hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành, trừ các quy định tại các điều 3, 4, 5": those are of Luật A."""
    ends = _ENDS_BUT.search(text, max(0, provision.start - 2 * _FARTHEST), provision.start) if "trừ" in text else None
    if ends is None:
        return None
    begins = max((m.end() for m in _SENTENCE_BEGINS.finditer(text, 0, ends.start())), default=0)
    named = [n for n, w in enumerate(words) if begins <= w.start < ends.start() and not w.how.startswith("self")]
    if named and text[words[named[-1]].end : ends.start()].strip() == ")":
        return named[-1]  # "… (sau đây gọi là Luật Đầu tư năm 2020) hết hiệu lực"
    changed = len(named) > 1 and "sửa đổi" in text[words[named[0]].end : words[named[1]].start]
    return named[0] if len(named) == 1 or changed else None


def _same_article(one: Provision, other: Provision) -> bool:
    return one.steps[-1].level == "điều" and one.steps[-1] == other.steps[-1]


def owner_of(text: str, last: int, words: list[DocumentWords]) -> int | None:
    """The place of the document that stands right behind: "khoản 2 Điều 5 của Nghị định số …".

    "khoản 2 Điều 5 (được sửa đổi tại khoản 4 Điều 2 Nghị định số A) Nghị định số B": behind the bracket.
    """
    aside = _ASIDE.match(text, last) if text.startswith(("(", " ("), last) else None
    for at, one in enumerate(words):
        if last <= one.start <= last + _FARTHEST_ISSUED:
            if _OF_DOCUMENT.fullmatch(text, last, one.start):
                return at
            if not aside or one.start >= aside.end():
                return None
    return None
