"""What all tests share: the bundled corpus read once, a built generation, and cases written as plain text.

A case file holds cases as markdown-it-py's fixtures do: a title line, then the input and what must come out, each closed by
a line with a single full stop. A test marked ``@pytest.mark.cases("duties")`` runs once for each case of ``cases/duties.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from phancap.indexer import corpus as corpora
from phancap.indexer.agencies import AgencyIndex, bodies_of
from phancap.indexer.build import build
from phancap.indexer.corpus import Corpus
from phancap.indexer.library import Library
from phancap.indexer.model import Clause, Deadline, Document, Duty, Reading
from phancap.indexer.read import read_document
from phancap.indexer.store import Generation

TESTS = Path(__file__).parent
PLAN = "ke-hoach-57-nq-hdnd-quang-nam-2022"
ROLES = {"lead": "chủ trì", "perform": "thực hiện", "advise": "tham mưu", "coordinate": "phối hợp"}
RHYTHMS = {
    "continuous": "thường xuyên", "weekly": "hằng tuần", "monthly": "hằng tháng", "quarterly": "hằng quý",
    "half-yearly": "6 tháng", "yearly": "hằng năm", "on-request": "theo yêu cầu",
}  # fmt: skip

# The same examples every time: a failure that one run shows, the next one shows as well.
settings.register_profile(
    "steady", derandomize=True, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck), database=None
)
settings.load_profile("steady")


class Case(NamedTuple):
    """One case: where it stands, its title, the lines of its input and of what must come out."""

    where: str
    title: str
    given: list[str]
    wanted: list[str]

    def value(self, key: str, default: str = "") -> str:
        """What the input says after "key:"."""
        return next((line.split(":", 1)[1].strip() for line in self.given if line.startswith(key + ":")), default)

    def values(self, key: str) -> list[str]:
        """The same where a key may stand on several lines."""
        return [line.split(":", 1)[1].strip() for line in self.given if line.startswith(key + ":")]


def read_cases(name: str) -> list[Case]:
    """The cases of ``cases/{name}.txt``; what stands before the first one is for the reader. Raises ValueError when one is not closed."""
    lines = (TESTS / "cases" / f"{name}.txt").read_text("utf-8").split("\n")
    stops = [number for number, line in enumerate(lines) if line == "."]
    if len(stops) % 3:
        raise ValueError(f"cases/{name}.txt: mỗi mục phải có đúng ba dòng chỉ gồm một dấu chấm; tệp đang có {len(stops)} dòng như vậy")
    cases = []
    for first, second, third in zip(stops[::3], stops[1::3], stops[2::3], strict=True):
        title = lines[first - 1].strip()
        cases.append(Case(f"cases/{name}.txt:{first}", title, lines[first + 1 : second], lines[second + 1 : third]))
    return cases


def pytest_configure(config: pytest.Config) -> None:
    """The marks that these tests use."""
    config.addinivalue_line("markers", "cases(*names): runs once for each case of tests/cases/{name}.txt")
    config.addinivalue_line("markers", "slow: takes more than some seconds; -m 'not slow' leaves it out")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each case."""
    mark = metafunc.definition.get_closest_marker("cases")
    if mark and "case" in metafunc.fixturenames:
        cases = [case for name in mark.args for case in read_cases(name)]
        metafunc.parametrize("case", cases, ids=[f"{c.where.rsplit(':', 1)[1]} {c.title}" for c in cases])


# -- the bundled corpus, read once ------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    """The folder of the bundled corpus."""
    return corpora.bundled()


@pytest.fixture(scope="session")
def corpus(corpus_folder: Path) -> Corpus:
    """The bundled corpus."""
    return corpora.load(corpus_folder)


@pytest.fixture(scope="session")
def index(corpus: Corpus) -> AgencyIndex:
    """The bundled register of agencies."""
    return AgencyIndex(corpus.register)


@pytest.fixture(scope="session")
def library(corpus: Corpus) -> Library:
    """The bundled documents as citations find them."""
    return Library(corpus.documents, corpus.vocabulary.citations.laws)


@pytest.fixture(scope="session")
def plan_document(corpus: Corpus) -> Document:
    """The plan, before it is read."""
    return next(d for d in corpus.documents if d.id == PLAN)


@pytest.fixture(scope="session")
def plan(plan_document: Document, corpus: Corpus, index: AgencyIndex, library: Library) -> Reading:
    """The plan's clauses and findings."""
    return read_document(plan_document, corpus, index, library)


@pytest.fixture(scope="session")
def clauses(plan: Reading) -> dict[str, Clause]:
    """The plan's clauses by eId."""
    return {c.eid: c for c in plan.clauses}


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, corpus_folder: Path) -> Path:
    """A store built from the bundled corpus; tests must not change it."""
    folder = tmp_path_factory.mktemp("store")
    build(corpus_folder, folder)
    return folder


