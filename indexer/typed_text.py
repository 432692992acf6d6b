"""What was typed, while it is read: what is understood is taken out of it step by step, and noted."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from phancap.indexer.keyboard import VNI, vni
from phancap.indexer.lexicon import Lexicon
from phancap.indexer.query import OtherWords, Understood, UnderstoodKind
from phancap.indexer.vietnamese import exact, fold, syllables
from phancap.indexer.written import Token, bare_number

LABELS = frozenset(("khoan", "diem", "dieu", "muc", "chuong", "phan", "dong", "nhom", "quy", "nam", "thang", "ngay", "bac", "loai", "hang"))
MAX_WORDS = 90  # syllables looked at by the ranking


@dataclass
class Typed:
    """One text while it is read. ``left`` is the text with what was understood replaced by "\\0", same length; ``address_pairs`` are the
    steps of an address as words; ``spelled`` are (first character, past the last, the words meant); ``others`` are looked for as well;
    ``left_over``: marks were typed as letters or digits; ``literal`` are ranges whose words are taken as they stand;
    ``apart``: no clause has the quoted words in a row; ``numbered`` tells how the key of a document's number was typed, and the year in it; ``missing`` are documents that are named and
    not held.
    """

    typed: str
    lexicon: Lexicon
    apart: bool = False
    left: list[str] = field(init=False)
    understood: list[Understood] = field(default_factory=list)
    address_pairs: list[str] = field(default_factory=list)
    spelled: list[tuple[int, int, str]] = field(default_factory=list)
    others: list[OtherWords] = field(default_factory=list)
    left_over: bool = False
    literal: list[tuple[int, int]] = field(default_factory=list)
    numbered: dict[str, tuple[str, str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left = list(self.typed)

    def take(self, start: int, end: int) -> None:
        """Takes a range of characters out of what is left."""
        self.left[start:end] = "\0" * (end - start)

    def note(self, kind: UnderstoodKind, label: str, span: tuple[int, int], value: str, *, without: str | None = None) -> None:
        """Keeps what was understood, and the text that takes it back (all but the span where nothing else is said)."""
        start, end = span
        rest = " ".join((self.typed[:start] + " " + self.typed[end:]).split()) if without is None else without
        self.understood.append(Understood(kind, label, self.typed[start:end], value, rest))

    def as_it_stands(self, token: Token) -> bool:
        """Whether the token was quoted: it is no slip and no everyday word."""
        return any(start <= token.start < end for start, end in self.literal)

    @cached_property
    def vni(self) -> bool:
        """Whether digits stand for marks: "phan6 cap61" names no Phần 6, as "khoan2 dieu5" and "nhom3" alone do."""
        words = [folded for folded, _, _ in syllables(fold(self.typed)) if VNI.fullmatch(folded) and vni(folded)]
        return len(words) > 1 and not all(word.rstrip("123456789") in LABELS for word in words)

    def folded(self) -> str:
        """What is left, folded."""
        return fold("".join(self.left))


def raw_tokens(text: str, offset: int) -> list[Token]:
    """The syllables as they stand; ``offset`` is where the text begins in what was typed."""
    folded, letters = fold(text), exact(text)
    return [Token(bare_number(folded[a:b]), bare_number(letters[a:b]), a + offset, b + offset) for word, a, b in syllables(text)]
