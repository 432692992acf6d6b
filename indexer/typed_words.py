"""The syllables of what was typed, slips mended, words that only ask left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import accumulate, pairwise

from phancap.indexer import spelling
from phancap.indexer.held_words import as_written
from phancap.indexer.keyboard import whole
from phancap.indexer.query import OtherWords
from phancap.indexer.terms import ROMAN, STOP_WORDS
from phancap.indexer.typed_forms import ASKING_WORDS, COMMON_WORDS, FRAMES
from phancap.indexer.typed_text import MAX_WORDS, Typed, raw_tokens
from phancap.indexer.vietnamese import fold
from phancap.indexer.written import Token, rewrite

_MEASURED = re.compile(r"(\d+)([a-z]{2,}|[a-z]\d|[hk])")  # "500kg", "200m3", "21ngay", "24h"; not "36a"
SHORT_UNITS = {"h": "giờ", "tr": "triệu", "k": "000"}  # "24h", "20tr", "50k"
THOUSANDS = {"nghin": 1, "ngan": 1, "trieu": 2, "ty": 3, "ti": 3}  # "20 triệu" is 20.000.000
SLASHED = {
    "d/c": "đồng chí", "v/v": "về việc", "t/m": "thay mặt", "k/t": "ký thay", "t/l": "thừa lệnh", "b/c": "báo cáo",
}  # fmt: skip
_MONTH = re.compile(r"t0?(1[0-2]|[1-9])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTER = re.compile(r"q[1-4]")  # see periods
_COMMON_LETTERS = frozenset(map(fold, COMMON_WORDS))
NUMBERED = frozenset(("cap", "hang", "loai", "nhom", "vung", "bac"))  # "cấp 4", "hạng II"
OTHER_NUMERAL = {roman: str(value) for roman, value in ROMAN.items()} | {str(value): roman for roman, value in ROMAN.items()}
MANY_WORDS = 8  # syllables from which on a text is a question rather than some words


def tokens_in(text: Typed) -> tuple[list[Token], tuple[str, ...]]:
    """(tokens in their written form, words that the corpus does not hold)."""
    known = partial(_known, text)
    raw = _measures_apart(_written_out(text, raw_tokens("".join(text.left), 0)), known)[:MAX_WORDS]
    marked = any(token.exact != token.folded for token in raw)
    corpus = spelling.Words(
        known,
        text.lexicon.counts.words,
        text.lexicon.counts.pairs,
        text.lexicon.exact_words,
        text.lexicon.short_forms,
        text.lexicon.joined_names,
    )
    result: list[Token] = []
    unknown: list[str] = []
    mended: list[tuple[Token, int, int]] = []
    for at, token in enumerate(raw):
        before = result[-1].folded if result else ""
        after = raw[at + 1].folded if at + 1 < len(raw) else ""
        if _common(token, marked) or _in_capitals(text, token) or text.as_it_stands(token):
            found = None
        elif known(token.folded):
            other = spelling.better(token.folded, before, after, corpus) if known(before) or known(after) else None
            other = None if token.exact in text.lexicon.exact_words and token.exact != token.folded else other
            usual = token.folded in STOP_WORDS or token.folded in ASKING_WORDS or (token.folded,) in text.lexicon.rewrites
            found = [other] if other and not usual else None
        else:  # "trả nhiều đợt", "túi ni lông": no clause has the word, and yet it is none that was mistyped ("đạt", "tài")
            found = spelling.meant(token.folded, before, after, corpus, text.vni)
            if found and len(found) == 1 and whole(token.exact):
                meant = as_written(found, text.lexicon.counts, before, after)
                found = found if spelling.a_slip_away(token.exact, meant) else None
        if found:
            mended.append((token, len(result), len(result) + len(found)))
            text.left_over |= any(word != fold(word) for word in found)
            result += [Token(fold(word), word, token.start, token.end) for word in found]
        elif digits := spelling.in_threes(token.folded, corpus):
            ends = list(accumulate(map(len, digits), initial=token.start))
            result += [Token(part, part, a, b) for part, a, b in zip(digits, ends, ends[1:], strict=False)]
        else:
            result.append(token)
            if (not known(token.folded) and not _common(token, marked)) or _no_number(text, token.folded):
                unknown.append(text.typed[token.start : token.end])
    line = ["", *(t.folded for t in result), ""]
    text.spelled = [
        (
            t.start,
            t.end,
            _as_meant(result[first:last])
            or _as_named(text, result[first:last])
            or as_written(line[first + 1 : last + 1], text.lexicon.counts, line[first], line[last + 1]),
        )
        for t, first, last in mended
    ]
    for start, end, words in text.spelled:
        quoted = f'{text.typed[:start]}"{text.typed[start:end]}"{text.typed[end:]}'
        text.note("correction", f"Đã hiểu “{text.typed[start:end]}” là “{words}”", (start, end), words, without=quoted)
    _in_the_other_numerals(text, result)
    _measures_as_written(text, result)
    return rewrite(_in_the_law_s_words(text, result), text.lexicon.rewriting)[:MAX_WORDS], tuple(unknown)


def _written_out(text: Typed, raw: list[Token]) -> list[Token]:
    """ "đ/c" as "đồng chí", "v/v" as "về việc", "T6/2025" as "tháng 6/2025"."""
    if "/" not in text.typed:
        return raw
    result: list[Token] = []
    at = 0
    while at < len(raw):
        token, after = raw[at], raw[at + 1] if at + 1 < len(raw) else None
        beside = after is not None and text.typed[token.end : after.start] == "/"
        alone = not re.search(r"\w/$", text.typed[: token.start]) and (after is None or not re.match(r"/\w", text.typed[after.end :]))
        if after and beside and alone and (words := SLASHED.get(f"{token.folded}/{after.folded}")):
            start, end = token.start, after.end
            result += [Token(fold(word), word, start, end) for word in words.split()]
            text.note("correction", f"Đã hiểu “{text.typed[start:end]}” là “{words}”", (start, end), words, without=text.typed)
            at += 1
        elif after and beside and _YEAR.fullmatch(after.folded) and (month := _MONTH.fullmatch(token.folded)):
            result += [Token("thang", "tháng", token.start, token.end), Token(month[1], month[1], token.start, token.end)]
        else:
            result.append(token)
        at += 1
    return result


def _measures_apart(raw: list[Token], known: Callable[[str], bool]) -> list[Token]:
    """ "500kg" as "500 kg", "20tr" as "20 triệu", where no clause has it in one."""
    result: list[Token] = []
    for token in raw:
        match = None if known(token.folded) else _MEASURED.fullmatch(token.folded)
        if match and (known(match[2]) or match[2] in SHORT_UNITS):
            middle, unit = token.start + len(match[1]), _unit(match, token)
            result += [Token(match[1], match[1], token.start, middle), Token(fold(unit), unit, middle, token.end)]
        else:
            result.append(token)
    return result


def _measures_as_written(text: Typed, tokens: list[Token]) -> None:
    """ "200m3" is "200 m3", too, where some clause has the one and some the other; "20 triệu" is "20.000.000"."""
    pairs = text.lexicon.counts.pairs
    for token, after in pairwise([*tokens, Token("", "", 0, 0)]):
        match = _MEASURED.fullmatch(token.folded)
        if match and f"{match[1]}_{fold(_unit(match, token))}" in pairs:
            typed, words = text.typed[token.start : token.end], f"{match[1]} {_unit(match, token)}"
            text.others.append(OtherWords((token.folded,), tuple(words.split())))
            _note_others(text, typed, words, token.start, token.end)
        elif after.folded in THOUSANDS and token.folded.isdigit() and f"{token.folded}_000" in pairs and not _fraction(text, token):
            digits = (token.folded, *["000"] * THOUSANDS[after.folded])
            text.others.append(OtherWords((token.folded, after.folded), digits))
            _note_others(text, text.typed[token.start : after.end], ".".join(digits), token.start, after.end)


def _fraction(text: Typed, token: Token) -> bool:
    """Whether the digits stand behind a comma or point: of "2,34 triệu" no 34.000.000 is made."""
    return bool(re.search(r"\d[.,]$", text.typed[: token.start]))


def _unit(match: re.Match[str], token: Token) -> str:
    """The unit of a measure, its marks kept or as it is written out."""
    return SHORT_UNITS.get(match[2], token.exact[len(match[1]) :])


def _note_others(text: Typed, typed: str, words: str, start: int, end: int) -> None:
    text.note("correction", f"“{typed}”: tìm cả “{words}”", (start, end), words, without=f'{text.typed[:start]}"{typed}"{text.typed[end:]}')


def _in_the_other_numerals(text: Typed, tokens: list[Token]) -> None:
    """ "đê cấp 4" is "đê cấp IV", too, where the corpus writes so."""
    for before, token in pairwise(tokens):
        if (
            before.folded not in NUMBERED
            or f"{before.folded}_{(other := OTHER_NUMERAL.get(token.folded, ''))}" not in text.lexicon.counts.pairs
        ):
            continue
        start, end = before.start, token.end
        typed, words = text.typed[start:end], f"{before.exact} {other.upper()}"
        text.others.append(OtherWords((token.folded,), (before.exact, other)))
        _note_others(text, typed, words, start, end)


def _in_the_law_s_words(text: Typed, tokens: list[Token]) -> list[Token]:
    """Everyday words that no clause holds, said as the law says them: "ly dị" → "ly hôn"; for those that some clause holds ("giáo viên")
    the law's are looked for as well ("nhà giáo").
    """
    everyday = text.lexicon.everyday  # by their first syllable
    at = 0
    while at < len(tokens):
        for said, meant in everyday.get(tokens[at].folded, ()):
            part = tokens[at : at + len(said)]
            if len(part) < len(said) or text.as_it_stands(part[0]) or not _letters_of(part, said) or _said_already(tokens, at, said, meant):
                continue
            start, end = part[0].start, part[-1].end
            typed, words = text.typed[start:end], " ".join(meant)
            if replaced := not _held(text, part, said):
                tokens = [*tokens[:at], *(Token(fold(word), word, start, end) for word in meant), *tokens[at + len(said) :]]
            elif _written_so(text, part, said):
                text.others.append(OtherWords(tuple(t.folded for t in part), meant))
            else:
                continue
            label = f"“{typed}”, văn bản gọi là “{words}”" if replaced else f"“{typed}”: tìm cả “{words}”"
            text.note("correction", label, (start, end), words, without=f'{text.typed[:start]}"{typed}"{text.typed[end:]}')
            at += len(meant if replaced else said) - 1
            break
        at += 1
    return tokens


def _letters_of(part: list[Token], said: tuple[str, ...]) -> bool:
    """Whether the tokens are the everyday word, with all its marks or with none."""
    return tuple(t.exact for t in part) in (said, _bare(said))


@lru_cache(maxsize=4096)
def _bare(said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, said))


def _said_already(tokens: list[Token], at: int, said: tuple[str, ...], meant: tuple[str, ...]) -> bool:
    """Whether the law's word stands there already: "tòa án" for "tòa"."""
    line = [t.folded for t in tokens]
    for first in range(len(meant) - len(said) + 1):
        if meant[first : first + len(said)] == said and line[max(0, at - first) : at - first + len(meant)] == list(map(fold, meant)):
            return True
    return False


