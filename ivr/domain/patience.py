"""How long to make somebody wait who guesses: longer after each failure, so that guessing leads nowhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FORGETS: Final = timedelta(hours=24)
"""Failures are forgotten after a day without another."""
LONGEST: Final = timedelta(hours=1)
_FIRST: Final = timedelta(seconds=30)


@dataclass(frozen=True)
class Patience:
    """``free`` failures cost nothing; each further one doubles the wait, from 30 seconds to an hour."""

    free: int

    def wait(self, failures: int) -> timedelta:
        over = failures - self.free
        return timedelta() if over < 0 else min(_FIRST * 2 ** min(over, 12), LONGEST)


OF_ACCOUNT: Final = Patience(5)
"""At most 5 guesses at once and some 30 a day, far below the 100 an hour of ASVS 2.2.1."""
OF_ADDRESS: Final = Patience(30)
"""A whole court may come from one address."""

OF_GUESSES: Final = Patience(10)
"""At codes that have a check sign: who types one wrong sees that the next time."""


@dataclass
class Failures:
    """Of one account or one source address; ``id`` is a blind index, so the store names neither."""

    id: str
    count: int
    last_at: datetime
    until: datetime

    def remembered(self, now: datetime) -> int:
        return self.count if now - self.last_at < FORGETS else 0
