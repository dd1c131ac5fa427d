"""Pass money that is no court's yet to the court that the bank names; its words stay unread until then."""

from ivr.domain.court import Court
from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Payment
from ivr.domain.staff import require
from ivr.flows.desk import Work


def pass_on_payment(work: Work, payment_id: str, court_id: str) -> Payment:
    """Raises NotFound, RuleBroken when it is a court's already: that court says so itself, by closing its review."""
    require(work.actor, "pass_on_payment")
    payment, court = work.scope.locked(Payment, payment_id), work.scope.one(Court, court_id)
    if payment.court_id is not None:
        reason, reason_zh = "a court looks at it already", "已有法院在核查该款项"
        raise RuleBroken(field="payment", reason=reason, reason_zh=reason_zh)
    payment.court_id = court.id
    work.record("pass_on_payment", payment.id, court_id=court.id)
    return payment
