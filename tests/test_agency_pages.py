"""What an officer sees of an agency: nothing that the text excepts, what was taken over with its source, only what was asked for."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec
import openpyxl
import pytest
import vobject
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from icalendar import Calendar
from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.build import build
from phancap.indexer.corpus import bundled
from phancap.indexer.days import Rule, Times
from phancap.indexer.model import Document, Reading
from phancap.indexer.obligations import excepted, obligations_of, predecessors
from phancap.indexer.owed import counts_of
from phancap.indexer.store import Generation
from phancap.site import wording
from phancap.site.app import create_app
from phancap.site.calendars import calendar_of, days_of
from phancap.site.drawings import MOST_LANES, report_picture, year_strip
from phancap.site.views.held import held
from phancap.site.views.timed import next_day, period_end, spans

PLACE = "quang-nam/"
OTHER = "9-kh-ubnd-quang-nam-2026"
HEAD = (
    f'+++\nid = "{OTHER}"\ntype = "Kế hoạch"\nnumber = "9/KH-UBND"\ntitle = "Việc năm 2026"\nname = "Kế hoạch số 9/KH-UBND"\n'
    'short = "KH 9/KH-UBND"\nissuer = "quang-nam/uy-ban-nhan-dan-tinh"\njurisdiction = "quang-nam"\nissued = 2026-01-15\n+++\n'
)
TEXT = """II. NHIỆM VỤ

- Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Sở Tài chính xây dựng danh mục dự án, hoàn thành trước ngày 15/11/2026.

- Sở Tài chính, Sở Y tế rà soát chế độ chi, báo cáo Ủy ban nhân dân tỉnh trước ngày 20 hằng tháng.

- Sở Tài chính bố trí kinh phí trong quý II năm 2026.

- Sở Y tế thường xuyên kiểm tra an toàn thực phẩm.

- Chi cục Hải quan khu vực XIX rà soát thủ tục.
"""


@pytest.fixture(scope="module")
def wide_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled corpus and a plan that gives a department duties which another one holds now."""
    corpus, folder = tmp_path_factory.mktemp("kho") / "kho", tmp_path_factory.mktemp("store")
    shutil.copytree(bundled(), corpus, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (corpus / "documents" / f"{OTHER}.md").write_text(HEAD + TEXT, encoding="utf-8")
    build(corpus, folder)
    return folder


@pytest.fixture(scope="module")
def client(wide_store: Path) -> FlaskClient:
    """The site over it, on a day of 2026."""
    app = create_app(wide_store)
    app.config["TODAY"] = lambda: datetime.date(2026, 7, 1)
    return app.test_client()


def soup(client: FlaskClient, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.data, "html.parser")


def told(page: BeautifulSoup) -> list[str]:
    """The duty lines of a page, as words."""
    return [" ".join(line.get_text(" ").split()) for line in page.select(".nhiem-vu")]


# -- what an agency owes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "out"),
    [
        ("- Các Sở, Ban, ngành (trừ Sở Tư pháp, Sở Y tế) xây dựng kế hoạch.", {"so-tu-phap", "so-y-te"}),
        ("- Các Sở, Ban, ngành, ngoại trừ Sở Tư pháp, báo cáo Sở Y tế.", {"so-tu-phap"}),
        ("- Các Sở, Ban, ngành không bao gồm Công an tỉnh và Sở Y tế rà soát văn bản.", {"cong-an-tinh", "so-y-te"}),
        ("- Sở Xây dựng thu phí (trừ Sở Y tế); các Sở, Ban, ngành báo cáo.", set()),
        ("- Các Sở, Ban, ngành bài trừ hủ tục, báo cáo Sở Y tế.", set()),
    ],
)
def test_who_is_excepted_inherits_nothing(sentence: str, out: set[str], read_text: Callable[..., Reading], index: AgencyIndex) -> None:
    clause = next(c for c in read_text(f"III. TỔ CHỨC THỰC HIỆN\n\n{sentence}").clauses if "Sở" in c.text)
    assert excepted(clause, "quang-nam", index) == {PLACE + key for key in out}
    for agency in (PLACE + "so-tu-phap", PLACE + "so-y-te", PLACE + "so-xay-dung"):
        inherited = [o for o in obligations_of(agency, [clause], index) if o.kind == "inherited"]
        burdened = any(d.bearer == PLACE + "cac-so-ban-nganh" for d in clause.duties)
        assert bool(inherited) == (burdened and agency.partition("/")[2] not in out)


