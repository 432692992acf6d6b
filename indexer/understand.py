"""What was typed → a small query value, free of any engine.

There is no query language: every input is read as words, in this order: numbers of documents, quoted words, words to
leave out, addresses of provisions, then syllables, among which agencies, roles and times are recognised. Each finding is
kept as ``Understood`` so that a page can show it and take it back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from phancap.indexer import spelling
from phancap.indexer.lexicon import Lexicon, Token, as_written, rewrite
from phancap.indexer.model import Role
from phancap.indexer.query import AskedAgency, Query, Understood, UnderstoodKind, Word
from phancap.indexer.terms import NUMBER, STOP_WORDS, number_key, path_of, reported_rhythms, step_key, when_terms
from phancap.indexer.typed_forms import (
    ASKED_TIME,
    ASKING_WORDS,
    DOTTED,
    EID,
    FRAMES,
    LEAD_IN,
    LEFT_OUT,
    MEANING,
    NUMBER_FIRST,
    OBJECT_PAIRS,
    OBJECT_WORDS,
    ORDINALS,
    PLACES,
    QUOTED,
    RANKS,
    RHYTHM_NAMES,
    ROLE_NAMES,
    ROLE_WORDS,
    STEP,
    STEP_KINDS,
    STEP_LETTERS,
    TYPE_CODES,
    TYPE_FIRST,
    WHEN_WORDS,
)
from phancap.indexer.vietnamese import exact, fold, folded_syllables, nfc, syllables

MAX_CHARACTERS = 400  # a case told in full ends in what is asked
MANY_WORDS = 8  # syllables from which on a text is a question rather than some words
MAX_WORDS = 90  # syllables looked at by the ranking


def clean(text: str) -> tuple[str, bool]:
    """(NFC text without controls, lone surrogates and doubled spaces, cut to the bound; whether it was cut)."""
    head = text[: 10 * MAX_CHARACTERS]
    head = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn") else c for c in nfc(_no_surrogates(head)))
    head = nfc(" ".join(head.split()))
    return head[:MAX_CHARACTERS].strip(), len(text) > 10 * MAX_CHARACTERS or len(head) > MAX_CHARACTERS


def _no_surrogates(text: str) -> str:
    return "".join(c for c in text if not "\ud800" <= c <= "\udfff")


def understand(text: str, lexicon: Lexicon) -> Query:
    """The query that the text means. Never raises; an input without a word gives an empty query."""
    typed, cut = clean(text)
    return _Reader(typed, lexicon).query(cut)


class _Reader:
    """One text while it is read. ``left`` is the text with what was understood replaced by "\\0", same length."""

    def __init__(self, typed: str, lexicon: Lexicon) -> None:
        self.typed, self.lexicon = typed, lexicon
        self.left = list(typed)
        self.understood: list[Understood] = []
        self.address_pairs: list[str] = []
        self.spelled: list[tuple[int, int, str]] = []  # range of characters, the words meant

    def query(self, cut: bool) -> Query:
        """All steps in order."""
        marked = exact(self.typed) != fold(self.typed)
        numbers = self._numbers()
        phrases = self._phrases()
        excluded = self._excluded()
        address = self._address(marked)
        tokens, unknown = self._tokens()
        documents, tokens = self._documents(tokens, numbers)
        tokens = self._unframed(tokens)
        agencies, places, weights = self._agencies(tokens)
        roles = self._roles(tokens, weights, agencies)
        when = self._when(tokens, weights)
        words = tuple(
            Word(
                t.folded, t.exact, t.exact != t.folded, weights[i] * (0.25 if t.folded in STOP_WORDS else 1.0),
                i > 0 and "\0" not in self.left[tokens[i - 1].end : t.start],
            )
            for i, t in enumerate(tokens)
        )  # fmt: skip
        return Query(
            self.typed, words, phrases, excluded, agencies, roles, when, numbers, documents, places, bool(MEANING.search(fold(self.typed))),
            address, tuple(self.address_pairs), tuple(self.understood), self._corrected(),
            unknown, cut, marked,
        )  # fmt: skip

    # -- what is taken out whole ------------------------------------------------------------------------------

    def _take(self, start: int, end: int) -> None:
        self.left[start:end] = "\0" * (end - start)

    def _note(self, kind: UnderstoodKind, label: str, span: tuple[int, int], value: str, *, without: str | None = None) -> None:
        start, end = span
        rest = " ".join((self.typed[:start] + " " + self.typed[end:]).split()) if without is None else without
        self.understood.append(Understood(kind, label, self.typed[start:end], value, rest))

    def _folded(self) -> str:
        return fold("".join(self.left))

    def _numbers(self) -> tuple[str, ...]:
        found: list[str] = []
        for match in NUMBER.finditer(self._folded()):
            key = number_key(match)
            before = LEAD_IN.search(self._folded()[: match.start()])
            start = before.start() if before else match.start()
            self._found_number(key, start, match.end(), found)
        for pattern, number, kind in ((NUMBER_FIRST, 1, 2), (TYPE_FIRST, 2, 1)):
            for match in pattern.finditer(self._folded()):
                key = f"{match.group(number).lstrip('0') or '0'}/{TYPE_CODES.get(match.group(kind), match.group(kind))}"
                last = match.lastindex if match.lastindex and match.lastindex > 2 else 0
                issuer = match.group(last) if last and not (match.group(last) or "0").isdigit() else None
                if issuer and self._is_number(f"{key}-{issuer}"):
                    self._found_number(f"{key}-{issuer}", match.start(), match.end(), found)
                elif self._is_number(key):
                    self._found_number(key, match.start(), match.start(last) if issuer else match.end(), found)
        return tuple(dict.fromkeys(found))

    def _is_number(self, key: str) -> bool:
        return key in self.lexicon.numbers or key in self.lexicon.counts.documents

    def _found_number(self, key: str, start: int, end: int, found: list[str]) -> None:
        end = start + len(self.typed[start:end].rstrip())
        found.append(key)
        self._note("number", f"Số văn bản: {self.typed[start:end].strip()}", (start, end), key)
        self._take(start, end)

    def _phrases(self) -> tuple[tuple[str, ...], ...]:
        found: list[tuple[str, ...]] = []
        for match in QUOTED.finditer("".join(self.left)):
            group = match.group(1) or match.group(2) or match.group(3)
            words = tuple(t.folded for t in rewrite(_raw(group, 0), self.lexicon))
            if words and "\0" not in group:
                found.append(words[:MAX_WORDS])
                self._note("phrase", f"Cụm từ: {group.strip()}", match.span(), group.strip())
            self._take(match.start(), match.end())
        return tuple(found)

    def _excluded(self) -> tuple[str, ...]:
        found: list[str] = []
        for match in LEFT_OUT.finditer("".join(self.left)):  # not at the very start: "-Chủ trì" is a line copied with its dash
            found.append(fold(match.group(1)))
            self._note("excluded", f"Không chứa: {match.group(1)}", match.span(), match.group(1))
            self._take(match.start(), match.end())
        return tuple(found)

    def _address(self, marked: bool) -> tuple[tuple[str, ...], ...]:
        if match := EID.search("".join(self.left)):
            self._note("address", f"Vị trí: {match.group()}", match.span(), match.group())
            self._take(match.start(), match.end())
            return tuple((step,) for step in path_of(match.group()))
        found: dict[str, tuple[str, ...]] = {}
        spans: list[tuple[int, int]] = []
        letters = exact("".join(self.left))
        if match := DOTTED.search(self._folded()):
            section, paragraph, point = match.groups()
            found = {"sec": (step_key("sec", section),), "para": (f"para_{paragraph}",)}
            if point:
                found["point"] = (f"point_{letters[match.start(3)].replace('đ', 'dd')}",)
            spans.append(match.span())
            self._take(*match.span())
        for match in STEP.finditer(self._folded()):
            if readings := self._step(match, letters, marked):
                found.setdefault(readings[0].split("_")[0], readings)
                self.address_pairs.append("_".join(folded_syllables(match.group())[-2:]))
                spans.append(match.span())
        if not spans:
            return ()
        spans.sort()
        words = " ".join(self.typed[a:b] for a, b in spans)
        without = self.typed
        for start, end in reversed(spans):
            without = without[:start] + " " + without[end:]
            self._take(start, end)
        steps = sorted(found.values(), key=lambda s: RANKS.index(s[0].split("_")[0]) if s[0].split("_")[0] in RANKS else 99)
        without = " ".join(without.replace(" ,", " ").split())
        self.understood.append(Understood("address", f"Vị trí: {words}", words, " ".join(s[0] for s in steps), without))
        return tuple(steps)

    def _step(self, match: re.Match[str], letters: str, marked: bool) -> tuple[str, ...] | None:
        """The readings of one step, the likelier first; None where the words are no address ("mức 5", "quan điểm")."""
        if place := match.group("place"):
            name = PLACES[re.sub(r"\s+thu\s+\d", "", place)]
            nth = match.group("nth")
            return (f"{name}_{nth}" if nth and nth != "1" else name,)
        label, number = match.group("label"), match.group("number")
        typed_label = letters[match.start("label") : match.end("label")]
        label = "khoan" if label in ("k", "k.") else label
        if typed_label != fold(typed_label) and typed_label != STEP_LETTERS[label]:
            return None
        kind = STEP_KINDS[label]
        if kind == "point":
            letter = letters[match.start("number") : match.end("number")]
            if letter == "d":
                return ("point_d",) if marked else ("point_d", "point_dd")
            return (f"point_{letter.replace('đ', 'dd')}",) if re.fullmatch(r"[a-zđ]\d?|\d+(?:\.\d+)*", letter) else None
        if number in ORDINALS and (match.group("thu") or kind == "indent"):
            number = str(ORDINALS[number])
        roman = bool(re.fullmatch(r"[ivx]+", number))
        lettered = kind in ("sec", "part") and len(number) == 1  # "phần A"
        if not (number[0].isdigit() or (roman and kind in ("sec", "part", "chp", "subsec")) or lettered):
            return None
        return (step_key(kind, number.replace(".", "-")),)

    # -- syllables --------------------------------------------------------------------------------------------

    def _tokens(self) -> tuple[list[Token], tuple[str, ...]]:
        raw = _raw("".join(self.left), 0)[:MAX_WORDS]
        known = self._known
        corpus = spelling.Words(known, self.lexicon.counts.words, self.lexicon.counts.pairs)
        result: list[Token] = []
        unknown: list[str] = []
        mended: list[tuple[Token, int, int]] = []
        for at, token in enumerate(raw):
            before = result[-1].folded if result else ""
            after = raw[at + 1].folded if at + 1 < len(raw) else ""
            if known(token.folded):
                other = spelling.better(token.folded, before, after, corpus) if known(before) or known(after) else None
                other = None if token.exact in self.lexicon.exact_words and token.exact != token.folded else other
                found = [other] if other and token.folded not in STOP_WORDS and (token.folded,) not in self.lexicon.rewrites else None
            else:
                found = spelling.meant(token.folded, before, after, corpus)
            if found:
                mended.append((token, len(result), len(result) + len(found)))
                result += [Token(word, word, token.start, token.end) for word in found]
            else:
                result.append(token)
                if not known(token.folded):
                    unknown.append(self.typed[token.start : token.end])
        line = ["", *(t.folded for t in result), ""]
        self.spelled = [
            (t.start, t.end, as_written(line[first + 1 : last + 1], self.lexicon.counts, line[first], line[last + 1]))
            for t, first, last in mended
        ]
        for start, end, words in self.spelled:
            quoted = f'{self.typed[:start]}"{self.typed[start:end]}"{self.typed[end:]}'
            self._note("correction", f"Đã hiểu “{self.typed[start:end]}” là “{words}”", (start, end), words, without=quoted)
        return rewrite(result, self.lexicon)[:MAX_WORDS], tuple(unknown)

    def _known(self, folded: str) -> bool:
        return (
            folded in self.lexicon.counts.words
            or folded in STOP_WORDS
            or folded in ASKING_WORDS
            or folded in self.lexicon.name_words
            or (folded.isascii() and folded.isdigit())
        )

    def _corrected(self) -> str | None:
        if not self.spelled:
            return None
        text = self.typed
        for start, end, words in reversed(self.spelled):
            text = text[:start] + words + text[end:]
        return text

    def _documents(self, tokens: list[Token], numbers: Sequence[str]) -> tuple[tuple[str, ...], list[Token]]:
        """(ids of the held documents that are named, the tokens with a name inside a longer question made "luật này").

        A law speaks of itself so: "Luật Thanh niên quy định về …" asks for "Luật này quy định về …".
        """
        known = self.lexicon.counts.documents
        years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", self.typed))
        found = [document for number in numbers for document in _of_years(known.get(number, ()), years)]
        line = [t.folded for t in tokens]
        for size in range(min(self.lexicon.longest_document, len(tokens)), 1, -1):
            for at in range(len(tokens) - size + 1):
                ids = known.get(" ".join(line[at : at + size]))
                if ids and (at == 0 or line[at - 1] != "bo" or line[at] != "luat"):
                    part = tokens[at : at + size]
                    words = self.typed[part[0].start : part[-1].end]
                    self._note("document", f"Văn bản: {words}", (part[0].start, part[-1].end), " ".join(line[at : at + size]))
                    if size < len(tokens) and "luat" in line[at : at + 2]:
                        kind = part[: line.index("luat", at) - at + 1]
                        tokens = [*tokens[:at], *kind, Token("nay", "này", part[-1].start, part[-1].end), *tokens[at + size :]]
                    return tuple(dict.fromkeys([*found, *ids])), tokens
        return tuple(dict.fromkeys(found)), tokens

    def _unframed(self, tokens: list[Token]) -> list[Token]:
        """The tokens without the words that only ask, and without single letters that stand for somebody ("anh A")."""
        line = [t.folded for t in tokens]
        gone: set[int] = set()
        for frame in FRAMES:
            for at in range(len(line) - len(frame) + 1):
                if tuple(line[at : at + len(frame)]) == frame:
                    gone.update(range(at, at + len(frame)))
        if len(tokens) > MANY_WORDS:
            gone.update(at for at, word in enumerate(line) if len(word) == 1 and word.isalpha())
        if not gone or len(gone) == len(tokens):
            return tokens
        for at in gone:
            self._take(tokens[at].start, tokens[at].end)
        return [token for at, token in enumerate(tokens) if at not in gone]

    # -- agencies, roles, times -------------------------------------------------------------------------------

    def _agencies(self, tokens: list[Token]) -> tuple[tuple[AskedAgency, ...], tuple[str, ...], list[float]]:
        weights = [1.0] * len(tokens)
        found: list[AskedAgency] = []
        places: list[str] = []
        at = 0
        while at < len(tokens):
            for size in range(min(self.lexicon.longest_name, len(tokens) - at), 0, -1):
                part = tokens[at : at + size]
                key = self._named(part)
                if key is None or (at and tokens[at - 1].folded == "cac" and part[0].folded == "so" and size > 1):
                    continue  # "các sở xây dựng kế hoạch": several cannot be the one Sở Xây dựng
                index = self.lexicon.agency_index
                groups = tuple(dict.fromkeys(g.partition("/")[2] for g in index.groups_of(f"x/{key}")))
                name = index.entries[key].name
                found.append(AskedAgency(key, name, self._acts(tokens, at, found), groups))
                place, longer = self._place(tokens, at + size) if index.entries[key].level != "vn" else (None, 0)
                if place:
                    places.append(place)
                    name = f"{name} {index.jurisdictions[place].name}"
                end = at + size + longer
                self._note("agency", f"Cơ quan: {name}", (part[0].start, tokens[end - 1].end), key)
                weights[at:end] = [0.0] * (end - at)  # its syllables say nothing one by one ("sở", "tư", "pháp")
                at = end - 1
                break
            at += 1
        return tuple(found), tuple(dict.fromkeys(places)), weights

    def _place(self, tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
        """(The province named behind an agency, how many tokens name it): "Sở Tư pháp Hà Tĩnh", "UBND tỉnh Quảng Nam"."""
        names = self.lexicon.places
        begins = at - 1 if tokens[at - 1].folded == "tinh" else at  # "UBND tỉnh" is a name of its own, "tỉnh" then says it of the place
        for first in dict.fromkeys((at, begins)):
            for size in range(min(6, len(tokens) - first), 0, -1):
                place = names.get(tuple(t.folded for t in tokens[first : first + size]))
                if place and first + size > at:
                    return place, first + size - at
        return None, 0

    def _named(self, part: Sequence[Token]) -> str | None:
        """The register's key of the agency so written; one wrongly marked syllable in three is forgiven ("sờ tư pháp"),
        unless it is a word of its own ("số xây dựng").
        """
        for key, letters in self.lexicon.names.get(tuple(t.folded for t in part), []):
            wrong = [t.exact for t, letter in zip(part, letters, strict=True) if t.exact not in (letter, t.folded)]
            if not wrong or (len(wrong) == 1 and len(part) > 2 and wrong[0] not in self.lexicon.exact_words):
                return key
        return None

    def _acts(self, tokens: Sequence[Token], at: int, found: Sequence[AskedAgency]) -> bool:
        before = [t.folded for t in tokens[max(0, at - 2) : at]]
        if before[-1:] == ["va"] and found:
            return found[-1].acts
        return not (before and (before[-1] in OBJECT_WORDS or "_".join(before) in OBJECT_PAIRS))

    def _roles(self, tokens: Sequence[Token], weights: list[float], agencies: Sequence[AskedAgency]) -> tuple[Role, ...]:
        found: list[Role] = []
        for at in range(len(tokens) - 1):
            role = ROLE_WORDS.get(f"{tokens[at].folded}_{tokens[at + 1].folded}")
            # "thực hiện" is in every other clause; it is a role only beside an agency ("Sở Tư pháp thực hiện").
            beside = (at > 0 and weights[at - 1] < 1) or (at + 2 < len(weights) and weights[at + 2] < 1)
            if role and role not in found and (role != "perform" or (beside and agencies)):
                found.append(role)
                weights[at] = weights[at + 1] = min(weights[at], 0.6)
                self._note("role", f"Vai trò: {ROLE_NAMES[role]}", (tokens[at].start, tokens[at + 1].end), role)
        return tuple(found)

    def _when(self, tokens: Sequence[Token], weights: list[float]) -> tuple[str, ...]:
        for at in range(len(tokens) - 1):
            if f"{tokens[at].folded}_{tokens[at + 1].folded}" in ASKED_TIME:
                weights[at] = weights[at + 1] = 0.0  # asks for a time, in words that the clause need not hold
        terms = list(dict.fromkeys([*when_terms([t.folded for t in tokens]), *reported_rhythms([(t.folded, t.exact) for t in tokens])]))
        for term in terms:
            kind, _, value = term.partition(":")
            if kind == "r":
                self._note_when("recurrence", f"Định kỳ: {RHYTHM_NAMES[value]}", value)
            elif "-Q" in value or value.startswith("Q"):
                year, _, quarter = value.rpartition("Q")
                words = f"quý {['I', 'II', 'III', 'IV'][int(quarter) - 1]}{'/' + year.strip('-') if year else ''}"
                if year or not any("-Q" in t for t in terms):
                    self._note_when("time", f"Thời gian: {words}", value)
            elif value == "deadline":
                self._note_when("time", "Việc có thời hạn", value)
            else:
                self._note_when("time", f"Thời hạn: {value[:-1]} ngày", value)
        return tuple(terms)

    def _note_when(self, kind: UnderstoodKind, label: str, value: str) -> None:
        wanted = value.rpartition("-")[2] if "Q" in value else "d" if value.endswith("d") and value[:-1].isdigit() else value
        match = re.search(WHEN_WORDS["Q" if wanted.startswith("Q") else wanted], fold(self.typed))
        self._note(kind, label, match.span() if match else (0, 0), value, without=None if match else self.typed)


def _of_years(documents: Sequence[str], years: set[str]) -> Sequence[str]:
    """Of documents of one number those of a year that was typed, where there are any: their ids end in it."""
    return [d for d in documents if any(d.endswith(f"-{year}") for year in years)] or documents


def _raw(text: str, offset: int) -> list[Token]:
    folded, letters = fold(text), exact(text)
    return [Token(folded[a:b], letters[a:b], a + offset, b + offset) for word, a, b in syllables(text)]
