"""What a text issued with a document is called: "Quy định", "Phụ lục I", "Mẫu số 01 Phụ lục II".

The name stands in citations ("khoản 1 Điều 2 Quy chế ban hành kèm theo Quyết định số …": the decision has an Điều 2 of its own) and is
what "Phụ lục I" means where the document speaks of it.
"""

from __future__ import annotations

import re

from phancap.indexer.vietnamese import slug

_NUMBERED = re.compile(
    r"(?P<kind>(?i:(?P<appendix>phụ\s+lục)|mẫu|biểu))(?P<so>\s+(?i:số))?\s*:?\s+"
    r"(?P<number>[A-ZĐ]{1,2}\d{1,2}[a-z]?(?:-\d{1,2})?(?:\s?[/–-]\s?[A-ZĐ][A-ZĐ\d]+)*|\d{1,3}[a-z]?(?:[.-]\d{1,2})*(?:\s?[/.-]\s?[A-ZĐ][A-ZĐa-z\d]+)+|(?:\d{1,3}|[IVX]+|[A-ZĐ])(?:[.-](?:\d{1,3}|[IVX]+|[A-ZĐ]))*[A-Za-zđ]?)(?![\w])"
)
KINDS = (
    "phụ lục", "quy chế", "quy định", "điều lệ", "danh mục", "đề án", "kế hoạch", "chương trình", "quy trình", "nội quy", "bảng giá", "thể lệ",
    "chiến lược", "định mức", "bảng", "biểu", "quy tắc", "phương án", "hướng dẫn", "mẫu",
)  # fmt: skip
"""What a text issued with a document may be, as its title says it; the longer of two that begin alike first."""
KIND = "|".join(KINDS).replace("quy ", "qu[yi] ")
"""The same as a pattern: "QUI CHẾ", "Qui định" are spelt with i until about 2005."""
_KINDS = re.compile(rf"(?i:{KIND})(?!\w)")
_NUMBER_BEHIND = re.compile(r"^(?:phu-luc|mau|bieu)-\d")
_UNNAMED = "văn bản kèm theo"
_PARTS = ("mau", "bieu", "bang", "danh-muc", "dinh-kem")  # components that an appendix may go on with


# Two digits, a Roman number or one with a letter, and the note's digits behind it; "Mẫu số 32" has none.
_NOTED = re.compile(r"(?P<title>(?i:phụ\s+lục|mẫu|biểu)(?:\s+(?i:số))?\s*:?\s+(?:[IVX]+|\d{1,2}[A-Z]|\d\d))(?P<note>[1-9]\d{0,2})(?!\w)")


def with_y(words: str) -> str:
    """ "Qui chế" as "Quy chế", in letters of whatever size."""
    return words.replace("Qui ", "Quy ").replace("qui ", "quy ").replace("QUI ", "QUY ")


def note_of_title(title: str) -> str | None:
    """The number that may be a note's behind that of the title: "19" of "Phụ lục II19"."""
    found = _NOTED.match(title)
    return found["note"] if found else None


def without_note(title: str, notes: frozenset[str]) -> str:
    """The title of a consolidated text without the note behind its number: "Phụ lục II32 MẪU BIỂU …" has note 32, "Mẫu số 0134" note 34."""
    found = _NOTED.match(title) if notes else None
    return found["title"] + title[found.end() :] if found and found["note"] in notes else title


def numbered(title: str) -> tuple[str, str] | None:
    """("phụ lục", "I") of "PHỤ LỤC I DANH MỤC …", ("mẫu số", "34") of "Mẫu số 34/Phụ lục I"; None for a title without a number."""
    found = _NUMBERED.match(title)
    return ("phụ lục" if found["appendix"] else "mẫu số", found["number"]) if found else None


def called(title: str, component: str) -> str:
    """The name in a citation: "Phụ lục I", "Mẫu số 34", "Quy chế"; "văn bản kèm theo" for a text that has no such title.

    An office may stand above ("ỦY BAN NHÂN DÂN THÀNH PHỐ … PHỤ LỤC"), so the kind that gave the component its name is looked for.
    """
    if found := next((m for m in _NUMBERED.finditer(title) if component.startswith(slug(m["kind"]))), None):
        kind = re.sub(r"\s+", " ", found["kind"]).capitalize()
        return f"{kind}{' số' if found['so'] else ''} {found['number']}"
    kind_only = next((m for m in _KINDS.finditer(title) if component.startswith(slug(with_y(m.group())))), None)
    if kind_only:
        return with_y(kind_only.group().capitalize())
    headed = next((kind for kind in KINDS if component.startswith(slug(kind))), None)  # a letterhead of its own stands above its title
    return headed.capitalize() if headed and not _NUMBER_BEHIND.search(component) else _UNNAMED


def appendix_after(appendix: str, component: str) -> str:
    """The appendix that forms belong to from this component on: itself, the one before for a part of it, "" for another text."""
    if component.startswith("phu-luc"):
        return component
    return appendix if component.startswith(_PARTS) else ""
