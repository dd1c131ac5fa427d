"""Rate and band: what the telephone line carries, and nothing that only wastes its level."""

from functools import cache

import numpy as np
import soxr

from ivr.speech.sound import Samples, Sound

_TAPS_AT_8_KHZ = 401
"""A transition of about 65 Hz; linear phase, so that cutting low tones smears no consonant."""


def centred(samples: Samples) -> Samples:
    """``samples`` with no direct-current part."""
    return (samples - np.mean(samples, dtype=np.float64)).astype(np.float32)


def at_rate(sound: Sound, rate: int) -> Sound:
    """``sound`` at ``rate`` Hz."""
    if sound.rate == rate:
        return sound
    samples = soxr.resample(sound.samples.astype(np.float64), sound.rate, rate, quality="VHQ")
    return Sound(samples.astype(np.float32), rate)


def high_passed(sound: Sound, cutoff_hz: float = 300) -> Sound:
    """``sound`` without what lies below the telephone band (RFC 7874, section 3)."""
    kernel = _high_pass(sound.rate, cutoff_hz)
    samples = np.convolve(sound.samples.astype(np.float64), kernel, mode="same")
    return Sound(samples.astype(np.float32), sound.rate)


@cache
def _high_pass(rate: int, cutoff_hz: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    taps = round(_TAPS_AT_8_KHZ * rate / 8000) | 1
    offsets = np.arange(taps) - taps // 2
    cutoff = 2 * cutoff_hz / rate
    low_pass = cutoff * np.sinc(cutoff * offsets) * np.hamming(taps)
    high: np.ndarray[tuple[int], np.dtype[np.float64]] = -low_pass / low_pass.sum()
    high[taps // 2] += 1
    return high
