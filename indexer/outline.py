"""Lines → the tree of clauses. Whatever the text, the tree holds all of it.

The walk is one pass: every line either opens a clause, goes on with the last one, or starts an unnumbered
paragraph. A stack of open clauses gives each new one its parent. Time and memory are linear in the text.
"""

from __future__ import annotations

import re
from array import array

from phancap.indexer.attached import attachment
from phancap.indexer.headings import HEADED, longest_heading, reads_as_heading
from phancap.indexer.letters import LONG, addressees, begins_body, breaks, layout_of, wraps
from phancap.indexer.lines import LONGEST_GAP, NOTES, REFERS, Lines, ended, is_recipients, is_signature, refers
from phancap.indexer.markers import Marker, ordinal
from phancap.indexer.model import Clause, Document, Finding, Kind
from phancap.indexer.quoting import ACTS, end_of_quotation, opens
from phancap.indexer.sources.markdown import Line, read_lines
from phancap.indexer.tree import Node, records_of
from phancap.indexer.wrapping import needed

_TITLE_LINES = 10  # an attachment's title and "(Kèm theo …)" below it head nothing of their own
_ENDS = frozenset({"recipients", "signature"})
_INSIDE_ARTICLE = 21  # added to the rank of a Roman section, so that it stands between an article (40) and its khoản (51)
_NOTES_APART = 40  # notes between two that stand at the numbers of khoản
_NEXT_LINES = 4  # in which an article's first khoản may stand behind its title
_KHOAN = 51  # the rank of "1."
_LOOK_BACK = 16  # lines above the one that is read; none is asked for from further back
_GONE = Line(0, 0, ".", False, False, False)
_NO_QUOTING = frozenset({"preamble", "recipients", "signature", "row"})
_ALONE = frozenset({"part", "chapter", "mục", "subsection"})
_BELOW_ARTICLES = frozenset({"paragraph", "point", "indent", "subindent"})
_LISTS = frozenset({"number", "point", "paren"})
_DOCUMENT = re.compile(
    r"(?:Luật|Bộ luật|Nghị|Quyết định|Thông tư|Pháp lệnh|Hiến pháp|Quy (?:chế|định)|Điều lệ|Chỉ thị|Kế hoạch|Kết luận)\b"
)
_TEXT_BELOW = frozenset({"article", "paragraph", "point"})  # kinds whose heading may be followed by text of their own


def clauses_of(document: Document) -> tuple[list[Clause], list[Finding]]:
    """The document's clauses in order, without agencies, citations and duties, and what looked wrong.

    The clauses' ``source`` ranges part the whole text; an empty text has no clause.
    """
    lines = read_lines(document.text)
    if not lines and not document.text:
        return [], []
    findings: list[Finding] = []
    begins, numbers = array("q", (line.start for line in lines)), array("q", (line.number for line in lines))
    nodes = _Walk(document, lines, findings).nodes()
    return records_of(document, begins, numbers, nodes), findings


