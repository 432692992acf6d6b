"""What changed from one generation to the next: the store's own history, kept beside its generations.

Each time another generation becomes current, a step is written to ``history/``: which documents and clauses came, went or say something
else, which duties. A store remembers only what was built in it; the first step compares with nothing and says so. That a clause moved
in its file, with the same words and the same duties, is no change.
"""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from phancap.indexer.atomic import write_whole
from phancap.indexer.database import DATABASE
from phancap.indexer.model import Clause, Document, Duty, Role

FOLDER = "history"
MOST_STEPS = 200  # kept; older ones go
_TOLD = 300  # characters of a task that a list of changes shows
MOST_CHANGES = 2_000  # told one by one in a step; ``total`` counts them all

# added, removed: the document or clause is new or gone; words: its text or heading; duties: only its duties are read otherwise;
# reading: only agencies or references are; record: what is known about the document (number, date, signer, …); held: its text came
What = Literal["added", "removed", "words", "duties", "reading", "record", "held"]


class DutyChange(msgspec.Struct, frozen=True):
    """A duty that came (``new``) or went, in short; ``agencies`` are all that it names, ``who`` is the bearer in the text's words.

    A duty of which only its day, its partners or whom it tells changed is one that went and one that came, of the same bearer, role and action.
    """

    new: bool
    bearer: str | None
    role: Role
    action: str
    agencies: tuple[str, ...]
    who: str = ""
    deadline: str = ""
    review: str = "machine"


class Change(msgspec.Struct, frozen=True):
    """One document (``clause`` is null) or clause that changed; ``name`` is its citation or the document's name at that time."""

    document: str
    clause: str | None
    what: What
    name: str
    duties: tuple[DutyChange, ...] = ()


class Step(msgspec.Struct, frozen=True):
    """From generation ``previous`` (null: nothing to compare with) to ``digest``, at ``built`` (UTC, ISO).

    ``same_corpus`` tells that no file of the corpus differs: the program reads the same texts otherwise.
    """

    number: int
    digest: str
    previous: str | None
    built: str
    corpus: str
    same_corpus: bool
    total: int
    changes: tuple[Change, ...]


def history(store: Path) -> list[Step]:
    """The steps that the store remembers, newest first; a file that cannot be read is passed over."""
    found = []
    for path in sorted((store / FOLDER).glob("*.json"), reverse=True):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=Step))
        except (OSError, msgspec.MsgspecError):
            continue
    return found


def remember(store: Path, previous: str | None, digest: str, corpus: str) -> None:
    """Write the step to generation ``digest``; nothing when the last step already leads there, or nothing is new.

    ``corpus`` is the digest of the corpus's files. Raises OSError when the store cannot be written.
    """
    steps = history(store)
    last = steps[0] if steps else None
    if last and last.digest == digest:
        return
    old = store / "generations" / previous if previous and previous != digest else None
    changes = _compared(old, store / "generations" / digest) if old and (old / DATABASE).is_file() else None
    step = Step(
        last.number + 1 if last else 1, digest, previous if changes is not None else None, _now(), corpus,
        bool(last and last.corpus == corpus and last.digest == previous), len(changes or ()), tuple(changes or ())[:MOST_CHANGES],
    )  # fmt: skip
    write_whole(store / FOLDER / f"{step.number:06d}.json", msgspec.json.encode(step) + b"\n")
    for path in sorted((store / FOLDER).glob("*.json"))[:-MOST_STEPS]:
        path.unlink(missing_ok=True)


def _now() -> str:
    """The moment, in whole seconds; SOURCE_DATE_EPOCH stands for it where a build is to be repeated to the byte."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.datetime.fromtimestamp(int(fixed), datetime.UTC) if fixed.isdigit() else datetime.datetime.now(datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _compared(old: Path, new: Path) -> list[Change] | None:
    """The changes between two generations, in the order of the new one's documents; None when an older program wrote records otherwise."""
    database = sqlite3.connect((new / DATABASE).absolute().as_uri() + "?mode=ro", uri=True)
    try:
        database.execute("ATTACH ? AS old", ((old / DATABASE).absolute().as_uri() + "?mode=ro",))
        return [*_documents(database), *_clauses(database)]
    except (sqlite3.Error, msgspec.MsgspecError):
        return None
    finally:
        database.close()


