"""References: found in a clause's text, then resolved. What is not certain stays unresolved, with the reason.

The key of a document is number + type + issuer + year: "57/NQ-HĐND" alone exists in many provinces, and in many years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from phancap.indexer.addresses import segment
from phancap.indexer.model import Citation, Clause, Document, Kind, anchored
from phancap.indexer.vietnamese import exact, fold

DOCUMENT_TYPES = (
    "Nghị quyết liên tịch", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư liên tịch", "Thông tư", "Tờ trình", "Kế hoạch",
    "Công văn", "Công điện", "Chỉ thị", "Thông báo", "Báo cáo", "Kết luận", "Hướng dẫn", "Chương trình", "Bộ luật", "Luật",
    "Pháp lệnh", "Hiến pháp", "Quy định", "Văn bản hợp nhất", "Văn bản", "Đề án",
)  # fmt: skip
_TYPE = "|".join(DOCUMENT_TYPES).replace(" ", r"\ ")  # patterns are written in verbose mode
_ISSUER = (
    r"(?:Hội đồng nhân dân|HĐND|Ủy ban nhân dân|UBND|Chính phủ|Thủ tướng Chính phủ|Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|"
    r"Ban Bí thư|Bộ Chính trị|Ban Chấp hành Trung ương|Tỉnh ủy|Thành ủy|(?:Bộ trưởng )?Bộ [A-ZĐ][^\W\d_]+(?: [^\W\d_]+)?|Sở [A-ZĐ][^\W\d_]+(?: [^\W\d_]+)?)"
    r"(?: (?:tỉnh|thành phố)(?: [A-ZĐ][^\W\d_]+){0,3})?"
).replace(" ", r"\ ")
_NUMBER = re.compile(
    rf"""(?<![\w/])(?P<number>\d{{1,5}}[a-zđ]?\s?(?:/\s?\d{{4}}\s?)?/\s?(?=[A-ZĐ])[A-Za-zĐđƯưÔôƠơ&0-9]+(?:\s?[-/&]\s?[A-ZĐ][A-Za-zĐđƯưÔôƠơ&]*\d{{0,2}})*
      |\d{{1,4}}-(?:NQ|CT|KL|QĐ|QĐi|CTr|TB|HD|KH|BC|CV)/(?:TW|TU|HU|ĐU|ĐUK))(?![A-Za-z0-9/])
    (?:\s*,?\s*(?P<date>ngày\s+(?:\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+\d{{4}})))?
    (?:\s+của\s+(?P<issuer>{_ISSUER}))?""",
    re.X,
)
_BEFORE_NUMBER = re.compile(rf"(?:(?<!\w)(?P<type>{_TYPE})\s+)?(?:(?:số|Số)\s*:?\s*)?$", re.X)
_LONGEST_BEFORE = 40  # characters: "Nghị quyết liên tịch số: " and some space
# "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15": a law's name stands between its type and its number.
_LAW_BEFORE = re.compile(
    r"(?<!\w)(?P<type>Bộ luật|Luật|Pháp lệnh)\s+[^\W\d_a-zà-ỹđ](?:(?!\b(?:Luật|Nghị|Căn cứ|Bộ luật)\s)[^.;()\n]){2,110}?\s+số\s*:?\s*$"
)
_LONGEST_LAW = 135
_SELF = re.compile(
    r"\b(Kế hoạch|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Luật|Bộ luật|Pháp lệnh|Chương trình|Quy chế|Quy định|Đề án) này\b"
)
_PROVISION = re.compile(
    r"""(?<!\w)(?=điểm\s|khoản\s|Điều\s|[Mm]ục\s)(?:điểm\s+(?P<point>[a-zđ]{1,2})\s*,?\s+)?(?:khoản\s+(?P<para>\d{1,3}(?:\.\d+)*|này)\s*,?\s*)?
    (?:(?P<article>Điều\s+(?:\d{1,4}[a-zđ]?|này))|(?P<section>[Mm]ục\s+(?:[IVX]{1,6}|\d{1,2}(?:\.\d+)*|này))(?![\w/]))?""",
    re.X,
)
_PROVISION_HINT = re.compile(r"điểm |khoản |Điều |[Mm]ục ")
_OF_DOCUMENT = re.compile(r"\s*,?\s*(?:của\s+|tại\s+|thuộc\s+)?$")
_DATE = re.compile(r"(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})(?:/|\s+năm\s+)(\d{4})")


def number_key(number: str) -> str:
    """A document's number for comparing: no spaces, upper case, no marks: "57 /NQ-HĐND" → "57/NQ-HDND"."""
    return fold(re.sub(r"\s+", "", number)).upper()


def short_key(number: str) -> str:
    """The key without the year inside: "41/2022/NQ-HĐND" is cited elsewhere as "41/NQ-HĐND"."""
    return re.sub(r"/\d{4}/", "/", number_key(number))


