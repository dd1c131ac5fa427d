"""Samples ↔ 16-bit integers."""

import numpy as np
from numpy.typing import NDArray

from ivr.speech.sound import Samples


def integers(samples: Samples) -> NDArray[np.int16]:
    """±1.0 → ±32768, rounded to the nearest and held at the ends of the range."""
    return np.clip(np.rint(samples.astype(np.float64) * 32768), -32768, 32767).astype(np.int16)


def floats(integers: NDArray[np.int16]) -> Samples:
    """±32768 → ±1.0."""
    return (integers / 32768).astype(np.float32)
