"""What people type over documents of several provinces: a province by itself, everyday words, numbers, steps that are none; the browser the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from phancap.indexer import corpus as corpora
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.asked import Asked
from phancap.indexer.engines import Searcher, index
from phancap.indexer.model import Document
from phancap.indexer.read import read_document
from phancap.site.browser_index import write_browser_index
from phancap.site.reasons import before_the_next, reasons

HERE = Path(__file__).parent
TEXTS = {
    "ha-tinh": "I. VIỆC\n\n1. Thu gom rác tái chế tại thôn.\n\n2. Theo dõi diễn biến thời tiết.\n\n3. Trả lời trong 05 ngày làm việc.",
    "quang-ninh": "I. VIỆC\n\n1. Thu gom rác tái chế tại khu phố.\n\n2. Theo dõi diễn biến của nước.\n\n3. Hợp đồng số 3 của đơn vị.",
    "dien-bien": "I. VIỆC\n\n1. Đăng ký ly hôn, cấp giấy chứng nhận quyền sử dụng đất.\n\n2. Vẽ sơ đồ tổ chức.",
    "ho-chi-minh": "I. VIỆC\n\n1. Thu gom rác tái chế theo tư tưởng Hồ Chí Minh.",
    "vn": "I. VIỆC\n\n1. Thu gom rác tái chế từ Hà Tĩnh đến Quảng Bình.\n\n2. Thu gom giấy.",
    "can-tho": "I. HỒ SƠ\n\n1. Hồ sơ gồm tờ trình và biên bản họp.",
    "hue": "Về việc xét tặng nghệ nhân\n\nI. HỒ SƠ\n\n1. Hồ sơ gồm tờ trình và biên bản kiểm tra.",
    "lang-son": "I. VIỆC\n\n1. Trả lời kiến nghị về kinh phí ủy nhiệm thu.\n\n2. Tỷ lệ bản làng nước sạch kiểu mẫu.\n\n"
    "3. Bản làng nước sạch kiểu mẫu là nơi mọi nhà dùng nước hợp vệ sinh, có mương dẫn, có người coi giữ, có sổ theo dõi từng mùa và được già làng xác nhận.",
    "bac-ninh": "I. TỔ CHỨC\n\n1. Sở Y tế chủ trì, phối hợp với Sở Tư pháp kiểm tra.\n\n2. Sở Y tế báo cáo hằng quý.\n\n3. Sở Tư pháp báo cáo hằng năm.",
    "da-nang": "I. VIỆC\n\n1. Nhà giáo được thuê nhà ở tập thể.\n\n2. Sổ ghi tên giáo viên trực ban.\n\n3. Kè ở đoạn cấp IV.\n\n4. Nộp, gửi biểu mẫu hằng quý.\n\n"
    "TM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH\n\nLê Thị Mẫu",
    "ca-mau": "I. TỔNG KẾT\n\n1. Sở Tư pháp gửi bản tổng kết trước ngày 15 tháng 11 năm 2026.\n\n2. Sở Nội vụ gửi bản tổng kết trong Quý IV năm 2026.\n\n"
    "3. Sở Y tế gửi bản tổng kết trước ngày 20/12 hằng năm.\n\n4. Sở Tài chính gửi bản tổng kết trong tháng 6 năm 2026.\n\n"
    "5. Bản tổng kết theo Quyết định ban hành ngày 05 tháng 12 năm 2020.\n\n6. Sở Xây dựng gửi bản tổng kết trước ngày 31/12/2026.\n\n"
    "7. Sở Ngoại vụ gửi bản tổng kết trong năm 2026.\n\n8. Bể 200 m3 đựng 500 kg muối.\n\n9. Bồn 200m3.\n\n"
    "10. Ủy ban nhân dân cấp tỉnh duyệt phương án trồng rừng.\n\n11. Rừng trồng xong được giao lại cho dân.\n\n12. Sở Y tế báo cáo định kỳ hằng năm trước ngày 10 tháng 9.",
}
TITLES = {"hue": "Về việc xét tặng nghệ nhân"}
NUMBERS = {"lang-son": "443/CT-CS"}
Known = tuple[Searcher, Path]


@pytest.fixture(scope="module")
def known(corpus: corpora.Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """The search over a plan of each place, and the folder of the browser's index."""
    folder, register = tmp_path_factory.mktemp("tinh"), AgencyIndex(corpus.register)
    plans = [
        Document(
            f"ke-hoach-{p}",
            "",
            1,
            "Kế hoạch",
            TITLES.get(p, p),
            p,
            p,
            number=NUMBERS.get(p, f"5{len(p)}/KH-UBND"),
            jurisdiction=p,
            text=text,
        )
        for p, text in TEXTS.items()
    ]
    clauses = [c for plan in plans for c in read_document(plan, corpus, register).clauses]
    index(clauses, folder / "may-chu", plans, corpus.vocabulary, register)
    (folder / "tep" / "d").mkdir(parents=True)
    write = (folder / "tep").joinpath
    # a store's documents come without their text
    bare = {plan.id: Document(**{f: getattr(plan, f) for f in plan.__struct_fields__ if f != "text"}) for plan in plans}
    write_browser_index(clauses, bare, corpus.vocabulary, register, {}, lambda name, text: write(name).write_text(text, "utf-8") and None)
    searcher = Searcher(folder / "may-chu", corpus.vocabulary, register)
    yield searcher, folder / "tep"
    searcher.close()