def test_what_the_build_wrote_down_is_what_follows_from_the_records(wide_store: Path) -> None:
    generation = Generation(wide_store / "generations" / (wide_store / "current").read_text("ascii").strip())
    clauses = list({x.clause.id: x.clause for x in generation.duties()}.values())
    for agency in generation.agency_ids:
        owed = obligations_of(agency, clauses, generation.agencies)
        assert generation.obligations(agency) == owed and generation.agency_counts[agency] == Counter(o.kind for o in owed)
        by_part = {(p.kind, p.through): p for p in generation.parts(agency)}
        assert sum(p.total for p in by_part.values()) == len(owed)
        for (kind, through), part in by_part.items():
            mine = [o for o in owed if (o.kind, o.through) == (kind, through)]
            assert generation.owed(part) == mine and generation.owed(part, limit=1, offset=1) == mine[1:2]
            assert part.counts.reviewed == sum(o.duty.review != "machine" for o in mine)
            burdens = mine if kind in ("own", "inherited") else []
            assert part.counts.roles == Counter(o.duty.role for o in burdens)
            assert part.counts.times == counts_of((o.clause, o.duty) for o in burdens).times
        named, found = generation.only_named(agency)
        concerned = {o.clause.id for o in owed}
        assert [c.id for c in found] == [
            c.id for c in generation.all_clauses() if agency in {m.agency for m in c.agencies} and c.id not in concerned
        ] and named == len(found)
        assert generation.owed_documents(list(by_part.values()), 99) == [
            d for d in generation.documents if d in {o.clause.document for o in owed}
        ]


def test_who_came_before(index: AgencyIndex) -> None:
    (former,) = predecessors(PLACE + "so-tai-chinh", index)
    assert former.agency == PLACE + "so-ke-hoach-va-dau-tu" and "01/NQ-HĐND" in former.path[0].source
    chain = {p.agency: len(p.path) for p in predecessors("da-nang/so-tai-chinh", index)}
    assert chain == {PLACE + "so-tai-chinh": 1, PLACE + "so-ke-hoach-va-dau-tu": 2}
    assert predecessors(PLACE + "so-ke-hoach-va-dau-tu", index) == [] == predecessors("vn/chinh-phu", index)


# -- the agency's page --------------------------------------------------------------------------------------------


def test_todays_holder_sees_what_it_took_over_and_why(client: FlaskClient) -> None:
    page = soup(client, "/co-quan/quang-nam/so-tai-chinh/")
    section = page.select_one("section.tiep-tu")
    assert section and section.h2 and section.h2.get_text().startswith("Nhiệm vụ văn bản giao cho Sở Kế hoạch và Đầu tư")
    text = section.get_text()
    assert "01/NQ-HĐND" in text and "độ tin cậy: đã xác nhận" in text and "xây dựng danh mục dự án" in text
    by_text = soup(client, "/co-quan/quang-nam/so-tai-chinh/?ten=van-ban")
    assert by_text.select_one("section.tiep-tu") is None and len(told(by_text)) < len(told(page))
    assert soup(client, "/co-quan/quang-nam/so-ke-hoach-va-dau-tu/").select_one("section.tiep-tu") is None


