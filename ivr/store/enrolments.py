"""Enrolments by what they belong to."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ivr.domain.enrolment import LIVING, Enrolment, State
from ivr.store.tables import enrolments


def of_obligation(session: Session, obligation_id: str) -> list[Enrolment]:
    """Locked: a payment and a clerk's step do not pass each other."""
    query = select(Enrolment).where(enrolments.c.obligation_id == obligation_id).with_for_update()
    return list(session.scalars(query))


def active_of_court(session: Session, court_id: str) -> list[Enrolment]:
    query = select(Enrolment).where(enrolments.c.court_id == court_id, enrolments.c.state == State.ACTIVE)
    return list(session.scalars(query))


def over(session: Session, now: datetime, limit: int) -> list[Enrolment]:
    """Those whose time is up and that have not been ended yet."""
    query = select(Enrolment).where(enrolments.c.state.in_(LIVING), enrolments.c.expires_at <= now)
    return list(session.scalars(query.order_by(enrolments.c.expires_at).limit(limit)))


def count_by_state(session: Session, court_id: str | None) -> dict[str, int]:
    query = select(enrolments.c.state, func.count()).group_by(enrolments.c.state)
    if court_id is not None:
        query = query.where(enrolments.c.court_id == court_id)
    return {str(state): int(count) for state, count in session.execute(query)}
