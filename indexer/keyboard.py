"""Marks that stand as letters or digits, as a keyboard leaves them whose Vietnamese is switched off: "phaan caaps", "uyr quyeenf" (Telex),
"phan6 cap61", "d9inh5" (VNI). A small, plain word in, the word with its marks out.
"""

from __future__ import annotations

import re
import unicodedata

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_MARKS = frozenset(_VNI_TONES.values())
_TELEX_TONE = re.compile(r"(?<=[aeiouy])([a-z]*?)[fsrxj](?=[a-z]{0,2}$)")
_TELEX_LETTERS = (
    ("uwow", "ươ"), ("uow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("dd", "đ"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"),
)  # fmt: skip
_END = "(?:ng|nh|ch|[cmnpt])"
_LATE_D = re.compile(r"^d([a-z]+)d$")  # "dinhd"
_LATE_VOWEL = re.compile(rf"([aeo])({_END})\1$")  # "thama"
_LATE_HORN = re.compile(rf"uo({_END}|i|u)?w$")  # "duocw", "thuongwr"
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_VOWELS = re.compile(
    rf"^(?P<head>qu(?=[aeiouyâêôơưă])|gi(?=[aeiouyâêôơưă])|[b-df-hj-np-tv-xzđ]*)(?P<vowels>[aeiouyâêôơưă]{{1,3}})(?P<end>{_END}?)$"
)
_TONES = dict.fromkeys(map(ord, _MARKS))
WHOLE_SYLLABLE = (
    r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"(?:uyê|uya|iê|yê|uô|ươ|ia|ua|ưa|oa|oă|oe|uâ|uê|uơ|uy|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnptiyou])?"
)
"""What a syllable of Vietnamese is made of, its tone left out, as a pattern (of Python and of browsers)."""
VNI = re.compile(r"(?=[a-z]*[aeiouy])[a-z]{2,}[a-z1-9]*[1-9][a-z1-9]*|d9[a-z]+[1-9]*")


def telex(word: str) -> str:
    """The word with the marks that were typed as letters; itself where there are none.

    >>> telex("quyeenf"), telex("dduwowcj"), telex("thamar")
    ('quyền', 'được', 'thẩm')
    """
    mark, length = "", len(word)
    if tone := _TELEX_TONE.search(word):
        mark = _TELEX_TONES[word[tone.end() - 1]]
        word = word[: tone.end() - 1] + word[tone.end() :]
    for typed, letter in _TELEX_LETTERS:
        word = word.replace(typed, letter)
    if not tone or tone.end() == length:  # "hotro" is no "hỗt"
        word = _LATE_VOWEL.sub(lambda m: _HATS[m[1]] + m[2], _LATE_D.sub(r"đ\1", _LATE_HORN.sub(r"ươ\1", word)))
    return _with_tone(re.sub(r"(?<=[aou])w", "", word).replace("w", "ư"), mark)


def vni(word: str) -> str | None:
    """The word with the marks that were typed as digits; None where a digit can be no mark of it ("nhom0", "abc7").

    >>> vni("cap61"), vni("d9u7o7c5"), vni("d9uoc75"), vni("mau9")
    ('cấp', 'được', 'được', None)
    """
    letters, mark = re.sub(r"\d", "", word), ""
    for digit in re.sub(r"\D", "", word):
        if digit in _VNI_TONES:
            mark = _VNI_TONES[digit]
        elif digit == "6" and (found := re.search(r"[aeo](?=[^aeo]*$)", letters)):
            letters = letters[: found.start()] + _HATS[found[0]] + letters[found.end() :]
        elif digit == "7" and (found := re.search(r"uo|(?<!q)u|o|ươ", letters)):
            letters = letters[: found.start()] + found[0].replace("u", "ư").replace("o", "ơ") + letters[found.end() :]
        elif digit == "8" and "a" in letters:
            letters = letters.replace("a", "ă", 1)
        elif digit == "9" and letters.startswith("d"):
            letters = "đ" + letters[1:]
        else:
            return None
    return _with_tone(letters, mark)


def whole(word: str) -> bool:
    """Whether the word is a syllable of Vietnamese with marks of its own: a slip seldom makes one.

    >>> whole("đợt"), whole("túi"), whole("địhn"), whole("mônn"), whole("tui")
    (True, True, False, False, False)
    """
    return not word.isascii() and bool(
        re.fullmatch(WHOLE_SYLLABLE, unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES)))
    )


def toned(word: str) -> bool:
    """Whether the word has a tone: "thể", not "thê"."""
    return any(mark in _MARKS for mark in unicodedata.normalize("NFD", word))


def _with_tone(word: str, mark: str) -> str:
    """The word with a tone on the vowel that carries it: the one with a mark of its own, the last before a final consonant, the middle
    one of three, else the first.
    """
    found = _VOWELS.match(word)
    if not mark or not found:
        return word
    vowels = found["vowels"]
    own = [at for at, letter in enumerate(vowels) if letter in "âêôơưă"]
    at = own[-1] if own else len(vowels) - 1 if found["end"] else 1 if len(vowels) == 3 else 0
    at += found.start("vowels")
    return word[:at] + unicodedata.normalize("NFC", word[at] + mark) + word[at + 1 :]