def timed(page: BeautifulSoup) -> dict[str, list[list[str]]]:
    """The table of what has a time: what stands above its rows → the cells of each."""
    found: dict[str, list[list[str]]] = {}
    for body in page.select(".viec-co-han tbody"):
        head, *rows = [[" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])] for row in body.select("tr")]
        found[head[0]] = rows
    return found


def test_what_is_owed_stands_before_whom_the_agency_belongs_to(client: FlaskClient) -> None:
    """On a phone, where all stands in one column: who holds its work today, then what is due, then the groups."""
    heads = [str(h.get("id")) for h in soup(client, "/co-quan/quang-nam/so-tu-phap/").select("main h2")]
    assert heads.index("nay") < heads.index("khi-nao") < heads.index("nhom-1") < heads.index("thuoc")
    heads = [str(h.get("id")) for h in soup(client, "/co-quan/quang-nam/so-khoa-hoc-va-cong-nghe/").select("main h2")]
    assert heads.index("nhom-1") < heads.index("truoc")


def test_what_is_due_this_quarter_comes_first_with_whom_to_tell(client: FlaskClient, wide_store: Path) -> None:
    """On 01/07/2026: this quarter's with the day that comes next, later ones, what is past; taken over from the former department, too."""
    page = soup(client, "/co-quan/quang-nam/so-tai-chinh/")
    shelves = timed(page)
    soon, *others = shelves
    assert soon.startswith("Từ nay đến hết quý III/2026") and shelves[soon][0][0].endswith("trước ngày 20 hằng tháng (lần tới: 20/07/2026)")
    assert "báo cáo: Ủy ban nhân dân tỉnh" in shelves[soon][0][2]
    later, past = (next(rows for title, rows in shelves.items() if title.startswith(t)) for t in ("Sau đó", "Đã qua hạn"))
    assert ("Hoàn thành trước ngày 15/11/2026", "Xây dựng danh mục dự án") in [(row[0], row[1].partition(",")[0]) for row in later]
    assert any("phối hợp: Sở Tài chính" in row[2] for row in later) and "quý II năm 2026" in past[0][0]
    assert others[-1].startswith("Đã qua hạn") and page.select_one(".viec-co-han tbody tr:last-child a")
    generation = Generation(wide_store / "generations" / (wide_store / "current").read_text("ascii").strip())
    mine = [p for a in ("so-tai-chinh", "so-ke-hoach-va-dau-tu") for p in generation.parts(PLACE + a) if p.kind in ("own", "inherited")]
    owed = {(o.clause.id, o.number) for part in mine for o in generation.owed(part) if o.duty.deadline or o.duty.recurrence}
    count = page.select_one("#khi-nao .dem")
    assert count and int(count.get_text()) == len(owed) == sum(len(rows) for rows in shelves.values())


def test_the_export_knows_no_day_and_tells_first_what_recurs(wide_store: Path) -> None:
    app = create_app(wide_store)
    app.config["EXPORTING"] = True
    shelves = timed(soup(app.test_client(), "/co-quan/quang-nam/so-tai-chinh/"))
    assert [title.rstrip(" 0123456789") for title in shelves][:2] == ["Việc định kỳ", "Có ngày hoặc kỳ hạn"]
    assert not any("lần tới" in row[0] for rows in shelves.values() for row in rows)


@pytest.mark.parametrize(
    ("rhythm", "now", "end"),
    [
        ("weekly", "2026-11-30", "2026-12-06"), ("monthly", "2028-02-03", "2028-02-29"), ("quarterly", "2026-11-30", "2026-12-31"),
        ("half-yearly", "2026-06-30", "2026-06-30"), ("yearly", "2026-01-01", "2026-12-31"),
    ],
)  # fmt: skip
def test_the_end_of_a_period(rhythm: str, now: str, end: str) -> None:
    assert period_end(rhythm, now) == end


def test_the_day_that_comes_next_is_one_that_the_calendar_has() -> None:
    assert next_day(Rule("monthly", 31, tuple(range(1, 13))), "2026-11-01") == "2026-12-31"
    assert next_day(Rule("yearly", 29, (2,)), "2026-11-30") == "2028-02-29" and not next_day(Rule("yearly", 31, (6,)), "2026-11-30")
    assert next_day(Rule("weekly", 0), "2026-11-30") == "2026-11-30"  # a Monday, today


def test_a_calendar_is_offered_where_it_has_a_day(client: FlaskClient, wide_store: Path) -> None:
    generation = Generation(wide_store / "generations" / (wide_store / "current").read_text("ascii").strip())
    offered = Counter[bool]()
    for agency in (a for a in generation.agency_ids if generation.parts(a)):
        page = soup(client, f"/co-quan/{agency}/")
        days = client.get(f"/co-quan/{agency}/lich.ics").text.count("BEGIN:VEVENT")
        assert bool(page.select_one(".tai-ve a[href$='lich.ics']")) is (days > 0), agency
        assert ("Chưa có việc nào có ngày cụ thể" in page.get_text()) is (days == 0), agency
        offered[days > 0] += 1
    assert min(offered[True], offered[False]) > 1


def test_the_table_for_paper_holds_every_duty_of_the_page(client: FlaskClient) -> None:
    page, paper = soup(client, "/co-quan/quang-nam/so-tai-chinh/"), soup(client, "/co-quan/quang-nam/so-tai-chinh/in/")
    rows = paper.select("tbody tr:not(.muc-bang)")
    assert len(rows) == len(told(page)) and [r.td.get_text() for r in rows] == [str(n + 1) for n in range(len(rows))]
    assert "01/NQ-HĐND" in paper.select("tbody")[-1].th.get_text() and "KH 9/KH-UBND" in rows[-1].get_text()
    by = [cell.get_text() for cell in paper.select("[data-cot='Cơ quan thực hiện']")]  # its own name is in the title of its own tasks
    assert len(by) == len(rows) and "" in by and "Sở Tài chính" not in by and any(by)


def test_a_body_that_the_register_does_not_know_is_said_to_be_so(client: FlaskClient) -> None:
    page = soup(client, "/co-quan/")
    unknown = [a for a in page.select("th a") if "chưa có trong danh mục" in a.parent.get_text()]
    assert [a.get_text() for a in unknown] == ["Chi cục Hải quan khu vực XIX"]
    assert "Danh mục cơ quan chưa có tên này" in soup(client, str(unknown[0]["href"])).get_text()
    assert "Danh mục cơ quan chưa có tên này" not in soup(client, "/co-quan/quang-nam/so-tai-chinh/").get_text()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (f"van-ban={OTHER}", ["rà soát chế độ chi", "bố trí kinh phí", "xây dựng danh mục dự án"]),
        (f"van-ban={OTHER}&vai-tro=coordinate", ["xây dựng danh mục dự án"]),
        (f"van-ban={OTHER}&dinh-ky=monthly", ["rà soát chế độ chi"]),
        (f"van-ban={OTHER}&han=qua", ["bố trí kinh phí"]),
        (f"van-ban={OTHER}&tu=2026-11-01&den=2026-11-30", ["xây dựng danh mục dự án"]),
        ("tu=2031-01-01", []),
    ],
)
def test_the_filters_of_an_agency(client: FlaskClient, query: str, wanted: list[str]) -> None:
    lines = told(soup(client, f"/co-quan/quang-nam/so-tai-chinh/?{query}"))
    assert {w for w in wanted if any(w in line for line in lines)} == set(wanted)
    assert all(any(w in line for w in wanted) for line in lines)
    sheet = client.get(f"/co-quan/quang-nam/so-tai-chinh/nhiem-vu.csv?{query}").data.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(sheet), delimiter=";"))) == len(lines)


