"""Bodies that only the headings beside theirs tell: "6. Các khối phố" between "5. Sở Y tế" and "7. Công an tỉnh".

Nothing in such a name says that it is a body ("Quân sự", "Các khối phố", "Trường học các cấp"); that its equals name bodies and nothing else does.
What is no body at all ends the list of those ("8. Kinh phí thực hiện", "9. Chế độ báo cáo").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phancap.indexer.agencies import AgencyIndex
from phancap.indexer.alternatives import any_of
from phancap.indexer.burdened import heading_bearers
from phancap.indexer.duty_heads import RESPONSIBLE
from phancap.indexer.model import Clause, Document, Mention
from phancap.indexer.once import once
from phancap.indexer.predicates import VERB_INSIDE, opens_with_verb
from phancap.indexer.private_parties import PEOPLE
from phancap.indexer.unknown_bodies import unknown_id
from phancap.indexer.vietnamese import UPPER

_NAMED = 4  # spaces in a name that cannot be anything else: "Ban Thực hiện chính sách BHYT"
_LONGEST, _LONGEST_LINE = 110, 60  # characters of a heading that may name a body; of an unnumbered line that heads something else
# what a group of equals needs before each of its headings is looked at: two that begin as a body of the register's kinds does
_LIKE_BODIES = re.compile(
    r"(?:.{0,60}?\s(?:của|nghị|với|giao)\s)?(?:Các )?(?:Sở|Bộ|Công an|UBND|Uỷ ban|Ủy ban|Ban|Văn phòng|Phòng|Thanh tra|Trung tâm|Hội|Chi cục|Cục|Vụ|Trường|Trạm|Đài|Báo|Tổ|Mặt trận|Đoàn|Bộ Chỉ huy|Chủ tịch|Giám đốc|Công chức|SỞ|BỘ|CÔNG AN|ỦY BAN|UỶ BAN|UBND|BAN|VĂN PHÒNG|PHÒNG)(?!\w)"
)
# nouns that stand for a body, a part of one, a place that acts, or whoever holds a post
_BODIES = (
    "sở", "vụ", "cục", "chi cục", "tổng cục", "ban", "bộ phận", "bộ đội", "bộ chỉ huy", "cơ quan", "đơn vị", "tổ", "đội", "tiểu ban", "lực lượng", "khối", "cụm", "trường", "nhà trường",
    "khối phố", "khu phố", "khu dân cư", "thôn", "bản", "ấp", "khóm", "buôn", "bon", "làng", "xóm", "địa phương", "xã", "phường", "đặc khu", "huyện", "thị xã", "thành phố",
    "chính quyền", "cấp ủy", "cấp uỷ", "đảng ủy", "đảng uỷ", "chi bộ", "đảng bộ", "đoàn thể", "hội", "liên hiệp", "liên đoàn", "liên minh", "hiệp hội", "câu lạc bộ", "mặt trận", "công đoàn", "đoàn",
    "trung tâm", "trạm", "trại", "viện", "bệnh viện", "học viện", "đại học", "phòng", "văn phòng", "thanh tra", "cảng vụ", "hải quan", "kho bạc", "kiểm lâm", "biên phòng", "quân sự", "công an",
    "thuế", "điện lực", "bưu điện", "viễn thông", "bảo hiểm xã hội", "ngân hàng", "quỹ", "công ty", "tập đoàn", "tổng công ty", "nhà máy", "xí nghiệp", "nhà xuất bản", "báo", "đài", "tạp chí", "thư viện",
    "bảo tàng", "vườn quốc gia", "khu bảo tồn", "khu công nghệ", "khu công nghiệp", "khu kinh tế", "cơ sở giáo dục", "cơ sở đào tạo", "cơ sở y tế", "cơ sở khám bệnh", "cơ sở kcb", "tòa án", "viện kiểm sát", "hạt", "đồn", "ủy ban", "uỷ ban",
    "hội đồng", "thường trực", "lãnh đạo", "thủ trưởng", "giám đốc", "tư lệnh", "chỉ huy trưởng", "giám thị", "giám khảo", "trưởng", "hiệu trưởng", "đồng chí", "cán bộ", "công chức", "viên chức", "giáo viên", "chuyên viên", "thành viên", "ủy viên", "khoa",
    "già làng", "cộng tác viên", "tổ chức chính trị", "tổ chức xã hội", "tổ chức đoàn thể", "tổ chức hội", "tổ chức quần chúng", "tổ chức hành nghề", "tư pháp - hộ tịch", "địa chính", "văn hóa - xã hội", "tài chính - kế toán",
)  # fmt: skip
_MANY = r"(?:(?:các|những|mọi|toàn thể) )?"
_NAMES_A_BODY = re.compile(rf"{_MANY}(?:{any_of(_BODIES)})(?!\w)", re.I)
# "BHXH tỉnh", "LĐLĐ huyện"; nothing in a heading that is all in capitals
_SHORT_FORM = re.compile(
    rf"(?!(?:BHYT|BHTN|KCB|CNTT|CCHC|CĐS|ATTT|ANTT|KTXH|GPMB|PCCC|TTHC|XDCB|KHCN|DVC|QPAN)(?!\w))[{UPPER}]{{3,7}}(?= )"
)
# people and firms: no agencies, and what stands below them is not what the heading before burdens
_NAMES_PEOPLE = re.compile(rf"{_MANY}(?:{any_of(PEOPLE)})(?!\w)(?! tịch)", re.I)
# headings that often close the list of bodies; unnumbered, they end what the body before owes
_OF_NOBODY = re.compile(
    r"(?:về |công tác )?(?:kinh phí|nguồn|chế độ|thời gian|tiến độ|lộ trình|cơ chế|điều khoản|hiệu lực|kiểm tra|giám sát|thanh tra|sơ kết|tổng kết|thi đua|khen thưởng|báo cáo|thông tin|tuyên truyền|truyền thông|công tác)(?!\w)",
    re.I,
)
# "Ban hành văn bản", "Hội nghị triển khai", "Báo cáo định kỳ", "Phòng, chống dịch", "Đoàn kết nội bộ", "Bộ tiêu chí", "Công an toàn dân", "Thanh tra, kiểm tra"
_TOPIC = re.compile(
    rf"{_MANY}(?:ban hành|hội (?:nghị|thảo|thi|chợ|họp|nhập)|khoa học|thành phố (?:thông minh|xanh|số|đáng sống)|bản sắc|xã (?:hội|nông thôn|đạt chuẩn)|huyện nông thôn|làng nghề|trường (?:học (?:hạnh phúc|an toàn|thông minh)|lớp)|(?:thuế|hải quan|quân sự|viễn thông)(?:,| và| điện tử| số)|báo (?:cáo|chí)|phòng(?:,| chống| ngừa| bệnh| cháy| học| thực hành)|đoàn (?:kết|kiểm tra|giám sát)|đội ngũ|trường hợp|quỹ (?:đất|tiền|lương|thời gian)|viện (?:phí|trợ)"
    r"|thanh tra(?:,| việc| công tác)|đơn vị tính|khối lượng|tổ chức (?:hội|thực|triển|các|bộ)|văn phòng phẩm|tổ hợp|bản (?:đồ|quyền|ghi|sao)|bộ (?:tiêu chí|thủ tục|chỉ số)|thuế (?:thu|giá trị|suất)|công an toàn|chủ (?:trương|đề|trì)"
    r"|(?:cơ quan|đơn vị) (?:chủ trì|phối hợp|thực hiện)$|thành phần|bảo hiểm(?! xã hội)|vụ (?:mùa|đông|hè|xuân|việc|án|chiêm)|trưởng thành|cụm từ|hội đồng (?:họp|làm việc))(?!\w)"
    rf"|.*(?:\d{{3}}|[%“\"]|\s(?:như sau|sau đây|sau|gồm|bao gồm|là)$)",
    re.I,
)


class _WithHeads(AgencyIndex):
    """The index of one text, which knows the bodies that its headings name where they open a line."""

    def __init__(self, base: AgencyIndex, heads: dict[str, int], of_nobody: frozenset[str]) -> None:
        self.__dict__.update(base.__dict__)
        self.of_nobody = of_nobody
        self._base, self._heads = base, heads
        names = [
            words[at:]
            for words, at in heads.items()
            if words[at].isupper() and not words.isupper() and words.count(" ", at) >= _NAMED and len(_parts(words, at)) == 1
        ]
        self._by_heads = re.compile(rf"(?<![\w-])(?:{any_of(names)})(?!\w)") if names else None

    def all_mentions(self, text: str, jurisdiction: str) -> tuple[Mention, ...]:
        """The mentions, in order; the words of a heading that names a body are one where a line begins with them."""
        known = self._elsewhere(text, self._base.all_mentions(text, jurisdiction), jurisdiction)
        words = head_words(text)
        start = self._heads.get(words) if words else None
        if start is None:
            return known
        at = text.find(words)
        by_place = {(m.start, m.end): m for m in known}
        named = (
            by_place.get((at + begin, at + end))
            or Mention(once(unknown_id(words[begin:end], jurisdiction)), at + begin, at + end, once(words[begin:end]))
            for begin, end in _parts(words, start)
        )
        return (*named, *(m for m in known if m.start >= at + len(words)))

    def _elsewhere(self, text: str, known: tuple[Mention, ...], jurisdiction: str) -> tuple[Mention, ...]:
        """The mentions, and among them the bodies that a heading names where another line does: "phối hợp với Ban Thực hiện chính sách BHYT"."""
        for match in self._by_heads.finditer(text) if self._by_heads else ():
            start, end = match.span()
            over = [m for m in known if m.start < end and start < m.end]
            if all(start <= m.start and m.end <= end and m.end - m.start < end - start for m in over):
                name = Mention(once(unknown_id(match.group(), jurisdiction)), start, end, once(match.group()))
                known = tuple(sorted([*(m for m in known if m not in over), name], key=lambda m: m.start))
        return known


def with_headings(index: AgencyIndex, clauses: Sequence[Clause], document: Document) -> AgencyIndex:
    """The index with the bodies that the text's headings name by standing among equals that do; the index itself where there are none."""
    heads: dict[str, int] = {}
    of_nobody: set[str] = set()
    for kind, equals in _groups(clauses):
        read = {words: _reads(eid, words, document, index) for eid, words in equals}
        closing = sum(_OF_NOBODY.match(words) is not None for words in read)  # "6. Kinh phí thực hiện", "7. Chế độ báo cáo"
        if sum(read.values()) < 2 or (2 * sum(read.values()) < len(read) - closing and not _all_like_bodies(read)):
            continue
        led = {_lead(words) > 0 for words, known in read.items() if known}
        for words in (w for w, known in read.items() if not known):
            start = _lead(words)
            if kind in ("line", "indent") and len(words) <= _LONGEST_LINE and _OF_NOBODY.match(words):
                of_nobody.add(words)
            if (
                (start > 0) not in led
                or _TOPIC.match(words, start)
                or VERB_INSIDE.search(words, start)
                or opens_with_verb(words, start, len(words))
            ):
                continue
            if _NAMES_PEOPLE.match(words, start):
                of_nobody.add(words)
            elif _is_body(words, start, len(words)):
                heads[words] = start
    return _WithHeads(index, heads, frozenset(of_nobody)) if heads or of_nobody else index