@pytest.fixture(scope="session")
def generation(store: Path) -> Generation:
    """The generation of that store."""
    return Generation(store / "generations" / (store / "current").read_text("ascii").strip())


@pytest.fixture
def copied_corpus(tmp_path: Path, corpus_folder: Path) -> Path:
    """A copy of the bundled corpus that a test may spoil."""
    target = tmp_path / "corpus"
    (target / "documents").mkdir(parents=True)
    for path in corpora.files_of(corpus_folder):
        part = Path("documents") / path.name if path.suffix == ".md" else Path(path.name)
        (target / part).write_bytes(path.read_bytes())
    return target


# -- reading made-up texts --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def made_up(plan_document: Document) -> Callable[..., Document]:
    """Makes a plan of Quảng Nam out of any text; keywords change what its front matter says."""

    def make(text: str, **known: object) -> Document:
        fields: dict[str, object] = {name: getattr(plan_document, name) for name in plan_document.__struct_fields__}
        fields.update({"text": text, "first_line": 1, "id": "ke-hoach-thu", "file": "documents/ke-hoach-thu.md", **known})
        return Document(**fields)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def read_text(made_up: Callable[..., Document], corpus: Corpus, index: AgencyIndex, library: Library) -> Callable[..., Reading]:
    """Reads any text as a plan of Quảng Nam."""

    def read(text: str, library: Library = library, **known: object) -> Reading:
        reading = read_document(made_up(text, **known), corpus, index, library)
        index.unknown = {}  # each text's own names of bodies that the register does not know, whatever was read before
        for agency, words in bodies_of(reading.clauses):
            index.unknown.setdefault(agency, words)
        return reading

    return read


# -- a duty in the words of a case ------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def duty_words(index: AgencyIndex) -> Callable[[Duty], dict[str, str]]:
    """Puts a duty the way cases write it: {"cơ quan": "Sở Tư pháp", "vai trò": "chủ trì", …}, what is empty left out."""

    def names(agencies: tuple[str, ...]) -> str:
        return " + ".join(index.name(agency) for agency in agencies)

    def words(duty: Duty) -> dict[str, str]:
        rhythms = (duty.recurrence,) if isinstance(duty.recurrence, str) else duty.recurrence or ()
        said = {
            "cơ quan": index.name(duty.bearer) if duty.bearer else "không nêu", "vai trò": ROLES[duty.role],
            "phối hợp": names(duty.partners), "khác": " + ".join(duty.others), "gửi": names(duty.recipients),
            "báo cáo": names(duty.report_to), "định kỳ": " + ".join(RHYTHMS[r] for r in rhythms),
            "thời hạn": duty.deadline.words if duty.deadline else "", "trình": names(duty.submit_to), "qua": names(duty.channels), "việc": duty.action,
        }  # fmt: skip
        return {key: value for key, value in said.items() if value}

    return words


@pytest.fixture(scope="session")
def same_duties(duty_words: Callable[[Duty], dict[str, str]]) -> Callable[[Case, list[Duty]], None]:
    """Compares duties with the lines of a case; an action ("việc"), "trình" and "qua" count only where the case gives them."""

    def compare(case: Case, duties: list[Duty]) -> None:
        wanted = [fields_of(line) for line in case.wanted if line != "không có nhiệm vụ"]
        found = [duty_words(duty) for duty in duties]
        for number, duty in enumerate(found):
            for key in ("việc", "trình", "qua"):
                if number >= len(wanted) or key not in wanted[number]:
                    duty.pop(key, None)
        assert found == wanted, f"{case.where}: {case.title}"

    return compare


def fields_of(line: str) -> dict[str, str]:
    """ "cơ quan: Sở Tư pháp | vai trò: chủ trì" → {"cơ quan": "Sở Tư pháp", "vai trò": "chủ trì"}."""
    pairs = [re.split(r"\s*:\s*", part.strip(), maxsplit=1) for part in line.split(" | ")]
    return {pair[0]: pair[1] for pair in pairs}


@pytest.fixture(scope="session")
def case_fields() -> Callable[[str], dict[str, str]]:
    """``fields_of`` for the test modules, which cannot import one another."""
    return fields_of


@pytest.fixture(scope="session")
def rhythm_names() -> dict[str, str]:
    """A recurrence as cases name it."""
    return RHYTHMS


@pytest.fixture(scope="session")
def deadline_words() -> Callable[[Deadline | None], dict[str, str]]:
    """Puts a deadline the way cases write it, what is empty left out."""

    def words(deadline: Deadline | None) -> dict[str, str]:
        if deadline is None:
            return {}
        kinds = {"working": "làm việc", "calendar": "theo lịch", "unsaid": "không nói", None: ""}
        said = {
            "thời hạn": deadline.words, "số ngày": str(deadline.days or ""), "loại ngày": kinds[deadline.day_kind],
            "từ": deadline.from_ or "", "ngày": deadline.date or "", "kỳ": deadline.period or "",
        }  # fmt: skip
        return {key: value for key, value in said.items() if value}

    return words
