"""An objection silences at once, its clocks run, and what is due is shown (SPC Provisions 2017, arts 11 and 12)."""

from datetime import date, timedelta

import pytest

from ivr.domain.enrolment import Enrolment, State
from ivr.domain.errors import BadInput, NotFound, NotPermitted, RuleBroken, WrongState
from ivr.domain.objection import Objection, Stage
from ivr.flows.clear_listing import clear_listing
from ivr.flows.decide_objection import ask_reconsideration, decide_objection, withdraw_objection
from ivr.flows.list_due import list_due
from ivr.flows.list_objections import list_objections, read_objection
from ivr.flows.object import object_to
from ivr.flows.remove import remove
from ivr.flows.resume import resume
from tests.flows.office import Office, account, approver, clerk, number
from tests.flows.truth import registered

COURT = "shunqing"
WORDS = "我叫王某，与被执行人同名"
DAY = timedelta(days=1)


@pytest.fixture
def one(office: Office) -> Enrolment:
    return office.announced(office.court(COURT), number=number(1), account=account(1))


def today(office: Office) -> date:
    return office.clock.now().date()


def objected(office: Office, one: Enrolment) -> Objection:
    return office.do(clerk(COURT), object_to, one.id, WORDS, today(office))


def due(office: Office) -> list[tuple[str, date, bool]]:
    return [(one.task.duty, one.task.due.day, one.late) for one in office.look(clerk(COURT), list_due)]


def test_an_objection_silences_at_once_and_starts_the_clock(office: Office, one: Enrolment) -> None:
    assert registered(office)
    objection = objected(office, one)
    assert registered(office) == {}
    assert (office.found(one).state, office.found(one).suspended_for) == (State.SUSPENDED, "objection")
    assert due(office) == [("review-objection", date(2026, 3, 20), False)]
    assert WORDS not in objection.words
    assert office.do(clerk(COURT), read_objection, objection.id, "查证").words == WORDS
    office.clock.pass_by(16 * DAY)
    assert due(office) == [("review-objection", date(2026, 3, 20), True)]


def test_upheld_ends_it_as_corrected_and_the_listing_is_due_in_three_working_days(
    office: Office, one: Enrolment
) -> None:
    objection = objected(office, one)
    with pytest.raises(NotPermitted):
        office.do(clerk(COURT), decide_objection, objection.id, True, today(office))
    office.do(approver(COURT), decide_objection, objection.id, True, today(office), "wrong-person")
    ended = office.found(one)
    assert (ended.state, ended.ended_for) == (State.CORRECTED, "wrong-person")
    assert due(office) == [("clear-listing", date(2026, 3, 10), False)]
    office.clock.pass_by(6 * DAY)
    assert due(office) == [("clear-listing", date(2026, 3, 10), True)]
    cleared = office.do(clerk(COURT), clear_listing, one.id, today(office))
    assert (cleared.listing_cleared_on, due(office)) == (today(office), [])
    with pytest.raises(RuleBroken):
        office.do(clerk(COURT), clear_listing, one.id, today(office))


def test_refused_it_stays_silent_while_the_person_may_ask_again_and_resumes_by_two(
    office: Office, one: Enrolment
) -> None:
    objection = objected(office, one)
    office.do(approver(COURT), decide_objection, objection.id, False, today(office))
    assert due(office) == [("ask-reconsideration", date(2026, 3, 16), False)]
    office.do(clerk(COURT), resume, one.id)
    with pytest.raises(RuleBroken) as refused:
        office.do(approver(COURT), resume, one.id)
    assert refused.value.field == "objection"
    office.clock.pass_by(12 * DAY)
    assert due(office) == []
    assert office.do(approver(COURT), resume, one.id).state is State.ACTIVE
    assert registered(office)


