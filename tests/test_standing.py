"""Documents in force, and those of the plan's family, first where answers are equal; what ends a document is said in so many words."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.build import build, current_name
from phancap.indexer.corpus import Corpus
from phancap.indexer.library import Library
from phancap.indexer.model import Document
from phancap.indexer.read import read_document
from phancap.indexer.search import Searcher, open_searcher
from phancap.indexer.standing import ENDED, FAMILY, ended_by, standings
from phancap.indexer.store import Generation

OLD, OTHER = "12-2019-qd-ubnd-quang-nam-2019", "15-2018-qd-ubnd-quang-nam-2018"


def decision(number: str, day: str, text: str, kind: str = "Quyết định") -> Document:
    """A document of Quảng Nam with this number and text."""
    name = f"{kind} số {number} ngày {day} của Ủy ban nhân dân tỉnh Quảng Nam"
    key = f"{number.lower().replace('/', '-').replace('đ', 'd')}-quang-nam-{day[-4:]}"
    issued = "-".join(reversed(day.split("/")))
    return Document(key, f"documents/{key}.md", 1, kind, "", name, number, number, jurisdiction="quang-nam", issued=issued, text=text)


@pytest.fixture(scope="module")
def ends(corpus: Corpus, index: AgencyIndex) -> Callable[..., list[str]]:
    """What a text of 2023 ends, of two decisions of 2018 and 2019."""

    def found(text: str, kind: str = "Quyết định") -> list[str]:
        old = [decision("12/2019/QĐ-UBND", "05/03/2019", "Điều 1. Cũ\n"), decision("15/2018/QĐ-UBND", "07/04/2018", "Điều 1. Cũ\n")]
        new = decision("30/2023/QĐ-UBND", "01/02/2023", text, kind)
        library = Library([*corpus.documents, *old, new], corpus.vocabulary.citations.laws)
        return [document for document, _ in ended_by(read_document(new, corpus, index, library))]

    return found


WHOLE = "Quyết định số 12/2019/QĐ-UBND ngày 05/3/2019 của Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Điều 1. Hiệu lực thi hành\n\nQuyết định này có hiệu lực từ ngày ký và thay thế {WHOLE} về phân cấp quản lý.\n", [OLD]),
        (f"Điều 1. Bãi bỏ toàn bộ {WHOLE}.\n", [OLD]),
        (f"Điều 1. Hiệu lực\n\n1. Quyết định này có hiệu lực từ ngày ký.\n\n2. {WHOLE} quy định phân cấp quản lý hết hiệu lực thi hành.\n", [OLD]),
        (f"Điều 1. Hiệu lực\n\n1. Quyết định này có hiệu lực từ ngày ký.\n\n2. Hồ sơ đã nhận được giải quyết cho đến khi {WHOLE} hết hiệu lực thi hành.\n", []),
        (f"Điều 1. Hiệu lực\n\n1. Quyết định này có hiệu lực từ ngày ký.\n\n2. {WHOLE} có khoản 2 Điều 5 hết hiệu lực thi hành.\n", []),
        (f"Điều 1. Hiệu lực\n\n1. Quyết định này có hiệu lực thi hành từ ngày 10/02/2023.\n\n2. {WHOLE} hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành.\n", [OLD]),
        (f"Điều 1. Quyết định này có hiệu lực từ ngày ký, thay thế {WHOLE} và Quyết định số 15/2018/QĐ-UBND ngày 07/4/2018.\n", [OLD, OTHER]),
        (f"Điều 1. Quyết định này có hiệu lực từ ngày ký. Bãi bỏ Điều 5 {WHOLE}.\n", []),
        (f"Điều 1. Bãi bỏ một số điều của {WHOLE}.\n", []),
        (f"Điều 1. Bãi bỏ Phụ lục ban hành kèm theo {WHOLE}.\n", []),
        (f"Điều 1. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại {WHOLE}.\n", []),
        (f"Điều 1. Giao Sở Nội vụ tham mưu ban hành Quyết định thay thế {WHOLE}.\n", []),
        (f"Điều 1. {WHOLE} hết hiệu lực một phần từ ngày Quyết định này có hiệu lực thi hành.\n", []),
        (f"Điều 1. Quyết định này có hiệu lực từ ngày ký. Sửa đổi, bổ sung {WHOLE}.\n", []),
        (f"Điều 1. Bãi bỏ các Quyết định sau đây:\n\n1. {WHOLE} về phân cấp.\n\n2. Khoản 2 Điều 5 Quyết định số 15/2018/QĐ-UBND ngày 07/4/2018.\n", [OLD]),
        (f"Căn cứ {WHOLE};\n\nĐiều 1. Quyết định này có hiệu lực từ ngày ký.\n", []),
    ],
)  # fmt: skip
def test_what_ends_a_document(ends: Callable[..., list[str]], text: str, wanted: list[str]) -> None:
    assert ends(text) == wanted


def test_a_plan_ends_nothing(ends: Callable[..., list[str]]) -> None:
    assert ends(f"I. MỤC TIÊU\n\n1. Kế hoạch này có hiệu lực từ ngày ký, thay thế {WHOLE}.\n", "Kế hoạch") == []


def test_the_factors(corpus: Corpus) -> None:
    plan = next(d for d in corpus.documents if d.carries_out)
    found = standings(corpus.documents, {plan.id: ["04-nq-cp-2022"]}, ["x", "04-nq-cp-2022"])
    assert found == {
        plan.id: FAMILY, plan.carries_out[0]: FAMILY, "04-nq-cp-2022": pytest.approx(FAMILY * ENDED, abs=1e-4), "x": ENDED,
    }  # fmt: skip
    assert standings([d for d in corpus.documents if not d.carries_out], {}, []) == {}


DUTY = "Sở Tư pháp kiểm tra việc niêm yết công khai biểu mẫu hộ tịch tại trụ sở."
FRONT = """+++
id = "{id}"
type = "Quyết định"
number = "{number}"
name = "Quyết định số {number} ngày {day} của Ủy ban nhân dân tỉnh Quảng Nam"
short = "{number}"
issuer = "quang-nam/uy-ban-nhan-dan-tinh"
jurisdiction = "quang-nam"
issued = {iso}
{more}+++
{text}"""


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def searcher(request: pytest.FixtureRequest, corpus_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """Four decisions with one and the same clause: ended, in force, in force and of the family, and the one that ends the first."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy")
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(corpus_folder, folder / "corpus", ignore=shutil.ignore_patterns("__pycache__"))
    rows = (
        ("12-2019", "05/03/2019", "", ""), ("20-2020", "06/03/2020", "", ""),
        ("25-2021", "07/03/2021", 'carries_out = ["57-nq-hdnd-quang-nam-2022"]\n', ""),
        ("30-2023", "08/03/2023", "", "\nĐiều 2. Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 12/2019/QĐ-UBND ngày 05/3/2019 của Ủy ban nhân dân tỉnh.\n"),
    )  # fmt: skip
    for number, day, more, text in rows:
        key = f"{number}-qd-ubnd-quang-nam"
        (folder / "corpus" / "documents" / f"{key}.md").write_text(
            FRONT.format(id=key, number=number.replace("-", "/") + "/QĐ-UBND", day=day, iso="-".join(reversed(day.split("/"))), more=more,
                         text=f"Điều 1. Trách nhiệm\n\n{DUTY}\n{text}"), "utf-8"
        )  # fmt: skip
    build(folder / "corpus", folder / "store", engine=request.param)
    made = open_searcher(Generation(folder / "store" / "generations" / str(current_name(folder / "store"))))
    yield made
    made.close()


@pytest.mark.parametrize(
    "text", ["niêm yết biểu mẫu hộ tịch", "sở tư pháp kiểm tra việc niêm yết công khai biểu mẫu hộ tịch tại trụ sở có phải không"]
)
def test_equal_answers_stand_in_this_order(searcher: Searcher, text: str) -> None:
    hits = [hit for hit in searcher.search(text, limit=10).hits if hit.eid.startswith("art_1")]
    first = list(dict.fromkeys(hit.document[:7] for hit in hits))
    assert first == ["25-2021", "20-2020", "30-2023", "12-2019"]
    told = {hit.document[:7]: hit.parts.get("standing") for hit in hits}
    assert told == {"25-2021": FAMILY, "20-2020": None, "30-2023": None, "12-2019": ENDED}


def test_a_better_answer_stays_first(searcher: Searcher) -> None:
    """The plan's family does not come before what fits better."""
    hit = searcher.search("có hiệu lực từ ngày ký và thay thế").hits[0]
    assert hit.document.startswith("30-2023")
