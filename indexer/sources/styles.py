"""What a run of a Word file looks like: its font (which tells the old encodings) and whether it is bold.

A property that the run does not name comes from its character style, then from the paragraph's style, each of which may
be based on another, and at last from the document's defaults (ECMA-376 part 1, 17.7.2).
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree
from phancap.indexer.sources.numbering import W, on

_MAX_CHAIN = 20  # styles that are based on each other in a circle are seen in broken files


class _Style(NamedTuple):
    name: str
    based_on: str | None
    font: str | None
    bold: bool | None
    list_name: str | None
    level: int


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._font: str | None = None
        self._looks: dict[str, tuple[str | None, bool | None]] = {}
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._font = _font(defaults)
        for element in root.findall(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            run = element.find(f"{W}rPr")
            level = _value(element.find(f"{W}pPr/{W}numPr"), "ilvl") or "0"
            self._styles[name] = _Style(
                _value(element, "name") or "", _value(element, "basedOn"), _font(run), _bold(run),
                _value(element.find(f"{W}pPr/{W}numPr"), "numId"), int(level) if level.isdigit() else 0,
            )  # fmt: skip
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                self._default = name

    def name(self, style: str | None) -> str:
        """The style's name as Word shows it ("heading 1"), "" where it has none."""
        found = self._styles.get(style or "")
        return found.name if found else ""

    def list_of(self, style: str | None) -> tuple[str, int] | None:
        """The list and level that the style itself numbers its paragraphs with."""
        for found in self._chain(style or self._default):
            if found.list_name is not None:
                return found.list_name, found.level
        return None

    def look(self, run: etree._Element | None, paragraph_style: str | None) -> tuple[str | None, bool]:
        """(font, bold) of a run with these properties in a paragraph of this style."""
        font, bold = _font(run), _bold(run)
        for style in (_value(run, "rStyle"), paragraph_style or self._default):
            if style and (font is None or bold is None):
                its_font, its_bold = self._look(style)
                font = its_font if font is None else font
                bold = its_bold if bold is None else bold
        return font or self._font, bool(bold)

    def _look(self, style: str) -> tuple[str | None, bool | None]:
        if style not in self._looks:
            font: str | None = None
            bold: bool | None = None
            for found in self._chain(style):
                font = found.font if font is None else font
                bold = found.bold if bold is None else bold
            self._looks[style] = (font, bold)
        return self._looks[style]

    def _chain(self, style: str | None) -> list[_Style]:
        chain: list[_Style] = []
        while style in self._styles and len(chain) < _MAX_CHAIN:
            chain.append(self._styles[style])
            style = chain[-1].based_on
        return chain


def _font(run: etree._Element | None) -> str | None:
    fonts = run.find(f"{W}rFonts") if run is not None else None
    if fonts is None:
        return None
    # Letters beyond ASCII, and all old encodings live there, are drawn in the font that is named "hAnsi".
    if fonts.get(f"{W}hAnsiTheme"):
        return "theme"
    return fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or ("theme" if fonts.get(f"{W}asciiTheme") else None)


def _bold(run: etree._Element | None) -> bool | None:
    bold = run.find(f"{W}b") if run is not None else None
    return None if bold is None else on(bold)


def _value(parent: etree._Element | None, name: str) -> str | None:
    child = parent.find(f"{W}{name}") if parent is not None else None
    return None if child is None else child.get(f"{W}val")
