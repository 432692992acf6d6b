"""The words on the screen: names of roles, dates, rhythms, reasons; all in officials' Vietnamese."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.alternatives import any_of
from phancap.indexer.days import DRAWN, period_end, rhythms_of
from phancap.indexer.model import Clause, Deadline, Document, Duty
from phancap.indexer.obligations import ObligationKind
from phancap.indexer.registers import Group, Merger, Succession
from phancap.indexer.vietnamese import fold

NOTICE = "Bản này có giá trị tham khảo, không thay thế văn bản gốc."
NO_BEARER = "văn bản không nêu cơ quan thực hiện"
NO_OBLIGATION = "Chưa có nhiệm vụ nào trong các văn bản đang có"
ROLES: dict[str, str] = {
    "lead": "Chủ trì", "perform": "Thực hiện", "advise": "Tham mưu", "coordinate": "Phối hợp", "receive": "Nhận báo cáo",
}  # fmt: skip
SHAPES: dict[str, str] = {"lead": "■", "perform": "●", "advise": "◆", "coordinate": "○", "receive": "▽"}
RHYTHMS: dict[str, str] = {
    "continuous": "thường xuyên", "weekly": "hằng tuần", "monthly": "hằng tháng", "quarterly": "hằng quý",
    "half-yearly": "6 tháng một lần", "yearly": "hằng năm", "on-request": "đột xuất khi có yêu cầu",
}  # fmt: skip
_CLOCK = datetime.timezone(datetime.timedelta(hours=7))  # Vietnam's, all the year
REVIEWS = {"machine": "máy đọc", "reviewed": "đã rà soát", "corrected": "đã rà soát, đã sửa"}
RELATIONS = {"amends": "sửa đổi, bổ sung", "adds": "bổ sung", "replaces": "thay thế", "abolishes": "bãi bỏ"}
OBLIGATIONS: dict[ObligationKind, str] = {
    "own": "Nhiệm vụ của chính cơ quan", "inherited": "Nhiệm vụ chung", "partner": "Phối hợp thực hiện nhiệm vụ của cơ quan khác",
    "recipient": "Tiếp nhận báo cáo, hồ sơ gửi về hoặc gửi qua", "report_to": "Được báo cáo, được trình",
}  # fmt: skip
# An agency's own duties may have the role "phối hợp" ("Sở Tư pháp phối hợp với …"): each count says whose duties it counts.
OBLIGATION_COUNTS: dict[str, str] = {
    "own": "{n} nhiệm vụ {own}", "inherited": "{n} nhiệm vụ chung", "partner": "phối hợp thực hiện {n} nhiệm vụ của cơ quan khác",
    "recipient": "tiếp nhận {n} việc gửi về hoặc gửi qua", "report_to": "được báo cáo hoặc trình {n} việc",
}  # fmt: skip
SURE = {"certain": "đã xác nhận", "probable": "nhiều khả năng đúng, cần đối chiếu thêm", "doubtful": "chưa chắc chắn"}
GAPS: dict[str, tuple[str, str]] = {
    "no-bearer": ("Việc không nêu cơ quan thực hiện", "Văn bản giao việc nhưng không nói ai làm; cần xem đề mục phía trên hoặc hỏi cơ quan soạn thảo."),
    "unknown-bearer": ("Việc giao cho cơ quan chưa có trong danh mục", "Tên ghi theo đúng chữ của văn bản; thêm vào danh mục cơ quan thì các trang sẽ nối được với nhau."),
    "two-leads": ("Một việc có hơn một cơ quan chủ trì", "Cùng một việc mà văn bản giao cho nhiều cơ quan cùng chủ trì; cần xác định cơ quan chịu trách nhiệm chính."),
    "report-to-nobody": ("Báo cáo nhưng không rõ gửi ai", "Việc là báo cáo mà câu chữ không nêu nơi nhận."),
    "passed": ("Thời hạn đã qua", "Ngày cuối cùng của thời hạn đã qua; cần xem việc đã hoàn thành chưa."),
}  # fmt: skip
FINDINGS: dict[str, str] = {
    "unresolved": "Dẫn chiếu chưa xác định được", "ambiguous": "Dẫn chiếu có nhiều cách hiểu", "slip": "Chữ viết nhầm hoặc viết thiếu",
    "no-bearer": "Điều khoản có việc không nêu cơ quan thực hiện", "no-date": "Thời hạn chưa tính được ngày",
    "review": "Điều khoản cần rà soát lại", "unknown-agency": "Tên cơ quan chưa có trong danh mục",
    "numbering": "Số thứ tự không nối tiếp", "mojibake": "Chữ giải mã sai bảng mã", "corpus": "Khai báo không dùng được",
}  # fmt: skip
_BEARER_REASONS = {
    "review": "theo người rà soát",
    "heading": "tiêu đề {clause} nêu tên cơ quan này", "subject": "cơ quan này là chủ thể của câu", "assigned": "câu văn giao việc cho cơ quan này",
    "carried": "tiếp theo chủ thể đã nêu ngay phía trước", "of": "câu văn nói việc này là của cơ quan này",
    "none": "không tìm thấy tên cơ quan trong câu và trong tiêu đề phía trên",
    "column": "cột của bảng nêu tên cơ quan này", "label": "dòng ghi đơn vị thực hiện nêu tên cơ quan này",
    "brackets": "chữ trong ngoặc nêu tên cơ quan này",
}  # fmt: skip
_ROLE_REASONS = {
    "verb": "theo động từ của câu",
    "column": "theo tên cột của bảng",
    "heading": "theo đề mục phía trên",
    "review": "theo người rà soát",
}


def number(value: float, places: int = 0) -> str:
    """A number as officials write it: 1.234,5."""
    return f"{value:,.{places}f}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def date(iso: str | datetime.date | None) -> str:
    """An ISO date as 03/01/2023; "chưa rõ" when there is none."""
    if not iso:
        return "chưa rõ"
    day = iso if isinstance(iso, datetime.date) else datetime.date.fromisoformat(iso)
    return day.strftime("%d/%m/%Y")


def today() -> datetime.date:
    """The day on Vietnam's clock: a server that counts by UTC is a day behind from 0 to 7 o'clock."""
    return datetime.datetime.now(_CLOCK).date()


def moment(iso: str) -> tuple[str, str]:
    """A moment (ISO, UTC) on Vietnam's clock: ("25/11/2026", "20:51")."""
    local = datetime.datetime.fromisoformat(iso).astimezone(_CLOCK)
    return date(local.date()), f"{local:%H:%M}"


