"""Steady tones are told from one another, from speech and from silence."""

import numpy as np
import pytest

from ivr.carrier.tone import tone, tone_present, tone_spans
from ivr.kit import g711
from ivr.kit.g711 import RATE, Samples


def through_alaw(samples: Samples) -> Samples:
    return g711.alaw_decode(g711.alaw_encode(samples))


@pytest.mark.parametrize("hz", [450, 620, 1004, 3200])
@pytest.mark.parametrize("level", [0.005, 0.3, 0.99])
def test_a_tone_is_found_at_any_loudness(hz: int, level: float) -> None:
    assert tone_spans(through_alaw(tone(hz, 1.0, level)), hz) == [(0.0, 1.0)]


@pytest.mark.parametrize("other", [400, 500, 620, 900])
def test_another_tone_is_not_ringing(other: int) -> None:
    assert not tone_present(through_alaw(tone(other, 1.0)), 450, 0.04)


def test_a_tone_under_louder_noise_is_no_tone() -> None:
    noise = np.random.default_rng(1).normal(0, 8000, RATE)
    assert not tone_present((tone(450, 1.0, 0.1) + noise).astype(np.int16), 450, 0.04)


def test_noise_and_silence_are_no_tone() -> None:
    random = np.random.default_rng(1)
    assert not tone_present(random.normal(0, 3000, RATE).astype(np.int16), 450, 0.04)
    assert tone_spans(np.zeros(RATE, np.int16), 450) == []
    assert tone_spans(np.zeros(0, np.int16), 450) == []


def test_the_mainlands_ringing_cadence_is_one_second_on_and_four_off() -> None:
    ring = np.concatenate([tone(450, 1.0), np.zeros(4 * RATE, np.int16)])
    assert tone_spans(np.tile(ring, 2), 450) == [(0.0, 1.0), (5.0, 6.0)]


def test_a_click_of_tone_is_not_enough() -> None:
    click = np.concatenate([tone(450, 0.12), np.zeros(RATE, np.int16)])
    assert not tone_present(click, 450, 0.2)
