"""See where one is signed in, and end a session from another one."""

from dataclasses import dataclass
from datetime import datetime

from ivr.domain.errors import NotFound
from ivr.domain.session import Session
from ivr.flows.desk import Desk, Work
from ivr.flows.open_session import Signed
from ivr.store import sessions

SHOWN = 16
"""Digits of a session's id: enough to name it, and of no use as a cookie."""


@dataclass(frozen=True)
class OwnSession:
    """``current``: the one that asks."""

    id: str
    method: str
    started_at: datetime
    seen_at: datetime
    ends_at: datetime
    current: bool


def own_sessions(desk: Desk, signed: Signed) -> list[OwnSession]:
    """Those that are open, the newest first. Raises StepMissing while this one is not open itself."""
    with desk.read(signed.actor) as work:
        return [_told(one, signed) for one in _open(work, signed)]


def end_own_session(desk: Desk, signed: Signed, session_id: str) -> OwnSession:
    """Raises NotFound for what is none of one's own."""
    with desk.work(signed.actor) as work:
        for one in _open(work, signed):
            if one.id.startswith(session_id) and len(session_id) == SHOWN:
                sessions.end(work.session, one.id)
                work.record("end_session", signed.person.id)
                return _told(one, signed)
    raise NotFound(what="session", what_zh="会话", key=session_id)


def _open(work: Work, signed: Signed) -> list[Session]:
    found = sessions.of_staff(work.session, signed.person.id)
    return [one for one in found if one.needs is None and one.valid(work.now)]


def _told(one: Session, signed: Signed) -> OwnSession:
    current = one.id == signed.session.id
    return OwnSession(one.id[:SHOWN], one.method, one.started_at, one.seen_at, one.ends_at, current)
