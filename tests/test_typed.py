"""How what people type is understood: marks left over as letters or digits, slips, missing spaces, words that are none; the browser the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from phancap.indexer import corpus as corpora
from phancap.indexer import keyboard
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.engines import Searcher, index
from phancap.indexer.model import Document
from phancap.indexer.read import read_document
from phancap.indexer.typed_focus import amounts_in, focus_in
from phancap.site.browser_index import write_browser_index

if TYPE_CHECKING:
    from conftest import Case

HERE = Path(__file__).parent
TEXT = """I. NHIỆM VỤ

1. Trung tâm hỗ trợ khởi nghiệp quản lý thư điện tử công vụ, xét công dân Thủ đô ưu tú; mức độ ưu tiên theo nhóm.

2. Bảo vệ nước dưới đất ở Cần Thơ; phân cấp thẩm định hồ sơ, niêm yết, công khai, gửi kết quả.

3. Hoạt động văn hóa, thể thao theo quy hoạch chi tiết; kỹ thuật thể thao, hóa cống rãnh; hào cáp, bể cáp, khoản mục, điểm đo.

4. Cơ sở y tế tư nhân, cán bộ y tế thôn, nhân viên bản kiểm tra và phối hợp tại các cơ quan; chuyển đổi số xây dựng nông thôn; kỹ sư hoạch định quy trình.

5. Hỗ trợ 300.000 đồng theo 33/2026/TT-BCA, 06/VBHN-BTC.

6. Ủy ban nhân dân tỉnh quyết định.
"""
Known = tuple[Searcher, Path]


@pytest.fixture(scope="module")
def known(corpus: corpora.Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """The search over a plan, and the folder of the browser's index."""
    folder, register = tmp_path_factory.mktemp("go"), AgencyIndex(corpus.register)
    plan = Document("ke-hoach", "", 1, "Kế hoạch", "Kế hoạch", "Kế hoạch", "KH", jurisdiction="can-tho", text=TEXT)
    decree = Document(
        "16-nd-cp-2025", "", 1, "Nghị định", "Hồ sơ", "Hồ sơ", "NĐ", number="16/2025/NĐ-CP", text="Điều 5. Hồ sơ\n\n1. Gửi hồ sơ.\n"
    )
    clauses = [c for document in (plan, decree) for c in read_document(document, corpus, register).clauses]
    index(clauses, folder / "may-chu", [plan, decree], corpus.vocabulary, register)
    (folder / "tep" / "d").mkdir(parents=True)
    bare = {d.id: Document(**{f: getattr(d, f) for f in d.__struct_fields__ if f != "text"}) for d in (plan, decree)}
    write = (folder / "tep").joinpath
    write_browser_index(clauses, bare, corpus.vocabulary, register, {}, lambda name, text: write(name).write_text(text, "utf-8") and None)
    searcher = Searcher(folder / "may-chu", corpus.vocabulary, register)
    yield searcher, folder / "tep"
    searcher.close()


def labels(known: Known, typed: str) -> list[str]:
    """What is shown as understood."""
    return [u.label_vi for u in known[0].search(typed).query.understood]


@pytest.mark.cases("typed")
def test_what_is_understood(case: Case, known: Known) -> None:
    wanted = [line.removeprefix("hiểu: ") for line in case.wanted if not line.startswith("báo: ")]
    assert [" | ".join(labels(known, case.value("gõ"))) or "không"] == wanted, case.where
    for line in case.wanted:
        if line.startswith("báo: "):
            assert known[0].search(case.value("gõ")).sentence == line.removeprefix("báo: "), case.where


def test_a_number_that_nobody_holds_is_told(known: Known) -> None:
    for typed in ("qđ 12345", "quyet dinh 12345"):
        answer = known[0].search(f"{typed} phân cấp")
        assert answer.query.unknown == ("12345",) and answer.total
        assert answer.sentence == "Không có điều khoản nào chứa “12345”; kết quả theo các từ còn lại."
    assert known[0].search("phân cấp 12").query.unknown == ()


def test_a_number_typed_without_its_points(known: Known) -> None:
    answer = known[0].search("hỗ trợ 300000 đồng")
    assert answer.query.unknown == () and [word.folded for word in answer.query.words][2:4] == ["300", "000"]
    assert known[0].search("hỗ trợ 200000 đồng").query.unknown == ("200000",)


def test_a_short_form_says_no_more_than_three_words(known: Known) -> None:
    weights = [word.weight for word in known[0].search("VBQPPL phân cấp").query.words]
    assert weights == [0.5] * 6 + [1.0, 1.0]
    assert {word.weight for word in known[0].search("vanbanquyphamphapluat").query.words} <= {1.0}


