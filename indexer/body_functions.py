"""Texts that lay down the functions of one body: whose they are, and which clauses list them."""

from __future__ import annotations

import re

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.bodies import bodies_at
from phancap.indexer.model import Clause, Document
from phancap.indexer.predicates import VERB_INSIDE
from phancap.indexer.unnamed_bodies import begins_body

_FUNCTIONS = re.compile(
    r"chức năng(?:,| và)? nhiệm vụ(?:(?:,| và) quyền hạn)?(?:(?:,| và) (?:cơ cấu )?tổ chức(?: bộ máy)?)?(?:(?:,| và) (?:biên chế|mối quan hệ công tác))*\s+(?:của|cho)\s+"
    # "ĐIỀU LỆ Tổ chức và hoạt động của Quỹ Bảo vệ môi trường tỉnh"
    r"|(?:điều lệ|quy chế)(?: về)? (?:tổ chức|hoạt động)(?:(?:,| và) (?:tổ chức|hoạt động|làm việc|quản lý|tài chính))*(?: của)?\s+",
    re.I,
)
_NOUN = r"(?:chức năng|nhiệm vụ|quyền hạn|trách nhiệm)"
# "Chức năng, nhiệm vụ và quyền hạn", "Nhiệm vụ, chức năng chính được giao", "Nhiệm vụ cụ thể"
_POWERS = re.compile(
    rf"{_NOUN}(?:(?:,| và| -| –|, và)? {_NOUN})*(?: (?:cụ thể|chung|chủ yếu|chính(?: thức)?|cơ bản|được giao|trọng tâm|tổng quát))*(?: theo (?:từng |các )?lĩnh vực[^.:;()]{{0,40}})?(?:\s*\([^()]{{2,60}}\))?",
    re.I,
)
_NO_POWERS = re.compile(r"chức năng", re.I)  # which the text of "Vị trí và chức năng" tells itself
# below which a text says what a body is: "Điều 1. Vị trí và chức năng", "Giới thiệu chung"
_POSITION = re.compile(
    r"(?:(?:về )?(?:vị trí|chức năng|tên gọi)|giới thiệu|thông tin chung|tổng quan|quá trình hình thành|lịch sử hình thành)(?!\w)", re.I
)
# "Sở Khoa học và Công nghệ tỉnh Hưng Yên (sau đây gọi tắt là Sở) là cơ quan chuyên môn thuộc …", "Trung tâm Y là đơn vị sự nghiệp …"
_IS_A = re.compile(
    r"(?:^|(?<=[.;:]\s)|(?<=\n))(?P<who>[^\W\d_][^.;:()\n]{3,120}?)(?:\s*\([^()\n]{3,200}(?:\([^()\n]*\)[^()\n]*)*\))*,?\s+(?:có vị trí )?là (?:một )?(?:trong những )?"
    r"(?:cơ quan|đơn vị|tổ chức|phòng chuyên môn|bộ phận|phòng|chi cục|trung tâm|ban|quỹ)\s"
)
# "Phòng Kinh tế tham mưu cho UBND cấp xã …" below "Vị trí và chức năng", which says no more of what it is
_IS_FOR = re.compile(r"(?P<who>[^\W\d_][^.;:()\n]{3,120}?),?\s+(?:có chức năng|thực hiện (?:các )?chức năng|tham mưu|giúp)\s")


def functions_of(title: str, document: Document, index: AgencyIndex) -> str:
    """The one body whose functions a text lays down: "QUY ĐỊNH CHỨC NĂNG, NHIỆM VỤ, QUYỀN HẠN … CỦA SỞ TƯ PHÁP"; "" where none is named."""
    found = _FUNCTIONS.search(title)
    if found is None:
        return ""
    place = document.jurisdiction or "vn"
    bodies = bodies_at(title, found.end(), index.all_mentions(title, place), place=place)
    named = len(bodies.items) == 1 and bodies.items[0].named
    return title[found.end() : bodies.end] if named else ""


def stated_in(clause: Clause) -> tuple[str, str] | None:
    """Whose functions stand below the headings that follow, and the eId around those: said once in "Vị trí và chức năng", in a page's introduction
    or above its first heading: "Sở Nội vụ là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, …". None where the clause says nothing of the kind.
    """
    if clause.kind == "preamble":
        around = ""
    elif _POSITION.match(clause.heading):
        around = clause.parent or ""
    elif clause.trail and clause.parent and clause.kind in ("intro", "paragraph", "wrapup") and _POSITION.match(clause.trail[-1]):
        around = clause.parent.rpartition("__")[0]
    else:
        return None
    said = _IS_A.search(clause.text) or (_IS_FOR.match(clause.text) if clause.kind != "preamble" else None)
    return (said["who"], around) if said and begins_body(said["who"]) and not VERB_INSIDE.search(said["who"]) else None


def below_functions(clause: Clause) -> bool:
    """Whether the clause lists what the body of the title is to do: "Điều 2. Nhiệm vụ và quyền hạn", which names nobody itself."""
    if clause.kind not in ("article", "section", "paragraph"):
        return False
    words = (clause.heading or clause.text).strip(" .:")
    return _POWERS.fullmatch(words) is not None and not _NO_POWERS.fullmatch(words)