@pytest.mark.parametrize(
    "query", ["tu=31/13/2026", "han=1%27--", "vai-tro=%3Cscript%3E", "dinh-ky=x", "trang=abc", "van-ban=", "den=2026-02-30"]
)
def test_what_is_no_filter_is_passed_over(client: FlaskClient, query: str) -> None:
    assert client.get(f"/co-quan/quang-nam/so-tai-chinh/?{query}").status_code == 200
    assert client.get(f"/nhiem-vu/?{query}").status_code == 200 and client.get(f"/thoi-han/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("15/1/2026", "2026-01-15"),
        ("15-01-2026", "2026-01-15"),
        (" 15.1.2026 ", "2026-01-15"),
        ("15012026", "2026-01-15"),
        ("15 1 2026", "2026-01-15"),
    ],
)
def test_a_day_is_typed_as_people_write_it_and_stands_in_the_address_as_iso(client: FlaskClient, typed: str, iso: str) -> None:
    answer = client.get("/thoi-han/", query_string={"tu": typed, "den": "2026-12-31", "co-quan": "", "vai-tro": "lead"})
    assert answer.status_code == 302 and parse_qsl(urlsplit(answer.location).query) == [
        ("tu", iso),
        ("den", "2026-12-31"),
        ("vai-tro", "lead"),
    ]
    fields = soup(client, answer.location).select("input.o-ngay")
    assert [f["value"] for f in fields] == ["15/01/2026", "31/12/2026"]


@pytest.mark.parametrize("words", ["31/13/2026", "30/02/2026", "15/1/26", "mai", "2026-02-30"])
def test_what_is_no_day_is_said_beside_its_field_and_kept(client: FlaskClient, words: str) -> None:
    page = soup(client, f"/thoi-han/?tu={words}")
    field = page.select_one("input[name=tu]")
    assert field and field["value"] == words and field["aria-invalid"] == "true"
    told = page.find(id=str(field["aria-describedby"]))
    assert told and "Không đọc được ngày này" in told.get_text() and page.select_one("details.loc-nhiem-vu[open]")


