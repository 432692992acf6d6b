"""The cases of tests/cases, which a legal officer can read and extend, against the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from phancap.indexer.corpus import Corpus
from phancap.indexer.deadlines import find_deadline
from phancap.indexer.library import Library
from phancap.indexer.model import Citation, Clause, Deadline, Document, Duty, Reading
from phancap.indexer.rhythms import find_recurrence
from phancap.indexer.vietnamese import exact, fold, nfc, slug
from phancap.site.wording import RELATIONS

if TYPE_CHECKING:
    from conftest import Case


def text_of(case: Case) -> str:
    """The text to read: as it stands below "văn bản:", or a sentence under its headings."""
    if "văn bản:" in case.given:
        return "\n".join(case.given[case.given.index("văn bản:") + 1 :])
    heading, sentence = case.value("đề mục"), case.value("câu")
    section = f"III. {case.value('mục', 'TỔ CHỨC THỰC HIỆN')}\n\n"
    return section + (f"**1. {heading}**\n\n- {sentence}" if heading else f"- {sentence}")


@pytest.mark.cases(
    "duties", "duties_plans", "duties_tasks", "duties_handed", "duties_decisions", "duties_laws", "duties_shapes", "duties_wordings"
)
def test_duties(case: Case, read_text: Callable[..., Reading], same_duties: Callable[[Case, list[Duty]], None]) -> None:
    known = {"type": kind, "title": case.value("tên", "văn bản thử")} if (kind := case.value("loại", "")) else {}  # else a plan
    same_duties(case, [duty for clause in read_text(text_of(case), **known).clauses for duty in clause.duties])


@pytest.mark.cases("citations")
def test_citations(case: Case, read_text: Callable[..., Reading], corpus: Corpus, made_up: Callable[..., Document]) -> None:
    others = []
    for number, line in enumerate(case.values("kho")):
        kind, document_number, issued, place = (part.strip() for part in line.split("|"))
        others.append(
            made_up(
                "", id=f"kho-{number + 1}", type=kind, number=document_number or None, issued=issued or None, jurisdiction=place, names=()
            )
        )
    known = {"type": case.value("loại", "Kế hoạch")}
    known |= {field: said for field, key in (("number", "số"), ("title", "trích yếu")) if (said := case.value(key))}
    reading = read_text(text_of(case), Library([*corpus.documents, *others], corpus.vocabulary.citations.laws), **known)
    assert [citation_words(c, clause) for clause in reading.clauses for c in clause.all_citations] == case.wanted, case.where


def citation_words(citation: Citation, clause: Clause) -> str:
    """A citation as a case writes it: "mục 1 → văn bản này/sec_III__para_1", or the words and why they lead nowhere."""
    place = clause.heading if citation in clause.heading_citations else clause.text
    assert place[citation.start : citation.end] == citation.words
    done = f" ({RELATIONS[citation.relation]})" if citation.relation else ""
    if citation.target is None:
        named = (
            f" ({citation.cited}{'#' + citation.provision if citation.provision else ''})" if citation.cited and citation.provision else ""
        )
        return f"{citation.words} → {'không chắc' if citation.status == 'ambiguous' else 'chưa rõ'}: {citation.reason}{named}{done}"
    target = "văn bản này" if citation.target == clause.document else citation.target
    through = f"..{citation.through}" if citation.through else ""
    return f"{citation.words} → {target}" + (f"/{citation.eid}" if citation.eid else "") + through + done


@pytest.mark.cases("clauses")
def test_clauses(case: Case, read_text: Callable[..., Reading], case_fields: Callable[[str], dict[str, str]]) -> None:
    reading = read_text("\n".join(case.given))
    found = []
    for clause in reading.clauses:
        said = {
            "mã": clause.eid,
            "số": clause.number,
            "đề mục": clause.heading,
            "nội dung": clause.text.replace("\n", " ⏎ ").replace(" | ", " ¦ "),
        }
        found.append(
            {key: value for key, value in said.items() if value} | {"trích dẫn": clause.citation, "dòng": "{}-{}".format(*clause.lines)}
        )
    wanted = [case_fields(line) for line in case.wanted if not line.startswith("lưu ý:")]
    if not any(c["mã"] == "preamble" for c in wanted):
        assert set(found.pop(0)) == {"mã", "trích dẫn", "dòng"}, "phần mở đầu phải trống"
    for said, want in zip(found, wanted, strict=False):
        for key in ("số", "trích dẫn", "dòng"):  # given where the case is about them
            if key not in want:
                said.pop(key, None)
    assert found == wanted, case.where
    notes = [line.split(":", 1)[1].strip() for line in case.wanted if line.startswith("lưu ý:")]
    assert [f.words for f in reading.findings if f.kind == "numbering"] == notes, case.where


@pytest.mark.cases("deadlines")
def test_deadlines(
    case: Case,
    made_up: Callable[..., Document],
    case_fields: Callable[[str], dict[str, str]],
    deadline_words: Callable[[Deadline | None], dict[str, str]],
    rhythm_names: dict[str, str],
) -> None:
    sentence = case.value("câu")
    found = find_deadline(sentence, made_up("", issued=case.value("ban hành") or None))
    rhythms, words = find_recurrence(sentence)
    said = deadline_words(found.deadline if found else None)
    if rhythms:
        said["định kỳ"] = " + ".join(rhythm_names[r] for r in rhythms)
    wanted = {} if case.wanted == ["không có"] else {key: value for line in case.wanted for key, value in case_fields(line).items()}
    assert said == wanted, case.where
    assert all(w in sentence for w in words)
    if found:
        assert sentence[found.start : found.end] == found.deadline.words


@pytest.mark.cases("folding")
def test_folding(case: Case, case_fields: Callable[[str], dict[str, str]]) -> None:
    typed = case.value("chữ")
    for line in case.wanted:
        for key, value in case_fields(line).items():
            found = {"không dấu": fold, "một kiểu dấu": exact, "địa chỉ": slug}[key](typed)
            assert found == nfc(value), f"{case.where}: {key}"
