"""A payment that waits for a person, as the subject of a proposal."""

from ivr.domain.payment import Obligation, Payment
from ivr.domain.review import require_open
from ivr.flows.desk import Work
from ivr.flows.proposals.kind import Subject
from ivr.store.digest import row_digest


def look(work: Work, payment_id: str) -> Subject:
    """Raises NotFound, RuleBroken when nobody has to look at it."""
    payment = reviewed(work, payment_id)
    debt = work.scope.one(Obligation, payment.obligation_id) if payment.obligation_id else None
    court = payment.court_id or str(work.actor.court_id)
    return Subject(court, debt.person_id if debt else None, row_digest(payment))


def reviewed(work: Work, payment_id: str) -> Payment:
    payment = work.scope.locked(Payment, payment_id)
    require_open(payment)
    return payment