def iso_date(words: str) -> str | None:
    """The date in "ngày 09/12/2022" or "ngày 9 tháng 12 năm 2022" as ISO, None where there is none."""
    match = _DATE.search(words)
    return f"{match.group(3)}-{int(match.group(2)):02d}-{int(match.group(1)):02d}" if match else None


@dataclass
class Library:
    """The documents that citations may lead to."""

    documents: Sequence[Document]

    @cached_property
    def by_number(self) -> dict[str, list[Document]]:
        """Documents by their number's short key."""
        table: dict[str, list[Document]] = {}
        for document in self.documents:
            if document.number:
                table.setdefault(short_key(document.number), []).append(document)
        return table

    @cached_property
    def by_name(self) -> dict[str, list[Document]]:
        """Documents by the names they are cited by without a number."""
        table: dict[str, list[Document]] = {}
        for document in self.documents:
            for name in document.names:
                table.setdefault(exact(name), []).append(document)
        return table

    @cached_property
    def names(self) -> re.Pattern[str] | None:
        """All those names as one pattern over ``exact`` text."""
        names = sorted(self.by_name, key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)") if names else None


@dataclass
class Reader:
    """Finds and resolves the citations of one document, clause by clause in order.

    It remembers what the document has said: "Nghị quyết số 57/NQ-HĐND ngày 09/12/2022 …" once, then "Nghị quyết số 57/NQ-HĐND".
    """

    document: Document
    library: Library
    clauses: Iterable[Clause]
    said: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.anchors = {c.anchor for c in self.clauses}
        self.articles = {anchored(c.component, c.number): c.eid for c in self.clauses if c.kind == "article"}

    def read(self, clause: Clause) -> list[Citation]:
        """The citations of the clause's text in order, without overlap."""
        text = clause.text
        found: list[Citation] = []
        if "/" in text or "-" in text:
            found += [self._numbered(text, m, clause.kind == "preamble") for m in _NUMBER.finditer(text)]
        if self.library.names:
            for match in self.library.names.finditer(exact(text)):
                found.append(self._named(text, match.start(), match.end()))
        for match in _SELF.finditer(text):
            found.append(self._self(match))
        if _PROVISION_HINT.search(text):
            found = self._provisions(text, clause, found)
        return _without_overlap(found)

    def _numbered(self, text: str, match: re.Match[str], head: bool) -> Citation:
        before = _BEFORE_NUMBER.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start())
        if not (before and before.group("type")) and before and before.group().strip():
            before = _LAW_BEFORE.search(text, max(0, match.start() - _LONGEST_LAW), match.start()) or before
        start = before.start() if before else match.start()
        number, kind = match.group("number"), before.group("type") if before else None
        day = iso_date(match.group("date") or "")
        issuer = match.group("issuer")
        key = f"{short_key(number)}|{kind or ''}"
        own = self.document
        if head and own.number and number_key(number) == number_key(own.number) and day in (None, own.issued) and kind in (None, own.type):
            # "(Ban hành kèm theo Quyết định số …)" above an attached regulation, and the letterhead itself
            return _citation(start, match.end(), text[start : match.end()], own.id, None, None)
        target, reason = self._resolve(number, kind, day, issuer)
        if target is None and not day and not issuer:
            target = self.said.get(key) or self.said.get(f"{short_key(number)}|")
            reason = None if target else reason
        if target:
            self.said.setdefault(key, target)
            self.said.setdefault(f"{short_key(number)}|", target)
        return _citation(start, match.end(), text[start : match.end()], target, None, reason)

    def _resolve(self, number: str, kind: str | None, day: str | None, issuer: str | None) -> tuple[str | None, str | None]:
        same = self.library.by_number.get(short_key(number), [])
        if not same:
            return None, "văn bản này chưa có trong kho"
        fitting = [d for d in same if self._fits(d, number, kind, day, issuer)]
        if not fitting:
            return None, "trong kho có văn bản cùng số nhưng khác ngày, loại hoặc cơ quan ban hành"
        if len(fitting) > 1:
            return None, "nhiều văn bản trong kho cùng mang số này"
        dated = day is not None or re.search(r"/\d{4}/", number) is not None or self._said_so(number)
        if not dated:
            return None, "số này lặp lại qua các năm mà văn bản không nêu ngày"
        return fitting[0].id, None

    def _said_so(self, number: str) -> bool:
        return f"{short_key(number)}|" in self.said

    def _fits(self, other: Document, number: str, kind: str | None, day: str | None, issuer: str | None) -> bool:
        if day and other.issued and day != other.issued:
            return False
        if kind and exact(kind) != exact(other.type) and kind != "Văn bản":
            return False
        year = re.search(r"/(\d{4})/", number)
        if year and other.issued and other.issued[:4] != year.group(1):
            return False
        place = other.jurisdiction
        if place in (None, "vn", self.document.jurisdiction):
            return True
        return bool(issuer) and place.replace("-", " ") in fold(issuer or "")

    def _named(self, text: str, start: int, end: int) -> Citation:
        same = self.library.by_name[exact(text[start:end])]
        if len(same) == 1:
            return _citation(start, end, text[start:end], same[0].id, None, None)
        return _citation(start, end, text[start:end], None, None, "nhiều văn bản trong kho cùng mang tên này")

    def _self(self, match: re.Match[str]) -> Citation:
        if exact(match.group(1)) == exact(self.document.type):
            return _citation(match.start(), match.end(), match.group(), self.document.id, None, None)
        return _citation(
            match.start(),
            match.end(),
            match.group(),
            None,
            None,
            f'văn bản đang đọc là {self.document.type}, chưa rõ "{match.group()}" chỉ văn bản nào',
        )

    # -- provisions -------------------------------------------------------------------------------------------

    def _provisions(self, text: str, clause: Clause, found: list[Citation]) -> list[Citation]:
        result = list(found)
        for match in _PROVISION.finditer(text):
            if not match.group().strip() or not any(match.groupdict().values()):
                continue
            end = match.end() - (len(match.group()) - len(match.group().rstrip(" ,")))
            of = self._owner(text, end, found)
            if of is not None:
                known = of.target == self.document.id
                eid = self._inside(match, clause) if known else None
                result.append(_citation(match.start(), of.end, text[match.start() : of.end], of.target, eid, of.reason))
            else:
                eid = self._inside(match, clause)
                reason = None if eid else "không tìm thấy điều khoản này trong văn bản"
                result.append(_citation(match.start(), end, text[match.start() : end], self.document.id if eid else None, eid, reason))
        return result

    @staticmethod
    def _owner(text: str, end: int, found: list[Citation]) -> Citation | None:
        """The document that stands right behind: "khoản 2 Điều 5 của Nghị định số …"."""
        for citation in found:
            if end <= citation.start <= end + 12 and _OF_DOCUMENT.fullmatch(text[end : citation.start]):
                return citation
        return None

    def _inside(self, match: re.Match[str], clause: Clause) -> str | None:
        """The eId in this document that "điểm a khoản 2 Điều 5" or "mục 1" means where the clause stands."""
        steps: list[tuple[Kind, str]] = []
        base: str | None = None
        if article := match.group("article"):
            number = article.split()[1]
            base = self._around(clause, "art_") if number == "này" else self.articles.get(anchored(clause.component, number))
            if base is None:
                return None
        elif section := match.group("section"):
            base = self._section(section.split()[1], clause)
            if base is None:
                return None
        if para := match.group("para"):
            if para == "này":
                base = self._around(clause, "para_")
                if base is None:
                    return None
            else:
                steps.append(("paragraph", para))
        if point := match.group("point"):
            steps.append(("point", point))
        eid = self._descend(base, steps, clause)
        return anchored(clause.component, eid) if eid else None

    def _descend(self, base: str | None, steps: list[tuple[Kind, str]], clause: Clause) -> str | None:
        tail = "__".join(segment(kind, number) for kind, number in steps)
        if base is not None:
            eid = f"{base}__{tail}" if tail else base
            return self._known(eid, clause)
        return self._nearest(tail, clause)

    def _nearest(self, tail: str, clause: Clause) -> str | None:
        """The clause with this tail under the nearest clause around: siblings first, then their parents'."""
        around = clause.parent
        while around is not None:
            if found := self._known(f"{around}__{tail}", clause):
                return found
            around = around.rpartition("__")[0] or None
        return self._known(tail, clause)

    def _known(self, eid: str, clause: Clause) -> str | None:
        """The eId when the clause's component has a clause of that name, else None."""
        return eid if anchored(clause.component, eid) in self.anchors else None

    def _section(self, number: str, clause: Clause) -> str | None:
        """ "mục 1" in a plan means the numbered paragraph of the same section, "Mục III" the section itself."""
        if number == "này":
            return self._around(clause, "sec_")
        if number[0] in "IVX":
            return self._nearest(segment("section", number), clause)
        return self._nearest(segment("section", number), clause) or self._nearest(segment("paragraph", number), clause)

    @staticmethod
    def _around(clause: Clause, prefix: str) -> str | None:
        parts = clause.eid.split("__")
        for count in range(len(parts), 0, -1):
            if parts[count - 1].startswith(prefix):
                return "__".join(parts[:count])
        return None


def _citation(start: int, end: int, words: str, target: str | None, eid: str | None, reason: str | None) -> Citation:
    status = "resolved" if target else "ambiguous" if reason and ("nhiều văn bản" in reason or "lặp lại" in reason) else "unresolved"
    return Citation(start, end, words, target, eid, status, None if target else reason)  # type: ignore[arg-type]


def _without_overlap(found: list[Citation]) -> list[Citation]:
    kept: list[Citation] = []
    for citation in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or citation.start >= kept[-1].end:
            kept.append(citation)
    return kept