def _documents(database: sqlite3.Connection) -> Iterator[Change]:
    decode = msgspec.json.Decoder(Document).decode
    query = """SELECT n.record, o.record, n.held, o.held FROM documents n LEFT JOIN old.documents o USING (id)
        WHERE o.id IS NULL OR n.record <> o.record OR n.held <> o.held ORDER BY n.held DESC, n.position"""
    for now, then, held, was_held in database.execute(query):
        document = decode(now)
        if then is None:
            yield Change(document.id, None, "added", document.name)
        elif held != was_held:
            yield Change(document.id, None, "held" if held else "removed", document.name)
        elif _known(document) != _known(decode(then)):
            yield Change(document.id, None, "record", document.name)
    for (then,) in database.execute("SELECT record FROM old.documents WHERE id NOT IN (SELECT id FROM documents) ORDER BY position"):
        document = decode(then)
        yield Change(document.id, None, "removed", document.name)


def _known(document: Document) -> Document:
    """What a reader is told about a document; on which line its text begins is none of that."""
    return msgspec.structs.replace(document, file="", first_line=0, text="")


def _clauses(database: sqlite3.Connection) -> Iterator[Change]:
    """Clauses that changed; of a whole document that came or went those that burden somebody."""
    decode = msgspec.json.Decoder(Clause).decode
    query = """SELECT n.record, o.record, d.id IN (SELECT id FROM old.documents WHERE held) FROM clauses n
        LEFT JOIN old.clauses o USING (id) JOIN documents d ON d.id = n.document
        WHERE o.id IS NULL OR n.record <> o.record ORDER BY d.held DESC, d.position, n.position"""
    for now, then, known in database.execute(query):
        clause = decode(now)
        before = decode(then) if then else None
        what = _what(before, clause)
        if what and (known or clause.duties):
            yield Change(clause.document, clause.id, what, clause.citation, _duties(before, clause))
    gone = """SELECT o.record, o.document IN (SELECT id FROM documents WHERE held) FROM old.clauses o
        WHERE o.id NOT IN (SELECT id FROM clauses) ORDER BY o.document, o.position"""
    for then, known in database.execute(gone):
        clause = decode(then)
        if known or clause.duties:
            yield Change(clause.document, clause.id, "removed", clause.citation, _duties(clause, None))


def _what(before: Clause | None, now: Clause) -> What | None:
    if before is None:
        return "added"
    if (before.text, before.heading) != (now.text, now.heading):
        return "words"
    if _duties(before, now):
        return "duties"
    read = [
        [(a.agency, a.words) for a in c.agencies] + [(x.target, x.eid, x.status, x.words) for x in c.all_citations] for c in (before, now)
    ]
    return "reading" if read[0] != read[1] else None


def _duties(before: Clause | None, now: Clause | None) -> tuple[DutyChange, ...]:
    """The duties that came and went; one that stands elsewhere in its clause is the same."""
    keys = [{_key(d) for d in clause.duties} if clause else set() for clause in (before, now)]
    went = [_short(duty, False) for duty in before.duties if _key(duty) not in keys[1]] if before else []
    return (*went, *(_short(duty, True) for duty in now.duties if _key(duty) not in keys[0])) if now else tuple(went)


def _key(duty: Duty) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(duty, start=0, end=0, because={}))


def _short(duty: Duty, new: bool) -> DutyChange:
    named = (duty.bearer, *duty.partners, *duty.recipients, *duty.report_to, *duty.submit_to, *duty.channels)
    who = duty.because.get("bearer_words", "")
    deadline = duty.deadline.words if duty.deadline else ""
    return DutyChange(
        new, duty.bearer, duty.role, _told(duty.action), tuple(dict.fromkeys(a for a in named if a)), who, deadline, duty.review
    )


def _told(action: str) -> str:
    """A task's words as far as a list of changes tells them, cut between two words."""
    return action if len(action) <= _TOLD else action[: _TOLD - 2].rsplit(" ", 1)[0] + " …"
