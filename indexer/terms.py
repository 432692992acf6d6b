"""What words say beyond themselves: numbers of documents, rhythms and times, steps of an address, neighbouring pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from phancap.indexer.vietnamese import fold

# A number of a document, over folded text: "57/nq-hdnd", "41/2022/nq-hdnd", "57 /nq-hdnd", "36-nq/tw", "2231/snv-cchc&pc", "202/2025/qh15".
NUMBER = re.compile(
    r"(?<![\w/])(\d{1,5}[a-z]?)\s?(?:/\s?\d{4}\s?)?(?:/\s?|-)([a-z][a-z&]{0,9}\d{0,2}(?:\s?[-/]\s?[a-z][a-z&]{0,9}\d{0,2}){0,3})(?![\w/])"
)
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx")  # fmt: skip
ROMAN = {letters: value for value, letters in enumerate(_NUMERALS, 1)}
STOP_WORDS = frozenset(
    ("va", "voi", "cua", "cac", "cho", "la", "nhung", "nao", "gi", "ai", "phai", "duoc", "trong", "mot", "nay", "tai", "ve", "thi", "gio", "lam")
)  # fmt: skip
_RHYTHM_UNITS = {"quy": "quarterly", "nam": "yearly", "thang": "monthly", "tuan": "weekly"}
_RHYTHM_LETTERS = frozenset(("quý", "năm", "tháng", "tuần"))
_BEHIND_RHYTHM = frozenset(
    ("gui", "cho", "ve", "truoc", "tinh", "ket", "cua", "len", "qua")
)  # "bao cao quy gui so noi vu", not "bao cao quy hoach"
_EVERY = re.compile(r" hang (?=(quy|nam|thang|tuan) )")
# "định kỳ 6 tháng", "3 tháng một lần"
_MONTHS = re.compile(r" (?:dinh ky(?: bao cao)? (3|ba|6|sau) thang|(3|ba|6|sau) thang (?:(?:mot|1) )?lan) ")
_OF_MONTHS = {"3": "quarterly", "ba": "quarterly", "6": "half-yearly", "sau": "half-yearly"}
_HALF = re.compile(r" (?:6|06|sau) thang ")
# words that ask for a deadline, each by one of them that the fewest texts have
_DEADLINE = {
    "han": (" thoi han ", " han chot ", " han cuoi ", " han gui ", " han nop ", " han hoan thanh ", " han bao cao ", " han xong "),
    "nhat": (" cham nhat ", " muon nhat "),
    "nao": (" khi nao ",),
    "gio": (" bao gio ",),
}
_WHEN_WORDS = _DEADLINE.keys() | {"hang", "xuyen", "xuat", "ky", "lan", "ngay"}  # one of them stands in all of these
# "15 ngày", and as laws write it, "15 (mười lăm) ngày"
_DAYS = re.compile(r" ([0-9]{1,3}) (?:(?:mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi|lam|linh|tram) ){0,4}ngay ")


def number_key(match: re.Match[str]) -> str:
    """The written form of a number: "57 /nq - hdnd" → "57/nq-hdnd", the year inside left out."""
    return f"{match.group(1).lstrip('0') or '0'}/" + re.sub(r"[\s/-]+", "-", match.group(2))


def number_terms(key: str) -> list[str]:
    """A number and its beginning: 57/nq-hdnd, 57/nq."""
    short = key.partition("-")[0]
    return [key, short] if short != key else [key]


def pairs_of(words: Sequence[str]) -> list[str]:
    """Neighbouring syllables, joined by "_"; also those with one stop word between ("bỏ các quy định" holds "bỏ_quy")."""
    near = [f"{a}_{b}" for a, b in pairwise(words)]
    return near + [f"{words[at - 1]}_{words[at + 1]}" for at in range(1, len(words) - 1) if is_stop(words[at])]


@lru_cache(maxsize=65536)
def is_stop(word: str) -> bool:
    """Whether the syllable, with marks or without, says nothing by itself."""
    return fold(word) in STOP_WORDS


def when_terms(line: str, words: Iterable[str] | None = None) -> list[str]:
    """Rhythms and times that a line of folded words says (a space at both ends): "hang quy" → r:quarterly, "20 ngay" → t:20d, "thoi han" →
    t:deadline; ``words`` are those of the line, each once.
    """
    telling = _WHEN_WORDS.intersection(line.split() if words is None else words)
    if not telling:
        return []
    found = [f"r:{_RHYTHM_UNITS[m.group(1)]}" for m in _EVERY.finditer(line)] if "hang" in telling else []
    if "xuyen" in telling and " thuong xuyen " in line:
        found.append("r:continuous")
    if "xuat" in telling and " dot xuat " in line:
        found.append("r:on-request")
    if any(asked in line for word in telling for asked in _DEADLINE.get(word, ())):
        found.append("t:deadline")
    if "ky" in telling and " dinh ky " in line and _HALF.search(line):
        found.append("r:half-yearly")
    if "ky" in telling or "lan" in telling:
        found += [term for _, _, term in said_in_months(line)]
    if "ngay" in telling:
        found += [f"t:{m.group(1)}d" for m in _DAYS.finditer(line)]
    return list(dict.fromkeys(found))


def said_in_months(line: str) -> list[tuple[int, int, str]]:
    """(first word, past the last, rhythm) where a line of folded words tells a rhythm in months: "3 thang mot lan" → r:quarterly."""
    places = ((m.start(), m.end() - 1, m[1] or m[2]) for m in _MONTHS.finditer(line))
    return [(line.count(" ", 0, start), line.count(" ", 0, end), f"r:{_OF_MONTHS[number]}") for start, end, number in places]


def reported_rhythms(words: Sequence[tuple[str, str]]) -> list[str]:
    """The rhythm of a report that is asked for without "hằng": "báo cáo quý" → r:quarterly, from (folded, with marks) syllables.

    Only for what people type: a text says "báo cáo quý I" and "báo cáo quy định tại …" as well.
    """
    found: list[str] = []
    for (a, _), (b, _), (folded, exact), (after, _) in zip(words, words[1:], words[2:], [*words[3:], ("", "")], strict=False):
        if (a, b) != ("bao", "cao") or folded not in _RHYTHM_UNITS or after in ROMAN or after.isdigit():
            continue
        if exact in _RHYTHM_LETTERS or (exact == folded and (not after or after in _BEHIND_RHYTHM)):
            found.append(f"r:{_RHYTHM_UNITS[folded]}")
    return found


def step_key(abbreviation: str, number: str) -> str:
    """A step of an address for comparing: section III and section 3 are the same, đ and d are not."""
    number = number.lower()
    if abbreviation in ("sec", "part", "chp", "subsec") and number in ROMAN:
        number = str(ROMAN[number])
    return f"{abbreviation}_{number}" if number else abbreviation


@lru_cache(maxsize=65536)
def path_of(eid: str) -> tuple[str, ...]:
    """The steps of an eId: sec_III__para_2 → ("sec_3", "para_2"). "para_nn_1" stays whole."""
    return tuple(map(_step, eid.split("__")))


@lru_cache(maxsize=4096)
def _step(part: str) -> str:
    abbreviation, _, number = part.partition("_")
    return step_key(abbreviation, number)
