"""Texts that lay down the functions of one body: whose they are, and which clauses list them."""

from __future__ import annotations

import re
from typing import NamedTuple

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.bodies import bodies_at
from phancap.indexer.function_headings import RULES_OF, lists_tasks_of_nobody
from phancap.indexer.model import Clause, Document
from phancap.indexer.predicates import VERB_INSIDE
from phancap.indexer.unnamed_bodies import begins_body
from phancap.indexer.vietnamese import exact

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
    found = RULES_OF.search(title)
    if found is None:
        return ""
    place = document.jurisdiction or "vn"
    bodies = bodies_at(title, found.end(), index.all_mentions(title, place), place=place)
    named = len(bodies.items) == 1 and bodies.items[0].named
    return title[found.end() : bodies.end] if named else ""


_SAYING = ("intro", "paragraph", "wrapup", "indent", "subindent")  # what may stand below such a heading


class Stated(NamedTuple):
    """What a clause below "Vị trí và chức năng" says: of which body ("" where it names none that is read), below which heading, and where."""

    who: str
    heading: str
    position: str  # eId of that heading
    around: str  # eId around the headings that follow


def stated_in(clause: Clause) -> Stated | None:
    """Whose functions stand below the headings that follow: said once in "Vị trí và chức năng", in a page's introduction or above its first heading:
    "Sở Nội vụ là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, …". None where the clause stands at no such place.
    """
    if clause.kind == "preamble":
        heading, position, around = "", clause.eid, ""
    elif _POSITION.match(clause.heading):
        heading, position, around = clause.heading, clause.eid, clause.parent or ""
    elif clause.trail and clause.parent and clause.kind in _SAYING and _POSITION.match(clause.trail[-1]):
        heading, position, around = clause.trail[-1], clause.parent, clause.parent.rpartition("__")[0]
    else:
        return None
    said = _IS_A.search(clause.text) or (_IS_FOR.match(clause.text) if clause.kind != "preamble" else None)
    read = said is not None and begins_body(said["who"]) and not VERB_INSIDE.search(said["who"])
    return Stated(said["who"] if said and read else "", exact(heading).strip(" .:"), position, around)


def below_functions(clause: Clause) -> bool:
    """Whether the clause lists what the body of the title is to do: "Điều 2. Nhiệm vụ và quyền hạn", which names nobody itself."""
    if clause.kind not in ("article", "section", "paragraph"):
        return False
    return lists_tasks_of_nobody((clause.heading or clause.text).strip(" .:"))
