"""A list of bodies at one place of a text: agencies of the register, bodies that it does not know, and unnamed ones.

"Giám đốc Sở Nội vụ, Chi cục Hải quan khu vực XIX và các cơ quan liên quan" → the agency Sở Nội vụ, a body that the register does not
know (an agency of its own by its words), and "các cơ quan liên quan", kept in words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from phancap.indexer.alternatives import any_of
from phancap.indexer.duty_verbs import NAME_ENDS, VERBS
from phancap.indexer.kinds_of_body import SCHOOLS
from phancap.indexer.local_heads import LOCAL_UNIONS, OFFICERS, PARTY_HEADS, VILLAGE_HEADS
from phancap.indexer.model import Mention
from phancap.indexer.persons import DEPUTY, OFFICE, OFFICE_ALONE, PERSON, SOMEBODY, SOMEBODY_ACTS, SOMEBODY_AND, VICE, VICE_OF
from phancap.indexer.places_named import CITY_BEHIND, LEVELS_ACT, PLACE, THESE_PLACES, TOWNS, more_places, other_committees
from phancap.indexer.predicates import mention_at
from phancap.indexer.private_parties import PRIVATE
from phancap.indexer.short_names import is_short
from phancap.indexer.small_teams import team_end
from phancap.indexer.unknown_bodies import ABOUT
from phancap.indexer.unnamed_bodies import generic_end
from phancap.indexer.vietnamese import UPPER, slug
from phancap.indexer.whose import WHOSE, behind_whose

_THE_ONES = re.compile(
    # "các ngành chức năng như: Sở Tài chính, Công an tỉnh", "các đơn vị liên quan gồm Sở Tài chính, Sở Xây dựng"
    r"[Cc]ác\s+(?:(?:sở,\s+)?ngành|cơ quan|đơn vị|địa phương|lực lượng)(?:,\s+(?:cơ quan|đơn vị|địa phương))*(?:\s+chức năng)?(?:\s+(?:có\s+)?liên quan)?(?:\s*:|\s+(?:như|gồm|bao gồm)\s*:?)\s+|[Cc]ác\s+(?:(?:Sở|sở|Bộ|bộ)(?:(?:,\s+(?:ban,\s+)?ngành|,\s+cơ quan)?(?:\s+(?:có\s+)?liên quan)?\s*:\s*|\s+(?=[A-ZĐ])))?|(?:[Cc]ác\s+)?(?:Giám đốc|Thủ trưởng|Chủ tịch|Bộ trưởng)(?:\s+các\s+(?:[Ss]ở|[Bb]ộ|[Tt]rung tâm))?\s*:\s*|(?<=Giám đốc )Sở\s*:\s*|(?<=Bộ trưởng )Bộ\s*:\s*|(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+(?:các\s+)?(?:tỉnh(?:, thành phố)?|thành phố)\s*:\s*"
)  # "các Sở: Tài chính, Tư pháp", "các Sở Tài chính, Tư pháp"
# "Các Vụ Pháp chế, Tổ chức cán bộ", "các phòng: Kinh tế; Văn hóa - Xã hội"
_OF_KIND = re.compile(
    r"[Cc]ác\s+(?:[Vv]ụ|[Cc]ục|[Pp]hòng|[Cc]hi cục|[Tt]rung tâm|[Vv]iện|[Tt]ổng cục|[Bb]an(?! (?:HĐND|Hội đồng)))(?:\s+chuyên môn)?(?:\s*:\s*|\s+(?=[A-ZĐ]))"
)
_ONES_NAMED = re.compile(rf"[Cc]ác (?:cơ quan|đơn vị|lực lượng|ngành|tổ chức):? (?=[{UPPER}][^;:.()]{{3,60}}, [{UPPER}])")
_OWNER_IS = re.compile(r"(?:[Cc]hủ đầu tư|[Đđ]ơn vị (?:chủ đầu tư|quản lý dự án))(?: dự án)?\s*\(\s*(?:là |gồm:? )?")
_TOLD = re.compile(r"(?:[Gg]iao|[Pp]hân công|[Đđ]ề nghị|[Yy]êu cầu|[Ủủ]y quyền)(?: nhiệm vụ)?(?: cho)?\s$")
_LONGEST_TOLD = 30  # characters
# "Ban Thường vụ Tỉnh đoàn", "Trung ương Hội Cựu chiến binh Việt Nam": the organ through which a body acts; the body bears the duty
_ORGAN = re.compile(
    r"(?:BTV|BTT|BCH(?= (?:Tỉnh|Huyện|Thành|Thị|Hội|Công đoàn))|Ban Thường vụ|Ban Thường trực|Ban Chấp hành|Ban Giám đốc|Thường trực|Thường vụ|Trung ương(?= (?:Hội|Đoàn|Mặt trận) ))\s+(?:của\s+)?"
)
# "Thanh tra các Sở Giao thông vận tải", "Văn phòng các sở, ban, ngành": a part of each of them
_PART_OF_EACH = re.compile(r"(?:Thanh tra|Văn phòng|Đảng ủy|Chi bộ|Công đoàn|Bộ phận Một cửa)\s+(?:của\s+)?(?=các\s)")
# "Thành viên Ban Chỉ đạo", "Ủy viên Thường trực Ban Chỉ đạo": those people, not the board
_MEMBERS = re.compile(
    r"(?:[Cc]ác\s+)?(?:[Tt]hành viên|[Tt]hư ký|Phó Trưởng [Bb]an(?: [Tt]hường trực)?|(?:Ủy|Uỷ|ủy) viên(?:\s+(?:[Tt]hường trực|kiêm (?:Chánh|Trưởng|Phó)[^,;.:()]{0,30}?))?)\s+(?:của\s+)?(?:các\s+)?(?=Ban |Hội đồng |Tổ |Ủy ban |Uỷ ban |UBND |Đoàn |Văn phòng )"
)
# "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố từ Hà Tĩnh đến Khánh Hòa": those provinces, not all
_FROM_TO = re.compile(
    rf"\s+(?:(?:khu vực|ven biển|ven sông|miền núi|biên giới)\s+)*từ\s+[{UPPER}][^\W\d_]*(?:\s+[{UPPER}][^\W\d_]*){{0,3}}\s+(?:đến|tới|trở (?:ra|vào))(?:\s+[{UPPER}][^\W\d_]*){{0,4}}"
)
_QUOTED_NAME = re.compile(r" [“\"][^”\"]{3,80}[”\"]")  # "… Ban Chỉ đạo phong trào “Toàn dân đoàn kết”"
# "Các cơ quan thành viên Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh"
_MEMBER_BODIES = re.compile(
    r"(?:[Cc]ác\s+)?(?:cơ quan|đơn vị|sở, ngành|sở, ban, ngành)(?:, (?:đơn vị|địa phương))*\s+(?:là\s+)?thành viên\s+(?:của\s+)?(?=Ban |Hội đồng |Tổ |Ủy ban |Đoàn )"
)
_KIND_FIRST = re.compile(r"(?:Sở|Bộ|Ban|Ủy ban|Uỷ ban|UBND|Công an|Văn phòng|Chủ tịch|Giám đốc)\s")
_EACH = re.compile(r"(?:từng|mỗi|tất cả|toàn thể)\s+", re.I)
_MANY = re.compile(rf"[Cc]ác\s|[Ss]ở,|[Bb]ộ,|[Ss]ở\s(?![{UPPER}])")
_RELATED = re.compile(
    r"\s+còn lại(?!\w)|\s*(?:,\s*(?:đơn vị|địa phương|ban|ngành|tổ chức|cơ quan)\s*)*(?:\s+khác)?\s+(?:có\s+)?liên quan(?:\s+khác)?"
    # "Các sở, ngành có liên quan đến công tác quy hoạch có trách nhiệm tham mưu …"
    r"(?:\s+(?:đến|tới|trong)\s[^,;.:()]{3,80}?(?=\s+(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải|chủ động|chủ trì|phối hợp|căn cứ)(?!\w)))?"
    r"|\s+khác(?=\s*[:;,]|\s*\.?\s*$| và | (?:chủ động|có trách nhiệm|chủ trì|phối hợp|căn cứ|tổ chức|thực hiện)(?!\w))"
)
# "sở, ban, ngành được giao chủ trì": the one of them that is charged, whichever it is
_CHARGED = re.compile(r"\s+được (?:giao|phân công)(?: (?:chủ trì|phối hợp|thực hiện|nhiệm vụ)(?=\s+(?:phải|có|chịu|gửi|chủ)\s|$))?(?!\w)")
# "Các cơ quan, đơn vị, địa phương được phân bổ kế hoạch vốn chịu trách nhiệm …": not all of them
_WHICH = re.compile(
    r"\s+được (?!giao|phân công|phân cấp|ủy quyền|uỷ quyền)[^,;.:()]{3,110}?(?=(?:\s+(?:nêu|quy định|có tên) tại [^,;.:()]{1,60}?)?,?\s+(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|có văn bản|có ý kiến|trả lời)(?!\w))"
)
# "các Sở, ban, ngành quản lý quy hoạch theo chức năng, nhiệm vụ được giao có trách nhiệm": those that manage it, whichever they are
_MANAGING = re.compile(
    r"\s+quản lý [^,;.:()]{2,60}?(?=,?\s+(?:theo chức năng|có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|căn cứ)(?!\w))"
)
_JOINT = re.compile(
    r"\s*(?:,\s*và|;\s*và|,\s*hoặc|,|;|\bvà|\bhoặc|\bcùng với|\bcùng|\bvới|/)\s*(?=\S)"
    r"|(?:(?<=ông an xã)|(?<=ông an huyện)|(?<=ông an phường)|(?<=ông an tỉnh))\s+[-–]\s+(?=B(?:an|ộ) (?:Chỉ huy|CHQS))"  # "Công an xã - Ban CHQS xã: …"
)
_AND_PEOPLE = re.compile(r"(?<=\w)(?: và|,) (?:các )?(?:tổ chức(?:,| và) )?cá nhân(?: có)? liên quan$")
_JOINED = re.compile(r"(?:\s*[,;]|\s+và|\s+hoặc)\s+(?:các\s+)?$")
_JOINED_OFFICE = re.compile(rf"(?:\s*[,;]|\s+và|\s+hoặc)\s+{OFFICE.pattern}$")
_UNIT_OF = re.compile(r"(?:Cục|Tổng cục|Vụ) ")  # "Cục Quản lý xuất nhập cảnh, Bộ Công an trả kết quả": whose it is
# "Tổ công tác của Chủ tịch Ủy ban nhân dân tỉnh": a team is somebody's
_TEAM, _OF = re.compile(r"(?:các )?(?:Tổ|Đoàn|Tiểu ban|Bộ phận|Hội đồng|Ban Chỉ đạo)\s", re.I), re.compile(r"\s+của\s+")
_EXCEPT = re.compile(r"\s*,?\s+(?:trừ|ngoại trừ|không bao gồm)\s+(?:các\s+(?=Sở))?")
_EXCEPT_ASIDE = re.compile(r"\s*\(\s*(?:trừ|ngoại trừ|không bao gồm)\s*:?\s+(?:các\s+(?=Sở))?")
_ASIDE = re.compile(r"\s*\([^()]{0,400}\)")


# "Sở Công Thương, Tiểu đoàn 5, Cục Thuế tỉnh gửi …": a name of a list that nobody can tell, between two that are known; "Các vấn đề chung" is kept in words
_UNREAD = re.compile(
    rf"((?!(?:Những|Phối|Chủ|Theo|Căn|Điều|Khoản|Luật|Nghị|Thông|Quyết)\s)[{UPPER}][^\W\d_]*(?: (?!{any_of(VERBS)}(?!\w))[^\W_]+){{1,8}}?)(\s*[,;]\s+|\s+và\s+)"
)
# "Trung tâm Văn hóa quận, Làng Trẻ em SOS: tổ chức hội thi": the last one before a colon
_LABELLED_LAST = re.compile(
    rf"(?!(?:Những|Phối|Chủ|Theo|Căn|Điều|Khoản|Luật|Nghị|Thông|Quyết|Kế|Chương|Báo cáo|Thời|Nội|Kết|Sản)\s)[{UPPER}][^\W\d_]*(?: (?!{any_of(VERBS)}(?!\w))[^\W_]+){{1,7}}(?=:\s)"
)
_KIND_OF_BODY = re.compile(rf"{OFFICE.pattern}|\S+ ủy$")
_AREA_ENDS = (" huyện", " quận", " xã", " phường", " thị xã")
_LEVELS = re.compile(r"(?:(?:\s*[,/]\s*|\s+và\s+)(?:các\s+)?cấp (?:trung ương|tỉnh|huyện|xã)(?!\w))+")
# the bodies that each level has under the same name: "Ủy ban nhân dân cấp huyện, cấp xã" are two
_OF_LEVEL = re.compile(
    r"(?P<stem>.+/(?:(?:chu-tich-)?uy-ban-nhan-dan|(?:thuong-truc-)?hoi-dong-nhan-dan|van-phong-hoi-dong-nhan-dan-va-uy-ban-nhan-dan)-)(?:tinh|cap-huyen|cap-xa)"
)
_LEVEL_KEYS = {"cấp tỉnh": "tinh", "cấp huyện": "cap-huyen", "cấp xã": "cap-xa"}
_AREAS = re.compile(r"(?<=các )(?:huyện|quận|xã|phường|thị xã)(?!\w)")
_OF_EACH = re.compile(
    rf"(?:(?:\s*[,–-]\s*|\s+và\s+)(?:(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu)(?!\w)(?!\s+[{UPPER}])"
    rf"|(?:thị xã|thành phố|thị trấn|TP\.?|TX\.?)\s+{PLACE}(?:(?:\s*,\s*|\s+và\s+){PLACE})*))+"
)
_OF_COMMUNES = re.compile(rf"(?<!thị )(?:xã|phường|thị trấn|đặc khu)(?!\w)(?! {PLACE})")

# Who is no public body stands in lists, too: "… và các doanh nghiệp viễn thông nghiêm túc thực hiện".
_NO_BODY = re.compile(
    rf"(?:[Cc]ác\s+|[Nn]hững\s+)?(?:{PRIVATE}|(?:[Tt]oàn thể\s+)?[Nn]hân dân|cộng đồng|chuyên gia|nhà khoa học|[Bb]ên mời thầu|[Tt]ổng [Cc]ông ty(?!\s+[{UPPER}])|[Cc]hủ tịch (?:Hội đồng (?:thành viên|quản trị)|HĐTV|HĐQT)|[Tt]ổng [Gg]iám đốc(?= các (?:tập đoàn|tổng công ty|doanh nghiệp)))"
    rf"(?:[^;.:()]{{0,120}}?(?=\s+(?:có|chịu) trách nhiệm(?!\w))|[^,;.:()]{{0,60}}?)(?=\s*[,;:.]|\s+và\s|\s+{any_of(NAME_ENDS)}(?!\w)|$)"
)


# "Chủ rừng, Hạt Kiểm lâm, Ủy ban nhân dân cấp xã phối hợp tuần tra …": who is no public body may begin the list
_AND_KNOWN = re.compile(
    rf"(?:,|\s+và)\s+(?:{OFFICE.pattern})?(?:{any_of(('Sở', 'Hạt', 'Ủy ban nhân dân', 'UBND', 'Công an', 'Chi cục', 'Phòng', 'Ban Quản lý', 'Ban quản lý', 'Trung tâm', 'Thanh tra', 'Văn phòng'))})\s"
)


class Body(NamedTuple):
    """One body of a list: its id and its words; ``named`` is False for what the text leaves unnamed ("các cơ quan liên quan").

    ``excepted`` are the agencies that a group leaves out: "các Sở, Ban, ngành (trừ Sở Y tế)".
    """

    agency: str
    words: str
    named: bool
    excepted: tuple[str, ...] = ()


class Bodies(NamedTuple):
    """The ``items`` of a list and where it ends (characters; the start when it is empty)."""

    items: tuple[Body, ...]
    end: int

    @property
    def agencies(self) -> tuple[str, ...]:
        """The ids of the named ones."""
        return tuple(dict.fromkeys(item.agency for item in self.items if item.named))

    @property
    def others(self) -> tuple[str, ...]:
        """The words of the unnamed ones."""
        return tuple(dict.fromkeys(item.words for item in self.items if not item.named))


def of_other_levels(agency: str, levels: str) -> list[Body]:
    """The same body of the other levels that a list names: ", cấp xã" behind "Ủy ban nhân dân cấp huyện"; none for what is no body of every level."""
    level = _OF_LEVEL.fullmatch(agency)
    return [Body(f"{level['stem']}{key}", words, True) for words, key in _LEVEL_KEYS.items() if words in levels] if level else []


def _nobody_known(text: str, at: int, stop: int, mentions: Sequence[Mention], place: str, listed: bool) -> tuple[list[Body], int] | None:
    """Who stands in a list and is known to nobody: a team in small letters, who is no public body, a name between two that are known."""
    told = listed or _TOLD.search(text, max(0, at - _LONGEST_TOLD), at)
    if (told or text.startswith("; ", at - 2)) and (team := team_end(text, at, stop, not told)):
        return [Body(f"{place}/{slug(text[at:team])}", text[at:team], False)], team
    # "Sở Công Thương; Các doanh nghiệp viễn thông" in a cell: with a capital they are one of the list, and passed over only at its head
    passed = listed and not text.startswith(("Các ", "Những "), at)
    if (nobody := _NO_BODY.match(text, at, stop)) and (passed or _AND_KNOWN.match(text, nobody.end(), stop)):
        return [], nobody.end()
    if listed and (unread := _UNREAD.match(text, at, stop)) and _known_at(text, unread.end(2), mentions):
        name = unread.group(1)
        field = not mention_at(mentions, unread.end(2)) and not _KIND_OF_BODY.match(name)  # "Vụ Kế hoạch, Tài chính, Viện trưởng Viện …"
        return [] if field else [Body(f"{place}/{slug(name)}", name, not name.startswith("Các "))], unread.end(1)
    if listed and (last := _LABELLED_LAST.match(text, at, stop)):
        return [Body(f"{place}/{slug(last.group())}", last.group(), True)], last.end()
    return None


def bodies_at(text: str, start: int, mentions: Sequence[Mention], stop: int | None = None, place: str = "vn") -> Bodies:
    """The list of bodies that begins at ``start``; ``stop`` bounds it. Unnamed bodies get ids in the jurisdiction ``place``."""
    stop = len(text) if stop is None else stop
    items: list[Body] = []
    at = end = start
    while at < stop:
        found = _owner(text, at, stop, mentions, place) or _body(
            text, at, stop, mentions, place, bool(items) and items[-1].words[:4] in ("Các ", "các ")
        )
        found = found or _nobody_known(text, at, stop, mentions, place, bool(items))
        if found is None:
            break
        new, end = found
        items += new
        if (each := CITY_BEHIND.match(text, end, stop)) and text.endswith(TOWNS, at, end) and _AREAS.search(text, at, end):
            end = each.end()  # "UBND các huyện, thị xã, thành phố Huế tổ chức …"
        elif (each := _OF_EACH.match(text, end, stop)) and (text.endswith(_AREA_ENDS, at, end) or _AREAS.search(text, at, end)):
            end = each.end()  # "Trung tâm Y tế quận, huyện, thị xã", "UBND các huyện, thành phố Đà Lạt và Bảo Lộc"
            if _OF_COMMUNES.search(each.group()):  # "Chủ tịch Ủy ban nhân dân quận, huyện, phường, xã": of both levels
                items += of_other_levels(items[-1].agency, "cấp xã") if items else []
        if items and items[-1].named and (places := more_places(text, items[-1].words, end, stop, mentions)) > end:
            name = f"{items[-1].words}{text[end:places]}"  # "Công an các huyện Đại Lộc, Duy Xuyên bố trí lực lượng"
            items[-1] = Body(f"{place}/{slug(name)}", name, True)
            end = places
        others, end = other_committees(text, items[-1].words if items and items[-1].named else "", end, stop)
        items += [Body(f"{place}/{key}", name, True) for key, name in others]
        if items and (levels := _LEVELS.match(text, end, stop)):
            items += of_other_levels(items[-1].agency, levels.group())
            end = levels.end()  # "Ủy ban nhân dân cấp huyện, cấp xã"
        while (aside := _ASIDE.match(text, end, stop)) or (aside := WHOSE.match(text, end, stop)):
            items = _named_aside(text, items, aside, mentions)
            end = aside.end()
        owned, end = end, behind_whose(text, items[-1].words, items[-1].named, end, stop, mentions) if items else end
        if end > owned and not items[-1].named:  # "các ban của Tỉnh ủy": whose they are is part of who they are
            name = text[text.rfind(items[-1].words, at, end) : end]
            items[-1] = Body(f"{place}/{slug(name)}", name, False)
        if items and _TEAM.match(items[-1].words) and (of := _OF.match(text, end, stop)) and (whose := mention_at(mentions, of.end())):
            end = whose.end
            if about := ABOUT.match(text, end, stop):  # "Tổ công tác của Thủ tướng Chính phủ về rà soát văn bản khẩn trương rà soát …"
                end = about.end()
                name = text[text.rfind(items[-1].words, at, end) : end]
                items[-1] = Body(f"{place}/{slug(name)}", name, True)
        if items and (but := _EXCEPT.match(text, end, stop)):
            left_out = bodies_at(text, but.end(), mentions, stop)
            if left_out.agencies:
                items = [item._replace(excepted=left_out.agencies) for item in items]
                end = left_out.end
        joint = _JOINT.match(text, end, stop)
        if not joint:
            break
        at = joint.end()
    if len(items) == 2 and text[at - 2 : at] == ", " and _UNIT_OF.match(items[0].words) and items[1].agency.startswith("vn/bo-"):
        items = items[:1] if items[1].words.startswith("Bộ ") else items
    return Bodies(tuple(items), end)


def _deputy_end(text: str, at: int, stop: int, mentions: Sequence[Mention]) -> int:
    """Where the words of a deputy end that begin here: "Phó Trưởng ban thường trực", "Phó Chủ tịch Hội đồng giám khảo"; 0 where none begins."""
    if vice := VICE.match(text, at, stop):
        return vice.end()
    if (deputy := DEPUTY.match(text, at, stop)) and _known_at(text, deputy.start("of"), mentions):
        return deputy.end()
    vice_of = VICE_OF.match(text, at, stop)
    whose = _led_by(text, vice_of.end(), mentions) if vice_of else None
    return whose.end if whose else 0


def _led_by(text: str, at: int, mentions: Sequence[Mention]) -> Mention | None:
    """The known body behind the office of who leads it: "Chủ tịch Hội đồng giám khảo", "Giám đốc Sở Y tế"; None where none stands."""
    office = OFFICE.match(text, at)
    return mention_at(mentions, office.end()) if office else None


def _known_at(text: str, at: int, mentions: Sequence[Mention]) -> bool:
    """Whether a known body stands here, behind the office of who leads it or not."""
    office = OFFICE.match(text, at)
    return bool(mention_at(mentions, at) or (office and mention_at(mentions, office.end())))


def _named_aside(text: str, items: list[Body], aside: re.Match[str], mentions: Sequence[Mention]) -> list[Body]:
    """ "cơ quan quản lý hệ thống (Sở Khoa học và Công nghệ)": the brackets say which ones the unnamed body is."""
    if but := _EXCEPT_ASIDE.match(aside.group()):
        left_out = bodies_at(text, aside.start() + but.end(), mentions, aside.end() - 1)
        return [item._replace(excepted=left_out.agencies) for item in items]
    if not items or items[-1].named or "(" not in aside.group():
        return items
    inside = aside.start() + aside.group().find("(") + 1
    if mention_at(mentions, inside) is None:
        return items
    listed = bodies_at(text, inside, mentions, aside.end() - 1)
    if text[listed.end : aside.end()].strip() != ")" or not all(body.named for body in listed.items):
        return items
    group = items[-1].words
    return [*items[:-1], *(Body(body.agency, f"{group} ({body.words})", True) for body in listed.items)]


def _mention_over(mentions: Sequence[Mention], at: int) -> Mention | None:
    """The mention that begins at a place or reaches over it: "Thường trực Ban Chỉ đạo" where "Ban" stands."""
    place = bisect_left(mentions, at + 1, key=lambda m: m.start) - 1
    return mentions[place] if place >= 0 and mentions[place].end > at else None


def _first_of(text: str, at: int, stop: int, mentions: Sequence[Mention]) -> int:
    """Where the first body stands of a list that says its kind once ("các Sở: Tài chính, Tư pháp", "các Vụ Pháp chế, Tổ chức cán bộ"); 0 for none."""
    for kind in (_THE_ONES, _OF_KIND):
        if (ones := kind.match(text, at, stop)) and mention_at(mentions, ones.end()):
            return ones.end()
    return 0


def _titled(text: str, somebody: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """Whether the words of a person hold or stand before an office of a known body: "các ông: Giám đốc Sở Y tế"."""
    begin = bisect_left(mentions, somebody.start(), key=lambda m: m.start)
    return begin < len(mentions) and mentions[begin].start < somebody.end() and not somebody.group().startswith(("Phó", "Thứ"))


def _owner(text: str, at: int, stop: int, mentions: Sequence[Mention], place: str) -> tuple[list[Body], int] | None:
    """Which body the owner of a project is, where brackets say it: "Chủ đầu tư (Ban Quản lý dự án) chịu trách nhiệm …"."""
    owner = _OWNER_IS.match(text, at, stop)
    if owner is None or mention_at(mentions, owner.end()) is None:
        return None
    listed = bodies_at(text, owner.end(), mentions, stop, place)
    return ([*listed.items], listed.end + 1) if text.startswith(")", listed.end) else None


def _members_end(text: str, at: int, stop: int, mentions: Sequence[Mention]) -> int:
    """Where the words end that name the members of a board or a movement's steering: "các cơ quan thành viên Ban Chỉ đạo …"; 0 for others."""
    members = _MEMBERS.match(text, at, stop) or _MEMBER_BODIES.match(text, at, stop)
    whose = _mention_over(mentions, members.end()) if members else None
    if whose is None:
        return 0
    quoted = _QUOTED_NAME.match(text, whose.end, stop)
    return quoted.end() if quoted else whose.end


