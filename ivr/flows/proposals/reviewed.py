"""A payment that waits for a person, as the subject of a proposal."""

from ivr.domain.errors import RuleBroken
from ivr.domain.payment import REVERSAL_SUFFIX, Closing, Obligation, Payment
from ivr.domain.review import require_open
from ivr.flows.desk import Work
from ivr.flows.proposals.kind import Subject
from ivr.store import payments
from ivr.store.digest import row_digest


def look(work: Work, payment_id: str) -> Subject:
    """Raises NotFound, RuleBroken when nobody has to look at it."""
    payment = reviewed(work, payment_id)
    debt = work.scope.one(Obligation, payment.obligation_id) if payment.obligation_id else None
    return Subject(str(payment.court_id), debt.person_id if debt else None, row_digest(payment))


def reviewed(work: Work, payment_id: str) -> Payment:
    payment = work.scope.locked(Payment, payment_id)
    require_open(payment)
    return payment


def require_not_reversed(work: Work, payment: Payment) -> None:
    """Raises RuleBroken when the bank has taken it back under its own id: there is no money any more."""
    if payments.known(work.session, payment.source, payment.external_id + REVERSAL_SUFFIX) is not None:
        reason, reason_zh = "the bank has reversed it", "该款项已被银行冲正"
        raise RuleBroken(field="payment", reason=reason, reason_zh=reason_zh)


def close(work: Work, payment: Payment, closing: Closing) -> None:
    told = {"before": str(payment.review_for), "after": closing}
    payment.closed_as, payment.closed_at = closing, work.now
    work.record("close_review", payment.id, court_id=payment.court_id, **told)