def period(value: str) -> str:
    """ "2024-Q1" → "quý I năm 2024"; a period of another form stays as it is."""
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return f"quý {('I', 'II', 'III', 'IV')[int(match.group(2)) - 1]} năm {match.group(1)}"
    if match := re.fullmatch(r"(\d{4})-(\d{2})", value):
        return f"tháng {int(match.group(2))} năm {match.group(1)}"
    if match := re.fullmatch(r"(\d{4})/(\d{4})", value):
        return f"giai đoạn {match.group(1)}-{match.group(2)}"
    return f"năm {value}" if re.fullmatch(r"\d{4}", value) else value


def rhythm_words(duty: Duty) -> str:
    """ "hằng quý; đột xuất khi có yêu cầu", empty when nothing recurs."""
    return "; ".join(RHYTHMS.get(r, r) for r in rhythms_of(duty))


def deadline_end(deadline: Deadline) -> str | None:
    """The last day (ISO) of the deadline when it is known."""
    return deadline.date or (period_end(deadline.period) if deadline.period else None)


_HOLIDAYS = {
    "counted": " (đã trừ thứ Bảy, Chủ nhật và ngày nghỉ lễ)",
    "not-counted": " (đã trừ thứ Bảy, Chủ nhật; chưa trừ ngày nghỉ lễ, Tết)",
}


def deadline_known(duty: Duty) -> bool:
    """Whether the words of a duty's deadline leave nothing open: they give a day or a period, or they are said of each time it recurs
    ("trước ngày 25 hằng tháng").
    """
    return bool((duty.deadline and deadline_end(duty.deadline)) or set(DRAWN).intersection(rhythms_of(duty)))


