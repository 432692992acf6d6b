"""Marked texts: taking our tags off again gives the text back, whatever overlaps."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from phancap.indexer.store import Generation
from phancap.site.marking import Span, cells, mark, passage, unbroken_numbers, undrawn

LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")


class Reader(HTMLParser):
    """Keeps the words between the tags and refuses tags that cross."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.open: list[str] = []
        self.links_inside_links = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is open."""
        self.links_inside_links |= tag == "a" and "a" in self.open
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close only what was opened last."""
        assert self.open and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words.append(data)


def stripped(marked: str) -> str:
    """The words of marked text, read as a browser reads them."""
    reader = Reader()
    reader.feed(marked)
    reader.close()
    assert not reader.open and not reader.links_inside_links
    return "".join(reader.words)


@given(
    st.text(LETTERS, max_size=80),
    st.lists(
        st.tuples(st.integers(-5, 90), st.integers(-5, 90), st.sampled_from(["a", "span"]), st.text(LETTERS, max_size=10)), max_size=8
    ),
    st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=8),
)
def test_words_come_back(text: str, links: list[tuple[int, int, str, str]], lights: list[tuple[int, int]]) -> None:
    """Any spans, on any text with quotes, angle brackets and ampersands in it."""
    marked = mark(text, [Span(s, e, tag, {"title": words}) for s, e, tag, words in links], lights)
    assert stripped(str(marked)) == text
    assert html.unescape(re.sub(r"<[^<>]*>", "", str(marked))) == text


@pytest.mark.parametrize(
    ("links", "lights", "wanted"),
    [
        ([], [], "Sở Nội vụ &amp; &lt;b&gt;"),
        ([Span(0, 9, "a", {"href": "x"})], [], '<a href="x">Sở Nội vụ</a> &amp; &lt;b&gt;'),
        ([Span(0, 9, "a", {"href": "x"})], [(3, 11)], '<a href="x">Sở <mark>Nội vụ</mark></a><mark> &amp;</mark> &lt;b&gt;'),
        ([Span(0, 6, "a", {}), Span(3, 9, "a", {})], [], "<a>Sở Nội</a> vụ &amp; &lt;b&gt;"),
        ([Span(0, 99, "a", {}), Span(4, 4, "a", {})], [(2, 2)], "Sở Nội vụ &amp; &lt;b&gt;"),
        ([], [(0, 2), (1, 6)], "<mark>Sở Nội</mark> vụ &amp; &lt;b&gt;"),
        ([Span(0, 2, "a", {"title": '"><script>'})], [], '<a title="&#34;&gt;&lt;script&gt;">Sở</a> Nội vụ &amp; &lt;b&gt;'),
    ],
)
def test_marks(links: list[Span], lights: list[tuple[int, int]], wanted: str) -> None:
    """What the mark-up looks like."""
    assert str(mark("Sở Nội vụ & <b>", links, lights)) == wanted


def test_numbers_stay_on_one_line() -> None:
    """A document's number and a day are kept whole; other words are left alone."""
    assert str(unbroken_numbers("Nghị quyết số 57/NQ-HĐND ngày 09/12/2022")) == (
        'Nghị quyết số <span class="lien-dong">57/NQ-HĐND</span> <span class="lien-dong">ngày 09/12/2022</span>'
    )


def test_every_clause_comes_back(generation: Generation) -> None:
    """The real texts with all that was found in them."""
    for clause in generation.all_clauses():
        spans = [Span(c.start, c.end, "a", {"href": "#"}) for c in clause.citations]
        spans += [Span(m.start, m.end, "a", {"href": "#"}) for m in clause.agencies]
        assert stripped(str(mark(clause.text, spans))) == clause.text


def test_cells_of_a_row_keep_every_character() -> None:
    text = "1 | Xây dựng <kế hoạch> | Sở Nội vụ | Quý IV"
    row = cells(mark(text, [Span(26, 35, "a", {"title": "a | b"})]))
    assert BeautifulSoup(str(row), "html.parser").get_text() == text
    assert [o.get_text() for o in BeautifulSoup(str(row), "html.parser").select(".o")] == text.split(" | ")


def test_what_a_head_draws_with_letters_is_out_of_sight() -> None:
    """ "------- |" between the two sides of a head; every letter stays in the text."""
    text = "UBND XÃ MẪU ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n_______\nSố: 4/KH-UBND | Mẫu, ngày 2"
    marked = undrawn(mark(text, [Span(0, 11, "a", {"title": "x | y"})]))
    assert BeautifulSoup(str(marked), "html.parser").get_text() == text
    seen = BeautifulSoup(str(marked), "lxml")
    for hidden in seen.select(".vach"):
        hidden.extract()
    for br in seen.select("br"):
        br.replace_with("\n")
    assert seen.get_text() == "UBND XÃ MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 4/KH-UBND\nMẫu, ngày 2"


def test_a_long_text_is_shown_around_its_first_highlight() -> None:
    text = "Căn cứ các luật. " * 60 + "Sở Tư pháp thẩm định dự thảo. " + "Nơi nhận. " * 60
    at = text.index("thẩm định")
    begin, end = passage(text, [(at, at + 9)])
    assert begin < at < at + 9 < end <= begin + 420 and end - begin > 400
    assert text[begin - 1] == text[end] == " "
    assert passage(text, [])[0] == 0 and passage("Sở Tư pháp", [(0, 2)]) == (0, 10)
