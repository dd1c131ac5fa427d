"""Keeps what nodes report of announced calls."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, literal, select, tuple_
from sqlalchemy.orm import Session

from ivr.domain.evidence import Heard
from ivr.store.once import insert_once
from ivr.store.tables import evidence

Behind = tuple[datetime, Sequence[str]]
"""One report's place in a list: its time, its node and its call."""


def keep(session: Session, heard: Heard) -> None:
    """Once per call and enrolment, however often it is reported."""
    call = {name: value for name, value in vars(heard).items() if name != "enrolments"}
    for one in heard.enrolments.split("+"):
        insert_once(session, evidence, **call, enrolment_id=one)


def of_enrolment(
    session: Session, enrolment_id: str, limit: int = 100, behind: Behind | None = None
) -> Sequence[Heard]:
    """The newest first."""
    mine = evidence.c.enrolment_id == enrolment_id
    order = (evidence.c.at, evidence.c.node_id, evidence.c.call)
    query = select(evidence).where(mine).order_by(*(column.desc() for column in order)).limit(limit)
    if behind is not None:
        place = (literal(behind[0], evidence.c.at.type), *(literal(part) for part in behind[1]))
        query = query.where(tuple_(*order) < tuple_(*place))
    return [_heard(row) for row in session.execute(query)]


def _heard(row: Row[Any]) -> Heard:
    return Heard(row.node_id, row.call, row.enrolment_id, row.at, row.heard_ms, row.outcome)
