"""Every reason of the law ends the notice at once; a settlement suspends when signed and ends it when performed."""

from datetime import date, timedelta

import pytest

from ivr.domain.enrolment import Action, State
from ivr.domain.errors import BadInput
from ivr.domain.reasons import LAW, REMOVED_FOR, EndedFor, SuspendedFor
from ivr.domain.staff import SYSTEM
from ivr.flows.correct import correct
from ivr.flows.expire import expire
from ivr.flows.remove import end, remove
from ivr.flows.resume import resume
from ivr.flows.suspend import suspend
from ivr.flows.view_enrolment import view_enrolment
from tests.flows.office import Office, approver, clerk
from tests.flows.truth import registered

COURT = "shunqing"


@pytest.mark.parametrize("reason", sorted(REMOVED_FOR))
def test_each_reason_ends_the_notice_and_says_under_which_law(office: Office, reason: str) -> None:
    one = office.announced(office.court(COURT))
    office.do(clerk(COURT), remove, one.id, reason)
    assert registered(office) == {}
    ended = office.look(clerk(COURT), view_enrolment, one.id).enrolment
    assert (ended.state, ended.ended_for) == (State.REMOVED, reason)
    assert (ended.listing_due_on is not None) == (reason in LAW)


def test_all_seven_cases_of_article_10_are_there() -> None:
    assert {LAW[reason] for reason in LAW} >= {f"SPC Provisions 2017, art 10 ({case})" for case in range(1, 8)}


@pytest.mark.parametrize("reason", [*sorted(set(EndedFor) - REMOVED_FOR), "", "whatever"])
def test_what_is_no_reason_for_a_person_to_give_is_refused(office: Office, reason: str) -> None:
    one = office.announced(office.court(COURT))
    with pytest.raises(BadInput) as refused:
        office.do(clerk(COURT), remove, one.id, reason)
    assert refused.value.field == "reason"
    with pytest.raises(BadInput):
        office.do(approver(COURT), correct, one.id, "paid")


def test_a_signed_settlement_suspends_a_performed_one_ends_and_a_breached_one_resumes_by_two(office: Office) -> None:
    office.court(COURT)
    performed, breached = office.announced(COURT), office.announced(COURT)
    for one in (performed, breached):
        office.do(clerk(COURT), suspend, one.id, SuspendedFor.SETTLEMENT_SIGNED)
    assert registered(office) == {}
    assert office.do(clerk(COURT), remove, performed.id, EndedFor.SETTLEMENT_PERFORMED).state is State.REMOVED
    office.do(clerk(COURT), resume, breached.id)
    assert registered(office) == {}
    assert office.do(approver(COURT), resume, breached.id).state is State.ACTIVE


def test_a_listing_whose_term_is_over_is_due_to_be_deleted_and_an_order_that_ends_leaves_it(office: Office) -> None:
    office.court(COURT)
    decided = office.papers().decided_on
    term = decided.replace(year=decided.year + 2)
    listed = office.announced(COURT, ground=2, listed_until=term, order_ends_on=date(2029, 1, 1), proven_until=term)
    ordered = office.announced(COURT, order_ends_on=date(2026, 4, 1))
    office.clock.pass_by(timedelta(days=60))
    office.do(SYSTEM, expire)
    assert (office.found(ordered).ended_for, office.found(ordered).listing_due_on) == ("order-over", None)
    office.clock.pass_by(timedelta(days=700))
    office.do(SYSTEM, expire)
    assert office.found(listed).ended_for == "term-over"
    assert office.found(listed).listing_due_on is not None


def test_only_an_ending_ends(office: Office) -> None:
    one = office.announced(office.court(COURT))
    with pytest.raises(ValueError, match="suspend"):
        office.do(clerk(COURT), lambda work: end(work, work.session.merge(one), Action.SUSPEND, "objection"))
