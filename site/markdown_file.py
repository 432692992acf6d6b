"""A document as Markdown (CommonMark): the law's words in their order, headings by level, numbers as written.

Every mark of Markdown inside the words is escaped, so that what a reader sees is what the text says; a number is never made part of a
list that would be counted anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phancap.indexer.model import Clause, Document
from phancap.site import wording
from phancap.site.views.held import Held, where
from phancap.site.views.page_links import address, site_root

_MARKS = re.compile(r"[\\`*_\[\]<>&|~]")
_OPENING = re.compile(r"^(\s*)(\d{1,9}(?=[.)])|[#+=-])")


def escaped(line: str) -> str:
    """One line of words as Markdown that shows just these words."""
    plain = _MARKS.sub(r"\\\g<0>", line)
    opening = _OPENING.match(plain)
    if not opening:
        return plain
    rest = plain[opening.end() :]
    # "1." at the start is written "1\.", "-" is written "\-"
    return f"{opening[1]}{opening[2]}\\{rest}" if opening[2].isdigit() else f"{opening[1]}\\{opening[2]}{rest}"


def markdown_of(here: Held, document: Document, clauses: Sequence[Clause]) -> str:
    """The document as one Markdown file; time and size are linear in the text."""
    blocks = [f"# {escaped(document.name)}", "\n".join(f"- {escaped(line)}" for line in _known(here, document)), "---"]
    depths: dict[tuple[str, str], int] = {}
    for clause in clauses:
        place = where(clause)["document"]
        depth = depths[place, clause.eid] = depths.get((place, clause.parent or ""), -1) + 1
        label = wording.label(clause)
        if clause.heading:
            level = min(6, depth + 2)
            blocks.append(f"{'#' * level} {_line(f'{label} {clause.heading}'.strip() if label else clause.heading)}")
        if clause.text:
            lines = [escaped(line.strip()) for line in clause.text.split("\n") if line.strip()]
            if label and not clause.heading:
                lines[0] = f"{escaped(label)} {lines[0]}"
            blocks.append("\\\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _line(heading: str) -> str:
    """A heading stands on one line, and hashes at its end would be taken for its close."""
    return re.sub(r"#+$", lambda m: "\\#" * len(m[0]), escaped(" ".join(heading.split())))


def _known(here: Held, document: Document) -> list[str]:
    known = [f"Số: {document.number or 'chưa rõ'}", f"Ngày ban hành: {wording.date(document.issued)}"]
    known += [f"Cơ quan ban hành: {here.name(document.issuer, full=True)}"] if document.issuer else []
    known += [f"Nguồn: {document.source}"] if document.source else []
    known += [f"Địa chỉ: {address('documents.one', document=document.id)}"] if site_root() else []
    return [*known, wording.NOTICE]
