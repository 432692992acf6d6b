"""Vietnamese letters: NFC, tone placement, folding, syllables.

Everything here that returns a string of the same meaning keeps its length in characters, so that
offsets found in the changed string hold in the NFC text it was made from.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from unidecode import unidecode

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # grave, hook, tilde, acute, dot below


def _letters() -> dict[str, str]:
    """All composed Vietnamese letters and the base letter each folds to, made from Unicode itself."""
    table = {"đ": "d", "Đ": "D"}
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY":
        plain = unicodedata.normalize("NFD", base)[0]
        for tone in ("", *_TONES):
            letter = unicodedata.normalize("NFC", base + tone)
            if letter != plain:
                table[letter] = plain
    return table


FOLD_LETTERS: dict[str, str] = _letters()
"""The 134 marked letters; the browser's search is given this same table."""

_FOLD = str.maketrans(FOLD_LETTERS)
SYLLABLE = re.compile(r"[^\W_]+", re.UNICODE)
"""A word of a text that is NFC: letters and digits."""
_LOOSE_MARK = re.compile("[\u0300-\u036f]")
# Old style puts the tone on the second vowel: hoà, thuý, uỷ; the new style on the first: hòa, thúy, ủy.
# After q the u belongs to the consonant (quý), and before a final consonant both styles agree (hoàn, thuyền).
_OLD_TONE = re.compile(r"([ouOU])(?<![qQ].)([àảãáạèẻẽéẹỳỷỹýỵÀẢÃÁẠÈẺẼÉẸỲỶỸÝỴ])(?![^\W\d_])")
_OLD_PAIRS = {"o": "aeAE", "u": "yY"}


LOWER = "a-z" + "".join(chr(c) for c in range(0xC0, 0x1EFA) if chr(c).islower() and chr(c) in FOLD_LETTERS)
"""The small letters of Vietnamese, for the inside of a character class."""
UPPER = "A-Z" + "".join(chr(c) for c in range(0xC0, 0x1EFA) if chr(c).isupper() and chr(c) in FOLD_LETTERS)
"""The capital letters, to stand in a character class: a range from À to Ỹ would hold small letters, too."""


def nfc(text: str) -> str:
    """The text in Unicode's composed form (the same object when it already is)."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """NFC text without marks, lower case: "Ủy ban" → "uy ban". Same length as the NFC text.

    >>> fold("Điều đó")
    'dieu do'
    """
    return _settled(lower(nfc(text).translate(_FOLD)))


def lower(text: str) -> str:
    """Lower case that never changes the length (``"İ".lower()`` has two characters in Python)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _move_tone(match: re.Match[str]) -> str:
    first, second = match.group(1), match.group(2)
    parts = unicodedata.normalize("NFD", second)
    if parts[0] not in _OLD_PAIRS[first.lower()]:
        return match.group(0)
    return unicodedata.normalize("NFC", first + parts[1:]) + parts[0]


def new_tones(text: str) -> str:
    """The text with its tones placed the new way, nothing else changed, not even its length; the same object where they are.

    >>> new_tones("Uỷ ban nhân dân tỉnh Hoà Bình, quý I")
    'Ủy ban nhân dân tỉnh Hòa Bình, quý I'
    """
    placed = _OLD_TONE.sub(_move_tone, text)
    return text if placed == text else placed


@lru_cache(maxsize=65536)
def _exact_syllable(syllable: str) -> str:
    return _OLD_TONE.sub(_move_tone, lower(syllable))


def exact(text: str) -> str:
    """NFC, lower case, tones placed the new way (uỷ → ủy, hoà → hòa); marks kept, length kept.

    >>> exact("Uỷ ban Hoà Bình, quý")
    'ủy ban hòa bình, quý'
    """
    return _settled(_OLD_TONE.sub(_move_tone, lower(nfc(text))))


def _settled(text: str) -> str:
    """No mark is left that would join the letter before it when the text is composed once more.

    A doubled mark, as slips of typing and broken fonts give ("Ò" and one more grave), would fold to a letter and a mark,
    and those to a letter alone; the mark becomes a sign of no width that joins nothing.
    """
    return text if unicodedata.is_normalized("NFC", text) else _LOOSE_MARK.sub("\u034f", text)


def syllables(text: str) -> list[tuple[str, int, int]]:
    """The words of a text that is already NFC: (letters as they stand, start, end)."""
    return [(m.group(), m.start(), m.end()) for m in SYLLABLE.finditer(text)]


def exact_syllables(text: str) -> list[str]:
    """Lower-case syllables with their marks, tones placed the new way."""
    return [_exact_syllable(m) for m in SYLLABLE.findall(nfc(text))]


def folded_syllables(text: str) -> list[str]:
    """Lower-case syllables without marks."""
    return SYLLABLE.findall(fold(text))


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """A name for addresses: ASCII, lower case, words joined by hyphens (unidecode serves letters beyond ours).

    >>> slug("các Sở, Ban, ngành")
    'cac-so-ban-nganh'
    """
    return "-".join(re.findall(r"[a-z0-9]+", unidecode(nfc(text)).lower()))
