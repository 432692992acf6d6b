"""What ends a sentence, and what ends a document: "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"."""

from __future__ import annotations

import re

from phancap.indexer.vietnamese import UPPER

_RECIPIENTS = re.compile(r"(?:Nơi nhận|NƠI NHẬN)\s*:?\s*$|(?:Nơi nhận|NƠI NHẬN)\s*:")
_SIGNATURE = re.compile(
    rf"(?:TM|KT|TL|TUQ|T/M|K/T|Q)\s*\.?\s+[{UPPER}]{{2}}|(?:QUYỀN |PHÓ )?CHỦ TỊCH\s*$|(?:PHÓ )?GIÁM ĐỐC\s*$|(?:PHÓ )?THỦ TƯỚNG\s*$|BỘ TRƯỞNG\s*$|THỨ TRƯỞNG\s*$|(?:TM|KT|TL|TUQ)\s*\.\s*$"
)
_CLOSING = "'\")”»]"


def ended(text: str, marks: str = ".;:!?…") -> bool:
    """Whether a sentence or an item of a list ends with the line; "./." ends it, too, but "Thông tư số 43/2015/" goes on."""
    text = text.rstrip()
    if text.endswith("/"):
        return not text[-2:-1].isdigit()
    return text.endswith("/.") or text.rstrip(_CLOSING)[-1:] in tuple(marks)


def is_recipients(text: str) -> bool:
    """Whether the line opens the list of who receives the document."""
    return text[0] == "N" and _RECIPIENTS.match(text) is not None


def is_signature(text: str) -> bool:
    """Whether the line says in whose name, or in what office, the document is signed."""
    return text[0] in "TKQCPGBM" and _SIGNATURE.match(text) is not None
