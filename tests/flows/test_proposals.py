"""A decision about money is two people's: one proposes, another who has read it decides, and it is done once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from ivr.domain.erased import ERASED
from ivr.domain.errors import BadInput, NotFound, NotPermitted, RuleBroken, SamePerson
from ivr.domain.payment import Closing, Payment
from ivr.domain.proposal import Proposal, Verdict
from ivr.domain.staff import Actor, Role
from ivr.flows.decide_proposal import accept_proposal, refuse_proposal, withdraw_proposal
from ivr.flows.erase import erase
from ivr.flows.list_payments import list_payments_in_review
from ivr.flows.list_proposals import ProposalView, list_proposals, read_proposal, view_proposal
from ivr.flows.proposals.registry import KINDS
from ivr.flows.propose import propose
from ivr.flows.remove import remove
from tests.flows.office import BANK, OPERATOR, Office, account, approver, clerk, number
from tests.flows.test_races import overlapping

COURT = "shunqing"
OTHER_APPROVER = replace(approver(COURT), id="d" * 16)
REFUND = {"as": "refund"}


@pytest.fixture
def payment(office: Office) -> Payment:
    """Foreign money, which a person must look at."""
    office.announced(office.court(COURT), number=number(1), account=account(1))
    return office.pay(account=account(1), currency="USD")


def proposed(office: Office, payment: Payment) -> Proposal:
    return office.do(clerk(COURT), propose, "close-review", payment.id, REFUND)


def read(office: Office, proposal: Proposal) -> ProposalView:
    return office.do(approver(COURT), read_proposal, proposal.id, "复核")


def stored(office: Office, payment: Payment) -> Payment:
    with Session(office.engine) as session:
        return session.get_one(Payment, payment.id)


def waiting(office: Office) -> list[str]:
    return [one.payment.id for one in office.look(clerk(COURT), list_payments_in_review)]


def test_it_is_done_when_another_person_accepts_it_and_not_before(office: Office, payment: Payment) -> None:
    one = proposed(office, payment)
    assert (stored(office, payment).closed_as, waiting(office)) == (None, [payment.id])
    assert office.look(clerk(COURT), list_proposals) == [one]
    view = read(office, one)
    assert (view.content, view.refused_for) == (REFUND, None)
    done = office.do(approver(COURT), accept_proposal, one.id, one.digest)
    assert (done.verdict, done.decided_by, done.decided_at) == (
        Verdict.ACCEPTED,
        approver(COURT).id,
        office.clock.now(),
    )
    assert (stored(office, payment).closed_as, waiting(office)) == (Closing.REFUND, [])
    assert office.look(clerk(COURT), list_proposals) == []
    assert office.look(clerk(COURT), list_proposals, payment.id, False) == [done]


def test_refused_it_changes_nothing_and_the_reason_is_sealed(office: Office, payment: Payment) -> None:
    one = proposed(office, payment)
    with pytest.raises(BadInput):
        office.do(approver(COURT), refuse_proposal, one.id, " ")
    refused = office.do(approver(COURT), refuse_proposal, one.id, "请先换汇")
    assert (refused.verdict, "换汇" in str(refused.reason)) == (Verdict.REFUSED, False)
    assert read(office, one).refused_for == "请先换汇"
    assert stored(office, payment).closed_as is None
    assert proposed(office, payment).id != one.id, "it may be proposed again"


def test_nobody_decides_the_own_proposal_whatever_the_role(office: Office, payment: Payment) -> None:
    one = office.do(approver(COURT), propose, "close-review", payment.id, REFUND)
    for decide, given in ((accept_proposal, one.digest), (refuse_proposal, "不当")):
        with pytest.raises(SamePerson):
            office.do(approver(COURT), decide, one.id, given)
    office.do(OTHER_APPROVER, accept_proposal, one.id, one.digest)


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.COURT_ADMIN, Role.OPERATOR, Role.BANK, "system"])
def test_only_a_role_that_may_decide_decides(office: Office, payment: Payment, role: str) -> None:
    one = proposed(office, payment)
    with pytest.raises(NotPermitted):
        office.do(Actor("e" * 16, role, COURT), accept_proposal, one.id, one.digest)
    assert stored(office, payment).closed_as is None


def test_what_has_changed_meanwhile_is_not_done(office: Office, payment: Payment) -> None:
    one = proposed(office, payment)
    with office.desk.work(BANK) as work:
        work.session.get_one(Payment, payment.id).received_at += timedelta(seconds=1)
        work.record("record_payment", payment.id)
    with pytest.raises(RuleBroken) as refused:
        office.do(approver(COURT), accept_proposal, one.id, one.digest)
    assert refused.value.field == "subject"
    assert stored(office, payment).closed_as is None
    office.do(approver(COURT), refuse_proposal, one.id, "已有变动")


def test_it_is_accepted_by_the_digest_that_was_read(office: Office, payment: Payment) -> None:
    one = proposed(office, payment)
    for digest in ("", "0" * 16):
        with pytest.raises(RuleBroken) as refused:
            office.do(approver(COURT), accept_proposal, one.id, digest)
        assert refused.value.field == "digest"


def test_deciding_again_changes_nothing_and_another_verdict_is_refused(office: Office, payment: Payment) -> None:
    one = proposed(office, payment)
    first = office.do(approver(COURT), accept_proposal, one.id, one.digest)
    office.clock.pass_by(timedelta(hours=1))
    assert office.do(approver(COURT), accept_proposal, one.id, one.digest) == first
    with pytest.raises(RuleBroken):
        office.do(approver(COURT), refuse_proposal, one.id, "不当")
    with pytest.raises(RuleBroken):
        office.do(OTHER_APPROVER, accept_proposal, one.id, one.digest)
    with pytest.raises(RuleBroken):
        office.do(clerk(COURT), withdraw_proposal, one.id)


def test_the_same_again_is_the_first_and_by_somebody_else_it_is_refused(office: Office, payment: Payment) -> None:
    one = proposed(office, payment)
    assert proposed(office, payment) == one
    with pytest.raises(RuleBroken):
        office.do(approver(COURT), propose, "close-review", payment.id, REFUND)
    assert proposed(office, payment) == one


def test_whoever_proposed_it_takes_it_back_and_nobody_else(office: Office, payment: Payment) -> None:
    one = proposed(office, payment)
    with pytest.raises(RuleBroken):
        office.do(approver(COURT), withdraw_proposal, one.id)
    assert office.do(clerk(COURT), withdraw_proposal, one.id).verdict is Verdict.WITHDRAWN
    with pytest.raises(RuleBroken):
        office.do(approver(COURT), accept_proposal, one.id, one.digest)


def test_another_court_does_not_learn_of_it(office: Office, payment: Payment) -> None:
    one = proposed(office, payment)
    office.court("gaoping")
    assert office.look(clerk("gaoping"), list_proposals, None, False) == []
    for actor, verb, given in (
        (clerk("gaoping"), view_proposal, ()),
        (clerk("gaoping"), read_proposal, ("复核",)),
        (approver("gaoping"), accept_proposal, (one.digest,)),
        (approver("gaoping"), refuse_proposal, ("不当",)),
        (clerk("gaoping"), withdraw_proposal, ()),
    ):
        with pytest.raises(NotFound):
            office.do(actor, verb, one.id, *given)
    with pytest.raises(NotFound):
        office.do(clerk("gaoping"), propose, "close-review", payment.id, REFUND)
    with pytest.raises(NotPermitted):
        office.look(OPERATOR, list_proposals)


@pytest.mark.parametrize("second", ["accept", "refuse"])
def test_of_two_who_decide_in_one_moment_one_does(office: Office, payment: Payment, second: str) -> None:
    one = proposed(office, payment)
    decide = {
        "accept": lambda: office.do(OTHER_APPROVER, accept_proposal, one.id, one.digest),
        "refuse": lambda: office.do(OTHER_APPROVER, refuse_proposal, one.id, "不当"),
    }
    late = overlapping(office, lambda work: accept_proposal(work, one.id, one.digest), approver(COURT), decide[second])
    assert isinstance(late.exception(), RuleBroken)
    assert office.look(clerk(COURT), view_proposal, one.id).decided_by == approver(COURT).id


def test_the_same_proposed_in_one_moment_is_one(office: Office, payment: Payment) -> None:
    given = ("close-review", payment.id, REFUND)
    again = overlapping(
        office, lambda work: propose(work, *given), clerk(COURT), lambda: office.do(clerk(COURT), propose, *given)
    )
    assert [again.result().id] == [one.id for one in office.look(clerk(COURT), list_proposals)]


@pytest.mark.parametrize(
    "content", [{}, {"as": "claimed"}, {"as": 1}, {"as": "refund", "why": "x"}, {"as": ["refund"]}]
)
def test_content_that_its_kind_does_not_know_is_refused(
    office: Office, payment: Payment, content: dict[str, object]
) -> None:
    with pytest.raises(BadInput):
        office.do(clerk(COURT), propose, "close-review", payment.id, content)
    with pytest.raises(BadInput) as refused:
        office.do(clerk(COURT), propose, "no-such-kind", payment.id, content)
    assert refused.value.field == "kind"


def test_every_kind_says_what_it_is_in_both_languages() -> None:
    assert all(kind.zh and kind.en and kind.zh != kind.en for kind in KINDS.values())


def test_what_it_says_is_erased_with_the_person_it_is_about(office: Office) -> None:
    enrolment = office.announced(office.court(COURT), number=number(1), account=account(1))
    payment = office.pay(account=account(1), currency="USD")
    one = proposed(office, payment)
    office.do(clerk(COURT), remove, enrolment.id, "died")
    office.clock.pass_by(timedelta(days=400))
    with office.desk.work(OPERATOR) as work:
        assert erase(work).persons == 1
    assert read(office, one).content is None
    with Session(office.engine) as session:
        assert session.get_one(Proposal, one.id).content == ERASED
    with pytest.raises(RuleBroken):
        office.do(approver(COURT), accept_proposal, one.id, one.digest)
