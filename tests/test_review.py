"""What a person confirms or corrects stays, as long as the words it was said of do; ``phancap review`` writes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from phancap.indexer.corpus import bundled, load
from phancap.indexer.model import Clause, Finding
from phancap.indexer.read import read_all
from phancap.indexer.reviews import entry, text_digest
from phancap.indexer.toml_source import CorpusError
from phancap.site.cli import program

PLAN = "ke-hoach-57-nq-hdnd-quang-nam-2022"
POINT_B = f"{PLAN}/sec_III__para_2__point_b"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of one's own: the bundled documents and registers, nothing reviewed."""
    kept = tmp_path / "kho"
    shutil.copytree(bundled(), kept)
    (kept / "reviews.toml").write_text("# rà soát\n", encoding="utf-8")
    return kept


def _read(folder: Path) -> tuple[dict[str, Clause], list[Finding]]:
    readings = read_all(load(folder))
    return {c.id: c for r in readings for c in r.clauses}, [f for r in readings for f in r.findings if f.kind == "review"]


def _add(folder: Path, block: str) -> None:
    path = folder / "reviews.toml"
    path.write_text(path.read_text("utf-8") + block, encoding="utf-8")


def _block(clause: Clause, **duty: str) -> str:
    rows = "".join(f"{k} = {v}\n" for k, v in duty.items())
    return (
        f'[[review]]\nclause = "{clause.id}"\ndigest = "{text_digest(clause.text)}"\nby = "Nguyễn Văn A"\non = 2026-01-31\n'
        f'verdict = "corrected"\nnote = "đọc lại"\n' + (f"[[review.duty]]\n{rows}" if rows else "")
    )


def test_a_correction_takes_the_place_of_the_machines_reading(folder: Path) -> None:
    clause = _read(folder)[0][POINT_B]
    words = clause.text.split(",")[0]
    _add(folder, _block(clause, action=f'"{words}"', role='"lead"', bearer='"Sở Nội vụ"', partners='["quang-nam/so-tai-chinh"]'))
    clauses, findings = _read(folder)
    (duty,) = clauses[POINT_B].duties
    assert (duty.bearer, duty.role, duty.partners, duty.action) == ("quang-nam/so-noi-vu", "lead", ("quang-nam/so-tai-chinh",), words)
    assert clause.text[duty.start : duty.end] == words
    assert duty.review == "corrected" and duty.because["review"] == "Nguyễn Văn A, 31/01/2026: đọc lại"
    assert findings == []


def test_a_correction_may_say_that_the_clause_gives_no_duty(folder: Path) -> None:
    clause = _read(folder)[0][POINT_B]
    assert clause.duties
    _add(folder, _block(clause))
    assert _read(folder)[0][POINT_B].duties == ()


@pytest.mark.parametrize(
    ("duty", "told"),
    [
        ({"action": '"chữ không có ở đó"', "role": '"lead"'}, "chữ không có ở đó"),
        ({"action": '"{words}"', "role": '"lead"', "bearer": '"Sở Không Có"'}, "Sở Không Có"),
        ({"action": '"{words}"', "role": '"lead"', "deadline": '"trước ngày 31/12"'}, "trước ngày 31/12"),
    ],
)
def test_a_correction_that_does_not_fit_is_a_finding_and_the_machines_reading_stays(folder: Path, duty: dict[str, str], told: str) -> None:
    clause = _read(folder)[0][POINT_B]
    _add(folder, _block(clause, **{k: v.replace("{words}", clause.text.split(",")[0]) for k, v in duty.items()}))
    clauses, findings = _read(folder)
    assert clauses[POINT_B].duties == clause.duties
    assert [told in f.sentence for f in findings] == [True]


def test_a_correction_of_words_that_changed_or_went_is_a_finding(folder: Path) -> None:
    clause = _read(folder)[0][POINT_B]
    _add(folder, _block(clause).replace(text_digest(clause.text), "0" * 16) + _block(clause).replace(POINT_B, f"{PLAN}/art_99"))
    clauses, findings = _read(folder)
    assert clauses[POINT_B].duties == clause.duties
    assert (
        len(findings) == 2 and any("nội dung nay đã khác" in f.sentence for f in findings) and any("art_99" in f.sentence for f in findings)
    )


def test_a_review_of_an_unknown_document_is_refused_with_its_line(folder: Path) -> None:
    clause = _read(folder)[0][POINT_B]
    _add(folder, _block(clause).replace(PLAN, "khong-co"))
    with pytest.raises(CorpusError) as refused:
        load(folder)
    assert refused.value.file == "reviews.toml" and refused.value.line == 3


