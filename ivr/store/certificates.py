"""Certificates by what they are about, and by their code."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ivr.domain.certificate import Certificate
from ivr.domain.enrolment import Enrolment, State
from ivr.store.tables import certificates, enrolments


def of_enrolment(session: Session, enrolment_id: str) -> Certificate | None:
    return session.scalars(select(Certificate).where(certificates.c.enrolment_id == enrolment_id)).first()


def by_digest(session: Session, digest: str) -> Certificate | None:
    return session.scalars(select(Certificate).where(certificates.c.digest == digest)).first()


def announced_again(session: Session, enrolment: Enrolment) -> bool:
    """Whether a later order has put a notice on this person again for the same debt."""
    same = (enrolments.c.obligation_id == enrolment.obligation_id, enrolments.c.id != enrolment.id)
    return bool(session.scalar(select(exists().where(*same, enrolments.c.state == State.ACTIVE))))
