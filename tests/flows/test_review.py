"""Money that a person must look at: who sees it, what it may have meant, until when."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from ivr.domain.duty import Duty
from ivr.domain.enrolment import Enrolment
from ivr.domain.errors import BadInput, NotFound, NotPermitted, RuleBroken
from ivr.domain.payment import Closing, PaymentState, ReviewFor
from ivr.domain.reference import of_obligation
from ivr.domain.staff import SYSTEM, Actor
from ivr.domain.suggestion import Why
from ivr.flows.decide_proposal import accept_proposal
from ivr.flows.list_due import list_due
from ivr.flows.list_payments import list_payments_in_review, read_payment
from ivr.flows.pass_on_payment import pass_on_payment
from ivr.flows.propose import propose
from ivr.flows.set_court_code import set_court_code
from ivr.store.tables import audit
from tests.flows.claims import (
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
from tests.flows.office import OPERATOR, Office, account, approver, clerk, number
from tests.flows.truth import registered


@pytest.fixture
def one(office: Office) -> Enrolment:
    return owing(office)


def test_a_name_alone_never_matches_and_suggests_nothing(office: Office, one: Enrolment) -> None:
    payment = stray(office, text="张三还款")
    assert (payment.review_for, read(office, payment).suggestions) == (ReviewFor.UNMATCHED, [])


def test_a_reading_of_the_words_is_written_down(office: Office, one: Enrolment) -> None:
    payment = stray(office, text=NEARLY, account="6222-0000")
    with pytest.raises(BadInput):
        office.do(clerk(COURT), read_payment, payment.id, " ")
    view = read(office, payment)
    assert view.said == {"account": "6222-0000", "reference": "", "text": NEARLY}
    assert NEARLY not in str(payment.said)
    with office.engine.connect() as connection:
        trail = connection.execute(select(audit.c.subject).where(audit.c.action == "read_payment")).scalars().all()
    assert trail == [payment.id]


def test_money_is_shown_to_the_one_court_whose_code_stands_in_its_text(office: Office, one: Enrolment) -> None:
    office.court(OTHER)
    office.do(OPERATOR, set_court_code, OTHER, "川1303")
    texts = {
        "(2025)川1302执999号": COURT,
        "川1302执998 与 川1303执1": None,
        NEARLY: None,
        "（2025）川1302民初1号": COURT,
    }
    for text, court in texts.items():
        payment = office.pay(text=text)
        assert payment.court_id == court, text
        assert [item.payment.id for item in office.look(OPERATOR, list_payments_in_review)].count(payment.id) == (
            court is None
        )
        for slug in (COURT, OTHER):
            mine = [item.payment.id for item in office.look(clerk(slug), list_payments_in_review)]
            assert (payment.id in mine) == (court == slug)
            if court != slug:
                with pytest.raises(NotFound):
                    office.do(clerk(slug), read_payment, payment.id, "核对")
        with pytest.raises(NotPermitted):
            office.do(OPERATOR, read_payment, payment.id, "核对")


def test_the_operator_passes_on_what_is_no_courts_and_nothing_else(office: Office, one: Enrolment) -> None:
    office.court(OTHER)
    payment = office.pay(text="无附言")
    with pytest.raises(NotPermitted):
        office.do(clerk(COURT), pass_on_payment, payment.id, COURT)
    office.do(OPERATOR, pass_on_payment, payment.id, OTHER)
    with pytest.raises(RuleBroken):
        office.do(OPERATOR, pass_on_payment, payment.id, COURT)
    with pytest.raises(NotFound):
        office.do(clerk(COURT), propose, "claim", payment.id, {"obligation": one.obligation_id})


def test_the_case_number_of_another_court_is_never_suggested(office: Office, one: Enrolment) -> None:
    office.announced(office.court(OTHER), case_number="（2025）川1303执55号", account=account(2), number=number(2))
    payment = stray(office, text="(2025)川1303执 5S号")
    assert read(office, payment).suggestions == []


def test_keys_of_two_debts_credit_neither_and_both_are_suggested(office: Office, one: Enrolment) -> None:
    second = office.announced(COURT, case_number="（2025）川1302执78号", account=account(2), number=number(2))
    payment = office.pay(account=account(1), text="（2025）川1302执78号")
    assert (payment.review_for, payment.credited) == (ReviewFor.AMBIGUOUS, 0)
    payment = (
        stored(office, payment.id) if payment.court_id else office.do(OPERATOR, pass_on_payment, payment.id, COURT)
    )
    found = {item.obligation.id: item.why for item in read(office, payment).suggestions}
    assert found == {one.obligation_id: Why.NAMED, second.obligation_id: Why.NAMED}
    assert len(registered(office)) == 2


def test_the_debts_own_reference_finds_it_in_its_field_and_in_the_text(office: Office, one: Enrolment) -> None:
    reference = of_obligation(one.obligation_id)
    assert office.pay(reference=f"{reference[:4]} {reference[4:]}", amount=Decimal("60.00")).credited == 60
    assert office.pay(text=f"还款 {reference}", amount=Decimal("40.00")).credited == 40
    assert registered(office) == {}


def test_a_reference_of_the_courts_own_is_filed_by_two_people(office: Office, one: Enrolment) -> None:
    assert office.pay(reference="sq-2025-0077", amount=Decimal("1.00")).review_for is ReviewFor.UNMATCHED
    key = office.do(clerk(COURT), propose, "reference", one.obligation_id, {"reference": "SQ-2025-0077"}).id
    office.do(approver(COURT), accept_proposal, key, digest_of(office, key))
    assert office.pay(reference="sq-2025-0077").credited == 100
    assert registered(office) == {}
    assert office.pay(text="SQ-2025-0077", amount=Decimal("1.00")).review_for is ReviewFor.UNMATCHED, "not in free text"
    with pytest.raises(RuleBroken):
        office.do(clerk(COURT), propose, "reference", one.obligation_id, {"reference": "SQ-2025-0077"})


def test_early_money_waits_with_its_debt_and_may_be_counted_before(office: Office, one: Enrolment) -> None:
    filed = office.clock.now() - 3 * DAY
    same_day = office.pay(account=account(1), amount=Decimal("1.00"), booked_at=filed)
    assert same_day.credited == 1
    early = office.pay(account=account(1), booked_at=filed - DAY)
    assert (early.review_for, early.credited, early.obligation_id) == (ReviewFor.EARLY, 0, one.obligation_id)
    assert registered(office)
    assert "counted-before" in read(office, early).closings
    closed = accept(office, proposed(office, "close-review", early, **{"as": "counted-before"}))
    assert (closed.closed_as, closed.credited) == (Closing.COUNTED_BEFORE, 0)
    again = claimed(office, office.pay(account=account(1), booked_at=filed - DAY), one)
    assert (again.review_for, again.credited) == (ReviewFor.OVERPAID, 100)
    assert registered(office) == {}


def test_part_paid_is_information_and_the_money_is_credited_at_once(office: Office, one: Enrolment) -> None:
    part = office.pay(account=account(1), amount=Decimal("40.00"))
    assert (part.state, part.review_for, part.credited) == (PaymentState.CREDITED, None, 40)
    assert office.look(clerk(COURT), list_payments_in_review) == []
    (told,) = office.look(clerk(COURT), list_payments_in_review, 50, None, [ReviewFor.PART_PAID])
    assert (told.payment.id, told.why, told.due, told.late) == (part.id, ReviewFor.PART_PAID, None, False)
    with pytest.raises(RuleBroken):
        proposed(office, "claim", part, obligation=one.obligation_id)


def test_it_is_due_within_three_days_of_its_booking_and_what_is_due_first_comes_first(
    office: Office, one: Enrolment
) -> None:
    later = stray(office, booked_at=office.clock.now())
    first = stray(office, booked_at=office.clock.now() - DAY)
    listed = office.look(clerk(COURT), list_payments_in_review)
    assert [item.payment.id for item in listed] == [first.id, later.id]
    # Booked on Wednesday 4 and Thursday 5 March 2026: until Saturday and Sunday, so until Monday.
    assert [(item.due and item.due.day, item.late) for item in listed] == [(date(2026, 3, 9), False)] * 2
    office.clock.pass_by(5 * DAY)
    assert [item.late for item in office.look(clerk(COURT), list_payments_in_review)] == [True, True]


def test_money_to_be_claimed_stands_with_what_else_is_due_until_its_review_ends(office: Office, one: Enrolment) -> None:
    def due(actor: Actor) -> list[tuple[str | None, date, bool]]:
        tasks = [one for one in office.look(actor, list_due) if one.task.duty is Duty.CLAIM_MONEY]
        return [(one.task.payment_id, one.task.due.day, one.late) for one in tasks]

    mine, nobodys = stray(office, text=NEARLY), office.pay(text="还款")
    assert due(clerk(COURT)) == [(mine.id, date(2026, 3, 9), False)]
    assert {key for key, *_ in due(SYSTEM)} == {mine.id, nobodys.id}
    office.clock.pass_by(timedelta(days=5))
    assert due(clerk(COURT)) == [(mine.id, date(2026, 3, 9), True)]
    claimed(office, mine, one)
    assert due(clerk(COURT)) == []
