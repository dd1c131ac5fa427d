"""Telephone numbers, and whatever else is said digit by digit."""

import re

from ivr.speech.normalise import digits
from ivr.speech.normalise.counts import mandarin as count
from ivr.speech.normalise.rules import rules

_EXTENSION = r"(?:转(?P<extension>\d+))?"
_COUNTRY = re.compile(r"^(?:\+|00)86[- ]?(?=\d)")
_FEWEST_IN_A_CODE = 3


def _groups(found: re.Match[str]) -> str:
    """Digit by digit, with a short pause between the groups as they are written."""
    groups = re.findall(r"\d+", _COUNTRY.sub("", found["number"]))
    return "，".join(digits.mandarin(group, yao=True) for group in groups)


def _telephone(found: re.Match[str]) -> str:
    extension = found["extension"]
    return _groups(found) + (f"转{digits.mandarin(extension, yao=True)}" if extension else "")


def _rest(found: re.Match[str]) -> str:
    """One or two digits alone are a count, more are a code."""
    number = found["number"]
    return count(number) if len(number) < _FEWEST_IN_A_CODE else _groups(found)


RULES = rules(
    (
        r"(?<=电话|拨打|致电|热线|号码|咨询|手机|[话打电线询机码][：: ])"
        rf"(?P<number>\+?\(?\d[\d ()-]*\d){_EXTENSION}",
        _telephone,
    ),
    (
        r"(?<![\d.])(?P<number>(?:\+86[- ]?|0086[- ]?)\d[\d -]*\d|\(0\d{2,3}\)\s?\d{7,8}|0\d{2,3}[- ]?\d{7,8}"
        rf"|[48]00[- ]?\d{{3}}[- ]?\d{{4}}|1[3-9]\d[- ]?\d{{4}}[- ]?\d{{4}}){_EXTENSION}(?![\d.])",
        _telephone,
    ),
    (r"(?<![\d.,第-])(?P<number>\d{3,}(?=室|房间)|\d{4,}(?=号))", _groups),
)
"""Known by what stands beside them, or by their form."""

REST = rules(
    (r"\d+(?:\.\d+){2,}", lambda found: "点".join(map(count, found[0].split(".")))),
    (r"(?P<number>\d+(?:[- ]\d+)*)", _rest),
)
"""The digits that no other rule has taken."""
