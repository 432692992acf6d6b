"""What a run of a Word file looks like: its font (which tells the old encodings), whether it is bold, whether it is shown in capitals.

A property that the run does not name comes from its character style, then from the paragraph's style, each of which may
be based on another, and at last from the document's defaults (ECMA-376 part 1, 17.7.2).
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree
from phancap.indexer.sources.numbering import W, on

_MAX_CHAIN = 20  # styles that are based on each other in a circle are seen in broken files


class Look(NamedTuple):
    """How a run is shown; None where neither it nor its style says so."""

    font: str | None = None
    bold: bool | None = None
    capitals: bool | None = None

    def over(self, other: Look) -> Look:
        """What this says, and where it says nothing the other."""
        return Look(
            other.font if self.font is None else self.font,
            other.bold if self.bold is None else self.bold,
            other.capitals if self.capitals is None else self.capitals,
        )


class _Style(NamedTuple):
    name: str
    based_on: str | None
    look: Look
    list_name: str | None
    level: int


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._defaults = Look()
        self._looks: dict[str, Look] = {}
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._defaults = Look(_font(defaults))
        for element in root.findall(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            run = element.find(f"{W}rPr")
            level = _value(element.find(f"{W}pPr/{W}numPr"), "ilvl") or "0"
            self._styles[name] = _Style(
                _value(element, "name") or "", _value(element, "basedOn"), _look(run),
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

    def look(self, run: etree._Element | None, paragraph_style: str | None) -> Look:
        """How a run with these properties is shown in a paragraph of this style."""
        look = _look(run)
        for style in (_value(run, "rStyle"), paragraph_style or self._default):
            if style and None in look:
                look = look.over(self._look(style))
        return look.over(self._defaults)

    def _look(self, style: str) -> Look:
        if style not in self._looks:
            look = Look()
            for found in self._chain(style):
                look = look.over(found.look)
            self._looks[style] = look
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


def _look(run: etree._Element | None) -> Look:
    capitals = [seen for name in ("caps", "smallCaps") if (seen := _said(run, name)) is not None]
    return Look(_font(run), _said(run, "b"), any(capitals) if capitals else None)


def _said(run: etree._Element | None, name: str) -> bool | None:
    """What the run says of itself by a switch such as ``<w:b/>`` or ``<w:caps w:val="0"/>``."""
    switch = run.find(f"{W}{name}") if run is not None else None
    return None if switch is None else on(switch)


def _value(parent: etree._Element | None, name: str) -> str | None:
    child = parent.find(f"{W}{name}") if parent is not None else None
    return None if child is None else child.get(f"{W}val")
