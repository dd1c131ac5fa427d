"""Payments and what has been credited of an obligation."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, literal, or_, select, tuple_, update
from sqlalchemy.orm import Session

from ivr.domain.payment import Payment, PaymentState, ReviewFor
from ivr.store.batched import batched
from ivr.store.once import insert_into
from ivr.store.tables import obligations, payments


def known(session: Session, source: str, external_id: str) -> Payment | None:
    """The payment that this entry of a feed has already become, locked: it may be booked twice in one moment."""
    query = select(Payment).where(payments.c.source == source, payments.c.external_id == external_id)
    return session.scalars(query.with_for_update(key_share=True).execution_options(populate_existing=True)).first()


def known_all(session: Session, source: str, external_ids: Collection[str]) -> dict[str, Payment]:
    """The same for many entries of one source, by id, and not locked."""
    found: dict[str, Payment] = {}
    for some in batched(sorted(external_ids)):
        query = select(Payment).where(payments.c.source == source, payments.c.external_id.in_(some))
        found |= {one.external_id: one for one in session.scalars(query)}
    return found


def insert_new(session: Session, rows: Sequence[Payment], counted_later: Collection[str]) -> set[str]:
    """The ids of those that were kept; the others' entries are here already, whoever kept them in this moment.

    In the order of their entries, so that two who bring the same ones do not wait for each other.
    """
    if not rows:
        return set()
    query = insert_into(session, payments).on_conflict_do_nothing()
    values = [_row(one, counted=one.id not in counted_later) for one in sorted(rows, key=lambda one: one.external_id)]
    ids = {one.id for one in rows}
    counted = query.execution_options(preserve_rowcount=True)
    if session.connection().execute(counted, values).rowcount == len(ids):
        return ids
    kept = (select(payments.c.id).where(payments.c.id.in_(some)) for some in batched(sorted(ids)))
    return {key for query in kept for key in session.scalars(query)}


def count(session: Session, rows: Sequence[Payment]) -> None:
    """Now these count too."""
    if rows:
        query = update(payments).where(payments.c.id == bindparam("key")).values(credited=bindparam("counted"))
        session.connection().execute(query, [{"key": one.id, "counted": one.credited} for one in rows])


def _row(one: Payment, *, counted: bool) -> dict[str, Any]:
    told = vars(one)  # quicker than the mapper's attributes, of which there are millions in a statement
    row = {name: told[name] for name in payments.c.keys()}  # noqa: SIM118 - the keys of columns
    return row if counted else {**row, "credited": Decimal("0.00")}


def mark(session: Session, keys: Collection[str], review_for: ReviewFor) -> None:
    """For these a person must look."""
    for some in batched(sorted(keys)):
        session.execute(update(payments).where(payments.c.id.in_(some)).values(review_for=review_for))


def credited(session: Session, obligation_id: str) -> Decimal:
    """The sum of what counts, reversals taken off, exact to the fen."""
    total = session.scalar(select(func.sum(payments.c.credited)).where(payments.c.obligation_id == obligation_id))
    return total if isinstance(total, Decimal) else Decimal("0.00")


def in_review(
    session: Session,
    court_id: str | None,
    reasons: Sequence[ReviewFor],
    limit: int,
    after: tuple[datetime, str] | None = None,
) -> list[Payment]:
    """Of one court, or None: of those that are no court's. What was booked first is due first."""
    mine = payments.c.court_id.is_(None) if court_id is None else payments.c.court_id == court_id
    place = tuple_(payments.c.booked_at, payments.c.id)
    behind = [] if after is None else [place > tuple_(literal(after[0], payments.c.booked_at.type), literal(after[1]))]
    wanted = or_(waits(reasons), _part_paid()) if ReviewFor.PART_PAID in reasons else waits(reasons)
    query = select(Payment).where(mine, wanted, *behind).order_by(payments.c.booked_at, payments.c.id).limit(limit)
    return list(session.scalars(query))


def waits(reasons: Sequence[ReviewFor]) -> ColumnElement[bool]:
    """For a person, who has not closed it yet."""
    return and_(payments.c.review_for.in_(reasons), payments.c.closed_as.is_(None))


def _part_paid() -> ColumnElement[bool]:
    owed = exists().where(obligations.c.id == payments.c.obligation_id, obligations.c.discharged_at.is_(None))
    return and_(payments.c.state == PaymentState.CREDITED, payments.c.review_for.is_(None), owed)
