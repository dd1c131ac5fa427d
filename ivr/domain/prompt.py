"""A finished prompt: what a notice plays."""

from dataclasses import dataclass
from typing import Final

MOST_SECONDS: Final = 20.0
"""How long callers may hear a court, in all its languages together.

Carriers cancel calls that stay unanswered; a longer notice would eat the time to ring.
"""


@dataclass(frozen=True)
class Prompt:
    """``key`` names its files and goes into registrations; ``fallback`` says why the preferred voice did not speak."""

    key: str
    language: str
    text: str
    seconds: float
    engine: str
    voice: str
    fallback: str | None = None
