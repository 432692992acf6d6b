"""Who issues a document: a name in capitals as people write it, its territory, and the agency id of DESIGN.md.

Nothing is taken from a list of provinces: "TỈNH ĐẮK LẮK" names its territory itself, whether the register knows it or not.
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from phancap.indexer.identity.view import plain, squeeze
from phancap.indexer.registers import Register, names_of
from phancap.indexer.vietnamese import exact, slug

# Cities that are no part of a province (Hiến pháp, Điều 110; Huế since 01/01/2025 by Nghị quyết 175/2024/QH15).
_CENTRAL_CITIES = {"ha-noi": 0, "ho-chi-minh": 0, "da-nang": 0, "hai-phong": 0, "can-tho": 0, "hue": 2025}
_TERRITORY = re.compile(r"\b(tinh(?!\s+(?:uy|doan)\b)|thanh\s+pho|tp\.?)\s+(?P<name>[^\W\d_].*)$")
_BELOW = re.compile(r"\b(?:quan|huyen|thi\s+xa|xa(?!\s+hoi)|phuong|thi\s+tran|dac\s+khu)\s+[^\W\d_]")
_COUNCIL = re.compile(r"(?P<chair>chu\s+tich\s+)?(?P<body>uy\s+ban\s+nhan\s+dan|ubnd|hoi\s+dong\s+nhan\s+dan|hdnd)\b")
_PROVINCIAL_PARTY = re.compile(
    r".*?\b(?:tinh|thanh)\s+(?:uy|doan)\s+(?!dang\b|khoi\b)(?P<name>.+)$|ban chap hanh dang bo (?:tinh|thanh pho)\s+(?P<name2>.+)$"
)
_CENTRAL = re.compile(
    r"(?:chinh phu|thu tuong chinh phu|quoc hoi|uy ban thuong vu quoc hoi|chu tich nuoc|chu tich quoc hoi|van phong (?:chinh phu|quoc hoi|chu tich nuoc"
    r"|trung uong dang)|thanh tra chinh phu|kiem toan nha nuoc|toa an nhan dan toi cao|vien kiem sat nhan dan toi cao|hoi dong tham phan.*"
    r"|(?:thong doc )?ngan hang nha nuoc(?: viet nam)?|bao hiem xa hoi viet nam|uy ban dan toc|ban chi dao (?:nha nuoc|trung uong|cua chinh phu)\b.*|bo chinh tri|ban bi thu"
    r"|ban chap hanh trung uong.*|bo (?!chi huy|doi|tu lenh|tong tham muu|phan).{3,60})$"
)
_UNDER_MINISTRY = re.compile(r"(?:tong cuc|cuc|vu|kho bac nha nuoc|thanh tra bo|van phong bo|uy ban chung khoan)\b")
_JOINT = re.compile(
    r"\s+[-–]\s+(?=(?:bộ|tòa|toà|viện|ủy ban|uỷ ban|ngân hàng|thanh tra|tổng|ban|kiểm toán|mặt trận|sở|hội|ubnd|hđnd)\s)", re.I
)
_ORGAN = re.compile(r"(?:ban thuong truc|ban thuong vu|ban chap hanh|thuong truc|ban bi thu)$")
_STATE = re.compile(r"\s+(?:nước\s+)?cộng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam$", re.I)
_ENDINGS = re.compile(r"(?<=[^\W_])\d{1,2}$")


class Issuer(NamedTuple):
    """An issuing body. ``agency`` is an id of DESIGN.md where it follows with certainty, ``known`` that the register has it."""

    name: str
    agency: str | None
    known: bool
    jurisdiction: str | None
    territory: str | None


def issuer_of(words: str, parents: tuple[str, ...], sample: str, year: int | None, register: Register | None) -> Issuer:
    """The body that ``words`` name; ``parents`` stand above it in the letterhead, ``sample`` is the document's own text.

    ``year`` of issue decides whether Huế is a city of its own.
    """
    words = _STATE.sub("", squeeze(words))
    if parents and _ORGAN.match(plain(words)) and not _TERRITORY.search(plain(words)):
        words, parents = f"{words} {parents[-1]}", parents[:-1]  # "BAN THƯỜNG TRỰC" of the body above it
    name = proper_name(words, sample)
    own, place, territory = _territory(plain(squeeze(words)), name, year)
    if not own or (place is None and _BELOW.search(plain(words))):  # "ĐẢNG ỦY XÃ ĐƠN DƯƠNG" below "ĐẢNG BỘ TỈNH LÂM ĐỒNG"
        for parent in reversed(parents):
            _, place, territory = _territory(plain(squeeze(parent)), proper_name(parent, sample), year)
            if place:
                break
    agency = _agency(plain(squeeze(words)), name, own, place, [plain(squeeze(p)) for p in parents])
    key = agency.partition("/")[2] if agency else ""
    known = False
    if register is not None and agency:
        for entry in register.entries:
            if key == slug(entry.name) or exact(name) in map(exact, names_of(entry)):
                known = True
                if agency.startswith("vn/") and slug(name) == slug(entry.name):
                    name = entry.name  # "VAN PHONG CHÍNH PHU" of a scan, "Ủy ban thường vụ Quốc hội"
    if (agency and agency.startswith("vn/")) or all(_CENTRAL.match(plain(one)) for one in _JOINT.split(name)):
        place, territory = "vn", "Trung ương"
    return Issuer(name, agency, known, place, territory)


_BARE = re.compile(r"(?P<name>(?:CHỦ TỊCH )?(?:Ủ[YỲ]|U[ỶY]) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)(?: TỈNH)?$", re.I)


def of_place(body: str, place: str, text: str) -> str:
    """A bare "HỘI ĐỒNG NHÂN DÂN", whose second line a page has lost, by its place where the text speaks of the province of that name.

    "Phú Thọ, ngày 28 …" with "trên địa bàn tỉnh Phú Thọ" in the text; a district or city of that name in it leaves the doubt, and the name bare.
    """
    bare = _BARE.match(squeeze(body))
    if bare is None:
        return body
    spoken = [
        (m.group(1), text[m.start() : m.end()])
        for m in re.finditer(rf"\b(tinh|thanh pho|tp\.?|quan|huyen|thi xa|xa|phuong|thi tran)\s+{re.escape(plain(place))}\b", plain(text))
    ]
    kinds = {kind for kind, _ in spoken}
    if kinds != {"tinh"} and (kinds != {"thanh pho"} or slug(place) not in _CENTRAL_CITIES):
        return body
    named = next((squeeze(words) for _, words in spoken if words[0].islower()), f"{'tỉnh' if kinds == {'tinh'} else 'thành phố'} {place}")
    return f"{proper_name(bare.group('name'), '')} {named}"


def _territory(words: str, name: str, year: int | None) -> tuple[bool, str | None, str | None]:
    """(the name holds a territory of whatever level, id of its province, the province's name)."""
    match = _TERRITORY.search(words)
    if match is None:
        if party := _PROVINCIAL_PARTY.match(words):
            text = name[party.start("name") if party.group("name") else party.start("name2") :]
            return True, slug(text), text
        return bool(_BELOW.search(words)), None, None
    text = name[match.start("name") :] if len(name) == len(words) else match.group("name")
    key = slug(text)
    if match.group(1) == "tinh":
        return True, key, text
    since = _CENTRAL_CITIES.get(key)
    if since is None or (year or 9999) < since:
        return True, None, None  # "thành phố Tam Kỳ" lies in a province that its name does not tell
    return True, key, text


def _agency(words: str, name: str, own: bool, place: str | None, parents: list[str]) -> str | None:
    if _JOINT.search(name):
        return None
    below = _BELOW.search(words) is not None
    council = _COUNCIL.match(words)
    if council:
        if not place or below:
            return None
        body = "hoi-dong-nhan-dan-tinh" if council.group("body").startswith("h") else "uy-ban-nhan-dan-tinh"
        return f"{place}/{'chu-tich-' if council.group('chair') else ''}{body}"
    if _CENTRAL.match(words):
        return f"vn/{slug(name)}"
    if not own and parents and _CENTRAL.match(parents[-1]) and _UNDER_MINISTRY.match(words):
        return f"vn/{slug(name)}"
    if not own and place and parents and _COUNCIL.match(parents[-1]) and re.match(r"so |thanh tra|ban |van phong", words):
        return f"{place}/{slug(name)}"
    if own and place and words.startswith("so "):
        return f"{place}/{slug(re.sub(r'(?i) (?:tỉnh|thành phố) .*$', '', name))}"
    return None


def proper_name(words: str, sample: str) -> str:
    """A name with the capitals that people give it: as the document itself writes it elsewhere, else by rule.

    >>> proper_name("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "")
    'Bộ Nông nghiệp và Môi trường'
    """
    words = _ENDINGS.sub("", squeeze(words))
    if any(c.islower() for c in words) and any(c.isupper() for c in words):
        return words
    if len(several := _JOINT.split(words)) > 1:  # a joint circular: "TÒA ÁN NHÂN DÂN TỐI CAO - BỘ CÔNG AN - BỘ QUỐC PHÒNG"
        return " - ".join(proper_name(one, sample) for one in several)
    pattern = r"\s+".join(map(re.escape, words.lower().split()))
    for match in re.finditer(pattern, sample.lower()) if len(sample.lower()) == len(sample) else ():
        seen = squeeze(sample[match.start() : match.end()])
        if any(c.islower() for c in seen) and seen[0].isupper() and seen.lower() == words.lower() and _well_written(seen):
            return seen
    return _as_seen(_by_rule(words), sample)


def _as_seen(name: str, sample: str) -> str:
    """ "Công ty Cổ phần bến đò hoa lư" by the text's "Hoa Lư": two syllables that it writes large stand for a name."""
    syllables = name.split(" ")
    for i, (one, two) in enumerate(itertools.pairwise(syllables)):
        pair = f"{one[:1].upper()}{one[1:]} {two[:1].upper()}{two[1:]}"
        if i and two[:1].islower() and pair in sample:
            syllables[i : i + 2] = pair.split(" ")
    return " ".join(syllables)


def _well_written(name: str) -> bool:
    """ "Ủy ban Nhân dân tỉnh quảng nam", "Ủy Ban nhân dân" are no models."""
    if re.search("[UỦ][ỷy] Ban|Hội Đồng", name):
        return False
    match = _TERRITORY.search(plain(name))
    return match is None or all(w[0].isupper() or not w[0].isalpha() for w in name[match.start("name") :].split())


def _by_rule(words: str) -> str:
    """Sentence case, the field's name capitalised at its parts, and a territory's name syllable by syllable."""
    name = words.lower()
    name = name[:1].upper() + name[1:]
    head = re.match(
        r"(?i)((?:bộ trưởng |chủ tịch )?(?:bộ|sở|thanh tra|vụ|cục|chi cục|tổng cục|văn phòng|phòng|quỹ|liên đoàn|tổng liên đoàn|hội(?! đồng)"
        r"|hiệp hội|trung tâm|công ty|tổng công ty|tập đoàn|ban(?= (?:chỉ đạo|chỉ huy|quản lý|tổ chức|tuyên|dân|nội chính|kinh tế|pháp chế))|ngân hàng|học viện)) ",
        name,
    )
    if head:
        field = re.sub(r"(?:^|(?<=, )|(?<=[-–] )|(?<= và ))(?!và )[^\W\d_]", lambda m: m.group().upper(), name[head.end() :], count=0)
        name = name[: head.end()] + re.sub(r"(?<=Phát triển )N", "n", field)
    name = re.sub(
        r"(?i)(?<=^chủ tịch )ủy ban|(?<=^bộ trưởng )bộ|(?<=^viện trưởng )viện|(?<=^chánh án )tòa|(?<=^ban )(?:thường|chấp)|(?<=^ban thường trực )[uủ][ỷy] ban",
        lambda m: m.group()[0].upper() + m.group()[1:],
        name,
    )
    name = re.sub(r"\b(?:hđnd|ubnd|mttq|đbqh|đđbqh|bch|btv|thcs|thpt|tnhh|mtv|tmcp|tp)\b", lambda m: m.group().upper(), name, flags=re.I)
    name = re.sub(r"\b[bcdđghklmnpqrstvx]{2,6}\b", lambda m: m.group().upper(), name)  # "LHPN", "TNCS", "LĐLĐ": no syllable lacks a vowel
    name = re.sub(
        r"(?i)(?<=^trường (?:thcs|thpt) ).+", lambda m: re.sub(r"(?<![^\W_])[^\W\d_]", lambda n: n.group().upper(), m.group()), name
    )
    name = re.sub(r"(?i)\b(chính phủ|quốc hội|nhà nước|trung ương|việt nam)\b", _special, name)
    match = re.search(
        r"(?i)\b(?:(?:tỉnh|thành phố|huyện|quận|thị xã|xã(?! hội)|phường|đặc khu|(?:tỉnh|thành|huyện|quận|thị) (?:[uủ][ỷy]|đoàn)) (?![uủ][ỷy]\b|đoàn\b)|tp\.? ?)(.+)$",
        name,
    )
    name = re.sub(r"\b(?:quận|phường)(?= \d)", lambda m: m.group().capitalize(), name)  # "Quận 9" (NĐ 30/2020/NĐ-CP, Phụ lục II)
    if match:
        name = name[: match.start(1)] + re.sub(r"(?<![^\W_])[^\W\d_]", lambda m: m.group().upper(), match.group(1))
    return name


def _special(match: re.Match[str]) -> str:
    words = match.group()
    return "Việt Nam" if words.lower() == "việt nam" else words[0].upper() + words[1:].lower()
