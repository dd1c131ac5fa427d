"""The pitch of a voice, frame by frame, by normalised autocorrelation.

Of the wideband master: behind the telephone's 300 Hz a man's fundamental is gone, and half of it is found as often.
"""

from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from ivr.speech.sound import Sound

STEP_S: Final = 0.01
_WINDOW_S: Final = 0.04
_LOWEST_HZ, _HIGHEST_HZ = 60.0, 400.0
_VOICED: Final = 0.55
"""Of the energy at no delay; below it is breath or noise."""
_RATE: Final = 8000
_NEARLY: Final = 0.92
_QUIET: Final = 10 ** (-50 / 20)

Pitch = NDArray[np.float64]
"""Hz every STEP_S; NaN where no voice is."""


def pitch(sound: Sound) -> Pitch:
    """One value for each whole window, without what lasts for one or two of them."""
    samples = np.asarray(soxr.resample(sound.samples, sound.rate, _RATE), dtype=np.float64)
    size, step = round(_WINDOW_S * _RATE), round(STEP_S * _RATE)
    starts = range(0, max(len(samples) - size, 0) + 1, step)
    return _steady(np.array([_frame(samples[start : start + size], _RATE) for start in starts]))


def _steady(voice: Pitch) -> Pitch:
    """The middle of each five; where most of them have no voice there is none."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(voice, 2, constant_values=np.nan), 5)
    heard = np.sum(~np.isnan(around), axis=1) >= 3
    filled = np.where(np.isnan(around), -np.inf, around)
    counts = np.sum(~np.isnan(around), axis=1)
    middle = np.sort(filled, axis=1)[np.arange(len(voice)), 5 - 1 - (counts - 1).clip(0) // 2]
    return np.where(heard, middle, np.nan)


def _frame(samples: NDArray[np.float64], rate: int) -> float:
    centred = samples - samples.mean()
    if np.sqrt(np.mean(np.square(centred))) < _QUIET:
        return float("nan")
    shortest, longest = int(rate / _HIGHEST_HZ), min(int(rate / _LOWEST_HZ), len(samples) // 2)
    likeness = np.array([_alike(centred, delay) for delay in range(shortest, longest)])
    best = _first_peak(likeness)
    return rate / _refined(likeness, best, shortest) if likeness[best] >= _VOICED else float("nan")


def _first_peak(likeness: NDArray[np.float64]) -> int:
    """Two periods are as alike as one: the shortest of the delays that are nearly the best."""
    near = np.flatnonzero(likeness >= _NEARLY * likeness.max())
    ends = np.flatnonzero(np.diff(near) > 1)
    first = near[: ends[0] + 1] if len(ends) else near
    return int(first[np.argmax(likeness[first])])


def _alike(samples: NDArray[np.float64], delay: int) -> float:
    one, other = samples[:-delay], samples[delay:]
    energy = np.sqrt(np.dot(one, one) * np.dot(other, other))
    return float(np.dot(one, other) / energy) if energy else 0.0


def _refined(likeness: NDArray[np.float64], best: int, shortest: int) -> float:
    """The delay between samples, by the parabola through the best one and its neighbours."""
    if not 0 < best < len(likeness) - 1:
        return float(shortest + best)
    before, at, after = likeness[best - 1 : best + 2]
    bend = before - 2 * at + after
    return float(shortest + best + (0.5 * (before - after) / bend if bend else 0.0))
