"""Mandarin text → pinyin syllables → Kokoro's symbols.

A reading comes, in this order, from the bracket in the text, from our lexicon, from pypinyin for the word that jieba
cut. Without word segmentation the error rate rises by a sixth (measured).
"""

import threading
from collections.abc import Callable, Iterator
from functools import cached_property

from pypinyin import Style, lazy_pinyin

from ivr.speech import readings
from ivr.speech.errors import NoReading
from ivr.speech.lexicon import Lexicon
from ivr.speech.phonemes import pinyin
from ivr.speech.phonemes.segmenter import word_cutter
from ivr.speech.phonemes.vocabulary import SYMBOLS

Word = tuple[str, ...]
"""The syllables of one word; a punctuation mark is a word of one."""

_PAUSES = str.maketrans({
    "，": ",", "、": ",", "。": ".", "！": "!", "：": ":", "；": ";", "？": "?", "（": "(", "）": ")",
    "《": "“", "》": "”", "「": "“", "」": "”", "【": "“", "】": "”",
})  # fmt: skip


class Mandarin:
    """Reads Mandarin. Safe for several threads; the segmenter's dictionary is loaded at the first use."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        return self._lexicon.version

    def words(self, text: str) -> list[Word]:
        """The syllables of ``text``, word by word. Raises :class:`~ivr.speech.errors.BadWording`."""
        return [word for piece in readings.pieces(text, "zh-CN") for word in self._piece(piece)]

    def symbols(self, text: str) -> str:
        """``text`` in Kokoro's symbols, words apart by a space, punctuation as a pause mark."""
        said = ""
        for word in self.words(text):
            if _is_syllable(word[0]):
                said += " " * bool(said) + "".join(map(pinyin.symbols, word))
            else:
                said += word[0] if word[0] in SYMBOLS else " "
        return said

    @cached_property
    def _cut(self) -> Callable[[str], list[str]]:
        return word_cutter()

    def _piece(self, piece: readings.Piece) -> Iterator[Word]:
        if piece.reading is not None:
            yield tuple(piece.reading.split())
            return
        rest_from = position = 0
        while position < len(piece.text):
            word = self._lexicon.at(piece.text, position)
            if word is None:
                position += 1
                continue
            yield from self._read(piece.text[rest_from:position])
            yield tuple(self._lexicon.words[word].split())
            position = rest_from = position + len(word)
        yield from self._read(piece.text[rest_from:])

    def _read(self, text: str) -> Iterator[Word]:
        if not text:
            return
        with self._lock:
            cut = self._cut(text)
        for word in cut:
            if any(map(str.isalnum, word)):
                yield _known(word, tuple(lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)))
            elif mark := word.translate(_PAUSES).strip():
                yield (mark,)


def _known(word: str, syllables: Word) -> Word:
    # pypinyin hands back what it cannot read; saying nothing for it would change what the court says.
    for syllable in syllables:
        if not _is_syllable(syllable):
            raise NoReading(field="text", word=word, part=syllable)
    return syllables


def _is_syllable(word: str) -> bool:
    return word[-1] in "12345" and word[:-1].isalpha() and word[0].isascii()
