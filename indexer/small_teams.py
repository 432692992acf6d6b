"""Teams that a list names in small letters, by what they are for: "tổ quản lý trật tự đô thị", "bộ phận địa chính, môi trường", "các cụm di tích".

The register knows none of them and their names have no capital, so they are read only where a list of bodies is certain: behind another body of
it, or behind the word that tells them to do something.
"""

from __future__ import annotations

import re

from phancap.indexer.alternatives import any_of
from phancap.indexer.duty_verbs import NAME_ENDS
from phancap.indexer.vietnamese import UPPER

_KIND = (
    r"(?:tổ(?! (?:chức|trưởng|phó|viên|hợp|quốc|tiên|chim))|đội(?! (?:ngũ|trưởng|phó|viên|hình|tuyển))|bộ phận(?! (?:không|dân cư|nhân dân|người|lớn|nhỏ|còn lại))"
    r"|[Kk]hối(?! (?:lượng|u|đại))|chi hội|chi đoàn|cụm(?! (?:từ|công nghiệp|trưởng))|nhóm(?! (?:giải pháp|nhiệm vụ|nội dung|tiêu chí|chỉ tiêu|đối tượng|dự án|hàng|vấn đề))|ban(?= (?:liên lạc|vận động|bảo vệ|hộ đê)(?!\w))|lực lượng)"
)
# what such a team does is the first part of its name, though it is a verb elsewhere: "tổ quản lý trật tự đô thị", "tổ thanh tra xây dựng"
_FOR = r"(?: (?:tự quản|quản lý|thanh tra|kiểm tra|bảo vệ|hòa giải|hoà giải|tuyên truyền|vận động|xung kích|tuần tra|giám sát|tiếp nhận|giúp việc|hỗ trợ|ứng cứu|chuyển đổi số|thu gom|phản ứng nhanh)(?! và(?= (?:báo cáo|tổng hợp)(?!\w))))"
_VERB = rf"(?:{any_of(NAME_ENDS)}|và|phải|cần|được|đã|sẽ|có|để|theo|tại|trên|khi|nếu|về|với|như|là|không|của|này|đó|nêu|kể|liên quan)"
_WORD = rf"(?:(?: [-–])? (?!{_VERB}(?!\w))(?![{UPPER}]{{2}})[^\W\d_]+)"
_DOES = rf"(?=\s+(?:{any_of(NAME_ENDS)}|phải|cần)(?!\w))"
_ACTS = re.compile(_DOES)
_TEAM = re.compile(
    rf"(?:[Cc]ác |[Nn]hững )?{_KIND}(?!\w)(?:{_FOR}(?: xây dựng(?=\s*[,;]))?{_WORD}{{0,6}}|{_WORD}{{1,6}})"
    # "bộ phận địa chính, môi trường, văn hóa phối hợp …": the fields of one team, up to its verb
    rf"(?:(?:,(?! {_KIND}(?!\w)){_WORD}{{1,3}}){{1,3}}?(?: và(?! {_KIND}(?!\w)|các\s){_WORD}{{1,3}})?{_DOES}|(?=\s*[,;:]|\s+và\s|\s*$)|{_DOES}|(?= của ))"
)


def team_end(text: str, at: int, stop: int, acts: bool = False) -> int:
    """Where a team ends that begins at ``at`` (characters); 0 where none does, or where its kind stands alone. ``acts``: only one that does something."""
    team = _TEAM.match(text, at, stop)
    if not team or (acts and (text.startswith(("nhóm", "cụm"), at) or not _ACTS.match(text, team.end(), stop))):
        return 0  # "…; nhóm người kinh doanh độc lập" is no team that draws something up
    return team.end()
