"""A browser's session: who it is of, what it still needs, and when it is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from ivr.domain.account import Account

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
HALF: Final = timedelta(minutes=15)
"""So long there is for the steps between the password and the open session."""


class Needs(StrEnum):
    """What must come before anything else is possible, in this order."""

    SECOND_FACTOR = "second-factor"
    NEW_PASSWORD = "new-password"  # noqa: S105 - the name of a step
    ENROLMENT = "totp-enrolment"


@dataclass
class Session:
    """``id`` is the SHA-256 of the cookie. ``needs`` is None once the session is open."""

    id: str
    court_id: str | None
    staff_id: str
    method: str
    started_at: datetime
    seen_at: datetime
    ends_at: datetime
    needs: Needs | None = None

    def valid(self, now: datetime) -> bool:
        return now < self.ends_at and now - self.seen_at < IDLE


def needs(account: Account, *, proven: bool) -> Needs | None:
    """What a session by password still needs; ``proven``: the second factor was shown."""
    if account.totp_step is not None and not proven:
        return Needs.SECOND_FACTOR
    if account.one_time_until is not None:
        return Needs.NEW_PASSWORD
    return Needs.ENROLMENT if account.totp_step is None else None
