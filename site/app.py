"""The application factory: one Flask app for the server and for the static export."""

from __future__ import annotations

import gc
import hashlib
import os
import threading
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, current_app, g, render_template, request
from phancap.indexer.store import current_name
from phancap.indexer.wanted import EngineDown
from phancap.site import api, marking, wording
from phancap.site.badges import matrix_cells, options, review_badge, role_badge, with_roles
from phancap.site.duty_html import addressed, columns_of, duty_html, helped, paper_rows, task_html, when
from phancap.site.keeping import Packed, Pages, answer_of
from phancap.site.letterhead import lead
from phancap.site.views import (
    addresses,
    agencies,
    changes,
    clauses,
    deadlines,
    documents,
    downloads,
    embedding,
    gaps,
    guide,
    home,
    printing,
    references,
    search,
    signposts,
    tasks,
    versions,
)
from phancap.site.views.held import Held
from phancap.site.views.page_links import begin_links, canonical, clause_link, end_links, link, named, site_root
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip
_PACKED = (
    "text/",
    "application/json",
    "application/problem",
    "application/xml",
    "application/atom",
    "application/akn",
    "image/svg",
    "application/javascript",
)
_BELOW_DOCUMENTS = (clauses, downloads, printing, versions)  # they add their pages to those of the documents when they are read in
_TIMELESS = {"api", "changes", "signposts"}  # areas that say the same on every day
_FAILURES = {
    400: ("Địa chỉ không đọc được", "Địa chỉ của trang có phần không đúng. Vui lòng kiểm tra lại hoặc tìm theo từ ngữ bên dưới."),
    404: (
        "Không có trang này",
        "Địa chỉ không đúng, hoặc văn bản, điều khoản, cơ quan này chưa có trong kho. Vui lòng tìm theo từ ngữ bên dưới.",
    ),
    405: ("Thao tác không được hỗ trợ", "Trang này chỉ để xem và tra cứu."),
    500: ("Trang gặp lỗi", "Hệ thống chưa hiển thị được trang này. Vui lòng thử lại sau ít phút hoặc báo cho người quản trị."),
    503: ("Chưa có dữ liệu", "Chưa có dữ liệu để tra cứu; người quản trị cần dựng dữ liệu rồi mở lại trang này."),
}
SEARCH_DOWN = (
    "Tìm kiếm đang tạm ngừng",
    "Máy chủ tìm kiếm chưa trả lời. Các trang văn bản, cơ quan, nhiệm vụ và thời hạn vẫn xem được; vui lòng tìm lại sau ít phút.",
)


class Shelf:
    """The generation that the store names now; looked up with one ``stat`` a request."""

    def __init__(self, store: Path) -> None:
        self._pointer = store / "current"
        self._store = store
        self._seen: tuple[int, int, int] | None = None
        self._held: Held | None = None
        self._lock = threading.Lock()

    def current(self) -> Held | None:
        """What is held now, or None when nothing was built (or the pointer names nothing)."""
        try:
            stat = os.stat(self._pointer)
            seen = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
        except OSError:
            return self._held  # a pointer that is just being replaced, or a store on a lost drive: keep serving
        if seen != self._seen:
            with self._lock:
                name = current_name(self._store)
                if name and (self._held is None or self._held.digest != name):
                    self._held = Held(self._store / "generations" / name)
                self._seen = seen
        return self._held


MOST_ROOTS = 2  # a name and an address; whoever sends names of his own gets nothing made ready

# A page of a long text makes 100,000 small objects. Python's own setting looks through everything that is held (the clauses of
# thousands of pages) again and again meanwhile: half of the time of such a page.
_COLLECTING = (20_000, 20, 50)