def _held(text: Typed, part: list[Token], said: tuple[str, ...]) -> bool:
    """Whether a clause has the everyday word; not where it has but the letters ("sơ đồ" for "sổ đỏ")."""
    counts = text.lexicon.counts
    if not all(t.folded in counts.words for t in part) or not all(f"{a.folded}_{b.folded}" in counts.pairs for a, b in pairwise(part)):
        return False
    return _written_so(text, part, said) or tuple(t.exact for t in part) != said


def _written_so(text: Typed, part: list[Token], said: tuple[str, ...]) -> bool:
    """Whether the corpus mostly writes the letters as this word."""
    counts = text.lexicon.counts
    if len(said) == 1:  # without its marks one syllable is too little: "chu toa" is no "tòa"
        return part[0].exact == said[0] and (part[0].exact != part[0].folded or counts.shown.get(part[0].folded) == said[0])
    return all(counts.shown_pairs.get(f"{fold(a)}_{fold(b)}") == f"{a}_{b}" for a, b in pairwise(said))


def _common(token: Token, marked: bool) -> bool:
    """Whether it is a word of every day, which is no slip; in a text with marks as it is written ("vài"), else by its letters ("xong")."""
    return token.exact in COMMON_WORDS or (not marked and token.folded in _COMMON_LETTERS)