def deadline_note(duty: Duty) -> str:
    """What follows from the deadline's words: the day, the end of the period, that it comes again, or why there is none."""
    deadline = duty.deadline
    if not deadline:
        return ""
    if deadline.date:
        return f"ngày {date(deadline.date)}{_HOLIDAYS.get(deadline.holidays or '', '')}"
    if deadline.period:
        end = period_end(deadline.period)
        return f"đến hết ngày {date(end)}" if end else ""
    if deadline.from_ and deadline.from_.startswith("issue of"):
        return "chưa rõ ngày ban hành"
    return "theo từng kỳ" if deadline_known(duty) else "chưa xác định được ngày cụ thể"


def deadline_aside(duty: Duty) -> str:
    """The note as it stands in brackets behind the words; empty where the words are the day ("trước ngày 15/11/2026")."""
    note, words = deadline_note(duty), duty.deadline.words if duty.deadline else ""
    numbers = [[int(n) for n in re.findall(r"\d+", text)] for text in (note, words)]
    return "" if len(numbers[0]) == 3 and numbers[0] == numbers[1] else note


def citation(clause: Clause, document: Document) -> str:
    """The official citation: "gạch đầu dòng thứ 3, điểm a khoản 2 Mục III Kế hoạch …", "Điều 2 Quy chế ban hành kèm theo Quyết định …"."""
    issued_with = "" if clause.component == "main" or clause.citation.endswith("kèm theo") else "ban hành kèm theo "
    return f"{clause.citation} {issued_with}{document.name}"


def cut(words: str, most: int, leeway: int = 0) -> str:
    """The words cut between two of them, where they are longer than ``most`` characters by more than ``leeway``."""
    return words if len(words) <= most + leeway else words[: most - 2].rsplit(" ", 1)[0] + "\N{NO-BREAK SPACE}…"


def title_beside(document: Document) -> str:
    """The document's title, empty where its name says it already: "Kế hoạch kiểm tra, giám sát …" of the title "Kiểm tra, giám sát …"."""
    title = document.title or ""
    return "" if title.lower() in document.name.lower() else title


_LABELS = {"part": ("Phần ", "."), "chapter": ("Chương ", "."), "article": ("Điều ", "."), "point": ("", ")")}


def label(clause: Clause) -> str:
    """The number as it stands before the clause: "III.", "2.", "a)", "-", "Điều 5."; none before a table's row, which is only counted."""
    numbered = clause.number and not clause.number.startswith("nn")
    if clause.kind in ("indent", "subindent"):
        return "-" if clause.kind == "indent" else "+"
    if not numbered:
        return ""
    before, after = _LABELS.get(clause.kind, ("", "."))
    return f"{before}{clause.number}{after}" if clause.kind not in ("intro", "wrapup", "row") else ""


def short_label(clause: Clause) -> str:
    """The step's own name, for a trail: "Mục III", "khoản 2", "điểm a"."""
    return re.split(r",| (?=khoản|điểm|Mục|Điều|Chương|Phần|Tiểu mục)", clause.citation)[0]


@lru_cache(maxsize=4)
def _names(index: AgencyIndex) -> tuple[re.Pattern[str], dict[str, str]]:
    """(the names of provinces and of the state's bodies, to be found in small letters; small letters → as they are written)."""
    names = [place.name for place in index.jurisdictions.values() if place.kind]
    names += [entry.name for entry in index.entries.values() if entry.name.startswith(_BODIES)]
    written = {name.lower(): name for name in names}
    return re.compile(rf"\b(?:{any_of(written)})(?!\w)"), written