def first(known: Known, typed: str) -> str:
    """The first answer, without what all ids begin with."""
    return known[0].search(typed).hits[0].id.removeprefix("ke-hoach-")


@pytest.mark.parametrize(
    "typed",
    ["rác tái chế hà tĩnh", "ha tinh rac tai che", "rác tái chế tỉnh Hà Tĩnh", "rác tái chế hà tịnh", "thu gom rac tai che ha tinh"],
)
def test_a_province_by_itself_is_preferred(known: Known, typed: str) -> None:
    answer = known[0].search(typed)
    documents = [hit.document for hit in answer.hits]
    assert documents[0] == "ke-hoach-ha-tinh" and len(set(documents)) > 1  # preferred, the others are there
    chip = next(u for u in answer.query.understood if u.kind == "place")
    assert chip.label_vi == "Ưu tiên văn bản của Hà Tĩnh" and chip.value == "ha-tinh"
    assert "tĩnh" not in chip.without and not known[0].search(chip.without).query.around
    assert answer.hits[0].parts["territory"] > 0


def test_a_text_that_names_the_province_counts_too(known: Known) -> None:
    found = [hit.document for hit in known[0].search("thu gom rác hà tĩnh").hits]
    assert found.index("ke-hoach-vn") < found.index("ke-hoach-quang-ninh")


@pytest.mark.parametrize("typed", ["diễn biến thời tiết", "dien bien thoi tiet", "theo tư tưởng hồ chí minh", "hà tĩnh", "quang ninh"])
def test_what_is_no_province(known: Known, typed: str) -> None:
    """Other words of the same letters, a person, and a province alone, of which nothing is asked."""
    assert not known[0].search(typed).query.around


def test_a_city_says_that_it_is_one(known: Known) -> None:
    for typed in ("rác tái chế TPHCM", "rác tái chế tp hồ chí minh", "rác tái chế hcm"):
        assert [p.key for p in known[0].search(typed).query.around] == ["ho-chi-minh"], typed


def test_everyday_words(known: Known) -> None:
    """Said as the law says it where no clause has the word; told, and taken back by quoting it."""
    for typed in ("ly dị", "ly di", "sổ đỏ"):
        answer = known[0].search(typed)
        assert answer.hits[0].id == "ke-hoach-dien-bien/sec_I__para_1", typed
        assert "văn bản gọi là" in answer.query.understood[0].label_vi and answer.query.understood[0].without == f'"{typed}"'
        assert answer.did_you_mean is None
    assert first(known, "so do to chuc") == first(known, "sơ đồ tổ chức") == "dien-bien/sec_I__para_2"


def test_the_law_s_word_is_looked_for_too_where_the_everyday_one_is_held(known: Known) -> None:
    """Both are found; told, explained, and taken back by quoting; what is typed in the law's words already is left alone."""
    for typed in ("giáo viên thuê nhà", "giao vien thue nha"):
        answer = known[0].search(typed)
        assert answer.hits[0].id == "ke-hoach-da-nang/sec_I__para_1" and answer.hits[0].parts["coverage"] == 1.0, typed
        chip = answer.query.understood[0]
        assert chip.label_vi.endswith(": tìm cả “nhà giáo”") and chip.without.startswith(('"giáo viên"', '"giao vien"'))
        told = list(reasons(answer.hits[0], known[0].shelf.by_id(answer.hits[0].id), Asked(answer.query, known[0].lexicon)))
        assert "Có “nhà giáo”, lời của văn bản cho điều đã gõ." in told
        assert known[0].search(chip.without).query.others == ()
    assert not known[0].search("rac tai che").query.others and known[0].search("rác tái chế").query.others
    assert first(known, "giáo viên trực ban") == "da-nang/sec_I__para_2"
    assert [o.words for o in known[0].search("cấp 4, toà án").query.others] == [("cấp", "iv")]


