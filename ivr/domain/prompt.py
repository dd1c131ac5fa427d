"""A finished prompt: what a notice plays."""

from dataclasses import dataclass
from typing import Final

from ivr.domain.errors import RuleBroken

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


def require_own_voice(prompt: Prompt, fallback: bool) -> None:
    """A voice that stands in is heard only on purpose, ``fallback``: what callers hear now stays. Raises RuleBroken."""
    if prompt.fallback and not fallback:
        raise RuleBroken(
            field="fallback",
            reason=(
                f"{prompt.engine} stood in for the court's voice in {prompt.language}, and callers go on hearing what "
                f"they heard. Try again later, or publish it with the fallback voice on purpose (fallback). "
                f"{prompt.fallback}"
            ),
            reason_zh=(
                f"{prompt.language} 由后备语音 {prompt.engine} 代替，来电者听到的保持不变。"
                f"请稍后重试，或明确选择以后备语音发布（fallback）。{prompt.fallback}"
            ),
        )
