"""The words with which a person is warned: the court, where to ask, and when the grace period ends. Nothing else.

No amount, no case, no ID number, no name: a telephone lies on tables (Personal Information Protection Law, art 6).
"""

import re
from datetime import date
from typing import Final

from ivr.domain.errors import BadInput

SLOTS: Final = ("court", "enquiry", "grace_end")
LONGEST: Final = 300
_SLOT = re.compile(r"\{(\w*)\}")
_PERSONAL = re.compile(r"[0-9０-９]|[零〇一二两三四五六七八九十百千万亿]+元|身份证|住址|yuan|RMB|CNY", re.IGNORECASE)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def check(template: str, field: str = "text") -> None:
    """Raises BadInput for a missing or unknown slot, digits, amounts, line breaks, or more than 300 characters."""
    bare = _SLOT.sub("", template)
    if sorted(_SLOT.findall(template)) != sorted(SLOTS) or set("{}") & set(bare):
        slots = ", ".join(f"{{{slot}}}" for slot in SLOTS)
        raise BadInput(field=field, reason=f"it needs each of {slots} once", reason_zh=f"须各含一次 {slots}")
    if found := _PERSONAL.search(bare):
        reason, reason_zh = f"it may not say {found[0]!r}", f"不得含有“{found[0]}”"
        raise BadInput(field=field, reason=reason, reason_zh=reason_zh)
    if not bare.isprintable() or len(bare) > LONGEST:
        reason, reason_zh = f"one line of at most {LONGEST} characters", f"须为一行，最多 {LONGEST} 字"
        raise BadInput(field=field, reason=reason, reason_zh=reason_zh)


def fill(template: str, *, court: str, enquiry: str, grace_end: date, language: str) -> str:
    """The text as it is sent. Raises what ``check`` raises."""
    check(template)
    values = {"court": court, "enquiry": enquiry, "grace_end": _day(grace_end, language)}
    return _SLOT.sub(lambda slot: values[slot[1]], template)


def _day(day: date, language: str) -> str:
    if language == "zh-CN":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
