"""What a person writes wrong in the corpus is refused with file, line and reason; nothing is half-loaded."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.build import build, current_name
from phancap.indexer.corpus import Corpus, load, split_front_matter
from phancap.indexer.store import Generation
from phancap.indexer.toml_source import CorpusError

NQ = "documents/04-nq-cp-2022.md"


def replaced(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the words in a file of the corpus; gives the line on which they stood."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def refused(folder: Path) -> CorpusError:
    """The error that loading the folder gives: one sentence without words of the machinery."""
    with pytest.raises(CorpusError) as caught:
        load(folder)
    error = caught.value
    assert str(error) == f"{error.file}:{error.line}: {error.sentence}"
    assert not re.search(r"Traceback|msgspec|Error|Object|Expected|invalid", error.sentence), error.sentence
    return error


@pytest.mark.parametrize(
    ("file", "old", "new", "shift", "words"),
    [
        (NQ, 'short = "NQ', 'shrot = "NQ', 0, 'khóa "shrot" không có trong mẫu'),
        (NQ, "issued = 2022-01-10", "issued = 2022-02-30", 0, "ngày sai"),
        (NQ, "issued = 2022-01-10", 'issued = "hôm qua"', 0, "cần ngày dạng"),
        (NQ, "issued = 2022-01-10", "issued 2022-01-10", 0, "TOML"),
        (NQ, 'jurisdiction = "vn"', 'jurisdiction = "vm"', 0, 'địa bàn "vm" chưa được khai'),
        (NQ, 'issuer = "vn/chinh-phu"', 'issuer = "vn/chin-phu"', 0, "cơ quan ban hành"),
        (NQ, 'id = "04-nq-cp-2022"', 'id = "04-nq-cp-2023"', 0, "phải trùng với tên tệp"),
        (NQ, 'id = "04-nq-cp-2022"', 'id = "04/NQ-CP"', 0, "chữ thường không dấu"),
        (NQ, 'short = "NQ 04/NQ-CP"', 'short = "NQ 04/NQ-CP', 0, "thiếu ngoặc kép"),
        (NQ, "+++\nid", "---\nid", 0, "thiếu phần khai báo"),
        (NQ, 'type = "Nghị quyết"\n', "", -1, 'thiếu khóa "type"'),
        (NQ, 'title = "Về', 'amended = "Luật"\ntitle = "Về', 0, "danh sách trong ngoặc vuông"),
        ("documents/06-ttr-snv-quang-nam-2023.md", 'title = ""', 'carries_out = ["khong-co"]', 0, 'văn bản "khong-co" chưa có trong kho'),
        ("agencies.toml", '[[agency]]\nname = "Sở Tư pháp"', '[[agency]]\nname = "Sở Nội vụ"', 0, '"Sở Nội vụ"'),
        ("agencies.toml", 'short = ["STP"]', 'short = ["SNV"]', -3, 'tên "SNV"'),
        ("agencies.toml", 'short = ["STP"]', 'shorts = ["STP"]', 0, 'khóa "shorts"'),
        ("agencies.toml", '"Thanh tra tỉnh", "Văn phòng', '"Thanh tra huyện", "Văn phòng', None, 'thành viên "Thanh tra huyện" chưa được khai'),
        ("agencies.toml", 'from = ["Ban Dân tộc"]', 'from = ["Ban Tôn giáo"]', None, '"Ban Tôn giáo" chưa được khai'),
        ("agencies.toml", 'jurisdiction = "quang-nam"\nfrom = ["Ban Dân tộc"]', 'jurisdiction = "dau-do"\nfrom = ["Ban Dân tộc"]', 0, 'địa bàn "dau-do"'),
        ("agencies.toml", 'to = "da-nang"', 'to = "cho-nao"', None, 'địa bàn "cho-nao" chưa được khai'),
        ("agencies.toml", 'level = "province"\nshort = ["STP"]', 'level = "tỉnh"\nshort = ["STP"]', 0, "giá trị"),
        ("agencies.toml", 'sure = "probable"', 'sure = "chắc"', 0, "giá trị"),
        ("vocabulary.toml", '"UBND" = ["Ủy ban nhân dân"]', '"UBND" = "Ủy ban nhân dân"', None, "danh sách trong ngoặc vuông"),
        ("vocabulary.toml", "[synonyms]", "[synonym]", 0, 'khóa "synonym"'),
        ("reviews.toml", "# [[review]]", '[[review]]\nclause = "x"\ndigest = "y"\nby = "z"\non = 2026-01-31\nverdict = "sai"\n#', 5, "giá trị"),
    ],
)  # fmt: skip
def test_refused_with_file_line_and_reason(copied_corpus: Path, file: str, old: str, new: str, shift: int | None, words: str) -> None:
    line = replaced(copied_corpus, file, old, new)
    error = refused(copied_corpus)
    assert error.file == file
    assert words in error.sentence
    if shift is not None:
        assert error.line == max(1, line + shift)
    else:
        assert error.line > 1


def test_not_utf8(copied_corpus: Path) -> None:
    path = copied_corpus / NQ
    lines = path.read_bytes().split(b"\n")
    lines[4] = 'title = "Về đẩy mạnh'.encode("utf-16-le")
    path.write_bytes(b"\n".join(lines))
    error = refused(copied_corpus)
    assert (error.file, error.line) == (NQ, 5)
    assert "UTF-8" in error.sentence


def test_register_not_utf8(copied_corpus: Path) -> None:
    path = copied_corpus / "agencies.toml"
    path.write_bytes(path.read_bytes() + b'\n[[agency]]\nname = "S\xff"\n')
    error = refused(copied_corpus)
    assert error.file == "agencies.toml"
    assert "UTF-8" in error.sentence


@pytest.mark.parametrize("file", [NQ, "agencies.toml"])
def test_a_file_saved_by_notepad_is_read(copied_corpus: Path, file: str, corpus: Corpus) -> None:
    path = copied_corpus / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    loaded = load(copied_corpus)
    assert (loaded.register, loaded.documents) == (corpus.register, corpus.documents)


def test_two_documents_with_one_name(copied_corpus: Path) -> None:
    replaced(copied_corpus, "documents/06-ttr-snv-quang-nam-2023.md", 'title = ""', 'names = ["Luật tổ chức chính quyền địa phương"]')
    error = refused(copied_corpus)
    assert error.file == "documents/luat-to-chuc-chinh-quyen-dia-phuong-2015.md"
    assert 'đã thuộc về văn bản "06-ttr-snv-quang-nam-2023"' in error.sentence


def test_no_documents_folder(tmp_path: Path) -> None:
    assert "documents" in refused(tmp_path).sentence


def test_front_matter_that_never_ends(copied_corpus: Path) -> None:
    path = copied_corpus / NQ
    path.write_text(path.read_text("utf-8").rstrip().removesuffix("+++"), "utf-8")
    assert "thiếu phần khai báo" in refused(copied_corpus).sentence


def test_the_text_is_kept_byte_for_byte(copied_corpus: Path) -> None:
    path = copied_corpus / NQ
    text = "\r\n\t I. MỤC ĐÍCH  \r\n\r\n+++\r\n1. Ra\u0300 soa\u0301t\x0c\n\n\n"
    path.write_bytes(path.read_bytes() + text.encode())
    document = next(d for d in load(copied_corpus).documents if d.id == "04-nq-cp-2022")
    assert document.text == text and document.held


def test_where_the_text_starts() -> None:
    front, text, line = split_front_matter('+++\nid = "a"\n+++\nMột\nHai', "a.md")
    assert (front, text, line) == ('id = "a"\n', "Một\nHai", 4)
    assert split_front_matter('+++\r\nid = "a"\r\n+++\r\nMột', "a.md")[1:] == ("Một", 4)


def test_documents_without_text_are_known_and_not_held(corpus: Corpus) -> None:
    held = {d.id: d.held for d in corpus.documents}
    assert held == {
        "04-nq-cp-2022": False, "06-ttr-snv-quang-nam-2023": False, "57-nq-hdnd-quang-nam-2022": False,
        "ke-hoach-57-nq-hdnd-quang-nam-2022": True, "luat-to-chuc-chinh-quyen-dia-phuong-2015": False,
    }  # fmt: skip


def test_nothing_is_known_that_was_not_read(corpus: Corpus) -> None:
    plan = next(d for d in corpus.documents if d.held)
    assert (plan.number, plan.issued, plan.signer, plan.signer_title) == (None, None, "Lê Trí Thanh", "Chủ tịch")
    law = next(d for d in corpus.documents if d.type == "Luật")
    assert (law.number, law.issued) == (None, "2015-06-19")
    told = [s for s in corpus.register.succession if s.year == 2025]
    assert {(s.sure, s.date_sure) for s in told if s.jurisdiction == "quang-nam"} == {("certain", "doubtful")}
    assert {(s.sure, s.date_sure) for s in told if s.jurisdiction != "quang-nam"} == {("probable", "doubtful")}


def test_a_province_without_its_own_entry_has_the_general_successors(corpus: Corpus) -> None:
    index = AgencyIndex(corpus.register)
    (own, merged) = index.holders("quang-nam/so-ke-hoach-va-dau-tu")
    assert (own.entry.sure, own.agencies, merged.agencies) == ("certain", ("quang-nam/so-tai-chinh",), ("da-nang/so-ke-hoach-va-dau-tu",))
    (general,) = index.holders("ha-tinh/so-ke-hoach-va-dau-tu")
    assert (general.entry.sure, general.agencies) == ("probable", ("ha-tinh/so-tai-chinh",))
    assert index.holders("ha-tinh/so-ngoai-vu") == []  # a province may keep it, or not: nothing is said
    (district,) = index.holders("ha-tinh/uy-ban-nhan-dan-cap-huyen")
    assert (district.entry.sure, district.agencies) == ("certain", ())


def test_a_named_commune_belongs_to_those_of_its_level(corpus: Corpus) -> None:
    index = AgencyIndex(corpus.register)
    assert index.groups_of("ha-tinh/uy-ban-nhan-dan-xa-hoa-loc")[0] == "ha-tinh/uy-ban-nhan-dan-cap-xa"
    assert index.groups_of("ha-tinh/uy-ban-nhan-dan-thi-xa-ky-anh")[0] == "ha-tinh/uy-ban-nhan-dan-cap-huyen"
    assert index.groups_of("ha-tinh/uy-ban-nhan-dan-tinh") == []


def test_a_failed_build_leaves_the_store_serving(copied_corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(copied_corpus, store)
    name = current_name(store)
    replaced(copied_corpus, "agencies.toml", 'short = ["STP"]', 'short = ["SNV"]')
    with pytest.raises(CorpusError):
        build(copied_corpus, store)
    assert current_name(store) == name is not None
    assert [p.name for p in (store / "generations").iterdir()] == [name]
    assert Generation(store / "generations" / name).clause("ke-hoach-57-nq-hdnd-quang-nam-2022", "sec_I__indent_1")


def test_another_corpus_uses_the_bundled_registers_but_not_its_reviews(tmp_path: Path, corpus: Corpus) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "thu.md").write_text(
        '+++\nid = "thu"\ntype = "Kế hoạch"\nname = "Thử"\nshort = "Thử"\njurisdiction = "quang-nam"\n+++\n1. Sở Tư pháp rà soát.\n',
        "utf-8",
    )
    other = load(tmp_path)
    assert other.register == corpus.register
    assert other.reviews == ()
    assert other.digest != corpus.digest


def test_reviews_mark_duties_until_the_text_changes(copied_corpus: Path, read_reviewed: Callable[[], tuple[set[str], list[str]]]) -> None:
    marks, findings = read_reviewed()
    assert (marks, findings) == ({"reviewed"}, [])
    replaced(
        copied_corpus,
        "documents/ke-hoach-57-nq-hdnd-quang-nam-2022.md",
        "triển khai cơ chế quản lý tài chính",
        "triển khai cơ chế tài chính",
    )
    marks, findings = read_reviewed()
    assert (marks, findings) == ({"machine"}, ["review"])


@pytest.fixture
def read_reviewed(copied_corpus: Path) -> Callable[[], tuple[set[str], list[str]]]:
    """Reads the copied corpus, in which point b was reviewed; gives the duties' review marks and findings about reviews."""
    from phancap.indexer.read import read_all
    from phancap.indexer.reviews import text_digest

    wanted = "ke-hoach-57-nq-hdnd-quang-nam-2022/sec_III__para_2__point_b"
    clause = next(c for r in read_all(load(copied_corpus)) for c in r.clauses if c.id == wanted)
    (copied_corpus / "reviews.toml").write_text(
        f'[[review]]\nclause = "{wanted}"\ndigest = "{text_digest(clause.text)}"\nby = "Người rà soát"\non = 2026-01-31\nverdict = "confirmed"\n',
        "utf-8",
    )

    def read() -> tuple[set[str], list[str]]:
        readings = read_all(load(copied_corpus))
        clause = next(c for r in readings for c in r.clauses if c.id == wanted)
        return {d.review for d in clause.duties}, [f.kind for r in readings for f in r.findings if f.kind == "review"]

    return read
