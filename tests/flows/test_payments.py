"""Recording payments, on both databases: kept once, credited exactly, never guessed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import NotPermitted, RuleBroken, WrongState
from ivr.domain.payment import Obligation, Payment, PaymentState, ReviewFor
from ivr.flows.record_payment import record_payment
from ivr.flows.resume import resume
from ivr.flows.suspend import suspend
from ivr.store import payments as queries
from ivr.store.registrations import since
from ivr.store.tables import payments, registrations
from tests.flows.office import BANK, Office, account, approver, clerk, number

YUAN_100 = Decimal("100.00")


def rows(engine: Engine) -> list[Payment]:
    with Session(engine) as session:
        return list(session.scalars(select(Payment)))


def enrolment_of(engine: Engine, enrolment: Enrolment) -> Enrolment:
    with Session(engine) as session:
        return session.get_one(Enrolment, enrolment.id)


def obligation_of(engine: Engine, enrolment: Enrolment) -> Obligation:
    with Session(engine) as session:
        return session.get_one(Obligation, enrolment.obligation_id)


def heard(engine: Engine) -> dict[str, bool]:
    """For each number whether its callers hear something."""
    with Session(engine) as session:
        return {change.number: not change.removed for change in since(session, 0)}


def announced(office: Office, **changes: object) -> Enrolment:
    return office.announced(office.court("shunqing"), account=account(1), number=number(1), **changes)


def test_full_payment_ends_the_notice_in_the_same_transaction(office: Office) -> None:
    enrolment = announced(office)
    assert heard(office.engine) == {number(1): True}
    woken = office.woken
    payment = office.pay(account=account(1))
    assert (payment.state, payment.review_for) == (PaymentState.CREDITED, None)
    assert heard(office.engine) == {number(1): False}
    assert enrolment_of(office.engine, enrolment).state == State.REMOVED
    assert enrolment_of(office.engine, enrolment).ended_for == "paid"
    assert obligation_of(office.engine, enrolment).discharged_at == office.clock.now()
    assert office.woken == woken + 1


def test_the_removal_after_full_payment_is_marked_certain(office: Office) -> None:
    announced(office)
    office.pay(account=account(1))
    with Session(office.engine) as session:
        assert [change.certain for change in since(session, 0)] == [True]


def test_a_payment_makes_the_silence_of_a_suspended_number_certain_too(office: Office) -> None:
    """A guard may have held the suspension back on a node; nothing may hold back what is paid."""
    enrolment = announced(office)
    office.do(clerk("shunqing"), suspend, enrolment.id, "objection")
    with Session(office.engine) as session:
        (before,) = since(session, 0)
    office.pay(account=account(1))
    with Session(office.engine) as session:
        (after,) = since(session, before.seq)
    assert (before.certain, after.certain) == (False, True)


def test_a_part_payment_changes_nothing_and_the_rest_ends_it(office: Office) -> None:
    announced(office)
    office.pay(account=account(1), amount=Decimal("99.99"))
    assert heard(office.engine) == {number(1): True}
    office.pay(account=account(1), amount=Decimal("0.01"))
    assert heard(office.engine) == {number(1): False}


def test_what_is_credited_is_summed_exactly(office: Office) -> None:
    enrolment = announced(office, owed=Decimal("999999999999999.99"))
    parts = [Decimal("999999999999000.01"), Decimal("0.10"), Decimal("0.20"), Decimal("999.67")]
    for part in parts:
        office.pay(account=account(1), amount=part)
    with Session(office.engine) as session:
        total = queries.credited(session, enrolment.obligation_id)
        nothing = queries.credited(session, "f" * 16)
    assert isinstance(total, Decimal)
    assert total == sum(parts) == Decimal("999999999999999.98")
    assert nothing == 0
    assert heard(office.engine) == {number(1): True}


def test_the_same_entry_again_is_the_same_payment_and_counts_once(office: Office) -> None:
    announced(office)
    first = office.pay(account=account(1), amount=Decimal("60.00"), external_id="e1")
    again = office.pay(account=account(1), amount=Decimal("60.00"), external_id="e1")
    assert again.id == first.id
    assert len(rows(office.engine)) == 1
    assert heard(office.engine) == {number(1): True}


def test_a_known_id_with_another_amount_is_refused_and_changes_nothing(office: Office) -> None:
    announced(office)
    office.pay(account=account(1), amount=Decimal("60.00"), external_id="e1")
    with pytest.raises(RuleBroken) as refused:
        office.pay(account=account(1), external_id="e1")
    assert refused.value.field == "id"
    assert [one.amount for one in rows(office.engine)] == [Decimal("60.00")]


def test_the_same_id_from_another_source_is_another_payment(office: Office) -> None:
    announced(office)
    office.pay(account=account(1), amount=Decimal("50.00"), external_id="e1", source="bank")
    office.pay(account=account(1), amount=Decimal("50.00"), external_id="e1", source="other")
    assert heard(office.engine) == {number(1): False}


def test_overpayment_ends_the_notice_and_is_flagged(office: Office) -> None:
    announced(office)
    payment = office.pay(account=account(1), amount=Decimal("100.01"))
    assert (payment.state, payment.review_for) == (PaymentState.CREDITED, ReviewFor.OVERPAID)
    assert heard(office.engine) == {number(1): False}


def test_a_reversal_goes_to_a_person_and_never_brings_the_notice_back(office: Office) -> None:
    enrolment = announced(office)
    office.pay(account=account(1))
    reversal = office.pay(account=account(1), reversal=True)
    assert (reversal.state, reversal.review_for) == (PaymentState.REVIEW, ReviewFor.REVERSAL)
    assert reversal.credited == -YUAN_100
    assert heard(office.engine) == {number(1): False}
    assert enrolment_of(office.engine, enrolment).state == State.REMOVED


def test_a_reversal_under_the_id_of_what_it_reverses_is_not_taken_for_it(office: Office) -> None:
    announced(office)
    office.pay(account=account(1), amount=Decimal("60.00"), external_id="e1")
    office.pay(account=account(1), amount=Decimal("60.00"), external_id="e1", reversal=True)
    office.pay(account=account(1), amount=Decimal("40.00"), external_id="e2")
    assert heard(office.engine) == {number(1): True}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"currency": "USD"}, ReviewFor.FOREIGN_CURRENCY),
        ({"status": "PDNG"}, ReviewFor.NOT_BOOKED),
        ({"status": "INFO"}, ReviewFor.NOT_BOOKED),
        ({"account": "9999999999"}, ReviewFor.UNMATCHED),
        ({"account": ""}, ReviewFor.UNMATCHED),
        ({"account": "", "text": "张三还款"}, ReviewFor.UNMATCHED),
        ({"amount": Decimal("-100.00")}, ReviewFor.ODD_AMOUNT),
        ({"amount": Decimal("0.00")}, ReviewFor.ODD_AMOUNT),
        ({"amount": Decimal("100.005")}, ReviewFor.ODD_AMOUNT),
    ],
)
def test_what_is_not_clear_is_kept_and_goes_to_a_person(
    office: Office, change: dict[str, object], reason: ReviewFor
) -> None:
    announced(office)
    payment = office.pay(**({"account": account(1)} | change))
    assert (payment.state, payment.review_for, payment.credited) == (PaymentState.REVIEW, reason, 0)
    assert heard(office.engine) == {number(1): True}
    assert len(rows(office.engine)) == 1


def test_a_pending_entry_that_is_booked_later_under_its_id_counts_then(office: Office) -> None:
    announced(office)
    office.pay(account=account(1), external_id="e1", status="PDNG", amount=Decimal("90.00"))
    office.clock.pass_by(timedelta(hours=1))
    booked = office.pay(account=account(1), external_id="e1", raw="booked")
    assert (booked.state, booked.amount, len(rows(office.engine))) == (PaymentState.CREDITED, YUAN_100, 1)
    assert office.vault.open(booked.raw, f"payments.raw.{booked.id}") == "booked"
    assert heard(office.engine) == {number(1): False}
    again = office.pay(account=account(1), external_id="e1")
    assert (again.id, again.review_for) == (booked.id, None)


@pytest.mark.parametrize(
    "text", ["(2025)川1302执77号 还款", "款项（２０２５）川1302执77 3000元", "案号 (2025) 川1302 执 77 号"]
)
def test_the_case_number_in_the_text_finds_the_one_obligation(office: Office, text: str) -> None:
    announced(office, case_number="（2025）川1302执77号")
    office.pay(text=text)
    assert heard(office.engine) == {number(1): False}


@pytest.mark.parametrize(
    "text", ["(2025)川1302执7号", "(2025)川1302执773000元", "(2025)川1302执12345677", "(2025)川1303执77号"]
)
def test_a_case_number_that_only_looks_alike_finds_nothing(office: Office, text: str) -> None:
    announced(office, case_number="（2025）川1302执77号")
    assert office.pay(text=text).review_for == ReviewFor.UNMATCHED


def test_two_debtors_of_one_case_are_ambiguous_by_case_but_not_by_account(office: Office) -> None:
    slug = office.court("shunqing")
    for n in (1, 2):
        office.announced(slug, case_number="（2025）川1302执77号", account=account(n), number=number(n))
    payment = office.pay(text="（2025）川1302执77号")
    assert (payment.review_for, payment.obligation_id, payment.court_id) == (ReviewFor.AMBIGUOUS, None, None)
    office.pay(account=account(2), text="（2025）川1302执77号")
    assert heard(office.engine) == {number(1): True, number(2): False}


def test_one_payment_ends_the_notice_on_every_number_of_that_debt_and_on_no_other(office: Office) -> None:
    slug = office.court("shunqing")
    same = {"id_number": office.papers().id_number, "case_number": "（2025）川1302执77号", "account": account(1)}
    office.announced(slug, number=number(1), **same)
    office.announced(slug, number=number(2), **same)
    office.announced(slug, number=number(3), account=account(3))
    office.pay(account=account(1))
    assert heard(office.engine) == {number(1): False, number(2): False, number(3): True}


def test_payment_ends_what_is_not_announced_yet_and_a_suspended_one(office: Office) -> None:
    slug = office.court("shunqing")
    same = {"id_number": office.papers().id_number, "case_number": "（2025）川1302执77号", "account": account(1)}
    drafted = office.draft(slug, number=number(1), **same)
    suspended = office.announced(slug, number=number(2), **same)
    office.do(clerk(slug), suspend, suspended.id, "objection")
    office.pay(account=account(1))
    assert {enrolment_of(office.engine, one).state for one in (drafted, suspended)} == {State.REMOVED}
    with pytest.raises(WrongState):
        office.do(clerk(slug), resume, suspended.id)
    with pytest.raises(WrongState):
        office.do(approver(slug), resume, suspended.id)


def test_only_a_bank_or_the_gateway_records_money(office: Office) -> None:
    slug = office.court("shunqing")
    with pytest.raises(NotPermitted):
        office.do(clerk(slug), record_payment, office.remittance(), "{}")


def test_the_payload_is_sealed_and_opens_again_exactly(office: Office) -> None:
    raw = '{"payer": "张三", "note": "\ud800\u0000"}'
    payment = office.pay(raw=raw)
    assert "张三" not in payment.raw
    assert office.vault.open(payment.raw, f"payments.raw.{payment.id}") == raw


def at_once(office: Office, remittances: list[object]) -> list[Payment]:
    """All of them in the same moment, each on a thread of its own."""
    together = threading.Barrier(len(remittances))

    def pay(remittance: object) -> Payment:
        together.wait(10)
        return office.do(BANK, record_payment, remittance, "{}")

    with ThreadPoolExecutor(len(remittances)) as threads:
        return list(threads.map(pay, remittances))


def test_one_entry_delivered_eight_times_at_once_is_one_row_counted_once(office: Office) -> None:
    announced(office, owed=Decimal("200.00"))
    entry = office.remittance(account=account(1), external_id="e1")
    assert len({one.id for one in at_once(office, [entry] * 8)}) == 1
    assert [one.credited for one in rows(office.engine)] == [YUAN_100]
    assert heard(office.engine) == {number(1): True}


def test_full_payments_at_once_discharge_once_and_the_others_are_overpaid(office: Office) -> None:
    announced(office)
    paid = at_once(office, [office.remittance(account=account(1)) for _ in range(6)])
    assert sorted(str(one.review_for) for one in paid) == ["None", *["overpaid"] * 5]
    with Session(office.engine) as session:
        assert session.scalar(select(func.count()).select_from(payments)) == 6
        assert session.scalar(select(registrations.c.seq)) == 2


def test_halves_at_once_add_up(office: Office) -> None:
    announced(office)
    at_once(office, [office.remittance(account=account(1), amount=Decimal("12.50")) for _ in range(8)])
    assert heard(office.engine) == {number(1): False}


def test_a_pending_entry_booked_twice_at_once_counts_once(office: Office) -> None:
    announced(office, owed=Decimal("200.00"))
    office.pay(account=account(1), external_id="e1", status="PDNG")
    at_once(office, [office.remittance(account=account(1), external_id="e1")] * 4)
    assert [one.credited for one in rows(office.engine)] == [YUAN_100]
