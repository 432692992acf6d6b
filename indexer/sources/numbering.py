"""Word's automatic numbers: "1.", "a)", "Điều 3." that stand in the format and not in the text.

The rules are those of ECMA-376 part 1, 17.9: a paragraph (or its style) names a list and a level; the list's level says
how the number looks ("%1.%2") and where it starts; a number goes on until a level above it counts.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_LEVEL = 8
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Level(NamedTuple):
    """How one level of a list counts and looks; ``restart`` is the level whose counting resets it (-1: never)."""

    start: int
    form: str
    text: str
    legal: bool
    restart: int | None
    style: str | None


class Numbering:
    """The lists of a Word file while its paragraphs go by; ``next`` gives the words that stand before a paragraph."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self.styles: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        abstracts: dict[str, dict[int, Level]] = {}
        by_style: dict[str, str] = {}
        linked: dict[str, str] = {}
        for abstract in root.findall(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            abstracts[name] = {_index(level): _level(level) for level in abstract.findall(f"{W}lvl")}
            if (style := _value(abstract, "styleLink")) is not None:
                by_style[style] = name
            if (style := _value(abstract, "numStyleLink")) is not None:
                linked[name] = style
        for name, style in linked.items():  # a list that borrows its looks from a list style
            if style in by_style and not abstracts[name]:
                abstracts[name] = abstracts[by_style[style]]
        for number in root.findall(f"{W}num"):
            abstract_name = _value(number, "abstractNumId") or ""
            levels = dict(abstracts.get(abstract_name, {}))
            name = number.get(f"{W}numId", "")
            for override in number.findall(f"{W}lvlOverride"):
                index = _index(override)
                if (own := override.find(f"{W}lvl")) is not None:
                    levels[index] = _level(own)
                start = _value(override, "startOverride")
                if start is not None and index in levels:
                    levels[index] = levels[index]._replace(start=_number(start, 1))
                    self._started.add((name, index))
            self._lists[name] = (abstract_name, levels)
            for index, level in levels.items():
                if level.style:
                    self.styles.setdefault(level.style, (name, index))

    def next(self, list_name: str, index: int) -> str:
        """Count one paragraph of this list and level; the words before it with a space behind, "" for none."""
        if list_name not in self._lists or not 0 <= index <= _MAX_LEVEL:
            return ""
        abstract, levels = self._lists[list_name]
        if index not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [None] * (_MAX_LEVEL + 1))
        if (list_name, index) in self._started:  # a list that starts anew counts from there once
            self._started.discard((list_name, index))
            counts[index] = None
        before = counts[index]
        counts[index] = levels[index].start if before is None else before + 1
        for lower in range(index + 1, _MAX_LEVEL + 1):
            restart = levels[lower].restart if lower in levels else None
            if restart is None or index < restart:
                counts[lower] = None
        for upper in range(index):
            if counts[upper] is None:
                counts[upper] = levels[upper].start if upper in levels else 1
        return self._words(levels, counts, index)

    def _words(self, levels: dict[int, Level], counts: list[int | None], index: int) -> str:
        level = levels[index]
        if level.form == "bullet":
            return _bullet(level.text) + " "
        if level.form == "none":
            return ""
        words = level.text
        for upper in range(index + 1):
            mark = f"%{upper + 1}"
            if mark in words:
                form = levels[upper].form if upper in levels else "decimal"
                if level.legal and form not in ("bullet", "none"):
                    form = "decimal"
                words = words.replace(mark, shown(counts[upper] or 0, form))
        words = words.strip()
        return words + " " if words else ""


def shown(number: int, form: str) -> str:
    """The number in one of Word's forms; an unknown form counts in digits.

    >>> shown(4, "upperRoman"), shown(28, "lowerLetter"), shown(7, "decimalZero")
    ('IV', 'bb', '07')
    """
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, letters in _ROMAN:
            while number >= value:
                roman, number = roman + letters, number - value
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("bullet", "none"):
        return ""
    return str(number)


def _bullet(text: str) -> str:
    """The bullet as a reader sees it: signs of the font Symbol lie in Unicode's private part and are dots or boxes."""
    text = text.strip()
    if text in ("-", "–", "—", "+", "*", "•", "o"):
        return text  # "o" is Word's own mark below "•"
    return "-" if text in ("\uf02d", "\uf0be", "−", "‐", "‑") else "•"


def _level(element: etree._Element) -> Level:
    restart = _value(element, "lvlRestart")
    restart_at = None if restart is None else _number(restart, 0)
    return Level(
        start=_number(_value(element, "start"), 1 if element.find(f"{W}start") is not None else 0),
        form=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        legal=on(element.find(f"{W}isLgl")),
        restart=-1 if restart_at == 0 else restart_at,
        style=_value(element, "pStyle"),
    )


def on(element: etree._Element | None) -> bool:
    """A switch of Word's: there without a value means yes."""
    return element is not None and element.get(f"{W}val", "true").lower() not in ("false", "0", "off", "none")


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _index(element: etree._Element) -> int:
    return _number(element.get(f"{W}ilvl"), 0)


def _number(value: str | None, otherwise: int) -> int:
    try:
        return max(0, min(int(value or ""), 1_000_000))
    except ValueError:
        return otherwise
