"""Brings a notice to the level at which all notices are heard."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import soxr

from ivr.speech.errors import OffLevel, TooPeaky
from ivr.speech.mastering.level import active_speech_level
from ivr.speech.sound import Sound

TARGET_DBOV = -26.0
"""The nominal active speech level of ITU-T test material and network planning."""

PEAK_LIMIT_DBOV = -1.0
BOUND_DB = 0.5
_NEAR_DB = 0.1
_MOST_ROUNDS = 4
"""A codec that models the voice (AMR) does not follow a gain exactly; two rounds bring speech there (measured)."""


@dataclass(frozen=True)
class Levelled:
    """``content``: the coded notice; ``dbov``: its active speech level as it is ``heard``; ``peak`` in dBov."""

    content: bytes
    dbov: float
    peak: float
    heard: Sound = field(repr=False, compare=False)


def at_level(
    sound: Sound,
    encode: Callable[[Sound], bytes],
    decode: Callable[[bytes], Sound],
    loss_db: float = 0.0,
    dbov: float | None = None,
) -> Levelled:
    """``sound`` coded, so that it is heard at -26 dBov behind the codec, which is expected to take ``loss_db`` from it.

    ``dbov``: the level of ``sound``, where it is known.

    Raises TooPeaky rather than clip it, OffLevel where no gain brings it there.
    """
    own = active_speech_level(sound.samples, sound.rate) if dbov is None else dbov
    gain_db, tried = TARGET_DBOV + loss_db - own, []
    for _ in range(_MOST_ROUNDS):
        tried.append(_coded(_amplified(sound, gain_db), encode, decode))
        rest_db = TARGET_DBOV - tried[-1].dbov
        if abs(rest_db) <= _NEAR_DB:
            break
        gain_db += rest_db
    best = min(tried, key=lambda one: abs(TARGET_DBOV - one.dbov))
    if abs(TARGET_DBOV - best.dbov) > BOUND_DB:
        raise OffLevel(dbov=round(best.dbov, 1), bound=BOUND_DB)
    if best.peak > PEAK_LIMIT_DBOV:
        raise TooPeaky(peak=round(best.peak, 1))
    return best


def _coded(sound: Sound, encode: Callable[[Sound], bytes], decode: Callable[[bytes], Sound]) -> Levelled:
    content = encode(sound)
    heard = decode(content)
    # Before the codec too: behind it a peak may hide that it was clipped.
    peak = max(true_peak(sound), true_peak(heard))
    return Levelled(content, active_speech_level(heard.samples, heard.rate), peak, heard)


def true_peak(sound: Sound) -> float:
    """In dBov: the largest value between the samples too, as a converter will draw it (four times oversampled)."""
    return 20 * float(np.log10(np.abs(soxr.resample(sound.samples, sound.rate, sound.rate * 4)).max(initial=1e-9)))


def _amplified(sound: Sound, gain_db: float) -> Sound:
    """In steps of a thousandth of a decibel, so that the last bit of a measurement never changes a file."""
    return Sound((sound.samples * np.float32(10 ** (round(gain_db, 3) / 20))).astype(np.float32), sound.rate)
