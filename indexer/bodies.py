"""A list of bodies at one place of a text: named agencies, and unnamed ones kept in words.

"Sở Nội vụ và các cơ quan liên quan" → the agency Sở Nội vụ, and "các cơ quan liên quan" as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from phancap.indexer.model import Mention

_RELATED = re.compile(r"\s*(?:,\s*(?:đơn vị|địa phương|ban|ngành|tổ chức|cơ quan)\s*)*\s+(?:có\s+)?liên quan")
_UNNAMED = re.compile(
    r"(?:các\s+|những\s+)?(?:[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Tt]ổ chức|[Ss]ở|[Bb]an|[Nn]gành|bộ|bên|cá nhân)"
    r"(?:(?:\s*,\s*|\s+và\s+)(?:cơ quan|đơn vị|địa phương|tổ chức|ban|ngành|đoàn thể|cá nhân))*\s+"
    r"(?:(?:có\s+)?liên quan|có thẩm quyền|được giao[^,;.]*|chức năng)"
)
_JOINT = re.compile(r"\s*(?:,\s*và|,|;|\bvà|\bcùng|\bvới)\s*(?=\S)")


class Bodies(NamedTuple):
    """``agencies`` as ids, ``others`` as words, ``end`` where the list ends (characters; the start when it is empty)."""

    agencies: tuple[str, ...]
    others: tuple[str, ...]
    end: int


def bodies_at(text: str, start: int, mentions: Sequence[Mention], stop: int | None = None) -> Bodies:
    """The list of bodies that begins at ``start``; ``stop`` bounds it."""
    stop = len(text) if stop is None else stop
    starts = {m.start: m for m in mentions}
    agencies: list[str] = []
    others: list[str] = []
    at = end = start
    while at < stop:
        mention = starts.get(at)
        if mention:
            related = _RELATED.match(text, mention.end, stop)
            if related:
                others.append(text[mention.start : related.end()])
                end = related.end()
            else:
                if mention.agency not in agencies:
                    agencies.append(mention.agency)
                end = mention.end
        elif unnamed := _UNNAMED.match(text, at, stop):
            others.append(unnamed.group())
            end = unnamed.end()
        else:
            break
        joint = _JOINT.match(text, end, stop)
        if not joint:
            break
        at = joint.end()
    return Bodies(tuple(agencies), tuple(others), end)
