"""A corpus folder into values: documents with front matter, registers; refused with file, line and reason."""

from __future__ import annotations

import datetime
import hashlib
import re
from pathlib import Path

import msgspec
from phancap.indexer.model import Document, document_of
from phancap.indexer.registers import Holidays, Register, Review, Reviews, Vocabulary, read_register
from phancap.indexer.toml_source import CorpusError, decode, table_line
from phancap.indexer.vietnamese import exact, slug

MAX_FILE_BYTES = 64 * 1024 * 1024
_FENCE = "+++"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known about a document, written above its text between two lines of ``+++`` (TOML)."""

    id: str
    type: str
    name: str
    short: str
    title: str = ""
    number: str | None = None
    issuer: str | None = None
    jurisdiction: str | None = None
    issued: datetime.date | None = None
    effective: datetime.date | None = None
    signer: str | None = None
    signer_title: str | None = None
    carries_out: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    namesake: datetime.date | None = None
    aliases: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None


class Corpus(msgspec.Struct, frozen=True):
    """Everything that a build reads. ``digest`` (hex) changes when any byte of it does."""

    documents: tuple[Document, ...]
    register: Register
    vocabulary: Vocabulary
    reviews: tuple[Review, ...]
    digest: str
    holidays: frozenset[datetime.date] = frozenset()


def bundled() -> Path:
    """The folder of the corpus that travels with the program."""
    import phancap.corpus

    return Path(next(iter(phancap.corpus.__path__)))


def files_of(folder: Path) -> list[Path]:
    """The files that make the corpus, in a fixed order; a register that the folder lacks is the bundled one."""
    registers = [folder / name for name in ("agencies.toml", "vocabulary.toml", "reviews.toml")]
    registers = [path if path.is_file() else bundled() / path.name for path in registers]
    if folder != bundled() and not (folder / "reviews.toml").is_file():
        registers.pop()  # another corpus does not inherit what was reviewed in ours
    if (folder / "holidays.toml").is_file():
        registers.append(folder / "holidays.toml")
    return [*registers, *sorted((folder / "documents").glob("*.md"))]


def digest_of(folder: Path) -> str:
    """SHA-256 (hex) of all files of the corpus, their names included."""
    total = hashlib.sha256()
    for path in files_of(folder):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def load(folder: Path) -> Corpus:
    """The corpus in ``folder``. Raises CorpusError: nothing is half-loaded."""
    if not (folder / "documents").is_dir():
        raise CorpusError(str(folder), 1, 'không có thư mục "documents"; hãy chỉ đúng thư mục kho văn bản')
    texts = {path.name: _text(path) for path in files_of(folder) if path.suffix == ".toml"}
    register = read_register(texts["agencies.toml"], "agencies.toml")
    vocabulary = decode(texts["vocabulary.toml"], Vocabulary, "vocabulary.toml")
    reviews = decode(texts.get("reviews.toml", ""), Reviews, "reviews.toml").review
    holidays = decode(texts.get("holidays.toml", ""), Holidays, "holidays.toml").holiday
    documents = [_document(path) for path in files_of(folder) if path.suffix == ".md"]
    _check(documents, register, folder)
    _check_reviews(reviews, {d.id for d in documents}, texts.get("reviews.toml", ""))
    return Corpus(tuple(documents), register, vocabulary, reviews, digest_of(folder), frozenset(day.date for day in holidays))


def _text(path: Path) -> str:
    file = path.name if path.suffix == ".toml" else f"documents/{path.name}"
    if path.stat().st_size > MAX_FILE_BYTES:
        raise CorpusError(file, 1, "tệp quá lớn (trên 64 MB)")
    try:
        return path.read_bytes().decode("utf-8-sig")  # Notepad's "UTF-8 with BOM" begins with a mark that is no text
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise CorpusError(file, line, "tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8") from None


def split_front_matter(text: str, file: str) -> tuple[str, str, int]:
    """(front matter, text of the document exactly as kept, line of the file on which that text starts)."""
    match = re.match(r"\+\+\+\r?\n(.*?)^\+\+\+(?:\r?\n|\Z)", text, re.S | re.M)
    if not match:
        raise CorpusError(file, 1, f"thiếu phần khai báo giữa hai dòng {_FENCE} ở đầu tệp")
    return match.group(1), text[match.end() :], match.group(0).count("\n") + 1


def _document(path: Path) -> Document:
    file = f"documents/{path.name}"
    front, text, first_line = split_front_matter(_text(path), file)
    known = decode(front, FrontMatter, file, first_line=2)
    if not _ID.fullmatch(known.id):
        raise CorpusError(file, _key_line(front, "id"), f'mã "{known.id}" chỉ được gồm chữ thường không dấu, số và gạch nối')
    if path.stem != known.id:
        raise CorpusError(file, _key_line(front, "id"), f'mã "{known.id}" phải trùng với tên tệp "{path.stem}"')
    fields = {name: getattr(known, name) for name in known.__struct_fields__}
    for name in ("issued", "effective", "namesake"):
        fields[name] = fields[name].isoformat() if fields[name] else None
    return Document(file=file, first_line=first_line, text=text, **fields)


def _key_line(front: str, key: str) -> int:
    for number, line in enumerate(front.split("\n"), 2):
        if re.match(rf"{key}\s*=", line):
            return number
    return 1


def _check(documents: list[Document], register: Register, folder: Path) -> None:
    places = {j.id for j in register.jurisdiction}
    agencies = {slug(e.name) for e in register.entries}
    ids = {d.id for d in documents}
    owners: dict[str, str] = {}
    for document in documents:
        front = split_front_matter(_text(folder / document.file), document.file)[0]

        def fail(key: str, sentence: str, front: str = front, document: Document = document) -> CorpusError:
            return CorpusError(document.file, _key_line(front, key), sentence)

        if document.jurisdiction is not None and document.jurisdiction not in places:
            raise fail("jurisdiction", f'địa bàn "{document.jurisdiction}" chưa được khai trong agencies.toml')
        if document.issuer is not None:
            place, _, name = document.issuer.partition("/")
            if place not in places or name not in agencies:
                raise fail("issuer", f'cơ quan ban hành "{document.issuer}" chưa được khai trong agencies.toml')
        for other in document.carries_out:
            if other not in ids:
                raise fail("carries_out", f'văn bản "{other}" chưa có trong kho')
        for name in (*document.aliases, *document.names, document.name):
            key = exact(name)
            if owners.setdefault(key, document.id) != document.id or (name in ids and name != document.id):
                raise fail("names", f'tên "{name}" đã thuộc về văn bản "{owners[key]}"')


def _check_reviews(reviews: tuple[Review, ...], documents: set[str], text: str) -> None:
    """A review of a document that the corpus does not have is a slip of the pen. Raises CorpusError."""
    for index, review in enumerate(reviews):
        if document_of(review.clause) not in documents:
            line = table_line(text, "review", index, "clause")
            raise CorpusError("reviews.toml", line, f'điều khoản "{review.clause}" thuộc văn bản chưa có trong kho')
