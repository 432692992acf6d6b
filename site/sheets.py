"""Duties as rows for a spreadsheet.

CSV as Excel on a Vietnamese Windows opens it with a double click: a byte order mark, so that it reads the letters as UTF-8, and
semicolons, since the comma is the decimal sign there (a line "sep=" would make Excel pass over the byte order mark).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from flask import Response
from phancap.indexer.addresses import KIND_NAMES
from phancap.indexer.model import Clause, Duty
from phancap.indexer.obligations import Obligation
from phancap.indexer.store import Located
from phancap.site import wording
from phancap.site.views.held import Held
from phancap.site.views.page_links import clause_path, site_root

DATE, CITATION, ADDRESS, CLAUSE = "Ngày đến hạn", "Trích dẫn", "Địa chỉ", "Mã điều khoản"
SEPARATOR = ";"
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_COLUMNS = [
    "Cơ quan thực hiện", "Vai trò", "Nội dung", "Phối hợp", "Gửi về", "Báo cáo", "Trình", "Qua", "Sản phẩm", "Thời hạn", DATE, "Ghi chú thời hạn", "Định kỳ",
    CITATION, "Văn bản", CLAUSE, ADDRESS, "Tình trạng", "Ghi chú rà soát",
]  # fmt: skip


def of_duties(here: Held, duties: Iterable[Located]) -> list[list[str]]:
    """A head and a row for each duty."""
    root = site_root()
    return [_COLUMNS, *(_row(here, found.clause, found.duty, root) for found in duties)]


def of_agency(here: Held, obligations: Iterable[tuple[str, str, Obligation]]) -> list[list[str]]:
    """The same with the part that one agency has in each duty before it, and behind it (name, source) of the agency it came from, if any."""
    rows = [["Nhóm", "Với tư cách thành viên", *_COLUMNS, "Tiếp nhận từ", "Nguồn và độ tin cậy của việc tiếp nhận"]]
    root = site_root()
    for former, source, found in obligations:
        through = here.name(found.through) if found.through else ""
        rows.append([wording.OBLIGATIONS[found.kind], through, *_row(here, found.clause, found.duty, root), former, source])
    return rows


_MATRIX = ["TT", "Nội dung", "Thời hạn", "Định kỳ", CITATION, "Văn bản", ADDRESS]
MATRIX_FIXED = len(_MATRIX)


def of_matrix(here: Held, tasks: Iterable[tuple[Located, Mapping[str, Sequence[str]]]], agencies: Mapping[str, str]) -> list[list[str]]:
    """A head and a row for each task (a duty that says it, agency → parts); ``agencies`` (id → name) across, others in the last column."""
    rows = [[*_MATRIX, *map(wording.capital, agencies.values()), "Cơ quan khác"]]
    root = site_root()
    for number, (one, parts) in enumerate(tasks, 1):
        duty, clause = one.duty, one.clause
        words = {a: ", ".join(wording.ROLES[r] for r in roles) for a, roles in parts.items()}
        others = "; ".join([f"{here.name(a)}: {w.lower()}" for a, w in words.items() if a not in agencies] + list(duty.others))
        if not parts and not others:
            others = wording.NO_BEARER
        rows.append(
            [
                str(number), duty.action, duty.deadline.words if duty.deadline else "", wording.rhythm_words(duty), clause.citation,
                here.documents[clause.document].short, root + clause_path(clause.id), *(words.get(a, "") for a in agencies), others,
            ]
        )  # fmt: skip
    return rows


def of_clauses(here: Held, clauses: Iterable[Clause]) -> list[list[str]]:
    """A head and a row for each clause of a document, in order."""
    rows = [[CLAUSE, "Loại", "Số", CITATION, "Tiêu đề", "Nội dung", "Cơ quan được nêu", "Dẫn chiếu", "Số nhiệm vụ", "Dòng", ADDRESS]]
    root = site_root()
    for clause in clauses:
        name = clause.id
        number = "" if clause.number.startswith("nn") else clause.number
        agencies = "; ".join(dict.fromkeys(here.name(m.agency) for m in clause.agencies))
        cited = "; ".join(dict.fromkeys(c.words for c in clause.all_citations))
        lines = str(clause.lines[0]) if clause.lines[0] == clause.lines[1] else f"{clause.lines[0]}–{clause.lines[1]}"
        kind = wording.capital(KIND_NAMES[clause.kind])
        rows.append(
            [
                name,
                kind,
                number,
                clause.citation,
                clause.heading,
                clause.text,
                agencies,
                cited,
                str(len(clause.duties)),
                lines,
                root + clause_path(name),
            ]
        )
    return rows


def _row(here: Held, clause: Clause, duty: Duty, root: str) -> list[str]:
    name, document = clause.id, here.documents[clause.document]
    deadline = duty.deadline

    def names(agencies: tuple[str, ...]) -> str:
        return "; ".join(map(here.name, agencies))

    return [
        here.name(duty.bearer) if duty.bearer else wording.NO_BEARER, wording.ROLES[duty.role], duty.action,
        "; ".join(filter(None, [names(duty.partners), *duty.others])), names(duty.recipients), names(duty.report_to), names(duty.submit_to), names(duty.channels),
        duty.product or "", deadline.words if deadline else "", (wording.deadline_end(deadline) or "") if deadline else "",
        wording.deadline_note(duty), wording.rhythm_words(duty),
        clause.citation, document.name, name, root + clause_path(name), wording.REVIEWS[duty.review], duty.because.get("review", ""),
    ]  # fmt: skip


def response(rows: list[list[str]], filename: str) -> Response:
    """The rows as a download."""
    out = io.StringIO()
    # a cell that a spreadsheet would take for a formula is written as text
    safe = [["'" + cell if cell[:1] in _FORMULA else cell for cell in row] for row in rows]
    csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n").writerows(safe)
    answer = Response(("\ufeff" + out.getvalue()).encode(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer
