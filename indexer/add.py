"""A received file → a document of a corpus: its text, what is known about it, and the original beside it.

Layout below the corpus folder: ``documents/{id}.md`` holds front matter and text, ``originals/{id}/{digest}-{name}`` every file
as received, ``versions/{id}/{digest}.md`` what the document said before a newer file came. A file is known by the SHA-256 that
stands in the front matter of the text made from it, so a run that was cut off half-way is simply done again.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

import msgspec
from phancap.indexer.atomic import reason, write_whole
from phancap.indexer.corpus import FrontMatter, bundled, split_front_matter
from phancap.indexer.registers import Register, read_register
from phancap.indexer.sources.mojibake import run_together
from phancap.indexer.sources.reader import Received, read
from phancap.indexer.sources.refusal import Refused, safe_name
from phancap.indexer.toml_source import CorpusError, decode
from phancap.indexer.vietnamese import exact, nfc, slug

Outcome = Literal["new", "filled", "version", "unchanged"]
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TITLE_WORDS = 10  # words of the title in the id of a document without a number
_HEAD = 600  # characters: the state's name stands beside or below the office's, above everything else
_OFFICE = 60  # characters of a line above it; a news page that quotes a form begins with sentences
_MAX_ID = 120  # characters: a path below a deep folder must stay under 260 on Windows
_DIGEST = re.compile(r"SHA-256 ([0-9a-f]{64})")
_SHORT_DIGEST = 12  # hex digits
_FRONT = 16_384  # characters of a file that are read for its front matter when only the digest is wanted
_FIELDS = {
    "number": "số hiệu",
    "type": "loại văn bản",
    "issued": "ngày ban hành",
    "signer": "người ký",
    "issuer": "nơi ban hành",
    "title": "trích yếu",
}


class Value(Protocol):
    """A value that was read from a text."""

    @property
    def value(self) -> str: ...


class Difference(Protocol):
    """Where a site's attribute block and the text differ."""

    @property
    def field(self) -> str: ...
    @property
    def block(self) -> str: ...
    @property
    def text(self) -> str: ...


class Known(Protocol):
    """What ``identify`` reads from a text, as far as it is needed here."""

    @property
    def type(self) -> Value | None: ...
    @property
    def number(self) -> Value | None: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def issuer_known(self) -> bool: ...
    @property
    def issuer_name(self) -> Value | None: ...
    @property
    def jurisdiction(self) -> str | None: ...
    @property
    def jurisdiction_known(self) -> bool: ...
    @property
    def issued(self) -> Value | None: ...
    @property
    def effective(self) -> Value | None: ...
    @property
    def title(self) -> Value | None: ...
    @property
    def signer(self) -> Value | None: ...
    @property
    def signer_title(self) -> Value | None: ...
    @property
    def id(self) -> str | None: ...
    @property
    def name(self) -> str | None: ...
    @property
    def short(self) -> str | None: ...
    @property
    def disagreements(self) -> Iterable[Difference]: ...


class Added(msgspec.Struct, frozen=True):
    """What became of a file. ``notes`` are Vietnamese sentences for the person who added it."""

    id: str
    outcome: Outcome
    form: str
    notes: tuple[str, ...] = ()


@dataclass
class Target:
    """The corpus folder that files are added to, and what it holds: known digests, names that are taken."""

    folder: Path
    register: Register
    digests: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)


