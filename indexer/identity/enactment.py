"""What a document says about itself in its own sentences: legal bases, effect, what it changes, who signs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Literal

import msgspec
from phancap.indexer.identity.view import DAY, NUMBER, TYPES, Found, Row, View, iso_of, mostly_capitals, plain, squeeze, whole_number

Change = Literal["amends", "replaces", "abolishes", "suspends", "ends"]

_TYPE = "|".join(sorted((re.escape(plain(t)) for t in TYPES if t not in ("Lệnh",)), key=len, reverse=True)).replace(r"\ ", r"\s+")
_BASIS = re.compile(r"(?:[-–+]\s*)?can\s+cu\b")
_OPENS = re.compile(
    r"(?:[-–+]\s*)?(?:can\s*cu\b|xet\b|theo\s+(?:de\s+nghi|y\s+kien|to\s+trinh)|thuc\s+hien\b|tren\s+co\s+so|sau\s+khi|de\s|nham\s|hoi\s+dong\s|uy\s+ban\s"
    r"|chinh\s+phu\s|quoc\s+hoi\s|bo\s+truong|chu\s+tich|thu\s+tuong|thong\s+doc|giam\s+doc|cuc\s+truong|ban\s+hanh|ngay\s+\d)"
)
_STOPS = re.compile(
    r"(?:quyet\s*(?:dinh|nghi)\s*:?$|dieu\s+\d|chuong\s+[ivx\d]|phan\s+(?:thu|[ivx\d])|muc\s+\d|[ivx]+\s*[.\-]|\d+\s*[.)]|nghi\s+dinh\s*:|chi\s+thi\s*:)"
)
_ENACTS = re.compile(r";\s*(?=(?:uy ban|ubnd|chu tich|bo truong|hoi dong|chinh phu|so|giam doc|bo|cuc)\s[^;]{0,90}\bban\s+hanh\b)")
_BASES_WITHIN = 30_000  # characters: the longest preamble seen has 9,000


class Relation(msgspec.Struct, frozen=True):
    """A document that this one changes: its type and number as written, the ISO date where said.

    ``name`` is set where it is cited by name alone ("Luật Bảo hiểm y tế"), ``part`` holds the words between verb and document
    ("khoản 2 Điều 5", "một số điều của"). ``words`` are ``text[start:end]``, from the verb on where the verb stands before.
    """

    change: Change
    type: str
    number: str | None
    issued: str | None
    name: str | None
    part: str | None
    start: int
    end: int
    words: str


def bases_of(view: View, start: int) -> tuple[Found, ...]:
    """The paragraphs "Căn cứ …;" of the preamble that begins at ``start`` of the view; a letter's reasons are none."""
    found: list[Found] = []
    rows = [r for r in view.rows if start <= r.start < start + _BASES_WITHIN]
    taken: list[Row] = []
    addressed = False

    def close() -> None:
        if taken and _BASIS.match(" ".join(r.plain for r in taken[:2])):
            start, stop = taken[0].start, taken[-1].end
            if enacts := _ENACTS.search(view.plain, start, stop):
                stop = enacts.start()  # "Căn cứ Quyết định số …; Ủy ban nhân dân tỉnh ban hành Kế hoạch …, cụ thể như sau:"
            words = squeeze(" ".join(view.text[r.start : min(r.end, stop)] for r in taken if r.start < stop))
            found.append(view.found(words.lstrip("-–+ ").rstrip(" ;.,"), start, stop))
        taken.clear()

    for i, row in enumerate(rows):
        words = f"{row.plain} {rows[i + 1].plain}" if " " not in row.plain and i + 1 < len(rows) else row.plain
        if re.match(r"cong bao\s*/|\d{1,4}$|(?:nguoi ky|ky boi|email|co quan|thoi gian ky|ngay ky)\s*:", row.plain):
            continue  # a gazette's running head or stamp in the midst of a sentence
        ended = not taken or taken[-1].text.rstrip(" *")[-1:] in (";", ".", ",", ":") or row.cell
        ended = ended or (mostly_capitals(taken[-1].text) and not mostly_capitals(row.text))  # "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" / "Căn cứ …"
        if _STOPS.match(row.plain) and (ended or row.blank):
            break
        if taken and ended and re.match(r"(?:luat|nghi dinh|nghi quyet|phap lenh|thong tu|quyet dinh)\s+nay\b", row.plain):
            break  # "Luật này quy định về công nghệ thông tin." (2006)
        if taken and not (_OPENS.match(words) and (ended or row.blank)) and not (row.blank and ended):
            taken.append(row)
            continue
        close()
        if not found and re.match(r"(?:dong\s+)?kinh\s*gui", words):
            addressed = True  # a plan may be sent to somebody before its grounds: "Kính gửi: Hội đồng nhân dân tỉnh"
            continue
        if addressed and not found and not _OPENS.match(words) and (not row.blank or row.text[0] in "-–"):
            continue
        if not found and not _OPENS.match(words) and len(row.text) < 60 and i < 3 and i + 1 < len(rows) and _BASIS.match(rows[i + 1].plain):
            continue  # "Chính phủ" on a line of its own, not in capitals (1998-2003)
        if not _OPENS.match(words) and not mostly_capitals(row.text):
            break
        taken.append(row)
    close()
    return tuple(found)


