"""The search of an exported folder: its index and its scripts, asked without a browser; the browser itself is in tests/browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from phancap.indexer import corpus as corpora
from phancap.indexer.build import build, current_name
from phancap.indexer.search import Searcher, open_searcher
from phancap.indexer.store import Generation
from phancap.site.browser_index import write_browser_index
from phancap.site.browser_postings import NO_SIGN, SIGNS, List, add_to, blocks_of, digits, pairs_at, runs_of, sign_of, units_of

HERE = Path(__file__).parent
HOSTILE = (
    "", "   ", '"', '""', "((((", "a" * 3_000, "*", "~9", "\x00\x01", "<script>alert(1)</script>", "__proto__", "constructor hasOwnProperty", "-", "- -", "' OR 1=1",
    "ｓở　ｔư ｐｈáｐ", "so\u200btu\u200bphap", "e\u0301" * 120, "𝐬ở 𝐭ư", "_ _ _", "a_b", "#g:so-tu-phap", ";,=", "٣ ٤", "İstanbul", "mục", "điểm đ", "điểm d khoản 2",
)  # fmt: skip


@pytest.fixture(scope="module")
def searcher(generation: Generation) -> Searcher:
    """The server's search over the bundled corpus."""
    return open_searcher(generation)


@pytest.fixture(scope="module")
def asked(generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[str]], list[dict[str, Any]]]:
    """Asks the exported search (the first ten of each question)."""
    return asking(generation, tmp_path_factory.mktemp("muc-luc"))


