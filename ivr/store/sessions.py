"""Browsers' sessions: rows that end, and those of somebody who must sign in again."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ivr.domain.session import Session as Kept
from ivr.store.tables import recovery_codes, sessions, tokens


def end(session: Session, session_id: str) -> None:
    session.execute(delete(sessions).where(sessions.c.id == session_id))


def end_all(session: Session, staff_id: str) -> None:
    """Wherever that person is signed in."""
    session.execute(delete(sessions).where(sessions.c.staff_id == staff_id))


def of_staff(session: Session, staff_id: str) -> list[Kept]:
    """Those of one person, the newest first."""
    query = select(Kept).where(sessions.c.staff_id == staff_id).order_by(sessions.c.started_at.desc(), sessions.c.id)
    return list(session.scalars(query))


def end_tokens(session: Session, staff_id: str, now: datetime) -> None:
    session.execute(update(tokens).where(tokens.c.staff_id == staff_id, tokens.c.ends_at > now).values(ends_at=now))


def purge(session: Session, now: datetime) -> None:
    session.execute(delete(sessions).where(sessions.c.ends_at <= now))


def seen(session: Session, session_id: str, now: datetime) -> None:
    session.execute(update(sessions).where(sessions.c.id == session_id).values(seen_at=now))


def take_recovery_code(session: Session, staff_id: str, digest: str) -> bool:
    """True once for each code: it is gone then."""
    mine = (recovery_codes.c.staff_id == staff_id, recovery_codes.c.digest == digest)
    taken = session.execute(delete(recovery_codes).where(*mine).returning(recovery_codes.c.digest))
    return taken.first() is not None


def replace_recovery_codes(session: Session, staff_id: str, digests: list[str]) -> None:
    session.execute(delete(recovery_codes).where(recovery_codes.c.staff_id == staff_id))
    for digest in digests:
        session.execute(recovery_codes.insert().values(staff_id=staff_id, digest=digest))
