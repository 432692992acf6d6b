"""What the export suggests while somebody types: the server's own list, cut into blocks that the browser reads when the box is used.

``static/tim/g.js`` tells how letters fold and where each block begins, ``g-0.js``, ``g-1.js``, … hold the things themselves in the
order of their folded endings ("so tu phap", "tu phap", "phap"); ``static/goi-y-tep.js`` looks into them as ``suggestions.py`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote

from phancap.indexer.vietnamese import FOLD_LETTERS
from phancap.site.browser_index import script_of
from phancap.site.suggestions import Suggestions

BLOCK = 24_000  # characters; what one beginning of a word needs is in one to three blocks
KINDS = ("agency", "document", "clause", "phrase")
_GLOBAL = "PHANCAP_GOI_Y_NHAN"

Write = Callable[[str, str], None]


def write_suggestions(suggestions: Suggestions, folder_names: Mapping[str, str], write: Write) -> None:
    """Hand every file to ``write(name, JavaScript)``; they belong in ``static/tim/``.

    A row is [kind, label, syllable at which the ending begins (or the ending itself, where it is another way of writing), number of the thing, weight, note, place]: the note of a clause is the
    place of its document in the block's list [[folder below van-ban/, short name], …]. ``folder_names`` as in ``write_browser_index``.
    """
    firsts: list[str] = []
    rows: list[str] = []
    documents: dict[tuple[str, str], int] = {}
    size = 0

    def close() -> None:
        nonlocal size
        write(f"g-{len(firsts) - 1}.js", f"{_GLOBAL}.khoi({len(firsts) - 1},{script_of(list(documents))},[{','.join(rows)}]);\n")
        rows.clear()
        documents.clear()
        size = 0

    for ending, at, number, kind, label, note, key, weight in suggestions.listed():
        if not rows:
            firsts.append(ending)
        told: str | int = note
        place = ""
        if kind == "agency":
            place = f"co-quan/{key}/index.html"
        elif kind == "document":
            place = f"van-ban/{key}/index.html"
        elif kind == "clause":
            document, _, eid = key.rpartition("/")
            told, place = documents.setdefault((document, note), len(documents)), quote(folder_names.get(key, eid), safe="!~")
        rows.append(script_of([KINDS.index(kind), label, at, number, weight, told, place]))
        size += len(rows[-1])
        if size > BLOCK:
            close()
    if rows:
        close()
    write("g.js", f"{_GLOBAL}.dau({script_of(firsts)},{script_of(FOLD_LETTERS)});\n")
