"""Deadlines of working days, with and without a table of holidays; times that stand by themselves in a cell."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from phancap.indexer import corpus as corpora
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.deadlines import cell_time, counted, find_deadline, period_end
from phancap.indexer.gaps import gaps_of
from phancap.indexer.model import Document
from phancap.indexer.read import read_document
from phancap.indexer.toml_source import CorpusError

WORKING = "Báo cáo trong thời hạn 10 ngày làm việc kể từ ngày ban hành Kế hoạch này."


def test_working_days_leave_out_weekends_and_say_that_holidays_are_not_counted(made_up: Callable[..., Document]) -> None:
    document = made_up("", issued="2023-01-16")  # a Monday; Tết of 2023 fell into these days
    found = find_deadline(WORKING, document)
    assert found is not None and found.deadline.date is None
    told = counted(found.deadline, document, frozenset())
    assert (told.date, told.holidays) == ("2023-01-30", "not-counted")


def test_a_table_of_holidays_is_left_out_too(made_up: Callable[..., Document]) -> None:
    document = made_up("", issued="2023-01-16")
    found = find_deadline(WORKING, document)
    assert found is not None
    tet = frozenset(datetime.date(2023, 1, day) for day in (20, 23, 24, 25, 26))
    told = counted(found.deadline, document, tet)
    assert (told.date, told.holidays) == ("2023-02-06", "counted")


def test_holidays_of_another_year_count_for_nothing(made_up: Callable[..., Document]) -> None:
    document = made_up("", issued="2023-01-16")
    found = find_deadline(WORKING, document)
    assert found is not None and counted(found.deadline, document, frozenset({datetime.date(2024, 1, 1)})).holidays == "not-counted"


def test_the_corpus_may_hold_the_table(tmp_path: Path, made_up: Callable[..., Document]) -> None:
    folder = tmp_path / "kho"
    shutil.copytree(corpora.bundled(), folder)
    (folder / "holidays.toml").write_text('[[holiday]]\ndate = 2023-01-20\nname = "Tết"\nsource = "Thông báo"\n', encoding="utf-8")
    corpus = corpora.load(folder)
    assert corpus.holidays == {datetime.date(2023, 1, 20)}
    text = f"KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ\n\n- {WORKING}\n"
    reading = read_document(made_up(text, issued="2023-01-16"), corpus, AgencyIndex(corpus.register))
    (duty,) = [d for c in reading.clauses for d in c.duties]
    assert duty.deadline is not None and (duty.deadline.date, duty.deadline.holidays) == ("2023-01-31", "counted")
    (folder / "holidays.toml").write_text('[[holiday]]\ndate = "Tết"\n', encoding="utf-8")
    with pytest.raises(CorpusError) as refused:
        corpora.load(folder)
    assert refused.value.file == "holidays.toml"


def test_no_deadline_passes_while_holidays_are_not_counted(made_up: Callable[..., Document]) -> None:
    corpus = corpora.load(corpora.bundled())
    index = AgencyIndex(corpus.register)
    text = f"KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ\n\n- {WORKING}\n"
    document = made_up(text, issued="2023-01-16")
    open_table = read_document(document, corpus, index).clauses
    assert not [gap for gap in gaps_of(open_table, index, "2026-01-01") if gap.kind == "passed"]
    known = msgspec.structs.replace(corpus, holidays=frozenset({datetime.date(2023, 1, 1)}))
    assert [gap.kind for gap in gaps_of(read_document(document, known, index).clauses, index, "2026-01-01") if gap.kind == "passed"]


@pytest.mark.parametrize(
    ("cell", "date", "period", "rhythms"),
    [
        ("31/10/2025", "2025-10-31", None, []), ("Quý IV/2025", None, "2025-Q4", []), ("Quý IV/2025- Quý II/2026", None, "2026-Q2", []),
        ("Năm 2025 - 2026", None, "2025/2026", []), ("2026", None, "2026", []), ("Hằng năm.", None, None, ["yearly"]),
        ("Thường xuyên", None, None, ["continuous"]), ("Định kỳ 6 tháng, năm", None, None, ["half-yearly", "yearly"]),
        ("15/11/2025 - 30/11/2025", "2025-11-30", None, []), ("từ tháng 12/2025 đến quý I/2026", None, "2026-Q1", []),
        ("Trước 31/12/2025", "2025-12-31", None, []), ("31/02/2025", None, None, []), ("Theo yêu cầu", None, None, ["on-request"]),
        ("Sau khi Nghị quyết được ban hành", None, None, []), ("Tháng 12", None, None, []),
    ],
)  # fmt: skip
def test_a_time_by_itself(cell: str, date: str | None, period: str | None, rhythms: list[str], made_up: Callable[..., Document]) -> None:
    deadline, found, words = cell_time(cell, made_up(""))
    assert found == rhythms and all(w in cell for w in words)
    if deadline is None:
        assert rhythms and date is None and period is None
    else:
        assert (deadline.words, deadline.date, deadline.period) == (cell.strip(" ."), date, period)


def test_a_cell_without_words_says_nothing(made_up: Callable[..., Document]) -> None:
    assert cell_time(" - ", made_up("")) == (None, [], [])
    assert [period_end(p) for p in ("2025-Q4", "2026-02", "2025/2026", "2025-13")] == ["2025-12-31", "2026-02-28", "2026-12-31", None]
