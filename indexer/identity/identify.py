"""What a document is, read from its own text: type, number, issuer, date, title, signer, bases, effect, changes.

Every value carries the characters that it was read from. What the text does not say stays None; what a site says
about the document (``attributes.py``) fills no gap and overrules nothing: where the two differ, that is told.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

import msgspec
from phancap.indexer.identity.attributes import attribute_block
from phancap.indexer.identity.capitals import sentence_case
from phancap.indexer.identity.enactment import Relation, bases_of, changes_in_effect, changes_in_first_article, changes_in_title, effect_of
from phancap.indexer.identity.issuers import issuer_of, of_place, proper_name
from phancap.indexer.identity.letterhead import Letterhead, authentication, read_letterhead
from phancap.indexer.identity.naming import body_of_code, id_of, name_of, short_of, year_of
from phancap.indexer.identity.signature import signature_of
from phancap.indexer.identity.values import Disagreement, Identity, Reference, differences_of
from phancap.indexer.identity.view import DAY, NUMBER, Composed, Found, View, iso_of, plain, squeeze, whole_number
from phancap.indexer.registers import Register
from phancap.indexer.run_on import with_breaks

__all__ = ["Disagreement", "Found", "Identity", "Reference", "Relation", "attribute_block", "identify"]

_HEAD = 60_000  # characters that hold letterhead and preamble
_BODY = 3_000_000  # characters in which effect and signature are looked for; of a longer text also the last 200,000
_TAIL = 200_000
_OWN_WORDS = 8_000  # characters behind the head in which a document speaks of its own province


def identify(text: str, register: Register | None = None) -> Identity:
    """The identity of a document from its text. Never raises; takes time linear in the first 3 million characters."""
    if not unicodedata.is_normalized("NFC", text[: _BODY + _TAIL]):
        composed = Composed(text[: _BODY + _TAIL])
        identity: Identity = composed.back(_identify(composed.text, register))
        return identity
    return _identify(text, register)


def _identify(text: str, register: Register | None) -> Identity:
    """``identify`` for a text in composed letters."""
    text = with_breaks(text)
    block = attribute_block(text)
    start = block.end if block else 0
    end = block.furniture[-1][0] if block and len(block.furniture) > 1 else len(text)
    view = View(text, start, min(end, start + _HEAD))
    head = read_letterhead(view)
    if head == Letterhead():
        return Identity(block=block)
    body = view.source_range(head.body_at, head.body_at + 1)[0] if head.body_at < len(view.text) else min(end, start + _HEAD)
    stop = min(end, body + _BODY)
    sample = view.text[head.body_at :]

    head, consolidates, signed_from = _consolidation(text, view, head, (body, stop, end))
    kind = head.type or _letter(head)
    signer, post, behalf = signature_of(text, signed_from, stop)
    if signer is None and end > stop:
        signer, post, behalf = signature_of(text, max(stop, end - _TAIL), end)
    passed = _passed(text, body, stop) or (_passed(text, max(stop, end - _TAIL), end) if end > stop else None)
    issued = head.issued or (None if head.consolidated else passed)
    enacting = _enacting(view, head.body_at, kind.value) if kind and not head.letter else None
    if head.authority is None and enacting:
        head = msgspec.structs.replace(head, authority=enacting)
    bodies = _issuing(_bodies(head, behalf, kind), head.place, kind, view.text[: head.body_at + _OWN_WORDS])
    year = year_of(issued, head.number)
    named = f"{head.place.value}, ngày\n{sample}" if head.place else sample
    issuer = issuer_of(bodies[-1].value, tuple(b.value for b in bodies[:-1]), named, year, register) if bodies else None
    issuer_found = msgspec.structs.replace(bodies[-1], value=issuer.name) if issuer else None
    if issuer is None and head.number and (name := body_of_code(head.number.value)):
        issuer = issuer_of(name, (), "", year, register)
        issuer_found = msgspec.structs.replace(head.number, value=name)
    # A short document may name its issuer in capitals only; a sentence's first word would show no habit.
    title = _title(head, f"của {issuer.name}.\n{sample}" if issuer else sample)
    authority = msgspec.structs.replace(head.authority, value=proper_name(head.authority.value, sample)) if head.authority else None
    effect: Found | None = None
    relations: tuple[Relation, ...] = ()
    if not head.consolidated:  # what a consolidated text says on effect and changes, its sources did
        days = (issued.value if issued else None, passed.value if passed else None)
        effect, stated = effect_of(text, kind.value if kind else None, *days, body, stop)
        relations = changes_in_title(view, head.title) if head.title else ()
        relations += changes_in_first_article(text, body)
        relations += changes_in_effect(text, stated) if stated is not None else ()
    carried = _carried_out(view, head.title)
    known = {j.id for j in register.jurisdiction} if register else set()
    identity = Identity(
        type=kind, number=head.number, issuer_name=issuer_found, issuer=issuer.agency if issuer else None,
        issuer_known=bool(issuer and issuer.known), parent=bodies[-2] if len(bodies) > 1 else None, authority=authority,
        jurisdiction=issuer.jurisdiction if issuer else None, jurisdiction_name=issuer.territory if issuer else None,
        jurisdiction_known=bool(issuer and issuer.jurisdiction in known), place=head.place, issued=issued, title=title,
        signer=signer, signer_title=post, bases=() if head.letter else bases_of(view, _preamble(view, head)), effect=effect,
        effective=effect if effect and effect.value else None, relations=tuple(_readable(r, sample) for r in _distinct(relations)), consolidates=consolidates,
        carries_out=carried, block=block,
    )  # fmt: skip
    return msgspec.structs.replace(
        identity,
        id=id_of(identity, issuer),
        name=name_of(identity, issuer, sample),
        short=short_of(identity),
        disagreements=differences_of(identity),
    )


# -- pieces that need more than one part of the document -------------------------------------------------------------


# "1882/BHXH-CSYT", "402/UBND-KT": a letter's number holds the body first, not a type ("118/TTr-STC", "07/CĐ-UBND")
_TYPED_NUMBER = re.compile(r"/(?:\d{4}/)?(?:NQ|QĐ|NĐ|CT|QC|QyĐ|TB|HD|KH|CTr|PA|ĐA|DA|BC|BB|TTr|CĐ|GM|GUQ|TT|TTLT|L|PL|HĐ|TC|KL)(?:[-/]|$)")


def _letter(head: Letterhead) -> Found | None:
    """ "Công văn" of a letter, by its subject, or where a page has lost that by "Kính gửi" and its number."""
    evidence = head.title or (head.number if head.number and not _TYPED_NUMBER.search(head.number.value) else None)
    return msgspec.structs.replace(evidence, value="Công văn") if head.letter and evidence else None


def _consolidation(text: str, view: View, head: Letterhead, spans: tuple[int, int, int]) -> tuple[Letterhead, Reference | None, int]:
    """(head, what it consolidates, from where a signature is looked for): a consolidated text is headed like its source; others as they are."""
    body, stop, end = spans
    if head.number is None and (proof := authentication(text, body, stop, end)):
        return _as_consolidation(head, proof), _consolidated(view, head), proof[0]
    if head.number is None and head.consolidated:  # its own number and date stand on a page that is missing
        return msgspec.structs.replace(head, type=head.consolidated), _consolidated(view, head), body
    if head.number and "/VBHN" in head.number.value and head.type:
        own = msgspec.structs.replace(head.number, value="Văn bản hợp nhất")
        return msgspec.structs.replace(head, type=own, authority=None, consolidated=own), _consolidated(view, head), body
    return head, None, body


def _as_consolidation(head: Letterhead, proof: tuple[int, Letterhead]) -> Letterhead:
    """A consolidated text is headed like the document it consolidates; its own number and date stand where it is authenticated."""
    own = proof[1]
    first = own.number or own.issued
    kind = (
        Found("Văn bản hợp nhất", own.type.start, own.type.end, own.type.words)
        if own.type
        else first and msgspec.structs.replace(first, value="Văn bản hợp nhất")
    )
    return msgspec.structs.replace(
        head,
        type=kind,
        number=own.number,
        issued=own.issued,
        place=own.place,
        bodies=own.bodies,
        authority=None,
        consolidated=own.consolidated,
    )


def _consolidated(view: View, head: Letterhead) -> Reference | None:
    """The document that was consolidated: "Thông tư số 13/2022/TT-BLĐTBXH ngày 30 tháng 6 năm 2022 của …"."""
    if not head.type:
        return None
    pattern = rf"{re.escape(plain(head.type.value))}\s+(?:[^\n.;:]{{0,120}}?\s)?(?:so\s+)?(?P<n>{NUMBER})(?:\s*,?\s*{DAY})?"
    match = re.compile(pattern).search(view.plain, head.body_at, head.body_at + 1_500)
    if not match:
        return None
    a, b = view.source_range(*match.span())
    number = whole_number(view.text[match.start("n") : match.end("n")])
    return Reference(head.type.value, number, iso_of(match) if match.group("y") else None, a, b, view.source[a:b])


_ENACTING = (
    r"(?:^|[\n\x0b;])\s{0,80}(?P<who>(?:quoc hoi|uy ban thuong vu quoc hoi|chinh phu)(?=\s+ban)|(?:bo truong|chu tich|thong doc|tong kiem toan|tong thanh tra|chanh an|vien truong|giam doc|cuc truong|thu tuong)\b"
    r"[^.;:]{3,100}?)\s+ban\s+hanh\s+"
)


def _enacting(view: View, start: int, kind: str) -> Found | None:
    """ "Bộ trưởng Bộ Tài chính ban hành Thông tư …": since 2016 the preamble's last sentence names who decides."""
    match = re.compile(_ENACTING + re.escape(plain(kind)).replace(r"\ ", r"\s+")).search(view.plain, start, start + 30_000)
    if not match:
        return None
    a, b = match.span("who")
    return view.found(squeeze(view.text[a:b]), a, b)


