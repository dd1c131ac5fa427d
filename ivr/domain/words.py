"""The words of a short message to the person named: the court, where to ask, and one day. Nothing else.

No amount, no case, no ID number, no name: a telephone lies on tables (Personal Information Protection Law, art 6).
"""

import re
from datetime import date
from enum import StrEnum
from typing import Final

from ivr.domain.errors import BadInput

LONGEST: Final = 300
_SLOT = re.compile(r"\{(\w*)\}")
_PERSONAL = re.compile(r"[0-9０-９]|[零〇一二两三四五六七八九十百千万亿]+元|身份证|住址|yuan|RMB|CNY", re.IGNORECASE)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Kind(StrEnum):
    """What is told; each is a file of that name in ``prompts/<language>/``."""

    WARNING = "warning"
    ENDED = "ended"
    CALLED_OFF = "called-off"
    """It ended before anybody had heard it."""
    CORRECTED = "corrected"

    @property
    def day(self) -> str:
        """The slot of the day that this kind names."""
        return "grace_end" if self is Kind.WARNING else "ended_on"


def slots(kind: Kind) -> tuple[str, str, str]:
    return ("court", "enquiry", kind.day)


def check(template: str, kind: Kind, field: str = "text") -> None:
    """Raises BadInput for a missing or unknown slot, digits, amounts, line breaks, or more than 300 characters."""
    bare, wanted = _SLOT.sub("", template), slots(kind)
    if sorted(_SLOT.findall(template)) != sorted(wanted) or set("{}") & set(bare):
        named = ", ".join(f"{{{slot}}}" for slot in wanted)
        raise BadInput(field=field, reason=f"it needs each of {named} once", reason_zh=f"须各含一次 {named}")
    if found := _PERSONAL.search(bare):
        reason, reason_zh = f"it may not say {found[0]!r}", f"不得含有“{found[0]}”"
        raise BadInput(field=field, reason=reason, reason_zh=reason_zh)
    if not bare.isprintable() or len(bare) > LONGEST:
        reason, reason_zh = f"one line of at most {LONGEST} characters", f"须为一行，最多 {LONGEST} 字"
        raise BadInput(field=field, reason=reason, reason_zh=reason_zh)


def fill(template: str, kind: Kind, *, court: str, enquiry: str, day: date, language: str) -> str:  # noqa: PLR0913
    """The text as it is sent. Raises what ``check`` raises."""
    check(template, kind)
    values = {"court": court, "enquiry": enquiry, kind.day: written(day, language)}
    return _SLOT.sub(lambda slot: values[slot[1]], template)


def written(day: date, language: str) -> str:
    """A day as people write it."""
    if language == "zh-CN":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
