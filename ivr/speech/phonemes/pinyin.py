"""One pinyin syllable with its tone number → Kokoro's symbols.

The model was trained on a broad transcription with the tone as an arrow right behind the vowel: 1 →, 2 ↗, 3 ↓, 4 ↘,
neutral none. The tables below state that transcription: an initial, and for each final what stands before and behind
the arrow.
"""

import re

_TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}

_INITIALS = {
    "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l",
    "g": "k", "k": "kʰ", "h": "x", "j": "ʨ", "q": "ʨʰ", "x": "ɕ",
    "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s", "": "",
}  # fmt: skip

_FINALS = {
    "a": "a", "ai": "ai", "an": "a|n", "ang": "a|ŋ", "ao": "au",
    "e": "ɤ", "ei": "ei", "en": "ə|n", "eng": "ə|ŋ", "er": "ɚ", "o": "ɔ", "ou": "ou", "ong": "ʊ|ŋ",
    "i": "i", "ia": "ja", "ian": "jɛ|n", "iang": "ja|ŋ", "iao": "jau", "ie": "je", "iu": "jou",
    "in": "i|n", "ing": "i|ŋ", "iong": "jʊ|ŋ", "io": "jɔ",
    "u": "u", "ua": "wa", "uai": "wai", "uan": "wa|n", "uang": "wa|ŋ", "ui": "wei", "un": "wə|n", "uo": "wo",
    "ueng": "wə|ŋ", "ü": "y", "üe": "ɥe", "üan": "ɥɛ|n", "ün": "y|n",
}  # fmt: skip

# Written without an initial, i, u and ü take y and w: the final behind them.
_BARE = {
    "yi": "i", "ya": "ia", "yan": "ian", "yang": "iang", "yao": "iao", "ye": "ie", "you": "iu", "yo": "io",
    "yin": "in", "ying": "ing", "yong": "iong", "yu": "ü", "yue": "üe", "yuan": "üan", "yun": "ün",
    "wu": "u", "wa": "ua", "wai": "uai", "wan": "uan", "wang": "uang", "wei": "ui", "wen": "un", "wo": "uo",
    "weng": "ueng",
}  # fmt: skip

_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcs]|)([a-zü]+)([1-5])")


def symbols(syllable: str) -> str:
    """``"huan2"`` → ``"xwa↗n"``. ``v`` may stand for ü. Raises ``ValueError`` for what is no Mandarin syllable."""
    initial, final, tone = _parts(syllable.replace("v", "ü"))
    before, _, behind = _vowel(initial, final, syllable).partition("|")
    return _INITIALS[initial] + before + _TONES[tone] + behind


def _parts(syllable: str) -> tuple[str, str, str]:
    found = _SYLLABLE.fullmatch(syllable)
    if not found:
        raise ValueError(f"{syllable!r} is no pinyin syllable with a tone number")
    initial, final, tone = found.groups()
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "ü" + final[1:]
    return initial, final, tone


def _vowel(initial: str, final: str, syllable: str) -> str:
    if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        return "ɨ"
    if final == "o" and initial:
        return _FINALS["uo"]
    known = _FINALS.get(final if initial else _BARE.get(final, final))
    if known is None:
        raise ValueError(f"{syllable!r} is no Mandarin syllable")
    return known
