"""A notice in which some syllables are given another tone on purpose: whoever judges tones must notice them."""

import random

from ivr.speech.normalise import spoken
from ivr.speech.transcript import Read, syllables

EVERY = 12
"""Syllables: a misread one stands alone, between others that are right."""


def misread(text: str, read: Read, chance: random.Random, first: int = EVERY // 2) -> tuple[str, list[int]]:
    """``text`` as it is spoken, with other tones written into it; and the places of the syllables that they change.

    Those are ``first`` and every twelfth after it, of those that have a tone and no reading of their own.
    """
    said = spoken(text, "zh-CN")
    tones = iter(enumerate(syllables(text, read)))
    changed = dict[int, str]()
    for at, (place, syllable) in ((at, next(tones)) for at, one in enumerate(said) if "一" <= one <= "鿿"):
        if place % EVERY == first and syllable[-1] in "1234" and said[at + 1 : at + 2] != "[":
            changed[at] = syllable[:-1] + chance.choice("1234".replace(syllable[-1], ""))
    written = "".join(f"{one}[{changed[at]}]" if at in changed else one for at, one in enumerate(said))
    return written, [len([one for one in said[:at] if "一" <= one <= "鿿"]) for at in changed]
