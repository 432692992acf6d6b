"""The search page: the words typed, what was understood, answers, facets. Every state is an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Blueprint, current_app, render_template, request
from markupsafe import Markup, escape
from phancap.indexer.addresses import KIND_NAMES
from phancap.indexer.model import Clause
from phancap.site import wording
from phancap.site.document_cards import by_number, card_of, documents_asked_for
from phancap.site.reasons import PARTS
from phancap.site.views.examples import examples
from phancap.site.views.grouping import duty_lines, full_name, told_apart
from phancap.site.views.held import Held, Line, held, where
from phancap.site.views.page_links import link

if TYPE_CHECKING:  # searching is read in when somebody searches: a page that does not must open at once
    from phancap.indexer.engines import Answer, Hit, Searcher
    from phancap.indexer.query import Filters

pages = Blueprint("search", __name__)
_PAGE = 20
# facet → (parameter of the address, title); an engine counts those that it knows
_FACETS = {
    "agency": ("co-quan", "Cơ quan"),
    "role": ("vai-tro", "Vai trò"),
    "deadline": ("thoi-han", "Thời hạn, định kỳ"),
    "document": ("van-ban", "Văn bản"),
    "kind": ("loai", "Loại điều khoản"),
    "review": ("ra-soat", "Rà soát"),
}
_OPTIONS = 12  # values of a facet that are shown
_KINDS: dict[str, str] = {str(kind): name for kind, name in KIND_NAMES.items()}


@dataclass(frozen=True)
class Option:
    """One value of a facet, with the address that takes it or gives it back."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Chip:
    """Something understood or filtered by; ``url`` is the same search without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Found:
    """A clause found, ready to be shown."""

    clause: Clause
    words: Markup
    trail: tuple[str, ...]
    lines: list[Line]
    why: list[str]
    url: str
    document: str
    below: list[tuple[str, Markup]]
    inner: int


@lru_cache(maxsize=2)
def searcher_of(here: Held) -> Searcher:
    """The search over one generation, kept open."""
    from phancap.indexer.search import open_searcher

    return open_searcher(here.generation)


def _filters(args: Mapping[str, str]) -> Filters:
    from phancap.indexer.query import Filters

    known = {name: parameter for name, (parameter, _) in _FACETS.items() if name in Filters.__struct_fields__}
    return Filters(**{name: args.get(parameter) or None for name, parameter in known.items()})


def _page(args: Mapping[str, str]) -> int:
    digits = args.get("trang", "1")
    return min(max(1, int(digits)), 50) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 1


def ask(here: Held, args: Mapping[str, str]) -> Answer:
    """The answer to a search page's address."""
    return searcher_of(here).search(args.get("q", ""), _filters(args), _PAGE, (_page(args) - 1) * _PAGE)


