"""What a document is, read from its text: cases that a legal officer can extend, properties, and the real documents.

The table over ``../shared/real`` is printed by ``pytest -s tests/test_identify.py``.
"""

from __future__ import annotations

import os
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phancap.indexer.corpus import bundled
from phancap.indexer.identity.attributes import attribute_block
from phancap.indexer.identity.enactment import Relation
from phancap.indexer.identity.identify import identify
from phancap.indexer.identity.values import Identity, Reference, same_value, title_agreement
from phancap.indexer.identity.view import Found, View
from phancap.indexer.registers import Register, read_register

HERE = Path(__file__).parent
REAL = HERE.parent.parent / "shared" / "real"
FIELDS = ("number", "type", "issued", "issuer", "signer", "title")


class Case(NamedTuple):
    """A title, a text, and what must be read in it."""

    title: str
    text: str
    expected: list[tuple[str, str]]


def cases() -> list[Case]:
    """The cases of ``cases/identify.txt``: a title, ".", the text, ".", one value a line, "."."""
    found: list[Case] = []
    parts: list[list[str]] = [[]]
    for line in (HERE / "cases" / "identify.txt").read_text(encoding="utf-8").split("\n"):
        if line == ".":
            parts.append([])
        else:
            parts[-1].append(line)
    for head, text, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        title = [line for line in head if line.strip()][-1]
        values = [tuple(line.split(": ", 1)) for line in expected if line.strip()]
        found.append(Case(title, "\n".join(text), [(k, v) for k, v in values]))
    return found


@pytest.fixture(scope="module")
def register() -> Register:
    """The bundled register of agencies."""
    return read_register((bundled() / "agencies.toml").read_text(encoding="utf-8"), "agencies.toml")


def shown(identity: Identity) -> dict[str, list[str]]:
    """An identity in the words of the cases."""

    def value(found: Found | None) -> str:
        return found.value if found else "không"

    place = identity.jurisdiction or "không"
    if identity.jurisdiction and not identity.jurisdiction_known:
        place += " (chưa có trong danh bạ)"
    return {
        "loại": [value(identity.type)], "số": [value(identity.number)], "cơ quan": [value(identity.issuer_name)],
        "mã cơ quan": [identity.issuer or "không"], "cơ quan chủ quản": [value(identity.parent)], "thẩm quyền": [value(identity.authority)],
        "địa bàn": [place], "nơi": [value(identity.place)], "ngày": [value(identity.issued)], "trích yếu": [value(identity.title)],
        "người ký": [value(identity.signer)], "chức vụ": [value(identity.signer_title)], "hiệu lực": [value(identity.effective)],
        "căn cứ": [str(len(identity.bases))], "căn cứ cuối": [identity.bases[-1].value if identity.bases else "không"],
        "thay đổi": [f"{r.change} {r.number or r.name}" + (f" [{r.part}]" if r.part else "") for r in identity.relations],
        "thi hành": [r.number for r in identity.carries_out], "hợp nhất": [identity.consolidates.number if identity.consolidates else "không"],
        "mã": [identity.id or "không"], "tên": [identity.name or "không"], "tên ngắn": [identity.short or "không"],
        "khác trang lưu": [d.field for d in identity.disagreements],
    }  # fmt: skip


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.title)
def test_case(case: Case, register: Register) -> None:
    seen = shown(identify(case.text, register))
    for field in dict(case.expected):
        assert seen[field] == [value for key, value in case.expected if key == field], field


def evidence(identity: Identity) -> list[Found | Relation | Reference]:
    """Everything in an identity that claims a range of the text."""
    found: list[Found | Relation | Reference] = []
    for field in identity.__struct_fields__:
        value = getattr(identity, field)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Found | Relation | Reference):
                found.append(one)
    if identity.block:
        found += [v for f in identity.block.__struct_fields__ if isinstance(v := getattr(identity.block, f), Found)]
    return found


def check(text: str) -> Identity:
    """``check_with`` without a register."""
    return check_with(text, None)


def check_with(text: str, register: Register | None) -> Identity:
    """What holds for every text: evidence stands where it says, ranges are sound, the same text gives the same identity."""
    identity = identify(text, register)
    for one in evidence(identity):
        assert 0 <= one.start < one.end <= len(text)
        assert one.words == text[one.start : one.end]
    if identity.block:
        assert all(0 <= a <= b <= len(text) for a, b in identity.block.furniture)
    assert identify(text, register) == identity
    return identity


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.title)
def test_evidence(case: Case) -> None:
    check(case.text)


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.title)
def test_decomposed_letters(case: Case, register: Register) -> None:
    """ "kê" + hook above is the same letter as "kể": the same values, with ranges in the text as it is."""
    apart = unicodedata.normalize("NFD", case.text)
    seen, same = shown(identify(case.text, register)), shown(check_with(apart, register))
    assert same == seen