def test_a_numeral_is_looked_for_in_both_forms(known: Known) -> None:
    assert first(known, "kè cấp 4") == first(known, "ke cap iv") == "da-nang/sec_I__para_3"
    assert known[0].search("kè cấp 4").query.understood[0].label_vi == "“cấp 4”: tìm cả “cấp IV”"


@pytest.mark.parametrize(
    "typed", ["nộp biểu mẫu 3 tháng một lần", "nop bieu mau 03 thang 1 lan", "nộp biểu mẫu định kỳ 3 tháng", "biểu mẫu hằng quý"]
)
def test_a_rhythm_in_months(known: Known, typed: str) -> None:
    assert first(known, typed) == "da-nang/sec_I__para_4"
    assert known[0].search(typed).query.when == ("r:quarterly",)


def test_the_time_until_which(known: Known) -> None:
    for typed in ("hạn gửi biểu mẫu", "han nop bieu mau"):
        assert known[0].search(typed).query.when == ("t:deadline",), typed


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gửi bản tổng kết quý IV năm 2026", [2, 6, 1, 3]), ("gui ban tong ket q4/2026", [2, 6, 1, 3]), ("bản tổng kết gửi tháng 11/2026", [1]),
        ("bản tổng kết gửi quý II", [4]), ("bản tổng kết gửi tháng 12", [2, 6, 3]), ("gửi bản tổng kết trước 15/11", [1]), ("sở y tế báo cáo quý III/2026", [12]), ("y tế báo cáo định kỳ tháng 9", [12]),
        ("gửi bản tổng kết trước ngày 31 tháng 12 năm 2026", [6, 3]), ("gửi bản tổng kết cuối năm 2026", [7, 2, 6, 3]),
    ],
)  # fmt: skip
def test_duties_that_fall_due_within_the_time_asked_for(known: Known, typed: str, found: list[int]) -> None:
    hits = known[0].search(typed).hits
    assert [hit.id.rpartition("_")[2] for hit in hits if hit.parts.get("when")] == [str(n) for n in found]
    assert [hit.id.rpartition("_")[2] for hit in hits][: len(found)] == [str(n) for n in found]


def test_what_something_is(known: Known) -> None:
    assert (
        first(known, "bản làng nước sạch kiểu mẫu là gì") == first(known, "ban lang nuoc sach kieu mau la gi") == "lang-son/sec_I__para_3"
    )
    assert first(known, "bản làng nước sạch kiểu mẫu") == "lang-son/sec_I__para_2"


def test_a_measure_typed_in_one(known: Known) -> None:
    assert (
        first(known, "đựng 500kg muối") == first(known, "bể 200m3") == "ca-mau/sec_I__para_8"
        and not known[0].search("500kg muoi").query.unknown
    )
    assert [u.label_vi for u in known[0].search("bể 200m3").query.understood] == ["“200m3”: tìm cả “200 m3”"]


def test_a_province_s_committee_is_one_of_those_of_all(known: Known) -> None:
    assert first(known, "UBND tỉnh trồng rừng") == first(known, "ubnd các tỉnh trồng rừng") == "ca-mau/sec_I__para_10"
    assert "Ủy ban nhân dân tỉnh: là cơ quan làm việc này (thực hiện)." in told(known, "ubnd tỉnh trồng rừng")[0]


def test_a_section_is_called_a_part_as_well(known: Known) -> None:
    search = known[0].search
    assert search("mục 3 phần I").query.address == (("part_1", "sec_1"), ("para_3", "sec_3"))
    assert search("khoản 3 phần I").query.address == (("part_1", "sec_1"), ("para_3",))
    assert search("mục 4 phần I kế hoạch").hits[0].id == "ke-hoach-da-nang/sec_I__para_4"
    assert search("phần thừa trả cho ai").query.address == search("phần ở cuối").query.address == search("phan thua").query.address == ()


