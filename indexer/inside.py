"""Addresses inside one document: which clause "điểm a khoản 2 Điều 5" or "mục 1" means where it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace
from phancap.indexer.addresses import segment
from phancap.indexer.components import appendix_after, note_of_title, numbered, without_note
from phancap.indexer.markers import in_words, roman_value
from phancap.indexer.model import Clause, Kind, anchored
from phancap.indexer.provision_words import THIS
from phancap.indexer.provisions import Provision, Step
from phancap.indexer.vietnamese import slug

_KINDS: dict[str, Kind] = {
    "tiết": "point", "điểm": "point", "khoản": "paragraph", "điều": "article", "tiểu mục": "subsection", "mục": "section",
    "chương": "chapter", "phần": "part",
}  # fmt: skip
_AROUND = {
    "tiết": "point_",
    "điểm": "point_",
    "khoản": "para_",
    "điều": "art_",
    "mục": "sec_",
    "tiểu mục": "subsec_",
    "chương": "chp_",
    "phần": "part_",
}
_ISSUED_WITH = ("phụ lục", "mẫu số")
_THIS_SECTION = Step("mục", THIS)
_NESTED = re.compile(r"para_\d+-[\d-]+")
_NESTED_NUMBER = re.compile(r"(?:para|point|subsec|sec)_(?P<number>\d+(?:-\d+)+)")
_LETTER_ALONE = re.compile(r"point_[a-z]+")


def heads(clause: Clause, notes: frozenset[str] = frozenset()) -> Step | None:
    """The number that an appendix or a form bears in its title, without the number of one of its ``notes``; None without one."""
    title = (
        numbered(without_note(clause.heading or clause.text, notes)) if clause.component != "main" and clause.kind == "preamble" else None
    )
    return Step(*title) if title else None


@lru_cache(maxsize=1_024)
def _numbered(step: Step) -> tuple[str, str]:
    """ "Mẫu số 01" and "Mẫu 1" are one, "Phụ lục I" and "Phụ lục 1", "Mẫu số 2d" and "Mẫu số 2đ" are not."""
    return step.level, slug(step.number.replace("đ", "dd")).lstrip("0")


def address_of(provision: Provision) -> str:
    """The address that the words give, outer level first: "art_5__para_2__point_a"; "này" stays as "art_nay"."""
    return _address(provision.steps)


@lru_cache(maxsize=4_096)  # one string for the many citations of one provision
def _address(steps: tuple[Step, ...]) -> str:
    return "__".join([_segment(step) for step in reversed(steps)])


# What an office prints above and in a consolidated text: "Tuyển dụng nhà giáo5", "2.3 Nhà giáo …", "c)11 Đối với …", "đ) 4 (được bãi bỏ)", "6. 24 Trước thời điểm …", "… theo quy định.7"
_NOTE_AT = (
    re.compile(r"[^\W\d_]\s?\[?(\d{1,3})\]?$"),
    re.compile(
        r"\W*(?:\d{1,2}[a-zđ]?\.|[a-zđ]{1,2}\)|Điều \d{1,3}[a-zđ]?\.)(?:\[?|\s\[?(?=[1-9]\d*\]?\s?(?:\(được|[A-ZĐÀ-Ỹ])))(\d{1,3})\]?(?=[\s(])"
    ),
    re.compile(r"[;.:”]\s?\[?(\d{1,3})\]?$"),
)


_NOTE_REACH = 8_000  # characters from a number to its note at the page's foot


_NOTES_BELOW = re.compile(
    r"\n\[?(\d{1,3})\]?\s+(?:(?:(?:Tên|Tiêu đề|Nội dung)\s+)?"
    r"(?:(?:Điều|Khoản|Điểm|Chương|Mục)(?: này)?|(?:Phụ lục|Mẫu|Biểu)(?: số)?(?: [\dIVX]+[A-Z]?)?(?: này| ban hành kèm theo [^\n]{5,60})?) (?:đã )?được |Cụm từ “)"
)


def notes_below(text: str) -> frozenset[str]:
    """The numbers of the notes below the pages of a consolidated ``text`` that say what became of a provision."""
    return frozenset(_NOTES_BELOW.findall(text))


def note_places(text: str, clauses: Iterable[Clause]) -> dict[str, list[Clause]]:
    """{a note's number: the clauses that bear it} of a consolidated ``text``, in order; an appendix may begin to count anew."""
    places: dict[str, list[Clause]] = {}
    for clause in clauses:
        heading = clause.heading or clause.text if clause.kind in ("article", "chapter", "section", "subsection", "part") else ""
        said = (_NOTE_AT[0].search(heading), _NOTE_AT[1].match(text, *clause.source), _NOTE_AT[2].search(clause.text))
        numbers = {m.group(1) for m in said if m}
        if clause.kind == "preamble" and clause.component != "main":
            numbers = {n} if (n := note_of_title(clause.heading or clause.text)) else set()
        for number in numbers:
            places.setdefault(number, []).append(clause)
    return places


def noted_at(places: list[Clause], note: Clause, level: str) -> Clause | None:
    """Of the clauses that bear a note's number the one that the note below the page speaks of as its "khoản này", "điểm này"; None if several can be.

    The number stands before its note, on the same page.
    """
    titles = level in _ISSUED_WITH
    near = [
        c
        for c in places
        if 0 <= note.source[0] - c.source[0] <= _NOTE_REACH
        and (c.kind == "preamble" and c.component != "main" if titles else _AROUND.get(level, "") in c.eid)
    ]
    return near[0] if len(near) == 1 else None


@lru_cache(maxsize=4_096)
def _segment(step: Step) -> str:
    if step.level in _ISSUED_WITH:
        return slug(f"{'phụ lục' if step.level == 'phụ lục' else 'mẫu'} {step.number.replace('đ', 'dd')}")
    return segment(_KINDS[step.level], step.number)


class Inside:
    """The anchors of one document's clauses, and its articles by number."""

    def __init__(self, clauses: Iterable[Clause], notes: frozenset[str] = frozenset()) -> None:
        self.anchors: dict[str, str] = {}  # of each the one string that all citations of it share
        self.articles: dict[str, str] = {}
        self.chapters: dict[str, str] = {}
        self.components: set[str] = set()
        self.appendices: dict[tuple[str, str], list[str]] = {}  # ("phụ lục", "i") → the components so headed
        self.appendix_of: dict[str, str] = {}  # a form's component → that of the appendix before it
        self.nested: dict[str, list[str]] = {}  # "mau!2-3" → the eIds of what is numbered "2.3" there
        self.behind: dict[str, str] = {}  # an unmarked paragraph's anchor → the point that stands before it
        point: dict[str, str] = {}  # the last point below each clause
        appendix = ""
        for clause in clauses:
            anchor = clause.anchor
            self.anchors[anchor] = anchor
            last = clause.eid.rpartition("__")[2]
            if clause.kind == "point":  # behind "a3)" it may be a3 or a
                point[clause.around] = clause.eid if _LETTER_ALONE.fullmatch(last) else ""
            elif (clause.kind == "wrapup" or clause.unnumbered) and (before := point.get(clause.around)):
                self.behind[clause.anchor] = before
            if "-" in last and (number := _NESTED_NUMBER.fullmatch(last)):
                self.nested.setdefault(anchored(clause.component, number["number"]), []).append(clause.eid)
            if clause.component not in self.components:
                self.components.add(clause.component)
                appendix = clause.component if clause.component.startswith("phu-luc") else appendix
                self.appendix_of[clause.component] = appendix
            if clause.kind == "article":
                name = clause.number if clause.number.isdigit() else clause.number.lower()
                self.articles.setdefault(anchored(clause.component, name), clause.eid)
            elif clause.kind in ("chapter", "part"):
                self.chapters.setdefault(anchored(clause.component, segment(clause.kind, clause.number)), clause.eid)
                if " " in clause.number and (value := in_words(clause.number)):  # "Phần thứ tư"
                    self.chapters.setdefault(anchored(clause.component, segment(clause.kind, str(value))), clause.eid)
            elif clause.kind == "preamble" and clause.component != "main":
                if step := heads(clause, notes):
                    self.appendices.setdefault(_numbered(step), []).append(clause.component)
                self.appendix_of[clause.component] = appendix = appendix_after(appendix, clause.component)

    def find(self, provision: Provision, clause: Clause | None, component: str) -> tuple[str | None, str | None]:
        """(anchor, anchor of the range's last clause) of the provision; (None, None) where no clause has that address.

        ``clause`` is where it is said (None: in another document), ``component`` the part of the document that is meant.
        """
        steps = list(reversed(provision.steps))
        form = next((at for at, step in enumerate(steps) if step.level == "mẫu số"), 0)
        if steps[form].level in _ISSUED_WITH:
            return self._appendix(steps if steps[0].level == "phụ lục" else steps[form:], clause), None
        if clause is not None and clause.component != component:
            clause = None
        eid = self._walk(steps, clause, component)
        if eid is None:
            return None, None
        through = None
        if provision.through:
            last = [*steps[:-1], Step(steps[-1].level, provision.through)]
            through = self._walk(last, clause, component)
        return self._shared(component, eid), self._shared(component, through) if through else None

    def _shared(self, component: str, eid: str) -> str:
        """The anchor, as the one string that all citations of it share."""
        anchor = anchored(component, eid)
        return self.anchors.get(anchor, anchor)

    def absolute(self, provision: Provision, clause: Clause, component: str) -> Provision:
        """The provision with "Điều này" and "khoản này" as the numbers of the clause around, where that stands in the component."""
        if not provision.relative or clause.component != component:
            return provision
        around = {
            step: self._around(clause, step.level) for step in provision.steps if step.number == THIS and step.level in ("điều", "khoản")
        }
        steps = tuple(Step(s.level, a.rpartition("_")[2]) if (a := around.get(s)) else s for s in provision.steps)
        return replace(provision, steps=steps)

    def issued(self, kind: str, provision: Provision) -> str:
        """The component that "Quy chế ban hành kèm theo …" means (``kind``: "quy-che"); of several, the only one that has the provision."""
        fits = [name for name in self.components if name == kind or name.startswith(kind + "-")]
        fits = [name for name in fits if self.find(provision, None, name)[0]] if len(fits) > 1 else fits
        return fits[0] if len(fits) == 1 else kind

    def several(self, provision: Provision, clause: Clause | None) -> bool:
        """Whether two appendices or forms of the document bear the number that is said, so that it leads to none of them."""
        steps = list(reversed(provision.steps))
        return steps[0].level in _ISSUED_WITH and len(self._candidates(steps, clause)) > 1

    def _appendix(self, steps: list[Step], clause: Clause | None) -> str | None:
        """The head of "Phụ lục I", "Mẫu số 01 Phụ lục II" or what is said within it ("mục 3 Phụ lục II"), when one alone is numbered so."""
        found = self._candidates(steps, clause)
        if len(found) != 1:
            return None
        within = [step for step in steps if step.level not in _ISSUED_WITH]
        if not within:
            return anchored(found[0], "preamble")
        eid = self._walk(within, None, found[0])
        return anchored(found[0], eid) if eid else None

    def _candidates(self, steps: list[Step], clause: Clause | None) -> list[str]:
        """The components that "Phụ lục I", "Phụ lục này" or "Mẫu số 01 (Phụ lục II)" can be; a form of the appendix around goes first."""
        here = self.appendix_of.get(clause.component, "") if clause else ""
        found = self.appendices.get(_numbered(steps[0]), []) if steps[0].number != THIS else [here] if here else []
        form = steps[1] if len(steps) > 1 and steps[0].level == "phụ lục" and steps[1].level == "mẫu số" else None
        if form is not None:
            return [f for f in self.appendices.get(_numbered(form), []) if self.appendix_of[f] in found]
        if steps[0].level == "mẫu số" and len(found) > 1 and here:
            return [f for f in found if self.appendix_of[f] == here] or found
        return found

    def _walk(self, steps: list[Step], clause: Clause | None, component: str) -> str | None:
        if steps[0] == _THIS_SECTION and len(steps) > 1 and clause:
            # "điểm g mục này" in a guidance whose "2.2." has points: the innermost clause around that has a point g
            parts = clause.eid.split("__")
            outermost = next((n for n in range(len(parts), 0, -1) if parts[n - 1].startswith("sec_")), 1)
            around = ("__".join(parts[:count]) for count in range(len(parts), outermost - 1, -1))
            return next((eid for base in around if (eid := self._down(base, steps[1:], component))), None)
        base: str | None = None
        for place, step in enumerate(steps):
            if step.number == THIS:
                found = self._around(clause, step.level) if place == 0 else None
            elif step.level == "điều":
                found = self.articles.get(anchored(component, step.number.lower()))
            elif place == 0 and step.level in ("chương", "phần"):
                found = self.chapters.get(anchored(component, segment(_KINDS[step.level], step.number))) or self._section(
                    step, clause, component
                )
            elif step.level in ("mục", "phần") and base is None:
                found = self._section(step, clause, component) or self._numbered_alone(step, clause, component)
            elif base is None:
                found = self._nearest(_segment(step), clause, component) or self._numbered_alone(step, clause, component)
                if found is None and step.level == "điểm" and step.number.isdigit():  # "nêu tại điểm 1 công văn này"
                    found = self._nearest(segment("paragraph", step.number), clause, component)
            else:
                found = self._below(base, step, component)
            if found is None:
                return None
            base = found
        return base

    def _down(self, base: str, steps: list[Step], component: str) -> str | None:
        found: str | None = base
        for step in steps:
            found = self._below(found, step, component) if found else None
        return found

    def _below(self, base: str, step: Step, component: str) -> str | None:
        """A level below ``base``; a plan's "mục 1 Phần II" is the numbered paragraph of its Roman section."""
        names = [_segment(step)]
        if step.level in ("mục", "điểm", "khoản", "phần"):
            names += [segment("paragraph", step.number), segment("section", step.number), segment("point", step.number)]
        if found := next((known for name in names if (known := self._known(f"{base}__{name}", component))), None):
            return found
        letter = step.number[:1].replace("đ", "dd") if step.level in ("điểm", "tiết") and len(step.number) > 1 else ""
        if not letter:
            return None
        # "điểm a.1 khoản 2", which stands below điểm a; "tiết b1 điểm b", which stands beside điểm b
        outer = f"{base}__point_{letter}" if not base.endswith(f"__point_{letter}") else base.rpartition("__")[0]
        return self._known(f"{outer}__{names[0]}", component)

    def _nearest(self, tail: str, clause: Clause | None, component: str) -> str | None:
        """The clause with this tail under the nearest clause around: siblings first, then their parents'."""
        around = clause.eid if clause else None
        if around and tail.startswith("sec_") and (same := re.search(rf"(?:^|__){re.escape(tail)}_\d+(?=__|$)", around)):
            return around[: same.end()]  # "khoản 2 mục II" in the second "II." of an appendix
        while around is not None:
            if found := self._known(f"{around}__{tail}", component):
                return found
            around = around.rpartition("__")[0] or None
        return self._known(tail, component)

    def _numbered_alone(self, step: Step, clause: Clause | None, component: str) -> str | None:
        """ "Mục 19.3 CDNT", "hồ sơ như mục 2.3": what alone bears that number, though below another clause, in the same part or chapter."""
        found = self.nested.get(anchored(component, step.number.replace(".", "-")), ()) if "." in step.number else ()
        if len(found) != 1:
            return None
        part = clause.eid.partition("__")[0] if clause else ""
        apart = part.startswith(("part_", "chp_")) and not found[0].startswith(part + "__")
        return None if apart else found[0]

    def _known(self, eid: str, component: str) -> str | None:
        anchor = self.anchors.get(eid if component == "main" else anchored(component, eid))
        return anchor if component == "main" or anchor is None else eid

    def _section(self, step: Step, clause: Clause | None, component: str) -> str | None:
        """ "mục 1" in a plan means the numbered paragraph of the same section, "Mục III" or "Phần III" the section itself."""
        number = step.number
        if "." in number and roman_value(number.partition(".")[0]) is not None:
            # "Mục II.4 Kế hoạch này": số 4 của Mục II
            outer, _, inner = number.partition(".")
            base = self._nearest(segment("section", outer), clause, component)
            return self._below(base, Step("mục", inner), component) if base else None
        if number[0] in "IVX" or number[0].isalpha():
            return self._nearest(segment("section", number), clause, component)
        return self._nearest(segment("section", number), clause, component) or self._nearest(
            segment("paragraph", number), clause, component
        )

    def _around(self, clause: Clause | None, level: str) -> str | None:
        prefix = _AROUND.get(level)
        parts = clause.eid.split("__") if clause and prefix else []
        for count in range(len(parts), 0, -1):
            if parts[count - 1].startswith(prefix or "") and not parts[count - 1].startswith("para_nn"):
                return "__".join(parts[:count])
        if level == "điểm" and parts and _NESTED.fullmatch(parts[-1]):
            return clause.eid if clause else None  # "điểm này" in "2.2." of khoản 2
        # "Trường hợp nội dung chi quy định tại điểm này …" on a line of its own behind "b) …"
        return self.behind.get(clause.anchor) if clause and level == "điểm" else None
