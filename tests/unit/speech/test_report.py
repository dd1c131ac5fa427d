"""The page on which prompts are heard and seen: what is drawn is what is in the sound, and nothing leaves the page."""

import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ivr.speech.chain import Chain
from ivr.speech.hearing import Hearing
from ivr.speech.judge import judge
from ivr.speech.library import PromptLibrary
from ivr.speech.phonemes.mandarin import Word
from ivr.speech.report import Told, page
from ivr.speech.report.picture import draw
from ivr.speech.report.pitch import pitch
from ivr.speech.report.spectrogram import spectrogram
from ivr.speech.report.syllables import placed
from ivr.speech.sound import Sound
from ivr.speech.wording import Wording
from tests.unit.speech.voices import Hum

RATE = 8000


def tone(hertz: float, seconds: float = 1.0, loud: float = 0.2) -> Sound:
    time = np.arange(round(seconds * RATE)) / RATE
    return Sound((loud * np.sin(2 * np.pi * hertz * time)).astype(np.float32), RATE)


def after(*sounds: Sound) -> Sound:
    return Sound(np.concatenate([one.samples for one in sounds]), RATE)


def silence(seconds: float) -> Sound:
    return tone(100, seconds, 0)


def read(text: str) -> list[Word]:
    return [("shan4", "xian4") if one == "单" else (one,) for one in text]


@pytest.mark.parametrize("hertz", [75, 110, 220.5, 390])
def test_the_pitch_of_a_voice_is_found_to_a_hundredth(hertz: float) -> None:
    heard = pitch(Hum(hz=hertz).speak("法院提示您", "zh-CN"))
    assert np.nanmedian(heard) == pytest.approx(hertz, rel=0.01)


def test_where_nobody_speaks_there_is_no_pitch() -> None:
    noise = Sound(np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32), RATE)
    assert np.isnan(pitch(silence(1))).all()
    assert np.isnan(pitch(noise)).mean() > 0.95
    assert len(pitch(silence(0.01))) == 1


def test_a_rising_tone_rises() -> None:
    time = np.arange(RATE) / RATE
    rising = np.sin(2 * np.pi * (120 * time + 50 * time**2))
    heard = pitch(Sound((0.2 * rising).astype(np.float32), RATE))
    assert heard[5] < heard[45] < heard[-6]


def test_the_spectrum_is_dark_where_the_tone_is() -> None:
    grey = np.asarray(Image.open(io.BytesIO(spectrogram(tone(1000), 4000))))
    darkest = grey.mean(axis=1).argmin()
    assert 1 - darkest / (grey.shape[0] - 1) == pytest.approx(1000 / 4000, abs=0.01)
    assert grey.shape[1] == 101
    assert np.asarray(Image.open(io.BytesIO(spectrogram(silence(1), 4000)))).min() == 255


def test_syllables_lie_in_order_where_somebody_speaks_and_not_in_the_pauses() -> None:
    sound = after(silence(0.4), tone(200), silence(0.5), tone(200), silence(0.2))
    found = placed(sound, ["a1", "b2", "c3", "d4"])
    assert [one.syllable for one in found] == ["a1", "b2", "c3", "d4"]
    assert all(one.first < one.last for one in found)
    assert found[1].last == pytest.approx(1.4, abs=0.15)
    assert found[2].first == pytest.approx(1.9, abs=0.6)
    assert found[-1].last <= 2.98
    assert placed(silence(1), ["a1"]) == placed(sound, []) == []


def test_every_tone_but_the_neutral_one_has_its_shape() -> None:
    sound = after(tone(200), silence(0.1))
    voice = pitch(sound)
    shapes = [draw(sound, voice, placed(sound, [f"ma{n}"]), "x").count("amber-line") for n in range(1, 6)]
    plain = draw(sound, voice, [], "x").count("amber-line")
    assert [one - plain for one in shapes] == [1, 1, 1, 1, 0]


def test_a_syllable_that_nobody_heard_as_it_was_to_be_said_is_marked() -> None:
    sound = after(tone(200), silence(0.1))
    drawn = draw(sound, pitch(sound), placed(sound, ["shan4", "xian4"]), "x", {1})
    assert [bool(re.search(rf'class="small red"[^>]*>{one}<', drawn)) for one in ("shan4", "xian4")] == [False, True]


@pytest.fixture
def library(tmp_path: Path) -> PromptLibrary:
    return PromptLibrary(tmp_path)


def test_the_page_has_everything_in_it_and_escapes_what_it_shows(library: PromptLibrary) -> None:
    key = library.build(Wording("甲", "zh-CN", "单法院。"), Chain([Hum()])).key
    heard = Hearing(key, "zh-CN", "<script>alert(1)</script>", 0.5, 0.5, 0.5, missed=(0,))
    made = page(library, [Told(judge(library, key), heard)], {"zh-CN": read}, "en")
    assert "<script" not in made
    assert "&lt;script&gt;" in made
    assert "shan4" in made
    assert "heard otherwise" in made
    assert "small red" in made
    assert made.count("data:audio/wav;base64,") == made.count("data:image/png;base64,") == 1
    assert not re.findall(r"(?:src|href)=\"(?!data:)", made)


def test_a_damaged_prompt_is_told_and_the_others_are_shown(library: PromptLibrary) -> None:
    good, bad = (
        library.build(Wording("甲", "zh-CN", text), Chain([Hum()])).key for text in ("甲法院。", "乙法院，您好。")
    )
    library.path(bad, "alaw").write_bytes(b"\xd5")
    made = page(library, [Told(judge(library, key)) for key in (bad, good)], {}, "zh-CN")
    assert made.count("<audio") == 1
    assert bad in made
