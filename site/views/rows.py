"""The rows of a document's pages as HTML: a clause, and beside it who has to do what; a line as received, and the clause that begins with it.

A page of a long text has some hundred of them, each with a dozen words to put in. A template calls and checks for every word; that took more
than half of the page's time, so these rows are written here. Every word that is not ours goes through ``safe``, and what is ``Markup`` is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup
from phancap.indexer.model import Clause
from phancap.indexer.sources.markdown import GOES_ON
from phancap.site import wording
from phancap.site.letterhead import lead
from phancap.site.marking import safe
from phancap.site.views.held import Line, Note, note_anchor
from phancap.site.views.page_links import clause_link, named
from phancap.site.views.tables import WIDE, Place, row_html

_CHUNK = 30  # rows that the browser may leave undrawn together while nobody sees them
_TAG = re.compile(r"<ul>.*?</ul>|<[^>]*>")  # an inner list is folded away
_LINE = 45  # letters
COVERED = f"Ô ghi {GOES_ON} gộp với ô ngay phía trên."
_MOST_WORDS = 3  # cited words that are told beside a clause for one reason; one more would fit, too, where two would be folded away
MISSING = "chưa có trong kho"  # how a note ends that tells no doubt: the text is only not held
_ACTION = 60  # characters of a duty's words where its clause has several


@dataclass(slots=True)
class Row:
    """A clause as the document's page shows it. ``level`` is its heading's level, 0 when it has none."""

    clause: Clause
    depth: int
    level: int
    label: str
    heading: str
    words: Markup
    text_lines: list[Markup]
    lines: list[Line]
    notes: list[Note]
    anchor: str
    quiet: bool = False
    unnamed: str = ""
    table: Place | None = None


class Chunk(NamedTuple):
    """Some rows as HTML, with what their height is reckoned from while the browser leaves them undrawn (``.khuc`` in pages.css): how many
    they are, the letters of the text and of what stands beside it.
    """

    html: Markup
    rows: int
    letters: int
    beside: int


def chunks_of(rows: list[Row]) -> list[Chunk]:
    """The rows, some at a time."""
    return [_chunk(rows[at : at + _CHUNK]) for at in range(0, len(rows), _CHUNK)]


def _chunk(rows: list[Row]) -> Chunk:
    margins = [_margin(row) for row in rows]
    html = "\n".join(map(_row, rows, margins))
    # a line of its own for each of "Nơi nhận" is worth a line of text
    letters = sum(len(row.clause.heading) + len(row.clause.text) + _LINE * len(row.text_lines) for row in rows)
    return Chunk(Markup(html), len(rows), letters, sum(len(_TAG.sub("", margin)) for margin in margins))  # noqa: S704 - written below


def _row(row: Row, margin: str) -> str:
    clause = row.clause
    kinds = "dk" + " dk-row" * (clause.kind == "row") + " rong" * (row.table is not None and row.table.columns >= WIDE)
    if row.depth > 1 or row.level:
        kinds += f" sau-{min(row.depth, 4)}" + " co-tieu-de" * bool(row.level)
    return (
        f'<div class="{kinds}" id="{safe(row.anchor)}"><div class="chu">{_heading(row)}{_text(row)}'
        f'<a class="lien-ket" href="{safe(clause_link(clause.id))}" aria-label="{safe(clause.citation)}">¶</a></div>{margin}</div>'
    )


def _heading(row: Row) -> str:
    if not row.clause.heading:
        return ""
    title = f' title="Chữ trong văn bản: {safe(row.clause.heading)}"' if row.heading != row.clause.heading else ""
    if row.level:
        return f'<h{row.level} class="tieu-de"{title}>{_number(row)}{safe(row.heading)}</h{row.level}>'
    return f'<p class="tieu-de-dau"{title}>{safe(row.heading)}</p>'


def _number(row: Row) -> str:
    return f'<span class="so">{safe(row.label)}</span> ' if row.label else ""


def _text(row: Row) -> str:
    clause = row.clause
    if clause.kind == "preamble" and row.text_lines:
        return f'<div class="luat dau-vb">{lead(row.text_lines)}</div>'
    if row.text_lines:
        return f'<ul class="{"ky" if clause.kind == "signature" else "noi-nhan"}">{"".join(f"<li>{line}</li>" for line in row.text_lines)}</ul>'
    if row.table:
        return row_html(clause, row.words, row.table)
    return f'<p class="luat">{"" if row.level else _number(row)}{row.words}</p>' if clause.text else ""


def _margin(row: Row) -> str:
    """What stands beside the words: the duties, and what is doubtful."""
    if not (row.lines or row.notes or row.unnamed):
        return ""
    told = f'<p class="canh-bao ghi-muc">{safe(row.unnamed)}</p>' if row.unnamed else ""
    told += "".join(_duty(line, row.quiet) for line in row.lines)
    if row.notes:
        told += f'<ul class="can-xem" id="{safe(note_anchor(row.clause))}">{"".join(map(_note, row.notes))}</ul>'
    return f'<div class="le">{told}</div>'


def _note(note: Note) -> str:
    """What is doubtful; of many words with one reason ("Căn cứ" names twenty laws) the first few, the others folded away."""
    words, rest = [f"<q>{safe(w)}</q>" for w in note.words], ""
    if len(words) > _MOST_WORDS + 1:
        words, others = words[:_MOST_WORDS], "".join(f"<li>{w}</li>" for w in words[_MOST_WORDS:])
        rest = f"<details><summary>và {len(note.words) - _MOST_WORDS} chỗ khác</summary><ul>{others}</ul></details>"
    return f"<li{' class=chua-co' * note.sentence.endswith(MISSING)}>{', '.join(words)}: {safe(note.sentence)}{rest}</li>"


def _duty(line: Line, quiet: bool) -> str:
    """The duty line at its shortest: the words stand beside it, so only who, how and with whom are told."""
    duty = line.duty
    if line.who:
        who = f'<b class="ai">{line.bearers}</b>'
    elif quiet:
        who = '<span class="phu">không nêu cơ quan</span>'
    else:
        who = f'<span class="ai canh-bao">{wording.NO_BEARER}</span>'
    told = f'<span class="vai vai-{line.role}">{wording.ROLES[line.role]}</span> {who}'
    if line.several:
        told += f' <span class="viec">{safe(wording.cut(duty.action, _ACTION, 4))}</span>'
    if duty.review != "machine":
        why = f' title="{safe(duty.because["review"])}"' if duty.because.get("review") else ""
        told += f' <span class="muc xet xet-{duty.review}"{why}>{wording.REVIEWS[duty.review]}</span>'
    more = "".join(f"<span>{what}: {words}</span>" for what, words in _more(line) if words)
    return f'<div class="nv"><p>{told}</p>' + (f'<p class="dong-phu">{more}</p>' if more else "") + "</div>"


def _more(line: Line) -> Iterator[tuple[str, str]]:
    duty = line.duty
    if line.partners or duty.others:
        yield "phối hợp", ", ".join(filter(None, (named(line.partners), safe(", ".join(duty.others)))))
    for what, refs in (("gửi về", line.recipients), ("báo cáo", line.report_to), ("trình", line.submit_to), ("qua", line.channels)):
        yield what, named(refs) if refs else ""
    yield "định kỳ", safe(wording.rhythm_words(duty)) if duty.recurrence else ""
    yield "thời hạn", safe(duty.deadline.words) if duty.deadline else ""


def lines_of(lines: Iterable[tuple[int, str, tuple[str, str] | None]]) -> Markup:
    """The text as received: (number of the line, the line, the clause that begins with it: its id and citation). Above the first line of a
    table that has a cell which goes on from the one above stands what its mark means.
    """
    rows, told = [], False
    for number, line, clause in lines:
        told = told and line.startswith("|")
        if not told and (told := covers(line)):
            rows.append(f'<tr class="ghi-bang"><td></td><td colspan="2">{COVERED}</td></tr>')
        link = f'<a href="{safe(clause_link(clause[0]))}">{safe(clause[1])}</a>' if clause else ""
        rows.append(f'<tr id="d{number}"><td>{number}</td><td>{safe(line)}</td><td>{link}</td></tr>')
    return Markup("\n".join(rows))  # noqa: S704 - every word above is escaped


def covers(line: str) -> bool:
    """Whether a line of a table has a cell that goes on from the one above."""
    return line.startswith("|") and GOES_ON in (cell.strip() for cell in line.split("|"))
