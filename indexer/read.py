"""One document by all verbs in order: outline → agencies → citations → duties."""

from __future__ import annotations

import msgspec
from phancap.indexer.agencies import AgencyIndex, bodies_of
from phancap.indexer.citations import Reader
from phancap.indexer.closing_times import with_closing_times
from phancap.indexer.corpus import Corpus
from phancap.indexer.deadlines import counted
from phancap.indexer.doubts import doubt
from phancap.indexer.duties import duties_of
from phancap.indexer.duty_above import Above, without_mere_heads
from phancap.indexer.duty_labels import labelled
from phancap.indexer.duty_tables import Tables
from phancap.indexer.heading_tasks import with_heading_tasks
from phancap.indexer.library import Library
from phancap.indexer.model import Clause, Document, Duty, Finding, Reading, document_of
from phancap.indexer.outline import clauses_of
from phancap.indexer.report_labels import reported
from phancap.indexer.reviews import GONE, apply
from phancap.indexer.short_names import ShortNames
from phancap.indexer.sibling_heads import with_headings
from phancap.indexer.sources.mojibake import run_together, wrongly_decoded
from phancap.indexer.task_texts import is_form
from phancap.indexer.tones import as_the_rules_know, as_written, in_own_letters, same_shape

_SECOND_TREE = 4_000_000  # characters up to which a text is taken apart twice: the longest law has a fifth of that
_SILENT = frozenset({"signature"})  # "TM. ỦY BAN NHÂN DÂN" is the document's own issuer, no mention of another body


def read_document(document: Document, corpus: Corpus, index: AgencyIndex, library: Library | None = None) -> Reading:
    """The document's clauses with agencies, citations and duties, and what a person should look at."""
    clauses, findings = clauses_of(document)
    clauses = _read_by_new_tones(clauses, document, index, library or library_of(corpus))
    clauses, troubles = _reviewed(clauses, document, corpus, index)
    told: set[str] = set()
    for at in range(len(clauses)):
        findings += troubles.get(clauses[at].anchor, ())
        clauses[at] = _dated(clauses[at], document, corpus)
        findings += _unknown(document, clauses[at], index, told)
        findings += _doubts(document, clauses[at], index)
    findings += troubles.get("", ())
    if words := wrongly_decoded(document.text):
        shown = ", ".join(words[:5])
        what = "chữ dính liền nhau, mất dấu cách" if run_together(words) else "chữ giải mã sai bảng mã"
        sentence = f"Văn bản có {what} trước khi đến đây ({shown}); cần tìm bản gốc."
        findings.insert(0, Finding("mojibake", "error", document.file, document.first_line, sentence, document.id))
    return Reading(document, tuple(clauses), tuple(findings))


def _read_by_new_tones(bare: list[Clause], document: Document, index: AgencyIndex, library: Library) -> list[Clause]:
    """ "Giao Đảng uỷ Chính phủ …" is read as "Giao Đảng ủy Chính phủ …", and told in the document's own letters."""
    placed = as_the_rules_know(document.text) if len(document.text) <= _SECOND_TREE else document.text
    if placed is document.text:
        return _read(bare, document, index, library)
    document_placed = msgspec.structs.replace(document, text=placed)
    bare_placed = clauses_of(document_placed)[0]
    own = bare if same_shape(bare, bare_placed) else in_own_letters(bare_placed, document.text, placed)
    if own is None:
        return _read(bare, document, index, library)
    return as_written(_read(bare_placed, document_placed, index, library), own)


def _read(clauses: list[Clause], document: Document, index: AgencyIndex, library: Library) -> list[Clause]:
    """The document's clauses with agencies, citations and duties, each put in its bare one's place."""
    index = with_headings(index, clauses, document)
    reader, above, tables, short = Reader(document, library, clauses), Above(document, index), Tables(), ShortNames(document, index)
    for at, plain in enumerate(clauses):
        index = above.index = short.index_at(plain)
        mentions = () if plain.kind in _SILENT else index.all_mentions(plain.text, document.jurisdiction or "vn")
        in_heading, in_text = reader.read(plain)
        clause = msgspec.structs.replace(plain, agencies=mentions, citations=tuple(in_text), heading_citations=tuple(in_heading))
        headings = above.headings(clause)
        if clause.kind == "row":
            duties = tables.duties(clause, document, headings, index)
        else:
            duties = [] if is_form(clause) else duties_of(clause, list(headings), document, index)
        clauses[at] = clause = msgspec.structs.replace(clause, duties=tuple(duties)) if duties else clause
        above.carry(clause)
    del reader, above, tables, short  # what they remember of a long text takes as much room as its clauses
    return with_closing_times(with_heading_tasks(without_mere_heads(_with_labels(clauses, document)), document, index), document)


def read_all(corpus: Corpus) -> list[Reading]:
    """All documents of the corpus, read in the order of their ids; a document without text has no clauses."""
    index, library = AgencyIndex(corpus.register), library_of(corpus)
    return [read_document(document, corpus, index, library) for document in corpus.documents]


def library_of(corpus: Corpus) -> Library:
    """The corpus's documents and the names of laws, ready for citations."""
    return Library(corpus.documents, corpus.vocabulary.citations.laws)