def asking(generation: Generation, folder: Path) -> Callable[[list[str]], list[dict[str, Any]]]:
    """A function that asks the search over an index that is written to the folder."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("không có node: chưa so được với trình duyệt")
    (folder / "d").mkdir()
    write_browser_index(
        generation.clauses_for_search(), generation.documents, generation.vocabulary, generation.agencies, {}, lambda name, text: (folder / name).write_text(text, "utf-8") and None, standings=generation.standings,
    )  # fmt: skip

    def ask(questions: list[str]) -> list[dict[str, Any]]:
        command = [node, str(HERE / "ask_browser.js"), str(HERE.parent / "site" / "static"), str(folder), "10"]
        done = subprocess.run(command, input=json.dumps(questions), capture_output=True, check=True, text=True, timeout=120)  # noqa: S603
        return list(json.loads(done.stdout))

    return ask


def test_the_browser_answers_as_the_server(searcher: Searcher, asked: Callable[[list[str]], list[dict[str, Any]]]) -> None:
    """Over the plan both score every clause: totals, corrections, what was understood, the first ten and what is marked in them are the same."""
    lines = (HERE / "cases" / "queries.txt").read_text("utf-8").splitlines()
    questions = [line.split("\t")[0] for line in lines if "\t" in line and not line.startswith("#")] + list(HOSTILE)
    others = [line.split("\t")[0] for line in (HERE / "cases" / "store_queries.tsv").read_text("utf-8").splitlines() if line[0] != "#"]
    questions += others
    for path in sorted((HERE / "cases").glob("law_questions*.tsv")):
        questions += [line.split("\t")[1] for line in path.read_text("utf-8").splitlines() if line[0] != "#"]
    questions += [
        "khoản 1, 2 mục III",
        "từ khoản 1 đến khoản 3 mục III nghị quyết 57",
        "điểm a, b và đ khoản 2 mục III",
        "điều 5.2 nghị quyết 04",
        "k2đ5",
        "qđ-ubnd 2859",
        "04/NQ-CP ngày 10/01/2022",
        "kế hoạch 57",
        "phụ lục 1 nghị quyết 57",
        "diem dd khoan 2",
        '"phân cấp tại chỗ" báo cáo',
        'báo cáo -"phân cấp"',
        'phân cấp -"thực hiện các nội dung"',
        "trong 24h",
        "20tr đồng",
        "20 triệu đồng",
        "q4 2024",
        "sở tư pháp ko thẩm định",
        "mấy ngày phải báo cáo",
        "trong bao lâu UBND tỉnh phải báo cáo kết quả phân cấp",
        "điều 79 LĐĐ",
    ]
    questions += [
        "ｋｈｏản ２ Điều ５",
        "５７/NQ-HĐND",
        "Quý Ⅰ/2024",
        "🙂",
        "nghị định 30/2020",
        "k2 d5 nd 30/2020",
        "Nghị định 30/2020/NĐ-CP báo cáo",
        "57/2019/NQ-HĐND",
    ]
    questions += [
        "ai thẩm định dự thảo",
        "hạn nộp báo cáo cải cách hành chính",
        "trốn đóng bị phạt bao nhiêu tiền",
        "phat trien bao nhieu tien",
    ]
    questions += ["điều 33 luật đầu tư", "luật này điều 3", "kế hoạch 10/2025", "2,34 triệu"]
    questions += ["khoản 2 điều 57 nghị quyết 04", "k1 đ37 nq 04", "k3 d57", "luật số 57/NQ-HĐND", "320.000đ 1 buổi"]
    different = []
    for question, browser in zip(questions, asked(questions), strict=True):
        answer = searcher.search(question, limit=10)
        server = [
            answer.total, answer.did_you_mean, [[u.label_vi, u.without] for u in answer.query.understood],
            [[hit.id, [list(span) for span in hit.spans]] for hit in answer.hits],
        ]  # fmt: skip
        here = [browser["total"], browser["fixed"], browser["notes"], browser["first"]]
        if browser["missing"] != list(answer.query.missing):
            different.append((question[:60], list(answer.query.missing), browser["missing"]))
        if sorted(server[2]) != sorted(here[2]) or server[:2] + server[3:] != here[:2] + here[3:]:
            different.append((question[:60], server, here))
    assert not different, "\n".join(map(str, different))


def test_documents_are_asked_for_by_number_and_name(tmp_path: Path) -> None:
    corpus = tmp_path / "kho"
    shutil.copytree(corpora.bundled(), corpus, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    for name, kind, number, title in (
        ("7-nd-cp-2026", "Nghị định", "7/2026/NĐ-CP", "Về cây xanh"),
        ("luat-8-qh15-2026", "Luật", "8/2026/QH15", "Cây xanh"),
    ):
        head = f'+++\nid = "{name}"\ntype = "{kind}"\nnumber = "{number}"\ntitle = "{title}"\nname = "{kind} {title}"\nshort = "{kind}"\nissued = 2026-01-15\n+++\n'
        text = "Điều 1. Phạm vi\n\n1. Trồng cây xanh.\n\n2. Chăm sóc cây xanh.\n\nĐiều 2. Trách nhiệm\n\n1. Sở Xây dựng trồng cây.\n"
        (corpus / "documents" / f"{name}.md").write_text(head + text, encoding="utf-8")
    build(corpus, tmp_path / "store")
    generation = Generation(tmp_path / "store" / "generations" / str(current_name(tmp_path / "store")))
    (tmp_path / "muc-luc").mkdir()
    questions = [
        "7/2026/NĐ-CP",
        "nghị định 7",
        "luật cây xanh",
        "khoản 2 điều 1 luật cây xanh",
        "trách nhiệm trong luật cây xanh",
        "8/2026/QH15 trồng cây",
        "7/2019/NĐ-CP",
        "luật cây xanh 2026",
        "luật cây xanh năm 2013",
        "trách nhiệm nghị định 7",
        "phạm vi luật cây xanh",
        "nghị định 7/2026",
        "luật cây xanh 2026 trách nhiệm",
        "điều 1 luật cây xanh năm 2013",
        "điều 2 bộ luật lao động",
    ]
    searcher = open_searcher(generation)
    for question, browser in zip(questions, asking(generation, tmp_path / "muc-luc")(questions), strict=True):
        answer = searcher.search(question, limit=10)
        assert [hit.id for hit in answer.hits] == [folder for folder, _ in browser["first"]], question
        assert browser["missing"] == list(answer.query.missing), question
        assert answer.query.documents or answer.query.missing, question


def test_a_question_reads_a_part_only(asked: Callable[[list[str]], list[dict[str, Any]]]) -> None:
    first, again = asked(["so tu phap tham dinh", "so tu phap tham dinh"])
    assert 0 < first["files"] < 12 and first["bytes"] < 150_000 and again["files"] == 0


# -- how the blocks are written -------------------------------------------------------------------------------------


def numbers(text: str) -> list[int]:
    """The numbers written in a text, read as search-index.js reads them."""
    found, value = [], 0
    for sign in text:
        value = value * 32 + (SIGNS.index(sign) & 31)
        if SIGNS.index(sign) < 32:
            found.append(value)
            value = 0
    return found


@pytest.mark.parametrize("number", [0, 1, 31, 32, 1023, 1024, 99_999, 2**31])
def test_numbers_come_back(number: int) -> None:
    assert numbers(digits(number)) == [number] and numbers(digits(number) + digits(7)) == [number, 7]


def test_lists_and_runs() -> None:
    found = List()
    for clause, flags, more in ((0, 1, digits(4)), (1, 0, ""), (5, 0, "")):
        found.add(clause, 2, flags, more)
    assert found.number == 3 and numbers(found.written.decode()) == [1, 4, 0, 6]
    runs = array("I")
    for number in (3, 4, 4, 5, 9):
        add_to(runs, number)
    assert list(runs) == [3, 6, 9, 10] and numbers(runs_of(runs)) == [3, 2, 3, 0]


def test_what_stands_in_a_row_and_what_a_stop_word_parts() -> None:
    line = [word for part in ("ho so | quyen va nghia vu", "cua quyen nghia vu") for word in part.split()]
    letters = [word for part in ("hồ sơ | quyền và nghĩa vụ", "của quyền nghĩa vụ") for word in part.split()]
    found = pairs_at(line, letters)
    assert found["ho_so", "hồ_sơ"] == ([NO_SIGN], []) and ("so_quyen", "sơ_quyền") not in found
    assert found["quyen_nghia", "quyền_nghĩa"] == ([sign_of("vu")], [sign_of("và")])
    assert found["nghia_vu", "nghĩa_vụ"] == ([sign_of("cua"), NO_SIGN], []) and found["vu_quyen", "vụ_quyền"] == ([], [sign_of("của")])


def test_what_numbers_count() -> None:
    assert units_of(" | trong 15 ngay hoac sau thang phat 5 trieu dong theo khoan 2 dieu 3 ") == {"ngay", "thang", "dong", "trieu_dong"}


def test_blocks_begin_with_a_whole_term() -> None:
    lines = [(f"chữ{n:03}", "x" * 20) for n in range(50)]
    blocks = list(blocks_of(lines, 200))
    assert len(blocks) > 4 and all(block.startswith("A" + first) for first, block in blocks)
    assert sum(block.count(";") + 1 for _, block in blocks) == 50


def test_the_same_clauses_give_the_same_files(generation: Generation, corpus: corpora.Corpus) -> None:
    def made() -> dict[str, str]:
        files: dict[str, str] = {}
        write_browser_index(generation.all_clauses(), generation.documents, corpus.vocabulary, generation.agencies, {}, files.__setitem__)
        return files

    assert made() == made()