PIECES = st.sampled_from(
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "\n", "\n\n", "|", "**", "*", " ", "Số: 12/QĐ-UBND", "Số:", "ngày 31 tháng 2 năm 2020", "ngày 1 tháng 2 năm 2020",
     "Hà Nội, ", "ỦY BAN NHÂN DÂN", "TỈNH", "THÀNH PHỐ HUẾ", "QUYẾT ĐỊNH", "LUẬT", "Về việc", "V/v ", "Kính gửi:", "Căn cứ Luật A;", "Điều 1. Bãi bỏ ",
     "Quyết định số 1/2020/QĐ-UBND", " và ", "Luật Đèn biển", "Quyết định này có hiệu lực ", "kể từ ngày ký", "thay thế ", ":", ";", ".", "a) ", "TM. CHÍNH PHỦ",
     "KT. CHỦ TỊCH", "CHỦ TỊCH", "Lê Văn Thử", "XÁC THỰC VĂN BẢN HỢP NHẤT", "Số hiệu:", "Loại văn bản:", "Ngày ban hành:", "thông qua ngày ", "“", "”", "e\u0301",
     "\u0301", "İ", "\u1100\u1161", "ﬁ", "\u2028", "\x0b", "\t", "    ", "---", "___", "1/", "…", "Văn bản liên quan", "#", "# ", "\ufeff", "của Bộ Tài chính "]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_never_raises_on_pieces(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_never_raises_on_anything(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_a_view_knows_its_source(text: str) -> None:
    view = View(text)
    for row in view.rows:
        a, b = view.source_range(row.start, row.end)
        assert 0 <= a < b <= len(text)
    assert len(view.plain) == len(view.text)


HEAD = "ỦY BAN NHÂN DÂN\nTỈNH HOA LƯ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/QĐ-UBND\nHoa Lư, ngày 1 tháng 2 năm 2020\nQUYẾT ĐỊNH\nVề đèn biển\n\n"


@pytest.mark.parametrize(
    "filler",
    ["Căn cứ Luật Đèn biển;\n", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n", "này được Quốc hội thông qua ngày ", "Quyết định này có hiệu lực ", "- ", "\n", "a", "“", "e\u0301",
     "thay thế Quyết định số 1/2020/QĐ-UBND và ", "| ", "**", "Điều 1. Bãi bỏ Luật A và ", "XÁC THỰC VĂN BẢN "],
)  # fmt: skip
def test_fifty_megabytes(filler: str) -> None:
    """Only head and tail are read: 50 million characters take no longer than 3 million do."""
    text = HEAD + filler * (50_000_000 // len(filler))
    begun = time.process_time()
    assert identify(text).number
    assert time.process_time() - begun < 8


def test_block_and_furniture() -> None:
    """The site's words stand outside the text that is left."""
    case = next(c for c in cases() if c.title.startswith("trang lưu"))
    block = attribute_block(case.text)
    assert block is not None
    assert case.text[block.start : block.start + 8] == "Số hiệu:"
    law = case.text[block.furniture[0][1] :]
    assert "37999" not in law
    assert "ỦY\nBAN NHÂN DÂN" in law


def real(folder: str) -> list[Path]:
    """The documents of a folder of ../shared/real; skips, or fails where CI says that they must be there."""
    files = sorted((REAL / folder).glob("*"))
    if not files:
        if os.environ.get("CI") == "true":
            pytest.fail(f"không có thư mục văn bản thật {REAL / folder}")
        pytest.skip(f"không có thư mục văn bản thật {REAL / folder}")
    return [f for f in files if f.suffix in (".md", ".txt")]


def test_decisions_agree_with_the_site(register: Register) -> None:
    """Number, date and issuer as the site says in at least 97 % of the decisions that have its block, the title in substance.

    The site's caption is an editor's: it drops "Về việc", "sửa đổi, bổ sung một số điều của", dates and issuers. So a title
    agrees when the text's title holds at least three quarters of the syllables of the shorter one, in order.
    """
    counts: Counter[tuple[str, str]] = Counter()
    with_block = 0
    lines: list[str] = []
    for path in real("decisions"):
        identity = identify(path.read_text(encoding="utf-8"), register)
        block = identity.block
        if block is None:
            continue
        with_block += 1
        for field in FIELDS:
            theirs = getattr(block, field)
            ours = identity.issuer_name if field == "issuer" else getattr(identity, field)
            if theirs is None:
                continue
            if field == "title":
                same = ours is not None and title_agreement(theirs.value, ours.value) >= 0.75
            else:
                same = ours is not None and same_value(field, theirs.value, ours.value, identity)
            counts[field, "same" if same else "other"] += 1
            if not same:
                lines.append(f"{path.name:24} {field:7} trang lưu: {theirs.value[:70]} | văn bản: {ours.value[:70] if ours else 'không'}")
    print(f"\n{with_block} decisions with a block")
    for field in FIELDS:
        same, other = counts[field, "same"], counts[field, "other"]
        print(f"{field:8} {same:4} same {other:3} other  {same / max(1, same + other):.1%}")
    print("\n".join(lines))
    for field in FIELDS:
        assert counts[field, "same"] >= 0.97 * (counts[field, "same"] + counts[field, "other"]), field


@pytest.mark.parametrize("folder", ["plans", "decisions", "gazette_text", "doc/transcripts"])
def test_real_documents(folder: str, register: Register) -> None:
    """How much is read of each folder, printed; every value's evidence stands where it says."""
    counts: Counter[str] = Counter()
    begun = time.perf_counter()
    characters = 0
    files = real(folder)
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        characters += len(text)
        identity = identify(text, register)
        for one in evidence(identity):
            assert one.words == text[one.start : one.end], path.name
        for field in ("type", "number", "issued", "issuer_name", "issuer", "title", "signer", "effective", "bases", "relations", "id"):
            counts[field] += bool(getattr(identity, field))
    seconds = time.perf_counter() - begun
    print(
        f"\n{folder}: {len(files)} documents, {characters / 1e6:.1f} M characters, {seconds:.1f} s; "
        + ", ".join(f"{k} {v}" for k, v in counts.items())
    )
