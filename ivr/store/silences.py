"""Ends whose silence is to be proven, and the proofs."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ivr.domain.reasons import EndedFor
from ivr.store.tables import enrolments, silences

Proof = tuple[str, str, datetime | None]
"""The node, how it was proven silent, and when."""


def awaited(session: Session, limit: int) -> list[str]:
    """The enrolments, those that ended first before the others. A withdrawn draft has nothing to prove."""
    ended = (enrolments.c.silent_at.is_(None), enrolments.c.ended_at.is_not(None))
    begun = enrolments.c.ended_for != EndedFor.DRAFT_WITHDRAWN
    query = select(enrolments.c.id).where(*ended, begun).order_by(enrolments.c.ended_at, enrolments.c.id)
    return list(session.scalars(query.limit(limit)))


def keep(session: Session, enrolment_id: str, proofs: Iterable[Proof]) -> None:
    rows = [{"enrolment_id": enrolment_id, "node_id": node, "proof": how, "at": at} for node, how, at in proofs]
    if rows:
        session.execute(insert(silences), rows)


def of(session: Session, enrolment_id: str) -> list[Proof]:
    mine = select(silences.c.node_id, silences.c.proof, silences.c.at).where(silences.c.enrolment_id == enrolment_id)
    return [(row.node_id, row.proof, row.at) for row in session.execute(mine.order_by(silences.c.node_id))]