def create_app(store: Path, *, exporting: bool = False, base_url: str | None = None) -> Flask:
    """The site over a store folder. ``exporting`` leaves out what needs a server; ``base_url`` is where it will be published."""
    gc.set_threshold(*_COLLECTING)
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.config.update(
        EXPORTING=exporting,
        BASE_URL=(base_url or "").rstrip("/"),
        TODAY=wording.today,
        SHELF=Shelf(store),
        PAGES=Pages(),
        PACKED=Packed(),
        ROOTS=[],  # where the first readers found the site (``warming.py``)
        LINKS={},
        NAMES={},  # folders of clauses whose eId cannot be one, in an export (``file_names.py``)
    )
    app.config["STAMP"] = _stamp(Path(app.root_path), exporting)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(exporting=exporting, link=link, clause_link=clause_link, wording=wording, NOTICE=wording.NOTICE)
    app.jinja_env.globals.update(
        addressed=addressed, helped=helped, duty=duty_html, when=when, task=task_html, columns_of=columns_of, paper_rows=paper_rows
    )
    app.jinja_env.filters.update(
        lua_chon=options,
        ten_van_ban=lambda documents: [(d.id, d.short) for d in documents],
        ngay=wording.date,
        so=wording.number,
        hoa=wording.capital,
        giu_so=marking.unbroken_numbers,
        dau_van_ban=lead,
        o_bang=marking.cells,
        ngoac_kep=wording.quoted,
        cac_co_quan=named,
        vai=role_badge,
        o_ma_tran=matrix_cells,
        ai_lam_gi=with_roles,
        xet=review_badge,
    )
    app.url_map.strict_slashes = True
    for area in (home, documents, agencies, tasks, deadlines, search, references, gaps, changes, guide, embedding, signposts, api):
        app.register_blueprint(area.pages)
    if not exporting:
        api.add_search(app)
    app.context_processor(_told)
    app.before_request(_open)
    app.after_request(_finish)
    app.teardown_request(lambda _: end_links())
    app.register_error_handler(HTTPException, _failed)
    app.register_error_handler(EngineDown, _search_down)
    app.register_error_handler(Exception, _broken)
    return app


all_urls = addresses.all_urls


def _stamp(root: Path, exporting: bool) -> str:
    """Changes with any file of the site, so that a new version of the program is never answered with "unchanged"."""
    total = hashlib.sha256(str(exporting).encode())
    for folder in ("", "views", "templates", "static"):
        for path in sorted((root / folder).glob("**/*" if folder in ("templates", "static") else "*.py")):
            stat = path.stat()
            total.update(f"{path.name}{stat.st_size}{stat.st_mtime_ns}".encode())
    return total.hexdigest()[:8]


def _open() -> Response | None:
    """Every page reads from one generation for the whole of its request."""
    if request.endpoint == "static":
        return None
    held = current_app.config["SHELF"].current()
    if held is None:
        response = Response(failure_page(503), 503, mimetype="text/html")
        response.headers["Retry-After"] = "60"
        return response
    g.held = held
    begin_links()
    if current_app.config["EXPORTING"]:
        return None
    roots = current_app.config["ROOTS"]
    if len(roots) < MOST_ROOTS and request.url_root not in roots:
        roots.append(request.url_root)
    g.etag = _etag(held)
    if g.etag in {*request.if_none_match.as_set(), *request.if_none_match.as_set(include_weak=True)}:
        unchanged = Response(status=304)
        unchanged.set_etag(g.etag)
        return unchanged
    key = _key()
    answer = current_app.config["PAGES"].get(key) if key else None
    return answer.response() if answer else None


