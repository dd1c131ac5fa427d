"""What the default voice promises beyond what every engine does: its memory, its threads, its patience with calls."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ivr.speech.engines import kokoro as kokoro_module
from ivr.speech.engines.kokoro import Kokoro
from ivr.speech.phonemes.mandarin import Mandarin
from tests.servers.poll import eventually


def test_the_model_is_let_go_when_nobody_asks_and_comes_back(voices: Path, mandarin: Mandarin) -> None:
    kokoro = Kokoro(voices, {"zh-CN": mandarin}, idle_seconds=0.05)
    assert not kokoro.loaded
    first = kokoro.speak("法院。", "zh-CN")
    eventually(lambda: not kokoro.loaded)
    assert np.array_equal(kokoro.speak("法院。", "zh-CN").samples, first.samples)


def test_the_model_is_not_let_go_under_somebody_who_speaks(voices: Path, mandarin: Mandarin) -> None:
    """Else the next sentence would load a second one beside it."""
    kept = list[bool]()

    class Overdue(Kokoro):
        def _spoken(self, symbols: str, language: str) -> NDArray[np.float32]:
            if self._release:
                self._release.function()
                kept.append(self.loaded)
            return super()._spoken(symbols, language)

    kokoro = Overdue(voices, {"zh-CN": mandarin})
    for sentence in ("法院。", "单县。"):
        kokoro.speak(sentence, "zh-CN")
    assert kept == [True]


def test_sentences_beside_each_other_sound_as_they_do_alone(voices: Path, mandarin: Mandarin) -> None:
    said = ["单县人民法院。", "请您敦促其尽快履行义务。", "联系电话：0817-12368。", "单县人民法院。"]
    alone = Kokoro(voices, {"zh-CN": mandarin})
    several = Kokoro(voices, {"zh-CN": mandarin}, threads=1, at_once=2)
    with ThreadPoolExecutor(4) as callers:
        together = list(callers.map(lambda sentence: several.speak(sentence, "zh-CN"), said))
    for sentence, sound in zip(said, together, strict=True):
        assert np.array_equal(alone.speak(sentence, "zh-CN").samples, sound.samples)


def test_after_many_sentences_the_model_is_let_go_between_two_and_never_in_one(
    voices: Path, mandarin: Mandarin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kokoro_module, "_MOST_SENTENCES", 3)
    said = [f"{one}县人民法院。" for one in "单蔚莘隰歙黟莒郧"]
    let_go = list[int]()

    class Counting(Kokoro):
        def release(self) -> None:
            let_go.append(self._speaking)
            super().release()

    several = Counting(voices, {"zh-CN": mandarin}, threads=1, at_once=2)
    with ThreadPoolExecutor(4) as callers:
        together = list(callers.map(lambda sentence: several.speak(sentence, "zh-CN"), said))
    assert let_go == [0, 0], "nobody was speaking"
    alone = Kokoro(voices, {"zh-CN": mandarin})
    assert np.array_equal(alone.speak(said[-1], "zh-CN").samples, together[-1].samples)


def test_the_voice_steps_back_for_the_calls_beside_it_and_whoever_asked_does_not(
    voices: Path, mandarin: Mandarin
) -> None:
    speaking = list[int]()

    class Watched(Kokoro):
        def _spoken(self, symbols: str, language: str) -> NDArray[np.float32]:
            speaking.append(nice())
            return super()._spoken(symbols, language)

    def nice() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    Watched(voices, {"zh-CN": mandarin}).speak("法院。", "zh-CN")
    assert (speaking, nice() < 19) == ([19], True)


def test_a_sentence_that_another_notice_has_too_is_spoken_once(voices: Path, mandarin: Mandarin) -> None:
    kokoro = Kokoro(voices, {"zh-CN": mandarin})
    first = kokoro.speak("请您敦促其尽快履行义务。", "zh-CN")
    kokoro._model = None  # whoever speaks again must load it again
    again = kokoro.speak("请您敦促其尽快履行义务。", "zh-CN")
    assert not kokoro.loaded
    assert np.array_equal(first.samples, again.samples)
    with pytest.raises(ValueError, match="read-only"):
        again.samples[0] = 1
