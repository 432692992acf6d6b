"""Why an answer of the search stands where it does, in words: what it met, how, and what sets it before the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from phancap.indexer.asked import Asked
from phancap.indexer.engines import Hit
from phancap.indexer.periods import time_quality, told
from phancap.indexer.prepared import Prepared
from phancap.indexer.query import AskedAgency
from phancap.indexer.ranking import address_quality
from phancap.indexer.typed_forms import RHYTHM_NAMES, ROLE_NAMES
from phancap.indexer.vietnamese import fold

PARTS = {
    "words": "các từ đã gõ", "pairs": "các từ đứng liền nhau", "agency": "cơ quan đã hỏi", "role": "vai trò", "when": "thời gian, định kỳ",
    "number": "số văn bản", "phrase": "cụm từ trong ngoặc kép", "address": "địa chỉ điều khoản", "territory": "văn bản của địa phương đã hỏi",
    "document": "văn bản đã hỏi", "title": "tên điều", "meaning": "giải thích từ ngữ",
}  # fmt: skip
_MET = ("words", "pairs", "agency", "role", "when", "number", "phrase", "address", "territory", "document")
_FACTORS = {
    "coverage": "số ý gặp được", "place": "chỗ đứng của điều khoản", "length": "độ dài", "stranger": "không liên quan đến cơ quan đã hỏi",
    "standing": "văn bản còn hay hết hiệu lực, có thuộc bộ văn bản chính không",
}  # fmt: skip
_LONG = {
    "article": "cả điều khớp câu hỏi",
    "focus": "tên điều nói đúng điều được hỏi",
    "density": "đoạn khớp nhất",
    "amount": "có con số được hỏi",
    "own": "riêng điều khoản này",
    "meaning": "giải thích từ ngữ",
}
_SAME = 1e-6


def number(value: float) -> str:
    """As Vietnamese writes it, three digits that count."""
    return f"{value:.3g}".replace(".", ",")


def reasons(hit: Hit, clause: Prepared, asked: Asked) -> Iterator[str]:
    """The score and what it is made of; then how each agency, time, phrase and the address is met."""
    parts = hit.parts
    if "share" in parts:
        met = ", ".join(
            f"{PARTS[name]} {number(parts[name])}" for name in _MET if parts.get(name) and (name != "document" or not asked.long)
        )
        told = f"gặp {round(100 * parts['share'])}% sức nặng của điều đã gõ ({met})"
        factors = [f"{words} × {number(value)}" for name, words in _FACTORS.items() if (value := _factor(parts, name)) != 1.0]
        told = "; ".join((told, *factors)) if not asked.long else f"riêng điều khoản này {told}"
        if "article" in parts:
            told = ", ".join(f"{words} {number(parts[name])}" for name, words in _LONG.items() if parts.get(name)) + f"; {told}"
        yield f"Điểm {number(hit.score)}: {told}."
    for agency in asked.query.agencies:
        yield f"{agency.name}: {_relation(agency, clause)}."
    for term in asked.query.when:
        if time_quality(term, clause.when):
            yield f"Có thời gian đã hỏi: {_time(term)}."
    for other in asked.query.others:
        if f" {' '.join(map(fold, other.words))} " in clause.line:
            yield f"Có “{' '.join(other.words)}”, lời của văn bản cho điều đã gõ."
    for phrase in asked.query.phrases:
        yield f"Có nguyên cụm từ “{' '.join(phrase)}” (không kể dấu)."
    if asked.query.address:
        quality = address_quality(asked.query.address, clause.path)
        yield {1.0: "Đúng địa chỉ đã gõ.", 0.9: "Đúng địa chỉ, nếu hiểu theo cách khác (chữ không dấu; Phần III là Mục III)."}.get(
            quality,
            "Nằm trong địa chỉ đã gõ."
            if quality >= 0.4
            else "Chỉ đúng một phần địa chỉ."
            if quality
            else "Lời văn nhắc tới địa chỉ đã gõ, hoặc chỉ cùng văn bản.",
        )


def _factor(parts: Mapping[str, float], name: str) -> float:
    value = parts.get(name, 1.0)
    return 0.6 + 0.4 * value if name == "coverage" else value


def _relation(agency: AskedAgency, clause: Prepared) -> str:
    """What the agency is to the clause, the strongest first, as ``ranking.agency_quality`` weighs it."""
    found = next((clause.relations[key] for key in (agency.key, *agency.also) if key in clause.relations), ())
    roles = [ROLE_NAMES[role].lower() for role in ROLE_NAMES if f"b:{role}" in found]
    if roles and agency.acts:
        return f"là cơ quan làm việc này ({', '.join(roles)})"
    if not agency.acts and found:
        return "là bên phối hợp hoặc nơi nhận" if {"p", "r"}.intersection(found) else "được nhắc tới"
    for relation, words in (("h", "được đề mục của điều khoản gọi tên"), ("p", "là bên phối hợp"), ("u", "có tên ở đề mục bên trên"),
                            ("r", "là nơi nhận hoặc nơi được báo cáo"), ("m", "được nhắc tới")):  # fmt: skip
        if relation in found:
            return words
    return (
        "được tính theo nhóm (các Sở, Ban, ngành)"
        if any(group in clause.relations for group in agency.groups)
        else "không có trong điều khoản này"
    )


def _time(term: str) -> str:
    kind, _, value = term.partition(":")
    if kind == "r":
        return RHYTHM_NAMES[value].lower()
    return told(term) or ("việc có thời hạn" if value == "deadline" else f"{value[:-1]} ngày")


def before_the_next(first: Hit, second: Hit) -> str:
    """What the first has more of than the next one, the most telling first."""
    if abs(first.score - second.score) < _SAME:
        return "Bằng điểm kết quả sau; đứng trước vì ở trước trong kho (văn bản, rồi thứ tự trong văn bản)."
    long = "article" in first.parts
    names = {**_LONG, "standing": _FACTORS["standing"]} if long else {**{name: PARTS[name] for name in _MET}, **_FACTORS}
    gaps = []
    for name, words in names.items():
        here, there = (_factor(hit.parts, name) if name in _FACTORS else hit.parts.get(name, 0.0) for hit in (first, second))
        whole = sum(first.parts.get(met, 0.0) for met in (_LONG if long else _MET)) or 1.0
        gain = (here - there) if name in _FACTORS else (here - there) / whole
        if gain > _SAME:
            gaps.append((gain, f"{words} ({number(here)} so với {number(there)})"))
    gaps.sort(key=lambda gap: -gap[0])
    return f"Đứng trước kết quả sau nhờ: {', '.join(words for _, words in gaps[:3])}."
