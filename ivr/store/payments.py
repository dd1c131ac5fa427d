"""Payments and what has been credited of an obligation."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, bindparam, func, select, update
from sqlalchemy.orm import Session

from ivr.domain.payment import Obligation, Payment, ReviewFor
from ivr.store.batched import batched
from ivr.store.once import insert_into
from ivr.store.tables import obligations, payments, resumed_cases


def known(session: Session, source: str, external_id: str) -> Payment | None:
    """The payment that this entry of a feed has already become, locked: it may be booked twice in one moment."""
    query = select(Payment).where(payments.c.source == source, payments.c.external_id == external_id)
    return session.scalars(query.with_for_update(key_share=True)).first()


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
    query = insert_into(session, payments).on_conflict_do_nothing().returning(payments.c.id)
    values = [_row(one, counted=one.id not in counted_later) for one in sorted(rows, key=lambda one: one.external_id)]
    return {row.id for row in session.execute(query, values)}


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


def by_accounts(session: Session, accounts: Collection[str]) -> dict[str, list[Obligation]]:
    """Also by the account of a resumed case alone: it is the same debt."""
    return _by(session, obligations.c.account, resumed_cases.c.account, accounts)


def by_cases(session: Session, case_numbers: Collection[str]) -> dict[str, list[Obligation]]:
    """Also by the number of a resumed case."""
    return _by(session, obligations.c.case_number, resumed_cases.c.case_number, case_numbers)


def _by(session: Session, own: Column[str], resumed: Column[str], keys: Collection[str]) -> dict[str, list[Obligation]]:
    found: dict[str, list[Obligation]] = {}
    for some in batched(sorted(keys)):
        first = select(own, Obligation).where(own.in_(some))
        again = select(resumed, Obligation).where(resumed.in_(some), resumed_cases.c.obligation_id == obligations.c.id)
        for key, one in (*session.execute(first), *session.execute(again)):
            mine = found.setdefault(key, [])
            mine += [] if one in mine else [one]
    return found


def credited(session: Session, obligation_id: str) -> Decimal:
    """The sum of what counts, reversals taken off, exact to the fen."""
    total = session.scalar(select(func.sum(payments.c.credited)).where(payments.c.obligation_id == obligation_id))
    return total if isinstance(total, Decimal) else Decimal("0.00")
