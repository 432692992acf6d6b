"""Texts that lay down the functions of one body: whose they are, and which clauses list them."""

from __future__ import annotations

import re

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.bodies import bodies_at
from phancap.indexer.model import Clause, Document

_FUNCTIONS = re.compile(
    r"chức năng(?:,| và)? nhiệm vụ(?:(?:,| và) quyền hạn)?(?:(?:,| và) (?:cơ cấu )?tổ chức(?: bộ máy)?)?(?:(?:,| và) (?:biên chế|mối quan hệ công tác))*\s+(?:của|cho)\s+"
    # "ĐIỀU LỆ Tổ chức và hoạt động của Quỹ Bảo vệ môi trường tỉnh"
    r"|(?:điều lệ|quy chế)(?: về)? (?:tổ chức|hoạt động)(?:(?:,| và) (?:tổ chức|hoạt động|làm việc|quản lý|tài chính))*(?: của)?\s+",
    re.I,
)
_POWERS = re.compile(
    r"(?:chức năng(?:,| và) )?(?:nhiệm vụ|quyền hạn|trách nhiệm)(?:(?:,| và) (?:nhiệm vụ|quyền hạn|trách nhiệm))*(?: cụ thể| chung| chủ yếu)?",
    re.I,
)


def functions_of(title: str, document: Document, index: AgencyIndex) -> str:
    """The one body whose functions a text lays down: "QUY ĐỊNH CHỨC NĂNG, NHIỆM VỤ, QUYỀN HẠN … CỦA SỞ TƯ PHÁP"; "" where none is named."""
    found = _FUNCTIONS.search(title)
    if found is None:
        return ""
    place = document.jurisdiction or "vn"
    bodies = bodies_at(title, found.end(), index.all_mentions(title, place), place=place)
    named = len(bodies.items) == 1 and bodies.items[0].named
    return title[found.end() : bodies.end] if named else ""


def below_functions(clause: Clause) -> bool:
    """Whether the clause lists what the body of the title is to do: "Điều 2. Nhiệm vụ và quyền hạn", which names nobody itself."""
    return (
        clause.kind in ("article", "section", "paragraph") and _POWERS.fullmatch((clause.heading or clause.text).strip(" .:")) is not None
    )