def open_target(folder: Path) -> Target:
    """The folder as a corpus to add to; a new or empty one becomes one with the first document.

    Raises Refused for a folder that holds something else and for the corpus inside the installed program.
    """
    folder = folder.resolve()
    if folder == bundled().resolve() and {"site-packages", "dist-packages"} & set(folder.parts):
        raise Refused("kho đi kèm chương trình không được ghi vào; hãy chỉ một thư mục khác bằng --corpus")
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} là một tệp; hãy chỉ một thư mục bằng --corpus")
    if folder.is_dir() and any(folder.iterdir()) and not any((folder / name).exists() for name in ("documents", "agencies.toml")):
        raise Refused(f"thư mục {folder} không trống và không phải kho văn bản; hãy chọn thư mục mới hoặc thư mục trống")
    path = folder / "agencies.toml"
    path = path if path.is_file() else bundled() / "agencies.toml"
    target = Target(folder, read_register(path.read_bytes().decode("utf-8"), path.name))
    for file in sorted((folder / "documents").glob("*.md")):
        _remember(target, file, file.stem)
    for file in sorted((folder / "versions").glob("*/*.md")):
        _remember_digests(target, file, file.parent.name)
    return target


def _remember(target: Target, file: Path, document: str) -> None:
    front = _remember_digests(target, file, document)
    try:
        known = decode(split_front_matter(front, file.name)[0], FrontMatter, file.name)
    except CorpusError:
        return  # "phancap check" tells what is wrong with a file that a person wrote
    for name in (known.name, *known.names, *known.aliases, known.id):
        target.owners.setdefault(exact(name), document)


def _remember_digests(target: Target, file: Path, document: str) -> str:
    with file.open(encoding="utf-8", errors="replace") as stream:
        head = stream.read(_FRONT)
    front = head[: match.end()] if (match := re.match(r"\+\+\+\r?\n.*?^\+\+\+(?:\r?\n|\Z)", head, re.S | re.M)) else ""
    for digest in _DIGEST.findall(front):
        target.digests.setdefault(digest, document)
    return front


def add(target: Target, content: bytes, name: str, wanted_id: str | None = None, url: str | None = None) -> Added:
    """Put one file into the corpus. ``name`` is the file's own name, ``url`` where it was fetched.

    Raises Refused, with one Vietnamese sentence and nothing written, for what is no document or has no id.
    """
    digest = hashlib.sha256(content).hexdigest()
    if digest in target.digests:
        return Added(target.digests[digest], "unchanged", "", ())
    if wanted_id is not None and (not _ID.fullmatch(wanted_id) or len(wanted_id) > _MAX_ID):
        raise Refused(f'mã "{wanted_id[:60]}" chỉ được gồm chữ thường không dấu, số và gạch nối; hãy sửa lại --id')
    received = read(content, name)
    known = _identify(received, target.register)
    document = wanted_id or known.id or _makeshift_id(known, received.text, name, digest)
    if document is None or not _ID.fullmatch(document):
        raise Refused("không đọc được số, ngày hoặc nơi ban hành để đặt mã văn bản; hãy tự đặt mã bằng --id, ví dụ --id ke-hoach-xa-a-2025")
    if len(document) > _MAX_ID:
        document = document[:_MAX_ID].rpartition("-")[0]
    file = target.folder / "documents" / f"{document}.md"
    source = (
        f"{url} (tải ngày {datetime.date.today().isoformat()}, SHA-256 {digest})" if url else f"Tệp {_one_line(name)} (SHA-256 {digest})"
    )
    notes = _notes(received, known)
    if not wanted_id and not known.id:
        notes = (*notes, "Không đọc được đủ số, ngày và nơi ban hành nên mã văn bản được đặt tạm theo nhan đề hoặc tên tệp")
    front = _front(document, known, source, notes, target)
    outcome: Outcome = "new"
    before = _before(file)
    if before is not None:
        old_front, old_text, old_bytes = before
        _same_document(document, old_front, known)
        if old_text.strip() == received.text.strip():
            return Added(document, "unchanged", received.form, ())
        front = _merged(old_front, front)
        outcome = "version" if old_text.strip() else "filled"
    whole = ("+++\n" + _toml(front) + "+++\n" + received.text).encode("utf-8")
    decode(_toml(front), FrontMatter, file.name)  # what we write must be readable before anything is written
    files = {target.folder / "originals" / document / f"{digest[:_SHORT_DIGEST]}-{safe_name(name)}": content}
    if before is not None and outcome == "version":
        older = hashlib.sha256(old_bytes).hexdigest()[:_SHORT_DIGEST]
        files[target.folder / "versions" / document / f"{older}.md"] = old_bytes
    _write(files | {file: whole})
    target.digests[digest] = document
    for taken in (front["name"], document):
        target.owners.setdefault(exact(str(taken)), document)
    return Added(document, outcome, received.form, notes)


