"""Money is kept and credited wherever the enrolment stands; each case ends by itself; nothing is enabled by money."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.payment import Payment, PaymentState, ReviewFor
from ivr.domain.staff import SYSTEM
from ivr.flows.activate import activate
from ivr.flows.expire import expire
from ivr.flows.list_payments import list_payments_in_review
from ivr.flows.object import object_to
from ivr.flows.prove_silence import prove_silences
from ivr.flows.remove import remove
from ivr.flows.restore import restore
from ivr.flows.resume import resume
from ivr.flows.suspend import suspend
from ivr.flows.view_enrolment import view_enrolment
from ivr.kit.errors import GatewayError
from tests.flows.office import Office, account, approver, clerk, id_number, number
from tests.flows.truth import registered

COURT = "shunqing"
YUAN_100 = Decimal("100.00")


def expired(office: Office, one: Enrolment) -> None:
    office.clock.pass_by(timedelta(days=401))
    office.do(SYSTEM, expire)
    assert office.found(one).state is State.EXPIRED


STANDS: dict[str, Callable[[Office, Enrolment], object]] = {
    "suspended": lambda office, one: office.do(clerk(COURT), suspend, one.id, "settlement-signed"),
    "objected": lambda office, one: office.do(clerk(COURT), object_to, one.id, "同名", today(office)),
    "removed": lambda office, one: office.do(clerk(COURT), remove, one.id, "creditor-asked"),
    "expired": expired,
}


def today(office: Office) -> date:
    return office.clock.now().date()


def credited(office: Office, one: Enrolment) -> Decimal:
    return office.look(clerk(COURT), view_enrolment, one.id).credited


@pytest.mark.parametrize("stands", sorted(STANDS))
def test_a_payment_while_suspended_expired_objected_or_removed_is_kept_and_credited(
    office: Office, stands: str
) -> None:
    one = office.announced(office.court(COURT), number=number(1), account=account(1))
    STANDS[stands](office, one)
    before = office.found(one)
    part = office.pay(account=account(1), amount=Decimal("40.00"))
    rest = office.pay(account=account(1), amount=Decimal("60.00"))
    assert [(paid.state, paid.review_for) for paid in (part, rest)] == [(PaymentState.CREDITED, None)] * 2
    assert credited(office, one) == YUAN_100
    ended = office.found(one)
    if before.ended_at is None:
        assert (ended.state, ended.ended_for) == (State.REMOVED, "paid")
    else:
        assert (ended.state, ended.ended_for, ended.ended_at) == (before.state, before.ended_for, before.ended_at)
    assert registered(office) == {}


def test_several_cases_of_one_person_end_each_by_its_own_payment(office: Office) -> None:
    office.court(COURT)
    person = id_number(900)
    cases = [office.announced(COURT, id_number=person, number=number(n), account=account(n)) for n in (1, 2, 3)]
    office.pay(account=account(2))
    assert [office.found(one).state for one in cases] == [State.ACTIVE, State.REMOVED, State.ACTIVE]
    office.pay(account=account(1))
    office.pay(account=account(3))
    assert {office.found(one).ended_for for one in cases} == {"paid"}
    assert registered(office) == {}


def test_several_cases_on_one_number_leave_it_silent_only_when_each_is_paid(office: Office) -> None:
    office.court(COURT)
    person = id_number(901)
    for n in (1, 2):
        office.announced(COURT, id_number=person, number=number(1), account=account(n))
    office.pay(account=account(1))
    assert list(registered(office)) == [number(1)]
    office.pay(account=account(2))
    assert registered(office) == {}


def test_a_reversal_opens_a_review_and_never_enables_anything_again(office: Office) -> None:
    one = office.announced(office.court(COURT), number=number(1), account=account(1))
    office.pay(account=account(1), external_id="e1")
    prove_silences(office.desk)
    ended = office.found(one)
    back = office.pay(account=account(1), external_id="e1", reversal=True)
    assert (back.state, back.review_for) == (PaymentState.REVIEW, ReviewFor.REVERSAL)
    assert back.id in {row.id for row in _in_review(office)}
    assert credited(office, one) == 0
    for verb in (activate, resume, restore):
        for who in (clerk, approver):
            with pytest.raises(GatewayError):
                office.do(who(COURT), verb, one.id)
    office.clock.pass_by(timedelta(days=30))
    office.do(SYSTEM, expire)
    prove_silences(office.desk)
    after = office.found(one)
    assert (after.state, after.ended_for, after.silent_at) == (ended.state, "paid", ended.silent_at)
    assert registered(office) == {}


def test_what_bounced_and_is_paid_again_is_credited_again(office: Office) -> None:
    one = office.announced(office.court(COURT), number=number(1), account=account(1))
    office.pay(account=account(1), external_id="e1")
    office.pay(account=account(1), external_id="e1", reversal=True)
    office.pay(account=account(1), external_id="e2")
    assert credited(office, one) == YUAN_100
    with Session(office.engine) as session:
        assert len(session.scalars(select(Payment)).all()) == 3


def _in_review(office: Office) -> list[Payment]:
    return [one.payment for one in office.look(clerk(COURT), list_payments_in_review)]
