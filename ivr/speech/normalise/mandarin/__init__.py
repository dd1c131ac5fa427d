"""Mandarin: the numbers a notice can contain, said as a court clerk says them.

General-purpose normalisers fail on case numbers, area codes and short service numbers (measured), so those rules are
written here, the most specific first: what a rule has said holds no digit for the next one. Plain counting numbers go
through cn2an.
"""

import re

from ivr.speech.normalise.folded import folded
from ivr.speech.normalise.mandarin import amounts, cases, letters, moments, telephones
from ivr.speech.normalise.rules import applied

_RULES = (*cases.RULES, *moments.RULES, *telephones.RULES, *amounts.RULES, *telephones.REST, *letters.RULES)
_NEVER_SAID = re.compile(r"[^\w\s，。、；：！？…—·《》“”‘’(),.!?;:'\[\]-]|_|(?<![A-Za-z])-|-(?![A-Za-z])")


def spoken(text: str) -> str:
    """``text`` with its numbers in characters and capital letters by their names; what has no words is a pause.

    A letter's name comes with its reading in brackets.
    """
    return _NEVER_SAID.sub("，", applied(folded(text), _RULES))
