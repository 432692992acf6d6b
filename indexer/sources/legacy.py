"""Vietnamese from before Unicode (TCVN3, VNI, VISCII, VPS) → Unicode; all tables are the library's (viparse).

The bytes of such a text are ordinary Latin letters that look Vietnamese only in their font: "B¸o c¸o" in .VnTime is
"Báo cáo". The font that a piece names decides; where no font is known, the words themselves are asked.
"""

from __future__ import annotations

import re
from functools import lru_cache

from phancap.indexer.sources.blocks import Block, Paragraph, Piece, Table, plain
from phancap.indexer.vietnamese import FOLD_LETTERS

_SAMPLE = 20_000  # characters that are asked for the encoding of a whole text: enough to be sure, quick on a long one
_ENOUGH = 24  # characters: shorter ones convince nobody ("laäp" reads as two encodings), as viparse measured
_SYMBOL_FONTS = re.compile(r"(?i)symbol|wingding|webding|zapf|marlett")
_LATIN1 = re.compile("[\x80-\u00ff]|[\u0152-\u0192]|[\u02c6\u02dc]|[\u2013-\u2122]|\u2212|\u2219")
_OWN = frozenset(letter for letter in FOLD_LETTERS if ord(letter) > 0xFF)  # letters that no encoding of one byte shows


def to_unicode(blocks: list[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks with every piece in Unicode, and the encodings that were found ("tcvn3", "vni", …) in order of use."""
    known = {font: encoding_of(font) for font in _fonts(blocks) if font}
    found = sorted({e for e in known.values() if e})
    whole = None
    if not found and not _is_unicode(sample := plain(blocks)[: _SAMPLE * 4]):
        whole = encoding_of_text(sample[:_SAMPLE])
    if not found and not whole:
        return blocks, ()
    used: dict[str, int] = {}
    return [_block(b, whole, used) for b in blocks], tuple(sorted(used, key=lambda e: -used[e]))


def text_to_unicode(text: str) -> tuple[str, tuple[str, ...]]:
    """A plain text without fonts, likewise."""
    if _is_unicode(text[: _SAMPLE * 4]):
        return text, ()
    encoding = encoding_of_text(text[:_SAMPLE])
    return (_convert(text, encoding), (encoding,)) if encoding else (text, ())


@lru_cache(maxsize=512)
def encoding_of(font: str) -> str | None:
    """The encoding that a font's name tells: ".VnTime" → "tcvn3", "VNI-Times" → "vni", "Times New Roman" → None."""
    from viparse.normalize.detector import detect_encoding

    found: str | None = detect_encoding([font.rpartition("+")[2]]).encoding  # "ABCDEF+.VnTime" is a part of a font in a PDF
    return found


def encoding_of_text(text: str) -> str | None:
    """The encoding that the words themselves tell; None when they are Unicode, too few, or another language."""
    import viparse

    if len(text) < _ENOUGH or not _LATIN1.search(text):
        return None
    found: str | None = viparse.detect_text_encoding(text)
    return found


def _convert(text: str, encoding: str) -> str:
    from viparse.normalize.encodings import get_charmap
    from viparse.normalize.tables import convert

    charmap = get_charmap(encoding)
    converted: str = convert(text, charmap) if charmap else text
    return converted


def _is_unicode(text: str) -> bool:
    """Whether the text already has letters that only Unicode has, as many as Vietnamese has (about one in eight letters)."""
    own = sum(c in _OWN for c in text)
    return own * 40 > sum(c.isalpha() for c in text)


def _fonts(blocks: list[Block]) -> set[str | None]:
    fonts: set[str | None] = set()
    for block in blocks:
        if isinstance(block, Paragraph):
            fonts.update(p.font for p in block.pieces)
        else:
            for row in block.rows:
                for cell in row:
                    fonts |= _fonts(list(cell))
    return fonts


def _block(block: Block, whole: str | None, used: dict[str, int]) -> Block:
    if isinstance(block, Table):
        return Table(tuple(tuple(tuple(_block(b, whole, used) for b in cell) for cell in row) for row in block.rows))
    return block._replace(pieces=_pieces(block.pieces, whole, used))


def _pieces(pieces: tuple[Piece, ...], whole: str | None, used: dict[str, int]) -> tuple[Piece, ...]:
    """Pieces of one encoding are converted together: VNI writes "laä|p", and Word cuts a run between a and its mark."""
    own = whole or _unknown_font(pieces)
    groups: list[tuple[str | None, list[Piece]]] = []
    for piece in pieces:
        encoding = (encoding_of(piece.font) if piece.font else None) or own
        if encoding and piece.font and _SYMBOL_FONTS.search(piece.font):
            encoding = None
        if groups and groups[-1][0] == encoding:
            groups[-1][1].append(piece)
        else:
            groups.append((encoding, [piece]))
    out: list[Piece] = []
    for encoding, group in groups:
        if encoding is None:
            out += group
            continue
        text = "".join(p.text for p in group)
        used[encoding] = used.get(encoding, 0) + len(text)
        bold = [p.bold for p in group if p.text.strip()]
        out.append(Piece(_convert(text, encoding), None, bool(bold) and all(bold)))
    return tuple(out)


def _unknown_font(pieces: tuple[Piece, ...]) -> str | None:
    """Inside a document of old fonts a paragraph may stand in a font whose name tells nothing ("VNSTCVN3"): ask its words."""
    text = "".join(p.text for p in pieces if not (p.font and encoding_of(p.font)))
    if len(text) < _ENOUGH or any(c in _OWN for c in text):
        return None
    return encoding_of_text(text)
