"""What two people credited by mistake, two people take back; nothing plays again by itself."""

from decimal import Decimal

import pytest

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import BadInput, RuleBroken, SamePerson
from ivr.domain.payment import Closing, ReviewFor
from ivr.flows.decide_proposal import accept_proposal
from ivr.flows.list_payments import list_payments_in_review
from ivr.flows.propose import propose
from tests.flows.claims import CASE, COURT, NEARLY, accept, claimed, digest_of, owing, proposed, read, stored, stray
from tests.flows.office import Office, account, approver, clerk, id_number, number
from tests.flows.test_by_hand import confirm, paid, recorded
from tests.flows.test_by_hand import proposed as recorded_by_hand
from tests.flows.test_payments import obligation_of
from tests.flows.test_races import overlapping
from tests.flows.truth import registered

BECAUSE = {"because": "误认他案"}


@pytest.fixture
def one(office: Office) -> Enrolment:
    return owing(office)


def test_a_claim_for_the_wrong_debt_is_taken_back_and_the_money_waits_again(office: Office, one: Enrolment) -> None:
    other = office.announced(COURT, account=account(2), number=number(2))
    wrong = claimed(office, stray(office, text=NEARLY), other)
    assert office.found(other).state is State.REMOVED
    back = accept(office, proposed(office, "take-back", wrong, **BECAUSE))
    assert (back.credited, back.review_for, back.closed_as) == (0, ReviewFor.TAKEN_BACK, None)
    assert office.found(other).state is State.REMOVED, "it never plays again by itself"
    assert [item.payment.id for item in office.look(clerk(COURT), list_payments_in_review)] == [wrong.id]
    assert read(office, back).said["text"] == NEARLY
    right = claimed(office, back, one)
    assert (right.credited, right.closed_as) == (Decimal("100.00"), Closing.CLAIMED)
    assert registered(office) == {}


def test_what_was_taken_back_is_owed_again_and_only_a_new_order_announces_it(office: Office, one: Enrolment) -> None:
    paid_at = office.clock.now()
    wrong = claimed(office, stray(office, text=NEARLY), one)
    assert obligation_of(office.engine, one).discharged_at == paid_at
    accept(office, proposed(office, "take-back", wrong, **BECAUSE))
    assert obligation_of(office.engine, one).discharged_at is None
    assert registered(office) == {}
    same = {"account": account(1), "case_number": CASE, "id_number": id_number(1)}
    again = office.announced(COURT, number=number(1), **same, signed_on=office.clock.now().date())
    assert again.obligation_id == one.obligation_id
    office.pay(account=account(1), amount=Decimal("100.00"))
    assert office.found(again).ended_for == "paid"
    assert obligation_of(office.engine, one).discharged_at == office.clock.now()


def test_what_was_recorded_by_hand_is_taken_back_and_its_document_may_be_recorded_rightly(
    office: Office, one: Enrolment
) -> None:
    confirm(office, recorded_by_hand(office, "direct-payment", one, paid(office, amount="40.00")))
    (wrong,) = recorded(office)
    back = accept(office, proposed(office, "take-back", wrong, **BECAUSE))
    assert (back.credited, back.closed_as) == (0, Closing.NOT_OURS)
    assert registered(office)
    confirm(office, recorded_by_hand(office, "direct-payment", one, paid(office)))
    assert registered(office) == {}


def test_what_matched_by_itself_is_not_taken_back_by_people(office: Office, one: Enrolment) -> None:
    matched = office.pay(account=account(1), amount=Decimal("40.00"))
    waiting = stray(office)
    for payment in (matched, waiting):
        with pytest.raises(RuleBroken):
            proposed(office, "take-back", payment, **BECAUSE)


def test_it_needs_a_reason_and_a_second_person(office: Office, one: Enrolment) -> None:
    wrong = claimed(office, stray(office), one)
    with pytest.raises(BadInput):
        proposed(office, "take-back", wrong)
    key = office.do(approver(COURT), propose, "take-back", wrong.id, BECAUSE).id
    with pytest.raises(SamePerson):
        office.do(approver(COURT), accept_proposal, key, digest_of(office, key))


def test_a_claim_that_is_taken_back_while_the_bank_reverses_it_is_taken_off_once(
    office: Office, one: Enrolment
) -> None:
    wrong = claimed(office, stray(office, text=NEARLY, external_id="e1"), one)
    key = proposed(office, "take-back", wrong, **BECAUSE)
    digest = digest_of(office, key)
    late = overlapping(
        office,
        lambda work: accept_proposal(work, key, digest),
        approver(COURT),
        lambda: office.pay(external_id="e1", text=NEARLY, reversal=True),
    )
    assert (late.result().credited, stored(office, wrong.id).credited) == (0, 0)
    with pytest.raises(RuleBroken):
        proposed(office, "claim", stored(office, wrong.id), obligation=one.obligation_id)
