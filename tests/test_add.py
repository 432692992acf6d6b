"""``phancap add``: what stands in the corpus afterwards, and that a refusal leaves nothing behind."""

from __future__ import annotations

import hashlib
import http.server
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from phancap.indexer import corpus as corpora
from phancap.indexer.add import add, open_target
from phancap.indexer.sources import office
from phancap.indexer.sources.fetch import fetch
from phancap.indexer.sources.mojibake import wrongly_decoded
from phancap.indexer.sources.refusal import Refused, read_bytes
from phancap.site.cli_add import add_command
from phancap.site.speech import run

sys.path.insert(0, str(Path(__file__).parent))  # pytest's importlib mode leaves this folder out
from making import BODY, docx, marked_letters, p, plan

REAL = Path(__file__).parent.parent.parent / "shared" / "real"
ID = "12-kh-ubnd-quang-nam-2024"


def command(*arguments: str | Path) -> int:
    return run(add_command, [str(a) for a in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus that is not there yet."""
    return tmp_path / "kho"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder.parent / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def everything(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_a_document_and_its_original(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = put(folder, "Kế hoạch 12.md", plan())
    assert command(file, "--corpus", folder) == 0
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    held = everything(folder)
    assert set(held) == {f"documents/{ID}.md", f"originals/{ID}/{digest[:12]}-ke-hoach-12.md"}
    assert held[f"originals/{ID}/{digest[:12]}-ke-hoach-12.md"] == file.read_bytes()
    document = next(d for d in corpora.load(folder).documents if d.id == ID)
    assert document.text == plan()
    assert (document.type, document.number, document.issued, document.jurisdiction) == ("Kế hoạch", "12/KH-UBND", "2024-03-05", "quang-nam")
    assert digest in (document.source or "")
    assert ID in capsys.readouterr().out


def test_twice_changes_nothing(folder: Path) -> None:
    file = put(folder, "a.md", plan())
    command(file, "--corpus", folder)
    before = everything(folder)
    for again in (file, put(folder, "ten-khac.txt", plan()), put(folder, "b.md", plan() + "\n")):
        assert command(again, "--corpus", folder) == 0
        assert everything(folder) == before


def test_a_newer_version_stands_beside_the_old(folder: Path) -> None:
    command(put(folder, "a.md", plan()), "--corpus", folder)
    old = (folder / "documents" / f"{ID}.md").read_bytes()
    edited = (
        old.replace(b'signer = "', b'signer_title = "Ch\xe1\xbb\xa7 t\xe1\xbb\x8bch UBND"\nsigner = "', 1)
        if b"signer_title" not in old
        else old
    )
    (folder / "documents" / f"{ID}.md").write_bytes(edited)
    newer = put(folder, "a.md", plan(last="Báo cáo trước ngày 15 tháng 12."))
    assert command(newer, "--corpus", folder) == 0
    assert [v.read_bytes() for v in (folder / "versions" / ID).iterdir()] == [edited]
    assert len(list((folder / "originals" / ID).iterdir())) == 2
    document = corpora.load(folder).documents[0]
    assert "15 tháng 12" in document.text
    assert document.signer == "Nguyễn Văn A"
    before = everything(folder)
    for known in (newer, put(folder, "cu.md", plan())):
        assert command(known, "--corpus", folder) == 0
    assert everything(folder) == before


def test_a_document_that_is_only_known_is_filled(folder: Path) -> None:
    (folder / "documents").mkdir(parents=True)
    front = f'id = "{ID}"\ntype = "Kế hoạch"\nname = "Kế hoạch của tỉnh"\nshort = "KH 12"\nnumber = "12/KH-UBND"\nsource = "Đọc được ở nơi khác"\n'
    (folder / "documents" / f"{ID}.md").write_text(f"+++\n{front}+++\n", "utf-8")
    assert command(put(folder, "a.md", plan()), "--corpus", folder) == 0
    document = corpora.load(folder).documents[0]
    assert (document.name, document.short, document.issued) == ("Kế hoạch của tỉnh", "KH 12", "2024-03-05")
    assert "Đọc được ở nơi khác" in (document.source or "")
    assert not (folder / "versions").exists()


def test_another_document_never_takes_an_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(put(folder, "a.md", plan()), "--corpus", folder)
    before = everything(folder)
    assert command(put(folder, "b.md", plan("99/KH-UBND")), "--corpus", folder, "--id", ID) == 1
    assert "văn bản khác" in capsys.readouterr().err
    assert everything(folder) == before


def test_a_draft_without_a_number_gets_an_id_of_its_own(folder: Path) -> None:
    draft = plan().replace("12/KH-UBND", "/KH-UBND").replace("ngày 05 tháng 3 năm", "ngày    tháng    năm")
    assert command(put(folder, "nhap.md", draft), "--corpus", folder) == 0
    assert command(put(folder, "nhap 2.md", draft + "\n2. Sở Tài chính phối hợp.\n"), "--corpus", folder) == 0
    one, two = corpora.load(folder).documents
    assert one.id.startswith("ke-hoach-") and two.id.startswith("ke-hoach-") and one.id[:-6] == two.id[:-6]
    assert "được đặt tạm" in (one.note or "")
    rules = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nTÔN CHỈ\n\nHội A\n\nĐiều 1. Tên gọi\n\nHội A.\n"
    assert command(put(folder, "Tôn chỉ Hội A.md", rules), "--corpus", folder) == 0
    assert any(d.id.startswith("van-ban-ton-chi-hoi-a-") for d in corpora.load(folder).documents)


def test_a_communes_plan_comes_again_as_a_version(folder: Path) -> None:
    """An office that the register does not know: the second file of the same number, day, office and title is no second plan."""
    head = "ỦY BAN NHÂN DÂN XÃ MẪU AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    text = (
        head
        + "Số: 41/KH-UBND\n\nMẫu An, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nThực hiện việc được phân cấp năm 2026\n\nI. VIỆC\n\n1. Phòng Kinh tế báo cáo trước ngày 31/3/2026.\n"
    )
    assert command(put(folder, "xa.md", text), "--corpus", folder) == 0
    assert command(put(folder, "xa 2.md", text.replace("31/3/2026", "15/4/2026")), "--corpus", folder) == 0
    (only,) = corpora.load(folder).documents
    assert "15/4/2026" in only.text and len(list((folder / "versions" / only.id).glob("*.md"))) == 1
    assert command(put(folder, "xa khac.md", text.replace("MẪU AN", "MẪU HÒA")), "--corpus", folder) == 0
    assert len(corpora.load(folder).documents) == 2


def test_an_id_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = put(folder, "a.txt", f"{BODY}.\n\n1. Sở Nội vụ chủ trì thực hiện.\n")
    assert command(file, "--corpus", folder) == 1
    assert "--id" in capsys.readouterr().err
    assert not folder.exists()
    assert command(file, "--corpus", folder, "--id", "Kế hoạch") == 1
    assert command(file, "--corpus", folder, "--id", "../x") == 1
    assert not folder.exists()
    assert command(file, "--corpus", folder, "--id", "ke-hoach-xa-a") == 0
    assert corpora.load(folder).documents[0].id == "ke-hoach-xa-a"


def test_a_corpus_is_needed(capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PHANCAP_CORPUS", raising=False)
    file = put(folder, "a.md", plan())
    assert command(file) == 2
    assert "--corpus" in capsys.readouterr().err
    other = folder.parent / "khac"
    other.mkdir()
    (other / "anh.png").touch()
    assert command(file, "--corpus", other) == 1
    assert [f.name for f in other.iterdir()] == ["anh.png"]
    assert command(file, file, "--corpus", folder, "--id", "x") == 2
    monkeypatch.setattr("phancap.indexer.add.bundled", lambda: folder.parent / "site-packages" / "kho")
    with pytest.raises(Refused, match="--corpus"):
        open_target(folder.parent / "site-packages" / "kho")


def test_one_bad_file_does_not_stop_the_rest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [
        put(folder, "1.md", plan()),
        put(folder, "2.png", b"\x89PNG\r\n" + b"x" * 99),
        put(folder, "3.docx", b"PK\x03\x04"),
        folder.parent / "thieu.md",
    ]
    files.append(put(folder, "5.md", plan("13/KH-UBND")))
    assert command(*files, "--corpus", folder) == 1
    said = capsys.readouterr()
    assert "nhận 2, không nhận 3" in said.out
    assert len(said.err.strip().split("\n")) == 3
    assert {f.name for f in (folder / "documents").iterdir()} == {f"{ID}.md", "13-kh-ubnd-quang-nam-2024.md"}


def test_a_write_that_fails_leaves_the_old_document(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command(put(folder, "a.md", plan()), "--corpus", folder)
    capsys.readouterr()
    old = (folder / "documents" / f"{ID}.md").read_bytes()

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert command(put(folder, "b.md", plan(last="Khác.")), put(folder, "c.md", plan("9/KH-UBND")), "--corpus", folder) == 1
    said = capsys.readouterr()
    assert "2 tệp: nhận 0, không nhận 2" in said.out
    assert said.err.count("ổ đĩa đã đầy") == 2
    assert command(put(folder, "d.md", plan()), "--corpus", folder.parent / "kho-moi") == 1
    assert not (folder.parent / "kho-moi").exists()
    monkeypatch.undo()
    assert not list((folder / "versions").glob("*"))
    assert len(list((folder / "originals").glob("*/*"))) == 1
    assert (folder / "documents" / f"{ID}.md").read_bytes() == old
    assert not [f for f in everything(folder) if f.endswith(".moi")]
    assert command(put(folder, "b.md", plan(last="Khác.")), "--corpus", folder) == 0
    assert "Khác." in corpora.load(folder).documents[0].text


def test_words_decoded_wrongly_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = put(folder, "a.docx", docx(p("Kế hoạch được trỡnh bày trước thỏng 3 của Chớnh phủ về các nhiệm vụ phân cấp quản lý")))
    assert command(file, "--corpus", folder, "--id", "ke-hoach-hong") == 0
    assert "trỡnh" in capsys.readouterr().out
    document = corpora.load(folder).documents[0]
    assert "giải mã sai" in (document.note or "")
    assert wrongly_decoded(document.text) == ["trỡnh", "thỏng", "Chớnh"]


def test_words_that_a_page_wrote_together_are_told_as_such(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "Kếhoạch này do Sở Kế hoạchvà Đầu tư soạn, Ủy ban nhândân tỉnh xem xét; các sở ngành, cơquan và đồngnhân dân cùng thực hiện"
    assert command(put(folder, "a.txt", words), "--corpus", folder, "--id", "ke-hoach-dinh") == 0
    said = capsys.readouterr().out
    assert "dính liền" in said
    assert "giải mã sai" not in said


def test_two_documents_of_one_name_do_not_break_the_corpus(folder: Path) -> None:
    words = "KẾ HOẠCH\n\nTriển khai nhiệm vụ\n\n" + BODY
    for name in ("a", "b"):
        assert command(put(folder, f"{name}.md", f"{words} {name}.\n"), "--corpus", folder, "--id", name) == 0
    assert len(corpora.load(folder).documents) == 2


# -- from the web ----------------------------------------------------------------------------------------------


class _Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = f"<html><body><p>{plan().replace(chr(10), '<br>')}</p></body></html>".encode()
        if self.path == "/doi-huong-tep":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        if self.path == "/vong":
            self.send_response(302)
            self.send_header("Location", "/vong")
            self.end_headers()
            return
        if self.path == "/cham":
            time.sleep(3)
        self.send_response(404 if self.path == "/thieu" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.path == "/noi-doi":
            self.send_header("Content-Length", str(len(page) * 3))
        if self.path == "/qua-lon":
            self.send_header("Content-Length", str(10**12))
        self.end_headers()
        for _ in range(300 if self.path == "/dai" else 1):
            self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A web server on this machine."""
    serving = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    serving.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that has seen enough hangs up
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()


def test_a_page_from_the_web(server: str, folder: Path) -> None:
    assert command(f"{server}/van-ban/ke-hoach-12", "--corpus", folder) == 0
    document = corpora.load(folder).documents[0]
    assert document.id == ID
    assert (document.source or "").startswith(f"{server}/van-ban/ke-hoach-12 (")
    assert [f.name[13:] for f in (folder / "originals" / ID).iterdir()] == ["ke-hoach-12.html"]
    before = everything(folder)
    assert command(f"{server}/van-ban/ke-hoach-12", "--corpus", folder) == 0
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/thieu", "404"),
        ("/doi-huong-tep", "302"),
        ("/vong", "mã lỗi|kết nối"),
        ("/noi-doi", "dở dang"),
        ("/qua-lon", "quá lớn"),
        ("/dai", "quá lớn"),
        ("/cham", "không trả lời"),
    ],
)
def test_pages_that_are_not_taken(server: str, path: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        fetch(server + path, seconds=1, most=100_000)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/a", "http://", "http://[::1", "gopher://x", "http://127.0.0.1:1/"])
def test_addresses_that_are_not_fetched(url: str, folder: Path) -> None:
    assert command(url, "--corpus", folder) == 1
    assert not folder.exists()


# -- real files ------------------------------------------------------------------------------------------------


def real(name: str) -> list[Path]:
    files = sorted(f for f in (REAL / name).glob("*") if f.is_file())
    if not files:
        if os.environ.get("CI") == "true":
            pytest.fail(f"thiếu {REAL / name}")
        pytest.skip(f"không có thư mục tài liệu thật {REAL / name}")
    return files


def _needs_libreoffice() -> None:
    if office.program() is None:
        pytest.skip("máy này không có LibreOffice để đọc tệp .doc")


# What is right to refuse in ../shared/real: two lists of links, two gazette texts whose pages are scans.
REFUSED = {
    "html": {"congbaoson_cap2_so_cong_bao.html", "congbaoson_gazettes_by_year_2026.html"},
    "gazette_text": {"hdld__thong-bao-so-02-2023-tb-lpqt-39022.txt", "hdld__thong-tu-so-58-2021-tt-bqp-33814.txt"},
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["plans", "decisions", "gazette_text", "html", "docx", "doc", "pdf"])
def test_every_real_file_is_read_or_rightly_refused(name: str, folder: Path) -> None:
    if name == "doc":
        _needs_libreoffice()
        office.convert_ahead([(f.read_bytes(), "doc") for f in real(name)])
    target = open_target(folder)
    refused: dict[str, str] = {}
    seconds: dict[str, float] = {}
    for number, file in enumerate(real(name)):
        start = time.perf_counter()
        try:
            _added(target, file, f"x-{number}")
        except Refused as refusal:
            refused[file.name] = refusal.sentence
        seconds[file.name] = time.perf_counter() - start
    assert set(refused) == REFUSED.get(name, set()), refused
    assert {f for f, s in seconds.items() if s > 5} == set()
    loaded = corpora.load(folder).documents
    for document in loaded:
        assert "CÔNG BÁO/Số" not in document.text
        assert "Ký bởi: CÔNG BÁO" not in document.text
        assert "THƯ VIỆN PHÁP LUẬT" not in document.text
        assert wrongly_decoded(document.text) == [], document.id


def _added(target: object, file: Path, otherwise: str) -> None:
    from phancap.indexer.add import Target

    assert isinstance(target, Target)
    content = read_bytes(file)
    try:
        add(target, content, file.name)
    except Refused as refusal:
        if "đặt mã" not in refusal.sentence:
            raise
        add(target, content, file.name, otherwise)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["doc", "docx"])
def test_old_encodings_against_their_transcripts(name: str) -> None:
    from phancap.indexer.sources.reader import read

    if name == "doc":
        _needs_libreoffice()
        office.convert_ahead([(f.read_bytes(), "doc") for f in real(name)])
    right = total = 0
    for file in real(name):
        stem = file.stem.removeprefix("viparse_").removeprefix("synthetic-vni-")
        transcript = REAL / "doc" / "transcripts" / f"{stem}.txt"
        if file.name.startswith("viparse_") and transcript.is_file():
            one, of = marked_letters(read(file.read_bytes(), file.name).text, transcript.read_text("utf-8"))
            assert one >= 0.98 * of, (file.name, one / of)
            right, total = right + one, total + of
    assert total > 5000
    assert right >= 0.98 * total