def _preamble(view: View, head: Letterhead) -> int:
    """Where the preamble begins; in a consolidated text it stands behind the list of what was consolidated."""
    if not head.consolidated:
        return head.body_at
    return next((r.start for r in view.rows if r.start >= head.body_at and r.plain.startswith("can cu ")), head.body_at)


_PASSED = re.compile(r"thông[\s*]+qua[\s*]+(?:tại[^.\n]{0,60}\s)?(?=ngày[\s*]+\d)")


def _passed(text: str, start: int, end: int) -> Found | None:
    """The day on which a law or a council's resolution was passed: "Luật này được Quốc hội … thông qua ngày 29 tháng 11 năm 2024"."""
    for match in itertools.islice(_PASSED.finditer(text, start, end), 200):
        view = View(text, max(start, match.start() - 300), min(end, match.end() + 60))
        at = next((i for i in range(len(view.text)) if view.source_range(i, i + 1)[0] >= match.end()), len(view.text))
        said = re.search(r"nay\s+(?:da\s+)?duoc\s+(?:quoc\s+hoi|uy\s+ban\s+thuong\s+vu|hoi\s+dong\s+nhan\s+dan)[^.;]*$", view.plain[:at])
        day = re.compile(DAY).match(view.plain, at)
        if said and day and (value := iso_of(day)):
            return view.found(value, day.start(), day.end())
    return None


