"""What a page lets people choose is asked of the store in SQL: held here to the same said plainly, duty by duty."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from phancap.indexer.build import build
from phancap.indexer.days import rhythms_of
from phancap.indexer.gaps import deadline_end
from phancap.indexer.model import Duty
from phancap.indexer.obligations import predecessors
from phancap.indexer.store import ANY, Located
from phancap.site.views.blocks import groups_of
from phancap.site.views.grouping import PARTS
from phancap.site.views.held import Held
from phancap.site.views.sifting import Choice, condition_of, parts_of

TODAY = "2026-07-01"
MANY = "ke-hoach-9-quang-nam-2026"
TEXT = """+++
id = "ke-hoach-9-quang-nam-2026"
type = "Kế hoạch"
number = "9/KH-UBND"
jurisdiction = "quang-nam"
issuer = "quang-nam/uy-ban-nhan-dan-tinh"
title = "Rà soát phân cấp"
name = "Kế hoạch số 9/KH-UBND năm 2026"
short = "KH 9/KH-UBND"
issued = 2026-01-15
+++
III. TỔ CHỨC THỰC HIỆN

- Sở Tài chính, Sở Y tế rà soát chế độ chi, báo cáo Ủy ban nhân dân tỉnh trước ngày 20 hằng tháng.

- Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Sở Tài chính xây dựng danh mục dự án trước ngày 15/11/2026.

- Các Sở, Ban, ngành (trừ Sở Tư pháp) gửi báo cáo về Sở Nội vụ trong quý II năm 2026.

- Sở Tư pháp phối hợp với Sở Nội vụ thẩm định hồ sơ; định kỳ 6 tháng và hằng năm báo cáo Ủy ban nhân dân tỉnh.

- Sở Nội vụ tham mưu Ủy ban nhân dân tỉnh ban hành quy chế trong thời gian sớm nhất.
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, corpus_folder: Path) -> Held:
    """The plan and a text with duties of every kind."""
    from shutil import copytree, ignore_patterns

    corpus, store = tmp_path_factory.mktemp("kho") / "kho", tmp_path_factory.mktemp("store")
    copytree(corpus_folder, corpus, ignore=ignore_patterns("__pycache__", "*.py"))
    (corpus / "documents" / f"{MANY}.md").write_text(TEXT, "utf-8")
    return Held(store / "generations" / build(corpus, store).digest)


def lets(choice: Choice, found: Located, roles: tuple[str, ...] | None = None) -> bool:
    """Whether a duty is meant; ``roles`` are the parts that count, those of anybody (or of the chosen agency) where none is given."""
    duty: Duty = found.duty
    parts = parts_of(duty)
    if roles is None:
        roles = parts.get(choice.agency, ()) if choice.agency else tuple(r for some in parts.values() for r in some)
    end = deadline_end(duty.deadline)
    return all(
        (
            not choice.documents or found.clause.document in choice.documents,
            not choice.agency or choice.agency in parts,
            not choice.role or choice.role in roles,
            not choice.rhythm or choice.rhythm in rhythms_of(duty) or (choice.rhythm == "co" and bool(duty.recurrence)),
            not choice.since or bool(end and end >= choice.since),
            not choice.until or bool(end and end <= choice.until),
            {
                "": True, "co": bool(end), "qua": bool(end and end < TODAY), "con": bool(end and end >= TODAY),
                "chu": duty.deadline is not None and end is None, "khong": duty.deadline is None,
            }[choice.due],
        )
    )  # fmt: skip


CHOICES = [
    Choice(documents, agency, role, rhythm, due, since, until, TODAY)
    for documents, agency, role, (rhythm, due, since, until) in product(
        ((), (MANY,)), ("", "quang-nam/so-noi-vu", "quang-nam/so-tai-chinh"), ("", "lead", "perform", "advise", "coordinate", "receive"),
        (
            ("", "", "", ""), ("co", "", "", ""), ("yearly", "", "", ""), ("half-yearly", "khong", "", ""), ("", "qua", "", ""), ("", "con", "", ""),
            ("", "chu", "", ""), ("", "khong", "", ""), ("", "co", "2026-07-01", ""), ("", "", "", "2026-06-30"),
        ),
    )
]  # fmt: skip


