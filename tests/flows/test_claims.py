"""Money that matched nothing is claimed by one person and decided by another; then it counts as if it had matched."""

from decimal import Decimal

import pytest

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import BadInput, NotFound, NotPermitted, RuleBroken
from ivr.domain.payment import Closing, PaymentState, ReviewFor
from ivr.domain.suggestion import Why
from ivr.flows.decide_proposal import accept_proposal
from ivr.flows.list_payments import list_payments_in_review
from ivr.flows.propose import propose
from tests.flows.claims import (
    CASE,
    COURT,
    DAY,
    NEARLY,
    OTHER,
    accept,
    claimed,
    digest_of,
    owing,
    proposed,
    read,
    stored,
    stray,
)
from tests.flows.office import BANK, OPERATOR, Office, account, approver, clerk, number
from tests.flows.test_races import overlapping
from tests.flows.truth import registered


@pytest.fixture
def one(office: Office) -> Enrolment:
    return owing(office)


def test_unmatched_money_is_suggested_claimed_decided_and_ends_the_notice(office: Office, one: Enrolment) -> None:
    payment = stray(office, text="还款 (2025)川1302执71号", booked_at=office.clock.now() - DAY)
    assert (payment.review_for, payment.court_id) == (ReviewFor.UNMATCHED, COURT)
    (suggested,) = read(office, payment).suggestions
    assert (suggested.obligation.id, suggested.written, suggested.why) == (one.obligation_id, CASE, Why.DIGIT)
    assert registered(office), "a suggestion is nothing yet"
    key = proposed(office, "claim", payment, obligation=one.obligation_id)
    assert registered(office), "nor is a claim"
    done = accept(office, key)
    assert (done.state, done.credited, done.closed_as) == (PaymentState.CREDITED, Decimal("100.00"), Closing.CLAIMED)
    assert done.booked_at == office.clock.now() - DAY
    assert (office.found(one).state, registered(office)) == (State.REMOVED, {})
    assert office.look(clerk(COURT), list_payments_in_review) == []


def test_a_court_claims_for_its_own_debts_only(office: Office, one: Enrolment) -> None:
    theirs = office.announced(office.court(OTHER), account=account(2), number=number(2))
    payment = stray(office)
    with pytest.raises(NotFound):
        office.do(clerk(COURT), propose, "claim", payment.id, {"obligation": theirs.obligation_id})


def test_foreign_money_is_claimed_with_what_the_bank_credits_for_it(office: Office, one: Enrolment) -> None:
    payment = office.pay(account=account(1), amount=Decimal("15.00"), currency="USD")
    with pytest.raises(BadInput):
        proposed(office, "claim", payment, obligation=one.obligation_id)
    done = claimed(office, payment, one, amount="108.30")
    assert (done.credited, done.amount, done.review_for) == (Decimal("108.30"), Decimal("15.00"), ReviewFor.OVERPAID)
    assert registered(office) == {}
    refunded = accept(office, proposed(office, "close-review", done, **{"as": "refund"}))
    assert refunded.closed_as is Closing.REFUND
    plain = stray(office)
    with pytest.raises(BadInput):
        proposed(office, "claim", plain, obligation=one.obligation_id, amount="1.00")


@pytest.mark.parametrize("status", ["PDNG", "INFO"])
def test_what_is_not_booked_is_not_claimed(office: Office, one: Enrolment, status: str) -> None:
    payment = office.pay(account=account(1), status=status)
    with pytest.raises(RuleBroken):
        proposed(office, "claim", payment, obligation=one.obligation_id)


def test_an_entry_that_is_booked_meanwhile_is_not_closed_as_it_was(office: Office, one: Enrolment) -> None:
    payment = office.pay(account=account(1), external_id="e1", status="PDNG")
    key = proposed(office, "close-review", payment, **{"as": "not-ours"})
    booked = office.pay(account=account(1), external_id="e1")
    assert booked.credited == 100
    with pytest.raises(RuleBroken):
        accept(office, key)
    assert stored(office, payment.id).closed_as is None


