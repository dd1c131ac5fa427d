"""Where the syllables of a notice lie in its sound, about: in proportion, over the time in which somebody speaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ivr.speech.report.pitch import STEP_S
from ivr.speech.sound import Sound

_SPEECH_DBOV: Final = -45.0
_PAUSE_S: Final = 0.12
"""Shorter silences are within words."""


@dataclass(frozen=True)
class Placed:
    """A syllable with its tone number, such as ``shan4``, from ``first`` to ``last`` in seconds."""

    syllable: str
    first: float
    last: float


def placed(sound: Sound, syllables: Sequence[str]) -> list[Placed]:
    """No aligner: a syllable may lie a neighbour's length away from where it is drawn."""
    times = _spoken(sound)
    if not len(times) or not syllables:
        return []
    edges = np.linspace(0, len(times) - 1, len(syllables) + 1).astype(int)
    return [
        Placed(one, *_longest(times[first : max(last, first + 1) + 1]))
        for one, first, last in zip(syllables, edges, edges[1:], strict=False)
    ]


def _longest(times: NDArray[np.float64]) -> tuple[float, float]:
    """What lies on one side of a pause."""
    pieces = np.split(times, np.flatnonzero(np.diff(times) > 1.5 * STEP_S) + 1)
    longest = max(pieces, key=len)
    return float(longest[0]), float(longest[-1])


def _spoken(sound: Sound) -> NDArray[np.float64]:
    """The times of the frames between pauses."""
    size = round(STEP_S * sound.rate)
    frames = sound.samples[: len(sound.samples) // size * size].astype(np.float64).reshape(-1, size)
    loud = np.mean(np.square(frames), axis=1) > 10 ** (_SPEECH_DBOV / 10)
    reach = round(_PAUSE_S / STEP_S / 2)
    wide = np.convolve(loud, np.ones(2 * reach + 1), "same") > 0
    return np.flatnonzero(wide).astype(np.float64) * STEP_S
