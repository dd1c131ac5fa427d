"""English: telephone and case numbers digit by digit; dates, shares, money and small numbers as words."""

import re

from ivr.speech.normalise import counts, digits
from ivr.speech.normalise.folded import folded
from ivr.speech.normalise.rules import NUMBER, applied, rules

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = rf"({'|'.join(_MONTHS)})"
_NEVER_SAID = re.compile(r"[^\w\s,.!?;:'’()—…\[\]-]|_|(?<![^\W\d_])-|-(?![^\W\d_])")
_FEWEST_IN_A_CODE = 3


def spoken(text: str) -> str:
    """``text`` with its numbers in words and a comma, a short pause, between groups; what has no words is a pause."""
    return _NEVER_SAID.sub(",", applied(folded(text), _RULES))


def _year(year: str) -> str:
    """1999 → nineteen ninety-nine, 2005 → two thousand five, 2017 → twenty seventeen."""
    century, rest = year[:2], year[2:]
    if year[1:3] == "00":
        return counts.english(year)
    if rest == "00":
        return counts.english(century) + " hundred"
    return f"{counts.english(century)} {_minutes(rest)}"


def _minutes(two_digits: str) -> str:
    return "oh " * (two_digits[0] == "0") + counts.english(two_digits)


def _date(day: str, month: str, year: str | None) -> str:
    return f"{month} {counts.english_ordinal(day)}" + (f", {_year(year)}" if year else "")


def _time(found: re.Match[str]) -> str:
    hour, minute = found.groups()
    return counts.english(hour) + (f" {_minutes(minute)}" if int(minute) else " o'clock")


def _groups(found: re.Match[str]) -> str:
    """One or two digits alone are a count; more are said one by one, with a pause between the groups."""
    groups = found[0].replace("-", " ").split()
    if len(groups) == 1 and len(groups[0]) < _FEWEST_IN_A_CODE:
        return counts.english(groups[0])
    return ", ".join(map(digits.english, groups))


_RULES = rules(
    (r"(?<=[A-Za-z])(?=\d)", lambda _found: " "),
    (r"\bNo\.\s*(?=\d)", lambda _found: "number "),
    (r"\((\d{4})\)\s*(?=[A-Za-z])", lambda found: digits.english(found[1]) + ", "),
    (
        r"(?<![\d-])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])",
        lambda found: _date(found[3], _MONTHS[int(found[2]) - 1], found[1]),
    ),
    (rf"\b(\d{{1,2}}) {_MONTH}(?: (\d{{4}})\b)?", lambda found: _date(found[1], found[2], found[3])),
    (rf"{_MONTH} (\d{{1,2}})\b(?:, (\d{{4}})\b)?", lambda found: _date(found[2], found[1], found[3])),
    (rf"{_MONTH} (\d{{4}})\b", lambda found: f"{found[1]} {_year(found[2])}"),
    (r"\b([01]?\d|2[0-3]):([0-5]\d)\b", _time),
    (r"\b(\d{1,3})(?:st|nd|rd|th)\b", lambda found: counts.english_ordinal(found[1])),
    (rf"{NUMBER}\s?%", lambda found: counts.english(found[1]) + " percent"),
    (rf"(?:¥|\b(?:RMB|CNY))\s?{NUMBER}(?: yuan)?", lambda found: counts.english(found[1]) + " yuan"),
    (rf"{NUMBER}(?= (?:yuan|million|billion|thousand)\b)", lambda found: counts.english(found[1])),
    (r"(?:\+|\b00)86[- ]?(?=\d)", lambda _found: ""),
    (r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+\.\d+)(?![\d.,])", lambda found: counts.english(found[1])),
    (r"\b(\d{1,2})-(\d{1,2})(?= [a-z])", lambda found: f"{counts.english(found[1])} to {counts.english(found[2])}"),
    (r"\d+(?:[- ]\d+)*", _groups),
)