def _finding(document: Document, clause: Clause, kind: str, severity: str, sentence: str, words: str | None = None) -> Finding:
    line = clause.lines[0]
    if words:
        begin, end = clause.source
        found = document.text.find(words.split("\n")[0], begin, end)
        # the clause's first line begins it, but for the first clause, which blank lines may stand above
        line = (line if begin else 1) + document.text.count("\n", begin, found) if found >= 0 else line
    return Finding(
        kind, severity, document.file, document.first_line + line - 1, sentence, document.id, clause.anchor, words  # type: ignore[arg-type]
    )  # fmt: skip


def _with_labels(clauses: list[Clause], document: Document) -> list[Clause]:
    """The clauses with the duties that label lines give ("Đơn vị chủ trì: …"); the lines themselves give none."""
    told = labelled(clauses, document)

    def duties(clause: Clause) -> tuple[Duty, ...]:
        if clause.anchor in told.duties:
            return tuple(told.duties[clause.anchor])
        if clause.anchor in told.lines:
            return ()
        return tuple(d for d in clause.duties if d.bearer) if clause.anchor in told.told else clause.duties

    if told.duties:
        clauses = [c if (new := duties(c)) is c.duties else msgspec.structs.replace(c, duties=new) for c in clauses]
    reports = reported(clauses, document)
    return [
        msgspec.structs.replace(c, duties=tuple(reports.duties.get(c.anchor, ())))
        if c.anchor in reports.duties or (c.duties and c.anchor in reports.lines)
        else c
        for c in clauses
    ]


def _reviewed(
    clauses: list[Clause], document: Document, corpus: Corpus, index: AgencyIndex
) -> tuple[list[Clause], dict[str, list[Finding]]]:
    """The clauses as reviewers left them, and {anchor: what stands in the way of a review}; "" for clauses that are gone."""
    reviews = {r.clause: r for r in corpus.reviews if document_of(r.clause) == document.id}
    if not reviews:
        return clauses, {}
    named = dict(bodies_of(clauses))
    found: list[Clause] = []
    troubles: dict[str, list[Finding]] = {}
    for clause in clauses:
        if clause.id not in reviews:
            found.append(clause)
            continue
        looked_at = apply(reviews.pop(clause.id), clause, document, index, named)
        found.append(msgspec.structs.replace(clause, duties=looked_at.duties))
        if looked_at.trouble:
            troubles[clause.anchor] = [_finding(document, clause, "review", "warning", looked_at.trouble)]
    if document.held:
        troubles[""] = [Finding("review", "warning", "reviews.toml", 1, f"{GONE} ({name})", document.id) for name in reviews]
    return found, troubles


def _dated(clause: Clause, document: Document, corpus: Corpus) -> Clause:
    """The clause with the days of its deadlines that are counted in working days."""
    if not any(d.deadline and d.deadline.day_kind == "working" for d in clause.duties):
        return clause
    duties = (
        msgspec.structs.replace(d, deadline=counted(d.deadline, document, corpus.holidays)) if d.deadline else d for d in clause.duties
    )
    return msgspec.structs.replace(clause, duties=tuple(duties))


def _unknown(document: Document, clause: Clause, index: AgencyIndex, told: set[str]) -> list[Finding]:
    """The bodies that the register does not know, told once a document: at the first duty that they bear or help with."""
    words = dict(bodies_of((clause,)))
    found = []
    for agency in dict.fromkeys(a for d in clause.duties for a in (d.bearer, *d.partners, *d.recipients, *d.report_to) if a):
        if index.entry(agency) is not None or agency in told:
            continue
        told.add(agency)
        name = words.get(agency, index.name(agency))
        sentence = f'Danh mục cơ quan chưa có "{name}"; nhiệm vụ được ghi theo đúng chữ của văn bản.'
        found.append(_finding(document, clause, "unknown-agency", "notice", sentence, name))
    return found


def _doubts(document: Document, clause: Clause, index: AgencyIndex) -> list[Finding]:
    found = [
        _finding(
            document, clause, "slip", "warning",
            f'"{mention.words}" được đọc là {index.name(mention.agency)}; chữ trong văn bản giữ nguyên.', mention.words,
        )
        for mention in clause.agencies if mention.inferred
    ]  # fmt: skip
    found += [
        _finding(
            document, clause, citation.status, "warning",
            f'Dẫn chiếu "{citation.words}" {doubt(citation)}.', citation.words,
        )
        for citation in clause.all_citations if citation.status != "resolved"
    ]  # fmt: skip
    if any(duty.bearer is None for duty in clause.duties):
        found.append(_finding(document, clause, "no-bearer", "notice", "Nhiệm vụ không nêu cơ quan thực hiện."))
    for duty in clause.duties:
        if duty.deadline and duty.deadline.from_ and duty.deadline.from_.startswith("issue of") and not duty.deadline.date:
            found.append(
                _finding(
                    document, clause, "no-date", "notice",
                    f'Thời hạn "{duty.deadline.words}" chưa tính được ngày vì chưa rõ ngày ban hành.', duty.deadline.words,
                )
            )  # fmt: skip
    return found
