"""Debts, the obligations that share one, and what has been credited of it."""

from collections.abc import Collection, Mapping
from datetime import datetime, tzinfo
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.debt.balance import NOTHING
from ivr.domain.debt.credit import Credit
from ivr.domain.debt.debt import Debt
from ivr.domain.payment import Obligation, reversed_id
from ivr.store.batched import batched
from ivr.store.debt_tables import debts
from ivr.store.tables import obligations, payments


def of_obligation(session: Session, obligation: Obligation) -> Debt:
    """Locked: two payments for one debt are credited one after the other, the second knowing of the first.

    Whoever needs several debts in one transaction takes them in the order of their ids.
    """
    while True:
        query = select(Debt).where(debts.c.id == obligation.debt_id).with_for_update(key_share=True)
        debt = session.scalars(query.execution_options(populate_existing=True)).first()
        session.refresh(obligation)
        if debt is not None and obligation.debt_id == debt.id:  # else the debtor was joined to another one just now
            return debt


def held(session: Session, obligation_ids: Collection[str]) -> dict[str, str]:
    """The debt of each of these obligations, and all these debts locked: see ``of_obligation``."""
    known: dict[str, str] = {}
    while (now := _debts_of(session, obligation_ids)) != known:
        known = now
        for some in batched(sorted(set(known.values()))):
            session.execute(
                select(debts.c.id).where(debts.c.id.in_(some)).order_by(debts.c.id).with_for_update(key_share=True)
            )
    return known


def with_terms(session: Session, keys: Collection[str]) -> list[Debt]:
    """Those of them that are more than the one amount in the papers. Not locked."""
    told = select(Debt).where(debts.c.terms.is_not(None))
    return [one for some in batched(sorted(keys)) for one in session.scalars(told.where(debts.c.id.in_(some)))]


def lock_all(session: Session, keys: Collection[str]) -> list[Debt]:
    """In the order of their ids, as whoever needs several must."""
    found: list[Debt] = []
    for some in batched(sorted(keys)):
        query = select(Debt).where(debts.c.id.in_(some)).order_by(debts.c.id).with_for_update(key_share=True)
        found += session.scalars(query.execution_options(populate_existing=True))
    return found


def take(session: Session, debt_id: str) -> Debt:
    """Locked at once or not at all: for who holds another debt already, whatever the order of their ids."""
    query = select(Debt).where(debts.c.id == debt_id).with_for_update(key_share=True, nowait=True)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def obligations_of(session: Session, debt: Debt) -> list[Obligation]:
    """Of each debtor who owes it, as they stand now."""
    return obligations_by_debt(session, [debt.id])[debt.id]


def obligations_by_debt(session: Session, keys: Collection[str]) -> dict[str, list[Obligation]]:
    """The same for many debts."""
    found: dict[str, list[Obligation]] = {}
    for some in batched(sorted(keys)):
        query = select(Obligation).where(obligations.c.debt_id.in_(some)).order_by(obligations.c.id)
        for one in session.scalars(query.execution_options(populate_existing=True)):
            found.setdefault(one.debt_id, []).append(one)
    return found


def credits_of(session: Session, debt: Debt, zone: tzinfo) -> list[Credit]:
    """What counts, whoever of the debtors paid, on the court's own days. The order says nothing."""
    return credits_by_debt(session, {debt.id: zone}).get(debt.id, [])


def credits_by_debt(session: Session, zones: Mapping[str, tzinfo]) -> dict[str, list[Credit]]:
    """The same for many debts, each with the zone of its court; those that nothing was paid for are left out."""
    found: dict[str, list[Credit]] = {}
    named = (payments.c.booked_at, payments.c.source, payments.c.external_id, payments.c.credited, obligations.c.id)
    for some in batched(sorted(zones)):
        mine = (obligations.c.debt_id.in_(some), payments.c.credited != NOTHING)
        query = select(obligations.c.debt_id, *named).join(obligations, obligations.c.id == payments.c.obligation_id)
        for debt_id, *row in session.execute(query.where(*mine)):
            found.setdefault(debt_id, []).append(_credit(zones[debt_id], *row))
    return found


def _debts_of(session: Session, obligation_ids: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in batched(sorted(obligation_ids)):
        rows = session.execute(select(obligations.c.id, obligations.c.debt_id).where(obligations.c.id.in_(some)))
        found |= {row.id: row.debt_id for row in rows}
    return found


def _credit(zone: tzinfo, booked_at: datetime, source: str, external_id: str, amount: Decimal, whose: str) -> Credit:  # noqa: PLR0913, PLR0917
    original = reversed_id(external_id)
    return Credit(
        on=booked_at.astimezone(zone).date(),
        key=f"{source}/{external_id}",
        amount=amount,
        obligation_id=whose,
        reverses=None if original is None else f"{source}/{original}",
    )
