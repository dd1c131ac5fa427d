"""What a court's own system is told: that something happened to a case, never to whom."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    ACTIVATED = "activated"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    """It has ended, for whatever reason; SILENT follows."""
    SILENT = "silent"
    """Every node is proven to announce it no longer. Whoever asks for REMOVED is told."""
    OBJECTION_DUE = "objection.due"


ASKED_FOR: Final = frozenset(Kind) - {Kind.SILENT}

_ACTIONS: Final = {
    "activate": Kind.ACTIVATED,
    "resume": Kind.ACTIVATED,
    "suspend": Kind.SUSPENDED,
    "remove": Kind.REMOVED,
    "expire": Kind.REMOVED,
    "correct": Kind.REMOVED,
    "prove_silence": Kind.SILENT,
    "objection_due": Kind.OBJECTION_DUE,
}


@dataclass(frozen=True)
class Event:
    """``n``: the place of its entry in the court's audit trail, so its id for good; ``subject``: the enrolment.

    ``due_on`` is a day of the court, for an objection only.
    """

    court_id: str
    n: int
    kind: Kind
    subject: str
    at: datetime
    due_on: str | None = None


def kind_of(action: str, before: str, after: str) -> Kind | None:
    """What an audited step is to a court's system; None when it is nothing to it.

    A further reason for a suspension, and a step that goes back to a state without a notice, change nothing for it.
    """
    kind = _ACTIONS.get(action)
    if kind is Kind.ACTIVATED and after != "active":
        return None
    return None if kind is Kind.SUSPENDED and before == after else kind


def asked_as(kind: Kind) -> Kind:
    """Under which kind one asks to be told of this one."""
    return Kind.REMOVED if kind is Kind.SILENT else kind
