"""How the person was told: each message with its receipt, and from when the court's grace period runs (safeguard 3)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_TRIES = 8


class Channel(StrEnum):
    SMS = "sms"
    LETTER = "letter"
    IN_PERSON = "in-person"


class Delivery(StrEnum):
    """``SENDING``: it may have been taken already, so after a while it is sent again: told twice harms nobody."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Purpose(StrEnum):
    WARNING = "warning"
    ENDED = "ended"
    """That the notice is over."""


UNDELIVERED = frozenset({Delivery.FAILED, Delivery.EXPIRED})
WAITING = frozenset({Delivery.QUEUED, Delivery.SENDING})
REACHED = frozenset({Delivery.SENT, Delivery.DELIVERED})
"""What is not known to have failed is taken to have reached the person."""


@dataclass
class Message:
    """``text`` is sealed, and there from the moment of sending on: it names a day that is known only then.

    ``error``: the carrier's code, for the clerk; empty when nothing is wrong.
    """

    id: str
    court_id: str
    enrolment_id: str
    channel: Channel
    state: Delivery
    queued_at: datetime
    queued_by: str
    next_try_at: datetime
    purpose: Purpose = Purpose.WARNING
    tries: int = 0
    text: str | None = None
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    error: str = ""


def told_at(messages: Iterable[Message]) -> datetime | None:
    """From when the grace period runs; None when nothing has reached the person.

    The first delivery that is known; else the last sending of what is not known to have failed.
    """
    all_of_them = list(messages)
    delivered = [one.delivered_at for one in all_of_them if one.delivered_at]
    if delivered:
        return min(delivered)
    return max((one.sent_at for one in all_of_them if one.sent_at and one.state is Delivery.SENT), default=None)


def together(parts: Collection[str | None]) -> Delivery | None:
    """What became of a message that went in several parts (None: no receipt yet); None while that is open."""
    if any(part in {"failed", "rejected"} for part in parts):
        return Delivery.FAILED
    if "expired" in parts:
        return Delivery.EXPIRED
    return Delivery.DELIVERED if parts and all(part == "delivered" for part in parts) else None


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries that did not work: one minute, doubled each time, at most an hour."""
    return timedelta(minutes=min(2 ** max(tries - 1, 0), 60))


def sent(message: Message, at: datetime, text: str) -> None:
    message.state, message.sent_at, message.text, message.error = Delivery.SENT, at, text, ""


def resolved(message: Message, state: Delivery, at: datetime, error: str) -> None:
    """Its receipt has come. One that says delivered after one that failed is believed, not the other way round."""
    if message.state is Delivery.DELIVERED:
        return
    message.state, message.error = state, "" if state is Delivery.DELIVERED else error
    if state is Delivery.DELIVERED:
        message.delivered_at = at