def _told_by_kind(text: str, at: int, stop: int, mentions: Sequence[Mention], place: str) -> int:
    """Where people or bodies end that are told by their posts or kinds: deputies, who heads a village, members of a board, schools of several levels, a
    part of each of several bodies; 0 where none begin.
    """
    if end := _deputy_end(text, at, stop, mentions) or _members_end(text, at, stop, mentions):
        return end
    if kind := next(
        (
            m
            for told in (VILLAGE_HEADS, PARTY_HEADS, OFFICERS, SCHOOLS, LOCAL_UNIONS, THESE_PLACES, LEVELS_ACT)
            if (m := told.match(text, at, stop))
        ),
        None,
    ):
        return kind.end()
    part = _PART_OF_EACH.match(text, at, stop)
    each = _body(text, part.end(), stop, mentions, place, False) if part else None
    return each[1] if each else 0


def _body(text: str, at: int, stop: int, mentions: Sequence[Mention], place: str, listed: bool) -> tuple[list[Body], int] | None:
    """The body at ``at`` and where it ends: a mention, after an office or not, or an unnamed body."""
    if (
        (at == 0 or _TOLD.search(text, max(0, at - _LONGEST_TOLD), at) or SOMEBODY_AND.search(text, max(0, at - 3 * _LONGEST_TOLD), at))
        and (somebody := (SOMEBODY if at else SOMEBODY_ACTS).match(text, at, stop))
        and not _titled(text, somebody, mentions)
    ):
        return [Body(f"{place}/{slug(somebody.group())}", somebody.group(), False)], somebody.end()
    if person := PERSON.match(text, at, stop):
        at = person.end()  # "các Đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang bộ"
    begin = at
    if whole := _told_by_kind(text, at, stop, mentions, place):
        return [Body(f"{place}/{slug(text[at:whole])}", text[at:whole], False)], whole
    if (ones := _ONES_NAMED.match(text, at, stop)) and (one := mention_at(mentions, ones.end())) and mention_at(mentions, one.end + 2):
        at = ones.end()  # "Các cơ quan Công an huyện, Viện kiểm sát nhân dân huyện rà soát vụ án": what they are, once for all
    if text.startswith(("cơ quan ", "Cơ quan "), at) and (named := mention_at(mentions, at + 8)) and text[named.start].isupper():
        at = named.start  # "gửi cơ quan Kho bạc Nhà nước nơi mở tài khoản"
    if not mention_at(mentions, at) and (each := _EACH.match(text, at, stop)):
        at = each.end()
    if not mention_at(mentions, at) and (office := OFFICE.match(text, at, stop)):
        behind = office.end()
        if not mention_at(mentions, behind) and (first := _first_of(text, behind, stop, mentions)):
            behind = first
        at = behind
    if (first := _first_of(text, at, stop, mentions)) and (not mention_at(mentions, at) or not _KIND_FIRST.match(text, first)):
        at = first  # "Các Sở, ngành: Y tế, Công Thương"; "Các Sở, ngành: Sở Y tế chủ trì …" says who among them
    mention = mention_at(mentions, at)
    if mention and at > begin and (kind := _OF_KIND.match(text, max(begin, text.rfind("ác ", begin, at) - 1))) and kind.end() == at:
        begin = at  # the first of "Các Vụ Pháp chế, Tổ chức cán bộ" is called as the others are
    if (organ := _ORGAN.match(text, at, stop)) and mention_at(mentions, organ.end()) and (not mention or mention.end <= organ.end()):
        mention = mention_at(mentions, organ.end())
    if mention:
        related = _RELATED.match(text, mention.end, stop) if _MANY.match(text, mention.start) else None
        if not related and text[mention.start].islower():
            related = _CHARGED.match(text, mention.end, stop)
        if not related and _MANY.match(text, mention.start):
            related = _MANAGING.match(text, mention.end, stop) or _WHICH.match(text, mention.end, stop)
        if some := related or _FROM_TO.match(text, mention.end, stop):
            words = text[begin : some.end()]
            return [Body(f"{place}/{slug(words)}", words, False)], some.end()
        words = text[begin : mention.end]
        if at > begin and is_short(mention.words):
            return [Body(f"{place}/{slug(words)}", words, True)], mention.end  # "Giám đốc Quỹ": of the fund whose charter this is
        return [Body(mention.agency, words, True)], mention.end
    alone = OFFICE_ALONE.match(text, begin, stop)
    end = alone.end() if alone else generic_end(text, at, stop, listed or at > begin)
    if end is None:
        return None
    if at > begin and (people := _AND_PEOPLE.search(text, at, end)):
        end = people.start()  # "Thủ trưởng các đơn vị và tổ chức, cá nhân có liên quan": no heads of those people
    place_of = bisect_left(mentions, begin + 1, key=lambda m: m.start)
    for named in () if alone else mentions[place_of : place_of + 3]:
        # "Tổ chức hành nghề công chứng, Ủy ban nhân dân cấp xã có trách nhiệm", "Thủ trưởng các đơn vị thuộc tỉnh và Chủ tịch UBND cấp xã": two bodies
        joined = _JOINED if named is mentions[place_of] else _JOINED_OFFICE
        if named.start < end and (joint := joined.search(text, begin, named.start)):
            end = joint.start()
    inside = next((m for m in mentions[place_of : place_of + 3] if m.start < end < m.end), None)
    if inside and text.endswith("thuộc ", 0, inside.start):
        end = inside.end  # "các cơ quan trực thuộc Bộ Văn hóa, Thể thao và Du lịch"
    words = text[begin:end]
    return [Body(f"{place}/{slug(words)}", words, False)], end
