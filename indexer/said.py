"""Which document some words mean, by what the text has said before: "Nghị quyết số 57/NQ-HĐND ngày 09/12/2022 …" once, then "Nghị quyết này"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

import msgspec
from msgspec.structs import replace
from phancap.indexer.cited_documents import DocumentWords
from phancap.indexer.document_keys import YEAR_WITHIN, known_name, number_key, short_key
from phancap.indexer.doubts import NOT_HELD
from phancap.indexer.library import Library, initials
from phancap.indexer.model import Clause, Document
from phancap.indexer.names_set_up import names_set_up
from phancap.indexer.vietnamese import exact

# "Nghị định số 45/2025/NĐ-CP", "Quyết định số 216/QĐ-UBND ngày 22/9/2025": what a text cites was there before it
_YEARS = re.compile(r"/(20\d\d)/[A-ZĐ]|/[A-ZĐ][A-ZĐ\d-]+\s+ngày\s+(?:\d{1,2}[/.-]\d{1,2}[/.-]|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+)(20\d\d)")
# "(Ban hành kèm theo Quyết định số 96/2025/QĐ-UBND …)", "(Ban hành theo Quyết định số 12/2001/QĐ-BTC …)", "Ban hành kèm theo TT số …"
_CARRIED_BY = re.compile(r"(?:^|[\n(|])\W*(?:(?:[Đđ]ược\s+)?[Bb]an\s+hành\s+(?:[Kk]èm\s+)?|[Kk]èm\s+)theo\s+(?:[A-ZĐ]{2,3}\s+)?$")
_LONGEST_CARRIED = 60  # characters from the line's beginning to the number's type
_WHOLE_NUMBER = re.compile(
    r"(Nghị\s+quyết|Nghị\s+định|Quyết\s+định|Thông\s+tư(?:\s+liên\s+tịch)?|Chỉ\s+thị|Kế\s+hoạch|Kết\s+luận|Quy\s+(?:định|chế)|Công\s+(?:văn|điện)|Tờ\s+trình"
    r"|Thông\s+báo|Hướng\s+dẫn|Chương\s+trình)\s+(?:số\s*:?\s*)?"
    r"(\d{1,4}[a-zđ]?)(/\d{4}(?!\d))?([/-][A-ZĐ][\w/&-]*\w)"
)
_LAWS = ("luật", "bộ luật", "pháp lệnh")
_SAME_NAME = "nhiều luật cùng tên được nêu trong văn bản này"


class Target(msgspec.Struct, frozen=True, gc=False):
    """The document that some words mean: held or known (``document``), else why not; ``cited`` is what the words call it."""

    document: str | None
    cited: str | None
    reason: str | None = None
    component: str | None = None


def names_itself(document: Document, clause: Clause, text: str, words: DocumentWords, target: Target) -> bool:
    """Whether a text only says what it is called itself: at its head ("Luật số: 117/2025/QH15"), or above what is issued with it.

    "(Kèm theo Kế hoạch số …)": what is issued with a document is a part of it wherever it is read or listed, so that this would lead to
    where it stands.
    """
    head = clause.kind == "preamble" and clause.component == "main"
    if words.how == "name":  # "LUẬT" / "BẢO VỆ BÍ MẬT NHÀ NƯỚC"
        alone = text[: words.start].rstrip(" ")[-1:] in ("", "\n") and text[words.end : words.end + 1] in ("", "\n")
        return head and alone and target.document == document.id
    if words.how != "number":
        return False
    same = document.number is not None and number_key(words.number or "") == number_key(document.number)
    letterhead = (
        "Số:" in text[words.start : words.end]
    )  # of a consolidated text's last page: "XÁC THỰC VĂN BẢN HỢP NHẤT" / "Số: 463/VBHN-BLĐTBXH"
    if same and (head or letterhead or _CARRIED_BY.search(text, max(0, words.start - _LONGEST_CARRIED), words.start)):
        return True
    if clause.kind != "preamble" or words.type:
        return False
    begins = clause.text[words.start : words.end].startswith("Số") and clause.text[: words.start].rstrip(" ")[-1:] in ("", "\n")
    return target.document == document.id or (begins and head)


def _first_words(kind: str | None) -> str:
    """What names of the type begin with, as ``exact`` text: a joint circular is called "Thông tư 20", too."""
    return exact(kind or "?").removesuffix(" liên tịch")


def _short_of(words: DocumentWords, name: str) -> bool:
    """Whether the name is the type, or its letters, and the beginning of the number: "Thông tư 20" of "Thông tư liên tịch số
    20/2014/TTLT-BGDĐT-BTC", "QĐ22" of "Quyết định số 22/2013/QĐ-TTg".
    """
    digits = re.fullmatch(r"(?:\D+\s|(?P<code>[A-ZĐ]{2,4})-?\s?(?:số\s)?)(\d{1,4}[a-zđ]?(?:/\d{4})?)", name)
    if digits and (code := digits["code"]):
        return re.match(rf"{digits[2]}/(?:\d{{4}}/)?{code}(?!\w)", words.number or "") is not None
    return (
        digits is not None
        and exact(name).startswith(_first_words(words.type))
        and re.match(rf"{digits[2]}[/-]", words.number or "") is not None
    )


def _of_year(law: Target, year: str | None) -> bool:
    """Whether the law may be of the year: "45/2013/QH13" is not, of 2024."""
    own = YEAR_WITHIN.search(law.cited or "")
    return not year or own is None or own[1] == year


_CHANGED_BY = re.compile(r"được (?:sửa đổi|bổ sung)[^.;]{0,60}\s(?:bởi|theo|tại|bằng)\s+$")
_NEAR = 90  # characters


def called_so(text: str, at: int, name: str, words: list[DocumentWords]) -> int | None:
    """The place in ``words`` of the document that a bracket at ``at`` gives the name, None where none fits.

    "Luật A số 25/2008/QH12 được sửa đổi bởi Luật số 46/2014/QH13 (sau đây gọi là Luật A)": the nearest before that is called so.
    """
    near = [i for i, w in enumerate(words) if w.end <= at and at - w.end < 900 and not w.how.startswith("self")]
    if not text.startswith(("(gọi", "(sau", "(dưới", "(được", "(viết"), at):  # "(Luật TTGT)"
        near = [i for i in near if not text[words[i].end : at].strip()]
    said = [
        i
        for i in near
        if exact(text[words[i].start : words[i].end]).startswith(exact(name)) or exact(name).startswith(known_name(words[i].name or "?"))
    ]
    kind = [i for i in near if exact(name).startswith(_first_words(words[i].type))]
    # "Luật bảo hiểm y tế số 25/2008/QH12 … đã được sửa đổi, bổ sung một số điều theo Luật số 46/2014/QH13 … (sau đây gọi là Luật BHYT)"
    kind = [i for i in kind if not _CHANGED_BY.search(text, max(0, words[i].start - _NEAR), words[i].start)] or kind
    # "… Nghị định số 70/2015/NĐ-CP … được sửa đổi bởi Nghị định số 74/2025/NĐ-CP (sau đây gọi là Nghị định số 70/2015/NĐ-CP đã được sửa đổi)"
    bears = [i for i in near if (number := words[i].number) and (number in name or _short_of(words[i], name))]
    fits = bears or ([] if "/" in name else said or kind)
    return fits[-1] if fits else None


@dataclass
class Said:
    """What one document has said of others so far: numbers in full, names of laws, and what it agreed to call them."""

    document: Document
    library: Library
    numbers: dict[str, Target] = field(default_factory=dict)
    called: dict[str, Target] = field(default_factory=dict)
    laws: dict[str, list[Target]] = field(default_factory=dict)  # name of a law → those of that name that were said with their number
    years: dict[str, set[str]] = field(default_factory=dict)  # name of a law → the years that were said with it
    names: dict[str, str] = field(default_factory=dict)  # all names of laws that were said, as written
    recent: list[tuple[str, Target]] = field(default_factory=list)

    def numbered(self, words: DocumentWords, clause: Clause) -> Target:
        """The document of a number: the text itself, one of the library, or what the text has cited in full before."""
        number, own = "".join((words.number or "").split()), self.document
        sure = words.day == own.issued if words.day else clause.kind == "preamble"
        if sure and own.number and number_key(number) == number_key(own.number) and words.type in (None, own.type):
            # "(Ban hành kèm theo Quyết định số …)" above an attached regulation, and the letterhead itself
            return Target(own.id, None, component="main")
        found, reason = self.library.find(own, number, words.type, words.day, words.issuer, said=self._key(number, None) in self.numbers)
        if found is None and not words.day and not words.issuer:
            said = self.numbers.get(self._key(number, words.type)) or self.numbers.get(self._key(number, None))
            if said and said.document:
                return said
        return Target(found, number, reason)

    @staticmethod
    def _key(number: str, kind: str | None) -> str:
        return f"{short_key(number)}|{kind or ''}"

    def remember(self, words: DocumentWords, target: Target) -> None:
        """Keep what was cited by number, for "Nghị quyết số 57/NQ-HĐND", the law's name alone, and "nêu trên" behind it."""
        number = "".join((words.number or "").split())
        if target.document and number:
            self.numbers.setdefault(self._key(number, words.type), target)
            self.numbers.setdefault(self._key(number, None), target)
        if words.name and number:
            key = known_name(words.name)
            same = self.laws.setdefault(key, [])
            self.names.setdefault(key, words.name)
            if target.cited not in [law.cited for law in same]:
                same.append(target)  # "Luật Đất đai số 45/2013/QH13 … Luật Đất đai số 31/2024/QH15": the name alone tells neither
        kind = "Bộ luật" if (words.name or "").startswith("Bộ luật") else words.type or ""
        self.recent = [*(r for r in self.recent[-40:] if r[1].cited != target.cited), (kind, target)]

    def set_up(self, text: str, words: list[DocumentWords], targets: list[Target]) -> None:
        """Keep what the text agrees to call documents: "(sau đây gọi là Luật A)"."""
        for at, _, name in names_set_up(text):
            if (owner := called_so(text, at, name, words)) is not None:
                self.called[name] = targets[owner]

    def named(self, words: DocumentWords, clause: Clause) -> Target:
        """The law of a name: what the text has said that name stands for, else the library's; at a law's head ("Quốc hội ban hành Luật X") itself."""
        name = self.library.spelled(words.name or "")
        key = known_name(name)
        if key == self.own_name and not words.year and ((clause.kind == "preamble" and clause.component == "main") or self.alone_of_name):
            return Target(self.document.id, None, component="main")
        if " " not in key.removeprefix("bộ "):
            return self._of_the_year(words, clause)
        if said := [law for law in self.laws.get(key, ()) if _of_year(law, words.year)]:
            return said[0] if len(said) == 1 else Target(None, name, _SAME_NAME)
        if not words.year and len(self.years.get(key, ())) > 1:
            return Target(None, name, _SAME_NAME)
        if longer := self._fuller(key, words.year):
            if len(longer) == 1:
                return self.named(replace(words, name=longer[0]), clause)
            return Target(None, name, f"nhiều luật đã nêu trong văn bản có thể được gọi tắt như vậy: {'; '.join(longer)}")
        if words.year or key in self.library.law_names:
            self.names.setdefault(key, name)
        # "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025": from there on the name means it
        year = words.year or next(iter(self.years.get(key, ())), None)
        if words.year:
            self.years.setdefault(key, set()).add(words.year)
        cited = f"{name} {words.year}" if words.year else name
        same = self.library.named(name, year)
        if len(same) == 1 and not year and same[0].namesake and same[0].namesake <= self.written:
            day = "/".join(reversed(same[0].namesake.split("-")))
            return Target(None, cited, f"nhiều luật mang tên này từ ngày {day}, văn bản không nêu năm")
        if len(same) == 1:
            return Target(same[0].id, cited)
        if same:
            return Target(None, cited, "nhiều văn bản trong kho cùng mang tên này")
        return Target(None, cited, NOT_HELD)

    def _of_the_year(self, words: DocumentWords, clause: Clause) -> Target:
        """ "Luật năm 2013": the only law of that year, or said with it, that the text has named."""
        kind, year = known_name(words.name or ""), words.year or ""
        fits = [full for full in self.names if full.startswith(f"{kind} ") and year in self._years_of(full)]
        if len(fits) == 1:
            return self.named(replace(words, name=self.names[fits[0]]), clause)
        return Target(
            None, None, f"nhiều luật năm {year} đã nêu trong văn bản" if fits else f"văn bản chưa nêu tên luật nào của năm {year}"
        )

    def _fuller(self, key: str, year: str | None) -> list[str]:
        """The names of laws, said before, that the shorter name can stand for: "Luật Bầu cử" behind "Luật Bầu cử đại biểu Quốc hội …".

        None for what is a law's whole name itself ("Luật Đầu tư" is not the one on "Đầu tư công"); a year that is said must be its own.
        """
        if key in self.names or key in self.library.law_names or "sửa đổi" in key:
            return []
        begins = key.removeprefix("bộ ").partition(" ")[2]
        if " " in begins:  # "Luật Thi đua khen thưởng" lacks a comma
            bare = key.replace(",", "")
            fits = [full for full in self.names if f"{full} ".replace(",", "").startswith(f"{bare} ") and "sửa đổi" not in full]
        elif len(begins) > 1 and begins.isalpha():  # "Luật XLVPHC"
            fits = [full for full in self.names if initials(full) == begins]
            if not fits and len(begins) > 2:
                return known if len(known := self.library.by_letters.get(begins, [])) == 1 else []
        else:
            return []
        return [self.names[full] for full in fits if not year or self._may_be_of(full, year)]

    def _may_be_of(self, key: str, year: str) -> bool:
        said = self._years_of(key)
        return not said or year in said

    def _years_of(self, key: str) -> set[str]:
        return self.years.get(key, set()) | {found[0] for law in self.laws.get(key, ()) if (found := YEAR_WITHIN.findall(law.cited or ""))}

    @cached_property
    def own_name(self) -> str:
        """What a law is called by its type and title, as ``exact`` text: "luật đất đai"."""
        kind, title = exact(self.document.type), exact(self.document.title)
        return title if title.startswith(kind) else f"{kind} {title}"

    @cached_property
    def alone_of_name(self) -> bool:
        """Whether a law that says its own name means itself: it names no earlier one ("Luật Đất đai số 45/2013/QH13", "năm 2003")."""
        if known_name(self.document.type) not in _LAWS:
            return False
        name = r"\s+".join(map(re.escape, self.own_name.split()))
        return re.search(name + r"\s+(?:(?:số|năm|ngày)\s*:?\s*)?\d", exact(self.document.text)) is None

    @cached_property
    def written(self) -> str:
        """The day (ISO) of the text; of one without a day the end of the latest year of what it cites, "" where that is unknown, too."""
        if self.document.issued:
            return self.document.issued
        years = [a or b for a, b in _YEARS.findall(self.document.text)]
        return f"{max(years)}-12-31" if years else ""

    def short(self, words: DocumentWords) -> Target:
        """ "Nghị định 30/2020", "Nghị quyết 57": what was cited in full before; "Nghị định …/2020" can only be the Government's."""
        begins = re.compile(rf"{re.escape(words.number or '')}(?:[/-]|$)")
        kinds = {t.cited: t for kind, t in self.recent if kind.startswith(words.type or "?") and t.cited and begins.match(t.cited)}
        if len(kinds) == 1:
            return next(iter(kinds.values()))
        if len(kinds) > 1:
            return Target(None, None, "nhiều văn bản được nêu ở trên có số này")
        if words.type == "Nghị định" and "/" in (words.number or ""):
            number = f"{words.number}/NĐ-CP"
            found, reason = self.library.find(self.document, number, words.type, None, None, said=False)
            return Target(found, number, reason)
        if len(ahead := self._numbers.get((words.type or "", words.number or ""), {})) == 1:
            number, kind = next(iter(ahead.values()))
            found, reason = self.library.find(self.document, number, kind, None, None, said=False)
            return Target(found, number, reason)
        return Target(None, None, "số văn bản ghi thiếu ký hiệu")

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
        """By type and beginning the whole numbers of the text: "Nghị quyết số 57" of a title is the "57-NQ/TW" that stands below."""
        table: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
        for said, first, year, rest in _WHOLE_NUMBER.findall(self.document.text):
            number, kind = f"{first}{year}{rest}", " ".join(said.split())
            for begins in {first, f"{first}{year}"}:
                for short in {kind, kind.removesuffix(" liên tịch")}:
                    table.setdefault((short, begins), {}).setdefault(number_key(number), (number, kind))
        return table

    def above(self, words: DocumentWords, before: list[DocumentWords], targets: list[Target]) -> Target:
        """ "Nghị quyết nêu trên": the one of that type in the sentence before; else the only one that the text has cited last."""
        here = {
            t.cited or t.document: t
            for w, t in zip(before, targets, strict=True)
            if (w.type or "") == words.type or (w.name or "").startswith(words.type or "?")
        }
        if len(here) == 1:
            return next(iter(here.values()))
        last = [t for kind, t in self.recent if kind == words.type]
        if not here and len({t.cited for t in last[-2:]}) == 1:
            return last[-1]
        return Target(None, None, f'nhiều văn bản có thể là "{words.type} nêu trên"' if here or last else "chưa nêu văn bản nào trước đó")

    def nearest(self, words: DocumentWords, before: list[DocumentWords], targets: list[Target]) -> Target | None:
        """ "… Nghị định số 151/2025/NĐ-CP …, theo Mẫu số 19 ban hành kèm theo Nghị định này" in a letter: the only one of that type named before."""
        here = {
            t.cited or t.document: t
            for w, t in zip(before, targets, strict=True)
            if not w.how.startswith("self") and ((w.type or "") == words.type or (w.name or "").startswith(f"{words.type} "))
        }
        if len(here) > 1:
            return Target(None, None, f'nhiều văn bản nêu trước đó có thể là "{words.type} này"')
        return next(iter(here.values())) if here else None