@pytest.mark.parametrize(
    "url", ["/nhiem-vu/?van-ban=x", "/thoi-han/?co-quan=x/y", "/thoi-han/2019-01-01/1/", "/thoi-han/monthly/9/", "/thieu-sot/x/1/", "/thieu-sot/no-bearer/0/",
            "/co-quan/quang-nam/so-tai-chinh/nhom/99/1/", "/co-quan/quang-nam/so-tai-chinh/nhom/1/9/", f"/nhiem-vu/van-ban/{OTHER}/ma-tran/9/"],
)  # fmt: skip
def test_what_is_not_there(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 404


# -- the matrix ---------------------------------------------------------------------------------------------------


def test_one_task_of_two_departments_is_one_row(client: FlaskClient) -> None:
    page = soup(client, f"/nhiem-vu/van-ban/{OTHER}/ma-tran/")
    rows = {
        row.th.button.get_text(): [" ".join(b.get_text().split()) for b in row.select("td button")]
        for row in page.select("tbody tr:not(.muc-bang)")
    }
    assert len(rows) == 5
    shared = next(cells for task, cells in rows.items() if task.startswith("Rà soát chế độ chi"))
    assert sorted(c.split(":")[0] for c in shared) == ["Sở Tài chính", "Sở Y tế", "Ủy ban nhân dân tỉnh"]
    cards = {str(card["id"]) for card in page.select("[popover]")}
    assert {str(b["popovertarget"]) for b in page.select("[popovertarget]")} == cards


def test_the_matrix_opens_on_tasks_that_name_somebody(client: FlaskClient) -> None:
    """The plan's Mục II names nobody: its tasks come last, under a heading that says so, on the page and in the sheet."""
    address = "/nhiem-vu/van-ban/ke-hoach-57-nq-hdnd-quang-nam-2022/ma-tran"
    page = soup(client, f"{address}/")
    rows = page.select("tbody tr")
    unnamed = [row.select_one("td.khong-neu") is not None for row in rows if "muc-bang" not in row.get("class", "")]
    assert unnamed == sorted(unnamed) and 3 < sum(unnamed) < len(unnamed) / 2
    heads = [n for n, row in enumerate(rows) if row.get_text().strip() == "Việc mà văn bản không nêu cơ quan thực hiện"]
    assert len(heads) == 1 and not any(row.select_one("td.khong-neu") for row in rows[: heads[0]])
    sheet = list(csv.reader(io.StringIO(client.get(f"{address}.csv").get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))
    assert [row[-1] == wording.NO_BEARER for row in sheet[1:]] == unnamed


@pytest.mark.parametrize("place", [f"/van-ban/{OTHER}/", f"/van-ban/{OTHER}/sec_II__indent_2/", "/tim-kiem/?q=ra soat che do chi", "/"])
def test_what_two_departments_share_is_told_once_with_both(client: FlaskClient, place: str) -> None:
    page = soup(client, place)
    told = [bearers.get_text() for bearers in page.select("b.ai, strong.ai") if "Sở Y tế" in bearers.get_text()]
    assert told[:1] == ["Sở Tài chính, Sở Y tế"] and told.count("Sở Tài chính, Sở Y tế") == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("9/KH-UBND", "Kế hoạch số 9/KH-UBND / Việc năm 2026 / 7 điều khoản, 6 nhiệm vụ."),
        ("06/TTr-SNV", "Tờ trình số 06/TTr-SNV ngày 03/01/2023 của Sở Nội vụ tỉnh Quảng Nam / Kho chưa có toàn văn của văn bản này."),
        ("khoản 1 mục II kế hoạch 9/KH-UBND", None),
    ],
)
def test_a_document_is_asked_for_by_its_number(client: FlaskClient, typed: str, told: str | None) -> None:
    page = soup(client, f"/tim-kiem/?q={typed}")
    assert [" / ".join(p.get_text() for p in card.select("p")) for card in page.select("[aria-label^='Văn bản: ']")] == (
        [told] if told else []
    )