def test_the_text_has_what_is_chosen_among(here: Held) -> None:
    duties = here.generation.duties(MANY)
    assert {d.duty.role for d in duties} == {"lead", "perform", "advise", "coordinate"}
    assert {deadline_end(d.duty.deadline) for d in duties} >= {None, "2026-06-30", "2026-11-15"}
    assert sum(bool(condition_of(here, c)) for c in CHOICES) == len(CHOICES) and any(lets(c, d) for c in CHOICES for d in duties)


def test_choosing_among_all_duties(here: Held) -> None:
    duties = here.generation.duties()
    for choice in CHOICES:
        condition = condition_of(here, choice) or ANY
        meant = [d for d in duties if lets(choice, d)]
        assert list(here.generation.chosen(condition)) == meant, choice
        tasks = list(here.generation.tasks(condition))
        assert len(tasks) == here.generation.task_count(condition)
        unnamed = [not any(parts_of(d.duty) for d in task if lets(choice, d)) for task in tasks]
        assert unnamed == sorted(unnamed) and (True in unnamed or choice.active), "tasks for which the text names nobody come last"
        told = [d for task in tasks for d in task if lets(choice, d)]
        assert sorted(told, key=meant.index) == meant and told == sorted(told, key=lambda d: (not parts_of(d.duty), meant.index(d)))
        assert list(here.generation.tasks(condition, limit=2, offset=1)) == tasks[1:3]
        if choice.active:
            shelves = here.generation.chosen_shelves(condition)
            for name, shelf in shelves.items():
                assert len(here.generation.shelf(name, condition, limit=99)) == shelf.tasks
            standing = sum(s.tasks for s in shelves.values() if not s.rhythm)
            assert standing == sum(any(d.duty.deadline and lets(choice, d) for d in task) for task in tasks)


def test_every_shelf_holds_its_tasks(here: Held) -> None:
    for name, shelf in here.generation.shelves.items():
        tasks = here.generation.shelf(name, limit=999)
        assert len(tasks) == shelf.tasks and here.generation.shelf(name, limit=1, offset=1) == tasks[1:2]
        for task in tasks:
            duty = task[0].duty
            assert (name in rhythms_of(duty)) if shelf.rhythm else (deadline_end(duty.deadline) == shelf.last and duty.deadline is not None)
    assert here.generation.times.rhythms["monthly"].total == here.generation.shelves["monthly"].tasks


def test_choosing_among_what_an_agency_owes(here: Held) -> None:
    for agency in ("quang-nam/so-tai-chinh", "quang-nam/so-noi-vu", "da-nang/so-tai-chinh"):
        whole = {(former, p.kind, p.through): p for former, parts in groups_of(here, agency, Choice()) for p in parts}
        for choice in CHOICES:
            chosen = {(former, p.kind, p.through): p for former, parts in groups_of(here, agency, choice) for p in parts}
            for key, part in whole.items():
                found = here.generation.owed(chosen[key]) if key in chosen else []
                role = PARTS.get(part.kind)
                meant = [
                    o for o in here.generation.owed(part)
                    if lets(choice, Located(o.clause, o.duty, o.number), (role or o.duty.role,))
                ]  # fmt: skip
                assert found == meant, (agency, key, choice)
                if key in chosen:
                    counts = chosen[key].counts
                    assert chosen[key].total == len(meant) and counts.reviewed == sum(o.duty.review != "machine" for o in meant)
                    if part.kind in ("own", "inherited"):
                        assert counts.recurring == sum(bool(o.duty.recurrence) for o in meant)


def test_what_was_taken_over_is_told_once(here: Held) -> None:
    for agency in here.generation.agency_ids:
        formers = [p.agency for p in predecessors(agency, here.generation.agencies)]
        known = {(o.kind, o.clause.id, o.number) for o in here.generation.obligations(agency)}
        for former, parts in zip(formers, here.generation.taken_over(agency, formers), strict=True):
            taken = [o for part in parts for o in here.generation.owed(part)]
            theirs = here.generation.obligations(former)
            new = [o for o in theirs if (o.kind, o.clause.id, o.number) not in known]
            assert sorted(taken, key=repr) == sorted(new, key=repr) and sum(p.total for p in parts) == len(new)
            known |= {(o.kind, o.clause.id, o.number) for o in theirs}
