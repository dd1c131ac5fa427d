"""Mandarin text → pinyin syllables → Kokoro's symbols.

A reading comes, in this order, from the bracket in the text, from our lexicon, from pypinyin for the word that jieba
cut; jieba knows the lexicon's words too. Without word segmentation the error rate rises by a sixth (measured).

Readings are those of the dictionary: 您好 is nin2 hao3, 一 is yi1, 不 is bu4. The model was trained on transcripts
without tone sandhi (misaki, the training pipeline's own, applies none for this model) and makes it by itself. A word
with 儿 is read syllable by syllable (er2, or er5 where the lexicon says so), as it was there.
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
        return word_cutter(self._lexicon.words)

    def _piece(self, piece: readings.Piece) -> Iterator[Word]:
        if piece.reading is not None:
            yield tuple(piece.reading.split())
            return
        with self._lock:
            cut = self._cut(piece.text)
        for word in cut:
            yield from self._read(word)

    def _read(self, word: str) -> Iterator[Word]:
        """A word that jieba cut: what the lexicon holds of it by the lexicon, the rest by pypinyin."""
        rest_from = position = 0
        while position < len(word):
            listed = self._lexicon.at(word, position)
            if listed is None:
                position += 1
                continue
            yield from _by_dictionary(word[rest_from:position])
            yield tuple(self._lexicon.words[listed].split())
            position = rest_from = position + len(listed)
        yield from _by_dictionary(word[rest_from:])


def _by_dictionary(word: str) -> Iterator[Word]:
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