def test_what_the_state_gives_to_a_body_of_every_place_is_led_to(tmp_path: Path) -> None:
    corpus = tmp_path / "kho"
    shutil.copytree(bundled(), corpus, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    head = HEAD.replace(OTHER, "1-nd-cp-2026").replace("quang-nam/uy-ban-nhan-dan-tinh", "vn/chinh-phu").replace('"quang-nam"', '"vn"')
    (corpus / "documents" / "1-nd-cp-2026.md").write_text(
        head + "Điều 1. Trách nhiệm\n\n1. Sở Tư pháp thẩm định dự thảo.\n", encoding="utf-8"
    )
    build(corpus, tmp_path / "store")
    client = create_app(tmp_path / "store").test_client()
    local, state = (soup(client, f"/co-quan/{place}/so-tu-phap/").select("p.dan") for place in ("quang-nam", "vn"))
    assert "giao 1 nhiệm vụ cho Sở Tư pháp của mọi địa phương" in local[1].get_text() and local[1].a
    assert local[1].a["href"] == "/co-quan/vn/so-tu-phap/"
    assert (
        re.search(r"Tỉnh Quảng Nam \(\d\d\)", state[1].get_text()) and state[1].a and state[1].a["href"] == "/co-quan/quang-nam/so-tu-phap/"
    )


def test_an_agency_reads_with_whom_it_shares_a_task_and_saves_files_under_its_name(client: FlaskClient) -> None:
    page = soup(client, f"/co-quan/{PLACE}so-tai-chinh/")
    shared = next(line for line in page.select(".nhiem-vu") if "rà soát chế độ chi" in line.get_text())
    told = " ".join(shared.get_text().split())
    assert "cùng được giao: Sở Y tế" in told and "thời hạn: trước ngày 20 hằng tháng (theo từng kỳ)" in told  # nothing is open in it
    names = {str(a["download"]) for a in page.select("a[download]")}
    assert names == {"nhiem-vu-so-tai-chinh.xlsx", "nhiem-vu-so-tai-chinh.csv", "lich-so-tai-chinh.ics"}
    for a in page.select("a[download]"):
        assert str(a["download"]) in client.get(str(a["href"])).headers["Content-Disposition"]


def test_the_matrix_of_several_documents_and_its_sheet(client: FlaskClient) -> None:
    query = f"van-ban={OTHER}&van-ban=ke-hoach-57-nq-hdnd-quang-nam-2022&co-quan=quang-nam/so-tai-chinh"
    page = soup(client, f"/nhiem-vu/?{query}")
    tasks = page.select("tbody tr:not(.muc-bang)")
    assert len(tasks) > 0 and all("Sở Tài chính: " in " ".join(c.get_text() for c in row.select("td")) for row in tasks)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(client.get(f"/nhiem-vu/ma-tran.xlsx?{query}").data)).active
    assert sheet.max_row == len(tasks) + 1 and sheet.freeze_panes == "C2" and sheet.auto_filter.ref
    assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$1:$1"
    head = [c.value for c in sheet[1]]
    assert {sheet.cell(r, head.index("Sở Tài chính") + 1).value for r in range(2, sheet.max_row + 1)} <= {
        "Chủ trì",
        "Thực hiện",
        "Tham mưu",
        "Phối hợp",
    }
    whole = client.get(f"/nhiem-vu/van-ban/{OTHER}/phan-cong.xlsx").data
    assert openpyxl.load_workbook(io.BytesIO(whole)).sheetnames == ["Nhiệm vụ", "Ma trận"]


def test_the_export_needs_no_question_mark_to_reach_any_list(wide_store: Path) -> None:
    page = soup(create_app(wide_store, exporting=True).test_client(), "/nhiem-vu/")
    links = {str(a["href"]) for a in page.select("main a")}
    assert not any("?" in href for href in links) and page.select_one("main form") is None
    assert {f"/nhiem-vu/van-ban/{OTHER}/", f"/nhiem-vu/van-ban/{OTHER}/ma-tran/"} <= links


# -- days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Sở Nội vụ báo cáo định kỳ 06 tháng và hằng năm trước ngày 15/6 và ngày 15/12 hằng năm.", ["15/6", "15/12"]),
        ("Sở Nội vụ tổ chức giao ban định kỳ hằng tuần, vào thứ sáu hằng tuần.", ["FR"]),
        ("Sở Nội vụ định kỳ hằng quý báo cáo kết quả.", []),
        ("Sở Nội vụ báo cáo trước ngày 31 tháng 6 hằng năm.", []),
    ],
)
def test_every_day_that_the_words_give_is_in_the_calendar(
    sentence: str, days: list[str], read_text: Callable[..., Reading], made_up: Callable[..., Document]
) -> None:
    reading = read_text(f"III. TỔ CHỨC THỰC HIỆN\n\n- {sentence}", issued="2026-01-15")
    clause = next(c for c in reading.clauses if c.duties)
    found = [rule for duty in clause.duties for _, rule in days_of(duty, clause, reading.document) if rule]
    assert [str(r["byday"]) if "byday" in r else f"{r['bymonthday']}/{r['bymonth'][0]}" for r in found] == days  # type: ignore[index]


