"""Which documents come first where answers are equal: those in force before those that are not, then the plan's family before others.

Both move a score by a hundredth or two and no more, so that they decide only between answers that are as good as equal; documents are
also indexed in this order, since equal scores fall back on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from phancap.indexer.model import Citation, Document, Reading
from phancap.indexer.vietnamese import fold

FAMILY = 1.01
ENDED = 0.98

_RULING = frozenset(  # a plan or a proposal to replace a document ends nothing
    ("hien phap", "bo luat", "luat", "phap lenh", "nghi quyet", "nghi dinh", "quyet dinh", "thong tu", "thong tu lien tich", "lenh")
)
# "Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số …", "Điều 1. Bãi bỏ Quyết định số …"; not "bãi bỏ Điều 5 của Quyết
# định số …", nor "tham mưu ban hành Nghị quyết thay thế Nghị quyết số …".
_TAKES_EFFECT = re.compile(r"(?i)có hiệu lực|hiệu lực thi hành|điều khoản thi hành")
_BEGINS = re.compile(r"(?i)\W*(?:Điều \d+\W+)?(?:(?:nay )?bãi bỏ|h[ủu][ỷy] bỏ|thay thế)(?!\w)")
_RIGHT_BEFORE = re.compile(r"(?i)(?<!\w)(?:thay thế|bãi bỏ|h[ủu][ỷy] bỏ)(?:\s+(?:toàn bộ|cho|các))*[\s:]*$")
_RIGHT_BEHIND = re.compile(
    r"(?i)(?:\s+ngày [^,;.:“]{6,40}?)?(?:\s+của [^,;.:“]{3,60}?)?\s+hết hiệu lực(?: thi hành)?(?!\w)(?!\s+(?:một phần|đối với))"
)
# "Nghị định số 75/2024/NĐ-CP điều chỉnh lương hưu … hết hiệu lực thi hành", where the sentence begins with the number.
_TITLE_BEHIND = re.compile(
    r"(?i)(?:(?!(?:khoản|điểm|điều|phụ lục|mục|không|chưa|khi)\s)[^.;:“]){0,300}?\s+hết hiệu lực(?: thi hành)?(?!\w)(?!\s+(?:một phần|đối với))"
)
_UNTIL = re.compile(r"(?i)(?:khi|nếu|ngày|theo|tại)\s+$")  # "thực hiện cho đến khi Luật Việc làm số … hết hiệu lực"
_JOINED = re.compile(r"(?i)(?:\s+ngày [^,;.:“]{6,40}?)?(?:\s+của [^,;.:“]{3,60}?)?\s*(?:,|;|và)\s*$")


def ended_by(reading: Reading) -> Iterator[tuple[str, str]]:
    """(document, clause that says so) for every other document that this one says in so many words it replaces or abolishes whole."""
    if fold(reading.document.type) not in _RULING:
        return
    for clause in reading.clauses:
        if clause.kind in ("preamble", "recipients", "signature"):
            continue
        takes_effect = _TAKES_EFFECT.search(" ".join((clause.heading, clause.text, *clause.trail[-1:])))
        for words, citations in ((clause.heading, clause.heading_citations), (clause.text, clause.citations)):
            if takes_effect or _BEGINS.match(words):
                yield from ((d, clause.id) for d in _whole(words, citations) if d != reading.document.id)


def _whole(words: str, citations: Sequence[Citation]) -> Iterator[str]:
    """The documents that the words end as a whole."""
    last: Citation | None = None
    for cited in citations:
        before = words[: cited.start]
        listed = last is not None and _JOINED.fullmatch(words, last.end, cited.start)
        behind = None if _UNTIL.search(before) else _RIGHT_BEHIND.match(words, cited.end)
        if not behind and not before.strip() and (titled := _TITLE_BEHIND.match(words, cited.end)):
            behind = titled if not any(cited.end <= other.start < titled.end() for other in citations) else None
        ends = _RIGHT_BEFORE.search(before) or listed or behind
        quoted = before.count("“") > before.count("”")
        last = cited if ends and not quoted and not cited.provision else None
        if last and cited.status == "resolved" and cited.target and not (cited.eid or cited.through):
            yield cited.target


def family_of(documents: Iterable[Document], cited: Mapping[str, Iterable[str]]) -> set[str]:
    """The documents that carry one another out (``carries_out``), as far as that leads, and those that they refer to with certainty.

    ``cited`` tells for a document's id which others it refers to so. Where nobody has said what carries out what, nothing is family.
    """
    known = list(documents)
    family = {d.id for d in known if d.carries_out} | {other for d in known for other in d.carries_out}
    return family.union(*(cited.get(document, ()) for document in family))


def standings(documents: Iterable[Document], cited: Mapping[str, Iterable[str]], ended: Iterable[str]) -> dict[str, float]:
    """Document → what the scores of its clauses are multiplied by, of those for which it is not 1."""
    found: dict[str, float] = dict.fromkeys(sorted(ended), ENDED)
    for document in sorted(family_of(documents, cited)):
        found[document] = round(found.get(document, 1.0) * FAMILY, 4)
    return found
