"""That a notice was heard: which enrolments, when, how much of it. No caller (safeguard 10)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Outcome = Literal["heard", "cut", "failed"]
"""``cut``: the caller hung up inside it; ``failed``: the node could not play it, and connected the call."""


@dataclass(frozen=True)
class Heard:
    """``call`` is the node's own id of the call, ``enrolments`` their ids joined by ``+``."""

    node_id: str
    call: str
    enrolments: str
    at: datetime
    heard_ms: int
    outcome: Outcome
