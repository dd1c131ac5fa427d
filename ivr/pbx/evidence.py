"""What a node's hangup handler tells of each announced call, as evidence that carries no caller."""

import re
from datetime import UTC, datetime
from typing import Final, cast

from ivr.domain.evidence import Heard, Outcome
from ivr.pbx.ami.events import Event, Events

_CALL: Final = re.compile(r"[0-9A-Za-z.-]{1,60}")
_ENROLMENTS: Final = re.compile(r"[0-9a-f]{16}(\+[0-9a-f]{16})?")
_MS: Final = re.compile(r"[0-9]{1,15}")
_OUTCOMES: Final = frozenset({"heard", "cut", "failed"})


class NodeEvidence:
    """Implements the ``NodeEvents`` port over one connection."""

    def __init__(self, node_id: str, events: Events) -> None:
        self._node_id, self._events = node_id, events

    def next(self, timeout_s: float) -> Heard | None:
        """The next report, or None when none comes in time. Raises AmiLost."""
        event = self._events.next(timeout_s)
        return None if event is None else read(self._node_id, event)


def read(node_id: str, event: Event) -> Heard | None:
    """None for an event that is none of ours, or that does not read as ours should: it is dropped, calls go on."""
    said = event.headers
    began, heard = said.get("BeganMs", ""), said.get("HeardMs", "")
    call, enrolments, outcome = said.get("Call", ""), said.get("Enrolments", ""), said.get("Outcome", "")
    if event.name != "UserEvent" or said.get("UserEvent") != "Notice" or outcome not in _OUTCOMES:
        return None
    if not (
        _MS.fullmatch(began) and _MS.fullmatch(heard) and _CALL.fullmatch(call) and _ENROLMENTS.fullmatch(enrolments)
    ):
        return None
    at = datetime.fromtimestamp(int(began) / 1000, UTC)
    return Heard(node_id, call, enrolments, at, int(heard), cast(Outcome, outcome))
