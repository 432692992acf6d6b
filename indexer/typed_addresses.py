"""The address of a provision found in what was typed: "điểm đ khoản 2 Điều 5"."""

from __future__ import annotations

import re

from phancap.indexer.query import Understood
from phancap.indexer.terms import path_of, step_key
from phancap.indexer.typed_forms import (
    AND_STEP,
    DOTTED,
    EID,
    NO_STEPS,
    ORDINAL_LETTERS,
    ORDINALS,
    PLACES,
    RANKS,
    SHORT_PARAGRAPH,
    STEP,
    STEP_KINDS,
    STEP_LETTERS,
    TO_STEP,
)
from phancap.indexer.typed_text import Typed
from phancap.indexer.vietnamese import exact, fold, folded_syllables

COUNTED = frozenset(("art", "para", "point"))  # steps of which several are named in one go
MOST_STEPS = 20
_ANOTHER_STEP = re.compile(r"\W*(?:dieu|muc|phan|chuong)\s+[\divx]")
_BEHIND_STEP = re.compile(r"\W*(?:$|(?:dieu|muc|phan|chuong|cua|trong|tai|luat|nghi|quyet)(?!\w))")


def address_in(text: Typed, marked: bool) -> tuple[tuple[str, ...], ...]:
    """The steps of an address, each with the readings it allows, taken out of the text."""
    if match := EID.search("".join(text.left)):
        text.note("address", f"Vị trí: {match.group()}", match.span(), match.group())
        text.take(match.start(), match.end())
        return tuple((step,) for step in path_of(match.group()))
    found: dict[str, tuple[str, ...]] = {}
    said: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    letters = exact("".join(text.left))
    if match := DOTTED.search(text.folded()):
        section, paragraph, point = match.groups()
        found = {"sec": (step_key("sec", section),), "para": (f"para_{paragraph}",)}
        if point:
            found["point"] = (f"point_{letters[match.start(3)].replace('đ', 'dd')}",)
        spans.append(match.span())
        text.take(*match.span())
    for match in STEP.finditer(text.folded()):
        if spans and match.start() < spans[-1][1]:
            continue  # "khoản 3" of "khoản 1 đến khoản 3"
        if readings := _step(text, match, letters, marked):
            kind = readings[0].split("_")[0]
            if kind == "art" and "-" in readings[0]:  # "điều 5.2" is khoản 2 Điều 5
                article, _, paragraph = readings[0].partition("-")
                found.setdefault("para", (f"para_{paragraph}",))
                readings = (article,)
            more, end = _further(text, match, kind, letters) if kind in COUNTED else ((), match.end())
            found[kind] = tuple(dict.fromkeys((*found.get(kind, ()), *readings, *more)))
            said.setdefault(kind, "_".join(folded_syllables(match.group())[-2:]))
            spans.append((match.start(), end))
    if not spans:
        return ()
    spans.sort()
    words = " ".join(text.typed[a:b] for a, b in spans)
    without = text.typed
    for start, end in reversed(spans):
        without = without[:start] + " " + without[end:]
        text.take(start, end)
    _by_other_names(found)
    steps = sorted(found.values(), key=lambda s: RANKS.index(s[0].split("_")[0]) if s[0].split("_")[0] in RANKS else 99)
    text.address_pairs = [said.get(step[0].split("_")[0], "") for step in steps]
    without = " ".join(without.replace(" ,", " ").split())
    text.understood.append(Understood("address", f"Vị trí: {words}", words, " ".join(s[0] for s in steps), without))
    return tuple(steps)


def _further(text: Typed, match: re.Match[str], kind: str, letters: str) -> tuple[tuple[str, ...], int]:
    """(The other steps of the kind that are said in one go with it, where they end): "khoản 1, 2 và 4", "khoản 1 đến khoản 3"."""
    line, end = text.folded(), match.end()
    found: list[str] = []
    to = TO_STEP.match(line, end)
    if to and match.group("number").isdigit() and int(match.group("number")) < int(to[1]) <= int(match.group("number")) + MOST_STEPS:
        found += [f"{kind}_{number}" for number in range(int(match.group("number")) + 1, int(to[1]) + 1)]
        end = to.end()
    while (other := AND_STEP.match(line, end)) and other[1].isalpha() == (kind == "point" and match.group("number").isalpha()):
        letter = letters[slice(*other.span(1))]
        found.append(f"{kind}_{letter.replace('đ', 'dd') if kind == 'point' else other[1]}")
        end = other.end()
    return tuple(found), end