def _as_named(text: Typed, tokens: list[Token]) -> str:
    """The letters of the agency that is so called: "sonoivu" is "sở nội vụ", though "số nội" stands in more clauses."""
    owners = text.lexicon.names.get(tuple(t.folded for t in tokens), ())
    return " ".join(owners[0][1]) if owners and len(tokens) > 1 else ""


def _as_meant(tokens: list[Token]) -> str:
    """What a keyboard left over says its marks itself; of other slips the corpus tells how they are written."""
    return " ".join(t.exact for t in tokens) if any(t.exact != t.folded for t in tokens) else ""


def _no_number(text: Typed, folded: str) -> bool:
    """Whether it is a long number that no clause holds: "qđ 12345" says so, and does not only show all decisions."""
    return len(folded) > 2 and folded.isascii() and folded.isdigit() and folded not in text.lexicon.counts.words


def _in_capitals(text: Typed, token: Token) -> bool:
    """Whether it is typed as a short form in a text of small letters: "quy hoạch chi tiết TOD" means no "tổ"."""
    typed = text.typed[token.start : token.end]
    return len(typed) > 1 and typed.isupper() and not text.typed.isupper()


def _known(text: Typed, folded: str) -> bool:
    return (
        folded in text.lexicon.counts.words
        or folded in STOP_WORDS
        or folded in ASKING_WORDS
        or folded in text.lexicon.name_words
        or bool(_QUARTER.fullmatch(folded))
        or (folded.isascii() and folded.isdigit())
    )


