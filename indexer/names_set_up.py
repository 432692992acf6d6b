"""Names that a text agrees to give to documents: "(sau đây gọi tắt là Nghị định số 30)", "(sau đây gọi tắt là QĐ22)"."""

from __future__ import annotations

import re

# "(sau đây gọi tắt là X)", "(dưới đây viết tắt là “X”)", "(gọi chung là X)": up to the name, of a document or of a body
IS_CALLED = r"\(\s*(?:(?:sau|dưới)\s+đây\s+)?(?:được\s+)?(?:gọi|viết)(?:\s+(?:tắt|gọn|chung))*(?:\s+là)?:?\s+[“\"]?"
_CALLED = re.compile(
    IS_CALLED + r"(?P<name>[^()“”\"]{3,80}?)[”\"]?\s*\)"
    r"|\((?P<law>(?:Luật|Bộ luật)\s[^()“”\"\d,;]{2,40})\)"
)
_CALLED_TYPE = re.compile(
    r"(?:Nghị quyết|Nghị định|Quyết định|Thông tư|Luật|Bộ luật|Pháp lệnh|Chỉ thị|Kết luận|Kế hoạch|Công văn|Hướng dẫn|Quy chế|Quy định|Điều lệ)(?!\w)"
)
_CALLED_CODE = re.compile(r"(?:QĐ|NĐ|NQ|TTLT|TT|CT|KL|CV|KH|HD)[\s-]?(?:số\s)?\d[\w/.-]*")  # "(sau đây gọi tắt là QĐ22)"


def names_set_up(text: str) -> list[tuple[int, int, str]]:
    """Where "(sau đây gọi tắt là X)", "(Luật TTGT)" begins and ends, and X, when X can stand for a document.

    "Công an cấp tỉnh", "Bộ trưởng" name bodies; "Chương trình", "Nghị định" alone are said of any; a programme is not its decision.
    """
    if "(" not in text or ("gọi" not in text and "viết" not in text and "uật " not in text):
        return []
    called = [(m.start(), m.end(), (m["name"] or m["law"]).strip()) for m in _CALLED.finditer(text)]
    return [
        (at, end, name)
        for at, end, name in called
        if _CALLED_CODE.fullmatch(name) or ((kind := _CALLED_TYPE.match(name)) and kind.end() < len(name))
    ]
