"""Which language to answer in: English, unless the reader prefers Chinese (RFC 9110, section 12.5.4)."""

import re

from ivr.kit.errors import Language

_RANGE = re.compile(r"\s*(?P<tag>[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q=(?P<q>[01](?:\.[0-9]{0,3})?))?\s*")


def chosen(accept_language: str) -> Language:
    """From an ``Accept-Language`` header; what cannot be read in it is passed over."""
    found = [match for part in accept_language.split(",") if (match := _RANGE.fullmatch(part))]
    return "zh-CN" if _weight(found, "zh") > _weight(found, "en") else "en"


def _weight(found: list[re.Match[str]], language: str) -> float:
    return max((float(one["q"] or 1) for one in found if one["tag"].lower().split("-")[0] == language), default=0)
