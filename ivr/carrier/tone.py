"""Steady tones: made, and found in what was heard."""

from typing import Final

import numpy as np

from ivr.kit.g711 import RATE, Samples

FRAME: Final = 320
"""Samples looked at together: 40 ms, at which tones 50 Hz apart are told from one another."""
QUIET: Final = 100.0
"""Root mean square below which a frame counts as silence: -50 dBov."""
SHARE: Final = 0.7
"""Part of a frame's power that must lie in the tone."""

Span = tuple[float, float]


def tone(hz: float, seconds: float, level: float = 0.3) -> Samples:
    """A sine at ``level`` of full scale (0.3 is about -13.5 dBov)."""
    t = np.arange(round(seconds * RATE)) / RATE
    return (level * 32767 * np.sin(2 * np.pi * hz * t)).astype(np.int16)


def tone_spans(samples: Samples, hz: float) -> list[Span]:
    """Where the tone sounds: (start, end) in seconds from the first sample, to 40 ms."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    power = np.mean(frames**2, axis=1)
    wave = np.exp(-2j * np.pi * hz / RATE * np.arange(FRAME))
    share = 2 * np.abs(frames @ wave / FRAME) ** 2 / np.maximum(power, 1e-9)
    on = (power > QUIET**2) & (share > SHARE)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], on, [False])).astype(np.int8)))
    return [(start * FRAME / RATE, end * FRAME / RATE) for start, end in edges.reshape(-1, 2).tolist()]


def tone_present(samples: Samples, hz: float, seconds: float = 0.2) -> bool:
    """Whether the tone sounds for at least ``seconds`` without a break."""
    return any(end - start >= seconds for start, end in tone_spans(samples, hz))
