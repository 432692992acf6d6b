"""Whether the mark at the start of a line opens a clause, or only happens to stand there: "… theo khoản 2" / "Điều 9. của Luật này"."""

from __future__ import annotations

import re

from phancap.indexer.growing import Growing
from phancap.indexer.headings import in_capitals
from phancap.indexer.letters import layout_of, wraps
from phancap.indexer.lines import LONGEST_GAP, REFERS, Lines, ended, is_recipients, is_signature, refers
from phancap.indexer.markers import Marker, ordinal
from phancap.indexer.model import Document, Finding
from phancap.indexer.plain_headings import numbers_above, plain_headings
from phancap.indexer.quoting import ACTS
from phancap.indexer.sources.markdown import Line
from phancap.indexer.tree import Node
from phancap.indexer.wrapping import needed

_NOTES_APART = 40  # notes between two that stand at the numbers of khoản
_LONGEST_TITLE = 160  # characters
_HEADING_LINES = 5  # the lines that a section's heading may take, with the article below it
_KHOAN = 51  # the rank of "1."
_ALONE = frozenset({"part", "chapter", "mục", "subsection"})
_LISTS = frozenset({"number", "point", "paren"})
_DOCUMENT = re.compile(
    r"(?:Luật|Bộ luật|Nghị|Quyết định|Thông tư|Pháp lệnh|Hiến pháp|Quy (?:chế|định)|Điều lệ|Chỉ thị|Kế hoạch|Kết luận)\b"
)
_ENACTS = re.compile(r"(?:RA\s+)?(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|SẮC LỆNH|NGHỊ ĐỊNH|CHỈ THỊ)\s*:?")


