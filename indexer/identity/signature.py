"""Who signs: "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn Văn A" at the end of a document's main text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from phancap.indexer.identity.view import Found, Plain, Row, View, mostly_capitals, plain, squeeze
from phancap.indexer.vietnamese import LOWER, UPPER

_POSTS = (
    "CHỦ TỊCH", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "THỦ TƯỚNG", "THỐNG ĐỐC", "CHỦ NHIỆM", "CỤC TRƯỞNG", "TỔNG CỤC TRƯỞNG", "GIÁM ĐỐC", "TỔNG GIÁM ĐỐC",
    "CHÁNH ÁN", "VIỆN TRƯỞNG", "CHÁNH", "TỔNG KIỂM TOÁN", "TỔNG THANH TRA", "TRƯỞNG", "BÍ THƯ", "HIỆU TRƯỞNG", "CHI CỤC TRƯỞNG", "VỤ TRƯỞNG",
    "TỔNG BÍ THƯ", "THƯỜNG TRỰC BAN BÍ THƯ", "TƯ LỆNH", "ĐỘI TRƯỞNG", "TỔNG THƯ KÝ", "KIỂM TOÁN TRƯỞNG", "TỔNG BIÊN TẬP", "CHÍNH ỦY", "CHỦ TỌA",
    "TỔNG",
)  # fmt: skip
_POST = re.compile("(?:pho |quyen )?(?:" + "|".join(sorted((plain(p) for p in _POSTS), key=len, reverse=True)) + r")\b")
_FOR = re.compile(r"(?:t/?m|k/?t|t/?l|tuq|t/?uq|q)\s*\.\s*")
# "| Nơi nhận: - Như Điều 3; - Lưu: VT. | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lâm Hải Giang |": a table's row on one line signs in its second cell
# Two columns that a converter mixed into lines: "Nơi nhận: KT. GIÁM ĐỐC", "- Như trên;          KT. CHỦ TỊCH"
_SIGNED = re.compile(
    r"(?:\A|\n|N[ơƠ][iI][ ][^\W\d_]{4}[ ]?:(?:[^\n|]{1,6000}\||(?=[ \t*_]{0,60}[TKQ](?:/?[MTL]|UQ)?\.))|[ ]{4}(?=[TKQ](?:/?[MTL]|UQ)?\.))[ \t|#*>_]{0,60}"
    r"(?=[TKQPCBGVHĐ])(?:(?P<for>T/?M|K/?T|T/?L|TUQ|T/UQ|Q)\s?\.\s?|(?P<post>(?:PHÓ\s|QUYỀN\s)?(?:"
    + "|".join(sorted(_POSTS, key=len, reverse=True)).replace(" ", r"\s")
    + r"))(?=[\s*,|]))"
)
_RANKS = r"(?:(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|úy)|(?:gs|pgs|ts|ths|bs|ks|cn|ls|cử nhân|kỹ sư|bác sĩ)(?:\.|\s)(?:\s?(?:ts|ths|bs)\.?)*|ông|bà)\s*\.?\s*"
_NAME = re.compile(rf"(?:(?i:{_RANKS}))?((?:[^\W\d_a-z][^\W\d_]*['’]?\s+){{1,5}}[^\W\d_a-z][^\W\d_]*)")
# A table's cell or a text copied from a page in one line: "CHỦ TỊCH QUỐC HỘI Nguyễn Sinh Hùng", "CHỦ TỊCH (Đã ký) Lê Văn An"
_POST_AND_NAME = re.compile(
    rf"(?P<post>(?=[^a-z]*[{UPPER}]{{2}})[{UPPER}.,\s]{{6,120}}?)\s*(?:\(\s*[Đđ]ã ký\s*\))?\s*(?P<name>[{UPPER}][{LOWER}]+(?:\s+[{UPPER}][{LOWER}]+){{1,4}})"
)
_SKIP = re.compile(
    r"\(?\s*da\s*ky\s*\)?$|\(\s*da ky\s*[-–—,;:]?\s*(?:(?:va )?(?:co )?(?:dau|dong dau)|dong dau)[^()]{0,20}\)$|\[?\s*daky\s*\]?$|\(ky|cong bao\s*/|\d{1,4}$|(?:nguoi ky|ky boi|email|co quan|thoi gian ky|ngay ky)\s*:|\W+$"
)
# with their marks: "Phan" and "Mai" are names, "Phần" and "Mẫu" are not
_NO_NAME = re.compile(
    r"(?i:phụ lục|nơi nhận|công báo|điều|ghi chú|mẫu|căn cứ|chương|biểu|mục|phần|số|thời gian|tỉnh|thành phố|hà nội|ủy ban|văn phòng)\b"
)
# A name in capitals is one where it begins with a family name: "CHỦ TỊCH UBND THÀNH PHỐ" / "TRỰC THUỘC TRUNG ƯƠNG" has none
_FAMILY = "NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐINH|TRỊNH|ĐOÀN|LÂM|MAI|TÔ|HÀ|LƯƠNG|ĐÀO|TRƯƠNG|PHÙNG|TẠ|QUÁCH|VƯƠNG|THÁI|CAO|CHU|LƯU|TĂNG|KIỀU|ĐÀM|NÔNG|TRIỆU|GIANG|LA|THẠCH"
_LOUD_NAME = re.compile(rf"(?:(?i:{_RANKS}))?((?:{_FAMILY})(?: [{UPPER}]{{2,7}}){{1,4}})")
_FAR = 900  # characters from the first line of a signature to the name


def signature_of(text: str, start: int, end: int) -> tuple[Found | None, Found | None, Found | None]:
    """(signer, the signer's own post, in whose name) of the first signature at or behind ``start``.

    A place for one without a name ("(Ký, ghi rõ họ tên)" of a form) is none; behind the first "TM.", "KT.", … nothing farther off is tried.
    """
    limit: int | None = None
    for count, match in enumerate(_SIGNED.finditer(text, start, end)):
        if count > 300 or (limit is not None and match.start() > limit):
            break
        at = match.start("for") if match.group("for") else match.start("post")
        found = _signed(View(text, at, min(end, at + _FAR)))
        if found[0]:
            return found
        if match.group("for") and limit is None:
            limit = at + _FAR
    return None, None, None


_RECIPIENTS = re.compile(r"noi nhan\s*:|[-–+•]\s*\w")
_POST_BEHIND = re.compile(rf"[;.)]\s+(?P<post>(?=[^a-z]*[{UPPER}]{{2}})[{UPPER}., ]{{6,80}})$")


def _own_column(rows: list[Row]) -> Iterator[tuple[int, Row]]:
    """(index, row) of the signature's own lines; the other column's ("Nơi nhận:", "- Như Điều 2;") may stand between them.

    "- Như trên; PHÓ GIÁM ĐỐC" holds both; "PHÓ" / "TRƯỞNG BAN" is one.
    """
    half: Row | None = None
    for i, row in enumerate(rows):
        own = row
        if _RECIPIENTS.match(row.plain):
            behind = _POST_BEHIND.search(row.text)
            if behind is None or not _POST.match(row.plain, behind.start("post")):
                continue
            at = behind.start("post")
            own = row._replace(start=row.start + at, text=row.text[at:], plain=row.plain[at:])
        if own.plain == "pho":
            half = own
            continue
        if half:
            own = own._replace(start=half.start, text=f"{half.text} {own.text}", plain=f"{half.plain} {own.plain}")
            half = None
        yield i, own


def _signed(view: View) -> tuple[Found | None, Found | None, Found | None]:
    post: list[Row] = []
    behalf: Found | None = None
    capitals: Found | None = None
    instead = False  # what stands behind "KT.", "TL." is not yet the signer's own post
    for taken, (i, row) in enumerate(itertools.islice(_own_column(view.rows[:40]), 14), 1):
        words = _FOR.match(row.plain)
        if (both := _POST_AND_NAME.fullmatch(row.text)) and _written_as_name(both["name"]) and not _NO_NAME.match(both["name"]):
            signer = view.found(squeeze(both["name"]), row.start + both.start("name"), row.end)
            begin, for_whom = _own_post(row.plain, both.end("post"))
            if for_whom:
                behalf = view.found(squeeze(row.text[slice(*for_whom)]), row.start + for_whom[0], row.start + for_whom[1])
            own = squeeze(row.text[begin : both.end("post")])
            return signer, view.found(_post_name(own), row.start + begin, row.start + both.end("post")), behalf
        if words or (_POST.match(row.plain) and mostly_capitals(row.text)):
            if words and row.plain.startswith(("tm", "t/m")):
                behalf = (
                    view.found(squeeze(row.text[words.end() :]), row.start + words.end(), row.end)
                    if row.end > row.start + words.end()
                    else None
                )
                post = []
            elif words:
                post, instead = [row], True
            elif instead or not post or (row.plain.startswith("pho ") and post[0].plain.startswith(row.plain[4:])):
                # "TL. CỤC" / "TRƯỞNG" is still whom somebody signs for; of "TRƯỞNG BAN" / "CHỦ TỊCH UBND TỈNH" the first is what is signed as
                instead = instead and not _POST.search(post[0].plain)
                post = [row]
            continue
        if _SKIP.match(row.plain):
            continue
        name = _person(view, i)
        if name and post:
            return name, _own_title(view, post), behalf
        if post and capitals is None and (match := _LOUD_NAME.fullmatch(row.text)) and not _NO_NAME.match(row.text):
            capitals = view.found(squeeze(match.group(1)).title(), row.start + match.start(1), row.end)
            continue
        if mostly_capitals(row.text) and taken < 11 and capitals is None:
            if post:
                post.append(row)
            elif behalf:
                behalf = Found(squeeze(f"{behalf.value} {row.text}"), behalf.start, view.source_range(row.start, row.end)[1], "")
                behalf = Found(behalf.value, behalf.start, behalf.end, view.source[behalf.start : behalf.end])
            continue
        break
    return (capitals, _own_title(view, post), behalf) if capitals else (None, None, behalf)


def _own_title(view: View, post: list[Row]) -> Found | None:
    """The signer's own post on its lines: "KT. TRƯỞNG BAN THỰC HIỆN" / "CHÍNH SÁCH BHYT"."""
    begin = m.end() if (m := _FOR.match(post[0].plain)) else 0
    title = squeeze(" ".join([post[0].text[begin:], *(row.text for row in post[1:])])).rstrip(" ,.*")
    return view.found(_post_name(title), post[0].start + begin, post[-1].end) if title else None


def _own_post(words: Plain, end: int) -> tuple[int, tuple[int, int] | None]:
    """(where the signer's own post begins, in whose name) of a signature on one line: "TM. CHÍNH PHỦ KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Trần Hồng Hà"."""
    standing = [m for m in _FOR.finditer(words, 0, end) if m.start() == 0 or words[m.start() - 1] == " "]
    posts = [
        m for m in _POST.finditer(words, standing[-1].end() if standing else 0, end) if not m.start() or not words[m.start() - 1].isalnum()
    ]
    for_whom = None
    if standing and posts and words.startswith(("tm", "t/m")):
        stop = standing[1].start() if len(standing) > 1 else posts[0].start()
        for_whom = (standing[0].end(), len(words[:stop].rstrip(" ,"))) if stop > standing[0].end() else None
    while len(posts) > 1 and words[posts[-2].end() : posts[-1].start()].strip() == ",":
        posts.pop()  # "BỘ TRƯỞNG, CHỦ NHIỆM" is one person's
    if posts and (not standing or len(posts) > 1 or for_whom):
        return posts[-1].start(), for_whom
    return standing[-1].end() if standing else 0, for_whom


def _person(view: View, index: int) -> Found | None:
    """A person's name on a line, or broken over two ("Trần ⏎ Chí Hùng"); a rank before it is no part of the name."""
    row = view.rows[index]
    following = view.rows[index + 1] if index + 1 < len(view.rows) else None
    if _NO_NAME.match(row.text):
        return None
    if (match := _NAME.fullmatch(row.text)) and _written_as_name(match.group(1)):
        name = match.group(1)
        if (
            following
            and not following.apart
            and following.start - row.end <= 3
            and _written_as_name(following.text)
            and len(name.split()) < 3
        ):
            return view.found(squeeze(f"{name} {following.text}"), row.start + match.start(1), following.end)
        return view.found(squeeze(name), row.start + match.start(1), row.end)
    if following and not following.apart and " " not in row.text:
        both = _NAME.fullmatch(f"{row.text} {following.text}")
        if both and _written_as_name(both.group(1)) and not _NO_NAME.match(following.text):
            return view.found(squeeze(both.group(1)), row.start, following.end)
    return None


def _written_as_name(words: str) -> bool:
    """ "Lê Hải Hòa", "Y Thông", "K’Mák": each syllable with one capital; "THUẾ QUỐC TẾ" is the rest of a post."""
    syllables = re.split(r"[\s'’]+", words)
    return all(s[:1].isupper() and (len(s) == 1 or s[1:].islower()) for s in syllables) and any(len(s) > 1 for s in syllables)


def _post_name(words: str) -> str:
    """ "PHÓ CHỦ TỊCH" → "Phó Chủ tịch": as such posts are written in a sentence."""
    if not mostly_capitals(words):
        return words
    name = re.sub(r"\b(?:ubnd|hđnd|hđtv|hđqt|mttq|đbqh|bhyt|bhxh)\b", lambda m: m.group().upper(), words.lower())
    for post in ("chủ tịch", "thủ tướng", "bộ trưởng", "thứ trưởng", "cục trưởng", "giám đốc", "tổng giám đốc", "chủ nhiệm", "thống đốc", "trưởng ban", "chánh văn phòng", "chánh án", "viện trưởng", "vụ trưởng", "trưởng phòng", "hiệu trưởng", "bí thư"):  # fmt: skip
        name = re.sub(rf"\b{post}\b", post[0].upper() + post[1:], name)
    return re.sub(
        r"(?i)\b(?:quốc hội|(?<=chánh )văn phòng|ban(?= bí thư))\b", lambda m: m.group().capitalize(), name[:1].upper() + name[1:]
    )
