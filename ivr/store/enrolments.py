"""Enrolments by what they belong to."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ivr.domain.enrolment import LIVING, Enrolment, State
from ivr.store.batched import batched
from ivr.store.tables import enrolments


def of_obligations(session: Session, obligation_ids: Sequence[str]) -> dict[str, list[Enrolment]]:
    """By obligation. Locked: a payment and a clerk's step do not pass each other."""
    found: dict[str, list[Enrolment]] = {}
    for some in batched(sorted(obligation_ids)):
        query = select(Enrolment).where(enrolments.c.obligation_id.in_(some)).order_by(enrolments.c.id)
        locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
        for one in session.scalars(locked):
            found.setdefault(one.obligation_id, []).append(one)
    return found


def active_numbers(session: Session, court_ids: Iterable[str]) -> set[str]:
    """The numbers on which any of these courts announces."""
    mine = (enrolments.c.court_id.in_(court_ids), enrolments.c.state == State.ACTIVE)
    return set(session.scalars(select(enrolments.c.number).where(*mine)))


def over(session: Session, now: datetime, limit: int) -> list[Enrolment]:
    """Those whose listing or order has ended, and that have not yet; what somebody else holds waits for later."""
    query = select(Enrolment).where(enrolments.c.state.in_(LIVING), enrolments.c.ends_at <= now)
    return _first(session, query.order_by(enrolments.c.ends_at), limit)


def unproven(session: Session, now: datetime, limit: int) -> list[Enrolment]:
    """Those that announce by their state, though the proof of their holder has run out."""
    late = (enrolments.c.expires_at <= now, enrolments.c.ends_at > now)
    query = select(Enrolment).where(enrolments.c.state == State.ACTIVE, *late)
    return _first(session, query.order_by(enrolments.c.expires_at), limit)


def _first(session: Session, query: Select[Enrolment], limit: int) -> list[Enrolment]:
    locked = query.limit(limit).with_for_update(skip_locked=True, key_share=True)
    return list(session.scalars(locked.execution_options(populate_existing=True)))


def count_by_state(session: Session, court_id: str | None) -> dict[str, int]:
    query = select(enrolments.c.state, func.count()).group_by(enrolments.c.state)
    if court_id is not None:
        query = query.where(enrolments.c.court_id == court_id)
    return {str(state): int(count) for state, count in session.execute(query)}
