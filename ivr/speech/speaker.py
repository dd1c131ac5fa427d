"""The offline voices of one installation, in order of preference."""

from collections.abc import Sequence
from pathlib import Path

from ivr.speech import lexicon
from ivr.speech.chain import Chain
from ivr.speech.engines.espeak import Espeak
from ivr.speech.engines.kokoro import Kokoro
from ivr.speech.espeak_program import EspeakProgram
from ivr.speech.phonemes.english import English
from ivr.speech.phonemes.mandarin import Mandarin


def speaker(model: Path, prompts: Path, espeak: Sequence[str] = ("espeak-ng",), at_once: int = 1) -> Chain:
    """Kokoro from ``model``, then espeak-ng.

    ``prompts`` holds ``lexicon/``; ``espeak`` starts the program; ``at_once`` sentences are spoken beside each other.
    Raises :class:`~ivr.speech.errors.BadLexicon`.
    """
    program = EspeakProgram(espeak)
    mandarin = Mandarin(lexicon.load(prompts / "lexicon", "zh-CN"))
    english = English(lexicon.load(prompts / "lexicon", "en"), program)
    threads = 2 if at_once == 1 else 1
    kokoro = Kokoro(model, {"zh-CN": mandarin, "en": english}, threads, at_once=at_once)
    return Chain([kokoro, Espeak(program, mandarin, english)])