# -- effect -------------------------------------------------------------------------------------------------------

_EFFECT = re.compile(
    r"này[ \t\n*]+(?:chính[ \t\n]+thức[ \t\n]+)?có[ \t\n*]+hiệu[ \t\n*]+lực(?:[ \t\n*]+thi[ \t\n*]+hành)?(?=[\s*,]*(?:[Kk]ể|[Tt]ừ|[Nn]gày|[Ss]au)\b)"
)
_QUOTED = 3_000  # characters: an opening quotation mark farther off was forgotten to be closed
_WHO = re.compile(r"[^\W\d_]+(?:[ \t\n*]+[^\W\d_]+){0,5}[ \t\n*]+$")
_FROM = re.compile(
    rf"[\s*]*(?:,[\s*]*)?(?:(?:ke\s+)?tu\s+)?(?:{DAY}|(?P<signed>(?:ke\s+)?(?:tu\s+)?ngay\s+(?:duoc\s+)?(?:ky|ban\s+hanh)(?:\s*,?\s*ban\s+hanh)?)(?!\s+(?:cua|nghi|quyet|thong|luat))"
    r"|(?P<passed>ngay\s+(?:duoc\s+)?(?:[^\n.;,]{0,40}\s)?thong\s+qua)"
    r"|(?P<after>sau\s+\d+\s+(?:\([^)]*\)\s*)?ngay\s*,?\s+ke\s+tu\s+ngay\s+(?:ky|ban\s+hanh|dang\s+cong\s+bao))|(?P<other>ngay\s+[^\n.;]{3,80}))"
)


def effect_of(text: str, kind: str | None, issued: str | None, passed: str | None, start: int, end: int) -> tuple[Found | None, int | None]:
    """(day of effect, where the statement stands) from "Quyết định này có hiệu lực (thi hành) (kể) từ ngày …".

    "kể từ ngày ký" is the day of issue, "từ ngày được thông qua" the day of passing, where known; a day that must be counted ("sau 45 ngày kể từ ngày ký")
    or depends on another document has no value: the found words say so, with an empty value.
    """
    names = {plain(kind)} if kind else {plain(t) for t in TYPES}
    doubtful: tuple[Found, int] | None = None
    for match in itertools.islice(_EFFECT.finditer(text, start, end), 1_000):
        before = _WHO.search(text, max(start, match.start() - 70), match.start())
        who = plain(squeeze(before.group().replace("*", ""))) if before else ""
        name = next((n for n in sorted(names, key=len, reverse=True) if who.endswith(n)), None)
        if before is None or name is None or re.search(r"\b(?:ngay|khi|thoi gian|thoi diem|den)\s*$", who[: -len(name)]):
            continue  # "kể từ ngày Nghị quyết này có hiệu lực" states no day
        rest = View(text, match.end(), min(match.end() + 160, end))
        when = _FROM.match(rest.plain)
        if when is None or not when.group().strip(" *\n"):
            continue
        words = re.finditer(r"[^\W_]+", before.group())
        first = next((m.start() for m in words if plain(squeeze(before.group()[m.start() :].replace("*", ""))) == name), 0)
        a, b = before.start() + first, rest.source_range(0, when.end())[1]
        value = iso_of(when) if when.group("y") else issued if when.group("signed") else passed if when.group("passed") else ""
        found = Found(value or "", a, b, text[a:b])
        opened = text.rfind("“", max(start, a - _QUOTED), a)
        if opened <= text.rfind("”", max(start, a - _QUOTED), a):
            return found, a
        if doubtful is None and not re.match(r"“[\s*]*(?:Điều|Khoản|\d|[a-zđ]\))", text[opened : opened + 20]):
            doubtful = found, a  # a quotation mark that was never closed; "“Điều 29. … Thông tư này có hiệu lực …”" is another's
    return doubtful or (None, None)