# "MTTQ Việt Nam, các tổ chức chính trị - xã hội" are two; "Đoàn thanh niên thôn, bản" is one
_JOINT = re.compile(rf"(?:\s*[,;]\s+(?:và\s+)?|\s+và\s+)(?=[{UPPER}]|các\s)")


# "Các Khu Công nghệ cao, Khu Công nghệ số tập trung và hiệp hội, doanh nghiệp liên quan": where each ends nobody can tell
_GOES_ON = re.compile(rf"(?:,| và) (?:{any_of((*_BODIES, *PEOPLE))})(?!\w)")


def _parts(words: str, start: int) -> list[tuple[int, int]]:
    """Where the bodies stand that a heading lists; all of it where one of them looks like none."""
    ends = [(joint.start(), joint.end()) for joint in _JOINT.finditer(words, start)]
    parts = [*zip([start, *(end for _, end in ends)], [*(begin for begin, _ in ends), len(words)], strict=True)]
    return parts if all(_is_body(words, *part) and not _GOES_ON.search(words, *part) for part in parts) else [(start, len(words))]


def _all_like_bodies(read: dict[str, bool]) -> bool:
    """Whether each of the headings is read as a body, begins as one or ends the list: "1. Trung tâm Kiểm soát …", "2. Ban Thực hiện chính sách …", "3. Cơ sở KCB"."""
    return all(
        known or _OF_NOBODY.match(words) or (_is_body(words, _lead(words), len(words)) and not _TOPIC.match(words, _lead(words)))
        for words, known in read.items()
    )


