"""Payments and what has been credited of an obligation."""

from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ivr.domain.payment import Obligation, Payment
from ivr.store.tables import obligations, payments, resumed_cases


def known(session: Session, source: str, external_id: str) -> Payment | None:
    """The payment that this entry of a feed has already become, locked: it may be booked twice in one moment."""
    query = select(Payment).where(payments.c.source == source, payments.c.external_id == external_id)
    return session.scalars(query.with_for_update(key_share=True)).first()


def by_account(session: Session, account: str) -> list[Obligation]:
    resumed = select(resumed_cases.c.obligation_id).where(resumed_cases.c.account == account)
    query = select(Obligation).where(or_(obligations.c.account == account, obligations.c.id.in_(resumed)))
    return list(session.scalars(query)) if account else []


def by_case(session: Session, case_numbers: list[str]) -> list[Obligation]:
    """Also by the number of a resumed case: it is the same debt."""
    resumed = select(resumed_cases.c.obligation_id).where(resumed_cases.c.case_number.in_(case_numbers))
    query = select(Obligation).where(or_(obligations.c.case_number.in_(case_numbers), obligations.c.id.in_(resumed)))
    return list(session.scalars(query)) if case_numbers else []


def credited(session: Session, obligation_id: str) -> Decimal:
    """The sum of what counts, reversals taken off, exact to the fen."""
    total = session.scalar(select(func.sum(payments.c.credited)).where(payments.c.obligation_id == obligation_id))
    return total if isinstance(total, Decimal) else Decimal("0.00")
