"""Written text → text as it is spoken: digits, case numbers and telephone numbers become words.

May not enter: pinyin, phonemes, audio.
"""

from collections.abc import Callable

from ivr.speech.normalise import english, mandarin

_RULES: dict[str, Callable[[str], str]] = {"zh-CN": mandarin.spoken, "en": english.spoken}


def spoken(text: str, language: str) -> str:
    """``text`` with every number written out in words; a language without rules is returned unchanged."""
    rule = _RULES.get(language)
    return rule(text) if rule else text
