"""The addresses that a page writes, and agencies with theirs: of its own pages, for paper and letters, and the one whole address of the page itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from flask import current_app, request
from markupsafe import Markup, escape
from phancap.indexer.model import Clause

_LINKS = 50_000  # addresses kept from one page of the served site to the next
_PLAIN_EID = re.compile(r"[\w.-]+", re.ASCII)  # nothing in it needs to be quoted in an address
_TELLING = {"tasks.index": ("van-ban",), "gaps.index": ("van-ban",)}  # what of a page's query makes it another page
_Link = Callable[..., str]


@dataclass(frozen=True)
class Ref:
    """An agency to be named on a page, with its address."""

    id: str
    name: str
    url: str

    @cached_property
    def attributes(self) -> Markup:
        """The attributes of its name in a text."""
        return Markup(' class="co-quan" href="%s"') % self.url if self.url else Markup(' class="co-quan"')

    @cached_property
    def html(self) -> Markup:
        """Its name with a link to its page, where it has one."""
        return Markup('<a href="%s">%s</a>') % (self.url, self.name) if self.url else escape(self.name)


@dataclass(frozen=True)
class _Kept:
    """What was made of links already: addresses by what they are made of, agencies by id; ``served``: they hold for every page."""

    served: bool
    links: dict[tuple[object, ...], str]
    refs: dict[str, Ref]


_here: ContextVar[_Kept | None] = ContextVar("links", default=None)


def begin_links() -> None:
    """Called where a request begins. A page asks for its links some thousand times; to ask Flask each time where it is would be a fifth of
    the time of a long one.
    """
    _here.set(_made())


def end_links() -> None:
    """Called where a request ends."""
    _here.set(None)


def _made() -> _Kept:
    """What was made already of links; those of an export are of one page alone, whose place in the site they start from."""
    app = current_app
    if app.config["EXPORTING"]:  # kept with the request, not in ``g``: all pages are asked for inside one application context
        found: _Kept = request.environ.setdefault("phancap.links", _Kept(False, {}, {}))
        return found
    root, places = request.script_root, app.config["LINKS"]
    if root not in places or len(places[root].links) > _LINKS:
        places[root] = _Kept(True, {}, {})
    return cast(_Kept, places[root])


def kept() -> _Kept:
    """What was made of links already."""
    return _here.get() or _made()


def link(endpoint: str, **values: Any) -> str:
    """The address of a page as this page writes it: relative in the export, whose builder changes the templates' ``url_for``."""
    known = kept().links
    key = (endpoint, *sorted(values.items()))
    if key not in known:
        known[key] = cast(_Link, current_app.jinja_env.globals["url_for"])(endpoint, **values)
    return known[key]


def clause_link(clause: str) -> str:
    """The address of a clause's page by the clause's id. All clauses of a document have the document's address before them, and the page
    of a long text has thousands of these.
    """
    document, _, eid = clause.rpartition("/")
    made = kept()
    if not made.served or not _PLAIN_EID.fullmatch(eid):
        return link("documents.clause", document=document, eid=eid)
    known = made.links
    if (document,) not in known:
        known[document,] = link("documents.one", document=document)
    return f"{known[document,]}{eid}/"


def address(endpoint: str, **values: Any) -> str:
    """The address for paper and letters: whole when the site's place is known."""
    from flask import url_for

    return site_root() + url_for(endpoint, **values)


def clause_address(clause: Clause) -> str:
    """The same of a clause's page."""
    return site_root() + clause_path(clause.id)


def clause_path(clause: str) -> str:
    """The address of a clause's page from the site's root, by the clause's id. A sheet or a site map has thousands of these, which begin with
    the document's.
    """
    document, _, eid = clause.rpartition("/")
    made = kept()
    if not _PLAIN_EID.fullmatch(eid) or (not made.served and clause in current_app.config["NAMES"]):
        return _from_root("documents.clause", document=document, eid=eid)
    known, key = made.links, ("whole", document)
    if key not in known:
        known[key] = _from_root("documents.one", document=document)
    return f"{known[key]}{eid}/"


def agency_path(agency: str) -> str:
    """The same of an agency's page."""
    place, _, name = agency.partition("/")
    if not _PLAIN_EID.fullmatch(name):
        return _from_root("agencies.one", jurisdiction=place, agency=name)
    known, key = kept().links, ("agencies", place)
    if key not in known:
        known[key] = _from_root("agencies.one", jurisdiction=place, agency="_").removesuffix("_/")
    return f"{known[key]}{name}/"


def _from_root(endpoint: str, **values: Any) -> str:
    from flask import url_for

    return url_for(endpoint, **values)


def site_root() -> str:
    """Where the site stands, without a last slash; empty in an export that was not told its public place."""
    base: str = current_app.config["BASE_URL"]
    return base or ("" if current_app.config["EXPORTING"] else request.url_root.rstrip("/"))


def canonical() -> str | None:
    """The one whole address of the page that is asked for; None for answers to searches and where the site's place is not known."""
    endpoint, root = request.endpoint, site_root()
    if not root or endpoint is None or (endpoint == "search.index" and request.query_string):
        return None
    values = request.view_args or {}
    if endpoint in ("documents.whole", "documents.volume"):  # the same text once more
        endpoint, values = "documents.one", {"document": values["document"]}
    telling = {name: request.args.getlist(name) for name in _TELLING.get(endpoint, ()) if request.args.get(name)}
    return address(endpoint, **values, **telling)


def named(refs: Iterable[Ref]) -> Markup:
    """Some agencies, one behind the other."""
    return Markup(", ".join([ref.html for ref in refs]))  # noqa: S704 - each is HTML already
