"""The block of attributes that a site sets before a text it has saved ("Số hiệu", "Nơi ban hành", "Ngày ban hành", …).

It is the site's word about the document and no part of the law: its range is told, so that a caller keeps it out of
the text, and it wins nothing over the text. Labels as vbpl.vn, thuvienphapluat.vn, luatvietnam.vn and gazettes write them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import msgspec
from phancap.indexer.identity.view import Found, Row, View, plain, squeeze

_LABELS = {
    "number": r"so(?:\s*/\s*|\s+va\s+|\s+)?(?:hieu|ky\s*hieu)(?:\s+van\s+ban)?",
    "type": r"loai\s+van\s+ban|hinh\s+thuc\s+van\s+ban",
    "issuer": r"(?:noi|co\s*quan|don\s*vi)\s+ban\s+hanh|co\s*quan\s+ban\s+hanh\s*/\s*nguoi\s+ky",
    "signer": r"nguoi\s+ky(?:\s+duyet)?",
    "signer_title": r"chuc\s+(?:danh|vu)(?:\s+nguoi\s+ky)?",
    "issued": r"ngay\s+(?:ban\s+hanh|ban\s+hanh\s+van\s+ban|phat\s+hanh)",
    "effective": r"(?:ngay\s+(?:co\s+)?hieu\s*luc|ngay\s+ap\s+dung|hieu\s*luc\s+tu)",
    "title": r"trich\s+yeu(?:\s+noi\s+dung)?|tieu\s+de(?:\s+van\s+ban)?|ten\s+van\s+ban",
    "other": r"ngay\s+(?:cong\s*bao|dang\s+cong\s*bao|het\s+hieu\s*luc|cap\s+nhat)|so\s+cong\s*bao|tinh\s+trang(?:\s+hieu\s*luc)?|linh\s+vuc"
    r"|nganh|pham\s+vi|tu\s+khoa|nguon\s+thu\s+thap|thong\s+tin\s+ap\s+dung|dang\s+cong\s*bao|trang\s+thai|ly\s+do\s+het\s+hieu\s*luc",
}
_LABEL = re.compile("(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + r")\s*(?P<colon>:)?\s*")
_INLINE = re.compile(r"(?<![\w:])(?:" + "|".join(_LABELS.values()) + r")\s*:")
_UNSAID = re.compile(r"(?:da biet|dang cap nhat|chua biet|khong (?:xac dinh|co)|\.+|-+|dang kiem tra|theo doi)$|vui long|dang nhap")
_DAY = re.compile(r"(?:ngay\s+)?(\d{1,2})\s*(?:/|-|\.|\s+thang\s+)\s*(\d{1,2})\s*(?:/|-|\.|\s+nam\s+)\s*(\d{4})")
_WITHIN = 12_000  # characters in which a block is looked for: site notices stand before it
_FOOT = re.compile(r"^[ \t#*]*(?:Văn bản này chưa (?:cập nhật|có) nội dung Tiếng Anh|Văn bản liên quan|Bản dịch tham khảo)", re.M)


class AttributeBlock(msgspec.Struct, frozen=True):
    """What a site says about a document. The block stands at [start, end) of the text; dates are ISO.

    ``furniture`` are all ranges that are the site's and not the document's: what stands before the text, the block
    included, and what follows it. ``title`` is the site's caption of the document, which its editors shorten.
    """

    start: int
    end: int
    number: Found | None = None
    type: Found | None = None
    issuer: Found | None = None
    signer: Found | None = None
    signer_title: Found | None = None
    issued: Found | None = None
    effective: Found | None = None
    title: Found | None = None
    furniture: tuple[tuple[int, int], ...] = ()


def attribute_block(text: str) -> AttributeBlock | None:
    """The block at the beginning of a text, or None. Reads the first 12,000 characters and the site's foot."""
    view = View(text, 0, _WITHIN)
    rows = [piece for row in view.rows for piece in _pieces(row)]
    labels = [(i, m) for i, row in enumerate(rows) if (m := _label(row))]
    labels = _together(labels)
    names = [m.lastgroup if m.lastgroup != "colon" else _name(m) for _, m in labels]
    if len(set(names)) < 3 or not {"number", "type"} & set(names) or not {"issuer", "issued", "signer"} & set(names):
        return None
    found: dict[str, Found] = {}
    end = 0
    for index, match in labels:
        value = _value(rows, index, match)
        end = max(end, rows[index].end, value[1] if value else 0)
        name = _name(match)
        if value is None or name == "other" or name in found:
            continue
        words = squeeze(view.text[value[0] : value[1]])
        if not words or _UNSAID.match(plain(words)):
            continue
        read = _iso(words) if name in ("issued", "effective") else re.sub(r"\s+", "", words) if name == "number" else words
        if read:
            found[name] = view.found(read, *value)
    start, stop = view.source_range(rows[labels[0][0]].start, end)
    stop = _past_marks(text, stop)
    furniture = [(0, stop)]
    foot = _foot(text, stop, found)
    if foot:
        furniture.append((foot[0], len(text)))
        if foot[1] and "title" not in found:
            found["title"] = foot[1]
    return AttributeBlock(start, stop, furniture=tuple(furniture), **found)