def test_a_closed_pending_entry_counts_when_it_is_booked_after_all(office: Office, one: Enrolment) -> None:
    payment = office.pay(account=account(1), external_id="e1", status="PDNG")
    accept(office, proposed(office, "close-review", payment, **{"as": "not-ours"}))
    assert office.pay(account=account(1), external_id="e1").credited == 100
    assert (stored(office, payment.id).closed_as, registered(office)) == (None, {})


def test_the_same_entry_again_changes_nothing_of_a_claim(office: Office, one: Enrolment) -> None:
    payment = stray(office, external_id="e1", text=NEARLY)
    key = proposed(office, "claim", payment, obligation=one.obligation_id)
    assert office.pay(external_id="e1", text=NEARLY).id == payment.id
    accept(office, key)
    again = office.pay(external_id="e1", text=NEARLY)
    assert (again.id, again.credited, again.closed_as) == (payment.id, 100, Closing.CLAIMED)


def test_a_reversal_of_a_claimed_payment_is_taken_off_where_it_was_claimed(office: Office, one: Enrolment) -> None:
    payment = claimed(office, stray(office, external_id="e1", text=NEARLY), one)
    reversal = office.pay(external_id="e1", text=NEARLY, reversal=True)
    assert (reversal.obligation_id, reversal.credited) == (payment.obligation_id, Decimal("-100.00"))
    assert (reversal.review_for, registered(office)) == (ReviewFor.REVERSAL, {}), "it never plays again by itself"
    noted = accept(office, proposed(office, "close-review", reversal, **{"as": "reversal-noted"}))
    assert noted.closed_as is Closing.REVERSAL_NOTED


def test_money_that_was_reversed_before_its_claim_is_not_credited(office: Office, one: Enrolment) -> None:
    payment = stray(office, external_id="e1", text=NEARLY)
    key = proposed(office, "claim", payment, obligation=one.obligation_id)
    reversal = office.pay(external_id="e1", text=NEARLY, reversal=True)
    assert (reversal.review_for, reversal.credited) == (ReviewFor.REVERSAL, 0)
    with pytest.raises(RuleBroken):
        accept(office, key)
    assert registered(office)


def test_a_claim_and_a_reversal_in_one_moment_leave_nothing_credited(office: Office, one: Enrolment) -> None:
    payment = stray(office, external_id="e1", text=NEARLY)
    key = proposed(office, "claim", payment, obligation=one.obligation_id)
    digest = digest_of(office, key)
    late = overlapping(
        office,
        lambda work: accept_proposal(work, key, digest),
        approver(COURT),
        lambda: office.pay(external_id="e1", text=NEARLY, reversal=True),
    )
    assert late.result().credited == Decimal("-100.00")
    assert stored(office, payment.id).credited == 100


def test_a_claimed_reversal_is_taken_off(office: Office, one: Enrolment) -> None:
    office.pay(account=account(1), amount=Decimal("60.00"))
    reversal = stray(office, external_id="other", text=NEARLY, reversal=True, amount=Decimal("60.00"))
    assert reversal.review_for is ReviewFor.UNMATCHED
    done = claimed(office, reversal, one)
    assert (done.credited, done.review_for, done.closed_as) == (Decimal("-60.00"), ReviewFor.REVERSAL, None)
    office.pay(account=account(1), amount=Decimal("60.00"))
    assert registered(office), "sixty are owed again"


def test_a_payment_meanwhile_makes_what_is_claimed_too_much(office: Office, one: Enrolment) -> None:
    """The claim is about the payment; that the debt was paid meanwhile is told, and the money is to be refunded."""
    payment = stray(office)
    key = proposed(office, "claim", payment, obligation=one.obligation_id)
    office.pay(account=account(1))
    done = accept(office, key)
    assert (done.review_for, done.credited, done.closed_as) == (ReviewFor.OVERPAID, 100, None)


def test_only_a_court_proposes(office: Office, one: Enrolment) -> None:
    payment = stray(office)
    for actor in (OPERATOR, BANK):
        with pytest.raises(NotPermitted):
            office.do(actor, propose, "claim", payment.id, {"obligation": one.obligation_id})
