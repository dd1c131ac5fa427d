"""Keeps what nodes report of announced calls."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.evidence import Heard
from ivr.store.once import insert_once
from ivr.store.tables import evidence


def keep(session: Session, heard: Heard) -> None:
    """Once per call, however often it is reported."""
    insert_once(session, evidence, **vars(heard))


def of_enrolment(session: Session, enrolment_id: str, limit: int = 100) -> Sequence[Heard]:
    """The newest first."""
    mine = evidence.c.enrolments.contains(enrolment_id)
    query = select(evidence).where(mine).order_by(evidence.c.at.desc()).limit(limit)
    return [Heard(**row) for row in session.execute(query).mappings()]
