"""What has happened to one's own account: so that a change, or a sign-in, of somebody else's is noticed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ivr.domain.court import GATEWAY
from ivr.flows.desk import Work
from ivr.store import audit

TOLD: Final = frozenset(
    {
        "sign_in",
        "refuse_sign_in",
        "sign_out",
        "second_factor",
        "open_account",
        "change_password",
        "enrol_totp",
        "link_subject",
        "end_session",
    }
)
LOOKED_AT: Final = 100
"""Entries of the trail; what is older is for the auditor to find."""


@dataclass(frozen=True)
class OwnEvent:
    """``reason``: how, or what was wrong. ``by_somebody_else``: an administrator, or whoever tried to sign in."""

    at: datetime
    action: str
    reason: str
    origin: str
    by_somebody_else: bool


def own_events(work: Work, limit: int = 20) -> list[OwnEvent]:
    """The newest first."""
    mine = {"subject": work.actor.id}
    chain = work.actor.court_id or GATEWAY
    rows = audit.newest(work.session, chain, mine, (None, None), None, LOOKED_AT)
    return [_event(work, row) for row in rows if row["action"] in TOLD][:limit]


def _event(work: Work, row: audit.Row) -> OwnEvent:
    told = {name: str(row[name]) for name in ("action", "reason", "origin")}
    at = row["at"]
    return OwnEvent(
        at if isinstance(at, datetime) else work.now, **told, by_somebody_else=row["actor"] != work.actor.id
    )
