"""The help page: the corpus's own README, and how to use the site."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, render_template
from markupsafe import Markup

pages = Blueprint("guide", __name__)


@pages.get("/huong-dan/")
def index() -> str:
    """The help page."""
    return render_template("huong-dan.html", readme=_readme())


@lru_cache(maxsize=1)
def _readme() -> Markup:
    """The README as HTML, one heading level lower (the page has its own first heading); HTML inside it is shown, not run."""
    from markdown_it import MarkdownIt
    from phancap.indexer.corpus import bundled

    path = bundled() / "README.md"
    if not path.is_file():
        return Markup("")
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(path.read_text("utf-8"))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
        for child in token.children or []:
            if child.type == "link_open" and "://" not in str(child.attrGet("href")) and not str(child.attrGet("href")).startswith("#"):
                child.attrs.pop("href", None)  # a file beside the README has no address on the site
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 - our own file, HTML in it disabled
