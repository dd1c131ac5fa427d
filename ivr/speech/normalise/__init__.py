"""Written text → text as it is spoken: digits, case numbers and telephone numbers become words.

May not enter: pinyin, phonemes, audio.
"""

import re
from collections.abc import Callable

from ivr.speech.normalise import english, mandarin

VERSION = 2
"""Raised whenever the same text would be said in other words: everything is then built again."""

_RULES: dict[str, Callable[[str], str]] = {"zh-CN": mandarin.spoken, "en": english.spoken}

_READING = re.compile(r"(\[[^\[\]]*\])")


def spoken(text: str, language: str) -> str:
    """``text`` with every number written out in words; a language without rules is returned unchanged.

    Inline readings are left as they are: the digits in them are tones.
    """
    rule = _RULES.get(language)
    if not rule:
        return text
    return "".join(part if part.startswith("[") else rule(part) for part in _READING.split(text))
