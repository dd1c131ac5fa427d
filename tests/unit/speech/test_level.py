import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.speech.errors import SilentSound
from ivr.speech.mastering.level import _active_samples, active_speech_level
from ivr.speech.sound import Samples

RATE = 8000


def noise(seconds: float, dbov: float) -> Samples:
    samples = np.random.default_rng(7).standard_normal(round(seconds * RATE))
    return np.asarray(samples / samples.std() * 10 ** (dbov / 20), dtype=np.float32)


def silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * RATE), dtype=np.float32)


@pytest.mark.parametrize("dbov", [-16.0, -26.0, -36.0])
def test_steady_noise_has_the_level_of_its_power(dbov: float) -> None:
    assert active_speech_level(noise(8, dbov), RATE) == pytest.approx(dbov, abs=0.1)


def test_a_full_scale_sine_is_at_minus_3() -> None:
    sine = np.sin(2 * np.pi * 1000 * np.arange(8 * RATE) / RATE).astype(np.float32)
    assert active_speech_level(sine, RATE) == pytest.approx(-3.01, abs=0.1)


def test_long_pauses_do_not_count_and_short_ones_do() -> None:
    talk = [part for _ in range(8) for part in (noise(1, -26), silence(2))]
    # Each second of speech is held active for the hangover of 0.2 s and the time the envelope needs to fall.
    assert active_speech_level(np.concatenate(talk), RATE) == pytest.approx(-26 - 10 * np.log10(1.3), abs=0.25)
    gaps = [part for _ in range(40) for part in (noise(0.1, -26), silence(0.1))]
    assert active_speech_level(np.concatenate(gaps), RATE) == pytest.approx(-29, abs=0.2)


def test_twice_the_amplitude_is_six_decibels_more() -> None:
    speech = np.concatenate([noise(1, -30), silence(0.7), noise(0.4, -22), silence(1)])
    quiet, loud = active_speech_level(speech, RATE), active_speech_level(speech * np.float32(2), RATE)
    assert loud - quiet == pytest.approx(6.02, abs=0.05)


def test_the_level_does_not_depend_on_the_rate() -> None:
    speech = np.concatenate([noise(1, -26), silence(1), noise(1, -26)])
    assert active_speech_level(np.repeat(speech, 3), 3 * RATE) == pytest.approx(
        active_speech_level(speech, RATE), abs=0.05
    )


def test_silence_has_no_level() -> None:
    with pytest.raises(SilentSound):
        active_speech_level(silence(1), RATE)


@given(st.lists(st.booleans(), max_size=60), st.integers(0, 20))
def test_a_pause_counts_as_speech_for_as_long_as_the_hangover(loud: list[bool], hangover: int) -> None:
    held = [any(loud[max(0, n - hangover) : n + 1]) for n in range(len(loud))]
    assert _active_samples(np.array(loud, dtype=np.float64), 0.5, hangover) == sum(held)
