"""Which texts lay down tasks, so that a task whose text names no agency lacks one.

A plan's "Thực hiện nghiêm Kế hoạch này" wants somebody to do it. In a law, a circular, a contract's form or a technical appendix the
same words describe: "Hủy bỏ niêm yết", "Nội dung điều tra đất đai: … lập bản đồ chất lượng đất", "Tham gia quá trình thương thảo".
"""

from __future__ import annotations

import re

from phancap.indexer.model import Clause, Document

_PLANS = frozenset(
    (
        "kế hoạch", "chương trình", "chương trình hành động", "chỉ thị", "công điện", "thông báo", "hướng dẫn", "đề án", "kết luận",
        "chiến lược", "phương án", "nghị quyết", "văn bản",
    )
)  # fmt: skip
_PLAN_PARTS = re.compile(r"(?:ke-hoach|chuong-trinh|de-an|chien-luoc|phuong-an|nhiem-vu)")
_OF_TASKS = re.compile(r"\b(?:kế hoạch|chương trình|đề án|chiến lược|nhiệm vụ|giải pháp|phương án|phân công)\b", re.I)


def lays_down_tasks(clause: Clause, document: Document) -> bool:
    """Whether a task that names nobody is one all the same in this part of the document.

    A decision may hold a programme between "Điều 1. Phê duyệt Chương trình …" and "Điều 2": its sections are the programme's.
    """
    in_article = clause.eid.startswith(("art_", "chp_"))
    if clause.component != "main":
        return _PLAN_PARTS.match(clause.component) is not None and not in_article
    if in_article:
        return "__sec_" in clause.eid and clause.eid.startswith("art_") and _OF_TASKS.search(document.title) is not None
    return document.type.lower() in _PLANS or _OF_TASKS.search(document.title) is not None


def is_form(clause: Clause) -> bool:
    """Whether the clause is of a form that whoever asks for something fills in: "Kính đề nghị Quý cơ quan xem xét, cấp chứng chỉ …", "Cơ quan cấp: …".

    It burdens nobody. House rules that come as a model ("Mẫu số 02. Nội quy cơ sở cai nghiện") have articles, and a model's tables have columns.
    """
    return clause.component.startswith("mau") and clause.kind != "row" and "art_" not in clause.eid
