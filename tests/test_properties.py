"""What must hold for any text at all: nothing lost, addresses well formed, spans exact, the same again for the same input."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import cast

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from phancap.indexer.model import Citation, Clause, Document, Mention, Reading
from phancap.indexer.vietnamese import FOLD_LETTERS, exact, fold, folded_syllables, new_tones, nfc, slug, syllables

EID = re.compile(r"[a-z]+(?:_[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*?)?(?:__[a-z]+(?:_[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*?)?)*")

# Lines made of what regulations are made of, so that the rules are met and not only passed by.
PIECES = [
    "I. MỤC ĐÍCH", "II. NHIỆM VỤ", "iV. TỔ CHỨC THỰC HIỆN", "A. PHẦN CHUNG", "Chương I", "Phần thứ nhất", "Mục 1", "Tiểu mục 2",
    "Điều 1. Phạm vi", "Điều 1. Phạm vi", "Điều 2a. Thực hiện", "1. Rà soát văn bản.", "1.1. Rà soát", "2. Trách nhiệm của Sở Tư pháp",
    "a) văn bản cũ;", "đ) văn bản mới;", "1) một;", "- Chủ trì, phối hợp với Sở Nội vụ và các cơ quan liên quan kiểm tra;", "+ báo cáo.",
    "**a) Trách nhiệm của Sở Tài chính**", "### **III. TỔ CHỨC**", "## KẾ HOẠCH", "**chữ đậm", "hết đậm**", "QUY CHẾ", "PHỤ LỤC I", "Phụ lục",
    "Nơi nhận:", "- Như trên;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Mẫu", "Định kỳ hằng quý, báo cáo UBND tỉnh, gửi về Sở Nội để tổng hợp.",
    "theo Nghị quyết số 57/NQ-HĐND ngày 09/12/2022 và khoản 2 Điều 5 của Luật Tổ chức chính quyền địa phương", "tại mục 1, điểm a khoản 2 Mục III",
    "hoàn thành chậm nhất sau 20 ngày kể từ ngày ban hành Kế hoạch này (nếu có);", "| TT | Nội dung | Cơ quan chủ trì |", "|---|---|---|",
    "| 1 | Rà soát | Sở Nội vụ |", "|", "cell", "ngành, lĩnh vực theo thẩm quyền.", "Yêu cầu các cơ quan, đơn vị, địa phương thực hiện./.",
    "(chưa đóng ngoặc; Sở Y tế", "đóng) thừa ngoặc)", "", "", "", "   ", "\t", "trang  ", "\\", "1\\. thoát", "*nghiêng*", "CÔNG BÁO/Số 12/Ngày 01-01-2030",
    "Ký bởi: Cổng", "3", "/.", "____", "- ", "1. ", "a)", "Điều 3.",
]  # fmt: skip
documents = st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join)
anything = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400)
mixed = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)), max_size=30
).map("\n".join)
vietnamese = st.text(
    alphabet="aàảãáạăằắâầđeèêềiìoòôồơờuùưừyỳĐƯƠqQnghcmtp ỦỦỤÝẠ\u0300\u0301\u0303\u0309\u0323\u031b\u0302\u0306", max_size=40
)


def check_reading(text: str, reading: Reading) -> None:
    """Everything that a reading of any text must keep."""
    clauses = reading.clauses
    if not text:
        assert not clauses
        return
    # all of the text is in the tree, and no character twice
    edges = [c.source for c in clauses]
    assert edges[0][0] == 0 and edges[-1][1] == len(text)
    assert all(a[0] <= a[1] == b[0] for a, b in pairwise(edges))
    assert "".join(text[a:b] for a, b in edges) == text
    # addresses
    ids = [c.id for c in clauses]
    assert len(ids) == len(set(ids)), [i for i, n in Counter(ids).items() if n > 1]
    known: dict[str, set[str]] = {}
    total = text.count("\n") + 1
    previous_line = 0
    for order, clause in enumerate(clauses, 1):
        assert clause.order == order
        assert clause.eid.isascii() and EID.fullmatch(clause.eid), clause.eid
        assert clause.id.endswith("/" + clause.eid)
        before = known.setdefault(clause.component, set())
        if clause.parent is not None:
            assert clause.parent in before, (clause.eid, clause.parent)
            assert clause.eid.startswith(clause.parent + "__")
        before.add(clause.eid)
        assert clause.citation
        # every line that holds something is in exactly one clause
        assert 1 <= clause.lines[0] <= clause.lines[1] <= total
        if text[slice(*clause.source)].strip() and (clause.text or clause.heading):
            assert previous_line < clause.lines[0], clause.eid
            previous_line = clause.lines[1]
        check_spans(clause)
    for finding in reading.findings:
        assert 1 <= finding.line <= total
        assert finding.sentence.endswith(".")


def check_spans(clause: Clause) -> None:
    """Spans are exact and lie inside the text."""
    assert unicodedata.is_normalized("NFC", clause.text) and unicodedata.is_normalized("NFC", clause.heading)
    for spans in cast("list[tuple[Mention | Citation, ...]]", [clause.agencies, clause.citations]):
        end = 0
        for span in spans:
            assert end <= span.start < span.end <= len(clause.text)
            assert clause.text[span.start : span.end] == span.words
            end = span.end
    for citation in clause.citations:
        assert (citation.status != "resolved") == (citation.reason is not None)
        assert citation.target is not None or citation.status != "resolved"
        assert citation.eid is None or citation.target is not None
    for duty in clause.duties:
        if not clause.text:
            assert duty.action in clause.heading  # the task is a heading: its bearer stands in it, above it or on a line below
            continue
        assert 0 <= duty.start < duty.end <= len(clause.text)
        words = clause.text[duty.start : duty.end]
        assert duty.action in words
        assert all(other in words for other in duty.others)
        assert duty.deadline is None or duty.deadline.words in words
        assert duty.bearer not in duty.partners


@pytest.fixture(scope="module")
def read(read_text: Callable[..., Reading]) -> Callable[..., Reading]:
    return read_text


@given(text=documents)
@example(text="")
@example(text="\n")
@example(text=" ")
@example(text="\ufeffI. A\r\n\r\n1. B\r\n")
@example(text="1. A\x0c2. B\x852. C\u20283. D")
@example(text="a\x00b\n- \x00\n**")
@example(text="|\n|\n|\n|a\n|")
@example(text="Điều 1.\nĐiều 1.\nĐiều 1.\n")
@example(text="Nơi nhận:\nNơi nhận:\nQUY CHẾ\n\nQUY CHẾ\nĐiều 1. A")
def test_regulations_of_any_shape(text: str, read: Callable[..., Reading]) -> None:
    check_reading(text, read(text))


@given(text=anything)
def test_any_text(text: str, read: Callable[..., Reading]) -> None:
    check_reading(text, read(text))


@given(text=mixed)
def test_regulations_with_noise(text: str, read: Callable[..., Reading]) -> None:
    check_reading(text, read(text))


@given(text=documents)
def test_same_input_same_records(text: str, read: Callable[..., Reading]) -> None:
    assert msgspec.json.encode(read(text)) == msgspec.json.encode(read(text))


@given(text=documents)
def test_composed_or_not_is_read_alike(text: str, read: Callable[..., Reading]) -> None:
    def said(form: str) -> list[tuple[object, ...]]:
        return [(c.eid, c.heading, c.text, c.agencies, c.citations, c.duties) for c in read(form).clauses]

    assert said(unicodedata.normalize("NFC", text)) == said(unicodedata.normalize("NFD", text))


@given(seed=st.integers(0, 2**32 - 1))
def test_the_plan_with_its_lines_shuffled(seed: int, read: Callable[..., Reading], plan_document: Document) -> None:
    lines = plan_document.text.split("\n")
    random.Random(seed).shuffle(lines)  # noqa: S311
    text = "\n".join(lines)
    check_reading(text, read(text))


@given(share=st.floats(0, 1), tail=st.booleans())
def test_the_plan_cut_anywhere(share: float, tail: bool, read: Callable[..., Reading], plan_document: Document) -> None:
    at = round(share * len(plan_document.text))
    text = plan_document.text[at:] if tail else plan_document.text[:at]
    check_reading(text, read(text))


@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 30))
def test_the_plan_with_characters_spoilt(seed: int, count: int, read: Callable[..., Reading], plan_document: Document) -> None:
    chance = random.Random(seed)  # noqa: S311
    letters = list(plan_document.text)
    for _ in range(count):
        letters[chance.randrange(len(letters))] = chance.choice(
            ["", "\n", "\n\n", "*", "**", "(", ")", ";", ".", "đ", "\u0301", "|", "\x00", "🙂"]
        )
    text = "".join(letters)
    check_reading(text, read(text))


def test_the_plan_with_windows_line_ends(read: Callable[..., Reading], plan_document: Document, plan: Reading) -> None:
    text = plan_document.text.replace("\n", "\r\n")
    reading = read(text, id=plan_document.id)
    check_reading(text, reading)
    assert [(c.eid, c.heading, c.text, c.lines) for c in reading.clauses] == [(c.eid, c.heading, c.text, c.lines) for c in plan.clauses]


def test_a_long_text_takes_no_more_than_its_share(read: Callable[..., Reading], plan_document: Document) -> None:
    once = len(read(plan_document.text).clauses)
    text = plan_document.text * 20
    reading = read(text)
    check_reading(text, reading)
    assert len(reading.clauses) > 10 * once


# -- letters ----------------------------------------------------------------------------------------------------


@given(text=st.one_of(anything, vietnamese))
@example(text="Hoà, hòa, HOÀ, thuỷ, quý, Quỳ, khoẻ, khuỷu, ǘ, İ, ﬃ, ẞ")
def test_folding_keeps_length_and_is_done_once(text: str) -> None:
    for form in (fold, exact):
        once = form(text)
        assert len(once) == len(nfc(text))
        assert form(once) == once
    assert fold(exact(text)) == fold(text)


@given(text=st.one_of(anything, vietnamese))
def test_both_forms_of_unicode_fold_alike(text: str) -> None:
    composed, parted = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(parted)
    assert exact(composed) == exact(parted)
    assert slug(composed) == slug(parted)
    assert folded_syllables(composed) == folded_syllables(parted)


@given(text=st.one_of(anything, vietnamese))
def test_addresses_are_plain_ascii(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))


@given(text=st.one_of(anything, vietnamese))
def test_syllables_stand_where_they_say(text: str) -> None:
    text = nfc(text)
    assert all(text[start:end] == letters for letters, start, end in syllables(text))


def test_all_vietnamese_letters_fold() -> None:
    assert len(FOLD_LETTERS) == 134
    assert all(fold(letter).isascii() for letter in FOLD_LETTERS)


_NEW_TONES = ("óa", "òa", "ỏa", "õa", "ọa", "óe", "òe", "ỏe", "õe", "ọe", "úy", "ùy", "ủy", "ũy", "ụy")
_OLD_TONES = ("oá", "oà", "oả", "oã", "oạ", "oé", "oè", "oẻ", "oẽ", "oẹ", "uý", "uỳ", "uỷ", "uỹ", "uỵ")


def _placed_the_old_way(text: str) -> str:
    for new, old in zip(_NEW_TONES, _OLD_TONES, strict=True):
        for one, other in ((new, old), (new.capitalize(), old.capitalize()), (new.upper(), old.upper())):
            text = re.sub(rf"(?<![qQ]){one}(?![^\W\d_])", other, text)
    return text


def test_tones_of_either_place_are_read_the_same(read_text: Callable[..., Reading], plan_document: Document) -> None:
    """ "Giao Đảng uỷ Chính phủ", "hoà giải", "số hoá": what is read does not hang on it, and is told in the text's own letters."""
    added = "\n\nVI. VIỆC KHÁC\n\n1. Giao Đảng ủy Chính phủ chỉ đạo việc số hóa, hòa giải ở cơ sở; hủy bỏ văn bản cũ trước ngày 15/11.\n"
    text = new_tones(plan_document.text) + added
    old = _placed_the_old_way(text)
    assert new_tones(old) == text != old
    one, other = read_text(text), read_text(old)
    for a, b in zip(one.clauses, other.clauses, strict=True):
        assert (b.text, a.text) == (_placed_the_old_way(a.text), new_tones(b.text))
        assert new_tones(msgspec.json.encode(b).decode()) == msgspec.json.encode(a).decode()
        assert all(b.text[m.start : m.end] == m.words for m in (*b.agencies, *b.citations))
        assert all(b.text.find(duty.action, duty.start, duty.end) >= 0 for duty in b.duties)
    assert other.clauses[-1].duties[0].bearer == "quang-nam/dang-uy-chinh-phu"
    check_reading(old, other)
