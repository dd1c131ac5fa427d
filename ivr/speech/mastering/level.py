"""Active speech level after ITU-T P.56 (12/2011), method B, in dBov: 0 dBov is the power of a full-scale DC signal.

A full-scale sine is therefore -3.01 dBov. Pauses shorter than the hangover count as speech, longer ones do not, so two
notices at the same figure sound equally loud whatever their pauses.
"""

import math
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from ivr.speech.errors import SilentSound
from ivr.speech.sound import Samples

_TIME_CONSTANT_SECONDS = 0.03
_HANGOVER_SECONDS = 0.2
_MARGIN_DB = 15.9
_BLOCK = 1024
"""At 8 kHz a value has then decayed to a seventieth: what is divided by that loses no digit that counts."""
_THRESHOLDS = [2.0**-power for power in range(15, -1, -1)]


def active_speech_level(samples: Samples, rate: int) -> float:
    """The level of the speech in ``samples`` in dBov. Raises :class:`~ivr.speech.errors.SilentSound`."""
    energy = float(np.sum(np.square(samples, dtype=np.float64)))
    if energy <= 0:
        raise SilentSound
    envelope = _envelope(samples, rate)
    hangover = math.ceil(_HANGOVER_SECONDS * rate)
    before: tuple[float, float] | None = None
    for threshold in _THRESHOLDS:
        active = _active_samples(envelope, threshold, hangover)
        if not active:
            break
        level = 10 * math.log10(energy / active)
        excess = level - 20 * math.log10(threshold) - _MARGIN_DB
        if excess <= 0:
            return _crossing(before, (level, excess))
        before = (level, excess)
    if before is None:
        raise SilentSound
    return before[0]


def _crossing(above: tuple[float, float] | None, below: tuple[float, float]) -> float:
    """The level where it stands exactly the margin over the threshold, between the two thresholds around it."""
    if above is None:
        return below[0]
    share = above[1] / (above[1] - below[1])
    return above[0] + share * (below[0] - above[0])


def _envelope(samples: Samples, rate: int) -> NDArray[np.float64]:
    """Two first-order smoothings of the rectified signal, one behind the other."""
    keep = math.exp(-1 / (rate * _TIME_CONSTANT_SECONDS))
    return _smoothed(_smoothed(np.abs(samples).astype(np.float64), keep), keep)


def _smoothed(values: NDArray[np.float64], keep: float) -> NDArray[np.float64]:
    """``held = keep * held + (1 - keep) * value``, a block at a time: sample by sample it took longer than all else.

    By sums and no matrix product, which would set a thread spinning on every core.
    """
    blocks = np.pad(values, (0, -len(values) % _BLOCK)).reshape(-1, _BLOCK)
    decay = keep ** np.arange(_BLOCK)
    within = np.cumsum(blocks / decay, axis=1) * decay * (1 - keep)
    carried = accumulate(within[:-1, -1].tolist(), lambda held, last: keep**_BLOCK * held + last, initial=0.0)
    rows = within + np.fromiter(carried, dtype=np.float64)[:, None] * decay * keep
    whole: NDArray[np.float64] = rows.reshape(-1)[: len(values)]
    return whole


def _active_samples(envelope: NDArray[np.float64], threshold: float, hangover: int) -> int:
    """How many samples reach the threshold or follow one that did within the hangover."""
    over = envelope >= threshold
    edges = np.flatnonzero(np.diff(over, prepend=False, append=False))
    begins, ends = edges[::2], edges[1::2]
    pauses = np.append(begins[1:], len(over)) - ends
    return int(np.sum(ends - begins) + np.sum(np.minimum(pauses, hangover))) if len(edges) else 0