def _name(match: re.Match[str]) -> str:
    return next(name for name in _LABELS if match.group(name))


def _label(row: Row) -> re.Match[str] | None:
    """A label on its own, or before a colon; "Ngày ban hành Quyết định này" in a sentence is none."""
    match = _LABEL.match(row.plain)
    return match if match and (match.group("colon") or match.end() == len(row.plain)) else None


def _pieces(row: Row) -> Iterator[Row]:
    """A line that holds several labels, parted before each: "Số hiệu: 10/2011/NQ-HĐND Loại văn bản: Nghị quyết"."""
    at = 0
    if (first := _LABEL.match(row.plain)) and first.group("colon"):
        for match in _INLINE.finditer(row.plain, first.end()):
            stop = len(row.text[: match.start()].rstrip())
            yield row._replace(start=row.start + at, end=row.start + stop, text=row.text[at:stop], plain=row.plain[at:stop])
            at = match.start()
    yield row._replace(start=row.start + at, text=row.text[at:], plain=row.plain[at:]) if at else row


def _together(labels: list[tuple[int, re.Match[str]]]) -> list[tuple[int, re.Match[str]]]:
    """The first run of labels that stand near each other: no more than four lines between two of them."""
    run: list[tuple[int, re.Match[str]]] = []
    for index, match in labels:
        if run and index - run[-1][0] > 5:
            if len(run) >= 3:
                break
            run = []
        run.append((index, match))
    return run


def _value(rows: list[Row], index: int, match: re.Match[str]) -> tuple[int, int] | None:
    """The range of a label's value in the view: behind its colon, or the next line or cell."""
    row = rows[index]
    if row.end > row.start + match.end():
        return row.start + match.end(), row.end
    following = rows[index + 1 : index + 4]
    if not following or _label(following[0]):
        return None
    last = following[0]
    for more in following[1:]:
        if more.apart or _label(more):
            break
        last = more
    return following[0].start, last.end


def _past_marks(text: str, end: int) -> int:
    """Behind the bars and stars that close the block's last row; the letterhead's own opening bar and stars stay out."""
    match = re.compile(r"[ \t*]*(?:\r?\n[ \t]*\|[ \t]*(?=\r?\n))*").match(text, end)
    return match.end() if match else end


def _iso(words: str) -> str | None:
    match = _DAY.match(plain(words))
    if not match:
        return None
    try:
        return datetime.date(int(match.group(3)), int(match.group(2)), int(match.group(1))).isoformat()
    except ValueError:
        return None


def _foot(text: str, start: int, found: dict[str, Found]) -> tuple[int, Found | None] | None:
    """Where the site's foot begins and the caption it repeats: "Quyết định 84/2025/QĐ-UBND bãi bỏ …" (without "số")."""
    match = _FOOT.search(text, start)
    if not match:
        return None
    before = text[max(start, match.start() - 4096) : match.start()]
    line_end = match.start() - (len(before) - len(before.rstrip()))
    line_start = text.rfind("\n", start, line_end) + 1
    number, kind = found.get("number"), found.get("type")
    caption = text[line_start:line_end]
    if not number or not caption.strip().startswith(f"{kind.value if kind else ''} {number.value}".strip()):
        return match.start(), None
    head = re.match(
        rf"\s*(?:{re.escape(kind.value) if kind else ''})\s*{re.escape(number.value)}(?:\s+năm\s+\d{{4}}|\s+ngày\s+[\d/]+)?\s*(?:về\s+việc\s+)?",
        caption,
    )
    tail = re.search(r"\s+do\s+[^,;]{3,80}\s+(?:ban hành|điện)\s*$", caption)
    a, b = line_start + (head.end() if head else 0), line_start + (tail.start() if tail else len(caption))
    return line_start, Found(squeeze(text[a:b]), a, b, text[a:b]) if b > a else None
