"""What a recogniser hears of finished prompts, as a caller would behind A-law, against what they were to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ivr.speech.both import Both
from ivr.speech.library import PromptLibrary
from ivr.speech.recogniser import Recogniser
from ivr.speech.transcript import Read, english_errors, mandarin_errors

MOST_WRONG: Final = 0.25
"""Syllables, or English words. A notice in the default voice has up to a tenth, by the recogniser's own mistakes; one
that says another sentence has more than half.
"""


@dataclass(frozen=True)
class Hearing:
    """Shares of what was to be said, None where the language is not compared by that: see ``speech/transcript.py``."""

    key: str
    language: str
    heard: str
    characters: float | None = None
    syllables: float | None = None
    tones: float | None = None
    words: float | None = None


@dataclass(frozen=True)
class Listener:
    """``read`` knows the lexicon: the readings that were to be said."""

    library: PromptLibrary
    recogniser: Recogniser
    read: Read

    def hear(self, keys: Sequence[str]) -> list[Hearing]:
        """One for each key. Raises NotHeard, and NoPrompt for what is not there."""
        prompts = [self.library.get(key) for key in keys]
        with TemporaryDirectory(prefix="ivr-hear-") as folder:
            files = [(Path(folder) / f"{one.key}.wav", one.language) for one in prompts]
            for (path, _), one in zip(files, prompts, strict=True):
                path.write_bytes(self.library.sound(one.key))
            texts = self.recogniser.heard(files)
        pairs = zip(prompts, texts, strict=True)
        return [compared(one.key, one.language, one.text, text, self.read) for one, text in pairs]


def compared(key: str, language: str, said: str, heard: str, read: Read) -> Hearing:
    """Languages but Mandarin and English are written down, and compared by whoever can read them."""
    if language == "zh-CN":
        wrong = mandarin_errors(said, heard, read)
        return Hearing(key, language, heard, wrong.characters, wrong.syllables, wrong.tones)
    return Hearing(key, language, heard, words=english_errors(said, heard) if language == "en" else None)


def faults(one: Hearing) -> list[Both]:
    """Whether it says something else than it should."""
    wrong = one.words if one.syllables is None else one.syllables
    if wrong is None or wrong <= MOST_WRONG:
        return []
    share = f"{wrong:.0%}"
    return [Both(f"听到的有 {share} 与文本不符：“{one.heard}”", f"{share} of it is heard otherwise: “{one.heard}”")]
