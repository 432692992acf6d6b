"""Numbers and names of documents, quoted words and words to leave out, found in what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phancap.indexer.lexicon import OF_TYPE
from phancap.indexer.terms import NUMBER, number_key
from phancap.indexer.typed_forms import ASKS, ITS_DAY, LAW, LEAD_IN, LEFT_OUT, NO_LETTER, NUMBER_FIRST, QUOTED, TYPE_CODES, TYPE_FIRST
from phancap.indexer.typed_text import MAX_WORDS, Typed, raw_tokens
from phancap.indexer.vietnamese import fold
from phancap.indexer.written import Token, rewrite

YEARLY = frozenset(("nd", "nq", "nqlt", "qd", "tt", "ttlt"))  # kinds that are numbered anew each year; "kế hoạch 10/2025" may be October's
_YEAR_APART = re.compile(r"\s+(?:nam\s+)?((?:19|20)\d\d)(?![\w/])")
_ITS_YEAR = re.compile(r"/\s?((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_OF_ID = re.compile(r"-((?:19|20)\d\d)$")
_LAWS = (["luat"], ["bo", "luat"], ["phap", "lenh"])
_LONGEST_LAW = 20  # syllables


def numbers_in(text: Typed) -> tuple[str, ...]:
    """Keys of the numbers of documents, taken out of the text."""
    found: list[str] = []
    for match in NUMBER.finditer(text.folded()):
        key = number_key(match)
        before = LEAD_IN.search(text.folded()[: match.start()])
        start = before.start() if before else match.start()
        _found_number(text, key, start, match.end(), found)
    for pattern in (NUMBER_FIRST, TYPE_FIRST):
        for match in pattern.finditer(text.folded()):
            key = f"{match['number'].lstrip('0') or '0'}/{TYPE_CODES.get(match['type'], match['type'])}"
            named = match.groupdict()
            earlier, issuer = named.get("of"), named["issuer"]  # "qđ-ubnd 2859", "2859 qđ ubnd"
            end = match.start("issuer") if issuer else match.end()
            if issuer and _is_number(text, f"{key}-{issuer}"):
                _found_number(text, f"{key}-{issuer}", match.start(), match.end(), found)
            elif earlier and _is_number(text, f"{key}-{earlier}"):
                _found_number(text, f"{key}-{earlier}", match.start(), end, found)
            elif (not earlier and _is_number(text, key)) or (named.get("year") and key.partition("/")[2] in YEARLY):
                _found_number(text, key, match.start(), end, found)
            elif key.endswith("/cv") and (letter := _letter(text, key.removesuffix("cv"))):
                _found_number(text, letter, match.start(), end, found)
    for match in LAW.finditer(text.folded()):
        for key in _laws(text, match.group(1), match.group(2)):
            _found_number(text, key, match.start(), match.end(), found)
    return tuple(dict.fromkeys(found))


def _laws(text: Typed, number: str, year: str) -> list[str]:
    """The number of the one law held of that number and year ("134/qh15"); nothing where there is none, or more than one."""
    documents = text.lexicon.counts.documents
    keys = [k for k, held in documents.items() if k.startswith(f"{number.lstrip('0')}/qh") and any(d.endswith(f"-{year}") for d in held)]
    return keys if len(keys) == 1 else []


def _is_number(text: Typed, key: str) -> bool:
    return key in text.lexicon.numbers or key in text.lexicon.counts.documents


def _letter(text: Typed, begins: str) -> str | None:
    """The number of the one letter held whose number begins so ("5443/"); None where there is none, or more than one."""
    keys = [k for k in text.lexicon.counts.documents if k.startswith(begins) and "-" in k and not NO_LETTER.match(k)]
    return keys[0] if len(keys) == 1 else None


def _found_number(text: Typed, key: str, start: int, end: int, found: list[str]) -> None:
    end = start + len(text.typed[start:end].rstrip())
    found.append(key)
    year = _ITS_YEAR.search(text.folded(), start, end)
    behind = None if year else _YEAR_APART.match(text.folded(), end)
    if behind and any(_year_of(d) == behind[1] for d in text.lexicon.counts.documents.get(key, ())):
        year, end = behind, behind.end()  # "nđ 30 2020", "nghị định 16 năm 2025"
    text.numbered[key] = text.typed[start:end].strip(), year[1] if year else ""
    text.note("number", f"Số văn bản: {text.typed[start:end].strip()}", (start, end), key)
    day = ITS_DAY.match(text.folded(), end)
    text.take(start, day.end() if day else end)


def phrases_in(text: Typed) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """(Quoted words; those that a dash leaves out: -"nước thải"), folded and taken out of the text. Where quotations are to be taken ``apart``
    ("bốn tại chỗ", which a law spells out) their words are looked for one by one.
    """
    found: list[tuple[str, ...]] = []
    left_out: list[str] = []
    for match in QUOTED.finditer("".join(text.left)):
        start, end = match.span()
        group = match.group(1) or match.group(2) or match.group(3)
        words = tuple(t.folded for t in rewrite(raw_tokens(group, 0), text.lexicon.rewriting))[:MAX_WORDS]
        dash = text.left[start - 1] == "-" and start > 1 and text.left[start - 2].isspace()
        if words and "\0" not in group:
            if dash:
                left_out.append(" ".join(words))
                text.note("excluded", f"Không chứa: {group.strip()}", (start - 1, end), group.strip())
            elif text.apart and len(words) > 1:
                text.note("phrase", f"Không có nguyên cụm “{group.strip()}”: tìm từng từ", (start, end), group.strip())
                text.literal.append((start, end))
                text.left[start] = text.left[end - 1] = " "
                continue
            else:
                found.append(words)
                text.note("phrase", f"Cụm từ: {group.strip()}", (start, end), group.strip())
        text.take(start - dash, end)
    return tuple(found), tuple(left_out)


def excluded_in(text: Typed) -> tuple[str, ...]:
    """Folded words that are to be left out, taken out of the text."""
    found: list[str] = []
    for match in LEFT_OUT.finditer("".join(text.left)):  # not at the very start: "-Chủ trì" is a line copied with its dash
        found.append(fold(match.group(1)))
        text.note("excluded", f"Không chứa: {match.group(1)}", match.span(), match.group(1))
        text.take(match.start(), match.end())
    return tuple(found)


def documents_in(text: Typed, tokens: list[Token], numbers: Sequence[str], addressed: bool) -> tuple[tuple[str, ...], list[Token]]:
    """(ids of the held documents that are named, the tokens with a name inside a longer question made "luật này").

    A law speaks of itself so: "Luật Thanh niên quy định về …" asks for "Luật này quy định về …". Behind an address ("Điều 18 Luật Hoạt động
    giám sát của Quốc hội …") a name says only where to look: its words are left out, or a khoản that has them would stand before its Điều.
    """
    known = text.lexicon.counts.documents
    years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text.typed))
    found = [document for number in numbers for document in _of_number(text, number, years, addressed)]
    line = [t.folded for t in tokens]
    for size in range(min(text.lexicon.longest_document, len(tokens)), 1, -1):
        for at in range(len(tokens) - size + 1):
            ids: Sequence[str] = known.get(" ".join(line[at : at + size]), ())
            if ids and (at == 0 or line[at - 1] != "bo" or line[at] != "luat"):
                part, name = tokens[at : at + size], " ".join(line[at : at + size])
                start, end = part[0].start, part[-1].end
                if behind := _year_behind(line, at + size):
                    last = tokens[behind - 1]
                    if fitting := [d for d in ids if _year_of(d) in ("", last.folded)]:
                        ids, end = fitting, last.end
                    else:  # "Điều 64 Luật Đất đai 2013" where that of 2024 is held
                        text.missing.append(text.typed[start : last.end])
                    text.take(part[-1].end, last.end)
                    tokens = [*tokens[: at + size], *tokens[behind:]]
                text.note("document", f"Văn bản: {text.typed[start:end]}", (start, end), name)
                if addressed:
                    text.take(start, part[-1].end)
                    tokens = [*tokens[:at], *tokens[at + size :]]
                elif size == len(tokens):  # "Luật Đất đai 2024" alone: all of it, from its beginning
                    tokens = []
                elif "luat" in line[at : at + 2]:
                    kind = part[: line.index("luat", at) - at + 1]
                    tokens = [*tokens[:at], *kind, Token("nay", "này", part[-1].start, part[-1].end), *tokens[at + size :]]
                return tuple(dict.fromkeys([*found, *ids])), tokens
    if addressed and not found and tokens:
        words = text.typed[tokens[0].start : tokens[-1].end]
        if ids := known.get(OF_TYPE + " ".join(line), ()):
            text.note("document", f"Loại văn bản: {words}", (tokens[0].start, tokens[-1].end), " ".join(line))
            text.take(tokens[0].start, tokens[-1].end)
            return tuple(ids), []
        if not ASKS.search(fold(text.typed)) and _may_be_a_law(line):
            text.missing.append(words)  # "Điều 33 Luật Đầu tư": another text's Điều 33 must not look like that law's
    return tuple(dict.fromkeys(found)), tokens


def _of_number(text: Typed, number: str, years: set[str], addressed: bool) -> Sequence[str]:
    """The held documents of a number; "152/2019/NĐ-CP" is none of 2026. Of those of several years those of a year that was typed besides."""
    held = text.lexicon.counts.documents.get(number, ())
    words, year = text.numbered[number]
    fitting = [d for d in held if _year_of(d) in ("", year)] if year else held
    if not fitting and (
        held or addressed or not _is_number(text, number)
    ):  # "khoản 2 Điều 5 nghị định 30" asks for that decree's own words
        text.missing.append(words)
    return [d for d in fitting if _year_of(d) in years] or fitting


def _may_be_a_law(line: Sequence[str]) -> bool:
    """Whether the words are a law's name as it is cited: "luật đầu tư", not "luật này"."""
    return len(line) <= _LONGEST_LAW and any(
        line[: len(law)] == law and line[len(law)] != "nay" for law in _LAWS if len(line) > len(law) + 1
    )


def _year_of(document: str) -> str:
    """The year that a document's id ends in; empty where it ends in none."""
    match = _YEAR_OF_ID.search(document)
    return match[1] if match else ""


def _year_behind(line: Sequence[str], at: int) -> int | None:
    """Past the last word of a year that stands at a place: "2024", "năm 2024"."""
    at += line[at : at + 1] == ["nam"]
    return at + 1 if at < len(line) and _YEAR.fullmatch(line[at]) else None
