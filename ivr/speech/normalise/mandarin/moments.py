"""Dates, years and times of day."""

import re

from ivr.speech.normalise import digits
from ivr.speech.normalise.counts import mandarin as count
from ivr.speech.normalise.rules import rules

_MONTH, _DAY = r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"


def _date(found: re.Match[str]) -> str:
    year, month, day = (part for part in found.groups())
    return f"{digits.mandarin(year, yao=False)}年{count(month)}月{count(day)}日"


def _years(found: re.Match[str]) -> str:
    first, last = (digits.mandarin(year, yao=False) if year else "" for year in found.groups())
    return (f"{first}至{last}" if first else last) + "年"


def _time(found: re.Match[str]) -> str:
    """8:05 → 八点零五分; 8:00 → 八点."""
    hour, minute, second = found.groups()
    said = count(hour) + "点"
    if int(minute) or second:
        said += "零" * (minute[0] == "0" != minute) + count(minute) + "分"
    return said + (count(second) + "秒" if second else "")


RULES = rules(
    *((rf"(?<![\d.])(\d{{4}}){mark}{_MONTH}{mark}{_DAY}(?![\d.])", _date) for mark in ("-", "/", r"\.")),
    (r"(?<!\d)(?:(\d{4})年?\s?[-~—至到]\s?)?(\d{4})年", _years),
    (r"(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?!\d)", _time),
    (r"(?<=[分点秒])\s?[-~—]\s?(?=[零一二三四五六七八九十]+点)", lambda _found: "至"),
)