@pages.get("/tim-kiem/")
def index() -> str:
    """The search page; in the export an empty one that the browser fills."""
    here = held()
    if current_app.config["EXPORTING"]:
        root = link("home.index").removesuffix("index.html")
        return render_template("tim-kiem.html", root=root, here=here, typed="", asked=False, examples=examples(here))
    args = {k: v for k, v in request.args.items() if v and k in {"q", "trang", *(p for p, _ in _FACETS.values())}}
    answer, page = ask(here, args), _page(args)
    filters = _filters(args)
    asked = bool(answer.query.typed) or any(getattr(filters, name, None) for name in _FACETS)
    last = -(-answer.total // _PAGE)
    named = documents_asked_for(answer.query, _not_held(here), here.documents) if page == 1 else []
    return render_template(
        "tim-kiem.html", here=here, typed=answer.query.typed, asked=asked, examples=() if asked else examples(here), answer=answer, found=[f for h in answer.hits if (f := _found(here, h, [a.name for a in answer.query.agencies]))],
        chips=_chips(here, args, answer, filters), facets=_facets(here, args, answer, filters), page=page, last=last,
        before=_address(args, trang=str(page - 1)) if 1 < page <= last + 1 else None, after=_address(args, trang=str(page + 1)) if page < last else None,
        meant=_address(args, q=answer.did_you_mean, trang="") if answer.did_you_mean else None, first=(page - 1) * _PAGE + 1,
        documents=[card_of(here.documents[d], *here.sizes[d][:2]) for d in named],
        cards=[(here.ref(a), here.counts[a], _elsewhere(here, a, answer)) for a in answer.agencies if a in here.pages] if page == 1 else [],
        hidden=[(k, v) for k, v in args.items() if k not in ("q", "trang")], ways=_ways_on(here, args, answer, filters) if not answer.hits else [],
        chosen=sum(bool(getattr(filters, name, None)) for name in _FACETS), full=lambda ref: full_name(here, ref.id),
    )  # fmt: skip


@lru_cache(maxsize=2)
def _not_held(here: Held) -> dict[str, list[str]]:
    return by_number(d for d in here.documents.values() if d.id not in here.generation.held)


def _address(args: Mapping[str, str], **changes: str) -> str:
    """The same search with some parameters changed; an empty one is left out."""
    values = {k: v for k, v in {**args, **changes}.items() if v}
    return link("search.index") + (f"?{urlencode(values)}" if values else "")


def _found(here: Held, hit: Hit, asked: Sequence[str]) -> Found | None:
    clause = here.generation.by_id(hit.id)
    if clause is None:
        return None
    words = here.passage(clause, hit.spans) if clause.text else Markup("")
    lines = duty_lines(here, clause)
    why = [PARTS[p] + (_bearing(lines, asked) if p == "agency" else "") for p, value in hit.parts.items() if p in PARTS and value > 0]
    trail = tuple(wording.sentence_case(t, here.generation.agencies) for t in clause.trail)
    inner = [] if clause.text else here.children(clause)  # a heading alone says little: what stands below it is begun
    below = [(wording.label(c), here.words(c) if c.text else escape(here.heading(c))) for c in inner[:2]]
    return Found(
        clause, words, trail, lines, why, link("documents.clause", **where(clause)), here.documents[clause.document].short,
        below, len(inner),
    )  # fmt: skip


def _bearing(lines: Sequence[Line], asked: Sequence[str]) -> str:
    """What the clause has the bodies do that were asked for: " (Sở Tư pháp chủ trì)"; static/search-show.js says the same."""
    bearers = [(line.bearers.striptags().lower(), wording.ROLES[line.role].lower()) for line in lines]
    told = list(dict.fromkeys(f"{name} {role}" for name in asked for who, role in bearers if name.lower() in who))
    return f" ({', '.join(told)})" if told else ""


def _chips(here: Held, args: Mapping[str, str], answer: Answer, filters: Filters) -> list[Chip]:
    chips = [Chip(u.label_vi, _address(args, q=u.without, trang="")) for u in answer.query.understood]
    for name, (parameter, title) in _FACETS.items():
        value = getattr(filters, name, None)
        if value:
            label = full_name(here, value) if name == "agency" else _label(here, name, value)
            chips.append(Chip(f"Lọc theo {title.lower()}: {label}", _address(args, **{parameter: "", "trang": ""})))
    return chips


def _elsewhere(here: Held, agency: str, answer: Answer) -> list[tuple[str, str]]:
    """(place, address) of the bodies of the same name in other places that the answer meets."""
    key = agency.partition("/")[2]
    others = [a for a, _ in answer.facets.get("agency", ()) if a != agency and a.partition("/")[2] == key and a in here.pages]
    places = here.generation.agencies.jurisdictions
    return [(place.name, here.ref(a).url) for a in others[:_OPTIONS] if (place := places.get(a.partition("/")[0])) and place.kind]


def _ways_on(here: Held, args: Mapping[str, str], answer: Answer, filters: Filters) -> list[tuple[str, str]]:
    """Where nothing is found: (what it would be, address) of the same search without its filters, and of each part that was understood."""
    ways = []
    if any(getattr(filters, name, None) for name in _FACETS):
        ways.append((f"Tìm “{answer.query.typed}” không kèm điều kiện lọc", link("search.index", q=answer.query.typed)) if answer.query.typed
                    else ("Bỏ mọi điều kiện lọc", link("search.index")))  # fmt: skip
    ways += [
        (f"Chỉ tìm {u.label_vi[:1].lower()}{u.label_vi[1:]}", link("search.index", q=u.words))
        for u in answer.query.understood
        if u.words != answer.query.typed
    ]
    words = [w.exact for w in answer.query.words]
    if len(words) > 2:
        ways += [(f"Tìm “{part}”", link("search.index", q=part)) for part in (" ".join(words[:2]), " ".join(words[-2:]))]
    return list(dict.fromkeys(ways))[:5]


def _facets(here: Held, args: Mapping[str, str], answer: Answer, filters: Filters) -> list[tuple[str, list[Option]]]:
    facets = []
    for name, (parameter, title) in _FACETS.items():
        chosen = getattr(filters, name, None)
        counted = answer.facets.get(name, ())
        shown = [*counted[:_OPTIONS], *((v, n) for v, n in counted[_OPTIONS:] if v == chosen)]
        labels = _labels(here, name, [v for v, _ in shown])
        options = [
            Option(label, n, _address(args, **{parameter: "" if v == chosen else v, "trang": ""}), v == chosen)
            for (v, n), label in zip(shown, labels, strict=True)
        ]
        if options and (len(options) > 1 or options[0].chosen or options[0].count < answer.total):
            facets.append((title, options))
    return facets


def _labels(here: Held, facet: str, values: list[str]) -> list[str]:
    """The values in words; bodies of one name in several places are told apart by their place."""
    return told_apart(here, values) if facet == "agency" else [_label(here, facet, value) for value in values]


def _label(here: Held, facet: str, value: str) -> str:
    if facet == "role":
        return wording.ROLES.get(value, value)
    if facet == "kind":
        return wording.capital(_KINDS.get(value, value))
    if facet == "deadline":
        return wording.capital(wording.RHYTHMS.get(value, "có thời hạn" if value == "deadline" else value))
    if facet == "review":
        return wording.capital(wording.REVIEWS.get(value, value))
    return here.documents[value].short if value in here.documents else value