# -- changes ------------------------------------------------------------------------------------------------------

_LAW = r"(?<!\w)(?P<law{0}>bo\s+luat|luat|phap\s+lenh)\s+(?P<name{0}>(?!nay\b|so\b|sua\b)[^\W\d_]"
_REF = re.compile(
    rf"(?<!\w)(?P<type>{_TYPE})\s+(?:so\s*:?\s*)?(?P<number>{NUMBER})(?:\s*,?\s*{DAY})?"
    # "Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ số 14/2017/QH14"
    "|" + _LAW.format("") + r"(?:(?!\b(?:luat|phap lenh|nghi dinh|nghi quyet|thong tu|quyet dinh)\b)[^.;:()\d“”\"]){2,120}?)\s+so\s+(?P<lawnumber>" + NUMBER + ")"
    "|" + _LAW.format("_") + r"[^.,;:()\n\d“”\"]{2,90}?)"
    r"(?=\s+(?:ngay\s+\d|nam\s+\d|va\s+(?:cac\s+)?(?:luat|bo\s+luat|phap\s+lenh|nghi\s|quyet\s|thong\s+tu|sua\s+doi|bo\s+sung|huong\s+dan)|duoc|da\s+duoc|quy\s+dinh|ve\s+viec)|[,.;:(]|\s*$)"
)  # fmt: skip
_VERB = re.compile(
    r"(?<!\w)(?P<amends>sua\s+doi(?:\s*,?\s*(?:va\s+)?(?:bo\s+sung|thay\s+the|bai\s+bo))*|bo\s+sung\s+mot\s+so)|(?<!\w)(?P<replaces>thay\s+the(?:\s+cho)?)"
    r"|(?<!\w)(?P<abolishes>bai\s+bo|huy\s+bo)|(?<!\w)(?P<suspends>(?:tam\s+)?ngung\s+(?:hieu\s+luc|thi\s+hanh))"
)
_PASSIVE = re.compile(r"(?:duoc|bi|da|hoac|se|hoac\s+bi|can|phai)\s+$")
_HELD = re.compile(r"(?:\s|,|mot so|dieu|noi dung|quy dinh|cua|toan bo|cac|van ban|mot phan|ve|viec|doi voi|nhung)*$")
_ENDS = re.compile(r"het\s+hieu\s+luc")
_AND = re.compile(r"\s*(?:,|;)?\s*(?:va|,|;|dong thoi)\s*(?:cac\s+|toan bo\s+)?$")
_ITEM = re.compile(r"\s*(?:[a-zđ]{1,2}\)|\d{1,2}[.)]|[-–+])?\s*$")
_LONGEST_PART = 220


def changes_in_title(view: View, title: Found) -> tuple[Relation, ...]:
    """What the title says: "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA NGHỊ ĐỊNH SỐ …", "BÃI BỎ QUYẾT ĐỊNH SỐ … VÀ QUYẾT ĐỊNH SỐ …"."""
    own = View(view.source, title.start, title.end)
    if not re.match(rf"\s*(?:v/v\s+|ve\s+viec\s+|ve\s+)?(?:{_VERB.pattern})", own.plain):
        return ()
    return tuple(_changes(own, 0, len(own.text)))


