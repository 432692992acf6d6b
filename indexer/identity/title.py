"""The title ("trích yếu") under the type of a document, and the line in capitals that names who decides."""

from __future__ import annotations

import re

from phancap.indexer.identity.view import (
    DATED,
    DAY,
    NOISE,
    NUMBER,
    NUMBER_ROW,
    OPENING,
    TYPE,
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
from phancap.indexer.markers import marker_of

_BEGINS_TEXT = re.compile(
    r"(?:thuc hien|trien khai|trong|de |nham|ngay|thoi gian|hien nay|nam \d|qua |sau khi|tren co so|vua qua|theo|kinh|luat nay|ban hanh kem)"
)
_QUOTED = re.compile(r"[“\"]\s*([^“”\"]+?)\s*[”\"]")  # "V/v ban hành quy định tạm thời về quản lý đất đô thị" between quotation marks, 1993
_LINKING = re.compile(r"(?:\bcua|\bva|,|\bcho|\bve|\bvoi|\bthuoc|\btai|\bquyen|\bchu tich|\bso|\bdo|-|–|\bcac|\bgiua|\btrong|\bbo truong)$")


def type_before_title(row: Row) -> re.Match[str] | None:
    """The type that a line begins with and the title goes on from: "QUYẾT ĐỊNH Về việc ban hành Quy chế …"; None for another line."""
    return re.match(rf"(?P<type>(?>{TYPE}))\s*:?\s+(?!cua\s)(?=[^\W\d_])", row.plain)


def read_title(
    view: View, rows: list[Row], kind: tuple[int, int, str], bodies: tuple[Found, ...]
) -> tuple[Found | None, Found | None, int, dict[str, Found]]:
    """(title, authority, where the text begins, what the heading itself says besides)."""
    index, count, name = kind
    row = rows[index]
    said: dict[str, Found] = {}
    of = re.match(rf"(?:{TYPE})(?=\s+cua\s)", row.plain)
    length = of.end() if of else len(row.text.rstrip(" 0123456789"))
    type_end = row.start + length if count == 1 else rows[index + count - 1].end
    said["type"] = view.found(name, row.start, type_end)
    words_end = rows[index + count - 1].end
    follow = rows[index + count :]
    start = _numbered_heading(view, type_end, said)
    if start is None and of:
        at = row.start + of.end() + 5  # " của "
        said["authority"] = view.found(squeeze(view.text[at : row.end]), at, row.end)
    if start is not None and start < words_end:
        follow = rows[index:]
    elif joint := type_before_title(row):
        said["type"] = view.found(name, row.start, row.start + joint.end("type"))
        start = row.start + joint.end()
        follow = [row._replace(start=start, text=row.text[joint.end() :], plain=row.plain[joint.end() :]), *follow]
    if start is None and follow and (issuers := _by_whom(follow)):
        # "CHỈ THỊ" / "CỦA BAN THƯỜNG VỤ TỈNH ỦY" / "về tăng cường sự lãnh đạo của Đảng …"
        said["authority"] = view.found(squeeze(follow[0].text[4:]), follow[0].start + 4, follow[issuers - 1].end)
        follow = follow[issuers:]
    if start is None and follow:
        start = follow[0].start
    taken: list[Row] = []
    for i, line in enumerate(follow):
        if start is None or line.end <= start:
            continue
        if not taken and (NUMBER_ROW.match(line.plain) or line.plain == plain(name)):
            continue
        if not taken and (dated := DATED.search(view.plain, line.start, line.end + 60)):
            place = view.text[line.start : dated.start()].strip(" ,")
            if not place or (len(place) < 30 and all(word[0].isupper() for word in place.split())):
                start = dated.end()  # "Hà Nội, ngày 16 tháng 6 ⏎ năm 2025" between the type and the title
                if not re.search(r"\w", view.text[start : line.end]):
                    continue  # "ngày 10/10/2003 về cán bộ, công chức xã, phường, thị trấn.": the title stands behind on the same line
        if _ends_title(line, taken, bodies, follow[i + 1 : i + 9], name) or len(taken) >= 30:
            break
        if not NOISE.match(line.plain) or (taken and _BEFORE_YEAR.search(taken[-1].plain) and not line.blank):
            taken.append(line)
    if not taken or start is None:
        return None, _authority(view, follow, 0)[0], words_end, said
    begin = max(start, taken[0].start)
    authority, body_at = _authority(view, follow, follow.index(taken[-1]) + 1)
    text = squeeze(" ".join([view.text[begin : taken[0].end], *(r.text for r in taken[1:])])).rstrip(" .;:")
    text = _without_lead_in(text, name)
    if by := _BY.match(plain(text)):
        authority = authority or view.found(text[by.start("of") : by.end("of")], begin, taken[-1].end)
        text = text[by.end() :]
    title = view.found(text, begin, taken[-1].end) if text else None
    return title, authority, body_at or taken[-1].end, said


def _without_lead_in(text: str, name: str) -> str:
    """The title behind "V/v", and behind the type that is told twice: "THÔNG TƯ" and "THÔNG TƯ QUY ĐỊNH …" below it."""
    quoted = _QUOTED.fullmatch(text)
    text = quoted.group(1) if quoted else text
    match = re.match(rf"v\s*/\s*v\s*[:.]?\s*|{re.escape(plain(name))}\s+(?=quy dinh\b|huong dan\b|ban hanh\b|ve\b|sua doi\b)", plain(text))
    return text[match.end() :] if match else text


def _by_whom(follow: list[Row]) -> int:
    """How many rows (1, or 0) say whose document it is: in capitals, behind it the title in small letters, or behind it "về …"."""
    if len(follow) < 2 or not re.match(r"cua\s", follow[0].plain) or mostly_capitals(follow[1].text):
        return 0
    if not mostly_capitals(follow[0].text) and not follow[1].plain.startswith("ve "):
        return 0
    opens = OPENING.match(follow[1].plain) or marker_of(follow[1].text)
    return 0 if opens or not _AUTHORITY.match(follow[0].plain[4:]) else 1


def _numbered_heading(view: View, at: int, said: dict[str, Found]) -> int | None:
    """ "Thông tư ⏎ của Bộ Tài chính Số 13/2001/TT-BTC ngày 8 tháng 3 năm 2001 Hướng dẫn …": reads it, tells where the title starts."""
    match = re.match(
        rf"\s*(?:cua\s+(?P<of>[^\d]{{3,120}}?)\s+)?so\s*[:.]?\s*(?P<number>{NUMBER})(?:\s*,?\s*{DAY})?\s*", view.plain[at : at + 500]
    )
    if not match or not re.search(r"[^\W\d_]{2}", match.group("number")):
        return None
    a, b = at + match.start("number"), at + match.end("number")
    said["number"] = view.found(whole_number(view.text[a:b]), a, b)
    if match.group("of"):
        a, b = at + match.start("of"), at + match.end("of")
        said["authority"] = view.found(squeeze(view.text[a:b]), a, b)
    if match.group("y") and (day := iso_of(match)):
        said["issued"] = view.found(day, at + match.start("d"), at + match.end("y"))
    return at + match.end()


def _ends_title(line: Row, taken: list[Row], bodies: tuple[Found, ...], following: list[Row], kind: str) -> bool:
    if re.match(r"can\s*cu\b|can$|kinh\s*gui|dieu\s*\d|so\s*:|quyet (?:dinh|nghi)\s*:", line.plain) or line.text.startswith("("):
        return True
    if taken and re.match(r"[1a][.)]\s", line.plain):
        return True
    if _is_authority(line, taken, bodies, following[:4]):
        return True
    marker = marker_of(line.text)
    if not taken:  # "KẾ HOẠCH" right above "II. NHIỆM VỤ" has no title
        opens = marker and marker.kind == "section" and marker.form == "roman"
        return bool(opens) or (bool(OPENING.match(line.plain)) and not mostly_capitals(line.text))
    if marker and marker.kind in ("part", "chapter", "section", "article") and (line.blank or marker.form != "capital"):
        return True
    if _opens_consolidation(line, following, kind):
        return True
    capitals = mostly_capitals(taken[0].text)
    if capitals != mostly_capitals(line.text) and re.search(r"[^\W\d_]{2}", line.text):
        # a line of a title in capitals may hold a lone "năm 2025"; a new sentence in small letters ends it
        return capitals or mostly_capitals(line.text)
    if line.blank and line.bold == taken[-1].bold and line.text[0].islower() and not capitals:
        # Word's second paragraph of one title: "**… đại biểu Quốc hội khóa XVI**" / "**và đại biểu Hội đồng nhân dân …**"; not the office that
        # an old font showed in capitals
        return OPENING.match(line.plain) is not None or (_AUTHORITY.match(line.plain) is not None and _names_issuer(line.plain, bodies))
    if line.blank or line.cell:
        return not capitals or line.bold != taken[-1].bold or sum(len(r.text) for r in taken) > 600
    if not capitals:
        short = len(taken[-1].text) < 0.8 * len(line.text)
        begins = line.text[0].isupper() and not _LINKING.search(taken[-1].plain)
        return bool(OPENING.match(line.plain)) or (
            begins and (_DAY_BEGINS.match(line.plain) or (short and _BEGINS_TEXT.match(line.plain)) or _speaks(line, following)) is not None
        )
    return False


def _opens_consolidation(line: Row, following: list[Row], kind: str) -> bool:
    """ "Thông tư số 23/2024/TT-BCT ngày … có hiệu lực …, được sửa đổi, bổ sung bởi:": what a consolidated text is made of."""
    if not re.match(rf"{re.escape(plain(kind))}\b.{{0,120}}?\b(?:so\s+)?{NUMBER}", line.plain) or mostly_capitals(line.text):
        return False
    words = " ".join(r.plain for r in (line, *following))
    return re.search(r"co hieu luc|duoc (?:sua doi|bo sung|dinh chinh|thay the)", words.partition("can cu ")[0]) is not None


_AUTHORITY = re.compile(
    r"(?:chu tich|bo truong|thu tuong|thong doc|tong kiem toan|tong thanh tra|cuc truong|tong cuc truong|chanh an|vien truong|giam doc|tong giam doc"
    r"|truong ban|chu nhiem|chanh thanh tra|chanh van phong|uy ban|ubnd|hoi dong|hdnd|chinh phu|quoc hoi|hoi dong nhan dan|hieu truong|truong"
    r"|lien bo|lien tich|ban|so|cac|kiem toan|bo|chi cuc truong|vien|thanh tra)\b"
)


# "Kết luận của Chủ tịch UBND huyện tại phiên họp tháng 5 năm 2025" / "Ngày 19/5/2025, Chủ tịch UBND huyện chủ trì …"
_DAY_BEGINS = re.compile(r"(?:sang|chieu|trong)?\s*(?:cac\s+)?ngay\s+\d")
_SPEAKS = re.compile(
    r"\b(?:ban hanh|xay dung|huong dan|thong bao|bao cao|quy dinh|yeu cau|de nghi|to chuc|kinh trinh|trien khai|dien)\b[^.;]{0,120}(?:nhu sau|cu the)?\s*:"
)


_SOMEBODY = re.compile(
    _AUTHORITY.pattern
    + r"|(?:van phong|trung tam|hoi|lien doan|doan|cong an|dang uy|tinh uy|thanh uy|huyen uy|nha truong|toa an|phong|cong ty)\b"
)


def _speaks(line: Row, following: list[Row]) -> re.Match[str] | None:
    """ "Ban Thường vụ Hội LHPN tỉnh xây dựng kế hoạch như sau:" right below a title: a sentence in which somebody does something, up to a colon."""
    if not _SOMEBODY.match(line.plain):
        return None
    words = [line.plain]
    for row in following[:2]:
        if words[-1].endswith((":", ".")) or row.blank:
            break
        words.append(row.plain)
    return _SPEAKS.search(" ".join(words))


# "QUYẾT ĐỊNH" / "CỦA ỦY BAN NHÂN DÂN THÀNH PHỐ V/V PHÊ DUYỆT ĐỀ CƯƠNG QUY HOẠCH …" (2003)
_BY = re.compile(
    r"cua\s+(?P<of>(?:uy ban|bo truong|chu tich|hoi dong|giam doc|chinh phu|thu tuong|thong doc|cuc truong)\b[^\d,;:.]{0,80}?)\s+(?:v\s*/\s*v\b[:.]?\s*|(?=ve\s+viec\b))"
)
_BEFORE_YEAR = re.compile(r"\b(?:nam|giai doan|nhiem ky|den)$")  # "… TRONG LỄ HỘI NĂM" / "2020": no page's number
_SESSION = re.compile(r"khoa\s+[ivx]+\b|ky\s+hop\b")  # "HỘI ĐỒNG NHÂN DÂN TỈNH …" / "KHÓA XVI KỲ HỌP THỨ TƯ"


def _is_authority(line: Row, taken: list[Row], bodies: tuple[Found, ...], following: list[Row]) -> bool:
    """ "**CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ**" under a title; "ỦY BAN NHÂN DÂN TỈNH" may also be a title's last line."""
    if not mostly_capitals(line.text) or not _AUTHORITY.match(line.plain):
        return False
    if not taken:
        below = bool(following) and (not mostly_capitals(following[0].text) or _SESSION.match(following[0].plain) is not None)
        return _names_issuer(line.plain, bodies) and below
    if line.apart and (line.blank or line.bold != taken[-1].bold):
        return not _LINKING.search(taken[-1].plain) or line.bold != taken[-1].bold
    if line.bold and not taken[-1].bold:
        return True
    if not mostly_capitals(taken[-1].text):
        return True
    return not _LINKING.search(taken[-1].plain) and _names_issuer(line.plain, bodies) and _opens(following)


def _opens(rows: list[Row]) -> bool:
    """Whether the text begins here ("Căn cứ …", "- Căn cứ …", broken "Căn ⏎ cứ" too), at most two lines in capitals before it."""
    while rows and mostly_capitals(rows[0].text) and len(rows) > 1:
        rows = rows[1:]
    return bool(rows) and OPENING.match(" ".join(r.plain for r in rows[:2]).lstrip("-–+•* ")) is not None


def _names_issuer(words: Plain, bodies: tuple[Found, ...]) -> bool:
    name = plain(bodies[-1].value) if bodies else ""
    bare = re.sub(r"^(?:chu tich|bo truong|truong|cuc truong|giam doc|thong doc|tong)\s+", "", words)
    return bool(name) and (name.startswith(bare) or bare.startswith(name) or bool(re.match(r"(?:bo truong|cuc truong|giam doc)\b", words)))


def _without_session(row: Row) -> Row:
    """ "HỘI ĐỒNG NHÂN DÂN TỈNH KHÁNH HÒA KHÓA IV, KỲ HỌP CHUYÊN ĐỀ LẦN THỨ 5": the body alone decides."""
    session = re.search(r",?\s+(?=khoa\s+[ivx]+\b)", row.plain)
    if session is None or not row.plain.startswith("hoi dong"):
        return row
    return row._replace(end=row.start + session.start(), text=row.text[: session.start()], plain=row.plain[: session.start()])


def _authority(view: View, follow: list[Row], index: int) -> tuple[Found | None, int]:
    """The line or two in capitals that name who decides, and where the text behind them begins."""
    taken: list[Row] = []
    for row in map(_without_session, follow[index : index + 6]):
        if NOISE.match(row.plain) and not taken:
            continue
        if not mostly_capitals(row.text) or (not taken and not _AUTHORITY.match(row.plain)) or row.text.endswith(":"):
            break
        if taken and (row.blank or _SESSION.match(row.plain)):
            break
        taken.append(row)
    at = next((r.start for r in follow[index + len(taken) :]), 0)
    if not taken or len(taken) > 3:
        return None, at if not taken else 0
    return view.found(squeeze(" ".join(r.text for r in taken)), taken[0].start, taken[-1].end), at
