"""A law that was added is meant by its name only with its year: "Luật Hợp tác xã" of a circular of 2025 is not the one of 2003."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from phancap.indexer.library import Library
from phancap.indexer.model import Document, Reading

_OLD = Document(
    id="luat-18-qh11-2003", file="a.md", first_line=1, type="Luật", title="Hợp tác xã", name="Luật Hợp tác xã số 18/2003/QH11",
    short="Luật Hợp tác xã", number="18/2003/QH11", issued="2003-11-26", jurisdiction="vn", text="Điều 1. Phạm vi.",
)  # fmt: skip


def test_a_law_is_found_by_title_and_year() -> None:
    library = Library([_OLD])
    assert library.named("Luật Hợp tác xã", "2003") == [_OLD]
    assert library.named("Luật hợp tác xã", "2023") == []


def test_a_bare_title_means_no_law() -> None:
    assert Library([_OLD]).named("Luật Hợp tác xã", None) == []


def test_a_law_that_amends_others_has_no_such_name() -> None:
    amending = msgspec.structs.replace(_OLD, title="Sửa đổi, bổ sung một số điều của Luật Hợp tác xã", issued="2010-01-01")
    assert Library([amending]).named("Luật Hợp tác xã", "2010") == []


def test_short_forms_in_a_laws_name_are_written_out(read_text: Callable[..., Reading]) -> None:
    """ "Luật BHXH năm 2014" and "Luật Bảo hiểm xã hội năm 2014" are one law."""
    clauses = read_text("Điều 1. Theo Điều 88 Luật BHXH năm 2014, Luật Bảo vệ BMNN, Luật Bảo hiểm xã hội năm 2014 thì làm.").clauses
    cited = [citation.cited for citation in clauses[-1].citations]
    assert cited == ["Luật Bảo hiểm xã hội 2014", "Luật Bảo vệ bí mật nhà nước", "Luật Bảo hiểm xã hội 2014"]
