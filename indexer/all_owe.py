"""Lists of bodies, some of which nobody knows, that end with what all of them owe: "Tổ trưởng Tổ đảng, Lãnh đạo các cơ quan có trách nhiệm …"."""

from __future__ import annotations

import re

from phancap.indexer.bodies import Bodies, Body, bodies_at
from phancap.indexer.model import Mention
from phancap.indexer.predicates import VERB_INSIDE
from phancap.indexer.unnamed_bodies import begins_body
from phancap.indexer.vietnamese import UPPER, slug

# "Các thành viên Ban Chỉ đạo, Tổ trưởng Tổ đảng, Lãnh đạo các cơ quan có trách nhiệm lãnh đạo …"
_ALL_OWE = re.compile(r"\s+có trách nhiệm\s")
_PART_OF_LIST = re.compile(rf"\s*(?:[,;]|\s+và)\s+(?=(?:các )?[{UPPER}])")
_LEADERS = re.compile(
    r"(?:[Cc]ác )?(?:[Tt]hành viên|[Tt]hủ trưởng|[Tt]ổ trưởng|[Tt]rưởng|[Ll]ãnh đạo|[Ủủ]y viên|[Cc]hủ nhiệm|[Đđ]oàn|[Tt]ổ đảng|[Đđ]ảng)\s"
)
_LONGEST_LIST, _LONGEST_PART = 420, 90  # characters


def all_owe(text: str, start: int, end: int, mentions: tuple[Mention, ...], place: str) -> Bodies | None:
    """The bodies of a list that ends with "có trách nhiệm", where it begins with one that nobody knows; None where it is no list."""
    owes = _ALL_OWE.search(text, start, min(end, start + _LONGEST_LIST))
    if owes is None or not text[start].isupper():
        return None
    found: list[Body] = []
    at = start
    for joint in [*(m.start() for m in _PART_OF_LIST.finditer(text, start, owes.start())), owes.start()]:
        if at >= joint:
            continue
        words = text[at:joint].strip(" ,;")
        words = words.removeprefix("và ")
        begin = text.index(words, at)
        bodies = bodies_at(text, begin, mentions, joint, place)
        if bodies.items and bodies.end >= joint:
            found += bodies.items
        elif len(words) <= _LONGEST_PART and (begins_body(words) or _LEADERS.match(words)) and not VERB_INSIDE.search(words):
            found.append(Body(f"{place}/{slug(words)}", words, False))
        else:
            return None
        at = joint
    return Bodies(tuple(found), owes.start()) if len(found) > 1 else None