class Opening(Growing):
    """The growing tree beside the lines that it grows from; what stands there decides whether a mark opens a clause."""

    def __init__(self, document: Document, lines: list[Line], findings: list[Finding]) -> None:
        super().__init__(document, findings)
        self.lines = lines
        self.page = Lines(lines)
        self.markers = self.page.markers
        self.flat = not numbers_above(self.markers)
        for at, marker in plain_headings(document.text, lines, self.markers, self.page.whole).items():
            self.markers[at] = marker
        self.layout = layout_of(self.page)
        self.body_at = max(self.page.body(), self.page.head())
        self.quoted_until = -1  # the last line of the quotation that goes on
        self.styled: Node | None = None  # the last number that heads what follows in capitals or in bold: "2. NHIỆM VỤ VÀ QUYỀN HẠN"
        self.noted, self.last_note = set(self.page.notes.values()), 0
        self.article_text = any(line.text.startswith(("Điều 1.", "Điều 1:")) for line in lines)

    def opens_clause(self, index: int, line: Line, marker: Marker, current: Node) -> bool:
        """Whether the mark opens a clause, or only happens to stand at the start of a wrapped line."""
        previous = self.page.previous(index)
        if marker.form == "article" and not self._article_fits(index, line, marker):
            return False
        if marker.form in ("dash", "plus") and not line.after_blank and self.page.wraps(index, line, marker):
            return False
        if marker.form == "dash" and not line.after_blank and current.kind != "indent" and wraps(self.layout, index):
            return False
        if index == 0 or line.emphasis or marker.form == "plain" or (line.after_blank and (not line.after_page or ended(previous))):
            return True
        below_title = current.kind == "preamble" and current.component != "main" and previous[-1] == ")"  # "(Ban hành kèm theo …)"
        if marker.kind in ("part", "chapter", "section", "subsection", "article") and (
            previous.isupper() or below_title or (current.in_heading and not current.paragraphs)
        ):
            return True
        if (
            marker.form in _ALONE
            and marker.words_at >= len(line.text)
            and index + 1 < len(self.lines)
            and self.lines[index + 1].text.isupper()
        ) or ((marker.form in _ALONE or marker.form == "roman") and in_capitals(line.text[marker.words_at :])):
            # "Chương I" / "NHỮNG QUY ĐỊNH CHUNG" in the middle of whatever a page's end has left, "PHẦN THỨ NHẤT: NHỮNG QUY ĐỊNH CHUNG", "I. MỤC TIÊU"
            return True
        if marker.form == "article" and line.text[marker.words_at : marker.words_at + 1].isupper() and not REFERS.search(previous):
            return True
        below = marker.depth > 1 and current.form == "number" and marker.number == f"{current.number}.1"
        if below or (self.page.whole and marker.form != "article"):
            return True  # "1. Hoàn thiện quy hoạch" / "1.1. Sở Kế hoạch và Đầu tư …"; or every line is a paragraph
        if ended(previous) or self.lines[index - 1].emphasis or marker.form in ("dash", "plus"):
            return marker.form not in ("dash", "plus") or previous[-1:] not in (",",)
        if ordinal(marker) == 1 and marker.form in _LISTS and ACTS.match(line.text, marker.words_at):
            return True  # "Điều 1. Sửa đổi … của Nghị định số 70/2015/NĐ-CP … cơ yếu" / "1. Sửa đổi, bổ sung Điều 1 như sau:"
        first = (
            ordinal(marker) == 1 and marker.depth == 1 and (marker.form in _LISTS or marker.number == "1")
        )  # "2. Về xã hội" / "(1) Giảm nghèo"
        if current.in_heading and not current.paragraphs and first:
            return not refers(previous, line.text, marker)  # "Điều 22. Trách nhiệm của Bộ Tài chính / 1. Bộ Tài chính có trách nhiệm:"
        free = needed(previous, line.text) < self.page.room and not REFERS.search(previous)
        if free and marker.form in _LISTS and (marker.depth == 1 or self._counted_in(line, marker)):
            return True
        last = self.last_ordinal(marker)
        inserted = marker.form == "point" and marker.depth == 1 and marker.number[-1].isdigit()  # "a1)" behind "a)"
        return last is not None and ordinal(marker) == (last if inserted else last + 1)

    def _counted_in(self, line: Line, marker: Marker) -> bool:
        """ "1.1. Nội dung …" below the khoản 1 that is open."""
        outer = marker.number.rpartition(".")[0]
        return line.text[marker.words_at : marker.words_at + 1].isupper() and any(n.number == outer for n in self.stack)

    def _article_fits(self, index: int, line: Line, marker: Marker) -> bool:
        """Articles count on through chapters; "Điều 48b." far ahead or "Điều 5." long past stands in a quoted amendment."""
        last, number = self.root.ordinals.get("article"), ordinal(marker)
        if marker.weak and not (number == (last or 0) + 1 and not _DOCUMENT.match(line.text, marker.words_at)):
            return False
        if marker.weak and last is None and marker.words_at >= len(line.text):
            # "Điều 1" in a cell of a table that no blank line parts; "RA SẮC LỆNH:" / "Điều 1" / "Nay chỉ định …"
            return self.page.goes_on_from(index, 1) or (index > 0 and _ENACTS.fullmatch(self.lines[index - 1].text) is not None)
        if last is None or number is None or number == 1:
            return True
        if last + LONGEST_GAP < number:
            # "Chương II (được bãi bỏ)" / "Điều 11. …" / "Điều 12. …"; or a title by itself in a text that leaves out articles
            return self.page.goes_on_from(index, number) or self._titled_apart(index, line, marker)
        return last < number or (number == last and self._said_twice(index, line, marker)) or number in self.left_out

    def _said_twice(self, index: int, line: Line, marker: Marker) -> bool:
        """ "Điều 48b." behind "Điều 48.", or a number that was given twice: "Điều 24:" alone on its line above another "1."."""
        if not marker.number.isdigit():
            return True
        article = next((n for n in self.stack if n.kind == "article"), None)
        alone = marker.words_at >= len(line.text) and line.after_blank and index + 1 < len(self.lines)
        below = self.markers[index + 1] if alone and self.lines[index + 1].after_blank else None
        return below is not None and below.form == "number" and below.number == "1" and article is not None and "number" in article.ordinals

    def _titled_apart(self, index: int, line: Line, marker: Marker) -> bool:
        """Whether an article far ahead stands between blank lines with a title, and nothing above it amends: "Điều 97. Hồ sơ, thủ tục"."""
        words = line.text[marker.words_at :]
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        title = (
            words[:1].isupper() and not ended(words) and len(words) <= _LONGEST_TITLE and following is not None and following.after_blank
        )
        amends = any(
            ACTS.match(first) for node in self.stack for first in (*node.heading[:1], *(node.paragraphs[0][:1] if node.paragraphs else ()))
        )
        return title and line.after_blank and not amends

    def heads_articles(self, index: int, line: Line, marker: Marker) -> bool:
        """Whether a section stands above articles, not in the one before it: "B- SỞ NÔNG NGHIỆP VÀ PTNT" right above "Điều 22:"."""
        article = next((n for n in self.stack if n.kind == "article"), None)
        if ended(line.text) or (article is not None and marker.form in article.ordinals):
            return False
        for at in range(index + 1, min(index + _HEADING_LINES, len(self.lines))):
            below = self.markers[at]
            if below is not None:
                last = self.root.ordinals.get("article", 0)
                return below.form == "article" and not below.weak and last < (ordinal(below) or 0)
            if not self.lines[at].text.isupper():
                return False
        return False

    def counts_inside(self, line: Line, marker: Marker) -> bool:
        """Whether a number that no style sets off counts below the one that one does, in a page without sections: "2. NHIỆM VỤ VÀ QUYỀN HẠN" / "1. Thực hiện …" / "2. …"."""
        outer = self.styled
        if outer is None or not self.flat or marker.form != "number" or marker.depth > 1 or not any(node is outer for node in self.stack):
            return False
        if line.emphasis or line.text[marker.words_at :].isupper():
            return False
        last, number = outer.ordinals.get("number", 0), ordinal(marker)
        return number == last + 1 or (last > 0 and outer.number.isdigit() and number != int(outer.number) + 1)

    def stands_alone(self, index: int, *, sections: bool = False) -> bool:
        """Whether the next article or the recipients stand right below: an article that is bold throughout is its text, not a heading of nothing.
        With ``sections`` the next chapter or section ends it, too.
        """
        if index + 1 >= len(self.lines):
            return True
        below, marker = self.lines[index + 1].text, self.markers[index + 1]
        ends = marker is not None and (marker.form == "article" or (sections and marker.kind in ("part", "chapter", "section")))
        return ends or is_recipients(below) or is_signature(below)

    def mark_opens(self, index: int, line: Line) -> bool:
        """Whether the line begins with a mark that opens a clause: not the "Điều 9." of "… theo khoản 2 / Điều 9. của …"."""
        marker = self.markers[index]
        return marker is not None and self.opens_clause(index, line, marker, self.all[-1])

    def begins_list(self, index: int, before: str) -> bool:
        """Whether the line is the first of a list below a heading: "Điều 22. Trách nhiệm của Bộ Tài chính / 1. Bộ Tài chính có trách nhiệm:"."""
        marker = self.markers[index]
        first = marker is not None and marker.form in _LISTS and marker.depth == 1 and ordinal(marker) == 1
        acts = marker is not None and ACTS.match(self.lines[index].text, marker.words_at) is not None
        if marker is None or not first or ended(before, ","):
            return False
        return acts or not refers(before, self.lines[index].text, marker)

    def without_note(self, index: int) -> Marker | None:
        """ "2.6 Bảo hiểm xã hội …" behind khoản 1 of a consolidated text is khoản 2, which note 6 below the page is on."""
        marker = self.markers[index]
        if marker is None or marker.form != "number" or marker.depth != 2:
            return marker
        number, _, note = marker.number.partition(".")
        holder = next((n for n in reversed(self.stack) if n.rank < _KHOAN), None)
        if note not in self.noted or not number.isdigit() or holder is None or int(number) != holder.ordinals.get("number", 0) + 1:
            return marker
        if not self.lines[index].text.startswith(f"{marker.number} ") or not 0 < int(note) - self.last_note <= _NOTES_APART:
            return marker
        self.last_note = int(note)
        return Marker("paragraph", "number", number, _KHOAN, 1, marker.words_at)
