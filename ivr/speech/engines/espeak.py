"""The marked fallback: espeak-ng, always there and poorly understood (41 of 100 Mandarin syllables are heard wrong).

It is fed with pinyin, because its own Mandarin reads characters wrongly.
"""

from ivr.speech.engines import voices
from ivr.speech.espeak_program import EspeakProgram
from ivr.speech.normalise import spoken
from ivr.speech.phonemes.english import English
from ivr.speech.phonemes.mandarin import Mandarin
from ivr.speech.sound import Sound

VOICES = {"zh-CN": "cmn-latn-pinyin", "en": "en-us"}
_WORDS_PER_MINUTE = 165


class Espeak:
    """Speaks through the espeak-ng program, a process for each sentence."""

    name = "espeak-ng"
    whole = False

    def __init__(self, program: EspeakProgram, mandarin: Mandarin, english: English) -> None:
        self._program, self._mandarin, self._english = program, mandarin, english

    def voice(self, language: str) -> str:
        return voices.named(VOICES, self.name, language)

    def version(self, language: str) -> str:
        reader = self._mandarin if self.voice(language) == VOICES["zh-CN"] else self._english
        return reader.version

    def speak(self, sentence: str, language: str) -> Sound:
        voice, text = self.voice(language), spoken(sentence, language)
        written = self._pinyin(text) if language == "zh-CN" else self._english.respelled(text)
        return self._program.speech(written, voice, _WORDS_PER_MINUTE)

    def _pinyin(self, text: str) -> str:
        return " ".join(" ".join(word) for word in self._mandarin.words(text))