def changes_in_effect(text: str, start: int) -> tuple[Relation, ...]:
    """What the article on effect says, from its statement at ``start`` to the next article, at most 4,000 characters."""
    view = View(text, start, start + 4_000)
    stop = re.search(r"\n[\s\x0b]{0,80}(?:Điều\s+\d|Nơi nhận|TM\.|KT\.|CHỦ TỊCH|BỘ TRƯỞNG|PHỤ LỤC|Phụ lục)", view.text)
    end = stop.start() if stop else len(view.text)
    found: list[Relation] = []
    at = 0
    for sentence in re.finditer(r"[.;:](?=[\s\x0b]+(?:\d{1,2}\.|[a-zđ]\)|[A-ZĐÀ-Ỵ“]))|$", view.text[:end]):
        found += _changes(view, at, sentence.end(), heads=True)
        at = sentence.end()
    found += _listed(view, end)
    return tuple(sorted(_once(found), key=lambda c: c.start))


def changes_in_first_article(text: str, start: int) -> tuple[Relation, ...]:
    """ "Điều 1. Bãi bỏ toàn bộ Quyết định số …": the opening sentence of the first article, where it begins with the verb."""
    match = re.compile(r"^[ \t#*|]*Điều[\s*]+1[\s*]*[.:][\s*]*", re.M).search(text, start, start + _BASES_WITHIN)
    if not match:
        return ()
    view = View(text, match.end(), match.end() + 1_500)
    if not re.match(rf"\s*(?:nay\s+)?(?:{_VERB.pattern})", view.plain):
        return ()
    stop = re.search(r"(?<![0-9/])[.:](?=[\s\x0b])|\n[\s\x0b]{0,80}(?:Điều\s+2|1\.)", view.text)
    return tuple(_changes(view, 0, stop.start() if stop else len(view.text)))


def _references(view: View, start: int, end: int) -> list[re.Match[str]]:
    """References in order; "pháp luật và hoàn thiện …" names no law: a law's name begins with a capital."""
    found = []
    for match in _REF.finditer(view.plain, start, end):
        name = "name" if match.group("law") else "name_" if match.group("law_") else None
        if name and (not view.text[match.start(name)].isupper() or view.plain.endswith("phap ", 0, match.start())):
            continue
        found.append(match)
    return found


def _changes(view: View, start: int, end: int, heads: bool = False) -> Iterator[Relation]:
    words = view.plain
    references = _references(view, start, end)
    if (
        heads
        and references
        and (ended := _ENDS.search(words, references[0].end(), end))
        and _ITEM.fullmatch(words[start : references[0].start()])
    ):
        # "Quyết định số 05/2021/QĐ-UBND … hết hiệu lực kể từ ngày Quyết định này có hiệu lực."
        for reference in _joined(words, references[0], references[1:]):
            yield _change(view, "ends", reference, None, reference.start(), ended.end() if reference is references[0] else reference.end())
    last = start
    for verb in _VERB.finditer(words, start, end):
        if verb.start() < last or not _acts(words, start, verb, references):
            continue
        target = next((r for r in references if r.start() >= verb.end()), None)
        if target is None or target.start() - verb.end() > _LONGEST_PART:
            continue
        between = words[verb.end() : target.start()]
        if re.search(
            r"[.;:]\s|\bbang\b|\bthi\b|\bden khi\b|\bnhu sau|quy dinh (?:tai|chi tiet)|huong dan|theo (?:quy dinh|de nghi)|\bcan cu",
            between,
        ):
            continue
        if other := _VERB.search(words, verb.end(), target.start()):
            between = words[other.end() : target.start()]  # "sửa đổi, thay thế, bãi bỏ": one act
        if target.group("law_") and not _HELD.fullmatch(between):
            continue
        part = re.sub(r"(?i)(?:^|\s+)của$", "", squeeze(view.text[target.start() - len(between) : target.start()].strip(" ,:")))
        held = None if _HELD.fullmatch(between) and "dieu" not in between else part or None
        kind: Change = next(k for k in ("amends", "replaces", "abolishes", "suspends") if verb.group(k))
        if kind == "replaces" and re.match(r"\s*(?:cum tu|tu ngu|tu |mau|phu luc|bieu)", words[verb.end() :]):
            kind = "amends"  # "thay thế cụm từ … tại khoản 2 Quyết định số …"
        later = [r for r in references if r.start() > target.start()]
        for reference in _joined(words, target, later):
            begin = verb.start() if reference is target else reference.start()
            yield _change(view, kind, reference, held if reference is target else None, begin, reference.end())
            last = reference.end()


