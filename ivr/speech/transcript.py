"""How far what was heard lies from what was to be said, whoever listened: a recogniser or a person who wrote it down.

Numbers are compared as they are spoken, so 12368 and 幺二三六八 are the same. Mandarin is compared by its characters,
by its syllables and by its syllables with their tones: a recogniser that writes 判 for 盼 has heard the sound right.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from ivr.speech.alignment import aligned, error_rate
from ivr.speech.errors import NoReading
from ivr.speech.normalise import spoken
from ivr.speech.phonemes.mandarin import Word
from ivr.speech.readings import plain

Read = Callable[[str], list[Word]]
"""Mandarin text → syllables with tone numbers, such as :meth:`~ivr.speech.phonemes.mandarin.Mandarin.words`."""

_READ = r"(?:[\u3400-\u9fff]|\[[^\]]*\])+"
_RUNS = re.compile(rf"({_READ})|([^\W\u3400-\u9fff]+)")
_NO_READINGS = str.maketrans("[]", "  ")
"""A recogniser writes [音乐] where it hears music; brackets of our own rules, as in 欧[ou1], are put in afterwards."""
_WORDS = re.compile(r"[\w'’-]+")
_PARTED = re.compile(r"\d+(?:[.,-]\d+)+")
_LEAST_DIGITS = 5
"""Of a service's number, such as 12368."""
_NUMERALS = re.compile(r"[零一二三四五六七八九]{3,}")


@dataclass(frozen=True)
class MandarinErrors:
    """Insertions, deletions and substitutions, as shares of what was to be said; above 1 where more was heard.

    ``syllables`` looks past the tones, ``tones`` counts a syllable with another tone as wrong.
    """

    characters: float
    syllables: float
    tones: float


def mandarin_errors(said: str, heard: tuple[str, ...], read: Read) -> MandarinErrors:
    """``said`` may hold inline readings; ``heard`` is plain text of each who listened: see ``error_rate``.

    What nobody can read in ``heard`` counts as wrong. Raises :class:`~ivr.speech.errors.BadWording` for a ``said`` that
    cannot be read.
    """
    expected, others = syllables(said, read), [heard_syllables(said, one, read) for one in heard]
    written = [_characters(plain(_heard(said, one))) for one in heard]
    return MandarinErrors(
        characters=error_rate(_characters(plain(spoken(said, "zh-CN"))), *written),
        syllables=error_rate(_toneless(expected), *map(_toneless, others)),
        tones=error_rate(expected, *others),
    )


def missed(said: str, heard: tuple[str, ...], read: Read) -> list[int]:
    """The places of the syllables that nobody heard as they were to be said, tones counted. Raises BadWording."""
    wanted = syllables(said, read)
    right = (aligned(wanted, heard_syllables(said, one, read))[0] for one in heard)
    return sorted(set(range(len(wanted))).difference(*right))


def english_errors(said: str, heard: str) -> float:
    """The share of words that are wrong, capitals and punctuation aside."""
    return error_rate(_words(plain(spoken(said, "en"))), _words(_as_spoken(heard, said, "en")))


def syllables(said: str, read: Read) -> list[str]:
    """Of a Mandarin text, each with its tone number, as they are to be spoken. Raises BadWording."""
    return _syllables(read(spoken(said, "zh-CN")))


def heard_syllables(said: str, heard: str, read: Read) -> list[str]:
    """Of what one recogniser heard when ``said`` was to be said; each character that nobody can read stands for one."""
    runs = _RUNS.findall(_heard(said, heard))
    return [one for run, other in runs for one in (_read_or_wrong(run, read) if run else [other])]


def _heard(said: str, heard: str) -> str:
    return _telephone_ones(_as_spoken(heard, said, "zh-CN"), spoken(said, "zh-CN"))


def _as_spoken(heard: str, said: str, language: str) -> str:
    return spoken(_PARTED.sub(partial(_joined, said), heard).translate(_NO_READINGS), language)


def _joined(said: str, found: re.Match[str]) -> str:
    """12.368 as 12368, where that was to be said: how a recogniser parts the digits that it heard is no sound.

    Shorter numbers are read as counts, in which a point is one.
    """
    digits = re.sub(r"\D", "", found[0])
    return digits if len(digits) >= _LEAST_DIGITS and digits in said else found[0]


def _telephone_ones(heard: str, wanted: str) -> str:
    """一二三 as 幺二三, where that was to be said: recognisers write 一 for either sound. In a year it is yī."""
    return _NUMERALS.sub(lambda run: other if (other := run[0].replace("一", "幺")) in wanted else run[0], heard)


def _characters(text: str) -> list[str]:
    return [one for one in text.casefold() if one.isalnum()]


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold().replace("-", " ").replace("’", "'"))


def _toneless(syllables: Sequence[str]) -> list[str]:
    return [one.rstrip("12345") for one in syllables]


def _syllables(words: list[Word]) -> list[str]:
    return [syllable for word in words for syllable in word if syllable[0].isalnum()]


def _read_or_wrong(run: str, read: Read) -> list[str]:
    try:
        return _syllables(read(run))
    except NoReading:
        return list(run)
