"""Names that stand side by side and tell of each other: a body with the one that it belongs to, a council with the committee of its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from phancap.indexer.model import Mention
from phancap.indexer.unknown_bodies import unknown_id

# "Ban Kinh tế Tỉnh ủy", "Đảng đoàn HĐND tỉnh": what is part of the body that follows
_PART = re.compile(
    r"(?:Phòng|Ban(?! (?:Thường|Chấp|Giám))|Văn phòng|Đảng|Chi bộ|Cơ quan|Thanh tra|Trung tâm|Tổ|Đội|Hội|Trường|Bệnh viện|Phân viện|Viện|Bảo hiểm xã hội)(?!\w)"
)
# "Văn phòng HĐND và UBND tỉnh": one office of both
_OF_THE_COUNCIL = re.compile(r"(?:Văn phòng|VP) (?:Hội đồng nhân dân|HĐND)")
_AND_COMMITTEE = re.compile(r" (?:và|&) (?=Ủy ban nhân dân|Uỷ ban nhân dân|UBND)")


def with_parents(text: str, mentions: Sequence[Mention], known: Callable[[Mention], bool], place: str) -> Iterator[Mention]:
    """The mentions in order, where a body that no register knows and the one right behind it are one: "Phòng Nghiệp vụ Y Sở Y tế";
    so are "Văn phòng HĐND" and "UBND tỉnh" that "và" joins.
    """
    before: Mention | None = None
    for mention in mentions:
        joined = before and mention.start == before.end + 1 and text[before.end] == " "
        both = before and _OF_THE_COUNCIL.fullmatch(before.words) and _AND_COMMITTEE.match(text, before.end)
        if before and ((joined and _PART.match(before.words) and not known(before)) or (both and both.end() == mention.start)):
            words = text[before.start : mention.end]
            before = Mention(unknown_id(words, place), before.start, mention.end, words)
            continue
        if before:
            yield before
        before = mention
    if before:
        yield before


_COUNCIL = re.compile(r"(?<!\w)((Thường trực )?(?:Hội đồng nhân dân|HĐND))(?:\s*[,;]\s*|\s+và\s+)$")


def councils(text: str, known: Sequence[Mention]) -> list[Mention]:
    """ "Hội đồng nhân dân, Ủy ban nhân dân tỉnh Đồng Nai": the council of the same level or place, which is said but once."""
    if "Hội đồng nhân dân" not in text and "HĐND" not in text:
        return []
    found = []
    for mention in known:
        key = mention.agency.partition("/")[2]
        if key.startswith("uy-ban-nhan-dan-") and (council := _COUNCIL.search(text, max(0, mention.start - 40), mention.start)):
            start, end = council.span(1)
            if not any(m.start < end and start < m.end for m in known):
                body = "thuong-truc-hoi-dong-nhan-dan-" if council.group(2) else "hoi-dong-nhan-dan-"
                found.append(Mention(mention.agency.replace("uy-ban-nhan-dan-", body, 1), start, end, council.group(1)))
    return found