def _is_body(words: str, start: int, end: int) -> bool:
    short = None if words.isupper() else _SHORT_FORM.match(words[:end] + " ", start)
    return bool(short or _NAMES_A_BODY.match(words, start, end))


_GROUP_ROW = re.compile(
    rf"(?:\(?(?:[IVXLC]{{1,6}}|\d{{1,3}}|[A-Z])[.)]?\)?\s*)?\|\s*(?P<name>[^|\n]{{2,{_LONGEST}}}[^|\s.;:,])[.:]?(?:\s*\|)+\s*"
)


def head_words(text: str) -> str:
    """What a line may name a body with: all of a short line that no stop ends, or what stands before its colon; "" for others."""
    if row := _GROUP_ROW.fullmatch(text):
        return row["name"]  # "II | Các trường học | |" above the tasks of a table
    colon = text.find(":", 0, _LONGEST)
    if colon < 0 and (len(text) > _LONGEST or text[-1:] in (".", ";", ",")):
        return ""
    return text[:colon].strip() if colon >= 0 else text.strip()


_BELOW_DASHES = re.compile(r"(?:^|__)(?:sub)?indent_.*")  # a line behind dashes stands beside those before them


def _groups(clauses: Sequence[Clause]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Of which kind and (eId, words) of the headings that stand beside each other, where enough of them look like bodies."""
    groups: dict[tuple[str, str | None, str], list[tuple[str, str]]] = {}
    for clause in clauses:
        if clause.kind in ("preamble", "signature", "recipients") or (clause.kind == "row" and not _GROUP_ROW.fullmatch(clause.text)):
            continue
        if words := head_words(clause.heading or clause.text):
            line = clause.unnumbered or clause.kind in ("intro", "wrapup")
            parent = _BELOW_DASHES.sub("", clause.parent or "") if line else clause.parent
            groups.setdefault((clause.component, parent, "line" if line else clause.kind), []).append((clause.eid, words))
    return [(key[2], group) for key, group in groups.items() if len(group) > 2 and sum(map(_looks_like_a_body, group)) > 1]


def _looks_like_a_body(head: tuple[str, str]) -> bool:
    return _LIKE_BODIES.match(head[1]) is not None


def _lead(words: str) -> int:
    """Where the name begins behind "Trách nhiệm của", "Đề nghị", "Đối với"; 0 where nothing stands before it."""
    lead = RESPONSIBLE.match(words)
    return lead.end() if lead else 0


def _reads(eid: str, words: str, document: Document, index: AgencyIndex) -> bool:
    return bool(heading_bearers([("", "TỔ CHỨC THỰC HIỆN"), (eid, words)], document, index))
