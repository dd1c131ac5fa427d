"""Access tokens: what programs and the command line sign in with."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ivr.domain.errors import BadInput
from ivr.domain.staff import Actor, actions_of

PREFIX: Final = "ivr_"
"""So that a token that leaked into a log or a repository can be recognised and searched for."""
LASTS: Final = timedelta(days=90)
LONGEST: Final = timedelta(days=365)
OVERLAP: Final = timedelta(hours=24)
"""At most so long an old token stays valid beside the one that replaces it."""
ONCE_LASTS: Final = timedelta(hours=24)
ONCE: Final = frozenset({"claim_token"})
"""The scope of a one-time secret: all it can do is to be exchanged for a token, which ends it."""


@dataclass
class Token:
    """Kept without the token itself. ``actions``: the scope, comma-separated; None is all that the role may do.

    ``ends_at`` is moved forward by a revocation or a rotation, never back.
    """

    id: str
    court_id: str | None
    staff_id: str
    name: str
    digest: str
    actions: str | None
    issued_by: str
    issued_at: datetime
    ends_at: datetime
    last_used_at: datetime | None = None

    @property
    def scope(self) -> frozenset[str] | None:
        return None if self.actions is None else frozenset(self.actions.split(","))

    def valid(self, now: datetime) -> bool:
        return now < self.ends_at


def digest(secret: str) -> str:
    """SHA-256 in hexadecimal digits: enough for a secret of 256 random bits, which nobody can guess."""
    return hashlib.sha256(secret.encode()).hexdigest()


def lifetime(days: int | None) -> timedelta:
    """90 days when nothing is said. Raises BadInput for less than one day or more than a year."""
    if days is None:
        return LASTS
    if not 1 <= days <= LONGEST.days:
        raise BadInput(field="days", reason="write 1 to 365 days", reason_zh="请填写 1 至 365 天")
    return timedelta(days=days)


def overlap(minutes: int) -> timedelta:
    """How long the old token stays valid. Raises BadInput for more than a day."""
    if not 0 <= minutes <= OVERLAP.total_seconds() / 60:
        raise BadInput(field="overlap", reason="write 0 to 1440 minutes", reason_zh="请填写 0 至 1440 分钟")
    return timedelta(minutes=minutes)


def scope(asked: Iterable[str] | None, role: str, issuer: Actor, *, own: bool) -> str | None:
    """The scope as it is kept. Raises BadInput for an action that the role may not take.

    Nobody widens an own right: what is issued with a narrow token for oneself is at most as wide as that token.
    """
    most = actions_of(role)
    if own and issuer.actions is not None:
        most &= issuer.actions
    elif asked is None:
        return None
    wanted = most if asked is None else frozenset(asked)
    if not wanted or not wanted <= most:
        known = ", ".join(sorted(most))
        raise BadInput(field="actions", reason=f"write some of: {known}", reason_zh=f"请从中选择：{known}")
    return ",".join(sorted(wanted))
