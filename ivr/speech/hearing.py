"""What a recogniser hears of finished prompts, as a caller would behind A-law, against what they were to say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import soxr

from ivr.speech.both import Both
from ivr.speech.codecs import alaw, wav
from ivr.speech.library import PromptLibrary
from ivr.speech.recogniser import Clearness, Recogniser
from ivr.speech.sound import Sound
from ivr.speech.transcript import Read, english_errors, mandarin_errors, missed

MOST_WRONG: Final = {"zh-CN": 0.15, "en": 0.25}
"""Of syllables, or of words. Of sixty notices in the default voice the worst had 6 % of syllables that both recognisers
took for others; of English, which one hears, up to a tenth is its own mistakes. Another sentence has more than half.
"""
CLEAR: Final = 0.8
"""STOI beside the master. The default voice has 0.87 behind A-law, the band cut off counted; 8 dB above noise 0.70."""

FAIR: Final = 3.0
"""PESQ beside the master. The default voice has 4.0 behind A-law; noise 40 dB below the voice makes it 2.8."""


@dataclass(frozen=True)
class Hearing:
    """Shares of what was to be said, None where the language is not compared by that: see ``speech/transcript.py``.

    ``heard``: by each who listened; ``missed``: the places of the syllables that all of them took for others.
    ``stoi``: how clear it is behind A-law beside its master, 0 to 1; ``pesq`` likewise, -0.5 to 4.5, None where that is
    not set up.
    """

    key: str
    language: str
    heard: str
    characters: float | None = None
    syllables: float | None = None
    tones: float | None = None
    words: float | None = None
    stoi: float | None = None
    pesq: float | None = None
    missed: tuple[int, ...] = ()


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
            clear = self.recogniser.clear([(self._original(path), path) for path, _ in files])
        told = zip(prompts, texts, clear, strict=True)
        return [_with(compared(one.key, one.language, one.text, text, self.read), found) for one, text, found in told]

    def _original(self, heard: Path) -> Path:
        """The master, with as many samples a second as what is heard of it."""
        master = wav.decode(self.library.path(heard.stem, "wav").read_bytes())
        path = heard.with_suffix(".original.wav")
        samples = soxr.resample(master.samples, master.rate, alaw.RATE, quality="VHQ")
        path.write_bytes(wav.encode(Sound(samples, alaw.RATE)))
        return path


def _with(one: Hearing, found: Clearness) -> Hearing:
    return replace(one, stoi=round(found.stoi, 3), pesq=None if found.pesq is None else round(found.pesq, 2))


def compared(key: str, language: str, said: str, heard: tuple[str, ...], read: Read) -> Hearing:
    """``heard``: by each who listened. Languages but Mandarin and English are compared by whoever can read them."""
    told = " / ".join(heard)
    if language == "zh-CN":
        wrong = mandarin_errors(said, heard, read)
        places = tuple(missed(said, heard, read))
        return Hearing(key, language, told, wrong.characters, wrong.syllables, wrong.tones, missed=places)
    return Hearing(key, language, told, words=english_errors(said, told) if language == "en" else None)


def faults(one: Hearing) -> list[Both]:
    """Whether it says something else than it should, or is not clear enough to be understood."""
    return [*_otherwise(one), *_unclear(one)]


def _unclear(one: Hearing) -> list[Both]:
    found = (("清晰度 STOI", "clearness (STOI)", one.stoi, CLEAR), ("音质 PESQ", "quality (PESQ)", one.pesq, FAIR))
    low = [(zh, en, value) for zh, en, value, least in found if value is not None and value < least]
    return [Both(f"{zh} 为 {value:.2f}", f"its {en} is {value:.2f}") for zh, en, value in low]


def _otherwise(one: Hearing) -> list[Both]:
    wrong = one.words if one.syllables is None else one.syllables
    if wrong is None or wrong <= MOST_WRONG[one.language]:
        return []
    share = f"{wrong:.0%}"
    return [Both(f"听到的有 {share} 与文本不符：“{one.heard}”", f"{share} of it is heard otherwise: “{one.heard}”")]
