"""The head of a document: letterhead, type and title, as they stand on the first page.

Where things stand follows the form of state documents (Nghị định 30/2020/NĐ-CP, Phụ lục I): issuer and number left,
national motto, place and date right, the type under them, the title ("trích yếu") under the type. Saved pages turn
the two columns into lines with stray bars, gazettes put running heads between, so words decide and not places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from phancap.indexer.identity.title import read_title, type_before_title
from phancap.indexer.identity.view import (
    CELL,
    DATED,
    NOISE,
    NUMBER,
    NUMBER_ROW,
    OPENING,
    PLAIN_TYPES,
    TYPE,
    WORD,
    Found,
    Plain,
    Row,
    View,
    iso_of,
    mostly_capitals,
    plain,
    squeeze,
    whole_number,
)  # fmt: skip
from phancap.indexer.vietnamese import UPPER

_NUMBERED = re.compile(rf"(?<!\w)(?:S[ỐốỔổOo]\s*[:.]?|s[ốổo]\s*:)\s*({NUMBER})")
# "Số: 1078 QĐ/UB", 1993: a space where the stroke stands now
_SPACED_NUMBER = re.compile(r"(?<!\w)S[ốỐổỔ]\s*[:.]?\s*(\d{1,5}\s{1,2}[A-ZĐ]{2,5}[/-][A-ZĐ]{2,10}(?:-[A-ZĐ]{1,10})?)(?!\w)")
_SESSION = re.compile(r"khoa\s+(?:[ivx]+|\d+)\b|ky\s+hop\s+(?:thu|lan|chuyen)\b")  # "KHÓA XII - KỲ HỌP THỨ 5" below the council's name
_BEHIND_NUMBER = re.compile(rf"[Ss][ỐốỔổ]\s*:?\s*{NUMBER}\s+(?=[{UPPER}])")
_PLACE = re.compile(r"[^\W\d_][^,;:\d]{1,38}|(?:Quận|Phường|Q\.|P\.)\s?\d{1,2}")
# "Hà Nội, ngày tháng năm 2026", "Hoa Lư, ngày …. tháng 5 năm 2025": the day is written by hand, and the text layer has not got it
_DAY_LEFT_OPEN = re.compile(r"ngay[\s\d.…_/-]{0,40}thang[\s\d.…_/-]{0,40}nam\b")
_OPEN_NUMBER = re.compile(r"[Ss][ốỐổỔ]\s*:?[^\n\x0b/]{0,30}/\S*[A-ZĐ]{2}\S*\s+")
_MOTTO = re.compile(
    r"(?:cong\s+hoa\s+xa\s*hoi\s+chu\s+nghia\s+viet\s*nam|viet\s+nam\s+dan\s+chu\s+cong\s+hoa|dang\s+cong\s+san\s+viet\s+nam)"
    r"(?:\s*doc\s*lap\s*[-–—]\s*tu\s*do\s*[-–—]\s*hanh\s*phuc)?"
)
BODY_HEADS = (
    "uy ban", "ubnd", "hoi dong", "hdnd", "bo", "so", "cuc", "tong cuc", "vu", "ban", "van phong", "chinh phu", "thu tuong", "quoc hoi",
    "chu tich", "thanh tra", "kiem toan", "toa an", "vien", "thue", "hai quan", "kho bac", "bao hiem", "ngan hang", "cong an", "dang uy",
    "dang bo", "tinh uy", "thanh uy", "huyen uy", "quan uy", "lien doan", "hoi", "mat tran", "trung tam", "truong", "dai hoc", "hoc vien", "cong ty",
    "tong cong ty", "tap doan", "chi cuc", "phong", "doan", "lien bo", "uy ban mttq", "bch", "tong", "benh vien", "quy", "hiep hoi", "cong doan",
    "lien hiep", "chi nhanh", "chi bo", "tinh doan", "thanh doan", "huyen doan", "dang doan", "nha may", "nha xuat ban", "hop tac xa", "xi nghiep",
    "to cong tac", "to hop tac", "tieu ban", "quan khu", "bao tang", "dai phat thanh", "tap chi", "cang vu", "hat kiem lam", "doi quan ly",
)  # fmt: skip
_BODY = re.compile(r"(?:" + "|".join(sorted(map(re.escape, BODY_HEADS), key=len, reverse=True)) + r")(?=\s|$)")
# A name broken behind one of these is not yet whole: "VĂN PHÒNG ⏎ CHÍNH PHỦ", "HỘI ĐỒNG THẨM PHÁN ⏎ TÒA ÁN NHÂN DÂN TỐI CAO"
_UNFINISHED = re.compile(
    r"(?:uy|van|thu|hoi|van phong|thanh tra|chu tich|vu|cuc|phong|ban|hoi dong|hoi dong tham phan|thuong truc|ban thuong vu|uy ban thuong vu|ban chap hanh|doan dai bieu|tong"
    r"|lien doan|vien|trung tam|chi cuc|truong|bao|dai)$|.*(?:\bva|\bcua|,|-|–|\bthuoc|(?<!\bha )\btinh|\bthanh pho|\bban chi dao)$"
)
_AFTER_NAME = re.compile(r"(?:tinh|thanh pho|tp\.?|va|quan|huyen|xa|phuong|thi xa|dac khu|ve|khoa|cac|nhan dan|viet nam|trung uong)\b")
_SUBJECT = re.compile(r"(?:v\s*/\s*v|ve viec)\b[:.]?\s*")
_BEHIND = re.compile(r"(?<=\s)v\s*/\s*v\b[:.]?\s*")  # "| Số: 1414/TCT-CS V/v hoàn thuế | Hà Nội, ngày … |"
_ABOUT = re.compile(r"(?=ve\s)")  # "Số: 1491/UBND-VX" / "Về phương án tổ chức hoạt động vận tải …" above "Kính gửi"
_ADDRESSED = re.compile(r"kinh\s*gui|kinh\s*trinh")
HEAD_CHARS = 24_000  # characters in which a letterhead and its preamble are looked for; running heads included
_BEFORE_MOTTO = 6_000
_ROWS_BEFORE_MOTTO = 24


class Letterhead(msgspec.Struct, frozen=True):
    """What the head of a document says. ``bodies`` are the issuer's names as written, the issuing body last.

    ``authority`` is the line in capitals under the title ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"), ``body_at`` where the
    text after the head begins in the view, ``letter`` that it is a letter (công văn) by its form, ``consolidated`` the words
    that make it a consolidated text.
    """

    type: Found | None = None
    number: Found | None = None
    place: Found | None = None
    issued: Found | None = None
    bodies: tuple[Found, ...] = ()
    authority: Found | None = None
    title: Found | None = None
    body_at: int = 0
    letter: bool = False
    consolidated: Found | None = None


def read_letterhead(view: View) -> Letterhead:
    """The letterhead at the beginning of a view; what is not there stays None."""
    rows = [r for r in view.rows if r.start < HEAD_CHARS]
    motto = _motto(view, rows)
    first = next((i for i, r in enumerate(rows) if motto and r.end > motto[0]), 0)
    if motto and first > _ROWS_BEFORE_MOTTO and not _type_row(rows, 0, False):
        motto, first = None, 0  # so far down it heads a form or is spoken about
    # A gazette's text layer may give the letterhead after the page that it heads.
    scattered = motto is not None and first > _ROWS_BEFORE_MOTTO
    kind = _type_row(rows, 0 if scattered else first, motto is not None and not scattered)
    end = rows[kind[0]].start if kind else _end_without_type(rows, first, motto is not None)
    zone = rows
    if scattered:
        zone = rows[max(first - 4, kind[0] + 1 if kind else 0) : first + 8]
        end = zone[-1].end
    if not kind and motto is None and not _numbered(view, zone, end):
        return Letterhead()
    number, (issued, place) = _numbered(view, zone, end), _dated(view, zone, end)
    subject = None if kind else _subject(view, rows, end)
    addressed = not kind and any(_ADDRESSED.match(r.plain) for r in rows if end <= r.start < end + 400)
    letter = subject is not None or addressed
    bodies = tuple(_bodies(view, zone, end, motto))
    heading = next((r for r in rows if r.start < end and r.plain.startswith("van ban hop nhat")), None)
    consolidated = view.found("Văn bản hợp nhất", heading.start, heading.start + 16) if heading else None
    if not kind and not addressed and number and (untitled := _type_of_title(rows, number, end)):
        kind, end = untitled, rows[untitled[0]].end
        title, authority, body_at, said = read_title(view, rows, kind, bodies)
        written = said["type"] if type_before_title(rows[kind[0]]) else msgspec.structs.replace(number, value=kind[2])
        return Letterhead(written, number, place, issued, bodies, authority, title, body_at or end)
    if not kind:
        if number is None and subject is None:
            return Letterhead()  # a motto and nothing else: a form, an encyclopedia's page
        return Letterhead(None, number, place, issued, bodies, None, subject, end, letter, consolidated)
    title, authority, body_at, said = read_title(view, rows, kind, bodies)
    return Letterhead(
        said.get("type"), said.get("number") or number, place, said.get("issued") or issued, bodies,
        said.get("authority") or authority, title, body_at, False, consolidated,
    )  # fmt: skip


def _motto(view: View, rows: list[Row]) -> tuple[int, int] | None:
    """The national (or the Party's) motto on lines of its own; inside a sentence it is no letterhead."""
    starts = {r.start for r in rows}
    for match in _MOTTO.finditer(view.plain, 0, min(len(view.plain), HEAD_CHARS)):
        if match.start() > _BEFORE_MOTTO:
            return None
        rest = re.match(r"[^\n\x0b]*", view.plain[match.end() : match.end() + 80])
        alone = match.start() in starts and (not rest or not WORD.search(rest.group()) or rest.group().startswith("doc"))
        if alone:
            return match.start(), match.end()
    return None


# "QUY CHẾ LÀM ⏎ VIỆC ⏎ CỦA ỦY BAN NHÂN DÂN XÃ … ⏎ (Ban hành kèm theo Quyết định số: 59/QĐ-UBND …)": a regulation kept without its decision
_ISSUED_WITH = re.compile(r"\((?:duoc\s+)?(?:ban\s+hanh\s+)?kem\s+theo\s")


def _type_row(rows: list[Row], first: int, has_motto: bool) -> tuple[int, int, str] | None:
    """(index of the row, number of rows, type) of the line that names the type."""
    limit = first + (40 if has_motto else 8)
    subject = False
    for i in range(first, min(len(rows), limit)):
        row = rows[i]
        subject = bool(_SUBJECT.match(row.plain)) or (subject and not row.apart)
        if subject:
            continue  # "V/v ⏎ Chỉ thị ⏎ của Thủ tướng Chính phủ …" names no type
        if _ADDRESSED.match(row.plain) or (OPENING.match(row.plain) and not mostly_capitals(row.text)):
            return None
        name = re.sub(r"[\s\d]+$|\s+\((?:bo sung|sua doi)[^)]*\)$", "", row.plain)  # "QUY ĐỊNH (BỔ SUNG)"
        below = rows[i + 1].plain if i + 1 < len(rows) else ""
        if name in PLAIN_TYPES and (
            has_motto or mostly_capitals(row.text) or re.match(rf"(?:cua\s.{{3,120}}\s)?so\s*:?\s*{NUMBER}", below)
        ):
            return i, 1, PLAIN_TYPES[name]
        if i + 1 < len(rows) and not rows[i + 1].blank:
            both = re.sub(r"[\s\d]+$", "", f"{row.plain} {rows[i + 1].plain}")
            if both in PLAIN_TYPES and name not in PLAIN_TYPES:  # "QUYẾT ⏎ ĐỊNH"
                return i, 2, PLAIN_TYPES[both]
        joint = type_before_title(row) if has_motto and mostly_capitals(row.text) else None
        if joint and _ISSUED_WITH.search(" ".join(r.plain for r in rows[i + 1 : i + 9])):
            return i, 1, PLAIN_TYPES[re.sub(r"\s+", " ", joint.group("type"))]
        of = re.match(rf"({TYPE})\s+cua\s+", row.plain)  # "quyết định của bộ trưởng bộ tài chính" (2002)
        numbered = re.search(rf"\sso\s*:?\s*{NUMBER}", row.plain) is not None
        if of and (has_motto or numbered) and _BODY.match(_without_head_of_body(row.plain[of.end() :])):
            return i, 1, PLAIN_TYPES[re.sub(r"\s+", " ", of.group(1))]
    return None


_TYPE_CODES = {
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "KH": "Kế hoạch",
    "TT": "Thông tư",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
}


def _type_of_title(rows: list[Row], number: Found, end: int) -> tuple[int, int, str] | None:
    """What ``_type_row`` gives where the type has no line of its own, behind the last row of the letterhead, the number's or the date's.

    It begins the title's ("NGHỊ ĐỊNH VỀ PHÁT TRIỂN ĐÔ THỊ THÔNG MINH", "QUYẾT ĐỊNH Về việc …": that row), or a site's page has lost it
    ("Số: 13/2018/QĐ-UBND", then the title in capitals or, where that is lost, too, "Căn cứ": the letterhead's row).
    """
    numbers = [i for i, r in enumerate(rows) if r.start < end and NUMBER_ROW.match(r.plain)]
    head = [i for i, r in enumerate(rows) if r.start < end and i <= numbers[0] + 3 and DATED.search(r.plain, 0, 60)] if numbers else []
    last = max((*numbers[:1], *head), default=len(rows))  # a date farther off stands in the text
    if last + 1 >= len(rows):
        return None
    below = rows[last + 1]
    code = re.search(r"/([A-ZĐ]{2})(?=-)|\d-([A-ZĐ]{2})(?=/)", number.value)
    told = _TYPE_CODES.get(code.group(1) or code.group(2)) if code else None
    if (joint := type_before_title(below)) and below.text[: joint.end("type")].isupper():
        said = PLAIN_TYPES[re.sub(r"\s+", " ", joint.group("type"))]
        if told in (None, said):
            return last + 1, 1, said  # "QUY ĐỊNH MỨC CHI …" below "Số: 23/2025/NQ-HĐND" is a title and no type
    if told is None or not (mostly_capitals(below.text) or below.plain.startswith(("can cu ", "thuc hien "))):
        return None
    return last, 1, told


def _without_head_of_body(words: Plain) -> Plain:
    return re.sub(r"^(?:bo truong|chu tich|thu truong|giam doc|tong giam doc|thong doc|chanh an|vien truong|cuc truong)\s+", "", words)


def _end_without_type(rows: list[Row], first: int, has_motto: bool) -> int:
    """Where the letterhead of a document without a type line (a letter) ends."""
    for i, row in enumerate(rows[first : first + 40], first):
        words = f"{row.plain} {rows[i + 1].plain}" if " " not in row.plain and i + 1 < len(rows) else row.plain  # "Kính ⏎ gửi:"
        if _ADDRESSED.match(words) or OPENING.match(words):
            return row.start
    if not rows or not has_motto:
        return 0
    return rows[min(len(rows) - 1, first + 12)].start


def _numbered(view: View, rows: list[Row], end: int) -> Found | None:
    for row in rows:
        if row.start >= end:
            return None
        if not NUMBER_ROW.match(row.plain) and row.plain.rstrip(" :.") not in ("so", "luat so", "nghi quyet so"):
            continue
        match = _NUMBERED.search(view.text, row.start, min(end, row.end + 120))
        if match and match.start() < row.end and re.search(r"[A-Za-zĐđ]{2}", match.group(1)) and _stands_alone(view, match.end()):
            return view.found(whole_number(match.group(1)), match.start(1), match.end(1))
        spaced = _SPACED_NUMBER.search(view.text, row.start, min(end, row.end))
        if spaced and _stands_alone(view, spaced.end()):
            return view.found(squeeze(spaced.group(1)), spaced.start(1), spaced.end(1))
    return None


def _stands_alone(view: View, end: int) -> bool:
    """A letterhead's number ends its line or stands before place and date, or before what a letter is about ("Số: 1414/TCT-CS V/v hoàn thuế" in
    a table's cell); "Số 94/2025/QH15 ngày …" is a citation."""
    rest = re.match(r"[^\n\x0b]*", view.text[end : end + 100])
    words = rest.group().strip() if rest else ""
    return not WORD.search(words) or bool(re.match(r"[^\W\d_][^\d,]{1,40},?\s*ngày\b", words)) or _SUBJECT.match(plain(words)) is not None


def _dated(view: View, rows: list[Row], end: int) -> tuple[Found | None, Found | None]:
    """(date of issue as ISO, place) of "Đắk Lắk, ngày 18 ⏎ tháng 11 năm 2025"."""
    for match in DATED.finditer(view.plain, rows[0].start if rows else 0, min(len(view.plain), end)):
        day = iso_of(match)
        row = next((r for r in rows if r.start <= match.start() < r.end), None)
        if day is None or row is None:
            continue
        date = view.found(day, match.start(), match.end())
        at = row.start
        if behind := _BEHIND_NUMBER.match(view.text, at, match.start()):  # "Số: 81/2013/NĐ-CP Hà Nội, ngày 19 tháng 7 năm 2013"
            at = behind.end()
        before = view.text[at : match.start()].rstrip(" ,.\t")
        above = next((r for r in reversed(rows) if r.end <= row.start), None) if at == row.start else None
        broken = above is not None and not row.apart and re.fullmatch(r"(?:[^\W\d_]+ ?){1,4},?", above.text)
        if above and broken and not mostly_capitals(above.text) and (not before or not before[0].isupper() or len(above.text) < 20):
            stop = match.start() - len(view.text[row.start : match.start()]) + len(before) if before else above.end
            return date, view.found(
                squeeze(view.text[above.start : stop]).rstrip(" ,"), above.start, stop
            )  # "Thành phố Hồ ⏎ Chí Minh, ngày …"
        if not before:
            return date, None
        if _PLACE.fullmatch(before) and before[0].isupper() and not re.search(r"\b(?:so|cua|van ban|cong van|ve)\b", plain(before)):
            return date, view.found(squeeze(before), at, at + len(before))
    return None, _place_alone(view, rows, end)


def _place_alone(view: View, rows: list[Row], end: int) -> Found | None:
    """The place before a day that is left open."""
    for day in _DAY_LEFT_OPEN.finditer(view.plain, rows[0].start if rows else 0, min(len(view.plain), end)):
        row = next((r for r in rows if r.start <= day.start() < r.end), None)
        behind = _OPEN_NUMBER.match(row.text) if row else None
        at = (row.start if row else day.start()) + (behind.end() if behind else 0)
        before = view.text[at : day.start()].rstrip(" ,.\t")
        if before and _PLACE.fullmatch(before) and before[0].isupper() and not mostly_capitals(before):
            return view.found(squeeze(before), at, at + len(before))
    return None


def _subject(view: View, rows: list[Row], end: int) -> Found | None:
    """The subject of a letter: "V/v hướng dẫn góp vốn điều lệ", to the end of its cell."""
    for i, row in enumerate(rows):
        if row.start >= end:
            return None
        match = _SUBJECT.match(row.plain) or (_ABOUT.match(row.plain) if i and NUMBER_ROW.match(rows[i - 1].plain) else None)
        if match is None and NUMBER_ROW.match(row.plain):
            match = _BEHIND.search(row.plain)
        if not match:
            continue
        last = row
        for following in rows[i + 1 :]:
            if following.apart or following.start >= end or _MOTTO.match(following.plain) or DATED.search(following.plain):
                break
            last = following
        start = row.start + match.end()
        if start >= last.end:
            return None
        words = squeeze(view.text[start : last.end].replace(CELL, " ")).strip(" .;:")
        return view.found(words[:1].upper() + words[1:], row.start + match.start(), last.end) if words else None
    return None


def _bodies(view: View, rows: list[Row], end: int, motto: tuple[int, int] | None) -> Iterator[Found]:
    """The names of the issuing bodies, in order, each once; the last one issues."""
    spans: list[tuple[int, int]] = []
    texts: list[str] = []
    small = bool(motto) and not mostly_capitals(view.text[motto[0] : motto[1]].split("\n")[0]) if motto else False
    fresh, subject = True, False  # fresh: nothing to continue, a motto, a number or another thing stood between
    for i, row in enumerate(rows):
        if row.start >= end:
            break
        subject = bool(_SUBJECT.match(row.plain)) or (subject and not row.apart)
        other = NOISE.match(row.plain) or NUMBER_ROW.match(row.plain) or DATED.search(row.plain) or re.match(r"ngay\s|so\s*:", row.plain)
        if subject or other or _SESSION.match(row.plain) or (motto and motto[0] <= row.start < motto[1]) or len(row.text) > 120:
            fresh = True
            if texts and (NUMBER_ROW.match(row.plain) or re.match(r"so\s*:", row.plain)):
                break  # the issuer stands above its number; "Thuế tỉnh Vĩnh Long có ý kiến như sau:" is a letter's text
            continue
        whole = row.plain
        if " " not in row.plain and i + 1 < len(rows) and (not rows[i + 1].apart or row.plain == "quoc"):
            whole = f"{row.plain} {rows[i + 1].plain}"  # "ỦY ⏎ BAN NHÂN DÂN", "THỦ ⏎ TƯỚNG CHÍNH PHỦ"
        broken = bool(texts) and not row.blank and _UNFINISHED.match(plain(texts[-1])) is not None
        halved = bool(texts) and plain(texts[-1]) == "quoc" and row.plain.startswith("hoi")  # "QUỐC ⏎ ⏎ HỘI"
        begins = _BODY.match(whole) is not None and not broken and not halved
        named = row.text[0].isupper() and len(row.text) < 60 and row.text[-1] not in ".;:,"
        shaped = mostly_capitals(row.text) or (named and begins) or (small and row.text[-1] not in ".;:")
        if begins and shaped:
            spans.append((row.start, row.end))
            texts.append(row.text)
            fresh = False
        elif texts and shaped and (halved or (not fresh and not row.cell) or _AFTER_NAME.match(row.plain)) and len(texts[-1]) < 150:
            spans[-1] = (spans[-1][0], row.end)
            texts[-1] = f"{texts[-1]} {row.text}"
        else:
            fresh = True
    for i, (start, stop) in enumerate(spans):
        if i + 1 < len(spans) and plain(squeeze(texts[i])) == plain(squeeze(texts[i + 1])):
            continue  # a gazette names the body above the letterhead too
        yield view.found(squeeze(texts[i]), start, stop)


# -- where a consolidated text is authenticated -------------------------------------------------------------------

_PROOF = re.compile(r"X[ÁA]C[ \t\n*]+(?:THỰC|NHẬN)[ \t\n*]+VĂN[ \t\n*]+BẢN[ \t\n*]+HỢP[ \t\n*]+NHẤT")


def authentication(text: str, start: int, stop: int, end: int) -> tuple[int, Letterhead] | None:
    """(where it stands, what it says) of "BỘ TÀI CHÍNH ⏎ Số: 16/VBHN-BTC ⏎ XÁC THỰC VĂN BẢN HỢP NHẤT ⏎ Hà Nội, ngày …".

    Pháp lệnh 01/2012/UBTVQH13 has a consolidated text headed like its source; number and date stand at this place.
    """
    match = _PROOF.search(text, start, stop) or (_PROOF.search(text, max(stop, end - 200_000), end) if end > stop else None)
    if match is None:
        return None
    view = View(text, max(start, match.start() - 300), min(end, match.end() + 300))
    at = next((r.start for r in view.rows if view.source_range(r.start, r.start + 1)[0] >= match.start()), 0)
    words = view.found("Văn bản hợp nhất", at, min(len(view.text), at + len(match.group().replace("*", ""))))
    number = _numbered(view, [r for r in view.rows if NUMBER_ROW.match(r.plain)], len(view.text))
    own = [r for r in view.rows if r.start >= at or (number and view.source_range(r.start, r.end)[1] >= number.start)]
    issued, place = _dated(view, own, len(view.text))
    before = [r for r in view.rows if r.end <= at]
    return match.start(), Letterhead(words, number, place, issued, tuple(_bodies(view, before, at, None))[-1:], consolidated=words)