class _Walk:
    """The stack of open clauses and the list of all clauses, while the lines go by."""

    def __init__(self, document: Document, lines: list[Line], findings: list[Finding]) -> None:
        self.document, self.lines, self.findings = document, lines, findings
        self.page = Lines(lines)
        self.markers = self.page.markers
        self.layout = layout_of(self.page)
        self.all: list[Node] = []
        self.stack: list[Node] = []
        self.before_end: list[Node] = []  # the clauses that were open above the recipients or the signature
        self.capital_outside: bool | None = None
        self.sections_above = False
        self.closed = False  # whether the main text is signed or says to whom it goes
        self.left_open: tuple[Node, list[Node], bool | None, bool, set[int]] | None = None  # the main text, above a form in its midst
        self.left_out: set[int] = set()  # article numbers that were passed over: "Điều 45" stood before "Điều 44"
        self.component = "main"
        self.components: dict[str, int] = {}
        self.body_at = self.page.body()
        self.quoted_until = -1  # the last line of the quotation that goes on
        self.noted, self.last_note = set(self.page.notes.values()), 0
        self.article_text = any(line.text.startswith(("Điều 1.", "Điều 1:")) for line in lines)

    def nodes(self) -> list[Node]:
        """All clauses in document order."""
        self.root = self._open("preamble", "", 0, Marker("preamble", "preamble", "", -1, 1, 0))
        for index, line in enumerate(self.lines):
            if index >= _LOOK_BACK:
                self.lines[index - _LOOK_BACK] = _GONE  # a text of 50 MB is not held as lines and as clauses at once
            if index <= self.quoted_until:
                self._quoted(index, line)
                continue
            column = opens(self.page.previous(index), line.text) if self.all[-1].kind not in _NO_QUOTING else None
            holder = self.all[-1]
            if column != 0 or line.row >= 0:
                self._line(index, line)
                holder = self.all[-1]
            if column is not None and line.row < 0 and holder.kind not in _NO_QUOTING:
                self._quotes(index, column, holder)
            if column == 0 and line.row < 0:
                self._quoted(index, line) if index <= self.quoted_until else self._line(index, line)
        return self.all

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
        marked = self.markers[index] is not None and (line.after_blank or line.emphasis or ended(before.text))
        apart = not current.paragraphs or line.after_blank or marked or self.page.hard(index) or line.row >= 0 or line.text[0] == "“"
        if not current.paragraphs:
            current.last = index
        self._add(current, line.text, paragraph=apart or self.page.breaks(index))

    # -- one line ---------------------------------------------------------------------------------------------

    def _line(self, index: int, line: Line) -> None:
        self._returns(index, line)
        current = self.all[-1]
        if name := self._attached(index, line, current):
            self._attach_component(index, line, name)
            return
        if current.kind in _ENDS and NOTES.match(line.text):
            self._open_at_root("wrapup", index).paragraphs.append([line.text])
            return
        resumes = current.kind in _ENDS and self._resumes(index, line, current)
        if resumes and self.component != "main":
            self.stack = self.before_end
        if current.kind == "signature" and not resumes:
            self._continue(current, line, paragraph=line.after_blank or self.page.hard(index))
            return
        if is_recipients(line.text) and current.kind != "recipients":
            node = self._open_at_root("recipients", index)
            node.heading.append(line.text)
            return
        if self._signs(index, line, current):
            self._open_at_root("signature", index)
            self._continue(self.all[-1], line, paragraph=True)
            return
        if current.kind == "recipients" and not resumes:
            marker = self.markers[index]
            words = line.text[marker.words_at :] if marker and marker.kind == "indent" else line.text
            self._add(current, words, paragraph=bool(marker) or line.after_blank)
            return
        if line.row >= 0 and not (current.kind == "preamble" and current.component == "main"):
            self._row(index, line, current)
            return
        marker = self.markers[index] = self._without_note(index)
        if marker and marker.kind == "indent" and current is self.root and addressees(self.layout, index):
            self._continue(current, line, paragraph=True)
        elif marker and index < self.body_at and marker.kind in _BELOW_ARTICLES:
            self._paragraph(index, line, current)
        elif marker and self._opens(index, line, marker, current):
            self._marked(index, line, marker)
        else:
            self._unmarked(index, line, current)

    def _without_note(self, index: int) -> Marker | None:
        """ "2.6 Bảo hiểm xã hội …" behind khoản 1 of a consolidated text is khoản 2, which note 6 below the page is on."""
        marker = self.markers[index]
        if not self.noted or marker is None or marker.form != "number" or marker.depth != 2:
            return marker
        number, _, note = marker.number.partition(".")
        holder = next((n for n in reversed(self.stack) if n.rank < _KHOAN), None)
        if note not in self.noted or not number.isdigit() or holder is None or int(number) != holder.ordinals.get("number", 0) + 1:
            return marker
        if not self.lines[index].text.startswith(f"{marker.number} ") or not 0 < int(note) - self.last_note <= _NOTES_APART:
            return marker
        self.last_note = int(note)
        return Marker("paragraph", "number", number, _KHOAN, 1, marker.words_at)

    def _attached(self, index: int, line: Line, current: Node) -> str | None:
        """The component's name when the line is the title of what is issued with the document: "QUY CHẾ", "PHỤ LỤC I"."""
        behind = current.kind in ("signature", "recipients")
        inside = self.component != "main"
        if current.kind == "preamble" and (not inside or index - current.first < _TITLE_LINES):
            return None
        inside = inside or self.page.previous(index).endswith("./.")
        signed = current.kind == "signature" and any(not word.isupper() for p in current.paragraphs for word in p)
        restarts = self.component != "main" and self.root.ordinals.get("article", 0) > 1 and self.page.restarts(index)
        return attachment(self.lines, self.markers, index, behind=behind, signed=signed, inside=inside, restarts=restarts)

    def _attach_component(self, index: int, line: Line, name: str) -> None:
        """Open a component: a text with clauses and numbers of its own, named "quy-che" or "phu-luc-1"."""
        if self.component == "main" and not self.closed:
            self.left_open = self.root, self.stack, self.capital_outside, self.sections_above, self.left_out
        self.components[name] = self.components.get(name, 0) + 1
        self.component = name if self.components[name] == 1 else f"{name}-{self.components[name]}"
        self.capital_outside = None
        self.sections_above = False
        self.left_out = set()
        self.before_end = []
        self.stack = []
        node = self.root = self._open_at_root("preamble", index)
        node.heading.append(line.text)
        node.in_heading = True

    def _returns(self, index: int, line: Line) -> None:
        """Behind a form that is printed between two articles, the next article is the main text's: "Mẫu số S1-DNSN" in Điều 5, then Điều 6."""
        marker = self.markers[index]
        if self.left_open is None or marker is None or marker.form != "article" or marker.weak:
            return
        number = ordinal(marker)
        if number == self.left_open[0].ordinals.get("article", 0) + 1 and number != self.root.ordinals.get("article", 0) + 1:
            self.root, self.stack, self.capital_outside, self.sections_above, self.left_out = self.left_open
            self.component, self.left_open = "main", None

    def _resumes(self, index: int, line: Line, current: Node) -> bool:
        """Text that goes on behind a signature or recipients, as in a file that holds several texts, or behind a form in an appendix."""
        marker = self.markers[index]
        if marker is None or marker.kind not in ("part", "chapter", "section", "article", "paragraph", "point"):
            return False
        if self.component != "main" and current.paragraphs and (line.after_blank or line.emphasis or ended(self.page.previous(index))):
            return marker.form != self._form_of(current.first + 1)
        return current.kind == "signature" and line.after_blank and marker.kind in ("part", "chapter", "section", "article")

    def _form_of(self, index: int) -> str | None:
        marker = self.markers[index] if index < len(self.markers) else None
        return marker.form if marker else None

    def _signs(self, index: int, line: Line, current: Node) -> bool:
        if not is_signature(line.text) or len(line.text) > 120:
            return False
        apart = line.after_blank or self.page.breaks(index)
        return current.kind == "recipients" or (len(self.all) > 1 and apart and ended(self.page.previous(index), ".!?…"))

    def _opens(self, index: int, line: Line, marker: Marker, current: Node) -> bool:
        """Whether the mark opens a clause, or only happens to stand at the start of a wrapped line."""
        previous = self.page.previous(index)
        if marker.form == "article" and not self._article_fits(index, line, marker):
            return False
        if marker.form in ("dash", "plus") and not line.after_blank and self.page.wraps(index, line, marker):
            return False
        if marker.form == "dash" and not line.after_blank and current.kind != "indent" and wraps(self.layout, index):
            return False
        if index == 0 or line.emphasis or (line.after_blank and (not line.after_page or ended(previous))):
            return True
        if marker.kind in ("part", "chapter", "section", "subsection", "article") and (
            previous.isupper() or (current.in_heading and not current.paragraphs)
        ):
            return True
        if (
            marker.form in _ALONE
            and marker.words_at >= len(line.text)
            and index + 1 < len(self.lines)
            and self.lines[index + 1].text.isupper()
        ):
            return True  # "Chương I" / "NHỮNG QUY ĐỊNH CHUNG" in the middle of whatever a page's end has left
        if marker.form == "article" and line.text[marker.words_at : marker.words_at + 1].isupper() and not REFERS.search(previous):
            return True
        if ended(previous) or self.lines[index - 1].emphasis or marker.form in ("dash", "plus"):
            return marker.form not in ("dash", "plus") or previous[-1:] not in (",",)
        if ordinal(marker) == 1 and marker.form in _LISTS and ACTS.match(line.text, marker.words_at):
            return True  # "Điều 1. Sửa đổi … của Nghị định số 70/2015/NĐ-CP … cơ yếu" / "1. Sửa đổi, bổ sung Điều 1 như sau:"
        if current.in_heading and not current.paragraphs and marker.form in _LISTS and ordinal(marker) == 1 and marker.depth == 1:
            return not refers(previous, line.text, marker)  # "Điều 22. Trách nhiệm của Bộ Tài chính / 1. Bộ Tài chính có trách nhiệm:"
        if marker.form in _LISTS and marker.depth == 1 and not REFERS.search(previous) and needed(previous, line.text) < self.page.room:
            return True
        last = self._last_ordinal(marker)
        return last is not None and ordinal(marker) == last + 1

    def _article_fits(self, index: int, line: Line, marker: Marker) -> bool:
        """Articles count on through chapters; "Điều 48b." far ahead or "Điều 5." long past stands in a quoted amendment."""
        last, number = self.root.ordinals.get("article"), ordinal(marker)
        if marker.weak and not (number == (last or 0) + 1 and not _DOCUMENT.match(line.text, marker.words_at)):
            return False
        if marker.weak and last is None and marker.words_at >= len(line.text):
            return self.page.goes_on_from(index, 1)  # "Điều 1" in a cell of a table that no blank line parts
        if last is None or number is None or number == 1:
            return True
        if last + LONGEST_GAP < number:
            return self.page.goes_on_from(index, number)  # "Chương II (được bãi bỏ)" / "Điều 11. …" / "Điều 12. …"
        return last < number or (number == last and not marker.number.isdigit()) or number in self.left_out

    def _mark_opens(self, index: int, line: Line) -> bool:
        """Whether the line begins with a mark that opens a clause: not the "Điều 9." of "… theo khoản 2 / Điều 9. của …"."""
        marker = self.markers[index]
        return marker is not None and self._opens(index, line, marker, self.all[-1])

    def _begins_list(self, index: int, before: str) -> bool:
        """Whether the line is the first of a list below a heading: "Điều 22. Trách nhiệm của Bộ Tài chính / 1. Bộ Tài chính có trách nhiệm:"."""
        marker = self.markers[index]
        first = marker is not None and marker.form in _LISTS and marker.depth == 1 and ordinal(marker) == 1
        acts = marker is not None and ACTS.match(self.lines[index].text, marker.words_at) is not None
        if marker is None or not first or ended(before, ","):
            return False
        return acts or not refers(before, self.lines[index].text, marker)

    def _last_ordinal(self, marker: Marker) -> int | None:
        for node in (*reversed(self.stack), self.root):
            if marker.form in node.ordinals:
                return node.ordinals[marker.form]
        return None

    # -- opening and going on ---------------------------------------------------------------------------------

    def _rank(self, marker: Marker) -> int:
        if marker.form in ("roman", "capital") and self._inside_article():
            return _INSIDE_ARTICLE + marker.rank
        if marker.form == "capital":
            if self.capital_outside is None:
                self.capital_outside = not any(n.form == "roman" for n in self.all)
            return 21 if self.capital_outside else marker.rank
        return marker.rank

    def _inside_article(self) -> bool:
        """Whether Roman sections stand in the open article ("Điều 1. Phê duyệt Chiến lược … như sau:" / "I. QUAN ĐIỂM"), not above articles.

        They stand above where one was there before the first article.
        """
        article = next((n for n in self.stack if n.kind == "article"), None)
        return article is not None and not self.sections_above

    def _open(self, kind: Kind, number: str, index: int, marker: Marker) -> Node:
        rank = self._rank(marker)
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else None
        node = Node(kind, number, parent, rank, marker.depth, index, marker.form, last=index, component=self.component)
        if parent:
            parent.children += 1
        if rank >= 0:
            self.stack.append(node)
        self.all.append(node)
        return node

    def _open_at_root(self, kind: Kind, index: int) -> Node:
        if kind in _ENDS and self.stack:
            self.before_end = self.stack
        self.closed = self.closed or (kind in _ENDS and self.component == "main")
        self.stack = []
        return self._open(kind, "", index, Marker(kind, kind, "", -1, 1, 0))

    def _marked(self, index: int, line: Line, marker: Marker) -> None:
        number = marker.number
        node = self._open(marker.kind, number, index, marker)
        holder = node.parent.ordinals if node.parent and marker.form != "article" else self.root.ordinals
        self.sections_above = self.sections_above or (marker.form in ("roman", "capital") and node.rank < _INSIDE_ARTICLE)
        value = ordinal(marker)
        if marker.kind in ("indent", "subindent"):
            holder[marker.form] = holder.get(marker.form, 0) + 1
            node.number = str(holder[marker.form])
        elif value is not None:
            self._check_order(line, marker, holder.get(marker.form), value)
            if marker.form == "article":
                self.left_out |= set(range(holder.get("article", value) + 1, value))
                self.left_out.discard(value)
                value = max(value, holder.get("article", 0)) if value != 1 else 1
            holder[marker.form] = value
        if self.noted:
            for at in range(index + 1, min(index + _NEXT_LINES, len(self.lines))):
                self.markers[at] = self._without_note(at)  # "Điều 25. Thời hạn … thẻ an toàn23" / "1.24 Giấy chứng nhận …"
        words = line.text[marker.words_at :]
        if self._is_heading(index, line, marker, words):
            node.in_heading = True
            if words:
                node.heading.append(words)
        elif words:
            node.paragraphs.append([words])

    def _check_order(self, line: Line, marker: Marker, last: int | None, value: int) -> None:
        expected = (last or 0) + 1
        # A careless "c), d), e)" without đ is common and harms nobody; only a real hole or step back is told.
        if value == expected or (marker.form == "point" and marker.number == "e" and last == 4) or (marker.depth > 1 and last is None):
            return
        where = f"số {last}" if last else "đầu"
        self.findings.append(
            Finding(
                "numbering", "notice", self.document.file, self.document.first_line + line.number - 1,
                f'Số thứ tự "{marker.number}" không nối tiếp {where}; đã giữ nguyên như trong văn bản.',
                document=self.document.id, words=line.text[:80],
            )
        )  # fmt: skip

    def _is_heading(self, index: int, line: Line, marker: Marker, words: str) -> bool:
        if marker.kind not in HEADED or opens("", line.text) is not None:
            return False
        if (line.emphasis and words) or marker.kind in ("part", "chapter", "subsection"):
            return True
        whole, following = self._whole_paragraph(index, words, longest_heading(marker))
        return reads_as_heading(self.page, index, marker, words, whole, following)

    def _whole_paragraph(self, index: int, words: str, longest: int) -> tuple[str, Line | None]:
        """The words with the lines that go on with them ("1. Sở Giáo dục và / Đào tạo"), and the line behind."""
        at = index + 1
        while at < len(self.lines) and len(words) <= longest:
            line = self.lines[at]
            if (
                line.after_blank
                or line.row >= 0
                or self._mark_opens(at, line)
                or self._begins_list(at, words)
                or (" " in words and self.page.breaks(at))
            ):
                return words, line
            words += " " + line.text
            at += 1
        return words, self.lines[at] if at < len(self.lines) else None

    def _row(self, index: int, line: Line, current: Node) -> None:
        """A table's row is a clause; its cells are parted by " | ". The letterhead, a table too, stays in the preamble."""
        if current.kind == "row" and current.row == line.row:
            current.paragraphs[-1] += [line.text] if current.cell == line.cell else ["|", line.text]
            current.cell = line.cell
            return
        holder = current.parent if current.kind in ("row", "wrapup") and current.parent else self.stack[-1] if self.stack else current
        holder.ordinals["row"] = holder.ordinals.get("row", 0) + 1
        node = self._child("row", str(holder.ordinals["row"]), index, holder)
        node.paragraphs.append([line.text])
        node.row, node.cell = line.row, line.cell

    def _child(self, kind: Kind, number: str, index: int, holder: Node) -> Node:
        """A clause below ``holder`` that no other will stand below."""
        node = Node(kind, number, holder, 200, 1, index, kind, last=index, component=self.component)
        holder.children += 1
        self.all.append(node)
        return node

    def _unmarked(self, index: int, line: Line, current: Node) -> None:
        previous = self.page.previous(index)
        if current.kind == "preamble" and self.component != "main" and not current.paragraphs and self._titles(line):
            current.heading.append(line.text)
            return
        if current.in_heading and not current.paragraphs:
            same = self.lines[index - 1].emphasis and line.emphasis
            below = current.kind in _TEXT_BELOW or (current.kind == "section" and not line.text.isupper())
            near = not line.after_blank and not (below and self.page.breaks(index))
            if current.kind == "preamble" or not (
                same or not current.heading or (near and not ended(previous) and not self.lines[index - 1].emphasis)
            ):
                self._paragraph(index, line, current)
            else:
                current.heading.append(line.text)
                current.last = index
            return
        begun = current.paragraphs or current.heading  # "Điều 3." alone on its line: what it says stands on the next one
        apart = (
            line.after_blank
            or self.page.hard(index)
            or (begun and ended(previous) and self.page.breaks(index))
            or breaks(self.layout, index)
            or index in self.page.notes
        )
        if (index and not apart) or self.page.goes_on(line, previous):
            self._continue(current, line, paragraph=False)
        else:
            self._paragraph(index, line, current)

    @staticmethod
    def _titles(line: Line) -> bool:
        """Whether the line goes on with an attachment's title: "PHỤ LỤC I" / "DANH MỤC THỦ TỤC …", "Phụ" / "lục I"."""
        return line.emphasis or line.text.isupper() or (line.text[0].islower() and not line.after_blank)

    def _continue(self, node: Node, line: Line, paragraph: bool) -> None:
        self._add(node, line.text, paragraph)

    def _add(self, node: Node, words: str, paragraph: bool) -> None:
        if paragraph or not node.paragraphs:
            node.paragraphs.append([words])
        else:
            node.paragraphs[-1].append(words)

    def _paragraph(self, index: int, line: Line, current: Node) -> None:
        """A new paragraph without a number: where does it belong?"""
        if current is self.root and self.component == "main" and self._begins_body(index, line):
            self._attach_at_root(index, line)
            return
        if current.kind == "preamble":
            # The title (KẾ HOẠCH and what follows in bold) is the preamble's heading, the paragraphs are its text.
            if line.emphasis and not current.paragraphs:
                current.heading.append(line.text)
                current.in_heading = False
            else:
                current.paragraphs.append([line.text])
            return
        if current.in_heading and not current.paragraphs and current.children == 0:
            current.paragraphs.append([line.text])
            current.last = index
            return
        if (
            not self.stack
            and current.parent is None
            and current.component == "main"
            and current.kind in ("indent", "subindent", "paragraph")
        ):
            self._attach_at_root(index, line)  # a letter's next paragraph, behind one without a number or a list
            return
        closes = self.page.closes_document(index)
        if closes and not current.in_heading:
            top = next((n for n in self.stack if n.kind == ("article" if self.article_text else "section")), None)
            top = top or (self.stack[0] if self.stack else current)
            self._attach("wrapup", index, line, top)
        elif current.kind == "point" and self.page.list_goes_on(index, current.first):
            self._attach("paragraph", index, line, current)
        elif current.kind in ("indent", "subindent", "point", "wrapup", "row"):
            holder = current.parent or current
            while holder.kind in ("indent", "subindent", "point") and holder.parent and not holder.in_heading:
                holder = holder.parent
            self._attach("wrapup", index, line, holder)
        else:
            holder = current.parent if current.kind == "paragraph" and current.number.startswith("nn_") and current.parent else current
            self._attach("paragraph", index, line, holder)

    def _begins_body(self, index: int, line: Line) -> bool:
        if self.layout.body_after is None:
            return False
        return begins_body(self.layout, index, self._whole_paragraph(index, line.text, LONG)[0])

    def _attach_at_root(self, index: int, line: Line) -> None:
        """A paragraph without a number that stands under nothing."""
        self.stack.clear()
        self.root.ordinals["nn"] = self.root.ordinals.get("nn", 0) + 1
        node = Node("paragraph", f"nn_{self.root.ordinals['nn']}", None, 200, 1, index, "paragraph", last=index, component=self.component)
        node.paragraphs.append([line.text])
        self.all.append(node)

    def _attach(self, kind: Kind, index: int, line: Line, holder: Node) -> None:
        while self.stack and self.stack[-1] is not holder:
            self.stack.pop()
        if not self.stack and holder.rank >= 0:
            self.stack.append(holder)
        number = ""
        if kind == "paragraph":
            holder.ordinals["nn"] = holder.ordinals.get("nn", 0) + 1
            number = f"nn_{holder.ordinals['nn']}"
        self._child(kind, number, index, holder).paragraphs.append([line.text])