# Bodies whose names are nothing else ("hoạt động thanh tra tỉnh" may be no Thanh tra tỉnh).
_BODIES = (
    "Bộ ",
    "Sở ",
    "Ủy ban ",
    "Hội đồng nhân dân",
    "Chính phủ",
    "Thủ tướng Chính phủ",
    "Quốc hội",
    "Ngân hàng Nhà nước",
    "Tòa án nhân dân",
)
# "Phụ lục I DANH MỤC BÁO CÁO", "Mẫu số 13/Phụ lục I TÊN DOANH NGHIỆP", "PHỤ LỤC II.4 BẢN MÔ TẢ": what comes after is a heading by itself.
_NUMBER = r"\s+(?:[IVXLC]+|\d+)(?:[.-]?\d+|[a-z])*(?!\w)(?:\s?/\s?Phụ lục\s+[IVXLC\d]+)?"
_LABEL = re.compile(
    rf"(?:(?:Phụ lục|Phụ biểu|Biểu mẫu|Mẫu biểu|Biểu|Mẫu)(?: số)?(?:{_NUMBER})?|((?:PHỤ LỤC|PHỤ BIỂU|BIỂU MẪU|MẪU BIỂU|BIỂU|MẪU)(?: SỐ)?){_NUMBER})[.:]?\s+(?=[^\W\d_])"
)
# A number in Roman numerals, but not the syllable of "phần vi phạm".
_ROMAN = re.compile(r"\b((?:phụ lục|mẫu số|biểu số|chương|phần|mục|quý|khóa|khoá|hạng|khu vực) )((?!vi [^\W\d_])[ivxlc]+)(?![^\W\d_])")
_STATE = re.compile(r"\b(cộng h(?:òa|oà) xã hội chủ nghĩa )?việt nam\b")


@lru_cache(maxsize=8_192)
def sentence_case(words: str, index: AgencyIndex | None = None) -> str:
    """A heading in capitals as a sentence; names of places and short forms keep theirs, anything else stays.

    >>> sentence_case("MỤC ĐÍCH, YÊU CẦU")
    'Mục đích, yêu cầu'
    """
    if (label := _LABEL.match(words)) and (rest := words[label.end() :]):
        shouted = label.group(1) or ""
        return capital(shouted.lower()) + words[len(shouted) : label.end()] + sentence_case(rest, index)
    parts = re.split(r"(\s+)", words)
    end = 0
    for at, part in enumerate(parts):
        if any(c.isalpha() for c in part):
            if part != part.upper():
                break
            end = at + 1
    capitals = parts[:end]
    if sum(len(p) > 1 and any(c.isalpha() for c in p) for p in capitals) < 2:
        return words
    head = "".join(capitals)
    lowered = "".join(p if _short_form(p) else p.lower() for p in capitals)
    if index is not None:
        pattern, written = _names(index)
        lowered = pattern.sub(lambda m: written[m.group()], lowered)
    lowered = _ROMAN.sub(lambda m: m.group(1) + m.group(2).upper(), lowered)
    lowered = _STATE.sub(lambda m: "Cộng hòa xã hội chủ nghĩa Việt Nam" if m.group(1) else "Việt Nam", lowered)
    first = next((i for i, c in enumerate(lowered) if c.isalpha()), 0)
    return lowered[:first] + lowered[first].upper() + lowered[first + 1 :] + words[len(head) :]


def _short_form(word: str) -> bool:
    """Letters without a vowel ("TTHC", "BHXH": no syllable is), behind "UB" or not ("UBND", "UBMTTQ"), or a document's number ("57/NQ-HĐND")."""
    letters = [c for c in fold(word).removeprefix("ub") if c.isalpha()]
    return (
        ("/" in word and any(c.isdigit() for c in word))
        or (len(letters) > 1 and not set("aeiouy").intersection(letters))
        or (len(letters) == 1 and word.isalpha() and word in "IVX")
    )


def because(duty: Duty, clause: Clause, headings: dict[str, str]) -> list[tuple[str, str, str]]:
    """Why the duty was read so: (what, the words, the reason); ``headings`` are citations of clauses by eId."""
    told = duty.because
    found: list[tuple[str, str, str]] = []
    reason = _BEARER_REASONS.get(told.get("bearer", ""), told.get("bearer", ""))
    where = headings.get(told.get("bearer_clause", ""), "")
    found.append(
        (
            "Cơ quan",
            told.get("bearer_words", ""),
            reason.replace(" {clause}", f" của {where}" if where and where != clause.citation else ""),
        )
    )
    words, reason = told.get("role_words", ""), _ROLE_REASONS.get(told.get("role", ""), "")
    found.append((f"Vai trò: {ROLES[duty.role]}", words, "" if words and told.get("role") == "heading" else reason))
    if told.get("review"):
        found.append((REVIEWS[duty.review].capitalize(), "", told["review"]))
    if told.get("recurrence"):
        found.append((f"Định kỳ: {rhythm_words(duty)}", told["recurrence"], "theo chữ của câu"))
    if duty.deadline:
        found.append(("Thời hạn", duty.deadline.words, deadline_note(duty)))
    return found