@pytest.mark.parametrize(("upheld", "stage"), [(True, Stage.UPHELD), (False, Stage.DISMISSED)])
def test_the_court_above_decides_within_15_days(office: Office, one: Enrolment, upheld: bool, stage: Stage) -> None:
    objection = objected(office, one)
    office.do(approver(COURT), decide_objection, objection.id, False, today(office))
    office.clock.pass_by(3 * DAY)
    office.do(clerk(COURT), ask_reconsideration, objection.id, today(office))
    assert due(office) == [("decide-reconsideration", date(2026, 3, 23), False)]
    office.clock.pass_by(20 * DAY)
    assert due(office)[0][2]
    decided = office.do(approver(COURT), decide_objection, objection.id, upheld, today(office))
    assert decided.stage is stage
    assert office.found(one).state is (State.CORRECTED if upheld else State.SUSPENDED)


def test_an_objection_taken_back_does_not_resume_by_itself(office: Office, one: Enrolment) -> None:
    objection = objected(office, one)
    office.do(clerk(COURT), withdraw_objection, objection.id)
    assert (office.found(one).state, registered(office), due(office)) == (State.SUSPENDED, {}, [])
    office.do(clerk(COURT), resume, one.id)
    assert office.do(approver(COURT), resume, one.id).state is State.ACTIVE


def test_one_objection_at_a_time_and_none_to_what_has_ended(office: Office, one: Enrolment) -> None:
    objected(office, one)
    with pytest.raises(RuleBroken) as refused:
        objected(office, one)
    assert refused.value.field == "objection"
    with pytest.raises(BadInput) as wrong:
        office.do(clerk(COURT), object_to, office.draft(COURT).id, WORDS, today(office) + 2 * DAY)
    assert wrong.value.field == "received_on"
    office.do(clerk(COURT), remove, one.id, "paid")
    with pytest.raises(WrongState):
        objected(office, one)


def test_an_upheld_objection_to_what_was_paid_meanwhile_stays_paid(office: Office, one: Enrolment) -> None:
    objection = objected(office, one)
    office.pay(account=account(1))
    office.do(approver(COURT), decide_objection, objection.id, True, today(office))
    assert (office.found(one).state, office.found(one).ended_for) == (State.REMOVED, "paid")


def test_the_listing_is_due_where_the_law_ends_it_and_nowhere_else(office: Office) -> None:
    office.court(COURT)
    for n, (reason, law) in enumerate({"paid": True, "no-assets": True, "order-withdrawn": False}.items(), 1):
        one = office.announced(COURT, number=number(n), account=account(n))
        ended = office.do(clerk(COURT), remove, one.id, reason)
        assert (ended.listing_due_on is not None) == law, reason


def test_clearing_one_debts_listing_clears_it_for_all_its_numbers(office: Office) -> None:
    office.court(COURT)
    same = {"id_number": office.papers().id_number, "case_number": "（2025）川1302执77号", "account": account(1)}
    both = [office.announced(COURT, number=number(n), **same) for n in (1, 2)]
    office.pay(account=account(1))
    assert len(due(office)) == 2
    office.do(clerk(COURT), clear_listing, both[0].id, today(office))
    assert due(office) == []
    assert office.found(both[1]).listing_cleared_on == today(office)


def test_a_proof_that_ends_within_a_week_is_shown_and_also_once_it_has(office: Office) -> None:
    office.court(COURT)
    office.announced(COURT, number=number(1), proven_until=today(office) + 20 * DAY)
    assert due(office) == []
    office.clock.pass_by(11 * DAY)
    assert due(office) == [("prove-holder", date(2026, 3, 22), False)]
    office.clock.pass_by(10 * DAY)
    assert due(office) == [("prove-holder", date(2026, 3, 22), True)]


def test_another_court_sees_neither_the_objection_nor_that_anything_is_due(office: Office, one: Enrolment) -> None:
    objection = objected(office, one)
    office.court("gaoping")
    assert office.look(clerk("gaoping"), list_due) == []
    for step in (
        lambda: office.look(clerk("gaoping"), list_objections, one.id),
        lambda: office.do(clerk("gaoping"), read_objection, objection.id, "查证"),
        lambda: office.do(clerk("gaoping"), withdraw_objection, objection.id),
        lambda: office.do(approver("gaoping"), decide_objection, objection.id, True, today(office)),
        lambda: office.do(clerk("gaoping"), object_to, one.id, WORDS, today(office)),
        lambda: office.do(clerk("gaoping"), clear_listing, one.id, today(office)),
    ):
        with pytest.raises(NotFound):
            step()
