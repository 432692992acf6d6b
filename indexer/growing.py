"""The tree while it grows: the stack of open clauses gives each new one its parent.

``outline`` decides line by line what opens, what goes on and where a paragraph belongs; here it is put in its place.
"""

from __future__ import annotations

from phancap.indexer.markers import BRACKETS, Marker, ordinal
from phancap.indexer.model import Document, Finding, Kind
from phancap.indexer.sources.markdown import Line
from phancap.indexer.tree import Node

ENDS = frozenset({"recipients", "signature"})
_COUNTED_ON = frozenset({"chapter", "mục", "roman", "capital", "number"})
INSIDE_ARTICLE = 21  # added to the rank of a Roman section, so that it stands between an article (40) and its khoản (51)


class Growing:
    """The clauses so far, and which of them are open."""

    def __init__(self, document: Document, findings: list[Finding]) -> None:
        self.document, self.findings = document, findings
        self.all: list[Node] = []
        self.stack: list[Node] = []
        self.before_end: list[Node] = []  # the clauses that were open above the recipients or the signature
        self.capital_outside: bool | None = None
        self.sections_above = False
        self.closed = False  # whether the main text is signed or says to whom it goes
        self.left_open: tuple[Node, list[Node], bool | None, bool, set[int]] | None = None  # the main text, above a form in its midst
        self.left_out: set[int] = set()  # article numbers that were passed over: "Điều 45" stood before "Điều 44"
        self.latest: dict[str, int] = {}  # the last number of each form in this component, whatever stands above it
        self.component = "main"
        self.components: dict[str, int] = {}
        self.root = self.open("preamble", "", 0, Marker("preamble", "preamble", "", -1, 1, 0))

    def rank(self, marker: Marker) -> int:
        if marker.form in ("roman", "capital") and self._inside_article():
            return INSIDE_ARTICLE + marker.rank
        if marker.form == "capital":
            if self.capital_outside is None:
                self.capital_outside = not any(n.form == "roman" for n in self.all)
            return 21 if self.capital_outside else marker.rank
        if marker.form == "point" and marker.depth > 1:
            outer = marker.number.rpartition(".")[0]
            return marker.rank if any(n.number == outer for n in self.stack) else marker.rank - marker.depth + 1
        if marker.form == "bracket":
            return self._bracket_rank(marker)
        return marker.rank

    def _bracket_rank(self, marker: Marker) -> int:
        """ "(2) Trang bị:" / "(a) Áo phao;": a row of brackets that begins in another one stands below it."""
        above = [n for n in self.stack if n.form == "bracket"]
        for node in reversed(above):
            if any(node.number in row[:-1] and row[row.index(node.number) + 1] == marker.number for row in BRACKETS):
                return node.rank  # "(h)" / "(i)" counts in letters, "(2)" / "(i)" begins to count
        row = next((row for row in BRACKETS if row[0] == marker.number), None)
        if row is None or not above:
            return marker.rank
        return next((n.rank for n in above if n.number in row), above[-1].rank + 1)

    def _inside_article(self) -> bool:
        """Whether Roman sections stand in the open article ("Điều 1. Phê duyệt Chiến lược … như sau:" / "I. QUAN ĐIỂM"), not above articles.

        They stand above where one was there before the first article.
        """
        article = next((n for n in self.stack if n.kind == "article"), None)
        return article is not None and not self.sections_above

    def last_ordinal(self, marker: Marker) -> int | None:
        for node in (*reversed(self.stack), self.root):
            if marker.form in node.ordinals:
                return node.ordinals[marker.form]
        return None

    def open(self, kind: Kind, number: str, index: int, marker: Marker) -> Node:
        rank = self.rank(marker)
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else None
        node = Node(kind, number, parent, rank, marker.depth, index, marker.form, last=index, component=self.component)
        if parent:
            parent.children += 1
        if rank >= 0:
            self.stack.append(node)
        self._begin(node)
        return node

    def _begin(self, node: Node) -> None:
        """The next clause; the one before it is settled."""
        if self.all:
            self.all[-1].settle()
        self.all.append(node)

    def open_at_root(self, kind: Kind, index: int) -> Node:
        if kind in ENDS and self.stack:
            self.before_end = self.stack
        self.closed = self.closed or (kind in ENDS and self.component == "main")
        self.stack = []
        return self.open(kind, "", index, Marker(kind, kind, "", -1, 1, 0))

    def child(self, kind: Kind, number: str, index: int, holder: Node) -> Node:
        """A clause below ``holder`` that no other will stand below."""
        node = Node(kind, number, holder, 200, 1, index, kind, last=index, component=self.component)
        holder.children += 1
        self._begin(node)
        return node

    def row(self, index: int, line: Line, current: Node) -> None:
        """A table's row is a clause; its cells are parted by " | ". The letterhead, a table too, stays in the preamble."""
        if current.kind == "row" and current.row == line.row:
            current.paragraphs[-1] += [line.text] if current.cell == line.cell else ["|", line.text]
            current.cell = line.cell
            return
        holder = current.parent if current.kind in ("row", "wrapup") and current.parent else self.stack[-1] if self.stack else current
        holder.ordinals["row"] = holder.ordinals.get("row", 0) + 1
        node = self.child("row", str(holder.ordinals["row"]), index, holder)
        node.paragraphs.append([line.text])
        node.row, node.cell = line.row, line.cell

    def add(self, node: Node, words: str, paragraph: bool) -> None:
        if paragraph or not node.paragraphs:
            node.paragraphs.append([words])
        else:
            node.paragraphs[-1].append(words)

    def attach(self, kind: Kind, index: int, line: Line, holder: Node) -> None:
        while self.stack and self.stack[-1] is not holder:
            self.stack.pop()
        if not self.stack and holder.rank >= 0:
            self.stack.append(holder)
        number = ""
        if holder.kind == "point" and holder.parent:
            holder.parent.labels = True
        if kind == "paragraph":
            holder.ordinals["nn"] = holder.ordinals.get("nn", 0) + 1
            number = f"nn_{holder.ordinals['nn']}"
        self.child(kind, number, index, holder).paragraphs.append([line.text])

    def attach_at_root(self, index: int, line: Line) -> None:
        """A paragraph without a number that stands under nothing."""
        self.stack.clear()
        self.root.ordinals["nn"] = self.root.ordinals.get("nn", 0) + 1
        node = Node("paragraph", f"nn_{self.root.ordinals['nn']}", None, 200, 1, index, "paragraph", last=index, component=self.component)
        node.paragraphs.append([line.text])
        self._begin(node)

    def attach_component(self, index: int, line: Line, name: str) -> None:
        """Open a component: a text with clauses and numbers of its own, named "quy-che" or "phu-luc-1"."""
        if self.component == "main" and not self.closed:
            self.left_open = self.root, self.stack, self.capital_outside, self.sections_above, self.left_out
        same = self.components.get(name, 0) + 1
        while same > 1 and f"{name}-{same}" in self.components:
            same += 1  # the second "PHỤ LỤC" without a number is not the Phụ lục 2 above it
        self.components[name] = same
        self.component = name if same == 1 else f"{name}-{same}"
        self.components.setdefault(self.component, 1)
        self.capital_outside = None
        self.sections_above = False
        self.left_out = set()
        self.latest = {}
        self.before_end = []
        self.stack = []
        node = self.root = self.open_at_root("preamble", index)
        node.heading.append(line.text)
        node.in_heading = True

    def returns(self, marker: Marker | None) -> None:
        """Behind a form that is printed between two articles, the next article is the main text's: "Mẫu số S1-DNSN" in Điều 5, then Điều 6."""
        if self.left_open is None or marker is None or marker.form != "article" or marker.weak:
            return
        number = ordinal(marker)
        if number == self.left_open[0].ordinals.get("article", 0) + 1 and number != self.root.ordinals.get("article", 0) + 1:
            self.root, self.stack, self.capital_outside, self.sections_above, self.left_out = self.left_open
            self.component, self.left_open = "main", None

    def check_order(self, line: Line, marker: Marker, last: int | None, value: int) -> None:
        expected = (last or 0) + 1
        # A careless "c), d), e)" without đ is common and harms nobody; only a real hole or step back is told.
        if value == expected or (marker.form == "point" and marker.number == "e" and last == 4) or (marker.depth > 1 and last is None):
            return
        if last is None and marker.form in _COUNTED_ON and value == self.latest.get(marker.form, 0) + 1:
            return  # "Phần thứ hai" / "Chương XI": a code's chapters, a plan's sections may count on
        if value == last and marker.form in ("number", "point") and marker.number[-1].isdigit() is (marker.form == "point"):
            return  # "1a." behind "1.", "a1)" behind "a)"
        where = f"số {last}" if last else "đầu"
        self.findings.append(
            Finding(
                "numbering", "notice", self.document.file, self.document.first_line + line.number - 1,
                f'Số thứ tự "{marker.number}" không nối tiếp {where}; đã giữ nguyên như trong văn bản.',
                document=self.document.id, words=line.text[:80],
            )
        )  # fmt: skip