def test_what_is_written_reads_back(folder: Path) -> None:
    import datetime

    from phancap.indexer.reviews import as_written

    clauses, _ = _read(folder)
    given = [c for c in clauses.values() if c.duties]
    for clause in given:
        _add(folder, entry(clause, 'Trần "B"\\', datetime.date(2026, 2, 1), map(as_written, clause.duties), "hai dòng\nmột ý"))
    again, findings = _read(folder)
    assert findings == []
    for clause in given:
        for before, after in zip(clause.duties, again[clause.id].duties, strict=True):
            assert after.review == "corrected"
            for key in ("bearer", "role", "action", "partners", "others", "recipients", "report_to", "submit_to", "channels", "recurrence"):
                assert getattr(after, key) == getattr(before, key), (clause.id, key)
            assert (after.deadline and after.deadline.words) == (before.deadline and before.deadline.words)


def test_what_was_confirmed_keeps_its_values_whatever_the_machine_reads_later(folder: Path) -> None:
    import datetime

    clause = _read(folder)[0][POINT_B]
    block = entry(clause, "Lê C", datetime.date(2026, 2, 1))
    assert 'verdict = "confirmed"' in block and "[[review.duty]]" in block
    seen = block.replace("quang-nam/so-tai-chinh", "quang-nam/so-noi-vu")  # as if the machine had read another bearer then
    for written, finds, state in ((block, 0, "reviewed"), (seen, 1, "reviewed")):
        (folder / "reviews.toml").write_text(written, encoding="utf-8")
        clauses, findings = _read(folder)
        assert len(findings) == finds and [d.review for d in clauses[POINT_B].duties] == [state] * len(clause.duties)
        assert {d.bearer for d in clauses[POINT_B].duties} == {"quang-nam/so-noi-vu" if finds else "quang-nam/so-tai-chinh"}
    assert "Máy nay đọc" in findings[0].sentence


def test_a_heading_that_changed_asks_for_another_look(folder: Path) -> None:
    import datetime

    _add(folder, entry(_read(folder)[0][POINT_B], "Lê C", datetime.date(2026, 2, 1)))
    path = next((folder / "documents").glob("ke-hoach-57*.md"))
    path.write_text(path.read_text("utf-8").replace("b) Trách nhiệm của Sở Tài chính", "b) Trách nhiệm của Sở Xây dựng"), encoding="utf-8")
    clauses, findings = _read(folder)
    assert [d.review for d in clauses[POINT_B].duties] == ["machine"] and "nội dung nay đã khác" in findings[0].sentence


def test_one_clause_can_be_looked_at_alone_and_be_said_to_give_no_duty(folder: Path) -> None:
    bare = next(c.id for c in _read(folder)[0].values() if c.document == PLAN and c.text and not c.duties)
    output = _walk(folder, "đ\n", "--clause", bare)
    assert "1/1" in output and "không thấy nhiệm vụ" in output
    assert 'verdict = "corrected"' in (folder / "reviews.toml").read_text("utf-8") and _read(folder)[1] == []


def _walk(folder: Path, typed: str, *more: str) -> str:
    done = CliRunner().invoke(
        program, ["review", PLAN, "--corpus", str(folder), "--store", str(folder.parent / "dl"), "--by", "Lê Thị C", *more], input=typed
    )
    assert done.exit_code == 0, done.output
    return done.output


def test_the_walk_confirms_skips_and_stops(folder: Path) -> None:
    first = _walk(folder, "đ\nb\nd\nt\n")
    assert "Đã ghi 2 điều khoản vào reviews.toml" in first
    clauses, findings = _read(folder)
    assert findings == []
    reviewed = [c for c in clauses.values() if c.duties and all(d.review == "reviewed" for d in c.duties)]
    assert len(reviewed) == 2
    assert (folder / "reviews.toml").read_text("utf-8").startswith("# rà soát\n")
    assert reviewed[0].id not in _walk(folder, "t\n")


def test_the_walk_corrects_field_by_field(folder: Path) -> None:
    clauses, _ = _read(folder)
    target = next(c for c in clauses.values() if c.duties)
    keep = ["c", ""]  # keep this duty; its words as they are
    fields = ["Sở Không Có", "Sở Nội vụ", "chủ trì", "Sở Tài chính; Sở Tư pháp", "-", "", "", "", "hằng năm", "chữ lạ", "-"]
    rest = ["k"] * (len(target.duties) - 1)  # no other duty of it stays
    said = _walk(folder, "\n".join(["s", "y", *keep, *fields, *rest, "k", "đề mục nói vậy", "t", ""]))
    assert "Giữ nhiệm vụ này ([c]ó, [k]hông)" in said and "Hãy gõ một trong các chữ" in said and "Error" not in said
    (duty,) = _read(folder)[0][target.id].duties
    assert duty.bearer == "quang-nam/so-noi-vu" and duty.role == "lead"
    assert duty.partners == ("quang-nam/so-tai-chinh", "quang-nam/so-tu-phap")
    assert (duty.recurrence, duty.deadline, duty.action) == ("yearly", None, target.duties[0].action)
    assert duty.because["review"].endswith("đề mục nói vậy")