def test_who_signed(known: Known) -> None:
    for typed in ("ai ký kế hoạch", "ai ky", "người ký kế hoạch", "ai ký kế hoạch 57"):
        answer = known[0].search(typed)
        assert answer.query.address == (("signature",),), typed
    assert first(known, "ai ký kế hoạch") == "da-nang/signature"
    assert not known[0].search("ai ký hợp đồng").query.address


@pytest.mark.parametrize("typed", ["trả lời 5 ngày", "tra loi 05 ngay", "5 ngay lam viec"])
def test_a_number_with_or_without_its_nought(known: Known, typed: str) -> None:
    assert first(known, typed) == "ha-tinh/sec_I__para_3"


def test_steps_and_words_that_are_none(known: Known) -> None:
    search = known[0].search
    assert search("muc 1").query.address and search("mụcc 1").query.address == ()
    assert search("khỏan 3").query.address == (("para_3",),)  # no word is so written
    assert not search("hop dong 3").query.address and first(known, "hop dong 3") == "quang-ninh/sec_I__para_3"
    assert search("khoản 1 mục I").hits and not search("khoản 19 mục I").hits  # khoản 1 of another place is no khoản 9
    assert search("gach dau dong 3").query.address and not search("thoi diem 1").query.address
    assert search("II.1").query.address and search("V.09.03.02").query.address == ()  # the code of a post


@pytest.mark.parametrize("typed", ["quy định tại khoản 3", "quy dinh tai khoan 3 muc I", "khoản thứ ba", "trả lời ở khoản thu 3"])
def test_a_paragraph_is_asked_for(known: Known, typed: str) -> None:
    """ "tại khoản" has the letters of "tài khoản"."""
    assert ("para_3",) in known[0].search(typed).query.address


@pytest.mark.parametrize(
    "typed", ["tài khoản 3", "tai khoan 3", "khoản thu từ phí", "các khoản thu tư nhân", "khoan thu tu phi", "khoản thu bảy đồng"]
)
def test_no_paragraph_is_asked_for(known: Known, typed: str) -> None:
    assert known[0].search(typed).query.address == ()


@pytest.mark.parametrize("typed", ["thu gom mấy lần", "xin trả lời hay không", "bạn gái vài ngày", "thu gom may lan", "cô chú ở thôn"])
def test_words_of_every_day_are_no_slips(known: Known, typed: str) -> None:
    assert known[0].search(typed).did_you_mean is None
    assert not {"mấy", "xin", "hay", "gái", "vài", "may", "chú"} & set(known[0].search(typed).query.unknown)


def test_a_letter_by_its_number(known: Known) -> None:
    """What a letter is called stands not in its number; what was mended is read for a number, too."""
    for typed in ("công văn 443", "cv so 443 kinh phi", "coong vawn 443"):
        answer = known[0].search(typed)
        assert answer.query.documents == ("ke-hoach-lang-son",) and answer.hits[0].document == "ke-hoach-lang-son", typed
    answer = known[0].search("coong vawn 443")
    assert answer.did_you_mean == "cong van 443" and [u.kind for u in answer.query.understood] == ["correction", "correction", "number"]
    assert not known[0].search("công văn 444").query.numbers and not known[0].search("công văn 57").query.numbers


def test_the_title_of_a_document_tells_whose_a_clause_is(known: Known) -> None:
    """ "Hồ sơ, tờ trình xét tặng nghệ nhân": the clause says only "hồ sơ gồm …"."""
    for typed in ("hồ sơ tờ trình nghệ nhân", "to trinh ho so nghe nhan"):
        assert first(known, typed) == "hue/sec_I__para_1"
    assert first(known, "hồ sơ biên bản họp") == "can-tho/sec_I__para_1"


def told(known: Known, typed: str) -> tuple[list[str], str]:
    """(why the first answer stands there, what sets it before the second)."""
    answer = known[0].search(typed)
    hit = answer.hits[0]
    return list(reasons(hit, known[0].shelf.by_id(hit.id), Asked(answer.query, known[0].lexicon))), before_the_next(
        hit, (*answer.hits, hit)[1]
    )


