"""Take back what two people credited by mistake: a claim for the wrong debt, or what a clerk recorded by hand.

The money of a claim is still there, so it waits for a person again; what was recorded by hand never was money of ours.
"""

from datetime import datetime

from ivr.domain.errors import RuleBroken
from ivr.domain.payment import Closing, Obligation, Payment, PaymentState, ReviewFor
from ivr.domain.proposal import Proposal
from ivr.flows.desk import Work
from ivr.flows.proposals.by_hand import LONGEST_WORDS, SOURCE
from ivr.flows.proposals.content import only, words
from ivr.flows.proposals.kind import Content, Kind, Subject
from ivr.flows.settle import settle
from ivr.store import debts
from ivr.store.digest import row_digest


def _look(work: Work, payment_id: str) -> Subject:
    payment = work.scope.locked(Payment, payment_id)
    by_people = payment.source == SOURCE or payment.said is not None  # what was credited at once has no words kept
    if not by_people or payment.obligation_id is None or not payment.credited:
        reason, reason_zh = "two people credited nothing here", "该款项并非经人工认领或登记计入"
        raise RuleBroken(field="payment", reason=reason, reason_zh=reason_zh)
    debtor = work.scope.one(Obligation, payment.obligation_id)
    return Subject(debtor.court_id, debtor.person_id, row_digest(payment))


def _check(_work: Work, _payment_id: str, content: Content) -> Content:
    only(content, "because")
    return {"because": words(content, "because", LONGEST_WORDS)}


def _apply(work: Work, proposal: Proposal, _content: Content) -> None:
    """Nothing is enabled by it: what ended stays ended, and a new order starts anew (safeguard 6)."""
    payment = work.scope.locked(Payment, proposal.subject)
    obligation = work.scope.one(Obligation, str(payment.obligation_id))
    debt = debts.of_obligation(work.session, obligation)
    before, payment.credited = str(payment.credited), payment.credited * 0
    payment.state, payment.review_for = PaymentState.REVIEW, ReviewFor.TAKEN_BACK
    payment.closed_as = payment.closed_at = None
    if payment.source == SOURCE:
        _end(payment, work.now)
    settle(work, debt)
    work.record("take_back", payment.id, court_id=payment.court_id, before=before, after=str(payment.credited))


def _end(payment: Payment, now: datetime) -> None:
    """So that its document can be recorded again, rightly."""
    payment.closed_as, payment.closed_at = Closing.NOT_OURS, now
    payment.external_id += f"/{payment.id}"


KIND = Kind("撤销误计款项", "take back what was credited by mistake", _look, _check, _apply)
