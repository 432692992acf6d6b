"""The lines of a text side by side: which break ends a paragraph, which line goes on with the one above, where the text is over.

Nothing here knows the tree; each question is answered from a few lines around.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phancap.indexer.function_headings import is_of_functions
from phancap.indexer.markers import Marker, marker_of, ordinal
from phancap.indexer.scanned import mend
from phancap.indexer.sources.markdown import Line
from phancap.indexer.vietnamese import LOWER, UPPER
from phancap.indexer.wrapping import ALWAYS, even, needed, room, unwrapped

_RECIPIENTS = re.compile(
    r"(?:Nơi nhận|NƠI NHẬN)\s*:?\s*$|(?:Nơi nhận|NƠI NHẬN)\s*:|Nơi gửi\s*:\s*$"
)  # "Nơi gửi:" above "- Lưu VP (02), Vụ CĐKT.", 2001
_SIGNATURE = re.compile(
    rf"(?:TM|KT|TL|TUQ|T/M|K/T|Q)\s*\.?\s+[{UPPER}]{{2}}|(?:QUYỀN |PHÓ )?CHỦ TỊCH\s*$|(?:PHÓ )?(?:TỔNG )?GIÁM ĐỐC\s*$|(?:PHÓ )?THỦ TƯỚNG\s*$|(?:BỘ|THỨ|CỤC|VIỆN|HIỆU|TỔNG CỤC) TRƯỞNG\s*$|(?:PHÓ )?(?:THỐNG ĐỐC|TỔNG THANH TRA|CHỦ NHIỆM|CHÁNH ÁN|TỔNG KIỂM TOÁN NHÀ NƯỚC|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|BÍ THƯ)\s*$|CHỦ TỊCH (?:QUỐC HỘI|NƯỚC)\s*$|(?:TM|KT|TL|TUQ)\s*\.\s*$"
    # "KT.Bộ trưởng bộ tài chính": old fonts showed capitals that the file does not hold
    r"|(?:TM|KT)\.\s*(?:[Cc]hính phủ|(?:[ủỦ]y|[uU]ỷ) ban|[Hh]ội đồng|[Tt]hủ tướng|[Bb]ộ trưởng|[Cc]hủ tịch)(?!\w)[^.;:\d]{0,60}$"
)
SIGNS = frozenset("TKQCPGBMVH")  # what a signature begins with
_SIGNED = re.compile(r"\s*\(\s*[Đđ]ã ký\s*\).*")  # "CHỦ TỊCH QUỐC HỘI(Đã ký) Nguyễn Văn An" in one line
_LONGEST_SIGNED = 80  # characters: a post and a name
_SIGNER = re.compile(rf"\s+(?:[{UPPER}][{LOWER}]+\s+){{1,4}}[{UPPER}][{LOWER}]+$")  # "CHỦ TỊCH QUỐC HỘI Nguyễn Sinh Hùng"
_CLOSING = "'\")”»]"
_OPENING = "\"“(['"
_LONGEST_ARTICLE = 400  # lines that are looked over for the article behind one whose number is far ahead
_SHORT = 0.75  # of the room that a line has
_LONG_LINE = 60  # characters: a shorter line without a mark at its end may be an item of a list
_HEADS_TABLE = re.compile(r"\**(?:TT|STT|Số TT|Số thứ tự)\.?\**\s*(?:\||$)")
_WHO_DOES = re.compile(r"^(?:cơ quan|đơn vị|bộ phận|phân công)(?!\w)|(?:chủ trì|thực hiện|phụ trách|đầu mối)$", re.I)
_WHEN_DUE = re.compile(r"^(?:thời gian|thời hạn|tiến độ|hạn|hoàn thành)(?!\w)|hoàn thành$", re.I)
_FEWEST_CELLS, _LONGEST_HEAD = 3, 60  # cells of such a head, characters of each
LONGEST_GAP = 5  # article numbers: more than this missing in a row is no slip but a quotation
_TITLE = re.compile(
    r"(?:Phạm vi|Đối tượng|Giải thích|Nguyên tắc|Trách nhiệm|Quyền|Nghĩa vụ|Nhiệm vụ|Thẩm quyền|Hồ sơ|Trình tự|Thủ tục|Điều khoản|Hiệu lực|Tổ chức|"
    r"Kinh phí|Nội dung|Hình thức|Điều kiện|Tiêu chuẩn|Chế độ|Thời hạn|Thời gian|Quản lý|Khen thưởng|Xử lý|Kiểm tra|Mục đích|Yêu cầu|Chính sách|"
    r"Phương thức|Cơ cấu|Chức năng|Vị trí|Mối quan hệ|Quan hệ)(?:\s+[^\W\d_.,;:]+){0,11}\s+[a-zà-ỹđ]+$"
)
_NEAR = 16  # lines in which khoản 2 may follow a khoản 1 whose dot is missing
_PARAGRAPH_LINES = 60  # the longest paragraph that is looked over for the mark behind it
_ALPHABET = "abcdđefghijklmnopqrstuvwxyz"  # "f)" between "e)" and "g)", against the drafting rules
_NEXT = 2  # "d)" is followed by "đ)", in careless texts by "e)"
REFERS = re.compile(
    r"(?:\b(?:tại|(?<!kèm )theo|của|và|hoặc|đến|từ|số|với|các|này|khoản \d+[a-zđ]?|điểm [a-zđ]{1,2}|Điều \d+[a-zđ]?)|,)\s*$"
)
_LONGEST_WANT = 40  # characters: "khoản 12a", "Nghị định" and some space
_WANTS_NAME = re.compile(r"\b(?:Sở|Bộ|Ban|Cục|Vụ|Phòng|Ủy ban|Uỷ ban|Hội|Chánh|Giám đốc|Chủ tịch|[Tt]rưởng|Luật|Nghị định|Thông tư)\s*$")
_WANTS_PLACE, _PLACE = re.compile(r"\b(?:[Tt]ỉnh|[Tt]hành phố|huyện|xã|phường)\s*$"), re.compile(rf"[^\W\d_]+(?:\s+[{UPPER}]|\W*$|[.,;])")
# What the text of an article begins with where its title leaves no room on the line: "… để thi hành án" / "Trừ trường hợp có thỏa thuận khác, …".
_STARTS = re.compile(
    r"(?:Trừ|Trước|Trong|Việc|Căn cứ|Khi|Các|Người|Tổ chức|Cơ quan|Đơn vị|Cá nhân|Đối với|Đối tượng|Trường hợp|Ngoài|Mức|Kể từ|Theo|Thực hiện|Phối hợp|"
    r"(?:Nghị định|Thông tư|Luật|Quyết định|Quy chế|Quy định|Nghị quyết) này)\s[a-zà-ỹđ]"
)
_SPARE = 14  # characters: a title that ends so near the width of the lines may have left no room
# What stands below a form's signature belongs to nobody who signs: "Ghi chú: (1) …", "[1] Thông tư số … có căn cứ ban hành như sau: …".
NOTES = re.compile(r"(?:Ghi chú|Chú thích|GHI CHÚ|Hướng dẫn (?:ghi|cách ghi|nội dung))\b|\[\d{1,3}\]\s*\S")
_MAY_HEAD = frozenset({"section", "article", "paragraph"})
_LONGEST_PREAMBLE = 200  # lines
_HEAD_LINES, _LONGEST_LABEL = 24, 200  # lines, characters
_STATE = re.compile(r"C[ỘÔ]NG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM")
_LONGEST_TITLE = 15  # lines between the title of a regulation and its first article
# Below a page of a consolidated text: "6 Khoản này được sửa đổi theo quy định tại khoản 2 Điều 1 của Thông tư số …".
_NOTE = re.compile(
    r"\[?(\d{1,3})\]?\s+(?:(?:Tên|Tiêu đề|Các|Nội dung)\s+)?(?:[ĐđKk](?:iều|iểm|hoản)|Chương|Mục|Tiểu mục|Cụm từ|Phụ lục|Mẫu|Đoạn)\b"
    r"(?=.{0,60}\b(?:được|theo)\b)"
)
_NOTE_SURE = re.compile(r"\[?\d{1,3}\]?\s+(?:Điều|Khoản|Điểm) này (?:đã )?được (?:sửa|bổ|bãi|thay|hủy|đính)")


def ended(text: str, marks: str = ".;:!?…") -> bool:
    """Whether a sentence or an item of a list ends with the line; "./." ends it, too, but "Thông tư số 43/2015/" goes on."""
    if text[-1:].isalpha():
        return False  # as most lines of a text do that is broken by the width of a page
    text = text.rstrip()
    if text.endswith("/"):
        return not text[-2:-1].isdigit()
    last = text.rstrip(_CLOSING)[-1:]
    return (last != "" and last in marks) or text.endswith("/.")


def refers(before: str, text: str, marker: Marker) -> bool:
    """Whether the number that begins a line belongs to the words above: "theo khoản" / "2. của …", not "… cộng tác viên dân số" / "1. Cộng …"."""
    match = REFERS.search(before)
    first = marker.form == "number" and marker.number == "1" and text[marker.words_at : marker.words_at + 1].isupper()
    return match is not None and not (first and match.group().strip() == "số")


def is_recipients(text: str) -> bool:
    return text[0] == "N" and _RECIPIENTS.match(text) is not None


def is_signature(text: str) -> bool:
    if text[0] not in SIGNS or text[1:2].islower():
        return False
    words = _SIGNED.sub("", text) if "ã ký" in text else text
    return _SIGNATURE.match(words if len(words) > _LONGEST_SIGNED else _SIGNER.sub("", words)) is not None


def wants_more(above: str, text: str) -> bool:
    """Whether the line above does not end here, whatever room it has: "… theo quy định của" / "Bộ Nội vụ", "… của tỉnh" / "Quảng Nam"."""
    end = max(0, len(above) - _LONGEST_WANT)
    if above[-1] in "/-–" or REFERS.search(above, end) or _WANTS_NAME.search(above, end):
        return True
    return _WANTS_PLACE.search(above, end) is not None and _PLACE.match(text) is not None


# "Thành viên Hội đồng Thi đua" / "- Khen thưởng tỉnh, Giám đốc Sở Nội vụ …": a name that holds a dash
DASHED_NAME = re.compile(
    r"(?:Thi đua - Khen thưởng|Độc lập\s?- Tự do|Tự do - Hạnh phúc|Lao động - Thương binh|Phát thanh - Truyền hình|Công báo - Tin học|Kế hoạch - (?:Tài chính|Đầu tư)|Quy hoạch - Kiến trúc"
    r"|Tài chính - Kế hoạch|Văn hóa - (?:[Xx]ã hội|Thông tin|Thể thao)|Kinh tế - (?:[Hh]ạ tầng|Ngân sách|Xã hội)|Khoa học - Công nghệ|Dân số - Kế hoạch"
    r"|Bà Rịa - Vũng Tàu|Thừa Thiên - Huế|Phan Rang - Tháp Chàm"
    r"|(?:[Kk]inh tế|[Cc]hính trị) - xã hội|xã hội - nghề nghiệp|[Tt]ài chính - ngân sách)(?!\w)"
)


# What a document's last paragraph begins with, in a text whose lines no blank ones part
_CLOSES = re.compile(
    r"(?:Trên đây là|(?:Trong quá|Quá) trình (?:tổ chức )?(?:thực hiện|triển khai)|(?:Luật|Nghị quyết|Pháp lệnh) này (?:đã )?được (?:Quốc hội|Hội đồng nhân dân|Ủy ban Thường vụ))\b"
)
BASIS = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị)\s")
# "Đơn vị thực hiện: Cục Quản lý đất đai, Cục Chuyển đổi số" / "Thời hạn: 30/6/2026": a label begins a line of its own, however wide the page is
_LABEL = re.compile(
    r"(?:(?:Cơ quan|Đơn vị|Bộ phận)(?:, (?:cơ quan|đơn vị))? (?:được giao )?(?:chủ trì|phối hợp|thực hiện|đầu mối|chịu trách nhiệm)(?: thực hiện)?|(?:Thời gian|Thời hạn|Tiến độ)(?: (?:thực hiện|hoàn thành|triển khai|trình|báo cáo|ban hành))?"
    r"|(?:Sản phẩm|Kết quả)(?: (?:đầu ra|đạt được|dự kiến|thực hiện))?|Chủ trì|Phối hợp|Phân công(?: thực hiện)?)\s*:"
)


def closes(above: str, text: str) -> bool:
    """Whether the line begins the paragraph that a document ends with: "Trên đây là Kế hoạch …", "Nghị quyết này được Hội đồng nhân dân … thông qua …"."""
    return text[0] in "TQLNP" and _CLOSES.match(text) is not None and ended(above)


def bare_label(text: str) -> bool:
    """Whether a line is a label whose value stands in the next one: "- Cơ quan chủ trì:" / "Sở Y tế"."""
    words = text.lstrip("-–+*• ").rstrip()
    return words.endswith(":") and _LABEL.fullmatch(words) is not None


class Lines:
    """The lines with their marks.

    ``room`` is how many characters a line surely had room for (0: not known), ``whole`` that every line is a paragraph.
    """

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.markers = [marker_of(line.text) for line in lines]
        mend(lines, self.markers)
        self.whole = unwrapped(lines)
        self.room = ALWAYS if self.whole else room(lines, self.markers)
        self.even = not self.whole and even(lines, self.room)
        self.notes = self._notes()

    def previous(self, index: int) -> str:
        return self.lines[index - 1].text if index else ""

    def form_of(self, index: int) -> str | None:
        marker = self.markers[index] if index < len(self.markers) else None
        return marker.form if marker else None

    def _notes(self) -> dict[int, str]:
        """{line: the note's number} of the notes that an office has printed below the pages; empty in all texts but consolidated ones."""
        begun = [at for at, line in enumerate(self.lines) if line.text[0] in "[123456789" and _NOTE.match(line.text)]
        if not any(_NOTE_SURE.match(self.lines[at].text) for at in begun):
            return {}
        return {at: match.group(1) for at in begun if (match := _NOTE.match(self.lines[at].text))}

    def hard(self, index: int) -> bool:
        return index > 0 and (
            self.lines[index - 1].hard_break
            or (self.lines[index].text[0] in "CĐBTSKP" and _LABEL.match(self.lines[index].text) is not None)
        )

    def breaks(self, index: int) -> bool:
        """Whether the line begins a paragraph though no blank line says so: the one above had room for its first word."""
        line = self.lines[index]
        if not index or line.after_page or line.row >= 0 or not (line.text[0].isupper() or line.text[0] in _OPENING):
            return False
        if line.text[0] in "CĐBTSKP" and _LABEL.match(line.text):
            return True
        above, mark = self.lines[index - 1].text, self.markers[index - 1]
        if mark is not None and mark.kind in _MAY_HEAD and is_of_functions(above[mark.words_at :].rstrip(" .:"), named=False):
            return True  # "II. Nhiệm vụ và quyền hạn" / "Tham mưu Giám đốc Sở:", in a page that is broken anywhere
        room = needed(above, line.text)
        free = room < self.room or (not self.room and self._titled(index - 1))
        if not free and mark is not None and mark.form == "article":
            free = room < (self.room or ALWAYS) + _SPARE and _STARTS.match(line.text) is not None
        return free and not wants_more(above, line.text)

    def titled(self, index: int) -> bool:
        """Whether a short line stands above a paragraph: "b) Chỉ số giáo dục" / "Chỉ số giáo dục được tính thông qua hai chỉ tiêu …"."""
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if below is None or below.after_blank or not 0 < self.room < ALWAYS or self.markers[index + 1] is not None:
            return False
        short = needed(self.lines[index].text, below.text) < _SHORT * self.room
        return short and len(below.text) > _SHORT * self.room and below.text[0].isupper() and self.breaks(index + 1)

    def ends_early(self, index: int) -> bool:
        """Whether the line above left room for a word though nothing ends it, in a text that is set as wide everywhere: a paragraph's end."""
        above, line = self.lines[index - 1], self.lines[index]
        if not self.even or above.row >= 0 or above.text.isupper() or line.text.isupper() or not line.text[0].isupper():
            return False
        return self.breaks(index)

    def _titled(self, index: int) -> bool:
        """Whether an article's first line is a title by its words, in a text whose breaks tell nothing: "Điều 1. Nguyên tắc phối hợp"."""
        marker = self.markers[index]
        return marker is not None and marker.form == "article" and _TITLE.match(self.lines[index].text, marker.words_at) is not None

    def over(self, index: int) -> bool:
        line = self.lines[index]
        return is_recipients(line.text) or (is_signature(line.text) and (line.after_blank or self.breaks(index)))

    def wraps(self, index: int, line: Line, marker: Marker) -> bool:
        """Whether a dash only happens to stand first: "phát triển kinh tế" / "- xã hội của tỉnh."."""
        before = self.previous(index)
        above, words = before[-20:], line.text[marker.words_at : marker.words_at + 20]
        joint = len(above) + 1
        dashed = before[-1:].isalpha() and any(name.start() < joint < name.end() for name in DASHED_NAME.finditer(f"{above} - {words}"))
        if dashed or (before[-1:].isdigit() and words[:1].isdigit()):
            return True  # "giai đoạn 2021" / "- 2025"
        if not line.text[marker.words_at : marker.words_at + 1].islower() or ended(before, ".;:!?…,"):
            return False
        if self.whole:
            return False
        if 0 < self.room < ALWAYS:
            return needed(before, f"-\xa0{line.text[marker.words_at :]}") >= self.room
        return len(before) >= _LONG_LINE

    def goes_on(self, line: Line, previous: str) -> bool:
        """A page break cut the sentence: "… các Nghị định của từng" / "ngành, lĩnh vực …"."""
        if not previous or ended(previous) or line.emphasis:
            return False
        return line.text[:1].islower() or (line.after_page and not previous.isupper())

    def goes_on_from(self, index: int, number: int) -> bool:
        """Whether the next article counts on from this one, so that the ones before it were left out."""
        for at in range(index + 1, min(index + _LONGEST_ARTICLE, len(self.lines))):
            marker = self.markers[at]
            alone = marker is not None and marker.weak and marker.words_at >= len(self.lines[at].text)
            if marker and marker.form == "article" and (not marker.weak or alone):
                return number < (ordinal(marker) or 0) <= number + LONGEST_GAP
        return False

    def restarts(self, index: int) -> bool:
        """Whether the next article, not far below, is an article 1."""
        for at in range(index + 1, min(index + _LONGEST_TITLE, len(self.lines))):
            marker = self.markers[at]
            if marker and marker.form == "article":
                return ordinal(marker) == 1
        return False

    def heads_table(self, index: int) -> bool:
        """Whether the row is a table's head: a file that holds an appendix alone begins with it, and no letterhead has one."""
        text = self.lines[index].text
        if _HEADS_TABLE.match(text):
            return True
        cells = [cell.strip(" *") for cell in text.split("|")]
        if len(cells) < _FEWEST_CELLS or max(map(len, cells)) > _LONGEST_HEAD:
            return False
        return any(map(_WHO_DOES.search, cells)) and any(map(_WHEN_DUE.search, cells))  # "Nhiệm vụ | Đơn vị chủ trì | Thời hạn hoàn thành"

    def body(self) -> int:
        """The line of the first article, 0 where sections or numbers come first: "1. Luật số 35/2018/QH14 …" above it are the preamble's."""
        for at, line in enumerate(self.lines[:_LONGEST_PREAMBLE]):
            marker = self.markers[at]
            if marker and marker.form in ("article", "chapter", "part"):
                return at if ordinal(marker) == 1 else 0
            if (marker and marker.form in ("roman", "capital")) or is_recipients(line.text) or is_signature(line.text):
                return 0
        return 0

    def head(self) -> int:
        """The line of the state's or the Party's name below a site's labels with dashes ("• Hiệu lực: Còn hiệu lực"), 0 where none stand above it."""
        labels = 0
        for at, line in enumerate(self.lines[:_HEAD_LINES]):
            if _STATE.search(line.text):
                return at if labels else 0
            marker = self.markers[at]
            if (marker and (marker.form not in ("dash", "plus") or ":" not in line.text)) or len(line.text) > _LONGEST_LABEL:
                return 0
            labels += marker is not None
        return 0

    def list_goes_on(self, index: int, first: int, *, dashes: bool = False) -> bool:
        """Whether the next mark behind an unnumbered paragraph is the next point's: the paragraph belongs to the point before it.

        With ``dashes`` the items of a list below the point may stand between.
        """
        for at in range(index + 1, min(index + _PARAGRAPH_LINES, len(self.lines))):
            marker = self.markers[at]
            if marker and not (dashes and marker.form in ("dash", "plus")):
                own = self.markers[first]
                if own and marker.number[:1] == own.number[:1] and own.number[1:].isdigit() and marker.number[1:].isdigit():
                    return 0 < int(marker.number[1:]) - int(own.number[1:]) <= _NEXT  # "a2)" behind "a1)"
                here, there = (ordinal(own) if own else None), ordinal(marker)
                if own and "f" in (own.number, marker.number):
                    here, there = _ALPHABET.find(own.number), _ALPHABET.find(marker.number)
                return own is not None and marker.form == own.form and here is not None and there is not None and 0 < there - here <= _NEXT
        return False

    def closes_document(self, index: int) -> bool:
        """Whether only unnumbered paragraphs stand between here and the recipients, the signature or the end."""
        for at in range(index + 1, min(index + 40, len(self.lines))):
            following = self.lines[at]
            if is_recipients(following.text) or is_signature(following.text):
                return True
            if self.markers[at] and (following.after_blank or ended(self.previous(at))):
                return False
        return index + 40 >= len(self.lines)


def first_without_dot(lines: Sequence[Line], markers: Sequence[Marker | None], at: int) -> Marker | None:
    """ "1 Cá nhân có quyền …" right below an article's title is khoản 1 where "2. Tổ chức …" comes next; None for another line."""
    text = lines[at].text
    if not text.startswith("1 ") or not text[2:3].isupper():
        return None
    after = next((m for m in markers[at + 1 : at + _NEAR] if m and m.form != "dash"), None)
    return Marker("paragraph", "number", "1", 51, 1, 2) if after and after.form == "number" and after.number == "2" else None
