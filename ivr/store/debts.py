"""Debts, the obligations that share one, and what has been credited of it."""

from datetime import datetime, tzinfo
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.debt.balance import NOTHING
from ivr.domain.debt.credit import Credit
from ivr.domain.debt.debt import Debt
from ivr.domain.payment import Obligation, reversed_id
from ivr.store.debt_tables import debts
from ivr.store.tables import obligations, payments


def of_obligation(session: Session, obligation: Obligation) -> Debt:
    """Locked: two payments for one debt are credited one after the other, the second knowing of the first.

    Whoever needs several debts in one transaction takes them in the order of their ids.
    """
    while True:
        query = select(Debt).where(debts.c.id == obligation.debt_id).with_for_update(key_share=True)
        debt = session.scalars(query.execution_options(populate_existing=True)).one()
        session.refresh(obligation)
        if obligation.debt_id == debt.id:  # else the debtor was joined to another debt in this moment
            return debt


def lock(session: Session, debt: Debt) -> None:
    session.refresh(debt, with_for_update={"key_share": True})


def obligations_of(session: Session, debt: Debt) -> list[Obligation]:
    """Of each debtor who owes it, as they stand now."""
    query = select(Obligation).where(obligations.c.debt_id == debt.id).order_by(obligations.c.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def credits_of(session: Session, debt: Debt, zone: tzinfo) -> list[Credit]:
    """What counts, whoever of the debtors paid, on the court's own days. The order says nothing."""
    named = (payments.c.booked_at, payments.c.source, payments.c.external_id, payments.c.credited, obligations.c.id)
    mine = (obligations.c.debt_id == debt.id, payments.c.credited != NOTHING)
    query = select(*named).join(obligations, obligations.c.id == payments.c.obligation_id).where(*mine)
    return [_credit(zone, *row) for row in session.execute(query)]


def _credit(zone: tzinfo, booked_at: datetime, source: str, external_id: str, amount: Decimal, whose: str) -> Credit:  # noqa: PLR0913, PLR0917
    original = reversed_id(external_id)
    return Credit(
        on=booked_at.astimezone(zone).date(),
        key=f"{source}/{external_id}",
        amount=amount,
        obligation_id=whose,
        reverses=None if original is None else f"{source}/{original}",
    )