def _title(head: Letterhead, sample: str) -> Found | None:
    if head.title is None:
        return None
    words = head.title.value
    if head.consolidated:
        words = re.sub(r"(?<=[^\W\d_])\d{1,2}$", "", words)  # a footnote's mark: "Quy định về đăng ký thuế1"
    return msgspec.structs.replace(head.title, value=sentence_case(words, sample))


def _bodies(head: Letterhead, behalf: Found | None, kind: Found | None) -> tuple[Found, ...]:
    """The issuing body last; from the letterhead, else from the line under the title, else from "TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI"."""
    if head.bodies:
        return (*head.bodies[:-1], _with_territory(head.bodies[-1], head.authority))
    if head.authority and not re.match(r"(?:bo truong|giam doc|cuc truong|truong)\b", plain(head.authority.value)):
        return (head.authority,)
    if behalf and kind:
        return (behalf,)
    return ()


def _issuing(bodies: tuple[Found, ...], place: Found | None, kind: Found | None, words: str) -> tuple[Found, ...]:
    """The bodies, of a joint text as one: "TÒA ÁN NHÂN DÂN TỐI CAO" / "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO"; a bare council by its place."""
    if not bodies:
        return ()
    if kind and len(bodies) > 1 and re.search("liên (?:tịch|bộ)", kind.value):
        return (msgspec.structs.replace(bodies[-1], value=" - ".join(b.value for b in bodies)),)
    named = of_place(bodies[-1].value, place.value, words) if place else bodies[-1].value
    return (*bodies[:-1], msgspec.structs.replace(bodies[-1], value=named))


