"""Proposals for a document's id, its citation form and its short name (DESIGN.md, Ids)."""

from __future__ import annotations

import re

from phancap.indexer.identity.issuers import Issuer, proper_name
from phancap.indexer.identity.values import Identity
from phancap.indexer.identity.view import Found, plain
from phancap.indexer.vietnamese import exact, slug

_SHORT = {
    "Nghị quyết": "NQ", "Nghị định": "NĐ", "Quyết định": "QĐ", "Thông tư": "TT", "Thông tư liên tịch": "TTLT", "Chỉ thị": "CT", "Kế hoạch": "KH",
    "Văn bản hợp nhất": "VBHN", "Pháp lệnh": "PL", "Công văn": "CV",
}  # fmt: skip
# Codes that only one body in the country has; a province's bodies share theirs.
_CODES = {"CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "UBTVQH": "Ủy ban Thường vụ Quốc hội", "QH": "Quốc hội", "CTN": "Chủ tịch nước"}
_LAWS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")


def body_of_code(number: str) -> str | None:
    last = re.split(r"[-/]", number)[-1]
    return _CODES.get(re.sub(r"\d+$", "", last))


def year_of(issued: Found | None, number: Found | None) -> int | None:
    if issued:
        return int(issued.value[:4])
    match = re.search(r"/((?:19|20)\d\d)/", number.value) if number else None
    return int(match.group(1)) if match else None


def id_of(identity: Identity, issuer: Issuer | None) -> str | None:
    """ "57-nq-hdnd-quang-nam-2022", "04-nq-cp-2022" (DESIGN.md, Ids); a type that the number does not hold comes first."""
    year = year_of(identity.issued, identity.number)
    kind = identity.type.value if identity.type else None
    if identity.number is None:
        if kind in _LAWS and identity.title and year:
            return slug(f"{kind} {identity.title.value} {year}")
        if kind and identity.carries_out and identity.carries_out[0].issued:
            other = identity.carries_out[0]
            place = "" if body_of_code(other.number) or "/TW" in other.number else identity.jurisdiction
            return None if place is None else slug(f"{kind} {_bare(other.number)} {place} {(other.issued or '')[:4]}")
        return None
    if year is None or issuer is None:
        return None
    number = identity.number.value
    code = _bare(number)
    letters = re.findall(r"[^\W\d_]+", code)
    typed = letters and kind and plain(letters[0]) in (_initials(kind), plain(_SHORT.get(kind, kind)), *_CODES_OF.get(kind, ()))
    prefix = "" if typed else kind or ""
    if issuer.jurisdiction == "vn" or body_of_code(number) or re.search(r"/TW$|/TTLT-|/QH\d", number):
        place = ""
    elif issuer.jurisdiction:
        place = issuer.jurisdiction
    else:
        return None  # the number of a body whose territory is not known repeats elsewhere
    return slug(f"{prefix} {code} {place} {year}")


_CODES_OF = {"Tờ trình": ("ttr",), "Thông báo": ("tb",), "Chương trình": ("ctr",), "Quy chế": ("qc",), "Quy định": ("qyd", "qdi", "qd"), "Công điện": ("cd",),
             "Thông tư liên tịch": ("ttlt",), "Văn bản hợp nhất": ("vbhn",), "Nghị quyết liên tịch": ("nqlt",), "Sắc lệnh": ("sl",)}  # fmt: skip


def _initials(kind: str) -> str:
    return "".join(word[0] for word in plain(kind).split())


def _bare(number: str) -> str:
    return re.sub(r"/(?:19|20)\d\d(?=[/-])", "", number)


def _day(issued: str) -> str:
    return f"{issued[8:]}/{issued[5:7]}/{issued[:4]}"


def name_of(identity: Identity, issuer: Issuer | None, sample: str) -> str | None:
    """The form it is cited by: "Quyết định số 216/QĐ-UBND ngày 09/01/2025 của UBND tỉnh Quảng Trị"."""
    if identity.type is None:
        return None
    kind, title = identity.type.value, identity.title.value if identity.title else ""
    if kind in _LAWS and title:
        named = proper_name(f"{kind} {title}".upper(), sample) if title.upper() in sample.upper() else f"{kind} {title}"
        named = kind + named[len(kind) :]
        return f"{named} số {identity.number.value}" if identity.number else named
    if identity.number is None:
        return f"{kind} {title[:1].lower()}{title[1:]}".strip() if title else None
    parts = [f"{kind} số {identity.number.value}"]
    if identity.issued:
        parts.append(f"ngày {_day(identity.issued.value)}")
    by = _by(identity, issuer)
    return " ".join([*parts, f"của {by}"] if by else parts)


def _by(identity: Identity, issuer: Issuer | None) -> str | None:
    """Who decided, in citation form: "Chủ tịch UBND tỉnh Quảng Trị", "Bộ trưởng Bộ Nội vụ", "UBND tỉnh Quảng Trị"."""
    name = issuer.name if issuer else None
    if identity.authority:
        words = plain(identity.authority.value)
        if re.match(r"chu tich\s+(?:uy ban nhan dan|ubnd)", words) and name and not plain(name).startswith("chu tich"):
            name = f"Chủ tịch {name}"
        elif re.match(
            r"(?:bo truong|cuc truong|tong cuc truong|giam doc|thong doc|tong kiem toan|truong ban|chanh an|vien truong|chu nhiem)\b", words
        ):
            name = identity.authority.value
    if name is None:
        return None
    name = re.sub(r"(?i)[uủ][ỷy] ban nhân dân", "UBND", _new_tones(name))
    return re.sub(r"(?i)hội đồng nhân dân", "HĐND", name)


def _new_tones(name: str) -> str:
    """A name with the tones of "Uỷ" placed the new way, its capitals kept."""
    return (
        "".join(b.upper() if a.isupper() else b for a, b in zip(name, exact(name), strict=True)) if len(exact(name)) == len(name) else name
    )


def short_of(identity: Identity) -> str | None:
    if identity.type is None:
        return None
    kind = identity.type.value
    if identity.number and kind not in _LAWS:
        return f"{_SHORT.get(kind, kind)} {identity.number.value}"
    if not identity.title:
        return f"{kind} {identity.number.value}" if identity.number else None
    words = f"{kind} {identity.title.value[:1].lower() if kind not in _LAWS else identity.title.value[:1]}{identity.title.value[1:]}"
    return words if len(words) <= 90 else words[:90].rpartition(" ")[0] + "…"
