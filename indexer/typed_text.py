"""What was typed, while it is read: what is understood is taken out of it step by step, and noted."""

from __future__ import annotations

from dataclasses import dataclass, field

from phancap.indexer.lexicon import Lexicon, Token, bare_number
from phancap.indexer.query import Understood, UnderstoodKind
from phancap.indexer.vietnamese import exact, fold, syllables

MAX_WORDS = 90  # syllables looked at by the ranking


@dataclass
class Typed:
    """One text while it is read. ``left`` is the text with what was understood replaced by "\\0", same length; ``address_pairs`` are the
    steps of an address as words; ``spelled`` are (first character, past the last, the words meant).
    """

    typed: str
    lexicon: Lexicon
    left: list[str] = field(init=False)
    understood: list[Understood] = field(default_factory=list)
    address_pairs: list[str] = field(default_factory=list)
    spelled: list[tuple[int, int, str]] = field(default_factory=list)

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

    def folded(self) -> str:
        """What is left, folded."""
        return fold("".join(self.left))


def raw_tokens(text: str, offset: int) -> list[Token]:
    """The syllables as they stand; ``offset`` is where the text begins in what was typed."""
    folded, letters = fold(text), exact(text)
    return [Token(bare_number(folded[a:b]), bare_number(letters[a:b]), a + offset, b + offset) for word, a, b in syllables(text)]