def _write(files: dict[Path, bytes]) -> None:
    """All of the files, the document last; Refused, and none of the new ones left, where the disk takes no more."""
    made: list[Path] = []
    missing = [f for f in dict.fromkeys(f for path in files for f in (path.parent, path.parent.parent)) if not f.exists()]
    try:
        for path, content in files.items():
            fresh = not path.exists()
            write_whole(path, content)
            made += [path] if fresh else []
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        for folder in missing:
            with contextlib.suppress(OSError):
                folder.rmdir()  # only an empty one goes
        raise Refused(f"không ghi được vào kho văn bản ({reason(error)}); hãy xem lại ổ đĩa và quyền ghi rồi thêm lại") from None


# -- what is known about it ----------------------------------------------------------------------------------------


def _identify(received: Received, register: Register) -> Known:
    """The identity that the text tells; a site's attribute block goes along so that differences are told."""
    from phancap.indexer.identity.identify import identify

    block = "".join(f"{label}:\n{value}\n" for label, value in received.attributes.items())
    return identify(f"{block}\n\n{received.text}" if block else received.text, register)


def _makeshift_id(known: Known, text: str, name: str, digest: str) -> str | None:
    """ "ke-hoach-16-kh-mttq-btt-2025-3fa94c" for a paper without a number (a draft, a form) or of an office that the register does not know.

    Two communes give the same number and title, so what else is known keeps them apart: a commune's plan whose next file says all the same is a
    new version, not a second plan with the same duties. Where something is not known it is the file's digest. A paper of a kind that is not
    known ("ĐIỀU LỆ") is named after its file when the state's name stands at its head; None for what shows no sign of an official document (a
    news page).
    """
    told = (known.number, known.issued, known.issuer_name, known.title)
    whole = [exact(one.value) for one in told if one]
    end = (hashlib.sha256("\n".join(whole).encode()).hexdigest() if len(whole) == len(told) else digest)[:6]
    if known.type and (known.number or known.title):
        name_of = known.number.value if known.number else " ".join(known.title.value.split()[:_TITLE_WORDS]) if known.title else ""
        return slug(f"{known.type.value} {name_of} {known.issued.value[:4] if known.issued else ''} {end}")
    head = [line.strip(" *#|\t") for line in text[:_HEAD].splitlines() if line.strip(" *#|\t")]
    state = next((n for n, line in enumerate(head) if exact(line) == "cộng hòa xã hội chủ nghĩa việt nam"), None)
    if state is not None and all(len(line) <= _OFFICE for line in head[:state]):
        return slug(f"van ban {Path(name).stem[: _MAX_ID // 2]} {end}")
    return None


def _notes(received: Received, known: Known) -> tuple[str, ...]:
    notes = []
    if received.wrong:
        words = ", ".join(f'"{w}"' for w in received.wrong[:5])
        how = "dính liền, mất dấu cách" if run_together(list(received.wrong)) else "giải mã sai"
        notes.append(f"Chữ đã hỏng từ trước khi nhận ({how}): {words}; cần lấy bản khác hoặc đối chiếu bản gốc")
    if received.encodings:
        notes.append(f"Đã chuyển từ bảng mã cũ ({', '.join(e.upper() for e in received.encodings)}) sang Unicode")
    for difference in known.disagreements:
        notes.append(
            f'Trang nguồn ghi {_FIELDS.get(difference.field, difference.field)} "{difference.block}", văn bản ghi "{difference.text}"'
        )
    if received.continued:
        notes.append(f"Tệp chỉ có một phần văn bản ({received.continued})")
    if known.issuer_name and not (known.issuer and known.issuer_known):
        notes.append(f'Cơ quan ban hành "{known.issuer_name.value}" chưa có trong danh mục')
    return tuple(_one_line(n) for n in notes)