_BARE = ("uy ban nhan dan", "ubnd", "hoi dong nhan dan", "hdnd")


def _with_territory(body: Found, authority: Found | None) -> Found:
    """ "ỦY BAN NHÂN DÂN", whose second line a page has lost, by "ỦY BAN NHÂN DÂN TỈNH SƠN LA" under the title."""
    if authority is None or plain(body.value) not in _BARE or not authority.words.replace("*", "").strip():
        return body
    chair = re.match(r"chu tich\s+", plain(authority.value))
    name = authority.value[chair.end() :] if chair else authority.value
    return msgspec.structs.replace(authority, value=name) if plain(name).startswith(plain(body.value) + " ") else body


_CARRIES = re.compile(
    r"(?:thuc hien|trien khai|thi hanh)\s+(?:\S+\s+){0,6}?(?P<type>nghi quyet|nghi dinh|quyet dinh|chi thi|ke hoach|chuong trinh|luat|ket luan|thong tu|de an)"
    rf"\s+(?:so\s*:?\s*)?(?P<n>{NUMBER})(?:\s*,?\s*{DAY})?"
)
_NAMES = {"nghi quyet": "Nghị quyết", "nghi dinh": "Nghị định", "quyet dinh": "Quyết định", "chi thi": "Chỉ thị", "ke hoach": "Kế hoạch",
          "chuong trinh": "Chương trình", "luat": "Luật", "ket luan": "Kết luận", "thong tu": "Thông tư", "de an": "Đề án"}  # fmt: skip


def _carried_out(view: View, title: Found | None) -> tuple[Reference, ...]:
    """What the title says the document carries out: "Triển khai thực hiện Nghị quyết số 57/NQ-HĐND ngày 09/12/2022 …"."""
    if title is None:
        return ()
    own = View(view.source, title.start, title.end)
    match = _CARRIES.search(own.plain)
    if not match:
        return ()
    a, b = own.source_range(match.start("type"), match.end())
    number = whole_number(own.text[match.start("n") : match.end("n")])
    return (Reference(_NAMES[match.group("type")], number, iso_of(match) if match.group("y") else None, a, b, view.source[a:b]),)


def _readable(relation: Relation, sample: str) -> Relation:
    """A change read in a title in capitals, in the letters of a sentence."""
    kind = len(relation.type) + 1
    name = relation.name and relation.type + " " + sentence_case(relation.name[kind:], sample)
    part = relation.part and sentence_case(relation.part, sample)
    if part and part != relation.part:
        part = part[:1].lower() + part[1:]
    return msgspec.structs.replace(relation, name=name, part=part)


def _distinct(relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
    seen: dict[tuple[str, str], Relation] = {}
    for relation in relations:
        key = (relation.change, plain(relation.number or relation.name or ""))
        if key not in seen or (seen[key].part and not relation.part):
            seen[key] = seen.get(key) or relation
    return tuple(seen.values())
