"""English: every number is said digit by digit, which is right for telephone numbers and clear for all others."""

import re

from ivr.speech.normalise import digits

_ORDINAL = re.compile(r"\bNo\.\s*(?=\d)")
_COUNTRY = re.compile(r"\+86[- ]?(?=\d)")
_NUMBER = re.compile(r"\d+(?:[- ]\d+)*")


def spoken(text: str) -> str:
    """``text`` with each digit as a word and a comma, a short pause, between groups."""
    return _NUMBER.sub(_groups, _COUNTRY.sub("", _ORDINAL.sub("number ", text)))


def _groups(found: re.Match[str]) -> str:
    return ", ".join(digits.english(group) for group in re.split("[- ]", found[0]))
