"""A piece of sound on its way from an engine to a prompt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""One channel; full scale is ±1.0."""


@dataclass(frozen=True, eq=False)
class Sound:
    """``samples`` at ``rate`` Hz, mono."""

    samples: Samples
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate
