"""A finished prompt: what a notice plays."""

from dataclasses import dataclass


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
