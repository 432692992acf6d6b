"""Lines → the tree of clauses. Whatever the text, the tree holds all of it.

The walk is one pass: every line either opens a clause, goes on with the last one, or starts an unnumbered
paragraph. A stack of open clauses gives each new one its parent. Time and memory are linear in the text.
"""

from __future__ import annotations

import re
from array import array

import msgspec
from phancap.indexer.attached import LETTERHEAD, appendix_begins, attachment, form_begins, may_begin
from phancap.indexer.growing import ENDS
from phancap.indexer.headings import BODY_LABEL, HEADED, in_capitals, leaves_capitals, longest_heading, reads_as_heading, titles
from phancap.indexer.identity.view import TYPE, plain
from phancap.indexer.letters import LONG, addressees, begins_body, breaks
from phancap.indexer.lines import BASIS, NOTES, SIGNS, bare_label, closes, ended, first_without_dot, is_recipients, is_signature
from phancap.indexer.markers import Marker, letter_after, ordinal
from phancap.indexer.model import Clause, Document, Finding
from phancap.indexer.opening import Opening
from phancap.indexer.quoting import ACTS, end_of_quotation, opens
from phancap.indexer.run_on import taken_apart
from phancap.indexer.sources.markdown import Line, read_lines
from phancap.indexer.tree import Node, records_of
from phancap.indexer.wrapping import ALWAYS

