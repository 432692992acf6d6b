"""Text that was decoded wrongly before it reached us: noticed by syllables that Vietnamese does not have.

"trỡnh bày", "thỏng 3", "Chớnh phủ" come from a program that took Unicode for TCVN3: á became ỏ, í became ớ, ì became ỡ.
Vietnamese has few syllables, so a wrong letter mostly makes one that cannot exist: no word ends in "ỡnh", and before
c, ch, p, t stand only two tones ("cỏc" is none). Nothing is repaired here: what the text says is for a person to decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from phancap.indexer.vietnamese import FOLD_LETTERS, nfc

_RIME_LIST = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong
ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt ơng ơc u ua uc ui um un ung up ut uâ uân uâng uât uây uê uêch uênh
uy uya uych uynh uyt uyu uyên uyêt uyn uyp uơ uôc uôi uôm uôn uông uôp uôt
ư ưa ưc ưi ưm ưn ưng ưt ưu ươ ươc ươi ươm ươn ương ươp ươt ươu y yt yêm yên yêng yêt yêu
"""
_RIMES = frozenset(_RIME_LIST.split())
_QU_LIST = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec en eng eo et ê êch ên ênh êt êu
i ich in inh it iu y ych yn ynh yt yên yêt yêu ơ ơi ôc iêm iên iêt iêu iêng
"""
_QU = frozenset(_QU_LIST.split())
_ONSET = re.compile(r"(ngh|ng|nh|gh|gi|ch|kh|ph|th|tr|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|)(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_²³¹]+(?:[?\ufffd][^\W\d_]+)*|\ufffd+")
_STRETCH = re.compile(r"(?s:.{1,10000})\S*")
_VIETNAMESE = frozenset("abcdefghijklmnopqrstuvwxyz") | frozenset(k.lower() for k in FOLD_LETTERS)
_STOPS = ("c", "p", "t", "ch")
_HIGH_OR_LOW = frozenset("\u0301\u0323")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
# Words that every legal text has. Read as TCVN3 they become others, some of them syllables that could exist.
_COMMON_LIST = """
tháng công không thông có là và các phát pháp báo cáo chính trình quý định phí lý kinh tế sáng thành nông trách chí tính hình hành
khoá lãnh đã đó số xã phó giám bí thí tín đánh giá khác tác trái trí vị chi phòng cấp nước
"""
_COMMON = _COMMON_LIST.split()
_REAL = frozenset(["có", "là", "và", "cú", "phú", "bỏ", "chớ"])  # "cú" is "có" read wrongly, but also a word
_SHARE = 0.01  # of the marked syllables; measured: 420 right texts have 0.0002 together, "xtơ" 62 times makes one reach 0.015
_FEW = 3


def wrongly_decoded(text: str) -> list[str]:
    """The words (each once, in order) that show that the text was decoded wrongly; empty for a text that reads well.

    A few odd words in a long text are names and loans ("Molypđen", "xtơ"), so they count only when there are three different
    ones and they are at least one in a hundred of the syllables that bear marks, or when common words stand in their misread
    form ("thỏng", "cỏc") three times. In a text of a few words one is enough.

    >>> wrongly_decoded("trỡnh bày trong thỏng 3")
    ['trỡnh', 'thỏng']
    """
    # Of 50,000 pieces between spaces some 5,000 are different: those are looked at, and counted only where one is odd.
    pieces: Counter[str] = Counter()
    for stretch in _STRETCH.finditer(text):  # all pieces at once, or the whole text composed anew, take many times its room
        pieces.update(nfc(stretch.group()).split())
    if not any(_bears_marks(word) and is_odd(word) for word in set(_WORD.findall(" ".join(pieces)))):
        return []
    marked, odd, misread = 0, 0, 0
    seen: dict[str, None] = {}
    for piece, times in pieces.items():
        for word in _WORD.findall(piece):
            if not _bears_marks(word):
                continue
            marked += times
            if is_odd(word):
                odd += times
                misread += times * (word.lower() in _odd_forms())
                seen.setdefault(word, None)
    different = len({word.lower() for word in seen})
    many = odd >= marked * _SHARE and (different >= _FEW or marked < _FEW / _SHARE)
    return list(seen) if many or misread >= _FEW else []


@lru_cache(maxsize=65536)
def _bears_marks(word: str) -> bool:
    """Whether the word has more than plain letters and đ: "NĐ-CP", "BLĐTBXH" are short forms, no syllables."""
    return not word.replace("đ", "d").replace("Đ", "D").isascii() or "?" in word


@lru_cache(maxsize=65536)
def is_odd(word: str) -> bool:
    """Whether the word has marks and is no Vietnamese syllable, or one that only a wrong decoding makes ("thỏng")."""
    if "\ufffd" in word or "?" in word:
        return True
    lowered = word.lower()
    if not set(lowered) <= _VIETNAMESE:
        return True
    return lowered in _odd_forms() or not _possible(lowered)


@lru_cache(maxsize=1)
def _odd_forms() -> frozenset[str]:
    """Common words read as TCVN3 by the library's own table; those that are words themselves are left out."""
    from viparse.normalize.encodings import get_charmap
    from viparse.normalize.tables import convert

    charmap = get_charmap("tcvn3")
    forms = {nfc(convert(word, charmap)).lower() for word in _COMMON} if charmap else set()
    return frozenset(forms - set(_COMMON) - _REAL)


def _possible(word: str) -> bool:
    """Whether the letters make a Vietnamese syllable: onset, rime and tone that go together."""
    parts = unicodedata.normalize("NFD", word)
    tones = [c for c in parts if c in _TONES]
    if len(tones) > 1:
        return False
    bare = nfc("".join(c for c in parts if c not in _TONES))
    match = _ONSET.match(bare)
    onset = match.group(1) if match else ""
    rime = bare[len(onset) :]
    if onset == "gi" and rime not in _RIMES:
        onset, rime = "g", "i" + rime  # "gì", "giếng"
    if onset == "" and match is None:
        return False
    if rime.endswith("k"):  # Đắk Lắk, Đắk Nông, Plây Cu: names that the law itself writes so
        rime = rime[:-1] + "c"
    allowed = _QU if onset == "qu" else _RIMES
    if rime not in allowed:
        return False
    return not (rime.endswith(_STOPS) and tones and tones[0] not in _HIGH_OR_LOW)


def run_together(words: list[str]) -> bool:
    """Whether the odd words are mostly two syllables each, written together: a site joined the lines of a page without a space.

    >>> run_together(["hoạchvà", "Kếhoạch", "BANHÀNH"]), run_together(["trỡnh", "thỏng"])
    (True, False)
    """
    return 2 * sum(any(_possible(w[:at].lower()) and _possible(w[at:].lower()) for at in range(2, len(w) - 1)) for w in words) > len(words)
