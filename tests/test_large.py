"""Texts no one would write, but someone may upload: read whole, without a fault, and in time that grows as the text does."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from phancap.indexer.model import Document, Reading
from phancap.indexer.outline import clauses_of

sys.path.insert(0, str(Path(__file__).parent))  # pytest's importlib mode leaves this folder out
from memory import text_of

MANY = 100_000
# Words whose rules look back or ahead; a rule that looks all the way makes an afternoon of a megabyte.
WORDS = (
    "Sở Tư pháp, ", "Giao Sở Tư pháp; ", "Sở Tư pháp (gồm các phòng). ", "Đối với việc sửa đổi; bổ sung; ", "thông qua công tác theo dõi, ",
    "“Điều 5. Sửa đổi khoản 1 Điều 2 như sau: ", "Điều 1 ", "khoản 1, ", "Văn phòng đăng ký đất đai ", "các cơ quan, đơn vị và ", "( (", "** ", "| ",
    "phối hợp với Sở Tư pháp, Sở Nội vụ; gửi Sở Y tế, báo cáo Ủy ban nhân dân tỉnh; ",
)  # fmt: skip


def _kept(reading: Reading) -> None:
    """Every character of the text lies in exactly one clause's range."""
    ranges = sorted(c.source for c in reading.clauses)
    assert ranges[0][0] == 0 and ranges[-1][1] == len(reading.document.text)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(ranges))


@pytest.mark.parametrize("words", WORDS)
def test_a_clause_that_never_ends_is_read(words: str, read_text: Callable[..., Reading]) -> None:
    _kept(read_text("I. NHIỆM VỤ\n\n1. " + words * (60_000 // len(words))))


def test_the_numbers_of_a_forms_columns_are_read(read_text: Callable[..., Reading]) -> None:
    _kept(read_text("I. NHIỆM VỤ\n\n1. Sửa đổi mẫu báo cáo như sau:\n\n“Mẫu báo cáo\n\n(1)\n\n(2) (3)\n\n(4)”"))


def test_dashes_inside_dashes(made_up: Callable[..., Document]) -> None:
    text = "".join(f"{'  ' * (i % 50)}{'-+'[i % 2]} việc thứ {i}\n" for i in range(MANY))
    clauses, _ = clauses_of(made_up(text))
    assert sum(c.kind in ("indent", "subindent") for c in clauses) == MANY
    assert [c.source for c in clauses] == sorted(c.source for c in clauses)
    assert clauses[-1].source[1] == len(text)


def test_dashes_on_one_line(read_text: Callable[..., Reading]) -> None:
    _kept(read_text("- " * MANY + "việc"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="chỉ Linux cho biết bộ nhớ lớn nhất của tiến trình")
@pytest.mark.parametrize(
    ("kind", "verbs", "most"), [("articles", "structure", 10.75), ("dashes", "structure", 11.5), ("articles", "citations", 13.25)]
)
def test_short_clauses_take_some_times_their_texts_room(kind: str, verbs: str, most: float) -> None:
    """Read in a process of its own; the longer the text, the less do the tables count that do not grow with it."""
    command = [sys.executable, Path(__file__).with_name("memory.py"), kind, verbs, "6"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert float(told.split()[-4]) < most


@pytest.mark.skipif(not os.environ.get("CI"), reason="đọc 50 MB mất gần một phút; CI luôn chạy")
def test_a_document_of_fifty_megabytes_loses_nothing(made_up: Callable[..., Document]) -> None:
    text = text_of("articles", 50_000_000)
    clauses, _ = clauses_of(made_up(text))
    assert sum(c.kind == "article" for c in clauses) == text.count("Điều ") // 2
    at = 0
    for clause in clauses:
        assert clause.source[0] == at
        at = clause.source[1]
    assert at == len(text)
    assert not re.search(r"\S", text[at:])
