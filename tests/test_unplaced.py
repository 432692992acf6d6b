"""Documents that do not tell of which province they are: nobody may read that their tasks are everybody's."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from phancap.indexer.build import build
from phancap.site.app import create_app

HEAD = '+++\nid = "{id}"\ntype = "Kế hoạch"\nname = "Kế hoạch {id}"\nshort = "KH {id}"\n{more}issued = 2025-09-05\n+++\n'
TEXT = "1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế rà soát thủ tục hành chính.\n"


def test_a_task_of_a_text_without_a_province_is_not_one_of_all_provinces(copied_corpus: Path, tmp_path: Path) -> None:
    """ "Kế hoạch của phường An Thắng" named no province; its "Sở Nội vụ" stood under "Trung ương", with "Đây là nhiệm vụ ở mọi địa phương"."""
    sentences = {}
    for name, more in (("phuong", ""), ("trung-uong", 'jurisdiction = "vn"\n')):
        (copied_corpus / "documents" / f"{name}.md").write_text(HEAD.format(id=name, more=more) + TEXT, "utf-8")
        build(copied_corpus, tmp_path / name)
        page = BeautifulSoup(create_app(tmp_path / name).test_client().get("/co-quan/vn/so-noi-vu/").data, "html.parser")
        told = " ".join(p.get_text() for p in page.select("p.dan"))
        sentences[name] = (page.select(".duong li")[-1].get_text(), "chưa rõ thuộc tỉnh" in told, "ở mọi địa phương" in told)
    # with the second text there is a task of all provinces, too
    assert sentences == {"phuong": ("Chưa rõ địa phương", True, False), "trung-uong": ("Trung ương", False, True)}
