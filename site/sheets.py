"""Duties as rows for a spreadsheet (CSV with a byte order mark, so that Excel reads the Vietnamese letters)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from flask import Response
from phancap.indexer.addresses import KIND_NAMES
from phancap.indexer.model import Clause, Duty
from phancap.indexer.obligations import Obligation
from phancap.indexer.store import Located
from phancap.site import wording
from phancap.site.views.held import Held, address, where

DATE, CITATION, ADDRESS = "Ngày", "Trích dẫn", "Địa chỉ"
_COLUMNS = [
    "Cơ quan thực hiện", "Vai trò", "Nội dung", "Phối hợp", "Gửi về", "Báo cáo", "Trình", "Qua", "Thời hạn", DATE, "Định kỳ", CITATION, "Văn bản",
    "Mã điều khoản", ADDRESS, "Tình trạng",
]  # fmt: skip


def of_duties(here: Held, duties: Iterable[Located]) -> list[list[str]]:
    """A head and a row for each duty."""
    return [_COLUMNS, *(_row(here, found.clause, found.duty) for found in duties)]


def of_agency(here: Held, obligations: Iterable[Obligation]) -> list[list[str]]:
    """The same with the part that one agency has in each duty before it."""
    rows = [["Nhóm", "Với tư cách thành viên", *_COLUMNS]]
    for found in obligations:
        through = here.name(found.through) if found.through else ""
        rows.append([wording.OBLIGATIONS[found.kind], through, *_row(here, found.clause, found.duty)])
    return rows


def of_clauses(here: Held, clauses: Iterable[Clause]) -> list[list[str]]:
    """A head and a row for each clause of a document, in order."""
    rows = [
        ["Mã điều khoản", "Loại", "Số", CITATION, "Tiêu đề", "Nội dung", "Cơ quan được nêu", "Dẫn chiếu", "Số nhiệm vụ", "Dòng", ADDRESS]
    ]
    for clause in clauses:
        number = "" if clause.number.startswith("nn") else clause.number
        agencies = "; ".join(dict.fromkeys(here.name(m.agency) for m in clause.agencies))
        cited = "; ".join(dict.fromkeys(c.words for c in clause.all_citations))
        lines = str(clause.lines[0]) if clause.lines[0] == clause.lines[1] else f"{clause.lines[0]}–{clause.lines[1]}"
        place = address("documents.clause", **where(clause))
        kind = wording.capital(KIND_NAMES[clause.kind])
        rows.append(
            [clause.id, kind, number, clause.citation, clause.heading, clause.text, agencies, cited, str(len(clause.duties)), lines, place]
        )
    return rows


def _row(here: Held, clause: Clause, duty: Duty) -> list[str]:
    document = here.documents[clause.document]
    deadline = duty.deadline

    def names(agencies: tuple[str, ...]) -> str:
        return "; ".join(map(here.name, agencies))

    return [
        here.name(duty.bearer) if duty.bearer else wording.NO_BEARER, wording.ROLES[duty.role], duty.action,
        "; ".join(filter(None, [names(duty.partners), *duty.others])), names(duty.recipients), names(duty.report_to), names(duty.submit_to), names(duty.channels),
        deadline.words if deadline else "", (deadline.date or wording.deadline_note(deadline)) if deadline else "", wording.rhythm_words(duty),
        clause.citation, document.name, clause.id, address("documents.clause", **where(clause)), wording.REVIEWS[duty.review],
    ]  # fmt: skip


def response(rows: list[list[str]], filename: str) -> Response:
    """The rows as a download."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([[_safe(cell) for cell in row] for row in rows])
    answer = Response(("\ufeff" + out.getvalue()).encode(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer


def _safe(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is written as text."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
