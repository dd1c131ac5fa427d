"""Keeps what nodes report of announced calls."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session

from ivr.domain.evidence import Heard
from ivr.store.once import insert_once
from ivr.store.tables import evidence

Behind = tuple[datetime, Sequence[str]]
"""One report's place in a list: its time, its node and its call."""


def keep(session: Session, heard: Heard) -> None:
    """Once per call, however often it is reported."""
    insert_once(session, evidence, **vars(heard))


def of_enrolment(
    session: Session, enrolment_id: str, limit: int = 100, behind: Behind | None = None
) -> Sequence[Heard]:
    """The newest first."""
    mine = evidence.c.enrolments.contains(enrolment_id)
    order = (evidence.c.at, evidence.c.node_id, evidence.c.call)
    query = select(evidence).where(mine).order_by(*(column.desc() for column in order)).limit(limit)
    if behind is not None:
        place = (literal(behind[0], evidence.c.at.type), *(literal(part) for part in behind[1]))
        query = query.where(tuple_(*order) < tuple_(*place))
    return [Heard(**row) for row in session.execute(query).mappings()]
