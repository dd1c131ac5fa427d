"""Claim money that waits for a debt of the court: accepted, it is credited as if it had matched, by its booking day."""

from decimal import Decimal

from ivr.domain.errors import BadInput, RuleBroken
from ivr.domain.payment import Closing, Obligation, Payment, ReviewFor
from ivr.domain.proposal import Proposal
from ivr.domain.review import claimable
from ivr.flows.credit import credit
from ivr.flows.desk import Work
from ivr.flows.proposals.content import only, text, yuan
from ivr.flows.proposals.kind import Content, Kind
from ivr.flows.proposals.reviewed import close, look, require_not_reversed, reviewed

_OTHER_SUM = {ReviewFor.FOREIGN_CURRENCY, ReviewFor.ODD_AMOUNT, ReviewFor.CONTRADICTED}


def _check(work: Work, payment_id: str, content: Content) -> Content:
    """``amount`` only where the sum that came is none of ours: what the bank's advice credits for it."""
    payment = reviewed(work, payment_id)
    if not claimable(payment):
        reason, reason_zh = f"what is {payment.review_for} cannot be claimed", f"“{payment.review_for}”款项不可认领"
        raise RuleBroken(field="payment", reason=reason, reason_zh=reason_zh)
    require_not_reversed(work, payment)
    only(content, "obligation", "amount")
    known = {"obligation": work.scope.one(Obligation, text(content, "obligation")).id}
    if payment.review_for in _OTHER_SUM:
        return {**known, "amount": str(yuan(content, "amount"))}
    if "amount" in content:
        reason, reason_zh = "it is claimed whole; leave the amount out", "须全额认领，请勿填写金额"
        raise BadInput(field="amount", reason=reason, reason_zh=reason_zh)
    return known


def _apply(work: Work, proposal: Proposal, content: Content) -> None:
    """What is too much for the debt stays open, for its refund."""
    payment = reviewed(work, proposal.subject)
    amount = Decimal(content["amount"]) if "amount" in content else payment.amount
    credit(work, payment, work.scope.one(Obligation, content["obligation"]), amount)
    _record(work, payment)
    if payment.review_for is None:
        close(work, payment, Closing.CLAIMED)


def _record(work: Work, payment: Payment) -> None:
    after = payment.review_for or payment.state
    work.record("claim_payment", payment.id, court_id=payment.court_id, reason=str(payment.obligation_id), after=after)


KIND = Kind("认领款项", "claim money that waits for a debt", look, _check, _apply)
