"""How far what was heard lies from what was to be said, whoever listened: a recogniser or a person who wrote it down.

Numbers are compared as they are spoken, so 12368 and 幺二三六八 are the same. Mandarin is compared by its characters,
by its syllables and by its syllables with their tones: a recogniser that writes 判 for 盼 has heard the sound right.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

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


@dataclass(frozen=True)
class MandarinErrors:
    """Insertions, deletions and substitutions, as shares of what was to be said; above 1 where more was heard.

    ``syllables`` looks past the tones, ``tones`` counts a syllable with another tone as wrong.
    """

    characters: float
    syllables: float
    tones: float


def mandarin_errors(said: str, heard: str, read: Read) -> MandarinErrors:
    """``said`` may hold inline readings; ``heard`` is plain text. What nobody can read in ``heard`` counts as wrong.

    Raises :class:`~ivr.speech.errors.BadWording` for a ``said`` that cannot be read.
    """
    wanted, found = spoken(said, "zh-CN"), _as_spoken(heard, said, "zh-CN")
    expected, others = _syllables(read(wanted)), _heard_syllables(found, read)
    return MandarinErrors(
        characters=error_rate(_characters(plain(wanted)), _characters(plain(found))),
        syllables=error_rate([one.rstrip("12345") for one in expected], [one.rstrip("12345") for one in others]),
        tones=error_rate(expected, others),
    )


def english_errors(said: str, heard: str) -> float:
    """The share of words that are wrong, capitals and punctuation aside."""
    return error_rate(_words(plain(spoken(said, "en"))), _words(_as_spoken(heard, said, "en")))


def syllables(said: str, read: Read) -> list[str]:
    """Of a Mandarin text, each with its tone number, as they are to be spoken. Raises BadWording."""
    return _syllables(read(spoken(said, "zh-CN")))


def error_rate(said: Sequence[str], heard: Sequence[str]) -> float:
    """The least insertions, deletions and substitutions that turn ``said`` into ``heard``, for each item of ``said``.

    Raises ``ValueError`` where nothing was to be said.
    """
    if not said:
        raise ValueError("nothing was to be said, so there is nothing to compare with")
    row = list(range(len(heard) + 1))
    for count, wanted in enumerate(said, start=1):
        corner, row[0] = row[0], count
        for column, found in enumerate(heard, start=1):
            step = min(row[column] + 1, row[column - 1] + 1, corner + (wanted != found))
            corner, row[column] = row[column], step
    return row[-1] / len(said)


def _as_spoken(heard: str, said: str, language: str) -> str:
    return spoken(_PARTED.sub(partial(_joined, said), heard).translate(_NO_READINGS), language)


def _joined(said: str, found: re.Match[str]) -> str:
    """12.368 as 12368, where that was to be said: how a recogniser parts the digits that it heard is no sound.

    Shorter numbers are read as counts, in which a point is one.
    """
    digits = re.sub(r"\D", "", found[0])
    return digits if len(digits) >= _LEAST_DIGITS and digits in said else found[0]


def _characters(text: str) -> list[str]:
    return [one for one in text.casefold() if one.isalnum()]


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold().replace("-", " ").replace("’", "'"))


def _syllables(words: list[Word]) -> list[str]:
    return [syllable for word in words for syllable in word if syllable[0].isalnum()]


def _heard_syllables(text: str, read: Read) -> list[str]:
    return [one for run, other in _RUNS.findall(text) for one in (_read_or_wrong(run, read) if run else [other])]


def _read_or_wrong(run: str, read: Read) -> list[str]:
    try:
        return _syllables(read(run))
    except NoReading:
        return list(run)
