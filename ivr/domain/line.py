"""What a carrier reports of a line: each report puts the number's holder in doubt (safeguard 5)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ivr.domain.reasons import SuspendedFor


class LineEvent(StrEnum):
    PORTED_OUT = "ported-out"
    CLOSED = "closed"
    HOLDER_CHANGED = "holder-changed"


SUSPENDS = {
    LineEvent.PORTED_OUT: SuspendedFor.PORTED_OUT,
    LineEvent.CLOSED: SuspendedFor.NUMBER_CLOSED,
    LineEvent.HOLDER_CHANGED: SuspendedFor.NUMBER_REASSIGNED,
}


@dataclass
class LineReport:
    """``at``: when it happened, by the carrier. Only a proof from a later day proves the holder again."""

    id: str
    number: str
    event: LineEvent
    at: datetime
    reported_by: str
    received_at: datetime
