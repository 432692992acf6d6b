"""How well a whole article answers a long question: its clauses taken together, as one text.

A question of many words is rarely met by one clause alone: a point lacks the words of the sentence above it, and a definition the
name of its law. So the article is judged as BM25 does (Robertson: k1 and b below), over words, pairs and triples with and
without their marks, and what it gives is added to each of its clauses.
"""

from __future__ import annotations

import math
import re
from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from phancap.indexer.asked import Asked
from phancap.indexer.prepared import Prepared
from phancap.indexer.ranking import explain, told_standing
from phancap.indexer.terms import STOP_WORDS

K1 = 0.9
B = 0.4
SIZE = 170  # syllables of a common article
BEST = 30  # articles whose clauses are looked at one by one
OTHER = 9  # articles before the one that another measure puts first: a short article, full of the question, behind nine longer ones
FURTHER = 2  # more clauses of an article that stand before …
AHEAD = 1.2  # … an article that is so much weaker: "bàn giao xong khi nào" is said by the second best khoản of the one article on it
THIN = 34  # syllables in which a word stands once when that measure takes it as half met
SHORT = 20  # syllables below which a paragraph is no better for being shorter
TERM = 14  # syllables of a term that is explained
# What each part weighs. Chosen by hand while looking at 349 exam questions over 2,249 articles, both halves: no held-out figure; but
# NAMED on 131 questions of our own (first .756 → .771) and only confirmed on those (.888 → .891).
WHOLE = 2.2  # the article as one text
TITLE = 0.2  # the heading's words are all asked for
FOCUS = 0.2  # it is headed by what is asked for: "Trách nhiệm của …" where it is "có trách nhiệm gì" (own questions .687 → .712 first, the exam's unmoved)
NAMED = 0.2  # … and are all of what a question asks for; words alone are looked for in one clause
DOCUMENT = 0.4  # its law is named, or part of its name
NUMBERED = 0.6  # … and more where its number is: "qđ 209/2025 hiệu lực từ ngày nào" asks no other decision
OWN = 0.5  # the clause by itself, as in a short query …
OWN_WORDS = 1.5  # … where words are typed one behind the other: "đánh giá nhà đầu tư nước ngoài tiếp cận thị trường" is one clause
DENSITY = 2.5  # its best paragraph: much of the question in few words
DEFINED = 1.0  # … and more where nothing else is asked: "Tỷ lệ tài sản có tính thanh khoản cao" stood in 30 forms before what explains it
LEADING = 5  # articles that the engine puts first, looked at then whatever their size: a definition in an appendix of 65 clauses
AMOUNT = 0.3  # it has a number of what is counted: "trong mấy ngày" (no more was lost or won with 0.5)
MEANING = 0.5  # "Tiếp cận thông tin là việc …" where it is asked what "tiếp cận thông tin" is
SURE = 1e-9  # what rounding may do to a sum
SCALE = 25  # to about 100 for the best


Scored = tuple[Prepared, dict[str, float]]


def article_score(article: Sequence[Prepared], asked: Asked, with_marks: bool = True) -> dict[str, float]:
    """The parts of an article's score, each about 0 to 1 before its weight, and their weighed sum under "article".

    Without ``with_marks`` every word counts as found with the marks that were typed: no article is worth more than that.
    """
    size = sum(clause.size for clause in article) + len(article)  # a sign stands between each heading and its text
    slack = K1 * (1 - B + B * size / SIZE)
    times, marked = _times([clause.line for clause in article], asked.finder), None
    met = full = thick = 0.0
    for units in (asked.words, asked.pairs, asked.triples):
        for unit in units:
            full += unit.weight
            count = times.get(unit.folded, 0)
            if not count:
                continue
            quality = count / (count + slack)
            thick += unit.weight * count / (count + size / THIN)
            if unit.marks and with_marks:
                if marked is None:
                    marked = _times([clause.letters for clause in article], asked.letters_finder)
                count = marked.get(unit.exact, 0)
                quality = (quality + count / (count + slack)) / 2
            met += unit.weight * quality
    title, named = _title(article[0], asked)
    parts = {
        "whole": met / full if full else 0.0,
        "thick": thick / full if full else 0.0,
        "title": title**2,
        "named": title * named if asked.query.asks else 0.0,
        "focus": 1.0 if any(f" {name} " in article[0].heading for name in asked.query.focus) else 0.0,
        "document": min(1.0, asked.laws.get(article[0].document, 0.0)),
    }
    if asked.query.numbers and article[0].document in asked.query.documents:
        parts["document"] += NUMBERED / DOCUMENT
    parts["article"] = (
        WHOLE * parts["whole"] + TITLE * parts["title"] + NAMED * parts["named"] + FOCUS * parts["focus"] + DOCUMENT * parts["document"]
    )
    return parts


