"""Record a payment. Full payment ends the enrolments in the same transaction; what is unclear goes to a person.

Chosen direction: the payment is kept, whatever else is wrong with it.
"""

from sqlalchemy.exc import IntegrityError

from ivr.domain.errors import RuleBroken
from ivr.domain.payment import (
    Obligation,
    Payment,
    PaymentState,
    Remittance,
    ReviewFor,
    became_money,
    case_keys,
    countable,
    entry_id,
    match,
)
from ivr.domain.staff import require
from ivr.flows.desk import Work
from ivr.flows.settle import settle
from ivr.store import debts, payments


def record_payment(work: Work, remittance: Remittance, raw: str) -> Payment:
    """Kept once per ``(source, external_id)``; the same entry again gives back the first.

    An entry that was pending and is booked now counts from now on. A reversal is an entry of its own, also under the
    id of what it reverses. Raises RuleBroken when a known id comes again with another amount: nothing is changed then.
    """
    require(work.actor, "record_payment")
    payment = _payment(work, remittance, raw)
    if not _keep(work, payment):
        payment, fresh = _known(work, payment), payment
        if not became_money(payment, remittance):
            return _require_same(payment, fresh)
        _book(work, payment, remittance, raw)
    _credit(work, payment, remittance)
    work.record("record_payment", payment.id, court_id=payment.court_id, after=payment.review_for or payment.state)
    return payment


def _payment(work: Work, remittance: Remittance, raw: str) -> Payment:
    key = work.new_id()
    return Payment(
        id=key,
        source=remittance.source,
        external_id=entry_id(remittance),
        amount=remittance.amount,
        currency=remittance.currency,
        booked_at=remittance.booked_at,
        received_at=work.now,
        raw=work.vault.seal(raw, f"payments.raw.{key}"),
        state=PaymentState.REVIEW,
    )


def _keep(work: Work, payment: Payment) -> bool:
    """False when this entry is here already: the unique key decides, also between two at the same moment."""
    try:
        with work.session.begin_nested():
            work.session.add(payment)
            work.session.flush()
    except IntegrityError:
        return False
    return True


def _known(work: Work, payment: Payment) -> Payment:
    first = payments.known(work.session, payment.source, payment.external_id)
    if first is None:
        raise RuleBroken(field="id", reason="this entry could not be kept", reason_zh="该条目无法保存")
    return first


def _require_same(first: Payment, again: Payment) -> Payment:
    if (first.amount, first.currency) != (again.amount, again.currency):
        reason, reason_zh = "this id came before with another amount", "该流水号此前已以不同金额到达"
        raise RuleBroken(field="id", reason=reason, reason_zh=reason_zh)
    return first


def _book(work: Work, payment: Payment, remittance: Remittance, raw: str) -> None:
    payment.amount, payment.currency = remittance.amount, remittance.currency
    payment.booked_at, payment.received_at = remittance.booked_at, work.now
    payment.raw = work.vault.seal(raw, f"payments.raw.{payment.id}")


def _credit(work: Work, payment: Payment, remittance: Remittance) -> None:
    payment.review_for = countable(remittance)
    found = match(
        payments.by_account(work.session, remittance.account),
        payments.by_case(work.session, case_keys(remittance.text)),
    )
    if found.obligation is None:
        payment.review_for = payment.review_for or found.review_for
        return
    payment.obligation_id, payment.court_id = found.obligation.id, found.obligation.court_id
    if payment.review_for is None:
        _count(work, payment, found.obligation, remittance.reversal)


def _count(work: Work, payment: Payment, obligation: Obligation, reversal: bool) -> None:
    """A reversal is taken off and goes to a person: it never makes a notice play again by itself (safeguard 6)."""
    debt = debts.of_obligation(work.session, obligation)
    payment.credited = -payment.amount if reversal else payment.amount
    balance = settle(work, debt)
    if reversal:
        payment.review_for = ReviewFor.REVERSAL
        return
    payment.state = PaymentState.CREDITED
    payment.review_for = ReviewFor.OVERPAID if balance.overpaid else None
