"""Batches, and the orders that came before theirs."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from ivr.domain.batch import COMPARED, LOOKED_AT, Batch
from ivr.domain.enrolment import Enrolment
from ivr.domain.order import Order
from ivr.store.find import Scope
from ivr.store.tables import batches, enrolments, orders


def newest(scope: Scope, limit: int, after: tuple[datetime, str] | None = None) -> list[Batch]:
    return scope.newest(Batch, batches.c.imported_at, limit=limit, after=after)


def members(session: Session, batch_id: str, after: str, limit: int | None) -> list[tuple[Enrolment, Order]]:
    """In the order of their ids, from the one behind ``after``."""
    query = select(Enrolment, Order).join(orders, orders.c.id == enrolments.c.order_id)
    mine = query.where(enrolments.c.batch_id == batch_id, enrolments.c.id > after)
    return [(row[0], row[1]) for row in session.execute(mine.order_by(enrolments.c.id).limit(limit))]


def facts(session: Session, batch_id: str) -> list[Row[Any]]:
    """Of every member what an approval rests on (LOOKED_AT, COMPARED), in the order of their ids."""
    wanted = (*(enrolments.c[name] for name in LOOKED_AT), *(orders.c[name] for name in COMPARED))
    query = select(*wanted).join(orders, orders.c.id == enrolments.c.order_id)
    return list(session.execute(query.where(enrolments.c.batch_id == batch_id).order_by(enrolments.c.id)))


def before(session: Session, batch_id: str) -> dict[str, Order]:
    """For each debt of a batch the last order that was drafted outside of it."""
    debts = select(enrolments.c.obligation_id).where(enrolments.c.batch_id == batch_id)
    outside = func.coalesce(enrolments.c.batch_id, "") != batch_id
    query = select(enrolments.c.obligation_id, Order).join(orders, orders.c.id == enrolments.c.order_id)
    earlier = query.where(enrolments.c.obligation_id.in_(debts), outside).order_by(enrolments.c.drafted_at)
    return {row[0]: row[1] for row in session.execute(earlier)}


def known_persons(session: Session, batch_id: str) -> set[str]:
    """The persons of a batch that have enrolments outside of it."""
    mine = select(enrolments.c.person_id).where(enrolments.c.batch_id == batch_id)
    outside = func.coalesce(enrolments.c.batch_id, "") != batch_id
    return set(session.scalars(select(enrolments.c.person_id).where(enrolments.c.person_id.in_(mine), outside)))


def taken_numbers(session: Session, batch_id: str) -> dict[str, int]:
    """Numbers of a batch on which the same court has other enrolments: how many."""
    mine = select(enrolments.c.number).where(enrolments.c.batch_id == batch_id)
    court = select(batches.c.court_id).where(batches.c.id == batch_id).scalar_subquery()
    outside = func.coalesce(enrolments.c.batch_id, "") != batch_id
    query = select(enrolments.c.number, func.count()).where(enrolments.c.number.in_(mine), outside)
    found = session.execute(query.where(enrolments.c.court_id == court).group_by(enrolments.c.number))
    return {row[0]: int(row[1]) for row in found}