def test_two_readers_agree_on_the_calendar(client: FlaskClient) -> None:
    content = client.get("/co-quan/quang-nam/so-tai-chinh/lich.ics").data.decode()
    events = Calendar.from_ical(content).walk("VEVENT")
    uids = [str(e["UID"]) for e in events]
    assert len(uids) == len(set(uids)) == len(list(vobject.readOne(content).components())) >= 2
    assert all(not isinstance(e.decoded("DTSTART"), datetime.datetime) for e in events)
    monthly = next(e for e in events if "RRULE" in e)
    assert monthly["RRULE"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=20" and monthly.decoded("DTSTART") == datetime.date(2026, 1, 20)


def test_a_name_with_a_line_break_makes_no_broken_calendar(wide_store: Path) -> None:
    app = create_app(wide_store)
    with app.test_request_context("/"):
        app.preprocess_request()
        made = calendar_of(held(), [], "Ban Quản lý các khu công nghệ cao thành phố\nHà Nội")
    assert "thành phố Hà Nội" in str(Calendar.from_ical(made.decode())["X-WR-CALNAME"])


def test_what_is_over_is_told_apart(client: FlaskClient) -> None:
    page = soup(client, "/thoi-han/")
    over, coming = page.select_one("[aria-labelledby=da-qua]"), page.select_one("[aria-labelledby=ngay]")
    assert (
        over and "Quý II năm 2026" in over.get_text() and coming and "15/11/2026" in coming.get_text() and "Quý II" not in coming.get_text()
    )


# -- pictures -----------------------------------------------------------------------------------------------------


def test_the_strip_says_in_words_what_it_draws(wide_store: Path) -> None:
    generation = Generation(wide_store / "generations" / (wide_store / "current").read_text("ascii").strip())
    strip = year_strip(counts_of((x.clause, x.duty) for x in generation.duties(OTHER)).times, "2026-07-01")
    assert strip and [lane.name for lane in strip.lanes if lane.name] == ["Hằng tháng", "2026"]
    assert strip.told == ("Hằng tháng: 2 việc; ngày 20.", "Quý II năm 2026: 1 việc, đã qua.", "Ngày 15/11/2026: 1 việc.")
    assert year_strip(Times(), "2026-07-01") is None
    marks = [m for lane in strip.lanes for m in lane.marks]
    assert all(m.x >= 0 and m.x + m.wide <= strip.width for m in marks)
    assert all(m.reach[0] >= 0 and m.reach[1] <= strip.width for m in marks)


def test_marks_never_lie_on_one_another(wide_store: Path) -> None:
    generation = Generation(wide_store / "generations" / (wide_store / "current").read_text("ascii").strip())
    one = next(x for x in generation.duties(OTHER) if x.duty.deadline and x.duty.deadline.date)
    many = []
    for day in range(120):
        date = (datetime.date(2026, 1, 1) + datetime.timedelta(days=3 * day)).isoformat()
        duty = msgspec.structs.replace(one.duty, deadline=msgspec.structs.replace(one.duty.deadline, date=date))
        many.append((one.clause, duty))
    strip = year_strip(counts_of(many).times, "")
    assert strip and len(strip.lanes) <= MOST_LANES
    assert sum(len(lane.marks) for lane in strip.lanes) + strip.left_out == len(strip.told) == 120
    for lane in strip.lanes:
        spans = sorted(m.reach for m in lane.marks)
        assert all(a[1] < b[0] for a, b in itertools.pairwise(spans))


def test_who_reports_to_whom() -> None:
    pairs = [("Sở A", "UBND"), ("Sở A", "UBND"), ("Sở B", "UBND"), *((f"Sở {n}", f"Cơ quan {n}") for n in range(30))]
    drawn = report_picture(pairs)
    assert drawn and drawn.told[0] == ("Sở A", "UBND", 2) and len(drawn.told) == 32
    assert len(drawn.edges) + drawn.left_out == 32 and len(drawn.left) <= 12 and report_picture([]) is None


# -- sheets -------------------------------------------------------------------------------------------------------


def test_a_day_is_a_day_and_a_period_ends_on_its_last_day(client: FlaskClient) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(client.get(f"/co-quan/quang-nam/so-tai-chinh/nhiem-vu.xlsx?van-ban={OTHER}").data)).active
    head = [c.value for c in book[1]]
    days = {book.cell(r, head.index("Ngày đến hạn") + 1).value or None for r in range(2, book.max_row + 1)}
    assert days == {None, datetime.datetime(2026, 6, 30), datetime.datetime(2026, 11, 15)}
    taken = {book.cell(r, head.index("Tiếp nhận từ") + 1).value or "" for r in range(2, book.max_row + 1)}
    assert taken == {"", "Sở Kế hoạch và Đầu tư"}


