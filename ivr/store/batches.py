"""Batches, and the orders that came before theirs."""

from collections.abc import Collection
from datetime import datetime
from functools import cache, reduce

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.orm import Session

from ivr.domain.batch import COMPARED, LOOKED_AT, Batch, Look
from ivr.domain.enrolment import Enrolment
from ivr.domain.order import Order
from ivr.store.find import Scope
from ivr.store.tables import batches, enrolments, orders


def newest(scope: Scope, limit: int, after: tuple[datetime, str] | None = None) -> list[Batch]:
    return scope.newest(Batch, batches.c.imported_at, limit=limit, after=after)


def members(session: Session, ids: Collection[str]) -> list[tuple[Enrolment, Order]]:
    """In the order of their ids."""
    query = select(Enrolment, Order).join(orders, orders.c.id == enrolments.c.order_id)
    return [
        (row[0], row[1]) for row in session.execute(query.where(enrolments.c.id.in_(ids)).order_by(enrolments.c.id))
    ]


def looks(session: Session, batch_id: str) -> list[Look]:
    """At every member, in the order of their ids. The database writes the text: a batch has a thousand of them."""
    told = (enrolments.c.id, enrolments.c.state, orders.c.ground, _written())
    query = select(*told).join(orders, orders.c.id == enrolments.c.order_id)
    rows = session.execute(query.where(enrolments.c.batch_id == batch_id).order_by(enrolments.c.id))
    return [Look(*row) for row in rows]


@cache
def _written() -> ColumnElement[str]:
    columns = (*(enrolments.c[name] for name in LOOKED_AT), *(orders.c[name] for name in COMPARED))
    texts = [func.coalesce(cast(column, Text), "") for column in columns]
    return reduce(lambda before, text: before + "|" + text, texts)


def before(session: Session, batch_id: str, debts: Collection[str]) -> dict[str, Order]:
    """For each of these debts the last order that was drafted outside of the batch."""
    query = select(enrolments.c.obligation_id, Order).join(orders, orders.c.id == enrolments.c.order_id)
    earlier = query.where(enrolments.c.obligation_id.in_(debts), _outside(batch_id)).order_by(enrolments.c.drafted_at)
    return {row[0]: row[1] for row in session.execute(earlier)}


def known_persons(session: Session, batch_id: str, people: Collection[str]) -> set[str]:
    """Those of these persons that have enrolments outside of the batch."""
    known = select(enrolments.c.person_id).where(enrolments.c.person_id.in_(people), _outside(batch_id))
    return set(session.scalars(known))


def taken_numbers(session: Session, batch: Batch, numbers: Collection[str]) -> dict[str, int]:
    """Those of these numbers on which the same court has other enrolments: how many."""
    mine = (enrolments.c.number.in_(numbers), enrolments.c.court_id == batch.court_id, _outside(batch.id))
    query = select(enrolments.c.number, func.count()).where(*mine).group_by(enrolments.c.number)
    return {row[0]: int(row[1]) for row in session.execute(query)}


def _outside(batch_id: str) -> ColumnElement[bool]:
    return func.coalesce(enrolments.c.batch_id, "") != batch_id
