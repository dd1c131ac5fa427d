"""The two sample courts. Both are invented: there are no such districts."""

from typing import Final

from ivr.domain.court import Court

FIRST: Final = "mingchuan"
OTHER: Final = "linyuan"
HOTLINE: Final = "12368"
"""The courts' own service line, the same everywhere."""


def first_court() -> Court:
    """Speaks Mandarin."""
    name, name_en = "明川区人民法院", "Mingchuan District People's Court"
    return Court(FIRST, name, name_en, HOTLINE, 3, "zh-CN", "Asia/Shanghai")


def other_court() -> Court:
    """Speaks English here, so that anybody who listens can tell the two courts apart."""
    name, name_en = "临渊区人民法院", "Linyuan District People's Court"
    return Court(OTHER, name, name_en, HOTLINE, 3, "en", "Asia/Shanghai")