def corrected(text: Typed) -> str | None:
    """What was typed with its slips mended; None where there are none."""
    if not text.spelled:
        return None
    mended = text.typed
    for start, end, words in reversed(text.spelled):
        mended = mended[:start] + words + mended[end:]
    return mended


def _somebody(text: Typed, token: Token) -> bool:
    """Whether a single letter stands for somebody ("anh A"): none that is a word, as in "nhà ở", "nha o" and "bo y te"."""
    letter = text.typed[token.start : token.end]
    capital = letter.isupper() and not text.typed.isupper()
    return len(letter) == 1 and letter.isalpha() and (capital or (token.exact == token.folded and token.folded not in "yo"))


def unframed(text: Typed, tokens: list[Token]) -> list[Token]:
    """The tokens without the words that only ask, and without single letters that stand for somebody ("anh A")."""
    line = [t.folded for t in tokens]
    gone: set[int] = set()
    for frame in FRAMES:
        for at in range(len(line) - len(frame) + 1):
            if tuple(line[at : at + len(frame)]) == frame:
                gone.update(range(at, at + len(frame)))
    if len(tokens) > MANY_WORDS:
        gone.update(at for at, token in enumerate(tokens) if _somebody(text, token))
    if not gone or len(gone) == len(tokens):
        return tokens
    for at in gone:
        text.take(tokens[at].start, tokens[at].end)
    return [token for at, token in enumerate(tokens) if at not in gone]
