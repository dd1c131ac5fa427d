"""Small real engines for tests of what stands around an engine."""

# ruff: noqa: ARG002  they have an engine's shape and need less

import numpy as np

from ivr.speech.both import Both
from ivr.speech.errors import EngineError
from ivr.speech.sound import Sound


class Hum:
    """Hums for as long as the text has characters, with overtones as a voice has. Counts what it was asked."""

    name = "hum"
    whole = False

    def __init__(self, edition: str = "1", hz: float = 220) -> None:
        self.asked: list[str] = []
        self._edition, self._hz = edition, hz

    def voice(self, language: str) -> str:
        return f"hum-{language}"

    def version(self, language: str) -> str:
        return self._edition

    def speak(self, sentence: str, language: str) -> Sound:
        self.asked.append(sentence)
        time = np.arange(round(0.1 * len(sentence) * 24_000)) / 24_000
        loudness = 0.3 - 0.2 * np.cos(2 * np.pi * 3 * time)
        buzz = sum(np.cos(2 * np.pi * self._hz * overtone * time) / overtone for overtone in range(1, 13)) / 3
        return Sound((loudness * buzz).astype(np.float32), 24_000)


class Mute:
    """Can never speak."""

    name = "mute"
    whole = False

    def voice(self, language: str) -> str:
        return "none"

    def version(self, language: str) -> str:
        return "1"

    def speak(self, sentence: str, language: str) -> Sound:
        raise EngineError(
            engine=self.name,
            reason=Both("失声", "it has lost its voice"),
            remedy=Both("请给它蜂蜜。", "Give it honey."),
        )