def when_of(entry: Succession | Merger) -> str:
    """When a succession took place, with how sure: "từ 01/07/2025", "trong năm 2025 (ngày cụ thể chưa chắc chắn)"."""
    if entry.date:
        words = f"từ ngày {date(entry.date)}"
    elif isinstance(entry, Succession) and entry.year:
        words = f"năm {entry.year}, chưa rõ ngày"
    else:
        return "chưa rõ thời điểm"
    return words + (f" (ngày này {SURE[entry.date_sure]})" if entry.date and entry.date_sure and entry.date_sure != "certain" else "")


def group_name(name: str) -> str:
    """A group's name in quotation marks, as a text names it."""
    return f"“{name}”"


def obligation_title(kind: ObligationKind, name: str, through: str | None) -> str:
    """The heading of a group of duty lines on an agency's page."""
    if kind == "own":
        return f"Nhiệm vụ {_own(name)}"
    if kind == "inherited":
        return f"Nhiệm vụ chung với tư cách thành viên {group_name(through or '')}"
    return OBLIGATIONS[kind] + (f" với tư cách thành viên {group_name(through)}" if through else "")


def _own(name: str) -> str:
    """Whose own: "của chính Sở Tư pháp"; "của chính Chính phủ" nobody says."""
    return f"của {name}" if name.startswith("Chính ") else f"của chính {name}"


def obligation_counts(counts: Mapping[str, int], name: str, own_roles: Mapping[str, int] | None = None) -> str:
    """How much an agency owes and is owed, empty for nothing; ``own_roles`` tells its own duties apart by role. Its name, which may have a
    dozen syllables, is said once.

    >>> obligation_counts({"own": 3, "partner": 1}, "Sở Tư pháp", {"coordinate": 2, "lead": 1})
    '3 nhiệm vụ của chính Sở Tư pháp (1 chủ trì, 2 phối hợp), phối hợp thực hiện 1 nhiệm vụ của cơ quan khác'
    """
    told = {k: words.format(n=number(counts[k]), own=_own(name)) for k, words in OBLIGATION_COUNTS.items() if counts.get(k)}
    roles = [role for role in ROLES if (own_roles or {}).get(role)]
    if "own" in told and own_roles and (len(roles) > 1 or roles == ["coordinate"]):
        each = [f"{number(own_roles[role])} {ROLES[role].lower()}" for role in roles]
        told["own"] += f" ({', '.join(each)})" if len(each) > 1 else " (đều là phối hợp)"
    return capital(", ".join(told.values()))


def quoted(sentence: str) -> str:
    """A sentence with "straight" quotation marks as officials print them: “straight”."""
    return re.sub(r'"([^"]*)"', r"“\1”", sentence)


def is_group(index: AgencyIndex, agency: str) -> bool:
    """Whether the agency is a group of agencies."""
    return isinstance(index.entry(agency), Group)


def reviewed(done: int, total: int) -> str:
    """How many of some duties a person has reviewed, as a sentence."""
    if done == total:
        return "Mọi nhiệm vụ đã được rà soát."
    if not done:
        return f"Cả {number(total)} nhiệm vụ do máy đọc, chưa được rà soát." if total > 1 else "Nhiệm vụ này do máy đọc, chưa được rà soát."
    return f"Đã rà soát {number(done)} trên {number(total)} nhiệm vụ; những nhiệm vụ khác do máy đọc."


def capital(words: str) -> str:
    """The words with a capital at the front."""
    return words[:1].upper() + words[1:]