def _front(document: str, known: Known, source: str, notes: tuple[str, ...], target: Target) -> dict[str, object]:
    kind = known.type.value if known.type else "Văn bản"
    title = known.title.value if known.title else ""
    number = known.number.value if known.number else ""
    name = known.name or " ".join(filter(None, [kind, f"số {number}" if number else "", title]))
    if target.owners.get(exact(name), document) != document:
        name = f"{name} ({document})"  # a name leads to one document only
    jurisdiction = known.jurisdiction if known.jurisdiction_known else None
    front: dict[str, object] = {"id": document, "type": kind, "number": number, "title": title, "name": name}
    front["short"] = known.short or name
    front["issuer"] = known.issuer if known.issuer_known and known.jurisdiction_known else None
    front["jurisdiction"] = jurisdiction
    front["issued"] = _date(known.issued)
    front["effective"] = _date(known.effective)
    front["signer"] = known.signer.value if known.signer else None
    front["signer_title"] = known.signer_title.value if known.signer_title else None
    front["source"] = source
    front["note"] = ". ".join(notes) + "." if notes else None
    return {key: value for key, value in front.items() if value not in (None, "")}


def _date(found: Value | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(found.value) if found else None
    except ValueError:
        return None


def _before(file: Path) -> tuple[FrontMatter, str, bytes] | None:
    """(front matter, text, bytes) of the document as it stands, None when there is none."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    try:
        front, text, _ = split_front_matter(content.decode("utf-8"), file.name)
        return decode(front, FrontMatter, file.name, first_line=2), text, content
    except (CorpusError, UnicodeDecodeError) as error:
        raise Refused(f"tệp documents/{file.name} đang có trong kho bị lỗi ({error}); hãy sửa tệp đó trước") from None


def _same_document(document: str, before: FrontMatter, known: Known) -> None:
    """An id leads to one document for ever: another number or day of issue is another document."""
    number = re.sub(r"\s", "", known.number.value) if known.number else ""
    old_number = re.sub(r"\s", "", before.number or "")
    issued = _date(known.issued)
    if (number and old_number and exact(number) != exact(old_number)) or (issued and before.issued and issued != before.issued):
        told = " ".join(filter(None, [f"số {before.number}" if before.number else "", f"ngày {before.issued}" if before.issued else ""]))
        raise Refused(f'mã "{document}" đã thuộc về một văn bản khác ({told}); hãy đặt mã khác bằng --id')


def _merged(before: FrontMatter, now: dict[str, object]) -> dict[str, object]:
    """What stood there goes before what was read now: a person may have put it right. The newest source is told first."""
    merged = dict(now)
    for key in before.__struct_fields__:
        value = getattr(before, key)
        if value not in (None, "", ()) and key not in ("source", "note"):
            merged[key] = value
    if before.source and not _DIGEST.search(before.source):
        merged["source"] = f"{now['source']}; trước đó: {before.source}"
    if before.note and "note" not in now:
        merged["note"] = before.note
    return {key: merged[key] for key in before.__struct_fields__ if key in merged}


def _toml(front: dict[str, object]) -> str:
    lines = []
    for key, value in front.items():
        if isinstance(value, datetime.date):
            lines.append(f"{key} = {value.isoformat()}")
        elif isinstance(value, tuple | list):
            lines.append(f"{key} = [{', '.join(_string(str(v)) for v in value)}]")
        else:
            lines.append(f"{key} = {_string(str(value))}")
    return "\n".join(lines) + "\n"


def _string(value: str) -> str:
    """A TOML string: JSON's escapes are all known to TOML."""
    return json.dumps(nfc(_one_line(value)), ensure_ascii=False)


def _one_line(value: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f\ud800-\udfff]+", " ", value).strip()
