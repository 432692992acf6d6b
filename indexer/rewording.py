"""The new words that an amending clause gives to a provision: what stands between the quotation marks behind "như sau:".

"Sửa đổi khoản 2, khoản 3 Điều 5 như sau: “2. … 3. …”": khoản 3 has from now on the words behind "3.", Điều 5 no others. The words are
the amended document's, so that they are no clauses of the document that quotes them.
"""

from __future__ import annotations

import re

from phancap.indexer.model import Citation, Clause

_REWORDS = frozenset({"amends", "adds", "replaces"})
_OPENS = re.compile(r"[^“”\"«»]{0,400}?(?::|\n)\s*(?P<mark>[“\"«])")
_BELOW = re.compile(r"\s*(?P<mark>[“\"«])")
_CURLED = re.compile("[“”]")
_CLOSING = {'"': '"', "«": "»"}
_STEP = re.compile(r"(?P<kind>art|para|point)_(?P<number>[\da-z]+)$")
# How a provision of each kind begins its line, and which lines end it: its own kind's next one and those above.
_MARKS = {"art": r"Điều\s{0}\s*[.:]", "para": r"{0}\s?\.\s", "point": r"{0}\s?\)"}
_ENDS = {
    "art": re.compile(r"\n[“\"]?Điều\s\d{1,3}[a-zđ]?\s*[.:]"),
    "para": re.compile(r"\n[“\"]?(?:Điều\s\d{1,3}[a-zđ]?\s*[.:]|\d{1,3}[a-zđ]?\s?\.\s)"),
    "point": re.compile(r"\n[“\"]?(?:Điều\s\d{1,3}[a-zđ]?\s*[.:]|\d{1,3}[a-zđ]?\s?\.\s|[a-zđ]{1,2}\d?\s?\))"),
}


def new_wording(clause: Clause, citation: Citation) -> str | None:
    """The new words of the provision that the clause's ``citation`` amends or adds; None where it gives none, or only takes words out."""
    if citation.relation not in _REWORDS or not citation.provision:
        return None
    opening = _OPENS.match(clause.text, citation.end) if citation in clause.citations else _below_heading(clause.text)
    if opening is None:
        return None
    begins = opening.end("mark")
    quoted = clause.text[begins : _end(clause.text, begins - 1)].strip()
    return _of(quoted, citation.provision) or quoted or None


def _below_heading(text: str) -> re.Match[str] | None:
    """ "Điều 2. Sửa đổi khoản 3 Điều 5" as a heading, the new words below it."""
    return _BELOW.match(text) or _OPENS.match(text)


def _end(text: str, at: int) -> int:
    """Where the quotation that opens at the place is closed, the text's end where it is not."""
    if text[at] != "“":
        closes = text.rfind(_CLOSING[text[at]], at + 1)
        return closes if closes > at else len(text)
    depth = 0
    for mark in _CURLED.finditer(text, at):
        depth += 1 if mark.group() == "“" else -1
        if depth == 0:
            return mark.start()
    return len(text)


def _of(quoted: str, provision: str) -> str | None:
    """The part of the quotation that begins with the provision's own mark, None where no line does."""
    step = _STEP.search(provision)
    if step is None:
        return None
    number = step["number"].replace("dd", "đ") if step["kind"] == "point" else step["number"]
    begins = re.search(r"(?:^|\n)[“\"]?(?=" + _MARKS[step["kind"]].format(re.escape(number)) + ")", quoted)
    if begins is None:
        return None
    ends = _ENDS[step["kind"]].search(quoted, begins.end() + 1)
    return quoted[begins.end() : ends.start() if ends else len(quoted)].strip()