def _times(lines: Sequence[str], finder: re.Pattern[str]) -> dict[str, int]:
    """How often the syllables that a pattern finds, and pairs (a stop word between them or not) and triples of them, stand in the lines one
    behind the other.

    A pattern over the text takes half the time of looking at every syllable; 200 articles have about 160,000 of them.
    """
    found: dict[str, int] = defaultdict(int)
    _, *parts = finder.split("".join(lines))  # a word, what stands behind it, the next word, …; two spaces between two clauses
    first = before = ""
    for word, between in zip(parts[::2], parts[1::2], strict=True):
        found[word] += 1
        if before:
            found[f"{before}_{word}"] += 1
            if first:
                found[f"{first}_{before}_{word}"] += 1
                if before in STOP_WORDS:
                    found[f"{first}_{word}"] += 1
        first, before = ("", "") if between else (before, word)
    return found


def _judged(known: Sequence[Sequence[Prepared]], asked: Asked) -> tuple[list[tuple[int, dict[str, float]]], list[int]]:
    """(The places of the BEST articles with the parts of their scores, best first; the places of the OTHER + 1 thickest).

    Marks are looked for only in those that can still be among the best: their scores with all marks right are known first.
    """
    glanced = [article_score(article, asked, with_marks=False) for article in known]
    most = [parts["article"] for parts in glanced]
    judged: list[tuple[float, int, dict[str, float]]] = []
    for at in sorted(range(len(known)), key=lambda at: -most[at]):
        if len(judged) >= BEST and most[at] < judged[BEST - 1][0] - SURE:
            break
        parts = article_score(known[at], asked)
        insort(judged, (parts["article"], at, parts), key=lambda item: (-item[0], item[1]))
    thickest = sorted(range(len(known)), key=lambda at: -glanced[at]["thick"])[: OTHER + 1]
    return [(at, parts) for _, at, parts in judged[:BEST]], thickest


def _title(first: Prepared, asked: Asked) -> tuple[float, float]:
    """(The weighed share of the heading's words that are asked for, the weighed share of what is asked for that they are)."""
    heading = set(first.heading.split())
    total, met = asked.weigh(heading), asked.weigh(heading & asked.telling_words)
    return (met / total, met / asked.telling_weight) if met else (0.0, 0.0)


def meaning_score(clause: Prepared, asked: Asked) -> float:
    """The share of the question that is the term which the clause explains: "Tiếp cận thông tin là việc đọc, xem …"."""
    if not asked.query.meaning:
        return 0.0
    term = term_of(clause)
    if not term or f" {' '.join(term)} " not in asked.line:
        return 0.0
    return asked.weigh(frozenset(term)) / (asked.telling_weight or 1.0)


def term_of(clause: Prepared) -> list[str]:
    """The folded words of what the clause explains, if it may explain anything: all before "là"."""
    line = clause.text[: TERM + 1]
    at = line.index("la") if "la" in line else 0
    if "cua" in line[:at]:  # "Đơn vị phụ thuộc của tổ chức kinh tế là …" where "đơn vị phụ thuộc" is asked for
        at = line.index("cua")
    return line[:at] if at >= 2 else []


