"""The command line as people and programs meet it: a process of its own, in Vietnamese and in English."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from phancap.indexer.model import Clause
from phancap.site.cli import program

PLAN = "ke-hoach-57-nq-hdnd-quang-nam-2022"
STP = f"{PLAN}/sec_III__para_2__point_a__indent_3"
COMMANDS = sorted(program.commands)
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằắầấềếồốờớừứìíòóùúỳý]", re.I)
Phancap = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(lang: str, store: Path) -> dict[str, str]:
    """What a shell would hand over: the language, and nothing that would choose another one."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PHANCAP"))}
    return {**kept, "LANG": lang, "PHANCAP_STORE": str(store), "COLUMNS": "100"}


@pytest.fixture(scope="module")
def phancap(store: Path) -> Phancap:
    """Runs the program against the shared store."""

    def run(*arguments: str, lang: str = "vi_VN.UTF-8", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "phancap.site.cli", *arguments]
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, encoding="utf-8", env=environment(lang, store), timeout=60, check=False, cwd=cwd
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What the program said about its failure: one line on the error stream, nothing on the other."""
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


# -- help -------------------------------------------------------------------------------------------------------


def test_the_commands_of_the_issue_are_there() -> None:
    assert {"build", "serve", "search", "show", "duties", "records", "check", "export"} <= set(COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_in_both_languages(command: str, phancap: Phancap) -> None:
    arguments = [command, "--help"] if command else ["--help"]
    vietnamese, english = phancap(*arguments), phancap(*arguments, lang="en_US.UTF-8")
    assert vietnamese.returncode == english.returncode == 0
    assert vietnamese.stdout.startswith("Cách dùng: phancap") and english.stdout.startswith("Usage: phancap")
    assert "Tùy chọn:" in vietnamese.stdout and "Options:" in english.stdout
    assert not VIETNAMESE.search(english.stdout), "English help holds no Vietnamese"
    assert not re.search(r"\[default: |INTEGER|TEXT\b", vietnamese.stdout), command
    assert "Show" not in vietnamese.stdout and "Usage" not in vietnamese.stdout
    for option in re.findall(r"^  (--[a-z-]+)(?:.*)$", vietnamese.stdout, re.M):
        assert option in english.stdout


@pytest.mark.parametrize("lang", ["C.UTF-8", "", "fr_FR.UTF-8"])
def test_vietnamese_unless_english_is_asked_for(lang: str, phancap: Phancap) -> None:
    assert phancap("--help", lang=lang).stdout.startswith("Cách dùng")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command: str) -> None:
    entry = program.commands[command]
    assert entry.help and entry.help.endswith(".")
    options = [p for p in entry.params if isinstance(p, click.Option)]
    assert all(p.help and p.help.endswith((".", ").")) for p in options), command
    places = {"--corpus"} if command == "add" else {"--corpus", "--store"}  # a document added needs no store
    assert places <= {o for p in options for o in p.opts}
    assert f"`phancap {command}" in (Path(__file__).parents[1] / "README.md").read_text("utf-8")


# -- what programs read -----------------------------------------------------------------------------------------


def test_search_json(phancap: Phancap) -> None:
    done = phancap("search", "--json", "so", "tu", "phap", "tham", "dinh")
    hits = json.loads(done.stdout)
    assert done.returncode == 0 and done.stderr == ""
    assert hits[0]["id"] == STP
    assert all(list(hit) == ["id", "document", "eid", "score", "citation", "text"] for hit in hits)
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert hits[0]["citation"] == "gạch đầu dòng thứ 3, điểm a khoản 2 Mục III"
    assert hits[0]["text"].startswith("Chủ trì, phối hợp với Sở Nội vụ")


def test_search_limit(phancap: Phancap) -> None:
    assert len(json.loads(phancap("search", "--json", "--limit", "2", "phân cấp").stdout)) == 2


@pytest.mark.parametrize("words", ["57/NQ-HĐND", '"phân cấp', "*", "NOT", "🙂", "AND OR", "(((", "x:y", "qzxv " * 2000])
def test_any_words_may_be_searched(words: str, phancap: Phancap) -> None:
    done = phancap("search", "--json", "--", words)
    assert done.returncode == 0
    assert isinstance(json.loads(done.stdout), list)


def test_duties_json(phancap: Phancap) -> None:
    owed = json.loads(phancap("duties", "quang-nam/so-tu-phap", "--json").stdout)
    assert all(list(o) == ["id", "eid", "kind", "through", "duty"] for o in owed)
    assert {o["kind"] for o in owed} == {"own", "inherited", "partner"}
    assert all((o["through"] is None) == (o["kind"] != "inherited") for o in owed)
    led = [o for o in owed if o["kind"] == "own" and o["duty"]["role"] == "lead"]
    assert [o["id"] for o in led] == [STP]
    assert set(led[0]["duty"]) == {
        "bearer", "role", "action", "partners", "others", "recipients", "report_to", "submit_to", "channels", "product", "recurrence", "deadline", "start", "end", "because", "review",
    }  # fmt: skip


@pytest.mark.parametrize("name", [["Sở", "Tư", "pháp"], ["so tu phap"], ["STP"], ["stp"], ["so-tu-phap"], ["Sở Tư Pháp"]])
def test_an_agency_is_known_by_any_of_its_names(name: list[str], phancap: Phancap) -> None:
    assert len(json.loads(phancap("duties", *name, "--json").stdout)) == 19


def test_records_are_the_golden_file(phancap: Phancap) -> None:
    done = phancap("records")
    golden = (Path(__file__).parent / "golden" / "plan.jsonl").read_text("utf-8")
    assert done.stdout == golden
    assert phancap("records", PLAN).stdout == golden
    assert phancap("records", "04-nq-cp-2022").stdout == ""


def test_show_json(phancap: Phancap, clauses: dict[str, Clause]) -> None:
    shown = json.loads(phancap("show", STP, "--json").stdout)
    assert shown["text"] == clauses["sec_III__para_2__point_a__indent_3"].text
    whole = json.loads(phancap("show", PLAN, "--json").stdout)
    assert whole["document"]["id"] == PLAN and len(whole["clauses"]) == 50


def test_show_for_people(phancap: Phancap) -> None:
    assert "→ Chủ trì: Sở Tư pháp: thẩm định" in phancap("show", STP).stdout
    assert "Chưa có toàn văn." in phancap("show", "04-nq-cp-2022").stdout


def test_check_lists_findings(phancap: Phancap) -> None:
    done = phancap("check")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert any(re.fullmatch(r'documents/ke-hoach.*\.md:\d+: lưu ý: "Sở Nội" được đọc là Sở Nội vụ; .*\.', line) for line in lines)
    listed = [line for line in lines if line.startswith("documents/")]
    assert lines[-1].startswith(f"Tổng số {len(listed)} điểm: 0 lỗi, ")
    assert "     3  Chữ viết nhầm hoặc viết thiếu" in lines
    found = json.loads(phancap("check", "--json").stdout)
    assert len(found) == len(listed)
    assert {"file", "line", "severity", "sentence"} <= set(found[0])


def test_check_points_at_the_line_of_the_file(phancap: Phancap, corpus_folder: Path) -> None:
    slip = next(f for f in json.loads(phancap("check", "--json").stdout) if f["words"] == "Sở Nội")
    assert "Sở Nội để" in (corpus_folder / slip["file"]).read_text("utf-8").split("\n")[slip["line"] - 1]


def test_check_of_a_spoilt_corpus(phancap: Phancap, copied_corpus: Path) -> None:
    path = copied_corpus / "agencies.toml"
    path.write_text(path.read_text("utf-8").replace('short = ["STP"]', 'short = ["SNV"]'), "utf-8")
    done = phancap("check", "--corpus", str(copied_corpus))
    assert done.returncode == 1
    assert re.match(r"agencies\.toml:\d+: lỗi: tên \"SNV\"", done.stdout)
    assert json.loads(phancap("check", "--json", "--corpus", str(copied_corpus)).stdout)[0]["severity"] == "error"


# -- build, serve -----------------------------------------------------------------------------------------------


def test_build_says_what_it_did(phancap: Phancap, copied_corpus: Path, tmp_path: Path) -> None:
    places = ["--corpus", str(copied_corpus), "--store", str(tmp_path / "store")]
    assert re.fullmatch(r"Đã dựng xong: 5 văn bản, 50 điều khoản, \d+ điểm cần xem\.\n", phancap("build", *places).stdout)
    assert phancap("build", *places).stdout == "Kho không đổi, không phải dựng lại: 5 văn bản, 50 điều khoản.\n"


def test_a_store_remembers_the_corpus_it_was_built_from(phancap: Phancap, copied_corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "du-lieu"
    (copied_corpus / "documents" / "thu.md").write_text(
        '+++\nid = "thu"\ntype = "Kế hoạch"\ntitle = "Thử"\nname = "Kế hoạch thử"\nshort = "KH thử"\n+++\n1. Sở Nội vụ trồng cây dừa nước.\n',
        "utf-8",
    )
    assert phancap("build", "--corpus", str(copied_corpus), "--store", str(store)).returncode == 0
    done = phancap("search", "--store", str(store), "cây dừa nước")
    assert done.returncode == 0 and "thu/para_1" in done.stdout


def test_build_of_a_spoilt_corpus_keeps_the_store(phancap: Phancap, copied_corpus: Path, tmp_path: Path) -> None:
    places = ["--corpus", str(copied_corpus), "--store", str(tmp_path / "store")]
    phancap("build", *places)
    pointer = (tmp_path / "store" / "current").read_bytes()
    (copied_corpus / "documents" / "hong.md").write_text("không có phần khai báo", "utf-8")
    done = phancap("build", *places)
    assert done.returncode == 1
    assert one_sentence(done).startswith("Kho văn bản có lỗi, chưa dựng được: documents/hong.md:1: ")
    assert (tmp_path / "store" / "current").read_bytes() == pointer


def test_serve_says_where_in_one_line(store: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-u", "-m", "phancap.site.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment("vi", store)
    )
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == f"Trang tra cứu: http://127.0.0.1:{port} (nhấn Ctrl+C để dừng)\n"
        page = fetched(f"http://127.0.0.1:{port}/")
        assert "<html" in page and 'lang="vi"' in page
    finally:
        server.terminate()
        server.communicate(timeout=10)


def fetched(address: str) -> str:
    """The page, waiting up to five seconds for the server to answer."""
    for _ in range(50):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server on this machine
                return str(answer.read().decode("utf-8"))
        except ConnectionError:
            time.sleep(0.1)
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionError):
                raise
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def test_a_port_in_use_is_told(phancap: Phancap) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = phancap("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "hãy chọn cổng khác bằng --port" in one_sentence(done)


# -- faults -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["xay"], 2, "Không có lệnh xay"),
        (["search"], 2, "Thiếu"),
        (["search", "--tuoi", "a"], 2, "Không có tùy chọn --tuoi"),
        (["search", "--limit", "nhiều", "a"], 2, "Giá trị nhiều của --limit"),
        (["search", "--limit", "0", "a"], 2, "Giá trị 0 của --limit"),
        (["show", "a", "b"], 2, '"phancap show --help"'),
        (["build", "--corpus", "/khong/co"], 2, "Giá trị /khong/co của --corpus"),
        (["serve", "--port", "99999"], 2, "Giá trị 99999 của --port"),
        (["serve", "--base-url", "cong.gov.vn"], 2, "Địa chỉ công khai cong.gov.vn"),
        (["serve", "--host", "khong.co.may.nay.invalid"], 1, "bằng --host"),
        (["build", "--engine", "la"], 2, "Giá trị la của --engine không dùng được (chọn một trong: whoosh,"),
        (["add", "tep.docx"], 2, "--corpus"),
        (["show", "khong-co"], 1, 'Không có văn bản "khong-co"'),
        (["show", f"{PLAN}/sec_IX"], 1, 'không có điều khoản "sec_IX"'),
        (["duties", "Sở Không Có"], 1, 'Không có cơ quan "Sở Không Có"'),
        (["records", "khong-co"], 1, 'Không có văn bản "khong-co"'),
    ],
)
def test_faults_are_one_vietnamese_sentence(arguments: list[str], code: int, words: str, phancap: Phancap) -> None:
    done = phancap(*arguments)
    assert done.returncode == code
    sentence = one_sentence(done)
    assert words in sentence and sentence.endswith(".") and VIETNAMESE.search(sentence)


def test_a_store_that_cannot_be_written(phancap: Phancap, tmp_path: Path) -> None:
    place = tmp_path / "tep"
    place.write_text("tệp, không phải thư mục", "utf-8")
    done = phancap("build", "--store", str(place / "store"))
    assert done.returncode == 1
    assert one_sentence(done).startswith("Không đọc hoặc ghi được")


@pytest.mark.parametrize("spoilt", ["records.sqlite", "search/words.json", "search/*.seg"])
def test_a_damaged_store_says_what_to_do(spoilt: str, phancap: Phancap, store: Path, tmp_path: Path) -> None:
    """A copy that broke off: what is missing, or only begun, was a traceback, or "stopped" as if somebody had asked for it."""
    place = tmp_path / "store"
    shutil.copytree(store, place)
    for path in (place / "generations").glob(f"*/{spoilt}"):
        if path.suffix == ".json":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:100])
    done = phancap("search", "--store", str(place), "so", "tu", "phap")
    assert done.returncode == 1
    assert one_sentence(done) == f"Dữ liệu đã dựng ở {place} bị hỏng hoặc thiếu tệp; hãy xóa thư mục này rồi chạy lại lệnh."


def test_a_folder_without_documents_is_no_corpus(phancap: Phancap, tmp_path: Path) -> None:
    done = phancap("search", "--corpus", str(tmp_path), "--store", str(tmp_path / "store"), "a")
    assert done.returncode == 1
    assert "documents" in one_sentence(done)


def test_a_pipe_that_closes_early_is_no_fault(store: Path) -> None:
    command = f"{sys.executable} -m phancap.site.cli records | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment("vi", store), timeout=60, check=False)  # noqa: S602
    assert done.stderr == "" and done.stdout.count("\n") == 1


def test_english_faults(phancap: Phancap) -> None:
    sentence = one_sentence(phancap("show", "nothing", lang="en_US.UTF-8"))
    assert sentence.startswith('No document "nothing"') and not VIETNAMESE.search(sentence)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--check", "ra"), ("--check", "ra", "http://a.vn/", "--gzip"), ("ra", "http://a.vn/")],
    ids=["none", "no-url", "mixed", "url"],
)
def test_export_told_wrongly(arguments: tuple[str, ...], phancap: Phancap, tmp_path: Path) -> None:
    done = phancap("export", *arguments, cwd=tmp_path)
    assert done.returncode == 2 and "phancap export" in one_sentence(done)
    assert list(tmp_path.iterdir()) == []


def test_an_export_is_made_and_checked(phancap: Phancap, tmp_path: Path) -> None:
    done = phancap("export", "ra", "--zip", "ra.zip", cwd=tmp_path)
    assert done.returncode == 0 and "Đã ghi xong" in done.stdout and "ra.zip" in done.stdout and "--base-url" in done.stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ra", "ra.zip"]
    assert phancap("export", "--check", "ra", "http://127.0.0.1:1/", cwd=tmp_path).returncode == 1
