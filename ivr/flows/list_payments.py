"""List the payments that wait for a person to look at them."""

from ivr.domain.payment import Payment
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.store.tables import payments


def list_payments_in_review(work: Work, after: str = "", limit: int = 50) -> list[Payment]:
    """A court sees its own; what matched nothing belongs to no court, so the operator sees it."""
    require(work.actor, "read")
    waits = (payments.c.review_for.is_not(None), payments.c.closed_as.is_(None))
    return work.scope.all(Payment, *waits, limit=limit, after=after)
