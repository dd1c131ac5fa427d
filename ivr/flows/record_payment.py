"""Record a payment. Full payment ends the enrolments in the same transaction; what is unclear goes to a person.

Chosen direction: the payment is kept, whatever else is wrong with it.
"""

import json

from sqlalchemy.exc import IntegrityError

from ivr.domain.errors import RuleBroken
from ivr.domain.payment import (
    Match,
    Obligation,
    Payment,
    PaymentState,
    Remittance,
    became_money,
    countable,
    entry_id,
)
from ivr.domain.review import CLAIMABLE
from ivr.domain.staff import require
from ivr.flows.credit import counts, credit
from ivr.flows.desk import Work
from ivr.flows.find_debtors import find_debtors
from ivr.store import payments


def record_payment(work: Work, remittance: Remittance, raw: str) -> Payment:
    """Kept once per ``(source, external_id)``; the same entry again gives back the first.

    An entry that was pending and is booked now counts from now on. A reversal is an entry of its own, also under the
    id of what it reverses. Raises RuleBroken when a known id comes again with another amount: nothing is changed then.
    """
    require(work.actor, "record_payment")
    payment = new_payment(work, remittance, raw)
    obligation = _match(work, payment, remittance)
    if not _keep(work, payment):
        payment, fresh = _known(work, payment), payment
        if not became_money(payment, remittance):
            return require_same(payment, fresh)
        _book(work, payment, remittance, raw)
        obligation = _match(work, payment, remittance)
    if obligation is not None:
        credit(work, payment, obligation, payment.amount)
    work.record("record_payment", payment.id, court_id=payment.court_id, after=payment.review_for or payment.state)
    return payment


def new_payment(work: Work, remittance: Remittance, raw: str) -> Payment:
    """As it is before anything is known of what it is for."""
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
        reversal=remittance.reversal,
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


def require_same(first: Payment, again: Payment) -> Payment:
    """The first one. Raises RuleBroken."""
    if (first.amount, first.currency) != (again.amount, again.currency):
        reason, reason_zh = "this id came before with another amount", "该流水号此前已以不同金额到达"
        raise RuleBroken(field="id", reason=reason, reason_zh=reason_zh)
    return first


def _book(work: Work, payment: Payment, remittance: Remittance, raw: str) -> None:
    payment.amount, payment.currency = remittance.amount, remittance.currency
    payment.booked_at, payment.received_at = remittance.booked_at, work.now
    payment.closed_as = payment.closed_at = None
    payment.raw = work.vault.seal(raw, f"payments.raw.{payment.id}")


def _match(work: Work, payment: Payment, remittance: Remittance) -> Obligation | None:
    """What it is credited to, and noted as credited already: it is kept in one piece. None: a person looks at it."""
    obligation = belongs(work, payment, remittance, *find_debtors(work, [remittance]))
    if obligation is None or payment.review_for is not None:
        return None
    counts(payment, payment.amount)
    return obligation


def belongs(work: Work, payment: Payment, remittance: Remittance, found: Match) -> Obligation | None:
    """Notes what the payment is for, or why a person must look; what has no reason for a review counts."""
    payment.review_for = countable(remittance) or found.review_for
    if found.obligation is None:
        payment.court_id = payment.court_id or found.court_id
    else:
        payment.obligation_id, payment.court_id = found.obligation.id, found.obligation.court_id
    payment.said = _said(work, payment, remittance) if payment.review_for in CLAIMABLE else None
    return found.obligation


def _said(work: Work, payment: Payment, remittance: Remittance) -> str:
    """For whoever has to look at it. What is credited at once needs no words."""
    words = {"account": remittance.account, "reference": remittance.reference, "text": remittance.text}
    return work.vault.seal(json.dumps(words, ensure_ascii=False), f"payments.said.{payment.id}")
