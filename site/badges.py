"""The small marks of duties as HTML: a role, a word in a shape; who has read it; the cells of a matrix.

A long list has hundreds of them, a matrix thousands: a template takes ten times as long for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from markupsafe import Markup
from phancap.indexer.model import Duty
from phancap.site import wording
from phancap.site.marking import safe
from phancap.site.views.page_links import Ref


@cache
def role_badge(role: str) -> Markup:
    """A role (a key of ``wording.ROLES``)."""
    shape = f'<span class="hinh" aria-hidden="true">{wording.SHAPES[role]}</span>'
    return Markup(f'<span class="vai vai-{role}">{shape} {wording.ROLES[role]}</span>')  # noqa: S704 - our own words


def review_badge(duty: Duty) -> Markup:
    """ "máy đọc", "đã rà soát"; what the reviewer said of it in the title."""
    why = f' title="{safe(duty.because["review"])}"' if duty.because.get("review") else ""
    return Markup(f'<span class="muc xet xet-{duty.review}"{why}>{wording.REVIEWS[duty.review]}</span>')  # noqa: S704 - escaped


def matrix_cells(row: Sequence[tuple[str, ...]], columns: Sequence[Ref], narrow: bool, card: str) -> Markup:
    """The cells of a row of the matrix: each column's agency (its name shows where the table becomes blocks) and its roles, as a button
    that opens the task's card."""
    button = f'<td><button type="button" class="o" popovertarget="{safe(card)}"><span class="ten">'
    cells = [
        f"{button}{safe(wording.capital(columns[at].name))}<span>: </span></span>{_shapes(roles, narrow)}</button></td>"
        if roles
        else "<td></td>"
        for at, roles in enumerate(row)
    ]
    return Markup("".join(cells))  # noqa: S704 - escaped


def with_roles(others: Iterable[tuple[Ref, tuple[str, ...]]]) -> Markup:
    """ "Sở Nội vụ (phối hợp), …": agencies that have no column, with what they do."""
    told = [f"{ref.html} ({', '.join([wording.ROLES[r].lower() for r in roles])})" for ref, roles in others]
    return Markup(", ".join(told))  # noqa: S704 - our own words


def options(pairs: Iterable[tuple[str, str]], chosen: Collection[str]) -> Markup:
    """What can be chosen from in a list: (value, words); those of ``chosen`` are."""
    rows = [
        f'<option value="{safe(value)}"{" selected" if value in chosen else ""}>{safe(wording.capital(words))}</option>'
        for value, words in pairs
    ]
    return Markup("".join(rows))  # noqa: S704 - escaped


@cache
def _shapes(roles: tuple[str, ...], narrow: bool) -> str:
    return '<span class="an">, </span>'.join(
        f'<span class="vai-{name}"><span class="hinh" aria-hidden="true">{wording.SHAPES[name]}</span>'
        f'<span class="chu-o">{wording.ROLES[name].lower() if narrow else wording.ROLES[name]}</span></span>'
        for name in roles
    )
