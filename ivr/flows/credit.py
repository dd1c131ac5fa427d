"""Credit money to a debt, and settle it: shared by payments that matched, claims, and what a clerk records by hand."""

from decimal import Decimal

from ivr.domain.payment import Obligation, Payment, PaymentState, ReviewFor
from ivr.domain.review import told_by
from ivr.flows.desk import Work
from ivr.flows.settle import settle
from ivr.store import debts


def credit(work: Work, payment: Payment, obligation: Obligation, amount: Decimal) -> None:
    """By the day on which it was booked."""
    debt = debts.of_obligation(work.session, obligation)
    payment.obligation_id, payment.court_id = obligation.id, obligation.court_id
    counts(payment, amount)
    balance = settle(work, debt)
    payment.review_for = payment.review_for or told_by(balance)


def counts(payment: Payment, amount: Decimal) -> None:
    """A reversal is taken off and goes to a person: it never makes a notice play again by itself (safeguard 6)."""
    payment.credited = -amount if payment.reversal else amount
    payment.state = PaymentState.REVIEW if payment.reversal else PaymentState.CREDITED
    payment.review_for = ReviewFor.REVERSAL if payment.reversal else None
