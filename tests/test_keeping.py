"""What a server keeps of what it made, and what it makes before anybody asks."""

from __future__ import annotations

from pathlib import Path

from flask import abort
from phancap.site.app import create_app
from phancap.site.keeping import Answer, Pages
from phancap.site.warming import warm, warm_files


def test_a_file_that_was_made_is_sent_again_as_it_was(store: Path) -> None:
    """With its type and its name; the data in parts and searches are made anew."""
    app = create_app(store)
    client = app.test_client()
    url = "/nhiem-vu/nhiem-vu.xlsx"
    first = client.get(url)
    app.view_functions["tasks.workbook"] = lambda: abort(500)
    again = client.get(url)
    assert again.data == first.data and again.status_code == 200
    for name in ("Content-Type", "Content-Disposition", "ETag", "Content-Security-Policy"):
        assert again.headers[name] == first.headers[name]
    assert client.get(url + "?vai-tro=lead").status_code == 500


def test_what_is_kept_has_a_weight_that_it_never_goes_over() -> None:
    kept = Pages(most=3, most_bytes=100)
    for name in "abcd":
        kept.keep((name,), Answer(name.encode() * 20))
    assert [bool(kept.get((name,))) for name in "abcd"] == [False, True, True, True]
    kept = Pages(most=9, most_bytes=100)
    for name in "abcde":
        kept.keep((name,), Answer(name.encode() * 25))
    kept.keep(("e",), Answer(b"e"))
    kept.keep(("f",), Answer(b"f" * 26))  # more than a quarter alone
    assert [bool(kept.get((name,))) for name in "abcdef"] == [False, True, True, True, True, False]


def test_files_of_the_whole_store_are_made_ready_where_readers_found_it(store: Path) -> None:
    """They hold whole addresses; who sends ever new names for the site gets nothing made ready."""
    app = create_app(store)
    warm(app)
    assert app.config["ROOTS"] == []
    for name in ("tra-cuu.example.gov.vn", "10.0.0.5:8000", "mot.example", "hai.example"):
        app.test_client().get("/huong-dan/", base_url=f"http://{name}/")
    assert app.config["ROOTS"] == ["http://tra-cuu.example.gov.vn/", "http://10.0.0.5:8000/"]
    warm_files(app, app.config["ROOTS"][0])
    made = {name: view for name, view in app.view_functions.items() if name in ("tasks.sheet", "signposts.site_map")}
    app.view_functions.update(dict.fromkeys(made, lambda: abort(500)))
    for url in ("/nhiem-vu/nhiem-vu.csv", "/sitemap.xml"):
        assert "http://tra-cuu.example.gov.vn/van-ban/" in app.test_client().get(url, base_url="http://tra-cuu.example.gov.vn/").text


def test_a_browser_finds_the_sign_where_a_page_names_none(store: Path) -> None:
    """An agency's piece of HTML names none: it would become the sign of the portal's page."""
    answer = create_app(store).test_client().get("/favicon.ico")
    assert answer.status_code == 200 and answer.data[:4] == b"\0\0\1\0"
