"""Names of the export's folders that every file system and web server takes.

A clause's folder bears its eId. Two eIds of one document that differ in letter case alone ("sec_I", "sec_i") are one folder to Windows, and
a name that makes a path of the export longer than 200 characters is one that Explorer cannot copy into a portal's folder (260 in all, and
"C:\\inetpub\\wwwroot\\van-ban-phan-cap\\" has 37 of them): those get a short mark of their own behind them. The addresses of all other clauses
are the same as on the served site.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from flask import Flask
from phancap.indexer.model import Clause

MOST_ENTRIES = 65_534  # of a folder on a FAT32 disk (a stick that goes to the portal's people): 2 MiB at 32 bytes each, less "." and ".."
_LETTERS = 13  # of a long name in one such entry; one more holds the short name
LONGEST = 120
LONGEST_PATH = 200
_LONGEST_PAGE = "van-ban/{}/{}~12345678/doi-chieu/index.html"
_LEAST = 20  # characters of an eId that stay, however long its document's own id is
_OF_A_CLAUSE = ("documents.clause", "documents.compare")
# Windows keeps these for devices, with any ending; IIS hides the last ones from visitors.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10)), "bin", "app_data", "app_code", "app_browsers", "app_globalresources", "app_localresources", "app_webreferences", "web"}  # fmt: skip


def unusual_names(clauses: Iterable[Clause]) -> dict[str, str]:
    """Clause id → the name of its folder, for those clauses only whose eId cannot serve; the same clauses give the same names."""
    seen: set[str] = set()
    names: dict[str, str] = {}
    for clause in clauses:
        place = clause.id.casefold()
        reserved = clause.eid.casefold().partition(".")[0] in _RESERVED
        room = min(LONGEST, max(_LEAST, LONGEST_PATH - len(_LONGEST_PAGE.format(clause.id.rpartition("/")[0], ""))))
        if place in seen or reserved or len(clause.eid) > room:
            mark = hashlib.sha256(clause.id.encode()).hexdigest()[:8]
            names[clause.id] = f"{clause.eid[:room]}~{mark}"
        seen.add(place)
    return names


def too_wide_for_fat(paths: Iterable[str]) -> list[str]:
    """The folders of those files that a FAT32 disk cannot hold: some 16,000 clauses of one document, each with its long name, are too many."""
    inside: dict[str, set[str]] = {}
    for path in paths:
        steps = path.split("/")
        for depth, name in enumerate(steps):
            inside.setdefault("/".join(steps[:depth]), set()).add(name)
    return sorted(folder for folder, names in inside.items() if sum(1 - -len(name) // _LETTERS for name in names) > MOST_ENTRIES)


def use_names(app: Flask, names: Mapping[str, str]) -> None:
    """Makes the app write and understand those names in the addresses of clauses."""
    app.config["NAMES"] = names
    back = {(clause.rpartition("/")[0], name): clause.rpartition("/")[2] for clause, name in names.items()}

    @app.url_defaults
    def written(endpoint: str, values: dict[str, str]) -> None:
        if endpoint in _OF_A_CLAUSE:
            values["eid"] = names.get(f"{values.get('document')}/{values.get('eid')}", values.get("eid", ""))

    @app.url_value_preprocessor
    def understood(endpoint: str | None, values: dict[str, str] | None) -> None:
        if endpoint in _OF_A_CLAUSE and values:
            values["eid"] = back.get((values["document"], values["eid"]), values["eid"])