def _etag(held: Held) -> str:
    """Names what this address says: the generation, the program, the day where the page counts from it, and the address itself.

    The address is in it so that nobody can hold the mark of a page that is not there; a proxy that compresses makes it weak.
    """
    timeless = request.blueprint in _TIMELESS and request.endpoint != "api.gaps"
    daily = "" if timeless else f"-{current_app.config['TODAY']():%Y%m%d}"
    place = hashlib.sha256(request.url.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    told = f"-{held.steps()}" if request.blueprint == "changes" or request.endpoint == "api.changes" else ""
    return f"{held.digest}-{current_app.config['STAMP']}{daily}{told}-{place}"


def _key() -> tuple[str, ...] | None:
    """What a page or a file depends on; None when it is not to be kept (a search, the data in parts)."""
    if request.method != "GET" or request.query_string:
        return None
    return g.etag, request.url_root, request.path


def _told() -> dict[str, str | bool | None]:
    """What every page may say: its one address, whether the site knows its place; for the margin of a printed page the day (an export
    cannot know that; its script fills it in) and the address of just what is shown, with all that was chosen.
    """
    exporting = current_app.config["EXPORTING"]
    known = bool(current_app.config["BASE_URL"]) or not exporting
    one = canonical()
    shown = one if exporting else site_root() + request.full_path.rstrip("?")
    return {
        "today_words": "" if exporting else wording.date(current_app.config["TODAY"]()),
        "canonical": one,
        "shown_at": shown,
        "placed": known,
    }


def _finish(response: Response) -> Response:
    if current_app.config["EXPORTING"]:  # a file has no headers
        return response
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return _smaller(_marked(response))


def _marked(response: Response) -> Response:
    """The response with the mark (ETag) of its generation; a whole page or file is kept for the next who asks."""
    if "etag" in g and response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED) and request.endpoint != "static":
        response.set_etag(g.etag)
        response.headers["Cache-Control"] = "no-cache"  # keep it, but ask each time whether it still holds
        if response.status_code == HTTPStatus.OK and not response.is_streamed and (key := _key()):
            current_app.config["PAGES"].keep(key, answer_of(response))
    return response


def _smaller(response: Response) -> Response:
    """The response compressed where the reader takes that; small or packed files go as they are. The day of packing is no part of it."""
    fits = (
        response.status_code == HTTPStatus.OK
        and (response.mimetype or "").partition("+")[0].startswith(_PACKED)
        and not response.is_streamed
    )
    response.vary.add("Accept-Encoding")
    if not fits or "Content-Encoding" in response.headers or not request.accept_encodings.quality("gzip") or request.range:
        return response
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) > 1_000:
        response.set_data(current_app.config["PACKED"].packed(content))
        response.headers["Content-Encoding"] = "gzip"
        tag, _ = response.get_etag()
        if tag:
            response.set_etag(tag, weak=True)
    return response


def failure_page(code: int) -> str:
    """The page that says what is wrong (400, 404, 405, 500, 503)."""
    title, sentence = _FAILURES.get(code, _FAILURES[500] if code >= 500 else _FAILURES[400])
    return render_template("loi.html", title=title, sentence=sentence, code=code, failed=True)


def _failed(error: HTTPException) -> AnyResponse:
    code = error.code or 500
    response = error.get_response(request.environ)
    if not isinstance(response, AnyResponse) or error.response is not None or code < 400:
        return Response.force_type(response, request.environ)
    if request.path.startswith("/api/"):
        return api.problem(code, *_FAILURES.get(code, _FAILURES[500] if code >= 500 else _FAILURES[400]))
    response.set_data(failure_page(code))
    response.content_type = "text/html; charset=utf-8"
    return response


def _search_down(error: Exception) -> Response:
    """The search engine does not answer: said as such, while every other page goes on."""
    current_app.logger.error("%s %s: %s", request.method, request.path, error)
    title, sentence = SEARCH_DOWN
    if request.path.startswith("/api/"):
        response = api.problem(503, title, sentence)
    else:
        page = render_template("loi.html", title=title, sentence=sentence, code=None, failed=True)
        response = Response(page, 503, mimetype="text/html")
    response.headers["Retry-After"] = "30"
    return response


def _broken(error: Exception) -> Response:
    if current_app.testing or current_app.debug:
        raise error
    current_app.logger.exception("%s %s", request.method, request.path)
    return Response(failure_page(500), 500, mimetype="text/html")