def test_the_browser_understands_the_same(known: Known) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("không có node: chưa so được với trình duyệt")
    lines = (HERE / "cases" / "typed.txt").read_text("utf-8").splitlines()
    typed = [line.removeprefix("gõ: ") for line in lines if line.startswith("gõ: ")]
    typed += ["quyet dinh 12345 phan cap", "phân cấp 12", "hỗ trợ 300000 đồng", "VBQPPL phân cấp"]
    command = [node, str(HERE / "ask_browser.js"), str(HERE.parent / "site" / "static"), str(known[1]), "10"]
    done = subprocess.run(command, input=json.dumps(typed), capture_output=True, check=True, text=True, timeout=120)  # noqa: S603
    for text, here in zip(typed, json.loads(done.stdout), strict=True):
        answer = known[0].search(text, limit=10)
        assert sorted(here["notes"]) == sorted([u.label_vi, u.without] for u in answer.query.understood), text
        assert (here["total"], here["fixed"]) == (answer.total, answer.did_you_mean), text
        assert here["missing"] == list(answer.query.missing), text
        assert [hit[0] for hit in here["first"]] == [hit.id for hit in answer.hits], text


@pytest.mark.parametrize(
    ("left", "meant"),
    [
        ("quyeenf", "quyền"), ("uyr", "ủy"), ("thuyr", "thủy"), ("giaf", "già"), ("quyr", "quỷ"), ("dduwowcj", "được"), ("thuwowngr", "thưởng"),
        ("hotro", "hoto"), ("www", "ưưư"), ("nghieepj", "nghiệp"), ("khuyur", "khuỷu"), ("ngoaif", "ngoài"),
    ],
)  # fmt: skip
def test_telex(left: str, meant: str) -> None:
    assert keyboard.telex(left) == meant


@pytest.mark.parametrize(
    ("left", "meant"),
    [("quyen62", "quyền"), ("d9u7o7c5", "được"), ("d9uoc75", "được"), ("thuy3", "thủy"), ("quy2", "quỳ"), ("mau9", None), ("nam0", None), ("it6", None)],
)  # fmt: skip
def test_vni(left: str, meant: str | None) -> None:
    assert keyboard.vni(left) == meant


@pytest.mark.parametrize(
    ("typed", "focus"),
    [
        ("Trưởng thôn có trách nhiệm gì khi có bão?", ("trach nhiem",)), ("nguyen tac nao ap dung", ("nguyen tac",)), ("nộp đơn trong bao lâu", ("thoi han", "thoi hieu", "thoi gian")),
        ("Thông tư điều chỉnh những vấn đề gì?", ("pham vi dieu chinh",)), ("thủ tục xét duyệt thế nào", ()), ("cần giấy tờ gì", ("ho so",)),
        ("Luật Tiếp cận thông tin áp dụng cho một số công dân, đúng hay sai?", ("pham vi dieu chinh", "doi tuong ap dung")),
        ("quy định nào áp dụng đối với người nước ngoài", ()), ("chính sách áp dụng cho hộ nghèo", ()), ("trách nhiệm của Sở Tư pháp", ()),
    ],
)  # fmt: skip
def test_what_is_asked_for(typed: str, focus: tuple[str, ...]) -> None:
    assert focus_in(typed) == focus


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("phải trả lời trong mấy ngày làm việc", ("ngay",)),
        ("may ngay phai tra loi", ("ngay",)),
        ("Bao nhiêu tuổi thì được lập di chúc?", ("tuoi",)),
        ("cần ít nhất mấy sáng lập viên", ("sang",)),
        ("trong bao lâu phải báo cáo", ("ngay", "thang", "nam", "gio", "tuan", "phut")),
        ("phải nộp bao nhiêu tiền", ("dong", "trieu dong", "ty dong", "lan muc")),
        ("trốn đóng bị phạt bao nhiêu tiền", ()),  # the sum stands above the act
        ("báo cáo mấy lần một năm", ()),  # "hằng năm", "6 tháng một lần"
        ("mua may tinh", ()),
        ("máy bay", ()),
    ],
)
def test_what_is_counted(typed: str, units: tuple[str, ...]) -> None:
    assert amounts_in(typed) == units


def test_quoted_words_that_stand_nowhere_in_a_row(known: Known) -> None:
    answer = known[0].search('"hồ sơ nước dưới đất" thẩm định')
    assert answer.total and [u.label_vi for u in answer.query.understood] == ["Không có nguyên cụm “hồ sơ nước dưới đất”: tìm từng từ"]
    assert [h.eid for h in known[0].search('"thẩm định hồ sơ"').hits] == ["sec_I__para_2"]
    assert known[0].search('"abc xyz"').total == 0


def test_quoted_words_that_are_left_out(known: Known) -> None:
    searcher = known[0]
    assert {h.eid for h in searcher.search("thể thao").hits} >= {"sec_I__para_3"}
    for typed in ('cơ quan -"cơ sở y tế"', 'cơ quan -"y tế"', "cơ quan -kiểm"):
        assert "sec_I__para_4" not in {h.eid for h in searcher.search(typed).hits}, typed
