"""Carriers' reports, and everything that rests on a number, in every court."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ivr.domain.enrolment import LIVING, Enrolment
from ivr.store.line_tables import line_reports
from ivr.store.tables import enrolments, numbers


def proven_anywhere(session: Session, number: str) -> bool:
    """Whether any court holds a proof for it. Other numbers' reports are not kept: they are nobody's business here."""
    return session.scalar(select(numbers.c.id).where(numbers.c.number == number).limit(1)) is not None


def last_report(session: Session, number: str) -> datetime | None:
    """When the newest reported event happened."""
    newest: datetime | None = session.scalar(select(func.max(line_reports.c.at)).where(line_reports.c.number == number))
    return newest


def living(session: Session, number: str) -> list[Enrolment]:
    """Of every court, locked."""
    query = select(Enrolment).where(enrolments.c.number == number, enrolments.c.state.in_(LIVING))
    locked = query.order_by(enrolments.c.id).with_for_update(key_share=True)
    return list(session.scalars(locked.execution_options(populate_existing=True)))


def living_of_person(session: Session, person_id: str, number: str) -> list[Enrolment]:
    """What rests on one proof, locked."""
    return [one for one in living(session, number) if one.person_id == person_id]


def purge_reports(session: Session) -> int:
    """Forgets reports on numbers that no court holds a proof for any more."""
    gone = delete(line_reports).where(line_reports.c.number.not_in(select(numbers.c.number)))
    return int(session.connection().execute(gone).rowcount)
