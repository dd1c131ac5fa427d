"""Debts, the obligations that share one, and what has been credited of it."""

from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ivr.domain.debt.debt import Debt
from ivr.domain.payment import Obligation
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


def credited(session: Session, debt: Debt) -> Decimal:
    """The sum of what counts, whoever of the debtors paid, reversals taken off, exact to the fen."""
    mine = select(obligations.c.id).where(obligations.c.debt_id == debt.id)
    total = session.scalar(select(func.sum(payments.c.credited)).where(payments.c.obligation_id.in_(mine)))
    return total if isinstance(total, Decimal) else Decimal("0.00")