def _acts(words: str, start: int, verb: re.Match[str], references: list[re.Match[str]]) -> bool:
    """Whether this document does what the verb says: "… và bãi bỏ Quyết định …", "Nghị định này thay thế …".

    In "Quyết định số 14/2022/QĐ-UBND … về sửa đổi, bổ sung Quyết định số 10/2016/QĐ-UBND" the verb tells what another one did.
    """
    before = words[max(start, verb.start() - 40) : verb.start()]
    if _PASSIVE.search(before):
        return False
    if not any(r.start() < verb.start() for r in references):
        return re.search(r"(?:^|[.;:,)–-]|\bva|\bdong thoi|\bnay|\bv/v|\bve viec|\bve)[\s\x0b]*$", before) is not None
    if verb.group("amends"):
        return re.search(r"(?:;|\bdong thoi)[\s\x0b]*$", before) is not None
    return re.search(r"(?:[;,]|\bva|\bdong thoi|\bnay)[\s\x0b]*$", before) is not None


def _joined(words: str, first: re.Match[str], later: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The first reference and those joined to it by "và"; another reference between leaves the join in doubt."""
    yield first
    previous = first
    for reference in later:
        if reference.group("law_") and not first.group("law_"):
            return  # "… hướng dẫn Luật Trồng trọt": a law by its name alone is what the document before it is about
        between = words[previous.end() : reference.start()]
        if not _AND.search(between) or re.search(r"[.:]\s|sua\s+doi|\btheo\s", between) or len(between) > 600:
            return
        yield reference
        previous = reference


def _listed(view: View, end: int) -> Iterator[Relation]:
    """ "Nghị định này thay thế: a) Nghị định số …; b) …" and "Các Thông tư sau hết hiệu lực …: a) Thông tư số …"."""
    words = view.plain
    for head in re.finditer(
        r"(?:(?P<replaces>thay\s+the)|(?P<abolishes>bai\s+bo)|(?P<ends>het\s+hieu\s+luc))[^.;:]{0,160}:\s*(?=[a-zđ]\)|[-–+]|\d{1,2}[.)])",
        words[:end],
    ):
        kind: Change = next(k for k in ("replaces", "abolishes", "ends") if head.group(k))
        at = head.end()
        while reference := re.compile(r"[\s\x0b]*(?:[a-zđ]{1,2}\)|[-–+]|\d{1,2}[.)])[\s\x0b]*").match(words, at, end):
            target = _REF.match(words, reference.end(), end)
            if target is None:
                break
            yield _change(view, kind, target, None, target.start(), target.end())
            stop = re.compile(r"[;.](?=[\s\x0b]+(?:[a-zđ]{1,2}\)|[-–+]|\d{1,2}[.)]))").search(words, target.end(), end)
            if stop is None or words[stop.start()] == ".":
                break
            at = stop.end()


def _change(view: View, kind: Change, reference: re.Match[str], part: str | None, start: int, end: int) -> Relation:
    a, b = view.source_range(start, end)
    law = reference.group("law") or reference.group("law_")
    group = "lawnumber" if reference.group("lawnumber") else "number"
    number = whole_number(view.text[reference.start(group) : reference.end(group)]) if reference.group(group) else None
    named = "name" if reference.group("law") else "name_"
    name = squeeze(view.text[reference.start("law" if named == "name" else "law_") : reference.end(named)]) if law else None
    return Relation(
        kind, _type_name(law or reference.group("type")), number, iso_of(reference) if reference.group("y") else None, name, part, a, b, view.source[a:b],
    )  # fmt: skip


def _type_name(words: str) -> str:
    key = squeeze(words)
    return next(t for t in TYPES if plain(t) == key)


def _once(found: list[Relation]) -> Iterator[Relation]:
    seen: set[tuple[str, str]] = set()
    for change in found:
        key = (change.change, change.number or change.name or "")
        if key not in seen:
            seen.add(key)
            yield change
