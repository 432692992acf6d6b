"""Headings inside the new words of an amended provision: "“Điều 21a. Bộ Khoa học và Công nghệ ⏎ 1. Chủ trì …”" stands in one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.bearers import Bearer
from phancap.indexer.bodies import bodies_at
from phancap.indexer.burdened import heading_bearers
from phancap.indexer.model import Clause, Document
from phancap.indexer.run_in_heads import run_in_head
from phancap.indexer.segments import segments

_ARTICLE = re.compile(r"(?:^|[“\"\n])\s*Điều \d{1,3}[a-zđ]?\.\s*$")
# "“Điều 3. Giám đốc Sở Y tế, Thủ trưởng các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này”.": the sentence is all of it
_ARTICLE_ENDS = re.compile(r"[\s.;,”\"]*(?:$|[\n“\"]+Điều \d)")
_NUMBER = re.compile(r"\s+\d{1,2}\.?$")  # the number of the first khoản where no line break parts it from the heading
_KHOAN = re.compile(r"[“\"]?\d{1,2}[a-zđ]?\.")
_BEHIND_KHOAN = re.compile(r"[“\"\n]\d{1,2}[a-zđ]?\.\s*$")
_LONGEST_MARK, _LONGEST_HEAD = 16, 300  # characters


def pieces_of(
    clause: Clause, bearers: list[Bearer], document: Document, index: AgencyIndex
) -> Iterator[tuple[int, int, int, list[Bearer], bool]]:
    """The pieces of a clause's text (start of the sentence, start, end), each with whom what stands above it burdens, and whether it is
    the first below a quoted head; what is such a head is left out. ``bearers`` are those that the clause's own headings burden.
    """
    article, fresh = bearers, False
    if run_in := run_in_head(clause):  # "2. Sở Y tế. Chủ trì tổ chức tiêm vắc xin; …"
        article = bearers = heading_bearers([(clause.eid, run_in)], document, index) or bearers
    for piece in segments(clause.text, clause.agencies, lambda at: bodies_at(clause.text, at, clause.agencies).end):
        if run_in and piece[2] <= len(run_in) + 1:
            continue
        head, whose = _head(clause.text, *piece[1:]) if "\n" in clause.text else (None, False)
        told = heading_bearers([(clause.eid, head)], document, index) if head else []
        if head is None or (head and not whose and not told):
            yield *piece, bearers, fresh
            fresh = False
            continue
        article = told if whose else article
        bearers, fresh = told or article, True


def _head(text: str, start: int, stop: int) -> tuple[str | None, bool]:
    """What the stretch of a text that quotes provisions puts above the lines behind it, and whether it is the heading of an article, of which
    all is that follows; None where it is a line like others.

    The heading of an article ("Bộ Khoa học và Công nghệ" behind "Điều 21a."), a line that announces ("Sở Y tế có trách nhiệm:"), the line of
    a khoản ("Sở Tài chính" between "1." and "a) Phối hợp …"), or "" where a khoản begins ("2."): what the one before it announced ends there.
    """
    if _ARTICLE.search(text, max(0, start - _LONGEST_MARK), start):
        if _ARTICLE_ENDS.match(text, stop):
            return None, False
        return _NUMBER.sub("", text[start:stop].rstrip(" .")).strip(), True
    if _KHOAN.fullmatch(text, start, stop):
        return "", False
    if not text.startswith("\n", stop) or stop - start > _LONGEST_HEAD:
        return None, False
    opens = text.startswith(("“", '"'), start)
    if opens and text[stop - 1] not in ".;:,":
        return text[start + 1 : stop].strip(), True  # "“Trách nhiệm của các Sở, ngành", whose number the text leaves out
    stands_alone = text[stop - 1] not in ".;," and _BEHIND_KHOAN.search(text, max(0, start - _LONGEST_MARK), start)
    return (text[start:stop] if stands_alone or text.endswith(":", start, stop) else None), False