def density(clause: Prepared, asked: Asked) -> float:
    """How much of the question one paragraph holds, the headings above it counted in, the shorter the better."""
    total = asked.telling_weight
    if not total:
        return 0.0
    if not clause.parts:
        held = [word for word, near in asked.telling_near if near in clause.line or near in clause.above]
        return asked.weigh(held) / total / math.log(SHORT + clause.size)
    above = {word for word, near in asked.telling_near if near in clause.heading or near in clause.above}
    text = clause.text
    paragraphs = (text[a:b] for a, b in zip(clause.parts, (*clause.parts[1:], len(text)), strict=True))
    return max(asked.weigh(asked.telling_words.intersection(p) | above) / total / math.log(SHORT + len(p)) for p in paragraphs)


def rank_long(
    articles: Iterable[Sequence[Prepared]], asked: Asked, leading: Collection[str] = ()
) -> list[tuple[Prepared, dict[str, float]]]:
    """The clauses of the BEST articles, best first: of each article its best clause, the articles by that, some of their other clauses
    before those that are much weaker; then all the others.

    Behind OTHER articles stands the thickest that is not among them: a case told in many words fills long articles with light words, and
    the one that answers it says three of them and little else. ``leading`` are the ids of the clauses that the engine puts first. Articles must come in the order of the corpus, so that equal scores fall
    back on it.
    """
    known = [article for article in articles if article]
    spoken = asked.as_words
    judged, thickest = _judged(known, spoken)
    if asked.query.defines:
        seen = {at for at, _ in judged}
        ahead = (at for at, article in enumerate(known) if at not in seen and any(c.id in leading for c in article))
        judged += [(at, article_score(known[at], spoken)) for at in ahead]
    scored = {at: _clauses(known[at], about, asked, spoken) for at, about in judged}
    best = sorted(scored, key=lambda at: _falling(scored[at][0]))
    other = next((at for at in thickest if at not in best[:OTHER]), None)
    if other is not None:
        if other not in scored:
            scored[other] = _clauses(known[other], article_score(known[other], spoken), asked, spoken)
        best = [at for at in best if at != other]
    line, others = _in_line([scored[at] for at in best])
    if other is not None:
        line.insert(OTHER, scored[other][0])
        others += scored[other][1:]
    return line + sorted(others, key=_falling)


def _falling(item: Scored) -> float:
    return -item[1]["score"]


def _in_line(articles: Iterable[list[Scored]]) -> tuple[list[Scored], list[Scored]]:
    """(The best clause of each article, and before those of articles that are much weaker FURTHER clauses of each before; the rest)."""
    line: list[Scored] = []
    waiting: list[Scored] = []
    rest: list[Scored] = []
    for first, *others in articles:
        ahead = [item for item in waiting if item[1]["score"] > AHEAD * first[1]["score"]]
        line += (*ahead, first)
        waiting = sorted([*waiting[len(ahead) :], *others[:FURTHER]], key=_falling)
        rest += others[FURTHER:]
    return line, waiting + rest


def _clauses(article: Sequence[Prepared], about: dict[str, float], asked: Asked, spoken: Asked) -> list[tuple[Prepared, dict[str, float]]]:
    """The clauses of an article with the parts of their scores, best first."""
    scored = []
    for clause in article:
        parts = {**explain(clause, asked), **about, "meaning": meaning_score(clause, spoken), "density": density(clause, spoken)}
        parts["amount"] = 1.0 if asked.amount and asked.amount.search(clause.line) else 0.0
        parts["own"] = parts["score"] / 100
        score = SCALE * (
            (OWN if asked.query.asks else OWN_WORDS) * parts["own"]
            + DENSITY * parts["density"]
            + parts["article"]
            + AMOUNT * parts["amount"]
            + (MEANING + (DEFINED if asked.query.defines and parts["meaning"] > 1 - SURE else 0.0)) * parts["meaning"]
        )
        parts["score"] = round(score * told_standing(parts, clause, asked), 6)
        scored.append((clause, parts))
    scored.sort(key=lambda item: -item[1]["score"])
    return scored
