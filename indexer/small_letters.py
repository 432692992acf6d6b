"""Offices that a text writes in small letters altogether: "giao phòng kinh tế chủ trì, phối hợp với phòng nội vụ", "hội nông dân xã vận động hội viên".

No letter tells that they are names, so only what such offices are really called is read, and only where nothing but a body's name stands: at the
beginning of a sentence, behind a label or an order, and in a list behind another body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from phancap.indexer.alternatives import any_of
from phancap.indexer.model import Mention
from phancap.indexer.once import once
from phancap.indexer.proper_names import announced
from phancap.indexer.unknown_bodies import unknown_id
from phancap.indexer.vietnamese import UPPER

_FIELD = any_of((
    "kinh tế", "nội vụ", "tài chính", "kế hoạch", "văn hóa", "văn hoá", "xã hội", "thông tin", "tư pháp", "giáo dục", "đào tạo", "nông nghiệp",
    "phát triển nông thôn", "tài nguyên", "môi trường", "lao động", "thương binh", "quản lý đô thị", "đô thị", "dân tộc", "tôn giáo", "công thương",
    "hạ tầng", "khoa học", "công nghệ", "thể thao", "du lịch", "y tế",
))  # fmt: skip
_NAME = re.compile(
    rf"(?<!\w)(?:phòng {_FIELD}(?!\w)(?:(?: [-–] | và ){_FIELD}(?!\w)|, {_FIELD}(?= và {_FIELD}(?!\w)))*"
    r"|trạm y tế|hạt kiểm lâm|hội (?:nông dân|(?:liên hiệp )?phụ nữ|cựu chiến binh|chữ thập đỏ|khuyến học|người cao tuổi)"
    r"|đoàn thanh niên(?: cộng sản [Hh]ồ [Cc]hí [Mm]inh)?|ban chỉ huy quân sự|ban quản lý dự án"
    r"|trung tâm (?:y tế|phát triển quỹ đất|dịch vụ nông nghiệp|khuyến nông))(?!\w)"
    rf"(?: (?:huyện|quận|thị xã|thành phố|xã(?! hội)|phường|thị trấn|tỉnh)(?!\w)(?: [{UPPER}][^\W\d_]*){{0,3}})?"
)
_JOINTS = (", ", "; ", " và ")


def small_mentions(text: str, known: Sequence[Mention], place: str) -> list[Mention]:
    """The offices in small letters outside the ``known`` mentions, in order."""
    found: list[Mention] = []
    starts = [m.start for m in known]
    small = -1  # where the last one ended
    plain = text.lower()
    for match in _NAME.finditer(text) if len(plain) == len(text) else ():
        behind = bisect_right(starts, match.start())
        before = known[behind - 1].end if behind else -1
        if match.start() < before or (behind < len(starts) and starts[behind] < match.end()):
            continue
        listed = any(at >= 0 and text[at : match.start()] in _JOINTS for at in (before, small))
        if listed or announced(plain, match.start()):
            words, small = match.group(), match.end()
            found.append(Mention(once(unknown_id(words, place)), match.start(), small, once(words)))
    return found
