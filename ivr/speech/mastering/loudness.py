"""Brings a notice to the level at which all notices are heard."""

from collections.abc import Callable

import numpy as np
import soxr

from ivr.speech.errors import TooPeaky
from ivr.speech.mastering.level import active_speech_level
from ivr.speech.sound import Sound

TARGET_DBOV = -26.0
"""The nominal active speech level of ITU-T test material and network planning."""

_PEAK_LIMIT = 10 ** (-1 / 20)


def at_level(sound: Sound, heard: Callable[[Sound], Sound]) -> Sound:
    """``sound`` brought to -26 dBov as it is ``heard`` behind a codec. Raises TooPeaky rather than clip it."""
    gain_db = TARGET_DBOV - active_speech_level(sound.samples, sound.rate)
    levelled = _amplified(sound, gain_db)
    rest_db = TARGET_DBOV - active_speech_level(heard(levelled).samples, sound.rate)
    levelled = _amplified(sound, gain_db + rest_db)
    peak = _true_peak(levelled)
    if peak > _PEAK_LIMIT:
        raise TooPeaky(peak=round(20 * float(np.log10(peak)), 1))
    return levelled


def _amplified(sound: Sound, gain_db: float) -> Sound:
    return Sound((sound.samples * np.float32(10 ** (gain_db / 20))).astype(np.float32), sound.rate)


def _true_peak(sound: Sound) -> float:
    """The largest value between the samples too, as a converter will draw it (four times oversampled)."""
    return float(np.abs(soxr.resample(sound.samples, sound.rate, sound.rate * 4)).max())