_FAREWELL = re.compile(r"(?:Xin )?[Tt]rân trọng |Trên đây là ")  # a letter's last words
_TITLED = re.compile(rf"(?:{TYPE})(?!\w)")
_FOR = re.compile(r"(?:TM|T/M)\s*\.?\s+[^a-zđ]+$")  # "TM. CHÍNH PHỦ" alone on its line signs even where no blank line parts it
# "Hà Nội, ngày 05 tháng 3 năm 2024" / "KT. BỘ TRƯỞNG"
_DATED = re.compile(r"[^\d,]{2,40},\s*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
_SIGNATURE_LINES = 10
_TITLE_LINES = 10  # an attachment's title and "(Kèm theo …)" below it head nothing of their own
_NEXT_LINES = 4  # in which an article's first khoản may stand behind its title
_LOOK_BACK = 16  # lines above the one that is read; none is asked for from further back
_GONE = Line(0, 0, ".", False, False, False)
_NO_QUOTING = frozenset({"preamble", "recipients", "signature", "row"})
_BELOW_ARTICLES = frozenset({"paragraph", "point", "indent", "subindent"})
_TEXT_BELOW = frozenset({"article", "paragraph", "point"})  # kinds whose heading may be followed by text of their own


def clauses_of(document: Document) -> tuple[list[Clause], list[Finding]]:
    """The document's clauses in order, without agencies, citations and duties, and what looked wrong.

    The clauses' ``source`` ranges part the whole text; an empty text has no clause.
    """
    lines = taken_apart(document.text, read_lines(document.text))
    if not lines and not document.text:
        return [], []
    findings: list[Finding] = []
    begins, numbers = array("I", (line.start for line in lines)), array("I", (line.number for line in lines))
    ends = {at: line.joined for at, line in enumerate(lines) if line.joined}
    nodes = _Walk(document, lines, findings).nodes()
    del lines
    return records_of(document, begins, numbers, ends, nodes), findings


class _Walk(Opening):
    """The growing tree, while the lines go by."""

    def nodes(self) -> list[Node]:
        """All clauses in document order."""
        for index, line in enumerate(self.lines):
            if index >= _LOOK_BACK:
                self.lines[index - _LOOK_BACK] = _GONE  # a text of 50 MB is not held as lines and as clauses at once
            if index <= self.quoted_until:
                self._quoted(index, line)
                continue
            if line.text[0].islower() and self._wrapped(index, line):
                self.all[-1].paragraphs[-1].append(line.text)
                continue
            column = opens(self.page.previous(index), line.text)
            if column == 0 and self.all[-1].kind in _NO_QUOTING:
                column = None
            holder = self.all[-1]
            if column != 0 or line.row >= 0:
                self._line(index, line)
                holder = self.all[-1]
            if column is not None and line.row < 0 and holder.kind not in _NO_QUOTING:
                self._quotes(index, column, holder)
            if column == 0 and line.row < 0:
                self._quoted(index, line) if index <= self.quoted_until else self._line(index, line)
        self.all[-1].settle()
        return self.all

    def _wrapped(self, index: int, line: Line) -> bool:
        """Whether the line only goes on with the paragraph above, as most lines of a text do that the width of a page breaks."""
        current = self.all[-1]
        return (
            self.markers[index] is None
            and bool(current.own_paragraphs)
            and current.kind not in ENDS
            and not line.after_blank
            and line.row < 0
            and not self.lines[index - 1].hard_break
            and ":" not in line.text  # behind which a quotation may open
        )

    # -- quotations -------------------------------------------------------------------------------------------

    def _quotes(self, index: int, column: int, holder: Node) -> None:
        own = self.markers[holder.first]
        first = (holder.heading or (holder.paragraphs[0] if holder.paragraphs else None) or [""])[0]
        acts = ACTS.match(first) is not None
        end = end_of_quotation(self.lines, self.markers, index, column, own, self.root.ordinals.get("article", 0), acts, self.page.over)
        if end is not None:
            self.quoted_until = end

    def _quoted(self, index: int, line: Line) -> None:
        """A quotation's line is text of the clause that quotes it, a table's row one paragraph."""
        current, before = self.all[-1], self.lines[index - 1]
        if line.row >= 0 and before.row == line.row:
            current.paragraphs[-1] += [line.text] if before.cell == line.cell else ["|", line.text]
            return
        begins = line.after_blank or line.emphasis or ended(before.text) or self.page.whole
        marked = self.markers[index] is not None and begins
        apart = not current.paragraphs or line.after_blank or marked or self.page.hard(index) or line.row >= 0 or line.text[0] == "“"
        if not current.paragraphs:
            current.last = index
        self.add(current, line.text, paragraph=apart or self.page.breaks(index))

    # -- one line ---------------------------------------------------------------------------------------------

    def _line(self, index: int, line: Line) -> None:
        if self.left_open is not None:
            self.returns(self.markers[index])
        current = self.all[-1]
        if may_begin(line, self.markers[index]) and (name := self._attached(index, line, current)):
            self.attach_component(index, line, name)
            return
        if current.kind in ENDS and (index in self.page.notes or NOTES.match(line.text)):
            self.open_at_root("wrapup", index).paragraphs.append([line.text])
            return
        resumes = current.kind in ENDS and self._resumes(index, line, current)
        if resumes and self.component != "main":
            self.stack = self.before_end
        if current.kind == "signature" and not resumes:
            self.add(current, line.text, paragraph=line.after_blank or self.page.hard(index))
            return
        if line.text[0] == "N" and current.kind != "recipients" and is_recipients(line.text):
            node = self.open_at_root("recipients", index)
            words, _, rest = line.text.partition("\n")  # a cell that holds the list, too
            node.heading.append(words)
            if rest:
                node.paragraphs.append([rest])
            return
        if line.text[0] in SIGNS and self._signs(index, line, current):
            self.open_at_root("signature", index)
            self.add(self.all[-1], line.text, paragraph=True)
            return
        if current.kind == "recipients" and not resumes:
            marker = self.markers[index]
            words = line.text[marker.words_at :] if marker and marker.kind == "indent" else line.text
            self.add(current, words, paragraph=bool(marker) or line.after_blank)
            return
        if line.row >= 0 and not (current.kind == "preamble" and current.component == "main" and not self.page.heads_table(index)):
            self.row(index, line, current)
            return
        marker = self.without_note(index) if self.noted else self.markers[index]
        if marker is None and current.kind == "article" and not current.own_paragraphs:
            marker = first_without_dot(self.lines, self.markers, index)
        self.markers[index] = marker
        if marker and marker.kind == "indent" and current is self.root and (addressees(self.layout, index) or self._basis(line, marker)):
            self.add(current, line.text, paragraph=True)
        elif marker and index < self.body_at and marker.kind in _BELOW_ARTICLES:
            self._paragraph(index, line, current)
        elif marker and self.opens_clause(index, line, marker, current):
            self._marked(index, line, marker)
        else:
            self._unmarked(index, line, current)

    def _basis(self, line: Line, marker: Marker) -> bool:
        """ "- Căn cứ Điều lệ Đảng;" above the first clause is what a document rests on, no clause of it."""
        return self.component == "main" and len(self.all) == 1 and BASIS.match(line.text, marker.words_at) is not None

    def _attached(self, index: int, line: Line, current: Node) -> str | None:
        """The component's name when the line is the title of what is issued with the document: "QUY CHẾ", "PHỤ LỤC I"."""
        behind = current.kind in ENDS or (self.closed and current.kind == "wrapup" and current.parent is None)  # notes below the signature
        inside = self.component != "main"
        if current.kind == "preamble" and not inside:
            return None
        titled = current.kind == "preamble" and index - current.first < _TITLE_LINES and not form_begins(self.lines, index)
        counts_on = titled and line.after_blank and bool(current.paragraphs)
        if titled and not (
            self.component.startswith("phu-luc-") and appendix_begins(self.lines, index, self.component, counts_on=counts_on)
        ):
            return None
        inside = inside or self.page.previous(index).endswith("./.")
        signed = current.kind == "signature" and any(not word.isupper() for p in current.paragraphs for word in p)
        restarts = self.component != "main" and self.root.ordinals.get("article", 0) > 1 and self.page.restarts(index)
        return attachment(
            self.lines, self.markers, index, behind=behind, signed=signed, inside=inside, restarts=restarts, whole=self.page.whole,
            title=self.root.title or " ".join(self.root.heading[:1]) if inside else "",
        )  # fmt: skip

    def _resumes(self, index: int, line: Line, current: Node) -> bool:
        """Text that goes on behind a signature or recipients, as in a file that holds several texts, or behind a form in an appendix."""
        marker = self.markers[index]
        if marker is None or marker.kind not in ("part", "chapter", "section", "article", "paragraph", "point"):
            return False
        if self.component != "main" and current.paragraphs and (line.after_blank or line.emphasis or ended(self.page.previous(index))):
            return marker.form != self.page.form_of(current.first + 1)
        return current.kind == "signature" and line.after_blank and marker.kind in ("part", "chapter", "section", "article")

    def _signs(self, index: int, line: Line, current: Node) -> bool:
        if not is_signature(line.text) or len(line.text) > 120:
            return False
        if len(self.all) > 1 and _DATED.fullmatch(self.page.previous(index)):
            below = self.markers[index + 1 : index + _SIGNATURE_LINES]
            return not self.page.notes or all(
                m is None or m.form == "dash" for m in below
            )  # a consolidated text's last note may go on below its signature
        apart = line.after_blank or self.page.breaks(index) or (len(self.all) > 1 and _FOR.match(line.text) is not None)
        return current.kind == "recipients" or (len(self.all) > 1 and apart and ended(self.page.previous(index), ".!?…"))

    # -- opening and going on ---------------------------------------------------------------------------------

    def _marked(self, index: int, line: Line, marker: Marker) -> None:
        number = marker.number
        if self.counts_inside(line, marker):
            marker = msgspec.structs.replace(marker, rank=marker.rank + 1)
        self.sections_above = self.sections_above or (marker.form in ("roman", "capital") and self.heads_articles(index, line, marker))
        node = self.open(marker.kind, number, index, marker)
        holder = node.parent.ordinals if node.parent and marker.form != "article" else self.root.ordinals
        value = ordinal(marker)
        if marker.form == "bracket" and (counted := letter_after(holder.get("bracket"), number)):
            value = counted
        if marker.kind in ("indent", "subindent") or marker.form == "plain":
            holder[marker.form] = holder.get(marker.form, 0) + 1
            node.number = f"nn_{holder[marker.form]}" if marker.form == "plain" else str(holder[marker.form])
        elif value is not None:
            self.check_order(line, marker, holder.get(marker.form), value)
            self.latest[marker.form] = value
            if marker.form == "article":
                plain = number.isdigit()  # "Điều 9a" may stand above "Điều 9"
                self.left_out |= set(range(holder.get("article", value) + 1, value if plain else value + 1))
                if plain:
                    self.left_out.discard(value)
                value = max(value, holder.get("article", 0)) if value != 1 else 1
            holder[marker.form] = value
        for at in range(index + 1, min(index + _NEXT_LINES, len(self.lines))) if self.noted else ():
            self.markers[at] = self.without_note(at)  # "Điều 25. Thời hạn … thẻ an toàn23" / "1.24 Giấy chứng nhận …"
        words = line.text[marker.words_at :]
        if self._is_heading(index, line, marker, words):
            node.in_heading = True
            if words:
                node.heading.append(words)
            if marker.form == "number" and marker.depth == 1 and (line.emphasis or words.partition(" (")[0].isupper()):
                self.styled = node
        elif words:
            node.paragraphs.append([words])

    def _is_heading(self, index: int, line: Line, marker: Marker, words: str) -> bool:
        if marker.kind not in HEADED or opens("", line.text) is not None:
            return False
        if marker.form == "plain":
            return True
        if (line.emphasis and words) or marker.kind in ("part", "chapter", "subsection"):
            return not (marker.kind == "article" and ended(words, ".") and self.stands_alone(index))
        whole, following = self._whole_paragraph(index, words, longest_heading(marker))
        return reads_as_heading(self.page, index, marker, words, whole, following)

    def _whole_paragraph(self, index: int, words: str, longest: int) -> tuple[str, Line | None]:
        """The words with the lines that go on with them ("1. Sở Giáo dục và / Đào tạo"), and the line behind."""
        at = index + 1
        while at < len(self.lines) and len(words) <= longest:
            line = self.lines[at]
            # "2. … báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện" / "(qua Sở Nội vụ tổng hợp)."
            small = line.text[0].islower() or (line.text[0] == "(" and line.text[1:2].islower() and not words.isupper())
            wrapped = small and self.markers[at] is None and not line.after_blank and line.row < 0
            if not wrapped and (
                line.after_blank
                or line.row >= 0
                or self.mark_opens(at, line)
                or self.begins_list(at, words)
                or (" " in words and self.page.breaks(at))
                or leaves_capitals(words, line.text)
                or is_recipients(line.text)
                or (line.text[0] in SIGNS and is_signature(line.text) and ended(words))
                or closes(words, line.text)
            ):
                return words, line
            words += " " + line.text
            at += 1
        return words, self.lines[at] if at < len(self.lines) else None

    def _unmarked(self, index: int, line: Line, current: Node) -> None:
        previous = self.page.previous(index)
        if (
            current.kind == "preamble"
            and self.component != "main"
            and not current.own_paragraphs
            and titles(line)
            and not LETTERHEAD.match(line.text)
        ):
            current.heading.append(line.text)
            return
        if current.in_heading and not current.own_paragraphs:
            # "Chương II" / "CHẾ ĐỘ ĐỐI VỚI PHẠM NHÂN;" / "XẾP LOẠI CHẤP HÀNH ÁN", each a paragraph of its own
            capitals = current.kind == "chapter" and previous.isupper() and in_capitals(line.text) and not line.text[-1].isdigit()
            same = (self.lines[index - 1].emphasis and line.emphasis) or capitals
            below = current.kind in _TEXT_BELOW or (current.kind == "section" and not line.text.isupper())
            near = not line.after_blank and not (below and self.page.breaks(index)) and not leaves_capitals(previous, line.text)
            half = line.text[0].islower() and previous[-1] == ";"  # "Nguyên tắc xử lý kỷ luật; …;" / "trường hợp không xem xét kỷ luật"
            on = near and (half or not ended(previous)) and not self.lines[index - 1].emphasis
            told = (
                current.kind == "article"
                and not current.own_heading
                and line.text[-1] == "."
                and line.text[-2:-1].isalnum()
                and (". " in line.text or self.stands_alone(index, sections=True))
            )
            if current.kind == "preamble" or told or not (same or not current.own_heading or on):
                self._paragraph(index, line, current)
            else:
                current.heading.append(line.text)
                current.last = index
            return
        if previous.endswith(":") and bare_label(previous) and not bare_label(line.text) and current.own_paragraphs:
            self.add(current, line.text, paragraph=False)
            return
        begun = current.own_paragraphs or current.own_heading  # "Điều 3." alone on its line: what it says stands on the next one
        apart = (
            line.after_blank
            or self.page.hard(index)
            or (begun and (ended(previous) or self.page.whole) and self.page.breaks(index))
            or (begun and self.page.even and current.kind != "preamble" and self.page.ends_early(index))
            or breaks(self.layout, index)
            or (begun and closes(previous, line.text))
            or (current.kind == "point" and index == current.first + 1 and self.page.room == ALWAYS and self.page.breaks(index))
            or index in self.page.notes
        )
        if (index and not apart) or self.page.goes_on(line, previous):
            self.add(current, line.text, paragraph=False)
        else:
            self._paragraph(index, line, current)

    def _paragraph(self, index: int, line: Line, current: Node) -> None:
        """A new paragraph without a number: where does it belong?"""
        if current is self.root and self.component == "main" and self._begins_body(index, line):
            self.attach_at_root(index, line)
            return
        if current.kind == "preamble":
            # The title (KẾ HOẠCH and what follows in bold) is the preamble's heading, the paragraphs are its text; "ỦY BAN NHÂN DÂN" is no title.
            titled = current.heading or self.component != "main" or _TITLED.match(plain(line.text))
            if line.emphasis and titled and not current.paragraphs and not LETTERHEAD.match(line.text):
                current.heading.append(line.text)
                current.in_heading = False
            else:
                current.paragraphs.append([line.text])
            return
        if current.in_heading and not current.paragraphs and current.children == 0:
            if current.kind == "point" and current.parent:
                current.parent.labels = True
            current.paragraphs.append([line.text])
            current.last = index
            return
        if (
            not self.stack
            and current.parent is None
            and current.component == "main"
            and current.kind in ("indent", "subindent", "paragraph")
        ):
            self.attach_at_root(index, line)  # a letter's next paragraph, behind one without a number or a list
            return
        if current.kind == "point" and self._labels(current) and not closes(self.page.previous(index), line.text):
            self.attach("paragraph", index, line, current)
        elif (
            self.page.closes_document(index)
            and not (current.in_heading and not closes(self.page.previous(index), line.text))
            and not self._waits(index, line, current)
        ):
            top = next((n for n in self.stack if n.kind == ("article" if self.article_text else "section")), None)
            top = top or (self.stack[0] if self.stack else current)
            self.attach("wrapup", index, line, top)
        elif current.kind == "point" and self.page.list_goes_on(index, current.first):
            self.attach("paragraph", index, line, current)
        elif current.kind in ("indent", "subindent", "point", "wrapup", "row"):
            holder = current.parent or current
            # "Ủy ban nhân dân các tỉnh:" has dashes of its own
            leads = BODY_LABEL.match(line.text) is not None and self._whole_paragraph(index, line.text, LONG)[0].endswith(":")
            while holder.kind in ("indent", "subindent", "point") and holder.parent and not holder.in_heading:
                inside = holder.kind == "point" and current.kind != "point" and not leads
                if inside and self.page.list_goes_on(index, holder.first, dashes=True):
                    break  # "b) Sở Xây dựng", dashes, a paragraph, more dashes, "c) Sở Y tế"
                holder = holder.parent
            self.attach("wrapup", index, line, holder)
        else:
            holder = current.parent if current.kind == "paragraph" and current.number.startswith("nn_") and current.parent else current
            self.attach("paragraph", index, line, holder)

    def _waits(self, index: int, line: Line, current: Node) -> bool:
        """ "3. Về kiến nghị liên quan đến tổ chức bộ máy:" and then, last in the text, what is said of it."""
        opened = current.kind in ("paragraph", "point") and current.children == 0 and plain(self.lines[index - 1].text).endswith(":")
        return opened and not _FAREWELL.match(plain(line.text))

    def _labels(self, point: Node) -> bool:
        """Whether a point is a label for the paragraph below, as the ones before it are: "b) Sở Y tế", a blank line, "Kiểm tra tủ thuốc …"."""
        words = point.paragraphs[0] if len(point.paragraphs) == 1 and point.children == 0 else []
        if len(words) != 1 or ended(words[0], ".;:!?…,") or point.parent is None:
            return False
        return point.parent.labels or BODY_LABEL.match(words[0]) is not None

    def _begins_body(self, index: int, line: Line) -> bool:
        if self.layout.body_after is None:
            return False
        return begins_body(self.layout, index, self._whole_paragraph(index, line.text, LONG)[0])
