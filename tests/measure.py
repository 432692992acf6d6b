"""Measurements over real documents, printed as tables: ``python tests/measure.py real|citations|duties``.

Precision and recall are counted on the labelled stretches of ``cases/real_*.tsv``: facts that people read by eye, file by file, line
by line. The documents themselves are not part of the project; without ``../shared/real`` nothing can be measured.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from measure_reading import reading_table
from phancap.indexer import corpus as corpora
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.bodies import bodies_at
from phancap.indexer.document_keys import number_key
from phancap.indexer.identity.identify import identify
from phancap.indexer.model import Citation, Clause, Document, Duty, Reading
from phancap.indexer.private_parties import outsider_at
from phancap.indexer.read import library_of, read_document
from phancap.indexer.registers import names_of
from phancap.indexer.sources.reader import read
from phancap.indexer.vietnamese import exact, fold, slug

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "shared" / "real"
CITATION_LABELS = ("real_citations.tsv", "real_citations_fresh.tsv", "real_citations_3.tsv", "real_citations_4.tsv")
ROLES = {"lead": "chủ trì", "perform": "thực hiện", "advise": "tham mưu", "coordinate": "phối hợp"}
RHYTHMS = {
    "continuous": "thường xuyên", "weekly": "hằng tuần", "monthly": "hằng tháng", "quarterly": "hằng quý", "half-yearly": "6 tháng",
    "yearly": "hằng năm", "on-request": "khi có yêu cầu",
}  # fmt: skip


@dataclass
class Score:
    """True positives, what was found wrongly, what was missed; with the first few of the wrong and the missed."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return self.right / ((self.right + len(self.wrong)) or 1)

    @property
    def recall(self) -> float:
        """Share of the labelled that is found."""
        return self.right / ((self.right + len(self.missed)) or 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  ({self.right} đúng, {len(self.wrong)} thừa hoặc sai, {len(self.missed)} sót)"


@lru_cache(maxsize=1)
def bundle() -> tuple[corpora.Corpus, AgencyIndex]:
    """The bundled corpus and its agencies."""
    corpus = corpora.load(HERE.parent / "corpus")
    return corpus, AgencyIndex(corpus.register)


def text_of(file: str) -> str:
    """The text of a real document: as it stands, or for Word files and pages as ``phancap add`` keeps it."""
    content = (REAL / file).read_bytes()
    return content.decode("utf-8") if file.endswith((".md", ".txt")) else read(content, file).text


@lru_cache(maxsize=64)
def reading_of(file: str) -> Reading:
    """A real document by all verbs, with what ``phancap add`` would know about it."""
    corpus, index = bundle()
    text = text_of(file)
    known = identify(text, corpus.register)
    document = Document(
        id="read", file=file, first_line=1, type=known.type.value if known.type else "Văn bản", title=known.title.value if known.title else "",
        name="văn bản đang đọc", short="văn bản đang đọc", number=known.number.value if known.number else None,
        issued=known.issued.value if known.issued else None, jurisdiction=known.jurisdiction, text=text,
    )  # fmt: skip
    return read_document(document, corpus, index, library_of(corpus))


def labels(name: str) -> Iterator[list[str]]:
    """The rows of a label file, comments left out."""
    for line in (HERE / "cases" / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


# -- citations ----------------------------------------------------------------------------------------------------


def citation_score(half: str) -> Score:
    """Citations of one part ("chỉnh", "giữ", "tươi", "tươi 2", "tươi 3" or "tươi 4"): document and provision must both be right."""
    stretches: dict[str, list[tuple[int, int]]] = {}
    wanted: dict[str, list[tuple[int, str, str]]] = {}
    for kind, file, *rest in (row for name in CITATION_LABELS for row in labels(name)):
        if kind == "đoạn":
            if rest[2] == half:
                stretches.setdefault(file, []).append((int(rest[0]), int(rest[1])))
        else:
            wanted.setdefault(file, []).append((int(rest[0]), rest[1], rest[2]))
    score = Score()
    for file, ranges in stretches.items():
        text = reading_of(file).document.text
        rows = [(n, w, _with_number(t, text)) for n, w, t in wanted.get(file, []) if any(a <= n <= b for a, b in ranges)]
        found = [(n, w, t) for n, w, t in _found_citations(reading_of(file)) if any(a <= n <= b for a, b in ranges)]
        for line, words, target in rows:
            at = next((i for i, f in enumerate(found) if abs(f[0] - line) <= 1 and _same_target(f[2], target) and _meet(f[1], words)), None)
            if at is None:
                near = next((f for f in found if abs(f[0] - line) <= 1 and _meet(f[1], words)), None)
                score.missed.append(f"{file}:{line}: {words} → {target}" + (f"   (đọc: {near[1]} → {near[2]})" if near else ""))
            else:
                score.right += 1
                found.pop(at)
        score.wrong += [f"{file}:{n}: {w} → {t}" for n, w, t in found]
    return score


def _with_number(target: str, text: str) -> str:
    """A label that calls a law by its name, with the one number that the text gives that law: "Luật Bảo hiểm y tế số 25/2008/QH12"."""
    name, hash_, provision = target.partition("#")
    if "=" in target or not name.startswith(("Luật ", "Bộ luật ", "Pháp lệnh ")):
        return target
    numbers = set(re.findall(r"\s+".join(map(re.escape, name.split())) + r"\s+số\s+(\d+/\d{4}/[\w-]+)", text))
    return f"{target} = {numbers.pop()}{hash_}{provision}" if len(numbers) == 1 else target


def _found_citations(reading: Reading) -> Iterator[tuple[int, str, str]]:
    for clause in reading.clauses:
        at = 0
        for citation in clause.all_citations:
            at, line = _place(reading.document.text, citation.words, at, clause)
            yield line, citation.words, _target(citation, reading.document)


def _place(text: str, words: str, at: int, clause: Clause) -> tuple[int, int]:
    """(offset behind in the clause's own source, line) of its words from ``at`` on, where line breaks and marks may stand between.

    A source may write "Quyết" with a mark of its own behind "ê"; a clause's text never does.
    """
    source, above = unicodedata.normalize("NFC", text[slice(*clause.source)]), text.count("\n", 0, clause.source[0]) + 1
    tokens = re.findall(r"\w+|[^\w\s]", words)
    match = None
    for some in (tokens, tokens[:6]):  # a page may end within the words: its head and foot stand between them in the source
        match = match or re.compile(r"[\s*_|]*".join(map(re.escape, some))).search(source, at)
    if match is None:
        return at, above + source.count("\n", 0, at)
    return match.end(), above + source.count("\n", 0, match.start())


def _target(citation: Citation, document: Document) -> str:
    own = citation.target == document.id
    name = (
        "này"
        if own
        else citation.cited or ("này" if citation.provision and re.search("không tìm thấy|biểu mẫu", citation.reason or "") else "?")
    )
    appendix = (citation.provision or "").startswith(("phu-luc", "mau-"))  # the labels name an appendix by its number as it is said
    provision = citation.eid if own and citation.eid and not appendix else citation.provision
    if not provision:
        return name
    if citation.through:
        provision += ".." + citation.through.rpartition("__")[2]
    return f"{name}#{provision}"


def _same_target(found: str, label: str) -> bool:
    return any(_same(found, wanted) for wanted in label.split(" = "))


def _same(found: str, wanted: str) -> bool:
    document, _, provision = found.partition("#")
    wanted_document, _, wanted_provision = wanted.partition("#")
    return _document_key(document) == _document_key(wanted_document) and _provision_key(provision) == _provision_key(wanted_provision)


def _document_key(name: str) -> str:
    return number_key(re.sub(r"–", "-", name)) if "/" in name else re.sub(r"(?: năm)? (?:19|20)\d\d$", "", exact(name)).replace(",", "")


def _provision_key(address: str) -> str:
    tail = re.sub(r"^.*?(?=art_)", "", address.rpartition("!")[2], count=1)  # "chp_I__art_1..art_11": up to the first
    return re.sub(r"\bpart_", "sec_", tail).lower()


def _meet(one: str, other: str) -> bool:
    a, b = (re.sub(r"\W+", "", w).lower() for w in (one, other))
    return a in b or b in a


# -- duties -------------------------------------------------------------------------------------------------------


@dataclass
class Read:
    """One duty as a label or as the reader says it, all in comparable keys; ``where`` is the clause."""

    where: str
    line: int
    bearer: str
    role: str
    partners: frozenset[str]
    recipients: frozenset[str]
    report_to: frozenset[str]
    recurrence: frozenset[str]
    deadline: str
    wording: str
    name: str  # the bearer in the words of the text


def duty_scores(*names: str) -> tuple[dict[str, Score], Counter[str]]:
    """Scores of the stretches of some files, and the labelled wordings that were missed: {wording: count}.

    Bearer and role are counted once a clause; the other columns over the duties whose bearer and role are right.
    """
    ranges: dict[str, list[tuple[int, int]]] = {}
    rows: dict[str, list[list[str]]] = {}
    for kind, file, *rest in (row for name in names for row in labels(name)):
        if kind == "đoạn":
            ranges.setdefault(file, []).append((int(rest[0]), int(rest[1])))
        else:
            rows.setdefault(file, []).append([*rest, *[""] * (9 - len(rest))])
    scores = {key: Score() for key in ("cơ quan + vai trò", "cơ quan", "theo chữ", "phối hợp", "gửi, báo cáo", "định kỳ", "thời hạn")}
    missed: Counter[str] = Counter()
    for file, inside in ranges.items():
        reading = reading_of(file)
        wanted = [r for row in rows.get(file, []) for r in _labelled(row, reading)]
        found = [r for r in _read_duties(reading) if any(a <= r.line <= b for a, b in inside)]
        _compare(file, wanted, found, scores, missed)
    return scores, missed


def _compare(file: str, wanted: list[Read], found: list[Read], scores: dict[str, Score], missed: Counter[str]) -> None:
    def key(r: Read) -> tuple[str, str, str]:
        return r.where, r.bearer, r.role

    for title, keyed in (("cơ quan + vai trò", key), ("cơ quan", lambda r: (r.where, r.bearer, ""))):
        want, have = {keyed(r): r for r in reversed(wanted)}, {keyed(r): r for r in reversed(found)}
        score = scores[title]
        score.right += len(want.keys() & have.keys())
        score.missed += [f"{file}:{want[k].line}: {k[1]} | {k[2]} ({want[k].wording})" for k in want if k not in have]
        score.wrong += [f"{file}:{have[k].line}: {k[1]} | {k[2]} [{have[k].wording}]" for k in have if k not in want]
        if title == "cơ quan + vai trò":
            missed.update(want[k].wording for k in want if k not in have)
    _compare_words(file, wanted, found, scores["theo chữ"])
    both = {key(r) for r in wanted} & {key(r) for r in found}
    columns: list[tuple[str, Callable[[Read], frozenset[str]]]] = [
        ("phối hợp", lambda r: r.partners), ("gửi, báo cáo", lambda r: r.recipients | r.report_to),
        ("định kỳ", lambda r: r.recurrence), ("thời hạn", lambda r: frozenset({r.deadline} - {""})),
    ]  # fmt: skip
    for title, column in columns:
        score = scores[title]
        for k in sorted(both):
            want = frozenset().union(*(column(r) for r in wanted if key(r) == k))
            have = frozenset().union(*(column(r) for r in found if key(r) == k))
            if title == "thời hạn":
                want, have = _loosely(want, have)
            line = next(r.line for r in wanted if key(r) == k)
            score.right += len(want & have)
            score.missed += [f"{file}:{line}: {x}" for x in want - have]
            score.wrong += [f"{file}:{line}: {x}" for x in have - want]


def _compare_words(file: str, wanted: list[Read], found: list[Read], score: Score) -> None:
    """Bearer and role once more, the bearers by their words: a name that is cut wrongly is wrong, whatever our own parser makes of it."""
    for where in {r.where for r in (*wanted, *found)}:
        want = {(r.name, r.role): r for r in wanted if r.where == where}
        have = {(r.name, r.role, r.bearer): r for r in found if r.where == where}
        for (name, role), label in want.items():
            if match := next((k for k in have if k[1] == role and _same_name(name, k[0], k[2])), None):
                score.right += 1
                del have[match]
            elif listed := [k for k in have if k[1] == role and _tokens(k[0]) and " ".join(_tokens(k[0])) in " ".join(_tokens(name))]:
                whole = sum(len(_tokens(k[0])) for k in listed) >= len(_tokens(name)) - 2
                score.right += whole  # "Các Sở: Tài chính, Nội vụ": one name of a label, several bodies
                score.missed += [] if whole else [f"{file}:{label.line}: {name} | {role}   (đọc: {', '.join(k[0] for k in listed)})"]
                for key in listed:
                    del have[key]
            else:
                score.missed.append(f"{file}:{label.line}: {name} | {role}")
        score.wrong += [f"{file}:{r.line}: {r.name} | {r.role}" for r in have.values()]


_JOINTS_OF_NAMES = frozenset({"va", "cac", "cua", "thuoc", "tren", "dia", "ban"})
_TERRITORIES = frozenset({"tinh", "thanh", "pho", "cap", "xa", "phuong", "huyen", "dac", "khu", "trung", "uong", "truc"})


@lru_cache(maxsize=20_000)
def _tokens(name: str) -> tuple[str, ...]:
    return tuple(t for t in re.findall(r"\w+", fold(name).replace("dia phuong", "diaphuong")) if t not in _JOINTS_OF_NAMES)


def _same_name(label: str, words: str, agency: str) -> bool:
    """Whether both are the same words, or names of one body of the register; a territory may stand behind either."""
    entry = bundle()[1].entry(agency)
    offices = r"^(?:(?:các )?(?:đồng chí |ông |bà )?(?:phó )?(?:thủ trưởng|giám đốc|tổng giám đốc|chủ tịch|chánh|trưởng|bộ trưởng|cục trưởng|tổng cục trưởng|vụ trưởng|viện trưởng|chánh án|người đứng đầu|lãnh đạo)(?: của)? )"
    one, bare = _tokens(label), _tokens(re.sub(offices, "", label.lower()))
    others = {_tokens(words), _tokens(re.sub(r".*\(|\)", "", words)), *(_tokens(n) for n in (names_of(entry) if entry else ()))}
    return any(_but_territory(a, b) for a in (one, bare) for b in others)


def _but_territory(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and long[: len(short)] == short and (len(long) == len(short) or long[len(short)] in _TERRITORIES)


def _loosely(want: frozenset[str], have: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Words of a time limit are the same when one holds the other: "Quý IV năm 2025" and "trong Quý IV năm 2025"."""
    same = {h: next((w for w in want if w in h or h in w), h) for h in have}
    return want, frozenset(same.values())


def _labelled(row: list[str], reading: Reading) -> Iterator[Read]:
    line, bearers, role, partners, recipients, report_to, recurrence, deadline, wording = row[:9]
    clause = _clause_at(reading, int(line))
    for bearer, name in {
        k: w for w in reversed(bearers.split(" + ")) for k in reversed(_keys(w, reading.document.jurisdiction or "vn"))
    }.items():
        yield Read(
            clause, int(line), bearer, role, _agencies(partners, reading), _agencies(recipients, reading),
            _agencies(report_to, reading), frozenset(filter(None, recurrence.split(" + "))), fold(deadline), wording, name,
        )  # fmt: skip


def _read_duties(reading: Reading) -> Iterator[Read]:
    for clause in reading.clauses:
        at = 0
        for duty in clause.duties:
            at, line = _place(reading.document.text, clause.text[duty.start : duty.end][:60].rsplit(" ", 1)[0], at, clause)
            if duty.bearer is None or outsider_at(duty.because.get("bearer_words", ""), 0):
                continue  # whom the labels leave out: "Doanh nghiệp, chủ đầu tư, …"
            rhythm = duty.recurrence if isinstance(duty.recurrence, tuple) else (duty.recurrence,) if duty.recurrence else ()
            yield Read(
                f"{clause.anchor}", line, _place_free(duty.bearer), ROLES[duty.role], frozenset(_place_free(a) for a in duty.partners),
                _bodies(duty, "recipients", "channels"), _bodies(duty, "report_to", "submit_to"), frozenset(RHYTHMS[r] for r in rhythm),
                fold(duty.deadline.words) if duty.deadline else "", duty.because.get("bearer", ""), duty.because.get("bearer_words", ""),
            )  # fmt: skip


def _bodies(duty: Duty, *columns: str) -> frozenset[str]:
    return frozenset(_place_free(a) for column in columns for a in getattr(duty, column))


def _clause_at(reading: Reading, line: int) -> str:
    """The anchor of the clause whose lines hold this one: the last that begins on or before it."""
    holding = [c for c in reading.clauses if c.lines[0] <= line <= c.lines[1]]
    return holding[-1].anchor if holding else f"line {line}"


def _agencies(cell: str, reading: Reading) -> frozenset[str]:
    named = [re.sub(r"^\((?:qua|trình)\)\s*", "", part) for part in cell.split(" + ") if part and not part.startswith("⟨")]
    return frozenset(key for part in named for key in _keys(part, reading.document.jurisdiction or "vn", True))


@lru_cache(maxsize=20_000)
def _keys(words: str, place: str, named: bool = False) -> tuple[str, ...]:
    """The ids that a label's words mean: the same names, offices and lists as in a text, whatever stands behind them.

    ``named`` leaves out bodies without a name ("cơ quan có thẩm quyền"), which a record keeps in words.
    """
    bodies = bodies_at(words, 0, bundle()[1].all_mentions(words, place))
    if bodies.items and bodies.end > len(words) // 2 and (bodies.items[-1].named or bodies.end >= len(words.rstrip())):
        return tuple(dict.fromkeys(_place_free(item.agency) for item in bodies.items if item.named or not named))
    return () if named and words[:1].islower() else (slug(words),)


def _place_free(agency: str) -> str:
    """An unknown body's place says only who speaks of it."""
    return agency if bundle()[1].entry(agency) else agency.partition("/")[2]


def main(what: str, *options: str) -> None:
    """Print one table; ``-v`` lists what is wrong and what was missed."""
    detail = "-v" in options
    if what == "real":
        for line in reading_table(REAL, *bundle()):
            print(line, flush=True)
    elif what == "citations":
        for half in ("chỉnh", *(() if "--tuned" in options else ("giữ", "tươi", "tươi 2", "tươi 3", "tươi 4"))):
            score = citation_score(half)
            print(f"dẫn chiếu, phần {half}: {score}")
            if detail:
                print(*(f"  thừa {x}" for x in score.wrong), *(f"  sót  {x}" for x in score.missed), sep="\n")
    elif what == "duties":
        kept = (
            "real_duties_kept.tsv",
            "real_duties_kept_2.tsv",
            "real_duties_kept_3.tsv",
            "real_duties_kept_4.tsv",
            "real_duties_5.tsv",
            "real_duties_kept_5.tsv",
        )
        for names in (("real_duties_tuned.tsv",), *(() if "--tuned" in options else (*((name,) for name in kept), kept))):
            scores, missed = duty_scores(*names)
            print(*names, "| cách viết còn sót:", dict(missed.most_common()))
            for title, score in scores.items():
                print(f"  {title:<20}{score}")
                if detail:
                    print(*(f"    thừa {x}" for x in score.wrong), *(f"    sót  {x}" for x in score.missed), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
