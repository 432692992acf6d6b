"""The plan against what a person read in it (cases/plan.txt), and against its reviewed record set (golden/plan.jsonl)."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from phancap.indexer.model import Clause, Document, Duty, Reading
from phancap.indexer.record import record_of

if TYPE_CHECKING:
    from conftest import Case

PLAN = "ke-hoach-57-nq-hdnd-quang-nam-2022"
GOLDEN = Path(__file__).parent / "golden" / "plan.jsonl"
RENEW = "Nếu thay đổi là đúng: chạy `phancap records > tests/golden/plan.jsonl`, rồi đọc hết `git diff` của tệp ấy trước khi nộp."


@pytest.mark.cases("plan")
def test_clause_as_a_person_read_it(case: Case, clauses: dict[str, Clause], same_duties: Callable[[Case, list[Duty]], None]) -> None:
    clause = clauses[case.title]
    assert clause.citation == case.value("trích dẫn")
    assert "{}-{}".format(*clause.lines) == case.value("dòng")
    assert clause.heading == case.value("đề mục")
    assert clause.text.startswith(case.value("đầu")) and clause.text.endswith(case.value("cuối"))
    assert bool(clause.text) == bool(case.value("đầu"))
    assert all(words in clause.text for words in case.values("giữa"))
    cited = [f"{c.words} → {c.target}" + (f"/{c.eid}" if c.eid else "") for c in clause.citations]
    assert cited == case.values("dẫn")
    assert all(c.status == "resolved" for c in clause.citations)
    same_duties(case, list(clause.duties))


def test_every_clause_has_its_case(plan: Reading) -> None:
    lines = (Path(__file__).parent / "cases" / "plan.txt").read_text("utf-8").split("\n")
    titles = [before for before, stop in pairwise(lines) if stop == "." and before.startswith(("sec_", "pre", "rec", "sig"))]
    assert titles == [c.eid for c in plan.clauses]


def test_counts(plan: Reading) -> None:
    leaves = Counter(c.parent for c in plan.clauses if c.kind in ("indent", "intro") or c.parent == "sec_II")
    assert leaves == {
        "sec_I": 4, "sec_II": 7, "sec_III__para_1": 9, "sec_III__para_2": 1, "sec_III__para_2__point_a": 3,
        "sec_III__para_2__point_e": 4, "sec_III__para_3": 6,
    }  # fmt: skip
    points = [c for c in plan.clauses if c.kind == "point" and c.text]
    assert [c.eid[-7:] for c in points] == ["point_b", "point_c", "point_d"]
    assert sum(leaves.values()) + len(points) - 1 == 36
    assert [c.eid for c in plan.clauses if c.kind == "wrapup"] == ["sec_III__wrapup", "sec_III__wrapup_2"]


def test_the_clause_of_the_design(clauses: dict[str, Clause], plan_document: Document) -> None:
    clause = clauses["sec_III__para_2__point_a__indent_3"]
    assert (clause.source, clause.lines, clause.order, clause.number) == ((7905, 8124), (71, 71), 31, "3")
    assert clause.trail == ("TỔ CHỨC THỰC HIỆN", "Trách nhiệm của một số Sở, Ban, ngành", "Trách nhiệm của Sở Tư pháp")
    assert plan_document.text[7905:8124].startswith("- Chủ trì, phối hợp với Sở Nội vụ")
    assert clause.duties[0].action.startswith("thẩm định các nội dung, nhiệm vụ đề xuất")


def test_the_source_comes_back(plan: Reading, plan_document: Document) -> None:
    assert "".join(plan_document.text[slice(*c.source)] for c in plan.clauses) == plan_document.text


def test_the_corpus_holds_the_text_as_received(plan_document: Document) -> None:
    received = Path(__file__).parents[2] / "shared" / "plan.md"
    if not received.is_file():
        pytest.skip("không có ../shared/plan.md để so")
    assert plan_document.text.encode() == received.read_bytes()


def test_the_slip_is_read_and_flagged(clauses: dict[str, Clause], plan: Reading) -> None:
    mention = next(m for m in clauses["sec_III__para_1__indent_8"].agencies if m.inferred)
    assert (mention.words, mention.agency) == ("Sở Nội", "quang-nam/so-noi-vu")
    finding = next(f for f in plan.findings if f.kind == "slip" and f.words == "Sở Nội")
    assert finding.eid == "sec_III__para_1__indent_8"
    assert finding.line == plan.document.first_line + 57 - 1
    assert "Sở Nội vụ" in finding.sentence


def test_slips_of_the_recipients(clauses: dict[str, Clause]) -> None:
    read = {m.words: m.agency for m in clauses["recipients"].agencies if m.inferred}
    assert read == {
        "UBNDTTQVN tỉnh": "quang-nam/uy-ban-mat-tran-to-quoc-viet-nam-tinh",
        "Ban Chỉ đạo CCHC&CDS tỉnh": "quang-nam/ban-chi-dao-cai-cach-hanh-chinh-va-chuyen-doi-so-tinh",
    }


def test_no_finding_is_an_error(plan: Reading) -> None:
    assert {f.severity for f in plan.findings} == {"warning", "notice"}
    unknown = {f.eid for f in plan.findings if f.kind == "no-bearer"}
    assert unknown == {f"sec_II__para_{n}" for n in range(1, 8)}
    assert [f.eid for f in plan.findings if f.kind == "no-date"] == ["sec_III__para_1__indent_1"]


def test_twenty_days_have_a_date_once_the_plan_has_one(
    read_text: Callable[..., Reading], clauses: dict[str, Clause], plan_document: Document
) -> None:
    deadline = clauses["sec_III__para_1__indent_1"].duties[0].deadline
    assert deadline is not None
    assert (deadline.days, deadline.day_kind, deadline.date) == (20, "unsaid", None)
    assert deadline.from_ == f"issue of {PLAN}"
    dated = read_text(plan_document.text, issued="2023-01-16", id=PLAN)
    deadline = next(c for c in dated.clauses if c.eid == "sec_III__para_1__indent_1").duties[0].deadline
    assert deadline is not None
    assert deadline.date == (datetime.date(2023, 1, 16) + datetime.timedelta(days=20)).isoformat() == "2023-02-05"
    assert not [f for f in dated.findings if f.kind == "no-date"]


def test_every_duty_tells_why(plan: Reading) -> None:
    for clause in plan.clauses:
        for duty in clause.duties:
            assert duty.because["bearer"] in ("heading", "subject", "assigned", "carried", "of", "none")
            assert (duty.bearer is None) == (duty.because["bearer"] == "none")
            assert duty.because["role_words"] in clause.text[duty.start : duty.end]
            assert duty.action in clause.text[duty.start : duty.end]
            assert duty.review == "machine"


def test_golden_records(plan: Reading) -> None:
    found = [msgspec.json.encode(record_of(c)).decode() for c in plan.clauses]
    wanted = GOLDEN.read_text("utf-8").splitlines()
    changed = [msgspec.json.decode(a)["eid"] for a, b in zip(found, wanted, strict=False) if a != b]
    assert not changed and len(found) == len(wanted), f"Bản ghi đổi ở: {', '.join(changed) or 'số điều khoản'}. {RENEW}"
