"""The address of a clause inside its document: the eId, and the same in words as a letter cites it.

eIds follow the Akoma Ntoso naming convention (OASIS, 2018) as DESIGN.md narrows it: ASCII only, đ is ``dd``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from phancap.indexer.model import Kind
from unidecode import unidecode

ABBREVIATIONS: dict[Kind, str] = {
    "part": "part", "chapter": "chp", "section": "sec", "subsection": "subsec", "article": "art", "paragraph": "para",
    "point": "point", "indent": "indent", "subindent": "subindent", "row": "row", "intro": "intro", "wrapup": "wrapup",
    "preamble": "preamble", "recipients": "recipients", "signature": "signature",
}  # fmt: skip

KIND_NAMES: dict[Kind, str] = {
    "part": "Phần", "chapter": "Chương", "section": "Mục", "subsection": "Tiểu mục", "article": "Điều", "paragraph": "khoản",
    "point": "điểm", "indent": "gạch đầu dòng", "subindent": "dấu cộng", "row": "dòng", "intro": "đoạn mở đầu", "wrapup": "đoạn kết",
    "preamble": "phần mở đầu", "recipients": "nơi nhận", "signature": "phần ký",
}  # fmt: skip


def number_part(number: str) -> str:
    """A number as it stands in an eId: "đ" → "dd", "1.2" → "1-2", "III" → "III"."""
    if number.isalnum() and number.isascii():
        return number
    if number.startswith("nn_"):
        return number  # an unnumbered paragraph: para_nn_1
    plain = unidecode(number.replace("đ", "dd").replace("Đ", "DD"))
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "nn"


@lru_cache(maxsize=1_024)
def segment(kind: Kind, number: str) -> str:
    """The last part of an eId: ``para_2``, ``point_dd``, ``intro``."""
    abbreviation = ABBREVIATIONS[kind]
    return f"{abbreviation}_{number_part(number)}" if number else abbreviation


def citation_words(path: tuple[tuple[Kind, str], ...], component: str = "") -> tuple[str, str]:
    """The citation of a clause from its path, outermost first, in its own and its outer words: "gạch đầu dòng thứ 3, ", "điểm a khoản 2 Mục III".

    Chapters and sections above an article are left out, since an article's number stands alone in the document. ``component`` is the
    name of the text issued with the document that the clause stands in: "khoản 1 Điều 2 Quy chế", "dòng 4, Phụ lục I".
    """
    kind, number = path[-1]
    if kind == "article" and "article" not in [outer for outer, _ in path[:-1]]:
        return _outer_words(path, component, told=False), ""  # the very string that the article's clauses share
    around = _outer_words(path[:-1], component, told=len(path) > 1 and _tells(path[-1], path[-2]))
    return _own_words(kind, number, around != ""), around


def _tells(inner: tuple[Kind, str], outer: tuple[Kind, str]) -> bool:
    """Whether a number names the one around it by itself: "điểm a khoản 1.2 Điều 2", with no "khoản 1" between, "điểm a.1 khoản 2"."""
    return inner[0] == outer[0] and inner[0] in ("paragraph", "point") and inner[1].startswith(outer[1] + ".")


@lru_cache(maxsize=256)  # the clauses of one article or list share it
def _outer_words(path: tuple[tuple[Kind, str], ...], component: str, *, told: bool) -> str:
    """What stands behind a clause's own step: "điểm a khoản 2 Mục III"; ``told``: the clause's number names the last step by itself."""
    article = next((at for at, (kind, _) in enumerate(path) if kind == "article"), 0)
    steps = [step for step, inner in pairwise(path[article:]) if not _tells(inner, step)] + ([] if told else [*path[-1:]])
    if component and steps and path[article][0] == "preamble":
        del steps[0]  # a table below an appendix's title is the appendix
    words = ""
    for at in range(len(steps) - 1, -1, -1):
        words += _step(*steps[at]) + (_joint(*steps[at]) if at or component else "")
    return words + component


@lru_cache(maxsize=1_024)
def _own_words(kind: Kind, number: str, joined: bool) -> str:
    return _step(kind, number) + (_joint(kind, number) if joined else "")


def _step(kind: Kind, number: str) -> str:
    name = KIND_NAMES[kind]
    if kind in ("indent", "subindent"):
        return f"{name} thứ {number}"
    if kind == "row":
        return f"{name} {number}"
    if kind == "paragraph" and number.startswith("nn"):
        return f"đoạn thứ {number[3:]}"
    if number.startswith("nn_"):
        return f"mục không số thứ {number[3:]}"  # a section whose heading no number opens
    if kind in ("intro", "wrapup"):
        return f"{name} thứ {number}" if number else name
    return f"{name} {number}" if number else name


def _joint(kind: Kind, number: str) -> str:
    """What stands between a step and the next one outwards: "dấu cộng thứ 1, gạch đầu dòng thứ 2, điểm a khoản 2"."""
    counted = kind in ("indent", "subindent", "row") or (kind in ("intro", "wrapup") and number) or number.startswith("nn")
    return ", " if counted else " "
