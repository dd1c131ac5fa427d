"""The word list that says how our own words are read, from ``prompts/lexicon/*.tsv``.

A line is ``word<tab>reading``; ``#`` starts a comment. ``<language>.tsv`` and ``<language>-<anything>.tsv`` belong to
that language. Mandarin readings are pinyin syllables with tone numbers, English ones a respelling.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ivr.speech.both import Both
from ivr.speech.errors import BadLexicon
from ivr.speech.phonemes import pinyin


@dataclass(frozen=True)
class Lexicon:
    """word → reading. Inside one word of a text, the longest that fits wins."""

    words: dict[str, str]

    @cached_property
    def longest(self) -> int:
        return max(map(len, self.words), default=0)

    @cached_property
    def version(self) -> str:
        """Changes when any reading changes, so that what was built with the old reading is built again."""
        lines = "\n".join(f"{word}\t{reading}" for word, reading in sorted(self.words.items()))
        return hashlib.sha256(lines.encode()).hexdigest()[:16]

    def at(self, text: str, start: int) -> str | None:
        """The longest word of the list that stands in ``text`` at ``start``."""
        for length in range(min(self.longest, len(text) - start), 0, -1):
            if text[start : start + length] in self.words:
                return text[start : start + length]
        return None


def load(folder: Path, language: str) -> Lexicon:
    """Reads every list of ``language`` in ``folder``; none is an empty lexicon. Raises :class:`BadLexicon`."""
    words: dict[str, str] = {}
    for path in sorted([*folder.glob(f"{language}.tsv"), *folder.glob(f"{language}-*.tsv")]):
        words.update(_entries(path, language))
    return Lexicon(words)


def _entries(path: Path, language: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, _, reading = (part.strip() for part in line.partition("\t"))
        reason = _fault(word, reading, language)
        if reason:
            raise BadLexicon(path=path.name, line=number, reason=reason)
        yield word, reading


def _fault(word: str, reading: str, language: str) -> Both | None:
    if not word or not reading:
        return Both("需要一个词、一个制表符和一个读音", "a word, a tab and a reading are needed")
    if language != "zh-CN":
        return None
    syllables = reading.split()
    if len(syllables) != len(word):
        return Both(
            f"{len(word)} 个字却有 {len(syllables)} 个音节", f"{len(word)} characters but {len(syllables)} syllables"
        )
    try:
        for syllable in syllables:
            pinyin.symbols(syllable)
    except ValueError as fault:
        return Both(f"不是带声调数字的拼音（{fault}）", str(fault))
    return None