def test_a_provision_that_a_held_text_lacks_is_no_missing_document(tmp_path: Path) -> None:
    corpus, folder = tmp_path / "kho", tmp_path / "store"
    shutil.copytree(bundled(), corpus, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    cited = "- Sở Y tế báo cáo theo khoản 7 Mục III Kế hoạch số 9/KH-UBND ngày 15/01/2026 và Điều 5 Nghị định số 77/2025/NĐ-CP."
    (corpus / "documents" / f"{OTHER}.md").write_text(HEAD + TEXT, encoding="utf-8")
    second = HEAD.replace("9/KH-UBND", "10/KH-UBND").replace(OTHER, OTHER.replace("9-", "10-", 1))
    (corpus / "documents" / f"{OTHER.replace('9-', '10-', 1)}.md").write_text(f"{second}II. NHIỆM VỤ\n\n{cited}\n", encoding="utf-8")
    build(corpus, folder)
    client = create_app(folder).test_client()
    for page in (soup(client, f"/tham-chieu/{OTHER.replace('9-', '10-', 1)}/"), soup(client, "/tham-chieu/")):
        part = page.select_one("#can-xem")
        assert part and part.parent
        text = " ".join(part.parent.get_text(" ").split())
        assert "9/KH-UBND" not in [" ".join(r.get_text().split()) for r in part.parent.select("summary, th[scope=row]")]
        assert "77/2025/NĐ-CP" in text
    assert "không tìm thấy điều khoản này" in soup(client, f"/tham-chieu/{OTHER.replace('9-', '10-', 1)}/").get_text()


def test_documents_with_duties_stand_newest_first(client: FlaskClient) -> None:
    """One whose day is not known comes last."""
    rows = [str(box["value"]) for box in soup(client, "/nhiem-vu/").select("td.chon input")]
    assert rows == [OTHER, "ke-hoach-57-nq-hdnd-quang-nam-2022"]


def test_the_days_that_people_ask_for(client: FlaskClient) -> None:
    """On 01/07/2026: this month, this quarter, this year; a choice of days says that it leaves out what recurs."""
    assert spans("2026-11-30") == [
        ("tháng này", "2026-11-01", "2026-11-30"), ("quý này", "2026-10-01", "2026-12-31"), ("năm nay", "2026-01-01", "2026-12-31"),
    ]  # fmt: skip
    assert spans("") == []
    for url in ("/co-quan/quang-nam/so-tai-chinh/", "/thoi-han/"):
        quarter = next(a for a in soup(client, url).select(".loc-nhanh a") if a.get_text() == "quý này")
        chosen = soup(client, str(quarter["href"]))
        assert "tu=2026-07-01" in str(quarter["href"]) and chosen.select_one(".loc-nhanh a[aria-current]")
        assert "Việc định kỳ không có ngày cuối" in chosen.get_text()
        assert "Việc định kỳ không có ngày cuối" not in soup(client, url).get_text()
        other = next(str(a["href"]) for a in chosen.select("p.phu a") if a.get_text() == "việc định kỳ")
        assert "dinh-ky=co" in other and "trước ngày 20 hằng tháng" in soup(client, other).get_text()


def test_an_empty_list_of_a_choice_does_not_speak_of_all_documents(client: FlaskClient) -> None:
    text = soup(client, "/thoi-han/?tu=2031-01-01").get_text()
    for what in ("Không có ngày hoặc kỳ hạn nào", "Không có việc định kỳ nào", "Không có thời hạn nào chưa tính được ngày"):
        assert f"{what} khớp với cách lọc này." in text
    assert "trong các văn bản đang có" not in text
