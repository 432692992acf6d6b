"""A text read piece by piece has the syllables, in the places, that it has when it is read as one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.corpus import Corpus
from phancap.indexer.lexicon import Lexicon
from phancap.indexer.store import Generation
from phancap.indexer.vietnamese import nfc
from phancap.indexer.written import Rewriting, Written, _rewritten, _steps, _syllables, places_of, tokens_of, written

# what may run over a space, alone or with its neighbours; "ZQ" stands for what ends in "quý"
PIECES = [
    " ", " ", " ", " ", " ", "\n", "\u00a0", ",", "(", " - ", "/", "-", "57", "57/", "/NQ-HĐND", "57/NQ-HĐND", "57 /NQ", "TTr", "NN&PTNT", "UBND", "TT",
    "HĐND", "hđnd", "tỉnh", "Tỉnh ủy", "uỷ", "TT.PVHCC", "cấp xã", "KH&CN", "KH", "CN", "đảm", "đảm bảo", "bảo", "mỗi", "moi", "mới", "quý", "quý 1", "quy",
    "1", "02", "4", "năm", "ZQ", "zq", "\u0301", "½", "GD&ĐT", "nguồn", "a" * 70,
]  # fmt: skip
TEXTS = strategies.lists(strategies.sampled_from(PIECES), max_size=16).map("".join).map(nfc)


@pytest.fixture(scope="module")
def rewriting(corpus: Corpus) -> Rewriting:
    lexicon = Lexicon(corpus.vocabulary, AgencyIndex(corpus.register))
    return Rewriting({**lexicon.rewrites, ("zq",): ("nội", "quý")}, lexicon.spellings)


def at_once(text: str, rewriting: Rewriting) -> tuple[list[str], list[str], list[int], list[int]]:
    raw, words = _syllables(nfc(text))
    return tuple(_rewritten(raw, words, rewriting))  # type: ignore[return-value]


def in_pieces(text: str, rewriting: Rewriting) -> tuple[list[str], list[str], list[int], list[int]]:
    folded, letters, steps = written(text, rewriting)
    return (folded, letters, *places_of(steps))


@given(text=TEXTS)
@settings(max_examples=2000)
def test_pieces_are_read_as_the_whole(rewriting: Rewriting, text: str) -> None:
    """Short forms, other spellings, quarters and numbers that a space parts, and what only looks like them."""
    assert in_pieces(text, rewriting) == at_once(text, rewriting)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("theo 57 /NQ-HĐND", "theo 57/nq-hdnd"),
        ("TT HĐND tỉnh, UBND", "thuong truc hoi dong nhan dan tinh uy ban nhan dan"),
        ("đảm - bảo", "bao dam"),
        ("quý 1, quy 5", "quy i quy 5"),
    ],
)
def test_what_runs_over_a_space(rewriting: Rewriting, text: str, wanted: str) -> None:
    """A piece is what belongs together."""
    assert " ".join(written(text, rewriting).folded) == wanted


def test_texts_of_the_corpus(rewriting: Rewriting, generation: Generation) -> None:
    """The same of the texts that the corpus brings along."""
    for clause in generation.all_clauses():
        assert in_pieces(clause.text, rewriting) == at_once(clause.text, rewriting)


def test_places_of_long_syllables_and_gaps(rewriting: Rewriting) -> None:
    """A step is one byte, however long what it passes."""
    for gap in (1, 126, 127, 128, 254, 500):
        for size in (1, 126, 127, 128, 254, 381, 1000):
            text = f"{'.' * gap}{'a' * size}{' ' * gap}UBND{'-' * gap}{'b' * size}"
            found = tokens_of(text, rewriting)
            assert [text[t.start : t.end] for t in found] == ["a" * size, *["UBND"] * 4, "b" * size]
    assert _steps(_syllables("")[0], 1) == b"\x01"
    assert written("", rewriting) == Written([], [], b"\x01")
