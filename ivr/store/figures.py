"""What the figures are counted from: times and sums, which outlive the erasure of personal data."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ivr.domain.figures import Debtor
from ivr.store.tables import enrolments, obligations, payments

AT_ONCE = 10_000


def debtors(session: Session, court_id: str, first: datetime, behind: datetime) -> Iterator[Debtor]:
    """Those of one court whose first draft lies from ``first`` to before ``behind``."""
    found: dict[str, Debtor] = {}
    rows = session.execute(_firsts(court_id, first, behind).execution_options(yield_per=AT_ONCE))
    for key, paid_at, drafted, warned, activated in rows:
        found[key] = Debtor(court_id, drafted, warned, activated, paid_at)
    came = select(payments.c.obligation_id, payments.c.received_at, payments.c.credited)
    mine = came.where(payments.c.court_id == court_id, payments.c.credited != Decimal("0.00"))
    for row in session.execute(mine.execution_options(yield_per=AT_ONCE)):
        if debtor := found.get(row.obligation_id):
            debtor.came.append((row.received_at, row.credited))
    yield from found.values()


def _firsts(court_id: str, first: datetime, behind: datetime) -> Select[Any]:
    drafted, warned, activated = (func.min(enrolments.c[name]) for name in ("drafted_at", "warned_at", "activated_at"))
    query = select(obligations.c.id, obligations.c.discharged_at, drafted, warned, activated)
    joined = query.join(enrolments, enrolments.c.obligation_id == obligations.c.id)
    mine = joined.where(enrolments.c.court_id == court_id).group_by(obligations.c.id, obligations.c.discharged_at)
    return mine.having(drafted >= first, drafted < behind)
