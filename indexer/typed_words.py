"""The syllables of what was typed, slips mended, words that only ask left out."""

from __future__ import annotations

from functools import partial

from phancap.indexer import spelling
from phancap.indexer.lexicon import Token, as_written, rewrite
from phancap.indexer.terms import STOP_WORDS
from phancap.indexer.typed_forms import ASKING_WORDS, FRAMES
from phancap.indexer.typed_text import MAX_WORDS, Typed, raw_tokens

MANY_WORDS = 8  # syllables from which on a text is a question rather than some words


def tokens_in(text: Typed) -> tuple[list[Token], tuple[str, ...]]:
    """(tokens in their written form, words that the corpus does not hold)."""
    raw = raw_tokens("".join(text.left), 0)[:MAX_WORDS]
    known = partial(_known, text)
    corpus = spelling.Words(known, text.lexicon.counts.words, text.lexicon.counts.pairs)
    result: list[Token] = []
    unknown: list[str] = []
    mended: list[tuple[Token, int, int]] = []
    for at, token in enumerate(raw):
        before = result[-1].folded if result else ""
        after = raw[at + 1].folded if at + 1 < len(raw) else ""
        if known(token.folded):
            other = spelling.better(token.folded, before, after, corpus) if known(before) or known(after) else None
            other = None if token.exact in text.lexicon.exact_words and token.exact != token.folded else other
            found = [other] if other and token.folded not in STOP_WORDS and (token.folded,) not in text.lexicon.rewrites else None
        else:
            found = spelling.meant(token.folded, before, after, corpus)
        if found:
            mended.append((token, len(result), len(result) + len(found)))
            result += [Token(word, word, token.start, token.end) for word in found]
        else:
            result.append(token)
            if not known(token.folded):
                unknown.append(text.typed[token.start : token.end])
    line = ["", *(t.folded for t in result), ""]
    text.spelled = [
        (t.start, t.end, as_written(line[first + 1 : last + 1], text.lexicon.counts, line[first], line[last + 1]))
        for t, first, last in mended
    ]
    for start, end, words in text.spelled:
        quoted = f'{text.typed[:start]}"{text.typed[start:end]}"{text.typed[end:]}'
        text.note("correction", f"Đã hiểu “{text.typed[start:end]}” là “{words}”", (start, end), words, without=quoted)
    return rewrite(result, text.lexicon)[:MAX_WORDS], tuple(unknown)


def _known(text: Typed, folded: str) -> bool:
    return (
        folded in text.lexicon.counts.words
        or folded in STOP_WORDS
        or folded in ASKING_WORDS
        or folded in text.lexicon.name_words
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


def unframed(text: Typed, tokens: list[Token]) -> list[Token]:
    """The tokens without the words that only ask, and without single letters that stand for somebody ("anh A")."""
    line = [t.folded for t in tokens]
    gone: set[int] = set()
    for frame in FRAMES:
        for at in range(len(line) - len(frame) + 1):
            if tuple(line[at : at + len(frame)]) == frame:
                gone.update(range(at, at + len(frame)))
    if len(tokens) > MANY_WORDS:
        gone.update(at for at, word in enumerate(line) if len(word) == 1 and word.isalpha())
    if not gone or len(gone) == len(tokens):
        return tokens
    for at in gone:
        text.take(tokens[at].start, tokens[at].end)
    return [token for at, token in enumerate(tokens) if at not in gone]
