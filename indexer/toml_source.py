"""TOML into a typed value, or a Vietnamese sentence with file and line for the person who wrote it."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

T = TypeVar("T")

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_AT_PATH = re.compile(r" - at `\$\.?([^`]*)`")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]+)`")
_MISSING = re.compile(r"Object missing required field `([^`]+)`")
_NONE_OF = re.compile(r"Invalid enum value '([^']*)'")
_EXPECTED = re.compile(r"Expected `([^`]+)`(?:, got `([^`]+)`)?")
_TYPE_NAMES = {
    "date": "ngày dạng 2023-01-31",
    "str": "chữ trong ngoặc kép",
    "int": "số nguyên",
    "array": "danh sách trong ngoặc vuông",
    "bool": "true hoặc false",
}


class CorpusError(Exception):
    """What a person wrote in the corpus cannot be used. ``file`` is below the corpus folder, ``line`` from 1."""

    def __init__(self, file: str, line: int, sentence: str) -> None:
        super().__init__(f"{file}:{line}: {sentence}")
        self.file, self.line, self.sentence = file, line, sentence


def decode(text: str, kind: type[T], file: str, first_line: int = 1) -> T:
    """The TOML text as a ``kind`` (a msgspec struct).

    Raises CorpusError with the file's line (``first_line`` is the line on which the text starts).
    """
    try:
        return msgspec.toml.decode(text, type=kind)
    except msgspec.ValidationError as error:
        line = _line_of(text, str(error))
        raise CorpusError(file, first_line + line - 1, _sentence(str(error))) from None
    except msgspec.DecodeError as error:
        match = _AT_LINE.search(str(error))
        line = int(match.group(1)) if match else text.count("\n") + 1
        what = line_text(text, line)
        sentence = f"dòng này không đúng cách viết TOML (ngày sai, thiếu ngoặc kép hay dấu bằng): {what}"
        raise CorpusError(file, first_line + line - 1, sentence) from None


def line_text(text: str, line: int) -> str:
    """The line (from 1) of the text without surrounding space, empty when there is none."""
    lines = text.split("\n")
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""


def table_line(text: str, table: str, index: int, key: str | None = None) -> int:
    """The line of the ``index``-th ``[[table]]`` (from 0), or of ``key`` in it; 1 where it is not found."""
    seen, start = -1, 0
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped.startswith("[") and start:
            break
        if re.fullmatch(rf"\[\[?{re.escape(table)}\]\]?", stripped):
            seen += 1
            if seen == index:
                start = number
        elif start and key and re.match(rf'"?{re.escape(key)}"?\s*=', stripped):
            return number
    return start or 1


def _line_of(text: str, message: str) -> int:
    path = match.group(1) if (match := _AT_PATH.search(message)) else ""
    found = _UNKNOWN.search(message) or _MISSING.search(message)
    table = re.match(r"(\w+)\[(\d+)\](?:\.(\w+))?", path)
    if table:
        key = table.group(3) or (found.group(1) if found else None)
        return table_line(text, table.group(1), int(table.group(2)), key)
    key = re.split(r"[.\[]", path)[0] or (found.group(1) if found else "")
    for number, line in enumerate(text.split("\n"), 1):
        if key and re.match(rf'\[*"?{re.escape(key)}"?\]*\s*(=|$)', line.strip()):
            return number
    return 1


def _sentence(message: str) -> str:
    if match := _UNKNOWN.search(message):
        return f'khóa "{match.group(1)}" không có trong mẫu; hãy sửa tên khóa hoặc bỏ dòng này'
    if match := _MISSING.search(message):
        return f'thiếu khóa "{match.group(1)}"; hãy thêm khóa này'
    if match := _EXPECTED.search(message):
        wanted = match.group(1).split(" | ")[0]
        return f"giá trị không đúng loại; cần {_TYPE_NAMES.get(wanted, wanted)}"
    if match := _NONE_OF.search(message):
        return f'giá trị "{match.group(1)}" không có trong mẫu; hãy xem các giá trị dùng được ở tệp README.md của kho đi kèm chương trình'
    return f"giá trị không dùng được ({message})"