def _by_other_names(found: dict[str, tuple[str, ...]]) -> None:
    """What stands under "III." people call Phần III as well as Mục III, and "3." under it Mục 3 as well as Khoản 3."""
    if "part" not in found:
        return
    number = found["part"][0].partition("_")[2]
    if "sec" not in found:
        found["part"] = (f"part_{number}", f"sec_{number}")
    elif "para" not in found and found["sec"][0].removeprefix("sec_").isdigit():
        found["part"] = (f"part_{number}", f"sec_{number}")
        found["sec"] = (found["sec"][0].replace("sec", "para"), found["sec"][0])


def _step(text: Typed, match: re.Match[str], letters: str, marked: bool) -> tuple[str, ...] | None:
    """The readings of one step, the likelier first; None where the words are no address ("mức 5", "quan điểm a"). A wrong mark is forgiven that
    makes no word ("đièu 7").
    """
    if place := match.group("place"):
        name = PLACES[re.sub(r"\s+thu\s+\d", "", place)]
        nth = match.group("nth")
        return (f"{name}_{nth}" if nth and nth != "1" else name,)
    label, number = match.group("label"), match.group("number")
    typed_label = letters[match.start("label") : match.end("label")]
    label = {"k": "khoan", "k.": "khoan", "d.": "d"}.get(label, label)
    if label == "d":  # "k1 đ37"
        dotted = "." in number and bool(text.numbered)  # "d8.2 nd 30/2020"
        if typed_label[:1] != "đ" and not dotted and not SHORT_PARAGRAPH.search(fold(text.typed)):
            return None
        label, typed_label = "dieu", "dieu"
    if any(
        t not in (fold(t), wanted) and t in text.lexicon.exact_words
        for t, wanted in zip(typed_label.split(), STEP_LETTERS[label].split(), strict=True)
    ):
        return None
    if text.vni and not re.search(r"\s", match.group()):
        return None
    if _inside_a_word(text, match, letters, label):
        return None
    kind = STEP_KINDS[label]
    if kind == "point":
        letter = letters[match.start("number") : match.end("number")]
        if letter == "d":
            return ("point_d",) if marked else ("point_d", "point_dd")
        if letter == "dd":  # "đ" as a keyboard leaves it
            return ("point_dd",)
        return (f"point_{letter.replace('đ', 'dd')}",) if re.fullmatch(r"[a-zđ]\d?|\d+(?:\.\d+)*", letter) else None
    if number in ORDINALS and (_says_which(text, match, letters) if match.group("thu") else kind == "indent"):
        number = str(ORDINALS[number])
    roman = bool(re.fullmatch(r"[ivx]+", number))
    lettered = kind in ("sec", "part") and len(number) == 1 and letters[match.start("number")] == number  # "phần A"; not "phần ở"
    if not (number[0].isdigit() or (roman and kind in ("sec", "part", "chp", "subsec")) or lettered):
        return None
    return (step_key(kind, number.replace(".", "-")),)


def _inside_a_word(text: Typed, match: re.Match[str], letters: str, label: str) -> bool:
    """Whether the step's name is the end of another word: "tài khoản 3", but not "quy định tại khoản 3"; without marks, not before "dieu"."""
    before = text.folded()[: match.start()].rpartition("\0")[2].split()
    word = NO_STEPS.get(f"{before[-1]} {label}") if before else None
    if not word:
        return False
    typed, meant = letters[: match.start()].rsplit(maxsplit=1)[-1], word.split()[0]
    if typed != fold(typed) or meant == fold(meant):
        return typed == meant
    return not _ANOTHER_STEP.match(text.folded(), match.end())


def _says_which(text: Typed, match: re.Match[str], letters: str) -> bool:
    """Whether "thứ tư" says which one: not in "khoản thu từ việc cung cấp …", nor without marks before a word that a step has not behind it."""
    thu, number = (letters[slice(*match.span(name))] for name in ("thu", "number"))
    if letters[slice(*match.span())] != match.group():
        return thu == "thứ" and (number in ORDINAL_LETTERS or number == fold(number))
    return number != "tu" or bool(_BEHIND_STEP.match(text.folded(), match.end()))
