"""Inline readings: ``单[shan4]县`` says how the word before the bracket is read.

In Mandarin the bracket holds one pinyin syllable for each character it covers, the characters directly before it; in
English a respelling of the one word before it. The bracket is never shown and never spoken as written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ivr.speech.errors import BadReading
from ivr.speech.phonemes import pinyin

_MARKED = re.compile(r"\[([^\[\]]*)\]")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*$")


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and its reading where one is written."""

    text: str
    reading: str | None = None


def plain(text: str) -> str:
    """``text`` as people see it: no readings."""
    return _MARKED.sub("", text)


def pieces(text: str, language: str, field: str = "text") -> Iterator[Piece]:
    """``text`` cut into what has a written reading and what has none. Raises :class:`BadReading` naming ``field``."""
    start = 0
    for found in _MARKED.finditer(text):
        before, reading = text[start : found.start()], found[1].strip()
        covered = _covered(before, reading, language)
        if not covered:
            raise BadReading(field=field, reading=reading, word=before[-8:])
        yield from _unless_empty(before[: len(before) - len(covered)])
        yield Piece(covered, reading)
        start = found.end()
    yield from _unless_empty(text[start:])


def _unless_empty(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text)


def _covered(before: str, reading: str, language: str) -> str:
    if language != "zh-CN":
        word = _LAST_WORD.search(before)
        return word[0] if word and re.fullmatch(r"[A-Za-z'-]{1,40}", reading) else ""
    syllables = reading.split()
    word_text = before[-len(syllables) :] if syllables else ""
    fits = len(word_text) == len(syllables) and all("一" <= character <= "鿿" for character in word_text)
    return word_text if fits and all(map(_is_syllable, syllables)) else ""


def _is_syllable(syllable: str) -> bool:
    try:
        return bool(pinyin.symbols(syllable))
    except ValueError:
        return False