def test_it_is_told_why_the_first_is_first(known: Known) -> None:
    why, before = told(known, "sở tư pháp phối hợp")
    assert "Sở Tư pháp: là bên phối hợp." in why and "cơ quan đã hỏi" in before
    why, before = told(known, "sở y tế báo cáo hằng quý")
    assert "Sở Y tế: là cơ quan làm việc này (thực hiện)." in why and "Có thời gian đã hỏi: hằng quý." in why
    why, before = told(known, "rác tái chế hà tĩnh")
    assert "văn bản của địa phương đã hỏi" in why[0] and "văn bản của địa phương đã hỏi" in before
    assert told(known, "khoản 1 mục I")[0][1] == "Đúng địa chỉ đã gõ."
    assert "Bằng điểm" in told(known, "sở y tế")[1]
    assert "Có nguyên cụm từ “rac tai che” (không kể dấu)." in told(known, '"rác tái chế"')[0]


def test_the_browser_understands_and_answers_the_same(known: Known) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("không có node: chưa so được với trình duyệt")
    typed = [
        "rác tái chế hà tĩnh", "ha tinh rac tai che", "rác tái chế hà tịnh", "thu gom rác hà tĩnh", "dien bien thoi tiet", "hà tĩnh", "rác tái chế TPHCM",
        "rác tái chế hcm", "theo tư tưởng hồ chí minh", "ly dị", "ly di", "sổ đỏ", "so do to chuc", "trả lời 5 ngày", "tra loi 05 ngay", "khỏan 3", "khoản 1 mục I", "khoản 19 mục I",
        "hop dong 3", "thoi diem 1", "57/KH-UBND rác", "khoản 1 kh 57", "kế hoạch 57 thu gom", "rác hà tĩnh quảng ninh", "sở tư pháp hà tĩnh",
        "quy định tại khoản 3", "quy dinh tai khoan 3 muc I", "khoản thứ ba", "tài khoản 3", "tai khoan 3", "khoản thu từ phí", "khoan thu tu phi",
        "công văn 443", "cv so 443 kinh phi", "coong vawn 443", "công văn 444", "công văn 57", "V.09.03.02", "keer hoachj 57 rác",
        "thu gom mấy lần", "xin trả lời hay không", "thu gom may lan", "Sở Y tế phối hợp với ai?", "Khi nào Sở Y tế báo cáo định kỳ?", "Hồ sơ gồm biên bản nào?",
        "giáo viên thuê nhà", "giao vien thue nha", "giáo viên trực ban", "kè cấp 4", "ke cap iv", "nộp biểu mẫu 3 tháng một lần", "biểu mẫu định kỳ 6 tháng",
        "hạn gửi biểu mẫu", "mục 3 phần I", "khoản 3 phần I", "phần thừa trả cho ai", "phần ở cuối", "ai ký kế hoạch", "ai ky", "người ký kế hoạch 57",
        "tòa phạt thầy cô giáo nhà trẻ bao nhiêu", "thuê nhà tập thể cho giáo viên đã ly dị thì nộp giấy tờ gì?", "luật 57/2025", "heo gà vịt",
        "Sở Y tế phối hợp với Sở Tư pháp có trách nhiệm gì?", "gửi bản tổng kết quý IV năm 2026", "tong ket q4/2026", "tổng kết tháng 12/2026", "gửi tổng kết trước 15/11", "trước ngày 31/12/2026", "tổng kết cuối năm 2026", "tổng kết cuối năm",
        "tổng kết 6 tháng 1 lần", "đựng 500kg muối", "bản làng nước sạch kiểu mẫu là gì", "bể 200m3", "UBND tỉnh trồng rừng", "ubnd cap tinh trong rung", "ngày 5/12/2020", "quys IV 2026 tổng kết", "sở y tế tháng 12",
        "hồ sơ tờ trình nghệ nhân", "hồ sơ xét tặng nghệ nhân", "to trinh ho so nghe nhan",
    ]  # fmt: skip
    command = [node, str(HERE / "ask_browser.js"), str(HERE.parent / "site" / "static"), str(known[1]), "10"]
    done = subprocess.run(command, input=json.dumps(typed), capture_output=True, check=True, text=True, timeout=120)  # noqa: S603
    told: list[dict[str, Any]] = json.loads(done.stdout)
    for text, here in zip(typed, told, strict=True):
        answer = known[0].search(text, limit=10)
        assert sorted(here["notes"]) == sorted([u.label_vi, u.without] for u in answer.query.understood), text
        assert (here["total"], here["fixed"]) == (answer.total, answer.did_you_mean), text
        assert [hit[0] for hit in here["first"]] == [hit.id for hit in answer.hits], text
