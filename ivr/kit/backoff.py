"""How long to wait before trying again: longer each time, with jitter, so that many do not come back at once."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Backoff:
    """``random`` gives 0..1. Seconds: between half and all of ``first_s`` doubled per failure, at most ``most_s``."""

    random: Callable[[], float]
    first_s: float = 0.2
    most_s: float = 10.0
    failures: int = 0

    def failed(self) -> float:
        """Counts one failure; the seconds to wait now."""
        self.failures += 1
        longest = min(self.most_s, self.first_s * 2.0 ** min(self.failures - 1, 30))
        return longest * (0.5 + self.random() / 2)

    def worked(self) -> None:
        self.failures = 0
