"""Headings below which a text says what a body is for: "Vị trí và chức năng", "Nhiệm vụ & quyền hạn", "Về nhiệm vụ, quyền hạn:"; titles that tell
whose they are.
"""

from __future__ import annotations

import re

RULES_OF = re.compile(
    r"(?:chức năng(?:,| và)? nhiệm vụ[^.;]{0,90}?\s(?:của|cho)|(?:điều lệ|quy chế)(?: về)?(?: mẫu)? (?:tổ chức|hoạt động|làm việc)(?:(?:,| và) (?:tổ chức|hoạt động|làm việc|quản lý|tài chính))*(?: của)?|thành lập|(?:^|\n)(?:quy chế )?làm việc của)\s+",
    re.I,
)
"""What stands before whose rules a text lays down, in its title: "ĐIỀU LỆ Tổ chức và hoạt động của Quỹ Bảo vệ môi trường tỉnh"."""
_PART = r"(?:vị trí(?: pháp lý)?|chức năng|nhiệm vụ|quyền hạn|quyền|trách nhiệm|thẩm quyền)"
_JOINT = r"(?:\s*[,;&/–-]\s*(?:và\s+)?|\s+(?:và\s+)?)"
_WHICH = r"(?: (?:chính(?: thức)?|cụ thể|chung|chủ yếu|được giao|trọng tâm|cơ bản|tổng quát))"
# "Chức năng - Nhiệm vụ", "Nhiệm vụ, chức năng chính được giao", "CHỨC NĂNG, NHIỆM VỤ CỦA SỞ NỘI VỤ", "Nhiệm vụ theo từng lĩnh vực",
# "Nhiệm vụ và Quyền hạn cụ thể (Điều 4)"
_HEADING = re.compile(
    rf"(?:về |các )?{_PART}(?:{_JOINT}{_PART})*{_WHICH}*(?: theo [^.:;()]{{2,90}})?(?P<whose> (?:của|cho) [^.:;()]{{2,90}})?(?:\s*\([^()]{{2,60}}\))?",
    re.I,
)
HAS_TASKS = r"có (?:các |những )?(?:chức năng(?:,| và) )?nhiệm vụ(?:(?:,| và) quyền hạn)?(?: (?:chính|chủ yếu|cụ thể|cơ bản|chung))*(?: (?:như )?sau(?: đây)?)?"
"""What stands in a sentence between a body and its tasks, as a pattern: "Hội đồng có các nhiệm vụ, quyền hạn sau đây"."""
_TASKS = re.compile(r"nhiệm vụ|quyền|trách nhiệm", re.I)  # of "Vị trí và chức năng" the text below says itself whose they are


def is_of_functions(words: str, named: bool = True) -> bool:
    """Whether a heading, its stop or colon left out, says no more than that a body's functions or tasks stand below it.

    ``named``: it may say whose.
    """
    found = _HEADING.fullmatch(words)
    return found is not None and (named or not found["whose"])


def lists_tasks_of_nobody(words: str) -> bool:
    """Whether such a heading stands above tasks and powers and does not say whose: "Nhiệm vụ và quyền hạn"."""
    found = _HEADING.fullmatch(words)
    return found is not None and not found["whose"] and _TASKS.search(words) is not None
